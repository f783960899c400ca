//! What a page says of itself: title, publisher, address, and the day of publication.

use trafilatura::dom::{Document, NodeId};

use crate::published::Evidence;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) address: Option<String>,
    /// Dates as written.
    pub(super) dates: Vec<(String, Evidence)>,
}

/// Names of `<meta>` that give the day of publication, the best first.
const PUBLISHED: [&str; 34] = [
    "article:published_time",
    "og:published_time",
    "article:published",
    "datepublished",
    "og:article:published_time",
    "og:pubdate",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "published-date",
    "publication_date",
    "publicationdate",
    "published_time",
    "publish_time",
    "date_published",
    "dc.date.issued",
    "dcterms.issued",
    "dcterms.created",
    "dc.date.created",
    "dcterms.date",
    "dc.date",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "citation_publication_date",
    "citation_date",
    "article.published",
    "article_date_original",
    "originalpublicationdate",
    "rnews:datepublished",
    "datecreated",
    "displaydate",
    "date",
];

/// Names of `<meta>` that give the day of the last change.
const MODIFIED: [&str; 9] = [
    "article:modified_time",
    "og:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
    "modified_time",
    "dc.date.modified",
];

/// Reads the head of a page, its JSON-LD and its `<time>` elements.
pub(super) fn of(page: &Document) -> Found {
    let mut found = Found::default();
    let mut published: Vec<(usize, String)> = Vec::new();
    let mut modified = Vec::new();
    for node in page.query_selector_all(page.root(), "meta").into_iter().take(1_000) {
        let name = ["property", "name", "itemprop", "http-equiv"]
            .into_iter()
            .find_map(|name| page.get_attribute(node, name))
            .map(|name| name.trim().to_lowercase());
        let content = page.get_attribute(node, "content").filter(|content| !content.trim().is_empty());
        let (Some(name), Some(content)) = (name, content) else { continue };
        if let Some(rank) = PUBLISHED.iter().position(|known| *known == name) {
            published.push((rank, content));
        } else if MODIFIED.contains(&name.as_str()) {
            modified.push(content);
        } else {
            match name.as_str() {
                "og:title" => found.title = found.title.or(Some(content)),
                "og:site_name" => found.publisher = found.publisher.or(Some(content)),
                "og:url" => found.address = found.address.or(Some(content)),
                _ => {}
            }
        }
    }
    published.sort_by_key(|(rank, _)| *rank);
    found.dates.extend(published.into_iter().map(|(_, date)| (date, Evidence::Metadata)));
    linked_data(page, &mut found);
    times(page, &mut found);
    found.dates.extend(modified.into_iter().map(|date| (date, Evidence::Modified)));
    if found.address.is_none() {
        let link = page.query_selector(page.root(), "link[rel=canonical]");
        found.address =
            link.and_then(|link| page.get_attribute(link, "href")).filter(|href| href.contains("://"));
    }
    found
}

/// `"datePublished": "…"` in JSON-LD, found as text: much of it is broken JSON.
fn linked_data(page: &Document, found: &mut Found) {
    for node in page.scripts_with_type(&["application/ld+json"]).into_iter().take(20) {
        let script = page.text_content(node);
        for (key, evidence) in [
            ("\"datePublished\"", Evidence::Metadata),
            ("\"dateCreated\"", Evidence::Metadata),
            ("\"dateModified\"", Evidence::Modified),
        ] {
            if let Some(date) = json_text(&script, key) {
                found.dates.push((date, evidence));
            }
        }
        if found.title.is_none() {
            found.title = json_text(&script, "\"headline\"");
        }
    }
}

/// The text after a key of JSON.
fn json_text(json: &str, key: &str) -> Option<String> {
    let rest = json[json.find(key)? + key.len()..].trim_start().strip_prefix(':')?.trim_start();
    let rest = rest.strip_prefix('[').unwrap_or(rest).trim_start().strip_prefix('"')?;
    let mut escaped = false;
    let end = rest.find(|char| {
        let closes = char == '"' && !escaped;
        escaped = char == '\\' && !escaped;
        closes
    })?;
    let text: String = serde_json::from_str(&format!("\"{}\"", &rest[..end])).ok()?;
    Some(text).filter(|text| !text.trim().is_empty())
}

/// `<time datetime>` and elements marked as the date of publication.
fn times(page: &Document, found: &mut Found) {
    let marked = |node: NodeId| {
        let mut marks = page.class_name(node);
        for name in ["itemprop", "pubdate", "property"] {
            if let Some(value) = page.get_attribute(node, name) {
                marks.push(' ');
                marks.push_str(name);
                marks.push_str(&value);
            }
        }
        marks.to_lowercase()
    };
    for node in page.query_selector_all(page.root(), "[itemprop=datePublished]").into_iter().take(3) {
        let date = ["datetime", "content"].into_iter().find_map(|name| page.get_attribute(node, name));
        found.dates.push((date.unwrap_or_else(|| page.text_content(node)), Evidence::Metadata));
    }
    let nodes = page.query_selector_all(page.root(), "time");
    for &node in nodes.iter().take(10) {
        let marks = marked(node);
        let published =
            ["publish", "pubdate", "posted", "entry-date"].iter().any(|mark| marks.contains(mark));
        let changed = ["update", "modif"].iter().any(|mark| marks.contains(mark)) && !published;
        let evidence = match (published, changed) {
            (true, _) => Evidence::Label,
            (_, true) => Evidence::Modified,
            _ => Evidence::Line,
        };
        let date = page.get_attribute(node, "datetime").filter(|date| !date.trim().is_empty());
        found.dates.push((date.unwrap_or_else(|| page.text_content(node)), evidence));
    }
}
