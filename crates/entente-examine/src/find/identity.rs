//! Posts that one person holds, and things called the first.

use regex::Captures;

use crate::{
    Claim, Content,
    page::{Page, Sentence},
};

/// Holders of sole posts and firsts in one sentence.
pub(crate) fn find(page: &Page, number: usize, claims: &mut Vec<Claim>) {
    let sentence = &page.sentences[number];
    for (patterns, first) in [(&page.words.identity.posts, false), (&page.words.identity.firsts, true)] {
        let may = patterns.iter().filter(|pattern| sentence.may(pattern));
        for found in may.flat_map(|pattern| pattern.captures_iter(sentence.text)) {
            if let Some(claim) = claim(page, sentence, &found, first) {
                claims.push(claim);
            }
        }
    }
}

fn claim(page: &Page, sentence: &Sentence, found: &Captures, first: bool) -> Option<Claim> {
    let (key, who) = (found.name("key")?, found.name("who")?);
    if !first && page.words.identity.not_sole.is_match(&sentence.text[..key.start()]) {
        return None;
    }
    let when = if first {
        None
    } else {
        Some(sentence.explicit().next().map_or(page.told, |date| Some(date.when))?)
    };
    let sole = first || (names_a_body(key.as_str()) && page.may_be_person(sentence, &who.range()));
    if !sole {
        return None;
    }
    let key = key.as_str().trim().to_lowercase();
    let content = Content::Sole { key, who: who.as_str().to_owned(), when, first };
    let range = found.get(0)?.range();
    Some(page.claim(sentence, range, content))
}

/// "Rector of the Primorye Institute": the post alone, or one word of a longer name, is no body.
fn names_a_body(key: &str) -> bool {
    let long = |word: &&str| word.chars().count() >= 4;
    let words: Vec<&str> = key.split_whitespace().skip(1).filter(long).collect();
    words.len() >= 2 && words.iter().any(|word| word.starts_with(char::is_uppercase))
}
