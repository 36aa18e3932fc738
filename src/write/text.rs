//! Readable text for a terminal.

use super::Writer;
use super::wire;
use crate::{Analysis, Commitment, Document, Finding, Officer, PageRange, PageReference, Span};
use std::io::{self, Write};

/// Writes a heading for each document and one line for each finding.
#[derive(Debug)]
pub struct TextWriter<W> {
    out: W,
    colored: bool,
}

const HEADING: &str = "1";
const FILE: &str = "1;4";
const FAINT: &str = "2";
const PAGE: &str = "36";
const OFFICER: &str = "32";
const COMMITMENT: &str = "33";

impl<W: Write> TextWriter<W> {
    /// A writer to `out`, with ANSI colours or without.
    pub fn new(out: W, colored: bool) -> Self {
        Self { out, colored }
    }

    fn paint(&self, code: &str, text: &str) -> String {
        if self.colored { format!("\x1b[{code}m{text}\x1b[0m") } else { text.to_owned() }
    }
}

impl<W: Write> Writer for TextWriter<W> {
    fn write(&mut self, document: &Document, analysis: &Analysis) -> io::Result<()> {
        let count = |kind| analysis.findings.iter().filter(|it| wire::kind(it) == kind).count();
        writeln!(self.out, "{}", self.paint(FILE, &document.id))?;
        writeln!(
            self.out,
            "{} turns, {} page references, {} officers, {} commitments",
            document.turns.iter().filter(|turn| turn.speaker.is_some()).count(),
            count(wire::Kind::Page),
            count(wire::Kind::Officer),
            count(wire::Kind::Commitment),
        )?;
        let mut lines = Lines::new(&document.text);
        let mut turn = None;
        for finding in &analysis.findings {
            if turn != Some(finding.turn()) {
                turn = Some(finding.turn());
                if let Some(speaker) = &document.turns[finding.turn()].speaker {
                    let who = format!("{} {}", speaker.role, speaker.name);
                    writeln!(self.out, "{}", self.paint(HEADING, who.trim()))?;
                }
            }
            let (color, kind, detail) = match finding {
                Finding::Page(page) => (PAGE, "page", page_detail(document, page)),
                Finding::Officer(officer) => (OFFICER, "officer", officer_detail(officer)),
                Finding::Commitment(it) => (COMMITMENT, "commit", commitment_detail(document, it)),
            };
            let line = lines.line_of(finding.span().start);
            writeln!(
                self.out,
                "{} {} {}  {}  {}",
                self.paint(FAINT, &format!("{line:>5}")),
                self.paint(color, &format!("{kind:<7}")),
                one_line(document, finding.span()),
                detail,
                self.paint(FAINT, finding.rule()),
            )?;
        }
        writeln!(self.out)
    }

    fn finish(&mut self) -> io::Result<()> {
        self.out.flush()
    }
}

fn page_detail(document: &Document, page: &PageReference) -> String {
    let ranges: Vec<_> = page.ranges.iter().copied().map(pages).collect();
    let named = page.document.or(page.document_inherited);
    let document_name = named.map(|span| format!(" of {}", one_line(document, span)));
    let subject = page.subject.map(|span| format!(": {}", one_line(document, span)));
    format!(
        "p. {}{}{}",
        ranges.join(", "),
        document_name.unwrap_or_default(),
        subject.unwrap_or_default()
    )
}

fn officer_detail(officer: &Officer) -> String {
    let name = if officer.name.is_empty() { "(nobody)" } else { &officer.name };
    format!("{name}, {}, {}", officer.role, wire::status(officer.status))
}

fn commitment_detail(document: &Document, it: &Commitment) -> String {
    let mut detail = wire::strength(it.strength).to_owned();
    if it.negative {
        detail.push_str(", negative");
    }
    if let Some(condition) = it.condition {
        detail.push_str(&format!(", if {}", one_line(document, condition)));
    }
    if let Some(deadline) = it.deadline {
        detail.push_str(&format!(", by {}", one_line(document, deadline)));
    }
    if let Some(page) = it.page {
        detail.push_str(&format!(", p. {}", pages(page)));
    }
    detail
}

fn pages(range: PageRange) -> String {
    match range.last {
        Some(last) if last == range.first => last.to_string(),
        Some(last) => format!("{}-{last}", range.first),
        None => format!("{}-", range.first),
    }
}

fn one_line(document: &Document, span: Span) -> String {
    document.slice(span).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Line numbers of rising offsets.
struct Lines<'a> {
    text: &'a [u8],
    at: usize,
    line: usize,
}

impl<'a> Lines<'a> {
    fn new(text: &'a str) -> Self {
        Self { text: text.as_bytes(), at: 0, line: 1 }
    }

    /// The line, counted from 1, of byte `at`, which is not before the byte asked for last.
    fn line_of(&mut self, at: usize) -> usize {
        self.line += memchr::memchr_iter(b'\n', &self.text[self.at..at.max(self.at)]).count();
        self.at = at.max(self.at);
        self.line
    }
}
