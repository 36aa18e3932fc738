//! Runs over whole archives: a folder of inputs in, a folder of tables out.
//!
//! A run has two halves. The first reads and analyses inputs on all threads and keeps the rows of
//! each in *part files* (`OUT/.sokgirok/parts`), which are renamed into place when they are whole:
//! they are the journal. The second takes the rows out of the parts, in the order of the inputs'
//! names, and writes the tables. Killing a run costs what stood in the part at hand; the next run
//! reads what is missing or has changed and joins the same rows in the same order. A shard is a run
//! over some of the inputs, and [`merge`] is the second half over the parts of several folders.
//!
//! `docs/batch.md` tells it from the outside.

use crate::batch::{self, Analyze, Limits, pipeline};
use crate::read;
use crate::write::Shape;
use crate::{Analyzer, Cancel, Error, ErrorKind, Result};
use analyze::Analysing;
use clock::Clock;
use input::Input;
use journal::Journal;
use std::ops::ControlFlow;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, PoisonError};
use std::time::Instant;

mod analyze;
mod clock;
mod input;
mod join;
mod journal;
mod merge;
mod part;
mod report;
mod source;

pub use clock::Stage;
pub use input::Shard;
pub use merge::merge;
pub use report::{Counts, Observer, Progress, Report, Silent};

/// Number of the rows that parts hold; it grows when their meaning changes.
const ROWS: u32 = 2;

/// Inputs on their way: the largest of so many is started first.
const LIMITS: Limits = Limits { items: 1024, bytes: 64 << 20 };

/// A run to be started.
///
/// # Examples
/// ```
/// use sokgirok::run::{Run, Silent};
/// use sokgirok::write::schema::Table;
/// use sokgirok::Analyzer;
///
/// let folder = std::env::temp_dir().join("sokgirok-run-example");
/// std::fs::create_dir_all(folder.join("minutes")).unwrap();
/// std::fs::write(folder.join("minutes/a.txt"), "보고서 12쪽을 봐 주시기 바랍니다.\n").unwrap();
///
/// let analyzer = Analyzer::new()?;
/// let run = Run { inputs: vec![folder.join("minutes")], ..Run::new(&analyzer, folder.join("out")) };
/// let report = run.start(&mut Silent)?;
/// assert!(report.finished);
/// assert_eq!(report.counts.rows(Table::PageRefs), 1);
/// assert!(folder.join("out/page_refs.jsonl").exists());
/// # std::fs::remove_dir_all(&folder).unwrap();
/// # Ok::<(), sokgirok::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Run<'a> {
    /// Does the work.
    pub analyzer: &'a Analyzer,
    /// Files and folders to read.
    pub inputs: Vec<PathBuf>,
    /// Folder of the tables; made if it is missing.
    pub out: PathBuf,
    /// How files are read.
    pub reading: read::Options,
    /// What to write.
    pub shape: Shape,
    /// Number of threads; 0 is one for each core.
    pub threads: usize,
    /// Which of the inputs to read.
    pub shard: Shard,
    /// Whether to forget what earlier runs have done.
    pub anew: bool,
    /// Stops the run: what is under way is finished and kept.
    pub cancel: Cancel,
}

impl<'a> Run<'a> {
    /// A run into the folder `out`, of no inputs yet, with JSON Lines on all cores.
    #[must_use]
    pub fn new(analyzer: &'a Analyzer, out: impl Into<PathBuf>) -> Self {
        Self {
            analyzer,
            inputs: Vec::new(),
            out: out.into(),
            reading: read::Options::default(),
            shape: Shape::default(),
            threads: 0,
            shard: Shard::default(),
            anew: false,
            cancel: Cancel::new(),
        }
    }

