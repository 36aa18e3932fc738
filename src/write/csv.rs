//! CSV, one kind of finding a table.

use super::Writer;
use super::offset::OffsetUnit;
use super::wire::{
    self, AnyRecord, CommitmentRecord, Kind, OfficerRecord, PageRecord, Pages, PartRecord,
    PlaceRecord, Recorder,
};
use crate::{Analysis, Document};
use std::io::{self, Write};

/// Writes the findings of one kind as a table with a header line.
#[derive(Debug)]
pub struct CsvWriter<W: Write> {
    out: csv::Writer<W>,
    unit: OffsetUnit,
    kind: Kind,
    has_header: bool,
}

impl<W: Write> CsvWriter<W> {
    /// A writer to `out` of the findings of one kind.
    pub fn new(out: W, unit: OffsetUnit, kind: Kind) -> Self {
        Self { out: csv::Writer::from_writer(out), unit, kind, has_header: false }
    }

    fn header(&mut self) -> io::Result<()> {
        if !self.has_header {
            self.has_header = true;
            self.out.write_record(columns(self.kind))?;
        }
        Ok(())
    }
}

impl<W: Write> Writer for CsvWriter<W> {
    fn write(&mut self, document: &Document, analysis: &Analysis) -> io::Result<()> {
        self.header()?;
        let recorder = Recorder::new(document, self.unit);
        for finding in analysis.findings.iter().filter(|finding| wire::kind(finding) == self.kind) {
            let (place, values) = match recorder.any(finding) {
                AnyRecord::Page(it) => (it.place, page_row(it)),
                AnyRecord::Officer(it) => (it.place, officer_row(it)),
                AnyRecord::Commitment(it) => (it.place, commitment_row(it)),
            };
            let mut row = vec![document.id.clone()];
            row.extend(place_row(place));
            row.extend(values);
            self.out.write_record(&row)?;
        }
        Ok(())
    }

    fn finish(&mut self) -> io::Result<()> {
        self.header()?;
        self.out.flush()
    }
}

/// The columns of a table, in order.
#[must_use]
pub(super) fn columns(kind: Kind) -> &'static [&'static str] {
    match kind {
        Kind::Page => &[
            "file",
            "start",
            "end",
            "source_start",
            "source_end",
            "source_page",
            "text",
            "ranges",
            "document",
            "document_inherited",
            "position",
            "subject",
            "heading",
            "rule",
            "confidence",
            "turn",
        ],
        Kind::Officer => &[
            "file",
            "start",
            "end",
            "source_start",
            "source_end",
            "source_page",
            "text",
            "name",
            "role",
            "status",
            "context",
            "rule",
            "confidence",
            "turn",
        ],
        Kind::Commitment => &[
            "file",
            "start",
            "end",
            "source_start",
            "source_end",
            "source_page",
            "text",
            "strength",
            "conditional",
            "condition",
            "negative",
            "page",
            "deadline",
            "deadline_from",
            "deadline_to",
            "resolve",
            "office",
            "action",
            "clause",
            "answers",
            "answers_start",
            "answers_turn",
            "rule",
            "confidence",
            "turn",
        ],
    }
}

fn place_row(it: PlaceRecord) -> [String; 5] {
    let number = |number: Option<usize>| number.map(|it| it.to_string()).unwrap_or_default();
    [
        it.start.to_string(),
        it.end.to_string(),
        number(it.source_start),
        number(it.source_end),
        it.source_page.map(|page| page.to_string()).unwrap_or_default(),
    ]
}

fn page_row(it: PageRecord) -> Vec<String> {
    let ranges: Vec<_> = it.ranges.into_iter().map(range).collect();
    vec![
        it.text,
        ranges.join(";"),
        it.document.unwrap_or_default(),
        it.document_inherited.unwrap_or_default(),
        part(it.position),
        part(it.subject),
        it.heading.to_string(),
        it.rule.to_owned(),
        it.confidence.to_string(),
        it.turn.to_string(),
    ]
}

fn officer_row(it: OfficerRecord) -> Vec<String> {
    vec![
        it.text,
        it.name,
        it.role,
        it.status.to_owned(),
        it.context.to_owned(),
        it.rule.to_owned(),
        it.confidence.to_string(),
        it.turn.to_string(),
    ]
}

fn commitment_row(it: CommitmentRecord) -> Vec<String> {
    let asked = it.answers.as_ref();
    let [start, turn] =
        asked.map_or_else(Default::default, |it| [it.start.to_string(), it.turn.to_string()]);
    vec![
        it.text,
        it.strength.to_owned(),
        it.conditional.to_string(),
        part(it.condition),
        it.negative.to_string(),
        it.page.map(range).unwrap_or_default(),
        part(it.deadline),
        it.deadline_from.unwrap_or_default(),
        it.deadline_to.unwrap_or_default(),
        it.resolve.unwrap_or_default(),
        it.office.unwrap_or_default(),
        it.action.text,
        it.clause.text,
        it.answers.map(|it| it.text).unwrap_or_default(),
        start,
        turn,
        it.rule.to_owned(),
        it.confidence.to_string(),
        it.turn.to_string(),
    ]
}

/// `12-12`, or `35-` for an open range.
fn range((first, last): Pages) -> String {
    match last {
        Some(last) => format!("{first}-{last}"),
        None => format!("{first}-"),
    }
}

fn part(part: Option<PartRecord>) -> String {
    part.map(|part| part.text).unwrap_or_default()
}
