//! Officers: a name beside an office, or an office that nobody holds.

use super::{Confidence, Extractor, Finding, Officer, Passage};
use crate::{Document, Lexicon, Result, Rule};

mod find;
mod name;
mod people;
mod phrase;
mod role;
mod rules;
mod status;
mod word;

use find::Finder;
use name::Names;
pub(crate) use people::People;
use phrase::Phrases;
use role::{Office, Offices};
use status::{Prefix, Scene, Statuses};
use word::Word;

/// Finds officers sentence by sentence; labels and attendance lists once a document.
#[derive(Debug)]
pub(crate) struct OfficerExtractor {
    names: Names,
    offices: Offices,
    phrases: Phrases,
    statuses: Statuses,
}

/// A finding before it is judged, in bytes of the sentence.
#[derive(Clone, Copy, Debug)]
struct Draft {
    start: usize,
    end: usize,
    name: Option<(usize, usize)>,
    role: (usize, usize),
    /// Whether the role stands before the name.
    role_first: bool,
    /// Whether a copula follows (`입니다`).
    copula: bool,
    prefix: Prefix,
    /// Where the words that describe it end.
    anchor: usize,
    /// For a title apart from the name: whether it is new.
    titled: Option<bool>,
    rule: &'static str,
}

impl Extractor for OfficerExtractor {
    const RULES: &'static [Rule] = rules::RULES;

    fn new(lexicon: &Lexicon) -> Result<Self> {
        Ok(Self {
            names: Names::new(lexicon),
            offices: Offices::new(lexicon)?,
            phrases: Phrases::new(lexicon)?,
            statuses: Statuses::new(lexicon)?,
        })
    }

    fn extract(&self, passage: &Passage<'_>, findings: &mut Vec<Finding>) {
        let text = passage.text;
        let ranks = self.offices.ranks(text);
        if ranks.is_empty() || passage.people.is_listed(passage.span(0, text.len())) {
            return;
        }
        let (mut words, mut offices, mut drafts) = (Vec::new(), Vec::new(), Vec::new());
        word::split(text, &mut words);
        if let Some(draft) = find::spread(text, &words, &self.names, &self.offices) {
            drafts.push(draft);
            let scene = Scene { text, lead: "", words: &words, offices: &offices, drafts: &drafts };
            findings.push(Finding::Officer(self.officer(passage, scene, 0)));
            return;
        }
        self.offices.find(text, &words, &ranks, &mut offices);
        if offices.is_empty() {
            return;
        }
        self.find(passage, &words, &offices, &mut drafts);
        let lead = lead(passage);
        let scene = Scene { text, lead, words: &words, offices: &offices, drafts: &drafts };
        for index in 0..drafts.len() {
            findings.push(Finding::Officer(self.officer(passage, scene, index)));
        }
        passage.people.hear(drafts.iter().filter(|draft| draft.copula).filter_map(|draft| {
            let (start, end) = draft.name?;
            Some(plain_name(&text[start..end]))
        }));
    }
}

impl OfficerExtractor {
    fn find(
        &self,
        passage: &Passage<'_>,
        words: &[Word],
        offices: &[Office],
        drafts: &mut Vec<Draft>,
    ) {
        let known = passage.people.names.borrow();
        let finder = Finder {
            text: passage.text,
            words,
            offices,
            names: &self.names,
            roles: &self.offices,
            phrases: &self.phrases,
            known: &known,
        };
        finder.find(drafts);
    }

    /// Who is known in the document; appends a finding for each label and list entry.
    pub(crate) fn people(&self, document: &Document, findings: &mut Vec<Finding>) -> People {
        People::collect(document, findings)
    }

    fn officer(&self, passage: &Passage<'_>, scene: Scene<'_>, index: usize) -> Officer {
        let draft = &scene.drafts[index];
        let text = passage.text;
        let name = draft.name.map_or(String::new(), |(start, end)| plain_name(&text[start..end]));
        let status = self.statuses.status(scene, index);
        let speaker =
            passage.document.turns.get(passage.turn).and_then(|turn| turn.speaker.as_ref());
        let is_speaker = speaker.is_some_and(|speaker| speaker.name == name);
        Officer {
            span: passage.span(draft.start, draft.end),
            name,
            name_span: draft.name.map(|(start, end)| passage.span(start, end)),
            role: text[draft.role.0..draft.role.1].to_owned(),
            role_span: passage.span(draft.role.0, draft.role.1),
            status,
            context: self.statuses.context(scene, index, status, is_speaker),
            rule: draft.rule,
            confidence: Confidence::default(),
            turn: passage.turn,
        }
    }
}

/// The line of the turn before the sentence, where it does not end one.
fn lead<'a>(passage: &Passage<'a>) -> &'a str {
    let start = passage.span(0, 0).start;
    let body = passage.document.turns.get(passage.turn).map_or(start, |turn| turn.body.start);
    let before = passage.document.text.get(body..start).unwrap_or("");
    let Some(before) = before.trim_end_matches([' ', '\u{3000}']).strip_suffix('\n') else {
        return "";
    };
    let line = before.rsplit('\n').next().unwrap_or("").trim();
    if line.ends_with(['.', '?', '!', ')', ':']) { "" } else { line }
}

/// A name without blanks that only space it out; those between words of a foreign name stay.
fn plain_name(name: &str) -> String {
    if name.split(' ').all(|part| part.chars().count() <= 1) {
        name.chars().filter(|c| *c != ' ').collect()
    } else {
        name.to_owned()
    }
}

#[cfg(test)]
mod tests;
