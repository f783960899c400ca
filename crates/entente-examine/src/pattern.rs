//! Patterns of a pack: made ready when they are first needed, and tried only where they can match.
//!
//! A language has some hundred patterns, most of which find nothing in most sentences. What each of them cannot do
//! without is gathered into one set, which one pass over a sentence answers for all of them.

use std::sync::OnceLock;

use regex::{Captures, Match, Regex, RegexSet, SetMatches};
use regex_syntax::hir::{Class, Hir, HirKind};

/// One pattern.
#[derive(Debug)]
pub(crate) struct Pattern {
    source: String,
    /// Its number in the set of its language.
    number: usize,
    ready: OnceLock<Option<Regex>>,
}

impl Pattern {
    /// A pattern of this number; that it is a regular expression is for the reader of packs to see to.
    pub(crate) fn new(source: String, number: usize) -> Self {
        Self { source, number, ready: OnceLock::new() }
    }

    /// Its regular expression as written.
    pub(crate) fn as_str(&self) -> &str {
        &self.source
    }

    fn regex(&self) -> Option<&Regex> {
        self.ready.get_or_init(|| Regex::new(&self.source).ok()).as_ref()
    }

    pub(crate) fn is_match(&self, text: &str) -> bool {
        self.regex().is_some_and(|regex| regex.is_match(text))
    }

    pub(crate) fn find<'t>(&self, text: &'t str) -> Option<Match<'t>> {
        self.regex()?.find(text)
    }

    pub(crate) fn find_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Match<'t>> {
        self.regex().into_iter().flat_map(move |regex| regex.find_iter(text))
    }

    pub(crate) fn captures<'t>(&self, text: &'t str) -> Option<Captures<'t>> {
        self.regex()?.captures(text)
    }

    pub(crate) fn captures_iter<'t>(&self, text: &'t str) -> impl Iterator<Item = Captures<'t>> {
        self.regex().into_iter().flat_map(move |regex| regex.captures_iter(text))
    }
}

/// The patterns that may match in a text; those that are not in it cannot.
#[derive(Debug, Clone)]
pub(crate) struct May(Option<SetMatches>);

impl May {
    pub(crate) fn match_of(&self, pattern: &Pattern) -> bool {
        self.0.as_ref().is_none_or(|may| may.matched(pattern.number))
    }
}

/// What the patterns of a language cannot do without.
#[derive(Debug)]
pub(crate) struct Needs {
    loose: Vec<String>,
    ready: OnceLock<Option<RegexSet>>,
}

impl Needs {
    pub(crate) fn new(loose: Vec<String>) -> Self {
        Self { loose, ready: OnceLock::new() }
    }

    pub(crate) fn may(&self, text: &str) -> May {
        let set = self.ready.get_or_init(|| {
            let mut builder = regex::RegexSetBuilder::new(&self.loose);
            builder.case_insensitive(true).dfa_size_limit(8 << 20).build().ok()
        });
        May(set.as_ref().map(|set| set.matches(text)))
    }
}

/// A pattern that matches wherever the given one does, and is quick to make ready and to try: without the edges of
/// words, and with any letter where it asks for a class of them.
pub(crate) fn loosened(pattern: &str) -> String {
    // Not folded by case, which takes long for so large a class.
    const IN_WORD: &str = "(?-i:[^ ])";
    const ANY: &str = "(?s-i:.)";
    const WIDER: &[(&str, &str)] = &[(r"\b", ""), (r"\w", IN_WORD), (r"\d", IN_WORD), (r"\p{Lu}", IN_WORD)];
    // A class of what may not stand there would become narrower.
    if pattern.contains("[^") {
        return String::new();
    }
    let mut loose = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(open) = rest.find('[') {
        let Some(close) = rest[open..].find(']').map(|at| open + at) else { return String::new() };
        loose.push_str(&rest[..open]);
        let class = &rest[open..=close];
        loose.push_str(match class {
            _ if !class.contains('\\') => class,
            _ if class.contains([' ', 's']) => ANY,
            _ => IN_WORD,
        });
        rest = &rest[close + 1..];
    }
    loose.push_str(rest);
    let loose = ["{nth}", "{n}", "{name}"].iter().fold(loose, |loose, word| loose.replace(word, ".+"));
    let loose = WIDER.iter().fold(loose, |loose, (narrow, wide)| loose.replace(narrow, wide));
    kernel(&loose)
}

