//! Who said what.

use entente_model::{Mode, SpeechAct, StatementEntry};

use super::{Listed, Value, date, evidence, joined, optional, text, with_evidence};
use crate::{
    context::{Context, count, from_sources, source_run},
    run::{Paint, Run},
    sheet::{Column, Fit, Row, Sheet, painted},
    when,
};

impl Listed for StatementEntry {
    const NAME: &'static str = "statements";
    const FIELDS: &'static [&'static str] =
        with_evidence!["id", "when", "speaker", "party", "act", "mode", "topics", "about", "conflicts"];

    fn values(&self) -> Vec<Value> {
        let mut values = vec![
            text(&self.id),
            date(self.when),
            text(&self.speaker),
            optional(self.party),
            text(self.act),
            text(self.mode),
            joined(&self.topics),
            joined(&self.about),
            joined(&self.conflicts),
        ];
        values.extend(evidence(&self.reports));
        values
    }

    fn sheet(entries: &[Self], context: &Context<'_>) -> Sheet {
        let rows = entries.iter().map(|statement| row(statement, context)).collect();
        Sheet {
            title: "Statements".to_owned(),
            columns: vec![
                Column { head: "When", fit: Fit::Narrow(17) },
                Column { head: "Who", fit: Fit::Narrow(22) },
                Column { head: "Says", fit: Fit::Wide },
                Column { head: "Id", fit: Fit::Narrow(12) },
            ],
            rows,
            summary: match entries {
                [] => "No statements.".to_owned(),
                _ => format!(
                    "{}, from {}",
                    count(entries.len(), "statement", "statements"),
                    from_sources(entries.iter().flat_map(|statement| &statement.reports))
                ),
            },
        }
    }
}

fn row(statement: &StatementEntry, context: &Context<'_>) -> Row {
    let topics = statement.topics.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
    let said = statement.reports.first().map_or("", |report| report.quote.as_str());
    // Words that are the speaker's own stand in quotation marks; reported ones do not.
    let said = if statement.mode == Mode::Direct { format!("“{said}”") } else { said.to_owned() };
    let mut cell = vec![
        Run::new(&format!("{}:", act_words(statement.act)), Paint::Hint),
        Run::new(&said, Paint::Plain),
        Run::new(&format!("({topics})"), Paint::Dim),
    ];
    if topics.is_empty() {
        cell.pop();
    }
    cell.extend(source_run(&statement.reports));
    let party = statement.party.map(|party| format!(" ({party})")).unwrap_or_default();
    Row {
        group: String::new(),
        cells: vec![
            painted(&statement.when.map_or_else(String::new, |when| when::human(Some(when))), Paint::Date),
            painted(&format!("{}{party}", statement.speaker), Paint::Strong),
            cell,
            painted(&statement.id, Paint::Dim),
        ],
        notes: context.notes(&statement.conflicts),
    }
}

/// What the speaker does: "warns".
pub(crate) fn act_words(act: SpeechAct) -> &'static str {
    match act {
        SpeechAct::Assert => "says",
        SpeechAct::Propose => "proposes",
        SpeechAct::Promise => "promises",
        SpeechAct::Warn => "warns",
        SpeechAct::Criticise => "criticises",
        SpeechAct::Praise => "praises",
        SpeechAct::Expect => "expects",
        SpeechAct::Ask => "asks",
    }
}
