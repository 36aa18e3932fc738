//! `sokgirok batch`

use super::{Failure, Outcome, Words, report, usage};
use clap::Args;
use sokgirok::write::{JsonLinesWriter, Kind, OffsetUnit, Writer};
use sokgirok::{Batch, read};
use std::fs::{self, File};
use std::io::{self, BufWriter};
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct Arguments {
    /// Folder to read.
    #[arg(value_name = "DIR")]
    folder: PathBuf,
    /// Folder for page_refs.jsonl, officers.jsonl and commitments.jsonl; made if missing.
    #[arg(long, value_name = "DIR")]
    out: PathBuf,
    /// Number of threads; 0 is one for each core.
    #[arg(long, default_value_t = 0)]
    threads: usize,
    #[command(flatten)]
    words: Words,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    if !arguments.folder.is_dir() {
        let found = arguments.folder.display();
        return Err(Failure::Usage(format!(
            "{found}: expected a folder (`sokgirok analyze` reads files)"
        )));
    }
    let analyzer = arguments.words.analyzer().map_err(|error| usage(&error))?;
    fs::create_dir_all(&arguments.out)?;
    let mut writers = Vec::new();
    for kind in Kind::ALL {
        let file = File::create(arguments.out.join(format!("{}.jsonl", kind.plural())))?;
        writers.push(JsonLinesWriter::new(BufWriter::new(file), OffsetUnit::Byte, Some(kind)));
    }
    let (mut done, mut failed, mut findings) = (0_usize, 0_usize, 0_usize);
    let mut written: io::Result<()> = Ok(());
    let sources = read::text_files(&arguments.folder);
    Batch::new(&analyzer)
        .threads(arguments.threads)
        .run(
            sources,
            |source| source.clone().and_then(read::from_path),
            |_, result| match result {
                Ok((document, analysis)) => {
                    done += 1;
                    findings += analysis.findings.len();
                    for writer in &mut writers {
                        if written.is_ok() {
                            written = writer.write(&document, &analysis);
                        }
                    }
                }
                Err(error) => {
                    failed += 1;
                    report(&error.to_string());
                }
            },
        )
        .map_err(|error| usage(&error))?;
    written?;
    for writer in &mut writers {
        writer.finish()?;
    }
    eprintln!("{done} documents, {findings} findings, {failed} failures");
    Ok(failed == 0)
}
