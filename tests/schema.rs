//! `docs/schema.md` says what is written.
//!
//! After a wanted change run `UPDATE_SCHEMA=1 cargo test --test schema`.

use sokgirok::write::schema::{Table, Type, markdown};
use sokgirok::write::wire::Recorder;
use sokgirok::write::{Folder, Format, OffsetUnit, OnRequest, Provenance, Shape};
use sokgirok::{Analyzer, Document};
use std::collections::HashSet;
use std::fs;
use std::path::PathBuf;

const START: &str = "<!-- tables: written by tests/schema.rs -->\n";
const END: &str = "<!-- end of tables -->\n";

const TEXT: &str = "제71회 새길시의회(임시회)\n행정문화위원회회의록\n○출석위원 (1인)\n한가람\n\
    (10시 09분 개의)\n○위원장 한가람  보고서 12쪽을 봐 주시기 바랍니다. 정책기획관 박재연입니다.\n\
    ○정책기획관 박재연  예산이 확보되면 내년 상반기까지 적극 정비하겠습니다.\n";

fn docs() -> (PathBuf, String) {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("docs/schema.md");
    let text = fs::read_to_string(&path).expect("the page is there");
    (path, text)
}

#[test]
fn the_page_lists_every_table_and_column() {
    let (path, text) = docs();
    let (before, rest) = text.split_once(START).expect("the page has the first mark");
    let (tables, after) = rest.split_once(END).expect("the page has the second mark");
    if std::env::var_os("UPDATE_SCHEMA").is_some() {
        fs::write(path, format!("{before}{START}{}{END}{after}", markdown())).expect("writable");
        return;
    }
    assert!(tables == markdown(), "docs/schema.md is not what the code writes");
}

#[test]
fn the_page_names_every_member_of_the_json() {
    let (_, text) = docs();
    let document = Document::parse("a.txt", TEXT);
    let analysis = Analyzer::new().expect("the rules compile").worker().analyze(&document);
    let record = Recorder::new(&document, OffsetUnit::Byte).document(&analysis);
    let value = serde_json::to_value(record).expect("a record is JSON");
    let mut members = HashSet::new();
    collect(&value, &mut members);
    assert!(members.contains("strength") && members.contains("ranges"), "{members:?}");
    let missing: Vec<_> =
        members.into_iter().filter(|name| !text.contains(&format!("`{name}`"))).collect();
    assert!(missing.is_empty(), "docs/schema.md says nothing of {missing:?}");
}

fn collect(value: &serde_json::Value, members: &mut HashSet<String>) {
    match value {
        serde_json::Value::Object(object) => {
            for (name, value) in object {
                members.insert(name.clone());
                collect(value, members);
            }
        }
        serde_json::Value::Array(items) => items.iter().for_each(|item| collect(item, members)),
        _ => {}
    }
}

#[test]
fn tables_are_well_formed() {
    for (at, table) in Table::ALL.into_iter().enumerate() {
        let name = table.name();
        let columns: Vec<_> = table.columns().collect();
        let mut names = HashSet::new();
        for column in &columns {
            assert!(names.insert(column.name), "{name}.{} stands twice", column.name);
            assert!(column.description.ends_with('.'), "{name}.{}", column.name);
        }
        for key in table.key() {
            assert!(columns.iter().any(|it| it.name == *key && !it.nullable), "{name}.{key}");
        }
        for index in table.indexes() {
            assert!(names.contains(index), "{name}.{index}");
        }
        for reference in table.references() {
            let target = reference.table;
            assert!(Table::ALL.iter().position(|it| *it == target).expect("it is one") < at);
            assert_eq!(reference.columns.len(), target.key().len(), "{name}");
            assert!(reference.columns.iter().all(|column| names.contains(column)), "{name}");
        }
        let spans = ["start_byte", "end_byte", "start_char", "end_char", "text"];
        let has_span = names.contains("start_byte");
        assert!(!has_span || spans.iter().all(|column| names.contains(column)), "{name}");
    }
    for table in [Table::PageRefs, Table::Officers, Table::Commitments] {
        let names: Vec<_> = table.columns().map(|column| column.name).collect();
        for wanted in [
            "doc_id",
            "start_byte",
            "start_char",
            "text",
            "turn",
            "speaker_name",
            "role_class",
            "agenda_item",
            "rule",
        ] {
            assert!(names.contains(&wanted), "{} has no {wanted}", table.name());
        }
    }
}

/// Each row has the columns that the definition says, of the type it says.
#[test]
fn rows_are_as_defined() {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let document = Document::parse("a.txt", TEXT);
    let mut worker = Analyzer::new().expect("the rules compile").worker();
    let analysis = worker.analyze(&document);
    let (sentences, tokens) = (worker.sentences(&document), worker.tokens(&document));
    let on_request = OnRequest { sentences: &sentences, tokens: &tokens };
    let formats = vec![Format::JsonLines, Format::Csv];
    let shape = Shape { formats, sentences: true, tokens: true, ..Shape::default() };
    let mut tables = Folder::new(folder.path(), &shape).expect("the folder is writable");
    let provenance = Provenance { source: "a.txt".to_owned(), ..Provenance::default() };
    tables
        .write_with(&document, &analysis, on_request, &provenance)
        .expect("the folder is writable");
    tables.finish().expect("the folder is writable");
    let mut written = Vec::new();
    for table in Table::ALL {
        let columns: Vec<_> = table.columns().collect();
        let path = folder.path().join(format!("{}.jsonl", table.name()));
        let text = fs::read_to_string(path).expect("the table is there");
        for line in text.lines() {
            let row: serde_json::Map<_, _> = serde_json::from_str(line).expect("a row is JSON");
            assert_eq!(row.len(), columns.len(), "{}", table.name());
            for column in &columns {
                let value = &row[column.name];
                let fits = match column.kind {
                    _ if value.is_null() => column.nullable,
                    Type::Text | Type::Document | Type::Date => value.is_string(),
                    Type::Integer => value.is_i64(),
                    Type::Share => value.is_number(),
                    Type::Boolean => value.is_boolean(),
                };
                assert!(fits, "{}.{} is {value}", table.name(), column.name);
            }
            if let (Some(start), Some(end)) = (row.get("start_byte"), row.get("end_byte")) {
                let place = start.as_u64().zip(end.as_u64()).expect("offsets are numbers");
                let slice = &TEXT[place.0 as usize..place.1 as usize];
                let characters = row["start_char"].as_u64().expect("offsets are numbers") as usize;
                assert!(slice.contains(row["text"].as_str().expect("it is text")));
                assert_eq!(TEXT[..place.0 as usize].chars().count(), characters);
            }
        }
        if !text.is_empty() {
            written.push(table);
        }
        let csv = fs::read_to_string(folder.path().join(format!("{}.csv", table.name())));
        let header: Vec<_> = columns.iter().map(|column| column.name).collect();
        assert!(csv.expect("the table is there").starts_with(&header.join(",")));
    }
    let tables = [Table::Documents, Table::Turns, Table::Sentences, Table::Tokens, Table::PageRefs];
    for table in tables {
        assert!(written.contains(&table), "{} is empty", table.name());
    }
}
