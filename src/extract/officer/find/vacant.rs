//! Offices that nobody holds.

use super::super::Draft;
use super::super::role::RankKind;
use super::super::status::Prefix;
use super::Finder;

/// The most characters between an office and the words that it is vacant.
const VACANCY_GAP: usize = 45;

impl Finder<'_> {
    /// `중앙협력본부장은 … 공석입니다`, `공석인 자원재활용팀장, 버스정책팀장`.
    pub(super) fn vacancies(&self, taken: &[bool], drafts: &mut Vec<Draft>) {
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
            self.phrases.is_joint(gap)
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
            if !self.phrases.is_joint(&self.text[self.offices[last].end..word.start]) {
                return false;
            }
            last = next;
        }
        true
    }
}
