//! `entente show`: one thing with all its evidence.

use clap::Args;
use entente_dossier::{Explanation, Item};
use entente_model::{Conflict, Evidence, SourceEntry};
use entente_present::{Column, Fit, Paint, Row, Run, Sheet, context::conflict_words, number, when};

use crate::{
    outcome::{Outcome, WrongUse},
    record::{At, ListFormat, Output, print, style},
};

/// One event, person, agreement, figure, statement, contradiction or source with all its evidence
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente show e0k3v9c2m4x1
  entente show e0k3          (the beginning of an id will do)
  entente show c12 --format json")]
pub(crate) struct Show {
    #[command(flatten)]
    at: At,

    /// The id, as the lists give it, or its beginning
    #[arg(value_name = "ID")]
    id: String,

    #[command(flatten)]
    output: Output,
}

impl Show {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut dossier = self.at.open()?;
        let item = dossier.item(&self.id)?;
        let text = match self.output.format {
            ListFormat::Table => {
                let (conflicts, sources) = (dossier.conflicts()?, dossier.sources()?);
                let explanation = match &item {
                    Item::Event(event) => dossier.explain(&event.id)?,
                    _ => Explanation::default(),
                };
                let page = Page { conflicts: &conflicts, sources: &sources, explanation: &explanation };
                entente_present::table(&page.sheet(&item), style())
            }
            ListFormat::Json => serde_json::to_string_pretty(&item)? + "\n",
            ListFormat::Jsonl => serde_json::to_string(&item)? + "\n",
            _ => return Err(WrongUse("one thing is shown as table, json or jsonl".to_owned()).into()),
        };
        print(&text)?;
        Ok(Outcome::Done)
    }
}

/// What a page about one thing looks things up in.
struct Page<'a> {
    conflicts: &'a [Conflict],
    sources: &'a [SourceEntry],
    explanation: &'a Explanation,
}

