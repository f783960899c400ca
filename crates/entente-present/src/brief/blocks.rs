//! The brief as blocks of text, tables and charts, which documents are set from.

use entente_model::{
    AgreementEntry, Conflict, EventStatus, Evidence, Mode, PersonEntry, QuantityEntry, QuantityRole,
    SourceEntry, TimelineEvent,
};

use super::{
    BriefSection, BriefSections,
    chart::{self, Bars},
    notes::{Citation, Notes},
    outline::Outline,
};
use crate::{
    context::short_source,
    escape::{self, line},
};

/// A brief in blocks, and the quotes that it cites.
pub(super) struct Blocks<'a> {
    pub(super) blocks: Vec<Block>,
    pub(super) notes: Notes<'a>,
}

/// One block.
pub(super) enum Block {
    Title(String),
    /// A heading of a section, or one below it.
    Heading(u8, String),
    Paragraph(Line),
    /// A line of a list.
    Item(Line),
    Quote(Line),
    /// Headings of columns, shares of the width in percent, rows of cells.
    Table(Vec<String>, Vec<u8>, Vec<Vec<Line>>),
    Chart(Bars),
    /// A source of the list at the end: its number in [`Notes`].
    Source(usize, Line),
    /// A quote of the source before it.
    Cited(usize, usize, String),
}

/// Words that follow each other, each in its own dress.
pub(super) type Line = Vec<Piece>;

/// Words of one dress.
#[derive(Debug, Clone)]
pub(super) enum Piece {
    Text(String),
    Strong(String),
    /// A source, a detail.
    Dim(String),
    /// Something that does not fit, or has not happened.
    Mark(String),
    Cite(Citation),
}

/// The brief in blocks. `listed` lists sources with their quotes; without it the notes carry them.
pub(super) fn of<'a>(outline: &Outline<'a>, listed: bool) -> Blocks<'a> {
    let mut writer = Writer { outline, blocks: Vec::new(), notes: Notes::default() };
    writer.head();
    for section in &outline.sections {
        writer.section(section);
    }
    writer.sources(listed);
    let program = if outline.made_with.is_empty() { "Entente" } else { outline.made_with };
    let name = if listed { "made-with" } else { "made-with-notes" };
    writer
        .blocks
        .push(Block::Paragraph(vec![Piece::Dim(outline.words.filled(name, &[("program", program)]))]));
    Blocks { blocks: writer.blocks, notes: writer.notes }
}

struct Writer<'o, 'a> {
    outline: &'o Outline<'a>,
    blocks: Vec<Block>,
    notes: Notes<'a>,
}

