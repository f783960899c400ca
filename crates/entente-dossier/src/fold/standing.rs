//! Which finer events a coarse report fits best: kept beside it, so that one more event is held against two numbers and
//! not against all events of its year again.

use rusqlite::{OptionalExtension as _, Transaction, params};

use super::{faces::ENOUGH, groups::CLEAR};

/// How much worse than the best an event may be and still leave it unclear which of two a coarse report means.
pub(super) const MATTERS: f64 = ENOUGH - CLEAR;

/// The events that a coarse report fits best, each with its score; those that do not matter are left out.
#[derive(Debug, Clone, Copy, PartialEq, Default)]
pub(super) struct Standing {
    best: Option<(f64, i64)>,
    second: Option<(f64, i64)>,
}

impl Standing {
    /// Among these events.
    pub(super) fn among(scores: impl Iterator<Item = (f64, i64)>) -> Self {
        let mut standing = Self::default();
        scores.for_each(|(score, entry)| standing.add(score, entry));
        standing
    }

    /// With one event more. Of two that fit alike the earlier one is better.
    pub(super) fn add(&mut self, score: f64, entry: i64) {
        let beats = |other: Option<(f64, i64)>| {
            other.is_none_or(|other| score.total_cmp(&other.0).then(other.1.cmp(&entry)).is_gt())
        };
        if score < MATTERS {
            return;
        }
        if beats(self.best) {
            self.second = self.best.replace((score, entry));
        } else if beats(self.second) {
            self.second = Some((score, entry));
        }
    }

    /// The event that the report clearly means.
    pub(super) fn home(&self) -> Option<i64> {
        let (best, entry) = self.best?;
        let clear = self.second.is_none_or(|second| best - second.0 >= CLEAR);
        (best >= ENOUGH && clear).then_some(entry)
    }

    /// Whether an event is one of the two.
    pub(super) fn holds(&self, entry: i64) -> bool {
        [self.best, self.second].into_iter().flatten().any(|(_, known)| known == entry)
    }

    /// That of a report, where it is known.
    pub(super) fn read(transaction: &Transaction<'_>, report: i64) -> rusqlite::Result<Option<Self>> {
        let pair = |score: Option<f64>, entry: Option<i64>| score.zip(entry);
        transaction
            .prepare_cached("SELECT best, best_entry, second, second_entry FROM standings WHERE report = ?1")?
            .query_row([report], |row| {
                Ok(Self { best: pair(row.get(0)?, row.get(1)?), second: pair(row.get(2)?, row.get(3)?) })
            })
            .optional()
    }

    /// Keeps it.
    pub(super) fn write(&self, transaction: &Transaction<'_>, report: i64) -> rusqlite::Result<()> {
        let (best, second) = (self.best.unzip(), self.second.unzip());
        transaction
            .prepare_cached("INSERT OR REPLACE INTO standings VALUES (?1, ?2, ?3, ?4, ?5)")?
            .execute(params![report, best.0, best.1, second.0, second.1])
            .map(drop)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::fold::groups::best;

    proptest! {
        #[test]
        fn the_two_best_tell_what_all_tell(scores in prop::collection::vec((0..70_u8, 0..40_i64), 0..12)) {
            let mut scores: Vec<(f64, i64)> =
                scores.into_iter().map(|(score, entry)| (f64::from(score) / 10.0, entry)).collect();
            scores.sort_by_key(|(_, entry)| *entry);
            scores.dedup_by_key(|(_, entry)| *entry);
            let standing = Standing::among(scores.iter().copied());
            prop_assert_eq!(standing.home(), best(scores.clone(), false));
            scores.reverse();
            prop_assert_eq!(Standing::among(scores.into_iter()), standing);
        }
    }
}
