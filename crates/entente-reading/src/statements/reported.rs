//! Reported speech: a verb of speech with somebody who speaks.

use std::ops::Range;

use entente_language::{Case, Deprel, Number, Tense, Upos, VerbForm};
use entente_model::{Mode, SpeechAct};
use entente_reference::NameKind;

use super::{
    FoundStatement,
    direct::Turn,
    inverted,
    quotation::{self, Told},
    speaker, statement, tagged,
};
use crate::{
    actors::{NamedAt, Target},
    annotate::Annotated,
    lexicon::List,
};

/// Statements by verbs of speech and by "according to".
pub(super) fn find(text: &Annotated<'_>, turns: &[Turn]) -> Vec<FoundStatement> {
    let mut found: Vec<FoundStatement> = Vec::new();
    let mut told: Vec<Told> = Vec::new();
    let mut parts: Vec<Range<usize>> = Vec::new();
    let quotations = quotation::spans(text.text);
    for clause in &text.clauses {
        let inside = turns
            .iter()
            .find(|turn| turn.bytes.start <= clause.span.start && clause.span.end <= turn.bytes.end);
        if let Some(turn) = inside {
            found.extend(turn.speaker.and_then(|own| told_of_another(text, clause.head, own)));
            continue;
        }
        if let Some(said) = inverted::find(text, clause.head) {
            told.extend(said.iter().map(|said| Told { sentence: clause.sentence, speaker: said.speaker }));
            // Whoever is told of behind the whole says what somebody is said to hope in it.
            found.retain(|other: &FoundStatement| said.iter().all(|said| said.range != other.range));
            found.extend(said);
            continue;
        }
        if act_of(text, clause.head).is_none()
            && let Some(said) = tagged::find(text, clause.head, &quotations)
        {
            told.push(Told { sentence: clause.sentence, speaker: said.speaker });
            found.retain(|other| other.range != said.range);
            found.push(said);
            continue;
        }
        if let Some((act, subject)) = reporting(text, clause.head)
            && !within_anothers(text, clause.head)
            && !is_a_speakers(text, clause.head, clause.sentence, &quotations)
            && !is_told_by_tag(text, clause.head, clause.sentence)
            && !is_credit(text, clause.sentence)
            && let Some(target) = speaker::of(text, subject)
        {
            // Of whom a quotation tells does not speak in it.
            if quotation::around(text, clause.sentence, &quotations).is_none() {
                told.push(Told { sentence: clause.sentence, speaker: target });
            }
            let sentence = sentence_bytes(text, clause.sentence);
            let added = of_governor(text, clause.head).and_then(|_| added_part(text, clause.head, &sentence));
            let range = added.clone().unwrap_or_else(|| quote(text, clause.head, subject, &sentence));
            if let Some(added) = added {
                leave_to(text, &mut found, &added, target);
                parts.push(added);
            } else if parts
                .iter()
                .any(|part| part.contains(&(text.analysis.tokens[clause.head].start as usize)))
            {
                // "…, adding that Somalia *had agreed*": what is added is the speaker's.
                continue;
            }
            let mode = mode_of(&text.text[range.clone()]);
            let Some(said) = statement(text, range, target, mode, Some(act)) else { continue };
            // Of a report within a report the outer one speaks: the first verb, or one put behind the whole.
            let behind = text.analysis.tokens[clause.head].deprel == Deprel::Parataxis;
            match found.iter_mut().find(|other| other.range == said.range) {
                Some(other) if behind => *other = said,
                Some(_) => {}
                None => found.push(said),
            }
        }
    }
    let in_turn = |range: &Range<usize>| {
        turns.iter().any(|turn| turn.bytes.start <= range.start && range.end <= turn.bytes.end)
    };
    for (number, _) in text.analysis.sentences.iter().enumerate() {
        let sentence = sentence_bytes(text, number);
        if let Some(said) = pointed_at(text, number).filter(|_| !in_turn(&sentence)) {
            told.push(Told { sentence: number, speaker: said.speaker });
            // Of the same words nobody else speaks.
            found.retain(|other| other.range.end <= said.range.start || sentence.end <= other.range.start);
            found.push(said);
            continue;
        }
        if let Some(target) = attributed(text, &sentence) {
            told.push(Told { sentence: number, speaker: target });
            let mode = mode_of(&text.text[sentence.clone()]);
            found.extend(statement(text, sentence, target, mode, Some(SpeechAct::Assert)));
        }
    }
    for said in quotation::announced(text, &quotations).into_iter().filter(|said| !in_turn(&said.range)) {
        let new = found
            .iter()
            .all(|other| other.range.end <= said.range.start || said.range.end <= other.range.start);
        let sentence =
            text.analysis.token_at(said.range.start as u32).and_then(|at| text.analysis.sentence_of(at));
        if let Some(sentence) = sentence.filter(|_| new) {
            told.push(Told { sentence, speaker: said.speaker });
            found.push(said);
        }
    }
    told.sort_by_key(|told| told.sentence);
    let signed = quotation::signed(text);
    found.retain(|said| {
        !signed.iter().any(|own| own.range.start < said.range.end && said.range.start < own.range.end)
    });
    found.extend(signed);
    let mut quoted = quotation::find(text, &quotations, &told);
    let taken = |range: &Range<usize>| {
        found.iter().any(|other| other.range.start < range.end && range.start < other.range.end)
    };
    quoted.retain(|said| !in_turn(&said.range) && !taken(&said.range));
    found.extend(quoted);
    quotation::take_in(text, &quotations, &mut found);
    found
}

