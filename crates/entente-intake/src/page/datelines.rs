//! Lines that say where, when and by whom a text was given out: `Astana, 25 October 2012`, `By Ann Lee | 12 December 2024`.

use entente_model::Letter as _;

use super::{edges::pieces, metadata::beside, series::printed_year};
use crate::{
    dates::{self, Written},
    furniture::DateWords,
    published::{Candidate, Evidence},
};

/// The date of a line that says where and when a text was given out: `Astana, 25 October 2012` alone, or
/// `ANKARA, June 3, 2016 — …` before the first words.
pub(super) fn dateline(line: &str, words: &DateWords) -> Option<Candidate> {
    /// Characters of a line that are looked at.
    const REACH: usize = 80;
    let start = line.char_indices().nth(REACH).map_or(line, |(end, _)| &line[..end]);
    let date = dates::find(start, words).into_iter().next()?;
    let before = start[..date.range.start].trim_end();
    let behind = line[date.range.end..].trim_start();
    let found = || Candidate::new(Evidence::Line, date.value, date.clock, &start[..date.range.end]);
    // `(서울·다카, 2024년 2월 21일) …`, `[Nairobi, 17 May 2023] …`: places and day in brackets before the first words.
    let bracketed = before.strip_prefix(['(', '[']).and_then(|inner| inner.strip_suffix(','));
    let few = |place: &&str| (1..=4).contains(&place.split_whitespace().count());
    if let Some(place) = bracketed.filter(few).filter(|_| behind.starts_with([')', ']'])) {
        let name = |part: &str| {
            part.chars().all(|c| c.is_letter() || matches!(c, ' ' | '-'))
                && !part.starts_with(char::is_lowercase)
        };
        if place.split(['·', '/', ',']).all(|part| name(part.trim())) {
            return Some(found());
        }
    }
    if is_set_apart(before, &start[date.range.clone()], behind, words) {
        return Some(found());
    }
    // `(서울=새벽뉴스) 2022년 1월 28일 — …`: the place and the agency.
    let agency = before
        .strip_prefix('(')
        .and_then(|inner| inner.strip_suffix(')'))
        .is_some_and(|inner| inner.contains('='));
    let place = if agency { "" } else { before_weekday(before, words).strip_suffix(',')? };
    // "Nairobi, Thursday, 10 October 2024"
    let place = match place.split_once(", ") {
        Some((place, more)) if !more.contains([',', ' ']) => place,
        _ => place,
    };
    // Letters without cases do not tell names: there one or two words are a place.
    let caseless = place.chars().all(|c| !c.is_uppercase() && !c.is_lowercase());
    let name = |word: &str| if caseless { word.chars().all(char::is_letter) } else { is_capitalised(word) };
    let most = if caseless { 2 } else { 3 };
    let alone = is_page(behind, words)
        || behind
            .split(|c: char| !c.is_letter_or_digit())
            .filter(|word| !word.is_empty())
            .all(|word| words.is_year_word(&word.to_lowercase()));
    let simple = !place.is_empty() && place.split(' ').count() <= most && place.split(' ').all(name);
    let named = agency || simple || alone && !caseless && is_house_of_place(place);
    let shouted = place.chars().all(|c| !c.is_lowercase());
    // A dash between spaces leads to the text, one without to the other end of a range.
    let apart = line[date.range.end..].starts_with(' ')
        && ["— ", "– ", "- "].iter().any(|dash| behind.starts_with(dash));
    // "БИШКЕК, 14 мая 2024 г. /Tian Shan/. …": past the word of the year, the agency between strokes.
    let past = behind_year_word(behind, words, &['.', ' ']);
    let opens = apart
        || shouted && past.starts_with(['—', '–', '-', '(', '/'])
        || begins_text(&start[date.range.clone()], behind, words);
    (named && (alone || opens || capital_end(behind, words))).then(found)
}

/// A word of letters that begins with a capital: `Nairobi`, `Guinea-Bissau`.
fn is_capitalised(word: &str) -> bool {
    word.starts_with(char::is_uppercase) && word.chars().all(|c| c.is_letter() || c == '-')
}

