//! Parts of the lists: found in an index, so that only the lines that are shown are read.

mod people;
mod places;
mod sources;
mod speech;
#[cfg(test)]
mod tests;
mod text;

use rusqlite::{params_from_iter, types::Value};
use serde::de::DeserializeOwned;

use entente_model::{AgreementEntry, QuantityEntry, StatementEntry, TimelineEvent};

use crate::{
    Dossier, DossierError, Filter,
    filter::Condition,
    id::read,
    query::{Names, Row, Told},
    report::Class,
};

pub use people::{PersonMark, PersonStanding};
pub use places::{BodyTally, PlaceTally};
pub use speech::{Tally, Words as SpeechWords};

/// Which part of a list.
#[derive(Debug, Clone, Copy, Default)]
pub struct Place<'p> {
    /// The id of the last entry that was shown, and how many had been shown up to it.
    pub after: Option<(&'p str, usize)>,
    /// How many entries at most.
    pub most: usize,
    /// Only what has, for each word of this text, a word that begins so in its title, name, place or first quote, in any
    /// case.
    pub text: Option<&'p str>,
}

/// A part of a list.
#[derive(Debug, Clone, PartialEq)]
pub struct Part<T> {
    /// Its entries.
    pub items: Vec<T>,
    /// How many entries the whole list has.
    pub count: usize,
    /// Whether more follow.
    pub more: bool,
}

impl<T> Part<T> {
    /// The same part with each of its entries made into something else.
    ///
    /// # Errors
    /// The first that the making returns.
    pub fn map<U, E>(self, make: impl FnMut(T) -> Result<U, E>) -> Result<Part<U>, E> {
        let items = self.items.into_iter().map(make).collect::<Result<_, _>>()?;
        Ok(Part { items, count: self.count, more: self.more })
    }
}

/// The order of a list of each class, smallest first; every entry has a place of its own in it.
const fn order(class: Class) -> &'static str {
    match class {
        Class::Event | Class::Agreement | Class::Statement => {
            "coalesce(first, 9000000000), coalesce(-last, 9000000000), -weight, id"
        }
        Class::Quantity => "kind, word, coalesce(first, 9000000000), id",
        Class::Person => "-weight, word, id",
    }
}

/// The index that has everything that a list of the class is narrowed by and ordered by.
const fn index(class: Class) -> &'static str {
    match class {
        Class::Event | Class::Agreement => "entries_in_time",
        Class::Quantity => "entries_of_figures",
        Class::Statement => "entries_of_statements",
        Class::Person => "entries_of_people",
    }
}

impl Dossier {
    /// A part of the chronology.
    ///
    /// # Errors
    /// When the database fails.
    pub fn events_part(
        &mut self,
        filter: &Filter,
        place: Place<'_>,
    ) -> Result<Part<TimelineEvent>, DossierError> {
        self.refresh()?;
        let marks = self.marks()?;
        let mut names = Names::default();
        let part = self.part(Class::Event, filter, place)?;
        part.map(|row| self.timeline_event(row, &marks, &mut names, Told::Everywhere))
    }

    /// A part of the list of agreements, in order of signature.
    ///
    /// # Errors
    /// When the database fails.
    pub fn agreements_part(
        &mut self,
        filter: &Filter,
        place: Place<'_>,
    ) -> Result<Part<AgreementEntry>, DossierError> {
        self.refresh()?;
        let marks = self.marks()?;
        let part = self.part(Class::Agreement, filter, place)?;
        part.map(|row| self.agreement(row, &marks, Told::Everywhere))
    }

