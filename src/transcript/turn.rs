//! Which lines begin a turn: the shape is decided for the whole text, by counting.

use super::attendance::Lists;
use super::label::{self, Label, Shape};
use super::line::{Gap, lines, may_be_label, trim, words};
use super::mark::{self, MARKS, Mark, is_rule};
use super::names::Known;
use super::words::{NameLike, WORDS};
use crate::Span;
use rustc_hash::FxHashMap as HashMap;

/// Text that long behind a label is speech, in bytes.
const SPEECH: usize = 60;

/// A title or a name alone on its line is no longer than this, in bytes.
const SHORT_LINE: usize = 60;

/// A line that may begin a turn.
#[derive(Clone, Debug)]
pub(super) struct Candidate {
    /// Where the turn would start.
    pub(super) start: usize,
    pub(super) mark: Mark,
    /// Where the mark stands; the label's own start when there is none.
    pub(super) mark_start: usize,
    pub(super) label: Label,
    /// Number of the line, of the last one where the label takes two.
    line: usize,
    /// Number of the first line.
    first: usize,
    rest: Rest,
    /// Whether the mark stands inside a line.
    inside: bool,
    next: Next,
}

/// What the line behind a label's line is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Next {
    /// Another mark, a remark, an item of the agenda, or the end.
    Other,
    /// A few words.
    Text,
    Speech,
}

/// What follows a label on its line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Rest {
    Nothing,
    /// A few words without the end of a sentence, as in a heading.
    Heading,
    Speech,
    /// Words that follow a name that is called.
    Call,
}

/// How the document writes its labels.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Style {
    Marked(Mark),
    /// No mark; the label fills its line.
    Lines,
    /// No mark; two blanks part the label from the speech.
    Wide,
    /// No mark; one blank.
    Narrow,
    Unlabelled,
}

/// Everything counted before a line is accepted.
#[derive(Debug)]
pub(super) struct Survey {
    candidates: Vec<Candidate>,
    style: Style,
    /// How often each name stands in a sure label of the style.
    names: HashMap<String, usize>,
    known: Known,
    roles: HashMap<String, usize>,
    /// How often a name stands behind one and the same word that is no title of the tables.
    odd: HashMap<(String, String), usize>,
    /// How often each member's name stands without a mark before two blanks.
    loose: HashMap<String, usize>,
    /// How often a member's name stands without a mark before speech.
    loose_speech: usize,
    wide: usize,
    narrow: usize,
    alone: usize,
}

impl Survey {
    pub(super) fn new(text: &str) -> Self {
        let mut candidates = candidates(text);
        let inside = candidates.iter().filter(|c| c.inside && c.label.shape == Shape::Sure).count();
        let heads = candidates
            .iter()
            .filter(|c| !c.inside && c.mark == Mark::Circle && c.label.shape == Shape::Sure)
            .count();
        if heads > 0 && inside <= heads * 5 {
            keep_known_inside(&mut candidates);
        }
        let style = style(&candidates);
        let mut survey = Self {
            candidates,
            style,
            names: HashMap::default(),
            known: Known::default(),
            roles: HashMap::default(),
            odd: HashMap::default(),
            loose: HashMap::default(),
            loose_speech: 0,
            wide: 0,
            narrow: 0,
            alone: 0,
        };
        survey.count();
        survey
    }

    fn count(&mut self) {
        for candidate in &self.candidates {
            if let Some(name) = loose_member(candidate) {
                if candidate.label.gap == Gap::Wide {
                    *self.loose.entry(name.to_owned()).or_default() += 1;
                }
                self.loose_speech += usize::from(candidate.rest == Rest::Speech);
            }
            if let Some(label) = self.style.has(candidate).then(|| odd(candidate)).flatten() {
                *self.odd.entry(label).or_default() += 1;
            }
            if !self.style.has(candidate)
                || !matches!(candidate.label.shape, Shape::Sure | Shape::OddName)
            {
                continue;
            }
            let label = &candidate.label;
            if let Some(name) = &label.name {
                *self.names.entry(name.text.clone()).or_default() += 1;
                if WORDS.name_like(&name.text) == NameLike::Strong {
                    self.known.insert(name.text.clone());
                }
            }
            if let Some(role) = &label.role {
                *self.roles.entry(role.text.clone()).or_default() += 1;
            }
            match label.gap {
                Gap::Wide => self.wide += 1,
                Gap::One => self.narrow += 1,
                Gap::End => self.alone += 1,
            }
        }
    }

