//! The prover: what it proves, what it must not claim, and that no data refutes it.

use crate::meaning::meaning;
use crate::{random, support};
use chrono::{DateTime, Duration, NaiveDate, Utc};
use seg::analysis::prove::{Lines, Prover};
use seg::eval::{self, World};
use seg::time::{Clock, Edge, Length, Period, WeekStart, Window};
use seg::types::Model;
use seg::types::ir::{ColumnRef, Condition, Test, Value};
use std::collections::BTreeSet;

fn of(text: &str) -> Condition {
    meaning(text, support::demo())
}

#[test]
fn what_nobody_can_meet() {
    for text in [
        // ranges
        "money_spent > 100 and money_spent < 50",
        "money_spent between 5 and 10 and money_spent not between 1 and 20",
        "order_count > 1 and order_count < 2",
        "order_count = 1.5",
        "order_count < 0",
        "average_order_value >= 100 and not average_order_value >= 50",
        "age > 18 and age < 19",
        // texts and lists
        "country = US and country = CA",
        "country in (US, CA) and country in (IT, FR)",
        "country in (US, CA) and not country = us and country != CA",
        "country = US and country contains \"x\"",
        "city starts with \"Ro\" and city starts with \"Mi\"",
        "city contains \"Rome\" and not city contains \"rom\"",
        "tags contains \"vip\" and tags contains none of (\"VIP\", \"friend\")",
        // missing values
        "country = US and country is missing",
        "average_order_value / 2 > 5 and never ordered",
        "vip and vip is missing",
        "birthday is missing and age >= 18",
        "days since joined > 5 and joined is missing",
        // periods
        "joined last 30d and joined before 90d ago",
        "joined today and joined yesterday",
        "joined this month and joined last month",
        "joined last quarter and joined this year and joined last year",
        "joined in 2024 and joined >= 2025-01-01",
        "days since joined > 30 and joined last 30d",
        "joined between 60d and 30d ago and joined last 30d",
        "birthday in june and birthday in july",
        // counts
        "never ordered and ordered last 30d",
        "ordered at least 3 times and order_count <= 2",
        "ordered where total > 100 and never ordered where total > 50",
        "ordered where quantity >= 2 and never ordered",
        "viewed_product and never visited",
        "abandoned_checkout last 30d and never started_checkout last 90d",
        "money_spent > 100 and never ordered",
        "last_order_date last 30d and not ordered_since 30d",
        "last_order_date before 90d ago and ordered_since 60d",
        "lapsed 90d and ordered last 30d",
        "sms_consent and never sms_subscribed",
        "first_order_date last 30d and ordered before 60d ago",
        "clicked_sms then ordered within 1d and never ordered",
        "second ordered last 30d and order_count < 2",
        // periods of the calendar
        "ordered in at least 3 of the last 4 quarters and never ordered",
        "ordered in each of the last 3 months and never ordered this month",
        "ordered in each of the last 3 months and never ordered last month",
        "ordered at least twice in at least 1 of the last 4 weeks and order_count < 2",
        "not ordered in at least 1 of the last 4 quarters and ordered this quarter",
        "ordered in at least 3 of the last 4 quarters and ordered in at most 2 of the last 4 quarters",
        // sides that are both values
        "money_spent > predicted_clv and money_spent < predicted_clv",
        // through a choice
        "(country = US or country = CA) and (country = IT or city = Rome) and city = Milan",
    ] {
        let prover = Prover::new(support::demo());
        assert!(prover.never(&of(text)), "{text}");
        assert!(prover.always(&of(&format!("not ({text})"))), "{text}");
    }
}

