//! The relationship at a glance.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use entente_dossier::{ConflictFilter, EventMark, Filter, Only, Place};
use entente_model::PartyCode;
use serde::Serialize;
use utoipa::ToSchema;

use crate::{
    Problem,
    state::Shared,
    view::{self, ConflictView, QuantityView, ShortEvent},
};

/// How many stand under each heading.
const FEW: usize = 8;

/// The relationship at a glance.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Overview {
    /// The parties the dossier is about.
    parties: Vec<PartyCode>,
    /// The day that parts what has been from what is to come.
    today: Option<entente_model::Day>,
    /// How many sources, events, people and so on there are.
    counts: BTreeMap<&'static str, usize>,
    /// How many events began in each year, by kind.
    years: Vec<YearCount>,
    /// What weighs most, in order of time.
    turning_points: Vec<ShortEvent>,
    /// What happened last, the latest first.
    latest: Vec<ShortEvent>,
    /// What is planned for today or later, the nearest first.
    coming: Vec<ShortEvent>,
    /// What was planned for a day that has passed, the latest first: promises whose outcome is to be looked for.
    overdue: Vec<ShortEvent>,
    /// What was cancelled, postponed or denied, the latest first.
    failed: Vec<ShortEvent>,
    /// Goals that were set.
    targets: Vec<QuantityView>,
    /// The most certain open contradictions.
    conflicts: Vec<ConflictView>,
}

/// Events of one kind that began in one year.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct YearCount {
    year: i32,
    kind: String,
    count: u32,
}

/// The relationship at a glance
#[utoipa::path(get, path = "/overview", tag = "record", responses((status = 200, body = Overview)))]
pub(crate) async fn overview(State(shared): State<Shared>) -> Result<Json<Overview>, Problem> {
    let today = shared.desk().today();
    let overview = shared.with(move |dossier| {
        let everything = Filter::default();
        let (mut counts, years) = dossier.tally_and_years(&everything)?;
        let open = ConflictFilter { settled: Some(false), ..ConflictFilter::default() };
        let open = dossier.conflicts_part(&open, Place { most: FEW, ..Place::default() })?;
        counts.insert("conflicts", open.count);
        counts.insert("settled", dossier.settled()?.len());
        let glance = dossier.glance(today, FEW)?;
        let ruled = dossier.ruled()?;
        let goals = ["target", "planned"].map(str::to_owned).to_vec();
        let goals = Filter { only: vec![Only::Roles(goals)], ..Filter::default() };
        let goals = dossier.quantities_part(&goals, Place { most: FEW, ..Place::default() })?;
        let short = |marks: Vec<EventMark>| marks.into_iter().map(ShortEvent::from).collect();
        Ok(Overview {
            parties: dossier.parties()?,
            today,
            counts,
            years: years.into_iter().map(|(year, kind, count)| YearCount { year, kind, count }).collect(),
            turning_points: short(glance.turning_points),
            latest: short(glance.latest),
            coming: short(glance.coming),
            overdue: short(glance.overdue),
            failed: short(glance.failed),
            targets: goals.items.into_iter().map(|(goal, _)| QuantityView::new(goal, &ruled)).collect(),
            conflicts: view::conflicts(dossier, open.items)?,
        })
    });
    Ok(Json(overview.await?))
}
