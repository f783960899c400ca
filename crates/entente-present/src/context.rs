//! What lists need to know beside their entries: names of sources and conflicts.

use std::collections::{BTreeMap, BTreeSet};

use entente_model::{Conflict, ConflictKind, Evidence, PartyCode, Record, SourceEntry, SourceId};

use crate::{
    run::{Paint, Run},
    sheet::Cell,
    width,
};

/// Names of parties for people; a party without one is shown by its code.
pub type PartyNames = BTreeMap<PartyCode, String>;

/// What lists need to know beside their entries. The default knows nothing and shows ids.
#[derive(Debug, Clone, Default)]
pub struct Context<'a> {
    conflicts: BTreeMap<&'a str, ConflictKind>,
    sources: BTreeMap<SourceId, &'a SourceEntry>,
    names: PartyNames,
}

impl<'a> Context<'a> {
    /// What these conflicts and sources tell.
    pub fn new(conflicts: &'a [Conflict], sources: &'a [SourceEntry], names: PartyNames) -> Self {
        Self {
            conflicts: conflicts.iter().map(|conflict| (conflict.id.as_str(), conflict.kind)).collect(),
            sources: sources.iter().filter_map(|source| Some((source.id?, source))).collect(),
            names,
        }
    }

    /// What a record tells.
    pub fn of(record: &'a Record, names: PartyNames) -> Self {
        Self::new(&record.conflicts, &record.sources, names)
    }

    /// The source's entry.
    pub fn source(&self, id: SourceId) -> Option<&'a SourceEntry> {
        self.sources.get(&id).copied()
    }

    /// The name of a party, its code where no name is known.
    pub fn party(&self, code: PartyCode) -> String {
        self.names.get(&code).cloned().unwrap_or_else(|| code.to_string())
    }

    /// `date differs (c3)`, one a conflict.
    pub(crate) fn notes(&self, conflicts: &[String]) -> Vec<Run> {
        conflicts
            .iter()
            .map(|id| {
                let text = match self.conflicts.get(id.as_str()) {
                    Some(&kind) => format!("! {} ({id})", conflict_words(kind)),
                    None => format!("! does not fit ({id})"),
                };
                Run::new(&text, Paint::Alert)
            })
            .collect()
    }
}

/// The kind of a conflict in words.
pub fn conflict_words(kind: ConflictKind) -> &'static str {
    match kind {
        ConflictKind::Date => "dated differently",
        ConflictKind::Value => "numbers differ",
        ConflictKind::ElapsedTime => "years do not add up",
        ConflictKind::Anachronism => "out of its time",
        ConflictKind::Identity => "two of what can only be one",
        ConflictKind::Order => "order reversed",
        ConflictKind::Status => "planned here, done or cancelled there",
        ConflictKind::Calendar => "one day in two calendars",
    }
}

/// A short name of a source: the file's name, or the host and the end of the path of an address.
pub fn short_source(origin: &str) -> String {
    const MOST: usize = 30;
    let bare = origin.split(['?', '#']).next().unwrap_or(origin).trim_end_matches(['/', '\\']);
    let last = bare.rsplit(['/', '\\']).next().unwrap_or(bare);
    let host = crate::escape::link(origin).and_then(|_| bare.split('/').nth(2));
    let name = match host {
        Some(host) if host != last => {
            let host = host.strip_prefix("www.").unwrap_or(host);
            let room = MOST.saturating_sub(width::columns(host) + 3).max(8);
            format!("{host}/…/{}", width::shorten(last, room, false))
        }
        Some(host) => host.to_owned(),
        None if last.is_empty() => origin.to_owned(),
        None => last.to_owned(),
    };
    width::shorten(&crate::escape::line(&name), MOST, false)
}

/// The first source of the reports, and how many others tell the same: `notes.txt +2`.
pub(crate) fn short_sources(reports: &[Evidence]) -> String {
    let Some(first) = reports.first() else { return String::new() };
    let others: BTreeSet<SourceId> =
        reports.iter().map(|report| report.source_id).filter(|&id| id != first.source_id).collect();
    short_source_and(first, others.len())
}

fn short_source_and(first: &Evidence, others: usize) -> String {
    let name = short_source(&first.source);
    if others == 0 { name } else { format!("{name} +{others}") }
}

/// The source of these words short, in brackets, with how many others tell the same.
pub(crate) fn source_and_others(first: &Evidence, others: usize) -> Run {
    Run::new(&format!("[{}]", short_source_and(first, others)), Paint::Dim)
}

/// The source short, in brackets, to stand behind a text.
pub(crate) fn source_run(reports: &[Evidence]) -> Option<Run> {
    (!reports.is_empty()).then(|| Run::new(&format!("[{}]", short_sources(reports)), Paint::Dim))
}

/// A text with its source behind it.
pub(crate) fn sourced(text: &str, paint: Paint, reports: &[Evidence]) -> Cell {
    [Run::new(text, paint)].into_iter().chain(source_run(reports)).collect()
}

/// Codes with spaces between.
pub(crate) fn codes(parties: &[PartyCode]) -> String {
    parties.iter().map(PartyCode::as_str).collect::<Vec<_>>().join(" ")
}

/// "1 event", "3 events", "3 agreements".
pub(crate) fn count(number: usize, one: &str, many: &str) -> String {
    if number == 1 { format!("1 {one}") } else { format!("{number} {many}") }
}

/// How many sources stand behind these reports, in words.
pub(crate) fn from_sources<'r>(reports: impl Iterator<Item = &'r Evidence>) -> String {
    let sources: BTreeSet<SourceId> = reports.map(|report| report.source_id).collect();
    count(sources.len(), "source", "sources")
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn sources_have_short_names() {
        assert_eq!(short_source("corpus/seeds/koreapost.txt"), "koreapost.txt");
        assert_eq!(short_source("https://www.mid.ru/en/press/1234/?x=1#top"), "mid.ru/…/1234");
        assert_eq!(short_source("https://example.org/"), "example.org");
        assert_eq!(short_source("C:\\papers\\note.txt"), "note.txt");
        assert_eq!(short_source("evil\u{1b}[2J.txt"), "evil[2J.txt");
    }
}
