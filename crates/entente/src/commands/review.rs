//! `entente review`: what people rule.

use std::env;

use clap::{Args, Subcommand};
use entente_dossier::Request;

use crate::{
    clock,
    outcome::{Outcome, WrongUse},
    record::{At, Output, print, show_with},
};

/// Rule on what the record says; without an action, what awaits a ruling
///
/// Decisions go into a log that is only ever added to (`entente log`), and each can be undone. They hold on to the words
/// of the sources, so they survive when the sources are read again by a better version.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente review                                    contradictions that nobody settled yet
  entente review accept e0k3v9c2
  entente review reject e0k3v9c2 --note 'a joke of the author'
  entente review correct e0k3v9c2 when 1992-11-19 --by 'Kim'
  entente review merge e0k3v9c2 e7p1
  entente review split e0k3v9c2 memoir.txt
  entente review resolve c30b0a55 second --note 'the archive has the original'
  entente review undo d3")]
#[command(args_conflicts_with_subcommands = true)]
pub(crate) struct Review {
    #[command(subcommand)]
    action: Option<Action>,

    #[command(flatten)]
    at: At,
    #[command(flatten)]
    output: Output,
}

/// Who rules where, and why.
#[derive(Debug, Args)]
struct By {
    #[command(flatten)]
    at: At,

    /// Who rules; without it `ENTENTE_NAME` or the name of the user
    #[arg(long = "by", value_name = "NAME")]
    person: Option<String>,

    /// Why
    #[arg(long, value_name = "TEXT")]
    note: Option<String>,
}

/// The rulings.
#[derive(Debug, Subcommand)]
enum Action {
    /// It is right
    Accept {
        /// An event, person, agreement, figure or statement
        id: String,
        #[command(flatten)]
        by: By,
    },
    /// It is wrong; lists leave it out, the record keeps it
    Reject {
        /// An event, person, agreement, figure or statement
        id: String,
        #[command(flatten)]
        by: By,
    },
    /// A field has another value
    Correct {
        /// An event, person, agreement, figure or statement
        id: String,
        /// The field by its name in the JSON: when, title, kind, status, parties, place, name, signed, value
        field: String,
        /// Its value; empty for none
        value: String,
        #[command(flatten)]
        by: By,
    },
    /// Two are one
    Merge {
        /// The one
        id: String,
        /// The other
        with: String,
        #[command(flatten)]
        by: By,
    },
    /// What one source tells is something else
    Split {
        /// The event, agreement, figure or person
        id: String,
        /// A part of the source's path or address
        source: String,
        #[command(flatten)]
        by: By,
    },
    /// A contradiction is settled
    Resolve {
        /// The contradiction
        id: String,
        /// Which side is right: first, second, both, or dismissed
        outcome: String,
        #[command(flatten)]
        by: By,
    },
    /// A decision no longer holds
    Undo {
        /// The decision, as the log numbers it: d3
        id: String,
        #[command(flatten)]
        by: By,
    },
}

impl Review {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let Some(action) = self.action else {
            let mut dossier = self.at.open()?;
            let conflicts = dossier.conflicts()?;
            return show_with(&conflicts, self.output.format, &conflicts);
        };
        let (id, by, request) = match action {
            Action::Accept { id, by } => (id, by, Request::Accept),
            Action::Reject { id, by } => (id, by, Request::Reject),
            Action::Correct { id, field, value, by } => (id, by, Request::Correct { field, value }),
            Action::Merge { id, with, by } => (id, by, Request::Merge(with)),
            Action::Split { id, source, by } => (id, by, Request::Split(source)),
            Action::Resolve { id, outcome, by } => (id, by, Request::Resolve(outcome)),
            Action::Undo { id, by } => (id, by, Request::Undo),
        };
        let person =
            by.person.or_else(user).ok_or_else(|| WrongUse("who rules? give --by NAME".to_owned()))?;
        let mut dossier = by.at.open()?;
        let decision = dossier.decide(&id, request, &person, by.note.as_deref(), &clock::now())?;
        print(&format!("Decision {decision} by {person}\n"))?;
        Ok(Outcome::Done)
    }
}

/// The name of the person at the keyboard.
fn user() -> Option<String> {
    ["ENTENTE_NAME", "USER", "LOGNAME", "USERNAME"]
        .into_iter()
        .filter_map(|name| env::var(name).ok())
        .find(|name| !name.is_empty())
}