/// A place before its date in other marks than a comma: `NAIROBI, Kenya (17 May 2023) — …`, `Nairobi — 17 May 2023 — …`,
/// `Найроби. 17 мая 2023 г. Министры …`, `Nairobi (Lake News), 17 May 2023. …`.
fn is_set_apart(before: &str, date: &str, behind: &str, words: &DateWords) -> bool {
    /// Words of a place with its land.
    const MOST: usize = 4;
    let dash = |text: &str| text.starts_with(['—', '–']) || text.starts_with("- ") || text.starts_with("--");
    let name = |place: &str| {
        let mut parts = place.split([' ', ',']).filter(|word| !word.is_empty()).peekable();
        parts.peek().is_some() && place.split_whitespace().count() <= MOST && parts.all(is_capitalised)
    };
    if let (Some(place), Some(rest)) = (before.strip_suffix('('), behind.strip_prefix(')')) {
        return name(place.trim_end()) && dash(rest.trim_start());
    }
    if let Some(place) = before.strip_suffix(['—', '–', '-']) {
        return name(place.trim_end()) && dash(behind);
    }
    if let Some(place) = before.strip_suffix('.') {
        return name(place) && begins_text(date, behind, words);
    }
    let agency = before.strip_suffix(',').and_then(|before| before.trim_end().strip_suffix(')'));
    agency.and_then(|before| before.rsplit_once('(')).is_some_and(|(place, _)| {
        name(place.trim_end()) && (dash(behind) || begins_text(date, behind, words))
    })
}

/// Whether a stop parts a date from a text that begins behind it: `17 мая 2023 г. Министры …`, `17 May 2023. The ministers …`.
fn begins_text(date: &str, rest: &str, words: &DateWords) -> bool {
    /// Words of a text.
    const LEAST: usize = 5;
    let begins =
        |text: &str| text.starts_with(char::is_uppercase) && text.split_whitespace().nth(LEAST - 1).is_some();
    // "17 мая 2023 г.": the stop may be of the date.
    if date.ends_with('.') {
        return begins(rest);
    }
    begins(behind_year_word(rest, words, &[]).strip_prefix('.').map(str::trim_start).unwrap_or_default())
}

/// The page of a paper behind its day: `, p. 4`, `, с. 4`, `, 4면`.
fn is_page(rest: &str, words: &DateWords) -> bool {
    let rest = rest.trim_start_matches(',').trim();
    let mut parts = rest.split(|c: char| !c.is_letter()).filter(|word| !word.is_empty());
    let digits = rest.bytes().filter(u8::is_ascii_digit).count();
    parts.next().is_some_and(|word| words.pages.contains(&word.to_lowercase()))
        && parts.next().is_none()
        && (1..=3).contains(&digits)
}

/// The words before a date without the day of the week: "Humber Courier, Saturday 18 October 2025".
fn before_weekday<'t>(before: &'t str, words: &DateWords) -> &'t str {
    match before.rsplit_once(' ') {
        Some((rest, day)) if words.fillers.contains(&day.to_lowercase()) => rest,
        _ => before,
    }
}

/// A house, or the house and rooms of it: "Лусака, Государственный дом", "The Hague, Great Hall of Justice".
fn is_house_of_place(place: &str) -> bool {
    /// Parts, and words of one behind the first, which need not be names.
    const PARTS: usize = 3;
    const MOST: usize = 4;
    let room = |part: &str| {
        part.starts_with(char::is_uppercase)
            && part.split(' ').count() <= MOST
            && part.chars().all(|c| c.is_letter() || matches!(c, ' ' | '-' | '\'' | '’'))
    };
    let mut parts = place.split(", ");
    place.split(", ").count() <= PARTS && parts.next().is_some_and(is_house) && parts.all(room)
}

/// "University of Tartu", "Palais des Nations": a place of several words, the small ones among them in small letters.
fn is_house(place: &str) -> bool {
    /// Words of the place, and letters of a small one.
    const MOST: usize = 5;
    const SMALL: usize = 3;
    let tall = |word: &str| word.starts_with(char::is_uppercase);
    let letters = |word: &str| word.chars().all(|c| c.is_letter() || matches!(c, '-' | '\'' | '’'));
    let words = || place.split(' ');
    words().count() <= MOST
        && words().all(letters)
        && words().next().is_some_and(tall)
        && words().next_back().is_some_and(tall)
        && words().all(|word| tall(word) || word.chars().count() <= SMALL)
}

