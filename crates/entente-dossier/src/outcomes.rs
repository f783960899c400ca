//! Promises and what became of them: targets held against later observations of the same measure.

use std::collections::{BTreeMap, HashMap};

use entente_model::{Bound, Interval, QuantityEntry, QuantityRole, SourceId};
use serde::Serialize;

use crate::{Dossier, DossierError, Filter, words::overlap};

/// How far a target has come.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Standing {
    /// An observation by the due date meets it.
    Reached,
    /// The due date has passed and what was observed for it falls short.
    Missed,
    /// Nothing observed tells yet.
    Open,
}

/// What became of a target.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Outcome {
    /// How far it has come.
    pub standing: Standing,
    /// The observation that tells, or the latest one.
    pub observed: Option<String>,
    /// Its number.
    pub value: Option<f64>,
    /// When it was so.
    pub when: Option<Interval>,
}

impl Outcome {
    /// "reached", "missed" or "open", as people read it.
    pub const fn in_words(&self) -> &'static str {
        match self.standing {
            Standing::Reached => "reached",
            Standing::Missed => "missed",
            Standing::Open => "open",
        }
    }
}

/// Names of measures with this much in common mean one.
const ALIKE: f64 = 0.6;
/// A number that falls short by less than this share meets its target: "30 billion" is a round number.
const SLACK: f64 = 0.005;

impl Dossier {
    /// What became of those of these figures that are targets or plans, by their ids.
    ///
    /// A target counts as reached or missed by what sources observe after it was set; figures of another unit or
    /// another measure say nothing.
    ///
    /// # Errors
    /// When the database fails.
    pub fn outcomes(&mut self, figures: &[QuantityEntry]) -> Result<BTreeMap<String, Outcome>, DossierError> {
        if !figures.iter().any(is_promise) {
            return Ok(BTreeMap::new());
        }
        let all = self.quantities(&Filter::default())?;
        let published: HashMap<SourceId, Interval> =
            self.sources()?.into_iter().filter_map(|source| Some((source.id?, source.published?))).collect();
        let observed: Vec<(&QuantityEntry, Interval, Vec<u32>)> = all
            .iter()
            .filter(|figure| figure.role == QuantityRole::Observed)
            .filter_map(|figure| {
                let told =
                    || figure.reports.iter().filter_map(|report| published.get(&report.source_id)).min();
                let when = figure.as_of.or_else(|| told().copied())?;
                Some((figure, when, self.words.signature(&figure.measure)))
            })
            .collect();
        let outcomes = figures.iter().filter(|figure| is_promise(figure)).map(|target| {
            let terms = self.words.signature(&target.measure);
            let set = target.reports.iter().filter_map(|report| published.get(&report.source_id)).min();
            let later: Vec<(&QuantityEntry, Interval)> = observed
                .iter()
                .filter(|(figure, when, measure)| {
                    figure.unit == target.unit
                        && overlap(&terms, measure) >= ALIKE
                        && set.is_none_or(|set| when.latest() > set.earliest())
                })
                .map(|(figure, when, _)| (*figure, *when))
                .collect();
            (target.id.clone(), outcome(target, later))
        });
        Ok(outcomes.collect())
    }
}

fn is_promise(figure: &QuantityEntry) -> bool {
    matches!(figure.role, QuantityRole::Target | QuantityRole::Planned) && figure.value > 0.0
}

fn outcome(target: &QuantityEntry, mut later: Vec<(&QuantityEntry, Interval)>) -> Outcome {
    later.sort_by(|left, right| (left.1, &left.0.id).cmp(&(right.1, &right.0.id)));
    let of = |standing, found: Option<&(&QuantityEntry, Interval)>| Outcome {
        standing,
        observed: found.map(|(figure, _)| figure.id.clone()),
        value: found.map(|(figure, _)| figure.value),
        when: found.map(|(_, when)| *when),
    };
    let in_time = |when: Interval| target.as_of.is_none_or(|due| when.earliest() <= due.latest());
    if let Some(found) = later.iter().find(|(figure, when)| in_time(*when) && meets(target, figure)) {
        return of(Standing::Reached, Some(found));
    }
    let due = target.as_of.and_then(|due| later.iter().find(|(_, when)| when.latest() >= due.latest()));
    match due {
        Some(found) => of(Standing::Missed, Some(found)),
        None => of(Standing::Open, later.last()),
    }
}

fn meets(target: &QuantityEntry, observed: &QuantityEntry) -> bool {
    match target.bound {
        Bound::Under => observed.value <= target.value * (1.0 + SLACK),
        _ => observed.value >= target.value * (1.0 - SLACK),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn figure(id: &str, value: f64, role: QuantityRole, when: &str) -> QuantityEntry {
        QuantityEntry {
            id: id.to_owned(),
            measure: "trade".to_owned(),
            value,
            unit: "USD".to_owned(),
            bound: Bound::Exact,
            role,
            as_of: when.parse().ok(),
            reports: Vec::new(),
            conflicts: Vec::new(),
        }
    }

    fn standing(due: &str, observed: &[(f64, &str)]) -> Standing {
        let target = figure("t", 30e9, QuantityRole::Target, due);
        let seen: Vec<QuantityEntry> =
            observed.iter().map(|(value, when)| figure("o", *value, QuantityRole::Observed, when)).collect();
        let later = seen.iter().map(|figure| (figure, figure.as_of.unwrap())).collect();
        outcome(&target, later).standing
    }

    #[test]
    fn a_target_is_reached_missed_or_open() {
        assert_eq!(standing("2020", &[(19.6e9, "2020")]), Standing::Missed);
        assert_eq!(standing("2020", &[(25e9, "2018"), (30.1e9, "2019")]), Standing::Reached);
        assert_eq!(standing("2020", &[(25e9, "2018")]), Standing::Open);
        assert_eq!(standing("2020", &[(25e9, "2018"), (29.99e9, "2020")]), Standing::Reached);
        assert_eq!(standing("2020", &[(31e9, "2022")]), Standing::Missed);
        assert_eq!(standing("2020", &[]), Standing::Open);
    }
}
