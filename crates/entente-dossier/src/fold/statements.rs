//! Statements: copies of the same words are one.

use entente_model::{Interval, Mode, PartyCode, SpeechAct, Topic};
use serde::{Deserialize, Serialize};

use super::{Entry, Fold, Rules};
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