/// What a sentence says that the next one only tells the speaker of: "… Об этом сообщил посол Ирана".
fn pointed_at(text: &Annotated<'_>, number: usize) -> Option<FoundStatement> {
    let sentence = sentence_bytes(text, number);
    let words = text.lower(sentence.clone());
    let speech = &text.lexicon.speech;
    let points = speech.points_back.iter().any(|phrase| words.starts_with(&**phrase));
    let before = number
        .checked_sub(1)
        .filter(|&before| points && text.paragraphs[before] == text.paragraphs[number])?;
    text.tokens_in(&sentence).find(|&token| speech.begins(text.lemma(token)))?;
    let named = text.actors.named_in(sentence);
    let person = named.iter().find(|mention| matches!(mention.target, Target::Person(_)));
    let speaker = person.or_else(|| named.first())?.target;
    statement(text, sentence_bytes(text, before), speaker, Mode::Reported, Some(SpeechAct::Assert))
}

/// What somebody else is reported to say within a speaker's own words: "Minister Rutte apologised for …".
fn told_of_another(text: &Annotated<'_>, head: usize, own: Target) -> Option<FoundStatement> {
    let (act, subject) = reporting(text, head)?;
    let analysis = &text.analysis;
    let names = matches!(analysis.tokens[subject].upos, Upos::Propn | Upos::Noun);
    let past = analysis.tokens[head].feats.tense() == Some(Tense::Past);
    // "Mr Downer and I both said".
    let with_me = |token: usize| text.is_first_person(token, List::FirstPerson);
    if !names || !past || analysis.subtree(subject).chain(subject..head).any(with_me) {
        return None;
    }
    let target = speaker::of(text, subject).filter(|&target| target != own)?;
    let sentence = sentence_bytes(text, analysis.sentence_of(head)?);
    let range = quote(text, head, subject, &sentence);
    statement(text, range, target, Mode::Reported, Some(act))
}

/// "Эксперты полагают, что *Турция добивается* доступа": what is told by somebody of no name is nobody else's words.
fn within_anothers(text: &Annotated<'_>, head: usize) -> bool {
    let analysis = &text.analysis;
    if tells_of_noun(text, head) {
        return true;
    }
    let above = analysis.head(head).filter(|_| analysis.tokens[head].deprel == Deprel::Ccomp);
    let Some((_, subject)) = above.and_then(|above| reporting(text, above)) else { return false };
    let pronoun = analysis.tokens[subject].upos == Upos::Pron;
    // "Officials say Kenya *demanded* …" tells of what was said.
    let past = analysis.tokens[head].feats.tense() == Some(Tense::Past);
    !pronoun && !past && speaker::of(text, subject).is_none()
}

