//! A terminal with somebody at it: keys go in, and the screen is looked at until it shows
//! what is waited for. Nothing here sleeps to be in time.

use pty_process::Size;
use pty_process::blocking::{Command, Pty, open};
use std::io::{Read, Write};
use std::num::NonZero;
use std::path::Path;
use std::process::Child;
use std::sync::mpsc::{Receiver, RecvTimeoutError, channel};
use std::thread;
use std::time::{Duration, Instant};

/// Longer than anything takes on a busy machine.
const PATIENCE: Duration = Duration::from_secs(60);

pub const ENTER: &str = "\r";
pub const TAB: &str = "\t";
pub const UP: &str = "\x1b[A";
pub const RIGHT: &str = "\x1b[C";
pub const ALT_ENTER: &str = "\x1b\r";
pub const CTRL_C: &str = "\x03";
pub const CTRL_D: &str = "\x04";
pub const CTRL_L: &str = "\x0c";
pub const CTRL_R: &str = "\x12";
pub const CTRL_U: &str = "\x15";

/// A text as a terminal hands it over when it is pasted.
pub fn pasted(text: &str) -> String {
    format!("\x1b[200~{}\x1b[201~", text.replace('\n', "\r"))
}

fn at_least_one(size: u16) -> NonZero<u16> {
    NonZero::new(size).unwrap()
}

pub struct Terminal {
    pty: std::sync::Arc<Pty>,
    child: Child,
    output: Receiver<Vec<u8>>,
    screen: vt100::Parser,
}

impl Terminal {
    /// The program in a folder, on a terminal of so many rows and columns.
    pub fn open(folder: &Path, args: &[&str], (rows, columns): (u16, u16), vars: &[(&str, &str)]) -> Self {
        let (pty, pts) = open().unwrap();
        pty.resize(Size::new(rows, columns)).unwrap();
        let state = folder.join("state");
        let command = Command::new(env!("CARGO_BIN_EXE_seg"))
            .args(args)
            .current_dir(folder)
            .env_remove("CARGO")
            .env_remove("NO_COLOR")
            .env("TERM", "xterm-256color")
            .env("XDG_STATE_HOME", &state)
            .env("HOME", &state)
            .envs(vars.iter().copied());
        let child = command.spawn(pts).unwrap();
        let pty = std::sync::Arc::new(pty);
        let (sender, output) = channel();
        let reader = pty.clone();
        thread::spawn(move || {
            let mut buffer = [0; 4096];
            while let Ok(read) = (&*reader).read(&mut buffer) {
                if read == 0 || sender.send(buffer[..read].to_vec()).is_err() {
                    break;
                }
            }
        });
        Self { pty, child, output, screen: vt100::Parser::new(at_least_one(rows), at_least_one(columns), 0) }
    }

    /// Types keys.
    pub fn types(&mut self, keys: &str) -> &mut Self {
        (&*self.pty).write_all(keys.as_bytes()).unwrap();
        self
    }

    /// Makes the terminal so many columns wide.
    pub fn resize(&mut self, rows: u16, columns: u16) {
        self.pty.resize(Size::new(rows, columns)).unwrap();
        self.screen.screen_mut().set_size(at_least_one(rows), at_least_one(columns));
    }

    /// What is on the screen.
    pub fn shown(&self) -> String {
        self.screen.screen().contents()
    }

    /// The colour of a text that is on the screen, and whether it is underlined.
    #[track_caller]
    pub fn look_of(&self, text: &str) -> (vt100::Color, bool) {
        let screen = self.screen.screen();
        let (rows, columns) = screen.size();
        let (rows, columns) = (rows.get(), columns.get());
        let row = |row| (row, screen.contents_between(row, 0, row, columns));
        let found = (0..rows).map(row).find_map(|(row, said)| Some((row, said.find(text)?)));
        let (row, before) = found.unwrap_or_else(|| panic!("no {text} on the screen:\n{}", self.shown()));
        let cell = screen.cell(row, u16::try_from(before).unwrap()).unwrap();
        (cell.fgcolor(), cell.underline())
    }

    /// Waits until the screen is so.
    #[track_caller]
    pub fn until(&mut self, what: &str, is_so: impl Fn(&str) -> bool) -> &mut Self {
        let end = Instant::now() + PATIENCE;
        while !is_so(&self.shown()) {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Timeout) => panic!("no {what} on the screen:\n{}", self.shown()),
                Err(RecvTimeoutError::Disconnected) => panic!("left before {what}:\n{}", self.shown()),
            }
        }
        self
    }

    /// Waits until a text is on the screen.
    #[track_caller]
    pub fn shows(&mut self, text: &str) -> &mut Self {
        self.until(text, |screen| screen.contains(text))
    }

    /// Waits until the line with the cursor begins so.
    #[track_caller]
    pub fn line(&mut self, text: &str) -> &mut Self {
        self.until(text, |screen| screen.trim_end().lines().last().is_some_and(|line| line.trim_end() == text))
    }

    /// Waits until the program has left; gives its exit code.
    pub fn left(&mut self) -> i32 {
        let end = Instant::now() + PATIENCE;
        loop {
            match self.output.recv_timeout(end.saturating_duration_since(Instant::now())) {
                Ok(bytes) => self.screen.process(&bytes),
                Err(RecvTimeoutError::Timeout) => panic!("it does not leave:\n{}", self.shown()),
                Err(RecvTimeoutError::Disconnected) => break,
            }
        }
        self.child.wait().unwrap().code().unwrap()
    }
}

impl Drop for Terminal {
    fn drop(&mut self) {
        // A test that has failed leaves nobody at the prompt.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}
