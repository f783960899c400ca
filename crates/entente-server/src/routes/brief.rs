//! Briefs and exports.

use axum::{
    extract::State,
    http::header,
    response::{IntoResponse as _, Response},
};
use entente_model::Record;
use entente_present::{BriefFormat, BriefOptions, ExportFormat, ExportOptions, PartyNames};
use entente_reference::Reference;
use serde::Deserialize;
use utoipa::IntoParams;

use super::places;
use crate::{
    Problem,
    given::Named,
    query::{Asked, Narrowed},
    state::Shared,
};

/// How the brief is made.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct Making {
    /// `html` (without a word) or `md`.
    format: Option<String>,
    /// Its title; without one the names of the parties.
    title: Option<String>,
    /// Only these sections: `chronology,people,agreements,figures,statements,contradictions`.
    sections: Option<String>,
    /// Sent as a file to keep.
    download: bool,
}

/// A country brief with numbered citations
#[utoipa::path(get, path = "/brief", tag = "present", params(Making, Narrowed),
    responses((status = 200, content((String = "text/html"), (String = "text/markdown")))))]
pub(crate) async fn brief(
    State(shared): State<Shared>,
    Asked(making): Asked<Making>,
    Asked(asked): Asked<Narrowed>,
) -> Result<Response, Problem> {
    let (format, kind, extension) = match making.format.as_deref() {
        None | Some("html") => (BriefFormat::Html, "text/html; charset=utf-8", "html"),
        Some("md") => (BriefFormat::Markdown, "text/markdown; charset=utf-8", "md"),
        Some(other) => return Err(Problem::bad(format!("format: `{other}` is neither html nor md"))),
    };
    let filter = asked.filter()?;
    let options = BriefOptions {
        title: making.title.filter(|title| !title.trim().is_empty()),
        today: shared.desk().today(),
        names: names(),
        made_with: shared.desk().made_with(),
        ..BriefOptions::default()
    };
    let sections = making.sections;
    let text = shared.with(move |dossier| {
        let mut record = dossier.record(&filter)?;
        if let Some(sections) = &sections {
            keep(&mut record, sections)?;
        }
        Ok(entente_present::brief(&record, &options, format))
    });
    let place = if making.download { "attachment" } else { "inline" };
    let headers = [
        (header::CONTENT_TYPE, kind.to_owned()),
        (header::CONTENT_DISPOSITION, format!("{place}; filename=\"brief.{extension}\"")),
        // The page is whole in itself and runs nothing; only our own pages may show it in a frame.
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; \
             form-action 'none'; sandbox allow-popups"
                .to_owned(),
        ),
    ];
    Ok((headers, text.await?).into_response())
}

fn keep(record: &mut Record, sections: &str) -> Result<(), Problem> {
    const KNOWN: [&str; 6] =
        ["chronology", "people", "agreements", "figures", "statements", "contradictions"];
    let wanted: Vec<&str> = sections.split(',').map(str::trim).filter(|word| !word.is_empty()).collect();
    if let Some(unknown) = wanted.iter().find(|word| !KNOWN.contains(word)) {
        return Err(Problem::bad(format!("sections: `{unknown}` is none of {}", KNOWN.join(", "))));
    }
    let without = |section| !wanted.contains(&section);
    if without("chronology") {
        record.events.clear();
    }
    if without("people") {
        record.people.clear();
    }
    if without("agreements") {
        record.agreements.clear();
    }
    if without("figures") {
        record.quantities.clear();
    }
    if without("statements") {
        record.statements.clear();
    }
    if without("contradictions") {
        record.conflicts.clear();
    }
    Ok(())
}

/// The record in a form that other programs read: `json`, `csv`, `xlsx`, `ics`, `jsonld`, `graphml` and others
#[utoipa::path(get, path = "/export/{format}", tag = "present", params(("format" = String, Path), Narrowed),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 400, body = Problem)))]
pub(crate) async fn export(
    State(shared): State<Shared>,
    Named(format): Named,
    Asked(asked): Asked<Narrowed>,
) -> Result<Response, Problem> {
    let format: ExportFormat = format.parse().map_err(|error| Problem::bad(format!("{error}")))?;
    let bytes = exported(&shared, format, &asked).await?;
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"record.{}\"", format.extension())),
    ];
    Ok((headers, bytes).into_response())
}

/// The record in one of the formats.
pub(crate) async fn exported(
    shared: &Shared,
    format: ExportFormat,
    asked: &Narrowed,
) -> Result<Vec<u8>, Problem> {
    let filter = asked.filter()?;
    let (made, made_with) = (shared.desk().now(), shared.desk().made_with());
    let exported = shared.with(move |dossier| {
        let record = dossier.record(&filter)?;
        let parties: Vec<String> = record.parties.iter().map(ToString::to_string).collect();
        let options = ExportOptions {
            title: parties.join(" – "),
            names: names(),
            places: places::known(record.events.iter().filter_map(|event| event.place.as_deref())),
            made: Some(made),
            made_with,
            ..ExportOptions::default()
        };
        entente_present::export(&record, format, &options).map_err(|error| Problem::failed(error.to_string()))
    });
    exported.await
}

fn names() -> PartyNames {
    let polities = Reference::embedded().polities();
    polities.iter().map(|polity| (polity.code, polity.name.to_owned())).collect()
}
