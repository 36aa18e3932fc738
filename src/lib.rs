//! Data out of Korean assembly transcripts (회의록, 속기록).
#![forbid(unsafe_code)]
#![deny(missing_docs, missing_debug_implementations, rustdoc::broken_intra_doc_links)]

mod error;
mod span;
mod tokenize;

pub use error::{Error, ErrorKind, Position, Result};
pub use span::Span;
#[cfg(feature = "lindera")]
pub use tokenize::export_dictionary;
pub use tokenize::{
    Engine, Sentence, Tag, Token, Tokenizer, TokenizerBuilder, TokenizerWorker, UnknownTag,
    UserWord, WordId,
};
