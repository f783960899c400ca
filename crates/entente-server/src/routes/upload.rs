//! Adding sources.

use axum::{
    Json,
    body::Bytes,
    extract::{State, rejection::BytesRejection},
    http::StatusCode,
    response::{IntoResponse as _, Response},
};
use entente_dossier::{Added, Refusal};
use entente_model::SourceId;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Live, Problem, Said, Stage,
    given::{Body, of_bytes},
    query::Asked,
    state::{Shared, to_the_end},
};

/// What is said about a source that is sent.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct Sent {
    /// Its name: the file's name, or the address that it is from.
    name: String,
    /// When it was published, with or without a time of day.
    published: Option<String>,
    /// Its language.
    lang: Option<String>,
    /// A word of the sender's own that the live stream repeats.
    job: Option<String>,
}

/// What became of a source.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Taken {
    /// `added` or `known`.
    outcome: Stage,
    /// The SHA-256 of its bytes.
    id: SourceId,
    /// How many documents came with it that were not there before.
    documents: usize,
}

/// Adds a source: its bytes are the body. The same bytes twice change nothing
#[utoipa::path(post, path = "/sources", tag = "sources", params(Sent),
    request_body(content = Vec<u8>, content_type = "application/octet-stream"),
    responses((status = 201, body = Taken), (status = 200, body = Taken, description = "Its bytes were there already"),
        (status = 413, body = Problem), (status = 422, body = Problem, description = "Refused, with the reason")))]
pub(crate) async fn upload(
    State(shared): State<Shared>,
    Asked(sent): Asked<Sent>,
    body: Result<Bytes, BytesRejection>,
) -> Result<Response, Problem> {
    let most = shared.options().max_bytes;
    let bytes = body.map_err(|rejection| {
        if rejection.status() == StatusCode::PAYLOAD_TOO_LARGE {
            Problem::too_large(format!("sources above {} MB are refused", most / 1_000_000))
        } else {
            of_bytes(&rejection)
        }
    })?;
    let name = sent.name.trim();
    let origin = if name.is_empty() { "pasted.txt".to_owned() } else { name.chars().take(500).collect() };
    to_the_end(async move { take(&shared, origin, bytes.into(), sent).await }).await
}

/// An address of the web to read.
#[derive(Debug, Deserialize, ToSchema)]
pub(crate) struct Address {
    /// `https://…`
    url: String,
    /// When it was published.
    published: Option<String>,
    /// Its language.
    lang: Option<String>,
    /// A word of the sender's own that the live stream repeats.
    job: Option<String>,
}

/// Adds what lies at an address of the web; addresses inside private networks are refused
#[utoipa::path(post, path = "/sources/address", tag = "sources", request_body = Address,
    responses((status = 201, body = Taken), (status = 200, body = Taken), (status = 422, body = Problem)))]
pub(crate) async fn from_address(
    State(shared): State<Shared>,
    Body(address): Body<Address>,
) -> Result<Response, Problem> {
    let (desk, most, url) = (shared.desk().clone(), shared.options().max_bytes, address.url.clone());
    let sent =
        Sent { name: String::new(), published: address.published, lang: address.lang, job: address.job };
    to_the_end(async move {
        tell(&shared, &sent, &address.url, Stage::Waiting, None);
        let turn = shared.fetching().await?;
        tell(&shared, &sent, &address.url, Stage::Fetching, None);
        let fetched = tokio::task::spawn_blocking(move || {
            let _turn = turn;
            desk.fetch(&url, most)
        });
        match fetched.await.map_err(|error| Problem::failed(error.to_string()))? {
            Ok(bytes) => take(&shared, address.url, bytes, sent).await,
            Err(reason) => {
                tell(&shared, &sent, &address.url, Stage::Refused, Some(&reason));
                Err(Problem::refused(reason))
            }
        }
    })
    .await
}

fn tell(shared: &Shared, sent: &Sent, origin: &str, stage: Stage, reason: Option<&str>) {
    shared.tell(Live::Source {
        job: sent.job.clone().unwrap_or_default(),
        origin: origin.to_owned(),
        stage,
        reason: reason.map(str::to_owned),
    });
}

async fn take(shared: &Shared, origin: String, bytes: Vec<u8>, sent: Sent) -> Result<Response, Problem> {
    let id = SourceId::of(&bytes);
    tell(shared, &sent, &origin, Stage::Waiting, None);
    let turn = shared.reading().await?;
    tell(shared, &sent, &origin, Stage::Reading, None);
    let (desk, from) = (shared.desk().clone(), origin.clone());
    let said = Said {
        published: sent.published.clone().filter(|date| !date.is_empty()),
        lang: sent.lang.clone().filter(|lang| !lang.is_empty()),
    };
    let read = tokio::task::spawn_blocking(move || (desk.read(&from, &bytes, &said), bytes)).await;
    let (read, bytes) = read.map_err(|error| Problem::failed(error.to_string()))?;
    drop(turn);
    tell(shared, &sent, &origin, Stage::Writing, None);
    let now = shared.desk().now();
    match read {
        Ok(source) => {
            let (added, revision) = shared
                .with(move |dossier| {
                    let added = dossier.add(&source, &now)?;
                    Ok((added, dossier.revision()?))
                })
                .await?;
            let (stage, documents, status) = match added {
                Added::New { documents } => (Stage::Added, documents, StatusCode::CREATED),
                Added::Known => (Stage::Known, 0, StatusCode::OK),
            };
            tell(shared, &sent, &origin, stage, None);
            shared.tell(Live::Record { revision, id: None });
            Ok((status, Json(Taken { outcome: stage, id, documents })).into_response())
        }
        Err(reason) => {
            let (why, from) = (reason.clone(), origin.clone());
            let refused = shared.with(move |dossier| {
                let refusal = Refusal { origin: &from, bytes: Some(&bytes), reason: &why };
                Ok(dossier.refuse(&refusal, &now)?)
            });
            refused.await?;
            tell(shared, &sent, &origin, Stage::Refused, Some(&reason));
            Err(Problem::refused(reason))
        }
    }
}
