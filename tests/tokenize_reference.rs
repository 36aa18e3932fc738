//! The fast tokenizer against a plain one, on anything.
//!
//! The plain one below reads `dict/` by itself and follows MeCab's rules step by step, without a
//! trie, without merged context ids, without tables of pieces. Both must give the same tokens on
//! every line. A long run by hand (10⁶ cases, about ten minutes):
//!
//! ```sh
//! SOKGIROK_CASES=1000000 cargo test --release --test tokenize_reference
//! ```

use std::collections::HashMap;
use std::sync::OnceLock;

use proptest::prelude::*;
use proptest::test_runner::{Config, TestRunner};
use sokgirok::{Sentence, Tokenizer, TokenizerWorker};

#[path = "../dict/compact.rs"]
#[allow(dead_code)]
mod compact;
#[path = "../dict/mecab.rs"]
#[allow(dead_code)]
mod mecab;

/// A token as both give it: first byte, one past the last, features.
type Found = (usize, usize, String);

/// mecab-ko-dic, to be looked things up in.
struct Reference {
    content: compact::Content,
    by_surface: HashMap<String, Vec<usize>>,
    longest: usize,
    unknown: Vec<mecab::Entry>,
    categories: Vec<String>,
    characters: Vec<u32>,
    penalties: HashMap<u16, i64>,
}

/// A word at a place in the lattice.
struct Node {
    /// First and one past the last character, blanks before it left out.
    start: usize,
    end: usize,
    right: u16,
    /// Least cost of a path up to and with this word.
    cost: i64,
    /// The word before it on that path.
    before: Option<usize>,
    word: Word,
}

/// A word of the dictionary or an unknown word, by number.
#[derive(Clone, Copy)]
enum Word {
    Known(usize),
    Unknown(usize),
}

/// What a word costs and where it fits.
struct Entry {
    left: u16,
    right: u16,
    posid: u16,
    cost: i16,
}

impl Reference {
    fn new() -> Self {
        let files: Vec<Vec<u8>> = compact::FILES
            .iter()
            .map(|name| std::fs::read(format!("dict/{name}")).unwrap())
            .collect();
        let content = compact::decode(&files).unwrap();
        let mut by_surface: HashMap<String, Vec<usize>> = HashMap::new();
        for (number, word) in content.words.iter().enumerate() {
            by_surface.entry(word.surface.to_string()).or_default().push(number);
        }
        let longest = by_surface.keys().map(|surface| surface.chars().count()).max().unwrap();
        let [char_bin, unk_dic, dicrc] = &content.verbatim;
        let (categories, characters) = mecab::read_characters(char_bin).unwrap();
        let unknown = mecab::read_entries(unk_dic).unwrap();
        let penalties = mecab::read_space_penalties(std::str::from_utf8(dicrc).unwrap()).unwrap();
        let penalties =
            penalties.into_iter().map(|(posid, cost)| (posid, i64::from(cost))).collect();
        Self { content, by_surface, longest, unknown, categories, characters, penalties }
    }

    /// What `char.bin` says of a character; those it has no place for count as U+0000.
    fn kind(&self, character: char) -> u32 {
        self.characters.get(character as usize).copied().unwrap_or(self.characters[0])
    }

    fn tokenize(&self, text: &str) -> Vec<Found> {
        let characters: Vec<char> = text.chars().collect();
        let mut nodes: Vec<Node> = Vec::new();
        let mut ending: Vec<Vec<usize>> = vec![Vec::new(); characters.len() + 1];
        for position in 0..characters.len() {
            if position > 0 && ending[position].is_empty() {
                continue;
            }
            let blanks = characters[position..].iter().take_while(|c| "\t\n\u{b}\r ".contains(**c));
            let start = position + blanks.count();
            if start == characters.len() {
                continue;
            }
            let new = nodes.len();
            for (end, word) in self.words_at(&characters, start) {
                let Entry { left, right, posid, cost } = self.entry(word);
                let (before_cost, before) = self.connect(&nodes, &ending[position], position, left);
                let penalty = if start > position { self.penalty(posid) } else { 0 };
                let cost = before_cost + i64::from(cost) + penalty;
                nodes.push(Node { start, end, right, cost, before, word });
            }
            // MeCab's order: later start first, for the same start as they came.
            let mut at_end: HashMap<usize, Vec<usize>> = HashMap::new();
            for (number, node) in nodes.iter().enumerate().skip(new) {
                at_end.entry(node.end).or_default().push(number);
            }
            for (end, numbers) in at_end {
                ending[end].splice(0..0, numbers);
            }
        }
        let Some(last) = (1..=characters.len()).rev().find(|&end| !ending[end].is_empty()) else {
            return Vec::new();
        };
        let (_, mut next) = self.connect(&nodes, &ending[last], last, 0);
        let mut bytes: Vec<usize> = text.char_indices().map(|(at, _)| at).collect();
        bytes.push(text.len());
        let mut found = Vec::new();
        while let Some(number) = next {
            let node = &nodes[number];
            found.push((bytes[node.start], bytes[node.end], self.features(node.word)));
            next = node.before;
        }
        found.reverse();
        found
    }

