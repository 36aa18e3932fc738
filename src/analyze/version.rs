//! A fingerprint of rules and words.

use crate::Lexicon;
use crate::resolve::VERDICTS;

/// Changes when a rule, one of its examples, a word or a verdict on findings changes.
pub(super) fn fingerprint(lexicon: &Lexicon) -> String {
    let mut hash = Hash(0xcbf2_9ce4_8422_2325);
    hash.text(VERDICTS);
    for rule in super::rules() {
        hash.text(rule.name);
        hash.text(rule.summary);
        for (text, found) in rule.finds {
            hash.text(text);
            hash.text(found);
        }
        for text in rule.ignores {
            hash.text(text);
        }
    }
    for class in lexicon.class_names() {
        hash.text(class);
        for entry in lexicon.class(class) {
            hash.text(&entry.surface);
            hash.text(&entry.canonical);
            hash.text(entry.token.as_deref().unwrap_or_default());
        }
    }
    format!("{:016x}", hash.0)
}

/// FNV-1a.
struct Hash(u64);

impl Hash {
    fn text(&mut self, text: &str) {
        for byte in text.bytes().chain([0xFF]) {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x100_0000_01b3);
        }
    }
}
