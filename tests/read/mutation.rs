//! Damaged files of every format: an error or a document, never a panic.

use super::damage::{Dice, damage};
use super::files::{self, Hwp, TEXT};
use sokgirok::read::{self, Options};
use std::hint::black_box;

const ROUNDS: usize = 200;

fn check(name: &str, file: &[u8]) {
    let options = Options::default();
    let mut dice = Dice::new(name.len() as u64);
    for _ in 0..ROUNDS {
        let bytes = damage(file, &mut dice);
        for reading in read::documents_in(name, bytes, &options).take(1000) {
            match reading {
                Ok(reading) => {
                    let document = reading.document;
                    for turn in &document.turns {
                        black_box(document.slice(turn.span));
                        black_box(document.origin.bytes(turn.span));
                    }
                }
                Err(error) => assert!(!error.to_string().contains('\n'), "{error}"),
            }
        }
    }
}

#[test]
fn text() {
    check("a.txt", TEXT.as_bytes());
    check("a.txt", &files::cp949(TEXT));
    check("a.txt", &files::utf16(TEXT, u16::to_le_bytes));
}

#[test]
fn html() {
    check("a.html", files::html(TEXT).as_bytes());
}

#[test]
fn pdf() {
    check("a.pdf", &files::pdf(TEXT, true));
}

#[test]
fn hwp() {
    check("a.hwp", &files::hwp(TEXT, Hwp::Plain));
    check("a.hwp", &files::hwp(TEXT, Hwp::Compressed));
    check("a.hwp", &files::hwp(TEXT, Hwp::Distribution));
}

#[test]
fn hwpx() {
    check("a.hwpx", &files::hwpx(TEXT));
}

#[test]
fn archive() {
    let inner = files::zip(&[("b.txt", &files::cp949(TEXT))]);
    check("a.zip", &files::zip(&[("a.txt", TEXT.as_bytes()), ("inner.zip", &inner)]));
}

#[test]
fn tables() {
    let rows: files::Rows<'_> = &[
        ("1", "위원장 한가람", TEXT),
        ("1", "", "12쪽입니다."),
        ("2", "도은결 위원", "질의합니다."),
    ];
    check("a.csv", files::csv(rows).as_bytes());
    check("a.jsonl", files::jsonl(rows).as_bytes());
    check("a.parquet", &files::parquet(rows));
}
