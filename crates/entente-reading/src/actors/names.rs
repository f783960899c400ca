//! Names of people and organisations in scripts with capitals.
//!
//! A run of capitalised words is cut at titles, states and organisation words; what is left is a person's
//! name when something says so: a title before it, a known given name, a family name of a land where it
//! stands first, an office after it, or the tagger of names.

mod titles;

use std::ops::Range;

pub(crate) use titles::share_titles;

use super::{
    gazetteer::Gazetteer,
    words::{Gap, Shape, Word},
};
use crate::lexicon::PeopleWords;

/// What a stretch of words names.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum NameKind {
    Person,
    Organisation,
    /// A place, an instrument or an occasion.
    Thing,
    /// Capitals of which nothing says what they name; a person when a title elsewhere says so.
    Unknown,
}

/// A name in the text.
#[derive(Debug, Clone)]
pub(crate) struct FoundName {
    /// Person or organisation.
    pub kind: NameKind,
    /// The words of the name, titles left out, as indices into the words.
    pub words: Range<usize>,
    /// The words of the title before it, if any.
    pub title: Option<Range<usize>>,
    /// The words of the office after it, if any: `, Head of the Department`.
    pub apposition: Option<Range<usize>>,
    /// The name stands at the start of a line with a colon behind it.
    pub label: bool,
    /// More than the tagger says that it is a person.
    pub sure: bool,
}

/// What is known about stretches of the text from elsewhere, by bytes.
pub(crate) struct Marks<'a> {
    /// States, bodies and their adjectives, sorted by start.
    pub polities: &'a [Range<usize>],
    /// Cities and other places, sorted by start.
    pub places: &'a [Range<usize>],
    /// What the tagger takes for people, sorted by start.
    pub tagged_people: &'a [Range<usize>],
    /// What the tagger takes for organisations, sorted by start.
    pub tagged_organisations: &'a [Range<usize>],
    /// Times, sorted by start.
    pub times: &'a [Range<usize>],
}

/// The part that a word plays in a run of capitals.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Part {
    Polity,
    Title,
    Organisation,
    Stop,
    Name,
}

/// Finds the names of people and organisations.
pub(crate) fn find(
    text: &str,
    words: &[Word],
    lexicon: &PeopleWords,
    gazetteer: &Gazetteer,
    marks: &Marks<'_>,
) -> Vec<FoundName> {
    let finder = Finder { text, words, lexicon, gazetteer, marks };
    let mut found = Vec::new();
    let mut at = 0;
    while at < words.len() {
        if words[at].is_capital() {
            let end = finder.run_end(at);
            finder.cut_run(at..end, &mut found);
            at = end;
        } else {
            at += 1;
        }
    }
    found
}

struct Finder<'a> {
    text: &'a str,
    words: &'a [Word],
    lexicon: &'a PeopleWords,
    gazetteer: &'a Gazetteer,
    marks: &'a Marks<'a>,
}

