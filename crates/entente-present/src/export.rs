//! Exports: the record in the forms that other programs read, one file a form.

#![allow(clippy::unnecessary_wraps, reason = "every writer has the same signature")]

mod annotations;
mod bibtex;
mod cameo;
mod csljson;
mod ftm;
mod geojson;
mod gexf;
mod graph;
mod graphml;
mod ics;
mod jsonld;
mod names;
mod parquet;
mod rdf;
mod ris;
mod timelinejs;
mod turtle;
mod vocabulary;
mod whole;
mod xlsx;

use std::{collections::BTreeMap, str::FromStr};

use entente_model::{PartyCode, Record};

use crate::{Context, PartyNames, PresentError};

/// What exports are given beside the record.
#[derive(Debug, Clone, Default)]
pub struct ExportOptions {
    /// The title of the dossier.
    pub title: String,
    /// Names of parties for people.
    pub names: PartyNames,
    /// ISO 3166-1 alpha-2 codes of parties that have one, for formats that know no others.
    pub alpha2: BTreeMap<PartyCode, String>,
    /// Longitude and latitude of places by the name that the sources give, in degrees.
    pub places: BTreeMap<String, (f64, f64)>,
    /// When the export is made, RFC 3339 in UTC, for formats that ask for it; the start of 1970 where there is none.
    pub made: Option<String>,
    /// What makes it: `Entente 0.1.0`.
    pub made_with: String,
}

/// Defines the formats with their names and the functions that write them.
macro_rules! formats {
    ($($(#[$meta:meta])* $variant:ident = $name:literal, $extension:literal, $write:path;)+) => {
        /// The formats of an export.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
        pub enum ExportFormat { $($(#[$meta])* $variant),+ }

        impl ExportFormat {
            /// Every format.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// The name that the command uses.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }

            /// The usual extension of a file of this format.
            pub const fn extension(self) -> &'static str {
                match self { $(Self::$variant => $extension),+ }
            }
        }

        /// The record in this format, as the bytes of one file.
        ///
        /// # Errors
        /// When an entry has no form in JSON, CSV or a workbook; records that were read from a dossier always have.
        pub fn export(record: &Record, format: ExportFormat, options: &ExportOptions) -> Result<Vec<u8>, PresentError> {
            let given = Given { record, options, context: Context::of(record, options.names.clone()) };
            match format { $(ExportFormat::$variant => $write(&given)),+ }
        }
    };
}

impl std::fmt::Display for ExportFormat {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str(self.name())
    }
}

/// The name of a list, and the bytes of its file.
pub type ListFile = (&'static str, Vec<u8>);

/// Every list of the record in a file of its own, by the name of the list; `None` for a format that is one file.
///
/// # Errors
/// As [`export`].
pub fn export_lists(record: &Record, format: ExportFormat) -> Result<Option<Vec<ListFile>>, PresentError> {
    match format {
        ExportFormat::Csv => whole::csv_lists(record).map(Some),
        ExportFormat::Parquet => parquet::lists(record).map(Some),
        _ => Ok(None),
    }
}

formats! {
    /// The record as one JSON object.
    Json = "json", "json", whole::json;
    /// One JSON object a line, each with its `type`.
    JsonLines = "jsonl", "jsonl", whole::json_lines;
    /// The chronology as comma-separated values.
    Csv = "csv", "csv", whole::csv;
    /// A workbook with a sheet for each list.
    Xlsx = "xlsx", "xlsx", xlsx::write;
    /// The chronology as a Parquet table.
    Parquet = "parquet", "parquet", parquet::write;
    /// Planned events and anniversaries as iCalendar.
    Ics = "ics", "ics", ics::write;
    /// Linked data in JSON: schema.org and PROV-O.
    JsonLd = "jsonld", "jsonld", jsonld::write;
    /// The same as Turtle.
    Turtle = "turtle", "ttl", turtle::write;
    /// Entities of `FollowTheMoney`, one JSON object a line.
    Ftm = "ftm", "ftm.json", ftm::write;
    /// The chronology for `TimelineJS`.
    TimelineJs = "timelinejs", "json", timelinejs::write;
    /// Who met whom, states and agreements, as a graph.
    GraphMl = "graphml", "graphml", graphml::write;
    /// The same graph for Gephi.
    Gexf = "gexf", "gexf", gexf::write;
    /// Events with their places.
    GeoJson = "geojson", "geojson", geojson::write;
    /// Sources as citations for CSL processors and Zotero.
    CslJson = "csljson", "json", csljson::write;
    /// Sources as citations in RIS.
    Ris = "ris", "ris", ris::write;
    /// Sources as citations in BibTeX.
    Bibtex = "bibtex", "bib", bibtex::write;
    /// Everything found, as W3C Web Annotations on the texts.
    Annotations = "annotations", "jsonld", annotations::write;
    /// Dyadic events with CAMEO and PLOVER codes.
    Cameo = "cameo", "tsv", cameo::write;
}

/// A name that is no format of exports.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{name}` is no export format; one of: {}", names())]
pub struct UnknownExport {
    name: String,
}

fn names() -> String {
    ExportFormat::ALL.iter().map(|format| format.name()).collect::<Vec<_>>().join(", ")
}

impl FromStr for ExportFormat {
    type Err = UnknownExport;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let found = Self::ALL.iter().copied().find(|format| format.name() == name);
        found.ok_or_else(|| UnknownExport { name: name.to_owned() })
    }
}

/// What each writer is given.
struct Given<'a> {
    record: &'a Record,
    options: &'a ExportOptions,
    context: Context<'a>,
}

/// Pretty JSON as bytes, ended by a line break.
fn pretty(value: &serde_json::Value) -> Result<Vec<u8>, PresentError> {
    let mut bytes = serde_json::to_vec_pretty(value)?;
    bytes.push(b'\n');
    Ok(bytes)
}

#[cfg(test)]
mod tests;
