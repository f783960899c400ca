//! Parts of speech and morphological features, from left to right.
//!
//! Frequent words that only ever have one reading are looked up. For the rest a linear model picks the part of
//! speech; then, among the feature bundles that this part of speech has in the language, the one whose features
//! score best together.

mod features;
mod finite;
mod lexemes;

pub(crate) use features::Context;
pub(crate) use finite::{settle, settle_participles};
pub(crate) use lexemes::{Lexeme, Lexemes, Tagged};

use crate::engine::SIGN;
use crate::hash::mix;
use crate::model::{Container, Cursor, Dictionary, Features, Margin, Margins, Scores, Table};
use crate::words::{WordView, short};
use crate::{Feats, Upos};

/// Part of speech and features of a word.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub(crate) struct Tag {
    pub(crate) upos: Upos,
    pub(crate) feats: Feats,
}

impl Tag {
    /// One number for both.
    pub(crate) const fn code(self) -> u32 {
        short(mix(self.feats.bits() as u64, self.upos as u64 + 1))
    }
}

/// Number of parts of speech.
pub(crate) const UPOS: usize = Upos::ALL.len();

/// The feature bundles of each part of speech.
pub(crate) type Bundles = [Vec<(Feats, [u8; Feats::COUNT])>; UPOS];

/// The tagger of a language.
#[derive(Debug, Clone)]
pub(crate) struct Tagger<'m> {
    upos: Table<'m, UPOS>,
    morphology: Table<'m, { Feats::CLASSES }>,
    lexicon: Dictionary<'m>,
    bundles: Bundles,
    clusters: Option<Dictionary<'m>>,
    /// What stands beyond the ends of a sentence.
    outside: Lexeme,
    margins: Margins,
}

/// What the lexicon knows: the parts of speech that a word has been seen as (a set of bits), and its only tag.
///
/// Packed in 32 bits: the set in the low 17, then in 5 bits the part of speech plus one, then 10 for the bundle.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Known(pub(crate) u32);

impl Known {
    const SURE_SHIFT: u32 = 17;
    const BUNDLE_SHIFT: u32 = 22;

    pub(crate) const fn new(set: u32, sure: Option<(usize, usize)>) -> Self {
        match sure {
            Some((upos, bundle)) if bundle < 1024 => {
                Self(set | (upos as u32 + 1) << Self::SURE_SHIFT | (bundle as u32) << Self::BUNDLE_SHIFT)
            }
            _ => Self(set),
        }
    }

    /// The set of parts of speech, zero for an unknown word.
    pub(crate) const fn set(self) -> u32 {
        self.0 & 0x1_FFFF
    }

    fn sure(self) -> Option<(usize, usize)> {
        let upos = (self.0 >> Self::SURE_SHIFT & 0x1F).checked_sub(1)?;
        Some((upos as usize, (self.0 >> Self::BUNDLE_SHIFT) as usize))
    }
}

/// The key of a word in the lexicon: capitalised words are words of their own.
pub(crate) const fn lexicon_key(word: &WordView) -> u32 {
    if word.shape.starts_upper() { capital_key(word.form) } else { word.form }
}

/// The key of a form that is capitalised.
pub(crate) const fn capital_key(form: u32) -> u32 {
    form ^ 0x5bd1_e995
}

/// Scratch space that is used again from sentence to sentence.
#[derive(Debug, Default)]
pub(crate) struct TagScratch {
    /// The words of the sentence, as places among the lexemes.
    pub(crate) ids: Vec<u32>,
    pub(crate) lexemes: Lexemes,
    /// The number of the document in work.
    pub(crate) document: u32,
    pub(crate) words: Vec<WordView>,
    pub(crate) known: Vec<Known>,
    /// For each word the parts of speech that it cannot be, a bit each; nothing is ruled out beyond the end.
    pub(crate) ruled_out: Vec<u32>,
    features: Features,
    buffer: String,
}

impl<'m> Tagger<'m> {
    pub(crate) fn read(model: &Container<'m>) -> Option<Self> {
        let mut bundles: Bundles = Default::default();
        let mut cursor = Cursor(model.get("bundles")?);
        for list in &mut bundles {
            for _ in 0..cursor.short()? {
                let feats = Feats::from_bits(cursor.long()?);
                list.push((feats, feats.classes()));
            }
        }
        let mut tagger = Self {
            upos: Table::read(model.get("upos")?)?,
            morphology: Table::read(model.get("morph")?)?,
            lexicon: Dictionary::read(model.get("lexicon")?)?,
            bundles,
            clusters: model.get("clusters").and_then(Dictionary::read),
            outside: Lexeme::default(),
            margins: Margins::read(model),
        };
        tagger.outside = tagger.lexeme(WordView::OUTSIDE, Known::default(), &mut Features::default());
        Some(tagger)
    }

