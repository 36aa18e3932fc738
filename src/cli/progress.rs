//! What people see while a run works: a line that is written over on a terminal, a line now and
//! then elsewhere.

use super::report;
use sokgirok::run::{Observer, Progress};
use std::io::{self, IsTerminal, Write};
use std::time::{Duration, Instant};

/// How often the line on a terminal changes.
const REDRAW: Duration = Duration::from_millis(200);
/// How often a line is printed elsewhere.
const REPEAT: Duration = Duration::from_secs(10);
/// Failures that are printed one by one; the table holds them all.
const FAILURES: u64 = 20;
const BAR: usize = 24;

/// Tells on standard error how far a run has come.
pub(super) struct Lines {
    terminal: bool,
    drawn: bool,
    last: Instant,
    failures: u64,
}

impl Lines {
    pub(super) fn new() -> Self {
        Self {
            terminal: io::stderr().is_terminal(),
            drawn: false,
            last: Instant::now(),
            failures: 0,
        }
    }

    /// Takes the line away.
    pub(super) fn clear(&mut self) {
        if self.drawn {
            // Progress that nobody can see is no reason to stop.
            let _ = write!(io::stderr(), "\r\x1b[K");
            self.drawn = false;
        }
    }

    fn print(&mut self, message: &str) {
        self.clear();
        report(message);
    }
}

impl Observer for Lines {
    fn progress(&mut self, progress: &Progress) {
        let interval = if self.terminal { REDRAW } else { REPEAT };
        if self.last.elapsed() < interval {
            return;
        }
        self.last = Instant::now();
        if self.terminal {
            let _ = write!(io::stderr(), "\r{}\x1b[K", line(progress, true));
            let _ = io::stderr().flush();
            self.drawn = true;
        } else {
            report(&line(progress, false));
        }
    }

    fn failure(&mut self, message: &str) {
        self.failures += 1;
        if self.failures <= FAILURES {
            self.print(message);
        } else if self.failures == FAILURES + 1 {
            self.print("more failures: the table `failures` holds them all");
        }
    }

    fn notice(&mut self, message: &str) {
        self.print(message);
    }
}

fn line(progress: &Progress, bar: bool) -> String {
    let seconds = progress.elapsed.as_secs_f64();
    if progress.writing {
        return format!("writing tables, {seconds:.0} s");
    }
    let (done, all) = (progress.done_bytes as f64, progress.bytes.max(1) as f64);
    let part = (done / all).clamp(0.0, 1.0);
    let speed = done / 1e6 / seconds.max(1e-9);
    let left = if part > 0.0 { seconds * (1.0 - part) / part } else { 0.0 };
    let text = format!(
        "{:3.0} % {}/{} inputs, {} documents, {speed:.1} MB/s, {left:.0} s left, {} failures",
        100.0 * part,
        progress.done,
        progress.inputs,
        progress.documents,
        progress.failures,
    );
    if !bar {
        return text;
    }
    let full = (part * BAR as f64) as usize;
    format!("[{}{}] {text}", "=".repeat(full), " ".repeat(BAR - full.min(BAR)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line() {
        let progress = Progress {
            inputs: 8,
            done: 2,
            bytes: 4_000_000,
            done_bytes: 1_000_000,
            documents: 3,
            failures: 1,
            elapsed: Duration::from_secs(2),
            ..Progress::default()
        };
        let expected = " 25 % 2/8 inputs, 3 documents, 0.5 MB/s, 6 s left, 1 failures";
        assert_eq!(line(&progress, false), expected);
        assert_eq!(line(&progress, true), format!("[======                  ] {expected}"));
    }
}
