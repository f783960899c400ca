//! `entente serve` as a process: what a browser, a script and an attacker get.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use common::{
    Place, article, program, run,
    server::{Server, place_with},
};
use serde_json::{Value, json};

#[test]
fn every_list_answers_and_pages_follow_each_other() {
    let place = place_with(6);
    let server = Server::start(&place.dossier());
    for path in [
        "overview",
        "timeline",
        "people",
        "agreements",
        "quantities",
        "statements",
        "sources",
        "conflicts",
        "log",
        "calendar",
        "places",
        "parties?lang=ru",
        "search?q=protocol",
        "session",
        "openapi.json",
    ] {
        let answer = server.get(&format!("/api/v1/{path}"));
        assert_eq!((answer.status, answer.header("content-type")), (200, Some("application/json")), "{path}");
        answer.json();
    }
    let mut seen = Vec::new();
    let mut path = "/api/v1/events?limit=2".to_owned();
    loop {
        let page = server.json(&path);
        seen.extend(
            page["items"].as_array().unwrap().iter().map(|event| event["id"].as_str().unwrap().to_owned()),
        );
        match page["next"].as_str() {
            Some(next) => path = format!("/api/v1/events?limit=2&cursor={next}"),
            None => break,
        }
    }
    let timeline = server.json("/api/v1/timeline");
    let drawn: Vec<&str> = timeline["id"].as_array().unwrap().iter().map(|id| id.as_str().unwrap()).collect();
    assert!(drawn.len() > 2);
    assert_eq!(seen, drawn);
    let event = server.json(&format!("/api/v1/events/{}", seen[0]));
    let told = &event["told"][0];
    assert!(!told["before"].as_str().unwrap().is_empty() || !told["after"].as_str().unwrap().is_empty());
    let source = server.json(&format!("/api/v1/sources/{}", told["source_id"].as_str().unwrap()));
    let text: Vec<char> = source["reading"]["text"].as_str().unwrap().chars().collect();
    let (start, end) = (told["start"].as_u64().unwrap() as usize, told["end"].as_u64().unwrap() as usize);
    assert_eq!(text[start..end].iter().collect::<String>(), told["quote"].as_str().unwrap());
    assert!(source["standing"].as_array().unwrap().iter().any(|place| place["id"] == seen[0].as_str()));
    let brief = server.get("/api/v1/brief?sections=chronology&download=true");
    assert_eq!(brief.header("content-disposition"), Some("attachment; filename=\"brief.html\""));
    assert!(server.get("/api/v1/calendar.ics").body.starts_with(b"BEGIN:VCALENDAR"));
    assert!(server.get("/").body.starts_with(b"<!doctype html>"));
}

#[test]
fn errors_are_problems_with_a_reason() {
    let place = place_with(1);
    let server = Server::start(&place.dossier());
    for (path, status, word) in [
        ("/api/v1/events/e00000000000", 404, "e00000000000"),
        ("/api/v1/events?from=yesterday", 400, "yesterday"),
        ("/api/v1/events?cursor=x", 400, "cursor"),
        ("/api/v1/people?limit=many", 400, "limit"),
        ("/api/v1/export/pdf", 400, "pdf"),
        ("/api/v1/nothing", 404, "nothing"),
        ("/api/v1/sources/sha256:00", 404, "sha256:00"),
    ] {
        let answer = server.get(path);
        assert_eq!(
            (answer.status, answer.header("content-type")),
            (status, Some("application/problem+json")),
            "{path}"
        );
        let problem = answer.json();
        assert_eq!(problem["status"], status, "{path}");
        assert!(problem["detail"].as_str().unwrap().contains(word), "{path}: {problem}");
    }
    let answer = server.post("/api/v1/decisions", &[], &json!({"id": "e0", "ruling": "praise", "by": "A"}));
    assert_eq!(answer.status, 400);
}

#[test]
fn what_did_not_change_is_not_sent_again() {
    let place = place_with(1);
    let server = Server::start(&place.dossier());
    let first = server.get("/api/v1/people");
    let tag = first.header("etag").unwrap().to_owned();
    let again = server.ask("GET", "/api/v1/people", &[("If-None-Match", &tag)], b"");
    assert_eq!((again.status, again.body.len()), (304, 0));
    let added = server.ask("POST", "/api/v1/sources?name=new.txt", &[], article(9).as_bytes());
    assert_eq!(added.status, 201, "{}", String::from_utf8_lossy(&added.body));
    let changed = server.ask("GET", "/api/v1/people", &[("If-None-Match", &tag)], b"");
    assert_eq!(changed.status, 200);
    let twice = server.ask("POST", "/api/v1/sources?name=again.txt", &[], article(9).as_bytes());
    assert_eq!(
        (twice.status, twice.json()["outcome"].as_str().unwrap().to_owned()),
        (200, "known".to_owned())
    );
}

