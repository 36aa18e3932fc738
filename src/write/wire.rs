//! The serialised shapes. `docs/schema.md` describes every member; a test holds the two together.

use super::offset::{OffsetUnit, Offsets};
use crate::{
    Act, Analysis, Asked, Attendance, Commitment, Context, Date, Document, Finding, Officer,
    PageRange, PageReference, Person, Span, Status, Strength, Turn,
};
use serde::Serialize;

/// Number of the shape; it grows when a member changes its meaning or goes away.
pub const SCHEMA: u32 = 1;

/// First and last page; the last is null when the end is open.
pub type Pages = (u32, Option<u32>);

/// A kind of finding, as `--kind` names it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Kind {
    /// Page references.
    Page,
    /// Officers.
    Officer,
    /// Commitments.
    Commitment,
}

/// One document, as `analyze --format json` prints it.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "docs/schema.md describes every member")]
pub struct DocumentRecord {
    pub schema: u32,
    pub file: String,
    pub offsets: &'static str,
    pub page_refs: Vec<PageRecord>,
    pub officers: Vec<OfficerRecord>,
    pub commitments: Vec<CommitmentRecord>,
    pub turns: Vec<TurnRecord>,
    pub roster: Vec<PersonRecord>,
}

/// A stretch of text.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "docs/schema.md describes every member")]
pub struct PartRecord {
    pub text: String,
    pub start: usize,
    pub end: usize,
}

/// Where something stands, in the text and in the file.
#[derive(Clone, Copy, Debug, Serialize)]
#[allow(missing_docs, reason = "docs/schema.md describes every member")]
pub struct PlaceRecord {
    pub start: usize,
    pub end: usize,
    pub source_start: Option<usize>,
    pub source_end: Option<usize>,
    pub source_page: Option<u32>,
}

/// A page reference.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "docs/schema.md describes every member")]
pub struct PageRecord {
    #[serde(flatten)]
    pub place: PlaceRecord,
    pub text: String,
    pub ranges: Vec<Pages>,
    pub document: Option<String>,
    pub document_inherited: Option<String>,
    pub position: Option<PartRecord>,
    pub subject: Option<PartRecord>,
    pub heading: bool,
    pub rule: &'static str,
    pub confidence: f64,
    pub turn: usize,
}

/// An officer.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "docs/schema.md describes every member")]
pub struct OfficerRecord {
    #[serde(flatten)]
    pub place: PlaceRecord,
    pub text: String,
    pub name: String,
    pub role: String,
    pub status: &'static str,
    pub context: &'static str,
    pub rule: &'static str,
    pub confidence: f64,
    pub turn: usize,
}

/// A commitment.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "docs/schema.md describes every member")]
pub struct CommitmentRecord {
    #[serde(flatten)]
    pub place: PlaceRecord,
    pub text: String,
    pub strength: &'static str,
    pub conditional: bool,
    pub condition: Option<PartRecord>,
    pub negative: bool,
    pub page: Option<Pages>,
    pub deadline: Option<PartRecord>,
    pub deadline_from: Option<String>,
    pub deadline_to: Option<String>,
    pub resolve: Option<String>,
    pub office: Option<String>,
    pub action: PartRecord,
    pub clause: PartRecord,
    pub answers: Option<AskedRecord>,
    pub rule: &'static str,
    pub confidence: f64,
    pub turn: usize,
}

/// A turn.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "docs/schema.md describes every member")]
pub struct TurnRecord {
    #[serde(flatten)]
    pub place: PlaceRecord,
    pub role: Option<String>,
    pub name: Option<String>,
    pub class: Option<&'static str>,
    pub acting: bool,
    pub act: Option<&'static str>,
}

/// A question or request.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "docs/schema.md describes every member")]
pub struct AskedRecord {
    pub text: String,
    pub start: usize,
    pub end: usize,
    pub turn: usize,
    pub speaker: Option<String>,
}

/// A person, or a vacant post.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "docs/schema.md describes every member")]
pub struct PersonRecord {
    pub name: Option<String>,
    pub roles: Vec<String>,
    pub statuses: Vec<&'static str>,
    pub attendance: &'static str,
    pub mentions: Vec<(usize, usize)>,
}

/// A finding of any kind, with the file it comes from: one line of JSON Lines.
#[derive(Clone, Debug, Serialize)]
#[allow(missing_docs, reason = "docs/schema.md describes every member")]
pub struct FindingRecord {
    pub schema: u32,
    pub kind: &'static str,
    pub file: String,
    #[serde(flatten)]
    pub finding: AnyRecord,
}

