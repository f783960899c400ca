//! Elements of a page that are marked as a date: `<time>`, `class="post-date"`, `itemprop="datePublished"`.
//!
//! A page holds many dates, of other stories, comments and calendars as well. What lies in an element for those is left
//! aside, what comes after the heading and near it wins, and where weak marks give several days none is taken.

use std::collections::HashSet;

use entente_model::Letter as _;
use trafilatura::dom::{Document, NodeId};

use crate::published::Evidence;

/// The longest text of an element that is a date or holds one and little else, in bytes.
const LONGEST: usize = 200;

/// More elements than this are not looked at.
const MOST_ELEMENTS: usize = 20_000;

/// So many candidates are enough.
const MOST_FOUND: usize = 16;

/// Words in the marks of an element, its class, id, and the like, that say that it holds the day of publication.
const PUBLISHED: [&str; 14] = [
    "published",
    "publish",
    "pubdate",
    "datepublished",
    "publication",
    "posted",
    "postdate",
    "postedon",
    "created",
    "datecreated",
    "creation",
    "submitted",
    "erstellt",
    "publicationdate",
];

/// Words that say that it holds a date.
const DATE: [&str; 12] = [
    "date",
    "datetime",
    "dateline",
    "timestamp",
    "time",
    "fecha",
    "data",
    "pub",
    "day",
    "dat",
    "dates",
    "authored",
];

/// Endings of words that say so: `artikeldatum`, `postdate`.
const DATE_ENDINGS: [&str; 2] = ["datum", "date"];

/// Words that end so and say something else.
const NO_DATE: [&str; 5] = ["update", "candidate", "mandate", "validate", "updatedate"];

/// Words of lines about an article, which often hold its date.
const ABOUT: [&str; 10] =
    ["byline", "meta", "metadata", "info", "author", "postinfo", "postmeta", "infos", "details", "credits"];

/// Words that say that it holds the last change.
const CHANGED: [&str; 8] =
    ["updated", "update", "modified", "modification", "changed", "lastmod", "datemodified", "lastupdated"];

/// Words of elements that hold something else than the article.
const ASIDE: [&str; 34] = [
    "comment",
    "comments",
    "commentlist",
    "commentmetadata",
    "respond",
    "related",
    "recommended",
    "recommend",
    "teaser",
    "teasers",
    "sidebar",
    "tweet",
    "twitter",
    "footer",
    "nav",
    "navigation",
    "menu",
    "archive",
    "archives",
    "recent",
    "popular",
    "latest",
    "trending",
    "ticker",
    "events",
    "next",
    "prev",
    "previous",
    "copyright",
    "promo",
    "aside",
    "marginal",
    "mostread",
    "carousel",
];

/// How many of these, the first, are of comments and of other stories.
const OF_OTHERS: usize = 13;

/// The dates of marked elements, as written, the best first.
pub(super) fn of(page: &Document) -> Vec<(String, Evidence)> {
    let Some(body) = page.body() else { return Vec::new() };
    let nodes = page.iter_descendants(body, &[]);
    let heading = heading(page, &nodes);
    let around = heading.and_then(|at| nodes.get(at)).map(|&node| above(page, node)).unwrap_or_default();
    let mut found: Vec<Marked> = Vec::new();
    for (at, &node) in nodes.iter().enumerate().take(MOST_ELEMENTS) {
        let Some(mark) = mark(page, node) else { continue };
        if mark == Mark::About && page.children(node).len() > 12 {
            continue;
        }
        let Some(written) = written(page, node) else { continue };
        // What is declared as the day of publication may stand in the footer of its article; that of a comment is declared too.
        let elsewhere = if mark == Mark::Declared { &ASIDE[..OF_OTHERS] } else { &ASIDE[..] };
        if lies_aside(page, node, &around, elsewhere) {
            continue;
        }
        found.push(Marked { at, mark, written });
        if found.len() >= MOST_FOUND {
            break;
        }
    }
    // What comes after the heading is nearer to the article than what comes before it.
    let heading = heading.unwrap_or(0);
    found.sort_by_key(|marked| {
        let away = if marked.at >= heading { marked.at - heading } else { (heading - marked.at) * 3 };
        (marked.mark == Mark::About, away)
    });
    found.into_iter().map(|marked| (marked.written, marked.mark.evidence())).collect()
}

/// An element that is marked as a date.
struct Marked {
    /// Its number on the page.
    at: usize,
    mark: Mark,
    written: String,
}

/// What the marks of an element say.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Mark {
    /// `itemprop="datePublished"`
    Declared,
    Published,
    Date,
    About,
    Changed,
}

impl Mark {
    const fn evidence(self) -> Evidence {
        match self {
            Self::Declared => Evidence::Metadata,
            Self::Published => Evidence::Label,
            Self::Date | Self::About => Evidence::Element,
            Self::Changed => Evidence::Change,
        }
    }
}

