//! Tokenizing `corpus/`: a new worker, one that has seen the text, one with office names as words.
//!
//! ```sh
//! cargo bench --bench tokenize
//! ```
//!
//! The ratio to lindera is measured by `examples/tokenize_speed.rs`, in one run with it.

use std::hint::black_box;

use criterion::{Criterion, Throughput, criterion_group, criterion_main};
use sokgirok::{Sentence, Tag, Tokenizer, TokenizerWorker, UserWord};

/// All transcripts of a folder of the repository, in the order of their names.
fn corpus(folder: &str) -> String {
    let files = std::fs::read_dir(folder).expect("the folder is in the repository");
    let mut paths: Vec<_> = files.map(|file| file.expect("an entry").path()).collect();
    paths.retain(|path| path.extension().is_some_and(|extension| extension == "txt"));
    paths.sort();
    paths.iter().map(|path| std::fs::read_to_string(path).expect("a transcript")).collect()
}

fn count(worker: &mut TokenizerWorker, text: &str) -> usize {
    let mut sentence = Sentence::new();
    let lines = text.split('\n');
    lines
        .map(|line| {
            worker.tokenize(line, 0, &mut sentence);
            black_box(&sentence).tokens.len()
        })
        .sum()
}

fn tokenize(criterion: &mut Criterion) {
    let text = corpus("corpus/annotated") + &corpus("corpus/shapes");
    let tokenizer = Tokenizer::new().expect("the embedded dictionary");
    let offices = ["정책기획관", "평생교육담당관", "기획조정실"];
    let offices = offices.map(|name| UserWord::new(name, Tag::NNG).expect("a good word").whole());
    let with_words = Tokenizer::builder().words(offices).build().expect("good words");

    let mut known = tokenizer.worker();
    let expected = count(&mut known, &text);
    assert!(expected > text.len() / 10, "{expected} tokens in {} bytes", text.len());

    let mut group = criterion.benchmark_group("tokenize");
    group.throughput(Throughput::Bytes(text.len() as u64));
    group.bench_function("new worker", |bencher| {
        bencher.iter(|| assert_eq!(count(&mut tokenizer.worker(), &text), expected));
    });
    group.bench_function("again", |bencher| {
        bencher.iter(|| assert_eq!(count(&mut known, &text), expected));
    });
    group.bench_function("new worker, user words", |bencher| {
        bencher.iter(|| count(&mut with_words.worker(), &text));
    });
    group.finish();
    criterion.bench_function("tokenize/build tokenizer", |bencher| {
        bencher.iter(|| Tokenizer::new().expect("the embedded dictionary"));
    });
}

criterion_group!(benches, tokenize);
criterion_main!(benches);
