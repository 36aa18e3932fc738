//! `sokgirok tokenize` and `sokgirok dictionary`, the program run as it is.

use std::io::Write as _;
use std::process::{Command, Output, Stdio};

const TEXT: &str = "기획조정실에서 했습니다.\n\n12쪽\n";

fn run(arguments: &[&str], input: &str) -> Output {
    let mut child = Command::new(env!("CARGO_BIN_EXE_sokgirok"))
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(input.as_bytes()).unwrap();
    child.wait_with_output().unwrap()
}

fn out(arguments: &[&str]) -> String {
    let done = run(arguments, TEXT);
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    String::from_utf8(done.stdout).unwrap()
}

#[test]
fn tsv_gives_bytes_surface_tags_and_expression() {
    let rows = out(&["tokenize", "-", "--no-lexicon"]);
    let rows: Vec<&str> = rows.lines().collect();
    assert_eq!(rows[0], "0\t6\t기획\tNNG\t");
    assert!(
        rows.contains(&"22\t25\t했\tXSV+EP\t하/XSV/*+았/EP/*")
            || rows.contains(&"22\t25\t했\tVV+EP\t하/VV/*+았/EP/*"),
        "{rows:?}"
    );
    assert_eq!(rows[rows.len() - 2..], ["37\t39\t12\tSN\t", "39\t42\t쪽\tNNBC\t"]);
}

#[test]
fn jsonl_gives_a_line_for_each_line() {
    let rows = out(&["tokenize", "-", "--no-lexicon", "--format", "jsonl"]);
    let rows: Vec<serde_json::Value> =
        rows.lines().map(|row| serde_json::from_str(row).unwrap()).collect();
    assert_eq!(rows.len(), 4);
    assert_eq!(rows[2]["line"], 3);
    assert_eq!(rows[2]["tokens"][1]["surface"], "쪽");
    assert_eq!(rows[2]["tokens"][1]["tag"], "NNBC");
    assert_eq!(rows[2]["tokens"][1]["expression"], serde_json::Value::Null);
}

#[test]
fn conllu_has_ten_columns() {
    let rows = out(&["tokenize", "-", "--no-lexicon", "--format", "conllu"]);
    assert!(
        rows.contains(
            "# text = 12쪽\n1\t12\t_\tNUM\tSN\t_\t_\t_\t_\tStart=37|End=39|SpaceAfter=No\n"
        )
    );
    for row in rows.lines().filter(|row| !row.is_empty() && !row.starts_with('#')) {
        assert_eq!(row.split('\t').count(), 10, "{row}");
    }
}

#[test]
fn a_bad_file_is_one_line_and_status_1() {
    let done = run(&["tokenize", "no/such/file"], "");
    assert_eq!(done.status.code(), Some(1));
    let message = String::from_utf8(done.stderr).unwrap();
    assert!(message.contains("no/such/file: ") && message.lines().count() == 1, "{message}");
}

#[cfg(feature = "lindera")]
#[test]
fn lindera_reads_the_exported_dictionary() {
    let folder = std::path::PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join("lindera-ko-dic");
    let _ = std::fs::remove_dir_all(&folder);
    let name = folder.to_str().unwrap();
    let done = run(&["dictionary", "export", name], "");
    assert!(done.status.success(), "{}", String::from_utf8_lossy(&done.stderr));
    let rows = out(&["tokenize", "-", "--lindera-dictionary", name]);
    assert!(rows.contains("37\t39\t12\tSN\t\n39\t42\t쪽\tNNBC\t\n"), "{rows}");
    let words = [sokgirok::UserWord::new("기획조정실", sokgirok::Tag::NNG).unwrap()];
    let engine = sokgirok::Engine::Lindera(folder.clone());
    let refused = sokgirok::Tokenizer::builder().engine(engine).words(words).build();
    assert_eq!(refused.unwrap_err().kind(), sokgirok::ErrorKind::Dictionary);
    std::fs::remove_dir_all(&folder).unwrap();
}
