//! Pages: numbers with a page unit, the document they belong to, and what stands around them.
//!
//! A sentence without a page unit is left after one pass. Otherwise every numeral is tried as the
//! start of a reference: its shape (`reference`), whether it is something else (`lookalike`), the
//! document of its clause (`document`), then position, subject and heading (`context`).

use super::{Confidence, Extractor, Finding, PageReference, Passage};
use crate::{Error, ErrorKind, Lexicon, Result, Rule, Span};
use aho_corasick::AhoCorasick;
use number::{Script, digit};
use reference::{Shape, Unit};
use word::Vocabulary;

mod context;
mod document;
mod lookalike;
mod number;
mod reference;
mod rules;
mod word;

/// How many bytes before a sentence are searched for a document shown to the listeners.
const LOOK_BACK: usize = 1500;

/// Finds page references.
#[derive(Debug)]
pub(crate) struct PageExtractor {
    words: Vocabulary,
    /// Every unit; where none occurs there is nothing to find.
    units: AhoCorasick,
}

impl Extractor for PageExtractor {
    const RULES: &'static [Rule] = rules::RULES;

    fn new(lexicon: &Lexicon) -> Result<Self> {
        let words = Vocabulary::new(lexicon);
        let all = [&words.unit, &words.face, &words.latin];
        let units = AhoCorasick::builder()
            .ascii_case_insensitive(true)
            .build(all.into_iter().flat_map(|class| class.iter()))
            .map_err(|error| Error::new(ErrorKind::Rule, format!("page units: {error}")))?;
        Ok(Self { words, units })
    }

    fn extract(&self, passage: &Passage<'_>, findings: &mut Vec<Finding>) {
        let text = passage.text;
        let Some(last_unit) = self.units.find_iter(text).last() else { return };
        let mut previous = Previous::default();
        let mut at = 0;
        while let Some((start, tried)) = next_start(text, at, last_unit.end(), &self.words) {
            let Some(shape) = tried else {
                at = start;
                continue;
            };
            if lookalike::is_cut_off(text, start) || self.is_labelled(text, &shape) {
                let first = text[start..].chars().next().map_or(1, char::len_utf8);
                at = number::digit_run(text, start).1.max(start + first);
                continue;
            }
            let name = document::before(text, previous.end, shape.start, &self.words);
            let named =
                name.is_some_and(|name| matches!(text[name.end..shape.start].trim(), "" | "의"));
            let carried = previous.document.filter(|_| {
                !document::clause_ends_within(text, previous.end, shape.start, &self.words)
            });
            let faces = previous.unit == Some(Unit::Face) && shape.unit == Unit::Face;
            let named = named || faces && carried.is_some();
            if lookalike::is_lookalike(text, &shape, named, &self.words) {
                at = shape.end;
                continue;
            }
            let mut document = name.map(|name| (name.start, name.end)).or(carried);
            if document.is_none() {
                document = self.document_behind(text, shape.end);
                if let Some((from, to)) = document {
                    let same_clause = previous.end > 0
                        && !document::clause_ends_within(
                            text,
                            previous.end,
                            shape.start,
                            &self.words,
                        );
                    if let Some(Finding::Page(page)) = findings.last_mut().filter(|_| same_clause) {
                        page.document = Some(passage.span(from, to));
                        page.document_inherited = None;
                    }
                }
            }
            findings.push(Finding::Page(self.finding(passage, &shape, document)));
            at = shape.end;
            previous = Previous { end: shape.end, document, unit: Some(shape.unit) };
        }
    }
}

/// The reference before the one at hand.
#[derive(Clone, Copy, Debug, Default)]
struct Previous {
    end: usize,
    document: Option<(usize, usize)>,
    unit: Option<Unit>,
}

impl PageExtractor {
    /// Whether the first number of a list belongs to the word before it (`별첨 2, 35쪽`).
    fn is_labelled(&self, text: &str, shape: &Shape) -> bool {
        let before = text[..shape.start].trim_end_matches(' ');
        let (_, end) = number::digit_run(text, shape.start);
        shape.ranges.len() == 2
            && text[end..].starts_with(", ")
            && self.words.label.suffix(before).is_some()
    }

