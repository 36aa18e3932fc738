//! Precision and recall on the hand-checked transcripts of `corpus/`.
//!
//! Gold is one JSON object a line beside each text, offsets in characters (see
//! `corpus/README.md`). A finding matches a gold item of its kind when
//! - page reference: at least half of the joint span is shared, and the ranges are equal;
//! - officer: likewise, and name and role are equal, white space aside;
//! - commitment: they overlap and end within three characters of each other;
//! - turn: it starts on the same line, and role and name are equal.
//!
//! The floors below only move up.

use serde_json::Value;
use sokgirok::{Analyzer, Context, Document, Finding, PageRange, Span, Status, Strength};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

/// Least F1 for a kind over the texts of a folder.
const FLOORS: &[(&str, &str, f64)] = &[
    ("annotated", "PAGE", 0.995),
    ("annotated", "OFFICER", 0.995),
    ("annotated", "COMMIT", 0.99),
    ("annotated", "TURN", 0.995),
    ("shapes", "PAGE", 0.995),
    ("shapes", "OFFICER", 0.99),
    ("shapes", "COMMIT", 0.975),
    ("shapes", "TURN", 0.995),
];

/// Least share of matched items with the attribute right, over both folders.
const ATTRIBUTE_FLOORS: &[(&str, f64)] = &[
    ("PAGE.document", 0.995),
    ("OFFICER.status", 0.995),
    ("COMMIT.strength", 0.995),
    ("COMMIT.conditional", 0.99),
    ("COMMIT.negative", 0.995),
    ("COMMIT.page", 0.99),
];

/// Gold or finding in one shape; spans in bytes.
#[derive(Clone, Debug)]
struct Item {
    kind: &'static str,
    span: Span,
    /// What must be equal: ranges, or name and role.
    key: String,
    attributes: BTreeMap<&'static str, String>,
}

#[derive(Clone, Copy, Default)]
struct Tally {
    matched: usize,
    gold: usize,
    found: usize,
}

impl Tally {
    fn f1(self) -> f64 {
        2.0 * self.matched as f64 / (self.gold + self.found).max(1) as f64
    }
}

#[test]
fn floors() {
    let analyzer = Analyzer::new().expect("the crate's own rules compile");
    let mut worker = analyzer.worker();
    let mut tallies: BTreeMap<(String, &str), Tally> = BTreeMap::new();
    let mut attributes: BTreeMap<String, (usize, usize)> = BTreeMap::new();
    let mut errors = Vec::new();
    for folder in ["annotated", "shapes"] {
        for text_path in texts(folder) {
            let text = fs::read_to_string(&text_path).expect("a corpus text is UTF-8");
            let gold = gold(&text_path, &text);
            let document = Document::parse(text_path.display().to_string(), text);
            let found = items(&document, &worker.analyze(&document).findings);
            for kind in ["PAGE", "OFFICER", "COMMIT", "TURN"] {
                let gold: Vec<_> = gold.iter().filter(|item| item.kind == kind).collect();
                if gold.is_empty() {
                    continue; // This text is not annotated for the kind.
                }
                let mut free: Vec<_> = found.iter().filter(|item| item.kind == kind).collect();
                let tally = tallies.entry((folder.to_owned(), kind)).or_default();
                tally.gold += gold.len();
                tally.found += free.len();
                for item in gold {
                    let Some(at) = free.iter().position(|it| same(item, it, &document)) else {
                        errors.push(describe("missed", &document, item));
                        continue;
                    };
                    tally.matched += 1;
                    let hit = free.remove(at);
                    for (name, value) in &item.attributes {
                        let right = hit.attributes.get(name) == Some(value);
                        let entry = attributes.entry(format!("{kind}.{name}")).or_default();
                        entry.0 += usize::from(right);
                        entry.1 += 1;
                        if !right {
                            let what = format!("wrong {name} {:?} of", hit.attributes.get(name));
                            errors.push(describe(&what, &document, item));
                        }
                    }
                }
                errors.extend(free.iter().map(|item| describe("spurious", &document, item)));
            }
        }
    }
    let mut low = Vec::new();
    for (folder, kind, floor) in FLOORS {
        let tally = tallies[&((*folder).to_owned(), *kind)];
        println!(
            "{folder:10} {kind:8} {:5} gold {:5} found {:5} right  F1 {:.4}",
            tally.gold,
            tally.found,
            tally.matched,
            tally.f1()
        );
        if tally.f1() < *floor {
            low.push(format!("{folder} {kind} {:.4} is under {floor}", tally.f1()));
        }
    }
    for (name, floor) in ATTRIBUTE_FLOORS {
        let (right, all) = attributes[*name];
        let share = right as f64 / all as f64;
        println!("{name:20} {right:5} of {all:5}  {share:.4}");
        if share < *floor {
            low.push(format!("{name} {share:.4} is under {floor}"));
        }
    }
    println!("{}", errors.join("\n"));
    assert!(
        low.is_empty(),
        "{}\n(cargo test --test quality -- --nocapture lists every error)",
        low.join("\n")
    );
}

/// The texts of a folder of the corpus that have gold, sorted.
fn texts(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus").join(folder);
    let mut paths: Vec<_> = fs::read_dir(folder)
        .expect("the folder is part of the repository")
        .map(|entry| entry.expect("the entry is readable").path())
        .filter(|path| path.extension().is_some_and(|end| end == "txt" || end == "md"))
        .filter(|path| path.with_extension("jsonl").exists())
        .collect();
    paths.sort();
    assert!(!paths.is_empty());
    paths
}

