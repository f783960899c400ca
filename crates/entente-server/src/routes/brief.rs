//! Briefs and exports.

use axum::{
    extract::State,
    http::{HeaderMap, header},
    response::{IntoResponse as _, Response},
};
use entente_dossier::{Excerpt, Most};
use entente_model::{Language, Record};
use entente_present::{
    BRIEF_LANGUAGES, BriefFormat, BriefOptions, BriefSections, ExportFormat, ExportOptions, PartyNames, Whole,
};
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

/// What a brief holds of a record of any size; what is longer is no brief. The command line writes all of it.
const MOST: Most = Most { entries: 200, reports: 5, few: 6 };

/// How the brief is made.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct Making {
    /// `html` (without a word), `md`, `docx` or `pdf`.
    format: Option<String>,
    /// The language of what stands around the quotes: `en` (without a word), `ru` or `ko`.
    lang: Option<String>,
    /// Its title; without one the names of the parties.
    title: Option<String>,
    /// Only these sections: `chronology,people,agreements,figures,statements,contradictions`.
    sections: Option<String>,
    /// Sent as a file to keep.
    download: bool,
}

/// What kind of file is made, with its media type and the ending of its name.
#[derive(Debug, Clone, Copy)]
enum Kind {
    Text(BriefFormat),
    Docx,
    Pdf,
}

impl Kind {
    fn of(word: Option<&str>) -> Result<Self, Problem> {
        match word {
            None | Some("" | "html") => Ok(Self::Text(BriefFormat::Html)),
            Some("md") => Ok(Self::Text(BriefFormat::Markdown)),
            Some("docx") => Ok(Self::Docx),
            Some("pdf") => Ok(Self::Pdf),
            Some(other) => Err(Problem::bad(format!("format: `{other}` is none of html, md, docx, pdf"))),
        }
    }

    const fn told(self) -> (&'static str, &'static str) {
        match self {
            Self::Text(BriefFormat::Html) => ("text/html; charset=utf-8", "html"),
            Self::Text(BriefFormat::Markdown) => ("text/markdown; charset=utf-8", "md"),
            Self::Docx => ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", "docx"),
            Self::Pdf => ("application/pdf", "pdf"),
        }
    }
}

