//! Words and types: what each mistake of meaning is called, where it points, and what mends it.

use crate::support::{demo, mistakes, project, repaired, understand};
use seg::diagnostics::{RULES, Safety};
use seg::types::Model;
use seg::vocabulary::{Project, WordKind};

#[test]
fn right_segments_have_no_mistakes() {
    for text in [
        "money_spent > 100 and not ordered_since 90d and sms_consent",
        "money_spent last 90d > 100 EUR and order_count between 2 and 5",
        "country in (US, CA) and language = it and city = \"San Francisco\"",
        "last_order_date before 2025-01-01 or last_order_date is missing",
        "ordered product in (\"Blue Mug\", \"Red Mug\") where quantity >= 2 exactly twice last 3 months",
        "ordered collection \"Dog treats\" and never texted \"STOP\"",
        "ordered where total > 100 last 90d",
        "ordered where test last 90d",
        "ordered where (date before 2025-01-01 or net <= 20)",
        "ordered_since 2024-12-01 and not viewed_product_since 5d",
        "lapsed 90d and not lapsed 1y",
        "sms_status = unsubscribed or email_status is missing",
        "sms_consent_date last 30d and joined this quarter and birthday before 2000-01-01",
        "sum(ordered.total where channel = web, last 365d) / order_count > 20",
        "money_spent / order_count > average_order_value - 1.5",
        "last(changed_consent.method where channel = sms) = keyword",
        "max(ordered.date where total > 100) < 90d ago",
        "tags contains \"vip\" and tags contains none of (\"wholesale\", \"friend\")",
        "email ends with \"@example.com\" and first_name starts with exactly \"Zo\"",
        "account_status = enabled and not vip",
        "100 < money_spent",
        "last_order_date > joined",
        "texted in (\"JOIN\", exactly \"JION\") at least twice last 30d",
        "never texted in (\"STOP\", \"QUIT\") and texted not in (\"JOIN\", \"JION\")",
        "texted last 30d in (\"STOP\", \"QUIT\")",
        "ordered vendor Nike product_type Shoes where quantity >= 2 last 90d",
        "ordered quantity 2 and ordered where product in (\"Blue Mug\", \"Red Mug\") last 90d",
        "sum(ordered_item.amount where product_type not in (\"Gift card\", \"Knife\") in 2026) > 100",
        "distinct(ordered_item.product) >= 3",
        "ordered since 2025 and joined before 2026",
    ] {
        assert_eq!(mistakes(text, demo()), [], "{text}");
    }
}

