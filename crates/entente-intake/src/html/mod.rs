//! Web pages: their main text through the extraction crate, with bounds in front of it.

mod evidence;
mod extract;
mod flatten;
mod marked;
mod scan;

pub(crate) use flatten::{entity, flatten};

use entente_model::{Language, Warning};

use crate::{IntakeError, Options, dates::Order, published::Evidence};

/// Pages nested deeper than this are not given to the extraction crate, which walks them again and again; their text
/// is taken whole.
const EXTRACTED_DEPTH: usize = 400;

/// What a page gives.
#[derive(Debug, Default)]
pub(crate) struct WebPage {
    pub(crate) text: String,
    /// Whether the text is that of the whole page, furniture included.
    pub(crate) whole: bool,
    pub(crate) title: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) lang: Option<Language>,
    /// What the language that the page declares says of its dates.
    pub(crate) locale: Option<Locale>,
    /// All words of the page, where its head tells no day of publication.
    pub(crate) rest: Option<String>,
    /// The words of its heading.
    pub(crate) heading: Option<String>,
    /// The address of the picture that stands for it.
    pub(crate) picture: Option<String>,
    /// Dates as written, with what they are worth.
    pub(crate) dates: Vec<(String, Evidence)>,
    /// Dates of metadata as written that may be of something else than the publication.
    pub(crate) vague_dates: Vec<String>,
    pub(crate) address: Option<String>,
    pub(crate) warnings: Vec<Warning>,
}

/// How the readers of a declared language write dates of digits.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Locale(pub(crate) Order);

impl Locale {
    /// `en-US` writes the month first, `de` and `en-GB` the day; `en` alone may do either, as do languages that put the
    /// year first.
    pub(crate) fn of(declared: &str) -> Option<Self> {
        const DAY_FIRST: [&str; 29] = [
            "de", "fr", "es", "it", "pt", "nl", "da", "nb", "nn", "no", "sv", "fi", "pl", "cs", "sk", "sl",
            "hr", "sr", "ro", "bg", "ru", "uk", "be", "el", "tr", "ca", "id", "vi", "he",
        ];
        const ENGLISH_DAY_FIRST: [&str; 7] = ["gb", "uk", "au", "nz", "ie", "in", "za"];
        let declared = declared.trim().to_lowercase().replace('_', "-");
        let (language, region) = declared.split_once('-').unwrap_or((&declared, ""));
        let order = match language {
            "en" if region == "us" => Order::MonthFirst,
            "en" if ENGLISH_DAY_FIRST.contains(&region) => Order::DayFirst,
            known if DAY_FIRST.contains(&known) => Order::DayFirst,
            _ => return None,
        };
        Some(Self(order))
    }
}

/// Reads a decoded page.
///
/// # Errors
///
/// [`IntakeError::TooDeep`] for a page nested beyond the limit, [`IntakeError::NoText`] for one without words.
pub(crate) fn read(origin: &str, html: &str, options: &Options) -> Result<WebPage, IntakeError> {
    let scan::Shape { depth, tags } = scan::shape(html);
    if depth > options.max_html_depth {
        return Err(IntakeError::TooDeep { what: "HTML elements", depth, limit: options.max_html_depth });
    }
    let mut page = if depth > EXTRACTED_DEPTH {
        whole(html, &format!("the page is nested {depth} elements deep"))
    } else if tags > options.max_extracted_tags {
        whole(html, &format!("the page has {tags} tags"))
    } else if html.len() > options.max_extracted_html {
        whole(html, &format!("the page has {} bytes", html.len()))
    } else {
        extract::extract(html).unwrap_or_else(|| whole(html, "the main text could not be told from the rest"))
    };
    if page.text.trim().is_empty() {
        return Err(IntakeError::NoText("the page holds no words outside of its scripts".to_owned()));
    }
    let from_web = origin.contains("://").then(|| origin.to_owned());
    page.address = from_web.or(page.address);
    page.publisher = page.publisher.or_else(|| page.address.as_deref().and_then(host));
    Ok(page)
}

