//! Pages of the web.
//!
//! `lol_html` gives every tag and every piece of text with its place; what a viewer puts around the
//! minutes is dropped, blocks and table rows become lines, and blanks collapse as in a browser,
//! while no-break spaces stay.

use super::file::Name;
use super::prose::Extract;
use super::{Encoding, decode};
use crate::{ErrorKind, Origin, Result};
use lol_html::html_content::TextType;
use lol_html::{HtmlRewriter, MemorySettings, Settings, doc_text, element, end_tag};
use std::cell::RefCell;
use std::ops::Range;
use std::rc::Rc;

mod entity;

/// Memory that the parser may take, in bytes.
const MEMORY: usize = 512 << 20;
/// Elements that may lie in each other before the page counts as broken.
const DEEPEST: usize = 2000;

/// Elements that are never part of what was said.
const DROPPED: &[&str] = &[
    "audio", "button", "canvas", "footer", "form", "head", "iframe", "input", "label", "legend",
    "nav", "noscript", "object", "option", "script", "select", "style", "svg", "template",
    "textarea", "title", "video",
];

/// Classes and ids that viewers of minutes give to what stands around them.
const CHROME: &[&str] = &[
    "breadcrumb",
    "btn_close",
    "footer",
    "gnb",
    "header",
    "layer_popup",
    "lnb",
    "lnb_wrap",
    "loader",
    "navbar",
    "page-loader-wrapper",
    "pop_profile",
    "popup",
    "quick_menu",
    "search",
    "sidebar",
    "skip",
    "skip_nav",
    "skipnav",
    "sr-only",
    "toolbar",
    "util",
    "util_wrap",
];

/// Elements that stand on lines of their own.
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "li",
    "main",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Elements without an end.
const VOID: &[&str] = &[
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
    "wbr",
];

/// What the parser meets, in order, with its place in the decoded page.
enum Piece {
    Open { tag: String, dropped: bool, at: Range<usize> },
    Close { tag: String },
    Text(Range<usize>),
}

/// Reads a page.
pub(super) fn read(name: &Name, bytes: Vec<u8>, forced: Option<Encoding>) -> Result<Extract> {
    let decoded = decode::decode(bytes, forced);
    let pieces = pieces(&decoded.text)
        .map_err(|error| name.error(ErrorKind::Format, format!("expected HTML: {error}")))?;
    let mut page = Page { source: &decoded.text, ..Page::default() };
    for piece in pieces {
        page.take(piece);
    }
    if page.open.len() >= DEEPEST {
        let message = format!("expected HTML, found elements more than {DEEPEST} deep");
        return Err(name.error(ErrorKind::Format, message));
    }
    Ok(Extract {
        text: page.text,
        origin: page.origin.through(&decoded.origin),
        encoding: Some(decoded.encoding),
        warnings: decoded.broken.warning(decoded.encoding).into_iter().collect(),
    })
}

fn pieces(source: &str) -> Result<Vec<Piece>, lol_html::errors::RewritingError> {
    let found: Rc<RefCell<Vec<Piece>>> = Rc::default();
    let (tags, texts) = (Rc::clone(&found), Rc::clone(&found));
    let settings = Settings::new()
        .append_element_content_handler(element!("*", move |element| {
            let tag = element.tag_name();
            let at = element.source_location().bytes();
            let dropped = DROPPED.contains(&tag.as_str()) || is_chrome(element);
            if element.can_have_content() {
                let (closed, tags) = (tag.clone(), Rc::clone(&tags));
                element.on_end_tag(end_tag!(move |_| {
                    tags.borrow_mut().push(Piece::Close { tag: closed.clone() });
                    Ok(())
                }))?;
            }
            tags.borrow_mut().push(Piece::Open { tag, dropped, at });
            Ok(())
        }))
        .append_document_content_handler(doc_text!(move |chunk| {
            let at = chunk.source_location().bytes();
            if matches!(
                chunk.text_type(),
                TextType::Data | TextType::RCData | TextType::PlainText | TextType::CDataSection
            ) && !at.is_empty()
            {
                texts.borrow_mut().push(Piece::Text(at));
            }
            Ok(())
        }))
        .with_strict(false)
        .with_memory_settings(MemorySettings::new().with_max_allowed_memory_usage(MEMORY));
    let mut rewriter = HtmlRewriter::new(settings, |_: &[u8]| {});
    rewriter.write(source.as_bytes())?;
    rewriter.end()?;
    let pieces = std::mem::take(&mut *found.borrow_mut());
    Ok(pieces)
}

