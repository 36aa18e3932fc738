//! Names without blanks between them.

use super::words::{WORDS, is_hanja};
use rustc_hash::FxHashSet as HashSet;

/// Names that the document's labels hold.
pub(super) type Known = HashSet<String>;

/// A run of names is cut no further than this many syllables in.
const MOST: usize = 900;
const NO_SURNAME: u32 = 40;

/// Cuts `glued` into names: known ones first, else of three syllables, `wanted` of them if they
/// can be.
pub(super) fn split(glued: &str, wanted: Option<usize>, known: &Known) -> Vec<String> {
    let chars: Vec<char> = glued.chars().take(MOST).collect();
    let plain = best(&chars, known, None);
    match wanted {
        Some(wanted)
            if plain.len() != wanted
                && !(plain.len() < wanted && is_plain(&plain))
                && wanted > 0
                && wanted * 2 <= chars.len()
                && wanted * 4 >= chars.len() =>
        {
            let counted = best(&chars, known, Some(wanted));
            if counted.is_empty() { plain } else { counted }
        }
        _ => plain,
    }
}

/// Whether every part is a family name and two syllables, as most names are.
fn is_plain(parts: &[String]) -> bool {
    parts.iter().all(|part| part.chars().count() == 3 && WORDS.has_surname(part))
}

/// The cheapest cut, of exactly `wanted` parts when given; empty when there is none.
fn best(chars: &[char], known: &Known, wanted: Option<usize>) -> Vec<String> {
    let counts = wanted.map_or(1, |wanted| wanted + 1);
    let mut table: Vec<Vec<Option<(u32, usize)>>> = vec![vec![None; counts]; chars.len() + 1];
    table[0][0] = Some((0, 0));
    for at in 0..chars.len() {
        for used in 0..counts {
            let Some((cost, _)) = table[at][used] else { continue };
            let next = if wanted.is_some() { used + 1 } else { 0 };
            if next >= counts && wanted.is_some() {
                continue;
            }
            for length in 2..=4.min(chars.len() - at) {
                let total = cost + price(&chars[at..at + length], known);
                let cell = &mut table[at + length][next];
                if cell.is_none_or(|(best, _)| total < best) {
                    *cell = Some((total, length));
                }
            }
        }
    }
    let mut parts = Vec::new();
    let (mut at, mut used) = (chars.len(), wanted.unwrap_or(0));
    while at > 0 {
        let Some((_, length)) = table[at][used] else { return Vec::new() };
        parts.push(chars[at - length..at].iter().collect());
        at -= length;
        used = used.saturating_sub(usize::from(wanted.is_some()));
    }
    parts.reverse();
    parts
}

/// What it costs to take the characters for a name.
fn price(chars: &[char], known: &Known) -> u32 {
    let name: String = chars.iter().collect();
    if known.contains(&name) {
        return 0;
    }
    let length = match chars.len() {
        3 => 10,
        2 => 25,
        _ if WORDS.has_long_surname(&name) => 12,
        _ => 60,
    };
    let surname = WORDS.has_surname(&name) || chars.iter().all(|&c| is_hanja(c));
    length + if surname { 0 } else { NO_SURNAME }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(glued: &str, wanted: Option<usize>, known: &[&str], expected: &str) {
        let known: Known = known.iter().map(|name| (*name).to_owned()).collect();
        assert_eq!(split(glued, wanted, &known).join(" "), expected);
    }

    #[test]
    fn cuts() {
        check("한가람이도윤정누리", None, &[], "한가람 이도윤 정누리");
        check("한결이도윤정누리", None, &[], "한결 이도윤 정누리");
        check("남궁도윤한가람", None, &[], "남궁도윤 한가람");
        check("한결박솔", Some(2), &[], "한결 박솔");
        check("한가람이도윤독고민", Some(4), &[], "한가람 이도윤 독고민");
        check("정누리이솔한가람", None, &["이솔"], "정누리 이솔 한가람");
        check("가", None, &[], "");
    }
}
