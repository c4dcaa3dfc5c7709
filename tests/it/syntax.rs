//! Reading text: every byte kept, every mistake named at its place, nothing ever refused by a crash.

use seg::diagnostics::Diagnostic;
use seg::syntax::{is_name, parse};

/// What is wrong with a text: the message's name and the underlined text.
fn mistakes(text: &str) -> Vec<(&'static str, &str)> {
    let under = |d: &Diagnostic| &text[d.span().range()];
    parse(text).diagnostics.iter().map(|d| (d.rule.name(), under(d))).collect()
}

#[test]
fn right_text_has_no_mistakes() {
    for text in [
        "money_spent > 100 and not ordered_since 90d and sms_consent",
        "ordered product \"Blue Mug\" where quantity >= 2 at least 3 times last 90d",
        "ordered where (product = \"Blue Mug\" and quantity >= 2) last 3 months",
        "(country = US or country = CA) and language is missing",
        "last_order_date between 2020-01-01 and 7d ago",
        "ordered between 60d and 30d ago",
        "sum(ordered.total where channel = web, before 2025-01-01) / order_count > 20.50",
        "texted exactly \"JOIN\" exactly once",
        "joined in 2024-12 or joined on 2024-12-24T16:00",
        "tags contains any of (\"a\", \"b\")  # why\n and birthday next 30d",
        "let big = money_spent > 500\nsegment a\n  description \"x\"\n  channel sms\nis\n  big\nsegment b is never ordered",
        "nome = \"Zoë\" and город = Москва",
    ] {
        assert_eq!(mistakes(text), [], "{text}");
    }
}

/// Each mistake alone, at the end of the text, inside parentheses, and before another one.
#[test]
fn each_mistake_is_named_once_wherever_it_stands() {
    let cases: &[(&str, &str, &str)] = &[
        // text, message, underlined
        ("money_spent >", "missing-value", ">"),
        ("country in", "missing-value", "in"),
        ("country is", "missing-value", "is"),
        ("ordered last", "missing-value", "last"),
        ("ordered since", "missing-value", "since"),
        ("never", "missing-condition", "never"),
        ("ordered where", "missing-condition", "where"),
        ("ordered at least", "missing-value", "at least"),
        ("ordered at least 3", "missing-part", "3"),
        ("country == US", "foreign-operator", "=="),
        ("!sms_consent", "foreign-operator", "!"),
        ("country IS NULL", "is-null-habit", "IS NULL"),
        ("country is null", "is-null-habit", "null"),
        ("country = 'US'", "foreign-operator", "'US'"),
        ("country = “US”", "look-alike-character", "“US”"),
        ("tags CONTAINS \"vip\"", "foreign-operator", "CONTAINS"),
        ("money_spent > €100", "foreign-operator", "€100"),
        ("money_spent > 1,000", "foreign-operator", "1,000"),
        ("joined > -90d", "foreign-operator", "-90d"),
        ("ordered_since 90x", "unknown-unit", "90x"),
        ("ordered_since 3m", "unknown-unit", "3m"),
        ("ordered last 90D", "unknown-unit", "90D"),
        ("joined > 2026-02-30", "impossible-date", "2026-02-30"),
        ("joined > 2026-13-01", "impossible-date", "2026-13-01"),
        ("joined > 01/02/2026", "ambiguous-date", "01/02/2026"),
        ("joined between 2025-02-01 and 2025-01-01", "wrong-direction", "2025-02-01 and 2025-01-01"),
        ("email @ x", "stray-character", "@"),
        ("joined between 2024-12 and 2024-11", "wrong-direction", "2024-12 and 2024-11"),
        ("city LIKE \"R%\"", "foreign-operator", "LIKE"),
        ("ordered more than 3 times", "foreign-operator", "more than 3 times"),
        ("ordered 3 times or more", "foreign-operator", "3 times or more"),
        ("ordered fewer than 0 times", "number-out-of-range", "fewer than 0 times"),
        ("money_spent more than 100", "foreign-operator", "more than"),
        ("money_spent is at least 100", "foreign-operator", "is at least"),
        ("country equals US", "foreign-operator", "equals"),
        ("joined > last year", "misplaced-word", "> last year"),
        ("joined != last 30d", "misplaced-word", "!= last 30d"),
        ("texted (\"JOIN\", \"JION\")", "missing-part", "(\"JOIN\", \"JION\")"),
        ("ordered collection any of (\"A\", \"B\")", "foreign-operator", "any of"),
        ("texted not in (\"STOP\", \"QUIT\") last 30d", "misplaced-word", "last 30d"),
        ("viewed_product then not not ordered", "misplaced-word", "not"),
        ("city in (Boston, San Francisco)", "missing-part", "San Francisco"),
        ("city in (San Francisco Bay, Boston)", "missing-part", "San Francisco Bay"),
        ("city in (\"Boston\" \"Rome\")", "missing-part", "\"Boston\" \"Rome\""),
    ];
    for (text, name, under) in cases {
        assert_eq!(mistakes(text), [(*name, *under)], "alone: {text}");
        let nested = format!("sms_consent and ({text})");
        assert_eq!(mistakes(&nested), [(*name, *under)], "nested: {nested}");
        let followed = format!("{text} and joined > 2026-04-31");
        assert_eq!(mistakes(&followed), [(*name, *under), ("impossible-date", "2026-04-31")], "followed: {followed}");
    }
}

