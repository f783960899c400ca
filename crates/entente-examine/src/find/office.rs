//! A known person called by an office at a date: "President Kim visited Moscow in June 1989".

use crate::{
    Claim, Content, known,
    page::{DateAt, Page, Sentence},
    people::PersonAt,
};

/// Holders of offices in one sentence, with the date beside them.
pub(crate) fn find(page: &Page, number: usize, claims: &mut Vec<Claim>) {
    let sentence = &page.sentences[number];
    if sentence.explicit().next().is_none() || sentence.says(&page.words.office.unsure) {
        return;
    }
    // A family name alone is that of the holder only where the text names him in full somewhere.
    for person in sentence.people.iter().filter(|person| page.known_people.contains(person.id)) {
        let Some(office) = title(page, sentence, person) else { continue };
        let Some(date) = date_beside(page, sentence, person) else { continue };
        if page.words.office.not_then.is_match(&sentence.text[..date.range.start]) {
            continue;
        }
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

/// The date that says when the person acts: directly before the title, or soon after the name as the only date that
/// follows. A date further off may belong to another clause ("the declaration of 1998 that Prime Minister ...").
fn date_beside<'a>(page: &Page, sentence: &'a Sentence, person: &PersonAt) -> Option<&'a DateAt> {
    let before = sentence.explicit().rfind(|date| date.range.end <= person.range.start);
    let before = before.filter(|date| {
        let between = &sentence.text[date.range.end..person.range.start];
        let close = sentence.near(date.range.end, person.range.start, MOST_WORDS_BEFORE);
        let begins = page.words.office.title_after || begins_clause(sentence, date);
        close && begins && !between.contains([';', '.', ':'])
    });
    if before.is_some() {
        return before;
    }
    let mut after = sentence.explicit().filter(|date| date.range.start >= person.range.end);
    let date = after.next()?;
    let between = &sentence.text[person.range.end..date.range.start];
    let most = if page.words.office.title_after { MOST_WORDS_AFTER_TITLE } else { MOST_WORDS_AFTER };
    let close = sentence.near(person.range.end, date.range.start, most);
    (close && !between.contains([',', ';', ':', '(']) && sentence.explicit().count() == 1).then_some(date)
}

/// Whether a date stands at the head of its clause: one at the end of a clause belongs to what stands before it.
fn begins_clause(sentence: &Sentence, date: &DateAt) -> bool {
    let before = &sentence.text[..date.range.start];
    let clause = before.rfind([',', ';', ':', '–', '—']).unwrap_or(0);
    sentence.near(clause, date.range.start, 3)
}

/// "in March 2015 the Crown Prince of ...": words between a date and a name after it.
const MOST_WORDS_BEFORE: usize = 6;
/// "문재인 대통령은 2015년 9월 하노이를": the date follows the title.
const MOST_WORDS_AFTER_TITLE: usize = 2;
/// "met the Russian ambassador in August 2025": words between a name and a date after it.
const MOST_WORDS_AFTER: usize = 8;

/// The office that a person is called by directly before or after the name.
fn title(page: &Page, sentence: &Sentence, person: &PersonAt) -> Option<String> {
    let words = &page.words.office;
    let before = &sentence.text[..person.range.start];
    let after = &sentence.text[person.range.end..];
    words.titles.iter().find_map(|(office, pattern)| {
        // "Queen Elizabeth": the title is part of the name.
        if pattern.find(&sentence.text[person.range.clone()]).is_some_and(|title| title.start() == 0) {
            return (!words.former.is_match(before)).then(|| office.clone());
        }
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
