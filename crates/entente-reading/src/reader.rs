//! One document, read from end to end.

use std::{
    collections::BTreeMap,
    ops::Range,
    path::Path,
    sync::{Arc, LazyLock},
};

use entente_language::{Analysis, Packs, Upos, UposSet};
use entente_model::{
    Actor, ActorId, ActorKind, Agreement, CharIndex, Day, Document, EventKind, EventStatus, Interval,
    Language, PloverRoot, Precision, Quantity, QuantityRole, Reading, Warning,
};
use entente_reference::{NameHit, NameKind as Form, Reference};

use crate::{
    actors::ActorTable,
    agreements::{self, AgreementContext, ComingToTerms, PartyMention},
    annotate::{Annotated, Found},
    cover::Cover,
    datelines,
    events::{self, FoundEvent},
    kinds::{self, KindModel},
    lexicon::Lexicon,
    long::{self, Whole},
    public,
    quantities::{self, FoundQuantity, QuantityContext, TimeRange},
    roots::{self, RootModel},
    statements,
    time::{self, FoundTime, Scanned, TimeContext},
    words::{AllWords, PacksError},
    worth::Worth,
};

/// Reads documents; made once, shared by all threads.
#[derive(Debug, Clone)]
pub struct Reader {
    packs: Packs,
    reference: &'static Reference,
    /// The tables of the languages.
    words: Arc<AllWords>,
    /// In place of the packs' own models of roots.
    roots: Option<Arc<RootModel>>,
    /// In place of the packs' own models of kinds.
    kinds: Option<Arc<KindModel>>,
    /// Whether sentences in which nothing can be found are parsed too.
    every_tree: bool,
}

/// The lexicon of a language that has none: nothing is an event, everything else is still read.
static NO_WORDS: LazyLock<Lexicon> = LazyLock::new(Lexicon::default);

impl Default for Reader {
    fn default() -> Self {
        Self::new()
    }
}

impl Reader {
    /// A reader with the packs and the reference that are built in.
    pub fn new() -> Self {
        Self::with_packs(Packs::embedded().clone())
    }

    /// A reader with other language packs.
    pub fn with_packs(packs: Packs) -> Self {
        let words = AllWords::embedded(packs.iter().map(entente_language::Pack::language));
        Self::with_words(packs, words)
    }

    fn with_words(packs: Packs, words: AllWords) -> Self {
        Self {
            packs,
            reference: Reference::embedded(),
            words: Arc::new(words),
            roots: None,
            kinds: None,
            every_tree: false,
        }
    }

    /// A reader with the packs that are built in and those of a folder, `DIR/xx`, which add languages or take the place of
    /// tables, one by one.
    ///
    /// # Errors
    /// A file that cannot be read, or the first line of a table that does not fit, by file and line.
    pub fn with_dir(folder: &Path) -> Result<Self, PacksError> {
        let packs = Packs::embedded().with_dir(folder)?;
        let mut words = AllWords::embedded(packs.iter().map(entente_language::Pack::language));
        words.read_dir(folder)?;
        Ok(Self::with_words(packs, words))
    }

    /// Everything found in one document: a pure function of the document and of this reader's packs.
    pub fn read(&self, document: &Document) -> Reading {
        let mut reading = public::blank(document);
        let Some(lang) = document.lang else {
            reading
                .warnings
                .push(Warning::new("language-unknown", "the language could not be told: nothing was read"));
            return reading;
        };
        if self.packs.get(lang).is_none() {
            let what = format!(
                "there is no language pack for `{lang}`: dates and figures were read, and nothing else"
            );
            reading.warnings.push(Warning::new("language-without-pack", what));
        }
        let text = document.text.as_str();
        if text.len() <= long::LONG {
            match self.reports(document, lang) {
                Some(reports) => reading = self.read_reports(reading, document, lang, &reports),
                None => self.fill_in(&mut reading, document, text, lang),
            }
        } else {
            reading = self.read_sections(reading, document, lang, long::SECTION);
        }
        carry_confidence(&mut reading);
        reading
    }

    /// Of a digest where each report begins, and its day; nothing of a text with fewer than two days.
    fn reports(&self, document: &Document, lang: Language) -> Option<Vec<(usize, Interval)>> {
        let day = |head: &str, at: usize| {
            let times = self.times(document, head, lang).times;
            let behind =
                |time: &&FoundTime| time.range.start >= at && head[at..time.range.start].trim().is_empty();
            let day = times.iter().find(behind)?.edtf?;
            (day.precision() == Precision::Day).then_some(day)
        };
        let reports: Vec<(usize, Interval)> = datelines::candidates(&document.text)
            .filter_map(|(start, head, at)| Some((start, day(head, at)?)))
            .collect();
        let first = reports.first()?.1;
        reports.iter().any(|(_, day)| *day != first).then_some(reports)
    }

