//! What is attached to the minutes: 부록, 별첨, 보고사항, and the titles of what is printed elsewhere.

use super::line::{lines, squash, trim};
use super::mark::{self, Mark};
use super::words::WORDS;
use super::{Attachment, Note, NoteKind};
use crate::Span;

/// A heading is no longer than this, in bytes.
const LONGEST_HEADING: usize = 60;
/// A heading without brackets is no longer than this.
const LONGEST_BARE: usize = 30;
/// A title is no longer than this, in bytes.
const LONGEST_TITLE: usize = 240;

/// The attachments of a document, and where the speech has ended before them.
#[derive(Debug, Default)]
pub(super) struct Attached {
    pub(super) all: Vec<Attachment>,
    /// The first lines of attachments that nothing said follows.
    pub(super) apart: Vec<usize>,
}

/// A line that is an attachment's heading.
struct Heading {
    title: Span,
    /// In round brackets, as a remark is.
    remark: bool,
}

/// Finds the attachments; `last` is where the last speech begins, `lists` where lists do.
///
/// A heading behind the last speech opens a part that reaches to the next heading, to a list or to
/// the end. Elsewhere, and where it stands in round brackets, only the titles under it count, each
/// behind a mark; so do titles at the very end.
pub(super) fn find(text: &str, last: usize, lists: &[usize], notes: &[Note]) -> Attached {
    let all: Vec<Span> =
        lines(text).map(|line| trim(text, line)).filter(|line| !line.is_empty()).collect();
    let closed = notes.iter().rev().find(|note| note.kind == NoteKind::Closed);
    let over = closed.map_or(last, |note| note.span.start.max(last));
    let mut found = Attached::default();
    let mut section: Option<Attachment> = None;
    let mut at = 0;
    while let Some(&line) = all.get(at) {
        at += 1;
        if let Some(open) =
            section.take_if(|_| lists.iter().any(|&at| line.start <= at && at < line.end))
        {
            found.all.push(open);
        }
        let Some(heading) = heading(text, line) else {
            if let Some(open) = &mut section {
                open.span.end = line.end;
            }
            continue;
        };
        found.all.extend(section.take());
        let ended = line.start > over;
        if ended && !heading.remark {
            found.apart.push(line.start);
            section = Some(Attachment { title: heading.title, span: line });
            continue;
        }
        let titles = all[at..].iter().map_while(|&line| title(text, line));
        let before = found.all.len();
        found.all.extend(titles);
        let count = found.all.len() - before;
        at += count;
        let silent = all[at..].iter().all(|line| !is_said(line.slice(text)));
        if count > 0 && ended && silent {
            found.apart.push(line.start);
        }
    }
    found.all.extend(section);
    if found.all.is_empty() {
        titles_at_end(text, &all, over, &mut found);
    }
    found
}

/// Titles of documents, each behind a mark, that the text ends in.
fn titles_at_end(text: &str, all: &[Span], over: usize, found: &mut Attached) {
    let titles = all.iter().rev().map_while(|&line| title(text, line));
    let count = titles.take_while(|it| it.span.start > over).count();
    let (before, titles) = all.split_at(all.len() - count);
    let documents = titles.iter().all(|line| WORDS.is_attached(&squash(line.slice(text))));
    let after_speech = before.last().is_some_and(|line| {
        let slice = line.slice(text);
        slice.ends_with(['.', '?', '!', ')', '”'])
    });
    if documents && after_speech {
        found.apart.extend(titles.first().map(|line| line.start));
        found.all.extend(titles.iter().filter_map(|&line| title(text, line)));
    }
}

/// `【보고사항】`, `[부록]`, `(참조)`, `부록 1`.
fn heading(text: &str, line: Span) -> Option<Heading> {
    if line.len() > LONGEST_HEADING {
        return None;
    }
    let hashes = line.slice(text).trim_start_matches(['#', ' ']);
    let line = Span::new(line.end - hashes.len(), line.end);
    let first = hashes.chars().next()?;
    let pairs = ["【】", "[]", "()", "〔〕", "<>", "〈〉", "《》", "（）", "［］"];
    let pair = pairs.iter().find(|pair| pair.starts_with(first));
    let title = match pair {
        Some(pair) => {
            let inside = hashes.strip_prefix(first)?.strip_suffix(pair.chars().next_back()?)?;
            let start = line.start + first.len_utf8();
            trim(text, Span::new(start, start + inside.len()))
        }
        None if line.len() <= LONGEST_BARE => line,
        None => return None,
    };
    let words = squash(title.slice(text));
    let words =
        words.trim_end_matches(|c: char| c.is_ascii_digit() || matches!(c, '-' | '.' | ':'));
    WORDS.is_attachment(words).then_some(Heading { title, remark: matches!(first, '(' | '（') })
}

