//! One transcript, in a straight line: turns, blocks, sentences, extractors, links.

use crate::act::Acts;
use crate::extract::{
    Asked, CommitmentExtractor, Extractor, Finding, OfficerExtractor, PageExtractor, Passage,
    People,
};
use crate::resolve::{Person, Resolver};
use crate::text::{self, Joins, Normalizer};
use crate::{
    Act, Confidence, Document, Error, ErrorKind, Lexicon, Result, RoleClass, Rule, Span, Tag,
    Tokenizer, TokenizerWorker, UserWord,
};
use std::ops::Range;
use std::sync::Arc;

mod tokens;
mod version;

pub use tokens::Morpheme;

/// Finds page references, officers and commitments in transcripts.
///
/// Immutable and `Send + Sync`; a [`Worker`] does the work.
///
/// # Cloning
/// Cheap: the compiled rules are shared.
///
/// # Examples
/// ```
/// use sokgirok::{Analyzer, Document};
///
/// let analyzer = Analyzer::new()?;
/// let document = Document::parse("a.txt", "보고서 12쪽을 봐 주시기 바랍니다.\n");
/// let analysis = analyzer.worker().analyze(&document);
/// for finding in &analysis.findings {
///     println!("{} {}", finding.rule(), document.slice(finding.span()));
/// }
/// # Ok::<(), sokgirok::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Analyzer {
    extractors: Arc<Extractors>,
    version: Arc<str>,
    min_confidence: Confidence,
    tokenizer: Tokenizer,
    /// With the words that the lexicon keeps whole.
    words: Tokenizer,
}

#[derive(Debug)]
struct Extractors {
    page: PageExtractor,
    officer: OfficerExtractor,
    commitment: CommitmentExtractor,
    acts: Acts,
    resolver: Resolver,
}

/// Every rule, in the order in which they are documented.
pub fn rules() -> impl Iterator<Item = &'static Rule> {
    let all = [PageExtractor::RULES, OfficerExtractor::RULES, CommitmentExtractor::RULES];
    all.into_iter().flatten()
}

/// What was found in one document.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Analysis {
    /// The findings, by start, then by end, then by kind.
    pub findings: Vec<Finding>,
    /// The people and vacant posts of the document, in order of first mention.
    pub roster: Vec<Person>,
    /// What each turn of the document does; `None` for one without a speaker that reports nothing.
    pub acts: Vec<Option<Act>>,
}

impl Analyzer {
    /// An analyzer with the words that come with the crate.
    ///
    /// # Errors
    /// Never, unless the crate's own tables are broken.
    pub fn new() -> Result<Self> {
        Self::with_lexicon(&Lexicon::builtin())
    }

    /// An analyzer with the words of `lexicon`.
    ///
    /// # Errors
    /// When a rule needs a class that the lexicon leaves empty, or as [`tokenizer`].
    pub fn with_lexicon(lexicon: &Lexicon) -> Result<Self> {
        let extractors = Extractors {
            page: PageExtractor::new(lexicon)?,
            officer: OfficerExtractor::new(lexicon)?,
            commitment: CommitmentExtractor::new(lexicon)?,
            acts: Acts::new(lexicon)?,
            resolver: Resolver::new(lexicon)?,
        };
        let version = version::fingerprint(lexicon).into();
        Ok(Self {
            extractors: Arc::new(extractors),
            tokenizer: Tokenizer::new()?,
            words: tokenizer(lexicon)?,
            version,
            min_confidence: Confidence::default(),
        })
    }

    /// The same analyzer, which leaves out findings that are less sure than `least`.
    ///
    /// They still count for the roster and as the neighbours of others.
    ///
    /// # Examples
    /// ```
    /// use sokgirok::{Analyzer, Confidence, Document};
    ///
    /// let document = Document::parse("a.txt", "○도로과장 한가람 내년에 길을 넓히겠습니다.\n");
    /// let analyzer = Analyzer::new()?;
    /// let all = analyzer.worker().analyze(&document).findings.len();
    /// let strict = analyzer.with_min_confidence(Confidence::new(1.0));
    /// assert!(strict.worker().analyze(&document).findings.len() < all);
    /// # Ok::<(), sokgirok::Error>(())
    /// ```
    #[must_use]
    pub fn with_min_confidence(mut self, least: Confidence) -> Self {
        let rules = self.version.split('-').next().unwrap_or_default();
        self.version = if least > Confidence::default() {
            format!("{rules}-{}", least.thousandths()).into()
        } else {
            rules.into()
        };
        self.min_confidence = least;
        self
    }

    /// A fingerprint of the rules and words, and of the least confidence if one is set: equal for
    /// equal ones, on any machine.
    #[must_use]
    pub fn version(&self) -> &str {
        &self.version
    }

    /// A worker: one for each thread, reused from document to document.
    #[must_use]
    pub fn worker(&self) -> Worker {
        Worker {
            analyzer: self.clone(),
            normalizer: Normalizer::default(),
            tokens: self.tokenizer.worker(),
            words: None,
        }
    }
}

/// A tokenizer that keeps the words whole which the lexicon marks so in its column `token`.
///
/// # Errors
/// When a marked word cannot be a token: under two syllables, or with an unknown tag.
pub fn tokenizer(lexicon: &Lexicon) -> Result<Tokenizer> {
    let mut words = Vec::new();
    for entry in lexicon.class_names().into_iter().flat_map(|class| lexicon.class(class)) {
        let Some(tag) = &entry.token else { continue };
        let tag: Tag = tag.parse().map_err(|_| {
            let message = format!("`{}`: `{tag}` is no part-of-speech tag", entry.surface);
            Error::new(ErrorKind::Lexicon, message)
        })?;
        words.push(UserWord::new(&entry.surface, tag)?.whole());
    }
    Tokenizer::builder().words(words).build()
}

