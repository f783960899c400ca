//! Which sort of act an event is, by all its words; and the acts of sentences that the table of acts is silent about.

use std::ops::Range;

use entente_language::{Deprel, Upos};
use entente_model::{EventKind, EventStatus, PloverRoot, Precision, SpeechAct};

use super::{
    FoundEvent,
    dates::{self, Dated},
    lines,
    parties::{self, Sides},
    place, status, trigger,
};
use crate::{
    annotate::Annotated,
    kinds,
    lexicon::{ClassMask, EventRule},
    linear::Likelihood,
    roots,
};

/// From this share on a sentence about the past or the future tells an act.
const LIKELY: f32 = 0.15;

/// The same for a clause in the present tense or under a condition.
const STATE: f32 = 0.25;

/// How much the word of the table adds to the share of its root.
const TABLE: f32 = 0.15;

/// The same for a dated act: a line of a chronicle means what its verb and object mean.
const DATED: f32 = 0.4;

/// Weighs the root of each event, and adds undated acts of silent sentences.
pub(super) fn weigh(text: &Annotated<'_>, events: &mut Vec<FoundEvent>) {
    if text.roots.is_empty() {
        return;
    }
    let told = touched(text, events.iter().map(|event| &event.range));
    for event in events.iter_mut() {
        reconsider(text, event, &told);
    }
    let mut silent: Vec<usize> = (0..text.analysis.sentences.len()).collect();
    silent.retain(|&number| {
        text.analysis.sentences[number].parsed
            && told[number] == 0
            && !lines::is_label(text, number)
            && !lines::asks(text, number)
    });
    events.extend(silent.into_iter().filter_map(|sentence| main_act(text, sentence)));
}

/// How much likelier the kind is that the table of acts gives an event, by the grade of its rule: on texts that neither the table
/// nor the model knew, rules of the third grade were right in nine of ten, of the second in six, and guesses in half.
const TOLD: [f32; 4] = [0.2, 0.2, 0.3, 0.7];

/// The same for an event to which it gives none.
const UNTOLD: f32 = 0.1;

/// From this share on a kind is better than none: below it the words are a birthday's or a rocket's as likely.
const CLEAR: f32 = 0.2;

/// Weighs the kind of each event by all its words.
pub(super) fn sort(text: &Annotated<'_>, events: &mut [FoundEvent]) {
    if text.kinds.is_empty() {
        return;
    }
    let ranges: Vec<Range<usize>> = events.iter().map(|event| event.range.clone()).collect();
    for event in events {
        if is_ruling(text, &event.range) {
            event.kind = EventKind::Other;
            continue;
        }
        let words = text.tokens_in(&own_words(&event.range, &ranges));
        let shares = text.kinds.likelihood(kinds::keys(text, words).into_iter());
        let (kind, share) = shares.best();
        let enough = match event.kind {
            EventKind::Other => share >= CLEAR.max(shares.of(EventKind::Other) + UNTOLD),
            told => share > shares.of(told) + TOLD[usize::from(event.grade.min(3))],
        };
        if enough {
            event.kind = kind;
        }
    }
}

/// "The court *rejected* the appeal", "was acquitted by a court": what judges decide is of no other kind, whatever it is about.
fn is_ruling(text: &Annotated<'_>, range: &Range<usize>) -> bool {
    let court = text.lexicon.classes.bit("court").unwrap_or_default();
    let endings = &text.lexicon.endings;
    let does = |token: usize| {
        let word = &text.analysis.tokens[token];
        if endings.is_glued() {
            let form = text.form(token);
            let particle = form.get(endings.without_particle(form).len()..).unwrap_or_default();
            return endings.is_topic_particle(particle) || endings.is_subject(particle);
        }
        // "The International Court *of Justice*", "judges *at The Hague*": names hang below.
        let agent = word.deprel == Deprel::OblAgent
            || text
                .analysis
                .case_marker(token)
                .is_some_and(|case| text.lexicon.people.owners.contains(text.form(case)))
                && text.analysis.head(token).is_some_and(|verb| text.analysis.is_passive(verb));
        word.deprel.is_subject() && !word.deprel.is_passive_subject() || agent
    };
    court != 0 && text.tokens_in(range).any(|token| text.mask(token) & court != 0 && does(token))
}

