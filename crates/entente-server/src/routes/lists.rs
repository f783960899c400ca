//! Agreements, figures and statements.

use axum::{Json, extract::State};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Problem,
    query::{Asked, Narrowed, Paged},
    state::Shared,
    view::{AgreementView, QuantityView, StatementView},
};

/// Declares the page of a list.
macro_rules! pages {
    ($($(#[$meta:meta])* $name:ident of $view:ty;)+) => {$(
        $(#[$meta])*
        #[derive(Debug, Serialize, ToSchema)]
        pub(crate) struct $name {
            items: Vec<$view>,
            /// The cursor of the next page; nothing on the last one.
            next: Option<String>,
            /// How many there are in all.
            count: usize,
        }
    )+};
}

pages! {
    /// A page of agreements, in order of signature.
    Agreements of AgreementView;
    /// A page of figures, by measure and then by time.
    Quantities of QuantityView;
    /// A page of statements, in order of time.
    Statements of StatementView;
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
        let (all, next, count) = paged.part(all, |entry| &entry.id)?;
        Ok(Agreements {
            items: all.into_iter().map(|entry| AgreementView::new(entry, &ruled)).collect(),
            next,
            count,
        })
    });
    Ok(Json(page.await?))
}

/// Which figures.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct WhichFigures {
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
            which.unit.as_ref().is_none_or(|unit| *unit == entry.unit)
                && which.role.as_ref().is_none_or(|role| role == entry.role.as_str())
                && asked.holds([entry.measure.as_str(), entry.unit.as_str()])
        });
        let (all, next, count) = paged.part(all, |entry| &entry.id)?;
        Ok(Quantities {
            items: all.into_iter().map(|entry| QuantityView::new(entry, &ruled)).collect(),
            next,
            count,
        })
    });
    Ok(Json(page.await?))
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
            which.speaker.as_ref().is_none_or(|speaker| *speaker == entry.speaker)
                && which
                    .topic
                    .as_ref()
                    .is_none_or(|topic| entry.topics.iter().any(|known| known.as_str() == topic))
                && which.act.as_ref().is_none_or(|act| act == entry.act.as_str())
                && which.mode.as_ref().is_none_or(|mode| mode == entry.mode.as_str())
                && asked.holds(
                    std::iter::once(entry.speaker.as_str())
                        .chain(entry.reports.iter().map(|report| report.quote.as_str())),
                )
        });
        let (all, next, count) = paged.part(all, |entry| &entry.id)?;
        Ok(Statements {
            items: all.into_iter().map(|entry| StatementView::new(entry, &ruled)).collect(),
            next,
            count,
        })
    });
    Ok(Json(page.await?))
}
