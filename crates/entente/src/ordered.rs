//! Work on many items at once whose results come out in the order of the items.

use std::{
    collections::BTreeMap,
    num::NonZeroUsize,
    sync::{Condvar, Mutex, MutexGuard, PoisonError},
    thread,
    time::{Duration, Instant},
};

/// Results that may wait for an earlier one, for each worker; bounds the memory.
const AHEAD_PER_WORKER: usize = 16;

/// The weight of the items at work and of those whose results wait, in bytes of source; a result may be several times
/// as large. The item whose turn it is to be taken is always let in.
const MOST_AHEAD: u64 = 24 << 20;

/// The most results of a batch.
const BATCH: usize = 64;

/// The weight at which a batch is full, in bytes of source.
const BATCH_WEIGHT: u64 = 4 << 20;

/// How long the first result of a batch waits for others.
const BATCH_TIME: Duration = Duration::from_millis(250);

/// Stack of a worker in bytes: parsers of hostile input recurse deeper than the 2 MB of a usual thread allow.
pub(crate) const STACK: usize = 32 << 20;

/// Calls `work` on every item on `workers` threads and `take` on each result, in the order of the items, on this thread.
///
/// No more than a fixed number of results a worker wait for their turn, and no more of them than [`MOST_AHEAD`] by the
/// bytes that `weigh` gives for an item. When `take` fails the rest is left undone.
///
/// # Errors
/// What `take` returns, or the operating system's refusal to start a thread.
pub(crate) fn map_in_order<I, T, R, E>(
    items: I,
    workers: NonZeroUsize,
    weigh: impl Fn(&T) -> u64 + Sync,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(R) -> Result<(), E>,
) -> Result<(), E>
where
    I: Iterator<Item = T> + Send,
    T: Send,
    R: Send,
    E: From<std::io::Error>,
{
    begin(items, workers, weigh, work, |next| {
        while let Next::Result(result, _) = next(None) {
            take(result)?;
        }
        Ok(())
    })
}

/// As [`map_in_order`], with results that follow each other handed over together: as many as are there within a quarter
/// of a second, up to a bound, so that what is dear once a call costs less.
///
/// # Errors
/// As [`map_in_order`].
pub(crate) fn map_in_batches<I, T, R, E>(
    items: I,
    workers: NonZeroUsize,
    weigh: impl Fn(&T) -> u64 + Sync,
    work: impl Fn(T) -> R + Sync,
    mut take: impl FnMut(Vec<R>) -> Result<(), E>,
) -> Result<(), E>
where
    I: Iterator<Item = T> + Send,
    T: Send,
    R: Send,
    E: From<std::io::Error>,
{
    begin(items, workers, weigh, work, |next| {
        while let Next::Result(first, mut weight) = next(None) {
            let until = Instant::now() + BATCH_TIME;
            let mut batch = vec![first];
            while batch.len() < BATCH
                && weight < BATCH_WEIGHT
                && let Next::Result(result, own) = next(Some(until))
            {
                batch.push(result);
                weight += own;
            }
            take(batch)?;
        }
        Ok(())
    })
}

/// What comes next.
enum Next<R> {
    /// A result, with the weight of its item.
    Result(R, u64),
    /// Nothing within the time.
    Later,
    /// Nothing any more.
    End,
}

/// Starts the workers, and stops them when `take` is done, whether it failed or not.
fn begin<I, T, R, E>(
    items: I,
    workers: NonZeroUsize,
    weigh: impl Fn(&T) -> u64 + Sync,
    work: impl Fn(T) -> R + Sync,
    take: impl FnOnce(&dyn Fn(Option<Instant>) -> Next<R>) -> Result<(), E>,
) -> Result<(), E>
where
    I: Iterator<Item = T> + Send,
    T: Send,
    R: Send,
    E: From<std::io::Error>,
{
    let queue = Queue {
        source: Mutex::new((0, items)),
        state: Mutex::new(State { ready: BTreeMap::new(), taken: 0, weight: 0, running: 0, stopped: false }),
        changed: Condvar::new(),
        ahead: workers.get() * AHEAD_PER_WORKER,
    };
    thread::scope(|scope| {
        for number in 0..workers.get() {
            lock(&queue.state).running += 1;
            let started = thread::Builder::new()
                .name(format!("reader-{number}"))
                .stack_size(STACK)
                .spawn_scoped(scope, || queue.work(&weigh, &work));
            if let Err(error) = started {
                queue.stop();
                return Err(error.into());
            }
        }
        let done = take(&|until| queue.next(until));
        if done.is_err() {
            queue.stop();
        }
        done
    })
}

/// What the workers and the taker share.
struct Queue<I, R> {
    source: Mutex<(usize, I)>,
    state: Mutex<State<R>>,
    changed: Condvar,
    ahead: usize,
}

struct State<R> {
    /// Results by number, with the weights of their items.
    ready: BTreeMap<usize, (R, u64)>,
    taken: usize,
    /// The weight of all items let in and not yet taken.
    weight: u64,
    running: usize,
    stopped: bool,
}

impl<I: Iterator, R> Queue<I, R> {
    fn work(&self, weigh: &impl Fn(&I::Item) -> u64, work: &impl Fn(I::Item) -> R) {
        let _leaving = Leaving(self);
        loop {
            let (number, item) = {
                let mut source = lock(&self.source);
                let Some(item) = source.1.next() else { return };
                source.0 += 1;
                (source.0 - 1, item)
            };
            let own = weigh(&item);
            {
                let full = |state: &mut State<R>| {
                    let ahead = number >= state.taken + self.ahead || state.weight + own > MOST_AHEAD;
                    !state.stopped && ahead && number != state.taken
                };
                let mut state =
                    self.changed.wait_while(lock(&self.state), full).unwrap_or_else(PoisonError::into_inner);
                if state.stopped {
                    return;
                }
                state.weight += own;
            }
            let result = work(item);
            lock(&self.state).ready.insert(number, (result, own));
            self.changed.notify_all();
        }
    }

