//! Segments that use others, and static lists: what they mean, and how they go wrong.

use crate::support::{clock, demo};
use seg::analysis::{Analysis, analyze, explain};
use seg::project::Library;
use seg::source::SourceFile;
use seg::types::Surroundings;

/// The texts of a project, each with its name; the first is looked at.
fn understand(texts: &[(&str, &str)]) -> Analysis {
    let mut library = Library::default();
    for (name, text) in texts {
        library.add_text(SourceFile::new(*name, *text));
    }
    let (name, text) = texts[0];
    analyze(&SourceFile::new(name, text), &Surroundings::of(demo()).with_segments(&library))
}

/// What is wrong with the first of the texts: the message's name, the underlined text, all that is said.
fn mistakes(texts: &[(&'static str, &'static str)]) -> Vec<(&'static str, &'static str, String)> {
    let text = texts[0].1;
    let found = understand(texts).diagnostics.into_iter();
    let said = |d: &seg::diagnostics::Diagnostic| {
        let labels = d.labels.iter().map(|label| format!("[{}] {}", &text[label.span.range()], label.text));
        std::iter::once(d.message.clone()).chain(labels).chain(d.help.clone()).collect::<Vec<_>>().join("\n")
    };
    found.map(|d| (d.rule.name(), &text[d.span().range()], said(&d))).collect()
}

fn same(left: &[(&str, &str)], right: &str) {
    let used = understand(left);
    assert!(used.diagnostics.is_empty(), "{:#?}", used.diagnostics);
    let plain = understand(&[("plain.seg", right)]);
    let meaning = |analysis: &Analysis| analysis.segments.last().unwrap().condition.clone().unwrap().canonical();
    assert_eq!(meaning(&used), meaning(&plain));
}

#[test]
fn a_segment_stands_for_its_condition() {
    let vip = ("vip.seg", "money_spent > 500 or vip");
    same(&[("a.seg", "in segment vip and sms_consent"), vip], "(money_spent > 500 or vip) and sms_consent");
    same(&[("a.seg", "not in segment vip"), vip], "not (money_spent > 500 or vip)");
    same(&[("a.seg", "in segment \"vip\""), vip], "money_spent > 500 or vip");
    same(
        &[("a.seg", "let best = in segment vip\nsegment a is best and city is known"), vip],
        "(money_spent > 500 or vip) and city is known",
    );
    same(&[("a.seg", "segment b is in segment a  segment a is vip  segment c is in segment b")], "vip");
}

/// A helper of its own text is meant, whatever the text that uses it calls so.
#[test]
fn helpers_belong_to_their_text() {
    let gold = ("gold.seg", "let big = money_spent > 500\nsegment gold is big");
    same(
        &[("a.seg", "let big = money_spent > 9\nsegment a is big and in segment gold"), gold],
        "money_spent > 9 and money_spent > 500",
    );
}

#[test]
fn lists() {
    same(&[("a.seg", "in list \"Newsletter\"")], "joined_list \"newsletter\"");
    same(&[("a.seg", "not in list newsletter")], "never joined_list \"newsletter\"");
}

/// The meaning is that of the condition; the name is kept to be said.
#[test]
fn it_is_said_by_its_name() {
    let said = |texts: &[(&str, &str)]| {
        let condition = understand(texts).segments[0].condition.clone().unwrap();
        explain(&condition, demo(), &clock(demo()))
    };
    let texts = [("a.seg", "in segment gold and not in list \"vip\""), ("gold.seg", "vip and sms_consent")];
    assert_eq!(
        said(&texts),
        "Customers who are in the segment `gold` and who are not on the list \"vip\". \
         In `gold`: Customers who are marked as VIP and who may be texted."
    );
}

/// What a segment that is used proves, the one that uses it proves.
#[test]
fn a_channel_is_proved_through_a_reference() {
    let texts = [
        ("a.seg", "segment a channel sms is in segment reachable and vip"),
        ("reachable.seg", "sms_consent and city is known"),
    ];
    assert_eq!(mistakes(&texts), []);
}

