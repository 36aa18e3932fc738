//! Offsets in other units than bytes.

/// What offsets count.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum OffsetUnit {
    /// Bytes of UTF-8, as in the library.
    #[default]
    Byte,
    /// Unicode scalar values, as Python counts.
    Char,
    /// UTF-16 code units, as JavaScript and Java count.
    Utf16,
}

/// Bytes between two checkpoints.
const STEP: usize = 256;

/// Turns byte offsets of a text into offsets of another unit.
#[derive(Debug)]
pub(super) struct Offsets<'a> {
    text: &'a str,
    unit: OffsetUnit,
    /// The offset at each multiple of [`STEP`], counted up to the character boundary at or before.
    checkpoints: Vec<usize>,
}

impl<'a> Offsets<'a> {
    pub(super) fn new(text: &'a str, unit: OffsetUnit) -> Self {
        let mut checkpoints = Vec::new();
        if unit != OffsetUnit::Byte {
            let mut at = 0;
            let mut count = 0;
            while at <= text.len() {
                let boundary = text.floor_char_boundary(at);
                let before = text.floor_char_boundary(at.saturating_sub(STEP));
                count += length(&text[before..boundary], unit);
                checkpoints.push(count);
                at += STEP;
            }
        }
        Self { text, unit, checkpoints }
    }

    /// The offset that stands for byte `at`, which is on a character boundary.
    pub(super) fn of(&self, at: usize) -> usize {
        if self.unit == OffsetUnit::Byte {
            return at;
        }
        let index = at / STEP;
        let from = self.text.floor_char_boundary(index * STEP);
        self.checkpoints[index] + length(&self.text[from..at], self.unit)
    }
}

fn length(text: &str, unit: OffsetUnit) -> usize {
    match unit {
        OffsetUnit::Byte => text.len(),
        OffsetUnit::Char => text.chars().count(),
        OffsetUnit::Utf16 => text.chars().map(char::len_utf16).sum(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_boundary_is_counted_as_by_hand() {
        let text = "가a😀나 ".repeat(200);
        for unit in [OffsetUnit::Byte, OffsetUnit::Char, OffsetUnit::Utf16] {
            let offsets = Offsets::new(&text, unit);
            for (at, _) in text.char_indices().chain([(text.len(), ' ')]) {
                assert_eq!(offsets.of(at), length(&text[..at], unit), "{unit:?} at {at}");
            }
        }
    }
}
