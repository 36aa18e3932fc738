//! What the README shows is what the program does.

use std::path::Path;
use std::process::Command;

const PAGES: [(&str, &str); 2] = [
    ("README.md", include_str!("../README.md")),
    ("README.ko.md", include_str!("../README.ko.md")),
];

/// The lines of the first block that opens with `fence`.
fn block<'a>(page: &'a str, fence: &str) -> Vec<&'a str> {
    let lines = page.lines().skip_while(|line| *line != fence).skip(1);
    lines.take_while(|line| *line != "```").collect()
}

#[test]
fn output_is_real() {
    let arguments = ["analyze", "corpus/annotated/report-unlabelled.txt"];
    let output = Command::new(env!("CARGO_BIN_EXE_sokgirok"))
        .args(arguments)
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("the program starts");
    assert!(output.status.success());
    let printed = String::from_utf8(output.stdout).expect("the output is UTF-8");
    let mut rest = printed.lines();
    for (name, page) in PAGES {
        assert!(
            page.contains(&format!("cargo run --release -- {}", arguments.join(" "))),
            "{name}"
        );
        let shown = block(page, "```text");
        assert!(shown.len() >= 10, "{name}");
        for line in shown {
            let found = rest.any(|printed| printed == line);
            assert!(found, "{name}: not printed, or not in this order: {line}");
        }
        rest = printed.lines();
    }
}

#[test]
fn the_example_is_the_one_of_the_crate() {
    let library = include_str!("../src/lib.rs");
    let docs = library.lines().map_while(|line| line.strip_prefix("//!"));
    let docs: Vec<_> = docs.map(|line| line.strip_prefix(' ').unwrap_or(line)).collect();
    let docs = docs.join("\n");
    for (name, page) in PAGES {
        assert_eq!(block(page, "```rust"), block(&docs, "```"), "{name}");
    }
}

#[test]
fn links_lead_to_files() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    for (name, page) in PAGES {
        let links = page.split("](").skip(1).filter_map(|rest| rest.split(')').next());
        for link in links.filter(|link| !link.contains("://")) {
            assert!(root.join(link).exists(), "{name}: {link}");
        }
    }
}
