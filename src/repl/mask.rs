//! Names and contact data, hidden as far as nobody asked for them.

/// What stands for hidden letters.
const HIDDEN: &str = "•••";

/// A value of which only the first letter is seen; an address keeps its domain's end.
pub(super) fn masked(value: &str) -> String {
    let first = |text: &str| text.chars().next().map(String::from).unwrap_or_default();
    match value.split_once('@') {
        Some((name, domain)) => {
            let end = domain.rsplit_once('.').map(|(_, end)| format!(".{end}")).unwrap_or_default();
            format!("{}{HIDDEN}@{HIDDEN}{end}", first(name))
        }
        None if value.starts_with('+') => {
            let start: String = value.chars().take(3).collect();
            format!("{start}{HIDDEN}")
        }
        None if value.is_empty() => String::new(),
        None => format!("{}{HIDDEN}", first(value)),
    }
}

/// Whether a value is contact data by its looks, wherever it stands.
pub(super) fn is_contact(value: &str) -> bool {
    let digits = value.chars().filter(char::is_ascii_digit).count();
    let phone = value.starts_with('+') && digits >= 7;
    phone || value.split_once('@').is_some_and(|(name, domain)| !name.is_empty() && domain.contains('.'))
}
