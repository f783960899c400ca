//! Finer events laid out for the coarse reports that may mean one of them.

use std::{
    collections::{BTreeMap, HashMap},
    ops::Range,
    rc::Rc,
};

use entente_model::{Day, PartyCode};
use rusqlite::{Transaction, params};

use super::{
    Rules,
    coarse::Coarse,
    faces::{Face, Seen},
    groups::{COMPARED, score},
    standing::Standing,
};
use crate::{dossier::Inner, lineage::kin, report};

/// Finer events that coarse reports are held against, kept while blocks of one time are folded.
#[derive(Default)]
pub(super) struct Shelf {
    /// Few blocks are folded: only those finer events are laid out that have a party in common with what is looked at.
    pub(super) few: bool,
    key: String,
    /// By first day; the first reports of each.
    fine: Vec<Fine>,
    /// The events of a month and family, by where their blocks begin, while many blocks are folded: three months are laid
    /// out for each, and finer blocks are not folded any more when coarse ones are.
    months: HashMap<(String, String), Vec<Fine>>,
    /// Places in `fine` of the events whose first report names a party, by party.
    by_party: HashMap<PartyCode, Vec<usize>>,
    /// Places of those whose first report names none.
    by_nobody: Vec<usize>,
    /// Blocks of coarse reports.
    pub(super) coarse: Coarse,
}

/// An event with its first reports.
type Fine = (i64, Rc<[Seen]>);

/// Ids, sources and faces, not taken apart yet, of the reports of an event.
type Laid = Vec<(i64, i64, String)>;

/// Lays out the reports of all events whose blocks lie between two names and are of a family.
fn lay_all(
    transaction: &Transaction<'_>,
    [from, to, family]: [&str; 3],
) -> Result<BTreeMap<i64, Laid>, Inner> {
    let mut stored: BTreeMap<i64, Laid> = BTreeMap::new();
    let mut statement = transaction.prepare_cached(
        "SELECT reports.id, source, entry, face FROM entries JOIN reports ON reports.entry = entries.id
         WHERE entries.class = 1 AND entries.block >= ?1 AND entries.block < ?2
           AND substr(entries.block, -length(?3)) = ?3 AND reports.block = entries.block",
    )?;
    let mut rows = statement.query([from, to, family])?;
    while let Some(row) = rows.next()? {
        let Some(entry) = row.get(2)? else { continue };
        let face = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
        stored.entry(entry).or_default().push((row.get(0)?, row.get(1)?, face.to_owned()));
    }
    Ok(stored)
}

