//! What makes a phrase worth listing, and the entry that it becomes.

use std::ops::Range;

use entente_model::{Interval, PartyCode};

use super::{
    Scene, Step, StepKind,
    act::Done,
    list::OpenList,
    pack::{Act, Order},
    phrase::{self, Phrase},
    when,
};
use crate::quantities::{lexicon::word_starts, quote};

/// A phrase that names an instrument, with what its sentence tells.
#[derive(Debug, Clone)]
pub(crate) struct Mention {
    pub(crate) range: Range<usize>,
    pub(crate) head: Range<usize>,
    pub(crate) name: String,
    pub(crate) kind: String,
    pub(crate) signed: Option<Interval>,
    pub(crate) parties: Vec<PartyCode>,
    pub(crate) step: Option<Step>,
    /// Stems of the words that tell it from others.
    pub(crate) key: Vec<String>,
    /// Whether it only points back at one named before.
    pub(crate) bare: bool,
    /// Whether it is one that the text takes for known: "the Treaty of 1992".
    pub(crate) definite: bool,
    /// Whether a verb says that something is done with it.
    pub(crate) acted: bool,
}

/// The entry of a phrase; `None` where the sentence says nothing worth listing about it.
///
/// `listed`: the list of signed instruments that it is an item of. `beside`: its day, told in a clause beside it.
pub(crate) fn mention(
    scene: &Scene,
    phrase: &Phrase,
    done: Option<&Done>,
    listed: Option<OpenList>,
    beside: Option<Interval>,
) -> Option<Mention> {
    /// Letters of a noun that alone tells nothing: 협정, FTA.
    const PLAIN: usize = 3;
    /// Letters of a noun that tells what the instrument is about.
    const TELLING: usize = 5;
    let name = name_of(scene, phrase);
    let (phrase, more) = after_passive(scene, phrase, done);
    let phrase = &phrase;
    let written = when::beside_name(scene, phrase, done);
    if phrase.pointing || phrase.opens_list {
        return None;
    }
    let telling = done.filter(|done| tells(phrase, done));
    let named = (phrase.instrument.strong || (phrase.instrument.named && phrase.modified))
        && (!phrase.plural || scene.pack.order == Order::ObjectVerb);
    let bilateral = named && names_parties(scene, phrase);
    let listed =
        listed.filter(|_| telling.is_none() && !phrase.plural && (phrase.modified || phrase.content));
    let dated = named && written.or(beside).is_some();
    let about = named && is_about(scene, phrase);
    if telling.is_none() && !dated && !bilateral && listed.is_none() && !about {
        return None;
    }
    let key = key(scene, phrase);
    let bare = if scene.pack.order == Order::ObjectVerb {
        key.is_empty()
            && scene.text[phrase.head.clone()].chars().count() <= PLAIN
            && !phrase.plural
            && !scene.parties.iter().any(|party| phrase.range.contains(&party.range.start))
    } else {
        phrase.definite && !phrase.modified && !phrase.content && written.or(beside).is_none()
    };
    if phrase.plural && !says_what(scene, phrase, telling) {
        return None;
    }
    let acted_when = telling.and_then(|done| when::of_act(scene, phrase, done));
    let acted_when = acted_when.or_else(|| listed.and_then(|list| list.signed));
    let by_list = listed.map(|list| Step { kind: StepKind::Signed, when: list.signed });
    let step = by_list.or_else(|| {
        telling.map(|done| Step {
            kind: if done.future || done.negated { StepKind::Proposed } else { done.act.step() },
            when: acted_when,
        })
    });
    let made = listed.is_some() || telling.is_some_and(|done| done.act.makes());
    let signed = written.or(acted_when.filter(|_| made));
    if phrase.instrument.kind == "document" && !phrase.content && scene.pack.order != Order::ObjectVerb {
        return None;
    }
    // 자유무역협정: where words are written together, a long noun says itself what it is about.
    let telling_noun = scene.pack.order == Order::ObjectVerb
        && telling.is_some_and(|done| done.act == Act::InForce)
        && scene.text[phrase.head.clone()].chars().count() >= TELLING;
    let vague = !phrase.modified && !phrase.content && signed.or(beside).is_none() && !telling_noun;
    if vague && !bare {
        return None;
    }
    let range = quote_of(scene, phrase, telling);
    Some(Mention {
        parties: parties(scene, &range),
        head: phrase.head.clone(),
        name: if more.is_empty() { name } else { format!("{name} {more}") },
        kind: phrase.instrument.kind.clone(),
        key,
        acted: telling.is_some() || listed.is_some(),
        signed,
        definite: phrase.definite,
        step,
        bare,
        range,
    })
}

