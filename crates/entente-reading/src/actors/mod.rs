//! Who takes part: states and bodies by the reference, people and organisations by their names.

mod fold;
mod gazetteer;
mod glued;
mod names;
mod nominative;
mod people;
mod record;
mod words;

use std::ops::Range;

use entente_language::{Analysis, Case, Deprel, NameKind as Tag, Number, Upos};
use entente_model::{Interval, Letter as _, PartyCode};
use entente_reference::{NameHit, NameKind as Form, Reference};

pub(crate) use fold::near;
pub(crate) use gazetteer::Gazetteer;
pub(crate) use names::covers;
pub(crate) use people::Person;
pub(crate) use record::ActorTable;

use self::{
    names::{FoundName, Marks, NameKind},
    words::{Gap, Shape, Word},
};
use crate::{
    cover::Cover,
    lexicon::{Endings, Lexicon},
    time::FoundTime,
};

/// An organisation of a document.
#[derive(Debug, Clone)]
pub(crate) struct Organisation {
    /// Its name as first written.
    pub name: String,
    /// Every mention, as bytes.
    pub mentions: Vec<Range<usize>>,
    /// The state whose name or adjective stands in or before the name, as an index into the hits.
    pub of: Option<usize>,
}

/// What a mention leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Target {
    /// A person, by number.
    Person(usize),
    /// An organisation, by number.
    Organisation(usize),
    /// A state or body, as an index into the hits.
    Polity(usize),
}

/// Somebody named at a place of the text.
#[derive(Debug, Clone)]
pub(crate) struct NamedAt {
    /// Where, in bytes.
    pub range: Range<usize>,
    /// Who.
    pub target: Target,
}

impl NamedAt {
    /// The person, if it is one.
    pub(crate) const fn person(&self) -> Option<usize> {
        match self.target {
            Target::Person(person) => Some(person),
            _ => None,
        }
    }
}

/// Everybody whom a document names.
#[derive(Debug, Default)]
pub(crate) struct Actors {
    /// People.
    pub people: Vec<Person>,
    /// Organisations.
    pub organisations: Vec<Organisation>,
    /// Names of states and bodies.
    pub hits: Vec<NameHit>,
    /// All mentions, sorted by start; a state inside an organisation's name or a person's title stands beside them.
    pub mentions: Vec<NamedAt>,
    /// The state of each person, where the document gives one, as an index into the hits.
    pub state_of: Vec<Option<usize>>,
    /// The state whose offices each person is known to have held, by the reference; where the document gives none, an act
    /// of this person is an act of that state.
    pub known_of: Vec<Option<PartyCode>>,
    /// Where the titles of all people stand.
    pub titles: Cover,
    /// Labels of speakers in an interview: the bytes of the name and the person.
    pub labels: Vec<(Range<usize>, usize)>,
}

