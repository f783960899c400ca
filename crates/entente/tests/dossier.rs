//! The dossier under stress: other versions, damage, a full disk, two writers, sudden death.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{
    fs,
    io::{BufRead as _, BufReader},
    process::{Command, Stdio},
};

use common::{Place, article, ended, program, run};

fn articles(place: &Place, folder: &str, count: usize) -> String {
    for number in 0..count {
        place.file(&format!("{folder}/{number:04}.txt"), article(number));
    }
    place.path(folder)
}

/// Everything that the record says.
fn record(place: &Place) -> String {
    let mut all = String::new();
    for list in ["timeline", "who", "agreements", "quantities", "statements", "conflicts"] {
        let shown = if list == "timeline" {
            place.run(&[list, "--format", "jsonl", "--undated", "--all"])
        } else {
            place.run(&[list, "--format", "jsonl"])
        };
        assert_eq!(shown.code, 0, "{list}: {}", shown.err);
        all += &shown.out;
    }
    all
}

#[test]
fn without_a_dossier_the_way_to_one_is_told() {
    let folder = tempfile::tempdir().unwrap();
    let done = ended(&program().arg("timeline").current_dir(folder.path()).output().unwrap());
    assert_eq!(done.code, 3);
    assert!(done.err.contains("no dossier in") && done.err.contains("entente init"), "{}", done.err);
}

#[test]
fn the_nearest_dossier_upward_is_found() {
    let place = Place::new();
    fs::create_dir_all(place.path("dossier/a/b")).unwrap();
    let done = ended(&program().arg("sources").current_dir(place.path("dossier/a/b")).output().unwrap());
    assert_eq!((done.code, done.err.as_str()), (0, ""));
}

#[test]
fn a_second_dossier_in_one_folder_is_refused() {
    let place = Place::new();
    let again = run(&["init", &place.dossier(), "--parties", "RUS,KOR"]);
    assert_eq!(again.code, 3);
    assert!(again.err.contains("already holds a dossier"));
}

#[test]
fn a_newer_schema_is_refused_and_left_alone() {
    let place = Place::new();
    rusqlite::Connection::open(place.database()).unwrap().pragma_update(None, "user_version", 99).unwrap();
    let done = place.run(&["add", &place.file("a.txt", article(1))]);
    assert_eq!(done.code, 3);
    assert!(done.err.contains("newer version of entente") && done.err.contains("99"), "{}", done.err);
    assert!(done.err.contains("dossier.sqlite"));
    assert_eq!(place.ask::<i64>("SELECT count(*) FROM blobs"), 0);
}

#[test]
fn a_file_that_is_no_database_is_refused_and_left_alone() {
    let place = Place::new();
    let text = "this is no database, however long it is ".repeat(50);
    for name in ["-wal", "-shm"] {
        let _ = fs::remove_file(format!("{}{name}", place.database().display()));
    }
    fs::write(place.database(), &text).unwrap();
    let done = place.run(&["timeline"]);
    assert_eq!(done.code, 3);
    assert!(done.err.contains("not the database of a dossier"), "{}", done.err);
    assert_eq!(fs::read_to_string(place.database()).unwrap(), text);
}

#[test]
fn the_same_bytes_twice_change_nothing() {
    let place = Place::new();
    let folder = articles(&place, "in", 12);
    assert_eq!(place.run(&["add", &folder]).out, "Added 12 sources\n");
    let before = record(&place);
    place.file("copies/other-name.txt", article(3));
    let again = place.run(&["add", &folder, &place.path("copies")]);
    assert_eq!((again.code, again.out.as_str()), (0, "Added 0 sources, 13 were there already\n"));
    assert_eq!(record(&place), before);
    assert_eq!(place.ask::<i64>("SELECT count(*) FROM sources"), 12);
}

#[test]
fn the_order_of_adding_does_not_matter() {
    let (forward, backward) = (Place::new(), Place::new());
    let texts = forward.path("in");
    articles(&forward, "in", 30);
    let mut paths: Vec<String> = (0..30).map(|number| format!("{texts}/{number:04}.txt")).collect();
    for path in &paths {
        assert_eq!(forward.run(&["add", path]).code, 0);
    }
    paths.reverse();
    let mut arguments = vec!["add"];
    arguments.extend(paths.iter().map(String::as_str));
    assert_eq!(backward.run(&arguments).code, 0);
    assert_eq!(record(&forward), record(&backward));
}

