//! The title of a plain text: its first line, if that reads like one.

use super::Page;
use crate::furniture::Furniture;

/// The longest title, in code points.
const LONGEST: usize = 300;

pub(super) fn mark(page: &mut Page<'_>, furniture: &Furniture) {
    let first = page.lines.iter().find(|line| line.cut.is_none() && !line.trimmed.is_empty());
    let Some(line) = first else { return };
    let bare = line.trimmed.trim_start_matches(['#', '*', '=', ' ']).trim_end_matches(['#', '*', '=', ' ']);
    let sentence = bare.ends_with(['.', ',', ';', ':']) && bare.split_whitespace().count() > 3;
    let label = furniture.references.contains(&line.folded) || furniture.credits.contains(&line.folded);
    if !sentence && !label && bare.chars().count() <= LONGEST && bare.chars().any(char::is_alphabetic) {
        page.title = Some(bare.to_owned());
    }
}
