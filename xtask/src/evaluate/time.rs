//! Temporal expressions: the `TimeML` documents by `score/timex.py` beside the peers' figures, and the cases of
//! Recognizers-Text.

mod recognizers;

use std::{fmt::Write, fs, path::Path};

use anyhow::{Context, Result};
use entente_model::{CharIndex, Language};
use entente_reading::time::{TimeContext, TimeGrammar, find};

use super::readings::scorer;
use crate::run;

/// Other taggers on the same documents with the same scorer (F1 in percent; speed on one core), and what is to be reached.
const PEERS: &str = "\
peers on the same documents             strict relaxed  value       KB/s
HeidelTime 2.2.1 with TreeTagger          83.6    91.6   76.8          4
HeidelTime without a tagger               78.6    88.0   72.1         12
SUTime                                    79.0    89.5   68.4         18
Recognizers-Text (Python)                 67.0    86.7   63.3          5
chrono-node                               50.4    74.1   53.0      3,610
crate duckling                            37.4    76.0   34.8         39
crate whichtime                           41.6    63.9   33.8     14,500
dateparser                                23.4    61.2   30.9         70
to reach                                  88      94     85       30,000
";

/// The cases of Recognizers-Text that are left out, each with its reason.
const LEFT_OUT: &str = include_str!("time/left-out.tsv");

/// Tags the `TimeML` documents and reads the cases; the scorer's table, the peers, and the share of right cases.
///
/// # Errors
/// When the development data or the scorer cannot be read or run.
pub(crate) fn run(shared: &Path, errors: bool) -> Result<String> {
    let language = Language::new("en").context("no code")?;
    let grammar = TimeGrammar::embedded(language).context("the English pack does not compile")?;
    let gold = shared.join("gold").join("timex").join("dev");
    let out = run::root().join("target").join("timex");
    fs::create_dir_all(&out).with_context(|| format!("cannot make {}", out.display()))?;
    for entry in fs::read_dir(&gold).with_context(|| format!("cannot read {}", gold.display()))? {
        let path = entry?.path();
        if path.extension().is_some_and(|extension| extension == "txt") {
            tag(&path, &out, grammar)?;
        }
    }
    let text = |path: &Path| path.to_str().map(str::to_owned).context("a path that is not Unicode");
    let mut arguments = vec![text(&scorer("timex.py")?)?, text(&gold)?, text(&out)?, "--types".to_owned()];
    if errors {
        arguments.push("--errors".to_owned());
    }
    let arguments: Vec<&str> = arguments.iter().map(String::as_str).collect();
    let mut table = run::output(Path::new("python3"), &arguments, &[0])?;
    write!(table, "\n{PEERS}\n")?;
    let file = shared.join("gold").join("recognizers").join("DateTime.English.DateTimeModel.json");
    let cases = fs::read_to_string(&file).with_context(|| format!("cannot read {}", file.display()))?;
    let outcome = recognizers::check(&cases, LEFT_OUT, grammar)?;
    writeln!(
        table,
        "Recognizers-Text, English: {} of {} cases right ({:.1} %), {} left out",
        outcome.right,
        outcome.all,
        100.0 * outcome.right as f64 / outcome.all.max(1) as f64,
        outcome.left_out
    )?;
    for line in outcome.failing.iter().chain(&outcome.stale) {
        writeln!(table, "{line}")?;
    }
    Ok(table)
}

/// Writes the times of one document as the scorer reads them.
fn tag(path: &Path, out: &Path, grammar: &TimeGrammar) -> Result<()> {
    let text = fs::read_to_string(path).with_context(|| format!("cannot read {}", path.display()))?;
    let told = fs::read_to_string(path.with_extension("dct")).unwrap_or_default();
    let published = told.trim().get(..10).and_then(|day| day.parse().ok());
    let index = CharIndex::new(&text);
    let found = find(&text, grammar, &TimeContext { published, clock: None });
    let times: Vec<serde_json::Value> = found
        .iter()
        .map(|time| {
            let span = index.span(&text, time.range.clone());
            serde_json::json!({
                "start": span.start, "end": span.end, "type": time.timex_type.to_string(),
                "value": time.value.as_deref().unwrap_or_default(),
            })
        })
        .collect();
    let name = path.file_stem().and_then(|name| name.to_str()).context("a name that is not Unicode")?;
    let file = out.join(format!("{name}.json"));
    fs::write(&file, serde_json::json!({ "times": times }).to_string())
        .with_context(|| format!("cannot write {}", file.display()))
}
