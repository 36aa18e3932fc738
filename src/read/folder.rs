//! Files below a folder.

use crate::{Error, Result};
use std::fs;
use std::path::{Path, PathBuf};

use super::Format;

/// The paths of all `.txt` and `.md` files at or below `folder`, sorted by path.
///
/// Links to folders are not followed. A folder that cannot be read gives one `Err` in its place.
#[must_use]
pub fn text_files(folder: impl AsRef<Path>) -> Vec<Result<PathBuf>> {
    below(folder.as_ref(), |path| path.extension().is_some_and(|end| end == "txt" || end == "md"))
}

/// The paths of all files at or below `folder` whose names end as those of readable formats do,
/// sorted by path; hidden ones are left out.
///
/// Links to folders are not followed, so a loop of links ends nowhere. A folder that cannot be
/// read, and a pipe, socket or device with such a name, gives one `Err` in its place.
#[must_use]
pub fn files(folder: impl AsRef<Path>) -> Vec<Result<PathBuf>> {
    below(folder.as_ref(), |path| {
        let hidden = path.file_name().is_some_and(|name| name.as_encoded_bytes()[0] == b'.');
        !hidden && Format::of_name(path).is_some()
    })
}

fn below(folder: &Path, wanted: impl Fn(&Path) -> bool) -> Vec<Result<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.to_path_buf()];
    while let Some(folder) = open.pop() {
        match list(&folder) {
            Ok(entries) => {
                for (path, kind) in entries {
                    match kind {
                        Entry::Folder => open.push(path),
                        Entry::File if wanted(&path) => found.push((path.clone(), Ok(path))),
                        Entry::File => {}
                    }
                }
            }
            Err(error) => found.push((folder, Err(error))),
        }
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found.into_iter().map(|(_, result)| result).collect()
}

enum Entry {
    Folder,
    File,
}

/// The entries of a folder; links to folders are left out.
fn list(folder: &Path) -> Result<Vec<(PathBuf, Entry)>> {
    let fail = |error: std::io::Error| Error::io(folder, &error);
    let mut entries = Vec::new();
    for entry in fs::read_dir(folder).map_err(fail)? {
        let entry = entry.map_err(fail)?;
        let kind = entry.file_type().map_err(fail)?;
        let path = entry.path();
        if kind.is_dir() {
            entries.push((path, Entry::Folder));
        } else if !kind.is_symlink() || !path.is_dir() {
            entries.push((path, Entry::File));
        }
    }
    Ok(entries)
}
