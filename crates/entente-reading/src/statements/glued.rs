//! Reported speech where the verb of speech comes last and the speaker is told by a particle.

use std::ops::Range;

use entente_language::Upos;
use entente_model::{Letter as _, Mode, SpeechAct};

use super::{
    FoundStatement,
    direct::Turn,
    reported::{is_quoted, mode_of, sentence_bytes},
    speaker, statement,
};
use crate::{
    actors::{NamedAt, Target},
    annotate::{Annotated, lasting},
    lexicon::{Shape, When},
};

/// How many words behind a name its particle may stand: "왕이 중국 외교부장은".
const REACH: usize = 6;

/// Statements by verbs of speech at the end of clauses; within somebody's own words only what others say.
pub(super) fn find(text: &Annotated<'_>, turns: &[Turn]) -> Vec<FoundStatement> {
    let mut found: Vec<FoundStatement> = Vec::new();
    let mut last: Option<(usize, Target)> = None;
    for (number, _) in text.analysis.sentences.iter().enumerate() {
        let sentence = sentence_bytes(text, number);
        let turn =
            turns.iter().find(|turn| turn.bytes.start <= sentence.start && sentence.end <= turn.bytes.end);
        if turn.is_some_and(|turn| turn.speaker.is_none())
            || text.text[sentence.clone()].trim_end().ends_with('?')
        {
            continue;
        }
        let mut start = sentence.start;
        let mut behind = None;
        for (verb, act) in reporting(text, number) {
            let end = text.analysis.tokens[verb].end as usize;
            let from = behind.replace(verb + 1);
            // "저는 … 감사드립니다": nobody else says so.
            if turn.is_some() && text.lexicon.speech.is_own(text.form(verb)) {
                continue;
            }
            let speaker = match who(text, number, verb, from) {
                Subject::Named(target) => Some(target),
                Subject::Unknown => None,
                Subject::Missing => {
                    last.filter(|(told, _)| number - told <= 2 && turn.is_none()).map(|(_, target)| target)
                }
            };
            let Some(speaker) = speaker else { continue };
            if turn.is_some_and(|turn| turn.speaker.is_none_or(|own| is_same(text, own, speaker))) {
                continue;
            }
            last = Some((number, speaker));
            if let Some(quote) = quoted_beside(text, number, verb) {
                found.extend(statement(text, quote, speaker, Mode::Direct, Some(act)));
                start = end;
                continue;
            }
            // Behind "…하면서," the next part begins with its first word.
            let parted = text.text[start..end.max(start)].chars();
            let parted = parted.take_while(|sign| sign.is_whitespace() || *sign == ',');
            let range = start + parted.map(char::len_utf8).sum::<usize>()..end.max(start);
            let mode = mode_of(&text.text[range.clone()]);
            found.extend(statement(text, range, speaker, mode, Some(act)));
            start = end;
        }
        if let Some(target) = attributed(text, &sentence) {
            found.extend(statement(text, sentence, target, Mode::Reported, Some(SpeechAct::Assert)));
        }
    }
    found
}

/// The quotation that is a sentence of its own before a verb of speech that has none: `"배가 생기는 겁니다." … 국장은 말했다.`, or behind
/// "이렇게 말했다".
fn quoted_beside(text: &Annotated<'_>, number: usize, verb: usize) -> Option<Range<usize>> {
    if !text.lexicon.speech.is_saying(text.form(verb)) || says_what(text, number, verb) {
        return None;
    }
    let whole = |number: usize| {
        let sentence = text.analysis.sentences.get(number)?;
        let bytes = sentence.start as usize..sentence.end as usize;
        let words = text.text[bytes.clone()].trim_end();
        let quoted = words.starts_with(['"', '“', '「']) && words.ends_with(['"', '”', '」']);
        let one = words.matches('"').count() <= 2;
        (quoted && one).then_some(bytes.start..bytes.start + words.len())
    };
    let before = number.checked_sub(1).filter(|&before| text.paragraphs[before] == text.paragraphs[number]);
    before.and_then(whole).or_else(|| {
        let sentence = sentence_bytes(text, number);
        let points = text.lexicon.speech.points_ahead(&text.text[sentence]);
        whole(number + 1).filter(|_| points)
    })
}

/// Whether two targets are one speaker: the same, or both of the same state.
fn is_same(text: &Annotated<'_>, a: Target, b: Target) -> bool {
    match (a, b) {
        (Target::Polity(a), Target::Polity(b)) => text.actors.hits[a].code == text.actors.hits[b].code,
        _ => a == b,
    }
}

