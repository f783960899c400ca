//! The pages of the workplace, built into the program.

use axum::{
    http::{StatusCode, Uri, header},
    response::{Html, IntoResponse as _, Response},
};
use rust_embed::RustEmbed;

use crate::Problem;

#[derive(RustEmbed)]
#[folder = "../../web/dist"]
#[allow_missing = true]
struct Built;

/// What is shown where the program was built without its pages.
const PLAIN: &str = include_str!("plain.html");

/// A file of the pages, or the page itself for every address that is none.
pub(crate) async fn page(uri: Uri) -> Response {
    let path = uri.path().trim_start_matches('/');
    if path.starts_with("api/") {
        return Problem::not_found(format!("`/{path}` is none of the addresses of this API")).into_response();
    }
    if let Some(file) = Built::get(path).filter(|_| !path.is_empty()) {
        // The names of these files hold digests of what is in them.
        let lasting = path.starts_with("assets/");
        let keep = if lasting { "public, max-age=31536000, immutable" } else { "no-cache" };
        return ([(header::CONTENT_TYPE, kind(path)), (header::CACHE_CONTROL, keep)], file.data)
            .into_response();
    }
    if path.starts_with("assets/") {
        return Problem::not_found(format!("there is no file `/{path}`")).into_response();
    }
    match Built::get("index.html") {
        Some(index) => {
            let headers = [(header::CONTENT_TYPE, kind("index.html")), (header::CACHE_CONTROL, "no-cache")];
            (headers, index.data).into_response()
        }
        None => (StatusCode::OK, Html(PLAIN)).into_response(),
    }
}

fn kind(path: &str) -> &'static str {
    match path.rsplit('.').next().unwrap_or_default() {
        "html" => "text/html; charset=utf-8",
        "js" => "text/javascript; charset=utf-8",
        "css" => "text/css; charset=utf-8",
        "svg" => "image/svg+xml",
        "json" => "application/json",
        "ftl" | "txt" => "text/plain; charset=utf-8",
        "woff2" => "font/woff2",
        "png" => "image/png",
        "webmanifest" => "application/manifest+json",
        _ => "application/octet-stream",
    }
}