#[test]
fn each_mistake_of_meaning_points_at_its_place() {
    let cases: &[(&str, &str, &str)] = &[
        // text, message, underlined
        ("money_spend > 100", "unknown-field", "money_spend"),
        ("amount_spent > 100", "unknown-field", "amount_spent"),
        ("Money_Spent > 100", "unknown-field", "Money_Spent"),
        ("quantity > 2", "unknown-field", "quantity"),
        ("ordered_sinse 90d", "unknown-field", "ordered_sinse"),
        ("ordered where colour = red", "unknown-property", "colour"),
        ("ordered where (sms_consent)", "unknown-property", "sms_consent"),
        ("ordered products \"Blue Mug\"", "unknown-property", "products"),
        ("money_spent > 90d", "type-mismatch", "90d"),
        ("money_spent > 2024-12-24", "type-mismatch", "2024-12-24"),
        ("order_count > 3 EUR", "type-mismatch", "3 EUR"),
        ("last_order_date > 90d", "type-mismatch", "90d"),
        ("joined > 100", "type-mismatch", "100"),
        ("country > US", "type-mismatch", ">"),
        ("tags = \"vip\"", "type-mismatch", "="),
        ("ordered > 3", "other-words", "> 3"),
        ("postcode = 20121", "type-mismatch", "20121"),
        ("country = language", "type-mismatch", "language"),
        ("never sms_consent", "type-mismatch", "never"),
        ("sum(ordered.channel) > 3", "type-mismatch", "channel"),
        ("sum(ordered.quantity) > 3", "unknown-property", "quantity"),
        ("money_spent", "needs-comparison", "money_spent"),
        ("joined", "needs-comparison", "joined"),
        ("country \"US\"", "needs-comparison", "\"US\""),
        ("ordered.total > 5", "needs-comparison", "ordered.total"),
        ("account_status = enabld", "unknown-value", "enabld"),
        ("sms_consent = true", "flag-compared", "sms_consent = true"),
        ("sms_consent != yes", "flag-compared", "sms_consent != yes"),
        ("money_spent between 100 and 50", "wrong-direction", "100 and 50"),
        ("country last 30d", "window-on-field", "last 30d"),
        ("ordered 90d", "misplaced-modifier", "90d"),
        ("money_spent at least twice > 5", "misplaced-modifier", "at least twice"),
        ("ordered last 30d last 60d", "repeated-part", "last 60d"),
        ("ordered_since", "missing-value", "ordered_since"),
        ("first ordered", "needs-comparison", "first ordered"),
        ("second ordered", "needs-comparison", "second ordered"),
        ("first ordered twice last 30d", "misplaced-modifier", "twice"),
        ("first ordered last 30d last 60d", "repeated-part", "last 60d"),
        ("first country last 30d", "type-mismatch", "first"),
        ("first ordered_since 30d", "type-mismatch", "ordered_since"),
        ("first orderd last 30d", "unknown-field", "orderd"),
        ("0th ordered last 30d", "number-out-of-range", "0th"),
        ("never first ordered last 30d", "misplaced-word", "never"),
        ("first ordered then second country", "type-mismatch", "country"),
        ("ordered in at least 5 of the last 4 weeks", "number-out-of-range", "5"),
        ("ordered in at least 0 of the last 4 weeks", "number-out-of-range", "0"),
        ("ordered in each of the last 1000 weeks", "number-out-of-range", "1000"),
        ("ordered in each of the last", "missing-value", "of the last"),
        ("ordered in each of the last 3", "missing-value", "3"),
        ("ordered at most twice in each of the last 3 weeks", "misplaced-modifier", "at most twice"),
        ("ordered last 30d in each of the last 3 weeks", "repeated-part", "in each of the last 3 weeks"),
        ("money_spent in each of the last 3 weeks > 5", "misplaced-modifier", "in each of the last 3 weeks"),
        ("country in each of the last 3 weeks", "misplaced-modifier", "in each of the last 3 weeks"),
        ("top 10% by", "missing-value", "by"),
        ("top 10%", "missing-part", "10%"),
        ("top 10% money_spent", "missing-part", "10%"),
        ("top 10% of customers by money_spent", "foreign-operator", "of customers "),
        ("top 10% ranked by money_spent", "foreign-operator", "ranked "),
        ("top", "missing-condition", "top"),
        ("top 0% by money_spent", "number-out-of-range", "0%"),
        ("top 101% by money_spent", "number-out-of-range", "101%"),
        ("top 0 by money_spent", "number-out-of-range", "0"),
        ("top 1.5 by money_spent", "number-out-of-range", "1.5"),
        ("top 10d by money_spent", "type-mismatch", "10d"),
        ("top 10% by country", "type-mismatch", "country"),
        ("top 10% by ordered", "type-mismatch", "ordered"),
        ("top 10% by moneyspent", "unknown-field", "moneyspent"),
        ("top 10% by money_spent of ordered", "missing-part", "ordered"),
        ("top 10% by money_spent of", "missing-condition", "of"),
        ("ordered where top 10% by money_spent", "misplaced-word", "top 10% by money_spent"),
        ("sample", "missing-condition", "sample"),
        ("sample 10", "type-mismatch", "10"),
        ("sample 0%", "number-out-of-range", "0%"),
        ("sample 10% seed", "missing-value", "seed"),
        ("ordered where sample 10%", "misplaced-word", "sample 10%"),
        ("lapsed", "missing-value", "lapsed"),
        ("lapsed 90", "unknown-unit", "90"),
        ("country = null", "is-null-habit", "null"),
        ("predicted_clv != NULL", "is-null-habit", "NULL"),
        ("country in (US, null)", "is-null-habit", "null"),
        ("joined last 90", "unknown-unit", "90"),
        ("texted contains \"stop\"", "type-mismatch", "texted"),
        ("texted = \"STOP\"", "type-mismatch", "texted = \"STOP\""),
        ("country in (US, CA) last 30d", "window-on-field", "last 30d"),
        ("order_count in (1, 2) last 90d", "misplaced-modifier", "last 90d"),
        ("money_spent at least 100", "misplaced-modifier", "at least 100"),
        ("lapsed since 2026-01-01", "misplaced-modifier", "since"),
        ("lapsed this month", "misplaced-modifier", "this month"),
        ("ordered total 100", "other-words", "total 100"),
        ("ordered quantity \"two\"", "type-mismatch", "\"two\""),
        ("ordered in (\"A\", \"B\")", "misplaced-modifier", "\"A\", \"B\""),
        ("country = US language it", "missing-connective", "language"),
        ("country = US last 30d", "misplaced-modifier", "last 30d"),
        ("city = San Francisco", "missing-part", "San Francisco"),
        ("ordered product Blue Mug last 90d", "missing-part", "Blue Mug"),
        ("ordered between 5d and 5d ago", "wrong-direction", "5d and 5d ago"),
        ("order_count > money_spent", "type-mismatch", "money_spent"),
        ("order_count in (5 EUR)", "type-mismatch", "5 EUR"),
        ("city is", "missing-value", "is"),
        ("vip and not", "missing-condition", "not"),
        ("money_spent > 99.999", "money-decimals", "99.999"),
        ("money_spent > 100 USD", "mixed-currency", "100 USD"),
        ("money_spent > \"100\"", "text-for-number", "\"100\""),
        ("100", "bare-number", "100"),
        ("country = \"\"", "is-null-habit", "\"\""),
        ("sms_consent email_consent", "missing-connective", "email_consent"),
        ("sms_consent country in (US)", "missing-connective", "country"),
        ("ordered where", "missing-condition", "where"),
        ("where total > 5", "misplaced-word", "where"),
    ];
    let mut wrong = Vec::new();
    for (text, name, under) in cases {
        let alone = mistakes(text, demo());
        if alone != [(*name, *under)] {
            wrong.push(format!("alone: {text}: {alone:?}"));
        }
        let both = format!("sms_consent and ({text}) and acount_status = enabled");
        let beside = mistakes(&both, demo());
        if beside != [(*name, *under), ("unknown-field", "acount_status")] {
            wrong.push(format!("beside another: {text}: {beside:?}"));
        }
    }
    assert_eq!(wrong, [""; 0]);
}