    /// Whether labels carry a circle, so that a line without one is none.
    pub(super) fn marked(&self) -> bool {
        matches!(self.style, Style::Marked(_))
    }

    /// The names of the labels.
    pub(super) fn names(&self) -> &Known {
        &self.known
    }

    /// The candidates that begin a turn, in order; none stands in one of the lists.
    pub(super) fn turns(self, lists: &Lists) -> Vec<Candidate> {
        let mut accepted: Vec<bool> =
            self.candidates.iter().map(|c| self.accepts(c, lists)).collect();
        if self.style == Style::Lines {
            drop_runs(&self.candidates, &mut accepted);
        }
        let mut keep = accepted.into_iter();
        let mut turns = self.candidates;
        turns.retain(|_| keep.next().unwrap_or(false));
        // of two marks before one label (`○---○위원장`) the last counts
        let starts: Vec<usize> = turns.iter().skip(1).map(|turn| turn.start).collect();
        let mut starts = starts.into_iter();
        turns.retain(|turn| starts.next().is_none_or(|next| turn.label.span.end <= next));
        turns
    }

    fn accepts(&self, candidate: &Candidate, lists: &Lists) -> bool {
        if lists.hold(candidate.start) {
            return false;
        }
        if self.style.has(candidate) {
            self.accepts_in_style(candidate)
        } else {
            self.marked() && candidate.mark == Mark::None && self.accepts_member(candidate)
        }
    }

    fn accepts_in_style(&self, candidate: &Candidate) -> bool {
        let label = &candidate.label;
        let speech =
            candidate.rest == Rest::Speech || candidate.rest == Rest::Call && self.marked();
        let name = label.name.as_ref().map_or("", |name| &name.text);
        let seen = self.names.get(name).copied().unwrap_or_default();
        let total = self.wide + self.narrow + self.alone;
        let label_lines = self.alone * 5 >= total;
        match label.shape {
            Shape::Sure | Shape::OddName => {
                let odd = label.shape == Shape::OddName;
                match label.gap {
                    Gap::Wide if odd => seen >= 2 || speech,
                    Gap::Wide => true,
                    Gap::End if odd => seen >= 2,
                    Gap::End => seen >= 2 || label_lines && candidate.next != Next::Other,
                    Gap::One if odd => seen >= 2 || speech && is_assembly_label(label),
                    Gap::One => speech || seen >= 2 && self.marked(),
                }
            }
            Shape::RoleOnly => {
                let role = label.role.as_ref().map_or("", |role| &role.text);
                let plain = WORDS.is_assembly_role(role) || self.roles.contains_key(role);
                match label.gap {
                    Gap::Wide => speech,
                    Gap::End if self.marked() => label_lines,
                    Gap::End => WORDS.is_staff(role) && label_lines,
                    Gap::One => {
                        speech && (plain || self.wide < self.narrow) && !WORDS.is_member(role)
                    }
                }
            }
            Shape::OddRole => {
                let role = label.role.as_ref().map_or("", |role| &role.text);
                let near = seen >= 1 || WORDS.is_unit(role) && self.marked();
                let alone =
                    candidate.rest == Rest::Nothing && seen >= 1 && candidate.next != Next::Other;
                let repeated = self.marked()
                    && speech
                    && odd(candidate)
                        .is_some_and(|odd| self.odd.get(&odd).is_some_and(|&n| n >= 2));
                repeated
                    || near
                        && (self.marked() && speech
                            || alone && (self.marked() || WORDS.is_unit(role)))
            }
            Shape::Fused if total == 0 && label.gap == Gap::End => candidate.next != Next::Other,
            Shape::Fused => seen >= 1 || speech && label.gap == Gap::Wide,
            Shape::Glued => total == 0 && candidate.next != Next::Other,
        }
    }

