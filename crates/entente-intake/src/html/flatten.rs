//! The words of a page or of a piece of markup, a block a paragraph, in one linear pass.

use super::scan::Tags;

/// Elements that begin a new paragraph.
const BLOCKS: [&str; 34] = [
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "dd",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "table",
    "ul",
    "option",
    "head",
    "list",
    "quote",
];

/// Elements that begin a new line.
const LINES: [&str; 6] = ["br", "li", "tr", "item", "lb", "row"];

/// Elements whose words are no text.
const HIDDEN: [&str; 10] =
    ["script", "style", "noscript", "template", "svg", "head", "iframe", "object", "select", "button"];

/// The text of `html`.
pub(crate) fn flatten(html: &str) -> String {
    let mut text = Text::default();
    let mut from = 0;
    let mut hidden: Option<(&str, usize)> = None;
    for tag in Tags::of(html) {
        let words = &html[from.min(tag.start)..tag.start];
        from = tag.end;
        match &mut hidden {
            Some((name, depth)) if tag.is(name) => {
                if tag.closes {
                    *depth -= 1;
                } else {
                    *depth += 1;
                }
                if *depth == 0 {
                    hidden = None;
                }
                continue;
            }
            Some(_) => continue,
            None => text.words(words),
        }
        if !tag.closes
            && tag.is_one_of(&HIDDEN)
            && !html[..tag.end].ends_with("/>")
            && closes_later(html, tag.name, tag.end)
        {
            hidden = Some((tag.name, 1));
        } else if tag.is_one_of(&BLOCKS) {
            text.gap = Gap::Paragraph;
        } else if tag.is_one_of(&LINES) {
            text.gap = text.gap.max(Gap::Line);
        } else if tag.is_one_of(&["td", "th"]) {
            text.gap = text.gap.max(Gap::Blank);
        }
    }
    if hidden.is_none() {
        text.words(&html[from..]);
    }
    text.text
}

/// Whether the end tag follows; one that is missing would hide the rest of the page. Looks a bounded way ahead.
fn closes_later(html: &str, name: &str, from: usize) -> bool {
    const AHEAD: usize = 512 * 1024;
    let window = &html.as_bytes()[from..html.len().min(from + AHEAD)];
    memchr::memmem::find_iter(window, b"</").any(|at| {
        let rest = &window[at + 2..];
        rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes())
    })
}

/// What stands between two words.
#[derive(Debug, Default, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Gap {
    #[default]
    None,
    Blank,
    Line,
    Paragraph,
}

#[derive(Debug, Default)]
struct Text {
    text: String,
    gap: Gap,
}

impl Text {
    /// Takes over what stands between two tags, without comments, declarations and instructions.
    fn words(&mut self, mut source: &str) {
        while let Some(at) =
            memchr::memchr_iter(b'<', source.as_bytes()).find(|&at| source[at + 1..].starts_with(['!', '?']))
        {
            self.pieces(&source[..at]);
            let end = if source[at..].starts_with("<!--") { "-->" } else { ">" };
            source = source[at..].find(end).map_or("", |length| &source[at + length + end.len()..]);
        }
        self.pieces(source);
    }

    fn pieces(&mut self, source: &str) {
        // What stands between two `<` without a tag is taken over as it is, entities decoded, blanks made one.
        for piece in source.split_inclusive(|char: char| char.is_ascii_whitespace()) {
            let word = piece.trim_ascii();
            if !word.is_empty() {
                self.word(word);
            }
            if piece.len() > word.len() {
                self.gap = self.gap.max(Gap::Blank);
            }
        }
    }

    fn word(&mut self, word: &str) {
        if !self.text.is_empty() {
            self.text.push_str(match self.gap {
                Gap::None => "",
                Gap::Blank => " ",
                Gap::Line => "\n",
                Gap::Paragraph => "\n\n",
            });
        }
        self.gap = Gap::None;
        decode_entities(word, &mut self.text);
    }
}

/// Entities by name that pages use most; the others stay as written.
const ENTITIES: [(&str, &str); 28] = [
    ("amp", "&"),
    ("lt", "<"),
    ("gt", ">"),
    ("quot", "\""),
    ("apos", "'"),
    ("nbsp", "\u{A0}"),
    ("ndash", "–"),
    ("mdash", "—"),
    ("lsquo", "‘"),
    ("rsquo", "’"),
    ("ldquo", "“"),
    ("rdquo", "”"),
    ("laquo", "«"),
    ("raquo", "»"),
    ("hellip", "…"),
    ("bull", "•"),
    ("middot", "·"),
    ("copy", "©"),
    ("reg", "®"),
    ("trade", "™"),
    ("euro", "€"),
    ("pound", "£"),
    ("yen", "¥"),
    ("sect", "§"),
    ("deg", "°"),
    ("eacute", "é"),
    ("shy", ""),
    ("zwnj", ""),
];

fn decode_entities(word: &str, out: &mut String) {
    let mut rest = word;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        rest = &rest[at..];
        let end = rest.bytes().take(12).position(|byte| byte == b';');
        if let Some((end, text)) = end.and_then(|end| entity(&rest[1..end]).map(|text| (end, text))) {
            out.push_str(&text);
            rest = &rest[end + 1..];
        } else {
            out.push('&');
            rest = &rest[1..];
        }
    }
    out.push_str(rest);
}

/// What a reference stands for, by its name or number.
pub(crate) fn entity(name: &str) -> Option<String> {
    if let Some(number) = name.strip_prefix('#') {
        let hex = number.strip_prefix(['x', 'X']);
        let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok())?;
        return char::from_u32(code).filter(|char| !char.is_control()).map(String::from);
    }
    ENTITIES.iter().find(|(known, _)| *known == name).map(|(_, text)| (*text).to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn blocks_become_paragraphs() {
        let html = "<p>One <b>bold</b> word&nbsp;&amp; more.</p><ul><li>a</li><li>b</li></ul>x<br>y<script>z</script>";
        assert_eq!(flatten(html), "One bold word\u{A0}& more.\n\na\nb\n\nx\ny");
    }

    #[test]
    fn an_open_script_hides_nothing_else() {
        assert_eq!(flatten("<button>press<p>Text</p>"), "press\n\nText");
        assert_eq!(flatten("<?xml version='1.0'?><!-- a <b> --><p>x<!-- y -->z</p>"), "xz");
        assert_eq!(flatten("a &#1056;&#x43E; &unknown; b"), "a Ро &unknown; b");
    }
}
