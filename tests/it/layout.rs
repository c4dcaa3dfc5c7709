//! The one layout: what it looks like, and that it never changes what is said.

use crate::dice::Dice;
use crate::random;
use seg::fmt::{Refused, format};

/// A text that is laid out, and stays so.
fn laid_out(text: &str) -> String {
    let once = format(text).unwrap_or_else(|refused| panic!("{refused:?}\n{text}"));
    assert_eq!(format(&once).ok().as_ref(), Some(&once), "laid out twice:\n{text}");
    once
}

#[test]
fn blanks_and_the_order_of_modifiers() {
    for (text, wanted) in [
        ("money_spent>100  and\tnot ordered_since 90d", "money_spent > 100 and not ordered_since 90d"),
        (
            "ordered last 90d at  least 3 times where quantity >= 2 product \"Blue Mug\"",
            "ordered product \"Blue Mug\" where quantity >= 2 at least 3 times last 90d",
        ),
        ("money_spent > 100EUR or money_spent>1_000", "money_spent > 100 EUR or money_spent > 1_000"),
        ("country in(US,CA ,IT,)", "country in (US, CA, IT)"),
        (
            "sum( ordered . total last 90d,where channel=web ) > 5",
            "sum(ordered.total where channel = web, last 90d) > 5",
        ),
        ("sum (ordered.total, last 90d)>- 5", "sum(ordered.total last 90d) > -5"),
        ("( ( a = 1 ) )", "((a = 1))"),
        ("ordered last  3months", "ordered last 3 months"),
        ("ordered last 90d where gift", "ordered where (gift) last 90d"),
        (
            "ordered last 90d where discount_code contains SPRING",
            "ordered where discount_code contains SPRING last 90d",
        ),
        ("ordered last 90d where date last 30d", "ordered where date last 30d last 90d"),
        ("ordered last 90d where net > -total", "ordered where net > -total last 90d"),
        ("(a or b) and (c)", "(a or b) and (c)"),
        ("not not not a", "not not not a"),
        ("a # why", "a  # why"),
        ("\u{feff}a\u{a0}and b", "a and b"),
    ] {
        assert_eq!(laid_out(text), format!("{wanted}\n"));
    }
}

const SKELETON: &str = "\
# What counts as big is said once.
let big_spender = money_spent > 500

segment winback
  description \"Big spenders who went quiet\"
  owner \"crm\"
  channel sms
is
  big_spender and lapsed 90d and sms_consent
";

#[test]
fn a_file_has_one_skeleton() {
    assert_eq!(laid_out(SKELETON), SKELETON);
    let squeezed = "# What counts as big is said once.\nlet big_spender=money_spent>500 segment winback channel sms owner \"crm\" description \"Big spenders who went quiet\" is big_spender and lapsed 90d and sms_consent";
    assert_eq!(laid_out(squeezed), SKELETON);
    let text = "let a = b\nlet c = d\n\n\n\n# about e\nlet e = f\nsegment x is a and c\n\nsegment y is e";
    let wanted = "let a = b\nlet c = d\n\n# about e\nlet e = f\n\nsegment x is a and c\n\nsegment y is e\n";
    assert_eq!(laid_out(text), wanted);
}

#[test]
fn long_lines_break_a_part_each() {
    let text = "segment s owner \"crm\" is viewed_product at least twice last 5d and started_checkout last 5d and (country in (US, CA) or tags contains \"a rather long tag\" or tags contains \"another long one\") and ordered where (product = \"Blue Mug\" and quantity >= 2 and total > 100 and channel = web and net > 5) and ordered product \"A product with quite a long name\" collection \"Dog treats\" where quantity >= 2 at least 3 times last 90d";
    let wanted = "\
segment s
  owner \"crm\"
is
  viewed_product at least twice last 5d
  and started_checkout last 5d
  and (
    country in (US, CA)
    or tags contains \"a rather long tag\"
    or tags contains \"another long one\"
  )
  and ordered where (
    product = \"Blue Mug\"
    and quantity >= 2
    and total > 100
    and channel = web
    and net > 5
  )
  and ordered
    product \"A product with quite a long name\"
    collection \"Dog treats\"
    where quantity >= 2
    at least 3 times
    last 90d
";
    assert_eq!(laid_out(text), wanted);
    let list = format!("city in ({})", ["\"A city of some length\""; 5].join(","));
    let items = ["  \"A city of some length\""; 5].join(",\n");
    assert_eq!(laid_out(&list), format!("city in (\n{items}\n)\n"));
    let helper = format!("let x = {}", ["money_spent > 100"; 5].join(" and "));
    let parts = ["money_spent > 100"; 5].join("\n  and ");
    assert_eq!(laid_out(&helper), format!("let x =\n  {parts}\n"));
}

