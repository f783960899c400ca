//! Questions that a reader asks a dependency tree.

mod items;

use std::ops::Range;

use crate::{Analysis, Deprel, Feats, Sentence, Token, Upos, VerbForm, Voice};

/// The children of every word, in one block of memory: word `i` has `children[starts[i]..starts[i + 1]]`.
#[derive(Debug, Clone, Default)]
pub(crate) struct ChildIndex {
    starts: Vec<u32>,
    children: Vec<u32>,
}

impl ChildIndex {
    /// Counts, then fills: linear in the number of words. Children come in the order of the text.
    pub(crate) fn new(heads: impl Iterator<Item = u32> + Clone) -> Self {
        let count = heads.clone().count();
        let mut starts = vec![0_u32; count + 2];
        let edges = heads.enumerate().filter(|&(child, head)| head as usize != child);
        for (_, head) in edges.clone() {
            starts[head as usize + 2] += 1;
        }
        for index in 2..starts.len() {
            starts[index] += starts[index - 1];
        }
        let mut children = vec![0; starts[count + 1] as usize];
        for (child, head) in edges {
            let slot = &mut starts[head as usize + 1];
            children[*slot as usize] = child as u32;
            *slot += 1;
        }
        starts.pop();
        Self { starts, children }
    }

    fn of(&self, word: usize) -> &[u32] {
        match (self.starts.get(word), self.starts.get(word.saturating_add(1))) {
            (Some(&start), Some(&end)) => &self.children[start as usize..end as usize],
            _ => &[],
        }
    }
}

impl Analysis {
    pub(crate) fn index_children(&mut self) {
        self.children = ChildIndex::new(self.tokens.iter().map(|token| token.head));
    }

    /// Makes the infinitives that modal words govern the predicates, with the modal as their auxiliary: treebanks of some languages
    /// take "комиссия *должна* собраться" for a statement about the duty, those of others "should convene" for one about the
    /// convening. `modals` are words, in the order of the text; one without an infinitive stays as it is.
    pub fn raise(&mut self, modals: &[usize]) {
        let mut raised = false;
        for &modal in modals {
            let infinitive = |&child: &usize| {
                let word = &self.tokens[child];
                let infinitive = word.feats.verb_form() == Some(VerbForm::Inf)
                    || word.feats.verb_form() == Some(VerbForm::Part)
                        && self.child(child, Deprel::AuxPass).is_some();
                word.deprel == Deprel::Xcomp && infinitive
            };
            let Some(verb) = self.children(modal).find(infinitive) else { continue };
            let others: Vec<usize> = self.children(modal).filter(|&child| child != verb).collect();
            let Token { head: above, deprel, .. } = self.tokens[modal];
            let top = if above as usize == modal { verb as u32 } else { above };
            for child in others {
                self.tokens[child].head = verb as u32;
            }
            // What a parser hangs on a noun is a clause all the same.
            let nominal =
                matches!(deprel, Deprel::Amod | Deprel::Nmod | Deprel::Obl | Deprel::Appos | Deprel::Dep);
            let word = &mut self.tokens[verb];
            (word.head, word.deprel) = (top, if nominal { Deprel::Parataxis } else { deprel });
            let word = &mut self.tokens[modal];
            (word.head, word.deprel) = (verb as u32, Deprel::Aux);
            raised = true;
        }
        if raised {
            self.index_children();
        }
    }

