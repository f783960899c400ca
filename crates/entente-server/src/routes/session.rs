//! Who is asking.

use axum::{
    Json,
    extract::State,
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use serde::{Deserialize, Serialize};
use utoipa::ToSchema;

use crate::{Problem, Role, access::COOKIE, given::Body, state::Shared};

/// Who is asking.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Session {
    /// What whoever asks may do; nothing without a valid token.
    role: Option<Role>,
    /// Whether a token is needed at all.
    token_needed: bool,
    /// The program and its version.
    program: String,
}

/// Who is asking, and whether a token is needed
#[utoipa::path(get, path = "/session", tag = "server", responses((status = 200, body = Session)))]
pub(crate) async fn who(State(shared): State<Shared>, headers: HeaderMap) -> Response {
    let access = &shared.options().access;
    let session = Session {
        role: access.role(&headers),
        token_needed: !access.is_open(),
        program: shared.desk().made_with(),
    };
    ([(header::CACHE_CONTROL, "no-store")], Json(session)).into_response()
}

/// A token.
#[derive(Deserialize, ToSchema)]
pub(crate) struct Token {
    /// The token as the server was given it.
    token: String,
}

/// Keeps a token in a cookie that scripts cannot read
#[utoipa::path(post, path = "/session", tag = "server", request_body = Token,
    responses((status = 204), (status = 401, body = Problem)))]
pub(crate) async fn sign_in(
    State(shared): State<Shared>,
    Body(Token { token }): Body<Token>,
) -> Result<Response, Problem> {
    let token = token.trim();
    let plain = !token.is_empty()
        && token.bytes().all(|byte| byte.is_ascii_graphic() && byte != b';' && byte != b',');
    if !plain || shared.options().access.role_of(token).is_none() {
        return Err(Problem::who());
    }
    let cookie = format!("{COOKIE}={token}; Path=/; HttpOnly; SameSite=Strict; Max-Age=31536000");
    Ok((StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response())
}

/// Forgets the token
#[utoipa::path(delete, path = "/session", tag = "server", responses((status = 204)))]
pub(crate) async fn sign_out() -> Response {
    let cookie = format!("{COOKIE}=; Path=/; HttpOnly; SameSite=Strict; Max-Age=0");
    (StatusCode::NO_CONTENT, [(header::SET_COOKIE, cookie)]).into_response()
}
