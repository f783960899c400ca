//! Direct speech: turns of an interview, and texts in the first person.

use std::ops::Range;

use entente_language::{Deprel, Upos};
use entente_model::Mode;

use super::{
    FoundStatement,
    labels::{labelled, name_labels, office_labels},
    quotation, statement,
};
use crate::{
    actors::{Person, Target},
    annotate::Annotated,
    glued::Predicate,
    lexicon::Shape,
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
    for (range, target) in office_labels(text) {
        if !starts.iter().any(|(other, _)| other.start < range.end && range.start < other.end) {
            starts.push((range, Some(target)));
        }
    }
    for (range, speaker) in name_labels(text) {
        starts.retain(|(other, _)| other.end <= range.start || range.end <= other.start);
        starts.push((range, speaker));
    }
    starts.extend(labelled(text.text, &words.question_labels).into_iter().map(|range| (range, None)));
    starts.sort_by_key(|(range, _)| range.start);
    let heading = title(text, &mut starts);
    let mut turns = body(text, starts);
    turns.splice(0..0, heading);
    turns
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
fn body(text: &Annotated<'_>, mut starts: Vec<(Range<usize>, Option<Target>)>) -> Vec<Turn> {
    if let Some(turns) = named_once(&starts).and_then(|label| interview(text, Some(&label))) {
        return turns;
    }
    if starts.iter().all(|(_, speaker)| speaker.is_none()) {
        let words = &text.lexicon.people;
        let first = starts.first().map_or(usize::MAX, |(range, _)| range.start);
        let answers = labelled(text.text, &words.answer_labels);
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
        let ends =
            starts.iter().skip(1).map(|(range, _)| range.start).chain(std::iter::once(text.text.len()));
        return starts
            .iter()
            .zip(ends)
            .map(|((label, speaker), end)| Turn {
                bytes: label.end + 1..end.max(label.end + 1),
                speaker: *speaker,
            })
            .collect();
    }
    first_person(text)
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
    let whole = author(text).map(|person| Turn { bytes: 0..text.text.len(), speaker: Some(person) });
    whole.or_else(|| speech_within(text)).into_iter().collect()
}

/// "Speech by Ambassador Maria Lopez at the reception", a line of its own, and what follows it in the first person.
fn speech_within(text: &Annotated<'_>) -> Option<Turn> {
    /// The longest heading, in words.
    const LONGEST: usize = 20;
    /// How often the speaker must speak of himself.
    const USES: usize = 3;
    let speech = text.lexicon.classes.bit("speech")?;
    for (bytes, line) in lines(text.text) {
        let heading = line.trim_end();
        let words = heading.split_whitespace().count();
        if !(2..=LONGEST).contains(&words) || heading.ends_with(['.', '!', '?', ';', ',']) {
            continue;
        }
        if text.mask_of(text.tokens_in(&bytes)) & speech == 0 {
            continue;
        }
        let named = text.actors.named_in(bytes.clone());
        let person = named.iter().map(|mention| mention.target).find(|who| matches!(who, Target::Person(_)));
        let body = bytes.end..text.text.len();
        let speaks = |token: &usize| text.is_first_person(*token, &text.lexicon.speech.first_person);
        if let Some(person) = person
            && text.tokens_in(&body).filter(speaks).nth(USES - 1).is_some()
        {
            return Some(Turn { bytes: body, speaker: Some(person) });
        }
    }
    None
}

/// The turns of an interview whose questions are paragraphs of their own without a label. At most the first answer has one.
fn interview(text: &Annotated<'_>, label: Option<&(Range<usize>, Target)>) -> Option<Vec<Turn>> {
    /// How many questions make an interview.
    const QUESTIONS: usize = 3;
    /// The longest question, in words.
    const LONGEST: usize = 80;
    let lines: Vec<Range<usize>> = lines(text.text).map(|(bytes, _)| bytes).collect();
    let asks = |line: &Range<usize>| {
        let line = &text.text[line.clone()];
        let words = line.split_whitespace().count();
        line.trim_end().trim_end_matches(['*', '"', '”', '»']).ends_with('?')
            && (3..=LONGEST).contains(&words)
    };
    let quoted = before_quotes(text.text, &lines);
    let answered = quoted.is_some();
    let mut end = text.text.len();
    let questions = quoted
        .or_else(|| dashed(text.text, &lines, &asks))
        .or_else(|| marked(text.text, &lines))
        .or_else(|| {
            let (questions, answered) = alternating(text.text, &lines, &asks)?;
            end = answered;
            Some(questions)
        })
        .unwrap_or_else(|| lines.into_iter().filter(asks).collect());
    let first = questions.first().map_or(0, |question| question.start);
    let named = label.filter(|(label, _)| label.start > first).map(|(_, speaker)| *speaker);
    let person =
        (questions.len() >= QUESTIONS).then(|| named.or_else(|| interviewee(text, first))).flatten()?;
    let ends = questions.iter().skip(1).map(|question| question.start).chain([end]);
    let turns: Vec<Turn> = questions
        .iter()
        .zip(ends)
        .map(|(question, end)| {
            let opens = label.map(|(label, _)| label.end + 1);
            let opens = opens.filter(|at| question.end < *at && *at < end);
            Turn { bytes: opens.unwrap_or(question.end)..end, speaker: Some(person) }
        })
        .collect();
    let speaks = |turn: &&Turn| text.tokens_in(&turn.bytes).any(|token| is_first_person(text, token));
    (answered || turns.iter().filter(speaks).count() * 2 >= turns.len()).then_some(turns)
}

/// The questions of an interview whose paragraphs ask and answer by turns: some of them ask without the mark, "The licence was
/// seen as a breakthrough." With them, where the last answer ends.
fn alternating(
    text: &str,
    lines: &[Range<usize>],
    asks: &dyn Fn(&Range<usize>) -> bool,
) -> Option<(Vec<Range<usize>>, usize)> {
    /// Questions with their mark that make an interview.
    const LEAST: usize = 3;
    let told: Vec<&Range<usize>> =
        lines.iter().filter(|line| !text[(*line).clone()].trim().is_empty()).collect();
    let first = told.iter().position(|line| asks(line))?;
    let last = told.iter().rposition(|line| asks(line))?;
    let turns = told.get(first..=last + 1)?;
    let words = |lines: &mut dyn Iterator<Item = &&Range<usize>>| -> usize {
        lines.map(|line| text[(*line).clone()].split_whitespace().count()).sum()
    };
    let (asking, answering) = (turns.len().div_ceil(2), turns.len() / 2);
    let asked = |from: usize| turns.iter().skip(from).step_by(2).filter(|line| asks(line)).count();
    let longer = words(&mut turns.iter().skip(1).step_by(2)) > 2 * words(&mut turns.iter().step_by(2));
    (asked(0) >= LEAST && asked(0) * 2 >= asking && asked(1) * 4 <= answering && longer)
        .then(|| (turns.iter().step_by(2).map(|line| (*line).clone()).collect(), told[last + 1].end))
}

/// Signs that lead a question or a heading.
const SIGNS: [char; 8] = ['▶', '▷', '◇', '◆', '■', '□', '△', '▲'];

/// The questions of an interview that a sign leads, whole sentences all of them: "▶ 한국과의 인연이 남다르다고 들었다." What stands
/// between them is answered.
fn marked(text: &str, lines: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
    /// Questions that make an interview.
    const LEAST: usize = 3;
    let told: Vec<&Range<usize>> =
        lines.iter().filter(|line| !text[(*line).clone()].trim().is_empty()).collect();
    let leads = |line: &Range<usize>| text[line.clone()].starts_with(SIGNS);
    let questions: Vec<Range<usize>> = told
        .windows(2)
        .filter(|pair| leads(pair[0]) && !leads(pair[1]))
        .map(|pair| pair[0].clone())
        .collect();
    let led = told.iter().filter(|line| leads(line)).count();
    let whole = |line: &&Range<usize>| text[(*line).clone()].trim_end().ends_with(['.', '?']);
    (questions.len() >= LEAST && questions.len() == led && questions.iter().all(|line| whole(&line)))
        .then_some(questions)
}

/// The questions of an interview whose answers are paragraphs in quotation marks: "— 기념일을 앞둔 소감은." and what was answered.
fn before_quotes(text: &str, lines: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
    /// Questions that make an interview.
    const LEAST: usize = 3;
    /// The longest question, in words.
    const LONGEST: usize = 40;
    let told: Vec<&Range<usize>> =
        lines.iter().filter(|line| !text[(*line).clone()].trim().is_empty()).collect();
    let opens = |line: &Range<usize>| text[line.clone()].starts_with(['"', '“', '«', '「']);
    let asked = |line: &Range<usize>| {
        let line = &text[line.clone()];
        (line.starts_with(['—', '–', '-']) || line.starts_with(SIGNS))
            && line.split_whitespace().count() <= LONGEST
    };
    let dashes = told.iter().filter(|line| asked(line)).count();
    let questions: Vec<Range<usize>> =
        told.windows(2).filter(|pair| asked(pair[0]) && opens(pair[1])).map(|pair| pair[0].clone()).collect();
    (questions.len() >= LEAST && questions.len() * 4 >= dashes * 3).then_some(questions)
}

/// The questions of an interview in which question and answer begin with a dash by turns: some of them ask without the mark,
/// "— В ноябре прошли учения. Это встревожило соседей."
fn dashed(
    text: &str,
    lines: &[Range<usize>],
    asks: &dyn Fn(&Range<usize>) -> bool,
) -> Option<Vec<Range<usize>>> {
    /// Lines with a dash that make turns.
    const LEAST: usize = 6;
    let opens = |line: &&Range<usize>| text[(*line).clone()].starts_with(['—', '–']);
    let turns: Vec<&Range<usize>> = lines.iter().filter(opens).collect();
    let asked = |from: usize| turns.iter().skip(from).step_by(2).filter(|line| asks(line)).count();
    let (asking, answering) = (turns.len().div_ceil(2), turns.len() / 2);
    (turns.len() >= LEAST && asked(0) * 4 >= asking * 3 && asked(1) * 4 <= answering)
        .then(|| turns.into_iter().step_by(2).cloned().collect())
}

/// Whom the text before the first question presents: a person with an office before others, else a state's envoy.
fn interviewee(text: &Annotated<'_>, before: usize) -> Option<Target> {
    let head = before.min(text.text.char_indices().nth(1500).map_or(text.text.len(), |(at, _)| at));
    let named = text.actors.named_in(0..head);
    let people = || {
        named.iter().filter_map(|mention| match mention.target {
            Target::Person(person) => Some(person),
            _ => None,
        })
    };
    let in_office = people().find(|&person| !text.actors.people[person].titles.is_empty());
    let state =
        || named.iter().map(|mention| mention.target).find(|target| matches!(target, Target::Polity(_)));
    in_office.or_else(|| people().next()).map(Target::Person).or_else(state)
}

/// The author of a text in the first person: the one named in a line of its own before the body, or in a heading that
/// calls the text a speech.
fn author(text: &Annotated<'_>) -> Option<Target> {
    // What others are quoted as saying is in their first person.
    let quoted = quotation::spans(text.text);
    let own = |token: &usize| {
        let at = text.analysis.tokens[*token].start as usize;
        let next = quoted.partition_point(|span| span.end <= at);
        quoted.get(next).is_none_or(|span| at < span.start)
    };
    let speaks = |token: &usize| is_first_person(text, *token) && own(token);
    let uses = (0..text.analysis.tokens.len()).filter(speaks).count();
    let sentences = text.analysis.sentences.len().max(1);
    let often = uses * 8 >= sentences || text.lexicon.endings.is_glued() && is_spoken(text);
    if uses < 3 || !often || text.lexicon.endings.is_glued() && !is_spoken(text) {
        return None;
    }
    let head = text.text.char_indices().nth(400).map_or(text.text.len(), |(at, _)| at);
    let own_line = |person: &Person| {
        person.mentions.iter().any(|mention| mention.start < head && on_own_line(text, mention))
    };
    let named = text.actors.people.iter().position(own_line).map(Target::Person);
    named.or_else(|| in_heading(text)).or_else(|| home_state(text))
}

/// A pronoun of the first person singular, or a verb that does without.
fn is_first_person(text: &Annotated<'_>, token: usize) -> bool {
    text.is_first_person(token, &text.lexicon.speech.first_person)
}

/// Whether most sentences end as words to listeners do.
fn is_spoken(text: &Annotated<'_>) -> bool {
    let closing = text.predicates.iter().filter(|predicate| predicate.shape == Shape::Closing);
    let (mut all, mut spoken) = (0, 0);
    for predicate in closing {
        all += 1;
        spoken += usize::from(text.lexicon.endings.is_spoken(text.form(predicate.token)));
    }
    spoken * 5 > all * 3
}

/// The first person named in one of the first lines that calls the text a speech.
fn in_heading(text: &Annotated<'_>) -> Option<Target> {
    /// Lines looked at.
    const LINES: usize = 3;
    let speech = text.lexicon.classes.bit("speech")?;
    let mut seen = 0;
    for (heading, line) in lines(text.text) {
        let words = line.trim_end();
        if words.is_empty() {
            continue;
        }
        seen += 1;
        if seen > LINES || words.ends_with(['.', '?']) || heading.end == text.text.len() {
            return None;
        }
        if text.mask_of(text.tokens_in(&heading)) & speech == 0 {
            continue;
        }
        let named = text.actors.named_in(heading);
        let person = named.iter().map(|mention| mention.target).find(|who| matches!(who, Target::Person(_)));
        if person.is_some() {
            return person;
        }
    }
    None
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

/// Whether nothing but the name stands on its line, or what calls it the author's: "By Ann Lee, ambassador of …".
fn on_own_line(text: &Annotated<'_>, name: &Range<usize>) -> bool {
    /// The longest line of an author with an office, in words.
    const LONGEST: usize = 20;
    let before = text.text[..name.start].rsplit('\n').next().unwrap_or_default().trim();
    let after = text.text[name.end..].split('\n').next().unwrap_or_default().trim();
    let byline = text.lexicon.speech.bylines.contains(before.to_lowercase().as_str());
    let office = byline && after.starts_with(',') && after.split_whitespace().count() <= LONGEST;
    (before.is_empty() || byline) && (after.is_empty() || office)
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
