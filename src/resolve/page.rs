//! Pages and documents that a sentence takes from those before it.

use crate::extract::{Finding, PageReference};
use crate::{Document, Lexicon, PageRange, RoleClass, Span};

/// The words that tell where a page heading begins to hold and where it ends.
#[derive(Debug)]
pub(super) struct Headings {
    /// Words that lead over to a page at the head of a sentence (`먼저`, `다음은`).
    lead: Vec<String>,
    /// A page at the head of a sentence with one of these is passed over and opens nothing.
    skipped: Vec<String>,
    /// Words by which an answer turns into a report.
    reporting: Vec<String>,
    /// Words that open a new part of a report, where the sentence is an announcement.
    opener: Vec<String>,
    /// Parts that every page of a report has (`다음은 추진 계획입니다`).
    inner: Vec<String>,
    /// Words that close a report, or turn to the listeners.
    /// … and whether only of what was said (`지금까지 … 보고드렸습니다`).
    closer: Vec<(String, bool)>,
    /// How announcements end, without blanks.
    announcement: Vec<String>,
}

impl Headings {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let words =
            |class: &str| lexicon.class(class).iter().map(|entry| entry.surface.clone()).collect();
        Self {
            lead: words("heading_lead"),
            skipped: words("page_skipped"),
            reporting: words("reporting"),
            opener: words("part_opener"),
            inner: words("part_inner"),
            closer: lexicon
                .class("part_closer")
                .iter()
                .map(|entry| (entry.surface.clone(), entry.canonical == "said"))
                .collect(),
            announcement: words("announcement"),
        }
    }
}

/// How many turns later a document named in one exchange still counts.
const EXCHANGE: usize = 6;

/// Gives page references without a document the one that was named last.
///
/// A document counts to the end of the turn in which it was named, and for the next few turns on
/// the same item of the agenda: the answer to a question about `예산서 45쪽` says `46쪽`.
pub(super) fn inherit_documents(document: &Document, findings: &mut [Finding]) {
    let mut named: Option<(usize, Span)> = None;
    for finding in findings {
        let Finding::Page(page) = finding else { continue };
        if let Some(span) = page.document {
            named = Some((page.turn, span));
            continue;
        }
        let earlier = named
            .filter(|&(turn, _)| is_one_exchange(document, turn, page.turn))
            .map(|(_, span)| span);
        page.document_inherited = page.document_inherited.max(earlier);
        if let Some(span) = page.document_inherited {
            named = Some((page.turn, span));
        }
    }
}

fn is_one_exchange(document: &Document, first: usize, second: usize) -> bool {
    let item = |turn: usize| document.turns.get(turn).and_then(|turn| turn.agenda_item);
    first == second || second - first.min(second) <= EXCHANGE && item(first) == item(second)
}

/// Gives each commitment the page heading that it stands under.
///
/// Only a heading in the same turn of somebody who reports counts, and only until the report opens
/// a part that names no page. A page at the head of a sentence is a heading (`12쪽 하수관로 정비는
/// 끝났습니다`), and so is one that a sentence is about (`… 규모는 12쪽입니다`).
pub(super) fn assign_pages(words: &Headings, document: &Document, findings: &mut [Finding]) {
    let mut heading: Option<Heading> = None;
    for finding in findings {
        let turn = finding.turn();
        if heading.is_some_and(|heading| heading.turn != turn) {
            heading = None;
        }
        match finding {
            Finding::Page(page) => heading = after_page(words, document, heading, page),
            Finding::Commitment(commitment) => {
                let Some(known) = &mut heading else { continue };
                if has_new_part(words, document, known.read, commitment.span.start) {
                    heading = None;
                } else {
                    commitment.page = Some(known.range);
                    known.read = commitment.span.end;
                }
            }
            Finding::Officer(_) => {}
        }
    }
}

/// The heading that holds behind a page reference, given the one before it.
fn after_page(
    words: &Headings,
    document: &Document,
    before: Option<Heading>,
    page: &PageReference,
) -> Option<Heading> {
    let sentence = sentence_around(document, page);
    let same_sentence = before.filter(|heading| heading.sentence == sentence.start);
    let range = joint(&page.ranges)?;
    let starts = starts_sentence(words, document, page, sentence);
    if let Some(heading) = same_sentence {
        // `447쪽과 448쪽은 …` is one heading; a second document's page is none.
        let next = heading.range.last.is_some_and(|last| last + 1 == range.first);
        let joined = PageRange { first: heading.range.first, last: range.last };
        let range = if next && page.document.is_none() { joined } else { heading.range };
        return Some(Heading { range, read: page.span.end, ..heading });
    }
    if (page.heading || starts) && reports(words, document, page) {
        let skipped =
            words.skipped.iter().any(|word| document.slice(sentence).contains(word.as_str()));
        let heading =
            Heading { range, turn: page.turn, sentence: sentence.start, read: page.span.end };
        return (page.heading || !skipped).then_some(heading);
    }
    let heading = before?;
    let closed = has_new_part(words, document, heading.read, page.span.start);
    (!closed).then_some(Heading { read: page.span.end, ..heading })
}

