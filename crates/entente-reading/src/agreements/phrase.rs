//! The noun phrase of an instrument: "a protocol on regular visits of naval vessels".

use std::ops::Range;

use entente_model::Letter as _;

use super::{
    Scene,
    pack::{Instrument, Order},
};
use crate::quantities::lexicon::{is_inner, word_before, word_end, word_starts};

/// How far a phrase reaches to the left and the right of its noun, in words.
const LEFT: usize = 8;
const RIGHT: usize = 16;

/// An instrument as a noun phrase.
#[derive(Debug, Clone)]
pub(crate) struct Phrase {
    /// The noun.
    pub(crate) head: Range<usize>,
    /// From the first modifier or article to the end of the content.
    pub(crate) range: Range<usize>,
    /// Without the article.
    pub(crate) name_start: usize,
    /// Which instrument.
    pub(crate) instrument: Instrument,
    /// Whether words beside the noun tell it from others.
    pub(crate) modified: bool,
    /// Whether a phrase follows the noun and says what it is about.
    pub(crate) content: bool,
    /// Whether it only points back: "this agreement".
    pub(crate) pointing: bool,
    /// Whether it begins with "the".
    pub(crate) definite: bool,
    /// Whether it is several.
    pub(crate) plural: bool,
    /// Whether a list of what it comprises follows.
    pub(crate) opens_list: bool,
}

/// Every instrument of a sentence, in order.
pub(crate) fn all(scene: &Scene) -> Vec<Phrase> {
    let text = scene.text;
    let pack = scene.pack;
    let heads = heads(scene);
    if heads.is_empty() {
        return Vec::new();
    }
    let never: Vec<Range<usize>> = pack
        .never
        .all_in(text, scene.sentence.start, scene.sentence.end)
        .map(|(start, end, ())| start..end)
        .collect();
    let mut out: Vec<Phrase> = Vec::new();
    for (head, instrument) in heads {
        // "a protocol amending the convention": what another is about is not told for itself.
        if pack.order != Order::ObjectVerb
            && out.last().is_some_and(|last| last.content && head.end <= last.range.end)
        {
            continue;
        }
        let barred = never.iter().any(|range| range.start < head.end && head.start < range.end);
        let capital = text[head.clone()].starts_with(char::is_uppercase);
        if barred || (instrument.named && !capital) {
            continue;
        }
        let mut phrase = match pack.order {
            Order::ObjectVerb => quoted_or_before(scene, head, instrument),
            Order::VerbObject | Order::Either => around(scene, head, instrument),
        };
        // "a peace agreement document": the last noun is the thing.
        if let Some(last) = out.last()
            && text[last.head.end..phrase.head.start].trim().is_empty()
        {
            let former = out.pop();
            phrase.range.start = former.map_or(phrase.range.start, |former| former.range.start);
        }
        out.push(phrase);
    }
    out
}

/// The nouns, the longest at each place.
fn heads(scene: &Scene) -> Vec<(Range<usize>, Instrument)> {
    let mut out: Vec<(Range<usize>, Instrument)> = Vec::new();
    let mut look = |start: usize| {
        if out.last().is_some_and(|(last, _)| start < last.end) {
            return;
        }
        // "deal-brokers": the noun only begins another word.
        let joined = |end: usize| {
            scene.text[end..].strip_prefix('-').is_some_and(|rest| rest.starts_with(char::is_letter))
        };
        if let Some((end, instrument)) = scene.pack.instruments.at(scene.text, start)
            && end <= scene.sentence.end
            && !joined(end)
        {
            out.push((start..with_acronym(scene, end), instrument.clone()));
        }
    };
    let sentence = &scene.sentence;
    if scene.pack.order == Order::ObjectVerb {
        scene.text[sentence.clone()].char_indices().for_each(|(at, _)| look(sentence.start + at));
    } else {
        word_starts(scene.text, sentence.start, sentence.end).for_each(look);
    }
    out
}

/// "memorandums of understanding (MoUs)": a short form in brackets goes with the noun.
fn with_acronym(scene: &Scene, end: usize) -> usize {
    const LONGEST: usize = 10;
    let rest = &scene.text[end..scene.sentence.end];
    let Some(inner) = rest.strip_prefix(" (").or_else(|| rest.strip_prefix('(')) else { return end };
    let Some((short, _)) = inner.split_once(')') else { return end };
    let acronym = short.len() <= LONGEST
        && short.chars().filter(char::is_ascii_uppercase).count() >= 2
        && short.chars().all(|sign| sign.is_letter_or_digit() || sign == '-');
    if acronym { end + (rest.len() - inner.len()) + short.len() + 1 } else { end }
}

