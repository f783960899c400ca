//! New reports that join what is there, without another look at all the reports of their block.
//!
//! The fold of a block is a function of its reports in an order of their own. Where a new report provably changes
//! nothing but the entry that it joins, or stands alone, that entry is brought up to date and the block is left as it
//! is; in every other case the whole block is folded again. The record is the same either way.

use std::collections::{BTreeMap, HashMap, HashSet};

use rusqlite::{OptionalExtension as _, Transaction, params};
use serde::de::DeserializeOwned;

use super::{Entry, Fold, Rules, Told, fold_reports, put, stored};
use crate::{
    dossier::Inner,
    report::{self, Class, Stored},
};

/// An entry of a block with the report that leads it.
pub(crate) struct Head<B, L> {
    pub lead: Stored<B>,
    /// Reports of the entry.
    pub own: usize,
    pub line: L,
}

/// The entries of a block.
type Heads<F> = Vec<Head<<F as Fold>::Body, <F as Fold>::Line>>;

/// What becomes of a new report.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Place {
    /// It joins the entry of this index, and nothing else changes.
    Joins(usize),
    /// It stands alone, and nothing else changes.
    Alone,
    /// More may change: the block is folded again.
    Unclear,
}

/// A fold to which reports can be added one by one.
pub(crate) trait Join: Fold {
    /// Where a new report belongs among the entries of its block and key, which are in the order of the ids of their
    /// leads.
    fn place(new: &Stored<Self::Body>, heads: &[Head<Self::Body, Self::Line>]) -> Place;

    /// The entry that it joined as the fold of all its reports would write it; `None` where that takes all of them.
    fn joined(new: &Stored<Self::Body>, head: &Head<Self::Body, Self::Line>) -> Option<Entry<Self::Line>>;
}

/// Entries of a block beyond which folding it again is not much dearer.
const HEADS: i64 = 4000;
/// New reports of a block beyond which it is.
const NEW: usize = 64;

/// Adds the reports of a block that came with this number or later; `false` where the block has to be folded again, with
/// nothing changed that this would not write.
pub(super) fn add<F: Join>(
    transaction: &Transaction<'_>,
    class: Class,
    block: &str,
    fresh: i64,
    rules: &Rules,
) -> Result<bool, Inner> {
    if rules.blocks.contains(block) {
        return Ok(false);
    }
    let new = fresh_reports::<F::Body>(transaction, class, block, fresh)?;
    if new.is_empty() || new.len() > NEW {
        return Ok(new.is_empty());
    }
    let some: bool = transaction
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM entries WHERE class = ?1 AND block = ?2)")?
        .query_row(params![class as i64, block], |row| row.get(0))?;
    if !some {
        return Ok(false);
    }
    let mut by_key: BTreeMap<Option<String>, Vec<Stored<F::Body>>> = BTreeMap::new();
    for report in new {
        by_key.entry(F::key(&report)).or_default().push(report);
    }
    for (key, new) in by_key {
        if !add_some::<F>(transaction, class, block, key.as_deref(), &new, rules)? {
            let Some(key) = key else { return Ok(false) };
            fold_key::<F>(transaction, class, block, &key, new, rules)?;
        }
    }
    Ok(true)
}

/// Adds the reports of one key; `false` where all of the key have to be folded again.
fn add_some<F: Join>(
    transaction: &Transaction<'_>,
    class: Class,
    block: &str,
    key: Option<&str>,
    new: &[Stored<F::Body>],
    rules: &Rules,
) -> Result<bool, Inner> {
    let Some(mut heads) = heads::<F>(transaction, class, block, key)? else { return Ok(false) };
    for report in new {
        match F::place(report, &heads) {
            Place::Unclear => return Ok(false),
            Place::Alone => {
                let entry = F::entry(&[report], rules);
                put(transaction, class, block, report.id, Told { own: 1, sources: 1 }, &entry, None)?;
                back(transaction, report.id, report.id)?;
                let at = heads.partition_point(|head| head.lead.id < report.id);
                heads.insert(at, Head { lead: report.clone(), own: 1, line: entry.line });
            }
            Place::Joins(at) => {
                let Some(head) = heads.get_mut(at) else { return Ok(false) };
                let Some(entry) = F::joined(report, head) else { return Ok(false) };
                let sources = sources_with(transaction, head.lead.id, report.source)?;
                head.own += 1;
                let told = Told { own: head.own, sources };
                put(transaction, class, block, head.lead.id, told, &entry, None)?;
                back(transaction, report.id, head.lead.id)?;
                head.line = entry.line;
            }
        }
    }
    Ok(true)
}

/// Folds all reports of a key again, with those that are new.
fn fold_key<F: Join>(
    transaction: &Transaction<'_>,
    class: Class,
    block: &str,
    key: &str,
    new: Vec<Stored<F::Body>>,
    rules: &Rules,
) -> Result<(), Inner> {
    let before: HashMap<i64, i64> = transaction
        .prepare_cached("SELECT id, own FROM entries WHERE class = ?1 AND block = ?2 AND lead = ?3")?
        .query_map(params![class as i64, block, key], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<_, _>>()?;
    let mut of_entry = transaction
        .prepare_cached("SELECT id, source, entry, coalesce(face, body) FROM reports WHERE entry = ?1")?;
    let mut reports = Vec::new();
    for entry in before.keys() {
        reports.extend(stored::<F::Body>(of_entry.query([entry])?)?);
    }
    let known: HashSet<i64> = reports.iter().map(|report| report.id).collect();
    reports.extend(new.into_iter().filter(|report| !known.contains(&report.id)));
    reports.sort_by_key(|report| report.id);
    fold_reports::<F>(transaction, class, block, &reports, &before, rules)
}

/// How many sources tell of an entry with one more.
pub(super) fn sources_with(
    transaction: &Transaction<'_>,
    entry: i64,
    source: i64,
) -> rusqlite::Result<usize> {
    let known: bool = transaction
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM reports WHERE source = ?1 AND entry = ?2)")?
        .query_row([source, entry], |row| row.get(0))?;
    let sources: i64 = transaction
        .prepare_cached("SELECT sources FROM entries WHERE id = ?1")?
        .query_row([entry], |row| row.get(0))?;
    Ok(sources as usize + usize::from(!known))
}

