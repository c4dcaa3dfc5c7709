//! Which line ends a text has.

/// The line ends of a text: those of its first line.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum LineEnds {
    /// A line feed.
    Unix,
    /// A carriage return and a line feed.
    Windows,
}

impl LineEnds {
    /// What the first line of a text ends with.
    pub fn of(text: &str) -> Self {
        match text.split_once('\n') {
            Some((first, _)) if first.ends_with('\r') => Self::Windows,
            _ => Self::Unix,
        }
    }

    /// A text that ends its lines with a line feed, ending them so.
    pub fn give(self, text: String) -> String {
        match self {
            Self::Unix => text,
            Self::Windows => text.replace('\n', "\r\n"),
        }
    }
}
