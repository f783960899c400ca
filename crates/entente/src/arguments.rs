//! What may stand on the command line.

use std::{num::NonZeroUsize, path::PathBuf};

use clap::{Args, Parser};
use entente_engine::Published;
use entente_intake::{Columns, Hints};
use entente_model::Language;

use crate::commands::Command;

/// Reads documents about the relations of states into one sourced record, and cross-examines the sources
///
/// Results go to standard output and nothing else does; progress, warnings and errors go to standard error.
/// Exit status: 0 done, 1 done with some sources refused, 2 wrong use, 3 failed.
#[derive(Debug, Parser)]
#[command(
    name = "entente",
    version,
    max_term_width = 100,
    subcommand_required = true,
    arg_required_else_help = true
)]
pub(crate) struct Arguments {
    /// What to do.
    #[command(subcommand)]
    pub command: Command,
}

/// Flags of every command that reads sources.
#[derive(Debug, Args)]
pub(crate) struct ReadingFlags {
    /// When the sources were published
    ///
    /// A date, `2021-03-23` or `1990-09`, with or without a time of day: `2021-03-23T14:05`. Dates such as "last year" are
    /// counted from it. Without it the date is looked for in the source itself.
    #[arg(long, value_name = "DATE")]
    pub published: Option<Published>,

    /// The language of the sources, `en`, `ru`, `ko`
    ///
    /// Without it the language is told from the text.
    #[arg(long, value_name = "XX", value_parser = language)]
    pub lang: Option<Language>,

    /// A folder of language packs that add to the built-in ones or take the place of their tables
    ///
    /// `DIR/xx/events.tsv` and so on, `xx` the code of the language; a table that a folder lacks is the built-in one.
    #[arg(long, value_name = "DIR")]
    pub packs: Option<PathBuf>,

    /// Which columns of a table or fields of JSON Lines hold what: `text=body,published=date`
    ///
    /// Before the `=` stands `text`, `id`, `title`, `published`, `publisher`, `lang` or `url`; several columns may hold text.
    /// Without it columns of such names are taken.
    #[arg(long, value_name = "LIST")]
    pub columns: Option<Columns>,

    /// Refuse sources above this size, in MB
    #[arg(long, value_name = "MB", default_value = "50")]
    pub max_size: u64,

    /// How many sources are read at once
    ///
    /// Without it as many as there are processors. The output does not depend on it.
    #[arg(long, value_name = "N")]
    pub jobs: Option<NonZeroUsize>,
}

impl ReadingFlags {
    /// The largest size of a source, in bytes.
    pub(crate) fn max_bytes(&self) -> u64 {
        self.max_size.saturating_mul(1_000_000)
    }

    /// How many threads read.
    pub(crate) fn workers(&self) -> NonZeroUsize {
        self.jobs.or_else(|| std::thread::available_parallelism().ok()).unwrap_or(NonZeroUsize::MIN)
    }

    /// What the flags say about the sources.
    pub(crate) fn hints(&self, clean: bool) -> Hints {
        Hints {
            published: self.published.map(|published| published.date),
            published_clock: self.published.and_then(|published| published.clock),
            lang: self.lang,
            columns: self.columns.clone(),
            clean,
            ..Hints::default()
        }
    }
}

/// A language code of two or three letters.
pub(crate) fn language(code: &str) -> Result<Language, String> {
    Language::new(code)
        .ok_or_else(|| format!("`{code}` is no language code of two or three letters, such as en"))
}

/// Files and folders to read.
#[derive(Debug, Args)]
pub(crate) struct Paths {
    /// Files, folders, archives; a folder is read recursively in name order, `-` is standard input
    #[arg(value_name = "PATH", required = true)]
    pub paths: Vec<PathBuf>,
}

#[cfg(test)]
mod tests {
    use super::*;
    use clap::CommandFactory as _;

    #[test]
    fn the_command_line_is_well_formed() {
        Arguments::command().debug_assert();
    }

    /// Every command has an example in the user's book, and every example there is one that the program takes.
    #[test]
    fn the_book_shows_every_command_as_it_is() {
        let book = include_str!("../../../docs/src/commands.md");
        for command in Arguments::command().get_subcommands().filter(|command| !command.is_hide_set()) {
            let heading = format!("\n### {}\n", command.get_name());
            assert!(book.contains(&heading), "no heading `{}` in docs/src/commands.md", command.get_name());
        }
        for line in book.lines().filter(|line| line.starts_with("entente ")) {
            let words = line.split(" > ").next().unwrap_or(line).split_whitespace();
            if let Err(error) = Arguments::try_parse_from(words) {
                panic!("docs/src/commands.md: `{line}`: {error}");
            }
        }
    }
}
