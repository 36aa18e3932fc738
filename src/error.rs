//! What can go wrong when something is built, read or written.
//!
//! Analysing text never fails; loading a lexicon, a dictionary or a file can.

use std::fmt;
use std::path::{Path, PathBuf};

/// `Result` with this crate's [`Error`].
pub type Result<T, E = Error> = std::result::Result<T, E>;

/// A failure with its place: which file, where in it, what was expected.
///
/// The message of [`Display`](fmt::Display) is one line.
#[derive(Clone, Debug, thiserror::Error)]
#[error("{}", Message(.0))]
pub struct Error(Box<Inner>);

#[derive(Clone, Debug)]
struct Inner {
    kind: ErrorKind,
    file: Option<PathBuf>,
    position: Option<Position>,
    message: String,
}

/// What sort of failure an [`Error`] is.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum ErrorKind {
    /// A file could not be opened, read or written.
    Io,
    /// Bytes are not valid text in the expected encoding.
    Encoding,
    /// A table of words is malformed.
    Lexicon,
    /// A rule is malformed.
    Rule,
    /// A tokenizer dictionary is missing or malformed.
    Dictionary,
    /// A file is not in the format it was taken for.
    Format,
    /// The program itself failed on an input: a defect.
    Internal,
}

/// Where in a file something went wrong.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Position {
    /// Line number, counted from 1.
    Line(usize),
    /// Byte offset, counted from 0.
    Byte(usize),
}

impl Error {
    /// A failure of the given kind, described in one line.
    pub(crate) fn new(kind: ErrorKind, message: impl Into<String>) -> Self {
        Self(Box::new(Inner { kind, file: None, position: None, message: message.into() }))
    }

    /// A failed file operation.
    pub(crate) fn io(path: &Path, error: &std::io::Error) -> Self {
        Self::new(ErrorKind::Io, error.to_string()).in_file(path)
    }

    /// The same failure, named as one of `file`.
    #[must_use]
    pub(crate) fn in_file(mut self, file: impl Into<PathBuf>) -> Self {
        self.0.file = Some(file.into());
        self
    }

    /// The same failure, placed.
    #[must_use]
    pub(crate) fn at(mut self, position: Position) -> Self {
        self.0.position = Some(position);
        self
    }

    /// What sort of failure this is.
    #[must_use]
    pub fn kind(&self) -> ErrorKind {
        self.0.kind
    }

    /// The file it happened in, if it was one.
    #[must_use]
    pub fn file(&self) -> Option<&Path> {
        self.0.file.as_deref()
    }

    /// Where in the file it happened, if that is known.
    #[must_use]
    pub fn position(&self) -> Option<Position> {
        self.0.position
    }
}

/// The one-line form: `file:line: message`, `file: byte 12: message` or the message alone.
struct Message<'a>(&'a Inner);

impl fmt::Display for Message<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let inner = self.0;
        if let Some(file) = &inner.file {
            write!(f, "{}:", file.display())?;
        }
        match inner.position {
            Some(Position::Line(line)) if inner.file.is_some() => write!(f, "{line}: ")?,
            Some(Position::Line(line)) => write!(f, "line {line}: ")?,
            Some(Position::Byte(byte)) if inner.file.is_some() => write!(f, " byte {byte}: ")?,
            Some(Position::Byte(byte)) => write!(f, "byte {byte}: ")?,
            None if inner.file.is_some() => write!(f, " ")?,
            None => {}
        }
        f.write_str(&inner.message)
    }
}
