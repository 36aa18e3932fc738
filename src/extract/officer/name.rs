//! Whether a word can be a person's name.

use super::word::{is_dot, is_hanja, is_mask, is_syllable};
use crate::{Entry, Lexicon};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use unicode_normalization::UnicodeNormalization;

/// How sure it is that a word is a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Evidence {
    /// It is none.
    None,
    /// It begins with a surname, no more.
    Shape,
    /// Its syllables are no rarer in names than elsewhere.
    Weak,
    /// Its syllables are those of names.
    Fair,
    /// Its syllables are rarely those of anything else.
    Strong,
    /// A label or an attendance list of the document gives it.
    Known,
}

/// What names are made of.
#[derive(Debug)]
pub(super) struct Names {
    surnames: HashMap<char, i32>,
    double_surnames: HashSet<String>,
    first: HashMap<char, i32>,
    last: HashMap<char, i32>,
    single: HashSet<char>,
    given: HashSet<String>,
    foreign: HashSet<String>,
    foreign_given: HashSet<String>,
    foreign_syllables: HashSet<char>,
    loan_words: HashSet<String>,
    not_spaced: HashSet<char>,
    no_names: HashSet<String>,
    hanja_surnames: HashSet<char>,
    particles: HashMap<char, Stem>,
    word_ends: HashSet<char>,
}

/// After what a particle stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Stem {
    Vowel,
    Consonant,
    Any,
}

/// The weight of a syllable that stands in too few names to be counted.
const RARE: i32 = -45;
/// Least sums of weights.
const SHAPE: i32 = -50;
const WEAK: i32 = -10;
const FAIR: i32 = 5;
const STRONG: i32 = 35;
/// What a given name that is a word of its own adds (`하람`).
const NATIVE: i32 = 60;
/// Under this sum a noun with a particle is likelier than a name.
const INFLECTED: i32 = 15;

