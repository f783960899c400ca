//! `anachronism`: a state that did not exist, or a person not in that office, at that date.

use entente_model::{Conflict, ConflictKind, Interval};

use super::{conflict, say, say_when};
use crate::{Claim, Content, certainty, known, people};

/// Years by which a text may run ahead of the founding of a state, or behind its end, without a word from us: sources
/// call a state by the name that it took soon after.
const YEARS_LET_PASS: i64 = 2;

/// Bodies meet and negotiate for years before the day on which they are founded.
const YEARS_LET_PASS_TO_BODIES: i64 = 7;

/// "In 1904 the Soviet Union and Japan began the war": the Soviet Union existed from 1922 to 1991.
///
/// Only names that mean one very state are held to its lifespan ("the Soviet Union", "the Korean Empire"); "Russia" and
/// "Korea" mean whatever state bore the name then.
pub(crate) fn alone(claims: &[Claim]) -> Vec<Conflict> {
    claims.iter().filter_map(|claim| presence(claim).or_else(|| office(claim))).collect()
}

/// Days around a term: sources differ on election, oath and first day at work.
const DAYS_LET_PASS: i64 = 14;

fn presence(claim: &Claim) -> Option<Conflict> {
    let Content::Presence { state, name, when, name_span, modern } = &claim.content else { return None };
    let there = name_span.map_or_else(|| known::existed(*state, *when), |span| span.overlaps(*when));
    let years = known::years_off(*state, *name_span, *when);
    let let_pass = if known::is_body(*state) { YEARS_LET_PASS_TO_BODIES } else { YEARS_LET_PASS };
    if there || (!modern && years < let_pass) {
        return None;
    }
    let spans = name_span.map_or_else(|| known::lifespans(*state), |span| vec![span]);
    let then = known::state_of_the_day(known::side(*state), *when);
    let then = then.map_or_else(String::new, |then| format!("; the state of that time is {then}"));
    let name = with_english(name, known::english(*state, *name_span));
    let why =
        format!("{name} {}: one of that name existed {}{then}", say_when(*when), spans_in_words(&spans));
    Some(conflict(ConflictKind::Anachronism, why, &[claim], certainty::PLAIN))
}

fn office(claim: &Claim) -> Option<Conflict> {
    let Content::Office { person, name, office, when } = &claim.content else { return None };
    let terms = people::terms(person, office);
    let near = |term: &Interval| {
        let (first, last) = (term.earliest(), term.latest());
        first.plus_days(-DAYS_LET_PASS) <= when.latest() && when.earliest() <= last.plus_days(DAYS_LET_PASS)
    };
    if terms.is_empty() || terms.iter().any(near) {
        return None;
    }
    let title = office.replace('-', " ");
    let then = people::holder(person, office, *when)
        .map_or_else(String::new, |other| format!("; {} the {title} was {other}", say_when(*when)));
    let why = format!(
        "{} is called {title} {}, but held the office {}{then}",
        with_english(name, person),
        say_when(*when),
        spans_in_words(&terms)
    );
    Some(conflict(ConflictKind::Anachronism, why, &[claim], certainty::PLAIN))
}

/// "the Korean Empire (대한제국)": the English name, and that of the text where it is in another script.
fn with_english(name: &str, english: &str) -> String {
    if name.is_ascii() { name.to_owned() } else { format!("{english} ({name})") }
}

/// "from 1922 to 1991 and since 2000", with the days where known.
fn spans_in_words(spans: &[Interval]) -> String {
    let day = |day| say(Interval::day(day));
    let words = |span: &Interval| match (span.first_day(), span.last_day()) {
        (Some(first), Some(last)) => format!("from {} to {}", day(first), day(last)),
        (Some(first), None) => format!("since {}", day(first)),
        (None, Some(last)) => format!("until {}", day(last)),
        (None, None) => "always".to_owned(),
    };
    joined(spans).iter().map(words).collect::<Vec<_>>().join(" and ")
}

