//! The extraction crate, held at arm's length.

use std::panic::{AssertUnwindSafe, catch_unwind};

use entente_model::Language;
use trafilatura::{ExtractionFocus, dom};

use super::{Locale, WebPage, evidence, flatten, marked};
use crate::published::Evidence;

/// Fewer characters than this are no main text if the page holds ten times as many.
const SCANT: usize = 200;

/// The main text of a page; `None` for a page that brings the crate down.
pub(super) fn extract(html: &str) -> Option<WebPage> {
    // Extraction crates have been seen to panic on foreign bytes.
    catch_unwind(AssertUnwindSafe(|| main_text(html))).ok()
}

fn main_text(html: &str) -> WebPage {
    let tree = dom::Document::parse(html);
    let mut found = evidence::of(&tree, html);
    let declared = tree
        .query_selector(tree.root(), "html")
        .and_then(|root| tree.get_attribute(root, "lang").or_else(|| tree.get_attribute(root, "xml:lang")));
    // The rest of the page is asked only where its head tells nothing.
    let told =
        found.dates.iter().find(|(date, evidence)| *evidence == Evidence::Metadata && has_a_year(date));
    let (mut rest, mut heading) = (None, None);
    if told.is_none_or(|(date, _)| is_of_no_place(date)) {
        found.dates.extend(marked::of(&tree));
        rest = Some(flatten::flatten(html));
        heading = marked::title(&tree);
    }
    let options = trafilatura::Options::default()
        .with_focus(ExtractionFocus::FavorPrecision)
        .with_exclude_comments(true)
        .with_html_date_mode(trafilatura::HtmlDateMode::Disabled)
        .with_fallback(true);
    let mut page = WebPage {
        lang: declared.as_deref().and_then(Language::new),
        locale: declared.as_deref().and_then(Locale::of),
        rest,
        heading,
        picture: found.picture,
        dates: found.dates,
        vague_dates: found.vague,
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

/// Whether something that is given as a date can be one.
pub(super) fn has_a_year(date: &str) -> bool {
    date.bytes().filter(u8::is_ascii_digit).count() >= 4
}

/// Whether it is a time in UTC, whose day may be another than that on the page.
fn is_of_no_place(date: &str) -> bool {
    let date = date.trim();
    date.contains(':')
        && ["Z", "+00:00", "+0000", "+00", "GMT", "UTC"].iter().any(|zone| date.ends_with(zone))
}
