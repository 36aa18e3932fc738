//! Finds the table of a piece of text: Viterbi for all ways in at once.
//!
//! Every way into the piece has a lane of its own; one pass over the lattice moves all lanes.
//! A cost and the place of its word in MeCab's order of preference travel in one `f64`,
//! `cost × 4096 + place`, so that one minimum settles both; such numbers are whole and below 2⁵³,
//! hence exact, and baseline x86-64 has a vector minimum for them.

use super::dictionary::{Dictionary, GAIN};
use super::lattice::{Lattice, Node, UserEntries};
use super::table::{Cell, Piece, TableWriter};

/// Ways in that one pass follows.
const LANES: usize = 8;

/// A cost and a place for each lane.
type Lanes = [f64; LANES];

/// What a cost counts in a lane; places are smaller.
const COST: f64 = 4096.0;

/// No path.
const NEVER: Lanes = [f64::INFINITY; LANES];

/// Scratch for finding tables; reuse never changes a result.
#[derive(Debug, Default)]
pub struct Solver {
    lattice: Lattice,
    /// For each block of ways in and each left context of the lattice: the best way to a word of
    /// that context, without the word, with the place of the word before it.
    best: Vec<Lanes>,
    /// The same for the block at hand, without the places.
    totals: Vec<Lanes>,
    /// For each block: the groups at the end of the text.
    finals: Vec<Lanes>,
    /// For each right context at a position: the best path through a word of it.
    groups: Vec<Lanes>,
    leaders: Vec<(u16, Lanes)>,
    ways: Vec<Way>,
    /// Cost of the cheapest way.
    cheapest: f64,
    path: Vec<Piece>,
    entries: Vec<u16>,
    exits: Vec<u16>,
}

/// A way through the piece that may become a cell.
#[derive(Clone, Copy, Debug)]
struct Way {
    cost: f64,
    /// Place of the last word among those that end with the text.
    place: u32,
    /// Index of its first left context in the lattice.
    entry: u32,
    left: u16,
    right: u16,
    entry_index: usize,
    exit_index: usize,
}

/// A way that is held against others.
struct Beater<'a> {
    cost: f64,
    entry_gains: &'a [i8],
    exit_gains: &'a [i8],
}

impl<'a> Beater<'a> {
    fn new(dictionary: &Dictionary<'a>, way: &Way) -> Self {
        Self {
            cost: way.cost,
            entry_gains: dictionary.entry_gains(way.left),
            exit_gains: dictionary.exit_gains(way.right),
        }
    }

    fn beats(&self, way: &Way) -> bool {
        let entry = i32::from(self.entry_gains[usize::from(way.left)]);
        let exit = i32::from(self.exit_gains[usize::from(way.right)]);
        self.cost + f64::from((entry + exit) * GAIN) < way.cost
    }
}

impl Solver {
    /// Appends the table of `text` to `tables`.
    pub fn solve(
        &mut self,
        dictionary: &Dictionary<'_>,
        user: Option<UserEntries<'_>>,
        text: &str,
        tables: &mut Vec<u32>,
    ) {
        self.find_ways(dictionary, user, text);
        self.sort_ways();
        self.write(dictionary, text, tables);
    }

    /// The greatest word cost at which a word of these contexts beats all ways through `surface`
    /// that the dictionary knows, wherever the text stands (as far as its ends are ends of words).
    pub fn beating_cost(
        &mut self,
        dictionary: &Dictionary<'_>,
        [left, right]: [u16; 2],
        surface: &str,
    ) -> i32 {
        self.find_ways(dictionary, None, surface);
        let (entry_gains, exit_gains) =
            (dictionary.entry_gains(left), dictionary.exit_gains(right));
        let margins = self.ways.iter().map(|way| {
            let entry = i32::from(entry_gains[usize::from(way.left)]);
            let exit = i32::from(exit_gains[usize::from(way.right)]);
            (self.cheapest + way.cost) as i32 - (entry + exit) * GAIN - 1
        });
        margins.min().unwrap_or(i32::MAX)
    }

    /// Finds the ways through `text`.
    fn find_ways(
        &mut self,
        dictionary: &Dictionary<'_>,
        user: Option<UserEntries<'_>>,
        text: &str,
    ) {
        self.lattice.fill(dictionary, user, text);
        self.best.clear();
        self.finals.clear();
        let entries = self.lattice.positions[0].lefts.len();
        for first_entry in (0..entries).step_by(LANES) {
            self.sweep(dictionary, first_entry, entries);
        }
        self.collect_ways(dictionary);
    }

