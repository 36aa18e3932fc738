//! The office that answers for a commitment.

use crate::extract::{Context, Finding};
use crate::{Document, Error, ErrorKind, Result, RoleClass, Span};
use regex::Regex;

/// Finds the office of a report that bears no labels.
#[derive(Debug)]
pub(super) struct Offices {
    /// `기획조정실 소관`, `기획조정실 간부를 소개`.
    heading: Regex,
}

impl Offices {
    pub(super) fn new() -> Result<Self> {
        let pattern = r"(?:^|[\s｢「])([가-힣·ㆍ0-9]+(?:실|국|과|관|소|단|원|본부|청|센터|처))(?:의)? (?:소관|간부|주요 ?업무|업무)";
        let heading = Regex::new(pattern)
            .map_err(|error| Error::new(ErrorKind::Rule, format!("office heading: {error}")))?;
        Ok(Self { heading })
    }

    /// Gives each commitment the office that answers for it: the role of the speaker's label, the
    /// role in which they introduce themselves, or the office that the report names.
    ///
    /// Members and the chair answer for no office.
    pub(super) fn assign(&self, document: &Document, findings: &mut [Finding]) {
        let mut known: Option<(usize, Option<Span>)> = None;
        for at in 0..findings.len() {
            let Finding::Commitment(commitment) = &findings[at] else { continue };
            let turn = commitment.turn;
            let office = match known {
                Some((known_turn, office)) if known_turn == turn => office,
                _ => self.of_turn(document, turn, findings),
            };
            known = Some((turn, office));
            if let Finding::Commitment(commitment) = &mut findings[at] {
                commitment.office = office;
            }
        }
    }

    fn of_turn(&self, document: &Document, turn: usize, findings: &[Finding]) -> Option<Span> {
        if let Some(speaker) = &document.turns[turn].speaker {
            let answers = !matches!(speaker.class, RoleClass::Member | RoleClass::Chair);
            return speaker.role_span.filter(|_| answers);
        }
        let introduced = findings.iter().find_map(|finding| match finding {
            Finding::Officer(it) if it.turn == turn && it.context == Context::SelfIntroduction => {
                Some(it.role_span)
            }
            _ => None,
        });
        introduced.or_else(|| {
            let body = document.turns[turn].body;
            let named = self.heading.captures(document.slice(body))?.get(1)?;
            Some(Span::from(named.range()).shifted(body.start))
        })
    }
}
