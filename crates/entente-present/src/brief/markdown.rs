//! The brief as Markdown: the same order, the same numbers, anchors in HTML where Markdown has none.

use entente_model::{EventStatus, Evidence, Mode, QuantityEntry, QuantityRole, TimelineEvent};

use super::{
    notes::{self, Notes},
    outline::Outline,
};
use crate::{
    context::{conflict_words, count, short_source},
    escape::{self, markdown as md},
    lists::{people::role_words, quantities::amount, statements::act_words},
    when,
};

/// The text.
pub(crate) fn text(outline: &Outline<'_>) -> String {
    let mut text = Text { outline, notes: Notes::default(), out: String::new() };
    text.head();
    text.glance();
    text.chronology();
    text.people();
    text.agreements();
    text.figures();
    text.statements();
    text.contradictions();
    text.sources();
    text.out
}

struct Text<'o, 'a> {
    outline: &'o Outline<'a>,
    notes: Notes<'a>,
    out: String,
}

impl<'a> Text<'_, 'a> {
    fn head(&mut self) {
        let read = self.outline.record.sources.iter().filter(|source| source.refused.is_none()).count();
        put!(self.out, "# {}\n\n", md(&self.outline.title));
        let span = self.outline.span().map(|span| format!("{span} · ")).unwrap_or_default();
        let today = self
            .outline
            .today
            .map(|today| format!(" · as of {}", when::human(Some(entente_model::Interval::day(today)))));
        put!(self.out, "{span}{}{}\n\n", count(read, "source", "sources"), today.unwrap_or_default());
    }

    fn glance(&mut self) {
        let record = self.outline.record;
        let counts = [
            count(record.events.len(), "event", "events"),
            count(record.people.len(), "person", "people"),
            count(record.agreements.len(), "agreement", "agreements"),
            count(record.quantities.len(), "figure", "figures"),
            count(record.statements.len(), "statement", "statements"),
            count(record.conflicts.len(), "contradiction", "contradictions"),
        ];
        put!(self.out, "## At a glance\n\n{}.\n\n", counts.join(", "));
        let outline = self.outline;
        self.few("Turning points", &outline.turning_points);
        self.few("Latest", &outline.latest);
        self.few("Coming", &outline.coming);
        self.few("Planned for a day that has passed, outcome not on record", &outline.overdue);
    }

    fn few(&mut self, title: &str, events: &[&'a TimelineEvent]) {
        if events.is_empty() {
            return;
        }
        put!(self.out, "**{title}**\n\n");
        for event in events {
            put!(self.out, "- {}: {}\n", when::human(event.when), md(&event.title));
        }
        self.out.push('\n');
    }

    fn chronology(&mut self) {
        let outline = self.outline;
        self.heading("Chronology", outline.chronology.is_empty());
        for (heading, events) in &outline.chronology {
            put!(self.out, "### {}\n\n", md(heading));
            for event in events {
                self.event(event);
            }
            self.out.push('\n');
        }
    }

    fn event(&mut self, event: &'a TimelineEvent) {
        let day = match (event.when, event.sort) {
            (Some(_), Some(sort)) => format!("**{}** ", when::within(event.when, sort.year())),
            (Some(_), None) => format!("**{}** ", when::human(event.when)),
            (None, _) => String::new(),
        };
        let status = match event.status {
            EventStatus::Occurred => String::new(),
            status => format!("*({status})* "),
        };
        put!(self.out, "- {day}{status}{}", md(&event.title));
        self.cite(&event.reports);
        self.conflicts(&event.conflicts);
        self.out.push('\n');
    }

    fn people(&mut self) {
        let people = &self.outline.record.people;
        self.heading("People", people.is_empty());
        for person in people {
            put!(self.out, "- **{}**", md(&person.name));
            if !person.also.is_empty() {
                put!(self.out, " (also {})", md(&person.also.join(", ")));
            }
            let roles: Vec<String> = person.roles.iter().map(role_words).collect();
            if !roles.is_empty() {
                put!(self.out, ": {}", md(&roles.join("; ")));
            }
            self.cite(&person.reports);
            self.conflicts(&person.conflicts);
            self.out.push('\n');
        }
        self.space(people.is_empty());
    }

    fn agreements(&mut self) {
        let agreements = &self.outline.record.agreements;
        self.heading("Agreements", agreements.is_empty());
        for agreement in agreements {
            let signed = match agreement.signed {
                Some(_) => when::human(agreement.signed),
                None => "no signature on record".to_owned(),
            };
            put!(self.out, "- {signed}: **{}**", md(&agreement.name));
            if !agreement.parties.is_empty() {
                put!(self.out, ", {}", md(&self.outline.parties(&agreement.parties)));
            }
            self.cite(&agreement.reports);
            self.conflicts(&agreement.conflicts);
            self.out.push('\n');
        }
        self.space(agreements.is_empty());
    }

    fn figures(&mut self) {
        let outline = self.outline;
        self.heading("Figures and targets", outline.record.quantities.is_empty());
        for series in &outline.figures.series {
            put!(self.out, "### {}, {}\n\n", md(series.measure), md(series.unit));
            for target in series.targets() {
                put!(self.out, "{}\n\n", md(&target));
            }
            for entry in &series.entries {
                self.figure(entry, false);
            }
            self.out.push('\n');
        }
        if !outline.figures.others.is_empty() && !outline.figures.series.is_empty() {
            self.out.push_str("### Other figures\n\n");
        }
        for entry in &outline.figures.others {
            self.figure(entry, true);
        }
        self.space(outline.figures.others.is_empty());
    }

    fn figure(&mut self, entry: &'a QuantityEntry, with_measure: bool) {
        let as_of = entry.as_of.map(|as_of| format!("{}: ", when::human(Some(as_of)))).unwrap_or_default();
        let role = match entry.role {
            QuantityRole::Observed => String::new(),
            role => format!(" *({role})*"),
        };
        let measure = if with_measure { format!("{}, ", md(&entry.measure)) } else { String::new() };
        put!(self.out, "- {as_of}{measure}**{}**{role}", md(&amount(entry)));
        self.cite(&entry.reports);
        self.conflicts(&entry.conflicts);
        self.out.push('\n');
    }

    fn statements(&mut self) {
        let outline = self.outline;
        self.heading("Who said what", outline.speakers.is_empty());
        for speaker in &outline.speakers {
            let party = speaker.party.map(|party| format!(", {}", outline.context.party(party)));
            put!(self.out, "### {}{}\n\n", md(speaker.name), md(&party.unwrap_or_default()));
            for statement in &speaker.statements {
                let date =
                    statement.when.map(|when| format!("{}, ", when::human(Some(when)))).unwrap_or_default();
                let said = statement.reports.first().map_or("", |report| report.quote.as_str());
                let said =
                    if statement.mode == Mode::Direct { format!("“{}”", md(said)) } else { md(said) };
                put!(self.out, "- {date}{}: {said}", act_words(statement.act));
                self.cite(&statement.reports);
                self.out.push('\n');
            }
            self.out.push('\n');
        }
    }

    fn contradictions(&mut self) {
        let conflicts = &self.outline.record.conflicts;
        self.heading("Contradictions", conflicts.is_empty());
        for conflict in conflicts {
            put!(
                self.out,
                "**{}** {}\n\n",
                md(&format!("{}:", conflict_words(conflict.kind))),
                md(&conflict.why)
            );
            for claim in &conflict.claims {
                put!(self.out, "> {}", md(&claim.quote));
                put!(self.out, "  \n> — {}", md(&short_source(&claim.source)));
                self.cite(std::slice::from_ref(claim));
                self.out.push_str("\n>\n");
            }
            self.out.push('\n');
        }
    }

    fn sources(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        self.heading("Sources", notes.sources().is_empty());
        for (at, source) in notes.sources().iter().enumerate() {
            let number = at + 1;
            let entry = self.outline.context.source(source.id);
            let title =
                entry.and_then(|entry| entry.title.clone()).unwrap_or_else(|| short_source(source.origin));
            let publisher = entry.and_then(|entry| entry.publisher.clone());
            let published =
                entry.and_then(|entry| entry.published).map(|published| when::human(Some(published)));
            let details: Vec<String> = publisher.into_iter().chain(published).collect();
            put!(self.out, "**{number}** *{}*", md(&title));
            if !details.is_empty() {
                put!(self.out, ". {}", md(&details.join(", ")));
            }
            match escape::link(source.origin) {
                Some(address) if !address.contains(['<', '>', ' ', '\n']) => {
                    put!(self.out, ". <{address}>\n\n");
                }
                _ => put!(self.out, ". {}\n\n", md(source.origin)),
            }
            for (quote_at, quote) in source.quotes.iter().enumerate() {
                put!(
                    self.out,
                    "- <a id=\"{}\"></a>{number}\\.{} “{}”\n",
                    notes::note_anchor(number, quote_at + 1),
                    quote_at + 1,
                    md(&quote.evidence.quote)
                );
            }
            self.out.push('\n');
        }
        put!(
            self.out,
            "Read from the sources by {}, a program, and not by a person: follow the numbers before you rely on a line.\n",
            md(if self.outline.made_with.is_empty() { "Entente" } else { self.outline.made_with })
        );
    }

    fn heading(&mut self, title: &str, empty: bool) {
        if !empty {
            put!(self.out, "## {title}\n\n");
        }
    }

    fn space(&mut self, empty: bool) {
        if !empty {
            self.out.push('\n');
        }
    }

    fn cite(&mut self, reports: &'a [Evidence]) {
        for report in reports {
            let citation = self.notes.cite(report);
            put!(self.out, " [\\[{}\\]](#{})", citation.label(), citation.note_anchor());
        }
    }

    fn conflicts(&mut self, conflicts: &[String]) {
        for id in conflicts {
            if let Some(conflict) = self.outline.conflict(id) {
                put!(self.out, " **≠ {}**", conflict_words(conflict.kind));
            }
        }
    }
}
