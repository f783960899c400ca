//! How many of the sources could look back on a day.
//!
//! The last days of a file of news are looked back on by few because little was published after them. So mentions are
//! counted against the share of the sources that were published more than a week later. The share goes down in steps of
//! half an octave: what one more source changes is the place where a step lies, and with it the weight of few days.

use std::f64::consts::FRAC_1_SQRT_2;

use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::days::{DAY, LOOK_BACK};

/// Steps of the share, from all sources down to one in sixty-four.
const STEPS: usize = 13;
/// What is added to every share, so that a single mention of a day near the end does not count for dozens.
const LEAST: f64 = 0.04;
/// How much of the share counts: sources tell more of what is new than of what is old.
const POWER: f64 = 0.75;
/// Where the steps lay when days were weighed last, in the table of settings.
const SETTING: &str = "hindsight";

/// For each step the last day that at least such a share of the sources could look back on, in days since 1970-01-01.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Hindsight(Vec<i64>);

impl Hindsight {
    /// Where the steps lie now. The days that a step has passed since they were weighed are marked to be weighed again.
    pub(super) fn renew(transaction: &Transaction<'_>) -> rusqlite::Result<Self> {
        let (kept, now) = (Self::kept(transaction)?, Self::now(transaction)?);
        if kept.as_ref() != Some(&now) {
            let all = vec![i64::MIN; now.0.len()];
            let before = kept.map_or(all, |kept| kept.0);
            for (&from, &to) in before.iter().zip(&now.0) {
                mark(transaction, from.min(to), from.max(to))?;
            }
            now.keep(transaction)?;
        }
        Ok(now)
    }

    /// The number that mentions of a day count for: the fewer sources could look back on it, the more.
    pub(super) fn factor(&self, day: i64) -> f64 {
        let step = self.0.iter().position(|last| day <= *last);
        let share = step.map_or(0.0, |step| FRAC_1_SQRT_2.powi(step as i32));
        (share + LEAST).powf(-POWER)
    }

    fn now(connection: &Connection) -> rusqlite::Result<Self> {
        let mut statement = connection.prepare_cached("SELECT day, sources FROM issues ORDER BY day DESC")?;
        let issues = statement
            .query_map([], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<rusqlite::Result<Vec<_>>>()?;
        Ok(Self::of(&issues))
    }

    /// From days of publication with the number of sources, the last day first.
    fn of(issues: &[(i64, i64)]) -> Self {
        let all: i64 = issues.iter().map(|(_, sources)| sources).sum();
        let last = |step: usize| {
            let needed = (all as f64 * FRAC_1_SQRT_2.powi(step as i32)).ceil() as i64;
            let mut later = 0;
            let found = issues.iter().find(|(_, sources)| {
                later += sources;
                later >= needed
            });
            found.map_or(i64::MAX, |(day, _)| day - LOOK_BACK - 1)
        };
        Self((0..STEPS).map(last).collect())
    }

    fn kept(connection: &Connection) -> rusqlite::Result<Option<Self>> {
        let text: Option<String> = connection
            .prepare_cached("SELECT value FROM settings WHERE name = ?1")?
            .query_row([SETTING], |row| row.get(0))
            .optional()?;
        let days = text.map(|text| text.split(' ').filter_map(|day| day.parse().ok()).collect::<Vec<i64>>());
        Ok(days.filter(|days| days.len() == STEPS).map(Self))
    }

    fn keep(&self, connection: &Connection) -> rusqlite::Result<()> {
        let text = self.0.iter().map(i64::to_string).collect::<Vec<_>>().join(" ");
        connection
            .prepare_cached("INSERT INTO settings VALUES (?1, ?2) ON CONFLICT DO UPDATE SET value = ?2")?
            .execute(params![SETTING, text])
            .map(drop)
    }
}

/// Has the days after one and up to another weighed again, where anything happened on them.
fn mark(transaction: &Transaction<'_>, after: i64, to: i64) -> rusqlite::Result<()> {
    if after == to {
        return Ok(());
    }
    transaction
        .prepare_cached(
            "INSERT OR IGNORE INTO stale (class, block) SELECT DISTINCT ?1, CAST(first AS TEXT)
             FROM entries INDEXED BY entries_in_time
             WHERE class = 1 AND wide = 0 AND first > ?2 AND first <= ?3 AND first = last",
        )?
        .execute(params![DAY, after, to])
        .map(drop)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    #[test]
    fn the_fewer_sources_came_later_the_more_a_mention_counts() {
        // A source a day for 200 days, the last first.
        let issues: Vec<(i64, i64)> = (0..200).rev().map(|day| (day, 1)).collect();
        let hindsight = Hindsight::of(&issues);
        let factors: Vec<f64> = [-30, 20, 100, 150, 180, 198].map(|day| hindsight.factor(day)).to_vec();
        assert!(factors.is_sorted() && factors[0] < 1.0 && factors[5] > 8.0, "{factors:?}");
        assert!((hindsight.factor(-8) - hindsight.factor(-1000)).abs() < 1e-9);
        assert!((hindsight.factor(199) - hindsight.factor(5000)).abs() < 1e-9);
    }

    #[test]
    fn without_dated_sources_all_days_are_alike() {
        let hindsight = Hindsight::of(&[]);
        assert!((hindsight.factor(0) - hindsight.factor(40_000)).abs() < 1e-9);
    }

    proptest! {
        #[test]
        fn a_step_lies_where_its_share_of_the_sources_came_later(
            days in prop::collection::btree_map(-500_i64..500, 1_i64..20, 1..60),
            day in -600_i64..600,
        ) {
            let issues: Vec<(i64, i64)> = days.iter().rev().map(|(&day, &sources)| (day, sources)).collect();
            let all: i64 = days.values().sum();
            let later: i64 = days.range(day + LOOK_BACK + 1..).map(|(_, sources)| sources).sum();
            let steps = Hindsight::of(&issues).0;
            for (step, last) in steps.iter().enumerate() {
                let share = FRAC_1_SQRT_2.powi(step as i32);
                prop_assert_eq!(day <= *last, later as f64 >= (all as f64 * share).ceil());
            }
        }
    }
}
