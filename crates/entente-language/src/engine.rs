//! The models of a language at work.

use std::ops::Range;
use std::sync::{Mutex, PoisonError};

use entente_model::Letter as _;

use crate::Upos;
use crate::analysis::{Analysis, LemmaRef, NameSpan};
use crate::fallback::stem_len;
use crate::hash::hash_bytes;
use crate::lemma::Lemmatiser;
use crate::model::{Container, Dictionary, Features, Margins};
use crate::names::{CharacterContext, NameContext, NameModel, NameScratch, spans};
use crate::parser::{ParseScratch, Parser, attributes};
use crate::rules::Rules;
use crate::sentences::Splitter;
use crate::tagger::{Tag, TagScratch, Tagged, Tagger, settle, settle_participles};
use crate::upos::UposSet;
use crate::words::short;

/// Everything trained, read in place from the bytes of a model.
#[derive(Debug, Clone)]
pub(crate) struct Engine {
    tagger: Tagger<'static>,
    lemmatiser: Lemmatiser<'static>,
    parser: Option<Parser<'static>>,
    names: Option<NameModel<'static>>,
    splitter: Option<Splitter<'static>>,
    /// Groups and lists of words.
    groups: Option<Dictionary<'static>>,
    resting: Resting,
}

/// Scratch spaces that no document is in work with: as many as there were documents in work at a time, and no more
/// than [`Resting::MOST`].
#[derive(Debug, Default)]
struct Resting(Mutex<Vec<Scratch>>);

impl Resting {
    const MOST: usize = 256;
}

impl Clone for Resting {
    fn clone(&self) -> Self {
        Self::default()
    }
}

/// Scratch space that is used again from sentence to sentence, and from document to document.
#[derive(Debug, Default)]
pub(crate) struct Scratch {
    tags: Vec<Tag>,
    lemmas: Vec<u32>,
    units: Vec<Range<u32>>,
    characters: CharacterContext,
    buffer: String,
    tag: TagScratch,
    name: NameScratch,
    parse: ParseScratch,
}

/// What training looks at: the units of a sentence that names are made of, and the features of each.
pub(crate) type UnitVisitor<'a> =
    &'a mut dyn FnMut(&Analysis, usize, &[Range<u32>], &mut dyn FnMut(usize, &mut Features) -> bool);

/// What no word is.
pub(crate) const SIGN: UposSet = UposSet::of(&[Upos::Punct]);

impl Engine {
    /// Reads a model. One that a user gives is checked first.
    pub(crate) fn read(bytes: &'static [u8], check: bool) -> Result<Self, &'static str> {
        let model = Container::read(bytes, check)?;
        Ok(Self {
            tagger: Tagger::read(&model).ok_or("the tagger is broken")?,
            lemmatiser: Lemmatiser::read(&model).ok_or("the lemmatiser is broken")?,
            parser: Parser::read(&model),
            names: NameModel::read(&model),
            splitter: Splitter::read(&model),
            groups: model.get("clusters").and_then(Dictionary::read),
            resting: Resting::default(),
        })
    }

    /// Scratch space for a document.
    pub(crate) fn scratch(&self) -> Scratch {
        let resting = self.resting.0.lock().unwrap_or_else(PoisonError::into_inner).pop();
        let mut scratch = resting.unwrap_or_default();
        scratch.tag.document += 1;
        scratch
    }

    /// Takes scratch space back when a document is done, with what it knows of words.
    pub(crate) fn give_back(&self, scratch: Scratch) {
        let mut resting = self.resting.0.lock().unwrap_or_else(PoisonError::into_inner);
        if resting.len() < Resting::MOST && scratch.tag.document < u32::MAX {
            resting.push(scratch);
        }
    }

    /// What knows where sentences end.
    pub(crate) const fn splitter(&self) -> Option<&Splitter<'static>> {
        self.splitter.as_ref()
    }

    /// Whether trees can be made.
    pub(crate) const fn parses(&self) -> bool {
        self.parser.is_some()
    }

