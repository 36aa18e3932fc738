//! A transcript as plain data: who spoke where, and what stands around the speech.

use crate::{Origin, Span};

mod agenda;
mod attachments;
mod attendance;
mod class;
mod composed;
mod entries;
mod furniture;
mod header;
mod label;
mod line;
mod mark;
mod names;
mod notes;
mod parse;
mod turn;
mod words;

/// One transcript (회의록).
///
/// `text` is what every [`Span`] of the document and of its findings counts bytes of. It is never
/// changed after the document was made. The [`turns`](Self::turns) tile it: each byte belongs to
/// exactly one turn.
///
/// # Examples
/// ```
/// use sokgirok::Document;
///
/// let document = Document::parse("a.txt", "○위원장 한가람  회의를 시작합니다.\n");
/// let speaker = document.turns[0].speaker.as_ref().unwrap();
/// assert_eq!((speaker.role.as_str(), speaker.name.as_str()), ("위원장", "한가람"));
/// assert_eq!(document.slice(document.turns[0].body), "회의를 시작합니다.\n");
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document {
    /// What the document is called in results: a path, or any name of the caller's.
    pub id: String,
    /// The text as received.
    pub text: String,
    /// What the cover says.
    pub header: Header,
    /// The speeches, and the text before, between and after them, in order and without gaps.
    pub turns: Vec<Turn>,
    /// The items of the agenda, in the order in which they are first named.
    pub agenda: Vec<AgendaItem>,
    /// Lists of those who attended, were excused or travelled.
    pub attendance: Vec<AttendanceList>,
    /// What is attached behind the speeches, and the titles of what is printed elsewhere, in order.
    pub attachments: Vec<Attachment>,
    /// Time marks and stage directions, in order.
    pub notes: Vec<Note>,
    /// Lines that are not part of what was said or written: running heads, page numbers, dot
    /// leaders, rules, viewer words. In order, not overlapping.
    pub furniture: Vec<Span>,
    /// Whether lines are broken at a fixed width, inside words too, as in text taken from a PDF.
    pub wrapped: bool,
    /// Where the text stands in its file; empty for a text that came from none.
    pub origin: Origin,
}

/// A stretch of the document with one speaker, or with none.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Turn {
    /// The whole turn, label included.
    pub span: Span,
    /// The label at its head, mark included (`○위원장 한가람`).
    pub label: Option<Span>,
    /// Who speaks; `None` for the cover, for end matter and for text without labels.
    pub speaker: Option<Speaker>,
    /// What follows the label.
    pub body: Span,
    /// Index into [`Document::agenda`] of the item under discussion.
    pub agenda_item: Option<usize>,
}

/// Who speaks, by the label.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speaker {
    /// The role as written, without blanks that only space letters out; may be empty.
    pub role: String,
    /// The name as written, without blanks that only space letters out; may be empty.
    pub name: String,
    /// Where the role stands.
    pub role_span: Option<Span>,
    /// Where the name stands.
    pub name_span: Option<Span>,
    /// What sort of speaker the role makes them.
    pub class: RoleClass,
    /// Whether they act for an absent holder (직무대리, 위원장대리).
    pub acting: bool,
}

/// What sort of speaker somebody is.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum RoleClass {
    /// Runs the meeting (의장, 위원장, 소위원장 and those who stand in).
    Chair,
    /// A member of the assembly (의원, 위원).
    Member,
    /// Answers for the executive or another body (장관, 국장, 과장, 시장).
    Official,
    /// Works for the assembly (전문위원, 의사팀장).
    Staff,
    /// Testifies under oath (증인).
    Witness,
    /// Heard as an expert (참고인, 진술인, 공술인).
    Expert,
    /// Anybody else, or unknown.
    #[default]
    Other,
}

impl RoleClass {
    /// Every class.
    pub const ALL: [Self; 7] = [
        Self::Chair,
        Self::Member,
        Self::Official,
        Self::Staff,
        Self::Witness,
        Self::Expert,
        Self::Other,
    ];

    /// Its name, as records and tables give it (`chair`).
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Chair => "chair",
            Self::Member => "member",
            Self::Official => "official",
            Self::Staff => "staff",
            Self::Witness => "witness",
            Self::Expert => "expert",
            Self::Other => "other",
        }
    }
}

/// What the cover says. Parts that the text does not give are `None`.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Header {
    /// The assembly (`청람시의회`, `국회`).
    pub assembly: Option<Span>,
    /// Number of the session (`제71회` is 71).
    pub session: Option<u32>,
    /// Kind of session as written (`임시회`, `제2차정례회`).
    pub kind: Option<Span>,
    /// The committee, or the plenary, as written (`행정문화위원회`, `본회의`).
    pub committee: Option<Span>,
    /// Number of the sitting (`제2차`, `제2호`).
    pub sitting: Option<u32>,
    /// Date of the sitting.
    pub date: Option<Date>,
    /// Place as written.
    pub place: Option<Span>,
}

/// A day of the Gregorian calendar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Date {
    /// Year.
    pub year: u16,
    /// Month, 1 to 12.
    pub month: u8,
    /// Day of the month, 1 to 31.
    pub day: u8,
}

/// An item of the agenda (의사일정).
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct AgendaItem {
    /// Its number as written (`1`, `가`), without the punctuation.
    pub number: String,
    /// Its title, without number and proposer.
    pub title: Span,
    /// Who brought it in, as written in the brackets behind it (`시장 제출`).
    pub proposer: Option<Span>,
}

/// A list of people under a heading (`○출석의원 (10인)`).
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct AttendanceList {
    /// Heading and entries.
    pub span: Span,
    /// The heading, mark included.
    pub heading: Span,
    /// The role that the heading gives to those listed (`의원` in `출석의원`), if it does.
    pub role: Option<Span>,
    /// Whether those listed were there.
    pub attended: bool,
    /// The people.
    pub entries: Vec<Attendee>,
}

/// One person of an [`AttendanceList`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attendee {
    /// The name; it may be spaced out (`김  건`).
    pub name: Span,
    /// The role that stands with the name in the list, if one does.
    pub role: Option<Span>,
}

/// Something attached to the minutes (`【보고사항】`, `[부록]`, `(참조)`).
///
/// It is part of a turn without a speaker where nothing said follows it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Attachment {
    /// What it is called, without brackets and mark.
    pub title: Span,
    /// The whole of it, heading included; one line where only the title stands in the text.
    pub span: Span,
}

/// A remark of the stenographer.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Note {
    /// The remark, brackets included.
    pub span: Span,
    /// What it is about.
    pub kind: NoteKind,
}

/// What a [`Note`] is about.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum NoteKind {
    /// The sitting was opened (`(10시 09분 개의)`).
    Opened,
    /// It was suspended.
    Suspended,
    /// It was resumed.
    Resumed,
    /// It was closed.
    Closed,
    /// A time alone (`(10시07분)`).
    Time,
    /// Anything else (`(간부 인사)`, `(웃음)`).
    StageDirection,
}

impl Document {
    /// Reads the structure of `text`: turns, cover, agenda, lists and notes.
    ///
    /// Never fails: what is not understood becomes part of a turn without a speaker. The shape of
    /// speaker labels is decided once for the whole text, by counting.
    #[must_use]
    pub fn parse(id: impl Into<String>, text: impl Into<String>) -> Self {
        parse::parse(id.into(), text.into())
    }

    /// The part of the text that `span` covers.
    ///
    /// # Panics
    /// When the span is not one of this document's.
    #[must_use]
    pub fn slice(&self, span: Span) -> &str {
        span.slice(&self.text)
    }
}
