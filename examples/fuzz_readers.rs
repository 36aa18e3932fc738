//! Reads many damaged files of one format and says how it went.
//!
//! ```text
//! cargo run --release --example fuzz_readers -- FORMAT [COUNT] [FIRST] [FILE]
//! ```
//!
//! FORMAT is one of those in `sample`; FILE takes a real file instead of the sample. Round n is the
//! same in every run. A line at the end counts documents, errors, panics inside libraries (which
//! the readers contain), the slowest round and the memory at its peak. A round of more than five
//! seconds is reported when it happens, and its file is kept in the folder for temporary files.

#[path = "../tests/read/damage.rs"]
mod damage;
#[path = "../tests/read/files.rs"]
#[allow(dead_code)]
mod files;

use damage::{Dice, damage};
use files::{Hwp, TEXT};
use sokgirok::read::{self, Options};
use std::sync::atomic::{AtomicU64, Ordering};
use std::time::{Duration, Instant};

static ROUND: AtomicU64 = AtomicU64::new(0);
const SLOW: Duration = Duration::from_secs(5);

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let format = arguments.first().map_or("txt", String::as_str);
    let number = |at: usize, default: u64| {
        arguments.get(at).and_then(|text| text.parse().ok()).unwrap_or(default)
    };
    let (count, first) = (number(1, 100_000), number(2, 0));
    let (name, file) = match arguments.get(3) {
        Some(path) => (path.as_str(), std::fs::read(path).expect("the file can be read")),
        None => sample(format),
    };
    // Damage before packing gets past the checksums of the archive.
    let pack: fn(Vec<u8>) -> Vec<u8> = match format {
        "hwpx-inside" => |section| files::hwpx_of(&section),
        _ => |bytes| bytes,
    };
    // Panics are counted, not printed.
    std::panic::set_hook(Box::new(|_| {}));
    std::thread::spawn(watch);
    let (mut documents, mut errors, mut contained) = (0_u64, 0_u64, 0_u64);
    let mut slowest = Duration::ZERO;
    let options = Options::default();
    for round in first..first + count {
        ROUND.store(round, Ordering::Relaxed);
        let bytes = pack(damage(&file, &mut Dice::new(round)));
        let start = Instant::now();
        for reading in read::documents_in(name, bytes.clone(), &options) {
            match reading {
                Ok(_) => documents += 1,
                Err(error) => {
                    errors += 1;
                    contained += u64::from(error.to_string().contains("its reader gave up"));
                }
            }
        }
        let took = start.elapsed();
        slowest = slowest.max(took);
        if took > SLOW {
            let path = std::env::temp_dir().join(format!("slow-{format}-{round}"));
            let _ = std::fs::write(&path, &bytes);
            println!("{format}: round {round} took {took:?}, kept as {}", path.display());
        }
    }
    println!(
        "{format}: {count} files, {documents} documents, {errors} errors, {contained} contained \
         panics, slowest {slowest:?}, peak {} MB",
        peak_memory()
    );
}

/// Speaks up while a round hangs.
fn watch() {
    let (mut last, mut since) = (u64::MAX, Instant::now());
    loop {
        std::thread::sleep(Duration::from_secs(1));
        let round = ROUND.load(Ordering::Relaxed);
        if round != last {
            (last, since) = (round, Instant::now());
        } else if since.elapsed() > SLOW {
            println!("round {round} has taken {:?} so far", since.elapsed());
        }
    }
}

fn peak_memory() -> u64 {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find_map(|line| line.strip_prefix("VmHWM:"));
    let number = line.and_then(|line| line.trim().split(' ').next()?.parse::<u64>().ok());
    number.unwrap_or(0) / 1024
}

fn sample(format: &str) -> (&'static str, Vec<u8>) {
    let rows: files::Rows<'_> = &[
        ("1", "위원장 한가람", TEXT),
        ("1", "", "12쪽입니다."),
        ("2", "도은결 위원", "질의합니다."),
    ];
    match format {
        "txt" => ("a.txt", TEXT.as_bytes().to_vec()),
        "cp949" => ("a.txt", files::cp949(TEXT)),
        "utf16" => ("a.txt", files::utf16(TEXT, u16::to_le_bytes)),
        "html" => ("a.html", files::html(TEXT).into_bytes()),
        "pdf" => ("a.pdf", files::pdf(TEXT, true)),
        "hwp" => ("a.hwp", files::hwp(TEXT, Hwp::Plain)),
        "hwp-compressed" => ("a.hwp", files::hwp(TEXT, Hwp::Compressed)),
        "hwp-distribution" => ("a.hwp", files::hwp(TEXT, Hwp::Distribution)),
        "hwpx" => ("a.hwpx", files::hwpx(TEXT)),
        "hwpx-inside" => ("a.hwpx", files::hwpx_section(TEXT).into_bytes()),
        "zip" => {
            let inner = files::zip(&[("b.txt", &files::cp949(TEXT))]);
            ("a.zip", files::zip(&[("a.txt", TEXT.as_bytes()), ("inner.zip", &inner)]))
        }
        "csv" => ("a.csv", files::csv(rows).into_bytes()),
        "jsonl" => ("a.jsonl", files::jsonl(rows).into_bytes()),
        "parquet" => ("a.parquet", files::parquet(rows)),
        other => panic!("unknown format {other}"),
    }
}
