//! Reports become entries of the record, block by block.
//!
//! Folding a block looks at its reports alone, in an order that is their own, so that the record depends on what is
//! in the dossier and not on the order in which it came.

mod agreements;
mod ahead;
mod coarse;
#[cfg(test)]
mod crowds;
mod days;
mod events;
mod faces;
mod groups;
mod hindsight;
mod join;
#[cfg(test)]
mod joins;
mod levels;
mod people;
mod quantities;
mod shelf;
mod standing;
mod statements;
#[cfg(test)]
mod tests;
mod title;
mod weight;

use std::{
    collections::{HashMap, HashSet},
    path::Path,
    thread,
};

use entente_model::Interval;
use rusqlite::{Connection, OptionalExtension as _, Transaction, params};
use serde::{Serialize, de::DeserializeOwned};

use crate::{
    Dossier, DossierError,
    dossier::Inner,
    report::{self, Class, Stored},
};

pub(crate) use agreements::AgreementLine;
use ahead::{Ahead, Marked, Ready};
pub(crate) use events::EventLine;
pub(crate) use faces::Face;
use hindsight::Hindsight;
pub(crate) use people::PersonLine;
pub(crate) use quantities::QuantityLine;
pub(crate) use statements::StatementLine;

/// Blocks that are folded in one transaction: the more, the fewer pages are written twice.
const AT_ONCE: usize = 4096;
/// Stale blocks that are few; in tests less, so that they go both ways.
const FEW: usize = if cfg!(test) { 6 } else { 256 };
/// An entry is found by its first day alone unless more days than this lie between that and its last.
pub(crate) const WIDE: i64 = 100;

/// What is made of a class of reports.
pub(crate) trait Fold {
    /// What a report says.
    type Body: DeserializeOwned + Clone;
    /// What an entry says, apart from its reports.
    type Line: Serialize + DeserializeOwned;

    /// What all reports that tell of one thing have in common, unless a person put them together; `None` where there is
    /// no such thing.
    fn key(_report: &Stored<Self::Body>) -> Option<String> {
        None
    }

    /// Puts reports of one block that tell of one thing together: lists of indices, each index once.
    fn gather(reports: &[Stored<Self::Body>], rules: &Rules) -> Vec<Vec<usize>>;

    /// The entry of a group; the report that leads it comes first.
    fn entry(group: &[&Stored<Self::Body>], rules: &Rules) -> Entry<Self::Line>;
}

/// An entry on its way into the database.
#[derive(Debug)]
pub(crate) struct Entry<L> {
    pub when: Option<Interval>,
    pub kind: String,
    pub status: String,
    pub parties: Vec<entente_model::PartyCode>,
    pub weight: f64,
    /// What of the leading report decides who may join it: its key, or the parties of an event as JSON.
    pub lead: Option<String>,
    pub line: L,
}

/// What the fold needs to know beside the reports.
#[derive(Debug, Default)]
pub(crate) struct Rules {
    /// The parties that the dossier is about.
    pub parties: Vec<entente_model::PartyCode>,
    /// Pairs of reports that a person told apart, the smaller id first.
    pub apart: HashSet<(i64, i64)>,
    /// For each report those that a person put together with it.
    pub together: HashMap<i64, HashSet<i64>>,
    /// Reports whose entry a person accepted or rejected.
    pub ruled: HashMap<i64, &'static str>,
    /// Reports of whose entry a person corrected a field, in order.
    pub corrected: HashMap<i64, Vec<(String, String)>>,
    /// Blocks that hold any of these reports.
    pub blocks: HashSet<String>,
}

impl Rules {
    /// Whether a person told these reports apart.
    pub(crate) fn keeps_apart(&self, left: i64, right: i64) -> bool {
        !self.apart.is_empty() && self.apart.contains(&(left.min(right), left.max(right)))
    }

    /// Whether a person put these reports together.
    pub(crate) fn puts_together(&self, left: i64, right: i64) -> bool {
        self.together.get(&left).is_some_and(|with| with.contains(&right))
    }

    /// Whether a person ruled anything about the report.
    pub(crate) fn concerns(&self, report: i64) -> bool {
        self.ruled.contains_key(&report) || self.corrected.contains_key(&report)
    }

    /// Whether a person put the report together with any.
    pub(crate) fn is_put_together(&self, report: i64) -> bool {
        self.together.contains_key(&report)
    }
}

