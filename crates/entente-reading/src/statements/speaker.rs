//! Who a subject is: named, or pointed back to.

use std::ops::Range;

use entente_language::{Case, Deprel, Gender, Number, Tense, Upos};
use entente_model::Letter as _;
use rustc_hash::FxHashSet;

use crate::{
    actors::{Organisation, Target},
    annotate::{Annotated, lasting},
    lexicon::List,
};

/// The actor that a nominal names or points back to.
pub(super) fn of(text: &Annotated<'_>, token: usize) -> Option<Target> {
    let analysis = &text.analysis;
    let bytes = text.bytes_of(&analysis.subtree(token));
    let head = text.bytes_of(&(token..token + 1));
    if text.lexicon.people.pronouns.contains(text.form(token)) {
        return person_before(text, bytes.start, analysis.tokens[token].feats.gender());
    }
    if analysis.tokens[token].upos == Upos::Pron {
        return before_plural(text, token);
    }
    let person = text
        .actors
        .person_at(&head)
        .or_else(|| apposed_person(text, token, &bytes))
        .or_else(|| person_beside(text, token));
    if let Some(person) = person {
        return Some(Target::Person(person));
    }
    // "The President", with a capital, is who holds the office, and no name.
    let pointed = || {
        let mut children = analysis.children(token);
        // "The Ministers" are several.
        let one = analysis.tokens[token].feats.number() != Some(Number::Plur);
        one && children.any(|child| analysis.tokens[child].upos == Upos::Det)
    };
    if let Some(first) = first_in_office(text, token) {
        return Some(first);
    }
    let role = text.lemma(token).trim_end_matches('.');
    let people = &text.lexicon.people;
    // "Philippine officials" are nobody in particular.
    let points =
        || people.pointers.contains(role) && analysis.tokens[token].feats.number() != Some(Number::Plur);
    if (people.offices.contains(role) || points())
        && (analysis.tokens[token].upos != Upos::Propn || pointed())
    {
        return of_state(text, token, &bytes)
            .or_else(|| holder(text, token))
            .or_else(|| last_person(text, bytes.start));
    }
    if let Some(first) = first_of_both(text, &bytes) {
        return Some(first);
    }
    let named = text.actors.named_in(bytes.clone());
    let covering =
        named.iter().filter(|mention| mention.range.start <= head.start && head.end <= mention.range.end);
    let named = covering.min_by_key(|mention| rank(mention.target));
    // "Правительство Кении": with its noun, a government or ministry stands for the state.
    let bare = named.is_some_and(|mention| {
        mention.range == head || people.inflected && mention.range.start == head.start
    });
    let voice = || voice(text, token, &bytes);
    let target = named.map(|mention| mention.target).filter(|target| !matches!(target, Target::Person(_)));
    let target = if bare { voice().or(target) } else { target.or_else(voice) };
    target.or_else(|| body_beside(text, head, &bytes))
}

/// "The carrier *Air Peace*": the name of a body right behind the noun.
fn body_beside(text: &Annotated<'_>, head: Range<usize>, bytes: &Range<usize>) -> Option<Target> {
    let mention = text.actors.named_in(head.end..bytes.end).first()?;
    let beside = matches!(&text.text[head.end..mention.range.start], " " | " «" | " “" | " \"");
    Some(mention.target).filter(|target| beside && matches!(target, Target::Organisation(_)))
}

/// "The Iranian president": whoever of that state was named last before, one with the same office first; the state where nobody
/// was.
fn of_state(text: &Annotated<'_>, token: usize, bytes: &Range<usize>) -> Option<Target> {
    let actors = &text.actors;
    // "Analysts *in Nairobi*" are nobody's.
    let of_place = |hit: &usize| {
        let at = text.analysis.token_at(actors.hits[*hit].range.start as u32);
        let before = at.and_then(|at| at.checked_sub(1)).filter(|&before| before > token);
        before.is_some_and(|before| text.lexicon.people.place_in.contains(text.form(before)))
    };
    let hit = actors.hits_in(bytes.clone()).find(|hit| !of_place(hit))?;
    let holds = |person: usize| {
        let lemma = text.lemma(token);
        actors.people[person]
            .titles
            .iter()
            .any(|title| text.tokens_in(title).any(|word| text.lemma(word) == lemma))
    };
    let last = |person: usize| actors.named_before(person, bytes.start);
    let person = people_of(text, hit)
        .filter_map(|person| Some((holds(person), last(person)?, person)))
        .max()
        .map(|(_, _, person)| Target::Person(person));
    // Of the person named last nothing else may be known than that this is who is meant.
    let near = last_person(text, bytes.start).filter(|target| match target {
        Target::Person(person) => actors.state_of_person(*person).is_none(),
        _ => false,
    });
    person.or(near).or(Some(Target::Polity(hit)))
}

