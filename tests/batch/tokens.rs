//! The table of tokens.

use crate::archive::{ANALYZER, Archive, everything, start};
use sokgirok::run::{Run, Silent, merge};
use sokgirok::write::schema::Table;
use sokgirok::write::{Format, Shape};
use sokgirok::{Analyzer, Cancel, Document, Lexicon};
use std::fs;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Lines of a fixed width, as the National Assembly's minutes have them.
const WRAPPED: &str = "corpus/shapes/na-committee-wrapped.txt";

fn wrapped() -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(WRAPPED);
    fs::read_to_string(path).expect("the corpus is readable")
}

/// The rows of a table of the folder `out`.
fn rows(archive: &Archive, out: &str, table: Table) -> Vec<serde_json::Value> {
    let path = archive.path().join(out).join(format!("{}.jsonl", table.name()));
    let text = fs::read_to_string(path).expect("the table is there");
    text.lines().map(|line| serde_json::from_str(line).expect("a row is JSON")).collect()
}

#[test]
fn tokens_stand_where_their_row_says() {
    let text = wrapped();
    let archive = Archive::empty();
    archive.put("a.txt", text.as_bytes());
    let report = start(&Run { shape: everything(), ..archive.run("out") });
    let sentences = rows(&archive, "out", Table::Sentences);
    let tokens = rows(&archive, "out", Table::Tokens);
    assert_eq!(report.counts.rows(Table::Tokens), tokens.len() as u64);
    let (mut broken, mut last) = (0, (0, 0, 0));
    for row in &tokens {
        let number = |name: &str| row[name].as_u64().expect("it is a number") as usize;
        let part = |name: &str| row[name].as_str().expect("it is text");
        let span = number("start_byte")..number("end_byte");
        assert_eq!(&text[span.clone()], part("text"));
        assert_eq!(text[..span.start].chars().count(), number("start_char"));
        assert_eq!(text[..span.end].chars().count(), number("end_char"));
        assert!(!part("tag").is_empty() && !part("surface").is_empty(), "{row}");

        let sentence = &sentences[number("sentence")];
        assert_eq!(sentence["turn"], row["turn"]);
        let holder =
            sentence["start_byte"].as_u64().unwrap()..sentence["end_byte"].as_u64().unwrap();
        assert!(holder.start as usize <= span.start && span.end <= holder.end as usize, "{row}");

        let (before, follower, end) = last;
        let first = number("sentence") != before;
        assert_eq!(number("token"), if first { 0 } else { follower }, "{row}");
        assert!(end <= span.start, "tokens do not overlap: {row}");
        last = (number("sentence"), number("token") + 1, span.end);

        if part("text").contains('\n') {
            broken += 1;
            assert!(is_cut_from(part("surface"), part("text")), "{row}");
        } else {
            assert_eq!(part("surface"), part("text"));
        }
    }
    assert!(broken > 0, "a word of a wrapped text is broken over two lines");
    assert!(tokens.len() > 10 * sentences.len() / 2, "{} tokens", tokens.len());
}

/// Whether `text` is `surface` with something in its middle: a line end, or a running head too.
fn is_cut_from(surface: &str, text: &str) -> bool {
    let mut ends = surface.char_indices().map(|(at, _)| surface.split_at(at)).skip(1);
    ends.any(|(start, end)| text.starts_with(start) && text.ends_with(end))
}

#[test]
fn letters_taken_apart_have_the_same_tokens() {
    let text = wrapped();
    let apart: String = text.nfd().collect();
    let mut worker = ANALYZER.worker();
    let (plain, parted) = (Document::parse("a", text), Document::parse("a", apart));
    let (expected, found) = (worker.tokens(&plain), worker.tokens(&parted));
    assert_eq!(found.len(), expected.len());
    for (found, expected) in found.iter().zip(&expected) {
        // Hanja for compatibility with old encodings do not come back.
        let whole = |text: &str| text.nfc().collect::<String>();
        let (written, surface) = (parted.slice(found.span), found.surface.as_deref());
        assert_eq!(whole(written), whole(plain.slice(expected.span)));
        assert_eq!(
            whole(surface.unwrap_or(written)),
            whole(expected.surface.as_deref().unwrap_or(plain.slice(expected.span)))
        );
        assert_eq!((found.tag, found.sentence), (expected.tag, expected.sentence));
    }
}

#[test]
fn marked_words_stay_whole() {
    let document = Document::parse("a.txt", "○위원장 한가람  새길닷컴상생과가 맡습니다.\n");
    let mut lexicon = Lexicon::builtin();
    let table = "surface\tclass\tcanonical\ttoken\tnote\n새길닷컴상생과\tagency\t\tNNP\t\n";
    lexicon.extend_from_reader("extra.tsv", table.as_bytes()).expect("the table is good");
    let texts = |analyzer: &Analyzer| -> Vec<String> {
        let tokens = analyzer.worker().tokens(&document);
        tokens.iter().map(|token| document.slice(token.span).to_owned()).collect()
    };
    let marked = Analyzer::with_lexicon(&lexicon).expect("the rules compile");
    assert_eq!(texts(&marked)[0], "새길닷컴상생과");
    assert_ne!(texts(&ANALYZER)[0], "새길닷컴상생과");
}

#[test]
fn tokens_come_on_request_only() {
    let archive = Archive::of_corpus(1);
    let formats = Format::ALL.to_vec();
    let shape = Shape { formats, ..Shape::default() };
    let report = start(&Run { shape, ..archive.run("without") });
    assert_eq!(report.counts.rows(Table::Tokens), 0);
    for format in Format::ALL {
        let name = format!("without/tokens.{}", format.name());
        assert!(!archive.path().join(&name).exists(), "{name}");
    }
    let (folders, out) = ([archive.path().join("without")], archive.path().join("merged"));
    let shape = Shape { sentences: false, ..everything() };
    let refused = merge(&folders, &out, &shape, 1, &Cancel::new(), &mut Silent).unwrap_err();
    assert!(refused.to_string().contains("--tokens"), "{refused}");
}

/// A database must not refer to a table that it does not have.
#[cfg(feature = "write-sqlite")]
#[test]
fn tokens_do_without_sentences() {
    let archive = Archive::of_corpus(1);
    let shape = Shape { sentences: false, ..everything() };
    start(&Run { shape, ..archive.run("tokens") });
    start(&Run { shape: everything(), ..archive.run("both") });
    let [tokens, both] =
        ["tokens", "both"].map(|out| fs::read(archive.path().join(out).join("tokens.csv")));
    assert_eq!(tokens.expect("the table is there"), both.expect("the table is there"));
    let path = archive.path().join("tokens/sokgirok.sqlite");
    let database = rusqlite::Connection::open(path).expect("it is a database");
    let count = |query: &str| database.query_row(query, [], |row| row.get::<_, i64>(0));
    assert_eq!(count("SELECT count(*) FROM pragma_foreign_key_check"), Ok(0));
    assert!(count("SELECT count(*) FROM tokens").expect("the table is there") > 1000);
}
