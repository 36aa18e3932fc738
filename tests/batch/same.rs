//! Threads, shards, order and resuming change nothing.

use crate::archive::{Archive, all_formats, assert_same, everything, start};
use sokgirok::Cancel;
use sokgirok::run::{Observer, Progress, Run, Shard, Silent, merge};
use sokgirok::write::Shape;
use sokgirok::write::schema::Table;
use std::fs::{self, File};
use std::path::PathBuf;
use std::time::{Duration, SystemTime};

#[test]
fn threads_and_shards_change_nothing() {
    let archive = Archive::of_corpus(4);
    let run = |out: &str| Run { shape: everything(), ..archive.run(out) };
    let whole = start(&Run { threads: 1, ..run("1") });
    assert!(whole.finished);
    assert_eq!(whole.counts.rows(Table::Failures), 1);
    assert_eq!(whole.counts.rows(Table::Documents) + 1, whole.inputs);
    let expected = archive.tables("1");
    assert!(expected.values().all(|bytes| !bytes.is_empty() || expected.len() < 44));
    for threads in [2, 8] {
        let out = threads.to_string();
        start(&Run { threads, ..run(&out) });
        assert_same(&archive.tables(&out), &expected, &format!("{threads} threads"));
    }
    for of in [1, 3, 7] {
        let folders: Vec<PathBuf> = (1..=of)
            .map(|number| {
                let out = format!("shard-{number}-of-{of}");
                start(&Run { shard: Shard { number, of }, ..run(&out) });
                archive.path().join(out)
            })
            .collect();
        let out = format!("merged-{of}");
        let into = archive.path().join(&out);
        let report = merge(&folders, &into, &everything(), 2, &Cancel::new(), &mut Silent)
            .expect("all there");
        assert_eq!(report.counts, whole.counts, "{of} shards");
        assert_same(&archive.tables(&out), &expected, &format!("{of} shards"));
        if of > 1 {
            let missing = &folders[1..];
            let refused =
                merge(missing, &into, &everything(), 2, &Cancel::new(), &mut Silent).unwrap_err();
            assert!(refused.to_string().contains(&format!("missing are 1/{of}")), "{refused}");
        }
    }
}

/// Stops after so many failures or ticks; counts notices.
struct Stopper {
    cancel: Cancel,
    after: u64,
    notices: Vec<String>,
}

impl Observer for Stopper {
    fn progress(&mut self, progress: &Progress) {
        if progress.done >= self.after {
            self.cancel.cancel();
        }
    }

    fn failure(&mut self, _: &str) {}

    fn notice(&mut self, message: &str) {
        self.notices.push(message.to_owned());
    }
}

#[test]
fn a_stopped_run_goes_on() {
    let archive = Archive::of_corpus(3);
    start(&archive.run("whole"));
    let mut read = 0;
    let mut stops = 0;
    loop {
        let cancel = Cancel::new();
        let mut stopper = Stopper { cancel: cancel.clone(), after: 5, notices: Vec::new() };
        let run = Run { cancel, ..archive.run("stopped") };
        let report = run.start(&mut stopper).expect("the folder is writable");
        read += report.read;
        if report.finished {
            break;
        }
        stops += 1;
        assert!(stops < 100, "each run does something");
    }
    let last = start(&archive.run("stopped"));
    assert_eq!(last.read, 0, "nothing is read twice");
    assert!(last.finished && read == last.inputs, "{read} read of {}", last.inputs);
    assert_same(&archive.tables("stopped"), &archive.tables("whole"), "stopped");
}

#[test]
fn only_what_has_changed_is_read_again() {
    let archive = Archive::of_corpus(2);
    let first = start(&archive.run("out"));
    assert_eq!((first.read, first.reused), (first.inputs, 0));
    let before = archive.tables("out");

    let unchanged = start(&archive.run("out"));
    assert_eq!((unchanged.read, unchanged.reused), (0, first.inputs));
    assert_eq!(unchanged.counts, first.counts);
    assert_same(&archive.tables("out"), &before, "unchanged");

    let formats = vec![sokgirok::write::Format::Csv];
    let other = Run { shape: Shape { formats, ..all_formats() }, ..archive.run("out") };
    assert_eq!(start(&other).read, 0, "another format needs no reading");

    archive.put("0/new.txt", "보고서 12쪽을 봐 주시기 바랍니다.\n".as_bytes());
    let changed = archive.minutes().join("1/na-committee-wrapped.txt");
    let file = File::options().append(true).open(&changed).expect("the corpus has it");
    file.set_modified(SystemTime::now() + Duration::from_secs(5)).expect("the file is ours");
    fs::remove_file(archive.minutes().join("1/daon-plenary-three-space.txt")).expect("it is there");
    let second = start(&archive.run("out"));
    assert_eq!((second.read, second.inputs), (2, first.inputs));
    start(&archive.run("fresh"));
    assert_same(&archive.tables("out"), &archive.tables("fresh"), "changed");
}

#[test]
fn another_version_starts_anew_and_says_so() {
    let archive = Archive::of_corpus(1);
    let first = start(&archive.run("out"));
    let mut lexicon = sokgirok::Lexicon::builtin();
    let table = "surface\tclass\tcanonical\ttoken\tnote\n회의자료집\tdocument\t\t\t\n";
    lexicon.extend_from_reader("extra.tsv", table.as_bytes()).expect("the table is good");
    let analyzer = sokgirok::Analyzer::with_lexicon(&lexicon).expect("the rules compile");
    let mut observer = Stopper { cancel: Cancel::new(), after: u64::MAX, notices: Vec::new() };
    let run = Run { analyzer: &analyzer, ..archive.run("out") };
    let second = run.start(&mut observer).expect("the folder is writable");
    assert_eq!(second.read, first.inputs);
    let notice = observer.notices.join("\n");
    assert!(notice.contains("rules") && notice.contains("starting anew"), "{notice}");
    let merged = merge(
        &[archive.path().join("out")],
        &archive.path().join("merged"),
        &all_formats(),
        1,
        &Cancel::new(),
        &mut Silent,
    );
    assert_eq!(merged.expect("a run of one shard is whole").counts, second.counts);
}

#[test]
fn no_inputs_give_empty_tables() {
    let archive = Archive::empty();
    let report = start(&archive.run("out"));
    assert!(report.finished);
    let tables = archive.tables("out");
    assert_eq!(tables["turns.jsonl"], b"");
    assert!(tables["turns.csv"].starts_with(b"doc_id,turn,"));
}