/// The people of the state that a hit names, whatever it was called in their time.
pub(super) fn people_of<'t>(text: &'t Annotated<'_>, hit: usize) -> impl Iterator<Item = usize> + use<'t> {
    let actors = &text.actors;
    let state = |code| lasting(text.reference, code);
    let wanted = state(actors.hits[hit].code);
    (0..actors.people.len()).filter(move |&person| actors.state_of_person(person).map(state) == Some(wanted))
}

/// "The Prime Minister": whoever was named last before with an office that is called so.
fn holder(text: &Annotated<'_>, token: usize) -> Option<Target> {
    let people = &text.lexicon.people;
    let ranks = |words: &[&str]| -> Vec<String> {
        words.iter().filter(|word| people.ranks.contains(**word)).map(|word| (*word).to_owned()).collect()
    };
    let office = text.form(token);
    let called = |word: &str| word == office || word == text.lemma(token);
    let mut first = token;
    let is_part = |word: &str| people.modifiers.contains(word) || people.offices.contains(word);
    while first > 0 && is_part(text.form(first - 1)) && text.analysis.tokens[first].space_before {
        first -= 1;
    }
    let own: Vec<&str> = (first..token).map(|at| text.form(at)).collect();
    let holds = |title: &Range<usize>| {
        let words: Vec<&str> = text.lower(title.clone()).split_whitespace().collect();
        // "Deputy *Minister* of Finance", «*заместитель* министра»: what the office is called by itself.
        let from = words.iter().position(|word| is_part(word)).unwrap_or(words.len());
        let run = words[from..].iter().take_while(|word| is_part(word)).count();
        let office_in = |words: &[&str]| {
            let mut at = words.iter().enumerate().filter(|(_, word)| people.offices.contains(**word));
            if people.inflected { at.next() } else { at.next_back() }.map(|(at, _)| at)
        };
        let Some(head) = office_in(&words[from..from + run]).map(|at| from + at) else { return false };
        called(words[head]) && ranks(&words[from..head]) == ranks(&own)
    };
    let before = text.analysis.tokens[token].start as usize;
    let named = |person: &crate::actors::Person| {
        person.mentions.iter().map(|mention| mention.start).filter(|&at| at < before).max()
    };
    let mut holders = text.actors.people.iter().enumerate().filter_map(|(number, person)| {
        person.titles.iter().any(holds).then(|| named(person)).flatten().map(|at| (at, number))
    });
    let first = holders.next()?;
    let (_, person) = holders.fold(first, std::cmp::max);
    Some(Target::Person(person))
}

/// "The Ministers": what several say together is put down to the first who is named with that office.
fn first_in_office(text: &Annotated<'_>, token: usize) -> Option<Target> {
    let analysis = &text.analysis;
    let several = analysis.tokens[token].feats.number() == Some(Number::Plur);
    let lemma = text.lemma(token);
    // Without articles "Президенты" alone points back, "президенты Перу" does not.
    let articles = !text.lexicon.people.articles.is_empty();
    let determined = || analysis.children(token).any(|child| analysis.tokens[child].upos == Upos::Det);
    let pointed = || determined() || !articles && analysis.children(token).len() == 0;
    if !several || !text.lexicon.people.offices.contains(lemma) || !pointed() {
        return None;
    }
    let holds = |title: &Range<usize>| text.tokens_in(title).any(|word| text.lemma(word) == lemma);
    // A title names one of them, the text both: in its order.
    let title = text.text.trim_start().find('\n').unwrap_or_default();
    let named = |person: &crate::actors::Person| {
        let mentions = person.mentions.iter().map(|mention| mention.start);
        mentions.map(|at| (at < title, at)).min()
    };
    let people = text.actors.people.iter().enumerate();
    let holders = people.filter(|(_, person)| person.titles.iter().any(holds));
    holders.min_by_key(|(_, person)| named(person)).map(|(number, _)| Target::Person(number))
}

