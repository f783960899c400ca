//! Reported speech with the verb before its subject: `«…», — said the minister Ivan Petrov`.

use entente_language::{Number, Upos};
use entente_model::{Mode, SpeechAct};

use super::{
    FoundStatement,
    reported::{act_of, is_quoted, sentence_bytes},
    speaker, statement,
};
use crate::{actors::Target, annotate::Annotated};

/// How many words behind the verb the speaker may stand.
const REACH: usize = 14;
/// How many sentences before a closing mark the quotation may have begun.
const BACK: usize = 6;

/// What is said before a verb of speech that a comma or dash parts from it; `None` where the verb stands otherwise, an
/// empty list where nobody known speaks.
pub(super) fn find(text: &Annotated<'_>, verb: usize) -> Option<Vec<FoundStatement>> {
    let quoted = closes_quotation(text, verb);
    if !quoted && (!text.lexicon.speech.inverted || !is_parted(text, verb)) {
        return None;
    }
    let act = act_of(text, verb)?;
    // "…, said that …": the content follows, the subject went before.
    if matches!(text.form(verb + 1), "," | ":" | "«" | "\"" | "“") {
        return None;
    }
    let pronoun = text.lexicon.people.pronouns.contains(text.form(verb + 1));
    let speaker = if pronoun {
        let gender = text.analysis.tokens.get(verb + 1).and_then(|word| word.feats.gender());
        speaker::person_before(text, text.analysis.tokens[verb].start as usize, gender)
    } else {
        subject_behind(text, verb).or_else(|| pointed_behind(text, verb))
    };
    let Some(speaker) = speaker else { return names_nobody(text, verb).then(Vec::new) };
    let number = text.analysis.sentence_of(verb)?;
    let sentence = sentence_bytes(text, number);
    let words = &text.text[sentence.clone()];
    let mode = if is_quoted(words) || words.contains('»') { Mode::Direct } else { Mode::Reported };
    let mut said = Vec::new();
    if words.contains('»') && !words.contains('«') {
        said.extend(quoted_before(text, number, speaker, act));
    }
    said.extend(statement(text, sentence, speaker, mode, Some(act)));
    Some(said)
}

/// Whether a comma or a dash stands right before the verb, or before the pronoun or adverb that goes with it.
fn is_parted(text: &Annotated<'_>, verb: usize) -> bool {
    verb.checked_sub(1).is_some_and(|before| matches!(text.form(before), "," | "—" | "–" | "-"))
}

/// Whether a quotation ends right before the verb: `"… a card to play," argues Karim Zaghloul`.
fn closes_quotation(text: &Annotated<'_>, verb: usize) -> bool {
    let closed = verb.checked_sub(1).is_some_and(|before| matches!(text.form(before), "\"" | "”" | "»"));
    let next = verb + 1;
    closed
        && text.analysis.tokens.get(next).is_some_and(|token| {
            token.upos == Upos::Propn || text.lexicon.people.offices.contains(text.lemma(next))
        })
}

/// The person, else the organisation or state, named first behind the verb.
fn subject_behind(text: &Annotated<'_>, verb: usize) -> Option<Target> {
    let sentence = text.analysis.sentence_of(verb)?;
    let last = (text.analysis.sentences[sentence].tokens.end as usize).min(verb + REACH);
    let end = (verb + 1..last)
        .find(|&token| matches!(text.form(token), "." | ";" | "«" | "—" | "–"))
        .unwrap_or(last);
    let bytes = text.bytes_of(&(verb + 1..end));
    let named: Vec<_> = text.actors.named_in(bytes).iter().collect();
    let bare = |at: usize| {
        let token = text.analysis.token_at(at as u32);
        let before = token.and_then(|token| token.checked_sub(1));
        before.is_none_or(|before| text.analysis.tokens[before].upos != Upos::Adp)
    };
    let person =
        named.iter().find(|mention| matches!(mention.target, Target::Person(_)) && bare(mention.range.start));
    if let Some(mention) = person {
        return Some(mention.target);
    }
    // Without a person the one right behind the verb speaks: "сообщает МИД Китая".
    let next = text.analysis.tokens.get(verb + 1).map(|token| token.start as usize)?;
    named.iter().find(|mention| mention.range.start == next).map(|mention| mention.target)
}

/// "…, stressed *the diplomat*": whoever an office or a noun of that kind right behind the verb points back to.
fn pointed_behind(text: &Annotated<'_>, verb: usize) -> Option<Target> {
    let people = &text.lexicon.people;
    let is_article =
        |token: usize| text.analysis.tokens.get(token).is_some_and(|word| word.upos == Upos::Det);
    let next = if is_article(verb + 1) { verb + 2 } else { verb + 1 };
    let word = text.analysis.tokens.get(next)?;
    let lemma = text.lemma(next);
    let points = people.offices.contains(lemma) || people.pointers.contains(lemma);
    let one = word.upos == Upos::Noun && word.feats.number() != Some(Number::Plur);
    if points && one { speaker::of(text, next) } else { None }
}

/// A noun behind the verb speaks that is nobody known: an agency, a newspaper.
fn names_nobody(text: &Annotated<'_>, verb: usize) -> bool {
    let next = verb + 1;
    let Some(token) = text.analysis.tokens.get(next) else { return false };
    matches!(token.upos, Upos::Noun | Upos::Propn | Upos::X)
        && !text.lexicon.people.offices.contains(text.lemma(next))
}

/// The sentences of a quotation that closes in this one, after its opening mark.
fn quoted_before(
    text: &Annotated<'_>,
    number: usize,
    speaker: Target,
    act: SpeechAct,
) -> Vec<FoundStatement> {
    let before = |back: usize| number.checked_sub(back);
    let Some(first) =
        (1..=BACK).filter_map(before).find(|&at| text.text[sentence_bytes(text, at)].contains('«'))
    else {
        return Vec::new();
    };
    let act = if act == SpeechAct::Assert { Some(act) } else { None };
    (first..number)
        .filter_map(|at| {
            let mut range = sentence_bytes(text, at);
            if at == first {
                range.start += text.text[range.clone()].find('«').map_or(0, |open| open + '«'.len_utf8());
            }
            statement(text, range, speaker, Mode::Direct, act)
        })
        .collect()
}