#[cfg(unix)]
#[test]
fn a_full_disk_is_told_and_loses_nothing() {
    let place = Place::new();
    let first = place.file("first.txt", article(1));
    assert_eq!(place.run(&["add", &first]).code, 0);
    let folder = articles(&place, "in", 400);
    // A limit on the size of files (in blocks of 512 or 1024 bytes) stands in for a small disk.
    let script = r#"ulimit -f 300; trap '' XFSZ; exec "$0" add -d "$1" "$2""#;
    let shell = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_entente"), &place.dossier(), &folder])
        .output()
        .unwrap();
    let done = ended(&shell);
    assert_eq!(done.code, 3, "{}", done.err);
    assert!(done.err.contains("disk is full") && done.err.contains(&place.dossier()), "{}", done.err);
    place.assert_whole();
    assert_eq!(place.ask::<i64>("SELECT count(*) FROM sources WHERE origin LIKE '%first.txt'"), 1);
    // With room again the rest is added.
    assert_eq!(place.run(&["add", &folder]).code, 0);
    assert_eq!(place.ask::<i64>("SELECT count(*) FROM sources"), 400);
    place.assert_whole();
}

#[test]
fn two_programs_add_at_once() {
    let place = Place::new();
    let (one, other) = (articles(&place, "one", 60), articles(&place, "other", 90));
    let start = |folder: &str| {
        let mut command = program();
        command.args(["add", "-d", &place.dossier(), folder]).stdout(Stdio::piped()).stderr(Stdio::piped());
        command.spawn().unwrap()
    };
    let (first, second) = (start(&one), start(&other));
    for child in [first, second] {
        let done = ended(&child.wait_with_output().unwrap());
        assert_eq!((done.code, done.err.as_str()), (0, ""));
    }
    assert_eq!(place.ask::<i64>("SELECT count(*) FROM sources"), 90);
    place.assert_whole();
    let alone = Place::new();
    fs::rename(place.path("other"), alone.path("other")).unwrap();
    // The origin differs, so the record is compared by numbers.
    alone.run(&["add", &alone.path("other")]);
    for question in ["SELECT count(*) FROM reports", "SELECT count(*) FROM passages"] {
        assert_eq!(place.ask::<i64>(question), alone.ask::<i64>(question), "{question}");
    }
}

/// Kills `add` after so many acknowledged sources; gives the names of those.
fn kill_after(place: &Place, folder: &str, count: usize) -> Vec<String> {
    let mut child = program()
        .args(["add", "-d", &place.dossier(), "--verbose", folder])
        .stdout(Stdio::null())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    let lines = BufReader::new(child.stderr.take().unwrap()).lines();
    let mut acknowledged = Vec::new();
    for line in lines {
        let line = line.unwrap();
        acknowledged.extend(line.strip_prefix("added: ").map(str::to_owned));
        if acknowledged.len() == count {
            child.kill().unwrap();
        }
    }
    child.wait().unwrap();
    acknowledged
}

#[test]
fn sudden_death_loses_nothing_that_was_acknowledged() {
    let place = Place::new();
    let folder = articles(&place, "in", 40);
    let undisturbed = {
        let whole = Place::new();
        assert_eq!(whole.run(&["add", &folder]).code, 0);
        record(&whole)
    };
    for round in 0..6 {
        let acknowledged = kill_after(&place, &folder, 1 + round % 4);
        place.assert_whole();
        for origin in acknowledged {
            let there = format!("SELECT count(*) FROM sources WHERE origin = '{origin}'");
            assert_eq!(place.ask::<i64>(&there), 1, "{origin} was acknowledged and is not there");
        }
    }
    assert_eq!(place.run(&["add", &folder]).code, 0);
    place.assert_whole();
    assert_eq!(record(&place), undisturbed);
}

