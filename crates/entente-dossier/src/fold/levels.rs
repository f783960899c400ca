//! Events, folded level by level so that a new report costs what it can touch and no more.
//!
//! The block of a day is folded by itself. A coarse report ("in November 1992") is first held against the events of
//! its time that finer blocks made, and *attached* to the one that it clearly means; what is left is put together
//! within its own block. So a day depends on nothing but its reports, a coarse block on its reports and on finer
//! events, and the events that gained or lost an attached report are written again at the end.

use std::collections::{BTreeMap, BTreeSet, HashMap};

use entente_model::{Day, PartyCode};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::{
    Entry, Rules, Told,
    ahead::{Events, Ready},
    coarse::mark_coarser,
    corrected,
    events::{self, EventLine},
    faces::{Face, Seen},
    groups::{COMPARED, gather},
    join::add_copies,
    mark_day, put, ruling,
    shelf::Shelf,
};
use crate::{
    dossier::Inner,
    report::{self, Class, EventBody, Stored},
};

const EVENT: i64 = Class::Event as i64;
/// The level on which events are written again.
const AGAIN: &str = "3:";
/// Reports from which the line of an event is made; what thousands more say changes nothing that is shown.
pub(super) const TELLING: usize = 2000;

/// Changes of one block that are held against coarse reports one by one; where there are more, all are looked at again.
const CHANGES: usize = 8;
/// Blocks in which reports without a date lie, by their words.
const UNDATED: &str = "0:-/";

/// Whether a block stands for an event that is written again, and not for reports.
pub(super) fn is_again(block: &str) -> bool {
    block.starts_with(AGAIN)
}

/// Whether new reports of a block may join what is there as copies of it, without a look at all others.
pub(super) fn takes_copies(block: &str) -> bool {
    block.starts_with(UNDATED)
}

/// Whether the events of a block are those of a day, which are folded by themselves.
pub(super) fn is_day(block: &str) -> bool {
    block.starts_with("0:") && !takes_copies(block)
}

/// Folds one block of reports of events, and marks what depends on it.
pub(super) fn fold(
    transaction: &Transaction<'_>,
    block: &str,
    fresh: Option<i64>,
    ready: Ready<'_>,
    rules: &Rules,
    shelf: &mut Shelf,
) -> Result<(), Inner> {
    if let Some(entry) = block.strip_prefix(AGAIN) {
        return entry.parse().map_or(Ok(()), |entry| write_again(transaction, entry, rules));
    }
    if let Some(fresh) = fresh.filter(|_| takes_copies(block))
        && add_copies(transaction, block, fresh, rules)?
    {
        return Ok(());
    }
    let (seen, ready_groups, mut made) = match ready {
        Ready::Events(Events { seen, groups, made }) => (seen, groups, made),
        _ => (load(transaction, "class = 1 AND block = ?1", block)?, None, HashMap::new()),
    };
    let before = entries_of(transaction, block)?;
    let stay = if fresh.is_some() && !rules.blocks.contains(block) { Some(&before) } else { None };
    let (attached, own) = attach(transaction, block, seen, stay, rules, shelf)?;
    let mut again: BTreeSet<i64> = BTreeSet::new();
    for (report, home) in &attached {
        if report.entry != Some(*home) {
            back(transaction, report.id, *home)?;
            again.insert(*home);
            again.extend(report.entry);
        }
    }
    let groups = match ready_groups {
        Some(groups) => groups,
        None if block.starts_with(UNDATED) => copies(&own, rules),
        None => gather(&own, rules),
    };
    let mut touched = Touched::default();
    if fresh.is_some() && (shelf.few || !before.is_empty()) {
        let gone = attached.iter().map(|(report, _)| report);
        touched.changes = changes(&own, gone, &before, &groups);
    }
    let mut kept = BTreeSet::new();
    for group in groups {
        let Some(&first) = group.first() else { continue };
        let lead = own[first].id;
        kept.insert(lead);
        let mut changed = before.get(&lead).is_none_or(|row| row.own != group.len() as i64);
        for &at in &group {
            if own[at].entry != Some(lead) {
                back(transaction, own[at].id, lead)?;
                // It left an event of another block.
                again.extend(own[at].entry.filter(|entry| !before.contains_key(entry)));
                changed = true;
            }
        }
        if changed || group.iter().any(|&at| rules.concerns(own[at].id)) {
            let ids: Vec<(i64, i64)> = group.iter().map(|&at| (own[at].id, own[at].source)).collect();
            write(transaction, block, lead, &ids, made.remove(&lead), rules)?;
        }
        if changed {
            touched.add(group.iter().map(|&at| &own[at].face));
        }
    }
    for (&gone, row) in before.iter().filter(|(id, _)| !kept.contains(id)) {
        transaction.prepare_cached("DELETE FROM entries WHERE id = ?1")?.execute([gone])?;
        mark_day(transaction, row.day)?;
        touched.everybody |= codes(&row.parties).next().is_none();
        touched.parties.extend(codes(&row.parties));
        touched.any = true;
        transaction
            .prepare_cached(
                "INSERT OR REPLACE INTO stale (class, block) SELECT DISTINCT class, block FROM reports WHERE entry = ?1 AND block <> ?2",
            )?
            .execute(params![gone, block])?;
    }
    for entry in again {
        mark(transaction, &format!("{AGAIN}{entry}"))?;
    }
    if !touched.any {
        return Ok(());
    }
    // What an event was before may have been meant by others than what it is now.
    let all: Vec<Face> = touched
        .changes
        .iter()
        .flatten()
        .flat_map(|change| &change.members)
        .map(|seen| seen.face.clone())
        .collect();
    touched.add(all.iter());
    mark_coarser(transaction, block, &touched, rules, &mut shelf.coarse)
}

