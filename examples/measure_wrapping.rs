//! How many line breaks are joined rightly.
//!
//! Takes texts whose lines are whole, breaks each line after every 45 characters as PDFs do
//! (inside words, but not between two Latin letters; the blank at a break is lost), joins the lines
//! again and compares. The front matter of a Markdown file is left out, as it is of an analysis.
//!
//! `cargo run --release --example measure_wrapping -- FILE...`

use sokgirok::{Analyzer, Document};

const WIDTH: usize = 45;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut worker = Analyzer::new()?.worker();
    let (mut right, mut all) = (0, 0);
    let show = std::env::var_os("SHOW").is_some();
    for path in std::env::args().skip(1) {
        let text = std::fs::read_to_string(&path)?;
        let (wrapped, whole, breaks) = wrap(without_front_matter(&text));
        let mut document = Document::parse(path, wrapped);
        document.furniture.clear();
        document.wrapped = true;
        document.turns.truncate(1);
        document.turns[0].span.end = document.text.len();
        document.turns[0].body = document.turns[0].span;
        let joined = worker.plain_text(&document, 0);
        for (expected, found, context) in compare(&whole, &joined, &breaks) {
            all += 1;
            // Where a sentence ends, a boundary is as good as a blank.
            let ends = context.split('|').next().is_some_and(|it| it.ends_with(['.', '?', '!']));
            let is_right = expected == found || (expected == ' ' && found == '\n' && ends);
            right += usize::from(is_right);
            if show && !is_right {
                println!("{expected:?} {found:?} {context}");
            }
        }
    }
    println!("{right} of {all} breaks right, {:.4}", right as f64 / all as f64);
    Ok(())
}

fn without_front_matter(text: &str) -> &str {
    let rest = text.strip_prefix("---\n").and_then(|rest| rest.split_once("\n---\n"));
    rest.map_or(text, |(_, text)| text)
}

/// The wrapped text, the whole one, and at how many characters other than blanks each break stands.
fn wrap(text: &str) -> (String, String, Vec<usize>) {
    let (mut wrapped, mut whole, mut breaks, mut count) =
        (String::new(), String::new(), Vec::new(), 0);
    for line in text.lines() {
        let line: Vec<char> =
            line.split_whitespace().collect::<Vec<_>>().join(" ").chars().collect();
        let mut column = 0;
        for (at, &c) in line.iter().enumerate() {
            let latin = |at: usize| line.get(at).is_some_and(char::is_ascii_alphabetic);
            if column >= WIDTH && at > 0 && !(latin(at - 1) && latin(at)) {
                wrapped.push('\n');
                breaks.push(count);
                column = 0;
            }
            if !(c == ' ' && (column == 0 || column + 1 >= WIDTH && at + 1 < line.len())) {
                wrapped.push(c);
            }
            whole.push(c);
            count += usize::from(c != ' ');
            column += 1;
        }
        wrapped.push('\n');
        whole.push('\n');
    }
    (wrapped, whole, breaks)
}

/// For each break: what stood there (blank or nothing), what was put there, and the words around.
fn compare(whole: &str, joined: &str, breaks: &[usize]) -> Vec<(char, char, String)> {
    let expected = gaps(whole);
    let found = gaps(joined);
    let characters: Vec<char> = whole.chars().filter(|c| !c.is_whitespace()).collect();
    breaks
        .iter()
        .filter(|&&at| expected[at] != '\n')
        .map(|&at| {
            let from = at.saturating_sub(8);
            let context: String = characters[from..at].iter().collect();
            let after: String = characters[at..(at + 8).min(characters.len())].iter().collect();
            (expected[at], found.get(at).copied().unwrap_or('?'), format!("{context}|{after}"))
        })
        .collect()
}

/// What stands before each character that is no blank: a blank, a line end or nothing (`-`).
fn gaps(text: &str) -> Vec<char> {
    let (mut gaps, mut gap) = (Vec::new(), '-');
    for c in text.chars() {
        match c {
            '\n' => gap = '\n',
            c if c.is_whitespace() => gap = if gap == '\n' { '\n' } else { ' ' },
            _ => {
                gaps.push(gap);
                gap = '-';
            }
        }
    }
    gaps
}
