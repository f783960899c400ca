//! Blocks of metadata above or below a text: numbers, ranges of dates, the day of publication, the kind of document.

use entente_model::{Day, Letter as _};

use super::{
    Page, Reason,
    datelines::{byline_date, dateline, heading_date, imprint, leading_date, paper_day, reporter_line},
    edges::pieces,
    own_day::{closing_day, is_chronicle, labelled_in_text},
    series::{series_day, series_month, series_season, series_year},
};
use crate::{
    dates::{self, PageDate},
    furniture::{DateWords, Furniture, fold},
    published::{Candidate, Evidence},
};

/// How many lines above a text may be metadata.
const HEAD_LINES: usize = 24;

/// Among how many first lines a line of place and date is looked for.
const SUMMARY_LINES: usize = 6;

/// Among how many first lines one of a series, its number and its month is looked for.
pub(super) const SERIES_LINES: usize = 4;

/// The longest line of a place and a day, in bytes.
pub(super) const DATELINE: usize = 60;

/// The longest line of a date, in bytes.
pub(super) const DATE_LINE: usize = 200;

/// Digits that a date with its year has at least.
const FEWEST_DIGITS: usize = 3;

pub(super) fn mark(page: &mut Page<'_>, furniture: &Furniture) {
    let (head, foot) = (page.head(), page.foot());
    let mut ranges = Vec::new();
    let mut dated_block = false;
    // The date may stand below a summary that reads like text.
    let above = 0..head.end.max(SUMMARY_LINES).min(page.lines.len());
    let kept = above.take(HEAD_LINES).map(|number| &page.lines[number]).filter(|line| line.cut.is_none());
    let words = &furniture.dates;
    // Most lines hold no date: a day and two figures of a year are looked for first.
    let figures = |line: &&super::Line<'_>| {
        line.trimmed.bytes().filter(u8::is_ascii_digit).take(FEWEST_DIGITS).count() == FEWEST_DIGITS
    };
    let given_out: Vec<Candidate> = kept
        .filter(figures)
        .filter_map(|line| {
            dateline(line.trimmed, words)
                .or_else(|| leading_date(line.trimmed, words))
                .or_else(|| byline_date(line.trimmed, words))
                .or_else(|| reporter_line(line.trimmed, words))
        })
        .collect();
    // Place after place and day after day: a chronicle, of which no line dates the text, or the reports of a few days.
    if given_out.len() == 1 {
        page.dates.extend(given_out.first().cloned());
    } else if let Some(mut first) = given_out.first().filter(|_| of_few_days(&given_out)).cloned() {
        first.evidence = Evidence::Text;
        page.dates.push(first);
    }
    // Of a speech further down that the page gives: the one line of place and day in it.
    if given_out.is_empty() {
        let alone =
            |line: &super::Line<'_>| line.trimmed.len() <= DATELINE && !line.prose && line.cut.is_none();
        let mut below =
            page.lines.iter().filter(|line| alone(line)).filter_map(|line| dateline(line.trimmed, words));
        if let (Some(mut only), None) = (below.next(), below.next()) {
            only.evidence = Evidence::Text;
            page.dates.push(only);
        }
    }
    let first = head.clone().map(|number| &page.lines[number]).find(|line| !line.trimmed.is_empty());
    let heading = first.filter(|line| line.cut.is_none());
    page.dates.extend(heading.and_then(|line| heading_date(line.trimmed, &furniture.dates)));
    let mut papers = head.clone().map(|number| &page.lines[number]).filter(|line| !line.trimmed.is_empty());
    let paper = papers
        .by_ref()
        .take(SERIES_LINES)
        .filter(|line| line.cut.is_none() && line.trimmed.len() <= DATE_LINE)
        .find_map(|line| paper_day(line.trimmed, words));
    let series = head.clone().map(|number| &page.lines[number]).filter(|line| !line.trimmed.is_empty());
    let mut series = series.take(SERIES_LINES).filter(|line| {
        line.cut.is_none() && !line.prose || matches!(line.cut, Some(Reason::Menu | Reason::Breadcrumb))
    });
    let month = series.find_map(|line| {
        let line = line.trimmed;
        series_day(line, words)
            .or_else(|| series_month(line, words))
            .or_else(|| series_season(line, words))
            .or_else(|| series_year(line, words))
    });
    let mut opening = page.lines.iter().take(SERIES_LINES).filter(|line| line.cut.is_none());
    let imprint = opening.find_map(|line| imprint(line.trimmed, words));
    page.dates.extend(imprint);
    page.dates.extend(closing_day(page, words));
    page.dates.extend(labelled_in_text(page, words));
    let chronicle = is_chronicle(page, words);
    page.dates.extend(month.filter(|_| !chronicle));
    page.dates.extend(paper.filter(|_| !chronicle));
    for number in head.clone().take(HEAD_LINES).chain(foot) {
        let line = &page.lines[number];
        if line.trimmed.is_empty()
            || line.trimmed.len() > DATE_LINE
            || !matches!(line.cut, None | Some(Reason::Menu | Reason::Breadcrumb))
        {
            continue;
        }
        let reason = if let Some(range) = day_range(line.trimmed) {
            ranges.push(range);
            Some(Reason::Metadata)
        } else if is_number(line.trimmed) {
            Some(Reason::Metadata)
        } else {
            let found = date_line(line.trimmed, &furniture.dates)
                .filter(|found| !chronicle || found.candidate.evidence != Evidence::Line);
            let alone = found.as_ref().is_some_and(|found| found.alone || is_row(line.trimmed, words));
            if let Some(found) = found {
                dated_block |= alone && head.contains(&number);
                page.dates.push(found.candidate);
            }
            alone.then_some(Reason::Date)
        };
        if let Some(reason) = reason {
            page.lines[number].cut = Some(reason);
        }
    }
    for candidate in &mut page.dates {
        candidate.settle_by_ranges(&ranges);
    }
    if dated_block {
        categories(page, furniture);
    }
}

