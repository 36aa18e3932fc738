//! Files to documents.

use crate::{Document, Error, ErrorKind, Position, Result};
use std::fs;
use std::path::{Path, PathBuf};

/// Reads the plain text file at `path`; its id is the path as given.
///
/// A byte order mark stays part of the text, so that offsets count the file's own bytes.
///
/// # Errors
/// When the file is missing, is a folder, cannot be read, or is not UTF-8; the message names the
/// file, the place and what was expected.
///
/// # Examples
/// ```no_run
/// let document = sokgirok::read::from_path("minutes/2031-03-05.txt")?;
/// println!("{} turns", document.turns.len());
/// # Ok::<(), sokgirok::Error>(())
/// ```
pub fn from_path(path: impl AsRef<Path>) -> Result<Document> {
    let path = path.as_ref();
    let metadata = fs::metadata(path).map_err(|error| Error::io(path, &error))?;
    if metadata.is_dir() {
        let message = "expected a file, found a folder (`sokgirok batch` reads folders)";
        return Err(Error::new(ErrorKind::Io, message).in_file(path));
    }
    if !metadata.is_file() {
        let message = "expected a regular file, found a pipe, socket or device";
        return Err(Error::new(ErrorKind::Io, message).in_file(path));
    }
    let bytes = fs::read(path).map_err(|error| Error::io(path, &error))?;
    from_bytes(path.display().to_string(), bytes)
}

/// Makes a document called `id` of the bytes of a plain text file.
///
/// # Errors
/// When the bytes are not UTF-8; the message names `id` and the first bad byte.
pub fn from_bytes(id: impl Into<String>, bytes: Vec<u8>) -> Result<Document> {
    let id = id.into();
    match String::from_utf8(bytes) {
        Ok(text) => Ok(Document::parse(id, text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let line = 1 + memchr::memchr_iter(b'\n', &bytes[..at]).count();
            let message =
                format!("expected UTF-8 text, found byte 0x{:02X} in line {line}", bytes[at]);
            Err(Error::new(ErrorKind::Encoding, message).in_file(id).at(Position::Byte(at)))
        }
    }
}

/// The error for an input without a path (`standard input`) that could not be read.
#[must_use]
pub fn unreadable(name: &str, error: &std::io::Error) -> Error {
    Error::io(name.as_ref(), error)
}

/// The paths of all `.txt` and `.md` files at or below `folder`, sorted by path.
///
/// Links to folders are not followed. A folder that cannot be read gives one `Err` in its place.
#[must_use]
pub fn text_files(folder: impl AsRef<Path>) -> Vec<Result<PathBuf>> {
    let mut found = Vec::new();
    let mut open = vec![folder.as_ref().to_path_buf()];
    while let Some(folder) = open.pop() {
        match list(&folder) {
            Ok(entries) => {
                for (path, is_folder) in entries {
                    if is_folder {
                        open.push(path);
                    } else if path.extension().is_some_and(|end| end == "txt" || end == "md") {
                        found.push((path.clone(), Ok(path)));
                    }
                }
            }
            Err(error) => found.push((folder, Err(error))),
        }
    }
    found.sort_by(|(a, _), (b, _)| a.cmp(b));
    found.into_iter().map(|(_, result)| result).collect()
}

/// The entries of a folder, each with whether it is a folder itself.
fn list(folder: &Path) -> Result<Vec<(PathBuf, bool)>> {
    let fail = |error: std::io::Error| Error::io(folder, &error);
    fs::read_dir(folder)
        .map_err(fail)?
        .map(|entry| {
            let entry = entry.map_err(fail)?;
            let kind = entry.file_type().map_err(fail)?;
            Ok((entry.path(), kind.is_dir()))
        })
        .collect()
}
