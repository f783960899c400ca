//! The embedded tables and the questions that can be asked of them.

use std::{
    collections::{BTreeSet, HashMap},
    sync::{LazyLock, OnceLock},
};

use entente_model::{Day, Interval, Language, PartyCode};

use crate::{
    CalendarChange, NameHit, Polity, calendars,
    lexicon::{Form, Lexicon, Tables},
    offices::{self, Tenure, Title},
    people::{People, Person},
    places::Places,
    polity,
    resolve::{Lineages, resolve},
};

static STATES: &str = include_str!("../../../reference/polities.tsv");
static BODIES: &str = include_str!("../../../reference/bodies.tsv");
static OFFICES: &str = include_str!("../../../reference/offices.tsv");
static TITLES: &str = include_str!("../../../reference/titles.tsv");
static PLACES: &str = include_str!("../../../reference/places.tsv");
static CALENDARS: &str = include_str!("../../../reference/calendars.tsv");
static ALPHA2: &str = include_str!("../../../reference/alpha2.tsv");
static LANGUAGES: &str = include_str!("../../../reference/languages.tsv");
static PEOPLE: &str = include_str!("../../../reference/people.tsv");
/// Tables of names by language.
static NAMES: &[Tables] = &[
    Tables {
        lang: "en",
        names: include_str!("../../../reference/names.en.tsv"),
        paradigms: None,
        suffixes: None,
    },
    Tables {
        lang: "ko",
        names: include_str!("../../../reference/names.ko.tsv"),
        paradigms: None,
        suffixes: Some(include_str!("../../../reference/suffixes.ko.tsv")),
    },
    Tables {
        lang: "ru",
        names: include_str!("../../../reference/names.ru.tsv"),
        paradigms: Some(include_str!("../../../reference/paradigms.ru.tsv")),
        suffixes: None,
    },
];

static EMBEDDED: LazyLock<Reference> = LazyLock::new(Reference::load);

