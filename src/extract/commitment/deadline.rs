//! By when: expressions of time before a predicate, and the days they name.

use super::calendar;
use crate::extract::Period;
use crate::rule;
use crate::{Date, Error, ErrorKind, Lexicon, Result};
use aho_corasick::AhoCorasick;
use regex::{Captures, Regex};
use std::ops::Range;

/// Finds deadlines.
#[derive(Debug)]
pub(super) struct Deadlines {
    pattern: Regex,
    /// What every deadline holds: a digit or a word of time.
    anchors: AhoCorasick,
    /// Adnominal forms: a time before one says when something else happens.
    adnominal: Regex,
    years: Vec<(String, i32)>,
    parts: Vec<(String, u8, u8)>,
    quarters: Vec<(String, u8)>,
    months: Vec<(String, i32)>,
    weeks: Vec<(String, i32)>,
    days: Vec<(String, i32)>,
    thirds: Vec<(String, u8)>,
}

/// A deadline: where it stands, and the days it names where they are certain.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Deadline {
    pub(super) range: Range<usize>,
    pub(super) period: Option<Period>,
}

impl Deadlines {
    pub(super) fn new(lexicon: &Lexicon) -> Result<Self> {
        let year = r"(?:(?<year>{time_year})도?|['’‘]?(?<year_number>\d{2}|\d{4})년도?)";
        let part = r"(?:(?<part>{time_part})|(?<month_number>\d{1,2})월(?:달)?|(?<quarter>{time_quarter})\s?분기|(?<month>{time_month})|(?<week>{time_week})|(?<day>{time_day}))";
        let day = r"(?:(?<day_number>\d{1,2})일|(?<third>{time_third}))";
        let span = r"(?<span>\d{1,3})\s?(?<unit>{time_span})\s?(?:이내|안|내)(?:에|로)?";
        let pattern =
            format!(r"(?:{span}|(?:{year}\s?)?(?:{part}\s?)?(?:{day}\s?)?)(?<mark>{{time_mark}})?");
        let signed = |class: &str| {
            lexicon
                .class(class)
                .iter()
                .filter_map(|entry| Some((entry.surface.clone(), entry.canonical.parse().ok()?)))
                .collect()
        };
        let small = |class: &str| {
            lexicon
                .class(class)
                .iter()
                .filter_map(|entry| Some((entry.surface.clone(), entry.canonical.parse().ok()?)))
                .collect()
        };
        let parts = lexicon.class("time_part").iter().filter_map(|entry| {
            let (first, last) = entry.canonical.split_once('-')?;
            Some((entry.surface.clone(), first.parse().ok()?, last.parse().ok()?))
        });
        let classes =
            ["time_year", "time_part", "time_quarter", "time_month", "time_week", "time_day"];
        let words = classes.into_iter().flat_map(|class| lexicon.class(class));
        let digits = ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"];
        let anchors = AhoCorasick::new(digits.into_iter().chain(words.map(|word| &*word.surface)))
            .map_err(|error| Error::new(ErrorKind::Rule, format!("words of time: {error}")))?;
        Ok(Self {
            pattern: rule::compile(&pattern, lexicon)?,
            anchors,
            adnominal: rule::compile(
                r"^\s?[가-힣]+(?:하는|되는|있는|하던|했던|된|한|받은)\s",
                lexicon,
            )?,
            years: signed("time_year"),
            parts: parts.collect(),
            quarters: small("time_quarter"),
            months: signed("time_month"),
            weeks: signed("time_week"),
            days: signed("time_day"),
            thirds: small("time_third"),
        })
    }

    /// The last time before a predicate that says by when, or when, it will be done.
    pub(super) fn find(&self, before: &str, sitting: Option<Date>) -> Option<Deadline> {
        let mut last = None;
        if !self.anchors.is_match(before) {
            return last;
        }
        for groups in self.pattern.captures_iter(before) {
            let whole = groups.get(0).expect("group 0 is the match");
            let text = whole.as_str().trim_end();
            let range = whole.start()..whole.start() + text.len();
            if text.is_empty() || !self.is_deadline(before, &range, &groups) {
                continue;
            }
            let period = sitting.and_then(|sitting| self.period(&groups, sitting));
            let is_over = sitting.zip(period).is_some_and(|(now, period)| period.last < now);
            if !is_over {
                last = Some(Deadline { range, period });
            }
        }
        last
    }

