//! More than, about, up to: what stands right before or after a number.

use entente_model::Bound;

use super::{Scene, lexicon::skip_blanks};

/// The bound that ends right before byte `at`, and where it begins (`at` itself without one).
pub(crate) fn before(scene: &Scene, at: usize) -> (Option<Bound>, usize) {
    const LONGEST: usize = 4;
    let floor = scene.sentence.start;
    let Some((start, &bound)) = scene.pack.bounds_before.ending_at(scene.text, floor, at, LONGEST) else {
        return (None, at);
    };
    // "estimated at about": the first bound counts only where the second says no more than "about".
    match scene.pack.bounds_before.ending_at(scene.text, floor, start, LONGEST) {
        Some((first, &outer)) if outer != Bound::About => (Some(outer), first),
        Some((first, _)) => (Some(bound), first),
        None => (Some(bound), start),
    }
}

/// The bound right after the number or its unit: "or more", 이상.
pub(crate) fn after(scene: &Scene, number_end: usize, unit_end: usize) -> Option<Bound> {
    [unit_end, number_end].into_iter().find_map(|end| {
        let at = skip_blanks(scene.text, end);
        scene
            .pack
            .bounds_after
            .at(scene.text, at)
            .filter(|&(end, _)| end <= scene.sentence.end)
            .map(|(_, &bound)| bound)
    })
}
