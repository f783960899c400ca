//! Answers that a browser already has: `ETag` and `If-None-Match`.

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderValue, Method, StatusCode, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use crate::state::Shared;

/// Tags what is computed from the record with its revision, and answers 304 to those who have it.
pub(crate) async fn revision(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    if !matches!(*request.method(), Method::GET | Method::HEAD) {
        return next.run(request).await;
    }
    let asked = request.headers().clone();
    let today = shared.desk().today().map(|day| day.to_string()).unwrap_or_default();
    let tag = match shared.with(|dossier| Ok(dossier.revision()?)).await {
        Ok(revision) => format!("W/\"{revision}-{today}\""),
        Err(problem) => return problem.into_response(),
    };
    if has(&asked, &tag) {
        return unchanged(&tag);
    }
    let mut response = next.run(request).await;
    if response.status() != StatusCode::OK {
        return response;
    }
    let own = response.headers().get(header::ETAG).and_then(|tag| tag.to_str().ok()).map(str::to_owned);
    let tag = own.unwrap_or(tag);
    if has(&asked, &tag) {
        return unchanged(&tag);
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

fn has(asked: &HeaderMap, tag: &str) -> bool {
    let bare = |tag: &str| tag.trim().trim_start_matches("W/").to_owned();
    let known = asked.get(header::IF_NONE_MATCH).and_then(|known| known.to_str().ok());
    known.is_some_and(|known| known.split(',').any(|known| bare(known) == bare(tag)))
}

fn unchanged(tag: &str) -> Response {
    (StatusCode::NOT_MODIFIED, [(header::ETAG, tag), (header::CACHE_CONTROL, "private, no-cache")])
        .into_response()
}
