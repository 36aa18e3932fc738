//! Pages: numbers with a page unit, the document they belong to, and what stands around them.
//!
//! A sentence without a page unit is left after one pass. Otherwise every numeral is tried as the
//! start of a reference: its shape (`reference`), whether it is something else (`lookalike`), the
//! document of its clause (`document`), then position, subject and heading (`context`).

use super::{Extractor, Finding, PageReference, Passage};
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
            let name = document::before(text, previous.end, shape.start, &self.words);
            let named = name.is_some_and(|name| text[name.end..shape.start].trim().is_empty());
            if lookalike::is_lookalike(text, &shape, named, &self.words) {
                at = shape.end;
                continue;
            }
            let carried = previous.document.filter(|_| {
                !document::clause_ends_within(text, previous.end, shape.start, &self.words)
            });
            let document = name
                .map(|name| (name.start, name.end))
                .or(carried)
                .or_else(|| self.document_behind(text, shape.end));
            findings.push(Finding::Page(self.finding(passage, &shape, document)));
            at = shape.end;
            previous = Previous { end: shape.end, document };
        }
    }
}

/// The reference before the one at hand.
#[derive(Clone, Copy, Debug, Default)]
struct Previous {
    end: usize,
    document: Option<(usize, usize)>,
}

impl PageExtractor {
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
        let start = turn.body.start.max(text.floor_char_boundary(end.saturating_sub(LOOK_BACK)));
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
        let new_word = before.is_none_or(|c| !c.is_alphanumeric()) || before == Some('제');
        let possible = digit(c).is_some()
            || c == '제'
            || (new_word && (c.is_ascii_alphabetic() || ('가'..='힣').contains(&c)));
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

    /// The page references of a text.
    fn pages(document: &Document) -> Vec<PageReference> {
        let analyzer = Analyzer::new().expect("the crate's own rules compile");
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
}
