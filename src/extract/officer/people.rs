//! The people whom labels and attendance lists name.

use crate::extract::{Confidence, Context, Finding, Officer, Status};
use crate::{Document, Span};
use rustc_hash::FxHashSet as HashSet;
use std::cell::RefCell;

/// Words of list headings, should one be taken for a label.
const LIST_WORDS: [&str; 5] = ["출석", "청가", "출장", "결석", "불참"];

/// Who is known in a document before a sentence of it is read.
#[derive(Debug, Default)]
pub(crate) struct People {
    /// Names, without blanks: of labels and lists, and those introduced so far.
    pub(super) names: RefCell<HashSet<String>>,
    /// Where attendance lists stand, in order.
    pub(super) lists: Vec<Span>,
}

impl People {
    /// Collects the people of a document; appends a finding for each label and list entry.
    pub(super) fn collect(document: &Document, findings: &mut Vec<Finding>) -> Self {
        let mut people = Self::default();
        for (turn, speech) in document.turns.iter().enumerate() {
            let Some(speaker) = &speech.speaker else { continue };
            if speaker.name.chars().count() < 2 || LIST_WORDS.contains(&speaker.name.as_str()) {
                continue;
            }
            people.names.get_mut().insert(squashed(&speaker.name));
            if let (Some(name), Some(role)) = (speaker.name_span, speaker.role_span) {
                let status = if speaker.acting { Status::Acting } else { Status::Present };
                let span = Span::new(name.start.min(role.start), name.end.max(role.end));
                let name = (speaker.name.clone(), name);
                let role = (speaker.role.clone(), role);
                findings.push(officer(span, name, role, status, Context::Speaker, turn));
            }
        }
        people.collect_lists(document, findings);
        people
    }

    fn collect_lists(&mut self, document: &Document, findings: &mut Vec<Finding>) {
        for list in &document.attendance {
            let end = list
                .entries
                .iter()
                .map(|entry| entry.name.end.max(entry.role.map_or(0, |role| role.end)));
            let end = end.fold(list.heading.end, usize::max);
            self.lists.push(Span::new(list.heading.start, end));
            let mut shared = None;
            for entry in &list.entries {
                let name = squashed(document.slice(entry.name));
                if name.is_empty() {
                    continue;
                }
                self.names.get_mut().insert(name.clone());
                let Some(role) = entry.role.or(list.role) else { continue };
                let span = match entry.role {
                    // `위원 한가람, 서보미`: the title stands with the first name
                    Some(own) if shared == Some(own) => entry.name,
                    Some(own) => {
                        Span::new(entry.name.start.min(own.start), entry.name.end.max(own.end))
                    }
                    None => entry.name,
                };
                shared = entry.role;
                let title = joined(document.slice(role));
                let status = if !list.attended {
                    Status::Absent
                } else if entry.role.is_some_and(|own| is_former(document, entry.name, own)) {
                    Status::Left
                } else if title.ends_with("직무대리") || title.ends_with("직무대행") {
                    Status::Acting
                } else {
                    Status::Present
                };
                let turn = turn_at(document, span.start);
                let name = (name, entry.name);
                findings.push(officer(
                    span,
                    name,
                    (title, role),
                    status,
                    Context::Attendance,
                    turn,
                ));
            }
        }
        self.lists.sort_unstable();
    }

    /// Remembers people whom a sentence has introduced.
    pub(super) fn hear(&self, names: impl Iterator<Item = String>) {
        self.names.borrow_mut().extend(names);
    }

    /// Whether the stretch of the document lies in an attendance list.
    pub(super) fn is_listed(&self, span: Span) -> bool {
        let after = self.lists.partition_point(|list| list.start <= span.start);
        after > 0 && self.lists[after - 1].overlaps(span)
    }
}

fn officer(
    span: Span,
    name: (String, Span),
    role: (String, Span),
    status: Status,
    context: Context,
    turn: usize,
) -> Finding {
    let rule = match context {
        Context::Speaker => "officer/label",
        _ => "officer/attendance",
    };
    Finding::Officer(Officer {
        span,
        name: name.0,
        name_span: Some(name.1),
        role: role.0,
        role_span: role.1,
        status,
        context,
        rule,
        confidence: Confidence::default(),
        turn,
    })
}

/// `한가람(전 이사)`.
fn is_former(document: &Document, name: Span, role: Span) -> bool {
    name.end < role.start
        && matches!(document.slice(Span::new(name.end, role.start)).trim(), "(전" | "(前")
}

fn turn_at(document: &Document, at: usize) -> usize {
    document.turns.partition_point(|turn| turn.span.start <= at).saturating_sub(1)
}

fn squashed(name: &str) -> String {
    name.chars().filter(|c| !c.is_whitespace()).collect()
}

/// A title without line breaks, and without blanks if they only space it out (`행 정 국 장`).
fn joined(title: &str) -> String {
    let words: Vec<_> = title.split_whitespace().collect();
    if words.len() > 2 && words.iter().all(|word| word.chars().count() == 1) {
        words.concat()
    } else {
        words.join(" ")
    }
}
