//! What is promised: the verb before an ending, its auxiliaries and its object.
//!
//! The words before an ending are read from right to left. Auxiliaries (`-아/어 나가다`,
//! `-아/어 보다`), `-도록 하다` and light verbs (`추진을 하다`, `보고를 드리다`) are peeled off
//! until the main verb, or the verbal noun, is left.

use super::ending::{Ending, Form};
use super::hangul;
use crate::Lexicon;
use std::collections::HashSet;

/// The predicate before an ending.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(super) struct Predicate {
    /// First byte of the predicate phrase.
    pub(super) start: usize,
    /// The main verb or verbal noun as written: `action` without auxiliaries and endings.
    pub(super) action: (usize, usize),
    /// Its stem, or the verbal noun alone (`추진` of `추진하다`).
    pub(super) verb: String,
    /// The whole stem (`다하`), where `verb` leaves 하다 away.
    pub(super) stem: String,
    /// The noun of the nearest object before the verb (`최선` of `최선을 다하다`).
    pub(super) object: Option<String>,
    /// First byte of that object.
    pub(super) object_start: usize,
    /// `그렇게 하겠습니다`
    pub(super) agrees: bool,
    /// `-아/어 보다`
    pub(super) tried: bool,
    /// `-드리다`, `-아/어 주다`
    pub(super) given: bool,
    /// `-지 않다`, `없도록 하다`
    pub(super) negated: bool,
    /// `-되다`
    pub(super) passive: bool,
    /// A duty or wish (`-아야 하다`, `-으면 하다`) or quoted words.
    pub(super) foreign: bool,
}

/// A word between blanks.
#[derive(Clone, Copy, Debug)]
struct Word<'a> {
    text: &'a str,
    start: usize,
}

/// Reads the predicate whose stem ends at `ending.stem`; `None` where no verb stands there.
pub(super) fn read(sentence: &str, ending: Ending, forms: &Forms) -> Option<Predicate> {
    let head = &sentence[..ending.stem];
    let mut reader = Reader { forms, words: words(head), predicate: Predicate::default() };
    match ending.form {
        Form::NounPlan | Form::Goal | Form::VowNoun => return Some(reader.noun_plan(ending)),
        Form::Will | Form::Said | Form::Decided => {
            if head.ends_with(' ') {
                return None;
            }
            let word = reader.words.pop()?;
            reader.stem(word.text.to_owned(), word);
        }
        Form::Intend => {
            let word = reader.words.pop()?;
            let text = match word.text.strip_suffix('으') {
                Some(front) if front.chars().next_back().is_some_and(hangul::has_final) => front,
                _ => word.text,
            };
            reader.stem(text.to_owned(), word);
        }
        Form::Plan | Form::Future | Form::Vow | Form::Offer => {
            let word = reader.words.pop()?;
            match prospective(word.text) {
                Some(stem) => reader.stem(stem, word),
                None if ending.form == Form::Plan && is_scheduled_noun(sentence, ending, word) => {
                    reader.finish(word.text.to_owned(), word);
                }
                None => return None,
            }
        }
    }
    let predicate = reader.predicate;
    (!predicate.verb.is_empty()).then_some(predicate)
}

/// The stem of a prospective verb form, where the word is one and no noun in ㄹ.
fn prospective(word: &str) -> Option<String> {
    const NOUN_ENDS: &[char] = &['설', '출', '굴', '발', '달', '술', '률', '율', '물', '월', '철'];
    if word.ends_with(NOUN_ENDS) {
        return None;
    }
    hangul::without_prospective(word)
}

/// Whether `개관 예정입니다` stands there: a bare noun, then 예정 apart from it.
fn is_scheduled_noun(sentence: &str, ending: Ending, word: Word<'_>) -> bool {
    let rest = sentence[ending.stem..].trim_start();
    rest.starts_with("예정")
        && ending.stem >= word.start + word.text.len()
        && word.text.chars().count() >= 2
        && word.text.chars().all(|c| ('가'..='힣').contains(&c) || matches!(c, 'ㆍ' | '·'))
        && !word.text.ends_with([
            '은', '는', '이', '가', '을', '를', '도', '에', '의', '로', '중', '된', '한',
        ])
}