/// The longest part of a pattern that has no gap in it: of `one .{4,60} of the two` that is ` of the two`.
///
/// A set of patterns with gaps has a state for every mixture of gaps that a text may be in the middle of, and an
/// automaton that is made while it runs never comes to an end with them. Empty, which matches everywhere, where no part
/// is long enough to tell anything.
fn kernel(pattern: &str) -> String {
    /// The least bytes that tell anything.
    const LEAST: usize = 3;
    let mut parser = regex_syntax::ParserBuilder::new().case_insensitive(true).build();
    let Ok(parsed) = parser.parse(pattern) else { return String::new() };
    let kernel = longest(&parsed);
    if least(&kernel) < LEAST { String::new() } else { kernel.to_string() }
}

fn least(hir: &Hir) -> usize {
    hir.properties().minimum_len().unwrap_or_default()
}

/// What every match holds, without gaps.
fn longest(hir: &Hir) -> Hir {
    match hir.kind() {
        HirKind::Capture(group) => longest(&group.sub),
        HirKind::Alternation(branches) => {
            let branches: Vec<Hir> = branches.iter().map(longest).collect();
            if branches.iter().any(|branch| least(branch) == 0) {
                Hir::empty()
            } else {
                Hir::alternation(branches)
            }
        }
        HirKind::Repetition(repeated) if repeated.min > 0 && !is_narrow(hir) => longest(&repeated.sub),
        HirKind::Concat(parts) => {
            let mut runs: Vec<Vec<Hir>> = vec![Vec::new()];
            for part in parts {
                if is_narrow(part) {
                    if let Some(run) = runs.last_mut() {
                        run.push(part.clone());
                    }
                } else {
                    runs.push(vec![longest(part)]);
                    runs.push(Vec::new());
                }
            }
            runs.into_iter().map(Hir::concat).max_by_key(least).unwrap_or_else(Hir::empty)
        }
        _ if is_narrow(hir) => hir.clone(),
        _ => Hir::empty(),
    }
}

/// Whether a part is a few letters long and asks for certain ones: no class of half the letters there are, and nothing
/// that goes on as long as it likes.
fn is_narrow(hir: &Hir) -> bool {
    const LETTERS: u64 = 1000;
    const TIMES: u32 = 8;
    match hir.kind() {
        HirKind::Empty | HirKind::Literal(_) | HirKind::Class(Class::Bytes(_)) => true,
        HirKind::Look(_) => false,
        HirKind::Class(Class::Unicode(class)) => {
            let letters = |range: &regex_syntax::hir::ClassUnicodeRange| {
                u64::from(u32::from(range.end())) - u64::from(u32::from(range.start())) + 1
            };
            class.iter().map(letters).sum::<u64>() <= LETTERS
        }
        HirKind::Repetition(repeated) => {
            repeated.max.is_some_and(|most| most <= TIMES) && is_narrow(&repeated.sub)
        }
        HirKind::Capture(group) => is_narrow(&group.sub),
        HirKind::Concat(parts) | HirKind::Alternation(parts) => parts.iter().all(is_narrow),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_longest_part_without_a_gap_is_looked_for() {
        let says = |pattern: &str, text: &str| {
            let may = Needs::new(vec![loosened(pattern)]).may(text);
            may.match_of(&Pattern::new(String::new(), 0))
        };
        assert!(says(
            r"(?:signed|sealed) [\w -]{4,60} in (?:the )?presence",
            "it was sealed … in presence of"
        ));
        assert!(says(r"(?:signed|sealed) [\w -]{4,60} in (?:the )?presence", "was in the PRESENCE"));
        assert!(!says(r"(?:signed|sealed) [\w -]{4,60} in (?:the )?presence", "it was sealed there"));
        assert!(says(r"\b(?:foo|\w+)\b", "bar"), "a branch without letters of its own");
        assert!(says(r"\d{4}", "nothing long enough to tell"));
    }

    #[test]
    fn what_may_match_is_found_in_one_pass() {
        let patterns = [r"\b{n} years ago\b", r"\bвойн[ыеоу]\w*\b", r"rector of (?P<key>[\w -]{4,60})"];
        let needs = Needs::new(patterns.iter().map(|pattern| loosened(pattern)).collect());
        let may = |text: &str| {
            let may = needs.may(text);
            (0..3).map(|number| may.match_of(&Pattern::new(String::new(), number))).collect::<Vec<_>>()
        };
        assert_eq!(may("Thirty YEARS ago"), [true, false, false]);
        assert_eq!(may("После войны он был"), [false, true, false]);
        assert_eq!(may("the Rector of the institute"), [false, false, true]);
        assert_eq!(may("nothing of it"), [false, false, false]);
        // Classes of what may not stand there are never made narrower.
        assert!(
            Needs::new(vec![loosened(r"[^\w]x")]).may("anything").match_of(&Pattern::new(String::new(), 0))
        );
    }
}