/// "an agreement was signed between both presidents": what follows the passive belongs to the noun.
fn after_passive(scene: &Scene, phrase: &Phrase, done: Option<&Done>) -> (Phrase, String) {
    let mut phrase = phrase.clone();
    let mut more = String::new();
    if scene.pack.order == Order::VerbObject
        && let Some(done) = done
        && done.range.start >= phrase.range.end
    {
        let (end, content) = phrase::right(scene, done.range.end);
        let next = scene.text[done.range.end..end].trim_start();
        let at = end - next.len();
        let link = scene.pack.follow_passive.at(scene.text, at).map(|(end, ())| end);
        let dated = link.is_some_and(|link| {
            scene
                .times
                .iter()
                .any(|time| scene.text.get(link..time.range.start).is_some_and(|gap| gap.trim().is_empty()))
        });
        if content && link.is_some() && !dated {
            phrase.range.end = end;
            phrase.content = true;
            next.trim().clone_into(&mut more);
        }
    }
    (phrase, more)
}

/// Whether an act on this instrument is worth an entry.
fn tells(phrase: &Phrase, done: &Done) -> bool {
    // "Could not be finalised" is a stage as well.
    if done.negated && done.act != Act::Proposed {
        return false;
    }
    let instrument = &phrase.instrument;
    match done.act {
        Act::Signed => !instrument.named || phrase.modified,
        Act::Agreed => (instrument.named && phrase.modified) || (instrument.strong && !phrase.definite),
        Act::Adopted => {
            matches!(
                instrument.kind.as_str(),
                "declaration"
                    | "statement"
                    | "communique"
                    | "convention"
                    | "protocol"
                    | "charter"
                    | "plan"
                    | "treaty"
            )
        }
        Act::InForce | Act::Ratified => instrument.strong,
        Act::Ended => instrument.strong && (phrase.modified || phrase.content),
        Act::Proposed => instrument.strong && (phrase.modified || phrase.content) && !phrase.plural,
    }
}

/// Several instruments are listed only where the text says what they are about.
fn says_what(scene: &Scene, phrase: &Phrase, done: Option<&Done>) -> bool {
    let text = scene.text;
    if phrase.content {
        return true;
    }
    if scene.pack.order == Order::ObjectVerb {
        return when::beside_name(scene, phrase, done).is_some();
    }
    let Some(done) = done else { return false };
    let after = text[done.range.end..scene.sentence.end].trim_start();
    let at = scene.sentence.end - after.len();
    done.range.start > phrase.head.end && scene.pack.links.at(text, at).is_some()
        || (scene.pack.order != Order::VerbObject)
        || (done.range.end <= phrase.head.start
            && phrase.instrument.kind != "document"
            && adjectives(scene, phrase) >= 2)
        || (phrase.instrument.kind == "deal"
            && text[done.range.end..phrase.head.start].contains(|sign: char| sign.is_ascii_digit()))
}

/// "An agreement *on* fisheries": what it is about makes it one of its own, whatever the sentence says of it.
fn is_about(scene: &Scene, phrase: &Phrase) -> bool {
    let mut words = word_starts(scene.text, phrase.head.end, phrase.range.end);
    let (Some(first), Some(second)) = (words.next(), words.next()) else { return false };
    let topic = scene.pack.about.at(scene.text, first).is_some_and(|(end, ())| end <= second);
    phrase.content && topic && scene.pack.finite.at(scene.text, second).is_none()
}

/// Words between the article and the noun.
fn adjectives(scene: &Scene, phrase: &Phrase) -> usize {
    word_starts(scene.text, phrase.name_start, phrase.head.start).count()
}