    /// The words that hang on this one, in the order of the text.
    pub fn children(&self, token: usize) -> impl DoubleEndedIterator<Item = usize> + ExactSizeIterator + '_ {
        self.children.of(token).iter().map(|&child| child as usize)
    }

    /// The children with this relation.
    pub fn children_with(&self, token: usize, relation: Deprel) -> impl Iterator<Item = usize> + '_ {
        self.children(token).filter(move |&child| self.tokens[child].deprel == relation)
    }

    /// The first child with this relation.
    pub fn child(&self, token: usize, relation: Deprel) -> Option<usize> {
        self.children_with(token, relation).next()
    }

    /// The head, `None` for a root.
    pub fn head(&self, token: usize) -> Option<usize> {
        let head = self.tokens.get(token)?.head as usize;
        (head != token).then_some(head)
    }

    /// The heads from this word up to the root, the word itself left out.
    pub fn ancestors(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::successors(self.head(token), |&word| self.head(word)).take(self.tokens.len())
    }

    /// The root of a sentence that was parsed.
    pub fn root(&self, sentence: &Sentence) -> Option<usize> {
        let mut words = sentence.tokens.start as usize..sentence.tokens.end as usize;
        sentence.parsed.then(|| words.find(|&word| self.head(word).is_none()))?
    }

    /// The words from the leftmost to the rightmost below this one, itself included. Trees made by a pack never
    /// cross branches, so the range holds nothing else.
    pub fn subtree(&self, token: usize) -> Range<usize> {
        let (mut first, mut last) = (token, token);
        while let Some(child) = self.children(first).next().filter(|&child| child < first) {
            first = child;
        }
        while let Some(child) = self.children(last).next_back().filter(|&child| child > last) {
            last = child;
        }
        first..(last + 1).min(self.tokens.len())
    }

    /// The bytes of [`Analysis::subtree`].
    pub fn subtree_bytes(&self, token: usize) -> Range<u32> {
        let words = self.subtree(token);
        match (self.tokens.get(words.start), words.end.checked_sub(1).and_then(|last| self.tokens.get(last)))
        {
            (Some(first), Some(last)) => first.start..last.end,
            _ => 0..0,
        }
    }

    /// The subject of a clause's head, active or passive.
    pub fn subject(&self, token: usize) -> Option<usize> {
        self.children(token).find(|&child| self.tokens[child].deprel.is_subject())
    }

    /// The subject of a verb, looked for above when the verb shares it: a conjunct or an open complement
    /// ("came and *signed*", "agreed to *sign*") has the subject of its head.
    pub fn shared_subject(&self, token: usize) -> Option<usize> {
        let mut word = token;
        for _ in 0..8 {
            if let Some(subject) = self.subject(word) {
                return Some(subject);
            }
            if !matches!(self.tokens.get(word)?.deprel, Deprel::Conj | Deprel::Xcomp) {
                return None;
            }
            word = self.head(word)?;
        }
        None
    }

    /// The direct object.
    pub fn object(&self, token: usize) -> Option<usize> {
        self.child(token, Deprel::Obj)
    }

    /// The obliques of a clause's head.
    pub fn obliques(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        self.children(token).filter(|&child| self.tokens[child].deprel.is_oblique())
    }

    /// The word that marks the case of a nominal: its preposition, or a postposition of its own.
    pub fn case_marker(&self, token: usize) -> Option<usize> {
        self.child(token, Deprel::Case)
    }

    /// The word and everything coordinated with it.
    pub fn conjuncts(&self, token: usize) -> impl Iterator<Item = usize> + '_ {
        std::iter::once(token).chain(self.children_with(token, Deprel::Conj))
    }

    /// Whether the head of a clause stands in the passive: it has a passive subject, auxiliary or agent, or is a
    /// finite form or short participle of the passive itself.
    pub fn is_passive(&self, token: usize) -> bool {
        let Some(word) = self.tokens.get(token) else { return false };
        let marked = self.children(token).any(|child| {
            let relation = self.tokens[child].deprel;
            relation.is_passive_subject() || matches!(relation, Deprel::AuxPass | Deprel::OblAgent)
        });
        marked || (word.feats.voice() == Some(Voice::Pass) && word.upos == Upos::Verb)
    }

    /// Whether the head of a clause is negated by a particle, adverb or determiner of its own.
    pub fn is_negated(&self, token: usize) -> bool {
        let negates = |feats: Feats| feats.polarity() == Some(crate::Polarity::Neg);
        self.children(token).any(|child| {
            let word = &self.tokens[child];
            negates(word.feats) && matches!(word.deprel, Deprel::Advmod | Deprel::Det | Deprel::Aux)
        })
    }

    /// The nearest word at or above this one that heads a clause.
    pub fn clause_head(&self, token: usize) -> usize {
        let heads_clause = |word: usize| {
            let token = &self.tokens[word];
            token.deprel.is_clause() || (token.deprel == Deprel::Conj && token.upos == Upos::Verb)
        };
        std::iter::once(token)
            .chain(self.ancestors(token))
            .find(|&word| self.tokens.get(word).is_none() || heads_clause(word))
            .unwrap_or(token)
    }

    /// Whether a word is a verb in a finite form, or has a finite auxiliary or copula.
    pub fn is_finite(&self, token: usize) -> bool {
        let finite = |word: usize| {
            self.tokens.get(word).is_some_and(|word| word.feats.verb_form() == Some(VerbForm::Fin))
        };
        finite(token)
            || self.children(token).any(|child| {
                matches!(self.tokens[child].deprel, Deprel::Aux | Deprel::AuxPass | Deprel::Cop)
                    && finite(child)
            })
    }
}
