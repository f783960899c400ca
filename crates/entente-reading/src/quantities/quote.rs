//! The words around a number: its quote, its clause, and what is measured.

use std::{collections::HashSet, ops::Range};

use entente_model::Letter as _;

use super::{
    FoundQuantity, Scene,
    lexicon::{Lexicon, is_inner, skip_blanks, word_before},
    pack::CountedStyle,
    reach::{floor_char, sentence_of},
};

/// Words of a quote before its number, after it, and at least in all.
const BEFORE: usize = 5;
const AFTER: usize = 7;
const FEWEST: usize = 4;
const MOST: usize = 25;

/// Words of a clause to either side of its number.
const WIDEST: usize = 60;

/// The part of the clause that holds `core` (bound, number, unit): a few words to either side, within the clause where it is long enough.
pub(crate) fn around(scene: &Scene, core: &Range<usize>) -> Range<usize> {
    let text = scene.text;
    let clause = clause(scene, core);
    let mut start = core.start;
    for _ in 0..BEFORE {
        match token_before(text, clause.start, start) {
            Some(token) => start = token,
            None => break,
        }
    }
    let mut end = core.end;
    for _ in 0..AFTER {
        match token_after(text, end, clause.end) {
            Some(token) => end = token,
            None => break,
        }
    }
    if let Some(mark) = text[core.end..end].find('[') {
        end = core.end + mark;
    }
    let mut range = trim(text, start..end);
    while text[range.clone()].split_whitespace().count() < FEWEST {
        let wider = widen(text, &scene.sentence, &range);
        if wider == range {
            break;
        }
        range = wider;
    }
    range
}

/// One word more to the left, or to the right where there is none.
pub(crate) fn widen(text: &str, sentence: &Range<usize>, range: &Range<usize>) -> Range<usize> {
    if let Some(start) = token_before(text, sentence.start, range.start) {
        return start..range.end;
    }
    token_after(text, range.end, sentence.end).map_or(range.clone(), |end| range.start..end)
}

/// The clause around a range: up to the next comma, semicolon, colon, dash, bracket or line end on either side.
pub(crate) fn clause(scene: &Scene, core: &Range<usize>) -> Range<usize> {
    let text = scene.text;
    let mut start = core.start;
    for _ in 0..WIDEST {
        let Some(token) = token_before(text, scene.sentence.start, start) else { break };
        if breaks_after(&text[token..start]) {
            break;
        }
        start = token;
        if breaks_before(&text[token..]) {
            break;
        }
    }
    let mut end = core.end;
    for _ in 0..WIDEST {
        if end > core.start && breaks_after(&text[core.start..end]) && end > core.end {
            break;
        }
        let at_core = text[end..].chars().next().is_some_and(is_break);
        if at_core {
            break;
        }
        match token_after(text, end, scene.sentence.end) {
            Some(token) if !breaks_before(text[end..token].trim_start()) => end = token,
            _ => break,
        }
    }
    start..end
}

/// The start of the main clause before a place: after the last semicolon, or after ", and" with a verb of its own.
pub(crate) fn main_clause_start(scene: &Scene, at: usize) -> usize {
    const REACH: usize = 1_500;
    let from = floor_char(scene.text, at.saturating_sub(REACH)).max(scene.sentence.start);
    scene.text[from..at].rfind([';', '\n']).map_or(from, |stop| from + stop + 1)
}

/// The place some words further on.
pub(crate) fn after_words(text: &str, at: usize, words: usize) -> usize {
    let mut end = at;
    for _ in 0..words {
        match token_after(text, end, text.len()) {
            Some(token) => end = token,
            None => break,
        }
    }
    end
}

