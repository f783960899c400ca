//! How a command ended, as an exit status and in words on standard error.

use std::{
    fmt::{self, Write as _},
    io::{self, Write as _},
    panic,
    process::ExitCode,
};

use entente_dossier::DossierError;

/// How a command that came to its end did.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Outcome {
    /// Everything was done.
    Done,
    /// Done, but some sources were refused; each was named on standard error.
    SomeRefused,
    /// The command was asked for something that cannot be.
    WrongUse,
    /// The command could not do its work.
    Failed,
}

impl Outcome {
    /// What an error means for the exit status.
    pub(crate) fn failed(error: &anyhow::Error) -> Self {
        let wrong_use = |cause: &(dyn std::error::Error + 'static)| {
            use DossierError::{AmbiguousId, Unfit, UnknownId};
            let asked_wrongly =
                matches!(cause.downcast_ref(), Some(UnknownId(_) | AmbiguousId { .. } | Unfit { .. }));
            cause.is::<WrongUse>() || asked_wrongly
        };
        if error.chain().any(wrong_use) { Self::WrongUse } else { Self::Failed }
    }
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        Self::from(match outcome {
            Outcome::Done => 0,
            Outcome::SomeRefused => 1,
            Outcome::WrongUse => 2,
            Outcome::Failed => 3,
        })
    }
}

/// An error of the person who typed the command, not of the program or the machine.
#[derive(Debug)]
pub(crate) struct WrongUse(pub String);

impl fmt::Display for WrongUse {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for WrongUse {}

/// The person ended a run before its end.
#[derive(Debug)]
pub(crate) struct Stopped;

impl fmt::Display for Stopped {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("stopped before the end; with an output file --resume goes on with it")
    }
}

impl std::error::Error for Stopped {}

/// Whether standard output was closed by its reader (`entente timeline | head`), which is no failure.
pub(crate) fn reader_has_gone(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        cause.downcast_ref::<io::Error>().is_some_and(|error| error.kind() == io::ErrorKind::BrokenPipe)
    })
}

/// Writes an error and its causes to standard error.
pub(crate) fn tell_error(error: &anyhow::Error) {
    let mut text = format!("error: {error}\n");
    for cause in error.chain().skip(1) {
        let _ = writeln!(text, "  cause: {cause}");
    }
    tell(&text);
}

/// Names a source that was refused, with the reason.
pub(crate) fn tell_refused(origin: &str, reason: &str) {
    // A name with a line end in it must not look like another line.
    let plain = |text: &str| text.replace(|char: char| char.is_control(), "\u{FFFD}");
    tell(&format!("refused: {}: {}\n", plain(origin), plain(reason)));
}

/// Writes to standard error; a closed one is nobody's loss.
pub(crate) fn tell(text: &str) {
    let _ = io::stderr().lock().write_all(text.as_bytes());
}

/// Has a defect of the program named in one line; with `RUST_BACKTRACE` set the way to it is shown as usual.
pub(crate) fn speak_plainly_of_defects() {
    if std::env::var_os("RUST_BACKTRACE").is_none_or(|value| value == "0") {
        panic::set_hook(Box::new(|defect| {
            let place = defect.location().map(|place| format!(" at {}:{}", place.file(), place.line()));
            tell(&format!("defect{}\n", place.unwrap_or_default()));
        }));
    }
}
