//! What a list is narrowed to.

use entente_model::{EventKind, EventStatus, Interval, PartyCode};
use rusqlite::{Connection, functions::FunctionFlags, types::Value};

use crate::{
    fold::{WIDE, day_number},
    lineage::kin,
    report::Class,
};

/// What a list is narrowed to; the default lets everything pass that concerns the dossier's parties.
#[derive(Debug, Clone, Default)]
pub struct Filter {
    /// Only what may have been on or after the first day of this.
    pub from: Option<Interval>,
    /// Only what may have been on or before the last day of this.
    pub to: Option<Interval>,
    /// Only what all of these, or their forerunners and successors, take part in.
    pub parties: Vec<PartyCode>,
    /// Only these kinds of event.
    pub kinds: Vec<EventKind>,
    /// Only events that have come so far.
    pub statuses: Vec<EventStatus>,
    /// Only what a source tells whose path or address contains this.
    pub source: Option<String>,
    /// Only so many, those of the greatest weight.
    pub top: Option<usize>,
    /// Events without a date as well.
    pub undated: bool,
    /// What happened between others as well.
    pub others: bool,
    /// What a person rejected as well.
    pub rejected: bool,
    /// Only what is so, for lists other than the chronology.
    pub only: Vec<Only>,
}

/// What entries of one class can be narrowed to beside the usual.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Only {
    /// Agreements of these kinds.
    AgreementKinds(Vec<String>),
    /// Figures of this unit.
    Unit(String),
    /// Figures that measure one of these.
    Measures(Vec<String>),
    /// Figures of one of these roles: `observed`, `target`, `planned`, `change`.
    Roles(Vec<String>),
    /// Statements of this speaker.
    Speaker(String),
    /// Statements about this topic.
    Topic(String),
    /// Statements that do this: `promise`, `warn`.
    Act(String),
    /// Statements in this mode: `direct`, `reported`.
    Mode(String),
}

impl Only {
    fn narrow(&self, condition: &mut Condition) {
        let text = |word: &String| [Value::Text(word.clone())];
        match self {
            Self::AgreementKinds(words) => listed(condition, "kind", words.iter().cloned()),
            Self::Measures(words) => listed(condition, "word", words.iter().cloned()),
            Self::Unit(word) | Self::Act(word) => condition.and("kind = ?", text(word)),
            Self::Roles(words) => listed(condition, "status", words.iter().cloned()),
            Self::Speaker(word) => condition.and("word = ?", text(word)),
            Self::Mode(word) => condition.and("mode = ?", text(word)),
            Self::Topic(word) => condition.and("instr(topics, ?)", [Value::Text(format!("\"{word}\""))]),
        }
    }
}

/// A condition in SQL with the values of its question marks.
#[derive(Debug, Default)]
pub(crate) struct Condition {
    pub text: String,
    pub values: Vec<Value>,
    /// It names the few entries that pass, so that they are looked up one by one.
    pub few: bool,
}

impl Condition {
    pub(crate) fn and(&mut self, text: &str, values: impl IntoIterator<Item = Value>) {
        self.text.push_str(" AND ");
        self.text.push_str(text);
        self.values.extend(values);
    }
}

impl Filter {
    /// Whether it narrows the time of entries of this class.
    pub(crate) fn in_time(&self, class: Class) -> bool {
        let dated = matches!(class, Class::Event | Class::Agreement | Class::Quantity | Class::Statement);
        dated && (self.from.is_some() || self.to.is_some())
    }

