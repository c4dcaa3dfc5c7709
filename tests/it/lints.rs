//! Lints: where each fires, its near misses, what allows it, and what its repair makes.

use crate::support::{demo, project, repaired};
use seg::analysis::Analysis;
use seg::diagnostics::Safety;
use seg::diagnostics::fix::mend;
use seg::lint;
use seg::source::SourceFile;
use seg::types::{Model, Surroundings};

fn understand(text: &str, model: &Model) -> Analysis {
    lint::understand(&SourceFile::new("-e", text), &Surroundings::of(model))
}

/// What is found in a text: the message's name and the underlined text.
fn found<'t>(text: &'t str, model: &Model) -> Vec<(&'static str, &'t str)> {
    understand(text, model).diagnostics.iter().map(|d| (d.rule.name(), &text[d.span().range()])).collect()
}

/// The demo's project with lints at other levels.
fn demo_with(lints: &str) -> Model {
    project(&format!("{}\n[lints]\n{lints}", include_str!("../../examples/demo/seg.toml")))
}

#[test]
fn each_lint_fires_where_it_should() {
    let cases: &[(&str, &str, &str)] = &[
        // text, lint, underlined
        ("not email_consent or sms_consent", "not-before-or", "not email_consent"),
        ("vip or not email_consent or sms_consent", "not-before-or", "not email_consent"),
        ("not (not vip)", "double-negative", "not"),
        ("not country != US", "double-negative", "not"),
        ("not never ordered", "double-negative", "not"),
        ("vip and not (city not in (Rome, Milan))", "double-negative", "not"),
        ("not tags contains none of (\"vip\", \"friend\")", "double-negative", "not"),
        ("segment s is vip", "no-description", "s"),
        ("money_spent > 100 and money_spent < 50", "always-false", "money_spent < 50"),
        ("vip and (country = US and sms_consent and country = CA)", "always-false", "country = CA"),
        ("vip or (joined last 30d and joined before 60d ago)", "always-false", "joined before 60d ago"),
        ("ordered last 30d and never ordered", "always-false", "never ordered"),
        ("vip and (ordered or not vip)", "always-false", "not vip"),
        ("lapsed 90d and (vip and ordered today)", "always-false", "ordered today"),
        ("vip or not vip", "always-true", "not vip"),
        ("sms_consent and (money_spent > 100 or money_spent <= 200)", "always-true", "money_spent <= 200"),
        ("order_count >= 0 and vip", "always-true", "order_count >= 0"),
        ("money_spent > 100 and ordered", "redundant-condition", "ordered"),
        ("ordered and money_spent > 100", "redundant-condition", "ordered"),
        ("money_spent > 100 and vip and money_spent > 50", "redundant-condition", "money_spent > 50"),
        ("vip or (vip and sms_consent)", "redundant-condition", "(vip and sms_consent)"),
        ("vip and (vip or sms_consent)", "redundant-condition", "(vip or sms_consent)"),
        ("country in (US, CA) and country != IT", "redundant-condition", "country != IT"),
        ("vip and vip", "redundant-condition", "vip"),
        ("country in (US) and vip", "list-of-one", "in (US)"),
        ("vip and city not in (\"San Francisco\")", "list-of-one", "not in (\"San Francisco\")"),
        ("visited last 30d and ordered last 1 month", "month-is-not-30-days", "last 1 month"),
        ("ordered last 1 year and not visited_since 365d", "month-is-not-30-days", "365d"),
        ("not ordered_since 90d", "never-ordered-included", "not ordered_since 90d"),
        ("vip or never ordered last 90d", "never-ordered-included", "never ordered last 90d"),
        ("ordered since 2024-12-01", "past-date", "since 2024-12-01"),
        ("vip and visited_since 2024-12-01", "past-date", "2024-12-01"),
    ];
    for (text, lint, under) in cases {
        assert_eq!(found(text, demo()), [(*lint, *under)], "{text}");
        let off = demo_with(&format!("{lint} = \"off\""));
        assert_eq!(found(text, &off), [], "off: {text}");
        let allowed = format!("# allow: {lint}\n{text}");
        assert_eq!(found(&allowed, demo()), [], "{allowed}");
    }
}

