//! What was understood of a document, counted.

use serde::Serialize;
use sokgirok::read::Reading;
use sokgirok::{Document, NoteKind, Span, Turn};
use std::collections::BTreeMap;

/// An example is cut off after this many characters.
const EXAMPLE: usize = 60;

/// What was understood of a document.
#[derive(Serialize)]
pub(super) struct Summary {
    pub(super) file: String,
    pub(super) id: String,
    pub(super) format: &'static str,
    pub(super) encoding: Option<&'static str>,
    pub(super) bytes: usize,
    pub(super) characters: usize,
    pub(super) pages: Option<u32>,
    pub(super) wrapped: bool,
    pub(super) header: Header,
    pub(super) labels: Vec<Shape>,
    pub(super) speakers: Vec<Speaker>,
    pub(super) unlabelled_turns: usize,
    pub(super) agenda: Vec<Item>,
    pub(super) attendance: Vec<List>,
    pub(super) attachments: Vec<Attachment>,
    pub(super) notes: BTreeMap<&'static str, usize>,
    pub(super) left_out: Vec<LeftOut>,
    pub(super) warnings: Vec<String>,
}

/// What the cover says.
#[derive(Serialize)]
pub(super) struct Header {
    assembly: Option<String>,
    session: Option<u32>,
    kind: Option<String>,
    committee: Option<String>,
    sitting: Option<u32>,
    date: Option<String>,
    place: Option<String>,
}

/// One way in which labels are written.
#[derive(Serialize)]
pub(super) struct Shape {
    pub(super) shape: String,
    pub(super) count: usize,
    pub(super) example: String,
}

/// Somebody who speaks.
#[derive(Serialize)]
pub(super) struct Speaker {
    pub(super) name: String,
    pub(super) role: String,
    pub(super) class: &'static str,
    pub(super) acting: bool,
    pub(super) turns: usize,
}

/// An item of the agenda.
#[derive(Serialize)]
pub(super) struct Item {
    pub(super) number: String,
    pub(super) title: String,
    pub(super) proposer: Option<String>,
    pub(super) turns: usize,
}

/// A list of names.
#[derive(Serialize)]
pub(super) struct List {
    pub(super) heading: String,
    pub(super) names: usize,
}

/// What is attached to the minutes.
#[derive(Serialize)]
pub(super) struct Attachment {
    pub(super) title: String,
    pub(super) lines: usize,
}

/// Lines that are not analysed, and why.
#[derive(Serialize)]
pub(super) struct LeftOut {
    pub(super) reason: &'static str,
    pub(super) count: usize,
    pub(super) example: String,
}

impl Summary {
    pub(super) fn of(reading: &Reading) -> Self {
        let document = &reading.document;
        Self {
            file: reading.source.to_string(),
            id: document.id.clone(),
            format: reading.source.format.name(),
            encoding: reading.source.encoding.map(sokgirok::read::Encoding::name),
            bytes: document.text.len(),
            characters: document.text.chars().count(),
            pages: document.origin.page(document.text.len()),
            wrapped: document.wrapped,
            header: Header::of(document),
            labels: shapes(document),
            speakers: speakers(document),
            unlabelled_turns: document.turns.iter().filter(|turn| turn.speaker.is_none()).count(),
            agenda: agenda(document),
            attendance: document
                .attendance
                .iter()
                .map(|list| List {
                    heading: one_line(document.slice(list.heading)),
                    names: list.entries.len(),
                })
                .collect(),
            attachments: document
                .attachments
                .iter()
                .map(|attachment| Attachment {
                    title: one_line(document.slice(attachment.title)),
                    lines: document.slice(attachment.span).lines().count(),
                })
                .collect(),
            notes: notes(document),
            left_out: left_out(document),
            warnings: reading.warnings.iter().map(ToString::to_string).collect(),
        }
    }
}

impl Header {
    fn of(document: &Document) -> Self {
        let header = &document.header;
        let part = |span: Option<Span>| span.map(|span| one_line(document.slice(span)));
        Self {
            assembly: part(header.assembly),
            session: header.session,
            kind: part(header.kind),
            committee: part(header.committee),
            sitting: header.sitting,
            date: header
                .date
                .map(|date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day)),
            place: part(header.place),
        }
    }

    /// The parts that are there, each with its name.
    pub(super) fn lines(&self) -> Vec<(&'static str, String)> {
        let number = |number: Option<u32>| number.map(|number| number.to_string());
        [
            ("assembly", self.assembly.clone()),
            ("session", number(self.session)),
            ("kind", self.kind.clone()),
            ("committee", self.committee.clone()),
            ("sitting", number(self.sitting)),
            ("date", self.date.clone()),
            ("place", self.place.clone()),
        ]
        .into_iter()
        .filter_map(|(name, value)| value.map(|value| (name, value)))
        .collect()
    }
}

