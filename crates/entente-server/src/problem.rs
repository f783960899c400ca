//! Errors as people and programs see them: problem+json (RFC 9457).

use std::error::Error as _;

use axum::{
    Json,
    http::{StatusCode, header},
    response::{IntoResponse, Response},
};
use entente_dossier::DossierError;
use serde::Serialize;
use utoipa::ToSchema;

/// What went wrong (RFC 9457).
#[derive(Debug, Clone, PartialEq, Serialize, ToSchema)]
pub struct Problem {
    /// A stable word for the sort of problem: `not-found`, `refused`, `changed-meanwhile`.
    #[serde(rename = "type")]
    pub kind: &'static str,
    /// The sort of problem in words.
    pub title: &'static str,
    /// The HTTP status.
    pub status: u16,
    /// What exactly.
    pub detail: String,
    /// The version of the thing now, where it was changed meanwhile.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub version: Option<Box<str>>,
    /// The inner cause, for the log only.
    #[serde(skip)]
    #[schema(ignore)]
    pub cause: Option<Box<str>>,
}

impl Problem {
    fn new(status: StatusCode, kind: &'static str, title: &'static str, detail: impl Into<String>) -> Self {
        Self { kind, title, status: status.as_u16(), detail: detail.into(), version: None, cause: None }
    }

    /// The request cannot be understood.
    pub fn bad(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::BAD_REQUEST, "bad-request", "The request cannot be understood", detail)
    }

    /// There is no such thing.
    pub fn not_found(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::NOT_FOUND, "not-found", "There is no such thing", detail)
    }

    /// Nobody said who is asking.
    pub fn who() -> Self {
        let detail = "give a token: Authorization: Bearer TOKEN, or sign in on the page";
        Self::new(StatusCode::UNAUTHORIZED, "token-needed", "A token is needed", detail)
    }

    /// Not allowed.
    pub fn forbidden(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::FORBIDDEN, "forbidden", "Not allowed", detail)
    }

    /// The thing was changed by somebody else since it was looked at.
    pub fn changed(version: String) -> Self {
        let title = "Changed meanwhile";
        let detail = "it was changed since you opened it; look at it again, nothing was written";
        let problem = Self::new(StatusCode::PRECONDITION_FAILED, "changed-meanwhile", title, detail);
        Self { version: Some(version.into()), ..problem }
    }

    /// A source is refused.
    pub fn refused(reason: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "refused", "The source was refused", reason)
    }

    /// The request is well formed and cannot be carried out.
    pub fn unfit(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::UNPROCESSABLE_ENTITY, "unfit", "It cannot be ruled so", detail)
    }

    /// More bytes than are taken.
    pub fn too_large(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::PAYLOAD_TOO_LARGE, "too-large", "Too large", detail)
    }

    /// The body is of another sort than is read here.
    pub fn media(detail: impl Into<String>) -> Self {
        Self::new(
            StatusCode::UNSUPPORTED_MEDIA_TYPE,
            "wrong-media",
            "A body of this sort is not read",
            detail,
        )
    }

    /// The address is there, and not for this method.
    pub fn method(detail: impl Into<String>) -> Self {
        Self::new(StatusCode::METHOD_NOT_ALLOWED, "wrong-method", "Not with this method", detail)
    }

    /// A defect of the program or the machine.
    pub fn failed(cause: impl Into<String>) -> Self {
        let detail = "the cause stands in the log of the server";
        let problem = Self::new(StatusCode::INTERNAL_SERVER_ERROR, "failed", "The server failed", detail);
        Self { cause: Some(cause.into().into()), ..problem }
    }
}

impl From<DossierError> for Problem {
    fn from(error: DossierError) -> Self {
        match &error {
            DossierError::UnknownId(_) => Self::not_found(error.to_string()),
            DossierError::AmbiguousId { .. } => Self::bad(error.to_string()),
            DossierError::Unfit { .. } => Self::unfit(error.to_string()),
            DossierError::Busy(_) => Self::new(
                StatusCode::SERVICE_UNAVAILABLE,
                "busy",
                "The dossier is in use by another program",
                "try again when it has finished",
            ),
            DossierError::Full(_) => {
                Self::new(StatusCode::INSUFFICIENT_STORAGE, "full", "The disk is full", "nothing was written")
            }
            other => {
                let cause = other.source().map(|cause| format!(": {cause}")).unwrap_or_default();
                Self::failed(format!("{other}{cause}"))
            }
        }
    }
}

impl IntoResponse for Problem {
    fn into_response(self) -> Response {
        let status = StatusCode::from_u16(self.status).unwrap_or(StatusCode::INTERNAL_SERVER_ERROR);
        let mut response =
            (status, [(header::CONTENT_TYPE, "application/problem+json")], Json(&self)).into_response();
        // A tuple's header does not win over the one of the body.
        let kind = header::HeaderValue::from_static("application/problem+json");
        response.headers_mut().insert(header::CONTENT_TYPE, kind);
        if status == StatusCode::UNAUTHORIZED {
            let scheme = header::HeaderValue::from_static("Bearer");
            response.headers_mut().insert(header::WWW_AUTHENTICATE, scheme);
        }
        if let Some(cause) = self.cause {
            response.extensions_mut().insert(Cause(cause.into()));
        }
        response
    }
}

/// The inner cause of a failed response, on its way to the log.
#[derive(Debug, Clone)]
pub(crate) struct Cause(pub(crate) String);