/// A country brief with numbered citations: a page, Markdown, a Word document or a PDF
///
/// Each section holds at most the 200 entries that matter most, each with at most 5 of the quotes behind it, and says how
/// many there are in all and where its list is whole; `entente brief` on the command line writes everything.
#[utoipa::path(get, path = "/brief", tag = "present", params(Making, Narrowed),
    responses((status = 200, content((String = "text/html"), (String = "text/markdown"),
        (Vec<u8> = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"), (Vec<u8> = "application/pdf")))))]
pub(crate) async fn brief(
    State(shared): State<Shared>,
    headers: HeaderMap,
    Asked(making): Asked<Making>,
    Asked(asked): Asked<Narrowed>,
) -> Result<Response, Problem> {
    let kind = Kind::of(making.format.as_deref())?;
    let lang = making.lang.filter(|lang| !lang.is_empty()).unwrap_or_else(|| "en".to_owned());
    if !BRIEF_LANGUAGES.contains(&lang.as_str()) {
        let known = BRIEF_LANGUAGES.join(", ");
        return Err(Problem::bad(format!("lang: a brief is written in {known}, not in `{lang}`")));
    }
    let filter = asked.filter()?;
    let host = headers.get(header::HOST).and_then(|host| host.to_str().ok());
    let lists = lists(host.unwrap_or_default(), &asked);
    let mut options = BriefOptions {
        title: making.title.filter(|title| !title.trim().is_empty()),
        today: shared.desk().today(),
        names: names(&lang),
        made_with: shared.desk().made_with(),
        lang,
        ..BriefOptions::default()
    };
    let (sections, desk) = (making.sections, shared.desk().clone());
    let made = shared.with(move |dossier| {
        let Excerpt { mut record, counts, left, marked } = dossier.excerpt(&filter, options.today, MOST)?;
        let counts = LISTS.iter().filter_map(|(section, name, _)| Some((*section, *counts.get(name)?)));
        options.whole = Some(Whole { counts: counts.collect(), lists, left, marked });
        if let Some(sections) = &sections {
            keep(&mut record, sections)?;
        }
        let failed = |error: &dyn std::error::Error| Problem::failed(error.to_string());
        Ok(match kind {
            Kind::Text(format) => entente_present::brief(&record, &options, format).into_bytes(),
            Kind::Docx => entente_present::brief_docx(&record, &options).map_err(|error| failed(&error))?,
            Kind::Pdf => {
                entente_present::brief_pdf(&record, &options, &desk.fonts())
                    .map_err(|error| failed(&error))?
                    .0
            }
        })
    });
    let (media, extension) = kind.told();
    let inline = matches!(kind, Kind::Text(_)) && !making.download;
    let place = if inline { "inline" } else { "attachment" };
    let headers = [
        (header::CONTENT_TYPE, media.to_owned()),
        (header::CONTENT_DISPOSITION, format!("{place}; filename=\"brief.{extension}\"")),
        // The page is whole in itself and runs nothing; only our own pages may show it in a frame.
        (
            header::CONTENT_SECURITY_POLICY,
            "default-src 'none'; style-src 'unsafe-inline'; img-src data:; frame-ancestors 'self'; base-uri 'none'; \
             form-action 'none'; sandbox allow-popups allow-top-navigation-by-user-activation"
                .to_owned(),
        ),
    ];
    Ok((headers, made.await?).into_response())
}

/// The sections with the names of their counts and the pages of their lists.
const LISTS: [(BriefSections, &str, &str); 7] = [
    (BriefSections::Chronology, "events", "timeline"),
    (BriefSections::People, "people", "people"),
    (BriefSections::Agreements, "agreements", "agreements"),
    (BriefSections::Figures, "quantities", "figures"),
    (BriefSections::Statements, "statements", "statements"),
    (BriefSections::Contradictions, "conflicts", "conflicts"),
    (BriefSections::Sources, "sources", "sources"),
];

/// Where the list of each section is whole: the pages of this server, under the name by which it was asked, narrowed to
/// the same.
fn lists(host: &str, asked: &Narrowed) -> Vec<(BriefSections, String)> {
    let words = [
        ("from", &asked.from),
        ("to", &asked.to),
        ("party", &asked.party),
        ("kind", &asked.kind),
        ("status", &asked.status),
        ("source", &asked.source),
    ];
    let words: Vec<String> = words
        .into_iter()
        .filter_map(|(name, word)| Some((name, word.as_deref().filter(|word| !word.is_empty())?)))
        .map(|(name, word)| format!("{name}={}", in_address(word)))
        .collect();
    let asked = if words.is_empty() { String::new() } else { format!("?{}", words.join("&")) };
    LISTS
        .iter()
        .filter(|_| !host.is_empty())
        .map(|(section, _, page)| (*section, format!("http://{host}/{page}{asked}")))
        .collect()
}

/// A word as part of the question of an address.
fn in_address(word: &str) -> String {
    let plain = |byte: u8| byte.is_ascii_alphanumeric() || b"-_.~,:".contains(&byte);
    word.bytes()
        .map(|byte| if plain(byte) { char::from(byte).to_string() } else { format!("%{byte:02X}") })
        .collect()
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
            names: names("en"),
            places: places::known(record.events.iter().filter_map(|event| event.place.as_deref())),
            made: Some(made),
            made_with,
            ..ExportOptions::default()
        };
        entente_present::export(&record, format, &options).map_err(|error| Problem::failed(error.to_string()))
    });
    exported.await
}

/// The names of states and bodies in a language; the English one where it has none.
fn names(lang: &str) -> PartyNames {
    let reference = Reference::embedded();
    let lang = Language::new(lang).filter(|lang| lang.as_str() != "en");
    let name = |polity: &entente_reference::Polity| {
        lang.and_then(|lang| reference.name(polity.code, lang)).unwrap_or(polity.name).to_owned()
    };
    reference.polities().iter().map(|polity| (polity.code, name(polity))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn lists_are_named_with_what_they_are_narrowed_to() {
        let asked = Narrowed {
            from: Some("1990".to_owned()),
            source: Some("a b&\u{e9}".to_owned()),
            ..Narrowed::default()
        };
        let lists = lists("127.0.0.1:8420", &asked);
        assert_eq!(lists[0].1, "http://127.0.0.1:8420/timeline?from=1990&source=a%20b%26%C3%A9");
        assert_eq!(super::lists("desk.example", &Narrowed::default())[6].1, "http://desk.example/sources");
        assert!(super::lists("", &asked).is_empty());
    }
}