/// Undated reports of the same words, which are one event however many they are.
fn copies(own: &[Seen], rules: &Rules) -> Vec<Vec<usize>> {
    let Some(first) = own.first() else { return Vec::new() };
    let same = |seen: &Seen| seen.days.is_none() && seen.face.words == first.face.words;
    if !rules.apart.is_empty() || !own.iter().all(same) {
        return gather(own, rules);
    }
    let mut all: Vec<usize> = (0..own.len()).collect();
    all.sort_by_key(|&at| own[at].told());
    vec![all]
}

/// An event that changed, as coarse reports see it.
#[derive(Debug, Clone)]
pub(super) struct Change {
    pub(super) entry: i64,
    /// Its first reports.
    pub(super) members: Vec<Seen>,
    /// It is so now, and not as it was before.
    pub(super) now: bool,
}

/// The events that were otherwise before, and those that are otherwise now. `None` where there are too many. `attached`
/// are the reports of the block that mean finer events now.
fn changes<'s>(
    own: &'s [Seen],
    attached: impl Iterator<Item = &'s Seen>,
    before: &BTreeMap<i64, Row>,
    groups: &[Vec<usize>],
) -> Option<Vec<Change>> {
    let firsts = |mut members: Vec<&'s Seen>| -> Vec<i64> {
        members.sort_by_key(|seen| seen.told());
        members.iter().take(COMPARED).map(|seen| seen.id).collect()
    };
    let all: BTreeMap<i64, &Seen> = own.iter().chain(attached).map(|seen| (seen.id, seen)).collect();
    let mut old: BTreeMap<i64, Vec<&Seen>> = BTreeMap::new();
    for &seen in all.values() {
        if let Some(entry) = seen.entry.filter(|entry| before.contains_key(entry)) {
            old.entry(entry).or_default().push(seen);
        }
    }
    let old: BTreeSet<(i64, Vec<i64>)> =
        old.into_iter().map(|(entry, members)| (entry, firsts(members))).collect();
    let now: BTreeSet<(i64, Vec<i64>)> = groups
        .iter()
        .filter_map(|group| {
            let lead = own[*group.first()?].id;
            Some((lead, firsts(group.iter().map(|&at| &own[at]).collect())))
        })
        .collect();
    let changed: Vec<&(i64, Vec<i64>)> = old.symmetric_difference(&now).collect();
    let seen = |id: &i64| all.get(id).map(|seen| (*seen).clone());
    let change = |one: &(i64, Vec<i64>)| Change {
        entry: one.0,
        members: one.1.iter().filter_map(seen).collect(),
        now: now.contains(one),
    };
    (changed.len() <= CHANGES).then(|| changed.into_iter().map(change).collect())
}

