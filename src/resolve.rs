//! Links that need the whole document: inherited documents, pages of commitments, the roster.

use crate::Document;
use crate::extract::Finding;

mod page;
mod roster;

pub use roster::{Attendance, Person};

/// Completes findings by what stands elsewhere in the document.
pub(crate) fn resolve(document: &Document, findings: &mut [Finding]) {
    page::inherit_documents(document, findings);
    page::assign_pages(document, findings);
}

/// The people and vacant posts of a document.
pub(crate) fn roster(document: &Document, findings: &[Finding]) -> Vec<Person> {
    roster::roster(document, findings)
}