/// Whether all of these days lie within a week.
fn of_few_days(dates: &[Candidate]) -> bool {
    const WEEK: u64 = 7;
    let days: Option<Vec<Day>> = dates.iter().map(Candidate::clear_day).collect();
    let first = days.as_ref().and_then(|days| days.first().copied());
    let near = |first: Day| days.iter().flatten().all(|day| day.days_since(first).unsigned_abs() <= WEEK);
    first.is_some_and(near)
}

/// `Latin America division | Written 2025-05-14 | Views 1287`: a labelled date among other short pieces.
fn is_row(line: &str, words: &DateWords) -> bool {
    /// Words of a piece.
    const MOST: usize = 4;
    let pieces = pieces(line);
    let short = |piece: &&str| piece.split_whitespace().count() <= MOST && !piece.ends_with('.');
    let labelled =
        |piece: &&str| beside(piece, &dates::find(piece, words), words).1 == Some(Label::Published);
    pieces.len() >= 3 && pieces.iter().all(short) && pieces.iter().any(labelled)
}

/// A line that holds a date and little else.
pub(super) struct DateLine {
    pub(super) candidate: Candidate,
    /// Whether nothing else stands there, so that the line may go.
    pub(super) alone: bool,
}

/// Reads `승인 2023.08.03 10:31`, `23 March 202113:00`, `Researched and written by A B, March 2009`.
pub(super) fn date_line(line: &str, words: &DateWords) -> Option<DateLine> {
    let found = dates::find(line, words);
    let date = found.first()?;
    let (alone, label) = beside(line, &found, words);
    let evidence = match label {
        Some(label) => label.evidence(),
        None if alone => Evidence::Line,
        None => return None,
    };
    let candidate = Candidate::new(evidence, date.value, date.clock, line);
    Some(DateLine { candidate, alone })
}

/// The dates in words that an element of a page marks as its date: what a label says wins over what the mark says.
pub(crate) fn marked(written: &str, marked: Evidence, words: &DateWords) -> Vec<Candidate> {
    let found = dates::find(written, words);
    if found.is_empty() {
        let short = dates::short_year(written).map(|day| Candidate::new(marked, day, None, written));
        return short.into_iter().collect();
    }
    let mut from = 0;
    let one = |date: &PageDate| {
        let before = written[from..date.range.start].to_lowercase();
        from = date.range.end;
        let evidence = match label_of(&before, words) {
            Some(Label::Published) => marked.min(Evidence::Label),
            Some(Label::Modified) => Evidence::Change,
            None => marked,
        };
        Candidate::new(evidence, date.value, date.clock, written)
    };
    found.iter().take(4).map(one).collect()
}

/// How many lines below a heading may hold the date of what it heads.
const BELOW_HEADING: usize = 7;

