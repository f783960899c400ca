//! What the form of a word and what stands beside it say of its being a name.

use std::ops::Range;

use entente_language::Upos;

use super::Finder;
use crate::{
    actors::{
        covers,
        words::{Gap, Shape as Letters, Word},
    },
    lexicon::{Shape, Use},
};

/// "짓밟힌": the ending of a verb that says something of the noun behind it, a syllable closed by ㄴ or ㄹ.
fn is_attributive(word: &str) -> bool {
    word.chars().count() > 1 && closes_as_attributive(word)
}

/// Whether the last syllable is closed by ㄴ or ㄹ.
pub(super) fn closes_as_attributive(word: &str) -> bool {
    /// Hangul syllables are numbered by their first, middle and last letter; so many lasts there are.
    const LASTS: u32 = 28;
    const N: u32 = 4;
    const L: u32 = 8;
    let last = word.chars().next_back().map_or(0, u32::from);
    let closed = (0xac00..=0xd7a3).contains(&last).then(|| (last - 0xac00) % LASTS);
    matches!(closed, Some(N | L))
}

/// The copula as it ends a sentence.
fn is_copula(particle: &str) -> bool {
    particle == "이다"
}

/// Whether a syllable of Hangul ends in a consonant; the syllables lie in blocks of 28, the open one first.
fn has_final_consonant(syllable: char) -> bool {
    ('가'..='힣').contains(&syllable) && !(syllable as u32 - '가' as u32).is_multiple_of(28)
}

/// Whether a syllable is one that Chinese characters are read as, of which nearly all Korean given names are made: no doubled
/// consonant begins it, only six consonants close it, and some vowels stand behind few consonants or only before one.
pub(super) fn is_of_given_name(syllable: char) -> bool {
    let Some(number) = u32::from(syllable).checked_sub(0xac00).filter(|number| *number < 11_172) else {
        return false;
    };
    let (first, middle, last) = (number / 588, number % 588 / 28, number % 28);
    // ㄲ ㄸ ㅃ ㅆ ㅉ ㅋ
    let doubled = matches!(first, 1 | 4 | 8 | 10 | 13 | 15);
    // none, ㄱ ㄴ ㄹ ㅁ ㅂ ㅇ
    let closed = matches!(last, 0 | 1 | 4 | 8 | 16 | 17 | 21);
    let open = last == 0;
    let vowel = match middle {
        // ㅔ: 게, 세, 제
        5 => matches!(first, 0 | 9 | 12),
        // ㅡ never stands alone behind a consonant.
        18 => !open || first == 11,
        // ㅓ: no 너, 더, 러, 머, 버, 터, 퍼
        4 if open => !matches!(first, 2 | 3 | 5 | 6 | 7 | 16 | 17),
        // ㅣ: no 디, 티, 히
        20 if open => !matches!(first, 3 | 16 | 18),
        // ㅒ
        3 => false,
        _ => true,
    };
    !doubled && closed && vowel
}