/// Languages with the modifiers before the noun and the content after it.
fn around(scene: &Scene, head: Range<usize>, instrument: Instrument) -> Phrase {
    let text = scene.text;
    let (start, name_start, determiner) = left(scene, head.start);
    let (end, content) = right(scene, head.end);
    let first = &text[start..name_start];
    let written = text[head.clone()].split(" (").next().unwrap_or_default().to_lowercase();
    let next = text[head.end..scene.sentence.end].trim_start();
    let list_at = scene.sentence.end - next.len();
    Phrase {
        modified: instrument.telling
            || text[name_start..head.start].chars().any(char::is_letter_or_digit)
            || (scene.pack.order == Order::VerbObject && text[head.clone()].starts_with(char::is_uppercase)),
        pointing: scene.pack.pointing.at(text, start).is_some_and(|(end, ())| end <= head.start),
        definite: determiner && first.trim().eq_ignore_ascii_case("the"),
        plural: is_plural(&written)
            && !text[name_start..head.end]
                .split_whitespace()
                .all(|word| word.starts_with(char::is_uppercase)),
        opens_list: scene.pack.lists.at(text, list_at).is_some(),
        range: start..end,
        name_start,
        instrument,
        head,
        content,
    }
}

/// "treaties", "memoranda of understanding"; an exchange of notes is one.
fn is_plural(noun: &str) -> bool {
    let first = noun.split(" of ").next().unwrap_or(noun);
    first.ends_with('s') && !first.ends_with("ss") || first.ends_with("randa")
}

/// The start of the phrase, of its name, and whether an article was found.
fn left(scene: &Scene, head: usize) -> (usize, usize, bool) {
    let text = scene.text;
    let pack = scene.pack;
    let mut start = head;
    for _ in 0..LEFT {
        let Some(word_at) = word_before_joints(scene, start) else { break };
        let word = &text[word_at.clone()];
        let named = text[start..].starts_with(char::is_uppercase) && word.starts_with(char::is_uppercase);
        // "the Four Freedoms Agreement": within a sentence a number with a capital is a part of the name.
        let inner_name = named && word_at.start > scene.sentence.start && word.len() > 3;
        if (pack.determiners.get(word).is_some() || pack.pointing.get(word).is_some()) && !inner_name {
            return (word_at.start, start, true);
        }
        let act = pack.acts.get(word).is_some() && !(named && word_at.start > scene.sentence.start);
        let bounds = pack.breaks.get(word).is_some() || act;
        if bounds && !within_name(scene, &word_at, start) {
            // "an agreement signed in Moscow on trade": verbs and prepositions bound the phrase.
            break;
        }
        // "подписал в *Токио* Договор": where adjectives are known by their endings, nothing else is a part of the name.
        let endings = &pack.modifier_endings;
        let joined = text[word_at.end..start].starts_with('-');
        if !endings.is_empty() && !joined && !endings.iter().any(|ending| word.ends_with(&**ending)) {
            break;
        }
        start = word_at.start;
    }
    (start, start, false)
}

/// The word before a place where only blanks, hyphens and quotation marks stand between.
fn word_before_joints(scene: &Scene, at: usize) -> Option<Range<usize>> {
    let before = &scene.text[scene.sentence.start..at];
    let head = before.trim_end_matches(joins);
    // "17 February 1995 - Peace Declaration": a dash between blanks bounds the phrase.
    if [" - ", " – ", " — "].iter().any(|dash| before[head.len()..].contains(dash)) {
        return None;
    }
    // "Industry 4.0 agreement"
    let head = head.strip_suffix('.').filter(|head| before.len() == head.len() + 1).unwrap_or(head);
    let start = word_before(scene.text, scene.sentence.start, scene.sentence.start + head.len())?;
    let range = start..scene.sentence.start + head.len();
    let word = &scene.text[range.clone()];
    (!word.is_empty() && word.chars().all(is_inner)).then_some(range)
}

/// "and" and "of" between words with capital letters: Trade and Economic Framework.
fn within_name(scene: &Scene, word: &Range<usize>, next: usize) -> bool {
    let text = scene.text;
    let small = matches!(&text[word.clone()], "and" | "of" | "for" | "on");
    let capital = |at: usize| text[at..].starts_with(char::is_uppercase);
    small
        && capital(next)
        && word_before_joints(scene, word.start).is_some_and(|before| {
            capital(before.start)
                && scene.pack.breaks.get(&text[before.clone()]).is_none()
                && !scene.parties.iter().any(|party| party.range.contains(&before.start))
        })
}

/// Signs that may stand inside a name.
fn joins(sign: char) -> bool {
    sign.is_whitespace()
        || matches!(sign, '-' | '–' | '\'' | '’' | '‘' | '“' | '”' | '"' | '_' | '*' | '«' | '»' | '/' | '&')
}

