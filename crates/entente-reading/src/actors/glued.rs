//! Names of people where there are no capitals and particles run together with names.
//!
//! An office behind a word makes it a name ("고이즈미 총리", "세르게이 라브로프 러시아 외무장관"), so does one before it with a
//! known given name, a family name of the language, or the name in other letters behind it. What the tagger alone takes for
//! a name is believed only where its form speaks for it as well.

mod forms;

use std::ops::Range;

use entente_language::{Analysis, Upos};
use entente_reference::{NameHit, NameKind as Form};

use super::{
    Person, covers,
    words::{Gap, Word},
};
use crate::lexicon::{Lexicon, Shape};

use forms::closes_as_attributive;

/// The most words of a name.
const LONGEST: usize = 4;

/// From so many syllables on a word is longer than a name with a particle.
const LONG: usize = 3;

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

/// Whether these are Chinese characters throughout, as many as a name of Japan has.
fn is_han(word: &str) -> bool {
    let han = |c: char| matches!(c, '\u{3400}'..='\u{9fff}' | '\u{f900}'..='\u{faff}' | '々');
    (3..=5).contains(&word.chars().count()) && word.chars().all(han)
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

/// Ministries, companies and the like that carry a state's name: "베트남 외교부", "한국무역협회".
pub(super) fn organisations(
    text: &str,
    words: &[Word],
    lexicon: &Lexicon,
    hits: &[NameHit],
    people: &[Person],
) -> Vec<Range<usize>> {
    let endings = &lexicon.people.body_endings;
    let taken = |range: &Range<usize>| {
        let within = |mention: &Range<usize>| mention.start < range.end && range.start < mention.end;
        people.iter().any(|person| person.mentions.iter().any(within))
    };
    let mut found = Vec::new();
    for hit in hits {
        let at = words.partition_point(|word| word.range.end <= hit.range.start);
        let Some(word) = words.get(at).filter(|word| word.range.start == hit.range.start) else { continue };
        // In the state's own word, or in the one behind it.
        let mut candidates = vec![at];
        if word.range.end == hit.range.end && words.get(at + 1).is_some_and(|next| next.gap == Gap::Space) {
            candidates.push(at + 1);
        }
        let body = candidates.into_iter().find_map(|at| {
            let word = &words[at];
            let stem = lexicon.endings.without_particle(&word.lower);
            let end = word.end_of(text, stem.len());
            let own = end.saturating_sub(hit.range.end.max(word.range.start));
            let fits = endings.iter().any(|ending| stem.ends_with(&**ending) && own >= ending.len());
            let listed = lexicon.classes.word(stem).is_some() || lexicon.events.word(stem).is_some();
            (fits && !listed).then_some(hit.range.start..end)
        });
        found.extend(body.filter(|range| !taken(range)));
    }
    // "방위사업청은": a long word that ends so and does something, whether a state is named or not.
    let named = |range: &Range<usize>| {
        hits.iter().any(|hit| hit.range.start < range.end && range.start < hit.range.end)
    };
    let acts = |word: &Word| {
        let stem = lexicon.endings.without_particle(&word.lower);
        let particle = word.lower.get(stem.len()..).unwrap_or_default();
        let range = word.range.start..word.end_of(text, stem.len());
        let letters = stem.chars().count();
        let long = |ending: &str| stem.ends_with(ending) && letters >= ending.chars().count() + OF_BODY;
        let does = lexicon.endings.is_topic_particle(particle) || lexicon.endings.is_subject(particle);
        let listed = lexicon.classes.word(stem).is_some()
            || lexicon.events.word(stem).is_some()
            || lexicon.people.not_names.contains(stem);
        (does && !listed && endings.iter().any(|ending| long(ending)) && !taken(&range) && !named(&range))
            .then_some(range)
    };
    found.extend(words.iter().filter_map(acts));
    found
}

/// Syllables before the ending of a body that is named by one word.
const OF_BODY: usize = 4;

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

/// An office word.
struct Office {
    title: Range<usize>,
    /// Whether it makes a name of any word before it.
    sure: bool,
}

impl Finder<'_> {
    fn office(&self, at: usize) -> Option<Office> {
        let people = &self.lexicon.people;
        let word = &self.words[at];
        [&*word.lower, self.stem(&word.lower)]
            .into_iter()
            .find_map(|stem| {
                let title = word.range.start..word.end_of(self.text, stem.len());
                if people.offices.contains(stem) {
                    return Some(Office { title, sure: true });
                }
                if people.functions.contains(stem) || people.honorifics.contains(stem) {
                    return Some(Office { title, sure: false });
                }
                // "외교부장관", "러시아대통령"
                let office = people.offices.iter().filter(|office| office.chars().count() > 1);
                let first = office
                    .filter_map(|office| stem.strip_suffix(&**office))
                    .min_by_key(|first| first.len())?;
                let state = self
                    .polities
                    .iter()
                    .any(|hit| *hit == (word.range.start..word.end_of(self.text, first.len())));
                let body = people.body_endings.iter().any(|ending| first.ends_with(&**ending));
                // "제2장관"
                let counted = people.ordinals.iter().find_map(|ordinal| first.strip_prefix(&**ordinal));
                let ordinal = counted
                    .is_some_and(|rest| !rest.is_empty() && rest.chars().all(|digit| digit.is_ascii_digit()));
                (state || body || ordinal || people.modifiers.contains(first))
                    .then_some(Office { title, sure: true })
            })
            .or_else(|| self.longer_function(word))
    }

    /// "명예교수", "원내대표", "방위사업청장": a function with what it is of in one word.
    fn longer_function(&self, word: &Word) -> Option<Office> {
        let stem = self.stem(&word.lower);
        let mut functions = self.lexicon.people.functions.iter();
        let fits = functions.any(|function| {
            let first = stem.strip_suffix(&**function).unwrap_or_default();
            function.chars().count() > 1 && first.chars().count() > 1
        });
        let known = self.is_home_name(stem) || self.lexicon.people.not_names.contains(stem);
        let title = word.range.start..word.end_of(self.text, stem.len());
        (fits && !known).then_some(Office { title, sure: false })
    }

    /// The word before, over a name in other letters in brackets.
    fn before(&self, at: usize) -> Option<(usize, Option<Range<usize>>)> {
        let start = self.words[at].range.start;
        let text = self.text[..start].trim_end_matches(' ');
        if let Some(inner) = text.strip_suffix(')') {
            let open = inner.rfind(['(', '（']).filter(|open| inner.len() - open < 80)?;
            let word = self.words[..at].iter().rposition(|word| word.range.end <= open)?;
            let close = self.words[word].range.end == open;
            return close.then_some((word, Some(open + 1..inner.len())));
        }
        let before = at.checked_sub(1)?;
        (self.words[at].gap == Gap::Space).then_some((before, None))
    }

    /// The first of the words that a middle dot joins to an office: "*외교*·지역통합장관".
    fn joined_office(&self, at: usize) -> usize {
        let joined = |before: &Word, word: &Word| {
            matches!(&self.text[before.range.end..word.range.start], "·" | "ㆍ")
                && before.lower.chars().count() > 1
                && !self.is_office(&before.lower)
                && !self.is_home_name(&before.lower)
        };
        let mut first = at;
        while first > 0 && joined(&self.words[first - 1], &self.words[first]) {
            first -= 1;
        }
        first
    }

    fn before_office(&self, at: usize, office: &Office, named: &mut Vec<Named>, surnames: &mut Vec<Named>) {
        let at = self.joined_office(at);
        let mut title = self.words[at].range.start..office.title.end;
        let mut spelled = None;
        let mut end = at;
        let mut nearest = None;
        let (mut affiliated, mut foreign) = (false, false);
        for _ in 0..6 {
            let Some((before, other)) = self.before(end) else { break };
            let word = &self.words[before];
            spelled = spelled.or(other.clone());
            let belongs = self.is_affiliation(word);
            if other.is_none() && (self.is_state(word) || self.is_modifier(word) || belongs) {
                affiliated |= belongs;
                foreign |= covers(self.foreign, &word.range);
                title.start = word.range.start;
                end = before;
                continue;
            }
            nearest = Some(before);
            break;
        }
        let Some(last) = nearest else { return };
        let word = &self.words[last];
        let letters = word.lower.chars().count();
        // A single letter is a name where somebody of the text is called so: "시 주석" of 시진핑.
        let former = end + 1 == at && self.lexicon.people.former.contains(&self.words[end].lower);
        let short = (letters == 1 && office.sure).then(|| self.short_name(last)).flatten();
        if let Some(first) = short {
            let parts = self.words[first..=last].iter().map(|word| word.range.clone()).collect();
            named.push(Named { parts, family_first: false, title: Some(title), spelled: None });
            return;
        }
        if letters == 1 && office.sure && (end == at || former) {
            surnames.push(Named {
                parts: vec![word.range.clone()],
                family_first: false,
                title: Some(title.clone()),
                spelled: None,
            });
            return;
        }
        // "아피싯 웨차치와 총리": no particle stands right before an office; one that joins does behind a short word.
        // "*대장성이* 차관을 거절했다": behind a consonant none of them ends a name.
        let own = end == at && letters > LONG && !self.has_closed_particle(last)
            || last.checked_sub(1).is_some_and(|_| self.is_given_before(last));
        let whose = self.lexicon.endings.is_possessive(&word.lower);
        let particle = self.has_particle(last) && (!own || whose);
        if !self.may_be_name(last) || particle && !self.is_certain(last) {
            return;
        }
        // "*정무차관이* 대사를 만났다": an office with its particle is nobody's name.
        if self.ends_in_office(self.stem(&word.lower)) && self.stem(&word.lower).len() < word.lower.len() {
            return;
        }
        // "구간의 공사": the works of a section, and nobody of the family of 구.
        if !office.sure && whose && end == at {
            return;
        }
        let first = self.extend_back(last, foreign);
        let strong = self.is_certain(last)
            || spelled.is_some()
            || affiliated && letters > 1 && !self.is_common(last)
            || first < last && self.is_possessed(first) && (first..=last).all(|at| self.is_unknown(at))
            || (first..last).any(|at| self.lexicon.gazetteer.is_given(&self.words[at].lower))
            || !office.sure && first < last && (first..=last).all(|at| self.is_strange(at))
            || !office.sure && self.are_foreign(first..last + 1, false);
        // "요코하마 총영사": the word before is where, unless its form is that of a name.
        let of_place =
            first == last && self.lexicon.people.place_offices.contains(self.stem(&self.words[at].lower));
        if !strong && (of_place || !office.sure || letters < 2 && first == last || self.is_common(last)) {
            return;
        }
        let parts = self.words[first..=last].iter().map(|word| word.range.clone()).collect();
        named.push(Named {
            parts,
            family_first: false,
            title: Some(title),
            spelled: spelled.filter(|range| self.is_spelling(range)),
        });
    }

    /// Whether a word is or ends in that of an office or function.
    fn is_office(&self, word: &str) -> bool {
        let people = &self.lexicon.people;
        people.offices.iter().chain(&people.functions).any(|office| word.ends_with(&**office))
    }

    /// The same of offices of two syllables and more, with something before it: 경비*대장*.
    fn ends_in_office(&self, word: &str) -> bool {
        let people = &self.lexicon.people;
        people.offices.iter().chain(&people.functions).any(|office| {
            office.chars().count() > 1 && word.len() > office.len() && word.ends_with(&**office)
        })
    }

    /// The same of endings of bodies: 유럽*이사회*.
    fn ends_in_body(&self, word: &str) -> bool {
        self.lexicon.people.body_endings.iter().any(|ending| {
            ending.chars().count() > 1 && word.len() > ending.len() && word.ends_with(&**ending)
        })
    }

    /// The first word of a name whose last is a single syllable: "야히아 칸", "팜 민 찐"; "전날 문 (대통령)" is none.
    fn short_name(&self, last: usize) -> Option<usize> {
        let mut first = last;
        while first > 0 && last - first + 1 < LONGEST && self.words[first].gap == Gap::Space {
            let before = first - 1;
            let verbal = self.lexicon.endings.shape(&self.words[before].lower).is_some();
            let unknown =
                self.may_be_name(before) && !verbal && !self.is_common(before) && !self.has_particle(before);
            if !unknown || self.is_home_name(&self.words[before].lower) {
                break;
            }
            first = before;
        }
        let home = self.lexicon.gazetteer.is_family_first(&self.words[last].lower);
        match last - first {
            0 => None,
            1 => (!home && self.is_odd(first)).then_some(first),
            _ => (!home
                || (first..last).any(|at| self.is_odd(at))
                || self.words[first].lower.chars().count() == 1)
                .then_some(first),
        }
    }

    /// The first word of the name that ends here. Of somebody of another state what looks like a name of the language's own
    /// has a given name before it: "라트나 위자야 인도네시아 외교장관".
    fn extend_back(&self, last: usize, foreign: bool) -> usize {
        let mut first = last;
        let abroad = last.checked_sub(1).is_some_and(|before| {
            let given = &self.words[before];
            let whole = given.range.start..self.words[last].range.end;
            let one = self.tagged.iter().any(|tag| tag.start <= whole.start && whole.end <= tag.end);
            self.is_unknown(before) && (foreign && self.is_odd(before) || one)
        });
        if self.is_home_name(&self.words[last].lower) && !self.is_given_before(last) && !abroad {
            return first;
        }
        // "타밈 *빈* 하마드 알 사니": small words of a name do not count.
        let small = |first: usize| {
            (first..=last).filter(|&at| self.lexicon.people.particles.contains(&self.words[at].lower)).count()
        };
        while first > 0 && last - first + 1 < LONGEST + small(first) && self.words[first].gap == Gap::Space {
            let before = first - 1;
            let word = &self.words[before];
            // "산티아고 페냐 대통령": who is called like a capital, where a foreign family name stands between it and the office.
            if first == last && self.is_unknown(last) && self.capitals.contains(&word.range) {
                return before;
            }
            // "페르난데스 *데* 키르치네르"
            if self.is_within_name(before) {
                first = before;
                continue;
            }
            // "경비대장 아르파드 벨러 중령"
            if first < last && self.ends_in_office(&word.lower) {
                break;
            }
            let given = self.lexicon.gazetteer.is_given(&word.lower);
            // A name begins with its given name: "활주로까지 나온 | 모하메드 무이주 대통령".
            if first < last && !given && self.lexicon.gazetteer.is_given(&self.words[first].lower) {
                break;
            }
            let tagged = covers(self.tagged, &word.range);
            let form = self.lexicon.endings.shape(&word.lower);
            let token = self.analysis.token_at(word.range.start as u32);
            let verb = token.is_some_and(|token| {
                matches!(self.analysis.tokens[token].upos, Upos::Verb | Upos::Adj | Upos::Aux)
            });
            let goes_on = matches!(form, Some(Shape::Linking | Shape::Unreal | Shape::Quoting));
            let auxiliary = form == Some(Shape::Before) && self.lexicon.endings.is_auxiliary(&word.lower);
            // "연구해 *온* 사토 겐지"
            let short = word.lower.chars().count() == 1
                && closes_as_attributive(&word.lower)
                && self.lexicon.endings.is_auxiliary(&word.lower)
                && before
                    .checked_sub(1)
                    .is_some_and(|verb| self.lexicon.endings.shape(&self.words[verb].lower).is_some());
            let verbal = goes_on || auxiliary || short || verb && form.is_some();
            // "수석대표인 솜차이 위라꾼", "다행히 오흐나 후렐수흐".
            let named = self.lexicon.endings.named_by(&word.lower);
            let says = named.is_some_and(|noun| self.is_listed(noun) || self.is_office(noun))
                || first < last && self.lexicon.endings.ends_as_adverb(&word.lower);
            // "*나타샤* 피르츠 무사르": before a name of another language no name of this one stands.
            let strange = || first < last && (first..=last).any(|at| self.is_odd(at));
            let plain = self.may_be_name(before)
                && !verbal
                && !says
                && !self.has_particle(before)
                && !self.is_common(before)
                && (!self.is_home_name(&word.lower) || self.is_possessed(before) || strange());
            // "아타튀르크를 노벨 평화상 후보로": a name that bears its particle is over.
            let over = self.is_object(before) || self.is_joined(before);
            if given || (self.may_be_name(before) && tagged && !over) || plain {
                first = before;
            } else {
                break;
            }
        }
        first
    }

    /// Whether a small word stands between two words of a foreign name.
    fn is_within_name(&self, at: usize) -> bool {
        self.lexicon.people.particles.contains(&self.words[at].lower)
            && self.words[at].gap == Gap::Space
            && self.words.get(at + 1).is_some_and(|next| next.gap == Gap::Space)
            && at.checked_sub(1).is_some_and(|before| self.is_unknown(before))
            && self.is_unknown(at + 1)
    }

    /// A name behind an office: "러시아 건축가 사바틴(Sabatin)이", "외교부 장관 조태열은".
    fn behind_office(&self, at: usize, named: &mut Vec<Named>) {
        let office = &self.words[at];
        let bare = self.lexicon.people.offices.contains(&office.lower)
            || self.lexicon.people.functions.contains(&office.lower);
        if !bare {
            return;
        }
        named.extend(self.forward(at + 1, Some(office.range.clone())));
    }

    /// The name that starts at a word, if something speaks for it.
    fn forward(&self, start: usize, title: Option<Range<usize>>) -> Option<Named> {
        let word = self.words.get(start).filter(|word| word.gap == Gap::Space || title.is_none())?;
        if self.is_state(word) || self.lexicon.people.offices.contains(&word.lower) {
            return None;
        }
        if let Some(name) = title.as_ref().and_then(|_| self.introduced(&word.lower)) {
            let part = word.range.start..word.end_of(self.text, name.len());
            return Some(Named { parts: vec![part], family_first: false, title, spelled: None });
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
        (speaks && (title.is_some() || parts.len() > 1)).then_some(Named {
            parts,
            family_first: false,
            title,
            spelled,
        })
    }

    /// A name of two words and more with the same in other letters behind it, the tagger taking one of its words for somebody: "아마
    /// 보아텡(Ama Boateng)", "다케우치 쇼조(竹內昭三)".
    fn spelled_out(&self, at: usize) -> Option<Named> {
        let end = self.words[at].range.end;
        let spelled = self.bracket_behind(end)?;
        let inner = &self.text[spelled.clone()];
        let words = if self.is_spelling(&spelled) {
            inner.split_whitespace().count()
        } else {
            // Names that are read as their signs have as many syllables; those of Japan are longer, and two.
            2 * usize::from(is_han(inner))
        };
        let first = (at + 1).checked_sub(words).filter(|_| words > 1)?;
        let name = first..at + 1;
        let apart = self.words[first + 1..=at].iter().all(|word| word.gap == Gap::Space);
        let syllables: usize = name.clone().map(|at| self.words[at].lower.chars().count()).sum();
        let long = self.is_spelling(&spelled) || syllables > inner.chars().count();
        let open = |at: usize| {
            let one = at == first && self.words[at].lower.chars().count() == 1;
            self.may_be_name(at) && (one || !self.is_common(at)) && !self.ends_in_body(&self.words[at].lower)
        };
        let span = self.words[first].range.start..end;
        let tagged = self.tagged.iter().any(|tag| tag.start < span.end && span.start < tag.end);
        let in_signs = !self.is_spelling(&spelled);
        (apart && long && tagged && name.clone().all(open)).then(|| Named {
            parts: self.words[name].iter().map(|word| word.range.clone()).collect(),
            family_first: in_signs,
            title: None,
            spelled: Some(spelled).filter(|_| !in_signs),
        })
    }

    /// Who speaks for short under an office: "대변인(속 판냐): …" at the beginning of a line.
    fn labelled(&self, at: usize) -> Option<Named> {
        let office = &self.words[at];
        let people = &self.lexicon.people;
        let speaks = people.offices.contains(&office.lower) || people.functions.contains(&office.lower);
        // "기자(프놈펜 타임스): …" is asked by a paper.
        let asks = people.question_labels.contains(&office.lower);
        let line = self.text[..office.range.start].rfind('\n').map_or(0, |at| at + 1);
        if !speaks || asks || !self.text[line..office.range.start].trim().is_empty() {
            return None;
        }
        let inner = self.bracket_behind(office.range.end)?;
        let words = self.words[at + 1..].iter().take_while(|word| word.range.end <= inner.end);
        let parts: Vec<Range<usize>> = words.map(|word| word.range.clone()).collect();
        let letters =
            |part: &Range<usize>| self.text[part.clone()].chars().all(|c| ('가'..='힣').contains(&c));
        let whole = parts
            .first()
            .zip(parts.last())
            .is_some_and(|(first, last)| first.start == inner.start && last.end == inner.end);
        let colon = self.text[inner.end + 1..].trim_start().starts_with([':', '：']);
        let listed = parts.iter().any(|part| self.is_listed(&self.text[part.clone()]));
        (whole && colon && !listed && (1..=LONGEST).contains(&parts.len()) && parts.iter().all(letters))
            .then(|| Named { parts, family_first: false, title: Some(office.range.clone()), spelled: None })
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
        let listed = self.lexicon.people.not_names.contains(&word.lower);
        if gazetteer.is_given(&word.lower) && word.lower.chars().count() > 1 && !listed {
            let named = self.forward(at, None).filter(|name| name.parts.len() > 1);
            if named.is_some() {
                return named;
            }
        }
        let alone = |title| {
            Some(Named {
                parts: vec![range.clone()],
                family_first: false,
                title,
                spelled: self.spelling_behind(range.end),
            })
        };
        if gazetteer.is_known(stem) {
            return alone(None);
        }
        if self.may_be_name(at) && word.lower.chars().count() > 1 && self.regnal(at + 1).is_some() {
            return self.forward(at, None);
        }
        let tagged = self.tagged.iter().any(|tag| tag.start == range.start && tag.end == range.end);
        (tagged && self.is_home_name(stem) && self.may_be_name(at)).then(|| alone(None)).flatten()
    }
}
