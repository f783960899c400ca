//! Bodies and parts of addresses, read so that whatever cannot be read is told as problem+json.

use axum::{
    Json,
    extract::{FromRequest, FromRequestParts, Path, Request, rejection::BytesRejection},
    http::{StatusCode, request::Parts},
};
use serde::de::DeserializeOwned;

use crate::Problem;

/// The named part of an address, such as an id.
pub(crate) struct Named(pub(crate) String);

impl<S: Send + Sync> FromRequestParts<S> for Named {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Path::<String>::from_request_parts(parts, state).await {
            Ok(Path(name)) => Ok(Self(name)),
            Err(rejection) => Err(Problem::bad(rejection.body_text())),
        }
    }
}

/// A body in JSON.
pub(crate) struct Body<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequest<S> for Body<T> {
    type Rejection = Problem;

    async fn from_request(request: Request, state: &S) -> Result<Self, Problem> {
        match Json::<T>::from_request(request, state).await {
            Ok(Json(body)) => Ok(Self(body)),
            Err(rejection) => Err(of(rejection.status(), rejection.body_text())),
        }
    }
}

/// Why the bytes of a body did not come.
pub(crate) fn of_bytes(rejection: &BytesRejection) -> Problem {
    of(rejection.status(), rejection.body_text())
}

fn of(status: StatusCode, text: String) -> Problem {
    match status {
        StatusCode::PAYLOAD_TOO_LARGE => Problem::too_large(text),
        StatusCode::UNSUPPORTED_MEDIA_TYPE => Problem::media(text),
        _ => Problem::bad(text),
    }
}
