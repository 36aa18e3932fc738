//! Runs over archives: the same tables whatever happens on the way.

mod archive;
mod faults;
mod kill;
mod same;
mod tokens;
