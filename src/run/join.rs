//! The second half of a run: parts to tables.

use super::clock::{Clock, Stage};
use super::journal::Place;
use super::part;
use super::report::Counts;
use crate::batch::{Limits, pipeline};
use crate::write::{Chunk, Encoded, Folder, Shape, encode};
use crate::{Cancel, Error, ErrorKind, Result};
use std::ops::ControlFlow;
use std::path::Path;
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Chunks are encoded together up to this many bytes of rows: a row group of Parquet.
const GROUP: u64 = 8 << 20;

/// With what, and where to, parts are joined.
#[derive(Clone, Copy, Debug)]
pub(super) struct Job<'a> {
    pub(super) pool: &'a rayon::ThreadPool,
    /// The folder of the tables.
    pub(super) out: &'a Path,
    pub(super) shape: &'a Shape,
    pub(super) clock: &'a Clock,
    pub(super) cancel: &'a Cancel,
}

/// Joining took in all chunks, or was cancelled.
pub(super) type Joined = Option<Counts>;

/// Writes the rows of the chunks at `places`, in order, as tables into the folder `out`.
///
/// `ready` is called when the tables are written and before they take their names.
pub(super) fn join(
    job: &Job<'_>,
    places: &[Place],
    tick: impl FnMut(),
    ready: impl FnOnce() -> Result<()>,
) -> Result<Joined> {
    let &Job { pool, out, shape, clock, cancel } = job;
    let mut folder = clock.time(Stage::Write, || Folder::new(out, shape))?;
    let mut counts = Counts::default();
    let mut result = Ok(());
    // Big buffers that come and go leave holes in the memory, more of them the longer a run takes.
    let spare = Mutex::new(Vec::<Chunk>::new());
    // Rows, their encodings and what waits to be written: about three times the bytes.
    let limits = Limits {
        items: 2 * pool.current_num_threads(),
        bytes: GROUP * 2 * pool.current_num_threads() as u64,
    };
    pipeline::run(
        pool,
        limits,
        cancel,
        groups(places).map(|group| (group, group.iter().map(|place| place.entry.raw).sum())),
        |group| {
            let mut chunk = lock(&spare).pop().unwrap_or_default();
            let encoded = group_rows(group, &mut chunk, shape, clock);
            lock(&spare).push(chunk);
            let bytes = encoded.as_ref().map_or(0, |(encoded, _)| encoded.bytes());
            (encoded, bytes)
        },
        |encoded| {
            result = encoded.and_then(|(encoded, more)| {
                counts.add(&more);
                clock.time(Stage::Write, || folder.append(encoded))
            });
            if result.is_ok() { ControlFlow::Continue(()) } else { ControlFlow::Break(()) }
        },
        tick,
    );
    result?;
    if cancel.is_cancelled() {
        return Ok(None);
    }
    ready()?;
    clock.time(Stage::Write, || folder.finish())?;
    Ok(Some(counts))
}

/// The chunks in groups, which depend on the sizes of their rows alone.
fn groups(places: &[Place]) -> impl Iterator<Item = &[Place]> {
    let mut rest = places;
    std::iter::from_fn(move || {
        let (mut bytes, mut len) = (0, 0);
        while bytes < GROUP && len < rest.len() {
            bytes += rest[len].entry.raw;
            len += 1;
        }
        let (group, after) = rest.split_at(len);
        rest = after;
        (!group.is_empty()).then_some(group)
    })
}

fn group_rows(
    group: &[Place],
    chunk: &mut Chunk,
    shape: &Shape,
    clock: &Clock,
) -> Result<(Encoded, Counts)> {
    chunk.clear();
    clock.time(Stage::Load, || {
        group.iter().try_for_each(|place| part::read(&place.part, &place.entry, chunk))
    })?;
    let counts = Counts::of(chunk);
    let encoded = clock
        .time(Stage::Encode, || encode(chunk, shape))
        .map_err(|error| Error::new(ErrorKind::Format, error.to_string()))?;
    Ok((encoded, counts))
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}
