//! `entente brief`: a country brief with citations.

use std::{
    fs,
    path::{Path, PathBuf},
    str::FromStr as _,
};

use anyhow::Context as _;
use clap::Args;
use entente_dossier::Dossier;
use entente_model::{Interval, Record};
use entente_present::{
    BRIEF_LANGUAGES, BriefFormat, BriefOptions, BriefPlan, BriefSection, BriefSections, Fonts, Gained,
    UnknownSection, brief, brief_docx, brief_pdf,
};

use crate::{
    clock, fonts,
    outcome::{Outcome, WrongUse, tell},
    record::{At, EventFilters, Filters, names_in, print},
};

/// Write a country brief with citations: a page, a Word document, a PDF, or Markdown
///
/// The relationship at a glance, what came in since the last brief, the chronology, people, agreements, figures against
/// targets, who said what, contradictions, and every quote with its source. What stands around the quotes is English, Russian
/// or Korean; the quotes stay in their own language.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente brief -o brief.html
  entente brief --language ru -o spravka.docx
  entente brief --from 1990 --top 40 -o brief.pdf
  entente brief --sections glance,changes,figures --since 2026-03-01 -o update.docx
  entente brief --template visit.toml -o visit.pdf
  entente brief -o - > brief.md

A template:
  title = \"For the visit in May\"
  language = \"en\"
  from = \"1990\"
  [[section]]
  is = \"text\"
  heading = \"Purpose\"
  text = \"What the minister should know before the talks.\"
  [[section]]
  is = \"chronology\"
  heading = \"Key dates\"
  top = 20")]
pub(crate) struct Brief {
    #[command(flatten)]
    at: At,

    /// The file to write: `.html`, `.docx`, `.pdf` or `.md`; `-` is Markdown to standard output
    #[arg(short, long, value_name = "FILE")]
    output: PathBuf,

    /// Its title; without it the names of the parties
    #[arg(long, value_name = "TEXT")]
    title: Option<String>,

    /// The language of what stands around the quotes: en, ru, ko
    #[arg(long, value_name = "XX", value_parser = BRIEF_LANGUAGES)]
    language: Option<String>,

    /// The sections in their order
    ///
    /// glance, changes, chronology, people, agreements, figures, statements, contradictions, sources. The sources come last
    /// whether they are named or not: every line stands on them.
    #[arg(long, value_name = "LIST", value_delimiter = ',', value_parser = section)]
    sections: Vec<BriefSections>,

    /// A template of your own: title, language, period, sections; flags win over it
    #[arg(long, value_name = "FILE")]
    template: Option<PathBuf>,

    /// Also what came in since this date, or since this file was written: the last brief
    #[arg(long, value_name = "DATE|FILE")]
    since: Option<String>,

    /// A font for a PDF, where the built-in ones lack letters; several: repeat it
    #[arg(long, value_name = "FILE")]
    font: Vec<PathBuf>,

    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    events: EventFilters,
}

/// What kind of file is written.
enum Kind {
    Text(BriefFormat),
    Docx,
    Pdf,
}

impl Brief {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let to_stdout = self.output.as_os_str() == "-";
        let kind = match self.output.extension().and_then(|extension| extension.to_str()) {
            Some("html" | "htm") => Kind::Text(BriefFormat::Html),
            Some("md" | "markdown") => Kind::Text(BriefFormat::Markdown),
            Some("docx") => Kind::Docx,
            Some("pdf") => Kind::Pdf,
            _ if to_stdout => Kind::Text(BriefFormat::Markdown),
            _ => {
                let told = format!("`{}` is none of .html, .docx, .pdf, .md", self.output.display());
                return Err(WrongUse(told).into());
            }
        };
        let plan = self.template.as_deref().map(template).transpose()?.unwrap_or_default();
        let lang = self.language.or(plan.language).unwrap_or_else(|| BRIEF_LANGUAGES[0].to_owned());
        if !BRIEF_LANGUAGES.contains(&lang.as_str()) {
            let known = BRIEF_LANGUAGES.join(", ");
            return Err(WrongUse(format!("a brief is written in {known}, not in `{lang}`")).into());
        }
        let mut dossier = self.at.open()?;
        let mut filter = self.filters.with(self.events);
        filter.from = filter.from.or(plan.from);
        filter.to = filter.to.or(plan.to);
        filter.top = filter.top.or(plan.top);
        let record = dossier.record(&filter)?;
        let since = self.since.as_deref().map(|since| gained(&mut dossier, since)).transpose()?;
        let sections = if self.sections.is_empty() {
            plan.sections
        } else {
            self.sections.into_iter().map(BriefSection::from).collect()
        };
        let options = BriefOptions {
            title: self.title.or(plan.title),
            today: clock::today(),
            names: names_in(&lang),
            made_with: concat!("Entente ", env!("CARGO_PKG_VERSION")).to_owned(),
            lang,
            sections,
            since,
            whole: None,
        };
        let bytes = match kind {
            Kind::Text(format) => brief(&record, &options, format).into_bytes(),
            Kind::Docx => brief_docx(&record, &options)?,
            Kind::Pdf => pdf(&record, &options, &self.font)?,
        };
        if to_stdout {
            print(&String::from_utf8_lossy(&bytes))?;
        } else {
            fs::write(&self.output, bytes)
                .with_context(|| format!("cannot write `{}`", self.output.display()))?;
        }
        Ok(Outcome::Done)
    }
}

fn section(name: &str) -> Result<BriefSections, UnknownSection> {
    name.parse()
}

fn template(path: &Path) -> anyhow::Result<BriefPlan> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    BriefPlan::from_str(&text).map_err(|error| WrongUse(format!("{}: {error}", path.display())).into())
}

/// What the dossier gained since the last brief.
fn gained(dossier: &mut Dossier, since: &str) -> anyhow::Result<Gained> {
    let moment = super::changes::moment(since)?;
    let changes = dossier.changes(&moment)?;
    Ok(Gained {
        since: moment.get(..10).unwrap_or(&moment).parse::<Interval>().ok(),
        sources: changes.sources,
        new_events: changes.new_events,
        told_again: changes.confirmed_events,
        conflicts: changes.conflicts,
    })
}

/// The PDF; says which letters no font has.
fn pdf(record: &Record, options: &BriefOptions, given: &[PathBuf]) -> anyhow::Result<Vec<u8>> {
    let mut fonts = Fonts::embedded();
    for path in given {
        let file = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
        let name = path.display().to_string();
        fonts.add(&name, &file, name.to_lowercase().contains("bold"))?;
    }
    fonts::complete(&mut fonts);
    let (bytes, missing) = brief_pdf(record, options, &fonts)?;
    if !missing.is_empty() {
        let letters: String = missing.iter().take(20).collect();
        tell(&format!(
            "warning: no font has these letters, which are left out: {letters}\n  hint: name a font that has them with --font, or write .docx or .html\n"
        ));
    }
    Ok(bytes)
}
