//! MeCab's own file formats, as `mecab-dict-index` writes them.
//!
//! Read here: `sys.dic` and `unk.dic` (a 72-byte header, a double-array trie, tokens of 16 bytes,
//! feature strings), `matrix.bin`, `char.bin` and `dicrc`. The layouts are those of MeCab 0.996
//! (`dictionary.cpp`, `connector.cpp`, `char_property.h`), all little-endian.

use super::compact::Error;

/// One entry of a MeCab dictionary.
#[derive(Debug)]
pub struct Entry {
    /// The text it stands for; for `unk.dic` the name of a character category.
    pub surface: String,
    /// Left context id.
    pub left: u16,
    /// Right context id.
    pub right: u16,
    /// Number of the part of speech.
    pub posid: u16,
    /// Word cost.
    pub cost: i16,
    /// Feature string.
    pub features: String,
}

fn u32_at(bytes: &[u8], at: usize) -> Result<u32, Error> {
    let bytes = bytes.get(at..at + 4).ok_or("the file is cut off")?;
    Ok(u32::from_le_bytes(bytes.try_into()?))
}

fn u16_at(bytes: &[u8], at: usize) -> Result<u16, Error> {
    let bytes = bytes.get(at..at + 2).ok_or("the file is cut off")?;
    Ok(u16::from_le_bytes(bytes.try_into()?))
}

/// All entries of a `sys.dic` or `unk.dic`, sorted by surface, those of one surface in file order.
pub fn read_entries(file: &[u8]) -> Result<Vec<Entry>, Error> {
    let size = |field: usize| u32_at(file, 4 * field).map(|n| n as usize);
    if u32_at(file, 0)? ^ 0xef71_8f77 != file.len() as u32 {
        return Err("not a MeCab dictionary".into());
    }
    let nodes = file.get(72..72 + size(6)?).ok_or("the file is cut off")?;
    let tokens = &file[72 + nodes.len()..][..size(7)?];
    let features = &file[72 + nodes.len() + tokens.len()..];
    let mut entries = Vec::new();
    let mut surface = Vec::new();
    visit(nodes, 0, &mut surface, &mut |surface, value| {
        for token in value >> 8..(value >> 8) + (value & 255) {
            let at = 16 * token as usize;
            let text =
                features.get(u32_at(tokens, at + 8)? as usize..).ok_or("a feature is lost")?;
            let end = text.iter().position(|&b| b == 0).ok_or("a feature does not end")?;
            entries.push(Entry {
                surface: String::from_utf8(surface.to_vec())?,
                left: u16_at(tokens, at)?,
                right: u16_at(tokens, at + 2)?,
                posid: u16_at(tokens, at + 4)?,
                cost: u16_at(tokens, at + 6)? as i16,
                features: String::from_utf8(text[..end].to_vec())?,
            });
        }
        Ok(())
    })?;
    Ok(entries)
}

/// Takes a key and its value.
type Found<'a> = &'a mut dyn FnMut(&[u8], u32) -> Result<(), Error>;

/// Calls `found` with every key of the double array (`base`, `check` pairs) and its value, in order.
fn visit(nodes: &[u8], node: usize, key: &mut Vec<u8>, found: Found<'_>) -> Result<(), Error> {
    let base = u32_at(nodes, 8 * node)?;
    let child = |label: usize| {
        let at = base as usize + label;
        let belongs = 8 * at < nodes.len() && u32_at(nodes, 8 * at + 4).is_ok_and(|c| c == base);
        belongs.then_some(at)
    };
    if let Some(end) = child(0) {
        let value = u32_at(nodes, 8 * end)? as i32;
        if value < 0 {
            found(key, (-value - 1) as u32)?;
        }
    }
    for byte in 0..=255u8 {
        if let Some(next) = child(usize::from(byte) + 1) {
            key.push(byte);
            visit(nodes, next, key, found)?;
            key.pop();
        }
    }
    Ok(())
}

/// The costs of a `matrix.bin`, one row for each left context id (of the later word), and the
/// number of right context ids. In the file the earlier word's id varies fastest.
pub fn read_matrix(file: &[u8]) -> Result<(Vec<i16>, usize), Error> {
    let earlier = usize::from(u16_at(file, 0)?);
    let later = usize::from(u16_at(file, 2)?);
    if file.len() != 4 + 2 * earlier * later {
        return Err("not a MeCab matrix".into());
    }
    Ok((file[4..].chunks_exact(2).map(|b| i16::from_le_bytes([b[0], b[1]])).collect(), earlier))
}

/// The categories of a `char.bin` and what it says of each code point up to U+FFFE: 18 bits of
/// categories, 8 of the default category, 4 of length, group, invoke.
pub fn read_characters(file: &[u8]) -> Result<(Vec<String>, Vec<u32>), Error> {
    let count = u32_at(file, 0)? as usize;
    let (names, characters) = file[4..].split_at(32 * count);
    let name = |bytes: &[u8]| bytes.iter().take_while(|&&b| b != 0).map(|&b| b as char).collect();
    let names = names.chunks(32).map(name).collect();
    let characters =
        characters.chunks_exact(4).map(|b| u32::from_le_bytes([b[0], b[1], b[2], b[3]]));
    Ok((names, characters.collect()))
}

/// The `left-space-penalty-factor` of a `dicrc`: pairs of posid and cost.
pub fn read_space_penalties(dicrc: &str) -> Result<Vec<(u16, i16)>, Error> {
    let settings = dicrc.lines().filter_map(|line| line.split_once('='));
    let mut penalties = settings.filter(|(name, _)| name.trim() == "left-space-penalty-factor");
    let (_, list) = penalties.next().ok_or("dicrc sets no left-space-penalty-factor")?;
    let numbers: Vec<&str> = list.split(',').map(str::trim).collect();
    numbers.chunks(2).map(|pair| Ok((pair[0].parse()?, pair[1].parse()?))).collect()
}