#[test]
fn comments_stay_with_what_they_are_about() {
    for (text, wanted) in [
        ("a and # about a\nb", "a  # about a\nand b\n"),
        ("a and\n# about b\nb", "a\n# about b\nand b\n"),
        ("a # one\nand # two\nb # three\n# end", "a  # one\n# two\nand b  # three\n# end\n"),
        ("country in (US, # home\n CA)", "country in (\n  US,  # home\n  CA\n)\n"),
        ("(a\n# last\n)", "(\n  a\n  # last\n)\n"),
        ("money_spent > # limit\n 100", "money_spent >  # limit\n100\n"),
        (
            "ordered last 90d # when\n where total > 5 # which\n",
            "ordered\n  where total > 5  # which\n  last 90d  # when\n",
        ),
        ("# first\n\n# second\na", "# first\n\n# second\na\n"),
        (
            "segment a is\n  b\n  # and c\n# about d\nsegment d is e",
            "segment a is b\n  # and c\n\n# about d\nsegment d is e\n",
        ),
        (
            "segment a # name\n# above\nowner \"x\" # who\nis # who is in\n  # first\nb",
            "segment a  # name\n  # above\n  owner \"x\"  # who\nis  # who is in\n  # first\n  b\n",
        ),
    ] {
        assert_eq!(laid_out(text), wanted);
    }
}

#[test]
fn line_ends_stay_as_the_first_one_is() {
    assert_eq!(laid_out("a  and b # x\r\n\r\n# y\r\n"), "a and b  # x\r\n\r\n# y\r\n");
    assert_eq!(laid_out("# x\na and b\r\n"), "# x\na and b\n");
}

#[test]
fn texts_with_mistakes_are_left_alone() {
    for text in ["a and", "a == 1", "a or b and c", "", "# only a comment", "(a", "ordered since 01/02/2026"] {
        assert!(matches!(format(text), Err(Refused::Mistakes(found)) if !found.is_empty()), "{text}");
    }
}

#[test]
fn random_segments_keep_their_meaning() {
    for seed in 0..3 {
        for text in random::segments(seed, &random::shop(seed), 150) {
            laid_out(&text);
            laid_out(&format!("let x = {text}\nsegment y owner \"z\" is {text}"));
        }
    }
}

/// Blanks, line ends and comments of chance between the tokens of right segments.
#[test]
fn scattered_texts_are_laid_out_alike() {
    let mut dice = Dice::new(11);
    for text in random::segments(5, &random::shop(5), 150) {
        let wanted = laid_out(&text);
        let tree = seg::syntax::parse(&text);
        let (mut blank, mut commented) = (String::new(), String::new());
        for (at, token) in tree.tokens.iter().enumerate() {
            let slice = &text[token.span.range()];
            match token.kind {
                seg::syntax::TokenKind::Blank => {
                    let between = *dice.pick(&[" ", "\n", "  \t", "\n\n\n  ", "\u{a0}"]);
                    blank.push_str(between);
                    match dice.chance(30) {
                        true => commented.push_str(&format!("\n  # comment {at}\n")),
                        false => commented.push_str(&format!(" # comment {at}\n")),
                    }
                }
                _ => {
                    blank.push_str(slice);
                    commented.push_str(slice);
                }
            }
        }
        assert_eq!(laid_out(&blank), wanted, "{blank}");
        laid_out(&commented);
    }
}

/// Pieces cut out, doubled and swapped: laid out or left alone, never a crash or another meaning.
#[test]
fn mutilated_texts_never_break_it() {
    let mut dice = Dice::new(3);
    for mut text in random::segments(9, &random::shop(9), 200) {
        text.insert_str(0, "# a\nlet q = vip # b\nsegment s owner \"o\" is ");
        for _ in 0..dice.between(1, 4) {
            let cut = |dice: &mut Dice, text: &str| text.floor_char_boundary(dice.below(text.len() + 1));
            let (a, b) = (cut(&mut dice, &text), cut(&mut dice, &text));
            let (a, b) = (a.min(b), a.max(b).min(text.floor_char_boundary(a.min(b) + 9)));
            match dice.below(4) {
                0 => text.replace_range(a..b, ""),
                1 => text = [&text[..b], &text[a..]].concat(),
                2 => text.insert_str(a, "\n# c\n"),
                _ => text.insert(a, *dice.pick(&['(', ')', '#', '\n', '"', ',', '-', '\u{1F415}'])),
            }
        }
        match format(&text) {
            Ok(once) => assert_eq!(format(&once).ok(), Some(once), "{text}"),
            Err(Refused::Mistakes(_)) => {}
            Err(Refused::Unproven) => panic!("changed: {text}"),
        }
    }
}
