//! States and bodies by name.

use std::collections::BTreeMap;

use axum::Json;
use entente_model::Language;
use entente_reference::Reference;
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{Problem, query::Asked};

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
