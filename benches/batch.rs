//! Whole runs over the corpus, at one and two threads.

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sokgirok::Analyzer;
use sokgirok::run::{Run, Silent};
use sokgirok::write::schema::Table;
use sokgirok::write::{Format, Shape};
use std::fs;
use std::hint::black_box;
use std::path::Path;

/// Copies of the corpus, so that two threads have something to share.
const COPIES: usize = 20;

fn runs(criterion: &mut Criterion) {
    let folder = tempfile::tempdir().expect("a temporary folder can be made");
    let minutes = folder.path().join("minutes");
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("corpus");
    let mut bytes = 0;
    for copy in 0..COPIES {
        let into = minutes.join(copy.to_string());
        fs::create_dir_all(&into).expect("the folder is writable");
        for path in sokgirok::read::text_files(&corpus) {
            let path = path.expect("the corpus is readable");
            let name = path.file_name().expect("a text has a name");
            bytes += fs::copy(&path, into.join(name)).expect("the folder is writable");
        }
    }
    let analyzer = Analyzer::new().expect("the crate's own rules compile");
    let mut group = criterion.benchmark_group("batch");
    group.throughput(Throughput::Bytes(bytes)).sample_size(10);
    for &format in Format::ALL {
        for threads in [1, 2] {
            let run = Run {
                inputs: vec![minutes.clone()],
                shape: Shape { formats: vec![format], ..Shape::default() },
                threads,
                anew: true,
                ..Run::new(&analyzer, folder.path().join("out"))
            };
            let once = || run.start(&mut Silent).expect("the folder is writable");
            let counts = once().counts;
            assert_eq!(counts.rows(Table::Failures), 0);
            assert!(counts.rows(Table::Commitments) >= 20 * COPIES as u64, "{counts:?}");
            group.bench_function(format!("{}/{threads}", format.name()), |bencher| {
                bencher.iter(|| black_box(once()));
            });
        }
    }
    group.finish();
}

criterion_group!(benches, runs);
criterion_main!(benches);
