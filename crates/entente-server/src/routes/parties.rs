//! States and bodies by name.

use std::collections::BTreeMap;

use axum::{Json, extract::State};
use entente_dossier::Filter;
use entente_model::{Day, Language, PartyCode};
use entente_reference::Reference;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Problem,
    query::{Asked, Narrowed},
    state::Shared,
};

/// In which language.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct Tongue {
    /// The language of the names; English where nothing is said or a name is not known.
    lang: Option<String>,
}

/// Names of states and bodies by code.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Parties {
    names: BTreeMap<String, String>,
}

/// States and bodies of the record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Bodies {
    /// Those that take part in most events first.
    items: Vec<Body>,
}

/// A state or body of the record.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Body {
    code: PartyCode,
    /// How many events it takes part in.
    events: usize,
    /// The first day of the earliest.
    first: Option<Day>,
    /// The last day of the latest.
    last: Option<Day>,
}

/// States and bodies that take part in events
#[utoipa::path(get, path = "/bodies", tag = "record", params(Narrowed), responses((status = 200, body = Bodies)))]
pub(crate) async fn bodies(
    State(shared): State<Shared>,
    Asked(asked): Asked<Narrowed>,
) -> Result<Json<Bodies>, Problem> {
    let filter = Filter { others: true, ..asked.filter()? };
    let found = shared.with(move |dossier| Ok(dossier.bodies(&filter)?)).await?;
    let day = |number: Option<i64>| Some(Day::new(1970, 1, 1)?.plus_days(number?));
    let items = found.into_iter().map(|body| Body {
        code: body.code,
        events: body.events,
        first: day(body.first),
        last: day(body.last),
    });
    Ok(Json(Bodies { items: items.collect() }))
}

/// Names of states and bodies in a language
#[utoipa::path(get, path = "/parties", tag = "record", params(Tongue), responses((status = 200, body = Parties)))]
pub(crate) async fn parties(Asked(tongue): Asked<Tongue>) -> Result<Json<Parties>, Problem> {
    let reference = Reference::embedded();
    let code = tongue.lang.as_deref().filter(|lang| !lang.is_empty()).unwrap_or("en");
    let lang =
        Language::new(code).ok_or_else(|| Problem::bad(format!("lang: `{code}` is no language code")))?;
    let english = lang.as_str() == "en";
    let names = reference.polities().iter().map(|polity| {
        let name = if english { None } else { reference.name(polity.code, lang) };
        (polity.code.to_string(), name.unwrap_or(polity.name).to_owned())
    });
    Ok(Json(Parties { names: names.collect() }))
}
