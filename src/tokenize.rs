//! Morphemes: mecab-ko's lattice over mecab-ko-dic, exact and fast.
//!
//! [`Tokenizer`] is what all threads share, [`TokenizerWorker`] what each has of its own, and
//! [`Sentence`] what is filled again and again.

mod dictionary;
#[cfg(feature = "lindera")]
mod export;
mod image;
mod lattice;
#[cfg(feature = "lindera")]
mod lindera;
mod line;
mod memo;
mod solve;
mod sweep;
mod table;
mod tag;
mod token;
mod trie;
mod user;

use std::fmt;
use std::sync::{Arc, LazyLock};

#[cfg(feature = "lindera")]
use crate::{Error, ErrorKind};
use crate::{Result, Span};
use dictionary::{Class, Dictionary};
#[cfg(feature = "lindera")]
pub use export::export_dictionary;
use image::{Image, Section};
use line::LineSolver;
pub use tag::{Tag, UnknownTag};
pub use token::{Sentence, Token, WordId};
use user::UserDictionary;
pub use user::UserWord;

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
    user: Option<UserDictionary>,
    #[cfg(feature = "lindera")]
    lindera: Option<lindera::LinderaEngine>,
}

/// What finds the words.
#[non_exhaustive]
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub enum Engine {
    /// mecab-ko's lattice over the embedded dictionary.
    #[default]
    Lattice,
    /// lindera's segmenter with the dictionary in a folder, one of ko-dic that lindera built (for
    /// instance by [`export_dictionary`]). Its answers differ from mecab-ko's: blanks cut what
    /// mecab-ko connects.
    #[cfg(feature = "lindera")]
    Lindera(std::path::PathBuf),
}

impl Tokenizer {
    /// The tokenizer of the embedded mecab-ko-dic, without user words.
    ///
    /// # Errors
    /// None: only a [`TokenizerBuilder`] with user words can fail.
    pub fn new() -> Result<Self> {
        Self::builder().build()
    }

    /// A tokenizer with choices to make.
    #[must_use]
    pub fn builder() -> TokenizerBuilder {
        TokenizerBuilder::default()
    }

    /// What one thread needs to tokenize.
    #[must_use]
    pub fn worker(&self) -> TokenizerWorker {
        #[cfg(feature = "lindera")]
        if let Some(engine) = &self.shared.lindera {
            let scratch = Scratch::Lindera(Box::new(engine.worker()));
            return TokenizerWorker { tokenizer: self.clone(), scratch };
        }
        let scratch = Scratch::Lattice(Box::new(LineSolver::new()));
        TokenizerWorker { tokenizer: self.clone(), scratch }
    }

    /// All tags of a token: several if it is written as one but is more (`VV`, `EP` for `했`).
    pub fn tags(&self, token: &Token) -> impl Iterator<Item = Tag> {
        #[cfg(feature = "lindera")]
        if let Some(engine) = &self.shared.lindera {
            return split_tags(engine.features(token.word).next().unwrap_or(""));
        }
        split_tags(self.shared.tags(token.word))
    }

    /// What a compound or fused token is made of, as the dictionary writes it: `하/XSV/*+았/EP/*`
    /// for `했`. `None` for a simple word.
    #[must_use]
    pub fn expression(&self, token: &Token) -> Option<&str> {
        #[cfg(feature = "lindera")]
        if let Some(engine) = &self.shared.lindera {
            return engine.expression(token.word);
        }
        self.shared.expression(token.word)
    }

    /// What the embedded dictionary writes of a token of the built-in engine: its tags, joined
    /// with `+`, and its expression.
    pub(crate) fn entry(&self, token: &Token) -> (&'static str, Option<&'static str>) {
        (self.shared.tags(token.word), self.shared.expression(token.word))
    }

    /// The whole feature string of a token of `text`, as mecab-ko prints it: tag, meaning, whether
    /// it ends in a consonant, reading, type, first and last tag, expression.
    ///
    /// # Panics
    /// When the token is not one of `text`.
    #[must_use]
    pub fn features(&self, token: &Token, text: &str) -> String {
        #[cfg(feature = "lindera")]
        if let Some(engine) = &self.shared.lindera {
            return engine.features(token.word).collect::<Vec<_>>().join(",");
        }
        let class = self.shared.entry(token.word.0)[3];
        self.shared.dictionary.features(token.word.0 as usize, class, token.span.slice(text))
    }
}

fn split_tags(tags: &str) -> impl Iterator<Item = Tag> {
    tags.split('+').filter_map(|tag| tag.parse().ok())
}

impl Shared {
    #[inline]
    fn entry(&self, word: u32) -> [u16; 4] {
        let words = self.dictionary.words;
        match (words.get(word as usize), &self.user) {
            (Some(entry), _) => *entry,
            (None, Some(user)) => user.entries().words[word as usize - words.len()],
            (None, None) => [0; 4],
        }
    }

    fn class_of(&self, word: WordId) -> Class<'static> {
        self.dictionary.class(self.entry(word.0)[3])
    }

    fn tags(&self, word: WordId) -> &'static str {
        self.class_of(word).fields.split(',').next().unwrap_or("")
    }

    fn expression(&self, word: WordId) -> Option<&'static str> {
        let word = word.0 as usize;
        if word >= self.dictionary.words.len() {
            return None;
        }
        let (_, expression) = self.dictionary.note(word);
        (!expression.is_empty()).then_some(expression)
    }
}

