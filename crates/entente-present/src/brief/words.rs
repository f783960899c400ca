//! What stands around the quotes in a brief, in the language of its reader: `packs/<language>/brief.toml`.

mod dates;

use std::{collections::BTreeMap, sync::LazyLock};

use entente_model::{
    Bound, ConflictKind, Day, EventKind, EventStatus, Interval, QuantityEntry, QuantityRole, RoleEntry,
    SpeechAct, Topic,
};
use serde::Deserialize;

use super::outline::Family;
use crate::{lists::quantities, when};

/// The languages of briefs, by their codes.
pub const BRIEF_LANGUAGES: [&str; 3] = ["en", "ru", "ko"];

const PACKS: [&str; 3] = [
    include_str!("../../../../packs/en/brief.toml"),
    include_str!("../../../../packs/ru/brief.toml"),
    include_str!("../../../../packs/ko/brief.toml"),
];

static ALL: LazyLock<Vec<Words>> = LazyLock::new(|| {
    // A test reads each of them; a broken one would leave the words out and show their names, never stop a reader.
    PACKS.iter().map(|pack| toml::from_str(pack).unwrap_or_default()).collect()
});

/// The words of a brief in one language.
#[derive(Debug, Clone, Default, Deserialize)]
#[serde(deny_unknown_fields)]
pub(crate) struct Words {
    /// The code of the language.
    pub(crate) lang: String,
    #[serde(default)]
    plural: Plural,
    sections: BTreeMap<String, String>,
    counts: BTreeMap<String, Vec<String>>,
    texts: BTreeMap<String, String>,
    status: BTreeMap<String, String>,
    kinds: BTreeMap<String, String>,
    families: BTreeMap<String, String>,
    roles: BTreeMap<String, String>,
    acts: BTreeMap<String, String>,
    topics: BTreeMap<String, String>,
    conflicts: BTreeMap<String, String>,
    #[serde(default)]
    bounds: BTreeMap<String, String>,
    #[serde(default)]
    units: BTreeMap<String, String>,
    numbers: Option<Numbers>,
    dates: Option<dates::DateForms>,
}

/// How many forms a counted word has.
#[derive(Debug, Clone, Copy, Default, Deserialize)]
#[serde(rename_all = "kebab-case")]
enum Plural {
    #[default]
    None,
    OneOther,
    Slavic,
}

/// How numbers are written.
#[derive(Debug, Clone, Deserialize)]
#[serde(deny_unknown_fields)]
struct Numbers {
    decimal: String,
    group: String,
    #[serde(default)]
    million: String,
    #[serde(default)]
    billion: String,
    #[serde(default)]
    trillion: String,
    /// Names of the powers of ten thousand, where numbers are counted by them.
    #[serde(default)]
    myriads: Vec<String>,
}

