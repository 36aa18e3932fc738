//! Which words are offices: an organisation and a field, if any, and a rank.

use super::word::{Word, is_dot};
use crate::{Error, ErrorKind, Lexicon, Result};
use aho_corasick::{AhoCorasick, AhoCorasickKind, Match};
use rustc_hash::FxHashSet as HashSet;

/// A word that ends in a rank, particles aside.
#[derive(Clone, Copy, Debug)]
pub(super) struct Office {
    /// Index of the word.
    pub(super) word: usize,
    /// Where the rank starts in the sentence.
    pub(super) rank: usize,
    /// Where the rank ends; what follows in the word is its tail.
    pub(super) end: usize,
    /// What sort of rank.
    pub(super) kind: RankKind,
}

/// How much a rank says by itself.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum RankKind {
    /// A rank of the tables.
    Plain,
    /// 직무대리 and the like, which needs an office before it.
    Acting,
    /// A rank that stands alone (`감사`, but not `국정감사`).
    Bare,
    /// A rank that needs a field before it (`방역담당`).
    Field,
    /// A rank that follows another office (`국무총리 후보자`).
    Second,
    /// Only a syllable that ranks end in (`…장`).
    Generic,
}

/// The ranks, and the words around them.
#[derive(Debug)]
pub(super) struct Offices {
    ranks: AhoCorasick,
    kinds: Vec<RankKind>,
    suffix_from: usize,
    tails: HashSet<String>,
    copulas: Vec<String>,
    not_ranks: Vec<String>,
    org_suffixes: Vec<String>,
    orgs: HashSet<String>,
    not_orgs: HashSet<String>,
    not_employers: HashSet<String>,
    foreign_ranks: Vec<String>,
    leading: Vec<String>,
}

impl Offices {
    pub(super) fn new(lexicon: &Lexicon) -> Result<Self> {
        let list = |class: &str| -> Vec<String> {
            lexicon.class(class).iter().map(|entry| entry.surface.clone()).collect()
        };
        let (plain, acting) = (list("rank"), list("acting_rank"));
        let (suffixes, generic) = (list("acting_suffix"), list("generic_rank"));
        let mut kinds: Vec<_> = lexicon
            .class("rank")
            .iter()
            .map(|rank| match rank.canonical.as_str() {
                "bare" => RankKind::Bare,
                "field" => RankKind::Field,
                "second" => RankKind::Second,
                _ => RankKind::Plain,
            })
            .collect();
        kinds.resize(kinds.len() + acting.len() + suffixes.len(), RankKind::Acting);
        kinds.resize(kinds.len() + generic.len(), RankKind::Generic);
        let suffix_from = plain.len() + acting.len();
        let ranks = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .build(plain.iter().chain(&acting).chain(&suffixes).chain(&generic))
            .map_err(|error| Error::new(ErrorKind::Rule, format!("ranks: {error}")))?;
        Ok(Self {
            ranks,
            kinds,
            suffix_from,
            tails: list("tail").into_iter().collect(),
            copulas: list("copula_stem"),
            not_ranks: list("not_rank"),
            org_suffixes: list("org_suffix"),
            orgs: list("org").into_iter().collect(),
            not_orgs: list("not_org").into_iter().collect(),
            not_employers: list("not_employer").into_iter().collect(),
            foreign_ranks: list("foreign_rank"),
            leading: list("leading_rank"),
        })
    }

    /// Where the sentence holds a rank, or syllables that look like one, in order of their ends.
    pub(super) fn ranks(&self, text: &str) -> Vec<Match> {
        self.ranks.find_overlapping_iter(text).collect()
    }

    /// Fills `offices` with the words that are offices by one of `ranks`, in order.
    pub(super) fn find(
        &self,
        text: &str,
        words: &[Word],
        ranks: &[Match],
        offices: &mut Vec<Office>,
    ) {
        offices.clear();
        let mut word = 0;
        for found in ranks {
            let (start, end) = (found.start(), found.end());
            while word < words.len() && words[word].end < end {
                word += 1;
            }
            let Some(&Word { start: from, end: to }) = words.get(word) else { break };
            if start < from || !self.is_tail(&text[end..to]) {
                continue;
            }
            let kind = self.kinds[found.pattern().as_usize()];
            if !self.is_office(&text[from..end], start - from, found.pattern().as_usize()) {
                continue;
            }
            let office = Office { word, rank: start, end, kind };
            match offices.last_mut().filter(|last| last.word == word) {
                Some(last)
                    if end > last.end || (kind != RankKind::Generic && start < last.rank) =>
                {
                    *last = office;
                }
                Some(_) => {}
                None => offices.push(office),
            }
        }
    }

