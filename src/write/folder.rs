//! A folder of tables.

use super::encode::{self, Encoded, Format, Section, Shape, csv, encode};
use super::record::{self, OnRequest, Provenance};
use super::rows::Chunk;
use super::schema::Table;
use crate::{Analysis, Document, Error, Result};
use std::fs::{self, File};
use std::io::{self, BufWriter, Write};
use std::path::{Path, PathBuf};

/// Name of the SQLite database.
#[cfg(feature = "write-sqlite")]
pub(crate) const DATABASE: &str = "sokgirok.sqlite";

/// Rows are encoded when they take about this many bytes.
const GROUP: usize = 8 << 20;

/// Writes tables into a folder, in each of the formats asked for.
///
/// The files are written as `NAME.part` and take their names in [`finish`](Self::finish), when they
/// are whole; when it is dropped before, they go away.
///
/// # Examples
/// ```
/// use sokgirok::write::{Folder, Provenance, Shape};
/// use sokgirok::{Analyzer, Document};
///
/// let folder = std::env::temp_dir().join("sokgirok-folder-example");
/// let mut worker = Analyzer::new()?.worker();
/// let mut tables = Folder::new(&folder, &Shape::default())?;
/// let document = Document::parse("a.txt", "보고서 12쪽을 봐 주시기 바랍니다.\n");
/// tables.write(&document, &worker.analyze(&document), &Provenance::default())?;
/// tables.finish()?;
/// let rows = std::fs::read_to_string(folder.join("page_refs.jsonl")).unwrap();
/// assert!(rows.contains(r#""first_page":12"#));
/// # std::fs::remove_dir_all(&folder).unwrap();
/// # Ok::<(), sokgirok::Error>(())
/// ```
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    shape: Shape,
    files: Vec<(PathBuf, Output)>,
    waiting: Chunk,
    waiting_bytes: usize,
}

/// One file.
#[derive(Debug)]
enum Output {
    Bytes(BufWriter<File>),
    #[cfg(feature = "write-parquet")]
    Parquet(encode::parquet::File<BufWriter<File>>),
    #[cfg(feature = "write-sqlite")]
    Sqlite(encode::sqlite::Database),
    Closed,
}

impl Folder {
    /// Starts the files in the folder at `path`, which is made if it is missing.
    ///
    /// # Errors
    /// When the folder or a file cannot be made.
    pub fn new(path: impl Into<PathBuf>, shape: &Shape) -> Result<Self> {
        let path = path.into();
        fs::create_dir_all(&path).map_err(|error| Error::io(&path, &error))?;
        let mut files = Vec::new();
        for (name, format, table) in names(shape) {
            let part = path.join(format!("{name}.part"));
            let output = open(&part, format, table, shape);
            files.push((path.join(name), output.map_err(|error| Error::io(&part, &error))?));
        }
        let shape = shape.clone();
        Ok(Self { path, shape, files, waiting: Chunk::default(), waiting_bytes: 0 })
    }

    /// Adds a document and what was found in it.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write(
        &mut self,
        document: &Document,
        analysis: &Analysis,
        provenance: &Provenance,
    ) -> Result<()> {
        self.write_with(document, analysis, OnRequest::default(), provenance)
    }

    /// As [`write`](Self::write), with the rows of the tables on request.
    ///
    /// # Errors
    /// When a file cannot be written.
    pub fn write_with(
        &mut self,
        document: &Document,
        analysis: &Analysis,
        on_request: OnRequest<'_>,
        provenance: &Provenance,
    ) -> Result<()> {
        record::document(&mut self.waiting, document, analysis, on_request, provenance);
        self.waiting_bytes += document.text.len();
        if self.waiting_bytes < GROUP { Ok(()) } else { self.flush() }
    }

    /// Adds an input that could not be read.
    pub fn fail(&mut self, source: &str, number: usize, error: &Error) {
        record::failure(&mut self.waiting, source, number, error);
    }

    fn flush(&mut self) -> Result<()> {
        self.waiting_bytes = 0;
        let encoded = encode(&mut self.waiting, &self.shape);
        self.waiting.clear();
        let encoded = encoded.map_err(|error| Error::io(&self.path, &error))?;
        self.append(encoded)
    }

    /// Appends what was encoded in this folder's shape.
    pub(crate) fn append(&mut self, encoded: Encoded) -> Result<()> {
        let mut sections = encoded.sections.into_iter();
        for (path, output) in &mut self.files {
            let done = match output {
                #[cfg(feature = "write-sqlite")]
                Output::Sqlite(database) => {
                    encoded.chunk.as_ref().map_or(Ok(()), |chunk| database.append(chunk))
                }
                _ => sections.next().map_or(Ok(()), |section| append(output, section)),
            };
            done.map_err(|error| Error::io(path, &error))?;
        }
        Ok(())
    }

    /// Writes what closes the files, brings them to the disk and gives them their names.
    ///
    /// # Errors
    /// When a file cannot be written or renamed.
    pub fn finish(mut self) -> Result<()> {
        self.flush()?;
        for (path, output) in &mut self.files {
            let output = std::mem::replace(output, Output::Closed);
            close(output, &part(path)).map_err(|error| Error::io(path, &error))?;
        }
        for (path, _) in std::mem::take(&mut self.files) {
            fs::rename(part(&path), &path).map_err(|error| Error::io(&path, &error))?;
        }
        sync_folder(&self.path);
        Ok(())
    }
}

