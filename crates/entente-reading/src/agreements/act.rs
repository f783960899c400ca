//! What is done with an instrument: signed, ratified, proposed; and which verb belongs to which noun.

use std::ops::Range;

use entente_model::Letter as _;

use super::{
    Scene,
    pack::{Act, Order},
    phrase::{Phrase, is_and},
};
use crate::quantities::lexicon::{word_before, word_end, word_starts};

/// Words between a verb and its object, and between a noun and its passive.
const REACH: usize = 14;

/// A verb or verbal noun with what the words before it make of it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Done {
    /// The words.
    pub(crate) range: Range<usize>,
    /// What they do.
    pub(crate) act: Act,
    /// A plan or wish.
    pub(crate) future: bool,
    /// Said not to be done.
    pub(crate) negated: bool,
    /// Being done on the day of the text.
    pub(crate) present: bool,
    /// An auxiliary of the passive stands before it.
    pub(crate) passive: bool,
}

/// Every act of a sentence, in order.
///
/// A word inside the name of an instrument ("Agreed Framework") is none.
pub(crate) fn all(scene: &Scene, phrases: &[Phrase]) -> Vec<Done> {
    let text = scene.text;
    let mut out: Vec<Done> = Vec::new();
    let starts: Vec<usize> = if scene.pack.order == Order::ObjectVerb {
        text[scene.sentence.clone()].char_indices().map(|(at, _)| scene.sentence.start + at).collect()
    } else {
        word_starts(text, scene.sentence.start, scene.sentence.end).collect()
    };
    for start in starts {
        if out.last().is_some_and(|last| start < last.range.end) {
            continue;
        }
        if let Some((end, &act)) = scene.pack.acts.at(text, start)
            && end <= scene.sentence.end
            && !is_noun(scene, start)
            && !is_token(scene, &(start..end))
            && !phrases.iter().any(|phrase| phrase.name_start <= start && end <= phrase.head.end)
        {
            out.push(done(scene, start..end, act));
        }
    }
    out
}

/// «Подписанное только что соглашение»: a word of the present right after the act.
fn just_after(scene: &Scene, end: usize) -> bool {
    let next = scene.text[end..scene.sentence.end].trim_start();
    scene.pack.present.at(scene.text, scene.sentence.end - next.len()).is_some()
}

/// "a sign", "the issue": after an article the word is no verb; "the signing of" stays an act.
fn is_noun(scene: &Scene, start: usize) -> bool {
    let text = scene.text;
    let verbal = text[start..].find(|sign: char| !sign.is_letter()).is_some_and(|end| {
        text[start..start + end].ends_with("ing") || text[start..start + end].ends_with("ed")
    });
    !verbal
        && word_before(text, scene.sentence.start, start).is_some_and(|before| {
            let word = &text[before..word_end(text, before).max(before)];
            matches!(word.to_ascii_lowercase().as_str(), "a" | "an")
                || (word.eq_ignore_ascii_case("the") && !text[start..].contains(" of "))
        })
}

/// "The first signs of an alliance": no verb stands before "of".
fn is_token(scene: &Scene, range: &Range<usize>) -> bool {
    let (word, next) = (&scene.text[range.clone()], &scene.text[range.end..scene.sentence.end]);
    scene.pack.order == Order::VerbObject
        && next.starts_with(" of ")
        && !["ed", "ing"].iter().any(|ending| word.ends_with(ending))
}

fn done(scene: &Scene, range: Range<usize>, act: Act) -> Done {
    let text = scene.text;
    let pack = scene.pack;
    if pack.order == Order::ObjectVerb {
        const NEAR: usize = 8;
        let after = text[range.end..scene.sentence.end]
            .char_indices()
            .nth(NEAR)
            .map_or(scene.sentence.end, |(at, _)| range.end + at);
        let tail = &text[range.end..after];
        let has = |lexicon: &crate::quantities::lexicon::Lexicon<()>| {
            tail.char_indices().any(|(at, _)| lexicon.at(text, range.end + at).is_some())
        };
        let (future, negated) = (has(&pack.future), has(&pack.negations));
        return Done { range, act, future, negated, present: false, passive: false };
    }
    let mut words = Vec::new();
    let mut at = range.start;
    while words.len() < 4 {
        match word_before(text, scene.sentence.start, at) {
            Some(before) if !text[before..at].contains([',', ';', ':']) => {
                words.push(before);
                at = before;
            }
            _ => break,
        }
    }
    let within = |lexicon: &crate::quantities::lexicon::Lexicon<()>, count: usize| {
        words.iter().take(count).any(|&at| lexicon.at(text, at).is_some_and(|(end, ())| end <= range.start))
    };
    let passive = within(&pack.passive, 2);
    // "would perhaps *have* signed"
    let perfect = words.first().is_some_and(|&at| {
        scene.pack.finite.at(text, at).is_some_and(|(end, ())| text[end..range.start].trim().is_empty())
    });
    let reach = if passive || perfect { 3 } else { 2 };
    Done {
        act,
        future: within(&pack.future, reach),
        negated: within(&pack.negations, reach + 1),
        present: if pack.order == Order::VerbObject {
            within(&pack.present, 2) && text[range.clone()].ends_with("ing")
        } else {
            within(&pack.present, 2) || just_after(scene, range.end)
        },
        passive,
        range,
    }
}