/// The members of a finding of one kind.
#[derive(Clone, Debug, Serialize)]
#[serde(untagged)]
#[allow(missing_docs, reason = "docs/schema.md describes every member")]
pub enum AnyRecord {
    Page(PageRecord),
    Officer(OfficerRecord),
    Commitment(CommitmentRecord),
}

/// Makes records of findings, with offsets in one unit.
#[derive(Debug)]
pub struct Recorder<'a> {
    document: &'a Document,
    offsets: Offsets<'a>,
    unit: OffsetUnit,
}

impl<'a> Recorder<'a> {
    /// A recorder for the findings of `document`.
    #[must_use]
    pub fn new(document: &'a Document, unit: OffsetUnit) -> Self {
        Self { document, offsets: Offsets::new(&document.text, unit), unit }
    }

    /// The whole document.
    #[must_use]
    pub fn document(&self, analysis: &Analysis) -> DocumentRecord {
        let mut record = DocumentRecord {
            schema: SCHEMA,
            file: self.document.id.clone(),
            offsets: unit_name(self.unit),
            page_refs: Vec::new(),
            officers: Vec::new(),
            commitments: Vec::new(),
            turns: self
                .document
                .turns
                .iter()
                .enumerate()
                .map(|(at, turn)| self.turn(turn, analysis.acts.get(at).copied().flatten()))
                .collect(),
            roster: analysis.roster.iter().map(|person| self.person(person)).collect(),
        };
        for finding in &analysis.findings {
            match self.any(finding) {
                AnyRecord::Page(page) => record.page_refs.push(page),
                AnyRecord::Officer(officer) => record.officers.push(officer),
                AnyRecord::Commitment(commitment) => record.commitments.push(commitment),
            }
        }
        record
    }

    /// One finding, with its kind and file.
    #[must_use]
    pub fn finding(&self, finding: &Finding) -> FindingRecord {
        FindingRecord {
            schema: SCHEMA,
            kind: kind(finding).name(),
            file: self.document.id.clone(),
            finding: self.any(finding),
        }
    }

    /// One finding.
    #[must_use]
    pub fn any(&self, finding: &Finding) -> AnyRecord {
        match finding {
            Finding::Page(page) => AnyRecord::Page(self.page(page)),
            Finding::Officer(officer) => AnyRecord::Officer(self.officer(officer)),
            Finding::Commitment(commitment) => AnyRecord::Commitment(self.commitment(commitment)),
        }
    }

    fn page(&self, page: &PageReference) -> PageRecord {
        PageRecord {
            place: self.place(page.span),
            text: self.text(page.span),
            ranges: page.ranges.iter().copied().map(pages).collect(),
            document: page.document.map(|span| self.text(span)),
            document_inherited: page.document_inherited.map(|span| self.text(span)),
            position: page.position.map(|span| self.part(span)),
            subject: page.subject.map(|span| self.part(span)),
            heading: page.heading,
            rule: page.rule,
            confidence: page.confidence.value(),
            turn: page.turn,
        }
    }

    fn officer(&self, officer: &Officer) -> OfficerRecord {
        OfficerRecord {
            place: self.place(officer.span),
            text: self.text(officer.span),
            name: officer.name.clone(),
            role: officer.role.clone(),
            status: status(officer.status),
            context: context(officer.context),
            rule: officer.rule,
            confidence: officer.confidence.value(),
            turn: officer.turn,
        }
    }

    fn commitment(&self, it: &Commitment) -> CommitmentRecord {
        CommitmentRecord {
            place: self.place(it.span),
            text: self.text(it.span),
            strength: strength(it.strength),
            conditional: it.condition.is_some(),
            condition: it.condition.map(|span| self.part(span)),
            negative: it.negative,
            page: it.page.map(pages),
            deadline: it.deadline.map(|span| self.part(span)),
            deadline_from: it.due.map(|due| iso(due.first)),
            deadline_to: it.due.map(|due| iso(due.last)),
            resolve: it.resolve.map(|span| self.text(span)),
            office: it.office.map(|span| self.text(span)),
            action: self.part(it.action),
            clause: self.part(it.clause),
            answers: it.answers.map(|asked| self.asked(asked)),
            rule: it.rule,
            confidence: it.confidence.value(),
            turn: it.turn,
        }
    }

    fn asked(&self, asked: Asked) -> AskedRecord {
        let PartRecord { text, start, end } = self.part(asked.span);
        let speaker = self.document.turns[asked.turn].speaker.as_ref();
        let name = speaker.map(|speaker| speaker.name.clone()).filter(|name| !name.is_empty());
        AskedRecord { text, start, end, turn: asked.turn, speaker: name }
    }