/// "*“Chile wants its goods to reach the sea.”*": what somebody quoted tells of others, unless it is what they said, is his own.
fn is_a_speakers(text: &Annotated<'_>, head: usize, sentence: usize, quotations: &[Range<usize>]) -> bool {
    let past = text.analysis.tokens[head].feats.tense() == Some(Tense::Past);
    !past && quotation::around(text, sentence, quotations).is_some()
}

/// "(*Reporting by* Ann Lee in Lima)": who made the text.
fn is_credit(text: &Annotated<'_>, sentence: usize) -> bool {
    let words = text.lower(sentence_bytes(text, sentence));
    let words = words.trim_start_matches(['(', '[', ' ']);
    text.lexicon.speech.credits.iter().any(|credit| words.starts_with(&**credit))
}

/// "It was put off because *Togo wants more time*, said the minister": what a tag behind the whole gives to somebody else.
fn is_told_by_tag(text: &Annotated<'_>, head: usize, sentence: usize) -> bool {
    /// Words of a name with its office.
    const NAME: usize = 8;
    let analysis = &text.analysis;
    let present = |token: usize| analysis.tokens[token].feats.tense() == Some(Tense::Pres);
    if !present(head) || !analysis.is_finite(head) {
        return false;
    }
    let tags = |verb: usize| {
        let says = analysis.is_finite(verb)
            && analysis.tokens[verb].feats.tense() == Some(Tense::Past)
            && text.lexicon.speech.verb(text.lemma(verb)) == Some(SpeechAct::Assert);
        // ", said Minister Kone", ", Minister Kone said".
        let nominal = |at: &usize| {
            matches!(analysis.tokens[*at].upos, Upos::Propn | Upos::Noun | Upos::Adj | Upos::Det | Upos::Pron)
        };
        let named = (head + 1..verb).rev().take(NAME).find(|at| !nominal(at));
        says && named.is_some_and(|at| text.form(at) == ",")
    };
    let end = analysis.sentences[sentence].tokens.end as usize;
    (head + 1..end).any(tags)
}

/// "Reports *that Ankara wants* to buy it": whether a clause tells what a noun is about.
fn tells_of_noun(text: &Annotated<'_>, head: usize) -> bool {
    text.analysis.tokens[head].deprel == Deprel::Acl && text.analysis.child(head, Deprel::Mark).is_some()
}

/// The act and the speaker's token of a verb of speech.
fn reporting(text: &Annotated<'_>, head: usize) -> Option<(SpeechAct, usize)> {
    let analysis = &text.analysis;
    let act = act_of(text, head).or_else(|| {
        // "wants to propose", "has decided to ask"
        analysis.child(head, Deprel::Xcomp).and_then(|verb| act_of(text, verb))
    })?;
    // "Declared its support", "declared the deal null and void" say something by their objects, "declared war" does not.
    let by_object = || {
        let upos = |token: usize| analysis.tokens.get(token).map(|token| token.upos);
        let judged = |object: usize| {
            let next = (object + 1..=analysis.tokens.len()).find(|&at| upos(at) != Some(Upos::Adj));
            next.is_some_and(|next| {
                next > object + 1 && !matches!(upos(next), Some(Upos::Noun | Upos::Propn))
            })
        };
        analysis
            .object(head)
            .is_some_and(|object| text.lexicon.speech.cue(text.lemma(object)).is_some() || judged(object))
    };
    if text.lexicon.speech.with_content.contains(text.lemma(head)) && !has_content(text, head) && !by_object()
    {
        return None;
    }
    // "The Kuwaiti side reaffirmed its readiness": with a subject and an object no tag makes a passive of it.
    // «Стороны *намерены* довести торговлю до …»: with what they will do as well.
    let governs = analysis.object(head).is_some() || analysis.child(head, Deprel::Xcomp).is_some();
    let active = analysis.child(head, Deprel::Nsubj).is_some() && governs;
    let subject = if analysis.is_passive(head) && !active {
        analysis.child(head, Deprel::OblAgent)
    } else {
        // «*Пригласили* господина Мина»: several that are not named; one alone is no subject.
        let number = |token: usize| analysis.tokens[token].feats.number();
        let agrees = |&subject: &usize| {
            !text.lexicon.speech.impersonal
                || number(head) != Some(Number::Plur)
                || number(subject) != Some(Number::Sing)
                || analysis.child(subject, Deprel::Conj).is_some()
        };
        analysis
            .shared_subject(head)
            .filter(agrees)
            .or_else(|| of_governor(text, head))
            .or_else(|| named_right_before(text, head))
            .or_else(|| where_it_was_said(text, head))
            .or_else(|| opened_by(text, head))
    };
    Some((act, antecedent(text, subject?)))
}

