//! Words and phrases around names and offices.

use super::status::{ARRIVING, Prefix};
use super::word::is_dot;
use crate::rule::compile;
use crate::{Lexicon, Result};
use regex::Regex;
use rustc_hash::FxHashSet as HashSet;

/// What stands between a title and the name that it is said of.
const TITLED: &str = r"^직?(?:(?:을|를)\s(?:\S+\s)?(?:(?P<new>맡게\s된|맡게\s되신)|맡은|맡으신|맡고\s(?:있는|계신))\s|(?:으로|로|에)\s(?:\S+\s){0,2}?(?:(?P<newer>{office_given}(?:된|되신|받은|받으신|한|하신)|{office_taken}(?:한|하신)|새로\s온|새로\s오신)|(?:(?:근무|일|활동|재직)(?:하는|하고\s있는)|지명된|지명되신|지명받은|추천된|추천받은|내정된|재직\s중인|있는))\s|(?:인|이신|(?P<to>에))\s)";
/// What follows a member who brings in a bill.
const PROPOSES: &str = r"^\s?(?:대표\s?발의|대표\s?소개|발의|소개|등\s?\d+|외\s?\d+)";
/// What says that an office has no holder.
const VACANT: &str = r"{vacancy}|결원(?:인|이|입|으로|\s상태)|(?:비어|비워져)\s?(?:있|서|\s)|비었|{succession}(?:이|가|도|은|는)?\s?(?:아직\s?)?(?:이루어지지|이뤄지지|나지|되지|안\s?(?:되|돼|났|이루|이뤄))|{filling}(?:되지|하지|을\s?하지|을\s?못|이\s?안|이\s?되지)\s?(?:않|못|\S{0,2})|후임(?:자)?(?:이|가|도|은|는)?\s?(?:아직\s?)?(?:정해지지|없|오지|결정되지|임명되지|선임되지|안\s)|(?:채용|공모|충원)\s?(?:중|절차)|자리가\s?빈|빈\s?자리(?:로|인|이|입|예)|자리(?:는|은|가|를)?\s(?:(?:여태|아직|아직도|여전히|지금까지|현재까지)\s)?(?:채워지지|채우지|메우지|메워지지)|(?:현재|지금|아직)\s사람이\s없|(?:개월|달|년|년째|달째|개월째)째?\s없(?:어요|습니다|는\s상태)";
/// What turns a vacancy into a mere possibility, or the past.
const NOT_VACANT: &str = r"^(?:이면|이라면|일\s|이었|이던|였|이\s?아니|이\s?되면|이\s?될|이\s?안\s?되|을\s?(?:메|채|막|해소)|\s시|\s?사태|\s?기간|\s?문제|\s?없이|이\s?없|이\s?생기|\s또는|\s?여부|으로\s인한|을\s이유)";
/// What may stand between 공석인 and the office.
const BETWEEN: &str = r"^(?:(?:인|이신|으로\s있는|중인|\s중인|\s상태인|상태인)\s)(?:(?:\d+|[한두세네])\s?개?\s?(?:직위|자리|부서)인?\s|직위인\s)?$";
/// What follows the subject of a vacancy.
const SUBJECT: &str = r"^님?(?:(?:은|는|이|가|도|께서는|의\s자리|의|\s역시)(?:\s|$)|(?:하고|과|와|이랑|랑)\s|\s?(?:자리|직위|직)(?:가|이|는|은|도|에|만)?(?:\s|$)|\s(?:공석|결원|후임자?(?:이|가|은|는|도)\s|{filling}(?:이|가|은|는|도)\s|(?:인사|인선)(?:이|가|은|는|도)\s)|\s?[,·ㆍ]|이\s?있는데)";

