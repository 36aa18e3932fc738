//! How sure each finding is, by how many of its like readers judged right.

use crate::extract::{Confidence, Finding};
use crate::{Document, Error, ErrorKind, Result, RoleClass};
use rustc_hash::FxHashMap as HashMap;

/// Verdicts of readers on samples of real transcripts: rule, class of the speaker, findings judged,
/// findings judged right.
pub(crate) const VERDICTS: &str = include_str!("verdicts.tsv");

/// So many unseen verdicts, as good as those on the next wider group, stand beside the seen ones:
/// few verdicts move a confidence little.
const PRIOR: f64 = 4.0;

/// How many findings of a group were judged, and how many of them right.
#[derive(Clone, Copy, Debug, Default)]
struct Tally {
    judged: f64,
    right: f64,
}

impl Tally {
    fn add(&mut self, judged: f64, right: f64) {
        self.judged += judged;
        self.right += right;
    }

    fn share(self, wider: f64) -> f64 {
        (self.right + PRIOR * wider) / (self.judged + PRIOR)
    }
}

/// The verdicts: on all findings of a kind, on those of a rule, and on those of a rule in turns of
/// one class of speakers.
#[derive(Debug, Default)]
pub(super) struct Confidences {
    kinds: HashMap<&'static str, Tally>,
    rules: HashMap<&'static str, Tally>,
    speakers: HashMap<(&'static str, Option<RoleClass>), Tally>,
}

impl Confidences {
    pub(super) fn new() -> Result<Self> {
        let mut confidences = Self::default();
        for (number, line) in VERDICTS.lines().enumerate().skip(1) {
            let fail = || {
                let message = format!(
                    "verdicts.tsv, line {}: expected rule, class of speaker, findings judged, findings right",
                    number + 1
                );
                Error::new(ErrorKind::Rule, message)
            };
            let fields: Vec<&'static str> = line.split('\t').collect();
            let &[rule, class, judged, right] = fields.as_slice() else { return Err(fail()) };
            let class = class_of(class).ok_or_else(fail)?;
            let number = |text: &str| text.parse::<u32>().map(f64::from).map_err(|_| fail());
            let (judged, right) = (number(judged)?, number(right)?);
            confidences.kinds.entry(kind(rule)).or_default().add(judged, right);
            confidences.rules.entry(rule).or_default().add(judged, right);
            confidences.speakers.entry((rule, class)).or_default().add(judged, right);
        }
        Ok(confidences)
    }

    /// Gives each finding its confidence.
    pub(super) fn assign(&self, document: &Document, findings: &mut [Finding]) {
        for finding in findings {
            let speaker = document.turns.get(finding.turn()).and_then(|turn| turn.speaker.as_ref());
            let confidence = self.of(finding.rule(), speaker.map(|speaker| speaker.class));
            finding.set_confidence(confidence);
        }
    }

    fn of(&self, rule: &str, class: Option<RoleClass>) -> Confidence {
        let known = |tally: Option<&Tally>| tally.copied().unwrap_or_default();
        let of_kind = known(self.kinds.get(kind(rule))).share(0.5);
        let of_rule = known(self.rules.get(rule)).share(of_kind);
        let of_speaker = match self.rules.get_key_value(rule) {
            Some((&rule, _)) => known(self.speakers.get(&(rule, class))).share(of_rule),
            None => of_rule,
        };
        Confidence::new(of_speaker)
    }
}

/// The kind of finding that a rule makes (`page` of `page/range`).
fn kind(rule: &str) -> &str {
    rule.split('/').next().unwrap_or(rule)
}

/// A class by the name that the table gives it; `-` is a turn without a speaker.
fn class_of(name: &str) -> Option<Option<RoleClass>> {
    match name {
        "-" => Some(None),
        _ => RoleClass::ALL.into_iter().find(|class| class.name() == name).map(Some),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn few_verdicts_move_a_confidence_little() {
        let mut confidences = Confidences::default();
        confidences.kinds.entry("commitment").or_default().add(200.0, 190.0);
        confidences.rules.entry("commitment/will").or_default().add(100.0, 90.0);
        let witness = ("commitment/will", Some(RoleClass::Witness));
        confidences.speakers.entry(witness).or_default().add(1.0, 0.0);
        let of = |rule, class| confidences.of(rule, Some(class));
        let unseen = of("commitment/plan", RoleClass::Official);
        let official = of("commitment/will", RoleClass::Official);
        let witness = of("commitment/will", RoleClass::Witness);
        assert!(unseen > official && official > witness, "{unseen} {official} {witness}");
        assert!(witness > Confidence::new(0.6), "{witness}");
    }

    #[test]
    fn the_table_is_whole() {
        let confidences = Confidences::new().unwrap();
        for tally in confidences.speakers.values() {
            assert!(tally.right <= tally.judged && tally.judged > 0.0);
        }
        for kind in ["page", "officer", "commitment"] {
            assert!(confidences.kinds[kind].judged >= 100.0, "{kind}");
        }
    }
}
