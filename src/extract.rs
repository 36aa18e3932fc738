//! What is found, and the extractors that find it.

use crate::text::OffsetMap;
use crate::{Act, Date, Document, Lexicon, Result, Rule, Span};

mod commitment;
mod confidence;
mod officer;
mod page;

pub(crate) use commitment::CommitmentExtractor;
pub use confidence::Confidence;
pub(crate) use officer::{OfficerExtractor, People};
pub(crate) use page::PageExtractor;

/// One thing found in a document.
#[non_exhaustive]
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Finding {
    /// A reference to a page, or pages, of a document before the listeners.
    Page(PageReference),
    /// A person's name with an office, or a vacant office.
    Officer(Officer),
    /// An undertaking of the speaker.
    Commitment(Commitment),
}

impl Finding {
    /// Where the whole finding stands.
    #[must_use]
    pub fn span(&self) -> Span {
        match self {
            Self::Page(page) => page.span,
            Self::Officer(officer) => officer.span,
            Self::Commitment(commitment) => commitment.span,
        }
    }

    /// The name of the rule that found it.
    #[must_use]
    pub fn rule(&self) -> &'static str {
        match self {
            Self::Page(page) => page.rule,
            Self::Officer(officer) => officer.rule,
            Self::Commitment(commitment) => commitment.rule,
        }
    }

    /// How sure it is.
    #[must_use]
    pub fn confidence(&self) -> Confidence {
        match self {
            Self::Page(page) => page.confidence,
            Self::Officer(officer) => officer.confidence,
            Self::Commitment(commitment) => commitment.confidence,
        }
    }

    pub(crate) fn set_confidence(&mut self, confidence: Confidence) {
        match self {
            Self::Page(page) => page.confidence = confidence,
            Self::Officer(officer) => officer.confidence = confidence,
            Self::Commitment(commitment) => commitment.confidence = confidence,
        }
    }

    /// Index into [`Document::turns`] of the turn it stands in.
    #[must_use]
    pub fn turn(&self) -> usize {
        match self {
            Self::Page(page) => page.turn,
            Self::Officer(officer) => officer.turn,
            Self::Commitment(commitment) => commitment.turn,
        }
    }

    /// Visits every span of the finding.
    pub(crate) fn each_span(&mut self, mut visit: impl FnMut(&mut Span)) {
        match self {
            Self::Page(it) => {
                visit(&mut it.span);
                let parts = [
                    &mut it.document,
                    &mut it.document_inherited,
                    &mut it.position,
                    &mut it.subject,
                ];
                parts.into_iter().flatten().for_each(visit);
            }
            Self::Officer(it) => {
                visit(&mut it.span);
                visit(&mut it.role_span);
                it.name_span.iter_mut().for_each(visit);
            }
            Self::Commitment(it) => {
                visit(&mut it.span);
                visit(&mut it.action);
                visit(&mut it.clause);
                let parts = [&mut it.condition, &mut it.deadline, &mut it.resolve, &mut it.office];
                parts.into_iter().flatten().for_each(&mut visit);
                it.answers.iter_mut().for_each(|question| visit(&mut question.span));
            }
        }
    }
}

/// Pages from `first` to `last`, both included; `last` is `None` when the end is open (`35쪽부터`).
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct PageRange {
    /// First page.
    pub first: u32,
    /// Last page.
    pub last: Option<u32>,
}

/// A reference to a page (`보고서 3쪽부터 6쪽까지`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PageReference {
    /// From the first numeral to the last unit (`3쪽부터 6쪽까지`).
    pub span: Span,
    /// The pages.
    pub ranges: Vec<PageRange>,
    /// The document that the clause names (`보고서`).
    pub document: Option<Span>,
    /// The document that an earlier sentence named, where the clause names none.
    pub document_inherited: Option<Span>,
    /// Where on the page (`하단`, `연번 2번`).
    pub position: Option<Span>,
    /// What stands on the page, where the clause says it (`13쪽 인천형 뉴딜 … 강화입니다`).
    pub subject: Option<Span>,
    /// Whether the reference opens the part of a report that stands on this page.
    pub heading: bool,
    /// Name of the rule.
    pub rule: &'static str,
    /// How sure it is.
    pub confidence: Confidence,
    /// Index of the turn.
    pub turn: usize,
}