#[test]
fn parentheses() {
    assert_eq!(mistakes("(a or b"), [("unclosed-paren", "(")]);
    assert_eq!(mistakes("a or b)"), [("stray-paren", ")")]);
    assert_eq!(mistakes("((((a"), [("unclosed-paren", "(")], "all that are open at one place are one mistake");
    assert_eq!(mistakes("a and ()"), [("missing-condition", "(")]);
    assert_eq!(mistakes("country in (US, CA"), [("unclosed-paren", "(")]);
}

#[test]
fn mixed_and_or_shows_both_readings() {
    let tree = parse("tags contains \"vip\" or money_spent > 500 and sms_consent");
    let [diagnostic] = tree.diagnostics.as_slice() else { panic!("one message") };
    assert_eq!(diagnostic.rule.name(), "mixed-and-or");
    assert_eq!(
        diagnostic.help[1..],
        [
            "  tags contains \"vip\" or (money_spent > 500 and sms_consent)",
            "  (tags contains \"vip\" or money_spent > 500) and sms_consent",
        ]
    );
    assert_eq!(mistakes("(a or b) and c or (d and e)"), [("mixed-and-or", "and")]);
    assert_eq!(mistakes("(a or b) and c"), []);
}

#[test]
fn five_mistakes_in_one_sentence() {
    let text = "country == US and joined > 2026-02-30 and ordered_since 90x and money_spent > and (sms_consent";
    assert_eq!(
        mistakes(text),
        [
            ("foreign-operator", "=="),
            ("impossible-date", "2026-02-30"),
            ("unknown-unit", "90x"),
            ("missing-value", ">"),
            ("unclosed-paren", "("),
        ]
    );
}

#[test]
fn what_only_lacks_its_end_is_incomplete() {
    let incomplete = |text: &str| {
        let diagnostics = parse(text).diagnostics;
        !diagnostics.is_empty() && diagnostics.iter().all(|d| d.incomplete)
    };
    for text in ["", "money_spent >", "a and", "(a or b", "country in (US,", "ordered last", "let x ="] {
        assert!(incomplete(text), "{text:?} goes on");
    }
    for text in ["money_spent > and b", "a and b)", "a == 1", "a and b"] {
        assert!(!incomplete(text), "{text:?} does not go on");
    }
}

#[test]
fn nesting_and_size_have_limits() {
    let deep = |levels: usize| format!("{}a{}", "(".repeat(levels), ")".repeat(levels));
    assert_eq!(mistakes(&deep(100)), []);
    assert_eq!(mistakes(&deep(101)), [("too-deep", "(")]);
    assert_eq!(mistakes(&"(".repeat(100_000)), [("too-deep", "(")]);
    let wheres = "a where ".repeat(5_000);
    assert_eq!(parse(&wheres).diagnostics[0].rule.name(), "too-deep");
    let nots = "not ".repeat(50_000) + "a";
    assert_eq!(mistakes(&nots), []);
    assert_eq!(mistakes(&"a ".repeat(500_001))[0].0, "too-large");
}

