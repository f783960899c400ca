//! How well the language packs do, in the terms of the `CoNLL` 2018 shared task, and how fast.

mod conll;
mod peers;

use std::fmt::Write as _;
use std::path::{Path, PathBuf};
use std::time::Instant;

use anyhow::Result;
use clap::Args;
use entente_language::train::{Model, NamedText, train_names};
use entente_language::{Depth, Pack, conllu};

use crate::evaluate::language::conll::{File, Score, raw_text, score};
use crate::run;
use crate::train::{Recipe, bare_pack, corpora, names, read_model, run_in_release, with_model};

/// What to score.
#[derive(Args)]
#[group(id = "language-arguments")]
pub(crate) struct Arguments {
    /// The folder that the scripts of models/teachers have written; the folds of the Russian figure need it
    #[arg(long, default_value = "target/teachers")]
    teachers: PathBuf,
    /// The folder of the models, LANG.bin
    #[arg(long, default_value = "models")]
    models: PathBuf,
    /// Only these languages
    #[arg(long = "language", value_name = "LANG")]
    languages: Vec<String>,
    /// Train the folds of the name figures too
    #[arg(long)]
    folds: bool,
    /// Read the English text with spaCy's small pipeline too, in the same run
    #[arg(long)]
    peers: bool,
}

/// Scores every language that has a recipe and a model.
#[expect(clippy::print_stdout, reason = "the table is the result")]
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    if cfg!(debug_assertions) {
        let [teachers, models] =
            [&arguments.teachers, &arguments.models].map(|path| path.display().to_string());
        let mut again = vec!["evaluate", "language", "--teachers", &teachers, "--models", &models];
        again.extend(arguments.languages.iter().flat_map(|language| ["--language", language]));
        again.extend(arguments.folds.then_some("--folds"));
        again.extend(arguments.peers.then_some("--peers"));
        return run_in_release(&again);
    }
    let Some(shared) = run::shared() else {
        println!("skipped: no development data (no ../shared, and ENTENTE_SHARED is not set)");
        return Ok(());
    };
    for language in ["en", "ru", "ko"] {
        if !arguments.languages.is_empty() && !arguments.languages.iter().any(|wanted| wanted == language) {
            continue;
        }
        let recipe = Recipe::of(language)?;
        let model = read_model(&run::root().join(&arguments.models).join(format!("{language}.bin")))?;
        let pack = with_model(&bare_pack(language)?, &model)?;
        println!("{}", grammar(language, &recipe, &pack, &shared)?);
        println!("{}", named(language, &recipe, &pack, &model, &shared, arguments)?);
        let (line, everything) = speed(&recipe, &pack, &shared)?;
        println!("{line}");
        if arguments.peers && language == "en" {
            println!("{}", peers::beside(&raw_text(&test_file(&recipe, &shared)?), everything)?);
        }
    }
    Ok(())
}

/// Tags, lemmas, trees, sentences and words.
fn grammar(language: &str, recipe: &Recipe, pack: &Pack, shared: &Path) -> Result<String> {
    let text = test_file(recipe, shared)?;
    let gold = File::read(&text);
    let on_words = score(&gold, &File::read(&conllu::annotate(pack, &text)?));
    let on_text = score(&gold, &File::read(&conllu::write(&pack.analyse(&raw_text(&text)))));
    let apart = score(&gold, &File::read(&conllu::write(&pack.analyse(&documents_apart(&text)))));
    let mut table = String::new();
    let rows = [
        ("UPOS, gold words", on_words.upos),
        ("lemma, gold words", on_words.lemmas),
        ("stem, gold words", on_words.stems),
        ("UAS, gold words", on_words.uas),
        ("LAS, gold words", on_words.las),
        ("sentences, raw text", on_text.sentences),
        ("sentences, documents apart", apart.sentences),
        ("words, raw text", on_text.words),
        ("LAS, raw text", on_text.las),
    ];
    for (name, score) in rows {
        writeln!(table, "{language}  {:<12} {name:<26} {:.4}", recipe.test, score.f1())?;
    }
    Ok(table)
}