/// The ways in which labels are written, the most frequent first.
fn shapes(document: &Document) -> Vec<Shape> {
    let mut shapes: Vec<Shape> = Vec::new();
    for turn in &document.turns {
        let Some((shape, label)) = shape(document, turn) else { continue };
        match shapes.iter_mut().find(|known| known.shape == shape) {
            Some(known) => known.count += 1,
            None => shapes.push(Shape { shape, count: 1, example: one_line(label) }),
        }
    }
    shapes.sort_by_key(|shape| std::cmp::Reverse(shape.count));
    shapes
}

/// `○ ROLE NAME, 2 blanks`, and the label.
fn shape<'a>(document: &'a Document, turn: &Turn) -> Option<(String, &'a str)> {
    let (label, speaker) = (turn.label?, turn.speaker.as_ref()?);
    let text = document.slice(label);
    let first = [speaker.role_span, speaker.name_span].into_iter().flatten().min()?;
    let before = document.text.get(label.start..first.start).unwrap_or("").trim();
    let order = match (speaker.role_span, speaker.name_span) {
        (Some(role), Some(name)) if role.start < name.start => "ROLE NAME",
        (Some(_), Some(_)) => "NAME ROLE",
        (Some(_), None) => "ROLE",
        _ => "NAME",
    };
    let after = document.text.get(label.end..turn.body.start).unwrap_or("");
    let between = if after.contains('\n') {
        "own line".to_owned()
    } else if after.contains('\t') {
        "tab".to_owned()
    } else if after.contains('\u{3000}') {
        "wide blank".to_owned()
    } else {
        match after.chars().count() {
            0 => "no blank".to_owned(),
            1 => "1 blank".to_owned(),
            count => format!("{count} blanks"),
        }
    };
    let gap = if before.is_empty() { "" } else { " " };
    Some((format!("{before}{gap}{order}, {between}"), text))
}

/// Those who speak, in the order of their first words.
fn speakers(document: &Document) -> Vec<Speaker> {
    let mut speakers: Vec<Speaker> = Vec::new();
    for speaker in document.turns.iter().filter_map(|turn| turn.speaker.as_ref()) {
        let known = speakers
            .iter_mut()
            .find(|known| known.name == speaker.name && known.role == speaker.role);
        match known {
            Some(known) => known.turns += 1,
            None => speakers.push(Speaker {
                name: speaker.name.clone(),
                role: speaker.role.clone(),
                class: speaker.class.name(),
                acting: speaker.acting,
                turns: 1,
            }),
        }
    }
    speakers
}

fn agenda(document: &Document) -> Vec<Item> {
    let mut items: Vec<Item> = document
        .agenda
        .iter()
        .map(|item| Item {
            number: item.number.clone(),
            title: one_line(document.slice(item.title)),
            proposer: item.proposer.map(|span| one_line(document.slice(span))),
            turns: 0,
        })
        .collect();
    for index in document.turns.iter().filter_map(|turn| turn.agenda_item) {
        if let Some(item) = items.get_mut(index) {
            item.turns += 1;
        }
    }
    items
}

fn notes(document: &Document) -> BTreeMap<&'static str, usize> {
    let mut notes = BTreeMap::new();
    for note in &document.notes {
        let what = match note.kind {
            NoteKind::Opened => "opened",
            NoteKind::Suspended => "suspended",
            NoteKind::Resumed => "resumed",
            NoteKind::Closed => "closed",
            NoteKind::Time => "time",
            _ => "stage direction",
        };
        *notes.entry(what).or_default() += 1;
    }
    notes
}

fn left_out(document: &Document) -> Vec<LeftOut> {
    let mut parts: Vec<LeftOut> = Vec::new();
    for &span in &document.furniture {
        let text = document.slice(span).trim();
        let reason = reason(text);
        match parts.iter_mut().find(|part| part.reason == reason) {
            Some(part) => part.count += 1,
            None => parts.push(LeftOut { reason, count: 1, example: one_line(text) }),
        }
    }
    parts
}

/// Why a line is furniture, by what it looks like.
fn reason(text: &str) -> &'static str {
    let digits = text.chars().any(|c| c.is_ascii_digit());
    let words = text.chars().any(char::is_alphabetic);
    match (words, digits) {
        (true, _) if text.starts_with("---") => "front matter",
        (true, true) if text.contains('회') => "running head",
        (true, _) => "words of a viewer",
        (false, true) if text.starts_with(['-', '–', '―', '−']) => "page number",
        (false, true) => "dot leader",
        (false, false) if text.starts_with(['·', '.', '․', '…', 'ㆍ']) => "dot leader",
        (false, false) => "rule",
    }
}

/// The text on one line, not too long.
fn one_line(text: &str) -> String {
    let words: Vec<_> = text.split_whitespace().collect();
    let line = words.join(" ");
    match line.char_indices().nth(EXAMPLE) {
        Some((at, _)) => format!("{}…", &line[..at]),
        None => line,
    }
}