/// What is left of a quote without that of another event in it, of all in their order, on the longer side: "he flew to Seoul in November, and on
/// the 19th the treaty was signed" flies in the words before the treaty.
fn own_words(range: &Range<usize>, all: &[Range<usize>]) -> Range<usize> {
    let mut own = range.clone();
    let from = all.partition_point(|other| other.start < range.start);
    for other in all[from..].iter().take_while(|other| other.start < range.end) {
        let within = own.start <= other.start && other.end <= own.end && *other != own && !other.is_empty();
        if !within {
            continue;
        }
        let (before, after) = (own.start..other.start, other.end..own.end);
        let longer = if before.len() > after.len() { before } else { after };
        // Most of the quote being the other event, its words are what there is to go by.
        if longer.len() * 3 >= range.len() {
            own = longer;
        }
    }
    own
}

/// For each sentence how many of the ranges reach into it.
fn touched<'r>(text: &Annotated<'_>, ranges: impl Iterator<Item = &'r Range<usize>>) -> Vec<u32> {
    let sentences = &text.analysis.sentences;
    let mut counts = vec![0; sentences.len()];
    for range in ranges {
        let first = sentences.partition_point(|sentence| sentence.end as usize <= range.start);
        let reached = sentences[first..].iter().take_while(|sentence| (sentence.start as usize) < range.end);
        let reached = first..first + reached.count();
        counts[reached].iter_mut().for_each(|count| *count += 1);
    }
    counts
}

fn likelihood(text: &Annotated<'_>, tokens: Range<usize>) -> Likelihood<PloverRoot> {
    text.roots.likelihood(roots::keys(text, tokens).into_iter())
}

/// The root that the words of an event speak for, the one of the table being likelier.
fn reconsider(text: &Annotated<'_>, event: &mut FoundEvent, told: &[u32]) {
    let mut tokens = text.tokens_in(&event.range);
    // Of a sentence that tells one thing all words speak for it.
    if let Some(number) = text.analysis.sentence_of(tokens.start).filter(|&number| told[number] == 1) {
        let sentence = &text.analysis.sentences[number];
        tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
    }
    let shares = likelihood(text, tokens);
    let (root, share) = shares.best();
    let margin = if event.when.is_some() { DATED } else { TABLE };
    if root != event.plover && share > shares.of(event.plover) + margin {
        event.plover = root;
        code_of(root).clone_into(&mut event.cameo);
    }
}

/// The act of a sentence: of its main clause, or of what that clause reports.
fn main_act(text: &Annotated<'_>, number: usize) -> Option<FoundEvent> {
    let sentence = &text.analysis.sentences[number];
    let tokens = sentence.tokens.start as usize..sentence.tokens.end as usize;
    if !tokens.clone().any(|token| text.analysis.tokens[token].upos == Upos::Verb) {
        return None;
    }
    let clause = told(text, text.clause_of(text.analysis.root(sentence)?)?);
    if is_state_of_things(text, clause) {
        return None;
    }
    let reality = status::of(text, clause);
    // "If they were to build a pipeline, trade could double": a condition makes no act of what it leads to.
    let conditional = |token: usize| {
        text.analysis.tokens[token].deprel == Deprel::Mark
            && text.lexicon.status.unreal.contains(text.lemma(token))
    };
    if reality.is_none() && tokens.clone().any(conditional) {
        return None;
    }
    let (root, share) = likelihood(text, tokens).best();
    // What is simply said in the present is more often a state of things than an act.
    let told = reality.is_some_and(|reality| !reality.present);
    let least = if told { LIKELY } else { STATE };
    // A verb that the table of acts knows by this root speaks for it as well.
    let known = || trigger::find(text, clause).main.is_some_and(|main| main.rule.plover == root);
    if share < least && (share + TABLE < least || !known()) {
        return None;
    }
    let range = text.clauses[clause].quote.clone();
    let kind = kind_of(root);
    // "Kenya never attacked Peru" tells of no attack; "will not negotiate" is a stand.
    let stand =
        matches!(root, PloverRoot::Reject | PloverRoot::Accuse | PloverRoot::Threaten | PloverRoot::Request);
    if reality.is_none() && !stand {
        return None;
    }
    let sides = parties::of(text, clause, &range, text.clauses[clause].head, kind, None);
    if sides.participants.is_empty() {
        return None;
    }
    let status = reality.map_or(EventStatus::Occurred, |reality| reality.at(None, text.published));
    Some(FoundEvent {
        status,
        confidence: f64::from(share) * 0.5,
        ..by_root(text, clause, range, root, kind, sides)
    })
}

