//! The way back from normalised text to the document.

use crate::Span;

/// Maps byte offsets of a normalised text to those of the document, recorded while editing.
#[derive(Clone, Debug, Default)]
pub(crate) struct OffsetMap {
    pieces: Vec<Piece>,
}

/// A stretch of normalised text and the stretch of the document that it came from.
#[derive(Clone, Copy, Debug)]
struct Piece {
    normalized: usize,
    original: usize,
    normalized_len: usize,
    original_len: usize,
}

impl Piece {
    /// Equal lengths mean that the bytes were copied, so that offsets inside count.
    fn is_copied(self) -> bool {
        self.normalized_len == self.original_len
    }
}

impl OffsetMap {
    pub(crate) fn clear(&mut self) {
        self.pieces.clear();
    }

    /// Records that `len` bytes were copied as they are.
    pub(super) fn copied(&mut self, normalized: usize, original: usize, len: usize) {
        if len == 0 {
            return;
        }
        if let Some(last) = self.pieces.last_mut()
            && last.is_copied()
            && last.normalized + last.normalized_len == normalized
            && last.original + last.original_len == original
        {
            last.normalized_len += len;
            last.original_len += len;
            return;
        }
        self.pieces.push(Piece { normalized, original, normalized_len: len, original_len: len });
    }

    /// Records that `original_len` bytes became `normalized_len` others.
    pub(super) fn replaced(
        &mut self,
        normalized: usize,
        original: usize,
        normalized_len: usize,
        original_len: usize,
    ) {
        if normalized_len > 0 {
            self.pieces.push(Piece { normalized, original, normalized_len, original_len });
        }
    }

    /// The document's bytes behind the normalised bytes `start..end`.
    ///
    /// What was deleted between two of them is covered, what was deleted around them is not.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        if self.pieces.is_empty() {
            return Span::default();
        }
        let first = self.piece_at(start);
        let from = if first.is_copied() {
            first.original + (start - first.normalized).min(first.original_len)
        } else {
            first.original
        };
        if end <= start {
            return Span::new(from, from);
        }
        let last = self.piece_at(end - 1);
        let to = if last.is_copied() {
            last.original + (end - last.normalized).min(last.original_len)
        } else {
            last.original + last.original_len
        };
        Span::new(from, to.max(from))
    }

    fn piece_at(&self, offset: usize) -> Piece {
        let after = self.pieces.partition_point(|piece| piece.normalized <= offset);
        self.pieces[after.saturating_sub(1)]
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn leads_back_over_replaced_and_deleted_bytes() {
        let mut map = OffsetMap::default();
        map.copied(0, 10, 3); // "가" at 10
        map.replaced(3, 13, 1, 2); // nbsp became a blank
        map.copied(4, 18, 3); // three bytes deleted before
        assert_eq!(map.span(0, 3), Span::new(10, 13));
        assert_eq!(map.span(0, 4), Span::new(10, 15));
        assert_eq!(map.span(3, 7), Span::new(13, 21));
        assert_eq!(map.span(4, 7), Span::new(18, 21));
        assert_eq!(map.span(7, 7), Span::new(21, 21));
    }
}
