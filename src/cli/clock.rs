//! The instant of a run, and how it is said.

use super::trouble::Trouble;
use crate::time::{Clock, Instant, as_of};
use crate::vocabulary::Settings;
use chrono::SubsecRound;

/// The clock of a run: what the command line says, else the project, else the present.
pub fn clock(settings: &Settings, said: Option<&str>) -> Result<Clock, Trouble> {
    let instant = match (said, settings.as_of) {
        (Some(said), _) => as_of(said, settings.zone).ok_or_else(|| {
            Trouble::said(format!("`{said}` is not a moment that `--as-of` understands"))
                .help("a day: 2026-06-30, which is its 00:00")
                .help(format!("a time in {}: 2026-06-30T16:00", settings.zone))
                .help("a time anywhere: 2026-06-30T16:00:00+02:00")
        })?,
        (None, Some(pinned)) => pinned,
        (None, None) => now(),
    };
    Ok(settings.clock(instant))
}

/// The present: one instant a run, in whole seconds as data mostly has them.
#[expect(clippy::disallowed_methods, reason = "the one place that reads the machine's clock")]
fn now() -> Instant {
    chrono::Utc::now().trunc_subsecs(0)
}

/// The instant of a run for people: `30 June 2026, 12:00 Europe/Rome`.
#[cfg(feature = "engine")]
pub fn words(clock: &Clock) -> String {
    let local = clock.as_of().with_timezone(&clock.zone());
    format!("{} {}", local.format("%-d %B %Y, %H:%M"), clock.zone())
}

/// The instant of a run for scripts, in the project's zone.
#[cfg(feature = "engine")]
pub fn rfc3339(clock: &Clock) -> String {
    let local = clock.as_of().with_timezone(&clock.zone());
    local.to_rfc3339_opts(chrono::SecondsFormat::AutoSi, false)
}
