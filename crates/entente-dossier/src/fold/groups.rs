//! Reports of one block put together, one after the other in an order of their own.

use std::collections::HashMap;

use entente_model::Day;

use super::{
    Rules,
    faces::{ENOUGH, Seen, old_style},
};

/// Members of a group that a report is compared with.
pub(super) const COMPARED: usize = 5;
/// Groups of one day that a report is compared with; the bound holds for a million reports of one day.
const GROUPS: usize = 128;
/// A coarse report joins the best of several finer ones only where the second is this much worse.
pub(super) const CLEAR: f64 = 0.6;
/// Reports that are put together in one go; a block of more is cut where the reports differ most.
const AT_ONCE: usize = 20_000;

/// Lists of indices into `seen`, each index once, the report that leads a group first.
pub(super) fn gather(seen: &[Seen], rules: &Rules) -> Vec<Vec<usize>> {
    let mut order: Vec<usize> = (0..seen.len()).collect();
    if seen.len() > AT_ONCE {
        order.sort_by(|&left, &right| {
            let key = |at: usize| {
                let face = &seen[at].face;
                (&face.parties, face.kind, face.terms.first(), &face.words, seen[at].id)
            };
            key(left).cmp(&key(right))
        });
    }
    order.chunks_mut(AT_ONCE).flat_map(|chunk| gather_some(seen, chunk, rules)).collect()
}

fn gather_some(seen: &[Seen], order: &mut [usize], rules: &Rules) -> Vec<Vec<usize>> {
    // Fine dates first: coarse ones then look for the happening that they mean.
    order.sort_by_key(|&at| (seen[at].length(), seen[at].told()));
    let mut groups = Groups::default();
    for &at in &*order {
        match groups.home(at, seen, rules) {
            Some(group) => groups.all[group].push(at),
            None => groups.open(at, seen),
        }
    }
    groups.all.iter_mut().for_each(|group| group.sort_by_key(|&at| seen[at].told()));
    groups.all
}

/// Groups under way.
#[derive(Default)]
struct Groups<'a> {
    all: Vec<Vec<usize>>,
    by_day: HashMap<Day, Vec<usize>>,
    /// Groups of one day by the words of their first report.
    by_words: HashMap<(Day, &'a str), usize>,
    /// Groups that no single day holds.
    wide: Vec<usize>,
}

impl<'a> Groups<'a> {
    fn open(&mut self, at: usize, seen: &'a [Seen]) {
        let number = self.all.len();
        self.all.push(vec![at]);
        match seen[at].days {
            Some((first, last)) if first == last => {
                self.by_day.entry(first).or_default().push(number);
                self.by_words.entry((first, &seen[at].face.words)).or_insert(number);
            }
            _ => self.wide.push(number),
        }
    }

    /// The group that the report belongs to.
    fn home(&self, at: usize, seen: &[Seen], rules: &Rules) -> Option<usize> {
        let report = &seen[at];
        if rules.is_put_together(report.id) {
            let with = |&member: &usize| rules.puts_together(report.id, seen[member].id);
            if let Some(group) = self.all.iter().position(|group| group.iter().any(with)) {
                return Some(group);
            }
        }
        if let Some(group) = self.copy_of(report, seen, rules) {
            return Some(group);
        }
        let scores = self.near(report).into_iter().filter_map(|group| {
            let members = self.all[group].iter().take(COMPARED).map(|&member| &seen[member]);
            score(report, members, rules).map(|score| (score, group))
        });
        best(scores.collect(), report.is_one_day())
    }

    /// The group whose first report has the same words of the same day and parties.
    fn copy_of(&self, report: &Seen, seen: &[Seen], rules: &Rules) -> Option<usize> {
        let (day, _) = report.days.filter(|_| report.is_one_day())?;
        let &group = self.by_words.get(&(day, report.face.words.as_str()))?;
        let first = &seen[self.all[group][0]];
        let fits = first.face.parties == report.face.parties && rules.apart.is_empty();
        fits.then_some(group)
    }

    /// Groups whose days the report touches.
    fn near(&self, report: &Seen) -> Vec<usize> {
        let mut near: Vec<usize> = match report.days {
            Some((first, last)) if first == last => {
                let earlier =
                    (11..=13).map(|days| first.plus_days(-days)).filter(|day| old_style(*day) == Some(first));
                let days = std::iter::once(first).chain(old_style(first)).chain(earlier);
                days.filter_map(|day| self.by_day.get(&day)).flatten().copied().collect()
            }
            Some((first, last)) if last.days_since(first) <= 62 => (0..=last.days_since(first))
                .filter_map(|days| self.by_day.get(&first.plus_days(days)))
                .flatten()
                .copied()
                .collect(),
            Some((first, last)) => {
                let mut within: Vec<usize> = self
                    .by_day
                    .iter()
                    .filter(|(day, _)| (first..=last).contains(*day))
                    .flat_map(|(_, groups)| groups)
                    .copied()
                    .collect();
                within.sort_unstable();
                within
            }
            None => Vec::new(),
        };
        near.truncate(GROUPS);
        near.extend(self.wide.iter().copied().take(GROUPS));
        near
    }
}

/// How well a report fits a group of which these are the first members; `None` where one of them excludes it.
pub(super) fn score<'a>(
    report: &Seen,
    members: impl Iterator<Item = &'a Seen>,
    rules: &Rules,
) -> Option<f64> {
    let (mut sum, mut count, mut best) = (0.0, 0, f64::NEG_INFINITY);
    for member in members {
        let score = report.likeness(member, rules)?;
        best = best.max(score);
        sum += score;
        count += 1;
    }
    // The closest member counts most, but the whole group has a say.
    (count > 0).then(|| 0.85 * best + 0.15 * sum / f64::from(count))
}

/// The best of these groups with their scores; none where none is good enough, or where a coarse report fits two.
pub(super) fn best<T: Ord + Copy>(mut scores: Vec<(f64, T)>, is_one_day: bool) -> Option<T> {
    scores.sort_by(|left, right| right.0.total_cmp(&left.0).then(left.1.cmp(&right.1)));
    let &(best, group) = scores.first()?;
    let clear = is_one_day || scores.get(1).is_none_or(|second| best - second.0 >= CLEAR);
    (best >= ENOUGH && clear).then_some(group)
}
