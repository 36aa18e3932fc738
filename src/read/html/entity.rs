//! Characters written by name or number.

/// The longest entity that is looked for, in bytes.
const LONGEST: usize = 12;

/// The names met in minutes; others stay as they are written.
const NAMES: &[(&str, char)] = &[
    ("amp", '&'),
    ("lt", '<'),
    ("gt", '>'),
    ("quot", '"'),
    ("apos", '\''),
    ("nbsp", '\u{A0}'),
    ("middot", '·'),
    ("centerdot", '·'),
    ("hellip", '…'),
    ("mldr", '…'),
    ("ldquo", '“'),
    ("rdquo", '”'),
    ("lsquo", '‘'),
    ("rsquo", '’'),
    ("sbquo", '‚'),
    ("bdquo", '„'),
    ("laquo", '«'),
    ("raquo", '»'),
    ("ndash", '–'),
    ("mdash", '—'),
    ("horbar", '―'),
    ("bull", '•'),
    ("times", '×'),
    ("divide", '÷'),
    ("deg", '°'),
    ("plusmn", '±'),
    ("sect", '§'),
    ("para", '¶'),
    ("copy", '©'),
    ("reg", '®'),
    ("trade", '™'),
    ("rarr", '→'),
    ("larr", '←'),
    ("uarr", '↑'),
    ("darr", '↓'),
    ("cir", '○'),
    ("xcirc", '◯'),
    ("squ", '□'),
    ("ensp", '\u{2002}'),
    ("emsp", '\u{2003}'),
    ("thinsp", '\u{2009}'),
    ("zwj", '\u{200D}'),
    ("zwnj", '\u{200C}'),
    ("shy", '\u{AD}'),
    ("cent", '¢'),
    ("pound", '£'),
    ("yen", '¥'),
    ("euro", '€'),
    ("frac12", '½'),
    ("frac14", '¼'),
    ("sup2", '²'),
    ("sup3", '³'),
    ("micro", 'µ'),
    ("alpha", 'α'),
    ("beta", 'β'),
    ("prime", '′'),
    ("Prime", '″'),
    ("lang", '⟨'),
    ("rang", '⟩'),
    ("num", '#'),
    ("lpar", '('),
    ("rpar", ')'),
    ("comma", ','),
    ("period", '.'),
    ("colon", ':'),
    ("semi", ';'),
    ("sol", '/'),
    ("percnt", '%'),
    ("Tab", '\t'),
    ("NewLine", '\n'),
];

/// The character at the head of `text`, and the bytes that write it.
pub(super) fn decode(text: &str) -> Option<(char, usize)> {
    let head = &text.as_bytes()[..text.len().min(LONGEST)];
    let rest = head.strip_prefix(b"&")?;
    if let Some(number) = rest.strip_prefix(b"#") {
        let (digits, radix, skipped) = match number {
            [b'x' | b'X', digits @ ..] => (digits, 16, 3),
            digits => (digits, 10, 2),
        };
        let length = digits.iter().take_while(|c| (**c as char).is_digit(radix)).count();
        let code = u32::from_str_radix(std::str::from_utf8(&digits[..length]).ok()?, radix).ok()?;
        let closed = usize::from(digits.get(length) == Some(&b';'));
        return Some((numbered(code), skipped + length + closed));
    }
    let length = rest.iter().take_while(|c| c.is_ascii_alphanumeric()).count();
    let name = std::str::from_utf8(&rest[..length]).ok()?;
    if rest.get(length) == Some(&b';') {
        let (_, c) = NAMES.iter().find(|(known, _)| *known == name)?;
        return Some((*c, length + 2));
    }
    // Pages forget the semicolon behind the oldest names.
    ["nbsp", "amp", "lt", "gt", "quot"].iter().find(|known| name.starts_with(**known)).map(
        |known| {
            let (_, c) = NAMES.iter().find(|(name, _)| name == known).unwrap_or(&NAMES[0]);
            (*c, known.len() + 1)
        },
    )
}

/// The character of a number; numbers from 128 to 159 mean those of Windows.
fn numbered(code: u32) -> char {
    if let (0x80..=0x9F, Ok(byte)) = (code, u8::try_from(code)) {
        let bytes = [byte];
        let (text, _) = encoding_rs::WINDOWS_1252.decode_without_bom_handling(&bytes);
        return text.chars().next().unwrap_or(char::REPLACEMENT_CHARACTER);
    }
    char::from_u32(code).filter(|&c| c != '\0').unwrap_or(char::REPLACEMENT_CHARACTER)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entities() {
        for (text, expected) in [
            ("&nbsp;가", Some(('\u{A0}', 6))),
            ("&nbsp가", Some(('\u{A0}', 5))),
            ("&#44032;", Some(('가', 8))),
            ("&#xAC00;", Some(('가', 8))),
            ("&#150;", Some(('–', 6))),
            ("&#0;", Some(('\u{FFFD}', 4))),
            ("&unknown;", None),
            ("&가", None),
            ("& ", None),
            ("&", None),
            ("&#;", None),
            ("&#xFFFFFFFFFFFF;", None),
        ] {
            let found = decode(text);
            assert_eq!(found, expected, "{text}");
        }
    }
}