fn words(text: &str) -> Vec<Word<'_>> {
    let mut words = Vec::new();
    let mut start = 0;
    for piece in text.split(' ') {
        if !piece.is_empty() {
            words.push(Word { text: piece, start });
        }
        start += piece.len() + 1;
    }
    words
}

/// Words that reading a predicate needs.
#[derive(Debug)]
pub(super) struct Forms {
    /// Adverbs that stand between an object or `그렇게` and its verb.
    fillers: HashSet<String>,
    /// Verbs written as one word whose last part looks like an auxiliary (`나아가다`).
    compounds: HashSet<String>,
}

impl Forms {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let words =
            |class: &str| lexicon.class(class).iter().map(|entry| entry.surface.clone()).collect();
        Self { fillers: words("filler"), compounds: words("compound") }
    }
}

const AUXILIARIES: &[&str] = &[
    "나가",
    "보",
    "드리",
    "주",
    "가",
    "오",
    "놓",
    "두",
    "내",
    "올리",
    "버리",
    "나아가",
    "봐 나가",
];

/// Syllables in which an infinitive before an auxiliary ends.
const INFINITIVE_ENDS: &[char] = &[
    '해', '여', '어', '아', '워', '와', '려', '겨', '켜', '쳐', '져', '혀', '줘', '춰', '둬', '봐',
    '내', '써', '꿔', '퍼', '러', '펴', '셔', '녀', '뤄', '돼', '매', '배', '깨', '나', '서', '가',
    '여', '쥐', '눠',
];

struct Reader<'a> {
    forms: &'a Forms,
    /// The words before what was read already.
    words: Vec<Word<'a>>,
    predicate: Predicate,
}

impl<'a> Reader<'a> {
    /// Goes on with a verb stem that ends in `word`.
    fn stem(&mut self, stem: String, word: Word<'a>) {
        self.predicate.start = word.start;
        if self.auxiliary(&stem) {
            return;
        }
        if self.forms.compounds.contains(&stem) {
            return self.finish(stem, word);
        }
        if let Some((infinitive, auxiliary)) = fused_auxiliary(&stem) {
            self.note_auxiliary(auxiliary);
            let main = hangul::without_infinitive(infinitive).expect("checked when it was cut");
            let head = Word { text: &word.text[..infinitive.len()], start: word.start };
            return self.stem(main, head);
        }
        match stem.as_str() {
            "하" => self.light_verb(word),
            "않" => self.negation(word),
            "드리" | "올리" => self.delivery(stem, word),
            _ if stem.ends_with('야') => {
                self.predicate.foreign = true;
                self.finish(stem, word);
            }
            _ => {
                if let Some(front) = stem.strip_suffix("도록하").or(stem.strip_suffix("토록하"))
                {
                    let cut = Word { text: &word.text[..front.len()], start: word.start };
                    let full = if stem.ends_with("토록하") {
                        format!("{front}하")
                    } else {
                        front.to_owned()
                    };
                    return self.stem(full, cut);
                }
                self.finish(stem, word);
            }
        }
    }

    /// Peels off an auxiliary that stands as a word of its own, with the infinitive before it.
    fn auxiliary(&mut self, stem: &str) -> bool {
        let Some(&before) = self.words.last() else { return false };
        let is_auxiliary = AUXILIARIES.contains(&stem)
            && before.text.chars().count() >= 1
            && (self.forms.compounds.contains(before.text)
                || is_infinitive(before.text) && !before.text.ends_with(['가', '서']));
        if !is_auxiliary {
            return false;
        }
        let Some(main) = hangul::without_infinitive(before.text) else { return false };
        self.words.pop();
        self.note_auxiliary(stem);
        self.stem(main, before);
        true
    }

    fn note_auxiliary(&mut self, auxiliary: &str) {
        match auxiliary {
            "보" => self.predicate.tried = true,
            "드리" | "주" | "올리" => self.predicate.given = true,
            _ => {}
        }
    }

