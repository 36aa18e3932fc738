//! What a run reads: files, and the files of folders.

use crate::read;
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::time::UNIX_EPOCH;

/// An input as it was found.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Input {
    /// The path as given: what the input is called everywhere.
    pub(super) id: String,
    pub(super) path: PathBuf,
    pub(super) stamp: Stamp,
    /// Why a folder could not be listed.
    pub(super) failure: Option<String>,
}

/// What tells whether a file has changed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Stamp {
    pub(super) bytes: u64,
    /// Nanoseconds since 1970.
    pub(super) modified: u64,
}

/// One of several runs over the same inputs, each with a folder of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Shard {
    /// Which one, from 1.
    pub number: u32,
    /// How many there are.
    pub of: u32,
}

impl Default for Shard {
    /// The only one.
    fn default() -> Self {
        Self { number: 1, of: 1 }
    }
}

impl std::str::FromStr for Shard {
    type Err = String;

    /// Reads `2/7`.
    fn from_str(text: &str) -> std::result::Result<Self, String> {
        let parts = text.split_once('/').and_then(|(number, of)| {
            Some(Self { number: number.parse().ok()?, of: of.parse().ok()? })
        });
        parts
            .filter(|shard| (1..=shard.of).contains(&shard.number))
            .ok_or_else(|| format!("expected `i/n` with 1 ≤ i ≤ n, found `{text}`"))
    }
}

impl std::fmt::Display for Shard {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{}/{}", self.number, self.of)
    }
}

impl Shard {
    /// Whether an input is this shard's; it depends on the input's name alone.
    fn takes(self, id: &str) -> bool {
        let mut hash = 0xcbf2_9ce4_8422_2325_u64;
        for byte in id.bytes() {
            hash = (hash ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
        // The low bits of the plain hash depend on the last bytes too much.
        (hash ^ (hash >> 32)) % u64::from(self.of) == u64::from(self.number - 1)
    }
}

/// Finds the inputs of a shard, by name, each once.
///
/// A file is taken whatever it is called, in a folder each file that the readers know by its name;
/// nothing of the folder `except` is taken. What is missing is an input too: reading it says what
/// is wrong.
pub(super) fn find(given: &[PathBuf], except: &Path, shard: Shard) -> Vec<Input> {
    let mut found = BTreeMap::new();
    let mut keep = |path: PathBuf, failure: Option<String>| {
        let id = path.display().to_string();
        if shard.takes(&id) {
            let stamp = stamp(&path);
            found.insert(id.clone(), Input { id, path, stamp, failure });
        }
    };
    for path in given {
        if !path.is_dir() {
            keep(path.clone(), None);
            continue;
        }
        let inside = inside(path, except);
        let is_own = |path: &Path| inside.as_ref().is_some_and(|inside| path.starts_with(inside));
        for file in read::files(path) {
            match file {
                Ok(file) if !is_own(&file) => keep(file, None),
                Ok(_) => {}
                Err(error) => {
                    let place = error.file().unwrap_or(path).to_path_buf();
                    keep(place, Some(error.to_string()));
                }
            }
        }
    }
    found.into_values().collect()
}

/// The folder `inner`, as a path that starts with `outer`, if it lies there.
fn inside(outer: &Path, inner: &Path) -> Option<PathBuf> {
    let (real_outer, real_inner) = (outer.canonicalize().ok()?, inner.canonicalize().ok()?);
    Some(outer.join(real_inner.strip_prefix(real_outer).ok()?))
}

fn stamp(path: &Path) -> Stamp {
    let Ok(metadata) = fs::metadata(path) else { return Stamp::default() };
    let since = metadata.modified().ok().and_then(|time| time.duration_since(UNIX_EPOCH).ok());
    let modified = since.and_then(|since| u64::try_from(since.as_nanos()).ok()).unwrap_or(0);
    Stamp { bytes: metadata.len(), modified }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn shards_share_the_inputs() {
        for of in [1, 3, 7] {
            for id in (0..1000).map(|number| format!("minutes/{number}.txt")) {
                let takers = (1..=of).filter(|&number| Shard { number, of }.takes(&id)).count();
                assert_eq!(takers, 1, "{id}");
            }
            let first = Shard { number: 1, of };
            let taken = (0..1000).filter(|it| first.takes(&format!("minutes/{it}.txt"))).count();
            assert!(taken.abs_diff(1000 / of as usize) < 60, "{taken} of 1000 in 1/{of}");
        }
    }

    #[test]
    fn shards_are_read() {
        assert_eq!("2/7".parse(), Ok(Shard { number: 2, of: 7 }));
        for text in ["0/7", "8/7", "1", "/", "1/0", "a/b", "-1/2"] {
            assert!(text.parse::<Shard>().is_err(), "{text}");
        }
    }
}