impl Names {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let words = |class: &str| -> HashSet<String> {
            lexicon.class(class).iter().map(|entry| entry.surface.clone()).collect()
        };
        let chars = |class: &str| -> HashSet<char> {
            lexicon.class(class).iter().flat_map(|entry| entry.surface.chars()).collect()
        };
        Self {
            surnames: weights(lexicon.class("surname")),
            double_surnames: words("surname_two"),
            first: weights(lexicon.class("given_first")),
            last: weights(lexicon.class("given_last")),
            single: chars("given_single"),
            given: words("given_name"),
            foreign: words("foreign_name"),
            foreign_given: words("foreign_given"),
            foreign_syllables: chars("foreign_syllable"),
            loan_words: words("loan_word"),
            not_spaced: chars("not_spaced"),
            no_names: words("not_name"),
            hanja_surnames: chars("surname_hanja"),
            word_ends: chars("word_end"),
            particles: particles(lexicon.class("particle")),
        }
    }

    /// Judges a word that holds nothing but the name.
    pub(super) fn judge(&self, word: &str, known: &HashSet<String>) -> Evidence {
        if known.contains(word) {
            return Evidence::Known;
        }
        if word.ends_with(['위', '에']) {
            return Evidence::None; // a committee for short (`방심위`), or a place (`솔안에`)
        }
        let mut syllables = ['\0'; 4];
        let mut count = 0;
        for c in word.chars() {
            if count == 4 {
                return self.judge_foreign(word);
            }
            syllables[count] = c;
            count += 1;
        }
        let syllables = &syllables[..count];
        if syllables.iter().all(|&c| is_syllable(c)) {
            match self.judge_foreign(word) {
                Evidence::None => self.judge_korean(word, syllables),
                evidence => evidence,
            }
        } else if syllables.iter().all(|&c| is_hanja(c)) {
            self.judge_hanja(syllables)
        } else {
            self.judge_masked(syllables)
        }
    }

    /// Whether the word has the shape of a full name, whatever else it means.
    pub(super) fn has_shape(&self, word: &str) -> bool {
        (2..=4).contains(&word.chars().count())
            && word.chars().all(is_syllable)
            && word.chars().next().is_some_and(|first| self.surnames.contains_key(&first))
    }

    /// Whether the word ends as verbs, or nouns with the particle that they take, often do.
    pub(super) fn is_verbal(&self, word: &str) -> bool {
        let last = word.chars().next_back();
        last.is_some_and(|last| {
            self.word_ends.contains(&last)
                && (last == '는' || !self.particles.contains_key(&last) || self.has_particle(word))
        })
    }

    /// Whether the last syllable is a particle that can follow the one before it.
    fn has_particle(&self, word: &str) -> bool {
        let mut chars = word.chars();
        let (Some(last), Some(before)) = (chars.next_back(), chars.next_back()) else {
            return false;
        };
        match self.particles.get(&last) {
            Some(Stem::Any) => true,
            Some(Stem::Vowel) => !has_final(before),
            Some(Stem::Consonant) => has_final(before),
            None => false,
        }
    }

    pub(super) fn is_foreign(&self, word: &str) -> bool {
        self.foreign.contains(word)
    }

    /// Whether the word is a given name of foreigners, behind which their family name stands.
    pub(super) fn is_foreign_given(&self, word: &str) -> bool {
        self.foreign_given.contains(word)
    }

    /// Whether the word can be the family name behind a foreign given name (`존 리`).
    pub(super) fn is_foreign_family(&self, word: &str) -> bool {
        let mut chars = word.chars();
        let surname = chars.next().is_some_and(|first| self.surnames.contains_key(&first));
        surname && chars.next().is_none() || self.is_foreign(word) || self.is_transliterated(word)
    }

    /// Whether the word sounds like a foreign name and is no loan word.
    pub(super) fn is_transliterated(&self, word: &str) -> bool {
        (2..=7).contains(&word.chars().count())
            && word.chars().all(is_syllable)
            && word.chars().any(|c| self.foreign_syllables.contains(&c))
            && !self.loan_words.contains(word)
    }

    /// Whether the word is a common one, whatever it looks like.
    pub(super) fn is_common(&self, word: &str) -> bool {
        self.no_names.contains(word) || self.loan_words.contains(word)
    }

    /// Whether two syllables that stand apart are a name (`이 헌`), and not a family name or 이
    /// and a word (`이 건`).
    pub(super) fn is_spaced_pair(&self, surname: char, given: char) -> bool {
        let weight = self.surnames.get(&surname).copied().unwrap_or(i32::MIN);
        weight > 0 && self.single.contains(&given) && !self.not_spaced.contains(&given)
    }

    fn judge_foreign(&self, word: &str) -> Evidence {
        if self.foreign.contains(word) { Evidence::Strong } else { Evidence::None }
    }

    fn judge_korean(&self, word: &str, syllables: &[char]) -> Evidence {
        if self.no_names.contains(word) {
            return Evidence::None;
        }
        let Some(&surname) = self.surnames.get(&syllables[0]) else {
            return self.judge_double(word, syllables);
        };
        let first = |c: char| self.first.get(&c).copied().unwrap_or(RARE);
        let last = |c: char| self.last.get(&c).copied().unwrap_or(RARE);
        match *syllables {
            [_, given] if self.single.contains(&given) && surname > -10 => Evidence::Fair,
            [_, _] if surname > -10 => Evidence::Shape,
            [_, a, b] => {
                let given = word.char_indices().nth(1).map_or("", |(at, _)| &word[at..]);
                let native = if self.given.contains(given) { NATIVE } else { 0 };
                let weight = surname + first(a).max(RARE) + last(b).max(RARE) + native;
                let evidence = grade(weight);
                match self.judge_double(word, syllables) {
                    Evidence::None if weight < INFLECTED && self.is_inflected(word) => {
                        Evidence::None
                    }
                    other => evidence.max(other),
                }
            }
            [_, _, _, _] => self.judge_double(word, syllables),
            _ => Evidence::None,
        }
    }

    /// A name with a surname of two syllables (`남궁도윤`).
    fn judge_double(&self, word: &str, syllables: &[char]) -> Evidence {
        let is_double = word
            .char_indices()
            .nth(2)
            .is_some_and(|(at, _)| self.double_surnames.contains(&word[..at]));
        match *syllables {
            [_, _, given] if is_double && self.single.contains(&given) => Evidence::Strong,
            [_, _, a, b] if is_double => {
                let weight = self.first.get(&a).copied().unwrap_or(RARE)
                    + self.last.get(&b).copied().unwrap_or(RARE);
                grade(weight + 20)
            }
            _ => Evidence::None,
        }
    }

    /// Whether the word can be a name of three syllables where only a name makes sense: it is no
    /// common noun, with or without a particle. A participle cannot stand there (`이어진입니다`).
    pub(super) fn is_possible(&self, word: &str) -> bool {
        word.chars().count() == 3
            && self.has_shape(word)
            && !self.is_inflected(word)
            && (!self.no_names.contains(word) || is_participle(word))
    }

    /// Whether the word is a shorter common noun with the particle that it takes (`정부의`, but not
    /// `추가을`).
    fn is_inflected(&self, word: &str) -> bool {
        self.has_particle(word)
            && word
                .char_indices()
                .next_back()
                .is_some_and(|(at, _)| self.no_names.contains(&word[..at]))
    }

    fn judge_hanja(&self, syllables: &[char]) -> Evidence {
        let plain = std::iter::once(syllables[0]).nfc().next().unwrap_or_default();
        if (2..=4).contains(&syllables.len()) && self.hanja_surnames.contains(&plain) {
            Evidence::Strong
        } else {
            Evidence::None
        }
    }

    fn judge_masked(&self, syllables: &[char]) -> Evidence {
        let is_hidden = |c: char| is_mask(c) || matches!(c, 'O' | 'ㅇ' | 'Ｏ' | 'o');
        // `최○와`: the particle is none of the name
        let inflected = matches!(syllables, [.., hidden, last]
            if is_hidden(*hidden) && self.particles.contains_key(last));
        let masked = !inflected
            && syllables.len() >= 2
            && self.surnames.contains_key(&syllables[0])
            && syllables[1..].iter().all(|&c| is_hidden(c) || is_syllable(c))
            && syllables[1..].iter().any(|&c| is_hidden(c));
        if masked { Evidence::Strong } else { Evidence::None }
    }
}

