//! Part files: the rows of some inputs, and which inputs they are.
//!
//! ```text
//! "sokgirok part 1\n"
//! one compressed chunk of rows after the other
//! index: one line for each chunk
//! trailer: SHA-256 of the index (32 bytes), length of the index (8 bytes, little endian)
//! ```
//! A part is written under another name and renamed when it is on the disk, so that whatever bears
//! the name of a part is whole.

use super::input::Stamp;
use crate::write::Chunk;
use crate::{Error, ErrorKind, Result};
use sha2::{Digest, Sha256};
use std::fs::{self, File};
use std::io::{self, BufWriter, Read, Seek, SeekFrom, Write};
use std::path::{Path, PathBuf};
use std::time::Instant;

const MAGIC: &[u8] = b"sokgirok part 1\n";
const TRAILER: u64 = 40;
/// One of zstd's fast levels: a part is read once and deleted.
const LEVEL: i32 = -3;

/// One chunk of an input: what the index of a part says of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Entry {
    pub(super) input: String,
    pub(super) stamp: Stamp,
    /// Number of the chunk in the input; most inputs have one.
    pub(super) number: u32,
    /// Whether it is the input's last.
    pub(super) last: bool,
    /// Whether another run may have better luck with the input.
    pub(super) retry: bool,
    /// Size of the rows before compression.
    pub(super) raw: u64,
    pub(super) offset: u64,
    pub(super) len: u64,
}

impl Entry {
    /// The entry as a line, without its end.
    pub(super) fn line(&self) -> String {
        let Self { input, stamp, number, last, retry, raw, offset, len } = self;
        let Stamp { bytes, modified } = stamp;
        let (last, retry) = (u8::from(*last), u8::from(*retry));
        let input = escape(input);
        format!("{offset}\t{len}\t{raw}\t{number}\t{last}\t{retry}\t{bytes}\t{modified}\t{input}")
    }

    /// Reads what [`line`](Self::line) wrote.
    pub(super) fn parse(line: &str) -> Option<Self> {
        let mut fields = line.splitn(9, '\t');
        let mut number = || fields.next()?.parse::<u64>().ok();
        Some(Self {
            offset: number()?,
            len: number()?,
            raw: number()?,
            number: u32::try_from(number()?).ok()?,
            last: number()? != 0,
            retry: number()? != 0,
            stamp: Stamp { bytes: number()?, modified: number()? },
            input: unescape(fields.next()?),
        })
    }
}

fn escape(text: &str) -> String {
    text.replace('\\', r"\\").replace('\n', r"\n").replace('\r', r"\r")
}

fn unescape(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut chars = text.chars();
    while let Some(c) = chars.next() {
        match (c, c == '\\') {
            (_, true) => match chars.next() {
                Some('n') => out.push('\n'),
                Some('r') => out.push('\r'),
                Some(other) => out.push(other),
                None => {}
            },
            (c, false) => out.push(c),
        }
    }
    out
}

/// A chunk, compressed, with the size of its rows before.
pub(super) fn compress(chunk: &Chunk) -> io::Result<(Vec<u8>, u64)> {
    let raw = chunk.to_bytes();
    let mut compressor = zstd::bulk::Compressor::new(LEVEL)?;
    compressor.include_checksum(true)?;
    Ok((compressor.compress(&raw)?, raw.len() as u64))
}

/// A part that is being written.
#[derive(Debug)]
pub(super) struct Writer {
    out: BufWriter<File>,
    path: PathBuf,
    offset: u64,
    index: String,
    started: Instant,
}

impl Writer {
    /// Starts the part that will stand at `path`.
    pub(super) fn new(path: PathBuf) -> Result<Self> {
        let temporary = temporary(&path);
        let file = File::create(&temporary).map_err(|error| Error::io(&temporary, &error))?;
        let mut out = BufWriter::new(file);
        out.write_all(MAGIC).map_err(|error| Error::io(&temporary, &error))?;
        let offset = MAGIC.len() as u64;
        Ok(Self { out, path, offset, index: String::new(), started: Instant::now() })
    }

    /// Appends a compressed chunk; the entry's place is filled in.
    pub(super) fn append(&mut self, mut entry: Entry, bytes: &[u8]) -> Result<()> {
        entry.offset = self.offset;
        entry.len = bytes.len() as u64;
        self.out.write_all(bytes).map_err(|error| Error::io(&self.path, &error))?;
        self.offset += entry.len;
        self.index.push_str(&entry.line());
        self.index.push('\n');
        Ok(())
    }

    pub(super) fn bytes(&self) -> u64 {
        self.offset
    }

    pub(super) fn started(&self) -> Instant {
        self.started
    }

