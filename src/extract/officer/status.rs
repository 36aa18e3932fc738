//! What the sentence around a name and an office says of the holder.

use super::Draft;
use super::role::Office;
use super::word::{Word, is_dot};
use crate::extract::{Context, Status};
use crate::rule::compile;
use crate::{Lexicon, Result};
use regex::Regex;
use rustc_hash::FxHashSet as HashSet;

/// What is said after the office of somebody who is not there.
const ABSENT: &str = r"(?:{absence}(?:하|했|한다|한\s?(?:상태|관계|것|건|데|점|바|사유)|으로|에|을|를|이|입|임|뿐|,|\.|\s?(?:의사|통보|사유|예정|처리|중|고발|관련)|$)|{absence_event}|(?:{attendance}|자리|함께|나오)(?:을|를|은|에|이|하시?지|하시?지는|하시?질|시?지|시?지는|시?질|지를)?\s?(?:못|않|안\s|어려|어렵|힘들|불가)|{attendance}을\s하고\s있지\s않|자리에\s?(?:없|안\s계)|못\s?(?:나오|나왔|나온|{attendance}|오시|오셨)|{leave}(?:에|의|을|를|이|은)?\s?(?:중|으로|로\s|로,|관계|때문|일정|인\s?관계|인해|차\s|입교|따[라른]|가\s?있|가\s?계|가셔|갔|가셨|떠|이어서|이라|이셔|이시|입니다|이고|이며|간\s)|부재\s?중|^\s?\((?:{absence}|{leave})\)|^님?(?:이|께서|은|께서는)?\s안\s?계(?:시고|셔|시니|십니다))";
/// The same before the name.
const ABSENT_BEFORE: &str = r"(?:{absence}(?:한|하신|하게\s된|하시는)(?:\s\S*[^\s은는이가을를에로고])?|{absence}하고\s[^,.]{1,30}한|{absence}\s?사유서를\s(?:낸|내신|밝힌|제출한|제출하신)|{leave}\s중(?:인|이신)|{leave}(?:를|을|에)?\s?(?:낸|내신|간|가신|떠난|떠나신)|{attendance}(?:하지|을)\s(?:못한|못하신|않은|않으신)|청가한|청가하신)\s*$";
const ACTING: &str = r"(?:(?:대행|대리)\s?(?:자격|신분)으로|대리(?:로|하여|해)?\s?{stand_in_act}|대신\s?(?:하여\s|해서\s|해\s)?(?:{stand_in_act}|나와|나왔|나오|자리)|직무를\s?(?:대행|대리|대신)|대참(?:하|했|한|입)|직무\s?(?:대행|대리)(?:를|을|로|으로|하)|(?:대행|대리)(?:하고|하여|하게|해)|직무(?:대행|대리)입)";
const ACTING_BEFORE: &str = r"(?:^대신(?:에)?|{acting_rank}|직무를\s(?:대행|대리)하고\s(?:있는|계신)|(?:직무대행|직무대리|권한대행|대행|직대)(?:을|를)\s(?:맡고\s있는|맡고\s계신|맡은|맡으신|맡게\s된|하고\s있는)|대리\s?(?:출석|참석)(?:한|하신)|대신\s(?:나온|나오신|(?:출석|참석)(?:한|하신))|[장관사원리표감님](?:을|를)\s?대신(?:해서|하여|해|하신|한|으로)(?:\s\S+)?)\s*$";
/// What is said before somebody who is new.
pub(super) const ARRIVING: &str = r"(?:{office_taken}\s?(?:한|하신|하게\s된|받은|해\s?(?:온|오신)|(?:하여|해서)\s(?:온|오신))|{office_given}(?:된|되신|되어\s온|(?:을|이)?\s?받은|(?:을|이)?\s?받으신|\s?난|이\s난|\s임용된)|(?:당선|호선)(?:한|하신)|전입\s(?:온|오신)|새로\s(?:배치된|뽑힌|뽑히신|선임된|임명된|온|오신|오게\s된|오시게\s된|합류한|합류하신|함께하게\s된))(?:\s(?:우리\s|존경하는\s|\S+위원회\s)?)?$";
const APPOINTED: &str = r"(?:{office_given}(?:이\s)?(?:되었|되셨|됐|되어(?:서|\s|,|왔)|되심|됨을)|{office_taken}(?:을\s)?(?:하였|했|하셨|하여|하시면서|하게\s?되|해\s?(?:왔|오)|해서\s(?:맡|왔|오)|한\s것)|발령(?:을\s|이\s)?(?:받았|받으셨|받아|났|나셨)|임명(?:을\s)?받(?:았|으셨)|^\s?\((?:신규\s?)?(?:{office_given}|{office_taken})\)|새로\s(?:왔|와서|오셔서|오셨|오시게|오게|뽑[혔힌]|선임된|임명된))";
const LEFT_BEFORE: &str = r"(?:{office_left}(?:한|하신|하시는|\s간|\s가신)|{office_lost}된|(?:물러난|물러나신|떠난|떠나신|그만둔|그만두신)(?:\s(?:사람|분)이)?)\s*$";
const LEFT: &str = r"(?:{office_left}(?:을\s|를\s)?(?:하였|했|하셨|하여|하고|하며|하면서|해서|하시고|한\s(?:후|뒤|것|일|바)|하신\s(?:후|뒤|것))|{office_lost}(?:이\s)?(?:되었|되셨|됐|되어)|(?:전출|발령)(?:을|이)?\s?(?:갔|가셨|가고|가시고|가서|가게)|(?:정년|명예)퇴직으로|자리를\s?떠났|자리를\s?떠나셨|(?:없이|이미|이미\s여기를)\s떠났|떠나셨|물러났|물러나셨|물러나(?:고|며|면서|게)|그만뒀|그만두었|그만두셨)";
const ATTENDING: &str = r"^님?(?:께서|께서는|은|는|이|가|도)?\s?(?:[^,.]{0,20}\s)?(?:{attendance}|나와|나오)(?:하였|하셨|했|해\s?(?:있|계|주셨)|하고\s?(?:있|계)|\s?(?:있|계)|셨)";
/// What 전 means no former holder behind.
const TIME_BEFORE: &str = r"(?:^|[\s\d])\S*?{time_before}\s*$";
/// By what a title is taken over (`위원장을 맡게 된 … 위원장`).
const TAKING_OVER: &str = r"(?P<title>\S+)[을를]\s+(?:맡게\s된|맡게\s되신|맡은|맡으신)\s*$";

