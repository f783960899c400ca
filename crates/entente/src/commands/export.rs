//! `entente export`: the record in the forms that other programs read.

use std::{
    fs::{self, File},
    io::{self, BufWriter, IsTerminal as _, Write as _},
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use clap::Args;
use entente_dossier::Dossier;
use entente_model::{PartyCode, Record};
use entente_present::{ExportFormat, ExportOptions, export, export_lists, narrowed};
use entente_reference::Reference;

use crate::{
    outcome::{Outcome, WrongUse},
    record::{At, EventFilters, Filters, party_names},
};

#[allow(clippy::doc_markdown, reason = "names of formats, in a text for a terminal")]
/// Write the record in a form that other programs read
///
/// json is the whole dossier, sources and decisions included: `entente import` makes the dossier again. jsonl, csv, xlsx,
/// parquet: tables. ics: calendar. jsonld, turtle: linked data. ftm: FollowTheMoney. timelinejs: a timeline for a page.
/// graphml, gexf: networks. geojson: maps. csljson, ris, bibtex: citations. annotations: what was found, on the texts.
/// cameo: event data.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente export --format json -o dossier.json
  entente export --format xlsx -o record.xlsx
  entente export --format csv -o tables/                 one file a list
  entente export --format ics --status planned -o coming.ics
  entente export --format cameo --from 1990 --to 1999 -o - | cut -f 2,5,7,9")]
pub(crate) struct Export {
    #[command(flatten)]
    at: At,

    /// The format: json, jsonl, csv, xlsx, parquet, ics, jsonld, turtle, ftm, timelinejs, graphml, gexf, geojson, csljson,
    /// ris, bibtex, annotations, cameo
    #[arg(long, value_name = "FORMAT", hide_possible_values = true)]
    format: ExportFormat,

    /// The file to write; `-` is standard output. csv and parquet write the chronology there, or every list into a
    /// folder, `tables/`
    #[arg(short, long, value_name = "PATH")]
    output: PathBuf,

    #[command(flatten)]
    filters: Filters,
    #[command(flatten)]
    events: EventFilters,
}

impl Export {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut dossier = self.at.open()?;
        let narrow = self.filters.narrow() || self.events.narrow();
        if self.format == ExportFormat::Json && !narrow {
            write_whole(&mut dossier, &self.output)?;
            return Ok(Outcome::Done);
        }
        let mut record = dossier.record(&self.filters.with(self.events))?;
        if narrow {
            record = narrowed(record);
        }
        let options = options(&record);
        if is_folder(&self.output) {
            let lists = export_lists(&record, self.format)?.ok_or_else(|| {
                WrongUse(format!("{} is one file, and `{}` is a folder", self.format, self.output.display()))
            })?;
            fs::create_dir_all(&self.output)
                .with_context(|| format!("cannot make `{}`", self.output.display()))?;
            for (name, bytes) in lists {
                write(&self.output.join(format!("{name}.{}", self.format.extension())), &bytes)?;
            }
        } else {
            write(&self.output, &export(&record, self.format, &options)?)?;
        }
        Ok(Outcome::Done)
    }
}

/// A path that ends as a folder does, or is one.
fn is_folder(path: &Path) -> bool {
    path.is_dir() || path.as_os_str().to_string_lossy().ends_with(['/', '\\'])
}

/// What the reference knows and the formats ask for. The time of making is that of the latest source, so that the same
/// dossier gives the same file.
pub(crate) fn options(record: &Record) -> ExportOptions {
    let reference = Reference::embedded();
    let names = party_names();
    let title: Vec<String> = record
        .parties
        .iter()
        .map(|code| names.get(code).cloned().unwrap_or_else(|| code.to_string()))
        .collect();
    let places = record.events.iter().filter_map(|event| event.place.as_deref());
    ExportOptions {
        title: title.join(" – "),
        alpha2: reference
            .polities()
            .iter()
            .filter_map(|polity| Some((polity.code, reference.alpha2(polity.code)?.to_owned())))
            .collect::<std::collections::BTreeMap<PartyCode, String>>(),
        places: places.filter_map(|name| reference.place(name).map(|at| (name.to_owned(), at))).collect(),
        made: record.sources.iter().filter_map(|source| source.added.clone()).max(),
        made_with: concat!("Entente ", env!("CARGO_PKG_VERSION")).to_owned(),
        names,
    }
}

/// Writes the bytes to a file, or to standard output.
fn write(path: &Path, bytes: &[u8]) -> anyhow::Result<()> {
    if path.as_os_str() == "-" {
        let mut out = stdout(bytes.contains(&0))?;
        return out.write_all(bytes).and_then(|()| out.flush()).context("cannot write to standard output");
    }
    let mut file = Replacing::new(path)?;
    file.out.write_all(bytes).with_context(|| format!("cannot write `{}`", path.display()))?;
    file.finish()
}

fn write_whole(dossier: &mut Dossier, path: &Path) -> anyhow::Result<()> {
    if path.as_os_str() == "-" {
        let mut out = BufWriter::new(stdout(false)?);
        dossier.write_whole(&mut out)?;
        return out.flush().context("cannot write to standard output");
    }
    let mut file = Replacing::new(path)?;
    dossier.write_whole(&mut file.out)?;
    file.finish()
}

fn stdout(binary: bool) -> anyhow::Result<io::StdoutLock<'static>> {
    let out = io::stdout().lock();
    if binary && out.is_terminal() {
        return Err(WrongUse("this format is not text; give a file with -o".to_owned()).into());
    }
    Ok(out)
}

/// A file that takes the place of an older one only when it is whole.
struct Replacing<'p> {
    path: &'p Path,
    beside: PathBuf,
    out: BufWriter<File>,
}

impl<'p> Replacing<'p> {
    fn new(path: &'p Path) -> anyhow::Result<Self> {
        let mut name = path.file_name().unwrap_or_default().to_owned();
        name.push(format!(".{}.part", std::process::id()));
        let beside = path.with_file_name(name);
        let file = File::create(&beside).with_context(|| format!("cannot write `{}`", path.display()))?;
        Ok(Self { path, beside, out: BufWriter::new(file) })
    }

    fn finish(mut self) -> anyhow::Result<()> {
        let failed = || format!("cannot write `{}`", self.path.display());
        self.out.flush().with_context(failed)?;
        fs::rename(&self.beside, self.path).with_context(failed)
    }
}

impl Drop for Replacing<'_> {
    fn drop(&mut self) {
        // After a success it has gone already.
        let _ = fs::remove_file(&self.beside);
    }
}
