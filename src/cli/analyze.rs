//! `sokgirok analyze`

use super::reading::{ReadingOptions, save_text, warn};
use super::{Failure, Outcome, Words, report, usage};
use clap::{Args, ValueEnum};
use sokgirok::write::{
    CsvWriter, JsonLinesWriter, JsonWriter, Kind, OffsetUnit, TextWriter, Writer,
};
use std::io::{self, BufWriter, IsTerminal};
use std::path::PathBuf;

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
    /// Also writes the text that start and end count in, one file a document, below this folder.
    #[arg(long, value_name = "DIR")]
    save_text: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingOptions,
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
    let analyzer = arguments.words.analyzer().map_err(|error| usage(&error))?;
    let mut worker = analyzer.worker();
    let mut writer: Option<Box<dyn Writer>> = None;
    let mut all_good = true;
    for path in &arguments.files {
        let documents = match arguments.reading.documents(path) {
            Ok(documents) => documents,
            Err(error) => {
                all_good = false;
                report(&error.to_string());
                continue;
            }
        };
        if writer.is_none() {
            let many = arguments.files.len() > 1 || documents.may_be_several();
            writer = Some(self::writer(arguments, many)?);
        }
        for reading in documents {
            match reading {
                Ok(reading) => {
                    warn(&reading);
                    let document = &reading.document;
                    if let Some(folder) = &arguments.save_text {
                        save_text(folder, document)?;
                    }
                    if let Some(writer) = &mut writer {
                        writer.write(document, &worker.analyze(document))?;
                    }
                }
                Err(error) => {
                    all_good = false;
                    report(&error.to_string());
                }
            }
        }
    }
    match writer {
        Some(mut writer) => writer.finish()?,
        None => self::writer(arguments, arguments.files.len() > 1)?.finish()?,
    }
    Ok(all_good)
}

fn writer(arguments: &Arguments, many: bool) -> Result<Box<dyn Writer>, Failure> {
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
        (Format::Json, None) => Box::new(JsonWriter::new(out, unit, many)),
        (Format::Jsonl, kind) => Box::new(JsonLinesWriter::new(out, unit, kind)),
        (Format::Csv, Some(kind)) => Box::new(CsvWriter::new(out, unit, kind)),
    })
}