impl Actors {
    /// Finds everybody. What lies within one of the `times`, in bytes, is nobody: "Fri Apr 29".
    pub(crate) fn find(
        text: &str,
        lexicon: &Lexicon,
        mut hits: Vec<NameHit>,
        analysis: &Analysis,
        times: &[FoundTime],
    ) -> Self {
        let mut words = words::words(text);
        // "Mr. Ganbold": the point is of the abbreviation, and ends nothing.
        for at in 1..words.len() {
            if words[at].gap != Gap::Break {
                continue;
            }
            let (before, after) = (words[at - 1].range.end, words[at].range.start);
            let short = words[at - 1].lower.trim_end_matches('.');
            // "You are right. Mr Mensah said": of the styles, only those with points inside are cut short.
            let abbreviated = lexicon.people.honorifics.contains(short)
                || (short.contains('.') && lexicon.people.styles.contains(short));
            if abbreviated && text[before..after].trim_end_matches(' ') == "." {
                words[at].gap = Gap::Space;
            }
        }
        if lexicon.people.inflected {
            for word in &mut words {
                let token = analysis.token_at(word.range.start as u32);
                let whole = |token: &usize| analysis.text(*token).len() == word.range.len();
                if let Some(token) = token.filter(whole) {
                    let lemma = analysis.lemma(token).to_lowercase();
                    let known = lexicon.inflections.word(&word.lower, &lemma, analysis.tokens[token].upos);
                    let given = lexicon.gazetteer.given_of(&word.lower).filter(|_| word.is_capital());
                    word.own_lemma = Some(known.or(given).unwrap_or(&lemma).into());
                    word.plural = analysis.tokens[token].feats.number() == Some(Number::Plur);
                    word.nominative = analysis.tokens[token].feats.case().map(|case| case == Case::Nom);
                    let upos = analysis.tokens[token].upos;
                    word.adjective = upos == Upos::Adj;
                    word.adverb = upos == Upos::Adv;
                    word.governed =
                        matches!(analysis.tokens[token].feats.case(), Some(Case::Gen | Case::Dat))
                            && matches!(upos, Upos::Noun | Upos::Propn | Upos::Adj);
                }
            }
        }
        let tagged = |tag: Tag| -> Vec<Range<usize>> {
            // Without a model names are guessed by their capitals alone: the rules here know better.
            let names = analysis.names.iter().filter(|name| analysis.is_modelled() && name.kind == tag);
            names.map(|name| name.start as usize..name.end as usize).collect()
        };
        // `ас-Сиси`, `al-Assad`: a particle joined to the name.
        for word in words.iter_mut().filter(|word| word.shape == Shape::Lower) {
            let joined = text[word.range.clone()].split_once('-').is_some_and(|(first, rest)| {
                lexicon.people.particles.contains(first) && rest.starts_with(char::is_uppercase)
            });
            if joined {
                word.shape = Shape::Capital;
            }
        }
        let (tagged_people, tagged_organisations) = (tagged(Tag::Person), tagged(Tag::Organisation));
        hits.retain(|hit| {
            // "US$ 1.5 billion"
            let money = text[hit.range.end..].starts_with(['$', '€', '£']);
            let somebody = is_person_instead(hit, &tagged_people) && !is_before_office(&words, hit, lexicon)
                || is_given_name(&words, hit, lexicon);
            !money && !somebody && !behind_particle(text, hit, lexicon)
        });
        if lexicon.endings.is_glued() {
            drop_others_bodies(text, &mut hits);
        }
        let polities: Vec<Range<usize>> = hits.iter().map(|hit| hit.range.clone()).collect();
        let mut places = tagged(Tag::Location);
        places.extend(hits.iter().filter(|hit| hit.kind == Form::Capital).map(|hit| hit.range.clone()));
        places.sort_by_key(|range| range.start);
        let told: Vec<Range<usize>> = times.iter().map(|time| time.range.clone()).collect();
        let marks = Marks {
            times: &told,
            polities: &polities,
            places: &places,
            tagged_people: &tagged_people,
            tagged_organisations: &tagged_organisations,
        };
        let mut found = names::find(text, &words, &lexicon.people, &lexicon.gazetteer, &marks);
        let dated: Cover = times.iter().map(|time| time.range.clone()).collect();
        found.retain(|name| {
            let (start, end) = (words[name.words.start].range.start, words[name.words.end - 1].range.end);
            !dated.holds(&(start..end))
        });
        for name in &mut found {
            let alone = name.kind == NameKind::Person && name.words.len() == 1 && !name.sure;
            if alone && !speaks(analysis, lexicon, words[name.words.start].range.start) {
                name.kind = NameKind::Unknown;
            }
        }
        names::share_titles(text, &words, &lexicon.people, &mut found);
        let glued = lexicon.endings.is_glued().then(|| {
            let marks = glued::Marks { tagged: &tagged_people, times: &told };
            let (named, surnames) = glued::find(text, &words, lexicon, analysis, &hits, &marks);
            // A part of a person's name that is also a state's ("조지 부시") names no state.
            let parts: Cover = named.iter().flat_map(|name| name.parts.iter().cloned()).collect();
            hits.retain(|hit| !parts.holds(&hit.range));
            (named, surnames)
        });
        let people = people::people(
            text,
            &words,
            &found,
            &lexicon.people,
            &lexicon.gazetteer,
            glued.as_ref().map(|(named, surnames)| (&lexicon.endings, &named[..], &surnames[..])),
        );
        let bytes =
            |name: &FoundName| words[name.words.start].range.start..words[name.words.end - 1].range.end;
        let written = found.iter().filter(|name| name.kind == NameKind::Organisation).map(bytes);
        let told =
            lexicon.endings.is_glued().then(|| glued::organisations(text, &words, lexicon, &hits, &people));
        let speaking = speaking_bodies(text, analysis, lexicon, &tagged_organisations, &people);
        // "The Kenya Chamber of Commerce wants": the whole name.
        let whole: Cover = speaking.iter().cloned().collect();
        let written = written.filter(|range| !whole.holds(range));
        let named = written.chain(told.into_iter().flatten()).chain(speaking.iter().cloned());
        let whole_name = |range| {
            if lexicon.people.inflected { with_complement(text, lexicon, analysis, range) } else { range }
        };
        let organisations = organisations(text, &hits, named.map(whole_name));
        let mut actors = Self { people, organisations, hits, ..Self::default() };
        actors.labels = found
            .iter()
            .filter(|name| name.label)
            .filter_map(|name| {
                let range = bytes(name);
                let person = actors.people.iter().position(|person| person.mentions.contains(&range))?;
                let start = name.title.as_ref().map_or(range.start, |title| words[title.start].range.start);
                Some((start..range.end, person))
            })
            .collect();
        if lexicon.endings.is_glued() {
            actors.labels = glued::labels(text, &actors.people);
        }
        actors.index();
        actors.state_of =
            actors.people.iter().map(|person| actors.state_in(text, person, &lexicon.endings)).collect();
        actors
    }

