//! Commitments: what the speaker undertakes, as against procedure and politeness.
//!
//! Three steps: an [`ending`] that can commit is found; the [`predicate`] before it is read from
//! right to left; [`judge`](CommitmentExtractor) decides by the words of the predicate, by what
//! stands around it and by who speaks whether it commits, and how strongly.

mod calendar;
mod circumstance;
mod deadline;
mod ending;
mod hangul;
mod judge;
mod predicate;
mod rules;
mod scene;

use super::{Commitment, Confidence, Extractor, Finding, Passage};
use crate::{Lexicon, Result, Rule, Span};
use circumstance::Circumstances;
use deadline::Deadlines;
use ending::Endings;
use judge::Judge;
use predicate::Forms;
use scene::Scene;

/// Finds commitments.
#[derive(Debug)]
pub(crate) struct CommitmentExtractor {
    endings: Endings,
    forms: Forms,
    judge: Judge,
    circumstances: Circumstances,
    deadlines: Deadlines,
}

impl Extractor for CommitmentExtractor {
    const RULES: &'static [Rule] = rules::RULES;

    fn new(lexicon: &Lexicon) -> Result<Self> {
        Ok(Self {
            endings: Endings::new(lexicon)?,
            forms: Forms::new(lexicon),
            judge: Judge::new(lexicon)?,
            circumstances: Circumstances::new(lexicon)?,
            deadlines: Deadlines::new(lexicon)?,
        })
    }

    fn extract(&self, passage: &Passage<'_>, findings: &mut Vec<Finding>) {
        let mut clause_start = passage.text.len() - passage.text.trim_start().len();
        for ending in self.endings.find(passage.text) {
            let Some(predicate) = predicate::read(passage.text, ending, &self.forms) else {
                continue;
            };
            let scene = Scene { passage, ending, predicate: &predicate, clause_start };
            let Some((strength, rule)) = self.judge.judge(&scene) else { continue };
            let start = if self.judge.is_idiom(&predicate) {
                predicate.object_start.max(clause_start)
            } else {
                predicate.start
            };
            let before = &passage.text[clause_start..start.max(clause_start)];
            let within = |range: std::ops::Range<usize>| -> Span {
                passage.span(clause_start + range.start, clause_start + range.end)
            };
            let sitting = passage.document.header.date;
            let deadline = self.deadlines.find(before, sitting);
            findings.push(Finding::Commitment(Commitment {
                span: passage.span(start, ending.end),
                strength,
                condition: self.circumstances.condition(before).map(within),
                negative: predicate.negated,
                page: None,
                due: deadline.as_ref().and_then(|deadline| deadline.period),
                deadline: deadline.map(|deadline| within(deadline.range)),
                resolve: self.circumstances.resolve(before).map(within),
                office: None,
                action: passage.span(predicate.action.0, predicate.action.1),
                clause: passage.span(clause_start, ending.end),
                answers: None,
                rule,
                confidence: Confidence::default(),
                turn: passage.turn,
            }));
            let rest = &passage.text[ending.end..];
            let skipped = rest.len() - rest.trim_start_matches([',', ' ']).len();
            clause_start = ending.end + skipped;
        }
    }
}
