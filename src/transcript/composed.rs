//! Texts whose syllables are taken apart into letters (NFD), as some systems write them.
//!
//! The structure is read off the composed text, and so are findings; every span is then led back
//! to the text as it is.

use super::Document;
use crate::syllable::{is_apart, syllable};
use crate::{Origin, Span};

/// A document with its syllables put together, and the way back to the text as it is.
#[derive(Debug)]
pub(crate) struct Composed {
    /// The document, with the spans of the composed text.
    pub(crate) document: Document,
    letters: Letters,
}

impl Composed {
    /// Where a span of the composed document stands in the text as it is.
    pub(crate) fn place(&self, span: Span) -> Span {
        place(&self.letters.back, span)
    }
}

impl Document {
    /// The document with its syllables put together, if any are taken apart.
    pub(crate) fn composed(&self) -> Option<Composed> {
        let letters = compose(&self.text)?;
        let mut document = Self { text: String::new(), ..self.clone() };
        each_span(&mut document, |span| *span = place(&letters.forth, *span));
        for speaker in document.turns.iter_mut().filter_map(|turn| turn.speaker.as_mut()) {
            for part in [&mut speaker.role, &mut speaker.name] {
                if let Some(letters) = compose(part) {
                    *part = letters.text;
                }
            }
        }
        document.text.clone_from(&letters.text);
        Some(Composed { document, letters })
    }
}

/// Reads a text with `structure`, which is given it with its syllables put together.
pub(super) fn parse(text: String, structure: impl FnOnce(String) -> Document) -> Document {
    let Some(letters) = compose(&text) else { return structure(text) };
    let mut document = structure(letters.text);
    each_span(&mut document, |span| *span = place(&letters.back, *span));
    document.text = text;
    document
}

/// A text with its syllables put together, and the ways between it and the text as it is.
#[derive(Debug)]
struct Letters {
    text: String,
    back: Origin,
    forth: Origin,
}

/// Puts the syllables of `text` together, if there are any taken apart.
fn compose(text: &str) -> Option<Letters> {
    if !is_apart(text) {
        return None;
    }
    let (mut back, mut forth) = (Origin::default(), Origin::default());
    let mut composed = String::with_capacity(text.len());
    let mut at = 0;
    while let Some((c, length)) = syllable(&text[at..]) {
        back.made(c.len_utf8(), at, length);
        forth.made(length, composed.len(), c.len_utf8());
        composed.push(c);
        at += length;
    }
    Some(Letters { text: composed, back, forth })
}

fn place(way: &Origin, span: Span) -> Span {
    way.bytes(span).unwrap_or_default()
}

/// Visits every span of the document's structure.
fn each_span(document: &mut Document, mut visit: impl FnMut(&mut Span)) {
    let header = &mut document.header;
    for part in [&mut header.assembly, &mut header.kind, &mut header.committee, &mut header.place] {
        part.iter_mut().for_each(&mut visit);
    }
    for turn in &mut document.turns {
        visit(&mut turn.span);
        visit(&mut turn.body);
        turn.label.iter_mut().for_each(&mut visit);
        if let Some(speaker) = &mut turn.speaker {
            speaker.role_span.iter_mut().for_each(&mut visit);
            speaker.name_span.iter_mut().for_each(&mut visit);
        }
    }
    for item in &mut document.agenda {
        visit(&mut item.title);
        item.proposer.iter_mut().for_each(&mut visit);
    }
    for list in &mut document.attendance {
        visit(&mut list.span);
        visit(&mut list.heading);
        list.role.iter_mut().for_each(&mut visit);
        for entry in &mut list.entries {
            visit(&mut entry.name);
            entry.role.iter_mut().for_each(&mut visit);
        }
    }
    for attachment in &mut document.attachments {
        visit(&mut attachment.title);
        visit(&mut attachment.span);
    }
    document.notes.iter_mut().for_each(|note| visit(&mut note.span));
    document.furniture.iter_mut().for_each(visit);
}

#[cfg(test)]
mod tests {
    use super::*;
    use unicode_normalization::UnicodeNormalization;

    #[test]
    fn syllables() {
        for text in ["", "가", "abc 12쪽", "ᄀ", "\u{AD}\u{11A8}"] {
            assert!(compose(text).is_none() || text.contains('\u{11A8}'), "{text}");
        }
        let text: String = "한글 ABC 값\u{1100}".nfd().collect();
        let composed = compose(&text).unwrap();
        assert_eq!(composed.text, "한글 ABC 값\u{1100}");
        let whole = composed.back.bytes(Span::new(0, composed.text.len()));
        assert_eq!(whole, Some(Span::new(0, text.len())));
        let first = composed.forth.bytes(Span::new(0, "한".nfd().map(char::len_utf8).sum()));
        assert_eq!(first, Some(Span::new(0, "한".len())));
        assert_eq!(compose("가\u{11A8}").unwrap().text, "각");
        assert_eq!(compose("각\u{11A8}").unwrap().text, "각\u{11A8}");
    }

    #[test]
    fn structure() {
        let text = "제71회 청람시의회(임시회)\n○위원장 한가람  회의를 시작합니다.\n(웃음)\n";
        let apart: String = text.nfd().collect();
        let (plain, parted) = (Document::parse("a", text), Document::parse("a", apart.as_str()));
        assert_eq!(parted.text, apart);
        assert_eq!(parted.turns.len(), plain.turns.len());
        let mut at = 0;
        for (part, whole) in parted.turns.iter().zip(&plain.turns) {
            assert_eq!(part.span.start, at);
            at = part.span.end;
            let text: String = parted.slice(part.body).nfc().collect();
            assert_eq!(text, plain.slice(whole.body));
        }
        assert_eq!(at, apart.len());
        let composed = parted.composed().unwrap();
        assert_eq!(composed.document, plain);
        assert_eq!(composed.place(plain.turns[1].body), parted.turns[1].body);
        assert!(plain.composed().is_none());
    }
}
