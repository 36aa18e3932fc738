//! What tokenizing gives.

use super::tag::Tag;
use crate::Span;

/// Number of a word of the dictionary or of the user.
///
/// It stands for the same word in every run with the same dictionary and the same user words.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct WordId(pub(super) u32);

/// A morpheme (형태소), or several that are written as one (`했` is `하/XSV+았/EP`).
///
/// A token borrows nothing; its text is `token.span.slice(text)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Token {
    /// The bytes of the document that it covers.
    pub span: Span,
    /// Its tag, or the tag of the first of several.
    pub first: Tag,
    /// Its tag, or the tag of the last of several.
    pub last: Tag,
    /// Which word it is.
    pub word: WordId,
}

/// The tokens of one line, a vector to be filled again and again.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Sentence {
    /// The tokens in the order of the text. Between them there are only blanks.
    pub tokens: Vec<Token>,
}

impl Sentence {
    /// A sentence without tokens.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Forgets the tokens and keeps the memory.
    pub fn clear(&mut self) {
        self.tokens.clear();
    }
}