/// "The two leaders parted, *adding* that …", «закрыл границу, *обвинив* соседей в …»: the subject of what a participle behind a comma
/// hangs on.
fn of_governor(text: &Annotated<'_>, head: usize) -> Option<usize> {
    let analysis = &text.analysis;
    let word = &analysis.tokens[head];
    let form = word.feats.verb_form();
    let participle = matches!(form, Some(VerbForm::Ger | VerbForm::Part | VerbForm::Conv))
        && word.deprel == Deprel::Advcl
        && analysis.subject(head).is_none()
        && head.checked_sub(1).is_some_and(|before| text.form(before) == ",");
    let above = analysis.head(head).filter(|&above| participle && above < head)?;
    let marked = analysis.children(head).any(|child| analysis.tokens[child].deprel == Deprel::Mark);
    let content = marked || has_content(text, head) || analysis.object(head).is_some();
    (content && !analysis.is_passive(above)).then(|| analysis.shared_subject(above)).flatten()
}

/// What a participle and the words that hang on it say, where that can stand for itself.
fn added_part(text: &Annotated<'_>, head: usize, sentence: &Range<usize>) -> Option<Range<usize>> {
    /// Words that can stand for themselves.
    const LEAST: usize = 5;
    let own = text.bytes_of(&text.analysis.subtree(head));
    let marks = ['.', ',', ';', ' ', '\n'];
    let end = own.end.min(sentence.end);
    let words = text.text.get(own.start.max(sentence.start)..end)?.trim_start_matches(marks);
    let range = end - words.len()..end;
    let words = words.trim_end_matches(marks);
    (words.split_whitespace().count() >= LEAST).then(|| range.start..range.start + words.len())
}

/// Leaves to a statement what the one before it of the same speaker took in of it.
fn leave_to(text: &Annotated<'_>, found: &mut [FoundStatement], added: &Range<usize>, speaker: Target) {
    let reaches = |other: &&mut FoundStatement| {
        other.speaker == speaker && other.range.start < added.start && added.start < other.range.end
    };
    for other in found.iter_mut().filter(reaches) {
        let words = text.text[other.range.start..added.start].trim_end_matches([' ', ',', ';', '\n']);
        other.range.end = other.range.start + words.len();
    }
}

/// "Kenya, *which* had walked out, said …": what a relative pronoun behind a comma stands for.
fn antecedent(text: &Annotated<'_>, subject: usize) -> usize {
    let analysis = &text.analysis;
    let relative = text.lexicon.status.which.contains(text.lemma(subject));
    let before = subject.checked_sub(1).filter(|_| relative);
    let before = before.and_then(|at| if text.form(at) == "," { at.checked_sub(1) } else { Some(at) });
    before.filter(|&at| matches!(analysis.tokens[at].upos, Upos::Noun | Upos::Propn)).unwrap_or(subject)
}

