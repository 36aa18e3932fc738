//! From a file to its documents.

use super::format::{self, Content, Format};
use super::limit::Budget;
use super::{Options, Reading, Warning, WarningKind, prose};
use crate::{Error, ErrorKind, Result};
use std::any::Any;
use std::cell::Cell;
use std::fmt;
use std::fs::{self, File};
use std::io::{self, Cursor, Read, Seek};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::path::{Path, PathBuf};

/// The documents of one file, one after the other.
///
/// The next is read when it is asked for; at most one is in memory.
pub struct Documents {
    name: Name,
    rest: Box<dyn Iterator<Item = Result<Reading>> + Send>,
    several: bool,
    over: bool,
}

impl fmt::Debug for Documents {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Documents").field("name", &self.name).finish_non_exhaustive()
    }
}

impl Documents {
    fn new(name: Name, rest: impl Iterator<Item = Result<Reading>> + Send + 'static) -> Self {
        Self { name, rest: Box::new(rest), several: true, over: false }
    }

    /// A single document, or the reason why there is none.
    fn one(name: Name, reading: Result<Reading>) -> Self {
        Self { several: false, ..Self::new(name, std::iter::once(reading)) }
    }

    /// Whether the file is of a kind that may hold several documents: an archive or a table.
    #[must_use]
    pub fn may_be_several(&self) -> bool {
        self.several
    }
}

impl Iterator for Documents {
    type Item = Result<Reading>;

    fn next(&mut self) -> Option<Self::Item> {
        if self.over {
            return None;
        }
        match contained(|| self.rest.next()) {
            Ok(None) => {
                self.over = true;
                None
            }
            Ok(next) => next,
            Err(panic) => {
                self.over = true;
                Some(Err(failed(&self.name, panic.as_ref())))
            }
        }
    }
}

/// What a file or a member of an archive is called.
#[derive(Clone, Debug)]
pub(super) struct Name {
    pub(super) path: PathBuf,
    pub(super) member: Option<String>,
}

impl fmt::Display for Name {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}", self.path.display())?;
        self.member.as_ref().map_or(Ok(()), |member| write!(f, "!{member}"))
    }
}

impl Name {
    /// The name of `member` of the archive that is called so.
    #[cfg(feature = "archive")]
    pub(super) fn member(&self, member: &str) -> Self {
        let member =
            self.member.as_ref().map_or(member.to_owned(), |outer| format!("{outer}!{member}"));
        Self { path: self.path.clone(), member: Some(member) }
    }

    /// The last part, whose ending may tell the format.
    fn file(&self) -> &Path {
        self.member.as_deref().map_or(self.path.as_path(), |member| {
            Path::new(member.rsplit('!').next().unwrap_or(member))
        })
    }
}

/// Something that can be read and sought.
pub(super) trait ReadSeek: Read + Seek + Send {}
impl<T: Read + Seek + Send> ReadSeek for T {}

/// The content of a file.
pub(super) enum Body {
    File(File, u64),
    Bytes(Vec<u8>),
}

impl Body {
    fn len(&self) -> u64 {
        match self {
            Self::File(_, length) => *length,
            Self::Bytes(bytes) => bytes.len() as u64,
        }
    }

    fn head(&mut self) -> io::Result<Vec<u8>> {
        match self {
            Self::Bytes(bytes) => Ok(bytes[..bytes.len().min(format::HEAD)].to_vec()),
            Self::File(file, _) => {
                let mut head = Vec::new();
                file.take(format::HEAD as u64).read_to_end(&mut head)?;
                file.rewind()?;
                Ok(head)
            }
        }
    }

    /// All bytes, if they are not too many.
    fn bytes(self, name: &Name, most: u64) -> Result<Vec<u8>> {
        if self.len() > most {
            let message = format!("expected at most {most} bytes, found {}", self.len());
            return Err(name.error(ErrorKind::Format, message));
        }
        match self {
            Self::Bytes(bytes) => Ok(bytes),
            Self::File(file, length) => {
                let mut bytes = Vec::with_capacity(usize::try_from(length).unwrap_or(0));
                let read = file.take(most).read_to_end(&mut bytes);
                read.map_err(|error| name.error(ErrorKind::Io, error.to_string()))?;
                Ok(bytes)
            }
        }
    }

