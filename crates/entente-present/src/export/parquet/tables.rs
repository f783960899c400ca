//! The lists of the record as tables.

use entente_model::{
    AgreementEntry, Conflict, Day, Evidence, Interval, PersonEntry, QuantityEntry, Record, SourceEntry,
    StatementEntry, TimelineEvent,
};

use super::{Column, Table};
use crate::lists::Listed;

pub(super) fn all(record: &Record) -> Vec<Table<'_>> {
    vec![
        events(&record.events),
        people(&record.people),
        agreements(&record.agreements),
        quantities(&record.quantities),
        statements(&record.statements),
        conflicts(&record.conflicts),
        sources(&record.sources),
    ]
}

pub(super) fn events(events: &[TimelineEvent]) -> Table<'_> {
    let mut columns = vec![("id", ids(events, |event| &event.id))];
    columns.extend(dates("when", events, |event| event.when));
    columns.extend([
        ("kind", words(events, |event| event.kind)),
        ("title", words(events, |event| &event.title)),
        ("status", words(events, |event| event.status)),
        ("parties", lists(events, |event| strings(&event.parties))),
        ("people", lists(events, |event| event.people.clone())),
        ("place", texts(events, |event| event.place.clone())),
        ("plover", texts(events, |event| event.plover.map(|plover| plover.to_string()))),
        ("cameo", texts(events, |event| event.cameo.clone())),
        ("weight", Column::Number(events.iter().map(|event| event.weight).collect())),
        ("conflicts", lists(events, |event| event.conflicts.clone())),
    ]);
    table(events, columns, |event| &event.reports)
}

fn people(people: &[PersonEntry]) -> Table<'_> {
    let columns = vec![
        ("id", ids(people, |person| &person.id)),
        ("name", words(people, |person| &person.name)),
        ("also", lists(people, |person| person.also.clone())),
        (
            "roles",
            lists(people, |person| person.roles.iter().map(crate::lists::people::role_words).collect()),
        ),
        ("mentions", Column::Count(people.iter().map(|person| i64::from(person.mentions)).collect())),
        ("events", lists(people, |person| person.events.clone())),
        ("conflicts", lists(people, |person| person.conflicts.clone())),
    ];
    table(people, columns, |person| &person.reports)
}

fn agreements(agreements: &[AgreementEntry]) -> Table<'_> {
    let mut columns = vec![
        ("id", ids(agreements, |agreement| &agreement.id)),
        ("name", words(agreements, |agreement| &agreement.name)),
        ("kind", words(agreements, |agreement| &agreement.kind)),
    ];
    columns.extend(dates("signed", agreements, |agreement| agreement.signed));
    columns.extend([
        ("parties", lists(agreements, |agreement| strings(&agreement.parties))),
        ("event", texts(agreements, |agreement| agreement.event.clone())),
        ("conflicts", lists(agreements, |agreement| agreement.conflicts.clone())),
    ]);
    table(agreements, columns, |agreement| &agreement.reports)
}

fn quantities(quantities: &[QuantityEntry]) -> Table<'_> {
    let mut columns = vec![
        ("id", ids(quantities, |quantity| &quantity.id)),
        ("measure", words(quantities, |quantity| &quantity.measure)),
        ("value", Column::Number(quantities.iter().map(|quantity| quantity.value).collect())),
        ("unit", words(quantities, |quantity| &quantity.unit)),
        ("bound", words(quantities, |quantity| quantity.bound)),
        ("role", words(quantities, |quantity| quantity.role)),
    ];
    columns.extend(dates("as_of", quantities, |quantity| quantity.as_of));
    columns.push(("conflicts", lists(quantities, |quantity| quantity.conflicts.clone())));
    table(quantities, columns, |quantity| &quantity.reports)
}

