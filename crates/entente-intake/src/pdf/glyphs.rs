//! The letters of each page with their places.

use std::{
    panic::{AssertUnwindSafe, catch_unwind},
    sync::atomic::{AtomicBool, Ordering},
};

use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps, InterpreterCache,
    InterpreterSettings, RenderContent, SoftMask,
    font::{Glyph, GlyphRun},
    hayro_cmap::BfString,
    hayro_syntax::{Pdf, page::Page},
    interpret_page,
    kurbo::{Affine, BezPath, Point, Rect, Vec2},
};

/// More letters than any document has.
const MOST_LETTERS: usize = 30_000_000;

/// A letter, or several that one sign shows. Measures are points of the page as it is shown, y growing downwards.
#[derive(Debug, Clone)]
pub(super) struct Letter {
    pub(super) text: String,
    /// The left end of its baseline.
    pub(super) x: f64,
    pub(super) y: f64,
    /// How far it reaches.
    pub(super) width: f64,
    /// The size of its font.
    pub(super) size: f64,
}

/// The letters of all pages.
#[derive(Debug, Default)]
pub(super) struct Drawn {
    pub(super) pages: Vec<Vec<Letter>>,
    /// Letters whose fonts do not say what they are.
    pub(super) unknown: usize,
}

/// Draws every page.
pub(super) fn pages(pdf: &Pdf, stop: &AtomicBool) -> Drawn {
    let mut cache = InterpreterCache::new();
    let mut drawn = Drawn::default();
    let mut left = MOST_LETTERS;
    for page in pdf.pages().iter() {
        let mut collector = Collector { letters: Vec::new(), unknown: 0, left, stop };
        // A page that brings the interpreter down keeps what was drawn of it, and loses none of the others.
        if catch_unwind(AssertUnwindSafe(|| draw(page, pdf, &cache, &mut collector))).is_err() {
            cache = InterpreterCache::new();
        }
        left = collector.left;
        drawn.unknown += collector.unknown;
        drawn.pages.push(collector.letters);
        if left == 0 || stop.load(Ordering::Relaxed) {
            break;
        }
    }
    drawn
}

fn draw<'a>(page: &Page<'a>, pdf: &'a Pdf, cache: &InterpreterCache<'a>, collector: &mut Collector<'_>) {
    let initial = Affine::new(page.initial_transform(true).as_coeffs());
    let settings =
        InterpreterSettings { render_content: RenderContent::PAGE, ..InterpreterSettings::default() };
    let (width, height) = page.render_dimensions();
    let area = Rect::new(0.0, 0.0, f64::from(width), f64::from(height));
    let mut context = Context::new(initial, area, cache, pdf.xref(), settings);
    interpret_page(page, &mut context, collector);
}

/// A device that keeps the letters and draws nothing.
struct Collector<'s> {
    letters: Vec<Letter>,
    unknown: usize,
    left: usize,
    stop: &'s AtomicBool,
}

/// Unwinds out of the interpreter, which knows no other way to be stopped.
struct Stopped;

impl Collector<'_> {
    fn heed(&self) {
        if self.left == 0 || self.stop.load(Ordering::Relaxed) {
            std::panic::resume_unwind(Box::new(Stopped));
        }
    }
}

impl<'a> Device<'a> for Collector<'_> {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'a>, _: &DrawMode) {
        self.heed();
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.heed();
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'a>>, _: BlendMode) {
        self.heed();
    }

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, 'a>, props: DrawProps<'a>, _: &DrawMode) {
        self.heed();
        for glyph in run.glyphs() {
            if self.left == 0 {
                return;
            }
            self.left -= 1;
            let text = match glyph.as_unicode() {
                Some(BfString::Char(char)) => char.to_string(),
                Some(BfString::String(text)) => text,
                None => {
                    self.unknown += 1;
                    continue;
                }
            };
            let text = plain(&text);
            let transform = props.transform * glyph.transform();
            let [a, b, ..] = transform.as_coeffs();
            // Words that stand upright or upside down, a mark across the page, are not read.
            if a <= 0.0 || b.abs() > 0.2 * a {
                continue;
            }
            let origin = transform * Point::ZERO;
            let advance = transform * Vec2::new(advance(glyph), 0.0).to_point() - origin;
            let size = a * 1000.0;
            if origin.x.is_finite() && origin.y.is_finite() && size.is_finite() && size < 10_000.0 {
                self.letters.push(Letter { text, x: origin.x, y: origin.y, width: advance.x, size });
            }
        }
    }

    fn draw_image(&mut self, _: Image<'a, '_>, _: ImageDrawProps<'a>) {
        self.heed();
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}

/// Ligatures of letters taken apart, control characters made blanks.
fn plain(text: &str) -> String {
    let mut plain = String::with_capacity(text.len());
    for char in text.chars() {
        match char {
            '\u{FB00}' => plain.push_str("ff"),
            '\u{FB01}' => plain.push_str("fi"),
            '\u{FB02}' => plain.push_str("fl"),
            '\u{FB03}' => plain.push_str("ffi"),
            '\u{FB04}' => plain.push_str("ffl"),
            '\u{FB05}' | '\u{FB06}' => plain.push_str("st"),
            char if char.is_control() => plain.push(' '),
            char => plain.push(char),
        }
    }
    plain
}

/// How far a glyph reaches, in thousandths of its font's size.
fn advance(glyph: &Glyph<'_>) -> f64 {
    let told = match glyph {
        Glyph::Outline(outline) => outline.advance_width(),
        Glyph::Type3(glyph) => glyph.advance_width(),
    };
    f64::from(told.unwrap_or(500.0))
}