/// Analyses one document after the other, reusing its buffers.
///
/// Reuse never changes a result.
#[derive(Debug)]
pub struct Worker {
    analyzer: Analyzer,
    normalizer: Normalizer,
    tokens: TokenizerWorker,
    /// Made when tokens are first asked for.
    words: Option<TokenizerWorker>,
}

impl Worker {
    /// Finds everything in a document.
    ///
    /// Never fails and never panics, whatever the text.
    pub fn analyze(&mut self, document: &Document) -> Analysis {
        let (mut findings, acts) = match document.composed() {
            None => self.findings(document),
            Some(composed) => {
                let (mut findings, acts) = self.findings(&composed.document);
                let place = |span: &mut Span| *span = composed.place(*span);
                findings.iter_mut().for_each(|finding| finding.each_span(place));
                (findings, acts)
            }
        };
        let roster = self.analyzer.extractors.resolver.roster(&findings);
        let least = self.analyzer.min_confidence;
        findings.retain(|finding| finding.confidence() >= least);
        Analysis { findings, roster, acts }
    }

    fn findings(&mut self, document: &Document) -> (Vec<Finding>, Vec<Option<Act>>) {
        let mut findings = Vec::new();
        let mut asked = Vec::new();
        let joins = self.joins(document);
        let acts = self.analyzer.extractors.acts.of(document);
        let people = self.analyzer.extractors.officer.people(document, &mut findings);
        for turn in 0..document.turns.len() {
            for block in text::blocks(&document.text, document.turns[turn].body) {
                self.normalizer.normalize(document, block, &joins);
                self.extract_block(document, turn, &acts, &people, &mut findings, &mut asked);
            }
        }
        findings.sort_by_key(|finding| (finding.span().start, finding.span().end));
        self.analyzer.extractors.resolver.resolve(document, &acts, &asked, &mut findings);
        (findings, acts)
    }

    fn joins(&mut self, document: &Document) -> Joins {
        let bodies = document.turns.iter().map(|turn| turn.body);
        Joins::of(document, bodies, |text| self.tokens.cost(text))
    }

    /// The sentences of a document in order, each with the index of its turn.
    ///
    /// Every sentence is trimmed of the blanks around it; running heads and page numbers are none,
    /// but one that stands inside a sentence is covered by its span.
    pub fn sentences(&mut self, document: &Document) -> Vec<(usize, Span)> {
        let Some(composed) = document.composed() else { return self.split(document) };
        let mut found = self.split(&composed.document);
        found.iter_mut().for_each(|(_, span)| *span = composed.place(*span));
        found
    }

    fn split(&mut self, document: &Document) -> Vec<(usize, Span)> {
        let mut found = Vec::new();
        self.each_sentence(document, |turn, plain, range| {
            found.push((turn, plain.offsets.span(range.start, range.end)));
        });
        found
    }

    /// Visits every sentence that is more than blanks: its turn, the normalised block, and where
    /// it stands in that.
    fn each_sentence(
        &mut self,
        document: &Document,
        mut visit: impl FnMut(usize, &Normalizer, Range<usize>),
    ) {
        let joins = self.joins(document);
        for (index, turn) in document.turns.iter().enumerate() {
            for block in text::blocks(&document.text, turn.body) {
                self.normalizer.normalize(document, block, &joins);
                for range in text::sentences(&self.normalizer.text) {
                    let sentence = &self.normalizer.text[range.clone()];
                    let start = range.start + (sentence.len() - sentence.trim_start().len());
                    let end = range.start + sentence.trim_end().len();
                    if start < end {
                        visit(index, &self.normalizer, start..end);
                    }
                }
            }
        }
    }

    /// The text of a turn as it is analysed: lines of a wrapped document joined, blanks of every
    /// kind made plain, conjoining jamo composed, running heads left out. Line ends that count
    /// stand as `\n`.
    ///
    /// # Panics
    /// When `turn` is not the index of a turn of the document.
    pub fn plain_text(&mut self, document: &Document, turn: usize) -> String {
        let composed = document.composed();
        let document = composed.as_ref().map_or(document, |composed| &composed.document);
        let body = document.turns[turn].body;
        let joins = Joins::of(document, [body].into_iter(), |text| self.tokens.cost(text));
        let mut plain = String::new();
        for block in text::blocks(&document.text, body) {
            self.normalizer.normalize(document, block, &joins);
            plain.push_str(&self.normalizer.text);
        }
        plain
    }

    /// Runs the extractors over each sentence of the normalised block.
    fn extract_block(
        &self,
        document: &Document,
        turn: usize,
        acts: &[Option<Act>],
        people: &People,
        findings: &mut Vec<Finding>,
        asked: &mut Vec<Asked>,
    ) {
        let extractors = &self.analyzer.extractors;
        let speaker = document.turns[turn].speaker.as_ref().map(|speaker| speaker.class);
        let may_ask = matches!(speaker, Some(RoleClass::Chair | RoleClass::Member));
        for range in text::sentences(&self.normalizer.text) {
            let passage = Passage {
                document,
                turn,
                text: self.normalizer.text[range.clone()].trim_end(),
                base: range.start,
                offsets: &self.normalizer.offsets,
                people,
                acts,
            };
            if passage.text.is_empty() {
                continue;
            }
            extractors.page.extract(&passage, findings);
            extractors.officer.extract(&passage, findings);
            extractors.commitment.extract(&passage, findings);
            if may_ask && extractors.acts.asks(passage.text) {
                asked.push(Asked { span: passage.span(0, passage.text.len()), turn });
            }
        }
    }
}