/// An entry as it stands.
struct Row {
    /// Reports of its own block.
    own: i64,
    parties: String,
    /// Where it is of one day.
    day: Option<i64>,
}

fn entries_of(transaction: &Transaction<'_>, block: &str) -> rusqlite::Result<BTreeMap<i64, Row>> {
    transaction
        .prepare_cached("SELECT id, own, parties, first, last FROM entries WHERE class = 1 AND block = ?1")?
        .query_map([block], |row| {
            let day = row.get::<_, Option<i64>>(3)?.filter(|first| row.get(4) == Ok(Some(*first)));
            Ok((row.get(0)?, Row { own: row.get(1)?, parties: row.get(2)?, day }))
        })?
        .collect()
}

/// What of a block changed.
#[derive(Default)]
pub(super) struct Touched {
    pub(super) any: bool,
    /// The events that changed, where they are few.
    pub(super) changes: Option<Vec<Change>>,
    pub(super) parties: Vec<PartyCode>,
    /// A report without parties fits all.
    pub(super) everybody: bool,
}

impl Touched {
    fn add<'a>(&mut self, faces: impl Iterator<Item = &'a Face>) {
        self.any = true;
        for face in faces {
            self.everybody |= face.parties.is_empty();
            for party in &face.parties {
                if !self.parties.contains(party) {
                    self.parties.push(*party);
                }
            }
        }
    }
}

fn codes(parties: &str) -> impl Iterator<Item = PartyCode> {
    parties.split(',').filter_map(|code| code.parse().ok())
}

pub(super) fn load(connection: &Connection, condition: &str, value: &str) -> Result<Vec<Seen>, Inner> {
    let sql = format!("SELECT id, source, entry, face FROM reports WHERE {condition} ORDER BY id");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([value])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(seen(row)?);
    }
    Ok(all)
}

pub(super) fn seen(row: &rusqlite::Row<'_>) -> Result<Seen, Inner> {
    let id = row.get(0)?;
    let face = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
    Ok(Seen::new(id, row.get(1)?, row.get(2)?, report::body::<Face>(id, face)?))
}

fn back(transaction: &Transaction<'_>, report: i64, entry: i64) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("UPDATE reports SET entry = ?2 WHERE id = ?1")?
        .execute(params![report, entry])
        .map(drop)
}

pub(super) fn mark(transaction: &Transaction<'_>, block: &str) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("INSERT OR REPLACE INTO stale (class, block) VALUES (?1, ?2)")?
        .execute(params![EVENT, block])
        .map(drop)
}

/// Reports that mean a finer event, each with that event, and those that are left.
type Attached = (Vec<(Seen, i64)>, Vec<Seen>);

fn attach(
    transaction: &Transaction<'_>,
    block: &str,
    seen: Vec<Seen>,
    stay: Option<&BTreeMap<i64, Row>>,
    rules: &Rules,
    shelf: &mut Shelf,
) -> Result<Attached, Inner> {
    let Some((level, time, family)) = parts(block) else { return Ok((Vec::new(), seen)) };
    if level == 0 || time.len() < 4 || seen.is_empty() {
        return Ok((Vec::new(), seen));
    }
    let (mut attached, mut own) = (Vec::new(), Vec::new());
    let unsettled = settle(transaction, block)?;
    let (mut open, mut parties): (Vec<Seen>, Vec<PartyCode>) = (Vec::new(), Vec::new());
    let mut everybody = false;
    for report in seen {
        // Only new reports made the block stale: the others mean what they meant, but for those that a finer event that
        // changed put into question.
        if let Some((before, entry)) = stay.zip(report.entry).filter(|_| !unsettled.contains(&report.id)) {
            if before.contains_key(&entry) {
                own.push(report);
            } else {
                attached.push((report, entry));
            }
            continue;
        }
        everybody |= report.face.parties.is_empty();
        parties.extend(&report.face.parties);
        open.push(report);
    }
    if !open.is_empty() {
        shelf.fill(transaction, level, time, family, if everybody { &[] } else { &parties })?;
    }
    for report in open {
        let home = match report.days {
            Some(days) if !rules.is_put_together(report.id) && !report.is_one_day() => {
                let standing = shelf.standing(&report, days, rules);
                standing.write(transaction, report.id)?;
                standing.home()
            }
            _ => None,
        };
        match home {
            Some(home) => attached.push((report, home)),
            None => own.push(report),
        }
    }
    Ok((attached, own))
}

