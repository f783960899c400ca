//! Events, folded level by level so that a new report costs what it can touch and no more.
//!
//! The block of a day is folded by itself. A coarse report ("in November 1992") is first held against the events of
//! its time that finer blocks made, and *attached* to the one that it clearly means; what is left is put together
//! within its own block. So a day depends on nothing but its reports, a coarse block on its reports and on finer
//! events, and the events that gained or lost an attached report are written again at the end.

use std::collections::{BTreeMap, BTreeSet};

use entente_model::{Day, PartyCode};
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};

use super::{
    Rules, Told, corrected, events,
    faces::{ENOUGH, Face, Seen},
    groups::{CLEAR, COMPARED, best, gather, score},
    join::add_copies,
    mark_day, put, ruling,
};
use crate::{
    block::all_lines,
    dossier::Inner,
    lineage::kin,
    report::{self, Class, EventBody, Stored},
};

const EVENT: i64 = Class::Event as i64;
/// The level on which events are written again.
const AGAIN: &str = "3:";
/// Reports from which the line of an event is made; what thousands more say changes nothing that is shown.
const TELLING: usize = 2000;

/// How much worse than the best an event may be and still leave it unclear which of two a coarse report means.
const MATTERS: f64 = ENOUGH - CLEAR;
/// Changes of one block that are held against coarse reports one by one; where there are more, all are looked at again.
const CHANGES: usize = 8;
/// Blocks in which reports without a date lie, by their words.
const UNDATED: &str = "0:-/";

/// Finer events that coarse reports are held against, kept while blocks of one time are folded.
#[derive(Default)]
pub(super) struct Shelf {
    /// Few blocks are folded: only those finer events are laid out that have a party in common with the block.
    few: bool,
    key: String,
    /// By first day; the first reports of each.
    fine: Vec<(i64, Vec<Seen>)>,
}

/// Folds one block of reports of events, and marks what depends on it.
pub(super) fn fold(
    transaction: &Transaction<'_>,
    block: &str,
    fresh: Option<i64>,
    rules: &Rules,
    shelf: &mut Shelf,
) -> Result<(), Inner> {
    if let Some(entry) = block.strip_prefix(AGAIN) {
        return entry.parse().map_or(Ok(()), |entry| write_again(transaction, entry, rules));
    }
    if let Some(fresh) = fresh.filter(|_| block.starts_with(UNDATED))
        && add_copies(transaction, block, fresh, rules)?
    {
        return Ok(());
    }
    let seen = load(transaction, "class = 1 AND block = ?1", block)?;
    let before = entries_of(transaction, block)?;
    let stay = if fresh.is_some() && !rules.blocks.contains(block) { Some(&before) } else { None };
    let (attached, own) = attach(transaction, block, seen, stay, rules, shelf)?;
    let mut again: BTreeSet<i64> = BTreeSet::new();
    for (report, home) in attached {
        if report.entry != Some(home) {
            back(transaction, report.id, home)?;
            again.insert(home);
            again.extend(report.entry);
        }
    }
    let groups = gather(&own, rules);
    let mut touched = Touched { changes: changes(&own, &groups), ..Touched::default() };
    if fresh.is_none() || before.is_empty() {
        touched.changes = None;
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
            write(transaction, block, lead, &ids, rules)?;
        }
        if changed {
            touched.add(group.iter().map(|&at| &own[at].face));
        }
    }
    for (&gone, row) in before.iter().filter(|(id, _)| !kept.contains(id)) {
        transaction.prepare_cached("DELETE FROM entries WHERE id = ?1")?.execute([gone])?;
        mark_day(transaction, row.day)?;
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
    if touched.any { mark_coarser(transaction, block, &touched, rules) } else { Ok(()) }
}

