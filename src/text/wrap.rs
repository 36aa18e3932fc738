//! Lines broken at a fixed width.

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
