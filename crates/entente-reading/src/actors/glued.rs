//! Names of people where there are no capitals and particles run together with names.
//!
//! An office behind a word makes it a name ("고이즈미 총리", "세르게이 라브로프 러시아 외무장관"), so does one before it with a
//! known given name, a family name of the language, or the name in other letters behind it. What the tagger alone takes for
//! a name is believed only where its form speaks for it as well.

mod before;
mod bodies;
mod brackets;
mod forms;
mod offices;

use std::ops::Range;

use entente_language::Analysis;
use entente_reference::{NameHit, NameKind as Form};

use super::{
    Person, covers,
    words::{Gap, Word},
};
use crate::lexicon::Lexicon;

pub(super) use bodies::organisations;
pub(super) use offices::before_endings;

/// The most words of a name.
const LONGEST: usize = 4;

/// A name by its words, in bytes, without particles.
#[derive(Debug, Clone)]
pub(crate) struct Named {
    pub parts: Vec<Range<usize>>,
    /// Whether the family name is known to stand first.
    pub family_first: bool,
    pub title: Option<Range<usize>>,
    /// The same name in other letters, in brackets behind it.
    pub spelled: Option<Range<usize>>,
}

impl Named {
    /// A name in the order of its language, without other letters behind it.
    fn new(parts: Vec<Range<usize>>, title: Option<Range<usize>>) -> Self {
        Self { parts, family_first: false, title, spelled: None }
    }
}

/// What is known of a text's words before names are looked for, in bytes.
pub(super) struct Marks<'a> {
    /// What the tagger takes for people.
    pub tagged: &'a [Range<usize>],
    /// Times.
    pub times: &'a [Range<usize>],
}

/// The names of a text, and family names alone before an office.
pub(super) fn find(
    text: &str,
    words: &[Word],
    lexicon: &Lexicon,
    analysis: &Analysis,
    hits: &[NameHit],
    marks: &Marks<'_>,
) -> (Vec<Named>, Vec<Named>) {
    let ranges = |hits: &mut dyn Iterator<Item = &NameHit>| -> Vec<Range<usize>> {
        hits.map(|hit| hit.range.clone()).collect()
    };
    let polities = ranges(&mut hits.iter());
    let capitals = ranges(&mut hits.iter().filter(|hit| hit.kind == Form::Capital));
    let abroad = |hit: &&NameHit| lexicon.people.home.iter().all(|home| **home != *hit.code.as_str());
    let foreign = ranges(&mut hits.iter().filter(abroad));
    let (tagged, times) = (marks.tagged, marks.times);
    let finder = Finder {
        text,
        words,
        lexicon,
        analysis,
        polities: &polities,
        capitals: &capitals,
        foreign: &foreign,
        tagged,
        times,
    };
    let (mut named, mut surnames) = (Vec::new(), Vec::new());
    for at in 0..words.len() {
        if let Some(office) = finder.office(at) {
            finder.before_office(at, &office, &mut named, &mut surnames);
            finder.behind_office(at, &mut named);
        }
        named.extend(finder.by_itself(at));
        named.extend(finder.spelled_out(at));
        named.extend(finder.labelled(at));
    }
    // Of names that share a word the longest counts.
    named.sort_by_key(|name: &Named| std::cmp::Reverse((name.parts.len(), name.title.is_some())));
    let mut kept: Vec<Named> = Vec::with_capacity(named.len());
    for name in named {
        let first = |name: &Named| name.parts[0].start..name.parts[name.parts.len() - 1].end;
        let span = first(&name);
        if !kept.iter().any(|other| {
            let other = first(other);
            other.start < span.end && span.start < other.end
        }) {
            kept.push(name);
        }
    }
    kept.sort_by_key(|name| name.parts[0].start);
    (kept, surnames)
}

