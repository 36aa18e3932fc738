//! The compact form of mecab-ko-dic that stands in `dict/`: how it is written and read.
//!
//! Shared by `build.rs`, `examples/import_dictionary.rs` and `tests/tokenize_dictionary.rs`, which
//! all include this file by path. The form is described in `docs/dictionary.md`.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::io::{Read, Write};

/// Everything the dictionary says, in plain vectors.
#[derive(Debug, Default, PartialEq)]
pub struct Content {
    /// All entries, sorted by surface (bytewise); entries of one surface in dictionary order.
    pub words: Vec<Word>,
    /// The distinct classes of the words, the most frequent first.
    pub classes: Vec<Class>,
    /// Connection costs.
    pub matrix: Matrix,
    /// `char.bin`, `unk.dic` and `dicrc` as they are.
    pub verbatim: [Vec<u8>; 3],
}

/// One entry.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Word {
    /// The text it stands for.
    pub surface: Box<str>,
    /// Number of its class.
    pub class: u16,
    /// Word cost.
    pub cost: i16,
    /// The reading field of its features, `None` when it repeats the surface.
    pub reading: Option<Box<str>>,
    /// The expression field of its features, `None` when it is `*`.
    pub expression: Option<Box<str>>,
}

/// What many entries have in common.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Class {
    /// Left context id.
    pub left: u16,
    /// Right context id.
    pub right: u16,
    /// Number of the part of speech; the space penalty depends on it.
    pub posid: u16,
    /// Features: tag, meaning, final consonant; then, after the reading, type, first and last tag.
    pub fields: [String; 6],
}

impl Class {
    /// The whole feature string of a word of this class.
    pub fn features(&self, word: &Word) -> String {
        let [tag, meaning, final_consonant, kind, first, last] = &self.fields;
        let reading = word.reading.as_deref().unwrap_or(&word.surface);
        let expression = word.expression.as_deref().unwrap_or("*");
        format!("{tag},{meaning},{final_consonant},{reading},{kind},{first},{last},{expression}")
    }
}

/// Connection costs with equal rows and equal columns stored once.
#[derive(Debug, Default, PartialEq)]
pub struct Matrix {
    /// Row of each left context id (the left side of the later word).
    pub row_of: Vec<u16>,
    /// Column of each right context id (the right side of the earlier word).
    pub column_of: Vec<u16>,
    /// Number of columns.
    pub width: usize,
    /// Costs, row by row.
    pub costs: Vec<i16>,
}

impl Matrix {
    /// Merges the equal rows and columns of the whole `costs` (`right_size` to a row).
    pub fn merge(costs: &[i16], right_size: usize) -> Self {
        let (row_of, rows) = distinct(costs.chunks(right_size).map(<[i16]>::to_vec).collect());
        let columns = (0..right_size).map(|r| rows.iter().map(|row| row[r]).collect()).collect();
        let (column_of, columns) = distinct(columns);
        let costs = (0..rows.len()).flat_map(|l| columns.iter().map(move |c| c[l])).collect();
        Self { row_of, column_of, width: columns.len(), costs }
    }

    /// The cost of a word with `right` before a word with `left` (context ids of mecab-ko-dic).
    pub fn cost(&self, right: u16, left: u16) -> i16 {
        let row = usize::from(self.row_of[usize::from(left)]);
        self.costs[row * self.width + usize::from(self.column_of[usize::from(right)])]
    }
}

/// The distinct vectors in order, and for each vector the number of its like among them.
fn distinct(vectors: Vec<Vec<i16>>) -> (Vec<u16>, Vec<Vec<i16>>) {
    let mut sorted = vectors.clone();
    sorted.sort();
    sorted.dedup();
    let number = |v| sorted.binary_search(v).expect("it was sorted in") as u16;
    (vectors.iter().map(number).collect(), sorted)
}

/// Names of the files of the compact form, in the order of [`encode`].
pub const FILES: [&str; 12] = [
    "surfaces-shared.xz",
    "surfaces-rest.xz",
    "surfaces-entries.xz",
    "word-classes.xz",
    "word-costs.xz",
    "word-readings.xz",
    "word-expressions.xz",
    "classes.xz",
    "matrix.xz",
    "char.bin.xz",
    "unk.dic.xz",
    "dicrc",
];

/// A reason why files are not a dictionary.
pub type Error = Box<dyn std::error::Error>;

