//! The orders in which a name and an office stand.

use super::super::Draft;
use super::super::name::{Evidence, parts};
use super::super::role::RankKind;
use super::super::status::Prefix;
use super::super::word::is_dot;
use super::{Finder, Name, ORGANISATION, Title};

/// The most bytes between a title and the name that it is said of.
const TITLE_GAP: usize = 60;

impl Finder<'_> {
    /// `한가람 의원`, `한가람·서보미 의원`, `한가람 재외동포청 차장`.
    pub(super) fn name_role(&self, title: Title, drafts: &mut Vec<Draft>) -> bool {
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
        if name.is_none()
            && self.roles.is_foreign_rank(&self.text[..title.end])
            && let Some(stranger) = first.checked_sub(1).and_then(|last| self.stranger(last))
            && self.is_blank(first - 1)
        {
            name = Some((stranger, Prefix::None));
        }
        let is_bare = self
            .offices
            .iter()
            .any(|office| office.word == title.last && office.kind == RankKind::Bare);
        if !is_bare
            && name.as_ref().is_none_or(|(name, _)| name.evidence < Evidence::Fair)
            && let Some(employed) = self.employed(title.first)
        {
            first = title.first - 1;
            name = Some((employed, Prefix::None));
        }
        let tail = self.tail(title);
        let name = name
            .filter(|(name, _)| name.evidence >= Evidence::Shape)
            .or_else(|| self.proposer(title, tail).map(|name| (name, Prefix::None)))
            .or_else(|| self.expected_before(title, tail).map(|name| (name, Prefix::None)))
            .or_else(|| self.paralleled(title, drafts).map(|name| (name, Prefix::None)))
            .or_else(|| {
                let name = self.line_of(title, tail)?;
                first = name.last + 1;
                Some((name, Prefix::None))
            });
        let Some((mut name, prefix)) = name else { return false };
        if self.is_seat(name, title) {
            return false;
        }
        if title.first - first >= 2
            && self.names.is_foreign(&self.text[name.start..name.end])
            && !self.roles.is_listed_organisation(self.word(first))
        {
            // the family name looks like an organisation (`라파엘 그로시 …총장`)
            name.last = first;
            name.end = self.words[first].end;
            first += 1;
        }
        if name.evidence < Evidence::Fair && self.proposer(title, tail).is_some() {
            name.evidence = Evidence::Fair;
        }
        let addressed = tail.starts_with('님') || self.phrases.copula.contains(tail);
        let enough = match name.evidence {
            Evidence::None => false,
            Evidence::Shape => {
                let is_whole = self.text[name.start..name.end].chars().count() == 3;
                let copula = self.phrases.copula.contains(tail);
                let is_likely = if is_whole {
                    copula || !self.is_verbal(name)
                } else {
                    copula && self.phrases.arrives(&self.text[..name.start])
                };
                self.names_holder(title) && is_likely
            }
            Evidence::Weak => !title.generic && (addressed || !self.is_verbal(name)),
            _ => addressed || !title.generic,
        };
        if !enough {
            return false;
        }
        if let Some(draft) = self.between(name, title) {
            drafts.push(draft);
            return true;
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

    /// A name between its title and the rank that the title ends in (`회계과장 한가람 과장님`).
    fn between(&self, name: Name, title: Title) -> Option<Draft> {
        let last = name.first.checked_sub(1).filter(|_| self.follows_office(name.first))?;
        let first = self.organisation_before(last);
        let role = (self.words[first].start, self.words[last].end);
        let rank = &self.text[self.words[title.first].start..title.end];
        let before = &self.text[role.0..role.1];
        let repeats = title.first == name.last + 1
            && before.ends_with(rank)
            && before.len() > rank.len()
            && self.words[name.first].start == name.start;
        repeats.then(|| Draft {
            start: role.0,
            end: name.end,
            name: Some((name.start, name.end)),
            role,
            role_first: true,
            copula: self.phrases.copula.contains(self.tail(title)),
            prefix: self.prefix(first),
            anchor: self.anchor(first),
            titled: None,
            rule: "officer/role-name",
        })
    }

    /// Whether what looks like a name is the place of the office (`홍보관 관장`), whose holder may
    /// follow (`다솔군 부군수 한가람`).
    fn is_seat(&self, name: Name, title: Title) -> bool {
        if name.evidence == Evidence::Known {
            return false;
        }
        let word = &self.text[name.start..name.end];
        let role = &self.text[self.words[title.first].start..title.end];
        let heads = role.strip_suffix('장').is_some_and(|place| {
            place.chars().count() == 1 && word.ends_with(place) && name.evidence < Evidence::Strong
        });
        let is_unit = self.roles.is_organisation(word);
        heads
            || is_unit && name.evidence < Evidence::Fair && self.is_composed(title)
            || self.tail(title).is_empty()
                && is_unit
                && self.is_blank(title.last)
                && !self.is_office(title.last + 1)
                && self.name_in(title.last + 1).is_some_and(|next| next >= Evidence::Strong)
    }

    /// How sure it is that the word is a name, particles and copulas left out.
    fn name_in(&self, at: usize) -> Option<Evidence> {
        let word = self.word(at);
        let name = word.char_indices().nth(3).map_or(word, |(end, _)| &word[..end]);
        let tail = &word[name.len()..];
        let ends = self.phrases.copula.contains(tail) || self.phrases.name_tails.contains(tail);
        (tail.is_empty() || ends).then(|| self.names.judge(name, self.known))
    }

    /// The word of three syllables that stands before the same office as a name before it
    /// (`한가람 의원, 인요섭 의원`).
    fn paralleled(&self, title: Title, drafts: &[Draft]) -> Option<Name> {
        let at = title.first.checked_sub(1).filter(|&at| self.is_blank(at))?;
        let (word, previous) = (self.words[at], drafts.last()?);
        let name = self.word(at);
        let gap = self.text.get(previous.end..word.start)?.trim_start_matches('님').trim();
        let role = &self.text[self.words[title.first].start..title.end];
        (matches!(gap, "," | "·" | "ㆍ")
            && !title.generic
            && self.text[previous.role.0..previous.role.1] == *role
            && self.names.is_possible(name)
            && !self.roles.is_organisation(name))
        .then_some(Name {
            start: word.start,
            end: word.end,
            first: at,
            last: at,
            evidence: Evidence::Fair,
        })
    }

    /// The sure name before the employer that stands directly before the title
    /// (`한가람 새길닷컴 대표`).
    fn employed(&self, first: usize) -> Option<Name> {
        let employer = first.checked_sub(1).filter(|&at| self.is_blank(at))?;
        let last = employer.checked_sub(1).filter(|&at| self.is_blank(at))?;
        let word = self.word(employer);
        if !self.roles.can_employ(word)
            || self.is_office(employer)
            || self.phrases.prefix(word).is_some()
            || self.names.is_common(word) && !self.roles.is_organisation(word)
            || self.names.judge(word, self.known) >= Evidence::Fair
        {
            return None;
        }
        self.name_at(last).filter(|name| name.evidence >= Evidence::Strong)
    }

    /// Whether the title says so much that a name is to be expected beside it.
    fn names_holder(&self, title: Title) -> bool {
        !title.generic && self.is_composed(title)
    }

    /// The word before an office where only a name makes sense, whatever else it means
    /// (`새로 부임한 한마음 회계과장입니다`).
    fn expected_before(&self, title: Title, tail: &str) -> Option<Name> {
        let at = title.first.checked_sub(1).filter(|&at| self.is_blank(at))?;
        let word = self.words[at];
        let name = self.word(at);
        let before = &self.text[..word.start];
        let arrives = self.phrases.arrives(before);
        let is_name = if arrives {
            name.chars().count() == 3 && self.names.has_shape(name)
        } else {
            self.phrases.opens(before) && self.names.is_possible(name)
        };
        let copula = self.phrases.copula.contains(tail);
        (is_name
            && (copula && self.names_holder(title) || arrives && self.names.is_possible(name))
            && !self.roles.is_organisation(name)
            && !self.roles.ends_in_rank(name))
        .then_some(Name {
            start: word.start,
            end: word.end,
            first: at,
            last: at,
            evidence: Evidence::Fair,
        })
    }

    /// The name of a line that holds a name, an employer and an office, and nothing else
    /// (`한도윤 새길닷컴 대표`).
    fn line_of(&self, title: Title, tail: &str) -> Option<Name> {
        let is_line = tail.is_empty()
            && (2..=ORGANISATION + 1).contains(&title.first)
            && title.last + 1 == self.words.len()
            && self.text.trim().len() == title.end - self.words[0].start
            && (0..title.last).all(|at| self.is_blank(at))
            && (1..title.first).all(|at| !self.is_office(at));
        if !is_line || title.generic {
            return None;
        }
        let word = self.words[0];
        let evidence = self.names.judge(self.word(0), self.known);
        (evidence >= Evidence::Strong).then_some(Name {
            start: word.start,
            end: word.end,
            first: 0,
            last: 0,
            evidence,
        })
    }

    /// The word behind an office where only a name makes sense (`회계과장 이어진입니다`,
    /// `회계과장 이어진 씨`).
    fn expected_after(&self, at: usize, is_new: bool) -> Option<(Name, &str)> {
        let word = *self.words.get(at)?;
        let whole = &self.text[word.start..word.end];
        let split = whole.char_indices().nth(3).map_or(whole.len(), |(split, _)| split);
        let (name, tail) = whole.split_at(split);
        let is_named = self.phrases.names(tail)
            || tail.is_empty() && self.is_blank(at) && self.phrases.names(self.word(at + 1));
        let is_listed = tail.is_empty()
            && self.words.get(at + 1).is_some_and(|next| {
                self.text[word.end..next.start].trim() == ","
                    && self.names.judge(self.word(at + 1), self.known) >= Evidence::Strong
            });
        let is_name = if is_named || is_new || is_listed {
            name.chars().count() == 3 && self.names.has_shape(name)
        } else {
            self.names.is_possible(name)
        };
        let is_ended = is_named || is_listed || self.phrases.copula.contains(tail);
        (is_name && is_ended).then_some((
            Name {
                start: word.start,
                end: word.start + split,
                first: at,
                last: at,
                evidence: Evidence::Fair,
            },
            tail,
        ))
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

    /// `한가람의원`, as some minutes write it.
    pub(super) fn fused(&self, title: Title, index: usize, drafts: &mut Vec<Draft>) -> bool {
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
        let before = self.text[..word.start + start].trim_end();
        let brings_in = before.ends_with(['(', ',', '·', 'ㆍ'])
            && self.phrases.proposes.is_match(&self.text[title.end..])
            && self.names.has_shape(name);
        let enough =
            evidence == Evidence::Known || is_full && (evidence == Evidence::Strong || brings_in);
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
    pub(super) fn in_brackets(&self, title: Title, drafts: &mut Vec<Draft>) -> bool {
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
    pub(super) fn role_name(&self, title: Title, drafts: &mut Vec<Draft>) -> bool {
        if !self.tail(title).is_empty() || !self.is_blank(title.last) && !self.is_entry(title) {
            return false;
        }
        let expected = || self.expected_after(title.last + 1, false);
        let found = self.name_after(title.last + 1);
        let found = match found {
            Some((name, _)) if name.evidence >= Evidence::Fair => found,
            _ if !title.generic => expected()
                .filter(|(_, tail)| self.is_composed(title) || !self.phrases.copula.contains(*tail))
                .or(found),
            _ => found,
        };
        let Some((name, tail)) = found else { return false };
        let copula = self.phrases.copula.contains(tail);
        let is_listed = tail.is_empty() && self.text[name.end..].starts_with(',');
        let is_named = self.phrases.names(tail) || self.phrases.names(self.word(name.last + 1));
        let length = self.text[name.start..name.end].chars().count();
        let ends = tail.is_empty() && self.text[name.end..].trim().is_empty();
        let opened = self.text[..self.words[title.first].start].trim_end().ends_with('(');
        let is_bracketed = opened && self.text[name.end..].starts_with(')');
        let enough = match name.evidence {
            Evidence::Known | Evidence::Strong => true,
            Evidence::Fair => {
                copula
                    || is_named
                    || is_listed
                    || is_bracketed
                    || length >= 3 && (ends || self.is_composed(title))
            }
            Evidence::Weak => {
                copula
                    || is_named
                    || length == 3
                        && !tail.is_empty()
                        && self.is_composed(title)
                        && !self.is_verbal(name)
            }
            Evidence::Shape => {
                (copula || is_named) && self.is_composed(title) && !self.is_verbal(name)
            }
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

    /// Whether the sentence is nothing but the title, a colon and one word (`- 부군수 : 한가람`).
    fn is_entry(&self, title: Title) -> bool {
        let [word, next] = [self.words.get(title.last), self.words.get(title.last + 1)];
        let (Some(word), Some(next)) = (word, next) else { return false };
        title.last + 2 == self.words.len()
            && self.organisation_before(title.first) == 0
            && self.text[word.end..next.start].trim() == ":"
            && self.text[next.end..].trim().is_empty()
    }

    /// `위원장을 맡게 된 한가람입니다`, `위원장으로 선출된 한가람입니다`.
    pub(super) fn titled(&self, title: Title, drafts: &mut Vec<Draft>) -> bool {
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
        let is_new = found.name("new").or(found.name("newer")).is_some();
        let is_linked = found.get(0).map_or(0, |whole| whole.len()) <= 10; // only 인, 이신 or 에
        let least = if is_linked { Evidence::Strong } else { Evidence::Fair };
        let name = self
            .name_after(word)
            .filter(|(name, _)| name.evidence >= least)
            .or_else(|| self.expected_after(word, is_new).filter(|_| is_new));
        let Some((name, tail)) = name else { return false };
        if tail.is_empty() && found.name("to").is_none() || self.has_own_office(name, tail) {
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
            titled: Some(is_new),
            rule: "officer/titled",
        });
        true
    }
}
