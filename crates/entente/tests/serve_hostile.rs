//! `entente serve` against those who mean no good, hang up in the middle, or send what nobody expects.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{
    io::{BufRead as _, BufReader, Read as _, Write as _},
    net::TcpStream,
    time::{Duration, Instant},
};

use common::{
    Place, article, program,
    server::{Server, place_with},
};
use serde_json::{Value, json};

#[test]
fn whatever_is_asked_wrongly_is_answered_with_a_problem() {
    let place = place_with(1);
    let server = Server::start(&place.dossier());
    let json = ("Content-Type", "application/json");
    let large = format!("{{\"by\": \"{}\"}}", "x".repeat(400_000));
    for (method, path, headers, body, status, kind) in [
        ("DELETE", "/api/v1/events", &[][..], "", 405, "wrong-method"),
        ("PUT", "/api/v1/sources", &[], "x", 405, "wrong-method"),
        ("GET", "/api/v1/events/%FF%FE", &[], "", 400, "bad-request"),
        ("GET", "/api/v1/sources?refused=perhaps", &[], "", 400, "bad-request"),
        ("GET", "/api/v1/log?cursor=d1", &[], "", 400, "bad-request"),
        ("POST", "/api/v1/decisions", &[], "{}", 415, "wrong-media"),
        ("POST", "/api/v1/decisions", &[json], "{", 400, "bad-request"),
        ("POST", "/api/v1/decisions", &[json], "{}", 400, "bad-request"),
        ("POST", "/api/v1/decisions", &[json], &large, 413, "too-large"),
        ("POST", "/api/v1/decisions/d7/undo", &[json], "{\"by\": \"A\"}", 404, "not-found"),
        ("POST", "/api/v1/session", &[json], &large, 413, "too-large"),
        ("GET", "/api/v1/../../etc/passwd", &[], "", 404, "not-found"),
        ("GET", "/assets/../../../Cargo.toml", &[], "", 404, "not-found"),
    ] {
        let answer = server.ask(method, path, headers, body.as_bytes());
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (status, Some("application/problem+json")),
            "{method} {path}"
        );
        assert_eq!(answer.json()["type"], kind, "{method} {path}");
        assert!(answer.header("content-security-policy").is_some(), "{method} {path}");
    }
}

