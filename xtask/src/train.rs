//! `cargo xtask train LANG`: the model of a language from treebanks and name corpora.
//!
//! Needs the development data (`../shared`) and, for names and groups of words, what `models/teachers` makes.

pub(crate) mod corpora;
mod groups;
pub(crate) mod kinds;
pub(crate) mod names;
mod recipe;
pub(crate) mod roots;

use std::fs;
use std::io::Write as _;
use std::path::PathBuf;

use anyhow::{Context, Result, bail};
use clap::Args;
use entente_language::train::{Material, Model, train, train_margins, train_names, train_sentences};
use entente_language::{Pack, Packs, conllu};

pub(crate) use recipe::Recipe;

use crate::run;

/// What to train.
#[derive(Args)]
pub(crate) struct Arguments {
    /// `en`, `ru` or `ko`; `roots` for the roots of acts (packs/en/roots.tsv), `kinds` for their kinds (packs/*/kinds.tsv)
    language: String,
    /// The folder that the scripts of models/teachers have written
    #[arg(long, default_value = "target/teachers")]
    teachers: PathBuf,
    /// Only learn names again, over the model that is there
    #[arg(long)]
    names_only: bool,
    /// Learn again where sentences end, then names, over the model that is there
    #[arg(long)]
    sentences_only: bool,
    /// Only find out again how clear a decision must be, for the model that is there
    #[arg(long)]
    margins_only: bool,
    /// Only cut this text into sentences and words, by rules alone, for the scripts of models/teachers: CoNLL-U of what needs no model
    #[arg(long, value_name = "TEXT")]
    cut: Option<PathBuf>,
    /// Where the model goes; over the one that ships unless told
    #[arg(long)]
    output: Option<PathBuf>,
}

/// Trains and writes `models/LANG.bin`.
///
/// # Errors
/// When data are missing or cannot be read.
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if arguments.language == "kinds" {
        return kinds::run();
    }
    if cfg!(debug_assertions) {
        let own: Vec<String> = std::env::args().skip(1).collect();
        return run_in_release(&own.iter().map(String::as_str).collect::<Vec<_>>());
    }
    if arguments.language == "roots" {
        return roots::run();
    }
    if let Some(text) = &arguments.cut {
        return cut(&bare_pack(&arguments.language)?, &corpora::read(text)?);
    }
    let recipe = Recipe::of(&arguments.language)?;
    let Some(shared) = run::shared() else {
        bail!("no development data: no ../shared, and ENTENTE_SHARED is not set")
    };
    let path = run::root().join("models").join(format!("{}.bin", arguments.language));
    let pack = bare_pack(&arguments.language)?;
    let mut model = if arguments.names_only || arguments.margins_only || arguments.sentences_only {
        read_model(&path)?
    } else {
        learn_grammar(&recipe, &pack, &shared, arguments)?
    };
    if recipe.sentences && !arguments.names_only && !arguments.margins_only {
        train_sentences(&pack, &corpora::treebank(&shared, recipe.treebanks)?, &mut model);
    }
    if !arguments.margins_only {
        let tagging = with_model(&pack, &model)?;
        let texts = names::training(&recipe, &shared, &arguments.teachers)?;
        train_names(&tagging, &texts, recipe.name_settings, &mut model, &mut tell);
    }
    let fresh = corpora::fresh(&shared, &arguments.teachers, &recipe)?;
    let tolerance = recipe.settings.parser_tolerance;
    train_margins(&with_model(&pack, &model)?, &fresh, tolerance, &mut model, &mut tell);
    for (name, len) in model.sizes() {
        tell(&format!("{name}: {len} bytes"));
    }
    let path = arguments.output.as_ref().unwrap_or(&path);
    fs::write(path, model.to_bytes()).with_context(|| format!("cannot write `{}`", path.display()))
}

/// Everything but names.
fn learn_grammar(
    recipe: &Recipe,
    pack: &Pack,
    shared: &std::path::Path,
    arguments: &Arguments,
) -> Result<Model> {
    let treebank = corpora::treebank(shared, recipe.treebanks)?;
    let more_lemmas = corpora::treebank(shared, recipe.more_lemmas)?;
    let clusters = arguments.teachers.join(format!("{}_clusters.tsv", arguments.language));
    let clusters = match (recipe.clusters, fs::read_to_string(&clusters)) {
        (false, _) => String::new(),
        (true, Ok(text)) => text,
        (true, Err(_)) => bail!("no `{}`: see models/teachers/README.md", clusters.display()),
    };
    let plain = corpora::plain(shared, recipe, &arguments.language)?;
    let groups = groups::groups(&run::root(), &arguments.language, &clusters)?;
    let taught = corpora::taught_trees(&arguments.teachers, recipe)?;
    let material = Material {
        treebank: &treebank,
        more_lemmas: &more_lemmas,
        groups: &groups,
        plain: &plain,
        taught: &taught,
    };
    Ok(train(pack, material, recipe.settings, &mut tell))
}

/// Prints the sentences and words of a text. A model has no part in it, so that what is taught with them does not depend on
/// the model that was there before.
fn cut(pack: &Pack, text: &str) -> Result<()> {
    std::io::stdout().write_all(conllu::write(&pack.analyse(text)).as_bytes())?;
    Ok(())
}

/// The rules of a language without a model.
pub(crate) fn bare_pack(language: &str) -> Result<Pack> {
    let packs = Packs::default().with_dir(&run::root().join("packs"))?;
    packs.by_code(language).cloned().with_context(|| format!("no pack `{language}`"))
}

/// The model in a file.
pub(crate) fn read_model(path: &std::path::Path) -> Result<Model> {
    let bytes = fs::read(path).with_context(|| format!("cannot read `{}`", path.display()))?;
    Model::read(&bytes).map_err(|reason| anyhow::anyhow!("{}: {reason}", path.display()))
}

/// A pack that uses a model.
pub(crate) fn with_model(pack: &Pack, model: &Model) -> Result<Pack> {
    // A model lives as long as the program; a few of them in a training run do no harm.
    Ok(pack.with_model("the model just trained", model.to_bytes().leak())?)
}

/// Starts this program again with optimisation: without it the models take half an hour instead of minutes.
pub(crate) fn run_in_release(own: &[&str]) -> Result<()> {
    let mut arguments = vec!["run", "--quiet", "--release", "--package", "xtask", "--"];
    arguments.extend(own);
    run::show("cargo", &arguments)
}

#[expect(clippy::print_stderr, reason = "progress of a long run")]
fn tell(message: &str) {
    eprintln!("{message}");
}
