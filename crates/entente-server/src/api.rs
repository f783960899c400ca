//! The router, with its description.

use std::{sync::Arc, time::Duration};

use axum::{
    Router,
    extract::DefaultBodyLimit,
    http::{Method, Uri},
    middleware,
    routing::get,
};
use tower_http::{
    CompressionLevel, catch_panic::CatchPanicLayer, compression::CompressionLayer,
    timeout::RequestBodyTimeoutLayer,
};
use utoipa::OpenApi;
use utoipa_axum::{router::OpenApiRouter, routes};

use crate::{
    Desk, Options, Problem, described, fresh, guard, pages,
    routes::{
        brief, coming, conflicts, decisions, events, items, lists, live, overview, parties, people, places,
        search, session, sources, timeline, upload,
    },
    state::Shared,
};

/// Bytes of a request that is no source.
const SMALL: usize = 256 * 1024;
/// How long a body may pause between two pieces.
const PATIENCE: Duration = Duration::from_secs(30);

#[derive(OpenApi)]
#[openapi(
    info(
        title = "Entente",
        description = "The record of a dossier: what happened, who said what, what was signed, and where the sources \
            do not fit together. Every line stands on words of a source.",
        license(name = "Apache-2.0", identifier = "Apache-2.0")
    ),
    components(schemas(crate::Live, Problem)),
    tags(
        (name = "record", description = "The lines of the record"),
        (name = "sources", description = "What was read, and adding to it"),
        (name = "review", description = "What people ruled"),
        (name = "present", description = "Briefs, exports, calendars"),
        (name = "server", description = "Who is asking, and what happens now")
    )
)]
struct Description;

/// What is read from the record, and so is the same until the record changes.
fn reading() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(overview::overview))
        .routes(routes!(timeline::timeline))
        .routes(routes!(events::events))
        .routes(routes!(events::event))
        .routes(routes!(items::item))
        .routes(routes!(conflicts::conflicts))
        .routes(routes!(conflicts::conflict))
        .routes(routes!(people::people))
        .routes(routes!(people::person))
        .routes(routes!(lists::agreements))
        .routes(routes!(lists::quantities))
        .routes(routes!(lists::statements))
        .routes(routes!(sources::sources))
        .routes(routes!(sources::source))
        .routes(routes!(sources::bytes))
        .routes(routes!(search::search))
        .routes(routes!(decisions::log))
        .routes(routes!(brief::brief))
        .routes(routes!(brief::export))
        .routes(routes!(coming::calendar))
        .routes(routes!(coming::ics))
        .routes(routes!(places::places))
        .routes(routes!(parties::parties))
        .routes(routes!(parties::bodies))
}

fn acting() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(decisions::decide))
        .routes(routes!(decisions::undo))
        .routes(routes!(upload::from_address))
        .layer(DefaultBodyLimit::max(SMALL))
}

fn taking(most: usize) -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(upload::upload)).layer(DefaultBodyLimit::max(most))
}

fn listening() -> OpenApiRouter<Shared> {
    OpenApiRouter::new().routes(routes!(live::live))
}

/// What is answered without a token.
fn open() -> OpenApiRouter<Shared> {
    OpenApiRouter::new()
        .routes(routes!(session::who, session::sign_in, session::sign_out))
        .layer(DefaultBodyLimit::max(SMALL))
}

/// The server as a value.
pub fn app(options: Options, desk: Arc<dyn Desk>) -> Router {
    let most = options.max_bytes;
    let shared = Shared::new(options, desk);
    let with = |shared: &Shared| shared.clone();
    let fresh = middleware::from_fn_with_state(with(&shared), fresh::revision);
    let role = middleware::from_fn_with_state(with(&shared), guard::role);
    let sending = middleware::from_fn_with_state(with(&shared), guard::sending);
    let guarded = reading()
        // What is kept is kept as it is sent. The tightest packing takes longer than finding the answer.
        .layer(CompressionLayer::new().quality(CompressionLevel::Fastest))
        .layer(fresh)
        .merge(acting())
        .merge(taking(most).layer(sending))
        .merge(listening())
        .layer(role);
    let (router, _) = OpenApiRouter::with_openapi(Description::openapi())
        .nest("/api/v1", guarded.merge(open()))
        .split_for_parts();
    let description = openapi().to_json().unwrap_or_default();
    let described =
        move || async move { ([(axum::http::header::CONTENT_TYPE, "application/json")], description) };
    router
        .route("/api/v1/openapi.json", get(described))
        .method_not_allowed_fallback(|method: Method, uri: Uri| async move {
            Problem::method(format!("`{}` is not there for {method}", uri.path()))
        })
        .fallback(pages::page)
        .layer(CompressionLayer::new())
        .layer(RequestBodyTimeoutLayer::new(PATIENCE))
        .layer(CatchPanicLayer::custom(|_: Box<dyn std::any::Any + Send>| {
            axum::response::IntoResponse::into_response(Problem::failed("a defect of the program"))
        }))
        .layer(middleware::from_fn_with_state(with(&shared), guard::origin))
        .layer(middleware::from_fn_with_state(with(&shared), guard::headers))
        .with_state(shared)
}

/// The description of the API (`OpenAPI` 3.1).
pub fn openapi() -> utoipa::openapi::OpenApi {
    let all = reading().merge(acting()).merge(taking(0)).merge(listening()).merge(open());
    let mut api = OpenApiRouter::with_openapi(Description::openapi()).nest("/api/v1", all).into_openapi();
    env!("CARGO_PKG_VERSION").clone_into(&mut api.info.version);
    described::complete(&mut api);
    api
}