    /// Adds the leaders whom the text calls by their family names alone: what the tagger takes for a person, in one word.
    fn add_leaders(
        &mut self,
        text: &str,
        analysis: &Analysis,
        reference: &Reference,
        when: Option<Interval>,
    ) {
        let mut found: Vec<(&str, Vec<Range<usize>>, PartyCode)> = Vec::new();
        for name in analysis.names.iter().filter(|name| name.kind == Tag::Person) {
            let range = name.start as usize..name.end as usize;
            let word = &text[range.clone()];
            let taken = self
                .named_in(range.start.saturating_sub(60)..range.end)
                .iter()
                .any(|mention| mention.range.start < range.end && range.start < mention.range.end);
            if taken || word.contains(char::is_whitespace) {
                continue;
            }
            if let Some((_, mentions, _)) = found.iter_mut().find(|(known, ..)| *known == word) {
                mentions.push(range);
            } else if let Some(of) = reference.leader_by_surname(word, when) {
                found.push((word, vec![range], of));
            }
        }
        for (word, mentions, of) in found {
            self.people.push(Person::by_one_word(word, mentions));
            self.state_of.push(None);
            self.known_of.push(Some(of));
        }
        self.index();
    }

    /// Looks up of which state's offices the people are known whose state the document does not name.
    pub(crate) fn know(
        &mut self,
        text: &str,
        analysis: &Analysis,
        reference: &Reference,
        published: Option<Interval>,
    ) {
        let known = |(number, person): (usize, &Person)| {
            if self.state_of[number].is_some() {
                return None;
            }
            // A family name alone: of whoever leads a state on the day of the text.
            if !person.name.contains(' ') {
                return reference.leader_by_surname(&person.name, published);
            }
            let offices = reference.offices_of(&person.name);
            let of = offices.first()?.of;
            let lasting = |code| reference.resolve(code, Interval::year(2020));
            offices.iter().all(|tenure| lasting(tenure.of) == lasting(of)).then_some(of)
        };
        self.known_of = self.people.iter().enumerate().map(known).collect();
        self.add_leaders(text, analysis, reference, published);
    }

