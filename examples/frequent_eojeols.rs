//! Makes the list of frequent eojeols (words between blanks) whose tables lie in the program:
//!
//! ```sh
//! cargo run --release --example frequent_eojeols -- 40000 dict/eojeols.xz FILE...
//! ```
//!
//! Taken are those that at least two of the files have, the most frequent first, and of equally
//! frequent ones the first in code point order. The list says only which eojeols are frequent; what
//! the tokenizer answers does not depend on it.

use std::collections::{BTreeMap, BTreeSet};
use std::io::Write as _;

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let [count, out, files @ ..] = arguments.as_slice() else {
        return Err("usage: frequent_eojeols COUNT OUT.xz FILE...".into());
    };
    let mut counts: BTreeMap<String, (usize, BTreeSet<usize>)> = BTreeMap::new();
    for (number, path) in files.iter().enumerate() {
        for eojeol in std::fs::read_to_string(path)?.split_ascii_whitespace() {
            let (count, files) = counts.entry(eojeol.to_owned()).or_default();
            *count += 1;
            files.insert(number);
        }
    }
    let mut ranked: Vec<(usize, &String)> = counts
        .iter()
        .filter(|(_, (_, files))| files.len() > 1)
        .map(|(e, (n, _))| (*n, e))
        .collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then(a.1.cmp(b.1)));
    ranked.truncate(count.parse()?);
    let mut eojeols: Vec<&str> = ranked.iter().map(|(_, eojeol)| eojeol.as_str()).collect();
    eojeols.sort_unstable();
    println!("{} eojeols", eojeols.len());
    let options = lzma_rust2::XzOptions::with_preset(9);
    let mut writer = lzma_rust2::XzWriter::new(Vec::new(), options)?;
    writer.write_all(eojeols.join("\n").as_bytes())?;
    std::fs::write(out, writer.finish()?)?;
    Ok(())
}
