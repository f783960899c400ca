//! Pages whose blocks ran into one line: the title said twice, notes and links within sentences, labels at the end.

use std::ops::Range;

use entente_model::Letter as _;

use super::{Page, Reason};
use crate::{
    dates,
    furniture::{DateWords, Furniture},
    published::{Candidate, Evidence},
};

/// A line shorter than this, in bytes, was not collapsed.
const COLLAPSED: usize = 1_500;
/// Longer lines are not looked into.
const LONGEST: usize = 2_000_000;
/// How far a note or a link may reach, in bytes.
const NOTE: usize = 300;
/// The labels of the end lie within so many last bytes.
const TAIL: usize = 1_500;
/// The title is said again within so many bytes.
const HEAD: usize = 2_500;

pub(super) fn mark(page: &mut Page<'_>, furniture: &Furniture) {
    for number in 0..page.lines.len() {
        let line = &page.lines[number];
        if line.cut.is_some() || !(COLLAPSED..LONGEST).contains(&line.trimmed.len()) {
            continue;
        }
        let start = line.trimmed.as_ptr() as usize - page.text.as_ptr() as usize;
        let range = start..start + line.trimmed.len();
        let text = page.text;
        let end = tail(page, &text[range.clone()], range.start, furniture).unwrap_or(range.end);
        let body = &text[range.start..end];
        head(page, body, range.start, furniture);
        cards(page, body, range.start, furniture);
        notes(page, body, range.start, furniture);
        inserts(page, body, range.start, furniture);
    }
}

/// The labels at the end: three different ones after the last sentence. Gives the day of publication if it is
/// among them, and where the text ends.
fn tail(page: &mut Page<'_>, line: &str, offset: usize, furniture: &Furniture) -> Option<usize> {
    let from = line.ceil_char_boundary(line.len().saturating_sub(TAIL));
    let window = &line[from..];
    let mut places: Vec<(usize, &str)> = furniture
        .tail_labels
        .iter()
        .filter_map(|label| whole_word(window, label).last().map(|at| (at, label.as_str())))
        .collect();
    places.sort_unstable();
    let first = places.iter().position(|&(at, _)| ends_sentence(&window[..at]))?;
    if places.len() - first < 3 {
        return None;
    }
    let block = &window[places[first].0..];
    for (number, &(at, label)) in places.iter().enumerate().skip(first) {
        let to = places.get(number + 1).map_or(window.len(), |next| next.0);
        let label = label.trim_end_matches(':').to_lowercase();
        if furniture.dates.published.contains(&label)
            && let Some(date) = dates::find(&window[at..to], &furniture.dates).first()
        {
            page.dates.push(Candidate::new(Evidence::Label, date.value, date.clock, &window[at..to]));
        }
    }
    let start = offset + from + places[first].0;
    page.stretches.push((start..start + block.len(), Reason::Metadata));
    Some(start)
}

fn ends_sentence(before: &str) -> bool {
    before.trim_end().trim_end_matches(['"', '”', '»', ')', '>', ']']).ends_with(['.', '!', '?', '…'])
}

/// Where `word` stands in `text` as whole words.
fn whole_word<'a>(text: &'a str, word: &'a str) -> impl Iterator<Item = usize> + 'a {
    text.match_indices(word).map(|(at, _)| at).filter(move |&at| {
        let letter = |char: Option<char>| char.is_some_and(char::is_letter_or_digit);
        !letter(text[..at].chars().next_back()) && !letter(text[at + word.len()..].chars().next())
    })
}

