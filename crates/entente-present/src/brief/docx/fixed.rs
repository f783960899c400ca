//! The parts of a Word package that say little of the brief: types, relations, styles, settings.

use entente_model::Day;

use crate::{brief::words::Words, escape::xml};

const HEAD: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n";
const MAIN: &str = "http://schemas.openxmlformats.org/wordprocessingml/2006/main";
const OFFICE: &str = "http://schemas.openxmlformats.org/officeDocument/2006/relationships";
const TYPES: &str = "application/vnd.openxmlformats-officedocument.wordprocessingml";

pub(super) const PACKAGE_RELATIONS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">\
    <Relationship Id=\"rId1\" Type=\"http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument\" Target=\"word/document.xml\"/>\
    <Relationship Id=\"rId2\" Type=\"http://schemas.openxmlformats.org/package/2006/relationships/metadata/core-properties\" Target=\"docProps/core.xml\"/>\
    </Relationships>";

pub(super) const NUMBERING: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:numbering xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"><w:abstractNum w:abstractNumId=\"0\">\
    <w:multiLevelType w:val=\"singleLevel\"/><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"bullet\"/><w:lvlText w:val=\"•\"/>\
    <w:lvlJc w:val=\"left\"/><w:pPr><w:ind w:left=\"340\" w:hanging=\"227\"/></w:pPr></w:lvl></w:abstractNum>\
    <w:num w:numId=\"1\"><w:abstractNumId w:val=\"0\"/></w:num></w:numbering>";

pub(super) const SETTINGS: &str = "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
    <w:settings xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\">\
    <w:footnotePr><w:footnote w:id=\"-1\"/><w:footnote w:id=\"0\"/></w:footnotePr>\
    <w:compat><w:compatSetting w:name=\"compatibilityMode\" w:uri=\"http://schemas.microsoft.com/office/word\" w:val=\"15\"/></w:compat></w:settings>";

/// What each part is, for so many charts.
pub(super) fn content_types(charts: usize) -> String {
    let mut text = format!(
        "{HEAD}<Types xmlns=\"http://schemas.openxmlformats.org/package/2006/content-types\">\
         <Default Extension=\"rels\" ContentType=\"application/vnd.openxmlformats-package.relationships+xml\"/>\
         <Default Extension=\"xml\" ContentType=\"application/xml\"/>\
         <Override PartName=\"/docProps/core.xml\" ContentType=\"application/vnd.openxmlformats-package.core-properties+xml\"/>"
    );
    let parts = [
        ("document", "document.main"),
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("settings", "settings"),
        ("footnotes", "footnotes"),
        ("footer1", "footer"),
    ];
    for (part, kind) in parts {
        put!(text, "<Override PartName=\"/word/{part}.xml\" ContentType=\"{TYPES}.{kind}+xml\"/>");
    }
    for chart in 1..=charts {
        put!(
            text,
            "<Override PartName=\"/word/charts/chart{chart}.xml\" ContentType=\"application/vnd.openxmlformats-officedocument.drawingml.chart+xml\"/>"
        );
    }
    text + "</Types>"
}

/// Where the parts lie that the text refers to.
pub(super) fn document_relations(charts: usize) -> String {
    let mut text = format!(
        "{HEAD}<Relationships xmlns=\"http://schemas.openxmlformats.org/package/2006/relationships\">"
    );
    let parts = [
        ("styles", "styles"),
        ("numbering", "numbering"),
        ("settings", "settings"),
        ("footnotes", "footnotes"),
        ("footer", "footer1"),
    ];
    for (kind, part) in parts {
        put!(text, "<Relationship Id=\"{kind}\" Type=\"{OFFICE}/{kind}\" Target=\"{part}.xml\"/>");
    }
    for chart in 1..=charts {
        put!(
            text,
            "<Relationship Id=\"chart{chart}\" Type=\"{OFFICE}/chart\" Target=\"charts/chart{chart}.xml\"/>"
        );
    }
    text + "</Relationships>"
}

