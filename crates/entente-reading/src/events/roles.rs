//! Who acts upon whom: by where each actor stands in the tree of the clause.

use entente_language::{Deprel, Upos};
use entente_model::{EventKind, ParticipantRole};

use super::parties::Sides;
use crate::{actors::Target, annotate::Annotated};

/// How directly an actor stands at its place: the smaller, the nearer.
type Distance = u8;

/// Where in its clause an actor is named.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Seat {
    /// The one who acts.
    Agent,
    /// Acted upon; objects come before obliques, and those before what stands deeper.
    Patient(u8),
    /// Of another clause.
    Elsewhere,
}

/// The farthest that a name is followed up to its predicate.
const STEPS: usize = 32;

/// Gives the actors of an event their roles: of those that act the ones named most directly, of the others the ones
/// that the act reaches first.
///
/// "The US commander in Iraq held talks with the president of Lebanon": the United States act, Lebanon is acted upon,
/// and Iraq takes no side. What a pronoun points to has its role already.
///
/// `predicate` is the word that tells the act, `head` that of its clause.
pub(super) fn assign(text: &Annotated<'_>, predicate: usize, head: usize, sides: &mut Sides) {
    let acts_already = sides.participants.iter().any(|(_, role)| *role == ParticipantRole::Source);
    let Some(sentence) = text.analysis.sentence_of(predicate) else { return };
    let sentence = &text.analysis.sentences[sentence];
    let named = text.actors.named_in(sentence.start as usize..sentence.end as usize);
    let seats: Vec<(Target, Seat, Distance)> = named
        .iter()
        .filter(|mention| sides.participants.iter().any(|(known, _)| *known == mention.target))
        .filter_map(|mention| {
            let token = text.tokens_in(&mention.range).end.checked_sub(1)?;
            let (seat, distance) = match seat(text, predicate, token) {
                // "Asked the king *to sign* the treaty": what the verb above governs comes after its own.
                (Seat::Elsewhere, _) if predicate != head => match seat(text, head, token) {
                    (Seat::Patient(rank), distance) => (Seat::Patient(rank + 3), distance),
                    elsewhere => elsewhere,
                },
                found => found,
            };
            Some((mention.target, seat, distance))
        })
        .collect();
    let nearest = |wanted: &dyn Fn(Seat) -> bool| {
        let of = || seats.iter().filter(move |(_, seat, _)| wanted(*seat));
        let least = of().map(|(_, _, distance)| *distance).min();
        of().filter(move |(_, _, distance)| Some(*distance) == least).map(|(target, ..)| *target).collect()
    };
    let agents: Vec<Target> = if acts_already { Vec::new() } else { nearest(&|seat| seat == Seat::Agent) };
    let rank = seats.iter().filter_map(|(target, seat, _)| match seat {
        Seat::Patient(rank) if !agents.contains(target) => Some(*rank),
        _ => None,
    });
    let rank = rank.min();
    let patients: Vec<Target> = nearest(&|seat| rank.is_some_and(|rank| seat == Seat::Patient(rank)));
    for (target, role) in &mut sides.participants {
        if *role == ParticipantRole::Source {
            continue;
        }
        if agents.contains(target) {
            *role = ParticipantRole::Source;
        } else if patients.contains(target) {
            *role = ParticipantRole::Target;
        }
    }
}

/// The seat of a word at a predicate.
fn seat(text: &Annotated<'_>, predicate: usize, token: usize) -> (Seat, Distance) {
    let analysis = &text.analysis;
    let subject = analysis.shared_subject(predicate);
    let passive = is_passive(text, predicate, subject);
    let verbal = matches!(analysis.tokens[predicate].upos, Upos::Verb | Upos::Aux);
    let (mut at, mut below, mut distance): (usize, Option<usize>, Distance) = (token, None, 0);
    for _ in 0..STEPS {
        let relation = analysis.tokens[at].deprel;
        if Some(at) == subject {
            return (if passive { Seat::Patient(0) } else { Seat::Agent }, distance);
        }
        let Some(above) = analysis.head(at) else { break };
        if above == predicate {
            let seat = match relation {
                Deprel::Obl if passive => of_passive(text, at, below),
                _ if verbal => of_verb(text, at, relation),
                _ => of_noun(text, at, relation),
            };
            return (seat, distance);
        }
        distance = distance.saturating_add(step(text, at, relation));
        below = Some(at);
        at = above;
    }
    (Seat::Elsewhere, distance)
}

