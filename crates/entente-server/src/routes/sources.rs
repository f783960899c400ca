//! Sources: the list, one with everything found in it, and its bytes.

use axum::{
    Json,
    extract::State,
    http::header,
    response::{IntoResponse as _, Response},
};
use entente_dossier::{Dossier, Part};
use entente_model::{Cut, Language, Reading, SourceEntry, SourceId};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Problem,
    given::Named,
    query::{Asked, Paged},
    state::Shared,
    view::{self, ConflictView},
};

/// Which sources.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct WhichSources {
    /// Only those whose path, address, title or publisher holds this.
    q: Option<String>,
    /// Only those of this language.
    lang: Option<String>,
    /// Only those that were refused, or only those that were read.
    refused: Option<bool>,
}

/// A page of sources, in the order of their names; refused ones last.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Sources {
    items: Vec<SourceEntry>,
    /// The cursor of the next page; nothing on the last one.
    next: Option<String>,
    /// How many there are in all.
    count: usize,
}

/// Sources that were read, and those that were refused
#[utoipa::path(get, path = "/sources", tag = "sources", params(WhichSources, Paged), responses((status = 200, body = Sources)))]
pub(crate) async fn sources(
    State(shared): State<Shared>,
    Asked(which): Asked<WhichSources>,
    Asked(paged): Asked<Paged>,
) -> Result<Json<Sources>, Problem> {
    let page = shared.with(move |dossier| {
        let text = which.q.as_deref();
        let place = paged.place(text)?;
        let lang = which.lang.as_deref().filter(|lang| !lang.is_empty());
        let read = match which.refused {
            Some(true) => Part { items: Vec::new(), count: 0, more: false },
            _ => dossier.sources_part(lang, place)?,
        };
        let mut refused =
            if which.refused == Some(false) { Vec::new() } else { dossier.refused_sources()? };
        let sought = text.unwrap_or_default().trim().to_lowercase();
        let by_lang = lang.and_then(Language::new);
        refused.retain(|source| {
            source.origin.to_lowercase().contains(&sought) && (by_lang.is_none() || source.lang == by_lang)
        });
        let count = read.count + refused.len();
        // Refused ones follow behind the last that was read.
        let at = place.after.and_then(|(id, _)| refused.iter().position(|source| key(source) == id));
        let mut items = if at.is_some() { Vec::new() } else { read.items };
        let room = place.most.saturating_sub(items.len());
        let mut more = read.more && at.is_none();
        if !more {
            let rest: Vec<SourceEntry> = refused.into_iter().skip(at.map_or(0, |at| at + 1)).collect();
            more = rest.len() > room;
            items.extend(rest.into_iter().take(room));
        }
        let part = Part { items, count, more };
        let last = part.items.last().map(key);
        let next = paged.next(&part, last.as_deref());
        Ok(Sources { items: part.items, next, count })
    });
    Ok(Json(page.await?))
}

/// A word that only one line of the list has: the same path may have come with other bytes, or have been refused.
fn key(source: &SourceEntry) -> String {
    let bytes = source.id.map(|id| id.to_string()).unwrap_or_default();
    match &source.refused {
        None => bytes,
        Some(_) => SourceId::of(format!("{bytes} {}", source.origin).as_bytes()).to_hex(),
    }
}

/// A source with its text and everything found in it.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct SourceText {
    /// What is known of the source.
    entry: SourceEntry,
    /// Its text and everything found in it by the reader alone; offsets count code points.
    reading: Reading,
    /// What was cut out as page furniture: menus, teasers, comment forms.
    cuts: Vec<Cut>,
    /// Which entries of the record stand on which words.
    standing: Vec<Standing>,
    /// Contradictions with a claim in it.
    conflicts: Vec<ConflictView>,
}

/// Where an entry of the record stands in a source.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Standing {
    /// The id of the entry; its first letter tells what it is: `e`, `p`, `g`, `q`, `s`.
    id: String,
    /// Code points before its words.
    start: u32,
    /// Their end, exclusive.
    end: u32,
}

/// A source with its text and everything found in it
#[utoipa::path(get, path = "/sources/{id}", tag = "sources", params(("id" = String, Path)),
    responses((status = 200, body = SourceText), (status = 404, body = Problem)))]
pub(crate) async fn source(
    State(shared): State<Shared>,
    Named(id): Named,
) -> Result<Json<SourceText>, Problem> {
    let desk = shared.desk().clone();
    let found = shared.with(move |dossier| {
        let entry = named(dossier, &id)?;
        let source = entry.id.ok_or_else(|| Problem::not_found(format!("`{id}` was refused")))?;
        let reading =
            dossier.reading(source)?.ok_or_else(|| Problem::not_found(format!("`{id}` was refused")))?;
        // Page furniture is not kept: it is found again from the bytes, where they hold one document.
        let bytes = dossier.bytes(source)?.filter(|bytes| SourceId::of(bytes) == source);
        let cuts = match (bytes, dossier.given(source)?) {
            (Some(bytes), Some((origin, hints))) => desk.cuts(&origin, &bytes, &hints),
            _ => Vec::new(),
        };
        let standing = dossier.standing_on(source)?;
        let conflicts = dossier.conflicts_in(source)?;
        Ok(SourceText {
            conflicts: view::conflicts(dossier, conflicts)?,
            standing: standing
                .into_iter()
                .map(|standing| Standing { id: standing.id, start: standing.start, end: standing.end })
                .collect(),
            cuts,
            reading,
            entry,
        })
    });
    Ok(Json(found.await?))
}

fn named(dossier: &mut Dossier, id: &str) -> Result<SourceEntry, Problem> {
    match dossier.item(id)? {
        entente_dossier::Item::Source(source) => Ok(source),
        _ => Err(Problem::not_found(format!("`{id}` is no source"))),
    }
}

/// The bytes of a source as they came in
#[utoipa::path(get, path = "/sources/{id}/bytes", tag = "sources", params(("id" = String, Path)),
    responses((status = 200, body = Vec<u8>, content_type = "application/octet-stream"), (status = 404, body = Problem)))]
pub(crate) async fn bytes(State(shared): State<Shared>, Named(id): Named) -> Result<Response, Problem> {
    let asked = id.clone();
    let (origin, bytes) = shared
        .with(move |dossier| {
            let entry = named(dossier, &id)?;
            let bytes = entry.id.map(|source| dossier.bytes(source)).transpose()?.flatten();
            Ok((entry.origin, bytes))
        })
        .await?;
    let bytes = bytes.ok_or_else(|| Problem::not_found(format!("`{asked}` was not kept")))?;
    // Never shown as a page of this server, whatever is in it.
    let name: String =
        origin
            .rsplit(['/', '\\'])
            .next()
            .unwrap_or("source")
            .chars()
            .map(|letter| {
                if letter.is_ascii_alphanumeric() || matches!(letter, '.' | '-' | '_') { letter } else { '_' }
            })
            .collect();
    let headers = [
        (header::CONTENT_TYPE, "application/octet-stream".to_owned()),
        (header::CONTENT_DISPOSITION, format!("attachment; filename=\"{name}\"")),
        (header::CONTENT_SECURITY_POLICY, "default-src 'none'; sandbox".to_owned()),
    ];
    Ok((headers, bytes).into_response())
}
