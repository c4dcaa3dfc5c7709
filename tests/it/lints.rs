//! Lints: where each fires, its near misses, what allows it, and what its repair makes.

use crate::support::{demo, project};
use seg::analysis::Analysis;
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
}

#[test]
fn what_is_allowed_where() {
    let cases: &[(&str, &[(&str, &str)])] = &[
        // On a line: that line.
        ("vip and not (not vip) # allow: double-negative", &[]),
        (
            "vip # allow: double-negative\nand not (not vip)",
            &[("unused-allow", "double-negative"), ("double-negative", "not")],
        ),
        // Above a line: the line below.
        ("vip and\n# allow: double-negative\nnot (not vip)", &[]),
        // Above a segment: all of it, and no other.
        (
            "segment a description \"A\" is vip\n# allow: double-negative\nsegment b description \"B\" is\n  vip and\n  not (not vip)\nsegment c description \"C\" is not (not vip)",
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