    /// Reads the reports of a digest, each as of its own day.
    fn read_reports(
        &self,
        reading: Reading,
        document: &Document,
        lang: Language,
        reports: &[(usize, Interval)],
    ) -> Reading {
        let text = document.text.as_str();
        let (mut whole, mut before) = (Whole::new(reading), 0);
        let starts = std::iter::once((0, document.published));
        let starts = starts.chain(reports.iter().map(|&(start, day)| (start, Some(day))));
        let ends = reports.iter().map(|&(start, _)| start).chain(std::iter::once(text.len()));
        for ((start, published), end) in starts.zip(ends) {
            let report = &text[start..end];
            let title = document.title.clone().filter(|_| start == 0);
            let own = Document {
                title,
                published,
                published_clock: document.published_clock,
                ..Document::of_text("", document.lang, "")
            };
            let mut found = public::empty(document);
            self.fill_in(&mut found, &own, report, lang);
            whole.add(found, before);
            before += report.chars().count() as u32;
        }
        whole.finish()
    }

    /// Reads a document in sections of at most so many bytes.
    pub(crate) fn read_sections(
        &self,
        reading: Reading,
        document: &Document,
        lang: Language,
        most: usize,
    ) -> Reading {
        let (mut whole, mut before) = (Whole::new(reading), 0);
        for section in long::sections(&document.text, most) {
            let (mut found, text) = (public::empty(document), &document.text[section]);
            self.fill_in(&mut found, document, text, lang);
            whole.add(found, before);
            before += text.chars().count() as u32;
        }
        whole.finish()
    }

    /// Everything found in the text of a document or a section of it.
    fn fill_in(&self, reading: &mut Reading, document: &Document, text: &str, lang: Language) {
        let chars = CharIndex::new(text);
        let told = self.times(document, text, lang);
        reading.times = told.times.iter().map(|found| public::expression(text, &chars, found)).collect();
        if self.packs.get(lang).is_none() {
            reading.quantities = self.plain_quantities(text, lang, &told.times, &chars);
            return;
        }
        let Some(annotated) = self.annotated(document, text, lang, told) else { return };
        let events = events::find(&annotated);
        let told: Cover = events.iter().map(|event| event.range.clone()).collect();
        fill(reading, &annotated, &chars, (&events, &told));
        reading.quantities = self.quantities(&annotated, lang, &chars);
        reading.agreements = self.agreements(&annotated, lang, &chars, (&events, &told));
    }

    /// The times of a text, by the calendar that it goes by, and its anniversaries.
    fn times(&self, document: &Document, text: &str, lang: Language) -> Scanned {
        let context = TimeContext { published: document.published, clock: document.published_clock };
        let grammar = self.words.grammar(lang);
        let mut told = grammar.map(|grammar| time::scan(text, grammar, &context)).unwrap_or_default();
        if told.old_style
            && let Some(until) = self.julian_until(text, lang)
        {
            time::to_new_style(&mut told.times, until);
        }
        told
    }

    /// Until when the country that a text is about went by the Julian calendar: of those that ever did, the one named most
    /// often; with none named, the one whose press writes in the language.
    fn julian_until(&self, text: &str, lang: Language) -> Option<Day> {
        let mut named: BTreeMap<Day, usize> = BTreeMap::new();
        for hit in self.reference.mentions(text, lang) {
            let lasting = self.reference.resolve(hit.code, Interval::year(2020));
            if let Some(until) = self.reference.julian_until(lasting) {
                *named.entry(until).or_default() += 1;
            }
        }
        let most = named.into_iter().max_by_key(|(until, times)| (*times, *until)).map(|(until, _)| until);
        most.or_else(|| {
            self.reference.states_writing(lang).filter_map(|state| self.reference.julian_until(state)).max()
        })
    }

    /// A reader with another model of roots, for measuring one that is being learned.
    #[must_use]
    pub fn with_roots(self, roots: RootModel) -> Self {
        Self { roots: Some(Arc::new(roots)), ..self }
    }

