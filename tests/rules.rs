//! Every rule's examples, run through the whole analysis.

use sokgirok::{Analyzer, Document, Finding, Span, rules};
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::new().expect("the crate's own rules compile"));

/// The texts and spans that a rule finds.
fn found(text: &str, rule: &str) -> Vec<(String, Span)> {
    let document = Document::parse("example", text);
    let analysis = ANALYZER.worker().analyze(&document);
    let of_rule = analysis.findings.iter().filter(|finding| finding.rule() == rule);
    of_rule.map(Finding::span).map(|span| (document.slice(span).to_owned(), span)).collect()
}

#[test]
fn every_rule_has_examples_of_both_kinds_and_a_name_of_its_own() {
    let mut names = std::collections::HashSet::new();
    for rule in rules() {
        assert!(names.insert(rule.name), "{} stands twice", rule.name);
        assert!(!rule.finds.is_empty(), "{} finds nothing", rule.name);
        assert!(!rule.ignores.is_empty(), "{} ignores nothing", rule.name);
    }
}

#[test]
fn finds() {
    let mut wrong = Vec::new();
    for rule in rules() {
        for (text, expected) in rule.finds {
            let spans = found(text, rule.name);
            if !spans.iter().any(|(found, _)| found == expected) {
                wrong.push(format!("{}: `{text}` gives {spans:?}, not `{expected}`", rule.name));
            }
            let prefix = "안녕하십니까?\n";
            let shifted = found(&format!("{prefix}{text}"), rule.name);
            let expected_spans: Vec<_> = spans
                .iter()
                .map(|(text, span)| (text.clone(), span.shifted(prefix.len())))
                .collect();
            if shifted != expected_spans {
                wrong.push(format!("{}: `{text}` shifted gives {shifted:?}", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn ignores() {
    let mut wrong = Vec::new();
    for rule in rules() {
        for text in rule.ignores {
            let spans = found(text, rule.name);
            if !spans.is_empty() {
                wrong.push(format!("{}: `{text}` gives {spans:?}", rule.name));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn every_rule_is_described() {
    let page = include_str!("../docs/rules.md");
    let described: Vec<_> = page
        .lines()
        .filter_map(|line| line.strip_prefix("| `"))
        .filter_map(|row| row.split_once('`'))
        .map(|(name, _)| name)
        .collect();
    let names: Vec<_> = rules().map(|rule| rule.name).collect();
    assert_eq!(described, names, "docs/rules.md describes the rules in their order");
}
