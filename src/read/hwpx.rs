//! HWPX: zipped XML.
//!
//! Text of the body, of tables and of boxes is read, in order; headers, footers, notes and
//! comments are not.

use super::file::Name;
use super::limit::{Budget, Limits};
use super::prose::Extract;
use super::{Warning, WarningKind};
use crate::{ErrorKind, Result};
use quick_xml::Reader;
use quick_xml::events::{BytesRef, Event};
use std::io::Cursor;
use zip::ZipArchive;

/// Elements whose text is not part of the body.
const LEFT_OUT: &[&str] =
    &["header", "footer", "footNote", "endNote", "hiddenComment", "masterPage", "memo"];

type Archive = ZipArchive<Cursor<Vec<u8>>>;

/// Reads a document.
pub(super) fn read(name: &Name, bytes: Vec<u8>, limits: &Limits) -> Result<Extract> {
    let budget = Budget::new(limits, bytes.len() as u64);
    let mut zip = ZipArchive::new(Cursor::new(bytes)).map_err(|error| {
        name.error(ErrorKind::Format, format!("expected an HWPX file: {error}"))
    })?;
    if let Some(manifest) = member(name, &mut zip, "META-INF/manifest.xml", &budget)?
        && memchr::memmem::find(&manifest, b"encryption-data").is_some()
    {
        let message = "the document is protected by a password: save it without one";
        return Err(name.error(ErrorKind::Format, message));
    }
    let mut body = Body::default();
    let mut sections = 0;
    while let Some(section) =
        member(name, &mut zip, &format!("Contents/section{sections}.xml"), &budget)?
    {
        body.section(&String::from_utf8_lossy(&section));
        sections += 1;
    }
    if sections == 0 {
        return Err(
            name.error(ErrorKind::Format, "expected Contents/section0.xml, found no section")
        );
    }
    let mut warnings = Vec::new();
    if let Some(message) = body.damage {
        warnings.push(Warning { kind: WarningKind::Damaged, places: Vec::new(), message });
    }
    Ok(Extract { text: body.text, warnings, ..Extract::default() })
}

fn member(name: &Name, zip: &mut Archive, path: &str, budget: &Budget) -> Result<Option<Vec<u8>>> {
    let Some(index) = zip.index_for_name(path) else { return Ok(None) };
    let file = zip
        .by_index(index)
        .map_err(|error| name.error(ErrorKind::Format, format!("cannot read {path}: {error}")))?;
    budget.expand(name, file).map(Some)
}

/// The text of a document as it grows.
#[derive(Debug, Default)]
struct Body {
    text: String,
    /// What is wrong with the XML.
    damage: Option<String>,
    /// How deep the reading is in elements that are left out.
    left_out: usize,
    /// Whether the reading is inside the text of a run.
    in_text: usize,
    /// For each open row, whether a cell came before.
    rows: Vec<bool>,
    /// Whether the next paragraph is the first of a cell that follows another.
    joins: bool,
}

impl Body {
    fn section(&mut self, xml: &str) {
        let mut reader = Reader::from_str(xml);
        reader.config_mut().check_end_names = false;
        loop {
            match reader.read_event() {
                Ok(Event::Start(element)) => self.start(element.local_name().as_ref()),
                Ok(Event::Empty(element)) => {
                    let element = element.local_name();
                    self.start(element.as_ref());
                    self.end(element.as_ref());
                }
                Ok(Event::End(element)) => self.end(element.local_name().as_ref()),
                Ok(Event::Text(text)) if self.is_read() => {
                    self.text.push_str(&text);
                }
                Ok(Event::CData(text)) if self.is_read() => {
                    self.text.push_str(&text);
                }
                Ok(Event::GeneralRef(entity)) if self.is_read() => {
                    self.text.push(character(&entity).unwrap_or(char::REPLACEMENT_CHARACTER));
                }
                Ok(Event::Eof) => break,
                Ok(_) => {}
                Err(error) => {
                    self.damage = Some(format!("a section breaks off: {error}"));
                    break;
                }
            }
        }
        (self.left_out, self.in_text) = (0, 0);
        self.rows.clear();
        self.end_line();
    }

