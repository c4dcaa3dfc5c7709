//! The prompt at a terminal: lines are edited, coloured and completed.

use super::helper::Typing;
use super::history;
use super::reply::Reply;
use super::session::Session;
use super::waiting::Waiting;
use crate::render::text::{number, paragraph};
use rustyline::config::{BellStyle, ColorMode, CompletionType, Config};
use rustyline::error::ReadlineError;
use rustyline::history::FileHistory;
use rustyline::{Cmd, Editor, EventHandler, KeyCode, KeyEvent, Modifiers};
use std::cell::RefCell;
use std::io::{self, Write};

/// What stands before an entry.
const PROMPT: &str = "seg> ";

type Line = Editor<Typing, FileHistory>;

/// Reads entries until somebody leaves.
pub(super) fn run(session: &mut Session<'_>) -> io::Result<()> {
    let mut editor = editor(session).map_err(io::Error::other)?;
    let file = history::file();
    if let Some(file) = &file {
        // A history that is not there yet, or cannot be read, is an empty one.
        let _ = editor.load_history(file);
    }
    session.explorer.heed_interrupts();
    print(&welcome(session))?;
    loop {
        if let Some(typing) = editor.helper_mut() {
            typing.width = session.outside.look().width;
        }
        match editor.readline(PROMPT) {
            Ok(entry) if entry.trim().is_empty() => {}
            Ok(entry) => {
                let entry = entry.trim_end();
                let _ = editor.add_history_entry(entry);
                if let Some(file) = &file {
                    let _ = editor.append_history(file);
                }
                let waiting = Waiting::begin();
                let Reply { answer, talk, quits, .. } = session.enter(entry);
                drop(waiting);
                let between = if talk.is_empty() || answer.is_empty() { "" } else { "\n" };
                print(&format!("{talk}{between}{answer}"))?;
                if quits {
                    return Ok(());
                }
                print("\n")?;
            }
            // The half-written entry is dropped, the session goes on.
            Err(ReadlineError::Interrupted) => {}
            Err(ReadlineError::Eof) => return Ok(()),
            Err(ReadlineError::Io(error)) => return Err(error),
            Err(_) => {}
        }
    }
}

fn editor(session: &Session<'_>) -> rustyline::Result<Line> {
    let colour = session.look.colour;
    let config = Config::builder()
        .max_history_size(history::MOST)?
        .history_ignore_dups(true)?
        .completion_type(CompletionType::List)
        .completion_show_all_if_ambiguous(true)
        .bell_style(BellStyle::None)
        .color_mode(if colour { ColorMode::Enabled } else { ColorMode::Disabled })
        .tab_stop(4)
        .build();
    let mut editor = Editor::with_history(config.clone(), FileHistory::with_config(&config))?;
    editor.set_helper(Some(Typing {
        known: session.known.clone(),
        colour,
        width: session.look.width,
        typed: RefCell::default(),
    }));
    // Alt-enter is a new line without ending the entry; typed ahead, the terminal makes it alt-ctrl-j.
    // Ctrl-j alone is no such key: what is typed ahead has it for enter.
    let typed_ahead = KeyEvent(KeyCode::Char('J'), Modifiers::CTRL_ALT);
    for key in [KeyEvent(KeyCode::Enter, Modifiers::ALT), typed_ahead] {
        editor.bind_sequence(key, EventHandler::Simple(Cmd::Newline));
    }
    Ok(editor)
}

fn welcome(session: &Session<'_>) -> String {
    if session.quiet {
        return String::new();
    }
    let words = session.model().vocabulary().words.len();
    let said = format!(
        "Say who is in an audience, with any of {} words: tab completes them, `:help` says more, ctrl-d leaves. \
         As of {}.",
        number(words as u64),
        session.outside.instant(&session.clock),
    );
    format!("{}\n", paragraph(&said, 0, session.look.width.min(80)))
}

fn print(text: &str) -> io::Result<()> {
    let mut out = io::stdout().lock();
    out.write_all(text.as_bytes())?;
    out.flush()
}
