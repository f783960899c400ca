//! `entente log`: the decisions.

use clap::Args;
use entente_dossier::LogEntry;
use entente_model::{Ruling, Target};
use entente_present::{Column, Fit, Paint, Row, Run, Sheet};

use crate::{
    outcome::{Outcome, WrongUse},
    record::{At, ListFormat, Output, print, style},
};

/// The decisions of people, in the order in which they were made
///
/// A decision whose words are no longer found in the sources is kept and shown as orphaned.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente log
  entente log --orphaned
  entente log --format jsonl")]
pub(crate) struct Log {
    #[command(flatten)]
    at: At,

    /// Only decisions whose words are no longer found
    #[arg(long)]
    orphaned: bool,

    #[command(flatten)]
    output: Output,
}

impl Log {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let dossier = self.at.open()?;
        let mut log = dossier.log()?;
        log.retain(|entry| entry.orphaned || !self.orphaned);
        let text = match self.output.format {
            ListFormat::Table => entente_present::table(&sheet(&log), style()),
            ListFormat::Json => serde_json::to_string_pretty(&log)? + "\n",
            ListFormat::Jsonl => {
                let lines: Result<Vec<String>, _> = log.iter().map(serde_json::to_string).collect();
                lines?.into_iter().map(|line| line + "\n").collect()
            }
            _ => return Err(WrongUse("the log is shown as table, json or jsonl".to_owned()).into()),
        };
        print(&text)?;
        Ok(Outcome::Done)
    }
}

/// The log for people.
pub(super) fn sheet(log: &[LogEntry]) -> Sheet {
    let rows = log
        .iter()
        .map(|entry| {
            let decision = &entry.decision;
            let mut notes: Vec<Run> = Vec::new();
            notes.extend(decision.note.as_ref().map(|note| Run::new(note, Paint::Dim)));
            notes.extend(entry.undone.then(|| Run::new("undone", Paint::Hint)));
            notes.extend(
                entry.orphaned.then(|| Run::new("orphaned: the words are no longer found", Paint::Alert)),
            );
            Row {
                group: String::new(),
                cells: vec![
                    vec![Run::new(&decision.id.to_string(), Paint::Strong)],
                    vec![Run::new(decision.made.get(..16).unwrap_or(&decision.made), Paint::Date)],
                    vec![Run::new(&decision.by, Paint::Plain)],
                    vec![Run::new(&ruling(entry), Paint::Plain)],
                ],
                notes,
            }
        })
        .collect();
    let count = if log.len() == 1 { "1 decision".to_owned() } else { format!("{} decisions", log.len()) };
    Sheet {
        title: "Decisions".to_owned(),
        columns: vec![
            Column { head: "Id", fit: Fit::Narrow(5) },
            Column { head: "Made", fit: Fit::Narrow(16) },
            Column { head: "By", fit: Fit::Narrow(20) },
            Column { head: "Decision", fit: Fit::Wide },
        ],
        rows,
        summary: count,
    }
}

fn ruling(entry: &LogEntry) -> String {
    let about = match (&entry.words, &entry.decision.target) {
        (Some(words), _) => format!("“{words}”"),
        (None, Target::Conflict { id } | Target::Event { id } | Target::Actor { id }) => id.clone(),
        (None, Target::Decision { id }) => id.to_string(),
        (None, Target::Report { selector, .. }) => format!("“{}”", selector.exact),
    };
    match &entry.decision.ruling {
        Ruling::Accept => format!("accepted {about}"),
        Ruling::Reject => format!("rejected {about}"),
        Ruling::Correct { field, value } => format!("{field} is {value}: {about}"),
        Ruling::Merge { with } => format!("the same as {with}: {about}"),
        Ruling::Split { from } => format!("not what {from} tells: {about}"),
        Ruling::Resolve { outcome } => format!("settled as {outcome}: {about}"),
        Ruling::Undo => format!("undid {about}"),
    }
}
