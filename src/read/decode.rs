//! Bytes of any encoding to text, nothing dropped.

use super::{Encoding, Warning, WarningKind};
use crate::Origin;
use encoding_rs::DecoderResult;
use std::string::FromUtf8Error;

/// How much of a file is looked at to tell its encoding.
pub(super) const SAMPLE: usize = 64 * 1024;
/// Positions that a warning lists.
const LISTED: usize = 10;
/// Positions that a warning keeps.
const KEPT: usize = 1000;

/// Text and where it was.
#[derive(Debug)]
pub(super) struct Decoded {
    pub(super) text: String,
    pub(super) origin: Origin,
    pub(super) encoding: Encoding,
    pub(super) broken: Broken,
}

/// Byte sequences that are no characters.
#[derive(Clone, Debug, Default)]
pub(super) struct Broken {
    count: usize,
    places: Vec<usize>,
}

impl Broken {
    pub(super) fn add(&mut self, at: usize) {
        self.count += 1;
        if self.places.len() < KEPT {
            self.places.push(at);
        }
    }

    /// One line for all of them, if there are any.
    pub(super) fn warning(self, encoding: Encoding) -> Option<Warning> {
        let first = self.places.first()?;
        let mut list = first.to_string();
        for place in self.places.iter().take(LISTED).skip(1) {
            list.push_str(&format!(", {place}"));
        }
        if self.count > LISTED {
            list.push_str(", …");
        }
        let what = if self.count == 1 { "sequence" } else { "sequences" };
        let message = format!(
            "{} byte {what} not valid {encoding}, replaced by U+FFFD, at byte {list}",
            self.count
        );
        Some(Warning { kind: WarningKind::BrokenBytes, places: self.places, message })
    }
}

/// Decodes the whole of a file, in `forced` or in the encoding that fits best.
///
/// A byte order mark stays in the text, as U+FEFF.
pub(super) fn decode(bytes: Vec<u8>, forced: Option<Encoding>) -> Decoded {
    let told = forced.or_else(|| told(&bytes[..bytes.len().min(SAMPLE)]));
    let (encoding, bytes) = match (told, String::from_utf8(bytes)) {
        (None | Some(Encoding::Utf8), Ok(text)) => {
            let (origin, broken) = (Origin::same(text.len()), Broken::default());
            return Decoded { text, origin, encoding: Encoding::Utf8, broken };
        }
        (Some(encoding), text) => {
            (encoding, text.map_or_else(FromUtf8Error::into_bytes, String::into_bytes))
        }
        (None, Err(error)) => {
            let bytes = error.into_bytes();
            (guess(&bytes, true), bytes)
        }
    };
    if encoding == Encoding::Utf8 {
        return decode_broken_utf8(&bytes);
    }
    let mut text = String::new();
    let mut origin = Origin::default();
    let mut broken = Broken::default();
    let mut decoder = encoding.codec().new_decoder_without_bom_handling();
    text.reserve(decoder.max_utf8_buffer_length_without_replacement(bytes.len()).unwrap_or(0));
    let (mut at, mut mapped) = (0, 0);
    loop {
        let before = text.len();
        let (result, read) =
            decoder.decode_to_string_without_replacement(&bytes[at..], &mut text, true);
        at += read;
        for c in text[before..].chars() {
            let width = encoding.width(c);
            origin.made(c.len_utf8(), mapped, width);
            mapped += width;
        }
        match result {
            DecoderResult::InputEmpty => break,
            DecoderResult::OutputFull => text.reserve(1 + (bytes.len() - at) * 3),
            DecoderResult::Malformed(..) => {
                // Whatever lies between the last good character and here is the broken part.
                broken.add(mapped);
                text.push(char::REPLACEMENT_CHARACTER);
                origin.made(3, mapped, at.saturating_sub(mapped).max(1));
                mapped = at.max(mapped);
            }
        }
    }
    Decoded { text, origin, encoding, broken }
}

