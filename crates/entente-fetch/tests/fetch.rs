//! Asking a server on this machine: redirects, robots, validators, and hosts that mean no good.

use std::{
    io::{BufRead as _, BufReader, Write as _},
    net::{TcpListener, TcpStream},
    sync::{Arc, Mutex},
    thread,
    time::{Duration, Instant},
};

use entente_fetch::{Answer, FetchError, Fetcher, Options, Validators};

/// A server that answers as `serve` says; what it was asked is kept.
struct Server {
    address: String,
    asked: Arc<Mutex<Vec<String>>>,
}

impl Server {
    /// `serve` gets the path and the head of the request, and the connection.
    fn start(serve: impl Fn(&str, &str, &mut TcpStream) + Send + Sync + 'static) -> Self {
        let listener = TcpListener::bind("127.0.0.1:0").expect("port");
        let address = format!("http://{}", listener.local_addr().expect("address"));
        let asked = Arc::new(Mutex::new(Vec::new()));
        let kept = Arc::clone(&asked);
        let serve = Arc::new(serve);
        thread::spawn(move || {
            for connection in listener.incoming().flatten() {
                let (kept, serve) = (Arc::clone(&kept), Arc::clone(&serve));
                thread::spawn(move || answer(connection, &kept, &*serve));
            }
        });
        Self { address, asked }
    }

    fn asked(&self, path: &str) -> usize {
        self.asked.lock().expect("list").iter().filter(|asked| *asked == path).count()
    }

    fn fetch(&self, path: &str) -> Result<Answer, FetchError> {
        self.fetch_with(path, &Validators::default(), quick())
    }

    fn fetch_with(&self, path: &str, known: &Validators, options: Options) -> Result<Answer, FetchError> {
        Fetcher::new(options).fetch(&format!("{}{path}", self.address), known)
    }
}

fn answer(mut connection: TcpStream, kept: &Mutex<Vec<String>>, serve: &dyn Fn(&str, &str, &mut TcpStream)) {
    let mut head = String::new();
    let mut reader = BufReader::new(connection.try_clone().expect("connection"));
    while reader.read_line(&mut head).is_ok_and(|read| read > 2) {}
    let path = head.split(' ').nth(1).unwrap_or_default().to_owned();
    kept.lock().expect("list").push(path.clone());
    serve(&path, &head, &mut connection);
}

fn send(connection: &mut TcpStream, status: &str, headers: &str, body: &[u8]) {
    let head =
        format!("HTTP/1.1 {status}\r\n{headers}Content-Length: {}\r\nConnection: close\r\n\r\n", body.len());
    let _ = connection.write_all(head.as_bytes()).and_then(|()| connection.write_all(body));
}

fn quick() -> Options {
    Options {
        allow_private: true,
        pause: Duration::ZERO,
        backoff: Duration::from_millis(5),
        timeout: Duration::from_secs(5),
        ..Options::default()
    }
}

fn page(answer: Result<Answer, FetchError>) -> entente_fetch::Page {
    match answer {
        Ok(Answer::Page(page)) => page,
        other => panic!("no page: {other:?}"),
    }
}

#[test]
fn redirects_are_followed_to_the_page() {
    let server = Server::start(|path, _, connection| match path {
        "/a" => send(connection, "301 Moved Permanently", "Location: b/c?x=1#part\r\n", b""),
        "/b/c?x=1" => send(connection, "200 OK", "Content-Type: text/html; charset=euc-kr\r\n", b"<p>text"),
        _ => send(connection, "404 Not Found", "", b""),
    });
    let page = page(server.fetch("/a"));
    assert!(page.address.starts_with(&format!("{}/b/c?x=1", server.address)), "{}", page.address);
    assert_eq!(
        (page.bytes.as_slice(), page.media_type.as_deref()),
        (b"<p>text".as_slice(), Some("text/html; charset=euc-kr"))
    );
}

#[test]
fn redirects_in_a_circle_end() {
    let server = Server::start(|path, _, connection| {
        if path == "/robots.txt" {
            return send(connection, "404 Not Found", "", b"");
        }
        let next = if path == "/a" { "/b" } else { "/a" };
        send(connection, "302 Found", &format!("Location: {next}\r\n"), b"");
    });
    assert_eq!(server.fetch("/a"), Err(FetchError::Redirects(11)));
    let to_a_file = Server::start(|_, _, connection| {
        send(connection, "302 Found", "Location: file:///etc/passwd\r\n", b"");
    });
    let options = Options { heed_robots: false, ..quick() };
    let refused = to_a_file.fetch_with("/a", &Validators::default(), options);
    assert_eq!(refused, Err(FetchError::Address("file:///etc/passwd".to_owned())));
}

#[test]
fn a_page_that_has_not_changed_is_not_sent_again() {
    let server = Server::start(|path, head, connection| match path {
        "/robots.txt" => send(connection, "404 Not Found", "", b""),
        _ if head.to_lowercase().contains("if-none-match: \"v1\"") => {
            send(connection, "304 Not Modified", "", b"");
        }
        _ => send(connection, "200 OK", "ETag: \"v1\"\r\n", b"text"),
    });
    let first = page(server.fetch("/a"));
    assert_eq!(first.validators.etag.as_deref(), Some("\"v1\""));
    assert_eq!(server.fetch_with("/a", &first.validators, quick()), Ok(Answer::Unchanged));
}

