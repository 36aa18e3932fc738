//! The state of a run: a folder `.sokgirok` beside the tables.
//!
//! `lock` is held while a run works, `version` says what made the parts, `parts/` holds them, and
//! `finished` lists the chunks that the tables are made of, in order.

use super::input::{Input, Shard};
use super::part::{self, Entry};
use crate::write::Chunk;
use crate::{Error, ErrorKind, Result};
use std::collections::HashMap;
use std::fs::{self, File, TryLockError};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::sync::{Arc, Mutex, PoisonError};
use std::time::Duration;

/// Name of the folder.
pub(super) const STATE: &str = ".sokgirok";
/// A part is closed when it has this many bytes …
const PART_BYTES: u64 = 16 << 20;
/// … or this age: what a kill can cost.
const PART_AGE: Duration = Duration::from_secs(2);

/// Where a chunk lies.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct Place {
    pub(super) part: Arc<Path>,
    pub(super) entry: Entry,
}

/// The state of one output folder, locked.
#[derive(Debug)]
pub(super) struct Journal {
    folder: PathBuf,
    /// Dropping it unlocks.
    _lock: File,
    /// Chunks by input, then by number.
    known: HashMap<String, Vec<Place>>,
    open: Mutex<Open>,
}

#[derive(Debug)]
struct Open {
    next: u32,
    part: Option<part::Writer>,
}

impl Journal {
    /// Locks the state of the output folder `out`, which is made if it is missing, and reads it.
    ///
    /// When another version made it, `notice` is told and nothing of it is used.
    pub(super) fn open(
        out: &Path,
        version: &str,
        anew: bool,
        notice: &mut dyn FnMut(&str),
    ) -> Result<Self> {
        let folder = out.join(STATE);
        let parts = folder.join("parts");
        make_folder(&parts)?;
        let lock = lock(&folder)?;
        let version_file = folder.join("version");
        let found = fs::read_to_string(&version_file).unwrap_or_default();
        if anew || found != version {
            if !found.is_empty() {
                notice(&reason(&found, version, anew));
            }
            forget(&folder.join("finished"))?;
            forget(&version_file)?;
            for path in files(&parts)? {
                forget(&path)?;
            }
            put(&version_file, version.as_bytes())?;
        }
        let mut journal = Self {
            folder,
            _lock: lock,
            known: HashMap::new(),
            open: Mutex::new(Open { next: 1, part: None }),
        };
        journal.read(notice)?;
        Ok(journal)
    }

    fn read(&mut self, notice: &mut dyn FnMut(&str)) -> Result<()> {
        let open = self.open.get_mut().unwrap_or_else(PoisonError::into_inner);
        for path in files(&self.folder.join("parts"))? {
            if path.extension().is_none_or(|ending| ending != "part") {
                forget(&path)?;
                continue;
            }
            let number = path.file_stem().and_then(|stem| stem.to_str()?.parse::<u32>().ok());
            open.next = open.next.max(number.unwrap_or(0).saturating_add(1));
            let entries = match part::index(&path) {
                Ok(entries) => entries,
                Err(error) => {
                    notice(&format!("{error}; its inputs are read again"));
                    forget(&path)?;
                    continue;
                }
            };
            let part: Arc<Path> = path.into();
            for entry in entries {
                let place = Place { part: part.clone(), entry };
                let chunks = self.known.entry(place.entry.input.clone());
                // Most inputs have one.
                chunks.or_insert_with(|| Vec::with_capacity(1)).push(place);
            }
        }
        Ok(())
    }

