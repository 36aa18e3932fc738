//! What a file is.

use super::Encoding;
use super::decode;
use std::fmt;
use std::path::Path;

/// What a file is.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Format {
    /// Plain text.
    Text,
    /// Text in Markdown; read as it is.
    Markdown,
    /// A page of the web.
    Html,
    /// PDF.
    Pdf,
    /// Hangul Word Processor, version 5.
    Hwp,
    /// Hangul Word Processor, the zipped XML format.
    Hwpx,
    /// An archive of files.
    Zip,
    /// A table, one JSON object a line.
    JsonLines,
    /// A table, comma or tab separated.
    Csv,
    /// A table in columns.
    Parquet,
}

/// How a file begins, and what it then is.
pub(super) enum Content {
    /// Known, whatever the name.
    Known(Format),
    /// Nothing that can be read; what it is, and what to do.
    Foreign(&'static str),
    /// An OLE file: HWP 5 if it has the right streams.
    Compound,
    /// Perhaps text.
    Unknown,
}

/// How many bytes [`look`] wants.
pub(super) const HEAD: usize = 4096;

/// Files that are often met among transcripts but cannot be read.
const FOREIGN: &[(&[u8], &str)] = &[
    (b"HWP Document File V", "a document of HWP 3 or older: save it as .hwp (5.0) or .hwpx"),
    (b"\x1F\x8B", "a gzip file: unpack it first"),
    (b"7z\xBC\xAF\x27\x1C", "a 7-Zip archive: unpack it, or pack it as .zip"),
    (b"Rar!", "a RAR archive: unpack it, or pack it as .zip"),
    (b"EGGA", "an EGG archive: unpack it, or pack it as .zip"),
    (b"ALZ\x01", "an ALZ archive: unpack it, or pack it as .zip"),
    (b"BZh", "a bzip2 file: unpack it first"),
    (b"\xFD7zXZ", "an XZ file: unpack it first"),
    (b"\x28\xB5\x2F\xFD", "a Zstandard file: unpack it first"),
    (b"\x89PNG", "a picture: recognise its characters (OCR) first"),
    (b"\xFF\xD8\xFF", "a picture: recognise its characters (OCR) first"),
    (b"II*\0", "a picture: recognise its characters (OCR) first"),
    (b"MM\0*", "a picture: recognise its characters (OCR) first"),
    (b"GIF8", "a picture: recognise its characters (OCR) first"),
    (b"{\\rtf", "an RTF document: save it as text"),
    (b"\x7FELF", "a program"),
    (b"MZ\x90", "a program"),
    (b"SQLite format 3", "a database: export the table as .csv"),
];

/// What the first bytes of a file say.
pub(super) fn look(head: &[u8]) -> Content {
    if head.starts_with(b"PK\x03\x04") || head.starts_with(b"PK\x05\x06") {
        return Content::Known(Format::Zip);
    }
    if head.starts_with(b"PAR1") {
        return Content::Known(Format::Parquet);
    }
    if head.starts_with(b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1") {
        return Content::Compound;
    }
    if let Some((_, what)) = FOREIGN.iter().find(|(start, _)| head.starts_with(start)) {
        return Content::Foreign(what);
    }
    let near = &head[..head.len().min(1024)];
    if memchr::memmem::find(near, b"%PDF-").is_some() {
        return Content::Known(Format::Pdf);
    }
    Content::Unknown
}

/// What a file of text is, by how it begins and by its name.
pub(super) fn of_text(head: &[u8], name: &Path, encoding: Option<Encoding>) -> Format {
    let encoding = encoding.unwrap_or_else(|| decode::guess(head, false));
    let (text, _) = encoding.codec().decode_with_bom_removal(head);
    let start = text.trim_start();
    let lower = start.get(..start.floor_char_boundary(600)).unwrap_or(start).to_ascii_lowercase();
    let named = Format::of_name(name);
    if lower.starts_with("<!doctype html")
        || lower.starts_with("<html")
        || (lower.starts_with("<?xml") || lower.starts_with("<!--")) && lower.contains("<html")
        || lower.starts_with("<head>")
        || named == Some(Format::Html)
    {
        return Format::Html;
    }
    if named == Some(Format::Csv) || named == Some(Format::JsonLines) {
        return named.unwrap_or(Format::Text);
    }
    if start.starts_with("{\"") && named != Some(Format::Markdown) {
        return Format::JsonLines;
    }
    if named == Some(Format::Markdown) { Format::Markdown } else { Format::Text }
}

impl Format {
    /// The format that a file's name promises.
    #[must_use]
    pub fn of_name(path: &Path) -> Option<Self> {
        let end = path.extension()?.to_str()?.to_ascii_lowercase();
        Some(match end.as_str() {
            "txt" | "text" => Self::Text,
            "md" | "markdown" => Self::Markdown,
            "html" | "htm" | "xhtml" => Self::Html,
            "pdf" => Self::Pdf,
            "hwp" => Self::Hwp,
            "hwpx" => Self::Hwpx,
            "zip" => Self::Zip,
            "jsonl" | "ndjson" => Self::JsonLines,
            "csv" | "tsv" => Self::Csv,
            "parquet" => Self::Parquet,
            _ => return None,
        })
    }

    /// The name of the format in options and reports.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Text => "text",
            Self::Markdown => "markdown",
            Self::Html => "html",
            Self::Pdf => "pdf",
            Self::Hwp => "hwp",
            Self::Hwpx => "hwpx",
            Self::Zip => "zip",
            Self::JsonLines => "jsonl",
            Self::Csv => "csv",
            Self::Parquet => "parquet",
        }
    }

    /// Whether the format is text, so that an encoding matters.
    pub(super) fn is_text(self) -> bool {
        matches!(self, Self::Text | Self::Markdown | Self::Html | Self::JsonLines | Self::Csv)
    }
}

impl fmt::Display for Format {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}