    /// A reader with another model of kinds, for measuring one that is being learned.
    #[must_use]
    pub fn with_kinds(self, kinds: KindModel) -> Self {
        Self { kinds: Some(Arc::new(kinds)), ..self }
    }

    /// A reader that parses every sentence, to see that nothing is missed without.
    #[cfg(test)]
    pub(crate) fn with_every_tree(self) -> Self {
        Self { every_tree: true, ..self }
    }

    /// What the model of roots looks at in a whole text, for learning it; nothing in a language without a pack.
    pub fn root_features(&self, document: &Document) -> Vec<String> {
        let annotated =
            document.lang.and_then(|lang| self.annotated(document, &document.text, lang, Scanned::default()));
        annotated.map(|text| roots::features(&text, 0..text.analysis.tokens.len())).unwrap_or_default()
    }

    /// What the model of kinds looks at in these bytes of a text, for learning it; nothing in a language without a pack.
    pub fn kind_features(&self, document: &Document, quotes: &[Range<usize>]) -> Vec<Vec<String>> {
        let annotated = document.lang.and_then(|lang| {
            let told = self.times(document, &document.text, lang);
            self.annotated(document, &document.text, lang, told)
        });
        let Some(text) = annotated else { return vec![Vec::new(); quotes.len()] };
        quotes.iter().map(|quote| kinds::features(&text, text.tokens_in(quote))).collect()
    }

    fn annotated<'a>(
        &'a self,
        document: &'a Document,
        text: &'a str,
        lang: Language,
        told: Scanned,
    ) -> Option<Annotated<'a>> {
        let lexicon = self.words.lexicon(lang).unwrap_or(&NO_WORDS);
        let hits = self.reference.mentions(text, lang);
        let analysis = self.analyse(text, lang, lexicon, &hits, &told.times)?;
        let found = Found {
            text,
            lang,
            title: document.title.as_deref(),
            published: document.published,
            analysis,
            hits,
            told,
            roots: self.roots.as_deref(),
            kinds: self.kinds.as_deref(),
        };
        Some(Annotated::new(found, lexicon, self.reference))
    }

    /// Words, tags, and trees of the sentences that are worth one; where the pack has the forms of its words, they and
    /// the names of states tell the tagger what a word is not.
    fn analyse(
        &self,
        text: &str,
        lang: Language,
        lexicon: &Lexicon,
        hits: &[NameHit],
        times: &[FoundTime],
    ) -> Option<Analysis> {
        let pack = self.packs.get(lang)?;
        let worth = Worth::new(lexicon, hits, times, self.every_tree);
        if lexicon.inflections.is_empty() {
            return Some(pack.analyse_knowing(text, &|_, _| UposSet::NONE, |sentence| worth.depth(sentence)));
        }
        let names = |hit: &&NameHit| matches!(hit.kind, Form::Name | Form::Capital);
        let named: Vec<&Range<usize>> = hits.iter().filter(names).map(|hit| &hit.range).collect();
        Some(pack.analyse_knowing(
            text,
            &|start, word| {
                let start = start as usize;
                let at = named.partition_point(|name| name.end <= start);
                if word.starts_with(char::is_uppercase)
                    && named.get(at).is_some_and(|name| name.start == start && name.end == start + word.len())
                {
                    return UposSet::of(&[Upos::Verb, Upos::Aux, Upos::Adj, Upos::Adv, Upos::Noun]);
                }
                let lower = word.to_lowercase();
                if let Some(endings) = lexicon.status.verbs_by_next.get(&*lower) {
                    let next = text[start + word.len()..].split_whitespace().next().unwrap_or_default();
                    if endings.iter().any(|ending| next.ends_with(&**ending)) {
                        return UposSet::of(&[Upos::Noun, Upos::Propn, Upos::Adv, Upos::Adj]);
                    }
                }
                lexicon.inflections.ruled_out(&lower)
            },
            |sentence| worth.depth(sentence),
        ))
    }
}

impl Reader {
    fn quantities(&self, text: &Annotated<'_>, lang: Language, chars: &CharIndex) -> Vec<Quantity> {
        let Some(pack) = self.words.quantities(lang) else { return Vec::new() };
        let context = QuantityContext { dollar: None, states: states(text) };
        let found = quantities::find(text.text, &sentences(text), &times_of(&text.times), pack, &context);
        found
            .into_iter()
            .filter_map(|found| checked_by_tags(&text.analysis, found))
            .map(|found| of_people(text, found))
            .map(|found| with_plan(text, found))
            .map(|found| public::quantity(text.text, chars, found))
            .collect()
    }
}

