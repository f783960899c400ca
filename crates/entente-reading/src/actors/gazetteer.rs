//! Given names, and family names of lands where they stand first.

use rustc_hash::{FxHashMap as HashMap, FxHashSet as HashSet};

use crate::lexicon::{PackError, rows};

/// Whose name it is, where its endings depend on that.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Gender {
    Male,
    Female,
}

/// How an ending of the nominative changes by case.
#[derive(Debug)]
struct CaseRow {
    nominative: Box<str>,
    others: Vec<Box<str>>,
}

/// Of given names with one of some endings in another case: the family names that do not share the case.
#[derive(Debug)]
struct SharedCase {
    given: Vec<Box<str>>,
    family: Vec<Box<str>>,
    /// Longer endings that are not meant.
    but: Vec<Box<str>>,
    /// Whether family names with these endings are the ones that share it, or the ones that do not.
    shares: bool,
}

/// Names of people known beforehand, in small letters.
#[derive(Debug, Default)]
pub struct Gazetteer {
    given: HashMap<Box<str>, Gender>,
    family_first: HashSet<Box<str>>,
    /// Family names of other languages, written apart from the given names behind them.
    family_leads: HashSet<Box<str>>,
    indeclinable: HashSet<Box<str>>,
    /// Names known by themselves, without an office.
    known: HashSet<Box<str>>,
    /// Forms of given names in other cases, with their nominatives.
    given_forms: HashMap<Box<str>, Box<str>>,
    male: Vec<CaseRow>,
    female: Vec<CaseRow>,
    /// Endings of given names that have no cases.
    caseless: Vec<Box<str>>,
    /// Endings of family names that are sure to be of another case.
    oblique: Vec<Box<str>>,
    /// The first that fits decides.
    shared: Vec<SharedCase>,
}

impl Gazetteer {
    pub(crate) fn parse(file: &str, text: &str) -> Result<Self, PackError> {
        let mut gazetteer = Self::default();
        let mut given_cases: Vec<CaseRow> = Vec::new();
        for (line, row) in rows(text) {
            let (kind, names) = row.split_once('\t').unwrap_or((row, ""));
            let words = || names.split_whitespace().map(Into::into);
            let cases = || {
                names.split_once('\t').map(|(nominative, others)| CaseRow {
                    nominative: if nominative == "0" { "".into() } else { nominative.into() },
                    others: others.split_whitespace().map(Into::into).collect(),
                })
            };
            let lacking = |kind: &str| {
                PackError::new(file, line, format!("`{kind}` is no kind of names, or lacks its endings"))
            };
            match (kind, cases()) {
                ("given", _) => gazetteer.given.extend(words().map(|name| (name, Gender::Male))),
                ("given-female", _) => gazetteer.given.extend(words().map(|name| (name, Gender::Female))),
                ("family-first", _) => gazetteer.family_first.extend(words()),
                ("family-leads", _) => gazetteer.family_leads.extend(words()),
                ("known", _) => gazetteer.known.extend(words()),
                ("indeclinable", _) => gazetteer.indeclinable.extend(words()),
                ("caseless-given", _) => gazetteer.caseless.extend(words()),
                ("oblique-family", _) => gazetteer.oblique.extend(words()),
                ("shared-case" | "unshared-case", _) => {
                    let mut columns = names.split('\t');
                    let mut endings = || -> Vec<Box<str>> {
                        columns.next().unwrap_or_default().split_whitespace().map(Into::into).collect()
                    };
                    let (given, family, but) = (endings(), endings(), endings());
                    if given.is_empty() || family.is_empty() {
                        return Err(lacking(kind));
                    }
                    gazetteer.shared.push(SharedCase { given, family, but, shares: kind == "shared-case" });
                }
                ("case-given", Some(row)) => given_cases.push(row),
                ("case-male", Some(row)) => gazetteer.male.push(row),
                ("case-female", Some(row)) => gazetteer.female.push(row),
                (other, _) => return Err(lacking(other)),
            }
        }
        gazetteer.decline_given(&given_cases);
        Ok(gazetteer)
    }