/// Events as coarse reports see them, the first reports of each: those that were otherwise before, and those that are
/// otherwise now. `None` where there are too many.
fn changes(own: &[Seen], groups: &[Vec<usize>]) -> Option<Vec<Vec<Seen>>> {
    let firsts = |mut members: Vec<&Seen>| -> Vec<i64> {
        members.sort_by_key(|seen| seen.told());
        members.iter().take(COMPARED).map(|seen| seen.id).collect()
    };
    let mut before: BTreeMap<i64, Vec<&Seen>> = BTreeMap::new();
    for seen in own {
        if let Some(entry) = seen.entry {
            before.entry(entry).or_default().push(seen);
        }
    }
    let before: BTreeSet<Vec<i64>> = before.into_values().map(firsts).collect();
    let now: BTreeSet<Vec<i64>> =
        groups.iter().map(|group| firsts(group.iter().map(|&at| &own[at]).collect())).collect();
    let changed: Vec<&Vec<i64>> = before.symmetric_difference(&now).collect();
    let seen = |id: &i64| own.iter().find(|seen| seen.id == *id).cloned();
    let few = changed.len() <= CHANGES;
    few.then(|| changed.into_iter().map(|ids| ids.iter().filter_map(seen).collect()).collect())
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
struct Touched {
    any: bool,
    /// The events that changed, where they are few.
    changes: Option<Vec<Vec<Seen>>>,
    parties: Vec<PartyCode>,
    /// A report without parties fits all.
    everybody: bool,
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

fn load(connection: &Connection, condition: &str, value: &str) -> Result<Vec<Seen>, Inner> {
    let sql = format!("SELECT id, source, entry, face FROM reports WHERE {condition} ORDER BY id");
    let mut statement = connection.prepare_cached(&sql)?;
    let mut rows = statement.query([value])?;
    let mut all = Vec::new();
    while let Some(row) = rows.next()? {
        all.push(seen(row)?);
    }
    Ok(all)
}

fn seen(row: &rusqlite::Row<'_>) -> Result<Seen, Inner> {
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

fn mark(transaction: &Transaction<'_>, block: &str) -> rusqlite::Result<()> {
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
    for report in seen {
        // Only new reports made the block stale: the others mean what they meant.
        if let Some((before, entry)) = stay.zip(report.entry) {
            if before.contains_key(&entry) {
                own.push(report);
            } else {
                attached.push((report, entry));
            }
            continue;
        }
        let home = match report.days {
            Some((first, last)) if !rules.is_put_together(report.id) && !report.is_one_day() => {
                shelf.fill(transaction, level, time, family, &report.face.parties)?;
                shelf.home(&report, (first, last), rules)
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

/// Level, time and family of a block.
fn parts(block: &str) -> Option<(u8, &str, &str)> {
    let (level, rest) = block.split_once(':')?;
    let mut rest = rest.split('/');
    Some((level.parse().ok()?, rest.next()?, rest.next()?))
}

/// An event whose faces are not taken apart yet.
#[derive(Default)]
struct Laid {
    /// One of them may name a party that is wanted.
    fits: bool,
    /// Ids, sources and faces of its reports.
    reports: Vec<(i64, i64, String)>,
}

impl Shelf {
    /// An empty one, for few blocks or for many.
    pub(super) fn new(few: bool) -> Self {
        Self { few, ..Self::default() }
    }

    /// Takes the finer events of a month, with those of the two behind it into which a stretch may reach, or of a year.
    fn fill(
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
        let mut stored: BTreeMap<i64, Laid> = BTreeMap::new();
        for (from, to) in reach(level, time) {
            let mut statement = transaction.prepare_cached(
                "SELECT reports.id, source, entry, face FROM entries JOIN reports ON reports.entry = entries.id
                 WHERE entries.class = 1 AND entries.block >= ?1 AND entries.block < ?2
                   AND substr(entries.block, -length(?3)) = ?3 AND reports.block = entries.block",
            )?;
            let mut rows = statement.query(params![from, to, format!("/{family}")])?;
            while let Some(row) = rows.next()? {
                let Some(entry) = row.get(2)? else { continue };
                let face = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
                let laid = stored.entry(entry).or_default();
                laid.fits |= wanted.may_be_in(face);
                laid.reports.push((row.get(0)?, row.get(1)?, face.to_owned()));
            }
        }
        self.key = key;
        self.fine.clear();
        for (entry, laid) in stored.into_iter().filter(|(_, laid)| laid.fits) {
            let mut members = Vec::with_capacity(laid.reports.len());
            for (id, source, face) in laid.reports {
                members.push(Seen::new(id, source, Some(entry), report::body::<Face>(id, &face)?));
            }
            members.sort_by_key(Seen::told);
            members.truncate(COMPARED);
            self.fine.push((entry, members));
        }
        let first_day = |members: &[Seen]| members.first().and_then(|seen| seen.days).map(|days| days.0);
        self.fine.sort_by(|left, right| {
            first_day(&left.1).cmp(&first_day(&right.1)).then_with(|| left.0.cmp(&right.0))
        });
        Ok(())
    }

    /// The event that a coarse report clearly means.
    fn home(&self, report: &Seen, (first, last): (Day, Day), rules: &Rules) -> Option<i64> {
        let begin = |members: &[Seen]| members.first().and_then(|seen| seen.days).map(|days| days.0);
        let from = self.fine.partition_point(|(_, members)| begin(members) < Some(first));
        let to = self.fine.partition_point(|(_, members)| begin(members) <= Some(last));
        let within = self.fine.get(from..to).unwrap_or_default();
        let scores = within
            .iter()
            .filter(|(_, members)| {
                members[0].days.is_some_and(|days| days.1 <= last && days != (first, last))
            })
            .filter_map(|(entry, members)| score(report, members.iter(), rules).map(|score| (score, *entry)));
        best(scores.collect(), false)
    }
}

/// Codes of parties as they stand in stored faces; none lets all pass.
struct Codes(Vec<String>);

impl Codes {
    /// The parties with their forerunners and successors.
    fn of(parties: &[PartyCode]) -> Self {
        let mut codes: Vec<String> =
            parties.iter().flat_map(|&party| kin(party)).map(|code| format!("\"{code}\"")).collect();
        codes.sort_unstable();
        codes.dedup();
        Self(codes)
    }

    /// Whether the face may name one of them, or names no party at all.
    fn may_be_in(&self, face: &str) -> bool {
        self.0.is_empty()
            || face.contains("\"p\":[]")
            || self.0.iter().any(|code| face.contains(code.as_str()))
    }
}

/// The blocks of finer events that a coarse block looks at, as ranges of their names.
fn reach(level: u8, time: &str) -> Vec<(String, String)> {
    if level == 1 {
        let mut month = time.to_owned();
        let mut ranges = Vec::new();
        for _ in 0..3 {
            ranges.push((format!("0:{month}-"), format!("0:{month}.")));
            let Some(next) = following(&month) else { break };
            month = next;
        }
        return ranges;
    }
    (0..level).map(|level| (format!("{level}:{time}-"), format!("{level}:{time}."))).collect()
}

/// The month behind `1990-12`.
fn following(month: &str) -> Option<String> {
    let (year, number) = month.rsplit_once('-')?;
    let (year, number): (i32, i32) = (year.parse().ok()?, number.parse().ok()?);
    let (year, number) = if number == 12 { (year + 1, 1) } else { (year, number + 1) };
    Some(format!("{year}-{number:02}"))
}

/// The month before `1991-01`.
fn preceding(month: &str) -> Option<String> {
    let (year, number) = month.rsplit_once('-')?;
    let (year, number): (i32, i32) = (year.parse().ok()?, number.parse().ok()?);
    let (year, number) = if number == 1 { (year - 1, 12) } else { (year, number - 1) };
    Some(format!("{year}-{number:02}"))
}

/// Marks the coarser blocks that may mean one of the events that changed.
fn mark_coarser(
    transaction: &Transaction<'_>,
    block: &str,
    touched: &Touched,
    rules: &Rules,
) -> Result<(), Inner> {
    let Some((level, time, family)) = parts(block) else { return Ok(()) };
    if level > 1 || time.len() < 7 {
        return Ok(());
    }
    let (month, year) = (time.get(..time.len().min(7)).unwrap_or(time), time.get(..4).unwrap_or(time));
    let mut blocks = Vec::new();
    if level == 0 {
        let mut earlier = Some(month.to_owned());
        for _ in 0..3 {
            let Some(month) = earlier else { break };
            blocks.push(format!("1:{month}/{family}"));
            earlier = preceding(&month);
        }
    }
    let lines = all_lines(&touched.parties);
    let mut of_year = transaction.prepare_cached(
        "SELECT DISTINCT block FROM reports WHERE class = 1 AND block >= ?1 AND block < ?2",
    )?;
    // A stretch of some weeks may reach into the year that it does not begin in, but a year does not.
    let start = format!("2:{year}/{family}/");
    let end = format!("2:{year}/{family}0");
    let named = of_year.query_map(params![start, end], |row| row.get::<_, String>(0))?;
    for name in named {
        let name = name?;
        let parties = name.get(start.len()..).unwrap_or_default();
        let common = parties.split('+').any(|code| lines.contains(&code));
        if touched.everybody || parties.is_empty() || common {
            blocks.push(name);
        }
    }
    let events = touched.changes.iter().flatten();
    // An event of nobody named may be meant by reports of anybody.
    let everybody = events.clone().any(|event| event.iter().all(|seen| seen.face.parties.is_empty()));
    let named: Vec<PartyCode> = events.flatten().flat_map(|seen| seen.face.parties.iter().copied()).collect();
    let codes = Codes::of(if everybody { &[] } else { &named });
    let mut there =
        transaction.prepare_cached("SELECT EXISTS (SELECT 1 FROM reports WHERE class = 1 AND block = ?1)")?;
    for block in blocks {
        let matters = match &touched.changes {
            Some(changes) => any_may_mean(transaction, &block, changes, &codes, rules)?,
            None => there.query_row([&block], |row| row.get(0))?,
        };
        if matters {
            mark(transaction, &block)?;
        }
    }
    Ok(())
}

/// Whether a report of the block may mean one of these events, or may have left it open which of two it means.
fn any_may_mean(
    transaction: &Transaction<'_>,
    block: &str,
    events: &[Vec<Seen>],
    codes: &Codes,
    rules: &Rules,
) -> Result<bool, Inner> {
    let mut statement = transaction
        .prepare_cached("SELECT id, source, entry, face FROM reports WHERE class = 1 AND block = ?1")?;
    let mut rows = statement.query([block])?;
    while let Some(row) = rows.next()? {
        let face = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
        if !codes.may_be_in(face) {
            continue;
        }
        let report = seen(row)?;
        if events.iter().filter_map(|event| score(&report, event.iter(), rules)).any(|score| score >= MATTERS)
        {
            return Ok(true);
        }
    }
    Ok(false)
}

/// Writes an event whose attached reports changed, if it is still there.
fn write_again(transaction: &Transaction<'_>, entry: i64, rules: &Rules) -> Result<(), Inner> {
    let block: Option<String> = transaction
        .prepare_cached("SELECT block FROM entries WHERE id = ?1 AND class = 1")?
        .query_row([entry], |row| row.get(0))
        .optional()?;
    let Some(block) = block else { return Ok(()) };
    let mut own: Vec<Seen> = load(transaction, "entry = ?1", &entry.to_string())?;
    let blocks: BTreeSet<i64> = transaction
        .prepare_cached("SELECT id FROM reports WHERE entry = ?1 AND block = ?2")?
        .query_map(params![entry, block], |row| row.get(0))?
        .collect::<Result<_, _>>()?;
    own.retain(|seen| blocks.contains(&seen.id));
    own.sort_by_key(Seen::told);
    let ids: Vec<(i64, i64)> = own.iter().map(|seen| (seen.id, seen.source)).collect();
    write(transaction, &block, entry, &ids, rules)
}

/// Writes the event of these reports of its own block, each with its source, and of those that are attached to it.
fn write(
    transaction: &Transaction<'_>,
    block: &str,
    lead: i64,
    own: &[(i64, i64)],
    rules: &Rules,
) -> Result<(), Inner> {
    let mut one = transaction.prepare_cached("SELECT source, body FROM reports WHERE id = ?1")?;
    let mut reports: Vec<Stored<EventBody>> = Vec::with_capacity(own.len().min(TELLING));
    let mut read = |id: i64| -> Result<(), Inner> {
        let mut rows = one.query([id])?;
        if let Some(row) = rows.next()? {
            let body = report::body(id, row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?;
            reports.push(Stored { id, source: row.get(0)?, entry: Some(lead), body });
        }
        Ok(())
    };
    let attached = transaction
        .prepare_cached("SELECT id, source FROM reports WHERE entry = ?1 AND block <> ?2 ORDER BY id")?
        .query_map(params![lead, block], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, i64>(1)?)))?
        .collect::<Result<Vec<_>, _>>()?;
    // Undated reports of one event have the same words: what the first says they all say.
    let telling = if block.starts_with(UNDATED) { 1 } else { TELLING };
    for &(id, _) in own.iter().take(telling).chain(attached.iter().take(TELLING)) {
        read(id)?;
    }
    let sources: BTreeSet<i64> = own.iter().chain(&attached).map(|&(_, source)| source).collect();
    let told = |report: &&Stored<EventBody>| {
        let published = report.body.published.map_or(Day::MAX, entente_model::Interval::earliest);
        (published, report.id)
    };
    let mut members: Vec<&Stored<EventBody>> = reports.iter().collect();
    let behind = own.len().min(telling).min(members.len());
    members[behind..].sort_by_key(told);
    if members.is_empty() {
        return Ok(());
    }
    let entry = corrected(events::entry(&members, rules), &members, rules);
    let told = Told { own: own.len(), sources: sources.len() };
    put(transaction, Class::Event, block, lead, told, &entry, ruling(&members, rules))
}