/// Whether the content names two sides: "between the Republic of Korea and the USSR".
fn names_parties(scene: &Scene, phrase: &Phrase) -> bool {
    let text = scene.text;
    if !phrase.instrument.strong {
        return false;
    }
    // "the Canada-Chile Free Trade Agreement"
    let before = scene
        .parties
        .iter()
        .filter(|party| party.range.start >= phrase.name_start && party.range.end <= phrase.head.start);
    let mut codes: Vec<PartyCode> = before.map(|party| party.code).collect();
    codes.sort_unstable();
    codes.dedup();
    if codes.len() >= 2 && text[phrase.head.clone()].starts_with(char::is_uppercase) {
        return true;
    }
    let content = &text[phrase.head.end..phrase.range.end];
    let first = content.trim_start();
    let at = phrase.range.end - first.len();
    let Some((end, ())) = scene.pack.between.at(text, at) else { return false };
    let rest = text.get(end..phrase.range.end).unwrap_or_default();
    let inside =
        |range: Range<usize>| scene.parties.iter().filter(|party| range.contains(&party.range.start)).count();
    // "the Mutual Defense Treaty with the Republic of Korea"
    let proper = phrase.modified && text[phrase.head.clone()].starts_with(char::is_uppercase);
    if proper
        && inside(at..phrase.range.end) > 0
        && !first.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("between"))
    {
        return text[at..end].eq_ignore_ascii_case("with");
    }
    let capitals = rest.split_whitespace().filter(|word| word.starts_with(char::is_uppercase)).count();
    let joined = rest.split_whitespace().any(phrase::is_and);
    first.get(..7).is_some_and(|word| word.eq_ignore_ascii_case("between")) && capitals >= 2 && joined
}

/// The name in the words of the text: no article, amount or mark before it, no preposition left over behind it.
fn name_of(scene: &Scene, phrase: &Phrase) -> String {
    const LONGEST: usize = 16;
    let dated = scene
        .times
        .iter()
        .map(|time| time.range.start)
        .find(|at| (phrase.head.end..phrase.range.end).contains(at))
        .unwrap_or(phrase.range.end);
    let range = quote::trim(scene.text, phrase.name_start..dated.max(phrase.head.end));
    let head = phrase.head.end.saturating_sub(range.start);
    let mut words: Vec<(usize, &str)> = word_places(&scene.text[range]).take(LONGEST).collect();
    while words.len() > 1
        && words[0].1.starts_with(|first: char| first.is_ascii_digit())
        && !is_year(words[0].1)
    {
        words.remove(0);
        if words.len() > 1 && words[0].0 < head && words[0].1.ends_with("llion") {
            words.remove(0);
        }
    }
    // "a mutual defence pact that neither of them renounced": what is said of it is no part of its name.
    let relative = |(at, word): &(usize, &str)| *at >= head && scene.pack.relatives.get(word).is_some();
    if phrase.modified
        && let Some(cut) = words.iter().position(relative)
    {
        words.truncate(cut);
    }
    while let Some(&(at, word)) = words.last()
        && at >= head
        && [&scene.pack.links, &scene.pack.determiners, &scene.pack.finite]
            .iter()
            .any(|lexicon| lexicon.get(word).is_some())
    {
        words.pop();
    }
    let name = words.iter().map(|(_, word)| *word).collect::<Vec<_>>().join(" ").replace(['_', '*'], "");
    // "자유무역협정(FTA": a bracket that does not close
    let name = match name.rfind('(') {
        Some(open) if !name[open..].contains(')') => name[..open].trim_end().to_owned(),
        _ => name,
    };
    // "соглашение по «Аккую»": the mark that closes the name stands behind it.
    if name.matches('«').count() > name.matches('»').count() {
        return name + "»";
    }
    if name.matches(['"', '“', '”']).count() % 2 == 1 {
        name.replace(['"', '“', '”'], "")
    } else {
        name
    }
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && word.bytes().all(|byte| byte.is_ascii_digit())
}

/// Blank-separated words with their places.
fn word_places(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut next = 0;
    text.split_inclusive(char::is_whitespace).filter_map(move |piece| {
        let at = next;
        next += piece.len();
        let word = piece.trim_end();
        (!word.is_empty()).then_some((at, word))
    })
}

/// The phrase with the verb where that is close by, at most so many words, at least four.
fn quote_of(scene: &Scene, phrase: &Phrase, done: Option<&Done>) -> Range<usize> {
    const FEWEST: usize = 4;
    const MOST: usize = 22;
    const CLOSE: usize = 4;
    let text = scene.text;
    let mut start = phrase.range.start;
    let mut end = phrase.range.end;
    if let Some(done) = done {
        let words = |from: usize, to: usize| text[from.min(to)..to].split_whitespace().count();
        let first_of_list = scene.pack.lists.ending_at(text, done.range.end.min(start), start, 2).is_some();
        let close = words(done.range.end, start) <= CLOSE
            || (first_of_list && words(done.range.end, start) <= MOST / 2);
        if done.range.end <= start && close {
            start = done.range.start;
            start = with_subject(scene, start);
        }
        if done.range.start >= phrase.head.end && words(phrase.range.start, done.range.end) <= MOST {
            end = end.max(done.range.end);
        }
    }
    while text[start..end].split_whitespace().count() > MOST {
        let Some(last) = text[start..end].trim_end().rfind(char::is_whitespace) else { break };
        if start + last <= phrase.head.end {
            break;
        }
        end = start + last;
    }
    let mut range = quote::trim(text, start..end);
    while text[range.clone()].split_whitespace().count() < FEWEST {
        let wider = quote::widen(text, &scene.sentence, &range);
        if wider == range {
            break;
        }
        range = wider;
    }
    quote::trim(text, range)
}

