//! One text with everything that the parts of a reading look at: words, tree, times, actors, clauses.

use std::ops::Range;

use entente_language::{Analysis, Deprel, Upos, VerbForm};
use entente_model::{Interval, Language, PartyCode};
use entente_reference::{NameHit, PolityKind, Reference};

use crate::{
    actors::Actors,
    clauses::{self, Clause},
    glued::{self, Predicate},
    lexicon::{ClassMask, EventRule, Lexicon, Part, Use},
    roots::RootModel,
    time::{Anniversary, FoundTime},
};

/// A document's text, analysed once for all parts of the reading.
pub(crate) struct Annotated<'a> {
    pub text: &'a str,
    pub lexicon: &'a Lexicon,
    pub reference: &'static Reference,
    pub analysis: Analysis,
    pub times: Vec<FoundTime>,
    pub anniversaries: Vec<Anniversary>,
    pub actors: Actors,
    pub clauses: Vec<Clause>,
    /// The predicates by their endings, in languages where endings tell them; else none.
    pub predicates: Vec<Predicate>,
    pub published: Option<Interval>,
    /// The two states that the document is mostly about, by their lasting names.
    pub pair: Option<[PartyCode; 2]>,
    /// For each sentence the number of its paragraph.
    pub paragraphs: Vec<usize>,
    /// What sort of act a sentence tells.
    pub roots: &'a RootModel,
    words: SmallLetters,
    /// For each token the classes of the word or phrase that starts there.
    masks: Vec<ClassMask>,
    clause_of: Vec<usize>,
}

/// What is known before the clauses are looked at.
pub(crate) struct Found<'a> {
    pub text: &'a str,
    pub lang: Language,
    pub title: Option<&'a str>,
    pub published: Option<Interval>,
    pub analysis: Analysis,
    /// Names of states and bodies.
    pub hits: Vec<NameHit>,
    pub times: Vec<FoundTime>,
    pub anniversaries: Vec<Anniversary>,
    /// In place of the pack's own model of roots.
    pub roots: Option<&'a RootModel>,
}

impl<'a> Annotated<'a> {
    pub(crate) fn new(found: Found<'a>, lexicon: &'a Lexicon, reference: &'static Reference) -> Self {
        let Found { text, lang, title, published, analysis, hits, times, anniversaries, roots } = found;
        let mut actors = Actors::find(text, lexicon, hits, &analysis);
        actors.know(text, &analysis, reference, published);
        let words = SmallLetters::new(&analysis, lexicon);
        let finished = |token: usize| match analysis.tokens[token].feats.verb_form() {
            Some(VerbForm::Part) => {
                words.forms(token).is_some_and(|(lemma, _)| lexicon.status.perfective.contains(lemma))
            }
            _ => done_first(&analysis, lexicon, &words, token),
        };
        let endings = &lexicon.endings;
        let (predicates, clauses) = if endings.is_glued() {
            let is_other = |bytes: &Range<usize>| {
                let within = |range: &Range<usize>| range.start <= bytes.start && bytes.start < range.end;
                times.iter().any(|time| within(&time.range))
                    || actors
                        .named_in(bytes.start.saturating_sub(90)..bytes.end)
                        .iter()
                        .any(|mention| within(&mention.range))
                        && endings.acts(&text[bytes.clone()]).all(|(_, use_, _)| use_ == Use::Noun)
            };
            glued::clauses(&analysis, endings, &is_other)
        } else {
            (Vec::new(), clauses::clauses(&analysis, &finished))
        };
        let class_of = |token: usize| {
            let by_parts = words.forms(token).filter(|_| endings.is_glued());
            by_parts.map_or(0, |(_, form)| endings.mask(form))
                | lexicon.classes.at(|step| words.forms(token + step))
        };
        let masks = (0..analysis.tokens.len()).map(class_of).collect();
        let mut clause_of = vec![usize::MAX; analysis.tokens.len()];
        for (number, clause) in clauses.iter().enumerate() {
            for &token in &clause.tokens {
                clause_of[token] = number;
            }
        }
        let paragraphs = paragraphs(text, &analysis);
        let pair = main_pair(&actors, reference, title, lang);
        Self {
            text,
            lexicon,
            reference,
            analysis,
            times,
            anniversaries,
            actors,
            clauses,
            predicates,
            published,
            pair,
            paragraphs,
            roots: roots.unwrap_or(&lexicon.roots),
            words,
            masks,
            clause_of,
        }
    }

