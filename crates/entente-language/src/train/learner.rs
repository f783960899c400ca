//! The averaged perceptron, with sparse rows while it learns and quantised ones when it is written down.

use crate::hash::FastMap;
use crate::model::{TableBytes, bucket_of, fingerprint_of};

/// A weight that learns: its value, the sum of its past values, and when it last changed.
#[derive(Debug, Clone, Copy)]
struct Cell {
    class: u8,
    changed: u32,
    weight: f32,
    total: f64,
}

/// Weights of features, one for each class.
#[derive(Debug, Default)]
pub(crate) struct Learner {
    classes: usize,
    index: FastMap<u64, u32>,
    rows: Vec<Vec<Cell>>,
    step: u32,
}

impl Learner {
    pub(crate) fn new(classes: usize) -> Self {
        Self { classes, ..Self::default() }
    }

    /// Sums the weights of the features.
    pub(crate) fn score(&self, features: &[u64], scores: &mut [f32]) {
        for feature in features {
            if let Some(&row) = self.index.get(feature) {
                for cell in &self.rows[row as usize] {
                    scores[cell.class as usize] += cell.weight;
                }
            }
        }
    }

    /// One example has been seen.
    pub(crate) fn tick(&mut self) {
        self.step += 1;
    }

    /// Adds `amount` to the weights of a class.
    pub(crate) fn update(&mut self, features: &[u64], class: usize, amount: f32) {
        debug_assert!(class < self.classes);
        for feature in features {
            let next = self.rows.len() as u32;
            let row = *self.index.entry(*feature).or_insert(next);
            if row == next {
                self.rows.push(Vec::new());
            }
            let row = &mut self.rows[row as usize];
            let class = class as u8;
            if let Some(cell) = row.iter_mut().find(|cell| cell.class == class) {
                cell.total += f64::from(cell.weight) * f64::from(self.step - cell.changed);
                cell.changed = self.step;
                cell.weight += amount;
            } else {
                row.push(Cell { class, changed: self.step, weight: amount, total: 0.0 });
            }
        }
    }

    /// The averaged weights of a row.
    fn averages(&self, row: &[Cell]) -> Vec<f32> {
        let mut weights = vec![0.0; self.classes];
        for cell in row {
            let total = cell.total + f64::from(cell.weight) * f64::from(self.step - cell.changed);
            weights[cell.class as usize] = (total / f64::from(self.step.max(1))) as f32;
        }
        weights
    }

    /// The same with the averaged weights in the place of the last ones.
    pub(crate) fn averaged(&self) -> Self {
        let mut averaged = Self { classes: self.classes, index: self.index.clone(), ..Self::default() };
        averaged.rows = self
            .rows
            .iter()
            .map(|row| {
                let weights = self.averages(row);
                let cell = |cell: &Cell| Cell { weight: weights[cell.class as usize], changed: 0, ..*cell };
                row.iter().map(cell).collect()
            })
            .collect();
        averaged
    }

    /// Adds the averaged weights of another learner. Nothing can be learned afterwards.
    pub(crate) fn absorb(&mut self, other: &Self) {
        for (&feature, &row) in &other.index {
            let weights = other.averages(&other.rows[row as usize]);
            let next = self.rows.len() as u32;
            let own = *self.index.entry(feature).or_insert(next);
            if own == next {
                self.rows.push(Vec::new());
            }
            let own = &mut self.rows[own as usize];
            for (class, weight) in weights.into_iter().enumerate().filter(|(_, weight)| *weight != 0.0) {
                let total = f64::from(weight) * f64::from(self.step);
                match own.iter_mut().find(|cell| cell.class as usize == class) {
                    Some(cell) => cell.total += total,
                    None => own.push(Cell { class: class as u8, changed: self.step, weight: 0.0, total }),
                }
            }
        }
    }

    /// The averaged weights of a feature.
    pub(crate) fn average(&self, feature: u64) -> Vec<f32> {
        self.index
            .get(&feature)
            .map_or_else(|| vec![0.0; self.classes], |row| self.averages(&self.rows[*row as usize]))
    }

    /// Writes the `keep` strongest features as a table, weights rounded to eight bits.
    pub(crate) fn table(&self, keep: usize) -> TableBytes {
        self.table_and_scale(keep).0
    }

