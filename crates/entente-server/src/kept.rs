//! Answers that are kept while the record stays as it is, and made once however many ask for them at the same time.

use std::{
    collections::{HashMap, VecDeque},
    sync::{Arc, Mutex, MutexGuard, PoisonError},
};

use axum::{
    body::{Body, Bytes, to_bytes},
    http::{HeaderMap, StatusCode, header},
    response::{IntoResponse as _, Response},
};
use tokio::sync::OnceCell;

use crate::Problem;

/// Bytes of all answers that are kept, as they are sent.
const MOST_BYTES: usize = 64_000_000;
/// Bytes of one answer that is kept.
const LARGEST: usize = 16_000_000;
/// How many answers are kept.
const MOST: usize = 400;

/// The answers of one state of the record.
#[derive(Debug, Default)]
pub(crate) struct Kept(Mutex<Store>);

#[derive(Debug, Default)]
struct Store {
    /// The state of the record that the answers are of.
    tag: String,
    answers: HashMap<String, Arc<Cell>>,
    /// The keys, the oldest first.
    order: VecDeque<String>,
    bytes: usize,
}

/// An answer that is made at most once; nothing where it is not of the kind that is kept.
type Cell = OnceCell<Option<Answer>>;

#[derive(Debug, Clone)]
struct Answer {
    headers: HeaderMap,
    body: Bytes,
}

impl Kept {
    /// The answer to `key` in the state `tag` of the record: the one that is kept, or the one that `make` gives.
    pub(crate) async fn answer(
        &self,
        tag: &str,
        key: String,
        make: impl Future<Output = Response>,
    ) -> Response {
        let cell = self.cell(tag, &key);
        let mut make = Some(make);
        let mut passing = None;
        let (key, to_make, to_pass) = (key.as_str(), &mut make, &mut passing);
        let kept = cell
            .get_or_init(move || async move {
                match keepable(to_make.take()?.await).await {
                    Ok(answer) => {
                        self.count(tag, key, answer.body.len());
                        Some(answer)
                    }
                    Err(response) => {
                        *to_pass = Some(response);
                        None
                    }
                }
            })
            .await;
        match (kept, passing, make) {
            (Some(answer), ..) => (answer.headers.clone(), answer.body.clone()).into_response(),
            (None, Some(response), _) => response,
            (None, None, Some(make)) => make.await,
            (None, None, None) => Problem::failed("an answer was lost").into_response(),
        }
    }

    fn store(&self) -> MutexGuard<'_, Store> {
        self.0.lock().unwrap_or_else(PoisonError::into_inner)
    }

    fn cell(&self, tag: &str, key: &str) -> Arc<Cell> {
        let mut store = self.store();
        if store.tag != tag {
            *store = Store { tag: tag.to_owned(), ..Store::default() };
        }
        if let Some(cell) = store.answers.get(key) {
            return Arc::clone(cell);
        }
        let cell = Arc::<Cell>::default();
        store.answers.insert(key.to_owned(), Arc::clone(&cell));
        store.order.push_back(key.to_owned());
        store.thin_out();
        cell
    }

    fn count(&self, tag: &str, key: &str, bytes: usize) {
        let mut store = self.store();
        if store.tag == tag && store.answers.contains_key(key) {
            store.bytes += bytes;
            store.thin_out();
        }
    }
}

impl Store {
    fn thin_out(&mut self) {
        while self.order.len() > MOST || (self.bytes > MOST_BYTES && self.order.len() > 1) {
            let Some(oldest) = self.order.pop_front() else { return };
            let gone = self.answers.remove(&oldest);
            let answer = gone.as_ref().and_then(|cell| cell.get()).and_then(Option::as_ref);
            self.bytes = self.bytes.saturating_sub(answer.map_or(0, |answer| answer.body.len()));
        }
    }
}

/// Whole answers in JSON are kept; files and refusals pass.
async fn keepable(response: Response) -> Result<Answer, Response> {
    let kind = response.headers().get(header::CONTENT_TYPE).and_then(|kind| kind.to_str().ok());
    if response.status() != StatusCode::OK || kind != Some("application/json") {
        return Err(response);
    }
    let (parts, body) = response.into_parts();
    match to_bytes(body, usize::MAX).await {
        Ok(body) if body.len() <= LARGEST => Ok(Answer { headers: parts.headers, body }),
        Ok(body) => Err(Response::from_parts(parts, Body::from(body))),
        Err(error) => Err(Problem::failed(error.to_string()).into_response()),
    }
}

#[cfg(test)]
mod tests {
    use std::sync::atomic::{AtomicUsize, Ordering};

    use axum::Json;

    use super::*;

    async fn ask(kept: &Kept, tag: &str, key: &str, made: &AtomicUsize, answer: Response) -> String {
        let make = async {
            made.fetch_add(1, Ordering::Relaxed);
            tokio::task::yield_now().await;
            answer
        };
        let response = kept.answer(tag, key.to_owned(), make).await;
        String::from_utf8(to_bytes(response.into_body(), usize::MAX).await.unwrap().to_vec()).unwrap()
    }

    #[tokio::test]
    async fn an_answer_is_made_once_for_all_who_ask_until_the_record_changes() {
        let (kept, made) = (Kept::default(), AtomicUsize::new(0));
        let json = || Json("x").into_response();
        let (one, other) =
            tokio::join!(ask(&kept, "1", "/a", &made, json()), ask(&kept, "1", "/a", &made, json()));
        assert_eq!((one.as_str(), other.as_str(), made.load(Ordering::Relaxed)), ("\"x\"", "\"x\"", 1));
        ask(&kept, "1", "/b", &made, json()).await;
        ask(&kept, "2", "/a", &made, json()).await;
        assert_eq!(made.load(Ordering::Relaxed), 3);
    }

    #[tokio::test]
    async fn refusals_pass_and_the_number_of_answers_is_bounded() {
        let (kept, made) = (Kept::default(), AtomicUsize::new(0));
        for _ in 0..2 {
            let refusal = Problem::bad("no").into_response();
            assert!(ask(&kept, "1", "/wrong", &made, refusal).await.contains("no"));
        }
        assert_eq!(made.load(Ordering::Relaxed), 2);
        for number in 0..MOST * 2 {
            ask(&kept, "1", &number.to_string(), &made, Json(number).into_response()).await;
        }
        assert!(kept.store().answers.len() <= MOST && kept.store().bytes < MOST * 8);
    }
}