/// «В МИД Кении сообщили, что …», «в Бишкеке считают», «в компании «Ветер» уверяют»: a plural without a subject is said by the
/// house, capital or body in which it was said.
fn where_it_was_said(text: &Annotated<'_>, head: usize) -> Option<usize> {
    let analysis = &text.analysis;
    let words = &text.lexicon.speech;
    let feats = analysis.tokens[head].feats;
    let many = feats.number() == Some(Number::Plur) && analysis.is_finite(head) && words.impersonal;
    let named = |child: usize| {
        let mut inside = text.actors.named_in(text.bytes_of(&analysis.subtree(child))).iter();
        // «В Нигерии говорят» is said by anybody.
        inside.any(|mention| match mention.target {
            Target::Person(_) => false,
            Target::Organisation(_) => true,
            Target::Polity(hit) => text.actors.hits[hit].kind == NameKind::Capital,
        })
    };
    // «В Тегеран *пригласили*» tells where to.
    let place = |child: usize| analysis.tokens[child].feats.case() != Some(Case::Acc);
    let content = analysis.child(head, Deprel::Ccomp).is_some();
    let inside = |child: usize| {
        analysis.tokens[child].deprel.is_oblique()
            && (words.voices.contains(text.lemma(child)) || content && place(child) && named(child))
            && analysis
                .child(child, Deprel::Case)
                .is_some_and(|case| text.lexicon.people.place_in.contains(text.form(case)))
    };
    analysis.children(head).filter(|_| many).find(|&child| inside(child))
}

/// "Пинту полагает, что …": the last word of a name that opens a sentence right before its finite verb, whatever a parser takes a
/// foreign name for.
fn named_right_before(text: &Annotated<'_>, head: usize) -> Option<usize> {
    let analysis = &text.analysis;
    let name = head.checked_sub(1).filter(|_| analysis.is_finite(head))?;
    let person = text.actors.person_at(&text.bytes_of(&(name..name + 1)))?;
    let first = analysis.sentences[analysis.sentence_of(head)?].tokens.start as usize;
    let start = analysis.tokens[first].start as usize;
    let opens = |mention: &Range<usize>| {
        mention.start == start && mention.end <= analysis.tokens[head].start as usize
    };
    text.actors.people[person].mentions.iter().any(opens).then_some(name)
}

/// "Глава МИД Альфред Мутуа, *выступая в Анкаре*, пообещал …": the name that opens a sentence whose tree the words between commas broke,
/// so that the name is its root and the verb hangs below it.
fn opened_by(text: &Annotated<'_>, head: usize) -> Option<usize> {
    let analysis = &text.analysis;
    let sentence = &analysis.sentences[analysis.sentence_of(head)?];
    let first = sentence.tokens.start as usize;
    let root = analysis.root(sentence).filter(|&root| root < head)?;
    let comma = (root + 1..head).find(|&at| text.form(at) == ",")?;
    let nominal = matches!(analysis.tokens[root].upos, Upos::Noun | Upos::Propn);
    // The verb stands right behind the second comma, and is the first of its sentence.
    let closes = comma + 1 < head && text.form(head - 1) == ",";
    let alone = analysis.is_finite(head) && !(first..head).any(|at| analysis.is_finite(at));
    let mut named = text.actors.named_in(text.bytes_of(&(root..comma))).iter();
    named
        .find(|mention| mention.person().is_some())
        .filter(|_| nominal && closes && alone)
        .and_then(|mention| analysis.token_at(mention.range.start as u32))
}

/// Words behind a verb within which what it tells begins.
const NEAR: usize = 4;

/// Whether a clause or a quotation hangs on the verb: "recalled *that* …", not "recalled its ambassador".
fn has_content(text: &Annotated<'_>, head: usize) -> bool {
    let content = |child: usize| {
        matches!(
            text.analysis.tokens[child].deprel,
            Deprel::Ccomp | Deprel::Xcomp | Deprel::Parataxis | Deprel::Csubj
        )
    };
    // "Dismissed reports *that* …".
    let told = |noun: usize| text.analysis.children(noun).any(|clause| tells_of_noun(text, clause));
    // "Thinks *that*, despite …", "recalled with gratitude *that* …", wherever a parser hangs the clause.
    let tokens = &text.analysis.tokens;
    let plain = |at: &usize| {
        tokens.get(*at).is_some_and(|word| !matches!(word.upos, Upos::Verb | Upos::Aux | Upos::Punct))
    };
    let mut behind = (head + 1..=head + NEAR).take_while(plain);
    let opens = behind.any(|at| text.lexicon.status.content_marks.contains(text.form(at)));
    opens
        || text.analysis.children(head).any(content)
        || text.analysis.object(head).is_some_and(told)
        || is_quoted(&text.text[text.bytes_of(&text.analysis.subtree(head))])
}