/// What a clause tells by its root, as no rule does: done, without a date.
fn by_root(
    text: &Annotated<'_>,
    clause: usize,
    range: Range<usize>,
    root: PloverRoot,
    kind: EventKind,
    sides: Sides,
) -> FoundEvent {
    FoundEvent {
        place: place::of(text, &range, kind),
        range,
        when: None,
        kind,
        grade: 0,
        plover: root,
        cameo: code_of(root).to_owned(),
        status: EventStatus::Occurred,
        parties: sides.parties,
        participants: sides.participants,
        times: Vec::new(),
        confidence: 0.5,
        listed: false,
        act: Some(text.clauses[clause].head),
    }
}

/// From this share on the root says of what kind an act is that the table does not know.
const KNOWN: f32 = 0.3;

/// A dated act of somebody named that the table of acts does not know: its kind by the best noun that the table knows,
/// else by its root where that is likely.
pub(super) fn dated(
    text: &Annotated<'_>,
    clause: usize,
    range: Range<usize>,
    when: Dated,
    status: EventStatus,
    noun: Option<&EventRule>,
) -> Option<FoundEvent> {
    let head = text.clauses[clause].head;
    // "… , the ministry said on Friday": what somebody says is a statement; the day of saying it dates no act.
    let says = text.lexicon.speech.verb(text.lemma(head)) == Some(SpeechAct::Assert);
    // "Is due to open next year": the act is what is ahead.
    let to_come = matches!(status, EventStatus::Planned | EventStatus::Cancelled);
    let ahead = to_come && text.analysis.child(head, Deprel::Xcomp).is_some();
    // "A verdict is due in May", "the first nurses are expected in September".
    let due = to_come
        && status::is_planning(text, head)
        && (text.analysis.is_passive(head) || text.analysis.child(head, Deprel::Cop).is_some());
    // "Since 2025 both have been partners": what stands since a day began on it.
    let since = when.when.last_day().is_none() && when.when.first_day().is_some();
    let figures = text.lexicon.status.figures.contains(text.lemma(head));
    // "The agreement has been in force since 1 May": on that day it came into force.
    let binds = dates::binds(text, head);
    let ahead = ahead || due || since && !figures || binds;
    // Where endings run together with words, the caller knows what tells how things stand.
    let stands = !text.lexicon.endings.is_glued() && is_state_of_things(text, clause);
    // Without a model of roots only what is told as done or planned is known to be an act.
    let told = to_come || status == EventStatus::Occurred;
    let unsure = text.roots.is_empty() && !told && !since;
    if says || unsure || stands && !ahead {
        return None;
    }
    let (root, share) = if text.roots.is_empty() {
        (noun.map_or(PloverRoot::Cooperate, |rule| rule.plover), 0.0)
    } else {
        likelihood(text, text.tokens_in(&range)).best()
    };
    let kind = match noun {
        _ if binds => EventKind::Agreement,
        Some(rule) => rule.kind,
        None if share >= KNOWN => kind_of(root),
        None => by_classes(text, &range).or_else(|| by_antecedent(text, clause)).unwrap_or(EventKind::Other),
    };
    let sides = parties::of(text, clause, &range, head, kind, Some(when.when));
    // Of two states' relations a chronicler tells by the day, whoever acts: "on 18 September a bloodless coup united …".
    let celebrated =
        text.anniversaries.iter().any(|other| other.range.start < range.end && range.start < other.range.end);
    let exact =
        when.when.precision() >= Precision::Year && !when.carried && text.pair.is_some() && !celebrated;
    if sides.participants.is_empty() && !(exact && told) {
        return None;
    }
    Some(FoundEvent {
        when: Some(when.when),
        status,
        times: when.times,
        ..by_root(text, clause, range, root, kind, sides)
    })
}

