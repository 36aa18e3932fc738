//! Where a committing ending stands.

use crate::rule;
use crate::{Lexicon, Result};
use regex::Regex;

/// How an ending commits.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Form {
    /// `-겠습니다`
    Will,
    /// `-ㄹ게요`
    Offer,
    /// `-ㄹ 겁니다`
    Future,
    /// `-ㄹ 계획입니다`, `-ㄹ 예정입니다`
    Plan,
    /// `개관 예정입니다`, `계획하고 있습니다`: a plan without a verb of its own
    NounPlan,
    /// `-려고 합니다`, `-고자 합니다`
    Intend,
    /// `-기로 하였습니다`
    Decided,
    /// `목표로 하고 있습니다`
    Goal,
    /// `-ㄹ 것을 약속드립니다`
    Vow,
    /// `재발 방지를 약속드립니다`
    VowNoun,
    /// `-겠다는 말씀을 드립니다`
    Said,
}

/// A committing ending: `stem` is where the verb before it ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Ending {
    pub(super) form: Form,
    /// Byte at which the verb's stem ends and the ending starts.
    pub(super) stem: usize,
    /// One past the last byte of the ending.
    pub(super) end: usize,
}

/// Each form as a pattern, in order of precedence. The group `stem` is empty and marks where the
/// verb ends; what stands behind the end is looked at in [`Endings::find`].
const PATTERNS: &[(Form, &str)] = &[
    (
        Form::Said,
        r"(?<stem>)겠다(?:는|라는|고)(?<end>)\s?(?:(?:것을|걸|거를|점을|점|그런|이런|것)\s)?(?:말씀(?:을|도|만|으로)?\s?(?:꼭 |다시 한번 )?(?:드리|드립|드려|올리|올립|인사|대신|갈음)|말씀드|약속(?:을|도)?\s?(?:드리|드립|합니다|하겠)|다짐(?:을)?\s?(?:드리|드립|합니다|하겠))",
    ),
    (
        Form::Goal,
        r"(?<stem>)목표로\s?(?:하고 있습니다|하고 있으며|하고 있고요|하고 있고|하겠습니다|합니다|잡고 있습니다|두고 있습니다)",
    ),
    (
        Form::Will,
        r"(?<stem>)겠(?:습니다마는|습니다만|습니다|으며|으나|고요|구요|고|음|어요|거든요)",
    ),
    (
        Form::Plan,
        r"(?<stem>) ?(?:계획|예정|방침|생각|구상|작정|복안)(?:입니다마는|입니다만|입니다|이며|이고요|이구요|이고|이에요|예요|이거든요|인데요|임|으로 있습니다|으로 있으며|으로 있고|에 있습니다|에 있으며|을 가지고 있습니다|을 갖고 있습니다|이 있습니다|으로 (?:지금 |현재 )?(?:추진|준비|진행)(?: ?중에 있습니다| ?중입니다|하고 있습니다|을 하고 있습니다))",
    ),
    (
        Form::NounPlan,
        r"(?<stem>)(?:계획(?:을|은)?\s?(?:지금 |현재 )?(?:하고|가지고|갖고|잡고|세우고)\s?있(?:습니다|고요|고|으며|어요)|계획(?:하고|되고|되어|돼)\s?있(?:습니다|고요|고|으며)|계획(?: ?중에 있습니다| ?중입니다)|예정(?:되어|돼)\s?있(?:습니다|고요|고|으며)|예정(?:하고)\s?있(?:습니다|고요|고|으며))",
    ),
    (
        Form::Intend,
        r"(?<stem>)(?:려고|려|고자)\s?(?:합니다마는|합니다만|합니다|하며|하고요|하고 있습니다|하고 있으며|그럽니다|해요|하는 (?:사항|사업|것|내용|계획|겁)(?:입니다|이며|이고|니다)|하는 거예요)|(?<stem2>)려고요",
    ),
    (
        Form::Decided,
        r"(?<stem>)기로\s?(?:하였습니다|했습니다|하였으며|했으며|했고요|했고|결정했습니다|결정하였습니다|되어 있습니다|돼 있습니다)",
    ),
    (
        Form::Vow,
        r"(?<stem>) ?(?:것을|것임을|것이라고|거라고|걸)\s?(?:(?:이 자리에서|이 자리를 빌려|분명히|굳게|다시 한번|감히|엄숙히) )?(?:약속|다짐)(?:드립니다|합니다|드리겠습니다|하겠습니다|드리며|하며)",
    ),
    (Form::VowNoun, r"(?<stem>)약속(?:을)?\s?(?:드립니다|합니다|드리겠습니다|하겠습니다|드리며)"),
    (
        Form::Future,
        r"(?<stem>) ?(?:겁니다|거고요|거고|것입니다|것이며|것이고요|것이고|거예요|건데요)",
    ),
    (Form::Offer, r"(?<stem>)(?:게요|께요)"),
];

