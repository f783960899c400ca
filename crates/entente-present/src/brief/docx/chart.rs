//! A chart of a Word document: bars whose values stand in the document, drawn by Word itself.

use crate::{brief::chart::Bars, escape::xml};

/// Colours of the series, those of the page.
const COLOURS: [&str; 7] = ["2F5D8A", "7FA6C9", "C8963E", "4D8B6F", "9A7FB8", "B5533C", "A9A9A2"];

/// The part of the chart.
pub(super) fn xml_of(bars: &Bars) -> String {
    let mut text = String::from(
        "<?xml version=\"1.0\" encoding=\"UTF-8\" standalone=\"yes\"?>\n\
         <c:chartSpace xmlns:c=\"http://schemas.openxmlformats.org/drawingml/2006/chart\" \
         xmlns:a=\"http://schemas.openxmlformats.org/drawingml/2006/main\"><c:roundedCorners val=\"0\"/><c:chart>",
    );
    put!(
        text,
        "<c:title><c:tx><c:rich><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"1000\" b=\"0\"/></a:pPr><a:r><a:rPr sz=\"1000\" b=\"0\"/>\
         <a:t>{}</a:t></a:r></a:p></c:rich></c:tx><c:overlay val=\"0\"/></c:title><c:autoTitleDeleted val=\"0\"/>",
        xml(&bars.title)
    );
    let grouping = if bars.stacked { "stacked" } else { "clustered" };
    put!(
        text,
        "<c:plotArea><c:layout/><c:barChart><c:barDir val=\"col\"/><c:grouping val=\"{grouping}\"/><c:varyColors val=\"0\"/>"
    );
    for (at, (name, colour, values)) in bars.series.iter().enumerate() {
        let colour = COLOURS.get(*colour).unwrap_or(&COLOURS[0]);
        put!(
            text,
            "<c:ser><c:idx val=\"{at}\"/><c:order val=\"{at}\"/><c:tx><c:v>{}</c:v></c:tx>\
             <c:spPr><a:solidFill><a:srgbClr val=\"{colour}\"/></a:solidFill></c:spPr><c:invertIfNegative val=\"0\"/>\
             <c:cat><c:strLit><c:ptCount val=\"{}\"/>",
            xml(name),
            bars.labels.len()
        );
        for (at, label) in bars.labels.iter().enumerate() {
            put!(text, "<c:pt idx=\"{at}\"><c:v>{}</c:v></c:pt>", xml(label));
        }
        put!(
            text,
            "</c:strLit></c:cat><c:val><c:numLit><c:formatCode>General</c:formatCode><c:ptCount val=\"{}\"/>",
            values.len()
        );
        for (at, value) in values.iter().enumerate() {
            if let Some(value) = value.filter(|value| value.is_finite()) {
                put!(text, "<c:pt idx=\"{at}\"><c:v>{value}</c:v></c:pt>");
            }
        }
        text.push_str("</c:numLit></c:val></c:ser>");
    }
    put!(
        text,
        "<c:gapWidth val=\"60\"/>{}<c:axId val=\"1\"/><c:axId val=\"2\"/></c:barChart>",
        if bars.stacked { "<c:overlap val=\"100\"/>" } else { "" }
    );
    text.push_str(
        "<c:catAx><c:axId val=\"1\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/>\
         <c:axPos val=\"b\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/><c:tickLblPos val=\"low\"/>\
         <c:crossAx val=\"2\"/><c:crosses val=\"autoZero\"/></c:catAx>\
         <c:valAx><c:axId val=\"2\"/><c:scaling><c:orientation val=\"minMax\"/></c:scaling><c:delete val=\"0\"/>\
         <c:axPos val=\"l\"/><c:majorGridlines><c:spPr><a:ln w=\"6350\"><a:solidFill><a:srgbClr val=\"DCD8CF\"/></a:solidFill></a:ln></c:spPr></c:majorGridlines>\
         <c:numFmt formatCode=\"#,##0\" sourceLinked=\"0\"/><c:majorTickMark val=\"none\"/><c:minorTickMark val=\"none\"/>\
         <c:tickLblPos val=\"nextTo\"/><c:crossAx val=\"1\"/><c:crosses val=\"autoZero\"/></c:valAx></c:plotArea>\
         <c:legend><c:legendPos val=\"b\"/><c:overlay val=\"0\"/></c:legend><c:plotVisOnly val=\"1\"/></c:chart>\
         <c:txPr><a:bodyPr/><a:p><a:pPr><a:defRPr sz=\"800\"/></a:pPr><a:endParaRPr/></a:p></c:txPr></c:chartSpace>",
    );
    text
}
