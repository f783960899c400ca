//! Documents to read, and a cluster of processes on this machine.

use std::{
    collections::BTreeMap,
    fmt::Write as _,
    fs,
    io::Write as _,
    net::{TcpListener, TcpStream},
    path::Path,
    process::{Child, Command, Stdio},
    thread,
    time::{Duration, Instant},
};

use entente_engine::{Engine, one_by_one};
use entente_intake::{Hints, Options};

/// How a run ended.
pub(crate) struct Run {
    pub(crate) code: i32,
    pub(crate) out: String,
    pub(crate) err: String,
}

pub(crate) fn program() -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_entente-cluster"));
    command.stdin(Stdio::null()).env("RUST_LOG", "off");
    command
}

pub(crate) fn run(arguments: &[&str]) -> Run {
    let output = program().args(arguments).output().unwrap();
    Run {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8_lossy(&output.stdout).into_owned(),
        err: String::from_utf8_lossy(&output.stderr).into_owned(),
    }
}

fn story(number: usize) -> String {
    let year = 1950 + number % 70;
    format!(
        "Foreign Minister Ivan Petrov said that Russia was ready to open a trade office in Seoul. Russia and South Korea \
         signed treaty number {number} on {} November {year}. Trade between Russia and South Korea reached $27 billion.",
        number % 28 + 1
    )
}

fn archive(stories: std::ops::Range<usize>) -> Vec<u8> {
    let mut records = Vec::new();
    for number in stories {
        let page = format!(
            "<html><head><title>Story {number}</title></head><body><p>{}</p></body></html>",
            story(number)
        );
        let answer = format!("HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\n\r\n{page}");
        write!(
            records,
            "WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/{number}\r\n\
             WARC-Date: 2021-03-05T01:02:03Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n\
             Content-Type: application/http; msgtype=response\r\nContent-Length: {}\r\n\r\n{answer}\r\n\r\n",
            answer.len()
        )
        .unwrap();
    }
    records
}

fn texts(stories: std::ops::Range<usize>) -> Vec<u8> {
    let mut records = Vec::new();
    for number in stories {
        let text = story(number);
        write!(
            records,
            "WARC/1.0\r\nWARC-Type: conversion\r\nWARC-Target-URI: https://example.org/{number}\r\n\
             WARC-Date: 2021-03-05T01:02:03Z\r\nWARC-Record-ID: <urn:uuid:{number}>\r\n\
             Content-Type: text/plain\r\nContent-Length: {}\r\n\r\n{text}\r\n\r\n",
            text.len()
        )
        .unwrap();
    }
    records
}

/// A folder of documents of many kinds, some of them broken; its name.
pub(crate) fn documents(folder: &Path, count: usize) -> String {
    let folder = folder.join("in");
    fs::create_dir_all(folder.join("more")).unwrap();
    let put = |name: &str, bytes: &[u8]| fs::write(folder.join(name), bytes).unwrap();
    for number in 0..count {
        let page = format!("<html><body><h1>Story</h1><p>{}</p></body></html>", story(number));
        put(&format!("more/{number:03}.txt"), story(number + 100).as_bytes());
        put(&format!("{number:03}.html"), page.as_bytes());
    }
    put("crawl.warc", &archive(200..205));
    put("crawl.warc.wet", &texts(300..305));
    put("program.bin", b"\x7fELF\x02\x01\x01");
    put("broken.html.gz", b"\x1f\x8b\x08\x00broken");
    put("empty.txt", b"");
    put(".hidden.txt", b"Nobody reads this.");
    let mut lines = String::new();
    writeln!(lines, "{}", serde_json::json!({"id": "x", "text": story(400)})).unwrap();
    lines.push_str("{broken\n");
    writeln!(lines, "{}", serde_json::json!({"id": "y", "text": story(401)})).unwrap();
    put("news.jsonl", lines.as_bytes());
    put("news.parquet", &table());
    folder.to_str().unwrap().to_owned()
}

fn table() -> Vec<u8> {
    use datafusion::{
        arrow::array::{ArrayRef, RecordBatch, StringArray},
        parquet::arrow::ArrowWriter,
    };
    let text: ArrayRef =
        std::sync::Arc::new(StringArray::from(vec![Some(story(500)), None, Some(story(501))]));
    let batch = RecordBatch::try_from_iter([("text", text)]).unwrap();
    let mut bytes = Vec::new();
    let mut writer = ArrowWriter::try_new(&mut bytes, batch.schema(), None).unwrap();
    writer.write(&batch).unwrap();
    writer.close().unwrap();
    bytes
}