    /// Writes out the other cases of the given names.
    fn decline_given(&mut self, cases: &[CaseRow]) {
        let mut names: Vec<&Box<str>> = self.given.keys().collect();
        // Of two names with a form in common the first of the alphabet counts.
        names.sort_unstable();
        let mut forms: HashMap<Box<str>, Box<str>> = HashMap::default();
        for name in names {
            let fitting = cases.iter().filter(|row| name.ends_with(&*row.nominative));
            let Some(row) = fitting.max_by_key(|row| row.nominative.len()) else { continue };
            let stem = &name[..name.len() - row.nominative.len()];
            for ending in &row.others {
                forms.entry(format!("{stem}{ending}").into()).or_insert_with(|| name.clone());
            }
        }
        self.given_forms = forms;
    }

    /// Whether a word names somebody by itself: a name so well known that it stands alone, or one with a title written on
    /// to it ("Исмет-паша"; the table has it as `-паша`).
    pub(crate) fn is_known(&self, word: &str) -> bool {
        let titled = || word.rfind('-').is_some_and(|at| at > 2 && self.known.contains(&word[at..]));
        self.known.contains(word) || titled()
    }

    /// Whether a word, in small letters, is a given name, or another that begins a name written in several words; of a hyphenated
    /// one the first part decides.
    pub(crate) fn is_given(&self, lower: &str) -> bool {
        self.given.contains_key(lower)
            || self.leads(lower)
            || lower
                .split_once('-')
                .is_some_and(|(first, _)| first.len() > 2 && self.given.contains_key(first))
    }

    /// The nominative of a given name in any case, with its gender, and whether the form can also be another name's
    /// nominative (`Александра`).
    pub(crate) fn given_in_any_case(&self, lower: &str) -> Option<(&str, Gender, bool)> {
        let nominative = self.given.get_key_value(lower).map(|(name, gender)| (&**name, *gender));
        let other = self.given_forms.get(lower).map(|name| (&**name, self.given[name]));
        match (nominative, other) {
            (Some((name, gender)), other) => Some((name, gender, other.is_some())),
            (None, Some((name, gender))) => Some((name, gender, false)),
            (None, None) => None,
        }
    }

    /// The given name of which this is another case.
    pub(crate) fn given_of(&self, lower: &str) -> Option<&str> {
        self.given_forms.get(lower).map(|name| &**name)
    }

    /// A family name or patronymic in another case back in the nominative; `None` where no ending says that it is in one.
    pub(crate) fn nominative(&self, name: &str, gender: Gender) -> Option<String> {
        if self.indeclinable.contains(&*name.to_lowercase()) {
            return None;
        }
        let rows = match gender {
            Gender::Male => &self.male,
            Gender::Female => &self.female,
        };
        let mut best: Option<(usize, String)> = None;
        for row in rows {
            for ending in &row.others {
                let Some(stem) = name.strip_suffix(&**ending).filter(|stem| stem.chars().count() > 1) else {
                    continue;
                };
                // An ending of nothing goes behind a consonant only.
                if row.nominative.is_empty() && !ends_in_consonant(stem) {
                    continue;
                }
                if best.as_ref().is_none_or(|(length, _)| ending.len() > *length) {
                    best = Some((ending.len(), format!("{stem}{}", row.nominative)));
                }
            }
        }
        best.map(|(_, name)| name)
    }

    /// Whether a given name has no cases, as its ending tells.
    pub(crate) fn is_caseless(&self, given: &str) -> bool {
        ends_in(given, &self.caseless)
    }

    /// Whether a family name, in small letters, ends as none does in the nominative.
    pub(crate) fn is_oblique(&self, family: &str) -> bool {
        ends_in(family, &self.oblique)
    }

    /// Whether a family name may stand in the case that the ending of a given name tells, both in small letters.
    pub(crate) fn shares_case(&self, given: &str, family: &str) -> bool {
        let fitting = |shared: &&SharedCase| ends_in(given, &shared.given);
        self.shared.iter().find(fitting).is_none_or(|shared| {
            let meant = ends_in(family, &shared.family) && !ends_in(family, &shared.but);
            meant == shared.shares
        })
    }