impl Dossier {
    /// Folds what changed since the last time, has it cross-examined and its words put into the index of the lists; the
    /// queries call it, a writer may.
    ///
    /// # Errors
    /// When the database fails or is locked.
    pub fn refresh(&mut self) -> Result<(), DossierError> {
        let stale = "SELECT EXISTS (SELECT 1 FROM stale WHERE class > 0)";
        loop {
            let left: bool =
                self.connection.query_row(stale, [], |row| row.get(0)).map_err(|error| self.failed(error))?;
            if !left {
                break;
            }
            let rules = self.rules()?;
            let path = self.path.clone();
            self.write(|transaction, _| fold_some(transaction, &path, &rules))?;
        }
        self.examine_if_stale()?;
        self.index_shown()
    }
}

fn fold_some(transaction: &Transaction<'_>, path: &Path, rules: &Rules) -> Result<(), Inner> {
    let hindsight = Hindsight::renew(transaction)?;
    let blocks = transaction
        .prepare_cached(
            "SELECT class, block, fresh FROM stale WHERE class > 0 ORDER BY class, block LIMIT ?1",
        )?
        .query_map([AT_ONCE as i64], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<Vec<Marked>, _>>()?;
    if blocks.len() < FEW {
        return fold_blocks(transaction, &blocks, Ahead::default(), &hindsight, rules);
    }
    thread::scope(|scope| {
        let ahead = Ahead::begin(scope, path, &blocks, rules);
        fold_blocks(transaction, &blocks, ahead, &hindsight, rules)
    })
}

fn fold_blocks(
    transaction: &Transaction<'_>,
    blocks: &[Marked],
    mut ahead: Ahead<'_>,
    hindsight: &Hindsight,
    rules: &Rules,
) -> Result<(), Inner> {
    // Where few blocks are left, few of the finer events are looked at, and not all of a year are laid out for the rest.
    let mut shelf = shelf::Shelf::new(blocks.len() < FEW);
    for (class, block, _) in blocks {
        // Asked now: a block that was folded just before may have marked this one for more than new reports.
        let fresh: Option<i64> = transaction
            .prepare_cached("SELECT fresh FROM stale WHERE class = ?1 AND block = ?2")?
            .query_row(params![class, block], |row| row.get(0))?;
        match (Class::from_number(*class), ahead.next()) {
            (_, Ready::All(write)) => write(transaction)?,
            (None, _) if *class == days::DAY => {
                if let Ok(day) = block.parse() {
                    days::weigh(transaction, day, hindsight)?;
                }
            }
            (Some(Class::Event), ready) => {
                levels::fold(transaction, block, fresh, ready, rules, &mut shelf)?;
                shelf.coarse.folded(block);
            }
            (Some(Class::Agreement), _) => {
                fold::<agreements::Agreements>(transaction, Class::Agreement, block, rules)?;
            }
            (Some(Class::Quantity), _) => {
                joined_or_folded::<quantities::Quantities>(
                    transaction,
                    Class::Quantity,
                    block,
                    fresh,
                    rules,
                )?;
            }
            (Some(Class::Statement), _) => {
                joined_or_folded::<statements::Statements>(
                    transaction,
                    Class::Statement,
                    block,
                    fresh,
                    rules,
                )?;
            }
            (Some(Class::Person), _) => {
                joined_or_folded::<people::People>(transaction, Class::Person, block, fresh, rules)?;
            }
            (None, _) => {}
        }
        transaction
            .prepare_cached("DELETE FROM stale WHERE class = ?1 AND block = ?2")?
            .execute(params![class, block])?;
    }
    Ok(())
}

fn joined_or_folded<F: join::Join>(
    transaction: &Transaction<'_>,
    class: Class,
    block: &str,
    fresh: Option<i64>,
    rules: &Rules,
) -> Result<(), Inner> {
    let joined = match fresh {
        Some(fresh) => join::add::<F>(transaction, class, block, fresh, rules)?,
        None => false,
    };
    if joined { Ok(()) } else { fold::<F>(transaction, class, block, rules) }
}

fn fold<F: Fold>(
    transaction: &Transaction<'_>,
    class: Class,
    block: &str,
    rules: &Rules,
) -> Result<(), Inner> {
    let reports = load::<F::Body>(transaction, class, block)?;
    let before = entries_of(transaction, class, block)?;
    fold_reports::<F>(transaction, class, block, &reports, &before, rules)
}

/// The entries of a block, with the number of reports that back each.
fn entries_of(
    transaction: &Transaction<'_>,
    class: Class,
    block: &str,
) -> rusqlite::Result<HashMap<i64, i64>> {
    transaction
        .prepare_cached("SELECT id, own FROM entries WHERE class = ?1 AND block = ?2")?
        .query_map(params![class as i64, block], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect()
}

/// Folds all reports of a block, or all of one key; `before` has the entries that they backed, with the number of
/// reports of each.
fn fold_reports<F: Fold>(
    transaction: &Transaction<'_>,
    class: Class,
    block: &str,
    reports: &[Stored<F::Body>],
    before: &HashMap<i64, i64>,
    rules: &Rules,
) -> Result<(), Inner> {
    let groups = F::gather(reports, rules).into_iter().map(|members| Group { members, made: None }).collect();
    fold_groups::<F>(transaction, class, block, reports, groups, before, rules)
}

/// Reports that tell of one thing.
struct Group<L> {
    /// Their places among the reports of the block, the one that leads first.
    members: Vec<usize>,
    /// The entry that they make, where it was made beforehand.
    made: Option<Entry<L>>,
}

/// Writes the entries of reports that are put together.
fn fold_groups<F: Fold>(
    transaction: &Transaction<'_>,
    class: Class,
    block: &str,
    reports: &[Stored<F::Body>],
    groups: Vec<Group<F::Line>>,
    before: &HashMap<i64, i64>,
    rules: &Rules,
) -> Result<(), Inner> {
    let mut kept = HashSet::with_capacity(groups.len());
    let mut backs = transaction.prepare_cached("UPDATE reports SET entry = ?2 WHERE id = ?1")?;
    for Group { members, made } in groups {
        let members: Vec<&Stored<F::Body>> = members.iter().filter_map(|&at| reports.get(at)).collect();
        let Some(lead) = members.first().map(|lead| lead.id) else { continue };
        kept.insert(lead);
        let stays = before.get(&lead) == Some(&(members.len() as i64))
            && members.iter().all(|member| member.entry == Some(lead) && !rules.concerns(member.id));
        if stays {
            continue;
        }
        let entry = corrected(made.unwrap_or_else(|| F::entry(&members, rules)), &members, rules);
        let sources = members.iter().map(|member| member.source).collect::<HashSet<_>>().len();
        let told = Told { own: members.len(), sources };
        put(transaction, class, block, lead, told, &entry, ruling(&members, rules))?;
        for member in members.iter().filter(|member| member.entry != Some(lead)) {
            backs.execute(params![member.id, lead])?;
        }
    }
    let mut drop = transaction.prepare_cached("DELETE FROM entries WHERE id = ?1")?;
    for id in before.keys().filter(|id| !kept.contains(id)) {
        drop.execute([id])?;
    }
    Ok(())
}

/// What a person ruled about one of these reports.
fn ruling<B>(members: &[&Stored<B>], rules: &Rules) -> Option<&'static str> {
    members.iter().filter_map(|member| rules.ruled.get(&member.id)).next_back().copied()
}

/// The entry with the fields that a person corrected; a value that does not fit its field is left out.
fn corrected<B, L: Serialize + DeserializeOwned>(
    mut entry: Entry<L>,
    members: &[&Stored<B>],
    rules: &Rules,
) -> Entry<L> {
    for (field, value) in members.iter().filter_map(|member| rules.corrected.get(&member.id)).flatten() {
        let Ok(mut line) = serde_json::to_value(&entry.line) else { continue };
        if !set_field(&mut line, field, value) {
            continue;
        }
        let Ok(changed) = serde_json::from_value(line.clone()) else { continue };
        entry.line = changed;
        match field.as_str() {
            "when" | "signed" | "as_of" => entry.when = value.parse().ok(),
            "kind" => entry.kind.clone_from(value),
            "status" => entry.status.clone_from(value),
            "parties" => {
                entry.parties = value.split([',', ' ']).filter_map(|code| code.parse().ok()).collect();
            }
            _ => {}
        }
    }
    entry
}

/// Sets a field of an entry's JSON to a value given as text; an empty one is nothing. `false` where there is no such field.
pub(crate) fn set_field(line: &mut serde_json::Value, field: &str, value: &str) -> bool {
    use serde_json::Value;
    let Some(slot) = line.get_mut(field) else { return false };
    let list =
        || value.split([',', ';']).map(|item| Value::from(item.trim())).filter(|item| item != "").collect();
    *slot = match slot {
        Value::Array(_) => Value::Array(list()),
        Value::Number(_) => match value.parse::<f64>() {
            Ok(number) => Value::from(number),
            Err(_) => return false,
        },
        _ if value.is_empty() => Value::Null,
        _ => Value::from(value),
    };
    true
}

/// Whether the JSON is a line of this class.
pub(crate) fn check_line(class: Class, line: serde_json::Value) -> Result<(), String> {
    let checked = match class {
        Class::Event => serde_json::from_value::<EventLine>(line).map(drop),
        Class::Agreement => serde_json::from_value::<AgreementLine>(line).map(drop),
        Class::Quantity => serde_json::from_value::<QuantityLine>(line).map(drop),
        Class::Statement => serde_json::from_value::<StatementLine>(line).map(drop),
        Class::Person => serde_json::from_value::<PersonLine>(line).map(drop),
    };
    checked.map_err(|error| error.to_string())
}

fn load<B: DeserializeOwned>(
    connection: &Connection,
    class: Class,
    block: &str,
) -> Result<Vec<Stored<B>>, Inner> {
    let mut statement = connection.prepare_cached(
        "SELECT id, source, entry, coalesce(face, body) FROM reports WHERE class = ?1 AND block = ?2 ORDER BY id",
    )?;
    stored(statement.query(params![class as i64, block])?)
}

/// Reports out of rows of id, source, entry and face.
fn stored<B: DeserializeOwned>(mut rows: rusqlite::Rows<'_>) -> Result<Vec<Stored<B>>, Inner> {
    let mut reports = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let body = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
        reports.push(Stored { id, source: row.get(1)?, entry: row.get(2)?, body: report::body(id, body)? });
    }
    Ok(reports)
}