    fn document_behind(&self, text: &str, at: usize) -> Option<(usize, usize)> {
        let name = document::behind(text, at, &self.words)?;
        let next = text[name.end..].trim_start_matches(['은', '는', ' ', ',']);
        let another = next.starts_with(|c| digit(c).is_some());
        (!another).then_some((name.start, name.end))
    }

    /// The document that an earlier sentence of the turn asked the listeners to look at.
    fn document_shown(&self, passage: &Passage<'_>) -> Option<Span> {
        let text = &passage.document.text;
        let turn = passage.document.turns.get(passage.turn)?;
        let end = passage.span(0, 0).start.max(turn.body.start);
        let mut start = turn.body.start.max(end.saturating_sub(LOOK_BACK));
        while !text.is_char_boundary(start) {
            start += 1;
        }
        let (from, to) = document::shown_before(text.get(start..end)?, &self.words)?;
        Some(Span::new(start + from, start + to))
    }

    fn finding(
        &self,
        passage: &Passage<'_>,
        shape: &Shape,
        document: Option<(usize, usize)>,
    ) -> PageReference {
        let text = passage.text;
        let words = &self.words;
        let span = |range: Option<(usize, usize)>| range.map(|(from, to)| passage.span(from, to));
        let position = context::position(text, shape.end, words);
        let mut ranges = shape.ranges.clone();
        let open = is_open(text, shape, position);
        if let Some(last) = ranges.last_mut().filter(|_| open) {
            last.last = None;
        }
        let name_start = document.map(|(start, _)| start);
        PageReference {
            span: passage.span(shape.start, shape.end),
            ranges,
            document: span(document),
            document_inherited: if document.is_none() {
                self.document_shown(passage)
            } else {
                None
            },
            position: span(position),
            subject: span(context::subject(text, shape.end, words)),
            heading: context::is_heading(text, shape.start, shape.end, name_start, words),
            rule: rule_name(shape, open),
            confidence: Confidence::default(),
            turn: passage.turn,
        }
    }
}

/// The next numeral or prefix unit from `at` on, and the reference that starts there, if one does;
/// else where to go on.
fn next_start(
    text: &str,
    at: usize,
    limit: usize,
    words: &Vocabulary,
) -> Option<(usize, Option<Shape>)> {
    let mut before = text[..at].chars().next_back();
    for (offset, c) in text[at..].char_indices() {
        let start = at + offset;
        if start >= limit {
            return None;
        }
        let syllable = |c: char| ('가'..='힣').contains(&c);
        let new_word =
            || before.is_none_or(|c| !syllable(c) && !c.is_alphanumeric()) || before == Some('제');
        let possible = digit(c).is_some() || (c.is_ascii_alphabetic() || syllable(c)) && new_word();
        if possible {
            if let Some(shape) = reference::shape_at(text, start, words) {
                return Some((start, Some(shape)));
            }
            if digit(c).is_some() {
                let (_, end) = number::digit_run(text, start);
                return Some((end, None));
            }
        }
        before = Some(c);
    }
    None
}

/// `35쪽부터`, `12쪽 이하`, `25쪽 후반부터`.
fn is_open(text: &str, shape: &Shape, position: Option<(usize, usize)>) -> bool {
    let single = shape.ranges.last().is_some_and(|range| range.last == Some(range.first));
    let opens = |at: usize| {
        let rest = &text[at..];
        rest.starts_with("부터") || rest.starts_with("에서부터")
    };
    let rest = text[shape.end..].trim_start();
    single
        && (opens(shape.end)
            || rest.starts_with("이하")
            || rest.starts_with("이후")
            || position.is_some_and(|(_, end)| opens(end)))
}

