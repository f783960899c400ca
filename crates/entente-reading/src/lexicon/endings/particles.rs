//! What stands behind nouns and names.

use super::{Endings, ends, stripped, without};

impl Endings {
    /// Whether this is a particle, or several that stand together as one.
    pub fn is_particle(&self, rest: &str) -> bool {
        let plain = |rest: &str| self.particles.iter().any(|particle| &**particle == rest);
        plain(rest)
            || self
                .plural
                .iter()
                .filter_map(|plural| rest.strip_prefix(&**plural))
                .any(|rest| rest.is_empty() || plain(rest))
    }

    /// The word without its particle.
    pub fn without_particle<'w>(&self, form: &'w str) -> &'w str {
        let shorter = self.particles.iter().filter(|particle| form.len() > particle.len());
        shorter.into_iter().find_map(|particle| without(form, particle)).unwrap_or(form)
    }

    /// Whether the word ends in a particle of topic or subject.
    pub fn is_topic(&self, form: &str) -> bool {
        ends(&self.topics, form)
    }

    /// Whether this rest of a word is a particle of topic or subject.
    pub fn is_topic_particle(&self, rest: &str) -> bool {
        self.topics.iter().any(|topic| &**topic == rest)
    }

    /// Whether a word with this rest belongs to the noun behind it.
    pub fn modifies(&self, form: &str) -> bool {
        ends(&self.modifying, form)
    }

    /// Whether a particle marks who does something, not what is talked about.
    pub fn is_subject(&self, particle: &str) -> bool {
        self.subjects.contains(particle)
    }

    /// Whether a particle marks what something is done to.
    pub fn is_object(&self, particle: &str) -> bool {
        self.objects.contains(particle)
    }

    /// Whether a word bears the particle of whose something is.
    pub fn is_possessive(&self, form: &str) -> bool {
        stripped(&self.possessive, form).is_some()
    }

    /// Whether this is that particle itself.
    pub fn is_possessive_particle(&self, rest: &str) -> bool {
        self.possessive.iter().any(|particle| **particle == *rest)
    }

    /// Whether another name begins behind a name with this particle.
    pub fn joins(&self, particle: &str) -> bool {
        self.joining.contains(particle)
    }

    /// The word without a particle that stands behind a final consonant only, whatever it stands behind here.
    pub fn without_closed<'w>(&self, form: &'w str) -> Option<&'w str> {
        stripped(&self.closed, form)
    }

    /// Whether a particle behind a day tells that something is put off to it.
    pub fn is_towards(&self, particle: &str) -> bool {
        self.towards.contains(particle)
    }

    /// The noun of which a word makes an attribute: "*수석대표*인".
    pub fn named_by<'w>(&self, form: &'w str) -> Option<&'w str> {
        stripped(&self.naming, form)
    }

    /// Whether a word ends as many adverbs do, and few names.
    pub fn ends_as_adverb(&self, form: &str) -> bool {
        stripped(&self.adverbs, form).is_some()
    }
}

#[cfg(test)]
mod tests {
    use entente_model::Language;

    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn marks_of_names_are_those_of_the_pack() {
        let korean = Language::new("ko").and_then(Lexicon::embedded).unwrap();
        let endings = &korean.endings;
        assert!(endings.is_possessive("교통부의") && endings.is_possessive_particle("의"));
        assert!(endings.joins("과") && !endings.joins("은"));
        assert!(endings.is_towards("으로") && endings.ends_as_adverb("다행히"));
        assert_eq!(endings.without_closed("라스콘이"), Some("라스콘"));
        assert_eq!(endings.named_by("수석대표인"), Some("수석대표"));
        assert_eq!(endings.act_of_day("수교일은"), Some("수교"));
        assert!(endings.quotes_of("열린다는") && endings.is_parted_quoting("라며"));
    }

    #[test]
    fn a_pack_without_them_has_none() {
        let endings = Endings::default();
        assert!(!endings.is_possessive("교통부의") && !endings.joins("과") && !endings.is_towards("로"));
        assert_eq!(endings.without_closed("라스콘이").or(endings.named_by("수석대표인")), None);
        assert!(!endings.quotes_of("열린다는") && !endings.is_parted_quoting("고"));
    }
}