    /// The first of the cheapest ways to a word with this left context id.
    fn connect(
        &self,
        nodes: &[Node],
        ending: &[usize],
        position: usize,
        left: u16,
    ) -> (i64, Option<usize>) {
        if position == 0 {
            return (i64::from(self.content.matrix.cost(0, left)), None);
        }
        let mut best = (i64::MAX, None);
        for &number in ending {
            let node = &nodes[number];
            let cost = node.cost + i64::from(self.content.matrix.cost(node.right, left));
            if cost < best.0 {
                best = (cost, Some(number));
            }
        }
        best
    }

    fn penalty(&self, posid: u16) -> i64 {
        self.penalties.get(&posid).copied().unwrap_or(0)
    }

    fn entry(&self, word: Word) -> Entry {
        match word {
            Word::Known(number) => {
                let word = &self.content.words[number];
                let class = &self.content.classes[usize::from(word.class)];
                let compact::Class { left, right, posid, .. } = *class;
                Entry { left, right, posid, cost: word.cost }
            }
            Word::Unknown(number) => {
                let mecab::Entry { left, right, posid, cost, .. } = self.unknown[number];
                Entry { left, right, posid, cost }
            }
        }
    }

    fn features(&self, word: Word) -> String {
        match word {
            Word::Known(number) => {
                let word = &self.content.words[number];
                self.content.classes[usize::from(word.class)].features(word)
            }
            Word::Unknown(number) => self.unknown[number].features.clone(),
        }
    }

    /// All words that begin at `start`, with their ends.
    fn words_at(&self, characters: &[char], start: usize) -> Vec<(usize, Word)> {
        let mut found = Vec::new();
        let mut surface = String::new();
        for end in start + 1..=characters.len().min(start + self.longest) {
            surface.push(characters[end - 1]);
            let numbers = self.by_surface.get(&surface).map_or(&[][..], |numbers| numbers);
            found.extend(numbers.iter().map(|&number| (end, Word::Known(number))));
        }
        let kind = self.kind(characters[start]);
        let (category, length) = (&self.categories[(kind >> 18 & 255) as usize], kind >> 26 & 15);
        let (groups, always) = (kind >> 30 & 1 == 1, kind >> 31 == 1);
        if !found.is_empty() && !always {
            return found;
        }
        let mut ends = Vec::new();
        let mut group_end = None;
        if groups {
            let (mut end, mut before) = (start + 1, kind);
            while end < characters.len() && self.kind(characters[end]) & before & 0x3ffff != 0 {
                before = self.kind(characters[end]);
                end += 1;
            }
            if end - start - 1 <= 24 {
                ends.push(end);
            }
            group_end = Some(end);
        }
        for end in start + 1..=start + length as usize {
            if end > characters.len() || Some(end) == group_end {
                break;
            }
            ends.push(end);
            if end == characters.len() || self.kind(characters[end]) & kind & 0x3ffff == 0 {
                break;
            }
        }
        if found.is_empty() && ends.is_empty() {
            ends.push(start + 1);
        }
        for end in ends {
            let of_category = |number: &usize| self.unknown[*number].surface == *category;
            let numbers = (0..self.unknown.len()).filter(of_category);
            found.extend(numbers.map(|number| (end, Word::Unknown(number))));
        }
        found
    }
}

fn reference() -> &'static Reference {
    static REFERENCE: OnceLock<Reference> = OnceLock::new();
    REFERENCE.get_or_init(Reference::new)
}

/// The tokens of the fast tokenizer, checked for what must hold of any.
fn fast(worker: &mut TokenizerWorker, text: &str) -> Vec<Found> {
    let mut sentence = Sentence::new();
    worker.tokenize(text, 0, &mut sentence);
    let mut end = 0;
    let mut found = Vec::new();
    for token in &sentence.tokens {
        let gap = &text[end..token.span.start];
        assert!(gap.chars().all(|c| "\t\n\u{b}\r ".contains(c)), "a gap of {gap:?} in {text:?}");
        assert!(!token.span.is_empty(), "an empty token in {text:?}");
        let features = worker.tokenizer().features(token, text);
        found.push((token.span.start, token.span.end, features));
        end = token.span.end;
    }
    assert!(text[end..].chars().all(|c| "\t\n\u{b}\r ".contains(c)), "the end of {text:?} is lost");
    found
}

fn check(worker: &mut TokenizerWorker, text: &str) {
    assert_eq!(fast(worker, text), reference().tokenize(text), "{text:?}");
}