    /// A member without a mark where the others have one.
    fn accepts_member(&self, candidate: &Candidate) -> bool {
        let Some(name) = loose_member(candidate) else { return false };
        match candidate.label.gap {
            Gap::Wide if self.wide > self.narrow => {
                self.names.contains_key(name)
                    || self.loose.get(name).is_some_and(|&count| count >= 2)
            }
            Gap::Wide | Gap::One if candidate.rest == Rest::Speech => {
                self.narrow + self.alone >= self.wide
                    && self.members() == 0
                    && self.loose_speech >= 3
            }
            _ => false,
        }
    }

    /// How many marked labels are a member's.
    fn members(&self) -> usize {
        self.roles.iter().filter(|(role, _)| WORDS.is_member(role)).map(|(_, count)| count).sum()
    }
}

/// The words of a label whose first is no title of the tables.
fn odd(candidate: &Candidate) -> Option<(String, String)> {
    let label = &candidate.label;
    let (role, name) = (label.role.as_ref()?, label.name.as_ref()?);
    (label.shape == Shape::OddRole).then(|| (role.text.clone(), name.text.clone()))
}

/// The member's name in a sure label without a mark.
fn loose_member(candidate: &Candidate) -> Option<&str> {
    let label = &candidate.label;
    let member = label.role.as_ref().is_some_and(|role| WORDS.is_member(&role.text));
    let loose = member && candidate.mark == Mark::None && label.shape == Shape::Sure;
    label.name.as_ref().filter(|_| loose).map(|name| name.text.as_str())
}

fn is_assembly_label(label: &Label) -> bool {
    label.role.as_ref().is_some_and(|role| WORDS.is_assembly_role(&role.text))
}

impl Style {
    /// Whether a candidate is written in this style.
    fn has(self, candidate: &Candidate) -> bool {
        match self {
            Self::Marked(mark) => candidate.mark == mark,
            Self::Lines => candidate.mark == Mark::None && candidate.label.gap == Gap::End,
            Self::Wide => candidate.mark == Mark::None && candidate.label.gap == Gap::Wide,
            Self::Narrow => {
                candidate.mark == Mark::None
                    && candidate.label.gap != Gap::End
                    && candidate.rest != Rest::Call
            }
            Self::Unlabelled => false,
        }
    }
}

fn style(candidates: &[Candidate]) -> Style {
    let sure = |mark: Mark| {
        candidates.iter().filter(move |c| c.mark == mark && c.label.shape == Shape::Sure)
    };
    let marked = |mark: Mark| {
        let named = sure(mark).count();
        let titled = candidates.iter().filter(|c| c.mark == mark && is_titled(c)).count();
        let glued = candidates.iter().filter(|c| c.mark == mark && is_glued(c)).count();
        let other = titled.max(glued);
        if named > 0 || other < 3 { named } else { other }
    };
    let (mark, count) = MARKS
        .map(|mark| (mark, marked(mark)))
        .into_iter()
        .rev()
        .max_by_key(|&(_, count)| count)
        .expect("marks");
    let at_end =
        sure(Mark::None).filter(|c| c.label.gap == Gap::End && c.next == Next::Speech).count();
    let wide = sure(Mark::None).filter(|c| c.label.gap == Gap::Wide).count();
    let narrow = sure(Mark::None)
        .filter(|c| c.label.gap == Gap::One && c.rest == Rest::Speech)
        .collect::<Vec<_>>();
    let enough = match mark {
        Mark::Circle => 1,
        _ => 3,
    };
    if count >= enough && count * 4 >= at_end {
        return Style::Marked(mark);
    }
    if at_end >= 2 {
        return Style::Lines;
    }
    if wide >= 3 {
        return Style::Wide;
    }
    let chairs = narrow
        .iter()
        .filter(|c| c.label.role.as_ref().is_some_and(|role| WORDS.is_chair(&role.text)))
        .filter(|c| c.label.span.start < c.label.name.as_ref().map_or(0, |name| name.span.start))
        .count();
    if chairs >= 3 && narrow.len() >= 6 { Style::Narrow } else { Style::Unlabelled }
}

