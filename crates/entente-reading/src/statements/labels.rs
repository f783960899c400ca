//! Labels at the beginning of lines: who speaks by office, who asks and who answers.

use std::ops::Range;

use entente_model::Letter as _;
use rustc_hash::FxHashSet;

use crate::{actors::Target, annotate::Annotated, lines::lines};

/// The lines of a text that may begin with a label, with their places: news has next to none of them.
pub(super) struct LabelLines<'t>(Vec<(Range<usize>, &'t str)>);

impl<'t> LabelLines<'t> {
    pub(super) fn of(text: &'t str) -> Self {
        Self(lines(text).filter(|(_, line)| may_be_labelled(line)).collect())
    }

    /// Each with its bytes.
    pub(super) fn iter(&self) -> impl Iterator<Item = (Range<usize>, &'t str)> {
        self.0.iter().cloned()
    }

    /// What stands before one of these colons in each line, where it is no longer than so many bytes.
    fn before_colons(&self, colons: &'static [char], longest: usize) -> impl Iterator<Item = Label<'t>> {
        self.iter().filter_map(move |(bytes, line)| {
            let (label, rest) = line.split_once(colons).filter(|(label, _)| label.len() <= longest)?;
            let start = bytes.start + label.len() - label.trim_start().len();
            Some(Label { words: label.trim(), start, colon: bytes.start + label.len(), rest })
        })
    }
}

/// Whether a line has a colon, begins with a bracket, or with one character and a point.
fn may_be_labelled(line: &str) -> bool {
    /// The first byte of the wide colon, and of few letters.
    const WIDE: u8 = 0xEF;
    let rest = line.trim_start();
    let mut behind_first = rest.chars();
    behind_first.next();
    memchr::memchr2(b':', WIDE, line.as_bytes()).is_some()
        || rest.starts_with(['(', '[', '<'])
        || behind_first.as_str().trim_start().starts_with('.')
}

/// What stands before the first colon of a line.
struct Label<'t> {
    /// Without blanks around it.
    words: &'t str,
    /// Where its words begin, and where the colon stands, in bytes of the text.
    start: usize,
    colon: usize,
    /// What stands behind the colon.
    rest: &'t str,
}

impl Label<'_> {
    /// The bytes up to the colon.
    fn to_colon(&self) -> Range<usize> {
        self.start..self.colon
    }

    /// The bytes of its words.
    fn bytes(&self) -> Range<usize> {
        self.start..self.start + self.words.len()
    }
}

/// Those of any script.
const COLONS: &[char] = &[':', '：'];

/// Labels by office: "SPOKESPERSON (Ms Ann Lee): …", "THE PRESIDENT: …"; who it is stands in brackets, or beside that office
/// elsewhere in the text.
pub(super) fn office_labels(text: &Annotated<'_>, lines: &LabelLines<'_>) -> Vec<(Range<usize>, Target)> {
    /// The longest label, in bytes.
    const LONGEST: usize = 80;
    let mut found: Vec<(Range<usize>, Target)> = Vec::new();
    let mut known: Vec<(String, Target)> = Vec::new();
    for label in lines.before_colons(COLONS, LONGEST) {
        let office = label.words.split_once('(').map_or(label.words, |(office, _)| office);
        let Some(office) = office_of(text, office) else { continue };
        let in_brackets = text.actors.named_in(label.to_colon());
        let person =
            in_brackets.iter().map(|mention| mention.target).find(|who| matches!(who, Target::Person(_)));
        let again = || known.iter().find(|(other, _)| *other == office).map(|(_, target)| *target);
        let titled = || {
            let holds =
                |title: &Range<usize>| text.lower(title.clone()).split(' ').any(|word| word == office);
            text.actors.people.iter().position(|person| person.titles.iter().any(holds)).map(Target::Person)
        };
        let Some(target) = person.or_else(again).or_else(titled) else { continue };
        known.push((office, target));
        found.push((label.to_colon(), target));
    }
    if found.len() < 2 { Vec::new() } else { found }
}