    /// Whether a family name is a woman's in the nominative behind a given name that would be declined if it were a man's:
    /// "Дуньягозель Гулманова", not "Ивана Гулманова" and not "Гурбангулы Гулманова".
    pub(crate) fn is_of_woman(&self, given: &str, family: &str) -> bool {
        let last = given.chars().next_back();
        let declined = ends_in_consonant(given) || last == Some('ь');
        let female = |row: &CaseRow| row.nominative.chars().count() > 2 && family.ends_with(&*row.nominative);
        declined && self.female.iter().any(female)
    }

    /// Whether names change their endings by case.
    pub(crate) fn declines(&self) -> bool {
        !self.male.is_empty()
    }

    /// Whether a word is a family name of another language that stands before the given name.
    pub(crate) fn leads(&self, lower: &str) -> bool {
        self.family_leads.contains(lower)
    }

    /// Whether a word, in small letters, is a family name that stands before the given name.
    pub(crate) fn is_family_first(&self, lower: &str) -> bool {
        self.family_first.contains(lower)
    }
}

fn ends_in(word: &str, endings: &[Box<str>]) -> bool {
    endings.iter().any(|ending| word.ends_with(&**ending))
}

fn ends_in_consonant(stem: &str) -> bool {
    const VOWELS: [char; 16] =
        ['а', 'е', 'ё', 'и', 'й', 'о', 'у', 'ы', 'э', 'ю', 'я', 'ь', 'ъ', 'a', 'o', 'e'];
    stem.chars().next_back().is_some_and(|c| !VOWELS.contains(&c))
}

#[cfg(test)]
mod tests {
    use super::*;

    const TABLE: &str = "given\tсергей александр\ngiven-female\tанна александра\ncase-given\t0\tа у ом\ncase-given\tей\tея ею\n\
                         case-given\tа\tы у\ncase-male\tов\tова ову\ncase-male\t0\tа у ом\ncase-female\tова\tовой ову\n\
                         indeclinable\tдюма\n";

    #[test]
    fn given_names_are_known_in_all_cases() {
        let names = Gazetteer::parse("n", TABLE).unwrap();
        assert_eq!(names.given_in_any_case("сергея"), Some(("сергей", Gender::Male, false)));
        assert_eq!(names.given_in_any_case("анны"), Some(("анна", Gender::Female, false)));
        assert_eq!(names.given_in_any_case("александра"), Some(("александра", Gender::Female, true)));
        assert_eq!(names.given_in_any_case("визит"), None);
    }

    #[test]
    fn family_names_come_back_to_the_nominative() {
        let names = Gazetteer::parse("n", TABLE).unwrap();
        let male = |name| names.nominative(name, Gender::Male);
        assert_eq!(male("Лаврова").as_deref(), Some("Лавров"));
        assert_eq!(male("Макроном").as_deref(), Some("Макрон"));
        assert_eq!(male("Макрон"), None);
        assert_eq!(male("Дюма"), None);
        assert_eq!(names.nominative("Захаровой", Gender::Female).as_deref(), Some("Захарова"));
    }

    #[test]
    fn family_names_share_the_case_of_a_given_name_or_have_none() {
        let table = "shared-case\tом ем\tом ым\nunshared-case\tа я\tе о у\tого\n";
        let names = Gazetteer::parse("n", table).unwrap();
        for (given, family, shares) in [
            ("эрнестом", "мартином", true),
            ("мевлютом", "чавушоглу", false),
            ("луиса", "арсе", false),
            ("сергея", "лаврова", true),
            ("валерия", "донского", true),
            ("анной", "дюма", true),
        ] {
            assert_eq!(names.shares_case(given, family), shares, "{given} {family}");
        }
        assert!(Gazetteer::default().shares_case("луиса", "арсе"));
    }

    #[test]
    fn a_line_of_another_kind_is_named() {
        assert_eq!(Gazetteer::parse("n", "given\tanna\nother\tx\n").unwrap_err().line, 2);
        assert_eq!(Gazetteer::parse("n", "# names\nshared-case\tом\n").unwrap_err().line, 2);
    }
}
