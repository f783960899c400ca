//! Learning what punctuation hangs on.

use crate::model::Features;
use crate::parser::{Candidates, Tree, partner};
use crate::train::learner::Learner;
use crate::train::model::Model;
use crate::train::shuffle::Chance;
use crate::train::treebank::Example;

/// Learns from true trees, and writes the table.
pub(crate) fn train(examples: &[Example], rounds: usize, keep: usize, model: &mut Model) {
    let mut learner = Learner::new(1);
    let mut order: Vec<usize> = (0..examples.len()).collect();
    let mut chance = Chance::new(41);
    for _ in 0..rounds {
        chance.shuffle(&mut order);
        for &example in &order {
            learn(&mut learner, &examples[example]);
        }
    }
    model.set("punctuation", learner.table(keep));
}

fn learn(learner: &mut Learner, example: &Example) {
    let marks = example.marks();
    let heads: Vec<u32> = example.heads_of_words().into_iter().map(|head| head as u32).collect();
    let relations: Vec<u32> = example.relations.iter().map(|relation| *relation as u32).collect();
    let upos: Vec<u32> = example.tags.iter().map(|tag| tag.upos as u32).collect();
    let forms: Vec<u32> = example.words.iter().map(|word| word.form).collect();
    let tree = Tree { heads: &heads, relations: &relations, upos: &upos, forms: &forms, marks: &marks };
    let mut candidates = Candidates::default();
    let mut features = Features::default();
    for mark in (0..marks.len()).filter(|&word| marks[word]) {
        candidates.find(&tree, mark);
        let truth = example.heads[mark];
        let Some(right) = candidates.list.iter().position(|candidate| candidate.word == truth) else {
            continue;
        };
        let pair = partner(mark, marks.len(), |word| example.forms[word].as_str());
        let looks: Vec<(Vec<u64>, f32)> = candidates
            .list
            .iter()
            .map(|candidate| {
                candidates.look(&tree, mark, pair, *candidate, &mut features);
                let mut score = [0.0];
                learner.score(features.keys(), &mut score);
                (features.keys().to_vec(), score[0])
            })
            .collect();
        learner.tick();
        let rival = (0..looks.len())
            .filter(|one| candidates.list[*one].word != truth)
            .max_by(|left, right| looks[*left].1.total_cmp(&looks[*right].1));
        if let Some(rival) = rival
            && looks[right].1 < looks[rival].1 + 1.0
        {
            learner.update(&looks[right].0, 0, 1.0);
            learner.update(&looks[rival].0, 0, -1.0);
        }
    }
}