#[test]
fn two_who_rule_on_one_event_do_not_overwrite_each_other() {
    let place = place_with(2);
    let server = Server::start(&place.dossier());
    let id = server.json("/api/v1/timeline")["id"][0].as_str().unwrap().to_owned();
    let version = server.json(&format!("/api/v1/events/{id}"))["version"].as_str().unwrap().to_owned();
    let seen = format!("\"{version}\"");
    let first = json!({"id": id, "ruling": "correct", "field": "title", "value": "First hand", "by": "A"});
    let answer = server.post("/api/v1/decisions", &[("If-Match", &seen)], &first);
    assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.body));
    let second = json!({"id": id, "ruling": "reject", "by": "B", "note": "no"});
    let answer = server.post("/api/v1/decisions", &[("If-Match", &seen)], &second);
    assert_eq!(
        (answer.status, answer.json()["type"].as_str().unwrap().to_owned()),
        (412, "changed-meanwhile".to_owned())
    );
    let now = server.json(&format!("/api/v1/events/{id}"));
    assert_eq!(
        (now["entry"]["title"].as_str(), now["history"].as_array().unwrap().len()),
        (Some("First hand"), 1)
    );
    let undone = server.post("/api/v1/decisions/d1/undo", &[], &json!({"by": "A"}));
    assert_eq!(undone.status, 201);
    let now = server.json(&format!("/api/v1/events/{id}"));
    assert_ne!(now["entry"]["title"].as_str(), Some("First hand"));
    assert_eq!(now["history"][0]["undone"], true);
    assert_eq!(server.json("/api/v1/log")["items"].as_array().unwrap().len(), 2);
}

#[test]
fn foreign_names_foreign_pages_and_large_bodies_are_refused() {
    let place = place_with(1);
    let server = Server::spawn(program().args([
        "serve",
        "-d",
        &place.dossier(),
        "--addr",
        "127.0.0.1:0",
        "--max-size",
        "1",
    ]));
    let rebound = server.ask("GET", "/api/v1/log", &[("Host", "evil.example")], b"");
    assert_eq!(rebound.status, 403);
    let body = json!({"id": "e0", "ruling": "accept", "by": "A"});
    let posted = server.post("/api/v1/decisions", &[("Origin", "http://evil.example")], &body);
    assert_eq!(posted.status, 403);
    assert_eq!(server.ask("POST", "/api/v1/sources?name=big", &[], &vec![b'x'; 1_200_000]).status, 413);
    let page = server.get("/");
    let policy = page.header("content-security-policy").unwrap();
    assert!(policy.starts_with("default-src 'none'; script-src 'self'; style-src 'self'"), "{policy}");
    assert!(!policy.contains("unsafe"), "{policy}");
    assert_eq!(page.header("x-content-type-options"), Some("nosniff"));
}

#[test]
fn a_hostile_source_is_data_and_never_a_page() {
    let place = Place::new();
    let text = "<script>alert(1)</script>\n\nOn 3 March 1990 the foreign ministers of Russia and South Korea <img src=x onerror=alert(1)> met in Moscow.\n";
    let server = Server::start(&place.dossier());
    let answer = server.ask("POST", "/api/v1/sources?name=%3Cb%3E%22x%22.html", &[], text.as_bytes());
    assert_eq!(answer.status, 201, "{}", String::from_utf8_lossy(&answer.body));
    let id = answer.json()["id"].as_str().unwrap().to_owned();
    let raw = server.get(&format!("/api/v1/sources/{id}/bytes"));
    assert_eq!(raw.body, text.as_bytes());
    assert_eq!(raw.header("content-type"), Some("application/octet-stream"));
    assert_eq!(raw.header("content-disposition"), Some("attachment; filename=\"_b__x_.html\""));
    let brief = server.get("/api/v1/brief");
    assert!(brief.header("content-security-policy").unwrap().contains("sandbox"));
    assert!(!String::from_utf8_lossy(&brief.body).contains("<script>alert"));
}

#[test]
fn other_addresses_need_a_token_and_readers_do_not_write() {
    let place = place_with(1);
    let open = run(&["serve", "-d", &place.dossier(), "--addr", "0.0.0.0:0"]);
    assert_eq!(open.code, 2);
    assert!(open.err.contains("ENTENTE_TOKEN"), "{}", open.err);
    let mut command = program();
    command
        .args(["serve", "-d", &place.dossier(), "--addr", "127.0.0.1:0"])
        .envs([("ENTENTE_TOKEN", "write-write"), ("ENTENTE_READ_TOKEN", "read-read")]);
    let server = Server::spawn(&mut command);
    assert_eq!(server.get("/api/v1/log").status, 401);
    assert_eq!(server.json("/api/v1/session")["role"], Value::Null);
    let reader = ("Authorization", "Bearer read-read");
    assert_eq!(server.ask("GET", "/api/v1/log", &[reader], b"").status, 200);
    let id =
        server.ask("GET", "/api/v1/timeline", &[reader], b"").json()["id"][0].as_str().unwrap().to_owned();
    let ruling = json!({"id": id, "ruling": "accept", "by": "A"});
    assert_eq!(server.post("/api/v1/decisions", &[reader], &ruling).status, 403);
    assert_eq!(
        server.post("/api/v1/decisions", &[("Authorization", "Bearer write-write")], &ruling).status,
        201
    );
    let signed = server.post("/api/v1/session", &[], &json!({"token": "read-read"}));
    assert_eq!(signed.status, 204);
    let cookie = signed.header("set-cookie").unwrap().to_owned();
    assert!(cookie.contains("HttpOnly") && cookie.contains("SameSite=Strict"), "{cookie}");
    let cookie = cookie.split(';').next().unwrap();
    assert_eq!(server.ask("GET", "/api/v1/log", &[("Cookie", cookie)], b"").status, 200);
    assert_eq!(server.post("/api/v1/session", &[], &json!({"token": "guess"})).status, 401);
}
