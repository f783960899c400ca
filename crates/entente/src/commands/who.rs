//! `entente who`: people and their offices.

use clap::Args;
use entente_dossier::{PartyOn, PersonStanding};
use entente_model::Interval;
use entente_present::{Column, Fit, Paint, PersonRow, Row, Run, Sheet, when};

use crate::{
    outcome::Outcome,
    record::{At, Filters, ListFormat, Output, print, show, style},
};

/// Who is who: people, their offices, and how often the sources name them
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente who
  entente who --top 20
  entente who --party KOR --format csv
  entente who --as-of 1992-11-19")]
pub(crate) struct Who {
    #[command(flatten)]
    at: At,
    #[command(flatten)]
    filters: Filters,
    /// Only who held an office on this day, with the offices held then
    #[arg(long, value_name = "DATE", help_heading = "Filters")]
    as_of: Option<Interval>,

    #[command(flatten)]
    output: Output,
}

impl Who {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut dossier = self.at.open()?;
        let (filter, format) = (self.filters.filter(), self.output.format);
        if self.as_of.is_none() && !matches!(format, ListFormat::Json | ListFormat::Jsonl) {
            // Every word behind every person is asked for by programs alone.
            let rows: Vec<PersonRow> = dossier.people_standing(&filter)?.into_iter().map(row).collect();
            return show(&rows, format, &dossier, |row| &row.conflicts);
        }
        let mut entries = dossier.people(&filter)?;
        if let Some(day) = self.as_of {
            entries = entente_dossier::in_office(entries, day);
        }
        let shown = show(&entries, format, &dossier, |entry| &entry.conflicts)?;
        if let Some(day) = self.as_of.filter(|_| format == ListFormat::Table) {
            let states = dossier.parties_on(day)?;
            if !states.is_empty() {
                print(&format!("\n{}", entente_present::table(&states_sheet(&states, day), style())))?;
            }
        }
        Ok(shown)
    }
}

fn row(standing: PersonStanding) -> PersonRow {
    let PersonStanding { person, events, reports, sources, first, conflicts } = standing;
    PersonRow {
        id: person.id,
        name: person.name,
        also: person.also,
        roles: person.roles,
        mentions: person.mentions,
        events,
        conflicts,
        reports,
        sources,
        first,
    }
}

/// The states and bodies of the record that there were then, and those that there were not.
fn states_sheet(states: &[PartyOn], day: Interval) -> Sheet {
    let rows = states
        .iter()
        .map(|party| Row {
            group: String::new(),
            cells: vec![
                vec![Run::new(party.code.as_str(), Paint::Dim)],
                vec![Run::new(&party.name, Paint::Plain)],
                vec![if party.existed {
                    Run::new("existed", Paint::Strong)
                } else {
                    Run::new("did not exist", Paint::Alert)
                }],
                vec![Run::new(
                    &party.span.map_or_else(String::new, |span| when::human(Some(span))),
                    Paint::Date,
                )],
            ],
            notes: Vec::new(),
        })
        .collect();
    Sheet {
        title: "States and bodies".to_owned(),
        columns: vec![
            Column { head: "Code", fit: Fit::Narrow(4) },
            Column { head: "State or body", fit: Fit::Wide },
            Column { head: "Then", fit: Fit::Narrow(14) },
            Column { head: "From, to", fit: Fit::Narrow(34) },
        ],
        rows,
        summary: format!("as of {}", when::human(Some(day))),
    }
}