/// How far a step up from a word leads away from the thing itself: an owner is as good as the thing ("US troops", "the
/// troops of Chad"), what stands behind another preposition is not ("troops in Chad"), a relative clause still less.
fn step(text: &Annotated<'_>, token: usize, relation: Deprel) -> Distance {
    // "The *Israeli*-occupied sector": whose doing a thing is, not whose it is.
    let behind = &text.text[text.analysis.tokens[token].end as usize..];
    let joined = behind.strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_lowercase));
    match relation {
        _ if joined => 2,
        Deprel::Nmod if !is_owner(text, token) => 2,
        Deprel::Obl | Deprel::Advmod | Deprel::OblTime => 2,
        Deprel::Acl | Deprel::AclRelcl | Deprel::Advcl | Deprel::Parataxis => 5,
        _ => 0,
    }
}

/// Whether a noun behind another owns it: by its preposition, or by its case alone.
fn is_owner(text: &Annotated<'_>, token: usize) -> bool {
    text.analysis.case_marker(token).is_none_or(|case| text.lexicon.people.owners.contains(text.form(case)))
}

fn of_verb(text: &Annotated<'_>, token: usize, relation: Deprel) -> Seat {
    match relation {
        Deprel::Nsubj | Deprel::NsubjOuter | Deprel::OblAgent => Seat::Agent,
        Deprel::Obj | Deprel::Iobj | Deprel::NsubjPass => Seat::Patient(0),
        Deprel::Xcomp => Seat::Patient(1),
        Deprel::Obl => {
            let case = text.analysis.case_marker(token).map(|case| text.form(case)).unwrap_or_default();
            Seat::Patient(if text.lexicon.people.place_in.contains(case) { 4 } else { 2 })
        }
        Deprel::Ccomp => Seat::Patient(3),
        _ => Seat::Elsewhere,
    }
}

/// Whether a predicate is in the passive with this subject: a plain subject of its own acts, unless an auxiliary or an
/// agent says otherwise, whatever the form of the verb was taken for.
fn is_passive(text: &Annotated<'_>, predicate: usize, subject: Option<usize>) -> bool {
    let analysis = &text.analysis;
    let plain = subject.is_some_and(|subject| analysis.tokens[subject].deprel == Deprel::Nsubj);
    let told = |child: usize| matches!(analysis.tokens[child].deprel, Deprel::AuxPass | Deprel::OblAgent);
    let said = || analysis.children(predicate).any(told);
    // "The department has advised": the perfect of the active, though its form is that of the passive.
    let perfect = || {
        let words = &text.lexicon.status.perfect;
        analysis
            .children(predicate)
            .any(|child| analysis.tokens[child].deprel == Deprel::Aux && words.contains(text.lemma(child)))
    };
    analysis.is_passive(predicate) && (said() || !plain && !perfect())
}

/// Beside a verb in the passive: "by Ghana" acts, and so does "in Ghanaian *shelling* of the town", a noun that tells an
/// act; what that act is upon stands behind it.
fn of_passive(text: &Annotated<'_>, token: usize, below: Option<usize>) -> Seat {
    let analysis = &text.analysis;
    if analysis.case_marker(token).is_some() && is_owner(text, token) {
        return Seat::Agent;
    }
    let mask = text.mask_of(token..=token);
    let tells = text.noun_rule(token, mask).is_some_and(|(rule, _)| rule.kind == EventKind::Conflict);
    match below {
        Some(below) if tells && analysis.tokens[below].deprel == Deprel::Nmod => Seat::Patient(1),
        Some(_) if tells => Seat::Agent,
        _ => of_verb(text, token, Deprel::Obl),
    }
}

/// Around a noun that tells the act: "the *visit* of the king to Oslo", "Russia's *attack* on Georgia".
fn of_noun(text: &Annotated<'_>, token: usize, relation: Deprel) -> Seat {
    match relation {
        Deprel::NmodPoss | Deprel::Amod | Deprel::Compound | Deprel::Nsubj => Seat::Agent,
        Deprel::Nmod | Deprel::Obl if is_owner(text, token) => Seat::Agent,
        Deprel::Nmod | Deprel::Obl => Seat::Patient(1),
        _ => Seat::Elsewhere,
    }
}
