//! Which words make a clause an event, and of what kind.

use entente_model::{EventKind, PloverRoot};
use rustc_hash::FxHashMap;

use super::{
    ClassMask, Classes, WordKey,
    classes::phrase_fits,
    error::{PackError, rows},
};

/// The part of speech that a trigger must have.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Part {
    /// A verb.
    Verb,
    /// A noun.
    Noun,
}

/// One line of `events.tsv`.
#[derive(Debug, Clone)]
pub struct EventRule {
    /// The part of speech of the trigger.
    pub part: Part,
    /// Sets of classes; of each at least one must stand in the clause.
    pub with: Vec<ClassMask>,
    /// Sets of classes of which one must stand in the subject or object of the trigger.
    pub arguments: Vec<ClassMask>,
    /// The kind of event.
    pub kind: EventKind,
    /// The PLOVER root.
    pub plover: PloverRoot,
    /// The CAMEO code.
    pub cameo: Box<str>,
    /// 3 sure, 2 usual, 1 only with a date and a party.
    pub grade: u8,
}

/// The event rules of one language by their trigger words.
#[derive(Debug, Default)]
pub struct EventRules {
    rules: Vec<EventRule>,
    heads: FxHashMap<WordKey, Vec<u16>>,
    phrases: FxHashMap<WordKey, Vec<(Vec<WordKey>, u16)>>,
    /// Long heads by their first letter, for those that a text writes a letter off.
    long: FxHashMap<u8, Vec<WordKey>>,
}

/// Letters that a word must have before a slip in it is looked past.
const LONG: usize = 8;

/// A rule that fits at a word.
#[derive(Debug, Clone, Copy)]
pub struct TriggerHit<'l> {
    /// The rule.
    pub rule: &'l EventRule,
    /// How many words the trigger has.
    pub words: usize,
}

impl EventRules {
    pub(crate) fn parse(file: &str, text: &str, classes: &Classes) -> Result<Self, PackError> {
        let mut lexicon = Self::default();
        for (line, row) in rows(text) {
            let wrong = |reason: String| PackError::new(file, line, reason);
            let columns: Vec<&str> = row.split('\t').collect();
            let [heads, part, with, kind, plover, cameo, grade] = columns[..] else {
                return Err(wrong(format!("expected 7 columns, found {}", columns.len())));
            };
            let rule = EventRule {
                part: match part {
                    "V" => Part::Verb,
                    "N" => Part::Noun,
                    other => return Err(wrong(format!("`{other}` is no part of speech: V or N"))),
                },
                with: class_sets(with, false, classes).map_err(wrong)?,
                arguments: class_sets(with, true, classes).map_err(wrong)?,
                kind: kind.parse().map_err(|error| wrong(format!("{error}")))?,
                plover: plover.parse().map_err(|error| wrong(format!("{error}")))?,
                cameo: cameo.into(),
                grade: grade.parse().map_err(|_| wrong(format!("`{grade}` is no grade: 1, 2 or 3")))?,
            };
            let number =
                u16::try_from(lexicon.rules.len()).map_err(|_| wrong("too many rules".to_owned()))?;
            lexicon.rules.push(rule);
            for head in heads.split_whitespace() {
                lexicon.add(head, number);
            }
        }
        Ok(lexicon)
    }

    fn add(&mut self, head: &str, number: u16) {
        let mut parts = head.split('_');
        let first: WordKey = parts.next().unwrap_or_default().into();
        let rest: Vec<WordKey> = parts.map(Into::into).collect();
        if rest.is_empty() {
            if first.len() >= LONG {
                let long = self.long.entry(first.as_bytes()[0]).or_default();
                if let Err(at) = long.binary_search(&first) {
                    long.insert(at, first.clone());
                }
            }
            self.heads.entry(first).or_default().push(number);
        } else {
            self.phrases.entry(first).or_default().push((rest, number));
        }
    }

    /// The trigger as the table has it.
    pub(crate) fn word(&self, word: &str) -> Option<&str> {
        self.heads.get_key_value(word).map(|(key, _)| &**key)
    }

    /// The triggers that are no phrases.
    pub(crate) fn heads(&self) -> impl Iterator<Item = &str> {
        self.heads.keys().map(|word| &**word)
    }

    /// The words that head rules of verbs only.
    pub(crate) fn verb_heads(&self) -> impl Iterator<Item = &str> {
        let verbal =
            |rules: &Vec<u16>| rules.iter().all(|&rule| self.rules[usize::from(rule)].part == Part::Verb);
        self.heads.iter().filter(move |(_, rules)| verbal(rules)).map(|(word, _)| &**word)
    }

    /// The best rule for the stem of a word, where endings run together with it.
    pub(crate) fn of_stem(
        &self,
        part: Part,
        stem: &str,
        clause: ClassMask,
        arguments: ClassMask,
    ) -> Option<&EventRule> {
        let fitting = self.heads.get(stem).into_iter().flatten().map(|&rule| (rule, 1));
        self.choose(part, clause, arguments, fitting).map(|hit| hit.rule)
    }