/// The verbs of speech that end a clause or the sentence, each with its act.
fn reporting(text: &Annotated<'_>, number: usize) -> Vec<(usize, SpeechAct)> {
    let sentence = &text.analysis.sentences[number];
    let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
    let predicates = &text.predicates[text.predicates_in(&tokens)];
    let main = predicates.last().map(|predicate| predicate.token);
    let ends = |token: usize, shape: Shape| {
        main == Some(token)
            || matches!(shape, Shape::Linking) && text.clauses.iter().any(|clause| clause.head == token)
    };
    predicates
        .iter()
        .filter(|predicate| {
            ends(predicate.token, predicate.shape) && !inside_quotes(text, number, predicate.token)
        })
        .map(|predicate| (predicate.token, carried(text, predicate.token)))
        .filter(|&(_, verb)| !text.lexicon.speech.is_weak(text.form(verb)) || says_what(text, number, verb))
        .filter_map(|(last, verb)| Some((last, act_of(text, verb)?)))
        .collect()
}

/// Whether something said stands before a verb: a reported clause or a quotation.
fn says_what(text: &Annotated<'_>, number: usize, verb: usize) -> bool {
    let sentence = &text.analysis.sentences[number];
    let before = text.predicates_in(&(sentence.tokens.start as usize..verb));
    let reported = text.predicates[before].last().is_some_and(|predicate| predicate.shape == Shape::Quoting);
    let said = &text.text[sentence.start as usize..text.analysis.tokens[verb].start as usize];
    reported || is_supposed(text, verb) || is_quoted(said)
}

/// "끝날 *것으로* 본다": whether a verb tells what somebody takes for likely.
fn is_supposed(text: &Annotated<'_>, verb: usize) -> bool {
    verb.checked_sub(1).is_some_and(|before| text.lexicon.speech.supposed.contains(text.form(before)))
}

/// The verb that an auxiliary carries on: "*주장해* 왔다", "*요구하고* 있다", "*밝힌* 바 있다"; else the verb itself.
fn carried(text: &Annotated<'_>, verb: usize) -> usize {
    let endings = &text.lexicon.endings;
    let form = text.form(verb);
    if !endings.is_auxiliary(form) || text.lexicon.speech.verb_by_prefix(form).is_some() {
        return verb;
    }
    let goes_on = |before: &usize| endings.shape(text.form(*before)) == Some(Shape::Linking);
    // A syllable between the two makes a thing of what was done; of what can be done nobody says that it was.
    let done = |before: &usize| {
        let own = text.predicates_in(&(*before..verb));
        let told = text.predicates[own].first();
        text.form(verb - 1).chars().count() == 1
            && told.is_some_and(|told| told.shape == Shape::Before && told.when == When::Past)
    };
    let beside = verb.checked_sub(1).filter(goes_on);
    beside.or_else(|| verb.checked_sub(2).filter(done)).unwrap_or(verb)
}

/// The act of a verb of speech, or of the noun before a verb without meaning: "우려를 표했다".
fn act_of(text: &Annotated<'_>, verb: usize) -> Option<SpeechAct> {
    let speech = &text.lexicon.speech;
    let form = text.form(verb);
    // "지지한다고 하였다", "“…”고 했다": the plain verb behind what is quoted.
    let quoted = || {
        let before = verb.checked_sub(1).filter(|_| speech.is_plain(form))?;
        let predicate = text.predicates[text.predicates_in(&(before..verb))].last();
        let quoting = predicate.is_some_and(|predicate| predicate.shape == Shape::Quoting);
        let start = text.analysis.tokens[before].start as usize;
        let marked = text.text[..start].ends_with(['"', '”', '」', '’']);
        (quoting || marked).then_some(SpeechAct::Assert)
    };
    let supposed = (speech.is_plain(form) && is_supposed(text, verb)).then_some(SpeechAct::Expect);
    let own = supposed.or_else(|| speech.verb_by_prefix(form)).or_else(quoted);
    let noun = verb
        .checked_sub(1)
        .filter(|_| own.is_none_or(|act| act == SpeechAct::Assert) && speech.is_conveying(form));
    let by_noun = noun
        .and_then(|noun| speech.verb_by_prefix(text.form(noun)))
        .filter(|act| own.is_none() || *act != SpeechAct::Assert);
    let cue = || {
        // "…하겠다고 밝혔다" promises, "…해야 한다고 강조했다" asks for it.
        (verb.saturating_sub(3)..verb).rev().find_map(|token| speech.cue_within(text.form(token)))
    };
    match (by_noun, own) {
        (Some(act), _) => Some(act),
        (None, Some(SpeechAct::Assert)) => Some(cue().unwrap_or(SpeechAct::Assert)),
        (None, None) if tells_quoted(text, verb) => Some(cue().unwrap_or(SpeechAct::Assert)),
        (None, act) => act,
    }
}