/// Whether what follows a date is a piece that ends in a name: `, from our correspondent Ann Lee`, `г., Дворец наций`.
fn capital_end(rest: &str, words: &DateWords) -> bool {
    /// Words of the piece.
    const MOST: usize = 8;
    let rest = behind_year_word(rest, words, &['.']);
    let Some(piece) = rest.strip_prefix([',', '|', '/']).map(str::trim) else { return false };
    let count = piece.split_whitespace().count();
    let name = piece.split_whitespace().next_back().is_some_and(|last| last.starts_with(char::is_uppercase));
    name && (1..=MOST).contains(&count) && !piece.contains(['.', '!', '?', ';'])
}

/// What stands behind a date without a word for "year" and these marks behind it: `г., Дворец наций`.
pub(super) fn behind_year_word<'t>(rest: &'t str, words: &DateWords, marks: &[char]) -> &'t str {
    let word_end = rest.find(|c: char| !c.is_letter_or_digit()).unwrap_or(rest.len());
    let is_year = words.is_year_word(&rest[..word_end].to_lowercase());
    if is_year { rest[word_end..].trim_start_matches(marks) } else { rest }
}

/// The date before the place, alone on a line: `3 October 2023, Algiers`, `June 17, 2022 – Manila, Philippines – Ministry of Trade`,
/// `2019년 6월 10일, 헬싱키 대통령궁`.
pub(super) fn leading_date(line: &str, words: &DateWords) -> Option<Candidate> {
    /// Words that may stand after the date.
    const MOST: usize = 8;
    /// Letters of a word that need not be a name: `in`, `der`, `г.`.
    const SMALL: usize = 3;
    /// Bytes of a line in which a date that opens it ends.
    const REACH: usize = 80;
    let opening = &line[..line.floor_char_boundary(REACH)];
    let date = dates::find(opening, words).into_iter().next().filter(|date| date.range.start == 0)?;
    let candidate = Candidate::new(Evidence::Line, date.value, date.clock, line);
    candidate.clear_day()?;
    let rest = line[date.range.end..].trim_start();
    let rest = behind_year_word(rest, words, &['.', ' ']);
    let place = rest.strip_prefix([',', '–', '—', '-', '|']).or_else(|| date.clock.map(|_| rest))?.trim();
    let mut place_words = place.split(|c: char| !c.is_letter_or_digit()).filter(|word| !word.is_empty());
    let named = |word: &str| !word.starts_with(char::is_lowercase) || word.chars().count() <= SMALL;
    let short = place_words.clone().count() <= MOST && !place.ends_with(['.', ':', ';', '?', '!']);
    // Letters without cases do not tell names: there only a place of few words is one.
    let caseless = place.chars().all(|c| !c.is_uppercase()) && place_words.clone().count() > 3;
    (short
        && !caseless
        && !place.is_empty()
        && place_words.all(|word| named(word) && !word.starts_with(char::is_numeric)))
    .then_some(candidate)
}

/// The date of a line of pieces: `By Ann Lee | 12 December 2024 | 5 min read`.
pub(super) fn byline_date(line: &str, words: &DateWords) -> Option<Candidate> {
    let pieces = pieces(line);
    // A line of one piece is a sentence as a rule: nothing of it is looked at.
    if pieces.len() < 2 {
        return None;
    }
    let dated = |piece: &&str| {
        let found = dates::find(piece, words);
        let first = found.first()?;
        let (alone, label) = beside(piece, &found, words);
        (alone && label.is_none()).then(|| Candidate::new(Evidence::Line, first.value, first.clock, line))
    };
    // "Lecturer: Ann Lee / 10 June 2021, Busan"
    let placed = || pieces.iter().skip(1).find_map(|piece| leading_date(piece, words));
    pieces.iter().find_map(dated).or_else(placed).filter(|candidate| candidate.clear_day().is_some())
}

/// The day of a line that names the paper, the day and who wrote: `아프리카경제저널 2025.02.20. 박서연 기자`, `이안나 기자 2023-05-17
/// 10:30`.
pub(super) fn reporter_line(line: &str, words: &DateWords) -> Option<Candidate> {
    /// The longest such line, in words.
    const MOST: usize = 10;
    if line.split_whitespace().nth(MOST).is_some() {
        return None;
    }
    let [date] = &dates::find(line, words)[..] else { return None };
    let is_reporter = |word: &&str| {
        words.reporters.contains(&word.trim_matches(|c: char| !c.is_letter_or_digit()).to_lowercase())
    };
    let (before, behind) = (&line[..date.range.start], &line[date.range.end..]);
    let last = behind.split_whitespace().next_back().is_some_and(|word| is_reporter(&word));
    let first = !behind.contains(char::is_letter_or_digit)
        && before.split_whitespace().any(|word| is_reporter(&word));
    let candidate = Candidate::new(Evidence::Line, date.value, date.clock, line);
    ((last || first) && candidate.clear_day().is_some()).then_some(candidate)
}

