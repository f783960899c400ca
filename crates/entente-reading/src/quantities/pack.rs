//! The words of one language for numbers, units, bounds and roles, out of `packs/<lang>/quantities.toml`.

use std::collections::BTreeMap;

use entente_model::{Bound, QuantityRole};
use serde::Deserialize;

use super::lexicon::{Lexicon, Starts};
use crate::PackError;

/// What one word does in a written number.
#[derive(Debug, Clone, Copy, PartialEq)]
pub(crate) enum Numeral {
    /// Adds its value: seven, forty, двести.
    Value(f64),
    /// The same, but only as a part of a number of several words: 이 of 이백만.
    Part(f64),
    /// Multiplies what stands right before it: hundred, dozen, 백.
    Multiplier(f64),
    /// Multiplies the whole number before it: thousand, million, 만.
    Scale(f64),
    /// Adds a part to the number before it: "and a half".
    Fraction(f64),
    /// One, but only before a multiplier or scale: "a" of "a million".
    Article,
    /// Joins parts: "and".
    Joiner,
}

/// What kind of thing a unit counts; decides which further signs it needs.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum UnitClass {
    /// Parts of a hundred.
    Percent,
    /// Multiples: times, fold.
    Times,
    /// Lengths of time.
    Duration,
    /// An anniversary told as a number of years in one word: 80-летие, 30주년.
    Anniversary,
    /// Lengths, weights, areas, energy.
    Measure,
    /// Countable things.
    Count,
    /// A bare counter; the thing follows it: 개, штук.
    Counter,
}

/// A unit with its class.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Unit {
    /// In the English singular.
    pub(crate) name: String,
    /// What kind of thing it counts.
    pub(crate) class: UnitClass,
    /// How many of the unit one is: a decade is ten years.
    pub(crate) factor: u16,
}

/// How the counted thing stands beside its number.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub(crate) enum CountedStyle {
    /// A plural ends the noun phrase after the number: "23 Airbus helicopters".
    Plural,
    /// The first word after the number that is no modifier: «300 мьянманских студентов».
    Following,
    /// A counter follows, then the thing: 7개 합의사항.
    Counter,
    /// Nothing is counted but by unit or currency: the words of the language are not known.
    Unknown,
}

/// The compiled pack of one language.
#[derive(Debug, Clone)]
pub struct QuantityPack {
    /// What a number in words, a multiple, a share or a compound may begin with.
    pub(crate) starts: Box<Starts>,
    pub(crate) numbers: NumberForms,
    /// Of currencies that several states share, codes of ISO 3166-1 of two letters.
    pub(crate) currency_users: BTreeMap<String, Vec<String>>,
    pub(crate) currency_before: Lexicon<String>,
    pub(crate) currency_after: Lexicon<String>,
    pub(crate) dollar_by_country: BTreeMap<String, String>,
    pub(crate) dollar_names: Lexicon<String>,
    pub(crate) dollar_voices: Lexicon<String>,
    pub(crate) first_person: Lexicon<()>,
    /// What these three may begin with.
    pub(crate) dollar_starts: Box<Starts>,
    pub(crate) units: Lexicon<Unit>,
    pub(crate) multiples: Lexicon<f64>,
    /// Shares in words, as percentages: "a third of".
    pub(crate) shares: Lexicon<f64>,
    /// What makes a part of a time or the like of such words: before them ("the *first* half of"), and behind ("half of the
    /// *year*").
    pub(crate) no_share_after: Lexicon<()>,
    pub(crate) no_share_before: Lexicon<()>,
    pub(crate) compounds: Lexicon<(f64, String)>,
    pub(crate) range_words: Lexicon<String>,
    /// Words between an old and a new level, with the word that opens the old one.
    pub(crate) level_words: Lexicon<String>,
    pub(crate) bounds_before: Lexicon<Bound>,
    pub(crate) bounds_after: Lexicon<Bound>,
    pub(crate) roles: Lexicon<QuantityRole>,
    pub(crate) growth: Lexicon<()>,
    pub(crate) growth_beside: Lexicon<()>,
    pub(crate) past: Lexicon<()>,
    pub(crate) levels: Lexicon<()>,
    pub(crate) amount_verbs: Lexicon<()>,
    /// Words between an amount and the date right behind it: "2.1 billion euros *in* 2011".
    pub(crate) dated_by: Vec<Box<str>>,
    pub(crate) stops: Lexicon<()>,
    pub(crate) measure_links: Lexicon<()>,
    pub(crate) months: Lexicon<()>,
    pub(crate) labels: Lexicon<()>,
    pub(crate) years_after: Lexicon<()>,
    pub(crate) never_after: Lexicon<()>,
    pub(crate) groups: Lexicon<()>,
    pub(crate) passed_over: Lexicon<()>,
    pub(crate) partitives: Lexicon<()>,
    pub(crate) definites: Lexicon<()>,
    pub(crate) copulas: Lexicon<()>,
    pub(crate) things: Lexicon<String>,
    pub(crate) durations_after: Lexicon<()>,
    pub(crate) modifiers: Lexicon<()>,
    pub(crate) style: CountedStyle,
    pub(crate) ordinal_endings: Vec<String>,
    pub(crate) modifier_endings: Vec<String>,
    /// What ties a counter to the thing behind it, in one word with it: 한 건*의* 협정.
    pub(crate) counter_ties: Vec<String>,
    pub(crate) irregular: BTreeMap<String, String>,
    pub(crate) plurals: Vec<(String, String)>,
    pub(crate) not_plural: Vec<String>,
    pub(crate) people_endings: Vec<String>,
    pub(crate) group_limit: f64,
}