/// Title, language and day of the document.
pub(super) fn core(title: &str, lang: &str, today: Option<Day>) -> String {
    let made = today
        .map(|day| format!("<dcterms:created xsi:type=\"dcterms:W3CDTF\">{day}T00:00:00Z</dcterms:created>"));
    format!(
        "{HEAD}<cp:coreProperties xmlns:cp=\"http://schemas.openxmlformats.org/package/2006/metadata/core-properties\" \
         xmlns:dc=\"http://purl.org/dc/elements/1.1/\" xmlns:dcterms=\"http://purl.org/dc/terms/\" \
         xmlns:xsi=\"http://www.w3.org/2001/XMLSchema-instance\"><dc:title>{}</dc:title><dc:language>{lang}</dc:language>{}</cp:coreProperties>",
        xml(title),
        made.unwrap_or_default()
    )
}

/// The text around its paragraphs, on A4 pages.
pub(super) fn document(body: &str) -> String {
    format!(
        "{HEAD}<w:document xmlns:w=\"{MAIN}\" xmlns:r=\"{OFFICE}\" \
         xmlns:wp=\"http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\" \
         xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\"><w:body>\n{body}\
         <w:sectPr><w:footerReference w:type=\"default\" r:id=\"footer\"/><w:pgSz w:w=\"11906\" w:h=\"16838\"/>\
         <w:pgMar w:top=\"1247\" w:right=\"1304\" w:bottom=\"1247\" w:left=\"1304\" w:header=\"567\" w:footer=\"567\" w:gutter=\"0\"/>\
         </w:sectPr></w:body></w:document>"
    )
}

/// The footnotes behind the two that part them from the text.
pub(super) fn footnotes(notes: &str) -> String {
    format!(
        "{HEAD}<w:footnotes xmlns:w=\"{MAIN}\">\
         <w:footnote w:type=\"separator\" w:id=\"-1\"><w:p><w:r><w:separator/></w:r></w:p></w:footnote>\
         <w:footnote w:type=\"continuationSeparator\" w:id=\"0\"><w:p><w:r><w:continuationSeparator/></w:r></w:p></w:footnote>\n\
         {notes}</w:footnotes>"
    )
}

/// The number of the page at its foot.
pub(super) fn footer(words: &Words) -> String {
    let field = |name: &str| {
        format!(
            "</w:t></w:r><w:fldSimple w:instr=\" {name} \"><w:r><w:t>1</w:t></w:r></w:fldSimple><w:r><w:t xml:space=\"preserve\">"
        )
    };
    let (page, pages) = (field("PAGE"), field("NUMPAGES"));
    let said = words.filled("page", &[("page", &page), ("pages", &pages)]);
    format!(
        "{HEAD}<w:ftr xmlns:w=\"{MAIN}\"><w:p><w:pPr><w:pStyle w:val=\"Footer\"/></w:pPr><w:r><w:t xml:space=\"preserve\">{said}</w:t></w:r></w:p></w:ftr>"
    )
}

/// The place of a chart in the text.
pub(super) fn drawing(number: usize, title: &str) -> String {
    // In English Metric Units: 16.4 by 6 centimetres.
    const SIZE: &str = "cx=\"5904000\" cy=\"2160000\"";
    let title = xml(title);
    format!(
        "<w:p><w:pPr><w:pStyle w:val=\"Normal\"/></w:pPr><w:r><w:drawing><wp:inline distT=\"0\" distB=\"0\" distL=\"0\" distR=\"0\">\
         <wp:extent {SIZE}/><wp:docPr id=\"{number}\" name=\"{title}\" descr=\"{title}\"/><wp:cNvGraphicFramePr/>\
         <a:graphic><a:graphicData uri=\"http://schemas.openxmlformats.org/drawingml/2006/chart\">\
         <c:chart r:id=\"chart{number}\"/></a:graphicData></a:graphic></wp:inline></w:drawing></w:r></w:p>\n"
    )
}

