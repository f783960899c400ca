//! What the commands that look at a dossier share: where it is, what to show, how.

use std::{
    collections::BTreeSet,
    env,
    io::{self, IsTerminal as _, Write as _},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use clap::{Args, ValueEnum};
use entente_dossier::{Dossier, Filter};
use entente_model::{Conflict, EventKind, EventStatus, Interval, Language, PartyCode};
use entente_present::{Context, Format, Listed, PartyNames, Style};
use entente_reference::Reference;

use crate::outcome::Outcome;

/// Which dossier.
#[derive(Debug, Args)]
pub(crate) struct At {
    /// The folder of the dossier
    ///
    /// Without it the nearest folder upward that holds one.
    #[arg(short = 'd', long = "dossier", value_name = "DIR", global = false)]
    folder: Option<PathBuf>,
}

impl At {
    /// The folder of the dossier, whether it can be opened or not.
    pub(crate) fn folder(&self) -> PathBuf {
        let holds = |folder: &&Path| folder.join(entente_dossier::FILE_NAME).is_file();
        let here = std::path::absolute(".").unwrap_or_default();
        self.folder.clone().or_else(|| here.ancestors().find(holds).map(Path::to_owned)).unwrap_or(here)
    }

    /// Opens the dossier.
    pub(crate) fn open(&self) -> anyhow::Result<Dossier> {
        let opened = match &self.folder {
            Some(folder) => Dossier::open(folder),
            None => Dossier::find(Path::new(".")),
        };
        Ok(opened?)
    }
}

/// What a list is narrowed to.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct Filters {
    /// Only what may have been on or after this date
    ///
    /// Any EDTF date: `1884`, `198X`, `1990-09`, `1990-09-30`.
    #[arg(long, value_name = "DATE")]
    from: Option<Interval>,

    /// Only what may have been on or before this date
    #[arg(long, value_name = "DATE")]
    to: Option<Interval>,

    /// Only what this state or body takes part in, or one that it carries on; several: all of them
    #[arg(long, value_name = "CODE", value_delimiter = ',')]
    party: Vec<PartyCode>,

    /// Only what a source tells whose path or address contains this
    #[arg(long, value_name = "TEXT")]
    source: Option<String>,

    /// Only so many, those that matter most
    #[arg(long, value_name = "N")]
    top: Option<usize>,
}

/// Filters of the chronology alone.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Filters")]
pub(crate) struct EventFilters {
    /// Only events of this kind; several: any of them
    ///
    /// relations, mission, visit, meeting, agreement, statement, exchange, trade, aid, military, conflict, sanction,
    /// migration, state, other.
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<EventKind>,

    /// Only events that have come so far: occurred, planned, ongoing, cancelled, denied, alleged
    #[arg(long, value_name = "STATUS", value_delimiter = ',')]
    status: Vec<EventStatus>,

    /// Events without a date as well
    #[arg(long)]
    undated: bool,

    /// Events between others than the dossier's parties as well
    #[arg(long)]
    all: bool,

    /// Events that a person rejected as well
    #[arg(long)]
    rejected: bool,
}

impl EventFilters {
    /// Whether any of them leaves something out, or lets something in, that the usual view has not.
    pub(crate) fn narrow(&self) -> bool {
        !self.kind.is_empty() || !self.status.is_empty() || self.undated || self.all || self.rejected
    }
}

impl Filters {
    /// Whether any of them leaves something out.
    pub(crate) fn narrow(&self) -> bool {
        self.from.is_some()
            || self.to.is_some()
            || !self.party.is_empty()
            || self.source.is_some()
            || self.top.is_some()
    }

    /// The filter for the dossier.
    pub(crate) fn filter(self) -> Filter {
        Filter {
            from: self.from,
            to: self.to,
            parties: self.party,
            source: self.source,
            top: self.top,
            ..Filter::default()
        }
    }

    /// The filter for the chronology.
    pub(crate) fn with(self, events: EventFilters) -> Filter {
        Filter {
            kinds: events.kind,
            statuses: events.status,
            undated: events.undated,
            others: events.all,
            rejected: events.rejected,
            ..self.filter()
        }
    }
}

