//! Commands about the language, the session and the last entry.

use super::super::reply::Reply;
use super::super::session::Session;
use super::{COMMANDS, find};
use crate::analysis::{self, explain as reading, hover};
use crate::fmt::format;
use crate::render::text::{Align, number, paragraph, plural, table};
use crate::syntax::is_name;
use crate::types::ir::Value;

/// What can be entered.
const ENTRIES: &[[&str; 2]] = &[
    ["money_spent > 100 and sms_consent", "counts them, and says what that means"],
    ["and not ordered_since 90d", "goes on with the entry before"],
    ["let big = money_spent > 500", "gives a condition a name, for this session"],
];

/// The keys that are worth knowing.
const KEYS: &[[&str; 2]] = &[
    ["tab", "complete a word, or list what may come"],
    ["right arrow", "take the grey hint"],
    ["up, down", "earlier entries; ctrl-r searches them"],
    ["alt-enter", "a new line; the grammar asks for one by itself"],
    ["ctrl-c", "drop the line, or stop a count"],
    ["ctrl-d", "leave"],
];

/// The columns that a paragraph is set in.
const WIDEST: usize = 80;

/// `:help [COMMAND]`
pub(super) fn help(session: &mut Session<'_>, name: &str) -> Reply {
    let columns = session.look.width.min(WIDEST);
    if !name.is_empty() {
        return match find(name.trim_start_matches(':')) {
            Ok(command) => Reply::answer(format!(":{} {}\n  {}\n", command.name, command.argument, command.about)),
            Err(reason) => Reply::failed(reason),
        };
    }
    let mut text = String::from("Say who is in an audience:\n\n");
    text.push_str(&table(&indented(ENTRIES), [Align::Left; 2], columns));
    text.push('\n');
    let commands = COMMANDS.iter().map(|c| [format!("  :{} {}", c.name, c.argument), c.about.to_owned()]);
    text.push_str(&table(&commands.collect::<Vec<_>>(), [Align::Left; 2], columns));
    text.push('\n');
    text.push_str(&table(&indented(KEYS), [Align::Left; 2], columns));
    Reply::answer(text)
}

fn indented(rows: &[[&str; 2]]) -> Vec<[String; 2]> {
    rows.iter().map(|[said, does]| [format!("  {said}"), (*does).to_owned()]).collect()
}

/// `:words [PART]`
pub(super) fn words(session: &mut Session<'_>, part: &str) -> Reply {
    let listed = session.outside.words((!part.is_empty()).then_some(part), session.look);
    match listed.is_empty() {
        true => Reply::failed(format!("no word has `{part}` in its name or meaning\n")),
        false => Reply::answer(listed),
    }
}

/// `:explain [CONDITION]`
pub(super) fn explain(session: &mut Session<'_>, text: &str) -> Reply {
    let columns = session.look.width.min(WIDEST);
    if text.is_empty() {
        let Some(last) = &session.last else { return Session::nothing_yet() };
        let told = reading(&last.condition, session.model(), &session.clock);
        let text = format(&last.text).unwrap_or_else(|_| last.text.clone());
        return Reply::answer(format!("{}\n\n{}", text.trim(), paragraph(&told, 2, columns)));
    }
    let word = hover(text, 0, session.model()).filter(|_| is_name(text));
    let mut answer = String::new();
    if let Some(word) = &word {
        answer.push_str(&format!("{text}: {}\n", word.kind));
        answer.push_str(&paragraph(&word.about, 2, columns));
        if let Some(example) = &word.example {
            answer.push_str(&format!("  for example `{example}`\n"));
        }
    }
    match session.read(text) {
        Err(error) => session.failed(&error),
        // A word that needs more beside it has been told about.
        Ok(read) if read.findings.has_errors() && word.is_some() => Reply::answer(answer),
        Ok(read) if read.findings.has_errors() => Reply::failed(session.drawn(&read.findings)),
        Ok(read) => {
            for condition in read.analysis.segments.iter().filter_map(|segment| segment.condition.as_ref()) {
                answer.push_str(&paragraph(&reading(condition, session.model(), &session.clock), 2, columns));
            }
            Reply { talk: session.drawn(&read.findings), ..Reply::answer(answer) }
        }
    }
}

/// `:plan`
pub(super) fn plan(session: &mut Session<'_>, _: &str) -> Reply {
    let Some(last) = &session.last else { return Session::nothing_yet() };
    let asked = std::slice::from_ref(&last.condition);
    match session.explorer.data_ref().plan_text(asked, &session.clock) {
        Ok(plan) => Reply::answer(format!("{}\n", plan.trim_end())),
        Err(error) => session.failed(&error),
    }
}

/// `:rule [NAME]`
pub(super) fn rule(session: &mut Session<'_>, name: &str) -> Reply {
    match session.outside.rule((!name.is_empty()).then_some(name), session.look) {
        Ok(page) => Reply::answer(page),
        Err(reason) => Reply::failed(reason),
    }
}

/// `:asof [WHEN]`
pub(super) fn as_of(session: &mut Session<'_>, said: &str) -> Reply {
    if !said.is_empty() {
        match session.outside.clock(said, session.look) {
            Ok(clock) => session.set_clock(clock),
            Err(reason) => return Reply::failed(reason),
        }
    }
    let instant = format!("as of {}\n", session.outside.instant(&session.clock));
    match session.last.clone().filter(|_| !said.is_empty()) {
        Some(last) => session.ask(&last.text, true),
        None => Reply::answer(instant),
    }
}

/// `:memory`
pub(super) fn memory(session: &mut Session<'_>, _: &str) -> Reply {
    let size = session.explorer.size();
    let kept = plural(size.columns, "value", "values");
    let mut text =
        format!("{kept} of each customer kept in memory, {} of at most {}\n", bytes(size.bytes), bytes(size.limit));
    let row = |(value, count): (Value, usize)| {
        [format!("  {}", bytes(count)), analysis::called(&value, session.model(), &session.clock)]
    };
    let rows: Vec<[String; 2]> = session.explorer.kept().into_iter().map(row).collect();
    text.push_str(&table(&rows, [Align::Right, Align::Left], session.look.width.min(WIDEST)));
    Reply::answer(text)
}

/// A number of bytes as people read it.
fn bytes(count: usize) -> String {
    const UNITS: &[&str] = &["bytes", "KB", "MB", "GB"];
    let mut unit = 0;
    let mut left = count as u64;
    while left >= 10_000 && unit + 1 < UNITS.len() {
        (left, unit) = (left.div_ceil(1000), unit + 1);
    }
    format!("{} {}", number(left), UNITS.get(unit).unwrap_or(&""))
}