/// Compiled patterns of what a sentence says of a holder.
#[derive(Debug)]
pub(super) struct Statuses {
    absent: Regex,
    absent_before: Regex,
    acting: Cue,
    acting_before: Regex,
    appointed: Cue,
    arriving: Regex,
    left: Cue,
    left_before: Regex,
    attending: Regex,
    /// The first syllables of what [`ATTENDING`] looks for: hardly a text goes on with one.
    attending_first: Vec<char>,
    time_before: Regex,
    taking_over: Regex,
    acting_titles: Vec<String>,
    clause_ends: Vec<String>,
    first_person: HashSet<String>,
    summons: Vec<String>,
    not_subjects: HashSet<String>,
}

/// Words that say something of a holder from some way off.
#[derive(Debug)]
struct Cue {
    pattern: Regex,
    /// How many characters may stand before it.
    reach: usize,
    /// Characters that may not.
    stops: &'static [char],
}

impl Cue {
    fn new(pattern: &str, reach: usize, stops: &'static [char], lexicon: &Lexicon) -> Result<Self> {
        Ok(Self { pattern: compile(pattern, lexicon)?, reach, stops })
    }

    /// Where the words begin behind a holder.
    fn find(&self, after: &str) -> Option<usize> {
        let start = self.pattern.find(after)?.start();
        let before = &after[..start];
        let is_near = before.chars().count() <= self.reach && !before.contains(self.stops);
        is_near.then_some(start)
    }
}

/// A sentence with what was found in it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Scene<'a> {
    pub(super) text: &'a str,
    /// The line before, where it does not end a sentence.
    pub(super) lead: &'a str,
    pub(super) words: &'a [Word],
    pub(super) offices: &'a [Office],
    /// In order.
    pub(super) drafts: &'a [Draft],
}

impl Statuses {
    pub(super) fn new(lexicon: &Lexicon) -> Result<Self> {
        let list = |class: &str| -> Vec<String> {
            lexicon.class(class).iter().map(|entry| entry.surface.clone()).collect()
        };
        Ok(Self {
            absent: compile(ABSENT, lexicon)?,
            absent_before: compile(ABSENT_BEFORE, lexicon)?,
            acting: Cue::new(ACTING, 40, &[',', '.'], lexicon)?,
            acting_before: compile(ACTING_BEFORE, lexicon)?,
            appointed: Cue::new(APPOINTED, 48, &['.'], lexicon)?,
            arriving: compile(ARRIVING, lexicon)?,
            left: Cue::new(LEFT, 60, &['.'], lexicon)?,
            left_before: compile(LEFT_BEFORE, lexicon)?,
            attending: compile(ATTENDING, lexicon)?,
            attending_first: list("attendance")
                .iter()
                .filter_map(|word| word.chars().next())
                .chain(['나'])
                .collect(),
            time_before: compile(TIME_BEFORE, lexicon)?,
            taking_over: compile(TAKING_OVER, lexicon)?,
            acting_titles: [list("acting_rank"), list("acting_suffix")].concat(),
            clause_ends: list("clause_end"),
            first_person: list("self_reference").into_iter().collect(),
            summons: list("summons"),
            not_subjects: list("not_subject").into_iter().collect(),
        })
    }

