//! A text through all stages of a pack.

use std::ops::Range;

use crate::VerbForm;
use crate::analysis::{Analysis, Depth, Sentence, Token};
use crate::engine::{Engine, UnitVisitor};
use crate::fallback;
use crate::nesting::Nesting;
use crate::pack::Pack;
use crate::sentences;
use crate::tokenise::{Gap, tokenise};
use crate::upos::UposSet;

/// A sentence with its words, tags and names, before it is parsed.
#[derive(Debug, Clone, Copy)]
pub struct SentenceView<'a> {
    analysis: &'a Analysis,
    sentence: &'a Sentence,
}

impl<'a> SentenceView<'a> {
    /// The text of the sentence.
    pub fn text(&self) -> &'a str {
        self.analysis.sentence_text(self.sentence)
    }

    /// Where it starts in the document, in bytes.
    pub const fn start(&self) -> u32 {
        self.sentence.start
    }

    /// The sentence.
    pub const fn sentence(&self) -> &'a Sentence {
        self.sentence
    }

    /// The document as far as it is analysed.
    pub const fn analysis(&self) -> &'a Analysis {
        self.analysis
    }

    /// Whether a name was found in it.
    pub fn has_name(&self) -> bool {
        !self.analysis.names_in(self.sentence.tokens.clone()).is_empty()
    }

    /// Whether it holds a digit.
    pub fn has_number(&self) -> bool {
        self.text().bytes().any(|byte| byte.is_ascii_digit())
    }
}

impl Pack {
    /// Everything about every sentence.
    pub fn analyse(&self, text: &str) -> Analysis {
        self.analyse_with(text, |_| Depth::Tree)
    }

