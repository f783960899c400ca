//! Agreements, figures and statements.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use entente_model::QuantityEntry;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Problem,
    query::{Asked, Narrowed, Paged},
    state::Shared,
    view::{AgreementView, QuantityView, ShortEvent, StatementView},
};

/// A page of agreements, in order of signature.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Agreements {
    items: Vec<LivingAgreement>,
    /// The cursor of the next page; nothing on the last one.
    next: Option<String>,
    /// How many there are in all.
    count: usize,
}

/// A page of figures, by measure and then by time.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Quantities {
    items: Vec<QuantityView>,
    /// The cursor of the next page; nothing on the last one.
    next: Option<String>,
    /// How many there are in all.
    count: usize,
    /// The units of all figures that pass the other filters: what counts things or money first, the most frequent first.
    units: Vec<Unit>,
    /// What is measured, the most frequent first.
    measures: Vec<Measure>,
}

/// A unit.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the names of the JSON")]
pub(crate) struct Unit {
    unit: String,
    /// How many figures.
    count: usize,
    /// How many of them have a date.
    dated: usize,
}

/// Something that is measured in one unit.
#[derive(Debug, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the names of the JSON")]
pub(crate) struct Measure {
    measure: String,
    unit: String,
    /// How many figures.
    count: usize,
    /// How many of them have a date.
    dated: usize,
}

/// A page of statements, in order of time.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Statements {
    items: Vec<StatementView>,
    /// The cursor of the next page; nothing on the last one.
    next: Option<String>,
    /// How many there are in all.
    count: usize,
    /// Who speaks in all statements of the other filters, the most frequent first.
    speakers: Vec<Facet>,
    /// What about.
    topics: Vec<Facet>,
    /// What the speakers do with their words.
    acts: Vec<Facet>,
}

/// A word that a list can be narrowed to.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Facet {
    value: String,
    /// How many entries have it.
    count: usize,
}

/// The most words of one sort that a list offers.
const FACETS: usize = 200;

/// The words with how often each is there, the most frequent first.
fn facets<'a>(words: impl Iterator<Item = &'a str>) -> Vec<Facet> {
    let mut counts: BTreeMap<&str, usize> = BTreeMap::new();
    for word in words {
        *counts.entry(word).or_default() += 1;
    }
    let mut facets: Vec<Facet> =
        counts.into_iter().map(|(value, count)| Facet { value: value.to_owned(), count }).collect();
    facets.sort_by_key(|facet| std::cmp::Reverse(facet.count));
    facets.truncate(FACETS);
    facets
}

/// An agreement with the steps of its life.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct LivingAgreement {
    #[serde(flatten)]
    agreement: AgreementView,
    /// The events that the same words tell of, in order of time: negotiated, signed, ratified, ended.
    steps: Vec<ShortEvent>,
}

/// Agreements, in order of signature
#[utoipa::path(get, path = "/agreements", tag = "record", params(Narrowed, Paged), responses((status = 200, body = Agreements)))]
pub(crate) async fn agreements(
    State(shared): State<Shared>,
    Asked(asked): Asked<Narrowed>,
    Asked(paged): Asked<Paged>,
) -> Result<Json<Agreements>, Problem> {
    let filter = asked.without_kind()?;
    let page = shared.with(move |dossier| {
        let ruled = dossier.ruled()?;
        let mut all = dossier.agreements(&filter)?;
        all.retain(|entry| {
            asked.kind.as_ref().is_none_or(|kind| kind.split(',').any(|kind| kind == entry.kind))
                && asked.holds([entry.name.as_str(), entry.kind.as_str()])
        });
        let (all, next, count) = paged.part(all, |entry| entry.id.clone())?;
        let words: Vec<_> = all.iter().map(|entry| entry.reports.as_slice()).collect();
        let mut steps = dossier.events_on(&words)?;
        for (ids, entry) in steps.iter_mut().zip(&all) {
            ids.extend(entry.event.clone());
        }
        let marks = dossier.marks_of(steps.iter().flatten().map(String::as_str))?;
        let living = all.into_iter().zip(&steps).map(|(entry, ids)| LivingAgreement {
            steps: marks
                .iter()
                .filter(|mark| ids.contains(&mark.event.id))
                .cloned()
                .map(ShortEvent::from)
                .collect(),
            agreement: AgreementView::new(entry, &ruled),
        });
        Ok(Agreements { items: living.collect(), next, count })
    });
    Ok(Json(page.await?))
}

/// Which figures.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct WhichFigures {
    /// Only figures that measure this.
    measure: Option<String>,
    /// Only figures of this unit: `USD`, `person`.
    unit: Option<String>,
    /// Only `observed`, `target`, `planned` or `change`.
    role: Option<String>,
}

/// Figures, by measure and then by time
#[utoipa::path(get, path = "/quantities", tag = "record", params(Narrowed, WhichFigures, Paged),
    responses((status = 200, body = Quantities)))]
