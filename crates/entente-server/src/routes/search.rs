//! Full text over sources and the names of the record.

use axum::{Json, extract::State};
use entente_dossier::{EventMark, SearchFilter};
use entente_model::{Evidence, Interval, Language};
use serde::{Deserialize, Serialize};
use utoipa::{IntoParams, ToSchema};

use crate::{
    Problem,
    query::{Asked, date},
    state::Shared,
    view::{self, ShortEvent, Told},
};

/// What is sought.
#[derive(Debug, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct Question {
    /// Words, in any form; names in any script.
    q: String,
    /// Only sources published on or after this.
    from: Option<String>,
    /// Only sources published on or before this.
    to: Option<String>,
    /// Only sources whose path or address contains this.
    source: Option<String>,
    /// How many passages, at most 200; 40 where nothing is said.
    limit: Option<usize>,
}

/// What was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct Found {
    /// Passages of sources, the best first.
    passages: Vec<FoundPassage>,
    /// Events that are told in these passages.
    events: Vec<ShortEvent>,
    /// People whose names hold the words or sound as they do.
    people: Vec<FoundPerson>,
}

/// A passage of a source.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundPassage {
    #[serde(flatten)]
    told: Told,
    /// Higher is better.
    score: f64,
    /// When the source was published.
    source_published: Option<Interval>,
    /// Language of the source.
    source_lang: Option<Language>,
}

/// A person that was found.
#[derive(Debug, Serialize, ToSchema)]
pub(crate) struct FoundPerson {
    id: String,
    name: String,
    /// Other ways in which the sources write the name.
    also: Vec<String>,
}

/// Full text over sources and the record: words in any form, names in any script
#[utoipa::path(get, path = "/search", tag = "record", params(Question), responses((status = 200, body = Found)))]
pub(crate) async fn search(
    State(shared): State<Shared>,
    Asked(question): Asked<Question>,
) -> Result<Json<Found>, Problem> {
    const FEW: usize = 12;
    let filter = SearchFilter {
        source: question.source.clone().filter(|source| !source.is_empty()),
        from: date("from", question.from.as_deref())?,
        to: date("to", question.to.as_deref())?,
    };
    let most = question.limit.unwrap_or(40).clamp(1, 200);
    let found = shared.with(move |dossier| {
        let sought = question.q.trim().to_lowercase();
        if sought.is_empty() {
            return Ok(Found { passages: Vec::new(), events: Vec::new(), people: Vec::new() });
        }
        let hits = dossier.search(&question.q, &filter, most)?;
        let told = view::told(dossier, hits.iter().map(|hit| hit.evidence.clone()))?;
        let passages = told
            .into_iter()
            .zip(&hits)
            .map(|(told, hit)| FoundPassage {
                told,
                score: hit.score,
                source_published: hit.published,
                source_lang: hit.lang,
            })
            .collect();
        // Events that are told in passages with these words, those first whose own title or people have them.
        let words: Vec<Evidence> = hits.iter().map(|hit| hit.evidence.clone()).collect();
        let mut told = dossier.events_on(&[&words])?;
        let marks = dossier.marks_of(told.pop().unwrap_or_default().iter().map(String::as_str))?;
        let held = |mark: &EventMark| {
            let event = &mark.event;
            let texts = std::iter::once(&event.title).chain(&event.people).chain(&event.place);
            texts.into_iter().any(|text| text.to_lowercase().contains(&sought))
        };
        let mut events: Vec<(bool, EventMark)> = marks.into_iter().map(|mark| (held(&mark), mark)).collect();
        events.sort_by(|left, right| {
            right.0.cmp(&left.0).then(right.1.event.weight.total_cmp(&left.1.event.weight))
        });
        events.truncate(FEW);
        let people = dossier.people_called(&question.q, FEW)?;
        Ok(Found {
            passages,
            events: events.into_iter().map(|(_, mark)| ShortEvent::from(mark)).collect(),
            people: people
                .into_iter()
                .map(|person| FoundPerson { id: person.id, name: person.name, also: person.also })
                .collect(),
        })
    });
    Ok(Json(found.await?))
}
