//! The words that labels, lists and notes are known by.

use crate::Lexicon;
use rustc_hash::FxHashSet as HashSet;
use std::sync::LazyLock;

const TABLE: &str = include_str!("../lexicon/data/speaker.tsv");

/// The table, read once; it does not depend on the text.
pub(super) static WORDS: LazyLock<Words> = LazyLock::new(Words::new);

/// A title of two syllables at least: below that `장` and `관` say nothing.
const SHORT_TITLE: usize = 2;
/// The longest family name and given name of Korean custom together.
const LONGEST_NAME: usize = 4;

/// How much a word looks like a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum NameLike {
    /// It cannot be one.
    No,
    /// A foreign name, or any other word.
    Weak,
    /// A family name and one or two syllables more, or all Hanja.
    Strong,
}

#[derive(Debug)]
pub(super) struct Words {
    chair: HashSet<String>,
    member: HashSet<String>,
    /// What the titles end in of those who head an agency that is called a committee.
    agency_chairs: Vec<String>,
    staff: HashSet<String>,
    witness: HashSet<String>,
    expert: HashSet<String>,
    /// Every whole title.
    plain: HashSet<String>,
    /// What a title may end in, whole titles among it.
    role_ends: HashSet<String>,
    /// The last characters of `role_ends` and of `acting`: most words end in none of them.
    role_last: HashSet<char>,
    /// The last two characters of titles.
    role_pairs: HashSet<[char; 2]>,
    /// Titles of one character, which only end longer words.
    role_single: HashSet<char>,
    not_titles: HashSet<String>,
    acting: Vec<String>,
    units: Vec<String>,
    clips: HashSet<String>,
    openers: HashSet<String>,
    calls: Vec<String>,
    absence: Vec<String>,
    viewer: HashSet<String>,
    directions: Vec<String>,
    attachments: HashSet<String>,
    attached: Vec<String>,
    long_surnames: Vec<String>,
    surnames: HashSet<String>,
    longest_title: usize,
}

impl Words {
    fn new() -> Self {
        let mut lexicon = Lexicon::default();
        lexicon
            .extend_from_reader("speaker.tsv", TABLE.as_bytes())
            .expect("the crate's own tables are checked by a test");
        let list = |class: &str| -> Vec<String> {
            lexicon.class(class).iter().map(|entry| entry.surface.clone()).collect()
        };
        let set = |class: &str| -> HashSet<String> { list(class).into_iter().collect() };
        let titles = set("title");
        let assembly = ["chair", "member", "staff", "witness", "expert"].map(list).concat();
        let role_ends: HashSet<String> =
            assembly.into_iter().chain(titles.iter().cloned()).collect();
        let plain =
            role_ends.iter().filter(|role| role.chars().count() >= SHORT_TITLE).cloned().collect();
        let role_last = role_ends
            .iter()
            .chain(&list("acting"))
            .filter_map(|role| role.chars().next_back())
            .collect();
        let ends = || role_ends.iter().cloned().chain(list("acting"));
        let role_pairs = ends()
            .filter_map(|role| {
                let mut characters = role.chars().rev();
                let last = characters.next()?;
                Some([characters.next()?, last])
            })
            .collect();
        let role_single = ends()
            .filter(|role| role.chars().count() == 1)
            .filter_map(|role| role.chars().next())
            .collect();
        let longest_title = titles.iter().map(|title| title.chars().count()).max().unwrap_or(0);
        Self {
            chair: set("chair"),
            member: set("member"),
            agency_chairs: list("agency_chair"),
            staff: set("staff"),
            witness: set("witness"),
            expert: set("expert"),
            plain,
            role_ends,
            role_last,
            role_pairs,
            role_single,
            not_titles: set("not_title"),
            acting: list("acting"),
            units: list("unit"),
            clips: set("clip"),
            openers: set("opener"),
            calls: list("call"),
            absence: list("absence"),
            viewer: set("viewer"),
            directions: list("direction"),
            attachments: set("attachment"),
            attached: list("attached"),
            long_surnames: list("surname2"),
            surnames: set("surname"),
            longest_title,
        }
    }

