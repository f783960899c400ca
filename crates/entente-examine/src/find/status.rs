//! What was to be at a time and was held, cancelled or postponed.

use std::collections::BTreeSet;

use entente_model::{Interval, Letter as _};
use regex::Match;

use crate::{
    Claim, Content,
    page::{Page, Sentence},
    words::Words,
};

/// The status claim of one sentence; one that begins with a pronoun takes the thing from the sentence before.
pub(crate) fn find(page: &Page, number: usize, claims: &mut Vec<Claim>) {
    let sentence = &page.sentences[number];
    let words = &page.words.status;
    let cancelled = sentence.says(&words.cancelled);
    let held = !cancelled
        && sentence.may(&words.held)
        && words.held.find(sentence.text).is_some_and(|held| real(page.words, sentence.text, held));
    if !cancelled && !held {
        return;
    }
    let before = number.checked_sub(1).map(|at| &page.sentences[at]);
    let subject = before.filter(|before| {
        cancelled && before.paragraph == sentence.paragraph && sentence.says(&words.pronoun)
    });
    let named = subject.unwrap_or(sentence);
    let Some(when) = planned_time(page, named, cancelled) else { return };
    let content = Content::Status {
        words: content_words(page.words, named.text),
        title: title(named.text),
        when,
        cancelled,
    };
    claims.push(match subject {
        Some(subject) => page.claim_over(subject, sentence, content),
        None => page.claim(sentence, 0..sentence.text.len().min(1), content),
    });
}

/// Nothing close before the word says that it is not so, or not yet.
fn real(words: &Words, text: &str, held: Match) -> bool {
    let before = &text[..held.start()];
    let start = before.char_indices().rev().nth(LETTERS_BEFORE).map_or(0, |(at, _)| at);
    // Where the verb stands last, what denies it follows.
    let after = held.end() + text[held.end()..].chars().take(4).map(char::len_utf8).sum::<usize>();
    !words.status.unreal.is_match(&text[start..after])
}

/// "was not", "is going to be", "could have been".
const LETTERS_BEFORE: usize = 20;

/// The first date of the sentence that is not the new date of something moved.
fn planned_time(page: &Page, sentence: &Sentence, cancelled: bool) -> Option<Interval> {
    let moved = &page.words.status.moved;
    let mut dates = sentence
        .dates
        .iter()
        .filter(|date| !(cancelled && moved.is_match(&sentence.text[..date.range.start])));
    dates.next().map(|date| date.when)
}

/// The words that tell which thing is meant, without endings.
pub(crate) fn content_words(words: &Words, text: &str) -> BTreeSet<String> {
    text.split(|letter: char| !letter.is_letter_or_digit() && letter != '-')
        .map(str::to_lowercase)
        .filter(|word| {
            !word.starts_with(|letter: char| letter.is_ascii_digit()) && !words.stopwords.contains(word)
        })
        .filter_map(|word| stem(&word))
        .collect()
}

/// A word cut to what its forms share; `None` for one too short to tell anything.
pub(crate) fn stem(word: &str) -> Option<String> {
    let caseless = word.chars().all(|letter| !letter.is_lowercase() && !letter.is_uppercase());
    let count = word.chars().count();
    if caseless {
        // Particles follow the noun without a space.
        return (count >= 2).then(|| word.chars().take(count.clamp(2, 3)).collect());
    }
    (count >= 4).then(|| word.chars().take(5).collect())
}

/// The words in quotation marks, where there is one such name.
fn title(text: &str) -> Option<String> {
    let open = text.find(['"', '“', '«', '‘'])?;
    let rest = &text[open..];
    let mut letters = rest.char_indices();
    let (_, mark) = letters.next()?;
    let close = match mark {
        '“' => '”',
        '«' => '»',
        '‘' => '’',
        other => other,
    };
    let end = letters.find(|&(_, letter)| letter == close)?.0;
    Some(rest[mark.len_utf8()..end].to_lowercase())
}

#[cfg(test)]
mod tests {
    use super::*;
    use entente_model::Language;

    #[test]
    fn words_lose_their_endings() {
        assert_eq!(stem("фестиваль"), stem("фестиваля"));
        assert_eq!(stem("음악제는"), stem("음악제가"));
        assert_eq!(stem("the"), None);
        let words = Words::of(Language::new("en").unwrap()).unwrap();
        assert!(content_words(words, "The camp was held in 2022").contains("camp"));
    }

    #[test]
    fn a_title_stands_in_quotation_marks() {
        assert_eq!(title("the camp \"Two Shores\" was"), Some("two shores".into()));
        assert_eq!(title("форум «Мост» прошёл"), Some("мост".into()));
        assert_eq!(title("no title"), None);
    }
}
