//! Direct speech: turns of an interview, and texts in the first person.

use std::ops::Range;

use entente_language::{Deprel, Upos};
use entente_model::{Letter as _, Mode};

use super::{
    FoundStatement,
    interviews::{interview, interviewee},
    labels::{
        LabelLines, asking_labels, initial_labels, labelled, name_labels, office_labels, questions,
        styled_labels, unlabelled_questions, words_of,
    },
    quotation, statement,
};
use crate::{
    actors::{Person, Target},
    annotate::Annotated,
    glued::Predicate,
    lexicon::{List, Shape},
    lines::lines,
};

/// What one speaker says without a break, or a question.
pub(super) struct Turn {
    pub bytes: Range<usize>,
    /// `None` for a question.
    pub speaker: Option<Target>,
}

/// The turns of an interview or press conference; for a first-person text one turn of its author; else none.
pub(super) fn turns(text: &Annotated<'_>) -> Vec<Turn> {
    let mut starts: Vec<(Range<usize>, Option<Target>)> = text
        .actors
        .labels
        .iter()
        .map(|(range, person)| (range.clone(), Some(Target::Person(*person))))
        .collect();
    let words = &text.lexicon.people;
    let lines = LabelLines::of(text.text);
    for (range, target) in office_labels(text, &lines) {
        if !starts.iter().any(|(other, _)| other.start < range.end && range.start < other.end) {
            starts.push((range, Some(target)));
        }
    }
    // In the record of a parliament brackets tell whom a member is of, and not for whom somebody asks.
    let styled = styled_labels(text, &lines);
    let named = if styled.is_empty() { name_labels(text, &lines) } else { styled };
    for (range, speaker) in named {
        starts.retain(|(other, _)| other.end <= range.start || range.end <= other.start);
        starts.push((range, speaker));
    }
    if starts.is_empty() {
        starts.extend(initial_labels(text, &lines));
    }
    starts.extend(labelled(&lines, &words.question_labels).into_iter().map(|range| (range, None)));
    if starts.iter().any(|(_, speaker)| speaker.is_some()) {
        let asking = asking_labels(&lines, &starts);
        starts.extend(asking.into_iter().map(|range| (range, None)));
    }
    starts.sort_by_key(|(range, _)| range.start);
    let unlabelled = unlabelled_questions(text.text, &starts);
    if !unlabelled.is_empty() {
        starts.extend(unlabelled);
        starts.sort_by_key(|(range, _)| range.start);
    }
    silence_who_asks(text, &lines, &mut starts);
    let heading = title(text, &mut starts);
    let mut turns = body(text, &lines, starts);
    turns.splice(0..0, heading);
    turns
}

/// Whoever a line presents as the one who asks ("Presenter: Peter Gomez") is not quoted, nor who asks in half of his turns and
/// more, where somebody else answers.
fn silence_who_asks(
    text: &Annotated<'_>,
    lines: &LabelLines<'_>,
    starts: &mut [(Range<usize>, Option<Target>)],
) {
    /// Turns of somebody who asks.
    const LEAST: usize = 3;
    /// Words of a speech.
    const SPEECH: usize = 80;
    let turns = questions(text.text, starts).into_iter();
    let turns: Vec<(Target, bool)> = turns.filter_map(|(who, question)| Some((who?, question))).collect();
    if turns.is_empty() {
        return;
    }
    let presented: Vec<Target> = lines
        .iter()
        .filter_map(|(bytes, line)| {
            let (label, rest) = line.split_once(':')?;
            let asks = text.lexicon.people.question_labels.contains(label.trim().to_lowercase().as_str());
            let short = rest.split_whitespace().count() <= 5 && !rest.contains('?');
            let named = text.actors.named_in(bytes).iter().map(|mention| mention.target);
            named.filter(|who| matches!(who, Target::Person(_))).find(|_| asks && short)
        })
        .collect();
    let asks = |who: Target| {
        let own = || turns.iter().filter(|(speaker, _)| *speaker == who);
        let questions = own().filter(|(_, question)| *question).count();
        presented.contains(&who) || own().count() >= LEAST && questions * 2 >= own().count()
    };
    if !turns.iter().any(|(who, _)| !asks(*who)) {
        return;
    }
    // Whoever asked questions may hold a speech later on.
    let speech =
        |turn: &str| !turn.trim_end().ends_with('?') && turn.split_whitespace().nth(SPEECH).is_some();
    let speeches: Vec<bool> =
        words_of(text.text, starts).map(|words| text.text.get(words).is_some_and(speech)).collect();
    for ((_, speaker), speech) in starts.iter_mut().zip(speeches) {
        *speaker = speaker.filter(|&who| speech || !asks(who));
    }
}