/// The styles. Fonts are named that offices have, with one for Korean; sizes are half points.
pub(super) fn styles(lang: &str) -> String {
    let mut text = format!(
        "{HEAD}<w:styles xmlns:w=\"{MAIN}\"><w:docDefaults><w:rPrDefault><w:rPr>\
         <w:rFonts w:ascii=\"Calibri\" w:hAnsi=\"Calibri\" w:cs=\"Calibri\" w:eastAsia=\"Malgun Gothic\"/>\
         <w:sz w:val=\"21\"/><w:szCs w:val=\"21\"/><w:lang w:val=\"{lang}\" w:eastAsia=\"ko-KR\"/></w:rPr></w:rPrDefault>\
         <w:pPrDefault><w:pPr><w:spacing w:after=\"80\" w:line=\"264\" w:lineRule=\"auto\"/></w:pPr></w:pPrDefault></w:docDefaults>"
    );
    let paragraphs = [
        ("Normal", "", ""),
        ("Title", "<w:spacing w:after=\"40\"/>", "<w:b/><w:sz w:val=\"40\"/>"),
        (
            "Heading1",
            "<w:keepNext/><w:pBdr><w:bottom w:val=\"single\" w:sz=\"8\" w:space=\"2\" w:color=\"1D2126\"/></w:pBdr><w:spacing w:before=\"360\" w:after=\"120\"/><w:outlineLvl w:val=\"0\"/>",
            "<w:b/><w:sz w:val=\"28\"/>",
        ),
        (
            "Heading2",
            "<w:keepNext/><w:spacing w:before=\"200\" w:after=\"60\"/><w:outlineLvl w:val=\"1\"/>",
            "<w:b/><w:sz w:val=\"22\"/>",
        ),
        (
            "ListBullet",
            "<w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"1\"/></w:numPr><w:spacing w:after=\"40\"/>",
            "",
        ),
        ("Quote", "<w:spacing w:after=\"40\"/><w:ind w:left=\"454\"/>", "<w:i/>"),
        ("Cell", "<w:spacing w:after=\"20\" w:line=\"240\" w:lineRule=\"auto\"/>", "<w:sz w:val=\"19\"/>"),
        (
            "FootnoteText",
            "<w:spacing w:after=\"0\" w:line=\"240\" w:lineRule=\"auto\"/>",
            "<w:sz w:val=\"17\"/>",
        ),
        ("Footer", "<w:jc w:val=\"right\"/>", "<w:color w:val=\"5D6670\"/><w:sz w:val=\"17\"/>"),
    ];
    for (name, paragraph, letters) in paragraphs {
        let default = if name == "Normal" { " w:default=\"1\"" } else { "" };
        put!(
            text,
            "<w:style w:type=\"paragraph\"{default} w:styleId=\"{name}\"><w:name w:val=\"{name}\"/><w:qFormat/>\
             <w:pPr>{paragraph}</w:pPr><w:rPr>{letters}</w:rPr></w:style>"
        );
    }
    let characters = [
        ("Strong", "<w:b/>"),
        ("Dim", "<w:color w:val=\"5D6670\"/>"),
        ("Mark", "<w:color w:val=\"A3341F\"/>"),
        ("FootnoteReference", "<w:vertAlign w:val=\"superscript\"/>"),
    ];
    for (name, letters) in characters {
        put!(
            text,
            "<w:style w:type=\"character\" w:styleId=\"{name}\"><w:name w:val=\"{name}\"/><w:rPr>{letters}</w:rPr></w:style>"
        );
    }
    text.push_str(
        "<w:style w:type=\"table\" w:styleId=\"Figures\"><w:name w:val=\"Figures\"/><w:tblPr>\
         <w:tblBorders><w:top w:val=\"single\" w:sz=\"8\" w:color=\"1D2126\"/><w:bottom w:val=\"single\" w:sz=\"8\" w:color=\"1D2126\"/>\
         <w:insideH w:val=\"single\" w:sz=\"4\" w:color=\"DCD8CF\"/></w:tblBorders>\
         <w:tblCellMar><w:top w:w=\"40\" w:type=\"dxa\"/><w:left w:w=\"60\" w:type=\"dxa\"/><w:right w:w=\"60\" w:type=\"dxa\"/></w:tblCellMar>\
         </w:tblPr></w:style></w:styles>",
    );
    text
}