    /// Whether `before` says that the one named next is new (`새로 부임한`).
    pub(super) fn arrives(&self, before: &str) -> bool {
        self.arriving.is_match(before)
    }

    /// The status of draft `index`.
    pub(super) fn status(&self, scene: Scene<'_>, index: usize) -> Status {
        let draft = &scene.drafts[index];
        if draft.name.is_none() {
            return Status::Vacant;
        }
        let before = scene.before(index);
        let after = self.after(scene, index);
        let role = &scene.text[draft.role.0..draft.role.1];
        if self.is_absent(after) || self.absent_before.is_match(before) {
            Status::Absent
        } else if self.is_acting_title(role)
            || self.says(&self.acting, after)
            || self.acting_before.is_match(before)
        {
            Status::Acting
        } else if draft.prefix == Prefix::New
            || draft.titled == Some(true)
            || self.arrives(before)
            || self.takes_over(before, role)
            || self.is_appointed(scene, index, after)
        {
            Status::Appointed
        } else if draft.prefix == Prefix::Former && !self.time_before.is_match(before)
            || self.left_before.is_match(before)
            || self.says(&self.left, after)
        {
            Status::Left
        } else {
            Status::Present
        }
    }

    fn is_acting_title(&self, role: &str) -> bool {
        self.acting_titles.iter().any(|acting| {
            role.ends_with(acting.as_str())
                || role.split_once(" 겸").is_some_and(|(first, _)| first.ends_with(acting.as_str()))
        })
    }

    /// Where the mention of draft `index` stands.
    pub(super) fn context(
        &self,
        scene: Scene<'_>,
        index: usize,
        status: Status,
        is_speaker: bool,
    ) -> Context {
        let draft = &scene.drafts[index];
        let after = &scene.text[draft.end.max(draft.role.1)..];
        match status {
            Status::Absent | Status::Vacant | Status::Left => Context::Notice,
            _ if draft.copula && (is_speaker || draft.role_first) => Context::SelfIntroduction,
            _ if draft.copula => Context::Introduction,
            _ if self.attends(after) => Context::Introduction,
            Status::Acting if self.acting.find(after).is_some() => Context::Introduction,
            Status::Appointed => Context::Notice,
            _ => Context::Mention,
        }
    }

    /// Whether the words behind a holder say that they are there.
    fn attends(&self, after: &str) -> bool {
        /// More bytes than the pattern can stand behind.
        const REACH: usize = 120;
        after[..after.floor_char_boundary(REACH)].contains(&self.attending_first[..])
            && self.attending.is_match(after)
    }

    /// Whether the words before say that the office is newly theirs.
    fn takes_over(&self, before: &str, role: &str) -> bool {
        let rank = role.rsplit(' ').next().unwrap_or(role);
        self.taking_over.captures(before).is_some_and(|taking| taking["title"].ends_with(rank))
    }

    /// Whether `after` holds the cue, and says it of the one named before.
    fn says(&self, cue: &Cue, after: &str) -> bool {
        cue.find(after).is_some_and(|start| !self.has_own_subject(&after[..start]))
    }

    /// Whether the text before a cue ends in a subject of its own (`주민들이 | 불참해서`).
    fn has_own_subject(&self, before: &str) -> bool {
        let trimmed = before.trim_end();
        let Some((_, word)) = trimmed.rsplit_once(' ') else { return false };
        let subject = ["이", "가", "께서"].iter().find_map(|particle| word.strip_suffix(particle));
        trimmed.len() < before.len()
            && subject.is_some_and(|noun| noun.chars().count() >= 2)
            && !self.not_subjects.contains(word)
    }

    fn is_absent(&self, after: &str) -> bool {
        // A call (`홍길동 과장님 …`) has no particle, so that only what follows at once counts.
        let near = |start: usize| !after.starts_with("님 ") || start <= 40;
        self.absent.find_iter(after).any(|cue| {
            let rest: String = after[cue.end()..].chars().take(6).collect();
            near(cue.start())
                && !rest.contains("려다")
                && !self.has_own_subject(&after[..cue.start()])
        })
    }

