//! Many documents, in parallel, in order.

use crate::{Analysis, Analyzer, Document, Error, ErrorKind, Result, Worker};
use std::ops::ControlFlow;
use std::sync::{Mutex, PoisonError};

mod cancel;
pub(crate) mod pipeline;
mod results;

pub use cancel::Cancel;
pub(crate) use pipeline::Limits;
pub use results::Results;

/// What a batch holds at a time unless it is told otherwise.
const LIMITS: Limits = Limits { items: 64, bytes: 16 << 20 };

/// Analyses many documents on several threads.
///
/// Results come in the order of the sources and do not depend on the number of threads. Memory is
/// bounded: at most [`bytes_in_flight`](Self::bytes_in_flight) of text, in at most 64 documents, is
/// loaded and not yet handed on, whatever the number of sources.
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
    limits: Limits,
    cancel: Cancel,
}

impl<'a> Batch<'a> {
    /// A batch on as many threads as the machine has cores.
    #[must_use]
    pub fn new(analyzer: &'a Analyzer) -> Self {
        Self { analyzer, threads: 0, limits: LIMITS, cancel: Cancel::new() }
    }

    /// Sets the number of threads; 0, the default, means one for each core.
    #[must_use]
    pub fn threads(mut self, threads: usize) -> Self {
        self.threads = threads;
        self
    }

    /// Sets how many bytes of text may be loaded and not yet handed on; the default is 16 MiB.
    ///
    /// A document that is larger is taken alone.
    #[must_use]
    pub fn bytes_in_flight(mut self, bytes: u64) -> Self {
        self.limits.bytes = bytes.max(1);
        self
    }

    /// Lets `cancel` stop the batch: documents under way are finished, no more are started.
    #[must_use]
    pub fn cancel_by(mut self, cancel: &Cancel) -> Self {
        self.cancel = cancel.clone();
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
        S: Send,
        L: Fn(&S) -> Result<Document> + Sync,
        K: FnMut(&S, Result<(Document, Analysis)>),
    {
        let sources = sources.into_iter().map(|source| (source, 0));
        let work = |source: S, analyze: &Analyze| {
            let result = load(&source).map(|document| analyze.run(document));
            let bytes = size(&result);
            ((source, result), bytes)
        };
        self.pipeline(sources, work, |(source, result)| {
            sink(&source, result);
            ControlFlow::Continue(())
        })
    }

    /// Analyses the documents of an iterator, such as a reader of one big archive gives, and hands
    /// each result to `sink`, in order, until it breaks off.
    ///
    /// Documents are taken from the iterator on the calling thread.
    ///
    /// # Errors
    /// When the threads cannot be started.
    ///
    /// # Examples
    /// ```
    /// use sokgirok::{Analyzer, Batch, Document};
    /// use std::ops::ControlFlow;
    ///
    /// let analyzer = Analyzer::new()?;
    /// let endless = (1..).map(|page| Ok(Document::parse(format!("{page}"), format!("{page}쪽입니다."))));
    /// let mut seen = Vec::new();
    /// Batch::new(&analyzer).documents(endless, |result| {
    ///     seen.extend(result.map(|(document, _)| document.id));
    ///     if seen.len() == 3 { ControlFlow::Break(()) } else { ControlFlow::Continue(()) }
    /// })?;
    /// assert_eq!(seen, ["1", "2", "3"]);
    /// # Ok::<(), sokgirok::Error>(())
    /// ```
    pub fn documents(
        &self,
        documents: impl IntoIterator<Item = Result<Document>>,
        sink: impl FnMut(Result<(Document, Analysis)>) -> ControlFlow<()>,
    ) -> Result<()> {
        let sources = documents.into_iter().map(|document| {
            let bytes = document.as_ref().map_or(0, |document| document.text.len() as u64);
            (document, bytes)
        });
        let work = |document: Result<Document>, analyze: &Analyze| {
            let result = document.map(|document| analyze.run(document));
            let bytes = size(&result);
            (result, bytes)
        };
        self.pipeline(sources, work, sink)
    }

    /// As [`documents`](Self::documents), with the results as an iterator.
    ///
    /// # Examples
    /// ```
    /// use sokgirok::{Analyzer, Batch, Document};
    ///
    /// let analyzer = Analyzer::new()?;
    /// let documents = ["12쪽입니다.", "13쪽입니다."].map(|text| Ok(Document::parse(text, text)));
    /// for result in Batch::new(&analyzer).results(documents) {
    ///     let (document, analysis) = result?;
    ///     assert_eq!(analysis.findings.len(), 1, "{}", document.id);
    /// }
    /// # Ok::<(), sokgirok::Error>(())
    /// ```
    pub fn results<I>(&self, documents: I) -> Results
    where
        I: IntoIterator<Item = Result<Document>>,
        I::IntoIter: Send + 'static,
    {
        Results::new(self, documents)
    }

    fn pipeline<S: Send, R: Send>(
        &self,
        sources: impl Iterator<Item = (S, u64)>,
        work: impl Fn(S, &Analyze) -> (R, u64) + Sync,
        sink: impl FnMut(R) -> ControlFlow<()>,
    ) -> Result<()> {
        let pool = pool(self.threads)?;
        let analyze = Analyze::new(self.analyzer, &pool);
        let work = |source| work(source, &analyze);
        pipeline::run(&pool, self.limits, &self.cancel, sources, work, sink, || {});
        Ok(())
    }
}

/// A pool of so many threads; 0 means one for each core.
pub(crate) fn pool(threads: usize) -> Result<rayon::ThreadPool> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(threads)
        .build()
        .map_err(|error| Error::new(ErrorKind::Io, format!("cannot start threads: {error}")))
}

fn size(result: &Result<(Document, Analysis)>) -> u64 {
    result.as_ref().map_or(0, |(document, _)| document.text.len() as u64)
}

/// One worker for each thread of a pool.
#[derive(Debug)]
pub(crate) struct Analyze {
    workers: Vec<Mutex<Worker>>,
}

impl Analyze {
    pub(crate) fn new(analyzer: &Analyzer, pool: &rayon::ThreadPool) -> Self {
        let threads = pool.current_num_threads();
        Self { workers: (0..threads).map(|_| Mutex::new(analyzer.worker())).collect() }
    }

    fn run(&self, document: Document) -> (Document, Analysis) {
        let analysis = self.with(|worker| worker.analyze(&document));
        (document, analysis)
    }

    /// Calls `work` with the worker of the current thread.
    pub(crate) fn with<R>(&self, work: impl FnOnce(&mut Worker) -> R) -> R {
        let index = rayon::current_thread_index().unwrap_or(0) % self.workers.len();
        work(&mut self.workers[index].lock().unwrap_or_else(PoisonError::into_inner))
    }
}
