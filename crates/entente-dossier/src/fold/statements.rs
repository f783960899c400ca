//! Statements: copies of the same words are one.

use entente_model::{Interval, Mode, PartyCode, SpeechAct, Topic};
use serde::{Deserialize, Serialize};

use super::{
    Entry, Fold, Rules,
    join::{Head, Join, Place},
    quantities::GROUPS,
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

    fn gather(reports: &[Stored<StatementBody>], rules: &Rules) -> Vec<Vec<usize>> {
        let same = |left: &Stored<StatementBody>, right: &Stored<StatementBody>| {
            !rules.keeps_apart(left.id, right.id)
                && of_person(&left.body.speaker) == of_person(&right.body.speaker)
        };
        super::quantities::gather(reports, same)
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
    /// Whose name sounds the same says the same words; the report with the least id leads.
    fn place(new: &Stored<StatementBody>, heads: &[Head<StatementBody, StatementLine>]) -> Place {
        let speaker = of_person(&new.body.speaker);
        match heads.iter().position(|head| of_person(&head.lead.body.speaker) == speaker) {
            _ if heads.len() >= GROUPS => Place::Unclear,
            None => Place::Alone,
            Some(at) if heads[at].lead.id < new.id => Place::Joins(at),
            Some(_) => Place::Unclear,
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