/// The day behind the name of a paper, alone on a line: `Озёрный вестник, 17 мая 2023 г.`, `호수일보 2023년 5월 17일자`, `[호수일보]
/// 2023-05-17`. Only where nothing says better.
pub(super) fn paper_day(line: &str, words: &DateWords) -> Option<Candidate> {
    /// The most words of a name, where letters have cases and where not.
    const MOST: usize = 5;
    const CASELESS: usize = 2;
    // "17일자": of that day's issue.
    let bare = line.trim_end();
    let day = words
        .issue_days
        .iter()
        .find_map(|end| bare.strip_suffix(&**end))
        .filter(|day| words.day_marks.iter().any(|mark| day.ends_with(&**mark)));
    let [date] = &dates::find(day.unwrap_or(line), words)[..] else { return None };
    let (before, behind) = (line[..date.range.start].trim(), day.unwrap_or(line)[date.range.end..].trim());
    let mut rest = behind.split(|c: char| !c.is_letter_or_digit()).filter(|word| !word.is_empty());
    let ends = rest.all(|word| words.is_year_word(&word.to_lowercase()));
    let name =
        before.trim_end_matches([',', '.', '|', ':']).trim_matches(['[', ']', '<', '>', '《', '》', ' ']);
    let caseless = name.chars().all(|c| !c.is_uppercase() && !c.is_lowercase());
    let most = if caseless { CASELESS } else { MOST };
    let marked = before.len() > name.len() || day.is_some();
    let letters =
        |c: char| c.is_letter() || matches!(c, ' ' | '-' | '«' | '»' | '"' | '“' | '”' | '\'' | '’' | '&');
    let named = !name.is_empty()
        && !name.starts_with(char::is_lowercase)
        && name.split_whitespace().count() <= most
        && name.chars().all(letters);
    let candidate = Candidate::new(Evidence::Text, date.value, date.clock, line);
    (ends && marked && named && candidate.clear_day().is_some()).then_some(candidate)
}

/// The day at the end of a first line: `Regular briefing of the spokesperson, 17 September 2024`. Only where nothing says
/// better, for a heading may also be about a day.
pub(super) fn heading_date(line: &str, words: &DateWords) -> Option<Candidate> {
    let date = dates::find(line, words).pop()?;
    let before = line[..date.range.start].trim_end();
    // «Выступление посла в университете 17 мая 2023 года», "Speech at the University of Nairobi on 17 May 2023".
    let first = before.split(|c: char| !c.is_letter()).next().unwrap_or_default().to_lowercase();
    let spoken = words.spoken.contains(&first);
    let before = before.strip_suffix(',').or_else(|| spoken.then_some(before))?;
    let rest = behind_year_word(line[date.range.end..].trim_start(), words, &['.']);
    let ends = line[date.range.end..].trim().is_empty() || spoken && rest.trim().is_empty();
    let candidate = Candidate::new(Evidence::Text, date.value, date.clock, line);
    (ends && before.split_whitespace().nth(2).is_some() && candidate.clear_day().is_some())
        .then_some(candidate)
}

