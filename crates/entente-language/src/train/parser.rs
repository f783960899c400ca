//! Learning to parse, with a dynamic oracle: the parser learns in the states that its own mistakes lead to.

use crate::Deprel;
use crate::model::{CloseTable, Features, Table};
use crate::parser::{
    Attributes, Move, Parser, State, attributes, move_features, relation_features, turn_round,
    words_between_marks,
};
use crate::tagger::best;
use crate::train::Settings;
use crate::train::learner::Learner;
use crate::train::model::Model;
use crate::train::shuffle::Chance;
use crate::train::treebank::Example;

/// Learns moves and relations, and writes both tables.
pub(crate) fn train(
    examples: &[Example],
    settings: Settings,
    glued: bool,
    model: &mut Model,
    report: &mut dyn FnMut(&str),
) {
    let learn = |seed: usize| {
        move || {
            let mut said = String::new();
            let seed = 23 + 2 * seed as u64;
            let one = Learned::train(examples, settings, glued, seed, &mut |told| said.push_str(told));
            (one, said)
        }
    };
    let mut learned: Option<Learned> = None;
    // Each learns alone, and they are added up in their order, so that every run gives the same.
    std::thread::scope(|scope| {
        let threads: Vec<_> = (0..settings.parser_seeds).map(|seed| scope.spawn(learn(seed))).collect();
        for thread in threads {
            let Ok((one, said)) = thread.join() else { continue };
            report(&said);
            match &mut learned {
                Some(learned) => learned.absorb(&one),
                None => learned = Some(one),
            }
        }
    });
    let Some(learned) = learned else { return };
    if let Some(moves) = Table::read(&learned.moves.table(settings.move_features)) {
        model.set("moves", CloseTable::lay_out(&moves));
    }
    model.set("relation", learned.relations.table(settings.relation_features));
    if settings.backward {
        model.set(Parser::BACKWARD, Vec::new());
    }
}

/// A parser that learns.
pub(crate) struct Learned {
    moves: Learner,
    relations: Learner,
    wrong: usize,
    seen: usize,
    /// Percentage of features left out at chance, which keeps the model from leaning on few of them.
    dropped: usize,
    /// Whether the language glues particles to words.
    glued: bool,
    /// Whether it reads from the last word to the first.
    backward: bool,
}

impl Learned {
    fn new(settings: Settings, glued: bool) -> Self {
        Self {
            moves: Learner::new(3),
            relations: Learner::new(Deprel::COUNT),
            wrong: 0,
            seen: 0,
            dropped: settings.parser_dropped,
            glued,
            backward: settings.backward,
        }
    }

    /// Learns from the examples in an order of chance.
    pub(crate) fn train(
        examples: &[Example],
        settings: Settings,
        glued: bool,
        seed: u64,
        report: &mut dyn FnMut(&str),
    ) -> Self {
        let mut one = Self::new(settings, glued);
        let mut order: Vec<usize> = (0..examples.len()).collect();
        let mut chance = Chance::new(seed);
        for round in 0..settings.parser_rounds {
            chance.shuffle(&mut order);
            (one.wrong, one.seen) = (0, 0);
            for &example in &order {
                one.learn(&examples[example], round, &mut chance);
            }
        }
        report(&format!("parser {seed}: {} of {} words hung wrongly in the last round", one.wrong, one.seen));
        one
    }

    /// The same with averaged weights, to parse with.
    pub(crate) fn averaged(&self) -> Self {
        Self { moves: self.moves.averaged(), relations: self.relations.averaged(), ..*self }
    }