    /// The same with other margins.
    pub(crate) const fn set_margins(&mut self, margins: Margins) {
        self.margins = margins;
    }

    /// Takes in the words of a sentence.
    pub(crate) fn take<'t>(&self, words: impl Iterator<Item = &'t str>, scratch: &mut TagScratch) {
        let TagScratch { ids, lexemes, words: views, known, features, buffer, .. } = scratch;
        lexemes.make_room();
        ids.clear();
        ids.extend(words.map(|word| lexemes.id(word, || self.look(word, buffer, features))));
        views.clear();
        views.extend(ids.iter().map(|&id| lexemes.get(id).view));
        known.clear();
        known.extend(ids.iter().map(|&id| lexemes.get(id).known));
    }

    /// Looks at a word.
    fn look(&self, word: &str, buffer: &mut String, features: &mut Features) -> Lexeme {
        let mut view = WordView::new(word, buffer);
        if let Some(clusters) = &self.clusters {
            view.set_groups(clusters.get(view.form).unwrap_or_default());
        }
        let known = Known(self.lexicon.get(lexicon_key(&view)).unwrap_or_default());
        self.lexeme(view, known, features)
    }

    /// Tags the sentence that was taken in.
    pub(crate) fn tag(&self, tags: &mut Vec<Tag>, scratch: &mut TagScratch) {
        let TagScratch { ids, lexemes, words, known, ruled_out, features, .. } = scratch;
        tags.clear();
        for index in 0..ids.len() {
            let tag = if let Some((upos, bundle)) = known[index].sure() {
                self.sure(upos, bundle)
            } else {
                let ruled_out = ruled_out.get(index).copied().unwrap_or_default();
                let context = Context { words, index, tags, known };
                let upos = self.upos(&context, ids, lexemes, ruled_out, features);
                let feats = match self.bundles[upos].as_slice() {
                    [] => Feats::NONE,
                    [(only, _)] => *only,
                    bundles => self.feats(upos, bundles, &context, lexemes.get_mut(ids[index]), features),
                };
                Tag { upos: Upos::from_index(upos), feats }
            };
            tags.push(tag);
        }
    }

    /// The part of speech: from what the words tell one by one when that is clear, else from how they stand together.
    fn upos(
        &self,
        context: &Context<'_>,
        ids: &[u32],
        lexemes: &Lexemes,
        ruled_out: u32,
        features: &mut Features,
    ) -> usize {
        let mut scores: Scores<UPOS> = [0; UPOS];
        for seat in Seat::ALL {
            let id = context.index.checked_add_signed(seat.offset()).and_then(|index| ids.get(index));
            let lexeme = id.map_or(&self.outside, |&id| lexemes.get(id));
            add(&mut scores, &lexeme.upos[seat as usize]);
        }
        if ruled_out & !SIGN.bits() == 0
            && let Some(clear) = best_leads(&scores, self.margins.get(Margin::Upos))
            && ruled_out >> clear & 1 == 0
        {
            return clear;
        }
        features.clear();
        context.upos_together(features);
        self.upos.score(features.keys(), &mut scores);
        best_allowed(&scores, ruled_out)
    }

    /// The feature bundle, likewise.
    fn feats(
        &self,
        upos: usize,
        bundles: &[(Feats, [u8; Feats::COUNT])],
        context: &Context<'_>,
        lexeme: &mut Lexeme,
        features: &mut Features,
    ) -> Feats {
        if lexeme.morphology.upos != Some(upos) {
            features.clear();
            context.morphology_alone(upos as u32, features);
            let mut scores: Scores<{ Feats::CLASSES }> = [0; Feats::CLASSES];
            self.morphology.score(features.keys(), &mut scores);
            let (feats, lead) = best_bundle(bundles, |class| i32::from(scores[class]));
            lexeme.morphology = lexemes::Morphology { upos: Some(upos), scores, feats, lead };
        }
        let alone = &lexeme.morphology;
        if alone.lead >= i32::from(self.margins.get(Margin::Morphology)) {
            return alone.feats;
        }
        features.clear();
        context.morphology_together(upos as u32, features);
        let mut scores = alone.scores;
        self.morphology.score(features.keys(), &mut scores);
        best_bundle(bundles, |class| i32::from(scores[class])).0
    }

    /// What a word tells of itself and its neighbours.
    fn lexeme(&self, view: WordView, known: Known, features: &mut Features) -> Lexeme {
        let mut lexeme = Lexeme { view, known, ..Lexeme::default() };
        for seat in Seat::ALL {
            features.clear();
            features::upos_alone(&view, known, seat, features);
            self.upos.score(features.keys(), &mut lexeme.upos[seat as usize]);
        }
        lexeme
    }

    fn sure(&self, upos: usize, bundle: usize) -> Tag {
        let feats = self.bundles[upos.min(UPOS - 1)].get(bundle).map_or(Feats::NONE, |(feats, _)| *feats);
        Tag { upos: Upos::from_index(upos), feats }
    }
}