/// What the lines of a whole page tell of its day of publication: lines with a label, a date near the heading, and the
/// only day on the page.
pub(crate) fn of_lines(text: &str, heading: Option<&str>, words: &DateWords) -> Vec<Candidate> {
    const MOST_BYTES: usize = 400_000;
    let lines: Vec<&str> = text[..text.floor_char_boundary(MOST_BYTES)]
        .lines()
        .map(str::trim)
        .filter(|line| !line.is_empty())
        .collect();
    let mut candidates = Vec::new();
    let mut only: Option<Option<(PageDate, &str)>> = None;
    for (number, line) in lines.iter().enumerate() {
        if line.bytes().filter(u8::is_ascii_digit).count() < 4 {
            continue;
        }
        let found = dates::find(line, words);
        for date in &found {
            only = match only {
                None => Some(Some((date.clone(), line))),
                Some(Some((first, line))) if first.value == date.value => Some(Some((first, line))),
                Some(_) => Some(None),
            };
        }
        if line.len() > DATE_LINE || candidates.len() >= 8 {
            continue;
        }
        let Some(first) = found.first() else { continue };
        let mut before = line[..first.range.start].to_lowercase();
        // A label at some distance belongs to something else; one on the line above does not.
        if before.chars().count() > 40 {
            continue;
        }
        if before.trim().is_empty()
            && let Some(above) =
                number.checked_sub(1).map(|at| lines[at]).filter(|above| above.ends_with(':'))
        {
            before = above.to_lowercase();
        }
        if let Some(label) = label_of(&before, words) {
            candidates.push(Candidate::new(label.evidence(), first.value, first.clock, line));
        }
    }
    candidates.extend(heading.and_then(|heading| near_heading(&lines, heading, words)));
    if let Some(Some((date, line))) = only {
        candidates.push(Candidate::new(Evidence::Text, date.value, date.clock, line));
    }
    candidates
}

/// A date at the beginning of a line below the heading, else alone on a line just above it.
fn near_heading(lines: &[&str], heading: &str, words: &DateWords) -> Option<Candidate> {
    let at = lines.iter().position(|line| *line == heading)?;
    let dated = |line: &&str, reach: usize| {
        let date = match dates::find(line, words).into_iter().next() {
            Some(found) if line[..found.range.start].chars().count() <= reach => {
                Some((found.value, found.clock))
            }
            Some(_) => None,
            None => dates::short_year(line).map(|day| (day, None)),
        };
        date.map(|(value, clock)| {
            Candidate::new(Evidence::Element, value, clock, &line[..line.floor_char_boundary(DATE_LINE)])
        })
    };
    let below = lines[at + 1..].iter().take(BELOW_HEADING);
    let above = lines[..at].iter().rev().take(3).filter(|line| line.len() <= 60);
    below.clone().find_map(|line| dated(line, 30)).or_else(|| above.clone().find_map(|line| dated(line, 20)))
}

/// What a label says of the date after it.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Label {
    Published,
    Modified,
}

impl Label {
    /// What its date is evidence of.
    pub(super) const fn evidence(self) -> Evidence {
        match self {
            Self::Published => Evidence::Label,
            Self::Modified => Evidence::Change,
        }
    }
}

/// Whether nothing but labels and days of the week stands beside the dates, and the label before the first.
pub(super) fn beside(line: &str, found: &[PageDate], words: &DateWords) -> (bool, Option<Label>) {
    let Some(first) = found.first() else { return (false, None) };
    let before = line[..first.range.start].to_lowercase();
    let label = label_of(&before, words);
    let mut rest = String::new();
    let mut from = 0;
    for date in found {
        rest.push_str(&line[from..date.range.start]);
        rest.push(' ');
        from = date.range.end;
    }
    rest.push_str(&line[from..]);
    let mut rest = rest.to_lowercase();
    for label in words.modified.iter().chain(&words.published) {
        if label.chars().nth(1).is_some() && contains_word(&rest, label) {
            rest = rest.replace(label.as_str(), " ");
        }
    }
    let alone = rest
        .split(|char: char| !char.is_letter())
        .filter(|word| !word.is_empty())
        .all(|word| words.fillers.contains(word) || words.is_year_word(word))
        // Numbers of a time zone may stand there, other numbers may not.
        && rest.chars().filter(char::is_ascii_digit).count() <= 4;
    (alone, label)
}

/// The label that stands in the words before a date; the last one if there are two.
pub(super) fn label_of(before: &str, words: &DateWords) -> Option<Label> {
    let last = |labels: &[String]| {
        labels.iter().filter_map(|label| last_word_at(before, label).map(|at| at + label.len())).max()
    };
    match (last(&words.published), last(&words.modified)) {
        (Some(published), Some(modified)) if modified > published => Some(Label::Modified),
        (None, Some(_)) => Some(Label::Modified),
        (Some(_), _) => Some(Label::Published),
        (None, None) => None,
    }
}