/// The end of what the instrument is about, and whether there is such a thing.
pub(crate) fn right(scene: &Scene, head_end: usize) -> (usize, bool) {
    let text = scene.text;
    let pack = scene.pack;
    if let Some(end) = title_after(scene, head_end) {
        return (end, true);
    }
    let mut end = head_end;
    let mut content = false;
    for (count, at) in word_starts(text, head_end, scene.sentence.end).take(RIGHT).enumerate() {
        // Of marks in a row one word may reach over the beginning of the next.
        let Some(gap) = text.get(end..at) else { continue };
        // "3.3 million", "U.S. LNG": a point inside a word or an abbreviation goes on.
        let inner_point = gap == "." || (gap == ". " && is_abbreviation(&text[head_end..end]));
        let goes_on =
            gap.chars().all(joins) || inner_point || gap == ", " && goes_on_as_title(scene, head_end, at);
        if !goes_on {
            break;
        }
        let stop = word_end(text, at).min(scene.sentence.end);
        let word = &text[at..stop];
        if count == 0 {
            content = pack.links.get(word).is_some()
                || (pack.lists.get(word).is_none()
                    && pack.link_endings.iter().any(|ending| word.ends_with(ending.as_str())));
            let place =
                pack.places.get(word).is_some() && text[stop..].trim_start().starts_with(char::is_uppercase);
            content &= !place;
            if !content {
                break;
            }
        }
        let act_here = pack.acts.at(text, at).is_some();
        // "… on training *as well as* an agreement on …"
        let adds = pack.finite.at(text, at).is_some_and(|(end, ())| end > stop);
        let sides = text[head_end..at]
            .rfind("between ")
            .is_some_and(|from| !text[head_end + from..at].contains(" and "));
        if pack.finite.get(word).is_some() && !joins_content(scene, word, stop, sides)
            || (act_here && count > 0)
            || adds
        {
            break;
        }
        end = stop;
    }
    // What follows the noun but names nothing ("agreement in") is no content.
    (end, content && end > head_end)
}

/// "Agreement on Educational, Cultural and Sports Cooperation": a name with a capital to each of its words goes on behind a comma
/// that leads to an "and" of the same list.
fn goes_on_as_title(scene: &Scene, head_end: usize, at: usize) -> bool {
    /// Words from the comma to the one behind "and".
    const WORDS: usize = 4;
    let text = scene.text;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    let head = text[..head_end].rsplit(|sign: char| !sign.is_letter()).next().unwrap_or_default();
    let before = text[head_end..at].trim_end_matches([',', ' ']).rsplit(' ').next().unwrap_or_default();
    if !capital(head) || !capital(before) {
        return false;
    }
    let mut joined = false;
    for word in text[at..scene.sentence.end].split(' ').take(WORDS) {
        let small = is_and(word);
        if joined {
            return capital(word);
        }
        if !small && !capital(word) || word.ends_with([';', '.', ')', ':']) {
            return false;
        }
        joined = small;
    }
    false
}

/// A title in quotation marks after the noun, or after "titled": its end.
fn title_after(scene: &Scene, head_end: usize) -> Option<usize> {
    const PAIRS: [(char, char); 4] = [('“', '”'), ('«', '»'), ('‘', '’'), ('"', '"')];
    let rest = &scene.text[head_end..scene.sentence.end];
    let mut inner = rest.trim_start();
    let at = scene.sentence.end - inner.len();
    if let Some((end, ())) = scene.pack.titled.at(scene.text, at) {
        inner = scene.text.get(end..scene.sentence.end)?.trim_start();
    }
    let (open, close) = PAIRS.into_iter().find(|(open, _)| inner.starts_with(*open))?;
    // "the "hot line" agreement" ends with a mark; a title begins after a blank.
    let start = scene.sentence.end - inner.len();
    let blank = scene.text[..start].ends_with(char::is_whitespace);
    let length = inner[open.len_utf8()..].find(close)?;
    blank.then_some(start + open.len_utf8() + length + close.len_utf8())
}

/// "U.S" before a point.
fn is_abbreviation(head: &str) -> bool {
    let mut back = head.chars().rev();
    back.next().is_some_and(char::is_uppercase) && back.next().is_some_and(|sign| !sign.is_letter_or_digit())
}

/// Whether a word joins the last of a list to it.
pub(crate) fn is_and(word: &str) -> bool {
    matches!(word, "and" | "и")
}