fn weights(entries: &[Entry]) -> HashMap<char, i32> {
    entries
        .iter()
        .filter_map(|entry| Some((entry.surface.chars().next()?, entry.canonical.parse().ok()?)))
        .collect()
}

fn particles(entries: &[Entry]) -> HashMap<char, Stem> {
    let stem = |entry: &Entry| match entry.canonical.as_str() {
        "vowel" => Stem::Vowel,
        "consonant" => Stem::Consonant,
        _ => Stem::Any,
    };
    entries.iter().filter_map(|entry| Some((entry.surface.chars().next()?, stem(entry)))).collect()
}

fn has_final(syllable: char) -> bool {
    is_syllable(syllable) && !(syllable as u32 - '가' as u32).is_multiple_of(28)
}

/// Whether the word ends as a passive participle does (`이어진`, `정해진`).
fn is_participle(word: &str) -> bool {
    const MEDIALS: [u32; 4] = [1, 4, 6, 14]; // ㅐ ㅓ ㅕ ㅝ
    let mut chars = word.chars();
    chars.next_back() == Some('진')
        && chars.next_back().is_some_and(|c| {
            is_syllable(c)
                && !has_final(c)
                && MEDIALS.contains(&((c as u32 - '가' as u32) % 588 / 28))
        })
}

fn grade(weight: i32) -> Evidence {
    match weight {
        STRONG.. => Evidence::Strong,
        FAIR.. => Evidence::Fair,
        WEAK.. => Evidence::Weak,
        SHAPE.. => Evidence::Shape,
        _ => Evidence::None,
    }
}

/// The parts of a word between its dots, as byte ranges of the word.
pub(super) fn parts(word: &str) -> impl DoubleEndedIterator<Item = (usize, usize)> + '_ {
    word.split(is_dot).filter(|part| !part.is_empty()).map(move |part| {
        let start = part.as_ptr() as usize - word.as_ptr() as usize;
        (start, start + part.len())
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn names_and_words_that_look_like_them() {
        let names = Names::new(&Lexicon::builtin());
        let known = HashSet::from_iter(["벼리".to_owned()]);
        let judge = |word: &str| names.judge(word, &known);
        assert_eq!(judge("벼리"), Evidence::Known);
        for name in ["김도윤", "박서준", "남궁현", "황보석호", "최○○", "金永洙"]
        {
            assert_eq!(judge(name), Evidence::Strong, "{name}");
        }
        assert!(judge("엄열") >= Evidence::Fair);
        for name in ["이어진", "추가을", "나래은"] {
            assert!(names.is_possible(name), "{name}");
        }
        for word in ["정부의", "마지막", "이야기"] {
            assert!(!names.is_possible(word), "{word}");
        }
        for word in
            ["정부", "전문", "해당", "동료", "여러", "정부의", "나오신", "회계과", "이번", "기획"]
        {
            assert_eq!(judge(word), Evidence::None, "{word}");
        }
    }
}
