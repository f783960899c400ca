//! What a request asks for, read with words that say what is wrong.

use axum::{
    extract::{FromRequestParts, Query},
    http::request::Parts,
};
use entente_dossier::{Filter, Part, Place};
use entente_model::Interval;
use serde::{Deserialize, de::DeserializeOwned};
use utoipa::IntoParams;

use crate::Problem;

/// Entries of a page where nobody says how many.
const USUAL: usize = 100;
/// The most entries of a page.
const MOST: usize = 1000;

/// The query of an address; what cannot be read is told as problem+json.
pub(crate) struct Asked<T>(pub(crate) T);

impl<T: DeserializeOwned, S: Send + Sync> FromRequestParts<S> for Asked<T> {
    type Rejection = Problem;

    async fn from_request_parts(parts: &mut Parts, state: &S) -> Result<Self, Problem> {
        match Query::from_request_parts(parts, state).await {
            Ok(Query(asked)) => Ok(Self(asked)),
            Err(rejection) => Err(Problem::bad(rejection.body_text())),
        }
    }
}

/// What a list is narrowed to.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct Narrowed {
    /// Only what may have been on or after this date (EDTF: `1884`, `198X`, `1990-09-30`).
    pub from: Option<String>,
    /// Only what may have been on or before this date.
    pub to: Option<String>,
    /// Only what all of these states or bodies, or their forerunners and successors, take part in: `RUS,KOR`.
    pub party: Option<String>,
    /// Only these kinds: `visit,meeting`.
    pub kind: Option<String>,
    /// Only events that have come so far: `occurred,planned`.
    pub status: Option<String>,
    /// Only what a source tells whose path or address contains this.
    pub source: Option<String>,
    /// Only what has, for each word of this, a word that begins so in its name, title, place or leading quote.
    pub q: Option<String>,
    /// Events without a date as well.
    pub undated: bool,
    /// Events between others than the dossier's parties as well.
    pub others: bool,
    /// What a person rejected as well.
    pub rejected: bool,
    /// Only so many, those that matter most.
    pub top: Option<usize>,
}

impl Narrowed {
    /// The filter for the dossier.
    ///
    /// # Errors
    /// Names what cannot be read.
    pub(crate) fn filter(&self) -> Result<Filter, Problem> {
        Ok(Filter {
            from: date("from", self.from.as_deref())?,
            to: date("to", self.to.as_deref())?,
            parties: words("party", self.party.as_deref())?,
            kinds: words("kind", self.kind.as_deref())?,
            statuses: words("status", self.status.as_deref())?,
            source: self.source.clone().filter(|source| !source.is_empty()),
            top: self.top,
            undated: self.undated,
            others: self.others,
            rejected: self.rejected,
            only: Vec::new(),
        })
    }

    /// The filter for lists whose `kind` is not that of events.
    pub(crate) fn without_kind(&self) -> Result<Filter, Problem> {
        Self { kind: None, status: None, ..self.clone() }.filter()
    }
}

/// A date of a query; an empty one is none.
pub(crate) fn date(name: &str, text: Option<&str>) -> Result<Option<Interval>, Problem> {
    let text = text.map(str::trim).filter(|text| !text.is_empty());
    text.map(|text| text.parse().map_err(|error| Problem::bad(format!("{name}: {error}")))).transpose()
}

/// Words between commas.
fn words<T: std::str::FromStr<Err: std::fmt::Display>>(
    name: &str,
    text: Option<&str>,
) -> Result<Vec<T>, Problem> {
    let words = text.unwrap_or_default().split(',').map(str::trim).filter(|word| !word.is_empty());
    words.map(|word| word.parse().map_err(|error| Problem::bad(format!("{name}: {error}")))).collect()
}

/// Which part of a list.
#[derive(Debug, Clone, Default, Deserialize, IntoParams)]
#[into_params(parameter_in = Query)]
#[serde(default)]
pub(crate) struct Paged {
    /// How many entries, at most 1000; 100 where nothing is said.
    pub limit: Option<usize>,
    /// Where to go on: `next` of the page before.
    pub cursor: Option<String>,
}

