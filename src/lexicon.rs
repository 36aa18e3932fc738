//! The words that rules are made of, kept in tables.

use crate::{Error, ErrorKind, Result};
use rustc_hash::FxHashMap as HashMap;
use std::io::Read;
use std::path::Path;

mod tsv;

/// The tables that come with the crate.
const TABLES: &[(&str, &str)] = &[
    ("page.tsv", include_str!("lexicon/data/page.tsv")),
    ("name.tsv", include_str!("lexicon/data/name.tsv")),
    ("officer.tsv", include_str!("lexicon/data/officer.tsv")),
    ("commitment.tsv", include_str!("lexicon/data/commitment.tsv")),
    ("time.tsv", include_str!("lexicon/data/time.tsv")),
    ("turn.tsv", include_str!("lexicon/data/turn.tsv")),
];

/// Words in classes: document nouns, ranks, verbs of saying …
///
/// A class is what a rule calls `{class}`, and what the extractors look up.
///
/// # Examples
/// ```
/// use sokgirok::Lexicon;
///
/// let mut lexicon = Lexicon::builtin();
/// let extra = "surface\tclass\tcanonical\ttoken\tnote\n회의자료집\tdocument\t\t\t\n";
/// lexicon.extend_from_reader("extra.tsv", extra.as_bytes())?;
/// assert!(lexicon.contains("document", "회의자료집"));
/// # Ok::<(), sokgirok::Error>(())
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    classes: HashMap<String, Vec<Entry>>,
    /// Where each word of a class stands in it.
    places: HashMap<String, HashMap<String, usize>>,
}

/// One line of a table.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Entry {
    /// The word as it stands in text.
    pub surface: String,
    /// The word that it stands for; the surface where the table leaves the column empty.
    pub canonical: String,
    /// The part-of-speech tag under which the tokenizer keeps the word whole, if it should.
    pub token: Option<String>,
}

impl Lexicon {
    /// The tables that come with the crate.
    #[must_use]
    pub fn builtin() -> Self {
        let mut lexicon = Self::default();
        for (name, table) in TABLES {
            lexicon
                .extend_from_reader(name, table.as_bytes())
                .expect("the crate's own tables are checked by a test");
        }
        lexicon
    }

    /// Adds the table in the file at `path`.
    ///
    /// # Errors
    /// As [`extend_from_reader`](Self::extend_from_reader), and when the file cannot be read.
    pub fn extend_from_path(&mut self, path: impl AsRef<Path>) -> Result<()> {
        let path = path.as_ref();
        let file = std::fs::File::open(path).map_err(|error| Error::io(path, &error))?;
        self.extend_from_reader(&path.display().to_string(), file)
    }

    /// Adds a table: UTF-8, a header line, then one word a line in five columns parted by tabs,
    /// `surface  class  canonical  token  note`; `#` starts a comment line.
    ///
    /// A word that its class already holds is replaced, so that a user's table overrides.
    ///
    /// # Errors
    /// When a line is malformed or names a word twice in one class; the message names `name`, the
    /// line and what was expected.
    pub fn extend_from_reader(&mut self, name: &str, reader: impl Read) -> Result<()> {
        for (class, entry) in tsv::read(name, reader)? {
            let places = self.places.entry(class.clone()).or_default();
            let entries = self.classes.entry(class).or_default();
            match places.get(&entry.surface) {
                Some(&place) => entries[place] = entry,
                None => {
                    places.insert(entry.surface.clone(), entries.len());
                    entries.push(entry);
                }
            }
        }
        Ok(())
    }

    /// The words of a class, in the order of the tables; none if nobody named the class.
    #[must_use]
    pub fn class(&self, class: &str) -> &[Entry] {
        self.classes.get(class).map_or(&[], Vec::as_slice)
    }

    /// Whether a class holds a word.
    #[must_use]
    pub fn contains(&self, class: &str, surface: &str) -> bool {
        self.places.get(class).is_some_and(|places| places.contains_key(surface))
    }

    /// The names of all classes, sorted.
    #[must_use]
    pub fn class_names(&self) -> Vec<&str> {
        let mut names: Vec<_> = self.classes.keys().map(String::as_str).collect();
        names.sort_unstable();
        names
    }

    /// A class as a regular expression that matches each of its words, longer ones first.
    pub(crate) fn alternation(&self, class: &str) -> Result<String> {
        let mut words: Vec<_> = self.class(class).iter().map(|entry| &entry.surface).collect();
        if words.is_empty() {
            return Err(Error::new(ErrorKind::Rule, format!("no word is of class `{class}`")));
        }
        words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        let words: Vec<_> = words.into_iter().map(|word| regex::escape(word)).collect();
        Ok(format!("(?:{})", words.join("|")))
    }
}