#[test]
fn names_that_nothing_has() {
    let vip = ("vip.seg", "vip");
    let [(rule, at, said)] = &mistakes(&[("a.seg", "in segment vips and sms_consent"), vip])[..] else { panic!() };
    assert_eq!((*rule, *at), ("unknown-segment", "vips"));
    assert_eq!(said, "there is no segment called `vips`\n[vips] did you mean `vip`?\nthe project has: a, vip");
    assert_eq!(mistakes(&[("a.seg", "in segment and vip")])[0].0, "missing-name");
    assert_eq!(mistakes(&[("a.seg", "in list and vip")])[0].0, "missing-name");
    assert_eq!(mistakes(&[("a.seg", "sms_consent in segment vip"), vip])[0].0, "missing-connective");
    assert_eq!(mistakes(&[("a.seg", "ordered where in segment vip"), vip])[0].0, "misplaced-word");
}

/// The mistakes of another text are its own.
#[test]
fn a_segment_with_a_mistake_cannot_be_used() {
    for broken in ["money_spend > 5", "country == US", "vip or sms_consent and ordered", "vip and"] {
        let [(rule, at, said)] = &mistakes(&[("a.seg", "vip and in segment odd"), ("odd.seg", broken)])[..] else {
            panic!("{broken}")
        };
        assert_eq!((*rule, *at), ("broken-segment", "odd"), "{broken}");
        assert!(said.contains("it has a mistake of its own\n[odd] \n`seg check odd` shows it"), "{said}");
    }
    // In one text each mistake is said once, where it stands.
    let own = mistakes(&[("a.seg", "segment a is in segment b  segment b is money_spend > 5")]);
    assert_eq!(own.iter().map(|(rule, at, _)| (*rule, *at)).collect::<Vec<_>>(), [("unknown-field", "money_spend")]);
}

#[test]
fn no_segment_is_defined_by_itself() {
    let [(rule, at, said)] = &mistakes(&[
        ("vip.seg", "segment vip is sms_consent and in segment gold"),
        ("gold.seg", "segment gold is\n  in segment best"),
        ("best.seg", "in segment vip or ordered"),
    ])[..] else {
        panic!()
    };
    assert_eq!((*rule, *at), ("segment-cycle", "gold"));
    assert_eq!(
        said,
        "the segment `vip` is defined by itself\n[gold] from here it comes round again\n\
         the way round: vip -> gold -> best -> vip\n`best` is used at gold.seg:2\n`vip` is used at best.seg:1"
    );
    // In one text, once, at every place of the way.
    let [(rule, at, said)] = &mistakes(&[("a.seg", "segment a is in segment b  segment b is in segment a")])[..] else {
        panic!()
    };
    assert_eq!((*rule, *at), ("segment-cycle", "b"));
    assert!(said.contains("[b] from here it comes round again\n[a] and here to `a`"), "{said}");
    // One that is named after its file; one that uses what goes round; one through a helper.
    assert_eq!(mistakes(&[("vip.seg", "in segment vip and ordered")])[0].0, "segment-cycle");
    assert_eq!(mistakes(&[("a.seg", "in segment b"), ("b.seg", "vip or in segment a")])[0].0, "segment-cycle");
    let beside = [("a.seg", "in segment x"), ("x.seg", "in segment y"), ("y.seg", "in segment x")];
    assert_eq!(mistakes(&beside)[0].0, "broken-segment");
    let helper = mistakes(&[("a.seg", "let h = in segment a\nsegment a is h")]);
    assert_eq!(helper.iter().map(|(rule, at, _)| (*rule, *at)).collect::<Vec<_>>(), [("segment-cycle", "a")]);
}

/// However they use each other, an answer comes.
#[test]
fn what_stands_for_too_much_is_refused() {
    let deep: String = (0..500).map(|n| format!("segment s{} is in segment s{n} and vip\n", n + 1)).collect();
    let wide: String =
        (0..40).map(|n| format!("segment s{} is in segment s{n} or (in segment s{n} and vip)\n", n + 1)).collect();
    for text in [deep, wide] {
        let text = format!("segment s0 is ordered\n{text}");
        let found = understand(&[("a.seg", &text)]);
        assert!(found.diagnostics.iter().any(|d| ["too-deep", "too-large"].contains(&d.rule.name())));
    }
}
