//! Bad inputs, bad output folders.

use crate::archive::{Archive, start};
use sokgirok::Cancel;
use sokgirok::run::{Run, Silent, merge};
use sokgirok::write::schema::Table;
use sokgirok::write::{Format, Shape};
use std::fs;
use std::io::Read;
use std::process::Stdio;

#[test]
fn bad_inputs_are_rows_and_the_good_ones_are_done() {
    let archive = Archive::empty();
    let good = "○위원장 한가람  보고서 12쪽을 봐 주시기 바랍니다. 회의를 시작합니다.\n";
    for number in 0..300 {
        archive.put(&format!("{:02}/{number}.txt", number % 7), good.as_bytes());
    }
    archive.put("bad/cut.txt", &"가나다라마바사".repeat(30).as_bytes()[..50]);
    archive.put("bad/binary.txt", &[0x81, 0xFF, 0xFF, 0x00, 0x01, 0xFE].repeat(50));
    archive.put("bad/fake.pdf", b"%PDF-1.7\nnot much of one");
    archive.put("bad/fake.hwp", &[0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, 0, 0]);
    archive.put("bad/fake.zip", b"PK\x03\x04 and no more");
    fs::create_dir_all(archive.minutes().join("bad/folder.txt")).expect("the folder is writable");
    #[cfg(unix)]
    std::os::unix::fs::symlink("nowhere", archive.minutes().join("bad/link.txt"))
        .expect("the folder is writable");
    let mut run = archive.run("out");
    run.inputs.push(archive.path().join("missing.txt"));
    let report = start(&run);
    assert!(report.finished);
    assert!(report.counts.rows(Table::Documents) >= 300);
    let rows = fs::read_to_string(archive.path().join("out/failures.jsonl")).expect("it is there");
    for name in ["binary.txt", "fake.pdf", "fake.hwp", "fake.zip", "link.txt", "missing.txt"] {
        let row = rows.lines().find(|row| row.contains(name));
        let row: serde_json::Value =
            serde_json::from_str(row.unwrap_or_else(|| panic!("{name} failed: {rows}")))
                .expect("it is JSON");
        let message = row["message"].as_str().expect("a failure has a message");
        assert!(message.contains(name) && message.len() > name.len() + 10, "{message}");
    }
}

#[test]
fn archives_and_tables_are_many_documents() {
    let archive = Archive::empty();
    let mut table = String::from("id,text\n");
    for number in 0..2000 {
        let text = "○위원장 한가람  보고서 12쪽을 봐 주시기 바랍니다. ".repeat(40);
        table.push_str(&format!("제{number}호,\"{text}\"\n"));
    }
    archive.put("minutes.csv", table.as_bytes());
    if !sokgirok::read::files(archive.minutes()).is_empty() {
        let report = start(&archive.run("out"));
        let documents = report.counts.rows(Table::Documents);
        if documents > 0 {
            assert_eq!((documents, report.counts.rows(Table::Failures)), (2000, 0));
            start(&Run { threads: 1, ..archive.run("one") });
            crate::archive::assert_same(&archive.tables("one"), &archive.tables("out"), "threads");
        }
    }
}

#[test]
fn an_output_folder_takes_one_run_at_a_time() {
    let archive = Archive::of_corpus(1);
    start(&archive.run("out"));
    let lock = fs::File::open(archive.path().join("out/.sokgirok/lock")).expect("it is there");
    lock.lock().expect("nobody else holds it");
    let refused = archive.run("out").start(&mut Silent).unwrap_err();
    assert!(refused.to_string().contains("another run"), "{refused}");
    let output = archive.command("out").stdin(Stdio::null()).output().expect("it starts");
    assert_eq!(output.status.code(), Some(1));
    assert!(String::from_utf8_lossy(&output.stderr).contains("another run"));
    drop(lock);
    assert!(start(&archive.run("out")).finished);
}

#[test]
fn an_output_folder_that_is_none_is_refused() {
    let archive = Archive::of_corpus(1);
    fs::write(archive.path().join("file"), "").expect("the folder is writable");
    let refused = archive.run("file").start(&mut Silent).unwrap_err();
    assert!(refused.to_string().contains("expected a folder"), "{refused}");
    let cancel = Cancel::new();
    let out = archive.path().join("merged");
    for (folders, expected) in
        [(vec![archive.path().join("file")], "finished run"), (vec![], "found none")]
    {
        let refused =
            merge(&folders, &out, &Shape::default(), 1, &cancel, &mut Silent).unwrap_err();
        assert!(refused.to_string().contains(expected), "{refused}");
    }
}

#[test]
fn a_damaged_part_is_made_again() {
    let archive = Archive::of_corpus(1);
    start(&archive.run("out"));
    let expected = archive.tables("out");
    let parts = fs::read_dir(archive.path().join("out/.sokgirok/parts")).expect("it is there");
    for part in parts {
        let path = part.expect("it is readable").path();
        let bytes = fs::read(&path).expect("it is readable");
        fs::write(&path, &bytes[..bytes.len() / 2]).expect("it is writable");
    }
    let report = start(&archive.run("out"));
    assert_eq!(report.read, report.inputs);
    crate::archive::assert_same(&archive.tables("out"), &expected, "damaged");
}

#[test]
fn csv_is_safe_for_spreadsheets() {
    let archive = Archive::empty();
    archive.put(
        "a.txt",
        "=1+1 보고서 12쪽입니다.\n○위원장 한가람  =SUM(A1) 회의를 시작합니다.\n".as_bytes(),
    );
    let shape = Shape { formats: vec![Format::Csv], byte_order_mark: true, ..Shape::default() };
    start(&Run { shape, ..archive.run("out") });
    let mut text = String::new();
    let mut file = fs::File::open(archive.path().join("out/turns.csv")).expect("it is there");
    file.read_to_string(&mut text).expect("it is UTF-8");
    assert!(text.starts_with("\u{FEFF}doc_id,"), "{text}");
    assert!(text.contains("'=1+1") && text.contains("'=SUM"), "{text}");
}

#[test]
fn nobody_listening_is_no_error() {
    let archive = Archive::of_corpus(1);
    let mut child = archive.command("out").stderr(Stdio::piped()).spawn().expect("it starts");
    drop(child.stderr.take());
    assert_eq!(child.wait().expect("it is ours").code(), Some(1), "one input is broken");
    assert!(archive.path().join("out/turns.jsonl").exists());
}
