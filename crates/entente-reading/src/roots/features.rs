//! What the model of roots looks at in a run of words.

use std::{fmt::Write, ops::Range};

use entente_language::{Deprel, Upos};

use crate::{annotate::Annotated, lexicon::Part};

/// The features of these words, each once, in the order of the alphabet.
///
/// `u` a word, `b` two neighbours, `s` two neighbours when small words are skipped, `o` a verb with its object, `r` the
/// predicate of the sentence and what hangs on it, `p` the beginning of a long word, `g` the root that the table of
/// acts gives a word, `k` a verb with the class of its object. Names and numbers count as such, whichever they are.
pub(crate) fn features(text: &Annotated<'_>, tokens: Range<usize>) -> Vec<String> {
    let mut found = Vec::new();
    neighbours(text, tokens.clone(), &mut found);
    relations(text, tokens.clone(), &mut found);
    words_of_the_table(text, tokens, &mut found);
    found.sort_unstable();
    found.dedup();
    found
}

/// A word as the model sees it.
fn word<'t>(text: &'t Annotated<'_>, token: usize) -> &'t str {
    match text.analysis.tokens[token].upos {
        Upos::Propn => "NAME",
        Upos::Num => "NUM",
        Upos::Punct => text.form(token),
        _ => text.lemma(token),
    }
}

fn neighbours(text: &Annotated<'_>, tokens: Range<usize>, found: &mut Vec<String>) {
    let mut last = "";
    let mut last_content = "";
    for token in tokens {
        let word = word(text, token);
        if word == "NAME" && last == "NAME" {
            continue;
        }
        found.push(format!("u:{word}"));
        if !last.is_empty() {
            found.push(format!("b:{last} {word}"));
        }
        last = word;
        let upos = text.analysis.tokens[token].upos;
        if word.len() > 5 && upos != Upos::Propn {
            found.push(format!("p:{}", word.chars().take(5).collect::<String>()));
        }
        let small = matches!(upos, Upos::Propn | Upos::Num | Upos::Det | Upos::Punct | Upos::Pron)
            || text.lexicon.people.articles.contains(word);
        if !small {
            if !last_content.is_empty() {
                found.push(format!("s:{last_content} {word}"));
            }
            last_content = word;
        }
    }
}

/// Verbs with their objects, and the predicate of the whole with its helpers.
fn relations(text: &Annotated<'_>, tokens: Range<usize>, found: &mut Vec<String>) {
    let analysis = &text.analysis;
    let mut top: Option<usize> = None;
    for token in tokens.clone() {
        let head = analysis.tokens[token].head as usize;
        let inside = tokens.contains(&head) && head != token;
        let relation = analysis.tokens[token].deprel;
        if inside && is_argument(relation) {
            found.push(format!("o:{} {}", word(text, head), word(text, token)));
        }
        if !inside && top.is_none() {
            top = Some(token);
        }
    }
    let Some(top) = top else { return };
    let head = word(text, top);
    found.push(format!("r:{head}"));
    for child in analysis.children(top).filter(|child| tokens.contains(child)) {
        let relation = analysis.tokens[child].deprel;
        let helper = matches!(
            relation,
            Deprel::Aux
                | Deprel::AuxPass
                | Deprel::Advmod
                | Deprel::Mark
                | Deprel::Cop
                | Deprel::Xcomp
                | Deprel::Obj
                | Deprel::Ccomp
                | Deprel::Nsubj
        );
        if helper {
            let mut feature = String::new();
            // Writing to a string cannot fail.
            let _ = write!(feature, "r:{head}+{relation:?}+{}", word(text, child));
            found.push(feature);
        }
    }
}

const fn is_argument(relation: Deprel) -> bool {
    matches!(relation, Deprel::Obj | Deprel::Xcomp | Deprel::Obl | Deprel::NsubjPass | Deprel::Ccomp)
}

/// What the table of acts and the classes of words say.
fn words_of_the_table(text: &Annotated<'_>, tokens: Range<usize>, found: &mut Vec<String>) {
    let mask = text.mask_of(tokens.clone());
    for token in tokens.clone() {
        let part = match text.analysis.tokens[token].upos {
            Upos::Verb => Part::Verb,
            Upos::Noun => Part::Noun,
            _ => continue,
        };
        let arguments = text.argument_mask(token);
        let hit = text.lexicon.events.best(part, mask, arguments, |step| text.forms(token + step));
        if let Some(hit) = hit {
            found.push(format!("g:{}", hit.rule.plover));
            if part == Part::Verb {
                found.push(format!("g:V{}", hit.rule.plover));
            }
        }
        if part == Part::Verb {
            for class in text.lexicon.classes.names_in(arguments) {
                found.push(format!("k:{} {class}", text.lemma(token)));
            }
        }
    }
}
