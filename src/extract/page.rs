//! Pages.

use super::{Extractor, Finding, Passage};
use crate::{Lexicon, Result, Rule};

#[derive(Debug)]
pub(crate) struct PageExtractor {}

impl Extractor for PageExtractor {
    const RULES: &'static [Rule] = &[];

    fn new(_lexicon: &Lexicon) -> Result<Self> {
        Ok(Self {})
    }

    fn extract(&self, _passage: &Passage<'_>, _findings: &mut Vec<Finding>) {}
}
