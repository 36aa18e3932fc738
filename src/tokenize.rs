//! Morphemes: mecab-ko's lattice over mecab-ko-dic, exact and fast.
//!
//! [`Tokenizer`] is what all threads share, [`TokenizerWorker`] what each has of its own, and
//! [`Sentence`] what is filled again and again.

mod dictionary;
mod image;
mod lattice;
mod line;
mod memo;
mod solve;
mod table;
mod tag;
mod token;
mod trie;

use std::sync::{Arc, LazyLock};

use crate::{Result, Span};
use dictionary::Dictionary;
use image::{Image, Section};
use lattice::UserEntries;
use line::{Frequent, LineSolver};
pub use tag::{Tag, UnknownTag};
pub use token::{Sentence, Token, WordId};

/// Bytes that begin at a multiple of 64, as the sections of an image must.
#[repr(C, align(64))]
struct Aligned<T: ?Sized>(T);

static IMAGE: &Aligned<[u8]> =
    &Aligned(*include_bytes!(concat!(env!("OUT_DIR"), "/dictionary.image")));

/// The dictionary in the program file; nothing is copied.
static DICTIONARY: LazyLock<Dictionary<'static>> =
    LazyLock::new(|| Dictionary::new(Image(&IMAGE.0)));

/// Cuts text into morphemes.
///
/// # Cloning
/// A clone shares everything with its original and costs nothing.
///
/// # Examples
/// ```
/// use sokgirok::{Sentence, Tag, Tokenizer};
///
/// let tokenizer = Tokenizer::new()?;
/// let mut worker = tokenizer.worker();
/// let mut sentence = Sentence::new();
/// let text = "12쪽을 보시면";
/// worker.tokenize(text, 0, &mut sentence);
/// let surfaces: Vec<_> = sentence.tokens.iter().map(|token| token.span.slice(text)).collect();
/// assert_eq!(surfaces, ["12", "쪽", "을", "보", "시", "면"]);
/// assert_eq!(sentence.tokens[2].first, Tag::JKO);
/// # Ok::<(), sokgirok::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Tokenizer {
    shared: Arc<Shared>,
}

#[derive(Debug)]
struct Shared {
    dictionary: Dictionary<'static>,
    classes: &'static [[u32; 4]],
    frequent: Frequent<'static>,
}

impl Tokenizer {
    /// The tokenizer of the embedded mecab-ko-dic, without user words.
    ///
    /// # Errors
    /// None today; building with user words can fail.
    pub fn new() -> Result<Self> {
        let dictionary = *DICTIONARY;
        let image = dictionary.image();
        let frequent = Frequent {
            tables: image.section(Section::Tables),
            index: image.section(Section::TableIndex),
        };
        let classes = image.section(Section::Classes);
        Ok(Self { shared: Arc::new(Shared { dictionary, classes, frequent }) })
    }

    /// What one thread needs to tokenize.
    #[must_use]
    pub fn worker(&self) -> TokenizerWorker {
        TokenizerWorker { tokenizer: self.clone(), solver: LineSolver::new() }
    }

    /// The whole feature string of a token, as mecab-ko prints it.
    #[must_use]
    pub fn features(&self, token: &Token, text: &str) -> String {
        let word = token.word.0 as usize;
        let class = self.shared.dictionary.class(self.shared.dictionary.words[word][3]);
        let (reading, expression) = self.shared.dictionary.note(word);
        let reading = if reading.is_empty() { token.span.slice(text) } else { reading };
        let expression = if expression.is_empty() { "*" } else { expression };
        let fields: Vec<&str> = class.fields.split(',').collect();
        [&fields[..3], &[reading], &fields[3..], &[expression]].concat().join(",")
    }
}

/// Tokenizes for one thread: owns all scratch and the memo of pieces seen before.
#[derive(Debug)]
pub struct TokenizerWorker {
    tokenizer: Tokenizer,
    solver: LineSolver,
}

impl TokenizerWorker {
    /// stats
    pub fn stats(&self) -> String { self.solver.stats() }
    /// Fills `out` with the tokens of one line.
    pub fn tokenize(&mut self, text: &str, base: usize, out: &mut Sentence) {
        out.clear();
        let shared = &self.tokenizer.shared;
        let user: Option<UserEntries<'_>> = None;
        self.solver.solve(&shared.dictionary, user, shared.frequent, text, |piece, start| {
            let class = shared.dictionary.words[piece.word as usize][3];
            let [first, last] = Dictionary::class_tags(shared.classes, class);
            let start = base + start;
            out.tokens.push(Token {
                span: Span { start, end: start + piece.length as usize },
                first: Tag::ALL[usize::from(first)],
                last: Tag::ALL[usize::from(last)],
                word: WordId(piece.word),
            });
        });
    }
}