/// Moments for a sudden death: spread over the time that a command takes on this machine, which is learned on the way.
struct Moments {
    random: u64,
    /// The moments lie within so many microseconds.
    within: u64,
}

impl Moments {
    fn next(&mut self) -> u64 {
        self.random =
            self.random.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        (self.random >> 33) % self.within
    }

    /// Later ones where a command was killed before it acknowledged anything, earlier ones where it came to its end.
    fn learn(&mut self, acknowledged: bool, ended: bool) {
        self.within = match (acknowledged, ended) {
            (_, true) => self.within * 4 / 5,
            (false, false) => self.within * 5 / 4,
            (true, false) => self.within,
        }
        .clamp(2_000, 60_000_000);
    }
}

/// Starts a command, kills it after so many microseconds, and gives what it said before and whether it had come to its end.
fn kill_at(arguments: &[&str], microseconds: u64) -> (String, bool) {
    let mut child = program().args(arguments).stdout(Stdio::piped()).stderr(Stdio::piped()).spawn().unwrap();
    std::thread::sleep(std::time::Duration::from_micros(microseconds));
    let _ = child.kill();
    let done = child.wait_with_output().unwrap();
    let said = String::from_utf8_lossy(&done.stderr).into_owned() + &String::from_utf8_lossy(&done.stdout);
    (said, done.status.code().is_some())
}

/// Run with `cargo test -p entente -- --ignored`.
#[test]
#[ignore = "takes minutes"]
fn two_hundred_sudden_deaths_lose_nothing_that_was_acknowledged() {
    let place = Place::new();
    let dossier = place.dossier();
    let mut adding = Moments { random: 0x9e37_79b9, within: 500_000 };
    let mut ruling = Moments { random: 0x79b9_9e37, within: 500_000 };
    let (mut added, mut decided, mut killed) = (0, 0, 0);
    for round in 0..200 {
        if round % 2 == 0 {
            let folder = format!("in{round}");
            for number in 0..10 {
                place.file(&format!("{folder}/{number}.txt"), article(round * 10 + number));
            }
            let arguments = ["add", "-d", &dossier, "--verbose", &place.path(&folder)];
            let (said, ended) = kill_at(&arguments, adding.next());
            place.assert_whole();
            let origins: Vec<&str> = said.lines().filter_map(|line| line.strip_prefix("added: ")).collect();
            for origin in &origins {
                let there = format!("SELECT count(*) FROM sources WHERE origin = '{origin}'");
                assert_eq!(place.ask::<i64>(&there), 1, "{origin} was acknowledged and is not there");
            }
            adding.learn(!origins.is_empty(), ended);
            added += origins.len();
            killed += i32::from(!ended);
        } else {
            let events = place.run(&["timeline", "--format", "jsonl", "--undated", "--all"]).out;
            let ids: Vec<&str> = events.lines().filter_map(|line| line.split('"').nth(3)).collect();
            let Some(id) = ids.get(round % ids.len().max(1)) else { continue };
            let arguments = ["review", "accept", "-d", &dossier, "--by", "Kim", id];
            let (said, ended) = kill_at(&arguments, ruling.next());
            let acknowledged = said.contains("Decision");
            decided += i64::from(acknowledged);
            place.assert_whole();
            let kept = place.ask::<i64>("SELECT count(*) FROM decisions");
            assert!(kept >= decided, "{decided} decisions were acknowledged, {kept} are there");
            decided = kept;
            ruling.learn(acknowledged, ended);
            killed += i32::from(!ended);
        }
    }
    assert!(decided > 0 && added > 0, "{added} sources and {decided} decisions in two hundred rounds");
    assert!(killed >= 50, "only {killed} of two hundred commands were killed");
    assert_eq!(place.run(&["rebuild", "--check"]).code, 0);
}

#[test]
fn a_closed_output_is_no_failure() {
    let place = Place::new();
    let script = r#""$0" timeline -d "$1" --format json | true"#;
    let shell = Command::new("sh")
        .args(["-c", script, env!("CARGO_BIN_EXE_entente"), &place.dossier()])
        .output()
        .unwrap();
    assert_eq!(ended(&shell).err, "");
}

