//! Where a committing ending stands.

use super::hangul;
use crate::rule;
use crate::{Error, ErrorKind, Lexicon, Result};
use aho_corasick::{AhoCorasick, AhoCorasickKind};
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

/// Each form in order of precedence: its anchors, of which it holds one (besides the nouns of plans,
/// for [`Form::Plan`]), and its pattern, which starts where the verb ends; what stands behind it is
/// looked at in [`Endings::find`].
const PATTERNS: &[(Form, &[&str], &str)] = &[
    (
        Form::Said,
        &["겠다"],
        r"겠다(?:는|라는|고)\s?(?:(?:것을|걸|거를|점을|점|그런|이런|것)\s)?(?:말씀(?:을|도|만|으로)?\s?(?:꼭 |다시 한번 |우선 |분명히 )?(?:드리|드립|드려|올리|올립|인사|대신|갈음)|말씀드|약속(?:을|도)?\s?(?:드리|드립|합니다|하겠)|다짐(?:을)?\s?(?:드리|드립|합니다|하겠))",
    ),
    (
        Form::Vow,
        &["약속", "다짐"],
        r" ?(?:것을|것임을|것이라고|것이라는|거라고|거라는|걸)\s?(?:(?:이 자리에서|이 자리를 빌려|분명히|굳게|다시 한번|감히|엄숙히) )?(?:약속|다짐)(?:드립니다|합니다|드리겠습니다|하겠습니다|드리며|하며)",
    ),
    (Form::VowNoun, &["약속"], r"약속(?:을)?\s?(?:드립니다|합니다|드리겠습니다|하겠습니다|드리며)"),
    (
        Form::Goal,
        &["목표로"],
        r"목표로\s?(?:하고 있습니다|하고 있으며|하고 있고요|하고 있고|하겠습니다|합니다|잡고 있습니다|두고 있습니다)",
    ),
    (
        Form::Will,
        &["겠", "겄", "것습니다"],
        r"(?:겠(?:습니다마는|습니다만|습니다|으며|으니|으나|고요|구요|고|음|어요|거든요|심더|심니더|십니더|슴다)|[겄것]습니다|겄어요)",
    ),
    (
        Form::Plan,
        &[],
        r"(?: (?:그러한|그런|이러한|이런))? ?{plan_noun}(?:임을 (?:보고|말씀)\s?드립니다|들?[이도] 있습니다|입니다마는|입니다만|입니다|이며|이고요|이구요|이고|고요|구요|이에요|예요|이거든요|거든요|인데요|임|으로 있습니다|으로 있으며|으로 있고요|으로 있고|에 있습니다|에 있으며|에 있고요|에 있고|(?:을|도|은|를)? ?(?:가지고|갖고) 있(?:습니다|으며|고요|고)|(?:을|도) ?(?:세우고|수립하고|잡고) 있(?:습니다|으며|고요|고)|으로 (?:[^ ,]+[을를] )?(?:지금 |현재 )?(?:추진|준비|진행)(?: ?중에 있습니다| ?중입니다|하고 있습니다|을 하고 있습니다))",
    ),
    (
        Form::NounPlan,
        &["계획", "예정"],
        r"(?:계획(?:을|은)?\s?(?:지금 |현재 )?(?:하고|가지고|갖고|잡고|세우고)\s?있(?:습니다|고요|고|으며|어요)|계획(?:하고|되고|되어|돼)\s?있(?:습니다|고요|고|으며)|계획(?: ?중에 있습니다| ?중입니다)|예정(?:되어|돼)\s?있(?:습니다|고요|고|으며)|예정(?:하고)\s?있(?:습니다|고요|고|으며))",
    ),
    (
        Form::Intend,
        &[
            "려고",
            "려구",
            "려 ",
            "라고 합",
            "라고합",
            "라고 하",
            "라고하",
            "라고 해",
            "라고해",
            "라고 함",
            "라고함",
            "라고 그",
            "라고그",
            "라고예",
            "라꼬",
            "고자",
            "코자",
        ],
        r"(?:려고\s?|려 |[고코]자\s?|라고\s?|라꼬\s?)(?:합니다마는|합니다만|합니다|하오며|하며|하고요|함|하고 있습니다|하고 있으며|생각하고 있(?:습니다|으며|고요|고)|생각합니다|그럽니다|해요|하는 (?:사항|상황|생각|입장|것|내용|계획|겁)(?:입니다|이며|이고|니다)|하는 거예요)|(?:려고요|려구요|라고예|라꼬예)",
    ),
    (
        Form::Decided,
        &["기로"],
        r"기로\s?(?:하였습니다|했습니다|하였으며|했으며|했고요|했고|결정했습니다|결정하였습니다|되어 있습니다|돼 있습니다)",
    ),
    (
        Form::Future,
        &["겁니다", "테고요", "거고", "거구", "것입니다", "것이", "거예요", "건데요"],
        r" ?(?:겁니다|테고요|거고요|거구요|거고|것입니다|것이며|것이고요|것이고|거예요|건데요)",
    ),
    (
        Form::Offer,
        &["게요", "께요", "게예", "께예", "랍니"],
        r"(?:게요|께요|게예|께예|랍니다|랍니더)",
    ),
];

