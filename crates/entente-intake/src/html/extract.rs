//! The extraction crate, held at arm's length.

use std::panic::{AssertUnwindSafe, catch_unwind};

use entente_model::Language;
use trafilatura::{ExtractionFocus, dom};

use super::{WebPage, evidence, flatten};

/// Fewer characters than this are no main text if the page holds ten times as many.
const SCANT: usize = 200;

/// The main text of a page; `None` for a page that brings the crate down.
pub(super) fn extract(html: &str) -> Option<WebPage> {
    // Extraction crates have been seen to panic on foreign bytes.
    catch_unwind(AssertUnwindSafe(|| main_text(html))).ok()
}

fn main_text(html: &str) -> WebPage {
    let tree = dom::Document::parse(html);
    let found = evidence::of(&tree);
    let lang = tree
        .query_selector(tree.root(), "html")
        .and_then(|root| tree.get_attribute(root, "lang"))
        .and_then(|lang| Language::new(&lang));
    let options = trafilatura::Options::default()
        .with_focus(ExtractionFocus::FavorPrecision)
        .with_exclude_comments(true)
        .with_fallback(true);
    let mut page = WebPage {
        lang,
        dates: found.dates,
        title: found.title,
        address: found.address,
        ..WebPage::default()
    };
    match trafilatura::extract_document(tree, &options) {
        Ok(result) => {
            page.text = flatten::flatten(&result.content_html);
            let filled = |text: String| Some(text).filter(|text| !text.trim().is_empty());
            page.title = filled(result.metadata.title).or(page.title);
            page.publisher = found.publisher.or_else(|| filled(result.metadata.sitename));
            page.address = page.address.or_else(|| filled(result.metadata.url));
        }
        Err(_) => page.publisher = found.publisher,
    }
    if page.text.chars().take(SCANT).count() < SCANT {
        let all = flatten::flatten(html);
        if page.text.len() * 10 < all.len() || page.text.is_empty() {
            page.text = all;
            page.whole = true;
        }
    }
    page
}