#[test]
fn near_misses_stay_silent() {
    for text in [
        "not vip and sms_consent",
        "sms_consent or not vip",
        "(not vip) or sms_consent",
        "not (vip or sms_consent)",
        "not (vip and not sms_consent)",
        "country is not missing",
        "country in EU",
        "country in (EU)",
        "country in (US, CA)",
        "texted in (\"JOIN\")",
        "ordered last 7d and not visited last 1 month",
        "ordered last 90d and visited last 6 months",
        "ordered last 30d and visited last month",
        "ordered between 2024-12-01 and 2024-12-24",
        "ordered before 2024-12-01",
        "joined >= 2024-12-01",
        "lapsed 90d",
        "money_spent > 100 and not ordered_since 90d",
        "never ordered",
        "vip and not ordered_since 90d",
        "not ordered product \"Blue Mug\" last 90d",
        "never ordered or (vip and not ordered_since 90d)",
        "not (vip and not ordered_since 90d)",
        "ordered last 90d",
        "money_spent > 50 and money_spent < 100",
        "average_order_value > 100 or average_order_value <= 100",
        "ordered last 30d and not ordered last 7d",
        "ordered and not ordered last 7d",
        "country = US or country = CA",
        "tags contains \"vip\" and tags contains \"friend\"",
        "ordered product \"Blue Mug\" and ordered product \"Red Mug\"",
        "ordered where total > 100 and ordered where quantity > 2",
        "visited and never viewed_product",
        "(vip and sms_consent) or (vip and email_consent)",
        "segment s description \"Very important people\" is vip",
    ] {
        assert_eq!(found(text, demo()), [], "{text}");
    }
}

#[test]
fn safe_repairs_of_lints_keep_the_meaning() {
    for (text, mended) in [
        ("not (not vip)", "vip"),
        ("not not vip", "vip"),
        ("not country != US", "country = US"),
        ("sms_consent and not never ordered last 30d", "sms_consent and ordered last 30d"),
        ("not money_spent not between 5 and 9", "money_spent between 5 and 9"),
        ("vip and vip", "vip"),
        ("country in (US)", "country = US"),
        ("country not in ( \"US\" ) and vip", "country != \"US\" and vip"),
        ("# allow: always-true\nvip", "vip"),
        ("vip # allow: always-true", "vip"),
        ("vip and not (not sms_consent) and ordered # allow: always-true", "vip and sms_consent and ordered"),
    ] {
        let (result, made) = mend(text, &understand(text, demo()).diagnostics);
        assert!(made > 0, "{text}");
        assert_eq!(result, mended, "{text}");
        assert_eq!(found(&result, demo()), [], "{result}");
        let meaning = |text: &str| understand(text, demo()).segments[0].condition.as_ref().map(|c| c.canonical());
        assert_eq!(meaning(text), meaning(&result), "{text}");
    }
}

/// A condition that is too much goes with the word that joins it; what is left means the same.
#[test]
fn what_is_too_much_can_be_left_out() {
    for (text, left) in [
        ("money_spent > 100 and ordered", "money_spent > 100"),
        ("ordered and money_spent > 100", "money_spent > 100"),
        ("money_spent > 100 and ordered and vip", "money_spent > 100 and vip"),
        ("sms_consent and (vip or (vip and ordered))", "sms_consent and (vip)"),
    ] {
        let diagnostics = understand(text, demo()).diagnostics;
        let fix = &diagnostics[0].fixes[0];
        assert_eq!(fix.safety, Safety::Unsafe, "{text}");
        assert_eq!(repaired(text, &fix.edits), left, "{text}");
    }
    let commented = "money_spent > 100 # a lot\nand ordered";
    assert_eq!(understand(commented, demo()).diagnostics[0].fixes, []);
}

#[test]
fn both_sides_of_what_excludes_itself_are_shown() {
    let text = "money_spent > 100 and sms_consent and money_spent < 50";
    let finding = &understand(text, demo()).diagnostics[0];
    let labels: Vec<(&str, &str)> =
        finding.labels.iter().map(|label| (&text[label.span.range()], label.text.as_str())).collect();
    assert_eq!(labels, [("money_spent < 50", "and less than 50 here"), ("money_spent > 100", "more than 100 here")]);
    assert_eq!(finding.help, ["one value cannot be both; did you mean `or`,", "or `money_spent between 50 and 100`?"]);
}