#[test]
fn sources_and_decisions_give_the_same_record_again() {
    let place = Place::new();
    let folder = articles(&place, "in", 20);
    assert_eq!(place.run(&["add", "--published", "2015-05-05T10:00", "--lang", "en", &folder]).code, 0);
    let events = place.run(&["timeline", "--format", "jsonl", "--undated", "--all"]).out;
    if let Some(id) = events.lines().next().and_then(|line| line.split('"').nth(3)) {
        assert_eq!(run(&["review", "reject", "-d", &place.dossier(), "--by", "Kim", id]).code, 0);
    }
    let before = record(&place);
    let checked = place.run(&["rebuild", "--check"]);
    assert_eq!(
        (checked.code, checked.out.as_str()),
        (0, "Sources and decisions give the same record\n"),
        "{}",
        checked.err
    );
    assert_eq!(place.run(&["rebuild"]).out, "Read 20 sources again\n");
    assert_eq!(record(&place), before);
    // A record that was tampered with is noticed.
    let connection = rusqlite::Connection::open(place.database()).unwrap();
    connection.execute("UPDATE sources SET title = 'another'", []).unwrap();
    let checked = place.run(&["rebuild", "--check"]);
    assert_eq!(checked.code, 3);
    assert!(checked.err.contains("sources"), "{}", checked.err);
    place.assert_whole();
}

#[test]
fn a_damaged_database_is_told_and_what_is_whole_is_saved() {
    let place = Place::new();
    let folder = articles(&place, "in", 60);
    assert_eq!(place.run(&["add", &folder]).code, 0);
    assert_eq!(place.run(&["doctor"]).out, "The dossier is sound\n");
    place.ask::<i64>("PRAGMA wal_checkpoint(TRUNCATE)");
    let mut bytes = fs::read(place.database()).unwrap();
    let (from, to) = (bytes.len() / 2, bytes.len() / 2 + 20_000);
    bytes[from..to].fill(0xa5);
    fs::write(place.database(), bytes).unwrap();
    let told = place.run(&["doctor"]);
    assert_eq!(told.code, 3);
    assert!(told.err.contains("damaged") && told.err.contains("--rescue"), "{}", told.err);
    let saved = place.run(&["doctor", "--rescue", &place.path("saved")]);
    assert!(saved.code <= 1, "{}", saved.err);
    let sound = run(&["doctor", "-d", &place.path("saved")]);
    assert_eq!((sound.code, sound.out.as_str()), (0, "The dossier is sound\n"));
    let sources = run(&["sources", "-d", &place.path("saved"), "--format", "jsonl"]).out.lines().count();
    assert!(sources >= 20, "only {sources} of 60 sources were saved");
}

#[test]
fn a_log_cut_in_the_middle_is_told_and_the_other_decisions_are_saved() {
    let place = Place::new();
    let folder = articles(&place, "in", 6);
    assert_eq!(place.run(&["add", &folder]).code, 0);
    let events = place.run(&["timeline", "--format", "jsonl", "--undated", "--all"]).out;
    let ids: Vec<&str> = events.lines().filter_map(|line| line.split('"').nth(3)).take(3).collect();
    assert_eq!(ids.len(), 3);
    for id in &ids {
        assert_eq!(run(&["review", "accept", "-d", &place.dossier(), "--by", "Kim", id]).code, 0);
    }
    let connection = rusqlite::Connection::open(place.database()).unwrap();
    let cut = "DROP TRIGGER decisions_stay; UPDATE decisions SET body = substr(body, 1, 40) WHERE id = 2;";
    connection.execute_batch(cut).unwrap();
    drop(connection);
    let told = place.run(&["doctor"]);
    assert_eq!(told.code, 3);
    assert!(told.out.contains("decision number 2"), "{}", told.out);
    let saved = place.run(&["doctor", "--rescue", &place.path("saved")]);
    assert_eq!(saved.code, 1);
    assert!(saved.out.contains("6 sources and 2 decisions"), "{}", saved.out);
    let log = run(&["log", "-d", &place.path("saved"), "--format", "jsonl"]).out;
    assert_eq!(log.lines().count(), 2);
}
