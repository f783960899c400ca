//! Addresses of the web and `watch`, against a server on this machine.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]

mod common;

use std::{
    collections::HashMap,
    fs,
    io::{BufRead as _, BufReader, Write as _},
    net::TcpListener,
    sync::{Arc, Mutex},
    thread,
};

use common::{Place, article};

/// Pages by their paths; what is not there is not found. Each page has an `ETag`.
#[derive(Clone, Default)]
struct Site(Arc<Mutex<HashMap<String, String>>>);

impl Site {
    /// Starts the server; its address.
    fn start(&self) -> String {
        let listener = TcpListener::bind("127.0.0.1:0").unwrap();
        let address = format!("http://{}", listener.local_addr().unwrap());
        let site = self.clone();
        thread::spawn(move || {
            for mut connection in listener.incoming().flatten() {
                let mut head = String::new();
                let mut reader = BufReader::new(connection.try_clone().unwrap());
                while reader.read_line(&mut head).is_ok_and(|read| read > 2) {}
                let path = head.split(' ').nth(1).unwrap_or_default();
                let page = site.0.lock().unwrap().get(path).cloned();
                let mark = page
                    .as_ref()
                    .map(|page| format!("\"{}-{}\"", page.len(), page.bytes().map(u64::from).sum::<u64>()));
                let known = mark
                    .as_ref()
                    .is_some_and(|mark| head.to_lowercase().contains(&format!("if-none-match: {mark}")));
                let (status, body) = match page {
                    Some(_) if known => ("304 Not Modified", String::new()),
                    Some(page) => ("200 OK", page),
                    None => ("404 Not Found", String::new()),
                };
                let mark = mark.unwrap_or_default();
                let head = format!(
                    "HTTP/1.1 {status}\r\nETag: {mark}\r\nContent-Length: {}\r\nConnection: close\r\n\r\n",
                    body.len()
                );
                let _ = connection
                    .write_all(head.as_bytes())
                    .and_then(|()| connection.write_all(body.as_bytes()));
            }
        });
        address
    }

    fn put(&self, path: &str, page: impl Into<String>) {
        self.0.lock().unwrap().insert(path.to_owned(), page.into());
    }
}

fn page(number: usize, more: &str) -> String {
    let paragraphs: Vec<String> =
        article(number).split("\n\n").map(|paragraph| format!("<p>{paragraph}</p>")).collect();
    let text = paragraphs.concat();
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><title>Story {number}</title></head><body><article><h1>Story {number}</h1>{text}{more}</article></body></html>"
    )
}

fn feed(address: &str, stories: &[(usize, &str)]) -> String {
    let item = |(number, day): &(usize, &str)| {
        format!(
            "<item><title>Story {number}</title><link>{address}/{number}</link><pubDate>{day} Mar 2024 09:00:00 +0000</pubDate></item>"
        )
    };
    format!(
        "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>News</title>{}</channel></rss>",
        stories.iter().map(item).collect::<String>()
    )
}

const FLAGS: [&str; 3] = ["--allow-private", "--pause", "0"];

#[test]
fn an_address_is_added_and_private_ones_only_when_allowed() {
    let (site, place) = (Site::default(), Place::new());
    let address = site.start();
    site.put("/1", page(1, ""));
    let one = format!("{address}/1");
    let refused = place.run(&["add", &one]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("leads into a private network; save the page"), "{}", refused.err);
    let added = place.run(&[&["add"], &FLAGS[..], &[&one]].concat());
    assert_eq!((added.code, added.out.as_str()), (0, "Added 1 source\n"), "{}", added.err);
    assert!(place.run(&["sources", "--format", "jsonl"]).out.contains(&one));
    assert_eq!(place.run(&["sources", "--refused", "--format", "jsonl"]).out, "");
    let gone = place.run(&[&["add"], &FLAGS[..], &[&format!("{address}/gone")]].concat());
    assert!(gone.err.contains("the host answered 404; look for it in a web archive"), "{}", gone.err);
}