#[test]
fn a_segment_for_a_channel_must_prove_consent() {
    let found_in = |body: &str| {
        let text = format!("segment s description \"S\" channel sms is {body}");
        understand(&text, demo()).diagnostics.iter().map(|d| d.rule.name()).collect::<Vec<_>>()
    };
    for body in [
        "sms_consent",
        "vip and sms_consent",
        "(vip and sms_consent) or (ordered and sms_consent)",
        "sms_status = subscribed",
    ] {
        assert_eq!(found_in(body), [""; 0], "{body}");
    }
    for body in [
        "vip",
        "not sms_consent",
        "vip or sms_consent",
        "(vip and sms_consent) or ordered",
        "email_consent",
        "sms_subscribed",
    ] {
        assert_eq!(found_in(body), ["missing-consent"], "{body}");
    }
    assert_eq!(found("segment s description \"S\" channel smss is sms_consent", demo()), [("unknown-channel", "smss")]);
}

/// The branch that lets somebody through is the one that is shown.
#[test]
fn missing_consent_points_at_the_open_branch() {
    let text = "segment s description \"S\" channel sms is (vip and sms_consent) or (ordered and city = Rome)";
    let analysis = understand(text, demo());
    let labels: Vec<&str> = analysis.diagnostics[0].labels.iter().map(|label| &text[label.span.range()]).collect();
    assert_eq!(labels, ["sms", "(ordered and city = Rome)"]);
    // Somebody who gets through, in the author's own words.
    let example = "nothing keeps out `not sms_consent and ordered and city = Rome`";
    assert_eq!(analysis.diagnostics[0].help[0], example);
    let mended = repaired(text, &analysis.diagnostics[0].fixes[0].edits);
    assert!(mended.ends_with("is ((vip and sms_consent) or (ordered and city = Rome)) and sms_consent"), "{mended}");
    assert_eq!(found(&mended, demo()).iter().filter(|(name, _)| *name == "missing-consent").count(), 0);
}

/// What is said of the texts of a project when they are held against each other.
fn together(texts: &[(&str, &str)]) -> Vec<(String, String, String)> {
    let model = demo();
    let around = Surroundings::of(model);
    let sources: Vec<SourceFile> = texts.iter().map(|(name, text)| SourceFile::new(*name, *text)).collect();
    let analyses: Vec<Analysis> = sources.iter().map(|source| lint::understand(source, &around)).collect();
    let names: Vec<Vec<&str>> = texts
        .iter()
        .zip(&analyses)
        .map(|((name, _), analysis)| {
            let stem = name.trim_end_matches(".seg").rsplit('/').next().unwrap();
            analysis.segments.iter().map(|segment| segment.name.as_deref().unwrap_or(stem)).collect()
        })
        .collect();
    let understood: Vec<lint::Understood<'_>> = sources
        .iter()
        .zip(&analyses)
        .zip(&names)
        .map(|((source, analysis), names)| lint::Understood { source, analysis, names })
        .collect();
    let found = lint::across(&understood, &around);
    let in_text = |(source, found): (&SourceFile, Vec<seg::diagnostics::Diagnostic>)| {
        let under = |d: &seg::diagnostics::Diagnostic| source.slice(d.span()).to_owned();
        found.into_iter().map(|d| (source.name().to_owned(), under(&d), d.message.clone())).collect::<Vec<_>>()
    };
    sources.iter().zip(found).flat_map(in_text).collect()
}

