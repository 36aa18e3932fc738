//! A predicate in its clause, and what the clause, the speaker and the turn before say about it.

use super::ending::Ending;
use super::predicate::Predicate;
use crate::extract::Passage;
use crate::rule;
use crate::{Act, Lexicon, Result, RoleClass};
use regex::Regex;

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
    /// The class of the speaker. Nobody speaks in `-음` and `-임`: a body has written it.
    pub(super) fn speaker(&self) -> RoleClass {
        if self.passage.text[..self.ending.end].ends_with(['음', '임']) {
            return RoleClass::Other;
        }
        let turn = &self.passage.document.turns[self.passage.turn];
        turn.speaker.as_ref().map_or(RoleClass::Other, |speaker| speaker.class)
    }

    /// The speaker's role as the label gives it; empty where there is none.
    fn role(&self) -> &str {
        let turn = &self.passage.document.turns[self.passage.turn];
        turn.speaker.as_ref().map_or("", |speaker| speaker.role.as_str())
    }

    /// Whether the speaker answers for a body: neither the chair, nor a member, nor staff.
    pub(super) fn is_of_a_body(&self) -> bool {
        !matches!(self.speaker(), RoleClass::Chair | RoleClass::Member | RoleClass::Staff)
    }

    /// Whether the predicate stands between quotation marks: somebody else's words, or ones not
    /// said yet. A mark before a digit cuts a year short (`‘24년`).
    pub(super) fn is_quoted(&self) -> bool {
        let before = &self.passage.text[..self.predicate.start];
        let Some(open) = before.rfind(['‘', '“', '「', '『', '｢']) else { return false };
        let mut inside = before[open..].chars().skip(1);
        let year = inside.next().is_some_and(|c| c.is_ascii_digit());
        !year && !inside.any(|c| matches!(c, '’' | '”' | '」' | '』' | '｣'))
    }

    /// The clause up to the predicate.
    pub(super) fn clause(&self) -> &str {
        let end = self.predicate.start.max(self.clause_start);
        &self.passage.text[self.clause_start..end]
    }

    /// What the speaker before said; empty at the first turn.
    pub(super) fn question(&self) -> &str {
        let document = self.passage.document;
        match self.passage.turn.checked_sub(1) {
            Some(before) => document.slice(document.turns[before].body),
            None => "",
        }
    }

    /// What the turn does.
    fn act(&self) -> Option<Act> {
        self.passage.acts.get(self.passage.turn).copied().flatten()
    }

    /// Whether the turn is a short answer, and not the report that somebody was asked for.
    pub(super) fn is_short_answer(&self) -> bool {
        const SHORT: usize = 400;
        let body = self.passage.document.turns[self.passage.turn].body;
        self.act() == Some(Act::Answer) && body.end - body.start <= SHORT
    }

    /// The act of the turn before.
    pub(super) fn act_before(&self) -> Option<Act> {
        let before = self.passage.turn.checked_sub(1)?;
        self.passage.acts.get(before).copied().flatten()
    }

    /// What sort of speaker spoke before.
    pub(super) fn speaker_before(&self) -> Option<RoleClass> {
        let before = self.passage.turn.checked_sub(1)?;
        self.passage.document.turns[before].speaker.as_ref().map(|speaker| speaker.class)
    }
}

/// For whom a word says that something is done after the meeting.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Later {
    /// For all.
    Always,
    /// Not for what a member asks or says: it may be done later in the same meeting.
    Deed,
    /// For those who answer alone.
    Answer,
}

