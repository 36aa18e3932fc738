//! A title and a name whose syllables all stand apart, as under an oath.

use super::super::Draft;
use super::super::name::{Evidence, Names};
use super::super::role::Offices;
use super::super::status::Prefix;
use super::super::word::{Word, is_syllable};
use rustc_hash::FxHashSet as HashSet;

/// The fewest and most syllables of such a line.
const FEWEST: usize = 5;
const MOST: usize = 24;

/// `도 로 과 장 한 가 람`, where that is the whole line.
pub(in super::super) fn spread(
    text: &str,
    words: &[Word],
    names: &Names,
    offices: &Offices,
) -> Option<Draft> {
    let syllable = |word: &Word| {
        let mut chars = text[word.start..word.end].chars();
        chars.next().filter(|&c| is_syllable(c) && chars.next().is_none())
    };
    if !(FEWEST..=MOST).contains(&words.len()) {
        return None;
    }
    let all: Vec<char> = words.iter().map_while(syllable).collect();
    if all.len() < words.len() {
        return None;
    }
    let nobody = HashSet::default();
    let at = [3, 2, 4].into_iter().map(|length| words.len() - length).find(|&at| {
        let role: String = all[..at].iter().collect();
        let name: String = all[at..].iter().collect();
        let known = names.judge(&name, &nobody);
        let enough = if words.len() - at == 3 { Evidence::Weak } else { Evidence::Strong };
        at >= 2 && known >= enough && offices.ends_in_rank(&role)
    })?;
    let role = (words[0].start, words[at - 1].end);
    let name = (words[at].start, words[words.len() - 1].end);
    Some(Draft {
        start: role.0,
        end: name.1,
        name: Some(name),
        role,
        role_first: true,
        copula: false,
        prefix: Prefix::None,
        anchor: role.0,
        titled: None,
        rule: "officer/role-name",
    })
}