/// The place and day, or year, with which a line at the head of a text ends: `Prepared by the department. Tbilisi, 12 March 2024`,
/// `Путеводитель по залам. Кяхта, 2024`.
pub(super) fn imprint(line: &str, words: &DateWords) -> Option<Candidate> {
    let (_, last) = line.trim_end_matches('.').rsplit_once(". ")?;
    let date = dateline(last, words).filter(|_| last.split_whitespace().count() <= 6);
    let weak = |mut found: Candidate| {
        found.evidence = Evidence::Text;
        found
    };
    date.map(weak).or_else(|| {
        let (place, year) = last.split_once(", ")?;
        let name = place.starts_with(char::is_uppercase) && place.split(' ').count() <= 2;
        let year = printed_year(year).filter(|_| name)?;
        Some(Candidate::new(Evidence::Text, Written::Year(year), None, line))
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::Furniture;

    #[test]
    fn a_place_and_a_date_say_when_a_text_was_given_out() {
        let furniture = Furniture::embedded();
        let words = &furniture.dates;
        for line in [
            "Astana, 25 October 2012",
            "Humber Estuary Courier, Saturday 18 October 2025",
            "Лусака, Государственный дом, 17 мая 2023 года",
            "NAIROBI, Kenya (May 17, 2023) — The foreign ministers met in the capital.",
            "Nairobi — May 17, 2023 — The foreign ministers met in the capital.",
            "Nairobi (Lake News), 17 May 2023. The foreign ministers met in the capital.",
            "[Nairobi, 17 May 2023] The foreign ministers met in the capital.",
            "Найроби. 17 мая 2023 г. Министры иностранных дел встретились в столице.",
            "Москва, 17 мая 2023 г. Министры иностранных дел встретились в столице.",
            "Lake Herald, 17 May 2023, p. 4",
            "ANKARA, June 3, 2016 — Turkey recalled its ambassador to Berlin on Friday.",
            "Nairobi, 14 June 2023 - The two foreign ministers opened the session on Monday.",
            "(서울·다카, 2024년 2월 21일) 한빛전력은 20일 계약을 체결했다고 밝혔다.",
            "(서울=새벽뉴스) 2022년 1월 28일 — 한국과 카자흐스탄이 28일로 수교 30주년을 맞았다.",
            "Nairobi, Thursday, 10 October 2024",
            "University of Tartu, 28 August 2021",
            "Palais des Nations, 3 May 2019",
            "Tirana, 4 May 2021, from our correspondent Ann Lee",
            "Тирана, 4 мая 2021 года, собственный корреспондент Пётр Сомов",
        ] {
            assert!(dateline(line, words).is_some(), "{line}");
        }
        for line in [
            "The treaty was signed in Paris, 25 October 2012",
            "University of Tartu, 28 August 2021: the rector spoke of the charter",
            "Paris, 25 October 2012 was a day of talks",
            "Paris, 25 October 2012, saw the first of the talks on Cyprus.",
            "Nairobi, 14 June 2023-15 June 2023: the programme of the visit",
        ] {
            assert!(dateline(line, words).is_none(), "{line}");
        }
    }

    #[test]
    fn a_date_before_a_place_and_one_among_pieces_date_a_text() {
        let words = &Furniture::embedded().dates;
        for line in [
            "3 октября 2023 года, г. Алжир",
            "2019년 6월 10일, 헬싱키 대통령궁",
            "June 17, 2022 – Manila, Philippines – Ministry of Trade",
        ] {
            assert!(leading_date(line, words).is_some(), "{line}");
        }
        for line in [
            "9 July 1870 – Seven missionaries arrive at the coast",
            "12 May 2001, the two presidents met in Lima.",
            "1999년 3월 2일, 양국은 서울에서 문화 협정에 서명하였다",
        ] {
            assert!(leading_date(line, words).is_none(), "{line}");
        }
        assert!(reporter_line("아프리카경제저널 2025.02.20. 박서연 기자", words).is_some());
        assert!(reporter_line("이안나 기자 2023-05-17 10:30", words).is_some());
        assert!(reporter_line("그는 2025.02.20. 서울에서 만났다", words).is_none());
        for line in [
            "Озёрный вестник, 17 мая 2023 г.",
            "호수일보 2023년 5월 17일자",
            "[호수일보] 2023-05-17",
            "Nairobi Diary. 17 May 2023.",
        ] {
            assert!(paper_day(line, words).is_some(), "{line}");
        }
        for line in [
            "They met on 17 May 2023",
            "the treaty of 17 May 2023",
            "서명 2023년 5월 17일",
            "Treaty signed 17 May 2023",
        ] {
            assert!(paper_day(line, words).is_none(), "{line}");
        }
        assert!(byline_date("By Ann Lee and Omar Diab | 12 December 2024 | 5 min read", words).is_some());
        assert!(byline_date("12 ноября 2024, 09:15  |  Экономика  |  Просмотров: 3 418", words).is_some());
        assert!(byline_date("Lima, 3 June 1929", words).is_none());
    }

    #[test]
    fn the_end_of_a_heading_dates_a_text_that_nothing_else_dates() {
        let furniture = Furniture::embedded();
        let words = &furniture.dates;
        assert!(heading_date("Regular briefing of the spokesperson, 17 September 2024", words).is_some());
        assert!(heading_date("Lima, 3 June 1929", words).is_none());
        assert!(heading_date("On 3 June 1929 the treaty was signed in Lima", words).is_none());
    }
}
