//! Pages and documents that a sentence takes from those before it.

use crate::extract::{Finding, PageReference};
use crate::{Document, PageRange, RoleClass, Span};

/// How many turns later a document named in one exchange still counts.
const EXCHANGE: usize = 6;

/// Words that open a new part of a report, where the sentence is an announcement.
const OPENERS: &[&str] =
    &["다음은", "다음으로", "다음에는", "이어서", "계속해서", "끝으로", "마지막으로", "그다음"];

/// Words that close a report, or turn to the listeners.
const CLOSERS: &[&str] = &["이상으로", "이상입니다", "이상 ", "지금까지", "존경하는"];

/// How announcements end, without blanks.
const ANNOUNCEMENTS: &[&str] =
    &["입니다", "보고드리겠습니다", "설명드리겠습니다", "말씀드리겠습니다", "보고하겠습니다"];

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
/// a part that names no page.
pub(super) fn assign_pages(document: &Document, findings: &mut [Finding]) {
    let mut heading: Option<Heading> = None;
    for finding in findings {
        let turn = finding.turn();
        if heading.is_some_and(|heading| heading.turn != turn) {
            heading = None;
        }
        match finding {
            Finding::Page(page) if page.heading && reports(document, page) => {
                heading =
                    page.ranges.first().map(|&range| Heading { range, turn, read: page.span.end });
            }
            Finding::Page(page) => {
                if let Some(heading) = &mut heading {
                    let closed = has_new_part(document, heading.read, page.span.start);
                    heading.read = if closed { usize::MAX } else { page.span.end };
                }
            }
            Finding::Commitment(commitment) => {
                let Some(known) = &mut heading else { continue };
                if has_new_part(document, known.read, commitment.span.start) {
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

/// A page heading that still holds.
#[derive(Clone, Copy, Debug)]
struct Heading {
    range: PageRange,
    turn: usize,
    /// Up to where the text was looked through for the opening of a new part.
    read: usize,
}

/// Whether the reference stands in a report: not in a member's or the chair's turn, and not at the
/// head of an answer to a question for the page.
fn reports(document: &Document, page: &PageReference) -> bool {
    let Some(turn) = document.turns.get(page.turn) else { return true };
    let asks =
        |speaker: &crate::Speaker| matches!(speaker.class, RoleClass::Member | RoleClass::Chair);
    if turn.speaker.as_ref().is_some_and(asks) {
        return false;
    }
    let first_line = document.text[turn.body.start..page.span.start].trim();
    if !first_line.chars().all(|c| c.is_alphabetic() || matches!(c, ',' | ' ')) || page.turn == 0 {
        return true;
    }
    let before = document.slice(document.turns[page.turn - 1].body).trim_end();
    let question = before.rfind(['.', '\n']).map_or(before, |at| &before[at..]);
    let asked =
        ["몇 쪽", "몇 페이지", "몇쪽", "몇페이지"].iter().any(|words| question.contains(words));
    !(asked && before.ends_with('?'))
}

/// Whether a sentence that lies wholly in `from..to` opens a part without a page, or closes the
/// report.
fn has_new_part(document: &Document, from: usize, to: usize) -> bool {
    let Some(text) = document.text.get(from..to) else { return true };
    let mut sentences: Vec<_> = text.split_inclusive(['.', '?', '!', '\n']).collect();
    if !text.ends_with(['.', '?', '!', '\n']) {
        sentences.pop();
    }
    sentences.iter().skip(1).any(|sentence| opens_part(sentence))
}

fn opens_part(sentence: &str) -> bool {
    let sentence = sentence.trim().trim_end_matches(['.', '!']);
    let has_digit = sentence.chars().any(|c| c.is_ascii_digit());
    if has_digit && (sentence.contains("쪽") || sentence.contains("페이지")) {
        return false;
    }
    if CLOSERS.iter().any(|word| sentence.starts_with(word)) {
        return true;
    }
    let last: String = sentence.chars().rev().take(12).filter(|c| !c.is_whitespace()).collect();
    let last: String = last.chars().rev().collect();
    OPENERS.iter().any(|word| sentence.starts_with(word))
        && ANNOUNCEMENTS.iter().any(|ending| last.ends_with(ending))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Commitment, Speaker, Strength, Turn};

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
            resolve: None,
            office: None,
            action: span,
            clause: span,
            rule: "commitment/firm",
            turn: turn_at(document, span.start),
        })
    }

    fn check_page(turns: &[(RoleClass, &str)], expected: Option<u32>) {
        let document = document(turns);
        let mut findings =
            vec![page(&document, "13쪽", 13, None), commitment(&document, "넓히겠습니다")];
        assign_pages(&document, &mut findings);
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
