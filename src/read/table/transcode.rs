//! A stream of any encoding as a stream of UTF-8.

use crate::read::Encoding;
use crate::read::decode::{self, Broken};
use encoding_rs::{Decoder, DecoderResult};
use std::io::{self, Read};
use std::sync::atomic::{AtomicU64, Ordering};
use std::sync::{Arc, Mutex};

const STEP: usize = 32 * 1024;

/// What is known of a stream while others read it.
#[derive(Clone, Debug, Default)]
pub(super) struct Watch {
    /// Bytes that may be read before the next row has begun.
    left: Arc<AtomicU64>,
    pub(super) broken: Arc<Mutex<Broken>>,
}

impl Watch {
    /// A row begins; it may have `most` bytes.
    pub(super) fn row(&self, most: u64) {
        self.left.store(most.saturating_add(2 * STEP as u64), Ordering::Relaxed);
    }

    /// Takes out the broken sequences met so far.
    pub(super) fn take_broken(&self) -> Broken {
        self.broken.lock().map(|mut broken| std::mem::take(&mut *broken)).unwrap_or_default()
    }
}

/// The stream.
pub(super) struct Transcoder<R> {
    inner: R,
    decoder: Decoder,
    watch: Watch,
    raw: Vec<u8>,
    /// Bytes of the file before `raw`.
    before: usize,
    plain: String,
    given: usize,
    over: bool,
}

impl<R: Read> Transcoder<R> {
    /// A stream in `forced`, or in the encoding that fits its beginning, and that encoding.
    pub(super) fn new(
        mut inner: R,
        forced: Option<Encoding>,
        watch: Watch,
    ) -> io::Result<(Self, Encoding)> {
        let mut raw = Vec::new();
        inner.by_ref().take(decode::SAMPLE as u64).read_to_end(&mut raw)?;
        let encoding = forced.unwrap_or_else(|| decode::guess(&raw, raw.len() < decode::SAMPLE));
        let decoder = encoding.codec().new_decoder_with_bom_removal();
        let stream = Self {
            inner,
            decoder,
            watch,
            raw,
            before: 0,
            plain: String::new(),
            given: 0,
            over: false,
        };
        Ok((stream, encoding))
    }

    /// Decodes what has been read, and reads more for the next time.
    fn fill(&mut self) -> io::Result<()> {
        self.plain.clear();
        self.given = 0;
        let mut at = 0;
        loop {
            let room = (self.raw.len() - at) * 3 + 16;
            self.plain.reserve(room);
            let (result, read) = self.decoder.decode_to_string_without_replacement(
                &self.raw[at..],
                &mut self.plain,
                self.over,
            );
            at += read;
            match result {
                DecoderResult::InputEmpty => break,
                DecoderResult::OutputFull => {}
                DecoderResult::Malformed(length, extra) => {
                    let place = (self.before + at).saturating_sub(usize::from(length + extra));
                    if let Ok(mut broken) = self.watch.broken.lock() {
                        broken.add(place);
                    }
                    self.plain.push(char::REPLACEMENT_CHARACTER);
                }
            }
        }
        self.before += self.raw.len();
        self.raw.clear();
        self.inner.by_ref().take(STEP as u64).read_to_end(&mut self.raw)?;
        Ok(())
    }
}

impl<R: Read> Read for Transcoder<R> {
    fn read(&mut self, buffer: &mut [u8]) -> io::Result<usize> {
        while self.given == self.plain.len() {
            if self.over {
                return Ok(0);
            }
            // The decoder is told of the end with the last bytes.
            self.over = self.raw.is_empty();
            self.fill()?;
        }
        let rest = &self.plain.as_bytes()[self.given..];
        let count = rest.len().min(buffer.len());
        buffer[..count].copy_from_slice(&rest[..count]);
        self.given += count;
        let left = self.watch.left.load(Ordering::Relaxed);
        if left < count as u64 {
            return Err(io::Error::other("a row is larger than the limit"));
        }
        self.watch.left.store(left - count as u64, Ordering::Relaxed);
        Ok(count)
    }
}
