//! The table of edges: which second is the first one inside a window, and which the
//! first one after it. Times are those of the clock on the wall in Rome.

use chrono::{NaiveDateTime, TimeDelta, TimeZone, Utc};
use chrono_tz::Europe::Rome;
use seg::eval;
use seg::time::{Clock, Instant, Length, Period, Point, WeekStart, Window};

/// The instant of a time on the wall; of two, the first.
fn rome(text: &str) -> Instant {
    Rome.from_local_datetime(&wall(text)).earliest().unwrap().to_utc()
}

fn wall(text: &str) -> NaiveDateTime {
    let formats = ["%Y-%m-%d %H:%M:%S", "%Y-%m-%d %H:%M"];
    let parsed = formats.iter().find_map(|format| NaiveDateTime::parse_from_str(text, format).ok());
    parsed.unwrap()
}

fn day(text: &str) -> Point {
    Point::Day(text.parse().unwrap())
}

fn ago(length: Length) -> Point {
    Point::Ago(length)
}

/// Of a run at `now`, the window's first second and the first second after it.
fn edges(now: &str, window: Window, first: &str, over: &str) {
    let clock = Clock::new(rome(now), Rome, WeekStart::Monday);
    let inside = |at: Instant| eval::during(&window, at, &clock);
    let second = TimeDelta::seconds(1);
    if first.is_empty() {
        assert!(inside(Utc.timestamp_opt(-9_000_000_000, 0).unwrap()), "{window:?} has no beginning");
    } else {
        let first = rome(first);
        assert!(inside(first), "{window:?} begins at {first}");
        assert!(!inside(first - second), "{window:?} does not begin before {first}");
    }
    if over.is_empty() {
        assert!(inside(Utc.timestamp_opt(9_000_000_000, 0).unwrap()), "{window:?} has no end");
    } else {
        let over = rome(over);
        assert!(!inside(over), "{window:?} is over at {over}");
        assert!(inside(over - second), "{window:?} is not over before {over}");
    }
}

const NOON: &str = "2026-06-30 12:00";
/// A window that ends now takes this instant in.
const PAST_NOON: &str = "2026-06-30 12:00:01";

#[test]
fn rolling_windows() {
    edges(NOON, Window::last(Length::Days(90)), "2026-04-01 00:00", PAST_NOON);
    edges(NOON, Window::last(Length::Days(1)), "2026-06-29 00:00", PAST_NOON);
    edges(NOON, Window::last(Length::Minutes(24 * 60)), "2026-06-29 12:00", PAST_NOON);
    edges(NOON, Window::last(Length::Months(1)), "2026-05-30 00:00", PAST_NOON);
    edges(NOON, Window::last(Length::Months(12)), "2025-06-30 00:00", PAST_NOON);
    edges(NOON, Window::next(Length::Days(30)), "2026-06-30 00:00", "2026-07-31 00:00");
    edges(NOON, Window::next(Length::Months(1)), "2026-06-30 00:00", "2026-07-31 00:00");
    edges(NOON, Window::next(Length::Minutes(60)), NOON, "2026-06-30 13:00");
}

#[test]
fn months_end_where_the_month_does() {
    edges("2026-03-31 09:00", Window::last(Length::Months(1)), "2026-02-28 00:00", "2026-03-31 09:00:01");
    edges("2024-03-31 09:00", Window::last(Length::Months(1)), "2024-02-29 00:00", "2024-03-31 09:00:01");
    edges("2024-02-29 09:00", Window::last(Length::Months(12)), "2023-02-28 00:00", "2024-02-29 09:00:01");
    edges("2026-01-31 09:00", Window::next(Length::Months(1)), "2026-01-31 00:00", "2026-03-01 00:00");
    edges("2026-01-15 09:00", Window::last(Length::Months(3)), "2025-10-15 00:00", "2026-01-15 09:00:01");
}

#[test]
fn seams_neither_overlap_nor_leave_a_gap() {
    let between = |a, b| Window::between(ago(a), ago(b));
    edges(NOON, Window::last(Length::Days(30)), "2026-05-31 00:00", PAST_NOON);
    edges(NOON, between(Length::Days(60), Length::Days(30)), "2026-05-01 00:00", "2026-05-31 00:00");
    edges(NOON, between(Length::Days(90), Length::Days(60)), "2026-04-01 00:00", "2026-05-01 00:00");
    edges(NOON, between(Length::Months(6), Length::Months(3)), "2025-12-30 00:00", "2026-03-30 00:00");
    edges(NOON, Window::last(Length::Months(3)), "2026-03-30 00:00", PAST_NOON);
    edges(NOON, Window::before(ago(Length::Days(30))), "", "2026-05-31 00:00");
}

