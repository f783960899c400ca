//! The relationship at a glance.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use entente_dossier::Filter;
use entente_model::{EventStatus, PartyCode, QuantityRole};
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
        let counts = dossier.counts()?;
        let table = |name: &str| counts.get(name).copied().unwrap_or(0) as usize;
        let open = dossier.conflicts()?;
        let marks = dossier.event_marks(&everything)?;
        let quantities = dossier.quantities(&everything)?;
        let ruled = dossier.ruled()?;
        let by_status = |statuses: &[EventStatus]| -> Vec<&entente_dossier::EventMark> {
            marks.iter().filter(|mark| statuses.contains(&mark.event.status)).collect()
        };
        let few = |mut marks: Vec<&entente_dossier::EventMark>, latest_first: bool| -> Vec<ShortEvent> {
            marks.sort_by_key(|mark| mark.event.sort);
            if latest_first {
                marks.reverse();
            }
            marks.into_iter().take(FEW).cloned().map(ShortEvent::from).collect()
        };
        let has_been =
            |mark: &&entente_dossier::EventMark| today.is_none_or(|today| mark.event.sort <= Some(today));
        let been: Vec<_> =
            by_status(&[EventStatus::Occurred, EventStatus::Ongoing]).into_iter().filter(has_been).collect();
        let ends = |mark: &entente_dossier::EventMark| mark.event.when.map(entente_model::Interval::latest);
        let planned = by_status(&[EventStatus::Planned]);
        let (coming, overdue): (Vec<_>, Vec<_>) = planned.into_iter().partition(|mark| ends(mark) >= today);
        let mut weighty = been.clone();
        weighty.sort_by(|left, right| right.event.weight.total_cmp(&left.event.weight));
        weighty.truncate(FEW);
        let numbers = BTreeMap::from([
            ("sources", table("sources")),
            ("refused", table("refused")),
            ("decisions", table("decisions")),
            ("events", marks.len()),
            ("people", dossier.people(&everything)?.len()),
            ("agreements", dossier.agreements(&everything)?.len()),
            ("quantities", quantities.len()),
            ("statements", dossier.statements(&everything)?.len()),
            ("conflicts", open.len()),
            ("settled", dossier.settled()?.len()),
        ]);
        let years = dossier.years(&everything)?;
        Ok(Overview {
            parties: dossier.parties()?,
            today,
            counts: numbers,
            years: years.into_iter().map(|(year, kind, count)| YearCount { year, kind, count }).collect(),
            turning_points: few(weighty, false),
            latest: few(been, true),
            coming: few(coming, false),
            overdue: few(overdue, true),
            failed: few(by_status(&[EventStatus::Cancelled, EventStatus::Denied]), true),
            targets: quantities
                .into_iter()
                .filter(|quantity| matches!(quantity.role, QuantityRole::Target | QuantityRole::Planned))
                .take(FEW)
                .map(|quantity| QuantityView::new(quantity, &ruled))
                .collect(),
            conflicts: view::conflicts(dossier, open.into_iter().take(FEW).collect())?,
        })
    });
    Ok(Json(overview.await?))
}
