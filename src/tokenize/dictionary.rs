//! The dictionary as the tokenizer reads it: trie, words, classes, connection costs.

use super::image::{Image, Section};
use super::tag::Tag;
use super::trie::Trie;

/// A view on the sections of an [`Image`].
#[derive(Clone, Copy, Debug)]
pub struct Dictionary<'a> {
    /// Surfaces; a value is the first word's number and, in the low 6 bits, how many words follow.
    pub trie: Trie<'a>,
    /// Left and right context, cost, class; the entries, then the unknown words.
    pub words: &'a [[u16; 4]],
    /// What a blank before a word costs, for each left context.
    pub penalties: &'a [i16],
    matrix: &'a [i16],
    width: usize,
    entry_gains: &'a [i8],
    exit_gains: &'a [i8],
    character_kinds: &'a [u8],
    kinds: &'a [[u32; 2]],
    image: Image<'a>,
}

/// The unit of [`Dictionary::entry_gains`] and [`Dictionary::exit_gains`], which are rounded up.
pub const GAIN: i32 = 200;

/// How many words share the surface that a trie value stands for: its low bits.
const COUNT_BITS: u32 = 6;

/// Packs the words of a surface into a trie value, which is never 0.
pub fn pack_words(first: u32, count: u32) -> u32 {
    assert!(count < 1 << COUNT_BITS, "one surface has {count} words");
    first << COUNT_BITS | count
}

/// The numbers of the words that a trie value stands for.
pub fn unpack_words(value: u32) -> std::ops::Range<u32> {
    let first = value >> COUNT_BITS;
    first..first + (value & ((1 << COUNT_BITS) - 1))
}

impl<'a> Dictionary<'a> {
    /// The right context of the beginning of a line, and the left one of its end.
    pub const LINE_END: u16 = 0;

    /// The dictionary in an image.
    ///
    /// # Panics
    /// When the image is not one that the build script wrote.
    pub fn new(image: Image<'a>) -> Self {
        let penalties: &[i16] = image.section(Section::Penalties);
        let matrix: &[i16] = image.section(Section::Matrix);
        Self {
            trie: Trie {
                nodes: image.section(Section::TrieNodes),
                codes: image.section(Section::TrieCodes),
            },
            words: image.section(Section::Words),
            width: matrix.len() / penalties.len(),
            penalties,
            matrix,
            entry_gains: image.section(Section::EntryGains),
            exit_gains: image.section(Section::ExitGains),
            character_kinds: image.section(Section::CharacterKinds),
            kinds: image.section(Section::Kinds),
            image,
        }
    }

