//! Agreements, figures and statements.

use std::{collections::BTreeMap, sync::Arc};

use axum::{Json, extract::State};
use entente_dossier::{Only, Tally};
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

/// A page of figures, by unit and measure and then by time.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Quantities {
    items: Vec<Figure>,
    /// The cursor of the next page; nothing on the last one.
    next: Option<String>,
    /// How many there are in all.
    count: usize,
    /// The units of all figures that pass the other filters: what counts things or money first, the most frequent first.
    units: Vec<Unit>,
    /// What is measured, the most frequent first.
    measures: Vec<Measure>,
}

/// What the figures of a record measure.
#[derive(Debug)]
pub(crate) struct Measured {
    tallies: Vec<Tally>,
    units: Vec<Unit>,
    measures: Vec<Measure>,
}

/// A unit.
#[derive(Debug, Clone, Serialize, ToSchema)]
#[expect(clippy::struct_field_names, reason = "the names of the JSON")]
pub(crate) struct Unit {
    unit: String,
    /// How many figures.
    count: usize,
    /// How many of them have a date.
    dated: usize,
}

/// Something that is measured in one unit.
#[derive(Debug, Clone, Serialize, ToSchema)]
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
    items: Vec<Saying>,
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
fn facets(words: impl Iterator<Item = (String, usize)>) -> Vec<Facet> {
    let mut counts: BTreeMap<String, usize> = BTreeMap::new();
    for (word, count) in words {
        *counts.entry(word).or_default() += count;
    }
    let mut facets: Vec<Facet> = counts.into_iter().map(|(value, count)| Facet { value, count }).collect();
    facets.sort_by_key(|facet| std::cmp::Reverse(facet.count));
    facets.truncate(FACETS);
    facets
}

/// A figure with the words of its leading report; the figure itself, asked for by its id, has those of all.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Figure {
    #[serde(flatten)]
    figure: QuantityView,
    /// How many sources tell of it.
    sources: u32,
}

/// A statement with the words of its leading report; the statement itself, asked for by its id, has those of all.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Saying {
    #[serde(flatten)]
    statement: StatementView,
    /// How many sources tell of it.
    sources: u32,
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
    let mut filter = asked.without_kind()?;
    let kinds: Vec<String> =
        asked.kind.iter().flat_map(|kinds| kinds.split(',')).map(str::to_owned).collect();
    if !kinds.is_empty() {
        filter.only.push(Only::AgreementKinds(kinds));
    }
    let page = shared.with(move |dossier| {
        let ruled = dossier.ruled()?;
        let part = dossier.agreements_part(&filter, paged.place(asked.q.as_deref())?)?;
        let next = paged.next(&part, part.items.last().map(|entry| entry.id.as_str()));
        let (all, count) = (part.items, part.count);
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

/// Figures, by unit and measure and then by time
#[utoipa::path(get, path = "/quantities", tag = "record", params(Narrowed, WhichFigures, Paged),
    responses((status = 200, body = Quantities)))]