    /// Whether the time stands free, is long enough and belongs to the predicate.
    fn is_deadline(&self, before: &str, range: &Range<usize>, groups: &Captures<'_>) -> bool {
        let has = |name: &str| groups.name(name).is_some();
        let (front, after) = (&before[..range.start], &before[range.end..]);
        let free = front.is_empty() || front.ends_with([' ', ',', '(', '‘', '’', '“']);
        let ended = after.is_empty() || after.starts_with([' ', ',', '은', '는']);
        let named = ["year", "part", "month", "week", "day", "quarter"].into_iter().any(has);
        let timed =
            named || ["year_number", "month_number", "day_number", "span"].into_iter().any(has);
        let marked = has("mark") || has("span");
        // Without a mark it may be the time of a noun (`내년 박람회는`), and 오늘 is now.
        let next = after.split_whitespace().next().unwrap_or("");
        let of_noun = next.ends_with(['은', '는', '이', '가', '의', '을', '를', '에'])
            || ["에서", "으로", "까지", "부터", "때"].iter().any(|end| next.ends_with(end));
        let alone = named && !has("day_number") && !has("day") && !of_noun
            || has("year_number") && (has("month_number") || has("third"))
            || has("month_number") && has("third");
        let text = &before[range.clone()];
        free && ended
            && timed
            && (marked || alone)
            && text.chars().count() >= 2
            && (text.ends_with("까지") || !self.adnominal.is_match(after))
    }

    /// The days that an expression names, seen from the day of the sitting.
    fn period(&self, groups: &Captures<'_>, sitting: Date) -> Option<Period> {
        let text = |name: &str| groups.name(name).map(|found| found.as_str());
        let number = |name: &str| text(name).and_then(|text| text.parse::<i32>().ok());
        if let Some(count) = number("span") {
            let last = match text("unit")? {
                "년" => calendar::add_months(sitting, 12 * count),
                "개월" | "달" => calendar::add_months(sitting, count),
                "주" | "주일" => calendar::add_days(sitting, 7 * count),
                _ => calendar::add_days(sitting, count),
            }?;
            return Some(Period { first: sitting, last });
        }
        if let Some(shift) = text("day").and_then(|word| value(&self.days, word)) {
            let day = calendar::add_days(sitting, shift)?;
            return Some(Period { first: day, last: day });
        }
        if let Some(shift) = text("week").and_then(|word| value(&self.weeks, word)) {
            let monday = calendar::add_days(sitting, 7 * shift - calendar::weekday(sitting))?;
            return Some(Period { first: monday, last: calendar::add_days(monday, 6)? });
        }
        let now = i32::from(sitting.year);
        let year = match (text("year"), number("year_number")) {
            (Some(word), _) => Some(now + value(&self.years, word)?),
            (None, Some(year)) if year < 100 => Some(now - now % 100 + year),
            (None, year) => year,
        };
        let part = text("part").and_then(|word| {
            self.parts
                .iter()
                .find(|(known, ..)| known == word)
                .map(|(_, first, last)| (*first, *last))
        });
        let quarter = text("quarter").and_then(|word| value(&self.quarters, word));
        let month = number("month_number").and_then(|month| u8::try_from(month).ok());
        let months = part
            .or(quarter.map(|quarter| (3 * quarter - 2, 3 * quarter)))
            .or(month.map(|month| (month, month)));
        let day = number("day_number").and_then(|day| u8::try_from(day).ok());
        let third = text("third").and_then(|word| value(&self.thirds, word));
        let (first, last) = if let Some((first, last)) = months {
            // A month that is over is that of the next year.
            let year = year.unwrap_or(if last < sitting.month { now + 1 } else { now });
            ((year, first), (year, last))
        } else if let Some(shift) = text("month").and_then(|word| value(&self.months, word)) {
            let there = calendar::add_months(Date { day: 1, ..sitting }, shift)?;
            let month = (i32::from(there.year), there.month);
            (month, month)
        } else if let Some(year) = year {
            ((year, 1), (year, 12))
        } else {
            let passed = day? < sitting.day;
            let there = calendar::add_months(Date { day: 1, ..sitting }, i32::from(passed))?;
            let month = (i32::from(there.year), there.month);
            (month, month)
        };
        let last_day = calendar::days_in_month(last.0, last.1)?;
        let period = match (day, third) {
            (Some(day), _) if first == last => {
                let day = calendar::date(first.0, first.1, day)?;
                Period { first: day, last: day }
            }
            (None, Some(third)) if first == last => {
                let (from, to) = [(1, 10), (11, 20), (21, last_day)][usize::from(third - 1).min(2)];
                Period {
                    first: calendar::date(first.0, first.1, from)?,
                    last: calendar::date(first.0, first.1, to)?,
                }
            }
            (None, Some(third)) => {
                let length = (last.1 - first.1 + 1) / 3;
                let from = first.1 + (third - 1).min(2) * length;
                let to = from + length - 1;
                Period {
                    first: calendar::date(first.0, from, 1)?,
                    last: calendar::date(first.0, to, calendar::days_in_month(first.0, to)?)?,
                }
            }
            _ => Period {
                first: calendar::date(first.0, first.1, 1)?,
                last: calendar::date(last.0, last.1, last_day)?,
            },
        };
        (period.first <= period.last).then_some(period)
    }
}