/// Words that say when, where and by whom something is done.
#[derive(Debug)]
pub(super) struct Evidence {
    /// Words, each with the speakers for whom it counts.
    later: Vec<(String, Later)>,
    later_work: Vec<String>,
    /// `확인해서`, `파악한 후`: work that is done first.
    work: Regex,
    later_meeting: Vec<String>,
    /// `유월 말에`, `그달 안에 위원님께`: a time right before the predicate.
    dated: Regex,
    /// What only a speech on taking up an office holds.
    inaugural: Vec<String>,
    /// `5월 8일 청문회`
    dated_meeting: Regex,
    now: Vec<String>,
    pledge: Vec<String>,
    bill: Vec<String>,
    /// Who works for a member (`저희 의원실`).
    member_office: Vec<String>,
    first_person: Vec<String>,
    not_subject: Vec<String>,
    times: Vec<String>,
    /// Names of other bodies, or what they end in; and whether it is the whole name.
    other_body: Vec<(String, bool)>,
    not_other_body: Vec<String>,
    reviewer: Vec<String>,
    look: Vec<String>,
    interrogative: Vec<String>,
    /// Where one stands to speak.
    place: Vec<String>,
    /// Words of an oath.
    oath: Vec<String>,
    /// Who speaks in a remark among somebody else's words, and commits nobody.
    audience: Vec<String>,
    /// Those who listen.
    present: Vec<String>,
    content: Vec<String>,
    proof: Vec<String>,
}

impl Evidence {
    pub(super) fn new(lexicon: &Lexicon) -> Result<Self> {
        let words = |name: &str| {
            lexicon.class(name).iter().map(|entry| entry.surface.clone()).collect::<Vec<_>>()
        };
        let marked = |name: &str, mark: &str| {
            lexicon
                .class(name)
                .iter()
                .map(|entry| (entry.surface.clone(), entry.canonical == mark))
                .collect()
        };
        Ok(Self {
            later: lexicon
                .class("later")
                .iter()
                .map(|entry| {
                    let later = match entry.canonical.as_str() {
                        "deed" => Later::Deed,
                        "answer" => Later::Answer,
                        _ => Later::Always,
                    };
                    (entry.surface.clone(), later)
                })
                .collect(),
            later_work: words("later_work"),
            work: rule::compile(
                r"{work_noun}(?:을 |를 )?(?: ?(?:해서|하여|해 |하고|한 (?:후|뒤|다음)|해 ?(?:가지고|갖고|보고|봐서|본)|되는|되면)| ?(?:후|뒤)(?:에)?(?: |$))|(?:^| )별도 $",
                lexicon,
            )?,
            later_meeting: words("later_meeting"),
            dated: rule::compile(
                r"(?:^| )(?:(?:\d{1,2}월(?: ?\d{1,2}일)?|{time_when}|[월화수목금토일]요일)(?: ?(?:말|초|중순|중|안|내|전|회기))?(?:에|에는|쯤|경|께|쯤에|까지|중으로|내로|안으로)|{time_every}|(?:[^ ]*{dated_meeting}|회기|회의|심사|추경|\d{1,2}월) 전(?:에|까지)) (?:[^ ,]+ ){0,5}$",
                lexicon,
            )?,
            inaugural: words("inaugural"),
            dated_meeting: rule::compile(
                r"(?:\d{1,2}(?:월(?: ?\d{1,2}일)?|일 날)|다음 [주달]|내주)(?: [^ ]+){0,4}? ?[^ ]*{dated_meeting}|다음 제\d+차",
                lexicon,
            )?,
            now: words("now"),
            pledge: words("pledge"),
            bill: words("bill"),
            member_office: words("member_office"),
            first_person: words("own_side"),
            not_subject: words("no_subject"),
            times: words("time_due"),
            other_body: marked("other_body", "whole"),
            not_other_body: words("not_other_body"),
            reviewer: words("reviewer"),
            look: words("look"),
            interrogative: words("interrogative"),
            place: words("place"),
            oath: words("oath"),
            audience: words("audience"),
            present: words("present"),
            content: words("speech_content"),
            proof: words("proof"),
        })
    }