/// A repair that is called safe keeps the meaning that the text was read with.
#[test]
fn safe_repairs_keep_the_meaning() {
    for text in [
        "ordered last 90d = true",
        "(ordered and sms_consent) = no",
        "city is set",
        "birthday = null or city != null",
        "city is not set",
        "country IS NOT NULL",
        "money_spent > 1,000 && sms_consent == yes",
        "city = ‘Boston’ or !vip",
        "money_spent between 100 and 50",
    ] {
        let before = understand(text, demo());
        let mut mended = text.to_owned();
        for _ in 0..4 {
            mended = seg::diagnostics::fix::mend(&mended, &understand(&mended, demo()).diagnostics).0;
        }
        assert_eq!(mistakes(&mended, demo()), [], "{text} became {mended}");
        let meaning =
            |analysis: &seg::analysis::Analysis| analysis.segments[0].condition.as_ref().map(|c| c.canonical());
        if let Some(meant) = meaning(&before) {
            assert_eq!(meaning(&understand(&mended, demo())), Some(meant), "{text} became {mended}");
        }
    }
    for text in ["postcode = 01234", "joined > 31/12/99", "city LIKE \"R%\"", "money_spent > \"+5\""] {
        let analysis = understand(text, demo());
        assert!(analysis.diagnostics.iter().flat_map(|d| &d.fixes).all(|fix| fix.safety != Safety::Safe), "{text}");
    }
}