/// The kind that the things speak for that an act is about, those first that say most.
const BY_CLASSES: [(EventKind, &[&str]); 9] = [
    (EventKind::Sanction, &["sanctions"]),
    (EventKind::State, &["election"]),
    (EventKind::Mission, &["mission", "envoy"]),
    (EventKind::Conflict, &["assault", "war"]),
    (EventKind::Military, &["arms", "force", "military"]),
    (EventKind::Aid, &["health", "aid"]),
    (EventKind::Migration, &["refugee"]),
    (EventKind::Exchange, &["culture", "education", "science", "sport", "tourism", "award", "twin"]),
    (EventKind::Trade, &["trade", "energy", "invest", "money", "flight", "fair", "works"]),
];

/// The same for the noun that a clause says something of: it names what came about.
const BY_NOUN: [(EventKind, &[&str]); 3] = [
    (EventKind::Agreement, &["instrument"]),
    (EventKind::Meeting, &["talks"]),
    (EventKind::Visit, &["visit"]),
];

/// The kind of an act whose verb tells none, by what it is about: "*school*" and "*museum*" of exchange, "*hospital*" of aid.
fn by_classes(text: &Annotated<'_>, range: &Range<usize>) -> Option<EventKind> {
    of_classes(text, text.mask_of(text.tokens_in(range)), &BY_CLASSES)
}

/// What is agreed on, decided or promised is of the kind of the thing: "agreed to *supply gas*", "promised a *loan*". Who decides
/// something else makes a statement.
pub(super) fn of_commitment(
    text: &Annotated<'_>,
    kind: EventKind,
    trigger: usize,
    range: &Range<usize>,
) -> Option<EventKind> {
    let commits = text.lexicon.classes.bit("commitment")?;
    let substance = |kind: &EventKind| {
        matches!(
            kind,
            EventKind::Trade
                | EventKind::Aid
                | EventKind::Military
                | EventKind::Migration
                | EventKind::Exchange
        )
    };
    (kind == EventKind::Statement && text.mask(trigger) & commits != 0)
        .then(|| by_classes(text, range))
        .flatten()
        .filter(substance)
}

/// The kind that the noun tells which a clause is about: "the *forum*, which opens on 8 June", "the *talks* that went on in May", "We
/// spoke of the *exhibition*. It opens in May".
fn by_antecedent(text: &Annotated<'_>, clause: usize) -> Option<EventKind> {
    let analysis = &text.analysis;
    let head = text.clauses[clause].head;
    let kind = |noun: usize| {
        let mask = text.mask(noun);
        of_classes(text, mask, &BY_NOUN).or_else(|| of_classes(text, mask, &BY_CLASSES))
    };
    let tokens = &text.clauses[clause].tokens;
    let which = tokens.iter().copied().find(|&token| text.lexicon.status.which.contains(text.lemma(token)));
    if let Some(which) = which {
        // Parsers hang such a clause on the verb as often as on the noun.
        return nouns_before(text, which, which).next().and_then(kind);
    }
    let about = matches!(analysis.tokens[head].deprel, Deprel::Acl | Deprel::AclRelcl);
    if let Some(noun) = analysis.head(head).filter(|_| about) {
        return kind(noun);
    }
    let pronoun = analysis.subject(head).filter(|&subject| analysis.tokens[subject].upos == Upos::Pron)?;
    let sentence = &analysis.sentences[text.clauses[clause].sentence];
    nouns_before(text, sentence.tokens.start as usize, pronoun).find_map(kind)
}

/// The nouns in reach before a token that agree with a pronoun, the nearest first.
fn nouns_before<'t>(
    text: &'t Annotated<'_>,
    before: usize,
    pronoun: usize,
) -> impl Iterator<Item = usize> + 't {
    /// Words in reach.
    const REACH: usize = 12;
    let like = text.analysis.tokens[pronoun].feats;
    let agrees = move |token: &usize| {
        let word = &text.analysis.tokens[*token];
        let same =
            |one: Option<u8>, other: Option<u8>| one.zip(other).is_none_or(|(one, other)| one == other);
        word.upos == Upos::Noun
            && same(like.number().map(|one| one as u8), word.feats.number().map(|one| one as u8))
            && same(like.gender().map(|one| one as u8), word.feats.gender().map(|one| one as u8))
    };
    (before.saturating_sub(REACH)..before).rev().filter(agrees)
}