/// "They" behind a sentence about "the Ministers" or "both sides".
fn before_plural(text: &Annotated<'_>, pronoun: usize) -> Option<Target> {
    let analysis = &text.analysis;
    if analysis.tokens[pronoun].feats.number() != Some(Number::Plur) {
        return None;
    }
    let number = analysis.sentence_of(pronoun)?.checked_sub(1)?;
    let subject = analysis.subject(analysis.root(&analysis.sentences[number])?)?;
    let both = || first_of_both(text, &text.bytes_of(&analysis.subtree(subject)));
    // "The President and the Prime Minister held talks. They noted …"
    let joined = || analysis.child(subject, Deprel::Conj).and_then(|_| holder(text, subject));
    first_in_office(text, subject).or_else(both).or_else(joined)
}

/// The state that a government or ministry stands for, as an index into the hits: "헝가리 정부".
pub(super) fn governed(text: &Annotated<'_>, body: &Organisation) -> Option<usize> {
    let governs = text.lexicon.speech.voices.iter().any(|voice| body.name.ends_with(&**voice));
    body.of.filter(|_| governs)
}

/// Where organs of a state stand for it: "Mexico's foreign ministry", «посольство КНР», "헝가리 정부". Each with the state, as an index
/// into the hits.
pub(crate) fn organs(text: &Annotated<'_>) -> Vec<(usize, Range<usize>)> {
    /// Bytes of such a name.
    const LONGEST: usize = 90;
    if text.lexicon.endings.is_glued() {
        let bodies = text.actors.organisations.iter();
        return bodies
            .filter_map(|body| Some((governed(text, body)?, &body.mentions)))
            .flat_map(|(hit, mentions)| mentions.iter().map(move |range| (hit, range.clone())))
            .collect();
    }
    let whole = |range: &Range<usize>| {
        let words = text.text.get(range.clone()).unwrap_or_default();
        !words.is_empty()
            && words.len() <= LONGEST
            && !words.contains([',', ';', ':', '(', '\n', '"', '«', '“'])
    };
    let named = |token: usize| {
        let subtree = text.analysis.subtree(token);
        let bytes = text.bytes_of(&subtree);
        let Some(Target::Polity(hit)) = voice(text, token, &bytes) else { return Vec::new() };
        let (noun, state) = (text.bytes_of(&(token..token + 1)), &text.actors.hits[hit].range);
        let range = noun.start.min(state.start)..noun.end.max(state.end);
        // «Египетское министерство *водных ресурсов*», «посольство КНР *в Порт-Морсби*»: with all that follows.
        let follows = (token + 1..subtree.end).take_while(|&at| {
            matches!(
                text.analysis.tokens[at].upos,
                Upos::Adj | Upos::Noun | Upos::Propn | Upos::Adp | Upos::Cconj | Upos::Det
            )
        });
        let end = follows.last().map_or(range.end, |last| text.bytes_of(&(last..last + 1)).end);
        let longer = range.start..range.end.max(end);
        let mut ranges = vec![range, longer];
        ranges.dedup();
        ranges.retain(|range| range != state && whole(range));
        ranges.into_iter().map(|range| (hit, range)).collect()
    };
    // The subtree of every word would be drawn otherwise.
    let speaks = |&token: &usize| text.listed(token).lemma.holds(List::Voice);
    (0..text.analysis.tokens.len()).filter(speaks).flat_map(named).collect()
}

/// The state that "the Peruvian delegation", "Kenya's authorities" or "the government of Peru" speaks for: the one named
/// right beside the noun.
fn voice(text: &Annotated<'_>, token: usize, bytes: &Range<usize>) -> Option<Target> {
    if !text.lexicon.speech.voices.contains(text.lemma(token)) {
        return None;
    }
    let beside = |hit: &usize| {
        let at = text.analysis.token_at(text.actors.hits[*hit].range.start as u32);
        let mut up = at.into_iter().flat_map(|at| {
            std::iter::once(at).chain(text.analysis.ancestors(at)).take_while(|&up| up != token)
        });
        up.all(|up| {
            matches!(
                text.analysis.tokens[up].deprel,
                Deprel::Amod
                    | Deprel::Compound
                    | Deprel::Nmod
                    | Deprel::NmodPoss
                    | Deprel::Flat
                    | Deprel::Appos
            )
        })
    };
    text.actors.hits_in(bytes.clone()).find(beside).map(Target::Polity)
}