/// What is measured: the counted thing with what follows it, or for money and shares what stands beside the number.
pub(crate) fn measure(scene: &Scene, core: &Range<usize>, thing: Option<Range<usize>>) -> String {
    const LONGEST: usize = 9;
    let text = scene.text;
    let clause = clause(scene, core);
    if let Some(thing) = thing.filter(|_| scene.pack.style != CountedStyle::Counter) {
        let mut end = thing.end;
        for _ in 0..LONGEST {
            // The next number has a measure of its own.
            match token_after(text, end, clause.end) {
                Some(token)
                    if !text[end..token].trim_start().starts_with(|sign: char| sign.is_ascii_digit()) =>
                {
                    end = token;
                }
                _ => break,
            }
        }
        let words: Vec<&str> = text[thing.start..end].split_whitespace().collect();
        let least = text[thing.clone()].split_whitespace().count();
        let last =
            words.iter().rposition(|word| scene.pack.stops.get(word).is_none()).map_or(0, |last| last + 1);
        let start = thing.start;
        let end = words[..last.max(least).min(words.len())]
            .last()
            .map_or(end, |word| start + text[start..end].rfind(*word).unwrap_or(0) + word.len());
        return tidy(&text[trim(text, thing.start..end)]);
    }
    let right = &text[core.end..clause.end];
    if says_right(scene, core, right) {
        let link = skip_blanks(text, core.end);
        let start = scene.pack.measure_links.at(text, link).map_or(core.end, |(end, ())| end);
        let end = after_words(text, start, LONGEST).min(clause.end);
        return tidy(&text[trim(text, start..end.max(start))]);
    }
    let left = trim(text, clause.start..core.start);
    let words: Vec<&str> = text[left].split_whitespace().collect();
    let told = subject_or_object(scene, &words);
    if told.is_empty() {
        return tidy(&text[trim(text, core.end..clause.end)]);
    }
    let first = told.len().saturating_sub(LONGEST);
    tidy(&told[first..].join(" "))
}

/// What grows or amounts to something: the words after the verb of growth ("increasing bilateral trade to"), or its
/// subject ("exports to Chile rose by").
fn subject_or_object<'a>(scene: &Scene, words: &[&'a str]) -> Vec<&'a str> {
    let pack = scene.pack;
    let in_any = |lexicons: &[&Lexicon<()>], word: &str| {
        let word = word.trim_matches(|sign: char| !is_inner(sign));
        lexicons.iter().any(|lexicon| lexicon.get(word).is_some())
    };
    let verbs = [&pack.growth, &pack.amount_verbs];
    let strip = |words: &[&'a str]| -> Vec<&'a str> {
        let end = words.iter().rposition(|word| !in_any(&[&pack.stops], word)).map_or(0, |last| last + 1);
        let start = words[..end].iter().position(|word| !in_any(&[&pack.stops], word)).unwrap_or(end);
        words[start..end].to_vec()
    };
    if let Some(verb) = words.iter().rposition(|word| in_any(&verbs, word)) {
        let after = strip(&words[verb + 1..]);
        if !after.is_empty() && !after.iter().any(|word| word.contains(|sign: char| sign.is_ascii_digit())) {
            return after;
        }
        let first = words.iter().position(|word| in_any(&verbs, word)).unwrap_or(verb);
        let before = strip(&words[..first]);
        if !before.is_empty() {
            return before;
        }
    }
    let end = words.iter().rposition(|word| !in_any(&[&pack.stops], word)).map_or(0, |last| last + 1);
    words[..end].to_vec()
}

/// Whether the words after a number say what it measures: "$12 billion of deals", "a $5 billion plan".
fn says_right(scene: &Scene, core: &Range<usize>, right: &str) -> bool {
    let text = scene.text;
    let next = skip_blanks(text, core.end);
    let word = scene.word_at(next);
    if word.is_empty() || right.trim().is_empty() || scene.pack.style == CountedStyle::Counter {
        return false;
    }
    if let Some((end, ())) = scene.pack.measure_links.at(text, next) {
        // "in 2019" tells when, not what.
        let after = skip_blanks(text, end);
        let dated = text[after..].starts_with(|sign: char| sign.is_ascii_digit())
            || scene.times.iter().any(|time| time.range.contains(&after));
        return !dated;
    }
    let plain = scene.pack.stops.get(word).is_none() && word.starts_with(char::is_letter);
    let article = word_before(text, scene.sentence.start, core.start)
        .is_some_and(|start| scene.pack.stops.get(scene.word_at(start)).is_some());
    plain && (article || scene.pack.style == CountedStyle::Following)
}

