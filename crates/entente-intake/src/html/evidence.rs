//! What the head of a page says of it: title, publisher, address, and the day of publication.

use trafilatura::dom::Document;

use super::extract::has_a_year;
use crate::published::Evidence;

/// What was found.
#[derive(Debug, Default)]
pub(super) struct Found {
    pub(super) title: Option<String>,
    pub(super) publisher: Option<String>,
    pub(super) address: Option<String>,
    /// The picture that stands for the page.
    pub(super) picture: Option<String>,
    /// Dates as written.
    pub(super) dates: Vec<(String, Evidence)>,
    /// Dates of metadata that may be of something else than the publication, the best first.
    pub(super) vague: Vec<String>,
}

/// Names of `<meta>` that give the day of publication, the best first.
const PUBLISHED: [&str; 48] = [
    "article:published_time",
    "og:published_time",
    "article:published",
    "article:post_date",
    "datepublished",
    "og:article:published_time",
    "og:pubdate",
    "og:publish_date",
    "pubdate",
    "publishdate",
    "publish_date",
    "publish-date",
    "published-date",
    "published_date",
    "publication_date",
    "publication-date",
    "publicationdate",
    "published_time",
    "published_time_telegram",
    "publish_time",
    "publishtime",
    "date_published",
    "datepublication",
    "dc.date.issued",
    "dcterms.issued",
    "dcsext.articlefirstpublished",
    "parsely-pub-date",
    "sailthru.date",
    "cxenseparse:recs:publishtime",
    "cxenseparse:publishtime",
    "vr:published_time",
    "bt:pubdate",
    "shareaholic:article_published_time",
    "citation_publication_date",
    "citation_online_date",
    "citation_date",
    "article.published",
    "article_date_original",
    "article_publication_date",
    "originalpublicationdate",
    "release_date",
    "rnews:datepublished",
    "article:published_date",
    "pub_date",
    "rbpubdate",
    "uploaddate",
    "first-publication",
    "article.publish_date",
];

/// Names of `<meta>` that give some day of the page: of its making, of its publication, of its delivery. What the page
/// itself shows as its date tells more.
const SOME_DAY: [&str; 13] = [
    "dcterms.created",
    "dc.date.created",
    "dc.created",
    "dcterms.date",
    "dc.date",
    "gentime",
    "article:create_time",
    "article.created",
    "datecreated",
    "created",
    "creation_date",
    "displaydate",
    "date",
];

/// Names of `<meta>` that give the day of the last change.
const MODIFIED: [&str; 14] = [
    "article:modified_time",
    "og:modified_time",
    "og:updated_time",
    "og:article:modified_time",
    "article:modified",
    "datemodified",
    "dcterms.modified",
    "last-modified",
    "lastmod",
    "modified_time",
    "modified",
    "dc.date.modified",
    "revised",
    "dateupdate",
];

/// Keys of JSON, in JSON-LD or in the data of the page's scripts, that give the day of publication, the best first.
const JSON_PUBLISHED: [&str; 20] = [
    "\"datePublished\"",
    "\"date_published\"",
    "\"publishedAt\"",
    "\"published_at\"",
    "\"publishedDate\"",
    "\"published_date\"",
    "\"publishDate\"",
    "\"publish_date\"",
    "\"publicationDate\"",
    "\"publication_date\"",
    "\"firstPublished\"",
    "\"publishedFirst\"",
    "\"firstPublishedAt\"",
    "\"firstPublicationDate\"",
    "\"first-publication\"",
    "\"uploadDate\"",
    "\"broadcastedOn\"",
    "\"pubDate\"",
    "\"pubdate\"",
    "\"dateCreated\"",
];

/// Reads the head of a page and its JSON.
pub(super) fn of(page: &Document, html: &str) -> Found {
    let mut found = Found::default();
    let mut published: Vec<(usize, String)> = Vec::new();
    let mut vague: Vec<(usize, String)> = Vec::new();
    let mut modified = Vec::new();
    for node in page.query_selector_all(page.root(), "meta").into_iter().take(1_000) {
        let name = ["property", "name", "itemprop", "http-equiv", "pubdate"]
            .into_iter()
            .find_map(|name| page.get_attribute(node, name))
            .map(|name| name.trim().to_lowercase());
        let content = ["content", "datetime", "value"]
            .into_iter()
            .find_map(|name| page.get_attribute(node, name))
            .filter(|content| !content.trim().is_empty());
        let (Some(name), Some(content)) = (name, content) else { continue };
        if let Some(rank) = PUBLISHED.iter().position(|known| *known == name) {
            published.push((rank, content));
        } else if let Some(rank) = SOME_DAY.iter().position(|known| *known == name) {
            vague.push((rank, content));
        } else if MODIFIED.contains(&name.as_str()) {
            modified.push(content);
        } else {
            match name.as_str() {
                "og:title" => found.title = found.title.or(Some(content)),
                "og:site_name" => found.publisher = found.publisher.or(Some(content)),
                "og:image" => found.picture = found.picture.or(Some(content)),
                "og:url" => found.address = found.address.or(Some(content)),
                _ => {}
            }
        }
    }
    published.sort_by_key(|(rank, _)| *rank);
    found.dates.extend(published.into_iter().map(|(_, date)| (date, Evidence::Metadata)));
    vague.sort_by_key(|(rank, _)| *rank);
    found.vague.extend(vague.into_iter().map(|(_, date)| date));
    linked_data(page, html, &mut found);
    found.dates.extend(modified.into_iter().map(|date| (date, Evidence::Change)));
    if found.address.is_none() {
        let link = page.query_selector(page.root(), "link[rel=canonical]");
        found.address =
            link.and_then(|link| page.get_attribute(link, "href")).filter(|href| href.contains("://"));
    }
    found
}

/// `"datePublished": "…"` in JSON-LD, found as text: much of it is broken JSON. Where there is none, the same keys in
/// the data that scripts of the page carry.
fn linked_data(page: &Document, html: &str, found: &mut Found) {
    let before = found.dates.len();
    let mut changed = Vec::new();
    for node in page.scripts_with_type(&["application/ld+json"]).into_iter().take(20) {
        let script = page.text_content(node);
        let published = JSON_PUBLISHED.iter().find_map(|key| json_text(&script, key));
        found.dates.extend(published.map(|date| (date, Evidence::Metadata)));
        changed.extend(json_text(&script, "\"dateModified\"").map(|date| (date, Evidence::Change)));
        if found.title.is_none() {
            found.title = json_text(&script, "\"headline\"");
        }
    }
    if found.dates.len() == before && before == 0 {
        let published =
            JSON_PUBLISHED.iter().find_map(|key| json_text(html, key).filter(|date| has_a_year(date)));
        found.dates.extend(published.map(|date| (date, Evidence::Metadata)));
    }
    found.dates.extend(changed);
}

/// The text after a key of JSON.
fn json_text(json: &str, key: &str) -> Option<String> {
    // The text may be far away from the key only where it is no date; what is longer is none either.
    const LONGEST: usize = 400;
    let at = memchr::memmem::find(json.as_bytes(), key.as_bytes())? + key.len();
    let rest = &json[at..];
    let rest = rest[..rest.floor_char_boundary(LONGEST)].trim_start().strip_prefix(':')?.trim_start();
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
