//! People of a document: every form of a name, full, short or inverted, under one person.

use std::ops::Range;

use super::{
    fold::{fold, near},
    gazetteer::Gazetteer,
    glued::Named,
    names::{FoundName, NameKind},
    nominative::{Nominative, nominative},
    words::{Gap, Shape, Word},
};
use crate::lexicon::{Endings, PeopleWords};

/// One person of a document.
#[derive(Debug, Clone)]
pub(crate) struct Person {
    /// The best full form.
    pub name: String,
    /// Folded words of the name.
    parts: Vec<String>,
    /// Which of the parts is the family name.
    family: usize,
    /// Whether only one word is known.
    short: bool,
    /// The title is of the kind that stands with a given name.
    throne: bool,
    /// Every mention, as bytes.
    pub mentions: Vec<Range<usize>>,
    /// Titles and appositions, as bytes.
    pub titles: Vec<Range<usize>>,
}

impl Person {
    /// Somebody known by one word alone.
    pub(crate) fn by_one_word(word: &str, mentions: Vec<Range<usize>>) -> Self {
        let parts = vec![fold(word)];
        Self {
            name: word.to_owned(),
            parts,
            family: 0,
            short: true,
            throne: false,
            mentions,
            titles: Vec::new(),
        }
    }
}

/// Puts the found names of people, and the bare family names that go back to them, together.
pub(crate) fn people(
    text: &str,
    words: &[Word],
    found: &[FoundName],
    lexicon: &PeopleWords,
    gazetteer: &Gazetteer,
    glued: Option<(&Endings, &[Named], &[Named])>,
) -> Vec<Person> {
    let mut group = Group { text, words, lexicon, gazetteer, people: Vec::new() };
    for (name, given) in inverted_lines(text, words, gazetteer) {
        group.add_full(&[given, name], name.start..given.end, None, None);
    }
    for name in found.iter().filter(|name| name.kind == NameKind::Person && name.words.len() > 1) {
        group.add_words(name);
    }
    for name in found.iter().filter(|name| name.kind == NameKind::Person && name.words.len() == 1) {
        group.add_words(name);
    }
    if let Some((endings, named, surnames)) = glued {
        group.add_glued(named);
        group.add_glued_again(endings, surnames);
    }
    group.adopt_full_forms(found);
    group.add_bare(found);
    group.settle_names();
    // "Mr" is no office.
    let says_office = |title: &Range<usize>| {
        let mut words = text[title.clone()].split_whitespace().map(str::to_lowercase);
        words.any(|word| {
            !lexicon.honorifics.contains(word.trim_end_matches('.')) || lexicon.thrones.contains(&*word)
        })
    };
    for person in &mut group.people {
        person.titles.retain(says_office);
        person.mentions.sort_by_key(|mention| mention.start);
        person.mentions.dedup();
        person.titles.sort_by_key(|title| title.start);
        person.titles.dedup();
    }
    group.people.sort_by_key(|person| person.mentions.first().map_or(usize::MAX, |mention| mention.start));
    group.people
}

/// `Turnbull, Malcolm` on a line of its own: the words of family name and given name.
fn inverted_lines<'w>(
    text: &str,
    words: &'w [Word],
    gazetteer: &Gazetteer,
) -> Vec<(&'w Range<usize>, &'w Range<usize>)> {
    let line_end = |end: usize| {
        text[end..].trim_start_matches([' ', '\t', '\r']).starts_with('\n') || text[end..].trim().is_empty()
    };
    words
        .windows(2)
        .filter(|pair| {
            let [family, given] = pair else { return false };
            family.gap == Gap::Break
                && given.gap == Gap::Comma
                && family.shape == Shape::Capital
                && given.shape == Shape::Capital
                && gazetteer.is_given(&given.lower)
                && line_end(given.range.end)
        })
        .map(|pair| (&pair[0].range, &pair[1].range))
        .collect()
}

struct Group<'a> {
    text: &'a str,
    words: &'a [Word],
    lexicon: &'a PeopleWords,
    gazetteer: &'a Gazetteer,
    people: Vec<Person>,
}

