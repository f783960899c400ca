//! Which days a document mentions, and how long after them it was published.

use entente_model::{CharIndex, Interval, Reading};
use rusqlite::{Transaction, params};

use crate::{block::same_words, fold::day_number};

/// A document mentions a day.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Mention {
    /// Days since 1970-01-01.
    day: i64,
    /// Days from it to the publication.
    later: i64,
    /// A digest of the words around the first mention, so that a copy is told.
    words: i64,
}

/// The days that a document mentions, each once; none for a document without a date of publication.
pub(crate) fn of(reading: &Reading) -> Vec<Mention> {
    const AROUND: u32 = 48;
    let Some(published) = reading.published else { return Vec::new() };
    let published = day_number(published.earliest());
    let index = CharIndex::new(&reading.text);
    let mut all: Vec<Mention> = Vec::new();
    for time in &reading.times {
        let Some(day) = time.edtf.filter(|when| when.days() == Some(1)).and_then(Interval::first_day) else {
            continue;
        };
        let day = day_number(day);
        if all.iter().any(|known| known.day == day) {
            continue;
        }
        let from = index.bytes(&reading.text, time.start.saturating_sub(AROUND));
        let to = index.bytes(&reading.text, time.end.saturating_add(AROUND));
        let digest = same_words(reading.text.get(from..to).unwrap_or_default());
        let words = u64::from_str_radix(&digest, 16).unwrap_or_default().cast_signed();
        all.push(Mention { day, later: published - day, words });
    }
    all
}

/// Writes them, and has the days weighed again.
pub(crate) fn add(transaction: &Transaction<'_>, source: i64, all: &[Mention]) -> rusqlite::Result<()> {
    let mut insert = transaction.prepare_cached(
        "INSERT OR IGNORE INTO mentions (day, source, later, words) VALUES (?1, ?2, ?3, ?4)",
    )?;
    let mut mark = transaction
        .prepare_cached("INSERT OR IGNORE INTO stale (class, block) VALUES (6, CAST(?1 AS TEXT))")?;
    for mention in all {
        insert.execute(params![mention.day, source, mention.later, mention.words])?;
        mark.execute([mention.day])?;
    }
    Ok(())
}

/// Takes out those of sources that a condition names.
pub(crate) fn forget(transaction: &Transaction<'_>, of_source: &str, blob: &[u8]) -> rusqlite::Result<()> {
    let mark = format!(
        "INSERT OR REPLACE INTO stale (class, block) SELECT 6, CAST(day AS TEXT) FROM mentions WHERE source {of_source}"
    );
    transaction.execute(&mark, [blob])?;
    transaction.execute(&format!("DELETE FROM mentions WHERE source {of_source}"), [blob]).map(drop)
}
