//! iCalendar (RFC 5545): planned events as they come, and the anniversaries of what has been.
//!
//! Only dates that a calendar can hold go in: planned events dated to a month or finer, and yearly anniversaries of
//! days on which ties were made, states founded, agreements signed, or something else of weight happened.

use entente_model::{Day, EventKind, EventStatus, Interval, Precision, TimelineEvent};

use super::Given;
use crate::{PresentError, context::short_source, escape};

/// From this weight on an event of any kind has an anniversary.
const WEIGHTY: f64 = 0.5;

pub(super) fn write(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    let mut calendar = Calendar { text: String::new() };
    calendar.line("BEGIN:VCALENDAR");
    calendar.line("VERSION:2.0");
    calendar.property("PRODID", &format!("-//Entente//{}//EN", given.options.made_with));
    calendar.line("CALSCALE:GREGORIAN");
    calendar.property("X-WR-CALNAME", &given.options.title);
    let stamp = stamp(given.options.made.as_deref());
    for event in &given.record.events {
        if let Some(entry) = entry(event) {
            calendar.event(event, entry, &stamp);
        }
    }
    calendar.line("END:VCALENDAR");
    Ok(calendar.text.into_bytes())
}

/// The days of a calendar entry.
#[derive(Clone, Copy)]
struct Entry {
    first: Day,
    last: Day,
    yearly: bool,
}

fn entry(event: &TimelineEvent) -> Option<Entry> {
    let when = event.when?;
    let (first, last) = (when.first_day()?, when.last_day()?);
    match event.status {
        EventStatus::Planned | EventStatus::Cancelled => {
            (when.precision() >= Precision::Month).then_some(Entry { first, last, yearly: false })
        }
        EventStatus::Occurred if has_anniversary(event, when) => {
            Some(Entry { first, last: first, yearly: true })
        }
        _ => None,
    }
}

fn has_anniversary(event: &TimelineEvent, when: Interval) -> bool {
    let founding = matches!(
        event.kind,
        EventKind::Relations | EventKind::Agreement | EventKind::Mission | EventKind::State
    );
    let exact = when.precision() == Precision::Day && !when.is_approximate() && !when.is_uncertain();
    exact && when.first_day().is_some_and(|day| day.year() > 0) && (founding || event.weight >= WEIGHTY)
}

struct Calendar {
    text: String,
}

impl Calendar {
    fn event(&mut self, event: &TimelineEvent, entry: Entry, stamp: &str) {
        self.line("BEGIN:VEVENT");
        self.property("UID", &format!("{}@entente", event.id));
        self.line(&format!("DTSTAMP:{stamp}"));
        self.line(&format!("DTSTART;VALUE=DATE:{}", basic(entry.first)));
        // The end of a date is the first day after it.
        self.line(&format!("DTEND;VALUE=DATE:{}", basic(entry.last.plus_days(1))));
        if entry.yearly {
            self.line("RRULE:FREQ=YEARLY");
        }
        let summary = if entry.yearly {
            format!("{} ({})", event.title, entry.first.year())
        } else {
            event.title.clone()
        };
        self.property("SUMMARY", &summary);
        let quotes: Vec<String> = event
            .reports
            .iter()
            .map(|report| format!("“{}” — {}", escape::line(&report.quote), short_source(&report.source)))
            .collect();
        if !quotes.is_empty() {
            self.property("DESCRIPTION", &quotes.join("\n"));
        }
        if let Some(place) = &event.place {
            self.property("LOCATION", place);
        }
        self.property("CATEGORIES", event.kind.as_str());
        self.line(match event.status {
            EventStatus::Cancelled => "STATUS:CANCELLED",
            EventStatus::Planned => "STATUS:TENTATIVE",
            _ => "STATUS:CONFIRMED",
        });
        self.line("TRANSP:TRANSPARENT");
        self.line("END:VEVENT");
    }

    /// A property with a text: backslash, semicolon, comma and line breaks escaped, controls dropped.
    fn property(&mut self, name: &str, text: &str) {
        let mut line = format!("{name}:");
        for c in text.chars() {
            match c {
                '\\' => line.push_str("\\\\"),
                ';' => line.push_str("\\;"),
                ',' => line.push_str("\\,"),
                '\n' => line.push_str("\\n"),
                c if c.is_control() => {}
                c => line.push(c),
            }
        }
        self.line(&line);
    }

    /// A line, folded so that none is longer than 75 bytes and no character is cut.
    fn line(&mut self, line: &str) {
        const MOST: usize = 75;
        let mut taken = 0;
        for c in line.chars() {
            if taken + c.len_utf8() > MOST {
                self.text.push_str("\r\n ");
                taken = 1;
            }
            self.text.push(c);
            taken += c.len_utf8();
        }
        self.text.push_str("\r\n");
    }
}

/// 19900930.
fn basic(day: Day) -> String {
    format!("{:04}{:02}{:02}", day.year(), day.month(), day.day())
}

/// RFC 3339 as a basic UTC stamp; the start of 1970 for anything else.
fn stamp(made: Option<&str>) -> String {
    let digits: String = made.unwrap_or_default().chars().take(19).filter(char::is_ascii_digit).collect();
    if digits.len() == 14 {
        format!("{}T{}Z", &digits[..8], &digits[8..])
    } else {
        "19700101T000000Z".to_owned()
    }
}
