//! Rows to documents.

use super::files::{self, TEXT};
use sokgirok::read::{self, Format, Options, Reading};
use sokgirok::{Document, RoleClass};

const ROWS: files::Rows<'_> = &[
    ("2031-1", "위원장 한가람", "성원이 되었으므로 회의를 시작하겠습니다.\n○○동 예산입니다."),
    ("2031-1", "도시국장 도은결", "예산안 12쪽을 보고드리겠습니다."),
    ("2031-1", "", "(웃음)"),
    ("2031-2", "한가람(청람시)", "질의하겠습니다, \"따옴표\"까지."),
];

fn read(name: &str, bytes: Vec<u8>) -> Vec<Reading> {
    let all = read::documents_in(name, bytes, &Options::default());
    all.map(|reading| reading.expect("it can be read")).collect()
}

fn check(name: &str, bytes: Vec<u8>, format: Format) {
    let readings = read(name, bytes);
    assert_eq!(readings.len(), 2, "{name}");
    assert!(readings.iter().all(|it| it.source.format == format && it.warnings.is_empty()));
    let document = &readings[0].document;
    assert_eq!(document.id, "2031-1");
    assert_eq!(
        document.text,
        "○위원장 한가람  성원이 되었으므로 회의를 시작하겠습니다.\n○○동 예산입니다.\n\
         ○도시국장 도은결  예산안 12쪽을 보고드리겠습니다.\n(웃음)\n"
    );
    let turns: Vec<_> = document
        .turns
        .iter()
        .map(|turn| {
            let speaker = turn.speaker.as_ref();
            (
                speaker.map_or("", |it| it.role.as_str()),
                speaker.map_or("", |it| it.name.as_str()),
                document.slice(turn.body),
            )
        })
        .collect();
    assert_eq!(
        turns,
        [
            ("위원장", "한가람", "성원이 되었으므로 회의를 시작하겠습니다.\n○○동 예산입니다.\n"),
            ("도시국장", "도은결", "예산안 12쪽을 보고드리겠습니다.\n"),
            ("", "", "(웃음)\n"),
        ]
    );
    assert_eq!(document.turns[0].speaker.as_ref().unwrap().class, RoleClass::Chair);
    // A row is one turn even if its speaker is written in no known way.
    let speaker = readings[1].document.turns[0].speaker.as_ref().unwrap();
    assert!(speaker.name.starts_with("한가람"));
    assert_eq!(readings[1].document.turns.len(), 1);
}

#[test]
fn rows_of_one_id_are_the_turns_of_a_document() {
    let (csv, jsonl) = (files::csv(ROWS), files::jsonl(ROWS));
    check("a.csv", csv.clone().into_bytes(), Format::Csv);
    check("a.csv", format!("\u{FEFF}{csv}").into_bytes(), Format::Csv);
    check("a.csv", files::cp949(&csv), Format::Csv);
    check("a.csv", files::utf16(&format!("\u{FEFF}{csv}"), u16::to_le_bytes), Format::Csv);
    check("a.jsonl", jsonl.clone().into_bytes(), Format::JsonLines);
    check("a.jsonl", files::cp949(&jsonl), Format::JsonLines);
    check("a", jsonl.into_bytes(), Format::JsonLines);
    check("a.parquet", files::parquet(ROWS), Format::Parquet);
    check("a", files::parquet(ROWS), Format::Parquet);
}

#[test]
fn a_row_may_be_a_whole_document() {
    let rows: &[(&str, &str, &str)] = &[("1", "", TEXT), ("2", "", "짧은 글입니다.")];
    let expected = Document::parse("1", TEXT);
    for (name, bytes) in [
        ("a.csv", files::csv(rows).into_bytes()),
        ("a.jsonl", files::jsonl(rows).into_bytes()),
        ("a.parquet", files::parquet(rows)),
    ] {
        let readings = read(name, bytes);
        assert_eq!(readings[0].document.turns, expected.turns, "{name}");
        assert_eq!(readings[1].document.text, "짧은 글입니다.\n");
    }
}

#[test]
fn columns() {
    let table = "번호,말\n1,회의를 시작하겠습니다.\n2,회의를 마치겠습니다.\n";
    let mut options = Options::default();
    let error = read::documents_in("a.csv", table.into(), &options).next().unwrap().unwrap_err();
    assert_eq!(
        error.to_string(),
        "a.csv: expected a column of text, found 번호, 말: name it with --text-column"
    );
    options.text_column = Some("말".to_owned());
    let ids = |options: &Options| -> Vec<String> {
        let all = read::documents_in("a.csv", table.into(), options);
        all.map(|reading| reading.unwrap().document.id).collect()
    };
    assert_eq!(ids(&options), ["a.csv#2", "a.csv#3"]);
    options.id_column = Some("번호".to_owned());
    assert_eq!(ids(&options), ["1", "2"]);
    options.id_column = Some("없음".to_owned());
    let error = read::documents_in("a.csv", table.into(), &options).next().unwrap().unwrap_err();
    assert_eq!(error.to_string(), "a.csv: expected a column 없음, found 번호, 말");
}

#[test]
fn bad_rows_do_not_end_the_table() {
    let table = "{\"id\": 1, \"text\": \"회의를 시작합니다.\"}\nnot json\n{\"id\": 2, \"text\": 3}\n\
                 {\"id\": 3, \"text\": \"마치겠습니다.\"}\n";
    let all: Vec<_> = read::documents_in("a.jsonl", table.into(), &Options::default()).collect();
    let good: Vec<_> = all.iter().flatten().map(|it| it.document.id.as_str()).collect();
    assert_eq!(good, ["1", "3"]);
    let bad: Vec<_> =
        all.iter().filter_map(|it| it.as_ref().err()).map(ToString::to_string).collect();
    assert!(bad[0].starts_with("a.jsonl:2: expected a JSON object"), "{bad:?}");
    assert_eq!(bad[1], "a.jsonl:3: expected a member text that is a string");
}

#[test]
fn scattered_rows_are_reported() {
    let rows: &[(&str, &str, &str)] =
        &[("1", "", "가나다"), ("2", "", "라마바"), ("1", "", "사아자")];
    let readings = read("a.csv", files::csv(rows).into_bytes());
    assert_eq!(readings.len(), 3);
    assert_eq!(readings[2].warnings.len(), 1);
    assert!(readings[2].warnings[0].message.contains("do not stand together"));
}
