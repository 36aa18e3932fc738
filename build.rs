//! Turns the compact dictionary of `dict/` into the one file that the tokenizer reads.
//!
//! Nothing is fetched; the same `dict/` gives the same file. See `docs/dictionary.md`.

use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::path::Path;

#[path = "dict/compact.rs"]
#[allow(dead_code)]
mod compact;
#[path = "src/tokenize/dictionary.rs"]
#[allow(dead_code)]
mod dictionary;
#[path = "src/tokenize/image.rs"]
#[allow(dead_code)]
mod image;
#[path = "dict/mecab.rs"]
#[allow(dead_code)]
mod mecab;
#[path = "src/tokenize/tag.rs"]
#[allow(dead_code)]
mod tag;
#[path = "src/tokenize/trie.rs"]
#[allow(dead_code)]
mod trie;

use compact::{Class, Content, Error};
use image::{ImageWriter, Section};

fn main() -> Result<(), Error> {
    for path in ["build.rs", "dict", "src/tokenize"] {
        println!("cargo::rerun-if-changed={path}");
    }
    let files = compact::FILES.map(|name| {
        let path = Path::new("dict").join(name);
        std::fs::read(&path).map_err(|error| format!("{}: {error}", path.display()))
    });
    let files = files.into_iter().collect::<Result<Vec<_>, _>>()?;
    let content = compact::decode(&files)?;
    let out = std::env::var("OUT_DIR")?;
    let image = image_of(content)?;
    std::fs::write(Path::new(&out).join("dictionary.image"), image.finish())?;
    Ok(())
}

fn image_of(mut content: Content) -> Result<ImageWriter, Error> {
    let dicrc = std::str::from_utf8(&content.verbatim[2])?;
    let penalties = mecab::read_space_penalties(dicrc)?.into_iter().collect();
    let unknown = mecab::read_entries(&content.verbatim[1])?;
    let (categories, characters) = mecab::read_characters(&content.verbatim[0])?;
    let entries = content.words.len();
    let mut word_of_category = BTreeMap::new();
    for entry in unknown {
        word_of_category.insert(entry.surface.clone(), content.words.len() as u32);
        add_unknown_word(&mut content, &entry)?;
    }

    let weights = weights(&content);
    sort_columns(&mut content, &weights);
    let mut image = ImageWriter::default();
    let contexts = LeftContexts::new(&content, &penalties, &weights);
    contexts.add_to(&mut image, &content);
    add_trie(&mut image, &content.words[..entries]);
    let words = content.words.iter().map(|word| {
        let class = &content.classes[usize::from(word.class)];
        let right = content.matrix.column_of[usize::from(class.right)];
        [contexts.of(class), right, word.cost as u16, word.class]
    });
    image.add(Section::Words, &words.collect::<Vec<_>>());
    add_classes(&mut image, &content.classes)?;
    add_models(&mut image, &content.words[..entries], &content.classes)?;
    add_notes(&mut image, &content.words);
    add_characters(&mut image, &categories, &characters, &word_of_category)?;
    Ok(image)
}

/// How often the words of each class begin somewhere, roughly: short ones do much more often, and
/// the tokenizer is faster when what is often needed lies together.
fn weights(content: &Content) -> Vec<f64> {
    let mut weights = vec![0.0; content.classes.len()];
    for word in &content.words {
        let length = word.surface.chars().count().clamp(1, 17) as i32;
        weights[usize::from(word.class)] += 16f64.powi(-length);
    }
    weights
}

/// Sorts the columns by falling weight, the right context of the beginning of a line first.
fn sort_columns(content: &mut Content, weights: &[f64]) {
    let matrix = &mut content.matrix;
    let mut order: Vec<(f64, usize)> = (0..matrix.width).map(|column| (0.0, column)).collect();
    for (class, weight) in content.classes.iter().zip(weights) {
        order[usize::from(matrix.column_of[usize::from(class.right)])].0 -= weight;
    }
    order[usize::from(matrix.column_of[0])].0 = f64::NEG_INFINITY;
    order.sort_by(|a, b| a.0.total_cmp(&b.0).then(a.1.cmp(&b.1)));
    let rows = matrix.costs.chunks(matrix.width);
    matrix.costs = rows.flat_map(|row| order.iter().map(|(_, old)| row[*old])).collect();
    let mut new = vec![0; matrix.width];
    for (number, (_, old)) in (0..).zip(&order) {
        new[*old] = number;
    }
    for column in &mut matrix.column_of {
        *column = new[usize::from(*column)];
    }
}

