//! "The court ruled in 2007, *seven years after* gunboats had chased the rig away": an act so long before or after another one of
//! its sentence, whose day tells its own.

use entente_model::{Interval, TimexType};

use crate::annotate::Annotated;

/// How far an act lies from the one that its sentence dates.
#[derive(Debug, Clone, Copy)]
pub(super) struct Shift {
    /// How many, less than nothing for an act that came before.
    count: i32,
    unit: Unit,
}

#[derive(Debug, Clone, Copy)]
enum Unit {
    Years,
    Months,
    Days,
}

impl Shift {
    /// The shift of a clause that begins so: "seven years after …", «через семь лет после того, как …».
    pub(super) fn of(text: &Annotated<'_>, number: usize) -> Option<Self> {
        /// Words before the first one of the clause that may belong to it.
        const BEFORE: usize = 6;
        let words = &text.lexicon.status;
        let clause = &text.clauses[number];
        let sentence = &text.analysis.sentences[clause.sentence];
        if words.later_than.is_empty() || text.times.is_empty() {
            return None;
        }
        let first = *clause.tokens.first()?;
        let from = first.saturating_sub(BEFORE).max(sentence.tokens.start as usize);
        let mark = (from..clause.head).rev().find_map(|token| {
            let form = text.form(token);
            let sign = if words.later_than.contains(form) {
                -1
            } else if words.earlier_than.contains(form) {
                1
            } else {
                return None;
            };
            Some((token, sign))
        });
        let (mark, sign) = mark?;
        // The clause is what the word begins: no other predicate stands between.
        let first_verb =
            !text.clauses.iter().skip(number.saturating_sub(BEFORE)).take(2 * BEFORE).any(|other| {
                other.sentence == clause.sentence && mark < other.head && other.head < clause.head
            });
        let start = text.analysis.tokens[mark].start as usize;
        let before = text.times.partition_point(|time| time.range.end <= start).checked_sub(1)?;
        let time = &text.times[before];
        let beside =
            text.text[time.range.end..start].trim().is_empty() && time.timex_type == TimexType::Duration;
        let value = time.value.as_deref().filter(|_| first_verb && beside)?;
        let digits = value.strip_prefix('P')?;
        let unit = digits.chars().next_back()?;
        let count: i32 =
            digits[..digits.len() - unit.len_utf8()].parse().ok().filter(|count| *count < 1000)?;
        let (count, unit) = match unit {
            'Y' => (count, Unit::Years),
            'M' => (count, Unit::Months),
            'W' => (7 * count, Unit::Days),
            'D' => (count, Unit::Days),
            _ => return None,
        };
        Some(Self { count: sign * count, unit })
    }

    /// The same the other way round: from the act that is told so to the one that it is told by.
    pub(super) const fn back(self) -> Self {
        Self { count: -self.count, ..self }
    }

    /// The time so far from another, as exact as what it is counted in; nothing where the other is less exact.
    pub(super) fn from(self, when: Interval) -> Option<Interval> {
        let day = when.first_day()?;
        match self.unit {
            Unit::Years => Interval::year(i32::from(day.year()) + self.count),
            Unit::Months => {
                let months = i32::from(day.year()) * 12 + i32::from(day.month()) - 1 + self.count;
                let exact = when
                    .last_day()
                    .is_some_and(|last| last.year() == day.year() && last.month() == day.month());
                let month = u8::try_from(months.rem_euclid(12) + 1).ok().filter(|_| exact)?;
                Interval::month(months.div_euclid(12), month)
            }
            Unit::Days => {
                (when.days() == Some(1)).then(|| Interval::day(day.plus_days(i64::from(self.count))))
            }
        }
    }
}
