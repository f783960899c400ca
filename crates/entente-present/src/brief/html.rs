//! The brief as one self-contained page.

mod parts;

use entente_model::{AgreementEntry, Conflict, PersonEntry, SourceEntry};

use super::{
    chart,
    notes::{self, Notes},
    outline::Outline,
};
use crate::{context::conflict_words, escape::html, page, when};
use parts::Page;

/// The page.
pub(crate) fn page(outline: &Outline<'_>) -> String {
    let mut page = Page { outline, notes: Notes::default(), text: String::new() };
    page.head();
    page.glance();
    page.chronology();
    page.people();
    page.agreements();
    page.figures();
    page.statements();
    page.contradictions();
    page.sources();
    page.foot();
    page::page(&format!("{}: a brief", outline.title), &page.text)
}

impl<'a> Page<'_, 'a> {
    fn head(&mut self) {
        let outline = self.outline;
        let read = outline.record.sources.iter().filter(|source| source.refused.is_none()).count();
        let mut meta = vec![crate::context::count(read, "source", "sources")];
        if let Some(span) = outline.span() {
            meta.insert(0, span);
        }
        if let Some(today) = outline.today {
            meta.push(format!("as of {}", when::human(Some(entente_model::Interval::day(today)))));
        }
        put!(
            self.text,
            "<header>\n<h1 dir=\"auto\">{}</h1>\n<p class=\"meta\">{}</p>\n</header>\n",
            html(&outline.title),
            html(&meta.join(" · "))
        );
        let record = outline.record;
        let sections = [
            ("glance", "At a glance", 1),
            ("chronology", "Chronology", record.events.len()),
            ("people", "People", record.people.len()),
            ("agreements", "Agreements", record.agreements.len()),
            ("figures", "Figures", record.quantities.len()),
            ("statements", "Who said what", record.statements.len()),
            ("contradictions", "Contradictions", record.conflicts.len()),
            ("sources", "Sources", record.sources.len()),
        ];
        self.text.push_str("<nav aria-label=\"Sections\">\n");
        for (anchor, name, _) in sections.iter().filter(|(_, _, entries)| *entries > 0) {
            put!(self.text, "<a href=\"#{anchor}\">{name}</a>\n");
        }
        self.text.push_str("</nav>\n");
    }

    fn glance(&mut self) {
        let (outline, record) = (self.outline, self.outline.record);
        self.text.push_str("<section id=\"glance\">\n<h2>At a glance</h2>\n<dl class=\"facts\">\n");
        let facts = [
            (record.events.len(), "event", "events", "chronology"),
            (record.people.len(), "person", "people", "people"),
            (record.agreements.len(), "agreement", "agreements", "agreements"),
            (record.quantities.len(), "figure", "figures", "figures"),
            (record.statements.len(), "statement", "statements", "statements"),
            (record.conflicts.len(), "contradiction", "contradictions", "contradictions"),
        ];
        for (number, one, many, anchor) in facts.iter().filter(|fact| fact.0 > 0) {
            let name = if *number == 1 { one } else { many };
            put!(self.text, "<div><dt><a href=\"#{anchor}\">{name}</a></dt><dd>{number}</dd></div>\n");
        }
        self.text.push_str("</dl>\n");
        if let Some(svg) = chart::density(&record.events) {
            self.text.push_str("<figure>\n");
            self.text.push_str(&svg);
            self.text.push_str("<figcaption>Events over time.");
            for (class, name) in chart::legend(&record.events) {
                put!(self.text, " <span class=\"key\"><i class=\"{class}\"></i>{name}</span>");
            }
            self.text.push_str("</figcaption>\n</figure>\n");
        }
        self.few("Turning points", &outline.turning_points);
        self.few("Latest", &outline.latest);
        self.few("Coming", &outline.coming);
        self.few("Planned for a day that has passed, outcome not on record", &outline.overdue);
        self.text.push_str("</section>\n");
    }

    fn chronology(&mut self) {
        if self.section("chronology", "Chronology", self.outline.chronology.is_empty()) {
            return;
        }
        let outline = self.outline;
        for (heading, events) in &outline.chronology {
            put!(self.text, "<h3>{}</h3>\n<ol class=\"events\">\n", html(heading));
            for event in events {
                self.event(event);
            }
            self.text.push_str("</ol>\n");
        }
        self.text.push_str("</section>\n");
    }

    fn people(&mut self) {
        if self.section("people", "People", self.outline.record.people.is_empty()) {
            return;
        }
        self.text.push_str("<dl class=\"people\">\n");
        for person in &self.outline.record.people {
            self.person(person);
        }
        self.text.push_str("</dl>\n</section>\n");
    }

    fn person(&mut self, person: &'a PersonEntry) {
        put!(self.text, "<div><dt dir=\"auto\">{}", html(&person.name));
        if !person.also.is_empty() {
            put!(self.text, " <span class=\"dim\">also <bdi>{}</bdi></span>", html(&person.also.join(", ")));
        }
        self.text.push_str("</dt>\n<dd>");
        let roles: Vec<String> = person.roles.iter().map(|role| self.role(role)).collect();
        self.text.push_str(&roles.join("; "));
        self.cite(&person.reports);
        self.conflict_links(&person.conflicts);
        self.text.push_str("</dd></div>\n");
    }

    fn agreements(&mut self) {
        if self.section("agreements", "Agreements", self.outline.record.agreements.is_empty()) {
            return;
        }
        self.text.push_str("<table>\n<thead><tr><th scope=\"col\">Signed</th><th scope=\"col\">What</th><th scope=\"col\">Parties</th></tr></thead>\n<tbody>\n");
        for agreement in &self.outline.record.agreements {
            self.agreement(agreement);
        }
        self.text.push_str("</tbody>\n</table>\n</section>\n");
    }

    fn agreement(&mut self, agreement: &'a AgreementEntry) {
        let signed = match agreement.signed {
            Some(_) => when::human(agreement.signed),
            None => "no signature on record".to_owned(),
        };
        put!(
            self.text,
            "<tr><td class=\"date\">{}</td><td dir=\"auto\">{}",
            html(&signed),
            html(&agreement.name)
        );
        self.cite(&agreement.reports);
        self.conflict_links(&agreement.conflicts);
        put!(
            self.text,
            "</td><td class=\"dim\">{}</td></tr>\n",
            html(&self.outline.parties(&agreement.parties))
        );
    }

    fn figures(&mut self) {
        if self.section("figures", "Figures and targets", self.outline.record.quantities.is_empty()) {
            return;
        }
        let outline = self.outline;
        for series in &outline.figures.series {
            put!(
                self.text,
                "<div class=\"series\">\n<h3 dir=\"auto\">{}, {}</h3>\n",
                html(&capital(series.measure)),
                html(series.unit)
            );
            if series.has_chart() {
                put!(self.text, "<figure>{}", chart::figures(series));
                self.text.push_str("<figcaption><span class=\"key\">● observed</span> ");
                self.text.push_str("<span class=\"key\"><span class=\"alert\">◇</span> target or plan</span></figcaption></figure>\n");
            }
            for target in series.targets() {
                put!(self.text, "<p>{}</p>\n", html(&target));
            }
            self.quantities(&series.entries, false);
            self.text.push_str("</div>\n");
        }
        if !outline.figures.others.is_empty() {
            if !outline.figures.series.is_empty() {
                self.text.push_str("<h3>Other figures</h3>\n");
            }
            self.quantities(&outline.figures.others, true);
        }
        self.text.push_str("</section>\n");
    }

    fn statements(&mut self) {
        if self.section("statements", "Who said what", self.outline.speakers.is_empty()) {
            return;
        }
        let outline = self.outline;
        for speaker in &outline.speakers {
            let party = speaker.party.map(|party| format!(", {}", outline.context.party(party)));
            put!(
                self.text,
                "<h3 dir=\"auto\">{}<span class=\"dim\">{}</span></h3>\n<ul class=\"said\">\n",
                html(speaker.name),
                html(&party.unwrap_or_default())
            );
            for statement in &speaker.statements {
                self.statement(statement);
            }
            self.text.push_str("</ul>\n");
        }
        self.text.push_str("</section>\n");
    }

    fn contradictions(&mut self) {
        if self.section("contradictions", "Contradictions", self.outline.record.conflicts.is_empty()) {
            return;
        }
        for conflict in &self.outline.record.conflicts {
            self.contradiction(conflict);
        }
        self.text.push_str("</section>\n");
    }

    fn contradiction(&mut self, conflict: &'a Conflict) {
        put!(
            self.text,
            "<article class=\"conflict\" id=\"x-{}\">\n<p><strong class=\"alert\">{}.</strong> <span dir=\"auto\">{}</span> <span class=\"dim\">{:.0} % sure</span></p>\n",
            html(&parts::anchor(&conflict.id)),
            capital(conflict_words(conflict.kind)),
            html(&capital(&conflict.why)),
            conflict.certainty * 100.0
        );
        for claim in &conflict.claims {
            put!(
                self.text,
                "<blockquote><p dir=\"auto\"{}>{}</p>",
                self.lang(claim.source_id),
                html(&claim.quote)
            );
            put!(self.text, "<footer>{}", html(&self.source_words(claim)));
            self.cite(std::slice::from_ref(claim));
            self.text.push_str("</footer></blockquote>\n");
        }
        self.text.push_str("</article>\n");
    }

    fn sources(&mut self) {
        if self.section(
            "sources",
            "Sources",
            self.outline.record.sources.is_empty() && self.notes.sources().is_empty(),
        ) {
            return;
        }
        let notes = std::mem::take(&mut self.notes);
        self.text.push_str("<ol class=\"sources\">\n");
        for (at, source) in notes.sources().iter().enumerate() {
            let number = at + 1;
            put!(self.text, "<li id=\"s{number}\">");
            if let Some(entry) = self.outline.context.source(source.id) {
                self.source(entry);
            } else {
                put!(self.text, "<p>{}</p>\n", html(source.origin));
            }
            self.text.push_str("<ol class=\"quotes\">\n");
            for (quote_at, quote) in source.quotes.iter().enumerate() {
                let quote_number = quote_at + 1;
                put!(
                    self.text,
                    "<li id=\"{}\"><span class=\"mark\">{number}.{quote_number}</span> <q dir=\"auto\"{}>{}</q>",
                    notes::note_anchor(number, quote_number),
                    self.lang(source.id),
                    html(&quote.evidence.quote)
                );
                for place in 1..=quote.uses {
                    put!(
                        self.text,
                        " <a class=\"back\" href=\"#{}\" aria-label=\"back to the text\">↩</a>",
                        notes::place_anchor(number, quote_number, place)
                    );
                }
                self.text.push_str("</li>\n");
            }
            self.text.push_str("</ol></li>\n");
        }
        self.text.push_str("</ol>\n");
        self.other_sources(&notes);
        self.text.push_str("</section>\n");
    }

    /// Sources that nothing here cites, and those that were refused.
    fn other_sources(&mut self, notes: &Notes<'_>) {
        let cited = |entry: &SourceEntry| {
            entry.id.is_some_and(|id| notes.sources().iter().any(|source| source.id == id))
        };
        let others = || self.outline.record.sources.iter().filter(|entry| !cited(entry));
        let (uncited, refused): (Vec<_>, Vec<_>) = others().partition(|entry| entry.refused.is_none());
        if !uncited.is_empty() {
            self.text.push_str("<h3>Read, and not cited here</h3>\n<ul>\n");
            for entry in uncited {
                self.text.push_str("<li>");
                self.source(entry);
                self.text.push_str("</li>\n");
            }
            self.text.push_str("</ul>\n");
        }
        if !refused.is_empty() {
            self.text.push_str("<h3>Refused</h3>\n<ul>\n");
            for entry in refused {
                let reason = entry.refused.as_deref().unwrap_or_default();
                put!(self.text, "<li>{}: {}</li>\n", html(&entry.origin), html(reason));
            }
            self.text.push_str("</ul>\n");
        }
    }

    fn foot(&mut self) {
        put!(
            self.text,
            "<footer class=\"meta\">\n<p>Read from the sources by {}, a program, and not by a person: follow the numbers \
             before you rely on a line. Dates are Gregorian; what a source does not say is left out.</p>\n</footer>\n",
            html(if self.outline.made_with.is_empty() { "Entente" } else { self.outline.made_with })
        );
    }
}

/// The text with a capital at its start.
fn capital(text: &str) -> String {
    let mut chars = text.chars();
    chars.next().map_or_else(String::new, |first| first.to_uppercase().chain(chars).collect())
}
