//! The words of page furniture, from `packs/<language>/intake.toml`.

use std::sync::{Arc, LazyLock};

use entente_model::{Language, Letter as _};
use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};
use serde::Deserialize;

use crate::page::Reason;

/// The packs that are built in: name of the pack and its text.
const EMBEDDED: [(&str, &str); 4] = [
    ("dates", include_str!("../../../packs/dates.toml")),
    ("en", include_str!("../../../packs/en/intake.toml")),
    ("ko", include_str!("../../../packs/ko/intake.toml")),
    ("ru", include_str!("../../../packs/ru/intake.toml")),
];

static SHARED: LazyLock<Arc<Furniture>> = LazyLock::new(|| {
    // The embedded packs are read by a test; a broken one would leave the words out, never stop a reader.
    Arc::new(Furniture::from_packs(EMBEDDED).unwrap_or_default())
});

/// Words that belong to pages and not to the texts on them, of all packs at once: a Korean site frames an English
/// text with Korean words.
#[derive(Debug, Default)]
pub struct Furniture {
    /// Whole lines, folded.
    pub(crate) lines: HashMap<String, Reason>,
    /// Whole lines that are furniture only above or below the text.
    pub(crate) edges: HashMap<String, Reason>,
    /// Beginnings of short lines.
    pub(crate) starts: Beginnings,
    /// Beginnings of lines of any length that speak to whoever reads the page: `We use cookies to …`.
    pub(crate) notices: Beginnings,
    /// Labels with the value after them on the line: `Photo credit:`.
    pub(crate) labels: HashMap<String, Reason>,
    /// The same for labels that count above and below the text only: `Document ID: 417`.
    pub(crate) edge_labels: HashSet<String>,
    /// Headings of lists of other stories.
    pub(crate) teasers: HashSet<String>,
    /// Headings of a list of the page's own headings.
    pub(crate) contents: HashSet<String>,
    /// What stands behind a heading for whoever would change the page, in small letters: `[edit]`.
    pub(crate) edit_marks: Vec<String>,
    /// Words that stand alone with a number: `3 Comments`.
    pub(crate) counters: HashSet<String>,
    /// Headings of references, links and sources.
    pub(crate) references: HashSet<String>,
    /// Words of a document's kind or subject in a block of metadata.
    pub(crate) categories: HashSet<String>,
    /// Beginnings of the captions of symbols and maps.
    pub(crate) captions: Vec<String>,
    /// Words that lead a note on a person or body put into the text.
    pub(crate) notes: Vec<String>,
    /// Words that lead a link to another page put into the text; a date ends it.
    pub(crate) inserts: Vec<String>,
    /// Labels of the block after the text, in a page that became one line.
    pub(crate) tail_labels: Vec<String>,
    /// Names of sections that lead a page that became one line.
    pub(crate) sections: Vec<String>,
    /// Words that join the last of several names.
    pub(crate) joiners: Vec<String>,
    /// Labels of a source or an author, which are kept.
    pub(crate) credits: Vec<String>,
    /// Words of dates.
    pub(crate) dates: DateWords,
    /// Small words that no other language of the same letters has so often, with the language that they tell.
    pub(crate) telling: HashMap<String, Language>,
}

/// Beginnings of lines, by the character that they begin with.
#[derive(Debug, Default)]
pub(crate) struct Beginnings(HashMap<char, Vec<(String, Reason)>>);

impl Beginnings {
    fn add(&mut self, start: String, reason: Reason) {
        if let Some(first) = start.chars().next() {
            self.0.entry(first).or_default().push((start, reason));
        }
    }

    /// The longest first.
    fn sort(&mut self) {
        for starts in self.0.values_mut() {
            starts.sort_by(|a, b| (b.0.len(), &a.0).cmp(&(a.0.len(), &b.0)));
        }
    }

    /// The reason of the longest of them that `line`, in small letters, starts with; a word must end there.
    pub(crate) fn of(&self, line: &str) -> Option<Reason> {
        let starts = self.0.get(&line.chars().next()?)?;
        starts.iter().find(|(start, _)| starts_at_word(line, start)).map(|(_, reason)| *reason)
    }
}