/// Labels by name as transcripts have them: "KACOU ADOM: …" who speaks, "EFUA MENSAH (Daily Lantern): …" who asks. Nobody speaks
/// whom the text does not name elsewhere.
pub(super) fn name_labels(
    text: &Annotated<'_>,
    lines: &LabelLines<'_>,
) -> Vec<(Range<usize>, Option<Target>)> {
    /// The longest label, in bytes, and the fewest that make a transcript.
    const LONGEST: usize = 80;
    const LEAST: usize = 3;
    let mut found: Vec<(Range<usize>, Option<Target>)> = Vec::new();
    let mut asking: FxHashSet<String> = FxHashSet::default();
    for label in lines.before_colons(COLONS, LONGEST) {
        let (name, bracket) = match label.words.split_once('(') {
            Some((name, inner)) if inner.ends_with(')') => {
                (name.trim(), Some(label.start + name.len()..label.bytes().end))
            }
            Some(_) => continue,
            None => (label.words, None),
        };
        if !is_full_name(name, bracket.is_none()) {
            continue;
        }
        let lower = name.to_lowercase();
        // A state in brackets is whom somebody speaks for, anything else whom somebody asks for.
        let asks = bracket.is_some_and(|bracket| text.actors.hits_in(bracket).next().is_none());
        if asks {
            asking.insert(lower.clone());
        }
        let speaker = if asking.contains(&lower) { None } else { called(text, &lower) };
        found.push((label.to_colon(), speaker));
    }
    let speaks = found.iter().any(|(_, speaker)| speaker.is_some());
    if found.len() < LEAST || !speaks { Vec::new() } else { found }
}

/// Labels by initials: "LH: …" who asks for the Lake Herald, "WK: …" who answers, Wanjiku Kamau. At least one of them is somebody of the
/// text, and one nobody.
pub(super) fn initial_labels(
    text: &Annotated<'_>,
    lines: &LabelLines<'_>,
) -> Vec<(Range<usize>, Option<Target>)> {
    /// The longest label, in bytes, and the fewest that make a transcript.
    const LONGEST: usize = usize::MAX;
    const LEAST: usize = 4;
    let mut found: Vec<(Range<usize>, Option<Target>)> = Vec::new();
    for label in lines.before_colons(&[':'], LONGEST) {
        let letters = label.words;
        if !(2..=3).contains(&letters.chars().count()) || !letters.chars().all(char::is_uppercase) {
            continue;
        }
        let is_called = |person: &crate::actors::Person| {
            let words = person.name.split([' ', '-']).filter_map(|word| word.chars().next());
            words.filter(|letter| letter.is_uppercase()).eq(letters.chars())
        };
        let speaker = text.actors.people.iter().position(is_called).map(Target::Person);
        found.push((label.bytes(), speaker));
    }
    let speak = found.iter().filter(|(_, speaker)| speaker.is_some()).count();
    if found.len() < LEAST || speak == 0 || speak == found.len() { Vec::new() } else { found }
}

/// Labels of nobody known that come back, before questions for the most part: "Lake Herald: …" asks.
pub(super) fn asking_labels(
    lines: &LabelLines<'_>,
    known: &[(Range<usize>, Option<Target>)],
) -> Vec<Range<usize>> {
    /// The longest label, in bytes and in words, and the fewest of one.
    const LONGEST: usize = 60;
    const WORDS: usize = 4;
    const LEAST: usize = 3;
    let mut labels: Vec<(&str, Range<usize>, bool)> = Vec::new();
    for label in lines.before_colons(&[':'], LONGEST) {
        let capital = |first: char| first.is_letter() && !first.is_lowercase();
        let name = label.words.starts_with(|first: char| capital(first) || first == '«');
        let range = label.bytes();
        let taken = known.iter().any(|(other, _)| other.start < range.end && range.start < other.end);
        if name && !taken && label.words.split_whitespace().count() <= WORDS {
            labels.push((label.words, range, label.rest.trim_end().ends_with('?')));
        }
    }
    let asks = |label: &str| {
        let own = || labels.iter().filter(|(other, ..)| *other == label);
        let questions = own().filter(|(.., question)| *question).count();
        own().count() >= LEAST && questions * 3 >= own().count() * 2
    };
    labels.iter().filter(|(label, ..)| asks(label)).map(|(_, range, _)| range.clone()).collect()
}

/// The questions without a label of an interview whose answers bear one: the last lines before the labels of its only speaker, half of
/// them and more with their mark. Each as the empty label that begins it.
pub(super) fn unlabelled_questions(
    text: &str,
    labels: &[(Range<usize>, Option<Target>)],
) -> Vec<(Range<usize>, Option<Target>)> {
    /// Answers that make an interview.
    const LEAST: usize = 3;
    let one = labels.first().and_then(|(_, speaker)| *speaker);
    if one.is_none() || labels.len() < LEAST || labels.iter().any(|(_, speaker)| *speaker != one) {
        return Vec::new();
    }
    let before = labels.windows(2).filter_map(|pair| {
        let (from, to) = (pair[0].0.end, pair[1].0.start);
        let words = text.get(from..to)?.trim_end();
        let start = from + words.rfind('\n')? + 1;
        Some((start, words.ends_with('?')))
    });
    let before: Vec<(usize, bool)> = before.collect();
    let asked = before.iter().filter(|(_, question)| *question).count();
    if before.len() + 1 < labels.len() || asked * 2 < before.len() {
        return Vec::new();
    }
    before.into_iter().map(|(start, _)| (start..start, None)).collect()
}