fn is_chrome(element: &lol_html::html_content::Element<'_, '_>) -> bool {
    let marked = |attribute: &str| {
        element.get_attribute(attribute).is_some_and(|value| {
            value
                .split_ascii_whitespace()
                .any(|word| CHROME.contains(&word.to_ascii_lowercase().as_str()))
        })
    };
    let hidden = element.get_attribute("style").is_some_and(|style| {
        let style: String = style.chars().filter(|c| !c.is_whitespace()).collect();
        style.to_ascii_lowercase().contains("display:none")
    });
    hidden || element.has_attribute("hidden") || marked("class") || marked("id")
}

/// The text of a page as it grows.
#[derive(Default)]
struct Page<'a> {
    source: &'a str,
    text: String,
    origin: Origin,
    /// The open elements, and whether each and all inside are dropped.
    open: Vec<(String, bool)>,
    preformatted: usize,
    /// A blank that stands in the page, not yet in the text.
    blank: Option<usize>,
    /// Bytes of an entity or text that continue in the next piece.
    at: usize,
}

impl Page<'_> {
    fn take(&mut self, piece: Piece) {
        match piece {
            Piece::Open { tag, dropped, at } => self.open(tag, dropped, at),
            Piece::Close { tag } => self.close(&tag),
            Piece::Text(range) => self.text(range),
        }
    }

    fn is_dropped(&self) -> bool {
        self.open.last().is_some_and(|&(_, dropped)| dropped)
    }

    fn open(&mut self, tag: String, dropped: bool, at: Range<usize>) {
        let dropped = dropped || self.is_dropped();
        if !dropped {
            match tag.as_str() {
                "br" => self.break_line(at.start, at.len()),
                "td" | "th" => self.cell(at.start),
                tag if BLOCKS.contains(&tag) => self.new_line(at.start),
                _ => {}
            }
        }
        if !VOID.contains(&tag.as_str()) && self.open.len() < DEEPEST {
            self.preformatted += usize::from(tag == "pre");
            self.open.push((tag, dropped));
        }
    }

    fn close(&mut self, tag: &str) {
        let Some(at) = self.open.iter().rposition(|(open, _)| open == tag) else { return };
        if !self.open[at].1 && BLOCKS.contains(&tag) {
            self.new_line(self.at);
        }
        for (tag, _) in self.open.drain(at..) {
            self.preformatted -= usize::from(tag == "pre");
        }
    }

    fn text(&mut self, range: Range<usize>) {
        if self.is_dropped() {
            return;
        }
        let Some(raw) = self.source.get(range.clone()) else { return };
        let mut at = range.start;
        let end = range.end;
        self.at = end;
        while at < end {
            let rest = &raw[at - range.start..];
            let first = rest.chars().next().unwrap_or(' ');
            if first == '&'
                && let Some((decoded, length)) = entity::decode(rest)
            {
                self.push(decoded, at, length);
                at += length;
                continue;
            }
            self.push(first, at, first.len_utf8());
            at += first.len_utf8();
        }
    }

    /// Appends a character that stands at `at`; blanks collapse.
    fn push(&mut self, c: char, at: usize, length: usize) {
        if self.preformatted > 0 && matches!(c, '\n' | '\t' | ' ') {
            self.append(c, at, length);
        } else if matches!(c, ' ' | '\t' | '\n' | '\r' | '\u{C}') {
            self.blank.get_or_insert(at);
        } else {
            if let Some(blank) = self.blank.take()
                && !self.is_line_start()
            {
                self.append(' ', blank, 1);
            }
            self.append(c, at, length);
        }
    }

    fn append(&mut self, c: char, at: usize, length: usize) {
        self.text.push(c);
        if c.len_utf8() == length {
            self.origin.copy(length, at);
        } else {
            self.origin.made(c.len_utf8(), at, length);
        }
    }

    fn is_line_start(&self) -> bool {
        self.text.is_empty() || self.text.ends_with(['\n', '\t'])
    }

    fn break_line(&mut self, at: usize, length: usize) {
        self.blank = None;
        self.text.push('\n');
        self.origin.made(1, at, length);
    }

    /// Ends the line, if one has begun.
    fn new_line(&mut self, at: usize) {
        self.blank = None;
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.break_line(at, 0);
        }
    }

    /// Parts a cell from the one before it.
    fn cell(&mut self, at: usize) {
        self.blank = None;
        if !self.is_line_start() {
            self.text.push('\t');
            self.origin.made(1, at, 0);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Span;
    use std::path::PathBuf;

    fn check(page: &str, expected: &str) -> Extract {
        let name = Name { path: PathBuf::from("a.html"), member: None };
        let extract = read(&name, page.as_bytes().to_vec(), None).unwrap();
        assert_eq!(extract.text, expected, "{page}");
        extract
    }

    #[test]
    fn lines_and_blanks() {
        check("<p>가 \n 나</p><p>다</p>", "가 나\n다\n");
        check("가<br>나<br/>다", "가\n나\n다");
        check("<div>가<div>나</div>다</div>", "가\n나\n다\n");
        check("<table><tr><td>가</td><td>나</td></tr><tr><td>다</td></tr></table>", "가\t나\n다\n");
        check("<ul><li>가<li>나</ul>다", "가\n나\n다");
        check("<pre>가  나\n다</pre>", "가  나\n다\n");
        check("가&nbsp;&nbsp;나 <b> 다</b>", "가\u{A0}\u{A0}나 다");
    }

    #[test]
    fn chrome_is_dropped() {
        check("<nav>메뉴<p>목록</nav><script>var a = '<p>';</script>본문", "본문");
        check("<div class='a lnb_wrap'>메뉴<p>목록</div>본문", "본문");
        check("<div style='display: none'>숨김</div>본문", "본문");
        check("<div><div id=header>메뉴<div></div>본문", "");
        check("<div id=minutes-header>제1회</div>본문", "제1회\n본문");
        check("<!-- 주석 -->본문<style>p{}</style>", "본문");
    }

    #[test]
    fn places() {
        let page = "<p>가&nbsp;&amp;<b>나</b></p>";
        let extract = check(page, "가\u{A0}&나\n");
        let place = |start, end| {
            let span = extract.origin.bytes(Span::new(start, end)).unwrap();
            span.slice(page)
        };
        assert_eq!(place(0, 3), "가");
        assert_eq!(place(3, 5), "&nbsp;");
        assert_eq!(place(5, 6), "&amp;");
        assert_eq!(place(6, 9), "나");
        assert_eq!(place(5, 9), "&amp;<b>나");
    }

    #[test]
    fn places_in_another_encoding() {
        let (bytes, _, _) =
            encoding_rs::EUC_KR.encode("<meta charset=euc-kr><p>쪽 수 나&nbsp;다</p>");
        let name = Name { path: PathBuf::from("a.html"), member: None };
        let extract = read(&name, bytes.to_vec(), None).unwrap();
        assert_eq!(extract.text, "쪽 수 나\u{A0}다\n");
        let span = extract.origin.bytes(Span::new(8, 16)).unwrap();
        let (back, _) =
            encoding_rs::EUC_KR.decode_without_bom_handling(&bytes[span.start..span.end]);
        assert_eq!(back, "나&nbsp;다");
    }
}