impl Reader {
    /// The figures of a text in a language that cannot be analysed, line by line.
    fn plain_quantities(
        &self,
        text: &str,
        lang: Language,
        times: &[FoundTime],
        chars: &CharIndex,
    ) -> Vec<Quantity> {
        let Some(pack) = self.words.quantities(lang) else { return Vec::new() };
        let context = QuantityContext { dollar: None, states: Vec::new() };
        let found = quantities::find(text, &plain_sentences(text), &times_of(times), pack, &context);
        found.into_iter().map(|found| public::quantity(text, chars, found)).collect()
    }
}

/// The lines of a text that cannot be analysed, parted at the ends of sentences.
fn plain_sentences(text: &str) -> Vec<Range<usize>> {
    let mut start = 0;
    let mut ranges = Vec::new();
    for piece in text.split_inclusive(['\n', '。', '!', '?', '！', '？', '।']) {
        // A point that a blank and a capital letter follow ends a sentence.
        let mut from = 0;
        for (at, _) in piece.match_indices(". ") {
            if piece[at + 2..].chars().next().is_some_and(char::is_uppercase) {
                ranges.push(start + from..start + at + 1);
                from = at + 2;
            }
        }
        ranges.push(start + from..start + piece.trim_end().len().max(from));
        start += piece.len();
    }
    ranges.retain(|range| !range.is_empty());
    ranges
}