/// The title: words at the start, after the name of a section, that stand there again a little later.
fn head(page: &mut Page<'_>, body: &str, offset: usize, furniture: &Furniture) {
    let section = furniture.sections.iter().find(|section| whole_word(body, section).next() == Some(0));
    let start = section.map_or(0, |section| section.len() + 1);
    let Some(window) = body.get(start..body.floor_char_boundary(HEAD.max(start))) else { return };
    let ends: Vec<usize> = window.match_indices(' ').map(|(at, _)| at).take(40).collect();
    // The longest run of at least four words that is said again.
    let again = ends.iter().skip(3).rev().find_map(|&end| {
        let at = whole_word(&window[end..], &window[..end]).next()?;
        Some((end, end + at))
    });
    let Some((len, second)) = again else { return };
    if section.is_some() {
        page.stretches.push((offset..offset + start, Reason::Menu));
    }
    let title = offset + start..offset + start + len;
    let second = offset + start + second..offset + start + second + len;
    page.title = Some(page.text[title.clone()].trim().to_owned());
    page.stretches.push((second.clone(), Reason::Repeat));
    page.breaks.extend([title.end, second.start]);
    let between = &page.text[title.end..second.start];
    for date in dates::find(between, &furniture.dates) {
        if date.clock.is_some() {
            page.dates.push(Candidate::new(Evidence::Line, date.value, date.clock, &between[date.range]));
        }
    }
}

/// `Краткая справка Шанхайская организация сотрудничества (ШОС) ,`: up to a bracket that closes, or to a sign with
/// a blank before it, which shows where something was put in.
fn notes(page: &mut Page<'_>, body: &str, offset: usize, furniture: &Furniture) {
    for label in &furniture.notes {
        for at in whole_word(body, label) {
            let window = &body[at + label.len()..body.floor_char_boundary(at + label.len() + NOTE)];
            let sign = loose_sign(window);
            let bracket = window.find(')').map(|at| at + 1).filter(|&at| sign.is_none_or(|sign| at <= sign));
            if let Some(end) = bracket.or(sign) {
                push(page, offset + at..offset + at + label.len() + end, Reason::Note);
            }
        }
    }
}

/// The first comma, full stop or the like with a blank before it.
fn loose_sign(text: &str) -> Option<usize> {
    [" ,", " .", " ;", " )", " :", " ?"].iter().filter_map(|sign| text.find(sign)).min()
}

/// `Смотрите также Переговоры с Премьер-министром 4 марта 2025 года`: between two sentences, up to a date.
fn inserts(page: &mut Page<'_>, body: &str, offset: usize, furniture: &Furniture) {
    for label in &furniture.inserts {
        for at in whole_word(body, label) {
            if !ends_sentence(&body[..at]) {
                continue;
            }
            let window = &body[at..body.floor_char_boundary(at + NOTE)];
            if let Some(end) = insert_end(window, &furniture.dates) {
                push(page, offset + at..offset + at + end, Reason::Link);
            }
        }
    }
}

/// The end of the first date in `window`, if no sentence ends before it and one begins after it.
fn insert_end(window: &str, words: &DateWords) -> Option<usize> {
    let found = dates::find(window, words);
    let date = found.first()?;
    let title = &window[..date.range.start];
    let one_sentence = !title.contains(". ") && !title.contains("! ") && !title.contains("? ");
    let capital = window[date.range.end..].trim_start().chars().next().is_none_or(char::is_uppercase);
    (one_sentence && capital).then_some(date.range.end)
}

fn push(page: &mut Page<'_>, range: Range<usize>, reason: Reason) {
    page.stretches.push((range, reason));
}

/// A word of a line with its place.
#[derive(Debug, Clone, Copy)]
struct Word<'t> {
    text: &'t str,
    start: usize,
    end: usize,
}

/// Cards on people: `Сергей Лавров Лавров Сергей Викторович Министр иностранных дел …`, a name said again at once,
/// turned round or in its basic form, with the office after it.
fn cards(page: &mut Page<'_>, body: &str, offset: usize, furniture: &Furniture) {
    let words: Vec<Word<'_>> = body
        .split_whitespace()
        .map(|text| {
            let start = text.as_ptr() as usize - body.as_ptr() as usize;
            Word { text, start, end: start + text.len() }
        })
        .collect();
    let starts: Vec<usize> =
        (0..words.len().saturating_sub(3)).filter(|&at| name_again(&words[at..at + 4])).collect();
    for (number, &at) in starts.iter().enumerate() {
        let card = words[at + 2].start;
        let limit = starts.get(number + 1).map_or(words.len(), |&next| next).min(at + 20);
        if let Some(end) = card_end(
            body,
            &words[at + 4..limit.max(at + 4)],
            starts.get(number + 1) == Some(&limit),
            furniture,
        ) {
            push(page, offset + card..offset + end, Reason::Note);
        }
    }
}

