//! Names beside offices, and offices without a holder, in one sentence.

use super::name::{Evidence, Names};
use super::role::{Office, Offices, RankKind};
use super::status::Prefix;
use super::word::Word;
use super::{Draft, Phrases};
use rustc_hash::FxHashSet as HashSet;

mod joined;
mod near;
mod order;
mod spread;
mod vacant;

pub(super) use spread::spread;

/// The most words of an organisation before a rank.
const ORGANISATION: usize = 4;

/// One sentence, taken apart.
pub(super) struct Finder<'a> {
    pub(super) text: &'a str,
    pub(super) words: &'a [Word],
    pub(super) offices: &'a [Office],
    pub(super) names: &'a Names,
    pub(super) roles: &'a Offices,
    pub(super) phrases: &'a Phrases,
    pub(super) known: &'a HashSet<String>,
}

/// An office with the words that belong to it.
#[derive(Clone, Copy, Debug)]
struct Title {
    /// First word.
    first: usize,
    /// Last word.
    last: usize,
    /// Where the title ends in the last word.
    end: usize,
    /// Index of the office after the last of the title.
    next: usize,
    generic: bool,
}

/// A name that was found.
#[derive(Clone, Copy, Debug)]
struct Name {
    start: usize,
    end: usize,
    first: usize,
    last: usize,
    evidence: Evidence,
}

impl<'a> Finder<'a> {
    /// Appends every draft of the sentence, in order.
    pub(super) fn find(&self, drafts: &mut Vec<Draft>) {
        let mut taken = vec![false; self.offices.len()];
        let mut index = 0;
        while index < self.offices.len() {
            let title = self.title(index);
            let found = self.name_role(title, drafts)
                || self.fused(title, index, drafts)
                || self.in_brackets(title, drafts)
                || self.role_name(title, drafts)
                || self.titled(title, drafts);
            taken[index..title.next.min(self.offices.len())].fill(found);
            if title.next > index + 1 {
                taken[index + 1..title.next].fill(true);
            }
            index = title.next;
        }
        self.vacancies(&taken, drafts);
        drafts.sort_by_key(|draft| (draft.start, draft.end));
        drafts.dedup_by(|b, a| b.start < a.end);
    }

    /// The title that office `index` begins, with 직무대리 or a second post behind it.
    fn title(&self, index: usize) -> Title {
        let office = self.offices[index];
        let mut title = Title {
            first: office.word,
            last: office.word,
            end: office.end,
            next: index + 1,
            generic: office.kind == RankKind::Generic,
        };
        // a name in …관 or …장 is lengthened by no rank (`한영관 처장대행`)
        let is_name = title.generic
            && self.names.judge(self.word(title.first), self.known) >= Evidence::Strong;
        while self.tail(title).is_empty() && !is_name {
            let following = title.last + 1;
            let is_and = self.word(following) == "겸" && self.is_blank(title.last);
            let at = if is_and { following + 1 } else { following };
            if at > following && !self.is_blank(following) || !self.is_blank(title.last) {
                break;
            }
            let Some(next) = self.offices.get(title.next).filter(|next| next.word == at) else {
                break;
            };
            let lengthens = matches!(next.kind, RankKind::Acting | RankKind::Second)
                || self.roles.leads(&self.text[self.words[title.last].start..title.end]);
            if !is_and && !lengthens {
                break;
            }
            title.last = next.word;
            title.end = next.end;
            title.next += 1;
        }
        title
    }

    /// Whether the title says more than a rank (`수산과장`), so that a name is to be expected.
    fn is_composed(&self, title: Title) -> bool {
        self.offices.iter().any(|office| {
            office.word == title.last
                && office.kind != RankKind::Field
                && (self.text[self.words[office.word].start..office.rank].chars().count() >= 2
                    || self.text[office.rank..office.end].chars().count() >= 4)
        })
    }

    /// Whether the word ends like a verb, or a noun with a particle.
    fn is_verbal(&self, name: Name) -> bool {
        self.names.is_verbal(&self.text[name.start..name.end])
    }

    /// Whether an office follows the name (`위원장 한가람 위원`).
    fn has_own_office(&self, name: Name, tail: &str) -> bool {
        if !tail.is_empty() {
            return false;
        }
        let mut word = name.last;
        for _ in 0..=ORGANISATION {
            if !self.is_blank(word) {
                return false;
            }
            word += 1;
            if self.is_office(word) {
                return true;
            }
            if self.phrases.prefix(self.word(word)).is_none()
                && !self.roles.is_organisation(self.word(word))
            {
                return false;
            }
        }
        false
    }

    /// Whether an office stands directly before word `at` and takes it for its name.
    fn follows_office(&self, at: usize) -> bool {
        at > 0
            && self.is_blank(at - 1)
            && self
                .offices
                .iter()
                .any(|office| office.word == at - 1 && office.end == self.words[office.word].end)
    }

    /// The first word of the organisation that stands before word `first` and belongs to its title.
    fn organisation_before(&self, first: usize) -> usize {
        let mut from = first;
        while from > 0
            && first - from < ORGANISATION
            && self.is_blank(from - 1)
            && self.roles.is_organisation(self.word(from - 1))
            && !self.is_office(from - 1)
            && !self.is_listed_name(self.word(from - 1))
        {
            from -= 1;
        }
        from
    }

    /// Whether the word is a name that 과 or 와 joins to what follows (`한가람과 도로팀장 …`).
    fn is_listed_name(&self, word: &str) -> bool {
        let is_name = |stem: &str| self.names.judge(stem, self.known) >= Evidence::Strong;
        self.phrases.list_tail(word, is_name).is_some()
    }

    /// What the word before `first` says (`신임`, `전`).
    fn prefix(&self, first: usize) -> Prefix {
        match first.checked_sub(1).filter(|&before| self.is_blank(before)) {
            Some(before) => self.phrases.prefix(self.word(before)).unwrap_or(Prefix::None),
            None => Prefix::None,
        }
    }

    /// Where the words that describe what starts at word `first` end: before 신임 and 전.
    fn anchor(&self, first: usize) -> usize {
        match self.prefix(first) {
            Prefix::None => self.words[first].start,
            _ => self.words[first - 1].start,
        }
    }

    fn word(&self, at: usize) -> &'a str {
        self.words.get(at).map_or("", |word| &self.text[word.start..word.end])
    }

    /// Whether only blanks stand between word `at` and the next.
    fn is_blank(&self, at: usize) -> bool {
        match (self.words.get(at), self.words.get(at + 1)) {
            (Some(word), Some(next)) => self.text[word.end..next.start].bytes().all(|b| b == b' '),
            _ => false,
        }
    }

    fn is_office(&self, word: usize) -> bool {
        self.offices.iter().any(|office| office.word == word && office.kind != RankKind::Generic)
    }

    /// Whether word `word` is an office that ends behind byte `at`.
    fn is_office_behind(&self, word: usize, at: usize) -> bool {
        self.offices.iter().any(|office| {
            office.word == word && office.kind != RankKind::Generic && office.end > at
        })
    }

    fn tail(&self, title: Title) -> &'a str {
        &self.text[title.end..self.words[title.last].end]
    }
}
