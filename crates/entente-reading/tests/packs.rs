//! Packs of a folder, and languages that have none.

mod texts;

use std::{fs, path::Path};

use entente_model::{EventKind, Language, Reading};
use entente_reading::Reader;

/// A table of the English pack.
fn table(name: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("../../packs/en").join(name);
    fs::read_to_string(path).expect("a table of the English pack")
}

fn kinds(reading: &Reading) -> Vec<EventKind> {
    reading.events.iter().map(|event| event.kind).collect()
}

#[test]
fn dates_and_figures_are_read_in_a_language_without_a_pack() {
    let text = "Le ministre est arrivé à Lima le 3 octobre 1990. Les échanges ont atteint 5,2 millions d'euros en 2023, soit 12 % de plus. Le pays a fourni 3,5 millions de tonnes de blé.";
    let reading = Reader::new().read(&texts::document(text, Language::new("fr"), None));
    let values: Vec<&str> = reading.times.iter().filter_map(|time| time.value.as_deref()).collect();
    assert_eq!(values, ["1990-10-03", "2023"]);
    let figures: Vec<String> =
        reading.quantities.iter().map(|one| format!("{} {}", one.value, one.unit)).collect();
    assert_eq!(figures, ["5200000 EUR", "12 percent"]);
    assert_eq!(
        reading.warnings.iter().map(|warning| warning.code.as_str()).collect::<Vec<_>>(),
        ["language-without-pack"]
    );
    assert!(reading.events.is_empty());
}

#[test]
fn decimals_are_written_as_the_language_does() {
    let read = |text, lang| {
        let reading = Reader::new().read(&texts::document(text, Language::new(lang), None));
        reading.quantities.iter().map(|one| format!("{} {}", one.value, one.unit)).collect::<Vec<_>>()
    };
    assert_eq!(read("2019年の貿易額は 1,234.5 USD だった。", "ja"), ["1234.5 USD"]);
    assert_eq!(read("Le commerce a atteint 1.234,5 EUR.", "fr"), ["1234.5 EUR"]);
}

#[test]
fn a_table_of_a_folder_takes_the_place_of_the_built_in_one() {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = folder.path().join("en");
    fs::create_dir(&pack).expect("a folder for the pack");
    fs::write(
        pack.join("events.tsv"),
        table("events.tsv") + "\nvelocipede\tV\t-\tmigration\tCOOPERATE\t040\t3\n",
    )
    .expect("a table");
    let document = texts::document("Peru velocipeded Chile on 3 May 2019.", Language::new("en"), None);
    let own = Reader::with_dir(folder.path()).expect("a reader");
    assert_eq!(kinds(&own.read(&document)), [EventKind::Migration]);
    assert_ne!(kinds(&Reader::new().read(&document)), [EventKind::Migration]);
    // What the folder says nothing of is as it was.
    let other = texts::document("Peru and Chile signed a treaty on 3 May 2019.", Language::new("en"), None);
    assert_eq!(own.read(&other), Reader::new().read(&other));
}

#[test]
fn a_folder_adds_the_dates_of_a_language() {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = folder.path().join("eo");
    fs::create_dir(&pack).expect("a folder for the pack");
    fs::write(pack.join("time-words.tsv"), "majo\tMONTH\t5\n").expect("words");
    fs::write(pack.join("time-rules.tsv"), "date\tla day:DAY ~ - ~ an de month:MONTH year:Y4\n")
        .expect("rules");
    let reader = Reader::with_dir(folder.path()).expect("a reader");
    let reading =
        reader.read(&texts::document("La 3-an de majo 1990 ili renkontiĝis.", Language::new("eo"), None));
    assert_eq!(reading.times[0].value.as_deref(), Some("1990-05-03"));
}

#[test]
fn a_broken_line_is_named_by_file_and_line() {
    let folder = tempfile::tempdir().expect("a folder");
    let pack = folder.path().join("en");
    fs::create_dir(&pack).expect("a folder for the pack");
    for (name, text, line) in [
        ("events.tsv", "# acts\nsign\tV\n".to_owned(), 2),
        ("time-rules.tsv", "date\tyear:Y4\nnonsense\n".to_owned(), 2),
        ("quantities.toml", "[numbers]\ngroup = 3\n".to_owned(), 2),
        ("people.toml", "\n\noffices = 3\n".to_owned(), 3),
    ] {
        let path = pack.join(name);
        fs::write(&path, text).expect("a table");
        let error = Reader::with_dir(folder.path()).expect_err("a broken table").to_string();
        assert!(error.starts_with(&format!("{}:{line}: ", path.display())), "{error}");
        fs::remove_file(&path).expect("the table");
    }
    assert!(Reader::with_dir(&folder.path().join("nowhere")).is_err());
}