    fn is_appointed(&self, scene: Scene<'_>, index: usize, after: &str) -> bool {
        if self.says(&self.appointed, after) {
            return true;
        }
        // 위원장에 가나다 의원, 부위원장에 라마바 의원이 선임되었음
        scene.drafts.get(index + 1).is_some_and(|next| {
            let own = scene.drafts[index].end;
            let gap = scene.text[own..next.start.max(own)].trim_start_matches(['님', '이', '가']);
            gap.trim_start().starts_with(',')
                && (gap.trim_end().ends_with('에') || gap.trim_end().ends_with('로'))
                && self.is_appointed(scene, index + 1, self.after(scene, index + 1))
        })
    }

    /// What the clause says behind draft `index`, up to the next person; names joined to the next
    /// share what follows it, and nothing follows a name that is only called.
    fn after<'a>(&self, scene: Scene<'a>, index: usize) -> &'a str {
        let mut index = index;
        while scene.is_joined(index) {
            index += 1;
        }
        let draft = &scene.drafts[index];
        let last = index + 1 == scene.drafts.len();
        let start = if last { draft.end.max(draft.role.1) } else { draft.end };
        let end = scene.next_person(index, start);
        self.clause(&scene.text[start..end.max(start)])
    }

    /// The first clause of `after`; nothing, if the one named before is only called or called up.
    fn clause<'a>(&self, after: &'a str) -> &'a str {
        let rest = after.strip_prefix('님');
        let plain = rest.unwrap_or(after);
        let plain = plain.strip_prefix("께서는").or(plain.strip_prefix("께서")).unwrap_or(plain);
        // one that is called and congratulated is spoken of (`과장님, 새로 오셔서`)
        let called = rest.is_some_and(|rest| {
            (rest.starts_with([',', '.', '?', '!']) || rest.is_empty())
                && !rest.starts_with(", 새로 ")
        });
        if called || self.summons.iter().any(|word| plain.trim_start().starts_with(word.as_str())) {
            return "";
        }
        for word in after.split_inclusive(' ') {
            let at = word.as_ptr() as usize - after.as_ptr() as usize;
            let bare = word.trim_end_matches([' ', ',', '.', '?']);
            if at > 0 && self.first_person.contains(bare) {
                return &after[..at];
            }
            if at > 0 && self.clause_ends.iter().any(|end| bare.ends_with(end.as_str())) {
                return &after[..at + word.len()];
            }
        }
        after
    }
}

impl<'a> Scene<'a> {
    /// The text from the draft before to draft `index`; names that share an office share it.
    fn before(self, index: usize) -> &'a str {
        let mut index = index;
        while index > 0 && self.is_joined(index - 1) && self.role(index - 1) == self.role(index) {
            index -= 1;
        }
        let start = index.checked_sub(1).map_or(0, |previous| self.drafts[previous].end);
        let end = self.drafts[index].anchor;
        match end {
            0 => self.lead,
            _ if start <= end => &self.text[start..end],
            _ => "",
        }
    }

    fn role(self, index: usize) -> &'a str {
        let (start, end) = self.drafts[index].role;
        &self.text[start..end]
    }

    /// Whether nothing but a conjunction stands between draft `index` and the next.
    fn is_joined(self, index: usize) -> bool {
        let own = self.drafts[index].end;
        self.drafts
            .get(index + 1)
            .is_some_and(|next| is_conjunction(&self.text[own..next.start.max(own)]))
    }

    /// Where the next person behind byte `from` is named: the next draft, an office or people in
    /// the plural as a subject (`과장이`, `주민들이`).
    fn next_person(self, index: usize, from: usize) -> usize {
        let next = self.drafts.get(index + 1).map_or(self.text.len(), |next| next.start);
        let first = self.words.partition_point(|word| word.start < from);
        // `대표이사 사장은`: the next office is the holder's own
        let own = self.words.get(first).is_some_and(|word| word.start == from + 1);
        let subject = (first + usize::from(own)..self.words.len()).find(|&at| {
            let word = self.words[at];
            let plural = ["들이", "들께서", "들은"]
                .iter()
                .any(|tail| self.text[word.start..word.end].ends_with(tail));
            let office = self.offices.iter().any(|office| {
                office.word == at
                    && matches!(
                        self.text[office.end..word.end].trim_start_matches('님'),
                        "이" | "가" | "께서" | "은" | "는"
                    )
            });
            plural || office
        });
        subject.map_or(next, |at| next.min(self.words[at].start))
    }
}

/// What precedes a name or an office and changes its meaning.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Prefix {
    None,
    /// 신임.
    New,
    /// 전.
    Former,
}

fn is_conjunction(gap: &str) -> bool {
    let gap = gap.trim_start_matches('님').trim();
    let gap = gap.strip_prefix(',').map_or(gap, str::trim);
    gap.chars().all(is_dot)
        || matches!(
            gap,
            "과" | "와" | "및" | "하고" | "그리고" | "또" | "랑" | "이랑" | "과," | "와,"
        )
}
