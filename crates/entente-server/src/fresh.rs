//! Answers that a browser already has: `ETag` and `If-None-Match`.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use entente_model::SourceId;

use crate::state::Shared;

/// The longest address whose answer is kept.
const LONGEST: usize = 2000;

/// Tags what is computed from the record with its revision, answers 304 to those who have it, and keeps what was made
/// for whoever asks next.
pub(crate) async fn revision(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let today = shared.desk().today().map(|day| day.to_string()).unwrap_or_default();
    let tag = match shared.revision().await {
        Ok(revision) => {
            // Another version of the program may say the same in other words.
            let program = SourceId::of(shared.desk().made_with().as_bytes()).to_hex();
            format!("W/\"{revision}-{today}-{}\"", &program[..6])
        }
        Err(problem) => return problem.into_response(),
    };
    if has(request.headers(), &tag) {
        return unchanged(&tag);
    }
    let mut response = match key(&request) {
        Some(key) => shared.kept().answer(&tag, key, next.run(request)).await,
        None => next.run(request).await,
    };
    if response.status() != StatusCode::OK {
        return response;
    }
    if let Ok(value) = HeaderValue::from_str(&tag) {
        response.headers_mut().insert(header::ETAG, value);
    }
    response
        .headers_mut()
        .entry(header::CACHE_CONTROL)
        .or_insert(HeaderValue::from_static("private, no-cache"));
    response
}

/// What an answer depends on beside the record: the address, and whether it may be packed.
fn key(request: &Request) -> Option<String> {
    let address = request.uri().path_and_query()?.as_str();
    let accepted = request.headers().get(header::ACCEPT_ENCODING).and_then(|words| words.to_str().ok());
    let packed = accepted.is_some_and(|words| words.contains("gzip"));
    (*request.method() == Method::GET && address.len() <= LONGEST).then(|| format!("{packed} {address}"))
}

fn has(asked: &HeaderMap, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let known = asked.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
    known.is_some_and(|known| known.split(',').any(|known| bare(known) == bare(tag)))
}

fn unchanged(tag: &str) -> Response {
    (StatusCode::NOT_MODIFIED, [(header::ETAG, tag), (header::CACHE_CONTROL, "private, no-cache")])
        .into_response()
}
