//! Whether a number is an observation, a goal, a plan, or a change.

use std::ops::Range;

use entente_model::QuantityRole;

use super::{
    Scene,
    lexicon::{skip_blanks, word_before},
    number::Number,
    pack::{CountedStyle, UnitClass},
    quote,
    unit::{Class, Measured},
};

/// The role of a number whose words (bound to unit) stand at `core`.
pub(crate) fn of(scene: &Scene, core: &Range<usize>, number: &Number, measured: &Measured) -> QuantityRole {
    if is_change(scene, core, number, measured) {
        return change_or_aim(scene, core);
    }
    let duration = matches!(measured.class, Class::Unit(UnitClass::Duration));
    let past = || scene.pack.past.at(scene.text, skip_blanks(scene.text, core.end)).is_some();
    if matches!(measured.class, Class::Unit(UnitClass::Anniversary)) || (duration && past()) {
        return QuantityRole::Observed;
    }
    role_before(scene, core.start).or_else(|| role_after(scene, core.end)).unwrap_or(QuantityRole::Observed)
}

/// The role of a growth: an aim where it is wished for, "hopes to double trade by 2027".
pub(crate) fn change_or_aim(scene: &Scene, core: &Range<usize>) -> QuantityRole {
    role_before(scene, core.start)
        .filter(|role| *role == QuantityRole::Target)
        .unwrap_or(QuantityRole::Change)
}

/// The role of a share in words.
pub(crate) fn of_share(scene: &Scene, core: &Range<usize>) -> QuantityRole {
    /// Words behind it that may tell of growth.
    const NEAR: usize = 5;
    let clause = quote::clause(scene, core);
    let near = clause.end.min(quote::after_words(scene.text, core.end, NEAR));
    let grows = scene.pack.growth.first_in(scene.text, clause.start, core.start).is_some()
        || scene.pack.growth.first_in(scene.text, core.end, near).is_some();
    if grows {
        return QuantityRole::Change;
    }
    role_before(scene, core.start).or_else(|| role_after(scene, core.end)).unwrap_or(QuantityRole::Observed)
}

/// Percentages and multiples beside a word of growth, and any amount "by" which something grew.
fn is_change(scene: &Scene, core: &Range<usize>, number: &Number, measured: &Measured) -> bool {
    let relative = matches!(measured.class, Class::Unit(UnitClass::Percent | UnitClass::Times));
    let last = word_before(scene.text, scene.sentence.start, core.start)
        .map_or("", |start| scene.text[start..core.start].trim());
    if !relative && !last.eq_ignore_ascii_case("by") {
        return false;
    }
    let clause = quote::clause(scene, core);
    let beside = grows_beside(scene, core.start);
    let grows_before = beside || scene.pack.growth.first_in(scene.text, clause.start, core.start).is_some();
    if relative {
        // "fell to 4 percent" is a level.
        let level = last.eq_ignore_ascii_case("to") || last.eq_ignore_ascii_case("at");
        let near = clause.end.min(quote::after_words(scene.text, core.end, 5));
        return !level && (grows_before || scene.pack.growth.first_in(scene.text, core.end, near).is_some());
    }
    grows_before
        && (number.digits || number.scaled)
        && matches!(
            measured.class,
            Class::Money | Class::Unit(UnitClass::Count | UnitClass::Measure) | Class::Thing
        )
}

/// "up 5 percent", but not "made up 5 percent".
pub(crate) fn grows_beside(scene: &Scene, at: usize) -> bool {
    let from = scene.sentence.start;
    scene.pack.growth_beside.ending_at(scene.text, from, at, 1).is_some()
        && scene.pack.amount_verbs.ending_at(scene.text, from, at, 2).is_none()
}

/// The nearest word of aim or plan before the number, unless a past amount verb stands between.
fn role_before(scene: &Scene, at: usize) -> Option<QuantityRole> {
    let from = quote::main_clause_start(scene, at);
    let roles: Vec<(usize, usize, &QuantityRole)> = scene.pack.roles.all_in(scene.text, from, at).collect();
    let reset = roles.iter().rposition(|(_, _, role)| **role == QuantityRole::Observed);
    let roles = &roles[reset.map_or(0, |at| at + 1)..];
    let aim = roles.iter().find(|(_, _, role)| **role == QuantityRole::Target);
    match (aim.or(roles.last()), reset) {
        (Some((_, _, role)), _) => Some(**role),
        (None, Some(_)) => Some(QuantityRole::Observed),
        (None, None) => None,
    }
}

/// A participle or verb of plan close behind: "$1 million announced last week".
fn role_after(scene: &Scene, at: usize) -> Option<QuantityRole> {
    // Verbs that come last in their sentence stand further off.
    let words = if scene.pack.style == CountedStyle::Counter { 12 } else { 6 };
    let end = quote::after_words(scene.text, at, words).min(scene.sentence.end).max(at);
    let end = scene.text[at..end].find([';', '.', '(']).map_or(end, |stop| at + stop);
    scene.pack.roles.first_in(scene.text, at, end).map(|(_, _, role)| *role)
}
