//! Figures by what they measure, and targets against what was observed.

use entente_model::{Interval, QuantityEntry, QuantityRole};

use super::words::Words;

/// The figures of a brief.
pub(crate) struct Figures<'a> {
    /// Measures with figures of more than one year in one unit, the fullest first.
    pub(crate) series: Vec<Series<'a>>,
    /// The rest, in order of the record.
    pub(crate) others: Vec<&'a QuantityEntry>,
}

/// Figures of one measure in one unit.
pub(crate) struct Series<'a> {
    pub(crate) measure: &'a str,
    pub(crate) unit: &'a str,
    /// In order of time, undated ones last.
    pub(crate) entries: Vec<&'a QuantityEntry>,
}

impl<'a> Figures<'a> {
    pub(crate) fn new(quantities: &'a [QuantityEntry]) -> Self {
        let mut all: Vec<Series<'a>> = Vec::new();
        for entry in quantities {
            let same = |series: &&mut Series<'_>| {
                series.unit == entry.unit && same_measure(series.measure, &entry.measure)
            };
            match all.iter_mut().find(same) {
                Some(series) => series.entries.push(entry),
                None => {
                    all.push(Series { measure: &entry.measure, unit: &entry.unit, entries: vec![entry] });
                }
            }
        }
        let (mut series, rest): (Vec<_>, Vec<_>) = all.into_iter().partition(Series::is_a_course);
        for series in &mut series {
            series.entries.sort_by_key(|entry| (entry.as_of.is_none(), entry.as_of));
        }
        series.sort_by_key(|series| std::cmp::Reverse(series.entries.len()));
        Self { series, others: rest.into_iter().flat_map(|series| series.entries).collect() }
    }
}

impl<'a> Series<'a> {
    /// Figures with a date, changes apart: a growth by 3 stands on another scale than 27.
    pub(crate) fn dated(&self) -> impl Iterator<Item = (&'a QuantityEntry, Interval)> {
        self.entries
            .iter()
            .filter(|entry| entry.role != QuantityRole::Change && entry.value.is_finite())
            .filter_map(|&entry| Some((entry, entry.as_of.filter(|as_of| !as_of.is_open())?)))
    }

    /// Whether a picture tells more than the lines: three points or more.
    pub(crate) fn has_chart(&self) -> bool {
        self.dated().count() > 2
    }

    fn is_a_course(&self) -> bool {
        let mut years: Vec<i16> = self.dated().map(|(_, as_of)| as_of.earliest().year()).collect();
        years.sort_unstable();
        years.dedup();
        years.len() > 1
    }

    /// "Target of 30 billion USD for 2020: about 19.6 billion USD in 2020, 65 %", one a target.
    pub(crate) fn targets(&self, words: &Words) -> Vec<String> {
        let targets = self.dated().filter(|(entry, _)| entry.role == QuantityRole::Target);
        targets
            .filter_map(|(target, due)| {
                let (observed, as_of) = self.observed_by(due)?;
                let share = observed.value / target.value * 100.0;
                let share = share.is_finite().then(|| format!("{share:.0}"))?;
                let values = [
                    ("due", words.when(Some(due))),
                    ("target", words.amount(target)),
                    ("date", words.when(Some(as_of))),
                    ("observed", words.amount(observed)),
                    ("share", share),
                ];
                let values: Vec<(&str, &str)> =
                    values.iter().map(|(name, value)| (*name, value.as_str())).collect();
                Some(words.filled("target-met", &values))
            })
            .collect()
    }

    /// The last figure observed by the end of that time.
    fn observed_by(&self, due: Interval) -> Option<(&'a QuantityEntry, Interval)> {
        self.dated()
            .filter(|(entry, _)| entry.role == QuantityRole::Observed)
            .filter(|(_, as_of)| as_of.latest() <= due.latest())
            .max_by_key(|(_, as_of)| as_of.latest())
    }
}

fn same_measure(a: &str, b: &str) -> bool {
    let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ").to_lowercase();
    words(a) == words(b)
}
