//! More than, about, up to: what stands right before or after a number.

use entente_model::{Bound, QuantityRole};

use super::{
    Scene,
    lexicon::{skip_blanks, word_before},
    pack::UnitClass,
    quote,
    unit::{Class, Measured},
};

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

/// The same, where the unit is known: "over" before a length of time is a bound after another preposition only
/// ("for over twenty years"), and otherwise says for how long ("at 2.5 percent over 25 years").
pub(crate) fn before_unit(scene: &Scene, at: usize, measured: &Measured) -> (Option<Bound>, usize) {
    let (bound, start) = before(scene, at);
    let words = scene.text[start..at].trim();
    let preposition = scene.pack.stops.get(words).is_some();
    if bound == Some(Bound::UpTo) && preposition && grows(scene, start) {
        return (None, at);
    }
    if bound.is_none() || !preposition || measured.class != Class::Unit(UnitClass::Duration) {
        return (bound, start);
    }
    let led = word_before(scene.text, scene.sentence.start, start)
        .is_none_or(|before| scene.pack.stops.get(scene.word_at(before)).is_some());
    if led { (bound, start) } else { (None, at) }
}

/// After a verb of growth "to" names the level that is reached: «вырос до 5 млрд».
fn grows(scene: &Scene, at: usize) -> bool {
    let from = quote::main_clause_start(scene, at);
    let target = |(_, _, role): (usize, usize, &QuantityRole)| *role == QuantityRole::Target;
    scene.pack.growth.first_in(scene.text, from, at).is_some()
        || scene.pack.roles.all_in(scene.text, from, at).any(target)
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