#[test]
fn what_is_near_it_and_may_be() {
    for text in [
        "money_spent >= 100 and money_spent <= 100",
        "money_spent > 1 and money_spent < 2",
        "average_order_value < 50 or average_order_value >= 50",
        "not average_order_value >= 50 and not average_order_value < 50",
        "country != US and country != CA",
        "country = us and country = exactly \"US\"",
        "country != exactly \"US\" and country = us",
        "tags contains \"vip\" and tags contains \"friend\"",
        "tags contains \"vip\" and not tags contains exactly \"VIP\"",
        "country is missing and country not in (US, CA)",
        "joined last 30d and joined before 20d ago",
        "joined last 30d and joined before 1mo ago",
        "joined last 24h and joined yesterday",
        "joined last 30d and joined this month",
        "joined last week and joined this month",
        "not ordered last 90d and ordered last 1 year",
        "ordered at least twice and not ordered at least twice last 30d",
        "ordered where total > 100 and never ordered where quantity >= 1",
        "ordered where total > 100 and never ordered where (total > 100 and channel = web)",
        "money_spent = 0 and ordered",
        "money_spent <= 0 and never ordered",
        "sms_status = unsubscribed and sms_subscribed",
        "sms_consent and sms_unsubscribed",
        "visited and never viewed_product",
        "first_order_date last 30d and ordered last 60d",
        "ordered in at least 3 of the last 4 months and never ordered this month",
        "ordered in at most 3 of the last 4 months and ordered this month",
        "not ordered at least twice in at least 1 of the last 4 months and ordered this month",
        "ordered in at least 3 of the last 4 months and ordered in at most 3 of the last 4 months",
        "ordered at least twice in each of the last 2 months and order_count < 5",
        "last_order_date last 90d and ordered before 90d ago",
        "days since last_order_date >= 30 and ordered last 30d",
        "email_domain = \"example.com\" and email contains \"x\"",
    ] {
        assert!(!Prover::new(support::demo()).never(&of(text)), "{text}");
    }
}

#[test]
fn what_follows_from_what() {
    let cases: &[(&str, &str, bool)] = &[
        ("money_spent > 100", "money_spent > 50", true),
        ("money_spent > 50", "money_spent > 100", false),
        ("money_spent > 100", "ordered", true),
        ("money_spent >= 0", "ordered", false),
        ("not (money_spent > 100)", "money_spent <= 200", true),
        ("not (average_order_value > 100)", "average_order_value <= 100", false),
        ("ordered last 30d", "ordered last 90d", true),
        ("ordered last 30d", "ordered last 1 month", false),
        ("ordered last 35d", "ordered last 1 month", false),
        ("ordered last 1 month", "ordered last 40d", true),
        ("ordered today", "ordered this week", true),
        ("ordered this month", "ordered this quarter", true),
        ("ordered this quarter", "ordered this year", true),
        ("ordered this week", "ordered this month", false),
        ("ordered at least 3 times last 30d", "order_count >= 3", true),
        ("not ordered last 90d", "not ordered last 30d", true),
        ("ordered product \"Blue Mug\"", "ordered", true),
        ("ordered where (quantity >= 2 and total > 100)", "ordered where total > 50", true),
        ("ordered where total > 50", "ordered where quantity >= 0 ", false),
        ("last_order_date last 30d", "ordered_since 30d", true),
        ("ordered_since 30d", "last_order_date last 30d", true),
        ("ordered on 2025-01-05", "last_order_date >= 2025-01-05", true),
        ("lapsed 90d", "ordered", true),
        ("lapsed 90d", "lapsed 30d", true),
        ("lapsed 30d", "lapsed 90d", false),
        ("never ordered", "not ordered_since 90d", true),
        ("sms_consent", "sms_status is known", true),
        ("sms_subscribed", "sms_consent", false),
        ("country = IT", "country in EU", true),
        ("country in DACH", "country in EU", false),
        ("country in BENELUX", "country in EUROZONE", true),
        ("country = US", "country != CA", true),
        ("tags contains all of (\"a\", \"b\")", "tags contains any of (\"b\", \"c\")", true),
        ("age >= 21", "age >= 18", true),
        ("age >= 18", "birthday is known", true),
        ("viewed_product then ordered within 1d", "ordered", true),
        ("ordered in at least 3 of the last 4 quarters", "ordered in at least 2 of the last 4 quarters", true),
        ("ordered in at least 2 of the last 4 quarters", "ordered in at least 3 of the last 4 quarters", false),
        ("ordered in each of the last 2 weeks", "ordered last week", true),
        ("ordered in at least 1 of the last 2 weeks", "ordered this year", false),
        ("ordered in at least 1 of the last 2 months", "ordered last 2 months", false),
        ("ordered in at least 1 of the last 2 months", "ordered last 3 months", true),
        ("viewed_product then not ordered within 1d", "ordered", false),
        ("vip or sms_consent", "sms_consent or vip or ordered", true),
        ("(vip and sms_consent) or (ordered and sms_consent)", "sms_consent", true),
        ("(vip and sms_consent) or ordered", "sms_consent", false),
    ];
    for (one, other, follows) in cases {
        assert_eq!(Prover::new(support::demo()).implies(&of(one), &of(other)), *follows, "{one} => {other}");
    }
}

