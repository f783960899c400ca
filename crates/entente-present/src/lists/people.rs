//! Who is who.

use std::collections::{BTreeSet, HashMap};

use entente_model::{Evidence, PersonEntry, RoleEntry, SourceId};
use serde::Serialize;

use super::{Listed, Value, evidence, joined, text, with_evidence};
use crate::{
    context::{Context, count, source_and_others},
    run::{Paint, Run},
    sheet::{Column, Fit, Row, Sheet, painted, plain},
    when,
};

impl Listed for PersonEntry {
    const NAME: &'static str = "who";
    const FIELDS: &'static [&'static str] =
        with_evidence!["id", "name", "also", "roles", "mentions", "events", "conflicts"];

    fn values(&self) -> Vec<Value> {
        let mut values = vec![
            text(&self.id),
            text(&self.name),
            joined(&self.also),
            joined(&self.roles.iter().map(role_words).collect::<Vec<_>>()),
            Value::Number(f64::from(self.mentions)),
            Value::Number(self.events.len() as f64),
            joined(&self.conflicts),
        ];
        values.extend(evidence(&self.reports));
        values
    }

    fn sheet(entries: &[Self], context: &Context<'_>) -> Sheet {
        let mut numbers: HashMap<SourceId, i64> = HashMap::new();
        let rows: Vec<PersonRow> = entries
            .iter()
            .map(|person| {
                let mut number = |id| {
                    let next = numbers.len() as i64;
                    *numbers.entry(id).or_insert(next)
                };
                let mut sources: Vec<i64> =
                    person.reports.iter().map(|report| number(report.source_id)).collect();
                sources.sort_unstable();
                sources.dedup();
                PersonRow {
                    id: person.id.clone(),
                    name: person.name.clone(),
                    also: person.also.clone(),
                    roles: person.roles.clone(),
                    mentions: person.mentions,
                    events: person.events.len(),
                    conflicts: person.conflicts.clone(),
                    reports: person.reports.len(),
                    sources,
                    first: person.reports.first().cloned(),
                }
            })
            .collect();
        PersonRow::sheet(&rows, context)
    }
}

/// A person as the list shows it, with the first of the words behind it alone.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct PersonRow {
    /// The id.
    pub id: String,
    /// The best full form of the name.
    pub name: String,
    /// Other ways in which the sources write it.
    pub also: Vec<String>,
    /// Offices.
    pub roles: Vec<RoleEntry>,
    /// How often the sources name the person.
    pub mentions: u32,
    /// In how many events the person takes part.
    pub events: usize,
    /// Open contradictions about the person.
    pub conflicts: Vec<String>,
    /// How many reports name the person.
    pub reports: usize,
    /// A number for each of their sources, in order.
    pub sources: Vec<i64>,
    /// The words of the leading report.
    pub first: Option<Evidence>,
}

impl Listed for PersonRow {
    const NAME: &'static str = PersonEntry::NAME;
    const FIELDS: &'static [&'static str] = PersonEntry::FIELDS;

    fn values(&self) -> Vec<Value> {
        let mut values = vec![
            text(&self.id),
            text(&self.name),
            joined(&self.also),
            joined(&self.roles.iter().map(role_words).collect::<Vec<_>>()),
            Value::Number(f64::from(self.mentions)),
            Value::Number(self.events as f64),
            joined(&self.conflicts),
            Value::Number(self.reports as f64),
        ];
        values.extend(evidence(self.first.as_slice()).into_iter().skip(1));
        values
    }

    fn sheet(entries: &[Self], context: &Context<'_>) -> Sheet {
        let rows = entries
            .iter()
            .map(|person| {
                let roles: Vec<String> = person.roles.iter().map(role_words).collect();
                let also = if person.also.is_empty() {
                    String::new()
                } else {
                    format!("also {}", person.also.join(", "))
                };
                let mut notes = context.notes(&person.conflicts);
                if !also.is_empty() {
                    notes.insert(0, Run::new(&also, Paint::Dim));
                }
                let others = person.sources.len().saturating_sub(1);
                let source = person.first.as_ref().map(|first| source_and_others(first, others));
                Row {
                    group: String::new(),
                    cells: vec![
                        painted(&person.name, Paint::Strong),
                        [Run::new(&roles.join("; "), Paint::Plain)].into_iter().chain(source).collect(),
                        plain(&person.events.to_string()),
                        plain(&person.mentions.to_string()),
                        painted(&person.id, Paint::Dim),
                    ],
                    notes,
                }
            })
            .collect();
        let sources: BTreeSet<i64> = entries.iter().flat_map(|person| &person.sources).copied().collect();
        Sheet {
            title: "People".to_owned(),
            columns: vec![
                Column { head: "Name", fit: Fit::Narrow(28) },
                Column { head: "Office", fit: Fit::Wide },
                Column { head: "Events", fit: Fit::Number(6) },
                Column { head: "Named", fit: Fit::Number(6) },
                Column { head: "Id", fit: Fit::Narrow(12) },
            ],
            rows,
            summary: match entries {
                [] => "No people.".to_owned(),
                _ => format!(
                    "{}, from {}",
                    count(entries.len(), "person", "people"),
                    count(sources.len(), "source", "sources")
                ),
            },
        }
    }
}

/// "Foreign Minister (RUS), 2004–2023".
pub(crate) fn role_words(role: &RoleEntry) -> String {
    let of = role.of.map(|of| format!(" ({of})")).unwrap_or_default();
    let period = role.when.map(|period| format!(", {}", when::human(Some(period)))).unwrap_or_default();
    format!("{}{of}{period}", role.title)
}
