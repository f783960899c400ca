//! Which states and bodies take part, and who acts upon whom.

use std::ops::Range;

use entente_language::Upos;
use entente_model::{EventKind, Interval, Letter as _, ParticipantRole, PartyCode};
use entente_reference::{NameKind as Form, PolityKind};

use super::{place, roles};
use crate::{
    actors::Target,
    annotate::{Annotated, lasting},
};

/// The sides of an event.
#[derive(Debug, Default)]
pub(super) struct Sides {
    pub parties: Vec<PartyCode>,
    pub participants: Vec<(Target, ParticipantRole)>,
}

/// Everybody who takes part in what these bytes of a clause tell; states by the day of the event.
pub(super) fn of(
    text: &Annotated<'_>,
    number: usize,
    bytes: &Range<usize>,
    trigger: usize,
    kind: EventKind,
    when: Option<Interval>,
) -> Sides {
    let clause = &text.clauses[number];
    let mut sides = Sides::default();
    let mut gather = Gather { text, kind, when, hosts: Vec::new(), sides: &mut sides };
    if text.lexicon.endings.is_glued() {
        if let Some(topic) = topic_before(text, clause.sentence, bytes.start) {
            gather.named(&topic, Some(ParticipantRole::Source));
        }
    } else if let Some(subject) = subject_of(text, number) {
        let subject_bytes = text.bytes_of(&text.analysis.subtree(subject));
        let inside = bytes.start <= subject_bytes.start && subject_bytes.end <= bytes.end;
        if !inside {
            gather.named(&subject_bytes, None);
        }
        gather.pointer(subject, &subject_bytes);
    }
    gather.named(bytes, None);
    // What goes on from another clause is between the same sides.
    if text.lexicon.endings.is_glued() && gather.sides.parties.is_empty() {
        let sentence = &text.analysis.sentences[clause.sentence];
        gather.named(&(sentence.start as usize..bytes.start.max(sentence.start as usize)), None);
    }
    let glued = text.lexicon.endings.is_glued();
    let words =
        if glued { &text.text[bytes.clone()] } else { text.lower(bytes.start.saturating_sub(5)..bytes.end) };
    if text.lexicon.people.both_sides.stand_in(words, |phrase| glued || is_whole(words, &phrase)) {
        gather.pair(number);
    }
    gather.admit_hosts();
    roles::assign(text, predicate(text, clause.head, bytes, trigger), clause.head, &mut sides);
    complete(text, kind, when, &mut sides);
    sides
}

/// Who acts in a clause: "Since joining the league in 2004, *Estonia* has …" names who joined above.
fn subject_of(text: &Annotated<'_>, number: usize) -> Option<usize> {
    let clause = &text.clauses[number];
    let above = || {
        let parent = clause.parent.filter(|_| clause.lesser && super::status::is_apart(text, number))?;
        text.analysis.shared_subject(text.clauses[parent].head)
    };
    text.analysis.shared_subject(clause.head).or_else(above)
}

/// The word whose arguments the sides are: the verb of the clause, or the noun that tells the act beside it.
fn predicate(text: &Annotated<'_>, head: usize, bytes: &Range<usize>, trigger: usize) -> usize {
    let inside = text
        .analysis
        .tokens
        .get(head)
        .is_some_and(|token| bytes.start <= token.start as usize && (token.start as usize) < bytes.end);
    let Some(word) = text.analysis.tokens.get(trigger) else { return head };
    // "Is expected to *sign*": who signs is told by the verb above.
    let governed = word.upos == Upos::Verb && text.analysis.shared_subject(trigger).is_some();
    if inside && !governed { head } else { trigger }
}

/// The nearest actors before an offset, in its sentence, that stand as its topic or subject.
///
/// A clause that shares its subject with another takes that subject's actors first.
fn topic_before(text: &Annotated<'_>, sentence: usize, at: usize) -> Option<Range<usize>> {
    let sentence = &text.analysis.sentences[sentence];
    let named = text.actors.named_in(sentence.start as usize..at);
    named.iter().rev().find_map(|mention| {
        let first = text.analysis.token_at(mention.range.start as u32)?;
        let word_end = text.analysis.token_at(mention.range.end.saturating_sub(1) as u32)?;
        // The particle stands on the name or on the title behind it.
        let last = (word_end..word_end + 4).find(|&token| {
            let form = text.form(token);
            text.lexicon.endings.is_topic(form) || text.analysis.tokens.get(token).is_none()
        })?;
        let bytes = text.bytes_of(&(first..last + 1));
        let tokens = text.analysis.tokens.get(last)?;
        let particle = tokens.stem_end < tokens.end;
        (particle && bytes.end <= at).then_some(mention.range.start..bytes.end)
    })
}

