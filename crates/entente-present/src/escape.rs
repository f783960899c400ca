//! Texts of documents on their way to a page or a screen.
//!
//! Documents are hostile: titles with scripts, quotes with terminal escapes, names that turn the line around.
//! Everything that came from a source passes through one of these.

use std::borrow::Cow;

/// Text for HTML and SVG, in content as well as in quoted attributes; no character that a browser hides or obeys.
pub fn html(text: &str) -> Cow<'_, str> {
    map(text, |c| match c {
        '&' => Some("&amp;"),
        '<' => Some("&lt;"),
        '>' => Some("&gt;"),
        '"' => Some("&quot;"),
        '\'' => Some("&#39;"),
        '\n' | '\t' => None,
        c if is_hidden_control(c) => Some(""),
        _ => None,
    })
}

/// Text for XML 1.0, where most control characters may not stand at all.
pub fn xml(text: &str) -> Cow<'_, str> {
    let escaped = html(text);
    if escaped.contains(['\u{FFFE}', '\u{FFFF}']) {
        Cow::Owned(escaped.replace(['\u{FFFE}', '\u{FFFF}'], ""))
    } else {
        escaped
    }
}

/// Text for one line of Markdown: no markup of its own, no line break.
pub fn markdown(text: &str) -> String {
    let line = line(text);
    let mut escaped = String::with_capacity(line.len() + 8);
    for (at, c) in line.char_indices() {
        let starts_block = at == 0 && matches!(c, '#' | '+' | '-' | '=' | ':');
        let numbers_list = matches!(c, '.' | ')')
            && at > 0
            && at < 10
            && line[..at].bytes().all(|byte| byte.is_ascii_digit());
        match c {
            '&' => escaped.push_str("&amp;"),
            '<' => escaped.push_str("&lt;"),
            '>' => escaped.push_str("&gt;"),
            '\\' | '`' | '*' | '_' | '[' | ']' | '|' | '~' | '$' | '!' => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ if starts_block || numbers_list => {
                escaped.push('\\');
                escaped.push(c);
            }
            _ => escaped.push(c),
        }
    }
    escaped
}

/// Text for one line on a terminal: white space runs become one space, controls and direction overrides go.
pub fn line(text: &str) -> Cow<'_, str> {
    let plain = |c: char| !c.is_control() && !is_hidden_control(c) && (c == ' ' || !c.is_whitespace());
    if text.chars().all(plain) && !text.contains("  ") && !text.starts_with(' ') && !text.ends_with(' ') {
        return Cow::Borrowed(text);
    }
    let mut line = String::with_capacity(text.len());
    for c in text.chars() {
        if c.is_whitespace() {
            if !line.is_empty() && !line.ends_with(' ') {
                line.push(' ');
            }
        } else if !is_hidden_control(c) {
            line.push(c);
        }
    }
    line.truncate(line.trim_end().len());
    Cow::Owned(line)
}

/// The text with a capital at its start.
pub(crate) fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}

/// A cell of a spreadsheet: what a program would take for a formula gets an apostrophe in front.
pub fn cell(text: &str) -> Cow<'_, str> {
    if text.starts_with(['=', '+', '-', '@', '\t', '\r']) {
        Cow::Owned(format!("'{text}"))
    } else {
        Cow::Borrowed(text)
    }
}

/// An address that a page may link to: `http` and `https` only.
pub fn link(address: &str) -> Option<&str> {
    let lower: String = address.chars().take(8).collect::<String>().to_ascii_lowercase();
    (lower.starts_with("https://") || lower.starts_with("http://")).then_some(address)
}

/// Controls of C0 and C1 (white space apart) and characters that turn the direction of the text around them.
fn is_hidden_control(c: char) -> bool {
    (c.is_control() && !matches!(c, '\n' | '\t'))
        || matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}' | '\u{FEFF}')
}

fn map(text: &str, replacement: impl Fn(char) -> Option<&'static str>) -> Cow<'_, str> {
    let Some((first, _)) = text.char_indices().find(|&(_, c)| replacement(c).is_some()) else {
        return Cow::Borrowed(text);
    };
    let mut mapped = String::with_capacity(text.len() + 16);
    mapped.push_str(&text[..first]);
    for c in text[first..].chars() {
        match replacement(c) {
            Some(replacement) => mapped.push_str(replacement),
            None => mapped.push(c),
        }
    }
    Cow::Owned(mapped)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn markup_is_text() {
        assert_eq!(html("<script>\"a\" & 'b'"), "&lt;script&gt;&quot;a&quot; &amp; &#39;b&#39;");
        assert_eq!(markdown("- [x](javascript:1) <b> 1*"), "\\- \\[x\\](javascript:1) &lt;b&gt; 1\\*");
        assert_eq!(markdown("1990. A year"), "1990\\. A year");
        assert_eq!(line("a\u{1b}[31m\n\n b \u{202e}c"), "a[31m b c");
        assert_eq!(cell("=HYPERLINK(1)"), "'=HYPERLINK(1)");
        assert_eq!(link("javascript:alert(1)"), None);
        assert_eq!(link("HTTPS://a.b/"), Some("HTTPS://a.b/"));
    }

    proptest! {
        #[test]
        fn no_text_breaks_out_of_a_page(text in "\\PC{0,60}|[<>&\"'a-z\u{1b}\u{202e}\n]{0,60}") {
            let escaped = html(&text);
            let active = escaped.contains(['<', '>', '"', '\'', '\u{1b}', '\u{202e}']);
            prop_assert!(!active);
            let back = escaped.replace("&lt;", "<").replace("&gt;", ">").replace("&quot;", "\"")
                .replace("&#39;", "'").replace("&amp;", "&");
            let kept: String = text.chars().filter(|&c| c == '\n' || !is_hidden_control(c)).collect();
            prop_assert_eq!(back, kept);
        }

        #[test]
        fn a_line_is_one_line_without_controls(text in any::<String>()) {
            let line = line(&text);
            prop_assert!(!line.chars().any(char::is_control));
            prop_assert_eq!(line.trim(), &*line);
            prop_assert_eq!(super::line(&line), &*line);
        }

        #[test]
        fn markdown_stays_on_its_line(text in any::<String>()) {
            let escaped = markdown(&text);
            prop_assert!(!escaped.contains(['\n', '<', '>']));
        }
    }
}
