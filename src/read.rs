//! Files to documents.
//!
//! [`documents`] reads whatever file is put before it: the format is told by the content, the name
//! only decides between kinds of text. One file may hold several documents (an archive, a table);
//! they come one after the other, and no more than one is in memory.
//!
//! Offsets count bytes of the document's text in UTF-8: the decoded text as it is for plain text,
//! the extracted text for every other format. [`Document::origin`] leads back to the file.
//!
//! | format | feature |
//! |---|---|
//! | plain text and Markdown, in UTF-8, UTF-16 or CP949 | always there |
//! | HTML | `html` |
//! | PDF with text | `pdf` |
//! | HWP 5 | `hwp` |
//! | HWPX | `hwpx` |
//! | ZIP archives of any of these | `archive` |
//! | CSV and JSON Lines | `table` |
//! | Parquet | `parquet` |

#![cfg_attr(
    not(feature = "formats"),
    allow(dead_code, unused_variables, reason = "each format uses a part of what is here")
)]

use crate::{Document, Error, ErrorKind, Result};
use std::fmt;
use std::path::{Path, PathBuf};

#[cfg(feature = "archive")]
mod archive;
mod decode;
mod file;
mod folder;
mod format;
#[cfg(feature = "html")]
mod html;
#[cfg(feature = "hwp")]
mod hwp;
#[cfg(feature = "hwpx")]
mod hwpx;
mod korean;
mod limit;
#[cfg(feature = "pdf")]
mod pdf;
mod prose;
#[cfg(any(feature = "table", feature = "parquet"))]
mod table;

pub use file::{Documents, is_contained};
pub use folder::{files, text_files};
pub use format::Format;
pub use limit::Limits;

/// How files are read.
///
/// # Examples
/// ```
/// use sokgirok::read::{self, Encoding, Options};
///
/// let mut options = Options::default();
/// options.encoding = Some(Encoding::Cp949);
/// for reading in read::documents("minutes.zip", &options) {
///     match reading {
///         Ok(reading) => println!("{}: {} turns", reading.source, reading.document.turns.len()),
///         Err(error) => eprintln!("{error}"),
///     }
/// }
/// ```
#[non_exhaustive]
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// The encoding of text; `None`, the default, tells it from the bytes.
    pub encoding: Option<Encoding>,
    /// The format; `None`, the default, tells it from the content.
    pub format: Option<Format>,
    /// The column of a table that holds the text; `None` takes the first with a usual name
    /// (`text`, `content`, `speech`, `발언내용`, …).
    pub text_column: Option<String>,
    /// The column that names the document; rows that follow each other with the same value are
    /// one document. `None` takes the first with a usual name (`id`, `doc_id`, `회의록번호`, …).
    pub id_column: Option<String>,
    /// The column that names who speaks; a row is then one speech.
    pub speaker_column: Option<String>,
    /// How far compressed files may grow.
    pub limits: Limits,
}

/// How characters are written as bytes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Encoding {
    /// UTF-8.
    Utf8,
    /// UTF-16, low byte first.
    Utf16Le,
    /// UTF-16, high byte first.
    Utf16Be,
    /// CP949, also called UHC; EUC-KR is a part of it.
    Cp949,
}

/// A document, where it comes from, and what was amiss.
#[derive(Clone, Debug)]
pub struct Reading {
    /// The document.
    pub document: Document,
    /// Where it comes from.
    pub source: Source,
    /// What was not as it should be but did not stop the reading.
    pub warnings: Vec<Warning>,
}

/// Where a document comes from.
///
/// Its `Display` form is the path, with the member of an archive behind `!`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Source {
    /// The file, or the name given for bytes.
    pub path: PathBuf,
    /// The member of an archive (`2031/a.txt`), of an archive in an archive (`b.zip!a.txt`).
    pub member: Option<String>,
    /// What the file, or the member, is.
    pub format: Format,
    /// The encoding, for formats that are text.
    pub encoding: Option<Encoding>,
}

/// Something amiss in a file that could be read all the same.
///
/// Its `Display` form is one line.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Warning {
    /// What sort of thing it is.
    pub kind: WarningKind,
    /// Bytes of the file at which it was met, the first thousand; empty where none can be given.
    pub places: Vec<usize>,
    /// What it is, in one line.
    pub message: String,
}

/// What sort of thing a [`Warning`] is about.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum WarningKind {
    /// Bytes that are no characters of the encoding.
    BrokenBytes,
    /// Characters whose meaning the file does not give.
    Unmapped,
    /// The end of the file is missing.
    Truncated,
    /// A part of the file could not be read.
    Damaged,
    /// The name promises another format than the content is.
    Name,
    /// Rows of one document do not stand together.
    Scattered,
}

/// Reads the documents of the file at `path`, one after the other.
///
/// A part that cannot be read gives one `Err` in its place, and the rest follows. See [`Options`]
/// for an example.
pub fn documents(path: impl AsRef<Path>, options: &Options) -> Documents {
    file::open(path.as_ref(), options)
}

/// Reads the documents of a file whose bytes are at hand; `name` is what it is called.
pub fn documents_in(name: impl Into<PathBuf>, bytes: Vec<u8>, options: &Options) -> Documents {
    file::open_bytes(name.into(), bytes, options)
}

/// Reads the one document of the file at `path`; its id is the path as given.
///
/// # Errors
/// When the file is missing, is a folder, cannot be read, is no transcript in Korean, or holds
/// none or several documents; the message names the file, the place and what was expected.
///
/// # Examples
/// ```no_run
/// let document = sokgirok::read::from_path("minutes/2031-03-05.txt")?;
/// println!("{} turns", document.turns.len());
/// # Ok::<(), sokgirok::Error>(())
/// ```
pub fn from_path(path: impl AsRef<Path>) -> Result<Document> {
    let path = path.as_ref();
    single(path, documents(path, &Options::default()))
}

/// Makes a document called `id` of the bytes of a file.
///
/// # Errors
/// When the bytes are no transcript in Korean, or hold none or several documents.
pub fn from_bytes(id: impl Into<String>, bytes: Vec<u8>) -> Result<Document> {
    let id = PathBuf::from(id.into());
    single(&id, documents_in(&id, bytes, &Options::default()))
}

fn single(path: &Path, mut documents: Documents) -> Result<Document> {
    let fail = |found: &str| {
        let message = format!("expected one document, found {found} (`read::documents` reads all)");
        Error::new(ErrorKind::Format, message).in_file(path)
    };
    let first = documents.next().ok_or_else(|| fail("none"))??;
    if documents.next().is_some() { Err(fail("several")) } else { Ok(first.document) }
}

/// The error for an input without a path (`standard input`) that could not be read.
#[must_use]
pub fn unreadable(name: &str, error: &std::io::Error) -> Error {
    Error::io(name.as_ref(), error)
}

impl Encoding {
    /// The name of the encoding in options and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Utf8 => "utf-8",
            Self::Utf16Le => "utf-16le",
            Self::Utf16Be => "utf-16be",
            Self::Cp949 => "cp949",
        }
    }
}

impl fmt::Display for Encoding {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(match self {
            Self::Utf8 => "UTF-8",
            Self::Utf16Le => "UTF-16LE",
            Self::Utf16Be => "UTF-16BE",
            Self::Cp949 => "CP949",
        })
    }
}

impl fmt::Display for Source {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        self.member.as_ref().map_or(Ok(()), |member| write!(f, "!{member}"))
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.message)
    }
}
