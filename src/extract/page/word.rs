//! The words of the page rules, ready to be looked up at the edges of a text.

use crate::Lexicon;

/// The words of one class, longer ones first.
#[derive(Debug, Default)]
pub(super) struct Words(Vec<String>);

impl Words {
    /// The words of a class; an empty class finds nothing.
    pub(super) fn new(lexicon: &Lexicon, class: &str) -> Self {
        let mut words: Vec<_> =
            lexicon.class(class).iter().map(|entry| entry.surface.clone()).collect();
        words.sort_by(|a, b| b.len().cmp(&a.len()).then_with(|| a.cmp(b)));
        Self(words)
    }

    /// Length of the longest word that `text` starts with.
    pub(super) fn prefix(&self, text: &str) -> Option<usize> {
        self.0.iter().find(|word| text.starts_with(word.as_str())).map(String::len)
    }

    /// Length of the longest word that `text` ends with.
    pub(super) fn suffix(&self, text: &str) -> Option<usize> {
        self.0.iter().find(|word| text.ends_with(word.as_str())).map(String::len)
    }

    /// Whether `text` is one of the words.
    pub(super) fn contains(&self, text: &str) -> bool {
        self.0.iter().any(|word| word == text)
    }

    /// The words.
    pub(super) fn iter(&self) -> impl Iterator<Item = &str> {
        self.0.iter().map(String::as_str)
    }
}

/// Every class that the page rules read.
#[derive(Debug)]
pub(super) struct Vocabulary {
    /// Units that follow the number (쪽, 페이지).
    pub(super) unit: Words,
    /// The unit that more often means something else (면).
    pub(super) face: Words,
    /// Latin units (p, page), in lower case.
    pub(super) latin: Words,
    /// What makes another word of the unit (쪽지, 쪽방).
    pub(super) compound: Words,
    /// Books and papers.
    pub(super) document: Words,
    /// Bills and budgets: a document before the number, a subject behind it.
    pub(super) bill: Words,
    /// Words that name a document only directly before the number.
    pub(super) part: Words,
    /// Words that belong to the name of the document behind them.
    pub(super) modifier: Words,
    /// Words that turn a document before them into something else (자료 제출).
    pub(super) breaker: Words,
    /// What makes the number that it is attached to an amount (짜리, 씩).
    pub(super) amount_suffix: Words,
    /// Words that make the number before them an amount (분량, 가량).
    pub(super) amount_after: Words,
    /// Words that make the number behind them an amount (총, 무려).
    pub(super) amount_before: Words,
    /// What an amount is said of (분량이).
    pub(super) amount_topic: Words,
    /// Words before an amount, whatever follows (몇, A4).
    pub(super) amount_surely: Words,
    /// What is said of amounts behind a particle (이 넘는).
    pub(super) amount_verb: Words,
    /// What is said of sides (으로 갈려).
    pub(super) split: Words,
    /// Verbs of turning to a page (보시면, 펴 주십시오).
    pub(super) reading: Words,
    /// Verbs of standing on a page (에 나와 있습니다).
    pub(super) standing: Words,
    /// What is said of points (`8p 올랐습니다`).
    pub(super) point: Words,
    /// Words with a number of their own behind them (`별첨 2, 35쪽`).
    pub(super) label: Words,
    /// What a report is made on (책자를 토대로).
    pub(super) basis: Words,
    /// Endings after which a new clause starts.
    pub(super) clause_end: Words,
    /// Words that may stand before the number of a heading.
    pub(super) lead: Words,
    /// Where on a page (하단, 오른쪽).
    pub(super) position: Words,
    /// What is counted on a page (번, 항).
    pub(super) counter: Words,
    /// Particles.
    pub(super) particle: Words,
    /// Copulas that end a sentence.
    pub(super) copula: Words,
    /// Announcements that end a sentence (보고드리겠습니다).
    pub(super) announcement: Words,
}

impl Vocabulary {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let words = |class| Words::new(lexicon, class);
        Self {
            unit: words("page_unit"),
            face: words("page_face"),
            latin: words("page_latin"),
            compound: words("page_compound"),
            document: words("document"),
            bill: words("document_bill"),
            part: words("document_part"),
            modifier: words("document_modifier"),
            breaker: words("document_breaker"),
            amount_after: words("page_amount_after"),
            amount_suffix: words("page_amount_suffix"),
            amount_before: words("page_amount_before"),
            amount_topic: words("page_amount_topic"),
            amount_surely: words("page_amount_surely"),
            amount_verb: words("page_amount_verb"),
            split: words("page_split"),
            reading: words("page_reading"),
            standing: words("page_standing"),
            point: words("page_point"),
            label: words("page_label"),
            basis: words("page_basis"),
            clause_end: words("page_clause_end"),
            lead: words("page_lead"),
            position: words("page_position"),
            counter: words("page_counter"),
            particle: words("page_particle"),
            copula: words("page_copula"),
            announcement: words("page_announcement"),
        }
    }
}

/// The words of `text[start..end]` as byte ranges, blanks between them.
pub(super) fn words_of(
    text: &str,
    start: usize,
    end: usize,
) -> impl DoubleEndedIterator<Item = (usize, usize)> + '_ {
    text[start..end].split(' ').filter(|word| !word.is_empty()).map(move |word| {
        let from = word.as_ptr() as usize - text.as_ptr() as usize;
        (from, from + word.len())
    })
}

/// `text` from `at` on, behind blanks.
pub(super) fn after_blanks(text: &str, at: usize) -> usize {
    text.len() - text[at..].trim_start_matches(' ').len()
}