/// "The sides": what both say is put down to the one of the document's two states that it names first.
fn first_of_both(text: &Annotated<'_>, bytes: &Range<usize>) -> Option<Target> {
    // Without the number of a paragraph: "3. The Sides reaffirmed …".
    let phrase = text.lower(bytes.clone()).trim_start_matches(|sign: char| !sign.is_letter()).trim_end();
    // Where articles tell what was named before, "parties" alone may be anybody's.
    let several = text.lexicon.people.articles.is_empty();
    let is_both = |both: &str| phrase == both && (several || both.contains(' '));
    if !text.lexicon.people.both_sides.iter().any(|both| is_both(both)) {
        return None;
    }
    let pair = text.pair?;
    let first = text.actors.hits.iter().position(|hit| pair.contains(&lasting(text.reference, hit.code)))?;
    Some(Target::Polity(first))
}

/// "Foreign Minister Sergei Lavrov": the name hangs on the office or the other way round; of coordinated people the first.
fn apposed_person(text: &Annotated<'_>, token: usize, bytes: &Range<usize>) -> Option<usize> {
    let is_title = text.lexicon.people.offices.contains(text.lemma(token))
        || text.analysis.tokens[token].upos == Upos::Propn;
    let possessor = |range: &Range<usize>| {
        let at = text.analysis.token_at(range.start as u32);
        at.is_some_and(|at| {
            std::iter::once(at)
                .chain(text.analysis.ancestors(at))
                .take(3)
                .any(|up| matches!(text.analysis.tokens[up].deprel, Deprel::NmodPoss))
        })
    };
    text.actors.named_in(bytes.clone()).iter().find_map(|mention| match mention.target {
        Target::Person(person) if is_title && !possessor(&mention.range) => Some(person),
        _ => None,
    })
}

/// A name right behind a noun, "his colleague *José Ayala*", or between commas behind it, "the minister of culture, *Helga Larsen*,",
/// and one that is told of by where it comes from: "Senator *Paloma Valencia* of the Democratic Center". Whatever a parser makes of
/// foreign names.
fn person_beside(text: &Annotated<'_>, token: usize) -> Option<usize> {
    let analysis = &text.analysis;
    let word = &analysis.tokens[token];
    let one = word.feats.number() != Some(Number::Plur);
    // «Пригласили *господина* Мина»: no subject.
    let names = one && word.feats.case().is_none_or(|case| case == Case::Nom);
    if !matches!(word.upos, Upos::Noun | Upos::Propn) || !names {
        return None;
    }
    let sentence = &analysis.sentences[analysis.sentence_of(token)?];
    let (start, end) = (word.end as usize, sentence.end as usize);
    let behind = || {
        let mention = text.actors.named_in(start..end).first()?;
        let person = mention.person()?;
        let owns = text.text[mention.range.end..].starts_with(['\'', '’']);
        (text.text[start..mention.range.start] == *" " && !owns).then_some(person)
    };
    let between = || {
        let comma = start + text.text[start..end].find(',')?;
        let nominal = |at: usize| !matches!(analysis.tokens[at].upos, Upos::Verb | Upos::Aux | Upos::Punct);
        text.tokens_in(&(start..comma)).all(nominal).then(|| between_commas(text, comma..end)).flatten()
    };
    let of_whom = || {
        let mut before = text.actors.named_in(sentence.start as usize..word.start as usize).iter().rev();
        let (range, person) = before.find_map(|mention| Some((&mention.range, mention.person()?)))?;
        let mut between = text.tokens_in(&(range.end..word.start as usize));
        let first = between.next().is_some_and(|at| analysis.tokens[at].upos == Upos::Adp);
        let bound = between.all(|at| {
            matches!(analysis.tokens[at].upos, Upos::Adp | Upos::Det | Upos::Adj | Upos::Noun | Upos::Propn)
        });
        (first && bound).then_some(person)
    };
    behind().or_else(between).or_else(of_whom)
}

/// The name that is all that stands between the comma with which these bytes begin and the next one.
pub(super) fn between_commas(text: &Annotated<'_>, bytes: Range<usize>) -> Option<usize> {
    let start = bytes.start + 1;
    let behind = text.text.get(bytes)?.strip_prefix(',')?;
    let words = &behind[..behind.find(',')?];
    let from = start + words.len() - words.trim_start().len();
    let mention = text.actors.named_in(start..start + words.len()).first()?;
    mention.person().filter(|_| mention.range == (from..from + words.trim().len()))
}

/// The person named last before an offset, within the last sentences; the subject of the sentence before goes first.
pub(super) fn last_person(text: &Annotated<'_>, before: usize) -> Option<Target> {
    person_before(text, before, None)
}