/// Makes a [`Tokenizer`].
///
/// # Examples
/// ```
/// use sokgirok::{Sentence, Tag, Tokenizer, UserWord};
///
/// let words = [UserWord::new("정책기획관", Tag::NNG)?.whole()];
/// let tokenizer = Tokenizer::builder().words(words).build()?;
/// let mut sentence = Sentence::new();
/// let text = "정책기획관은";
/// tokenizer.worker().tokenize(text, 0, &mut sentence);
/// assert_eq!(sentence.tokens[0].span.slice(text), "정책기획관");
/// # Ok::<(), sokgirok::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct TokenizerBuilder {
    words: Vec<UserWord>,
    engine: Engine,
}

impl TokenizerBuilder {
    /// Adds words to those of the dictionary. None by default; a few thousand slow tokenizing down
    /// by what `docs/benchmarks.md` says.
    pub fn words(&mut self, words: impl IntoIterator<Item = UserWord>) -> &mut Self {
        self.words.extend(words);
        self
    }

    /// Chooses what finds the words: [`Engine::Lattice`] unless told otherwise.
    pub fn engine(&mut self, engine: Engine) -> &mut Self {
        self.engine = engine;
        self
    }

    /// The tokenizer.
    ///
    /// # Errors
    /// [`ErrorKind::Dictionary`](crate::ErrorKind::Dictionary) if a user word has a tag of which
    /// the dictionary has no plain word, if lindera cannot load its dictionary, or if there are
    /// user words for lindera: only [`Engine::Lattice`] knows their costs.
    pub fn build(&self) -> Result<Tokenizer> {
        #[cfg(feature = "lindera")]
        let lindera = match &self.engine {
            Engine::Lattice => None,
            Engine::Lindera(_) if !self.words.is_empty() => {
                let message = "user words work with the built-in engine only, not with lindera's";
                return Err(Error::new(ErrorKind::Dictionary, message));
            }
            Engine::Lindera(folder) => Some(lindera::LinderaEngine::load(folder)?),
        };
        let dictionary = *DICTIONARY;
        let image = dictionary.image();
        let user = if self.words.is_empty() {
            None
        } else {
            Some(UserDictionary::build(&dictionary, &self.words)?)
        };
        let classes = image.section(Section::Classes);
        let shared = Shared {
            dictionary,
            classes,
            user,
            #[cfg(feature = "lindera")]
            lindera,
        };
        Ok(Tokenizer { shared: Arc::new(shared) })
    }
}

/// Tokenizes for one thread.
///
/// Owns all scratch memory and a memo of pieces seen before, of at most
/// [`MEMO_LIMIT`](Self::MEMO_LIMIT) bytes. Reuse never changes a result.
#[derive(Debug)]
pub struct TokenizerWorker {
    tokenizer: Tokenizer,
    scratch: Scratch,
}

enum Scratch {
    Lattice(Box<LineSolver>),
    #[cfg(feature = "lindera")]
    Lindera(Box<::lindera::worker::SegmentWorker>),
}

impl fmt::Debug for Scratch {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Scratch").finish_non_exhaustive()
    }
}

impl TokenizerWorker {
    /// The most that the memo keeps from one line to the next, in bytes.
    pub const MEMO_LIMIT: usize = memo::Memo::LIMIT;

    /// The tokenizer that this is a worker of.
    #[must_use]
    pub fn tokenizer(&self) -> &Tokenizer {
        &self.tokenizer
    }

    /// Fills `out` with the tokens of `text`, taken as one line as MeCab takes it: blanks (space,
    /// tab, line ends, U+000B) are skipped, words on both sides of them are connected.
    ///
    /// The spans count from `base`, the byte of the document at which `text` begins. Time and
    /// scratch memory are linear in the length of `text`.
    ///
    /// # Panics
    /// Never, for any text; `base` and the length of the text must not overflow together.
    pub fn tokenize(&mut self, text: &str, base: usize, out: &mut Sentence) {
        out.clear();
        let shared = &*self.tokenizer.shared;
        #[allow(clippy::infallible_destructuring_match, reason = "lindera is a feature")]
        let solver = match &mut self.scratch {
            Scratch::Lattice(solver) => solver,
            #[cfg(feature = "lindera")]
            Scratch::Lindera(worker) => {
                if let Some(engine) = &shared.lindera {
                    engine.tokenize(worker, text, base, out);
                }
                return;
            }
        };
        let user = shared.user.as_ref().map(UserDictionary::entries);
        solver.solve(&shared.dictionary, user, text, |piece, start| {
            let [first, last] = Dictionary::class_tags(shared.classes, shared.entry(piece.word)[3]);
            let start = base + start;
            out.tokens.push(Token {
                span: Span { start, end: start + piece.length as usize },
                first: Tag::ALL[usize::from(first)],
                last: Tag::ALL[usize::from(last)],
                word: WordId(piece.word),
            });
        });
    }

    /// What the best path through `text` costs, taken as one line: the lower, the likelier. 0 with
    /// another engine than the built-in one. Nothing is kept for the next time.
    pub(crate) fn cost(&mut self, text: &str) -> i32 {
        let shared = &*self.tokenizer.shared;
        let user = shared.user.as_ref().map(UserDictionary::entries);
        match &mut self.scratch {
            Scratch::Lattice(solver) => solver.cost(&shared.dictionary, user, text),
            #[cfg(feature = "lindera")]
            Scratch::Lindera(_) => 0,
        }
    }
}