/// By how many an entry is told.
#[derive(Debug, Clone, Copy)]
struct Told {
    /// Reports of its own block.
    own: usize,
    /// Sources of all its reports.
    sources: usize,
}

/// Writes an entry, unless it stands there as it is.
fn put<L: Serialize>(
    transaction: &Transaction<'_>,
    class: Class,
    block: &str,
    id: i64,
    told: Told,
    entry: &Entry<L>,
    ruled: Option<&str>,
) -> Result<(), Inner> {
    let body = serde_json::to_string(&entry.line).unwrap_or_default();
    let kept: Option<String> = transaction
        .prepare_cached(
            "SELECT body FROM entries WHERE id = ?1 AND block = ?2 AND base = ?3 AND ruled IS ?4 AND own = ?5
               AND sources = ?6",
        )?
        .query_row(params![id, block, entry.weight, ruled, told.own as i64, told.sources as i64], |row| {
            row.get(0)
        })
        .optional()?;
    if kept.as_deref() == Some(&body) {
        return Ok(());
    }
    let first = entry.when.and_then(|when| when.first_day().or(when.last_day())).map(day_number);
    let last = entry.when.and_then(|when| when.last_day().or(when.first_day())).map(day_number);
    transaction
        .prepare_cached(
            "INSERT OR REPLACE INTO entries (id, class, block, first, last, kind, status, parties, base, ruled, body, own, wide, weight, sources, lead)
             VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16)",
        )?
        .execute(params![
            id,
            class as i64,
            block,
            first,
            last,
            entry.kind,
            entry.status,
            joined(&entry.parties),
            entry.weight,
            ruled,
            body,
            told.own as i64,
            last.zip(first).is_some_and(|(last, first)| last - first > WIDE),
            if class == Class::Event { days::rounded(days::OWN_SHARE * entry.weight) } else { entry.weight },
            told.sources as i64,
            entry.lead
        ])?;
    if class == Class::Event && first == last {
        mark_day(transaction, first)?;
    }
    Ok(())
}