/// Takes down the reports of a block that are to be looked at again.
fn settle(transaction: &Transaction<'_>, block: &str) -> rusqlite::Result<BTreeSet<i64>> {
    let reports: BTreeSet<i64> = transaction
        .prepare_cached("SELECT report FROM unsettled WHERE block = ?1")?
        .query_map([block], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    if !reports.is_empty() {
        transaction.prepare_cached("DELETE FROM unsettled WHERE block = ?1")?.execute([block])?;
    }
    Ok(reports)
}

/// Level, time and family of a block.
pub(super) fn parts(block: &str) -> Option<(u8, &str, &str)> {
    let (level, rest) = block.split_once(':')?;
    let mut rest = rest.split('/');
    Some((level.parse().ok()?, rest.next()?, rest.next()?))
}

/// Writes an event whose attached reports changed, if it is still there.
fn write_again(transaction: &Transaction<'_>, entry: i64, rules: &Rules) -> Result<(), Inner> {
    let block: Option<String> = transaction
        .prepare_cached("SELECT block FROM entries WHERE id = ?1 AND class = 1")?
        .query_row([entry], |row| row.get(0))
        .optional()?;
    let Some(block) = block else { return Ok(()) };
    let of_block = "entry = ?1 AND block = (SELECT block FROM entries WHERE id = ?1)";
    let mut own: Vec<Seen> = load(transaction, of_block, &entry.to_string())?;
    own.sort_by_key(Seen::told);
    let ids: Vec<(i64, i64)> = own.iter().map(|seen| (seen.id, seen.source)).collect();
    write(transaction, &block, entry, &ids, None, rules)
}

/// Reports of the event that one of them leads, those that are there.
pub(super) fn reports_of(
    connection: &Connection,
    lead: i64,
    ids: impl Iterator<Item = i64>,
) -> Result<Vec<Stored<EventBody>>, Inner> {
    let mut one = connection.prepare_cached("SELECT source, body FROM reports WHERE id = ?1")?;
    let mut reports = Vec::with_capacity(ids.size_hint().0);
    for id in ids {
        let mut rows = one.query([id])?;
        if let Some(row) = rows.next()? {
            let body = report::body(id, row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?;
            reports.push(Stored { id, source: row.get(0)?, entry: Some(lead), body });
        }
    }
    Ok(reports)
}

/// Writes the event of these reports of its own block, each with its source, and of those that are attached to it; `made` is
/// the event of the former alone, where it is new.
fn write(
    transaction: &Transaction<'_>,
    block: &str,
    lead: i64,
    own: &[(i64, i64)],
    made: Option<Entry<EventLine>>,
    rules: &Rules,
) -> Result<(), Inner> {
    let attached = transaction
        .prepare_cached("SELECT id, source FROM reports WHERE entry = ?1 AND block <> ?2 ORDER BY id")?
        .query_map(params![lead, block], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    let sources: BTreeSet<i64> = own.iter().chain(&attached).map(|&(_, source)| source).collect();
    let told = Told { own: own.len(), sources: sources.len() };
    if let Some(made) = made.filter(|_| attached.is_empty() && !own.iter().any(|&(id, _)| rules.concerns(id)))
    {
        return put(transaction, Class::Event, block, lead, told, &made, None);
    }
    // Undated reports of one event have the same words: what the first says they all say.
    let telling = if block.starts_with(UNDATED) { 1 } else { TELLING };
    let ids = own.iter().take(telling).chain(attached.iter().take(TELLING)).map(|&(id, _)| id);
    let reports = reports_of(transaction, lead, ids)?;
    let when_told = |report: &&Stored<EventBody>| {
        let published = report.body.published.map_or(Day::MAX, entente_model::Interval::earliest);
        (published, report.id)
    };
    let mut members: Vec<&Stored<EventBody>> = reports.iter().collect();
    let behind = own.len().min(telling).min(members.len());
    members[behind..].sort_by_key(when_told);
    if members.is_empty() {
        return Ok(());
    }
    let entry = corrected(events::entry(&members, rules), &members, rules);
    put(transaction, Class::Event, block, lead, told, &entry, ruling(&members, rules))
}