fn contains_word(text: &str, word: &str) -> bool {
    last_word_at(text, word).is_some()
}

/// Where `word` stands last in `text` as whole words.
fn last_word_at(text: &str, word: &str) -> Option<usize> {
    // The texts are short and the words many: to prepare a search for one takes longer than to look for its first byte.
    let first = *word.as_bytes().first()?;
    memchr::memrchr_iter(first, text.as_bytes()).find(|&at| {
        let before = text[..at].chars().next_back();
        text[at..].strip_prefix(word).is_some_and(|after| {
            !before.is_some_and(char::is_letter_or_digit) && !after.starts_with(char::is_letter)
        })
    })
}

/// `20150915 - 20180824`: the days that it runs from and to.
fn day_range(line: &str) -> Option<(Day, Day)> {
    let (from, to) = line.split_once(['-', '–', '—', '~'])?;
    let (from, to) = (compact_day(from.trim())?, compact_day(to.trim())?);
    (from <= to).then_some((from, to))
}

/// `20150915`
fn compact_day(digits: &str) -> Option<Day> {
    if digits.len() != 8 || !digits.bytes().all(|byte| byte.is_ascii_digit()) {
        return None;
    }
    let year: i16 = digits[..4].parse().ok()?;
    (1500..2200).contains(&year).then_some(())?;
    Day::new(year, digits[4..6].parse().ok()?, digits[6..].parse().ok()?)
}

/// A number of a document alone on its line: at least three digits, and no year.
fn is_number(line: &str) -> bool {
    let digits = line.trim_start_matches(['#', '№']).trim();
    digits.len() >= 3
        && digits.bytes().all(|byte| byte.is_ascii_digit())
        && !(digits.len() == 4 && matches!(&digits[..2], "18" | "19" | "20"))
}

/// The lines of a dated block that name the kind or subject of the document: those of the packs, and two or more
/// bare words one below the other after the date.
fn categories(page: &mut Page<'_>, furniture: &Furniture) {
    let head = page.head();
    let first_filled = head.clone().find(|&number| {
        let line = &page.lines[number];
        !line.trimmed.is_empty() && line.cut.is_none()
    });
    for number in head {
        let line = &mut page.lines[number];
        // The first line is the title, whatever word it is.
        if line.cut.is_some() || Some(number) == first_filled || line.folded.is_empty() {
            continue;
        }
        let listed = furniture.categories.contains(&line.folded)
            || line
                .trimmed
                .split(['/', ',', '|', '·'])
                .all(|part| furniture.categories.contains(&fold(part)));
        if listed {
            line.cut = Some(Reason::Metadata);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_block_of_metadata_goes_and_gives_its_date() {
        let furniture = Furniture::embedded();
        let mut page = Page::new(
            "17452\nOfficial visit\nGillard, Julia\n20100624 - 20130627\n03/11/2010\nForeign Affairs\n\nThe Prime Minister met the President in the capital today.",
        );
        mark(&mut page, &furniture);
        let kept: Vec<_> =
            page.lines.iter().filter(|line| line.cut.is_none()).map(|line| line.trimmed).collect();
        assert_eq!(kept[..2], ["Official visit", "Gillard, Julia"]);
        assert_eq!(kept.len(), 3);
        assert_eq!(page.dates[0].interval(None).map(|day| day.to_string()).as_deref(), Some("2010-11-03"));
    }

    #[test]
    fn labels_tell_publication_from_change() {
        let words = &Furniture::embedded().dates;
        let read = |line: &str| date_line(line, words).map(|found| (found.candidate.evidence, found.alone));
        assert_eq!(read("  • 승인 2023.08.03 10:31"), Some((Evidence::Label, true)));
        assert_eq!(read("Last updated: 3 May 2019"), Some((Evidence::Change, true)));
        assert_eq!(read("Tuesday, 3 May 2019"), Some((Evidence::Line, true)));
        assert_eq!(read("Researched and written by A. Person, March 2009"), Some((Evidence::Label, false)));
        assert_eq!(read("Foreign Minister’s interview, Moscow, March 23, 2021"), None);
        for line in
            ["Media briefing, Wednesday 12 March 2025", "Брифинг, 12 марта 2025 года", "정례브리핑 2025.3.12"]
        {
            assert_eq!(read(line), Some((Evidence::Label, true)), "{line}");
        }
    }
}
