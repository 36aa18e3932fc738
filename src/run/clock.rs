//! Time spent, by stage, over all threads.

use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

/// A stage of a run.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reading files and taking their digests.
    Read,
    /// Decoding and finding the structure of documents.
    Parse,
    /// Sentences, tokens and rules.
    Extract,
    /// Findings to rows.
    Rows,
    /// Compressing rows and keeping them in parts.
    Keep,
    /// Taking rows out of parts.
    Load,
    /// Rows to the formats.
    Encode,
    /// Writing the tables.
    Write,
}

impl Stage {
    /// All stages, in order.
    pub const ALL: [Self; 8] = [
        Self::Read,
        Self::Parse,
        Self::Extract,
        Self::Rows,
        Self::Keep,
        Self::Load,
        Self::Encode,
        Self::Write,
    ];

    /// Its name in reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Read => "read",
            Self::Parse => "parse",
            Self::Extract => "extract",
            Self::Rows => "rows",
            Self::Keep => "keep",
            Self::Load => "load",
            Self::Encode => "encode",
            Self::Write => "write",
        }
    }
}

#[derive(Debug, Default)]
pub(super) struct Clock([AtomicU64; Stage::ALL.len()]);

impl Clock {
    /// Does the work of a stage and counts its time.
    pub(super) fn time<R>(&self, stage: Stage, work: impl FnOnce() -> R) -> R {
        let start = Instant::now();
        let result = work();
        let nanos = u64::try_from(start.elapsed().as_nanos()).unwrap_or(u64::MAX);
        self.0[stage as usize].fetch_add(nanos, Ordering::Relaxed);
        result
    }

    /// The time of each stage so far.
    pub(super) fn read(&self) -> [(Stage, Duration); Stage::ALL.len()] {
        Stage::ALL.map(|stage| {
            (stage, Duration::from_nanos(self.0[stage as usize].load(Ordering::Relaxed)))
        })
    }
}