/// The lines of the readings of a folder, file by file in the order of a walk.
pub(crate) fn read_alone(folder: &Path, name: &str) -> String {
    let engine = Engine::new(Options::default());
    let mut lines = String::new();
    let mut names: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    names.sort();
    for file in names {
        let (path, origin) = (folder.join(&file), format!("{name}/{}", file.to_str().unwrap()));
        if path.is_dir() {
            lines += &read_alone(&path, &origin);
            continue;
        }
        if file.to_str().unwrap().starts_with('.') {
            continue;
        }
        let mut add = |readings: Vec<entente_model::Reading>| {
            for reading in readings {
                writeln!(lines, "{}", serde_json::to_string(&reading).unwrap()).unwrap();
            }
        };
        if origin.ends_with(".parquet") {
            let file = fs::File::open(path).unwrap();
            let rows = entente_columns::Documents::open(file, &|_| None).unwrap();
            for (number, row) in (1..).zip(rows) {
                add(engine.read_row(&origin, number, row.unwrap(), &Hints::default(), &one_by_one).readings);
            }
        } else if let Ok(read) =
            engine.read(&origin, &fs::read(path).unwrap(), &Hints::default(), &one_by_one)
        {
            add(read.readings);
        }
    }
    lines
}

/// Every file below a folder by its name; lists of work left out.
pub(crate) fn files(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let name = path.file_name().unwrap().to_str().unwrap().to_owned();
        if path.is_dir() {
            all.extend(files(&path).into_iter().map(|(inner, bytes)| (format!("{name}/{inner}"), bytes)));
        } else {
            all.insert(name, fs::read(path).unwrap());
        }
    }
    all
}

/// A scheduler and executors, ended when it is dropped.
pub(crate) struct Cluster {
    scheduler: Child,
    executors: Vec<Child>,
    port: u16,
    /// Kept until the cluster ends.
    folders: Vec<tempfile::TempDir>,
}

fn free_port() -> u16 {
    TcpListener::bind("127.0.0.1:0").unwrap().local_addr().unwrap().port()
}

fn wait_for(port: u16, child: &mut Child) {
    let start = Instant::now();
    while TcpStream::connect(("127.0.0.1", port)).is_err() {
        assert!(child.try_wait().unwrap().is_none(), "a part of the cluster ended");
        assert!(start.elapsed() < Duration::from_mins(1), "a part of the cluster does not answer");
        thread::sleep(Duration::from_millis(20));
    }
}

impl Cluster {
    /// Starts a scheduler and so many executors of one task each.
    pub(crate) fn start(executors: usize) -> Self {
        let port = free_port();
        let mut scheduler = program()
            .args(["scheduler", "--bind", &format!("127.0.0.1:{port}"), "--patience", "10"])
            .stdout(Stdio::null())
            .spawn()
            .unwrap();
        wait_for(port, &mut scheduler);
        let mut cluster = Self { scheduler, executors: Vec::new(), port, folders: Vec::new() };
        for _ in 0..executors {
            let (flight, grpc, folder) = (free_port(), free_port(), tempfile::tempdir().unwrap());
            let mut executor = program()
                .args(["executor", "--scheduler-host", "127.0.0.1", "--scheduler-port", &port.to_string()])
                .args(["--bind", "127.0.0.1", "--host", "127.0.0.1", "--jobs", "1"])
                .args(["--port", &flight.to_string(), "--grpc-port", &grpc.to_string()])
                .args(["--work-dir", folder.path().to_str().unwrap()])
                .stdout(Stdio::null())
                .spawn()
                .unwrap();
            wait_for(flight, &mut executor);
            cluster.executors.push(executor);
            cluster.folders.push(folder);
        }
        cluster
    }

    /// The address of the scheduler.
    pub(crate) fn address(&self) -> String {
        format!("df://127.0.0.1:{}", self.port)
    }

    /// Kills an executor without a word.
    pub(crate) fn kill_executor(&mut self, number: usize) {
        self.executors[number].kill().unwrap();
        self.executors[number].wait().unwrap();
    }
}

impl Drop for Cluster {
    fn drop(&mut self) {
        for child in self.executors.iter_mut().chain([&mut self.scheduler]) {
            child.kill().ok();
            child.wait().ok();
        }
    }
}
