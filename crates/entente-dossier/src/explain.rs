//! Why reports are one event, which of them are copies, and how far a plan came from source to source.

use entente_model::{EventStatus, Interval, SourceId};
use rusqlite::params;
use serde::Serialize;

use crate::{
    Dossier, DossierError,
    fold::{Face, day_number},
    id::written,
    lineage::same_line,
    report::{self, Class},
    words::{likeness, overlap},
};

/// Why the reports of an event are together.
#[derive(Debug, Clone, Default, PartialEq, Serialize)]
pub struct Explanation {
    /// What each further report has in common with the one that leads the event.
    pub joined: Vec<Joined>,
    /// How far it had come in the order of publication, where sources differ, with events that a plan was moved to.
    pub steps: Vec<Step>,
    /// Sources that tell it in words of their own.
    pub witnesses: usize,
}

/// A report that joined an event.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Joined {
    /// Path or address of the source.
    pub source: String,
    /// What it has in common with the leading report, in words.
    pub why: String,
    /// The earlier source whose words it repeats.
    pub copy_of: Option<String>,
}

/// A state that an event was in.
#[derive(Debug, Clone, PartialEq, Serialize)]
pub struct Step {
    /// The event itself, or the one that a plan was moved to.
    pub event: String,
    /// How far it had come.
    pub status: EventStatus,
    /// When it was, or was to be.
    pub when: Option<Interval>,
    /// When the source was published.
    pub told: Option<Interval>,
    /// Path or address of the source.
    pub source: String,
}

/// Words of two reports that are so much alike are copied.
const COPY: f64 = 0.85;
/// Reports that are explained; more would not be read.
const MOST: i64 = 200;
/// A plan is followed for so many days.
const MOVED: i64 = 800;

/// A report with its face.
struct Told {
    id: i64,
    entry: i64,
    source: String,
    source_id: SourceId,
    face: Face,
}

impl Dossier {
    /// Why the reports of an event are together; nothing for what is no event.
    ///
    /// # Errors
    /// When nothing has the id, or the database fails.
    pub fn explain(&mut self, id: &str) -> Result<Explanation, DossierError> {
        self.refresh()?;
        let (class, entry) = self.entry(id)?.ok_or_else(|| DossierError::UnknownId(id.to_owned()))?;
        if class != Class::Event {
            return Ok(Explanation::default());
        }
        let rules = self.rules()?;
        let mut told = self.told_of("reports.entry = ?1", entry)?;
        told.sort_by_key(|report| (report.face.published, report.source_id, report.id));
        let Some(lead) = told.iter().find(|report| report.id == entry) else {
            return Ok(Explanation::default());
        };
        let mut explanation = Explanation::default();
        let mut own: Vec<&Told> = Vec::new();
        for report in &told {
            let original = own.iter().find(|known| {
                known.source_id == report.source_id || likeness(&known.face.terms, &report.face.terms) >= COPY
            });
            let copy_of = original.filter(|known| known.source_id != report.source_id);
            if report.id != entry {
                let why = if rules.puts_together(report.id, entry) {
                    "put together by a person".to_owned()
                } else {
                    in_common(&lead.face, &report.face)
                };
                explanation.joined.push(Joined {
                    source: report.source.clone(),
                    why,
                    copy_of: copy_of.map(|known| known.source.clone()),
                });
            }
            if original.is_none() {
                own.push(report);
            }
        }
        explanation.witnesses = own.len();
        let mut steps: Vec<&Told> = told.iter().collect();
        let moved = self.moved(lead)?;
        steps.extend(&moved);
        steps.sort_by_key(|report| (report.face.published, report.face.when, report.id));
        steps.dedup_by_key(|report| (report.entry, report.face.status));
        if steps.len() > 1 {
            explanation.steps = steps
                .into_iter()
                .map(|report| Step {
                    event: written(Class::Event, report.entry),
                    status: report.face.status,
                    when: report.face.when,
                    told: report.face.published,
                    source: report.source.clone(),
                })
                .collect();
        }
        Ok(explanation)
    }

    /// Events that tell of the same thing for another time, one of them a plan or called off.
    fn moved(&self, lead: &Told) -> Result<Vec<Told>, DossierError> {
        let Some(when) = lead.face.when else { return Ok(Vec::new()) };
        let day = day_number(when.earliest());
        let near = self.told_of(
            "reports.id IN (SELECT id FROM entries WHERE class = 1 AND wide = 0
             AND first BETWEEN ?1 - 800 AND ?1 + 800 AND ruled IS NOT 'rejected' LIMIT 20000) AND reports.id = reports.entry",
            day,
        )?;
        let undone = |status| matches!(status, EventStatus::Planned | EventStatus::Cancelled);
        let mut moved: Vec<Told> = near
            .into_iter()
            .filter(|other| {
                let (mine, theirs) = (&lead.face, &other.face);
                let apart = theirs.when.map_or(0, |when| (day_number(when.earliest()) - day).abs());
                other.entry != lead.entry
                    && apart <= MOVED
                    && (undone(mine.status) != undone(theirs.status) || undone(mine.status))
                    && mine.status != theirs.status
                    && !mine.terms.is_empty()
                    && overlap(&mine.terms, &theirs.terms) >= 0.7
                    && mine.terms.len().min(theirs.terms.len()) > 3
                    && mine
                        .parties
                        .iter()
                        .any(|code| theirs.parties.iter().any(|other| same_line(*code, *other)))
            })
            .collect();
        moved.truncate(8);
        Ok(moved)
    }

    fn told_of(&self, condition: &str, value: i64) -> Result<Vec<Told>, DossierError> {
        let failed = |error| self.failed(error);
        let sql = format!(
            "SELECT reports.id, entry, sources.origin, sources.id, face FROM reports
             JOIN sources ON sources.number = reports.source
             WHERE {condition} AND face IS NOT NULL AND entry IS NOT NULL
             ORDER BY reports.id <> reports.entry, sources.id, reports.id LIMIT ?2"
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let limit = if condition.starts_with("reports.entry") { MOST } else { 100 * MOST };
        let mut rows = statement.query(params![value, limit]).map_err(failed)?;
        let mut all = Vec::new();
        while let Some(row) = rows.next().map_err(failed)? {
            let id = row.get(0).map_err(failed)?;
            let face = row.get_ref(4).map_err(failed)?.as_str().map_err(|error| failed(error.into()))?;
            all.push(Told {
                id,
                entry: row.get(1).map_err(failed)?,
                source: row.get(2).map_err(failed)?,
                source_id: SourceId::from_bytes(row.get(3).map_err(failed)?),
                face: report::body(id, face)?,
            });
        }
        Ok(all)
    }
}