    fn index(&mut self) {
        let people = self.people.iter().enumerate().flat_map(|(number, person)| {
            person
                .mentions
                .iter()
                .map(move |range| NamedAt { range: range.clone(), target: Target::Person(number) })
        });
        let organisations = self.organisations.iter().enumerate().flat_map(|(number, organisation)| {
            organisation
                .mentions
                .iter()
                .map(move |range| NamedAt { range: range.clone(), target: Target::Organisation(number) })
        });
        let polities = self
            .hits
            .iter()
            .enumerate()
            .map(|(number, hit)| NamedAt { range: hit.range.clone(), target: Target::Polity(number) });
        let mut mentions: Vec<NamedAt> = people.chain(organisations).chain(polities).collect();
        mentions.sort_by_key(|mention| (mention.range.start, std::cmp::Reverse(mention.range.end)));
        self.mentions = mentions;
        self.titles = self.people.iter().flat_map(|person| person.titles.iter().cloned()).collect();
    }

    /// The state named in or right before the titles of a person.
    fn state_in(&self, text: &str, person: &Person, endings: &Endings) -> Option<usize> {
        if endings.is_glued() {
            // The one nearest to the office: "주한 인도대사" is India's. Else one right before the name.
            let inside = person.titles.iter().find_map(|title| self.hits_in(title.clone()).next_back());
            return inside.or_else(|| {
                person.mentions.iter().find_map(|name| {
                    let before =
                        self.hits.partition_point(|hit| hit.range.end <= name.start).checked_sub(1)?;
                    let gap = &text[self.hits[before].range.end..name.start];
                    let bare = gap.strip_suffix(' ')?;
                    (bare.is_empty() || endings.is_possessive_particle(bare)).then_some(before)
                })
            });
        }
        let titled = person.titles.iter().find_map(|title| self.state_of_title(text, title));
        // "President Recep Tayyip Erdogan of Turkey"
        titled.or_else(|| {
            person.mentions.iter().filter(|_| !person.titles.is_empty()).find_map(|name| {
                let behind = self.hits.partition_point(|hit| hit.range.start < name.end);
                let hit = self.hits.get(behind)?;
                (text.get(name.end..hit.range.start)? == " of ").then_some(behind)
            })
        })
    }

    /// The state whose office a title is: named in it, but for "to" (the Ambassador of Russia to Korea is Russia's), or
    /// right before it: "Russia's President".
    pub(crate) fn state_of_title(&self, text: &str, title: &Range<usize>) -> Option<usize> {
        let mut inside = self.hits_in(title.clone());
        let own =
            inside.find(|&hit| !text[title.start..self.hits[hit].range.start].trim_end().ends_with(" to"));
        own.or_else(|| {
            let before = self.hits.partition_point(|hit| hit.range.end <= title.start);
            let hit = before.checked_sub(1)?;
            let gap = &text[self.hits[hit].range.end..title.start];
            matches!(gap, "'s " | "’s " | " ").then_some(hit)
        })
    }

    /// The states and bodies named within these bytes.
    pub(crate) fn hits_in(&self, bytes: Range<usize>) -> Range<usize> {
        let first = self.hits.partition_point(|hit| hit.range.start < bytes.start);
        let last = self.hits.partition_point(|hit| hit.range.start < bytes.end);
        first..last.max(first)
    }

    /// Everybody named within these bytes.
    pub(crate) fn named_in(&self, bytes: Range<usize>) -> &[NamedAt] {
        let first = self.mentions.partition_point(|mention| mention.range.start < bytes.start);
        let last = self.mentions.partition_point(|mention| mention.range.start < bytes.end);
        &self.mentions[first..last.max(first)]
    }

    /// The state that a person is of: named beside the person, else known of the name.
    pub(crate) fn state_of_person(&self, person: usize) -> Option<PartyCode> {
        self.state_of[person].map(|hit| self.hits[hit].code).or(self.known_of[person])
    }

