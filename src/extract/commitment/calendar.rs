//! Days of the Gregorian calendar.

use crate::Date;

/// The day, where the calendar has it.
pub(super) fn date(year: i32, month: u8, day: u8) -> Option<Date> {
    let valid = day >= 1 && day <= days_in_month(year, month)?;
    valid.then_some(Date { year: u16::try_from(year).ok()?, month, day })
}

/// How many days a month has; `None` for a month that is none.
pub(super) fn days_in_month(year: i32, month: u8) -> Option<u8> {
    match month {
        1 | 3 | 5 | 7 | 8 | 10 | 12 => Some(31),
        4 | 6 | 9 | 11 => Some(30),
        2 if year % 4 == 0 && (year % 100 != 0 || year % 400 == 0) => Some(29),
        2 => Some(28),
        _ => None,
    }
}

/// The same day some months later, or the last one of a shorter month.
pub(super) fn add_months(from: Date, months: i32) -> Option<Date> {
    let count = i32::from(from.year) * 12 + i32::from(from.month) - 1 + months;
    let (year, month) = (count.div_euclid(12), u8::try_from(count.rem_euclid(12) + 1).ok()?);
    date(year, month, from.day.min(days_in_month(year, month)?))
}

/// The day some days later.
pub(super) fn add_days(from: Date, days: i32) -> Option<Date> {
    civil(number(from)? + days)
}

/// Days since Monday.
pub(super) fn weekday(date: Date) -> i32 {
    // The first of January 1970, day 0, was a Thursday.
    number(date).map_or(0, |days| (days + 3).rem_euclid(7))
}

/// Days since the first of January 1970, by the method of era, year of era and day of year.
fn number(date: Date) -> Option<i32> {
    days_in_month(date.year.into(), date.month)?;
    let year = i32::from(date.year) - i32::from(date.month <= 2);
    let era = year.div_euclid(400);
    let year_of_era = year.rem_euclid(400);
    let month = (i32::from(date.month) + 9) % 12;
    let day_of_year = (153 * month + 2) / 5 + i32::from(date.day) - 1;
    Some(
        era * 146_097 + year_of_era * 365 + year_of_era / 4 - year_of_era / 100 + day_of_year
            - 719_468,
    )
}

/// The day with a number.
fn civil(number: i32) -> Option<Date> {
    let days = number + 719_468;
    let era = days.div_euclid(146_097);
    let day_of_era = days.rem_euclid(146_097);
    let year_of_era =
        (day_of_era - day_of_era / 1_460 + day_of_era / 36_524 - day_of_era / 146_096) / 365;
    let day_of_year = day_of_era - (365 * year_of_era + year_of_era / 4 - year_of_era / 100);
    let month = (5 * day_of_year + 2) / 153;
    let day = u8::try_from(day_of_year - (153 * month + 2) / 5 + 1).ok()?;
    let month = u8::try_from((month + 2) % 12 + 1).ok()?;
    date(year_of_era + era * 400 + i32::from(month <= 2), month, day)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_and_weeks() {
        let leap = Date { year: 2024, month: 2, day: 29 };
        assert_eq!(add_days(leap, 1), date(2024, 3, 1));
        assert_eq!(add_months(leap, 12), date(2025, 2, 28));
        assert_eq!(add_days(date(1999, 12, 31).expect("a day"), 366), date(2000, 12, 31));
        assert_eq!(weekday(leap), 3);
        assert_eq!(date(2023, 2, 29), None);
        for number in (0..40_000).step_by(37) {
            let day = civil(number).expect("in range");
            assert_eq!(super::number(day), Some(number));
        }
    }
}
