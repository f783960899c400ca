//! The list of sources, and how many things of each sort there are.

use std::collections::BTreeMap;

use entente_model::{SourceEntry, SourceId};
use rusqlite::params;

use super::{Part, Place};
use crate::{Dossier, DossierError, Filter, desk::YearCounts, report::Class, sources::LISTED};

/// How many sources were read.
const ALL: &str = "SELECT count(*) FROM sources INDEXED BY sources_by_extractor";

impl Dossier {
    /// A part of the list of the sources that were read, in the order of their names, behind the one of the id that is
    /// given: only those of the language and those that hold the text in path, address, title or publisher.
    ///
    /// # Errors
    /// When the database fails.
    pub fn sources_part(
        &self,
        lang: Option<&str>,
        place: Place<'_>,
    ) -> Result<Part<SourceEntry>, DossierError> {
        let sought = place.text.map(|text| text.trim().to_lowercase()).filter(|text| !text.is_empty());
        let which = "INDEXED BY sources_in_list WHERE (?1 IS NULL OR lang = ?1)";
        let after: Option<SourceId> = place.after.and_then(|(id, _)| id.parse().ok());
        let shown = place.after.map_or(0, |(_, shown)| shown);
        if let Some(sought) = sought {
            let mut all = self.listed(&format!("{LISTED} {which} ORDER BY origin, id"), [lang])?;
            all.retain(|source| {
                let texts = [Some(&source.origin), source.title.as_ref(), source.publisher.as_ref()];
                texts.into_iter().flatten().any(|text| text.to_lowercase().contains(&sought))
            });
            let count = all.len();
            let at = all.iter().position(|source| source.id == after && after.is_some());
            let from = at.map_or(shown.min(count), |at| at + 1);
            let items: Vec<SourceEntry> = all.into_iter().skip(from).take(place.most).collect();
            return Ok(Part { more: from + items.len() < count, items, count });
        }
        // Without a language all are counted, in the smallest index.
        let count = match lang {
            Some(lang) => {
                let count = format!("SELECT count(*) FROM sources {which}");
                self.connection.query_row(&count, [lang], |row| row.get(0))
            }
            None => self.connection.query_row(ALL, [], |row| row.get(0)),
        };
        let count: i64 = count.map_err(|error| self.failed(error))?;
        let mut items = self.listed(
            &format!(
                "{LISTED} {which} AND (?3 IS NULL OR (origin, id) > (SELECT origin, id FROM sources WHERE id = ?3))
                 ORDER BY origin, id LIMIT ?2"
            ),
            params![lang, place.most.saturating_add(1) as i64, after.as_ref().map(SourceId::as_bytes)],
        )?;
        let more = items.len() > place.most;
        items.truncate(place.most);
        Ok(Part { more, items, count: count as usize })
    }

    /// Every source that was refused, in the order of their names.
    ///
    /// # Errors
    /// When the database fails.
    pub fn refused_sources(&self) -> Result<Vec<SourceEntry>, DossierError> {
        self.refused()
    }

    /// How many things of each class pass the filter, with sources, refusals and decisions.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tally(&mut self, filter: &Filter) -> Result<BTreeMap<&'static str, usize>, DossierError> {
        self.refresh()?;
        let events = self.narrowed(Class::Event, filter, None)?;
        let events = self.count(Class::Event, &events)?;
        self.tally_with(filter, events)
    }

    /// The same together with how many events began in each year, by kind: the events are walked through once.
    ///
    /// # Errors
    /// When the database fails.
    pub fn tally_and_years(
        &mut self,
        filter: &Filter,
    ) -> Result<(BTreeMap<&'static str, usize>, YearCounts), DossierError> {
        let (years, events) = self.years_and_count(filter)?;
        Ok((self.tally_with(filter, events)?, years))
    }

    fn tally_with(
        &self,
        filter: &Filter,
        events: usize,
    ) -> Result<BTreeMap<&'static str, usize>, DossierError> {
        let mut counts = BTreeMap::from([("events", events)]);
        for (name, class) in [
            ("people", Class::Person),
            ("agreements", Class::Agreement),
            ("quantities", Class::Quantity),
            ("statements", Class::Statement),
        ] {
            let condition = self.narrowed(class, filter, None)?;
            counts.insert(name, self.count(class, &condition)?);
        }
        for (name, question) in [
            ("sources", ALL),
            ("refused", "SELECT count(*) FROM refused"),
            ("decisions", "SELECT count(*) FROM decisions"),
        ] {
            let count: i64 = self
                .connection
                .query_row(question, [], |row| row.get(0))
                .map_err(|error| self.failed(error))?;
            counts.insert(name, count as usize);
        }
        Ok(counts)
    }
}