impl<'a> Writer<'_, 'a> {
    fn head(&mut self) {
        self.blocks.push(Block::Title(one_line(&self.outline.title)));
        self.blocks.push(Block::Paragraph(vec![Piece::Dim(self.outline.meta())]));
    }

    fn section(&mut self, section: &BriefSection) {
        let outline = self.outline;
        if section.is == BriefSections::Sources || outline.is_empty(section.is) && section.text.is_none() {
            return;
        }
        let heading = outline.heading(section);
        if !heading.is_empty() {
            self.blocks.push(Block::Heading(1, one_line(&heading)));
        }
        for paragraph in section.text.iter().flat_map(|text| text.split("\n\n")) {
            self.blocks.push(Block::Paragraph(vec![text(paragraph)]));
        }
        let most = section.top.unwrap_or(usize::MAX);
        match section.is {
            BriefSections::Glance => self.glance(),
            BriefSections::Changes => self.changes(),
            BriefSections::Chronology => self.chronology(most),
            BriefSections::People => outline.people(most).for_each(|person| self.person(person)),
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
        let list = left.list.map(|list| format!(": {list}")).unwrap_or_default();
        self.blocks.push(Block::Paragraph(vec![Piece::Dim(one_line(&format!("{}{list}", left.words)))]));
    }

    fn glance(&mut self) {
        let outline = self.outline;
        self.blocks.push(Block::Paragraph(vec![Piece::Text(outline.counts().join(", ") + ".")]));
        if let Some(bars) = chart::density_bars(&outline.record.events, outline.words) {
            self.blocks.push(Block::Chart(bars));
        }
        for (name, events) in outline.few() {
            self.blocks.push(Block::Heading(2, outline.words.text(name).to_owned()));
            for event in events {
                self.event(event, None);
            }
        }
    }

    fn changes(&mut self) {
        let (outline, words) = (self.outline, self.outline.words);
        let Some(gained) = outline.gained else { return };
        if let Some(since) = gained.since {
            let since = words.filled("since", &[("date", &words.when(Some(since)))]);
            self.blocks.push(Block::Paragraph(vec![Piece::Text(since)]));
        }
        if outline.gained_nothing() {
            self.blocks.push(Block::Paragraph(vec![Piece::Text(words.text("nothing-new").to_owned())]));
        }
        for (name, events) in [("new-events", &gained.new_events), ("told-again", &gained.told_again)] {
            if !events.is_empty() {
                self.blocks.push(Block::Heading(2, words.text(name).to_owned()));
                for event in events {
                    self.event(event, None);
                }
            }
        }
        if !gained.conflicts.is_empty() {
            self.blocks.push(Block::Heading(2, words.text("new-contradictions").to_owned()));
            gained.conflicts.iter().for_each(|conflict| self.contradiction(conflict));
        }
        if !gained.sources.is_empty() {
            self.blocks.push(Block::Heading(2, words.text("new-sources").to_owned()));
            gained.sources.iter().for_each(|source| {
                let line = self.source_line(source);
                self.blocks.push(Block::Item(line));
            });
        }
    }

    fn chronology(&mut self, most: usize) {
        for (heading, events) in self.outline.chronology(most) {
            self.blocks.push(Block::Heading(2, heading));
            for event in events {
                self.event(event, Some(()));
            }
        }
    }

    /// A line of an event; under a heading its year is left out.
    fn event(&mut self, event: &'a TimelineEvent, headed: Option<()>) {
        let words = self.outline.words;
        let day = match (event.when, event.sort.filter(|_| headed.is_some())) {
            (Some(_), Some(sort)) => words.within(event.when, sort.year()),
            (Some(_), None) => words.when(event.when),
            (None, _) => String::new(),
        };
        let mut line = Vec::new();
        if !day.is_empty() {
            line.push(Piece::Strong(format!("{day}  ")));
        }
        if event.status != EventStatus::Occurred {
            line.push(Piece::Mark(format!("({}) ", words.status(event.status))));
        }
        line.push(text(&event.title));
        self.cite(&event.id, &event.reports, &mut line);
        self.marks(&event.conflicts, &mut line);
        self.blocks.push(Block::Item(line));
    }

    fn person(&mut self, person: &'a PersonEntry) {
        let outline = self.outline;
        let mut line = vec![Piece::Strong(one_line(&person.name))];
        if !person.also.is_empty() {
            let also = outline.words.filled("also", &[("names", &one_line(&person.also.join(", ")))]);
            line.push(Piece::Dim(format!(" ({also})")));
        }
        let offices: Vec<String> = person
            .roles
            .iter()
            .map(|role| outline.words.office(role, role.of.map(|of| outline.context.party(of))))
            .collect();
        if !offices.is_empty() {
            line.push(text(&format!(": {}", offices.join("; "))));
        }
        self.cite(&person.id, &person.reports, &mut line);
        self.marks(&person.conflicts, &mut line);
        self.blocks.push(Block::Item(line));
    }

    fn agreements(&mut self, most: usize) {
        let (outline, words) = (self.outline, self.outline.words);
        let count = words.number(outline.signed() as f64);
        let in_force = words.filled("in-force", &[("count", &count)]);
        let all = words.count(outline.record.agreements.len(), "agreement");
        self.blocks.push(Block::Paragraph(vec![Piece::Text(format!("{all}. {in_force}"))]));
        let row = |writer: &mut Self, agreement: &'a AgreementEntry| {
            let signed = match agreement.signed {
                Some(_) => words.when(agreement.signed),
                None => words.text("no-signature").to_owned(),
            };
            let mut name = vec![text(&agreement.name)];
            writer.cite(&agreement.id, &agreement.reports, &mut name);
            writer.marks(&agreement.conflicts, &mut name);
            vec![vec![Piece::Strong(signed)], name, vec![Piece::Dim(outline.parties(&agreement.parties))]]
        };
        let rows =
            outline.record.agreements.iter().take(most).map(|agreement| row(self, agreement)).collect();
        let heads = ["signed", "what", "parties"].map(|name| words.text(name).to_owned()).to_vec();
        self.blocks.push(Block::Table(heads, vec![22, 53, 25], rows));
    }

    fn figures(&mut self) {
        let (outline, words) = (self.outline, self.outline.words);
        for series in &outline.figures.series {
            self.blocks.push(Block::Heading(2, one_line(&format!("{}, {}", series.measure, series.unit))));
            if series.has_chart() {
                self.blocks.push(Block::Chart(chart::figure_bars(series, words)));
            }
            for target in series.targets(words) {
                self.blocks.push(Block::Paragraph(vec![text(&target)]));
            }
            self.quantities(&series.entries, false);
        }
        if !outline.figures.others.is_empty() {
            if !outline.figures.series.is_empty() {
                self.blocks.push(Block::Heading(2, words.text("other-figures").to_owned()));
            }
            self.quantities(&outline.figures.others, true);
        }
    }

    fn quantities(&mut self, entries: &[&'a QuantityEntry], with_measure: bool) {
        let words = self.outline.words;
        let mut rows = Vec::new();
        for entry in entries {
            let when = entry.as_of.map_or_else(|| "—".to_owned(), |as_of| words.when(Some(as_of)));
            let mut figure = vec![text(&words.amount(entry))];
            if entry.role != QuantityRole::Observed {
                figure.push(Piece::Mark(format!(" ({})", words.role(entry.role))));
            }
            self.cite(&entry.id, &entry.reports, &mut figure);
            self.marks(&entry.conflicts, &mut figure);
            let mut row = vec![vec![Piece::Strong(when)]];
            if with_measure {
                row.push(vec![text(&entry.measure)]);
            }
            row.push(figure);
            rows.push(row);
        }
        let names: &[&str] = if with_measure { &["when", "what", "figure"] } else { &["when", "figure"] };
        let heads = names.iter().map(|name| words.text(name).to_owned()).collect();
        let widths = if with_measure { vec![22, 38, 40] } else { vec![30, 70] };
        self.blocks.push(Block::Table(heads, widths, rows));
    }

    fn statements(&mut self, most: usize) {
        let (outline, words) = (self.outline, self.outline.words);
        for (party, speakers) in outline.sides() {
            if let Some(party) = party {
                self.blocks.push(Block::Heading(2, one_line(&party)));
            }
            for speaker in speakers {
                self.blocks.push(Block::Paragraph(vec![Piece::Strong(one_line(speaker.name))]));
                for statement in speaker.statements.iter().take(most) {
                    let date = statement.when.map(|when| format!("{}, ", words.when(Some(when))));
                    let mut line = vec![Piece::Dim(format!(
                        "{}{}: ",
                        date.unwrap_or_default(),
                        words.act(statement.act)
                    ))];
                    let said = statement.reports.first().map_or("", |report| report.quote.as_str());
                    line.push(if statement.mode == Mode::Direct {
                        text(&format!("“{said}”"))
                    } else {
                        text(said)
                    });
                    self.cite(&statement.id, &statement.reports, &mut line);
                    self.blocks.push(Block::Item(line));
                }
            }
        }
    }

    fn contradiction(&mut self, conflict: &'a Conflict) {
        let kind = self.outline.words.conflict(conflict.kind);
        let line = vec![Piece::Mark(format!("{}: ", escape::capital(kind))), text(&conflict.why)];
        self.blocks.push(Block::Paragraph(line));
        for claim in &conflict.claims {
            let mut line = vec![text(&format!("“{}”", claim.quote))];
            line.push(Piece::Dim(format!(" — {}", one_line(&self.outline.source_words(claim)))));
            self.cite("", std::slice::from_ref(claim), &mut line);
            self.blocks.push(Block::Quote(line));
        }
        if let Some(further) = self.outline.further(&conflict.id) {
            self.blocks.push(Block::Paragraph(vec![Piece::Dim(further)]));
        }
    }

    fn sources(&mut self, listed: bool) {
        let outline = self.outline;
        if outline.record.sources.is_empty() && self.notes.sources().is_empty() {
            return;
        }
        let own = outline.sections.iter().find(|section| section.is == BriefSections::Sources);
        let heading =
            own.map_or_else(|| outline.words.section("sources").to_owned(), |own| outline.heading(own));
        self.blocks.push(Block::Heading(1, heading));
        let mut blocks = Vec::new();
        for (number, source) in self.notes.sources().iter().enumerate() {
            let line = match outline.context.source(source.id) {
                Some(entry) => self.source_line(entry),
                None => vec![text(source.origin)],
            };
            blocks.push(Block::Source(number + 1, line));
            if listed {
                for (at, quote) in source.quotes.iter().enumerate() {
                    blocks.push(Block::Cited(number + 1, at + 1, one_line(&quote.evidence.quote)));
                }
            }
        }
        self.blocks.extend(blocks);
        for (name, entries) in outline.other_sources(&self.notes) {
            self.blocks.push(Block::Heading(2, outline.words.text(name).to_owned()));
            for entry in entries {
                let mut line = self.source_line(entry);
                if let Some(reason) = &entry.refused {
                    line.push(text(&format!(": {reason}")));
                }
                self.blocks.push(Block::Item(line));
            }
        }
        self.left_out(BriefSections::Sources);
    }

    /// Title, publisher, day and address of a source.
    fn source_line(&self, entry: &SourceEntry) -> Line {
        let title = entry.title.clone().unwrap_or_else(|| short_source(&entry.origin));
        let published = entry.published.map(|published| self.outline.words.when(Some(published)));
        let details: Vec<String> = entry.publisher.clone().into_iter().chain(published).collect();
        let mut line = vec![Piece::Strong(one_line(&title))];
        if !details.is_empty() {
            line.push(text(&format!(". {}", details.join(", "))));
        }
        line.push(Piece::Dim(format!(". {}", one_line(&entry.origin))));
        line
    }

    fn cite(&mut self, id: &str, reports: &'a [Evidence], line: &mut Line) {
        line.extend(reports.iter().map(|report| Piece::Cite(self.notes.cite(report))));
        line.extend(self.outline.further(id).map(|further| Piece::Dim(format!(" {further}"))));
    }

    fn marks(&self, conflicts: &[String], line: &mut Line) {
        for id in conflicts {
            if let Some(conflict) = self.outline.conflict(id) {
                line.push(Piece::Mark(format!(" ≠ {}", self.outline.words.conflict(conflict.kind))));
            }
        }
    }
}

/// Words on their way to a document: one line, no characters that hide or turn others around.
fn text(words: &str) -> Piece {
    Piece::Text(one_line(words))
}

fn one_line(words: &str) -> String {
    line(words).into_owned()
}