    /// Where a person was named last before a byte.
    pub(crate) fn named_before(&self, person: usize, at: usize) -> Option<usize> {
        let before = self.people[person].mentions.iter().filter(|mention| mention.end <= at);
        before.map(|mention| mention.start).max()
    }

    /// The person named at exactly these bytes or around them.
    pub(crate) fn person_at(&self, bytes: &Range<usize>) -> Option<usize> {
        self.named_in(bytes.start.saturating_sub(60)..bytes.end).iter().find_map(|mention| {
            match mention.target {
                Target::Person(number)
                    if mention.range.start < bytes.end && bytes.start < mention.range.end =>
                {
                    Some(number)
                }
                _ => None,
            }
        })
    }

    /// The state or body that a hit means on a day.
    pub(crate) fn code(&self, reference: &Reference, hit: usize, when: Option<Interval>) -> PartyCode {
        reference.code_of(&self.hits[hit], when)
    }
}

/// A ministry or palace right behind the name of another state is that state's: "우크라이나 국방부".
fn drop_others_bodies(text: &str, hits: &mut Vec<NameHit>) {
    let body = |hit: &NameHit| matches!(hit.kind, Form::Seat | Form::Ministry | Form::Parliament);
    let behind = |hit: &NameHit, before: &NameHit| {
        before.code != hit.code
            && matches!(before.kind, Form::Name | Form::Full | Form::Short)
            && text.get(before.range.end..hit.range.start) == Some(" ")
    };
    let foreign: Vec<bool> = hits
        .iter()
        .enumerate()
        .map(|(at, hit)| body(hit) && at.checked_sub(1).is_some_and(|before| behind(hit, &hits[before])))
        .collect();
    let mut foreign = foreign.into_iter();
    hits.retain(|_| !foreign.next().unwrap_or(false));
}

/// Whether the word is the subject of a verb of speech: "Gorchakov wrote".
fn speaks(analysis: &Analysis, lexicon: &Lexicon, at: usize) -> bool {
    let Some(token) = analysis.token_at(at as u32) else { return false };
    let is_subject = matches!(analysis.tokens[token].deprel, Deprel::Nsubj);
    is_subject && analysis.head(token).is_some_and(|verb| lexicon.speech.verb(analysis.lemma(verb)).is_some())
}

/// What the tagger takes for the name of a body and what the text makes speak: "*Amnesty International* called the deal
/// shameful", "the carrier *Air Peace* has said", "according to *Eurostat*". Other names without a word like "Bank" stay
/// unknown.
fn speaking_bodies(
    text: &str,
    analysis: &Analysis,
    lexicon: &Lexicon,
    tagged: &[Range<usize>],
    people: &[Person],
) -> Vec<Range<usize>> {
    if tagged.is_empty() {
        return Vec::new();
    }
    let known: Cover = people.iter().flat_map(|person| person.mentions.iter().cloned()).collect();
    // The word that speaks: the name itself, or the noun before it that it hangs on.
    let speaker = |range: &Range<usize>| {
        let first = analysis.token_at(range.start as u32)?;
        let inside = |token: usize| (analysis.tokens[token].start as usize) < range.end;
        // The word of the name that hangs on what is outside it.
        let top = (first..analysis.tokens.len()).take_while(|&token| inside(token)).find(|&token| {
            analysis.head(token).is_none_or(|head| !range.contains(&(analysis.tokens[head].start as usize)))
        })?;
        let deprel = |token: usize| analysis.tokens[token].deprel;
        let beside = matches!(deprel(top), Deprel::Appos | Deprel::Flat | Deprel::Compound | Deprel::Nmod);
        // "The Kenyan Side proposed": that is Kenya.
        let voice = lexicon.speech.voices.contains(analysis.lemma(top).to_lowercase().as_str());
        if beside { analysis.head(top).filter(|&noun| noun < top) } else { Some(top) }.filter(|_| !voice)
    };
    let speaks = |range: &Range<usize>| {
        speaker(range).is_some_and(|token| speaks(analysis, lexicon, analysis.tokens[token].start as usize))
    };
    // Where names change their forms, a figure "по данным Росстата" is nobody's statement.
    let attributed = |range: &Range<usize>| {
        /// Bytes between the phrase and the name: "according to the lender ".
        const BETWEEN: usize = 24;
        if lexicon.people.inflected {
            return false;
        }
        let from = text.floor_char_boundary(range.start.saturating_sub(BETWEEN + 16));
        let before = text[from..range.start].to_lowercase();
        let behind = |phrase: &str| before.rfind(phrase).map(|at| &before[at + phrase.len()..]);
        let told = |between: &str| between.len() <= BETWEEN && !between.contains([',', '.', ';', '\n']);
        let attributions = &lexicon.speech.attributions;
        attributions.may_stand_in(&before)
            && attributions.iter().filter_map(|phrase| behind(phrase)).any(told)
    };
    let may_be = |range: &&Range<usize>| !known.touches(range);
    tagged.iter().filter(may_be).filter(|range| speaks(range) || attributed(range)).cloned().collect()
}

