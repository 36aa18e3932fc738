//! What is found in each transcript of the corpus, to the byte.
//!
//! `corpus/golden/NAME.expected` holds one finding a line. After a wanted change run
//! `UPDATE_GOLDEN=1 cargo test --test golden` and review the difference like code.

use sokgirok::{Analyzer, Document, Finding};
use std::fmt::Write as _;
use std::fs;
use std::path::Path;

#[test]
fn findings_are_as_recorded() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let update = std::env::var_os("UPDATE_GOLDEN").is_some();
    let mut worker = Analyzer::new().expect("the crate's own rules compile").worker();
    let mut changed = Vec::new();
    for path in sokgirok::read::text_files(&corpus) {
        let path = path.expect("the corpus is readable");
        if path.extension().is_some_and(|end| end == "md") && path.ends_with("README.md") {
            continue;
        }
        let document = sokgirok::read::from_path(&path).expect("a corpus text is UTF-8");
        let found = render(&document, &worker.analyze(&document).findings);
        let name = path.file_stem().expect("a text has a name").to_string_lossy().into_owned();
        let expected_path = corpus.join("golden").join(format!("{name}.expected"));
        if update {
            fs::write(&expected_path, &found).expect("the corpus is writable");
            continue;
        }
        let expected = fs::read_to_string(&expected_path).unwrap_or_default();
        if found != expected {
            let difference = found
                .lines()
                .filter(|line| !expected.lines().any(|known| known == *line))
                .map(|line| format!("+ {line}"))
                .chain(
                    expected
                        .lines()
                        .filter(|line| !found.lines().any(|now| now == *line))
                        .map(|line| format!("- {line}")),
                )
                .take(20)
                .collect::<Vec<_>>();
            changed.push(format!("{name}:\n{}", difference.join("\n")));
        }
    }
    assert!(changed.is_empty(), "{}", changed.join("\n"));
}

/// One finding a line: span, kind, values, rule, text.
fn render(document: &Document, findings: &[Finding]) -> String {
    let mut out = String::new();
    for finding in findings {
        let values = match finding {
            Finding::Page(page) => {
                let ranges: Vec<_> = page
                    .ranges
                    .iter()
                    .map(|range| match range.last {
                        Some(last) => format!("{}-{last}", range.first),
                        None => format!("{}-", range.first),
                    })
                    .collect();
                let name = page.document.map_or("", |span| document.slice(span));
                format!("page {} {name:?}", ranges.join(";"))
            }
            Finding::Officer(it) => {
                format!("officer {:?} {:?} {:?} {:?}", it.name, it.role, it.status, it.context)
            }
            Finding::Commitment(it) => format!(
                "commitment {:?}{}{}{}",
                it.strength,
                if it.condition.is_some() { " conditional" } else { "" },
                if it.negative { " negative" } else { "" },
                it.page.map_or(String::new(), |page| format!(" p{}", page.first)),
            ),
            _ => panic!("a kind of finding without a rendering"),
        };
        let text = document.slice(finding.span());
        writeln!(out, "{:?} {values} {} {text:?}", finding.span(), finding.rule())
            .expect("writing to a string succeeds");
    }
    out
}
