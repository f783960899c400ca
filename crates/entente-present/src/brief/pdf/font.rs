//! The fonts of a PDF: those that are built in, and those of the system.

use std::{borrow::Cow, io::Read as _};

use rust_embed::RustEmbed;
use skrifa::{
    FontRef, GlyphId, MetadataProvider as _,
    charmap::Charmap,
    instance::{LocationRef, Size},
    metrics::GlyphMetrics,
};

use super::PdfError;

/// Noto fonts in WOFF as `cargo xtask build` lays them there; empty in a program that was built without.
#[derive(RustEmbed)]
#[folder = "../../fonts"]
struct Embedded;

/// Fonts, the first that has a letter setting it.
#[derive(Debug, Default)]
pub struct Fonts {
    faces: Vec<Face>,
}

/// One font.
#[derive(Debug)]
pub(super) struct Face {
    /// The font file, unpacked.
    pub(super) data: Vec<u8>,
    /// Its number in a file of several fonts.
    pub(super) index: u32,
    bold: bool,
}

impl Fonts {
    /// The fonts that are built in.
    pub fn embedded() -> Self {
        let mut names: Vec<Cow<'static, str>> =
            Embedded::iter().filter(|name| name.ends_with(".woff")).collect();
        // The large ones last: they hold some letters of the others as well, in other shapes.
        names.sort_by_key(|name| (name.contains("-kr-"), name.clone()));
        let mut fonts = Self::default();
        for name in names {
            if let Some(file) = Embedded::get(&name) {
                // What is built in was read by the build; a broken file leaves its letters out.
                let _ = fonts.add(&name, &file.data, name.contains("-700-"));
            }
        }
        fonts
    }

    /// Adds a font file: TrueType, OpenType, a collection of them, or WOFF. `bold` where it sets headings.
    ///
    /// # Errors
    /// [`PdfError::Font`] for anything else, and for a font whose letters change with a weight that is to be chosen.
    pub fn add(&mut self, name: &str, file: &[u8], bold: bool) -> Result<(), PdfError> {
        let wrong = |reason: &str| PdfError::Font { name: name.to_owned(), reason: reason.to_owned() };
        let data = if file.starts_with(b"wOFF") { unwoff(file).map_err(wrong)? } else { file.to_vec() };
        let font = FontRef::from_index(&data, 0).map_err(|error| wrong(&error.to_string()))?;
        if !font.axes().is_empty() {
            return Err(wrong("it is a variable font"));
        }
        if !font.charmap().has_map() {
            return Err(wrong("it maps no letters"));
        }
        self.faces.push(Face { data, index: 0, bold });
        Ok(())
    }

    /// Whether there is none.
    pub fn is_empty(&self) -> bool {
        self.faces.is_empty()
    }

    /// Whether some font has this letter.
    pub fn has(&self, letter: char) -> bool {
        self.readers().iter().any(|reader| reader.letters.map(letter).is_some())
    }

    pub(super) fn face(&self, number: usize) -> Option<&Face> {
        self.faces.get(number)
    }

    /// What measures letters.
    pub(super) fn readers(&self) -> Vec<Reader<'_>> {
        fn reader((number, face): (usize, &Face)) -> Option<Reader<'_>> {
            let font = FontRef::from_index(&face.data, face.index).ok()?;
            let units = font.metrics(Size::unscaled(), LocationRef::default()).units_per_em.max(1);
            Some(Reader {
                number,
                bold: face.bold,
                letters: font.charmap(),
                widths: font.glyph_metrics(Size::unscaled(), LocationRef::default()),
                units: f32::from(units),
            })
        }
        self.faces.iter().enumerate().filter_map(reader).collect()
    }
}

/// A font ready to measure.
pub(super) struct Reader<'f> {
    pub(super) number: usize,
    bold: bool,
    letters: Charmap<'f>,
    widths: GlyphMetrics<'f>,
    units: f32,
}

/// A letter in a font.
#[derive(Debug, Clone, Copy)]
pub(super) struct Glyph {
    /// The number of the font.
    pub(super) face: usize,
    pub(super) id: GlyphId,
    /// Its width at a size of 1.
    pub(super) width: f32,
}

