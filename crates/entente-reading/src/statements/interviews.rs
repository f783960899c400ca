//! How interviews are laid out whose questions and answers bear no labels.

use std::ops::Range;

use super::direct::{Turn, is_first_person, is_signed};
use crate::{actors::Target, annotate::Annotated, lexicon::List, lines::lines};

/// The turns of an interview whose questions are paragraphs of their own without a label. At most the first answer has one.
pub(super) fn interview(text: &Annotated<'_>, label: Option<&(Range<usize>, Target)>) -> Option<Vec<Turn>> {
    /// How many questions make an interview.
    const QUESTIONS: usize = 3;
    /// The longest question, in words.
    const LONGEST: usize = 80;
    let told = lines(text.text).filter(|(_, line)| !line.trim().is_empty());
    let told: Vec<Range<usize>> = told.map(|(bytes, _)| bytes).collect();
    let asks = |line: &Range<usize>| {
        let line = &text.text[line.clone()];
        line.trim_end().trim_end_matches(['*', '"', '”', '»']).ends_with('?')
            && (3..=LONGEST).contains(&line.split_whitespace().count())
    };
    let quoted = before_quotes(text.text, &told).or_else(|| answered_at_length(text.text, &told, &asks));
    let answered = quoted.is_some();
    let mut end = text.text.len();
    let questions = quoted
        .or_else(|| dashed(text.text, &told, &asks))
        .or_else(|| marked(text.text, &told))
        .or_else(|| {
            let (questions, answered) = alternating(text.text, &told, &asks)?;
            end = answered;
            Some(questions)
        })
        .unwrap_or_else(|| told.into_iter().filter(asks).collect());
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
    // Who speaks for a state says "we" as often.
    let for_many =
        |turn: &&Turn| text.tokens_in(&turn.bytes).any(|token| text.is_first_person(token, List::Speaker));
    let (own, all) = (turns.iter().filter(speaks).count(), turns.iter().filter(for_many).count());
    let spoken = own * 2 >= turns.len() || own * 4 >= turns.len() && all * 2 >= turns.len();
    (answered || spoken).then_some(turns)
}

/// The questions of an interview whose paragraphs ask and answer by turns: some of them ask without the mark, "The licence was
/// seen as a breakthrough." With them, where the last answer ends.
fn alternating(
    text: &str,
    told: &[Range<usize>],
    asks: &dyn Fn(&Range<usize>) -> bool,
) -> Option<(Vec<Range<usize>>, usize)> {
    /// Questions with their mark that make an interview.
    const LEAST: usize = 3;
    let first = told.iter().position(asks)?;
    let last = told.iter().rposition(asks)?;
    let turns = ByTurns::new(told.get(first..=last + 1)?.iter(), asks);
    let clear = turns.asked >= LEAST && turns.asked * 2 >= turns.asking && turns.answers();
    (clear && is_second_longer(text, &turns.lines)).then(|| (turns.questions(), told[last + 1].end))
}

/// Whether every second line, all of them together, is more than twice as long as the others, in words.
fn is_second_longer(text: &str, lines: &[&Range<usize>]) -> bool {
    let (mut asking, mut answering) = (0, 0);
    for (number, &line) in lines.iter().enumerate() {
        let words = text[line.clone()].split_whitespace().count();
        if number % 2 == 0 { asking += words } else { answering += words }
    }
    answering > 2 * asking
}

/// Lines of which one asks and the next one answers, all the way.
struct ByTurns<'l> {
    lines: Vec<&'l Range<usize>>,
    /// How many lines there are that ought to ask, and of these, how many do by their mark.
    asking: usize,
    asked: usize,
    /// The same of those that ought to answer: how many ask.
    answering: usize,
    asked_back: usize,
}

impl<'l> ByTurns<'l> {
    fn new(lines: impl Iterator<Item = &'l Range<usize>>, asks: &dyn Fn(&Range<usize>) -> bool) -> Self {
        let lines: Vec<&Range<usize>> = lines.collect();
        let asked = |from: usize| lines.iter().skip(from).step_by(2).filter(|line| asks(line)).count();
        let (asked, asked_back) = (asked(0), asked(1));
        Self { asking: lines.len().div_ceil(2), answering: lines.len() / 2, asked, asked_back, lines }
    }

    /// Whether one of four answers at the most asks by its mark.
    fn answers(&self) -> bool {
        self.asked_back * 4 <= self.answering
    }

    fn questions(&self) -> Vec<Range<usize>> {
        self.lines.iter().step_by(2).map(|line| (*line).clone()).collect()
    }
}

/// Those of the lines that begin with a dash, by turns.
fn with_dashes<'l>(
    text: &str,
    told: &'l [Range<usize>],
    asks: &dyn Fn(&Range<usize>) -> bool,
) -> ByTurns<'l> {
    ByTurns::new(told.iter().filter(|line| text[(*line).clone()].starts_with(LONG_DASHES)), asks)
}