/// What a word of a table stands for.
fn value<T: Copy>(table: &[(String, T)], word: &str) -> Option<T> {
    table.iter().find(|(known, _)| known == word).map(|(_, value)| *value)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    const SITTING: Date = Date { year: 2025, month: 6, day: 12 };

    fn finder() -> Deadlines {
        Deadlines::new(&Lexicon::builtin()).expect("the pattern compiles")
    }

    fn check(deadlines: &Deadlines, before: &str, expected: &str) {
        let iso = |date: Date| format!("{:04}-{:02}-{:02}", date.year, date.month, date.day);
        let found = deadlines.find(before, Some(SITTING)).map_or(String::new(), |found| {
            let period = found
                .period
                .map_or("?".to_owned(), |it| format!("{}..{}", iso(it.first), iso(it.last)));
            format!("{} {period}", &before[found.range])
        });
        assert_eq!(found, expected, "{before}");
    }

    #[test]
    fn days() {
        let deadlines = finder();
        for (before, expected) in [
            ("둑길을 내년 상반기까지 ", "내년 상반기까지 2026-01-01..2026-06-30"),
            ("둑길을 이달 말까지 ", "이달 말까지 2025-06-21..2025-06-30"),
            ("둑길을 올해 안에 ", "올해 안에 2025-01-01..2025-12-31"),
            ("둑길을 다음 주 ", "다음 주 2025-06-16..2025-06-22"),
            ("둑길을 2025년 12월까지 ", "2025년 12월까지 2025-12-01..2025-12-31"),
            ("둑길을 3/4분기까지 ", "3/4분기까지 2025-07-01..2025-09-30"),
            ("둑길을 3분기 말까지 ", "3분기 말까지 2025-09-01..2025-09-30"),
            ("둑길을 9월 초에 ", "9월 초에 2025-09-01..2025-09-10"),
            ("둑길을 3월까지 ", "3월까지 2026-03-01..2026-03-31"),
            ("둑길을 ’26년 말까지 ", "’26년 말까지 2026-09-01..2026-12-31"),
            ("둑길을 연말까지는 ", "연말까지는 2025-12-01..2025-12-31"),
            ("둑길을 6월 30일까지 ", "6월 30일까지 2025-06-30..2025-06-30"),
            ("둑길을 20일까지 ", "20일까지 2025-06-20..2025-06-20"),
            ("둑길을 3개월 이내에 ", "3개월 이내에 2025-06-12..2025-09-12"),
            ("둑길을 내일까지 ", "내일까지 2025-06-13..2025-06-13"),
            ("둑길을 다음 달 중에 ", "다음 달 중에 2025-07-01..2025-07-31"),
            ("둑길을 추경 때 ", ""),
            ("2018년에 산 것을 ", ""),
            ("상반기에 집행되는 것을 보고 ", ""),
            ("둑길 3곳을 ", ""),
            ("내년 축제는 알차게 ", ""),
            ("오늘 지적을 ", ""),
            ("둑길을 오늘 중으로 ", "오늘 중으로 2025-06-12..2025-06-12"),
            ("둑길을 내년 상반기 ", "내년 상반기 2026-01-01..2026-06-30"),
            ("말로만 ", ""),
        ] {
            check(&deadlines, before, expected);
        }
    }

    proptest! {
        #[test]
        fn days_are_in_order(
            year in 1990_u16..2100,
            month in 1_u8..=12,
            day in 1_u8..=28,
            words in prop::collection::vec(
                prop::sample::select(vec![
                    "올해", "내년", "2031년", "’27년", "상반기", "가을", "연말", "2월", "11월", "13월", "0월", "2/4분기",
                    "이달", "다음 달", "다음 주", "모레", "31일", "0일", "말", "초", "중순", "5년 이내", "40일 안",
                    "999개월 이내", "까지", "중에", "에",
                ]),
                0..5,
            ),
            blank in prop::sample::select(vec!["", " "]),
        ) {
            let before = words.join(blank) + " ";
            let sitting = Date { year, month, day };
            if let Some(period) = finder_once().find(&before, Some(sitting)).and_then(|it| it.period) {
                prop_assert!(period.first <= period.last, "{before}");
                prop_assert!(period.last >= sitting, "{before}");
            }
        }
    }

    fn finder_once() -> &'static Deadlines {
        static FINDER: std::sync::LazyLock<Deadlines> = std::sync::LazyLock::new(finder);
        &FINDER
    }
}