/// The turn of a title that quotes whom the text presents, "Ambassador Maria Lopez: ‘…’", taken out of the labels: it says
/// nothing of how the body is laid out.
fn title(text: &Annotated<'_>, starts: &mut Vec<(Range<usize>, Option<Target>)>) -> Option<Turn> {
    let start = text.text.len() - text.text.trim_start().len();
    let end = start + text.text[start..].find('\n')?;
    let (label, speaker) =
        starts.first().filter(|(label, speaker)| label.end < end && speaker.is_some())?.clone();
    let again = starts.iter().skip(1).any(|(_, other)| *other == speaker);
    if again || !text.text[label.end..end].contains(['«', '“', '"', '‘', '\'']) {
        return None;
    }
    starts.remove(0);
    Some(Turn { bytes: label.end + 1..end, speaker })
}

/// The turns of what follows a title.
fn body(
    text: &Annotated<'_>,
    lines: &LabelLines<'_>,
    mut starts: Vec<(Range<usize>, Option<Target>)>,
) -> Vec<Turn> {
    if let Some(turns) = named_once(&starts).and_then(|label| interview(text, Some(&label))) {
        return turns;
    }
    let answers = labelled(lines, &text.lexicon.people.answer_labels);
    if let Some(only) = only_speaker(&starts).filter(|_| !answers.is_empty()) {
        // Named where he opens and closes, and "Answer:" in between.
        starts.extend(answers.into_iter().map(|range| (range, Some(only))));
        starts.sort_by_key(|(range, _)| range.start);
        starts.dedup_by_key(|(range, _)| range.start);
    } else if starts.iter().all(|(_, speaker)| speaker.is_none()) {
        let first = starts.first().map_or(usize::MAX, |(range, _)| range.start);
        if answers.is_empty() && starts.is_empty() {
            return interview(text, None).unwrap_or_else(|| first_person(text));
        }
        if let Some(person) = interviewee(text, first) {
            starts.extend(answers.into_iter().map(|range| (range, Some(person))));
            starts.sort_by_key(|(range, _)| range.start);
        }
    }
    let speakers = starts.iter().filter(|(_, person)| person.is_some()).count();
    if starts.len() >= 2 && speakers >= 1 {
        let labelled = starts.iter().zip(words_of(text.text, &starts)).map(|((_, speaker), words)| Turn {
            bytes: words.start + 1..words.end.max(words.start + 1),
            speaker: *speaker,
        });
        return opening(text, &starts).into_iter().chain(labelled).collect();
    }
    first_person(text)
}

/// The one person whom all labels of speakers name.
fn only_speaker(starts: &[(Range<usize>, Option<Target>)]) -> Option<Target> {
    let mut speakers = starts.iter().filter_map(|(_, speaker)| *speaker);
    let first = speakers.next()?;
    speakers.all(|other| other == first).then_some(first)
}

