//! Laws of intervals, tried on any.

use proptest::prelude::*;

use super::{AllenRelation, Interval, Precision};
use crate::Day;

fn any_date() -> impl Strategy<Value = Interval> {
    let year = prop_oneof![4 => 1700_i32..2100, 1 => -9999_i32..=9999];
    let parts = prop::sample::select((21_u8..=41).collect::<Vec<_>>());
    (year, 1_u8..=12, 1_i8..=31, parts, 0_u8..7, 0_u8..4, 0_u8..4).prop_filter_map(
        "a date that exists",
        |(year, month, day, part, kind, said, unspecified)| {
            let date = match kind {
                0 => Interval::year(year)?,
                1 => Interval::month(year, month)?,
                2 | 3 => Interval::day(Day::new(year as i16, month as i8, day)?),
                4 => Interval::season(year, part)?,
                5 => Interval::decade(year)?,
                _ => Interval::century(year)?,
            };
            let date = match (unspecified, date.precision()) {
                (1, Precision::Year | Precision::Month) => format!("{date}-XX").parse().ok()?,
                (2, Precision::Year) => format!("{date}-XX-XX").parse().ok()?,
                _ => date,
            };
            Some(match said {
                0 => date.approximately(),
                1 => date.uncertainly(),
                _ => date,
            })
        },
    )
}

fn any_interval() -> impl Strategy<Value = Interval> {
    prop_oneof![
        4 => any_date(),
        2 => (any_date(), any_date()).prop_filter_map("in order", |(from, to)| Interval::range(Some(from), Some(to))),
        1 => any_date().prop_filter_map("open", |from| Interval::range(Some(from), None)),
        1 => any_date().prop_filter_map("open", |to| Interval::range(None, Some(to))),
        1 => any_date().prop_filter_map("unknown", |from| format!("{from}/").parse().ok()),
    ]
}

proptest! {
    #[test]
    fn what_is_written_reads_back(when in any_interval()) {
        prop_assert_eq!(when.to_string().parse(), Ok(when));
        let json = serde_json::to_string(&when).unwrap();
        prop_assert_eq!(serde_json::from_str::<Interval>(&json).unwrap(), when);
    }

    #[test]
    fn no_text_makes_it_panic(text in "[-0-9X~?%/.]{0,24}|\\PC{0,16}") {
        if let Ok(when) = text.parse::<Interval>() {
            prop_assert_eq!(when.to_string().parse(), Ok(when));
        }
    }

    #[test]
    fn it_begins_before_it_ends(when in any_interval()) {
        prop_assert!(when.earliest() <= when.latest());
        prop_assert_eq!(when.is_open(), when.days().is_none());
        prop_assert!(when.days().is_none_or(|days| days >= 1));
    }

    #[test]
    fn the_order_is_total(a in any_interval(), b in any_interval(), c in any_interval()) {
        prop_assert_eq!(a.cmp(&b), b.cmp(&a).reverse());
        prop_assert_eq!(a == b, a.cmp(&b).is_eq());
        if a <= b && b <= c {
            prop_assert!(a <= c);
        }
    }

    #[test]
    fn what_holds_another_stands_first_where_they_begin_together(a in any_interval(), b in any_interval()) {
        if a.earliest() == b.earliest() && a.contains(b) && !b.contains(a) {
            prop_assert!(a < b);
        }
    }

    #[test]
    fn a_year_stands_before_its_months_and_they_before_their_days(year in -9000_i32..9000, month in 1_u8..=12) {
        let (whole, part) = (Interval::year(year).unwrap(), Interval::month(year, month).unwrap());
        let day = Interval::day(part.first_day().unwrap());
        prop_assert!(whole < part && part < day);
        prop_assert!(whole.contains(part) && part.contains(day));
    }

    #[test]
    fn relations_turn_round(a in any_interval(), b in any_interval()) {
        prop_assert_eq!(a.relation_to(b).inverse(), b.relation_to(a));
        prop_assert_eq!(a.relation_to(b).inverse().inverse(), a.relation_to(b));
        prop_assert_eq!(a.relation_to(a), AllenRelation::Equals);
    }

    #[test]
    fn relations_say_what_overlaps_and_contains_say(a in any_interval(), b in any_interval()) {
        use AllenRelation::{After, Before, Contains, Equals, FinishedBy, Meets, MetBy, StartedBy};
        let relation = a.relation_to(b);
        prop_assert_eq!(a.overlaps(b), !matches!(relation, Before | Meets | MetBy | After));
        prop_assert_eq!(a.contains(b), matches!(relation, Contains | Equals | StartedBy | FinishedBy));
    }

    #[test]
    fn before_hands_on(a in any_interval(), b in any_interval(), c in any_interval()) {
        let before = |one: Interval, other: Interval| {
            matches!(one.relation_to(other), AllenRelation::Before | AllenRelation::Meets)
        };
        if before(a, b) && before(b, c) {
            prop_assert_eq!(a.relation_to(c), AllenRelation::Before);
        }
    }

    #[test]
    fn months_add_up_where_no_day_is_said(year in 1000_i32..3000, month in 1_u8..=12, a in -5000..5000, b in -5000..5000) {
        let start = Interval::month(year, month).unwrap();
        let twice = start.plus_months(a).and_then(|moved| moved.plus_months(b));
        prop_assert_eq!(twice, start.plus_months(a + b));
        prop_assert_eq!(start.plus_months(a).and_then(|moved| moved.plus_months(-a)), Some(start));
    }

    #[test]
    fn a_length_keeps_the_precision_and_the_order(a in any_date(), b in any_date(), months in -600..600) {
        if let (Some(x), Some(y)) = (a.plus_months(months), b.plus_months(months)) {
            prop_assert_eq!((x.precision(), x.is_approximate()), (a.precision(), a.is_approximate()));
            if a.earliest() <= b.earliest() {
                prop_assert!(x.earliest() <= y.earliest() || a.precision() != b.precision());
            }
        }
        prop_assert_eq!(a.plus_months(0), Some(a));
    }

    #[test]
    fn a_year_later_lies_in_the_next_year(when in any_date(), years in -300..300) {
        if let Some(moved) = when.plus_years(years) {
            prop_assert_eq!(i32::from(moved.earliest().year()), i32::from(when.earliest().year()) + years);
        }
    }

    #[test]
    fn years_to_bounds_every_pair_of_days(a in any_date(), b in any_date()) {
        match a.years_to(b) {
            None => prop_assert!(b.latest() < a.earliest()),
            Some((fewest, most)) => {
                prop_assert!(0 <= fewest && fewest <= most);
                let day = |when| Interval::day(when).years_to(Interval::day(b.latest()));
                let (least, same) = day(a.earliest()).unwrap();
                prop_assert_eq!(least, same);
                prop_assert_eq!(same, most);
            }
        }
    }
}
