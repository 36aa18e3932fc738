//! Names that share an office.

use super::super::Draft;
use super::super::name::{Evidence, parts};
use super::super::status::Prefix;
use super::super::word::is_dot;
use super::{Finder, Name};

impl Finder<'_> {
    /// The names that share the office of `last` (`한가람, 서보미 의원`).
    pub(super) fn push_joined(&self, last: Name, role: (usize, usize), drafts: &mut Vec<Draft>) {
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

    /// The names behind the first that share its office (`증인 한가람, 서보미`).
    pub(super) fn push_following(
        &self,
        first: Name,
        role: (usize, usize),
        drafts: &mut Vec<Draft>,
    ) {
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
}
