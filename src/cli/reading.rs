//! Options that say how files are read.

use super::report;
use clap::{Args, ValueEnum};
use sokgirok::Document;
use sokgirok::read::{self, Documents, Encoding, Options, Reading};
use std::fs;
use std::io::{self, Read};
use std::path::{Component, Path, PathBuf};

/// What every command that reads files takes.
#[derive(Args, Clone, Debug)]
pub(super) struct ReadingOptions {
    /// Encoding of text; told from the bytes if not given.
    #[arg(long, value_enum)]
    encoding: Option<EncodingName>,
    /// Column of a table (.csv, .jsonl, .parquet) that holds the text.
    #[arg(long, value_name = "NAME")]
    text_column: Option<String>,
    /// Column that names the document; rows with the same value, one after the other, are one.
    #[arg(long, value_name = "NAME")]
    id_column: Option<String>,
    /// Column that names the speaker; a row is then one speech.
    #[arg(long, value_name = "NAME")]
    speaker_column: Option<String>,
}

#[derive(Clone, Copy, Debug, ValueEnum)]
enum EncodingName {
    #[value(name = "utf-8", alias = "utf8")]
    Utf8,
    #[value(name = "utf-16le", alias = "utf16le")]
    Utf16Le,
    #[value(name = "utf-16be", alias = "utf16be")]
    Utf16Be,
    #[value(name = "cp949", aliases = ["euc-kr", "euckr", "uhc", "ms949"])]
    Cp949,
}

impl ReadingOptions {
    /// The documents of the file at `path`; `-` is standard input.
    pub(super) fn documents(&self, path: &Path) -> sokgirok::Result<Documents> {
        if path != Path::new("-") {
            return Ok(read::documents(path, &self.options()));
        }
        let mut bytes = Vec::new();
        match io::stdin().lock().read_to_end(&mut bytes) {
            Ok(_) => Ok(read::documents_in("-", bytes, &self.options())),
            Err(error) => Err(read::unreadable("standard input", &error)),
        }
    }

    pub(super) fn options(&self) -> Options {
        let mut options = Options::default();
        options.encoding = self.encoding.map(|encoding| match encoding {
            EncodingName::Utf8 => Encoding::Utf8,
            EncodingName::Utf16Le => Encoding::Utf16Le,
            EncodingName::Utf16Be => Encoding::Utf16Be,
            EncodingName::Cp949 => Encoding::Cp949,
        });
        options.text_column.clone_from(&self.text_column);
        options.id_column.clone_from(&self.id_column);
        options.speaker_column.clone_from(&self.speaker_column);
        options
    }
}

/// Reports what was amiss in a file that could be read, one line each.
pub(super) fn warn(reading: &Reading) {
    for warning in &reading.warnings {
        report(&format!("{}: warning: {warning}", reading.source));
    }
}

/// Writes the text of a document below `folder`, under its id with `.txt` behind it.
pub(super) fn save_text(folder: &Path, document: &Document) -> io::Result<()> {
    let mut path = folder.to_path_buf();
    path.extend(
        Path::new(&document.id).components().filter(|part| matches!(part, Component::Normal(_))),
    );
    if path == folder {
        path.push("document");
    }
    if path.extension().is_none_or(|end| end != "txt") {
        let mut name = path.into_os_string();
        name.push(".txt");
        path = PathBuf::from(name);
    }
    fs::create_dir_all(path.parent().unwrap_or(folder))
        .and_then(|()| fs::write(&path, &document.text))
        .map_err(|error| io::Error::new(error.kind(), format!("{}: {error}", path.display())))
}