/// An unknown word is kept as a word without a surface, with a class of its own.
fn add_unknown_word(content: &mut Content, entry: &mecab::Entry) -> Result<(), Error> {
    let fields: Vec<&str> = entry.features.split(',').collect();
    let [tag, meaning, last_sound, "*", kind, first, last, "*"] = fields.as_slice() else {
        return Err(format!("an unknown word without eight fields: {entry:?}").into());
    };
    let fields = [tag, meaning, last_sound, kind, first, last].map(|field| (*field).to_owned());
    let class = Class { left: entry.left, right: entry.right, posid: entry.posid, fields };
    let number = match content.classes.iter().position(|known| *known == class) {
        Some(number) => number,
        None => {
            content.classes.push(class);
            content.classes.len() - 1
        }
    };
    content.words.push(compact::Word {
        class: u16::try_from(number)?,
        cost: entry.cost,
        reading: Some("*".into()),
        ..compact::Word::default()
    });
    Ok(())
}

/// Left contexts of the tokenizer: rows of the matrix, with what a blank before the word costs.
///
/// mecab-ko makes that cost depend on the word's posid, not on its left context id; here a row
/// stands once for each cost that goes with it.
struct LeftContexts<'a> {
    penalties: &'a BTreeMap<u16, i16>,
    row_of: &'a [u16],
    numbers: BTreeMap<(u16, i16), u16>,
}

impl<'a> LeftContexts<'a> {
    fn new(content: &'a Content, penalties: &'a BTreeMap<u16, i16>, weights: &[f64]) -> Self {
        let row_of = content.matrix.row_of.as_slice();
        let mut contexts = Self { penalties, row_of, numbers: BTreeMap::new() };
        let mut pairs: Vec<_> = content.classes.iter().map(|c| contexts.pair(c)).collect();
        // Rows that no word has are kept too, so that the whole dictionary can be written out.
        let used: BTreeSet<u16> = pairs.iter().map(|(row, _)| *row).collect();
        pairs.extend(row_of.iter().filter(|&row| !used.contains(row)).map(|&row| (row, 0)));
        // The end of the line comes first, then the others by falling weight.
        let mut heavy: BTreeMap<_, f64> = pairs.iter().map(|&pair| (pair, 0.0)).collect();
        for (class, weight) in content.classes.iter().zip(weights) {
            *heavy.entry(contexts.pair(class)).or_default() -= weight;
        }
        heavy.insert((row_of[0], 0), f64::NEG_INFINITY);
        let mut pairs: Vec<_> = heavy.keys().copied().collect();
        pairs.sort_by(|a, b| heavy[a].total_cmp(&heavy[b]));
        contexts.numbers = pairs.into_iter().zip(0..).collect();
        contexts
    }

    fn pair(&self, class: &Class) -> (u16, i16) {
        let penalty = self.penalties.get(&class.posid).copied().unwrap_or(0);
        (self.row_of[usize::from(class.left)], penalty)
    }

    fn of(&self, class: &Class) -> u16 {
        self.numbers[&self.pair(class)]
    }

    fn add_to(&self, image: &mut ImageWriter, content: &Content) {
        let mut pairs: Vec<_> = self.numbers.iter().collect();
        pairs.sort_by_key(|(_, number)| **number);
        let matrix = &content.matrix;
        let row = |row: u16| &matrix.costs[usize::from(row) * matrix.width..][..matrix.width];
        let costs: Vec<i16> =
            pairs.iter().flat_map(|((number, _), _)| row(*number)).copied().collect();
        image.add(Section::Matrix, &costs);
        let of_row: BTreeMap<u16, u16> =
            self.numbers.iter().map(|((row, _), n)| (*row, *n)).collect();
        let penalties = pairs.iter().map(|((_, cost), _)| *cost).collect::<Vec<_>>();
        let used_lefts: BTreeSet<usize> =
            content.classes.iter().map(|class| usize::from(self.of(class))).chain([0]).collect();
        let used_rights: BTreeSet<usize> = content
            .classes
            .iter()
            .map(|class| usize::from(matrix.column_of[usize::from(class.right)]))
            .chain([0])
            .collect();
        let column = |right: usize| {
            used_lefts.iter().map(|left| costs[left * matrix.width + right]).collect()
        };
        let columns: Vec<Vec<i16>> = (0..matrix.width).map(column).collect();
        image.add(Section::ExitGains, &gains(&columns, &vec![0; matrix.width]));
        let row = |left: usize| {
            used_rights.iter().map(|right| costs[left * matrix.width + right]).collect()
        };
        let rows: Vec<Vec<i16>> = (0..pairs.len()).map(row).collect();
        image.add(Section::EntryGains, &gains(&rows, &penalties));
        image.add(Section::Penalties, &penalties);
        let lefts: Vec<u16> = self.row_of.iter().map(|row| of_row[row]).collect();
        image.add(Section::LeftContexts, &lefts);
        image.add(Section::RightContexts, &matrix.column_of);
    }
}

/// For each two contexts how much more the one costs than the other, at most, rounded up.
fn gains(costs: &[Vec<i16>], penalties: &[i16]) -> Vec<i8> {
    let mut gains = Vec::with_capacity(costs.len() * costs.len());
    for (one, one_penalty) in costs.iter().zip(penalties) {
        for (other, other_penalty) in costs.iter().zip(penalties) {
            let most = one.iter().zip(other).map(|(a, b)| a - b).fold(i16::MIN, i16::max);
            let most = i32::from(most) + i32::from(one_penalty - other_penalty).max(0);
            gains.push((most as f64 / f64::from(dictionary::GAIN)).ceil().min(127.0) as i8);
        }
    }
    gains
}

