//! The program, run as one: what it prints, where, and with which exit status.

use serde_json::Value;
use std::fs;
use std::io::{BufRead, BufReader, Write};
use std::path::{Path, PathBuf};
use std::process::{Command, Output, Stdio};
use tempfile::TempDir;

const REPORT: &str = "예산서 12쪽을 봐 주십시오.\n도로를 정비하겠습니다.\n";

fn program(arguments: &[&str]) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_sokgirok"));
    command.args(arguments);
    command
}

fn run(arguments: &[&str]) -> Output {
    program(arguments).output().expect("the program starts")
}

/// Runs the program with `input` on standard input.
fn run_with(arguments: &[&str], input: &[u8]) -> Output {
    let mut command = program(arguments);
    command.stdin(Stdio::piped()).stdout(Stdio::piped()).stderr(Stdio::piped());
    let mut child = command.spawn().expect("the program starts");
    child.stdin.take().expect("a pipe").write_all(input).expect("the program reads");
    child.wait_with_output().expect("the program ends")
}

fn status(output: &Output) -> i32 {
    output.status.code().expect("the program ends by itself")
}

fn stdout(output: &Output) -> &str {
    std::str::from_utf8(&output.stdout).expect("the output is UTF-8")
}

fn stderr(output: &Output) -> &str {
    std::str::from_utf8(&output.stderr).expect("messages are UTF-8")
}

/// What a run that succeeds prints, as JSON.
fn json(arguments: &[&str]) -> Value {
    let output = run(arguments);
    assert_eq!((status(&output), stderr(&output)), (0, ""), "{arguments:?}");
    serde_json::from_str(stdout(&output)).expect("the output is JSON")
}

/// A folder of files to read.
struct Files(TempDir);

impl Files {
    fn new() -> Self {
        Self(tempfile::tempdir().expect("a temporary folder can be made"))
    }

    fn file(&self, name: &str, content: impl AsRef<[u8]>) -> String {
        let path = self.0.path().join(name);
        fs::write(&path, content).expect("the folder is writable");
        path.display().to_string()
    }
}

/// Bytes that are text in no encoding.
fn broken() -> Vec<u8> {
    [0xFF_u8; 400].into_iter().chain(*b" 12 \xFF\xFF\xFF\xFF\n").collect()
}

fn corpus() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus/annotated");
    let files = fs::read_dir(folder).expect("the corpus").map(|file| file.expect("a file").path());
    let is_text = |path: &PathBuf| path.extension().is_some_and(|end| end == "txt");
    let mut paths: Vec<_> = files.filter(is_text).collect();
    paths.sort();
    assert!(paths.len() >= 6);
    paths
}

#[test]
fn exit_status_tells_success_from_failed_inputs_from_wrong_use() {
    let files = Files::new();
    let good = files.file("good.txt", REPORT);
    let missing = files.0.path().join("missing.txt").display().to_string();
    let check = |arguments: &[&str], expected: i32| {
        let output = run(arguments);
        assert_eq!(status(&output), expected, "{arguments:?} {}", stderr(&output));
        assert_eq!(expected == 0, output.stderr.is_empty(), "{arguments:?}");
    };
    check(&["--help"], 0);
    check(&["--version"], 0);
    check(&["rules"], 0);
    check(&["analyze", &good], 0);
    check(&["analyze", &missing], 1);
    check(&["tokenize", &missing], 1);
    check(&[], 2);
    check(&["analyze"], 2);
    check(&["analyze", &good, "--format", "xml"], 2);
    check(&["analyze", &good, "--no-such-option"], 2);
    check(&["analyze", &good, "--kind", "officer"], 2);
    check(&["no-such-command"], 2);
}

