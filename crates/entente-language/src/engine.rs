//! The models of a language at work.

use std::cell::RefCell;

use crate::analysis::Analysis;
use crate::lemma::Lemmatiser;
use crate::model::Container;
use crate::parser::{ParseScratch, Parser, attributes};
use crate::rules::Rules;
use crate::tagger::{Tag, TagScratch, Tagger};
use crate::words::WordView;

/// Everything trained, read in place from the bytes of a model.
#[derive(Debug, Clone)]
pub(crate) struct Engine {
    tagger: Tagger<'static>,
    lemmatiser: Lemmatiser<'static>,
    parser: Option<Parser<'static>>,
}

/// Scratch space that is used again from sentence to sentence.
#[derive(Debug, Default)]
struct Scratch {
    words: Vec<WordView>,
    tags: Vec<Tag>,
    buffer: String,
    tag: TagScratch,
    parse: ParseScratch,
}

thread_local! {
    static SCRATCH: RefCell<Scratch> = RefCell::default();
}

impl Engine {
    /// Reads a model. One that a user gives is checked first.
    pub(crate) fn read(bytes: &'static [u8], check: bool) -> Result<Self, &'static str> {
        let model = Container::read(bytes, check)?;
        Ok(Self {
            tagger: Tagger::read(&model).ok_or("the tagger is broken")?,
            lemmatiser: Lemmatiser::read(&model).ok_or("the lemmatiser is broken")?,
            parser: Parser::read(&model),
        })
    }

    /// Whether trees can be made.
    pub(crate) const fn parses(&self) -> bool {
        self.parser.is_some()
    }

    /// Tags and lemmas of a sentence.
    pub(crate) fn tag(&self, analysis: &mut Analysis, sentence: usize, rules: &Rules) {
        SCRATCH.with_borrow_mut(|scratch| {
            let Scratch { words, tags, buffer, tag, .. } = scratch;
            let range = analysis.sentences[sentence].tokens.clone();
            let first = range.start as usize;
            words.clear();
            words.extend(range.map(|token| WordView::new(analysis.text(token as usize), buffer)));
            self.tagger.tag(words, tags, tag);
            for (offset, (word, tag)) in words.iter().zip(tags.iter()).enumerate() {
                let index = first + offset;
                let token = &mut analysis.tokens[index];
                (token.upos, token.feats) = (tag.upos, tag.feats);
                let form = token.start as usize..token.end as usize;
                analysis.write_lemma(index, |source, lemma| {
                    self.lemmatiser.lemma(&source[form], word.shape, *tag, buffer, lemma);
                });
                analysis.cut_stem(index, rules);
            }
        });
    }

    /// The tree of a sentence that is tagged.
    pub(crate) fn parse(&self, analysis: &mut Analysis, sentence: usize) {
        let Some(parser) = &self.parser else { return };
        SCRATCH.with_borrow_mut(|scratch| {
            let Scratch { buffer, parse, .. } = scratch;
            let range = analysis.sentences[sentence].tokens.clone();
            parse.attributes.clear();
            parse.attributes.extend(range.clone().map(|index| {
                let token = analysis.tokens[index as usize];
                let word = WordView::new(analysis.text(index as usize), buffer);
                attributes(
                    &word,
                    Tag { upos: token.upos, feats: token.feats },
                    analysis.lemma(index as usize),
                )
            }));
            parser.parse(parse);
            for (offset, index) in range.clone().enumerate() {
                let token = &mut analysis.tokens[index as usize];
                token.head = range.start + parse.state.heads[offset];
                token.deprel = parse.state.relations[offset];
            }
            analysis.sentences[sentence].parsed = true;
        });
    }
}
