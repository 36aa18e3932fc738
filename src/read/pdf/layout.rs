//! Characters on a page to lines of text.

/// The baseline moves by more than this share of an em: a new line.
const NEW_BASELINE: f64 = 0.5;
/// The pen goes back by more ems than this: a new line.
const BACK: f64 = 4.0;
/// The pen leaves more than this share of an em free: a blank.
const GAP: f64 = 0.15;
/// The same character within this share of an em of a recent one is the same, printed bold.
const BOLD: f64 = 0.1;
/// How many characters are recent.
const RECENT: usize = 96;

/// Where a character stands: its origin, where the pen is after it, and the size of the font.
#[derive(Clone, Copy, Debug)]
pub(super) struct Placed {
    pub(super) origin: (f64, f64),
    pub(super) end: (f64, f64),
    pub(super) em: f64,
}

/// The text as it grows.
#[derive(Debug, Default)]
pub(super) struct Lines {
    pub(super) text: String,
    last: Option<Placed>,
    recent: Vec<(char, (f64, f64))>,
    oldest: usize,
}

impl Lines {
    /// Appends a character that stands at `placed`.
    pub(super) fn place(&mut self, c: char, placed: Placed) {
        if !placed.origin.0.is_finite() || !placed.origin.1.is_finite() || c == '\0' {
            return;
        }
        if self.is_bold(c, placed) {
            return;
        }
        if let Some(last) = self.last {
            match step(last, placed) {
                Step::Line => self.end_line(),
                Step::Blank if !c.is_whitespace() && !self.text.ends_with(char::is_whitespace) => {
                    self.text.push(' ');
                }
                _ => {}
            }
        }
        self.text.push(if c.is_control() { ' ' } else { c });
        self.last = Some(placed);
        self.remember(c, placed.origin);
    }

    /// Ends the page; its last line ends too.
    pub(super) fn end_page(&mut self) {
        self.end_line();
        self.last = None;
        self.recent.clear();
        self.oldest = 0;
    }

    fn end_line(&mut self) {
        let end = self.text.trim_end_matches([' ', '\u{A0}']).len();
        self.text.truncate(end);
        if !self.text.is_empty() && !self.text.ends_with('\n') {
            self.text.push('\n');
        }
    }

    fn is_bold(&self, c: char, placed: Placed) -> bool {
        if c.is_whitespace() {
            return false;
        }
        let near = placed.em * BOLD;
        self.recent.iter().any(|&(other, (x, y))| {
            other == c && (x - placed.origin.0).abs() < near && (y - placed.origin.1).abs() < near
        })
    }

    fn remember(&mut self, c: char, origin: (f64, f64)) {
        if self.recent.len() < RECENT {
            self.recent.push((c, origin));
        } else {
            self.recent[self.oldest] = (c, origin);
            self.oldest = (self.oldest + 1) % RECENT;
        }
    }
}

enum Step {
    None,
    Blank,
    Line,
}

/// How the pen went from one character to the next, along the line and across it.
fn step(last: Placed, next: Placed) -> Step {
    let (dx, dy) = (last.end.0 - last.origin.0, last.end.1 - last.origin.1);
    let length = dx.hypot(dy);
    let (ux, uy) = if length > 0.0 { (dx / length, dy / length) } else { (1.0, 0.0) };
    let (gx, gy) = (next.origin.0 - last.end.0, next.origin.1 - last.end.1);
    let along = gx * ux + gy * uy;
    let across = gy * ux - gx * uy;
    let em = last.em.max(next.em).max(f64::MIN_POSITIVE);
    if across.abs() > em * NEW_BASELINE || along < -em * BACK {
        Step::Line
    } else if along > em * GAP {
        Step::Blank
    } else {
        Step::None
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    /// Places characters of 10 points by `x` and `y`.
    fn check(characters: &[(char, f64, f64)], expected: &str) {
        let mut lines = Lines::default();
        for &(c, x, y) in characters {
            lines.place(c, Placed { origin: (x, y), end: (x + 10.0, y), em: 10.0 });
        }
        lines.end_page();
        assert_eq!(lines.text, expected);
    }

    #[test]
    fn lines_and_blanks() {
        check(&[('가', 0.0, 0.0), ('나', 10.0, 0.0), ('다', 22.0, 0.0)], "가나 다\n");
        check(&[('가', 0.0, 0.0), ('나', 0.0, -12.0)], "가\n나\n");
        check(&[('가', 60.0, 0.0), ('나', 0.0, 0.0)], "가\n나\n");
        check(&[('가', 0.0, 0.0), (' ', 10.0, 0.0), ('나', 25.0, 0.0)], "가 나\n");
        check(&[('가', 0.0, 0.0), (' ', 10.0, 0.0), ('나', 0.0, -12.0)], "가\n나\n");
    }

    #[test]
    fn bold_is_printed_twice() {
        check(&[('가', 0.0, 0.0), ('가', 0.3, 0.0), ('나', 10.0, 0.0)], "가나\n");
        check(
            &[('가', 0.0, 0.0), ('나', 10.0, 0.0), ('가', 0.3, 0.0), ('나', 10.3, 0.0)],
            "가나\n",
        );
        check(&[('가', 0.0, 0.0), ('가', 10.0, 0.0)], "가가\n");
    }

    #[test]
    fn nothing_finite() {
        check(&[('가', f64::NAN, 0.0), ('나', f64::INFINITY, 0.0)], "");
    }
}
