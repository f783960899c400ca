//! Pieces of the page that several sections use.

use entente_model::{
    Bound, EventStatus, Evidence, Mode, QuantityEntry, QuantityRole, RoleEntry, SourceEntry, SourceId,
    StatementEntry, TimelineEvent,
};

use crate::{
    brief::{
        BriefSections,
        notes::Notes,
        outline::{Family, Outline},
    },
    context::short_source,
    escape::{self, html},
    width::shorten,
};

/// A page that is being written.
pub(super) struct Page<'o, 'a> {
    pub(super) outline: &'o Outline<'a>,
    pub(super) notes: Notes<'a>,
    pub(super) text: String,
}

impl<'a> Page<'_, 'a> {
    /// A short list of events.
    ///
    /// `linked` where the chronology below has all of them.
    pub(super) fn few(&mut self, title: &str, events: &[&'a TimelineEvent], linked: bool) {
        put!(self.text, "<h3>{title}</h3>\n<ul class=\"few\">\n");
        for event in events {
            let date = self.outline.words.when(event.when);
            put!(self.text, "<li><span class=\"date\">{}</span> ", html(&date));
            if linked {
                let (id, title) = (anchor(&event.id), html(&event.title));
                put!(self.text, "<a dir=\"auto\" href=\"#e-{id}\">{title}</a></li>\n");
            } else {
                put!(self.text, "<span dir=\"auto\">{}</span>", html(&event.title));
                self.cite(&event.id, &event.reports);
                self.text.push_str("</li>\n");
            }
        }
        self.text.push_str("</ul>\n");
    }

    /// One line of the chronology, with an anchor that begins with `leading` and under a heading that names its year; or
    /// one without either.
    pub(super) fn event(&mut self, event: &'a TimelineEvent, leading: Option<&str>) {
        let words = self.outline.words;
        let day = match (event.when, event.sort.filter(|_| leading.is_some())) {
            (Some(_), Some(sort)) => words.within(event.when, sort.year()),
            (Some(_), None) => words.when(event.when),
            (None, _) => String::new(),
        };
        match leading {
            Some(leading) => put!(self.text, "<li id=\"{leading}-{}\">", anchor(&event.id)),
            None => self.text.push_str("<li>"),
        }
        put!(self.text, "<span class=\"date\">{}</span><div>", html(&day));
        if event.status != EventStatus::Occurred {
            put!(self.text, "<span class=\"tag hint\">{}</span> ", words.status(event.status));
        }
        let lang = event.reports.first().map(|report| self.lang(report.source_id)).unwrap_or_default();
        put!(self.text, "<span dir=\"auto\"{lang}>{}</span>", html(&event.title));
        self.cite(&event.id, &event.reports);
        put!(
            self.text,
            "<div class=\"dim\" dir=\"auto\"><span class=\"key\"><i class=\"{}\"></i>{}</span>",
            Family::of(event.kind).class(),
            words.kind(event.kind)
        );
        for detail in self.details(event) {
            put!(self.text, " · <bdi>{}</bdi>", html(&detail));
        }
        self.text.push_str("</div>");
        self.conflict_links(&event.conflicts);
        self.text.push_str("</div></li>\n");
    }

    /// Parties, people and place; the parties only where they are not simply those of the brief.
    fn details(&self, event: &TimelineEvent) -> Vec<String> {
        let mut ours = self.outline.record.parties.clone();
        let mut theirs = event.parties.clone();
        ours.sort_unstable();
        theirs.sort_unstable();
        let parties = if ours == theirs { String::new() } else { self.outline.parties(&event.parties) };
        let details = [parties].into_iter().chain(event.people.iter().cloned()).chain(event.place.clone());
        details.filter(|detail| !detail.is_empty()).collect()
    }

    /// The numbers of the quotes of an entry, each with its words on hovering, and how many more there are.
    pub(super) fn cite(&mut self, id: &str, reports: &'a [Evidence]) {
        if reports.is_empty() {
            return;
        }
        self.text.push_str("<sup class=\"cite\">");
        for report in reports {
            let citation = self.notes.cite(report);
            put!(
                self.text,
                "<a id=\"{}\" href=\"#{}\" title=\"{}\">{}</a>",
                citation.place_anchor(),
                citation.note_anchor(),
                html(&shorten(&escape::line(&report.quote), 240, false)),
                citation.label()
            );
        }
        if let Some(further) = self.outline.further(id) {
            put!(self.text, " <span class=\"dim\">{further}</span>");
        }
        self.text.push_str("</sup>");
    }

    /// How much of a section's list is left out, and where it is whole.
    pub(super) fn left_out(&mut self, section: BriefSections) {
        let Some(left) = self.outline.left_out(section) else { return };
        put!(self.text, "<p class=\"dim\">{}", html(&left.words));
        if let Some(list) = left.list {
            // The preview in the workplace is a frame: the list opens in the window around it.
            let list = html(list);
            put!(self.text, ": <a class=\"address\" href=\"{list}\" target=\"_top\">{list}</a>");
        }
        self.text.push_str("</p>\n");
    }

    /// A line for each conflict that leads to it.
    pub(super) fn conflict_links(&mut self, conflicts: &[String]) {
        for id in conflicts {
            if let Some(conflict) = self.outline.conflict(id) {
                let kind = self.outline.words.conflict(conflict.kind);
                let shown = |section: &crate::BriefSection| {
                    section.is == crate::BriefSections::Contradictions && section.top.is_none()
                };
                if self.outline.lists_conflict(id) && self.outline.sections.iter().any(shown) {
                    let id = anchor(id);
                    put!(
                        self.text,
                        "<div class=\"note\"><a class=\"alert\" href=\"#x-{id}\">≠ {kind}</a></div>"
                    );
                } else {
                    put!(self.text, "<div class=\"note alert\">≠ {kind}</div>");
                }
            }
        }
    }

    /// "Foreign Minister, Russia (2004–2023)".
    pub(super) fn role(&self, role: &RoleEntry) -> String {
        let of = role.of.map(|of| format!(", {}", self.outline.context.party(of))).unwrap_or_default();
        let period = role.when.map(|period| {
            format!(" <span class=\"dim\">({})</span>", html(&self.outline.words.when(Some(period))))
        });
        format!("<bdi>{}</bdi>{}{}", html(&role.title), html(&of), period.unwrap_or_default())
    }

    /// A table of figures; with a column for what is measured where they differ in it.
    pub(super) fn quantities(&mut self, entries: &[&'a QuantityEntry], with_measure: bool) {
        let words = self.outline.words;
        put!(
            self.text,
            "<table class=\"figures\">\n<thead><tr><th scope=\"col\">{}</th>",
            words.text("when")
        );
        if with_measure {
            put!(self.text, "<th scope=\"col\">{}</th>", words.text("what"));
        }
        put!(
            self.text,
            "<th scope=\"col\" class=\"number\">{}</th><th scope=\"col\"></th></tr></thead>\n<tbody>\n",
            words.text("figure")
        );
        for entry in entries {
            let as_of = entry.as_of.map_or_else(|| "—".to_owned(), |as_of| words.when(Some(as_of)));
            put!(self.text, "<tr><td class=\"date\">{}</td>", html(&as_of));
            if with_measure {
                put!(self.text, "<td dir=\"auto\">{}</td>", html(&entry.measure));
            }
            let class = if entry.bound == Bound::Exact { "number" } else { "number loose" };
            put!(self.text, "<td class=\"{class}\">{}</td><td>", html(&words.amount(entry)));
            if entry.role != QuantityRole::Observed {
                put!(self.text, "<span class=\"tag hint\">{}</span>", words.role(entry.role));
            }
            self.cite(&entry.id, &entry.reports);
            self.conflict_links(&entry.conflicts);
            self.text.push_str("</td></tr>\n");
        }
        self.text.push_str("</tbody>\n</table>\n");
    }

    /// One thing that somebody said.
    pub(super) fn statement(&mut self, statement: &'a StatementEntry) {
        let words = self.outline.words;
        let unknown = || words.text("day-unknown").to_owned();
        let date = statement.when.map_or_else(unknown, |when| words.when(Some(when)));
        put!(
            self.text,
            "<li><span class=\"date\">{}</span> <span class=\"tag hint\">{}</span> ",
            html(&date),
            words.act(statement.act)
        );
        if let Some(report) = statement.reports.first() {
            let tag = if statement.mode == Mode::Direct { "q" } else { "span" };
            put!(
                self.text,
                "<{tag} dir=\"auto\"{}>{}</{tag}>",
                self.lang(report.source_id),
                html(&report.quote)
            );
        }
        self.cite(&statement.id, &statement.reports);
        let topics: Vec<&str> = statement.topics.iter().map(|&topic| words.topic(topic)).collect();
        put!(self.text, " <span class=\"dim\">{}</span>", html(&topics.join(", ")));
        self.conflict_links(&statement.conflicts);
        self.text.push_str("</li>\n");
    }

    /// Title, publisher, date and address of a source.
    pub(super) fn source(&mut self, entry: &SourceEntry) {
        let title = entry.title.clone().unwrap_or_else(|| short_source(&entry.origin));
        put!(self.text, "<p><cite dir=\"auto\">{}</cite>", html(&title));
        let mut details = Vec::new();
        details.extend(entry.publisher.clone());
        details.extend(entry.published.map(|published| self.outline.words.when(Some(published))));
        if !details.is_empty() {
            put!(self.text, ". <bdi>{}</bdi>", html(&details.join(", ")));
        }
        if let Some(address) = escape::link(&entry.origin) {
            let address = html(address);
            put!(self.text, ".<br><a class=\"address\" href=\"{address}\" rel=\"noreferrer\">{address}</a>");
        } else {
            put!(self.text, ".<br><span class=\"dim address\">{}</span>", html(&entry.origin));
        }
        self.text.push_str("</p>\n");
    }

    /// The `lang` attribute for words of a source.
    pub(super) fn lang(&self, id: SourceId) -> String {
        let lang = self.outline.context.source(id).and_then(|entry| entry.lang);
        lang.map(|lang| format!(" lang=\"{lang}\"")).unwrap_or_default()
    }
}

/// An id as part of an anchor: letters, digits and dashes only.
pub(super) fn anchor(id: &str) -> String {
    id.chars().map(|c| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' }).collect()
}
