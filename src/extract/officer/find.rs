//! Names beside offices, and offices without a holder, in one sentence.

use super::name::{Evidence, Names, parts};
use super::role::{Office, Offices, RankKind};
use super::status::Prefix;
use super::word::{Word, is_dot};
use super::{Draft, Phrases};
use std::collections::HashSet;

mod near;

/// The most words of an organisation before a rank.
const ORGANISATION: usize = 4;
/// The most bytes between a title and the name that it is said of.
const TITLE_GAP: usize = 60;
/// The most characters between an office and the words that it is vacant.
const VACANCY_GAP: usize = 45;

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
        while self.tail(title).is_empty() {
            let following = title.last + 1;
            let is_and = self.word(following) == "겸" && self.is_blank(title.last);
            let at = if is_and { following + 1 } else { following };
            if at > following && !self.is_blank(following) || !self.is_blank(title.last) {
                break;
            }
            let Some(next) = self.offices.get(title.next).filter(|next| next.word == at) else {
                break;
            };
            if !is_and && next.kind != RankKind::Acting {
                break;
            }
            title.last = next.word;
            title.end = next.end;
            title.next += 1;
        }
        title
    }

    /// `한가람 의원`, `한가람·서보미 의원`, `한가람 재외동포청 차장`.
    fn name_role(&self, title: Title, drafts: &mut Vec<Draft>) -> bool {
        let mut first = title.first;
        let mut name = self.name_before(first);
        let mut steps = 0;
        while name.is_none()
            && steps < ORGANISATION
            && first > 0
            && self.is_blank(first - 1)
            && self.roles.is_organisation(self.word(first - 1))
        {
            first -= 1;
            steps += 1;
            name = self.name_before(first);
        }
        let tail = self.tail(title);
        let name = name.or_else(|| self.proposer(title, tail).map(|name| (name, Prefix::None)));
        let Some((mut name, prefix)) = name else { return false };
        if name.evidence < Evidence::Fair && self.proposer(title, tail).is_some() {
            name.evidence = Evidence::Fair;
        }
        let addressed = tail.starts_with('님') || self.phrases.copula.contains(tail);
        let enough = match name.evidence {
            Evidence::None => false,
            Evidence::Shape => {
                let is_whole = self.text[name.start..name.end].chars().count() == 3;
                let copula = self.phrases.copula.contains(tail);
                let is_likely = copula || !self.is_verbal(name);
                self.is_composed(title) && !title.generic && is_whole && is_likely
            }
            Evidence::Weak => {
                addressed && !title.generic || self.is_composed(title) && !self.is_verbal(name)
            }
            _ => addressed || !title.generic,
        };
        if !enough {
            return false;
        }
        let role = (self.words[first].start, title.end);
        let prefix = if prefix == Prefix::None { self.prefix(name.first) } else { prefix };
        let rule = if first < title.first {
            "officer/name-organisation-role"
        } else {
            "officer/name-role"
        };
        self.push_joined(name, role, drafts);
        drafts.push(Draft {
            start: name.start,
            end: title.end,
            name: Some((name.start, name.end)),
            role,
            role_first: false,
            copula: self.phrases.copula.contains(tail),
            prefix,
            anchor: self.anchor(name.first),
            titled: None,
            rule,
        });
        true
    }

    /// The name of a member who brings in a bill, whatever it looks like (`(전용기 의원 대표발의)`).
    fn proposer(&self, title: Title, tail: &str) -> Option<Name> {
        let last = title.first.checked_sub(1).filter(|&last| self.is_blank(last))?;
        let word = self.words[last];
        let whole = self.word(last);
        let (start, end) = parts(whole).next_back().filter(|&(_, end)| end == whole.len())?;
        let name = &whole[start..end];
        let after = &self.text[title.end..];
        let brings_in = (tail.is_empty() || tail.starts_with(is_dot))
            && (self.phrases.proposes.is_match(after) || start > 0 || tail.starts_with(is_dot));
        let opens =
            start > 0 || self.text[..word.start].trim_end().ends_with(['(', ')', ',', '·', '.']);
        let is_member = self.text[self.words[title.last].start..title.end].ends_with("의원");
        let is_bracketed = self.text[..word.start].trim_end().ends_with('(')
            && self.phrases.proposes.is_match(after);
        let is_whole = is_bracketed || name.chars().count() == 3;
        (brings_in && opens && is_member && is_whole && self.names.has_shape(name)).then_some(
            Name {
                start: word.start + start,
                end: word.end,
                first: last,
                last,
                evidence: Evidence::Fair,
            },
        )
    }

    /// Whether the title says more than a rank (`수산과장`), so that a name is to be expected.
    fn is_composed(&self, title: Title) -> bool {
        self.offices.iter().any(|office| {
            office.word == title.last
                && (self.text[self.words[office.word].start..office.rank].chars().count() >= 2
                    || self.text[office.rank..office.end].chars().count() >= 4)
        })
    }

    /// Whether the word ends like a verb, or a noun with a particle.
    fn is_verbal(&self, name: Name) -> bool {
        self.text[..name.end].chars().next_back().is_some_and(|last| {
            "은는이가을를의에도만로과와고며면서게실신한된할던등께지들중측시및나까해여든래인히위부처청회자체상".contains(last)
        })
    }

    /// The names that share the office of `last` (`한가람, 서보미 의원`).
    fn push_joined(&self, last: Name, role: (usize, usize), drafts: &mut Vec<Draft>) {
        let mut push = |start, end, first| {
            drafts.push(Draft {
                start,
                end,
                name: Some((start, end)),
                role,
                role_first: false,
                copula: false,
                prefix: Prefix::None,
                anchor: self.anchor(first),
                titled: None,
                rule: "officer/joined-names",
            });
        };
        let word = self.words[last.first];
        let mut at = last.first;
        let inside = &self.text[word.start..last.start];
        if !inside.is_empty() {
            for (start, end) in parts(inside).rev() {
                if self.names.judge(&inside[start..end], self.known) < Evidence::Shape {
                    return;
                }
                push(word.start + start, word.start + end, at);
            }
        }
        while at > 0 {
            let previous = self.words[at - 1];
            let gap = &self.text[previous.end..self.words[at].start];
            let whole = self.word(at - 1);
            let (stem, joined) = match self
                .phrases
                .list_tail(whole, |stem| self.names.judge(stem, self.known) >= Evidence::Fair)
            {
                Some(stem) => (stem, true),
                None => (whole, gap.trim() == "," || gap.trim().chars().any(is_dot)),
            };
            let least = if joined { Evidence::Fair } else { Evidence::Known };
            let blank = gap.trim().is_empty();
            let is_separated = gap.trim() == "," || gap.trim().chars().all(is_dot);
            if !(blank || joined && is_separated)
                || self.is_office(at - 1)
                || parts(stem)
                    .any(|(start, end)| self.names.judge(&stem[start..end], self.known) < least)
                || self.follows_office(at - 1)
            {
                return;
            }
            for (start, end) in parts(stem).rev() {
                push(previous.start + start, previous.start + end, at - 1);
            }
            at -= 1;
        }
    }

    /// `한가람의원`, as some minutes write it.
    fn fused(&self, title: Title, index: usize, drafts: &mut Vec<Draft>) -> bool {
        let office = self.offices[index];
        let word = self.words[office.word];
        let stem = &self.text[word.start..office.rank];
        let Some((start, end)) = parts(stem).next_back().filter(|&(_, end)| end == stem.len())
        else {
            return false;
        };
        let name = &stem[start..end];
        let evidence = self.names.judge(name, self.known);
        let is_full = name.chars().count() == 3 && !self.roles.is_organisation(name);
        let enough = evidence == Evidence::Known || evidence == Evidence::Strong && is_full;
        if !enough || title.generic {
            return false;
        }
        let start = word.start + start;
        let role = (office.rank, title.end);
        let name =
            Name { start, end: office.rank, first: office.word, last: office.word, evidence };
        self.push_joined(name, role, drafts);
        let tail = self.tail(title);
        drafts.push(Draft {
            start,
            end: title.end,
            name: Some((start, office.rank)),
            role,
            role_first: false,
            copula: self.phrases.copula.contains(tail),
            prefix: self.prefix(office.word),
            anchor: self.anchor(office.word),
            titled: None,
            rule: "officer/fused",
        });
        true
    }

    /// `위원장(한가람)`, `한가람(행정국장)`.
    fn in_brackets(&self, title: Title, drafts: &mut Vec<Draft>) -> bool {
        if title.generic {
            return false;
        }
        let closes = |at: usize| self.text[at..].starts_with(')');
        let gap = |word: usize| match self.words.get(word + 1) {
            Some(next) => &self.text[self.words[word].end..next.start],
            None => "",
        };
        let first = self.organisation_before(title.first);
        let (name, start, end) = if self.tail(title).is_empty()
            && gap(title.last).trim() == "("
            && closes(self.words[title.last + 1].end)
        {
            let name = self.words[title.last + 1];
            (name, self.words[first].start, name.end)
        } else if title.first > 0
            && gap(first.max(1) - 1).trim() == "("
            && first > 0
            && closes(title.end)
        {
            let name = self.words[first - 1];
            (name, name.start, title.end)
        } else {
            return false;
        };
        let word = &self.text[name.start..name.end];
        if self.names.judge(word, self.known) < Evidence::Fair || self.roles.ends_in_rank(word) {
            return false;
        }
        drafts.push(Draft {
            start,
            end,
            name: Some((name.start, name.end)),
            role: (self.words[first].start, title.end),
            role_first: start < name.start,
            copula: false,
            prefix: Prefix::None,
            anchor: start,
            titled: None,
            rule: "officer/brackets",
        });
        true
    }

    /// `행정국장 한가람`, `외교부 제1차관 한가람`.
    fn role_name(&self, title: Title, drafts: &mut Vec<Draft>) -> bool {
        if !self.tail(title).is_empty() || !self.is_blank(title.last) {
            return false;
        }
        let Some((name, tail)) = self.name_after(title.last + 1) else { return false };
        let copula = self.phrases.copula.contains(tail);
        let length = self.text[name.start..name.end].chars().count();
        let ends = tail.is_empty() && self.text[name.end..].trim().is_empty();
        let enough = match name.evidence {
            Evidence::Known | Evidence::Strong => true,
            Evidence::Fair => copula || length >= 3 && (ends || self.is_composed(title)),
            Evidence::Weak => copula,
            Evidence::Shape => copula && self.is_composed(title) && !self.is_verbal(name),
            Evidence::None => false,
        };
        if !enough || title.generic && !copula || self.has_own_office(name, tail) {
            return false;
        }
        let first = self.organisation_before(title.first);
        let role = (self.words[first].start, title.end);
        drafts.push(Draft {
            start: role.0,
            end: name.end,
            name: Some((name.start, name.end)),
            role,
            role_first: true,
            copula,
            prefix: self.prefix(first),
            anchor: self.anchor(first),
            titled: None,
            rule: if first < title.first {
                "officer/organisation-role-name"
            } else {
                "officer/role-name"
            },
        });
        if tail.is_empty() {
            self.push_following(name, role, drafts);
        }
        true
    }

    /// The names behind the first that share its office (`증인 한가람, 서보미`).
    fn push_following(&self, first: Name, role: (usize, usize), drafts: &mut Vec<Draft>) {
        let mut last = first.last;
        let rest = &self.text[first.end..self.words[last].end];
        for (start, end) in parts(rest) {
            let name = &rest[start..end];
            if self.names.judge(name, self.known) < Evidence::Fair {
                return;
            }
            drafts.push(self.shared(first.end + start, first.end + end, role, last));
        }
        while let Some(next) = self.words.get(last + 1) {
            let gap = self.text[self.words[last].end..next.start].trim();
            if gap != "," && (gap.is_empty() || !gap.chars().all(is_dot))
                || self.is_office(last + 1)
            {
                return;
            }
            let Some((name, tail)) = self.name_after(last + 1) else { return };
            if name.evidence < Evidence::Strong || self.has_own_office(name, tail) {
                return;
            }
            drafts.push(self.shared(name.start, name.end, role, last + 1));
            if !tail.is_empty() {
                return;
            }
            last = name.last;
        }
    }

    fn shared(&self, start: usize, end: usize, role: (usize, usize), word: usize) -> Draft {
        Draft {
            start,
            end,
            name: Some((start, end)),
            role,
            role_first: true,
            copula: false,
            prefix: Prefix::None,
            anchor: self.anchor(word),
            titled: None,
            rule: "officer/joined-names",
        }
    }

    /// `위원장을 맡게 된 한가람입니다`, `위원장으로 선출된 한가람입니다`.
    fn titled(&self, title: Title, drafts: &mut Vec<Draft>) -> bool {
        if title.generic {
            return false;
        }
        let Some(found) = self.phrases.titled.captures(&self.text[title.end..]) else {
            return false;
        };
        let len = found.get(0).map_or(0, |whole| whole.end());
        if len > TITLE_GAP {
            return false;
        }
        let at = title.end + len;
        let Some(word) = self.words.iter().position(|word| word.start == at) else { return false };
        let Some((name, tail)) = self.name_after(word) else { return false };
        if name.evidence < Evidence::Fair || tail.is_empty() || self.has_own_office(name, tail) {
            return false;
        }
        let first = self.organisation_before(title.first);
        drafts.push(Draft {
            start: self.words[first].start,
            end: name.end,
            name: Some((name.start, name.end)),
            role: (self.words[first].start, title.end),
            role_first: true,
            copula: self.phrases.copula.contains(tail),
            prefix: Prefix::None,
            anchor: self.anchor(first),
            titled: Some(found.name("new").or(found.name("newer")).is_some()),
            rule: "officer/titled",
        });
        true
    }

    /// `중앙협력본부장은 … 공석입니다`, `공석인 자원재활용팀장, 버스정책팀장`.
    fn vacancies(&self, taken: &[bool], drafts: &mut Vec<Draft>) {
        let cues = self.phrases.vacant_cues(self.text);
        if cues.is_empty() {
            return;
        }
        let mut described = false;
        for (index, office) in self.offices.iter().enumerate() {
            let title = self.title(index);
            let after = &self.text[title.end..];
            let start = self.words[title.first].start;
            described = cues
                .iter()
                .any(|&(_, end)| end <= start && self.phrases.describes(&self.text[end..start]))
                || described && self.joins(index);
            let is_free = !taken[index] && office.kind != RankKind::Generic;
            if is_free
                && (described || self.phrases.is_subject(after) && self.is_said(index, &cues))
            {
                let first = self.organisation_before(title.first);
                let role = (self.words[first].start, title.end);
                drafts.push(Draft {
                    start: role.0,
                    end: role.1,
                    name: None,
                    role,
                    role_first: false,
                    copula: false,
                    prefix: Prefix::None,
                    anchor: role.0,
                    titled: None,
                    rule: "officer/vacant",
                });
            }
        }
    }

    /// Whether office `index` is joined to the one before it.
    fn joins(&self, index: usize) -> bool {
        index > 0 && {
            let before = self.offices[index - 1].end;
            let gap = &self.text[before..self.words[self.offices[index].word].start];
            is_joint(gap)
        }
    }

    /// Whether a cue behind office `index` speaks of it, and not of an office between the two.
    fn is_said(&self, index: usize, cues: &[(usize, usize)]) -> bool {
        let from = self.offices[index].end;
        let Some(&(cue, _)) = cues.iter().find(|cue| cue.0 >= from) else { return false };
        if self.text[from..cue].chars().count() > VACANCY_GAP {
            return false;
        }
        let mut last = index;
        for next in index + 1..self.offices.len() {
            let office = self.offices[next];
            if self.words[office.word].start >= cue {
                break;
            }
            let word = self.words[office.word];
            if !self.phrases.is_subject(&self.text[office.end..]) {
                continue;
            }
            if !is_joint(&self.text[self.offices[last].end..word.start]) {
                return false;
            }
            last = next;
        }
        true
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
        {
            from -= 1;
        }
        from
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

/// Whether two offices are only joined (`…국장하고 …국장`).
fn is_joint(gap: &str) -> bool {
    let gap = gap.trim();
    let gap = gap.strip_suffix(',').unwrap_or(gap).trim();
    gap.chars().all(is_dot) || matches!(gap, "하고" | "과" | "와" | "및" | "이랑" | "랑" | "그리고")
}
