//! The `sokgirok` program.

use std::error::Error;
use std::io;
use std::process::ExitCode;

use clap::Parser;

mod cli {
    #[cfg(feature = "lindera")]
    pub mod dictionary;
    pub mod tokenize;
}

/// Data out of Korean assembly transcripts.
#[derive(Debug, Parser)]
#[command(version)]
enum Arguments {
    Tokenize(cli::tokenize::Arguments),
    #[cfg(feature = "lindera")]
    Dictionary(cli::dictionary::Arguments),
}

fn main() -> ExitCode {
    let done = match Arguments::parse() {
        Arguments::Tokenize(arguments) => cli::tokenize::run(&arguments),
        #[cfg(feature = "lindera")]
        Arguments::Dictionary(arguments) => cli::dictionary::run(&arguments),
    };
    match done {
        Err(error) if !is_closed_pipe(&*error) => {
            eprintln!("sokgirok: {error}");
            ExitCode::FAILURE
        }
        _ => ExitCode::SUCCESS,
    }
}

fn is_closed_pipe(error: &(dyn Error + 'static)) -> bool {
    let error = error.downcast_ref::<io::Error>();
    error.is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
}