#[test]
fn a_sitemap_is_followed_to_its_pages() {
    let (site, place) = (Site::default(), Place::new());
    let address = site.start();
    site.put("/index.xml", format!("<?xml version=\"1.0\"?><sitemapindex><sitemap><loc>{address}/map.xml</loc></sitemap></sitemapindex>"));
    site.put("/map.xml", format!("<?xml version=\"1.0\"?><urlset><url><loc>{address}/1</loc></url><url><loc>{address}/2</loc></url></urlset>"));
    site.put("/1", page(1, ""));
    site.put("/2", page(2, ""));
    let map = format!("{address}/index.xml");
    let refused = place.run(&[&["add"], &FLAGS[..], &[&map]].concat());
    assert!(refused.err.contains("`entente add --follow ADDRESS` reads its pages"), "{}", refused.err);
    let added = place.run(&[&["add", "--follow"], &FLAGS[..], &[&map]].concat());
    assert_eq!((added.code, added.out.as_str()), (0, "Added 2 sources\n"), "{}", added.err);
}

#[test]
fn a_feed_is_watched_and_a_page_that_changes_becomes_a_new_version() {
    let (site, place) = (Site::default(), Place::new());
    let address = site.start();
    site.put("/feed", feed(&address, &[(1, "05"), (2, "05")]));
    site.put("/1", page(1, ""));
    site.put("/2", page(2, ""));
    let target = format!("{address}/feed");
    let look = |more: &[&str]| place.run(&[&["watch", "--once"], &FLAGS[..], more].concat());
    let first = look(&[&target]);
    assert_eq!(first.code, 0, "{}", first.err);
    assert_eq!(first.out.lines().count(), 2, "{}", first.out);
    assert!(
        first.out.starts_with(&format!("new      {address}/1  \u{201C}Story 1\u{201D}, ")),
        "{}",
        first.out
    );
    // Nothing has happened since.
    assert_eq!(look(&[]).out, "");
    // One page has a new paragraph, another is new, a third only looks different.
    site.put("/feed", feed(&address, &[(1, "06"), (2, "06"), (3, "06")]));
    site.put(
        "/1",
        page(1, "<p>The ministers will meet again in Oslo on 4 May 2024, the ministry added.</p>"),
    );
    site.put("/2", page(2, "<script>changed()</script>"));
    site.put("/3", page(3, ""));
    let second = look(&[]);
    let lines: Vec<&str> = second.out.lines().collect();
    assert_eq!(lines.len(), 3, "{}", second.out);
    assert!(lines[0].starts_with(&format!("changed  {address}/1")), "{}", second.out);
    assert_eq!(lines[1].trim(), "+ The ministers will meet again in Oslo on 4 May 2024, the ministry added.");
    assert!(lines[2].starts_with(&format!("new      {address}/3")), "{}", second.out);
    // The old version is kept beside the new one.
    let listed = place.run(&["sources", "--format", "jsonl"]).out;
    assert_eq!(listed.lines().filter(|line| line.contains(&format!("{address}/1\""))).count(), 2, "{listed}");
    let forgotten = look(&["--forget", &target]);
    assert_eq!((forgotten.code, forgotten.out.as_str()), (0, ""));
    assert_eq!(look(&[]).code, 2);
}

#[test]
fn a_folder_is_watched() {
    let place = Place::new();
    place.file("inbox/a.txt", article(1));
    let inbox = place.path("inbox");
    let look = |more: &[&str]| place.run(&[&["watch", "--once"], more].concat());
    assert_eq!(look(&[&inbox]).out.lines().count(), 1);
    assert_eq!(look(&[]).out, "");
    place.file("inbox/b.txt", article(2));
    fs::write(
        place.path("inbox/a.txt"),
        format!("{}\n\nThey will meet again in Oslo on 4 May 2024.\n", article(1)),
    )
    .unwrap();
    let changed = look(&[]).out;
    assert!(changed.contains("a.txt") && changed.contains("+ They will meet again in Oslo"), "{changed}");
    assert!(changed.contains("new") && changed.contains("b.txt"), "{changed}");
    place.file("inbox/c.bin", b"\x7FELF\x02\x01\x01\0\0\0");
    let refused = look(&[]);
    assert_eq!(refused.code, 1);
    assert!(refused.err.contains("c.bin: unsupported format"), "{}", refused.err);
    place.assert_whole();
}
