//! Contradictions.

use entente_model::Conflict;

use super::{Listed, Value, evidence, text, with_evidence};
use crate::{
    context::{Context, conflict_words, count, from_sources, short_source},
    run::{Paint, Run},
    sheet::{Column, Fit, Row, Sheet, painted},
};

impl Listed for Conflict {
    const NAME: &'static str = "conflicts";
    const FIELDS: &'static [&'static str] =
        with_evidence!["id", "kind", "why", "certainty", "other_source", "other_quote"];

    fn values(&self) -> Vec<Value> {
        let other = self.claims.get(1);
        let mut values = vec![
            text(&self.id),
            text(self.kind),
            text(&self.why),
            Value::Number(self.certainty),
            other.map_or(Value::Empty, |claim| Value::Address(claim.source.clone())),
            other.map_or(Value::Empty, |claim| text(&claim.quote)),
        ];
        values.extend(evidence(&self.claims));
        values
    }

    fn sheet(entries: &[Self], _: &Context<'_>) -> Sheet {
        let rows = entries
            .iter()
            .map(|conflict| Row {
                group: String::new(),
                cells: vec![
                    painted(&conflict.id, Paint::Strong),
                    painted(conflict_words(conflict.kind), Paint::Alert),
                    painted(&conflict.why, Paint::Plain),
                    painted(&format!("{:.0} %", conflict.certainty * 100.0), Paint::Dim),
                ],
                notes: conflict
                    .claims
                    .iter()
                    .map(|claim| {
                        let told = format!("“{}” [{}]", claim.quote, short_source(&claim.source));
                        Run::new(&told, Paint::Dim)
                    })
                    .collect(),
            })
            .collect();
        Sheet {
            title: "Contradictions".to_owned(),
            columns: vec![
                Column { head: "Id", fit: Fit::Narrow(13) },
                Column { head: "Kind", fit: Fit::Narrow(20) },
                Column { head: "Why", fit: Fit::Wide },
                Column { head: "Sure", fit: Fit::Number(5) },
            ],
            rows,
            summary: match entries {
                [] => "No contradictions found.".to_owned(),
                _ => format!(
                    "{}, from {}",
                    count(entries.len(), "contradiction", "contradictions"),
                    from_sources(entries.iter().flat_map(|conflict| &conflict.claims))
                ),
            },
        }
    }
}