    /// Brings the part to the disk and gives it its name.
    pub(super) fn finish(self) -> Result<()> {
        let path = self.path.clone();
        self.close().map_err(|error| Error::io(&path, &error))
    }

    fn close(mut self) -> io::Result<()> {
        self.out.write_all(self.index.as_bytes())?;
        self.out.write_all(&Sha256::digest(self.index.as_bytes()))?;
        self.out.write_all(&(self.index.len() as u64).to_le_bytes())?;
        self.out.into_inner().map_err(|error| error.into_error())?.sync_all()?;
        fs::rename(temporary(&self.path), &self.path)?;
        if let Some(folder) = self.path.parent() {
            crate::write::sync_folder(folder);
        }
        Ok(())
    }
}

/// The name of a part that is not whole yet.
fn temporary(path: &Path) -> PathBuf {
    path.with_extension("unfinished")
}

/// Reads the index of the part at `path`.
pub(super) fn index(path: &Path) -> Result<Vec<Entry>> {
    let text = read_index(path).map_err(|error| Error::io(path, &error))?;
    let damaged = || {
        let message = "expected the part of a run, found something else (delete the file to have its inputs read again)";
        Error::new(ErrorKind::Format, message).in_file(path)
    };
    text.ok_or_else(damaged)?.lines().map(|line| Entry::parse(line).ok_or_else(damaged)).collect()
}

/// The text of the index, or nothing when the file is no part.
fn read_index(path: &Path) -> io::Result<Option<String>> {
    let mut file = File::open(path)?;
    let size = file.metadata()?.len();
    let mut magic = vec![0; MAGIC.len()];
    if size < MAGIC.len() as u64 + TRAILER {
        return Ok(None);
    }
    file.read_exact(&mut magic)?;
    file.seek(SeekFrom::Start(size - TRAILER))?;
    let mut trailer = [0; TRAILER as usize];
    file.read_exact(&mut trailer)?;
    let (digest, len) = trailer.split_at(32);
    let len = len.try_into().map_or(u64::MAX, u64::from_le_bytes);
    if magic != MAGIC || len > size - TRAILER - MAGIC.len() as u64 {
        return Ok(None);
    }
    file.seek(SeekFrom::Start(size - TRAILER - len))?;
    let mut text = Vec::new();
    file.take(len).read_to_end(&mut text)?;
    let whole = Sha256::digest(&text).as_slice() == digest;
    Ok(String::from_utf8(text).ok().filter(|_| whole))
}

/// Adds the rows of an entry of the part at `path` to a chunk.
pub(super) fn read(path: &Path, entry: &Entry, chunk: &mut Chunk) -> Result<()> {
    let fail = |error: io::Error| Error::io(path, &error);
    let mut file = File::open(path).map_err(fail)?;
    file.seek(SeekFrom::Start(entry.offset)).map_err(fail)?;
    let mut bytes = Vec::new();
    file.take(entry.len).read_to_end(&mut bytes).map_err(fail)?;
    let capacity = usize::try_from(entry.raw).unwrap_or(usize::MAX);
    let rows = zstd::bulk::decompress(&bytes, capacity).map_err(fail)?;
    chunk.extend_from_bytes(&rows).ok_or_else(|| {
        let message = "expected rows of this version of the program (delete the file to have its inputs read again)";
        Error::new(ErrorKind::Format, message).in_file(path)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn entries_lead_back() {
        let entry = Entry {
            input: "a\tb\\n\nc".to_owned(),
            stamp: Stamp { bytes: 7, modified: u64::MAX },
            number: 3,
            last: true,
            retry: false,
            raw: 9,
            offset: 1,
            len: 2,
        };
        assert_eq!(Entry::parse(&entry.line()), Some(entry.clone()));
        assert!(!entry.line().contains('\n'));
        assert_eq!(Entry::parse("1\t2"), None);
    }

    #[test]
    fn damage_is_noticed() {
        let folder = tempfile::tempdir().expect("a temporary folder can be made");
        let path = folder.path().join("1.part");
        let (bytes, raw) = compress(&Chunk::default()).expect("rows compress");
        let mut entry = Entry::parse("0\t0\t0\t0\t1\t0\t0\t0\ta.txt").expect("the line is whole");
        entry.raw = raw;
        let mut writer = Writer::new(path.clone()).expect("the folder is writable");
        writer.append(entry, &bytes).expect("the folder is writable");
        assert!(!path.exists());
        writer.finish().expect("the folder is writable");
        let entries = index(&path).expect("the part is whole");
        read(&path, &entries[0], &mut Chunk::default()).expect("the part is whole");
        let whole = fs::read(&path).expect("the part is readable");
        for len in 0..whole.len() {
            fs::write(&path, &whole[..len]).expect("the folder is writable");
            assert!(index(&path).is_err(), "cut to {len}");
        }
    }
}