#[test]
fn bad_files_in_the_middle_do_not_stop_the_good_ones() {
    let files = Files::new();
    let first = files.file("first.txt", REPORT);
    let bad = files.file("bad.txt", broken());
    let folder = files.0.path().display().to_string();
    let missing = files.0.path().join("missing.txt").display().to_string();
    let last = files.file("last.txt", REPORT);
    let output = run(&["analyze", "--format", "json", &first, &bad, &folder, &missing, &last]);
    assert_eq!(status(&output), 1);
    let found: Value = serde_json::from_str(stdout(&output)).expect("the output is whole");
    let names: Vec<_> = found.as_array().expect("an array").iter().map(|it| &it["file"]).collect();
    assert_eq!(names, [&first, &last]);
    assert_eq!(found[0]["page_refs"], found[1]["page_refs"]);
    assert_eq!(found[0]["commitments"].as_array().map(Vec::len), Some(1));
    let messages: Vec<_> = stderr(&output).lines().collect();
    assert_eq!(messages.len(), 3, "{messages:#?}");
    for (message, path) in messages.iter().zip([&bad, &folder, &missing]) {
        assert!(message.starts_with(&format!("sokgirok: {path}:")), "{message}");
    }
    assert!(messages[1].contains("found a folder"), "{}", messages[1]);
    assert!(messages[2].contains("No such file"), "{}", messages[2]);
}

#[test]
fn standard_input_is_read_as_a_file_is() {
    let files = Files::new();
    let path = files.file("a.txt", REPORT);
    let mut of_file = json(&["analyze", "--format", "json", &path]);
    let output = run_with(&["analyze", "--format", "json", "-"], REPORT.as_bytes());
    assert_eq!(status(&output), 0);
    let of_input: Value = serde_json::from_str(stdout(&output)).expect("JSON");
    assert_eq!(of_input["file"], "-");
    of_file["file"] = "-".into();
    assert_eq!(of_file, of_input);

    let tokens = run_with(&["tokenize", "-"], REPORT.as_bytes());
    assert_eq!((status(&tokens), stdout(&tokens)), (0, stdout(&run(&["tokenize", &path]))));

    let output = run_with(&["analyze", "-"], &broken());
    assert_eq!(status(&output), 1);
    assert_eq!(stderr(&output).lines().count(), 1, "{}", stderr(&output));
}

#[test]
fn a_closed_pipe_is_no_error() {
    let paths: Vec<_> = corpus().iter().map(|path| path.display().to_string()).collect();
    let repeated = paths.iter().cycle().take(40).map(String::as_str);
    for command in [&["analyze", "--format", "jsonl"][..], &["tokenize"]] {
        let mut arguments = command.to_vec();
        arguments.extend(repeated.clone().take(if command.len() > 1 { 40 } else { 1 }));
        let mut command = program(&arguments);
        command.stdout(Stdio::piped()).stderr(Stdio::piped());
        let mut child = command.spawn().expect("the program starts");
        let mut line = String::new();
        let out = child.stdout.take().expect("a pipe");
        BufReader::with_capacity(64, out).read_line(&mut line).expect("a first line");
        assert!(!line.is_empty());
        let output = child.wait_with_output().expect("the program ends");
        assert_eq!((status(&output), stderr(&output)), (0, ""), "{arguments:?}");
    }
}

#[test]
fn an_empty_file_is_an_empty_document() {
    let files = Files::new();
    let path = files.file("empty.txt", "");
    let found = json(&["analyze", "--format", "json", &path]);
    for name in ["page_refs", "officers", "commitments", "roster"] {
        assert_eq!(found[name], Value::Array(Vec::new()), "{name}");
    }
    for format in ["text", "jsonl"] {
        assert_eq!(status(&run(&["analyze", "--format", format, &path])), 0, "{format}");
    }
    let tokens = run(&["tokenize", &path]);
    assert_eq!((status(&tokens), stdout(&tokens)), (0, ""));
}

#[test]
fn nul_bytes_are_blanks() {
    let files = Files::new();
    let text = REPORT.replacen(' ', "\0", 2);
    let with_blanks = json(&["analyze", "--format", "json", &files.file("blank.txt", REPORT)]);
    let with_nuls = json(&["analyze", "--format", "json", &files.file("nul.txt", &text)]);
    for name in ["page_refs", "commitments"] {
        let spans = |found: &Value| -> Vec<(Value, Value)> {
            let items = found[name].as_array().expect("an array");
            items.iter().map(|it| (it["start"].clone(), it["end"].clone())).collect()
        };
        assert_eq!(spans(&with_blanks).len(), 1, "{name}");
        assert_eq!(spans(&with_nuls), spans(&with_blanks), "{name}");
    }
}

