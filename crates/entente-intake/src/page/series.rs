//! Lines that name a number of a journal or series, and its day, month, season or year: `Working Paper 14 | March 2024`.

use entente_model::Letter as _;

use super::{datelines::behind_year_word, edges::pieces};
use crate::{
    dates::{self, Written},
    furniture::DateWords,
    published::{Candidate, Evidence},
};

/// The month at the end of a line that names a series or a journal: `Working Paper 14 | March 2024`, `Записки, № 7, май 2022 г.`,
/// `이슈페이퍼 2023-11`. Only where nothing says better.
pub(super) fn series_month(line: &str, words: &DateWords) -> Option<Candidate> {
    /// The longest such line, in words.
    const MOST: usize = 12;
    if line.split_whitespace().count() > MOST {
        return None;
    }
    // "2023-11" is how a series counts; in words a mark parts the month from the name.
    if let Some(month) = line.rsplit_once(' ').and_then(|(_, last)| counted_month(last)) {
        return Some(Candidate::new(Evidence::Text, month, None, line));
    }
    if let Some(month) = bracketed_month(line, words) {
        return Some(month);
    }
    let month_of = |part: &str, date: &dates::PageDate| {
        let candidate = Candidate::new(Evidence::Text, date.value, date.clock, line);
        let rest = behind_year_word(part[date.range.end..].trim_start(), words, &['.']);
        (candidate.is_month() && rest.trim().is_empty()).then_some(candidate)
    };
    // "Issue 41 | March 2024 | Subscribe": a piece of its own.
    let pieces = pieces(line);
    let alone = |piece: &&str| {
        let date = dates::find(piece, words).pop().filter(|date| date.range.start == 0)?;
        month_of(piece, &date)
    };
    if let Some(month) = pieces.iter().filter(|_| pieces.len() > 1).find_map(alone) {
        return Some(month);
    }
    let date = dates::find(line, words).pop()?;
    // "2024년 9월호": the number of that month, whatever stands behind it.
    let candidate = Candidate::new(Evidence::Text, date.value, date.clock, line);
    if candidate.is_month()
        && words.issue_marks.iter().any(|mark| line[date.range.clone()].ends_with(&**mark))
    {
        return Some(candidate);
    }
    let before = line[..date.range.start].trim_end();
    let apart = before.ends_with(['|', '·', '•', '/', ',', '–', '—']);
    month_of(line, &date).filter(|_| apart)
}

/// The month in brackets behind the number of a journal, with its pages behind it: `아시아연구 제31권 제2호 (2022년 12월), 77~79쪽`.
fn bracketed_month(line: &str, words: &DateWords) -> Option<Candidate> {
    /// The longest such line, in words, the most digits of a number, and the most bytes of the pages.
    const MOST: usize = 14;
    const DIGITS: usize = 3;
    const PAGES: usize = 24;
    let (before, rest) = line.rsplit_once('(')?;
    let (inner, pages) = rest.split_once(')')?;
    let date = dates::find(inner, words).pop()?;
    let alone = [&inner[..date.range.start], &inner[date.range.end..]];
    let candidate = Candidate::new(Evidence::Text, date.value, date.clock, line);
    let counted = ends_in_number(before, DIGITS) && line.split_whitespace().count() <= MOST;
    let bare = alone.iter().all(|rest| !rest.contains(char::is_letter_or_digit)) && pages.len() <= PAGES;
    (counted && bare && candidate.is_month()).then_some(candidate)
}

/// `2023-11`
fn counted_month(word: &str) -> Option<Written> {
    let (year, month) = word.split_once('-').filter(|(year, month)| year.len() == 4 && month.len() == 2)?;
    let digits = |part: &str| part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year) || !digits(month) {
        return None;
    }
    let month = month.parse().ok().filter(|month| (1..=12).contains(month))?;
    Some(Written::Month(printed_year(year)?, month))
}