    /// Words, tags and names of every sentence, and trees of those for which `depth` asks for [`Depth::Tree`].
    pub fn analyse_with(&self, text: &str, depth: impl Fn(&SentenceView<'_>) -> Depth) -> Analysis {
        self.annotate(text, self.cut(text), &|_, _| UposSet::NONE, depth, Semicolons::Join)
    }

    /// The same, where the caller knows of some words what they are not: `ruled_out` is asked for each word by its first
    /// byte and its letters. Words that only ever have one reading keep it. What stands on both sides of a semicolon is a
    /// sentence of its own here where each has a finite verb.
    pub fn analyse_knowing(
        &self,
        text: &str,
        ruled_out: &dyn Fn(u32, &str) -> UposSet,
        depth: impl Fn(&SentenceView<'_>) -> Depth,
    ) -> Analysis {
        self.annotate(text, self.cut(text), ruled_out, depth, Semicolons::Part)
    }

    /// Words and sentences.
    fn cut(&self, text: &str) -> (Vec<Token>, Vec<Sentence>) {
        let raw = tokenise(text, self.rules());
        let ranges = sentences::split(text, &raw, self.rules(), self.splitter());
        let tokens =
            raw.iter().map(|token| Token::bare(token.start, token.end, token.gap != Gap::None)).collect();
        let sentence = |tokens: Range<u32>| Sentence {
            start: raw[tokens.start as usize].start,
            end: raw[tokens.end as usize - 1].end,
            tokens,
            parsed: false,
        };
        let sentences = ranges.into_iter().map(sentence).collect();
        (tokens, sentences)
    }

    /// Shows a trainer the units that names are made of, sentence by sentence.
    pub(crate) fn name_units(&self, text: &str, visit: UnitVisitor<'_>) {
        let Some(engine) = self.engine() else { return };
        let mut analysis = Analysis::new(text.to_owned());
        (analysis.tokens, analysis.sentences) = self.cut(text);
        let mut scratch = engine.scratch();
        for sentence in 0..analysis.sentences.len() {
            engine.visit_units(&mut analysis, sentence, self.rules(), &mut scratch, visit);
        }
        engine.give_back(scratch);
    }

    /// Everything about words and sentences that are given.
    pub(crate) fn analyse_words(&self, text: &str, tokens: Vec<Token>, sentences: Vec<Sentence>) -> Analysis {
        self.annotate(text, (tokens, sentences), &|_, _| UposSet::NONE, |_| Depth::Tree, Semicolons::Join)
    }

    /// Fills in what a model or, without one, the lexicons know.
    fn annotate(
        &self,
        text: &str,
        (tokens, sentences): (Vec<Token>, Vec<Sentence>),
        ruled_out: &dyn Fn(u32, &str) -> UposSet,
        depth: impl Fn(&SentenceView<'_>) -> Depth,
        semicolons: Semicolons,
    ) -> Analysis {
        let mut analysis = Analysis::new(text.to_owned());
        analysis.tokens = tokens;
        analysis.sentences = sentences;
        for (index, token) in analysis.tokens.iter_mut().enumerate() {
            token.head = index as u32;
            token.word = index as u32;
        }
        analysis.words = analysis.tokens.len() as u32;
        match self.engine() {
            Some(engine) => self.annotate_with(engine, &mut analysis, ruled_out, depth, semicolons),
            None => fallback::tag(&mut analysis, self.rules()),
        }
        analysis.index_children();
        analysis
    }

    fn annotate_with(
        &self,
        engine: &Engine,
        analysis: &mut Analysis,
        ruled_out: &dyn Fn(u32, &str) -> UposSet,
        depth: impl Fn(&SentenceView<'_>) -> Depth,
        semicolons: Semicolons,
    ) {
        let mut scratch = engine.scratch();
        (analysis.words, analysis.modelled) = (0, true);
        let cut = std::mem::take(&mut analysis.sentences);
        analysis.sentences.reserve(cut.len());
        for sentence in cut {
            let mut rest = Some(sentence);
            while let Some(sentence) = rest.take() {
                let (index, names) = (analysis.sentences.len(), analysis.names.len());
                analysis.sentences.push(sentence);
                engine.tag(analysis, index, self.rules(), ruled_out, &mut scratch);
                if semicolons == Semicolons::Part
                    && let Some(behind) = part(analysis, index)
                {
                    analysis.names.truncate(names);
                    engine.tag(analysis, index, self.rules(), ruled_out, &mut scratch);
                    rest = Some(behind);
                }
                let view = SentenceView { analysis, sentence: &analysis.sentences[index] };
                if engine.parses() && depth(&view) == Depth::Tree {
                    engine.parse(analysis, index, &mut scratch);
                }
            }
        }
        engine.give_back(scratch);
        if !engine.names() {
            fallback::names(analysis);
        }
    }
}

/// What becomes of sentences with semicolons.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Semicolons {
    /// They stay whole, as in treebanks.
    Join,
    /// What tells something by itself on either side is a sentence.
    Part,
}

/// Cuts a tagged sentence behind its first semicolon that has a finite verb on either side, and gives what is behind it.
fn part(analysis: &mut Analysis, index: usize) -> Option<Sentence> {
    let sentence = &analysis.sentences[index];
    if !analysis.sentence_text(sentence).contains(';') {
        return None;
    }
    let range = sentence.tokens.clone();
    let text = |token: u32| analysis.text(token as usize);
    let tells = |tokens: Range<u32>| {
        tokens
            .into_iter()
            .any(|token| analysis.tokens[token as usize].feats.verb_form() == Some(VerbForm::Fin))
    };
    let mut nesting = Nesting::default();
    let behind = range.clone().find(|&token| {
        nesting.step(text(token))
            && text(token) == ";"
            && tells(range.start..token)
            && tells(token + 1..(token + 1..range.end).find(|&next| text(next) == ";").unwrap_or(range.end))
    })? + 1;
    let rest = Sentence {
        start: analysis.tokens[behind as usize].start,
        end: sentence.end,
        tokens: behind..range.end,
        parsed: false,
    };
    let end = analysis.tokens[behind as usize - 1].end;
    let sentence = &mut analysis.sentences[index];
    (sentence.end, sentence.tokens) = (end, range.start..behind);
    Some(rest)
}