    /// The next result in order, if it comes in time.
    fn next(&self, until: Option<Instant>) -> Next<R> {
        let waiting = |state: &mut State<R>| state.running > 0 && !state.ready.contains_key(&state.taken);
        let state = lock(&self.state);
        let (mut state, late) = match until {
            None => {
                let state = self.changed.wait_while(state, waiting);
                (state.unwrap_or_else(PoisonError::into_inner), false)
            }
            Some(until) => {
                let time = until.saturating_duration_since(Instant::now());
                let waited = self.changed.wait_timeout_while(state, time, waiting);
                let (state, waited) = waited.unwrap_or_else(PoisonError::into_inner);
                (state, waited.timed_out())
            }
        };
        let turn = state.taken;
        let Some((result, weight)) = state.ready.remove(&turn) else {
            return if late { Next::Later } else { Next::End };
        };
        state.taken += 1;
        state.weight -= weight;
        drop(state);
        self.changed.notify_all();
        Next::Result(result, weight)
    }

    fn stop(&self) {
        lock(&self.state).stopped = true;
        self.changed.notify_all();
    }
}

/// Says that a worker has left, also when it panics, so that the taker never waits for a dead one.
struct Leaving<'a, I: Iterator, R>(&'a Queue<I, R>);

impl<I: Iterator, R> Drop for Leaving<'_, I, R> {
    fn drop(&mut self) {
        lock(&self.0.state).running -= 1;
        self.0.changed.notify_all();
    }
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;
    use std::io;

    fn workers(count: usize) -> NonZeroUsize {
        NonZeroUsize::new(count).unwrap()
    }

    #[test]
    fn results_come_in_the_order_of_the_items() {
        let mut taken = Vec::new();
        let slow_first = |item: u64| {
            thread::sleep(Duration::from_micros(if item == 0 { 20_000 } else { item % 7 * 50 }));
            item
        };
        map_in_order(
            0..500,
            workers(4),
            |_| 1,
            slow_first,
            |item| {
                taken.push(item);
                Ok::<_, io::Error>(())
            },
        )
        .unwrap();
        assert_eq!(taken, (0..500).collect::<Vec<_>>());
    }

    #[test]
    fn a_failing_taker_ends_the_work() {
        let outcome = map_in_order(
            0..,
            workers(3),
            |_| 1,
            |item| item,
            |item: u64| {
                if item == 100 { Err(io::Error::other("enough")) } else { Ok(()) }
            },
        );
        assert_eq!(outcome.unwrap_err().to_string(), "enough");
    }

    #[test]
    fn a_slow_item_does_not_let_the_others_run_far_ahead() {
        let started = std::sync::atomic::AtomicUsize::new(0);
        let work = |item: usize| {
            started.fetch_add(1, std::sync::atomic::Ordering::SeqCst);
            if item == 0 {
                thread::sleep(Duration::from_millis(100));
            }
            (item, started.load(std::sync::atomic::Ordering::SeqCst))
        };
        let mut first = 0;
        map_in_order(
            0..10_000,
            workers(2),
            |_| 1,
            work,
            |(item, seen)| {
                if item == 0 {
                    first = seen;
                }
                Ok::<_, io::Error>(())
            },
        )
        .unwrap();
        assert!(first <= 2 * AHEAD_PER_WORKER + 2, "{first} items were begun while the first was at work");
    }

    #[test]
    fn heavy_items_wait_and_the_heaviest_is_let_in() {
        let inside = std::sync::atomic::AtomicU64::new(0);
        let most = std::sync::atomic::AtomicU64::new(0);
        let weigh = |item: &u64| if *item == 7 { 3 * MOST_AHEAD } else { MOST_AHEAD / 3 };
        let work = |item: u64| {
            let now = inside.fetch_add(1, std::sync::atomic::Ordering::SeqCst) + 1;
            most.fetch_max(now, std::sync::atomic::Ordering::SeqCst);
            thread::sleep(Duration::from_millis(1));
            item
        };
        let mut taken = 0;
        map_in_order(0..40, workers(8), weigh, work, |item| {
            assert_eq!(item, taken);
            taken += 1;
            inside.fetch_sub(1, std::sync::atomic::Ordering::SeqCst);
            Ok::<_, io::Error>(())
        })
        .unwrap();
        assert_eq!(taken, 40);
        assert!(most.into_inner() <= 5, "more was at work than may be");
    }

    #[test]
    fn batches_are_in_order_and_wait_for_nobody_long() {
        let work = |item: usize| {
            if item == 200 {
                thread::sleep(4 * BATCH_TIME);
            }
            item
        };
        let mut batches: Vec<Vec<usize>> = Vec::new();
        let take = |batch| {
            batches.push(batch);
            Ok::<_, io::Error>(())
        };
        map_in_batches(0..300, workers(2), |_| 1, work, take).unwrap();
        assert_eq!(batches.concat(), (0..300).collect::<Vec<_>>());
        assert!(batches.iter().all(|batch| !batch.is_empty() && batch.len() <= BATCH));
        // What stood before the slow one was not held back for it.
        assert!(batches.iter().any(|batch| batch.first() == Some(&200)), "{batches:?}");
    }
}
