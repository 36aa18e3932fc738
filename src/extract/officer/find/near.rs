//! The name that stands next to a word.

use super::super::name::{Evidence, parts};
use super::super::status::Prefix;
use super::super::word::is_dot;
use super::{Finder, Name};

impl<'a> Finder<'a> {
    /// The name that ends directly before word `at`, and what stands between.
    pub(super) fn name_before(&self, at: usize) -> Option<(Name, Prefix)> {
        let last = at.checked_sub(1).filter(|&last| self.is_blank(last))?;
        let between = self.phrases.prefix(self.word(last));
        if let Some(prefix) = between
            && let Some(name) =
                last.checked_sub(1).filter(|&w| self.is_blank(w)).and_then(|w| self.name_at(w))
            && name.evidence >= Evidence::Fair
        {
            return Some((name, prefix));
        }
        self.name_at(last).map(|name| (name, Prefix::None))
    }

    /// The name that word `last` ends with.
    pub(super) fn name_at(&self, last: usize) -> Option<Name> {
        let word = self.words[last];
        let whole = self.word(last);
        if let Some(foreigner) = self.foreigner(last) {
            return Some(foreigner);
        }
        if whole.chars().count() == 1 {
            return self.spaced(last);
        }
        let (start, end) = parts(whole).next_back().filter(|&(_, end)| end == whole.len())?;
        let name = &whole[start..end];
        let mut evidence = self.names.judge(name, self.known);
        let beside = |(from, to): (usize, usize)| {
            from < start && self.names.judge(&whole[from..to], self.known) >= Evidence::Strong
        };
        if evidence < Evidence::Fair && self.names.is_possible(name) && parts(whole).any(beside) {
            evidence = Evidence::Fair;
        }
        if evidence == Evidence::None
            || evidence < Evidence::Known
                && (self.is_office_behind(last, word.start + start)
                    || self.roles.ends_in_rank(name))
        {
            return None;
        }
        let mut found =
            Name { start: word.start + start, end: word.start + end, first: last, last, evidence };
        while self.names.is_foreign(name)
            && found.first > 0
            && self.is_blank(found.first - 1)
            && self.names.is_foreign(self.word(found.first - 1))
        {
            found.first -= 1;
            found.start = self.words[found.first].start;
        }
        Some(found)
    }

    /// A foreign given name and the family name behind it, ending at word `last` (`존 리`).
    fn foreigner(&self, last: usize) -> Option<Name> {
        let first = last.checked_sub(1).filter(|&first| self.is_blank(first))?;
        let family = self.word(last);
        let is_name = self.names.is_foreign_given(self.word(first))
            && self.names.is_foreign_family(family)
            && !self.roles.is_organisation(family)
            && !self.is_office(last);
        is_name.then(|| self.whole(first, last, Evidence::Strong))
    }

    /// Two words that sound like a foreign name, ending at word `last` (`안드레이 페트로프`).
    pub(super) fn stranger(&self, last: usize) -> Option<Name> {
        let first = last.checked_sub(1).filter(|&first| self.is_blank(first))?;
        let sounds = |at: usize| {
            let word = self.word(at);
            self.names.is_transliterated(word)
                && self.roles.can_employ(word)
                && !self.roles.is_organisation(word)
                && !self.is_office(at)
        };
        (sounds(first) && sounds(last)).then(|| self.whole(first, last, Evidence::Strong))
    }

    /// The words `first` to `last` as a name.
    fn whole(&self, first: usize, last: usize, evidence: Evidence) -> Name {
        let (start, end) = (self.words[first].start, self.words[last].end);
        Name { start, end, first, last, evidence }
    }

    /// A name whose syllables stand apart (`한 가 람`), ending at word `last`: a known one, or three
    /// syllables that can hardly be anything else.
    fn spaced(&self, last: usize) -> Option<Name> {
        let mut first = last;
        while first > 0
            && last - first < 3
            && self.is_blank(first - 1)
            && self.word(first - 1).chars().count() == 1
        {
            first -= 1;
            let name: String = (first..=last).map(|word| self.word(word)).collect();
            let is_alone =
                first == 0 || !self.is_blank(first - 1) || self.word(first - 1).chars().count() > 1;
            if self.known.contains(&name)
                || last - first == 2
                    && is_alone
                    && self.phrases.prefix(self.word(last)).is_none()
                    && self.names.judge(&name, self.known) == Evidence::Strong
            {
                return Some(self.whole(first, last, Evidence::Known));
            }
            let mut syllables = name.chars();
            if last - first == 1
                && is_alone
                && let (Some(surname), Some(given)) = (syllables.next(), syllables.next())
                && self.names.is_spaced_pair(surname, given)
            {
                return Some(self.whole(first, last, Evidence::Weak));
            }
        }
        None
    }

    /// The name that word `at` begins with, and what follows it in the word.
    pub(super) fn name_after(&self, at: usize) -> Option<(Name, &'a str)> {
        let word = *self.words.get(at)?;
        let whole = &self.text[word.start..word.end];
        if whole.chars().count() == 1 {
            return self.spaced_after(at);
        }
        let mut best: Option<(Name, &'a str)> = None;
        for (count, (offset, c)) in whole.char_indices().enumerate() {
            let end = offset + c.len_utf8();
            let tail = &whole[end..];
            let is_tail = tail.is_empty()
                || self.phrases.name_tails.contains(tail)
                || tail.starts_with(is_dot);
            if count == 0 || !is_tail {
                continue;
            }
            if count > 6 {
                break;
            }
            let evidence = self.names.judge(&whole[..end], self.known);
            let name =
                Name { start: word.start, end: word.start + end, first: at, last: at, evidence };
            let better = best.is_none_or(|(before, _)| {
                evidence > before.evidence
                    || evidence == before.evidence && count == 2
                    || count == 2 && evidence >= Evidence::Fair && before.evidence < Evidence::Known
            });
            if evidence > Evidence::None && better {
                best = Some((name, tail));
            }
        }
        let (mut name, mut tail) = best?;
        if self.is_office(at) && name.evidence < Evidence::Known {
            return None;
        }
        while tail.is_empty()
            && self.names.is_foreign(self.word(name.last))
            && self.is_blank(name.last)
            && let Some((next, rest)) = self.name_after(name.last + 1)
            && self.names.is_foreign(&self.text[next.start..next.end])
        {
            name = Name { end: next.end, last: next.last, ..name };
            tail = rest;
        }
        Some((name, tail))
    }

    fn spaced_after(&self, at: usize) -> Option<(Name, &'a str)> {
        let mut name = String::from(self.word(at));
        for last in at + 1..(at + 4).min(self.words.len()) {
            if !self.is_blank(last - 1) {
                return None;
            }
            let whole: &'a str = &self.text[self.words[last].start..self.words[last].end];
            let syllable = whole.chars().next()?.len_utf8();
            name.push_str(&whole[..syllable]);
            let tail = &whole[syllable..];
            if (self.known.contains(&name)
                || last - at == 2 && self.names.judge(&name, self.known) == Evidence::Strong)
                && (tail.is_empty() || self.phrases.name_tails.contains(tail))
            {
                let end = self.words[last].start + syllable;
                let start = self.words[at].start;
                let name = Name { start, end, first: at, last, evidence: Evidence::Known };
                return Some((name, tail));
            }
            if !tail.is_empty() {
                return None;
            }
        }
        None
    }
}