fn of_classes(text: &Annotated<'_>, mask: ClassMask, kinds: &[(EventKind, &[&str])]) -> Option<EventKind> {
    let holds = |classes: &[&str]| mask & text.lexicon.classes.bits(classes) != 0;
    kinds.iter().find(|(_, classes)| holds(classes)).map(|(kind, _)| *kind)
}

/// What a text goes on about, sentence after sentence, once it has told of it; talks and visits are told of one by one.
const TOPICS: [EventKind; 4] =
    [EventKind::Trade, EventKind::Mission, EventKind::Migration, EventKind::Military];

/// Of an act that nothing says the kind of, the kind of what was told right before: "Peru opened its embassy in Cairo in 1963;
/// Egypt followed in 1964", "A pipeline is to be built. The first part is due in 2026".
pub(super) fn go_on(text: &Annotated<'_>, before: &[FoundEvent], event: &mut FoundEvent) {
    let sentence = |range: &Range<usize>| text.analysis.sentence_of(text.tokens_in(range).start);
    let near = |other: &&FoundEvent| {
        let (here, there) = (sentence(&event.range), sentence(&other.range));
        here.zip(there).is_some_and(|(here, there)| {
            there <= here && here - there <= 1 && text.paragraphs[here] == text.paragraphs[there]
        })
    };
    if event.kind == EventKind::Other
        && let Some(last) = before.iter().rev().find(near).filter(|last| TOPICS.contains(&last.kind))
    {
        event.kind = last.kind;
    }
}

/// From a clause that reports ("the minister said that …") to the one that it reports.
fn told(text: &Annotated<'_>, clause: usize) -> usize {
    let head = text.clauses[clause].head;
    let reported = text.analysis.child(head, Deprel::Ccomp).and_then(|content| text.clause_of(content));
    reported
        .filter(|&below| {
            below != clause && text.lexicon.speech.verb(text.lemma(head)) == Some(SpeechAct::Assert)
        })
        .unwrap_or(clause)
}

/// Whether the predicate only tells how things stand, or how much there is of something.
pub(super) fn is_state_of_things(text: &Annotated<'_>, clause: usize) -> bool {
    let head = text.clauses[clause].head;
    let words = &text.lexicon.status;
    let lemma = text.lemma(head);
    let nominal = !matches!(text.analysis.tokens[head].upos, Upos::Verb | Upos::Aux);
    // "Wants the neighbour to withdraw": somebody is asked to act.
    let asks = text.analysis.child(head, Deprel::Xcomp).is_some() && text.analysis.object(head).is_some();
    if asks {
        return false;
    }
    // "Trade came to two billion".
    let figures = |lemma: &str| {
        words.figures.contains(lemma)
            || words.figures.contains(format!("{lemma}_{}", text.form(head + 1)).as_str())
    };
    nominal || words.stative.contains(lemma) || figures(lemma)
}

/// The code of a root where nothing more is known: the first of its family in CAMEO.
const fn code_of(root: PloverRoot) -> &'static str {
    match root {
        PloverRoot::Agree => "030",
        PloverRoot::Consult => "040",
        PloverRoot::Support => "050",
        PloverRoot::Cooperate => "060",
        PloverRoot::Aid => "070",
        PloverRoot::Yield => "080",
        PloverRoot::Request => "100",
        PloverRoot::Accuse => "110",
        PloverRoot::Reject => "120",
        PloverRoot::Threaten => "130",
        PloverRoot::Protest => "140",
        PloverRoot::Mobilize => "150",
        PloverRoot::Sanction => "160",
        PloverRoot::Coerce => "170",
        PloverRoot::Assault => "190",
    }
}

/// The kind of an act by its root alone.
const fn kind_of(root: PloverRoot) -> EventKind {
    match root {
        PloverRoot::Agree
        | PloverRoot::Support
        | PloverRoot::Request
        | PloverRoot::Accuse
        | PloverRoot::Reject
        | PloverRoot::Threaten => EventKind::Statement,
        PloverRoot::Consult => EventKind::Meeting,
        PloverRoot::Aid => EventKind::Aid,
        PloverRoot::Mobilize => EventKind::Military,
        PloverRoot::Sanction => EventKind::Sanction,
        PloverRoot::Assault => EventKind::Conflict,
        PloverRoot::Cooperate | PloverRoot::Yield | PloverRoot::Protest | PloverRoot::Coerce => {
            EventKind::Other
        }
    }
}
