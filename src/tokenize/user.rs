//! Words of the user: what they cost and where they are kept.

use std::collections::BTreeMap;
use std::io::Read;
use std::path::Path;

use super::dictionary::{Dictionary, pack_words};
use super::lattice::UserEntries;
use super::solve::Solver;
use super::table::MOST_WORDS;
use super::tag::Tag;
use super::trie::{Trie, TrieArrays};
use crate::{Error, ErrorKind, Position, Result};

/// A word that the dictionary lacks.
///
/// It gets the context ids of the dictionary's plain words of the same tag that end alike (in a
/// consonant or not) and the median cost of those of its length, so it competes with the
/// dictionary's words as one of them: `인천` as a user word does not break `인천시`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct UserWord {
    surface: String,
    tag: Tag,
    whole: bool,
}

/// The longest user word, in characters.
const LONGEST: usize = 64;

impl UserWord {
    /// A word of two to 64 characters without blanks.
    ///
    /// # Errors
    /// [`ErrorKind::Dictionary`] if the word is shorter or longer, or holds a blank or a character
    /// above U+FFFF. Words of one syllable are refused because they would begin or end a word
    /// almost everywhere.
    pub fn new(surface: impl Into<String>, tag: Tag) -> Result<Self> {
        let surface = surface.into();
        let length = surface.chars().count();
        let refuse = |why: &str| {
            Err(Error::new(ErrorKind::Dictionary, format!("user word \"{surface}\" {why}")))
        };
        if length < 2 {
            return refuse("has fewer than two syllables; it would cut other words to pieces");
        }
        if length > LONGEST {
            return refuse("has more than 64 characters");
        }
        if surface.chars().any(|c| c.is_whitespace() || c.is_control()) {
            return refuse("holds a blank; a word may not");
        }
        if surface.chars().any(|c| c > '\u{ffff}') {
            return refuse("holds a character above U+FFFF, which the dictionary cannot");
        }
        Ok(Self { surface, tag, whole: false })
    }

    /// The same word, made cheap enough to stay one token where its parts would otherwise win:
    /// for names like `정책기획관`. Its cost is never below the dictionary's lowest for the tag.
    #[must_use]
    pub fn whole(mut self) -> Self {
        self.whole = true;
        self
    }

    /// The text of the word.
    #[must_use]
    pub fn surface(&self) -> &str {
        &self.surface
    }

    /// Its tag.
    #[must_use]
    pub fn tag(&self) -> Tag {
        self.tag
    }

    /// Reads a table of words, one a line: surface, tag and, for a word that must stay whole, the
    /// word `whole`, with tabs between. Empty lines and lines that begin with `#` are skipped.
    ///
    /// # Errors
    /// The first line that is not such a word, as `file:line: message`.
    ///
    /// # Examples
    /// ```
    /// use sokgirok::UserWord;
    ///
    /// let table = "정책기획관\tNNG\twhole\n메타버스\tNNG\n";
    /// let words = UserWord::read_tsv(table.as_bytes(), "words.tsv".as_ref())?;
    /// assert_eq!(words.len(), 2);
    ///
    /// let error = UserWord::read_tsv("과\tNNG\n".as_bytes(), "words.tsv".as_ref()).unwrap_err();
    /// assert!(error.to_string().starts_with("words.tsv:1: user word \"과\" has fewer than two"));
    /// # Ok::<(), sokgirok::Error>(())
    /// ```
    pub fn read_tsv(mut reader: impl Read, file: &Path) -> Result<Vec<Self>> {
        let mut text = String::new();
        reader.read_to_string(&mut text).map_err(|error| Error::io(file, &error))?;
        let lines = text.lines().enumerate().filter(|(_, l)| !l.is_empty() && !l.starts_with('#'));
        let place = |number: usize| move |e: Error| e.in_file(file).at(Position::Line(number + 1));
        lines.map(|(number, line)| read_line(line).map_err(place(number))).collect()
    }
}

fn read_line(line: &str) -> Result<UserWord> {
    let refuse = |why: String| Err(Error::new(ErrorKind::Dictionary, why));
    let fields: Vec<&str> = line.split('\t').collect();
    let (surface, tag, whole) = match fields.as_slice() {
        [surface, tag] => (surface, tag, false),
        [surface, tag, "whole"] => (surface, tag, true),
        [_, _, other] => return refuse(format!("third field is \"{other}\", expected \"whole\"")),
        _ => return refuse(format!("{} fields, expected surface and tag", fields.len())),
    };
    let Ok(tag) = tag.parse() else {
        return refuse(format!("\"{tag}\" is not a part-of-speech tag"));
    };
    let word = UserWord::new(*surface, tag)?;
    Ok(if whole { word.whole() } else { word })
}

/// The user's words as the lattice reads them.
#[derive(Debug)]
pub struct UserDictionary {
    trie: TrieArrays,
    words: Vec<[u16; 4]>,
}

impl UserDictionary {
    /// Puts the words into a trie, with contexts and costs of their like.
    pub fn build(dictionary: &Dictionary<'_>, words: &[UserWord]) -> Result<Self> {
        let mut by_surface: BTreeMap<&str, BTreeMap<Tag, bool>> = BTreeMap::new();
        for word in words {
            *by_surface.entry(&word.surface).or_default().entry(word.tag).or_default() |=
                word.whole;
        }
        let mut solver = Solver::default();
        let mut entries = Vec::new();
        let mut keys = Vec::new();
        for (surface, tags) in by_surface {
            keys.push((surface, pack_words(entries.len() as u32, tags.len() as u32)));
            for (tag, whole) in tags {
                let model = dictionary.model(tag, ends_in_consonant(surface)).ok_or_else(|| {
                    let message = format!("user word \"{surface}\": the dictionary has no plain word of tag {tag} to copy costs from");
                    Error::new(ErrorKind::Dictionary, message)
                })?;
                let mut cost = model.cost(surface.chars().count());
                if whole {
                    let beating = solver.beating_cost(dictionary, model.contexts, surface);
                    cost = beating.clamp(i32::from(model.lowest), i32::from(cost)) as i16;
                }
                entries.push([model.contexts[0], model.contexts[1], cost as u16, model.class]);
            }
        }
        let trie = TrieArrays::build(&keys)
            .filter(|_| dictionary.words.len() + entries.len() < MOST_WORDS)
            .ok_or_else(|| Error::new(ErrorKind::Dictionary, "too many user words"))?;
        Ok(Self { trie, words: entries })
    }

    /// The view that the lattice takes.
    pub fn entries(&self) -> UserEntries<'_> {
        UserEntries { trie: self.trie(), words: &self.words }
    }

    fn trie(&self) -> Trie<'_> {
        self.trie.trie()
    }
}

/// Whether a word ends in a consonant (받침), as far as its last character is a syllable.
fn ends_in_consonant(surface: &str) -> bool {
    let last = surface.chars().next_back().map_or(0, u32::from);
    (0xac00..=0xd7a3).contains(&last) && !(last - 0xac00).is_multiple_of(28)
}