struct Gather<'a, 't> {
    text: &'a Annotated<'t>,
    kind: EventKind,
    when: Option<Interval>,
    /// States in whose capitals it was.
    hosts: Vec<(Target, PartyCode)>,
    sides: &'a mut Sides,
}

impl Gather<'_, '_> {
    fn party(&mut self, code: PartyCode) {
        if !self.sides.parties.contains(&code) {
            self.sides.parties.push(code);
        }
    }

    /// A person acts for the state that the document names for them, else for the one whose offices they are known by.
    fn state_of(&mut self, person: usize) {
        let text = self.text;
        let named = text.actors.state_of[person].map(|hit| text.actors.code(text.reference, hit, self.when));
        let known = text.actors.known_of[person].map(|code| text.reference.resolve(code, self.when));
        if let Some(code) = named.or(known) {
            self.party(code);
        }
    }

    fn participant(&mut self, target: Target, role: ParticipantRole) {
        if !self.sides.participants.iter().any(|(known, _)| *known == target) {
            self.sides.participants.push((target, role));
        }
    }

    fn named(&mut self, bytes: &Range<usize>, role: Option<ParticipantRole>) {
        let role = role.unwrap_or(ParticipantRole::Participant);
        for mention in self.text.actors.named_in(bytes.clone()) {
            match mention.target {
                Target::Polity(hit) if !takes_part(self.text, hit) => {}
                Target::Polity(hit) if self.is_venue(hit) => {
                    let code = self.text.actors.code(self.text.reference, hit, self.when);
                    self.hosts.push((mention.target, code));
                }
                Target::Polity(hit) => {
                    let code = self.text.actors.code(self.text.reference, hit, self.when);
                    self.party(code);
                    self.participant(mention.target, role);
                }
                Target::Person(person) => {
                    self.participant(mention.target, role);
                    self.state_of(person);
                }
                Target::Organisation(organisation) => {
                    self.participant(mention.target, role);
                    if let Some(hit) = self.text.actors.organisations[organisation].of {
                        let code = self.text.actors.code(self.text.reference, hit, self.when);
                        self.party(code);
                    }
                }
            }
        }
    }

    /// Whether a capital is where others met or signed: "the two ministers met *in Vienna*".
    fn is_venue(&self, hit: usize) -> bool {
        let joint = matches!(
            self.kind,
            EventKind::Meeting | EventKind::Agreement | EventKind::Relations | EventKind::Statement
        );
        let hit = &self.text.actors.hits[hit];
        joint && hit.kind == Form::Capital && place::is_at(self.text, &hit.range)
    }

    /// Who lends the place takes part where two others do not.
    fn admit_hosts(&mut self) {
        let text = self.text;
        let state = |code: PartyCode| {
            text.reference.polity(code).is_none_or(|polity| polity.kind != PolityKind::Body)
        };
        if self.sides.parties.iter().filter(|&&code| state(code)).count() >= 2 {
            return;
        }
        for (target, code) in std::mem::take(&mut self.hosts) {
            self.party(code);
            self.participant(target, ParticipantRole::Participant);
        }
    }

    /// "he", "the minister": the person named last before.
    fn pointer(&mut self, subject: usize, bytes: &Range<usize>) {
        let text = self.text;
        let form = text.form(subject);
        let points = text.lexicon.people.pronouns.contains(form)
            || (text.lexicon.people.offices.contains(text.lemma(subject))
                && text.analysis.tokens[subject].upos != Upos::Propn
                && text.actors.person_at(bytes).is_none());
        if !points {
            return;
        }
        let before = text.actors.named_in(bytes.start.saturating_sub(600)..bytes.start);
        let person = before.iter().rev().find_map(|mention| match mention.target {
            Target::Person(person) => Some(person),
            _ => None,
        });
        if let Some(person) = person {
            self.participant(Target::Person(person), ParticipantRole::Source);
            self.state_of(person);
        }
    }