/// The same for a pronoun of a gender: "he" is no Angela.
pub(super) fn person_before(text: &Annotated<'_>, before: usize, gender: Option<Gender>) -> Option<Target> {
    let may_be = |person: usize| {
        let own = gender.filter(|gender| *gender != Gender::Neut).and_then(|_| gender_of(text, person));
        own.is_none() || own == gender
    };
    let sentence =
        text.analysis.token_at(before as u32).and_then(|token| text.analysis.sentence_of(token))?;
    for back in 0..5 {
        let number = sentence.checked_sub(back)?;
        let Some(own) = text.analysis.sentences.get(number) else { continue };
        let span = own.start as usize..(own.end as usize).min(before);
        let people = text.actors.named_in(span).iter().filter_map(|mention| match mention.target {
            Target::Person(person) if mention.range.end <= before && may_be(person) => {
                Some((mention.range.clone(), person))
            }
            _ => None,
        });
        let people: Vec<_> = people.collect();
        let subject = people.iter().find(|(range, _)| is_subject(text, range));
        // "The Prime Minister visited the castle. She …"
        let office = || {
            let head = text.analysis.root(own).filter(|_| back > 0)?;
            let subject = text.analysis.subject(head)?;
            let called = text.lexicon.people.offices.contains(text.lemma(subject));
            let one = text.analysis.tokens[subject].feats.number() != Some(Number::Plur);
            holder(text, subject).filter(|_| called && one)
        };
        let fits = |target: &Target| !matches!(target, Target::Person(person) if !may_be(*person));
        if let Some(target) = subject.is_none().then(office).flatten().filter(fits) {
            return Some(target);
        }
        if let Some((_, person)) = subject.or_else(|| people.last()) {
            return Some(Target::Person(*person));
        }
        if back > 0 && text.paragraphs[number] != text.paragraphs[sentence] && back > 2 {
            return None;
        }
    }
    None
}

/// Whether a person is a woman or a man: by the style or office, by a verb that agrees with the name, or by how the name ends.
fn gender_of(text: &Annotated<'_>, person: usize) -> Option<Gender> {
    let words = &text.lexicon.people;
    let person = &text.actors.people[person];
    let styled = person.mentions.iter().chain(&person.titles).find_map(|range| {
        let before = text.lower(range.start.saturating_sub(12)..range.start).split_whitespace().next_back();
        let own = text.lower(range.clone()).split_whitespace();
        own.chain(before).map(|word| word.trim_end_matches('.')).find_map(|word| {
            let is = |list: &FxHashSet<Box<str>>| list.contains(word);
            if is(&words.women) { Some(Gender::Fem) } else { is(&words.men).then_some(Gender::Masc) }
        })
    });
    let relation = |token: usize| text.analysis.tokens[token].deprel;
    let agreed = || {
        person.mentions.iter().find_map(|range| {
            // Names hang on offices, "спикер Анна Петрова".
            let beside =
                |up: &usize| matches!(relation(*up), Deprel::Appos | Deprel::Flat | Deprel::Compound);
            let mut token = text.tokens_in(range).next()?;
            for _ in 0..4 {
                if relation(token) == Deprel::Nsubj {
                    break;
                }
                token = Some(token).filter(beside).and_then(|token| text.analysis.head(token))?;
            }
            let verb = &text.analysis.tokens[text.analysis.head(token)?];
            let past = verb.upos == Upos::Verb && verb.feats.tense() == Some(Tense::Past);
            verb.feats.gender().filter(|gender| past && *gender != Gender::Neut)
        })
    };
    // In the nominative, as it is written: "Петрова" may be Petrov's.
    let by_ending = || {
        person.mentions.iter().find_map(|range| {
            let last = text.tokens_in(range).last()?;
            let nominative = text.analysis.tokens[last].feats.case() == Some(Case::Nom);
            let ends = |list: &[Box<str>]| list.iter().any(|ending| text.form(last).ends_with(&**ending));
            if !nominative {
                None
            } else if ends(&words.women_endings) {
                Some(Gender::Fem)
            } else {
                ends(&words.men_endings).then_some(Gender::Masc)
            }
        })
    };
    styled.or_else(agreed).or_else(by_ending)
}

fn is_subject(text: &Annotated<'_>, range: &Range<usize>) -> bool {
    let Some(token) = text.analysis.token_at(range.start as u32) else { return false };
    std::iter::once(token)
        .chain(text.analysis.ancestors(token))
        .take(5)
        .any(|up| matches!(text.analysis.tokens[up].deprel, Deprel::Nsubj | Deprel::NsubjPass))
}

const fn rank(target: Target) -> u8 {
    match target {
        Target::Person(_) => 0,
        Target::Organisation(_) => 1,
        Target::Polity(_) => 2,
    }
}
