//! The question or request that a commitment answers.

use crate::extract::{Asked, Finding};
use crate::{Act, Document, RoleClass};

/// How many turns before the answer a question may lie, with calls of the chair between.
const REACH: usize = 4;

/// A sentence with fewer pairs of syllables says little (`그다음에?`).
const SHORT: usize = 6;

/// Gives each commitment of an answer the sentence that it answers: of the nearest turn that asked,
/// the sentence with most pairs of syllables in common with the commitment, or else the last one.
///
/// `asked` holds the sentences that ask, in order.
pub(super) fn link(
    document: &Document,
    acts: &[Option<Act>],
    asked: &[Asked],
    findings: &mut [Finding],
) {
    for finding in findings {
        let Finding::Commitment(commitment) = finding else { continue };
        let turn = commitment.turn;
        if acts.get(turn).copied().flatten() != Some(Act::Answer) {
            continue;
        }
        let Some(question) = question_before(document, asked, turn) else { continue };
        let clause = pairs(document.slice(commitment.clause));
        let sentences = asked.iter().filter(|it| it.turn == question);
        commitment.answers = sentences
            .max_by_key(|it| {
                let words = pairs(document.slice(it.span));
                let common = clause.iter().filter(|pair| words.contains(pair)).count();
                (common, words.len() >= SHORT)
            })
            .copied();
    }
}

/// The nearest turn before that asked something, with nobody but the chair and those who answer
/// between.
fn question_before(document: &Document, asked: &[Asked], turn: usize) -> Option<usize> {
    let class = |turn: usize| {
        document.turns[turn].speaker.as_ref().map_or(RoleClass::Other, |speaker| speaker.class)
    };
    for before in (turn.saturating_sub(REACH)..turn).rev() {
        let asks = asked.binary_search_by(|it| it.turn.cmp(&before)).is_ok();
        if asks {
            return Some(before);
        }
        // A remark in between does not close the exchange, a speech does.
        if class(before) == RoleClass::Member && document.turns[before].body.len() > 300 {
            return None;
        }
    }
    None
}

/// The pairs of neighbouring syllables within words.
fn pairs(text: &str) -> Vec<(char, char)> {
    let syllable = |c: char| ('가'..='힣').contains(&c);
    text.chars()
        .zip(text.chars().skip(1))
        .filter(|&(first, second)| syllable(first) && syllable(second))
        .collect()
}
