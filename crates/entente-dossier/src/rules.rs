//! What the fold has to keep to: the parties, and what people ruled.

use std::collections::HashSet;

use entente_model::Ruling;
use rusqlite::OptionalExtension as _;

use crate::{
    Dossier, DossierError,
    decisions::{Anchor, find, undone},
    fold::Rules,
};

impl Dossier {
    /// The parties and the decisions that stand, by the reports that they are about.
    pub(crate) fn rules(&self) -> Result<Rules, DossierError> {
        let mut rules = Rules { parties: self.parties()?, ..Rules::default() };
        let all = self.kept()?;
        let undone = undone(&all);
        for kept in all.iter().filter(|kept| !undone.contains(&kept.decision.id)) {
            let mine = self.reports_of(&kept.mine)?;
            match &kept.decision.ruling {
                Ruling::Accept => rule(&mut rules, &mine, "accepted"),
                Ruling::Reject => rule(&mut rules, &mine, "rejected"),
                Ruling::Correct { field, value } => {
                    if let Some(lead) = mine.first() {
                        rules.corrected.entry(*lead).or_default().push((field.clone(), value.clone()));
                    }
                }
                Ruling::Merge { .. } => {
                    let mut group = mine;
                    group.extend(self.reports_of(&kept.others)?);
                    for &report in &group {
                        rules
                            .together
                            .entry(report)
                            .or_default()
                            .extend(group.iter().filter(|&&other| other != report));
                    }
                    for &one in &group {
                        for &other in &group {
                            rules.apart.remove(&(one.min(other), one.max(other)));
                        }
                    }
                }
                Ruling::Split { .. } => {
                    for &other in &self.reports_of(&kept.others)? {
                        for &one in &mine {
                            rules.apart.insert((one.min(other), one.max(other)));
                            rules.together.entry(one).or_default().remove(&other);
                            rules.together.entry(other).or_default().remove(&one);
                        }
                    }
                }
                Ruling::Resolve { .. } | Ruling::Undo => {}
            }
        }
        rules.together.retain(|_, with| !with.is_empty());
        let apart = rules.apart.iter().flat_map(|&(one, other)| [one, other]);
        let concerned: HashSet<i64> = apart
            .chain(rules.together.keys().copied())
            .chain(rules.ruled.keys().copied())
            .chain(rules.corrected.keys().copied())
            .collect();
        let failed = |error| self.failed(error);
        let mut statement =
            self.connection.prepare_cached("SELECT block FROM reports WHERE id = ?1").map_err(failed)?;
        for report in concerned {
            let block = statement.query_row([report], |row| row.get(0)).optional().map_err(failed)?;
            rules.blocks.extend(block);
        }
        Ok(rules)
    }

    fn reports_of(&self, anchors: &[Anchor]) -> Result<Vec<i64>, DossierError> {
        let mut reports = Vec::new();
        for anchor in anchors {
            reports.extend(
                find(&self.connection, anchor).map_err(|error| self.inner(error))?.map(|(_, report)| report),
            );
        }
        Ok(reports)
    }
}

fn rule(rules: &mut Rules, reports: &[i64], ruling: &'static str) {
    for &report in reports {
        rules.ruled.insert(report, ruling);
    }
}