/// The act of each phrase, in the order of the phrases.
pub(crate) fn link(scene: &Scene, phrases: &[Phrase], acts: &[Done]) -> Vec<Option<Done>> {
    let mut out: Vec<Option<Done>> = Vec::with_capacity(phrases.len());
    for (number, phrase) in phrases.iter().enumerate() {
        let next = phrases.get(number + 1).map(|next| next.head.start);
        let former = number.checked_sub(1).map(|at| (&phrases[at], out[at].as_ref()));
        let found = match scene.pack.order {
            Order::VerbObject => {
                after_noun(scene, phrase, acts, next).or_else(|| before_noun(scene, phrase, acts, former))
            }
            Order::Either => {
                listed_behind(scene, phrase, acts, former).or_else(|| nearest(scene, phrase, acts))
            }
            Order::ObjectVerb => object_verb(scene, phrase, acts),
        };
        out.push(found);
    }
    out
}

/// "was signed", "signed at", "took effect" after the noun.
fn after_noun(scene: &Scene, phrase: &Phrase, acts: &[Done], next: Option<usize>) -> Option<Done> {
    let text = scene.text;
    let limit = next.unwrap_or(scene.sentence.end);
    let done = acts.iter().find(|done| done.range.start >= phrase.head.end)?;
    if done.range.start >= limit {
        return None;
    }
    let gap = &text[phrase.head.end..done.range.start];
    let far = gap.split_whitespace().count() > REACH || gap.contains([';', '.', ':']);
    let participle =
        text[phrase.range.end..done.range.start.max(phrase.range.end)].trim_matches(|sign: char| {
            sign.is_whitespace() || matches!(sign, '"' | '”' | '_' | '*' | '\'' | '’' | ',')
        });
    let relative = gap.trim_start_matches([',', ' ']);
    let plain =
        !gap.contains(',') || (gap.starts_with(',') && scene.pack.finite.get(relative.trim()).is_some());
    // "has been *under discussion* since 2014": how far it has come, not what somebody does.
    let stage = done.act == Act::Proposed && scene.pack.stages.get(&text[done.range.clone()]).is_some();
    let intransitive = (matches!(done.act, Act::InForce | Act::Ended) || stage) && plain;
    let next = gap.trim_start_matches([' ', ',']);
    let relative = scene.pack.relatives.at(text, done.range.start - next.len()).is_some();
    let told = participle.is_empty() || (relative && next.split_whitespace().count() <= 4);
    let attached = told && ends_in_ed(&text[done.range.clone()]);
    (!far && (done.passive || attached || intransitive)).then(|| done.clone())
}

/// Participles that can stand after their noun.
fn ends_in_ed(verb: &str) -> bool {
    verb.ends_with("ed")
}

