//! Which ending takes which rule.

use crate::hash::{FastMap, hash_bytes};
use crate::lemma::{LONGEST, Rule, ending_hashes, ending_key, groups};
use crate::model::Dictionary;
use crate::train::treebank::Example;

/// The sections of the lemmatiser.
pub(crate) type Sections = Vec<(&'static str, Vec<u8>)>;

/// Counts, for each ending in each group, which rule its words take, then keeps the endings that know better than the
/// shorter ones.
pub(crate) fn train(examples: &[Example]) -> Sections {
    let mut rules = RuleBook::default();
    let mut counts: FastMap<Ending, FastMap<u16, u32>> = FastMap::default();
    let mut buffer = String::new();
    for example in examples {
        for (index, form) in example.forms.iter().enumerate() {
            let lemma = &example.lemmas[index];
            if lemma == "_" && form != "_" {
                continue;
            }
            let rule = rules.number(rule_of(form, lemma));
            let mut keys = [0; LONGEST + 2];
            let count = ending_hashes(form, &mut buffer, &mut keys);
            for (level, group) in
                groups(example.tags[index], example.words[index].shape).into_iter().enumerate()
            {
                for (len, ending) in keys[..count].iter().enumerate() {
                    let parent = if len == 0 { 0 } else { ending_key(group, keys[len - 1]) };
                    let whole = len + 1 == count;
                    let ending = Ending {
                        key: ending_key(group, *ending),
                        parent,
                        level: level as u8,
                        len: len as u8,
                        whole,
                    };
                    *counts.entry(ending).or_default().entry(rule).or_default() += 1;
                }
            }
        }
    }
    let mut endings: Vec<_> = counts.into_iter().collect();
    endings.sort_by_key(|(ending, _)| (ending.len, ending.key));
    let mut chosen: FastMap<u32, u16> = FastMap::default();
    let mut kept: FastMap<u32, u32> = FastMap::default();
    for (ending, rules) in endings {
        let total: u32 = rules.values().sum();
        let inherited = chosen.get(&ending.parent).copied();
        let best = rules
            .iter()
            .map(|(rule, count)| (*count, Some(*rule) == inherited, std::cmp::Reverse(*rule)))
            .max();
        let Some((_, _, std::cmp::Reverse(best))) = best else { continue };
        // An ending seen once tells nothing, unless it is the whole word.
        if inherited.is_some() && (best == inherited.unwrap_or_default() || total < 2 && !ending.whole) {
            chosen.insert(ending.key, inherited.unwrap_or_default());
        } else {
            chosen.insert(ending.key, best);
            kept.insert(ending.key, u32::from(best));
        }
    }
    vec![("lemmas", rules.write()), ("endings", Dictionary::write(&kept))]
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
struct Ending {
    key: u32,
    /// The key of the ending that is one character shorter.
    parent: u32,
    level: u8,
    len: u8,
    whole: bool,
}

/// The rule that makes `lemma` of `form`: the longest common beginning stays.
fn rule_of(form: &str, lemma: &str) -> Rule<String> {
    let lowered: String = form.to_lowercase();
    let common = |one: &str| one.chars().zip(lemma.chars()).take_while(|(left, right)| left == right).count();
    let (as_is, small) = (common(form), common(&lowered));
    let lower = small > as_is && lowered.chars().count() == form.chars().count();
    let kept = if lower { small } else { as_is };
    Rule {
        strip: (form.chars().count() - kept).min(255) as u8,
        lower,
        append: lemma.chars().skip(kept).take(60).collect(),
    }
}

#[derive(Debug, Default)]
struct RuleBook {
    rules: Vec<Rule<String>>,
    index: FastMap<u64, u16>,
}

impl RuleBook {
    fn number(&mut self, rule: Rule<String>) -> u16 {
        let key = hash_bytes(format!("{} {} {}", rule.strip, rule.lower, rule.append).as_bytes());
        let next = self.rules.len();
        if next == usize::from(u16::MAX) {
            return self.index.get(&key).copied().unwrap_or_default();
        }
        *self.index.entry(key).or_insert_with(|| {
            self.rules.push(rule);
            next as u16
        })
    }

    fn write(&self) -> Vec<u8> {
        let mut bytes = (self.rules.len() as u16).to_le_bytes().to_vec();
        for rule in &self.rules {
            bytes.extend_from_slice(&[rule.strip, u8::from(rule.lower), rule.append.len() as u8]);
            bytes.extend_from_slice(rule.append.as_bytes());
        }
        bytes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn rules_keep_what_is_common() {
        assert_eq!(rule_of("Agreed", "agree"), Rule { strip: 1, lower: true, append: String::new() });
        assert_eq!(rule_of("Moscow", "Moscow"), Rule { strip: 0, lower: false, append: String::new() });
        assert_eq!(
            rule_of("떠내려간", "떠내려가+ㄴ"),
            Rule { strip: 1, lower: false, append: "가+ㄴ".to_owned() }
        );
    }
}
