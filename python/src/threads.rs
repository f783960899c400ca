//! Work on threads with a deep stack, in order, that can be broken off.

use std::{
    io,
    sync::{
        atomic::{AtomicBool, AtomicUsize, Ordering},
        mpsc::{self, RecvTimeoutError},
    },
    thread,
    time::{Duration, Instant},
};

use pyo3::prelude::*;

/// Stack of a thread in bytes: parsers of hostile input recurse deeper than those that Python starts allow.
const STACK: usize = 32 << 20;

/// How long at most until it is asked whether to go on.
const PATIENCE: Duration = Duration::from_millis(100);

/// The exception of a signal that came in, as Ctrl-C does.
#[expect(
    clippy::redundant_closure_for_method_calls,
    reason = "the method is not general enough in its lifetime"
)]
pub(crate) fn signals() -> Option<PyErr> {
    Python::attach(|py| py.check_signals()).err()
}

/// What `work` gives for the numbers below `count`, in their order, on `jobs` threads; nothing where `go_on`, asked now and
/// then on this thread, said no.
///
/// # Errors
/// When the system starts no thread.
pub(crate) fn in_order<T: Send>(
    count: usize,
    jobs: usize,
    work: impl Fn(usize) -> T + Sync,
    mut go_on: impl FnMut() -> bool,
) -> io::Result<Option<Vec<T>>> {
    let (next, stop) = (AtomicUsize::new(0), AtomicBool::new(false));
    let one = |results: mpsc::Sender<(usize, T)>| {
        while !stop.load(Ordering::Relaxed) {
            let number = next.fetch_add(1, Ordering::Relaxed);
            if number >= count || results.send((number, work(number))).is_err() {
                break;
            }
        }
    };
    thread::scope(|scope| {
        let (results, arrived) = mpsc::channel();
        for _ in 0..jobs.min(count) {
            let (results, one) = (results.clone(), &one);
            let thread = thread::Builder::new().name("entente".to_owned()).stack_size(STACK);
            thread
                .spawn_scoped(scope, move || one(results))
                .inspect_err(|_| stop.store(true, Ordering::Relaxed))?;
        }
        drop(results);
        let mut done: Vec<Option<T>> = (0..count).map(|_| None).collect();
        let mut asked = Instant::now();
        loop {
            match arrived.recv_timeout(PATIENCE) {
                Ok((number, result)) => done[number] = Some(result),
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return Ok(done.into_iter().collect()),
            }
            if asked.elapsed() >= PATIENCE {
                if !go_on() {
                    stop.store(true, Ordering::Relaxed);
                    return Ok(None);
                }
                asked = Instant::now();
            }
        }
    })
}
