//! Data out of Korean assembly transcripts (회의록, 속기록).
#![forbid(unsafe_code)]
#![deny(missing_docs, missing_debug_implementations, rustdoc::broken_intra_doc_links)]

mod analyze;
mod batch;
mod error;
mod extract;
mod lexicon;
mod origin;
pub mod read;
mod resolve;
mod rule;
mod span;
mod text;
mod tokenize;
mod transcript;
#[cfg(feature = "write")]
pub mod write;

pub use analyze::{Analysis, Analyzer, Worker, rules, tokenizer};
pub use batch::Batch;
pub use error::{Error, ErrorKind, Position, Result};
pub use extract::{
    Commitment, Context, Finding, Officer, PageRange, PageReference, Status, Strength,
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
    AgendaItem, AttendanceList, Attendee, Date, Document, Header, Note, NoteKind, RoleClass,
    Speaker, Turn,
};
