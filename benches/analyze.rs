//! Analysing `corpus/` at three sizes, on one thread.
//!
//! ```sh
//! cargo bench --bench analyze
//! ```
//!
//! Findings are counted first and must be as many as `corpus/golden` records.

use criterion::{BatchSize, Criterion, Throughput, criterion_group, criterion_main};
use sokgirok::{Analyzer, Document, Worker};
use std::fs;
use std::hint::black_box;
use std::path::{Path, PathBuf};

fn corpus() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus")
}

/// The transcripts at the paths, each with the number of findings that is recorded for it.
fn documents(paths: &[PathBuf]) -> Vec<(Document, usize)> {
    let document = |path: &PathBuf| {
        let text = fs::read_to_string(path).expect("a corpus text is UTF-8");
        let name = path.file_stem().expect("a text has a name").to_string_lossy();
        let golden = corpus().join("golden").join(format!("{name}.expected"));
        let golden = fs::read_to_string(golden).expect("findings are recorded");
        (Document::parse(name.into_owned(), text), golden.lines().count())
    };
    paths.iter().map(document).collect()
}

/// The texts of a folder of the corpus, sorted.
fn texts(folder: &str) -> Vec<PathBuf> {
    let entries = fs::read_dir(corpus().join(folder)).expect("the corpus is in the repository");
    let mut paths: Vec<_> = entries.map(|entry| entry.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|end| end == "txt" || end == "md"));
    paths.sort();
    paths
}

fn analyze_all(worker: &mut Worker, documents: &[(Document, usize)]) -> usize {
    let count = |(document, _): &(Document, usize)| worker.analyze(document).findings.len();
    documents.iter().map(count).sum()
}

fn analyze(criterion: &mut Criterion) {
    let analyzer = Analyzer::new().expect("the crate's own rules compile");
    let sizes = [
        ("report", vec![corpus().join("annotated/report-unlabelled.txt")]),
        ("annotated", texts("annotated")),
        ("corpus", [texts("annotated"), texts("shapes")].concat()),
    ];
    let mut group = criterion.benchmark_group("analyze");
    for (name, paths) in sizes {
        let documents = documents(&paths);
        let bytes: usize = documents.iter().map(|(document, _)| document.text.len()).sum();
        let recorded: usize = documents.iter().map(|(_, findings)| findings).sum();
        let mut worker = analyzer.worker();
        assert_eq!(analyze_all(&mut worker, &documents), recorded, "{name}");
        group.throughput(Throughput::Bytes(bytes as u64));
        group.bench_function(format!("{name}/{bytes} bytes"), |bencher| {
            bencher.iter(|| assert_eq!(analyze_all(&mut worker, &documents), recorded));
        });
        group.bench_function(format!("{name}/parse and analyze"), |bencher| {
            let texts = || -> Vec<_> {
                documents.iter().map(|(document, _)| document.text.clone()).collect()
            };
            bencher.iter_batched(
                texts,
                |texts| {
                    let parse = |text| Document::parse("a.txt", text);
                    let counts = texts.into_iter().map(parse);
                    black_box(counts.map(|it| worker.analyze(&it).findings.len()).sum::<usize>())
                },
                BatchSize::SmallInput,
            );
        });
    }
    group.finish();
    criterion.bench_function("analyze/build analyzer", |bencher| {
        bencher.iter(|| Analyzer::new().expect("the crate's own rules compile"));
    });
}

criterion_group!(benches, analyze);
criterion_main!(benches);
