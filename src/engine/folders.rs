//! Folders that say what the rows below them hold, such as `year=2026/month=06`.

use std::collections::BTreeMap;
use std::path::{Component, Path};

/// What others write for a missing value.
const NOTHING: &str = "__HIVE_DEFAULT_PARTITION__";

/// What the folders of a path say: names, and their texts; none where the value is missing.
pub(super) type Folders = BTreeMap<String, Option<String>>;

/// What the folders of a file say.
pub(super) fn folders(path: &Path) -> Folders {
    let mut said = Folders::new();
    let parts = path.parent().into_iter().flat_map(Path::components);
    for part in parts {
        let Component::Normal(part) = part else { continue };
        let part = part.to_string_lossy();
        if let Some((name, value)) = part.split_once('=').filter(|(name, _)| !name.is_empty()) {
            let value = plain(value);
            said.insert(plain(name), (value != NOTHING && !value.is_empty()).then_some(value));
        }
    }
    said
}

/// A text in which `%3A` stands for a colon, and so on.
fn plain(text: &str) -> String {
    let mut bytes = Vec::with_capacity(text.len());
    let mut rest = text.as_bytes();
    while let Some((&first, after)) = rest.split_first() {
        let code = after.get(..2).and_then(|code| std::str::from_utf8(code).ok());
        let code = code.filter(|code| code.bytes().all(|byte| byte.is_ascii_hexdigit()));
        match code.and_then(|code| u8::from_str_radix(code, 16).ok()).filter(|_| first == b'%') {
            Some(byte) => {
                bytes.push(byte);
                rest = after.get(2..).unwrap_or_default();
            }
            None => {
                bytes.push(first);
                rest = after;
            }
        }
    }
    String::from_utf8(bytes).unwrap_or_else(|_| text.to_owned())
}
