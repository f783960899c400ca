//! In which of the lists that are asked for at every word a word stands.

use rustc_hash::FxHashMap;

use super::{PeopleWords, SpeechWords, StatusWords};

/// The lists, a bit each.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum List {
    /// [`StatusWords::cancelled`].
    Cancelled,
    /// The first word of a phrase of two among them.
    CancelledWith,
    /// [`StatusWords::alleged`].
    Alleged,
    /// [`StatusWords::ongoing`].
    Ongoing,
    /// [`StatusWords::claims`].
    Claim,
    /// [`StatusWords::past_forms`].
    PastForm,
    /// [`SpeechWords::first_person`].
    FirstPerson,
    /// [`SpeechWords::speakers`].
    Speaker,
    /// [`SpeechWords::voices`].
    Voice,
    /// [`PeopleWords::articles`].
    Article,
}

/// The lists that hold a word.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct ListSet(u16);

impl ListSet {
    const fn of(list: List) -> Self {
        Self(1 << list as u8)
    }

    /// Whether it is on a list.
    pub(crate) const fn holds(self, list: List) -> bool {
        self.0 & Self::of(list).0 != 0
    }
}

/// All words of the lists: a word of a text is looked up once for all of them.
#[derive(Debug, Default)]
pub(crate) struct WordLists(FxHashMap<Box<str>, ListSet>);

impl WordLists {
    /// Takes in the words of a pack.
    pub(crate) fn new(status: &StatusWords, speech: &SpeechWords, people: &PeopleWords) -> Self {
        let mut lists = Self::default();
        for (list, words) in [
            (List::Cancelled, &status.cancelled),
            (List::Alleged, &status.alleged),
            (List::Ongoing, &status.ongoing),
            (List::Claim, &status.claims),
            (List::FirstPerson, &speech.first_person),
            (List::Speaker, &speech.speakers),
            (List::Voice, &speech.voices),
            (List::Article, &people.articles),
        ] {
            for word in words {
                lists.add(list, word);
            }
        }
        for (first, _) in status.cancelled.iter().filter_map(|phrase| phrase.split_once('_')) {
            lists.add(List::CancelledWith, first);
        }
        for form in status.past_forms.keys() {
            lists.add(List::PastForm, form);
        }
        lists
    }

    fn add(&mut self, list: List, word: &str) {
        self.0.entry(word.into()).or_default().0 |= ListSet::of(list).0;
    }

    /// The lists that hold a word.
    pub(crate) fn of(&self, word: &str) -> ListSet {
        self.0.get(word).copied().unwrap_or_default()
    }
}

/// The lists that hold a word of a text by its lemma, and by its form, in small letters.
#[derive(Debug, Clone, Copy, Default)]
pub(crate) struct Listed {
    /// Those that hold the lemma.
    pub lemma: ListSet,
    /// Those that hold the form.
    pub form: ListSet,
    /// Those that hold the lemma, or, where the form is a past one that the tagger may not know, the verb whose past it is.
    pub verb: ListSet,
}

impl Listed {
    /// Whether a list holds the lemma or the form.
    pub(crate) const fn is_on(self, list: List) -> bool {
        self.lemma.holds(list) || self.form.holds(list)
    }

    /// Whether it may call something off, by itself or with the word behind it.
    pub(crate) const fn may_cancel(self) -> bool {
        self.form.holds(List::Cancelled)
            || self.verb.holds(List::Cancelled)
            || self.verb.holds(List::CancelledWith)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Lexicon;

    #[test]
    fn a_word_is_on_the_lists_that_hold_it() {
        let status =
            "cancelled = ['cancel', 'call_off']\nalleged = ['allegedly']\n[past_forms]\nshelved = 'cancel'\n";
        let files = |name: &str| (name == "status.toml").then_some(status);
        let lexicon = Lexicon::compile(&files).unwrap();
        assert!(lexicon.listed("call", "called").may_cancel());
        assert!(lexicon.listed("shelve", "shelved").may_cancel());
        assert!(!lexicon.listed("sign", "signed").may_cancel());
        assert!(lexicon.listed("allegedly", "Allegedly").is_on(List::Alleged));
        assert!(!lexicon.listed("call", "called").is_on(List::Alleged));
    }
}
