//! The brief as a Word document: styles, real footnotes, tables, charts that Word itself draws.
//!
//! The parts of the package are few and written here; a library for it would bring image codecs and know no charts.

mod chart;
mod fixed;

use std::{
    collections::HashMap,
    io::{Cursor, Write as _},
};

use zip::{CompressionMethod, DateTime, ZipWriter, write::SimpleFileOptions};

use super::{
    blocks::{self, Block, Blocks, Line, Piece},
    chart::Bars,
    notes::Citation,
    outline::Outline,
};
use crate::{PresentError, escape::xml};

/// The package.
pub(super) fn document(outline: &Outline<'_>) -> Result<Vec<u8>, PresentError> {
    let brief = blocks::of(outline, false);
    let mut body = Body {
        brief: &brief,
        outline,
        text: String::new(),
        footnotes: String::new(),
        numbers: HashMap::new(),
        charts: Vec::new(),
    };
    for block in &brief.blocks {
        body.block(block);
    }
    let Body { text, footnotes, charts, .. } = body;
    let mut parts: Vec<(String, String)> = vec![
        ("[Content_Types].xml".to_owned(), fixed::content_types(charts.len())),
        ("_rels/.rels".to_owned(), fixed::PACKAGE_RELATIONS.to_owned()),
        ("docProps/core.xml".to_owned(), fixed::core(&outline.title, &outline.words.lang, outline.today)),
        ("word/document.xml".to_owned(), fixed::document(&text)),
        ("word/_rels/document.xml.rels".to_owned(), fixed::document_relations(charts.len())),
        ("word/styles.xml".to_owned(), fixed::styles(&outline.words.lang)),
        ("word/numbering.xml".to_owned(), fixed::NUMBERING.to_owned()),
        ("word/settings.xml".to_owned(), fixed::SETTINGS.to_owned()),
        ("word/footnotes.xml".to_owned(), fixed::footnotes(&footnotes)),
        ("word/footer1.xml".to_owned(), fixed::footer(outline.words)),
    ];
    for (number, bars) in charts.iter().enumerate() {
        parts.push((format!("word/charts/chart{}.xml", number + 1), chart::xml_of(bars)));
    }
    let failed = |error: zip::result::ZipError| PresentError::Document(error.to_string());
    // The same record gives the same bytes: no time of writing in the package.
    let options = SimpleFileOptions::default()
        .compression_method(CompressionMethod::Deflated)
        .last_modified_time(DateTime::default());
    let mut package = ZipWriter::new(Cursor::new(Vec::new()));
    for (name, part) in parts {
        package.start_file(name, options).map_err(failed)?;
        package.write_all(part.as_bytes()).map_err(|error| PresentError::Document(error.to_string()))?;
    }
    Ok(package.finish().map_err(failed)?.into_inner())
}

struct Body<'b, 'a> {
    brief: &'b Blocks<'a>,
    outline: &'b Outline<'a>,
    text: String,
    footnotes: String,
    /// The number of the footnote of each quote that has one already.
    numbers: HashMap<(usize, usize), usize>,
    charts: Vec<&'b Bars>,
}