/// Has the events of a day weighed again.
fn mark_day(transaction: &Transaction<'_>, day: Option<i64>) -> rusqlite::Result<()> {
    let mark = "INSERT OR IGNORE INTO stale (class, block) SELECT ?1, ?2 WHERE ?2 IS NOT NULL";
    let day = day.map(|day| day.to_string());
    transaction.prepare_cached(mark)?.execute(params![days::DAY, day]).map(drop)
}

/// A day as a number for comparisons in the database: days since 1970-01-01.
pub(crate) fn day_number(day: entente_model::Day) -> i64 {
    entente_model::Day::new(1970, 1, 1).map_or(0, |epoch| day.days_since(epoch))
}

/// The day of such a number.
pub(crate) fn day_of(number: i64) -> entente_model::Day {
    use entente_model::Day;
    Day::new(1970, 1, 1).map_or(Day::MIN, |epoch| epoch.plus_days(number))
}

/// `,RUS,KOR,`: a code is found between its commas.
fn joined(parties: &[entente_model::PartyCode]) -> String {
    parties.iter().fold(",".to_owned(), |text, code| text + code.as_str() + ",")
}

/// The value that most have, the one that comes first among equals.
pub(crate) fn most<T: PartialEq + Clone>(values: impl Iterator<Item = T>) -> Option<T> {
    let mut counts: Vec<(T, usize)> = Vec::new();
    for value in values {
        match counts.iter_mut().find(|(known, _)| *known == value) {
            Some((_, count)) => *count += 1,
            None => counts.push((value, 1)),
        }
    }
    let best = counts.iter().map(|(_, count)| *count).max()?;
    counts.into_iter().find(|(_, count)| *count == best).map(|(value, _)| value)
}
