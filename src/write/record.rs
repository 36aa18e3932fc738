//! Documents and analyses to rows.

use super::offset::{OffsetUnit, Offsets};
use super::rows::{Chunk, Value, days};
use super::schema::Table;
use super::wire;
use crate::{
    Act, Analysis, Attendee, Commitment, Date, Document, Error, Finding, Morpheme, NoteKind,
    Officer, PageRange, PageReference, Person, Span, Turn,
};

/// Where a document comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Provenance {
    /// Path of the input, as given.
    pub source: String,
    /// Format of the input.
    pub format: String,
    /// Encoding that the input was decoded from.
    pub encoding: Option<String>,
    /// What was amiss in the input, if anything.
    pub warnings: String,
    /// SHA-256 of the input's bytes, in hexadecimal.
    pub sha256: String,
    /// Size of the input in bytes.
    pub bytes: u64,
    /// Fingerprint of the rules and words ([`Analyzer::version`](crate::Analyzer::version)).
    pub rules_version: String,
}

/// What the tables on request hold; a table without rows here stays empty.
#[derive(Clone, Copy, Debug, Default)]
pub struct OnRequest<'a> {
    /// What [`Worker::sentences`](crate::Worker::sentences) gives.
    pub sentences: &'a [(usize, Span)],
    /// What [`Worker::tokens`](crate::Worker::tokens) gives.
    pub tokens: &'a [Morpheme],
}

/// Adds a document, what its structure holds and what was found in it.
pub(crate) fn document(
    chunk: &mut Chunk,
    document: &Document,
    analysis: &Analysis,
    on_request: OnRequest<'_>,
    provenance: &Provenance,
) {
    let number = chunk.documents.len();
    chunk.documents.push(document.id.clone());
    let chars = Offsets::new(&document.text, OffsetUnit::Char);
    let mut recorder = Recorder { chunk, document, chars, number: integer(number) };
    recorder.cover(provenance);
    recorder.agenda();
    recorder.turns(&analysis.acts);
    recorder.attendance();
    recorder.notes();
    recorder.sentences(on_request.sentences);
    recorder.tokens(on_request.tokens);
    recorder.findings(&analysis.findings);
    recorder.people(&analysis.roster);
}

/// Adds an input, or a part of one, that could not be read.
pub(crate) fn failure(chunk: &mut Chunk, source: &str, number: usize, error: &Error) {
    let kind = format!("{:?}", error.kind()).to_lowercase();
    let message = error.to_string();
    let row = [Value::Text(source), integer(number), Value::Text(&kind), Value::Text(&message)];
    chunk.push(Table::Failures, &row);
}

struct Recorder<'a> {
    chunk: &'a mut Chunk,
    document: &'a Document,
    chars: Offsets<'a>,
    number: Value<'static>,
}

impl<'a> Recorder<'a> {
    fn cover(&mut self, provenance: &Provenance) {
        let document = self.document;
        let header = &document.header;
        self.chunk.push(
            Table::Documents,
            &[
                self.number,
                Value::Text(&provenance.source),
                Value::Text(&provenance.format),
                text(provenance.encoding.as_deref()),
                text(Some(provenance.warnings.as_str()).filter(|warnings| !warnings.is_empty())),
                Value::Text(&provenance.sha256),
                Value::Integer(i64::try_from(provenance.bytes).unwrap_or(i64::MAX)),
                integer(document.text.len()),
                integer(self.chars.of(document.text.len())),
                self.slice(header.assembly),
                header.session.map_or(Value::Empty, |number| Value::Integer(number.into())),
                self.slice(header.kind),
                self.slice(header.committee),
                header.sitting.map_or(Value::Empty, |number| Value::Integer(number.into())),
                day(header.date),
                self.slice(header.place),
                Value::Boolean(document.wrapped),
                integer(document.turns.len()),
                Value::Text(env!("CARGO_PKG_VERSION")),
                Value::Text(&provenance.rules_version),
            ],
        );
    }

    fn agenda(&mut self) {
        for (at, item) in self.document.agenda.iter().enumerate() {
            let [a, b, c, d] = self.span(item.title);
            self.chunk.push(
                Table::Agenda,
                &[
                    self.number,
                    integer(at),
                    Value::Text(&item.number),
                    a,
                    b,
                    c,
                    d,
                    Value::Text(self.document.slice(item.title)),
                    self.slice(item.proposer),
                ],
            );
        }
    }

    fn turns(&mut self, acts: &[Option<Act>]) {
        for (at, turn) in self.document.turns.iter().enumerate() {
            let [e, f, g, h] = self.span(turn.span);
            let [source_start, source_end, source_page] = self.source(turn.span);
            let [t, n, r, c, i] = speaker(self.document, at);
            let [body, _, body_char, _] = self.span(turn.body);
            let acting = turn.speaker.as_ref().is_some_and(|speaker| speaker.acting);
            let act = acts.get(at).copied().flatten().map(wire::act);
            let body_text = Value::Text(self.document.slice(turn.body));
            self.chunk.push(
                Table::Turns,
                &[
                    self.number,
                    t,
                    n,
                    r,
                    c,
                    i,
                    Value::Boolean(acting),
                    text(act),
                    e,
                    f,
                    g,
                    h,
                    source_start,
                    source_end,
                    source_page,
                    body,
                    body_char,
                    body_text,
                ],
            );
        }
    }

