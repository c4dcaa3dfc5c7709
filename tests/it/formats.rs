//! Findings for code hosts: GitHub's commands, and SARIF that its schema accepts.

use crate::cli::{Ran, project, seg};
use crate::schema::refusal;
use seg::diagnostics::{Diagnostic, RULES, Rule, Safety};
use seg::render::{Findings, github, sarif};
use seg::source::{SourceFile, Span};
use serde_json::{Value, json};

fn about(name: &str, text: &str, found: Diagnostic) -> Findings {
    let mut findings = Findings::default();
    findings.add(&SourceFile::new(name, text), [found]);
    findings
}

/// What the schema has against a log.
fn refused(log: &str) -> Option<String> {
    let schema: Value = serde_json::from_str(include_str!("../schema/sarif-2.1.0.json")).unwrap();
    refusal(&serde_json::from_str(log).unwrap(), &schema)
}

#[test]
fn the_schema_refuses_what_is_no_log() {
    let says = |log: &Value| refused(&log.to_string()).unwrap_or_default();
    let with =
        |result: Value| json!({"version": "2.1.0", "runs": [{"tool": {"driver": {"name": "x"}}, "results": [result]}]});
    assert_eq!(says(&with(json!({"message": {"text": "x"}}))), "");
    assert!(says(&json!({"version": "2.1.0"})).contains("lacks \"runs\""));
    assert!(says(&json!({"version": "2.0.0", "runs": []})).contains("/version"));
    assert!(says(&with(json!({"message": {"text": 3}}))).contains("/text: is no \"string\""));
    assert!(says(&with(json!({"message": {"text": "x"}, "levle": "error"}))).contains("unknown `levle`"));
    assert!(says(&with(json!({"message": {"text": "x"}, "level": "advice"}))).contains("is none of"));
    let place = json!({"physicalLocation": {"artifactLocation": {"uri": "a b"}, "region": {"startLine": 1}}});
    assert!(says(&with(json!({"message": {"text": "x"}, "locations": [place]}))).contains("is no URI"));
    let place = json!({"physicalLocation": {"artifactLocation": {"uri": "a"}, "region": {"startLine": 0}}});
    assert!(says(&with(json!({"message": {"text": "x"}, "locations": [place]}))).contains("is less than 1"));
}

#[test]
fn sarif_of_any_rule_is_valid() {
    let source = SourceFile::new("lists/a b.seg", "country == US &&\n  sms_consent");
    let mut findings = Findings::default();
    for rule in RULES {
        let found = Diagnostic::new(*rule, Span::new(8, 10), "headline", "label").also(Span::new(14, 27), "why");
        let found = found.help("a line").fix(Safety::Safe, Span::new(8, 10), "=").fix(
            Safety::Display,
            Span::new(0, 0),
            "shown",
        );
        findings.add(&source, [found]);
    }
    findings.add(&source, [Diagnostic::new(Rule::Internal, Span::new(99, 200), "behind the end", "")]);
    let log = sarif(&findings);
    assert_eq!(refused(&log), None);
    let log: Value = serde_json::from_str(&log).unwrap();
    let rules = log["runs"][0]["tool"]["driver"]["rules"].as_array().unwrap();
    assert_eq!(rules.len(), RULES.len());
    for result in log["runs"][0]["results"].as_array().unwrap() {
        let rule = &rules[result["ruleIndex"].as_u64().unwrap() as usize];
        assert_eq!(rule["id"], result["ruleId"]);
        assert!(
            rule["help"]["markdown"].as_str().unwrap().contains(rule["shortDescription"]["text"].as_str().unwrap())
        );
    }
    assert_eq!(refused(&sarif(&Findings::default())), None);
}