#[test]
fn what_is_the_same_in_other_words() {
    for [one, other] in [
        ["not (vip or ordered)", "not ordered and not vip"],
        ["not money_spent > 100", "money_spent <= 100"],
        ["lapsed 90d", "last_order_date before 90d ago"],
        ["ordered_since 90d", "days since last_order_date <= 90"],
        ["order_count >= 1", "ordered"],
        ["order_count > 2", "ordered at least 3 times"],
        ["vip and (sms_consent or ordered)", "(ordered and vip) or (vip and sms_consent)"],
        ["country in (US, CA)", "country = CA or country = US"],
        ["never ordered", "last_order_date is missing"],
    ] {
        assert!(Prover::new(support::demo()).same(&of(one), &of(other)), "{one} = {other}");
        let lines = |text| Lines::of(&of(text), support::demo());
        assert_eq!(lines(one), lines(other), "{one} = {other}");
    }
}

/// Other seeds, and more of them: `SEG_SEEDS=1000..1100 cargo test prove`.
fn seeds() -> std::ops::Range<u64> {
    let asked = std::env::var("SEG_SEEDS").unwrap_or_else(|_| "1..3".to_owned());
    let (from, to) = asked.split_once("..").expect("SEG_SEEDS=FROM..TO");
    from.parse().unwrap()..to.parse().unwrap()
}

/// Days on which windows have their edges in unusual places.
fn clocks(model: &Model) -> Vec<Clock> {
    let own = model.project.settings.as_of.unwrap();
    let days = ["2026-03-01T00:30:00Z", "2026-01-01T11:00:00Z"];
    let others = days.iter().map(|day| day.parse::<DateTime<Utc>>().unwrap());
    others.chain([own]).map(|at| model.project.settings.clock(at)).collect()
}

#[test]
fn nothing_is_claimed_that_the_oracle_refutes() {
    let model = support::demo();
    let (mut claims, mut asked) = (0, 0);
    for seed in seeds() {
        let shop = random::shop(seed);
        let world = World::from(&shop);
        let clocks = clocks(model);
        for [one, other] in random::pairs(seed, &shop, 60) {
            let conditions = [of(&one), of(&other)];
            // Who is in each, and who is there at all by then.
            let members: Vec<[BTreeSet<&str>; 3]> = clocks
                .iter()
                .map(|clock| {
                    let of = |condition| eval::members(condition, &world, model, clock);
                    [of(&conditions[0]), of(&conditions[1]), of(&Condition::Always(true))]
                })
                .collect();
            let prover = Prover::new(model);
            let [a, b] = &conditions;
            let mut check = |claimed: bool, what: &str, holds: &dyn Fn(&[BTreeSet<&str>; 3]) -> bool| {
                asked += 1;
                claims += usize::from(claimed);
                let right = !claimed || members.iter().all(holds);
                assert!(right, "seed {seed}, claimed: {what}\n  {one}\n  {other}");
            };
            check(prover.never(a), "never the first", &|[a, ..]| a.is_empty());
            check(prover.always(a), "always the first", &|[a, _, all]| a == all);
            check(prover.implies(a, b), "the first implies the second", &|[a, b, _]| a.is_subset(b));
            check(prover.implies(b, a), "the second implies the first", &|[a, b, _]| b.is_subset(a));
            check(prover.same(a, b), "the same", &|[a, b, _]| a == b);
            let both = Condition::All(vec![a.clone(), b.clone()]);
            check(prover.never(&both), "never both", &|[a, b, _]| a.is_disjoint(b));
            let either = Condition::Any(vec![a.clone(), b.clone()]);
            check(prover.always(&either), "always one of them", &|[a, b, all]| a.union(b).count() == all.len());
            check(prover.happened(a, "ordered"), "whoever meets the first ordered", &|[a, ..]| {
                world
                    .people
                    .iter()
                    .filter(|person| a.contains(person.key.as_str()))
                    .all(|person| !person.rows("orders").is_empty())
            });
        }
    }
    assert!(claims * 10 > asked, "only {claims} of {asked} were claimed");
}