fn statements(statements: &[StatementEntry]) -> Table<'_> {
    let mut columns = vec![
        ("id", ids(statements, |said| &said.id)),
        ("speaker", words(statements, |said| &said.speaker)),
        ("party", texts(statements, |said| said.party.map(|party| party.to_string()))),
    ];
    columns.extend(dates("when", statements, |said| said.when));
    columns.extend([
        ("mode", words(statements, |said| said.mode)),
        ("act", words(statements, |said| said.act)),
        ("topics", lists(statements, |said| strings(&said.topics))),
        ("about", lists(statements, |said| strings(&said.about))),
        ("conflicts", lists(statements, |said| said.conflicts.clone())),
    ]);
    table(statements, columns, |said| &said.reports)
}

fn conflicts(conflicts: &[Conflict]) -> Table<'_> {
    let columns = vec![
        ("id", ids(conflicts, |conflict| &conflict.id)),
        ("kind", words(conflicts, |conflict| conflict.kind)),
        ("why", words(conflicts, |conflict| &conflict.why)),
        ("certainty", Column::Number(conflicts.iter().map(|conflict| conflict.certainty).collect())),
    ];
    table(conflicts, columns, |conflict| &conflict.claims)
}

fn sources(sources: &[SourceEntry]) -> Table<'_> {
    let mut columns = vec![
        ("id", texts(sources, |source| source.id.map(|id| id.to_string()))),
        ("origin", words(sources, |source| &source.origin)),
        ("title", texts(sources, |source| source.title.clone())),
        ("publisher", texts(sources, |source| source.publisher.clone())),
    ];
    columns.extend(dates("published", sources, |source| source.published));
    columns.extend([
        ("lang", texts(sources, |source| source.lang.map(|lang| lang.to_string()))),
        ("added", texts(sources, |source| source.added.clone())),
        ("bytes", Column::Count(sources.iter().map(|source| source.bytes as i64).collect())),
        ("events", Column::Count(sources.iter().map(|source| i64::from(source.events)).collect())),
        ("refused", texts(sources, |source| source.refused.clone())),
    ]);
    Table { name: SourceEntry::NAME, columns, reports: None }
}

fn table<'a, T: Listed>(
    entries: &'a [T],
    columns: Vec<(&'static str, Column)>,
    reports: impl Fn(&'a T) -> &'a Vec<Evidence>,
) -> Table<'a> {
    let reports = entries.iter().map(|entry| reports(entry).as_slice()).collect();
    Table { name: T::NAME, columns, reports: Some(reports) }
}

fn ids<T>(entries: &[T], id: impl Fn(&T) -> &String) -> Column {
    Column::Id(entries.iter().map(|entry| id(entry).clone()).collect())
}

fn words<'a, T, W: ToString>(entries: &'a [T], word: impl Fn(&'a T) -> W) -> Column {
    Column::Id(entries.iter().map(|entry| word(entry).to_string()).collect())
}

fn texts<T>(entries: &[T], text: impl Fn(&T) -> Option<String>) -> Column {
    Column::Text(entries.iter().map(text).collect())
}

fn lists<T>(entries: &[T], list: impl Fn(&T) -> Vec<String>) -> Column {
    Column::Texts(entries.iter().map(list).collect())
}

fn strings(items: &[impl ToString]) -> Vec<String> {
    items.iter().map(ToString::to_string).collect()
}

/// A date in EDTF, and the first and last day that it may mean.
fn dates<T>(
    name: &'static str,
    entries: &[T],
    date: impl Fn(&T) -> Option<Interval>,
) -> [(&'static str, Column); 3] {
    let (first, last) = match name {
        "signed" => ("signed_first_day", "signed_last_day"),
        "as_of" => ("as_of_first_day", "as_of_last_day"),
        "published" => ("published_first_day", "published_last_day"),
        _ => ("first_day", "last_day"),
    };
    let days = |end: fn(Interval) -> Option<Day>| {
        Column::Day(entries.iter().map(|entry| date(entry).and_then(end).map(since_1970)).collect())
    };
    [
        (name, texts(entries, |entry| date(entry).map(|date| date.to_string()))),
        (first, days(Interval::first_day)),
        (last, days(Interval::last_day)),
    ]
}

fn since_1970(day: Day) -> i32 {
    Day::new(1970, 1, 1).map_or(0, |start| day.days_since(start) as i32)
}