    /// The chunks of an input, if all are here and the input has not changed since.
    ///
    /// Of chunks that were made twice the newer ones count.
    pub(super) fn done(&self, input: &Input) -> Option<Vec<Place>> {
        let mut chunks: Vec<&Place> = Vec::new();
        for place in self.known.get(&input.id)? {
            let entry = &place.entry;
            if entry.stamp != input.stamp {
                continue;
            }
            // Parts are read in the order in which they were made.
            match chunks.iter_mut().find(|known| known.entry.number == entry.number) {
                Some(known) => *known = place,
                None => chunks.push(place),
            }
        }
        chunks.sort_by_key(|place| place.entry.number);
        let end = chunks.iter().position(|place| place.entry.last)?;
        chunks.truncate(end + 1);
        let numbered = chunks.iter().zip(0..).all(|(place, number)| place.entry.number == number);
        numbered.then(|| chunks.into_iter().cloned().collect())
    }

    /// The chunks of all inputs in order, if all are here; the journal forgets them.
    pub(super) fn take(&mut self, inputs: &[Input]) -> Option<Vec<Place>> {
        let mut places = Vec::with_capacity(inputs.len());
        let whole = inputs.iter().all(|input| {
            let chunks = self.done(input);
            self.known.remove(&input.id);
            let is_done = chunks.is_some();
            places.extend(chunks.into_iter().flatten());
            is_done
        });
        self.known = HashMap::new();
        whole.then_some(places)
    }

    /// Keeps a chunk: it is safe when its part is closed.
    pub(super) fn write(&self, mut entry: Entry, chunk: &Chunk) -> Result<()> {
        let compressed = part::compress(chunk).map_err(|error| Error::io(&self.folder, &error))?;
        entry.raw = compressed.1;
        let mut open = self.open.lock().unwrap_or_else(PoisonError::into_inner);
        if open.part.is_none() {
            let path = self.folder.join("parts").join(format!("{:08}.part", open.next));
            open.part = Some(part::Writer::new(path)?);
            open.next += 1;
        }
        let Some(writer) = open.part.as_mut() else { return Ok(()) };
        writer.append(entry, &compressed.0)?;
        if writer.bytes() < PART_BYTES && writer.started().elapsed() < PART_AGE {
            return Ok(());
        }
        let full = open.part.take();
        drop(open);
        full.map_or(Ok(()), part::Writer::finish)
    }

    /// Closes the part at hand and reads the state again.
    pub(super) fn close_part(&mut self) -> Result<()> {
        let open = self.open.get_mut().unwrap_or_else(PoisonError::into_inner);
        if let Some(part) = open.part.take() {
            part.finish()?;
        }
        self.known.clear();
        self.read(&mut |_| {})
    }

    /// Takes back that the tables are whole.
    pub(super) fn unfinish(&self) -> Result<()> {
        forget(&self.folder.join("finished"))
    }

    /// Says that the tables are whole, and drops the parts that hold nothing of them.
    pub(super) fn finish(&self, text: &str, places: &[Place]) -> Result<()> {
        put(&self.folder.join("finished"), text.as_bytes())?;
        let used: std::collections::HashSet<&Path> =
            places.iter().map(|place| &*place.part).collect();
        for path in files(&self.folder.join("parts"))? {
            if !used.contains(path.as_path()) {
                forget(&path)?;
            }
        }
        Ok(())
    }
}

/// What `finished` holds: what made the tables, which shard they are, and their chunks in order.
pub(super) fn listing(version: &str, shard: Shard, shape: &str, places: &[Place]) -> String {
    let mut text = format!("{version}shard\t{shard}\nshape\t{shape}\n\n");
    for place in places {
        let part = place.part.file_name().map(|name| name.to_string_lossy().into_owned());
        text.push_str(&format!("{}\t{}\n", part.unwrap_or_default(), place.entry.line()));
    }
    text
}

