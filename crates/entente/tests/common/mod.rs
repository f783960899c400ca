//! Runs the program as a process.

#![allow(dead_code, reason = "each test program uses a part of it")]
#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

pub(crate) mod server;

use std::{
    fs,
    path::{Path, PathBuf},
    process::{Command, Output, Stdio},
};

use tempfile::TempDir;

/// How a run ended.
pub(crate) struct Run {
    /// The exit status.
    pub(crate) code: i32,
    /// Standard output.
    pub(crate) out: String,
    /// Standard error.
    pub(crate) err: String,
}

/// The program, not yet started.
pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_entente"));
    command.env("NO_COLOR", "1").env_remove("COLUMNS").stdin(Stdio::null());
    command
}

/// Runs the program to its end.
pub(crate) fn run(arguments: &[&str]) -> Run {
    ended(&program().args(arguments).output().unwrap())
}

/// What a process left.
pub(crate) fn ended(output: &Output) -> Run {
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout.clone()).unwrap(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

/// A folder with an empty dossier in `dossier`.
pub(crate) struct Place(pub(crate) TempDir);

impl Place {
    /// A new folder.
    pub(crate) fn new() -> Self {
        let place = Self(tempfile::tempdir().unwrap());
        let made = run(&["init", &place.dossier(), "--parties", "RUS,KOR"]);
        assert_eq!((made.code, made.err.as_str()), (0, ""));
        place
    }

    /// The folder of the dossier.
    pub(crate) fn dossier(&self) -> String {
        self.path("dossier")
    }

    /// A path in the folder.
    pub(crate) fn path(&self, name: &str) -> String {
        self.0.path().join(name).to_str().unwrap().to_owned()
    }

    /// Writes a file and gives its path.
    pub(crate) fn file(&self, name: &str, bytes: impl AsRef<[u8]>) -> String {
        let path = self.0.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(&path, bytes).unwrap();
        path.to_str().unwrap().to_owned()
    }

    /// Runs a command on the dossier.
    pub(crate) fn run(&self, arguments: &[&str]) -> Run {
        let dossier = self.dossier();
        let mut all = vec![arguments[0], "-d", &dossier];
        all.extend(&arguments[1..]);
        run(&all)
    }

    /// The database file.
    pub(crate) fn database(&self) -> PathBuf {
        Path::new(&self.dossier()).join("dossier.sqlite")
    }

    /// Asks the database itself.
    pub(crate) fn ask<T: rusqlite::types::FromSql>(&self, question: &str) -> T {
        let connection = rusqlite::Connection::open(self.database()).unwrap();
        connection.query_row(question, [], |row| row.get(0)).unwrap()
    }

    /// The database is whole, and every source came with all that belongs to it.
    pub(crate) fn assert_whole(&self) {
        assert_eq!(self.ask::<String>("PRAGMA integrity_check"), "ok");
        assert_eq!(self.ask::<i64>("SELECT count(*) FROM pragma_foreign_key_check"), 0);
        let halves = "SELECT count(*) FROM blobs WHERE id NOT IN (SELECT blob FROM sources)";
        assert_eq!(self.ask::<i64>(halves), 0, "a source without its reading");
        let unread = "SELECT count(*) FROM sources WHERE number NOT IN (SELECT source FROM passages)";
        assert_eq!(self.ask::<i64>(unread), 0, "a reading without its passages");
    }
}

/// A short article; different for every number.
pub(crate) fn article(number: usize) -> String {
    let day = number % 28 + 1;
    let year = 1985 + number % 30;
    format!(
        "Talks in Moscow\n\nOn {day} March {year} the foreign ministers of Russia and South Korea met in Moscow. They signed \
         a protocol on visits number {number}.\n\nTrade between Russia and South Korea was {number} million dollars in {year}.\n"
    )
}
