//! One transcript gives the same findings whatever file it comes in.

use super::files::{self, Hwp, TEXT};
use serde_json::Value;
use sokgirok::read::{self, Encoding, Format, Options, Reading};
use sokgirok::write::{JsonLinesWriter, OffsetUnit, Writer};
use sokgirok::{Analyzer, Document};
use std::sync::LazyLock;
use unicode_normalization::UnicodeNormalization;

static ANALYZER: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::new().expect("the crate's own rules compile"));

/// The one document of a file.
pub fn one(name: &str, bytes: Vec<u8>) -> Reading {
    let mut all = read::documents_in(name, bytes, &Options::default());
    let reading = all.next().expect("a document").expect("it can be read");
    assert!(all.next().is_none());
    reading
}

/// Kinds, values and texts of what is found, without places.
fn findings(document: &Document) -> Vec<Value> {
    let mut lines = Vec::new();
    let mut writer = JsonLinesWriter::new(&mut lines, OffsetUnit::Byte, None);
    writer.write(document, &ANALYZER.worker().analyze(document)).unwrap();
    let lines = String::from_utf8(lines).unwrap();
    lines.lines().map(|line| placeless(serde_json::from_str(line).unwrap())).collect()
}

fn placeless(value: Value) -> Value {
    match value {
        Value::Object(members) => members
            .into_iter()
            .filter(|(name, _)| {
                !["start", "end", "file", "turn", "doc_id"].contains(&name.as_str())
                    && !name.starts_with("source")
            })
            .map(|(name, value)| (name, placeless(value)))
            .collect(),
        Value::Array(items) => items.into_iter().map(placeless).collect(),
        Value::String(text) => {
            let text: String = text.nfc().collect();
            Value::String(text.split_whitespace().collect::<Vec<_>>().join(" "))
        }
        other => other,
    }
}

fn speakers(document: &Document) -> Vec<(String, String)> {
    let speakers = document.turns.iter().filter_map(|turn| turn.speaker.as_ref());
    speakers.map(|it| (it.role.nfc().collect(), it.name.nfc().collect())).collect()
}

/// Checks a copy of the text; `written` says how its file writes a piece of text, if it keeps one.
fn check(name: &str, bytes: Vec<u8>, format: Format, written: Option<fn(&str) -> Vec<u8>>) {
    let expected = Document::parse("plain", TEXT);
    let reading = one(name, bytes.clone());
    let document = &reading.document;
    assert_eq!(reading.source.format, format, "{name}");
    assert!(reading.warnings.is_empty(), "{name}: {:?}", reading.warnings);
    assert_eq!(speakers(document), speakers(&expected), "{name}");
    let (found, expected) = (findings(document), findings(&expected));
    assert!(expected.len() > 20);
    for (found, expected) in found.iter().zip(&expected) {
        assert_eq!(found, expected, "{name}");
    }
    assert_eq!(found.len(), expected.len(), "{name}");
    // What stands in the file at the place of a finding is what was found.
    if let Some(written) = written {
        for finding in &ANALYZER.worker().analyze(document).findings {
            let place = document.origin.bytes(finding.span()).expect("the format keeps places");
            let text = document.slice(finding.span());
            assert_eq!(bytes[place.start..place.end], written(text), "{name}: {text}");
        }
    }
}

#[test]
fn encodings() {
    let plain: fn(&str) -> Vec<u8> = |text| text.as_bytes().to_vec();
    check("a.txt", plain(TEXT), Format::Text, Some(plain));
    check("a.md", plain(TEXT), Format::Markdown, Some(plain));
    check("a.txt", format!("\u{FEFF}{TEXT}").into_bytes(), Format::Text, Some(plain));
    check("a.txt", TEXT.replace('\n', "\r\n").into_bytes(), Format::Text, Some(plain));
    check("a.txt", files::cp949(TEXT), Format::Text, Some(files::cp949));
    let low: fn(&str) -> Vec<u8> = |text| files::utf16(text, u16::to_le_bytes);
    let high: fn(&str) -> Vec<u8> = |text| files::utf16(text, u16::to_be_bytes);
    for text in [TEXT.to_owned(), format!("\u{FEFF}{TEXT}")] {
        check("a.txt", low(&text), Format::Text, Some(low));
        check("a.txt", high(&text), Format::Text, Some(high));
    }
    // Long enough for the decoder's own steps.
    let long = one("a.txt", files::cp949(&TEXT.repeat(50)));
    assert_eq!(long.document.text, TEXT.repeat(50));
    assert_eq!(long.source.encoding, Some(Encoding::Cp949));
}