/// A safe repair gives a right segment; an unsafe one mends the mistake it belongs to.
#[test]
fn repairs_repair() {
    let cases = [
        ("country == US && sms_consent", "country = US and sms_consent"),
        ("sms_consent = true", "sms_consent"),
        ("sms_consent = false", "not sms_consent"),
        ("money_spent between 100 and 50", "money_spent between 50 and 100"),
        ("country IS NULL", "country is missing"),
        ("city = “San Francisco”", "city = \"San Francisco\""),
        ("money_spent > \"100\"", "money_spent > 100"),
        ("ordered last 90D", "ordered last 90d"),
        ("money_spent > 1,000", "money_spent > 1_000"),
        ("joined > 31/12/2025", "joined > 2025-12-31"),
        ("money_spend > 100", "money_spent > 100"),
        ("(country = US or country = CA", "(country = US or country = CA)"),
        ("ordered 90d", "ordered last 90d"),
        ("postcode = 20121", "postcode = \"20121\""),
        ("city = San Francisco", "city = \"San Francisco\""),
        ("ordered product Blue Mug last 90d", "ordered product \"Blue Mug\" last 90d"),
        ("city = \"\"", "city is missing"),
        ("country = US or CA", "country in (US, CA)"),
        ("country = US, CA", "country in (US, CA)"),
        ("never ordered product \"Blue Mug\" or \"Red Mug\"", "never ordered product in (\"Blue Mug\", \"Red Mug\")"),
        (
            "ordered product \"Blue Mug\" and \"Red Mug\"",
            "ordered product \"Blue Mug\" and ordered product \"Red Mug\"",
        ),
        ("texted \"STOP\" or \"QUIT\"", "texted in (\"STOP\", \"QUIT\")"),
        ("tags contains vip and gold", "tags contains all of (vip, gold)"),
        ("tags contains vip or gold", "tags contains any of (vip, gold)"),
        ("tags has vip", "tags contains vip"),
        ("country is US", "country = US"),
        ("country is not US", "country != US"),
        ("account_status is one of (enabled, invited)", "account_status in (enabled, invited)"),
        ("ordered in the last 90 days", "ordered last 90 days"),
        ("ordered within the past 90d", "ordered last 90d"),
        ("ordered in the last month", "ordered last month"),
        ("birthday in the next 30 days", "birthday next 30 days"),
        ("birthday in 30 days", "birthday last 30 days"),
        ("ordered during 2025", "ordered in 2025"),
        ("ordered in December 2025", "ordered in 2025-12"),
        ("ordered from 2025-01-01 to 2025-02-01", "ordered between 2025-01-01 and 2025-02-01"),
        ("ordered until 2025-01-01", "ordered on or before 2025-01-01"),
        ("ordered more than 30 days ago", "ordered before 30 days ago"),
        ("joined less than 30 days ago", "joined last 30 days"),
        ("ordered 2025-01-01", "ordered on 2025-01-01"),
        ("ordered from collection \"Mugs\"", "ordered collection \"Mugs\""),
        ("ordered three times", "ordered 3 times"),
        ("ordered 5+ times", "ordered at least 5 times"),
        ("ordered more than once", "ordered at least twice"),
        ("ordered more than 3 times last 90d", "ordered at least 4 times last 90d"),
        ("ordered fewer than 3 times", "ordered at most twice"),
        ("ordered less than once", "ordered 0 times"),
        ("ordered 3 or more times", "ordered at least 3 times"),
        ("ordered up to 3 times", "ordered at most 3 times"),
        ("order_count more than 3", "order_count > 3"),
        ("money_spent is under 100 EUR", "money_spent < 100 EUR"),
        ("money_spent at least 100", "money_spent >= 100"),
        ("order_count at most twice", "order_count <= 2"),
        ("joined > last year", "joined after last year"),
        ("joined <= last month", "joined on or before last month"),
        ("joined >= last 30d", "joined last 30d"),
        ("joined < last 30d", "joined before 30d ago"),
        ("lapsed since 2026-01-01", "lapsed 2026-01-01"),
        ("lapsed last 90d", "lapsed 90d"),
        ("texted = \"JOIN\"", "texted \"JOIN\""),
        ("texted (\"JOIN\", \"JION\")", "texted in (\"JOIN\", \"JION\")"),
        ("country (\"US\", \"CA\")", "country in (\"US\", \"CA\")"),
        ("ordered collection any of (\"A\", \"B\")", "ordered collection in (\"A\", \"B\")"),
    ];
    for (text, right) in cases {
        let analysis = understand(text, demo());
        let fix = analysis.diagnostics[0].fixes.first().unwrap_or_else(|| panic!("{text} has a repair"));
        assert_ne!(fix.safety, Safety::Display);
        let mended = repaired(text, &fix.edits);
        assert_eq!(mended, right);
        assert_eq!(mistakes(&mended, demo()), [], "{mended}");
    }
}