#[test]
fn a_foreign_page_draws_nothing_out_of_the_api() {
    let place = place_with(1);
    let server = Server::start(&place.dossier());
    let drawn = server.ask(
        "GET",
        "/api/v1/export/json",
        &[("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "no-cors")],
        b"",
    );
    assert_eq!(drawn.status, 403);
    let followed = server.ask(
        "GET",
        "/api/v1/brief",
        &[("Sec-Fetch-Site", "cross-site"), ("Sec-Fetch-Mode", "navigate")],
        b"",
    );
    assert_eq!(followed.status, 200);
}

#[test]
fn addresses_that_lead_inside_are_refused() {
    let place = Place::new();
    let server = Server::start(&place.dossier());
    let itself = format!("http://{}/api/v1/log", server.address);
    for url in [
        itself.as_str(),
        "http://localhost/",
        "http://[::1]/",
        "http://169.254.169.254/latest/meta-data/",
        "http://0x7f000001/",
        "http://10.0.0.1/",
        "file:///etc/passwd",
        "ftp://192.0.2.1/x",
        "no address",
        "",
    ] {
        let answer = server.post("/api/v1/sources/address", &[], &json!({"url": url, "job": "j"}));
        assert_eq!((answer.status, answer.json()["type"].as_str()), (422, Some("refused")), "{url}");
        assert!(answer.json()["detail"].as_str().is_some_and(|reason| reason.len() > 10), "{url}");
    }
    assert_eq!(server.json("/api/v1/sources")["items"].as_array().unwrap().len(), 0);
}

#[test]
fn sources_of_one_name_all_have_their_place_in_the_list() {
    let place = Place::new();
    let server = Server::start(&place.dossier());
    for number in 0..5 {
        let sent = server.ask("POST", "/api/v1/sources?name=pasted.txt", &[], article(number).as_bytes());
        assert_eq!(sent.status, 201);
    }
    // A refused one stands in the list as well.
    let refused = server.ask("POST", "/api/v1/sources?name=pasted.txt", &[], b"\x7fELF\x02\x01\x01\0\0\0");
    assert_eq!(refused.status, 422);
    let mut ids = Vec::new();
    let mut path = "/api/v1/sources?limit=1".to_owned();
    for _ in 0..20 {
        let page = server.json(&path);
        assert_eq!(page["count"], 6);
        ids.push(page["items"][0]["id"].as_str().unwrap_or_default().to_owned());
        let Some(next) = page["next"].as_str() else { break };
        path = format!("/api/v1/sources?limit=1&cursor={next}");
    }
    assert_eq!(ids.len(), 6);
    ids.sort();
    ids.dedup();
    assert_eq!(ids.len(), 6);
}

#[test]
fn pages_leave_nothing_out_when_something_is_rejected_in_between() {
    let place = place_with(8);
    let server = Server::start(&place.dossier());
    for list in ["quantities", "events"] {
        let path = |cursor: &str| format!("/api/v1/{list}?limit=3{cursor}");
        let ids = |page: &Value| -> Vec<String> {
            page["items"]
                .as_array()
                .unwrap()
                .iter()
                .map(|item| item["id"].as_str().unwrap().to_owned())
                .collect()
        };
        let mut all = ids(&server.json(&format!("/api/v1/{list}?limit=1000")));
        let first = server.json(&path(""));
        let mut seen = ids(&first);
        let gone = seen[2].clone();
        let ruled =
            server.post("/api/v1/decisions", &[], &json!({"id": gone, "ruling": "reject", "by": "A"}));
        assert_eq!(ruled.status, 201);
        let mut next = first["next"].as_str().map(str::to_owned);
        while let Some(cursor) = next {
            let page = server.json(&path(&format!("&cursor={cursor}")));
            seen.extend(ids(&page));
            next = page["next"].as_str().map(str::to_owned);
        }
        all.sort();
        seen.sort();
        assert_eq!(all, seen, "{list}");
    }
}

#[test]
fn whoever_hangs_up_in_the_middle_of_a_save_loses_nothing() {
    let place = place_with(1);
    let server = Server::start(&place.dossier());
    let id = server.json("/api/v1/timeline")["id"][0].as_str().unwrap().to_owned();
    let body = json!({"id": id, "ruling": "accept", "by": "A"}).to_string();
    let mut stream = TcpStream::connect(&server.address).unwrap();
    let head = format!(
        "POST /api/v1/decisions HTTP/1.1\r\nHost: {}\r\nContent-Type: application/json\r\nContent-Length: {}\r\n\r\n",
        server.address,
        body.len()
    );
    stream.write_all((head + &body).as_bytes()).unwrap();
    stream.shutdown(std::net::Shutdown::Both).unwrap();
    drop(stream);
    // Either it was begun, and then it is whole, or it was not; and the next one is written in any case.
    let next = server.post("/api/v1/decisions", &[], &json!({"id": id, "ruling": "accept", "by": "B"}));
    assert_eq!(next.status, 201, "{}", String::from_utf8_lossy(&next.body));
    let log = server.json("/api/v1/log");
    assert!((1..=2).contains(&log["count"].as_u64().unwrap()), "{log}");
    assert_eq!(server.json(&format!("/api/v1/events/{id}"))["entry"]["ruled"], "accepted");
}

#[test]
fn a_version_that_is_no_text_fits_nothing_and_undoing_twice_is_told() {
    let place = place_with(1);
    let server = Server::start(&place.dossier());
    let id = server.json("/api/v1/timeline")["id"][0].as_str().unwrap().to_owned();
    let version = server.json(&format!("/api/v1/events/{id}"))["version"].as_str().unwrap().to_owned();
    let ruling = json!({"id": id, "ruling": "accept", "by": "A"});
    for seen in ["\"\u{e9}\"", "", "\"other\", \"more\""] {
        assert_eq!(server.post("/api/v1/decisions", &[("If-Match", seen)], &ruling).status, 412, "{seen}");
    }
    let several = format!("\"other\", W/\"{version}\"");
    assert_eq!(server.post("/api/v1/decisions", &[("If-Match", &several)], &ruling).status, 201);
    let undo = |by: &str| server.post("/api/v1/decisions/d1/undo", &[], &json!({"by": by}));
    assert_eq!((undo("A").status, undo("B").status), (201, 422));
    assert_eq!(server.json("/api/v1/log")["count"], 2);
}

#[test]
fn listeners_are_told_how_far_a_source_is() {
    let place = Place::new();
    let server = Server::start(&place.dossier());
    let mut stream = TcpStream::connect(&server.address).unwrap();
    stream.set_read_timeout(Some(Duration::from_secs(20))).unwrap();
    stream
        .write_all(format!("GET /api/v1/live HTTP/1.1\r\nHost: {}\r\n\r\n", server.address).as_bytes())
        .unwrap();
    let mut lines = BufReader::new(stream);
    let mut line = String::new();
    while line != "\r\n" {
        line.clear();
        lines.read_line(&mut line).unwrap();
    }
    server.ask("POST", "/api/v1/sources?name=a.txt&job=j7", &[], article(3).as_bytes());
    let mut stages = Vec::new();
    let begun = Instant::now();
    while stages.last().is_none_or(|stage| stage != "record") && begun.elapsed() < Duration::from_secs(20) {
        line.clear();
        lines.read_line(&mut line).unwrap();
        if let Some(data) = line.trim().strip_prefix("data: ") {
            let message: Value = serde_json::from_str(data).unwrap();
            let word = if message["what"] == "source" { &message["stage"] } else { &message["what"] };
            assert!(message["what"] != "source" || message["job"] == "j7", "{message}");
            stages.push(word.as_str().unwrap().to_owned());
        }
    }
    assert_eq!(stages, ["waiting", "reading", "writing", "added", "record"]);
}

#[test]
fn a_token_of_a_file_opens_and_a_guess_is_told_how() {
    let place = place_with(1);
    let file = place.file("token", "write-write\n");
    let server = Server::spawn(program().args([
        "serve",
        "-d",
        &place.dossier(),
        "--addr",
        "0.0.0.0:0",
        "--host",
        "127.0.0.1",
        "--token-file",
        &file,
    ]));
    let host = format!("127.0.0.1:{}", server.address.rsplit_once(':').unwrap().1);
    let with = |token: &str| {
        let header = format!("bearer {token}");
        server.ask("GET", "/api/v1/log", &[("Host", &host), ("Authorization", &header)], b"")
    };
    let guess = with("guess-guess");
    assert_eq!((guess.status, guess.header("www-authenticate")), (401, Some("Bearer")));
    assert_eq!(with("write-write").status, 200);
    let foreign = server.ask("GET", "/api/v1/log", &[("Host", "evil.example")], b"");
    assert_eq!(foreign.status, 403);
}

#[test]
fn a_body_that_never_ends_holds_nobody_else() {
    let place = place_with(1);
    let server = Server::start(&place.dossier());
    let slow: Vec<TcpStream> = (0..20)
        .map(|_| {
            let mut stream = TcpStream::connect(&server.address).unwrap();
            let head = format!(
                "POST /api/v1/sources?name=slow HTTP/1.1\r\nHost: {}\r\nContent-Length: 1000000\r\n\r\nx",
                server.address
            );
            stream.write_all(head.as_bytes()).unwrap();
            stream
        })
        .collect();
    assert_eq!(server.get("/api/v1/log").status, 200);
    let id = server.json("/api/v1/timeline")["id"][0].as_str().unwrap().to_owned();
    let ruled = server.post("/api/v1/decisions", &[], &json!({"id": id, "ruling": "accept", "by": "A"}));
    assert_eq!(ruled.status, 201);
    for mut stream in slow {
        let _ = stream.shutdown(std::net::Shutdown::Both);
        let _ = stream.read(&mut [0; 64]);
    }
}