/// The day in brackets at the end of a line that counts a series, or set apart there: `연구소 논평 제2025-31호 (2025. 11. 20.)`, `Policy
/// Brief 7 (3 May 2021)`, `Issue 38, 16 May 2019`.
pub(super) fn series_day(line: &str, words: &DateWords) -> Option<Candidate> {
    /// The longest such line, in words.
    const MOST: usize = 12;
    if let Some(day) = numbered_day(line, words) {
        return Some(day);
    }
    let (before, inner) = line.trim_end().strip_suffix(')')?.rsplit_once('(')?;
    if line.split_whitespace().count() > MOST || !before.contains(|c: char| c.is_ascii_digit()) {
        return None;
    }
    let date = dates::find(inner, words).pop()?;
    let alone = [&inner[..date.range.start], &inner[date.range.end..]];
    let candidate = Candidate::new(Evidence::Text, date.value, date.clock, line);
    candidate.clear_day()?;
    alone.iter().all(|rest| !rest.contains(char::is_letter_or_digit)).then_some(candidate)
}

/// The day behind the number of a paper: `Issue 38, 16 May 2019`, `Вестник, № 4 (112), 5 июня 2020 г.`
fn numbered_day(line: &str, words: &DateWords) -> Option<Candidate> {
    /// The longest such line, in words, and the most digits of a number.
    const MOST: usize = 10;
    const DIGITS: usize = 4;
    let [date] = &dates::find(line, words)[..] else { return None };
    let before = line[..date.range.start].trim_end().strip_suffix([',', '|', '·', '•', '–', '—'])?.trim_end();
    let rest = behind_year_word(line[date.range.end..].trim_start(), words, &['.']);
    let counted = ends_in_number(before, DIGITS) && line.split_whitespace().count() <= MOST;
    let candidate = Candidate::new(Evidence::Text, date.value, date.clock, line);
    (counted && rest.trim().is_empty() && candidate.clear_day().is_some()).then_some(candidate)
}

/// Whether the last word is a number, of so many digits at most: "№ 4", "(112)", "제2호".
fn ends_in_number(words: &str, most: usize) -> bool {
    let digits = |word: &str| word.bytes().filter(u8::is_ascii_digit).count();
    words.split_whitespace().next_back().is_some_and(|word| (1..=most).contains(&digits(word)))
}

/// The year before the number of a journal: `Вестник истории. 2011. № 2. С. 41–43`, `Journal of the Baltic, 2009, No. 3`.
pub(super) fn series_year(line: &str, words: &DateWords) -> Option<Candidate> {
    if let Some(year) = bracketed_year(line) {
        return Some(year);
    }
    let at = words.number_signs.iter().filter_map(|sign| line.find(&**sign)).min()?;
    let before = line[..at].trim_end().strip_suffix(['.', ','])?;
    let (name, year) = before.rsplit_once(char::is_whitespace)?;
    let year = printed_year(year)?;
    let apart = name.trim_end().ends_with(['.', ',', '|', '·']);
    let number = line[at..].trim_start_matches(|c: char| !c.is_ascii_digit());
    (apart && number.len() < line.len() - at && !number.is_empty())
        .then(|| Candidate::new(Evidence::Text, Written::Year(year), None, line))
}

/// The year in brackets behind the number of a journal: `Журнал востоковеда, № 2 (2016)`, `제3호 (2016)`.
fn bracketed_year(line: &str) -> Option<Candidate> {
    /// The longest such line, in words, and the most digits of a number.
    const MOST: usize = 12;
    const DIGITS: usize = 3;
    let (before, year) = line.trim_end_matches('.').strip_suffix(')')?.rsplit_once('(')?;
    let year = printed_year(year)?;
    let counted = ends_in_number(before, DIGITS) && line.split_whitespace().count() <= MOST;
    counted.then(|| Candidate::new(Evidence::Text, Written::Year(year), None, line))
}

