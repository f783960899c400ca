//! What all requests share: open dossiers, the desk, the live channel.

use std::sync::{Arc, Mutex, PoisonError};

use entente_dossier::Dossier;
use tokio::sync::{Semaphore, broadcast};

use crate::{Desk, Live, Options, Problem};

/// How many requests work on the dossier at once; others wait their turn.
const AT_ONCE: usize = 8;
/// How many sources are read at once.
const READING: usize = 2;
/// How many live messages a slow listener may be behind.
const BEHIND: usize = 256;

/// What all requests share.
#[derive(Clone)]
pub(crate) struct Shared(Arc<Inner>);

struct Inner {
    options: Options,
    desk: Arc<dyn Desk>,
    idle: Mutex<Vec<Dossier>>,
    turns: Semaphore,
    reading: Semaphore,
    ruling: tokio::sync::Mutex<()>,
    live: broadcast::Sender<Live>,
}

impl Shared {
    pub(crate) fn new(options: Options, desk: Arc<dyn Desk>) -> Self {
        Self(Arc::new(Inner {
            options,
            desk,
            idle: Mutex::default(),
            turns: Semaphore::new(AT_ONCE),
            reading: Semaphore::new(READING),
            ruling: tokio::sync::Mutex::default(),
            live: broadcast::channel(BEHIND).0,
        }))
    }

    pub(crate) fn options(&self) -> &Options {
        &self.0.options
    }

    pub(crate) fn desk(&self) -> &Arc<dyn Desk> {
        &self.0.desk
    }

    /// One ruling at a time, so that "changed meanwhile" is told for certain.
    pub(crate) async fn ruling(&self) -> tokio::sync::MutexGuard<'_, ()> {
        self.0.ruling.lock().await
    }

    /// A turn for reading a source.
    pub(crate) async fn reading(&self) -> Result<tokio::sync::SemaphorePermit<'_>, Problem> {
        self.0.reading.acquire().await.map_err(|error| Problem::failed(error.to_string()))
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Live> {
        self.0.live.subscribe()
    }

    /// Tells everybody who listens; nobody there is no fault.
    pub(crate) fn tell(&self, message: Live) {
        let _ = self.0.live.send(message);
    }

    /// Works on the dossier on a thread that may block.
    pub(crate) async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Dossier) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let _turn = self.0.turns.acquire().await.map_err(|error| Problem::failed(error.to_string()))?;
        let inner = Arc::clone(&self.0);
        let worked = tokio::task::spawn_blocking(move || {
            let waiting = inner.idle.lock().unwrap_or_else(PoisonError::into_inner).pop();
            let mut dossier = match waiting {
                Some(dossier) => dossier,
                None => Dossier::open(&inner.options.folder)?,
            };
            let done = work(&mut dossier);
            inner.idle.lock().unwrap_or_else(PoisonError::into_inner).push(dossier);
            done
        });
        worked.await.unwrap_or_else(|error| Err(Problem::failed(error.to_string())))
    }
}
