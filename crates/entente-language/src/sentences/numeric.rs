//! Dates in digits with points, the year first: `2021. 3. 16.`, `2004.4.1.`, `5.14.(수)`. Their points end no sentence.

use entente_model::Letter as _;

/// Whether the place between two words, given as the text on either side, lies within such a date or right behind one.
pub(crate) fn goes_on(before: &str, after: &str) -> bool {
    let before = before.trim_end_matches(' ');
    let Some((rest, last)) = number_and_point(before) else {
        // "5.14(수)"
        return weekday(after) && number(before).is_some_and(|(rest, _)| number_and_point(rest).is_some());
    };
    if is_year(last) || is_short_year(rest, last) {
        return month_and_day(after) || month_alone(after);
    }
    // "6. 5.(수)": a month, its day and the day of the week.
    if is_month(last) && day_and_weekday(after) {
        return true;
    }
    // "2013.10.28.~31."
    if let Some(from) = rest.strip_suffix(['~', '∼', '-', '–']) {
        return is_day(last) && number_and_point(from).is_some() && goes_on(from, "");
    }
    let Some((rest, former)) = number_and_point(rest) else { return false };
    if is_year(former) || is_short_year(rest, former) {
        return is_day(last) && after.starts_with(|c: char| c.is_ascii_digit())
            || is_month(last) && starts_in_hangul(after);
    }
    if !is_day(last) || !is_day(former) {
        return false;
    }
    weekday(after)
        || number_and_point(rest).is_some_and(|(rest, year)| is_year(year) || is_short_year(rest, year))
}

/// `3. 16.` at the beginning.
fn month_and_day(after: &str) -> bool {
    let part = |text: &str| -> Option<usize> {
        let digits = text.find(|c: char| !c.is_ascii_digit()).filter(|&end| is_day(&text[..end]))?;
        text[digits..].starts_with('.').then_some(digits + 1)
    };
    part(after).is_some_and(|end| part(after[end..].trim_start_matches(' ')).is_some())
}

/// `5.(수)` at the beginning.
fn day_and_weekday(after: &str) -> bool {
    let digits = after.find(|c: char| !c.is_ascii_digit()).filter(|&end| is_day(&after[..end]));
    digits.and_then(|end| after[end..].strip_prefix('.')).is_some_and(weekday)
}

/// `10. 가서명` at the beginning: a month without a day, in a language that writes dates so.
fn month_alone(after: &str) -> bool {
    let digits = after.find(|c: char| !c.is_ascii_digit()).filter(|&end| is_month(&after[..end]));
    digits
        .and_then(|end| after[end..].strip_prefix('.'))
        .is_some_and(|rest| starts_in_hangul(rest.trim_start_matches(' ')))
}

fn starts_in_hangul(text: &str) -> bool {
    text.starts_with(|c: char| ('가'..='힣').contains(&c))
}

/// `(수)`: a single letter in brackets that is no letter of a list.
fn weekday(after: &str) -> bool {
    let mut letters = after.chars();
    letters.next() == Some('(')
        && letters.next().is_some_and(|letter| !letter.is_ascii() && letter.is_letter())
        && letters.next() == Some(')')
}

/// The number before the point at the end, and what stands before it.
fn number_and_point(text: &str) -> Option<(&str, &str)> {
    number(text.strip_suffix('.')?)
}

fn number(text: &str) -> Option<(&str, &str)> {
    let start = text.trim_end_matches(|c: char| c.is_ascii_digit()).len();
    let (rest, digits) = text.split_at(start);
    (!digits.is_empty() && digits.len() <= 4).then(|| (rest.trim_end_matches(' '), digits))
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && digits.starts_with(['1', '2'])
}

/// The year of `'24. 6. 5.`, with what stands before it.
fn is_short_year(before: &str, digits: &str) -> bool {
    digits.len() == 2 && before.ends_with(['\'', '’', '‘'])
}

fn is_month(digits: &str) -> bool {
    matches!(digits.parse(), Ok(1..=12)) && digits.len() <= 2
}

fn is_day(digits: &str) -> bool {
    matches!(digits.parse(), Ok(1..=31)) && digits.len() <= 2
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn points_of_a_date_end_no_sentence() {
        for (before, after) in [
            ("양국은 2021.", "3. 16. 서울에서"),
            ("양국은 2021. 3.", "16. 서울에서"),
            ("양국은 2021. 3. 16.", "서울에서 만났다."),
            ("협정은 2004.4.1.", "발효되었다."),
            ("대통령은 2013.10.28.~31.", "방문하였다."),
            ("회담은 5.14.", "(수) 오전에"),
            ("회담은 5.14", "(수) 오전에"),
            ("양국 장관은 6.", "5.(수) 오전에"),
            ("양국 장관은 6. 5.", "(수) 오전에"),
            ("양국은 '24.", "6. 5. 서울에서"),
            ("양국은 '24. 6.", "5. 서울에서"),
            ("양국은 '24. 6. 5.", "서울에서"),
            ("항공협정: 2014.", "10. 가서명"),
            ("항공협정: 2014. 10.", "가서명"),
        ] {
            assert!(goes_on(before, after), "{before} | {after}");
        }
        for (before, after) in [
            ("The war ended in 1953.", "3 years later"),
            ("Цена выросла на 3.5.", "Затем"),
            ("제1장 2.", "3. 경제"),
            ("제1장 2.", "3.(1) 경제"),
            ("It was signed in 2014.", "10. The parties"),
            ("The talks were held on 10.11.1988.", "They failed."),
        ] {
            assert!(!goes_on(before, after), "{before} | {after}");
        }
    }
}