/// Finds endings.
#[derive(Debug)]
pub(super) struct Endings {
    any: regex::RegexSet,
    forms: Vec<(Form, Regex)>,
    /// What behind an ending makes it somebody else's words or a question.
    foreign: Regex,
    anchors: aho_corasick::AhoCorasick,
}

/// A sentence without one of these holds no ending.
const ANCHORS: &[&str] = &[
    "겠",
    "계획",
    "예정",
    "방침",
    "생각입니다",
    "생각이",
    "구상",
    "작정",
    "복안",
    "려고",
    "려 ",
    "고자",
    "기로",
    "목표로",
    "약속",
    "다짐",
    "겁니다",
    "거고",
    "것입니다",
    "것이",
    "거예요",
    "건데요",
    "게요",
    "께요",
];

impl Endings {
    pub(super) fn new(lexicon: &Lexicon) -> Result<Self> {
        let forms = PATTERNS
            .iter()
            .map(|(form, pattern)| Ok((*form, rule::compile(pattern, lexicon)?)))
            .collect::<Result<Vec<_>>>()?;
        let any = regex::RegexSet::new(PATTERNS.iter().map(|(_, pattern)| pattern))
            .expect("the patterns compiled one by one");
        let foreign = rule::compile(
            r"^(?:\s?라고|\s?라는|\s?란|[”’」｣』]|\s?하(?:고|는|면서)\s(?:말|약속|답|얘기|이야기|정도|그|했)|\s?그랬|\s?이렇게 (?:말|답|얘기))",
            lexicon,
        )?;
        let anchors = aho_corasick::AhoCorasick::new(ANCHORS).expect("the anchors are few");
        Ok(Self { any, forms, foreign, anchors })
    }

    /// The endings of a sentence, in order, not overlapping.
    pub(super) fn find(&self, sentence: &str) -> Vec<Ending> {
        let mut found: Vec<Ending> = Vec::new();
        if !self.anchors.is_match(sentence) {
            return found;
        }
        for index in self.any.matches(sentence) {
            let (form, regex) = &self.forms[index];
            for groups in regex.captures_iter(sentence) {
                let whole = groups.get(0).expect("group 0 is the match");
                let stem = groups.name("stem").or_else(|| groups.name("stem2"));
                let ending = Ending {
                    form: *form,
                    stem: stem.expect("every pattern marks the stem").start(),
                    end: groups.name("end").map_or(whole.end(), |group| {
                        said_end(sentence, whole.start(), group.start())
                    }),
                };
                let rest = &sentence[ending.end..];
                let is_open = *form != Form::Said && self.foreign.is_match(rest);
                let is_cut = rest.starts_with(['까', '다', '을', '?'])
                    || (sentence[..ending.end].ends_with('고') && rest.starts_with('요'));
                let overlaps = found.iter().any(|known| {
                    ending.stem < known.end && known.stem < ending.end.max(whole.end())
                });
                if !is_open && !is_cut && !overlaps {
                    found.push(ending);
                }
            }
        }
        found.sort_by_key(|ending| ending.end);
        found
    }
}

/// A commitment inside a clause of saying ends with `겠다`.
fn said_end(sentence: &str, start: usize, fallback: usize) -> usize {
    sentence[start..].find("겠다").map_or(fallback, |at| start + at + "겠다".len())
}
