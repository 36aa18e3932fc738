//! PDF.
//!
//! The text is taken in the order of the page's content, which is the order of reading in minutes;
//! sorting by position would break lists of names. Running heads stay in the text and are found as
//! furniture later.

use super::file::{Name, contain};
use super::prose::Extract;
use super::{Warning, WarningKind};
use crate::{Error, ErrorKind, Origin, Result};
use hayro_interpret::font::{Glyph, GlyphRun, PositionedGlyph};
use hayro_interpret::hayro_cmap::BfString;
use hayro_interpret::kurbo::{Affine, BezPath, Point, Rect};
use hayro_interpret::{
    BlendMode, ClipPath, Context, Device, DrawMode, DrawProps, Image, ImageDrawProps,
    InterpreterCache, InterpreterSettings, RenderContent, SoftMask, interpret_page,
};
use hayro_syntax::{DecryptionError, LoadPdfError, Pdf};
use layout::{Lines, Placed};

mod layout;

/// Stack of the thread that reads; objects may lie deep in each other.
const STACK: usize = 64 << 20;
/// Glyphs and strokes of a document at most; no sitting of a year has as many.
const MOST_MARKS: usize = 20_000_000;
/// Fewer characters a page than this, with a picture on it, are not what the page says.
const FEW_PER_PAGE: usize = 20;
/// More shapes a page than this are drawn letters.
const MANY_PER_PAGE: usize = 300;
/// `%%EOF` stands in this many of the last bytes that are not zero.
const TAIL: usize = 2048;

/// Reads a document.
pub(super) fn read(name: &Name, bytes: Vec<u8>) -> Result<Extract> {
    std::thread::scope(|scope| {
        let reader = std::thread::Builder::new()
            .stack_size(STACK)
            .spawn_scoped(scope, || contain(name, || extract(name, bytes)))
            .map_err(|error| {
                name.error(ErrorKind::Io, format!("cannot start a thread: {error}"))
            })?;
        reader.join().unwrap_or_else(|_| Err(name.error(ErrorKind::Format, "its reader gave up")))
    })
}

fn extract(name: &Name, bytes: Vec<u8>) -> Result<Extract> {
    let mut warnings = Vec::new();
    if !has_end(&bytes) {
        let message = "the file breaks off before its end (%%EOF); pages may be missing".to_owned();
        warnings.push(Warning { kind: WarningKind::Truncated, places: vec![bytes.len()], message });
    }
    let pdf = Pdf::new(bytes).map_err(|error| refuse(name, &error))?;
    let pages = pdf.pages();
    let cache = InterpreterCache::new();
    let settings = InterpreterSettings {
        render_content: RenderContent::PAGE,
        ..InterpreterSettings::default()
    };
    let mut reader = Reader::default();
    let mut origin = Origin::default();
    for (index, page) in pages.iter().enumerate() {
        reader.lines.end_page();
        origin.begin_page(reader.lines.text.len(), u32::try_from(index + 1).unwrap_or(u32::MAX));
        let bounds = Rect::new(0.0, 0.0, 1.0, 1.0);
        let mut context =
            Context::new(Affine::IDENTITY, bounds, &cache, pdf.xref(), settings.clone());
        interpret_page(page, &mut context, &mut reader);
    }
    reader.lines.end_page();
    warnings.extend(reader.check(name, pages.len())?);
    Ok(Extract { text: reader.lines.text, origin, warnings, encoding: None })
}

fn has_end(bytes: &[u8]) -> bool {
    let end = bytes.iter().rposition(|&byte| byte != 0).map_or(0, |at| at + 1);
    let tail = &bytes[end.saturating_sub(TAIL)..end];
    memchr::memmem::find(tail, b"%%EOF").is_some()
}

fn refuse(name: &Name, error: &LoadPdfError) -> Error {
    let message = match error {
        LoadPdfError::Decryption(DecryptionError::PasswordProtected) => {
            "the document is protected by a password: save it without one".to_owned()
        }
        LoadPdfError::Decryption(_) => {
            "the document is encrypted in an unknown way: save it without".to_owned()
        }
        LoadPdfError::Invalid => {
            "expected a PDF, found one that is damaged beyond reading".to_owned()
        }
    };
    name.error(ErrorKind::Format, message)
}

