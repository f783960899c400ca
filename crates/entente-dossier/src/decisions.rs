//! What people ruled: appended to a log, never changed, and held fast to the words of the sources.

use entente_model::{CharIndex, Decision, DecisionId, Ruling, Selector, SourceId, Span, Target};
use rusqlite::{OptionalExtension as _, Transaction, params};
use serde::{Deserialize, Serialize};

use crate::{
    Dossier, DossierError, Item,
    dossier::Inner,
    query::words_of,
    report::{self, Class},
};

/// A decision with the words of all reports that it is about.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Kept {
    pub decision: Decision,
    /// Reports of the thing itself.
    pub mine: Vec<Anchor>,
    /// Reports of the other thing, for merging and splitting.
    pub others: Vec<Anchor>,
}

/// The words of one report.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct Anchor {
    pub class: char,
    pub selector: Selector,
}

/// A line of the log.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct LogEntry {
    /// The decision.
    #[serde(flatten)]
    pub decision: Decision,
    /// The words of the source that it holds on to, for what is no contradiction.
    pub words: Option<String>,
    /// A later decision undid it.
    pub undone: bool,
    /// Its words are no longer found in what is read out of the sources.
    pub orphaned: bool,
}

/// What a person asks for.
#[derive(Debug, Clone, PartialEq)]
pub enum Request {
    /// It is right.
    Accept,
    /// It is wrong.
    Reject,
    /// A field has another value.
    Correct {
        /// The field, by its name in the public JSON.
        field: String,
        /// Its value; empty for none.
        value: String,
    },
    /// It is the same as the thing of this id.
    Merge(String),
    /// What the source tells whose path or address contains this is another thing.
    Split(String),
    /// A contradiction is settled: `first`, `second`, `both` or `dismissed`.
    Resolve(String),
    /// The decision no longer holds.
    Undo,
}

impl Dossier {
    /// Puts a decision about the thing of this id into the log; `now` is the time in UTC, RFC 3339.
    ///
    /// # Errors
    /// When nothing has the id, the request does not fit the thing, or the database fails.
    pub fn decide(
        &mut self,
        id: &str,
        request: Request,
        by: &str,
        note: Option<&str>,
        now: &str,
    ) -> Result<DecisionId, DossierError> {
        let (target, ruling, mine, others) = self.prepared(id, request)?;
        let decision = |id| Decision {
            id: DecisionId(id),
            made: now.to_owned(),
            by: by.to_owned(),
            note: note.map(str::to_owned),
            target: target.clone(),
            ruling: ruling.clone(),
        };
        self.write(|transaction, _| {
            let last: Option<u32> =
                transaction.query_row("SELECT max(id) FROM decisions", [], |row| row.get(0))?;
            let number = last.unwrap_or(0) + 1;
            let kept = Kept { decision: decision(number), mine: mine.clone(), others: others.clone() };
            let body = serde_json::to_string(&kept).unwrap_or_default();
            transaction.execute(
                "INSERT INTO decisions (id, made, person, body) VALUES (?1, ?2, ?3, ?4)",
                params![number, now, by, body],
            )?;
            apply(transaction)?;
            Ok(DecisionId(number))
        })
    }

