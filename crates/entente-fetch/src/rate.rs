//! How often each host is asked.

use std::{
    collections::HashMap,
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

/// More hosts than are kept in mind at once.
const MOST_HOSTS: usize = 10_000;

/// When each host may be asked again.
#[derive(Debug, Default)]
pub(crate) struct Rate(Mutex<HashMap<String, Instant>>);

impl Rate {
    /// Waits until the host may be asked, and takes the turn.
    pub(crate) fn wait(&self, host: &str, pause: Duration) {
        let now = Instant::now();
        let turn = {
            let mut turns = self.0.lock().unwrap_or_else(PoisonError::into_inner);
            if turns.len() > MOST_HOSTS {
                turns.retain(|_, next| *next > now);
            }
            let next = turns.entry(host.to_owned()).or_insert(now);
            let turn = (*next).max(now);
            *next = turn + pause;
            turn
        };
        thread::sleep(turn.saturating_duration_since(now));
    }
}