    /// The heads and relations of words; the root is its own head.
    pub(crate) fn parse(&self, words: &[Attributes]) -> (Vec<usize>, Vec<Deprel>) {
        let (mut state, mut features) = (State::default(), Features::default());
        state.start(words.len());
        while !state.is_finished() {
            let next = state.only_move().unwrap_or_else(|| {
                move_features(&state, words, &mut features);
                let mut scores = [0.0; 3];
                self.moves.score(features.keys(), &mut scores);
                let allowed = Move::ALL.iter().enumerate().filter(|(_, one)| state.allows(**one));
                let highest = allowed.max_by(|left, right| scores[left.0].total_cmp(&scores[right.0]));
                highest.map_or(Move::Shift, |(_, highest)| *highest)
            });
            if let Some((head, child)) = state.arc(next) {
                relation_features(&state, words, head, child, &mut features);
                let mut scores = [0.0; Deprel::COUNT];
                self.relations.score(features.keys(), &mut scores);
                scores[Deprel::Root as usize] = f32::MIN;
                state.attach(head, child, Deprel::from_index(best(&scores)));
            }
            state.apply(next);
        }
        (state.heads.iter().map(|head| *head as usize).collect(), state.relations.clone())
    }

    /// Adds what another one has learned in another order: their sum is steadier than each.
    fn absorb(&mut self, other: &Self) {
        self.moves.absorb(&other.moves);
        self.relations.absorb(&other.relations);
    }

    fn learn(&mut self, example: &Example, round: usize, chance: &mut Chance) {
        let all: Vec<Attributes> = (0..example.forms.len())
            .map(|index| {
                attributes(&example.words[index], example.tags[index], &example.lemmas[index], self.glued)
            })
            .collect();
        let (mut words, mut places) = (Vec::new(), Vec::new());
        words_between_marks(&all, &example.marks(), &mut words, &mut places);
        let mut example = without_marks(example, &places);
        if self.backward {
            turn_round(&mut words);
            example.turn_round();
        }
        let example = &example;
        let mut state = State::default();
        let mut features = Features::default();
        state.start(words.len());
        while !state.is_finished() {
            let next = match state.only_move() {
                Some(only) => only,
                None => self.learn_move(
                    &state,
                    &words,
                    example,
                    &mut features,
                    round > 0 && chance.percent(90),
                    chance,
                ),
            };
            if let Some((head, child)) = state.arc(next) {
                let relation =
                    self.learn_relation(&state, &words, example, (head, child), &mut features, chance);
                state.attach(head, child, relation);
            }
            state.apply(next);
        }
        self.seen += words.len();
        self.wrong +=
            (0..words.len()).filter(|&word| state.heads[word] as usize != example.heads[word]).count();
    }

    /// Learns from one state and says how to go on: with the model's own choice when it `explores`.
    fn learn_move(
        &mut self,
        state: &State,
        words: &[Attributes],
        example: &Truth,
        features: &mut Features,
        explores: bool,
        chance: &mut Chance,
    ) -> Move {
        move_features(state, words, features);
        features.thin_out(|| !chance.percent(self.dropped));
        let mut scores = [0.0; 3];
        self.moves.score(features.keys(), &mut scores);
        let costs = costs(state, &example.heads);
        let cheapest = costs.iter().flatten().min().copied().unwrap_or_default();
        let top = |wanted: bool| {
            let fits = |index: &usize| costs[*index].is_some_and(|cost| (cost == cheapest) == wanted);
            (0..3).filter(fits).max_by(|left, right| scores[*left].total_cmp(&scores[*right]))
        };
        let (right, wrong) = (top(true), top(false));
        self.moves.tick();
        if let (Some(right), Some(wrong)) = (right, wrong)
            && scores[right] < scores[wrong] + 1.0
        {
            self.moves.update(features.keys(), right, 1.0);
            self.moves.update(features.keys(), wrong, -1.0);
        }
        let guess = match (right, wrong) {
            (Some(right), Some(wrong)) if scores[wrong] > scores[right] => wrong,
            (Some(right), _) => right,
            (None, wrong) => wrong.unwrap_or_default(),
        };
        Move::ALL[if explores { guess } else { right.unwrap_or(guess) }]
    }