#[test]
fn days_and_moments() {
    let moment = |text| Point::Moment(wall(text));
    edges(NOON, Window::since(day("2026-05-31")), "2026-05-31 00:00", PAST_NOON);
    edges(NOON, Window::before(day("2026-05-31")), "", "2026-05-31 00:00");
    edges(NOON, Window::through(day("2026-05-31")), "", "2026-06-01 00:00");
    edges(NOON, Window::after(day("2026-05-31")), "2026-06-01 00:00", "");
    edges(NOON, Window::from(day("2026-05-31")), "2026-05-31 00:00", "");
    edges(NOON, Window::during(day("2026-05-31")), "2026-05-31 00:00", "2026-06-01 00:00");
    edges(NOON, Window::between(day("2026-05-30"), day("2026-05-31")), "2026-05-30 00:00", "2026-06-01 00:00");
    edges(NOON, Window::during(Point::FromToday(0)), "2026-06-30 00:00", "2026-07-01 00:00");
    edges(NOON, Window::during(Point::FromToday(-1)), "2026-06-29 00:00", "2026-06-30 00:00");
    edges(NOON, Window::since(moment("2026-05-31 16:00")), "2026-05-31 16:00", PAST_NOON);
    edges(NOON, Window::before(moment("2026-05-31 16:00")), "", "2026-05-31 16:00");
    edges(NOON, Window::after(moment("2026-05-31 16:00")), "2026-05-31 16:00:01", "");
}

#[test]
fn periods_of_the_calendar() {
    let edges = |period, ahead, first, over| edges(NOON, Window::period(period, ahead), first, over);
    edges(Period::Week, 0, "2026-06-29 00:00", "2026-07-06 00:00");
    edges(Period::Week, -1, "2026-06-22 00:00", "2026-06-29 00:00");
    edges(Period::Month, 0, "2026-06-01 00:00", "2026-07-01 00:00");
    edges(Period::Month, -1, "2026-05-01 00:00", "2026-06-01 00:00");
    edges(Period::Quarter, 0, "2026-04-01 00:00", "2026-07-01 00:00");
    edges(Period::Quarter, -2, "2025-10-01 00:00", "2026-01-01 00:00");
    edges(Period::Year, 0, "2026-01-01 00:00", "2027-01-01 00:00");
    edges(Period::Year, 1, "2027-01-01 00:00", "2028-01-01 00:00");
}

#[test]
fn a_week_may_begin_on_sunday() {
    let clock = Clock::new(rome(NOON), Rome, WeekStart::Sunday);
    let inside = |text| eval::during(&Window::period(Period::Week, 0), rome(text), &clock);
    assert!(inside("2026-06-28 00:00") && !inside("2026-06-27 23:59:59"));
    assert!(inside("2026-07-04 23:59:59") && !inside("2026-07-05 00:00"));
}

#[test]
fn a_day_of_25_hours_is_one_day() {
    let night = "2025-10-26 12:00";
    edges(night, Window::during(Point::FromToday(0)), "2025-10-26 00:00", "2025-10-27 00:00");
    edges(night, Window::last(Length::Days(1)), "2025-10-25 00:00", "2025-10-26 12:00:01");
    // 24 hours before noon it was 13:00 by the summer's clock.
    edges(night, Window::last(Length::Minutes(24 * 60)), "2025-10-25 13:00", "2025-10-26 12:00:01");
    edges("2025-10-27 12:00", Window::last(Length::Days(1)), "2025-10-26 00:00", "2025-10-27 12:00:01");

    let twice = rome("2025-10-26 02:30");
    let again = twice + TimeDelta::hours(1);
    let clock = Clock::new(rome(night), Rome, WeekStart::Monday);
    let inside = |window: Window, at| eval::during(&window, at, &clock);
    let since = Window::since(Point::Moment(wall("2025-10-26 02:45")));
    assert!(!inside(since, twice) && inside(since, again), "02:45 is first shown before the second 02:30");
    let today = Window::during(day("2025-10-26"));
    assert!(inside(today, twice) && inside(today, again));
}

#[test]
fn a_day_of_23_hours_is_one_day() {
    let noon = "2026-03-29 12:00";
    edges(noon, Window::during(Point::FromToday(0)), "2026-03-29 00:00", "2026-03-30 00:00");
    edges(noon, Window::last(Length::Days(1)), "2026-03-28 00:00", "2026-03-29 12:00:01");
    // 24 hours before noon it was 11:00 by the winter's clock.
    edges(noon, Window::last(Length::Minutes(24 * 60)), "2026-03-28 11:00", "2026-03-29 12:00:01");
    // 02:30 was skipped: it is read as half an hour after what would have been 02:00.
    let skipped = Window::since(Point::Moment(wall("2026-03-29 02:30")));
    edges(noon, skipped, "2026-03-29 03:30", "2026-03-29 12:00:01");
}

#[test]
fn now_is_in_what_ends_now_and_in_what_begins_now() {
    let clock = Clock::new(rome(NOON), Rome, WeekStart::Monday);
    let now = clock.as_of();
    assert!(eval::during(&Window::last(Length::Days(1)), now, &clock));
    assert!(eval::during(&Window::next(Length::Minutes(1)), now, &clock));
    let before = Window::before(Point::Moment(wall("2026-06-30 12:00")));
    assert!(!eval::during(&before, now, &clock));
}
