//! A known person called by an office at a date: "President Kim visited Moscow in June 1989".

use crate::{
    Claim, Content, known,
    page::{Page, Sentence},
    people::{self, PersonAt},
};

/// Holders of offices in one sentence that has one year.
pub(crate) fn find(page: &Page, number: usize, claims: &mut Vec<Claim>) {
    let sentence = &page.sentences[number];
    let mut dates = sentence.explicit();
    let Some(date) = dates.next() else { return };
    if dates.any(|other| other.year() != date.year()) || page.words.office.unsure.is_match(sentence.text) {
        return;
    }
    for person in people::named(sentence.text, page.lang) {
        let Some(office) = title(page, sentence, &person) else { continue };
        let span = person.range.start.min(date.range.start)..person.range.end.max(date.range.end);
        let content = Content::Office {
            name: sentence.text[person.range.clone()].to_owned(),
            person: person.id.to_owned(),
            office,
            when: date.when,
        };
        claims.push(page.claim(sentence, span, content));
    }
}

/// The office that a person is called by directly before or after the name.
fn title(page: &Page, sentence: &Sentence, person: &PersonAt) -> Option<String> {
    let words = &page.words.office;
    let before = &sentence.text[..person.range.start];
    let after = &sentence.text[person.range.end..];
    words.titles.iter().find_map(|(office, pattern)| {
        if words.title_after && pattern.is_match(after) {
            let former = words.former.is_match(before);
            return (!former).then(|| office.clone());
        }
        if !words.title_before {
            return None;
        }
        let last = pattern.find_iter(before).last()?;
        let gap = before[last.end()..].trim();
        let close = gap.split_whitespace().count() <= MOST_WORDS_BETWEEN && !gap.contains([',', ';', '.']);
        let former = words.former.is_match(&before[..last.start()]);
        let only_names = gap.is_empty() || known::is_state_name(gap, page.lang);
        (close && only_names && !former).then(|| office.clone())
    })
}

/// "minister of foreign affairs of the Soviet Union Eduard ...".
const MOST_WORDS_BETWEEN: usize = 4;
