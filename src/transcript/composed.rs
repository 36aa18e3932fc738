//! Texts whose syllables are taken apart into letters (NFD), as some systems write them.
//!
//! The structure is read off the composed text; every span is then led back to the text as it is.

use super::Document;
use crate::syllable::{is_apart, syllable};
use crate::{Origin, Span};

/// A text with its syllables put together, and the way back.
pub(super) struct Composed {
    pub(super) text: String,
    origin: Origin,
}

/// Puts the syllables of `text` together, if there are any taken apart.
pub(super) fn compose(text: &str) -> Option<Composed> {
    if !is_apart(text) {
        return None;
    }
    let mut composed =
        Composed { text: String::with_capacity(text.len()), origin: Origin::default() };
    let mut at = 0;
    while let Some((c, length)) = syllable(&text[at..]) {
        composed.text.push(c);
        composed.origin.made(c.len_utf8(), at, length);
        at += length;
    }
    Some(composed)
}

impl Composed {
    /// Leads the spans of `document`, read off the composed text, back to `text`.
    pub(super) fn restore(&self, mut document: Document, text: String) -> Document {
        let place = |span: &mut Span| *span = self.origin.bytes(*span).unwrap_or_default();
        let header = &mut document.header;
        for part in
            [&mut header.assembly, &mut header.kind, &mut header.committee, &mut header.place]
        {
            part.iter_mut().for_each(place);
        }
        for turn in &mut document.turns {
            place(&mut turn.span);
            place(&mut turn.body);
            turn.label.iter_mut().for_each(place);
            if let Some(speaker) = &mut turn.speaker {
                speaker.role_span.iter_mut().for_each(place);
                speaker.name_span.iter_mut().for_each(place);
            }
        }
        for item in &mut document.agenda {
            place(&mut item.title);
            item.proposer.iter_mut().for_each(place);
        }
        for list in &mut document.attendance {
            place(&mut list.span);
            place(&mut list.heading);
            list.role.iter_mut().for_each(place);
            for entry in &mut list.entries {
                place(&mut entry.name);
                entry.role.iter_mut().for_each(place);
            }
        }
        document.notes.iter_mut().for_each(|note| place(&mut note.span));
        document.furniture.iter_mut().for_each(place);
        document.text = text;
        document
    }
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
        let whole = composed.origin.bytes(Span::new(0, composed.text.len()));
        assert_eq!(whole, Some(Span::new(0, text.len())));
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
    }
}