    /// The table, and the number that weights were multiplied by.
    pub(crate) fn table_and_scale(&self, keep: usize) -> (TableBytes, f32) {
        let mut features: Vec<(u64, Vec<f32>, f32)> = self
            .index
            .iter()
            .map(|(feature, row)| {
                let weights = self.averages(&self.rows[*row as usize]);
                let strength = spread(&weights);
                (*feature, weights, strength)
            })
            .collect();
        features.sort_by(|left, right| right.2.total_cmp(&left.2).then(left.0.cmp(&right.0)));
        features.truncate(keep);
        let scale = scale(&features);
        let wanted = features.len() + features.len() / 8;
        let bits = usize::BITS - (wanted.max(16) / 4).leading_zeros();
        // A power of two above what is wanted, unless that doubles a table that all but fits.
        let bits = if (4 << (bits - 1)) * 10 >= wanted * 9 { bits - 1 } else { bits };
        (write_table(&features, bits, self.classes, scale), scale)
    }
}

/// How much a feature can tell classes apart; a single class is told apart from nothing, zero.
fn spread(weights: &[f32]) -> f32 {
    let highest = weights.iter().copied().fold(0.0, f32::max);
    let lowest = weights.iter().copied().fold(0.0, f32::min);
    highest - lowest
}

/// All but the largest one in two thousand weights fit into eight bits.
fn scale(features: &[(u64, Vec<f32>, f32)]) -> f32 {
    let mut sizes: Vec<f32> =
        features.iter().flat_map(|(_, weights, _)| weights).map(|w| w.abs()).filter(|w| *w > 0.0).collect();
    sizes.sort_by(f32::total_cmp);
    let index = (sizes.len().saturating_sub(1) as f64 * 0.9995) as usize;
    sizes.get(index).map_or(1.0, |size| 127.0 / size.max(1e-6))
}

/// Places features, the strongest first; one that finds its bucket full is dropped.
fn write_table(features: &[(u64, Vec<f32>, f32)], bits: u32, classes: usize, scale: f32) -> TableBytes {
    let slots = 4_usize << bits;
    let mut prints = vec![0_u16; slots];
    let mut rows = vec![0_u8; slots * classes];
    for (feature, weights, _) in features {
        let first = bucket_of(*feature, bits) * 4;
        let print = fingerprint_of(*feature);
        let bucket = &prints[first..first + 4];
        if bucket.contains(&print) {
            continue;
        }
        let Some(free) = bucket.iter().position(|taken| *taken == 0) else { continue };
        let slot = first + free;
        prints[slot] = print;
        for (place, weight) in rows[slot * classes..].iter_mut().zip(weights) {
            *place = ((weight * scale).round().clamp(-127.0, 127.0) as i8).cast_unsigned();
        }
    }
    let mut bytes = vec![bits as u8, classes as u8];
    bytes.extend(prints.iter().flat_map(|print| print.to_le_bytes()));
    bytes.extend(rows);
    bytes
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::model::Table;
    use crate::words::key;

    #[test]
    fn a_table_scores_like_its_learner() {
        let mut learner = Learner::new(3);
        for round in 0..40_u32 {
            for class in 0..3_u32 {
                let features: Vec<u64> =
                    (0..5).map(|template| key(template, class * 7 + round % 3, 0, 0)).collect();
                let mut scores = [0.0; 3];
                learner.score(&features, &mut scores);
                learner.tick();
                learner.update(&features, class as usize, 1.0);
                learner.update(&features, (class as usize + 1) % 3, -1.0);
            }
        }
        let bytes = learner.table(1000);
        let table = Table::<3>::read(&bytes).expect("a table");
        for class in 0..3_u32 {
            let features: Vec<u64> = (0..5).map(|template| key(template, class * 7, 0, 0)).collect();
            let mut scores = [0; 3];
            table.score(&features, &mut scores);
            let best = (0..3).max_by_key(|&class| scores[class]);
            assert_eq!(best, Some(class as usize));
        }
        let mut scores = [0; 3];
        table.score(&[key(77, 1, 2, 3)], &mut scores);
        assert_eq!(scores, [0; 3]);
    }
}
