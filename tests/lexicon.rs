//! The tables of words, and the page that describes them.

use sokgirok::{Entry, Lexicon};
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use unicode_normalization::is_nfc;

const PAGE: &str = include_str!("../docs/lexicon.md");

/// Tables that make up `Lexicon::builtin`.
const BUILTIN: &[&str] =
    &["commitment.tsv", "name.tsv", "officer.tsv", "page.tsv", "time.tsv", "turn.tsv"];

fn src() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("src")
}

/// The tables by name.
fn tables() -> BTreeMap<String, String> {
    let files = fs::read_dir(src().join("lexicon/data")).expect("the folder of the tables");
    let files = files.map(|file| file.expect("an entry").path());
    let table = |path: PathBuf| {
        let name = path.file_name().expect("a name").to_string_lossy().into_owned();
        (name, fs::read_to_string(path).expect("a table is UTF-8"))
    };
    let tables: BTreeMap<_, _> = files.map(table).collect();
    assert!(BUILTIN.iter().all(|name| tables.contains_key(*name)));
    tables
}

fn parsed(name: &str, table: &str) -> Lexicon {
    let mut lexicon = Lexicon::default();
    lexicon.extend_from_reader(name, table.as_bytes()).unwrap_or_else(|error| panic!("{error}"));
    lexicon
}

fn classes(lexicon: &Lexicon) -> BTreeSet<String> {
    lexicon.class_names().into_iter().map(str::to_owned).collect()
}

/// All code of the library in one string.
fn code() -> String {
    let mut open = vec![src()];
    let mut code = String::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(folder).expect("the folder is readable") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                code += &fs::read_to_string(path).expect("a source is UTF-8");
            }
        }
    }
    code
}

/// A word twice in one class is refused by the parser itself.
#[test]
fn tables_are_parseable_and_composed() {
    for (name, table) in tables() {
        for (number, line) in table.lines().enumerate() {
            assert!(is_nfc(line), "{name}:{}: not in NFC", number + 1);
            assert_eq!(line, line.trim_end_matches(' '), "{name}:{}: blanks", number + 1);
        }
        let lexicon = parsed(&name, &table);
        let lines = table.lines().skip(1).filter(|line| !line.is_empty() && !line.starts_with('#'));
        let words: usize =
            lexicon.class_names().into_iter().map(|class| lexicon.class(class).len()).sum();
        assert_eq!(words, lines.count(), "{name}");
    }
}

#[test]
fn no_table_takes_words_of_another() {
    let tables = tables();
    let mut words = 0;
    for name in BUILTIN {
        let lexicon = parsed(name, &tables[*name]);
        words +=
            lexicon.class_names().iter().map(|class| lexicon.class(class).len()).sum::<usize>();
    }
    let builtin = Lexicon::builtin();
    let together: usize =
        builtin.class_names().iter().map(|class| builtin.class(class).len()).sum();
    assert_eq!(together, words);
}

#[test]
fn every_class_is_used_by_code() {
    let code = code();
    for (name, table) in tables() {
        for class in classes(&parsed(&name, &table)) {
            let used =
                code.contains(&format!("\"{class}\"")) || code.contains(&format!("{{{class}}}"));
            assert!(used, "{name}: nothing reads the class `{class}`");
        }
    }
}

#[test]
fn every_class_is_described() {
    for (name, table) in tables() {
        let heading = format!("## {name}\n");
        let (_, rest) = PAGE.split_once(&heading).unwrap_or_else(|| panic!("no section {name}"));
        let section = rest.split("\n## ").next().unwrap_or(rest);
        let rows = section.lines().filter_map(|line| line.strip_prefix("| `"));
        let described: BTreeSet<_> =
            rows.filter_map(|row| row.split_once('`')).map(|(class, _)| class.to_owned()).collect();
        assert_eq!(described, classes(&parsed(&name, &table)), "docs/lexicon.md, {name}");
    }
}

#[test]
fn marks_and_weights_are_good() {
    let builtin = Lexicon::builtin();
    for class in ["surname", "given_first", "given_last"] {
        for entry in builtin.class(class) {
            let weight: Result<i32, _> = entry.canonical.parse();
            assert!(weight.is_ok(), "{class} {entry:?}");
        }
    }
    let marked = |entry: &&Entry| entry.canonical != entry.surface;
    for entry in builtin.class("rank").iter().filter(marked) {
        assert!(["bare", "field", "second"].contains(&entry.canonical.as_str()), "{entry:?}");
    }
    sokgirok::tokenizer(&builtin).expect("words that stay whole have good tags");
}
