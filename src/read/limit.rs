//! How far files may grow.

use super::file::Name;
use crate::{Error, ErrorKind, Result};
use std::io::Read;
use std::sync::Arc;
use std::sync::atomic::{AtomicU64, Ordering};

/// How far compressed files may grow, and how large a file may be.
#[non_exhaustive]
#[derive(Clone, Debug)]
pub struct Limits {
    /// Bytes of one file that is read as a whole, before and after expansion; 256 MiB.
    pub file: u64,
    /// Bytes of all members of an archive together, expanded; 8 GiB.
    pub archive: u64,
    /// How many times larger than its archive anything may become; 200. The first MiB is free.
    pub ratio: u64,
    /// How deep archives may lie in archives; 2 allows an archive in an archive.
    pub nesting: u32,
    /// Members of an archive; 100,000.
    pub entries: u64,
    /// Bytes of one row of a table; 64 MiB.
    pub row: u64,
}

impl Default for Limits {
    fn default() -> Self {
        Self {
            file: 256 << 20,
            archive: 8 << 30,
            ratio: 200,
            nesting: 2,
            entries: 100_000,
            row: 64 << 20,
        }
    }
}

/// Expansion within this size is never called a bomb.
const FREE: u64 = 1 << 20;
/// How much is read at a time.
const STEP: usize = 64 * 1024;

/// What the parts of one file may still take, counted together for archives in archives.
#[derive(Clone, Debug)]
pub(super) struct Budget {
    limits: Limits,
    packed: u64,
    expanded: Arc<AtomicU64>,
    entries: Arc<AtomicU64>,
}

impl Budget {
    /// The budget of a file of `packed` bytes.
    pub(super) fn new(limits: &Limits, packed: u64) -> Self {
        Self { limits: limits.clone(), packed, expanded: Arc::default(), entries: Arc::default() }
    }

    /// Counts `count` members of an archive that lies `depth` deep.
    #[cfg(feature = "archive")]
    pub(super) fn enter(&self, name: &Name, depth: u32, count: u64) -> Result<()> {
        if depth > self.limits.nesting {
            let message =
                format!("archives lie more than {} deep in archives", self.limits.nesting);
            return Err(name.error(ErrorKind::Format, message));
        }
        let entries = count + self.entries.fetch_add(count, Ordering::Relaxed);
        if entries > self.limits.entries {
            let message =
                format!("expected at most {} members, found {entries}", self.limits.entries);
            return Err(name.error(ErrorKind::Format, message));
        }
        Ok(())
    }

    /// Expands one part, as far as the limits allow.
    pub(super) fn expand(&self, name: &Name, mut part: impl Read) -> Result<Vec<u8>> {
        let mut bytes = Vec::new();
        loop {
            let before = bytes.len();
            let read = part.by_ref().take(STEP as u64).read_to_end(&mut bytes);
            if let Err(error) = read {
                let message = format!("cannot be expanded: {error}");
                return Err(name.error(ErrorKind::Format, message));
            }
            let step = (bytes.len() - before) as u64;
            if step == 0 {
                return Ok(bytes);
            }
            let all = step + self.expanded.fetch_add(step, Ordering::Relaxed);
            self.check(name, bytes.len() as u64, all)?;
        }
    }

    fn check(&self, name: &Name, one: u64, all: u64) -> Result<()> {
        let limits = &self.limits;
        let message = if one > limits.file {
            format!("grows beyond {} bytes", limits.file)
        } else if all > limits.archive {
            format!("the archive grows beyond {} bytes", limits.archive)
        } else if all > FREE && all / self.packed.max(1) >= limits.ratio {
            format!(
                "grows to more than {} times its packed size, as archive bombs do",
                limits.ratio
            )
        } else {
            return Ok(());
        };
        Err(name.error(ErrorKind::Format, message))
    }
}

impl Name {
    /// A failure of what is called so.
    pub(super) fn error(&self, kind: ErrorKind, message: impl Into<String>) -> Error {
        Error::new(kind, message).in_file(self.to_string())
    }
}