#[test]
fn robots_are_heeded() {
    let server = Server::start(|path, _, connection| match path {
        "/robots.txt" => send(connection, "200 OK", "", b"User-agent: entente\nDisallow: /private\n"),
        _ => send(connection, "200 OK", "", b"text"),
    });
    assert!(matches!(server.fetch("/private/x"), Err(FetchError::Robots(_))));
    assert_eq!(server.asked("/private/x"), 0);
    assert_eq!(page(server.fetch("/open")).bytes, b"text");
    let down = Server::start(|_, _, connection| send(connection, "503 Service Unavailable", "", b""));
    assert!(matches!(down.fetch("/x"), Err(FetchError::NoRobots { .. })));
    assert_eq!(down.asked("/x"), 0);
}

#[test]
fn a_failure_that_passes_is_tried_again() {
    let tries = Mutex::new(0);
    let server = Server::start(move |path, _, connection| {
        if path == "/robots.txt" {
            return send(connection, "404 Not Found", "", b"");
        }
        let mut tries = tries.lock().expect("count");
        *tries += 1;
        if *tries < 3 {
            send(connection, "503 Service Unavailable", "", b"");
        } else {
            send(connection, "200 OK", "", b"text");
        }
    });
    assert_eq!(page(server.fetch("/a")).bytes, b"text");
    assert_eq!(server.asked("/a"), 3);
    let gone = Server::start(|_, _, connection| send(connection, "404 Not Found", "", b""));
    assert_eq!(gone.fetch("/a"), Err(FetchError::Status(404)));
    assert_eq!(gone.asked("/a"), 1);
}

#[test]
fn a_page_that_is_too_large_is_refused_packed_or_not() {
    let server = Server::start(|path, _, connection| {
        let mut encoder = flate2::write::GzEncoder::new(Vec::new(), flate2::Compression::best());
        encoder.write_all(&vec![b'x'; 5_000_000]).expect("bytes");
        match path {
            "/plain" => send(connection, "200 OK", "", &vec![b'x'; 2_000_000]),
            "/endless" => {
                let _ = connection.write_all(b"HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n");
                while connection.write_all(&[b'x'; 4096]).is_ok() {}
            }
            "/bomb" => {
                send(connection, "200 OK", "Content-Encoding: gzip\r\n", &encoder.finish().expect("gzip"));
            }
            _ => send(connection, "404 Not Found", "", b""),
        }
    });
    for path in ["/plain", "/endless", "/bomb"] {
        let options = Options { max_bytes: 1_000_000, ..quick() };
        let refused = server.fetch_with(path, &Validators::default(), options);
        assert_eq!(refused, Err(FetchError::TooLarge { limit: 1_000_000 }), "{path}");
    }
}

#[test]
fn a_server_that_drips_is_left() {
    let server = Server::start(|path, _, connection| {
        if path == "/robots.txt" {
            return send(connection, "404 Not Found", "", b"");
        }
        let _ = connection.write_all(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n");
        while connection.write_all(b"x").is_ok() {
            thread::sleep(Duration::from_millis(50));
        }
    });
    let options = Options { timeout: Duration::from_secs(1), retries: 0, ..quick() };
    assert_eq!(server.fetch_with("/drip", &Validators::default(), options), Err(FetchError::TooSlow(1)));
}

#[test]
fn private_addresses_are_refused_also_at_the_end_of_a_redirect() {
    let server = Server::start(|_, _, connection| send(connection, "200 OK", "", b"secret"));
    let closed = Options { allow_private: false, retries: 0, ..quick() };
    let by_name = server.address.replace("127.0.0.1", "localhost");
    for address in
        [server.address.as_str(), by_name.as_str(), "http://[::1]:9/", "http://2130706433/", "http://0x7f.1/"]
    {
        let refused = Fetcher::new(closed.clone()).fetch(address, &Validators::default());
        assert!(matches!(refused, Err(FetchError::Private(_))), "{address}: {refused:?}");
    }
    assert_eq!(server.asked("/"), 0);
    for address in ["file:///etc/passwd", "ftp://a.org/", "not an address", "http://"] {
        let refused = Fetcher::new(closed.clone()).fetch(address, &Validators::default());
        assert!(matches!(refused, Err(FetchError::Address(_))), "{address}: {refused:?}");
    }
}

#[test]
fn a_host_is_left_in_peace_between_two_requests() {
    let server = Server::start(|_, _, connection| send(connection, "200 OK", "", b"text"));
    let fetcher = Fetcher::new(Options { pause: Duration::from_millis(100), heed_robots: false, ..quick() });
    let started = Instant::now();
    for _ in 0..4 {
        page(fetcher.fetch(&format!("{}/a", server.address), &Validators::default()));
    }
    assert!(started.elapsed() >= Duration::from_millis(300));
}