impl Group<'_> {
    fn bytes(&self, words: &Range<usize>) -> Range<usize> {
        self.words[words.start].range.start..self.words[words.end - 1].range.end
    }

    /// A word of a name, folded; several initials keep a point behind them.
    fn part(&self, range: &Range<usize>) -> String {
        let word = &self.text[range.clone()];
        let mut part = fold(word);
        if word.ends_with('.') && part.chars().count() > 1 {
            part.push('.');
        }
        part
    }

    /// Whether two folded words are one name: the same letters, or two cases of one word.
    fn same(&self, a: &str, b: &str) -> bool {
        a == b || (self.lexicon.inflected && self.lexicon.same_but_for_case(a, b))
    }

    /// Puts the names of people into the nominative: as the text has it somewhere, or by rule.
    fn settle_names(&mut self) {
        if !self.gazetteer.declines() {
            return;
        }
        let nominatives = |person: &Person| {
            let forms = person.mentions.iter().filter_map(|mention| {
                let first = self.words.partition_point(|word| word.range.start < mention.start);
                let last = self.words.partition_point(|word| word.range.start < mention.end);
                let mut words = self.words.get(first..last).filter(|words| !words.is_empty())?.to_vec();
                let office = self.case_of_office(person, mention);
                if let Some(name) = words.last_mut().filter(|_| office == Some(false)) {
                    name.nominative = Some(false);
                }
                // «*Президент* Адама Барроу прибыл»: no genitive of Адам.
                // … while the text has the name in one form only.
                let known = office == Some(true) && words.len() > 1 && self.has_one_form(person);
                let form = if known {
                    Nominative::as_written(self.text, &words)
                } else {
                    nominative(self.text, &words, self.gazetteer)
                };
                Some((words.len() > 1, form))
            });
            let forms: Vec<(bool, Nominative)> = forms.collect();
            // The first of the best: full names before initials and family names, those that the text writes so.
            let (_, (_, best)) = forms.iter().enumerate().max_by_key(|(at, (long, form))| {
                (form.full, *long, form.written, form.plain, std::cmp::Reverse(*at))
            })?;
            // "Е.М. Тулегенов", spoken to as "Ержан Маратович": with the family name behind.
            let last = |form: &Nominative| form.name.rsplit(' ').next().unwrap_or_default().to_owned();
            let polite = |form: &Nominative| {
                form.name.split(' ').count() == 2 && self.is_patronymic(&last(form).to_lowercase())
            };
            let family =
                forms.iter().map(|(_, form)| form).filter(|_| polite(best)).find(|form| !polite(form));
            Some(match family {
                Some(family) => format!("{} {}", best.name, last(family)),
                None => best.name.clone(),
            })
        };
        let names: Vec<Option<String>> = self.people.iter().map(nominatives).collect();
        for (person, name) in self.people.iter_mut().zip(names) {
            if let Some(name) = name {
                person.name = name;
            }
        }
    }

    /// Whether all mentions end in one and the same word.
    fn has_one_form(&self, person: &Person) -> bool {
        let last = |mention: &Range<usize>| {
            self.text[mention.clone()].rsplit(char::is_whitespace).next().unwrap_or_default()
        };
        let mut forms = person.mentions.iter().map(last);
        let first = forms.next();
        forms.all(|form| Some(form) == first)
    }

    /// "послание *Президента* В.В.Путина": the case of the office right before a name is that of the name; whether it is the
    /// nominative, as far as the tagger tells.
    fn case_of_office(&self, person: &Person, name: &Range<usize>) -> Option<bool> {
        let before = person
            .titles
            .iter()
            .find(|title| title.end <= name.start && self.text[title.end..name.start].trim().is_empty())?;
        let at = self.words.partition_point(|word| word.range.start < before.start);
        self.words.get(at)?.nominative
    }

    fn add_words(&mut self, name: &FoundName) {
        let ranges: Vec<&Range<usize>> =
            self.words[name.words.clone()].iter().map(|word| &word.range).collect();
        let title = name.title.as_ref().map(|title| self.bytes(title));
        let apposition = name.apposition.as_ref().map(|office| self.bytes(office));
        let span = self.bytes(&name.words);
        self.add_full(&ranges, span, title, apposition);
    }

    fn add_full(
        &mut self,
        name: &[&Range<usize>],
        span: Range<usize>,
        title: Option<Range<usize>>,
        apposition: Option<Range<usize>>,
    ) {
        let parts: Vec<String> = name.iter().map(|range| self.part(range)).collect();
        let throne = title.as_ref().is_some_and(|title| {
            self.text[title.clone()]
                .split_whitespace()
                .any(|word| self.lexicon.thrones.contains(word.to_lowercase().as_str()))
        });
        let known =
            self.find(&parts, throne, span.start).or_else(|| self.by_first_name(&parts, title.as_ref()));
        let at = known.unwrap_or_else(|| {
            let family = if self.family_in_capitals(name) { 0 } else { self.family(&parts) };
            let short = parts.len() == 1;
            let form = name.iter().map(|range| &self.text[(*range).clone()]).collect::<Vec<_>>().join(" ");
            self.people.push(Person {
                name: form,
                parts,
                family,
                short,
                throne,
                mentions: Vec::new(),
                titles: Vec::new(),
            });
            self.people.len() - 1
        });
        self.people[at].mentions.push(span);
        self.people[at].titles.extend(title.into_iter().chain(apposition));
    }

    /// "Prime Minister Bat-Erdene" for "Bat-Erdene Ganbold", "President Lula" for "Luiz Inácio Lula da Silva": where people
    /// go by another of their names, the office tells who is meant.
    fn by_first_name(&self, parts: &[String], title: Option<&Range<usize>>) -> Option<usize> {
        let ([one], Some(title)) = (parts, title) else { return None };
        // "Prime Ministers Pham Minh Chinh and Christopher Luxon" hold one office each.
        let single = |word: &str| word.to_lowercase().trim_end_matches('s').to_owned();
        let office = single(self.text[title.clone()].split_whitespace().next_back()?);
        let holds = |title: &Range<usize>| {
            self.text[title.clone()].split_whitespace().any(|word| single(word) == office)
        };
        let mut named = self.people.iter().enumerate().filter(|(_, person)| {
            !person.short
                && person.parts.iter().any(|part| self.same(part, one))
                && person.titles.iter().any(holds)
        });
        let (at, _) = named.next()?;
        named.next().is_none().then_some(at)
    }

    /// `KAMIKAWA Yoko`: the family name stands first, in capitals.
    fn family_in_capitals(&self, name: &[&Range<usize>]) -> bool {
        let capitals = |range: &Range<usize>| {
            let word = &self.text[range.clone()];
            word.chars().filter(|c| c.is_uppercase()).count() > 2 && !word.contains(char::is_lowercase)
        };
        name.len() > 1 && capitals(name[0]) && name[1..].iter().all(|range| !capitals(range))
    }

    /// Which word of a name is the family name.
    fn family(&self, parts: &[String]) -> usize {
        let patronymic_last = parts.last().is_some_and(|last| self.is_patronymic(last));
        let first = parts.first().map_or("", String::as_str);
        // A family name of a single letter is written together with the given name.
        let leads = self.gazetteer.is_family_first(first) && first.chars().count() > 1;
        let leads = leads || parts.len() == 2 && self.gazetteer.leads(first);
        if (parts.len() == 3 && patronymic_last) || leads { 0 } else { parts.len() - 1 }
    }

    /// The person that a name of these words goes back to; of several the one named last before `at`.
    fn find(&self, parts: &[String], throne: bool, at: usize) -> Option<usize> {
        let fits = |person: &Person| match parts {
            [one] => self.short_fits(person, one, throne),
            [given, father] if self.is_patronymic(father) => self.addressed(person, given, father),
            _ => self.full_fits(person, parts),
        };
        let candidates = self.people.iter().enumerate().filter(|(_, person)| fits(person));
        candidates.max_by_key(|(_, person)| nearest(person, at)).map(|(number, _)| number)
    }

    /// "Ms Corby" makes a person of the "Schapelle Corby" before it, of whom nothing else says what she is.
    fn adopt_full_forms(&mut self, found: &[FoundName]) {
        for name in
            found.iter().filter(|name| name.kind == NameKind::Unknown && (2..=3).contains(&name.words.len()))
        {
            let words = &self.words[name.words.clone()];
            let parts: Vec<String> = words.iter().map(|word| self.part(&word.range)).collect();
            let span = self.bytes(&name.words);
            let family = parts.last().cloned().unwrap_or_default();
            let person = self
                .people
                .iter_mut()
                .find(|person| person.short && !person.throne && person.parts.first() == Some(&family));
            if let Some(person) = person {
                self.text[span.clone()].clone_into(&mut person.name);
                person.family = parts.len() - 1;
                person.parts = parts;
                person.short = false;
                person.mentions.push(span);
            }
        }
    }

    /// The names that particles and offices around them tell, where there are no capitals.
    fn add_glued(&mut self, found: &[Named]) {
        let (long, short): (Vec<&Named>, Vec<&Named>) = found.iter().partition(|name| name.parts.len() > 1);
        for name in long.into_iter().chain(short) {
            let span = name.parts[0].start..name.parts.last().map_or(0, |part| part.end);
            if self.is_taken(&span) {
                continue;
            }
            let parts: Vec<&Range<usize>> = name.parts.iter().collect();
            self.add_full(&parts, span.clone(), name.title.clone(), None);
            if let Some(person) = self.people.iter_mut().find(|person| person.mentions.contains(&span)) {
                if name.family_first {
                    person.family = 0;
                }
                person.mentions.extend(name.spelled.clone());
            }
        }
    }

    fn is_taken(&self, span: &Range<usize>) -> bool {
        let meets = |mention: &Range<usize>| mention.start < span.end && span.start < mention.end;
        self.people.iter().any(|person| person.mentions.iter().any(meets))
    }

    /// The family name alone before an office ("노 대통령"), and names without one, of people named in full elsewhere.
    fn add_glued_again(&mut self, endings: &Endings, surnames: &[Named]) {
        for name in surnames {
            let Some(span) = name.parts.first() else { continue };
            let letter = &self.text[span.clone()];
            let office = name.title.clone().map_or("", |title| &self.text[title]);
            // Given names have two letters, or one where the office is that of the full name: "조현 외교부 장관", "조 장관".
            let holds = |person: &Person| {
                !office.is_empty()
                    && person.titles.iter().any(|title| self.text[title.clone()].ends_with(office))
            };
            let named = |person: &Person| {
                let given = person.parts[0].chars().count().saturating_sub(letter.chars().count());
                person.parts.len() == 1
                    && person.parts[0].starts_with(letter)
                    && (given == 2 || given == 1 && holds(person))
            };
            let fitting =
                |sure: bool| self.people.iter().position(|person| named(person) && (!sure || holds(person)));
            // "*힐* 장관" of 알렉산드라 힐.
            let called = |person: &Person| {
                person.parts.len() > 1
                    && holds(person)
                    && person.parts.get(person.family).is_some_and(|family| **family == *letter)
            };
            let person =
                fitting(true).or_else(|| self.people.iter().position(called)).or_else(|| fitting(false));
            if let Some(person) = person.map(|at| &mut self.people[at]) {
                person.mentions.push(span.clone());
                person.titles.extend(name.title.clone());
            }
        }
        let mut again: Vec<(usize, Range<usize>)> = Vec::new();
        for word in self.words.iter().filter(|word| !self.is_taken(&word.range)) {
            let known = self.people.iter().position(|person| {
                person.parts.get(person.family).is_some_and(|family| {
                    family.chars().count() > 1
                        && word
                            .lower
                            .strip_prefix(&**family)
                            .is_some_and(|rest| rest.is_empty() || endings.is_particle(rest))
                })
            });
            if let Some(person) = known {
                let family = &self.people[person].parts[self.people[person].family];
                again.push((person, word.range.start..word.end_of(self.text, family.len())));
            }
        }
        for (person, span) in again {
            self.people[person].mentions.push(span);
        }
    }

    /// Family names alone, outside the names already found.
    fn add_bare(&mut self, found: &[FoundName]) {
        let known = found.iter().filter(|name| name.kind != NameKind::Unknown);
        let mut taken: Vec<Range<usize>> = known.map(|name| name.words.clone()).collect();
        taken.sort_by_key(|range| range.start);
        for (at, word) in self.words.iter().enumerate() {
            if !matches!(word.shape, Shape::Capital | Shape::AllCaps)
                || super::names::covers(&taken, &(at..at + 1))
            {
                continue;
            }
            let key = self.part(&word.range);
            if key.chars().count() < 2
                || self.lexicon.not_names.contains(&*word.lower)
                || self.lexicon.organisation_heads.contains(&*word.lower)
            {
                continue;
            }
            let within_capitals = |other: Option<&Word>| {
                other.is_some_and(|other| other.is_capital() && other.gap == Gap::Space)
            };
            if within_capitals(self.words.get(at + 1))
                && !self.lexicon.offices.contains(&*self.words[at + 1].lower)
            {
                continue;
            }
            // "Minister Son": where the family name stands first, people may be called by the last.
            let titled = at.checked_sub(1).map(|before| &self.words[before]).is_some_and(|before| {
                word.gap == Gap::Space
                    && (self.lexicon.offices.contains(&*before.lower)
                        || self.lexicon.honorifics.contains(before.lower.trim_end_matches('.')))
            });
            let called = |person: &Person| {
                let family = person.parts.get(person.family);
                let last = person.parts.last().filter(|_| titled && person.parts.len() == 3);
                [family, last].into_iter().flatten().any(|part| self.same(part, &key))
            };
            let person =
                self.people.iter().enumerate().filter(|(_, person)| !person.throne && called(person));
            if let Some((number, _)) = person.max_by_key(|(_, person)| nearest(person, word.range.start)) {
                self.people[number].mentions.push(word.range.clone());
            }
        }
    }

    fn is_patronymic(&self, part: &str) -> bool {
        self.lexicon.patronymics.iter().any(|ending| part.ends_with(&**ending))
    }

    /// Given name and patronymic alone go back to somebody with that given name or its initial, and no other patronymic.
    fn addressed(&self, person: &Person, given: &str, father: &str) -> bool {
        let mut named = false;
        for part in &person.parts {
            named |= self.same(part, given) || are_initials(part, given, father);
            if self.is_patronymic(part) && !self.same(part, father) {
                return false;
            }
        }
        named
    }

    /// Whether one word is how a person is called for short: the given name of a monarch, the family name of others.
    fn short_fits(&self, person: &Person, one: &str, throne: bool) -> bool {
        let called = if throne { person.parts.first() } else { person.parts.get(person.family) };
        let same_sort = !throne || person.throne || person.short;
        same_sort && called.is_some_and(|part| self.same(part, one))
    }

    /// Whether the two are forms of one full name: the same words, one within the other, or spelled a letter apart.
    fn full_fits(&self, person: &Person, parts: &[String]) -> bool {
        if person.short {
            return false;
        }
        let (long, short) = if person.parts.len() >= parts.len() {
            (&person.parts[..], parts)
        } else {
            (parts, &person.parts[..])
        };
        let within = short.iter().all(|part| {
            long.iter().any(|other| near(part, other) || self.same(part, other) || initial_of(part, other))
        });
        if !within {
            return false;
        }
        let meet = |a: Option<&String>, b: Option<&String>| a.zip(b).is_some_and(|(a, b)| self.same(a, b));
        long.len() == short.len() || meet(long.last(), short.last()) || meet(long.first(), short.first())
    }
}

/// `J.` and `John`; of several initials (`S.V.`) the first tells.
fn initial_of(part: &str, other: &str) -> bool {
    let mut letters = part.chars();
    let first = letters.next();
    (letters.next().is_none() || part.ends_with('.')) && first.is_some_and(|letter| other.starts_with(letter))
}

/// Whether initials are those of a given name and a patronymic: "Е.М." of Ержан Маратович.
fn are_initials(part: &str, given: &str, father: &str) -> bool {
    let mut letters = part.strip_suffix('.').unwrap_or_default().chars();
    let both = [given, father].iter().all(|name| name.chars().next() == letters.next());
    both && letters.next().is_none()
}

/// Ranks by the last mention before `at`; those only named later come after, the nearest first.
fn nearest(person: &Person, at: usize) -> (bool, i64) {
    let before = person.mentions.iter().map(|mention| mention.start).filter(|&start| start <= at).max();
    match before {
        Some(start) => (true, start as i64),
        None => (false, -(person.mentions.first().map_or(usize::MAX >> 1, |mention| mention.start) as i64)),
    }
}