    /// `하다`: what it carries stands before it.
    fn light_verb(&mut self, word: Word<'a>) {
        let Some(before) = self.words.last().copied() else {
            return self.finish("하".to_owned(), word);
        };
        let text = before.text.trim_end_matches(',');
        if let Some(front) = text.strip_suffix("도록").or_else(|| text.strip_suffix("토록")) {
            self.words.pop();
            let cut = Word { text: front, start: before.start };
            return self.purpose(front, cut, text.ends_with("토록"));
        }
        if matches!(text, "그렇게" | "이렇게" | "그리" | "그같이") {
            self.predicate.agrees = true;
            return self.finish_at("하".to_owned(), before, word);
        }
        if text.ends_with("야")
            || text.ends_with("으면")
            || text.ends_with("면")
            || text.ends_with("다")
        {
            self.predicate.foreign = true;
            return self.finish("하".to_owned(), word);
        }
        if let Some(front) =
            text.strip_suffix("것으로").or(text.strip_suffix("걸로")).or(text.strip_suffix("거로"))
        {
            self.words.pop();
            return self.nominal_clause(front, before, word);
        }
        if let Some(noun) = object_noun(text).or_else(|| topic_noun(text)) {
            self.words.pop();
            return self.finish_at(noun.to_owned(), before, word);
        }
        if self.forms.fillers.contains(text) || is_adverb(text) {
            return self.after_adverb(word);
        }
        if let Some(front) = text.strip_suffix("려고").or(text.strip_suffix("고자")) {
            self.words.pop();
            return self.stem(front.to_owned(), Word { text: front, start: before.start });
        }
        if let Some(front) = text.strip_suffix('게').filter(|front| !front.is_empty()) {
            self.words.pop();
            return self.purpose(front, Word { text: front, start: before.start }, false);
        }
        let is_noun = text.chars().count() >= 2
            && !text.ends_with(['고', '며', '서', '로', '에', '만', '지']);
        if is_noun {
            self.words.pop();
            return self.finish_at(last_part(text).to_owned(), before, word);
        }
        self.finish("하".to_owned(), word);
    }

    /// `하다` behind an adverb: an object, a bare noun or `그렇게` may stand before the adverb.
    fn after_adverb(&mut self, word: Word<'a>) {
        let adverb = *self.words.last().expect("an adverb stands before the verb");
        for (distance, before) in self
            .words
            .iter()
            .rev()
            .skip(1)
            .take(2)
            .copied()
            .collect::<Vec<_>>()
            .into_iter()
            .enumerate()
        {
            if before.text == "그렇게" {
                self.predicate.agrees = true;
                return self.finish_at("하".to_owned(), before, word);
            }
            if let Some(noun) = object_noun(before.text) {
                return self.finish_at(noun.to_owned(), before, word);
            }
            let light = matches!(adverb.text, "좀" | "더" | "조금만" | "조금" | "한번" | "많이");
            if distance == 0 && light && is_bare_noun(before.text) {
                return self.finish_at(last_part(before.text).to_owned(), before, word);
            }
        }
        self.finish("하".to_owned(), word);
        self.predicate.start = adverb.start;
        self.predicate.stem = format!("{} 하", adverb.text);
    }

    /// `-도록 하다`: the verb before 도록.
    fn purpose(&mut self, front: &str, word: Word<'a>, drops_ha: bool) {
        if drops_ha {
            return self.stem(format!("{front}하"), word);
        }
        match front {
            "있" | "없" => {
                let ability = self.words.last().is_some_and(|before| before.text == "수");
                self.predicate.negated |= front == "없";
                if ability {
                    self.words.pop();
                    if let Some(before) = self.words.pop() {
                        let main = hangul::without_prospective(before.text);
                        return self.stem(main.unwrap_or_else(|| before.text.to_owned()), before);
                    }
                }
                self.finish(if front == "없" { "없도록" } else { "있도록" }.to_owned(), word);
            }
            "않" => self.negation(word),
            // `…이 되도록 하겠습니다` brings something about, unlike 되겠습니다.
            "되" => self.finish("되도록".to_owned(), word),
            _ => self.stem(front.to_owned(), word),
        }
    }