pub(crate) async fn quantities(
    State(shared): State<Shared>,
    Asked(asked): Asked<Narrowed>,
    Asked(which): Asked<WhichFigures>,
    Asked(paged): Asked<Paged>,
) -> Result<Json<Quantities>, Problem> {
    let mut filter = asked.without_kind()?;
    let given = |word: &Option<String>| word.clone().filter(|word| !word.is_empty());
    filter.only.extend(given(&which.role).map(|role| Only::Roles(vec![role])));
    // The page asks for the choices and then for the figures of one of them, and for more and more of these.
    let question = format!("{} {filter:?} {:?}", shared.revision().await?, asked.q);
    let measured = Arc::clone(shared.measured());
    let page = shared.with(move |dossier| {
        let ruled = dossier.ruled()?;
        let measured = measured.answer(&question, || {
            let tallies = dossier.measures(&filter, asked.q.as_deref())?;
            Ok::<_, Problem>(Measured { units: units(&tallies), measures: measures(&tallies), tallies })
        })?;
        filter.only.extend(given(&which.unit).map(Only::Unit));
        // A measure is one however it is capitalised.
        let sought = given(&which.measure).map(|measure| measure.to_lowercase());
        filter.only.extend(sought.map(|sought| {
            let forms = measured.tallies.iter().map(|tally| &tally.word);
            let forms = forms.filter(|form| form.to_lowercase() == sought);
            let mut forms: Vec<String> = forms.cloned().collect();
            forms.push(sought);
            forms.sort_unstable();
            forms.dedup();
            Only::Measures(forms)
        }));
        let part = dossier.quantities_part(&filter, paged.place(asked.q.as_deref())?)?;
        let next = paged.next(&part, part.items.last().map(|(entry, _)| entry.id.as_str()));
        let count = part.count;
        let items = part.items.into_iter();
        Ok(Quantities {
            items: items
                .map(|(entry, sources)| Figure { figure: QuantityView::new(entry, &ruled), sources })
                .collect(),
            next,
            count,
            units: measured.units.clone(),
            measures: measured.measures.clone(),
        })
    });
    Ok(Json(page.await?))
}

/// Lengths of time are no series over time; they stand last.
const DURATIONS: [&str; 8] = ["year", "month", "week", "day", "hour", "minute", "decade", "century"];

fn units(tallies: &[Tally]) -> Vec<Unit> {
    let mut found: BTreeMap<&str, Unit> = BTreeMap::new();
    for tally in tallies {
        let new = || Unit { unit: tally.kind.clone(), count: 0, dated: 0 };
        let unit = found.entry(&tally.kind).or_insert_with(new);
        unit.count += tally.count;
        unit.dated += tally.dated;
    }
    let mut units: Vec<Unit> = found.into_values().collect();
    units.sort_by_key(|unit| {
        (DURATIONS.contains(&unit.unit.as_str()), std::cmp::Reverse((unit.dated, unit.count)))
    });
    units.truncate(FACETS);
    units
}

fn measures(tallies: &[Tally]) -> Vec<Measure> {
    let mut found: BTreeMap<(String, &str), Measure> = BTreeMap::new();
    for tally in tallies {
        let new = || Measure { measure: tally.word.clone(), unit: tally.kind.clone(), count: 0, dated: 0 };
        let measure = found.entry((tally.word.to_lowercase(), &tally.kind)).or_insert_with(new);
        measure.count += tally.count;
        measure.dated += tally.dated;
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
    let mut filter = asked.without_kind()?;
    let given = |word: Option<String>| word.filter(|word| !word.is_empty());
    filter.only.extend(given(which.mode).map(Only::Mode));
    let page = shared.with(move |dossier| {
        let ruled = dossier.ruled()?;
        let [speakers, acts, topics] = dossier.speech(&filter, asked.q.as_deref())?;
        let listed = topics.iter().flat_map(|(topics, count)| {
            let words: Vec<String> = serde_json::from_str(topics).unwrap_or_default();
            words.into_iter().map(move |word| (word, *count))
        });
        let topics = facets(listed);
        let speakers = facets(speakers.into_iter());
        let acts = facets(acts.into_iter());
        filter.only.extend(given(which.speaker).map(Only::Speaker));
        filter.only.extend(given(which.topic).map(Only::Topic));
        filter.only.extend(given(which.act).map(Only::Act));
        let part = dossier.statements_part(&filter, paged.place(asked.q.as_deref())?)?;
        let next = paged.next(&part, part.items.last().map(|(entry, _)| entry.id.as_str()));
        let count = part.count;
        let items = part.items.into_iter();
        Ok(Statements {
            items: items
                .map(|(entry, sources)| Saying { statement: StatementView::new(entry, &ruled), sources })
                .collect(),
            next,
            count,
            speakers,
            topics,
            acts,
        })
    });
    Ok(Json(page.await?))
}