#[test]
fn one_mistake_is_one_message_for_all_that_hangs_on_it() {
    let text = "let big = money_spend > 500\nsegment a is big and sms_consent\nsegment b is not big";
    assert_eq!(mistakes(text, demo()), [("unknown-field", "money_spend")]);
    assert_eq!(mistakes("let a = b\nlet b = a\nsegment s is a", demo()).len(), 1, "a circle is one mistake");
}

/// Helpers that double thirty times would stand for a thousand million conditions.
#[test]
fn helpers_cannot_grow_without_end() {
    let doubled = |n: usize| format!("let h{n} = h{} and h{}\n", n - 1, n - 1);
    let text = format!("let h0 = sms_consent\n{}segment s is h30", (1..=30).map(doubled).collect::<String>());
    assert_eq!(understand(&text, demo()).diagnostics[0].rule.name(), "too-large");
    let deeper = |n: usize| format!("let h{n} = not (h{} or vip)\n", n - 1);
    let text = format!("let h0 = sms_consent\n{}segment s is h2000", (1..=2000).map(deeper).collect::<String>());
    assert_eq!(understand(&text, demo()).diagnostics[0].rule.name(), "too-deep");
}

#[test]
fn words_without_data_are_known_and_say_so() {
    let shop = project(
        "version = 1\nzone = \"UTC\"\ncurrency = \"EUR\"\n[tables.customers]\npath = \"c.parquet\"\nkey = \"id\"\n[tables.customers.columns]\ncountry = \"country\"\n",
    );
    assert_eq!(mistakes("country = US", &shop), []);
    assert_eq!(mistakes("city = Boston", &shop), [("unavailable-word", "city")]);
    assert_eq!(
        mistakes("money_spent > 100 and sms_consent", &shop),
        [("unavailable-word", "money_spent"), ("unavailable-word", "sms_consent")]
    );
    let analysis = understand("ordered last 30d", &shop);
    assert_eq!(analysis.diagnostics[0].message, "this project has no data for `ordered`");
    assert_eq!(analysis.diagnostics[0].help, ["it needs `[tables.orders]` in seg.toml"]);
}

/// Conditions of a project that stand for each other: said of the project, and of whoever uses them.
#[test]
fn conditions_that_go_round_are_never_silent() {
    let text = include_str!("../../examples/demo/seg.toml").to_owned()
        + "\n[conditions.c1]\nis = \"c2\"\n[conditions.c2]\nis = \"c1\"\n";
    let (project, _) =
        Project::load(std::path::Path::new("."), seg::source::SourceFile::new("seg.toml", text.as_str()));
    let (model, wrong) = Model::build(project);
    assert!(wrong.iter().any(|d| d.rule.name() == "let-cycle"), "{wrong:#?}");
    assert!(!mistakes("vip and c1", &model).is_empty());
}