/// Whether a verb of no list stands behind something quoted: "…다고 *짚었다*", "“…”고 선을 *그었다*", "“…”라며 만족감을 *나타냈다*".
fn tells_quoted(text: &Annotated<'_>, verb: usize) -> bool {
    /// Words between what is quoted and the verb, at most; behind a particle that goes on ("“…”라며") more.
    const BETWEEN: usize = 3;
    const FURTHER: usize = 8;
    let speech = &text.lexicon.speech;
    let Some(number) = text.analysis.sentence_of(verb) else { return false };
    let sentence = &text.analysis.sentences[number];
    if speech.is_hearsay(text.form(verb)) {
        return false;
    }
    let first = verb.saturating_sub(BETWEEN + 1).max(sentence.tokens.start as usize);
    let before = &text.predicates[text.predicates_in(&(first..verb))];
    let words = &text.text[sentence.start as usize..text.analysis.tokens[verb].start as usize];
    let marked = words.rfind(['"', '”', '」', '’']).is_some_and(|at| {
        let behind = words[at..].trim_start_matches(['"', '”', '」', '’']);
        let words = behind.split_whitespace().count();
        let goes_on = text.lexicon.endings.shape(behind.split_whitespace().next().unwrap_or_default());
        let reach = if goes_on == Some(Shape::Linking) { FURTHER } else { BETWEEN };
        speech.is_quoting(behind) && words <= reach + 1
    });
    // "…다는 소문이 돌았다": what is quoted says something of a noun.
    let of_noun = |token: usize| {
        text.lexicon.endings.quotes_of(text.form(token))
            && !speech.quoted_nouns.contains(text.form(token + 1))
    };
    let reported =
        before.last().is_some_and(|predicate| predicate.shape == Shape::Quoting && !of_noun(predicate.token));
    let paired = words.matches('"').count().is_multiple_of(2);
    (marked || reported) && paired
}

fn inside_quotes(text: &Annotated<'_>, number: usize, token: usize) -> bool {
    let sentence = &text.analysis.sentences[number];
    let before = &text.text[sentence.start as usize..text.analysis.tokens[token].start as usize];
    let straight = before.matches('"').count() % 2 == 1;
    straight || before.matches(['“', '「', '｢', '«']).count() > before.matches(['”', '」', '｣', '»']).count()
}

enum Subject {
    Named(Target),
    /// Somebody speaks who is not named.
    Unknown,
    /// Nobody stands as the subject.
    Missing,
}

/// Who speaks: the first topic or subject of the verb's clause, else of what stands behind the verb of speech before it, else of
/// the sentence.
fn who(text: &Annotated<'_>, number: usize, verb: usize, behind: Option<usize>) -> Subject {
    let sentence = &text.analysis.sentences[number];
    let from = sentence.tokens.start as usize;
    let clause =
        text.clause_of(verb).and_then(|clause| text.clauses[clause].tokens.first().copied()).unwrap_or(from);
    let behind = behind.filter(|&behind| from < behind && behind < clause);
    for start in std::iter::once(clause).chain(behind).chain([from]) {
        // "박 장관은 … 상기하면서, *우리 국민은* 잊지 않을 것이라고 하였다": the speaker's own people do not say it.
        let earlier = || match subject(text, number, from..start, true) {
            Subject::Named(person @ Target::Person(_)) => Some(person),
            _ => None,
        };
        match subject(text, number, start..verb, false) {
            Subject::Missing => {}
            // "대통령은 … 방문하였으며, *북한이* 핵을 폐기해야 한다고 말했다": who does what is said is not who says it.
            Subject::Named(within) if !matches!(within, Target::Person(_)) => {
                let talked_of = |from: usize| subject(text, number, from..verb, true);
                let own = matches!(talked_of(start), Subject::Named(_));
                if let Some(person) = earlier().filter(|_| is_ours(text, within)) {
                    return Subject::Named(person);
                }
                return match talked_of(from) {
                    Subject::Named(person @ Target::Person(_)) if !own => Subject::Named(person),
                    _ => Subject::Named(within),
                };
            }
            found => return found,
        }
    }
    Subject::Missing
}