#[test]
fn a_line_of_a_megabyte_is_analysed() {
    let files = Files::new();
    let piece = "예산서 12쪽을 봐 주십시오. ";
    let text = piece.repeat((1 << 20) / piece.len());
    let found = json(&["analyze", "--format", "json", &files.file("long.txt", &text)]);
    let pages = found["page_refs"].as_array().expect("an array");
    assert_eq!(pages.len(), text.matches("12쪽").count());
    for page in pages {
        let (start, end) = (&page["start"], &page["end"]);
        let span =
            start.as_u64().expect("a start") as usize..end.as_u64().expect("an end") as usize;
        assert_eq!(&text[span], "12쪽");
    }
}

#[test]
fn offsets_count_what_is_asked_for() {
    let files = Files::new();
    let text = format!("🙂🙂 안내 말씀입니다.\n{REPORT}");
    let path = files.file("a.txt", &text);
    let before = &text[..text.find("12쪽").expect("it is there")];
    let starts = [
        ("byte", before.len()),
        ("char", before.chars().count()),
        ("utf16", before.encode_utf16().count()),
    ];
    let lengths = [("byte", 5), ("char", 3), ("utf16", 3)];
    for ((unit, start), (_, length)) in starts.into_iter().zip(lengths) {
        let found = json(&["analyze", "--format", "json", "--offsets", unit, &path]);
        let page = &found["page_refs"][0];
        assert_eq!(page["start"], start, "{unit}");
        assert_eq!(page["end"], start + length, "{unit}");
    }
    assert_eq!(
        json(&["analyze", "--format", "json", &path]),
        json(&["analyze", "--format", "json", "--offsets", "byte", &path])
    );
}

#[test]
fn words_of_the_user_are_found() {
    let files = Files::new();
    let path = files.file("a.txt", "해오름첩 12쪽을 봐 주십시오.\n먼저 한도윤 고을지기입니다.\n");
    let header = "surface\tclass\tcanonical\ttoken\tnote\n";
    let words = files.file("words.tsv", format!("{header}해오름첩\tdocument\n"));
    let ranks = files.file("ranks.tsv", format!("{header}# 직위\n고을지기\trank\t\tNNG\t\n"));

    let without = json(&["analyze", "--format", "json", &path]);
    assert_eq!(without["page_refs"][0]["document"], Value::Null);
    assert_eq!(without["officers"], Value::Array(Vec::new()));

    let with = ["analyze", "--format", "json", "--lexicon", &words, "--lexicon", &ranks, &path];
    let found = json(&with);
    assert_eq!(found["page_refs"][0]["document"], "해오름첩");
    assert_eq!(found["officers"][0]["name"], "한도윤");
    assert_eq!(found["officers"][0]["role"], "고을지기");

    let tokens = run(&["tokenize", "--lexicon", &ranks, &path]);
    assert!(stdout(&tokens).contains("\t고을지기\tNNG\t"), "{}", stdout(&tokens));
}

#[test]
fn a_bad_table_is_wrong_use_and_the_line_is_named() {
    let files = Files::new();
    let path = files.file("a.txt", REPORT);
    let header = "surface\tclass\tcanonical\ttoken\tnote\n";
    let check = |name: &str, table: String, expected: &str| {
        let table = files.file(name, table);
        for command in ["analyze", "tokenize"] {
            let output = run(&[command, "--lexicon", &table, &path]);
            assert_eq!((status(&output), stdout(&output)), (2, ""), "{command} {name}");
            let expected = format!("sokgirok: {table}:{expected}");
            assert_eq!(stderr(&output).trim_end(), expected, "{command}");
        }
    };
    check(
        "twice.tsv",
        format!("{header}해오름첩\tdocument\n\n해오름첩\tdocument\n"),
        "4: class `document` lists `해오름첩` twice (first at line 2)",
    );
    check(
        "columns.tsv",
        format!("{header}# 책\n해오름첩\n"),
        "3: expected 5 columns parted by tabs, found 1",
    );
    check(
        "header.tsv",
        "해오름첩\tdocument\n".to_owned(),
        "1: expected the header line `surface\tclass\tcanonical\ttoken\tnote`",
    );
    let output = run(&["analyze", "--lexicon", "no-such.tsv", &path]);
    assert_eq!(status(&output), 2);
    assert!(stderr(&output).starts_with("sokgirok: no-such.tsv:"), "{}", stderr(&output));
}

