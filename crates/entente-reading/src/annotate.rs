//! One text with everything that the parts of a reading look at: words, tree, times, actors, clauses.

use std::ops::Range;

use entente_language::{Analysis, Deprel, Person, Upos, VerbForm};
use entente_model::{Interval, Language, PartyCode};
use entente_reference::{NameHit, PolityKind, Reference};
use rustc_hash::FxHashSet;

use crate::{
    actors::Actors,
    clauses::{self, Clause},
    glued::{self, Predicate},
    kinds::KindModel,
    lexicon::{ClassMask, EventRule, Lexicon, List, Listed, Part, Use},
    roots::RootModel,
    time::{Anniversary, FoundTime, Scanned, Section},
};

/// A document's text, analysed once for all parts of the reading.
pub(crate) struct Annotated<'a> {
    pub text: &'a str,
    pub lexicon: &'a Lexicon,
    pub reference: &'static Reference,
    pub analysis: Analysis,
    pub times: Vec<FoundTime>,
    pub anniversaries: Vec<Anniversary>,
    /// The parts of a chronicle whose dates stand on lines of their own.
    pub sections: Vec<Section>,
    pub actors: Actors,
    pub clauses: Vec<Clause>,
    /// The predicates by their endings, in languages where endings tell them; else none.
    pub predicates: Vec<Predicate>,
    pub published: Option<Interval>,
    /// The two states that the document is mostly about, by their lasting names.
    pub pair: Option<[PartyCode; 2]>,
    /// For each sentence the number of its paragraph.
    pub paragraphs: Vec<usize>,
    /// Which root a sentence tells.
    pub roots: &'a RootModel,
    /// Of what kind an act is.
    pub kinds: &'a KindModel,
    words: SmallLetters,
    /// The text in small letters, byte for byte; what would take more or fewer bytes stays.
    lower: String,
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
    pub told: Scanned,
    /// In place of the pack's own model of roots.
    pub roots: Option<&'a RootModel>,
    /// In place of the pack's own model of kinds.
    pub kinds: Option<&'a KindModel>,
}

