//! Work on a pool of threads, handed in and taken out in order, with bounded memory.

use super::Cancel;
use std::cmp::{Ordering, Reverse};
use std::collections::{BTreeMap, BinaryHeap};
use std::ops::ControlFlow;
use std::panic::{AssertUnwindSafe, catch_unwind, resume_unwind};
use std::sync::mpsc::channel;
use std::sync::{Mutex, PoisonError};
use std::time::Duration;

/// How much may be on its way at a time.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Limits {
    /// Items that were taken in and not yet given out.
    pub(crate) items: usize,
    /// Bytes of these items; one item may be larger.
    pub(crate) bytes: u64,
}

/// How often `tick` is called when nothing else happens.
const TICK: Duration = Duration::from_millis(100);

/// Does `work` on each source and gives the results to `sink`, in the order of the sources.
///
/// A source comes with its size; `work` returns the size of what it made. Of the sources at hand
/// the largest is started first. `tick` is called on the calling thread, again and again. A `Break`
/// of the sink stops the run, as `cancel` does; what was started is finished and then dropped, or,
/// after `cancel`, given out as far as it is in order.
pub(crate) fn run<S: Send, R: Send>(
    pool: &rayon::ThreadPool,
    limits: Limits,
    cancel: &Cancel,
    sources: impl IntoIterator<Item = (S, u64)>,
    work: impl Fn(S) -> (R, u64) + Sync,
    mut sink: impl FnMut(R) -> ControlFlow<()>,
    mut tick: impl FnMut(),
) {
    let waiting = Mutex::new(BinaryHeap::<Waiting<S>>::new());
    let (waiting, work) = (&waiting, &work);
    let panic = pool.in_place_scope(|scope| {
        let (results, done) = channel();
        let mut sources = sources.into_iter();
        let mut flow = Flow::default();
        let mut ready = BTreeMap::new();
        let mut open = true;
        loop {
            while open && flow.admits(limits) && !cancel.is_cancelled() {
                let Some((source, bytes)) = sources.next() else {
                    open = false;
                    break;
                };
                lock(waiting).push(Waiting { number: flow.taken, bytes, source });
                flow.take_in(bytes);
                let results = results.clone();
                scope.spawn(move |_| {
                    // Stopping empties the heap under the feet of jobs that wait.
                    let Some(item) = lock(waiting).pop() else { return };
                    let result = catch_unwind(AssertUnwindSafe(|| work(item.source)));
                    // The receiver has gone when the sink broke off.
                    let _ = results.send((item.number, item.bytes, result));
                });
            }
            if open && cancel.is_cancelled() {
                open = false;
                flow.expected -= drain(waiting);
            }
            if !open && flow.expected == 0 {
                return None;
            }
            let (number, before, result) = match done.recv_timeout(TICK) {
                Ok(done) => done,
                Err(_) => {
                    tick();
                    continue;
                }
            };
            match result {
                Ok((result, after)) => {
                    flow.finish(before, after);
                    ready.insert(number, (result, after));
                }
                Err(panic) => {
                    drain(waiting);
                    return Some(panic);
                }
            }
            while let Some((result, bytes)) = ready.remove(&flow.given) {
                flow.give_out(bytes);
                if sink(result).is_break() {
                    drain(waiting);
                    return None;
                }
            }
            tick();
        }
    });
    if let Some(panic) = panic {
        resume_unwind(panic);
    }
}

/// A source that no thread has started.
struct Waiting<S> {
    number: u64,
    bytes: u64,
    source: S,
}

impl<S> Waiting<S> {
    /// The largest first, the earlier of equals.
    fn rank(&self) -> (u64, Reverse<u64>) {
        (self.bytes, Reverse(self.number))
    }
}

impl<S> Ord for Waiting<S> {
    fn cmp(&self, other: &Self) -> Ordering {
        self.rank().cmp(&other.rank())
    }
}

impl<S> PartialOrd for Waiting<S> {
    fn partial_cmp(&self, other: &Self) -> Option<Ordering> {
        Some(self.cmp(other))
    }
}

impl<S> PartialEq for Waiting<S> {
    fn eq(&self, other: &Self) -> bool {
        self.rank() == other.rank()
    }
}