/// The transcripts of corpus/, by name.
fn corpus() -> Vec<(String, String)> {
    let mut all = Vec::new();
    for folder in ["corpus/annotated", "corpus/shapes"] {
        for entry in std::fs::read_dir(folder).expect("the folder is there") {
            let path = entry.expect("the folder can be read").path();
            if path.extension().is_some_and(|ending| ending == "txt" || ending == "md") {
                let text = std::fs::read_to_string(&path).expect("the text is UTF-8");
                all.push((path.file_name().unwrap().to_string_lossy().into_owned(), text));
            }
        }
    }
    all.sort();
    assert!(all.len() >= 20);
    all
}

/// The text with the characters that CP949 lacks replaced.
fn within_cp949(text: &str) -> String {
    let lacks = |c: char| encoding_rs::EUC_KR.encode(c.encode_utf8(&mut [0; 4])).2;
    text.chars().map(|c| if lacks(c) { if c == '◯' { '○' } else { '?' } } else { c }).collect()
}

/// Checks that a copy of each transcript of corpus/ gives the speakers and findings of the text.
fn same_in_corpus(name: &str, prepare: fn(&str) -> String, copy: fn(&str) -> Vec<u8>) {
    for (id, text) in corpus() {
        let text = prepare(&text);
        let expected = Document::parse("plain", text.as_str());
        let document = one(name, copy(&text)).document;
        assert_eq!(speakers(&document), speakers(&expected), "{id} as {name}");
        let (found, expected) = (findings(&document), findings(&expected));
        for (found, expected) in found.iter().zip(&expected) {
            assert_eq!(found, expected, "{id} as {name}");
        }
        assert_eq!(found.len(), expected.len(), "{id} as {name}");
    }
}

#[test]
fn corpus_in_other_encodings() {
    same_in_corpus("a.txt", within_cp949, files::cp949);
    same_in_corpus("a.txt", str::to_owned, |text| files::utf16(text, u16::to_le_bytes));
    same_in_corpus("a.txt", str::to_owned, |text| files::utf16(text, u16::to_be_bytes));
}

#[test]
fn corpus_in_letters() {
    same_in_corpus("a.txt", str::to_owned, |text| text.nfd().collect::<String>().into_bytes());
    let apart: String = TEXT.nfd().collect();
    let document = one("a.txt", apart.clone().into_bytes()).document;
    assert_eq!(document.text, apart);
}

#[test]
fn corpus_in_other_formats() {
    same_in_corpus("a.html", str::to_owned, |text| files::html(text).into_bytes());
    same_in_corpus("a.zip", str::to_owned, |text| files::zip(&[("a.txt", text.as_bytes())]));
    same_in_corpus("a.hwpx", str::to_owned, files::hwpx);
    same_in_corpus("a.hwp", str::to_owned, |text| files::hwp(text, Hwp::Compressed));
}

#[test]
fn forced_encoding() {
    // Two syllables of CP949 that are also valid UTF-8 are told apart by nobody.
    let mut options = Options::default();
    options.encoding = Some(Encoding::Cp949);
    let reading = read::documents_in("a.txt", b"\xC2\xCA\xC2\xCA".to_vec(), &options).next();
    assert_eq!(reading.unwrap().unwrap().document.text, "쪽쪽");
}