/// "and" goes on within a phrase unless a new one, or a verb, begins after it; between two sides it always does.
fn joins_content(scene: &Scene, word: &str, end: usize, sides: bool) -> bool {
    let conjunction = is_and(word);
    let next = scene.text[end..scene.sentence.end].trim_start();
    let at = scene.sentence.end - next.len();
    conjunction
        && (sides || scene.pack.determiners.at(scene.text, at).is_none())
        && scene.pack.acts.at(scene.text, at).is_none()
        && scene.pack.finite.at(scene.text, at).is_none()
        && scene.pack.instruments.at(scene.text, at).is_none()
        && next.starts_with(char::is_letter_or_digit)
}

/// Whether a place lies within a time: "2019년 4월 28일 의정서".
fn in_time(scene: &Scene, at: usize) -> bool {
    scene.times.iter().any(|time| time.range.contains(&at))
}

/// "2019년에 *서명된* 항공협정": what was done with the instrument, no part of its name.
fn is_done_to_it(scene: &Scene, at: usize, word: &str) -> bool {
    let act = scene.pack.acts.at(scene.text, at).map(|(end, _)| end);
    act.is_some_and(|end| {
        let rest = scene.text.get(end..at + word.len()).unwrap_or_default();
        scene.pack.done_endings.iter().any(|ending| rest == &**ending)
    })
}

/// Whether a word before the noun belongs to another part of the sentence, by its mark or its particle.
fn ends_phrase(scene: &Scene, word: &str) -> bool {
    word.ends_with([',', '.', ')'])
        || scene.pack.break_endings.iter().any(|ending| word.ends_with(ending.as_str()))
}

/// "60여 개의 협정", not "500명으로 늘리는 각서": how many instruments there are.
fn counted(scene: &Scene, before: &str) -> bool {
    before.split_whitespace().any(|word| {
        let digits = word.trim_start_matches(|sign: char| sign.is_ascii_digit() || sign == ',');
        digits.len() < word.len()
            && (digits.is_empty() || scene.pack.counters.iter().any(|counter| digits.starts_with(&**counter)))
    })
}

/// Languages with everything before the noun: a quoted name around or before it, or the words before it.
fn quoted_or_before(scene: &Scene, head: Range<usize>, instrument: Instrument) -> Phrase {
    const OPEN: [char; 7] = ['‘', '“', '「', '『', '｢', '"', '\''];
    const CLOSE: [char; 7] = ['’', '”', '」', '』', '｣', '"', '\''];
    const WORDS: usize = 3;
    /// The same where they say what it is about.
    const ABOUT: usize = 6;
    let text = scene.text;
    let before = &text[scene.sentence.start..head.start];
    let open = before.rfind(OPEN);
    let closed = before.rfind(CLOSE);
    // A straight mark that has had its partner opens nothing.
    let straight =
        before.matches('\'').count().is_multiple_of(2) && before.matches('"').count().is_multiple_of(2);
    let open = open.filter(|&at| !straight || !before[at..].starts_with(['\'', '"']));
    let closed = closed.filter(|&at| straight || !before[at..].starts_with(['\'', '"']));
    let (start, end) = match (open, closed) {
        // The noun stands inside the quotation.
        (Some(open), closed) if closed.is_none_or(|closed| closed < open) => {
            let close = text[head.end..scene.sentence.end].find(CLOSE).map_or(head.end, |at| head.end + at);
            (scene.sentence.start + open, close)
        }
        (Some(open), Some(closed)) if before[closed..].chars().count() <= 2 => {
            (scene.sentence.start + open, head.end)
        }
        _ => {
            let mut start = head.start;
            // "투자의 증진 및 상호보호에 관한 협정": what it is about stands before a word that says so.
            let about = crate::quantities::quote::token_before(text, scene.sentence.start, start)
                .filter(|&at| scene.pack.about.get(text[at..start].trim()).is_some());
            for _ in 0..if about.is_some() { ABOUT } else { WORDS } {
                match crate::quantities::quote::token_before(text, scene.sentence.start, start) {
                    Some(at)
                        if !ends_phrase(scene, text[at..start].trim_end())
                            && !is_done_to_it(scene, at, text[at..start].trim_end())
                            && !in_time(scene, at) =>
                    {
                        start = at;
                    }
                    _ => break,
                }
            }
            (start, head.end)
        }
    };
    let name_start =
        start + text[start..].chars().next().filter(|c| OPEN.contains(c)).map_or(0, char::len_utf8);
    Phrase {
        modified: instrument.telling || start < head.start,
        plural: name_start == start && counted(scene, &text[start..head.start]),
        content: false,
        pointing: scene.pack.pointing.at(text, start).is_some_and(|(end, ())| end <= head.start)
            || scene
                .pack
                .pointing
                .get(text[start..head.start].split_whitespace().next_back().unwrap_or(""))
                .is_some(),
        definite: false,
        opens_list: false,
        range: start..end,
        name_start,
        instrument,
        head,
    }
}
