//! How sure a finding is.

use std::fmt;

/// How sure a finding is, from 0 to 1 in thousandths: the share of findings of the same rule, said
/// by speakers of the same class, that readers judged right (`docs/quality.md`).
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Confidence(u16);

impl Confidence {
    /// The confidence nearest to a share; one below 0 counts as 0, one above 1 as 1.
    ///
    /// # Examples
    /// ```
    /// use sokgirok::Confidence;
    ///
    /// assert!(Confidence::new(0.9) < Confidence::new(0.95));
    /// assert_eq!(Confidence::new(0.9126).value(), 0.913);
    /// assert_eq!(Confidence::new(7.0).to_string(), "1.000");
    /// ```
    #[must_use]
    pub fn new(share: f64) -> Self {
        Self((share.clamp(0.0, 1.0) * 1000.0).round() as u16)
    }

    /// The share, from 0 to 1.
    #[must_use]
    pub fn value(self) -> f64 {
        f64::from(self.0) / 1000.0
    }

    /// The share in thousandths.
    #[must_use]
    pub fn thousandths(self) -> u16 {
        self.0
    }
}

impl fmt::Display for Confidence {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{:.3}", self.value())
    }
}