/// With the data's answers the numbers are told, and nothing where there is nobody.
#[test]
fn who_never_ordered_is_counted() {
    let text = SourceFile::new("-e", "vip and not ordered_since 90d");
    let around = Surroundings::of(demo());
    let wants = lint::understand(&text, &around).wants.counts;
    assert_eq!(wants.len(), 2, "all of them, and those who never ordered");
    let told = |of: &dyn Fn(usize) -> u64| {
        let mut catalog = seg::types::Catalog::default();
        // The longer condition is that of those who never ordered.
        let mut wanted: Vec<_> = wants.iter().cloned().collect();
        wanted.sort_by_key(|condition| format!("{condition:?}").len());
        catalog.counts.extend(wanted.into_iter().enumerate().map(|(at, condition)| (condition, of(at))));
        let found = lint::understand(&text, &around.with_catalog(&catalog)).diagnostics;
        found.iter().map(|d| d.labels[0].text.clone()).collect::<Vec<_>>()
    };
    assert_eq!(told(&|at| [18_200, 11_940][at]), ["18,200 match, 11,940 of them never ordered"]);
    assert_eq!(told(&|at| [18_200, 0][at]), [""; 0]);
}

#[test]
fn segments_with_the_same_members_are_told() {
    let twins = |one: &str, other: &str| together(&[("one.seg", one), ("two.seg", other)]);
    for (one, other) in [
        ("money_spent > 100 and vip", "vip and money_spent > 100"),
        ("lapsed 90d", "ordered and not ordered_since 90d"),
        ("lapsed 90d", "last_order_date before 90d ago"),
        ("not (vip or ordered)", "never ordered and not vip"),
        ("country in (US, CA)", "country = CA or country = US"),
    ] {
        let message = "`two` has the same members as `one`".to_owned();
        assert_eq!(twins(one, other), [("two.seg".to_owned(), other.to_owned(), message)], "{one} / {other}");
    }
    for (one, other) in [
        ("money_spent > 100", "money_spent >= 100"),
        ("lapsed 90d", "not ordered_since 90d"),
        ("ordered last 30d", "ordered last 1 month"),
        ("average_order_value > 100", "not average_order_value <= 100"),
        ("vip", "# allow: duplicate-segment\nvip"),
    ] {
        assert_eq!(twins(one, other), [], "{one} / {other}");
    }
    let named = "segment a description \"A\" is vip\nsegment b description \"B\" is vip\nsegment c description \"C\" is ordered";
    let message = "`b` has the same members as `a`".to_owned();
    assert_eq!(together(&[("all.seg", named)]), [("all.seg".to_owned(), "b".to_owned(), message)]);
}

#[test]
fn periods_of_a_series_meet() {
    let series = |one: &str, other: &str| together(&[("crm/one.seg", one), ("crm/two.seg", other)]);
    for (one, other, under, does) in [
        ("ordered last 30d", "ordered between 60d and 29d ago", "between 60d and 29d ago", "share a day"),
        (
            "ordered last 30d",
            "ordered between 60d and 31d ago",
            "between 60d and 31d ago",
            "leave out a day between them",
        ),
        ("lapsed 31d", "ordered_since 30d", "30d", "leave out a day between them"),
        ("vip and ordered_since 30d", "lapsed 29d and vip", "29d", "share a day"),
        ("ordered_since 90d and lapsed 31d", "ordered_since 30d", "30d", "leave out a day between them"),
        (
            "money_spent last 30d > 100",
            "money_spent between 60d and 31d ago > 100",
            "between 60d and 31d ago",
            "leave out a day between them",
        ),
        ("joined last 30d", "joined before 31d ago", "before 31d ago", "leave out a day between them"),
        (
            "ordered between 2025-01-01 and 2025-03-31",
            "ordered between 2025-03-31 and 2025-06-30",
            "between 2025-03-31 and 2025-06-30",
            "share a day",
        ),
    ] {
        let message = format!("`one` and `two` {does}");
        assert_eq!(series(one, other), [("crm/two.seg".to_owned(), under.to_owned(), message)], "{one} / {other}");
    }
    for (one, other) in [
        ("ordered last 30d", "ordered between 60d and 30d ago"),
        ("lapsed 30d", "ordered_since 30d"),
        ("ordered last 30d", "ordered between 60d and 32d ago"),
        ("ordered last 30d", "visited between 60d and 31d ago"),
        ("ordered last 30d", "vip and ordered between 60d and 31d ago"),
        ("ordered last 30d", "ordered last 31d"),
        ("ordered today", "ordered before yesterday"),
        ("ordered on 2025-01-05", "ordered on 2025-01-07"),
        ("ordered between 2024-11-28 and 2024-12-02", "ordered between 2024-12-04 and 2024-12-08"),
        ("ordered in 2025-01", "ordered in 2025-02"),
        ("ordered last 30d", "# allow: boundary-overlap\nordered between 60d and 31d ago"),
    ] {
        assert_eq!(series(one, other), [], "{one} / {other}");
    }
    // In other folders they are no series; and a third one may have the day.
    let apart = [("a/one.seg", "ordered last 30d"), ("b/two.seg", "ordered between 60d and 31d ago")];
    assert_eq!(together(&apart), []);
    let third = [
        ("one.seg", "ordered last 30d"),
        ("two.seg", "ordered between 60d and 31d ago"),
        ("day.seg", "ordered between 31d and 30d ago"),
    ];
    assert_eq!(together(&third), []);
}

