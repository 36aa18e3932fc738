//! Whether a predicate commits, and how strongly.

use super::ending::{Ending, Form};
use super::hangul::same_stem;
use super::predicate::Predicate;
use crate::extract::{Passage, Strength};
use crate::{Lexicon, RoleClass};

/// A predicate and all that decides about it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene<'a> {
    pub(super) passage: &'a Passage<'a>,
    pub(super) ending: Ending,
    pub(super) predicate: &'a Predicate,
    /// Where the clause of the predicate starts.
    pub(super) clause_start: usize,
}

impl Scene<'_> {
    fn speaker(&self) -> RoleClass {
        let turn = &self.passage.document.turns[self.passage.turn];
        turn.speaker.as_ref().map_or(RoleClass::Other, |speaker| speaker.class)
    }

    /// The clause up to the predicate.
    fn clause(&self) -> &str {
        let end = self.predicate.start.max(self.clause_start);
        &self.passage.text[self.clause_start..end]
    }

    /// What the speaker before said; empty at the first turn.
    fn question(&self) -> &str {
        let document = self.passage.document;
        match self.passage.turn.checked_sub(1) {
            Some(before) => document.slice(document.turns[before].body),
            None => "",
        }
    }
}

/// Decides by classes of words.
#[derive(Debug)]
pub(super) struct Judge {
    effort: Class,
    review: Class,
    review_tried: Class,
    speech: Class,
    procedure: Class,
    procedure_soft: Class,
    meeting: Class,
    state: Class,
    service: Class,
    action: Class,
    later: Vec<String>,
    now: Vec<String>,
}

/// The words of a class of the lexicon.
#[derive(Debug)]
struct Class(Vec<String>);

impl Class {
    fn new(lexicon: &Lexicon, name: &str) -> Self {
        Self(lexicon.class(name).iter().map(|entry| entry.surface.clone()).collect())
    }

    /// Whether the class lists the verb, its whole stem, or the verb with its object.
    fn holds(&self, predicate: &Predicate) -> bool {
        self.0.iter().any(|listed| match listed.split_once(' ') {
            Some((object, stem)) => {
                predicate.object.as_deref().is_some_and(|found| found.ends_with(object))
                    && (same_stem(&predicate.stem, stem) || predicate.verb == stem)
                    || predicate.stem == *listed
            }
            None => same_stem(&predicate.verb, listed) || same_stem(&predicate.stem, listed),
        })
    }

    fn holds_word(&self, word: &str) -> bool {
        self.0.iter().any(|listed| listed == word)
    }
}

