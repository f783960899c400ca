//! What happens now, as server-sent events.

use std::convert::Infallible;

use axum::{
    extract::State,
    response::sse::{Event, KeepAlive, Sse},
};
use tokio_stream::{Stream, StreamExt as _, wrappers::BroadcastStream};

use crate::{Live, state::Shared};

/// What happens now: sources on their way in, and changes of the record (server-sent events)
#[utoipa::path(get, path = "/live", tag = "server",
    responses((status = 200, body = Live, content_type = "text/event-stream")))]
pub(crate) async fn live(State(shared): State<Shared>) -> Sse<impl Stream<Item = Result<Event, Infallible>>> {
    // A listener that fell behind misses messages and not the stream, and is told so.
    let messages = BroadcastStream::new(shared.listen()).map(|message| message.unwrap_or(Live::Missed));
    Sse::new(
        messages
            .map(|message| Ok(Event::default().data(serde_json::to_string(&message).unwrap_or_default()))),
    )
    .keep_alive(KeepAlive::default())
}
