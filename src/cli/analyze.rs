//! `sokgirok analyze`

use super::{Failure, Outcome, Words, report, usage};
use clap::{Args, ValueEnum};
use sokgirok::write::{
    CsvWriter, JsonLinesWriter, JsonWriter, Kind, OffsetUnit, TextWriter, Writer,
};
use sokgirok::{Document, read};
use std::io::{self, BufWriter, IsTerminal, Read};
use std::path::{Path, PathBuf};

#[derive(Args)]
pub(super) struct Arguments {
    /// Files to read; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Shape of the output: json is one object (an array for several files), jsonl one finding a
    /// line, csv one table and needs --kind.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Only findings of this kind (jsonl and csv).
    #[arg(long, value_enum)]
    kind: Option<KindName>,
    /// What start and end count.
    #[arg(long, value_enum, default_value_t = Unit::Byte)]
    offsets: Unit,
    #[command(flatten)]
    words: Words,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
    Jsonl,
    Csv,
}

#[derive(Clone, Copy, ValueEnum)]
enum KindName {
    #[value(name = "page_ref", alias = "page")]
    Page,
    Officer,
    Commitment,
}

#[derive(Clone, Copy, ValueEnum)]
enum Unit {
    Byte,
    Char,
    Utf16,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let mut writer = writer(arguments)?;
    let analyzer = arguments.words.analyzer().map_err(|error| usage(&error))?;
    let mut worker = analyzer.worker();
    let mut all_good = true;
    for path in &arguments.files {
        match document(path) {
            Ok(document) => writer.write(&document, &worker.analyze(&document))?,
            Err(error) => {
                all_good = false;
                report(&error.to_string());
            }
        }
    }
    writer.finish()?;
    Ok(all_good)
}

fn document(path: &Path) -> sokgirok::Result<Document> {
    if path != Path::new("-") {
        return read::from_path(path);
    }
    let mut bytes = Vec::new();
    match io::stdin().lock().read_to_end(&mut bytes) {
        Ok(_) => read::from_bytes("-", bytes),
        Err(error) => Err(read::unreadable("standard input", &error)),
    }
}

fn writer(arguments: &Arguments) -> Result<Box<dyn Writer>, Failure> {
    let stdout = io::stdout();
    let colored = stdout.is_terminal() && std::env::var_os("NO_COLOR").is_none();
    let out = BufWriter::new(stdout.lock());
    let unit = match arguments.offsets {
        Unit::Byte => OffsetUnit::Byte,
        Unit::Char => OffsetUnit::Char,
        Unit::Utf16 => OffsetUnit::Utf16,
    };
    let kind = arguments.kind.map(|kind| match kind {
        KindName::Page => Kind::Page,
        KindName::Officer => Kind::Officer,
        KindName::Commitment => Kind::Commitment,
    });
    Ok(match (arguments.format, kind) {
        (Format::Csv, None) => {
            let message = "--format csv needs --kind page_ref, officer or commitment";
            return Err(Failure::Usage(message.to_owned()));
        }
        (Format::Text | Format::Json, Some(_)) => {
            let message = "--kind goes with --format jsonl or csv";
            return Err(Failure::Usage(message.to_owned()));
        }
        (Format::Text, None) => Box::new(TextWriter::new(out, colored)),
        (Format::Json, None) => Box::new(JsonWriter::new(out, unit, arguments.files.len() > 1)),
        (Format::Jsonl, kind) => Box::new(JsonLinesWriter::new(out, unit, kind)),
        (Format::Csv, Some(kind)) => Box::new(CsvWriter::new(out, unit, kind)),
    })
}
