//! What a brief says, before it is set in HTML or Markdown.

use std::collections::BTreeMap;

use entente_model::{
    Conflict, Day, EventKind, EventStatus, Evidence, PartyCode, PersonEntry, Record, SourceEntry,
    StatementEntry, TimelineEvent,
};

use super::{
    BriefOptions, BriefSection, BriefSections, Gained, Whole, figures::Figures, notes::Notes, words::Words,
};
use crate::{Context, context::short_source};

/// How many events stand under "turning points", "latest" and "coming".
const FEW: usize = 6;

/// A brief in its order.
pub(crate) struct Outline<'a> {
    pub(crate) record: &'a Record,
    pub(crate) context: Context<'a>,
    pub(crate) title: String,
    pub(crate) today: Option<Day>,
    pub(crate) made_with: &'a str,
    /// What stands around the quotes.
    pub(crate) words: &'static Words,
    /// The sections in their order, the sources apart, which come last.
    pub(crate) sections: Vec<BriefSection>,
    /// What the record gained since the last brief.
    pub(crate) gained: Option<&'a Gained>,
    /// What weighs most, in order of time.
    pub(crate) turning_points: Vec<&'a TimelineEvent>,
    /// What happened last, the latest first.
    pub(crate) latest: Vec<&'a TimelineEvent>,
    /// What is planned for today or later, the nearest first.
    pub(crate) coming: Vec<&'a TimelineEvent>,
    /// What was planned for a day that has passed, the latest first.
    pub(crate) overdue: Vec<&'a TimelineEvent>,
    pub(crate) figures: Figures<'a>,
    /// Speakers with what they said, those who said most first.
    pub(crate) speakers: Vec<Speaker<'a>>,
    conflicts: BTreeMap<&'a str, &'a Conflict>,
    /// What the record was cut out of, where it was.
    whole: Option<&'a Whole>,
}

/// How much of a section was left out.
pub(crate) struct LeftOut<'a> {
    /// "200 / 61,631 events".
    pub(crate) words: String,
    /// Where the list is whole.
    pub(crate) list: Option<&'a str>,
}

/// A speaker with what the sources say that they said.
pub(crate) struct Speaker<'a> {
    pub(crate) name: &'a str,
    pub(crate) party: Option<PartyCode>,
    pub(crate) statements: Vec<&'a StatementEntry>,
}

impl<'a> Outline<'a> {
    pub(crate) fn new(record: &'a Record, options: &'a BriefOptions) -> Self {
        let context = Context::of(record, options.names.clone());
        let words = Words::of(&options.lang);
        let published = record.sources.iter().filter_map(|source| source.published?.last_day()).max();
        let today = options.today.or(published);
        let title = options.title.clone().unwrap_or_else(|| {
            let names: Vec<String> = record.parties.iter().map(|&party| context.party(party)).collect();
            match names.split_last() {
                Some((last, rest)) if !rest.is_empty() => {
                    format!("{} {} {last}", rest.join(", "), words.text("and"))
                }
                Some((only, _)) => only.clone(),
                None => words.text("relationship").to_owned(),
            }
        });
        Self {
            record,
            title,
            today,
            made_with: &options.made_with,
            words,
            sections: sections(options),
            gained: options.since.as_ref(),
            turning_points: turning_points(&record.events, today),
            latest: latest(&record.events, today),
            coming: coming(&record.events, today),
            overdue: overdue(&record.events, today),
            figures: Figures::new(&record.quantities),
            speakers: speakers(&record.statements),
            conflicts: record
                .conflicts
                .iter()
                .chain(options.whole.iter().flat_map(|whole| &whole.marked))
                .map(|conflict| (conflict.id.as_str(), conflict))
                .collect(),
            whole: options.whole.as_ref(),
            context,
        }
    }