impl<'a> Annotated<'a> {
    pub(crate) fn new(found: Found<'a>, lexicon: &'a Lexicon, reference: &'static Reference) -> Self {
        let Found { text, lang, title, published, mut analysis, hits, told, roots, kinds } = found;
        raise_modals(&mut analysis, lexicon);
        analysis.line_up_items();
        let Scanned { times, anniversaries, sections, .. } = told;
        free_months(&mut analysis, &times);
        let mut actors = Actors::find(text, lexicon, hits, &analysis, &times);
        actors.know(text, &analysis, reference, published);
        let mut words = SmallLetters::new(&analysis, lexicon);
        words.know(lexicon);
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
            words.entry(token).and_then(|entry| entry.mask).unwrap_or_else(|| {
                let by_parts = words.forms(token).filter(|_| endings.is_glued());
                by_parts.map_or(0, |(_, form)| endings.mask(form))
                    | lexicon.classes.at(|step| words.forms(token + step))
            })
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
            sections,
            actors,
            clauses,
            predicates,
            published,
            pair,
            paragraphs,
            roots: roots.unwrap_or(&lexicon.roots),
            kinds: kinds.unwrap_or(&lexicon.kinds),
            words,
            lower: small_letters(text),
            masks,
            clause_of,
        }
    }

    /// The text at these bytes in small letters; empty where they cut a character.
    pub(crate) fn lower(&self, bytes: Range<usize>) -> &str {
        self.lower.get(bytes).unwrap_or_default()
    }

    /// Whether a list holds the lemma of a token or the word as written.
    pub(crate) fn is_one_of(&self, token: usize, list: &FxHashSet<Box<str>>) -> bool {
        list.contains(self.lemma(token)) || list.contains(self.form(token))
    }

    /// Whether a rule of events can begin at a token: as a noun, or as a verb.
    pub(crate) fn may_act(&self, token: usize, part: Part) -> bool {
        self.words.entry(token).is_some_and(|entry| match part {
            Part::Noun => entry.triggers,
            Part::Verb => entry.triggers || entry.slips,
        })
    }

    /// The lemma and the word as written, in small letters, `step` words on; nothing beyond the end.
    pub(crate) fn forms(&self, token: usize) -> Option<(&str, &str)> {
        self.words.forms(token)
    }

    /// The lemma in small letters.
    pub(crate) fn lemma(&self, token: usize) -> &str {
        self.words.lemma(token)
    }

    /// The word as written, in small letters.
    pub(crate) fn form(&self, token: usize) -> &str {
        self.words.form(token)
    }

    /// The lists that hold a word.
    pub(crate) fn listed(&self, token: usize) -> Listed {
        self.words.entry(token).map_or_else(Listed::default, |entry| entry.listed)
    }

    /// Whether a token is a pronoun of this list; where verbs show who speaks, and the pronoun is often left out, a form of
    /// the first person too.
    pub(crate) fn is_first_person(&self, token: usize, pronouns: List) -> bool {
        let word = &self.analysis.tokens[token];
        self.listed(token).form.holds(pronouns)
            || (self.lexicon.people.inflected
                && word.feats.person() == Some(Person::First)
                && matches!(word.upos, Upos::Verb | Upos::Pron))
    }

    /// The classes of the word or phrase that starts at a token.
    pub(crate) fn mask(&self, token: usize) -> ClassMask {
        self.masks.get(token).copied().unwrap_or(0)
    }

    /// The classes of all words of these tokens.
    pub(crate) fn mask_of(&self, tokens: impl IntoIterator<Item = usize>) -> ClassMask {
        tokens.into_iter().fold(0, |mask, token| mask | self.mask(token))
    }

    /// The times that lie whole within these bytes; all times stand in the order of the text.
    pub(crate) fn times_in(&self, bytes: &Range<usize>) -> impl Iterator<Item = &FoundTime> {
        let (first, end) = (self.times.partition_point(|time| time.range.start < bytes.start), bytes.end);
        self.times[first..]
            .iter()
            .take_while(move |time| time.range.start < end)
            .filter(move |time| time.range.end <= end)
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
            if !self.may_act(token, Part::Noun) {
                return None;
            }
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

/// Makes what modal words govern the predicates of their clauses.
fn raise_modals(analysis: &mut Analysis, lexicon: &Lexicon) {
    let words = &lexicon.status.modals;
    if words.is_empty() {
        return;
    }
    // There are a few of them at the most.
    let is_modal = |token: &usize| {
        let (lemma, form) = (analysis.lemma(*token), analysis.text(*token));
        words.iter().any(|word| **word == *lemma || **word == *form)
    };
    let modals: Vec<usize> = (0..analysis.tokens.len()).filter(is_modal).collect();
    analysis.raise(&modals);
}

/// "On 17 *May* 2023 Kenya ratified the treaty": a parser may take the month for the verb of a wish.
fn free_months(analysis: &mut Analysis, times: &[FoundTime]) {
    for time in times {
        let first = analysis.tokens.partition_point(|word| (word.end as usize) <= time.range.start);
        let inside = analysis.tokens[first..].iter_mut();
        inside
            .take_while(|word| (word.start as usize) < time.range.end)
            .filter(|word| word.deprel == Deprel::Aux)
            .for_each(|word| word.deprel = Deprel::Obl);
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

/// "Visits" alone in a heading, which a tagger takes for a name: the word of the pack whose plural it is.
fn heading_plural<'f>(
    analysis: &Analysis,
    lexicon: &Lexicon,
    token: usize,
    form: &'f str,
) -> Option<&'f str> {
    let is_name = |at: Option<usize>| {
        at.and_then(|at| analysis.tokens.get(at)).is_some_and(|word| word.upos == Upos::Propn)
    };
    let alone = is_name(Some(token)) && !is_name(token.checked_sub(1)) && !is_name(Some(token + 1));
    let singular = form.strip_suffix('s').filter(|_| alone)?;
    (lexicon.events.word(singular).is_some() || lexicon.classes.word(singular).is_some()).then_some(singular)
}

/// The different words and lemmas of a text in small letters, in one block of memory.
struct SmallLetters {
    letters: String,
    entries: Vec<Entry>,
    /// The entry of each token.
    of: Vec<u32>,
}

/// A word with its lemma, and what the pack's tables say of it by itself.
#[derive(Debug, Clone, Default)]
struct Entry {
    /// Where the lemma stands, and behind it the form, in the block.
    lemma: u32,
    form: u32,
    end: u32,
    /// Its classes; `None` where a phrase may begin with it.
    mask: Option<ClassMask>,
    /// Whether a rule of events begins with it.
    triggers: bool,
    /// Whether it is a verb of such a rule, written a letter off.
    slips: bool,
    /// The lists that hold it.
    listed: Listed,
}

impl SmallLetters {
    fn new(analysis: &Analysis, lexicon: &Lexicon) -> Self {
        let mut letters = String::with_capacity(analysis.source().len());
        let mut entries: Vec<Entry> = Vec::new();
        let mut of = Vec::with_capacity(analysis.tokens.len());
        // The entry that each different word had last, with the tag and the lemma that it was made for.
        let mut last: Vec<Option<(u32, Upos, &str)>> = vec![None; analysis.word_count()];
        let mut form = String::new();
        for token in 0..analysis.tokens.len() {
            let word = &analysis.tokens[token];
            let own_lemma = analysis.lemma(token);
            let known = last.get(word.word as usize).copied().flatten();
            if let Some((entry, ..)) =
                known.filter(|&(_, upos, lemma)| upos == word.upos && lemma == own_lemma)
            {
                of.push(entry);
                continue;
            }
            let lemma = letters.len() as u32;
            form.clear();
            push_lower(&mut form, analysis.text(token));
            let known = if lexicon.endings.is_glued() {
                lexicon.prefix_of(analysis.text(token))
            } else {
                lexicon.inflections.word(after_number(&form), own_lemma, word.upos)
            };
            let verb = matches!(word.upos, Upos::Verb);
            let repaired = (known.is_none() && verb).then(|| lexicon.verb_of(&form, own_lemma)).flatten();
            let plural = known.is_none().then(|| heading_plural(analysis, lexicon, token, &form)).flatten();
            match known.or(repaired.as_deref()).or(plural) {
                Some(stem) => letters.push_str(stem),
                None => push_lower(&mut letters, own_lemma),
            }
            let start = letters.len() as u32;
            letters.push_str(&form);
            let entry = entries.len() as u32;
            entries.push(Entry { lemma, form: start, end: letters.len() as u32, ..Entry::default() });
            of.push(entry);
            if let Some(last) = last.get_mut(word.word as usize) {
                *last = Some((entry, word.upos, own_lemma));
            }
        }
        Self { letters, entries, of }
    }

    /// Looks the words up in the tables of the pack.
    fn know(&mut self, lexicon: &Lexicon) {
        let glued = lexicon.endings.is_glued();
        for at in 0..self.entries.len() {
            let (lemma, form) = self.written(&self.entries[at]);
            // Most words are their own lemma.
            let other = if lemma == form { None } else { Some(form) };
            let either = |holds: &dyn Fn(&str) -> bool| holds(lemma) || other.is_some_and(holds);
            let mask = (!either(&|word| lexicon.classes.begins_phrase(word))).then(|| {
                let by_parts = if glued { lexicon.endings.mask(form) } else { 0 };
                by_parts
                    | lexicon.classes.mask_of(lemma)
                    | other.map_or(0, |form| lexicon.classes.mask_of(form))
            });
            let triggers = either(&|word| lexicon.events.knows(word));
            let slips = !triggers && lexicon.events.is_slip(lemma);
            let listed = lexicon.listed(lemma, form);
            let entry = &mut self.entries[at];
            *entry = Entry { mask, triggers, slips, listed, ..*entry };
        }
    }

    fn entry(&self, token: usize) -> Option<&Entry> {
        self.entries.get(*self.of.get(token)? as usize)
    }

    fn written(&self, entry: &Entry) -> (&str, &str) {
        (self.part(entry.lemma, entry.form), self.part(entry.form, entry.end))
    }

    fn part(&self, from: u32, to: u32) -> &str {
        self.letters.get(from as usize..to as usize).unwrap_or_default()
    }

    fn forms(&self, token: usize) -> Option<(&str, &str)> {
        self.entry(token).map(|entry| self.written(entry))
    }

    fn lemma(&self, token: usize) -> &str {
        self.entry(token).map_or("", |entry| self.part(entry.lemma, entry.form))
    }

    fn form(&self, token: usize) -> &str {
        self.entry(token).map_or("", |entry| self.part(entry.form, entry.end))
    }
}

/// A text in small letters, byte for byte.
fn small_letters(text: &str) -> String {
    let small = |letter: char| {
        let mut small = letter.to_lowercase();
        match (small.next(), small.next()) {
            (Some(small), None) if small.len_utf8() == letter.len_utf8() => small,
            _ => letter,
        }
    };
    let mut letters = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.bytes().position(|byte| !byte.is_ascii()) {
        let (plain, more) = rest.split_at(at);
        let mut chars = more.chars();
        letters.push_str(plain);
        letters.extend(chars.next().map(small));
        rest = chars.as_str();
    }
    letters.push_str(rest);
    letters.make_ascii_lowercase();
    letters
}

/// Adds a word in small letters.
fn push_lower(letters: &mut String, word: &str) {
    if word.is_ascii() {
        let start = letters.len();
        letters.push_str(word);
        letters[start..].make_ascii_lowercase();
    } else {
        letters.extend(word.chars().flat_map(char::to_lowercase));
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
