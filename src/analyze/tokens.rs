//! The tokens of a document's sentences.

use super::Worker;
use crate::{Document, Sentence, Span};

/// A token of a document: a morpheme (형태소), or several that are written as one.
///
/// Its text as written is [`document.slice(span)`](Document::slice).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Morpheme {
    /// Index of the turn.
    pub turn: usize,
    /// Index of the sentence in the document, as [`Worker::sentences`] counts them.
    pub sentence: usize,
    /// The bytes of the document that it covers; one that goes over a line end covers it too.
    pub span: Span,
    /// The word as it was looked up, where that is not what is written: lines joined, conjoining
    /// jamo composed, invisible characters left out.
    pub surface: Option<Box<str>>,
    /// Its part-of-speech tag; several are joined with `+` (`XSV+EP` for `했`).
    pub tag: &'static str,
    /// What a compound or fused word is made of, as the dictionary writes it: `하/XSV/*+았/EP/*`
    /// for `했`.
    pub expression: Option<&'static str>,
}

impl Worker {
    /// The tokens of the sentences of a document, in order.
    ///
    /// Words that the lexicon marks in its column `token` stay whole.
    ///
    /// # Examples
    /// ```
    /// use sokgirok::{Analyzer, Document};
    ///
    /// let document = Document::parse("a.txt", "○위원장 한가람  12쪽을 보시면,\n");
    /// let tokens = Analyzer::new()?.worker().tokens(&document);
    /// let texts: Vec<_> = tokens.iter().map(|token| document.slice(token.span)).collect();
    /// assert_eq!(texts, ["12", "쪽", "을", "보", "시", "면", ","]);
    /// assert_eq!((tokens[2].tag, tokens[2].sentence), ("JKO", 0));
    /// # Ok::<(), sokgirok::Error>(())
    /// ```
    pub fn tokens(&mut self, document: &Document) -> Vec<Morpheme> {
        match document.composed() {
            None => self.morphemes(document, document, |span| span),
            Some(composed) => {
                self.morphemes(&composed.document, document, |span| composed.place(span))
            }
        }
    }

    /// The tokens of the document that is `read`, with their spans in the one that was `given`.
    fn morphemes(
        &mut self,
        read: &Document,
        given: &Document,
        place: impl Fn(Span) -> Span,
    ) -> Vec<Morpheme> {
        let mut words = self.words.take().unwrap_or_else(|| self.analyzer.words.worker());
        let mut found = Vec::new();
        let mut tokens = Sentence::new();
        let mut sentence = 0;
        self.each_sentence(read, |turn, plain, range| {
            words.tokenize(&plain.text[range.clone()], range.start, &mut tokens);
            found.extend(tokens.tokens.iter().map(|token| {
                let span = place(plain.offsets.span(token.span.start, token.span.end));
                let surface = token.span.slice(&plain.text);
                let is_written = surface == given.slice(span);
                let (tag, expression) = words.tokenizer().entry(token);
                Morpheme {
                    turn,
                    sentence,
                    span,
                    surface: (!is_written).then(|| surface.into()),
                    tag,
                    expression,
                }
            }));
            sentence += 1;
        });
        self.words = Some(words);
        found
    }
}
