//! Learning to tag.

use crate::hash::FastMap;
use crate::lemma::Lemmatiser;
use crate::model::{Container, Dictionary, Features};
use crate::tagger::{
    Bundles, Context, Known, Tag, TagScratch, Tagger, UPOS, best, best_bundle, lexicon_key, look_up,
};
use crate::train::Settings;
use crate::train::learner::Learner;
use crate::train::model::Model;
use crate::train::shuffle::Chance;
use crate::train::treebank::Example;
use crate::{Feats, Upos};

/// Everything that a tagger is written from.
#[derive(Debug)]
pub(crate) struct Learned {
    upos: Learner,
    morphology: Learner,
    lexicon: Vec<u8>,
    bundles: Bundles,
}

/// Seen this often with one tag only, a word is looked up and no longer decided.
const SURE: u32 = 30;

/// Learns from examples.
pub(crate) fn train(examples: &[Example], rounds: usize, dropped: usize) -> Learned {
    let bundles = bundles(examples);
    let lexicon = lexicon(examples, &bundles);
    let mut learned =
        Learned { upos: Learner::new(UPOS), morphology: Learner::new(Feats::CLASSES), lexicon, bundles };
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = Chance::new(17);
    for _ in 0..rounds {
        chance.shuffle(&mut order);
        for &example in &order {
            learned.learn(&examples[example], dropped, &mut chance);
        }
    }
    learned
}

impl Learned {
    fn learn(&mut self, example: &Example, dropped: usize, chance: &mut Chance) {
        let mut features = Features::default();
        let mut known = Vec::new();
        if let Some(lexicon) = Dictionary::read(&self.lexicon) {
            look_up(&lexicon, &example.words, &mut known);
        }
        let mut tags = Vec::with_capacity(example.words.len());
        for (index, truth) in example.tags.iter().enumerate() {
            let context = Context { words: &example.words, index, tags: &tags, known: &known };
            context.upos(&mut features);
            features.thin_out(|| !chance.percent(dropped));
            let guess = self.learn_upos(features.keys(), truth.upos);
            context.morphology(truth.upos as u32, &mut features);
            features.thin_out(|| !chance.percent(dropped));
            let feats = self.learn_feats(features.keys(), *truth);
            let guessed = if guess == truth.upos { feats } else { self.first_bundle(guess) };
            tags.push(Tag { upos: guess, feats: guessed });
        }
    }

    fn first_bundle(&self, upos: Upos) -> Feats {
        self.bundles[upos as usize].first().map_or(Feats::NONE, |(feats, _)| *feats)
    }

    fn learn_upos(&mut self, features: &[u64], truth: Upos) -> Upos {
        let mut scores = [0.0; UPOS];
        self.upos.score(features, &mut scores);
        let guess = best(&scores);
        let mut rival = usize::from(truth as usize == 0);
        for class in 0..UPOS {
            if class != truth as usize && scores[class] > scores[rival] {
                rival = class;
            }
        }
        self.upos.tick();
        if scores[truth as usize] < scores[rival] + 1.0 {
            self.upos.update(features, truth as usize, 1.0);
            self.upos.update(features, rival, -1.0);
        }
        Upos::from_index(guess)
    }

    fn learn_feats(&mut self, features: &[u64], truth: Tag) -> Feats {
        let mut scores = [0.0; Feats::CLASSES];
        self.morphology.score(features, &mut scores);
        let (guess, _) = best_bundle(&self.bundles[truth.upos as usize], |class| scores[class]);
        self.morphology.tick();
        for (right, wrong) in truth.feats.classes().into_iter().zip(guess.classes()) {
            if right != wrong {
                self.morphology.update(features, right as usize, 1.0);
                self.morphology.update(features, wrong as usize, -1.0);
            }
        }
        guess
    }

    /// Writes the sections of the tagger.
    pub(crate) fn write(&self, settings: Settings, model: &mut Model) {
        let mut bytes = Vec::new();
        for list in &self.bundles {
            bytes.extend_from_slice(&(list.len() as u16).to_le_bytes());
            bytes.extend(list.iter().flat_map(|(feats, _)| feats.bits().to_le_bytes()));
        }
        model.set("bundles", bytes);
        model.set("lexicon", self.lexicon.clone());
        model.set("upos", self.upos.table(settings.upos_features));
        model.set("morph", self.morphology.table(settings.morphology_features));
    }
}