/// One finding, whole: the place in characters, why, and the repair.
#[test]
fn a_result_says_what_the_drawing_says() {
    let found =
        Diagnostic::new(Rule::ForeignOperator, Span::new(17, 19), "`==` is a word of other languages", "write `=`")
            .also(Span::new(0, 6), "of this")
            .help("in files, `seg check --fix` changes it")
            .fix(Safety::Safe, Span::new(17, 19), "=");
    let log = sarif(&about("lists/größe.seg", "\"Zürich\" and\ncity == Rome", found));
    let log: Value = serde_json::from_str(&log).unwrap();
    let run = &log["runs"][0];
    assert_eq!(run["columnKind"], "unicodeCodePoints");
    let uri = json!({"uri": "lists/gr%C3%B6%C3%9Fe.seg"});
    let region = json!({"startLine": 2, "startColumn": 4, "endLine": 2, "endColumn": 6});
    let expected = json!({
        "ruleId": "E0102",
        "ruleIndex": 0,
        "level": "error",
        "message": {"text": "`==` is a word of other languages; write `=`\nin files, `seg check --fix` changes it"},
        "locations": [{"physicalLocation": {"artifactLocation": uri, "region": region}}],
        "relatedLocations": [{
            "physicalLocation": {
                "artifactLocation": uri,
                "region": {"startLine": 1, "startColumn": 1, "endLine": 1, "endColumn": 6},
            },
            "message": {"text": "of this"},
        }],
        "fixes": [{
            "description": {"text": "Keeps the meaning"},
            "artifactChanges": [{
                "artifactLocation": uri,
                "replacements": [{"deletedRegion": region, "insertedContent": {"text": "="}}],
            }],
        }],
    });
    assert_eq!(run["results"][0], expected, "{:#}", run["results"][0]);
    assert_eq!(run["tool"]["driver"]["rules"][0]["name"], "foreign-operator");
}

#[test]
fn weights_are_those_of_each_format() {
    for (rule, level, kind) in [
        (Rule::UnknownField, "error", "::error "),
        (Rule::DoubleNegative, "warning", "::warning "),
        (Rule::NoDescription, "note", "::notice "),
    ] {
        let findings = about("a.seg", "x", Diagnostic::new(rule, Span::new(0, 1), "headline", ""));
        let log: Value = serde_json::from_str(&sarif(&findings)).unwrap();
        assert_eq!(log["runs"][0]["results"][0]["level"], level);
        assert!(github(&findings).starts_with(kind), "{}", github(&findings));
    }
}

/// Nothing in a name or a text ends a command early, or begins another.
#[test]
fn github_commands_are_escaped() {
    let found = Diagnostic::new(Rule::UnknownField, Span::new(0, 4), "100% of:\r\n::error::x, y", "a\nb").help("c, d");
    assert_eq!(
        github(&about("a,b:50%.seg", "vipp", found.clone())),
        "::error title=seg (unknown-field),file=a%2Cb%3A50%25.seg,line=1,col=1,endColumn=5\
         ::100%25 of:%0D%0A::error::x, y; a%0Ab%0Ac, d\n"
    );
    assert!(github(&about("-e", "vipp", found.clone())).starts_with("::error title=seg (unknown-field)::"));
    let across = Diagnostic::new(Rule::UnclosedText, Span::new(0, 4), "headline", "");
    assert!(github(&about("a.seg", "a\nb\nc", across)).contains("file=a.seg,line=1,endLine=3::headline"));
}

#[test]
fn check_prints_each_format() {
    let home = project(&[("lists/winback.seg", "money_spend > 100\n  and sms_consent\n")]);
    let check = |format: &str| -> Ran {
        let ran = seg(home.path(), &["check", "--no-data", "--format", format]);
        assert_eq!((ran.code, ran.talk.as_str()), (1, ""), "{format}");
        ran
    };
    assert!(check("github").out.starts_with(
        "::error title=seg (unknown-field),file=lists/winback.seg,line=1,col=1,endColumn=12\
         ::nothing is called `money_spend`; did you mean `money_spent`?%0A"
    ));
    assert_eq!(refused(&check("sarif").out), None);
    assert_eq!(check("json").json()[0]["code"], "E0201");
    let fine = project(&[("vip.seg", "vip")]);
    let silent = seg(fine.path(), &["check", "--no-data", "--format=github"]);
    assert_eq!((silent.code, silent.out.as_str()), (0, ""));
    let log = seg(fine.path(), &["check", "--no-data", "--format=sarif"]);
    assert_eq!((log.code, log.json()["runs"][0]["results"].clone()), (0, json!([])));
}
