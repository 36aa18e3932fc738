//! `sokgirok merge`

use super::Outcome;
use super::batch::{Output, interruptible};
use super::progress::Lines;
use clap::Args;
use sokgirok::run;
use std::path::PathBuf;

#[derive(Args)]
pub(super) struct Arguments {
    /// Output folders of all the shards of a run.
    #[arg(required = true, value_name = "OUT")]
    shards: Vec<PathBuf>,
    #[command(flatten)]
    output: Output,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let output = &arguments.output;
    let shape = output.shape()?;
    let cancel = interruptible();
    let mut lines = Lines::new();
    let (shards, threads) = (&arguments.shards, output.threads);
    let result = run::merge(shards, &output.out, &shape, threads, &cancel, &mut lines);
    lines.clear();
    output.end(result)
}
