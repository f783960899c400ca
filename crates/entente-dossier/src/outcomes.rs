//! Promises and what became of them: targets held against later observations of the same measure.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use entente_model::{Bound, CharIndex, Interval, Language, QuantityEntry, QuantityRole, SourceId};
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
        let langs: HashMap<SourceId, Language> =
            self.sources()?.into_iter().filter_map(|source| Some((source.id?, source.lang?))).collect();
        let units: BTreeSet<&str> =
            figures.iter().filter(|figure| is_promise(figure)).map(|figure| figure.unit.as_str()).collect();
        let observed: Vec<(&QuantityEntry, Interval, Measure)> = all
            .iter()
            .filter(|figure| figure.role == QuantityRole::Observed && units.contains(figure.unit.as_str()))
            .filter_map(|figure| {
                let told =
                    || figure.reports.iter().filter_map(|report| published.get(&report.source_id)).min();
                let when = figure.as_of.or_else(|| told().copied())?;
                Some((figure, when, self.measure(figure, &langs, false)))
            })
            .collect();
        let outcomes = figures.iter().filter(|figure| is_promise(figure)).map(|target| {
            let measure = self.measure(target, &langs, true);
            let set = target.reports.iter().filter_map(|report| published.get(&report.source_id)).min();
            // What was observed for the due date counts, even where the goal is told of in retrospect only.
            let counts = |when: Interval| {
                target.as_of.is_some_and(|due| when.latest() >= due.earliest())
                    || set.map_or(target.as_of.is_none(), |set| when.latest() > set.earliest())
            };
            let later: Vec<(&QuantityEntry, Interval)> = observed
                .iter()
                .filter(|(figure, when, other)| {
                    figure.unit == target.unit && measure.is_that_of(other) && counts(*when)
                })
                .map(|(figure, when, _)| (*figure, *when))
                .collect();
            (target.id.clone(), outcome(target, later))
        });
        Ok(outcomes.collect())
    }
}

/// What a figure measures: a measure known by its words in any language, and the words.
struct Measure {
    known: Option<&'static str>,
    terms: Vec<u32>,
}

impl Measure {
    fn is_that_of(&self, other: &Self) -> bool {
        match (self.known, other.known) {
            (Some(mine), Some(theirs)) => mine == theirs,
            _ => overlap(&self.terms, &other.terms) >= ALIKE,
        }
    }
}

impl Dossier {
    /// The measure of a figure; of a promise also by what is said just before it ("Trade fell. The goal was ...").
    fn measure(
        &self,
        figure: &QuantityEntry,
        langs: &HashMap<SourceId, Language>,
        look_back: bool,
    ) -> Measure {
        const BEFORE: u32 = 300;
        let known = figure.reports.iter().take(3).find_map(|report| {
            let lang = *langs.get(&report.source_id)?;
            let own = entente_examine::measure(&format!("{} {}", report.quote, figure.measure), lang);
            own.or_else(|| {
                let reading = look_back.then(|| self.reading(report.source_id).ok()).flatten()??;
                let index = CharIndex::new(&reading.text);
                let from = index.bytes(&reading.text, report.start.saturating_sub(BEFORE));
                let to = index.bytes(&reading.text, report.end);
                entente_examine::measure(reading.text.get(from..to)?, lang)
            })
        });
        Measure { known, terms: self.words.signature(&figure.measure) }
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
    fn a_goal_is_held_against_the_trade_of_its_year_in_another_language() {
        use crate::testing::{dossier, told};
        let quantity = |told: crate::testing::Told, quote: &str, value: f64, role, when: &str| {
            let mut told = told;
            let start = told.0.text.find(quote).map(|at| told.0.text[..at].chars().count() as u32).unwrap();
            told.0.quantities.push(entente_model::Quantity {
                start,
                end: start + quote.chars().count() as u32,
                quote: quote.to_owned(),
                value,
                unit: "USD".to_owned(),
                bound: Bound::Exact,
                measure: String::new(),
                as_of: when.parse().ok(),
                role,
            });
            told
        };
        let goal = told(
            "goal.txt",
            "en",
            "2018-06-22",
            "The leaders spoke about trade. They set the goal of $30 billion by 2020.",
        );
        let goal = quantity(goal, "the goal of $30 billion by 2020", 30e9, QuantityRole::Target, "2020");
        let seen = told(
            "seen.txt",
            "ru",
            "2021-03-01",
            "В 2020 году товарооборот двух стран составил 19,6 млрд долларов.",
        );
        let seen = quantity(
            seen,
            "товарооборот двух стран составил 19,6 млрд долларов",
            19.6e9,
            QuantityRole::Observed,
            "2020",
        );
        let folder = tempfile::tempdir().unwrap();
        let mut dossier = dossier(folder.path(), &[&goal, &seen]);
        let figures = dossier.quantities(&Filter::default()).unwrap();
        let outcomes = dossier.outcomes(&figures).unwrap();
        assert_eq!(outcomes.len(), 1);
        let outcome = outcomes.values().next().unwrap();
        assert_eq!((outcome.standing, outcome.value), (Standing::Missed, Some(19.6e9)));
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