/// Spans in order, those that touch made one.
fn joined(spans: &[Interval]) -> Vec<Interval> {
    let mut whole: Vec<Interval> = Vec::new();
    for &span in spans {
        match whole.last_mut() {
            Some(last) if last.latest().plus_days(1) >= span.earliest() => {
                if let Some(both) = Interval::range(Some(*last), Some(span)) {
                    *last = both;
                }
            }
            _ => whole.push(span),
        }
    }
    whole
}

#[cfg(test)]
mod tests {
    use crate::rules::testing::{kinds, page};

    #[test]
    fn a_state_out_of_its_time_is_found() {
        for text in [
            "In 1904 the Soviet Union and Japan began the war.",
            "In 1988 the Russian Federation sent its team to Seoul.",
            "He described the opening of the mission of the Korean Empire in St Petersburg in 1884; and the Treaty of 1992.",
            "Modern Russia established relations with South Korea on 30 September 1990.",
            "In June 2012 the Soviet Union offered Korea a place.",
        ] {
            assert_eq!(kinds(&[page("en", "2019", text)]), ["anachronism"], "{text}");
        }
    }

    #[test]
    fn lasting_names_and_mentions_of_the_past_are_let_pass() {
        for text in [
            "In 1884 Russia and Korea signed a treaty.",
            "In 1995 trade with the former Soviet Union grew.",
            "In 1994, after the collapse of the Soviet Union, trade grew.",
            "In 1990 the Soviet Union and South Korea established relations.",
            "The history of the Russian Federation and the Republic of Korea goes back to 1884.",
            "In 1919 the Provisional Government of the Republic of Korea sent envoys.",
        ] {
            assert_eq!(kinds(&[page("en", "2019", text)]), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_person_out_of_office_is_found() {
        for (lang, text) in [
            ("en", "President Kim Young Sam visited Moscow in June 1989."),
            ("en", "In 1998 President Vladimir Putin instructed the government to draw up a plan."),
            ("en", "President Yoon Suk-yeol met the Russian ambassador in August 2025."),
            ("ru", "В октябре 1998 года президент Ким Ён Сам посетил Новосибирск."),
            ("ru", "В июне 1990 года министр иностранных дел СССР Евгений Примаков готовил встречу."),
            ("ko", "1987년 노태우 대통령은 모스크바에 특사를 보냈다."),
        ] {
            assert_eq!(kinds(&[page(lang, "2025", text)]), ["anachronism"], "{text}");
        }
    }

    #[test]
    fn holders_former_holders_and_lives_are_let_pass() {
        for (lang, text) in [
            ("en", "President Boris Yeltsin visited Seoul in November 1992."),
            ("en", "In 2016 former President Kim Dae-jung was remembered."),
            ("en", "President Vladimir Putin was born in 1952."),
            ("en", "In 2009 Prime Minister Vladimir Putin spoke."),
            ("en", "In 1999 Igor Ivanov met President Kim."),
            // Another of the family name held the office then.
            ("en", "Prime Minister Singh opened the fair in June 1990."),
            ("en", "President Vladimir Putin joined the service in 1975."),
            ("en", "President Kim Dae-jung died in August 2009."),
            ("ru", "Президент Борис Ельцин скончался в апреле 2007 года."),
            ("ko", "문재인 대통령은 2012년 대선에서 낙선했다."),
            ("ko", "김대중 대통령은 2009년 8월 서거했다."),
            ("ru", "В 2004 году президент Но Му Хён посетил Москву."),
            ("ko", "2018년 문재인 대통령은 연설했다."),
        ] {
            assert_eq!(kinds(&[page(lang, "2025", text)]), [""; 0], "{text}");
        }
    }

    #[test]
    fn a_body_goes_by_the_name_of_its_day() {
        let text = "In 1985 the European Union signed a trade agreement with China.";
        assert_eq!(kinds(&[page("en", "2020", text)]), ["anachronism"]);
        let text = "In 1985 the European Economic Community signed a trade agreement with China. In 1995 the European \
                    Union sent an envoy to Beijing.";
        assert_eq!(kinds(&[page("en", "2020", text)]), [""; 0]);
    }
}
