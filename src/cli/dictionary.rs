//! `sokgirok dictionary`: the embedded dictionary itself.

use std::error::Error;
use std::path::PathBuf;

/// Write the embedded dictionary out.
#[derive(Debug, clap::Args)]
pub struct Arguments {
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, clap::Subcommand)]
enum Command {
    /// Write it into a folder in the format that lindera 6.2 loads
    Export {
        /// The folder; made if it does not exist
        folder: PathBuf,
    },
}

/// Runs the command.
pub fn run(arguments: &Arguments) -> Result<(), Box<dyn Error>> {
    let Command::Export { folder } = &arguments.command;
    sokgirok::export_dictionary(folder)?;
    eprintln!("{}: mecab-ko-dic 2.1.1-20180720 in lindera's format", folder.display());
    Ok(())
}
