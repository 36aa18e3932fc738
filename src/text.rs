//! From raw text to sentences, remembering where everything was.
//!
//! A turn is cut into blocks of bounded size, each block is normalised (wrapped lines joined,
//! blanks of every kind made plain, conjoining jamo composed, running heads left out) and split
//! into sentences. [`OffsetMap`] leads back from normalised bytes to the document's.

mod normalize;
mod offset;
mod sentence;
mod wrap;

pub(crate) use normalize::{Normalizer, blocks};
pub(crate) use offset::OffsetMap;
pub(crate) use sentence::sentences;
pub(crate) use wrap::Joins;
