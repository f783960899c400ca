//! What figures measure, who speaks and what about: the words that lists are narrowed to.

use std::collections::HashMap;

use rusqlite::params_from_iter;

use super::entries;
use crate::{Dossier, DossierError, Filter, report::Class};

/// Words with how often each stands in a list, in the order of the words.
pub type Words = Vec<(String, usize)>;

/// How often something stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The unit of a figure.
    pub kind: String,
    /// What is measured.
    pub word: String,
    /// How many entries.
    pub count: usize,
    /// How many of them have a date of their own.
    pub dated: usize,
}

impl Dossier {
    /// Units and measures of the figures that pass.
    ///
    /// # Errors
    /// When the database fails.
    pub fn measures(&mut self, filter: &Filter, text: Option<&str>) -> Result<Vec<Tally>, DossierError> {
        self.refresh()?;
        let condition = self.narrowed(Class::Quantity, filter, text)?;
        let sql = format!(
            "SELECT kind, coalesce(word, ''), sum(dated), count(*) FROM {} WHERE {} GROUP BY kind, word",
            entries(Class::Quantity, &condition),
            condition.text
        );
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let tally = |row: &rusqlite::Row<'_>| {
            Ok(Tally {
                kind: row.get(0)?,
                word: row.get(1)?,
                dated: row.get::<_, Option<i64>>(2)?.unwrap_or(0) as usize,
                count: row.get::<_, i64>(3)? as usize,
            })
        };
        let rows = statement.query_map(params_from_iter(condition.values), tally).map_err(failed)?;
        rows.collect::<Result<_, _>>().map_err(failed)
    }

    /// Speakers, acts and topics of the statements that pass: each list by itself, topics as a JSON list.
    ///
    /// # Errors
    /// When the database fails.
    pub fn speech(&mut self, filter: &Filter, text: Option<&str>) -> Result<[Words; 3], DossierError> {
        self.refresh()?;
        let condition = self.narrowed(Class::Statement, filter, text)?;
        let sql = format!(
            "SELECT coalesce(word, ''), kind, coalesce(topics, '[]') FROM {} WHERE {}",
            entries(Class::Statement, &condition),
            condition.text
        );
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(condition.values)).map_err(failed)?;
        // One walk for all three.
        let mut counts = [HashMap::new(), HashMap::new(), HashMap::new()];
        while let Some(row) = rows.next().map_err(failed)? {
            for (at, counts) in counts.iter_mut().enumerate() {
                let word = row.get_ref(at).map_err(failed)?.as_str().map_err(|error| failed(error.into()))?;
                match counts.get_mut(word) {
                    Some(count) => *count += 1,
                    None => drop(counts.insert(word.to_owned(), 1)),
                }
            }
        }
        Ok(counts.map(|counts| {
            let mut words: Words = counts.into_iter().collect();
            words.sort_unstable();
            words
        }))
    }
}