/// The wide random segments say little of each other; what is claimed of one must hold.
#[test]
fn nothing_is_claimed_of_random_segments_that_the_oracle_refutes() {
    let model = support::demo();
    for seed in seeds() {
        let shop = random::shop(seed);
        let world = World::from(&shop);
        let clock = support::clock(model);
        let texts = random::segments(seed, &shop, 50);
        let conditions: Vec<Condition> = texts.iter().map(|text| of(text)).collect();
        let members: Vec<BTreeSet<&str>> =
            conditions.iter().map(|condition| eval::members(condition, &world, model, &clock)).collect();
        let prover = Prover::new(model);
        for (at, condition) in conditions.iter().enumerate() {
            assert!(!prover.never(condition) || members[at].is_empty(), "seed {seed}, never: {}", texts[at]);
            assert!(!prover.always(condition) || members[at].len() == world.people.len(), "seed {seed}: {}", texts[at]);
            let next = (at + 1) % conditions.len();
            let implied = prover.implies(condition, &conditions[next]);
            assert!(!implied || members[at].is_subset(&members[next]), "seed {seed}: {}\n{}", texts[at], texts[next]);
        }
    }
}

/// Which edge lies before which, held against the calendar on days of five years.
#[test]
fn the_order_of_edges_holds_on_every_day() {
    let mut edges = vec![Edge::Now];
    for days in [-400, -366, -365, -92, -90, -62, -59, -31, -30, -29, -28, -8, -7, -1, 0, 1, 2, 7, 28, 31, 33, 93, 370]
    {
        edges.push(Edge::Today(Length::Days(days)));
    }
    for months in [-13, -12, -3, -2, -1, 1, 2, 12] {
        edges.extend([Edge::Today(Length::Months(months)), Edge::DayAfter(Length::Months(months))]);
    }
    for minutes in [-200 * 1440, -3000, -1441, -1440, -60, 60, 1440, 4500] {
        edges.push(Edge::Exactly(Length::Minutes(minutes)));
    }
    for period in [Period::Day, Period::Week, Period::Month, Period::Quarter, Period::Year] {
        edges.extend([-5, -4, -1, 0, 1, 2, 4].map(|ahead| Edge::Start(period, ahead)));
    }
    let day = |year, month, day| NaiveDate::from_ymd_opt(year, month, day).unwrap();
    edges.extend([Edge::Day(day(2026, 3, 29)), Edge::Day(day(2026, 3, 30))]);
    edges.extend([Edge::Moment(day(2026, 3, 29).and_hms_opt(2, 30, 0).unwrap())]);
    edges.extend([Edge::After(day(2026, 3, 29).and_hms_opt(2, 10, 0).unwrap())]);

    let model = support::demo();
    let start: DateTime<Utc> = "2023-01-01T00:00:00Z".parse().unwrap();
    let clocks: Vec<Clock> = (0..1900)
        .flat_map(|day| {
            [0, 22 * 60 + 30, 11 * 60].map(|minutes| start + Duration::days(day) + Duration::minutes(minutes))
        })
        .map(|at| Clock::new(at, model.project.settings.zone, WeekStart::Monday))
        .collect();
    let instants: Vec<Vec<DateTime<Utc>>> =
        clocks.iter().map(|clock| edges.iter().map(|edge| clock.instant(*edge)).collect()).collect();
    let joined = |from, to| {
        let column = Value::Column(ColumnRef::new("customers", "joined"));
        Condition::Test(Test::During(column, Window { from, to }))
    };
    let mut claims = 0;
    for (a, from) in edges.iter().enumerate() {
        for (b, to) in edges.iter().enumerate() {
            let both = Condition::All(vec![joined(Some(*from), None), joined(None, Some(*to))]);
            if Prover::new(model).never(&both) {
                claims += 1;
                // A window up to now has that instant in it.
                let apart = |now: &Vec<DateTime<Utc>>| now[b] < now[a] || now[b] == now[a] && *to != Edge::Now;
                assert!(instants.iter().all(apart), "{to:?} is not always before {from:?}");
            }
        }
    }
    assert!(claims * 3 > edges.len() * edges.len(), "only {claims}");
}
