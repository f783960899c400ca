//! What is read: clean news, other languages, and web pages, written under `target/bench`.
//!
//! Where the development data lies beside the repository, English news are its 716 articles on one conflict (4 MB);
//! else the English documents of the sample. Other languages are documents of both, each as often as it takes to fill
//! a megabyte, with its number in its first line: nothing is kept between documents, so that repetition saves nothing.
//! Web pages are the news in a page with menus, teasers, scripts and a footer around them.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
};

use anyhow::{Context as _, Result};
use serde_json::{Value, json};

use crate::run;

/// Documents of one sort.
pub(super) struct Corpus {
    /// What the table calls them.
    pub name: &'static str,
    /// The file or folder for the program.
    pub path: PathBuf,
    /// Each document as it is given to the program.
    pub documents: Vec<String>,
    /// Whether they are pages.
    pub html: bool,
}

impl Corpus {
    /// Bytes of text or markup.
    pub(super) fn bytes(&self) -> usize {
        self.documents.iter().map(String::len).sum()
    }
}

/// About how many bytes of each language, and of pages.
const ENOUGH: usize = 1 << 20;

/// Every corpus, in the order of the table.
pub(super) fn all() -> Result<Vec<Corpus>> {
    let folder = run::root().join("target").join("bench");
    fs::create_dir_all(&folder)?;
    let english = news()?;
    let pages: Vec<String> = english.iter().take(120).map(|text| page(text)).collect();
    let mut corpora = vec![lines(&folder, "English news", "en", english)?];
    for (name, language) in [("Russian", "ru"), ("Korean", "ko")] {
        let texts = texts(language)?;
        corpora.push(lines(&folder, name, language, filled(&texts))?);
    }
    let path = folder.join("pages");
    let _ = fs::remove_dir_all(&path);
    fs::create_dir_all(&path)?;
    for (number, page) in pages.iter().enumerate() {
        fs::write(path.join(format!("{number:04}.html")), page)?;
    }
    corpora.push(Corpus { name: "English pages", path, documents: pages, html: true });
    Ok(corpora)
}

fn lines(folder: &Path, name: &'static str, language: &str, documents: Vec<String>) -> Result<Corpus> {
    let path = folder.join(format!("{language}.jsonl"));
    write_lines(&path, &documents, 1)?;
    Ok(Corpus { name, path, documents, html: false })
}

/// English news.
fn news() -> Result<Vec<String>> {
    let articles = run::shared().map(|shared| shared.join("gold/timeline/libya.articles.jsonl"));
    let Some(articles) = articles.filter(|path| path.exists()) else { return Ok(filled(&texts("en")?)) };
    let text = fs::read_to_string(&articles)?;
    text.lines()
        .map(|line| {
            let article: Value = serde_json::from_str(line)?;
            Ok(article["text"].as_str().unwrap_or_default().to_owned())
        })
        .collect()
}

/// The clean documents of a language in the sample and the development data.
fn texts(language: &str) -> Result<Vec<String>> {
    let mut texts = sample(language)?;
    if let Some(shared) = run::shared() {
        texts.extend(in_folder(&shared.join("corpus/dev"), language)?);
    }
    Ok(texts)
}

fn in_folder(folder: &Path, language: &str) -> Result<Vec<String>> {
    let mut paths: Vec<PathBuf> = fs::read_dir(folder)
        .with_context(|| format!("cannot read `{}`", folder.display()))?
        .map(|entry| entry.map(|entry| entry.path()))
        .collect::<Result<_, _>>()?;
    paths.sort_unstable();
    paths.retain(|path| path.extension().is_some_and(|ending| ending == "txt"));
    let texts = paths.iter().map(fs::read_to_string).collect::<Result<Vec<_>, _>>()?;
    Ok(texts.into_iter().filter(|text| is_in(text, language)).collect())
}

/// The texts of a language that lie in the repository.
pub(super) fn sample(language: &str) -> Result<Vec<String>> {
    in_folder(&run::root().join("examples/sample/documents"), language)
}

/// Writes texts as lines of JSON, all of them so many times.
pub(super) fn write_lines(path: &Path, texts: &[String], times: usize) -> Result<()> {
    let mut lines = String::new();
    for (number, text) in texts.iter().cycle().take(texts.len() * times).enumerate() {
        let line = json!({ "id": number.to_string(), "published": "2011-03-01", "text": text });
        writeln!(lines, "{line}")?;
    }
    Ok(fs::write(path, lines)?)
}

fn is_in(text: &str, language: &str) -> bool {
    let count = |range: std::ops::RangeInclusive<char>| text.chars().filter(|c| range.contains(c)).count();
    let (latin, cyrillic, hangul) = (count('a'..='z'), count('а'..='я'), count('가'..='힣'));
    match language {
        "ru" => cyrillic > latin.max(hangul),
        "ko" => hangul > latin.max(cyrillic),
        _ => latin > cyrillic.max(hangul),
    }
}

/// The documents again and again, each with its number, until there are enough bytes.
fn filled(texts: &[String]) -> Vec<String> {
    let mut all = Vec::new();
    let mut bytes = 0;
    for (number, text) in texts.iter().cycle().enumerate() {
        if bytes >= ENOUGH {
            break;
        }
        let document = format!("{}.\n{text}", number + 1);
        bytes += document.len();
        all.push(document);
    }
    all
}

/// A page around a text, as news sites have them.
fn page(text: &str) -> String {
    let mut lines = text.lines();
    let title: String = lines.next().unwrap_or_default().chars().take(80).collect();
    let mut body = String::new();
    for line in text.lines().filter(|line| !line.trim().is_empty()) {
        let _ = writeln!(body, "<p>{}</p>", escaped(line));
        let _ = writeln!(body, "<div class=\"ad\"><script>show('slot-{}')</script></div>", line.len());
    }
    let items = |class: &str, count: usize| {
        let mut items = String::new();
        for at in 0..count {
            let _ = writeln!(
                items,
                "<li class=\"{class}-item\"><a href=\"/{class}/{at}\">{class} link {at}</a></li>"
            );
        }
        items
    };
    let mut teasers = String::new();
    for at in 0..24 {
        let _ = writeln!(
            teasers,
            "<div class=\"teaser\"><a href=\"/story/{at}\"><img src=\"/i/{at}.jpg\" alt=\"\">\
             <h3>More from the region, part {at}</h3></a><span>{} min ago</span></div>",
            at * 7
        );
    }
    let script = "window.config={tracking:true,slots:[1,2,3],labels:{more:'More',less:'Less'}};\n".repeat(60);
    format!(
        "<!DOCTYPE html><html lang=\"en\"><head><meta charset=\"utf-8\"><title>{title}</title>\
         <meta property=\"og:title\" content=\"{title}\"><meta property=\"article:published_time\" content=\"2011-03-01T09:00:00Z\">\
         <style>{}</style><script>{script}</script></head><body><nav><ul>{}</ul></nav>\
         <main><article><h1>{title}</h1>\n{body}</article><aside>{teasers}</aside></main>\
         <footer><ul>{}</ul><p>All rights reserved.</p></footer></body></html>",
        ".teaser{margin:0 auto;padding:4px;color:#222}\n".repeat(120),
        items("section", 60),
        items("about", 40),
    )
}

fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}