    fn attendance(&mut self) {
        let mut number = 0;
        for (at, list) in self.document.attendance.iter().enumerate() {
            for Attendee { name, role } in &list.entries {
                let [a, b, c, d] = self.span(*name);
                let written = self.document.slice(*name);
                let plain = plain_name(written);
                self.chunk.push(
                    Table::Attendance,
                    &[
                        self.number,
                        integer(number),
                        integer(at),
                        Value::Text(self.document.slice(list.heading)),
                        Value::Boolean(list.attended),
                        Value::Text(&plain),
                        self.slice(role.or(list.role)),
                        a,
                        b,
                        c,
                        d,
                        Value::Text(written),
                    ],
                );
                number += 1;
            }
        }
    }

    fn notes(&mut self) {
        for (at, note) in self.document.notes.iter().enumerate() {
            let [a, b, c, d] = self.span(note.span);
            let turns = &self.document.turns;
            let turn = turns.partition_point(|turn| turn.span.end <= note.span.start);
            let turn = if turn < turns.len() { integer(turn) } else { Value::Empty };
            let (kind, text) = (note_kind(note.kind), self.document.slice(note.span));
            self.chunk.push(
                Table::StageDirections,
                &[self.number, integer(at), Value::Text(kind), turn, a, b, c, d, Value::Text(text)],
            );
        }
    }

    fn sentences(&mut self, sentences: &[(usize, Span)]) {
        for (at, (turn, span)) in sentences.iter().enumerate() {
            let [a, b, c, d] = self.span(*span);
            let [t, n, r, class, i] = speaker(self.document, *turn);
            let text = Value::Text(self.document.slice(*span));
            let row = [self.number, integer(at), t, n, r, class, i, a, b, c, d, text];
            self.chunk.push(Table::Sentences, &row);
        }
    }

    fn tokens(&mut self, tokens: &[Morpheme]) {
        for sentence in tokens.chunk_by(|one, next| one.sentence == next.sentence) {
            for (at, token) in sentence.iter().enumerate() {
                let [a, b, c, d] = self.span(token.span);
                let written = self.document.slice(token.span);
                self.chunk.push(
                    Table::Tokens,
                    &[
                        self.number,
                        integer(token.sentence),
                        integer(at),
                        integer(token.turn),
                        a,
                        b,
                        c,
                        d,
                        Value::Text(written),
                        Value::Text(token.surface.as_deref().unwrap_or(written)),
                        Value::Text(token.tag),
                        text(token.expression),
                    ],
                );
            }
        }
    }

    fn findings(&mut self, findings: &[Finding]) {
        for (at, finding) in findings.iter().enumerate() {
            let span = finding.span();
            let mut row = vec![self.number, integer(at)];
            row.extend(self.span(span));
            row.extend(self.source(span));
            row.push(Value::Text(self.document.slice(span)));
            let tail = speaker(self.document, finding.turn());
            let rule = Value::Text(finding.rule());
            let confidence = Value::Share(finding.confidence().thousandths());
            let table = match finding {
                Finding::Page(page) => {
                    let ranges = page.ranges.iter().copied().map(range).collect::<Vec<_>>();
                    self.page(page, &ranges.join(";"), row, tail, [rule, confidence]);
                    continue;
                }
                Finding::Officer(officer) => {
                    self.officer(officer, &mut row);
                    Table::Officers
                }
                Finding::Commitment(commitment) => {
                    self.commitment(commitment, &mut row);
                    Table::Commitments
                }
            };
            row.extend(tail);
            row.extend([rule, confidence]);
            self.chunk.push(table, &row);
        }
    }

    fn page<'b>(
        &mut self,
        page: &PageReference,
        ranges: &'b str,
        mut row: Vec<Value<'b>>,
        tail: [Value<'b>; 5],
        end: [Value<'b>; 2],
    ) where
        'a: 'b,
    {
        let [first, last] = pages(page.ranges.first().copied());
        let first = if first == Value::Empty { Value::Integer(0) } else { first };
        row.extend([
            first,
            last,
            Value::Text(ranges),
            self.slice(page.document),
            self.slice(page.document_inherited),
            self.slice(page.position),
            self.slice(page.subject),
            Value::Boolean(page.heading),
        ]);
        row.extend(tail);
        row.extend(end);
        self.chunk.push(Table::PageRefs, &row);
    }

    fn officer<'b>(&self, it: &'b Officer, row: &mut Vec<Value<'b>>) {
        row.extend([
            text(Some(it.name.as_str()).filter(|name| !name.is_empty())),
            Value::Text(&it.role),
            Value::Text(wire::status(it.status)),
            Value::Text(wire::context(it.context)),
        ]);
    }