/// Labels by name as records of parliaments have them: "Mr Desmond Kwek: …", "The Minister for Trade (Mrs Ann Lee): …", "5. ANN LEE
/// (Labour—Karori) to the Minister of Trade: …", and whoever is labelled so at one place by the plain name. Whoever does nothing but
/// ask asks.
pub(super) fn styled_labels(
    text: &Annotated<'_>,
    lines: &LabelLines<'_>,
) -> Vec<(Range<usize>, Option<Target>)> {
    /// The longest label, in bytes, and the fewest that make such a record.
    const LONGEST: usize = 140;
    const LEAST: usize = 3;
    let mut found: Vec<(Range<usize>, Target)> = Vec::new();
    let mut styled = 0;
    let mut plain: Vec<(Range<usize>, String)> = Vec::new();
    for label in lines.before_colons(&[':'], LONGEST) {
        let (range, label) = (label.to_colon(), label.words);
        let inner = label.split('(').skip(1).filter_map(|rest| rest.split_once(')')).map(|(inner, _)| inner);
        match std::iter::once(label).chain(inner).find_map(|words| styled_name(text, words)) {
            Some(name) => {
                styled += 1;
                found.extend(called(text, &name.to_lowercase()).map(|person| (range, person)));
            }
            None => plain.extend(bare_name(label).map(|name| (range, name.to_lowercase()))),
        }
    }
    if styled == 0 {
        return Vec::new();
    }
    // Capitals label by themselves; a plain name does where it is labelled otherwise elsewhere.
    let tall = |label: &Range<usize>| {
        bare_name(&text.text[label.clone()]).is_some_and(|name| is_full_name(name, true))
    };
    let sure: FxHashSet<String> =
        plain.iter().filter(|(label, _)| tall(label)).map(|(_, name)| name.clone()).collect();
    let known: Vec<Target> = found.iter().map(|(_, who)| *who).collect();
    for (label, name) in plain {
        let person = called(text, &name).filter(|who| sure.contains(&name) || known.contains(who));
        found.extend(person.map(|person| (label, person)));
    }
    if found.len() < LEAST {
        return Vec::new();
    }
    found.sort_by_key(|(label, _)| label.start);
    let asks = questions(text.text, &found);
    let only_asks =
        |who: Target| asks.iter().filter(|(speaker, _)| *speaker == who).all(|(_, question)| *question);
    found.into_iter().map(|(label, who)| (label, Some(who).filter(|&who| !only_asks(who)))).collect()
}

/// The person whom the text calls so, in small letters.
fn called(text: &Annotated<'_>, name: &str) -> Option<Target> {
    let is_called = |mention: &Range<usize>| text.lower(mention.clone()) == name;
    text.actors.people.iter().position(|person| person.mentions.iter().any(is_called)).map(Target::Person)
}

/// The name that a label consists of, without the number before it and what stands in brackets or is asked of whom behind it: "5.
/// *ANN LEE* (Labour—Karori) to the Minister of Trade".
fn bare_name(label: &str) -> Option<&str> {
    let label = label.trim();
    let numbered = label.trim_start_matches(|sign: char| sign.is_ascii_digit());
    let label =
        numbered.strip_prefix('.').filter(|_| numbered.len() < label.len()).unwrap_or(label).trim_start();
    let name = label.split_once('(').map_or(label, |(name, _)| name);
    let small = name.find(',').unwrap_or(name.len());
    let name = name[..small].trim_end();
    is_full_name(name, false).then_some(name)
}

/// Of each labelled turn who has it, and whether it ends in a question; it ends where the next label begins.
pub(super) fn questions<S: Copy>(text: &str, labels: &[(Range<usize>, S)]) -> Vec<(S, bool)> {
    let turn = |((_, who), words): (&(Range<usize>, S), Range<usize>)| {
        Some((*who, text.get(words)?.trim_end().ends_with('?')))
    };
    labels.iter().zip(words_of(text, labels)).filter_map(turn).collect()
}

/// The bytes behind each label, up to the next one.
pub(super) fn words_of<S>(text: &str, labels: &[(Range<usize>, S)]) -> impl Iterator<Item = Range<usize>> {
    let ends = labels.iter().skip(1).map(|(label, _)| label.start).chain([text.len()]);
    labels.iter().zip(ends).map(|((label, _), end)| label.end..end)
}