/// A title of the assembly before speech, without a name.
fn is_titled(candidate: &Candidate) -> bool {
    candidate.label.shape == Shape::RoleOnly
        && is_assembly_label(&candidate.label)
        && candidate.rest == Rest::Speech
}

/// A title and a name in one word, alone on a line before speech.
fn is_glued(candidate: &Candidate) -> bool {
    matches!(candidate.label.shape, Shape::Glued | Shape::Fused)
        && candidate.label.gap == Gap::End
        && candidate.next == Next::Speech
}

/// Drops three or more labels that follow one another without text between: a list of people.
fn drop_runs(candidates: &[Candidate], accepted: &mut [bool]) {
    let on: Vec<usize> = (0..candidates.len()).filter(|&at| accepted[at]).collect();
    let mut start = 0;
    while start < on.len() {
        let mut end = start + 1;
        while end < on.len() && candidates[on[end]].first == candidates[on[end - 1]].line + 1 {
            end += 1;
        }
        if end - start >= 3 {
            for &at in &on[start..end] {
                accepted[at] = false;
            }
        }
        start = end;
    }
}

/// Inside a line only a label counts that also stands at the head of one.
fn keep_known_inside(candidates: &mut Vec<Candidate>) {
    let key = |label: &Label| {
        (
            label.role.as_ref().map(|part| part.text.clone()),
            label.name.as_ref().map(|part| part.text.clone()),
        )
    };
    let known: rustc_hash::FxHashSet<_> = candidates
        .iter()
        .filter(|c| !c.inside && c.mark == Mark::Circle)
        .map(|c| key(&c.label))
        .collect();
    candidates.retain(|c| !c.inside || known.contains(&key(&c.label)));
}

/// Every line, and every mark inside a line, that reads like a label.
fn candidates(text: &str) -> Vec<Candidate> {
    let mut found = Vec::new();
    let mut broken: Option<(usize, Candidate)> = None;
    let mut before: Option<(Span, Span)> = None;
    let mut number = 0;
    for line in lines(text) {
        let line_text = trim(text, line);
        if line_text.is_empty() {
            continue;
        }
        number += 1;
        if let Some(last) = found.last_mut().filter(|last: &&mut Candidate| last.line + 1 == number)
        {
            last.next = next(text, line_text);
        }
        let head = mark::head(text, line_text);
        if let Some((at, candidate)) = broken.take()
            && let Some(label) = mend(text, &candidate.label, line_text)
        {
            let rest = rest(text, &label, line_text.end);
            found[at] = Candidate { label, rest, ..candidate };
        }
        if (head.mark != Mark::None || may_be_label(line_text.slice(text)))
            && let Some(label) = label::read(text, Span::new(head.text, line_text.end))
            && !super::attendance::is_heading(text, Span::new(head.text, line_text.end))
        {
            let rest = rest(text, &label, line_text.end);
            let candidate = Candidate {
                start: line.start,
                mark: head.mark,
                mark_start: head.start,
                label,
                line: number,
                first: number,
                rest,
                inside: false,
                next: Next::Other,
            };
            if head.mark == Mark::Circle
                && rest == Rest::Nothing
                && candidate.label.shape == Shape::RoleOnly
            {
                broken = Some((found.len(), candidate.clone()));
            }
            found.push(candidate);
        }
        inside(text, line_text, head.start, number, &mut found);
        let mut short = head.mark == Mark::None && line_text.len() <= SHORT_LINE;
        if let Some((start, above)) = before.filter(|_| short)
            && let Some(label) = label::stacked(text, above, line_text)
        {
            while found.last().is_some_and(|last| last.line + 1 >= number) {
                found.pop();
            }
            found.push(Candidate {
                start: start.start,
                mark: Mark::None,
                mark_start: label.span.start,
                label,
                line: number,
                first: number - 1,
                rest: Rest::Nothing,
                inside: false,
                next: Next::Other,
            });
            short = false;
        }
        before = short.then_some((line, line_text));
    }
    found
}