/// A name with an office, or a vacant office.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Officer {
    /// Name and role together; the office alone when it is vacant.
    pub span: Span,
    /// The name, without blanks that only space letters out; empty when the office is vacant.
    pub name: String,
    /// Where the name stands.
    pub name_span: Option<Span>,
    /// The role, white space as in the text but line breaks joined.
    pub role: String,
    /// Where the role stands; it may lie outside `span` when several names share it.
    pub role_span: Span,
    /// What the sentence says of the holder.
    pub status: Status,
    /// Where the mention stands.
    pub context: Context,
    /// Name of the rule.
    pub rule: &'static str,
    /// How sure it is.
    pub confidence: Confidence,
    /// Index of the turn.
    pub turn: usize,
}

/// What a sentence says of an office and its holder.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Status {
    /// Introduced, answering or simply mentioned.
    Present,
    /// No longer in office.
    Left,
    /// Newly in office.
    Appointed,
    /// Acting for the holder.
    Acting,
    /// Not at the meeting.
    Absent,
    /// The office has no holder.
    Vacant,
}

/// Where a mention of an officer stands.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Context {
    /// The label at the head of a turn.
    Speaker,
    /// Somebody introduces the officer (`박재연 정책기획관입니다`).
    Introduction,
    /// The officer introduces themselves.
    SelfIntroduction,
    /// A list of those attending.
    Attendance,
    /// A statement of vacancy, absence or change of office.
    Notice,
    /// Any other mention.
    Mention,
}

/// An undertaking (`적극 협업해 나가겠습니다`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Commitment {
    /// The predicate, from the main verb to the end of the final ending.
    pub span: Span,
    /// How binding the words are.
    pub strength: Strength,
    /// The condition that governs it (`예산이 확보되면`).
    pub condition: Option<Span>,
    /// Whether it undertakes that something shall not be.
    pub negative: bool,
    /// The page that the passage is about.
    pub page: Option<PageRange>,
    /// When it is to be done, as written (`상반기`, `내년 상반기까지`).
    pub deadline: Option<Span>,
    /// The days that the deadline names, where the date of the sitting makes them certain.
    pub due: Option<Period>,
    /// The adverb of resolve (`적극`, `최선을`).
    pub resolve: Option<Span>,
    /// The office that is responsible, as the turn or the report names it.
    pub office: Option<Span>,
    /// The main verb, without auxiliaries and ending (`협업`).
    pub action: Span,
    /// The clause that says what is promised.
    pub clause: Span,
    /// The question or request that it answers.
    pub answers: Option<Asked>,
    /// Name of the rule.
    pub rule: &'static str,
    /// How sure it is.
    pub confidence: Confidence,
    /// Index of the turn.
    pub turn: usize,
}

/// Days from `first` to `last`, both included.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Period {
    /// First day.
    pub first: Date,
    /// Last day, not before the first.
    pub last: Date,
}

/// A sentence that asks or requests something.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub struct Asked {
    /// The sentence.
    pub span: Span,
    /// Index of the turn in which it was said.
    pub turn: usize,
}

/// How binding an undertaking is.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Strength {
    /// Will do.
    Firm,
    /// A plan, schedule or intention.
    Plan,
    /// Effort or care.
    Effort,
    /// Only to consider or look into.
    Review,
}

/// One sentence, as an extractor sees it.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Passage<'a> {
    /// The document.
    pub(crate) document: &'a Document,
    /// Index of the turn that the sentence stands in.
    pub(crate) turn: usize,
    /// The normalised sentence: lines joined, every blank a plain one, trailing blanks cut.
    pub(crate) text: &'a str,
    /// Where `text` starts in the normalised block.
    pub(crate) base: usize,
    /// The way back to the document.
    pub(crate) offsets: &'a OffsetMap,
    /// Who is known in the document before the sentence is read.
    pub(crate) people: &'a People,
    /// What each turn of the document does.
    pub(crate) acts: &'a [Option<Act>],
}

impl Passage<'_> {
    /// The document's bytes behind the bytes `start..end` of `text`.
    pub(crate) fn span(&self, start: usize, end: usize) -> Span {
        self.offsets.span(self.base + start, self.base + end)
    }
}

/// Finds one kind of thing in a sentence.
pub(crate) trait Extractor: Sized {
    /// Every rule whose name a finding of this extractor can report.
    const RULES: &'static [Rule];

    /// Prepares the patterns over the lexicon's words.
    fn new(lexicon: &Lexicon) -> Result<Self>;

    /// Appends what the sentence holds, in order, not overlapping.
    fn extract(&self, passage: &Passage<'_>, findings: &mut Vec<Finding>);
}