fn decode_broken_utf8(bytes: &[u8]) -> Decoded {
    let mut text = String::with_capacity(bytes.len());
    let mut origin = Origin::default();
    let mut broken = Broken::default();
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        let valid = chunk.valid();
        text.push_str(valid);
        origin.copy(valid.len(), at);
        at += valid.len();
        if !chunk.invalid().is_empty() {
            broken.add(at);
            text.push(char::REPLACEMENT_CHARACTER);
            origin.made(3, at, chunk.invalid().len());
            at += chunk.invalid().len();
        }
    }
    Decoded { text, origin, encoding: Encoding::Utf8, broken }
}

/// The encoding that fits the bytes best; `whole` says that they are not cut off.
pub(super) fn guess(bytes: &[u8], whole: bool) -> Encoding {
    let whole = whole && bytes.len() <= SAMPLE;
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    if let Some(encoding) = told(sample) {
        return encoding;
    }
    if std::str::from_utf8(bytes).is_ok() {
        return Encoding::Utf8;
    }
    // What is broken may lie behind the sample as well as in it.
    let (good, bad) = count_utf8(if bytes.len() > SAMPLE { bytes } else { sample }, whole);
    if bad == 0 || good > bad * 4 {
        return Encoding::Utf8;
    }
    let (good_korean, bad_korean) = count_cp949(bytes);
    if good_korean > bad_korean * 4 || good_korean * bad > good * bad_korean {
        Encoding::Cp949
    } else {
        Encoding::Utf8
    }
}

/// The encoding that a byte order mark gives, or zero bytes.
fn told(sample: &[u8]) -> Option<Encoding> {
    match sample {
        [0xEF, 0xBB, 0xBF, ..] => Some(Encoding::Utf8),
        [0xFF, 0xFE, ..] => Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => Some(Encoding::Utf16Be),
        _ => guess_utf16(sample),
    }
}

/// Blanks, digits and line ends give UTF-16 its zero bytes, all on the same side.
fn guess_utf16(sample: &[u8]) -> Option<Encoding> {
    let (mut even, mut odd) = (0_usize, 0_usize);
    for (at, _) in sample.iter().enumerate().filter(|&(_, &byte)| byte == 0) {
        if at % 2 == 0 { even += 1 } else { odd += 1 }
    }
    let (encoding, most, least) =
        if even > odd { (Encoding::Utf16Be, even, odd) } else { (Encoding::Utf16Le, odd, even) };
    if most == 0 || most * 100 < sample.len() || least * 10 > most {
        return None;
    }
    let units = sample.chunks_exact(2).map(|pair| match encoding {
        Encoding::Utf16Be => u16::from_be_bytes([pair[0], pair[1]]),
        _ => u16::from_le_bytes([pair[0], pair[1]]),
    });
    let count = sample.len() / 2;
    let good = units.filter(|&unit| is_likely(unit)).count();
    (good * 10 >= count * 9).then_some(encoding)
}

fn is_likely(unit: u16) -> bool {
    matches!(unit,
        0x09 | 0x0A | 0x0D | 0x20..=0x7E | 0xA0..=0xFF | 0x1100..=0x11FF | 0x2000..=0x27BF
        | 0x3000..=0x318F | 0x3200..=0x33FF | 0x4E00..=0x9FFF | 0xAC00..=0xD7A3
        | 0xF900..=0xFAFF | 0xFF00..=0xFFEF)
}

/// Characters of more than one byte, and sequences that are none.
fn count_utf8(bytes: &[u8], whole: bool) -> (usize, usize) {
    let (mut good, mut bad) = (0, 0);
    let mut at = 0;
    for chunk in bytes.utf8_chunks() {
        at += chunk.valid().len();
        good += chunk.valid().bytes().filter(|byte| *byte >= 0xC0).count();
        let invalid = chunk.invalid();
        at += invalid.len();
        // A sample may end in the middle of a character.
        if !invalid.is_empty() && (whole || at < bytes.len()) {
            bad += 1;
        }
    }
    (good, bad)
}