    /// The rows of `entries` that pass, for a dossier about `about`.
    pub(crate) fn condition(&self, class: Class, about: &[PartyCode]) -> Condition {
        let mut condition = Condition { text: format!("class = {}", class as i64), ..Condition::default() };
        if self.in_time(class) {
            let from = self.from.map_or(i64::MIN / 2, |from| day_number(from.earliest()));
            let to = self.to.map_or(i64::MAX / 2, |to| day_number(to.latest()));
            // What is not wide and may be on a day begins near it, so that the index leads to it.
            condition.and(
                "last >= ? AND first <= ? AND (wide = 1 OR first >= ?)",
                [from, to, from.saturating_sub(WIDE)].map(Value::Integer),
            );
        }
        if !self.rejected {
            condition.and("ruled IS NOT 'rejected'", []);
        }
        for &party in &self.parties {
            one_of(&mut condition, &kin(party), false);
        }
        if class == Class::Event {
            if !self.undated {
                condition.and("first IS NOT NULL", []);
            }
            listed(&mut condition, "kind", self.kinds.iter().map(ToString::to_string));
            listed(&mut condition, "status", self.statuses.iter().map(ToString::to_string));
            if !self.others && self.parties.is_empty() && !about.is_empty() {
                let concerned: Vec<PartyCode> = about.iter().flat_map(|&party| kin(party)).collect();
                one_of(&mut condition, &concerned, true);
            }
        }
        for only in &self.only {
            only.narrow(&mut condition);
        }
        if let Some(source) = &self.source {
            condition.and(
                "id IN (SELECT entry FROM reports WHERE source IN
                  (SELECT number FROM sources INDEXED BY sources_in_list WHERE instr(origin, ?)))",
                [Value::Text(source.clone())],
            );
        }
        condition
    }
}

fn listed(condition: &mut Condition, column: &str, words: impl ExactSizeIterator<Item = String>) {
    if words.len() > 0 {
        let marks = vec!["?"; words.len()].join(", ");
        condition.and(&format!("{column} IN ({marks})"), words.map(Value::Text));
    }
}

/// One of the parties is there; `or_none` lets entries without any pass too.
fn one_of(condition: &mut Condition, parties: &[PartyCode], or_none: bool) {
    let text = if or_none { "(shares(parties, ?) OR parties = ',')" } else { "shares(parties, ?)" };
    let codes: Vec<&str> = parties.iter().map(PartyCode::as_str).collect();
    condition.and(text, [Value::Text(format!(",{},", codes.join(",")))]);
}

/// Makes `shares(parties, others)` known to a connection: whether a code of the one list is in the other, both written as
/// `,RUS,KOR,`. Every event of a list is asked, so that one call for all codes counts.
pub(crate) fn learn(connection: &Connection) -> rusqlite::Result<()> {
    let flags = FunctionFlags::SQLITE_UTF8 | FunctionFlags::SQLITE_DETERMINISTIC;
    connection.create_scalar_function("shares", 2, flags, |context| {
        let text = |at: usize| context.get_raw(at).as_bytes_or_null();
        let (Some(parties), Some(others)) = (text(0)?, text(1)?) else { return Ok(false) };
        Ok(share(parties, others))
    })
}

fn share(parties: &[u8], others: &[u8]) -> bool {
    codes(parties).any(|code| codes(others).any(|other| other == code))
}

fn codes(list: &[u8]) -> impl Iterator<Item = &[u8]> {
    list.split(|&byte| byte == b',').filter(|code| !code.is_empty())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_of_codes_share_whole_codes() {
        let connection = Connection::open_in_memory().unwrap();
        learn(&connection).unwrap();
        let shares = |parties: Option<&str>, others: &str| -> bool {
            connection.query_row("SELECT shares(?1, ?2)", (parties, others), |row| row.get(0)).unwrap()
        };
        assert!(shares(Some(",RUS,KOR,"), ",SUN,KOR,"));
        assert!(shares(Some(",EU,"), ",EU,"));
        assert!(!shares(Some(",RUS,KOR,"), ",SUN,PRK,"));
        assert!(!shares(Some(",RUSS,"), ",RUS,"));
        assert!(!shares(Some(","), ",RUS,") && !shares(Some(",RUS,"), ",") && !shares(None, ",RUS,"));
    }
}
