//! Many documents, in parallel, in order.

use crate::{Analysis, Analyzer, Document, Error, ErrorKind, Result, Worker};
use rayon::prelude::*;

/// Sources are taken in groups of at most this many.
const GROUP: usize = 64;

/// Analyses many documents on several threads.
///
/// Results come in the order of the sources and do not depend on the number of threads. At most
/// 64 documents are in memory at a time, whatever the number of sources.
///
/// # Examples
/// ```
/// use sokgirok::{Analyzer, Batch, Document};
///
/// let analyzer = Analyzer::new()?;
/// let texts = ["예산서 12쪽입니다.", "도로를 정비하겠습니다."];
/// let mut counts = Vec::new();
/// Batch::new(&analyzer).threads(2).run(
///     texts,
///     |text| Ok(Document::parse(*text, *text)),
///     |_, result| counts.push(result.map(|(_, analysis)| analysis.findings.len()).unwrap_or(0)),
/// )?;
/// assert_eq!(counts, [1, 1]);
/// # Ok::<(), sokgirok::Error>(())
/// ```
#[derive(Debug)]
pub struct Batch<'a> {
    analyzer: &'a Analyzer,
    threads: usize,
}

impl<'a> Batch<'a> {
    /// A batch on as many threads as the machine has cores.
    #[must_use]
    pub fn new(analyzer: &'a Analyzer) -> Self {
        Self { analyzer, threads: 0 }
    }

    /// Sets the number of threads; 0, the default, means one for each core.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Loads and analyses each source, and hands each result to `sink`, in order.
    ///
    /// A source that cannot be loaded gives one `Err` in its place; the run goes on.
    ///
    /// # Errors
    /// When the threads cannot be started.
    pub fn run<S, L, K>(
        &self,
        sources: impl IntoIterator<Item = S>,
        load: L,
        mut sink: K,
    ) -> Result<()>
    where
        S: Send + Sync,
        L: Fn(&S) -> Result<Document> + Sync,
        K: FnMut(&S, Result<(Document, Analysis)>),
    {
        let pool = rayon::ThreadPoolBuilder::new()
            .num_threads(self.threads)
            .build()
            .map_err(|error| Error::new(ErrorKind::Io, format!("cannot start threads: {error}")))?;
        let workers: Vec<_> = (0..pool.current_num_threads())
            .map(|_| std::sync::Mutex::new(self.analyzer.worker()))
            .collect();
        let mut sources = sources.into_iter();
        loop {
            let group: Vec<S> = sources.by_ref().take(GROUP).collect();
            if group.is_empty() {
                return Ok(());
            }
            let results: Vec<_> = pool.install(|| {
                group.par_iter().map(|source| analyze(&workers, load(source))).collect()
            });
            for (source, result) in group.iter().zip(results) {
                sink(source, result);
            }
        }
    }
}

/// Analyses a loaded document with the worker of the current thread.
fn analyze(
    workers: &[std::sync::Mutex<Worker>],
    document: Result<Document>,
) -> Result<(Document, Analysis)> {
    let document = document?;
    let index = rayon::current_thread_index().unwrap_or(0);
    let mut worker = workers[index].lock().unwrap_or_else(std::sync::PoisonError::into_inner);
    let analysis = worker.analyze(&document);
    Ok((document, analysis))
}
