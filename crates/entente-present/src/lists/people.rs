//! Who is who.

use entente_model::{PersonEntry, RoleEntry};

use super::{Listed, Value, evidence, joined, text, with_evidence};
use crate::{
    context::{Context, count, from_sources, sourced},
    run::Paint,
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
                    notes.insert(0, crate::run::Run::new(&also, Paint::Dim));
                }
                Row {
                    group: String::new(),
                    cells: vec![
                        painted(&person.name, Paint::Strong),
                        sourced(&roles.join("; "), Paint::Plain, &person.reports),
                        plain(&person.events.len().to_string()),
                        plain(&person.mentions.to_string()),
                        painted(&person.id, Paint::Dim),
                    ],
                    notes,
                }
            })
            .collect();
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
                    from_sources(entries.iter().flat_map(|person| &person.reports))
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