    /// The lemma and the word as written, in small letters, `step` words on; nothing beyond the end.
    pub(crate) fn forms(&self, token: usize) -> Option<(&str, &str)> {
        self.words.forms(token)
    }

    /// The lemma in small letters.
    pub(crate) fn lemma(&self, token: usize) -> &str {
        self.words.forms(token).map_or("", |(lemma, _)| lemma)
    }

    /// The word as written, in small letters.
    pub(crate) fn form(&self, token: usize) -> &str {
        self.words.forms(token).map_or("", |(_, form)| form)
    }

    /// The classes of the word or phrase that starts at a token.
    pub(crate) fn mask(&self, token: usize) -> ClassMask {
        self.masks.get(token).copied().unwrap_or(0)
    }

    /// The classes of all words of these tokens.
    pub(crate) fn mask_of(&self, tokens: impl IntoIterator<Item = usize>) -> ClassMask {
        tokens.into_iter().fold(0, |mask, token| mask | self.mask(token))
    }

    /// The predicates within a run of tokens, as indices.
    pub(crate) fn predicates_in(&self, tokens: &Range<usize>) -> Range<usize> {
        let first = self.predicates.partition_point(|predicate| predicate.token < tokens.start);
        let last = self.predicates.partition_point(|predicate| predicate.token < tokens.end);
        first..last.max(first)
    }

    /// The best rule for a noun, with the number of its words; where endings run together with words, for the noun within
    /// the word.
    pub(crate) fn noun_rule(&self, token: usize, mask: ClassMask) -> Option<(&EventRule, usize)> {
        let events = &self.lexicon.events;
        if !self.lexicon.endings.is_glued() {
            let hit = events.best(Part::Noun, mask, 0, |step| self.forms(token + step))?;
            return Some((hit.rule, hit.words));
        }
        let acts = self.lexicon.endings.acts(self.form(token)).filter(|(_, use_, _)| *use_ == Use::Noun);
        let rules =
            acts.filter_map(|(stem, _, _)| Some((stem.len(), events.of_stem(Part::Noun, stem, mask, mask)?)));
        rules.max_by_key(|(len, rule)| (rule.grade, *len)).map(|(_, rule)| (rule, 1))
    }

    /// The classes of a verb's subject and objects alone.
    pub(crate) fn argument_mask(&self, verb: usize) -> ClassMask {
        let relations = |child: &usize| {
            matches!(
                self.analysis.tokens[*child].deprel,
                Deprel::Nsubj | Deprel::NsubjPass | Deprel::Obj | Deprel::Xcomp
            )
        };
        let arguments = self.analysis.children(verb).filter(relations);
        let mask = arguments.fold(0, |mask, child| mask | self.mask_of(self.analysis.subtree(child)));
        // Without a tree the words close by stand in.
        if mask == 0 { self.mask_of(verb + 1..verb + 6) } else { mask }
    }

    /// The clause of a token.
    pub(crate) fn clause_of(&self, token: usize) -> Option<usize> {
        self.clause_of.get(token).copied().filter(|&clause| clause != usize::MAX)
    }

    /// The first and the last token within bytes, or `None` where there is none.
    pub(crate) fn tokens_in(&self, bytes: &Range<usize>) -> Range<usize> {
        self.analysis.tokens_in(bytes.start as u32..bytes.end as u32)
    }

    /// The bytes of a run of tokens.
    pub(crate) fn bytes_of(&self, tokens: &Range<usize>) -> Range<usize> {
        let first = self.analysis.tokens.get(tokens.start).map_or(0, |token| token.start as usize);
        let last = tokens
            .end
            .checked_sub(1)
            .and_then(|last| self.analysis.tokens.get(last))
            .map_or(first, |token| token.end as usize);
        first..last.max(first)
    }
}

/// "The first state *to recognise* it": an infinitive behind a noun that was the first or only one to do it.
fn done_first(analysis: &Analysis, lexicon: &Lexicon, words: &SmallLetters, token: usize) -> bool {
    let first = |child: usize| {
        words.forms(child).is_some_and(|(lemma, form)| {
            lexicon.status.firsts.contains(lemma) || lexicon.status.firsts.contains(form)
        })
    };
    analysis.tokens[token].deprel == Deprel::Acl
        && analysis.head(token).is_some_and(|noun| analysis.children(noun).any(first))
}