/// "Soares de Lima": a form that is also a surname, behind a particle that a capital stands before.
fn behind_particle(text: &str, hit: &NameHit, lexicon: &Lexicon) -> bool {
    let mut before = text[..hit.range.start].split_whitespace().rev().take(2);
    let (particle, name) = (before.next().unwrap_or_default(), before.next().unwrap_or_default());
    hit.flags.person
        && lexicon.people.particles.contains(particle)
        && name.starts_with(char::is_uppercase)
        && name.ends_with(char::is_letter)
}

/// "장이브 르드리앙 *프랑스* 외교장관": where words run together, a state before an office is no name.
fn is_before_office(words: &[Word], hit: &NameHit, lexicon: &Lexicon) -> bool {
    let at = words.partition_point(|word| word.range.start < hit.range.end);
    lexicon.endings.is_glued()
        && words.get(at).filter(|word| word.gap == Gap::Space).is_some_and(|word| {
            let stem = lexicon.endings.without_particle(&word.lower);
            glued::before_endings(stem, |ending| lexicon.people.offices.contains(ending)).next().is_some()
        })
}

/// «Президент *Сантьяго* Пенья»: a city that is a given name as well, behind an office and before one more name.
fn is_given_name(words: &[Word], hit: &NameHit, lexicon: &Lexicon) -> bool {
    let people = &lexicon.people;
    if hit.kind != Form::Capital || !people.inflected {
        return false;
    }
    let at = words.partition_point(|word| word.range.start < hit.range.start);
    let (Some(word), Some(next)) = (words.get(at).filter(|word| word.range == hit.range), words.get(at + 1))
    else {
        return false;
    };
    let office = at.checked_sub(1).map(|before| &words[before]).is_some_and(|before| {
        people.offices.contains(before.lemma()) || people.offices.contains(&*before.lower)
    });
    let family = next.gap == Gap::Space
        && next.shape == Shape::Capital
        && !lexicon.gazetteer.is_given(next.lemma())
        && !people.not_names.contains(&*next.lower);
    office && word.gap == Gap::Space && family && lexicon.gazetteer.is_given(&word.lower)
}

/// A form that is also a personal name, inside what the tagger takes for a person's name.
fn is_person_instead(hit: &NameHit, tagged_people: &[Range<usize>]) -> bool {
    hit.flags.person && covers(tagged_people, &hit.range)
}

