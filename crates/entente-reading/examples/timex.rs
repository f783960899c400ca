//! Writes the times of plain texts as the scorer reads them: `timex DIR OUT` reads `NAME.txt` and `NAME.dct` of a folder; `timex - LANG [DATE]` reads standard input.

use std::{env, fs, io::Read, path::Path};

use entente_model::{CharIndex, Language};
use entente_reading::time::{TimeContext, TimeGrammar, find};

#[allow(clippy::print_stdout, clippy::unwrap_used)]
fn main() {
    let args: Vec<String> = env::args().collect();
    if args[1] == "-" {
        let grammar = TimeGrammar::embedded(Language::new(&args[2]).unwrap()).unwrap();
        let published = args.get(3).and_then(|date| date.parse().ok());
        let mut text = String::new();
        std::io::stdin().read_to_string(&mut text).unwrap();
        for line in text.lines() {
            println!("{line}");
            for time in find(line, grammar, &TimeContext { published, clock: None }) {
                println!(
                    "    [{}] {} {:?} {:?} {:?} {:?}",
                    &line[time.range.clone()],
                    time.timex_type,
                    time.value,
                    time.edtf.map(|e| e.to_string()),
                    time.relation,
                    time.whole.map(|e| e.to_string())
                );
            }
        }
        return;
    }
    let grammar = TimeGrammar::embedded(Language::new("en").unwrap()).unwrap();
    for entry in fs::read_dir(&args[1]).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|ext| ext != "txt") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let dct = fs::read_to_string(path.with_extension("dct")).unwrap_or_default();
        let published = dct.trim().get(..10).and_then(|date| date.parse().ok());
        let index = CharIndex::new(&text);
        let times: Vec<String> = find(&text, grammar, &TimeContext { published, clock: None })
            .iter()
            .map(|time| {
                let span = index.span(&text, time.range.clone());
                format!(
                    r#"{{"start": {}, "end": {}, "type": "{}", "value": "{}"}}"#,
                    span.start,
                    span.end,
                    time.timex_type,
                    time.value.as_deref().unwrap_or("")
                )
            })
            .collect();
        let name = path.file_stem().unwrap().to_str().unwrap();
        fs::write(
            Path::new(&args[2]).join(format!("{name}.json")),
            format!("{{\"times\": [{}]}}\n", times.join(", ")),
        )
        .unwrap();
    }
}
