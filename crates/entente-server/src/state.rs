//! What all requests share: open dossiers, the desk, the live channel.

use std::sync::{Arc, Mutex, PoisonError};

use entente_dossier::Dossier;
use tokio::sync::{OwnedSemaphorePermit, Semaphore, broadcast};

use crate::{Desk, Live, Options, Problem, kept::Kept, memo::Memo, routes::Measured};

/// How many requests work on the dossier at once; others wait their turn.
const AT_ONCE: usize = 8;
/// How many sources are read at once.
const READING: usize = 2;
/// How many hosts are asked for pages at once.
const FETCHING: usize = 4;
/// How many bodies of sources are held in memory at once.
const SENDING: usize = 6;
/// How many live messages a slow listener may be behind.
const BEHIND: usize = 256;

/// What all requests share.
#[derive(Clone)]
pub(crate) struct Shared(Arc<Inner>);

struct Inner {
    options: Options,
    desk: Arc<dyn Desk>,
    idle: Mutex<Vec<Dossier>>,
    turns: Arc<Semaphore>,
    reading: Arc<Semaphore>,
    fetching: Arc<Semaphore>,
    sending: Arc<Semaphore>,
    ruling: Arc<tokio::sync::Mutex<()>>,
    live: broadcast::Sender<Live>,
    kept: Kept,
    measured: Arc<Memo<Measured>>,
    watcher: Mutex<Option<Dossier>>,
}

impl Shared {
    pub(crate) fn new(options: Options, desk: Arc<dyn Desk>) -> Self {
        Self(Arc::new(Inner {
            options,
            desk,
            idle: Mutex::default(),
            turns: Arc::new(Semaphore::new(AT_ONCE)),
            reading: Arc::new(Semaphore::new(READING)),
            fetching: Arc::new(Semaphore::new(FETCHING)),
            sending: Arc::new(Semaphore::new(SENDING)),
            ruling: Arc::default(),
            live: broadcast::channel(BEHIND).0,
            kept: Kept::default(),
            measured: Arc::default(),
            watcher: Mutex::default(),
        }))
    }

    pub(crate) fn options(&self) -> &Options {
        &self.0.options
    }

    pub(crate) fn desk(&self) -> &Arc<dyn Desk> {
        &self.0.desk
    }

    /// One ruling at a time, so that "changed meanwhile" is told for certain.
    pub(crate) async fn ruling(&self) -> tokio::sync::OwnedMutexGuard<()> {
        Arc::clone(&self.0.ruling).lock_owned().await
    }

    /// A turn for reading a source.
    pub(crate) async fn reading(&self) -> Result<OwnedSemaphorePermit, Problem> {
        turn(&self.0.reading).await
    }

    /// A turn for asking a host.
    pub(crate) async fn fetching(&self) -> Result<OwnedSemaphorePermit, Problem> {
        turn(&self.0.fetching).await
    }

    /// A turn for sending a source.
    pub(crate) async fn sending(&self) -> Result<OwnedSemaphorePermit, Problem> {
        turn(&self.0.sending).await
    }

    pub(crate) fn listen(&self) -> broadcast::Receiver<Live> {
        self.0.live.subscribe()
    }

    /// Tells everybody who listens; nobody there is no fault.
    pub(crate) fn tell(&self, message: Live) {
        let _ = self.0.live.send(message);
    }

    /// Answers that are kept.
    pub(crate) fn kept(&self) -> &Kept {
        &self.0.kept
    }

    /// What the figures measure that were asked for last.
    pub(crate) fn measured(&self) -> &Arc<Memo<Measured>> {
        &self.0.measured
    }

    /// The state of the record, seen through a connection of its own, so that it waits for no other work.
    pub(crate) async fn revision(&self) -> Result<String, Problem> {
        let inner = Arc::clone(&self.0);
        let looked = tokio::task::spawn_blocking(move || {
            let mut watcher = inner.watcher.lock().unwrap_or_else(PoisonError::into_inner);
            let dossier = match watcher.take() {
                Some(dossier) => dossier,
                None => Dossier::open(&inner.options.folder)?,
            };
            let revision = dossier.revision();
            *watcher = Some(dossier);
            Ok(revision?)
        });
        looked.await.unwrap_or_else(|error| Err(Problem::failed(error.to_string())))
    }

    /// Works on the dossier on a thread that may block.
    pub(crate) async fn with<T: Send + 'static>(
        &self,
        work: impl FnOnce(&mut Dossier) -> Result<T, Problem> + Send + 'static,
    ) -> Result<T, Problem> {
        let turn = turn(&self.0.turns).await?;
        let inner = Arc::clone(&self.0);
        let worked = tokio::task::spawn_blocking(move || {
            // Kept by the work and not by who waits for it: whoever hangs up frees no turn early.
            let _turn = turn;
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

async fn turn(turns: &Arc<Semaphore>) -> Result<OwnedSemaphorePermit, Problem> {
    let turn = Arc::clone(turns).acquire_owned().await;
    turn.map_err(|error| Problem::failed(error.to_string()))
}

/// Does a piece of work to its end, even when whoever asked for it hangs up: a browser that is closed in the middle of a
/// save leaves it written and told to the others, or not begun.
pub(crate) async fn to_the_end<T: Send + 'static>(
    work: impl Future<Output = Result<T, Problem>> + Send + 'static,
) -> Result<T, Problem> {
    tokio::spawn(work).await.unwrap_or_else(|error| Err(Problem::failed(error.to_string())))
}