/// How numbers are written.
#[derive(Debug, Clone)]
pub(crate) struct NumberForms {
    pub(crate) numerals: Lexicon<Numeral>,
    pub(crate) suffixes: Lexicon<f64>,
    pub(crate) group: char,
    pub(crate) decimal: char,
    pub(crate) spaced_groups: bool,
    pub(crate) chained: bool,
    pub(crate) glued: bool,
}

/// The file as it is written.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct File {
    numbers: NumbersFile,
    money: MoneyFile,
    counted: CountedFile,
    bounds: BoundsFile,
    roles: RolesFile,
    guards: GuardsFile,
    #[serde(default)]
    multiples: BTreeMap<String, f64>,
    /// Words of shares, as percentages.
    #[serde(default)]
    shares: BTreeMap<String, f64>,
    #[serde(default)]
    no_shares: NoShares,
    /// Single words that say number and unit: двухдневный.
    #[serde(default)]
    compounds: BTreeMap<String, CompoundFile>,
    #[serde(default, rename = "unit")]
    units: Vec<UnitFile>,
}

/// What makes no share of the words of one.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct NoShares {
    /// Words right before it.
    after: Vec<String>,
    /// Words right behind it.
    before: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct NumbersFile {
    group: char,
    decimal: char,
    spaced_groups: bool,
    chained: bool,
    glued: bool,
    #[serde(default)]
    articles: Vec<String>,
    #[serde(default)]
    joiners: Vec<String>,
    /// Words between the ends of a range, each with the word that must open it, if any: "to", "and" after "between".
    #[serde(default)]
    ranges: BTreeMap<String, String>,
    /// Words between two levels, each with the word that must open the first: "to" after "from".
    #[serde(default)]
    levels: BTreeMap<String, String>,
    #[serde(default)]
    words: BTreeMap<String, f64>,
    #[serde(default)]
    parts: BTreeMap<String, f64>,
    #[serde(default)]
    multipliers: BTreeMap<String, f64>,
    #[serde(default)]
    scales: BTreeMap<String, f64>,
    #[serde(default)]
    fractions: BTreeMap<String, f64>,
    #[serde(default)]
    suffixes: BTreeMap<String, f64>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct MoneyFile {
    /// Code to the forms that stand after the number, `$` meaning the dollar of the country.
    after: BTreeMap<String, Vec<String>>,
    /// Code of a dollar to the names of its country.
    #[serde(default)]
    countries: BTreeMap<String, Vec<String>>,
    /// Code of a dollar to the names under which its government speaks.
    #[serde(default)]
    voices: BTreeMap<String, Vec<String>>,
    /// Words of those who speak for themselves.
    #[serde(default)]
    first_person: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitFile {
    name: String,
    class: UnitClass,
    /// How many of the unit one is.
    factor: Option<u16>,
    forms: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CompoundFile {
    value: f64,
    unit: String,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CountedFile {
    style: CountedStyle,
    /// Words that end a noun phrase.
    stops: Vec<String>,
    /// Words that lead from an amount to what it measures: "of" of "$2 billion of deals".
    #[serde(default)]
    measure_links: Vec<String>,
    /// Endings of words that only modify what follows.
    #[serde(default)]
    modifier_endings: Vec<String>,
    /// What ties a counter to the thing behind it.
    #[serde(default)]
    counter_ties: Vec<String>,
    /// Words that look like a counted thing and only modify what follows.
    #[serde(default)]
    modifiers: Vec<String>,
    /// Plural words with a singular of their own.
    #[serde(default)]
    irregular: Vec<(String, String)>,
    /// Plural ending and singular ending, the first that fits counts.
    #[serde(default)]
    plurals: Vec<(String, String)>,
    /// Words that end like a plural and are none.
    #[serde(default)]
    not_plural: Vec<String>,
    /// Endings of names of peoples.
    #[serde(default)]
    people_endings: Vec<String>,
    /// Things that come in twos in every text on two sides, and are not recorded when few.
    groups: Vec<String>,
    /// Up to which number they are not.
    group_limit: f64,
    /// Counted things in the English singular, by their forms; a language that counts in English needs none.
    #[serde(default)]
    things: BTreeMap<String, String>,
    /// Articles and pronouns that point back to things already named.
    #[serde(default)]
    definites: Vec<String>,
    /// Verbs after a number that stands for things named before: "462 were buried".
    #[serde(default)]
    copulas: Vec<String>,
    /// Words after a number that counts a part of what was named: "of whom".
    #[serde(default)]
    partitives: Vec<String>,
    /// Counted things that carry no meaning for relations.
    #[serde(default)]
    passed_over: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct BoundsFile {
    before: BTreeMap<String, Vec<String>>,
    #[serde(default)]
    after: BTreeMap<String, Vec<String>>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RolesFile {
    target: Vec<String>,
    planned: Vec<String>,
    /// Words that end the reach of an aim or plan before them: "said that", "totaled".
    observed: Vec<String>,
    /// Words that lead from a verb of growth to the level it reaches: "to" of "increase the number to 100,000".
    #[serde(default)]
    levels: Vec<String>,
    /// Words after a length of time that lay it into the past: "ago".
    past: Vec<String>,
    /// Words of growth and decline: with a percentage or multiple they make a change.
    growth: Vec<String>,
    /// Words of growth only right before the number: "up 5 percent", but not "made up 5 percent".
    #[serde(default)]
    growth_beside: Vec<String>,
    /// Verbs and nouns after which a bare number is an amount.
    amounts: Vec<String>,
    #[serde(default)]
    dated_by: Vec<String>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct GuardsFile {
    months: Vec<String>,
    /// Words before a number that is only a label: article, page.
    labels: Vec<String>,
    /// Words that make four digits after them a year.
    years_after: Vec<String>,
    /// Signs right after a number that is none of ours: ordinals, parties of talks.
    never_after: Vec<String>,
    /// Words that must follow a doubtful length of time, such as days that may be dates.
    #[serde(default)]
    durations_after: Vec<String>,
    #[serde(default)]
    ordinal_endings: Vec<String>,
}

/// Currency signs and codes that every language writes alike.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyFile {
    signs: BTreeMap<String, String>,
    codes: Vec<String>,
    dollars: BTreeMap<String, String>,
    users: BTreeMap<String, Vec<String>>,
}

const CURRENCIES: &str = include_str!("../../../../packs/currencies.toml");
const EMBEDDED: [(&str, &str); 3] = [
    ("en", include_str!("../../../../packs/en/quantities.toml")),
    ("ru", include_str!("../../../../packs/ru/quantities.toml")),
    ("ko", include_str!("../../../../packs/ko/quantities.toml")),
];

impl QuantityPack {
    /// The pack that the program carries for a language by its ISO 639 code; `None` for one that it does not know.
    ///
    /// # Errors
    /// When the embedded file is wrong, which the tests of this crate rule out.
    pub fn embedded(language: &str) -> Option<Result<Self, PackError>> {
        let (_, text) = EMBEDDED.iter().find(|(code, _)| *code == language)?;
        Some(Self::from_toml(text, &format!("packs/{language}/quantities.toml")))
    }

    /// The pack of languages that have none of their own: percentages, money by code or sign, units by their symbols.
    ///
    /// # Errors
    /// When the embedded file is wrong, which the tests of this crate rule out.
    pub fn neutral() -> Result<Self, PackError> {
        Self::from_toml(include_str!("../../../../packs/und/quantities.toml"), "packs/und/quantities.toml")
    }

    /// The same with the signs of groups and of decimals in each other's place.
    #[must_use]
    pub fn pointed(mut self) -> Self {
        std::mem::swap(&mut self.numbers.group, &mut self.numbers.decimal);
        self
    }

    /// Compiles the text of a `quantities.toml`; `path` is named in errors.
    ///
    /// # Errors
    /// When the text is no TOML of this shape, or names a bound that does not exist.
    pub fn from_toml(text: &str, path: &str) -> Result<Self, PackError> {
        let file: File = toml::from_str(text).map_err(|source| syntax(path, text, &source))?;
        let currencies: CurrencyFile = toml::from_str(CURRENCIES)
            .map_err(|source| syntax("packs/currencies.toml", CURRENCIES, &source))?;
        let glued = file.numbers.glued;
        let plain = |words: &[String]| Lexicon::new(words.iter().map(|word| (word.as_str(), ())), glued);
        let roles = [
            (&file.roles.target, QuantityRole::Target),
            (&file.roles.planned, QuantityRole::Planned),
            (&file.roles.observed, QuantityRole::Observed),
        ];
        let numbers = NumberForms::new(&file.numbers);
        let multiples =
            Lexicon::new(file.multiples.iter().map(|(form, value)| (form.as_str(), *value)), glued);
        let shares = Lexicon::new(file.shares.iter().map(|(form, value)| (form.as_str(), *value)), glued);
        let compounds = Lexicon::new(
            file.compounds.iter().map(|(form, said)| (form.as_str(), (said.value, said.unit.clone()))),
            glued,
        );
        let mut starts = Box::new(numbers.numerals.starts().clone());
        for more in [multiples.starts(), shares.starts(), compounds.starts()] {
            starts.take_in(more);
        }
        let dollar_names = code_lexicon(&file.money.countries, glued);
        let dollar_voices = code_lexicon(&file.money.voices, glued);
        let first_person = plain(&file.money.first_person);
        let mut dollar_starts = Box::new(first_person.starts().clone());
        for more in [dollar_names.starts(), dollar_voices.starts()] {
            dollar_starts.take_in(more);
        }
        Ok(Self {
            starts,
            dollar_starts,
            numbers,
            currency_before: currency_lexicon(&currencies, None),
            currency_after: currency_lexicon(&currencies, Some((&file.money.after, glued))),
            dollar_by_country: currencies.dollars.clone(),
            currency_users: currencies.users.clone(),
            dollar_names,
            dollar_voices,
            first_person,
            units: Lexicon::new(
                file.units.iter().flat_map(|unit| {
                    let value =
                        Unit { name: unit.name.clone(), class: unit.class, factor: unit.factor.unwrap_or(1) };
                    unit.forms.iter().map(move |form| (form.as_str(), value.clone()))
                }),
                glued,
            ),
            multiples,
            shares,
            no_share_after: plain(&file.no_shares.after),
            no_share_before: plain(&file.no_shares.before),
            level_words: Lexicon::new(
                file.numbers.levels.iter().map(|(word, opener)| (word.as_str(), opener.clone())),
                glued,
            ),
            range_words: Lexicon::new(
                file.numbers.ranges.iter().map(|(word, opener)| (word.as_str(), opener.clone())),
                glued,
            ),
            compounds,
            bounds_before: bound_lexicon(&file.bounds.before, glued, path)?,
            bounds_after: bound_lexicon(&file.bounds.after, glued, path)?,
            roles: Lexicon::new(
                roles
                    .into_iter()
                    .flat_map(|(forms, role)| forms.iter().map(move |form| (form.as_str(), role))),
                glued,
            ),
            growth: plain(&file.roles.growth),
            growth_beside: plain(&file.roles.growth_beside),
            past: plain(&file.roles.past),
            levels: plain(&file.roles.levels),
            amount_verbs: plain(&file.roles.amounts),
            dated_by: file.roles.dated_by.iter().map(|word| word.as_str().into()).collect(),
            stops: plain(&file.counted.stops),
            measure_links: plain(&file.counted.measure_links),
            months: plain(&file.guards.months),
            labels: plain(&file.guards.labels),
            years_after: plain(&file.guards.years_after),
            never_after: plain(&file.guards.never_after),
            groups: plain(&file.counted.groups),
            passed_over: plain(&file.counted.passed_over),
            partitives: plain(&file.counted.partitives),
            definites: plain(&file.counted.definites),
            copulas: plain(&file.counted.copulas),
            things: Lexicon::new(
                file.counted.things.iter().map(|(form, unit)| (form.as_str(), unit.clone())),
                glued,
            ),
            durations_after: plain(&file.guards.durations_after),
            modifiers: plain(&file.counted.modifiers),
            style: file.counted.style,
            ordinal_endings: file.guards.ordinal_endings,
            modifier_endings: file.counted.modifier_endings,
            counter_ties: file.counted.counter_ties,
            irregular: file.counted.irregular.into_iter().collect(),
            plurals: file.counted.plurals,
            not_plural: file.counted.not_plural,
            people_endings: file.counted.people_endings,
            group_limit: file.counted.group_limit,
        })
    }

    /// The dollar that a bare `$` means for a speaker of a country (ISO 3166-1 alpha-3), where it is not the American.
    pub fn dollar_of(&self, country: &str) -> Option<&str> {
        self.dollar_by_country.get(country).map(String::as_str)
    }
}

impl NumberForms {
    fn new(file: &NumbersFile) -> Self {
        let valued = |map: &'_ BTreeMap<String, f64>, make: fn(f64) -> Numeral| {
            map.iter().map(|(form, value)| (form.clone(), make(*value))).collect::<Vec<_>>()
        };
        let bare = |words: &[String], numeral: Numeral| {
            words.iter().map(|form| (form.clone(), numeral)).collect::<Vec<_>>()
        };
        let entries = [
            valued(&file.words, Numeral::Value),
            valued(&file.parts, Numeral::Part),
            valued(&file.multipliers, Numeral::Multiplier),
            valued(&file.scales, Numeral::Scale),
            valued(&file.fractions, Numeral::Fraction),
            bare(&file.articles, Numeral::Article),
            bare(&file.joiners, Numeral::Joiner),
        ]
        .concat();
        Self {
            numerals: Lexicon::new(
                entries.iter().map(|(form, numeral)| (form.as_str(), *numeral)),
                file.glued,
            ),
            suffixes: Lexicon::new(file.suffixes.iter().map(|(form, value)| (form.as_str(), *value)), false),
            group: file.group,
            decimal: file.decimal,
            spaced_groups: file.spaced_groups,
            chained: file.chained,
            glued: file.glued,
        }
    }
}

/// Signs and codes, and with `names` also the words of a language.
fn currency_lexicon(
    file: &CurrencyFile,
    names: Option<(&BTreeMap<String, Vec<String>>, bool)>,
) -> Lexicon<String> {
    let common = file
        .signs
        .iter()
        .map(|(sign, code)| (sign.as_str(), code.clone()))
        .chain(file.codes.iter().map(|code| (code.as_str(), code.clone())));
    // A single letter behind a number is a unit: "200km", "5 l".
    let letter = |form: &str| form.len() == 1 && form.bytes().all(|byte| byte.is_ascii_alphabetic());
    match names {
        None => Lexicon::new(common, true),
        Some((names, glued)) => Lexicon::new(
            common.filter(|(form, _)| !letter(form)).chain(
                names
                    .iter()
                    .flat_map(|(code, forms)| forms.iter().map(move |form| (form.as_str(), code.clone()))),
            ),
            glued,
        ),
    }
}

/// An error of the TOML parser, with the line that it names.
pub(crate) fn syntax(path: &str, text: &str, source: &toml::de::Error) -> PackError {
    let at = source.span().map_or(0, |span| span.start.min(text.len()));
    let line = text[..at].matches('\n').count() + 1;
    PackError::new(path, line, source.message())
}

fn code_lexicon(file: &BTreeMap<String, Vec<String>>, glued: bool) -> Lexicon<String> {
    let entries =
        file.iter().flat_map(|(code, names)| names.iter().map(move |name| (name.as_str(), code.clone())));
    Lexicon::new(entries, glued)
}

fn bound_lexicon(
    file: &BTreeMap<String, Vec<String>>,
    glued: bool,
    path: &str,
) -> Result<Lexicon<Bound>, PackError> {
    let mut entries = Vec::new();
    for (name, forms) in file {
        let bound = name.parse::<Bound>().map_err(|source| PackError::new(path, 0, source.to_string()))?;
        entries.extend(forms.iter().map(|form| (form.as_str(), bound)));
    }
    Ok(Lexicon::new(entries, glued))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_embedded_pack_compiles() {
        for (language, _) in EMBEDDED {
            if let Some(Err(error)) = QuantityPack::embedded(language) {
                panic!("{error}");
            }
        }
    }

    #[test]
    fn a_mistake_is_named_with_file_and_line() {
        let error =
            QuantityPack::from_toml("[numbers]\ngroup = 7\n", "packs/xx/quantities.toml").unwrap_err();
        assert!(error.to_string().starts_with("packs/xx/quantities.toml:2"), "{error}");
    }
}