    fn prepared(
        &mut self,
        id: &str,
        request: Request,
    ) -> Result<(Target, Ruling, Vec<Anchor>, Vec<Anchor>), DossierError> {
        let unfit = |reason: &str| DossierError::Unfit { id: id.to_owned(), reason: reason.to_owned() };
        if request == Request::Undo {
            let number: DecisionId = id.parse().map_err(|_| DossierError::UnknownId(id.to_owned()))?;
            let known = self.kept()?.into_iter().any(|kept| kept.decision.id == number);
            let found = known
                .then_some(Target::Decision { id: number })
                .ok_or_else(|| DossierError::UnknownId(id.to_owned()))?;
            return Ok((found, Ruling::Undo, Vec::new(), Vec::new()));
        }
        if let Request::Resolve(outcome) = request {
            let Item::Conflict(conflict) = self.item(id)? else {
                return Err(unfit("only a contradiction can be resolved"));
            };
            if !["first", "second", "both", "dismissed"].contains(&outcome.as_str()) {
                return Err(unfit("a contradiction is resolved as first, second, both or dismissed"));
            }
            return Ok((
                Target::Conflict { id: conflict.id },
                Ruling::Resolve { outcome },
                Vec::new(),
                Vec::new(),
            ));
        }
        self.refresh()?;
        let (class, entry) = self.entry(id)?.ok_or_else(|| DossierError::UnknownId(id.to_owned()))?;
        let mut mine = self.anchors(class, entry, None)?;
        let mut others = Vec::new();
        let ruling = match request {
            Request::Accept => Ruling::Accept,
            Request::Reject => Ruling::Reject,
            Request::Correct { field, value } => {
                self.check_correction(class, entry, &field, &value).map_err(|reason| unfit(&reason))?;
                Ruling::Correct { field, value }
            }
            Request::Merge(with) => {
                let (other_class, other) =
                    self.entry(&with)?.ok_or_else(|| DossierError::UnknownId(with.clone()))?;
                if other_class != class || other == entry {
                    return Err(unfit("only two different things of one sort can be merged"));
                }
                others = self.anchors(class, other, None)?;
                Ruling::Merge { with: crate::id::written(class, other) }
            }
            Request::Split(source) => {
                others = self.anchors(class, entry, Some(&source))?;
                mine.retain(|anchor| !others.contains(anchor));
                if others.is_empty() || mine.is_empty() {
                    return Err(unfit("the source must tell a part of it, and not all"));
                }
                Ruling::Split { from: source }
            }
            Request::Resolve(_) | Request::Undo => return Err(unfit("it cannot be ruled so")),
        };
        let lead = mine.first().ok_or_else(|| DossierError::UnknownId(id.to_owned()))?;
        let item = match class {
            Class::Event => "event",
            Class::Agreement => "agreement",
            Class::Quantity => "quantity",
            Class::Statement => "statement",
            Class::Person => "person",
        };
        let target = Target::Report { selector: lead.selector.clone(), item: item.to_owned() };
        Ok((target, ruling, mine, others))
    }

    fn check_correction(&self, class: Class, entry: i64, field: &str, value: &str) -> Result<(), String> {
        let body: String = self
            .connection
            .query_row("SELECT body FROM entries WHERE id = ?1", [entry], |row| row.get(0))
            .map_err(|error| error.to_string())?;
        let mut line: serde_json::Value = serde_json::from_str(&body).map_err(|error| error.to_string())?;
        let fields: Vec<String> =
            line.as_object().map(|line| line.keys().cloned().collect()).unwrap_or_default();
        if !fields.iter().any(|known| known == field) {
            return Err(format!("`{field}` is none of its fields: {}", fields.join(", ")));
        }
        if !crate::fold::set_field(&mut line, field, value) {
            return Err(format!("`{value}` is no value for `{field}`"));
        }
        crate::fold::check_line(class, line)
            .map_err(|reason| format!("`{value}` is no value for `{field}`: {reason}"))
    }

    /// The words of the reports behind an entry; of those from one source only, where one is given.
    fn anchors(&self, class: Class, entry: i64, source: Option<&str>) -> Result<Vec<Anchor>, DossierError> {
        self.evidence(entry)?
            .into_iter()
            .filter(|report| source.is_none_or(|source| report.source.contains(source)))
            .map(|report| {
                let reading = self
                    .reading(report.source_id)?
                    .ok_or_else(|| DossierError::UnknownId(report.source.clone()))?;
                let selector = report::selector_at(
                    &reading,
                    &CharIndex::new(&reading.text),
                    Span::new(report.start, report.end),
                );
                Ok(Anchor { class: class.letter(), selector })
            })
            .collect()
    }

    /// Every decision, in the order in which they were made.
    ///
    /// # Errors
    /// When the database fails.
    pub fn log(&self) -> Result<Vec<LogEntry>, DossierError> {
        let all = self.kept()?;
        let undone = undone(&all);
        all.into_iter()
            .map(|kept| {
                let mut orphaned = false;
                for anchor in &kept.mine {
                    orphaned |= find(&self.connection, anchor).map_err(|error| self.inner(error))?.is_none();
                }
                Ok(LogEntry {
                    undone: undone.contains(&kept.decision.id),
                    words: kept.mine.first().map(|anchor| anchor.selector.exact.clone()),
                    decision: kept.decision,
                    orphaned,
                })
            })
            .collect()
    }

