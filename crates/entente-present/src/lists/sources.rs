//! What was read, and what was refused.

use entente_model::SourceEntry;

use super::{Listed, Value, date, optional, text};
use crate::{
    context::{Context, count, short_source},
    run::{Paint, Run},
    sheet::{Column, Fit, Row, Sheet, painted, plain},
    when,
};

impl Listed for SourceEntry {
    const NAME: &'static str = "sources";
    const FIELDS: &'static [&'static str] =
        &["id", "origin", "title", "publisher", "published", "lang", "added", "bytes", "events", "refused"];

    fn values(&self) -> Vec<Value> {
        vec![
            optional(self.id),
            Value::Address(self.origin.clone()),
            optional(self.title.as_ref()),
            optional(self.publisher.as_ref()),
            date(self.published),
            optional(self.lang),
            optional(self.added.as_ref()),
            Value::Number(self.bytes as f64),
            Value::Number(f64::from(self.events)),
            self.refused.as_ref().map_or(Value::Empty, text),
        ]
    }

    fn sheet(entries: &[Self], _: &Context<'_>) -> Sheet {
        let refused = entries.iter().filter(|source| source.refused.is_some()).count();
        let refused = if refused == 0 { String::new() } else { format!(", {refused} refused") };
        Sheet {
            title: "Sources".to_owned(),
            columns: vec![
                Column { head: "Published", fit: Fit::Narrow(17) },
                Column { head: "Lang", fit: Fit::Narrow(4) },
                Column { head: "Source", fit: Fit::Wide },
                Column { head: "Size", fit: Fit::Number(9) },
                Column { head: "Events", fit: Fit::Number(6) },
                Column { head: "Id", fit: Fit::Narrow(8) },
            ],
            rows: entries.iter().map(row).collect(),
            summary: match entries {
                [] => "No sources.".to_owned(),
                _ => format!("{}{refused}", count(entries.len(), "source", "sources")),
            },
        }
    }
}

fn row(source: &SourceEntry) -> Row {
    let mut what = vec![Run::new(source.title.as_deref().unwrap_or(&source.origin), Paint::Plain)];
    if let Some(publisher) = &source.publisher {
        what.push(Run::new(&format!("— {publisher}"), Paint::Plain));
    }
    if source.title.is_some() {
        what.push(Run::new(&format!("[{}]", short_source(&source.origin)), Paint::Dim));
    }
    let published = source.published.map_or_else(String::new, |published| when::human(Some(published)));
    Row {
        group: String::new(),
        cells: vec![
            painted(&published, Paint::Date),
            plain(source.lang.as_ref().map_or("", entente_model::Language::as_str)),
            what,
            plain(&size(source.bytes)),
            plain(&if source.refused.is_some() { String::new() } else { source.events.to_string() }),
            painted(&source.id.map_or_else(String::new, |id| id.to_hex()[..8].to_owned()), Paint::Dim),
        ],
        notes: source
            .refused
            .iter()
            .map(|reason| Run::new(&format!("! refused: {reason}"), Paint::Alert))
            .collect(),
    }
}

/// "812 B", "12 kB", "3.4 MB".
fn size(bytes: u64) -> String {
    match bytes {
        0..1000 => format!("{bytes} B"),
        1000..1_000_000 => format!("{} kB", (bytes + 500) / 1000),
        _ => format!("{:.1} MB", bytes as f64 / 1e6),
    }
}
