//! A text cut into pieces as people write them, which need not be words of the language.

use crate::source::Span;

/// A piece of a text: a word, a number, a sign.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Piece<'t> {
    pub span: Span,
    pub text: &'t str,
    pub kind: Kind,
}

/// What a piece looks like.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters: `ordered`, `isn't`.
    Word,
    /// Begins with a digit: `100`, `90d`, `2024-12-24`.
    Digits,
    /// In quotation marks.
    Text,
    /// Anything else, such as `>=`.
    Sign,
}

/// Signs of more than one character, the long ones first.
const SIGNS: &[&str] =
    &["===", "!==", "==", "!=", "<>", "<=", ">=", "=<", "=>", "&&", "||", ":=", "~=", "=~", "{{", "}}"];

/// Cuts a text; blanks and comments lie between the pieces.
pub(super) fn pieces(text: &str) -> Vec<Piece<'_>> {
    let mut found = Vec::new();
    let mut at = 0;
    while let Some(c) = text.get(at..).and_then(|rest| rest.chars().next()) {
        if c.is_whitespace() {
            at += c.len_utf8();
            continue;
        }
        let rest = text.get(at..).unwrap_or_default();
        if c == '#' {
            at += rest.find('\n').unwrap_or(rest.len());
            continue;
        }
        let (kind, length) = piece(rest, c);
        let span = Span::new(at, at + length.max(c.len_utf8()));
        found.push(Piece { span, text: text.get(span.range()).unwrap_or_default(), kind });
        at = span.end;
    }
    found
}

fn piece(rest: &str, first: char) -> (Kind, usize) {
    if let Some(length) = quoted(rest, first) {
        return (Kind::Text, length);
    }
    if first.is_ascii_digit() {
        return (Kind::Digits, digits(rest));
    }
    if is_letter(first) {
        return (Kind::Word, word(rest));
    }
    let sign = SIGNS.iter().find(|sign| rest.starts_with(**sign));
    (Kind::Sign, sign.map_or(first.len_utf8(), |sign| sign.len()))
}

pub(super) fn is_letter(c: char) -> bool {
    c.is_alphanumeric() || c == '_'
}

/// A text in quotation marks of any kind that ends on its line.
fn quoted(rest: &str, first: char) -> Option<usize> {
    let ends: &[char] = match first {
        '"' => &['"'],
        '\'' => &['\''],
        '“' => &['”'],
        '„' => &['“', '”'],
        '«' => &['»'],
        '‘' => &['’'],
        _ => return None,
    };
    let line = rest.split('\n').next().unwrap_or_default();
    let mut escaped = false;
    for (at, c) in line.char_indices().skip(1) {
        if !escaped && ends.contains(&c) {
            return Some(at + c.len_utf8());
        }
        escaped = !escaped && c == '\\';
    }
    None
}

/// A number with whatever is glued to it: `1,000.50`, `90d`, `2024-12-24T16:00`.
fn digits(rest: &str) -> usize {
    let mut length = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let next_is_digit = chars.peek().is_some_and(|(_, next)| next.is_ascii_digit());
        let joins = match c {
            '.' | ',' | ':' => next_is_digit,
            '-' | '/' => next_is_digit && is_like_a_date(rest),
            _ => is_letter(c),
        };
        if !joins {
            break;
        }
        length = at + c.len_utf8();
    }
    length
}

fn is_like_a_date(rest: &str) -> bool {
    let groups: Vec<&str> = rest.split(['-', '/']).take(3).collect();
    let leading = |text: &str| text.chars().take_while(char::is_ascii_digit).count();
    let year_first = groups.first().is_some_and(|first| first.len() == 4 && leading(first) == 4);
    year_first || (groups.len() == 3 && groups.iter().take(2).all(|group| leading(group) == group.len()))
}

