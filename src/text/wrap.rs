//! Lines broken at a fixed width, joined again.
//!
//! Text taken from a PDF is broken inside words, with no hyphen, and has lost the blank where a
//! word ended at the end of a line. Whether a line goes on in the next is decided by its width;
//! whether a blank belongs between the two by how a word can end and begin, and where that is
//! silent by witnesses whose weights are added up: how often the document itself writes the
//! characters around the break together and apart, and, where that is not clear, which of the two
//! tokenizations is cheaper. So a compound that a document spells in both ways is joined as it
//! mostly is.

mod habit;
mod shape;

use super::normalize::{Lines, blocks};
use crate::{Document, Span};
use habit::{Gap, Habits};

/// How a line goes on in the next one.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum LineEnd {
    /// The next line begins something new.
    Boundary,
    /// The break stands inside a word.
    InsideWord,
    /// The break stands where a blank was.
    AtBlank,
}

/// A line is full from this share of the usual width on, and beyond doubt from the second.
const FULL: f64 = 0.7;
const SURELY_FULL: f64 = 0.85;
/// From this weight on the document's own spelling decides alone.
const CLEAR: f64 = 2.0;
/// The weight of each thousand by which one word is cheaper than two, up to so many, and that of
/// equal costs. Found together with the weights of the habits.
const COST: f64 = 1.1;
const MOST_COST: f64 = 4.0;
const EQUAL_COST: f64 = -1.2;

/// How the lines of a document go on.
#[derive(Debug, Default)]
pub(crate) struct Joins {
    /// Where the lines end that go on, in order, and how.
    ends: Vec<(usize, LineEnd)>,
}

/// A line that goes on, of which the shape does not tell how.
#[derive(Debug)]
struct Open<'a> {
    end: usize,
    /// The last two words of the line, and the first two of the next.
    words: [&'a str; 2],
    gap: Option<Gap>,
}

impl Joins {
    /// Decides for the lines of `bodies`, which are in order; in a document that is not wrapped only
    /// a line goes on that is torn beyond doubt. `cost` is the cost of a text's best tokenization.
    pub(crate) fn of(
        document: &Document,
        bodies: impl Iterator<Item = Span>,
        mut cost: impl FnMut(&str) -> i32,
    ) -> Self {
        if !document.wrapped {
            return Self { ends: torn(document, bodies) };
        }
        let (mut ends, open) = by_shape(document, bodies);
        let gaps = open.iter().filter_map(|open| open.gap);
        let habits = Habits::of(document.text.lines(), gaps);
        ends.extend(open.iter().map(|open| (open.end, open.decide(&habits, &mut cost))));
        ends.sort_unstable_by_key(|&(end, _)| end);
        Self { ends }
    }

    /// How the line that ends at a byte of the document goes on.
    pub(crate) fn line_end(&self, end: usize) -> LineEnd {
        let found = self.ends.binary_search_by_key(&end, |&(end, _)| end);
        found.map_or(LineEnd::Boundary, |at| self.ends[at].1)
    }
}

impl Open<'_> {
    fn decide(&self, habits: &Habits, cost: &mut impl FnMut(&str) -> i32) -> LineEnd {
        let mut together = habits.together(self.gap);
        if together.abs() < CLEAR {
            let [before, after] = self.words;
            let apart = cost(&format!("{before} {after}"));
            let joined = cost(&format!("{before}{after}"));
            together += if apart == joined {
                EQUAL_COST
            } else {
                COST * (f64::from(apart - joined) / 1000.0).clamp(-MOST_COST, MOST_COST)
            };
        }
        if together > 0.0 { LineEnd::InsideWord } else { LineEnd::AtBlank }
    }
}

/// The lines of a document that is not wrapped that nevertheless go on: the next begins with what
/// cannot begin a line.
fn torn(document: &Document, bodies: impl Iterator<Item = Span>) -> Vec<(usize, LineEnd)> {
    let mut ends = Vec::new();
    for block in bodies.flat_map(|body| blocks(&document.text, body)) {
        let mut lines = Lines::new(document, block).peekable();
        while let (Some(line), Some(&next)) = (lines.next(), lines.peek()) {
            if shape::is_torn(document.slice(line).trim_end(), document.slice(next).trim_start()) {
                ends.push((line.end, LineEnd::InsideWord));
            }
        }
    }
    ends
}

/// The lines that go on as their shape tells, and those of which it does not tell how.
fn by_shape(
    document: &Document,
    bodies: impl Iterator<Item = Span>,
) -> (Vec<(usize, LineEnd)>, Vec<Open<'_>>) {
    let (mut ends, mut open) = (Vec::new(), Vec::new());
    let width = usual_width(&document.text);
    for block in bodies.flat_map(|body| blocks(&document.text, body)) {
        let mut lines = Lines::new(document, block).peekable();
        while let (Some(line), Some(&next)) = (lines.next(), lines.peek()) {
            // The line may start behind a label, which counts for its width.
            let start = document.text[..line.start].rfind('\n').map_or(0, |at| at + 1);
            let share = columns(document.text[start..line.end].trim()) as f64 / width as f64;
            let end = line.end;
            let (line, next) = (document.slice(line).trim(), document.slice(next).trim());
            if shape::is_address(line)
                && next.starts_with(|c: char| c.is_ascii_graphic() && c != '-')
            {
                if !shape::begins_item(next) {
                    ends.push((end, LineEnd::InsideWord));
                }
                continue;
            }
            if share < FULL || !shape::goes_on(line, next, share >= SURELY_FULL) {
                continue;
            }
            let words = [tail(line), head(next)];
            match shape::line_end(words) {
                Some(how) => ends.push((end, how)),
                None => open.push(Open { end, words, gap: Gap::between(line, next) }),
            }
        }
    }
    (ends, open)
}

/// The width of a full line in half-width columns: nine of ten lines are no wider.
fn usual_width(text: &str) -> usize {
    let mut widths: Vec<usize> = text.lines().map(columns).collect();
    let at = widths.len() * 9 / 10;
    if at >= widths.len() { 0 } else { *widths.select_nth_unstable(at).1 }
}

/// The last two words of a line.
fn tail(line: &str) -> &str {
    let mut blanks = line.rmatch_indices(' ');
    blanks.next();
    blanks.next().map_or(line, |(at, _)| &line[at + 1..])
}

/// The first two words of a line.
fn head(line: &str) -> &str {
    let mut blanks = line.match_indices(' ');
    blanks.next();
    blanks.next().map_or(line, |(at, _)| &line[..at])
}

/// Width in half-width columns.
fn columns(line: &str) -> usize {
    // a character of several bytes is two columns wide, and only its first byte counts
    line.bytes().map(|byte| usize::from(byte < 0x80) + 2 * usize::from(byte >= 0xC0)).sum()
}
