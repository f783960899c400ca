//! Pages as the bytes of a PDF, with only those letters of the fonts that stand on them.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    io::Write as _,
};

use pdf_writer::{
    Content, Filter, Finish as _, Name, Pdf, Rect, Ref, Str, TextStr,
    types::{ActionType, AnnotationType, CidFontType, FontFlags, SystemInfo, UnicodeCmap},
};
use skrifa::{
    FontRef, MetadataProvider as _,
    instance::{LocationRef, Size},
};
use subsetter::GlyphRemapper;

use super::{
    Fonts, PdfError,
    layout::{HEIGHT, Page, WIDTH, Word},
};

/// The letters of one font that are used.
#[derive(Default)]
struct Used {
    numbers: GlyphRemapper,
    /// What each glyph stands for, and its width at a size of 1,000.
    letters: BTreeMap<u16, (char, f32)>,
}

/// The document, and the letters that no font has.
pub(super) fn document(
    pages: &[Page],
    fonts: &Fonts,
    title: &str,
    lang: &str,
) -> Result<(Vec<u8>, BTreeSet<char>), PdfError> {
    let mut next = 1;
    let mut fresh = || {
        next += 1;
        Ref::new(next)
    };
    let (catalog, tree, outlines, information) = (Ref::new(1), fresh(), fresh(), fresh());
    let page_refs: Vec<(Ref, Ref)> = pages.iter().map(|_| (fresh(), fresh())).collect();
    let mut used: BTreeMap<usize, Used> = BTreeMap::new();
    let mut missing = BTreeSet::new();
    let streams: Vec<Vec<u8>> = pages
        .iter()
        .map(|page| {
            missing.extend(page.words.iter().flat_map(|word| word.missing.iter().copied()));
            content(page, &mut used)
        })
        .collect();
    let font_refs: BTreeMap<usize, Ref> = used.keys().map(|&face| (face, fresh())).collect();
    let mut pdf = Pdf::new();
    let quotes: HashMap<_, _> = pages
        .iter()
        .zip(&page_refs)
        .flat_map(|(page, (at, _))| page.quotes.iter().map(move |(quote, y)| (*quote, (*at, *y))))
        .collect();
    for ((page, (at, contents)), stream) in pages.iter().zip(&page_refs).zip(&streams) {
        let mut links = Vec::new();
        for (area, quote) in &page.links {
            let Some((target, y)) = quotes.get(quote) else { continue };
            let id = fresh();
            let mut link = pdf.annotation(id);
            link.subtype(AnnotationType::Link).rect(Rect::new(area[0], area[1], area[2], area[3]));
            link.border(0.0, 0.0, 0.0, None);
            link.action().action_type(ActionType::GoTo).destination().page(*target).xyz(0.0, y + 4.0, None);
            link.finish();
            links.push(id);
        }
        let mut written = pdf.page(*at);
        written.parent(tree).media_box(Rect::new(0.0, 0.0, WIDTH, HEIGHT)).contents(*contents);
        written.annotations(links);
        let mut resources = written.resources();
        let mut list = resources.fonts();
        for (face, font) in &font_refs {
            list.pair(Name(format!("F{face}").as_bytes()), *font);
        }
        list.finish();
        resources.finish();
        written.finish();
        let packed = packed(stream);
        pdf.stream(*contents, &packed).filter(Filter::FlateDecode);
    }
    for (face, font) in &font_refs {
        if let (Some(used), Some(of)) = (used.get(face), fonts.face(*face)) {
            embed(&mut pdf, *font, &mut fresh, &of.data, of.index, used)
                .map_err(|reason| PdfError::Font { name: format!("font {face}"), reason })?;
        }
    }
    pdf.pages(tree).kids(page_refs.iter().map(|(page, _)| *page)).count(page_refs.len() as i32);
    headings(&mut pdf, pages, &page_refs, outlines, &mut fresh);
    pdf.document_info(information).title(TextStr(title)).producer(TextStr("Entente"));
    let mut root = pdf.catalog(catalog);
    root.pages(tree).outlines(outlines).lang(TextStr(lang));
    root.viewer_preferences().display_doc_title(true);
    root.finish();
    Ok((pdf.finish(), missing))
}

/// The words and boxes of a page.
fn content(page: &Page, used: &mut BTreeMap<usize, Used>) -> Vec<u8> {
    let mut content = Content::new();
    for ([x, y, width, height], [red, green, blue]) in &page.boxes {
        content.set_fill_rgb(*red, *green, *blue).rect(*x, *y, *width, *height).fill_nonzero();
    }
    content.begin_text();
    for word in &page.words {
        letters(&mut content, word, used);
    }
    content.end_text();
    content.finish().to_vec()
}

