//! Whether a predicate commits, and how strongly.

use super::ending::Form;
use super::hangul::{same_stem, without_prospective};
use super::predicate::Predicate;
use super::scene::{Evidence, Scene};
use crate::extract::Strength;
use crate::{Act, Lexicon, Result, RoleClass};
use rustc_hash::FxHashSet as HashSet;

/// Decides by classes of words.
#[derive(Debug)]
pub(super) struct Judge {
    effort: Class,
    review: Class,
    /// … but none when it is done for somebody (`챙겨 드리겠습니다`).
    review_own: Class,
    review_tried: Class,
    speech: Class,
    /// … of two syllables or more.
    speech_nouns: Vec<String>,
    speech_member: Class,
    courtesy: Class,
    procedure: Class,
    procedure_soft: Class,
    /// Parts of a meeting.
    meeting: Vec<String>,
    /// Verbs that run a meeting, and with a deadline may be work outside it (`공사를 마치다`).
    procedure_work: Class,
    /// … and those that are work whenever their object is no part of the meeting (`의견을 듣다`).
    procedure_object: Class,
    /// What one asks of others (`건의`): an act of speech, unless they are not here.
    proposal: Class,
    state: Class,
    attitude: Class,
    service: Class,
    idiom: Class,
    deed: Class,
    happening: Class,
    /// Verbs in 이, which is no copula in them.
    verb_in_i: Vec<String>,
    step: Vec<String>,
    evidence: Evidence,
}

/// The predicates of a class of the lexicon.
#[derive(Debug, Default)]
struct Class {
    /// Verbs and whole stems.
    words: HashSet<String>,
    /// Stems that a listed word in ㄹ is the prospective form of.
    stems: HashSet<String>,
    /// Verbs with their object.
    phrases: Vec<(String, String)>,
}

impl Class {
    fn new(lexicon: &Lexicon, name: &str) -> Self {
        Self::of(words(lexicon, name))
    }

    fn of(listed: Vec<String>) -> Self {
        let mut class = Self::default();
        for word in listed {
            match word.split_once(' ') {
                Some((object, stem)) => class.phrases.push((object.to_owned(), stem.to_owned())),
                None => class.stems.extend(without_prospective(&word)),
            }
            class.words.insert(word);
        }
        class
    }

    /// Whether the class lists the verb, its whole stem, or the verb with its object.
    fn holds(&self, predicate: &Predicate) -> bool {
        self.words.contains(&predicate.verb)
            || self.words.contains(&predicate.stem)
            || self.stems.contains(&predicate.stem)
            || predicate.object.as_deref().is_some_and(|found| {
                self.phrases.iter().any(|(object, stem)| {
                    found.ends_with(object.as_str())
                        && (predicate.verb == *stem || same_stem(&predicate.stem, stem))
                })
            })
    }
}

fn words(lexicon: &Lexicon, class: &str) -> Vec<String> {
    lexicon.class(class).iter().map(|entry| entry.surface.clone()).collect()
}