/// The letter in the first font that has it, of the wanted weight where there is one; `None` where none has it.
pub(super) fn glyph(readers: &[Reader<'_>], letter: char, bold: bool) -> Option<Glyph> {
    let found = |reader: &Reader<'_>| {
        let id = reader.letters.map(letter).filter(|id| id.to_u32() != 0)?;
        let width = reader.widths.advance_width(id).unwrap_or(reader.units / 2.0) / reader.units;
        Some(Glyph { face: reader.number, id, width })
    };
    let of = |wanted: bool| readers.iter().filter(move |reader| reader.bold == wanted).find_map(found);
    of(bold).or_else(|| of(!bold))
}

/// A font out of WOFF 1.0: a table of tables, each packed with zlib or plain (W3C Recommendation of 2012).
fn unwoff(file: &[u8]) -> Result<Vec<u8>, &'static str> {
    const LARGEST: usize = 64_000_000;
    let number = |at: usize| -> Option<usize> {
        Some(u32::from_be_bytes(file.get(at..at + 4)?.try_into().ok()?) as usize)
    };
    let short = |at: usize| -> Option<usize> {
        Some(u16::from_be_bytes(file.get(at..at + 2)?.try_into().ok()?).into())
    };
    let count = short(12).ok_or("it breaks off")?;
    let mut tables = Vec::with_capacity(count);
    let mut all = 0;
    for table in 0..count {
        let at = 44 + table * 20;
        let entry = || Some((number(at + 4)?, number(at + 8)?, number(at + 12)?));
        let (offset, packed, length) = entry().ok_or("it breaks off")?;
        all += length;
        if all > LARGEST {
            return Err("it is too large");
        }
        let bytes = file.get(offset..offset.saturating_add(packed)).ok_or("it breaks off")?;
        let data = if packed < length {
            let mut data = Vec::with_capacity(length);
            let mut reader = flate2::read::ZlibDecoder::new(bytes).take(length as u64);
            reader.read_to_end(&mut data).map_err(|_| "a table cannot be unpacked")?;
            data
        } else {
            bytes.to_vec()
        };
        tables.push((at, data));
    }
    let mut font = Vec::with_capacity(12 + 16 * count + all + 4 * count);
    font.extend_from_slice(file.get(4..8).ok_or("it breaks off")?);
    let largest = if count == 0 { 0 } else { 1_u16 << count.ilog2() };
    let search = [
        count as u16,
        largest.wrapping_mul(16),
        largest.max(1).ilog2() as u16,
        (count as u16).wrapping_sub(largest).wrapping_mul(16),
    ];
    for field in search {
        font.extend_from_slice(&field.to_be_bytes());
    }
    let mut offset = 12 + 16 * count;
    for (at, data) in &tables {
        font.extend_from_slice(&file[*at..*at + 4]);
        font.extend_from_slice(file.get(*at + 16..*at + 20).ok_or("it breaks off")?);
        font.extend_from_slice(&(offset as u32).to_be_bytes());
        font.extend_from_slice(&(data.len() as u32).to_be_bytes());
        offset += data.len().next_multiple_of(4);
    }
    for (_, data) in &tables {
        font.extend_from_slice(data);
        font.resize(font.len().next_multiple_of(4), 0);
    }
    Ok(font)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_no_font_is_refused_with_a_reason() {
        let mut fonts = Fonts::default();
        for file in [b"".as_slice(), b"wOFF", b"wOFF\0\x01\0\0\0\0\0\0\xFF\xFF", b"no font at all"] {
            assert!(fonts.add("x.ttf", file, false).is_err());
        }
        assert!(fonts.is_empty() && !fonts.has('a'));
    }

    #[test]
    fn the_fonts_that_are_built_in_have_the_letters_of_three_languages() {
        let fonts = Fonts::embedded();
        if fonts.is_empty() {
            return;
        }
        for letter in "Aé–“яЁ한국".chars() {
            assert!(fonts.has(letter), "{letter}");
        }
    }
}