fn rule_name(shape: &Shape, open: bool) -> &'static str {
    let first = shape.ranges[0];
    match shape.unit {
        Unit::Face => "page/face",
        Unit::LatinAfter => "page/latin",
        Unit::Before => "page/unit-first",
        Unit::Plain if shape.ranges.len() > 1 => "page/list",
        Unit::Plain if open => "page/open",
        Unit::Plain if first.last != Some(first.first) => "page/range",
        Unit::Plain if shape.script != Script::Digits => "page/number-word",
        Unit::Plain if shape.ordinal => "page/ordinal",
        Unit::Plain => "page/number",
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Document};
    use std::sync::OnceLock;

    /// The page references of a text.
    fn pages(document: &Document) -> Vec<PageReference> {
        static ANALYZER: OnceLock<Analyzer> = OnceLock::new();
        let analyzer =
            ANALYZER.get_or_init(|| Analyzer::new().expect("the crate's own rules compile"));
        let findings = analyzer.worker().analyze(document).findings.into_iter();
        findings
            .filter_map(|finding| match finding {
                Finding::Page(page) => Some(page),
                _ => None,
            })
            .collect()
    }

    #[test]
    fn rules_find_their_examples() {
        for rule in rules::RULES {
            assert!(!rule.finds.is_empty() && !rule.ignores.is_empty(), "{}", rule.name);
            for prefix in ["", "회의를 시작합니다. "] {
                for (sentence, found) in rule.finds {
                    let document = Document::parse("t", format!("{prefix}{sentence}"));
                    let pages = pages(&document);
                    let spans: Vec<_> = pages.iter().map(|page| page.span).collect();
                    let at = prefix.len() + sentence.find(found).expect("the sentence holds it");
                    let expected = crate::Span::new(at, at + found.len());
                    assert_eq!(spans, [expected], "{}: {prefix}{sentence}", rule.name);
                    assert_eq!(pages[0].rule, rule.name, "{sentence}");
                }
                for sentence in rule.ignores {
                    let document = Document::parse("t", format!("{prefix}{sentence}"));
                    assert_eq!(pages(&document), [], "{}: {prefix}{sentence}", rule.name);
                }
            }
        }
    }

    /// Each sentence with what is expected of its references, in order.
    fn check(part: impl Fn(&Document, &PageReference) -> String, cases: &[(&str, &[&str])]) {
        for &(sentence, expected) in cases {
            let document = Document::parse("t", sentence);
            let found: Vec<_> = pages(&document).iter().map(|page| part(&document, page)).collect();
            assert_eq!(found, expected, "{sentence}");
        }
    }

    fn slice(document: &Document, span: Option<Span>) -> String {
        span.map_or("", |span| document.slice(span)).to_owned()
    }

    #[test]
    fn several_in_one_sentence() {
        let text = |document: &Document, page: &PageReference| document.slice(page.span).to_owned();
        check(
            text,
            &[
                ("12쪽, 15쪽을 봐 주십시오.", &["12쪽", "15쪽"]),
                ("441쪽, 아니, 442쪽입니다.", &["441쪽", "442쪽"]),
                ("9페이지, 9쪽 보실까요?", &["9페이지", "9쪽"]),
                ("12쪽, 13, 14쪽입니다.", &["12쪽", "13, 14쪽"]),
                ("12~13, 15쪽입니다.", &["12~13, 15쪽"]),
                ("459쪽부터 460쪽, 한 쪽밖에 안 됩니다.", &["459쪽부터 460쪽"]),
                ("총 20쪽 중 3쪽만 보십시오.", &["3쪽"]),
                ("16페이지에서부터, 17페이지 건너뛰고", &["16페이지", "17페이지"]),
                ("설명자료 2-1, 142쪽입니다.", &["142쪽"]),
                ("424쪽 하단에서 425쪽까지입니다.", &["424쪽 하단에서 425쪽까지"]),
                ("51쪽부터 시작해서 120쪽까지 마쳤습니다.", &["51쪽부터 시작해서 120쪽까지"]),
                ("66쪽, 67쪽에 걸쳐서 질의하겠습니다.", &["66쪽", "67쪽"]),
                ("책자가 40쪽, 부록이 41쪽 분량입니다.", &[]),
            ],
        );
    }

    #[test]
    fn documents() {
        let name = |document: &Document, page: &PageReference| slice(document, page.document);
        check(
            name,
            &[
                ("예산안 443쪽 설명서 264쪽입니다.", &["예산안", "설명서"]),
                ("예산서 35쪽과 36쪽, 설명서 40쪽입니다.", &["예산서", "예산서", "설명서"]),
                ("제2회 추가경정예산안은 375쪽입니다.", &["추가경정예산안"]),
                ("기금운용계획 변경안은 11쪽입니다.", &["기금운용계획 변경안"]),
                ("예산안 사업명세서 45쪽입니다.", &["예산안 사업명세서"]),
                ("자료를 보시면 15쪽에 있습니다.", &["자료"]),
                ("자료를 제출하셨는데 15쪽에 있습니다.", &[""]),
                ("60페이지 사업설명서를 보시면", &["사업설명서"]),
                ("3쪽과 4쪽 예산서를 봐 주십시오.", &["예산서", "예산서"]),
                ("15쪽 예산 성과계획서 목표 설정입니다.", &[""]),
                ("6쪽, 조문대비표를 보시겠습니다.", &[""]),
                ("1권 1쪽입니다.", &["1권"]),
                ("자료집 2권 35쪽입니다.", &["자료집 2권"]),
                ("예산서에는 없고 결산서 35쪽에 있습니다.", &["결산서"]),
                ("예산서에는 없고 35쪽에 있습니다.", &[""]),
                ("예산서를 보시면 농업정책과 35쪽입니다.", &["예산서"]),
                ("예산서 페이지는 271페이지고요.", &["예산서"]),
                ("자료 제출 요구한 35쪽입니다.", &[""]),
            ],
        );
        let inherited =
            |document: &Document, page: &PageReference| slice(document, page.document_inherited);
        check(
            inherited,
            &[
                ("예산서를 봐 주십시오. 45쪽입니다.", &["예산서"]),
                ("예산서 45쪽입니다. 46쪽도 봅시다.", &["", "예산서"]),
                ("예산서를 다 썼습니다. 45쪽입니다.", &[""]),
            ],
        );
    }

    #[test]
    fn position_subject_heading() {
        let position = |document: &Document, page: &PageReference| slice(document, page.position);
        check(
            position,
            &[
                ("12쪽 하단을 보시면", &["하단"]),
                ("12쪽, 연번 2번입니다.", &["연번 2번"]),
                ("12쪽의 3번을 보시면", &["3번"]),
                ("12쪽 상단 두 번째 줄에 있습니다.", &["상단 두 번째 줄"]),
                ("12쪽 중간쯤에 있습니다.", &["중간"]),
                ("12쪽 위원회 운영입니다.", &[""]),
            ],
        );
        let subject = |document: &Document, page: &PageReference| slice(document, page.subject);
        check(
            subject,
            &[
                ("13쪽 빈집 정비입니다.", &["빈집 정비"]),
                ("13쪽, 빈집 정비가 되겠습니다.", &["빈집 정비"]),
                ("35쪽부터 추진계획을 보고드리겠습니다.", &["추진계획"]),
                ("13쪽입니다.", &[""]),
                ("13쪽을 보시면 됩니다.", &[""]),
            ],
        );
        let heading = |_: &Document, page: &PageReference| page.heading.to_string();
        check(
            heading,
            &[
                ("13쪽 빈집 정비입니다.", &["true"]),
                ("다음 14쪽입니다.", &["true"]),
                ("먼저 보고서 12쪽 마실 수 있는 물 관리입니다.", &["true"]),
                ("5쪽 보시겠습니다.", &["true"]),
                ("3쪽부터 6쪽까지 일반현황은 생략하겠습니다.", &["false"]),
                ("13쪽 빈집 정비입니까?", &["false"]),
                ("그 책자 3쪽에 배치도가 실려 있습니다.", &["false"]),
            ],
        );
    }
}