    pub(super) fn is_chair(&self, word: &str) -> bool {
        self.chair.contains(word)
    }

    pub(super) fn is_member(&self, word: &str) -> bool {
        self.member.contains(word)
    }

    /// Whether the word is the title of somebody who heads an agency (`자치경찰위원장`).
    pub(super) fn is_agency_chair(&self, word: &str) -> bool {
        self.agency_chairs.iter().any(|end| word.ends_with(end.as_str()))
    }

    pub(super) fn is_staff(&self, word: &str) -> bool {
        self.staff.contains(word)
    }

    pub(super) fn is_witness(&self, word: &str) -> bool {
        self.witness.contains(word)
    }

    /// Whether the word is what a committee calls those it hears.
    pub(super) fn is_heard(&self, word: &str) -> bool {
        self.is_witness(word) || self.is_expert(word)
    }

    pub(super) fn is_expert(&self, word: &str) -> bool {
        self.expert.contains(word)
    }

    /// Whether the word is a whole title of the table, not only the end of one.
    pub(super) fn is_plain_role(&self, word: &str) -> bool {
        self.plain.contains(word)
    }

    /// Whether a title may end as the word does, by its last two characters; one of its syllables,
    /// where it is spread, by itself.
    pub(super) fn ends_like_role(&self, word: &str) -> bool {
        let mut characters = word.chars().rev();
        let Some(last) = characters.next() else { return false };
        if matches!(last, ')' | '）') {
            return true;
        }
        self.role_last.contains(&last)
            && characters.next().is_none_or(|before| {
                self.role_pairs.contains(&[before, last])
                    || self.role_single.contains(&last) && characters.next().is_some()
            })
    }

    /// Whether the word is a post of the assembly or of those it hears.
    pub(super) fn is_assembly_role(&self, word: &str) -> bool {
        [&self.chair, &self.member, &self.staff, &self.witness, &self.expert]
            .iter()
            .any(|set| set.contains(word))
    }

    /// Whether the word is, or ends in, a title, stand-ins included.
    pub(super) fn is_role(&self, word: &str) -> bool {
        if !word.chars().next_back().is_some_and(|c| self.role_last.contains(&c)) {
            return false;
        }
        let odd = |c: char| c.is_whitespace() || c.is_ascii_punctuation() && !"()-/&".contains(c);
        if word.chars().any(odd) {
            return false;
        }
        if self.is_acting(word) {
            return true;
        }
        let length = word.chars().count();
        if length < SHORT_TITLE || self.not_titles.contains(word) {
            return false;
        }
        let ends = word.char_indices().rev().map(|(at, _)| at).take(self.longest_title + 4);
        let known = ends.enumerate().any(|(at, start)| {
            (at + 1 >= SHORT_TITLE || length > SHORT_TITLE)
                && self.role_ends.contains(&word[start..])
        });
        let ends_in = |no: &String| {
            word.len() > no.len() && no.chars().count() > SHORT_TITLE && word.ends_with(no.as_str())
        };
        known && !self.not_titles.iter().any(ends_in)
    }

    /// Whether the word ends in what makes it the title of a stand-in.
    pub(super) fn is_acting(&self, word: &str) -> bool {
        self.acting.iter().any(|end| word.ends_with(end.as_str()))
    }

