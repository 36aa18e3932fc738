//! `sokgirok inspect`

mod summary;

use super::reading::{ReadingOptions, save_text, warn};
use super::{Outcome, report};
use clap::{Args, ValueEnum};
use std::io::{self, BufWriter, Write};
use std::path::PathBuf;
use summary::Summary;

#[derive(Args)]
pub(super) struct Arguments {
    /// Files to read; `-` is standard input.
    #[arg(required = true, value_name = "FILE")]
    files: Vec<PathBuf>,
    /// Shape of the output; json is one object a line.
    #[arg(long, value_enum, default_value_t = Format::Text)]
    format: Format,
    /// Also writes the text of each document below this folder.
    #[arg(long, value_name = "DIR")]
    save_text: Option<PathBuf>,
    #[command(flatten)]
    reading: ReadingOptions,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Format {
    Text,
    Json,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let mut out = BufWriter::new(io::stdout().lock());
    let mut all_good = true;
    let mut fail = |error: sokgirok::Error| {
        all_good = false;
        report(&error.to_string());
    };
    for path in &arguments.files {
        let documents = match arguments.reading.documents(path) {
            Ok(documents) => documents,
            Err(error) => {
                fail(error);
                continue;
            }
        };
        for reading in documents {
            let reading = match reading {
                Ok(reading) => reading,
                Err(error) => {
                    fail(error);
                    continue;
                }
            };
            warn(&reading);
            if let Some(folder) = &arguments.save_text {
                save_text(folder, &reading.document)?;
            }
            let summary = Summary::of(&reading);
            match arguments.format {
                Format::Text => print(&mut out, &summary)?,
                Format::Json => {
                    serde_json::to_writer(&mut out, &summary).map_err(io::Error::from)?;
                    out.write_all(b"\n")?;
                }
            }
        }
    }
    out.flush()?;
    Ok(all_good)
}

fn print(out: &mut impl Write, summary: &Summary) -> io::Result<()> {
    writeln!(out, "{}", summary.file)?;
    if summary.id != summary.file {
        writeln!(out, "  document   {}", summary.id)?;
    }
    let encoding = summary.encoding.map(|name| format!(", {name}")).unwrap_or_default();
    let pages = summary.pages.map(|count| format!(", {count} pages")).unwrap_or_default();
    let wrapped = if summary.wrapped { ", lines broken at a fixed width" } else { "" };
    let (format, characters) = (summary.format, summary.characters);
    writeln!(out, "  format     {format}{encoding}{pages}, {characters} characters{wrapped}")?;
    for (head, value) in summary.header.lines() {
        writeln!(out, "  {head:<10} {value}")?;
    }
    for shape in &summary.labels {
        writeln!(out, "  labels     {} × {}   {}", shape.count, shape.shape, shape.example)?;
    }
    let speeches: usize = summary.speakers.iter().map(|speaker| speaker.turns).sum();
    writeln!(out, "  speakers   {}, {speeches} speeches", summary.speakers.len())?;
    for speaker in &summary.speakers {
        let acting = if speaker.acting { ", acting" } else { "" };
        let (name, role) = (&speaker.name, &speaker.role);
        writeln!(out, "    {:>5}    {name} {role} ({}{acting})", speaker.turns, speaker.class)?;
    }
    if !summary.agenda.is_empty() {
        writeln!(out, "  agenda     {} items", summary.agenda.len())?;
    }
    for item in &summary.agenda {
        let proposer = item.proposer.as_ref().map(|by| format!(" ({by})")).unwrap_or_default();
        let (number, title) = (&item.number, &item.title);
        writeln!(out, "    {:>5}    {number}. {title}{proposer}", item.turns)?;
    }
    for list in &summary.attendance {
        writeln!(out, "  list       {}: {} names", list.heading, list.names)?;
    }
    for attachment in &summary.attachments {
        writeln!(out, "  attached   {}, {} lines", attachment.title, attachment.lines)?;
    }
    for (what, count) in &summary.notes {
        writeln!(out, "  remarks    {count} × {what}")?;
    }
    for part in &summary.left_out {
        let (count, reason) = (part.count, part.reason);
        writeln!(out, "  left out   {count} × {reason}   {}", part.example)?;
    }
    for warning in &summary.warnings {
        writeln!(out, "  warning    {warning}")?;
    }
    Ok(())
}