impl Paged {
    /// How many entries.
    pub(crate) fn most(&self) -> usize {
        self.limit.unwrap_or(USUAL).clamp(1, MOST)
    }

    /// The id of the last entry that was sent, and how many had been sent.
    ///
    /// # Errors
    /// When the cursor is none.
    pub(crate) fn cursor(&self) -> Result<Option<(&str, usize)>, Problem> {
        self.cursor.as_deref().filter(|cursor| !cursor.is_empty()).map(split).transpose()
    }

    /// The part of a list that the dossier is asked for.
    ///
    /// # Errors
    /// When the cursor is none.
    pub(crate) fn place<'p>(&'p self, text: Option<&'p str>) -> Result<Place<'p>, Problem> {
        Ok(Place { after: self.cursor()?, most: self.most(), text })
    }

    /// The cursor of what follows a part of a list, whose last entry has the id.
    pub(crate) fn next<T>(&self, part: &Part<T>, last: Option<&str>) -> Option<String> {
        let sent = self.cursor().ok().flatten().map_or(0, |(_, sent)| sent);
        let last = last.filter(|_| part.more)?;
        Some(format!("{last}~{}", sent.saturating_add(part.items.len())))
    }

    /// The part of a list that is asked for, with the cursor of what follows and the number of all.
    ///
    /// A cursor names the last entry that was sent and how many had been sent: when the entry has left the list
    /// meanwhile (somebody rejected it), the next page begins where it stood.
    ///
    /// # Errors
    /// When the cursor is none.
    pub(crate) fn part<T>(
        &self,
        mut all: Vec<T>,
        id_of: impl Fn(&T) -> String,
    ) -> Result<(Vec<T>, Option<String>, usize), Problem> {
        let count = all.len();
        let from = match self.cursor()? {
            None => 0,
            Some((id, sent)) => {
                let at = all.iter().position(|entry| id_of(entry) == id).map(|at| at + 1);
                at.unwrap_or_else(|| sent.saturating_sub(1).min(count))
            }
        };
        let mut rest = all.split_off(from);
        let more = rest.len() > self.most();
        rest.truncate(self.most());
        let sent = from + rest.len();
        let next = rest.last().filter(|_| more).map(|last| format!("{}~{sent}", id_of(last)));
        Ok((rest, next, count))
    }
}

fn split(cursor: &str) -> Result<(&str, usize), Problem> {
    let parts = cursor.rsplit_once('~').and_then(|(id, sent)| Some((id, sent.parse().ok()?)));
    parts.ok_or_else(|| Problem::bad(format!("cursor: `{cursor}` is none; give `next` of the page before")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pages_of_a_list_follow_each_other() {
        let all = || ["a", "b", "c"].map(str::to_owned).to_vec();
        let page = |cursor: Option<&str>| {
            let paged = Paged { limit: Some(2), cursor: cursor.map(str::to_owned) };
            paged.part(all(), Clone::clone)
        };
        let (first, next, count) = page(None).unwrap();
        assert_eq!((first.join(""), next.as_deref(), count), ("ab".to_owned(), Some("b~2"), 3));
        let (second, next, _) = page(Some("b~2")).unwrap();
        assert_eq!((second.join(""), next), ("c".to_owned(), None));
        // What the cursor names is gone: the page begins where it stood, and nothing is left out.
        let (rest, ..) = page(Some("gone~2")).unwrap();
        assert_eq!(rest.join(""), "bc");
        assert!(page(Some("x")).is_err() && page(Some("x~y")).is_err());
        assert_eq!(page(Some("gone~99999999")).unwrap().0.len(), 0);
    }

    #[test]
    fn wrong_words_are_named() {
        let asked = Narrowed { kind: Some("visit, feast".to_owned()), ..Narrowed::default() };
        assert!(asked.filter().unwrap_err().detail.contains("`feast`"));
        let asked = Narrowed { from: Some("yesterday".to_owned()), ..Narrowed::default() };
        assert!(asked.filter().unwrap_err().detail.starts_with("from: `yesterday`"));
        let asked =
            Narrowed { from: Some(" ".to_owned()), party: Some("rus".to_owned()), ..Narrowed::default() };
        assert_eq!(asked.filter().unwrap().parties.len(), 1);
    }
}
