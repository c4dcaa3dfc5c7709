//! Standard input in place of a file: `-` among paths, for editors that check what is not saved yet.

use super::trouble::Trouble;
use crate::source::SourceFile;
use std::io::Read;

/// The standard input among paths.
const INPUT: &str = "-";

/// What the text is called where nobody says.
const NAME: &str = "standard input";

/// Whether standard input is asked for; it stands alone, and only it has a name.
pub fn is_asked(paths: &[String], name: Option<&String>, command: &str) -> Result<bool, Trouble> {
    match paths {
        [one] if one == INPUT => Ok(true),
        many if many.iter().any(|path| path == INPUT) => Err(Trouble::said("`-` is standard input, and stands alone")
            .help(format!("run `seg {command}` twice for both"))),
        _ if name.is_some() => Err(Trouble::said("`--stdin-filename` is the name of what standard input holds")
            .help(format!("write `seg {command} - --stdin-filename FILE`"))),
        _ => Ok(false),
    }
}

/// Reads it as a text of this name.
pub fn read(name: Option<&str>) -> Result<SourceFile, Trouble> {
    let mut bytes = Vec::new();
    std::io::stdin().read_to_end(&mut bytes).map_err(|_| Trouble::said("standard input cannot be read"))?;
    let text = String::from_utf8(bytes).map_err(|_| Trouble::said("standard input is not UTF-8 text"))?;
    Ok(SourceFile::new(name.unwrap_or(NAME), text))
}