    fn learn_relation(
        &mut self,
        state: &State,
        words: &[Attributes],
        example: &Truth,
        (head, child): (usize, usize),
        features: &mut Features,
        chance: &mut Chance,
    ) -> Deprel {
        relation_features(state, words, head, child, features);
        features.thin_out(|| !chance.percent(self.dropped));
        let mut scores = [0.0; Deprel::COUNT];
        self.relations.score(features.keys(), &mut scores);
        scores[Deprel::Root as usize] = f32::MIN;
        let guess = best(&scores);
        let truth = example.relations[child] as usize;
        if example.heads[child] == head && truth != Deprel::Root as usize {
            let rival = (0..Deprel::COUNT)
                .filter(|class| *class != truth)
                .max_by(|left, right| scores[*left].total_cmp(&scores[*right]))
                .unwrap_or_default();
            self.relations.tick();
            if scores[truth] < scores[rival] + 1.0 {
                self.relations.update(features.keys(), truth, 1.0);
                self.relations.update(features.keys(), rival, -1.0);
            }
        }
        Deprel::from_index(guess)
    }
}

/// The heads and relations of the words that are no marks, in their own counting.
pub(crate) fn without_marks(example: &Example, places: &[u32]) -> Truth {
    let heads = example.heads_of_words();
    let place = |word: usize| places.binary_search(&(word as u32)).unwrap_or_default();
    Truth {
        heads: places.iter().map(|word| place(heads[*word as usize])).collect(),
        relations: places.iter().map(|word| example.relations[*word as usize]).collect(),
    }
}

/// The true tree over the words that are no marks.
pub(crate) struct Truth {
    pub(crate) heads: Vec<usize>,
    pub(crate) relations: Vec<Deprel>,
}

impl Truth {
    /// The same with the last word first.
    fn turn_round(&mut self) {
        self.heads.reverse();
        let last = self.heads.len().saturating_sub(1);
        self.heads.iter_mut().for_each(|head| *head = last - *head);
        self.relations.reverse();
    }
}