pub(crate) async fn quantities(
    State(shared): State<Shared>,
    Asked(asked): Asked<Narrowed>,
    Asked(which): Asked<WhichFigures>,
    Asked(paged): Asked<Paged>,
) -> Result<Json<Quantities>, Problem> {
    let filter = asked.without_kind()?;
    let page = shared.with(move |dossier| {
        let ruled = dossier.ruled()?;
        let mut all = dossier.quantities(&filter)?;
        all.retain(|entry| {
            which.role.as_ref().is_none_or(|role| role == entry.role.as_str())
                && asked.holds([entry.measure.as_str(), entry.unit.as_str()])
        });
        let (units, measures) = (units(&all), measures(&all));
        let sought = which.measure.as_ref().map(|measure| measure.to_lowercase());
        all.retain(|entry| {
            which.unit.as_ref().is_none_or(|unit| *unit == entry.unit)
                && sought.as_ref().is_none_or(|sought| *sought == entry.measure.to_lowercase())
        });
        let (all, next, count) = paged.part(all, |entry| entry.id.clone())?;
        Ok(Quantities {
            items: all.into_iter().map(|entry| QuantityView::new(entry, &ruled)).collect(),
            next,
            count,
            units,
            measures,
        })
    });
    Ok(Json(page.await?))
}

/// Lengths of time are no series over time; they stand last.
const DURATIONS: [&str; 8] = ["year", "month", "week", "day", "hour", "minute", "decade", "century"];

fn units(all: &[QuantityEntry]) -> Vec<Unit> {
    let mut found: BTreeMap<&str, Unit> = BTreeMap::new();
    for entry in all {
        let new = || Unit { unit: entry.unit.clone(), count: 0, dated: 0 };
        let unit = found.entry(&entry.unit).or_insert_with(new);
        unit.count += 1;
        unit.dated += usize::from(entry.as_of.is_some());
    }
    let mut units: Vec<Unit> = found.into_values().collect();
    units.sort_by_key(|unit| {
        (DURATIONS.contains(&unit.unit.as_str()), std::cmp::Reverse((unit.dated, unit.count)))
    });
    units.truncate(FACETS);
    units
}

fn measures(all: &[QuantityEntry]) -> Vec<Measure> {
    let mut found: BTreeMap<(String, &str), Measure> = BTreeMap::new();
    for entry in all {
        let new = || Measure { measure: entry.measure.clone(), unit: entry.unit.clone(), count: 0, dated: 0 };
        let measure = found.entry((entry.measure.to_lowercase(), &entry.unit)).or_insert_with(new);
        measure.count += 1;
        measure.dated += usize::from(entry.as_of.is_some());
    }
    let mut measures: Vec<Measure> = found.into_values().collect();
    measures.sort_by_key(|measure| std::cmp::Reverse((measure.dated, measure.count)));
    measures.truncate(FACETS);
    measures
}

/// Which statements.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct WhichStatements {
    /// Only of this speaker.
    speaker: Option<String>,
    /// Only about this topic: `trade`, `nuclear`.
    topic: Option<String>,
    /// Only this act: `promise`, `warn`.
    act: Option<String>,
    /// Only `direct` or `reported`.
    mode: Option<String>,
}

/// Who said what, in order of time
#[utoipa::path(get, path = "/statements", tag = "record", params(Narrowed, WhichStatements, Paged),
    responses((status = 200, body = Statements)))]
pub(crate) async fn statements(
    State(shared): State<Shared>,
    Asked(asked): Asked<Narrowed>,
    Asked(which): Asked<WhichStatements>,
    Asked(paged): Asked<Paged>,
) -> Result<Json<Statements>, Problem> {
    let filter = asked.without_kind()?;
    let page = shared.with(move |dossier| {
        let ruled = dossier.ruled()?;
        let mut all = dossier.statements(&filter)?;
        all.retain(|entry| {
            which.mode.as_ref().is_none_or(|mode| mode == entry.mode.as_str())
                && asked.holds(
                    std::iter::once(entry.speaker.as_str())
                        .chain(entry.reports.iter().map(|report| report.quote.as_str())),
                )
        });
        let speakers = facets(all.iter().map(|entry| entry.speaker.as_str()));
        let topics = facets(all.iter().flat_map(|entry| entry.topics.iter().map(|topic| topic.as_str())));
        let acts = facets(all.iter().map(|entry| entry.act.as_str()));
        all.retain(|entry| {
            let on = |topic: &String| entry.topics.iter().any(|known| known.as_str() == topic);
            which.speaker.as_ref().is_none_or(|speaker| *speaker == entry.speaker)
                && which.topic.as_ref().is_none_or(on)
                && which.act.as_ref().is_none_or(|act| act == entry.act.as_str())
        });
        let (all, next, count) = paged.part(all, |entry| entry.id.clone())?;
        Ok(Statements {
            items: all.into_iter().map(|entry| StatementView::new(entry, &ruled)).collect(),
            next,
            count,
            speakers,
            topics,
            acts,
        })
    });
    Ok(Json(page.await?))
}
