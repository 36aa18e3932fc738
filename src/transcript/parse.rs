//! Text to structure.

use super::{Document, Turn};
use crate::Span;

pub(super) fn parse(id: String, text: String) -> Document {
    let whole = Span::new(0, text.len());
    let turns = vec![Turn { span: whole, body: whole, ..Turn::default() }];
    Document { id, text, turns, ..Document::default() }
}