/// Whether a state is named as the speaker's own: "우리 국민".
fn is_ours(text: &Annotated<'_>, target: Target) -> bool {
    let Target::Polity(hit) = target else { return false };
    let name = text.lower(text.actors.hits[hit].range.clone());
    name.split(' ').next().is_some_and(|word| text.lexicon.speech.first_person.contains(word))
}

/// The first that is talked about or does something in these words; with `talked_of` only the former.
///
/// "칠레가 경계를 공표하자 *아르헨티나 외교부는* … 항의했다": who does something in a clause that ends before somebody is talked about
/// is not the one.
fn subject(text: &Annotated<'_>, number: usize, tokens: Range<usize>, talked_of: bool) -> Subject {
    let from = match later_topic(text, number, &tokens) {
        Some(later) if !talked_of => later,
        _ => tokens.start,
    };
    first_subject(text, number, from..tokens.end, talked_of)
}

/// Where the clause of the first who is talked about begins, if somebody does something in a clause before it.
fn later_topic(text: &Annotated<'_>, number: usize, tokens: &Range<usize>) -> Option<usize> {
    let endings = &text.lexicon.endings;
    let particle = |token: usize| text.form(token).get(stem_len(text, token)..).unwrap_or_default();
    let is_outside = |token: &usize| !inside_quotes(text, number, *token);
    // "맞서고 *있다는* 관측": a verb that ends as a topic does.
    let verbal =
        |token: usize| matches!(text.analysis.tokens[token].upos, Upos::Verb | Upos::Aux | Upos::Adj);
    let topic = tokens.clone().filter(is_outside).find(|&token| {
        !endings.is_subject(particle(token))
            && !verbal(token)
            && endings.is_topic(text.form(token))
            && stem_len(text, token) < text.form(token).len()
    })?;
    let doer = tokens
        .clone()
        .take_while(|&token| token < topic)
        .find(|&token| endings.is_subject(particle(token)))?;
    let ends = |&token: &usize| {
        !text.predicates_in(&(token..token + 1)).is_empty()
            || matches!(text.analysis.tokens[token].upos, Upos::Verb | Upos::Aux | Upos::Sconj)
    };
    let last = (doer..topic).rev().find(ends)?;
    named(text, topic.saturating_sub(REACH).max(last + 1), topic).map(|_| last + 1)
}

fn first_subject(text: &Annotated<'_>, number: usize, tokens: Range<usize>, talked_of: bool) -> Subject {
    let people = &text.lexicon.people;
    let mut unknown = false;
    for token in tokens.clone() {
        let form = text.form(token);
        let word = &text.analysis.tokens[token];
        // "페루 *측은*": a word of nothing but a particle belongs to the name before it.
        let parted = word.stem_end < word.end || text.lexicon.endings.is_topic_particle(form);
        let topic = text.lexicon.endings.is_topic(form) && parted;
        if people.pronouns.contains(form) {
            return match speaker::last_person(text, word.start as usize) {
                Some(target) => Subject::Named(target),
                None => Subject::Unknown,
            };
        }
        if !topic || inside_quotes(text, number, token) {
            continue;
        }
        if talked_of && text.lexicon.endings.is_subject(form.get(stem_len(text, token)..).unwrap_or_default())
        {
            continue;
        }
        let first = token.saturating_sub(REACH).max(tokens.start);
        if let Some(target) = named(text, first, token) {
            return Subject::Named(target);
        }
        if people.both_sides.iter().any(|phrase| {
            text.text[..word.end as usize]
                .ends_with(&format!("{phrase}{}", form.get(stem_len(text, token)..).unwrap_or_default()))
        }) {
            // What both say is put down to the one that the text names first: "양 장관은" to the first minister.
            let office = text.lexicon.endings.without_particle(form);
            let holds = |title: &Range<usize>| text.lower(title.clone()).ends_with(office);
            let minister = people
                .offices
                .contains(office)
                .then(|| text.actors.people.iter().position(|person| person.titles.iter().any(holds)))
                .flatten();
            if let Some(person) = minister {
                return Subject::Named(Target::Person(person));
            }
            let first = text.pair.and_then(|pair| {
                text.actors.hits.iter().position(|hit| pair.contains(&lasting(text.reference, hit.code)))
            });
            return first.map_or(Subject::Unknown, |hit| Subject::Named(Target::Polity(hit)));
        }
        let stem = text.lexicon.endings.without_particle(form);
        if people.offices.contains(stem) {
            return match speaker::last_person(text, word.start as usize) {
                Some(target) => Subject::Named(target),
                None => Subject::Unknown,
            };
        }
        if let Some(target) = body_before(text, stem, word.start as usize) {
            return Subject::Named(target);
        }
        unknown |= people.pointers.contains(stem);
    }
    if unknown { Subject::Unknown } else { Subject::Missing }
}