    /// `-지 않다`
    fn negation(&mut self, word: Word<'a>) {
        self.predicate.negated = true;
        let Some(before) = self.words.pop() else {
            return self.finish("않".to_owned(), word);
        };
        let text = before.text;
        let front =
            ["지는", "지도", "지를", "지", "진"].iter().find_map(|end| text.strip_suffix(end));
        match front {
            Some("") | None => self.finish("않".to_owned(), word),
            Some(front) => {
                let cut = Word { text: front, start: before.start };
                self.predicate.start = before.start;
                self.finish(front.to_owned(), cut);
            }
        }
    }

    /// `드리다`, `올리다` behind a noun: `말씀을 드리다`, `자료 드리다`.
    fn delivery(&mut self, stem: String, word: Word<'a>) {
        self.predicate.given = true;
        let before: Vec<_> = self.words.iter().rev().take(3).copied().collect();
        if let Some((noun, at)) =
            before.iter().find_map(|at| object_noun(at.text).map(|noun| (noun, *at)))
        {
            return self.finish_at(noun.to_owned(), at, word);
        }
        if let Some(&nearest) = before.first() {
            let text = nearest.text;
            let topic = topic_noun(text).filter(|_| stem == "드리");
            if let Some(noun) = topic {
                return self.finish_at(noun.to_owned(), nearest, word);
            }
            let nouns = before
                .iter()
                .take(2)
                .take_while(|at| is_bare_noun(at.text) || self.forms.fillers.contains(at.text));
            let noun = nouns.copied().find(|at| !self.forms.fillers.contains(at.text));
            if let Some(at) = noun {
                return self.finish_at(last_part(at.text).to_owned(), at, word);
            }
        }
        // Without an object 올리다 is 말씀 올리다.
        let speaks = before.first().is_none_or(|at| topic_noun(at.text).is_some());
        self.finish(if stem == "올리" && speaks { "말씀드리".to_owned() } else { stem }, word);
    }

    /// `검토하는 것으로 하다`
    fn nominal_clause(&mut self, front: &'a str, before: Word<'a>, word: Word<'a>) {
        let clause = if front.is_empty() {
            self.words.pop()
        } else {
            Some(Word { text: front, start: before.start })
        };
        let Some(clause) = clause else { return self.finish("하".to_owned(), word) };
        match clause.text.strip_suffix('는') {
            Some(stem) if !stem.is_empty() => {
                self.stem(stem.to_owned(), Word { text: stem, start: clause.start });
            }
            _ => self.finish_at("것으로".to_owned(), clause, word),
        }
    }

    /// `계획하고 있습니다`, `목표로 하고 있습니다`, with the clause before it.
    fn noun_plan(mut self, ending: Ending) -> Predicate {
        self.predicate.start = ending.stem;
        self.predicate.action = (ending.stem, ending.stem + "계획".len());
        self.predicate.verb = "계획".to_owned();
        let Some(before) = self.words.pop() else { return self.predicate };
        let is_clause = matches!(before.text, "것으로" | "거로" | "걸로" | "것을" | "거를" | "걸");
        if is_clause && let Some(verb) = self.words.pop() {
            if let Some(stem) = verb.text.strip_suffix('는') {
                let word = Word { text: stem, start: verb.start };
                self.finish(stem.to_owned(), word);
            }
        } else if !before.text.ends_with(['을', '를'])
            && let Some(stem) = prospective(before.text)
        {
            self.stem(stem, before);
        }
        self.predicate
    }

    /// The main verb is `stem`, which ends in `word`.
    fn finish(&mut self, stem: String, word: Word<'a>) {
        self.predicate.start = word.start;
        let (verb, passive) = verbal_noun(&stem);
        let verb = last_part(verb).to_owned();
        self.predicate.action = place_of(&verb, word);
        self.predicate.passive |= passive;
        self.predicate.given |= stem.ends_with("드리") || stem.ends_with("올리");
        self.object(word.start);
        self.predicate.verb = verb;
        self.predicate.stem = stem;
    }

