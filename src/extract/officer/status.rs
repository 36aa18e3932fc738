//! What the sentence around a name and an office says of the holder.

use super::Draft;
use crate::extract::{Context, Status};
use crate::{Error, ErrorKind, Lexicon, Result};
use regex::Regex;

/// What is said after the office of somebody who is not there.
const ABSENT: &str = r"불참|불출석|수술(?:을\s|로\s|\s?중|\s?때문)|상중|결석|청가|(?:참석|출석|배석|참여|자리|함께|나오)(?:을|은|에|이|하시?지|하시?지는|하시?질|시?지|시?지는|시?질|지를)?\s?(?:못|않|안\s|어려|힘들|불가)|대기실에서|(?:병가|연가|공가|특별휴가|휴가|휴직|입원|출장|교육|연수)(?:에|의|을|를|이|은)?\s?(?:중|으로|로\s|로,|관계|때문|인\s?관계|차\s|따[라른]|가\s?있|가\s?계|가셔|갔|가셨|떠|이어서|이라|이셔|이시|입니다|이고|이며|간\s)|(?:국외|해외|공무|국내)\s?출장|부재\s?중";
/// The same before the name.
const ABSENT_BEFORE: &str = r"(?:불참한|불참하신|불참하게 된|불출석한|불출석하신|결석한|결석하신|청가한|청가하신|(?:병가|연가|공가|휴가|휴직|출장|교육|연수|입원) 중(?:인|이신)|(?:병가|연가|휴가|출장)(?:를|을) (?:낸|내신|간|가신|떠난))\s*$";
const ACTING: &str = r"^[^,.]{0,40}(?:대리\s?(?:출석|참석|배석|답변|보고)|대신\s?(?:하여\s|해서\s|해\s)?(?:출석|참석|배석|답변|보고|나와|나왔|나오|자리|인사)|직무를\s?(?:대행|대리)|직무\s?(?:대행|대리)(?:를|을|로|으로|하)|(?:대행|대리)(?:하고|하여|하게|해)|직무(?:대행|대리)입)";
const ACTING_BEFORE: &str = r"(?:직무를 대행하고 (?:있는|계신)|직무를 대리하고 (?:있는|계신)|(?:직무대행|직무대리|권한대행|대행|직대)(?:을|를) (?:맡고 있는|맡고 계신|맡은|맡으신|맡게 된|하고 있는)|대리\s?(?:출석|참석)한|대리\s?(?:출석|참석)하신|대신 (?:나온|나오신|출석한|참석한|출석하신|참석하신))\s*$";
const APPOINTED_BEFORE: &str = r"(?:부임한|부임하신|부임하게 된|부임해 (?:온|오신)|부임받은|임명된|임명되신|임명받은|임용된|임용되신|승진한|승진하신|승진된|승진되신|승진 임용된|발령된|발령받은|발령 받은|발령받으신|발령 난|발령난|발령이 난|발령되신|전보된|전보되신|선출된|선출되신|당선된|당선되신|당선하신|선임된|선임되신|호선된|호선되신|취임한|취임하신|위촉된|위촉되신|전입한|전입하신|전입 온|전입 오신|새로 (?:온|오신|오게 된|합류한|합류하신|함께하게 된))\s*(?:우리\s|존경하는\s)?$";
const APPOINTED: &str = r"^[^.]{0,48}?(?:(?:선임|선출|임명|당선|위촉|임용|승진|발령|호선|전보|보임)(?:이\s)?(?:되었|되셨|됐|되어\s?(?:왔|오)|되심|됨을)|(?:부임|취임|승진)(?:을\s)?(?:하였|했|하셨|하게\s?되|해\s?(?:왔|오))|발령(?:을\s|이\s)?(?:받았|받으셨|받아|났|나셨)|임명(?:을\s)?받(?:았|으셨)|새로\s(?:왔|오셨|오시게|오게))";
const LEFT_BEFORE: &str = r"(?:퇴직한|퇴직하신|퇴임한|퇴임하신|이임한|이임하신|이임하시는|사임한|사임하신|사퇴한|사퇴하신|물러난|물러나신|전출한|전출하신|전출 간|전출 가신|전출된|떠난|떠나신|해임된|파면된|면직된)\s*$";
const LEFT: &str = r"^[^.]{0,40}?(?:(?:퇴직|퇴임|이임|사임|사퇴|전출|명예퇴직|명퇴)(?:을\s)?(?:하였|했|하셨|하여|하고|해서|하시고|하신\s(?:후|뒤)|한\s(?:후|뒤))|(?:퇴직|퇴임|전출|해임|면직|파면)(?:이\s)?(?:되었|되셨|됐|되어)|(?:전출|발령)(?:을\s|이\s)?(?:갔|가셨|가고|가시고|가서|가게)|(?:정년|명예)퇴직으로|자리를\s?(?:떠났|떠나셨)|물러났|물러나셨|그만뒀|그만두었|그만두셨)";
const ATTENDING: &str = r"^(?:님)?(?:께서|께서는|은|는|이|가|도)?\s?(?:[^,.]{0,20}\s)?(?:출석|참석|배석|나와|나오)(?:하였|하셨|했|해\s?(?:있|계|주셨)|하고\s?(?:있|계)|\s?(?:있|계)|셨)";
/// Words behind which 전 means before, not former.
const BEFORE_NOT_FORMER: &str = r"(?:기|회의|시작|개의|개회|정회|산회|질의|질문|보고|심사|심의|의결|상정|표결|발언|직|얼마|조금|며칠|이틀|하루|일|달|년|주일|시간|오)\s*$";