    fn commitment(&self, it: &Commitment, row: &mut Vec<Value<'a>>) {
        let [first, last] = pages(it.page);
        let [clause, _, clause_char, _] = self.span(it.clause);
        let [asked, _, asked_char, _] =
            it.answers.map_or([Value::Empty; 4], |asked| self.span(asked.span));
        row.extend([
            Value::Text(wire::strength(it.strength)),
            Value::Boolean(it.condition.is_some()),
            self.slice(it.condition),
            Value::Boolean(it.negative),
            first,
            last,
            self.slice(it.deadline),
            day(it.due.map(|due| due.first)),
            day(it.due.map(|due| due.last)),
            self.slice(it.resolve),
            self.slice(it.office),
            self.slice(Some(it.action)),
            self.slice(Some(it.clause)),
            clause,
            clause_char,
            self.slice(it.answers.map(|asked| asked.span)),
            it.answers.map_or(Value::Empty, |asked| integer(asked.turn)),
            asked,
            asked_char,
        ]);
    }

    fn people(&mut self, roster: &[Person]) {
        for (at, person) in roster.iter().enumerate() {
            let statuses: Vec<_> = person.statuses.iter().map(|it| wire::status(*it)).collect();
            let mentions: Vec<_> =
                person.mentions.iter().map(|span| format!("{}-{}", span.start, span.end)).collect();
            self.chunk.push(
                Table::People,
                &[
                    self.number,
                    integer(at),
                    text(Some(person.name.as_str()).filter(|name| !name.is_empty())),
                    Value::Text(&person.roles.join(";")),
                    Value::Text(&statuses.join(";")),
                    Value::Text(wire::attendance(person.attendance)),
                    integer(person.mentions.len()),
                    Value::Text(&mentions.join(";")),
                ],
            );
        }
    }

    fn span(&self, span: Span) -> [Value<'static>; 4] {
        [
            integer(span.start),
            integer(span.end),
            integer(self.chars.of(span.start)),
            integer(self.chars.of(span.end)),
        ]
    }

    /// First byte, end and page in the file.
    fn source(&self, span: Span) -> [Value<'static>; 3] {
        let origin = &self.document.origin;
        let bytes = origin.bytes(span);
        [
            bytes.map_or(Value::Empty, |bytes| integer(bytes.start)),
            bytes.map_or(Value::Empty, |bytes| integer(bytes.end)),
            origin.page(span.start).map_or(Value::Empty, |page| Value::Integer(page.into())),
        ]
    }

    fn slice(&self, span: Option<Span>) -> Value<'a> {
        span.map_or(Value::Empty, |span| Value::Text(self.document.slice(span)))
    }
}

fn day(date: Option<Date>) -> Value<'static> {
    date.and_then(days).map_or(Value::Empty, Value::Date)
}

/// Turn, name, role, class and agenda item.
fn speaker(document: &Document, at: usize) -> [Value<'_>; 5] {
    let turn: Option<&Turn> = document.turns.get(at);
    let speaker = turn.and_then(|turn| turn.speaker.as_ref());
    let filled = |part: &'_ str| !part.is_empty();
    [
        integer(at),
        text(speaker.map(|speaker| speaker.name.as_str()).filter(|name| filled(name))),
        text(speaker.map(|speaker| speaker.role.as_str()).filter(|role| filled(role))),
        text(speaker.map(|speaker| speaker.class.name())),
        turn.and_then(|turn| turn.agenda_item).map_or(Value::Empty, integer),
    ]
}

fn text(text: Option<&str>) -> Value<'_> {
    text.map_or(Value::Empty, Value::Text)
}

fn integer(number: usize) -> Value<'static> {
    Value::Integer(i64::try_from(number).unwrap_or(i64::MAX))
}

fn pages(range: Option<PageRange>) -> [Value<'static>; 2] {
    let number = |page: u32| Value::Integer(page.into());
    match range {
        Some(PageRange { first, last }) => [number(first), last.map_or(Value::Empty, number)],
        None => [Value::Empty, Value::Empty],
    }
}

/// `12-12`, or `35-` for an open range.
fn range(range: PageRange) -> String {
    let last = range.last.map(|last| last.to_string()).unwrap_or_default();
    format!("{}-{last}", range.first)
}

/// A name without the blanks that only space its letters out.
fn plain_name(written: &str) -> String {
    if written.split_whitespace().all(|part| part.chars().count() <= 1) {
        written.split_whitespace().collect()
    } else {
        written.split_whitespace().collect::<Vec<_>>().join(" ")
    }
}

fn note_kind(kind: NoteKind) -> &'static str {
    match kind {
        NoteKind::Opened => "opened",
        NoteKind::Suspended => "suspended",
        NoteKind::Resumed => "resumed",
        NoteKind::Closed => "closed",
        NoteKind::Time => "time",
        NoteKind::StageDirection => "stage_direction",
    }
}