impl Finder<'_> {
    /// The word without its particle.
    pub(super) fn stem<'w>(&self, word: &'w str) -> &'w str {
        self.lexicon.endings.without_particle(word)
    }

    pub(super) fn is_state(&self, word: &Word) -> bool {
        // "주에티오피아 대사": the ambassador to it.
        let mut marks = self.lexicon.people.accredited.iter();
        let accredited = marks.find_map(|mark| word.lower.strip_prefix(&**mark)).is_some_and(|rest| {
            let start = word.range.end - rest.len();
            // Short names of states are looked for at the beginning of words only: "주몽골" where the text says "몽골" elsewhere.
            let named = |hit: &Range<usize>| {
                hit.start == start && hit.end == word.range.end || self.text[hit.clone()] == *rest
            };
            !rest.is_empty() && self.polities.iter().any(named)
        });
        accredited
            || covers(self.polities, &word.range)
            || self.polities.iter().any(|hit| {
                let rest = self.text.get(hit.end..word.range.end);
                hit.start == word.range.start
                    && rest.is_some_and(|rest| self.lexicon.people.modifiers.contains(rest))
            })
    }

    pub(super) fn is_modifier(&self, word: &Word) -> bool {
        let people = &self.lexicon.people;
        let letters = word.lower.chars().count();
        let body = || {
            let fits = |ending: &str| word.lower.ends_with(ending) && letters >= ending.chars().count() + 2;
            people.body_endings.iter().any(|ending| fits(ending))
        };
        people.modifiers.contains(&*word.lower)
            || people.offices.contains(&*word.lower)
            || (body() && !self.is_home_name(&word.lower))
    }

    /// A school or institute that somebody of a function works at: "상파울루대 국제관계학 교수".
    pub(super) fn is_affiliation(&self, word: &Word) -> bool {
        let letters = word.lower.chars().count();
        let fits = |ending: &str| word.lower.ends_with(ending) && letters >= ending.chars().count() + 2;
        self.lexicon.people.affiliation_endings.iter().any(|ending| fits(ending))
            && !self.is_home_name(&word.lower)
            && !self.is_listed(&word.lower)
    }

    /// "2세": which of the rulers of that name, by the bytes of the number with what stands behind it.
    pub(super) fn regnal(&self, at: usize) -> Option<usize> {
        const MOST: u32 = 20;
        let word = self.words.get(at).filter(|word| word.gap == Gap::Space)?;
        let rest = word.lower.trim_start_matches(|c: char| c.is_ascii_digit());
        let count = word.lower.len() - rest.len();
        let number = word.lower[..count].parse::<u32>().ok().filter(|number| (1..=MOST).contains(number));
        let mark = number.map(|_| self.stem(rest))?;
        self.lexicon.people.regnal.iter().any(|other| **other == *mark).then_some(count + mark.len())
    }

    /// A word that nothing knows, taken for a name by the tagger: two of them before a function are one, "아디티 라오 연구원".
    pub(super) fn is_strange(&self, at: usize) -> bool {
        let word = &self.words[at];
        let token = self.analysis.token_at(word.range.start as u32);
        let name = token.is_some_and(|token| self.analysis.tokens[token].upos == Upos::Propn);
        name && word.lower.chars().count() > 1 && !self.is_common(at) && !self.has_particle(at)
    }

    /// Whether a word of two syllables and more is written as no name of the language is: "아흐맛".
    pub(super) fn is_odd(&self, at: usize) -> bool {
        let word = &self.words[at].lower;
        word.chars().count() > 1 && word.chars().any(|letter| !is_of_given_name(letter))
    }

    /// Words that nothing knows, of which one at least is odd: "아흐맛 파들리 연구위원". A family name of one syllable may open them,
    /// "탄 카이셍"; the last one may bear a particle.
    pub(super) fn are_foreign(&self, words: Range<usize>, particle: bool) -> bool {
        let family = |at: usize| {
            at == words.start
                && self.words[at].lower.chars().count() == 1
                && self.lexicon.gazetteer.is_family_first(&self.words[at].lower)
        };
        let unknown = |at: usize| {
            let word = &self.words[at].lower;
            self.is_unknown(at)
                && self.may_be_name(at)
                && !self.is_home_name(word)
                && !self.ends_in_body(word)
        };
        let last = |at: usize| particle && at + 1 == words.end && !self.is_common(at);
        words.len() > 1
            && words.clone().all(|at| family(at) || unknown(at) || last(at))
            && words.clone().any(|at| self.is_odd(at))
    }

    /// "라오스 공공사업교통부의 분미 시파냐 국장": whether the word before says whose somebody is.
    pub(super) fn is_possessed(&self, at: usize) -> bool {
        self.text[..self.words[at].range.start]
            .strip_suffix(' ')
            .is_some_and(|before| self.lexicon.endings.is_possessive(before))
    }

    /// A word of two letters or more that no list knows, without a particle.
    pub(super) fn is_unknown(&self, at: usize) -> bool {
        self.words[at].lower.chars().count() > 1 && !self.is_common(at) && !self.has_particle(at)
    }

    /// "5천만 마르크": a unit of what is counted, whatever name it would make.
    pub(super) fn is_counted(&self, at: usize) -> bool {
        let before = self.text[..self.words[at].range.start].trim_end_matches(' ');
        before
            .ends_with(|sign: char| sign.is_ascii_digit() || matches!(sign, '만' | '억' | '천' | '백' | '조'))
            && before
                .chars()
                .rev()
                .nth(1)
                .is_some_and(|sign| sign.is_ascii_digit() || matches!(sign, '천' | '백' | '십'))
    }

    pub(super) fn is_given_before(&self, at: usize) -> bool {
        at > 0
            && self.words[at].gap == Gap::Space
            && self.lexicon.gazetteer.is_given(&self.words[at - 1].lower)
    }

    pub(super) fn has_particle(&self, at: usize) -> bool {
        let word = &self.words[at];
        let stem = self.stem(&word.lower);
        let particle = &word.lower[stem.len()..];
        word.lower.chars().count() > 1
            && !particle.is_empty()
            && !self.lexicon.people.name_endings.contains(particle)
    }

    /// Whether a word ends as one does with a particle that stands behind a consonant only, and as no name of the language does.
    pub(super) fn has_closed_particle(&self, at: usize) -> bool {
        let word = &self.words[at].lower;
        self.without_closed_particle(word).len() < word.len() && !self.is_certain(at)
    }

    /// Without a particle that stands behind a final consonant only: names of other languages do not end so, "라스콘*이*".
    fn without_closed_particle<'w>(&self, word: &'w str) -> &'w str {
        let closed = |stem: &&str| {
            let mut letters = stem.chars().rev();
            letters.next().is_some_and(has_final_consonant) && letters.next().is_some()
        };
        self.lexicon.endings.without_closed(word).filter(closed).unwrap_or(word)
    }

    /// Whether a word bears the particle of an object, which ends no name.
    pub(super) fn is_object(&self, at: usize) -> bool {
        let word = &self.words[at].lower;
        let particle = &word[self.stem(word).len()..];
        self.lexicon.endings.is_object(particle)
    }

    /// "나집 라작*과* 리셴룽", "운영사*의* 사토 겐이치": whether a word bears a particle after which another name begins.
    pub(super) fn is_joined(&self, at: usize) -> bool {
        let word = &self.words[at].lower;
        let particle = &word[self.stem(word).len()..];
        self.lexicon.endings.joins(particle) && word.chars().count() > 2
    }

    /// Whether the tagger takes a word for a name of whatever kind.
    pub(super) fn is_propn(&self, at: usize) -> bool {
        let token = self.analysis.token_at(self.words[at].range.start as u32);
        token.is_some_and(|token| self.analysis.tokens[token].upos == Upos::Propn)
    }

    /// The word up to a particle, but for names that end like one.
    pub(super) fn name_stem<'w>(&self, word: &'w str) -> &'w str {
        let gazetteer = &self.lexicon.gazetteer;
        if gazetteer.is_known(word) || gazetteer.is_given(word) {
            return word;
        }
        let stem = self.stem(word);
        let home = |name: &str| self.is_home_name(name);
        if home(word) && !home(stem) {
            return word;
        }
        self.without_copula(stem)
    }

    /// The same for a word that belongs to a name of another language.
    pub(super) fn foreign_stem<'w>(&self, word: &'w str) -> &'w str {
        let gazetteer = &self.lexicon.gazetteer;
        if gazetteer.is_known(word) || gazetteer.is_given(word) {
            word
        } else {
            self.without_copula(self.without_closed_particle(self.stem(word)))
        }
    }

    /// "외교부 장관 박진입니다": how somebody says who he is.
    pub(super) fn introduced<'w>(&self, word: &'w str) -> Option<&'w str> {
        let name = self.lexicon.speech.introduces.iter().find_map(|copula| word.strip_suffix(&**copula))?;
        let short = name.chars().count() == 2
            && name.chars().next().is_some_and(|family| {
                self.lexicon.gazetteer.is_family_first(family.encode_utf8(&mut [0; 4]))
            })
            && name.chars().skip(1).all(is_of_given_name);
        (short || self.is_home_name(name)).then_some(name)
    }

    /// "대사는 니콜라이 이그나티예프다": the copula.
    pub(super) fn without_copula<'w>(&self, stem: &'w str) -> &'w str {
        let bare = stem.strip_suffix("이다").or_else(|| stem.strip_suffix('다'));
        bare.filter(|bare| bare.chars().count() > 2 && !self.is_home_name(stem)).unwrap_or(stem)
    }

    /// "조각가 베네딕토 투키다.": the same at the end of a sentence, where no name stands by itself.
    pub(super) fn without_last_copula<'w>(&self, word: &Word, stem: &'w str) -> &'w str {
        let ends = stem.len() == word.lower.len() && self.text[word.range.end..].starts_with('.');
        let bare = stem.strip_suffix('다').filter(|bare| ends && bare.chars().count() > 1);
        bare.unwrap_or(stem)
    }

    /// Whether the form of a word speaks for a name: a known one, or a family name with two letters behind it.
    pub(super) fn is_certain(&self, at: usize) -> bool {
        let word = &self.words[at];
        let gazetteer = &self.lexicon.gazetteer;
        gazetteer.is_known(&word.lower)
            || gazetteer.is_given(&word.lower)
            || self.is_home_name(&word.lower)
            || self.tagged.iter().any(|tag| tag.start <= word.range.start && tag.end == word.range.end)
    }

    /// A family name of the language's own people with a given name of two letters.
    pub(super) fn is_home_name(&self, word: &str) -> bool {
        let letters = word.chars().count();
        let family = |count: usize| {
            let end = word.char_indices().nth(count).map_or(word.len(), |(at, _)| at);
            self.lexicon.gazetteer.is_family_first(&word[..end])
        };
        // 신산업 is a new industry, and nobody of the family of 신.
        let behind = |count: usize| {
            let end = word.char_indices().nth(count).map_or(word.len(), |(at, _)| at);
            self.is_listed(&word[end..])
        };
        // "하미드", "마네트" begin with a family name too, and go on as no name of the language does.
        let given = |count: usize| word.chars().skip(count).all(is_of_given_name);
        let named = letters == 3 && family(1) && !behind(1) && given(1)
            || letters == 4 && family(2) && !behind(2) && given(2);
        named && !self.is_listed(word)
    }

    pub(super) fn is_listed(&self, word: &str) -> bool {
        let people = &self.lexicon.people;
        let lists =
            [&people.not_names, &people.modifiers, &people.offices, &people.functions, &people.pronouns];
        lists.iter().any(|list| list.contains(word))
            || self.lexicon.classes.word(word).is_some()
            || self.lexicon.events.word(word).is_some()
    }

    /// A word that the lexicon knows as something else, or that runs together with an act or a particle.
    pub(super) fn is_common(&self, at: usize) -> bool {
        let word = &self.words[at];
        let endings = &self.lexicon.endings;
        let long = |noun: &str| noun.chars().count() > 1;
        endings.mask(&word.lower) != 0 && word.lower.chars().count() > 2
            || endings.acts(&word.lower).any(|(stem, ..)| long(stem))
            || self.lexicon.people.body_endings.iter().any(|ending| {
                word.lower.ends_with(&**ending) && word.lower.chars().count() > ending.chars().count() + 1
            }) && !self.is_certain(at)
    }

    /// Whether a word can be a part of a name at all.
    pub(super) fn may_be_name(&self, at: usize) -> bool {
        let word = &self.words[at];
        let letters = word.lower.chars().count();
        let foreign = word.shape == Letters::Lower && !word.lower.is_ascii();
        // "ㅇ" marks an item of a list.
        let loose = word.lower.chars().all(|letter| ('\u{3131}'..='\u{318e}').contains(&letter));
        if !foreign || loose || letters > 9 || self.is_state(word) || covers(self.times, &word.range) {
            return false;
        }
        // "“…”*라고* 대통령은 말했다": a particle that a mark of quotation parts from its word.
        let parted =
            self.text[..word.range.start].ends_with(['”', '’', '"', '\'', '」', '』', '》', '〉', ')']);
        let endings = &self.lexicon.endings;
        if parted && (endings.is_particle(&word.lower) || endings.is_parted_quoting(&word.lower)) {
            return false;
        }
        let stem = self.stem(&word.lower);
        if self.lexicon.gazetteer.is_known(&word.lower) || self.lexicon.gazetteer.is_given(&word.lower) {
            return true;
        }
        // "나나" is no "나" with a particle.
        let doubled = stem.chars().count() == 1 && word.lower.strip_prefix(stem) == Some(stem);
        if self.is_listed(&word.lower) || self.is_listed(stem) && !doubled {
            return false;
        }
        let attributive = &self.lexicon.people.attributive_endings;
        if attributive.iter().any(|ending| word.lower.ends_with(&**ending)) {
            return false;
        }
        // A particle of two letters and more ends no name.
        let particle = word.lower.len() - stem.len();
        let long = word.lower[word.lower.len() - particle..].chars().count() > 1;
        // "베이다 폴란드 국방차관": in the middle of a sentence no copula ends a word.
        let copula = is_copula(&word.lower[stem.len()..]) && self.text[word.range.end..].starts_with(' ');
        if long && !copula && !self.is_home_name(&word.lower) {
            return false;
        }
        let acts = self.lexicon.endings.acts(&word.lower).any(|(_, use_, _)| use_ == Use::Verb);
        let token = self.analysis.token_at(word.range.start as u32);
        let verb =
            token.is_some_and(|token| matches!(self.analysis.tokens[token].upos, Upos::Verb | Upos::Adj));
        let before = matches!(
            self.lexicon.endings.shape(&word.lower),
            Some(Shape::Before | Shape::Linking | Shape::Unreal)
        );
        let verbal =
            acts || verb && (before || is_attributive(&word.lower)) && !self.is_home_name(&word.lower);
        !verbal
    }
}