    /// The content as something to read here and there.
    pub(super) fn stream(self) -> Box<dyn ReadSeek> {
        match self {
            Self::File(file, _) => Box::new(io::BufReader::new(file)),
            Self::Bytes(bytes) => Box::new(Cursor::new(bytes)),
        }
    }
}

/// Opens the file at `path`.
pub(super) fn open(path: &Path, options: &Options) -> Documents {
    let name = Name { path: path.to_path_buf(), member: None };
    let body = (|| {
        let metadata = fs::metadata(path).map_err(|error| Error::io(path, &error))?;
        if metadata.is_dir() {
            let message = "expected a file, found a folder (`sokgirok batch` reads folders)";
            return Err(name.error(ErrorKind::Io, message));
        }
        if !metadata.is_file() {
            let message = "expected a regular file, found a pipe, socket or device";
            return Err(name.error(ErrorKind::Io, message));
        }
        let file = File::open(path).map_err(|error| Error::io(path, &error))?;
        Ok(Body::File(file, metadata.len()))
    })();
    match body {
        Ok(body) => outermost(name, body, options),
        Err(error) => Documents::one(name, Err(error)),
    }
}

/// Opens a file whose bytes are at hand.
pub(super) fn open_bytes(path: PathBuf, bytes: Vec<u8>, options: &Options) -> Documents {
    outermost(Name { path, member: None }, Body::Bytes(bytes), options)
}

fn outermost(name: Name, body: Body, options: &Options) -> Documents {
    let budget = Budget::new(&options.limits, body.len());
    read(name, body, options, &budget, 0)
}

/// Reads what lies `depth` archives deep.
pub(super) fn read(
    name: Name,
    body: Body,
    options: &Options,
    budget: &Budget,
    depth: u32,
) -> Documents {
    match contain(&name, || open_content(&name, body, options, budget, depth)) {
        Ok(documents) => documents,
        Err(error) => Documents::one(name, Err(error)),
    }
}

fn open_content(
    name: &Name,
    mut body: Body,
    options: &Options,
    budget: &Budget,
    depth: u32,
) -> Result<Documents> {
    let head = body.head().map_err(|error| name.error(ErrorKind::Io, error.to_string()))?;
    let format = match options.format.filter(|_| depth == 0) {
        Some(format) => format,
        None => recognise(name, &head, options)?,
    };
    match format {
        #[cfg(any(feature = "archive", feature = "hwpx"))]
        Format::Zip => zipped(name, body, options, budget, depth),
        #[cfg(feature = "table")]
        Format::Csv | Format::JsonLines => {
            let rows = super::table::text(name, format, body.stream(), options)?;
            Ok(Documents::new(name.clone(), rows))
        }
        #[cfg(feature = "parquet")]
        Format::Parquet => {
            let rows = super::table::parquet(name, body, options)?;
            Ok(Documents::new(name.clone(), rows))
        }
        _ => {
            let bytes = body.bytes(name, options.limits.file)?;
            let reading = contain(name, || prose::read(name, format, bytes, options));
            Ok(Documents::one(name.clone(), as_named(name, format, reading)))
        }
    }
}