/// Where a word stands to the one that is tagged.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Seat {
    /// It is the word itself.
    Own,
    Last,
    Next,
    BeforeLast,
    AfterNext,
}

impl Seat {
    pub(crate) const ALL: [Self; 5] = [Self::Own, Self::Last, Self::Next, Self::BeforeLast, Self::AfterNext];

    /// Words from the one that is tagged.
    pub(crate) const fn offset(self) -> isize {
        match self {
            Self::Own => 0,
            Self::Last => -1,
            Self::Next => 1,
            Self::BeforeLast => -2,
            Self::AfterNext => 2,
        }
    }
}

/// What the lexicon knows of every word of a sentence.
pub(crate) fn look_up(lexicon: &Dictionary<'_>, words: &[WordView], known: &mut Vec<Known>) {
    known.clear();
    known.extend(words.iter().map(|word| Known(lexicon.get(lexicon_key(word)).unwrap_or_default())));
}

/// The class with the highest score, the first among equals.
pub(crate) fn best<T: PartialOrd + Copy>(scores: &[T]) -> usize {
    let mut best = 0;
    for (index, score) in scores.iter().enumerate() {
        if *score > scores[best] {
            best = index;
        }
    }
    best
}

/// The class with the highest score when it leads the second by `lead` or more, the first among equals.
///
/// Scores are gone through without a jump, for all but the last search by several at a time.
pub(crate) fn best_leads<const N: usize>(scores: &Scores<N>, lead: i16) -> Option<usize> {
    let highest = scores.iter().fold(i16::MIN, |highest, &score| highest.max(score));
    let least = i16::try_from(i32::from(highest) - i32::from(lead)).ok()?;
    // The highest is one of them, unless it need not lead.
    let near = scores.iter().fold(0_u16, |near, &score| near + u16::from(score > least));
    if near > 1 { None } else { scores.iter().position(|&score| score == highest) }
}

fn add<const N: usize>(scores: &mut Scores<N>, more: &Scores<N>) {
    for (score, more) in scores.iter_mut().zip(more) {
        *score = score.wrapping_add(*more);
    }
}

/// The class with the highest score among those that are not ruled out.
fn best_allowed(scores: &Scores<UPOS>, ruled_out: u32) -> usize {
    let best = best(scores);
    if ruled_out >> best & 1 == 0 {
        return best;
    }
    let allowed = (0..UPOS).filter(|upos| ruled_out >> upos & 1 == 0);
    allowed.max_by_key(|&upos| (scores[upos], std::cmp::Reverse(upos))).unwrap_or(best)
}

/// The bundle whose classes score best together, the first among equals, and how far it leads the second.
pub(crate) fn best_bundle<T>(
    bundles: &[(Feats, [u8; Feats::COUNT])],
    score: impl Fn(usize) -> T,
) -> (Feats, T)
where
    T: PartialOrd + Copy + Default + std::iter::Sum + std::ops::Sub<Output = T>,
{
    let mut best: Option<(T, Feats)> = None;
    let mut second: Option<T> = None;
    for (feats, classes) in bundles {
        let sum: T = classes.iter().map(|class| score(*class as usize)).sum();
        match best {
            Some((highest, _)) if sum <= highest => {
                if second.is_none_or(|second| sum > second) {
                    second = Some(sum);
                }
            }
            _ => {
                second = best.map(|(highest, _)| highest);
                best = Some((sum, *feats));
            }
        }
    }
    let lead = match (&best, second) {
        (Some((highest, _)), Some(second)) => *highest - second,
        _ => T::default(),
    };
    (best.map_or(Feats::NONE, |(_, feats)| feats), lead)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn the_best_is_clear_when_it_leads_all_others(
            scores in prop::array::uniform9(prop_oneof![-40..40_i16, Just(i16::MIN), any::<i16>()]),
            lead in prop_oneof![0..60_i16, Just(i16::MAX)],
        ) {
            let first = best(&scores);
            let mut others = scores.iter().enumerate().filter(|(class, _)| *class != first);
            let leads = others.all(|(_, &score)| i32::from(scores[first]) - i32::from(score) >= i32::from(lead));
            prop_assert_eq!(best_leads(&scores, lead), leads.then_some(first));
        }
    }
}
