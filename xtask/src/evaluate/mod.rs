//! `cargo xtask evaluate`: the scorers beside the development data, in one table.

mod cameo;
mod conflicts;
mod dates;
mod kinds;
mod language;
mod pages;
mod plover;
pub(crate) mod readings;
mod reliability;
mod time;
mod timeline;

use std::path::PathBuf;

use anyhow::{Result, ensure};
use clap::{Args, ValueEnum};

use crate::{build, run};

/// What to score.
#[derive(Args)]
pub(crate) struct Arguments {
    /// Which scores; all of them if none is named
    #[arg(value_enum)]
    areas: Vec<Area>,
    /// A folder of NAME.gold.json files, in place of those of the development data
    #[arg(long, requires = "corpus")]
    gold: Option<PathBuf>,
    /// The folder of the NAME.txt files that they are about
    #[arg(long, requires = "gold")]
    corpus: Option<PathBuf>,
    /// A checkout of the project whose pages `pages` or `dates` are scored on
    #[arg(long, value_name = "DIR")]
    pages: Option<PathBuf>,
    /// Give the intake the addresses of these pages as well
    #[arg(long)]
    addresses: bool,
    /// Also print each mismatch
    #[arg(long)]
    errors: bool,
    #[command(flatten)]
    language: language::Arguments,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Area {
    /// Events, quantities, people, agreements, statements, cleaning
    Readings,
    /// Contradictions of the sample dossier and the development corpora
    Conflicts,
    /// The days and sentences that a chronology keeps
    Timeline,
    /// Tags, lemmas, trees, names and speed of the language packs
    Language,
    /// Temporal expressions of `TimeML` documents and of the cases of Recognizers-Text
    Time,
    /// PLOVER roots of single sentences, in cross-validation
    Plover,
    /// CAMEO codes of single sentences
    Cameo,
    /// Kinds of events, by models that have not seen the document
    Kinds,
    /// The main text of web pages: a checkout of scrapinghub/article-extraction-benchmark, with --pages
    Pages,
    /// Days of publication of web pages: a checkout of adbar/htmldate, with --pages
    Dates,
}

impl Area {
    /// Whether it needs no built program.
    const fn is_in_process(self) -> bool {
        matches!(
            self,
            Self::Language
                | Self::Plover
                | Self::Cameo
                | Self::Kinds
                | Self::Pages
                | Self::Dates
                | Self::Time
        )
    }
}

/// Builds the program, reads the corpora and runs the scorers.
#[expect(clippy::print_stdout, reason = "the table is the result")]
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let wanted = |area| arguments.areas.is_empty() || arguments.areas.contains(&area);
    if let (Some(gold), Some(corpus)) = (&arguments.gold, &arguments.corpus) {
        let program = program()?;
        println!("{}", readings::score(&program, "given", gold, corpus, None, arguments.errors)?);
        return Ok(());
    }
    if let Some(pages) = &arguments.pages {
        if arguments.areas.contains(&Area::Pages) {
            println!("{}", pages::run(pages, arguments.errors)?);
        }
        if arguments.areas.contains(&Area::Dates) {
            println!("{}", dates::run(pages, arguments.addresses, arguments.errors)?);
        }
        return Ok(());
    }
    ensure!(
        arguments.areas.is_empty()
            || !arguments.areas.iter().any(|area| matches!(area, Area::Pages | Area::Dates)),
        "`pages` and `dates` are scored on pages that lie elsewhere: name their folder with --pages"
    );
    let Some(shared) = run::shared() else {
        println!("skipped: no development data (no ../shared, and ENTENTE_SHARED is not set)");
        return Ok(());
    };
    if wanted(Area::Language) {
        language::run(&arguments.language)?;
    }
    if wanted(Area::Time) {
        println!("{}", time::run(&shared, arguments.errors)?);
    }
    if wanted(Area::Plover) {
        println!("{}", plover::run(&shared, arguments.errors)?);
    }
    if wanted(Area::Cameo) {
        println!("{}", cameo::run(&shared, arguments.errors)?);
    }
    if wanted(Area::Kinds) {
        println!("{}", kinds::run()?);
    }
    if !arguments.areas.is_empty() && arguments.areas.iter().all(|area| area.is_in_process()) {
        return Ok(());
    }
    let program = program()?;
    if wanted(Area::Readings) {
        for (name, lang) in [("seeds", None), ("dev", Some("en")), ("dev", Some("ru")), ("dev", Some("ko"))] {
            let (gold, corpus) = (shared.join("gold").join(name), shared.join("corpus").join(name));
            println!("{}", readings::score(&program, name, &gold, &corpus, lang, arguments.errors)?);
        }
        for (name, (gold, texts)) in [("own", readings::own()), ("held", readings::held())] {
            for lang in ["en", "ru", "ko"] {
                println!("{}", readings::score(&program, name, &gold, &texts, Some(lang), arguments.errors)?);
            }
        }
        println!("{}", reliability::table(&shared, &["seeds", "dev"])?);
    }
    if wanted(Area::Conflicts) {
        println!("{}", conflicts::run(&program, &shared, arguments.errors)?);
    }
    if wanted(Area::Timeline) {
        println!("{}", timeline::run(&program, &shared)?);
    }
    Ok(())
}

/// The program to score: the release program, built for it, or the one that `ENTENTE_PROGRAM` names.
fn program() -> Result<PathBuf> {
    if let Some(given) = run::given_program() {
        return Ok(given);
    }
    build::run()?;
    Ok(run::program())
}
