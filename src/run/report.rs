//! What a run has done.

use super::clock::Stage;
use super::input::Shard;
use crate::write::Chunk;
use crate::write::schema::Table;
use std::collections::BTreeMap;
use std::time::Duration;

/// What a run has done.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Report {
    /// Whether the tables are whole; otherwise running it again goes on.
    pub finished: bool,
    /// Which inputs it was to read.
    pub shard: Shard,
    /// Fingerprint of the rules and words.
    pub rules_version: String,
    /// Inputs found.
    pub inputs: u64,
    /// Inputs that an earlier run had done.
    pub reused: u64,
    /// Inputs read by this run.
    pub read: u64,
    /// Bytes of the inputs read by this run.
    pub read_bytes: u64,
    /// What the tables hold; what this run has read, when it did not finish.
    pub counts: Counts,
    /// From start to end.
    pub elapsed: Duration,
    /// Time of each stage, over all threads.
    pub stages: Vec<(Stage, Duration)>,
}

/// How many rows there are of each kind.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    rows: [u64; Table::ALL.len()],
    /// Failures by kind.
    pub failures: BTreeMap<String, u64>,
}

impl Counts {
    /// The rows of a table.
    #[must_use]
    pub fn rows(&self, table: Table) -> u64 {
        self.rows[table.index()]
    }

    pub(super) fn of(chunk: &Chunk) -> Self {
        let mut failures = BTreeMap::new();
        let rows = chunk.rows(Table::Failures);
        let kinds = &rows.columns()[2];
        for row in 0..rows.len() {
            *failures.entry(kinds.text(row).to_owned()).or_insert(0) += 1;
        }
        Self { rows: Table::ALL.map(|table| chunk.rows(table).len() as u64), failures }
    }

    pub(super) fn add(&mut self, other: &Self) {
        for (sum, rows) in self.rows.iter_mut().zip(other.rows) {
            *sum += rows;
        }
        for (kind, count) in &other.failures {
            *self.failures.entry(kind.clone()).or_insert(0) += count;
        }
    }
}

/// How far a run has come.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Progress {
    /// Whether the tables are being written; before, inputs are read.
    pub writing: bool,
    /// Inputs to read.
    pub inputs: u64,
    /// Inputs read.
    pub done: u64,
    /// Bytes to read.
    pub bytes: u64,
    /// Bytes read.
    pub done_bytes: u64,
    /// Documents analysed.
    pub documents: u64,
    /// Failures so far.
    pub failures: u64,
    /// Since the start.
    pub elapsed: Duration,
}

/// Is told what happens in a run, on the thread that called it.
pub trait Observer {
    /// How far the run has come; called about ten times a second, or more often.
    fn progress(&mut self, progress: &Progress);

    /// An input, or a part of one, could not be read.
    fn failure(&mut self, message: &str);

    /// Something else a person should know.
    fn notice(&mut self, message: &str);
}

/// An observer that does nothing.
#[derive(Clone, Copy, Debug, Default)]
pub struct Silent;

impl Observer for Silent {
    fn progress(&mut self, _: &Progress) {}

    fn failure(&mut self, _: &str) {}

    fn notice(&mut self, _: &str) {}
}