/// Organisations with the same name are one.
fn organisations(
    text: &str,
    hits: &[NameHit],
    found: impl Iterator<Item = Range<usize>>,
) -> Vec<Organisation> {
    let mut organisations: Vec<Organisation> = Vec::new();
    let known: Cover = hits.iter().map(|hit| hit.range.clone()).collect();
    for range in found {
        // What the reference knows as a state or body is no organisation beside it.
        if known.holds(&range) {
            continue;
        }
        let (range, inner) = with_marks(text, range);
        let name = &text[range.clone()];
        let mentions = std::iter::once(range.clone()).chain(inner);
        if let Some(known) = organisations.iter_mut().find(|known| known.name == name) {
            known.mentions.extend(mentions);
            continue;
        }
        let of = hits.iter().position(|hit| {
            let inside = range.start <= hit.range.start && hit.range.end <= range.end;
            let before = hit.range.end < range.start
                && matches!(&text[hit.range.end..range.start], " " | "'s " | "’s ");
            let after = hit.range.start > range.end
                && matches!(&text[range.end..hit.range.start], " of " | " of the ");
            inside || before || after
        });
        organisations.push(Organisation { name: name.to_owned(), mentions: mentions.collect(), of });
    }
    organisations
}

/// «Министерство *обороны Малайзии*», «Комитет *по статистике*»: where names change their forms, what follows a body's noun in the
/// genitive, or behind a word of the pack in the dative, belongs to its name.
fn with_complement(text: &str, lexicon: &Lexicon, analysis: &Analysis, range: Range<usize>) -> Range<usize> {
    let Some(mut last) = analysis.tokens_in(range.start as u32..range.end as u32).last() else {
        return range;
    };
    // The lemma of a noun with a capital is a guess: its forms are told by their endings.
    let is_head = |token: usize| {
        let (word, lemma) = (analysis.text(token).to_lowercase(), analysis.lemma(token).to_lowercase());
        let is_form_of = |head: &str| {
            let stem = head.char_indices().next_back().map_or(head, |(last, _)| &head[..last]);
            [head, stem].iter().any(|head| lexicon.people.same_but_for_case(head, &word))
        };
        [&lexicon.people.organisation_heads, &lexicon.speech.voices]
            .iter()
            .any(|heads| heads.contains(&*lemma) || heads.iter().any(|head| is_form_of(head)))
    };
    if !is_head(last) {
        return range;
    }
    let nominal = |token: usize| matches!(analysis.tokens[token].upos, Upos::Adj | Upos::Noun | Upos::Propn);
    let case = |token: usize| analysis.tokens[token].feats.case();
    let follows = |token: usize| {
        let word = analysis.tokens.get(token)?;
        let gap = &text[analysis.tokens[token - 1].end as usize..word.start as usize];
        (gap == " ").then_some(token)
    };
    let mut wanted = Case::Gen;
    if let Some(by) = follows(last + 1).filter(|&token| lexicon.people.body_by.contains(analysis.text(token)))
        && let Some(first) = follows(by + 1).filter(|&token| nominal(token) && case(token) == Some(Case::Dat))
    {
        last = first;
        wanted = if analysis.tokens[first].upos == Upos::Adj { Case::Dat } else { Case::Gen };
    }
    while let Some(next) = follows(last + 1).filter(|&token| nominal(token) && case(token) == Some(wanted)) {
        last = next;
        if wanted == Case::Dat && analysis.tokens[next].upos != Upos::Adj {
            wanted = Case::Gen;
        }
    }
    range.start..range.end.max(analysis.tokens[last].end as usize)
}

/// «Авиакомпания «Ветер»»: a name up to the mark that closes it, and what stands between the marks, which names it as well.
fn with_marks(text: &str, range: Range<usize>) -> (Range<usize>, Option<Range<usize>>) {
    const MARKS: [(char, char); 2] = [('«', '»'), ('“', '”')];
    let name = &text[range.clone()];
    let opened = MARKS.iter().find_map(|&(open, close)| Some((name.rfind(open)? + open.len_utf8(), close)));
    let Some((from, close)) = opened else { return (range, None) };
    let from = range.start + from;
    let to = match text[from..range.end].find(close) {
        Some(at) => from + at,
        None if text[range.end..].starts_with(close) => range.end,
        None => return (range, None),
    };
    (range.start..range.end.max(to + close.len_utf8()), Some(from..to))
}