/// A ZIP file: HWPX, another kind of document, or an archive.
#[cfg(any(feature = "archive", feature = "hwpx"))]
fn zipped(
    name: &Name,
    body: Body,
    options: &Options,
    budget: &Budget,
    depth: u32,
) -> Result<Documents> {
    let _ = (budget, depth);
    let length = body.len();
    let zip = zip::ZipArchive::new(body.stream())
        .map_err(|error| name.error(ErrorKind::Format, format!("expected a ZIP file: {error}")))?;
    let holds = |member: &str| zip.index_for_name(member).is_some();
    if holds("Contents/content.hpf") || holds("Contents/section0.xml") {
        let mut stream = zip.into_inner();
        stream.rewind().map_err(|error| name.error(ErrorKind::Io, error.to_string()))?;
        let mut bytes = Vec::new();
        let most = options.limits.file;
        stream
            .take(most)
            .read_to_end(&mut bytes)
            .map_err(|error| name.error(ErrorKind::Io, error.to_string()))?;
        if length > most {
            let message = format!("expected at most {most} bytes, found {length}");
            return Err(name.error(ErrorKind::Format, message));
        }
        let reading = contain(name, || prose::read(name, Format::Hwpx, bytes, options));
        return Ok(Documents::one(name.clone(), reading));
    }
    for (member, what) in [
        ("word/document.xml", "a .docx document: save it as text, .pdf or .hwpx"),
        ("xl/workbook.xml", "an .xlsx table: save it as .csv"),
        ("ppt/presentation.xml", "a .pptx presentation: save it as text or .pdf"),
        ("META-INF/container.xml", "an e-book: save it as text or .html"),
        ("content.xml", "an OpenDocument file: save it as text, .pdf or .hwpx"),
    ] {
        if holds(member) {
            return Err(foreign(name, what));
        }
    }
    #[cfg(feature = "archive")]
    {
        let members = super::archive::Archive::new(name, zip, options, budget, depth)?;
        Ok(Documents::new(name.clone(), members))
    }
    #[cfg(not(feature = "archive"))]
    Err(name.error(ErrorKind::Format, "this build of sokgirok cannot read zip"))
}

fn recognise(name: &Name, head: &[u8], options: &Options) -> Result<Format> {
    match format::look(head) {
        Content::Known(format) => Ok(format),
        Content::Compound => Ok(Format::Hwp),
        Content::Foreign(what) => Err(foreign(name, what)),
        Content::Unknown => Ok(format::of_text(head, name.file(), options.encoding)),
    }
}

fn foreign(name: &Name, what: &str) -> Error {
    name.error(ErrorKind::Format, format!("expected a transcript, found {what}"))
}

/// Says so when the name promises another format than the content is.
fn as_named(name: &Name, format: Format, reading: Result<Reading>) -> Result<Reading> {
    let Some(named) = Format::of_name(name.file()) else { return reading };
    if named.is_text() || named == format || !format.is_text() {
        return reading;
    }
    match reading {
        Ok(mut reading) => {
            let message = format!("named as {named}, read as the {format} that it holds");
            reading.warnings.push(Warning { kind: WarningKind::Name, places: Vec::new(), message });
            Ok(reading)
        }
        Err(error) if error.kind() == ErrorKind::Encoding => {
            let message = format!("expected {named} by the name, found bytes of no known format");
            Err(name.error(ErrorKind::Format, message))
        }
        Err(error) => Err(error),
    }
}

/// Runs a reader; a panic inside it or a library becomes an error of the file.
pub(super) fn contain<T>(name: &Name, read: impl FnOnce() -> Result<T>) -> Result<T> {
    contained(read).unwrap_or_else(|panic| Err(failed(name, panic.as_ref())))
}

thread_local! {
    /// How many readers of this thread are inside each other.
    static CONTAINED: Cell<u32> = const { Cell::new(0) };
}

/// Whether a panic of this thread would become an error of the file that is being read.
///
/// For a program whose panic hook should stay silent then.
#[must_use]
pub fn is_contained() -> bool {
    CONTAINED.get() > 0
}

fn contained<T>(work: impl FnOnce() -> T) -> std::thread::Result<T> {
    CONTAINED.set(CONTAINED.get() + 1);
    let result = catch_unwind(AssertUnwindSafe(work));
    CONTAINED.set(CONTAINED.get() - 1);
    result
}

fn failed(name: &Name, panic: &(dyn Any + Send)) -> Error {
    let reason = panic
        .downcast_ref::<&str>()
        .copied()
        .or_else(|| panic.downcast_ref::<String>().map(String::as_str))
        .unwrap_or("unknown reason");
    let reason = reason.lines().next().unwrap_or(reason);
    name.error(ErrorKind::Format, format!("the file is damaged, its reader gave up: {reason}"))
}
