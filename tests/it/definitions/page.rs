//! The pages of expectation, `ID.members`: who of a definition's people is in and who is out.
//!
//! ```text
//! [name of the segment]           # where a file has several
//! in   spent 100.01
//! out  spent 99.99                # why
//! same  money_spent >= 101        # a mutation that means the same, and why
//! ```

use std::collections::BTreeMap;

/// What a page says of one segment.
#[derive(Debug, Default)]
pub struct Expected {
    /// The definition's people without its id, and whether each is in.
    pub people: BTreeMap<String, bool>,
    /// Mutations that need not change the members.
    pub same: Vec<String>,
}

/// What a page says, by segment; a page without headings is about the only one.
pub fn read(page: &str, only: &str) -> BTreeMap<String, Expected> {
    let mut pages: BTreeMap<String, Expected> = BTreeMap::new();
    let mut name = only.to_owned();
    for line in page.lines() {
        let (line, why) = line.split_once("  # ").unwrap_or((line, ""));
        let line = line.trim();
        if let Some(heading) = line.strip_prefix('[') {
            name = heading.trim_end_matches(']').to_owned();
        } else if !line.is_empty() {
            let (verdict, rest) = line.split_once("  ").unwrap_or_else(|| panic!("what is `{line}`?"));
            let expected = pages.entry(name.clone()).or_default();
            let rest = rest.trim().to_owned();
            match verdict {
                "in" | "out" => {
                    let twice = expected.people.insert(rest.clone(), verdict == "in");
                    assert!(twice.is_none(), "{rest} is there twice");
                }
                "same" => {
                    assert!(!why.is_empty(), "nothing says why `{rest}` means the same");
                    expected.same.push(rest);
                }
                _ => panic!("what is `{line}`?"),
            }
        }
    }
    pages
}
