//! Where the text of a document stands in its file.

#![cfg_attr(
    not(feature = "formats"),
    allow(dead_code, unused_variables, reason = "each format uses a part of what is here")
)]

use crate::Span;

/// Which bytes of the file, and which page, each part of a document's text was taken from.
///
/// A text that did not come from a file, or whose format has no use for byte positions (PDF, HWP),
/// knows no bytes; only PDF knows pages.
///
/// # Examples
/// ```
/// use sokgirok::{Span, read};
///
/// // "쪽" is two bytes in CP949, three in UTF-8.
/// let file = b"12\xC2\xCA \xB8\xF0\xB5\xCE \xBA\xB8\xBD\xCA\xB4\xCF\xB4\xD9.".to_vec();
/// let document = read::from_bytes("a.txt", file)?;
/// assert_eq!(document.slice(Span::new(0, 5)), "12쪽");
/// assert_eq!(document.origin.bytes(Span::new(0, 5)), Some(Span::new(0, 4)));
/// # Ok::<(), sokgirok::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    runs: Vec<Run>,
    length: usize,
    pages: Vec<(usize, u32)>,
}

/// Units of `text_unit` bytes of text, each taken from `file_unit` bytes of the file, one after
/// the other.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Run {
    text: u32,
    file: u32,
    text_unit: u16,
    file_unit: u16,
}

impl Origin {
    /// The bytes of the file from which `span` of the text was made.
    ///
    /// What lies between, such as tags, is included. `None` when the format keeps no bytes.
    #[must_use]
    pub fn bytes(&self, span: Span) -> Option<Span> {
        if self.runs.is_empty() || span.end > self.length {
            return None;
        }
        let (start, after) = self.unit(span.start);
        if span.is_empty() {
            let at = if span.start == self.length { after } else { start };
            return Some(Span::new(at, at));
        }
        let (_, end) = self.unit(span.end - 1);
        Some(Span::new(start, end.max(start)))
    }

    /// The page, counted from 1, on which byte `at` of the text stands.
    #[must_use]
    pub fn page(&self, at: usize) -> Option<u32> {
        let after = self.pages.partition_point(|&(start, _)| start <= at);
        self.pages.get(after.checked_sub(1)?).map(|&(_, page)| page)
    }

    /// The bytes of the unit that holds byte `at` of the text.
    fn unit(&self, at: usize) -> (usize, usize) {
        let after = self.runs.partition_point(|run| run.text as usize <= at).max(1);
        let run = self.runs[after - 1];
        let at = at.min(self.length.saturating_sub(1)).max(run.text as usize);
        let unit = (at - run.text as usize) / usize::from(run.text_unit);
        let start = run.file as usize + unit * usize::from(run.file_unit);
        (start, start + usize::from(run.file_unit))
    }

    /// A text of `length` bytes that is the file's own.
    pub(crate) fn same(length: usize) -> Self {
        let mut origin = Self::default();
        origin.copy(length, 0);
        origin
    }

    /// Takes up `length` bytes of text that stand as they are at byte `file`.
    pub(crate) fn copy(&mut self, length: usize, file: usize) {
        self.units(length, 1, file, 1);
    }

    /// Takes up `text` bytes of text that were made from `bytes` bytes at byte `file`.
    pub(crate) fn made(&mut self, text: usize, file: usize, bytes: usize) {
        self.units(text, text, file, bytes);
    }

    fn units(&mut self, length: usize, text_unit: usize, file: usize, file_unit: usize) {
        if length == 0 {
            return;
        }
        let narrow = |number: usize| u16::try_from(number).unwrap_or(u16::MAX);
        let run = Run {
            text: u32::try_from(self.length).unwrap_or(u32::MAX),
            file: u32::try_from(file).unwrap_or(u32::MAX),
            text_unit: narrow(text_unit),
            file_unit: narrow(file_unit),
        };
        let joins = self.runs.last().is_some_and(|last| {
            let units = (self.length - last.text as usize) / usize::from(last.text_unit);
            last.text_unit == run.text_unit
                && last.file_unit == run.file_unit
                && last.file as usize + units * usize::from(last.file_unit) == file
        });
        if !joins {
            self.runs.push(run);
        }
        self.length += length;
    }

    /// Begins page `page` at the end of the text so far, `at`.
    pub(crate) fn begin_page(&mut self, at: usize, page: u32) {
        self.pages.push((at, page));
    }

    /// The way from this text through the text it was made from to the file of that.
    pub(crate) fn through(&self, inner: &Self) -> Self {
        let mut whole = Self { pages: self.pages.clone(), ..Self::default() };
        for (index, run) in self.runs.iter().enumerate() {
            let end = self.runs.get(index + 1).map_or(self.length, |next| next.text as usize);
            let length = end - run.text as usize;
            let start = run.file as usize;
            if run.text_unit == 1 && run.file_unit == 1 {
                whole.part(inner, Span::new(start, start + length));
                continue;
            }
            let unit = usize::from(run.text_unit);
            for at in 0..length / unit {
                let from = start + at * usize::from(run.file_unit);
                let bytes = inner.bytes(Span::new(from, from + usize::from(run.file_unit)));
                let bytes = bytes.unwrap_or_default();
                whole.made(unit, bytes.start, bytes.len());
            }
        }
        whole
    }

    /// Appends `span` of the text of `inner`.
    fn part(&mut self, inner: &Self, span: Span) {
        let mut index =
            inner.runs.partition_point(|run| run.text as usize <= span.start).max(1) - 1;
        let mut at = span.start;
        while at < span.end && index < inner.runs.len() {
            let run = inner.runs[index];
            let end = inner.runs.get(index + 1).map_or(inner.length, |next| next.text as usize);
            let end = end.min(span.end);
            if end > at {
                let (file, _) = inner.unit(at);
                self.units(end - at, run.text_unit.into(), file, run.file_unit.into());
                at = end;
            }
            index += 1;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn units_and_gaps() {
        let mut origin = Origin::default();
        origin.copy(2, 10);
        origin.made(3, 12, 2);
        origin.made(3, 14, 2);
        origin.made(1, 30, 0);
        origin.copy(1, 31);
        assert_eq!(origin.runs.len(), 4);
        assert_eq!(origin.bytes(Span::new(0, 8)), Some(Span::new(10, 16)));
        assert_eq!(origin.bytes(Span::new(2, 5)), Some(Span::new(12, 14)));
        assert_eq!(origin.bytes(Span::new(5, 10)), Some(Span::new(14, 32)));
        assert_eq!(origin.bytes(Span::new(10, 10)), Some(Span::new(32, 32)));
        assert_eq!(origin.bytes(Span::new(10, 11)), None);
        assert_eq!(Origin::default().bytes(Span::new(0, 0)), None);
    }

    #[test]
    fn through_another_text() {
        let mut decoded = Origin::default();
        decoded.copy(2, 0);
        decoded.made(3, 2, 2);
        decoded.made(3, 4, 2);
        let mut page = Origin::default();
        page.copy(3, 5);
        page.made(1, 0, 2);
        let whole = page.through(&decoded);
        assert_eq!(whole.bytes(Span::new(0, 3)), Some(Span::new(4, 6)));
        assert_eq!(whole.bytes(Span::new(3, 4)), Some(Span::new(0, 2)));
    }

    #[test]
    fn pages() {
        let mut origin = Origin::default();
        origin.begin_page(0, 1);
        origin.begin_page(7, 2);
        assert_eq!((origin.page(6), origin.page(7), origin.page(70)), (Some(1), Some(2), Some(2)));
        assert_eq!(Origin::default().page(0), None);
    }
}