/// Letters of a word, those of one font at a time.
fn letters(content: &mut Content, word: &Word, used: &mut BTreeMap<usize, Used>) {
    let [red, green, blue] = word.colour;
    content.set_fill_rgb(red, green, blue);
    let mut x = word.x;
    for run in word.glyphs.chunk_by(|(a, _), (b, _)| a.face == b.face) {
        let Some((first, _)) = run.first() else { continue };
        let of = used.entry(first.face).or_default();
        let mut bytes = Vec::with_capacity(run.len() * 2);
        let mut width = 0.0;
        for (glyph, letter) in run {
            let number = of.numbers.remap(glyph.id.to_u32() as u16);
            of.letters.entry(number).or_insert((*letter, glyph.width * 1000.0));
            bytes.extend_from_slice(&number.to_be_bytes());
            width += glyph.width * word.size;
        }
        content.set_font(Name(format!("F{}", first.face).as_bytes()), word.size);
        content.set_text_matrix([1.0, 0.0, 0.0, 1.0, x, word.y]).show(Str(&bytes));
        x += width;
    }
}

/// The used letters of a font, and what they stand for, so that the text can be searched and copied.
fn embed(
    pdf: &mut Pdf,
    font: Ref,
    fresh: &mut impl FnMut() -> Ref,
    data: &[u8],
    index: u32,
    used: &Used,
) -> Result<(), String> {
    const SYSTEM: SystemInfo<'_> =
        SystemInfo { registry: Str(b"Adobe"), ordering: Str(b"Identity"), supplement: 0 };
    let subset = subsetter::subset(data, index, &used.numbers).map_err(|error| error.to_string())?;
    let of = FontRef::from_index(data, index).map_err(|error| error.to_string())?;
    let outlines = of.table_data(skrifa::Tag::new(b"glyf")).is_some();
    let metrics = of.metrics(Size::new(1000.0), LocationRef::default());
    let (cid, descriptor, file, map) = (fresh(), fresh(), fresh(), fresh());
    // Six letters tell subsets of one font apart.
    let name = format!("ENTAA{}+Entente{}", char::from(b'A' + (font.get() % 26) as u8), font.get());
    let name = Name(name.as_bytes());
    pdf.type0_font(font)
        .base_font(name)
        .encoding_predefined(Name(b"Identity-H"))
        .descendant_font(cid)
        .to_unicode(map);
    let mut written = pdf.cid_font(cid);
    written
        .subtype(if outlines { CidFontType::Type2 } else { CidFontType::Type0 })
        .base_font(name)
        .system_info(SYSTEM)
        .font_descriptor(descriptor)
        .default_width(0.0);
    if outlines {
        written.cid_to_gid_map_predefined(Name(b"Identity"));
    }
    let mut widths = written.widths();
    for (number, (_, width)) in &used.letters {
        widths.consecutive(*number, [*width]);
    }
    widths.finish();
    written.finish();
    let bounds = metrics.bounds.unwrap_or_default();
    let mut description = pdf.font_descriptor(descriptor);
    description
        .name(name)
        .flags(FontFlags::SYMBOLIC)
        .bbox(Rect::new(bounds.x_min, bounds.y_min, bounds.x_max, bounds.y_max))
        .italic_angle(0.0)
        .ascent(metrics.ascent)
        .descent(metrics.descent)
        .cap_height(metrics.cap_height.unwrap_or(metrics.ascent))
        .stem_v(90.0);
    if outlines {
        description.font_file2(file);
    } else {
        description.font_file3(file);
    }
    description.finish();
    let subset = packed(&subset);
    let mut stream = pdf.stream(file, &subset);
    stream.filter(Filter::FlateDecode);
    if !outlines {
        stream.pair(Name(b"Subtype"), Name(b"OpenType"));
    }
    stream.finish();
    let mut letters = UnicodeCmap::<u16>::new(Name(b"Custom"), SYSTEM);
    for (number, (letter, _)) in &used.letters {
        letters.pair(*number, *letter);
    }
    let letters = packed(&letters.finish());
    pdf.stream(map, &letters).filter(Filter::FlateDecode);
    Ok(())
}

/// The headings beside the pages.
fn headings(
    pdf: &mut Pdf,
    pages: &[Page],
    page_refs: &[(Ref, Ref)],
    outlines: Ref,
    fresh: &mut impl FnMut() -> Ref,
) {
    let all: Vec<(&str, f32, Ref, Ref)> = pages
        .iter()
        .zip(page_refs)
        .flat_map(|(page, (at, _))| page.headings.iter().map(move |(name, y)| (name.as_str(), *y, *at)))
        .map(|(name, y, at)| (name, y, at, fresh()))
        .collect();
    let mut list = pdf.outline(outlines);
    if let (Some(first), Some(last)) = (all.first(), all.last()) {
        list.first(first.3).last(last.3).count(all.len() as i32);
    }
    list.finish();
    for (number, (name, y, at, id)) in all.iter().enumerate() {
        let mut item = pdf.outline_item(*id);
        item.title(TextStr(name)).parent(outlines);
        if let Some(before) = number.checked_sub(1).and_then(|before| all.get(before)) {
            item.prev(before.3);
        }
        if let Some(after) = all.get(number + 1) {
            item.next(after.3);
        }
        item.dest().page(*at).xyz(0.0, *y, None);
    }
}

fn packed(bytes: &[u8]) -> Vec<u8> {
    let mut packer = flate2::write::ZlibEncoder::new(Vec::new(), flate2::Compression::default());
    // Writing to memory does not fail.
    let _ = packer.write_all(bytes);
    packer.finish().unwrap_or_default()
}