/// The act of a verb, of its phrase with a particle or preposition ("call for"), or of its object ("express the hope").
pub(super) fn act_of(text: &Annotated<'_>, verb: usize) -> Option<SpeechAct> {
    let speech = &text.lexicon.speech;
    let lemma = text.lemma(verb);
    if !speech.begins(lemma) {
        return None;
    }
    let act = phrase_of(text, verb).or_else(|| speech.verb(lemma))?;
    // "Expressed the hope" says by its object what it does, "welcomed the intention" by its verb.
    let vague = matches!(act, SpeechAct::Assert | SpeechAct::Expect | SpeechAct::Propose);
    let object = text.analysis.object(verb).filter(|_| vague);
    Some(object.and_then(|object| speech.cue(text.lemma(object))).unwrap_or(act))
}

/// The act of the longest phrase that a verb begins: "*made it clear* that", "*called for* talks", "*put* the dead *at* 400".
fn phrase_of(text: &Annotated<'_>, verb: usize) -> Option<SpeechAct> {
    /// Words of a phrase behind its verb.
    const BEHIND: usize = 3;
    /// Bytes of most phrases.
    const USUAL: usize = 64;
    let speech = &text.lexicon.speech;
    if !speech.begins_phrase(text.lemma(verb)) {
        return None;
    }
    let mut phrase = String::with_capacity(USUAL);
    phrase.push_str(text.lemma(verb));
    let behind = (verb + 1..text.analysis.tokens.len()).take(BEHIND).filter_map(|token| {
        phrase.push('_');
        phrase.push_str(text.form(token));
        speech.verb(&phrase)
    });
    let analysis = &text.analysis;
    // "*Hinted* that he might go", where "hinted at it" tells nothing.
    let content = || {
        analysis.child(verb, Deprel::Ccomp)?;
        speech.verb(&format!("{}_content", text.lemma(verb)))
    };
    behind.last().or_else(content).or_else(|| {
        // "Put" something "at" a figure.
        let number =
            |at: usize| analysis.tokens[at].upos == Upos::Num || analysis.child(at, Deprel::Nummod).is_some();
        let mut figures = analysis.children(verb).filter(|&child| child > verb && number(child));
        let preposition = figures.find_map(|child| analysis.child(child, Deprel::Case))?;
        speech.verb(&format!("{}_{}_figure", text.lemma(verb), text.form(preposition)))
    })
}

/// The part of a sentence that one of several coordinated verbs of speech has for itself: "noted that trade had grown | and
/// appealed to Ankara to lower its duty".
fn own_part(text: &Annotated<'_>, head: usize, sentence: &Range<usize>) -> Range<usize> {
    /// Words of a part that can stand for itself.
    const LEAST: usize = 5;
    let analysis = &text.analysis;
    let speaks = |verb: usize| act_of(text, verb).is_some();
    let from = |verb: usize| text.bytes_of(&analysis.subtree(verb)).start;
    let is_next = |&child: &usize| {
        analysis.tokens[child].deprel == Deprel::Conj
            && child > head
            && analysis.subject(child).is_none()
            && speaks(child)
    };
    let next = analysis.children(head).find(is_next);
    // "…, *said* the minister" tags the whole, whatever a parser hangs it on.
    let tag = head.checked_sub(1).is_some_and(|before| text.form(before) == ",")
        && analysis.subject(head).is_some_and(|subject| subject > head);
    let former = analysis.head(head).filter(|&above| {
        analysis.tokens[head].deprel == Deprel::Conj && above < head && speaks(above) && !tag
    });
    let start = former.map_or(sentence.start, |_| from(head));
    // The first of them has the others as its own: a third hangs on it as the second does.
    let beside = former.and_then(|above| {
        analysis
            .children(above)
            .find(|&child| child > head && analysis.tokens[child].deprel == Deprel::Conj && speaks(child))
    });
    let end = next.or(beside).map_or(sentence.end, from);
    let words = text.text.get(start..end).unwrap_or_default();
    let trimmed = words.trim_end_matches([' ', ',', ';', '\n']);
    if trimmed.split_whitespace().nth(LEAST - 1).is_none() || start < sentence.start || end > sentence.end {
        return sentence.clone();
    }
    let opened = trimmed.len() - trimmed.trim_start_matches([' ', ',', ';', '\n']).len();
    start + opened..start + trimmed.len()
}