/// The statement before the first question of a briefing, by the only one who answers: in the first person, and naming nobody like
/// him. Whoever presents him to readers does.
fn opening(text: &Annotated<'_>, starts: &[(Range<usize>, Option<Target>)]) -> Option<Turn> {
    /// How often the speaker speaks of himself.
    const USES: usize = 2;
    let (first, asked) = starts.first()?;
    let mut speakers = starts.iter().filter_map(|(_, speaker)| *speaker);
    let speaker = speakers.next().filter(|one| asked.is_none() && speakers.all(|other| other == *one))?;
    let quoted = quotation::spans(text.text);
    let speaks = |token: &usize| {
        is_first_person(text, *token) && !is_quoted(&quoted, text.analysis.tokens[*token].start as usize)
    };
    let mut own = text.tokens_in(&(0..first.start)).filter(speaks);
    let at = text.analysis.tokens[own.next()?].start as usize;
    own.nth(USES - 2)?;
    let start = text.text[..at].rfind('\n').map_or(0, |line| line + 1);
    let mut named = text.actors.named_in(start..first.start).iter();
    named
        .all(|mention| mention.target != speaker)
        .then_some(Turn { bytes: start..first.start, speaker: Some(speaker) })
}

/// The label of an interview that names who answers at the first answer only.
fn named_once(starts: &[(Range<usize>, Option<Target>)]) -> Option<(Range<usize>, Target)> {
    match starts {
        [(label, Some(speaker))] => Some((label.clone(), *speaker)),
        _ => None,
    }
}

/// One turn of the author, where the text is in the first person; else the speech that a heading within it presents.
fn first_person(text: &Annotated<'_>) -> Vec<Turn> {
    let whole = author(text).map(|person| Turn { bytes: 0..speech_end(text), speaker: Some(person) });
    whole.or_else(|| speech_within(text)).into_iter().collect()
}

/// Where somebody's own words end: at a line of signs alone ("* * *") behind which nobody speaks of himself, else with the text.
fn speech_end(text: &Annotated<'_>) -> usize {
    let parts = |line: &str| {
        let line = line.trim();
        !line.is_empty()
            && line.chars().all(|sign| matches!(sign, '*' | '—' | '–' | '-' | '_' | '#' | ' ' | '•'))
    };
    let quoted = quotation::spans(text.text);
    let last = text.analysis.tokens.iter().enumerate().rev().find_map(|(token, word)| {
        (is_first_person(text, token) && !is_quoted(&quoted, word.start as usize))
            .then_some(word.start as usize)
    });
    let mut parted = lines(text.text).filter(|(_, line)| parts(line)).map(|(bytes, _)| bytes);
    let end = parted.find(|line| last.is_none_or(|last| last < line.end));
    end.map_or(text.text.len(), |line| line.start)
}

/// Whether a byte stands in one of the quotations, which are in the order of the text.
fn is_quoted(quoted: &[Range<usize>], at: usize) -> bool {
    let next = quoted.partition_point(|span| span.end <= at);
    quoted.get(next).is_some_and(|span| span.start <= at)
}

/// "Speech by Ambassador Maria Lopez at the reception", a line of its own, and what follows it in the first person.
fn speech_within(text: &Annotated<'_>) -> Option<Turn> {
    /// The longest heading, in words.
    const LONGEST: usize = 20;
    /// How often the speaker must speak of himself.
    const USES: usize = 3;
    for (bytes, line) in lines(text.text) {
        let heading = line.trim_end();
        if heading.ends_with(['.', '!', '?', ';', ','])
            || !(2..=LONGEST).contains(&heading.split_whitespace().count())
        {
            continue;
        }
        let named = text.actors.named_in(bytes.clone());
        let person = named.iter().map(|mention| mention.target).find(|who| matches!(who, Target::Person(_)));
        if person.is_none() || !calls_a_speech(text, &bytes) {
            continue;
        }
        let body = bytes.end..text.text.len();
        let speaks = |token: &usize| text.is_first_person(*token, List::FirstPerson);
        let to_listeners = !text.lexicon.endings.is_glued() || is_spoken_in(text, &body);
        if let Some(person) = person
            && to_listeners
            && text.tokens_in(&body).filter(speaks).nth(USES - 1).is_some()
        {
            return Some(Turn { bytes: body, speaker: Some(person) });
        }
    }
    None
}

