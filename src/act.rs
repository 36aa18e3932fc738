//! What a turn does in the meeting, by its words and by the turn before it.

use crate::{Document, Error, ErrorKind, Lexicon, Result, RoleClass, Turn};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
use rustc_hash::FxHashSet as HashSet;
use std::borrow::Cow;

/// What a turn does.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Act {
    /// Runs the meeting: calls on somebody, opens an item, puts to the vote, takes an oath.
    Procedure,
    /// Reports or presents: a report on business, a bill, a review, an introduction of staff.
    Report,
    /// Asks or requests something.
    Question,
    /// Answers the turn before.
    Answer,
    /// Says anything else: a speech, a remark, thanks.
    Statement,
}

/// How much of the head and the tail of a turn is looked at, in bytes.
const REACH: usize = 600;

/// Words by which an act is known.
#[derive(Debug)]
pub(crate) struct Acts {
    report: AhoCorasick,
    reported: AhoCorasick,
    answer: AhoCorasick,
    procedure: AhoCorasick,
    oath: AhoCorasick,
    /// How questions and requests end.
    asking: Vec<String>,
    /// The last characters of these: most sentences end in none.
    asking_last: HashSet<char>,
    step: AhoCorasick,
}

impl Acts {
    pub(crate) fn new(lexicon: &Lexicon) -> Result<Self> {
        let words = |class: &str| -> Vec<String> {
            lexicon.class(class).iter().map(|entry| entry.surface.clone()).collect()
        };
        let any = |class: &str| {
            AhoCorasick::builder()
                .kind(Some(AhoCorasickKind::DFA))
                .build(words(class))
                .map_err(|error| Error::new(ErrorKind::Rule, format!("{class}: {error}")))
        };
        let asking = [words("act_question"), words("act_request")].concat();
        Ok(Self {
            report: any("act_report")?,
            reported: any("act_reported")?,
            answer: any("act_answer")?,
            procedure: any("act_procedure")?,
            oath: any("act_oath")?,
            asking_last: asking.iter().filter_map(|end| end.chars().next_back()).collect(),
            asking,
            step: any("act_step")?,
        })
    }

    /// The act of each turn; `None` for a turn without a speaker that reports nothing.
    pub(crate) fn of(&self, document: &Document) -> Vec<Option<Act>> {
        let mut acts: Vec<Option<Act>> = Vec::with_capacity(document.turns.len());
        for turn in &document.turns {
            let before = acts.last().copied().flatten();
            acts.push(self.act(document, turn, before));
        }
        acts
    }

    fn act(&self, document: &Document, turn: &Turn, before: Option<Act>) -> Option<Act> {
        let body = document.slice(turn.body).trim();
        let head = plain(&body[..body.floor_char_boundary(REACH)], document.wrapped);
        let tail = match body.len().saturating_sub(REACH) {
            0 => head.clone(),
            tail => plain(&body[body.ceil_char_boundary(tail)..], document.wrapped),
        };
        let reports = || self.report.is_match(&*head) || self.reported.is_match(&*tail);
        let Some(speaker) = &turn.speaker else { return reports().then_some(Act::Report) };
        let asks = || sentences(&tail).any(|sentence| self.asks(sentence));
        Some(match speaker.class {
            RoleClass::Chair if asks() => Act::Question,
            RoleClass::Chair if body.len() > 3 * REACH && !self.procedure.is_match(&*tail) => {
                Act::Statement
            }
            RoleClass::Chair => Act::Procedure,
            RoleClass::Member if body.len() > REACH / 2 && reports() => Act::Report,
            RoleClass::Member if asks() => Act::Question,
            RoleClass::Member => Act::Statement,
            _ if self.oath.is_match(&*head) => Act::Procedure,
            _ if self.answer.is_match(&*head) => Act::Answer,
            _ if reports() => Act::Report,
            _ if before == Some(Act::Question) => Act::Answer,
            _ if asks() => Act::Question,
            _ if matches!(before, Some(Act::Answer | Act::Statement | Act::Procedure))
                && body.len() <= 3 * REACH =>
            {
                Act::Answer
            }
            RoleClass::Staff => Act::Report,
            _ => Act::Statement,
        })
    }

    /// Whether a sentence asks or requests something, other than a step of the meeting
    /// (`이의 없으십니까?`, `질의해 주시기 바랍니다`).
    pub(crate) fn asks(&self, sentence: &str) -> bool {
        let sentence = sentence.trim_end_matches(|c: char| !c.is_alphanumeric() && c != '?');
        let words = sentence.trim_end_matches('?');
        let asks = words.len() < sentence.len()
            || words.ends_with(|last: char| self.asking_last.contains(&last))
                && self.asking.iter().any(|end| words.ends_with(end.as_str()));
        asks && !self.step.is_match(sentence)
    }
}

/// Lines joined: without a blank where lines are broken inside words.
fn plain(text: &str, wrapped: bool) -> Cow<'_, str> {
    if text.bytes().any(|byte| matches!(byte, b'\n' | b'\r')) {
        Cow::Owned(text.replace(['\n', '\r'], if wrapped { "" } else { " " }))
    } else {
        Cow::Borrowed(text)
    }
}

/// Sentences, roughly: cut behind full stops and question marks.
fn sentences(text: &str) -> impl Iterator<Item = &str> {
    text.split_inclusive(['.', '?', '!']).filter(|sentence| sentence.len() > 3)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Span, Speaker};

    #[test]
    fn an_exchange() {
        let turns = [
            (RoleClass::Chair, "회의를 개의하겠습니다.", Act::Procedure),
            (RoleClass::Official, "주요업무를 보고드리겠습니다. 3쪽입니다.", Act::Report),
            (RoleClass::Chair, "질의하실 위원님 계십니까?", Act::Procedure),
            (RoleClass::Member, "둑길은 언제 넓힙니까?", Act::Question),
            (RoleClass::Official, "내년에 넓히겠습니다.", Act::Answer),
            (RoleClass::Member, "서둘러 주시기 바랍니다.", Act::Question),
            (RoleClass::Official, "예, 그렇게 하겠습니다.", Act::Answer),
            (RoleClass::Member, "이상입니다.", Act::Statement),
            (RoleClass::Chair, "제가 묻겠습니다. 예산은 얼마입니까?", Act::Question),
            (RoleClass::Official, "2억 원입니다.", Act::Answer),
            (RoleClass::Chair, "이의 없으십니까? 가결되었음을 선포합니다.", Act::Procedure),
        ];
        let mut document = Document::default();
        for (class, body, _) in turns {
            let start = document.text.len();
            document.text.push_str(body);
            let span = Span::new(start, document.text.len());
            let speaker = Some(Speaker { class, ..Speaker::default() });
            document.turns.push(Turn { span, body: span, speaker, ..Turn::default() });
        }
        let found = Acts::new(&Lexicon::builtin()).unwrap().of(&document);
        for ((_, body, expected), found) in turns.into_iter().zip(found) {
            assert_eq!(found, Some(expected), "{body}");
        }
    }
}
