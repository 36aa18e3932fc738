//! Which room of the house may use which, and which crates: the table in `docs/architecture.md`.
//!
//! A path that starts with `crate::` or `super::`, anywhere in the code, and not only in `use`
//! lines, is an arrow from the room it stands in to the room it leads to. Unit tests are left out.

use regex::Regex;
use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

const PAGE: &str = include_str!("../docs/architecture.md");

/// Parts of the standard library that only rooms with them in their row may name.
const RESTRICTED: &[&str] = &["std::fs", "std::env", "std::thread", "std::process"];

/// What a room may use.
#[derive(Debug, Default)]
struct Row {
    rooms: BTreeSet<String>,
    crates: BTreeSet<String>,
}

type Table = BTreeMap<String, Row>;

/// Names that `lib.rs` exports, each with the modules it comes from.
type Exports = BTreeMap<String, Vec<String>>;

/// The rows between the two marks of the page.
fn table(page: &str) -> Table {
    let (_, rest) = page.split_once("<!-- layers -->").expect("the page marks the table");
    let (rows, _) = rest.split_once("<!-- end of layers -->").expect("the page marks its end");
    let quoted = Regex::new("`([^`]+)`").expect("a good pattern");
    let names = |cell: &str| -> BTreeSet<String> {
        quoted.captures_iter(cell).map(|found| found[1].to_owned()).collect()
    };
    let cells = |line: &str| line.split('|').map(str::to_owned).collect::<Vec<_>>();
    let mut table = Table::new();
    for cells in rows.lines().filter(|line| line.starts_with("| `")).map(cells) {
        let room = names(&cells[1]).pop_first().expect("the first column names a room");
        let row = Row { rooms: names(&cells[2]), crates: names(&cells[3]) };
        assert!(table.insert(room.clone(), row).is_none(), "{room} has two rows");
    }
    table
}

/// The room of a path of modules: the longest row that it begins with.
fn room(path: &[String], table: &Table) -> Option<String> {
    (1..=path.len()).rev().map(|end| path[..end].join("/")).find(|name| table.contains_key(name))
}

/// The names that the crate exports at its root.
fn exports(lib: &str) -> Exports {
    let mut exports = Exports::new();
    for path in paths(&without_tests(lib), "pub use ") {
        let (name, modules) = path.split_last().expect("a path has a name");
        exports.insert(name.clone(), modules.to_vec());
    }
    exports
}

/// The code without comments and without its unit tests.
fn without_tests(code: &str) -> String {
    let tests = Regex::new(r"(?s)#\[cfg\(test\)\]\s*mod \w+ \{.*").expect("a good pattern");
    let test_file = Regex::new(r"#\[cfg\(test\)\]\s*mod \w+;").expect("a good pattern");
    let code: Vec<_> = code.lines().filter(|line| !line.trim_start().starts_with("//")).collect();
    let code = code.join("\n");
    test_file.replace_all(&tests.replace(&code, ""), "").into_owned()
}

/// Every path behind `start`, groups in braces spread out.
fn paths(code: &str, start: &str) -> Vec<Vec<String>> {
    let mut found = Vec::new();
    for (at, _) in code.match_indices(start) {
        let inside = code[..at].ends_with(|c: char| c.is_alphanumeric() || c == '_' || c == ':');
        if !inside {
            spread(&mut code[at + start.len()..].chars().peekable(), Vec::new(), &mut found);
        }
    }
    found
}

/// Reads one path, or a group of them, behind `front`.
fn spread(
    rest: &mut std::iter::Peekable<std::str::Chars<'_>>,
    mut front: Vec<String>,
    found: &mut Vec<Vec<String>>,
) {
    loop {
        while rest.next_if(|c| c.is_whitespace()).is_some() {}
        if rest.next_if_eq(&'{').is_some() {
            loop {
                while rest.next_if(|c| c.is_whitespace() || *c == ',').is_some() {}
                if rest.peek().is_none() || rest.next_if_eq(&'}').is_some() {
                    return;
                }
                spread(rest, front.clone(), found);
                // `as name`
                while rest.next_if(|c| *c != ',' && *c != '}').is_some() {}
            }
        }
        let mut name = String::new();
        while let Some(c) = rest.next_if(|c| c.is_alphanumeric() || *c == '_' || *c == '*') {
            name.push(c);
        }
        if name.is_empty() {
            break;
        }
        front.push(name);
        if rest.next_if_eq(&':').is_none() || rest.next_if_eq(&':').is_none() {
            break;
        }
    }
    found.push(front);
}