/// A few words more before the verb, within its clause: who did it.
fn with_subject(scene: &Scene, at: usize) -> usize {
    const WORDS: usize = 4;
    let mut start = at;
    for _ in 0..WORDS {
        match quote::token_before(scene.text, scene.sentence.start, start) {
            Some(token) if !scene.text[token..start].trim_end().ends_with([',', ';', ':', ')', '—', '–']) =>
            {
                start = token;
            }
            _ => break,
        }
    }
    start
}

/// States and bodies named in the quote, else in the sentence; "both sides" are those of the story.
fn parties(scene: &Scene, range: &Range<usize>) -> Vec<PartyCode> {
    let within = |range: &Range<usize>| {
        let mut codes: Vec<PartyCode> = Vec::new();
        for party in scene.parties.iter().filter(|party| range.contains(&party.range.start)) {
            if !codes.contains(&party.code) {
                codes.push(party.code);
            }
        }
        codes
    };
    let near = within(range);
    if near.len() >= 2 {
        return near;
    }
    if scene.pack.sides.first_in(scene.text, scene.sentence.start, scene.sentence.end).is_some()
        && scene.context.sides.len() >= 2
    {
        return scene.context.sides.clone();
    }
    let wide = within(&scene.sentence);
    if wide.len() >= 2 {
        return wide.into_iter().take(3).collect();
    }
    let mut codes = near;
    codes.extend(wide.into_iter().filter(|code| !scene.context.sides.contains(code)));
    for &side in &scene.context.sides {
        if codes.len() < 2 && !codes.contains(&side) {
            codes.push(side);
        }
    }
    codes.dedup();
    codes
}

/// Without a name in quotation marks only the word itself and a plain noun before it tell: 투자협정, 통화스왑 협정, but
/// not 양국의 협정.
fn own_words(scene: &Scene, phrase: &Phrase) -> usize {
    let text = scene.text;
    let before = &text[phrase.range.start..phrase.head.start];
    let word = before.rfind(char::is_whitespace).map_or(phrase.range.start, |at| phrase.range.start + at);
    let Some(former) = quote::token_before(text, phrase.range.start, word) else { return word };
    let written = text[former..word].trim();
    if scene.pack.about.get(written).is_some() {
        return phrase.range.start;
    }
    let loose = scene.pack.loose_endings.iter().any(|ending| written.ends_with(ending.as_str()))
        || written.starts_with(|first: char| first.is_ascii_digit());
    if loose || word == phrase.range.start { word } else { former }
}

/// Stems of the telling words: no articles, prepositions, party names, nor the noun itself.
fn key(scene: &Scene, phrase: &Phrase) -> Vec<String> {
    const STEM: usize = 5;
    let text = scene.text;
    let pack = scene.pack;
    // Where words are written in syllables two letters tell: 이중 과세 *방지* 협약.
    let fewest = if pack.order == Order::ObjectVerb { 2 } else { 3 };
    let from = match pack.order {
        Order::ObjectVerb if phrase.name_start == phrase.range.start => own_words(scene, phrase),
        _ => phrase.name_start,
    };
    let mut stems: Vec<String> = word_starts(text, from, phrase.range.end)
        .filter(|at| !phrase.head.contains(at))
        .filter(|at| !scene.parties.iter().any(|party| party.range.contains(at)))
        .map(|at| &text[at..crate::quantities::lexicon::word_end(text, at).max(at)])
        .filter(|word| {
            word.chars().count() >= fewest
                && !word.starts_with(|first: char| first.is_ascii_digit())
                && pack.acts.get(word).is_none()
                && ![&pack.links, &pack.determiners, &pack.breaks, &pack.finite]
                    .iter()
                    .any(|lexicon| lexicon.get(word).is_some())
        })
        .map(|word| word.to_lowercase().chars().take(STEM).collect())
        .collect();
    stems.sort_unstable();
    stems.dedup();
    stems
}