#[test]
fn csv_is_one_table_and_needs_a_kind() {
    let files = Files::new();
    let path = files.file("a.txt", REPORT);
    let output = run(&["analyze", "--format", "csv", &path]);
    assert_eq!((status(&output), stdout(&output)), (2, ""));
    assert!(stderr(&output).contains("--kind"), "{}", stderr(&output));
    for (kind, rows) in [("page_ref", 1), ("officer", 0), ("commitment", 1)] {
        let output = run(&["analyze", "--format", "csv", "--kind", kind, &path]);
        assert_eq!(status(&output), 0, "{kind}");
        let lines: Vec<_> = stdout(&output).lines().collect();
        assert_eq!(lines.len(), 1 + rows, "{kind}");
        assert!(lines[0].split(',').any(|column| column == "start"), "{}", lines[0]);
    }
}

#[test]
fn json_is_an_object_for_one_file_and_an_array_for_several() {
    let files = Files::new();
    let (a, b) = (files.file("a.txt", REPORT), files.file("b.txt", REPORT));
    let one = json(&["analyze", "--format", "json", &a]);
    let two = json(&["analyze", "--format", "json", &a, &b]);
    assert!(one.is_object());
    assert_eq!(two.as_array().map(Vec::len), Some(2));
    assert_eq!(two[0], one);

    let output = run(&["analyze", "--format", "jsonl", &a, &b]);
    let lines: Vec<Value> =
        stdout(&output).lines().map(|line| serde_json::from_str(line).expect("JSON")).collect();
    let named: Vec<_> = lines
        .iter()
        .map(|line| (line["kind"].as_str().expect("a kind"), line["file"].as_str()))
        .collect();
    let (a, b) = (Some(a.as_str()), Some(b.as_str()));
    assert_eq!(named, [("page_ref", a), ("commitment", a), ("page_ref", b), ("commitment", b)]);
}

#[test]
fn rules_are_listed_and_explained() {
    let output = run(&["rules"]);
    let listed: Vec<_> =
        stdout(&output).lines().filter_map(|line| line.split_whitespace().next()).collect();
    let rules: Vec<_> = sokgirok::rules().collect();
    assert_eq!(listed, rules.iter().map(|rule| rule.name).collect::<Vec<_>>());
    for rule in rules {
        let output = run(&["explain", rule.name]);
        assert_eq!(status(&output), 0, "{}", rule.name);
        assert!(stdout(&output).contains(rule.summary), "{}", rule.name);
        for (text, _) in rule.finds {
            assert!(stdout(&output).contains(text.trim_end()), "{}", rule.name);
        }
    }
    let output = run(&["explain", "page/nothing"]);
    assert_eq!((status(&output), stdout(&output)), (2, ""));
    assert!(stderr(&output).contains("page/nothing"), "{}", stderr(&output));
}

#[test]
fn tokens_stand_where_they_say() {
    let files = Files::new();
    let output = run(&["tokenize", &files.file("a.txt", REPORT)]);
    let mut surfaces = Vec::new();
    for line in stdout(&output).lines() {
        let columns: Vec<_> = line.split('\t').collect();
        let [start, end, surface, _tag, _expression] = columns[..] else {
            panic!("not five columns: {line}");
        };
        let span = start.parse().expect("a start")..end.parse().expect("an end");
        assert_eq!(&REPORT[span], surface);
        surfaces.push(surface);
    }
    assert_eq!(surfaces.concat(), REPORT.split_whitespace().collect::<String>());
}

#[test]
fn an_explanation_reads_as_recorded() {
    let output = run(&["explain", "commitment/agree"]);
    insta::assert_snapshot!(stdout(&output), @r"
    commitment/agree
    그렇게 하겠습니다 of an official, in answer to a request that reaches beyond the meeting.

    finds
      예, 그렇게 하겠습니다.  →  그렇게 하겠습니다
      예, 그러겠습니다.  →  그러겠습니다

    ignores
      그렇게 생각하겠습니다.
    ");
}