impl Drop for Folder {
    fn drop(&mut self) {
        for (path, output) in self.files.drain(..) {
            drop(output);
            // What cannot be removed is overwritten by the next writer.
            let _ = fs::remove_file(part(&path));
        }
    }
}

/// Brings the names in a folder to the disk, where the system lets a folder be opened for it.
pub(crate) fn sync_folder(path: &Path) {
    if let Ok(folder) = File::open(path) {
        // Without it a power cut may bring the old names back, which the next run notices.
        let _ = folder.sync_all();
    }
}

/// The files of a shape: name, format, and the table for a file of one.
pub(crate) fn names(shape: &Shape) -> Vec<(String, Format, Option<Table>)> {
    let mut names = Vec::new();
    for &format in &shape.formats {
        #[cfg(feature = "write-sqlite")]
        if format == Format::Sqlite {
            names.push((DATABASE.to_owned(), format, None));
            continue;
        }
        for table in shape.tables() {
            names.push((format!("{}.{}", table.name(), format.name()), format, Some(table)));
        }
    }
    names
}

fn part(path: &Path) -> PathBuf {
    let mut name = path.as_os_str().to_owned();
    name.push(".part");
    PathBuf::from(name)
}

fn open(path: &Path, format: Format, table: Option<Table>, shape: &Shape) -> io::Result<Output> {
    #[cfg(feature = "write-sqlite")]
    if format == Format::Sqlite {
        if path.exists() {
            fs::remove_file(path)?;
        }
        return Ok(Output::Sqlite(encode::sqlite::Database::new(path, shape)?));
    }
    let mut out = BufWriter::with_capacity(1 << 16, File::create(path)?);
    let Some(table) = table else { return Ok(Output::Bytes(out)) };
    match format {
        #[cfg(feature = "write-parquet")]
        Format::Parquet => Ok(Output::Parquet(encode::parquet::File::new(out, table)?)),
        Format::Csv => {
            out.write_all(&csv::header(table, shape.byte_order_mark))?;
            Ok(Output::Bytes(out))
        }
        _ => Ok(Output::Bytes(out)),
    }
}

fn append(output: &mut Output, section: Section) -> io::Result<()> {
    match (output, section) {
        (Output::Bytes(out), Section::Bytes(bytes)) => out.write_all(&bytes),
        #[cfg(feature = "write-parquet")]
        (Output::Parquet(file), Section::RowGroup(group)) => file.append(group),
        #[allow(unreachable_patterns, reason = "without Parquet and SQLite there is one pair")]
        _ => Err(io::Error::other("rows were encoded in another shape than the folder's")),
    }
}

fn close(output: Output, path: &Path) -> io::Result<()> {
    let synced = |path: &Path| File::options().append(true).open(path)?.sync_all();
    let out = match output {
        Output::Closed => return Ok(()),
        Output::Bytes(out) => out,
        #[cfg(feature = "write-parquet")]
        Output::Parquet(file) => file.finish()?,
        #[cfg(feature = "write-sqlite")]
        Output::Sqlite(database) => {
            database.finish()?;
            return synced(path);
        }
    };
    out.into_inner().map_err(io::IntoInnerError::into_error)?;
    synced(path)
}
