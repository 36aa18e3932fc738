//! One entry for each person, and for each vacant post, of a document.

use crate::extract::{Finding, Status};
use crate::{Document, Span};

/// A person of a document, or a vacant post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name; empty for a vacant post.
    pub name: String,
    /// The roles they are given, in order of first mention.
    pub roles: Vec<String>,
    /// What is said of them, in order of first mention.
    pub statuses: Vec<Status>,
    /// Whether they were at the meeting.
    pub attendance: Attendance,
    /// Where they are named, labels included.
    pub mentions: Vec<Span>,
}

/// What a document says of somebody's attendance.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Attendance {
    /// Introduced, introducing themselves, speaking, or in a list of those attending.
    Present,
    /// Said to be absent.
    Absent,
    /// The post has no holder.
    Vacant,
    /// Only spoken of.
    Mentioned,
}

/// Gathers the people of a document from its findings, in order of first mention.
pub(super) fn roster(_document: &Document, _findings: &[Finding]) -> Vec<Person> {
    Vec::new()
}
