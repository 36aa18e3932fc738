//! How fast tokenizing and analysing are, against stock lindera 6.2 only tokenizing, in the same
//! run:
//!
//! ```sh
//! cargo run --release -- dictionary export /tmp/lindera-ko-dic
//! cargo run --release --example tokenize_speed -- /tmp/lindera-ko-dic FILE...
//! ```
//!
//! Each of five rounds takes every way once, one after the other, on one thread; the medians are
//! printed. Tokens are materialised: all spans, tags and word numbers. Time is that on the
//! processor (Linux), so that other work on the machine counts less.

use std::time::Instant;

use sokgirok::{
    Analyzer, Document, Engine, Result, Sentence, Tokenizer, TokenizerWorker, UserWord,
};

/// Rounds of all ways.
const ROUNDS: usize = 5;

fn main() -> Result<()> {
    let mut arguments = std::env::args().skip(1);
    let folder = arguments.next().expect("usage: tokenize_speed LINDERA_DICTIONARY FILE...");
    let texts: Vec<String> =
        arguments.map(|path| std::fs::read_to_string(path).expect("a file to read")).collect();
    let lines: Vec<&str> = texts.iter().flat_map(|text| text.split('\n')).collect();
    let bytes = |lines: &[&str]| lines.iter().map(|line| line.len() + 1).sum::<usize>();
    let mut seen = 0;
    let nine_tenths = lines.iter().position(|line| {
        seen += line.len() + 1;
        10 * seen >= 9 * bytes(&lines)
    });
    let (first, last) = lines.split_at(nine_tenths.unwrap_or(0));

    let tokenizer = Tokenizer::new()?;
    let lindera = Tokenizer::builder().engine(Engine::Lindera(folder.into())).build()?;
    let offices =
        ["정책기획관", "평생교육담당관", "기획조정실", "자치행정국", "예산결산특별위원회"];
    let offices = offices.map(|name| UserWord::new(name, sokgirok::Tag::NNG).map(UserWord::whole));
    let offices: Vec<UserWord> = offices.into_iter().collect::<Result<_>>()?;
    let with_words = Tokenizer::builder().words(offices).build()?;

    let analyzer = Analyzer::new()?;
    let names = [
        "lindera",
        "cold",
        "again",
        "last tenth",
        "cold, user words",
        "analyze, cold",
        "parse and analyze",
    ];
    let mut times = [const { Vec::new() }; 7];
    let mut counts = [0; 7];
    for _ in 0..ROUNDS {
        let mut worker = lindera.worker();
        let mut run = |way: usize, worker: &mut TokenizerWorker, lines: &[&str]| {
            let (count, time) = tokenize(worker, lines);
            assert!(counts[way] == 0 || counts[way] == count, "{} changed its answer", names[way]);
            counts[way] = count;
            times[way].push(time);
        };
        run(0, &mut worker, &lines);
        let mut worker = tokenizer.worker();
        run(1, &mut worker, &lines);
        run(2, &mut worker, &lines);
        let mut worker = tokenizer.worker();
        tokenize(&mut worker, first);
        run(3, &mut worker, last);
        run(4, &mut with_words.worker(), &lines);
        let mut analysed = |way: usize, (count, time): (usize, f64)| {
            assert!(counts[way] == 0 || counts[way] == count, "{} changed its answer", names[way]);
            counts[way] = count;
            times[way].push(time);
        };
        let parse = || texts.iter().map(|text| Document::parse("", text.as_str())).collect();
        let documents: Vec<Document> = parse();
        analysed(5, timed(|| analyze(&analyzer, &documents)));
        analysed(6, timed(|| analyze(&analyzer, &parse())));
    }
    assert_eq!(counts[1], counts[2], "the memo changed an answer");
    let mut base = 0.0;
    for (way, name) in names.iter().enumerate() {
        times[way].sort_by(f64::total_cmp);
        let bytes = bytes(if way == 3 { last } else { &lines });
        let speed = bytes as f64 / 1e6 / times[way][ROUNDS / 2];
        if way == 0 {
            base = speed;
        }
        println!(
            "{name:18} {bytes:9} bytes {:8} {} {speed:7.1} MB/s {:6.2} x",
            counts[way],
            if way < 5 { "tokens  " } else { "findings" },
            speed / base
        );
    }
    Ok(())
}

fn tokenize(worker: &mut TokenizerWorker, lines: &[&str]) -> (usize, f64) {
    let mut sentence = Sentence::new();
    timed(|| {
        let mut count = 0;
        for line in lines {
            worker.tokenize(line, 0, &mut sentence);
            count += sentence.tokens.len();
        }
        count
    })
}

fn analyze(analyzer: &Analyzer, documents: &[Document]) -> usize {
    let mut worker = analyzer.worker();
    documents.iter().map(|document| worker.analyze(document).findings.len()).sum()
}

/// What some work counts, and how many seconds it takes.
fn timed(work: impl FnOnce() -> usize) -> (usize, f64) {
    let start = processor_time();
    let wall = Instant::now();
    let count = work();
    let time = match (start, processor_time()) {
        (Some(start), Some(end)) => end - start,
        _ => wall.elapsed().as_secs_f64(),
    };
    (count, time)
}

/// Seconds that this thread has been on a processor, where Linux tells.
fn processor_time() -> Option<f64> {
    let text = std::fs::read_to_string("/proc/thread-self/schedstat").ok()?;
    Some(text.split(' ').next()?.parse::<f64>().ok()? * 1e-9)
}