    /// A part of the list of figures, by unit and measure and then by time, each with the words of its leading report
    /// and how many sources tell of it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn quantities_part(
        &mut self,
        filter: &Filter,
        place: Place<'_>,
    ) -> Result<Part<(QuantityEntry, u32)>, DossierError> {
        self.refresh()?;
        let marks = self.marks()?;
        self.part(Class::Quantity, filter, place)?.map(|row| {
            let sources = row.sources;
            Ok((self.quantity(row, &marks, Told::First)?, sources))
        })
    }

    /// A part of the list of statements, in order of time, each with the words of its leading report and how many
    /// sources tell of it.
    ///
    /// # Errors
    /// When the database fails.
    pub fn statements_part(
        &mut self,
        filter: &Filter,
        place: Place<'_>,
    ) -> Result<Part<(StatementEntry, u32)>, DossierError> {
        self.refresh()?;
        let marks = self.marks()?;
        self.part(Class::Statement, filter, place)?.map(|row| {
            let sources = row.sources;
            Ok((self.statement(row, &marks, Told::First)?, sources))
        })
    }

    /// How many entries of the class pass.
    pub(crate) fn count(&self, class: Class, condition: &Condition) -> Result<usize, DossierError> {
        let failed = |error| self.failed(error);
        let sql = format!("SELECT count(*) FROM {} WHERE {}", entries(class, condition), condition.text);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let count: i64 =
            statement.query_row(params_from_iter(&condition.values), |row| row.get(0)).map_err(failed)?;
        Ok(count as usize)
    }

    fn part<L: DeserializeOwned>(
        &self,
        class: Class,
        filter: &Filter,
        place: Place<'_>,
    ) -> Result<Part<Row<L>>, DossierError> {
        let mut condition = self.narrowed(class, filter, place.text)?;
        let count = self.count(class, &condition)?;
        let order = order(class);
        let mut skipped = 0;
        if let Some((after, shown)) = place.after {
            let exact = read(after).filter(|(of, ids)| *of == class && ids.start() == ids.end());
            match exact.map(|(_, ids)| *ids.start()).filter(|&id| self.has_entry(id)) {
                Some(id) => {
                    let behind = format!("({order}) > (SELECT {order} FROM entries WHERE id = ?)");
                    condition.and(&behind, [Value::Integer(id)]);
                }
                // It was joined to another meanwhile: the part begins where it stood.
                None => skipped = shown.saturating_sub(1),
            }
        }
        let sql = format!(
            "SELECT entries.id, weight, body, sources FROM
             (SELECT id AS chosen FROM {} WHERE {} ORDER BY {order} LIMIT {} OFFSET {skipped})
             JOIN entries ON entries.id = chosen ORDER BY {order}",
            entries(class, &condition),
            condition.text,
            place.most.saturating_add(1)
        );
        let failed = |error| self.failed(error);
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let mut rows = statement.query(params_from_iter(condition.values)).map_err(failed)?;
        let mut items = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            if items.len() == place.most {
                return Ok(Part { items, count, more: true });
            }
            items.push(self.row(row)?);
        }
        Ok(Part { items, count, more: false })
    }

    fn has_entry(&self, id: i64) -> bool {
        let there = "SELECT EXISTS (SELECT 1 FROM entries WHERE id = ?1)";
        self.connection.query_row(there, [id], |row| row.get(0)).unwrap_or(false)
    }

    /// The condition of a filter, with the greatest alone where it says how many, and of those what has the words of
    /// the text.
    pub(crate) fn narrowed(
        &self,
        class: Class,
        filter: &Filter,
        text: Option<&str>,
    ) -> Result<Condition, DossierError> {
        let mut condition = filter.condition(class, &self.parties()?);
        if let Some(top) = filter.top {
            let of = &condition.text;
            condition.text = format!(
                "class = {} AND id IN (SELECT id FROM entries INDEXED BY entries_by_weight WHERE {of}
                 ORDER BY weight DESC, first, id LIMIT {top})",
                class as i64
            );
            condition.few = top <= FEW;
        }
        self.holding(class, condition, text)
    }
}

/// Entries that are looked up one by one, and not by a walk through the list.
const FEW: usize = 20_000;

/// The entries of a class that a condition is asked of, in the index where it lets many pass.
pub(crate) fn entries(class: Class, condition: &Condition) -> String {
    if condition.few { "entries".to_owned() } else { format!("entries INDEXED BY {}", index(class)) }
}