/// Whether a heading calls what follows a speech; «О заявлении в Тирасполе» only tells what is told of.
fn calls_a_speech(text: &Annotated<'_>, heading: &Range<usize>) -> bool {
    let speech = text.lexicon.classes.bit("speech").unwrap_or_default();
    // «О *заявлении* в Тирасполе», but not "By air: remarks by the Ambassador".
    let about = |token: usize| {
        let mark = |at: usize| text.analysis.tokens[at].upos == Upos::Punct;
        let case = text.analysis.child(token, Deprel::Case);
        case.is_some_and(|case| case < token && !(case..token).any(mark))
    };
    // "“Forty minutes by air”: *remarks* by the Ambassador": by its form, for a parser may take it for a verb.
    let called = |token: usize| {
        text.mask_of(token..=token) & speech != 0
            || text.lexicon.classes.mask_of(text.form(token)) & speech != 0
    };
    text.tokens_in(heading).any(|token| called(token) && !about(token))
}

/// The author of a text in the first person: the one named in a line of its own before the body, or in a heading that
/// calls the text a speech.
fn author(text: &Annotated<'_>) -> Option<Target> {
    /// How often the author must speak of himself.
    const USES: usize = 3;
    let glued = text.lexicon.endings.is_glued();
    let speaking = || (0..text.analysis.tokens.len()).filter(|&token| is_first_person(text, token));
    // Most texts have nobody who speaks of himself, or none who speaks to listeners.
    if speaking().nth(USES - 1).is_none() || glued && !is_spoken(text) {
        return None;
    }
    // What others are quoted as saying is in their first person.
    let quoted = quotation::spans(text.text);
    let own = |token: usize| !is_quoted(&quoted, text.analysis.tokens[token].start as usize);
    let uses = speaking().filter(|&token| own(token)).count();
    let sentences = text.analysis.sentences.len().max(1);
    if uses < USES || !(uses * 8 >= sentences || glued) {
        return None;
    }
    let head = text.text.char_indices().nth(400).map_or(text.text.len(), |(at, _)| at);
    let own_line = |person: &Person| {
        person.mentions.iter().any(|mention| {
            mention.start < head && (on_own_line(text, mention) || with_office(text, person, mention))
        })
    };
    if is_of_memories(text) {
        return None;
    }
    if text.actors.people.iter().any(|person| is_essayist(text, person, head)) {
        return in_heading(text);
    }
    // "외교부 장관 박진입니다."
    let introduces = |person: &Person| {
        let says = |mention: &Range<usize>| {
            let rest = text.text[mention.end..].split(char::is_whitespace).next().unwrap_or_default();
            mention.start < head
                && text.lexicon.speech.introduces.iter().any(|copula| rest.starts_with(&**copula))
        };
        person.mentions.iter().any(says)
    };
    let introduced = text.actors.people.iter().position(introduces);
    let named = introduced.or_else(|| text.actors.people.iter().position(own_line)).map(Target::Person);
    named.or_else(|| in_heading(text)).or_else(|| home_state(text))
}

/// A pronoun of the first person singular, or a verb that does without.
pub(super) fn is_first_person(text: &Annotated<'_>, token: usize) -> bool {
    text.is_first_person(token, List::FirstPerson)
}

/// Whether most sentences end as words to listeners do.
fn is_spoken(text: &Annotated<'_>) -> bool {
    is_spoken_in(text, &(0..text.text.len()))
}

/// The same of the sentences within these bytes.
fn is_spoken_in(text: &Annotated<'_>, bytes: &Range<usize>) -> bool {
    let within = &text.predicates[text.predicates_in(&text.tokens_in(bytes))];
    let closing = within.iter().filter(|predicate| predicate.shape == Shape::Closing);
    let (mut all, mut spoken) = (0, 0);
    for predicate in closing {
        all += 1;
        spoken += usize::from(text.lexicon.endings.is_spoken(text.form(predicate.token)));
    }
    spoken * 5 > all * 3
}

