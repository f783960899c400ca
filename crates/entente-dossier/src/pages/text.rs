//! Lists narrowed to a text: an index of the words of each entry.
//!
//! An entry that is written is marked by a trigger (`unshown`), and its words are put into the index with the next look at
//! the record, each entry once however often it was written before.

use rayon::prelude::*;
use rusqlite::{OptionalExtension as _, params, params_from_iter, types::Value};
use serde::Deserialize;

use entente_model::RoleEntry;

use super::FEW;
use crate::{
    Dossier, DossierError,
    filter::Condition,
    report::{Class, Quote},
    words::{fold, split},
};

/// Entries that are put into the index in one transaction.
const AT_ONCE: i64 = 5000;

/// What is looked at when a text is sought in an entry or in the report that leads it.
#[derive(Debug, Default, Deserialize)]
#[serde(default)]
struct Shown {
    title: Option<String>,
    name: Option<String>,
    also: Vec<String>,
    people: Vec<String>,
    place: Option<String>,
    measure: Option<String>,
    unit: Option<String>,
    speaker: Option<String>,
    roles: Vec<RoleEntry>,
    statement: Option<Quote>,
}

impl Shown {
    fn of(json: &str) -> Self {
        serde_json::from_str(json).unwrap_or_default()
    }

    /// Every word that is shown, in small letters.
    fn words(&self, terms: &mut String) {
        let named = [&self.title, &self.name, &self.place, &self.measure, &self.unit, &self.speaker];
        let texts = named
            .into_iter()
            .flatten()
            .chain(&self.also)
            .chain(&self.people)
            .chain(self.roles.iter().map(|role| &role.title))
            .chain(self.statement.as_ref().map(|quote| &quote.words));
        for text in texts {
            for word in split(&fold(text)) {
                terms.push_str(word);
                terms.push(' ');
            }
        }
    }
}

impl Dossier {
    /// Puts the words of the entries that were written since the last time into the index.
    pub(crate) fn index_shown(&mut self) -> Result<(), DossierError> {
        const LEFT: &str = "SELECT EXISTS (SELECT 1 FROM unshown)";
        // The words of a statement stand in its leading report, which has the id of the entry.
        const SOME: &str = "SELECT unshown.number, entries.body, reports.body FROM unshown
            LEFT JOIN entries ON entries.number = unshown.number
            LEFT JOIN reports ON reports.id = entries.id AND entries.class = 4
            ORDER BY unshown.number LIMIT ?1";
        loop {
            let left: bool =
                self.connection.query_row(LEFT, [], |row| row.get(0)).map_err(|error| self.failed(error))?;
            if !left {
                return Ok(());
            }
            self.write(|transaction, _| {
                let mut some = transaction.prepare_cached(SOME)?;
                let mut out = transaction.prepare_cached("DELETE FROM shown WHERE rowid = ?1")?;
                let mut insert =
                    transaction.prepare_cached("INSERT INTO shown (rowid, terms) VALUES (?1, ?2)")?;
                let written = some
                    .query_map([AT_ONCE], |row| Ok((row.get(0)?, [row.get(1)?, row.get(2)?])))?
                    .collect::<Result<Vec<(i64, [Option<String>; 2])>, _>>()?;
                let words = |(number, bodies): &(i64, [Option<String>; 2])| {
                    let mut terms = String::new();
                    for body in bodies.iter().flatten() {
                        Shown::of(body).words(&mut terms);
                    }
                    (*number, terms)
                };
                let terms: Vec<(i64, String)> = written.par_iter().map(words).collect();
                for (number, terms) in &terms {
                    out.execute([number])?;
                    insert.execute(params![number, terms])?;
                }
                let last = terms.last().map(|(number, _)| number);
                transaction.prepare_cached("DELETE FROM unshown WHERE number <= ?1")?.execute([last])?;
                Ok(())
            })?;
        }
    }

    /// The condition with what is sought: every word of the text begins a word of the entry.
    pub(super) fn holding(
        &self,
        class: Class,
        mut condition: Condition,
        text: Option<&str>,
    ) -> Result<Condition, DossierError> {
        const MATCHING: &str = "SELECT rowid FROM shown WHERE shown MATCH ?";
        let folded = fold(text.unwrap_or_default());
        let words: Vec<String> = split(&folded).map(|word| format!("\"{word}\"*")).collect();
        if words.is_empty() {
            // Signs without a letter stand in no entry.
            if text.is_some_and(|text| !text.trim().is_empty()) {
                condition.and("0", []);
            }
            return Ok(condition);
        }
        let question = words.join(" AND ");
        let failed = |error| self.failed(error);
        let many: Option<i64> = self
            .connection
            .prepare_cached(&format!("{MATCHING} LIMIT 1 OFFSET {FEW}"))
            .and_then(|mut statement| statement.query_row([&question], |row| row.get(0)).optional())
            .map_err(failed)?;
        if many.is_some() {
            condition.and(&format!("number IN ({MATCHING})"), [Value::Text(question)]);
            return Ok(condition);
        }
        // Few: looked up by their numbers, and only then held against what else is asked.
        let sql = format!(
            "SELECT id FROM (SELECT rowid AS at FROM shown WHERE shown MATCH ?) CROSS JOIN entries
             ON entries.number = at WHERE {}",
            condition.text
        );
        condition.values.insert(0, Value::Text(question));
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let ids = statement
            .query_map(params_from_iter(&condition.values), |row| row.get::<_, i64>(0))
            .map_err(failed)?;
        let ids = ids.collect::<Result<Vec<_>, _>>().map_err(failed)?;
        let ids = serde_json::to_string(&ids).unwrap_or_default();
        Ok(Condition {
            text: format!("class = {} AND id IN (SELECT value FROM json_each(?))", class as i64),
            values: vec![Value::Text(ids)],
            few: true,
        })
    }
}