/// Compiled patterns of what a sentence says of a holder.
#[derive(Debug)]
pub(super) struct Statuses {
    absent: Regex,
    absent_before: Regex,
    acting: Regex,
    acting_before: Regex,
    appointed: Regex,
    appointed_before: Regex,
    left: Regex,
    left_before: Regex,
    attending: Regex,
    before_not_former: Regex,
    acting_titles: Vec<String>,
}

impl Statuses {
    pub(super) fn new(lexicon: &Lexicon) -> Result<Self> {
        let compile = |pattern: &str| {
            Regex::new(pattern).map_err(|error| Error::new(ErrorKind::Rule, error.to_string()))
        };
        Ok(Self {
            absent: compile(ABSENT)?,
            absent_before: compile(ABSENT_BEFORE)?,
            acting: compile(ACTING)?,
            acting_before: compile(ACTING_BEFORE)?,
            appointed: compile(APPOINTED)?,
            appointed_before: compile(APPOINTED_BEFORE)?,
            left: compile(LEFT)?,
            left_before: compile(LEFT_BEFORE)?,
            attending: compile(ATTENDING)?,
            before_not_former: compile(BEFORE_NOT_FORMER)?,
            acting_titles: ["acting_rank", "acting_suffix"]
                .iter()
                .flat_map(|class| lexicon.class(class))
                .map(|entry| entry.surface.clone())
                .collect(),
        })
    }

    /// The status of draft `index` of `drafts`, which are in order.
    pub(super) fn status(&self, text: &str, drafts: &[Draft], index: usize) -> Status {
        let draft = &drafts[index];
        if draft.name.is_none() {
            return Status::Vacant;
        }
        let before = before(text, drafts, index);
        let after = after(text, drafts, index);
        let role = &text[draft.role.0..draft.role.1];
        if self.is_absent(after) || self.absent_before.is_match(before) {
            Status::Absent
        } else if self.is_acting_title(role)
            || self.acting.is_match(after)
            || self.acting_before.is_match(before)
        {
            Status::Acting
        } else if draft.prefix == Prefix::New
            || draft.titled == Some(true)
            || self.appointed_before.is_match(before)
            || self.takes_over(before, role)
            || self.is_appointed(text, drafts, index, after)
        {
            Status::Appointed
        } else if draft.prefix == Prefix::Former && !self.before_not_former.is_match(before)
            || self.left_before.is_match(before)
            || self.left.is_match(after)
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
        text: &str,
        drafts: &[Draft],
        index: usize,
        status: Status,
        is_speaker: bool,
    ) -> Context {
        let draft = &drafts[index];
        let after = &text[draft.end.max(draft.role.1)..];
        match status {
            Status::Absent | Status::Vacant | Status::Left => Context::Notice,
            _ if draft.copula && (is_speaker || draft.role_first) => Context::SelfIntroduction,
            _ if draft.copula => Context::Introduction,
            _ if self.attending.is_match(after) => Context::Introduction,
            Status::Acting if self.acting.is_match(after) => Context::Introduction,
            Status::Appointed => Context::Notice,
            _ => Context::Mention,
        }
    }

