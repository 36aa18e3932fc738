//! lindera's segmenter in the place of our lattice, so that results made with it can be had again.

use std::fmt;
use std::path::Path;

use lindera::dictionary::load_fs_dictionary;
use lindera::mode::Mode;
use lindera::segmenter::Segmenter;
use lindera::worker::SegmentWorker;

use super::tag::Tag;
use super::token::{Sentence, Token, WordId};
use crate::{Error, ErrorKind, Result, Span};

/// Marks the numbers of lindera's unknown words.
const UNKNOWN: u32 = 1 << 31;

/// Place of the expression among the features of ko-dic.
const EXPRESSION: usize = 7;

/// lindera's segmenter with a dictionary of ko-dic's layout.
pub struct LinderaEngine {
    segmenter: Segmenter,
    /// First and last tag of each word.
    tags: Vec<[Tag; 2]>,
}

impl LinderaEngine {
    /// Loads a dictionary that lindera built.
    pub fn load(folder: &Path) -> Result<Self> {
        let failed = |error: String| Error::new(ErrorKind::Dictionary, error).in_file(folder);
        let dictionary = load_fs_dictionary(folder).map_err(|error| failed(error.to_string()))?;
        let words = dictionary.prefix_dictionary.words_idx_data.len() / size_of::<u32>();
        let tags = (0..words).map(|word| {
            dictionary.word_details_iter(word).next().and_then(tags_of).unwrap_or([Tag::UNKNOWN; 2])
        });
        let tags = tags.collect();
        let segmenter = Segmenter::new(Mode::Normal, dictionary, None);
        Ok(Self { segmenter, tags })
    }

    /// What one thread needs.
    pub fn worker(&self) -> SegmentWorker {
        self.segmenter.new_worker()
    }

    /// Fills `out`; a line that lindera fails on has no tokens.
    pub fn tokenize(
        &self,
        worker: &mut SegmentWorker,
        text: &str,
        base: usize,
        out: &mut Sentence,
    ) {
        for token in worker.segment(text).unwrap_or_default() {
            let id = token.word_id.id();
            let word = if token.word_id.is_unknown() { id | UNKNOWN } else { id };
            let [first, last] = match self.tags.get(word as usize) {
                Some(tags) => *tags,
                None => self
                    .features(WordId(word))
                    .next()
                    .and_then(tags_of)
                    .unwrap_or([Tag::UNKNOWN; 2]),
            };
            let span = Span { start: base + token.byte_start, end: base + token.byte_end };
            out.tokens.push(Token { span, first, last, word: WordId(word) });
        }
    }

    /// The features of a word.
    pub fn features(&self, word: WordId) -> impl Iterator<Item = &str> {
        let number = (word.0 & !UNKNOWN) as usize;
        if word.0 & UNKNOWN == 0 {
            self.segmenter.dictionary.word_details_iter(number)
        } else {
            self.segmenter.dictionary.unknown_word_details_iter(number)
        }
    }

    /// The expression of a word, if it has one.
    pub fn expression(&self, word: WordId) -> Option<&str> {
        self.features(word).nth(EXPRESSION).filter(|&expression| expression != "*")
    }
}

/// First and last of tags joined with plus signs.
fn tags_of(tags: &str) -> Option<[Tag; 2]> {
    let first = tags.split('+').next()?.parse().ok()?;
    Some([first, tags.rsplit('+').next()?.parse().ok()?])
}

impl fmt::Debug for LinderaEngine {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("LinderaEngine").field("words", &self.tags.len()).finish_non_exhaustive()
    }
}
