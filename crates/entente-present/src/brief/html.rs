//! The brief as one self-contained page.

mod parts;

use entente_model::{AgreementEntry, Conflict, PersonEntry};

use super::{
    BriefSection, BriefSections, chart,
    notes::{self, Notes},
    outline::Outline,
};
use crate::{
    escape::{capital, html},
    page,
};
use parts::Page;

/// The page.
pub(crate) fn page(outline: &Outline<'_>) -> String {
    let mut page = Page { outline, notes: Notes::default(), text: String::new() };
    page.head();
    for section in &outline.sections {
        page.part(section);
    }
    page.sources();
    page.foot();
    let title = outline.words.filled("a-brief", &[("title", &outline.title)]);
    page::page(&title, &outline.words.lang, &page.text)
}

impl<'a> Page<'_, 'a> {
    fn head(&mut self) {
        let outline = self.outline;
        put!(
            self.text,
            "<header>\n<h1 dir=\"auto\">{}</h1>\n<p class=\"meta\">{}</p>\n</header>\n",
            html(&outline.title),
            html(&outline.meta())
        );
        put!(self.text, "<nav aria-label=\"{}\">\n", outline.words.text("sections"));
        let filled = |section: &&BriefSection| {
            section.is != BriefSections::Sources && !(outline.is_empty(section.is) && section.text.is_none())
        };
        let named =
            outline.sections.iter().filter(filled).filter(|section| section.is != BriefSections::Text);
        for section in named {
            put!(self.text, "<a href=\"#{}\">{}</a>\n", section.is.name(), html(&outline.heading(section)));
        }
        if !outline.record.sources.is_empty() {
            put!(self.text, "<a href=\"#sources\">{}</a>\n", outline.words.section("sources"));
        }
        self.text.push_str("</nav>\n");
    }

    /// A section with its heading, none where there is nothing to put in it.
    fn part(&mut self, section: &BriefSection) {
        let outline = self.outline;
        if section.is == BriefSections::Sources || outline.is_empty(section.is) && section.text.is_none() {
            return;
        }
        let (anchor, heading) = (section.is.name(), outline.heading(section));
        if section.is == BriefSections::Text {
            self.text.push_str("<section>\n");
        } else {
            put!(self.text, "<section id=\"{anchor}\">\n");
        }
        if !heading.is_empty() {
            put!(self.text, "<h2 dir=\"auto\">{}</h2>\n", html(&heading));
        }
        for paragraph in section.text.iter().flat_map(|text| text.split("\n\n")) {
            put!(self.text, "<p dir=\"auto\">{}</p>\n", html(paragraph));
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
                for conflict in outline.record.conflicts.iter().take(most) {
                    self.contradiction(conflict, "x");
                }
            }
            BriefSections::Sources | BriefSections::Text => {}
        }
        self.left_out(section.is);
        self.text.push_str("</section>\n");
    }

    fn glance(&mut self) {
        let outline = self.outline;
        self.text.push_str("<dl class=\"facts\">\n");
        for (number, name, section) in outline.totals().into_iter().filter(|total| total.0 > 0) {
            // What stands before the number, where it stands among the words: `사건 {count}건`.
            let name = outline.words.counted(number, name).split("{count}").next().unwrap_or_default();
            // Where the sections were chosen, the one that lists them may not be there.
            let name = if outline.sections.iter().any(|shown| shown.is == section) {
                format!("<a href=\"#{}\">{}</a>", section.name(), html(name.trim()))
            } else {
                html(name.trim()).into_owned()
            };
            let number = outline.words.number(number as f64);
            put!(self.text, "<div><dt>{name}</dt><dd>{number}</dd></div>\n");
        }
        self.text.push_str("</dl>\n");
        if let Some(svg) = chart::density(&outline.record.events, outline.words) {
            self.text.push_str("<figure>\n");
            self.text.push_str(&svg);
            put!(self.text, "<figcaption>{}", outline.words.text("events-over-time"));
            // Only what is listed is drawn.
            if let Some(part) = outline.left_out(BriefSections::Chronology) {
                put!(self.text, " {}.", html(&part.words));
            }
            for (class, name) in chart::legend(&outline.record.events, outline.words) {
                put!(self.text, " <span class=\"key\"><i class=\"{class}\"></i>{name}</span>");
            }
            self.text.push_str("</figcaption>\n</figure>\n");
        }
        let linked =
            outline.sections.iter().any(|shown| shown.is == BriefSections::Chronology && shown.top.is_none());
        for (name, events) in outline.few() {
            self.few(outline.words.text(name), events, linked);
        }
    }

    fn changes(&mut self) {
        let (outline, words) = (self.outline, self.outline.words);
        let Some(gained) = outline.gained else { return };
        if let Some(since) = gained.since {
            let since = words.filled("since", &[("date", &words.when(Some(since)))]);
            put!(self.text, "<p>{}</p>\n", html(&since));
        }
        if outline.gained_nothing() {
            put!(self.text, "<p>{}</p>\n", words.text("nothing-new"));
        }
        for (name, events) in [("new-events", &gained.new_events), ("told-again", &gained.told_again)] {
            if !events.is_empty() {
                put!(self.text, "<h3>{}</h3>\n<ol class=\"events\">\n", words.text(name));
                for event in events {
                    self.event(event, None);
                }
                self.text.push_str("</ol>\n");
            }
        }
        if !gained.conflicts.is_empty() {
            put!(self.text, "<h3>{}</h3>\n", words.text("new-contradictions"));
            gained.conflicts.iter().for_each(|conflict| self.contradiction(conflict, "n"));
        }
        if !gained.sources.is_empty() {
            put!(self.text, "<h3>{}</h3>\n<ul>\n", words.text("new-sources"));
            for source in &gained.sources {
                self.text.push_str("<li>");
                self.source(source);
                self.text.push_str("</li>\n");
            }
            self.text.push_str("</ul>\n");
        }
    }

    fn chronology(&mut self, most: usize) {
        for (heading, events) in self.outline.chronology(most) {
            put!(self.text, "<h3>{}</h3>\n<ol class=\"events\">\n", html(&heading));
            for event in events {
                self.event(event, Some("e"));
            }
            self.text.push_str("</ol>\n");
        }
    }

    fn people(&mut self, most: usize) {
        self.text.push_str("<dl class=\"people\">\n");
        for person in self.outline.people(most) {
            self.person(person);
        }
        self.text.push_str("</dl>\n");
    }

    fn person(&mut self, person: &'a PersonEntry) {
        put!(self.text, "<div><dt dir=\"auto\">{}", html(&person.name));
        if !person.also.is_empty() {
            let also = self.outline.words.filled("also", &[("names", &person.also.join(", "))]);
            put!(self.text, " <span class=\"dim\"><bdi>{}</bdi></span>", html(&also));
        }
        self.text.push_str("</dt>\n<dd>");
        let roles: Vec<String> = person.roles.iter().map(|role| self.role(role)).collect();
        self.text.push_str(&roles.join("; "));
        self.cite(&person.id, &person.reports);
        self.conflict_links(&person.conflicts);
        self.text.push_str("</dd></div>\n");
    }

    fn agreements(&mut self, most: usize) {
        let words = self.outline.words;
        self.text.push_str("<table>\n<thead><tr>");
        for name in ["signed", "what", "parties"] {
            put!(self.text, "<th scope=\"col\">{}</th>", words.text(name));
        }
        self.text.push_str("</tr></thead>\n<tbody>\n");
        for agreement in self.outline.record.agreements.iter().take(most) {
            self.agreement(agreement);
        }
        self.text.push_str("</tbody>\n</table>\n");
    }

    fn agreement(&mut self, agreement: &'a AgreementEntry) {
        let signed = match agreement.signed {
            Some(_) => self.outline.words.when(agreement.signed),
            None => self.outline.words.text("no-signature").to_owned(),
        };
        put!(
            self.text,
            "<tr><td class=\"date\">{}</td><td dir=\"auto\">{}",
            html(&signed),
            html(&agreement.name)
        );
        self.cite(&agreement.id, &agreement.reports);
        self.conflict_links(&agreement.conflicts);
        put!(
            self.text,
            "</td><td class=\"dim\">{}</td></tr>\n",
            html(&self.outline.parties(&agreement.parties))
        );
    }

    fn figures(&mut self) {
        let (outline, words) = (self.outline, self.outline.words);
        for series in &outline.figures.series {
            put!(
                self.text,
                "<div class=\"series\">\n<h3 dir=\"auto\">{}, {}</h3>\n",
                html(&capital(series.measure)),
                html(series.unit)
            );
            if series.has_chart() {
                put!(self.text, "<figure>{}", chart::figures(series, words));
                put!(
                    self.text,
                    "<figcaption><span class=\"key\">● {}</span> <span class=\"key\"><span class=\"alert\">◇</span> \
                     {}</span></figcaption></figure>\n",
                    words.text("observed"),
                    words.text("goal")
                );
            }
            for target in series.targets(words) {
                put!(self.text, "<p>{}</p>\n", html(&target));
            }
            self.quantities(&series.entries, false);
            self.text.push_str("</div>\n");
        }
        if !outline.figures.others.is_empty() {
            if !outline.figures.series.is_empty() {
                put!(self.text, "<h3>{}</h3>\n", words.text("other-figures"));
            }
            self.quantities(&outline.figures.others, true);
        }
    }

    fn statements(&mut self, most: usize) {
        let outline = self.outline;
        for speaker in &outline.speakers {
            let party = speaker.party.map(|party| format!(", {}", outline.context.party(party)));
            put!(
                self.text,
                "<h3 dir=\"auto\">{}<span class=\"dim\">{}</span></h3>\n<ul class=\"said\">\n",
                html(speaker.name),
                html(&party.unwrap_or_default())
            );
            for statement in speaker.statements.iter().take(most) {
                self.statement(statement);
            }
            self.text.push_str("</ul>\n");
        }
    }

    /// One contradiction; its anchor begins with `leading`, so that one that is shown twice has two.
    fn contradiction(&mut self, conflict: &'a Conflict, leading: &str) {
        let words = self.outline.words;
        let share = format!("{:.0}", conflict.certainty * 100.0);
        put!(
            self.text,
            "<article class=\"conflict\" id=\"{leading}-{}\">\n<p><strong class=\"alert\">{}.</strong> \
             <span dir=\"auto\">{}</span> <span class=\"dim\">{}</span></p>\n",
            html(&parts::anchor(&conflict.id)),
            capital(words.conflict(conflict.kind)),
            html(&capital(&conflict.why)),
            words.filled("sure", &[("share", &share)])
        );
        for claim in &conflict.claims {
            put!(
                self.text,
                "<blockquote><p dir=\"auto\"{}>{}</p>",
                self.lang(claim.source_id),
                html(&claim.quote)
            );
            put!(self.text, "<footer>{}", html(&self.outline.source_words(claim)));
            self.cite("", std::slice::from_ref(claim));
            self.text.push_str("</footer></blockquote>\n");
        }
        if let Some(further) = self.outline.further(&conflict.id) {
            put!(self.text, "<p class=\"dim\">{further}</p>\n");
        }
        self.text.push_str("</article>\n");
    }

    fn sources(&mut self) {
        let outline = self.outline;
        if outline.record.sources.is_empty() && self.notes.sources().is_empty() {
            return;
        }
        let own = outline.sections.iter().find(|section| section.is == BriefSections::Sources);
        let heading =
            own.map_or_else(|| outline.words.section("sources").to_owned(), |own| outline.heading(own));
        put!(self.text, "<section id=\"sources\">\n<h2>{}</h2>\n", html(&heading));
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
        self.left_out(BriefSections::Sources);
        self.text.push_str("</section>\n");
    }

    /// Sources that nothing here cites, and those that were refused.
    fn other_sources(&mut self, notes: &Notes<'_>) {
        for (name, entries) in self.outline.other_sources(notes) {
            put!(self.text, "<h3>{}</h3>\n<ul>\n", self.outline.words.text(name));
            for entry in entries {
                if let Some(reason) = &entry.refused {
                    put!(self.text, "<li>{}: {}</li>\n", html(&entry.origin), html(reason));
                } else {
                    self.text.push_str("<li>");
                    self.source(entry);
                    self.text.push_str("</li>\n");
                }
            }
            self.text.push_str("</ul>\n");
        }
    }

    fn foot(&mut self) {
        let program = if self.outline.made_with.is_empty() { "Entente" } else { self.outline.made_with };
        let words = self.outline.words.filled("made-with", &[("program", program)]);
        put!(self.text, "<footer class=\"meta\">\n<p>{}</p>\n</footer>\n", html(&words));
    }
}