/// One range from the first page of a reference to its last, where they follow each other.
fn joint(ranges: &[PageRange]) -> Option<PageRange> {
    let mut joint = *ranges.first()?;
    for range in &ranges[1..] {
        if joint.last.is_none_or(|last| last + 1 != range.first) {
            break;
        }
        joint.last = range.last;
    }
    Some(joint)
}

/// The sentence that a reference stands in, within its turn.
fn sentence_around(document: &Document, page: &PageReference) -> Span {
    let body = document.turns.get(page.turn).map_or(page.span, |turn| turn.body);
    let before = &document.text[body.start.min(page.span.start)..page.span.start];
    let start = before
        .char_indices()
        .rev()
        .find(|&(at, c)| matches!(c, '\n' | '?' | '!') || c == '.' && !is_number_point(before, at))
        .map_or(0, |(at, c)| at + c.len_utf8());
    let start = page.span.start - before.len() + start;
    let after = &document.text[page.span.end..body.end.max(page.span.end)];
    let end = page.span.end + after.find(['.', '\n', '?', '!']).unwrap_or(after.len());
    Span::new(start, end)
}

/// Whether the point at `at` follows a digit or a Latin letter (`p. 3`, `1. 일반현황`).
fn is_number_point(text: &str, at: usize) -> bool {
    text[..at].ends_with(|c: char| c.is_ascii_alphanumeric())
}

/// Whether nothing but words that lead over stands in the sentence before the reference and its
/// document.
fn starts_sentence(
    words: &Headings,
    document: &Document,
    page: &PageReference,
    sentence: Span,
) -> bool {
    let head = page.document.map_or(page.span.start, |name| name.start.min(page.span.start));
    let lead = &document.text[sentence.start.min(head)..head];
    lead.split(|c: char| c.is_whitespace() || c == ',')
        .filter(|word| !word.is_empty())
        .all(|word| words.lead.iter().any(|lead| lead == word))
}

/// A page heading that still holds.
#[derive(Clone, Copy, Debug)]
struct Heading {
    range: PageRange,
    turn: usize,
    /// First byte of the sentence that it stands in.
    sentence: usize,
    /// Up to where the text was looked through for the opening of a new part.
    read: usize,
}

/// Whether the reference stands in a report: not in a member's or the chair's turn, nor in the
/// answer to a member's question, unless the answer announces a report.
fn reports(words: &Headings, document: &Document, page: &PageReference) -> bool {
    let class = |turn: usize| {
        let speaker = document.turns.get(turn).and_then(|turn| turn.speaker.as_ref());
        speaker.map(|speaker| speaker.class)
    };
    match class(page.turn) {
        Some(RoleClass::Member | RoleClass::Chair) => return false,
        None => return true,
        Some(_) => {}
    }
    let Some(before) = page.turn.checked_sub(1) else { return true };
    let body = document.turns[page.turn].body;
    match class(before) {
        Some(RoleClass::Member) => {
            let opening = &document.text[body.start..page.span.start.max(body.start)];
            words.reporting.iter().any(|word| opening.contains(word.as_str()))
        }
        _ => !is_asked_for(document, document.turns[before].body, body, page),
    }
}

/// Whether the reference only answers a question for the page.
fn is_asked_for(document: &Document, question: Span, body: Span, page: &PageReference) -> bool {
    let lead = document.text[body.start..page.span.start.max(body.start)].trim();
    let question = document.slice(question).trim_end();
    let last = question.rfind(['.', '\n']).map_or(question, |at| &question[at..]);
    let asked = ["몇 쪽", "몇 페이지", "몇쪽", "몇페이지"].iter().any(|words| last.contains(words));
    asked
        && question.ends_with('?')
        && lead.chars().all(|c| c.is_alphabetic() || matches!(c, ',' | ' '))
}

/// Whether a sentence that lies wholly in `from..to` opens a part without a page, or closes the
/// report.
fn has_new_part(words: &Headings, document: &Document, from: usize, to: usize) -> bool {
    let Some(text) = document.text.get(from..to) else { return true };
    let mut sentences: Vec<_> = text.split_inclusive(['.', '?', '!', '\n']).collect();
    if !text.ends_with(['.', '?', '!', '\n']) {
        sentences.pop();
    }
    sentences.iter().skip(1).any(|sentence| opens_part(words, sentence))
}

