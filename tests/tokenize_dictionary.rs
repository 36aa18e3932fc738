//! `dict/` holds the whole of mecab-ko-dic, and what it holds reads back.

use std::collections::BTreeMap;
use std::fmt::Write as _;

use sha2::{Digest as _, Sha256};

#[path = "../dict/compact.rs"]
#[allow(dead_code)]
mod compact;
#[path = "../dict/mecab.rs"]
#[allow(dead_code)]
mod mecab;

fn files() -> Vec<Vec<u8>> {
    compact::FILES.iter().map(|name| std::fs::read(format!("dict/{name}")).unwrap()).collect()
}

#[test]
fn the_files_are_those_of_the_checksums() {
    let listed = std::fs::read_to_string("dict/SHA256SUMS").unwrap();
    let listed: BTreeMap<&str, &str> = listed
        .lines()
        .map(|line| line.split_once("  ").unwrap())
        .map(|(sum, name)| (name, sum))
        .collect();
    for (name, bytes) in compact::FILES.iter().zip(files()) {
        let mut sum = String::new();
        for byte in Sha256::digest(bytes) {
            write!(sum, "{byte:02x}").unwrap();
        }
        assert_eq!(listed.get(name), Some(&sum.as_str()), "{name}");
    }
}

#[test]
fn everything_is_there_and_writes_back_to_the_same_bytes() {
    let files = files();
    let content = compact::decode(&files).unwrap();
    assert_eq!(content.words.len(), 816_283);
    assert_eq!(content.classes.len(), 6_088);
    assert_eq!((content.matrix.column_of.len(), content.matrix.row_of.len()), (3822, 2693));
    let with_blank: Vec<&str> =
        content.words.iter().map(|word| &*word.surface).filter(|s| s.contains(' ')).collect();
    assert_eq!(with_blank, ["내셔날 ", "에듀 ", "영치기 영차", "캘리 ", "콜라비 "]);

    let find = |surface: &str| {
        let found = content.words.iter().filter(|word| &*word.surface == surface);
        let line = |word: &compact::Word| {
            let class = &content.classes[usize::from(word.class)];
            let compact::Class { left, right, posid, .. } = class;
            format!("{left},{right},{posid},{} {}", word.cost, class.features(word))
        };
        found.map(line).collect::<Vec<_>>()
    };
    assert_eq!(find("!"), ["1794,3560,160,3518 SF,*,*,*,*,*,*,*"]);
    assert_eq!(find("\u{fa0b}然"), ["2423,3584,182,4983 XR,*,T,확연,*,*,*,*"]);
    assert_eq!(
        find("사담후세인"),
        [
            "1788,3550,3,4453 NNP,인명,T,사담후세인,Preanalysis,NNP,NNP,사담/NNP/인명+후세인/NNP/인명"
        ]
    );
    let dicrc = std::str::from_utf8(&content.verbatim[2]).unwrap();
    let penalties = mecab::read_space_penalties(dicrc).unwrap();
    assert!(penalties.contains(&(120, 6000)) && penalties.len() == 12);

    let again = compact::encode(&content).unwrap();
    for (name, (before, after)) in compact::FILES.iter().zip(files.iter().zip(&again)) {
        assert!(before == after, "{name} differs when written again");
    }
}
