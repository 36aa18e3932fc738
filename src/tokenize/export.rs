//! Writes the embedded dictionary as MeCab's source files, and through them in lindera's format.
//!
//! The formats are those of MeCab (`*.csv`, `char.def`, `unk.def`, `matrix.def`) and of
//! `lindera-dictionary` 6.2.

use std::fs;
use std::io::{BufWriter, Write};
use std::path::Path;

use lindera_dictionary::builder::DictionaryBuilder;
use lindera_dictionary::dictionary::metadata::Metadata;

use super::DICTIONARY;
use super::dictionary::{Dictionary, unpack_words};
use super::image::Section;
use crate::{Error, ErrorKind, Result};

/// What lindera wants to know of the dictionary beyond MeCab's files; as in `lindera-ko-dic`.
const METADATA: &str = include_str!("lindera-metadata.json");

/// Writes the embedded dictionary into `folder` in the format that lindera 6.2 loads.
///
/// The folder is made if it does not exist. MeCab's source files, out of which lindera builds, are
/// written into a folder `sources` inside and removed again. Takes some 10 seconds and 600 MB.
///
/// # Errors
/// [`ErrorKind::Io`] if a file cannot be written, [`ErrorKind::Dictionary`] if lindera fails.
pub fn export_dictionary(folder: &Path) -> Result<()> {
    let sources = folder.join("sources");
    fs::create_dir_all(&sources).map_err(|error| Error::io(&sources, &error))?;
    export_sources(&sources)?;
    let failed = |error: String| Error::new(ErrorKind::Dictionary, error).in_file(folder);
    let metadata: Metadata = serde_json::from_str(METADATA).map_err(|e| failed(e.to_string()))?;
    let built = DictionaryBuilder::new(metadata).build_dictionary(&sources, folder);
    built.map_err(|error| failed(format!("lindera cannot build it: {error}")))?;
    fs::remove_dir_all(&sources).map_err(|error| Error::io(&sources, &error))
}

/// Writes MeCab's source files of the embedded dictionary.
fn export_sources(folder: &Path) -> Result<()> {
    let dictionary = *DICTIONARY;
    let write = |name: &str, put: &dyn Fn(&mut BufWriter<fs::File>) -> std::io::Result<()>| {
        let path = folder.join(name);
        let file = fs::File::create(&path).map_err(|error| Error::io(&path, &error))?;
        let mut out = BufWriter::new(file);
        put(&mut out).and_then(|()| out.flush()).map_err(|error| Error::io(&path, &error))
    };
    write("words.csv", &|out| write_words(&dictionary, out))?;
    write("matrix.def", &|out| write_matrix(&dictionary, out))?;
    write("char.def", &|out| write_characters(&dictionary, out))?;
    write("unk.def", &|out| write_unknown_words(&dictionary, out))
}

fn write_words(dictionary: &Dictionary<'_>, out: &mut impl Write) -> std::io::Result<()> {
    let mut surfaces: Vec<(u32, String)> =
        dictionary.trie.entries().into_iter().map(|(surface, value)| (value, surface)).collect();
    surfaces.sort_unstable();
    for (value, surface) in surfaces {
        for word in unpack_words(value) {
            let word = word as usize;
            let entry = dictionary.words[word];
            let class = dictionary.class(entry[3]);
            let [left, right] = class.contexts;
            let features = dictionary.features(word, entry[3], &surface);
            // A comma is the one surface that CSV needs quotes for.
            let quote = if surface.contains(',') { "\"" } else { "" };
            let cost = entry[2] as i16;
            writeln!(out, "{quote}{surface}{quote},{left},{right},{cost},{features}")?;
        }
    }
    Ok(())
}

fn write_matrix(dictionary: &Dictionary<'_>, out: &mut impl Write) -> std::io::Result<()> {
    let lefts: &[u16] = dictionary.image().section(Section::LeftContexts);
    let rights: &[u16] = dictionary.image().section(Section::RightContexts);
    writeln!(out, "{} {}", rights.len(), lefts.len())?;
    for (right_id, &right) in rights.iter().enumerate() {
        for (left_id, &left) in lefts.iter().enumerate() {
            let cost = dictionary.connections(left)[usize::from(right)];
            writeln!(out, "{right_id} {left_id} {cost}")?;
        }
    }
    Ok(())
}

fn write_characters(dictionary: &Dictionary<'_>, out: &mut impl Write) -> std::io::Result<()> {
    let names = category_names(dictionary);
    let kinds: Vec<u8> = ('\0'..='\u{fffe}').map(|c| dictionary.character_kind(c)).collect();
    for (number, name) in names.iter().enumerate() {
        let default = |kind: &u8| dictionary.kind(*kind).default_category() == number;
        let Some(kind) = kinds.iter().find(|kind| default(kind)).map(|k| dictionary.kind(*k))
        else {
            writeln!(out, "{name} 0 0 0")?;
            continue;
        };
        let [invoke, group] = [kind.always(), kind.groups()].map(u8::from);
        writeln!(out, "{name} {invoke} {group} {}", kind.length())?;
    }
    // `char::range` leaves the surrogates out, so runs are told by the code points themselves.
    let characters: Vec<(u32, u8)> = ('\0'..='\u{fffe}').map(u32::from).zip(kinds).collect();
    for run in characters.chunk_by(|a, b| a.1 == b.1 && a.0 + 1 == b.0) {
        let kind = dictionary.kind(run[0].1);
        if kind.categories().is_power_of_two() && names[kind.default_category()] == "DEFAULT" {
            continue; // What no line names is of this category.
        }
        write!(
            out,
            "0x{:04X}..0x{:04X} {}",
            run[0].0,
            run[run.len() - 1].0,
            names[kind.default_category()]
        )?;
        for (number, name) in names.iter().enumerate() {
            if kind.categories() >> number & 1 == 1 && number != kind.default_category() {
                write!(out, " {name}")?;
            }
        }
        writeln!(out)?;
    }
    Ok(())
}

fn write_unknown_words(dictionary: &Dictionary<'_>, out: &mut impl Write) -> std::io::Result<()> {
    let first = dictionary.words.len() - category_names(dictionary).len();
    let mut names = category_names(dictionary);
    // As in `unk.dic`, where the unknown words are sorted by the category's name.
    names.sort_unstable();
    for (name, word) in names.iter().zip(first..) {
        let entry = dictionary.words[word];
        let [left, right] = dictionary.class(entry[3]).contexts;
        let features = dictionary.features(word, entry[3], "*");
        writeln!(out, "{name},{left},{right},{},{features}", entry[2] as i16)?;
    }
    Ok(())
}

fn category_names<'a>(dictionary: &Dictionary<'a>) -> Vec<&'a str> {
    let names = dictionary.image().text(Section::Categories);
    std::str::from_utf8(names).unwrap_or("").lines().collect()
}