/// What takes n steps twice as long takes about twice the steps: nothing hostile hangs.
#[test]
fn long_texts_take_their_length() {
    for (piece, times) in [
        ("a where (sum(a.b ", 30),
        ("not ", 20_000),
        ("! ", 20_000),
        ("“ ", 20_000),
        ("vip ", 5_000),
        ("1 + ", 20_000),
        ("(a or b and ", 90),
    ] {
        let start = std::time::Instant::now();
        parse(&piece.repeat(times));
        assert!(start.elapsed().as_secs() < 20, "{piece:?} took {:?}", start.elapsed());
    }
    // A quotation mark or comment of another reading does not hide the depth.
    let hidden = format!("x = '#' {}", "(".repeat(50_000));
    assert!(parse(&hidden).diagnostics.iter().any(|d| d.rule.name() == "too-deep"));
}

#[test]
fn names() {
    for name in ["a", "_x9", "größe", "顧客", "missing", "ago", "channel"] {
        assert!(is_name(name), "{name}");
    }
    for other in ["", "9a", "and", "between", "a b", "a-b", "last"] {
        assert!(!is_name(other), "{other}");
    }
}

/// Any text at all: it reads, it prints back byte for byte, and spans lie in it.
#[test]
fn any_text_reads_and_prints_back() {
    let pieces = [
        "and",
        "or",
        "not",
        "(",
        ")",
        ",",
        "money_spent",
        ">",
        ">=",
        "=",
        "!=",
        "100",
        "90d",
        "3 months",
        "\"text\"",
        "\"",
        "“",
        "”",
        "'",
        "between",
        "in",
        "is",
        "missing",
        "where",
        "last",
        "this month",
        "2024-12-24",
        "2024-12",
        "since",
        "at least",
        "times",
        "3",
        "never",
        "sum",
        "count(",
        ".",
        "#",
        "# note\n",
        "\n",
        " ",
        "\t",
        "\u{a0}",
        "ß",
        "顧",
        "🎁",
        "\u{301}",
        "&&",
        "||",
        "==",
        "$",
        "$x",
        "%",
        "10%",
        "100 EUR",
        "€5",
        "1,000",
        "01/02/2026",
        "let",
        "segment",
        "description",
        "channel sms",
        "is",
        ";",
        "–",
        "-",
        "+",
        "*",
        "/",
        "ago",
        "contains",
        "does not",
        "starts with",
        "exactly",
        "any of",
        "\\",
        "\0",
        "today",
        "T",
        "2024-12-24T16:00",
        "first",
        "90x",
        "then",
    ];
    let mut state = 0x2545_F491_4F6C_DD1D_u64;
    let mut next = |below: usize| {
        // xorshift64*: any stream of numbers will do here.
        state ^= state >> 12;
        state ^= state << 25;
        state ^= state >> 27;
        (state.wrapping_mul(0x2545_F491_4F6C_DD1D) >> 33) as usize % below
    };
    for _ in 0..1_500 {
        let mut text = String::new();
        for _ in 0..next(30) {
            text.push_str(pieces[next(pieces.len())]);
            if next(4) > 0 {
                text.push(' ');
            }
        }
        let tree = parse(&text);
        assert_eq!(tree.print(&text), text);
        for diagnostic in &tree.diagnostics {
            assert_ne!(diagnostic.rule.name(), "internal", "{text:?}");
            for label in &diagnostic.labels {
                assert!(text.get(label.span.range()).is_some(), "{text:?} {diagnostic:?}");
            }
        }
    }
}

/// Names are held against all reserved words in one rule of the grammar, which must know each of them.
#[test]
fn no_reserved_word_is_a_name() {
    let grammar = include_str!("../../grammar/tokens.pest");
    let block = grammar.split("reserved = _{").nth(1).and_then(|rest| rest.split('}').next()).unwrap();
    let mut tried = 0;
    for rule in block.split('|').map(str::trim) {
        let line = grammar.lines().find(|line| line.split_whitespace().next() == Some(rule)).unwrap();
        let words: Vec<&str> = line.split('"').skip(1).step_by(2).collect();
        // Of those of several words each may be a name by itself.
        if !line.contains("blank") {
            for word in words {
                assert!(!is_name(word), "{word}");
                assert!(is_name(&format!("{word}x")), "{word}x");
                tried += 1;
            }
        }
    }
    assert!(tried >= 24, "{tried}");
}