    pub(crate) fn kept(&self) -> Result<Vec<Kept>, DossierError> {
        kept(&self.connection).map_err(|error| self.inner(error))
    }

    /// Ids of contradictions that people settled, with the outcome.
    ///
    /// # Errors
    /// When the database fails.
    pub fn settled(&self) -> Result<std::collections::BTreeMap<String, String>, DossierError> {
        let all = self.kept()?;
        let undone = undone(&all);
        let standing = all.into_iter().filter(|kept| !undone.contains(&kept.decision.id));
        Ok(standing
            .filter_map(|kept| match (kept.decision.target, kept.decision.ruling) {
                (Target::Conflict { id }, Ruling::Resolve { outcome }) => Some((id, outcome)),
                _ => None,
            })
            .collect())
    }
}

/// All decisions in order.
pub(crate) fn kept(connection: &rusqlite::Connection) -> Result<Vec<Kept>, Inner> {
    let mut statement = connection.prepare_cached("SELECT id, body FROM decisions ORDER BY id")?;
    let rows = statement.query_map([], |row| Ok((row.get::<_, i64>(0)?, row.get::<_, String>(1)?)))?;
    rows.map(|row| {
        let (id, body) = row?;
        let stored = |error: serde_json::Error| DossierError::Stored {
            what: "decision",
            number: id,
            reason: error.to_string(),
        };
        Ok(serde_json::from_str(&body).map_err(stored)?)
    })
    .collect()
}

/// Decisions that later ones undid; an undoing can be undone as well.
pub(crate) fn undone(all: &[Kept]) -> Vec<DecisionId> {
    let mut undone: Vec<DecisionId> = Vec::new();
    for kept in all.iter().rev() {
        if let (Target::Decision { id }, Ruling::Undo) = (&kept.decision.target, &kept.decision.ruling)
            && !undone.contains(&kept.decision.id)
        {
            undone.push(*id);
        }
    }
    undone
}

/// Puts every report that decisions touch into its block, and has all of those blocks folded again.
pub(crate) fn apply(transaction: &Transaction<'_>) -> Result<(), Inner> {
    let all = kept(transaction)?;
    let undone = undone(&all);
    for kept in &all {
        for anchor in kept.mine.iter().chain(&kept.others) {
            if let Some((class, report)) = find(transaction, anchor)? {
                let natural = natural_block(transaction, class, report)?;
                move_to(transaction, class, report, &natural)?;
            }
        }
    }
    for kept in all.iter().filter(|kept| matches!(kept.decision.ruling, Ruling::Merge { .. })) {
        if undone.contains(&kept.decision.id) {
            continue;
        }
        let Some((_, lead)) =
            kept.mine.first().map(|anchor| find(transaction, anchor)).transpose()?.flatten()
        else {
            continue;
        };
        let block: String =
            transaction.query_row("SELECT block FROM reports WHERE id = ?1", [lead], |row| row.get(0))?;
        for anchor in kept.mine.iter().chain(&kept.others) {
            if let Some((class, report)) = find(transaction, anchor)? {
                move_to(transaction, class, report, &block)?;
            }
        }
    }
    Ok(())
}

fn move_to(transaction: &Transaction<'_>, class: Class, report: i64, block: &str) -> Result<(), Inner> {
    let mut mark =
        transaction.prepare_cached("INSERT OR REPLACE INTO stale (class, block) VALUES (?1, ?2)")?;
    let there: String =
        transaction.query_row("SELECT block FROM reports WHERE id = ?1", [report], |row| row.get(0))?;
    mark.execute(params![class as i64, there])?;
    mark.execute(params![class as i64, block])?;
    // The event is written again even where its reports stay what they are; a ruling may have changed it.
    transaction
        .prepare_cached("UPDATE entries SET own = -1 WHERE id = (SELECT entry FROM reports WHERE id = ?1)")?
        .execute([report])?;
    if class == Class::Event {
        let again = "INSERT OR REPLACE INTO stale (class, block) SELECT 1, '3:' || entry FROM reports WHERE id = ?1 AND entry IS NOT NULL";
        transaction.prepare_cached(again)?.execute([report])?;
    }
    if there != block {
        transaction.execute("UPDATE reports SET block = ?2 WHERE id = ?1", params![report, block])?;
    }
    Ok(())
}

