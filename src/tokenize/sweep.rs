//! Viterbi over a lattice for many ways in at once: one pass moves a lane for each of them.

use std::ops::Add;

use super::dictionary::{Dictionary, GAIN};
use super::lattice::{Ended, Lattice, Node};

/// Ways in that one pass follows, as many as vectors hold.
pub const WIDE: usize = 8;

/// A cost for each lane.
type Lanes<N, const LANES: usize> = [N; LANES];

/// A number that holds costs exactly, of which baseline x86-64 has a vector minimum.
pub trait Cost: Copy + PartialOrd + Add<Output = Self> {
    /// More than any cost: there is no path.
    const NEVER: Self;
    /// The cost, which must be exact.
    fn of(cost: i32) -> Self;
    /// As a number that can be held against those of other types.
    fn value(self) -> f64;
}

impl Cost for f32 {
    const NEVER: Self = Self::INFINITY;
    #[inline]
    fn of(cost: i32) -> Self {
        cost as Self
    }
    #[inline]
    fn value(self) -> f64 {
        f64::from(self)
    }
}

impl Cost for f64 {
    const NEVER: Self = Self::INFINITY;
    #[inline]
    fn of(cost: i32) -> Self {
        Self::from(cost)
    }
    #[inline]
    fn value(self) -> f64 {
        self
    }
}

/// The longest text, in characters, whose costs an `f32` holds exactly: a character adds at most
/// three 16-bit costs (word, blank, connection) to a path, and whole numbers are exact up to 2²⁴;
/// half of that is left for the gains that are added.
pub const LONGEST_EXACT: usize = (1 << 23) / (3 << 15);

/// A way through a lattice.
#[derive(Clone, Copy, Debug)]
pub struct Way {
    /// What its words cost, and the connections between them.
    pub cost: f64,
    /// The left context of its first word.
    pub left: u16,
    /// The right context of its last word.
    pub right: u16,
    /// Which left context of the start `left` is.
    pub entry: u32,
    /// Where its [`Step`]s begin and end, wherever they are kept.
    pub steps: [u32; 2],
}

impl Way {
    /// Its steps among those of all ways.
    pub fn of<'a>(&self, steps: &'a [Step]) -> &'a [Step] {
        let [start, end] = self.steps;
        &steps[start as usize..end as usize]
    }
}

/// A word of a way: its place among those that end where it does, and its node. A way that stands
/// earlier in MeCab's order of preference has the smaller steps, compared from the last word.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Step {
    place: u32,
    /// Index of the word in [`Lattice::nodes`].
    pub node: u32,
}

/// The least costs of a lattice; reuse never changes a result.
#[derive(Debug)]
pub struct Sweep<N, const LANES: usize> {
    /// For each block of ways in and each left context of the lattice: the least cost of getting to
    /// a word of that context, without the word.
    totals: Vec<Lanes<N, LANES>>,
    /// For each block the right contexts at the end of the text that are not beaten: the number of
    /// the block, the context, the least cost of a path through a word of it.
    ends: Vec<(usize, u16, Lanes<N, LANES>)>,
    /// For each right context at a position: the least cost of a path through a word of it.
    groups: Vec<Lanes<N, LANES>>,
    /// Indices of those groups that are not beaten.
    leaders: Vec<usize>,
}

impl<N, const LANES: usize> Default for Sweep<N, LANES> {
    fn default() -> Self {
        Self { totals: vec![], ends: vec![], groups: vec![], leaders: vec![] }
    }
}

impl<N: Cost, const LANES: usize> Sweep<N, LANES> {
    /// Follows all ways in through the whole lattice.
    pub fn run(&mut self, dictionary: &Dictionary<'_>, lattice: &Lattice) {
        self.totals.clear();
        self.ends.clear();
        let entries = lattice.positions[0].lefts.len();
        for first in (0..entries).step_by(LANES) {
            let ways_in = (first..entries.min(first + LANES)).enumerate();
            self.follow(dictionary, lattice, ways_in.map(|(lane, entry)| (lane, entry, 0)));
        }
    }

    /// Fills one more block, into which lead ways: a lane, an index of the left contexts at the
    /// start, and a cost.
    fn follow(
        &mut self,
        dictionary: &Dictionary<'_>,
        lattice: &Lattice,
        ways_in: impl Iterator<Item = (usize, usize, i32)>,
    ) {
        self.leaders.clear();
        let filled = self.totals.len();
        self.totals.resize(filled + lattice.lefts.len(), [N::NEVER; LANES]);
        let totals = &mut self.totals[filled..];
        for (lane, entry, cost) in ways_in {
            totals[entry][lane] = N::of(cost);
        }
        for position in &lattice.positions[1..=lattice.end] {
            self.groups.clear();
            self.groups.resize(position.rights.len(), [N::NEVER; LANES]);
            for ended in &lattice.ended[position.ended.clone()] {
                let node = &lattice.nodes[ended.node as usize];
                let group = &mut self.groups[ended.right as usize];
                lower(group, &totals[node.left as usize], N::of(node.cost));
            }
            self.leaders.clear();
            let rights = &lattice.rights[position.rights.clone()];
            keep_leaders(dictionary, &self.groups, rights, &mut self.leaders);
            for left in position.lefts.clone() {
                let connections = dictionary.connections(lattice.lefts[left]);
                let mut total = [N::NEVER; LANES];
                for &leader in &self.leaders {
                    let cost = i32::from(connections[usize::from(rights[leader])]);
                    lower(&mut total, &self.groups[leader], N::of(cost));
                }
                totals[left] = total;
            }
        }
        let rights = &lattice.rights[lattice.positions[lattice.end].rights.clone()];
        let ends = self.leaders.iter();
        let block = filled / lattice.lefts.len().max(1);
        self.ends.extend(ends.map(|&leader| (block, rights[leader], self.groups[leader])));
    }

