//! Short lines above and below the text: words of menus, other scripts, captions, lines said twice.

use std::collections::HashSet;

use entente_model::Letter as _;

use super::{Page, Reason};
use crate::furniture::{Furniture, fold};

/// The longest line in another script that is taken for furniture, in code points.
const SHORT: usize = 80;

/// The most words of a caption of a symbol or map.
const CAPTION_WORDS: usize = 8;

pub(super) fn mark(page: &mut Page<'_>, furniture: &Furniture) {
    let (head, foot) = (page.head(), page.foot());
    // Without any sentence everything is head, and nothing tells furniture from text.
    let has_text = head.end < page.lines.len();
    let title = head
        .clone()
        .find(|&number| page.lines[number].cut.is_none() && !page.lines[number].trimmed.is_empty());
    for number in head.clone().chain(foot) {
        let line = &page.lines[number];
        if !has_text || line.cut.is_some() || line.trimmed.is_empty() || line.folded.is_empty() {
            continue;
        }
        let reason =
            furniture.edges.get(&line.folded).copied().filter(|_| title != Some(number) || head.len() > 1);
        let reason = reason.or_else(|| other_script(page, number, furniture).then_some(Reason::OtherScript));
        let reason = reason.or_else(|| labelled(line.trimmed, furniture).then_some(Reason::Metadata));
        let reason = reason.or_else(|| is_bar(line.trimmed).then_some(Reason::Menu));
        page.lines[number].cut = reason;
    }
    above_breadcrumb(page, head.end);
    repeats(page, head.end);
    captions(page, furniture);
}

/// `Document ID: 417`, `Type: Press Conference`: a label of the packs and a short value.
fn labelled(line: &str, furniture: &Furniture) -> bool {
    let Some((label, value)) = line.split_once(':') else { return false };
    furniture.edge_labels.contains(&fold(label)) && value.split_whitespace().count() <= 8
}

/// What a line puts side by side: `Home | News | Contact`, `Politics  Economy  Sport`.
pub(super) fn pieces(line: &str) -> Vec<&str> {
    if !line.contains(['|', '·', '•', '/']) && !line.contains("  ") {
        return Some(line.trim()).filter(|line| !line.is_empty()).into_iter().collect();
    }
    let separated = |separator: &str| -> Vec<&str> {
        line.split(separator).map(str::trim).filter(|piece| !piece.is_empty()).collect()
    };
    ["|", " · ", " • ", " / ", "  "]
        .iter()
        .map(|separator| separated(separator))
        .max_by_key(Vec::len)
        .unwrap_or_default()
}

/// A menu in one line: three or more short phrases side by side, none of them a sentence or a row of a table.
fn is_bar(line: &str) -> bool {
    /// Words of an entry.
    const MOST: usize = 5;
    let entry = |piece: &&str| {
        piece.split_whitespace().count() <= MOST
            && piece.contains(char::is_letter)
            && !piece.contains(|c: char| c.is_ascii_digit())
            && !piece.ends_with(['.', ',', ';'])
    };
    let pieces = pieces(line);
    let way: Vec<&str> = line.split(" > ").map(str::trim).collect();
    [pieces, way].iter().any(|pieces| pieces.len() >= 3 && pieces.iter().all(entry))
}

/// The first lines of a menu that no list names: single words and pairs above the way to the page.
fn above_breadcrumb(page: &mut Page<'_>, head_end: usize) {
    let lines = &mut page.lines[..head_end];
    let Some(way) = lines.iter().rposition(|line| line.cut == Some(Reason::Breadcrumb)) else { return };
    let after = lines[way + 1..].iter().any(|line| line.cut.is_none());
    for line in &mut lines[..way] {
        if after && line.cut.is_none() && line.trimmed.split_whitespace().count() <= 3 {
            line.cut = Some(Reason::Menu);
        }
    }
}

fn other_script(page: &Page<'_>, number: usize, furniture: &Furniture) -> bool {
    let line = &page.lines[number];
    let differs = line.script.is_some() && page.script.is_some() && line.script != page.script;
    let credit = furniture.credits.iter().any(|credit| {
        line.folded
            .strip_prefix(credit.as_str())
            .is_some_and(|rest| !rest.starts_with(char::is_letter_or_digit))
    });
    differs && !credit && line.trimmed.chars().count() <= SHORT
}

/// A line of the head that says the same as one above it, and two equal lines one right below the other.
fn repeats(page: &mut Page<'_>, head_end: usize) {
    let mut seen: HashSet<String> = HashSet::new();
    let mut above = String::new();
    for number in 0..page.lines.len() {
        let line = &mut page.lines[number];
        if line.trimmed.is_empty() || line.cut.is_some() {
            continue;
        }
        let again = !line.folded.is_empty() && line.folded == above
            || (number < head_end && line.folded.chars().count() >= 8 && seen.contains(&line.folded));
        if again {
            line.cut = Some(Reason::Repeat);
        } else if number < head_end {
            seen.insert(line.folded.clone());
        }
        above.clone_from(&line.folded);
    }
}

/// `Modern Flag of Morocco` alone between two paragraphs.
fn captions(page: &mut Page<'_>, furniture: &Furniture) {
    for line in &mut page.lines {
        if line.cut.is_some() || line.prose || line.folded.is_empty() {
            continue;
        }
        if !(2..=CAPTION_WORDS).contains(&line.folded.split(' ').count()) {
            continue;
        }
        let named = furniture.captions.iter().any(|start| {
            line.folded
                .strip_prefix(start.as_str())
                .is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
        });
        if named && !line.trimmed.ends_with(':') {
            line.cut = Some(Reason::Media);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_menu_in_one_line_is_told_from_text() {
        for bar in [
            "Home | Analysis | Podcasts | Events | Donate",
            "Политика  Экономика  Общество  Спорт",
            "Was this page helpful?  Yes  No",
            "공유 | 페이스북 | 카카오톡 | 글자크기 변경",
        ] {
            assert!(is_bar(bar), "{bar}");
        }
        for line in [
            "Exports | 1990 | 1991",
            "The Caspian Express | news agency",
            "The ministers met. | They signed a treaty. | They parted.",
            "Embassy of Saudi Arabia / Riyadh",
            "Serbia and Bulgaria, 1878–1949",
        ] {
            assert!(!is_bar(line), "{line}");
        }
    }
}
