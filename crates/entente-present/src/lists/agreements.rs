//! What was signed.

use entente_model::AgreementEntry;

use super::{Listed, Value, date, evidence, joined, optional, text, with_evidence};
use crate::{
    context::{Context, codes, count, from_sources, sourced},
    run::Paint,
    sheet::{Column, Fit, Row, Sheet, painted},
    when,
};

impl Listed for AgreementEntry {
    const NAME: &'static str = "agreements";
    const FIELDS: &'static [&'static str] =
        with_evidence!["id", "signed", "kind", "name", "parties", "event", "conflicts"];

    fn values(&self) -> Vec<Value> {
        let mut values = vec![
            text(&self.id),
            date(self.signed),
            text(&self.kind),
            text(&self.name),
            joined(&self.parties),
            optional(self.event.as_ref()),
            joined(&self.conflicts),
        ];
        values.extend(evidence(&self.reports));
        values
    }

    fn sheet(entries: &[Self], context: &Context<'_>) -> Sheet {
        let rows = entries
            .iter()
            .map(|agreement| Row {
                group: String::new(),
                cells: vec![
                    match agreement.signed {
                        Some(_) => painted(&when::human(agreement.signed), Paint::Date),
                        None => painted("no date", Paint::Hint),
                    },
                    painted(&codes(&agreement.parties), Paint::Dim),
                    sourced(&agreement.name, Paint::Plain, &agreement.reports),
                    painted(&agreement.id, Paint::Dim),
                ],
                notes: context.notes(&agreement.conflicts),
            })
            .collect();
        Sheet {
            title: "Agreements".to_owned(),
            columns: vec![
                Column { head: "Signed", fit: Fit::Narrow(17) },
                Column { head: "Parties", fit: Fit::Narrow(11) },
                Column { head: "What", fit: Fit::Wide },
                Column { head: "Id", fit: Fit::Narrow(12) },
            ],
            rows,
            summary: match entries {
                [] => "No agreements.".to_owned(),
                _ => format!(
                    "{}, from {}",
                    count(entries.len(), "agreement", "agreements"),
                    from_sources(entries.iter().flat_map(|agreement| &agreement.reports))
                ),
            },
        }
    }
}
