//! What joins one by one is the same as what is folded at once.

use entente_model::{ActorId, Bound, EventKind, Mode, Quantity, QuantityRole, SpeechAct, Statement, Topic};
use proptest::prelude::*;

use crate::{
    Dossier, Filter, Place,
    testing::{Told, add, dossier, told},
};

const NAMES: [&str; 8] = [
    "Sergey Lavrov",
    "S. Lavrov",
    "Lavrov",
    "Sergey Viktorovich Lavrov",
    "Anna Lavrova",
    "Сергей Лавров",
    "Ivan Petrov",
    "Petrov",
];
const OFFICES: [&str; 4] = ["Foreign Minister/RUS", "foreign minister/RUS", "Envoy/KOR", "Minister/RUS"];
const DAYS: [&str; 7] = ["1991-03-04", "1991-03-04", "1991-03-18", "1991-03", "1991", "1990/1991", ""];
const ACTS: [(&str, EventKind); 5] = [
    ("visited Seoul for talks on gas", EventKind::Visit),
    ("met the delegation in Seoul", EventKind::Meeting),
    ("signed a protocol on fisheries", EventKind::Agreement),
    ("held talks on gas in Seoul", EventKind::Meeting),
    ("opened an office in Busan", EventKind::Mission),
];

/// One document of the world, told by a few numbers.
fn document(number: usize, dice: &[u8]) -> Told {
    let pick = |at: usize, of: usize| usize::from(dice[at % dice.len()]) % of;
    let name = NAMES[pick(0, NAMES.len())];
    let mut text = format!("Report {number}. ");
    let mut clauses = Vec::new();
    for at in 0..3 {
        let (act, kind) = ACTS[pick(1 + at, ACTS.len())];
        let day = DAYS[pick(4 + at, DAYS.len())];
        let parties = ["RUS KOR", "SUN KOR", "KOR", ""][pick(7 + at, 4)];
        let clause = format!("{name} {act}{}", if day.is_empty() { "" } else { " then" });
        text += &clause;
        text += ". ";
        clauses.push((clause, day, kind, parties));
    }
    let value = [20.0, 20.01, 25.0][pick(10, 3)] * 1e9;
    let figure = format!("Trade came to {value} dollars");
    let said = ["They want peace", "Trade will grow"][pick(11, 2)];
    text += &[&figure, ". ", said, "."].concat();
    let published = ["1991-04-01", "1992-05-06", "1991-04-02"][pick(12, 3)];
    let mut told = told(&format!("{number}.txt"), ["en", "ru"][pick(13, 2)], published, &text);
    told = told.person(name, OFFICES[pick(14, OFFICES.len())]);
    for (clause, day, kind, parties) in &clauses {
        told = told.event(clause, day, *kind, parties);
    }
    let span = |told: &Told, words: &str| {
        let at = told.0.text.find(words).unwrap();
        let start = told.0.text[..at].chars().count() as u32;
        (start, start + words.chars().count() as u32)
    };
    let (start, end) = span(&told, &figure);
    told.0.quantities.push(Quantity {
        start,
        end,
        quote: figure,
        value,
        unit: "USD".to_owned(),
        bound: Bound::Exact,
        measure: "trade".to_owned(),
        as_of: ["1990", "1991", ""][pick(15, 3)].parse().ok(),
        role: QuantityRole::Observed,
    });
    let (start, end) = span(&told, said);
    told.0.statements.push(Statement {
        start,
        end,
        quote: said.to_owned(),
        speaker: ActorId(1),
        mode: Mode::Reported,
        act: SpeechAct::Assert,
        topics: vec![Topic::Trade],
        about: Vec::new(),
    });
    told
}

/// Everything that the record says, with how many sources tell each thing.
fn record(dossier: &mut Dossier) -> String {
    let all = Filter { undated: true, others: true, ..Filter::default() };
    let mut record = dossier.record(&all).unwrap();
    record.sources.sort_by_key(|source| source.id);
    let events: Vec<(String, u32)> = dossier
        .event_marks(&all, None, usize::MAX)
        .unwrap()
        .0
        .into_iter()
        .map(|mark| (mark.event.id, mark.sources))
        .collect();
    let place = Place { most: 1000, ..Place::default() };
    let people = dossier.people_part(&all, place).unwrap();
    let figures = dossier.quantities_part(&all, place).unwrap();
    let statements = dossier.statements_part(&all, place).unwrap();
    format!(
        "{}\n{events:#?}\n{people:#?}\n{figures:#?}\n{statements:#?}",
        serde_json::to_string_pretty(&record).unwrap()
    )
}

/// The first lines that differ, with those before them.
pub(super) fn first_difference(left: &str, right: &str) -> String {
    const AROUND: usize = 25;
    let at = left.lines().zip(right.lines()).take_while(|(left, right)| left == right).count();
    let lines = |text: &str| {
        text.lines().skip(at.saturating_sub(AROUND)).take(AROUND + 6).collect::<Vec<_>>().join("\n")
    };
    format!("at once:\n{}\n\none by one:\n{}", lines(left), lines(right))
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn one_by_one_is_the_same_as_at_once(
        dice in proptest::collection::vec(proptest::collection::vec(any::<u8>(), 16), 12),
        order in Just((0..12usize).collect::<Vec<_>>()).prop_shuffle(),
        look in proptest::collection::vec(any::<bool>(), 12),
    ) {
        let documents: Vec<Told> = dice.iter().enumerate().map(|(at, dice)| document(at, dice)).collect();
        let at_once_folder = tempfile::tempdir().unwrap();
        let mut at_once = dossier(at_once_folder.path(), &documents.iter().collect::<Vec<_>>());
        let folder = tempfile::tempdir().unwrap();
        let mut one_by_one = dossier(folder.path(), &[]);
        for (at, look) in order.into_iter().zip(look) {
            add(&mut one_by_one, &documents[at]);
            if look {
                one_by_one.refresh().unwrap();
            }
        }
        let (left, right) = (record(&mut at_once), record(&mut one_by_one));
        prop_assert!(left == right, "{}", first_difference(&left, &right));
    }
}

#[test]
fn a_dossier_of_an_older_version_says_the_same() {
    // The tables as they were before entries told what leads them.
    const BEFORE: &str = "DROP INDEX entries_of_block; ALTER TABLE entries DROP COLUMN lead;
        CREATE INDEX entries_of_block ON entries (class, block); DROP TABLE acts; DROP TABLE unsettled; DROP TABLE standings; PRAGMA user_version = 4;";
    let dice = |number: usize| (0..16).map(|at| ((number * 31 + at * 17) % 251) as u8).collect::<Vec<_>>();
    let documents: Vec<Told> = (0..14).map(|number| document(number, &dice(number))).collect();
    let all_folder = tempfile::tempdir().unwrap();
    let mut all = dossier(all_folder.path(), &documents.iter().collect::<Vec<_>>());
    let folder = tempfile::tempdir().unwrap();
    let mut old = dossier(folder.path(), &documents[..12].iter().collect::<Vec<_>>());
    let before = record(&mut old);
    old.connection.execute_batch(BEFORE).unwrap();
    drop(old);
    let mut new = Dossier::open(folder.path()).unwrap();
    let after = record(&mut new);
    assert!(before == after, "{}", first_difference(&before, &after));
    for document in &documents[12..] {
        add(&mut new, document);
    }
    let (left, right) = (record(&mut all), record(&mut new));
    assert!(left == right, "{}", first_difference(&left, &right));
}