/// What is known beforehand.
#[derive(Debug)]
pub struct Reference {
    polities: Vec<Polity>,
    lineages: Lineages,
    /// One for each of [`NAMES`], read when a text of the language is first asked about.
    lexicons: Vec<(Language, Tables, OnceLock<Lexicon>)>,
    tenures: Vec<Tenure>,
    titles: Vec<Title>,
    people: OnceLock<People>,
    /// The tenures of each person, by the plain name, as indices.
    tenures_of: OnceLock<HashMap<String, Vec<u32>>>,
    /// The tenures of leaders by the plain family name, as indices.
    leaders: OnceLock<HashMap<String, Vec<u32>>>,
    places: OnceLock<Places>,
    /// Two-letter codes by three-letter ones, in order.
    alpha2: Vec<(PartyCode, &'static str)>,
    /// The language of a state's press.
    languages: Vec<(PartyCode, Language)>,
    calendars: Vec<CalendarChange>,
    /// Lines of the tables that cannot be read, by table.
    wrong: Vec<(&'static str, usize)>,
}

impl Reference {
    /// The tables that come with the program.
    pub fn embedded() -> &'static Self {
        &EMBEDDED
    }

    fn load() -> Self {
        let (mut polities, wrong_states) = polity::states(STATES);
        let (bodies, wrong_bodies) = polity::bodies(BODIES);
        polities.extend(bodies);
        let (tenures, wrong_tenures) = offices::tenures(OFFICES);
        let (titles, wrong_titles) = offices::titles(TITLES);
        let (alpha2, wrong_alpha2) = crate::table::read(ALPHA2, |fields| match fields {
            [three, two] => Some((three.parse().ok()?, *two)),
            _ => None,
        });
        let (languages, wrong_languages) = crate::table::read(LANGUAGES, |fields| match fields {
            [state, lang] => Some((state.parse().ok()?, Language::new(lang)?)),
            _ => None,
        });
        let (calendars, wrong_calendars) = calendars::changes(CALENDARS);
        let lines = |name, lines: Vec<usize>| lines.into_iter().map(move |line| (name, line));
        Self {
            lineages: Lineages::of(&polities),
            polities,
            lexicons: NAMES
                .iter()
                .filter_map(|&tables| Some((Language::new(tables.lang)?, tables, OnceLock::new())))
                .collect(),
            tenures,
            titles,
            people: OnceLock::new(),
            tenures_of: OnceLock::new(),
            leaders: OnceLock::new(),
            places: OnceLock::new(),
            alpha2,
            languages,
            calendars,
            wrong: lines("polities.tsv", wrong_states)
                .chain(lines("bodies.tsv", wrong_bodies))
                .chain(lines("offices.tsv", wrong_tenures))
                .chain(lines("titles.tsv", wrong_titles))
                .chain(lines("alpha2.tsv", wrong_alpha2))
                .chain(lines("languages.tsv", wrong_languages))
                .chain(lines("calendars.tsv", wrong_calendars))
                .collect(),
        }
    }

    /// Tables and lines that could not be read; empty unless the tables are damaged.
    pub fn problems(&self) -> &[(&'static str, usize)] {
        &self.wrong
    }

    /// The latest period of a state or body.
    pub fn polity(&self, code: PartyCode) -> Option<&Polity> {
        self.lineages.periods(code).last().map(|&at| &self.polities[at as usize])
    }

    /// Every period of a state or body, earliest first.
    pub fn periods(&self, code: PartyCode) -> impl Iterator<Item = &Polity> {
        self.lineages.periods(code).iter().map(|&at| &self.polities[at as usize])
    }

    /// Every period of every state and body.
    pub fn polities(&self) -> &[Polity] {
        &self.polities
    }

    /// Whether the state or body existed on at least one day of `when`; an unknown code never did.
    pub fn exists_on(&self, code: PartyCode, when: Interval) -> bool {
        self.periods(code).any(|polity| polity.existed_in(when))
    }

    /// The code that the lasting name of `code` meant in `when`: Russia in July 1989 is `SUN`, Korea in 1884 `KRE`.
    ///
    /// Where several did, the one of the most days. In a gap (Korea from 1910 to 1948) the state that comes after.
    pub fn resolve(&self, code: PartyCode, when: Option<Interval>) -> PartyCode {
        resolve(&self.polities, &self.lineages, code, when)
    }

    /// The code that a found name meant in `when`: fixed names keep theirs, lasting ones follow the lineage.
    pub fn code_of(&self, hit: &NameHit, when: Option<Interval>) -> PartyCode {
        if hit.flags.fixed { hit.code } else { self.resolve(hit.code, when) }
    }

    /// The usual name in a language; the English one where the language has none.
    pub fn name(&self, code: PartyCode, lang: Language) -> Option<&str> {
        use crate::NameKind::{Abbreviation, Body, Full, Name};
        let forms = || self.forms(lang).iter().filter(|form| form.code == code);
        let of = |kinds: &[_], plain: bool| {
            let fits = |form: &&Form| {
                kinds.contains(&form.kind) && !(plain && (form.flags.common || form.span.is_some()))
            };
            forms().find(fits).map(|form| form.text.as_ref())
        };
        of(&[Name], true)
            .or_else(|| of(&[Body], true))
            .or_else(|| of(&[Name, Full, Body, Abbreviation], false))
            .or_else(|| self.polity(code).map(|polity| polity.name))
    }

    /// Longitude and latitude, in degrees, of the city that a text calls so; `None` for one that is not known, and for
    /// what is no city.
    pub fn place(&self, name: &str) -> Option<(f64, f64)> {
        self.places.get_or_init(|| Places::read(PLACES).0).find(name)
    }

    /// The two-letter code of ISO 3166-1; former states and bodies have none.
    pub fn alpha2(&self, code: PartyCode) -> Option<&'static str> {
        self.alpha2.iter().find(|(three, _)| *three == code).map(|(_, two)| *two)
    }

    /// The state of a two-letter code of ISO 3166-1, as the ends of web addresses have it.
    pub fn by_alpha2(&self, code: &str) -> Option<PartyCode> {
        self.alpha2.iter().find(|(_, two)| two.eq_ignore_ascii_case(code)).map(|(three, _)| *three)
    }

    /// The states whose press writes mostly in a language, in order of their codes.
    pub fn states_writing(&self, lang: Language) -> impl Iterator<Item = PartyCode> {
        self.languages.iter().filter(move |(_, own)| *own == lang).map(|(state, _)| *state)
    }

    /// When a state, by its lasting code, or parts of it took up the Gregorian calendar.
    pub fn calendar_changes(&self, state: PartyCode) -> impl Iterator<Item = &CalendarChange> {
        self.calendars.iter().filter(move |change| change.state == state)
    }

    /// The first day on which no part of a state, by its lasting code, went by the Julian calendar any more; `None` for a
    /// state that never did, or of which nothing is known.
    pub fn julian_until(&self, state: PartyCode) -> Option<Day> {
        calendars::julian_until(&self.calendars, state)
    }

    /// The name of the capital in a language, where the table of names has it.
    pub fn capital_of(&self, code: PartyCode, lang: Language) -> Option<&str> {
        let forms = self.forms(lang).iter();
        forms
            .filter(|form| form.code == code)
            .find(|form| form.kind == crate::NameKind::Capital)
            .map(|form| form.text.as_ref())
    }

    /// The names of states and bodies in a text of a language, left to right, the longest at each place.
    ///
    /// Whether a capital is a place or a government, and an ambiguous form a state at all, is for the reader to tell by
    /// what stands around it. Of a language without a table nothing is found.
    pub fn mentions(&self, text: &str, lang: Language) -> Vec<NameHit> {
        self.lexicon(lang).map(|lexicon| lexicon.mentions(text)).unwrap_or_default()
    }

    /// Who held an office of a state or body on at least one day of `when`, earliest first.
    ///
    /// Nobody found says nothing: the table is not complete. Envoys are found by [`Self::envoys`].
    pub fn holders(&self, office: &str, of: PartyCode, when: Interval) -> Vec<&Tenure> {
        let fits = |tenure: &&Tenure| tenure.office == office && tenure.of == of && tenure.at.is_none();
        self.tenures.iter().filter(fits).filter(|tenure| tenure.covers(when)).collect()
    }

    /// The envoys of one state or body to another on at least one day of `when`, earliest first.
    pub fn envoys(&self, of: PartyCode, at: PartyCode, when: Interval) -> Vec<&Tenure> {
        let fits = |tenure: &&Tenure| tenure.of == of && tenure.at == Some(at);
        self.tenures.iter().filter(fits).filter(|tenure| tenure.covers(when)).collect()
    }

    /// Every office known of the people of a name, in any language and usual spelling.
    pub fn offices_of(&self, name: &str) -> Vec<&Tenure> {
        let plain = crate::people::plain;
        let by_person = self.tenures_of.get_or_init(|| {
            let mut index: HashMap<String, Vec<u32>> = HashMap::new();
            for (number, tenure) in self.tenures.iter().enumerate() {
                index.entry(plain(tenure.person)).or_default().push(number as u32);
            }
            index
        });
        let people = self.people_named(name).map(|person| plain(person.name));
        let names: BTreeSet<String> = people.chain([plain(name)]).collect();
        let found: BTreeSet<u32> =
            names.iter().filter_map(|name| by_person.get(name)).flatten().copied().collect();
        found.into_iter().map(|number| &self.tenures[number as usize]).collect()
    }

    /// The state of the leader whom news call by the family name alone: that of the only people of this name who were
    /// head of state or government, or led its diplomacy, around `when`; without a day, of all of them.
    pub fn leader_by_surname(&self, surname: &str, when: Option<Interval>) -> Option<PartyCode> {
        let known = self.leaders().get(&crate::people::plain(surname))?;
        let tenures = known.iter().map(|&at| &self.tenures[at as usize]);
        let in_office = |tenure: &&Tenure| when.is_none_or(|when| tenure.covers(when));
        let mut states = tenures.filter(in_office).map(|tenure| tenure.of);
        let first = states.next()?;
        let lasting = |code| self.resolve(code, Interval::year(2020));
        states.all(|state| lasting(state) == lasting(first)).then_some(first)
    }

    fn leaders(&self) -> &HashMap<String, Vec<u32>> {
        const LEADING: [&str; 5] =
            ["president", "prime-minister", "chancellor", "monarch", "foreign-minister"];
        self.leaders.get_or_init(|| {
            let mut index: HashMap<String, Vec<u32>> = HashMap::new();
            for (number, tenure) in self.tenures.iter().enumerate() {
                if tenure.at.is_none() && LEADING.contains(&tenure.office) && tenure.person.contains(' ') {
                    let plain = crate::people::plain(tenure.person);
                    let surname = plain.rsplit(' ').next().unwrap_or_default();
                    index.entry(surname.to_owned()).or_default().push(number as u32);
                }
            }
            index
        })
    }

    /// Every tenure known.
    pub fn tenures(&self) -> &[Tenure] {
        &self.tenures
    }

    /// The office that a title of a language means, in small letters and the nominative; some are so called by one
    /// state only ("secretary of state" of the United States).
    pub fn office_of_title(
        &self,
        title: &str,
        of: Option<PartyCode>,
        lang: Language,
    ) -> Option<&'static str> {
        let title = title.to_lowercase();
        let mut fitting: Vec<&Title> =
            self.titles.iter().filter(|known| known.fits(&title, of, lang)).collect();
        fitting.sort_by_key(|known| !known.is_of_one_state());
        fitting.first().map(|known| known.office())
    }

    /// The people known by just this name, in any of its languages and usual spellings.
    pub fn people_named(&self, name: &str) -> impl Iterator<Item = &Person> {
        self.people().named(name)
    }

    #[cfg(test)]
    pub(crate) fn has_title(&self, office: &str, lang: Language) -> bool {
        self.titles.iter().any(|title| title.office() == office && title.lang() == lang)
    }

    pub(crate) fn people(&self) -> &People {
        self.people.get_or_init(|| People::read(PEOPLE).0)
    }

    fn forms(&self, lang: Language) -> &[Form] {
        self.lexicon(lang).map(|lexicon| lexicon.forms.as_slice()).unwrap_or_default()
    }

    pub(crate) fn lexicon(&self, lang: Language) -> Option<&Lexicon> {
        let (_, tables, lexicon) = self.lexicons.iter().find(|(known, ..)| *known == lang)?;
        Some(lexicon.get_or_init(|| Lexicon::read(*tables)))
    }
}
