//! Names before an office: "고이즈미 총리", "세르게이 라브로프 러시아 외무장관".

use std::ops::Range;

use entente_language::Upos;

use super::{Finder, LONGEST, Named, forms::closes_as_attributive, offices::Office};
use crate::{
    actors::{covers, words::Gap},
    lexicon::Shape,
};

/// From so many syllables on a word is longer than a name with a particle.
const LONG: usize = 3;

impl Finder<'_> {
    pub(super) fn before_office(
        &self,
        at: usize,
        office: &Office,
        named: &mut Vec<Named>,
        surnames: &mut Vec<Named>,
    ) {
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
        let former = end + 1 == at && self.lexicon.people.former.contains(&*self.words[end].lower);
        let short = (letters == 1 && office.sure).then(|| self.short_name(last)).flatten();
        if let Some(first) = short {
            let parts = self.words[first..=last].iter().map(|word| word.range.clone()).collect();
            named.push(Named::new(parts, Some(title)));
            return;
        }
        if letters == 1 && office.sure && (end == at || former) {
            surnames.push(Named::new(vec![word.range.clone()], Some(title)));
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
        let spelled = spelled.filter(|range| self.is_spelling(range));
        named.push(Named { spelled, ..Named::new(parts, Some(title)) });
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
            (first..=last)
                .filter(|&at| self.lexicon.people.particles.contains(&*self.words[at].lower))
                .count()
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
        self.lexicon.people.particles.contains(&*self.words[at].lower)
            && self.words[at].gap == Gap::Space
            && self.words.get(at + 1).is_some_and(|next| next.gap == Gap::Space)
            && at.checked_sub(1).is_some_and(|before| self.is_unknown(before))
            && self.is_unknown(at + 1)
    }
}
