//! Coarse blocks that may mean an event that changed.

use std::collections::{HashMap, HashSet};

use entente_model::PartyCode;
use rusqlite::{Transaction, params};

use super::{
    Rules,
    levels::{Change, Touched, mark, parts, seen},
    shelf::{Codes, fits, month_after},
    standing::Standing,
};
use crate::{block::all_lines, dossier::Inner, report::Class};

/// Marks the coarser blocks that may mean one of the events that changed.
pub(super) fn mark_coarser(
    transaction: &Transaction<'_>,
    block: &str,
    touched: &Touched,
    rules: &Rules,
    coarse: &mut Coarse,
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
            earlier = month_after(&month, -1);
        }
    }
    let lines = all_lines(&touched.parties);
    // A stretch of some weeks may reach into the year that it does not begin in, but a year does not.
    for (name, parties) in coarse.of_year(transaction, year, family)? {
        let common = parties.iter().any(|code| lines.contains(&code.as_str()));
        if touched.everybody || parties.is_empty() || common {
            blocks.push(name.clone());
        }
    }
    let events = touched.changes.iter().flatten().map(|change| &change.members);
    // An event of nobody named may be meant by reports of anybody.
    let everybody = events.clone().any(|event| event.iter().all(|seen| seen.face.parties.is_empty()));
    let named: Vec<PartyCode> = events.flatten().flat_map(|seen| seen.face.parties.iter().copied()).collect();
    let codes = Codes::of(if everybody { &[] } else { &named });
    for block in blocks {
        if coarse.marked.contains(&block) {
            continue;
        }
        if let Some(changes) = &touched.changes {
            let reports = those_put_in_question(transaction, &block, changes, &codes, rules)?;
            unsettle(transaction, &block, &reports)?;
        } else if coarse.is_there(transaction, &block)? {
            mark(transaction, &block)?;
            coarse.marked.insert(block);
        }
    }
    Ok(())
}

/// What is known of coarse blocks while finer ones are folded in one transaction, in which no report comes or goes.
#[derive(Default)]
pub(super) struct Coarse {
    /// Blocks that are stale for more than new reports.
    marked: HashSet<String>,
    /// Whether a block has reports.
    there: HashMap<String, bool>,
    /// The blocks of a year and family with the codes of their parties' lines.
    years: HashMap<String, Vec<(String, Vec<String>)>>,
}

impl Coarse {
    /// A block was folded: it is stale no longer.
    pub(super) fn folded(&mut self, block: &str) {
        self.marked.remove(block);
    }

    fn is_there(&mut self, transaction: &Transaction<'_>, block: &str) -> rusqlite::Result<bool> {
        if let Some(&there) = self.there.get(block) {
            return Ok(there);
        }
        let there = transaction
            .prepare_cached("SELECT EXISTS (SELECT 1 FROM reports WHERE class = 1 AND block = ?1)")?
            .query_row([block], |row| row.get(0))?;
        self.there.insert(block.to_owned(), there);
        Ok(there)
    }

    fn of_year(
        &mut self,
        transaction: &Transaction<'_>,
        year: &str,
        family: &str,
    ) -> rusqlite::Result<&[(String, Vec<String>)]> {
        let start = format!("2:{year}/{family}/");
        if !self.years.contains_key(&start) {
            let mut statement = transaction.prepare_cached(
                "SELECT DISTINCT block FROM reports WHERE class = 1 AND block >= ?1 AND block < ?2",
            )?;
            let names = statement.query_map([&start, &format!("2:{year}/{family}0")], |row| row.get(0))?;
            let with_parties = |name: String| {
                let codes = name.get(start.len()..).unwrap_or_default().split('+');
                let codes = codes.filter(|code| !code.is_empty()).map(str::to_owned).collect();
                (name, codes)
            };
            let blocks = names.map(|name| name.map(with_parties)).collect::<Result<_, _>>()?;
            self.years.insert(start.clone(), blocks);
        }
        Ok(self.years.get(&start).map_or(&[], Vec::as_slice))
    }
}

/// The reports of a block for which these events change what they mean. For the others it is written down how the new
/// events stand to them.
fn those_put_in_question(
    transaction: &Transaction<'_>,
    block: &str,
    changes: &[Change],
    codes: &Codes,
    rules: &Rules,
) -> Result<Vec<i64>, Inner> {
    let mut statement = transaction
        .prepare_cached("SELECT id, source, entry, face FROM reports WHERE class = 1 AND block = ?1")?;
    let mut rows = statement.query([block])?;
    let mut reports = Vec::new();
    while let Some(row) = rows.next()? {
        let face = row.get_ref(3)?.as_str().map_err(rusqlite::Error::from)?;
        if !codes.may_be_in(face) {
            continue;
        }
        let report = seen(row)?;
        if report.is_one_day() || rules.is_put_together(report.id) {
            continue;
        }
        let Some(before) = Standing::read(transaction, report.id)? else {
            reports.push(report.id);
            continue;
        };
        let mut after = before;
        let mut lost = false;
        for change in changes {
            if change.now {
                if let Some(score) = fits(&report, &change.members, rules) {
                    after.add(score, change.entry);
                }
            } else {
                lost |= before.holds(change.entry);
            }
        }
        if lost || after.home() != before.home() {
            reports.push(report.id);
        } else if after != before {
            after.write(transaction, report.id)?;
        }
    }
    Ok(reports)
}

/// Has these reports of a block looked at again, and no others of it.
fn unsettle(transaction: &Transaction<'_>, block: &str, reports: &[i64]) -> rusqlite::Result<()> {
    if reports.is_empty() {
        return Ok(());
    }
    let mut insert =
        transaction.prepare_cached("INSERT OR IGNORE INTO unsettled (block, report) VALUES (?1, ?2)")?;
    for report in reports {
        insert.execute(params![block, report])?;
    }
    // What made it stale before, all of it or new reports, still does.
    transaction
        .prepare_cached("INSERT OR IGNORE INTO stale (class, block, fresh) VALUES (?1, ?2, 0)")?
        .execute(params![Class::Event as i64, block])
        .map(drop)
}
