//! What stands around a predicate: condition, deadline, adverb of resolve.

use crate::rule;
use crate::{Lexicon, Result};
use regex::Regex;
use std::ops::Range;

/// Finds circumstances in the part of a sentence before a predicate.
#[derive(Debug)]
pub(super) struct Circumstances {
    condition: Regex,
    /// Words in 면 that are no condition.
    no_condition: Regex,
    /// What parts a condition from a predicate behind it.
    parted: Regex,
    deadline: Regex,
    resolve: Regex,
}

impl Circumstances {
    pub(super) fn new(lexicon: &Lexicon) -> Result<Self> {
        let compile = |pattern: &str| rule::compile(pattern, lexicon);
        Ok(Self {
            condition: compile(
                r"[^\s,]*[가-힣](?:면| 경우(?:에는|에도|에|엔|는)?|는 대로|(?:필요|가능) ?시)(?:,| |$)",
            )?,
            no_condition: compile(
                r"^(?:그러|이러|저러|그렇다|그랬으|아니|왜냐하|예를 들|다시 말하|말하|말씀드리|드리|설명드리|보고드리|보시|보|반|측|화|전|장|표|지|도|서|대|국|이|직|방|후|정|단|내|외|양|라|하나하나 보|어떻게 하|어찌 보|가만히 보|생각하|생각해 보|돌이켜보|살펴보|살펴보시|요약하|종합하|정리하|비교하|예컨대|안 그러|아시다시피|할 수만 있으|가급적이|되도록이|웬만하|이왕이|기왕이|이를테|왜냐|어쩌|자칫하|이어서 보|참고하시|참고로 보|말씀하신|지적하신|계획)(?:으)?(?:면|는 대로)$|^(?:이|그|저|이런|그런|저런|어떤|대부분의|많은|모든|일부|[^ ]*의) 경우|^\d+면$|{noun_myeon}$",
            )?,
            parted: compile(
                r"겠으며|겠고|계획이며|예정이며|계획이고|예정이고|수 있는|[하되]는 (?:등|그)|[,] ?또한",
            )?,
            deadline: compile(
                r"(?:(?:(?:올해|금년도?|내년도?|당해연도|이듬해|후년|연내|명년|올|차년도|’?\d{2,4}년도?)\s?)?(?:(?:\d{1,2}월|상반기|하반기|[1-4일이삼사]\s?/?4?분기|연말|연초|연내|월말|봄|여름|가을|겨울|초|말)\s?)?(?:\d{1,2}일\s?|초순?\s?|중순\s?|하순\s?|말\s?)?(?:까지는|까지|중으로|중에|중|이내에?|이내|내에|안에|안으로|경에?|쯤|무렵|부터|에|초에|말에|내로)?)",
            )?,
            resolve: compile(r"(?:^|[\s,])({resolve})(?:\s|$)")?,
        })
    }

    /// The last condition that governs a predicate starting at the end of `before`.
    pub(super) fn condition(&self, before: &str) -> Option<Range<usize>> {
        let found = self
            .condition
            .find_iter(before)
            .filter(|found| {
                !self.no_condition.is_match(found.as_str().trim_end_matches([',', ' ']))
            })
            .last()?;
        let rest = &before[found.end()..];
        (!self.parted.is_match(rest)).then(|| {
            let text = found.as_str().trim_end_matches([',', ' ']);
            found.start()..found.start() + text.len()
        })
    }

    /// The last time expression that says by when.
    pub(super) fn deadline(&self, before: &str) -> Option<Range<usize>> {
        self.deadline
            .find_iter(before)
            .map(|found| {
                let text = found.as_str().trim_end();
                found.start()..found.start() + text.len()
            })
            .filter(|range| {
                is_deadline(&before[range.clone()], &before[..range.start], &before[range.end..])
            })
            .last()
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

/// Whether a time expression is long and free enough to be one.
fn is_deadline(text: &str, before: &str, after: &str) -> bool {
    const LONE: &[&str] =
        &["올해", "금년", "금년도", "내년", "내년도", "연내", "연말", "상반기", "하반기"];
    let marked = [
        "까지",
        "까지는",
        "중",
        "중으로",
        "중에",
        "내",
        "내에",
        "이내",
        "안에",
        "안으로",
        "에",
        "경",
        "말",
        "초",
        "쯤",
        "내로",
    ]
    .iter()
    .any(|end| text.ends_with(end));
    let timed = text.chars().any(|c| c.is_ascii_digit())
        || ["올해", "금년", "내년", "연내", "연말", "반기", "분기"]
            .iter()
            .any(|word| text.contains(word));
    let free = before.is_empty() || before.ends_with([' ', ',', '(', '‘', '’', '“']);
    let ended = after.is_empty() || after.starts_with([' ', ',', '은', '는']);
    timed
        && free
        && ended
        && (marked || LONE.contains(&text))
        && text.chars().count() >= 2
        && !text.ends_with("부터")
}
