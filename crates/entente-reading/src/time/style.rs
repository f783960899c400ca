//! Days of a text that says of itself that they are by the Julian calendar.

use entente_model::{Day, Interval, Precision};

use super::{calendar, found::FoundTime};

/// Turns the days of a text into those of the Gregorian calendar, as far as the country concerned still went by the Julian
/// one: those before `until`, its first Gregorian day. The day as written is kept beside it in
/// [`FoundTime::julian`](super::FoundTime::julian).
///
/// Days that the text tells in both calendars, and those that say which they are of, are left as they are.
pub fn to_new_style(times: &mut [FoundTime], until: Day) {
    for time in times.iter_mut().filter(|time| time.julian.is_none()) {
        let Some(written) = time.edtf.filter(|edtf| is_day(*edtf)) else { continue };
        let Some(day) = written.first_day().and_then(|day| gregorian(day, until)) else { continue };
        let new = Interval::day(day);
        time.edtf = Some(if written.is_approximate() { new.approximately() } else { new });
        time.julian = Some(written);
        let day = day.to_string();
        // What follows the day is a time of day.
        let clock = |value: &str| value.find('T').map(|at| value[at..].to_owned()).unwrap_or_default();
        time.value = time.value.as_deref().map(|value| day + &clock(value));
        time.whole = time.whole.and_then(|whole| {
            let end = |day: Option<Day>| day.map(|day| Interval::day(gregorian(day, until).unwrap_or(day)));
            if whole.precision() == Precision::Day {
                Interval::range(end(whole.first_day()), end(whole.last_day()))
            } else {
                Some(whole)
            }
        });
    }
}

fn is_day(edtf: Interval) -> bool {
    edtf.precision() == Precision::Day && !edtf.is_range()
}

/// The Gregorian day of one as written, where it lies before the change.
fn gregorian(written: Day, until: Day) -> Option<Day> {
    let (year, month, day) = (written.year(), written.month(), written.day());
    calendar::from_julian(i32::from(year), i32::from(month), i32::from(day)).filter(|day| *day < until)
}

#[cfg(test)]
mod tests {
    use entente_model::Language;

    use super::*;
    use crate::time::{TimeContext, TimeGrammar, scan};

    fn read(code: &str, text: &str) -> (bool, Vec<String>) {
        let grammar = TimeGrammar::embedded(Language::new(code).unwrap()).unwrap();
        let context = TimeContext { published: "2015-03-02".parse().ok(), clock: None };
        let mut found = scan(text, grammar, &context);
        if found.old_style {
            to_new_style(&mut found.times, "1918-02-14".parse().unwrap());
        }
        let days = found.times.iter().filter_map(|time| time.edtf).map(|edtf| edtf.to_string());
        (found.old_style, days.collect())
    }

    #[test]
    fn days_of_a_text_of_the_old_style_are_turned_up_to_the_change() {
        let (old_style, days) = read(
            "en",
            "All dates are given in the Old Style. The fleet left on 2 October 1904 and was lost on 14 May 1905; peace \
             came two months later. The archive moved on 3 March 1922. It was printed in 1906.",
        );
        assert!(old_style);
        assert_eq!(days, ["1904-10-15", "1905-05-27", "1905-07", "1922-03-03", "1906"]);
    }

    #[test]
    fn a_text_that_does_not_say_so_is_left_as_it_is() {
        let (old_style, days) = read("en", "The Old Style was given up. The fleet left on 2 October 1904.");
        assert!(!old_style);
        assert_eq!(days, ["1904-10-02"]);
    }

    #[test]
    fn other_languages_say_it_in_their_words() {
        let russian = "Даты приводятся по старому стилю. Договор подписан 25 июня 1884 года.";
        assert_eq!(read("ru", russian), (true, vec!["1884-07-07".to_owned()]));
        let korean = "이 글의 날짜는 모두 율리우스력으로 적었다. 조약은 1884년 6월 25일에 체결되었다.";
        assert_eq!(read("ko", korean), (true, vec!["1884-07-07".to_owned()]));
    }
}