/// The two-letter codes of the states that a text names, the most frequent first.
fn states(text: &Annotated<'_>) -> Vec<&'static str> {
    let mut counts: Vec<(&'static str, usize)> = Vec::new();
    for hit in 0..text.actors.hits.len() {
        let code = text.actors.code(text.reference, hit, text.published);
        let Some(two) = text.reference.alpha2(code) else { continue };
        match counts.iter_mut().find(|(known, _)| *known == two) {
            Some((_, count)) => *count += 1,
            None => counts.push((two, 1)),
        }
    }
    counts.sort_by_key(|(_, count)| std::cmp::Reverse(*count));
    counts.into_iter().map(|(two, _)| two).collect()
}

/// "5,000 Venezuelans", «8 тысяч ангольцев»: the people of a state are people.
fn of_people(text: &Annotated<'_>, mut found: FoundQuantity) -> FoundQuantity {
    let people = found.counted.clone().is_some_and(|noun| {
        let mut hits = text.actors.hits_in(noun.clone());
        hits.any(|hit| {
            let hit = &text.actors.hits[hit];
            hit.kind == Form::People && hit.range == noun
        })
    });
    if people {
        PERSON.clone_into(&mut found.unit);
    }
    found
}

/// The unit of people.
const PERSON: &str = "person";

/// What a clause tells of as still to come is planned: "the line *will* carry five million tons".
fn with_plan(text: &Annotated<'_>, mut found: FoundQuantity) -> FoundQuantity {
    let ahead = || {
        let token = text.analysis.token_at(found.number.start as u32)?;
        Some(events::is_ahead(text, token))
    };
    if found.role == QuantityRole::Observed && ahead().unwrap_or_default() {
        found.role = QuantityRole::Planned;
    }
    found
}

/// A counted word that is a verb after all ("File 7 holds") counts nothing; an inflected one is told by its lemma.
fn checked_by_tags(analysis: &Analysis, mut found: FoundQuantity) -> Option<FoundQuantity> {
    let Some(noun) = &found.counted else { return Some(found) };
    let Some(token) = analysis.token_at(noun.start as u32) else { return Some(found) };
    if matches!(analysis.tokens[token].upos, Upos::Verb | Upos::Aux) {
        return None;
    }
    if !found.unit.is_ascii() {
        found.unit = analysis.lemma(token).to_lowercase();
    }
    Some(found)
}

impl Reader {
    fn agreements(
        &self,
        text: &Annotated<'_>,
        lang: Language,
        chars: &CharIndex,
        (events, told): (&[FoundEvent], &Cover),
    ) -> Vec<Agreement> {
        let Some(pack) = self.words.agreements(lang) else {
            return Vec::new();
        };
        let parties: Vec<PartyMention> = (0..text.actors.hits.len())
            .map(|hit| {
                let range = text.actors.hits[hit].range.clone();
                let when = day_at(events, told, &range);
                PartyMention { code: text.actors.code(text.reference, hit, when), range }
            })
            .collect();
        let context = AgreementContext {
            published: text.published,
            sides: text.pair.into_iter().flatten().collect(),
            anniversaries: text
                .anniversaries
                .iter()
                .map(|found| (found.range.clone(), found.implied))
                .collect(),
            terms: events.iter().filter_map(terms).collect(),
        };
        let found =
            agreements::find(text.text, &sentences(text), &times_of(&text.times), &parties, pack, &context);
        found.into_iter().map(|found| public::agreement(text.text, chars, (events, told), found)).collect()
    }
}

/// An event by which states came to terms, so far as the table of acts is sure of it.
fn terms(event: &FoundEvent) -> Option<ComingToTerms> {
    let made = event.kind == EventKind::Agreement
        && event.status == EventStatus::Occurred
        && event.plover == PloverRoot::Agree
        && event.grade > 1
        && !event.listed;
    let when = event.when.filter(|when| made && when.earliest().year() == when.latest().year())?;
    Some(ComingToTerms { range: event.range.clone(), when, parties: event.parties.clone() })
}

/// What stands on words that were recognised on a scan is no surer than they are.
fn carry_confidence(reading: &mut Reading) {
    if reading.places.iter().all(|place| place.confidence.is_none()) {
        return;
    }
    for event in &mut reading.events {
        let place = reading.places.iter().take_while(|place| place.at <= event.start).last();
        if let Some(sure) = place.and_then(|place| place.confidence) {
            event.confidence *= f64::from(sure);
        }
    }
}

fn sentences(text: &Annotated<'_>) -> Vec<Range<usize>> {
    text.analysis.sentences.iter().map(|sentence| sentence.start as usize..sentence.end as usize).collect()
}

fn times_of(times: &[FoundTime]) -> Vec<TimeRange> {
    // Of days joined to a range ("from 9 to 11 October") the whole counts.
    let interval =
        |time: &FoundTime| time.whole.filter(|whole| whole.precision() == Precision::Day).or(time.edtf);
    times
        .iter()
        .map(|time| TimeRange { range: time.range.clone(), timex: time.timex_type, interval: interval(time) })
        .collect()
}

/// The day of the closest event around these bytes.
fn day_at(events: &[FoundEvent], told: &Cover, bytes: &Range<usize>) -> Option<Interval> {
    let closest = told.around(bytes).min_by_key(|&number| (events[number].range.len(), number));
    closest.and_then(|number| events[number].when)
}

fn fill(
    reading: &mut Reading,
    text: &Annotated<'_>,
    chars: &CharIndex,
    (found, told): (&[FoundEvent], &Cover),
) {
    let day_at = |bytes: &Range<usize>| day_at(found, told, bytes);
    let organs = statements::organs(text);
    let table = ActorTable::new(&text.actors, &organs, text.text, chars, text.reference, &day_at);
    reading.events = found
        .iter()
        .enumerate()
        .map(|(number, event)| public::event(text, chars, &table, number, event))
        .collect();
    reading.statements =
        statements::find(text).iter().map(|found| public::statement(text, chars, &table, found)).collect();
    reading.actors = table.actors;
    for (number, event) in found.iter().enumerate() {
        only_tells(text, reading, number, &event.range);
    }
}

/// Whoever only tells of an act has no part in it: "*Kurbanov* outlined …: the opening of the mission in 1884". Neither a name nor a
/// pronoun for the speaker stands in the words of the act.
fn only_tells(text: &Annotated<'_>, reading: &mut Reading, number: usize, range: &Range<usize>) {
    /// Statements that may begin before an event and reach into it.
    const NEAR: usize = 4;
    let Reading { events, statements, actors, .. } = reading;
    let Some(event) = events.get_mut(number).filter(|event| event.kind != EventKind::Statement) else {
        return;
    };
    let pronoun = |token: usize| text.lexicon.people.pronouns.contains(text.form(token));
    if event.participants.is_empty() || text.tokens_in(range).any(pronoun) {
        return;
    }
    let (start, end) = (event.start, event.end);
    let before = statements.partition_point(|said| said.start < start);
    let near = &statements[before.saturating_sub(NEAR)..before];
    let person = |id: ActorId| actors.iter().find(|actor| actor.id == id && actor.kind == ActorKind::Person);
    event.participants.retain(|part| {
        let tells = near.iter().any(|said| said.speaker == part.actor && said.end > start);
        let named = |actor: &Actor| actor.mentions.iter().any(|at| start <= at.start && at.end <= end);
        !tells || person(part.actor).is_none_or(named)
    });
}