fn natural_block(connection: &rusqlite::Connection, class: Class, report: i64) -> Result<String, Inner> {
    let body: String =
        connection.query_row("SELECT body FROM reports WHERE id = ?1", [report], |row| row.get(0))?;
    Ok(match class {
        Class::Event => crate::block::of_event(&report::body(report, &body)?),
        Class::Agreement => crate::block::of_agreement(&report::body(report, &body)?),
        Class::Quantity => crate::block::of_quantity(&report::body(report, &body)?),
        Class::Statement => crate::block::of_statement(&report::body(report, &body)?),
        Class::Person => crate::block::of_person(&report::body::<report::PersonBody>(report, &body)?.name),
    })
}

/// The report that holds these words: the same words, else the words around them; of several the one whose
/// neighbourhood is most alike.
pub(crate) fn find(
    connection: &rusqlite::Connection,
    anchor: &Anchor,
) -> Result<Option<(Class, i64)>, Inner> {
    let Some(class) = Class::from_letter(anchor.class) else { return Ok(None) };
    let Some((number, text)) = text_of(connection, anchor.selector.source)? else { return Ok(None) };
    let mut statement = connection
        .prepare_cached("SELECT id, body FROM reports WHERE source = ?1 AND class = ?2 ORDER BY id")?;
    let mut rows = statement.query(params![number, class as i64])?;
    let mut best: Option<(usize, i64)> = None;
    while let Some(row) = rows.next()? {
        let id = row.get(0)?;
        let at = words_of(id, row.get_ref(1)?.as_str().map_err(rusqlite::Error::from)?)?;
        let exact = &anchor.selector.exact;
        let same = at.words == *exact;
        if !same && !at.words.contains(exact.as_str()) && !exact.contains(at.words.as_str()) {
            continue;
        }
        let around = Neighbours::of(&text, &at);
        let score = 100 * usize::from(same) + around.likeness(&anchor.selector) + 1;
        if best.is_none_or(|(most, _)| score > most) {
            best = Some((score, id));
        }
    }
    Ok(best.map(|(_, id)| (class, id)))
}

fn text_of(connection: &rusqlite::Connection, source: SourceId) -> Result<Option<(i64, String)>, Inner> {
    #[derive(Deserialize)]
    struct Text {
        text: String,
    }
    let row: Option<(i64, Vec<u8>)> = connection
        .prepare_cached("SELECT number, reading FROM sources WHERE id = ?1")?
        .query_row([source.as_bytes()], |row| Ok((row.get(0)?, row.get(1)?)))
        .optional()?;
    Ok(row.and_then(|(number, packed)| {
        let bytes = crate::pack::unpack(&packed).ok()?;
        Some((number, serde_json::from_slice::<Text>(&bytes).ok()?.text))
    }))
}

/// What stands before and behind some words.
struct Neighbours {
    before: String,
    behind: String,
}

impl Neighbours {
    fn of(text: &str, at: &report::Quote) -> Self {
        let index = CharIndex::new(text);
        let cut = |from: u32, to: u32| {
            text.get(index.bytes(text, from)..index.bytes(text, to)).unwrap_or_default().to_owned()
        };
        Self {
            before: cut(at.start.saturating_sub(32), at.start),
            behind: cut(at.end, at.end.saturating_add(32)),
        }
    }

    /// Letters in common next to the words, both ways.
    fn likeness(&self, selector: &Selector) -> usize {
        let before = self
            .before
            .chars()
            .rev()
            .zip(selector.prefix.chars().rev())
            .take_while(|(one, other)| one == other)
            .count();
        let behind =
            self.behind.chars().zip(selector.suffix.chars()).take_while(|(one, other)| one == other).count();
        before + behind
    }
}

#[cfg(test)]
mod tests;
