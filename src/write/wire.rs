//! The serialised shapes; `docs/schema.md` describes every member.

use crate::{
    Analysis, Commitment, Context, Document, Finding, Officer, PageRange, PageReference, Span,
    Status, Strength,
};
use serde::Serialize;

type Pages = (u32, Option<u32>);

/// One document's findings, as `analyze --format json` prints them.
#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct DocumentJson<'a> {
    pub file: &'a str,
    pub page_refs: Vec<PageJson<'a>>,
    pub officers: Vec<OfficerJson<'a>>,
    pub commitments: Vec<CommitmentJson<'a>>,
    pub turns: Vec<TurnJson<'a>>,
}

#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct PageJson<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    pub ranges: Vec<Pages>,
    pub document: Option<&'a str>,
    pub document_inherited: Option<&'a str>,
    pub position: Option<&'a str>,
    pub subject: Option<&'a str>,
    pub heading: bool,
    pub rule: &'a str,
    pub turn: usize,
}

#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct OfficerJson<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    pub name: &'a str,
    pub role: &'a str,
    pub status: &'static str,
    pub context: &'static str,
    pub rule: &'a str,
    pub turn: usize,
}

#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct CommitmentJson<'a> {
    pub start: usize,
    pub end: usize,
    pub text: &'a str,
    pub strength: &'static str,
    pub conditional: bool,
    pub negative: bool,
    pub page: Option<Pages>,
    pub rule: &'a str,
    pub turn: usize,
}

#[derive(Debug, Serialize)]
#[allow(missing_docs)]
pub struct TurnJson<'a> {
    pub start: usize,
    pub end: usize,
    pub role: &'a str,
    pub name: &'a str,
}

/// The findings of one document in their serialised shape.
#[must_use]
pub fn document_json<'a>(document: &'a Document, analysis: &'a Analysis) -> DocumentJson<'a> {
    let mut json = DocumentJson {
        file: &document.id,
        page_refs: Vec::new(),
        officers: Vec::new(),
        commitments: Vec::new(),
        turns: document
            .turns
            .iter()
            .map(|turn| TurnJson {
                start: turn.span.start,
                end: turn.span.end,
                role: turn.speaker.as_ref().map_or("", |speaker| &speaker.role),
                name: turn.speaker.as_ref().map_or("", |speaker| &speaker.name),
            })
            .collect(),
    };
    for finding in &analysis.findings {
        match finding {
            Finding::Page(page) => json.page_refs.push(page_json(document, page)),
            Finding::Officer(officer) => json.officers.push(officer_json(document, officer)),
            Finding::Commitment(it) => json.commitments.push(commitment_json(document, it)),
        }
    }
    json
}

fn page_json<'a>(document: &'a Document, page: &'a PageReference) -> PageJson<'a> {
    let slice = |span: Option<Span>| span.map(|span| document.slice(span));
    PageJson {
        start: page.span.start,
        end: page.span.end,
        text: document.slice(page.span),
        ranges: page.ranges.iter().copied().map(pages).collect(),
        document: slice(page.document),
        document_inherited: slice(page.document_inherited),
        position: slice(page.position),
        subject: slice(page.subject),
        heading: page.heading,
        rule: page.rule,
        turn: page.turn,
    }
}

fn officer_json<'a>(document: &'a Document, officer: &'a Officer) -> OfficerJson<'a> {
    OfficerJson {
        start: officer.span.start,
        end: officer.span.end,
        text: document.slice(officer.span),
        name: &officer.name,
        role: &officer.role,
        status: status(officer.status),
        context: context(officer.context),
        rule: officer.rule,
        turn: officer.turn,
    }
}

fn commitment_json<'a>(document: &'a Document, it: &'a Commitment) -> CommitmentJson<'a> {
    CommitmentJson {
        start: it.span.start,
        end: it.span.end,
        text: document.slice(it.span),
        strength: strength(it.strength),
        conditional: it.condition.is_some(),
        negative: it.negative,
        page: it.page.map(pages),
        rule: it.rule,
        turn: it.turn,
    }
}

fn pages(range: PageRange) -> Pages {
    (range.first, range.last)
}

fn status(status: Status) -> &'static str {
    match status {
        Status::Present => "present",
        Status::Left => "left",
        Status::Appointed => "appointed",
        Status::Acting => "acting",
        Status::Absent => "absent",
        Status::Vacant => "vacant",
    }
}

fn context(context: Context) -> &'static str {
    match context {
        Context::Speaker => "speaker",
        Context::Introduction => "introduction",
        Context::SelfIntroduction => "self_introduction",
        Context::Attendance => "attendance",
        Context::Notice => "notice",
        Context::Mention => "mention",
    }
}

fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Firm => "firm",
        Strength::Plan => "plan",
        Strength::Effort => "effort",
        Strength::Review => "review",
    }
}
