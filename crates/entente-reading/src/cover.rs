//! Ranges of a text, asked which of them lie around others.

use std::ops::Range;

/// Ranges in the order of their starts, with their numbers; they may lie within each other.
#[derive(Debug, Default)]
pub(crate) struct Cover {
    sorted: Vec<(Range<usize>, usize)>,
    /// For each of them how far it or one before it reaches.
    reach: Vec<usize>,
}

impl FromIterator<Range<usize>> for Cover {
    fn from_iter<I: IntoIterator<Item = Range<usize>>>(ranges: I) -> Self {
        let mut sorted: Vec<(Range<usize>, usize)> =
            ranges.into_iter().enumerate().map(|(number, range)| (range, number)).collect();
        sorted.sort_by_key(|(range, number)| (range.start, *number));
        let mut furthest = 0;
        let reach = sorted
            .iter()
            .map(|(range, _)| {
                furthest = furthest.max(range.end);
                furthest
            })
            .collect();
        Self { sorted, reach }
    }
}

impl Cover {
    /// The numbers of the ranges that hold all of these bytes, the last to start first.
    pub(crate) fn around(&self, bytes: &Range<usize>) -> impl Iterator<Item = usize> + '_ {
        let (before, end) = (self.sorted.partition_point(|(range, _)| range.start <= bytes.start), bytes.end);
        (0..before)
            .rev()
            .take_while(move |&at| self.reach[at] >= end)
            .filter(move |&at| self.sorted[at].0.end >= end)
            .map(|at| self.sorted[at].1)
    }

    /// Whether one of the ranges holds all of these bytes.
    pub(crate) fn holds(&self, bytes: &Range<usize>) -> bool {
        self.around(bytes).next().is_some()
    }

    /// Whether one of the ranges shares a byte with these.
    pub(crate) fn touches(&self, bytes: &Range<usize>) -> bool {
        let begun = self.sorted.partition_point(|(range, _)| range.start < bytes.end);
        begun.checked_sub(1).is_some_and(|last| self.reach[last] > bytes.start)
    }

    /// The ranges that lie within these bytes.
    pub(crate) fn within(&self, bytes: &Range<usize>) -> impl Iterator<Item = &Range<usize>> {
        let (first, end) = (self.sorted.partition_point(|(range, _)| range.start < bytes.start), bytes.end);
        let from = self.sorted[first..].iter().map(|(range, _)| range);
        from.take_while(move |range| range.start <= end).filter(move |range| range.end <= end)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    fn ranges() -> impl Strategy<Value = Vec<Range<usize>>> {
        prop::collection::vec((0_usize..60, 0_usize..12).prop_map(|(start, len)| start..start + len), 0..20)
    }

    proptest! {
        #[test]
        fn looking_up_finds_what_looking_at_each_finds(all in ranges(), start in 0_usize..60, len in 0_usize..12) {
            let (cover, bytes) = (all.iter().cloned().collect::<Cover>(), start..start + len);
            let around = |range: &Range<usize>| range.start <= bytes.start && bytes.end <= range.end;
            let each: Vec<usize> = (0..all.len()).filter(|&number| around(&all[number])).collect();
            let mut found: Vec<usize> = cover.around(&bytes).collect();
            found.sort_unstable();
            prop_assert_eq!(&found, &each);
            prop_assert_eq!(cover.holds(&bytes), !each.is_empty());

            let touches = |range: &Range<usize>| range.start < bytes.end && bytes.start < range.end;
            prop_assert_eq!(cover.touches(&bytes), all.iter().any(touches));

            let within = |range: &&Range<usize>| bytes.start <= range.start && range.end <= bytes.end;
            let mut inside: Vec<Range<usize>> = cover.within(&bytes).cloned().collect();
            let mut each: Vec<Range<usize>> = all.iter().filter(within).cloned().collect();
            inside.sort_by_key(|range| (range.start, range.end));
            each.sort_by_key(|range| (range.start, range.end));
            prop_assert_eq!(inside, each);
        }
    }
}