/// All words and lemmas in small letters, in one block of memory.
struct SmallLetters {
    letters: String,
    /// Starts of lemma and form of each token; the last entry is the end.
    starts: Vec<(u32, u32)>,
}

impl SmallLetters {
    fn new(analysis: &Analysis, lexicon: &Lexicon) -> Self {
        let mut letters = String::with_capacity(analysis.source().len() * 2);
        let mut starts = Vec::with_capacity(analysis.tokens.len() + 1);
        for token in 0..analysis.tokens.len() {
            let lemma = letters.len() as u32;
            let form: String = analysis.text(token).chars().flat_map(char::to_lowercase).collect();
            let known = if lexicon.endings.is_glued() {
                lexicon.prefix_of(analysis.text(token))
            } else {
                lexicon.inflections.word(
                    after_number(&form),
                    analysis.lemma(token),
                    analysis.tokens[token].upos,
                )
            };
            let verb = matches!(analysis.tokens[token].upos, Upos::Verb);
            let repaired =
                (known.is_none() && verb).then(|| lexicon.verb_of(&form, analysis.lemma(token))).flatten();
            match known.or(repaired.as_deref()) {
                Some(stem) => letters.push_str(stem),
                None => letters.extend(analysis.lemma(token).chars().flat_map(char::to_lowercase)),
            }
            starts.push((lemma, letters.len() as u32));
            letters.push_str(&form);
        }
        let end = letters.len() as u32;
        starts.push((end, end));
        Self { letters, starts }
    }

    fn forms(&self, token: usize) -> Option<(&str, &str)> {
        let (lemma, form) = *self.starts.get(token)?;
        let (end, _) = *self.starts.get(token + 1)?;
        Some((
            self.letters.get(lemma as usize..form as usize)?,
            self.letters.get(form as usize..end as usize)?,
        ))
    }
}

/// `80-летие` without its number.
fn after_number(form: &str) -> &str {
    match form.split_once('-') {
        Some((number, word)) if number.bytes().all(|byte| byte.is_ascii_digit()) => word,
        _ => form,
    }
}

/// A blank line, or a line break after a sentence's end, starts a paragraph.
fn paragraphs(text: &str, analysis: &Analysis) -> Vec<usize> {
    let mut number = 0;
    let mut last = 0;
    analysis
        .sentences
        .iter()
        .map(|sentence| {
            let between = text.get(last..sentence.start as usize).unwrap_or_default();
            number += usize::from(between.contains('\n'));
            last = sentence.end as usize;
            number
        })
        .collect()
}

/// The two states named most, those of the title counting more; bodies and a state named once do not count.
fn main_pair(
    actors: &Actors,
    reference: &Reference,
    title: Option<&str>,
    lang: Language,
) -> Option<[PartyCode; 2]> {
    let mut counts: Vec<(PartyCode, usize)> = Vec::new();
    let mut count = |code: PartyCode, weight: usize| match counts.iter_mut().find(|(known, _)| *known == code)
    {
        Some((_, number)) => *number += weight,
        None => counts.push((code, weight)),
    };
    let is_state = |code| reference.polity(code).is_some_and(|polity| polity.kind != PolityKind::Body);
    for (number, hit) in actors.hits.iter().enumerate() {
        let code = lasting(reference, hit.code);
        if is_state(code) {
            // What stands early tells what a text is about.
            count(code, if number < 6 { 2 } else { 1 });
        }
    }
    for hit in title.map(|title| reference.mentions(title, lang)).unwrap_or_default() {
        let code = lasting(reference, hit.code);
        if is_state(code) {
            count(code, 4);
        }
    }
    counts.sort_by_key(|(_, number)| std::cmp::Reverse(*number));
    match counts[..] {
        [(a, _), (b, second), ..] if second >= 2 => Some([a, b]),
        _ => None,
    }
}

/// The code under which the name lives on today: the Soviet Union's is Russia's.
pub(crate) fn lasting(reference: &Reference, code: PartyCode) -> PartyCode {
    let now = Interval::year(2020);
    reference.resolve(code, now)
}