impl Page<'_> {
    fn sheet(&self, item: &Item) -> Sheet {
        let mut rows = Rows::default();
        let (title, reports, conflicts): (&str, &[Evidence], &[String]) = match item {
            Item::Event(event) => {
                rows.strong("Event", &event.title);
                rows.date("When", &when::human(event.when));
                rows.text("Kind", &format!("{}, {}", event.kind, event.status));
                rows.list("Parties", &event.parties);
                rows.list("People", &event.people);
                rows.text("Place", event.place.as_deref().unwrap_or_default());
                rows.text("Weight", &format!("{:.2}", event.weight));
                ("Event", &event.reports, &event.conflicts)
            }
            Item::Person(person) => {
                rows.strong("Person", &person.name);
                rows.list("Also", &person.also);
                for role in &person.roles {
                    let of = role.of.map(|code| format!(" ({code})")).unwrap_or_default();
                    let seen =
                        role.when.map(|when| format!(", {}", when::human(Some(when)))).unwrap_or_default();
                    rows.text("Office", &format!("{}{of}{seen}", role.title));
                }
                rows.text("Mentions", &person.mentions.to_string());
                rows.list("Events", &person.events);
                ("Person", &person.reports, &person.conflicts)
            }
            Item::Agreement(agreement) => {
                rows.strong("Agreement", &agreement.name);
                rows.text("Kind", &agreement.kind);
                rows.date("Signed", &when::human(agreement.signed));
                rows.list("Parties", &agreement.parties);
                rows.text("Event", agreement.event.as_deref().unwrap_or_default());
                ("Agreement", &agreement.reports, &agreement.conflicts)
            }
            Item::Quantity(quantity) => {
                rows.strong("Figure", &quantity.measure);
                rows.text(
                    "Value",
                    &format!(
                        "{} {} ({}, {})",
                        number(quantity.value),
                        quantity.unit,
                        quantity.bound,
                        quantity.role
                    ),
                );
                rows.date("As of", &when::human(quantity.as_of));
                ("Figure", &quantity.reports, &quantity.conflicts)
            }
            Item::Statement(statement) => {
                rows.strong("Speaker", &statement.speaker);
                rows.date("When", &when::human(statement.when));
                rows.text("Act", &format!("{}, {}", statement.act, statement.mode));
                rows.list("Topics", &statement.topics);
                rows.list("About", &statement.about);
                ("Statement", &statement.reports, &statement.conflicts)
            }
            Item::Conflict(conflict) => {
                rows.strong("Contradiction", conflict_words(conflict.kind));
                rows.text("Why", &conflict.why);
                rows.text("Certainty", &format!("{:.0} %", conflict.certainty * 100.0));
                ("Contradiction", &conflict.claims, &[])
            }
            Item::Source(source) => {
                rows.strong("Source", &source.origin);
                rows.text("Title", source.title.as_deref().unwrap_or_default());
                rows.text("Publisher", source.publisher.as_deref().unwrap_or_default());
                rows.date("Published", &when::human(source.published));
                rows.text(
                    "Language",
                    source.lang.as_ref().map(entente_model::Language::as_str).unwrap_or_default(),
                );
                rows.text("Id", &source.id.map(|id| id.to_string()).unwrap_or_default());
                rows.text("Size", &format!("{} bytes", source.bytes));
                rows.text("Events", &source.events.to_string());
                rows.text("Refused", source.refused.as_deref().unwrap_or_default());
                ("Source", &[], &[])
            }
        };
        for report in reports {
            self.report(&mut rows, report);
        }
        self.explain(&mut rows, item);
        for id in conflicts {
            if let Some(conflict) = self.conflicts.iter().find(|conflict| conflict.id == *id) {
                rows.add("Does not fit", Run::new(&format!("{} ({id})", conflict.why), Paint::Alert));
            }
        }
        let told =
            if reports.len() == 1 { "1 report".to_owned() } else { format!("{} reports", reports.len()) };
        Sheet {
            title: title.to_owned(),
            columns: vec![Column { head: "", fit: Fit::Narrow(14) }, Column { head: "", fit: Fit::Wide }],
            rows: rows.0,
            summary: if reports.is_empty() { String::new() } else { told },
        }
    }

    /// Why the reports are one event, which are copies, and how far it came from source to source.
    fn explain(&self, rows: &mut Rows, item: &Item) {
        let Item::Event(event) = item else { return };
        for joined in &self.explanation.joined {
            rows.text("Joined because", &format!("{} ({})", joined.why, joined.source));
            if let Some(original) = &joined.copy_of {
                let note = format!("the words of {original}: no second witness");
                if let Some(row) = rows.0.last_mut() {
                    row.notes.push(Run::new(&note, Paint::Dim));
                }
            }
        }
        if !self.explanation.joined.is_empty() {
            rows.text("Witnesses", &self.explanation.witnesses.to_string());
        }
        for step in &self.explanation.steps {
            let other = if step.event == event.id { String::new() } else { format!(", as {}", step.event) };
            let told =
                step.told.map_or_else(String::new, |told| format!(", told {}", when::human(Some(told))));
            rows.text(
                "State",
                &format!("{} for {}{told}{other} ({})", step.status, when::human(step.when), step.source),
            );
        }
    }

    fn report(&self, rows: &mut Rows, report: &Evidence) {
        let source = self.sources.iter().find(|source| source.id == Some(report.source_id));
        let published = source.and_then(|source| source.published);
        let mut told = format!("{}, {}–{}", report.source, report.start, report.end);
        if published.is_some() {
            told = format!("{told}, published {}", when::human(published));
        }
        rows.add("Source says", Run::new(&format!("“{}”", report.quote), Paint::Plain));
        if let Some(row) = rows.0.last_mut() {
            row.notes.push(Run::new(&told, Paint::Dim));
        }
    }
}

/// Rows of a label and a text; those without a text are left out.
#[derive(Default)]
struct Rows(Vec<Row>);

impl Rows {
    fn add(&mut self, label: &str, run: Run) {
        if !run.text.is_empty() {
            let cells = vec![vec![Run::new(label, Paint::Dim)], vec![run]];
            self.0.push(Row { group: String::new(), cells, notes: Vec::new() });
        }
    }

    fn text(&mut self, label: &str, text: &str) {
        self.add(label, Run::new(text, Paint::Plain));
    }

    fn strong(&mut self, label: &str, text: &str) {
        self.add(label, Run::new(text, Paint::Strong));
    }

    fn date(&mut self, label: &str, text: &str) {
        self.add(label, Run::new(text, Paint::Date));
    }

    fn list(&mut self, label: &str, items: &[impl ToString]) {
        self.text(label, &items.iter().map(ToString::to_string).collect::<Vec<_>>().join(", "));
    }
}
