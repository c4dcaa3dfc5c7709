//! Commands about the project's segments.

use super::super::reply::Reply;
use super::super::session::Session;
use super::super::understand::ENTRY;
use crate::analysis::{self, explain};
use crate::fmt::format;
use crate::project::{create, replace, shown};
use crate::render::Findings;
use crate::render::text::{Align, plural, table};
use crate::source::SourceFile;
use crate::syntax::is_name;
use crate::types::Segments;
use std::path::Path;

/// Where a project keeps its segments, if it has such a folder.
const FOLDER: &str = "segments";

/// `:segments`
pub(super) fn segments(session: &mut Session<'_>, _: &str) -> Reply {
    if let Err(reply) = session.refresh() {
        return reply;
    }
    let library = session.known.library();
    let rows: Vec<[String; 2]> = library
        .names()
        .into_iter()
        .filter_map(|name| {
            let said = library.find(name)?.segment.description.as_ref();
            Some([name.to_owned(), said.map(|said| said.text.clone()).unwrap_or_default()])
        })
        .collect();
    match rows.is_empty() {
        true => Reply::answer("the project has no segments yet; `:save NAME` makes one of the last entry\n"),
        false => Reply::answer(table(&rows, [Align::Left; 2], session.look.width.min(80))),
    }
}

/// `:open NAME`
pub(super) fn open(session: &mut Session<'_>, name: &str) -> Reply {
    if name.is_empty() {
        return Reply::failed("which one? `:segments` lists them\n");
    }
    if let Err(reply) = session.refresh() {
        return reply;
    }
    let library = session.known.library();
    let Some(written) = library.find(name) else {
        let mut findings = Findings::default();
        findings.add(&SourceFile::new(ENTRY, name), [library.unknown(name)]);
        return Reply::failed(session.drawn(&findings));
    };
    let text = analysis::alone(written.file, written.segment, written.source.text());
    let text = format(&text).unwrap_or(text);
    let mut reply = session.ask(&text, false);
    if !reply.failed {
        session.opened = Some(name.to_owned());
    }
    reply.answer = format!("{}\n\n{}", text.trim_end(), reply.answer);
    reply
}

/// `:save NAME [DESCRIPTION]`
pub(super) fn save(session: &mut Session<'_>, argument: &str) -> Reply {
    let Some(last) = session.last.clone() else { return Session::nothing_yet() };
    let end = argument.find(char::is_whitespace).unwrap_or(argument.len());
    let (name, said) = argument.split_at_checked(end).unwrap_or((argument, ""));
    let said = said.trim().trim_matches('"');
    let named = analysis::name_of(&last.text).filter(|_| name.is_empty());
    let name = named.as_deref().unwrap_or(name);
    if name.is_empty() {
        return Reply::failed("as what? For example `:save winback Big spenders who went quiet`\n");
    }
    if !is_name(name) {
        let help = "a name is one word of letters, digits and `_`, such as `big_spenders`";
        return Reply::failed(format!("`{name}` cannot be a segment's name: {help}\n"));
    }
    if let Err(reply) = session.refresh() {
        return reply;
    }
    let library = session.known.library();
    if let Some(written) = library.find(name) {
        let place = library.named(name).first().and_then(|(file, _)| library.files.get(*file));
        let Some(file) = place else { return Session::nothing_yet() };
        if session.opened.as_deref() != Some(name) {
            return Reply::failed(format!(
                "there is a segment `{name}` already, in {}\n  `:open {name}` first, if it is that one that you change\n",
                file.source.name()
            ));
        }
        let said = (!said.is_empty()).then_some(said);
        let written = (written.file, written.segment, written.source.text());
        let text = analysis::rewritten(written, &session.known.helpers(), &last.text, said);
        return put(session, name, &file.path.clone(), &text, true);
    }
    let described = match said {
        "" => explain(&last.condition, session.model(), &session.clock).trim_end_matches('.').to_owned(),
        said => said.to_owned(),
    };
    let text = analysis::named(&session.known.helpers(), &last.text, name, &described);
    let project = session.model().project.folder.clone();
    let folder = if project.join(FOLDER).is_dir() { project.join(FOLDER) } else { project };
    put(session, name, &folder.join(format!("{name}.seg")), &text, false)
}

fn put(session: &mut Session<'_>, name: &str, path: &Path, text: &str, is_there: bool) -> Reply {
    let laid_out = match format(text) {
        Ok(laid_out) => laid_out,
        Err(_) => return Reply::failed("this cannot be written as it stands; save it under a new name\n"),
    };
    let here = shown(path, &session.folder);
    let written = if is_there { replace(path, &laid_out) } else { create(path, &laid_out) };
    if written.is_err() {
        let why =
            if path.exists() && !is_there { "a file is there already" } else { "its folder cannot be written to" };
        return Reply::failed(format!("`{here}` was not written: {why}\n"));
    }
    session.opened = Some(name.to_owned());
    if let Err(reply) = session.refresh() {
        return reply;
    }
    let lines = plural(laid_out.lines().count(), "line", "lines");
    Reply { talk: format!("saved in {here}, {lines}\n"), ..Reply::answer(laid_out) }
}
