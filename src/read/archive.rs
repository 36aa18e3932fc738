//! ZIP archives.

use super::file::{self, Body, Documents, Name, ReadSeek};
use super::limit::Budget;
use super::{Format, Options, Reading};
use crate::{ErrorKind, Result};
use std::path::Path;
use zip::ZipArchive;

/// The documents of an archive, in the order of its members' names.
pub(super) struct Archive {
    name: Name,
    zip: ZipArchive<Box<dyn ReadSeek>>,
    options: Options,
    budget: Budget,
    depth: u32,
    /// What is still to be read, the next one last.
    members: Vec<(String, usize)>,
    open: Option<Documents>,
}

impl Archive {
    pub(super) fn new(
        name: &Name,
        mut zip: ZipArchive<Box<dyn ReadSeek>>,
        options: &Options,
        budget: &Budget,
        depth: u32,
    ) -> Result<Self> {
        let depth = depth + 1;
        budget.enter(name, depth, zip.len() as u64)?;
        let mut members = Vec::new();
        for index in 0..zip.len() {
            let Ok(file) = zip.by_index_raw(index) else {
                members.push((format!("member {}", index + 1), index));
                continue;
            };
            let called = member_name(file.name_raw());
            if !file.is_dir() && is_wanted(&called) {
                members.push((called, index));
            }
        }
        members.sort_by(|a, b| b.cmp(a));
        let (name, options, budget) = (name.clone(), options.clone(), budget.clone());
        Ok(Self { name, zip, options, budget, depth, members, open: None })
    }

    fn enter(&mut self, member: &str, index: usize) -> Result<Documents> {
        let name = self.name.member(member);
        let file = self.zip.by_index(index).map_err(|error| {
            let message = match error {
                zip::result::ZipError::UnsupportedArchive(what) => {
                    format!("cannot be read: {what}")
                }
                error => format!("damaged: {error}"),
            };
            name.error(ErrorKind::Format, message)
        })?;
        if file.is_symlink() {
            return Err(name.error(ErrorKind::Format, "expected a file, found a link"));
        }
        let bytes = file::contain(&name, || self.budget.expand(&name, file))?;
        Ok(file::read(name, Body::Bytes(bytes), &self.options, &self.budget, self.depth))
    }
}

impl Iterator for Archive {
    type Item = Result<Reading>;

    fn next(&mut self) -> Option<Self::Item> {
        loop {
            if let Some(next) = self.open.as_mut().and_then(Iterator::next) {
                return Some(next);
            }
            self.open = None;
            let (member, index) = self.members.pop()?;
            match self.enter(&member, index) {
                Ok(documents) => self.open = Some(documents),
                Err(error) => return Some(Err(error)),
            }
        }
    }
}

/// Members that may be transcripts; pictures and what systems put into archives are passed over.
fn is_wanted(name: &str) -> bool {
    let path = Path::new(name);
    let last = name.rsplit('/').next().unwrap_or(name);
    let hidden = last.starts_with('.') || name.starts_with("__MACOSX/") || last.is_empty();
    !hidden && (path.extension().is_none() || Format::of_name(path).is_some())
}

/// The name of a member: UTF-8, or CP949 as Korean systems write it.
fn member_name(raw: &[u8]) -> String {
    match std::str::from_utf8(raw) {
        Ok(name) => name.to_owned(),
        Err(_) => encoding_rs::EUC_KR.decode_without_bom_handling(raw).0.into_owned(),
    }
}
