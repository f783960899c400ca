//! Feeds and sitemaps: RSS, Atom, RDF, JSON Feed. Each entry of a feed is a document; a sitemap only has addresses.

use serde::Deserialize;

use crate::{
    IntakeError, html,
    office::xml::{Step, walk},
    table::Row,
};

/// An address that a feed or a sitemap names.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Link {
    /// Where it leads.
    pub address: String,
    /// The day or time that the feed gives it, as written.
    pub dated: Option<String>,
    /// Whether it leads to another sitemap rather than to a page.
    pub is_sitemap: bool,
}

/// Walks over the entries of a feed in XML until `each` says that it is enough.
///
/// # Errors
///
/// [`IntakeError::Broken`] for a feed that breaks off; the entries before the break have been handed over.
pub(crate) fn entries(text: &str, mut each: impl FnMut(Row) -> bool) -> Result<(), IntakeError> {
    let mut entry: Option<Row> = None;
    let (mut source, mut value) = (None::<String>, String::new());
    let (mut summary, mut content) = (String::new(), String::new());
    let (mut depth, mut entry_depth) = (0usize, 0usize);
    let mut going = true;
    let walked = walk(text, |step| match step {
        _ if !going => {}
        Step::Start(element) => {
            depth += 1;
            if entry.is_none() && matches!(element.name, "item" | "entry") {
                entry = Some(Row { publisher: source.clone(), ..Row::default() });
                entry_depth = depth;
                summary.clear();
                content.clear();
            }
            if let Some(row) = entry.as_mut().filter(|_| element.name == "link") {
                let rel = element.attribute("rel");
                if rel.is_none_or(|rel| rel == "alternate")
                    && let Some(address) = element.attribute("href")
                {
                    row.url.get_or_insert(address);
                }
            }
            // Markup within an entry of Atom is part of its content.
            if entry.is_none() || depth <= entry_depth + 1 {
                value.clear();
            } else if matches!(element.name, "p" | "br" | "li" | "div" | "h1" | "h2" | "h3") {
                value.push_str("<br>");
            }
        }
        Step::Words(words) => value.push_str(words),
        Step::End(name) => {
            if let Some(row) = entry.as_mut().filter(|_| depth == entry_depth + 1) {
                field(row, name, std::mem::take(&mut value), &mut summary, &mut content);
            } else if depth == entry_depth
                && let Some(mut row) = entry.take()
            {
                let markup = if content.trim().is_empty() { &summary } else { &content };
                row.text = html::flatten(markup);
                row.url = row.url.take().or_else(|| row.id.clone().filter(|id| id.starts_with("http")));
                going = each(row);
            } else if entry.is_none() && name == "title" && source.is_none() {
                source = Some(value.trim().to_owned()).filter(|name| !name.is_empty());
            }
            depth = depth.saturating_sub(1);
        }
    });
    walked.map_err(|reason| IntakeError::Broken { format: "feed", reason })
}

fn field(row: &mut Row, name: &str, value: String, summary: &mut String, content: &mut String) {
    match name {
        "title" => row.put("title", &html::flatten(&value)),
        "link" => row.put("url", &value),
        "guid" | "id" => row.put("id", &value),
        "pubDate" | "published" | "date" | "issued" => row.put("published", &value),
        "updated" if row.published.is_none() => row.put("published", &value),
        "language" => row.put("lang", &value),
        "description" | "summary" => *summary = value,
        "encoded" | "content" => *content = value,
        _ => {}
    }
}

/// A feed in JSON.
#[derive(Debug, Deserialize)]
struct JsonFeed {
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    language: Option<String>,
    #[serde(default)]
    items: Vec<JsonItem>,
}

#[derive(Debug, Deserialize)]
struct JsonItem {
    #[serde(default)]
    id: Option<serde_json::Value>,
    #[serde(default)]
    url: Option<String>,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    content_html: Option<String>,
    #[serde(default)]
    content_text: Option<String>,
    #[serde(default)]
    summary: Option<String>,
    #[serde(default)]
    date_published: Option<String>,
    #[serde(default)]
    language: Option<String>,
}

/// The entries of a feed in JSON.
///
/// # Errors
///
/// [`IntakeError::Broken`] for one that is no such feed.
pub(crate) fn json_entries(bytes: &[u8], mut each: impl FnMut(Row) -> bool) -> Result<(), IntakeError> {
    let feed: JsonFeed = serde_json::from_slice(bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes))
        .map_err(|error| IntakeError::Broken { format: "JSON feed", reason: error.to_string() })?;
    for item in feed.items {
        let text =
            item.content_text.or_else(|| item.content_html.as_deref().map(html::flatten)).or(item.summary);
        let id = item.id.map(|id| id.as_str().map_or_else(|| id.to_string(), str::to_owned));
        let row = Row {
            text: text.unwrap_or_default(),
            url: item.url.or_else(|| id.clone().filter(|id| id.starts_with("http"))),
            id,
            title: item.title,
            published: item.date_published,
            publisher: feed.title.clone(),
            lang: item.language.or_else(|| feed.language.clone()),
        };
        if !each(row) {
            break;
        }
    }
    Ok(())
}

/// The addresses in a sitemap, at most so many.
///
/// # Errors
///
/// [`IntakeError::Broken`] for one that breaks off before its first address.
pub(crate) fn sitemap(text: &str, most: usize) -> Result<Vec<Link>, IntakeError> {
    let mut links: Vec<Link> = Vec::new();
    let (mut link, mut value) = (Link::default(), String::new());
    let walked = walk(text, |step| match step {
        Step::Start(element) => {
            value.clear();
            if matches!(element.name, "url" | "sitemap") {
                link = Link { is_sitemap: element.name == "sitemap", ..Link::default() };
            }
        }
        Step::Words(words) => value.push_str(words),
        Step::End(name) => match name {
            "loc" if link.address.is_empty() => value.trim().clone_into(&mut link.address),
            "lastmod" => link.dated = Some(value.trim().to_owned()),
            "url" | "sitemap" if links.len() < most && !link.address.is_empty() => {
                links.push(std::mem::take(&mut link));
            }
            _ => {}
        },
    });
    match walked {
        Err(reason) if links.is_empty() => Err(IntakeError::Broken { format: "sitemap", reason }),
        _ => Ok(links),
    }
}