    /// The main verb is a noun that stands as a word of its own before a light verb.
    fn finish_at(&mut self, noun: String, at: Word<'a>, verb: Word<'a>) {
        self.predicate.start = at.start;
        self.predicate.action = place_of(&noun, at);
        self.object(at.start);
        self.predicate.stem = format!("{noun}{}", verb.text);
        self.predicate.verb = noun;
    }

    /// Looks for the object: the nearest word in 을/를, or a bare noun right before the verb.
    fn object(&mut self, before: usize) {
        let earlier: Vec<_> =
            self.words.iter().rev().filter(|word| word.start < before).take(3).collect();
        for (distance, word) in earlier.iter().enumerate() {
            if let Some(noun) = object_noun(word.text) {
                self.predicate.object = Some(noun.to_owned());
                self.predicate.object_start = word.start;
                return;
            }
            if distance == 0
                && matches!(word.text, "신경" | "최선" | "만전" | "힘" | "노력" | "정성" | "총력")
            {
                self.predicate.object = Some(word.text.to_owned());
                self.predicate.object_start = word.start;
                return;
            }
        }
    }
}

/// Where a noun or stem stands in a word: the word itself where its form has changed.
fn place_of(part: &str, word: Word<'_>) -> (usize, usize) {
    match word.text.rfind(part) {
        Some(at) => (word.start + at, word.start + at + part.len()),
        None => (word.start, word.start + word.text.len()),
    }
}

/// Splits a stem into an infinitive and an auxiliary written without a blank (`살펴보`).
fn fused_auxiliary(stem: &str) -> Option<(&str, &'static str)> {
    AUXILIARIES.iter().find_map(|auxiliary| {
        let front = stem.strip_suffix(auxiliary)?;
        let fits = front.chars().count() >= 1
            && is_infinitive(front)
            && !front.ends_with(['가', '나', '서'])
            && hangul::without_infinitive(front).is_some();
        fits.then_some((front, *auxiliary))
    })
}

fn is_infinitive(word: &str) -> bool {
    word.ends_with(INFINITIVE_ENDS)
}

/// A stem without 하다, 되다, 드리다, 시키다; and whether it was passive.
fn verbal_noun(stem: &str) -> (&str, bool) {
    for (end, passive) in [
        ("하", false),
        ("되", true),
        ("받", false),
        ("드리", false),
        ("올리", false),
        ("시키", false),
    ] {
        if let Some(noun) = stem.strip_suffix(end)
            && !noun.is_empty()
            && (end != "올리" || noun.ends_with(['씀', '고', '개', '명']))
            && (end != "받" || noun.chars().count() >= 2)
        {
            return (noun, passive);
        }
    }
    (stem, stem == "되")
}

/// The last of nouns listed with a middle dot (`발굴ㆍ추진`).
fn last_part(text: &str) -> &str {
    text.rsplit(['ㆍ', '·', '․', '‧', '・', ',', '/']).next().unwrap_or(text)
}

fn object_noun(word: &str) -> Option<&str> {
    let noun = word.strip_suffix('을').or_else(|| word.strip_suffix('를'))?;
    (!noun.is_empty()).then(|| last_part(noun))
}

/// The noun before a particle that may stand in an object's place (`검토도 하겠습니다`).
fn topic_noun(word: &str) -> Option<&str> {
    let noun =
        ["은", "는", "도", "만", "부터", "까지"].iter().find_map(|end| word.strip_suffix(end))?;
    (noun.chars().count() >= 2).then(|| last_part(noun))
}

fn is_adverb(word: &str) -> bool {
    word.ends_with('히')
        || word.ends_with("으로")
        || (word.ends_with("로") && word.chars().count() >= 3)
        || (word.ends_with('게') && word.chars().count() >= 2)
        || word.ends_with("없이")
}

/// Whether the word looks like a noun without a particle.
fn is_bare_noun(word: &str) -> bool {
    word.chars().count() >= 2
        && word.chars().all(|c| ('가'..='힣').contains(&c) || matches!(c, '·' | 'ㆍ'))
        && !word.ends_with(['로', '서', '고', '에', '게', '히', '며', '만', '지', '면'])
        && topic_noun(word).is_none()
}
