//! Named rules: what is looked for, with examples that run as tests.

use crate::{Error, ErrorKind, Lexicon, Result};
use regex::Regex;

/// A named rule.
///
/// The name is what a finding reports. Its examples are run by the test suite.
#[derive(Clone, Copy, Debug)]
pub struct Rule {
    /// Stable identifier, `kind/shape` (`page/range`).
    pub name: &'static str,
    /// What the rule finds, in one sentence.
    pub summary: &'static str,
    /// Sentences, and the text that the rule finds in each.
    pub finds: &'static [(&'static str, &'static str)],
    /// Sentences in which the rule finds nothing.
    pub ignores: &'static [&'static str],
}

/// A regular expression in which `{class}` stands for the words of that class.
///
/// Counted repetition (`{2,4}`) is left as it is: a class name starts with a letter.
pub(crate) fn compile(pattern: &str, lexicon: &Lexicon) -> Result<Regex> {
    let mut expanded = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(open) = rest.find('{') {
        let after = &rest[open + 1..];
        let close = after.find('}').unwrap_or(after.len());
        let class = &after[..close];
        let is_class = class.starts_with(|c: char| c.is_ascii_lowercase())
            && !rest[..open].ends_with("\\p")
            && class.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        if is_class {
            expanded.push_str(&rest[..open]);
            expanded.push_str(&lexicon.alternation(class)?);
            rest = &after[(close + 1).min(after.len())..];
        } else {
            expanded.push_str(&rest[..=open]);
            rest = after;
        }
    }
    expanded.push_str(rest);
    Regex::new(&expanded).map_err(|error| Error::new(ErrorKind::Rule, error.to_string()))
}