/// The first lines of a text that hold words, without blanks around them.
fn first_lines(text: &str) -> impl Iterator<Item = (Range<usize>, &str)> {
    /// So many of them.
    const LINES: usize = 6;
    lines(text).map(|(bytes, line)| (bytes, line.trim())).filter(|(_, line)| !line.is_empty()).take(LINES)
}

/// The first person named in one of the first lines that calls the text a speech; where none is, the state whose office-holder
/// speaks: "Address by the President of Estonia".
fn in_heading(text: &Annotated<'_>) -> Option<Target> {
    let mut state = None;
    for (number, (heading, words)) in first_lines(text.text).enumerate() {
        // Whom a speech greets ("Mr President, dear friends,") does not give it.
        let greets = number > 0 && words.ends_with([',', '!']);
        if greets || words.ends_with(['.', '?']) || heading.end == text.text.len() {
            break;
        }
        if !calls_a_speech(text, &heading) {
            continue;
        }
        let named = text.actors.named_in(heading.clone());
        let person = named.iter().map(|mention| mention.target).find(|who| matches!(who, Target::Person(_)));
        if person.is_some() {
            return person;
        }
        let offices = &text.lexicon.people.offices;
        let office = |token: usize| {
            offices.contains(&*text.form(token).to_lowercase())
                || offices.contains(text.analysis.lemma(token))
        };
        if text.tokens_in(&heading).any(office) {
            state = state.or_else(|| text.actors.hits_in(heading).next().map(Target::Polity));
        }
    }
    state
}

/// Whether one of the first lines calls the text the memories of somebody: "Thirty Years with a Briefcase. Notes of an Envoy".
fn is_of_memories(text: &Annotated<'_>) -> bool {
    /// Words of a heading.
    const LONGEST: usize = 12;
    let headings = first_lines(text.text).map(|(_, line)| line);
    let glued = text.lexicon.endings.is_glued();
    let memories = &text.lexicon.speech.memories;
    headings
        .filter(|line| line.split_whitespace().count() <= LONGEST && !line.ends_with(['.', '?', '!']))
        .any(|line| {
            let words = line.to_lowercase();
            let mut words = words.split(|sign: char| !sign.is_letter_or_digit());
            words.any(|word| {
                memories.contains(word) || glued && memories.iter().any(|one| word.starts_with(&**one))
            })
        })
}

/// Of a speech without the speaker's name, the state whose language it is in speaks.
fn home_state(text: &Annotated<'_>) -> Option<Target> {
    let home = &text.lexicon.people.home;
    text.actors
        .hits
        .iter()
        .position(|hit| home.iter().any(|code| **code == *hit.code.as_str()))
        .map(Target::Polity)
}

/// Whether somebody signs the text, before the byte `head`, who holds no office as far as it tells: a historian or a columnist
/// writes what he thinks, and speaks for nobody.
fn is_essayist(text: &Annotated<'_>, person: &Person, head: usize) -> bool {
    /// The longest line of a name and what its bearer is, in words.
    const LONGEST: usize = 16;
    let signs = |name: &&Range<usize>| {
        let (before, after) = around(text, name);
        name.start < head
            && (before.is_empty() || is_byline(text, before))
            && (after.is_empty() || after.starts_with([',', '(', '—', '–', '|']))
            && after.split_whitespace().count() <= LONGEST
    };
    let Some(name) = person.mentions.iter().find(signs) else { return false };
    let (before, after) = around(text, name);
    let is_calling = |title: &Range<usize>| has_calling(text, &text.text[title.clone()]);
    let called = has_calling(text, after) || person.titles.iter().any(is_calling);
    let office = !person.titles.iter().all(is_calling) || is_told_to_hold_office(text, person);
    !office && (called || is_byline(text, before))
}

