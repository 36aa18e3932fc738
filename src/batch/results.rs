//! Results as an iterator.

use super::{Batch, Cancel};
use crate::{Analysis, Document, Error, Result};
use std::ops::ControlFlow;
use std::sync::mpsc::{Receiver, sync_channel};
use std::thread::JoinHandle;

/// Results of a [`Batch`] as they come, in the order of the documents.
///
/// Dropping it cancels the rest.
#[derive(Debug)]
pub struct Results {
    receiver: Option<Receiver<Result<(Document, Analysis)>>>,
    thread: Option<JoinHandle<Result<()>>>,
    cancel: Cancel,
}

impl Results {
    pub(super) fn new<I>(batch: &Batch<'_>, documents: I) -> Self
    where
        I: IntoIterator<Item = Result<Document>>,
        I::IntoIter: Send + 'static,
    {
        let (sender, receiver) = sync_channel(1);
        let analyzer = batch.analyzer.clone();
        let cancel = batch.cancel.clone();
        let (threads, limits, stop) = (batch.threads, batch.limits, cancel.clone());
        let documents = documents.into_iter();
        let thread = std::thread::spawn(move || {
            let batch = Batch { analyzer: &analyzer, threads, limits, cancel: stop };
            batch.documents(documents, |result| match sender.send(result) {
                Ok(()) => ControlFlow::Continue(()),
                Err(_) => ControlFlow::Break(()),
            })
        });
        Self { receiver: Some(receiver), thread: Some(thread), cancel }
    }
}

impl Iterator for Results {
    type Item = Result<(Document, Analysis)>;

    fn next(&mut self) -> Option<Self::Item> {
        let received = self.receiver.as_ref()?.recv().ok();
        if received.is_some() {
            return received;
        }
        self.receiver = None;
        match self.thread.take()?.join() {
            Ok(Ok(())) => None,
            Ok(Err(error)) => Some(Err(error)),
            Err(panic) => std::panic::resume_unwind(panic),
        }
    }
}

impl Drop for Results {
    fn drop(&mut self) {
        self.receiver = None;
        if let Some(thread) = self.thread.take() {
            self.cancel.cancel();
            // What it was doing is of no interest any more.
            let _: std::thread::Result<Result<(), Error>> = thread.join();
        }
    }
}
