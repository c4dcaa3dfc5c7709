//! Findings as people and programs get them.

use seg::diagnostics::{Diagnostic, Rule};
use seg::render::{Findings, Look, human, json, short};
use seg::source::{SourceFile, Span};

const MISTAKES: &str = r#"country == US && money_spent > and not ordered_since 90x and product “Blue Mug”"#;

#[test]
fn look() {
    let source = SourceFile::new("winback.seg", MISTAKES);
    let mut findings = Findings::default();
    findings.add(&source, seg::syntax::parse(MISTAKES).diagnostics);
    for width in [60, 100] {
        println!("{}", human(&findings, Look { width, colour: false }));
    }
    println!("{}", short(&findings));
    println!("{}", json(&findings));
    println!("{:?}", findings.summary());
    for text in ["", "a and\n\n", "(a or b\n  and c\n\nand d", "\tx == 1", "a \u{1b}[31m b"] {
        let mut findings = Findings::default();
        findings.add(&SourceFile::new("x.seg", text), seg::syntax::parse(text).diagnostics);
        println!("{}", human(&findings, Look { width: 80, colour: false }));
    }
}
