//! Ctrl-C: the first time the work in hand is brought to its end, the second time the program ends at once.

use std::{
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
};

use anyhow::Context as _;

use crate::outcome::tell;

/// Whether somebody asked for an end.
#[derive(Debug, Clone, Default)]
pub(crate) struct Stop(Arc<AtomicBool>);

impl Stop {
    /// Listens for Ctrl-C and for the request of the system to end, on a thread of its own; to be called once.
    ///
    /// # Errors
    /// When the system does not let the program listen.
    pub(crate) fn listen() -> anyhow::Result<Self> {
        let stop = Self::default();
        let asked = stop.clone();
        let cannot = "cannot listen for Ctrl-C";
        let runtime = tokio::runtime::Builder::new_current_thread().enable_io().build().context(cannot)?;
        let listen = move || {
            runtime.block_on(async {
                while request().await {
                    if asked.0.swap(true, Ordering::SeqCst) {
                        std::process::exit(130);
                    }
                    tell("stopping: what is being read is written out; once more to end at once\n");
                }
            });
        };
        thread::Builder::new().name("signals".to_owned()).spawn(listen).context(cannot)?;
        Ok(stop)
    }

    /// Whether an end was asked for.
    pub(crate) fn asked(&self) -> bool {
        self.0.load(Ordering::SeqCst)
    }
}

/// Waits for the next request to end; false when none can come.
#[cfg(unix)]
async fn request() -> bool {
    use tokio::signal::unix::{SignalKind, signal};
    let Ok(mut terminate) = signal(SignalKind::terminate()) else {
        return tokio::signal::ctrl_c().await.is_ok();
    };
    tokio::select! {
        pressed = tokio::signal::ctrl_c() => pressed.is_ok(),
        asked = terminate.recv() => asked.is_some(),
    }
}

/// Waits for the next request to end; false when none can come.
#[cfg(not(unix))]
async fn request() -> bool {
    tokio::signal::ctrl_c().await.is_ok()
}