impl Words {
    /// The words of this language; English for one that has none.
    pub(crate) fn of(lang: &str) -> &'static Self {
        ALL.iter().find(|words| words.lang == lang).unwrap_or(&ALL[0])
    }

    /// The heading of a section.
    pub(crate) fn section<'w>(&'w self, name: &'w str) -> &'w str {
        named(&self.sections, name)
    }

    /// A phrase as it stands.
    pub(crate) fn text<'w>(&'w self, name: &'w str) -> &'w str {
        named(&self.texts, name)
    }

    /// A phrase with its places filled.
    pub(crate) fn filled(&self, name: &str, values: &[(&str, &str)]) -> String {
        fill(self.text(name), values)
    }

    /// "3 events".
    pub(crate) fn count(&self, number: usize, name: &str) -> String {
        let form = self.counted(number, name);
        let digits = self.number(number as f64);
        if form.contains("{count}") { fill(form, &[("count", &digits)]) } else { format!("{digits} {form}") }
    }

    /// "200 / 61,631 events".
    pub(crate) fn count_of(&self, shown: usize, all: usize, name: &str) -> String {
        let form = self.counted(all, name);
        let digits = format!("{} / {}", self.number(shown as f64), self.number(all as f64));
        if form.contains("{count}") { fill(form, &[("count", &digits)]) } else { format!("{digits} {form}") }
    }

    /// "events", as it stands beside its number.
    pub(crate) fn counted(&self, number: usize, name: &str) -> &str {
        let Some(forms) = self.counts.get(name) else { return "" };
        let at = match self.plural {
            Plural::None => 0,
            Plural::OneOther => usize::from(number != 1),
            Plural::Slavic => match (number % 10, number % 100) {
                (_, 11..=14) => 2,
                (1, _) => 0,
                (2..=4, _) => 1,
                _ => 2,
            },
        };
        forms.get(at).or(forms.last()).map_or("", String::as_str)
    }

    pub(crate) fn status(&self, status: EventStatus) -> &str {
        named(&self.status, status.as_str())
    }

    pub(crate) fn kind(&self, kind: EventKind) -> &str {
        named(&self.kinds, kind.as_str())
    }

    pub(crate) fn family(&self, family: Family) -> &str {
        self.families.get(&family.0.to_string()).map_or("", String::as_str)
    }

    pub(crate) fn role(&self, role: QuantityRole) -> &str {
        named(&self.roles, role.as_str())
    }

    pub(crate) fn act(&self, act: SpeechAct) -> &str {
        named(&self.acts, act.as_str())
    }

    pub(crate) fn topic(&self, topic: Topic) -> &str {
        named(&self.topics, topic.as_str())
    }

    pub(crate) fn conflict(&self, kind: ConflictKind) -> &str {
        named(&self.conflicts, kind.as_str())
    }

    /// A date in words.
    pub(crate) fn when(&self, when: Option<Interval>) -> String {
        match (when, &self.dates) {
            (Some(when), Some(forms)) => forms.words(when, None),
            (None, Some(_)) => self.text("undated").to_lowercase(),
            (when, None) => when::human(when),
        }
    }

    /// A day in words.
    pub(crate) fn day(&self, day: Day) -> String {
        self.when(Some(Interval::day(day)))
    }

    /// A date under a heading that names its year.
    pub(crate) fn within(&self, when: Option<Interval>, year: i16) -> String {
        match (when, &self.dates) {
            (Some(when), Some(forms)) => forms.words(when, Some(year)),
            (None, Some(_)) => self.text("undated").to_lowercase(),
            (when, None) => when::within(when, year),
        }
    }

    /// The heading under which a chronology lists it.
    pub(crate) fn heading(&self, when: Option<Interval>, sort: Option<Day>) -> String {
        let Some(forms) = &self.dates else { return when::heading(when, sort) };
        let first = when.and_then(|when| when.first_day().or(when.last_day()));
        match (when, sort.or(first)) {
            (Some(when), _) if when::is_coarse(when) => forms.words(when::plain(when), None),
            (_, Some(day)) => forms.year(day.year()),
            _ => self.text("undated").to_owned(),
        }
    }

    /// "over 27 billion USD".
    pub(crate) fn amount(&self, entry: &QuantityEntry) -> String {
        if self.numbers.is_none() {
            return quantities::amount(entry);
        }
        let unit = self.units.get(&entry.unit).map_or(entry.unit.as_str(), String::as_str);
        // Units of one sign or syllable stand at the number where numbers are counted by ten thousands.
        let glued = self.numbers.as_ref().is_some_and(|numbers| !numbers.myriads.is_empty())
            && self.units.contains_key(&entry.unit);
        let number = format!("{}{}{unit}", self.number(entry.value), if glued { "" } else { "\u{A0}" })
            .trim()
            .to_owned();
        match entry.bound {
            Bound::Exact => number,
            bound => self
                .bounds
                .get(bound.as_str())
                .map_or_else(|| number.clone(), |form| fill(form, &[("number", &number)])),
        }
    }

    /// "27 billion", "2억 7,000만".
    pub(crate) fn number(&self, value: f64) -> String {
        let Some(numbers) = &self.numbers else { return crate::lists::number(value) };
        if !numbers.myriads.is_empty() {
            return numbers.in_myriads(value);
        }
        let scales = [(1e12, &numbers.trillion), (1e9, &numbers.billion), (1e6, &numbers.million)];
        for (scale, name) in scales {
            let scaled = value / scale;
            if scaled.abs() >= 1.0 && ((scaled * 1000.0).round() - scaled * 1000.0).abs() < 1e-6 {
                return format!("{}\u{A0}{name}", numbers.grouped(scaled));
            }
        }
        numbers.grouped(value)
    }

    /// "Foreign Minister (RUS), 2004–2023", the state by the name that is given for it.
    pub(crate) fn office(&self, role: &RoleEntry, of: Option<String>) -> String {
        let of = of.map(|of| format!(", {of}")).unwrap_or_default();
        let period = role.when.map(|period| format!(" ({})", self.when(Some(period)))).unwrap_or_default();
        format!("{}{of}{period}", role.title)
    }
}

