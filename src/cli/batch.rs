//! `sokgirok batch`

use super::progress::Lines;
use super::reading::ReadingOptions;
use super::run_report::report_json;
use super::{Failure, Outcome, Words, report, usage};
use clap::{Args, ValueEnum};
use sokgirok::run::{Report, Run, Shard};
use sokgirok::write::schema::Table;
use sokgirok::write::{Format, Shape};
use sokgirok::{Cancel, Error};
use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::process;

#[derive(Args)]
pub(super) struct Arguments {
    /// Files and folders to read; in a folder, every transcript at any depth.
    #[arg(required = true, value_name = "INPUT")]
    inputs: Vec<PathBuf>,
    #[command(flatten)]
    output: Output,
    /// Reads only one of n parts of the inputs (`2/7`); `sokgirok merge` joins the results.
    #[arg(long, value_name = "I/N", default_value = "1/1")]
    shard: Shard,
    /// Forgets what earlier runs into the same folder have done.
    #[arg(long)]
    anew: bool,
    #[command(flatten)]
    reading: ReadingOptions,
    #[command(flatten)]
    words: Words,
}

/// What `batch` and `merge` have in common.
#[derive(Args)]
pub(super) struct Output {
    /// Folder of the tables; made if missing.
    #[arg(long, value_name = "DIR")]
    pub(super) out: PathBuf,
    /// Formats of the tables, parted by commas.
    #[arg(long, value_enum, value_delimiter = ',', default_value = "jsonl")]
    format: Vec<FormatName>,
    /// Also writes the table of sentences.
    #[arg(long)]
    sentences: bool,
    /// Also writes the table of tokens.
    #[arg(long)]
    tokens: bool,
    /// Gives SQLite a full-text index over the sentences.
    #[arg(long, requires = "sentences")]
    full_text: bool,
    /// Starts CSV files with a byte order mark, so that Excel sees UTF-8.
    #[arg(long)]
    bom: bool,
    /// Number of threads; 0 is one for each core.
    #[arg(long, default_value_t = 0)]
    pub(super) threads: usize,
    /// Writes what was done to this file, as JSON.
    #[arg(long, value_name = "FILE.json")]
    report: Option<PathBuf>,
    /// Says at the end how long each stage took.
    #[arg(long)]
    timings: bool,
}

#[derive(Clone, Copy, ValueEnum)]
enum FormatName {
    Jsonl,
    Csv,
    Parquet,
    Sqlite,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    // First of all: the analyzer takes a moment.
    let cancel = interruptible();
    let shape = arguments.output.shape()?;
    let analyzer = arguments.words.analyzer().map_err(|error| usage(&error))?;
    let run = Run {
        inputs: arguments.inputs.clone(),
        reading: arguments.reading.options(),
        shape,
        threads: arguments.output.threads,
        shard: arguments.shard,
        anew: arguments.anew,
        cancel,
        ..Run::new(&analyzer, &arguments.output.out)
    };
    let mut lines = Lines::new();
    let result = run.start(&mut lines);
    lines.clear();
    arguments.output.end(result)
}

/// A switch that Ctrl-C throws; the second time the program ends at once.
pub(super) fn interruptible() -> Cancel {
    let cancel = Cancel::new();
    let called = cancel.clone();
    // Without a handler Ctrl-C ends the program at once, which loses little and breaks nothing.
    let _ = ctrlc::set_handler(move || {
        if called.is_cancelled() {
            process::exit(super::INTERRUPTED.into());
        }
        called.cancel();
        report("stopping when what is under way is done (again to stop at once)");
    });
    cancel
}

impl Output {
    pub(super) fn shape(&self) -> Result<Shape, Failure> {
        let mut formats = Vec::new();
        for &name in &self.format {
            let format = format(name)?;
            if !formats.contains(&format) {
                formats.push(format);
            }
        }
        Ok(Shape {
            formats,
            sentences: self.sentences,
            tokens: self.tokens,
            full_text: self.full_text,
            byte_order_mark: self.bom,
        })
    }

    /// Says what was done.
    pub(super) fn end(&self, result: Result<Report, Error>) -> Outcome {
        let done = result.map_err(|error| Failure::Run(error.to_string()))?;
        report(&summary(&done, &self.out));
        if self.timings {
            report(&timings(&done));
        }
        if let Some(path) = &self.report {
            std::fs::write(path, report_json(&done))
                .map_err(|error| Failure::Run(format!("{}: {error}", path.display())))?;
        }
        if done.finished {
            Ok(done.counts.rows(Table::Failures) == 0)
        } else {
            Err(Failure::Interrupted)
        }
    }
}

fn format(name: FormatName) -> Result<Format, Failure> {
    let wanted = match name {
        FormatName::Jsonl => "jsonl",
        FormatName::Csv => "csv",
        FormatName::Parquet => "parquet",
        FormatName::Sqlite => "sqlite",
    };
    Format::ALL.iter().copied().find(|format| format.name() == wanted).ok_or_else(|| {
        let feature = format!("write-{wanted}");
        Failure::Usage(format!("this program was built without the feature `{feature}`"))
    })
}

fn summary(done: &Report, out: &Path) -> String {
    let mut text = String::new();
    let counts = &done.counts;
    let seconds = done.elapsed.as_secs_f64();
    let speed = done.read_bytes as f64 / 1e6 / seconds.max(1e-9);
    let inputs = format!("{} inputs, {} of them done before", done.inputs, done.reused);
    if !done.finished {
        let read = done.read;
        // Writing to a string succeeds.
        let _ = write!(
            text,
            "stopped after {seconds:.1} s: {inputs}, {read} read now; the same command goes on"
        );
        return text;
    }
    let _ = write!(
        text,
        "{} documents, {} turns, {} page references, {} officers, {} commitments, {} failures",
        counts.rows(Table::Documents),
        counts.rows(Table::Turns),
        counts.rows(Table::PageRefs),
        counts.rows(Table::Officers),
        counts.rows(Table::Commitments),
        counts.rows(Table::Failures),
    );
    for (kind, count) in &counts.failures {
        let _ = write!(text, "\n  failures of kind {kind}: {count}");
    }
    let _ =
        write!(text, "\n  {inputs}; {seconds:.1} s, {speed:.1} MB/s; tables in {}", out.display());
    text
}

fn timings(done: &Report) -> String {
    let all: f64 = done.stages.iter().map(|(_, time)| time.as_secs_f64()).sum();
    let mut text = "time by stage, over all threads".to_owned();
    for (stage, time) in &done.stages {
        let seconds = time.as_secs_f64();
        let part = 100.0 * seconds / all.max(1e-9);
        let _ = write!(text, "\n  {:<8} {seconds:8.3} s {part:5.1} %", stage.name());
    }
    text
}
