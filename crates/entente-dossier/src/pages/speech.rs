//! What figures measure, who speaks and what about: the words that lists are narrowed to.

use rusqlite::params_from_iter;

use super::entries;
use crate::{Dossier, DossierError, Filter, report::Class};

/// How often something stands in a list.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Tally {
    /// The unit of a figure, the act of a statement.
    pub kind: String,
    /// What is measured, who speaks.
    pub word: String,
    /// Topics of a statement, as a JSON list.
    pub topics: String,
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
        self.tallies(Class::Quantity, filter, text, "kind, word", "kind, coalesce(word, ''), '', sum(dated)")
    }

    /// Speakers, acts and topics of the statements that pass: each list by itself.
    ///
    /// # Errors
    /// When the database fails.
    pub fn speech(&mut self, filter: &Filter, text: Option<&str>) -> Result<[Vec<Tally>; 3], DossierError> {
        let mut of = |by: &str, columns: &str| self.tallies(Class::Statement, filter, text, by, columns);
        Ok([
            of("word", "'', coalesce(word, ''), '', 0")?,
            of("kind", "kind, '', '', 0")?,
            of("topics", "'', '', coalesce(topics, '[]'), 0")?,
        ])
    }

    fn tallies(
        &mut self,
        class: Class,
        filter: &Filter,
        text: Option<&str>,
        by: &str,
        columns: &str,
    ) -> Result<Vec<Tally>, DossierError> {
        self.refresh()?;
        let condition = self.narrowed(class, filter, text)?;
        let sql = format!(
            "SELECT {columns}, count(*) FROM {} WHERE {} GROUP BY {by}",
            entries(class, &condition),
            condition.text
        );
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let tally = |row: &rusqlite::Row<'_>| {
            Ok(Tally {
                kind: row.get(0)?,
                word: row.get(1)?,
                topics: row.get(2)?,
                dated: row.get::<_, Option<i64>>(3)?.unwrap_or(0) as usize,
                count: row.get::<_, i64>(4)? as usize,
            })
        };
        let rows = statement.query_map(params_from_iter(condition.values), tally).map_err(failed)?;
        rows.collect::<Result<_, _>>().map_err(failed)
    }
}