/// A title behind a mark, alone on its line.
fn title(text: &str, line: Span) -> Option<Attachment> {
    let head = mark::head(text, line);
    let mut start = head.text;
    if head.mark == Mark::None {
        let rest = line.slice(text);
        let bullet = rest.trim_start_matches(['ㆍ', '·', '․', '‧', '・', '•', '-', '∙', '※']);
        start = line.end - bullet.len();
    }
    let title = trim(text, Span::new(start, line.end));
    let marked = title.start > line.start;
    let fits = marked && !title.is_empty() && title.len() <= LONGEST_TITLE;
    (fits && !is_said(title.slice(text))).then_some(Attachment { title, span: line })
}

/// Whether a line ends as speech does.
fn is_said(line: &str) -> bool {
    line.ends_with(['.', '?', '!', '…'])
}

#[cfg(test)]
mod tests {
    use crate::Document;

    /// Titles, and the text of the turns that no one speaks, the first left out.
    fn check(text: &str, titles: &[&str], unsaid: &[&str]) {
        let document = Document::parse("t", text);
        let found: Vec<_> =
            document.attachments.iter().map(|it| document.slice(it.title)).collect();
        assert_eq!(found, titles, "{text}");
        for attachment in &document.attachments {
            assert!(attachment.span.contains(attachment.title), "{text}");
        }
        let silent = document.turns.iter().skip(1).filter(|turn| turn.speaker.is_none());
        let silent: Vec<_> = silent.map(|turn| document.slice(turn.span).trim()).collect();
        assert_eq!(silent, unsaid, "{text}");
    }

    const SAID: &str = "표지\n○위원장 한가람  이상입니다. 산회를 선포합니다.\n";

    #[test]
    fn parts_behind_the_last_speech() {
        let list =
            "【보고사항】\n○의안 회부\n하천법 개정안\n(한가람 의원 발의)\n【서면답변서】\n예.";
        check(&format!("{SAID}{list}"), &["보고사항", "서면답변서"], &[list]);
        check(&format!("{SAID}(17시 산회)\n[부 록]\n표 1\n"), &["부 록"], &["[부 록]\n표 1"]);
        check(
            &format!("{SAID}○출석위원(1인)\n한가람\n【보고사항】\n위원 개선\n"),
            &["보고사항"],
            &["○출석위원(1인)\n한가람\n【보고사항】\n위원 개선"],
        );
    }

    #[test]
    fn titles_of_what_stands_elsewhere() {
        check(
            &format!("{SAID}(참조)\n○2031년도 업무계획(행정과 소관)\n○예산안\n(부록에 실음)\n"),
            &["2031년도 업무계획(행정과 소관)", "예산안"],
            &["(참조)\n○2031년도 업무계획(행정과 소관)\n○예산안\n(부록에 실음)"],
        );
        check(
            "○위원장 한가람  보시지요.\n(참조)\n○업무계획서\n이어서 하겠습니다.\n○위원장 한가람  예.\n",
            &["업무계획서"],
            &[],
        );
        check(
            &format!("{SAID}ㆍ하천국 주요업무보고서\n"),
            &["하천국 주요업무보고서"],
            &["ㆍ하천국 주요업무보고서"],
        );
    }

    #[test]
    fn none() {
        check("○위원장 한가람  보시지요.\n(별첨2)\n그렇습니다.\n", &[], &[]);
        check("○위원장 한가람  보고사항입니다.\n부록을 보시면\nㆍ하천 정비\n됩니다.\n", &[], &[]);
        check("○위원장 한가람  엽니다.\n[부록]\n(11시 산회)\n", &[], &[]);
        check(&format!("{SAID}ㆍ하천 정비\n"), &[], &[]);
        check("", &[], &[]);
    }
}