    /// Whether the words before say that the office is newly theirs (`위원장을 맡게 된 … 위원장`).
    fn takes_over(&self, before: &str, role: &str) -> bool {
        let before = before.trim_end();
        let rank = role.rsplit(' ').next().unwrap_or(role);
        ["맡게 된", "맡게 되신", "맡은", "맡으신"].iter().any(|taking| {
            before.strip_suffix(taking).is_some_and(|clause| {
                clause
                    .trim_end()
                    .strip_suffix(['을', '를'])
                    .is_some_and(|title| title.ends_with(rank))
            })
        })
    }

    fn is_absent(&self, after: &str) -> bool {
        let Some(found) = self.absent.find(after) else { return false };
        // A call (`홍길동 과장님 …`) has no particle, so that only what follows at once counts.
        !after.starts_with("님 ") || found.start() <= 40
    }

    fn is_appointed(&self, text: &str, drafts: &[Draft], index: usize, after: &str) -> bool {
        if self.appointed.is_match(after) {
            return true;
        }
        // 위원장에 가나다 의원, 부위원장에 라마바 의원이 선임되었음
        drafts.get(index + 1).is_some_and(|next| {
            let gap = &text[drafts[index].end..next.start.max(drafts[index].end)];
            gap.trim_start().starts_with(',')
                && (gap.trim_end().ends_with('에') || gap.trim_end().ends_with('로'))
                && self.is_appointed(text, drafts, index + 1, self::after(text, drafts, index + 1))
        })
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

/// The text from the draft before to this one.
fn before<'t>(text: &'t str, drafts: &[Draft], index: usize) -> &'t str {
    let start = index.checked_sub(1).map_or(0, |previous| drafts[previous].end);
    let end = drafts[index].anchor;
    if start <= end { &text[start..end] } else { "" }
}

/// The text from this draft to the next; names joined to the next share what follows it.
fn after<'t>(text: &'t str, drafts: &[Draft], index: usize) -> &'t str {
    let mut index = index;
    loop {
        let start = drafts[index].end.max(drafts[index].role.1.min(text.len()));
        let Some(next) = drafts.get(index + 1) else { return tail(&text[start..]) };
        let own = drafts[index].end;
        let gap = &text[own..next.start.max(own)];
        if is_conjunction(gap) {
            index += 1;
        } else {
            return tail(&text[own..next.start.max(own)]);
        }
    }
}

/// The clause that follows; nothing, if the name is only called.
fn tail(after: &str) -> &str {
    const CLAUSE_ENDS: [&str; 10] =
        ["는데", "지만", "다면", "다고", "라고", " 저는", " 저도", " 제가", " 저희", "으니"];
    let end = CLAUSE_ENDS.iter().filter_map(|clause| after.find(clause)).min();
    let after = &after[..end.unwrap_or(after.len())];
    let called = after
        .strip_prefix('님')
        .is_some_and(|rest| rest.starts_with([',', '.', '?', '!']) || rest.is_empty());
    if called { "" } else { after }
}

fn is_conjunction(gap: &str) -> bool {
    let gap = gap.trim_start_matches('님').trim();
    let gap = gap.strip_prefix(',').map_or(gap, str::trim);
    gap.chars().all(super::word::is_dot)
        || matches!(
            gap,
            "과" | "와" | "및" | "하고" | "그리고" | "또" | "랑" | "이랑" | "과," | "와,"
        )
}