/// Words and phrases around names and offices.
#[derive(Debug)]
pub(super) struct Phrases {
    pub(super) copula: HashSet<String>,
    pub(super) name_tails: HashSet<String>,
    pub(super) titled: Regex,
    pub(super) proposes: Regex,
    arriving: Regex,
    openers: HashSet<String>,
    named: HashSet<String>,
    joints: HashSet<String>,
    list_tails: Vec<String>,
    former: HashSet<String>,
    new: HashSet<String>,
    other: HashSet<String>,
    vacant: Regex,
    not_vacant: Regex,
    between: Regex,
    subject: Regex,
}

impl Phrases {
    pub(super) fn new(lexicon: &Lexicon) -> Result<Self> {
        let words = |class: &str| -> HashSet<String> {
            lexicon.class(class).iter().map(|entry| entry.surface.clone()).collect()
        };
        let mut list_tails: Vec<_> = words("list_tail").into_iter().collect();
        list_tails.sort_by_key(|tail| std::cmp::Reverse(tail.len()));
        Ok(Self {
            copula: words("copula"),
            name_tails: words("name_tail"),
            titled: compile(TITLED, lexicon)?,
            proposes: compile(PROPOSES, lexicon)?,
            arriving: compile(ARRIVING, lexicon)?,
            openers: words("opener"),
            named: words("named"),
            joints: words("joint"),
            list_tails,
            former: words("prefix_left"),
            new: words("prefix_appointed"),
            other: words("prefix_other"),
            vacant: compile(VACANT, lexicon)?,
            not_vacant: compile(NOT_VACANT, lexicon)?,
            between: compile(BETWEEN, lexicon)?,
            subject: compile(SUBJECT, lexicon)?,
        })
    }

    /// What a word before a name or an office says, if it says anything.
    pub(super) fn prefix(&self, word: &str) -> Option<Prefix> {
        if self.new.contains(word) {
            Some(Prefix::New)
        } else if self.former.contains(word) {
            Some(Prefix::Former)
        } else if self.other.contains(word) {
            Some(Prefix::None)
        } else {
            None
        }
    }

    /// Whether `before` says that the one named next is new (`새로 부임한`).
    pub(super) fn arrives(&self, before: &str) -> bool {
        self.arriving.is_match(before)
    }

    /// Whether nothing stands before the name but words that pass on to it (`다음은`).
    pub(super) fn opens(&self, before: &str) -> bool {
        before
            .split(|c: char| c.is_whitespace() || c == ',')
            .filter(|word| !word.is_empty())
            .all(|word| self.openers.contains(word))
    }

    /// Whether the word makes the one before it a name (`씨가`).
    pub(super) fn names(&self, word: &str) -> bool {
        self.named.contains(word)
    }

    /// Whether the words between two offices, or two names, only join them.
    pub(super) fn is_joint(&self, gap: &str) -> bool {
        let gap = gap.trim();
        let gap = gap.strip_suffix(',').unwrap_or(gap).trim();
        gap.chars().all(is_dot) || self.joints.contains(gap)
    }

    /// `word` without 과, 와 or 하고, if it ends so and what is left is wanted.
    pub(super) fn list_tail<'w>(
        &self,
        word: &'w str,
        mut wanted: impl FnMut(&str) -> bool,
    ) -> Option<&'w str> {
        self.list_tails
            .iter()
            .filter_map(|tail| word.strip_suffix(tail.as_str()))
            .find(|stem| !stem.is_empty() && wanted(stem))
    }

    /// Where the sentence says that something is vacant; most sentences say it nowhere.
    pub(super) fn vacant_cues(&self, text: &str) -> Vec<(usize, usize)> {
        self.vacant
            .find_iter(text)
            .filter(|cue| !self.not_vacant.is_match(&text[cue.end()..]))
            .map(|cue| (cue.start(), cue.end()))
            .collect()
    }

    /// Whether what follows an office makes it the subject, or joins it to the next.
    pub(super) fn is_subject(&self, after: &str) -> bool {
        self.subject.is_match(after)
    }

    /// Whether 공석, with what follows it up to the office, describes the office.
    pub(super) fn describes(&self, after_cue: &str) -> bool {
        self.between.is_match(after_cue)
    }
}