/// A device that keeps characters instead of drawing them.
#[derive(Default)]
struct Reader {
    lines: Lines,
    glyphs: usize,
    /// Glyphs of which the file does not say what they mean.
    unmapped: usize,
    pictures: usize,
    marks: usize,
}

impl Reader {
    /// Whether what was read can be what the pages say.
    fn check(&self, name: &Name, pages: usize) -> Result<Option<Warning>> {
        if pages == 0 {
            return Err(name.error(ErrorKind::Format, "expected pages, found none"));
        }
        let few = self.glyphs < FEW_PER_PAGE * pages;
        if few && self.marks > MANY_PER_PAGE * pages {
            let message = format!(
                "expected text, found {} drawn shapes and no letters on {pages} pages: print it to \
                 a new PDF from its source, or recognise its characters (OCR) first",
                self.marks
            );
            return Err(name.error(ErrorKind::Format, message));
        }
        if few && self.pictures * 2 >= pages {
            let message = format!(
                "expected text, found pictures of {pages} pages (a scan): recognise its characters \
                 (OCR) first, with a tool that adds the text to the PDF"
            );
            return Err(name.error(ErrorKind::Format, message));
        }
        if self.unmapped * 3 > self.glyphs {
            let message = format!(
                "expected text, found {} of {} characters whose meaning the fonts do not give (no \
                 ToUnicode): print it to a new PDF from its source, or recognise its characters (OCR)",
                self.unmapped, self.glyphs
            );
            return Err(name.error(ErrorKind::Format, message));
        }
        Ok((self.unmapped > 0).then(|| {
            let message = format!(
                "{} of {} characters have no meaning in their fonts, replaced by U+FFFD",
                self.unmapped, self.glyphs
            );
            Warning { kind: WarningKind::Unmapped, places: Vec::new(), message }
        }))
    }

    fn glyph(&mut self, glyph: &PositionedGlyph<'_>, transform: Affine) {
        self.glyphs += 1;
        let place = transform * glyph.transform();
        let origin = place * Point::ZERO;
        let width = match &**glyph {
            Glyph::Outline(outline) => outline.advance_width(),
            Glyph::Type3(drawn) => drawn.advance_width(),
        };
        let end = place * Point::new(f64::from(width.unwrap_or(500.0)), 0.0);
        let em = (place * Point::new(0.0, 1000.0) - origin).hypot();
        let placed = Placed { origin: (origin.x, origin.y), end: (end.x, end.y), em };
        match glyph.as_unicode() {
            Some(BfString::Char(c)) => self.lines.place(c, placed),
            Some(BfString::String(text)) => {
                for c in text.chars() {
                    self.lines.place(c, placed);
                }
            }
            None => {
                self.unmapped += 1;
                self.lines.place(char::REPLACEMENT_CHARACTER, placed);
            }
        }
    }

    /// Counts what is drawn; a document that draws without end is given up.
    fn mark(&mut self, count: usize) {
        self.marks += count;
        if self.marks > MOST_MARKS {
            // The interpreter has no other way out; the reader's caller turns it into an error.
            std::panic::resume_unwind(Box::new("it draws more than any minutes do"));
        }
    }
}

impl Device<'_> for Reader {
    fn draw_path(&mut self, _: &BezPath, _: DrawProps<'_>, _: &DrawMode) {
        self.mark(1);
    }

    fn push_clip_path(&mut self, _: &ClipPath) {
        self.mark(1);
    }

    fn push_transparency_group(&mut self, _: f32, _: Option<SoftMask<'_>>, _: BlendMode) {}

    fn draw_glyph_run(&mut self, run: &GlyphRun<'_, '_>, props: DrawProps<'_>, _: &DrawMode) {
        self.mark(run.glyphs().len());
        for glyph in run.glyphs() {
            self.glyph(glyph, props.transform);
        }
    }

    fn draw_image(&mut self, _: Image<'_, '_>, _: ImageDrawProps<'_>) {
        self.mark(1);
        self.pictures += 1;
    }

    fn pop_clip(&mut self) {}

    fn pop_transparency_group(&mut self) {}
}