    /// How much of a section's list was left out; nothing where the record has all of it.
    pub(crate) fn left_out(&self, section: BriefSections) -> Option<LeftOut<'a>> {
        let whole = self.whole?;
        let (_, all) = whole.counts.iter().find(|(of, _)| *of == section)?;
        let (shown, name) = match section {
            BriefSections::Sources => (self.sources_read(), "source"),
            _ => self
                .shown()
                .into_iter()
                .find(|(_, _, of)| *of == section)
                .map(|(shown, name, _)| (shown, name))?,
        };
        let list = whole.lists.iter().find(|(of, _)| *of == section).map(|(_, list)| list.as_str());
        (shown < *all).then(|| LeftOut { words: self.words.count_of(shown, *all, name), list })
    }

    /// "+7": how many further reports or claims there are behind those that are shown.
    pub(crate) fn further(&self, id: &str) -> Option<String> {
        let left = self.whole?.left.get(id)?;
        Some(format!("+{}", self.words.number(*left as f64)))
    }

    /// Whether the brief itself lists the conflict of this id.
    pub(crate) fn lists_conflict(&self, id: &str) -> bool {
        self.whole.is_none_or(|whole| whole.marked.iter().all(|conflict| conflict.id != id))
    }

    /// Sources of the record that were read.
    fn sources_read(&self) -> usize {
        self.record.sources.iter().filter(|source| source.refused.is_none()).count()
    }

    /// The conflict of this id, where the record has it.
    pub(crate) fn conflict(&self, id: &str) -> Option<&'a Conflict> {
        self.conflicts.get(id).copied()
    }

    /// "1884–2023 · 20 sources · as of 1 September 2023".
    pub(crate) fn meta(&self) -> String {
        let read = self.in_all(BriefSections::Sources).unwrap_or_else(|| self.sources_read());
        let as_of = self.today.map(|today| self.words.filled("as-of", &[("date", &self.words.day(today))]));
        let parts = self.span().into_iter().chain([self.words.count(read, "source")]).chain(as_of);
        parts.collect::<Vec<_>>().join(" · ")
    }

    /// The heading of a section: the user's own, else the usual one.
    pub(crate) fn heading(&self, section: &BriefSection) -> String {
        let usual = || match section.is {
            BriefSections::Text => String::new(),
            is => self.words.section(is.name()).to_owned(),
        };
        section.heading.clone().unwrap_or_else(usual)
    }

    /// Whether the record has nothing for a section.
    pub(crate) fn is_empty(&self, section: BriefSections) -> bool {
        let record = self.record;
        match section {
            BriefSections::Glance => false,
            BriefSections::Changes => self.gained.is_none(),
            BriefSections::Chronology => record.events.is_empty(),
            BriefSections::People => record.people.is_empty(),
            BriefSections::Agreements => record.agreements.is_empty(),
            BriefSections::Figures => record.quantities.is_empty(),
            BriefSections::Statements => self.speakers.is_empty(),
            BriefSections::Contradictions => record.conflicts.is_empty(),
            BriefSections::Sources => record.sources.is_empty(),
            BriefSections::Text => true,
        }
    }

    /// How many there are of what a section lists, where the record was cut out of more.
    fn in_all(&self, section: BriefSections) -> Option<usize> {
        self.whole?.counts.iter().find(|(of, _)| *of == section).map(|(_, all)| *all)
    }

    /// How many of everything there are: number, name of the count, section that lists them.
    pub(crate) fn totals(&self) -> [(usize, &'static str, BriefSections); 6] {
        self.shown().map(|(shown, name, section)| (self.in_all(section).unwrap_or(shown), name, section))
    }

    /// How many of everything the record has.
    fn shown(&self) -> [(usize, &'static str, BriefSections); 6] {
        let record = self.record;
        [
            (record.events.len(), "event", BriefSections::Chronology),
            (record.people.len(), "person", BriefSections::People),
            (record.agreements.len(), "agreement", BriefSections::Agreements),
            (record.quantities.len(), "figure", BriefSections::Figures),
            (record.statements.len(), "statement", BriefSections::Statements),
            (record.conflicts.len(), "contradiction", BriefSections::Contradictions),
        ]
    }

    /// The same in words.
    pub(crate) fn counts(&self) -> Vec<String> {
        self.totals().into_iter().map(|(number, name, _)| self.words.count(number, name)).collect()
    }

    /// The short lists of events at the head, those that are not empty.
    pub(crate) fn few(&self) -> impl Iterator<Item = (&'static str, &[&'a TimelineEvent])> {
        [
            ("turning-points", &self.turning_points),
            ("latest", &self.latest),
            ("coming", &self.coming),
            ("overdue", &self.overdue),
        ]
        .into_iter()
        .filter(|(_, events)| !events.is_empty())
        .map(|(name, events)| (name, events.as_slice()))
    }

    /// Headings with their events; of more than `most` events those that weigh most.
    pub(crate) fn chronology(&self, most: usize) -> Vec<(String, Vec<&'a TimelineEvent>)> {
        let mut weights: Vec<f64> = self.record.events.iter().map(|event| event.weight).collect();
        weights.sort_by(|a, b| b.total_cmp(a));
        let least = weights.get(most).copied().unwrap_or(f64::NEG_INFINITY);
        let mut left = most;
        let mut groups: Vec<(String, Vec<&TimelineEvent>)> = Vec::new();
        for event in &self.record.events {
            if event.weight < least || left == 0 {
                continue;
            }
            left -= 1;
            let heading = self.words.heading(event.when, event.sort);
            match groups.last_mut() {
                Some((last, group)) if *last == heading => group.push(event),
                _ => groups.push((heading, vec![event])),
            }
        }
        groups
    }

    /// People with an office first, at most so many.
    pub(crate) fn people(&self, most: usize) -> impl Iterator<Item = &'a PersonEntry> {
        let people = &self.record.people;
        let with = people.iter().filter(|person| !person.roles.is_empty());
        with.chain(people.iter().filter(|person| person.roles.is_empty())).take(most)
    }

    /// How many agreements were signed by the day of the brief.
    pub(crate) fn signed(&self) -> usize {
        let today = self.today.unwrap_or(Day::MAX);
        let signed = |agreement: &&entente_model::AgreementEntry| {
            agreement.signed.is_some_and(|signed| signed.earliest() <= today)
        };
        self.record.agreements.iter().filter(signed).count()
    }

    /// Speakers by the state or body that they speak for, the dossier's own parties first.
    pub(crate) fn sides(&self) -> Vec<(Option<String>, Vec<&Speaker<'a>>)> {
        let mut order: Vec<Option<PartyCode>> = self.record.parties.iter().copied().map(Some).collect();
        for speaker in &self.speakers {
            if !order.contains(&speaker.party) && speaker.party.is_some() {
                order.push(speaker.party);
            }
        }
        order.push(None);
        let side = |party: Option<PartyCode>| {
            let of = self.speakers.iter().filter(|speaker| speaker.party == party).collect::<Vec<_>>();
            (party.map(|party| self.context.party(party)), of)
        };
        order.into_iter().map(side).filter(|(_, speakers)| !speakers.is_empty()).collect()
    }

    /// Whether nothing came in since the last brief.
    pub(crate) fn gained_nothing(&self) -> bool {
        self.gained.is_none_or(|gained| {
            gained.sources.is_empty()
                && gained.new_events.is_empty()
                && gained.told_again.is_empty()
                && gained.conflicts.is_empty()
        })
    }

    /// Sources that nothing cites, and those that were refused, under the names of their headings.
    pub(crate) fn other_sources(&self, notes: &Notes<'_>) -> Vec<(&'static str, Vec<&'a SourceEntry>)> {
        let cited = |entry: &SourceEntry| entry.id.is_some_and(|id| notes.cites(id));
        let others = self.record.sources.iter().filter(|entry| !cited(entry));
        let (uncited, refused): (Vec<_>, Vec<_>) = others.partition(|entry| entry.refused.is_none());
        [("uncited", uncited), ("refused", refused)]
            .into_iter()
            .filter(|(_, list)| !list.is_empty())
            .collect()
    }

    /// "The Han Post, 3 August 2023".
    pub(crate) fn source_words(&self, claim: &Evidence) -> String {
        let Some(entry) = self.context.source(claim.source_id) else { return short_source(&claim.source) };
        let name = entry.publisher.clone().or_else(|| entry.title.clone());
        let name = name.unwrap_or_else(|| short_source(&entry.origin));
        match entry.published {
            Some(published) => format!("{name}, {}", self.words.when(Some(published))),
            None => name,
        }
    }

    /// Names of parties with a dash between.
    pub(crate) fn parties(&self, parties: &[PartyCode]) -> String {
        parties.iter().map(|&party| self.context.party(party)).collect::<Vec<_>>().join(" – ")
    }

    /// "1884–2023", from the first day that is told to the last that has passed.
    pub(crate) fn span(&self) -> Option<String> {
        let today = self.today.unwrap_or(Day::MAX);
        let days = || {
            self.record.events.iter().filter(|event| has_been(event, today)).filter_map(|event| event.sort)
        };
        let (first, last) = (days().min()?.year(), days().max()?.year());
        Some(if first == last { first.to_string() } else { format!("{first}–{last}") })
    }
}

