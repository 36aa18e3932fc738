//! The first half of a run: inputs to parts.

use super::clock::{Clock, Stage};
use super::input::Input;
use super::journal::Journal;
use super::part::Entry;
use super::report::Progress;
use super::source::{self, Items};
use crate::batch::Analyze;
use crate::read;
use crate::write::{Chunk, OnRequest, Provenance, Shape, record};
use crate::{Analysis, Cancel, Document, Error, ErrorKind, Morpheme, Result, Span};
use rayon::prelude::*;
use std::collections::HashMap;
use std::hash::{DefaultHasher, Hash, Hasher};
use std::panic::{AssertUnwindSafe, catch_unwind};
use std::sync::{Mutex, MutexGuard, PoisonError};

/// Documents of one input are analysed together up to this many bytes of text.
const GROUP: usize = 4 << 20;

/// What analysing inputs needs.
#[derive(Debug)]
pub(super) struct Analysing<'a> {
    pub(super) analyze: &'a Analyze,
    pub(super) rules_version: &'a str,
    /// Whose tables on request are wanted.
    pub(super) shape: &'a Shape,
    pub(super) reading: &'a read::Options,
    pub(super) journal: &'a Journal,
    pub(super) clock: &'a Clock,
    pub(super) cancel: &'a Cancel,
    /// Why nothing more can be kept.
    pub(super) broken: Mutex<Option<Error>>,
    /// What is done and kept.
    pub(super) progress: Mutex<Progress>,
}

/// What became of an input.
#[derive(Debug, Default)]
struct Tally {
    documents: u64,
    failures: Vec<String>,
}

/// Some documents of an input, read and not yet analysed.
#[derive(Default)]
struct Group {
    items: Vec<Result<(Document, Provenance)>>,
    /// Whether these are the last.
    last: bool,
}

/// A document with all that is known of it.
struct Known {
    document: Document,
    provenance: Provenance,
    analysis: Analysis,
    sentences: Vec<(usize, Span)>,
    tokens: Vec<Morpheme>,
}

type Done = Result<Known>;

impl Analysing<'_> {
    /// Reads, analyses and keeps an input; returns what could not be read of it.
    pub(super) fn input(&self, input: &Input) -> Vec<String> {
        let mut tally = Tally::default();
        match self.chunks(input, &mut tally) {
            Ok(true) => {
                let mut progress = lock(&self.progress);
                progress.done += 1;
                progress.done_bytes += input.stamp.bytes;
                progress.documents += tally.documents;
                progress.failures += tally.failures.len() as u64;
            }
            Ok(false) => {}
            Err(error) => {
                // Nothing more can be kept: the rest of the run is for another day.
                self.cancel.cancel();
                lock(&self.broken).get_or_insert(error);
            }
        }
        tally.failures
    }

    pub(super) fn progress(&self) -> Progress {
        *lock(&self.progress)
    }

    /// Whether the input is done to its end.
    fn chunks(&self, input: &Input, tally: &mut Tally) -> Result<bool> {
        let mut items = self.open(input);
        let mut names = Names::new(&input.id);
        let mut group = self.next_group(&mut items, &mut names, input);
        for number in 0.. {
            let last = group.last;
            // One thread reads on while the others analyse what was read.
            let (done, next) = if last {
                (self.analyze_group(group.items), Group::default())
            } else {
                rayon::join(
                    || self.analyze_group(group.items),
                    || self.next_group(&mut items, &mut names, input),
                )
            };
            self.keep(input, number, last, done, tally)?;
            if last || self.cancel.is_cancelled() {
                return Ok(last);
            }
            group = next;
        }
        Ok(false)
    }

    fn open(&self, input: &Input) -> Items {
        let fail = |error: Error| -> Items { Box::new(std::iter::once(Err(error))) };
        if let Some(message) = &input.failure {
            return fail(Error::new(ErrorKind::Io, message.clone()));
        }
        let digest = self.clock.time(Stage::Read, || source::digest(&input.path));
        let (sha256, bytes) = match digest {
            Ok(digest) => digest,
            Err(error) => return fail(Error::io(&input.path, &error)),
        };
        let provenance = Provenance {
            source: input.id.clone(),
            sha256,
            bytes,
            rules_version: self.rules_version.to_owned(),
            ..Provenance::default()
        };
        let open = || source::open(&input.path, provenance, self.reading);
        self.clock.time(Stage::Parse, || guard(&input.id, open)).unwrap_or_else(fail)
    }

    fn next_group(&self, items: &mut Items, names: &mut Names, input: &Input) -> Group {
        let mut group = Group::default();
        let mut bytes = 0;
        while bytes < GROUP {
            let read = || guard(&input.id, AssertUnwindSafe(|| items.next()));
            match self.clock.time(Stage::Parse, read) {
                Ok(Some(Ok((mut document, provenance)))) => {
                    bytes += document.text.len();
                    document.id = names.unique(&document.id);
                    group.items.push(Ok((document, provenance)));
                }
                Ok(Some(Err(error))) => {
                    bytes += 100;
                    group.items.push(Err(error));
                }
                Ok(None) => {
                    group.last = true;
                    break;
                }
                // A reader that failed so is not asked again.
                Err(error) => {
                    group.items.push(Err(error));
                    group.last = true;
                    break;
                }
            }
        }
        group
    }

    fn analyze_group(&self, items: Vec<Result<(Document, Provenance)>>) -> Vec<Done> {
        if items.len() < 2 {
            return items.into_iter().map(|item| self.analyze(item)).collect();
        }
        items.into_par_iter().map(|item| self.analyze(item)).collect()
    }

    fn analyze(&self, item: Result<(Document, Provenance)>) -> Done {
        let (document, provenance) = item?;
        let work = || {
            self.analyze.with(|worker| {
                let Shape { sentences, tokens, .. } = *self.shape;
                let sentences = sentences.then(|| worker.sentences(&document));
                let tokens = tokens.then(|| worker.tokens(&document));
                (
                    worker.analyze(&document),
                    sentences.unwrap_or_default(),
                    tokens.unwrap_or_default(),
                )
            })
        };
        let (analysis, sentences, tokens) =
            self.clock.time(Stage::Extract, || guard(&document.id, AssertUnwindSafe(work)))?;
        Ok(Known { document, provenance, analysis, sentences, tokens })
    }

    fn keep(
        &self,
        input: &Input,
        number: u32,
        last: bool,
        done: Vec<Done>,
        tally: &mut Tally,
    ) -> Result<()> {
        let mut chunk = Chunk::default();
        let mut retry = false;
        self.clock.time(Stage::Rows, || {
            for item in done {
                match item {
                    Ok(Known { document, provenance, analysis, sentences, tokens }) => {
                        tally.documents += 1;
                        let on_request = OnRequest { sentences: &sentences, tokens: &tokens };
                        record::document(&mut chunk, &document, &analysis, on_request, &provenance);
                    }
                    Err(error) => {
                        retry |= error.kind() == ErrorKind::Io;
                        record::failure(&mut chunk, &input.id, tally.failures.len(), &error);
                        tally.failures.push(error.to_string());
                    }
                }
            }
        });
        let entry = Entry {
            input: input.id.clone(),
            stamp: input.stamp,
            number,
            last,
            retry,
            raw: 0,
            offset: 0,
            len: 0,
        };
        self.clock.time(Stage::Keep, || self.journal.write(entry, &chunk))
    }
}

