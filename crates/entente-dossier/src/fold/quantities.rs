//! Figures: one number of one measure for one time, from however many sources, is one.

use std::collections::HashMap;

use entente_model::{Bound, Interval, QuantityRole};
use serde::{Deserialize, Serialize};

use super::{
    Entry, Fold, Rules,
    join::{Head, Join, Place},
};
use crate::{
    report::{QuantityBody, Stored},
    words::overlap,
};

/// A figure of the record, apart from its reports and conflicts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct QuantityLine {
    pub measure: String,
    pub value: f64,
    pub unit: String,
    pub bound: Bound,
    pub role: QuantityRole,
    pub as_of: Option<Interval>,
}

/// The fold of figures.
pub(super) struct Quantities;

impl Fold for Quantities {
    type Body = QuantityBody;
    type Line = QuantityLine;

    /// The time that the figure is of.
    fn key(report: &Stored<QuantityBody>) -> Option<String> {
        Some(report.body.quantity.as_of.map(|time| time.to_string()).unwrap_or_default())
    }

    fn gather(reports: &[Stored<QuantityBody>], rules: &Rules) -> Vec<Vec<usize>> {
        let keys: Vec<Option<String>> = reports.iter().map(Self::key).collect();
        gather(reports, &keys, |left, right| same(left, right, rules), rules)
    }

    fn entry(group: &[&Stored<QuantityBody>], _rules: &Rules) -> Entry<QuantityLine> {
        let first = &group[0].body.quantity;
        Entry {
            when: first.as_of.or(group[0].body.published),
            kind: first.unit.clone(),
            status: first.role.to_string(),
            parties: Vec::new(),
            weight: group.len() as f64,
            lead: Self::key(group[0]),
            line: QuantityLine {
                measure: first.measure.clone(),
                value: first.value,
                unit: first.unit.clone(),
                bound: first.bound,
                role: first.role,
                as_of: first.as_of,
            },
        }
    }
}

fn same(left: &Stored<QuantityBody>, right: &Stored<QuantityBody>, rules: &Rules) -> bool {
    if rules.keeps_apart(left.id, right.id) {
        return false;
    }
    if rules.puts_together(left.id, right.id) {
        return true;
    }
    let (mine, theirs) = (&left.body.quantity, &right.body.quantity);
    let near = (mine.value - theirs.value).abs() <= 0.001 * mine.value.abs();
    let alike = left.body.lang == right.body.lang && overlap(&left.body.terms, &right.body.terms) >= 0.6;
    near && mine.as_of == theirs.as_of
        && (alike || (mine.as_of.is_some() && left.body.lang != right.body.lang))
}

/// Groups of a block and a key that a report is compared with.
pub(super) const GROUPS: usize = 256;

impl Join for Quantities {
    /// A report joins the first group that fits, in the order of the ids of the reports that lead them.
    fn place(new: &Stored<QuantityBody>, heads: &[Head<QuantityBody, QuantityLine>]) -> Place {
        let rules = Rules::default();
        let earlier = heads.partition_point(|head| head.lead.id < new.id);
        let first = heads[..earlier.min(GROUPS)].iter().position(|head| same(&head.lead, new, &rules));
        if let Some(at) = first {
            return Place::Joins(at);
        }
        // What is told after it might have joined it, had it come first; and only so many groups are looked at.
        if earlier < heads.len() { Place::Unclear } else { Place::Alone }
    }

    fn joined(
        _new: &Stored<QuantityBody>,
        head: &Head<QuantityBody, QuantityLine>,
    ) -> Option<Entry<QuantityLine>> {
        let mut entry = Self::entry(&[&head.lead], &Rules::default());
        entry.weight = (head.own + 1) as f64;
        Some(entry)
    }
}

/// Puts each report to the first group of its key whose first member is the same thing, else into a new one.
pub(super) fn gather<B>(
    reports: &[Stored<B>],
    keys: &[Option<String>],
    same: impl Fn(&Stored<B>, &Stored<B>) -> bool,
    rules: &Rules,
) -> Vec<Vec<usize>> {
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_key: HashMap<&Option<String>, Vec<usize>> = HashMap::new();
    for (at, (report, key)) in reports.iter().zip(keys).enumerate() {
        let of_key = by_key.entry(key).or_default();
        let fits = |group: &usize| same(&reports[groups[*group][0]], report);
        // A person may have put it to one of another key.
        let home = if rules.is_put_together(report.id) {
            (0..groups.len()).find(fits)
        } else {
            of_key.iter().copied().take(GROUPS).find(fits)
        };
        if let Some(group) = home {
            groups[group].push(at);
        } else {
            of_key.push(groups.len());
            groups.push(vec![at]);
        }
    }
    groups
}
