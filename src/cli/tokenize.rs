//! `sokgirok tokenize`: the morphemes of a file.

use super::{Failure, Outcome, Words, report, usage};
#[cfg(feature = "lindera")]
use sokgirok::Engine;
use sokgirok::{Lexicon, Sentence, Tag, Token, Tokenizer, UserWord};
use std::io::{self, BufWriter, Read, Write};
use std::path::{Path, PathBuf};

#[derive(clap::Args)]
pub(super) struct Arguments {
    /// The file, UTF-8; `-` reads standard input
    file: PathBuf,
    /// What to print
    #[arg(long, value_enum, default_value = "tsv")]
    format: Format,
    /// Leave out the project's own words: the dictionary alone, as mecab-ko has it
    #[arg(long)]
    no_lexicon: bool,
    #[command(flatten)]
    words: Words,
    /// Let lindera's segmenter do it, with the dictionary in this folder
    #[cfg(feature = "lindera")]
    #[arg(long, value_name = "DIR")]
    lindera_dictionary: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, clap::ValueEnum)]
enum Format {
    /// Start, end, surface, tags joined with `+`, expression; one token a line
    Tsv,
    /// One line of the file a line
    Jsonl,
    /// CoNLL-U: UPOS, Sejong tags as XPOS, bytes in MISC
    Conllu,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let tokenizer = tokenizer(arguments).map_err(|error| usage(&error))?;
    let text = match read(&arguments.file) {
        Ok(text) => text,
        Err(message) => {
            report(&message);
            return Ok(false);
        }
    };
    write(arguments.format, &tokenizer, &text)?;
    Ok(true)
}

fn write(format: Format, tokenizer: &Tokenizer, text: &str) -> Result<(), Failure> {
    let mut worker = tokenizer.worker();
    let mut sentence = Sentence::new();
    let mut out = BufWriter::new(io::stdout().lock());
    let mut start = 0;
    for (number, line) in text.split('\n').enumerate() {
        worker.tokenize(line, start, &mut sentence);
        let unit = Unit { tokenizer, text, number, start, line };
        match format {
            Format::Tsv => unit.write_tsv(&sentence.tokens, &mut out)?,
            Format::Jsonl => unit.write_jsonl(&sentence.tokens, &mut out)?,
            Format::Conllu => unit.write_conllu(&sentence.tokens, &mut out)?,
        }
        start += line.len() + 1;
    }
    out.flush()?;
    Ok(())
}

fn tokenizer(arguments: &Arguments) -> sokgirok::Result<Tokenizer> {
    let mut builder = Tokenizer::builder();
    #[cfg(feature = "lindera")]
    if let Some(folder) = &arguments.lindera_dictionary {
        // lindera knows the dictionary's words only.
        return builder.engine(Engine::Lindera(folder.clone())).build();
    }
    if !arguments.no_lexicon {
        builder.words(whole_words(&arguments.words.lexicon()?)?);
    }
    builder.build()
}

/// The words of the lexicon that must stay one token.
fn whole_words(lexicon: &Lexicon) -> sokgirok::Result<Vec<UserWord>> {
    let entries = lexicon.class_names().into_iter().flat_map(|class| lexicon.class(class));
    let tagged = entries.filter_map(|entry| Some((entry, entry.token.as_deref()?.parse().ok()?)));
    tagged.map(|(entry, tag)| Ok(UserWord::new(&*entry.surface, tag)?.whole())).collect()
}

fn read(path: &Path) -> Result<String, String> {
    let at = |error: io::Error| format!("{}: {error}", path.display());
    let mut bytes = Vec::new();
    if path == Path::new("-") {
        io::stdin().lock().read_to_end(&mut bytes).map_err(at)?;
    } else {
        bytes = std::fs::read(path).map_err(at)?;
    }
    String::from_utf8(bytes).map_err(|error| {
        let byte = error.utf8_error().valid_up_to();
        format!("{}: byte {byte}: not valid UTF-8", path.display())
    })
}

/// One line of the file.
struct Unit<'a> {
    tokenizer: &'a Tokenizer,
    text: &'a str,
    number: usize,
    start: usize,
    line: &'a str,
}

impl Unit<'_> {
    fn tags(&self, token: &Token) -> String {
        self.tokenizer.tags(token).map(Tag::as_str).collect::<Vec<_>>().join("+")
    }

    fn write_tsv(&self, tokens: &[Token], out: &mut impl Write) -> io::Result<()> {
        for token in tokens {
            let surface = token.span.slice(self.text);
            let expression = self.tokenizer.expression(token).unwrap_or("");
            let (start, end, tags) = (token.span.start, token.span.end, self.tags(token));
            writeln!(out, "{start}\t{end}\t{surface}\t{tags}\t{expression}")?;
        }
        Ok(())
    }

    fn write_jsonl(&self, tokens: &[Token], out: &mut impl Write) -> io::Result<()> {
        let token = |token: &Token| {
            serde_json::json!({
                "start": token.span.start,
                "end": token.span.end,
                "surface": token.span.slice(self.text),
                "tag": self.tags(token),
                "expression": self.tokenizer.expression(token),
            })
        };
        let tokens: Vec<_> = tokens.iter().map(token).collect();
        let (line, start, end) = (self.number + 1, self.start, self.start + self.line.len());
        let unit =
            serde_json::json!({ "line": line, "start": start, "end": end, "tokens": tokens });
        writeln!(out, "{unit}")
    }

    fn write_conllu(&self, tokens: &[Token], out: &mut impl Write) -> io::Result<()> {
        if tokens.is_empty() {
            return Ok(());
        }
        writeln!(out, "# sent_id = {}", self.number + 1)?;
        writeln!(out, "# text = {}", self.line.trim().replace(['\r', '\t'], " "))?;
        for (number, token) in tokens.iter().enumerate() {
            let (id, surface) = (number + 1, token.span.slice(self.text));
            let (upos, xpos) = (token.first.upos(), self.tags(token));
            let glued =
                tokens.get(number + 1).is_some_and(|next| next.span.start == token.span.end);
            let glued = if glued { "|SpaceAfter=No" } else { "" };
            let Token { span, .. } = token;
            let misc = format!("Start={}|End={}{glued}", span.start, span.end);
            writeln!(out, "{id}\t{surface}\t_\t{upos}\t{xpos}\t_\t_\t_\t_\t{misc}")?;
        }
        writeln!(out)
    }
}
