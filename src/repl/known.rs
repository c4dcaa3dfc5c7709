//! What is known of the project, shared by the session and by what helps to type:
//! its words, its segments, and the values that were looked up in the data.

use crate::engine::Data;
use crate::project::Library;
use crate::time::Clock;
use crate::types::ir::ColumnRef;
use crate::types::{Catalog, Surroundings, Wants};
use std::collections::BTreeSet;
use std::sync::mpsc::{self, Receiver, Sender};
use std::sync::{Arc, Mutex, MutexGuard, PoisonError};
use std::thread;
use std::time::Duration;

/// How long somebody who asks for values waits for them.
const PATIENCE: Duration = Duration::from_secs(5);

/// What is known of a project.
pub(super) struct Known {
    data: Arc<Data>,
    parts: Mutex<Parts>,
    asked: Mutex<BTreeSet<ColumnRef>>,
    questions: Mutex<Option<Sender<Question>>>,
}

struct Parts {
    library: Arc<Library>,
    catalog: Arc<Catalog>,
    helpers: String,
    clock: Clock,
}

struct Question {
    column: ColumnRef,
    done: Sender<()>,
}

impl Known {
    /// What is known at the beginning.
    pub fn new(data: Arc<Data>, library: Library, clock: Clock) -> Arc<Self> {
        let (sender, questions) = mpsc::channel();
        let parts = Parts { library: Arc::new(library), catalog: Arc::default(), helpers: String::new(), clock };
        let known = Arc::new(Self {
            data,
            parts: Mutex::new(parts),
            asked: Mutex::default(),
            questions: Mutex::new(Some(sender)),
        });
        let weak = Arc::downgrade(&known);
        thread::spawn(move || answer(&questions, &weak));
        known
    }

    /// Does something with all that is around a text.
    pub fn around<T>(&self, act: impl FnOnce(&Surroundings<'_>) -> T) -> T {
        let (library, catalog) = {
            let parts = self.parts();
            (parts.library.clone(), parts.catalog.clone())
        };
        let around = Surroundings::of(self.data.model()).with_segments(library.as_ref()).with_catalog(&catalog);
        act(&around)
    }

    /// Whether the vocabulary has a word.
    pub fn is_word(&self, name: &str) -> bool {
        self.data.model().vocabulary().word(name).is_some()
    }

    /// The helpers of the session, as they are written.
    pub fn helpers(&self) -> String {
        self.parts().helpers.clone()
    }

    /// Takes in the helpers of the session, as they are now.
    pub fn set_helpers(&self, helpers: String) {
        self.parts().helpers = helpers;
    }

    /// The project's segments.
    pub fn library(&self) -> Arc<Library> {
        self.parts().library.clone()
    }

    /// Takes in the project's segments, as they are now.
    pub fn set_library(&self, library: Library) {
        self.parts().library = Arc::new(library);
    }

    /// Looks at another instant: what was looked up is known no more.
    pub fn set_clock(&self, clock: Clock) {
        let mut parts = self.parts();
        parts.clock = clock;
        parts.catalog = Arc::default();
    }

    /// Takes in what was found out.
    pub fn learn(&self, found: Catalog) {
        let mut parts = self.parts();
        let catalog = Arc::make_mut(&mut parts.catalog);
        catalog.customers = found.customers.or(catalog.customers);
        catalog.values.extend(found.values);
        catalog.counts.extend(found.counts);
        catalog.as_of = found.as_of.or(catalog.as_of);
    }

    /// Has the values of a column looked up; whoever `waits` gets some time for it.
    pub fn look_up(&self, column: &ColumnRef, waits: bool) {
        let first = self.asked.lock().unwrap_or_else(PoisonError::into_inner).insert(column.clone());
        if !first && !waits {
            return;
        }
        let (done, finished) = mpsc::channel();
        let question = Question { column: column.clone(), done };
        if let Some(questions) = &*self.questions.lock().unwrap_or_else(PoisonError::into_inner) {
            // The thread that answers lives as long as this.
            let _ = questions.send(question);
        }
        if waits {
            let _ = finished.recv_timeout(PATIENCE);
        }
    }

    fn parts(&self) -> MutexGuard<'_, Parts> {
        self.parts.lock().unwrap_or_else(PoisonError::into_inner)
    }
}

fn answer(questions: &Receiver<Question>, known: &std::sync::Weak<Known>) {
    while let Ok(question) = questions.recv() {
        let Some(known) = known.upgrade() else { return };
        let (clock, is_known) = {
            let parts = known.parts();
            (parts.clock, parts.catalog.values.contains_key(&question.column))
        };
        if !is_known {
            let wants = Wants { values: [question.column.clone()].into(), ..Wants::default() };
            match known.data.answer(&wants, &clock) {
                Ok(found) => known.learn(found),
                // It is asked again, and then the session says why.
                Err(_) => {
                    known.asked.lock().unwrap_or_else(PoisonError::into_inner).remove(&question.column);
                }
            }
        }
        // Whoever asked may have stopped waiting.
        let _ = question.done.send(());
    }
}