/// Letters, and the apostrophe of `isn't` or `customer's`.
fn word(rest: &str) -> usize {
    let mut length = 0;
    let mut chars = rest.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        let short = matches!(c, '\'' | '’') && chars.peek().is_some_and(|(_, next)| matches!(next, 't' | 's'));
        // `e-mail` is one word.
        let hyphen = c == '-' && rest.get(..at).is_some_and(|e| e.eq_ignore_ascii_case("e"));
        let is_mail = hyphen && rest.get(at + 1..at + 5).is_some_and(|mail| mail.eq_ignore_ascii_case("mail"));
        if !is_letter(c) && !short && !is_mail {
            break;
        }
        length = at + c.len_utf8();
    }
    length
}

/// The pieces of the clause that holds a byte: from one `and` or `or` to the next, inside
/// the same parentheses. The parentheses of lists belong to their clause.
pub(super) fn clause(pieces: &[Piece<'_>], byte: usize) -> std::ops::Range<usize> {
    let at = pieces.partition_point(|piece| piece.span.end <= byte).min(pieces.len().saturating_sub(1));
    let mut depth = 0_usize;
    let mut from = at;
    while let Some(before) = from.checked_sub(1).and_then(|before| pieces.get(before)) {
        match before.text {
            ")" => depth += 1,
            "(" if depth == 0 && opens_group(pieces, from - 1) => break,
            "(" => depth = depth.saturating_sub(1),
            _ if depth == 0 && divides(pieces, from - 1) => break,
            _ => {}
        }
        from -= 1;
    }
    let mut to = at;
    depth = 0;
    while let Some(here) = pieces.get(to) {
        let begins = to > at && begins_item(pieces, to);
        match here.text {
            "(" => depth += 1,
            ")" if depth == 0 && !closes_list(pieces, from, to) => break,
            ")" => depth = depth.saturating_sub(1),
            _ if begins || (to > at && depth == 0 && divides(pieces, to)) => break,
            _ => {}
        }
        to += 1;
    }
    from..to.max(at + 1).min(pieces.len())
}

/// The pieces of the whole condition that holds a byte: of one helper, or of one segment.
pub(super) fn condition(pieces: &[Piece<'_>], byte: usize) -> std::ops::Range<usize> {
    let at = pieces.partition_point(|piece| piece.span.end <= byte).min(pieces.len().saturating_sub(1));
    let is_head =
        |at: &usize| pieces.get(*at).is_some_and(|piece| matches!(piece.text, "=" | "is")) && divides(pieces, *at);
    let from = (0..at).rev().find(is_head).map_or(0, |head| head + 1);
    let to = (at + 1..pieces.len()).find(|at| begins_item(pieces, *at)).unwrap_or(pieces.len());
    from..to
}

/// A condition cut before each `and` and `or` that stands in no parentheses.
pub(super) fn parts(text: &str) -> Vec<&str> {
    let all = pieces(text);
    let mut cuts = vec![0];
    let mut depth = 0_usize;
    for (at, piece) in all.iter().enumerate() {
        match piece.text {
            "(" => depth += 1,
            ")" => depth = depth.saturating_sub(1),
            "and" | "or" if depth == 0 && divides(&all, at) => cuts.push(piece.span.start),
            _ => {}
        }
    }
    cuts.push(text.len());
    cuts.windows(2).filter_map(|cut| text.get(*cut.first()?..*cut.last()?)).map(str::trim_end).collect()
}

/// Whether a parenthesis opens a group of conditions rather than a list or what a function takes.
fn opens_group(pieces: &[Piece<'_>], at: usize) -> bool {
    let Some(before) = at.checked_sub(1).and_then(|before| pieces.get(before)) else { return true };
    let word = before.text.to_lowercase();
    matches!(word.as_str(), "and" | "or" | "not" | "where" | "(" | "is" | "=" | "&&" | "||" | "!")
        || matches!(before.kind, Kind::Digits | Kind::Text)
}

/// Whether a closing parenthesis belongs to one that was opened in the clause.
fn closes_list(pieces: &[Piece<'_>], from: usize, to: usize) -> bool {
    let inside = pieces.get(from..to).unwrap_or_default();
    let count = |sign: &str| inside.iter().filter(|piece| piece.text == sign).count();
    count("(") > count(")")
}

/// Whether a piece ends one clause and begins another.
fn divides(pieces: &[Piece<'_>], at: usize) -> bool {
    let Some(piece) = pieces.get(at) else { return false };
    match piece.text.to_lowercase().as_str() {
        "and" => !is_of_between(pieces, at),
        "or" => !is_part_of_phrase(pieces, at),
        "|" => !is_of_a_form(pieces, at),
        "&&" | "||" | "&" => true,
        // What a helper or segment is called stands before its condition.
        "=" => {
            let keyword = at.checked_sub(2).and_then(|let_at| pieces.get(let_at));
            keyword.is_some_and(|piece| piece.text == "let")
        }
        "is" => ends_a_head(pieces, at),
        _ => false,
    }
}

/// Whether an `is` is the first behind `segment NAME`.
fn ends_a_head(pieces: &[Piece<'_>], at: usize) -> bool {
    for (at, piece) in pieces.iter().enumerate().take(at).rev().take(12) {
        match piece.text {
            "is" => return false,
            "segment" => return at.checked_sub(1).and_then(|in_at| pieces.get(in_at)).is_none_or(|p| p.text != "in"),
            _ => {}
        }
    }
    false
}

/// Words that a comparison begins with in a form that shows its fields with bars between them.
const COMPARES: &[&str] =
    &["is", "isn't", "equals", "contains", "does", "doesn't", "starts", "ends", "greater", "less", "before", "after"];

/// Whether a bar stands between the fields of a form, as in `Country | is | Italy`.
fn is_of_a_form(pieces: &[Piece<'_>], at: usize) -> bool {
    let opens =
        |bar: usize| pieces.get(bar + 1).is_some_and(|next| COMPARES.contains(&next.text.to_lowercase().as_str()));
    let ends = |at: &usize| pieces.get(*at).is_some_and(|piece| matches!(piece.text, "and" | "or" | "(" | ")"));
    let before = (0..at).rev().take(12).take_while(|at| !ends(at));
    let mut bars = before.filter(|at| pieces.get(*at).is_some_and(|piece| piece.text == "|"));
    opens(at) || bars.any(opens)
}

/// Whether an `and` is the one between the two bounds of `between`.
fn is_of_between(pieces: &[Piece<'_>], at: usize) -> bool {
    let before = pieces.get(at.saturating_sub(5)..at).unwrap_or_default();
    for piece in before.iter().rev() {
        match piece.text.to_lowercase().as_str() {
            "between" => return true,
            "and" | "or" => return false,
            _ => {}
        }
    }
    false
}

/// Whether an `or` is one of `on or before` or `3 or more`.
fn is_part_of_phrase(pieces: &[Piece<'_>], at: usize) -> bool {
    let text = |at: Option<usize>| at.and_then(|at| pieces.get(at)).map_or("", |piece| piece.text);
    let (before, after) = (text(at.checked_sub(1)), text(at.checked_add(1)));
    (before == "on" && matches!(after, "before" | "after"))
        || matches!(
            after,
            "more" | "less" | "fewer" | "equal" | "equals" | "above" | "below" | "over" | "under" | "higher"
        )
}

/// Whether a helper or a segment begins at a piece: where the condition before it has ended.
fn begins_item(pieces: &[Piece<'_>], at: usize) -> bool {
    let text = |at: usize| pieces.get(at).map_or("", |piece| piece.text);
    match text(at) {
        "let" => {}
        // `in the VIP segment` ends with the word that a segment begins with.
        "segment" if matches!(text(at + 1), "" | ")" | "and" | "or") => return false,
        "segment" => {}
        _ => return false,
    }
    let before = at.checked_sub(1).and_then(|before| pieces.get(before));
    let ends = |piece: &Piece<'_>| piece.kind != Kind::Sign || piece.text == ")";
    before.is_none_or(|before| ends(before) && !matches!(before.text, "in" | "and" | "or" | "not"))
}
