//! The act that a predicate tells, by its own stem or by the noun that it leaves it to.

use super::{Act, NEAR, Scan};
use crate::lexicon::{ClassMask, EventRule, Part, Shape, Use};

impl<'a> Scan<'a, '_> {
    /// The act that a predicate tells: by its own stem, or by the noun that it leaves it to.
    pub(super) fn act_at(&self, index: usize) -> Option<Act<'a>> {
        let text = self.text;
        let predicate = text.predicates[index];
        let before = index.checked_sub(1).filter(|before| self.predicates.contains(before));
        let first = before.map_or(self.tokens.start, |before| text.predicates[before].token + 1);
        let last = self.phrase_end(index);
        let whole = if predicate.token == self.head { self.tokens.clone() } else { first..last + 1 };
        let mask = text.mask_of(whole);
        let near = text.mask_of(predicate.token.saturating_sub(NEAR).max(first)..=last);
        let act = |rule, token, first| Act { rule, token, predicate: Some(index), first, last };
        if let Some(rule) = self.phrase(predicate.token, mask, first) {
            return Some(act(rule, predicate.token, first));
        }
        let own = self.own(predicate.token, mask, near);
        let light = text.lexicon.endings.is_light(text.form(predicate.token));
        if let Some(rule) = own.filter(|rule| !light || rule.grade > 1) {
            return Some(act(rule, predicate.token, first));
        }
        if !light {
            return None;
        }
        // What an earlier predicate tells is its own: "개최될 예정이다".
        let other = self.predicates.clone().filter(|&at| at < index);
        let other = other.rev().map(|at| text.predicates[at]).find(|other| other.shape != Shape::Nominal);
        let floor = other.map_or(self.tokens.start, |other| other.token + 1);
        let from = predicate.token.saturating_sub(NEAR).max(floor);
        let noun = (from..predicate.token).rev().find_map(|token| self.noun_or_decided(token, mask, near));
        if let Some((rule, token)) = noun {
            // "회담을 갖기로 하였다": what is decided upon is the act, where the verb leaves it to a noun.
            let form = text.form(token);
            let left = text.lexicon.endings.is_decided(form) && text.lexicon.endings.is_light(form);
            let upon = (token.saturating_sub(NEAR).max(floor)..token).rev();
            let upon = upon.filter(|_| left).find_map(|token| Some((text.noun_rule(token, mask)?.0, token)));
            let (rule, token) = upon.unwrap_or((rule, token));
            return Some(act(rule, token, first.min(token)));
        }
        if predicate.shape == Shape::Before {
            // Of several nouns the last is what the others say more of: "이민 120주년 준비 *모임*".
            let behind = (predicate.token + 1..=last).rev().find_map(|token| {
                let (rule, _) = text.noun_rule(token, mask)?;
                Some((rule, token))
            });
            if let Some((rule, token)) = behind {
                return Some(act(rule, token, first));
            }
        }
        own.map(|rule| act(rule, predicate.token, first))
    }

    /// A phrase that ends in the predicate: "문을 열었다".
    fn phrase(&self, token: usize, mask: ClassMask, first: usize) -> Option<&'a EventRule> {
        let text = self.text;
        (token.saturating_sub(2).max(first)..token).find_map(|start| {
            let hit =
                text.lexicon.events.of_phrase(mask, |step| text.forms(start + step).map(|(_, form)| form))?;
            (start + hit.words == token + 1).then_some(hit.rule)
        })
    }

    /// The rule that a predicate meets by its own stem.
    fn own(&self, token: usize, mask: ClassMask, near: ClassMask) -> Option<&'a EventRule> {
        let text = self.text;
        let events = &text.lexicon.events;
        let endings = &text.lexicon.endings;
        let form = text.form(token);
        let acts = endings.acts(form).filter(|(_, use_, _)| *use_ == Use::Verb);
        let nouns =
            acts.filter_map(|(stem, ..)| Some((stem.len(), events.of_stem(Part::Noun, stem, mask, near)?)));
        let stems = endings.stems(form);
        let verbs =
            stems.filter_map(|(stem, _)| Some((stem.len(), events.of_stem(Part::Verb, stem, mask, near)?)));
        nouns.chain(verbs).max_by_key(|(len, rule)| (rule.grade, *len)).map(|(_, rule)| rule)
    }

    /// A noun that tells an act, or a predicate made a noun of ("설립하기로 했다").
    fn noun_or_decided(
        &self,
        token: usize,
        mask: ClassMask,
        near: ClassMask,
    ) -> Option<(&'a EventRule, usize)> {
        let text = self.text;
        let nominal = text.predicates_in(&(token..token + 1)).next();
        match nominal.map(|at| text.predicates[at].shape) {
            Some(Shape::Nominal) => self
                .own(token, mask, near)
                .or_else(|| text.noun_rule(token, mask).map(|(rule, _)| rule))
                .map(|rule| (rule, token)),
            Some(_) => None,
            None => text.noun_rule(token, mask).map(|(rule, _)| (rule, token)),
        }
    }

    /// The last word of what a predicate's act takes in: of one that says something of a noun, that noun.
    pub(super) fn phrase_end(&self, index: usize) -> usize {
        let text = self.text;
        let predicate = text.predicates[index];
        if predicate.token == self.head {
            return self.tokens.end - 1;
        }
        if predicate.shape != Shape::Before {
            return predicate.token;
        }
        let end = (predicate.token + 6).min(self.tokens.end);
        for token in predicate.token + 1..end {
            let form = text.form(token);
            let particle = text.analysis.tokens[token].stem_end < text.analysis.tokens[token].end;
            let stops = particle && !text.lexicon.endings.modifies(form);
            // "한,일" is one word.
            let comma =
                form == "," && text.analysis.tokens.get(token + 1).is_none_or(|next| next.space_before);
            if stops || comma || !text.predicates_in(&(token..token + 1)).is_empty() {
                return token;
            }
        }
        end - 1
    }
}