    /// Whether names can be found.
    pub(crate) const fn names(&self) -> bool {
        self.names.is_some()
    }

    /// Tags, lemmas and names of a sentence; of the words that start at these bytes `ruled_out` tells what they cannot be.
    pub(crate) fn tag(
        &self,
        analysis: &mut Analysis,
        sentence: usize,
        rules: &Rules,
        ruled_out: &dyn Fn(u32, &str) -> UposSet,
        scratch: &mut Scratch,
    ) {
        let tokens = &analysis.sentences[sentence].tokens;
        let each = tokens.clone().map(|token| token as usize);
        scratch.tag.ruled_out.clear();
        scratch.tag.ruled_out.extend(each.map(|token| {
            let word = analysis.text(token);
            // Treebanks end nearly every sentence in a sign, lines of chronicles and headings in a word.
            let sign = if word.contains(char::is_letter_or_digit) { SIGN } else { UposSet::NONE };
            ruled_out(analysis.tokens[token].start, word).bits() | sign.bits()
        }));
        self.tag_words(analysis, sentence, rules, scratch);
        if let Some(names) = &self.names {
            find_names(names, self.groups.as_ref(), analysis, sentence, rules, scratch);
        }
    }

    /// Tags a sentence and shows its units to a trainer.
    pub(crate) fn visit_units(
        &self,
        analysis: &mut Analysis,
        sentence: usize,
        rules: &Rules,
        scratch: &mut Scratch,
        visit: UnitVisitor<'_>,
    ) {
        self.tag_words(analysis, sentence, rules, scratch);
        let Scratch { tags, lemmas, units, characters, tag, .. } = scratch;
        if rules.name_characters {
            characters.fill(analysis, &analysis.sentences[sentence], self.groups.as_ref());
            visit(analysis, sentence, &characters.units, &mut |unit, out| characters.look(unit, out));
        } else {
            let context = NameContext {
                words: &tag.words,
                tags,
                lemmas,
                known: &tag.known,
                any_word: rules.name_any_word,
            };
            let range = analysis.sentences[sentence].tokens.clone();
            units.clear();
            units.extend(
                range.map(|token| &analysis.tokens[token as usize]).map(|token| token.start..token.end),
            );
            visit(analysis, sentence, units, &mut |unit, out| context.look(unit, out));
        }
    }

    fn tag_words(&self, analysis: &mut Analysis, sentence: usize, rules: &Rules, scratch: &mut Scratch) {
        let Scratch { tags, lemmas, buffer, tag, parse, .. } = scratch;
        let range = analysis.sentences[sentence].tokens.clone();
        let first = range.start as usize;
        self.tagger.take(range.map(|token| analysis.text(token as usize)), tag);
        self.tagger.tag(tags, tag);
        let text = |word: usize| analysis.text(first + word);
        if !rules.past_endings.is_empty() {
            settle(tags, &rules.past_endings, text);
        }
        if !rules.participles.stems.is_empty() {
            settle_participles(tags, &rules.participles, text);
        }
        lemmas.clear();
        parse.all.clear();
        let glued = !rules.particles.is_empty();
        for (offset, (&id, &tagged)) in tag.ids.iter().zip(tags.iter()).enumerate() {
            let index = first + offset;
            let (lexeme, kept) = tag.lexemes.with_lemmas(id);
            let token = &mut analysis.tokens[index];
            (token.upos, token.feats) = (tagged.upos, tagged.feats);
            if lexeme.document != tag.document {
                (lexeme.document, lexeme.number) = (tag.document, analysis.words);
                analysis.words += 1;
            }
            token.word = lexeme.number;
            let known = match &mut lexeme.tagged {
                Some(known) if known.code == tagged.code() => {
                    if known.document != tag.document && known.kept != LemmaRef::FORM {
                        known.lemma = LemmaRef::write(known.kept.read("", kept), &mut analysis.lemmas);
                    }
                    known.document = tag.document;
                    token.lemma = known.lemma;
                    *known
                }
                _ => {
                    let form = token.start as usize..token.end as usize;
                    analysis.write_lemma(index, |source, lemma| {
                        self.lemmatiser.lemma(&source[form], lexeme.view.shape, tagged, buffer, lemma);
                    });
                    let (lemma, written) = (analysis.lemma(index), analysis.tokens[index].lemma);
                    let as_written = written == LemmaRef::FORM;
                    let known = Tagged {
                        code: tagged.code(),
                        kept: if as_written { written } else { LemmaRef::write(lemma, kept) },
                        lemma: written,
                        document: tag.document,
                        lemma_hash: short(hash_bytes(lemma.as_bytes())),
                        attributes: attributes(&lexeme.view, tagged, lemma, glued),
                    };
                    lexeme.tagged = Some(known);
                    known
                }
            };
            lemmas.push(known.lemma_hash);
            parse.all.push(known.attributes);
            if glued && tagged.upos != Upos::Punct {
                let len =
                    *lexeme.stem_len.get_or_insert_with(|| stem_len(analysis.text(index), rules) as u32);
                let token = &mut analysis.tokens[index];
                token.stem_end = token.start + len;
            }
        }
    }

