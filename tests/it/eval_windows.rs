//! Two reckonings of windows agree: by the days of the calendar, and by instants.

use crate::dice::Dice;
use chrono::{NaiveDate, TimeDelta, TimeZone, Utc};
use chrono_tz::Tz;
use seg::eval;
use seg::time::{Clock, Instant, Length, Period, Point, Upper, WeekStart, Window};

const ZONES: [&str; 10] = [
    "UTC",
    "Europe/Rome",
    "America/New_York",
    "Australia/Lord_Howe", // half an hour of summer
    "America/Sao_Paulo",   // skipped midnights until 2018
    "America/Havana",      // midnight twice
    "Asia/Kathmandu",
    "Asia/Beirut",  // skips midnight
    "Pacific/Apia", // skipped all of 2011-12-30
    "Africa/Cairo",
];

#[test]
fn both_reckonings_agree() {
    let mut dice = Dice::new(1);
    for round in 0..4_000 {
        let zone: Tz = dice.pick(&ZONES).parse().unwrap();
        let week = *dice.pick(&[WeekStart::Monday, WeekStart::Sunday]);
        let clock = Clock::new(instant(&mut dice), zone, week);
        let window = window(&mut dice);
        let range = window.range(&clock);
        let to = match range.to {
            Upper::Open => None,
            Upper::Before(to) | Upper::Through(to) => Some(to),
        };
        let mut instants = vec![instant(&mut dice), clock.as_of()];
        for edge in range.from.into_iter().chain(to) {
            for seconds in [-86_400, -5_400, -3_600, -1, 0, 1, 1_800, 3_600, 86_400] {
                instants.push(edge + TimeDelta::seconds(seconds));
            }
            instants.push(edge + TimeDelta::nanoseconds(-1));
        }
        for instant in instants {
            let after = range.from.is_none_or(|from| instant >= from);
            let inside = after
                && match range.to {
                    Upper::Open => true,
                    Upper::Before(to) => instant < to,
                    Upper::Through(to) => instant <= to,
                };
            assert_eq!(
                eval::during(&window, instant, &clock),
                inside,
                "round {round}: {instant} in {window:?} = {range:?} of {clock:?}"
            );
        }
    }
}

fn instant(dice: &mut Dice) -> Instant {
    let near = [
        (2025, 10, 26),
        (2026, 3, 29),
        (2018, 11, 4),
        (2018, 2, 18),
        (2024, 2, 29),
        (2011, 12, 31),
        (2025, 3, 30),
        (2025, 1, 1),
        (2024, 11, 3),
        (2026, 6, 30),
    ];
    let &(year, month, day) = dice.pick(&near);
    let start = Utc.with_ymd_and_hms(year, month, day, 0, 0, 0).unwrap();
    start + TimeDelta::seconds(dice.between(-90_000, 90_000))
}

fn window(dice: &mut Dice) -> Window {
    let period = *dice.pick(&[Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year]);
    match dice.below(10) {
        0 => Window::last(length(dice)),
        1 => Window::next(length(dice)),
        2 => Window::period(period, dice.between(-9, 9) as i32),
        3 => Window::since(point(dice)),
        4 => Window::before(point(dice)),
        5 => Window::through(point(dice)),
        6 => Window::from(point(dice)),
        7 => Window::after(point(dice)),
        8 => Window::during(point(dice)),
        _ => Window::between(point(dice), point(dice)),
    }
}

fn length(dice: &mut Dice) -> Length {
    match dice.below(3) {
        0 => Length::Minutes(dice.between(1, 9_000)),
        1 => Length::Days(dice.between(0, 800)),
        _ => Length::Months(dice.between(1, 30)),
    }
}

fn point(dice: &mut Dice) -> Point {
    let at = instant(dice).naive_utc();
    let date = at.date();
    match dice.below(6) {
        0 => Point::Day(date),
        1 => Point::Month(NaiveDate::from_ymd_opt(2024, dice.between(1, 12) as u32, 1).unwrap()),
        2 => Point::Year(NaiveDate::from_ymd_opt(2025, 1, 1).unwrap()),
        3 => Point::FromToday(dice.between(-3, 3)),
        4 => Point::Moment(at),
        _ => Point::Ago(length(dice)),
    }
}