#[test]
fn what_is_allowed_where() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        // On a line: that line.
        ("ordered and not (not vip) # allow: double-negative", &[]),
        (
            "ordered # allow: double-negative\nand not (not vip)",
            &[("unused-allow", "double-negative"), ("double-negative", "not")],
        ),
        // Above a line: the line below.
        ("ordered and\n# allow: double-negative\nnot (not vip)", &[]),
        // Above a segment: all of it, and no other.
        (
            "segment a description \"A\" is vip\n# allow: double-negative\nsegment b description \"B\" is\n  ordered and\n  not (not vip)\nsegment c description \"C\" is not (not vip)",
            &[("double-negative", "not")],
        ),
        // Above everything: the file.
        (
            "# allow: double-negative (habit)\n\nsegment a description \"A\" is not (not vip)\nsegment b description \"B\" is not (not vip)",
            &[],
        ),
        ("# allow: double-negative, not-before-or\nnot (not vip) or sms_consent", &[]),
        ("vip # allow: double-negativ", &[("unused-allow", "double-negativ")]),
        ("vip # allow: unknown-field", &[("unused-allow", "unknown-field")]),
        // An error is never silenced.
        (
            "# allow: missing-consent\nsegment s description \"S\" channel sms is vip",
            &[("unused-allow", "missing-consent"), ("missing-consent", "sms")],
        ),
        // Beside a mistake nobody knows what would have been found.
        ("# allow: double-negative\nvipp", &[("unknown-field", "vipp")]),
        // That an allowance allows nothing is a finding like others.
        ("vip # allow: double-negative, unused-allow", &[]),
        ("# allow: unused-allow\nvip # allow: double-negative", &[]),
        ("# allowed by Anna\nvip", &[]),
    ];
    for (text, expected) in cases {
        assert_eq!(found(text, demo()), *expected, "{text}");
    }
}

#[test]
fn levels_are_set_by_the_project() {
    let strict = demo_with("double-negative = \"error\"\nno-description = \"warn\"");
    let analysis = understand("segment s is not (not vip)", &strict);
    let weights: Vec<_> = analysis.diagnostics.iter().map(|d| (d.rule.name(), d.severity())).collect();
    use seg::diagnostics::Severity::{Error, Warning};
    assert_eq!(weights, [("no-description", Warning), ("double-negative", Error)]);
    assert!(!analysis.is_usable(0), "an error stops the segment");
    let allowed = "# allow: double-negative\nnot (not vip)";
    assert_eq!(found(allowed, &strict), [("unused-allow", "double-negative"), ("double-negative", "not")]);
}

#[test]
fn a_repair_takes_no_comment_with_it() {
    let commented = [
        ("vip = true", "vip # by hand\n = # keep\n true"),
        ("money_spent between 50 and 10", "money_spent between 50 # upper\n and 10"),
        ("country = US or CA", "country = US # united\n or CA"),
    ];
    for (plain, commented) in commented {
        let fixes =
            |text: &str| understand(text, demo()).diagnostics.iter().map(|found| found.fixes.len()).sum::<usize>();
        assert!(fixes(plain) > 0, "{plain}");
        assert_eq!(fixes(commented), 0, "{commented}");
    }
}