/// Whether `line` starts with `start`, and a word ends there.
fn starts_at_word(line: &str, start: &str) -> bool {
    line.strip_prefix(start).is_some_and(|rest| {
        let letter_before = start.chars().next_back().is_some_and(char::is_letter_or_digit);
        !(letter_before && rest.chars().next().is_some_and(char::is_letter_or_digit))
    })
}

/// Words of dates on pages.
#[derive(Debug, Default)]
pub(crate) struct DateWords {
    months: HashMap<String, u8>,
    /// What follows the number of a year: `년`.
    pub(crate) year_marks: Vec<String>,
    /// What follows the number of a month.
    pub(crate) month_marks: Vec<String>,
    /// Those of them that make it the month of a number of a journal: `월호`.
    pub(crate) issue_marks: Vec<String>,
    /// What stands behind the day of an issue of a paper: `17일자`.
    pub(crate) issue_days: Vec<String>,
    /// What the pages of a paper are counted by: `p. 4`, `4면`.
    pub(crate) pages: HashSet<String>,
    /// What stands before the number of an issue, as it is written: `No.`, `№`.
    pub(crate) number_signs: Vec<String>,
    /// What the last line of an act begins with, before its place and day: `done`, `совершено`.
    pub(crate) done: Vec<String>,
    /// Seasons as journals are numbered by them, with their numbers in EDTF: `summer`, `여름호`.
    seasons: HashMap<String, u8>,
    /// What follows the number of a day.
    pub(crate) day_marks: Vec<String>,
    year_words: HashSet<String>,
    halves: HashMap<String, bool>,
    /// Days of the week and the like, which may stand beside a date.
    pub(crate) fillers: HashSet<String>,
    /// What may stand between day, month and year: `de`.
    pub(crate) between: HashSet<String>,
    /// What those are who write for a paper, behind or before their names: `기자`.
    pub(crate) reporters: HashSet<String>,
    /// What a heading calls something that is said on a day: `speech`, `выступление`.
    pub(crate) spoken: HashSet<String>,
    /// Labels of the day of publication.
    pub(crate) published: Vec<String>,
    /// Labels of the day of the last change.
    pub(crate) modified: Vec<String>,
    /// What tells of the present year: `the year {year} has been`.
    pub(crate) year_now: Vec<(String, String)>,
    /// Words that must stand in a text whose present year is told so.
    pub(crate) this_year: Vec<String>,
    /// Spellings of readers who write the day first.
    pub(crate) day_first: Vec<String>,
    /// Spellings of readers who write the month first.
    pub(crate) month_first: Vec<String>,
}

impl DateWords {
    /// The number of the month of this name, in any case.
    pub(crate) fn month(&self, word: &str) -> Option<u8> {
        self.months.get(word).or_else(|| self.months.get(&word.to_lowercase())).copied()
    }

    /// The season of this name, in any case, by its number in EDTF.
    pub(crate) fn season(&self, word: &str) -> Option<u8> {
        self.seasons.get(&word.to_lowercase()).copied()
    }

    /// Whether the word may follow a year: `года`.
    pub(crate) fn is_year_word(&self, word: &str) -> bool {
        self.year_words.contains(&word.to_lowercase())
    }

    /// Whether the word means the afternoon (`true`) or the morning.
    pub(crate) fn half_of_day(&self, word: &str) -> Option<bool> {
        self.halves.get(&word.to_lowercase()).copied()
    }
}

/// A pack of furniture words that cannot be read.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum FurnitureError {
    /// The file breaks the rules of TOML or names an unknown list.
    #[error("pack `{pack}`, intake.toml: {source}")]
    Toml {
        /// The pack.
        pack: String,
        /// What is wrong, with line and column.
        source: Box<toml::de::Error>,
    },
    /// Not twelve months.
    #[error("pack `{pack}`, intake.toml: `dates.months` has {found} entries; a year has 12 months")]
    Months {
        /// The pack.
        pack: String,
        /// Entries found.
        found: usize,
    },
    /// A pattern of a year without its place.
    #[error("pack `{pack}`, intake.toml: `{pattern}` in `dates.year_now` has no {{year}}")]
    NoYear {
        /// The pack.
        pack: String,
        /// The pattern.
        pattern: String,
    },
}