    fn is_read(&self) -> bool {
        self.left_out == 0 && self.in_text > 0
    }

    fn start(&mut self, element: &str) {
        if LEFT_OUT.contains(&element) {
            self.left_out += 1;
        }
        if self.left_out > 0 {
            return;
        }
        match element {
            "p" => {
                if std::mem::take(&mut self.joins) {
                    self.text.push('\t');
                } else {
                    self.end_line();
                }
            }
            "tr" => self.rows.push(false),
            "tc" => {
                if let Some(before) = self.rows.last_mut() {
                    self.joins = std::mem::replace(before, true);
                }
            }
            "t" => self.in_text += 1,
            "lineBreak" if self.in_text > 0 => self.text.push('\n'),
            "tab" if self.in_text > 0 => self.text.push('\t'),
            "nbSpace" if self.in_text > 0 => self.text.push('\u{A0}'),
            "fwSpace" if self.in_text > 0 => self.text.push(' '),
            "hyphen" if self.in_text > 0 => self.text.push('-'),
            _ => {}
        }
    }

    fn end(&mut self, element: &str) {
        if LEFT_OUT.contains(&element) {
            self.left_out = self.left_out.saturating_sub(1);
            return;
        }
        if self.left_out > 0 {
            return;
        }
        match element {
            "t" => self.in_text = self.in_text.saturating_sub(1),
            "tr" => {
                self.rows.pop();
            }
            "tbl" | "drawText" => self.end_line(),
            _ => {}
        }
    }

    fn end_line(&mut self) {
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }
}

fn character(entity: &BytesRef<'_>) -> Option<char> {
    if let Ok(Some(c)) = entity.resolve_char_ref() {
        return Some(c);
    }
    Some(match entity.as_ref() {
        "amp" => '&',
        "lt" => '<',
        "gt" => '>',
        "quot" => '"',
        "apos" => '\'',
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(section: &str, expected: &str) {
        let mut body = Body::default();
        body.section(section);
        assert_eq!(body.text, expected, "{section}");
    }

    #[test]
    fn paragraphs() {
        check(
            "<s><p><run><t>가<tab/>나<lineBreak/>다<nbSpace/>라</t></run></p></s>",
            "가\t나\n다\u{A0}라\n",
        );
        check("<s><p><run><t>가&amp;&#45208;&x;</t></run></p></s>", "가&나\u{FFFD}\n");
        check(
            "<s><p><run><t>가</t></run><run><t>나</t></run></p><p/><p><t>다</t></p></s>",
            "가나\n다\n",
        );
        check("<s>\n<p>\n<run>글자 밖</run>\n</p></s>", "");
    }

    #[test]
    fn tables_and_notes() {
        check(
            "<p><run><t>앞</t><tbl><tr><tc><subList><p><run><t>가</t></run></p></subList></tc>\
             <tc><subList><p><run><t>나</t></run></p><p><run><t>다</t></run></p></subList></tc></tr>\
             <tr><tc><p><t>라</t></p></tc></tr></tbl><t>뒤</t></run></p>",
            "앞\n가\t나\n다\n라\n뒤\n",
        );
        check(
            "<p><run><ctrl><header><subList><p><run><t>머리</t></run></p></subList></header></ctrl>\
             <t>본문</t><ctrl><footNote><p><t>각주</t></p></footNote></ctrl><t>끝</t></run></p>",
            "본문끝\n",
        );
    }

    #[test]
    fn damage() {
        let mut body = Body::default();
        body.section("<s><p><t>가</t></p><p><t>나</t><!-- ");
        assert_eq!(body.text, "가\n나\n");
        assert!(body.damage.is_some());
    }
}
