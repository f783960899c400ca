//! PDF files whose letters are told by a map to Unicode, as word processors write it.

use std::{collections::BTreeMap, fmt::Write as _};

use crate::Story;

/// Points of the page's width and height.
const PAGE: (f64, f64) = (595.0, 842.0);

const SIZE: f64 = 10.0;
const LEADING: f64 = 13.0;

/// A story over the width of the page.
pub(crate) fn one_column(stories: &[Story]) -> Vec<u8> {
    file(&stories[0], &[(60.0, 475.0)])
}

/// A story in two columns under its title, the paragraphs shared between them.
pub(crate) fn two_columns(stories: &[Story]) -> Vec<u8> {
    file(&stories[0], &[(60.0, 225.0), (310.0, 225.0)])
}

/// How wide a letter is, in parts of the font's size.
fn width(char: char) -> f64 {
    if char > '\u{1100}' { 1.0 } else { 0.5 }
}

/// A paragraph in lines of at most so many points.
fn lines(text: &str, most: f64) -> Vec<String> {
    let mut lines = vec![String::new()];
    let mut at = 0.0;
    for word in text.split(' ') {
        let long = word.chars().map(width).sum::<f64>() * SIZE;
        if at > 0.0 && at + long > most {
            lines.push(String::new());
            at = 0.0;
        }
        if let Some(line) = lines.last_mut() {
            if !line.is_empty() {
                line.push(' ');
                at += 0.5 * SIZE;
            }
            line.push_str(word);
        }
        at += long;
    }
    lines
}

fn file(story: &Story, columns: &[(f64, f64)]) -> Vec<u8> {
    let mut letters = BTreeMap::new();
    let mut drawn = String::new();
    let mut show = |text: &str, x: f64, y: f64, size: f64| {
        let mut codes = String::new();
        for char in text.chars() {
            let next = letters.len() as u16 + 1;
            let code = *letters.entry(char).or_insert(next);
            let _ = write!(codes, "{code:04X}");
        }
        let _ = writeln!(drawn, "BT /F1 {size} Tf {x} {y} Td <{codes}> Tj ET");
    };
    show(&story.title, 60.0, PAGE.1 - 60.0, 16.0);
    let share = story.paragraphs.len().div_ceil(columns.len());
    // The right column is drawn first: what counts is where letters stand.
    for (column, paragraphs) in columns.iter().zip(story.paragraphs.chunks(share)).rev() {
        let mut y = PAGE.1 - 100.0;
        for paragraph in paragraphs {
            for line in lines(paragraph, column.1) {
                show(&line, column.0, y, SIZE);
                y -= LEADING;
            }
            y -= LEADING;
        }
    }
    show("7", PAGE.0 / 2.0, 30.0, 8.0);
    assemble(&drawn, &letters)
}

/// The objects of the file: catalogue, pages, the page with its letters, the font and its map.
fn assemble(drawn: &str, letters: &BTreeMap<char, u16>) -> Vec<u8> {
    let mut widths = String::new();
    let mut map = String::new();
    for (&char, code) in letters {
        let _ = write!(widths, "{code} [{}] ", width(char) * 1000.0);
        let units: String = char.encode_utf16(&mut [0; 2]).iter().map(|unit| format!("{unit:04X}")).collect();
        let _ = writeln!(map, "<{code:04X}> <{units}>");
    }
    let to_unicode = format!(
        "/CIDInit /ProcSet findresource begin 12 dict begin begincmap /CMapName /Map def /CMapType 2 def\n\
         1 begincodespacerange <0000> <FFFF> endcodespacerange\n{} beginbfchar\n{map}endbfchar\nendcmap end end\n",
        letters.len()
    );
    let stream = |text: &str| format!("<< /Length {} >>\nstream\n{text}\nendstream", text.len());
    let objects = [
        "<< /Type /Catalog /Pages 2 0 R >>".to_owned(),
        "<< /Type /Pages /Kids [3 0 R] /Count 1 >>".to_owned(),
        format!(
            "<< /Type /Page /Parent 2 0 R /MediaBox [0 0 {} {}] /Contents 4 0 R /Resources << /Font << /F1 5 0 R >> >> >>",
            PAGE.0, PAGE.1
        ),
        stream(drawn),
        "<< /Type /Font /Subtype /Type0 /BaseFont /Sample /Encoding /Identity-H /DescendantFonts [6 0 R] /ToUnicode 8 0 R >>".to_owned(),
        format!(
            "<< /Type /Font /Subtype /CIDFontType2 /BaseFont /Sample /CIDSystemInfo << /Registry (Adobe) /Ordering (Identity) /Supplement 0 >> \
             /FontDescriptor 7 0 R /W [{widths}] >>"
        ),
        "<< /Type /FontDescriptor /FontName /Sample /Flags 4 /FontBBox [0 -200 1000 800] /ItalicAngle 0 /Ascent 800 /Descent -200 /CapHeight 700 /StemV 80 >>".to_owned(),
        stream(&to_unicode),
    ];
    let mut file = b"%PDF-1.7\n%\xE2\xE3\xCF\xD3\n".to_vec();
    let mut table = String::new();
    for (number, object) in (1..).zip(&objects) {
        let _ = writeln!(table, "{:010} 00000 n ", file.len());
        file.extend_from_slice(format!("{number} 0 obj\n{object}\nendobj\n").as_bytes());
    }
    let start = file.len();
    let count = objects.len() + 1;
    let end = format!(
        "xref\n0 {count}\n0000000000 65535 f \n{table}trailer\n<< /Size {count} /Root 1 0 R >>\nstartxref\n{start}\n%%EOF\n"
    );
    file.extend_from_slice(end.as_bytes());
    file
}
