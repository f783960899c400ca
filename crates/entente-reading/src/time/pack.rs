//! What a language pack holds for time, and what can be wrong with it.

/// The text of a pack's files for time.
#[derive(Debug, Clone, Copy, Default)]
pub struct TimePackText<'a> {
    /// The name of the words file, for messages.
    pub words_file: &'a str,
    /// `forms<TAB>CLASS<TAB>value`, a line each.
    pub words: &'a str,
    /// The name of the rules file, for messages.
    pub rules_file: &'a str,
    /// `kind<TAB>pattern`, a line each.
    pub rules: &'a str,
}

/// A line of a pack that cannot be used.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}: {reason}")]
pub struct PackError {
    /// The file.
    pub file: String,
    /// The line, from 1.
    pub line: usize,
    /// What is wrong with it.
    pub reason: String,
}

/// The lines that say something: without comments and blank ones, numbered from 1.
pub(super) fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines()
        .enumerate()
        .map(|(index, line)| (index + 1, line.trim_end()))
        .filter(|(_, line)| !line.trim_start().is_empty() && !line.starts_with('#'))
}

/// The forms that braces stand for: `январ{ь,я,ю}` is three.
pub(super) fn expand(form: &str) -> Vec<String> {
    let Some((before, rest)) = form.split_once('{') else {
        return vec![form.to_owned()];
    };
    let Some((choices, after)) = rest.split_once('}') else {
        return vec![form.to_owned()];
    };
    let tails = expand(after);
    choices
        .split(',')
        .flat_map(|choice| tails.iter().map(move |tail| format!("{before}{choice}{tail}")))
        .collect()
}