/// The label whose title fills a line and whose name begins the next, before two blanks.
fn mend(text: &str, label: &Label, next: Span) -> Option<Label> {
    let words = words(text, next);
    let name = words.first()?;
    let fits = WORDS.name_like(&name.text) == NameLike::Strong && name.gap == Gap::Wide;
    fits.then(|| Label {
        span: Span::new(label.span.start, name.span.end),
        name: Some(label::Part { span: name.span, text: name.text.to_string() }),
        inner: Gap::One,
        gap: name.gap,
        shape: Shape::Sure,
        ..label.clone()
    })
}

fn rest(text: &str, label: &Label, end: usize) -> Rest {
    let rest = trim(text, Span::new(label.span.end.min(end), end));
    if rest.is_empty() {
        return Rest::Nothing;
    }
    let slice = rest.slice(text);
    if WORDS.is_call(slice) {
        return Rest::Call;
    }
    // a long label leaves little room on a line of fixed width
    let long = rest.len() >= SPEECH / 3 && end - label.span.start >= SPEECH * 3 / 2;
    let title = slice.ends_with(['건', '안']) && !slice.contains(['.', ',']);
    if (is_speech(slice) || long) && !title { Rest::Speech } else { Rest::Heading }
}

fn next(text: &str, line: Span) -> Next {
    let slice = line.slice(text);
    let item = slice.starts_with(|c: char| c.is_ascii_digit())
        && slice.get(1..).is_some_and(|rest| rest.starts_with('.'));
    if slice.starts_with('(') && !is_long(slice)
        || item
        || mark::head(text, line).mark == Mark::Circle
    {
        Next::Other
    } else if is_speech(slice) {
        Next::Speech
    } else {
        Next::Text
    }
}

fn is_long(slice: &str) -> bool {
    slice.len() >= SPEECH
}

/// Whether the text ends as a sentence does, or is too long for a heading.
fn is_speech(slice: &str) -> bool {
    is_long(slice)
        || slice.ends_with(['.', '?', '!', '…', '”', '’', '"', '」', '｣', ')', ',', '。'])
}

/// Marks inside the line, behind the end of a sentence or a rule.
fn inside(text: &str, line: Span, head: usize, number: usize, found: &mut Vec<Candidate>) {
    let mut at = line.start;
    while let Some(hit) = memchr::memchr(0xE2, &text.as_bytes()[at..line.end]) {
        let start = at + hit;
        at = start + 3;
        let Some(c @ ('○' | '◯')) = text[start..].chars().next() else { continue };
        if start == head {
            continue;
        }
        let before = text[line.start..start].trim_end();
        let ended = before.ends_with(['.', '?', '!', '…', ')', '”', '"', '」'])
            || before.ends_with(is_rule);
        if !ended {
            continue;
        }
        let words = trim(text, Span::new(start + c.len_utf8(), line.end));
        if let Some(label) = label::read(text, words)
            && label.shape == Shape::Sure
        {
            let rest = rest(text, &label, line.end);
            found.push(Candidate {
                start,
                mark: Mark::Circle,
                mark_start: start,
                label,
                line: number,
                first: number,
                rest,
                inside: true,
                next: Next::Other,
            });
        }
    }
}