    /// Whether something is put off until after the meeting; `speech` tells whether it is said.
    pub(super) fn is_later(&self, scene: &Scene<'_>, speech: bool) -> bool {
        let clause = scene.clause();
        let member = scene.speaker() == RoleClass::Member;
        let works = || {
            !(member || self.is_reviewer(scene) && scene.act() == Some(Act::Report))
                && (holds_any(clause, &self.later_work) || self.work.is_match(clause))
        };
        let later = || {
            self.later.iter().any(|(word, later)| {
                let counts = match later {
                    Later::Always => true,
                    Later::Deed => !(member && speech),
                    Later::Answer => !member,
                };
                counts
                    && clause.match_indices(word.as_str()).any(|(at, _)| {
                        let rest = &clause[at + word.len()..];
                        // `끝난 다음에` says after what, `다음에는` and `그다음에` what comes next.
                        let next = word == "다음에"
                            && (clause[..at].ends_with('그')
                                || is_adnominal(clause[..at].trim_end())
                                || rest.starts_with('는'));
                        let opens = word == "다음에"
                            && speech
                            && clause[..at].trim().is_empty()
                            && rest.split_whitespace().count() > 1;
                        !next && !opens && !rest.starts_with('의')
                    })
            })
        };
        (works() || self.has_deadline(clause) || later() || self.dated.is_match(clause))
            && !holds_any(clause, &self.now)
    }

    /// Whether the clause says by when, which an act of speech in the meeting does not.
    ///
    /// `1월부터 6월까지` is a stretch of time that a report is about.
    pub(super) fn has_deadline(&self, clause: &str) -> bool {
        let mut before = "";
        clause.split(' ').any(|word| {
            let front = ["까지", "중으로", "안으로", "이내에"]
                .iter()
                .find_map(|end| word.strip_suffix(end));
            let is_time = front.is_some_and(|front| {
                !front.ends_with("오전")
                    && self.times.iter().any(|time| front.ends_with(time.as_str()))
            });
            let within =
                matches!(word, "안에" | "안으로" | "내에" | "내로" | "중에" | "중으로" | "전에");
            let is_time =
                is_time || within && self.times.iter().any(|time| before.ends_with(time.as_str()));
            let is_stretch = before.ends_with("부터");
            before = word;
            is_time && !is_stretch
        })
    }

    /// Whether it is done at a time after the meeting that stands right before the predicate.
    pub(super) fn is_dated(&self, scene: &Scene<'_>) -> bool {
        let clause = scene.clause();
        self.dated.is_match(clause) && !holds_any(clause, &self.now)
    }

    /// Whether a member speaks on taking up an office.
    pub(super) fn is_inaugural(&self, scene: &Scene<'_>) -> bool {
        let document = scene.passage.document;
        let body = document.slice(document.turns[scene.passage.turn].body);
        holds_any(body, &self.inaugural)
    }

    /// Whether it is about a later meeting, by its name or its date.
    pub(super) fn names_later_meeting(&self, scene: &Scene<'_>) -> bool {
        holds_any(scene.clause(), &self.later_meeting)
            || self.dated_meeting.is_match(scene.clause())
    }

    /// Whether another body does it: `국토부에서`, `조합이`, unless the speaker is of that body.
    pub(super) fn is_of_other_body(&self, scene: &Scene<'_>) -> bool {
        let mut words: Vec<_> = own_words(scene.clause()).collect();
        words.reverse();
        for at in (0..words.len()).rev() {
            if self.is_first_person(words[at]) {
                return false;
            }
            // `조합에서 기금을 받을 계획`
            let gets = words[at].ends_with("에서") && scene.predicate.stem.ends_with('받');
            let body = ["에서", "에서는", "에서도", "이", "가"]
                .iter()
                .find_map(|end| words[at].strip_suffix(end))
                .filter(|body| !body.is_empty() && !gets && !self.is_own(body, scene));
            let is_other = body.is_some_and(|body| {
                self.other_body
                    .iter()
                    .any(|(end, whole)| if *whole { body == end } else { body.ends_with(end) })
            });
            // `국토부에서 지원하는 사업을 …` tells whose project it is.
            let embedded = words[at + 1..].iter().take(2).any(|next| {
                next.ends_with(['는', '온', '한', '된', '든', '돼'])
                    || ["는데", "돼서", "되어", "되어서"].iter().any(|end| next.ends_with(end))
            });
            if is_other && !embedded {
                return true;
            }
        }
        false
    }

