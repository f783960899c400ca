//! The answers that everybody asks for first, made while nobody waits for them.

use axum::{
    Router,
    body::Body,
    http::{Request, header},
};
use tower::ServiceExt as _;

/// What the first pages of the workplace ask for and what takes longest to make of a large record.
const FIRST: [&str; 2] = ["/api/v1/overview", "/api/v1/timeline"];

/// Asks the server for what it will be asked for first, as a browser would that comes to `host` with `token`. The answers are kept
/// for whoever comes; who asks meanwhile waits for the same work. Nothing follows from a failure: the next one to ask is told.
pub async fn warm(app: Router, host: String, token: Option<String>) {
    for path in FIRST {
        let mut request = Request::get(path)
            .header(header::HOST, &host)
            .header(header::ACCEPT_ENCODING, "gzip")
            .body(Body::empty())
            .unwrap_or_default();
        let bearer = token.as_deref().and_then(|token| format!("Bearer {token}").parse().ok());
        if let Some(bearer) = bearer {
            request.headers_mut().insert(header::AUTHORIZATION, bearer);
        }
        let Ok(_) = app.clone().oneshot(request).await;
    }
}
