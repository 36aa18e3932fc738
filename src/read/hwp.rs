//! Hangul Word Processor, version 5.
//!
//! An OLE file of deflated streams of records. Text of the body, of tables and of text boxes is
//! read, in order; headers, footers, notes and comments are not.

use super::file::Name;
use super::limit::{Budget, Limits};
use super::prose::Extract;
use super::{Warning, WarningKind};
use crate::{Error, ErrorKind, Result};
use cfb::CompoundFile;
use std::io::{Cursor, Read};

mod distribution;
mod paragraph;
mod record;

/// Properties in the file header.
const COMPRESSED: u32 = 1 << 0;
const PASSWORD: u32 = 1 << 1;
const DISTRIBUTION: u32 = 1 << 2;
const RIGHTS_MANAGED: u32 = 1 << 4;
const CERTIFICATE: u32 = 1 << 8;
const RIGHTS_MANAGED_BY_CERTIFICATE: u32 = 1 << 10;

/// Sections of a document at most.
const MOST_SECTIONS: usize = 4096;

type Compound<'a> = CompoundFile<Cursor<&'a [u8]>>;

/// Reads a document.
pub(super) fn read(name: &Name, bytes: &[u8], limits: &Limits) -> Result<Extract> {
    let budget = Budget::new(limits, bytes.len() as u64);
    let mut compound = CompoundFile::open(Cursor::new(bytes)).map_err(|error| {
        name.error(ErrorKind::Format, format!("expected an HWP 5 file: {error}"))
    })?;
    let properties = properties(name, &mut compound, &budget)?;
    refuse(name, properties)?;
    let storage = if properties & DISTRIBUTION != 0 { "ViewText" } else { "BodyText" };
    let mut body = paragraph::Body::default();
    let mut sections = 0;
    while sections < MOST_SECTIONS {
        let path = format!("/{storage}/Section{sections}");
        if !compound.is_stream(&path) {
            break;
        }
        let packed = stream(name, &mut compound, &path, &budget)?;
        section(name, packed, properties, &budget, &mut body)?;
        sections += 1;
    }
    if sections == 0 {
        return Err(name.error(
            ErrorKind::Format,
            format!("expected a section of text in {storage}, found none"),
        ));
    }
    let mut warnings = Vec::new();
    if body.damaged > 0 {
        let message = format!("{} sections break off in the middle of a record", body.damaged);
        warnings.push(Warning { kind: WarningKind::Damaged, places: Vec::new(), message });
    }
    Ok(Extract { text: body.text, warnings, ..Extract::default() })
}

fn properties(name: &Name, compound: &mut Compound<'_>, budget: &Budget) -> Result<u32> {
    if !compound.is_stream("/FileHeader") {
        let message = "expected an HWP 5 file, found another OLE file such as .doc, .xls or .ppt: \
                       save it as text, .pdf or .hwpx";
        return Err(name.error(ErrorKind::Format, message));
    }
    let header = stream(name, compound, "/FileHeader", budget)?;
    match header.get(36..40) {
        Some(&[a, b, c, d]) if header.starts_with(b"HWP Document File") => {
            Ok(u32::from_le_bytes([a, b, c, d]))
        }
        _ => {
            Err(name
                .error(ErrorKind::Format, "expected the file header of HWP 5, found other bytes"))
        }
    }
}

fn refuse(name: &Name, properties: u32) -> Result<()> {
    let what = if properties & PASSWORD != 0 {
        "protected by a password: save it without one"
    } else if properties & (RIGHTS_MANAGED | CERTIFICATE | RIGHTS_MANAGED_BY_CERTIFICATE) != 0 {
        "encrypted by rights management or a certificate: save it without"
    } else {
        return Ok(());
    };
    Err(name.error(ErrorKind::Format, format!("the document is {what}")))
}

fn stream(
    name: &Name,
    compound: &mut Compound<'_>,
    path: &str,
    budget: &Budget,
) -> Result<Vec<u8>> {
    let fail = |error: std::io::Error| -> Error {
        name.error(ErrorKind::Format, format!("cannot read its stream {path}: {error}"))
    };
    let stream = compound.open_stream(path).map_err(fail)?;
    budget.expand(name, stream)
}

fn section(
    name: &Name,
    mut packed: Vec<u8>,
    properties: u32,
    budget: &Budget,
    body: &mut paragraph::Body,
) -> Result<()> {
    if properties & DISTRIBUTION != 0 {
        packed = distribution::decrypt(&packed).ok_or_else(|| {
            name.error(
                ErrorKind::Format,
                "expected the key of a distribution document, found other bytes",
            )
        })?;
    }
    let plain =
        if properties & COMPRESSED == 0 { packed } else { inflate(name, &packed, budget, body)? };
    let (records, whole) = record::all(&plain);
    body.damaged += usize::from(!whole);
    body.section(&records);
    Ok(())
}

/// Inflates a section; one that breaks off gives what comes before.
fn inflate(
    name: &Name,
    packed: &[u8],
    budget: &Budget,
    body: &mut paragraph::Body,
) -> Result<Vec<u8>> {
    let mut broke = false;
    let inflated =
        Forgiving { inner: flate2::read::DeflateDecoder::new(packed), broke: &mut broke };
    let plain = budget.expand(name, inflated)?;
    body.damaged += usize::from(broke);
    Ok(plain)
}

/// A reader that ends where the one inside fails.
struct Forgiving<'a, R> {
    inner: R,
    broke: &'a mut bool,
}

impl<R: Read> Read for Forgiving<'_, R> {
    fn read(&mut self, buffer: &mut [u8]) -> std::io::Result<usize> {
        if *self.broke {
            return Ok(0);
        }
        self.inner.read(buffer).or_else(|_| {
            *self.broke = true;
            Ok(0)
        })
    }
}
