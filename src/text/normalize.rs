//! Normalisation that remembers where each byte came from.

use super::offset::OffsetMap;
use super::wrap::{Joins, LineEnd};
use crate::syllable::syllable;
use crate::{Document, Span};

/// Blocks are cut where the next piece would make them longer than this many bytes.
const BLOCK: usize = 64 * 1024;

/// Cuts `span` of the document into blocks of at most 64 KB, at a line end, else behind a full
/// stop, else at a blank, else between two characters.
pub(crate) fn blocks(text: &str, span: Span) -> impl Iterator<Item = Span> + '_ {
    let mut start = span.start;
    std::iter::from_fn(move || {
        (start < span.end).then(|| {
            let end = if span.end - start <= BLOCK { span.end } else { cut(text, start) };
            let block = Span::new(start, end);
            start = end;
            block
        })
    })
}

/// Where a block that starts at `start` and would be too long ends.
fn cut(text: &str, start: usize) -> usize {
    let limit = text.floor_char_boundary(start + BLOCK);
    let window = &text[start..limit];
    let at = window
        .rfind('\n')
        .map(|at| at + 1)
        .or_else(|| window.rfind(". ").map(|at| at + 2))
        .or_else(|| window.rfind(char::is_whitespace).map(|at| window.ceil_char_boundary(at + 1)));
    start + at.unwrap_or(window.len())
}

/// Makes one block at a time plain, reusing its buffers.
#[derive(Debug, Default)]
pub(crate) struct Normalizer {
    /// The block: joined, composed, blanks plain; line ends that count are `\n`.
    pub(crate) text: String,
    /// The way back to the document.
    pub(crate) offsets: OffsetMap,
}

impl Normalizer {
    /// Fills `text` and `offsets` with the block of the document at `block`.
    pub(crate) fn normalize(&mut self, document: &Document, block: Span, joins: &Joins) {
        self.text.clear();
        self.offsets.clear();
        let mut lines = Lines::new(document, block).peekable();
        while let Some(line) = lines.next() {
            self.append_line(&document.text, line);
            if lines.peek().is_none() {
                self.append('\n', line.end, usize::from(line.end < block.end));
                break;
            }
            match joins.line_end(line.end) {
                LineEnd::Boundary => self.append('\n', line.end, 1),
                LineEnd::AtBlank => self.append(' ', line.end, 1),
                LineEnd::InsideWord => {}
            }
        }
    }

    fn append(&mut self, c: char, original: usize, original_len: usize) {
        if original_len > 0 {
            self.offsets.replaced(self.text.len(), original, c.len_utf8(), original_len);
            self.text.push(c);
        }
    }

    fn append_line(&mut self, text: &str, line: Span) {
        let mut copied = line.start;
        let mut at = line.start;
        while at < line.end {
            let c = text[at..line.end].chars().next().expect("at is before the end of the line");
            let mut next = at + c.len_utf8();
            if matches!(c, ' '..='~' | '가'..='힣') {
                at = next;
                continue;
            }
            if is_conjoining_jamo(c) {
                self.copy(text, copied, at);
                let (whole, len) = syllable(&text[at..line.end]).unwrap_or((c, c.len_utf8()));
                next = at + len;
                self.append(whole, at, len);
                copied = next;
            } else if is_odd_blank(c) {
                self.copy(text, copied, at);
                self.append(' ', at, c.len_utf8());
                copied = next;
            } else if is_invisible(c) {
                self.copy(text, copied, at);
                copied = next;
            }
            at = next;
        }
        self.copy(text, copied, line.end);
    }

    fn copy(&mut self, text: &str, from: usize, to: usize) {
        self.offsets.copied(self.text.len(), from, to - from);
        self.text.push_str(&text[from..to]);
    }
}

/// The lines of a block without their ends and without the document's furniture.
pub(super) struct Lines<'a> {
    document: &'a Document,
    at: usize,
    end: usize,
}

impl Iterator for Lines<'_> {
    type Item = Span;

    fn next(&mut self) -> Option<Span> {
        while self.at < self.end {
            let start = self.at;
            let rest = &self.document.text.as_bytes()[start..self.end];
            let (mut end, next) = match memchr::memchr(b'\n', rest) {
                Some(at) => (start + at, start + at + 1),
                None => (self.end, self.end),
            };
            self.at = next;
            if self.is_furniture(Span::new(start, end)) {
                continue;
            }
            if end > start && self.document.text.as_bytes()[end - 1] == b'\r' {
                end -= 1;
            }
            return Some(Span::new(start, end));
        }
        None
    }
}

impl<'a> Lines<'a> {
    pub(super) fn new(document: &'a Document, block: Span) -> Self {
        Self { document, at: block.start, end: block.end }
    }

    fn is_furniture(&self, line: Span) -> bool {
        let all = &self.document.furniture;
        let after = all.partition_point(|span| span.start <= line.start);
        after > 0 && all[after - 1].contains(line)
    }
}

fn is_conjoining_jamo(c: char) -> bool {
    matches!(c, '\u{1100}'..='\u{11FF}' | '\u{A960}'..='\u{A97F}' | '\u{D7B0}'..='\u{D7FF}')
}

fn is_odd_blank(c: char) -> bool {
    matches!(
        c,
        '\0' | '\t' | '\u{B}' | '\u{C}' | '\r' | '\u{85}' | '\u{A0}' | '\u{1680}' | '\u{2000}'
            ..='\u{200A}' | '\u{2028}' | '\u{2029}' | '\u{202F}' | '\u{205F}' | '\u{3000}'
    )
}

fn is_invisible(c: char) -> bool {
    matches!(c, '\u{AD}' | '\u{200B}'..='\u{200F}' | '\u{2060}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(text: &str, wrapped: bool, normalized: &str, part: &str, original: &str) {
        let mut document = Document::parse("t", text);
        document.wrapped = wrapped;
        let mut normalizer = Normalizer::default();
        let all = Span::new(0, text.len());
        let joins = Joins::of(&document, [all].into_iter(), |_| 0);
        normalizer.normalize(&document, all, &joins);
        assert_eq!(normalizer.text, normalized);
        let start = normalized.find(part).expect("the part is in the normalised text");
        let span = normalizer.offsets.span(start, start + part.len());
        assert_eq!(document.slice(span), original);
    }

    #[test]
    fn every_byte_leads_back() {
        check(
            "회의를 개의하\n겠습니다.\n",
            true,
            "회의를 개의하겠습니다.\n",
            "개의하겠습니다",
            "개의하\n겠습니다",
        );
        check("하나\u{A0}둘\r\n셋", false, "하나 둘\n셋", "둘", "둘");
        check(
            "\u{1112}\u{1161}\u{11AB}강 길",
            false,
            "한강 길",
            "한강",
            "\u{1112}\u{1161}\u{11AB}강",
        );
        check("가\0나\u{200B}다", false, "가 나다", "나다", "나\u{200B}다");
    }

    #[test]
    fn blocks_cover_and_are_bounded() {
        let text = "가나다라마바사 ".repeat(30_000);
        let mut at = 0;
        for block in blocks(&text, Span::new(0, text.len())) {
            assert_eq!(block.start, at);
            assert!(block.len() <= BLOCK && !block.is_empty());
            at = block.end;
        }
        assert_eq!(at, text.len());
    }
}