    /// Whether the speaker is of that body, or the word is no body at all (`일부`).
    fn is_own(&self, body: &str, scene: &Scene<'_>) -> bool {
        let document = scene.passage.document;
        let national =
            document.header.assembly.is_some_and(|name| document.slice(name).starts_with("국회"));
        scene.role().contains(body)
            || national && body.ends_with("정부")
            || self.not_other_body.iter().any(|word| word == body)
    }

    fn is_first_person(&self, word: &str) -> bool {
        self.first_person.iter().any(|own| word.starts_with(own.as_str()))
    }

    /// Whether the clause speaks of the speaker.
    pub(super) fn has_first_person(&self, clause: &str) -> bool {
        holds_any(clause, &self.first_person)
    }

    /// Whether a member speaks for their office or party, which acts outside the meeting.
    pub(super) fn speaks_for_office(&self, clause: &str) -> bool {
        holds_any(clause, &self.member_office)
    }

    /// Whether the clause names a subject that is not the speaker.
    pub(super) fn has_other_subject(&self, clause: &str) -> bool {
        // `혼잡이 심한 노선에`: the subject of a clause that describes a noun is none.
        let describes =
            |word: &str| word.ends_with(super::hangul::has_nieun) || word.ends_with('는');
        let mut behind = "";
        own_words(clause).take(5).any(|word| {
            let embedded = describes(std::mem::replace(&mut behind, word));
            !embedded
                && word.chars().count() >= 2
                && (word.ends_with(['이', '가']) || word.ends_with("께서"))
                && !self.not_subject.iter().any(|other| word.ends_with(other.as_str()))
        })
    }

    /// Whether a member speaks of a bill of their own.
    pub(super) fn brings_in(&self, scene: &Scene<'_>) -> bool {
        let clause = scene.clause();
        self.has_first_person(clause) && holds_any(clause, &self.bill)
    }

    /// Whether an adverb of resolve stands before the predicate, in its own clause.
    pub(super) fn is_resolved(&self, scene: &Scene<'_>) -> bool {
        let joins = |word: &&str| word.ends_with(['서', '면', '며', ',']) || word.ends_with("지만");
        let mut own = scene.clause().split(' ').rev().take_while(|word| !joins(word));
        own.any(|word| self.pledge.iter().any(|listed| listed == word))
    }

    /// Whether the speaker reports on the bills and plans of others.
    pub(super) fn is_reviewer(&self, scene: &Scene<'_>) -> bool {
        self.reviewer.iter().any(|role| scene.role().contains(role.as_str()))
    }

    /// Whether 보다 means to look into: an adverb of care stands right before it.
    pub(super) fn looks_into(&self, scene: &Scene<'_>) -> bool {
        let last = scene.clause().split_whitespace().next_back().unwrap_or("");
        scene.predicate.stem == "보" && self.look.iter().any(|adverb| adverb == last)
    }

    /// Whether what is said is said to somebody who is not here: `군수님께 건의드리겠습니다`.
    pub(super) fn addresses_others(&self, scene: &Scene<'_>) -> bool {
        let words: Vec<_> = scene.clause().split_whitespace().rev().take(4).collect();
        // `대표한테 받아 주시기를 부탁드리겠습니다` asks those who are here.
        let asks =
            words.first().is_some_and(|word| word.ends_with("기를") || word.ends_with("것을"));
        !asks
            && words.iter().any(|word| {
                let person = ["께", "에게", "한테"].iter().find_map(|end| word.strip_suffix(end));
                let body = word.strip_suffix("에").filter(|body| {
                    body.chars().count() >= 2
                        && self.other_body.iter().any(|(end, whole)| {
                            if *whole { body == end } else { body.ends_with(end.as_str()) }
                        })
                        && !self.not_other_body.iter().any(|word| word == body)
                });
                person.or(body).is_some_and(|who| !self.present.iter().any(|it| who.contains(it)))
            })
    }

