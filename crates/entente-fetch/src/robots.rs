//! `robots.txt` as RFC 9309 has it: groups of rules by the names of programs, the longest rule that fits decides.

use std::time::Duration;

/// Longer files are read so far, as the standard allows.
const LONGEST: usize = 512 * 1024;

/// A host that wants more time between two requests than this is asked at this rate.
const LONGEST_PAUSE: Duration = Duration::from_secs(30);

/// What a host asks of programs.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub(crate) struct Robots {
    /// Patterns of paths, and whether they are allowed.
    rules: Vec<(String, bool)>,
    /// How long to wait between two requests.
    pub(crate) pause: Option<Duration>,
}

impl Robots {
    /// Nothing may be read.
    pub(crate) fn closed() -> Self {
        Self { rules: vec![("/".to_owned(), false)], pause: None }
    }

    /// The rules for the program of this name, or else those for all.
    pub(crate) fn read(text: &str, program: &str) -> Self {
        let text = &text[..text.floor_char_boundary(LONGEST)];
        let (mut own, mut all) = (None::<Self>, Self::default());
        // Whose rules follow, and whether another name may still join them.
        let (mut for_own, mut for_all, mut naming) = (false, false, false);
        for line in text.lines() {
            let line = line.split('#').next().unwrap_or_default();
            let Some((key, value)) = line.split_once(':') else { continue };
            let (key, value) = (key.trim().to_ascii_lowercase(), value.trim());
            if key == "user-agent" {
                if !naming {
                    (for_own, for_all) = (false, false);
                }
                naming = true;
                for_all |= value == "*";
                for_own |= !value.is_empty() && value != "*" && program.eq_ignore_ascii_case(value);
                if for_own {
                    own.get_or_insert_default();
                }
                continue;
            }
            if matches!(key.as_str(), "allow" | "disallow" | "crawl-delay") {
                naming = false;
            }
            if for_own && let Some(own) = &mut own {
                own.take(&key, value);
            }
            if for_all {
                all.take(&key, value);
            }
        }
        own.unwrap_or(all)
    }

    fn take(&mut self, key: &str, value: &str) {
        match key {
            "allow" | "disallow" if !value.is_empty() => self.rules.push((value.to_owned(), key == "allow")),
            "crawl-delay" => {
                let seconds = value.parse::<f64>().ok().filter(|seconds| *seconds >= 0.0);
                let pause = seconds.and_then(|seconds| Duration::try_from_secs_f64(seconds).ok());
                self.pause = pause.map(|pause| pause.min(LONGEST_PAUSE));
            }
            _ => {}
        }
    }

    /// Whether a path, with its query, may be read.
    pub(crate) fn allows(&self, path: &str) -> bool {
        let fitting = self.rules.iter().filter(|(pattern, _)| fits(pattern, path));
        // Of two rules as long as each other the kinder one holds.
        fitting.max_by_key(|(pattern, allowed)| (pattern.len(), *allowed)).is_none_or(|(_, allowed)| *allowed)
    }
}

/// Whether a pattern fits the beginning of a path; `*` stands for anything, `$` for the end.
fn fits(pattern: &str, path: &str) -> bool {
    let (pattern, to_end) = pattern.strip_suffix('$').map_or((pattern, false), |pattern| (pattern, true));
    let mut pieces = pattern.split('*');
    let Some(mut rest) = path.strip_prefix(pieces.next().unwrap_or_default()) else { return false };
    let mut pieces = pieces.peekable();
    let mut last_is_free = false;
    while let Some(piece) = pieces.next() {
        let last = pieces.peek().is_none();
        last_is_free = piece.is_empty();
        if last && to_end && !piece.is_empty() {
            return rest.ends_with(piece);
        }
        match rest.find(piece) {
            Some(at) => rest = &rest[at + piece.len()..],
            None => return false,
        }
    }
    !to_end || rest.is_empty() || last_is_free
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_rule_decides() {
        let text = "User-agent: other\nDisallow: /\n\nUser-agent: *\nDisallow: /private\nAllow: /private/open # yes\nDisallow: /*.pdf$\nCrawl-delay: 2\n";
        let robots = Robots::read(text, "entente");
        assert!(robots.allows("/") && robots.allows("/private/open/x") && robots.allows("/a.pdf?x"));
        assert!(!robots.allows("/private/x") && !robots.allows("/private") && !robots.allows("/a/b.pdf"));
        assert_eq!(robots.pause, Some(Duration::from_secs(2)));
    }

    #[test]
    fn a_group_of_ones_own_name_wins_over_that_for_all() {
        let text = "User-agent: *\nDisallow: /\nUser-agent: foo\nUser-agent: Entente\nDisallow: /x\n";
        assert!(Robots::read(text, "entente").allows("/y"));
        assert!(!Robots::read(text, "entente").allows("/x/z"));
        assert!(!Robots::read(text, "bar").allows("/y"));
        assert!(Robots::read("", "entente").allows("/y") && !Robots::closed().allows("/"));
    }
}