    /// The same with other margins.
    pub(crate) fn with_margins(&self, margins: Margins) -> Self {
        let mut engine = self.clone();
        engine.tagger.set_margins(margins);
        if let Some(parser) = &mut engine.parser {
            parser.set_margins(margins);
        }
        if let Some(names) = &mut engine.names {
            names.set_margins(margins);
        }
        if let Some(splitter) = &mut engine.splitter {
            splitter.set_margins(margins);
        }
        engine
    }

    /// The tree of the sentence that was tagged last with this scratch space.
    pub(crate) fn parse(&self, analysis: &mut Analysis, sentence: usize, scratch: &mut Scratch) {
        let Some(parser) = &self.parser else { return };
        let Scratch { tags, parse, .. } = scratch;
        let range = analysis.sentences[sentence].tokens.clone();
        let first = range.start as usize;
        parse.mark(tags.iter().map(|tag| tag.upos));
        let shared = &*analysis;
        parser.parse(parse, |offset| shared.text(first + offset));
        for (offset, index) in range.clone().enumerate() {
            let token = &mut analysis.tokens[index as usize];
            token.head = range.start + parse.heads[offset];
            token.deprel = parse.relations[offset];
        }
        analysis.sentences[sentence].parsed = true;
    }
}

/// Labels the units of a tagged sentence and writes its names down.
fn find_names(
    names: &NameModel<'_>,
    groups: Option<&Dictionary<'_>>,
    analysis: &mut Analysis,
    sentence: usize,
    rules: &Rules,
    scratch: &mut Scratch,
) {
    let Scratch { tags, lemmas, characters, tag, name, .. } = scratch;
    let first = analysis.sentences[sentence].tokens.start;
    if rules.name_characters {
        characters.fill(analysis, &analysis.sentences[sentence], groups);
        names.label(characters.units.len(), name, |unit, stage, out| characters.stage(unit, stage, out));
        for (units, kind) in spans(&name.labels) {
            let (start, end) = (characters.units[units.start].start, characters.units[units.end - 1].end);
            let tokens = characters.word_of(units.start)..characters.word_of(units.end - 1) + 1;
            analysis.names.push(NameSpan {
                tokens: first + tokens.start..first + tokens.end,
                start,
                end,
                kind,
            });
        }
    } else {
        let context =
            NameContext { words: &tag.words, tags, lemmas, known: &tag.known, any_word: rules.name_any_word };
        names.label(tag.words.len(), name, |unit, stage, out| context.stage(unit, stage, out));
        for (units, kind) in spans(&name.labels) {
            let tokens = first + units.start as u32..first + units.end as u32;
            let start = analysis.tokens[tokens.start as usize].start;
            let end = analysis.tokens[tokens.end as usize - 1].end;
            analysis.names.push(NameSpan { tokens, start, end, kind });
        }
    }
}