/// The files of the compact form, one for each of [`FILES`].
pub fn encode(content: &Content) -> Result<Vec<Vec<u8>>, Error> {
    let (mut shared, mut rest, mut entries) = (Vec::new(), Vec::new(), Vec::<u8>::new());
    let mut before: Option<&str> = None;
    for word in &content.words {
        if before == Some(&*word.surface) {
            *entries.last_mut().expect("a surface stands before") += 1;
            continue;
        }
        let same = before.unwrap_or("").chars().zip(word.surface.chars());
        let same = same.take_while(|(a, b)| a == b).count();
        shared.push(u8::try_from(same)?);
        entries.push(1);
        let tail: String = word.surface.chars().skip(same).chain(['\n']).collect();
        rest.extend(tail.encode_utf16().flat_map(u16::to_le_bytes));
        before = Some(&word.surface);
    }
    let classes: Vec<u16> = content.words.iter().map(|w| w.class).collect();
    let costs = content.words.iter().flat_map(|w| w.cost.to_le_bytes()).collect();
    let mut readings = String::new();
    let mut expressions = String::new();
    for word in &content.words {
        writeln!(readings, "{}", word.reading.as_deref().unwrap_or(""))?;
        let expression = word.expression.as_deref().map(|e| shorten(&word.surface, e));
        writeln!(expressions, "{}", expression.unwrap_or_default())?;
    }
    let mut class_lines = String::new();
    for class in &content.classes {
        let Class { left, right, posid, fields } = class;
        writeln!(class_lines, "{left},{right},{posid},{}", fields.join(","))?;
    }
    let matrix = &content.matrix;
    let mut numbers = vec![matrix.row_of.len() as u16, matrix.column_of.len() as u16];
    numbers.extend_from_slice(&matrix.row_of);
    numbers.extend_from_slice(&matrix.column_of);
    numbers.extend(matrix.costs.iter().map(|&c| c as u16));
    let [char_bin, unk_dic, dicrc] = &content.verbatim;
    Ok(vec![
        pack(&shared, BYTES)?,
        pack(&rest, PAIRS)?,
        pack(&entries, BYTES)?,
        pack(&planes(&classes), BYTES)?,
        pack::<Vec<u8>>(&costs, PAIRS)?,
        pack(&readings.into_bytes(), BYTES)?,
        pack(&expressions.into_bytes(), BYTES)?,
        pack(&class_lines.into_bytes(), BYTES)?,
        pack(&planes(&numbers), BYTES)?,
        pack(char_bin, BYTES)?,
        pack(unk_dic, BYTES)?,
        dicrc.clone(),
    ])
}

/// What the files of the compact form say, given in the order of [`FILES`].
pub fn decode(files: &[Vec<u8>]) -> Result<Content, Error> {
    let part = |index: usize| unpack(&files[index]);
    let text = |index: usize| Ok::<_, Error>(String::from_utf8(part(index)?)?);
    let (shared, entries) = (part(0)?, part(2)?);
    let pairs = |bytes: Vec<u8>| -> Vec<u16> {
        bytes.chunks_exact(2).map(|b| u16::from_le_bytes([b[0], b[1]])).collect()
    };
    let rest = String::from_utf16(&pairs(part(1)?))?;
    let classes = from_planes(&part(3)?);
    let costs = pairs(part(4)?);
    let (readings, expressions) = (text(5)?, text(6)?);

    let mut words = Vec::with_capacity(classes.len());
    let mut fields = readings.lines().zip(expressions.lines());
    let mut surface = String::new();
    for ((&same, &count), tail) in shared.iter().zip(&entries).zip(rest.lines()) {
        let end = surface.char_indices().nth(usize::from(same)).map_or(surface.len(), |(at, _)| at);
        surface.truncate(end);
        surface.push_str(tail);
        for _ in 0..count {
            let (reading, expression) = fields.next().ok_or("too few readings")?;
            let number = words.len();
            words.push(Word {
                surface: surface.as_str().into(),
                class: *classes.get(number).ok_or("too few classes")?,
                cost: *costs.get(number).ok_or("too few costs")? as i16,
                reading: (!reading.is_empty()).then(|| reading.into()),
                expression: (!expression.is_empty()).then(|| restore(&surface, expression).into()),
            });
        }
    }
    let classes = text(7)?.lines().map(read_class).collect::<Result<_, _>>()?;
    let numbers = from_planes(&part(8)?);
    let (lefts, rights) = (usize::from(numbers[0]), usize::from(numbers[1]));
    let (row_of, numbers) = numbers[2..].split_at(lefts);
    let (column_of, costs) = numbers.split_at(rights);
    let width = usize::from(*column_of.iter().max().ok_or("no right contexts")?) + 1;
    let costs = costs.iter().map(|&c| c as i16).collect();
    let matrix = Matrix { row_of: row_of.into(), column_of: column_of.into(), width, costs };
    Ok(Content { words, classes, matrix, verbatim: [part(9)?, part(10)?, files[11].clone()] })
}