/// The sections that are wanted; the sources come last by themselves.
fn sections(options: &BriefOptions) -> Vec<BriefSection> {
    if !options.sections.is_empty() {
        return options.sections.clone();
    }
    BriefSections::ALL
        .iter()
        .copied()
        .filter(|&is| is != BriefSections::Text)
        .map(BriefSection::from)
        .collect()
}

/// Whether the sources tell it as something that took place, by this day.
fn has_been(event: &TimelineEvent, today: Day) -> bool {
    matches!(event.status, EventStatus::Occurred | EventStatus::Ongoing)
        && event.sort.is_some_and(|sort| sort <= today)
}

fn turning_points(events: &[TimelineEvent], today: Option<Day>) -> Vec<&TimelineEvent> {
    let mut points: Vec<&TimelineEvent> =
        events.iter().filter(|event| has_been(event, today.unwrap_or(Day::MAX))).collect();
    points.sort_by(|a, b| b.weight.total_cmp(&a.weight).then(a.sort.cmp(&b.sort)));
    points.truncate(FEW);
    points.sort_by_key(|event| event.sort);
    points
}

fn latest(events: &[TimelineEvent], today: Option<Day>) -> Vec<&TimelineEvent> {
    let mut latest: Vec<&TimelineEvent> =
        events.iter().filter(|event| has_been(event, today.unwrap_or(Day::MAX))).collect();
    latest.sort_by_key(|event| std::cmp::Reverse(event.sort));
    latest.truncate(FEW);
    latest
}