/// The words of the whole page, with the reason why its main text was not looked for.
fn whole(html: &str, why: &str) -> WebPage {
    let message = format!("{why}; its text was taken whole, menus and all");
    WebPage {
        text: flatten(html),
        whole: true,
        warnings: vec![Warning::new("main-text-not-found", message)],
        ..WebPage::default()
    }
}

/// The host of an address, without `www.`
pub(crate) fn host(address: &str) -> Option<String> {
    let (scheme, rest) = address.split_once("://")?;
    if !matches!(scheme, "http" | "https") {
        return None;
    }
    let host = rest.split(['/', '?', '#']).next()?.rsplit('@').next()?.split(':').next()?;
    let host = host.strip_prefix("www.").unwrap_or(host);
    (host.contains('.') && !host.is_empty()).then(|| host.to_lowercase())
}

/// The charset that a page names in its first two kilobytes.
pub(crate) fn declared_charset(bytes: &[u8]) -> Option<String> {
    let head = String::from_utf8_lossy(&bytes[..bytes.len().min(2048)]).to_ascii_lowercase();
    let at = head.find("charset=").map(|at| at + 8).or_else(|| head.find("encoding=").map(|at| at + 9))?;
    let label: String = head[at..]
        .trim_start_matches(['"', '\'', ' '])
        .chars()
        .take_while(|char| char.is_ascii_alphanumeric() || matches!(char, '-' | '_'))
        .collect();
    (!label.is_empty()).then_some(label)
}

#[cfg(test)]
mod tests {
    use super::*;

    const ARTICLE: &str = r#"<!DOCTYPE html><html lang="en"><head><title>Talks in Seoul | The Post</title>
<meta property="og:site_name" content="The Post"><meta property="article:published_time" content="2021-03-23T13:00:00+09:00"></head>
<body><nav><ul><li><a href="/">Home</a></li><li><a href="/n">News</a></li></ul></nav>
<article><h1>Talks in Seoul</h1><p>The ministers of the two countries met in Seoul on Tuesday and spoke about trade for two hours.</p>
<p>They agreed to open a second consulate in Busan next year, and to meet again in Moscow in the autumn.</p>
<p>Trade between the two grew to &#36;27 billion in the year before, the ministry said in a statement after the meeting.</p></article>
<footer><a href="/about">About us</a></footer><script>var x = "<p>no text</p>";</script></body></html>"#;

    #[test]
    fn a_page_gives_its_text_and_metadata() {
        let page = read("a.html", ARTICLE, &Options::default()).expect("page");
        assert!(
            page.text.contains("met in Seoul on Tuesday") && page.text.contains("$27 billion"),
            "{}",
            page.text
        );
        assert!(!page.text.contains("About us") && !page.text.contains("no text"), "{}", page.text);
        assert!(page.text.contains("two hours.\n\nThey agreed"), "{:?}", page.text);
        assert_eq!(page.title.as_deref(), Some("Talks in Seoul"));
        assert_eq!(page.publisher.as_deref(), Some("The Post"));
        assert_eq!(page.dates[0], ("2021-03-23T13:00:00+09:00".to_owned(), Evidence::Metadata));
    }

    #[test]
    fn a_page_nested_without_end_is_refused_at_once() {
        let html = format!("<html><body>{}text", "<div>".repeat(100_000));
        let error = read("deep.html", &html, &Options::default()).expect_err("too deep");
        assert_eq!(
            error.to_string(),
            "nested too deep: 100002 levels of HTML elements, and the limit is 2000"
        );
        let html = format!("<html><body>{}Some text.", "<div>".repeat(1_500));
        let page = read("deep.html", &html, &Options::default()).expect("flattened");
        assert_eq!(
            (page.text.as_str(), page.warnings[0].code.as_str()),
            ("Some text.", "main-text-not-found")
        );
    }

    #[test]
    fn hosts_and_charsets_are_read() {
        assert_eq!(host("https://www.mofa.go.kr/eng/index.do").as_deref(), Some("mofa.go.kr"));
        assert_eq!(host("page.html"), None);
        assert_eq!(declared_charset(b"<meta charset='EUC-KR'>").as_deref(), Some("euc-kr"));
        assert_eq!(declared_charset(b"<html>"), None);
    }
}