fn count_cp949(bytes: &[u8]) -> (usize, usize) {
    let sample = &bytes[..bytes.len().min(SAMPLE * 16)];
    let (text, _) = encoding_rs::EUC_KR.decode_without_bom_handling(sample);
    let bad = text.chars().filter(|&c| c == char::REPLACEMENT_CHARACTER).count();
    let good = text.chars().filter(|c| !c.is_ascii()).count() - bad;
    (good, bad)
}

impl Encoding {
    /// The decoder of the encoding.
    pub(super) fn codec(self) -> &'static encoding_rs::Encoding {
        match self {
            Self::Utf8 => encoding_rs::UTF_8,
            Self::Utf16Le => encoding_rs::UTF_16LE,
            Self::Utf16Be => encoding_rs::UTF_16BE,
            Self::Cp949 => encoding_rs::EUC_KR,
        }
    }

    /// How many bytes a character takes.
    pub(super) fn width(self, c: char) -> usize {
        match self {
            Self::Utf8 => c.len_utf8(),
            Self::Utf16Le | Self::Utf16Be => c.len_utf16() * 2,
            Self::Cp949 => 1 + usize::from(!c.is_ascii()),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;

    const TEXT: &str = "\u{FEFF}○위원장 한가람  12쪽을 보시면 펲똠 됩니다.\n";

    fn check(bytes: &[u8], encoding: Encoding, text: &str, places: &[usize]) {
        let decoded = decode(bytes.to_vec(), None);
        assert_eq!((decoded.encoding, decoded.text.as_str()), (encoding, text));
        assert_eq!(decoded.broken.places, places);
        // Each character comes from the bytes that encode it.
        for (at, c) in decoded.text.char_indices().filter(|&(_, c)| c != '\u{FFFD}') {
            let span = decoded.origin.bytes(Span::new(at, at + c.len_utf8())).unwrap();
            let (back, _) =
                encoding.codec().decode_without_bom_handling(&bytes[span.start..span.end]);
            assert_eq!(back, c.to_string());
        }
        let whole = decoded.origin.bytes(Span::new(0, decoded.text.len()));
        assert_eq!(whole, Some(Span::new(0, bytes.len())));
    }

    fn wide(text: &str, unit: fn(u16) -> [u8; 2]) -> Vec<u8> {
        text.encode_utf16().flat_map(unit).collect()
    }

    #[test]
    fn encodings() {
        let bare = TEXT.trim_start_matches('\u{FEFF}');
        check(TEXT.as_bytes(), Encoding::Utf8, TEXT, &[]);
        check(bare.as_bytes(), Encoding::Utf8, bare, &[]);
        for text in [TEXT, bare] {
            check(&wide(text, u16::to_le_bytes), Encoding::Utf16Le, text, &[]);
            check(&wide(text, u16::to_be_bytes), Encoding::Utf16Be, text, &[]);
        }
        let (bytes, _, unmappable) = encoding_rs::EUC_KR.encode(bare);
        assert!(!unmappable);
        check(&bytes, Encoding::Cp949, bare, &[]);
    }

    #[test]
    fn broken_bytes() {
        check(
            "예산서\u{FFFD} 12쪽".replace('\u{FFFD}', "X").as_bytes(),
            Encoding::Utf8,
            "예산서X 12쪽",
            &[],
        );
        check(
            b"\xEA\xB0\x80\xFF\xEA\xB0\x80\xEA\xB0\x80\xEA\xB0\x80\xEA\xB0\x80\xEA",
            Encoding::Utf8,
            "가\u{FFFD}가가가가\u{FFFD}",
            &[3, 16],
        );
        check(b"\xB0\xA1 \xFF \xB0\xA1\xB0\xA1\xB0\xA1\xB0\xA1\xB0\xA1\xB0\xA1\xB0\xA1\xB0\xA1\xB0\xA1\xB0", Encoding::Cp949, "가 \u{FFFD} 가가가가가가가가가\u{FFFD}", &[3, 23]);
        let mut odd = wide("12쪽 34", u16::to_le_bytes);
        odd.push(b'x');
        check(&odd, Encoding::Utf16Le, "12쪽 34\u{FFFD}", &[12]);
    }
}