/// "법원은" behind "바르샤바 지방법원": the body named last before whose name ends so.
fn body_before(text: &Annotated<'_>, word: &str, before: usize) -> Option<Target> {
    if !text.lexicon.people.body_endings.iter().any(|ending| **ending == *word && word.chars().count() > 1) {
        return None;
    }
    let bodies = text.actors.organisations.iter().enumerate().filter(|(_, body)| body.name.ends_with(word));
    let last =
        |mentions: &[Range<usize>]| mentions.iter().map(|range| range.start).filter(|&at| at < before).max();
    let (_, body) = bodies.filter_map(|(number, body)| Some((last(&body.mentions)?, number))).max()?;
    Some(Target::Organisation(body))
}

fn stem_len(text: &Annotated<'_>, token: usize) -> usize {
    let word = &text.analysis.tokens[token];
    (word.stem_end - word.start) as usize
}

/// The actor of a phrase that ends in a topic: nothing but titles, states and names between the two.
fn named(text: &Annotated<'_>, first: usize, topic: usize) -> Option<Target> {
    let endings = &text.lexicon.endings;
    // A name may look like a word with a particle: "겐이치", "아르헨티나".
    let in_name =
        |token: usize| {
            let word = &text.analysis.tokens[token];
            let (from, to) = (word.start as usize, word.end as usize);
            text.actors.people.iter().any(|person| {
                person.mentions.iter().any(|mention| mention.start <= from && to <= mention.end)
            }) || text.actors.hits_in(from..to).any(|hit| text.actors.hits[hit].range == (from..to))
        };
    let mut start = topic;
    while start > first {
        let before = &text.analysis.tokens[start - 1];
        let form = text.form(start - 1);
        if in_name(start - 1) {
            start -= 1;
            continue;
        }
        let mark =
            !form.chars().any(char::is_letter_or_digit) && !matches!(form, "(" | ")" | "·" | "・" | "‧");
        let particle = before.stem_end < before.end && !endings.modifies(form);
        if mark || particle || !text.predicates_in(&(start - 1..start)).is_empty() {
            break;
        }
        start -= 1;
    }
    let bytes = text.bytes_of(&(start..topic + 1));
    let mentions = text.actors.named_in(bytes.clone());
    let person = mentions.iter().find(|mention| matches!(mention.target, Target::Person(_)));
    let organisation =
        mentions.iter().rev().find(|mention| matches!(mention.target, Target::Organisation(_)));
    if let Some(mention) = person.or(organisation) {
        return Some(mention.target);
    }
    // A state speaks where it is the topic itself, or its government is.
    let last = mentions.last()?;
    let rest = text.text.get(last.range.end..bytes.end)?.trim();
    let body = |rest: &str| {
        text.lexicon.people.modifiers.iter().any(|word| rest.starts_with(&**word))
            || text.lexicon.people.body_endings.iter().any(|word| rest.contains(&**word))
    };
    let office = endings.without_particle(rest);
    let held =
        || !office.contains(' ') && text.lexicon.people.offices.iter().any(|own| office.ends_with(&**own));
    if !endings.is_topic_particle(rest) && !body(rest) && held() {
        return Some(in_office(text, last, office));
    }
    (endings.is_topic_particle(rest) || body(rest)).then_some(last.target)
}

/// Who "일본 총리" is: whoever of that state was named before with the office, else the state.
fn in_office(text: &Annotated<'_>, state: &NamedAt, office: &str) -> Target {
    let Target::Polity(hit) = state.target else { return state.target };
    let titled = |title: &Range<usize>| text.lower(title.clone()).ends_with(office);
    let holds = |person: &usize| text.actors.people[*person].titles.iter().any(titled);
    let last = |person: usize| Some((text.actors.named_before(person, state.range.start)?, person));
    let holder = speaker::people_of(text, hit).filter(holds).filter_map(last).max();
    holder.map_or(state.target, |(_, person)| Target::Person(person))
}

/// "이타르타스 통신에 따르면", "왕이 부장에 따르면".
fn attributed(text: &Annotated<'_>, sentence: &Range<usize>) -> Option<Target> {
    let words = &text.text[sentence.clone()];
    let at = text.lexicon.speech.attributions.iter().find_map(|phrase| words.find(&**phrase))?;
    let token = text.analysis.token_at((sentence.start + at) as u32)?;
    let from = text.analysis.token_at(sentence.start as u32)?;
    named(text, token.saturating_sub(REACH).max(from), token)
}