    /// The image itself.
    pub fn image(&self) -> Image<'a> {
        self.image
    }

    /// The whole feature string of a word: the number of its class tells most of it.
    pub fn features(&self, word: usize, class: u16, surface: &str) -> String {
        let (reading, expression) =
            if word < self.words.len() { self.note(word) } else { Default::default() };
        let reading = if reading.is_empty() { surface } else { reading };
        let expression = if expression.is_empty() { "*" } else { expression };
        let fields: Vec<&str> = self.class(class).fields.split(',').collect();
        [&fields[..3], &[reading], &fields[3..], &[expression]].concat().join(",")
    }

    /// What a plain word of this tag is like, if the dictionary has one.
    pub fn model(&self, tag: Tag, ends_in_consonant: bool) -> Option<Model> {
        let models: &[[i16; MODEL]] = self.image.section(Section::Models);
        let models = models.iter().filter(|model| model[0] == tag as i16);
        // A tag whose words do not say how they end has one model.
        let best = models.max_by_key(|model| model[1] == i16::from(ends_in_consonant))?;
        let class = best[2] as u16;
        let word = self.words.iter().find(|word| word[3] == class)?;
        Some(Model {
            class,
            contexts: [word[0], word[1]],
            lowest: best[3],
            costs: std::array::from_fn(|length| best[4 + length]),
        })
    }

    /// The costs of connecting any word (by its right context) to a word of this left context.
    #[inline]
    pub fn connections(&self, left: u16) -> &'a [i16] {
        &self.matrix[usize::from(left) * self.width..][..self.width]
    }

    /// For each left context, in units of [`GAIN`]: how much more, at most, it costs to come in by
    /// `left` than by that context, whatever word stands before, blank or not.
    #[inline]
    pub fn entry_gains(&self, left: u16) -> &'a [i8] {
        let lefts = self.penalties.len();
        &self.entry_gains[usize::from(left) * lefts..][..lefts]
    }

    /// For each right context, in units of [`GAIN`]: how much more, at most, it costs to go out by
    /// `right` than by that context, whatever word follows.
    #[inline]
    pub fn exit_gains(&self, right: u16) -> &'a [i8] {
        &self.exit_gains[usize::from(right) * self.width..][..self.width]
    }

    /// The number of the kind of a character. MeCab takes characters above U+FFFF for U+0000, and
    /// so is U+FFFF here, which it reads past the end of its table for.
    #[inline]
    pub fn character_kind(&self, character: char) -> u8 {
        self.character_kinds.get(character as usize).copied().unwrap_or(self.character_kinds[0])
    }

    /// The kind of that number.
    #[inline]
    pub fn kind(&self, number: u8) -> Kind {
        Kind(self.kinds[usize::from(number)])
    }

    /// The class of that number.
    pub fn class(&self, number: u16) -> Class<'a> {
        let classes: &'a [[u32; 4]] = self.image.section(Section::Classes);
        let [at, length_and_tags, contexts, _] = classes[usize::from(number)];
        let text = &self.image.text(Section::ClassText)[at as usize..]
            [..(length_and_tags & 0xffff) as usize];
        Class { fields: text_of(text), contexts: [contexts as u16, (contexts >> 16) as u16] }
    }

    /// First and last tag of a class, by their numbers.
    #[inline]
    pub fn class_tags(classes: &[[u32; 4]], number: u16) -> [u8; 2] {
        let packed = classes[usize::from(number)][1];
        [(packed >> 16) as u8, (packed >> 24) as u8]
    }

    /// The reading (empty when it repeats the surface) and the expression (empty when the word has
    /// none) of a word.
    pub fn note(&self, word: usize) -> (&'a str, &'a str) {
        let notes: &[u32] = self.image.section(Section::Notes);
        let text = &self.image.text(Section::NoteText)[notes[word] as usize..];
        let end = text.iter().position(|&b| b == b'\n').unwrap_or(text.len());
        text_of(&text[..end]).split_once('\t').unwrap_or(("", ""))
    }
}

fn text_of(bytes: &[u8]) -> &str {
    std::str::from_utf8(bytes).expect("the build script wrote text, cut between characters")
}

/// Numbers in a model: tag, whether it ends in a consonant, class, lowest cost, costs by length.
pub const MODEL: usize = 4 + MODEL_LENGTHS;

/// Lengths that a model tells apart: 2 to 7 characters, and more.
pub const MODEL_LENGTHS: usize = 7;

/// What plain words of a tag are like.
#[derive(Clone, Copy, Debug)]
pub struct Model {
    /// Their most frequent class.
    pub class: u16,
    /// Its left and right context.
    pub contexts: [u16; 2],
    /// The lowest cost of the class.
    pub lowest: i16,
    costs: [i16; MODEL_LENGTHS],
}

impl Model {
    /// The median cost of words of so many characters.
    pub fn cost(&self, length: usize) -> i16 {
        self.costs[length.clamp(2, 1 + MODEL_LENGTHS) - 2]
    }
}

/// What the words of a class have in common.
#[derive(Clone, Copy, Debug)]
pub struct Class<'a> {
    /// Tag, meaning, final consonant; type, first and last tag; joined with commas.
    pub fields: &'a str,
    /// Left and right context id of mecab-ko-dic.
    #[allow(dead_code, reason = "without lindera nothing is exported")]
    pub contexts: [u16; 2],
}

/// How a kind of character makes unknown words: a record of `char.bin`.
#[derive(Clone, Copy, Debug)]
pub struct Kind([u32; 2]);

impl Kind {
    /// The categories it belongs to, one bit each.
    pub fn categories(self) -> u32 {
        self.0[0] & 0x3ffff
    }

    /// The number of the category that its unknown words are of.
    #[allow(dead_code, reason = "without lindera nothing is exported")]
    pub fn default_category(self) -> usize {
        (self.0[0] >> 18 & 0xff) as usize
    }

    /// Words of up to so many characters are tried.
    pub fn length(self) -> u32 {
        self.0[0] >> 26 & 15
    }

    /// Whether a run of its like is tried as one word.
    pub fn groups(self) -> bool {
        self.0[0] >> 30 & 1 == 1
    }

    /// Whether unknown words are tried where the dictionary knows one.
    pub fn always(self) -> bool {
        self.0[0] >> 31 == 1
    }

    /// The unknown word of its default category.
    pub fn word(self) -> u32 {
        self.0[1]
    }
}