    /// "The sides": the two states named last in the paragraph, else those of the document.
    fn pair(&mut self, number: usize) {
        let pair = self.named_before(number).or(self.text.pair);
        for code in pair.into_iter().flatten() {
            let code = self.text.reference.resolve(code, self.when);
            self.party(code);
        }
    }
}

impl Gather<'_, '_> {
    /// The states of the sentence before the clause's own, within the paragraph, if they are two.
    fn named_before(&self, number: usize) -> Option<[PartyCode; 2]> {
        let text = self.text;
        let sentence = text.clauses[number].sentence;
        let before =
            sentence.checked_sub(1).filter(|&before| text.paragraphs[before] == text.paragraphs[sentence])?;
        let before = &text.analysis.sentences[before];
        let mut states: Vec<PartyCode> = Vec::new();
        for hit in text.actors.hits_in(before.start as usize..before.end as usize) {
            let code = lasting(text.reference, text.actors.hits[hit].code);
            let state = text.reference.polity(code).is_some_and(|polity| polity.kind != PolityKind::Body);
            if state && takes_part(text, hit) && !states.contains(&code) {
                states.push(code);
            }
        }
        <[PartyCode; 2]>::try_from(states).ok()
    }
}

/// A state's name inside a longer one ("Paris Agreement", "Latin America") is no party.
fn takes_part(text: &Annotated<'_>, hit: usize) -> bool {
    let hit = &text.actors.hits[hit];
    let tokens = text.tokens_in(&hit.range);
    let capital = |token: usize| {
        let word = text.analysis.text(token);
        text.analysis.tokens.get(token).is_some_and(|token| token.upos == Upos::Propn && token.space_before)
            && word.starts_with(char::is_uppercase)
    };
    let before = tokens.start.checked_sub(1).map(|before| text.form(before)).unwrap_or_default();
    let part_of_a_name = hit.kind == Form::Capital
        && capital(tokens.end)
        && text.actors.person_at(&text.bytes_of(&(tokens.end..tokens.end + 1))).is_none();
    let money = || {
        let point = usize::from(before == ".");
        let word = tokens.start.checked_sub(1 + point);
        word.is_some_and(|word| {
            let currencies = &text.lexicon.people.currencies;
            currencies.contains(text.lemma(word)) || currencies.contains(text.form(word))
        })
    };
    !part_of_a_name && !money() && !text.lexicon.people.regions.contains(before)
}

/// Whether a phrase of a text is of whole words.
fn is_whole(text: &str, phrase: &Range<usize>) -> bool {
    let before = text[..phrase.start].chars().next_back();
    let after = text[phrase.end..].chars().next();
    !before.is_some_and(char::is_letter_or_digit) && !after.is_some_and(char::is_letter_or_digit)
}

/// A bilateral act that names one of the two states of the document, or none, is between the two.
fn complete(text: &Annotated<'_>, kind: EventKind, when: Option<Interval>, sides: &mut Sides) {
    let Some(pair) = text.pair else { return };
    let bilateral = matches!(
        kind,
        EventKind::Relations
            | EventKind::Mission
            | EventKind::Visit
            | EventKind::Meeting
            | EventKind::Agreement
            | EventKind::Exchange
            | EventKind::Trade
            | EventKind::Aid
            | EventKind::Military
            | EventKind::Statement
            | EventKind::Sanction
            | EventKind::Other
    );
    let states = sides
        .parties
        .iter()
        .filter(|&&code| text.reference.polity(code).is_none_or(|polity| polity.kind != PolityKind::Body))
        .count();
    if !bilateral || states >= 2 {
        return;
    }
    let among = sides.parties.iter().all(|&code| pair.contains(&lasting(text.reference, code)));
    if among {
        for code in pair {
            let known = sides.parties.iter().any(|&party| lasting(text.reference, party) == code);
            if !known {
                sides.parties.push(text.reference.resolve(code, when));
            }
        }
    }
}