/// How a list is shown.
#[derive(Debug, Default, Args)]
#[command(next_help_heading = "Output")]
pub(crate) struct Output {
    /// The format of the list
    #[arg(long, value_enum, default_value = "table")]
    pub format: ListFormat,
}

/// The formats of a list.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq, ValueEnum)]
pub(crate) enum ListFormat {
    /// For a terminal, wrapped to its width.
    #[default]
    Table,
    /// Markdown.
    Md,
    /// A self-contained page.
    Html,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
    /// Comma-separated values.
    Csv,
}

impl From<ListFormat> for Format {
    fn from(format: ListFormat) -> Self {
        match format {
            ListFormat::Table => Self::Table,
            ListFormat::Md => Self::Markdown,
            ListFormat::Html => Self::Html,
            ListFormat::Json => Self::Json,
            ListFormat::Jsonl => Self::JsonLines,
            ListFormat::Csv => Self::Csv,
        }
    }
}

/// Shows a list in the format that was asked for; the kinds of the contradictions that it marks are looked up.
pub(crate) fn show<T: Listed>(
    entries: &[T],
    format: ListFormat,
    dossier: &Dossier,
    marked: impl Fn(&T) -> &[String],
) -> anyhow::Result<Outcome> {
    let ids: BTreeSet<&str> = entries.iter().flat_map(marked).map(String::as_str).collect();
    show_with(entries, format, &dossier.conflicts_of(&ids)?)
}

/// Shows a list that marks these contradictions.
pub(crate) fn show_with<T: Listed>(
    entries: &[T],
    format: ListFormat,
    conflicts: &[Conflict],
) -> anyhow::Result<Outcome> {
    let context = Context::new(conflicts, &[], party_names());
    let text = entente_present::list(entries, format.into(), &context, style())?;
    print(&text)?;
    Ok(Outcome::Done)
}

/// Writes to standard output.
pub(crate) fn print(text: &str) -> anyhow::Result<()> {
    let mut output = io::stdout().lock();
    output.write_all(text.as_bytes()).and_then(|()| output.flush()).context("cannot write to standard output")
}

/// The width of the terminal, and colour where it is one and nobody asked for none.
pub(crate) fn style() -> Style {
    let terminal = io::stdout().is_terminal();
    let set = |name: &str| env::var_os(name).is_some_and(|value| !value.is_empty());
    let dumb = env::var_os("TERM").is_some_and(|term| term == "dumb");
    let width = terminal.then(terminal_size::terminal_size).flatten().map(|(width, _)| usize::from(width.0));
    let told = env::var("COLUMNS").ok().and_then(|columns| columns.parse().ok());
    Style {
        width: width.or(told).unwrap_or(Style::default().width).clamp(40, 160),
        colour: terminal && !dumb && !set("NO_COLOR"),
        ascii: terminal && locale_is_plain(),
    }
}

/// Whether the locale says that the terminal shows no Unicode.
fn locale_is_plain() -> bool {
    let locale = ["LC_ALL", "LC_CTYPE", "LANG"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|name| !name.is_empty());
    locale.is_some_and(|name| {
        let name = name.to_ascii_uppercase();
        !name.contains("UTF-8") && !name.contains("UTF8")
    })
}

/// The English names of all states and bodies.
pub(crate) fn party_names() -> PartyNames {
    let reference = Reference::embedded();
    reference.polities().iter().map(|polity| (polity.code, polity.name.to_owned())).collect()
}

/// The names of all states and bodies in a language; the English one where it has none.
pub(crate) fn names_in(lang: &str) -> PartyNames {
    let reference = Reference::embedded();
    let mut names = party_names();
    if let Some(lang) = Language::new(lang).filter(|lang| lang.as_str() != "en") {
        for (code, name) in &mut names {
            if let Some(own) = reference.name(*code, lang) {
                own.clone_into(name);
            }
        }
    }
    names
}
