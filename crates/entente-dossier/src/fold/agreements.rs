//! Treaties, protocols and memoranda: one instrument from however many sources is one.

use std::collections::{BTreeMap, HashMap};

use entente_model::{Day, Interval, PartyCode, Precision};
use serde::{Deserialize, Serialize};

use super::{Entry, Fold, Rules, most};
use crate::{
    lineage::{common_parties, kin},
    report::{AgreementBody, Stored},
    words::overlap,
};

/// An agreement of the record, apart from its reports and conflicts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct AgreementLine {
    pub name: String,
    pub kind: String,
    pub signed: Option<Interval>,
    pub parties: Vec<PartyCode>,
    /// The report of the event that tells of its signature.
    pub event: Option<i64>,
}

/// The fold of agreements.
pub(super) struct Agreements;

impl Fold for Agreements {
    type Body = AgreementBody;
    type Line = AgreementLine;

    fn gather(reports: &[Stored<AgreementBody>], rules: &Rules) -> Vec<Vec<usize>> {
        let mut groups = gather(reports, rules);
        // The longest name leads: "treaty" says less than "treaty on basic relations".
        let length = |at: &usize| reports[*at].body.agreement.name.chars().count().min(90);
        for group in &mut groups {
            group.sort_by_key(|at| (std::cmp::Reverse(length(at)), reports[*at].id));
        }
        groups
    }

    fn entry(group: &[&Stored<AgreementBody>], _rules: &Rules) -> Entry<AgreementLine> {
        let first = &group[0].body.agreement;
        let signed = group
            .iter()
            .filter_map(|report| report.body.agreement.signed)
            .min_by_key(|signed| (signed.days().unwrap_or(i64::MAX), *signed));
        let parties = most(
            group
                .iter()
                .map(|report| report.body.agreement.parties.clone())
                .filter(|parties| !parties.is_empty()),
        );
        let parties = parties.unwrap_or_default();
        Entry {
            when: signed,
            kind: first.kind.clone(),
            status: String::new(),
            parties: parties.clone(),
            weight: group.len() as f64,
            lead: None,
            line: AgreementLine {
                name: first.name.clone(),
                kind: first.kind.clone(),
                signed,
                parties,
                event: group.iter().find_map(|report| report.body.told_by),
            },
        }
    }
}

/// Exact dates first; a report is compared with the groups of its day, a vague one with those of its time.
fn gather(reports: &[Stored<AgreementBody>], rules: &Rules) -> Vec<Vec<usize>> {
    const GROUPS: usize = 512;
    let signed = |at: usize| reports[at].body.agreement.signed;
    let mut order: Vec<usize> = (0..reports.len()).collect();
    order.sort_by_key(|&at| (signed(at).and_then(Interval::days).unwrap_or(i64::MAX), reports[at].id));
    let mut groups: Vec<Vec<usize>> = Vec::new();
    let mut by_day: BTreeMap<Day, Vec<usize>> = BTreeMap::new();
    let mut vague = Vague::default();
    for at in order {
        let days = signed(at).map(|signed| (signed.earliest(), signed.latest()));
        let of_time = days.into_iter().flat_map(|(first, last)| by_day.range(first..=last));
        let vague_ones = vague.may_be(&reports[at].body.agreement.parties);
        let near = of_time.flat_map(|(_, groups)| groups).chain(&vague_ones).take(GROUPS);
        let ruled = || {
            let with = |&member: &usize| rules.puts_together(reports[at].id, reports[member].id);
            groups.iter().position(|group| group.iter().any(with))
        };
        let home = if rules.is_put_together(reports[at].id) { ruled() } else { None };
        let fits = |&&group: &&usize| same(&reports[groups[group][0]], &reports[at], rules);
        if let Some(group) = home.or_else(|| near.clone().find(fits).copied()) {
            groups[group].push(at);
        } else {
            match days {
                Some((first, last)) if first == last => {
                    by_day.entry(first).or_default().push(groups.len());
                }
                _ => vague.add(groups.len(), &reports[at].body.agreement.parties),
            }
            groups.push(vec![at]);
        }
    }
    groups
}

/// Groups that no single day holds, by the parties of the first report of each.
#[derive(Default)]
struct Vague {
    all: Vec<usize>,
    by_party: HashMap<PartyCode, Vec<usize>>,
    by_nobody: Vec<usize>,
}

impl Vague {
    fn add(&mut self, group: usize, parties: &[PartyCode]) {
        self.all.push(group);
        for party in parties {
            self.by_party.entry(*party).or_default().push(group);
        }
        if parties.is_empty() {
            self.by_nobody.push(group);
        }
    }

    /// Those that have a party in common with these, or where either has none, in order.
    fn may_be(&self, parties: &[PartyCode]) -> Vec<usize> {
        if parties.is_empty() {
            return self.all.clone();
        }
        let of_parties =
            parties.iter().flat_map(|&party| kin(party)).filter_map(|code| self.by_party.get(&code));
        let mut groups: Vec<usize> = of_parties.chain([&self.by_nobody]).flatten().copied().collect();
        groups.sort_unstable();
        groups.dedup();
        groups
    }
}

fn same(left: &Stored<AgreementBody>, right: &Stored<AgreementBody>, rules: &Rules) -> bool {
    if rules.keeps_apart(left.id, right.id) {
        return false;
    }
    if rules.puts_together(left.id, right.id) {
        return true;
    }
    let (mine, theirs) = (&left.body.agreement, &right.body.agreement);
    if common_parties(&mine.parties, &theirs.parties) == Some(0.0) {
        return false;
    }
    let alike = || overlap(&left.body.terms, &right.body.terms);
    match (mine.signed, theirs.signed) {
        (Some(one), Some(other)) if !one.overlaps(other) => false,
        (Some(one), Some(other)) => {
            let exact = one.precision() == Precision::Day && other.precision() == Precision::Day;
            let languages_differ = left.body.lang != right.body.lang;
            alike() >= 0.6 || (exact && mine.kind == theirs.kind && languages_differ)
        }
        _ => alike() >= 0.75,
    }
}
