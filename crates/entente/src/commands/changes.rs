//! `entente changes`: what the record gained.

use std::{fs, path::Path};

use clap::Args;
use entente_dossier::Changes as Gained;
use entente_present::{Context, Format, Listed, list};

use crate::{
    outcome::{Outcome, WrongUse},
    record::{At, ListFormat, Output, party_names, print, style},
};

/// What the record gained and lost since a day, or since a brief was written
///
/// Sources that came in, events that are new, events that were known and are told again, contradictions with what came
/// in, and decisions.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente changes --since 2026-03-01
  entente changes --since brief.html
  entente changes --since 2026-03 --format json")]
pub(crate) struct Changes {
    #[command(flatten)]
    at: At,

    /// A date, `2026-03-01`, or a file, which stands for the time it was written
    #[arg(long, value_name = "DATE|FILE")]
    since: String,

    #[command(flatten)]
    output: Output,
}

impl Changes {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let since = moment(&self.since)?;
        let gained = self.at.open()?.changes(&since)?;
        let text = match self.output.format {
            ListFormat::Table => table(&gained)?,
            ListFormat::Json => serde_json::to_string_pretty(&gained)? + "\n",
            ListFormat::Jsonl => serde_json::to_string(&gained)? + "\n",
            _ => return Err(WrongUse("changes are shown as table, json or jsonl".to_owned()).into()),
        };
        print(&text)?;
        Ok(Outcome::Done)
    }
}

/// The time in UTC that a date or a file stands for.
pub(crate) fn moment(text: &str) -> anyhow::Result<String> {
    if let Ok(written) = fs::metadata(Path::new(text)).and_then(|file| file.modified()) {
        let written = jiff::Timestamp::try_from(written)?;
        return Ok(written.round(jiff::Unit::Second).unwrap_or(written).to_string());
    }
    let is_date = text.get(..4).is_some_and(|year| year.bytes().all(|byte| byte.is_ascii_digit()));
    let allowed = text.bytes().all(|byte| byte.is_ascii_digit() || b"-:TZ".contains(&byte));
    if is_date && allowed {
        return Ok(text.to_owned());
    }
    Err(WrongUse(format!("`{text}` is neither a date such as 2026-03-01 nor a file")).into())
}

fn table(gained: &Gained) -> anyhow::Result<String> {
    let context = Context::new(&gained.conflicts, &gained.sources, party_names());
    let mut text = String::new();
    section(&mut text, "NEW SOURCES", &gained.sources, &context)?;
    section(&mut text, "NEW EVENTS", &gained.new_events, &context)?;
    section(&mut text, "TOLD AGAIN", &gained.confirmed_events, &context)?;
    section(&mut text, "NEW CONTRADICTIONS", &gained.conflicts, &context)?;
    section(&mut text, "REJECTED", &gained.lost_events, &context)?;
    section(&mut text, "SETTLED CONTRADICTIONS", &gained.settled, &context)?;
    if !gained.decisions.is_empty() {
        text += "DECISIONS\n\n";
        text += &entente_present::table(&super::log::sheet(&gained.decisions), style());
    }
    if text.is_empty() {
        text.push_str("Nothing changed.\n");
    }
    Ok(text)
}

fn section<T: Listed>(
    text: &mut String,
    head: &str,
    entries: &[T],
    context: &Context<'_>,
) -> anyhow::Result<()> {
    if !entries.is_empty() {
        text.push_str(head);
        text.push_str("\n\n");
        text.push_str(&list(entries, Format::Table, context, style())?);
        text.push('\n');
    }
    Ok(())
}