/// Runs what other people's code takes part in: a panic is a failure of this input.
fn guard<R>(id: &str, work: impl FnOnce() -> R) -> Result<R> {
    catch_unwind(AssertUnwindSafe(work)).map_err(|panic| {
        let said = panic
            .downcast_ref::<&str>()
            .map(|message| (*message).to_owned())
            .or_else(|| panic.downcast_ref::<String>().cloned())
            .unwrap_or_default();
        let message = format!("the program failed on this input, please report it: {said}");
        Error::new(ErrorKind::Internal, message.lines().collect::<Vec<_>>().join(" ")).in_file(id)
    })
}

fn lock<T>(mutex: &Mutex<T>) -> MutexGuard<'_, T> {
    mutex.lock().unwrap_or_else(PoisonError::into_inner)
}

/// Ids of the documents of one input: its own, or its own with `#` and the document's.
#[derive(Debug)]
struct Names {
    input: String,
    /// How often each was given, by its hash: a table may hold millions.
    given: HashMap<u64, u32>,
}

impl Names {
    fn new(input: &str) -> Self {
        Self { input: input.to_owned(), given: HashMap::new() }
    }

    fn unique(&mut self, id: &str) -> String {
        let name = match id.strip_prefix(&self.input) {
            Some(rest) if rest.is_empty() || rest.starts_with(['#', '!']) => id.to_owned(),
            _ => format!("{}#{id}", self.input),
        };
        let mut hash = DefaultHasher::new();
        name.hash(&mut hash);
        let count = self.given.entry(hash.finish()).or_insert(0);
        *count += 1;
        if *count == 1 { name } else { format!("{name} ({count})") }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn documents_of_an_input_have_names_of_their_own() {
        let mut names = Names::new("a.zip");
        let found =
            ["a.zip", "x.txt", "a.zip#y.txt", "x.txt", "a.zipped"].map(|id| names.unique(id));
        let expected = ["a.zip", "a.zip#x.txt", "a.zip#y.txt", "a.zip#x.txt (2)", "a.zip#a.zipped"];
        assert_eq!(found, expected);
    }

    #[test]
    fn a_panic_is_a_failure() {
        let error = guard("a.pdf", || -> () { panic!("page {} is missing", 3) }).unwrap_err();
        assert!(error.to_string().starts_with("a.pdf: the program failed"), "{error}");
        assert!(error.to_string().ends_with("page 3 is missing"), "{error}");
    }
}