fn mark(page: &Document, node: NodeId) -> Option<Mark> {
    let tag = page.tag_name(node);
    if matches!(
        tag,
        "script"
            | "style"
            | "html"
            | "body"
            | "main"
            | "article"
            | "form"
            | "select"
            | "option"
            | "input"
            | "meta"
    ) {
        return None;
    }
    let declared = page.get_attribute(node, "itemprop");
    let property = page.get_attribute(node, "property").unwrap_or_default();
    let says = |name: &str| declared.as_deref() == Some(name) || property.rsplit(':').next() == Some(name);
    if says("datePublished") || says("dateCreated") {
        return Some(Mark::Declared);
    }
    let mut marks = page.class_name(node);
    marks.push(' ');
    marks.push_str(&page.id_attr(node));
    if let Some(declared) = declared {
        marks.push(' ');
        marks.push_str(&declared);
    }
    let time = tag == "time" || (tag == "abbr" && page.get_attribute(node, "title").is_some());
    if marks.len() < 3 && !time {
        return None;
    }
    let pubdate = tag == "time" && page.get_attribute(node, "pubdate").is_some();
    let words = words(&marks);
    let any = |known: &[&str]| words.iter().any(|word| known.contains(&word.as_str()));
    if pubdate || (any(&PUBLISHED) && !any(&CHANGED)) {
        Some(Mark::Published)
    } else if any(&CHANGED) {
        Some(Mark::Changed)
    } else if time || any(&DATE) || words.iter().any(|word| ends_as_a_date(word)) {
        Some(Mark::Date)
    } else if any(&ABOUT) {
        Some(Mark::About)
    } else {
        None
    }
}

fn ends_as_a_date(word: &str) -> bool {
    DATE_ENDINGS.iter().any(|ending| word.ends_with(ending)) && !NO_DATE.contains(&word)
}

/// `entry-date postedOn_x` gives `entry date posted on x`, and each name whole.
fn words(marks: &str) -> Vec<String> {
    let mut words = Vec::new();
    for name in marks.split_whitespace() {
        let mut word = String::new();
        let mut small = false;
        for char in name.chars() {
            if !char.is_letter_or_digit() || (char.is_uppercase() && small) {
                words.push(std::mem::take(&mut word));
            }
            if char.is_letter_or_digit() {
                word.extend(char.to_lowercase());
            }
            small = char.is_lowercase();
        }
        words.push(word);
        words.push(name.chars().filter(|char| char.is_letter()).flat_map(char::to_lowercase).collect());
    }
    words.retain(|word| !word.is_empty());
    words
}

/// The date of an element as written: its attribute, else its text where that is short.
fn written(page: &Document, node: NodeId) -> Option<String> {
    for name in ["datetime", "content", "title", "data-date", "data-datetime", "data-published"] {
        let value = page.get_attribute(node, name);
        if let Some(value) = value
            .filter(|value| value.len() <= LONGEST && value.bytes().filter(u8::is_ascii_digit).count() >= 5)
        {
            return Some(value);
        }
    }
    let text = page.iter_text(node, " ");
    let text = text.split_whitespace().collect::<Vec<_>>().join(" ");
    (text.len() <= LONGEST && text.bytes().filter(u8::is_ascii_digit).count() >= 3).then_some(text)
}

/// The elements around another.
fn above(page: &Document, node: NodeId) -> HashSet<NodeId> {
    std::iter::successors(page.parent(node), |&node| page.parent(node)).take(400).collect()
}

/// Whether an element around it is for something else than the article. What the heading lies in is for the article,
/// whatever its marks say: `layout with-sidebar`.
fn lies_aside(page: &Document, node: NodeId, around: &HashSet<NodeId>, elsewhere: &[&str]) -> bool {
    let mut above = Some(node);
    for _ in 0..40 {
        let Some(node) = above else { return false };
        let tag = page.tag_name(node);
        if matches!(tag, "body" | "html" | "main" | "article") || around.contains(&node) {
            return false;
        }
        if matches!(tag, "aside" | "nav") || (tag == "footer" && elsewhere.contains(&tag)) {
            return true;
        }
        let marks = format!("{} {}", page.class_name(node), page.id_attr(node));
        if marks.len() > 1 && words(&marks).iter().any(|word| elsewhere.contains(&word.as_str())) {
            return true;
        }
        above = page.parent(node);
    }
    false
}

/// The words of the heading of a page.
pub(super) fn title(page: &Document) -> Option<String> {
    let heading = page.query_selector_all(page.root(), "h1").into_iter().take(3);
    let words = heading.map(|node| page.text_content(node).split_whitespace().collect::<Vec<_>>().join(" "));
    words.filter(|words| words.len() >= 8).max_by_key(String::len)
}

/// The number of the first heading.
fn heading(page: &Document, nodes: &[NodeId]) -> Option<usize> {
    let is = |tag: &str| {
        nodes
            .iter()
            .position(|&node| page.tag_name(node) == tag && !page.text_content(node).trim().is_empty())
    };
    is("h1").or_else(|| is("h2"))
}