/// The season at the end of a line that names a number of a journal: `Vol. 12, Summer 2019`, `Записки | осень 2021 г.`,
/// `계간 『사람과 기록』 2011년 여름호`.
pub(super) fn series_season(line: &str, words: &DateWords) -> Option<Candidate> {
    /// The longest such line, in words.
    const MOST: usize = 14;
    if line.split_whitespace().count() > MOST {
        return None;
    }
    let bare = line.trim_end_matches(['.', ')', ' ']);
    let (rest, last) = bare.rsplit_once(char::is_whitespace)?;
    let (rest, last) =
        if words.is_year_word(last) { rest.rsplit_once(char::is_whitespace)? } else { (rest, last) };
    let before = rest.rsplit(char::is_whitespace).next().unwrap_or(rest);
    let year_of = |word: &str| {
        let digits = words.year_marks.iter().find_map(|mark| word.strip_suffix(&**mark)).unwrap_or(word);
        printed_year(digits).filter(|_| digits.len() == 4)
    };
    let value = match (year_of(before).zip(words.season(last)), words.season(before).zip(year_of(last))) {
        (Some((year, season)), _) => Written::Season(year, season),
        (_, Some((season, year))) => {
            // In a language that says "in the summer of 2019" too only a season set apart is that of a number.
            let apart = rest[..rest.len() - before.len()].trim_end();
            let alone = apart.is_empty() || apart.ends_with(['|', '·', '•', '/', ',', '–', '—', ':', '(']);
            alone.then_some(Written::Season(year, season))?
        }
        _ => return None,
    };
    Some(Candidate::new(Evidence::Text, value, None, line))
}

/// A year in which something may have been printed that a page holds.
pub(super) fn printed_year(digits: &str) -> Option<i32> {
    digits.parse().ok().filter(|year| (1900..2200).contains(year))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::furniture::Furniture;

    #[test]
    fn the_month_of_a_number_of_a_series_dates_a_text_that_nothing_else_dates() {
        let words = &Furniture::embedded().dates;
        for line in [
            "Working Paper 14 | March 2024",
            "Записки по Азии, № 7, май 2022 г.",
            "동서연구소 이슈페이퍼 2023-11",
            "아시아연구 제31권 제2호 (2022년 12월), 77~79쪽",
            "Journal of the Baltic, vol. 3 (March 2019)",
        ] {
            assert!(series_month(line, words).is_some(), "{line}");
        }
        for line in ["연구소 논평 제2025-31호 (2025. 11. 20.)", "Policy Brief 7 (3 May 2021)"] {
            assert!(series_day(line, words).is_some(), "{line}");
        }
        for line in [
            "Issue 38, 16 May 2019",
            "Вестник дипломата, № 4 (112), 5 июня 2020 г.",
            "제38호 | 2019년 5월 16일",
        ] {
            assert!(series_day(line, words).is_some(), "{line}");
        }
        for line in [
            "The Treaty of Paris (30 May 1814)",
            "Resolution 1373 of the Council, 28 September 2001, in full",
        ] {
            assert!(series_day(line, words).is_none(), "{line}");
        }
        assert!(series_year("Журнал востоковеда, № 2 (2016)", words).is_some());
        assert!(series_year("제3호 (2016)", words).is_some());
        assert!(series_year("Treaty of Friendship of 1961 (1965)", words).is_none());
        assert!(series_year("Вестник истории. 2011. № 2. С. 41–43    Скачать PDF", words).is_some());
        assert!(series_year("In 1970, No. 10 Downing Street was silent", words).is_none());
        for line in ["Relations with Peru since March 2024", "Lima, 3 June 1929", "March 2024"] {
            assert!(series_month(line, words).is_none(), "{line}");
        }
        for (line, season) in [
            ("글 문채원 | 계간 『사람과 기록』 2011년 여름호", "2011-22"),
            ("Vol. 12, Summer 2019", "2019-22"),
            ("Записки краеведа | осень 2021 г.", "2021-23"),
        ] {
            let found = series_season(line, words).and_then(|found| found.interval(None));
            assert_eq!(found.map(|when| when.to_string()).as_deref(), Some(season), "{line}");
        }
        for line in
            ["They met again in Riga in the summer 2019", "Olympic Games of 2018", "The winter of 1941"]
        {
            assert!(series_season(line, words).is_none(), "{line}");
        }
    }
}