/// Finds endings.
#[derive(Debug)]
pub(super) struct Endings {
    forms: Vec<(Form, Regex)>,
    /// A sentence without an anchor of a form holds no ending of it.
    anchors: AhoCorasick,
    /// For each anchor the index of its form.
    anchored: Vec<usize>,
    /// What behind an ending makes it somebody else's words or a question.
    foreign: Regex,
}

impl Endings {
    pub(super) fn new(lexicon: &Lexicon) -> Result<Self> {
        let forms = PATTERNS
            .iter()
            .map(|(form, _, pattern)| Ok((*form, rule::compile(pattern, lexicon)?)))
            .collect::<Result<Vec<_>>>()?;
        let foreign = rule::compile(
            r"^(?:(?:[,.]? ?[가-힣 ]{1,16}겠습니다)?,? ?(?:이렇게|이런 식|하고 끝)|\s?라고|\s?라는|\s?란|[”’」｣』]|\s?하(?:고|는|면서)\s(?:말|약속|답|얘기|이야기|정도|그|했)|\s?그랬|\s?했(?:거든|는데|었|다고|잖|고요)|\s?이렇게 (?:말|답|얘기))",
            lexicon,
        )?;
        let nouns = lexicon.class("plan_noun");
        let (mut anchors, mut anchored) = (Vec::new(), Vec::new());
        for (index, (form, words, _)) in PATTERNS.iter().enumerate() {
            let nouns = nouns.iter().filter(|_| *form == Form::Plan);
            anchors.extend(words.iter().copied().chain(nouns.map(|noun| noun.surface.as_str())));
            anchored.resize(anchors.len(), index);
        }
        let anchors = AhoCorasick::builder()
            .kind(Some(AhoCorasickKind::DFA))
            .build(anchors)
            .map_err(|error| Error::new(ErrorKind::Rule, format!("anchors: {error}")))?;
        Ok(Self { forms, anchors, anchored, foreign })
    }

    /// The endings of a sentence, in order, not overlapping.
    pub(super) fn find(&self, sentence: &str) -> Vec<Ending> {
        let mut possible = 0_u32;
        for anchor in self.anchors.find_overlapping_iter(sentence) {
            possible |= 1 << self.anchored[anchor.pattern().as_usize()];
        }
        if possible == 0 { Vec::new() } else { self.find_forms(sentence, possible) }
    }

    /// The endings of the forms that have a bit in `forms`.
    fn find_forms(&self, sentence: &str, forms: u32) -> Vec<Ending> {
        let mut found: Vec<Ending> = Vec::new();
        for (_, (form, regex)) in
            self.forms.iter().enumerate().filter(|(index, _)| forms >> index & 1 == 1)
        {
            for whole in regex.find_iter(sentence) {
                let end = match form {
                    Form::Said => whole.start() + "겠다".len(),
                    _ => whole.end(),
                };
                let ending = Ending { form: *form, stem: whole.start(), end };
                let rest = &sentence[ending.end..];
                // `-ㄹ 계획을 갖고 있습니다`; behind 는 the noun has a clause (see NounPlan).
                let head = sentence[..ending.stem].trim_end();
                let holds = whole.as_str().ends_with("고 있습니다")
                    || whole.as_str().contains("갖고 있")
                    || whole.as_str().contains("가지고 있");
                if *form == Form::Plan && holds && !head.ends_with(hangul::has_rieul) {
                    continue;
                }
                let is_open = *form != Form::Said && self.foreign.is_match(rest);
                let is_past = *form == Form::Said && sentence[whole.end()..].starts_with('렸');
                let is_cut = is_past
                    || rest.starts_with(['까', '다', '을', '?'])
                    || is_asked(rest)
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

/// Whether a word or two more make a question of it (`있지 않겠어요, 지금?`).
fn is_asked(rest: &str) -> bool {
    let words = rest.strip_prefix([',', ' ']).unwrap_or("");
    words.ends_with('?') && words.split_whitespace().count() <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    /// The anchors leave no ending out: with them and without, the same is found in every sentence
    /// of the corpus.
    #[test]
    fn anchors_are_a_superset() {
        let endings = Endings::new(&Lexicon::builtin()).expect("the patterns compile");
        let corpus = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        let mut sentences = 0;
        let mut found = 0;
        for folder in ["annotated", "shapes"] {
            let files = std::fs::read_dir(corpus.join(folder)).expect("the corpus is there");
            for path in files.map(|entry| entry.expect("the entry is readable").path()) {
                if path.extension().is_some_and(|end| end == "jsonl") {
                    continue;
                }
                let text = std::fs::read_to_string(&path).expect("a text is UTF-8");
                for sentence in text.split_inclusive(['.', '?', '\n']) {
                    let all = endings.find_forms(sentence, u32::MAX);
                    assert_eq!(endings.find(sentence), all, "{}: {sentence}", path.display());
                    sentences += 1;
                    found += all.len();
                }
            }
        }
        assert!(sentences > 2_000 && found > 500, "{found} endings in {sentences} sentences");
    }
}
