//! Several finished runs as one.

use super::clock::Clock;
use super::join;
use super::journal::{self, Place};
use super::report::{Observer, Progress, Report};
use super::{Error, ErrorKind, Path, PathBuf, Result, Shape};
use crate::{Cancel, batch};
use std::collections::BTreeMap;
use std::time::Instant;

/// Writes the tables of several finished runs, the shards of one, into the folder `out`.
///
/// The tables are those that one run over all inputs would have written, byte for byte; SQLite has
/// the same rows. Nothing is analysed again, so that `shape` may name other formats than the
/// shards'.
///
/// # Errors
/// When a folder holds no finished run, shards were made by different versions or are missing, two
/// hold the same input, or `out` cannot be written to.
pub fn merge(
    shards: &[PathBuf],
    out: &Path,
    shape: &Shape,
    threads: usize,
    cancel: &Cancel,
    observer: &mut dyn Observer,
) -> Result<Report> {
    let started = Instant::now();
    if let Some(same) = shards.iter().find(|shard| is_same(shard, out)) {
        let message = "expected another folder than those that are merged";
        return Err(Error::new(ErrorKind::Io, message).in_file(same.as_path()));
    }
    let pool = batch::pool(threads)?;
    let (version, places) = gather(shards)?;
    for (table, wanted) in [("sentences", shape.sentences), ("tokens", shape.tokens)] {
        if wanted && !version.contains(&format!("{table}\ttrue")) {
            let message =
                format!("the runs were made without {table}; run them again with --{table}");
            return Err(Error::new(ErrorKind::Format, message));
        }
    }
    let _lock = journal::lock_folder(out)?;
    let clock = Clock::default();
    let progress = Progress { writing: true, ..Progress::default() };
    let tick = || observer.progress(&Progress { elapsed: started.elapsed(), ..progress });
    let joined = join::join(
        &join::Job { pool: &pool, out, shape, clock: &clock, cancel },
        &places,
        tick,
        || Ok(()),
    )?;
    let inputs = places.iter().filter(|place| place.entry.last).count() as u64;
    let rules = version.lines().find_map(|line| line.strip_prefix("rules\t"));
    Ok(Report {
        finished: joined.is_some(),
        rules_version: rules.unwrap_or_default().to_owned(),
        inputs,
        reused: inputs,
        counts: joined.unwrap_or_default(),
        elapsed: started.elapsed(),
        stages: clock.read().to_vec(),
        ..Report::default()
    })
}

fn is_same(one: &Path, other: &Path) -> bool {
    let real = |path: &Path| path.canonicalize().ok();
    one == other || real(one).is_some() && real(one) == real(other)
}

/// The version of the runs, and the chunks of all, in the order of the inputs' names.
fn gather(shards: &[PathBuf]) -> Result<(String, Vec<Place>)> {
    let mut version: Option<(String, u32)> = None;
    let mut seen: BTreeMap<u32, &PathBuf> = BTreeMap::new();
    let mut inputs: BTreeMap<String, (&PathBuf, Vec<Place>)> = BTreeMap::new();
    for folder in shards {
        let (made_by, shard, places) = journal::read_listing(folder)?;
        let fail = |message: String| Error::new(ErrorKind::Format, message).in_file(folder);
        match &version {
            None => version = Some((made_by, shard.of)),
            Some((first, of)) if *first != made_by || *of != shard.of => {
                let message = format!(
                    "expected a shard of the same run and version as {}, found shard {shard} of {}",
                    shards[0].display(),
                    made_by.trim_end().replace('\n', ", ").replace('\t', " ")
                );
                return Err(fail(message));
            }
            Some(_) => {}
        }
        if let Some(other) = seen.insert(shard.number, folder) {
            return Err(fail(format!("shard {shard} is also {}", other.display())));
        }
        for place in places {
            let (holder, chunks) =
                inputs.entry(place.entry.input.clone()).or_insert_with(|| (folder, Vec::new()));
            if *holder != folder {
                let (input, other) = (&place.entry.input, holder.display());
                return Err(fail(format!("the input {input} is also in {other}")));
            }
            chunks.push(place);
        }
    }
    let Some((version, of)) = version else {
        return Err(Error::new(ErrorKind::Io, "expected folders of finished runs, found none"));
    };
    let missing: Vec<String> = (1..=of)
        .filter(|number| !seen.contains_key(number))
        .map(|it| format!("{it}/{of}"))
        .collect();
    if !missing.is_empty() {
        let message = format!("expected all shards of the run, missing are {}", missing.join(", "));
        return Err(Error::new(ErrorKind::Format, message));
    }
    Ok((version, inputs.into_values().flat_map(|(_, chunks)| chunks).collect()))
}