/// What stands on the line of a name before and behind it.
fn around<'t>(text: &Annotated<'t>, name: &Range<usize>) -> (&'t str, &'t str) {
    let before = text.text[..name.start].rsplit('\n').next().unwrap_or_default().trim();
    let after = text.text[name.end..].split('\n').next().unwrap_or_default().trim();
    (before, after)
}

/// Whether words name a calling. In languages that glue words together a title ends with one.
fn has_calling(text: &Annotated<'_>, words: &str) -> bool {
    let callings = &text.lexicon.speech.callings;
    let glued = text.lexicon.endings.is_glued();
    let words = words.to_lowercase();
    let mut words = words.split(|sign: char| !sign.is_letter_or_digit());
    words.any(|word| {
        callings.iter().any(|calling| if glued { word.ends_with(&**calling) } else { *word == **calling })
    })
}

/// `Marieke Terpstra is ambassador of the Netherlands to Suriname.`
fn is_told_to_hold_office(text: &Annotated<'_>, person: &Person) -> bool {
    /// Words from the name to the office.
    const REACH: usize = 8;
    let people = &text.lexicon.people;
    person.mentions.iter().any(|mention| {
        let token = text.analysis.token_at(mention.start as u32);
        let Some(sentence) = token.and_then(|token| text.analysis.sentence_of(token)) else { return false };
        let behind = mention.end..(text.analysis.sentences[sentence].end as usize).max(mention.end);
        text.tokens_in(&behind).take(REACH).any(|token| {
            people.offices.contains(text.analysis.lemma(token)) && !has_calling(text, text.form(token))
        })
    })
}

/// Whether what stands before a name on its line says that it is the author's: "*By* Ann Lee".
fn is_byline(text: &Annotated<'_>, before: &str) -> bool {
    text.lexicon.speech.bylines.contains(before.to_lowercase().as_str())
}

/// Whether the line of a name says that it is the author's.
pub(super) fn is_signed(text: &Annotated<'_>, name: &Range<usize>) -> bool {
    is_byline(text, around(text, name).0)
}

/// Whether nothing but the name stands on its line, or what calls it the author's: "By Ann Lee, ambassador of …".
fn on_own_line(text: &Annotated<'_>, name: &Range<usize>) -> bool {
    /// The longest line of an author with an office, in words.
    const LONGEST: usize = 20;
    let (before, after) = around(text, name);
    let byline = is_byline(text, before);
    let office = byline && after.starts_with(',') && after.split_whitespace().count() <= LONGEST;
    (before.is_empty() || byline) && (after.is_empty() || office)
}

/// Whether a line holds nothing but a name and the office of whoever bears it: "Ambassador of Belarus to China Nikolai Verny",
/// "주몽골 대한민국 대사 윤정화".
fn with_office(text: &Annotated<'_>, person: &Person, name: &Range<usize>) -> bool {
    /// The longest such line, in words.
    const LONGEST: usize = 16;
    let start = text.text[..name.start].rfind('\n').map_or(0, |line| line + 1);
    let end = text.text[name.end..].find('\n').map_or(text.text.len(), |line| name.end + line);
    // "Ann Lee, Ambassador of Kenya: “We are old friends”": a heading quotes its speech.
    let quotes = |colon: &usize| {
        let rest = text.text[*colon + 1..end].trim();
        rest.starts_with(['"', '“', '«']) && rest.ends_with(['"', '”', '»'])
    };
    let colon = text.text[name.end..end].find(':').map(|at| name.end + at).filter(quotes);
    let end = colon.unwrap_or(end);
    let line = &text.text[start..end];
    let mut beside = person.titles.iter().filter(|title| start <= title.start && title.end <= end);
    let joined = |title: &Range<usize>| {
        let between =
            if title.end <= name.start { title.end..name.start } else { name.end..title.start.max(name.end) };
        text.text[between].chars().all(|sign| sign.is_whitespace() || matches!(sign, ',' | '-' | '–' | '—'))
    };
    let predicate = text.tokens_in(&(start..end)).any(|token| text.analysis.is_finite(token));
    // A letter names in such a line, in another case, whom it is sent to.
    let plain = text.text[name.clone()] == person.name;
    beside.any(joined)
        && plain
        && !predicate
        && line.split_whitespace().count() <= LONGEST
        && !line.trim_end().ends_with(['.', '!', '?', ':', ';', ',', '…'])
}