fn coming(events: &[TimelineEvent], today: Option<Day>) -> Vec<&TimelineEvent> {
    let Some(today) = today else { return Vec::new() };
    let mut coming: Vec<&TimelineEvent> = events
        .iter()
        .filter(|event| event.status == EventStatus::Planned)
        .filter(|event| event.when.is_some_and(|when| when.latest() >= today))
        .collect();
    coming.sort_by_key(|event| event.sort);
    coming.truncate(FEW);
    coming
}

fn overdue(events: &[TimelineEvent], today: Option<Day>) -> Vec<&TimelineEvent> {
    let Some(today) = today else { return Vec::new() };
    let mut overdue: Vec<&TimelineEvent> = events
        .iter()
        .filter(|event| event.status == EventStatus::Planned)
        .filter(|event| event.when.is_some_and(|when| when.latest() < today))
        .collect();
    overdue.sort_by_key(|event| std::cmp::Reverse(event.sort));
    overdue.truncate(FEW);
    overdue
}

fn speakers(statements: &[StatementEntry]) -> Vec<Speaker<'_>> {
    let mut speakers: Vec<Speaker<'_>> = Vec::new();
    for statement in statements {
        match speakers.iter_mut().find(|speaker| speaker.name == statement.speaker) {
            Some(speaker) => {
                speaker.party = speaker.party.or(statement.party);
                speaker.statements.push(statement);
            }
            None => speakers.push(Speaker {
                name: &statement.speaker,
                party: statement.party,
                statements: vec![statement],
            }),
        }
    }
    speakers.sort_by_key(|speaker| std::cmp::Reverse(speaker.statements.len()));
    speakers
}

/// Kinds of events that are drawn in one colour.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(crate) struct Family(pub(crate) usize);

impl Family {
    /// How many families there are.
    pub(crate) const COUNT: usize = 7;

    /// The family of a kind.
    pub(crate) fn of(kind: EventKind) -> Self {
        Self(match kind {
            EventKind::Relations | EventKind::Mission | EventKind::State => 0,
            EventKind::Visit | EventKind::Meeting | EventKind::Statement => 1,
            EventKind::Agreement => 2,
            EventKind::Trade | EventKind::Aid => 3,
            EventKind::Exchange | EventKind::Migration => 4,
            EventKind::Military | EventKind::Conflict | EventKind::Sanction => 5,
            EventKind::Other => 6,
        })
    }

    /// The class of its colour in the style of the page.
    pub(crate) fn class(self) -> String {
        format!("k{}", self.0 + 1)
    }
}