/// Whether the third and fourth word are the first two again, in either order.
fn name_again(words: &[Word<'_>]) -> bool {
    let [a, b, c, d] = words else { return false };
    let bare = [a, b, c].iter().all(|word| word.text.chars().all(|char| char.is_letter() || char == '-'));
    let named = [a, b, c, d].iter().all(|word| word.text.chars().next().is_some_and(char::is_uppercase));
    bare && named
        && ((same_stem(a.text, d.text) && same_stem(b.text, c.text))
            || (same_stem(a.text, c.text) && same_stem(b.text, d.text)))
}

/// Whether two forms are of one name: all but the last two letters of the longer one agree.
fn same_stem(a: &str, b: &str) -> bool {
    let common = a.chars().zip(b.chars()).take_while(|(a, b)| a == b).count();
    let (a, b) = (a.chars().count(), b.chars().count());
    common >= 2 && common + 2 >= a.max(b) && common + 2 >= a.min(b)
}

/// Where a card ends: at a sign with a blank before it, or, where another card follows first, at the word that
/// joins the two names.
fn card_end(body: &str, words: &[Word<'_>], another: bool, furniture: &Furniture) -> Option<usize> {
    for (number, word) in words.iter().enumerate() {
        if word.text.chars().all(|char| matches!(char, ',' | '.' | ';' | ')' | ':' | '?')) {
            return (number > 0).then(|| words[number - 1].end);
        }
        // A sign at the end of a word of the card: the sentence goes on or ends, and the card with it.
        if word.text.ends_with(['.', ';', '?', '!']) {
            return None;
        }
    }
    if !another {
        return None;
    }
    let joiner = words.iter().rposition(|word| furniture.joiners.iter().any(|joiner| joiner == word.text))?;
    (joiner > 0).then(|| words[joiner - 1].end).filter(|&end| body.is_char_boundary(end))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn cut(text: &str) -> Vec<String> {
        let furniture = Furniture::embedded();
        let mut page = Page::new(text);
        cards(&mut page, text, 0, &furniture);
        notes(&mut page, text, 0, &furniture);
        inserts(&mut page, text, 0, &furniture);
        page.stretches.into_iter().map(|(range, _)| text[range].to_owned()).collect()
    }

    #[test]
    fn cards_notes_and_links_are_found() {
        assert_eq!(
            cut(
                "министр Сергей Лавров Лавров Сергей Викторович Министр иностранных дел Российской Федерации и помощник Президента Юрий Ушаков Ушаков Юрий Викторович помощник Президента , с китайской стороны"
            ),
            [
                "Лавров Сергей Викторович Министр иностранных дел Российской Федерации",
                "Ушаков Юрий Викторович помощник Президента"
            ]
        );
        assert_eq!(
            cut("другу Си Цзиньпину Си Цзиньпин Председатель Китайской Народной Республики . Мы ждём"),
            ["Си Цзиньпин Председатель Китайской Народной Республики"]
        );
        assert_eq!(
            cut("а также БРИКС Краткая справка БРИКС (англ. BRICS) и ряд других площадок"),
            ["Краткая справка БРИКС (англ. BRICS)"]
        );
        assert_eq!(
            cut(
                "Рады вас видеть. Смотрите также Переговоры с Премьер-министром 4 марта 2025 года Наши страны связывают узы"
            ),
            ["Смотрите также Переговоры с Премьер-министром 4 марта 2025 года"]
        );
    }

    #[test]
    fn running_text_is_left_alone() {
        for text in [
            "Дополнительно стороны обсудили переговоры 4 марта 2025 года и договорились о встрече.",
            "Вопрос обсуждён. Дополнительно 4 марта 2025 года стороны подписали протокол. Всё.",
            "Пак Чон Хи и Пак Кын Хе были президентами. Президент Владимир Путин прибыл в Сеул.",
            "New York New Jersey and other states took part.",
        ] {
            assert_eq!(cut(text), Vec::<String>::new(), "{text}");
        }
    }
}