impl Judge {
    pub(super) fn new(lexicon: &Lexicon) -> Result<Self> {
        let marked = |class: &str, mark: &str| {
            let entries = lexicon.class(class).iter();
            let marked = entries.filter(|entry| entry.canonical == mark);
            Class::of(marked.map(|entry| entry.surface.clone()).collect())
        };
        Ok(Self {
            effort: Class::new(lexicon, "effort"),
            review: Class::new(lexicon, "review"),
            review_own: marked("review", "own"),
            review_tried: Class::new(lexicon, "review_tried"),
            speech: Class::new(lexicon, "speech"),
            speech_nouns: words(lexicon, "speech")
                .into_iter()
                .filter(|noun| noun.chars().count() >= 2)
                .collect(),
            speech_member: Class::new(lexicon, "speech_member"),
            courtesy: Class::new(lexicon, "courtesy"),
            procedure: Class::new(lexicon, "procedure"),
            procedure_soft: Class::new(lexicon, "procedure_soft"),
            meeting: words(lexicon, "meeting"),
            state: Class::new(lexicon, "state"),
            service: Class::new(lexicon, "service"),
            idiom: Class::new(lexicon, "idiom"),
            procedure_work: marked("procedure", "work"),
            procedure_object: marked("procedure", "object"),
            proposal: Class::new(lexicon, "proposal"),
            attitude: Class::new(lexicon, "attitude"),
            deed: Class::new(lexicon, "deed"),
            happening: Class::new(lexicon, "happening"),
            verb_in_i: words(lexicon, "verb_in_i"),
            step: words(lexicon, "step"),
            evidence: Evidence::new(lexicon)?,
        })
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
        if predicate.foreign
            || predicate.unable
            || is_honorific(predicate)
            || is_past(predicate)
            || self.evidence.is_rhetorical(scene)
            || self.evidence.is_of_the_moment(scene)
            || scene.is_quoted()
        {
            return None;
        }
        match scene.ending.form {
            Form::Will | Form::Said | Form::Offer | Form::Future if predicate.agrees => {
                self.agreement(scene)
            }
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
    ///
    /// The staff of the assembly answer the questions of members so, and do what the chair says.
    fn agreement(&self, scene: &Scene<'_>) -> Option<(Strength, &'static str)> {
        let answers = match scene.speaker() {
            RoleClass::Chair | RoleClass::Member => false,
            RoleClass::Staff => {
                scene.speaker_before() == Some(RoleClass::Member)
                    && scene.act_before() == Some(Act::Question)
            }
            _ => true,
        };
        let question = scene.question().trim_end();
        let from = question.len().saturating_sub(240);
        let tail = &question[question.ceil_char_boundary(from)..];
        let step = self.step.iter().any(|step| tail.contains(step.as_str()));
        (answers && !step).then_some((Strength::Firm, "commitment/agree"))
    }

    /// `-겠습니다`
    fn will(&self, scene: &Scene<'_>) -> Option<Strength> {
        let predicate = scene.predicate;
        let speaker = scene.speaker();
        if self.idiom.holds(predicate) {
            return Some(Strength::Firm);
        }
        let effort = self.effort.holds(predicate);
        if self.is_bare(scene) && !effort && !self.service.holds(predicate) {
            let later = speaker == RoleClass::Chair && self.evidence.names_later_meeting(scene);
            return later.then_some(Strength::Firm);
        }
        let answers = scene.is_of_a_body();
        if answers && self.evidence.proves_by_deeds(scene) {
            return Some(Strength::Firm);
        }
        if answers && self.proposal.holds(predicate) && self.evidence.addresses_others(scene) {
            return Some(Strength::Firm);
        }
        if self.evidence.hands_over_now(scene) && !self.is_speech(predicate)
            || self.courtesy.holds(predicate)
            || speaker == RoleClass::Member && self.speech_member.holds(predicate)
        {
            return None;
        }
        if self.is_speech(predicate) || self.hands_over_speech(scene) {
            return self.later_speech(scene);
        }
        if self.procedure.holds(predicate) && !self.is_work(scene) {
            return None;
        }
        if self.is_meeting_step(scene) {
            let later = self.evidence.names_later_meeting(scene)
                || speaker == RoleClass::Chair && self.evidence.is_dated(scene)
                || speaker == RoleClass::Staff && self.evidence.has_deadline(scene.clause());
            return later.then_some(Strength::Firm);
        }
        let looks = answers && self.evidence.looks_into(scene);
        let review = looks
            || self.review.holds(predicate)
                && (!predicate.given || predicate.tried || !self.review_own.holds(predicate))
            || (predicate.tried && self.review_tried.holds(predicate));
        if !review && !effort && self.is_state(scene) {
            return None;
        }
        let accepted = match speaker {
            RoleClass::Chair => {
                effort
                    || self.service.holds(predicate)
                    || self.evidence.names_later_meeting(scene)
                    || self.evidence.is_dated(scene)
                    || self.evidence.speaks_for_office(scene.clause())
                    || self.evidence.is_inaugural(scene)
            }
            RoleClass::Member => {
                effort
                    || scene.ending.form == Form::Said
                    || predicate.negated && !scene.clause().trim_end().ends_with('안')
                    || self.service.holds(predicate)
                    || self.evidence.is_later(scene, false)
                    || self.evidence.names_later_meeting(scene)
                    || (!review || self.evidence.is_from_now_on(scene))
                        && self.evidence.is_resolved(scene)
                    || self.evidence.brings_in(scene)
                    || self.evidence.is_inaugural(scene)
                    || self.evidence.speaks_for_office(scene.clause())
                    || review && self.evidence.is_with_others(scene)
            }
            // What a reviewer does with the papers is done at once.
            RoleClass::Staff if self.evidence.is_reviewer(scene) => {
                effort
                    || review
                    || scene.is_short_answer()
                    || self.service.holds(predicate)
                    || self.evidence.is_later(scene, false)
                    || self.evidence.names_later_meeting(scene)
                    || self.evidence.addresses_others(scene)
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

    /// Whether 하다 stands by itself and says nothing that commits: of the chair and members
    /// always, of others when an adverb or the topic makes a step of the meeting of it
    /// (`간단히 하겠습니다`, `설명은 서면으로 하겠습니다`).
    fn is_bare(&self, scene: &Scene<'_>) -> bool {
        let Some(adverb) = scene.predicate.stem.strip_suffix('하').map(str::trim_end) else {
            return false;
        };
        let bare = adverb.is_empty() || scene.predicate.stem.ends_with(" 하");
        bare && (matches!(scene.speaker(), RoleClass::Chair | RoleClass::Member)
            || self.step.iter().any(|step| step == adverb)
            || self.speaks_of_meeting(scene))
    }

    /// Whether the object or the topic is a part of the meeting.
    fn speaks_of_meeting(&self, scene: &Scene<'_>) -> bool {
        let joins = |word: &&str| word.ends_with("면");
        scene.clause().split(' ').rev().take_while(|word| !joins(word)).any(|word| {
            ["은", "는", "을", "를", "이", "가"].iter().any(|end| {
                word.strip_suffix(end)
                    .is_some_and(|noun| self.meeting.iter().any(|part| noun.ends_with(part)))
            })
        })
    }

    /// `보고는 짧게 드리겠습니다`
    fn hands_over_speech(&self, scene: &Scene<'_>) -> bool {
        let last = scene.clause().split_whitespace().next_back().unwrap_or("");
        matches!(scene.predicate.stem.as_str(), "드리" | "올리") && self.speaks_of_meeting(scene)
            || matches!(scene.predicate.stem.as_str(), "보태" | "더하" | "덧붙이")
                && (last.starts_with("말씀") || last.starts_with("마디"))
    }

    /// What is said after the meeting, or to somebody else.
    fn later_speech(&self, scene: &Scene<'_>) -> Option<Strength> {
        if scene.is_of_a_body() && self.evidence.is_with_others(scene) && scene.predicate.tried {
            return Some(Strength::Review);
        }
        let later = scene.speaker() != RoleClass::Chair
            && (self.evidence.is_later(scene, true)
                || scene.is_of_a_body() && self.evidence.names_later_meeting(scene))
            && !self.evidence.says_it_now(scene);
        later.then_some(Strength::Firm)
    }

    /// Whether a verb that runs a meeting is work outside it: what somebody who answers for a body
    /// does to something else by a day that is named, or what is refused.
    fn is_work(&self, scene: &Scene<'_>) -> bool {
        let predicate = scene.predicate;
        let of_meeting = predicate.object.as_deref().is_none_or(|object| self.is_meeting(object));
        let dated =
            self.evidence.has_deadline(scene.clause()) || self.evidence.names_later_meeting(scene);
        let planned = matches!(scene.ending.form, Form::Plan | Form::Decided);
        let hears = !of_meeting && self.procedure_object.holds(predicate);
        scene.is_of_a_body()
            && (hears
                || self.procedure_work.holds(predicate)
                    && (!of_meeting && (dated || planned) || planned && dated))
            || predicate.negated
                && (!predicate.purpose || predicate.object.is_some() && !of_meeting)
                && scene.is_of_a_body()
    }

    /// A state or a feeling: something that happens or is thought, which nobody undertakes.
    fn is_state(&self, scene: &Scene<'_>) -> bool {
        let predicate = scene.predicate;
        if predicate.enabled {
            return false;
        }
        if predicate.stem == "있도록" {
            return self.speaks_of_meeting(scene);
        }
        let described = ["스럽", "롭", "답", "없", "있"]
            .iter()
            .any(|end| predicate.stem.ends_with(end) && predicate.stem != *end);
        let is_copula = predicate
            .stem
            .strip_suffix('이')
            .is_some_and(|noun| noun.ends_with(super::hangul::has_final))
            && !self.verb_in_i.iter().any(|verb| predicate.stem.ends_with(verb.as_str()));
        // `많아지겠습니다`
        let becomes = ["아지", "어지", "해지", "져지"]
            .iter()
            .any(|end| predicate.stem.ends_with(end) && predicate.stem != "이루어지");
        is_copula
            || !predicate.purpose && becomes
            || self.attitude.holds(predicate)
            || !predicate.purpose && (described || self.state.holds(predicate))
    }

    /// `-ㄹ 계획입니다`, `-려고 합니다`, `-기로 하였습니다`
    fn plan(&self, scene: &Scene<'_>, rule: &'static str) -> Option<(Strength, &'static str)> {
        let predicate = scene.predicate;
        let audits = predicate.object.is_some() && predicate.verb == "감사";
        let speech = self.is_speech(predicate) || self.hands_over_speech(scene);
        let excluded = self.procedure.holds(predicate) && !self.is_work(scene)
            || self.courtesy.holds(predicate) && !audits
            || speech && !self.evidence.is_later(scene, true)
            || !predicate.purpose
                && !predicate.passive
                && (self.state.holds(predicate) || self.attitude.holds(predicate))
            || self.is_meeting_step(scene)
                && !self.evidence.names_later_meeting(scene)
                && !self.evidence.speaks_for_office(scene.clause());
        let speaks = match scene.speaker() {
            RoleClass::Chair => {
                scene.ending.form == Form::Plan
                    && !self.procedure_soft.holds(predicate)
                    && (self.evidence.names_later_meeting(scene) || self.evidence.is_dated(scene))
            }
            RoleClass::Member => {
                self.evidence.brings_in(scene) && scene.ending.form != Form::Decided
                    || matches!(scene.ending.form, Form::Plan | Form::Intend)
                        && (self.evidence.has_first_person(scene.clause())
                            || self.evidence.speaks_for_office(scene.clause()))
                        && (self.service.holds(predicate)
                            || self.evidence.speaks_for_office(scene.clause())
                            || self.evidence.is_later(scene, speech))
            }
            RoleClass::Staff if self.evidence.is_reviewer(scene) => {
                self.evidence.has_first_person(scene.clause())
            }
            _ => !self.evidence.is_of_other_body(scene),
        };
        (speaks && !excluded).then_some((Strength::Plan, rule))
    }

    /// `계획하고 있습니다`
    fn noun_plan(&self, scene: &Scene<'_>) -> Option<(Strength, &'static str)> {
        let speaks = !matches!(scene.speaker(), RoleClass::Chair | RoleClass::Member)
            && !self.evidence.is_reviewer(scene);
        speaks.then_some((Strength::Plan, "commitment/plan-noun"))
    }

    /// `-ㄹ 겁니다` of the speaker's own doing.
    fn future(&self, scene: &Scene<'_>) -> Option<(Strength, &'static str)> {
        let predicate = scene.predicate;
        if self.idiom.holds(predicate) {
            return Some((Strength::Firm, "commitment/future"));
        }
        let first_person = self.evidence.has_first_person(scene.clause());
        let active = predicate.stem.ends_with('하')
            || predicate.stem.ends_with("시키")
            || predicate.object.is_some()
            || predicate.given
            || self.deed.holds(predicate);
        let own = (predicate.purpose || !self.state.holds(predicate))
            && (first_person || !self.happening.holds(predicate))
            && !self.attitude.holds(predicate)
            && !self.evidence.is_of_other_body(scene)
            && (first_person
                || predicate.purpose
                || active && !self.evidence.has_other_subject(scene.clause()));
        let excluded = self.speech.holds(predicate)
            || self.procedure.holds(predicate) && !self.is_work(scene)
            || predicate.passive;
        let announced = scene.speaker() == RoleClass::Member
            && self.service.holds(predicate)
            && self.evidence.names_later_meeting(scene);
        ((scene.is_of_a_body() || announced) && own && !excluded)
            .then_some((Strength::Firm, "commitment/future"))
    }

    /// Whether the verb is an act of speech; compounds of its nouns are too (`검토보고`).
    fn is_speech(&self, predicate: &Predicate) -> bool {
        self.speech.holds(predicate)
            || predicate.verb.chars().count() >= 4
                && self.speech_nouns.iter().any(|noun| predicate.verb.ends_with(noun.as_str()))
    }

    fn is_meeting(&self, object: &str) -> bool {
        self.meeting.iter().any(|word| object.ends_with(word.as_str()))
    }

    /// Whether the verb runs the meeting: always for the chair and the staff, for others when what
    /// it runs is a part of the meeting.
    fn is_meeting_step(&self, scene: &Scene<'_>) -> bool {
        let predicate = scene.predicate;
        if !self.procedure_soft.holds(predicate) {
            return false;
        }
        matches!(scene.speaker(), RoleClass::Chair | RoleClass::Member | RoleClass::Staff)
            || predicate.object.as_deref().is_some_and(|object| self.is_meeting(object))
    }
}

/// Whether the verb honours its subject, who is then not the speaker.
fn is_honorific(predicate: &Predicate) -> bool {
    predicate.stem.ends_with(['시', '셨']) && !matches!(predicate.stem.as_str(), "모시" | "마시")
}

/// Whether the verb is in the past: with 겠 a supposition (`갔겠습니다`).
fn is_past(predicate: &Predicate) -> bool {
    predicate.stem.chars().next_back().is_some_and(super::hangul::has_double_siot)
        && !predicate.stem.ends_with('있')
}
