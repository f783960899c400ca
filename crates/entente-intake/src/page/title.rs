//! The title of a plain text: its first line, if that reads like one.

use entente_model::Letter as _;

use super::{Page, Reason};
use crate::furniture::Furniture;

/// The longest title, in code points.
const LONGEST: usize = 300;

/// `Top`, `World`: single words and pairs above the title are sections of the site.
fn above(page: &mut Page<'_>, title: usize) {
    for line in &mut page.lines[..title] {
        let short = line.trimmed.split_whitespace().count() <= 2
            && !line.trimmed.contains(|char: char| char.is_numeric());
        if line.cut.is_none() && short {
            line.cut = Some(Reason::Menu);
        }
    }
}

pub(super) fn mark(page: &mut Page<'_>, furniture: &Furniture) {
    let head = page.head();
    // What stands above the way to the page is the name of the site; the title comes after it.
    let way = page.lines[head.clone()]
        .iter()
        .rposition(|line| matches!(line.cut, Some(Reason::Breadcrumb | Reason::Languages)));
    let kept = |&number: &usize| page.lines[number].cut.is_none();
    let words = |number: usize| {
        page.lines[number].folded.split(' ').filter(|word| word.contains(char::is_letter)).count()
    };
    let after_way = way.and_then(|way| (way + 1..head.end).find(kept));
    let several_words = || head.clone().filter(kept).find(|&number| words(number) >= 2);
    let any = || (0..page.lines.len()).find(kept);
    let Some(place) = after_way.or_else(several_words).or_else(any) else { return };
    let line = &page.lines[place];
    let bare = line.trimmed.trim_start_matches(['#', '*', '=', ' ']).trim_end_matches(['#', '*', '=', ' ']);
    let sentence = bare.ends_with(['.', ',', ';', ':']) && bare.split_whitespace().count() > 3;
    let label = furniture.references.contains(&line.folded) || furniture.credits.contains(&line.folded);
    if !sentence && !label && bare.chars().count() <= LONGEST && bare.chars().any(char::is_letter) {
        page.title = Some(bare.to_owned());
        above(page, place);
    }
}