fn add_trie(image: &mut ImageWriter, words: &[compact::Word]) {
    let mut keys: Vec<(&str, u32)> = Vec::new();
    let mut first = 0;
    for group in words.chunk_by(|a, b| a.surface == b.surface) {
        keys.push((&group[0].surface, dictionary::pack_words(first, group.len() as u32)));
        first += group.len() as u32;
    }
    let arrays = trie::TrieArrays::build(&keys).expect("the dictionary has fewer characters");
    image.add(Section::TrieNodes, &arrays.nodes);
    image.add(Section::TrieCodes, &arrays.codes);
}

fn add_classes(image: &mut ImageWriter, classes: &[Class]) -> Result<(), Error> {
    let mut text = String::new();
    let mut records = Vec::new();
    for class in classes {
        let fields = class.fields.join(",");
        let [tag, ..] = &class.fields;
        let first: tag::Tag = tag.split('+').next().unwrap_or(tag).parse()?;
        let last: tag::Tag = tag.rsplit('+').next().unwrap_or(tag).parse()?;
        records.push([
            text.len() as u32,
            fields.len() as u32 | (first as u32) << 16 | (last as u32) << 24,
            u32::from(class.left) | u32::from(class.right) << 16,
            u32::from(class.posid),
        ]);
        text.push_str(&fields);
    }
    image.add(Section::Classes, &records);
    image.add(Section::ClassText, text.as_bytes());
    Ok(())
}

/// For each tag, and for each way its words end, the most frequent plain class and its costs.
fn add_models(
    image: &mut ImageWriter,
    words: &[compact::Word],
    classes: &[Class],
) -> Result<(), Error> {
    let mut costs: BTreeMap<u16, Vec<Vec<i16>>> = BTreeMap::new();
    for word in words {
        let length = word.surface.chars().count().clamp(1, 1 + dictionary::MODEL_LENGTHS);
        let lengths =
            costs.entry(word.class).or_insert_with(|| vec![vec![]; 1 + dictionary::MODEL_LENGTHS]);
        lengths[length - 1].push(word.cost);
    }
    let mut models: BTreeMap<(i16, i16), [i16; dictionary::MODEL]> = BTreeMap::new();
    for (number, lengths) in &mut costs {
        // Classes stand with the most frequent first, so the first of its kind counts.
        let [tag, meaning, last_sound, kind, ..] = &classes[usize::from(*number)].fields;
        let Ok(tag) = tag.parse::<tag::Tag>() else { continue };
        if meaning != "*" || kind != "*" {
            continue;
        }
        let all: Vec<i16> = lengths.iter().flatten().copied().collect();
        let mut model = [0; dictionary::MODEL];
        model[..3].copy_from_slice(&[tag as i16, i16::from(last_sound == "T"), *number as i16]);
        model[3] = *all.iter().min().expect("a class has words");
        for (length, cost) in model[4..].iter_mut().enumerate() {
            let like = &mut lengths[length + 1];
            let like = if like.is_empty() { &mut all.clone() } else { like };
            like.sort_unstable();
            *cost = like[like.len() / 2];
        }
        models.entry((model[0], model[1])).or_insert(model);
    }
    image.add(Section::Models, &models.into_values().collect::<Vec<_>>());
    Ok(())
}

fn add_notes(image: &mut ImageWriter, words: &[compact::Word]) {
    let mut text = String::new();
    let mut known: HashMap<(&str, &str), u32> = HashMap::new();
    let mut notes = Vec::new();
    for word in words {
        let reading = word.reading.as_deref().unwrap_or("");
        let expression = word.expression.as_deref().unwrap_or("");
        notes.push(*known.entry((reading, expression)).or_insert_with(|| {
            let at = text.len() as u32;
            text.extend([reading, "\t", expression, "\n"]);
            at
        }));
    }
    image.add(Section::Notes, &notes);
    image.add(Section::NoteText, text.as_bytes());
}

fn add_characters(
    image: &mut ImageWriter,
    categories: &[String],
    characters: &[u32],
    word_of_category: &BTreeMap<String, u32>,
) -> Result<(), Error> {
    let mut bits: Vec<u32> = characters.to_vec();
    bits.sort_unstable();
    bits.dedup();
    let mut kinds = Vec::new();
    for &kind in &bits {
        let category = &categories[(kind >> 18 & 255) as usize];
        let word = word_of_category.get(category).ok_or("a category without an unknown word")?;
        kinds.push([kind, *word]);
    }
    let number = |kind| bits.binary_search(kind).map_or(0, |number| number as u8);
    image.add(Section::CharacterKinds, &characters.iter().map(number).collect::<Vec<u8>>());
    image.add(Section::Kinds, &kinds);
    image.add(Section::Categories, categories.join("\n").as_bytes());
    Ok(())
}
