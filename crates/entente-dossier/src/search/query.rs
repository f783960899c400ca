//! Questions to the index.

use entente_model::{Evidence, Interval, Language, Letter as _, SourceId, Span};
use rusqlite::params;
use serde::Deserialize;

use crate::{
    Dossier, DossierError, search::passages::sound, skeleton::skeleton, sources::unpacked_json, words::fold,
};

/// What a search is narrowed to.
#[derive(Debug, Clone, Default)]
pub struct SearchFilter {
    /// Only sources whose path or address contains this.
    pub source: Option<String>,
    /// Only sources published in or after this.
    pub from: Option<Interval>,
    /// Only sources published in or before this.
    pub to: Option<Interval>,
}

/// A passage that answers a search.
#[derive(Debug, Clone, PartialEq, serde::Serialize)]
pub struct Hit {
    /// Where it stands, with some words around what was found.
    #[serde(flatten)]
    pub evidence: Evidence,
    /// Title of the source.
    pub title: Option<String>,
    /// When the source was published.
    pub published: Option<Interval>,
    /// Language of the source.
    pub lang: Option<Language>,
    /// Higher is better.
    pub score: f64,
}

/// What is shown of a reading; the rest of it is not taken apart.
#[derive(Deserialize)]
struct Shown {
    text: String,
    origin: String,
    #[serde(default)]
    title: Option<String>,
    #[serde(default)]
    published: Option<Interval>,
    #[serde(default)]
    lang: Option<Language>,
}

impl Dossier {
    /// The passages that hold every word of the query, in any form and, for names, in any script; the best first.
    ///
    /// # Errors
    /// When the database fails.
    pub fn search(&self, query: &str, filter: &SearchFilter, most: usize) -> Result<Vec<Hit>, DossierError> {
        let Some(question) = self.question(query) else { return Ok(Vec::new()) };
        let failed = |error| self.failed(error);
        let from = filter.from.map(|from| from.earliest().to_string());
        let to = filter.to.map(|to| to.latest().to_string());
        let narrow = filter.source.is_some() || from.is_some() || to.is_some();
        // Without a filter the index finds the best by itself, some more than asked for so that equals keep their order.
        let question_of_all = if narrow {
            "SELECT rowid, bm25(words) AS rank FROM words WHERE words MATCH ?1"
        } else {
            "SELECT rowid, rank FROM words WHERE words MATCH ?1 ORDER BY rank LIMIT ?5 * 2 + 50"
        };
        let sql = format!(
            "SELECT passages.source, passages.start, passages.\"end\", -found.rank FROM ({question_of_all}) AS found
             JOIN passages ON passages.number = found.rowid JOIN sources ON sources.number = passages.source
             WHERE (?2 IS NULL OR instr(sources.origin, ?2))
               AND (?3 IS NULL OR sources.published >= ?3) AND (?4 IS NULL OR substr(sources.published, 1, 10) <= ?4)
             ORDER BY found.rank, sources.id, passages.start LIMIT ?5"
        );
        let mut statement = self.connection.prepare_cached(&sql).map_err(failed)?;
        let rows = statement
            .query_map(params![question, filter.source, from, to, most as i64], |row| {
                Ok((row.get::<_, i64>(0)?, Span::new(row.get(1)?, row.get(2)?), row.get::<_, f64>(3)?))
            })
            .map_err(failed)?
            .collect::<Result<Vec<_>, _>>()
            .map_err(failed)?;
        rows.into_iter().map(|(source, span, score)| self.hit(source, span, score, query)).collect()
    }

    fn hit(&self, source: i64, span: Span, score: f64, query: &str) -> Result<Hit, DossierError> {
        let (id, packed): ([u8; 32], Vec<u8>) = self
            .connection
            .prepare_cached("SELECT id, reading FROM sources WHERE number = ?1")
            .and_then(|mut statement| statement.query_row([source], |row| Ok((row.get(0)?, row.get(1)?))))
            .map_err(|error| self.failed(error))?;
        let reading: Shown = unpacked_json(&self.path, &packed)?;
        let passage = span.of(&reading.text).unwrap_or_default();
        let (start, quote) = self.snippet(passage, query);
        let start = span.start + start;
        Ok(Hit {
            evidence: Evidence {
                source: reading.origin.clone(),
                source_id: SourceId::from_bytes(id),
                start,
                end: start + quote.chars().count() as u32,
                quote: quote.to_owned(),
            },
            title: reading.title,
            published: reading.published,
            lang: reading.lang,
            score,
        })
    }

    /// The part of a passage around the first word that the query means, and the code points before it.
    fn snippet<'p>(&self, passage: &'p str, query: &str) -> (u32, &'p str) {
        const REACH: usize = 110;
        let wanted: Vec<String> = self.words.terms_by_word(query).into_iter().flatten().collect();
        let sounds: Vec<String> =
            crate::words::split(&fold(query)).map(skeleton).filter(|skeleton| skeleton.len() > 2).collect();
        let mut at = None;
        let mut from = 0;
        for word in passage.split(|letter: char| !letter.is_letter_or_digit()) {
            let here = from;
            from = here + word.len() + passage[here + word.len()..].chars().next().map_or(0, char::len_utf8);
            let mut means = false;
            self.words.terms(word, |term| means |= wanted.iter().any(|wanted| wanted == term));
            if !word.is_empty() && (means || sounds.contains(&skeleton(&fold(word)))) {
                at = Some(here);
                break;
            }
        }
        let at = at.unwrap_or(0);
        let low = passage[..at].char_indices().rev().nth(REACH / 2).map_or(0, |(low, _)| low);
        let high = passage[at..].char_indices().nth(REACH).map_or(passage.len(), |(high, _)| at + high);
        let low = if low == 0 { 0 } else { passage[low..at].find(' ').map_or(low, |blank| low + blank + 1) };
        let high = if high == passage.len() {
            high
        } else {
            passage[at..high].rfind(' ').map_or(high, |blank| at + blank)
        };
        let piece = passage[low..high].trim_start();
        let low = high - piece.len();
        (passage[..low].chars().count() as u32, piece.trim_end())
    }

    /// The query in the words of FTS5: every word of it, each in its form or, for a name, its sound.
    fn question(&self, query: &str) -> Option<String> {
        let quoted = |term: &str| format!("\"{}\"", term.replace('"', ""));
        let folded = fold(query);
        let mut parts = Vec::new();
        for word in crate::words::split(&folded) {
            let terms: Vec<String> = self.words.terms_by_word(word).into_iter().flatten().collect();
            // The pairs of one word follow each other in the text as well.
            let mut part = quoted(&terms.join(" "));
            if terms.len() == 1 && terms[0].chars().count() == 1 {
                part.push('*');
            }
            let sound_of = skeleton(word);
            if sound_of.len() > 2 {
                part = format!("({part} OR {})", quoted(&sound(&sound_of)));
            }
            parts.push(part);
        }
        (!parts.is_empty()).then(|| parts.join(" AND "))
    }
}
