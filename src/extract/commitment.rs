//! Commitments.

use super::{Extractor, Finding, Passage};
use crate::{Lexicon, Result, Rule};

#[derive(Debug)]
pub(crate) struct CommitmentExtractor {}

impl Extractor for CommitmentExtractor {
    const RULES: &'static [Rule] = &[];

    fn new(_lexicon: &Lexicon) -> Result<Self> {
        Ok(Self {})
    }

    fn extract(&self, _passage: &Passage<'_>, _findings: &mut Vec<Finding>) {}
}
