//! Text to structure, in a straight line.

use super::line::trim;
use super::turn::{Candidate, Survey};
use super::{
    Document, Note, NoteKind, RoleClass, Speaker, Turn, agenda, attachments, attendance, class,
    composed, furniture, header, notes,
};
use crate::transcript::words::WORDS;
use crate::{Origin, Span};

pub(super) fn parse(id: String, text: String) -> Document {
    composed::parse(text, |text| structure(id, text))
}

fn structure(id: String, text: String) -> Document {
    let furniture = furniture::find(&text);
    let wrapped = furniture::is_wrapped(&text, &furniture);
    let survey = Survey::new(&text);
    let lists = attendance::lists(&text, survey.marked(), &furniture, survey.names());
    let labels = survey.turns(&lists);
    let header = header::read(&text, &furniture);
    let last = labels.last().map_or(0, |label| label.label.span.end);
    let starts: Vec<usize> = lists.lists.iter().map(|list| list.span.start).collect();
    let mut remarks = Vec::new();
    notes::find(&text, Span::new(last, text.len()), false, &mut remarks);
    let attached = attachments::find(&text, last, &starts, &remarks);
    let mut turns = turns(&text, labels, &starts, &attached.apart);
    classify(&text, &header, &mut turns);
    let first = turns.iter().find(|turn| turn.speaker.is_some()).map_or(0, |turn| turn.span.start);
    remarks.clear();
    for turn in &turns {
        notes::find(&text, turn.body, turn.span.start < first, &mut remarks);
    }
    let agenda = agenda(&text, first, &furniture, &remarks, &mut turns);
    Document {
        id,
        header,
        turns,
        agenda,
        attendance: lists.lists,
        attachments: attached.all,
        notes: remarks,
        furniture,
        wrapped,
        origin: Origin::default(),
        text,
    }
}

/// Tiles the text: a turn for each label, one without a speaker for each run of lists and
/// attachments behind a speech and for what precedes the first label.
fn turns(text: &str, labels: Vec<Candidate>, lists: &[usize], attached: &[usize]) -> Vec<Turn> {
    let mut starts: Vec<(usize, Option<Candidate>)> =
        labels.into_iter().map(|label| (label.start, Some(label))).collect();
    for &start in lists.iter().chain(attached) {
        let line = text[..start].rfind('\n').map_or(0, |at| at + 1);
        starts.push((line, None));
    }
    starts.push((0, None));
    starts.sort_by_key(|(start, label)| (*start, label.is_none()));
    starts.dedup_by(|next, kept| next.0 == kept.0 || next.1.is_none() && kept.1.is_none());
    let ends: Vec<usize> =
        starts.iter().skip(1).map(|(start, _)| *start).chain([text.len()]).collect();
    starts
        .into_iter()
        .zip(ends)
        .map(|((start, label), end)| {
            let span = Span::new(start, end);
            label.map_or(Turn { span, body: span, ..Turn::default() }, |label| {
                labelled(text, span, label)
            })
        })
        .collect()
}

fn labelled(text: &str, span: Span, candidate: Candidate) -> Turn {
    let label = candidate.label;
    let mut after = text.get(label.span.end..span.end).unwrap_or_default();
    for closing in ["**", ":", "：", "**"] {
        after = after.strip_prefix(closing).unwrap_or(after).trim_start_matches([' ', '\u{A0}']);
    }
    let after = trim(text, Span::new(span.end - after.len(), span.end));
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
        || header.assembly.is_none() && has_national_mark(text, turns);
    let committee = header.committee.map(|committee| committee.slice(text));
    for speaker in turns.iter_mut().filter_map(|turn| turn.speaker.as_mut()) {
        speaker.class = class::class(&speaker.role, national, committee);
    }
}

/// Whether the labels carry the mark of the National Assembly's minutes.
fn has_national_mark(text: &str, turns: &[Turn]) -> bool {
    turns.iter().find_map(|turn| turn.label).is_some_and(|label| label.slice(text).starts_with('◯'))
}

