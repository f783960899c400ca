//! CoNLL-U in and out.

use std::fmt::Write as _;

use crate::analysis::{Analysis, Sentence, Token};
use crate::pack::Pack;

/// A file that is no CoNLL-U.
#[derive(Debug, thiserror::Error)]
#[error("line {line}: {reason}")]
pub struct ConlluError {
    /// The line, counted from one.
    pub line: usize,
    /// What does not fit.
    pub reason: &'static str,
}

/// The sentences and words of a CoNLL-U file with the text that they stand for.
///
/// Only the columns 1 and 2 and `SpaceAfter` are read. A word of several syntactic words (`1-2`) is passed over: its
/// parts carry its letters.
#[derive(Debug, Clone, Default)]
pub struct Words {
    /// The text: words with a space between them unless `SpaceAfter=No`, sentences on lines of their own.
    pub text: String,
    tokens: Vec<Token>,
    sentences: Vec<Sentence>,
    /// Per sentence the lines that go before it, comments.
    comments: Vec<String>,
    /// Per sentence its lines of words: the columns 1 and 2, and the word they are, if they are one.
    lines: Vec<Vec<Line>>,
}

#[derive(Debug, Clone)]
struct Line {
    id: String,
    form: String,
    token: Option<u32>,
    space_after: bool,
}

/// Reads the words of a CoNLL-U file.
///
/// # Errors
/// When a line is neither a comment nor has ten columns.
pub fn read(file: &str) -> Result<Words, ConlluError> {
    let mut words = Words::default();
    let mut comments = String::new();
    let mut lines = Vec::new();
    for (index, line) in file.lines().chain([""]).enumerate() {
        if line.trim().is_empty() {
            if !lines.is_empty() {
                words.add_sentence(std::mem::take(&mut comments), std::mem::take(&mut lines));
            }
        } else if line.starts_with('#') {
            comments.push_str(line);
            comments.push('\n');
        } else {
            lines.push(read_line(line, index + 1)?);
        }
    }
    Ok(words)
}

fn read_line(line: &str, number: usize) -> Result<Line, ConlluError> {
    let columns: Vec<&str> = line.split('\t').collect();
    let [id, form, .., misc] = columns[..] else {
        return Err(ConlluError { line: number, reason: "a word has ten columns with tabs between them" });
    };
    if !id.starts_with(|first: char| first.is_ascii_digit()) || columns.len() != 10 {
        return Err(ConlluError { line: number, reason: "a word has a number and ten columns" });
    }
    let space_after = !misc.split('|').any(|entry| entry == "SpaceAfter=No");
    Ok(Line { id: id.to_owned(), form: form.to_owned(), token: None, space_after })
}

impl Words {
    fn add_sentence(&mut self, comments: String, mut lines: Vec<Line>) {
        let first = self.tokens.len() as u32;
        let mut space_before = true;
        let mut inside: Option<(u32, bool)> = None;
        for line in &mut lines {
            if let Some((_, last)) = line.id.split_once('-') {
                inside = last.parse().ok().map(|last: u32| (last, line.space_after));
                continue;
            }
            let Ok(number) = line.id.parse::<u32>() else { continue };
            let start = self.text.len() as u32;
            self.text.push_str(&line.form);
            line.token = Some(self.tokens.len() as u32);
            self.tokens.push(Token::bare(start, self.text.len() as u32, space_before));
            space_before = match inside {
                Some((last, space)) => number == last && space,
                None => line.space_after,
            };
            inside = inside.filter(|(last, _)| number < *last);
            if space_before {
                self.text.push(' ');
            }
        }
        if self.text.ends_with(' ') {
            self.text.pop();
        }
        if let (Some(start), Some(end)) = (self.tokens.get(first as usize), self.tokens.last()) {
            let sentence = Sentence {
                tokens: first..self.tokens.len() as u32,
                start: start.start,
                end: end.end,
                parsed: false,
            };
            self.sentences.push(sentence);
            self.comments.push(comments);
            self.lines.push(lines);
            self.text.push('\n');
        }
    }
}

impl Line {
    fn write(&self, out: &mut String, analysis: &Analysis, first: u32) {
        let Self { id, form, token, .. } = self;
        let space = if self.space_after { "" } else { "SpaceAfter=No" };
        if let Some(token) = token {
            let _ = write!(out, "{id}\t{form}");
            write_word(out, analysis, *token, first, space);
        } else {
            let space = if space.is_empty() { "_" } else { space };
            let _ = writeln!(out, "{id}\t{form}\t_\t_\t_\t_\t_\t_\t_\t{space}");
        }
    }
}

/// Tags, lemmas, heads and names for the sentences and words of a CoNLL-U file, as CoNLL-U.
///
/// # Errors
/// When the file is no CoNLL-U.
pub fn annotate(pack: &Pack, file: &str) -> Result<String, ConlluError> {
    let words = read(file)?;
    let analysis = pack.analyse_words(&words.text, words.tokens.clone(), words.sentences.clone());
    let mut out = String::with_capacity(file.len());
    for (index, sentence) in words.sentences.iter().enumerate() {
        out.push_str(&words.comments[index]);
        for line in &words.lines[index] {
            line.write(&mut out, &analysis, sentence.tokens.start);
        }
        out.push('\n');
    }
    Ok(out)
}

/// An analysis as CoNLL-U.
pub fn write(analysis: &Analysis) -> String {
    let mut out = String::with_capacity(analysis.source().len() * 12);
    for (index, sentence) in analysis.sentences.iter().enumerate() {
        let text = analysis.sentence_text(sentence).split_whitespace().collect::<Vec<_>>().join(" ");
        let _ = writeln!(out, "# sent_id = {}\n# text = {text}", index + 1);
        for token in sentence.tokens.clone() {
            let glued = analysis.tokens.get(token as usize + 1).is_some_and(|next| !next.space_before);
            let space = if glued { "SpaceAfter=No" } else { "" };
            let form = analysis.text(token as usize).replace(char::is_whitespace, "_");
            let _ = write!(out, "{}\t{form}", token - sentence.tokens.start + 1);
            write_word(&mut out, analysis, token, sentence.tokens.start, space);
        }
        out.push('\n');
    }
    out
}

/// The columns from the third on.
fn write_word(out: &mut String, analysis: &Analysis, token: u32, first: u32, space: &str) {
    let index = token as usize;
    let word = &analysis.tokens[index];
    let head = analysis.head(index).map_or(0, |head| head as u32 - first + 1);
    let lemma = match analysis.lemma(index) {
        "" => "_",
        lemma => lemma,
    };
    let (upos, feats, relation) = (word.upos, word.feats, word.deprel);
    let _ = write!(out, "\t{lemma}\t{upos}\t_\t{feats}\t{head}\t{relation}\t_\t");
    match analysis.name_of(index) {
        Some(name) => {
            let place = if name.tokens.start == token { 'B' } else { 'I' };
            let _ = write!(
                out,
                "Name={place}-{}{}{space}",
                name.kind.as_str(),
                if space.is_empty() { "" } else { "|" }
            );
        }
        None => out.push_str(if space.is_empty() { "_" } else { space }),
    }
    out.push('\n');
}
