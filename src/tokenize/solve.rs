//! Finds the table of a piece of text: the ways through it that may be the best in some line.

use super::dictionary::{Dictionary, GAIN};
use super::lattice::{Lattice, UserEntries};
use super::sweep::{Cost, LONGEST_EXACT, Step, Sweep, WIDE, Way};
use super::table::{Cell, Piece, TableWriter};

/// Scratch for finding tables; reuse never changes a result.
#[derive(Debug, Default)]
pub struct Solver {
    lattice: Lattice,
    short: Sweep<f32, WIDE>,
    /// For texts longer than [`LONGEST_EXACT`].
    long: Sweep<f64, WIDE>,
    /// For the cost of a line.
    line: Sweep<f64, 1>,
    ways: Ways,
    path: Vec<Piece>,
    entries: Vec<u16>,
    exits: Vec<u16>,
}

/// The ways through a piece that may become cells.
#[derive(Debug, Default)]
struct Ways {
    ways: Vec<Way>,
    /// The words of the ways, as ranges of which [`Way::steps`] tells.
    steps: Vec<Step>,
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
        self.ways.sort();
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
        let margins = self.ways.ways.iter().map(|way| {
            let entry = i32::from(entry_gains[usize::from(way.left)]);
            let exit = i32::from(exit_gains[usize::from(way.right)]);
            way.cost as i32 - (entry + exit) * GAIN - 1
        });
        margins.min().unwrap_or(i32::MAX)
    }

    /// What the best way through a whole line costs, from its beginning to its end.
    pub fn line_cost(
        &mut self,
        dictionary: &Dictionary<'_>,
        user: Option<UserEntries<'_>>,
        text: &str,
    ) -> i32 {
        let lattice = &mut self.lattice;
        lattice.fill(dictionary, user, text);
        self.line.line_cost(dictionary, lattice).unwrap_or(0)
    }

    /// Finds the ways through `text`.
    fn find_ways(
        &mut self,
        dictionary: &Dictionary<'_>,
        user: Option<UserEntries<'_>>,
        text: &str,
    ) {
        let lattice = &mut self.lattice;
        lattice.fill(dictionary, user, text);
        if lattice.positions.len() <= LONGEST_EXACT {
            self.short.run(dictionary, lattice);
            self.ways.collect(dictionary, lattice, &self.short);
        } else {
            self.long.run(dictionary, lattice);
            self.ways.collect(dictionary, lattice, &self.long);
        }
    }

    fn write(&mut self, dictionary: &Dictionary<'_>, text: &str, tables: &mut Vec<u32>) {
        let Ways { ways, steps } = &self.ways;
        self.entries.clear();
        self.exits.clear();
        for way in ways {
            index_in(&mut self.entries, way.left);
            index_in(&mut self.exits, way.right);
        }
        let penalty = |&left: &u16| (left, dictionary.penalties[usize::from(left)]);
        let entries = self.entries.iter().map(penalty);
        let mut writer =
            TableWriter::new(tables, text, self.lattice.open, entries, &self.exits, ways.len());
        let cheapest = ways.iter().map(|way| way.cost).fold(f64::INFINITY, f64::min);
        for way in ways {
            self.path.clear();
            self.path.extend(way.of(steps).iter().rev().map(|step| {
                let node = &self.lattice.nodes[step.node as usize];
                Piece { word: node.word, length: self.lattice.byte_length(node, text) }
            }));
            let cell = Cell {
                entry: index_in(&mut self.entries, way.left),
                exit: index_in(&mut self.exits, way.right),
                cost: (way.cost - cheapest) as u32,
            };
            writer.add(cell, self.path.iter().copied());
        }
    }
}

impl Ways {
    /// Collects the ways that no cheaper one beats in every line.
    ///
    /// A way beats another if it stays cheaper even where its ends fit their neighbours worst.
    /// Equal cost is not enough, so that dropping never decides between paths of equal cost.
    fn collect<N: Cost>(
        &mut self,
        dictionary: &Dictionary<'_>,
        lattice: &Lattice,
        sweep: &Sweep<N, WIDE>,
    ) {
        self.ways.clear();
        self.steps.clear();
        let ways = &mut self.ways;
        ways.extend(sweep.ways(lattice));
        let Some(cheapest) = ways.iter().min_by(|a, b| a.cost.total_cmp(&b.cost)) else {
            return;
        };
        let first = Beater::new(dictionary, cheapest);
        ways.retain(|way| !first.beats(way));
        ways.sort_unstable_by(|a, b| a.cost.total_cmp(&b.cost));
        let mut kept = 1;
        for next in 1..ways.len() {
            let is_beaten =
                ways[1..kept].iter().any(|way| Beater::new(dictionary, way).beats(&ways[next]));
            if !is_beaten {
                ways[kept] = ways[next];
                kept += 1;
            }
        }
        ways.truncate(kept);
        for way in ways {
            let start = self.steps.len() as u32;
            sweep.trace(dictionary, lattice, way, &mut self.steps);
            way.steps = [start, self.steps.len() as u32];
        }
    }

    /// Puts the ways into MeCab's order of preference.
    fn sort(&mut self) {
        let steps = &self.steps;
        self.ways.sort_unstable_by(|a, b| a.of(steps).cmp(b.of(steps)));
    }
}

/// Where `context` is in `list`; it is added if it is not.
fn index_in(list: &mut Vec<u16>, context: u16) -> usize {
    list.iter().position(|&known| known == context).unwrap_or_else(|| {
        list.push(context);
        list.len() - 1
    })
}
