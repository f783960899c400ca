//! One line that says what happened.

use entente_model::Letter as _;

use crate::report::{EventBody, Stored};

/// The length that a line of a chronology should have, in letters.
const GOOD: usize = 90;
/// The length at which a title is cut.
const MOST: usize = 140;

/// The report whose words make the best line.
pub(super) fn best<'a>(group: &[&'a Stored<EventBody>]) -> &'a Stored<EventBody> {
    let cost = |report: &Stored<EventBody>| {
        let body = &report.body;
        let length = words(report).chars().count();
        let names_day =
            u32::from(body.event.when.is_some_and(|when| when.precision() == entente_model::Precision::Day));
        let doubt = ((1.0 - body.event.confidence) * 60.0) as usize;
        let is_part = usize::from(words(report).starts_with(char::is_lowercase));
        length.abs_diff(GOOD) + doubt + 20 * (1 - names_day) as usize + 40 * is_part
    };
    let mut best = group[0];
    for report in &group[1..] {
        if cost(report) < cost(best) {
            best = report;
        }
    }
    best
}

/// The words of the report on one line, cut at a word where they are long.
pub(super) fn of(report: &Stored<EventBody>) -> String {
    line(words(report))
}

fn words(report: &Stored<EventBody>) -> &str {
    report.body.sentence.as_deref().unwrap_or(&report.body.event.quote)
}

/// Words on one line, with a capital, without a full stop.
pub(super) fn line(quote: &str) -> String {
    let words = quote.split_whitespace().collect::<Vec<_>>().join(" ");
    let words = words.trim_matches(|letter: char| matches!(letter, ',' | ';' | ':' | '–' | '—' | '-' | ' '));
    let words = without_date(words);
    let words = if words.ends_with("..") { words } else { words.strip_suffix('.').unwrap_or(words) };
    let mut letters = words.chars();
    let mut title: String = letters.next().map(|first| first.to_uppercase().to_string()).unwrap_or_default();
    title.extend(letters);
    if title.chars().count() <= MOST {
        return title;
    }
    let cut: String = title.chars().take(MOST - 1).collect();
    let end = cut.rfind(' ').filter(|&end| end > cut.len() / 2).unwrap_or(cut.len());
    format!("{}…", cut[..end].trim_end_matches([',', ';', ':', ' ']))
}

/// "22 December 1978 – Argentina launches an operation": in a chronology the day stands beside the title.
fn without_date(words: &str) -> &str {
    const LEAD: usize = 24;
    let dashes = [" – ", " — ", " - "];
    let Some((lead, rest)) = dashes.iter().find_map(|dash| words.split_once(dash)) else { return words };
    let is_number = |word: &str| {
        let digits = word.trim_end_matches(|sign: char| {
            sign == '.' || sign == ',' || sign.is_letter() && !sign.is_ascii()
        });
        !digits.is_empty() && digits.bytes().all(|byte| byte.is_ascii_digit())
    };
    let dated = lead.chars().count() <= LEAD
        && lead.split(' ').count() <= 4
        && lead.split(' ').any(is_number)
        && rest.split(' ').nth(2).is_some();
    if dated { rest } else { words }
}

#[cfg(test)]
mod tests {
    use super::line;

    #[test]
    fn the_day_before_a_line_is_no_part_of_its_title() {
        assert_eq!(line("22 December 1978 – the islands are taken."), "The islands are taken");
        assert_eq!(line("July 15 - The council wins recognition"), "The council wins recognition");
        assert_eq!(line("Trade with G20 - a new start for both"), "Trade with G20 - a new start for both");
    }

    #[test]
    fn a_title_is_one_line_with_a_capital() {
        assert_eq!(line("they  signed\na treaty,"), "They signed a treaty");
        assert_eq!(line("в Сеуле открыто посольство."), "В Сеуле открыто посольство");
        assert!(line(&"long words ".repeat(40)).ends_with('…'));
        assert!(line(&"длинные слова ".repeat(40)).chars().count() <= 140);
    }
}