/// Names: on the part of the corpus kept for it, or over five folds.
fn named(
    language: &str,
    recipe: &Recipe,
    pack: &Pack,
    model: &Model,
    shared: &Path,
    arguments: &Arguments,
) -> Result<String> {
    let (what, score) = match corpora::to_score(shared, recipe.names)? {
        Some(texts) => ("names", found(pack, &texts)),
        None if arguments.folds => {
            ("names, 5 folds", folds(language, recipe, model, shared, &arguments.teachers)?)
        }
        None => return Ok(format!("{language}  names: with --folds")),
    };
    let (precision, recall) =
        (score.right as f64 / score.found.max(1) as f64, score.right as f64 / score.there.max(1) as f64);
    Ok(format!("{language}  {what}: precision {precision:.4}, recall {recall:.4}, F1 {:.4}", score.f1()))
}

/// Every fifth text is scored by a model that has learned from the others.
fn folds(language: &str, recipe: &Recipe, model: &Model, shared: &Path, teachers: &Path) -> Result<Score> {
    const FOLDS: usize = 5;
    let bare = bare_pack(language)?;
    let taught = names::taught(recipe, teachers)?;
    let corpus = corpora::to_learn(shared, recipe.names)?;
    let mut sum = Score::default();
    for fold in 0..FOLDS {
        let mut model = model.clone();
        let part = |inside: bool| {
            let texts = corpus.iter().enumerate().filter(move |(index, _)| (index % FOLDS == fold) == inside);
            texts.map(|(_, text)| text.clone()).collect::<Vec<NamedText>>()
        };
        let texts = [taught.clone(), part(false)].concat();
        let tagging = with_model(&bare, &model)?;
        train_names(&tagging, &texts, recipe.name_settings, &mut model, &mut |_| ());
        let score = found(&with_model(&bare, &model)?, &part(true));
        sum.right += score.right;
        sum.found += score.found;
        sum.there += score.there;
    }
    Ok(sum)
}

/// Names with both ends and the kind right.
fn found(pack: &Pack, texts: &[NamedText]) -> Score {
    let mut score = Score::default();
    for text in texts {
        let analysis = pack.analyse_with(&text.text, |_| Depth::Tags);
        let names = analysis.names.iter().map(|name| (name.start as usize..name.end as usize, name.kind));
        score.found += analysis.names.len();
        score.there += text.names.len();
        score.right += names.filter(|name| text.names.contains(name)).count();
    }
    score
}

fn test_file(recipe: &Recipe, shared: &Path) -> Result<String> {
    corpora::read(&shared.join("data").join("ud").join(format!("{}.conllu", recipe.test)))
}

/// The text of a treebank with every document in a paragraph of its own: the numbers of sentences begin with the name of
/// their document.
fn documents_apart(file: &str) -> String {
    let (mut text, mut last) = (String::new(), String::new());
    for block in file.split("\n\n").filter(|block| !block.is_empty()) {
        let id = block.lines().find_map(|line| line.strip_prefix("# sent_id = ")).unwrap_or_default();
        let document = id.rsplit_once('-').map_or("", |(document, _)| document);
        if document != last && !text.is_empty() {
            text.push_str("\n\n");
        }
        document.clone_into(&mut last);
        text.push_str(&raw_text(&format!("{block}\n\n")));
    }
    text
}

/// Words a second on one core, the best of five runs over at least 1.5 MB; and that of everything as a number.
fn speed(recipe: &Recipe, pack: &Pack, shared: &Path) -> Result<(String, f64)> {
    let once = raw_text(&test_file(recipe, shared)?);
    let text = once.repeat(1_500_000 / once.len().max(1) + 1);
    let mut line = String::new();
    let mut last = 0.0;
    for (what, depth) in [("tags and names", Depth::Tags), ("everything", Depth::Tree)] {
        let mut best = 0.0_f64;
        for _ in 0..5 {
            let now = Instant::now();
            let words = pack.analyse_with(&text, |_| depth).tokens.len();
            best = best.max(words as f64 / now.elapsed().as_secs_f64());
        }
        write!(line, "{}  {what}: {best:.0} words a second; ", pack.language())?;
        last = best;
    }
    Ok((line, last))
}