    /// Whether `word`, which ends in a rank from byte `rank` on, can be an office.
    fn is_office(&self, word: &str, rank: usize, pattern: usize) -> bool {
        match self.kinds[pattern] {
            RankKind::Field => word[..rank].chars().count() >= 2,
            RankKind::Plain | RankKind::Second => {
                rank == 0
                    || !self
                        .not_ranks
                        .iter()
                        .any(|not| not.len() > word.len() - rank && word.ends_with(not.as_str()))
            }
            RankKind::Bare => rank == 0,
            RankKind::Acting => pattern < self.suffix_from || self.ends_in_rank(&word[..rank]),
            RankKind::Generic => {
                word[..rank].chars().count() >= 2
                    && !self.not_ranks.iter().any(|not| word.ends_with(not.as_str()))
            }
        }
    }

    /// Whether the whole word is an office without a tail.
    pub(super) fn ends_in_rank(&self, word: &str) -> bool {
        self.ranks.find_overlapping_iter(word).any(|found| {
            found.end() == word.len()
                && self.kinds[found.pattern().as_usize()] != RankKind::Generic
                && found.pattern().as_usize() < self.suffix_from
        })
    }

    /// Whether what follows a rank in its word is nothing but particles, 님 or a copula.
    pub(super) fn is_tail(&self, tail: &str) -> bool {
        if tail.is_empty() || self.tails.contains(tail) || tail.starts_with(is_dot) {
            return true;
        }
        let is_pair = |tail: &str| {
            tail.len() <= 18
                && tail.char_indices().skip(1).any(|(at, _)| {
                    self.tails.contains(&tail[..at]) && self.tails.contains(&tail[at..])
                })
        };
        let honoured = tail.starts_with('님') || is_pair(tail);
        honoured
            || self.copulas.iter().any(|copula| tail.starts_with(copula.as_str()))
            || tail.strip_prefix('안').is_some_and(|rest| {
                rest.starts_with(['Ⅰ', 'Ⅱ', 'Ⅲ']) || rest.starts_with(is_dot) || is_pair(rest)
            })
    }

    /// Whether a word between a sure name and a rank can be the employer, although nothing else
    /// says that it is an organisation (`한가람 새길닷컴 대표`).
    pub(super) fn can_employ(&self, word: &str) -> bool {
        const ENDINGS: &[char] = &[
            '은', '는', '이', '가', '을', '를', '과', '와', '의', '에', '도', '만', '로', '고',
            '며', '면', '서', '게', '께', '들', '등', '중', '던', '된', '한', '할', '까', '및',
            '지', '니', '다', '요', '터',
        ];
        word.chars().count() >= 3
            && word.chars().all(char::is_alphanumeric)
            && word.chars().any(char::is_alphabetic)
            && !word.ends_with(ENDINGS)
            && !self.not_orgs.contains(word)
            && !self.not_employers.contains(word)
            && !self.ends_in_rank(word)
    }

    /// Whether another rank may follow the title and belong to it (`대표이사 사장`).
    pub(super) fn leads(&self, title: &str) -> bool {
        self.leading.iter().any(|rank| title.ends_with(rank.as_str()))
    }

    /// Whether the rank of a title is one that diplomats and heads of state hold.
    pub(super) fn is_foreign_rank(&self, title: &str) -> bool {
        self.foreign_ranks.iter().any(|rank| title.ends_with(rank.as_str()))
    }

    /// Whether the tables hold the organisation.
    pub(super) fn is_listed_organisation(&self, word: &str) -> bool {
        self.orgs.contains(word)
    }

    /// Whether the word names an organisation that can be part of a title.
    pub(super) fn is_organisation(&self, word: &str) -> bool {
        if self.orgs.contains(word) {
            return true;
        }
        if self.not_orgs.contains(word) {
            return false;
        }
        let length = word.chars().count();
        if length >= 2 && word.chars().all(|c| c.is_ascii_uppercase()) {
            return true;
        }
        length >= 3 && self.org_suffixes.iter().any(|suffix| word.ends_with(suffix.as_str()))
    }
}
