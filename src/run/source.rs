//! The one place where a run calls the readers.

use crate::read::{self, Options, Reading};
use crate::write::Provenance;
use crate::{Document, Result};
use sha2::{Digest, Sha256};
use std::fs::File;
use std::io::{self, Read};
use std::path::Path;

/// The documents of an input, in order, each with where it comes from.
pub(super) type Items = Box<dyn Iterator<Item = Result<(Document, Provenance)>> + Send>;

/// Opens the input at `path`; what fails as a whole is one item.
pub(super) fn open(path: &Path, provenance: Provenance, options: &Options) -> Items {
    Box::new(read::documents(path, options).map(move |reading| {
        let Reading { document, source, warnings } = reading?;
        let warnings: Vec<_> = warnings.iter().map(ToString::to_string).collect();
        let provenance = Provenance {
            format: source.format.name().to_owned(),
            encoding: source.encoding.map(|encoding| encoding.name().to_owned()),
            warnings: warnings.join("; "),
            ..provenance.clone()
        };
        Ok((document, provenance))
    }))
}

/// SHA-256 of a file in hexadecimal, and its size; reading it here also fills the system's cache.
///
/// Nothing for what is no file: opening a pipe would wait for ever.
pub(super) fn digest(path: &Path) -> io::Result<(String, u64)> {
    if !std::fs::metadata(path)?.is_file() {
        return Ok((String::new(), 0));
    }
    let mut file = File::open(path)?;
    let mut hash = Sha256::new();
    let mut buffer = vec![0; 1 << 16];
    let mut bytes = 0;
    loop {
        match file.read(&mut buffer) {
            Ok(0) => break,
            Ok(read) => {
                hash.update(&buffer[..read]);
                bytes += read as u64;
            }
            Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
            Err(error) => return Err(error),
        }
    }
    Ok((hex(&hash.finalize()), bytes))
}

pub(super) fn hex(bytes: &[u8]) -> String {
    bytes.iter().map(|byte| format!("{byte:02x}")).collect()
}