impl Judge {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let words = |name: &str| {
            lexicon.class(name).iter().map(|entry| entry.surface.clone()).collect::<Vec<_>>()
        };
        Self {
            effort: Class::new(lexicon, "effort"),
            review: Class::new(lexicon, "review"),
            review_tried: Class::new(lexicon, "review_tried"),
            speech: Class::new(lexicon, "speech"),
            procedure: Class::new(lexicon, "procedure"),
            procedure_soft: Class::new(lexicon, "procedure_soft"),
            meeting: Class::new(lexicon, "meeting"),
            state: Class::new(lexicon, "state"),
            service: Class::new(lexicon, "service"),
            action: Class::new(lexicon, "action"),
            later: words("later"),
            now: words("now"),
        }
    }

    /// The strength of the commitment and the rule that made it one, or `None`.
    pub(super) fn judge(&self, scene: &Scene<'_>) -> Option<(Strength, &'static str)> {
        let predicate = scene.predicate;
        if predicate.foreign || is_honorific(predicate) {
            return None;
        }
        match scene.ending.form {
            Form::Will | Form::Said if predicate.agrees => self.agreement(scene),
            Form::Will => self.will(scene).map(|strength| (strength, "commitment/will")),
            Form::Said => self.will(scene).map(|strength| (strength, "commitment/said")),
            Form::Offer => self.will(scene).map(|strength| (strength, "commitment/offer")),
            Form::Plan => self.plan(scene, "commitment/plan"),
            Form::NounPlan => self.noun_plan(scene),
            Form::Intend => self.plan(scene, "commitment/intend"),
            Form::Decided => self.plan(scene, "commitment/decided"),
            Form::Goal => self.plan(scene, "commitment/goal"),
            Form::Vow => {
                let commits = !self.speech.holds(predicate) && !self.procedure.holds(predicate);
                commits.then_some((Strength::Firm, "commitment/vow"))
            }
            Form::Future => self.future(scene),
        }
    }

    /// `그렇게 하겠습니다`: an answer to a request, not a step of the meeting.
    fn agreement(&self, scene: &Scene<'_>) -> Option<(Strength, &'static str)> {
        const STEPS: &[&str] = &[
            "정회",
            "속개",
            "마이크",
            "앉아",
            "나오셔서",
            "나와 주",
            "간략",
            "간단히",
            "짧게",
            "의사진행",
            "발언대",
            "순서",
            "질의 순서",
            "답변해 주",
            "답변하여 주",
            "낭독",
            "설명해 주",
            "설명하여 주",
        ];
        if matches!(scene.speaker(), RoleClass::Chair | RoleClass::Member | RoleClass::Staff) {
            return None;
        }
        let question = scene.question().trim_end();
        let from = question.len().saturating_sub(240);
        let tail = &question[question.ceil_char_boundary(from)..];
        let step = STEPS.iter().any(|step| tail.contains(step));
        (!step).then_some((Strength::Firm, "commitment/agree"))
    }

    /// `-겠습니다`
    fn will(&self, scene: &Scene<'_>) -> Option<Strength> {
        let predicate = scene.predicate;
        let speaker = scene.speaker();
        if self.speech.holds(predicate) || self.speech.holds_word(&predicate.verb) {
            return (speaker != RoleClass::Chair && self.is_later(scene)).then_some(Strength::Firm);
        }
        if self.procedure.holds(predicate) {
            return None;
        }
        if self.is_meeting_step(scene) {
            return (speaker != RoleClass::Official && self.names_later_meeting(scene))
                .then_some(Strength::Firm);
        }
        let review =
            self.review.holds(predicate) || (predicate.tried && self.review_tried.holds(predicate));
        if !review && self.state.holds(predicate) && !predicate.negated {
            return None;
        }
        let effort = self.effort.holds(predicate);
        let accepted = match speaker {
            RoleClass::Chair => {
                effort || self.service.holds(predicate) || self.names_later_meeting(scene)
            }
            _ => true,
        };
        accepted.then_some(if effort {
            Strength::Effort
        } else if review {
            Strength::Review
        } else {
            Strength::Firm
        })
    }

    /// `-ㄹ 계획입니다`, `-려고 합니다`, `-기로 하였습니다`
    fn plan(&self, scene: &Scene<'_>, rule: &'static str) -> Option<(Strength, &'static str)> {
        let predicate = scene.predicate;
        let excluded = self.procedure.holds(predicate)
            || (self.speech.holds(predicate) && !self.is_later(scene))
            || (self.state.holds(predicate) && !predicate.passive)
            || self.is_meeting_step(scene);
        let speaks = match scene.speaker() {
            RoleClass::Chair => false,
            RoleClass::Member => {
                has_first_person(scene.clause()) && scene.ending.form != Form::Decided
            }
            _ => true,
        };
        (speaks && !excluded).then_some((Strength::Plan, rule))
    }

    /// `계획하고 있습니다`
    fn noun_plan(&self, scene: &Scene<'_>) -> Option<(Strength, &'static str)> {
        let speaks = !matches!(scene.speaker(), RoleClass::Chair | RoleClass::Member);
        speaks.then_some((Strength::Plan, "commitment/plan-noun"))
    }

    /// `-ㄹ 겁니다` of the speaker's own doing.
    fn future(&self, scene: &Scene<'_>) -> Option<(Strength, &'static str)> {
        let predicate = scene.predicate;
        let speaks =
            !matches!(scene.speaker(), RoleClass::Chair | RoleClass::Member | RoleClass::Staff);
        let own = self.action.holds(predicate)
            || (has_first_person(scene.clause()) && !self.state.holds(predicate));
        let excluded =
            self.speech.holds(predicate) || self.procedure.holds(predicate) || predicate.passive;
        (speaks && own && !excluded).then_some((Strength::Firm, "commitment/future"))
    }

    /// Whether the verb runs the meeting: always for the chair and the staff, for others when what
    /// it runs is a part of the meeting.
    fn is_meeting_step(&self, scene: &Scene<'_>) -> bool {
        let predicate = scene.predicate;
        if !self.procedure_soft.holds(predicate) {
            return false;
        }
        let of_meeting = predicate.object.as_deref().is_some_and(|object| {
            self.meeting.0.iter().any(|word| object.ends_with(word.as_str()))
        });
        matches!(scene.speaker(), RoleClass::Chair) || of_meeting
    }

    /// Whether an act of speech is put off until after the meeting.
    fn is_later(&self, scene: &Scene<'_>) -> bool {
        let clause = scene.clause();
        self.later.iter().any(|word| clause.contains(word.as_str()))
            && !self.now.iter().any(|word| clause.contains(word.as_str()))
    }

    fn names_later_meeting(&self, scene: &Scene<'_>) -> bool {
        ["다음 회의", "차기 회의", "다음 회기", "다음번 회의"]
            .iter()
            .any(|word| scene.clause().contains(word))
    }
}

/// Whether the verb honours its subject, who is then not the speaker.
fn is_honorific(predicate: &Predicate) -> bool {
    predicate.stem.ends_with('시')
        && !matches!(predicate.stem.as_str(), "실시" | "게시" | "제시" | "중시" | "마시" | "표시")
}

fn has_first_person(clause: &str) -> bool {
    ["저희", "제가", "저는", "저도", "저 역시", "우리 ", "본 의원", "본인"]
        .iter()
        .any(|word| clause.contains(word))
}
