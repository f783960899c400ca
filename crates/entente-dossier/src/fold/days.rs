//! How much the events of a day matter, given what else was told of it.
//!
//! What later documents come back to mattered: the number of documents that mention a day more than a week after it is
//! the strongest single sign of a day that a chronicler keeps (compare Tran, Alrifai and Nguyen 2015, and Steen and
//! Markert 2019, on dates that are referred to), held against how many could ([`Hindsight`]). Within a day the event comes first that shares most words with the
//! others, as the centroid of a cluster of texts does (Radev et al. 2004); each further one counts for less.

use std::collections::{HashMap, HashSet};

use rusqlite::{Transaction, params};

use super::{faces::Face, hindsight::Hindsight};
use crate::{dossier::Inner, report, words::overlap};

/// The class of days in the table of what has to be folded again.
pub(super) const DAY: i64 = 6;
/// The share of its own merits in the weight of an event; the rest is what is told of its day.
pub(super) const OWN_SHARE: f64 = 0.2;
/// A further event of a day counts for so much of the one before it.
const FURTHER: f64 = 0.5;
/// Events of one day that are compared.
const COMPARED: usize = 2000;
/// Days after which a mention is a look back, and no longer news.
pub(super) const LOOK_BACK: i64 = 7;
/// Events that share more of their words tell the same.
const SAME: f64 = 0.5;

/// An event of the day.
struct Told {
    id: i64,
    base: f64,
    terms: Vec<u32>,
    /// Own merits and words in common with the others of the day.
    merit: f64,
}

/// Weighs the events of a day, given as days since 1970-01-01.
pub(super) fn weigh(transaction: &Transaction<'_>, day: i64, hindsight: &Hindsight) -> Result<(), Inner> {
    let mut all = events(transaction, day)?;
    if all.is_empty() {
        return Ok(());
    }
    let mut counts: HashMap<u32, u32> = HashMap::new();
    for term in all.iter().flat_map(|event| &event.terms) {
        *counts.entry(*term).or_default() += 1;
    }
    for event in &mut all {
        let common: u32 = event.terms.iter().map(|term| counts[term] - 1).sum();
        event.merit = event.base.sqrt() * (1.0 + f64::from(common) / (10.0 + event.terms.len() as f64));
    }
    all.sort_by(|left, right| right.merit.total_cmp(&left.merit).then(left.id.cmp(&right.id)));
    let told = score(transaction, day, hindsight.factor(day))?;
    let mut update =
        transaction.prepare_cached("UPDATE entries SET weight = ?2 WHERE id = ?1 AND weight <> ?2")?;
    for (rank, event) in one_of_each(all).into_iter().enumerate() {
        let weight = (OWN_SHARE * event.base + (1.0 - OWN_SHARE) * told) * FURTHER.powi(rank.min(200) as i32);
        update.execute(params![event.id, rounded(weight)])?;
    }
    Ok(())
}

/// To the fourth digit, so that a weight reads well and adds up the same everywhere.
pub(super) fn rounded(weight: f64) -> f64 {
    (weight * 10_000.0).round() / 10_000.0
}

fn events(transaction: &Transaction<'_>, day: i64) -> Result<Vec<Told>, Inner> {
    // The best are sorted out here: a table for sorting in the database would cost more than the few events of most days.
    let mut statement = transaction.prepare_cached(
        "SELECT entries.id, base, face FROM entries INDEXED BY entries_in_time JOIN reports ON reports.id = entries.id
         WHERE entries.class = 1 AND wide = 0 AND first = ?1 AND last = ?1",
    )?;
    let mut rows = statement.query([day])?;
    let mut all = Vec::new();
    let keep_best = |all: &mut Vec<Told>| {
        all.sort_by(|left: &Told, right| right.base.total_cmp(&left.base).then(left.id.cmp(&right.id)));
        all.truncate(COMPARED);
    };
    while let Some(row) = rows.next()? {
        if all.len() >= 2 * COMPARED {
            keep_best(&mut all);
        }
        let id = row.get(0)?;
        let terms = match row.get_ref(2)?.as_str_or_null().map_err(rusqlite::Error::from)? {
            Some(face) => report::body::<Face>(id, face)?.terms,
            None => Vec::new(),
        };
        all.push(Told { id, base: row.get(1)?, terms, merit: 0.0 });
    }
    keep_best(&mut all);
    Ok(all)
}

/// The best telling of each thing first, then those that tell the same again.
fn one_of_each(all: Vec<Told>) -> Vec<Told> {
    const KEPT: usize = 12;
    let mut kept: Vec<Told> = Vec::new();
    let mut again: Vec<Told> = Vec::new();
    for event in all {
        let same = |known: &Told| overlap(&known.terms, &event.terms) > SAME;
        if kept.iter().take(KEPT).any(same) { again.push(event) } else { kept.push(event) }
    }
    kept.extend(again);
    kept
}

/// What documents tell of the day, from 0 to 1: mentions in words of their own, by how much later they were published;
/// those that look back count by this factor.
fn score(transaction: &Transaction<'_>, day: i64, factor: f64) -> rusqlite::Result<f64> {
    let [mut back, mut week, mut news]: [HashSet<i64>; 3] = Default::default();
    let mut statement = transaction.prepare_cached("SELECT later, words FROM mentions WHERE day = ?1")?;
    let mut rows = statement.query([day])?;
    while let Some(row) = rows.next()? {
        let mentions = match row.get(0)? {
            ..2 => &mut news,
            2..=LOOK_BACK => &mut week,
            _ => &mut back,
        };
        mentions.insert(row.get(1)?);
    }
    let [back, week, news] = [back, week, news].map(|words| words.len() as f64);
    let back = back * factor;
    let all = back.ln_1p() + 0.12 * week.ln_1p() + 0.08 * news.ln_1p();
    Ok(1.0 - (-all / 3.0).exp())
}
