//! Front matter: the block between `---` lines above a Markdown text.

use entente_model::Letter as _;

/// What front matter says of the text below it.
#[derive(Debug, Default, PartialEq, Eq)]
pub(crate) struct FrontMatter {
    pub(crate) title: Option<String>,
    /// Publication as written, with the time of day where it is told.
    pub(crate) published: Option<String>,
    pub(crate) modified: Option<String>,
    pub(crate) address: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) lang: Option<String>,
    /// Bytes of the block with its fences and the line end after it.
    pub(crate) len: usize,
}

/// The longest block that is looked at.
const LONGEST: usize = 16 * 1024;

/// Reads the front matter of `text`, if it begins with some. Plain keys and values, quoted or folded over lines; deeper
/// structures are skipped.
pub(crate) fn read(text: &str) -> Option<FrontMatter> {
    let (fence, mark) = if text.starts_with("---") { ("---", ':') } else { ("+++", '=') };
    let after = text.strip_prefix(fence)?;
    let after = after.strip_prefix('\r').unwrap_or(after).strip_prefix('\n')?;
    let start = text.len() - after.len();
    let window = &after[..after.floor_char_boundary(LONGEST)];
    let mut end = None;
    let mut at = 0;
    for line in window.split_inclusive('\n') {
        let bare = line.trim_end();
        if bare == fence || (fence == "---" && bare == "...") {
            end = Some((at, at + line.len()));
            break;
        }
        at += line.len();
    }
    let (block_end, after_fence) = end?;
    let entries = entries(&window[..block_end], mark);
    // A rule between two parts of a text looks the same; front matter has keys.
    if entries.is_empty() {
        return None;
    }
    let get = |keys: &[&str]| {
        keys.iter().find_map(|key| {
            entries
                .iter()
                .find(|(name, value)| name == key && !value.is_empty())
                .map(|(_, value)| value.clone())
        })
    };
    Some(FrontMatter {
        title: get(&["title", "headline"]),
        published: get(&[
            "published_time",
            "date_published",
            "datepublished",
            "published",
            "publish_date",
            "publishdate",
            "pubdate",
            "date",
            "created",
            "created_at",
        ]),
        modified: get(&["modified_time", "modified", "lastmod", "updated", "last_updated", "updated_at"]),
        address: get(&["source_url", "url", "canonical", "canonical_url", "permalink", "link", "source"])
            .filter(|address| address.contains("://")),
        publisher: get(&["publisher", "site", "site_name", "sitename"]),
        lang: get(&["lang", "language", "locale"]),
        len: start + after_fence,
    })
}

/// Keys in small letters with their values.
fn entries(block: &str, mark: char) -> Vec<(String, String)> {
    let mut entries: Vec<(String, String)> = Vec::new();
    for line in block.lines() {
        let indented = line.starts_with([' ', '\t']);
        match line.split_once(mark) {
            Some((key, value)) if !indented && is_key(key.trim()) => {
                entries.push((key.trim().to_lowercase(), value.trim().to_owned()));
            }
            _ if indented => {
                if let Some((_, value)) = entries.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            }
            _ if line.trim().is_empty() || line.starts_with(['-', '#', '[']) => {}
            _ => return Vec::new(),
        }
    }
    for (_, value) in &mut entries {
        *value = unquoted(value.trim_start_matches(['>', '|']).trim());
    }
    entries
}

fn is_key(key: &str) -> bool {
    !key.is_empty()
        && key.len() <= 40
        && key.chars().all(|char| char.is_letter_or_digit() || matches!(char, '_' | '-' | '.'))
}

fn unquoted(value: &str) -> String {
    for quote in ['\'', '"'] {
        if let Some(inner) = value.strip_prefix(quote).and_then(|rest| rest.strip_suffix(quote)) {
            return if quote == '\'' { inner.replace("''", "'") } else { inner.replace("\\\"", "\"") };
        }
    }
    value.to_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn keys_are_read_and_lines_joined() {
        let text = "---\ndate: '2025-10-29'\ntags:\n  - a\ntitle: 'A visit to the\n  Republic: it''s done'\nsource_url: https://a.org/x\n---\n\nText.";
        let found = read(text).expect("front matter");
        assert_eq!(found.title.as_deref(), Some("A visit to the Republic: it's done"));
        assert_eq!(found.published.as_deref(), Some("2025-10-29"));
        assert_eq!(found.address.as_deref(), Some("https://a.org/x"));
        assert_eq!(&text[found.len..], "\nText.");
    }

    #[test]
    fn a_rule_above_a_text_is_none() {
        assert_eq!(read("---\nA text between rules, told: twice.\n---\n"), None);
        assert_eq!(read("---\n---\nText"), None);
        assert_eq!(read("--- no fence"), None);
    }
}