impl<S> Eq for Waiting<S> {}

/// What is on its way.
#[derive(Debug, Default)]
struct Flow {
    /// Sources taken in, which numbers them.
    taken: u64,
    /// Results that are still to come.
    expected: u64,
    /// Results given out.
    given: u64,
    /// Size of what was taken in and not given out.
    bytes: u64,
}

impl Flow {
    fn admits(&self, limits: Limits) -> bool {
        let items = self.taken - self.given;
        items == 0 || items < limits.items as u64 && self.bytes < limits.bytes
    }

    fn take_in(&mut self, bytes: u64) {
        self.taken += 1;
        self.expected += 1;
        self.bytes += bytes;
    }

    /// A source of `before` bytes became a result of `after` bytes.
    fn finish(&mut self, before: u64, after: u64) {
        self.expected -= 1;
        self.bytes = self.bytes - before + after;
    }

    fn give_out(&mut self, bytes: u64) {
        self.given += 1;
        self.bytes -= bytes;
    }
}

/// Drops what nobody has started, and says how much it was.
fn drain<S>(waiting: &Mutex<BinaryHeap<Waiting<S>>>) -> u64 {
    let dropped = std::mem::take(&mut *lock(waiting));
    dropped.len() as u64
}

fn lock<T>(mutex: &Mutex<T>) -> std::sync::MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn pool(threads: usize) -> rayon::ThreadPool {
        rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads start")
    }

    fn squares(threads: usize, limits: Limits, upto: u64, stop_at: u64) -> Vec<u64> {
        let mut found = Vec::new();
        run(
            &pool(threads),
            limits,
            &Cancel::new(),
            (0..upto).map(|number| (number, number * 7 % 5)),
            |number| (number * number, 3),
            |square| {
                found.push(square);
                if square == stop_at { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
            },
            || {},
        );
        found
    }

    #[test]
    fn order_is_kept_for_any_limits() {
        let expected: Vec<u64> = (0..200).map(|number| number * number).collect();
        for threads in [1, 2, 8] {
            for limits in [(1, 1), (3, 1000), (1000, 2), (1000, 1000)] {
                let limits = Limits { items: limits.0, bytes: limits.1 };
                assert_eq!(squares(threads, limits, 200, u64::MAX), expected);
                assert_eq!(squares(threads, limits, 200, 81), expected[..10]);
            }
        }
    }

    #[test]
    fn no_more_is_taken_in_than_the_limits_say() {
        use std::sync::atomic::{AtomicUsize, Ordering::SeqCst};
        let (taken, given) = (AtomicUsize::new(0), AtomicUsize::new(0));
        let sources = (0..100).map(|number| {
            let under_way = taken.fetch_add(1, SeqCst) - given.load(SeqCst);
            assert!(under_way < 4, "{under_way}");
            (number, 1)
        });
        let limits = Limits { items: 4, bytes: 1000 };
        let sink = |_| {
            given.fetch_add(1, SeqCst);
            ControlFlow::Continue(())
        };
        run(&pool(2), limits, &Cancel::new(), sources, |it: u32| (it, 1), sink, || {});
        assert_eq!(given.load(SeqCst), 100);
    }

    #[test]
    fn cancelling_ends_an_endless_run() {
        let cancel = Cancel::new();
        let mut given = 0;
        let limits = Limits { items: 10, bytes: 10 };
        let sink = |()| {
            given += 1;
            if given == 25 {
                cancel.cancel();
            }
            ControlFlow::Continue(())
        };
        run(&pool(2), limits, &cancel, std::iter::repeat(((), 1)), |()| ((), 1), sink, || {});
        assert!((25..=35).contains(&given), "{given}");
    }

    #[test]
    fn a_panic_of_the_work_is_passed_on() {
        let limits = Limits { items: 10, bytes: 10 };
        let caught = catch_unwind(AssertUnwindSafe(|| {
            let work = |number: u32| {
                assert!(number != 5, "five");
                (number, 1)
            };
            let sources = (0..100).map(|number| (number, 1));
            let go_on = |_| ControlFlow::Continue(());
            run(&pool(2), limits, &Cancel::new(), sources, work, go_on, || {});
        }));
        assert!(caught.is_err());
    }
}
