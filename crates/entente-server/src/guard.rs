//! What every request passes: the right host, no foreign page behind it, a role; and what every answer carries.

use std::net::SocketAddr;

use axum::{
    extract::{Request, State},
    http::{HeaderMap, HeaderName, HeaderValue, Method, Uri, header},
    middleware::Next,
    response::{IntoResponse as _, Response},
};

use crate::{Options, Problem, Role, problem::Cause, state::Shared};

/// Scripts, styles, pictures and data from here alone; nothing inline, nothing from outside.
const POLICY: &str = "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; \
    connect-src 'self'; font-src 'self'; frame-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; \
    frame-ancestors 'none'";

/// Refuses requests under a foreign name (DNS rebinding) and writes that another page sends (cross-site posts).
pub(crate) async fn origin(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    if let Err(problem) = check(shared.options(), request.method(), request.uri(), request.headers()) {
        return problem.into_response();
    }
    next.run(request).await
}

fn check(options: &Options, method: &Method, uri: &Uri, headers: &HeaderMap) -> Result<(), Problem> {
    let text = |name: HeaderName| headers.get(name).and_then(|value| value.to_str().ok());
    let host = text(header::HOST).or_else(|| uri.authority().map(axum::http::uri::Authority::as_str));
    let host = host.ok_or_else(|| Problem::bad("the request names no host"))?;
    if !is_ours(options, host) {
        return Err(Problem::forbidden(format!("this server is not called `{host}`; name it with --host")));
    }
    let site = text(HeaderName::from_static("sec-fetch-site"));
    let ours = matches!(site, None | Some("same-origin" | "none"));
    if method.is_safe() {
        // A link from elsewhere may lead to a page or a download; a foreign page may not draw data out of the API.
        let followed = text(HeaderName::from_static("sec-fetch-mode")) == Some("navigate");
        return if ours || followed || !uri.path().starts_with("/api/") {
            Ok(())
        } else {
            Err(Problem::forbidden("another page may not read here"))
        };
    }
    if let Some(origin) = text(header::ORIGIN) {
        let from = origin.split_once("://").map_or("", |(_, host)| host);
        if !from.eq_ignore_ascii_case(host) {
            return Err(Problem::forbidden(format!("a page of `{origin}` may not write here")));
        }
    }
    if ours { Ok(()) } else { Err(Problem::forbidden("another page may not write here")) }
}

fn is_ours(options: &Options, host: &str) -> bool {
    let host = host.to_ascii_lowercase();
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') && !port.is_empty() => (name, Some(port)),
        _ => (host.as_str(), None),
    };
    let name = name.trim_matches(['[', ']']);
    let address: SocketAddr = options.address;
    let port_fits = port.is_none_or(|port| port.parse() == Ok(address.port()));
    let at_home = address.ip().is_loopback() && matches!(name, "localhost" | "127.0.0.1" | "::1");
    let by_number = name.parse() == Ok(address.ip());
    let named = options
        .hosts
        .iter()
        .any(|known| known.eq_ignore_ascii_case(name) || known.eq_ignore_ascii_case(&host));
    // A name that was given by hand may stand for a port that something in front of this server has.
    named || ((at_home || by_number) && port_fits)
}

/// Has senders of sources wait for their turn before their bytes are taken into memory.
pub(crate) async fn sending(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    match shared.sending().await {
        Ok(_turn) => next.run(request).await,
        Err(problem) => problem.into_response(),
    }
}

/// Refuses whoever has no role, and readers who want to write.
pub(crate) async fn role(State(shared): State<Shared>, mut request: Request, next: Next) -> Response {
    let role = shared.options().access.role(request.headers());
    match role {
        None => Problem::who().into_response(),
        Some(Role::Reader) if !request.method().is_safe() => {
            Problem::forbidden("this token may read and not write").into_response()
        }
        Some(role) => {
            request.extensions_mut().insert(role);
            next.run(request).await
        }
    }
}

/// Sets what browsers should keep to, and notes causes of failures.
pub(crate) async fn headers(State(shared): State<Shared>, request: Request, next: Next) -> Response {
    let mut response = next.run(request).await;
    if let Some(Cause(cause)) = response.extensions().get() {
        shared.desk().note(cause);
    }
    let headers = response.headers_mut();
    let mut set = |name: HeaderName, value: &'static str| {
        headers.entry(name).or_insert(HeaderValue::from_static(value));
    };
    set(header::CONTENT_SECURITY_POLICY, POLICY);
    set(header::X_CONTENT_TYPE_OPTIONS, "nosniff");
    set(header::REFERRER_POLICY, "no-referrer");
    set(HeaderName::from_static("cross-origin-opener-policy"), "same-origin");
    set(HeaderName::from_static("cross-origin-resource-policy"), "same-origin");
    set(
        HeaderName::from_static("permissions-policy"),
        "camera=(), geolocation=(), microphone=(), interest-cohort=()",
    );
    response
}

#[cfg(test)]
mod tests {
    use super::*;

    fn checked(address: &str, method: &Method, lines: &[(&'static str, &str)]) -> Result<(), Problem> {
        let mut options = Options::local("x".into(), address.parse().unwrap());
        options.hosts = vec!["desk.example".to_owned()];
        let mut headers = HeaderMap::new();
        for (name, value) in lines {
            headers.insert(HeaderName::from_static(name), value.parse().unwrap());
        }
        check(&options, method, &Uri::from_static("/api/v1/log"), &headers)
    }

    #[test]
    fn only_our_own_names_are_answered() {
        let get = |host| checked("127.0.0.1:8420", &Method::GET, &[("host", host)]).is_ok();
        assert!(get("127.0.0.1:8420") && get("localhost:8420") && get("[::1]:8420") && get("LOCALHOST:8420"));
        assert!(get("desk.example") && get("desk.example:443"));
        assert!(!get("evil.example:8420") && !get("localhost:9999") && !get("127.0.0.1.evil.example"));
        assert!(checked("127.0.0.1:8420", &Method::GET, &[]).is_err());
        assert!(checked("192.0.2.7:80", &Method::GET, &[("host", "localhost")]).is_err());
        assert!(checked("192.0.2.7:80", &Method::GET, &[("host", "192.0.2.7")]).is_ok());
    }

    #[test]
    fn foreign_pages_read_nothing_and_links_lead_here() {
        let get = |site, mode| {
            let lines = [("host", "localhost:8420"), ("sec-fetch-site", site), ("sec-fetch-mode", mode)];
            checked("127.0.0.1:8420", &Method::GET, &lines).is_ok()
        };
        assert!(get("same-origin", "cors") && get("none", "navigate") && get("cross-site", "navigate"));
        assert!(!get("cross-site", "no-cors") && !get("same-site", "cors"));
    }

    #[test]
    fn foreign_pages_write_nothing() {
        let post = |lines: &[(&'static str, &str)]| {
            let all: Vec<_> = [("host", "localhost:8420")].iter().chain(lines).copied().collect();
            checked("127.0.0.1:8420", &Method::POST, &all).is_ok()
        };
        assert!(post(&[]));
        assert!(post(&[("origin", "http://localhost:8420"), ("sec-fetch-site", "same-origin")]));
        assert!(!post(&[("origin", "http://evil.example")]));
        assert!(!post(&[("origin", "null")]));
        assert!(!post(&[("origin", "http://localhost:8421")]));
        assert!(!post(&[("sec-fetch-site", "cross-site")]));
    }
}