/// Labels of speakers at the beginning of a line: "응우옌 부 뚱 대사: …".
pub(super) fn labels(text: &str, people: &[Person]) -> Vec<(Range<usize>, usize)> {
    let mut labels = Vec::new();
    for (number, person) in people.iter().enumerate() {
        for mention in &person.mentions {
            let line = text[..mention.start].rfind('\n').map_or(0, |at| at + 1);
            let before =
                text[line..mention.start].trim_matches(|c: char| c.is_whitespace() || "▲△◆■-*".contains(c));
            let behind = &text[mention.end..];
            let Some(colon) = behind.char_indices().take(24).find(|(_, c)| matches!(c, ':' | '：')) else {
                continue;
            };
            let between = &behind[..colon.0];
            // "대변인 캄펭 시사바트:"
            let opens = before.is_empty() || person.titles.iter().any(|title| text[title.clone()] == *before);
            if opens && !between.contains(['\n', ',', '.', '"', '“']) {
                labels.push((mention.start..mention.end + colon.0, number));
            }
        }
    }
    labels.sort_by_key(|(range, _)| range.start);
    labels.dedup_by_key(|(range, _)| range.start);
    labels
}

struct Finder<'a> {
    text: &'a str,
    words: &'a [Word],
    lexicon: &'a Lexicon,
    analysis: &'a Analysis,
    polities: &'a [Range<usize>],
    /// Of them the capitals.
    capitals: &'a [Range<usize>],
    /// Of them those that are not the language's own.
    foreign: &'a [Range<usize>],
    tagged: &'a [Range<usize>],
    times: &'a [Range<usize>],
}

