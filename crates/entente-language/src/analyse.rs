//! A text through all stages of a pack.

use crate::analysis::{Analysis, Depth, Sentence, Token};
use crate::fallback;
use crate::pack::Pack;
use crate::sentences;
use crate::tokenise::{Gap, tokenise};

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
        let raw = tokenise(text, self.rules());
        let ranges = sentences::split(text, &raw, self.rules());
        let mut analysis = Analysis::new(text.to_owned());
        analysis.tokens =
            raw.iter().map(|token| Token::bare(token.start, token.end, token.gap != Gap::None)).collect();
        for (index, token) in analysis.tokens.iter_mut().enumerate() {
            token.head = index as u32;
        }
        analysis.sentences = ranges
            .into_iter()
            .map(|tokens| Sentence {
                start: raw[tokens.start as usize].start,
                end: raw[tokens.end as usize - 1].end,
                tokens,
                parsed: false,
            })
            .collect();
        self.annotate(&mut analysis, depth);
        analysis
    }

    /// Fills in what a model or, without one, the lexicons know.
    fn annotate(&self, analysis: &mut Analysis, depth: impl Fn(&SentenceView<'_>) -> Depth) {
        fallback::tag(analysis, self.rules());
        for index in 0..analysis.sentences.len() {
            let sentence = &analysis.sentences[index];
            let _wanted = depth(&SentenceView { analysis, sentence });
        }
        analysis.index_children();
    }
}