fn opens_part(words: &Headings, sentence: &str) -> bool {
    let sentence = sentence.trim().trim_end_matches(['.', '!']);
    let has_digit = sentence.chars().any(|c| c.is_ascii_digit());
    if has_digit && (sentence.contains("쪽") || sentence.contains("페이지")) {
        return false;
    }
    let past = sentence.ends_with("렸습니다");
    if words
        .closer
        .iter()
        .any(|(word, said)| sentence.starts_with(word.as_str()) && (past || !said))
    {
        return true;
    }
    let last: String = sentence.chars().rev().take(12).filter(|c| !c.is_whitespace()).collect();
    let last: String = last.chars().rev().collect();
    let opened = words.opener.iter().find_map(|word| sentence.strip_prefix(word.as_str()));
    opened
        .is_some_and(|rest| !words.inner.iter().any(|part| rest.trim().starts_with(part.as_str())))
        && words.announcement.iter().any(|ending| last.ends_with(ending.as_str()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Commitment, Confidence, Speaker, Strength, Turn};

    /// A document of turns, each with its speaker's class.
    fn document(turns: &[(RoleClass, &str)]) -> Document {
        let mut document = Document::default();
        for &(class, body) in turns {
            let start = document.text.len();
            document.text.push_str(body);
            let span = Span::new(start, document.text.len());
            let speaker = Some(Speaker { class, ..Speaker::default() });
            document.turns.push(Turn { span, body: span, speaker, ..Turn::default() });
        }
        document
    }

    fn turn_at(document: &Document, at: usize) -> usize {
        document.turns.iter().position(|turn| at < turn.span.end).expect("inside the text")
    }

    fn find(document: &Document, words: &str) -> Span {
        let at = document.text.find(words).expect("the text holds it");
        Span::new(at, at + words.len())
    }

    fn page(document: &Document, words: &str, first: u32, name: Option<&str>) -> Finding {
        let span = find(document, words);
        Finding::Page(PageReference {
            span,
            ranges: vec![PageRange { first, last: Some(first) }],
            document: name.map(|name| find(document, name)),
            document_inherited: None,
            position: None,
            subject: None,
            heading: true,
            rule: "page/number",
            confidence: Confidence::default(),
            turn: turn_at(document, span.start),
        })
    }

    fn commitment(document: &Document, words: &str) -> Finding {
        let span = find(document, words);
        Finding::Commitment(Commitment {
            span,
            strength: Strength::Firm,
            condition: None,
            negative: false,
            page: None,
            deadline: None,
            due: None,
            answers: None,
            resolve: None,
            office: None,
            action: span,
            clause: span,
            rule: "commitment/firm",
            confidence: Confidence::default(),
            turn: turn_at(document, span.start),
        })
    }

    fn check_page(turns: &[(RoleClass, &str)], expected: Option<u32>) {
        let document = document(turns);
        let mut findings =
            vec![page(&document, "13쪽", 13, None), commitment(&document, "넓히겠습니다")];
        assign_pages(&Headings::new(&Lexicon::builtin()), &document, &mut findings);
        let Finding::Commitment(found) = &findings[1] else { panic!("it is a commitment") };
        assert_eq!(found.page.map(|range| range.first), expected, "{turns:?}");
    }

    #[test]
    fn page_of_a_commitment() {
        use RoleClass::{Chair, Member, Official};
        check_page(&[(Official, "13쪽 도로 정비입니다.\n인도를 넓히겠습니다.\n")], Some(13));
        check_page(
            &[(Official, "13쪽 도로 정비입니다.\n길이 좁습니다. 인도를 넓히겠습니다.\n")],
            Some(13),
        );
        check_page(
            &[(Official, "13쪽 도로 정비입니다.\n다음은 하천 정비입니다.\n둑을 넓히겠습니다.\n")],
            None,
        );
        check_page(
            &[(Official, "13쪽 도로 정비입니다.\n이상으로 보고를 마칩니다.\n길을 넓히겠습니다.\n")],
            None,
        );
        check_page(
            &[(Official, "13쪽 도로 정비입니다.\n"), (Official, "길을 넓히겠습니다.\n")],
            None,
        );
        check_page(&[(Member, "13쪽 도로 정비입니다. 길을 넓히겠습니다.\n")], None);
        check_page(
            &[(Chair, "그게 몇 쪽입니까?\n"), (Official, "13쪽입니다. 길을 넓히겠습니다.\n")],
            None,
        );
    }

    fn check_document(turns: &[(RoleClass, &str)], expected: Option<&str>) {
        let document = document(turns);
        let mut findings =
            vec![page(&document, "45쪽", 45, Some("예산서")), page(&document, "46쪽", 46, None)];
        inherit_documents(&document, &mut findings);
        let Finding::Page(found) = &findings[1] else { panic!("it is a page") };
        assert_eq!(found.document_inherited.map(|span| document.slice(span)), expected);
    }

    #[test]
    fn document_of_an_exchange() {
        use RoleClass::{Member, Official};
        check_document(&[(Member, "예산서 45쪽입니다. 46쪽도 봅시다.\n")], Some("예산서"));
        check_document(
            &[(Member, "예산서 45쪽입니다.\n"), (Official, "46쪽입니다.\n")],
            Some("예산서"),
        );
        let mut far = vec![(Member, "예산서 45쪽입니다.\n")];
        far.extend([(Official, "예.\n"); EXCHANGE]);
        far.push((Official, "46쪽입니다.\n"));
        check_document(&far, None);
    }
}