impl Finder<'_> {
    /// The end of the run of capitals that starts here; particles join when a capital follows.
    fn run_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        while let Some(word) = self.words.get(end) {
            if word.gap != Gap::Space || self.ends_possessive(end - 1) {
                break;
            }
            if word.is_capital() {
                end += 1;
                continue;
            }
            let particles = self.words[end..].iter().take(3).take_while(|word| {
                word.shape == Shape::Lower
                    && word.gap == Gap::Space
                    && self.lexicon.particles.contains(&*word.lower)
            });
            let count = particles.count();
            let after = self.words.get(end + count);
            if count > 0
                && after.is_some_and(|word| word.is_capital() && word.gap == Gap::Space)
                && !self.is_stop(end - 1)
            {
                end += count + 1;
            } else {
                break;
            }
        }
        end
    }

    /// Whether an apostrophe-s stands behind the word: the possessor and the thing are two names.
    fn ends_possessive(&self, at: usize) -> bool {
        let rest = &self.text[self.words[at].range.end..];
        ["'s", "’s", "' ", "’ "].iter().any(|ending| rest.starts_with(ending))
    }

    fn is_stop(&self, at: usize) -> bool {
        self.lexicon.not_names.contains(&*self.words[at].lower)
    }

    fn cut_run(&self, run: Range<usize>, found: &mut Vec<FoundName>) {
        let parts: Vec<Part> = run.clone().map(|at| self.part(at, &run)).collect();
        let mut at = run.start;
        while at < run.end {
            let part = parts[at - run.start];
            let mut end = at + 1;
            while end < run.end
                && parts[end - run.start] == part
                && !(part == Part::Name && self.begins_with_initials(at, end, run.end))
            {
                end += 1;
            }
            if part == Part::Organisation {
                // The whole stretch up to the last organisation word is one name.
                self.push_organisation(run.start.max(self.organisation_start(&run, &parts, at))..end, found);
            } else if part == Part::Name && !self.organisation_follows(&run, &parts, end - run.start) {
                self.push_person(at..end, found);
            }
            at = end;
        }
    }

    /// "преемник Насера А. Садат": where initials stand before the family name, or behind it, another name begins with those that
    /// follow a whole word and lead to one.
    fn begins_with_initials(&self, start: usize, at: usize, end: usize) -> bool {
        let is_initial = |at: usize| self.words[at].shape == Shape::Initial;
        self.lexicon.inflected
            && is_initial(at)
            && !is_initial(at - 1)
            && !(start..at).any(is_initial)
            && (at + 1..end).any(|next| !is_initial(next))
    }

    /// `Korea Trade Promotion Corporation`: what stands before the organisation word belongs to it.
    fn organisation_start(&self, run: &Range<usize>, parts: &[Part], head: usize) -> usize {
        let mut start = head;
        let is_office = |at: usize| {
            let part = parts[at - run.start];
            part == Part::Stop || (part == Part::Title && self.is_office(self.words[at].lemma()))
        };
        while start > run.start && !is_office(start - 1) {
            start -= 1;
        }
        start
    }

    /// Whether an organisation word follows in the run with nothing but names and states between.
    fn organisation_follows(&self, run: &Range<usize>, parts: &[Part], from: usize) -> bool {
        for (at, part) in parts.iter().enumerate().skip(from) {
            match part {
                Part::Organisation => return true,
                Part::Name | Part::Polity => {}
                // "Moscow State Linguistic University": an adjective of office belongs to the name.
                Part::Title if !self.is_office(self.words[run.start + at].lemma()) => {}
                Part::Stop | Part::Title => return false,
            }
        }
        false
    }

    fn part(&self, at: usize, run: &Range<usize>) -> Part {
        let word = &self.words[at];
        let lower = word.lemma();
        // "А. Садат", "С. В. Орлов" begin with no "and" or "with".
        let initial = word.shape == Shape::Initial && run.len() > 1 && self.lexicon.inflected;
        // «Президент *Но* Му Хён»: a capital behind an office is no "but".
        let named = || at == run.start && self.lexicon.inflected && self.title_before(at).is_some();
        let listed = self.lexicon.not_names.contains(lower) && !initial && !named();
        // "Last *May* Robert Abela went": a month before a name is no part of it.
        let dated = || run.len() > 2 && covers(self.marks.times, &word.range);
        if at == run.start && (listed || dated()) && !self.tagged_person(at) {
            return Part::Stop;
        }
        if covers(self.marks.polities, &word.range) && !self.is_surname(at, run) {
            return Part::Polity;
        }
        let last = at + 1 == run.end;
        // A family name and one capital letter: `Ван И`.
        if last && run.len() == 2 && at > run.start && lower.chars().count() == 1 && self.family_first(run) {
            return Part::Name;
        }
        // "H.E. Selim Ak" has no initials.
        let style =
            word.shape == Shape::Initial && self.lexicon.styles.contains(word.lower.trim_end_matches('.'));
        let title = style
            || self.lexicon.honorifics.contains(lower.trim_end_matches('.'))
            || self.is_office(lower)
            || self.is_office(&word.lower)
            || self.lexicon.modifiers.contains(lower);
        // "Bui Thanh Son": inside what the tagger takes for a name a word of kinship is one.
        // "Mr Ambassador" and "the Official Spokesperson" are none.
        let pointed = self.lexicon.pointers.contains(lower) && !self.lexicon.thrones.contains(lower);
        let addressed = |at: usize| {
            let before = self.words[at].lemma().trim_end_matches('.');
            self.lexicon.honorifics.contains(before)
                || pointed && (self.is_office(before) || self.lexicon.modifiers.contains(before))
        };
        let inside_name =
            at > run.start && self.tagged_person(at) && self.tagged_person(at - 1) && !addressed(at - 1);
        if title && (!last || !(inside_name || self.follows_given_name(at, run))) {
            return Part::Title;
        }
        let heads = [&self.lexicon.organisation_heads, &self.lexicon.thing_heads];
        // "Kerry Group", "Kazungula Bridge": what ends in such a word names nobody, unless it stands behind a given name.
        let ends = last && at > run.start && !self.follows_given_name(at, run);
        if heads.iter().any(|heads| heads.contains(lower)) && (!self.tagged_person(at) || ends) {
            return Part::Organisation;
        }
        if word.shape == Shape::Initial && word.range.len() > 2 && !self.tagged_person(at) && run.len() == 1 {
            return Part::Stop;
        }
        // Inside a run a capital of one letter is a name: `Ван И`.
        if listed && !inside_name && (at == run.start || lower.chars().count() > 1) {
            return Part::Stop;
        }
        Part::Name
    }

    /// "Soares de *Lima*": behind a particle inside a run a city's name is a family name.
    fn is_surname(&self, at: usize, run: &Range<usize>) -> bool {
        at > run.start + 1
            && self.words[at - 1].shape == Shape::Lower
            && self.lexicon.particles.contains(&*self.words[at - 1].lower)
            && self.words[at - 2].is_capital()
    }

    /// An office, in the singular or with a plural s.
    fn is_office(&self, lower: &str) -> bool {
        self.lexicon.offices.contains(lower)
            || lower.strip_suffix('s').is_some_and(|one| self.lexicon.offices.contains(one))
    }

    fn is_modifier(&self, word: &Word) -> bool {
        self.lexicon.modifiers.contains(word.lemma()) || self.lexicon.modifiers.contains(&*word.lower)
    }

    /// `Stephen King` at the end of a run: the word is a family name here.
    fn follows_given_name(&self, at: usize, run: &Range<usize>) -> bool {
        at > run.start && self.gazetteer.is_given(self.words[at - 1].lemma())
    }

    fn tagged_person(&self, at: usize) -> bool {
        covers(self.marks.tagged_people, &self.words[at].range)
    }

    fn push_organisation(&self, words: Range<usize>, found: &mut Vec<FoundName>) {
        // `the University` alone names nothing.
        if words.len() < 2 && !covers(self.marks.tagged_organisations, &self.words[words.start].range) {
            return;
        }
        let thing = self.lexicon.thing_heads.contains(self.words[words.end - 1].lemma());
        let kind = if thing { NameKind::Thing } else { NameKind::Organisation };
        if let Some(last) = found.last_mut().filter(|last| last.words.end > words.start) {
            if matches!(last.kind, NameKind::Organisation | NameKind::Thing) {
                last.words.end = words.end;
                last.kind = kind;
                return;
            }
            found.pop();
        }
        found.push(FoundName { kind, words, title: None, apposition: None, label: false, sure: true });
    }

    fn push_person(&self, mut words: Range<usize>, found: &mut Vec<FoundName>) {
        // A city before a name ("in Moscow Putin said") is no part of it; a name behind its office that the tagger takes
        // for a place as a whole is none.
        let span = self.words[words.start].range.start..self.words[words.end - 1].range.end;
        // "Ван И:" answers, wherever a tagger thinks that Van lies.
        let known = self.gazetteer.given_in_any_case(&self.words[words.start].lower).is_some()
            || self.title_before(words.start).is_some()
            || self.label(&words);
        let whole = known && covers(self.marks.places, &span);
        while words.len() > 1
            && !whole
            && covers(self.marks.places, &self.words[words.start].range)
            && !self.tagged_person(words.start)
        {
            words.start += 1;
        }
        // «*Ранее* Эрдоган заявил»: an adverb that opens a sentence.
        let begins = &self.words[words.start];
        let unknown = self.gazetteer.given_in_any_case(&begins.lower).is_none();
        if words.len() == 2 && begins.adverb && unknown && !self.tagged_person(words.start) {
            words.start += 1;
        }
        // "секретарь ЦК КПВ Нгуен Фу Чонг": the short form of a body before a name is no part of it.
        let short_form = |at: usize| {
            self.words[at].shape == Shape::AllCaps && (2..=5).contains(&self.words[at].lower.chars().count())
        };
        while words.len() > 2
            && short_form(words.start)
            && words.clone().skip(1).all(|at| self.words[at].shape != Shape::AllCaps)
        {
            words.start += 1;
        }
        // «депутат Жогорку Кенеша Эльмира Токтосунова»: the body that an office is of, and then the name.
        let given = |at: usize| self.gazetteer.given_in_any_case(&self.words[at].lower).is_some();
        if self.lexicon.inflected
            && words.len() > 2
            && !given(words.start)
            && !self.patronymic(&words)
            && self.title_before(words.start).is_some()
            && let Some(begins) = (words.start + 1..words.end - 1).find(|&at| given(at))
        {
            words.start = begins;
        }
        // "His Excellency Nana Ofori"
        while words.len() > 2 && self.lexicon.styles.contains(&*self.words[words.start].lower) {
            words.start += 1;
        }
        // "Minister for Foreign Trade and Development Kai Mykkänen": the last of what the office is for, and then the name.
        let goes_on = words.start > 0
            && self.words[words.start].gap == Gap::Space
            && &*self.words[words.start - 1].lower == "and";
        // … but "Presidents Alassane Ouattara and Roch Marc Kabore" are two.
        let beside = found
            .last()
            .is_some_and(|other| other.kind == NameKind::Person && other.words.end + 1 == words.start);
        if goes_on && !beside && words.len() == 3 && !given(words.start) && given(words.start + 1) {
            words.start += 1;
        }
        if self.lexicon.thing_starts.contains(&*self.words[words.start].lower) {
            return;
        }
        // "A: …": the label of an answer.
        if words.len() == 1 && self.words[words.start].lower.chars().count() == 1 {
            return;
        }
        let title = self.title_before(words.start);
        let apposition = self.apposition_after(words.end, title.is_some());
        let label = self.label(&words);
        let first = &self.words[words.start];
        let all_caps = words.clone().all(|at| self.words[at].shape == Shape::AllCaps);
        let place = words.len() == 1 && covers(self.marks.places, &first.range);
        let many = words.len() >= 2 && words.len() <= 6;
        // The tagger alone is believed where it marks just this name.
        let span = first.range.start..self.words[words.end - 1].range.end;
        let tagged = self.marks.tagged_people.contains(&span);
        let place_tag = words.clone().any(|at| covers(self.marks.places, &self.words[at].range));
        let given = self.gazetteer.is_given(first.lemma()) && (tagged || !place_tag);
        let tagged_otherwise =
            !tagged && words.clone().any(|at| covers(self.marks.tagged_organisations, &self.words[at].range));
        let formed = self.family_first(&words)
            || self.patronymic(&words)
            || self.hyphenated_given(&words)
            || self.behind_initials(&words);
        let known = many && (given || (formed && !tagged_otherwise));
        // A title with its "of" phrase in between holds for a full name only.
        let titled = title.as_ref().is_some_and(|title| many || !self.is_long(title));
        // "секретарь *Высшего* совета": the capital begins the name of a body.
        let begins_body = words.len() == 1
            && first.adjective
            && self
                .words
                .get(words.end)
                .is_some_and(|next| next.gap == Gap::Space && next.shape == Shape::Lower);
        let titled = titled && !begins_body;
        // "occupied *El Oro* province"
        let land = self.words.get(words.end).is_some_and(|next| {
            next.gap == Gap::Space && next.shape == Shape::Lower && self.lexicon.lands.contains(&*next.lower)
        });
        if land && !titled {
            return;
        }
        // "İsmet-pasha", whatever the tagger takes it for.
        let ranked =
            words.len() == 1 && self.lexicon.rank_endings.iter().any(|rank| first.lower.ends_with(&**rank));
        let place = place && !ranked;
        let famous = words.len() == 1
            && !place
            && (ranked || [first.lemma(), &first.lower].iter().any(|name| self.gazetteer.is_known(name)));
        let is_person = if all_caps {
            words.len() <= 3 && !place && titled && label
        } else if place && title.is_none() {
            false
        } else if many {
            titled || known || tagged || label || (apposition.is_some() && !tagged_otherwise)
        } else {
            titled || tagged || famous
        };
        if words.len() > 6 || first.shape == Shape::Number {
            return;
        }
        let kind = if is_person { NameKind::Person } else { NameKind::Unknown };
        let sure = titled || known || label || famous;
        found.push(FoundName { kind, words, title, apposition, label, sure });
    }

    /// `Suh Choo-suk`: a hyphen with a small letter after it, in the second of two words.
    fn hyphenated_given(&self, words: &Range<usize>) -> bool {
        let text = &self.text[self.words[words.end - 1].range.clone()];
        let parts = text.split_once('-');
        words.len() == 2
            && parts.is_some_and(|(first, second)| {
                first.len() > 1 && second.len() > 1 && second.starts_with(char::is_lowercase)
            })
    }

    /// `Kim Young Sam`, `Roh Tae-woo`, `Lee TaeRim`, `Xi Jinping`.
    fn family_first(&self, words: &Range<usize>) -> bool {
        let first = &self.words[words.start];
        words.len() <= 3 && self.gazetteer.is_family_first(first.lemma())
    }

    /// `С.Ф. Алейник`, in languages where initials with points are of people alone.
    fn behind_initials(&self, words: &Range<usize>) -> bool {
        let (first, last) = (&self.words[words.start], &self.words[words.end - 1]);
        self.lexicon.inflected
            && words.len() <= 3
            && first.shape == Shape::Initial
            && last.shape == Shape::Capital
            && !covers(self.marks.places, &last.range)
    }

    /// `Kulik Andrey Borisovich`: a patronymic at the end.
    fn patronymic(&self, words: &Range<usize>) -> bool {
        let last = &self.words[words.end - 1].lower;
        words.len() == 3 && self.lexicon.patronymics.iter().any(|ending| last.ends_with(&**ending))
    }

    fn label(&self, words: &Range<usize>) -> bool {
        let before = words.start;
        let rest = &self.text[self.words[words.end - 1].range.end..];
        let starts_line =
            (0..=before).rev().take(8).find(|&at| self.words[at].gap == Gap::Break).is_some_and(|at| {
                let start = self.words[at].range.start;
                self.text[..start].trim_end_matches([' ', '\t', '*', '_']).ends_with(['\n', '.', '?', '!'])
                    || self.text[..start].trim().is_empty()
            });
        after_bracket(rest).starts_with(':') && starts_line
    }
}

/// The text behind a remark in brackets: `Ван И (как переведено):`.
fn after_bracket(rest: &str) -> &str {
    let remark = rest.trim_start().strip_prefix('(').and_then(|inner| inner.split_once(')'));
    remark.filter(|(words, _)| words.len() < 80).map_or(rest, |(_, after)| after.trim_start_matches(' '))
}

/// Whether one of the sorted ranges overlaps this one.
pub(crate) fn covers(ranges: &[Range<usize>], range: &Range<usize>) -> bool {
    let at = ranges.partition_point(|known| known.end <= range.start);
    ranges.get(at).is_some_and(|known| known.start < range.end)
}