/// One `intake.toml`.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Pack {
    lines: HashMap<String, Vec<String>>,
    edges: HashMap<String, Vec<String>>,
    starts: HashMap<String, Vec<String>>,
    notices: HashMap<String, Vec<String>>,
    labels: HashMap<String, Vec<String>>,
    headings: Headings,
    counters: Counters,
    metadata: Metadata,
    inline: Inline,
    dates: Dates,
    language: Telling,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Telling {
    telling: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Headings {
    contents: Vec<String>,
    teasers: Vec<String>,
    references: Vec<String>,
    edit_marks: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Counters {
    words: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Metadata {
    labels: Vec<String>,
    categories: Vec<String>,
    captions: Vec<String>,
    credits: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Inline {
    notes: Vec<String>,
    inserts: Vec<String>,
    tail_labels: Vec<String>,
    sections: Vec<String>,
    joiners: Vec<String>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Dates {
    months: Vec<String>,
    between: Vec<String>,
    year_marks: Vec<String>,
    month_marks: Vec<String>,
    issue_marks: Vec<String>,
    issue_days: Vec<String>,
    pages: Vec<String>,
    number_signs: Vec<String>,
    done: Vec<String>,
    seasons: Vec<String>,
    day_marks: Vec<String>,
    year_words: Vec<String>,
    fillers: Vec<String>,
    morning: Vec<String>,
    afternoon: Vec<String>,
    reporters: Vec<String>,
    spoken: Vec<String>,
    published: Vec<String>,
    modified: Vec<String>,
    year_now: Vec<String>,
    this_year: Vec<String>,
    day_first: Vec<String>,
    month_first: Vec<String>,
}

impl Furniture {
    /// The words built into the program.
    pub fn embedded() -> Arc<Self> {
        Arc::clone(&SHARED)
    }

    /// The built-in words and those of a user's packs (name and text of each `intake.toml`).
    ///
    /// # Errors
    ///
    /// A [`FurnitureError`] that names the pack and the line.
    pub fn with_packs<'p>(
        packs: impl IntoIterator<Item = (&'p str, &'p str)>,
    ) -> Result<Self, FurnitureError> {
        Self::from_packs(EMBEDDED.into_iter().chain(packs))
    }

    fn from_packs<'p>(packs: impl IntoIterator<Item = (&'p str, &'p str)>) -> Result<Self, FurnitureError> {
        let mut all = Self::default();
        for (name, text) in packs {
            let pack: Pack = toml::from_str(text)
                .map_err(|source| FurnitureError::Toml { pack: name.to_owned(), source: Box::new(source) })?;
            all.add(name, pack)?;
        }
        // The longest wins, of beginnings as of labels.
        for labels in [&mut all.dates.published, &mut all.dates.modified] {
            labels.sort_by_key(|label| std::cmp::Reverse(label.len()));
        }
        for starts in [&mut all.starts, &mut all.notices] {
            starts.sort();
        }
        Ok(all)
    }

    fn add(&mut self, name: &str, pack: Pack) -> Result<(), FurnitureError> {
        let pairs = |lists: HashMap<String, Vec<String>>| {
            lists.into_iter().flat_map(|(reason, words)| {
                let reason = Reason::named(&reason);
                words.into_iter().map(move |word| (fold(&word), reason))
            })
        };
        self.lines.extend(pairs(pack.lines));
        self.edges.extend(pairs(pack.edges));
        for (own, lists) in [(&mut self.starts, pack.starts), (&mut self.notices, pack.notices)] {
            for (reason, starts) in lists {
                // Signs count here: `© ` leads a line of rights.
                for start in &starts {
                    own.add(start.to_lowercase(), Reason::named(&reason));
                }
            }
        }
        self.labels.extend(pairs(pack.labels));
        let folded = |words: Vec<String>| words.into_iter().map(|word| fold(&word));
        self.contents.extend(folded(pack.headings.contents));
        self.edit_marks.extend(pack.headings.edit_marks);
        self.counters.extend(folded(pack.counters.words));
        self.teasers.extend(folded(pack.headings.teasers));
        self.references.extend(folded(pack.headings.references));
        self.edge_labels.extend(folded(pack.metadata.labels));
        self.categories.extend(folded(pack.metadata.categories));
        self.captions.extend(folded(pack.metadata.captions));
        self.credits.extend(folded(pack.metadata.credits));
        self.notes.extend(pack.inline.notes);
        self.inserts.extend(pack.inline.inserts);
        self.tail_labels.extend(pack.inline.tail_labels);
        self.sections.extend(pack.inline.sections);
        self.joiners.extend(pack.inline.joiners);
        if let Some(language) = Language::new(name) {
            self.telling.extend(pack.language.telling.into_iter().map(|word| (word, language)));
        }
        self.dates.add(name, pack.dates)
    }
}

impl DateWords {
    fn add(&mut self, pack: &str, dates: Dates) -> Result<(), FurnitureError> {
        if !matches!(dates.months.len(), 0 | 12) {
            return Err(FurnitureError::Months { pack: pack.to_owned(), found: dates.months.len() });
        }
        for (month, forms) in (1u8..).zip(&dates.months) {
            self.months.extend(forms.split_whitespace().map(|form| (form.to_lowercase(), month)));
        }
        for (season, forms) in (21u8..).zip(&dates.seasons) {
            self.seasons.extend(forms.split_whitespace().map(|form| (form.to_lowercase(), season)));
        }
        for pattern in dates.year_now {
            let Some((before, after)) = pattern.split_once("{year}") else {
                return Err(FurnitureError::NoYear { pack: pack.to_owned(), pattern });
            };
            self.year_now.push((before.to_lowercase(), after.to_lowercase()));
        }
        let lower = |words: Vec<String>| words.into_iter().map(|word| word.to_lowercase());
        self.year_marks.extend(dates.year_marks);
        self.month_marks.extend(dates.month_marks);
        self.issue_marks.extend(dates.issue_marks);
        self.issue_days.extend(dates.issue_days);
        self.pages.extend(lower(dates.pages));
        self.number_signs.extend(dates.number_signs);
        self.done.extend(lower(dates.done));
        self.day_marks.extend(dates.day_marks);
        self.year_words.extend(lower(dates.year_words));
        self.fillers.extend(lower(dates.fillers));
        self.between.extend(lower(dates.between));
        self.halves.extend(lower(dates.morning).map(|word| (word, false)));
        self.halves.extend(lower(dates.afternoon).map(|word| (word, true)));
        self.reporters.extend(lower(dates.reporters));
        self.spoken.extend(lower(dates.spoken));
        self.published.extend(lower(dates.published));
        self.modified.extend(lower(dates.modified));
        self.this_year.extend(lower(dates.this_year));
        self.day_first.extend(lower(dates.day_first));
        self.month_first.extend(lower(dates.month_first));
        Ok(())
    }
}

/// A line without case, repeated blanks, and signs around it, for looking up.
pub(crate) fn fold(line: &str) -> String {
    let inner = line.trim_matches(|char: char| !char.is_letter_or_digit());
    // Most lines are plain letters with single blanks between their words.
    let is_plain = |byte: u8| byte.is_ascii() && !byte.is_ascii_control();
    if inner.bytes().all(is_plain) && !inner.contains("  ") {
        return inner.to_ascii_lowercase();
    }
    let mut folded = String::with_capacity(inner.len());
    for word in inner.split_whitespace() {
        if !folded.is_empty() {
            folded.push(' ');
        }
        if word.is_ascii() {
            let from = folded.len();
            folded.push_str(word);
            folded[from..].make_ascii_lowercase();
        } else {
            folded.extend(word.chars().flat_map(char::to_lowercase));
        }
    }
    folded
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_embedded_packs_are_sound() {
        let all = Furniture::from_packs(EMBEDDED).expect("packs");
        assert!(all.lines.len() > 50 && all.dates.months.len() > 40);
    }

    #[test]
    fn a_broken_pack_names_itself() {
        let error = Furniture::with_packs([("xx", "[lines]\nmenu = 3\n")]).expect_err("broken").to_string();
        assert!(error.starts_with("pack `xx`, intake.toml:") && error.contains("line 2"), "{error}");
        let error = Furniture::with_packs([("xx", "[dates]\nmonths = [\"jan\"]")]).expect_err("broken");
        assert_eq!(
            error.to_string(),
            "pack `xx`, intake.toml: `dates.months` has 1 entries; a year has 12 months"
        );
    }

    #[test]
    fn folding_drops_signs_and_case() {
        assert_eq!(fold("  • Select  Language: "), "select language");
    }
}
