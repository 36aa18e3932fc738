//! Files that hold one document.

use super::file::Name;
use super::{Encoding, Format, Options, Reading, Source, Warning, decode, korean};
use crate::{Document, ErrorKind, Origin, Result};

/// What a reader takes out of a file.
#[derive(Debug, Default)]
pub(super) struct Extract {
    pub(super) text: String,
    pub(super) origin: Origin,
    pub(super) encoding: Option<Encoding>,
    pub(super) warnings: Vec<Warning>,
}

/// Reads a file of `format` that is a single document.
pub(super) fn read(
    name: &Name,
    format: Format,
    bytes: Vec<u8>,
    options: &Options,
) -> Result<Reading> {
    let extract = extract(name, format, bytes, options)?;
    finish(name, name.to_string(), format, extract)
}

fn extract(name: &Name, format: Format, bytes: Vec<u8>, options: &Options) -> Result<Extract> {
    match format {
        Format::Text | Format::Markdown => Ok(text(bytes, options.encoding)),
        #[cfg(feature = "html")]
        Format::Html => super::html::read(name, bytes, options.encoding),
        #[cfg(feature = "pdf")]
        Format::Pdf => super::pdf::read(name, bytes),
        #[cfg(feature = "hwp")]
        Format::Hwp => super::hwp::read(name, &bytes, &options.limits),
        #[cfg(feature = "hwpx")]
        Format::Hwpx => super::hwpx::read(name, bytes, &options.limits),
        #[allow(unreachable_patterns, reason = "with every feature on, all are above")]
        _ => {
            Err(name
                .error(ErrorKind::Format, format!("this build of sokgirok cannot read {format}")))
        }
    }
}

fn text(bytes: Vec<u8>, encoding: Option<Encoding>) -> Extract {
    let decoded = decode::decode(bytes, encoding);
    Extract {
        text: decoded.text,
        origin: decoded.origin,
        encoding: Some(decoded.encoding),
        warnings: decoded.broken.warning(decoded.encoding).into_iter().collect(),
    }
}

/// Makes a document of what was taken out of a file, unless it is no Korean text.
pub(super) fn finish(name: &Name, id: String, format: Format, extract: Extract) -> Result<Reading> {
    if let Some(reason) = korean::refuse(&extract.text) {
        return Err(name.error(ErrorKind::Encoding, reason));
    }
    let mut document = Document::parse(id, extract.text);
    document.origin = extract.origin;
    let source = Source {
        path: name.path.clone(),
        member: name.member.clone(),
        format,
        encoding: extract.encoding,
    };
    Ok(Reading { document, source, warnings: extract.warnings })
}
