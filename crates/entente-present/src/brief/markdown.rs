//! The brief as Markdown: the same order, the same numbers, anchors in HTML where Markdown has none.

use entente_model::{Conflict, EventStatus, Evidence, Mode, QuantityEntry, QuantityRole, TimelineEvent};

use super::{
    BriefSection, BriefSections,
    notes::{self, Notes},
    outline::Outline,
};
use crate::{
    context::short_source,
    escape::{self, markdown as md},
};

/// The text.
pub(crate) fn text(outline: &Outline<'_>) -> String {
    let mut text = Text { outline, notes: Notes::default(), out: String::new() };
    text.head();
    for section in &outline.sections {
        text.section(section);
    }
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
        put!(self.out, "# {}\n\n{}\n\n", md(&self.outline.title), self.outline.meta());
    }

    fn section(&mut self, section: &BriefSection) {
        let outline = self.outline;
        if section.is == BriefSections::Sources || outline.is_empty(section.is) && section.text.is_none() {
            return;
        }
        let heading = outline.heading(section);
        if !heading.is_empty() {
            put!(self.out, "## {}\n\n", md(&heading));
        }
        for paragraph in section.text.iter().flat_map(|text| text.split("\n\n")) {
            put!(self.out, "{}\n\n", md(paragraph));
        }
        let most = section.top.unwrap_or(usize::MAX);
        match section.is {
            BriefSections::Glance => self.glance(),
            BriefSections::Changes => self.changes(),
            BriefSections::Chronology => self.chronology(most),
            BriefSections::People => self.people(most),
            BriefSections::Agreements => self.agreements(most),
            BriefSections::Figures => self.figures(),
            BriefSections::Statements => self.statements(most),
            BriefSections::Contradictions => {
                outline.record.conflicts.iter().take(most).for_each(|conflict| self.contradiction(conflict));
            }
            BriefSections::Sources | BriefSections::Text => {}
        }
        self.left_out(section.is);
    }

    /// How much of a section's list is left out, and where it is whole.
    fn left_out(&mut self, section: BriefSections) {
        let Some(left) = self.outline.left_out(section) else { return };
        put!(self.out, "{}", md(&left.words));
        match left.list {
            Some(list) => put!(self.out, ": <{list}>\n\n"),
            None => self.out.push_str("\n\n"),
        }
    }

    fn glance(&mut self) {
        let outline = self.outline;
        put!(self.out, "{}.\n\n", outline.counts().join(", "));
        for (name, events) in outline.few() {
            put!(self.out, "**{}**\n\n", outline.words.text(name));
            for event in events {
                put!(self.out, "- {}: {}\n", outline.words.when(event.when), md(&event.title));
            }
            self.out.push('\n');
        }
    }

    fn changes(&mut self) {
        let (outline, words) = (self.outline, self.outline.words);
        let Some(gained) = outline.gained else { return };
        if let Some(since) = gained.since {
            put!(self.out, "{}\n\n", words.filled("since", &[("date", &words.when(Some(since)))]));
        }
        if outline.gained_nothing() {
            put!(self.out, "{}\n\n", words.text("nothing-new"));
        }
        for (name, events) in [("new-events", &gained.new_events), ("told-again", &gained.told_again)] {
            if !events.is_empty() {
                put!(self.out, "### {}\n\n", words.text(name));
                for event in events {
                    self.event(event, false);
                }
                self.out.push('\n');
            }
        }
        if !gained.conflicts.is_empty() {
            put!(self.out, "### {}\n\n", words.text("new-contradictions"));
            gained.conflicts.iter().for_each(|conflict| self.contradiction(conflict));
        }
        if !gained.sources.is_empty() {
            put!(self.out, "### {}\n\n", words.text("new-sources"));
            for source in &gained.sources {
                let title = source.title.clone().unwrap_or_else(|| short_source(&source.origin));
                let published =
                    source.published.map(|published| format!(", {}", words.when(Some(published))));
                put!(self.out, "- {}{}\n", md(&title), published.unwrap_or_default());
            }
            self.out.push('\n');
        }
    }

    fn chronology(&mut self, most: usize) {
        for (heading, events) in self.outline.chronology(most) {
            put!(self.out, "### {}\n\n", md(&heading));
            for event in events {
                self.event(event, true);
            }
            self.out.push('\n');
        }
    }

    /// A line of an event; under a heading its year is left out.
    fn event(&mut self, event: &'a TimelineEvent, headed: bool) {
        let words = self.outline.words;
        let day = match (event.when, event.sort.filter(|_| headed)) {
            (Some(_), Some(sort)) => format!("**{}** ", words.within(event.when, sort.year())),
            (Some(_), None) => format!("**{}** ", words.when(event.when)),
            (None, _) => String::new(),
        };
        let status = match event.status {
            EventStatus::Occurred => String::new(),
            status => format!("*({})* ", words.status(status)),
        };
        put!(self.out, "- {day}{status}{}", md(&event.title));
        self.cite(&event.id, &event.reports);
        self.conflicts(&event.conflicts);
        self.out.push('\n');
    }

    fn people(&mut self, most: usize) {
        let outline = self.outline;
        for person in outline.people(most) {
            put!(self.out, "- **{}**", md(&person.name));
            if !person.also.is_empty() {
                let also = outline.words.filled("also", &[("names", &person.also.join(", "))]);
                put!(self.out, " ({})", md(&also));
            }
            let roles: Vec<String> = person
                .roles
                .iter()
                .map(|role| outline.words.office(role, role.of.map(|of| outline.context.party(of))))
                .collect();
            if !roles.is_empty() {
                put!(self.out, ": {}", md(&roles.join("; ")));
            }
            self.cite(&person.id, &person.reports);
            self.conflicts(&person.conflicts);
            self.out.push('\n');
        }
        self.out.push('\n');
    }

    fn agreements(&mut self, most: usize) {
        let words = self.outline.words;
        for agreement in self.outline.record.agreements.iter().take(most) {
            let signed = match agreement.signed {
                Some(_) => words.when(agreement.signed),
                None => words.text("no-signature").to_owned(),
            };
            put!(self.out, "- {signed}: **{}**", md(&agreement.name));
            if !agreement.parties.is_empty() {
                put!(self.out, ", {}", md(&self.outline.parties(&agreement.parties)));
            }
            self.cite(&agreement.id, &agreement.reports);
            self.conflicts(&agreement.conflicts);
            self.out.push('\n');
        }
        self.out.push('\n');
    }

    fn figures(&mut self) {
        let outline = self.outline;
        for series in &outline.figures.series {
            put!(self.out, "### {}, {}\n\n", md(series.measure), md(series.unit));
            for target in series.targets(outline.words) {
                put!(self.out, "{}\n\n", md(&target));
            }
            for entry in &series.entries {
                self.figure(entry, false);
            }
            self.out.push('\n');
        }
        if !outline.figures.others.is_empty() && !outline.figures.series.is_empty() {
            put!(self.out, "### {}\n\n", outline.words.text("other-figures"));
        }
        for entry in &outline.figures.others {
            self.figure(entry, true);
        }
        if !outline.figures.others.is_empty() {
            self.out.push('\n');
        }
    }

    fn figure(&mut self, entry: &'a QuantityEntry, with_measure: bool) {
        let words = self.outline.words;
        let as_of = entry.as_of.map(|as_of| format!("{}: ", words.when(Some(as_of)))).unwrap_or_default();
        let role = match entry.role {
            QuantityRole::Observed => String::new(),
            role => format!(" *({})*", words.role(role)),
        };
        let measure = if with_measure { format!("{}, ", md(&entry.measure)) } else { String::new() };
        put!(self.out, "- {as_of}{measure}**{}**{role}", md(&words.amount(entry)));
        self.cite(&entry.id, &entry.reports);
        self.conflicts(&entry.conflicts);
        self.out.push('\n');
    }

    fn statements(&mut self, most: usize) {
        let outline = self.outline;
        for speaker in &outline.speakers {
            let party = speaker.party.map(|party| format!(", {}", outline.context.party(party)));
            put!(self.out, "### {}{}\n\n", md(speaker.name), md(&party.unwrap_or_default()));
            for statement in speaker.statements.iter().take(most) {
                let date = statement.when.map(|when| format!("{}, ", outline.words.when(Some(when))));
                let date = date.unwrap_or_default();
                let said = statement.reports.first().map_or("", |report| report.quote.as_str());
                let said =
                    if statement.mode == Mode::Direct { format!("“{}”", md(said)) } else { md(said) };
                put!(self.out, "- {date}{}: {said}", outline.words.act(statement.act));
                self.cite(&statement.id, &statement.reports);
                self.out.push('\n');
            }
            self.out.push('\n');
        }
    }

    fn contradiction(&mut self, conflict: &'a Conflict) {
        let kind = self.outline.words.conflict(conflict.kind);
        put!(self.out, "**{}** {}\n\n", md(&format!("{kind}:")), md(&conflict.why));
        for claim in &conflict.claims {
            put!(self.out, "> {}", md(&claim.quote));
            put!(self.out, "  \n> — {}", md(&short_source(&claim.source)));
            self.cite("", std::slice::from_ref(claim));
            self.out.push_str("\n>\n");
        }
        if let Some(further) = self.outline.further(&conflict.id) {
            put!(self.out, "> {further}\n");
        }
        self.out.push('\n');
    }

    fn sources(&mut self) {
        let notes = std::mem::take(&mut self.notes);
        let words = self.outline.words;
        if !notes.sources().is_empty() {
            put!(self.out, "## {}\n\n", words.section("sources"));
        }
        for (at, source) in notes.sources().iter().enumerate() {
            let number = at + 1;
            let entry = self.outline.context.source(source.id);
            let title =
                entry.and_then(|entry| entry.title.clone()).unwrap_or_else(|| short_source(source.origin));
            let publisher = entry.and_then(|entry| entry.publisher.clone());
            let published =
                entry.and_then(|entry| entry.published).map(|published| words.when(Some(published)));
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
        self.left_out(BriefSections::Sources);
        let program = if self.outline.made_with.is_empty() { "Entente" } else { self.outline.made_with };
        put!(self.out, "{}\n", words.filled("made-with", &[("program", &md(program))]));
    }

    fn cite(&mut self, id: &str, reports: &'a [Evidence]) {
        for report in reports {
            let citation = self.notes.cite(report);
            put!(self.out, " [\\[{}\\]](#{})", citation.label(), citation.note_anchor());
        }
        if let Some(further) = self.outline.further(id) {
            put!(self.out, " {further}");
        }
    }

    fn conflicts(&mut self, conflicts: &[String]) {
        for id in conflicts {
            if let Some(conflict) = self.outline.conflict(id) {
                put!(self.out, " **≠ {}**", self.outline.words.conflict(conflict.kind));
            }
        }
    }
}