#[test]
fn both_agree_on_transcripts() {
    let mut worker = Tokenizer::new().unwrap().worker();
    let lines = "존경하는 위원장님, 그리고 선배·동료 위원 여러분!\n\
        ○위원장 최민희  의석을 정돈해 주시기 바랍니다.\n\
        677억 2,188만 7천 원을 증액하여 총 1조 2,345억 원으로 편성하였습니다.\n\
        설명서 123쪽부터 125쪽까지, ’22년도 예산안 3∼4페이지를 봐 주십시오.\n\
        정책기획관은 기획조정실 소관 ㎿급 태양광 설비를 7월 중에 적극 검토하겠습니다.\n\
        그렇다면 그것이 맞는지 아닌지를 다시 한번 말씀해 주시겠어요?\n\
        ··········································································\n\
        ( 웃음소리 )  아니, 그러니까요. 에듀 센터, 영치기 영차, 내셔날  브랜드, 캘리 , 콜라비 ";
    for line in lines.lines() {
        check(&mut worker, line);
        check(&mut worker, &format!("  {line} "));
    }
}

#[test]
fn long_runs_take_linear_time() {
    let mut worker = Tokenizer::new().unwrap().worker();
    for piece in ["가", "을", "1", "a", "·", "漢", "ㅋ", "뷁", "😀", "\0", "다음페이지를"]
    {
        check(&mut worker, &piece.repeat(300));
        assert!(!fast(&mut worker, &piece.repeat(100_000)).is_empty());
    }
    for count in 22..30 {
        for piece in ["1", "a", "-", "ㅋ", "あ", "ア", "α"] {
            check(&mut worker, &piece.repeat(count));
            check(&mut worker, &format!("가{}을 {}", piece.repeat(count), piece.repeat(60)));
        }
    }
}

/// Costs of texts without a blank that are longer than some length are added up in another type of
/// number.
#[test]
fn both_agree_on_long_texts_without_a_blank() {
    let mut worker = Tokenizer::new().unwrap().worker();
    let text = "예산안심사소위원회에서수정한부분은없고나머지는원안대로의결하였습니다".repeat(12);
    let ends: Vec<usize> = text.char_indices().map(|(end, _)| end).collect();
    for count in (60..130).chain([200, 399]) {
        check(&mut worker, &text[..ends[count]]);
        check(&mut worker, &text[ends[7]..ends[7 + count / 2]]);
    }
}

/// Lines of what transcripts hold and of what they should not.
fn lines() -> impl Strategy<Value = String> {
    let words = prop::sample::select(vec![
        "위원장",
        "님",
        "께서",
        "은",
        "는",
        "이",
        "가",
        "을",
        "를",
        "하",
        "했",
        "겠",
        "습니다",
        "다",
        "고",
        "에듀",
        "캘리",
        "콜라비",
        "내셔날",
        "영치기",
        "영차",
        "예산안",
        "정책기획관",
        "기획조정실",
        "쪽",
        "억",
        "1",
        "23",
        "2,188",
        "a",
        "Bot",
        "e",
        "㎿",
        "’22",
        "·",
        "ㆍ",
        "…",
        ".",
        "(",
        ")",
        "○",
        "柳榮夏",
        "一二",
        "あい",
        "アイ",
        "αβ",
        "Яж",
        "ㅋㅋ",
        "ㅏ",
        "뷁",
        "똠",
        "😀",
        "\u{fffd}",
        "\u{feff}",
        "\u{f96f}",
        "\0",
    ]);
    let blanks =
        prop::sample::select(vec![" ", "  ", "\t", "\u{b}", "\u{c}", "\u{a0}", "\u{3000}", "\r"]);
    let syllables = "[가-힣]{1,4}";
    let part = prop_oneof![
        8 => words.prop_map(str::to_owned),
        4 => blanks.prop_map(str::to_owned),
        4 => syllables,
        1 => "\\PC{1,3}",
        1 => any::<char>().prop_map(String::from),
    ];
    prop::collection::vec(part, 0..24).prop_map(|parts| parts.concat())
}

fn run(cases: u32) {
    let mut worker = Tokenizer::new().unwrap().worker();
    let worker = std::cell::RefCell::new(&mut worker);
    let config = Config { cases, failure_persistence: None, ..Config::default() };
    let outcome = TestRunner::new(config).run(&lines(), |line| {
        check(&mut worker.borrow_mut(), &line);
        Ok(())
    });
    outcome.unwrap();
}

/// 2,000 random lines; `SOKGIROK_CASES=1000000` runs a million, which takes ten minutes.
#[test]
fn both_agree_on_anything() {
    let cases = std::env::var("SOKGIROK_CASES").ok().and_then(|cases| cases.parse().ok());
    run(cases.unwrap_or(2_000));
}