fn gold(text_path: &Path, text: &str) -> Vec<Item> {
    let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
    bytes.push(text.len());
    let file = fs::read_to_string(text_path.with_extension("jsonl")).expect("it exists");
    file.lines()
        .map(|line| {
            let value: Value = serde_json::from_str(line).expect("gold is JSON");
            let offset = |name: &str| bytes[value[name].as_u64().expect("an offset") as usize];
            let string = |name: &str| squash(value[name].as_str().unwrap_or(""));
            let mut attributes = BTreeMap::new();
            let (kind, key) = match value["kind"].as_str().expect("a kind") {
                "PAGE" => {
                    attributes.insert("document", string("document"));
                    let mut ranges: Vec<_> = value["ranges"]
                        .as_array()
                        .expect("ranges")
                        .iter()
                        .map(Value::to_string)
                        .collect();
                    ranges.sort();
                    ("PAGE", ranges.join(";"))
                }
                "OFFICER" => {
                    attributes.insert("status", string("status"));
                    ("OFFICER", format!("{}/{}", string("name"), string("role")))
                }
                "COMMIT" => {
                    attributes.insert("strength", string("strength"));
                    attributes.insert("conditional", value["conditional"].to_string());
                    attributes.insert("negative", value["negative"].to_string());
                    attributes.insert("page", value["page"].to_string());
                    ("COMMIT", String::new())
                }
                "TURN" => ("TURN", format!("{}/{}", string("name"), string("role"))),
                other => panic!("unknown kind {other}"),
            };
            Item { kind, span: Span::new(offset("start"), offset("end")), key, attributes }
        })
        .collect()
}

/// Findings and turns as items.
fn items(document: &Document, findings: &[Finding]) -> Vec<Item> {
    let mut items = Vec::new();
    for turn in &document.turns {
        if let Some(speaker) = &turn.speaker {
            let key = format!("{}/{}", squash(&speaker.name), squash(&speaker.role));
            items.push(Item { kind: "TURN", span: turn.span, key, attributes: BTreeMap::new() });
        }
    }
    for finding in findings {
        let mut attributes = BTreeMap::new();
        let (kind, key) = match finding {
            Finding::Page(page) => {
                let name = page.document.map_or("", |span| document.slice(span));
                attributes.insert("document", squash(name));
                let mut ranges: Vec<_> = page.ranges.iter().copied().map(range).collect();
                ranges.sort();
                ("PAGE", ranges.join(";"))
            }
            Finding::Officer(officer) if officer.context == Context::Speaker => continue,
            Finding::Officer(officer) => {
                attributes.insert("status", status(officer.status).to_owned());
                ("OFFICER", format!("{}/{}", squash(&officer.name), squash(&officer.role)))
            }
            Finding::Commitment(it) => {
                attributes.insert("strength", strength(it.strength).to_owned());
                attributes.insert("conditional", it.condition.is_some().to_string());
                attributes.insert("negative", it.negative.to_string());
                attributes.insert("page", it.page.map_or("null".to_owned(), range));
                ("COMMIT", String::new())
            }
            _ => panic!("a kind of finding that gold does not have"),
        };
        items.push(Item { kind, span: finding.span(), key, attributes });
    }
    items
}

fn same(gold: &Item, found: &Item, document: &Document) -> bool {
    let line = |at: usize| document.text[..at].matches('\n').count();
    let chars = |from: usize, to: usize| document.text[from..to].chars().count();
    match gold.kind {
        "TURN" => gold.key == found.key && line(gold.span.start) == line(found.span.start),
        "COMMIT" => {
            let (first, last) =
                (gold.span.end.min(found.span.end), gold.span.end.max(found.span.end));
            gold.span.overlaps(found.span)
                && chars(first, last) <= 3
                && chars(found.span.start, found.span.end)
                    <= 3 * chars(gold.span.start, gold.span.end) + 10
        }
        _ => {
            let joint =
                chars(gold.span.start.min(found.span.start), gold.span.end.max(found.span.end));
            let (start, end) =
                (gold.span.start.max(found.span.start), gold.span.end.min(found.span.end));
            start < end && 2 * chars(start, end) >= joint && gold.key == found.key
        }
    }
}

fn describe(what: &str, document: &Document, item: &Item) -> String {
    let line = document.text[..item.span.start].matches('\n').count() + 1;
    let text: String = document.slice(item.span).chars().take(40).collect();
    format!(
        "{}:{line}: {what} {} {text:?} {} {:?}",
        document.id, item.kind, item.key, item.attributes
    )
}

fn range(range: PageRange) -> String {
    format!("[{},{}]", range.first, range.last.map_or("null".to_owned(), |last| last.to_string()))
}

fn squash(text: &str) -> String {
    text.split_whitespace().collect()
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Present => "present",
        Status::Left => "left",
        Status::Appointed => "appointed",
        Status::Acting => "acting",
        Status::Absent => "absent",
        Status::Vacant => "vacant",
        _ => "other",
    }
}

fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Firm => "firm",
        Strength::Plan => "plan",
        Strength::Effort => "effort",
        Strength::Review => "review",
        _ => "other",
    }
}