impl Numbers {
    fn grouped(&self, value: f64) -> String {
        let english = quantities::grouped(value);
        english
            .chars()
            .map(|char| match char {
                ',' => self.group.clone(),
                '.' => self.decimal.clone(),
                char => char.to_string(),
            })
            .collect()
    }

    /// 270,000,000 is `2억 7,000만`; a fraction of what is left stays a fraction.
    fn in_myriads(&self, value: f64) -> String {
        const MYRIAD: f64 = 10_000.0;
        if value.abs() < MYRIAD || value.fract() != 0.0 || value.abs() >= 1e20 {
            return self.grouped(value);
        }
        let (mut rest, mut parts) = (value.abs(), Vec::new());
        for name in std::iter::once("").chain(self.myriads.iter().map(String::as_str)) {
            let part = rest % MYRIAD;
            rest = (rest / MYRIAD).trunc();
            if part > 0.0 {
                parts.push(format!("{}{name}", self.grouped(part)));
            }
        }
        parts.reverse();
        format!("{}{}", if value < 0.0 { "-" } else { "" }, parts.join(" "))
    }
}

fn named<'w>(list: &'w BTreeMap<String, String>, name: &'w str) -> &'w str {
    list.get(name).map_or(name, String::as_str)
}

/// Fills `{name}`.
pub(super) fn fill(form: &str, values: &[(&str, &str)]) -> String {
    let mut text = String::with_capacity(form.len() + 16);
    let mut rest = form;
    while let Some((before, after)) = rest.split_once('{') {
        text.push_str(before);
        let Some((name, after)) = after.split_once('}') else {
            rest = after;
            continue;
        };
        text.push_str(values.iter().find(|(known, _)| *known == name).map_or("", |(_, value)| value));
        rest = after;
    }
    text.push_str(rest);
    text
}

#[cfg(test)]
mod tests {
    use super::*;

    fn all() -> Vec<Words> {
        PACKS.iter().map(|pack| toml::from_str(pack).unwrap()).collect()
    }

    #[test]
    fn every_language_says_everything() {
        let all = all();
        let keys = |words: &Words| -> Vec<Vec<String>> {
            let lists = [
                &words.sections,
                &words.texts,
                &words.status,
                &words.kinds,
                &words.families,
                &words.roles,
                &words.acts,
                &words.topics,
                &words.conflicts,
            ];
            let mut keys: Vec<Vec<String>> =
                lists.into_iter().map(|list| list.keys().cloned().collect()).collect();
            keys.push(words.counts.keys().cloned().collect());
            keys
        };
        for (words, lang) in all.iter().zip(BRIEF_LANGUAGES) {
            assert_eq!(words.lang, lang);
            assert_eq!(keys(words), keys(&all[0]), "{lang}");
            assert!(EventKind::ALL.iter().all(|kind| words.kinds.contains_key(kind.as_str())));
            assert!(EventStatus::ALL.iter().all(|status| words.status.contains_key(status.as_str())));
            assert!(SpeechAct::ALL.iter().all(|act| words.acts.contains_key(act.as_str())));
            assert!(Topic::ALL.iter().all(|topic| words.topics.contains_key(topic.as_str())));
            assert!(ConflictKind::ALL.iter().all(|kind| words.conflicts.contains_key(kind.as_str())));
        }
    }

    #[test]
    fn counted_words_take_their_form() {
        let (ru, ko) = (Words::of("ru"), Words::of("ko"));
        let counts: Vec<String> = [1, 3, 11, 21, 25].map(|number| ru.count(number, "event")).to_vec();
        assert_eq!(counts, ["1 событие", "3 события", "11 событий", "21 событие", "25 событий"]);
        assert_eq!(ko.count(3, "event"), "사건 3건");
        assert_eq!(Words::of("en").count(1, "person"), "1 person");
    }

    #[test]
    fn numbers_are_written_as_their_readers_do() {
        let (ru, ko) = (Words::of("ru"), Words::of("ko"));
        assert_eq!(ru.number(27e9), "27\u{A0}млрд");
        assert_eq!(ru.number(1234.5), "1\u{A0}234,5");
        assert_eq!(ko.number(27e9), "270억");
        assert_eq!(ko.number(170_000.0), "17만");
        assert_eq!(ko.number(2_246_005_000.0), "22억 4,600만 5,000");
        assert_eq!(ko.number(0.5), "0.5");
    }
}
