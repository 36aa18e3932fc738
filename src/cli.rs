//! Arguments, commands and the exit status.
//!
//! Status 0: all done; 1: some inputs failed, or the output did; 2: wrong use; 130: interrupted.

mod analyze;
mod batch;
#[cfg(feature = "lindera")]
mod dictionary;
mod explain;
mod inspect;
mod merge;
mod progress;
mod reading;
mod run_report;
mod tokenize;

use clap::{Args, Parser, Subcommand};
use sokgirok::{Analyzer, Confidence, Lexicon};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Page references, officers and commitments out of Korean assembly transcripts (회의록).
#[derive(Parser)]
#[command(version, arg_required_else_help = true)]
struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Subcommand)]
enum Command {
    /// Find page references, officers and commitments in files.
    Analyze(analyze::Arguments),
    /// Analyse files and whole folders in parallel into a folder of tables; goes on where an
    /// interrupted run stopped.
    Batch(batch::Arguments),
    /// Join the output folders of the shards of a run.
    Merge(merge::Arguments),
    /// Say what was understood of files: format, encoding, cover, labels, speakers, agenda.
    Inspect(inspect::Arguments),
    /// Say what a rule finds, with its examples.
    Explain(explain::Arguments),
    /// List the rules.
    Rules,
    /// Print the morphemes of a file, each line taken as one unit.
    Tokenize(tokenize::Arguments),
    /// Write the embedded dictionary out.
    #[cfg(feature = "lindera")]
    Dictionary(dictionary::Arguments),
}

/// What every analysing command takes.
#[derive(Args)]
struct Words {
    /// Adds a table of words and roles (TSV: surface, class, canonical, token, note); repeatable.
    #[arg(long, value_name = "FILE.tsv")]
    lexicon: Vec<PathBuf>,
    /// Leaves out findings that are less sure than this (0 to 1; what it means: docs/quality.md).
    #[arg(long, value_name = "SHARE", default_value_t = 0.0, value_parser = share)]
    min_confidence: f64,
}

impl Words {
    /// An analyzer with the crate's words and the user's.
    fn analyzer(&self) -> sokgirok::Result<Analyzer> {
        let least = Confidence::new(self.min_confidence);
        Ok(Analyzer::with_lexicon(&self.lexicon()?)?.with_min_confidence(least))
    }

    /// The crate's words and the user's.
    fn lexicon(&self) -> sokgirok::Result<Lexicon> {
        let mut lexicon = Lexicon::builtin();
        for path in &self.lexicon {
            lexicon.extend_from_path(path)?;
        }
        Ok(lexicon)
    }
}

/// A number from 0 to 1.
fn share(text: &str) -> Result<f64, String> {
    text.parse()
        .ok()
        .filter(|share| (0.0..=1.0).contains(share))
        .ok_or_else(|| "expected a number from 0 to 1, for instance 0.9".to_owned())
}

/// How a command ended short of success.
enum Failure {
    /// Wrong use: an unknown rule, a malformed table of words.
    Usage(String),
    /// The output could not be written.
    Output(io::Error),
    /// A run over an archive could not go on.
    Run(String),
    /// Ctrl-C.
    Interrupted,
}

/// Exit status of an interrupted program.
const INTERRUPTED: u8 = 130;

impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Self {
        Self::Output(error)
    }
}

/// Whether every input was good.
type Outcome = Result<bool, Failure>;

/// Runs the program.
pub(crate) fn run() -> ExitCode {
    let report_panic = std::panic::take_hook();
    std::panic::set_hook(Box::new(move |panic| {
        // What a damaged file does to its reader is reported as an error of that file.
        if !sokgirok::read::is_contained() {
            report_panic(panic);
        }
    }));
    let outcome = match Arguments::parse().command {
        Command::Analyze(arguments) => analyze::run(&arguments),
        Command::Batch(arguments) => batch::run(&arguments),
        Command::Merge(arguments) => merge::run(&arguments),
        Command::Inspect(arguments) => inspect::run(&arguments),
        Command::Explain(arguments) => explain::run(&arguments),
        Command::Rules => explain::list(),
        Command::Tokenize(arguments) => tokenize::run(&arguments),
        #[cfg(feature = "lindera")]
        Command::Dictionary(arguments) => dictionary::run(&arguments),
    };
    match outcome {
        Ok(true) => ExitCode::SUCCESS,
        Ok(false) => ExitCode::from(1),
        Err(Failure::Usage(message)) => {
            report(&message);
            ExitCode::from(2)
        }
        // Whoever read the output has seen enough.
        Err(Failure::Output(error)) if error.kind() == io::ErrorKind::BrokenPipe => {
            ExitCode::SUCCESS
        }
        Err(Failure::Output(error)) => {
            report(&format!("cannot write the output: {error}"));
            ExitCode::from(1)
        }
        Err(Failure::Run(message)) => {
            report(&message);
            ExitCode::from(1)
        }
        Err(Failure::Interrupted) => ExitCode::from(INTERRUPTED),
    }
}

/// Prints one line on standard error.
fn report(message: &str) {
    // Nobody listens when standard error is closed.
    let _ = writeln!(io::stderr(), "sokgirok: {message}");
}

/// Turns a failure to set up into one of use.
fn usage(error: &sokgirok::Error) -> Failure {
    Failure::Usage(error.to_string())
}
