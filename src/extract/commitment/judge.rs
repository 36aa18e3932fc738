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
    speech_member: Class,
    courtesy: Class,
    procedure: Class,
    procedure_soft: Class,
    meeting: Class,
    state: Class,
    service: Class,
    idiom: Class,
    other_body: Class,
    step: Vec<String>,
    later: Vec<String>,
    later_work: Vec<String>,
    later_meeting: Vec<String>,
    pledge: Vec<String>,
    bill: Vec<String>,
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
            None => predicate.verb == *listed || same_stem(&predicate.stem, listed),
        })
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
            speech_member: Class::new(lexicon, "speech_member"),
            courtesy: Class::new(lexicon, "courtesy"),
            procedure: Class::new(lexicon, "procedure"),
            procedure_soft: Class::new(lexicon, "procedure_soft"),
            meeting: Class::new(lexicon, "meeting"),
            state: Class::new(lexicon, "state"),
            service: Class::new(lexicon, "service"),
            idiom: Class::new(lexicon, "idiom"),
            other_body: Class::new(lexicon, "other_body"),
            step: words("step"),
            later: words("later"),
            later_work: words("later_work"),
            later_meeting: words("later_meeting"),
            pledge: words("pledge"),
            bill: words("bill"),
            now: words("now"),
        }
    }

    /// Whether the object belongs to the predicate, as in an idiom (`만전을 기하다`).
    pub(super) fn is_idiom(&self, predicate: &Predicate) -> bool {
        let with_object = self.effort.holds(predicate) || self.idiom.holds(predicate);
        let alone = Predicate { object: None, ..predicate.clone() };
        with_object && !self.effort.holds(&alone) && !self.idiom.holds(&alone)
    }

    /// The strength of the commitment and the rule that made it one, or `None`.
    pub(super) fn judge(&self, scene: &Scene<'_>) -> Option<(Strength, &'static str)> {
        let predicate = scene.predicate;
        if predicate.foreign || is_honorific(predicate) || is_past(predicate) {
            return None;
        }
        match scene.ending.form {
            Form::Will | Form::Said | Form::Offer if predicate.agrees => self.agreement(scene),
            Form::Will => self.will(scene).map(|strength| (strength, "commitment/will")),
            Form::Said => self.will(scene).map(|strength| (strength, "commitment/said")),
            Form::Offer => self.will(scene).map(|strength| (strength, "commitment/offer")),
            Form::Plan => self.plan(scene, "commitment/plan"),
            Form::NounPlan => self.noun_plan(scene),
            Form::Intend => self.plan(scene, "commitment/intend"),
            Form::Decided => self.plan(scene, "commitment/decided"),
            Form::Goal => self.plan(scene, "commitment/goal"),
            Form::Vow => {
                let commits = !self.is_speech(predicate) && !self.procedure.holds(predicate);
                commits.then_some((Strength::Firm, "commitment/vow"))
            }
            Form::VowNoun => Some((Strength::Firm, "commitment/vow")),
            Form::Future => self.future(scene),
        }
    }

    /// `그렇게 하겠습니다`: an answer to a request, not a step of the meeting.
    fn agreement(&self, scene: &Scene<'_>) -> Option<(Strength, &'static str)> {
        if matches!(scene.speaker(), RoleClass::Chair | RoleClass::Member | RoleClass::Staff) {
            return None;
        }
        let question = scene.question().trim_end();
        let from = question.len().saturating_sub(240);
        let tail = &question[question.ceil_char_boundary(from)..];
        let step = self.step.iter().any(|step| tail.contains(step.as_str()));
        (!step).then_some((Strength::Firm, "commitment/agree"))
    }

    /// `-겠습니다`
    fn will(&self, scene: &Scene<'_>) -> Option<Strength> {
        let predicate = scene.predicate;
        let speaker = scene.speaker();
        if self.idiom.holds(predicate) {
            return Some(Strength::Firm);
        }
        if matches!(speaker, RoleClass::Chair | RoleClass::Member) && predicate.stem == "하" {
            return None;
        }
        if self.courtesy.holds(predicate)
            || speaker == RoleClass::Member && self.speech_member.holds(predicate)
        {
            return None;
        }
        if self.is_speech(predicate) {
            let later = speaker != RoleClass::Chair
                && self.is_later(scene)
                && !scene.clause().trim_end().ends_with("는");
            return later.then_some(Strength::Firm);
        }
        if self.procedure.holds(predicate) {
            return None;
        }
        if self.is_meeting_step(scene) {
            return self.names_later_meeting(scene).then_some(Strength::Firm);
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
            RoleClass::Member => {
                effort
                    || scene.ending.form == Form::Said
                    || predicate.negated
                    || self.service.holds(predicate)
                    || self.is_later(scene)
                    || self.names_later_meeting(scene)
                    || !review && self.is_resolved(scene)
                    || self.brings_in(scene)
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
            || self.courtesy.holds(predicate)
            || (self.is_speech(predicate) && !self.is_later(scene))
            || (self.state.holds(predicate) && !predicate.passive)
            || self.is_meeting_step(scene);
        let speaks = match scene.speaker() {
            RoleClass::Chair => false,
            RoleClass::Member => self.brings_in(scene) && scene.ending.form != Form::Decided,
            _ => !self.is_of_other_body(scene),
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
        let first_person = has_first_person(scene.clause());
        let active = predicate.stem.ends_with('하') || predicate.object.is_some();
        let own = !self.state.holds(predicate)
            && !self.is_of_other_body(scene)
            && (first_person || active && !has_other_subject(scene.clause()));
        let excluded =
            self.speech.holds(predicate) || self.procedure.holds(predicate) || predicate.passive;
        (speaks && own && !excluded).then_some((Strength::Firm, "commitment/future"))
    }

    /// Whether the verb is an act of speech; compounds of its nouns are too (`검토보고`).
    fn is_speech(&self, predicate: &Predicate) -> bool {
        self.speech.holds(predicate)
            || self.speech.0.iter().any(|noun| {
                noun.chars().count() >= 2
                    && predicate.verb.chars().count() >= 4
                    && predicate.verb.ends_with(noun.as_str())
            })
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
        matches!(scene.speaker(), RoleClass::Chair | RoleClass::Member | RoleClass::Staff)
            || of_meeting
    }

    /// Whether an act of speech is put off until after the meeting.
    fn is_later(&self, scene: &Scene<'_>) -> bool {
        let clause = scene.clause();
        let works = scene.speaker() != RoleClass::Member
            && self.later_work.iter().any(|word| clause.contains(word.as_str()));
        (works
            || has_deadline(clause)
            || self.later.iter().any(|word| clause.contains(word.as_str())))
            && !self.now.iter().any(|word| clause.contains(word.as_str()))
    }

    /// Whether another body does it: `국토부에서`, unless the speaker is of that body.
    fn is_of_other_body(&self, scene: &Scene<'_>) -> bool {
        let turn = &scene.passage.document.turns[scene.passage.turn];
        let role = turn.speaker.as_ref().map_or("", |speaker| speaker.role.as_str());
        scene.clause().split(' ').filter_map(|word| word.strip_suffix("에서")).any(|body| {
            self.other_body.0.iter().any(|end| body.ends_with(end.as_str())) && !role.contains(body)
        })
    }

    /// Whether a member speaks of a bill of their own.
    fn brings_in(&self, scene: &Scene<'_>) -> bool {
        let clause = scene.clause();
        has_first_person(clause) && self.bill.iter().any(|word| clause.contains(word.as_str()))
    }

    /// Whether an adverb of resolve stands in the clause.
    fn is_resolved(&self, scene: &Scene<'_>) -> bool {
        scene.clause().split(' ').any(|word| self.pledge.iter().any(|listed| listed == word))
    }

    fn names_later_meeting(&self, scene: &Scene<'_>) -> bool {
        self.later_meeting.iter().any(|word| scene.clause().contains(word.as_str()))
    }
}

/// Whether the verb honours its subject, who is then not the speaker.
fn is_honorific(predicate: &Predicate) -> bool {
    predicate.stem.ends_with(['시', '셨']) && !matches!(predicate.stem.as_str(), "모시" | "마시")
}

fn has_first_person(clause: &str) -> bool {
    ["저희", "제가", "내가", "저는", "저도", "저 역시", "우리 ", "본 의원", "본인"]
        .iter()
        .any(|word| clause.contains(word))
}

/// Whether the clause names a subject that is not the speaker.
fn has_other_subject(clause: &str) -> bool {
    let own = clause.split(' ').rev().take(5).take_while(|word| !word.ends_with('면'));
    own.into_iter().any(|word| {
        word.chars().count() >= 2
            && (word.ends_with('이') || word.ends_with('가') || word.ends_with("께서"))
            && !matches!(
                word,
                "많이" | "같이" | "제가" | "저희가" | "우리가" | "깊이" | "높이" | "길이"
            )
            && !word.ends_with("없이")
            && !word.ends_with("다가")
    })
}

/// Whether the verb is in the past: with 겠 a supposition (`갔겠습니다`).
fn is_past(predicate: &Predicate) -> bool {
    predicate.stem.chars().next_back().is_some_and(super::hangul::has_double_siot)
        && !predicate.stem.ends_with('있')
}

/// Whether the clause says by when, which an act of speech in the meeting does not.
fn has_deadline(clause: &str) -> bool {
    const TIMES: &[&str] = &["월", "일", "주", "말", "초", "분기", "반기", "내년", "연내"];
    clause.split(' ').any(|word| {
        ["까지", "중으로", "안으로", "이내에"].iter().any(|end| {
            word.strip_suffix(end)
                .is_some_and(|front| TIMES.iter().any(|time| front.ends_with(time)))
        })
    })
}
