//! Findings as JSON.

mod wire;

pub use wire::{DocumentJson, document_json};
