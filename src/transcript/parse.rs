//! Text to structure, in a straight line.

use super::line::trim;
use super::turn::{Candidate, Survey};
use super::{Document, RoleClass, Speaker, Turn, agenda, attendance, class, furniture, header, notes};
use crate::{Origin, Span};
use crate::transcript::attendance::Lists;
use crate::transcript::words::WORDS;

pub(super) fn parse(id: String, text: String) -> Document {
    let furniture = furniture::find(&text);
    let wrapped = furniture::is_wrapped(&text, &furniture);
    let survey = Survey::new(&text);
    let lists = attendance::lists(&text, survey.marked(), &furniture, survey.names());
    let labels = survey.turns(&lists);
    let header = header::read(&text, &furniture);
    let mut turns = turns(&text, labels, &lists);
    classify(&text, &header, &mut turns);
    let first = turns.iter().find(|turn| turn.speaker.is_some()).map_or(0, |turn| turn.span.start);
    let agenda = agenda(&text, first, &furniture, &mut turns);
    let mut remarks = Vec::new();
    for turn in &turns {
        notes::find(&text, turn.body, turn.span.start < first, &mut remarks);
    }
    let origin = Origin::default();
    Document { id, header, turns, agenda, attendance: lists.lists, notes: remarks, furniture, wrapped, origin, text }
}

/// Tiles the text: a turn for each label, one without a speaker for each run of lists behind a
/// speech and for what precedes the first label.
fn turns(text: &str, labels: Vec<Candidate>, lists: &Lists) -> Vec<Turn> {
    let mut starts: Vec<(usize, Option<Candidate>)> =
        labels.into_iter().map(|label| (label.start, Some(label))).collect();
    for list in &lists.lists {
        let line = text[..list.span.start].rfind('\n').map_or(0, |at| at + 1);
        starts.push((line, None));
    }
    starts.push((0, None));
    starts.sort_by_key(|(start, label)| (*start, label.is_none()));
    starts.dedup_by(|next, kept| next.0 == kept.0 || next.1.is_none() && kept.1.is_none());
    let ends: Vec<usize> = starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]).collect();
    starts
        .into_iter()
        .zip(ends)
        .map(|((start, label), end)| {
            let span = Span::new(start, end);
            label.map_or(Turn { span, body: span, ..Turn::default() }, |label| labelled(text, span, label))
        })
        .collect()
}

fn labelled(text: &str, span: Span, candidate: Candidate) -> Turn {
    let label = candidate.label;
    let after = trim(text, Span::new(label.span.end, span.end));
    let body = Span::new(after.start.min(span.end), span.end);
    let (role, name) = (label.role, label.name);
    let speaker = Speaker {
        acting: role.as_ref().is_some_and(|role| WORDS.is_acting(&role.text)),
        role_span: role.as_ref().map(|role| role.span),
        name_span: name.as_ref().map(|name| name.span),
        role: role.map_or_else(String::new, |role| role.text),
        name: name.map_or_else(String::new, |name| name.text),
        class: RoleClass::Other,
    };
    Turn {
        span,
        label: Some(Span::new(candidate.mark_start, label.span.end)),
        speaker: Some(speaker),
        body,
        agenda_item: None,
    }
}

fn classify(text: &str, header: &super::Header, turns: &mut [Turn]) {
    let national = header.assembly.is_some_and(|assembly| assembly.slice(text) == "국회")
        || header.assembly.is_none() && text.contains("국회 ");
    let committee = header.committee.map(|committee| committee.slice(text));
    for speaker in turns.iter_mut().filter_map(|turn| turn.speaker.as_mut()) {
        speaker.class = class::class(&speaker.role, national, committee);
    }
}

/// Reads the agenda before the first speech, or in a cover that follows it, and gives each turn
/// its item.
fn agenda(text: &str, first: usize, furniture: &[Span], turns: &mut [Turn]) -> Vec<super::AgendaItem> {
    const LATE_COVER: usize = 20_000;
    let mut items = agenda::items(text, first, furniture);
    let mut from = first;
    if items.is_empty() {
        items = agenda::items(text, text.len().min(first + LATE_COVER), furniture);
        from = items.last().map_or(first, |item| item.title.end);
    }
    let mut taken = agenda::taken_up(text, from, &items).into_iter().peekable();
    let mut current = None;
    for turn in turns {
        while let Some((_, item)) = taken.next_if(|&(at, _)| at < turn.span.start) {
            current = Some(item);
        }
        turn.agenda_item = current.filter(|_| turn.speaker.is_some());
    }
    items
}