    fn turn(&self, turn: &Turn, does: Option<Act>) -> TurnRecord {
        let speaker = turn.speaker.as_ref();
        let filled = |text: &String| (!text.is_empty()).then(|| text.clone());
        TurnRecord {
            place: self.place(turn.span),
            role: speaker.and_then(|speaker| filled(&speaker.role)),
            name: speaker.and_then(|speaker| filled(&speaker.name)),
            class: speaker.map(|speaker| speaker.class.name()),
            acting: speaker.is_some_and(|speaker| speaker.acting),
            act: does.map(act),
        }
    }

    fn person(&self, person: &Person) -> PersonRecord {
        PersonRecord {
            name: (!person.name.is_empty()).then(|| person.name.clone()),
            roles: person.roles.clone(),
            statuses: person.statuses.iter().copied().map(status).collect(),
            attendance: attendance(person.attendance),
            mentions: person
                .mentions
                .iter()
                .map(|span| (self.offsets.of(span.start), self.offsets.of(span.end)))
                .collect(),
        }
    }

    fn place(&self, span: Span) -> PlaceRecord {
        let source = self.document.origin.bytes(span);
        PlaceRecord {
            start: self.offsets.of(span.start),
            end: self.offsets.of(span.end),
            source_start: source.map(|source| source.start),
            source_end: source.map(|source| source.end),
            source_page: self.document.origin.page(span.start),
        }
    }

    fn part(&self, span: Span) -> PartRecord {
        PartRecord {
            text: self.text(span),
            start: self.offsets.of(span.start),
            end: self.offsets.of(span.end),
        }
    }

    fn text(&self, span: Span) -> String {
        self.document.slice(span).to_owned()
    }
}

impl Kind {
    /// All kinds, in the order of the documentation.
    pub const ALL: [Self; 3] = [Self::Page, Self::Officer, Self::Commitment];

    /// The name of the kind in records and options.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Page => "page_ref",
            Self::Officer => "officer",
            Self::Commitment => "commitment",
        }
    }

    /// The name of a file or table of findings of this kind.
    #[must_use]
    pub fn plural(self) -> &'static str {
        match self {
            Self::Page => "page_refs",
            Self::Officer => "officers",
            Self::Commitment => "commitments",
        }
    }
}

/// The kind of a finding.
#[must_use]
pub fn kind(finding: &Finding) -> Kind {
    match finding {
        Finding::Page(_) => Kind::Page,
        Finding::Officer(_) => Kind::Officer,
        Finding::Commitment(_) => Kind::Commitment,
    }
}

fn pages(range: PageRange) -> Pages {
    (range.first, range.last)
}

fn unit_name(unit: OffsetUnit) -> &'static str {
    match unit {
        OffsetUnit::Byte => "byte",
        OffsetUnit::Char => "char",
        OffsetUnit::Utf16 => "utf16",
    }
}

/// The name of a status in records.
pub(super) fn status(status: Status) -> &'static str {
    match status {
        Status::Present => "present",
        Status::Left => "left",
        Status::Appointed => "appointed",
        Status::Acting => "acting",
        Status::Absent => "absent",
        Status::Vacant => "vacant",
    }
}

pub(super) fn attendance(attendance: Attendance) -> &'static str {
    match attendance {
        Attendance::Present => "present",
        Attendance::Absent => "absent",
        Attendance::Vacant => "vacant",
        Attendance::Mentioned => "mentioned",
    }
}

/// The name of an act in records.
pub(super) fn act(act: Act) -> &'static str {
    match act {
        Act::Procedure => "procedure",
        Act::Report => "report",
        Act::Question => "question",
        Act::Answer => "answer",
        Act::Statement => "statement",
    }
}

/// A day as ISO 8601 writes it.
fn iso(date: Date) -> String {
    format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)
}

pub(super) fn context(context: Context) -> &'static str {
    match context {
        Context::Speaker => "speaker",
        Context::Introduction => "introduction",
        Context::SelfIntroduction => "self_introduction",
        Context::Attendance => "attendance",
        Context::Notice => "notice",
        Context::Mention => "mention",
    }
}

/// The name of a strength in records.
pub(super) fn strength(strength: Strength) -> &'static str {
    match strength {
        Strength::Firm => "firm",
        Strength::Plan => "plan",
        Strength::Effort => "effort",
        Strength::Review => "review",
    }
}