fn read_class(line: &str) -> Result<Class, Error> {
    let fields: Vec<&str> = line.split(',').collect();
    let [left, right, posid, fields @ ..] = fields.as_slice() else {
        return Err(format!("a class of too few fields: {line}").into());
    };
    let fields: Vec<String> = fields.iter().map(|f| (*f).to_owned()).collect();
    let fields = fields.try_into().map_err(|_| format!("a class without nine fields: {line}"))?;
    Ok(Class { left: left.parse()?, right: right.parse()?, posid: posid.parse()?, fields })
}

/// The classes in the order of the compact form, and the number of each.
pub fn rank_classes<'a>(
    words: impl Iterator<Item = &'a Class>,
) -> (Vec<Class>, HashMap<Class, u16>) {
    let mut counts = HashMap::new();
    for class in words {
        *counts.entry(class).or_insert(0) += 1;
    }
    let mut ranked: Vec<(u32, &Class)> = counts.into_iter().map(|(c, n)| (n, c)).collect();
    ranked.sort_by(|a, b| b.0.cmp(&a.0).then_with(|| a.1.cmp(b.1)));
    let classes: Vec<Class> = ranked.into_iter().map(|(_, class)| class.clone()).collect();
    let numbers = classes.iter().cloned().zip(0..).collect();
    (classes, numbers)
}

/// `사담/NNP/인명+호세인/NNP/인명` of `사담호세인` becomes `=2/NNP/인명+3/NNP/인명`: where the parts spell the
/// surface, their lengths are enough. Other expressions stay as they are.
fn shorten(surface: &str, expression: &str) -> String {
    let mut left = surface;
    let mut short = String::from("=");
    for (number, part) in expression.split('+').enumerate() {
        let Some((form, tags)) = part.split_once('/') else { return expression.into() };
        let Some(after) = left.strip_prefix(form) else { return expression.into() };
        left = after;
        let plus = if number == 0 { "" } else { "+" };
        let _ = write!(short, "{plus}{}/{tags}", form.chars().count());
    }
    if left.is_empty() { short } else { expression.into() }
}

/// The inverse of [`shorten`].
fn restore(surface: &str, short: &str) -> String {
    let Some(parts) = short.strip_prefix('=') else { return short.into() };
    let mut characters = surface.chars();
    let mut expression = String::new();
    for part in parts.split('+') {
        let (count, tags) = part.split_once('/').unwrap_or(("0", part));
        if !expression.is_empty() {
            expression.push('+');
        }
        expression.extend(characters.by_ref().take(count.parse().unwrap_or(0)));
        expression.push('/');
        expression.push_str(tags);
    }
    expression
}

/// All high bytes, then all low bytes.
fn planes(numbers: &[u16]) -> Vec<u8> {
    let high = numbers.iter().map(|n| (n >> 8) as u8);
    high.chain(numbers.iter().map(|n| *n as u8)).collect()
}

/// The inverse of [`planes`].
fn from_planes(bytes: &[u8]) -> Vec<u16> {
    let (high, low) = bytes.split_at(bytes.len() / 2);
    high.iter().zip(low).map(|(&h, &l)| u16::from_be_bytes([h, l])).collect()
}

/// Literal context, literal position and position bits of xz.
type Bits = (u32, u32, u32);

/// For streams of bytes and UTF-8 text.
const BYTES: Bits = (3, 0, 0);

/// For streams of 16-bit numbers.
const PAIRS: Bits = (3, 1, 1);

fn pack<T: AsRef<[u8]>>(bytes: &T, (lc, lp, pb): Bits) -> Result<Vec<u8>, Error> {
    let mut options = lzma_rust2::XzOptions::with_preset(9);
    options.lzma_options.lc = lc;
    options.lzma_options.lp = lp;
    options.lzma_options.pb = pb;
    options.lzma_options.dict_size = 1 << 24;
    options.lzma_options.nice_len = 273;
    let mut writer = lzma_rust2::XzWriter::new(Vec::new(), options)?;
    writer.write_all(bytes.as_ref())?;
    Ok(writer.finish()?)
}

/// What an xz file holds.
pub fn unpack(bytes: &[u8]) -> Result<Vec<u8>, Error> {
    let mut out = Vec::new();
    lzma_rust2::XzReader::new(bytes, false).read_to_end(&mut out)?;
    Ok(out)
}