impl Finder<'_> {
    /// A name behind an office: "러시아 건축가 사바틴(Sabatin)이", "외교부 장관 조태열은".
    fn behind_office(&self, at: usize, named: &mut Vec<Named>) {
        let office = &self.words[at];
        let bare = self.lexicon.people.offices.contains(&*office.lower)
            || self.lexicon.people.functions.contains(&*office.lower);
        if !bare {
            return;
        }
        named.extend(self.forward(at + 1, Some(office.range.clone())));
    }

    /// The name that starts at a word, if something speaks for it.
    fn forward(&self, start: usize, title: Option<Range<usize>>) -> Option<Named> {
        let word = self.words.get(start).filter(|word| word.gap == Gap::Space || title.is_none())?;
        if self.is_state(word) || self.lexicon.people.offices.contains(&*word.lower) {
            return None;
        }
        if let Some(name) = title.as_ref().and_then(|_| self.introduced(&word.lower)) {
            let part = word.range.start..word.end_of(self.text, name.len());
            return Some(Named::new(vec![part], title));
        }
        let gazetteer = &self.lexicon.gazetteer;
        let speech = self.lexicon.classes.bit("speech").unwrap_or_default();
        let mut parts = Vec::new();
        let mut known = false;
        let mut at = start;
        while let Some(word) = self.words.get(at).filter(|word| at == start || word.gap == Gap::Space) {
            if parts.len() == LONGEST || !self.may_be_name(at) && !gazetteer.is_given(&word.lower) {
                break;
            }
            if parts.len() > 1 && self.lexicon.classes.mask_of(&word.lower) & speech != 0 {
                break;
            }
            // "응우옌 티 탄 씨"
            if !parts.is_empty()
                && (self.lexicon.people.honorifics.contains(self.stem(&word.lower))
                    || self.office(at).is_some())
            {
                break;
            }
            // "호세 티글라오 *민다나오해양대* 교수", "안토니우 코스타 *유럽이사회* 의장"
            let office = || self.words.get(at + 1).and_then(|_| self.office(at + 1));
            let body = self.is_affiliation(word) || self.ends_in_body(&word.lower);
            let belongs = !parts.is_empty() && body && office().is_some();
            if belongs {
                break;
            }
            // Behind a name of another language no family name of this one stands.
            let foreign = !parts.is_empty() && !self.is_home_name(&self.words[start].lower);
            let stem = if foreign { self.foreign_stem(&word.lower) } else { self.name_stem(&word.lower) };
            let stem = if foreign { self.without_last_copula(word, stem) } else { stem };
            let range = word.range.start..word.end_of(self.text, stem.len());
            known |= gazetteer.is_given(&word.lower)
                || gazetteer.is_known(stem)
                || self.is_home_name(stem) && title.is_some();
            let ends = stem.len() < word.lower.len();
            parts.push(range);
            at += 1;
            if let Some(length) = self.regnal(at).filter(|_| !ends) {
                let number = &self.words[at];
                parts.push(number.range.start..number.end_of(self.text, length));
                known = true;
                break;
            }
            if ends || self.text[word.range.end..].starts_with('(') {
                break;
            }
        }
        let last = parts.last()?.end;
        let name = &self.text[parts.last()?.clone()];
        let people = &self.lexicon.people;
        // "마티아스 로메로" is no road.
        let given = parts.len() > 1 && gazetteer.is_given(&self.words[start].lower);
        let thing = people.never_ends.iter().any(|ending| {
            name.len() > ending.len()
                && name.ends_with(&**ending)
                && !(given && people.name_endings.contains(&**ending))
        });
        if thing && !gazetteer.is_known(name) {
            return None;
        }
        let spelled = self.spelling_behind(last);
        let tagged = self.tagged.iter().any(|tag| tag.start == parts[0].start && tag.end == last);
        // "총영사 에두아르트 차페가": words that nobody knows, of which the last bears a particle.
        let sure = title
            .as_ref()
            .is_some_and(|title| self.lexicon.people.offices.contains(&self.text[title.clone()]));
        // … or that end a heading, or stand before the word for what he gives: "케냐 대사 완지쿠 카마우 강연".
        let gives =
            |word: &Word| word.gap == Gap::Space && self.lexicon.classes.mask_of(&word.lower) & speech != 0;
        let ends = self.words.get(at - 1).is_some_and(|word| last < word.range.end)
            || self.text[last..].starts_with('\n')
            || self.words.get(at).is_some_and(gives);
        let strange = parts.len() > 1 && ends && (start..at).all(|at| !self.is_common(at));
        // … and "대리인 딘 애치슨은", where the tagger takes all of them for names.
        let function = title
            .as_ref()
            .is_some_and(|title| self.lexicon.people.functions.contains(&self.text[title.clone()]));
        let written = || self.are_foreign(start..at, true) || (start..at).all(|at| self.is_propn(at));
        let strange = strange && (sure || function && written());
        // "대변인 캄펭 시사바트:" at the beginning of a line: whoever speaks, however strange the name.
        let opens = |title: &Range<usize>| {
            let line = self.text[..title.start].rfind('\n').map_or(0, |at| at + 1);
            self.text[line..title.start].trim().is_empty() && self.text[last..].starts_with([':', '：'])
        };
        let labelled =
            parts.len() > 1 && title.as_ref().is_some_and(opens) && (start..at).all(|at| !self.is_common(at));
        let speaks = known || strange || labelled || (title.is_some() && (spelled.is_some() || tagged));
        (speaks && (title.is_some() || parts.len() > 1))
            .then_some(Named { spelled, ..Named::new(parts, title) })
    }

    /// A name without an office: known by itself, by a known given name before it, or by the tagger and its form.
    fn by_itself(&self, at: usize) -> Option<Named> {
        let word = &self.words[at];
        let gazetteer = &self.lexicon.gazetteer;
        if covers(self.polities, &word.range) || self.is_counted(at) {
            return None;
        }
        let stem = self.name_stem(&word.lower);
        let range = word.range.start..word.end_of(self.text, stem.len());
        let listed = self.lexicon.people.not_names.contains(&*word.lower);
        if gazetteer.is_given(&word.lower) && word.lower.chars().count() > 1 && !listed {
            let named = self.forward(at, None).filter(|name| name.parts.len() > 1);
            if named.is_some() {
                return named;
            }
        }
        let alone =
            || Named { spelled: self.spelling_behind(range.end), ..Named::new(vec![range.clone()], None) };
        if gazetteer.is_known(stem) {
            return Some(alone());
        }
        if self.may_be_name(at) && word.lower.chars().count() > 1 && self.regnal(at + 1).is_some() {
            return self.forward(at, None);
        }
        let tagged = self.tagged.iter().any(|tag| tag.start == range.start && tag.end == range.end);
        (tagged && self.is_home_name(stem) && self.may_be_name(at)).then(alone)
    }
}