    /// Follows the ways in from `first_entry` on through the whole lattice.
    fn sweep(&mut self, dictionary: &Dictionary<'_>, first_entry: usize, entries: usize) {
        let lattice = &self.lattice;
        let block = self.best.len();
        self.best.resize(block + lattice.lefts.len(), NEVER);
        let best = &mut self.best[block..];
        self.totals.clear();
        self.totals.resize(lattice.lefts.len(), NEVER);
        for lane in 0..LANES.min(entries - first_entry) {
            best[first_entry + lane][lane] = 0.0;
            self.totals[first_entry + lane][lane] = 0.0;
        }
        for position in &lattice.positions[1..=lattice.end] {
            self.groups.clear();
            self.groups.resize(position.rights.len(), NEVER);
            for (place, ended) in lattice.ended[position.ended.clone()].iter().enumerate() {
                let node = &lattice.nodes[ended.node as usize];
                let cost = f64::from(node.cost) * COST + place as f64;
                let group = &mut self.groups[ended.right as usize];
                let before = &self.totals[node.left as usize];
                for lane in 0..LANES {
                    group[lane] = least(group[lane], before[lane] + cost);
                }
            }
            if position.lefts.is_empty() {
                continue;
            }
            self.leaders.clear();
            let rights = &lattice.rights[position.rights.clone()];
            keep_leaders(dictionary, &self.groups, rights, &mut self.leaders);
            for left in position.lefts.clone() {
                let connections = dictionary.connections(lattice.lefts[left]);
                let mut lanes = NEVER;
                for (right, group) in &self.leaders {
                    let cost = f64::from(connections[usize::from(*right)]) * COST;
                    for (lane, so_far) in lanes.iter_mut().zip(group) {
                        *lane = least(*lane, so_far + cost);
                    }
                }
                best[left] = lanes;
                for (total, lane) in self.totals[left].iter_mut().zip(lanes) {
                    *total = without_place(lane);
                }
            }
        }
        self.finals.extend_from_slice(&self.groups);
    }

    /// Collects the ways that no cheaper one beats in every line, with relative costs.
    ///
    /// A way beats another if it stays cheaper even where its ends fit their neighbours worst.
    /// Equal cost is not enough, so that dropping never decides between paths of equal cost.
    fn collect_ways(&mut self, dictionary: &Dictionary<'_>) {
        self.ways.clear();
        let lattice = &self.lattice;
        let lefts = &lattice.lefts[lattice.positions[0].lefts.clone()];
        let rights = &lattice.rights[lattice.positions[lattice.end].rights.clone()];
        let keys = self.finals.as_flattened();
        let Some((best, &least)) = keys.iter().enumerate().min_by(|a, b| a.1.total_cmp(b.1)) else {
            return;
        };
        let least = without_place(least);
        self.cheapest = least / COST;
        let way = |number: usize| {
            let (group, lane) = (number / LANES, number % LANES);
            let (block, exit) = (group / rights.len(), group % rights.len());
            let entry = block * LANES + lane;
            let key = keys[number];
            Way {
                cost: (without_place(key) - least) / COST,
                place: (key - without_place(key)) as u32,
                entry: entry as u32,
                left: lefts[entry],
                right: rights[exit],
                entry_index: 0,
                exit_index: 0,
            }
        };
        let first = Beater::new(dictionary, &way(best));
        self.ways.push(way(best));
        for number in (0..keys.len()).filter(|&number| keys[number].is_finite() && number != best) {
            let way = way(number);
            if !first.beats(&way) {
                self.ways.push(way);
            }
        }
        let ways = &mut self.ways;
        ways[1..].sort_unstable_by(|a, b| a.cost.total_cmp(&b.cost));
        let mut kept = 1;
        for next in 1..ways.len() {
            let way = ways[next];
            if !ways[1..kept].iter().any(|known| Beater::new(dictionary, known).beats(&way)) {
                ways[kept] = way;
                kept += 1;
            }
        }
        ways.truncate(kept);
    }