    /// The cheapest way from each way in to each way out, where there is one that no other way in
    /// by the same beats; without its steps.
    pub fn ways(&self, lattice: &Lattice) -> impl Iterator<Item = Way> {
        let lefts = &lattice.lefts[lattice.positions[0].lefts.clone()];
        self.ends.iter().flat_map(move |(block, right, costs)| {
            let first = block * LANES;
            let ways = (first..).zip(&lefts[first..]).zip(costs);
            ways.filter(|(_, cost)| **cost != N::NEVER).map(|((entry, &left), cost)| Way {
                cost: cost.value(),
                left,
                right: *right,
                entry: entry as u32,
                steps: [0; 2],
            })
        })
    }

    /// Appends the words of a way, from the last to the first. Of words that cost the same it takes
    /// the first in the order of [`Position::ended`](super::lattice::Position::ended).
    pub fn trace(
        &self,
        dictionary: &Dictionary<'_>,
        lattice: &Lattice,
        way: &Way,
        steps: &mut Vec<Step>,
    ) {
        let (block, lane) = (way.entry as usize / LANES, way.entry as usize % LANES);
        let totals = &self.totals[block * lattice.lefts.len()..];
        let before = |node: &Node| totals[node.left as usize][lane].value();
        let mut position = lattice.end;
        let mut cost = way.cost;
        let mut connections: Option<&[i16]> = None;
        while position > 0 {
            let ended = &lattice.ended[lattice.positions[position].ended.clone()];
            let is_best = |ended: &Ended| {
                let node = &lattice.nodes[ended.node as usize];
                let connection = match connections {
                    Some(connections) => i32::from(connections[usize::from(node.right)]),
                    None if node.right == way.right => 0,
                    None => return false,
                };
                before(node) + f64::from(node.cost + connection) == cost
            };
            let Some(place) = ended.iter().position(is_best) else { return };
            let node = &lattice.nodes[ended[place].node as usize];
            steps.push(Step { place: place as u32, node: ended[place].node });
            position = node.from as usize;
            cost = before(node);
            connections = Some(dictionary.connections(lattice.lefts[node.left as usize]));
        }
    }
}

impl<N: Cost> Sweep<N, 1> {
    /// What the cheapest way costs from the beginning of a line to its end, if there is one.
    pub fn line_cost(&mut self, dictionary: &Dictionary<'_>, lattice: &Lattice) -> Option<i32> {
        self.totals.clear();
        self.ends.clear();
        let line_end = usize::from(Dictionary::LINE_END);
        let begin = |left: u16| i32::from(dictionary.connections(left)[line_end]);
        let lefts = &lattice.lefts[lattice.positions[0].lefts.clone()];
        let ways_in = lefts.iter().enumerate().map(|(entry, &left)| (0, entry, begin(left)));
        self.follow(dictionary, lattice, ways_in);
        let end = dictionary.connections(Dictionary::LINE_END);
        let ends = self.ends.iter().filter(|(_, _, [cost])| *cost != N::NEVER);
        ends.map(|&(_, right, [cost])| cost.value() as i32 + i32::from(end[usize::from(right)]))
            .min()
    }
}

/// Lowers each lane to another one plus a cost where that is less.
#[inline]
fn lower<N: Cost, const LANES: usize>(
    lanes: &mut Lanes<N, LANES>,
    others: &Lanes<N, LANES>,
    cost: N,
) {
    let (mut lower, others) = (*lanes, *others);
    for (lane, other) in lower.iter_mut().zip(others) {
        // Unlike `f64::min` this has no rule for NaN, which never occurs, and is one instruction.
        let other = other + cost;
        *lane = if other < *lane { other } else { *lane };
    }
    *lanes = lower;
}

/// More than what a path of a few words costs.
const UNREACHED: i32 = 1 << 16;

/// Leaves out the groups that the cheapest beats in every lane, whatever word follows.
fn keep_leaders<N: Cost, const LANES: usize>(
    dictionary: &Dictionary<'_>,
    groups: &[Lanes<N, LANES>],
    rights: &[u16],
    leaders: &mut Vec<usize>,
) {
    // Lanes without a path count as dear ones.
    let total = |group: &Lanes<N, LANES>| {
        let mut costs = [N::of(UNREACHED); LANES];
        lower(&mut costs, group, N::of(0));
        costs.into_iter().fold(N::of(0), |sum, cost| sum + cost)
    };
    if groups.len() <= 1 {
        leaders.extend(0..groups.len());
        return;
    }
    let mut best = 0;
    let mut least = N::NEVER;
    for (number, group) in groups.iter().enumerate() {
        let total = total(group);
        if total < least {
            (best, least) = (number, total);
        }
    }
    let gains = dictionary.exit_gains(rights[best]);
    for (number, (group, &right)) in groups.iter().zip(rights).enumerate() {
        let gain = N::of(i32::from(gains[usize::from(right)]) * GAIN + 1);
        let is_beaten = |lane: usize| groups[best][lane] + gain <= group[lane];
        if number == best || !(0..LANES).fold(true, |all, lane| all & is_beaten(lane)) {
            leaders.push(number);
        }
    }
}