/// The same for those events whose first report may name one of these parties, as an index tells.
fn lay_some(
    transaction: &Transaction<'_>,
    [from, to, family]: [&str; 3],
    wanted: &Codes,
) -> Result<BTreeMap<i64, Laid>, Inner> {
    let mut stored = BTreeMap::new();
    let mut statement = transaction.prepare_cached(
        "SELECT id, block, lead FROM entries INDEXED BY entries_of_block
         WHERE class = 1 AND block >= ?1 AND block < ?2 AND substr(block, -length(?3)) = ?3",
    )?;
    let mut of_event =
        transaction.prepare_cached("SELECT id, source, face FROM reports WHERE entry = ?1 AND block = ?2")?;
    let mut rows = statement.query([from, to, family])?;
    while let Some(row) = rows.next()? {
        let lead = row.get_ref(2)?.as_str_or_null().map_err(rusqlite::Error::from)?;
        if !lead.is_none_or(|parties| wanted.may_be(parties)) {
            continue;
        }
        let entry: i64 = row.get(0)?;
        let block = row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?;
        let reports = of_event
            .query_map(params![entry, block], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
            .collect::<Result<Laid, _>>()?;
        if !reports.is_empty() {
            stored.insert(entry, reports);
        }
    }
    Ok(stored)
}

/// The events with those of their reports that others are compared with.
fn taken_apart(stored: BTreeMap<i64, Laid>) -> Result<Vec<Fine>, Inner> {
    let mut fine = Vec::with_capacity(stored.len());
    for (entry, laid) in stored {
        let mut members = Vec::with_capacity(laid.len());
        for (id, source, face) in laid {
            members.push(Seen::new(id, source, Some(entry), report::body::<Face>(id, &face)?));
        }
        members.sort_by_key(Seen::told);
        members.truncate(COMPARED);
        fine.push((entry, members.into()));
    }
    Ok(fine)
}

impl Shelf {
    /// An empty one, for few blocks or for many.
    pub(super) fn new(few: bool) -> Self {
        Self { few, ..Self::default() }
    }

    /// Takes the finer events of a month, with those of the two behind it into which a stretch may reach, or of a year.
    pub(super) fn fill(
        &mut self,
        transaction: &Transaction<'_>,
        level: u8,
        time: &str,
        family: &str,
        parties: &[PartyCode],
    ) -> Result<(), Inner> {
        let wanted = Codes::of(if self.few { parties } else { &[] });
        let key = format!("{level}:{time}/{family}/{}", wanted.0.concat());
        if self.key == key {
            return Ok(());
        }
        let family = format!("/{family}");
        let reach = reach(level, time);
        if let Some((first, _)) = reach.first() {
            // Blocks come in the order of time.
            self.months.retain(|(from, _), _| from >= first);
        }
        self.key.clear();
        self.fine.clear();
        for (from, to) in reach {
            let of_month = (from, family.clone());
            if let Some(known) = self.months.get(&of_month) {
                self.fine.extend_from_slice(known);
                continue;
            }
            let between = [of_month.0.as_str(), &to, &family];
            let fine = if self.few {
                taken_apart(lay_some(transaction, between, &wanted)?)?
            } else {
                taken_apart(lay_all(transaction, between)?)?
            };
            self.fine.extend_from_slice(&fine);
            if level == 1 && !self.few {
                self.months.insert(of_month, fine);
            }
        }
        self.key = key;
        let first_day = |members: &[Seen]| members.first().and_then(|seen| seen.days).map(|days| days.0);
        self.fine.sort_by(|left, right| {
            first_day(&left.1).cmp(&first_day(&right.1)).then_with(|| left.0.cmp(&right.0))
        });
        self.by_party.clear();
        self.by_nobody.clear();
        for (at, (_, members)) in self.fine.iter().enumerate() {
            match members.first().map(|first| first.face.parties.as_slice()) {
                Some([]) | None => self.by_nobody.push(at),
                Some(parties) => {
                    for party in parties {
                        self.by_party.entry(*party).or_default().push(at);
                    }
                }
            }
        }
        Ok(())
    }

    /// Places in `fine`, within a range, of the events that a report of these parties may mean: those whose first report
    /// has a party in common with it, or where either names none.
    fn may_mean(&self, parties: &[PartyCode], within: Range<usize>) -> Vec<usize> {
        if parties.is_empty() {
            return within.collect();
        }
        let of_party =
            parties.iter().flat_map(|&party| kin(party)).filter_map(|party| self.by_party.get(&party));
        let mut places: Vec<usize> = Vec::new();
        for list in of_party.chain(std::iter::once(&self.by_nobody)) {
            let from = list.partition_point(|&at| at < within.start);
            places.extend(list[from..].iter().take_while(|&&at| at < within.end));
        }
        places.sort_unstable();
        places.dedup();
        places
    }

    /// How the events on the shelf stand to a coarse report.
    pub(super) fn standing(&self, report: &Seen, (first, last): (Day, Day), rules: &Rules) -> Standing {
        let begin = |members: &[Seen]| members.first().and_then(|seen| seen.days).map(|days| days.0);
        let from = self.fine.partition_point(|(_, members)| begin(members) < Some(first));
        let to = self.fine.partition_point(|(_, members)| begin(members) <= Some(last));
        let near =
            self.may_mean(&report.face.parties, from..to).into_iter().filter_map(|at| self.fine.get(at));
        Standing::among(near.filter_map(|(entry, members)| Some((fits(report, members, rules)?, *entry))))
    }
}

/// How well an event fits a coarse report that may mean it; `None` too where they have no party in common.
pub(super) fn fits(report: &Seen, members: &[Seen], rules: &Rules) -> Option<f64> {
    lies_within(members, report.days?).then(|| score(report, members.iter(), rules))?
}

/// Whether the first report of an event lies within these days, and tells them more exactly.
fn lies_within(members: &[Seen], (first, last): (Day, Day)) -> bool {
    members
        .first()
        .and_then(|seen| seen.days)
        .is_some_and(|days| (first..=last).contains(&days.0) && days.1 <= last && days != (first, last))
}

/// Codes of parties as they stand in stored faces; none lets all pass.
pub(super) struct Codes(Vec<String>);

impl Codes {
    /// The parties with their forerunners and successors.
    pub(super) fn of(parties: &[PartyCode]) -> Self {
        let mut codes: Vec<String> =
            parties.iter().flat_map(|&party| kin(party)).map(|code| format!("\"{code}\"")).collect();
        codes.sort_unstable();
        codes.dedup();
        Self(codes)
    }

    /// Whether the face may name one of them, or names no party at all.
    pub(super) fn may_be_in(&self, face: &str) -> bool {
        face.contains("\"p\":[]") || self.are_in(face)
    }

    /// The same for the parties of a report as JSON.
    fn may_be(&self, parties: &str) -> bool {
        parties == "[]" || self.are_in(parties)
    }

    fn are_in(&self, json: &str) -> bool {
        self.0.is_empty() || self.0.iter().any(|code| json.contains(code.as_str()))
    }
}

/// The blocks of finer events that a coarse block looks at, as ranges of their names.
fn reach(level: u8, time: &str) -> Vec<(String, String)> {
    if level == 1 {
        let mut month = time.to_owned();
        let mut ranges = Vec::new();
        for _ in 0..3 {
            ranges.push((format!("0:{month}-"), format!("0:{month}.")));
            let Some(next) = month_after(&month, 1) else { break };
            month = next;
        }
        return ranges;
    }
    (0..level).map(|level| (format!("{level}:{time}-"), format!("{level}:{time}."))).collect()
}

/// The month so many after `1990-12`; before it where the number is negative.
pub(super) fn month_after(month: &str, step: i32) -> Option<String> {
    let (year, number) = month.rsplit_once('-')?;
    let months = year.parse::<i32>().ok()? * 12 + number.parse::<i32>().ok()? - 1 + step;
    Some(format!("{}-{:02}", months.div_euclid(12), months.rem_euclid(12) + 1))
}