impl<'b> Body<'b, '_> {
    fn block(&mut self, block: &'b Block) {
        match block {
            Block::Title(title) => self.paragraph("Title", &vec![Piece::Text(title.clone())]),
            Block::Heading(level, heading) => {
                let style = if *level == 1 { "Heading1" } else { "Heading2" };
                self.paragraph(style, &vec![Piece::Text(heading.clone())]);
            }
            Block::Paragraph(line) => self.paragraph("Normal", line),
            Block::Item(line) => self.paragraph("ListBullet", line),
            Block::Quote(line) => self.paragraph("Quote", line),
            Block::Table(heads, widths, rows) => self.table(heads, widths, rows),
            Block::Chart(bars) => self.chart(bars),
            Block::Source(number, line) => {
                let mut line = line.clone();
                line.insert(0, Piece::Strong(format!("{number}.  ")));
                self.paragraph("Normal", &line);
            }
            Block::Cited(_, _, quote) => self.paragraph("Quote", &vec![Piece::Text(quote.clone())]),
        }
    }

    fn paragraph(&mut self, style: &str, line: &Line) {
        put!(self.text, "<w:p><w:pPr><w:pStyle w:val=\"{style}\"/></w:pPr>");
        self.line(line);
        self.text.push_str("</w:p>\n");
    }

    fn line(&mut self, line: &Line) {
        for piece in line {
            match piece {
                Piece::Text(words) => run(&mut self.text, None, words),
                Piece::Strong(words) => run(&mut self.text, Some("Strong"), words),
                Piece::Dim(words) => run(&mut self.text, Some("Dim"), words),
                Piece::Mark(words) => run(&mut self.text, Some("Mark"), words),
                Piece::Cite(citation) => self.cite(*citation),
            }
        }
    }

    /// A footnote with the quote and its source; a quote that has one is referred to by its number.
    fn cite(&mut self, citation: Citation) {
        let key = (citation.source, citation.quote);
        if let Some(number) = self.numbers.get(&key) {
            put!(
                self.text,
                "<w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:t xml:space=\"preserve\"> </w:t></w:r>\
                 <w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:fldChar w:fldCharType=\"begin\"/></w:r>\
                 <w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:instrText xml:space=\"preserve\"> NOTEREF q{0}_{1} \\f \\h </w:instrText></w:r>\
                 <w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:fldChar w:fldCharType=\"separate\"/></w:r>\
                 <w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:t>{number}</w:t></w:r>\
                 <w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:fldChar w:fldCharType=\"end\"/></w:r>",
                key.0,
                key.1
            );
            return;
        }
        let Some(source) = self.brief.notes.sources().get(citation.source - 1) else { return };
        let Some(quote) = source.quotes.get(citation.quote - 1) else { return };
        let number = self.numbers.len() + 1;
        self.numbers.insert(key, number);
        // A bookmark around the reference, which later ones of the same quote point to.
        put!(
            self.text,
            "<w:bookmarkStart w:id=\"{number}\" w:name=\"q{0}_{1}\"/><w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr>\
             <w:footnoteReference w:id=\"{number}\"/></w:r><w:bookmarkEnd w:id=\"{number}\"/>",
            key.0,
            key.1
        );
        let words = crate::escape::line(&quote.evidence.quote);
        let mut note = String::new();
        run(&mut note, None, &format!(" “{words}” "));
        run(
            &mut note,
            Some("Dim"),
            &format!("[{}] {}", citation.source, self.outline.source_words(quote.evidence)),
        );
        put!(
            self.footnotes,
            "<w:footnote w:id=\"{number}\"><w:p><w:pPr><w:pStyle w:val=\"FootnoteText\"/></w:pPr>\
             <w:r><w:rPr><w:rStyle w:val=\"FootnoteReference\"/></w:rPr><w:footnoteRef/></w:r>{note}</w:p></w:footnote>\n"
        );
    }

    fn table(&mut self, heads: &[String], widths: &[u8], rows: &'b [Vec<Line>]) {
        // In twentieths of a point: the width of the text of an A4 page.
        const WIDTH: usize = 9300;
        let wide = |at: usize| WIDTH * usize::from(widths.get(at).copied().unwrap_or(20)) / 100;
        self.text.push_str(
            "<w:tbl><w:tblPr><w:tblStyle w:val=\"Figures\"/><w:tblW w:w=\"5000\" w:type=\"pct\"/><w:tblLayout w:type=\"fixed\"/>\
             <w:tblLook w:firstRow=\"1\" w:noVBand=\"1\"/></w:tblPr><w:tblGrid>",
        );
        for at in 0..heads.len() {
            put!(self.text, "<w:gridCol w:w=\"{}\"/>", wide(at));
        }
        self.text.push_str("</w:tblGrid><w:tr><w:trPr><w:cantSplit/><w:tblHeader/></w:trPr>");
        for (at, head) in heads.iter().enumerate() {
            self.cell(wide(at), &vec![Piece::Strong(head.clone())]);
        }
        self.text.push_str("</w:tr>\n");
        for row in rows {
            self.text.push_str("<w:tr><w:trPr><w:cantSplit/></w:trPr>");
            for (at, line) in row.iter().enumerate() {
                self.cell(wide(at), line);
            }
            self.text.push_str("</w:tr>\n");
        }
        self.text.push_str("</w:tbl>\n<w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr></w:p>\n");
    }

    fn cell(&mut self, width: usize, line: &Line) {
        put!(self.text, "<w:tc><w:tcPr><w:tcW w:w=\"{width}\" w:type=\"dxa\"/></w:tcPr>");
        self.paragraph("Cell", line);
        self.text.push_str("</w:tc>");
    }

    fn chart(&mut self, bars: &'b Bars) {
        self.charts.push(bars);
        self.text.push_str(&fixed::drawing(self.charts.len(), &bars.title));
    }
}

/// Words of one dress.
fn run(text: &mut String, style: Option<&str>, words: &str) {
    let dress =
        style.map(|style| format!("<w:rPr><w:rStyle w:val=\"{style}\"/></w:rPr>")).unwrap_or_default();
    put!(text, "<w:r>{dress}<w:t xml:space=\"preserve\">{}</w:t></w:r>", xml(words));
}