/// The name behind a style in a label: "Mr *Desmond Kwek*", "Rt Hon *ANN LEE* (Minister of Trade)".
fn styled_name<'t>(text: &Annotated<'_>, label: &'t str) -> Option<&'t str> {
    let people = &text.lexicon.people;
    let is_style = |word: &str| {
        let word = word.to_lowercase();
        let word = word.trim_end_matches('.');
        people.honorifics.contains(word) || people.styles.contains(word)
    };
    let (mut rest, mut styled) = (label.trim(), false);
    while let Some((_, behind)) = rest.split_once(' ').filter(|(word, _)| is_style(word)) {
        (rest, styled) = (behind.trim_start(), true);
    }
    bare_name(rest).filter(|_| styled)
}

/// Two to four words that are a name: in capitals throughout, or, where brackets tell the rest, with a capital each.
fn is_full_name(name: &str, capitals: bool) -> bool {
    let words: Vec<&str> = name.split(' ').collect();
    let letters =
        |word: &str| word.chars().all(|sign| sign.is_letter() || matches!(sign, '-' | '\'' | '’' | '.'));
    let tall = |word: &&str| {
        letters(word)
            && word.starts_with(char::is_uppercase)
            && (!capitals || word.chars().filter(|sign| sign.is_letter()).all(char::is_uppercase))
    };
    (2..=4).contains(&words.len()) && words.iter().all(tall)
}

/// The office that a label consists of, in small letters: its last word, where all others may stand before it.
fn office_of(text: &Annotated<'_>, label: &str) -> Option<String> {
    const MOST: usize = 4;
    let people = &text.lexicon.people;
    let label = label.trim().trim_matches(['*', '▲', '△', '◆', ' ']);
    let capital = label.chars().next().is_some_and(|first| !first.is_lowercase());
    let lower = label.to_lowercase();
    let words: Vec<&str> = lower.split_whitespace().collect();
    let (last, before) = words.split_last().filter(|(_, before)| capital && before.len() < MOST)?;
    let office = |word: &str| people.offices.contains(word);
    let beside = |word: &str| {
        office(word)
            || people.modifiers.contains(word)
            || people.articles.contains(word)
            || people.honorifics.contains(word)
    };
    (office(last) && before.iter().all(|word| beside(word))).then(|| (*last).to_owned())
}

/// The words in brackets that a line begins with, and how many bytes of it they take with the brackets.
fn in_brackets(line: &str) -> Option<(&str, usize)> {
    let rest = line.trim_start();
    let close = match rest.chars().next()? {
        '(' => ')',
        '[' => ']',
        '<' => '>',
        _ => return None,
    };
    let inner = &rest[rest.chars().next()?.len_utf8()..];
    let at = inner.find(close)?;
    let label = inner[..at].trim();
    let end = line.len() - inner.len() + at + close.len_utf8();
    // Something must stand behind the label.
    (!label.is_empty() && !line[end..].trim().is_empty()).then_some((label, end))
}

/// Lines that begin with one of these labels.
pub(super) fn labelled(lines: &LabelLines<'_>, labels: &FxHashSet<Box<str>>) -> Vec<Range<usize>> {
    let mut found = Vec::new();
    for (bytes, line) in lines.iter() {
        // `(답변) …`, `[Q] …`
        if let Some((label, end)) = in_brackets(line) {
            if labels.contains(label.to_lowercase().as_str()) {
                let opens = line.len() - line.trim_start().len();
                found.push(bytes.start + opens..bytes.start + end - 1);
            }
            continue;
        }
        // `문: …`, `▲ 답: …`, `Q. …`
        let single = |(label, _): &(&str, &str)| label.trim().chars().count() == 1;
        let label = line.split_once([':', '：']).or_else(|| line.split_once('.').filter(single));
        if let Some((label, _)) = label {
            let trimmed = label.trim().trim_matches(['*', '▲', '△', '◆', ' ']);
            // "QUESTION (Reuters):", "기자(연합뉴스):": who asks, in brackets.
            let trimmed = trimmed
                .split_once('(')
                .filter(|_| trimmed.ends_with(')'))
                .map_or(trimmed, |(bare, _)| bare.trim_end());
            if labels.contains(trimmed.to_lowercase().as_str()) {
                let end = bytes.start + label.len();
                found.push(end - label.trim_start().len()..end);
            }
        }
    }
    found
}

#[cfg(test)]
mod tests {
    use super::LabelLines;

    #[test]
    fn only_lines_that_may_begin_with_a_label_are_kept() {
        let text =
            "The ministers met.\nQ. Why?\n (답변) 네.\nMr Lee: Yes.\n기자：왜?\nA. Because.\nThey left.\n";
        let kept: Vec<&str> = LabelLines::of(text).iter().map(|(bytes, _)| text[bytes].trim()).collect();
        assert_eq!(kept, ["Q. Why?", "(답변) 네.", "Mr Lee: Yes.", "기자：왜?", "A. Because."]);
    }
}