pub(super) fn back(transaction: &Transaction<'_>, report: i64, entry: i64) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("UPDATE reports SET entry = ?2 WHERE id = ?1")?
        .execute(params![report, entry])
        .map(drop)
}

/// The reports of a block with this number or a later one that back no entry yet.
pub(super) fn fresh_reports<B: DeserializeOwned>(
    transaction: &Transaction<'_>,
    class: Class,
    block: &str,
    fresh: i64,
) -> Result<Vec<Stored<B>>, Inner> {
    let mut statement = transaction.prepare_cached(
        "SELECT id, source, coalesce(face, body) FROM reports
         WHERE class = ?1 AND block = ?2 AND number >= ?3 AND entry IS NULL ORDER BY id",
    )?;
    let mut rows = statement.query(params![class as i64, block, fresh])?;
    let mut new = Vec::new();
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let body = report::body(id, row.get_ref(2)?.as_str().map_err(rusqlite::Error::from)?)?;
        new.push(Stored { id, source: row.get(1)?, entry: None, body });
    }
    Ok(new)
}

/// The entries of a block, or of a key in it, with the reports that lead them; `None` where there are very many or one
/// was ruled on.
fn heads<F: Fold>(
    transaction: &Transaction<'_>,
    class: Class,
    block: &str,
    key: Option<&str>,
) -> Result<Option<Heads<F>>, Inner> {
    let of = if key.is_some() { "AND lead = ?3" } else { "AND ?3 IS NULL" };
    let many = format!("SELECT 1 FROM entries WHERE class = ?1 AND block = ?2 {of} LIMIT 1 OFFSET {HEADS}");
    let many: Option<i64> = transaction
        .prepare_cached(&many)?
        .query_row(params![class as i64, block, key], |row| row.get(0))
        .optional()?;
    if many.is_some() {
        return Ok(None);
    }
    let mut statement = transaction.prepare_cached(&format!(
        "SELECT entries.id, reports.source, coalesce(face, reports.body), own, entries.body, ruled
         FROM entries JOIN reports ON reports.id = entries.id
         WHERE entries.class = ?1 AND entries.block = ?2 {of} ORDER BY entries.id"
    ))?;
    let mut rows = statement.query(params![class as i64, block, key])?;
    let mut heads = Vec::new();
    while let Some(row) = rows.next()? {
        let own: i64 = row.get(3)?;
        if own < 1 || row.get::<_, Option<String>>(5)?.is_some() {
            return Ok(None);
        }
        let id = row.get(0)?;
        let text = |at| row.get_ref(at)?.as_str().map_err(rusqlite::Error::from);
        let lead = Stored { id, source: row.get(1)?, entry: Some(id), body: report::body(id, text(2)?)? };
        heads.push(Head { lead, own: own as usize, line: report::body(id, text(4)?)? });
    }
    Ok(Some(heads))
}

/// Adds copies of the same undated words to the one event that they tell; `false` where the block has to be folded again.
pub(super) fn add_copies(
    transaction: &Transaction<'_>,
    block: &str,
    fresh: i64,
    rules: &Rules,
) -> Result<bool, Inner> {
    if rules.blocks.contains(block) {
        return Ok(false);
    }
    let entries = transaction
        .prepare_cached(
            "SELECT entries.id, own, face FROM entries JOIN reports ON reports.id = entries.id
             WHERE entries.class = 1 AND entries.block = ?1 AND ruled IS NULL LIMIT 2",
        )?
        .query_map([block], |row| Ok((row.get(0)?, row.get(1)?, row.get::<_, Option<String>>(2)?)))?
        .collect::<Result<Vec<(i64, i64, Option<String>)>, _>>()?;
    let [(lead, own, Some(face))] = entries.as_slice() else { return Ok(false) };
    let lead = *lead;
    let leading = super::faces::Seen::new(lead, 0, None, report::body(lead, face)?).told();
    let new = fresh_reports::<super::Face>(transaction, Class::Event, block, fresh)?;
    let after = |report: &Stored<super::Face>| {
        super::faces::Seen::new(report.id, report.source, None, report.body.clone()).told() > leading
    };
    if *own < 1 || !new.iter().all(after) {
        return Ok(false);
    }
    let mut sources = None;
    for report in &new {
        let with = sources_with(transaction, lead, report.source)?;
        back(transaction, report.id, lead)?;
        transaction
            .prepare_cached("UPDATE entries SET sources = ?2 WHERE id = ?1 AND sources <> ?2")?
            .execute(params![lead, with as i64])?;
        sources = Some(with);
    }
    if sources.is_some() {
        transaction
            .prepare_cached("UPDATE entries SET own = own + ?2 WHERE id = ?1")?
            .execute(params![lead, new.len() as i64])?;
    }
    Ok(true)
}
