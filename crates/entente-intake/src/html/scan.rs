//! One linear look over the tags of a page, before anything builds a tree of it.

use memchr::memchr;

/// A tag of a page.
#[derive(Debug, Clone, Copy)]
pub(super) struct Tag<'h> {
    /// Its name as written.
    pub(super) name: &'h str,
    /// Whether it is an end tag.
    pub(super) closes: bool,
    /// Bytes before it.
    pub(super) start: usize,
    /// Bytes before what follows it.
    pub(super) end: usize,
}

impl Tag<'_> {
    pub(super) fn is(&self, name: &str) -> bool {
        self.name.eq_ignore_ascii_case(name)
    }

    pub(super) fn is_one_of(&self, names: &[&str]) -> bool {
        names.iter().any(|name| self.is(name))
    }
}

/// Elements whose content is no markup.
const RAW: [&str; 4] = ["script", "style", "textarea", "title"];

/// The tags of a page in their order; comments and the content of scripts are stepped over.
pub(super) struct Tags<'h> {
    html: &'h str,
    at: usize,
    /// Elements of raw content whose end tag was searched for in vain: each is searched for once.
    unclosed: [bool; RAW.len()],
}

impl<'h> Tags<'h> {
    pub(super) fn of(html: &'h str) -> Self {
        Self { html, at: 0, unclosed: [false; RAW.len()] }
    }

    /// Steps over the content of a script and the like.
    fn skip_raw(&mut self, tag: &Tag<'_>) {
        let Some(kind) = RAW.iter().position(|raw| tag.is(raw)) else { return };
        if tag.closes || self.unclosed[kind] {
            return;
        }
        match find_end_tag(&self.html[tag.end..], RAW[kind]) {
            Some(end) => self.at = tag.end + end,
            None => self.unclosed[kind] = true,
        }
    }
}

impl<'h> Iterator for Tags<'h> {
    type Item = Tag<'h>;

    fn next(&mut self) -> Option<Tag<'h>> {
        let bytes = self.html.as_bytes();
        loop {
            let start = self.at + memchr(b'<', &bytes[self.at..])?;
            let rest = &self.html[start + 1..];
            if rest.starts_with("!--") {
                self.at = rest.find("-->").map_or(self.html.len(), |end| start + 1 + end + 3);
                continue;
            }
            let closes = rest.starts_with('/');
            let name_start = start + 1 + usize::from(closes);
            let name_len = self.html[name_start..]
                .bytes()
                .take_while(|byte| byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b':'))
                .count();
            if name_len == 0 || !bytes[name_start].is_ascii_alphabetic() {
                self.at = if rest.starts_with(['!', '?']) {
                    memchr(b'>', &bytes[start..]).map_or(self.html.len(), |end| start + end + 1)
                } else {
                    start + 1
                };
                continue;
            }
            let end = tag_end(bytes, name_start + name_len);
            let tag = Tag { name: &self.html[name_start..name_start + name_len], closes, start, end };
            self.at = end;
            self.skip_raw(&tag);
            return Some(tag);
        }
    }
}

/// The offset after the `>` of a tag; one within quotes is part of a value.
fn tag_end(bytes: &[u8], from: usize) -> usize {
    let mut quote = None;
    for (at, &byte) in bytes.iter().enumerate().skip(from) {
        match (quote, byte) {
            (None, b'>') => return at + 1,
            (None, b'"' | b'\'') if bytes[at - 1] == b'=' || bytes[at - 1] == b' ' => quote = Some(byte),
            (Some(open), _) if open == byte => quote = None,
            // A value without an end: the tag ends at the first `>` instead.
            (Some(_), _) if at - from > 64 * 1024 => break,
            _ => {}
        }
    }
    memchr(b'>', &bytes[from..]).map_or(bytes.len(), |end| from + end + 1)
}

/// Bytes before the end tag `</name`, in any case.
fn find_end_tag(html: &str, name: &str) -> Option<usize> {
    let bytes = html.as_bytes();
    let mut from = 0;
    while let Some(at) = memchr::memmem::find(&bytes[from..], b"</").map(|at| from + at) {
        let rest = &bytes[at + 2..];
        if rest.len() >= name.len() && rest[..name.len()].eq_ignore_ascii_case(name.as_bytes()) {
            return Some(at);
        }
        from = at + 2;
    }
    None
}

/// Elements without content.
const VOID: [&str; 16] = [
    "area", "base", "basefont", "br", "col", "embed", "frame", "hr", "img", "input", "keygen", "link",
    "meta", "param", "source", "wbr",
];

/// Elements that end by themselves where the next of them begins; leaving their end tags out is usual.
const SELF_ENDING: [&str; 14] = [
    "p", "li", "dt", "dd", "tr", "td", "th", "thead", "tbody", "tfoot", "option", "optgroup", "colgroup",
    "track",
];

/// How large the tree of a page is going to be.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(super) struct Shape {
    /// How deep its elements lie in each other, about: end tags that are usually left out are not counted.
    pub(super) depth: usize,
    /// How many tags it has.
    pub(super) tags: usize,
}

/// Looks over the tags of a page.
pub(super) fn shape(html: &str) -> Shape {
    let (mut depth, mut deepest, mut tags) = (0usize, 0usize, 0usize);
    for tag in Tags::of(html) {
        tags += 1;
        if tag.is_one_of(&VOID) || tag.is_one_of(&SELF_ENDING) || html[..tag.end].ends_with("/>") {
            continue;
        }
        if tag.closes {
            depth = depth.saturating_sub(1);
        } else {
            depth += 1;
            deepest = deepest.max(depth);
        }
    }
    Shape { depth: deepest, tags }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn depth(html: &str) -> usize {
        shape(html).depth
    }

    #[test]
    fn depth_counts_open_elements() {
        assert_eq!(depth("<html><body><div><p>a<p>b<br><img src='x>y'></div></body></html>"), 3);
        assert_eq!(depth("<script>'<div><div>'</script><!-- <div> --><b>x</b>"), 1);
        assert_eq!(depth("a < b and c > d <3"), 0);
        assert_eq!(depth("<script>no end <div><div>"), 3);
    }
}
