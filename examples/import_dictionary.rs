//! Makes `dict/` out of a compiled mecab-ko-dic (`sys.dic`, `matrix.bin`, `char.bin`, `unk.dic` and
//! `dicrc`, for instance the `dictionary` folder of the PyPI package `python-mecab-ko-dic`):
//!
//! ```sh
//! cargo run --release --example import_dictionary -- DICTIONARY_FOLDER dict
//! ```
//!
//! The same input gives the same bytes. See `docs/dictionary.md`.

use std::path::Path;

#[path = "../dict/compact.rs"]
#[allow(dead_code)]
mod compact;
#[path = "../dict/mecab.rs"]
#[allow(dead_code)]
mod mecab;

use compact::{Class, Content, Error, Matrix, Word};

fn main() -> Result<(), Error> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [from, to] = arguments.as_slice() else {
        return Err("usage: import_dictionary DICTIONARY_FOLDER dict".into());
    };
    let read = |name: &str| {
        let path = Path::new(from).join(name);
        std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    };
    let entries = mecab::read_entries(&read("sys.dic")?)?;
    let (costs, right_size) = mecab::read_matrix(&read("matrix.bin")?)?;
    let content =
        content(&entries, &costs, right_size, ["char.bin", "unk.dic", "dicrc"].map(read))?;

    let files = compact::encode(&content)?;
    if compact::decode(&files)? != content {
        return Err("what was written does not read back as what was given".into());
    }
    for (entry, word) in entries.iter().zip(&content.words) {
        if content.classes[usize::from(word.class)].features(word) != entry.features {
            return Err(format!("features are not kept: {entry:?}").into());
        }
    }
    for (name, bytes) in compact::FILES.iter().zip(&files) {
        println!("{name:20} {:9} bytes", bytes.len());
        std::fs::write(Path::new(to).join(name), bytes)?;
    }
    println!("{:20} {:9} bytes", "in all", files.iter().map(Vec::len).sum::<usize>());
    Ok(())
}

fn content(
    entries: &[mecab::Entry],
    costs: &[i16],
    right_size: usize,
    verbatim: [Result<Vec<u8>, String>; 3],
) -> Result<Content, Error> {
    let fields = entries.iter().map(split_features).collect::<Result<Vec<_>, _>>()?;
    let (classes, numbers) = compact::rank_classes(fields.iter().map(|(class, ..)| class));
    let mut words = Vec::new();
    for (entry, (class, reading, expression)) in entries.iter().zip(&fields) {
        words.push(Word {
            surface: entry.surface.as_str().into(),
            class: numbers[class],
            cost: entry.cost,
            reading: (*reading != entry.surface).then(|| (*reading).into()),
            expression: (*expression != "*").then(|| (*expression).into()),
        });
    }
    let [char_bin, unk_dic, dicrc] = verbatim;
    let matrix = Matrix::merge(costs, right_size);
    Ok(Content { words, classes, matrix, verbatim: [char_bin?, unk_dic?, dicrc?] })
}

/// The class, the reading and the expression in an entry's features.
fn split_features(entry: &mecab::Entry) -> Result<(Class, &str, &str), Error> {
    let fields: Vec<&str> = entry.features.split(',').collect();
    let [tag, meaning, last_sound, reading, kind, first, last, expression] = fields.as_slice()
    else {
        return Err(format!("an entry without eight fields: {entry:?}").into());
    };
    let fields = [tag, meaning, last_sound, kind, first, last].map(|field| (*field).to_owned());
    let class = Class { left: entry.left, right: entry.right, posid: entry.posid, fields };
    Ok((class, reading, expression))
}