/// Reads the listing of the finished run in `out`: version, shard and chunks.
pub(super) fn read_listing(out: &Path) -> Result<(String, Shard, Vec<Place>)> {
    let path = out.join(STATE).join("finished");
    let text = fs::read_to_string(&path).map_err(|error| {
        let missing = [io::ErrorKind::NotFound, io::ErrorKind::NotADirectory];
        let message = if missing.contains(&error.kind()) {
            "expected the folder of a finished run (`sokgirok batch … --out` makes one; run an interrupted one again)".to_owned()
        } else {
            error.to_string()
        };
        Error::new(ErrorKind::Io, message).in_file(out)
    })?;
    let damaged =
        || Error::new(ErrorKind::Format, "expected the list of a run's chunks").in_file(&path);
    let (head, lines) = text.split_once("\n\n").ok_or_else(damaged)?;
    let (version, head) = head.split_once("shard\t").ok_or_else(damaged)?;
    let shard = head.lines().next().and_then(|shard| shard.parse().ok()).ok_or_else(damaged)?;
    let (mut places, mut parts) = (Vec::new(), HashMap::<&str, Arc<Path>>::new());
    let folder = out.join(STATE).join("parts");
    for line in lines.lines() {
        let (name, entry) = line.split_once('\t').ok_or_else(damaged)?;
        let part = parts.entry(name).or_insert_with(|| folder.join(name).into()).clone();
        places.push(Place { part, entry: Entry::parse(entry).ok_or_else(damaged)? });
    }
    Ok((version.to_owned(), shard, places))
}

/// Locks an output folder's state, which is made if it is missing.
pub(super) fn lock_folder(out: &Path) -> Result<File> {
    let folder = out.join(STATE);
    make_folder(&folder)?;
    lock(&folder)
}

fn lock(folder: &Path) -> Result<File> {
    let path = folder.join("lock");
    let file = File::options().create(true).append(true).open(&path);
    let file = file.map_err(|error| Error::io(&path, &error))?;
    match file.try_lock() {
        Ok(()) => Ok(file),
        Err(TryLockError::WouldBlock) => {
            let message = "another run is writing to this output folder; wait for it, or choose another folder";
            Err(Error::new(ErrorKind::Io, message).in_file(path))
        }
        Err(TryLockError::Error(error)) => Err(Error::io(&path, &error)),
    }
}

fn make_folder(path: &Path) -> Result<()> {
    fs::create_dir_all(path).map_err(|error| {
        Error::new(ErrorKind::Io, format!("expected a folder that can be written to: {error}"))
            .in_file(path)
    })
}

/// Says why what is there is of no use.
fn reason(found: &str, version: &str, anew: bool) -> String {
    if anew {
        return "starting anew, as asked".to_owned();
    }
    let changed: Vec<String> = found
        .lines()
        .zip(version.lines())
        .filter(|(before, now)| before != now)
        .map(|(before, now)| {
            let (name, now) = now.split_once('\t').unwrap_or(("", now));
            let before = before.split_once('\t').map_or(before, |(_, before)| before);
            format!("{name} {before} is now {now}")
        })
        .collect();
    format!("the folder was written by another version ({}): starting anew", changed.join(", "))
}

/// The files of a folder, sorted by name.
fn files(folder: &Path) -> Result<Vec<PathBuf>> {
    let fail = |error: io::Error| Error::io(folder, &error);
    let entries = fs::read_dir(folder).map_err(fail)?;
    let mut paths: Vec<PathBuf> =
        entries.map(|entry| Ok(entry?.path())).collect::<io::Result<_>>().map_err(fail)?;
    paths.sort();
    Ok(paths)
}

/// Removes a file that may not be there.
fn forget(path: &Path) -> Result<()> {
    match fs::remove_file(path) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => Err(Error::io(path, &error)),
        _ => Ok(()),
    }
}

/// Writes a file whole or not at all.
fn put(path: &Path, bytes: &[u8]) -> Result<()> {
    let temporary = path.with_extension("unfinished");
    let written = File::create(&temporary)
        .and_then(|mut file| file.write_all(bytes).and_then(|()| file.sync_all()))
        .and_then(|()| fs::rename(&temporary, path));
    written.map_err(|error| Error::io(path, &error))
}