/// Every sentence of substance in a speaker's turn.
pub(super) fn find(text: &Annotated<'_>, turns: &[Turn]) -> Vec<FoundStatement> {
    let mut found = Vec::new();
    for turn in turns {
        let Some(speaker) = turn.speaker else { continue };
        for sentence in &text.analysis.sentences {
            let range = (sentence.start as usize).max(turn.bytes.start)..sentence.end as usize;
            if range.start >= range.end
                || range.end > turn.bytes.end
                || text.text[range.clone()].trim_end().ends_with('?')
            {
                continue;
            }
            let range = trimmed(text.text, range);
            let unparsed = !text.analysis.is_modelled() && !text.lexicon.endings.is_glued();
            if unparsed || says_something(text, &range) {
                for piece in pieces(text, range) {
                    found.extend(statement(text, piece, speaker, Mode::Direct, None));
                }
            }
        }
    }
    found
}

/// Whether there is a predicate: a finite verb, or where the language does without one, any verb form or a dash.
fn says_something(text: &Annotated<'_>, range: &Range<usize>) -> bool {
    let mut tokens = text.tokens_in(range);
    let speech = &text.lexicon.speech;
    if text.lexicon.endings.is_glued() {
        let closing = |predicate: &Predicate| predicate.shape == Shape::Closing;
        return text.predicates[text.predicates_in(&tokens)].iter().any(closing);
    }
    if !speech.verbless {
        return tokens.any(|token| text.analysis.is_finite(token));
    }
    let short = tokens.len() < 12;
    if short && tokens.clone().any(|token| speech.courtesy.contains(text.lemma(token))) {
        return false;
    }
    tokens.any(|token| {
        let upos = text.analysis.tokens[token].upos;
        matches!(upos, Upos::Verb | Upos::Aux)
            || text.analysis.tokens[token].deprel == Deprel::Root && upos == Upos::Adj
            || matches!(text.form(token), "–" | "—")
    })
}

/// A sentence too long for one quote in parts of about the same length, cut where a clause begins.
fn pieces(text: &Annotated<'_>, range: Range<usize>) -> Vec<Range<usize>> {
    let count = |range: &Range<usize>| text.text[range.clone()].split_whitespace().count();
    let words = count(&range);
    if words <= super::LONGEST * 5 / 4 {
        return vec![range];
    }
    let tokens = text.tokens_in(&range);
    let middle = tokens.start + tokens.len() / 2;
    let cut = tokens
        .clone()
        .filter(|&token| {
            matches!(text.form(token), "," | ";")
                && text.clause_of(token + 1) != text.clause_of(token.saturating_sub(1))
        })
        .min_by_key(|&token| token.abs_diff(middle))
        .filter(|&token| token.abs_diff(middle) < tokens.len() / 4);
    let Some(cut) = cut else { return vec![range] };
    let at = text.analysis.tokens[cut].start as usize;
    let (first, second) = (trimmed(text.text, range.start..at), trimmed(text.text, at + 1..range.end));
    let mut all = pieces(text, first);
    all.extend(pieces(text, second));
    all
}

/// Without blanks and marks at the ends.
fn trimmed(text: &str, range: Range<usize>) -> Range<usize> {
    let words = &text[range.clone()];
    let start = words.len()
        - words.trim_start_matches(|c: char| c.is_whitespace() || matches!(c, ':' | '-' | '–' | '*')).len();
    let end = words.trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '.' | '!')).len();
    range.start + start..range.start + end.max(start)
}
