//! Statements: copies of the same words are one.

use std::collections::HashMap;

use entente_model::{Interval, Mode, PartyCode, SpeechAct, Topic};
use serde::{Deserialize, Serialize};

use super::{
    Entry, Fold, Rules,
    join::{Head, Join, Place},
};
use crate::{
    block::of_person,
    report::{StatementBody, Stored},
};

/// A statement of the record, apart from its reports and conflicts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct StatementLine {
    pub speaker: String,
    pub party: Option<PartyCode>,
    pub when: Option<Interval>,
    pub mode: Mode,
    pub act: SpeechAct,
    pub topics: Vec<Topic>,
    pub about: Vec<PartyCode>,
}

/// The fold of statements.
pub(super) struct Statements;

impl Fold for Statements {
    type Body = StatementBody;
    type Line = StatementLine;

    /// How the speaker's name sounds.
    fn key(report: &Stored<StatementBody>) -> Option<String> {
        Some(of_person(&report.body.speaker))
    }

    fn gather(reports: &[Stored<StatementBody>], rules: &Rules) -> Vec<Vec<usize>> {
        let mut known: HashMap<&str, Option<String>> = HashMap::new();
        let keys: Vec<Option<String>> = reports
            .iter()
            .map(|report| known.entry(&report.body.speaker).or_insert_with(|| Self::key(report)).clone())
            .collect();
        let of: HashMap<i64, &Option<String>> =
            reports.iter().zip(&keys).map(|(report, key)| (report.id, key)).collect();
        let same = |left: &Stored<StatementBody>, right: &Stored<StatementBody>| {
            !rules.keeps_apart(left.id, right.id) && of.get(&left.id) == of.get(&right.id)
        };
        super::quantities::gather(reports, &keys, same, rules)
    }

    fn entry(group: &[&Stored<StatementBody>], _rules: &Rules) -> Entry<StatementLine> {
        let first = &group[0].body;
        let when = group.iter().filter_map(|report| report.body.when).min();
        let statement = &first.statement;
        Entry {
            when,
            kind: statement.act.to_string(),
            status: String::new(),
            parties: first.party.into_iter().chain(statement.about.iter().copied()).collect(),
            weight: group.len() as f64,
            lead: Self::key(group[0]),
            line: StatementLine {
                speaker: first.speaker.clone(),
                party: first.party,
                when,
                mode: statement.mode,
                act: statement.act,
                topics: statement.topics.clone(),
                about: statement.about.clone(),
            },
        }
    }
}

impl Join for Statements {
    /// All of one key are one; the report with the least id leads.
    fn place(new: &Stored<StatementBody>, heads: &[Head<StatementBody, StatementLine>]) -> Place {
        match heads {
            [] => Place::Alone,
            [one] if one.lead.id < new.id => Place::Joins(0),
            _ => Place::Unclear,
        }
    }

    fn joined(
        new: &Stored<StatementBody>,
        head: &Head<StatementBody, StatementLine>,
    ) -> Option<Entry<StatementLine>> {
        let mut entry = Self::entry(&[&head.lead], &Rules::default());
        entry.when = head.line.when.into_iter().chain(new.body.when).min();
        entry.line.when = entry.when;
        entry.weight = (head.own + 1) as f64;
        Some(entry)
    }
}