/// How many true arcs each move makes impossible; `None` for a move that is not allowed.
///
/// The root counts as a word after the last one, so hanging the true root on anything has a cost.
fn costs(state: &State, heads: &[usize]) -> [Option<u32>; 3] {
    let stack = state.stacked();
    let next = state.ahead(0);
    let (top, below) = (state.stack(0), state.stack(1));
    let is_root = |word: usize| heads[word] == word;
    let hangs = |child: usize, head: usize| !is_root(child) && heads[child] == head;
    let to_come = |head: usize| head >= next;
    // Words to come that hang on the top: lost when it leaves the stack.
    let lost_children = || (next..heads.len()).filter(|&word| hangs(word, top)).count() as u32;
    Move::ALL.map(|candidate| {
        if !state.allows(candidate) {
            return None;
        }
        Some(match candidate {
            Move::Shift => {
                let children = stack.iter().filter(|&&word| hangs(word as usize, next)).count() as u32;
                let deep = stack[..stack.len().saturating_sub(1)].iter();
                children + deep.filter(|&&word| hangs(next, word as usize)).count() as u32
            }
            Move::Left => {
                let head = heads[top];
                let lost = is_root(top)
                    || (head == below && below != crate::parser::NONE)
                    || (to_come(head) && head != next);
                lost_children() + u32::from(lost)
            }
            Move::Right => {
                let lost = is_root(top) || to_come(heads[top]);
                lost_children() + u32::from(lost)
            }
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Container;
    use crate::parser::ParseScratch;
    use crate::tagger::Tag;
    use crate::train::punctuation;
    use crate::words::WordView;
    use crate::{Feats, Upos};

    /// Following moves without cost always gives the true tree, when no branches cross.
    #[test]
    fn moves_without_cost_lead_to_the_truth() {
        let trees: [&[usize]; 4] =
            [&[1, 1, 1], &[1, 4, 1, 4, 4, 4], &[0, 0, 1, 2, 2, 4], &[3, 2, 3, 6, 3, 4, 6, 6, 7]];
        for heads in trees {
            let mut state = State::default();
            state.start(heads.len());
            while !state.is_finished() {
                let costs = costs(&state, heads);
                let free = (0..3).find(|&index| costs[index] == Some(0)).expect("a move without cost");
                let next = Move::ALL[free];
                if let Some((head, child)) = state.arc(next) {
                    state.attach(head, child, Deprel::Dep);
                }
                state.apply(next);
            }
            let found: Vec<usize> = state.heads.iter().map(|head| *head as usize).collect();
            assert_eq!(found, heads);
        }
    }

    #[test]
    fn a_tree_turned_twice_is_itself() {
        let relations = vec![Deprel::Det, Deprel::Root, Deprel::Obj, Deprel::Advmod];
        let mut tree = Truth { heads: vec![1, 1, 1, 2], relations };
        tree.turn_round();
        assert_eq!(tree.heads, [1, 2, 2, 2]);
        assert_eq!(tree.relations, [Deprel::Advmod, Deprel::Obj, Deprel::Root, Deprel::Det]);
        tree.turn_round();
        assert_eq!(tree.heads, [1, 1, 1, 2]);
    }

    /// What is learned in either direction is parsed in the same one, with marks in their places.
    #[test]
    fn both_directions_draw_the_trees_that_they_have_learned() {
        let sentence = |words: &[(&str, Upos, usize, Deprel)]| {
            let mut example = Example::default();
            for &(form, upos, head, relation) in words {
                example.forms.push(form.to_owned());
                example.lemmas.push(form.to_owned());
                example.words.push(WordView::new(form, &mut String::new()));
                example.tags.push(Tag { upos, feats: Feats::NONE });
                example.heads.push(head);
                example.relations.push(relation);
            }
            example
        };
        let examples = [
            sentence(&[
                ("we", Upos::Pron, 1, Deprel::Nsubj),
                ("met", Upos::Verb, 1, Deprel::Root),
                ("the", Upos::Det, 3, Deprel::Det),
                ("envoy", Upos::Noun, 1, Deprel::Obj),
                (",", Upos::Punct, 1, Deprel::Punct),
                ("late", Upos::Adv, 1, Deprel::Advmod),
                (".", Upos::Punct, 1, Deprel::Punct),
            ]),
            sentence(&[
                ("the", Upos::Det, 1, Deprel::Det),
                ("envoy", Upos::Noun, 2, Deprel::Nsubj),
                ("left", Upos::Verb, 2, Deprel::Root),
            ]),
        ];
        for backward in [false, true] {
            let settings = Settings {
                tagger_rounds: 1,
                parser_rounds: 12,
                parser_seeds: 2,
                backward,
                parser_dropped: 0,
                tagger_dropped: 0,
                upos_features: 0,
                morphology_features: 0,
                move_features: 5000,
                punctuation_features: 500,
                relation_features: 5000,
                council_seats: 0,
                treebank_weight: 1,
                parser_tolerance: 0.001,
            };
            let mut model = Model::default();
            punctuation::train(&examples, 5, settings.punctuation_features, &mut model);
            train(&examples, settings, false, &mut model, &mut |_| ());
            let bytes = model.to_bytes();
            let container = Container::read(&bytes, true).expect("a model");
            let parser = Parser::read(&container).expect("a parser");
            for example in &examples {
                let mut scratch = ParseScratch::default();
                let word = |word: usize| {
                    attributes(&example.words[word], example.tags[word], &example.lemmas[word], false)
                };
                scratch.all.extend((0..example.forms.len()).map(word));
                scratch.mark(example.tags.iter().map(|tag| tag.upos));
                let forms: Vec<&str> = example.forms.iter().map(String::as_str).collect();
                parser.parse(&mut scratch, |word| forms[word]);
                let heads: Vec<usize> = scratch.heads.iter().map(|head| *head as usize).collect();
                assert_eq!(heads, example.heads, "backward: {backward}");
                assert_eq!(scratch.relations, example.relations, "backward: {backward}");
            }
        }
    }
}