/// From the speaker or the verb, whichever is first, over the content; the whole sentence where it is short.
fn quote(text: &Annotated<'_>, head: usize, subject: usize, sentence: &Range<usize>) -> Range<usize> {
    let sentence = &own_part(text, head, sentence);
    if text.text[sentence.clone()].split_whitespace().nth(super::LONGEST).is_none() {
        return sentence.clone();
    }
    let subject = text.bytes_of(&text.analysis.subtree(subject));
    let whole = text.bytes_of(&text.analysis.subtree(head));
    let verb = text.bytes_of(&(head..head + 1));
    let start = if subject.end <= verb.start { subject.start.max(whole.start) } else { whole.start };
    start..whole.end.max(verb.end)
}

pub(super) fn sentence_bytes(text: &Annotated<'_>, number: usize) -> Range<usize> {
    let sentence = &text.analysis.sentences[number];
    let words = &text.text[sentence.start as usize..sentence.end as usize];
    let end = words.trim_end_matches(['.', ' ', '\n']).len();
    sentence.start as usize..sentence.start as usize + end
}

/// How words are said that hold a quotation: one of several words is direct, a name or a term in quotation marks is not.
pub(super) fn mode_of(words: &str) -> Mode {
    /// Words that only name something.
    const NAME: usize = 2;
    const MARKS: [char; 8] = ['"', '“', '”', '«', '»', '‘', '「', '」'];
    let mut open = false;
    let said = words.split_inclusive(MARKS).any(|part| {
        let inside = open;
        open = match part.chars().next_back() {
            Some('“' | '«' | '‘' | '「') => true,
            Some('"') => !open,
            _ => false,
        };
        inside && part.split_whitespace().count() > NAME
    });
    if said { Mode::Direct } else { Mode::Reported }
}

pub(super) fn is_quoted(words: &str) -> bool {
    words.contains(['"', '“', '«', '‘']) && words.contains(['"', '”', '»', '’'])
}

/// "According to him", "According to Reuters".
fn attributed(text: &Annotated<'_>, sentence: &Range<usize>) -> Option<Target> {
    let lower = text.lower(sentence.clone());
    let attributions = &text.lexicon.speech.attributions;
    if !attributions.may_stand_in(lower) {
        return None;
    }
    let at = attributions.iter().find_map(|words| lower.find(&**words).map(|at| at + words.len()))?;
    // "In his words": the pronoun is part of the phrase.
    let pronoun = |word: &str| text.lexicon.people.pronouns.contains(word);
    if lower[..at].split_whitespace().rev().take(3).any(pronoun) {
        // "The envoy Liu Zhen does not agree: *in his words* …"
        let own = text.actors.named_in(sentence.start..sentence.start + at);
        let named = own.iter().rev().find_map(NamedAt::person).map(Target::Person);
        return named.or_else(|| speaker::last_person(text, sentence.start));
    }
    let start = sentence.start + at;
    let token = text.analysis.token_at(start as u32)?;
    // What stands behind a comma is said, unless it is the name of whose office stands before it.
    let comma = text.text[start..sentence.end].find(',').map_or(sentence.end, |comma| start + comma);
    let named = text.actors.named_in(start..comma).iter().find_map(NamedAt::person);
    let person = named.or_else(|| speaker::between_commas(text, comma..sentence.end));
    if let Some(person) = person {
        return Some(Target::Person(person));
    }
    let within = |&token: &usize| (text.analysis.tokens[token].start as usize) < comma;
    let last = (token + PHRASE).min(text.analysis.tokens.len());
    let head = (token..last).take_while(within).find(|&token| {
        matches!(text.analysis.tokens[token].deprel, Deprel::Obl | Deprel::Nmod | Deprel::Advcl)
    });
    speaker::of(text, head.unwrap_or(token))
}

/// Words of whom something is attributed to.
const PHRASE: usize = 8;
