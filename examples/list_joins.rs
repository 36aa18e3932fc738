//! How the line breaks of wrapped documents were joined, a random sample to judge by eye.
//!
//! Prints file, byte of the break, what was put there (`-` nothing, `_` a blank, `|` a boundary)
//! and the words around it.
//!
//! `cargo run --release --example list_joins -- COUNT SEED FILE...`

use sokgirok::{Analyzer, Document};

fn main() -> Result<(), Box<dyn std::error::Error>> {
    let mut arguments = std::env::args().skip(1);
    let count: usize = arguments.next().ok_or("expected COUNT SEED FILE...")?.parse()?;
    let mut state: u64 = arguments.next().ok_or("expected COUNT SEED FILE...")?.parse()?;
    let mut worker = Analyzer::new()?.worker();
    let mut breaks = Vec::new();
    for path in arguments {
        let document = sokgirok::read::from_path(&path)?;
        if document.wrapped {
            let name = path.rsplit('/').next().unwrap_or(&path).to_owned();
            for turn in 0..document.turns.len() {
                let plain = worker.plain_text(&document, turn);
                breaks.extend(joins(&document, turn, &plain).map(|join| (name.clone(), join)));
            }
        }
    }
    for _ in 0..count.min(breaks.len()) {
        // xorshift64: any seed but 0 gives the same sample everywhere.
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        let (name, (at, put, context)) = breaks.swap_remove((state % breaks.len() as u64) as usize);
        println!("{name}\t{at}\t{put}\t{context}");
    }
    Ok(())
}

/// The breaks inside a turn: byte, what was put there, words around.
fn joins<'a>(
    document: &'a Document,
    turn: usize,
    plain: &'a str,
) -> impl Iterator<Item = (usize, char, String)> + 'a {
    let body = document.turns[turn].body;
    let mut rest = plain.char_indices().peekable();
    let text = &document.text;
    let mut found = Vec::new();
    let mut pending: Option<usize> = None;
    for (at, c) in text[body.start..body.end].char_indices().map(|(at, c)| (body.start + at, c)) {
        if c == '\n' {
            pending = pending.or(Some(at));
        }
        let after = document.furniture.partition_point(|it| it.start <= at);
        let left_out = after > 0 && at < document.furniture[after - 1].end;
        if c.is_whitespace() || left_out {
            continue;
        }
        let mut put = '-';
        while let Some(&(_, blank)) = rest.peek().filter(|(_, c)| c.is_whitespace()) {
            put = if blank == '\n' || put == '|' { '|' } else { '_' };
            rest.next();
        }
        let Some((place, _)) = rest.next() else { break };
        if let Some(at) = pending.take() {
            let around = |text: &str| text.replace('\n', "/");
            let before: String = plain[..place]
                .chars()
                .rev()
                .take(14)
                .collect::<Vec<_>>()
                .into_iter()
                .rev()
                .collect();
            let after: String = plain[place..].chars().take(14).collect();
            found.push((at, put, format!("{}¦{}", around(&before), around(&after))));
        }
    }
    found.into_iter()
}
