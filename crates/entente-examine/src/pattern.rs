//! Patterns of a pack: made ready when they are first needed, and tried only where they can match.
//!
//! A language has some hundred patterns, most of which find nothing in most sentences. What each of them cannot do
//! without is gathered into one set, which one pass over a sentence answers for all of them.

use std::sync::OnceLock;

use aho_corasick::{AhoCorasick, AhoCorasickKind};
use regex::{Captures, Match, Regex};
use regex_syntax::hir::{
    Class, Hir, HirKind,
    literal::{ExtractKind, Extractor},
};

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
pub(crate) struct May(Vec<u64>);

impl May {
    pub(crate) fn match_of(&self, pattern: &Pattern) -> bool {
        self.0.get(pattern.number / 64).is_none_or(|bits| bits >> (pattern.number % 64) & 1 == 1)
    }
}

/// What the patterns of a language cannot do without: of each pattern runs of small letters, one of which stands in every
/// text that it matches. `None` where no run is long enough to tell anything.
#[derive(Debug)]
pub(crate) struct Needs {
    runs: Vec<Option<Vec<String>>>,
    ready: OnceLock<Option<Finder>>,
}

#[derive(Debug)]
struct Finder {
    runs: AhoCorasick,
    /// The number of the pattern of each run.
    patterns: Vec<usize>,
    /// The patterns without runs.
    always: Vec<u64>,
}

impl Needs {
    pub(crate) fn new(runs: Vec<Option<Vec<String>>>) -> Self {
        Self { runs, ready: OnceLock::new() }
    }

    pub(crate) fn may(&self, text: &str) -> May {
        let Some(finder) = self.ready.get_or_init(|| Finder::new(&self.runs)) else { return May(Vec::new()) };
        let mut may = finder.always.clone();
        for found in finder.runs.find_overlapping_iter(&text.to_lowercase()) {
            set(&mut may, finder.patterns[found.pattern().as_usize()]);
        }
        May(may)
    }
}

impl Finder {
    fn new(needs: &[Option<Vec<String>>]) -> Option<Self> {
        let mut always = vec![0; needs.len().div_ceil(64)];
        let (mut all, mut patterns) = (Vec::new(), Vec::new());
        for (number, runs) in needs.iter().enumerate() {
            match runs {
                Some(runs) => {
                    all.extend(runs);
                    patterns.extend(runs.iter().map(|_| number));
                }
                None => set(&mut always, number),
            }
        }
        // It is made ready in a millisecond, and tried nearly as fast as the larger kind.
        let runs = AhoCorasick::builder().kind(Some(AhoCorasickKind::ContiguousNFA)).build(all).ok()?;
        Some(Self { runs, patterns, always })
    }
}

fn set(bits: &mut [u64], number: usize) {
    if let Some(bits) = bits.get_mut(number / 64) {
        *bits |= 1 << (number % 64);
    }
}

/// Runs of small letters, one of which stands in every text that the pattern matches.
pub(crate) fn needed(pattern: &str) -> Option<Vec<String>> {
    const IN_WORD: &str = "[^ ]";
    const ANY: &str = "(?s:.)";
    const WIDER: &[(&str, &str)] = &[(r"\b", ""), (r"\w", IN_WORD), (r"\d", IN_WORD), (r"\p{Lu}", IN_WORD)];
    // A class of what may not stand there would become narrower.
    if pattern.contains("[^") {
        return None;
    }
    let mut loose = String::with_capacity(pattern.len());
    let mut rest = pattern;
    while let Some(open) = rest.find('[') {
        let close = open + rest[open..].find(']')?;
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
    // A group is called the same in small letters.
    runs(&loose.replace("(?P<", "(?<").to_lowercase())
}

/// The beginnings or the ends of the longest part of a pattern that has no gap in it: of `one .{4,60} of the two` that is
/// ` of the two`.
fn runs(pattern: &str) -> Option<Vec<String>> {
    /// The least bytes that tell anything.
    const LEAST: usize = 3;
    let kernel = longest(&regex_syntax::Parser::new().parse(pattern).ok()?);
    let told = |kind: ExtractKind| {
        let mut found = Extractor::new().kind(kind).extract(&kernel);
        found.sort();
        found.dedup();
        let runs = found.literals()?.iter().map(|run| std::str::from_utf8(run.as_bytes()).map(str::to_owned));
        let runs: Vec<String> = runs.collect::<Result<_, _>>().ok()?;
        let least = runs.iter().map(String::len).min().filter(|&least| least >= LEAST)?;
        Some((least, runs))
    };
    let best = [ExtractKind::Prefix, ExtractKind::Suffix]
        .into_iter()
        .filter_map(told)
        .max_by_key(|(least, _)| *least);
    best.map(|(_, runs)| runs)
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
            let may = Needs::new(vec![needed(pattern)]).may(text);
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
        let needs = Needs::new(patterns.iter().map(|pattern| needed(pattern)).collect());
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
            Needs::new(vec![needed(r"[^\w]x")]).may("anything").match_of(&Pattern::new(String::new(), 0))
        );
    }
}