#[test]
fn pages_of_the_web() {
    let page = files::html(TEXT);
    check("a.html", page.clone().into_bytes(), Format::Html, None);
    check("a.txt", page.clone().into_bytes(), Format::Html, None);
    check("page", files::cp949(&page), Format::Html, None);
    // Offsets lead into the page, through entities and the encoding.
    for bytes in [page.clone().into_bytes(), files::cp949(&page)] {
        let Reading { document, source, .. } = one("a.html", bytes.clone());
        for turn in document.turns.iter().filter(|turn| turn.speaker.is_some()) {
            let label = turn.label.unwrap();
            let place = document.origin.bytes(label).unwrap();
            let there = &bytes[place.start..place.end];
            let there = match source.encoding {
                Some(Encoding::Cp949) => encoding_rs::EUC_KR.decode_without_bom_handling(there).0,
                _ => String::from_utf8_lossy(there),
            };
            assert_eq!(there, document.slice(label));
        }
    }
}

/// The places in the file stand in the records, and nothing where there are none.
#[test]
fn places_in_the_file() {
    let files: [(&str, Vec<u8>, bool, bool); 5] = [
        ("a.txt", files::cp949(TEXT), true, false),
        ("a.txt", files::utf16(TEXT, u16::to_be_bytes), true, false),
        ("a.html", files::html(TEXT).into_bytes(), true, false),
        ("a.pdf", files::pdf(TEXT, true), false, true),
        ("a.hwpx", files::hwpx(TEXT), false, false),
    ];
    for (name, bytes, has_bytes, has_page) in files {
        let document = one(name, bytes).document;
        let analysis = ANALYZER.worker().analyze(&document);
        let mut lines = Vec::new();
        JsonLinesWriter::new(&mut lines, OffsetUnit::Char, None)
            .write(&document, &analysis)
            .unwrap();
        let lines = String::from_utf8(lines).unwrap();
        for (line, finding) in lines.lines().zip(&analysis.findings) {
            let record: Value = serde_json::from_str(line).unwrap();
            let place = document.origin.bytes(finding.span());
            assert_eq!(record["source_start"].as_u64(), place.map(|it| it.start as u64), "{name}");
            assert_eq!(record["source_end"].as_u64(), place.map(|it| it.end as u64), "{name}");
            assert_eq!(record["source_start"].is_u64(), has_bytes, "{name}");
            assert_eq!(record["source_page"].is_u64(), has_page, "{name}");
        }
    }
}

#[test]
fn documents_of_word_processors() {
    check("a.hwpx", files::hwpx(TEXT), Format::Hwpx, None);
    check("a", files::hwpx(TEXT), Format::Hwpx, None);
    for how in [Hwp::Plain, Hwp::Compressed, Hwp::Distribution] {
        check("a.hwp", files::hwp(TEXT, how), Format::Hwp, None);
    }
    for reading in
        [one("a.hwp", files::hwp(TEXT, Hwp::Compressed)), one("a.hwpx", files::hwpx(TEXT))]
    {
        assert!(!reading.document.text.contains("머리말"), "headers are not the body's text");
    }
}

#[test]
fn pdf() {
    check("a.pdf", files::pdf(TEXT, true), Format::Pdf, None);
    let document = one("a.pdf", files::pdf(TEXT, true)).document;
    let lines: Vec<_> = TEXT.lines().collect();
    let second = document.text.find(lines[45].trim()).unwrap();
    assert_eq!((document.origin.page(0), document.origin.page(second)), (Some(1), Some(2)));
}

#[test]
fn archives() {
    let inner = files::zip(&[("b.txt", &files::cp949(TEXT))]);
    let archive = files::zip(&[
        ("2031/a.txt", TEXT.as_bytes()),
        ("c.hwpx", &files::hwpx(TEXT)),
        ("inner.zip", &inner),
        ("picture.jpg", b"\xFF\xD8\xFF"),
        ("__MACOSX/a.txt", b"\0\0"),
    ]);
    let expected = findings(&Document::parse("plain", TEXT));
    let all: Vec<_> = read::documents_in("x.zip", archive, &Options::default()).collect();
    let ids: Vec<_> = all.iter().map(|it| it.as_ref().unwrap().document.id.as_str()).collect();
    assert_eq!(ids, ["x.zip!2031/a.txt", "x.zip!c.hwpx", "x.zip!inner.zip!b.txt"]);
    for reading in all {
        assert_eq!(findings(&reading.unwrap().document), expected);
    }
}