    /// `자료는 지금 나눠 드리겠습니다`
    pub(super) fn hands_over_now(&self, scene: &Scene<'_>) -> bool {
        scene.predicate.given
            && scene.clause().split_whitespace().rev().take(3).any(|word| word == "지금")
    }

    /// Whether the words belong to a step of the meeting whatever the verb: an oath, the way to the
    /// stand, a remark from the audience.
    pub(super) fn is_of_the_moment(&self, scene: &Scene<'_>) -> bool {
        let clause = scene.clause();
        holds_any(clause, &self.oath)
            || holds_any(clause, &self.audience)
            || clause
                .split_whitespace()
                .any(|word| self.place.iter().any(|place| word.starts_with(place.as_str())))
    }

    /// Whether a member pledges to look after something from now on.
    pub(super) fn is_from_now_on(&self, scene: &Scene<'_>) -> bool {
        scene.clause().split_whitespace().any(|word| word.starts_with("앞으로"))
    }

    /// `누가 신고하겠어요`: a question that expects no answer.
    pub(super) fn is_rhetorical(&self, scene: &Scene<'_>) -> bool {
        let ending = &scene.passage.text[scene.ending.stem..scene.ending.end];
        ending.ends_with("어요") && holds_any(scene.clause(), &self.interrogative)
    }

    /// Whether an act of speech says there and then what it has to say: behind a clause
    /// (`…라는 말씀을 드립니다`), or of a point, an opinion.
    pub(super) fn says_it_now(&self, scene: &Scene<'_>) -> bool {
        let front = scene.clause().trim_end();
        ["는", "던", "란", "런", "이렇게", "라고", "다고", "자고", "냐고"]
            .iter()
            .any(|end| front.ends_with(end))
            || self.content.iter().any(|word| {
                ["을", "를", "은", "으로", "로", ""].iter().any(|particle| {
                    front.strip_suffix(particle).is_some_and(|front| front.ends_with(word.as_str()))
                })
            })
    }

    /// Whether what is shown or answered is shown by deeds: `성과로 보여 드리겠습니다`.
    pub(super) fn proves_by_deeds(&self, scene: &Scene<'_>) -> bool {
        let last = scene.clause().split_whitespace().next_back().unwrap_or("");
        let predicate = &scene.passage.text[scene.predicate.start..scene.ending.end];
        self.proof.iter().any(|word| word == last || predicate.starts_with(word.as_str()))
    }

    /// Whether somebody else is spoken with: `인사과하고 얘기해 보겠습니다`.
    pub(super) fn is_with_others(&self, scene: &Scene<'_>) -> bool {
        let words: Vec<_> = scene.clause().split_whitespace().rev().take(4).collect();
        words.iter().any(|word| {
            ["하고", "랑", "이랑", "와", "과"]
                .iter()
                .any(|end| word.strip_suffix(end).is_some_and(|party| party.chars().count() >= 2))
                && !word.ends_with("결과")
        })
    }
}

/// `끝난`, but not `결과는`.
fn is_adnominal(word: &str) -> bool {
    word.ends_with(super::hangul::has_nieun) && !word.ends_with('는')
}

/// The words of the clause that the predicate behind it is in, from the last one back: up to a word
/// that ends another clause.
fn own_words(clause: &str) -> impl Iterator<Item = &str> {
    const ENDS: [&str; 11] = [
        "면",
        "데",
        "데도",
        "지만",
        "더라도",
        "니까",
        "때문에",
        "도록",
        "경우에",
        "경우엔",
        "경우에는",
    ];
    let words = clause.split(' ').rev().filter(|word| !word.is_empty());
    words.take_while(|word| !ENDS.iter().any(|end| word.ends_with(end)))
}

/// Whether the text holds one of the words.
fn holds_any(text: &str, words: &[String]) -> bool {
    words.iter().any(|word| text.contains(word.as_str()))
}
