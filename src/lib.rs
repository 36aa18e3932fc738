//! Data out of Korean assembly transcripts (회의록, 속기록): page references, officers, commitments.
//!
//! # Examples
//! ```
//! use sokgirok::{Analyzer, Document, Finding};
//!
//! let analyzer = Analyzer::new()?; // once; immutable, shared by all threads
//! let mut worker = analyzer.worker(); // one for each thread, reused
//! let text = "○기획예산과장 한도윤  예산서 12쪽입니다. 주차장은 상반기까지 넓히겠습니다.\n";
//! let document = Document::parse("minutes.txt", text);
//! let analysis = worker.analyze(&document);
//!
//! let found: Vec<_> =
//!     analysis.findings.iter().map(|it| (it.rule(), document.slice(it.span()))).collect();
//! assert_eq!(
//!     found,
//!     [
//!         ("officer/label", "기획예산과장 한도윤"),
//!         ("page/number", "12쪽"),
//!         ("commitment/will", "넓히겠습니다"),
//!     ]
//! );
//! let Finding::Commitment(promise) = &analysis.findings[2] else { unreachable!() };
//! assert_eq!(promise.deadline.map(|it| document.slice(it)), Some("상반기까지"));
//! # Ok::<(), sokgirok::Error>(())
//! ```
//!
//! Spans count bytes of [`Document::text`]. `docs/architecture.md` says how the crate is built,
//! `docs/rules.md` what is found and what is not.
#![forbid(unsafe_code)]
#![deny(missing_docs, missing_debug_implementations, rustdoc::broken_intra_doc_links)]

mod act;
mod analyze;
mod batch;
mod error;
mod extract;
mod lexicon;
mod origin;
pub mod read;
mod resolve;
mod rule;
#[cfg(feature = "run")]
pub mod run;
mod span;
mod syllable;
mod text;
mod tokenize;
mod transcript;
#[cfg(feature = "write")]
pub mod write;

pub use act::Act;
pub use analyze::{Analysis, Analyzer, Morpheme, Worker, rules, tokenizer};
pub use batch::{Batch, Cancel, Results};
pub use error::{Error, ErrorKind, Position, Result};
pub use extract::{
    Asked, Commitment, Confidence, Context, Finding, Officer, PageRange, PageReference, Period,
    Status, Strength,
};
pub use lexicon::{Entry, Lexicon};
pub use origin::Origin;
pub use resolve::{Attendance, Person};
pub use rule::Rule;
pub use span::Span;
#[cfg(feature = "lindera")]
pub use tokenize::export_dictionary;
pub use tokenize::{
    Engine, Sentence, Tag, Token, Tokenizer, TokenizerBuilder, TokenizerWorker, UnknownTag,
    UserWord, WordId,
};
pub use transcript::{
    AgendaItem, Attachment, AttendanceList, Attendee, Date, Document, Header, Note, NoteKind,
    RoleClass, Speaker, Turn,
};

/// The example of the README, compiled.
#[cfg(doctest)]
#[doc = include_str!("../README.md")]
struct Readme;
