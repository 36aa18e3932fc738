//! The one file that the tokenizer reads: sections of plain numbers, written by `build.rs`.
//!
//! A header of (offset, length) pairs of `u32`, one for each [`Section`], then the sections, each
//! beginning at a multiple of 64 bytes. All numbers are in the machine's own byte order, since the
//! file is built and read by the same target.

/// What the parts of the file hold.
#[allow(dead_code, reason = "without lindera nothing is exported")]
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Section {
    /// `u64` for each place of the trie of surfaces.
    TrieNodes,
    /// `u16` for each character up to U+FFFF: its code in the trie.
    TrieCodes,
    /// `[u16; 4]` for each word: left and right context, cost, class.
    Words,
    /// `[u32; 4]` for each class, see `dictionary.rs`.
    Classes,
    /// Feature fields of the classes, text.
    ClassText,
    /// `u32` for each word: where its note begins.
    Notes,
    /// Reading, tab, expression, line end, for each distinct note; text.
    NoteText,
    /// `i16`, one row for each left context: connection costs.
    Matrix,
    /// `i16` for each left context: what a blank before it costs.
    Penalties,
    /// `i8`, one row for each left context: see `Dictionary::entry_gain`.
    EntryGains,
    /// `i8`, one row for each right context: see `Dictionary::exit_gain`.
    ExitGains,
    /// `u8` for each character up to U+FFFF: its kind.
    CharacterKinds,
    /// `[u32; 2]` for each kind: the bits of `char.bin`, the number of its unknown word.
    Kinds,
    /// `u16` for each left context id of mecab-ko-dic with each of its penalties: see `export.rs`.
    LeftContexts,
    /// `u16` for each right context id of mecab-ko-dic: its context.
    RightContexts,
    /// `[i16; MODEL]`: what plain words are like, see `dictionary.rs`.
    Models,
    /// Names of the character categories, one a line; text.
    Categories,
}

/// Number of sections.
const COUNT: usize = Section::Categories as usize + 1;

/// Sections begin at multiples of this.
const ALIGNMENT: usize = 64;

/// Reads the sections of an image.
#[derive(Clone, Copy, Debug)]
pub struct Image<'a>(pub &'a [u8]);

impl<'a> Image<'a> {
    /// The numbers of a section.
    ///
    /// # Panics
    /// When the image is not one that [`ImageWriter`] wrote, or not aligned.
    pub fn section<T: bytemuck::AnyBitPattern>(&self, section: Section) -> &'a [T] {
        let header: &[[u32; 2]] = bytemuck::cast_slice(&self.0[..8 * COUNT]);
        let [start, length] = header[section as usize];
        bytemuck::cast_slice(&self.0[start as usize..][..length as usize])
    }

    /// The text of a section.
    ///
    /// # Panics
    /// As [`Image::section`].
    pub fn text(&self, section: Section) -> &'a [u8] {
        self.section(section)
    }
}

/// Collects the sections of an image.
#[allow(dead_code, reason = "the build script writes images")]
#[derive(Debug, Default)]
pub struct ImageWriter(Vec<(usize, Vec<u8>)>);

#[allow(dead_code, reason = "the build script writes images")]
impl ImageWriter {
    /// Adds a section.
    pub fn add<T: bytemuck::NoUninit>(&mut self, section: Section, numbers: &[T]) {
        self.0.push((section as usize, bytemuck::cast_slice(numbers).to_vec()));
    }

    /// The whole image; sections that were not added are empty.
    pub fn finish(&self) -> Vec<u8> {
        let mut header = [[0u32; 2]; COUNT];
        let mut body = vec![0; (8 * COUNT).next_multiple_of(ALIGNMENT)];
        for (section, bytes) in &self.0 {
            header[*section] = [body.len() as u32, bytes.len() as u32];
            body.extend_from_slice(bytes);
            body.resize(body.len().next_multiple_of(ALIGNMENT), 0);
        }
        body[..8 * COUNT].copy_from_slice(bytemuck::cast_slice(&header));
        body
    }
}
