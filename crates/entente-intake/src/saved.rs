//! Pages saved by a browser: `page.html` and beside it a folder `page_files` with its pictures and scripts.

use std::collections::BTreeSet;

use entente_model::Letter as _;

/// The longest ending of such a folder's name; it differs from browser to browser and language to language.
const LONGEST_ENDING: usize = 14;

/// The saved pages among some files.
///
/// ```
/// let pages = entente_intake::Pages::of(["talks.html", "talks_files/frame.html", "talks_files/logo.png", "other.txt"]);
/// assert!(pages.own("talks_files/frame.html") && !pages.own("other.txt"));
/// ```
#[derive(Debug, Clone, Default)]
pub struct Pages(BTreeSet<String>);

impl Pages {
    /// Out of the paths of all the files.
    pub fn of<'p>(paths: impl IntoIterator<Item = &'p str>) -> Self {
        let stem = |path: &str| {
            let (stem, extension) = path.rsplit_once('.')?;
            ["html", "htm", "xhtml"]
                .iter()
                .any(|known| extension.eq_ignore_ascii_case(known))
                .then(|| stem.to_owned())
        };
        Self(paths.into_iter().filter_map(stem).collect())
    }

    /// Whether the file lies in the folder of a saved page.
    pub fn own(&self, path: &str) -> bool {
        path.match_indices(['/', '\\']).any(|(at, _)| self.own_folder(&path[..at]))
    }

    /// Whether the folder is that of a saved page: the page's name, then `_files`, `.files`, `-Dateien` or the like.
    pub fn own_folder(&self, folder: &str) -> bool {
        folder.char_indices().rev().filter(|&(_, char)| matches!(char, '_' | '-' | '.')).any(|(at, _)| {
            let ending = &folder[at + 1..];
            let short = (3..=LONGEST_ENDING).contains(&ending.chars().count());
            short && ending.chars().all(char::is_letter) && self.0.contains(&folder[..at])
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_folder_of_a_page_is_told_by_the_pages_name() {
        let pages = Pages::of(["a/talks.html", "a/2021.htm"]);
        assert!(pages.own("a/talks_files/x.js") && pages.own("a/talks-Dateien/sub/x.html"));
        assert!(pages.own("a/2021_файлы/x.png"));
        assert!(
            !pages.own("a/talks/x.html") && !pages.own("a/talks_1/x.html") && !pages.own("b/talks_files/x")
        );
    }
}