/// The questions of an interview in which question and answer begin with a dash by turns, and the answers are far longer: some of the
/// questions ask without the mark, "— Но аэропорт-то построили!". Paragraphs without a dash go on with an answer.
fn answered_at_length(
    text: &str,
    told: &[Range<usize>],
    asks: &dyn Fn(&Range<usize>) -> bool,
) -> Option<Vec<Range<usize>>> {
    /// Lines with a dash that make turns, and questions with their mark.
    const LEAST: usize = 6;
    const ASKED: usize = 3;
    let turns = with_dashes(text, told, asks);
    let clear = turns.asked >= ASKED && turns.asked * 5 >= turns.asking * 2 && turns.answers();
    (turns.lines.len() >= LEAST && clear && is_second_longer(text, &turns.lines)).then(|| turns.questions())
}

/// Dashes that lead a question or an answer; the bars are those of Korean keyboards.
const DASHES: [char; 5] = ['-', '–', '—', '―', '─'];
const LONG_DASHES: [char; 4] = ['–', '—', '―', '─'];

/// Signs that lead a question or a heading.
const SIGNS: [char; 8] = ['▶', '▷', '◇', '◆', '■', '□', '△', '▲'];

/// The questions of an interview that a sign leads, whole sentences all of them: "▶ 한국과의 인연이 남다르다고 들었다." What stands
/// between them is answered.
fn marked(text: &str, told: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
    /// Questions that make an interview.
    const LEAST: usize = 3;
    let leads = |line: &Range<usize>| text[line.clone()].starts_with(SIGNS);
    let questions: Vec<Range<usize>> = told
        .windows(2)
        .filter(|pair| leads(&pair[0]) && !leads(&pair[1]))
        .map(|pair| pair[0].clone())
        .collect();
    let led = told.iter().filter(|line| leads(line)).count();
    let whole = |line: &&Range<usize>| text[(*line).clone()].trim_end().ends_with(['.', '?']);
    (questions.len() >= LEAST && questions.len() == led && questions.iter().all(|line| whole(&line)))
        .then_some(questions)
}

/// The questions of an interview whose answers are paragraphs in quotation marks: "— 기념일을 앞둔 소감은." and what was answered.
fn before_quotes(text: &str, told: &[Range<usize>]) -> Option<Vec<Range<usize>>> {
    /// Questions that make an interview.
    const LEAST: usize = 3;
    /// The longest question, in words.
    const LONGEST: usize = 40;
    let opens = |line: &Range<usize>| text[line.clone()].starts_with(['"', '“', '«', '「']);
    let asked = |line: &Range<usize>| {
        let line = &text[line.clone()];
        (line.starts_with(DASHES) || line.starts_with(SIGNS)) && line.split_whitespace().count() <= LONGEST
    };
    let dashes = told.iter().filter(|line| asked(line)).count();
    let questions: Vec<Range<usize>> = told
        .windows(2)
        .filter(|pair| asked(&pair[0]) && opens(&pair[1]))
        .map(|pair| pair[0].clone())
        .collect();
    (questions.len() >= LEAST && questions.len() * 4 >= dashes * 3).then_some(questions)
}

/// The questions of an interview in which question and answer begin with a dash by turns: some of them ask without the mark,
/// "— В ноябре прошли учения. Это встревожило соседей."
fn dashed(
    text: &str,
    told: &[Range<usize>],
    asks: &dyn Fn(&Range<usize>) -> bool,
) -> Option<Vec<Range<usize>>> {
    /// Lines with a dash that make turns.
    const LEAST: usize = 6;
    let turns = with_dashes(text, told, asks);
    (turns.lines.len() >= LEAST && turns.asked * 4 >= turns.asking * 3 && turns.answers())
        .then(|| turns.questions())
}

/// Whom the text before the first question presents: a person with an office before others, else a state's envoy.
pub(super) fn interviewee(text: &Annotated<'_>, before: usize) -> Option<Target> {
    let head = before.min(text.text.char_indices().nth(1500).map_or(text.text.len(), |(at, _)| at));
    let named = text.actors.named_in(0..head);
    let people = || {
        named.iter().filter_map(|mention| match mention.target {
            Target::Person(person) => Some(person),
            _ => None,
        })
    };
    // "베를린=정유진 기자": the one who asks.
    let asks = |person: usize| {
        let labels = &text.lexicon.people.question_labels;
        let called = |title: &Range<usize>| {
            let mut words = text.text[title.clone()].split_whitespace();
            words.any(|word| labels.contains(&*word.to_lowercase()))
        };
        text.actors.people[person].titles.iter().all(called)
    };
    // "By Daniel Rehn | 12 March 2025": who wrote the interview down.
    let wrote = |person: usize| text.actors.people[person].mentions.iter().all(|name| is_signed(text, name));
    // Nobody without an office is called anything, so these ask too.
    let in_office = people().find(|&person| !asks(person) && !wrote(person));
    let state =
        || named.iter().map(|mention| mention.target).find(|target| matches!(target, Target::Polity(_)));
    let plain = || people().find(|&person| text.actors.people[person].titles.is_empty() && !wrote(person));
    in_office.or_else(plain).map(Target::Person).or_else(state)
}