#[test]
fn the_words_that_come_with_the_program_are_right() {
    let (model, wrong) = Model::build(Project::none());
    assert!(wrong.is_empty(), "{wrong:#?}");
    for word in model.vocabulary().words.values() {
        assert!(!word.about.is_empty() && !word.about.ends_with('.'), "{}", word.name);
        if let Some(example) = &word.example {
            assert_eq!(mistakes(example, &model), [], "the example of {}", word.name);
        }
        if matches!(word.kind, WordKind::Event(_)) {
            assert_eq!(mistakes(&format!("{}_since 30d", word.name), &model), []);
        }
        for called in &word.called {
            assert!(model.vocabulary().word(called).is_none(), "{called} is a word itself");
        }
    }
}

/// Names and numbers of messages are for ever, so no two share one.
#[test]
fn the_registry_has_no_doubles() {
    let mut names: Vec<&str> = RULES.iter().flat_map(|rule| [rule.name(), rule.code()]).collect();
    names.sort_unstable();
    let count = names.len();
    names.dedup();
    assert_eq!(names.len(), count);
}

/// Mistakes in `seg.toml` are messages like any other, at their place.
#[test]
fn mistakes_of_a_project_point_into_it() {
    let head = "version = 1\nzone = \"Europe/Rome\"\ncurrency = \"EUR\"\n[tables.customers]\npath = \"c.parquet\"\nkey = \"id\"\n";
    let orders = "[tables.orders]\npath = \"o.parquet\"\ncustomer = \"c\"\ntime = \"t\"\n";
    let cases: &[(&str, &str, &str)] = &[
        // what is added to a right file, message, underlined
        ("pathh = \"x\"\n", "unknown-setting", "pathh"),
        ("[tables.orders]\ncustomer = \"c\"\ntime = \"t\"\n", "missing-setting", "orders"),
        ("[tables.orders]\npath = \"o.parquet\"\ntime = \"t\"\n", "missing-setting", "orders"),
        ("[tables.customers.columns]\nmood = \"mood\"\n", "missing-setting", "mood"),
        ("[tables.customers.columns]\nmood = { column = \"mood\", type = \"txt\" }\n", "wrong-setting", "txt"),
        ("[tables.customers.columns]\njoined = { column = \"j\", unit = \"cents\" }\n", "wrong-setting", "j"),
        (
            "[tables.customers.columns]\npredicted_clv = { column = \"clv\", unit = \"seconds\" }\n",
            "wrong-setting",
            "clv",
        ),
        ("[tables.customers.columns]\ncity = { column = \"c\", read = \"utc\" }\n", "wrong-setting", "c"),
        ("[fields.between]\ntype = \"text\"\ncolumn = \"b\"\n", "reserved-word", "between"),
        ("[measures.worth]\nis = \"sum(ordered.totl)\"\n", "unknown-property", "totl"),
        ("[conditions.good]\nis = \"money_spent > 90d\"\n", "type-mismatch", "90d"),
        ("[conditions.a]\nis = \"not a\"\n", "let-cycle", "a"),
        ("[events.bought]\ntable = \"order\"\n", "wrong-setting", "order"),
        (
            "[tables.orders]\npath = \"o.parquet\"\ncustomer = \"c\"\ntime = { column = \"t\", read = \"locale\" }\n",
            "wrong-setting",
            "locale",
        ),
    ];
    for (added, name, under) in cases {
        let text = format!("{head}{added}");
        let (project, mut wrong) =
            Project::load(std::path::Path::new("."), seg::source::SourceFile::new("seg.toml", text.as_str()));
        let (_, more) = Model::build(project);
        wrong.extend(more);
        let found: Vec<_> = wrong.iter().map(|d| (d.rule.name(), &text[d.span().range()])).collect();
        assert_eq!(found, [(*name, *under)], "{added}");
    }
    let text = format!("{head}{orders}[tables.orders.columns]\ntotal = {{ is = \"net\", type = \"money\" }}\n");
    let (project, _) =
        Project::load(std::path::Path::new("."), seg::source::SourceFile::new("seg.toml", text.as_str()));
    let (_, wrong) = Model::build(project);
    assert_eq!(wrong[0].rule.name(), "let-cycle", "`total` of `net` of `total`");
}