    fn sort_ways(&mut self) {
        let mut ways = std::mem::take(&mut self.ways);
        ways.sort_unstable_by(|a, b| {
            let (mut a, mut b) = (self.steps_back(a), self.steps_back(b));
            loop {
                match (a.next(), b.next()) {
                    (Some((one, _)), Some((other, _))) if one == other => {}
                    (one, other) => return one.map(|s| s.0).cmp(&other.map(|s| s.0)),
                }
            }
        });
        self.ways = ways;
    }

    /// The words of a way from the last to the first: place among those that end there, and node.
    fn steps_back(&self, way: &Way) -> impl Iterator<Item = (u32, &Node)> {
        let lattice = &self.lattice;
        let (block, lane) = (way.entry as usize / LANES, way.entry as usize % LANES);
        let best = &self.best[block * lattice.lefts.len()..];
        let mut next = (lattice.end > 0).then_some((lattice.end, way.place));
        std::iter::from_fn(move || {
            let (position, place) = next?;
            let first = lattice.positions[position].ended.start;
            let node = &lattice.nodes[lattice.ended[first + place as usize].node as usize];
            let key = best[node.left as usize][lane];
            let before = (key - without_place(key)) as u32;
            next = (node.from > 0).then_some((node.from as usize, before));
            Some((place, node))
        })
    }

    fn write(&mut self, dictionary: &Dictionary<'_>, text: &str, tables: &mut Vec<u32>) {
        self.entries.clear();
        self.exits.clear();
        for way in &mut self.ways {
            way.entry_index = index_in(&mut self.entries, way.left);
            way.exit_index = index_in(&mut self.exits, way.right);
        }
        let penalty = |&left: &u16| (left, dictionary.penalties[usize::from(left)]);
        let entries = self.entries.iter().map(penalty);
        let mut path = std::mem::take(&mut self.path);
        let lattice = &self.lattice;
        let mut writer =
            TableWriter::new(tables, text, lattice.open, entries, &self.exits, self.ways.len());
        for way in &self.ways {
            path.clear();
            path.extend(self.steps_back(way).map(|(_, node)| Piece {
                word: node.word,
                length: lattice.byte_length(node, text),
            }));
            let cell = Cell { entry: way.entry_index, exit: way.exit_index, cost: way.cost as u32 };
            writer.add(cell, path.iter().rev().copied());
        }
        self.path = path;
    }
}

/// Where `context` is in `list`; it is added if it is not.
fn index_in(list: &mut Vec<u16>, context: u16) -> usize {
    list.iter().position(|&known| known == context).unwrap_or_else(|| {
        list.push(context);
        list.len() - 1
    })
}

/// Leaves out the groups that are beaten in every lane, whatever word follows, by the cheapest group
/// of the lane.
fn keep_leaders(
    dictionary: &Dictionary<'_>,
    groups: &[Lanes],
    rights: &[u16],
    leaders: &mut Vec<(u16, Lanes)>,
) {
    let mut cheapest = [0; LANES];
    for (number, group) in groups.iter().enumerate() {
        for lane in 0..LANES {
            if group[lane] < groups[cheapest[lane]][lane] {
                cheapest[lane] = number;
            }
        }
    }
    let gains = cheapest.map(|number| dictionary.exit_gains(rights[number]));
    for (number, (group, &right)) in groups.iter().zip(rights).enumerate() {
        let beaten = |lane: usize| {
            let gain = f64::from(i32::from(gains[lane][usize::from(right)]) * GAIN + 1) * COST;
            number != cheapest[lane] && groups[cheapest[lane]][lane] + gain <= group[lane]
        };
        let unreached = |lane: usize| group[lane] == f64::INFINITY;
        if !(0..LANES).all(|lane| unreached(lane) || beaten(lane)) {
            leaders.push((right, *group));
        }
    }
}

/// The smaller number; unlike `f64::min` it has no rule for NaN, which never occurs, and is one
/// instruction.
#[inline]
fn least(a: f64, b: f64) -> f64 {
    if b < a { b } else { a }
}

/// The cost of a lane, without the place.
#[inline]
fn without_place(key: f64) -> f64 {
    // Adding and taking away 3 × 2⁵¹ × 4096 rounds to a multiple of 4096.
    const ROUND: f64 = 6_755_399_441_055_744.0 * COST;
    (key - (COST / 2.0 - 0.5) + ROUND) - ROUND
}
