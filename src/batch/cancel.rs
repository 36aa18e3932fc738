//! Stopping early.

use std::sync::Arc;
use std::sync::atomic::{AtomicBool, Ordering};

/// Asks a batch to stop: what is under way is finished, nothing new is started.
///
/// # Cloning
/// A clone asks the same batch.
#[derive(Clone, Debug, Default)]
pub struct Cancel {
    called: Arc<AtomicBool>,
    /// Also asks this one.
    parent: Option<Arc<AtomicBool>>,
}

impl Cancel {
    /// One that nobody has called yet.
    #[must_use]
    pub fn new() -> Self {
        Self::default()
    }

    /// Asks to stop.
    pub fn cancel(&self) {
        self.called.store(true, Ordering::Relaxed);
    }

    /// Whether somebody has asked.
    #[must_use]
    pub fn is_cancelled(&self) -> bool {
        let called = |flag: &AtomicBool| flag.load(Ordering::Relaxed);
        called(&self.called) || self.parent.as_deref().is_some_and(called)
    }

    /// One that is called when this one is, but not the other way round.
    #[cfg(feature = "run")]
    pub(crate) fn child(&self) -> Self {
        Self { called: Arc::default(), parent: Some(Arc::clone(&self.called)) }
    }
}