/// The verb before its object, or the verb of a list that the phrase goes on.
fn before_noun(
    scene: &Scene,
    phrase: &Phrase,
    acts: &[Done],
    former: Option<(&Phrase, Option<&Done>)>,
) -> Option<Done> {
    let text = scene.text;
    if let Some((former, Some(done))) = former
        && done.range.end <= former.head.start
    {
        let gap = &text[former.head.end..phrase.range.start.max(former.head.end)];
        let fresh =
            acts.iter().any(|act| act.range.start >= former.head.end && act.range.end <= phrase.range.start);
        let listed = former.opens_list
            || gap.contains(',')
            || gap.contains(" as well as ")
            || gap.split_whitespace().any(|word| matches!(word, "and" | "or"));
        if !fresh
            && listed
            && !gap.contains([';', '.'])
            && !has_finite(scene, former.head.end, phrase.range.start)
        {
            return Some(done.clone());
        }
    }
    let done = acts.iter().rev().find(|done| done.range.end <= phrase.range.start.max(phrase.head.start))?;
    let gap = &text[done.range.end..phrase.head.start];
    let before_phrase = &text[done.range.end..phrase.range.start.max(done.range.end)];
    let far = gap.split_whitespace().count() > REACH || gap.contains([';', '.', ':']);
    let listed = scene.pack.lists.first_in(text, done.range.end, phrase.head.start).is_some();
    // "was signed. An agreement", "signed in Seoul, the agreement": the passive has had its subject.
    let passive_of_other = done.passive && before_phrase.split_whitespace().count() > 0 && !listed;
    let broken = before_phrase.contains(',') && !listed;
    let direct = done.act == Act::Proposed || before_phrase.split_whitespace().count() <= 6 || listed;
    (!far && !broken && !passive_of_other && direct && !has_finite(scene, done.range.end, phrase.range.start))
        .then(|| done.clone())
}

/// Whether a finite auxiliary opens another clause in between.
fn has_finite(scene: &Scene, from: usize, to: usize) -> bool {
    let text = scene.text;
    from < to
        && word_starts(text, from, to).any(|at| {
            let word = &text[at..word_end(text, at).min(to)];
            !is_and(word) && scene.pack.finite.get(word).is_some()
        })
}

/// "Подписаны протокол о границе, соглашение о визах и план консультаций": the act of the first for the others of its list.
fn listed_behind(
    scene: &Scene,
    phrase: &Phrase,
    acts: &[Done],
    former: Option<(&Phrase, Option<&Done>)>,
) -> Option<Done> {
    let (former, done) = former?;
    let done = done.filter(|done| done.act.makes() && done.range.end <= former.head.start)?;
    let (from, to) = (former.head.end, phrase.range.start);
    let gap = scene.text.get(from..to)?;
    let fresh = acts.iter().any(|act| act.range.start >= from && act.range.end <= to);
    let joined = gap.trim_end().ends_with(',')
        || gap.split_whitespace().next_back().is_some_and(|word| scene.pack.joins.get(word).is_some());
    (joined && !fresh && !gap.contains([';', '.', ':'])).then(|| done.clone())
}

/// The act that stands nearest on either side within the clause.
fn nearest(scene: &Scene, phrase: &Phrase, acts: &[Done]) -> Option<Done> {
    const FAR: usize = 90;
    let text = scene.text;
    let distance = |done: &Done| {
        let (from, to) = if done.range.end <= phrase.head.start {
            (done.range.end, phrase.head.start)
        } else {
            (phrase.head.end.min(done.range.start), done.range.start)
        };
        let gap = &text[from..to];
        let broken = gap.contains([';', '.', ':', '!', '?']);
        (!broken).then_some(to - from)
    };
    acts.iter()
        .filter(|done| done.range.end <= phrase.head.start || done.range.start >= phrase.head.end)
        .filter_map(|done| distance(done).map(|far| (far, done)))
        .filter(|(far, _)| *far <= FAR)
        .min_by_key(|(far, _)| *far)
        .map(|(_, done)| done.clone())
}

/// A participle right before the phrase that makes the instrument, else the first verb after it.
fn object_verb(scene: &Scene, phrase: &Phrase, acts: &[Done]) -> Option<Done> {
    const NEAR: usize = 14;
    const FAR: usize = 22;
    /// In a list of quoted names the verb comes after the last.
    const LIST: usize = 120;
    let text = scene.text;
    let letters = |from: usize, to: usize| text[from.min(to)..to].chars().count();
    let before = acts.iter().rev().find(|done| done.range.end <= phrase.head.start).filter(|done| {
        (done.act.makes() || done.act == Act::InForce)
            && letters(done.range.end, phrase.range.start.max(done.range.end)) <= NEAR
            && !text[done.range.end..phrase.head.start].contains(", ")
    });
    let after = acts.iter().find(|done| done.range.start >= phrase.head.end).filter(|done| {
        let gap = &text[phrase.range.end.min(done.range.start)..done.range.start];
        let quoted = gap.contains(['\'', '‘', '“', '「', '｢', '"']) && !gap.contains('.');
        letters(phrase.range.end, done.range.start) <= if quoted { LIST } else { FAR }
    });
    before.or(after).cloned()
}