    /// The word without what makes it the title of a stand-in.
    pub(super) fn without_acting<'w>(&self, word: &'w str) -> &'w str {
        let longest = self
            .acting
            .iter()
            .filter(|end| word.ends_with(end.as_str()))
            .max_by_key(|end| end.len());
        longest.map_or(word, |end| word[..word.len() - end.len()].trim_end())
    }

    pub(super) fn is_unit(&self, word: &str) -> bool {
        word.chars().count() >= 2 && self.units.iter().any(|end| word.ends_with(end.as_str()))
    }

    pub(super) fn is_clip(&self, word: &str) -> bool {
        self.clips.contains(word)
    }

    /// Whether the text begins as one does that calls on somebody.
    pub(super) fn is_call(&self, text: &str) -> bool {
        self.calls.iter().any(|call| text.starts_with(call.as_str()))
    }

    pub(super) fn is_absence(&self, heading: &str) -> bool {
        self.absence.iter().any(|word| heading.contains(word.as_str()))
    }

    /// Whether a line, without its blanks, is one that a viewer shows around the text.
    pub(super) fn is_viewer(&self, squashed: &str) -> bool {
        self.viewer.contains(squashed)
    }

    pub(super) fn is_direction(&self, inside: &str) -> bool {
        self.directions.iter().any(|end| inside.ends_with(end.as_str()))
    }

    /// Whether the word heads what is attached to the minutes.
    pub(super) fn is_attachment(&self, squashed: &str) -> bool {
        self.attachments.contains(squashed)
    }

    /// Whether a title ends as that of an attached document.
    pub(super) fn is_attached(&self, squashed: &str) -> bool {
        self.attached.iter().any(|end| squashed.ends_with(end.as_str()))
    }

    pub(super) fn name_like(&self, word: &str) -> NameLike {
        let length = word.chars().count();
        if length < 2 || self.openers.contains(word) || self.is_plain_role(word) {
            return NameLike::No;
        }
        if word.chars().all(is_hanja) {
            return if length <= 5 { NameLike::Strong } else { NameLike::No };
        }
        if word.chars().any(is_circle) && word.chars().all(|c| is_syllable(c) || is_circle(c)) {
            return if length <= LONGEST_NAME { NameLike::Weak } else { NameLike::No };
        }
        if !word.chars().all(is_syllable) || length > 7 {
            return NameLike::No;
        }
        if length <= LONGEST_NAME && self.has_surname(word) {
            return NameLike::Strong;
        }
        if word.ends_with("니다") || word.ends_with("니까") {
            NameLike::No
        } else {
            NameLike::Weak
        }
    }

    pub(super) fn has_surname(&self, word: &str) -> bool {
        self.has_long_surname(word)
            || word
                .chars()
                .next()
                .is_some_and(|c| self.surnames.contains(c.encode_utf8(&mut [0; 4]) as &str))
    }

    pub(super) fn has_long_surname(&self, word: &str) -> bool {
        self.long_surnames.iter().any(|name| word.starts_with(name.as_str()))
    }
}

pub(super) fn is_syllable(c: char) -> bool {
    ('가'..='힣').contains(&c)
}

pub(super) fn is_hanja(c: char) -> bool {
    matches!(c, '\u{3400}'..='\u{4DBF}' | '\u{4E00}'..='\u{9FFF}' | '\u{F900}'..='\u{FAFF}' | '\u{20000}'..='\u{3FFFF}')
}

fn is_circle(c: char) -> bool {
    matches!(c, '○' | '◯' | '〇' | 'Ｏ')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(word: &str, role: bool, name: NameLike) {
        assert_eq!((WORDS.is_role(word), WORDS.name_like(word)), (role, name), "{word}");
    }

    #[test]
    fn roles_and_names() {
        check("위원장", true, NameLike::No);
        check("과학부제1차관", true, NameLike::No);
        check("조정실장직무대리", true, NameLike::No);
        check("참고인(한가람)대리", true, NameLike::No);
        check("한가람", false, NameLike::Strong);
        check("남궁도윤", false, NameLike::Strong);
        check("柳榮夏", false, NameLike::Strong);
        check("존스미스", false, NameLike::Weak);
        check("여러분", false, NameLike::No);
        check("주차장", false, NameLike::Strong);
        check("委員長", true, NameLike::No);
    }
}