fn tidy(words: &str) -> String {
    if !words.contains(char::is_letter) {
        return String::new();
    }
    words.split('[').next().unwrap_or_default().split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Widens quotes until each occurs once in the text; one that cannot and says what an earlier one says is dropped.
pub(crate) fn make_unique(text: &str, sentences: &[Range<usize>], found: &mut Vec<FoundQuantity>) {
    let mut seen: HashSet<(String, u64, String)> = HashSet::new();
    found.retain_mut(|quantity| {
        let sentence =
            sentence_of(sentences, quantity.number.start).cloned().unwrap_or(quantity.range.clone());
        let (range, unique) = widen_until_unique(text, &sentence, quantity.range.clone());
        quantity.range = range;
        let quote = text[quantity.range.clone()].to_owned();
        unique || seen.insert((quote, quantity.value.to_bits(), quantity.unit.clone()))
    });
}

/// Words added on either side within the sentence until the quote occurs once in the text, and whether it does.
pub(crate) fn widen_until_unique(
    text: &str,
    sentence: &Range<usize>,
    mut range: Range<usize>,
) -> (Range<usize>, bool) {
    /// In a text beyond this many bytes its place alone tells a quote.
    const LARGEST: usize = 100_000;
    if text.len() > LARGEST {
        return (range, true);
    }
    loop {
        let quote = &text[range.clone()];
        if memchr::memmem::find_iter(text.as_bytes(), quote).nth(1).is_none() {
            return (range, true);
        }
        let wider = widen(text, sentence, &range);
        if wider == range || quote.split_whitespace().count() >= MOST {
            return (range, false);
        }
        range = wider;
    }
}

/// Start of the blank-separated token before a place.
pub(crate) fn token_before(text: &str, floor: usize, at: usize) -> Option<usize> {
    let head = text.get(floor..at)?.trim_end();
    if head.is_empty() {
        return None;
    }
    // A token that touches the place is finished first: "(US$" before the digits.
    let start = head
        .rfind(char::is_whitespace)
        .map_or(0, |blank| blank + head[blank..].chars().next().map_or(1, char::len_utf8));
    Some(floor + start)
}

/// End of the blank-separated token after a place.
pub(crate) fn token_after(text: &str, at: usize, ceiling: usize) -> Option<usize> {
    let rest = text.get(at..ceiling)?;
    let word = rest.trim_start();
    if word.is_empty() {
        return None;
    }
    let from = at + rest.len() - word.len();
    Some(from + word.find(char::is_whitespace).unwrap_or(word.len()))
}

fn is_break(sign: char) -> bool {
    matches!(sign, ',' | ';' | ':' | '(' | ')' | '[' | ']' | '—' | '–' | '•' | '。')
}

/// Whether a clause ends with this token.
fn breaks_after(token: &str) -> bool {
    let token = token.trim_end();
    token.ends_with(is_break) || matches!(token, "-" | "*")
}

fn breaks_before(token: &str) -> bool {
    token.starts_with(['(', '[', '—', '–', '•'])
}

/// Without blanks and marks at the ends.
pub(crate) fn trim(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let keep_start = |sign: char| is_inner(sign) || is_currency(sign);
    let keep_end = |sign: char| is_inner(sign) || is_currency(sign) || sign == '%';
    let Some(first) = words.find(keep_start) else { return range };
    let last = words
        .rfind(keep_end)
        .map_or(words.len(), |last| last + words[last..].chars().next().map_or(0, char::len_utf8));
    range.start + first..range.start + last.max(first)
}

fn is_currency(sign: char) -> bool {
    matches!(sign, '$' | '€' | '£' | '¥' | '₩' | '₽' | '₹' | '＄')
}