    /// Does the run, or goes on with one that was stopped.
    ///
    /// # Errors
    /// When the output folder cannot be written to, or another run is writing to it. What was done
    /// until then is kept. An input that cannot be read is no error but a row of `failures`.
    pub fn start(&self, observer: &mut dyn Observer) -> Result<Report> {
        let started = Instant::now();
        let pool = batch::pool(self.threads)?;
        let version = self.version();
        let mut journal =
            Journal::open(&self.out, &version, self.anew, &mut |text| observer.notice(text))?;
        let inputs = input::find(&self.inputs, &self.out, self.shard);
        let clock = Clock::default();
        let mut report = Report {
            shard: self.shard,
            rules_version: self.analyzer.version().to_owned(),
            inputs: inputs.len() as u64,
            ..Report::default()
        };
        let todo: Vec<&Input> = inputs.iter().filter(|input| is_open(&journal, input)).collect();
        report.reused = report.inputs - todo.len() as u64;
        let mut progress = self.analyze(&pool, &todo, &journal, &clock, started, observer)?;
        journal.close_part()?;
        report.read = progress.done;
        report.read_bytes = progress.done_bytes;
        let places = journal.take(&inputs);
        // What is kept for each input while the tables are written is what a long list of them costs.
        drop(inputs);
        if let Some(places) = places.filter(|_| !self.cancel.is_cancelled()) {
            progress.writing = true;
            let joined = join::join(
                &join::Job {
                    pool: &pool,
                    out: &self.out,
                    shape: &self.shape,
                    clock: &clock,
                    cancel: &self.cancel,
                },
                &places,
                || observer.progress(&Progress { elapsed: started.elapsed(), ..progress }),
                || journal.unfinish(),
            )?;
            if let Some(counts) = joined {
                let shape = shape_line(&self.shape);
                journal
                    .finish(&journal::listing(&version, self.shard, &shape, &places), &places)?;
                report.finished = true;
                report.counts = counts;
            }
        }
        report.elapsed = started.elapsed();
        report.stages = clock.read().to_vec();
        Ok(report)
    }

    /// What makes the rows of a part: a line for each thing that they depend on.
    fn version(&self) -> String {
        let (program, rules) = (env!("CARGO_PKG_VERSION"), self.analyzer.version());
        let Shape { sentences, tokens, .. } = self.shape;
        let reading = &self.reading;
        format!(
            "rows\t{ROWS}\nprogram\t{program}\nrules\t{rules}\nsentences\t{sentences}\nreading\t{reading:?}\ntokens\t{tokens}\n"
        )
    }

    #[allow(clippy::too_many_arguments, reason = "the state of one run, taken apart to borrow it")]
    fn analyze(
        &self,
        pool: &rayon::ThreadPool,
        todo: &[&Input],
        journal: &Journal,
        clock: &Clock,
        started: Instant,
        observer: &mut dyn Observer,
    ) -> Result<Progress> {
        let analyze = Analyze::new(self.analyzer, pool);
        // A full disk stops this half of the run without a word to the caller's own switch.
        let stop = self.cancel.child();
        let analysing = Analysing {
            analyze: &analyze,
            rules_version: self.analyzer.version(),
            shape: &self.shape,
            reading: &self.reading,
            journal,
            clock,
            cancel: &stop,
            broken: Mutex::new(None),
            progress: Mutex::new(Progress {
                inputs: todo.len() as u64,
                bytes: todo.iter().map(|input| input.stamp.bytes).sum(),
                ..Progress::default()
            }),
        };
        let observer = std::cell::RefCell::new(observer);
        pipeline::run(
            pool,
            LIMITS,
            &stop,
            todo.iter().map(|input| (*input, input.stamp.bytes)),
            |input| (analysing.input(input), 0),
            |failures| {
                failures.iter().for_each(|message| observer.borrow_mut().failure(message));
                ControlFlow::Continue(())
            },
            || {
                let progress = Progress { elapsed: started.elapsed(), ..analysing.progress() };
                observer.borrow_mut().progress(&progress);
            },
        );
        let progress = analysing.progress();
        let broken = analysing.broken.into_inner().unwrap_or_else(PoisonError::into_inner);
        broken.map_or(Ok(progress), Err)
    }
}

/// Whether an input is to be read: it is new, has changed, or could not be read before.
fn is_open(journal: &Journal, input: &Input) -> bool {
    journal.done(input).is_none_or(|places| places.iter().any(|place| place.entry.retry))
}

fn shape_line(shape: &Shape) -> String {
    let formats: Vec<_> = shape.formats.iter().map(|format| format.name()).collect();
    let (full_text, mark) = (shape.full_text, shape.byte_order_mark);
    format!("{} full_text={full_text} byte_order_mark={mark}", formats.join(","))
}
