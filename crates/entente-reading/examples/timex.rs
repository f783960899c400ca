//! Tries a pack of time without building it in: the files are read from `packs/` of the current folder.
//!
//! `timex DIR OUT` writes the times of `NAME.txt`, published on the day of `NAME.dct`, as the scorer reads them;
//! `timex - LANG [DATE]` prints those of each line of standard input; a line `@ DATE` changes the day of publication.
#![allow(clippy::print_stdout, clippy::unwrap_used, reason = "a tool for those who write packs")]

use std::{env, fs, io::Read, path::Path};

use entente_model::CharIndex;
use entente_reading::time::{TimeContext, TimeGrammar, TimePackText, scan};

fn grammar(code: &str) -> TimeGrammar {
    let file = |name: &str| fs::read_to_string(format!("packs/{code}/{name}")).unwrap();
    let (words, rules) = (file("time-words.tsv"), file("time-rules.tsv"));
    let pack = TimePackText {
        words_file: "time-words.tsv",
        words: &words,
        rules_file: "time-rules.tsv",
        rules: &rules,
    };
    TimeGrammar::from_pack(&pack).unwrap_or_else(|error| panic!("{error}"))
}

fn main() {
    let args: Vec<String> = env::args().collect();
    if args[1] == "-" { lines(&args) } else { folder(&args) }
}

fn lines(args: &[String]) {
    let grammar = grammar(&args[2]);
    let mut published = args.get(3).and_then(|date| date.parse().ok());
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    for line in text.lines() {
        if let Some(date) = line.strip_prefix("@ ") {
            published = date.trim().parse().ok();
            continue;
        }
        println!("{line}");
        let entente_reading::time::Scanned { times, anniversaries, .. } =
            scan(line, &grammar, &TimeContext { published, clock: None });
        let edtf = |when: Option<entente_model::Interval>| {
            when.map_or_else(|| "-".to_owned(), |when| when.to_string())
        };
        for time in times {
            println!(
                "    [{}] {} {} edtf {} whole {} old {} {:?} {:?}",
                &line[time.range.clone()],
                time.timex_type,
                time.value.as_deref().unwrap_or("-"),
                edtf(time.edtf),
                edtf(time.whole),
                edtf(time.julian),
                time.relation,
                time.anchor.map(|anchor| anchor.to_string()),
            );
        }
        for found in anniversaries {
            println!(
                "    [{}] anniversary {} of {} in {}",
                &line[found.range.clone()],
                found.years,
                edtf(found.implied),
                edtf(found.celebrated)
            );
        }
    }
}

fn folder(args: &[String]) {
    let grammar = grammar("en");
    for entry in fs::read_dir(&args[1]).unwrap() {
        let path = entry.unwrap().path();
        if path.extension().is_none_or(|extension| extension != "txt") {
            continue;
        }
        let text = fs::read_to_string(&path).unwrap();
        let told = fs::read_to_string(path.with_extension("dct")).unwrap_or_default();
        let published = told.trim().get(..10).and_then(|date| date.parse().ok());
        let index = CharIndex::new(&text);
        let times: Vec<String> = scan(&text, &grammar, &TimeContext { published, clock: None })
            .times
            .iter()
            .map(|time| {
                let span = index.span(&text, time.range.clone());
                let value = time.value.as_deref().unwrap_or("");
                let (start, end, kind) = (span.start, span.end, time.timex_type);
                format!(r#"{{"start": {start}, "end": {end}, "type": "{kind}", "value": "{value}"}}"#)
            })
            .collect();
        let name = path.file_stem().unwrap().to_str().unwrap();
        let file = Path::new(&args[2]).join(format!("{name}.json"));
        fs::write(file, format!("{{\"times\": [{}]}}\n", times.join(", "))).unwrap();
    }
}