/// The modules of a file below `src`.
fn modules(file: &Path) -> Vec<String> {
    let names = file.with_extension("");
    names.components().map(|part| part.as_os_str().to_string_lossy().into_owned()).collect()
}

/// What is wrong with a file: arrows and crates that its room's row does not list.
fn faults(
    file: &Path,
    code: &str,
    table: &Table,
    exports: &Exports,
    restricted: &[(String, Regex)],
) -> Vec<String> {
    let code = without_tests(code);
    let here = modules(file);
    let Some(from) = room(&here, table) else {
        return vec![format!("{}: no row of the table has this room", file.display())];
    };
    let row = &table[&from];
    let mut targets: Vec<Vec<String>> = Vec::new();
    for path in paths(&code, "crate::") {
        targets.push(match path.first().and_then(|name| exports.get(name)) {
            Some(modules) => modules.clone(),
            None => path,
        });
    }
    for path in paths(&code, "super::") {
        let pops = 1 + path.iter().take_while(|name| *name == "super").count();
        let mut target = here[..here.len().saturating_sub(pops)].to_vec();
        target.extend(path.into_iter().skip(pops - 1));
        targets.push(target);
    }
    let mut faults = Vec::new();
    for target in targets {
        match room(&target, table) {
            Some(to) if to == from || row.rooms.contains(&to) => {}
            Some(to) => faults.push(format!("{}: {from} may not use {to}", file.display())),
            None => {
                let path = target.join("::");
                faults.push(format!("{}: {path} leads to no room", file.display()));
            }
        }
    }
    for (name, pattern) in restricted {
        if pattern.is_match(&code) && !row.crates.contains(name) {
            faults.push(format!("{}: {from} may not use {name}", file.display()));
        }
    }
    faults.sort();
    faults.dedup();
    faults
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// The crates that the library and the program depend on.
fn crates() -> Vec<String> {
    let manifest = fs::read_to_string(root().join("Cargo.toml")).expect("the manifest");
    let (_, rest) = manifest.split_once("\n[dependencies]\n").expect("it has dependencies");
    let names = rest.lines().take_while(|line| !line.starts_with('['));
    let names = names.filter_map(|line| line.split_once([' ', '=', '.']));
    names.map(|(name, _)| name.replace('-', "_")).collect()
}

/// Crates and parts of the standard library, each with the pattern of code that names it.
fn restricted(crates: &[String]) -> Vec<(String, Regex)> {
    let of_crate = |name: &String| {
        (name.clone(), format!(r"(?:^|[^\w:]|[^\w]::){name}\s*::|\buse (?:::)?{name};"))
    };
    let of_std = |name: &&str| {
        let part = name.trim_start_matches("std::");
        ((*name).to_owned(), format!(r"\bstd::(?:{part}\b|\{{[^}}]*\b{part}\b)"))
    };
    let patterns = crates.iter().map(of_crate).chain(RESTRICTED.iter().map(of_std));
    let compile =
        |(name, pattern): (String, String)| (name, Regex::new(&pattern).expect("a good pattern"));
    patterns.map(compile).collect()
}

/// All Rust files below `src` but the crate's roots and files of unit tests.
fn sources() -> Vec<PathBuf> {
    let mut open = vec![root().join("src")];
    let mut found = Vec::new();
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).expect("the folder is readable") {
            let path = entry.expect("the entry is readable").path();
            if path.is_dir() {
                open.push(path);
            } else if path.extension().is_some_and(|end| end == "rs") {
                found.push(path);
            }
        }
    }
    let left_out = ["lib.rs", "main.rs", "tests.rs"];
    found.retain(|path| !left_out.iter().any(|name| path.ends_with(name)));
    found.sort();
    found
}

