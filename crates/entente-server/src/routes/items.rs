//! One thing with all its evidence, whatever it is.

use std::collections::BTreeMap;

use axum::{
    Json,
    extract::State,
    response::{IntoResponse as _, Response},
};
use entente_dossier::{Dossier, Item};
use entente_model::{Evidence, SourceEntry};
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    Problem,
    given::Named,
    state::Shared,
    view::{
        self, AgreementView, ConflictView, EventView, LogView, PersonView, QuantityView, ShortEvent,
        StatementView, Told,
    },
};

/// A thing of the record.
#[derive(Debug, Serialize, ToSchema)]
#[serde(tag = "class", rename_all = "lowercase")]
pub(crate) enum Entry {
    Event(EventView),
    Person(PersonView),
    Agreement(AgreementView),
    Quantity(QuantityView),
    Statement(StatementView),
    Conflict(ConflictView),
    Source(SourceEntry),
}

impl Entry {
    const fn class(&self) -> &'static str {
        match self {
            Self::Event(_) => "event",
            Self::Person(_) => "person",
            Self::Agreement(_) => "agreement",
            Self::Quantity(_) => "quantity",
            Self::Statement(_) => "statement",
            Self::Conflict(_) => "conflict",
            Self::Source(_) => "source",
        }
    }
}

/// A thing of the record with all its evidence.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Detail {
    /// The id that it has now; an older id leads to it as well.
    pub id: String,
    /// The thing.
    pub entry: Entry,
    /// The words of its sources in their context.
    pub told: Vec<Told>,
    /// Contradictions about it, settled or not.
    pub conflicts: Vec<ConflictView>,
    /// What was ruled about it, in order.
    pub history: Vec<LogView>,
    /// Its version; a ruling names it in `If-Match`, so that nobody rules on what somebody else has changed.
    pub version: String,
    /// Events of a person, or those in which an agreement lives: negotiated, signed, ratified.
    pub events: Vec<ShortEvent>,
    /// People who take part in it, or whom a person met.
    pub people: Vec<Met>,
}

/// A person beside another thing.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Met {
    pub id: String,
    pub name: String,
    /// Events that both have part in.
    pub events: Vec<String>,
}

/// One thing with all its evidence, whatever it is
#[utoipa::path(get, path = "/items/{id}", tag = "record", params(("id" = String, Path)),
    responses((status = 200, body = Detail), (status = 404, body = Problem)))]
pub(crate) async fn item(State(shared): State<Shared>, Named(id): Named) -> Result<Response, Problem> {
    detail(&shared, id, None).await
}

/// The answer for a thing that must be of a class.
pub(crate) async fn detail(
    shared: &Shared,
    id: String,
    class: Option<&'static str>,
) -> Result<Response, Problem> {
    let detail = shared.with(move |dossier| of(dossier, &id, class)).await?;
    Ok(Json(detail).into_response())
}

fn of(dossier: &mut Dossier, id: &str, class: Option<&'static str>) -> Result<Detail, Problem> {
    let item = dossier.item(id)?;
    let ruled = dossier.ruled()?;
    let (id, evidence, conflicts) = facts(&item);
    let entry = match item {
        Item::Event(event) => Entry::Event(EventView::new(event, &ruled)),
        Item::Person(person) => Entry::Person(PersonView::new(person, &ruled)),
        Item::Agreement(agreement) => Entry::Agreement(AgreementView::new(agreement, &ruled)),
        Item::Quantity(quantity) => Entry::Quantity(QuantityView::new(quantity, &ruled)),
        Item::Statement(statement) => Entry::Statement(StatementView::new(statement, &ruled)),
        Item::Conflict(conflict) => {
            let mut views = view::conflicts(dossier, vec![conflict])?;
            Entry::Conflict(views.pop().ok_or_else(|| Problem::not_found(id.clone()))?)
        }
        Item::Source(source) => Entry::Source(source),
    };
    if class.is_some_and(|class| class != entry.class()) {
        return Err(Problem::not_found(format!("`{id}` is a {}", entry.class())));
    }
    let (events, people) = neighbours(dossier, &entry)?;
    Ok(Detail {
        told: view::told(dossier, evidence)?,
        conflicts: view::conflicts_of(dossier, &conflicts)?,
        history: dossier.history(&id)?.into_iter().map(LogView::from).collect(),
        version: dossier.version_of(&id)?,
        events,
        people,
        entry,
        id,
    })
}

fn facts(item: &Item) -> (String, Vec<Evidence>, Vec<String>) {
    match item {
        Item::Event(event) => (event.id.clone(), event.reports.clone(), event.conflicts.clone()),
        Item::Person(person) => (person.id.clone(), person.reports.clone(), person.conflicts.clone()),
        Item::Agreement(agreement) => {
            (agreement.id.clone(), agreement.reports.clone(), agreement.conflicts.clone())
        }
        Item::Quantity(quantity) => {
            (quantity.id.clone(), quantity.reports.clone(), quantity.conflicts.clone())
        }
        Item::Statement(statement) => {
            (statement.id.clone(), statement.reports.clone(), statement.conflicts.clone())
        }
        Item::Conflict(conflict) => (conflict.id.clone(), conflict.claims.clone(), Vec::new()),
        Item::Source(source) => {
            (source.id.map_or_else(|| source.origin.clone(), |id| id.to_string()), Vec::new(), Vec::new())
        }
    }
}

/// The most events that stand beside one thing.
const MOST: usize = 500;

fn neighbours(dossier: &mut Dossier, entry: &Entry) -> Result<(Vec<ShortEvent>, Vec<Met>), Problem> {
    let wanted: Vec<String> = match entry {
        Entry::Person(person) => person.entry.events.clone(),
        Entry::Agreement(agreement) => {
            let mut ids = dossier.events_on(&[&agreement.entry.reports])?.concat();
            ids.extend(agreement.entry.event.clone());
            ids
        }
        Entry::Event(event) => vec![event.entry.id.clone()],
        _ => return Ok((Vec::new(), Vec::new())),
    };
    let own = match entry {
        Entry::Person(person) => Some(person.entry.id.as_str()),
        _ => None,
    };
    let marks = dossier.marks_of(wanted.iter().map(String::as_str).take(MOST))?;
    let names = marks.iter().flat_map(|mark| mark.event.people.iter().map(String::as_str));
    let bearers = dossier.bearers(names)?;
    let mut met: BTreeMap<&str, Met> = BTreeMap::new();
    for mark in &marks {
        for (id, name) in mark.event.people.iter().filter_map(|name| bearers.get(name)).flatten() {
            if own == Some(id.as_str()) {
                continue;
            }
            let new = || Met { id: id.clone(), name: name.clone(), events: Vec::new() };
            let beside = met.entry(id).or_insert_with(new);
            if !beside.events.contains(&mark.event.id) {
                beside.events.push(mark.event.id.clone());
            }
        }
    }
    let mut met: Vec<Met> = met.into_values().collect();
    met.sort_by(|left, right| {
        right.events.len().cmp(&left.events.len()).then_with(|| left.name.cmp(&right.name))
    });
    let events = if matches!(entry, Entry::Event(_)) { Vec::new() } else { marks };
    Ok((events.into_iter().map(ShortEvent::from).collect(), met))
}
