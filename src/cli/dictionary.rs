//! `sokgirok dictionary`: the embedded dictionary itself.

use super::{Outcome, report};
use std::path::PathBuf;

#[derive(clap::Args)]
pub(super) struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(clap::Subcommand)]
enum Command {
    /// Write it into a folder in the format that lindera 6.2 loads.
    Export {
        /// The folder; made if it does not exist.
        folder: PathBuf,
    },
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let Command::Export { folder } = &arguments.command;
    if let Err(error) = sokgirok::export_dictionary(folder) {
        report(&error.to_string());
        return Ok(false);
    }
    eprintln!("{}: mecab-ko-dic 2.1.1-20180720 in lindera's format", folder.display());
    Ok(true)
}