/// Reads the agenda before the first speech, or in a cover that follows it, and gives each turn
/// its item.
///
/// An item is taken up where its title stands again, from the opening on.
fn agenda(
    text: &str,
    first: usize,
    furniture: &[Span],
    notes: &[Note],
    turns: &mut [Turn],
) -> Vec<super::AgendaItem> {
    const LATE_COVER: usize = 20_000;
    let mut items = agenda::items(text, first, furniture);
    let mut from = first;
    if items.is_empty() {
        items = agenda::items(text, text.len().min(first + LATE_COVER), furniture);
        from = items.last().map_or(first, |item| item.title.end);
    } else if let Some(opened) = notes.iter().find(|note| note.kind == NoteKind::Opened) {
        from = first.min(opened.span.end);
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

#[cfg(test)]
mod tests {
    use super::*;

    /// Each turn as `role name`, `-` without a speaker.
    fn check(text: &str, expected: &[&str]) {
        let document = Document::parse("t", text);
        let mut at = 0;
        for turn in &document.turns {
            assert_eq!(turn.span.start, at, "{text}");
            assert!(turn.span.contains(turn.body), "{text}");
            at = turn.span.end;
        }
        assert_eq!(at, text.len(), "{text}");
        let found: Vec<_> = document
            .turns
            .iter()
            .map(|turn| {
                let speaker = turn.speaker.as_ref();
                speaker.map_or("-".to_owned(), |it| {
                    format!("{} {}", it.role, it.name).trim_end().to_owned()
                })
            })
            .collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn marked_labels() {
        check(
            "표지\n○위원장 한가람  엽니다.\n○이도윤 위원  예.\n",
            &["-", "위원장 한가람", "위원 이도윤"],
        );
        check(
            "----○----○위원장 한가람  엽니다.\n○위원장 한가람  예.\n",
            &["-", "위원장 한가람", "위원장 한가람"],
        );
        check("○위원장 한가람 엽니다.\n(○이도윤 의원 의석에서 - 예.)\n", &["위원장 한가람"]);
        check(
            "## ○위원장 한가람  엽니다.\n\n## ○이도윤 위원  예.",
            &["위원장 한가람", "위원 이도윤"],
        );
        check(
            "------○위원장 한가람 엽니다.\n------○이도윤 위원\t예.",
            &["위원장 한가람", "위원 이도윤"],
        );
        check("○위원장 한가람\u{3000}엽니다. ○○○ 씨 일은\n○○○ 씨\n최○○ 씨\n", &["위원장 한가람"]);
        check(
            "○위원장 한가람 엽니다.\n○간사 선임의 건\n○의장 당선 인사\n○위원장 한가람 닫습니다.",
            &["위원장 한가람", "위원장 한가람"],
        );
        check(
            "○위원장 한가람  봅시다.\n○앵커 새길시  외곽입니다.\n○위원장 한가람  예.",
            &["위원장 한가람", "위원장 한가람"],
        );
        check(
            "○교통국장 한가람 예.\n○교통국장고 한가람 예, 그렇습니다.\n○교통과 한가람 교통과장 한가람입니다.",
            &["교통국장 한가람", "교통국장고 한가람", "교통과 한가람"],
        );
        check(
            "○위원장 한가람 엽니다. 보고하세요.\n○의사국장 보고드리겠습니다.",
            &["위원장 한가람", "의사국장"],
        );
        check(
            "◯위원장 한가람  엽니다.\n◯과학부장관\n이도윤  예.\n",
            &["위원장 한가람", "과학부장관 이도윤"],
        );
    }

    #[test]
    fn other_marks() {
        let text = "o 위원장(한가람) 엽니다.\no 추진실적\no 위원(이도윤) 예.\no 과장(정누리) 예.\n";
        check(text, &["위원장 한가람", "위원 이도윤", "과장 정누리"]);
        check(
            "○ 위원장 한 가 람\n엽니다.\n○ 위원 이 도 윤\n예.\n○ 의사담당\n보고합니다.\n",
            &["위원장 한가람", "위원 이도윤", "의사담당"],
        );
    }

    #[test]
    fn labels_without_a_mark() {
        check(
            "위원장 한가람\n엽니다.\n이도윤 위원\n이도윤 위원입니다.\n작년에\n정누리 위원님이 물었습니다.\n위원장 한가람\n예.\n출석위원 2인\n한가람 이도윤\n출석공무원\n과장 정누리\n",
            &["위원장 한가람", "위원 이도윤", "위원장 한가람", "-"],
        );
        check("한가람 위원장이 엽니다.\n이도윤 위원님 나오세요.\n", &["-"]);
        check(
            "○위원장 한가람   엽니다.\n○이도윤 의원   묻겠습니다.\n이도윤 의원   또 묻겠습니다.\n이도윤 의원 개인의 일입니다.\n",
            &["위원장 한가람", "의원 이도윤", "의원 이도윤"],
        );
        check(
            "○ 위원장 한가람 엽니다.\n이도윤 위원 묻겠습니다.\n이도윤 위원님 말씀하세요.\n이도윤 위원 예.\n정누리 위원 저도 묻겠습니다.\n",
            &["위원장 한가람", "위원 이도윤", "위원 이도윤", "위원 정누리"],
        );
    }

    #[test]
    fn ends_and_odd_input() {
        check("○위원장 한가람 닫습니다.\n○출석위원(1인)\n한가람\n", &["위원장 한가람", "-"]);
        check("", &["-"]);
        check("\n\n", &["-"]);
        check("\0○\0", &["-"]);
        check("○", &["-"]);
        check("## ", &["-"]);
    }

    #[test]
    fn agenda_items_of_turns() {
        let text = "의사일정\n1. 회기의 건\n2. 휴회의 건\n(10시 개의)\n○의장 한가람 엽니다.\n1. 회기의 건\n○의장 한가람 상정합니다.\n2. 휴회의 건(의장 제의)\n○의장 한가람 예.\n";
        let document = Document::parse("t", text);
        let items: Vec<_> = document.turns.iter().map(|turn| turn.agenda_item).collect();
        assert_eq!(items, [None, None, Some(0), Some(1)]);
        let text = "심사된 안건\n1. 예산안\n(10시 개의)\n1. 예산안\n○위원장 한가람 엽니다.\n";
        assert_eq!(Document::parse("t", text).turns[1].agenda_item, Some(0));
    }
}
