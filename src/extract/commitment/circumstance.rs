//! What stands around a predicate: the condition that governs it and the adverb of resolve.

use crate::rule;
use crate::{Lexicon, Result};
use regex::Regex;
use std::ops::Range;

/// Finds circumstances in the part of a sentence before a predicate.
#[derive(Debug)]
pub(super) struct Circumstances {
    condition: Regex,
    /// Nouns in 면.
    noun: Regex,
    /// What looks like a condition and only leads over.
    phrases: Vec<String>,
    /// What parts a condition from a predicate behind it.
    parted: Regex,
    resolve: Regex,
}

/// How the words end that lead over whatever verb they have: `말하자면`, `왜 그러냐면`.
const LEADING_ENDS: &[&str] = &["자면", "냐면", "냐 하면", "느냐면"];

/// `어떻게 고치면 나아질지`: a question within the sentence.
fn asks_how(before: &str) -> bool {
    before.split(' ').rev().take(3).any(|word| word == "어떻게")
}

/// The word before the last one.
fn front_word(before: &str) -> &str {
    before.rsplit(' ').nth(1).unwrap_or("")
}

/// `청솔구 북이면`, `남성ㆍ북이면`, `솔안면 다솔리 일원`: a place.
fn is_township(front: &str, word: &str, rest: &str) -> bool {
    let of_city = front.chars().count() >= 3 && front.ends_with(['시', '군', '구']);
    let mut behind = rest.split_whitespace();
    let village = behind.next().unwrap_or("");
    let plot = behind.next().unwrap_or("");
    let of_village = village.ends_with('리')
        && (plot.starts_with(|c: char| c.is_ascii_digit())
            || ["일원", "일대", "산"].iter().any(|area| plot.starts_with(area)));
    word.ends_with("이면") && (of_city || word.contains(['ㆍ', '·']))
        || of_village && (2..=4).contains(&word.chars().count())
}

/// `문제가 있다 그러면` is a condition, as a bare `그러면` is not.
fn is_quoted(word: &str) -> bool {
    word.ends_with("다 그러면") || word.ends_with("다고 그러면")
}

impl Circumstances {
    pub(super) fn new(lexicon: &Lexicon) -> Result<Self> {
        let compile = |pattern: &str| rule::compile(pattern, lexicon);
        Ok(Self {
            condition: compile(
                r"[^\s,]*[^\s,니렇]다고? 그러면(?:,| |$)|[^\s,]*[가-힣](?:면(?:은|야)?|거든| 경우(?:에는|에도|에|엔|는)?|는 대로|는 전제하에|는 전제로|(?:필요|가능) ?시(?:에는|에도|에|는)?)(?:,| |$)|(?:^| )(?:필요|가능) ?시(?:에는|에도|에|는)?(?:,| |$)|(?:^| )[^\s,]*(?:않는 한[, ]|하는 한,)",
            )?,
            noun: compile(r"(?:{noun_myeon}|\d면)은?$")?,
            phrases: lexicon
                .class("no_condition")
                .iter()
                .map(|entry| entry.surface.clone())
                .collect(),
            parted: compile(
                r"겠으며|겠고|겠지만|계획이며|예정이며|계획이고|예정이고|^ ?(?:[^ ]+ ){0,3}(?:[^ ]{2,}|[^ 할]) 수 있는| 할 수 있는 [그이]런|[하되]는 (?:등|그)|[,] ?또한|지만(?:,| )|는데(?:요)?(?:,| )|[인한은된큰]데(?:요)?(?:,| )|고, (?:[^ ,]+ ){0,2}[^ ,]+[은는] |고,? (?:[^ ,]+ ){0,3}[^ ,]+에 대(?:해서|하여)는 | 수 있(?:도록|게) [^ ]+[을를도] |때문에|니까(?:,| )|으므로(?:,| )|[한된있없하겠였았었이는]다(?:는|고) |[겠이]다라|는 의견|…|[인한는은]가를 |^ ?좋겠",
            )?,
            resolve: compile(r"(?:^|[\s,])({resolve})(?:\s|$)")?,
        })
    }

    /// The last condition that governs a predicate starting at the end of `before`.
    pub(super) fn condition(&self, before: &str) -> Option<Range<usize>> {
        let found = self
            .condition
            .find_iter(before)
            .map(|found| {
                let text = found.as_str();
                let start = found.start() + (text.len() - text.trim_start().len());
                start..start + text.trim_matches([',', ' ']).len()
            })
            .filter(|range| {
                let (front, rest) = before.split_at(range.end);
                !self.only_leads(front, &before[range.clone()])
                    && !is_township(front_word(front), &before[range.clone()], rest)
            })
            .last()?;
        (!self.parted.is_match(&before[found.end..])).then_some(found)
    }

    /// Whether a word in 면, 경우 or 시, with what stands before it, is no condition.
    fn only_leads(&self, before: &str, word: &str) -> bool {
        // `이런 경우에는`: what the case is stands before it, and in the word of `방금의 경우`.
        let case = word.rfind("경우").map(|at| {
            let front = &before[..before.len() - word.len() + at];
            (front.trim_end(), &before[..front.len() + "경우".len()])
        });
        let (front, phrase) = case.unwrap_or(("", before));
        front.ends_with('의')
            || self.noun.is_match(word)
            || asks_how(before)
            || LEADING_ENDS.iter().any(|end| before.ends_with(end))
            || !(is_quoted(word) || word == "서면" && front_word(before).ends_with(['이', '가']))
                && self.phrases.iter().any(|known| {
                    phrase
                        .strip_suffix(known.as_str())
                        .is_some_and(|front| front.is_empty() || front.ends_with([' ', ',']))
                })
    }

    /// The last adverb of resolve.
    pub(super) fn resolve(&self, before: &str) -> Option<Range<usize>> {
        let mut last = None;
        let mut at = 0;
        while let Some(groups) = self.resolve.captures_at(before, at) {
            let word = groups.get(1).expect("the pattern has one group");
            last = Some(word.range());
            at = word.end();
        }
        last
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spoken_conditions() {
        let circumstances = Circumstances::new(&Lexicon::builtin()).unwrap();
        for (before, expected) in [
            ("둑이 낮다 그러면 바로 ", Some("낮다 그러면")),
            ("둑이 낮다고 그러면 바로 ", Some("낮다고 그러면")),
            ("그러면 바로 ", None),
            ("그렇다 그러면 바로 ", None),
            ("낮습니다 그러면 바로 ", None),
            ("둑이 낮으면 바로 ", Some("낮으면")),
        ] {
            let found = circumstances.condition(before).map(|range| &before[range]);
            assert_eq!(found, expected, "{before}");
        }
    }
}