/// The feature bundles of each part of speech, the most frequent first.
fn bundles(examples: &[Example]) -> Bundles {
    let mut counts: [FastMap<u32, u32>; UPOS] = Default::default();
    for tag in examples.iter().flat_map(|example| &example.tags) {
        *counts[tag.upos as usize].entry(tag.feats.bits()).or_default() += 1;
    }
    counts.map(|counts| {
        let mut list: Vec<_> = counts.into_iter().collect();
        list.sort_by_key(|(bits, count)| (std::cmp::Reverse(*count), *bits));
        let frequent = list.len();
        // Slips of annotators are not offered as choices.
        let feats = list.iter().take(frequent.min(1000)).filter(|(_, count)| *count > 1 || frequent < 4);
        feats.map(|(bits, _)| (Feats::from_bits(*bits), Feats::from_bits(*bits).classes())).collect()
    })
}

/// What each word that was seen often enough can be.
fn lexicon(examples: &[Example], bundles: &Bundles) -> Vec<u8> {
    let mut seen: FastMap<u32, FastMap<(usize, u32), u32>> = FastMap::default();
    for example in examples {
        for (word, tag) in example.words.iter().zip(&example.tags) {
            let tag = (tag.upos as usize, tag.feats.bits());
            *seen.entry(lexicon_key(word)).or_default().entry(tag).or_default() += 1;
        }
    }
    let pairs = seen.into_iter().filter_map(|(key, tags)| {
        let total: u32 = tags.values().sum();
        if total < 3 {
            return None;
        }
        let share = |upos: usize| -> u32 {
            tags.iter().filter(|((u, _), _)| *u == upos).map(|(_, count)| count).sum()
        };
        let set = (0..UPOS).filter(|upos| share(*upos) * 50 > total).fold(0, |set, upos| set | 1_u32 << upos);
        let sure = tags.iter().filter(|(_, count)| **count >= SURE && **count * 250 >= total * 249).find_map(
            |(tag, _)| {
                let bundle = bundles[tag.0].iter().position(|(feats, _)| feats.bits() == tag.1)?;
                Some((tag.0, bundle))
            },
        );
        Some((key, Known::new(set, sure).0))
    });
    Dictionary::write(&pairs.collect())
}

/// The examples with tags and lemmas as models see them that have not seen the example: five parts, each tagged by a
/// tagger of the other four. A parser that learns on true tags would trust tags too much.
pub(crate) fn retag(
    examples: &[Example],
    more_lemmas: &[Example],
    clusters: Option<&[u8]>,
    settings: Settings,
) -> Vec<Example> {
    const PARTS: usize = 5;
    let mut all = examples.to_vec();
    for part in 0..PARTS {
        let others: Vec<Example> = (0..examples.len())
            .filter(|index| index % PARTS != part)
            .map(|index| examples[index].clone())
            .collect();
        let learned = train(&others, settings.tagger_rounds.min(4), settings.tagger_dropped);
        let mut model = Model::default();
        if let Some(clusters) = clusters {
            model.set("clusters", clusters.to_vec());
        }
        learned.write(settings, &mut model);
        for (name, bytes) in crate::train::lemma::train(&[&others, more_lemmas].concat()) {
            model.set(name, bytes);
        }
        let bytes = model.to_bytes();
        let Ok(container) = Container::read(&bytes, false) else { continue };
        let (Some(tagger), Some(lemmatiser)) = (Tagger::read(&container), Lemmatiser::read(&container))
        else {
            continue;
        };
        for example in all.iter_mut().skip(part).step_by(PARTS) {
            relabel(example, &tagger, &lemmatiser);
        }
    }
    all
}

/// Tags the examples, and lemmatises them, as the model so far does.
pub(crate) fn tag(examples: &mut [Example], model: &Model) {
    let bytes = model.to_bytes();
    let Ok(container) = Container::read(&bytes, false) else { return };
    if let (Some(tagger), Some(lemmatiser)) = (Tagger::read(&container), Lemmatiser::read(&container)) {
        for example in examples.iter_mut() {
            relabel(example, &tagger, &lemmatiser);
        }
    }
}

fn relabel(example: &mut Example, tagger: &Tagger<'_>, lemmatiser: &Lemmatiser<'_>) {
    let mut buffer = String::new();
    let mut scratch = TagScratch::default();
    tagger.take(example.forms.iter().map(String::as_str), &mut scratch);
    tagger.tag(&mut example.tags, &mut scratch);
    for (index, form) in example.forms.iter().enumerate() {
        let lemma = &mut example.lemmas[index];
        lemma.clear();
        lemmatiser.lemma(form, example.words[index].shape, example.tags[index], &mut buffer, lemma);
    }
}