#[test]
fn every_arrow_is_in_the_table() {
    let (table, restricted) = (table(PAGE), restricted(&crates()));
    let lib = fs::read_to_string(root().join("src/lib.rs")).expect("the library");
    let exports = exports(&lib);
    assert_eq!(exports["Document"], ["transcript"]);
    let mut wrong = Vec::new();
    for path in sources() {
        let code = fs::read_to_string(&path).expect("a source is UTF-8");
        let file = path.strip_prefix(root().join("src")).expect("it is below src");
        wrong.extend(faults(file, &code, &table, &exports, &restricted));
    }
    assert!(wrong.is_empty(), "see docs/architecture.md:\n{}", wrong.join("\n"));
}

/// A folder and the rooms in it count as one: the folder's file lists its rooms.
#[test]
fn arrows_go_one_way() {
    let mut arrows: BTreeMap<String, BTreeSet<String>> = BTreeMap::new();
    let floor = |name: &str| name.split('/').next().unwrap_or(name).to_owned();
    for (name, row) in table(PAGE) {
        let to = row.rooms.iter().map(|room| floor(room)).filter(|to| *to != floor(&name));
        arrows.entry(floor(&name)).or_default().extend(to);
    }
    while let Some(lowest) =
        arrows.iter().find(|(_, to)| to.is_empty()).map(|(name, _)| name.clone())
    {
        arrows.remove(&lowest);
        for to in arrows.values_mut() {
            to.remove(&lowest);
        }
    }
    assert!(arrows.is_empty(), "these use each other, or a room without a row: {arrows:?}");
}

#[test]
fn a_broken_arrow_is_seen() {
    let table = table(PAGE);
    let exports = exports("pub use span::Span;\npub use transcript::{\n    Document, Turn,\n};\n");
    let restricted = restricted(&["rayon", "serde", "lindera", "csv"].map(str::to_owned));
    let check = |file: &str, code: &str, expected: &[&str]| {
        let found = faults(Path::new(file), code, &table, &exports, &restricted);
        let expected: Vec<_> = expected.iter().map(|fault| format!("{file}: {fault}")).collect();
        assert_eq!(found, expected, "{code}");
    };
    check("text/wrap.rs", "use crate::{Document, Span};", &[]);
    check("text/wrap.rs", "// crate::tokenize\nuse super::offset::OffsetMap;", &[]);
    check("text/wrap.rs", "use crate::tokenize::Token;", &["text may not use tokenize"]);
    check("span.rs", "use crate::{\n    Document,\n};", &["span may not use transcript"]);
    check("span.rs", "fn f() { crate::text::sentences(t); }", &["span may not use text"]);
    check("transcript/turn.rs", "use super::super::batch;", &["transcript may not use batch"]);
    check(
        "extract/page/word.rs",
        "use super::super::officer::Names;",
        &["extract/page may not use extract/officer"],
    );
    check(
        "extract/page.rs",
        "use super::{Finding, officer};",
        &["extract/page may not use extract/officer"],
    );
    check("analyze.rs", "use rayon::prelude::*;", &["analyze may not use rayon"]);
    check("rule.rs", "use std::{fs, io};", &["rule may not use std::fs"]);
    check("rule.rs", "let text = std::fs::read(path);", &["rule may not use std::fs"]);
    check("write/csv.rs", "use self::csv::Table;\nuse ::csv::Writer;", &[]);
    check("resolve.rs", "use ::serde::Serialize;", &["resolve may not use serde"]);
    check("extract/page.rs", "use lindera::tokenizer;", &["extract/page may not use lindera"]);
    check("helper.rs", "", &["no row of the table has this room"]);
    check("span.rs", "struct A;\n#[cfg(test)]\nmod tests {\n    use crate::Document;\n}\n", &[]);
}
