//! A folder of inputs, and what comes out of it.

use sokgirok::Analyzer;
use sokgirok::run::{Report, Run, Silent};
use sokgirok::write::{Format, Shape};
use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;
use std::sync::LazyLock;

pub(crate) static ANALYZER: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::new().expect("the crate's own rules compile"));

/// A folder that goes away with the test.
pub(crate) struct Archive {
    folder: tempfile::TempDir,
}

impl Archive {
    /// An archive without inputs.
    pub(crate) fn empty() -> Self {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        fs::create_dir(folder.path().join("minutes")).expect("the folder is writable");
        Self { folder }
    }

    /// `copies` of each transcript of the corpus, in folders, and one file that is no text.
    pub(crate) fn of_corpus(copies: usize) -> Self {
        let archive = Self::empty();
        let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
        for path in sokgirok::read::text_files(corpus) {
            let path = path.expect("the corpus is readable");
            let name = path.file_name().expect("a text has a name").to_string_lossy().into_owned();
            if name == "README.md" {
                continue;
            }
            let text = fs::read(&path).expect("the corpus is readable");
            for copy in 0..copies {
                archive.put(&format!("{copy}/{name}"), &text);
            }
        }
        archive.put("0/broken.txt", b"\x81\xFF\xFF\x00\x01");
        archive
    }

    pub(crate) fn path(&self) -> &Path {
        self.folder.path()
    }

    pub(crate) fn minutes(&self) -> PathBuf {
        self.path().join("minutes")
    }

    pub(crate) fn put(&self, name: &str, bytes: &[u8]) {
        let path = self.minutes().join(name);
        fs::create_dir_all(path.parent().expect("the path has a folder"))
            .and_then(|()| fs::write(&path, bytes))
            .expect("the folder is writable");
    }

    /// A run over the whole archive into the folder `out`, in all formats.
    pub(crate) fn run(&self, out: &str) -> Run<'static> {
        let inputs = vec![self.minutes()];
        Run {
            inputs,
            shape: all_formats(),
            threads: 2,
            ..Run::new(&ANALYZER, self.path().join(out))
        }
    }

    /// What the program is called with for the same run.
    pub(crate) fn command(&self, out: &str) -> Command {
        let mut command = Command::new(env!("CARGO_BIN_EXE_sokgirok"));
        command.arg("batch").arg(self.minutes()).arg("--out").arg(self.path().join(out));
        let formats: Vec<_> = Format::ALL.iter().map(|format| format.name()).collect();
        command.args(["--sentences", "--threads", "2", "--format", &formats.join(",")]);
        command
    }

    pub(crate) fn tables(&self, out: &str) -> BTreeMap<String, Vec<u8>> {
        tables(&self.path().join(out))
    }
}

pub(crate) fn start(run: &Run<'_>) -> Report {
    run.start(&mut Silent).expect("the output folder is writable")
}

pub(crate) fn all_formats() -> Shape {
    Shape { formats: Format::ALL.to_vec(), sentences: true, ..Shape::default() }
}

/// As [`all_formats`], with the tokens too, which are most of what is written then.
pub(crate) fn everything() -> Shape {
    Shape { tokens: true, ..all_formats() }
}

/// The tables of a folder by file name; of SQLite, the rows as text.
pub(crate) fn tables(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut found = BTreeMap::new();
    for entry in fs::read_dir(folder).expect("the folder is readable") {
        let path = entry.expect("the folder is readable").path();
        let name = path.file_name().expect("it has a name").to_string_lossy().into_owned();
        if path.is_dir() {
            continue;
        }
        let bytes = if name.ends_with(".sqlite") {
            dump(&path)
        } else {
            fs::read(&path).expect("the table is readable")
        };
        found.insert(name, bytes);
    }
    found
}

/// Every row of every table of a database.
#[cfg(feature = "write-sqlite")]
fn dump(path: &Path) -> Vec<u8> {
    use sokgirok::write::schema::Table;
    use std::io::Write;
    let database = rusqlite::Connection::open(path).expect("it is a database");
    let mut problems = database.prepare("PRAGMA foreign_key_check").expect("SQLite knows it");
    assert!(problems.query([]).and_then(|mut rows| Ok(rows.next()?.is_none())).expect("it runs"));
    let mut out = Vec::new();
    for table in Table::ALL {
        let is_there = "SELECT 1 FROM sqlite_master WHERE type = 'table' AND name = ?";
        let mut is_there = database.prepare(is_there).expect("SQLite knows it");
        if !is_there.exists([table.name()]).expect("it runs") {
            continue;
        }
        let query = format!("SELECT * FROM {} ORDER BY rowid", table.name());
        let mut statement = database.prepare(&query).expect("the table is there");
        let columns = statement.column_count();
        let mut rows = statement.query([]).expect("the table is there");
        while let Some(row) = rows.next().expect("the row is whole") {
            for column in 0..columns {
                let value: rusqlite::types::Value = row.get(column).expect("the row is whole");
                write!(out, "{value:?}\t").expect("memory takes it");
            }
            out.push(b'\n');
        }
    }
    out
}

#[cfg(not(feature = "write-sqlite"))]
fn dump(_: &Path) -> Vec<u8> {
    Vec::new()
}

/// Fails naming the tables that differ.
#[track_caller]
pub(crate) fn assert_same(
    found: &BTreeMap<String, Vec<u8>>,
    expected: &BTreeMap<String, Vec<u8>>,
    what: &str,
) {
    let names = |tables: &BTreeMap<String, Vec<u8>>| tables.keys().cloned().collect::<Vec<_>>();
    assert_eq!(names(found), names(expected), "{what}");
    let different: Vec<_> = found.keys().filter(|name| found[*name] != expected[*name]).collect();
    assert!(different.is_empty(), "{what}: {different:?} differ");
}
