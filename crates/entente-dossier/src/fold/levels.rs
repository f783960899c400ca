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
    Rules, corrected, events,
    faces::{Face, Seen},
    groups::{COMPARED, best, gather, score},
    mark_day, put, ruling,
};
use crate::{
    block::all_lines,
    dossier::Inner,
    report::{self, Class, EventBody, Stored},
};

const EVENT: i64 = Class::Event as i64;
/// The level on which events are written again.
const AGAIN: &str = "3:";
/// Reports from which the line of an event is made; what thousands more say changes nothing that is shown.
const TELLING: usize = 2000;

/// Finer events that coarse reports are held against, kept while blocks of one time are folded.
#[derive(Default)]
pub(super) struct Shelf {
    key: String,
    /// By first day; the first reports of each.
    fine: Vec<(i64, Vec<Seen>)>,
}

/// Folds one block of reports of events, and marks what depends on it.
pub(super) fn fold(
    transaction: &Transaction<'_>,
    block: &str,
    rules: &Rules,
    shelf: &mut Shelf,
) -> Result<(), Inner> {
    if let Some(entry) = block.strip_prefix(AGAIN) {
        return entry.parse().map_or(Ok(()), |entry| write_again(transaction, entry, rules));
    }
    let seen = load(transaction, "class = 1 AND block = ?1", block)?;
    let before = entries_of(transaction, block)?;
    let (attached, own) = attach(transaction, block, seen, rules, shelf)?;
    let mut again: BTreeSet<i64> = BTreeSet::new();
    for (report, home) in attached {
        if report.entry != Some(home) {
            back(transaction, report.id, home)?;
            again.insert(home);
            again.extend(report.entry);
        }
    }
    let mut touched = Touched::default();
    let mut kept = BTreeSet::new();
    for group in gather(&own, rules) {
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
            let ids: Vec<i64> = group.iter().map(|&at| own[at].id).collect();
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
                "INSERT OR IGNORE INTO stale SELECT DISTINCT class, block FROM reports WHERE entry = ?1 AND block <> ?2",
            )?
            .execute(params![gone, block])?;
    }
    for entry in again {
        mark(transaction, &format!("{AGAIN}{entry}"))?;
    }
    if touched.any { mark_coarser(transaction, block, &touched) } else { Ok(()) }
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
        .prepare_cached("INSERT OR IGNORE INTO stale (class, block) VALUES (?1, ?2)")?
        .execute(params![EVENT, block])
        .map(drop)
}

/// Reports that mean a finer event, each with that event, and those that are left.
type Attached = (Vec<(Seen, i64)>, Vec<Seen>);

fn attach(
    transaction: &Transaction<'_>,
    block: &str,
    seen: Vec<Seen>,
    rules: &Rules,
    shelf: &mut Shelf,
) -> Result<Attached, Inner> {
    let Some((level, time, family)) = parts(block) else { return Ok((Vec::new(), seen)) };
    if level == 0 || time.len() < 4 || seen.is_empty() {
        return Ok((Vec::new(), seen));
    }
    let (mut attached, mut own) = (Vec::new(), Vec::new());
    for report in seen {
        let home = match report.days {
            Some((first, last)) if !rules.is_put_together(report.id) && !report.is_one_day() => {
                shelf.fill(transaction, level, time, family)?;
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

impl Shelf {
    /// Takes the finer events of a month, with those of the two behind it into which a stretch may reach, or of a year.
    fn fill(
        &mut self,
        transaction: &Transaction<'_>,
        level: u8,
        time: &str,
        family: &str,
    ) -> Result<(), Inner> {
        let key = format!("{level}:{time}/{family}");
        if self.key == key {
            return Ok(());
        }
        let mut fine: BTreeMap<i64, Vec<Seen>> = BTreeMap::new();
        for (from, to) in reach(level, time) {
            let mut statement = transaction.prepare_cached(
                "SELECT reports.id, source, entry, face FROM entries JOIN reports ON reports.entry = entries.id
                 WHERE entries.class = 1 AND entries.block >= ?1 AND entries.block < ?2
                   AND substr(entries.block, -length(?3)) = ?3 AND reports.block = entries.block",
            )?;
            let mut rows = statement.query(params![from, to, format!("/{family}")])?;
            while let Some(row) = rows.next()? {
                let report = seen(row)?;
                if let Some(entry) = report.entry {
                    fine.entry(entry).or_default().push(report);
                }
            }
        }
        self.key = key;
        self.fine = fine
            .into_iter()
            .map(|(entry, mut members)| {
                members.sort_by_key(Seen::told);
                members.truncate(COMPARED);
                (entry, members)
            })
            .collect();
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
fn mark_coarser(transaction: &Transaction<'_>, block: &str, touched: &Touched) -> Result<(), Inner> {
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
    let mut there =
        transaction.prepare_cached("SELECT EXISTS (SELECT 1 FROM reports WHERE class = 1 AND block = ?1)")?;
    for block in blocks {
        if there.query_row([&block], |row| row.get(0))? {
            mark(transaction, &block)?;
        }
    }
    Ok(())
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
    let ids: Vec<i64> = own.iter().map(|seen| seen.id).collect();
    write(transaction, &block, entry, &ids, rules)
}

/// Writes the event of these reports of its own block and of those that are attached to it.
fn write(
    transaction: &Transaction<'_>,
    block: &str,
    lead: i64,
    own: &[i64],
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
    for &id in own.iter().take(TELLING) {
        read(id)?;
    }
    let attached = transaction
        .prepare_cached("SELECT id FROM reports WHERE entry = ?1 AND block <> ?2 ORDER BY id LIMIT ?3")?
        .query_map(params![lead, block, TELLING as i64], |row| row.get::<_, i64>(0))?
        .collect::<Result<Vec<_>, _>>()?;
    for &id in &attached {
        read(id)?;
    }
    let told = |report: &&Stored<EventBody>| {
        let published = report.body.published.map_or(Day::MAX, entente_model::Interval::earliest);
        (published, report.id)
    };
    let mut members: Vec<&Stored<EventBody>> = reports.iter().collect();
    let behind = own.len().min(TELLING).min(members.len());
    members[behind..].sort_by_key(told);
    if members.is_empty() {
        return Ok(());
    }
    let entry = corrected(events::entry(&members, rules), &members, rules);
    put(transaction, Class::Event, block, lead, own.len(), &entry, ruling(&members, rules))
}
