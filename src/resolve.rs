//! Links that need the whole document: inherited documents, pages of commitments, the roster.

use crate::extract::{Asked, Finding};
use crate::{Act, Document, Lexicon, Result};

mod answer;
mod confidence;
mod office;
mod page;
mod roster;

pub(crate) use confidence::VERDICTS;
pub use roster::{Attendance, Person};

/// Links findings with what stands elsewhere in the document.
#[derive(Debug)]
pub(crate) struct Resolver {
    confidences: confidence::Confidences,
    headings: page::Headings,
    offices: office::Offices,
    rosters: roster::Rosters,
}

impl Resolver {
    /// Prepares the words of the lexicon.
    pub(crate) fn new(lexicon: &Lexicon) -> Result<Self> {
        Ok(Self {
            confidences: confidence::Confidences::new()?,
            headings: page::Headings::new(lexicon),
            offices: office::Offices::new()?,
            rosters: roster::Rosters::new(lexicon),
        })
    }

    /// Completes findings, which stand in the order of the text.
    ///
    /// `acts` says what each turn does, `asked` which sentences ask or request something.
    pub(crate) fn resolve(
        &self,
        document: &Document,
        acts: &[Option<Act>],
        asked: &[Asked],
        findings: &mut [Finding],
    ) {
        page::inherit_documents(document, findings);
        page::assign_pages(&self.headings, document, findings);
        self.offices.assign(document, findings);
        answer::link(document, acts, asked, findings);
        self.confidences.assign(document, findings);
    }

    /// The people and vacant posts of a document.
    pub(crate) fn roster(&self, findings: &[Finding]) -> Vec<Person> {
        self.rosters.roster(findings)
    }
}