/// What two reports have in common, in words.
fn in_common(lead: &Face, other: &Face) -> String {
    let mut parts: Vec<String> = Vec::new();
    match (lead.when, other.when) {
        (Some(one), Some(two)) if one == two => parts.push(format!("the same time ({one})")),
        (Some(one), Some(two)) if one.overlaps(two) => parts.push(format!("{two} agrees with {one}")),
        (Some(one), Some(two)) => parts.push(format!("{two} is {one} in the other calendar")),
        _ => {}
    }
    let shared: Vec<&str> = lead
        .parties
        .iter()
        .filter(|code| other.parties.iter().any(|theirs| same_line(**code, *theirs)))
        .map(entente_model::PartyCode::as_str)
        .collect();
    if !shared.is_empty() {
        parts.push(format!("the parties {}", shared.join(", ")));
    }
    if lead.kind == other.kind {
        parts.push(format!("the kind {}", lead.kind));
    }
    if lead.people.iter().any(|name| other.people.contains(name)) {
        parts.push("a person".to_owned());
    }
    if !lead.place.is_empty() && lead.place == other.place {
        parts.push("the place".to_owned());
    }
    let words = overlap(&lead.terms, &other.terms);
    if lead.words == other.words {
        parts.push("every word".to_owned());
    } else if words > 0.0 {
        parts.push(format!("{:.0} % of the words", words * 100.0));
    }
    parts.join("; ")
}

#[cfg(test)]
mod tests {
    use entente_model::EventKind;

    use super::*;
    use crate::{
        Filter,
        testing::{dossier, told},
    };

    #[test]
    fn reasons_copies_and_states_are_told() {
        let plan =
            told("plan.txt", "en", "2001-01-10", "President Putin will visit Seoul on 26 February 2001.")
                .person("Putin", "President/RUS")
                .event_that(
                    "President Putin will visit Seoul on 26 February 2001",
                    "2001-02-26",
                    EventKind::Visit,
                    "RUS KOR",
                    EventStatus::Planned,
                );
        let words = "President Putin arrived in Seoul on 26 February 2001 for a state visit";
        let done = |origin: &str, published: &str| {
            told(origin, "en", published, &format!("{words}. It was cold."))
                .person("Putin", "President/RUS")
                .event(words, "2001-02-26", EventKind::Visit, "RUS KOR")
        };
        let folder = tempfile::tempdir().unwrap();
        let (first, copy) = (done("first.txt", "2001-02-27"), done("copy.txt", "2001-02-28"));
        let mut dossier = dossier(folder.path(), &[&copy, &plan, &first]);
        let events = dossier.timeline(&Filter::default()).unwrap();
        assert_eq!(events.len(), 1);
        let explained = dossier.explain(&events[0].id).unwrap();
        assert_eq!(explained.witnesses, 2);
        let by = |source: &str| explained.joined.iter().find(|joined| joined.source == source).unwrap();
        assert_eq!(by("copy.txt").copy_of.as_deref(), Some("first.txt"));
        assert_eq!(by("first.txt").copy_of, None);
        assert!(by("first.txt").why.contains("the same time (2001-02-26)"), "{}", by("first.txt").why);
        let steps: Vec<(EventStatus, &str)> =
            explained.steps.iter().map(|step| (step.status, step.source.as_str())).collect();
        assert_eq!(steps, [(EventStatus::Planned, "plan.txt"), (EventStatus::Occurred, "first.txt")]);
    }

    #[test]
    fn a_plan_that_was_put_off_is_followed() {
        let camp = |origin: &str, published: &str, year: &str, status: EventStatus| {
            let words = format!("The Year of Mutual Exchanges of Russia and South Korea in {year}");
            told(origin, "en", published, &format!("{words}.")).event_that(
                &words,
                year,
                EventKind::Exchange,
                "RUS KOR",
                status,
            )
        };
        let folder = tempfile::tempdir().unwrap();
        let off = camp("off.txt", "2020-05-01", "2020-09", EventStatus::Cancelled);
        let held = camp("held.txt", "2021-03-24", "2021-03", EventStatus::Occurred);
        let mut dossier = dossier(folder.path(), &[&off, &held]);
        let events = dossier.timeline(&Filter::default()).unwrap();
        assert_eq!(events.len(), 2);
        for event in &events {
            let steps = dossier.explain(&event.id).unwrap().steps;
            let states: Vec<EventStatus> = steps.iter().map(|step| step.status).collect();
            assert_eq!(states, [EventStatus::Cancelled, EventStatus::Occurred]);
        }
    }
}