    /// The best rule for a phrase whose first word is written so and whose others are known by their beginnings.
    pub(crate) fn of_phrase<'w>(
        &self,
        clause: ClassMask,
        forms: impl Fn(usize) -> Option<&'w str>,
    ) -> Option<TriggerHit<'_>> {
        let begins = |rest: &[WordKey]| {
            rest.iter()
                .enumerate()
                .all(|(at, word)| forms(at + 1).is_some_and(|form| form.starts_with(&**word)))
        };
        let fitting = self.phrases.get(forms(0)?).into_iter().flatten();
        let fitting = fitting.filter(|(rest, _)| begins(rest)).map(|(rest, rule)| (*rule, rest.len() + 1));
        let fitting: Vec<(u16, usize)> = fitting.collect();
        let chosen = |part| self.choose(part, clause, clause, fitting.iter().copied());
        chosen(Part::Verb).or_else(|| chosen(Part::Noun))
    }

    /// All triggers, and the words of phrases one by one.
    pub(crate) fn words(&self) -> impl Iterator<Item = &str> {
        let rest = self.phrases.values().flatten().flat_map(|(words, _)| words);
        self.heads.keys().chain(self.phrases.keys()).chain(rest).map(|word| &**word)
    }

    /// Whether a lemma triggers anything.
    pub fn knows(&self, lemma: &str) -> bool {
        self.heads.contains_key(lemma) || self.phrases.contains_key(lemma)
    }

    /// Whether a word is a long verb that is written a letter off.
    pub(crate) fn is_slip(&self, lemma: &str) -> bool {
        self.misspelled(Part::Verb, lemma).is_some()
    }

    /// The rules of a long verb that is written a letter off: `estiblish`.
    fn misspelled(&self, part: Part, lemma: &str) -> Option<&Vec<u16>> {
        if part != Part::Verb || lemma.len() < LONG || !lemma.is_ascii() {
            return None;
        }
        let near =
            |head: &&WordKey| head.len().abs_diff(lemma.len()) <= 1 && crate::actors::near(head, lemma);
        let head = self.long.get(&lemma.as_bytes()[0])?.iter().find(near)?;
        self.heads.get(head)
    }

    /// The best rule for a trigger that starts here, given the classes that stand in its clause.
    ///
    /// `forms(k)` gives the lemma and the small-letter form of the k-th word from the trigger on.
    pub fn best<'w>(
        &self,
        part: Part,
        clause: ClassMask,
        arguments: ClassMask,
        forms: impl Fn(usize) -> Option<(&'w str, &'w str)>,
    ) -> Option<TriggerHit<'_>> {
        let (lemma, form) = forms(0)?;
        let single = self
            .heads
            .get(lemma)
            .or_else(|| self.heads.get(form))
            .or_else(|| self.misspelled(part, lemma))
            .into_iter()
            .flatten()
            .map(|&rule| (rule, 1));
        let phrases = self
            .phrases
            .get(lemma)
            .or_else(|| self.phrases.get(form))
            .into_iter()
            .flatten()
            .filter(|(rest, _)| phrase_fits(rest, &forms))
            .map(|(rest, rule)| (*rule, rest.len() + 1));
        self.choose(part, clause, arguments, single.chain(phrases))
    }

    /// The surest noun of a kind that stands by itself.
    pub fn of_kind(&self, kind: EventKind) -> Option<&EventRule> {
        let alone = |rule: &&EventRule| {
            rule.kind == kind && rule.part == Part::Noun && rule.with.is_empty() && rule.arguments.is_empty()
        };
        let any = || self.rules.iter().filter(|rule| rule.kind == kind).max_by_key(|rule| rule.grade);
        self.rules.iter().filter(alone).max_by_key(|rule| rule.grade).or_else(any)
    }

    /// Of these rules the one that asks for most and fits.
    fn choose(
        &self,
        part: Part,
        clause: ClassMask,
        arguments: ClassMask,
        rules: impl Iterator<Item = (u16, usize)>,
    ) -> Option<TriggerHit<'_>> {
        let mut best: Option<(TriggerHit<'_>, (usize, usize, u8))> = None;
        for (number, words) in rules {
            let rule = &self.rules[usize::from(number)];
            let stands = |sets: &[ClassMask], mask: ClassMask| sets.iter().all(|set| mask & set != 0);
            if rule.part != part || !stands(&rule.with, clause) || !stands(&rule.arguments, arguments) {
                continue;
            }
            let rank = (rule.with.len() + rule.arguments.len(), words, rule.grade);
            if best.as_ref().is_none_or(|(_, other)| rank > *other) {
                best = Some((TriggerHit { rule, words }, rank));
            }
        }
        best.map(|(hit, _)| hit)
    }
}

/// `a|b,c`: one of a and b, and c. Sets with `>` before them are of the arguments, those without of the clause.
fn class_sets(with: &str, arguments: bool, classes: &Classes) -> Result<Vec<ClassMask>, String> {
    if with == "-" {
        return Ok(Vec::new());
    }
    with.split(',')
        .filter(|set| set.starts_with('>') == arguments)
        .map(|set| set.trim_start_matches('>'))
        .map(|set| {
            set.split('|').try_fold(0, |mask, name| {
                classes
                    .bit(name)
                    .map(|bit| mask | bit)
                    .ok_or_else(|| format!("`{name}` is no class of classes.tsv"))
            })
        })
        .collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_rule_with_more_classes_wins() {
        let classes = Classes::parse("c", "deal\tdeal\narms\tarms\n").unwrap();
        let table = "sign\tV\t-\tagreement\tAGREE\t057\t2\nsign\tV\tdeal,arms\tmilitary\tAGREE\t057\t3\n";
        let rules = EventRules::parse("e", table, &classes).unwrap();
        let kind = |mask| {
            rules
                .best(Part::Verb, mask, 0, |at| (at == 0).then_some(("sign", "signed")))
                .map(|hit| hit.rule.kind)
        };
        assert_eq!(kind(0), Some(EventKind::Agreement));
        assert_eq!(kind(0b11), Some(EventKind::Military));
        assert!(rules.best(Part::Noun, 0, 0, |at| (at == 0).then_some(("sign", "sign"))).is_none());
    }
}
