//! What is promised: the verb before an ending, its auxiliaries and its object.
//!
//! The words before an ending are read from right to left. Auxiliaries (`-아/어 나가다`,
//! `-아/어 보다`), `-도록 하다` and light verbs (`추진을 하다`, `보고를 드리다`) are peeled off
//! until the main verb, or the verbal noun, is left.

use super::ending::{Ending, Form};
use super::hangul;
use crate::Lexicon;
use rustc_hash::FxHashSet as HashSet;
use word::{
    AUXILIARIES, Word, fused_auxiliary, is_infinitive, last_part, object_noun, place_of,
    verbal_noun, words,
};

mod light;
mod word;

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
    /// `-도록 하다`
    pub(super) purpose: bool,
    /// `-ㄹ 수 있도록 하다`
    pub(super) enabled: bool,
    /// `못 하다`, `-지 못하다`
    pub(super) unable: bool,
    /// `-되다`
    pub(super) passive: bool,
    /// A duty or wish (`-아야 하다`, `-으면 하다`) or quoted words.
    pub(super) foreign: bool,
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
        Form::Intend if sentence[ending.stem..].starts_with('라') => {
            let word = reader.words.pop()?;
            // `할라고 합니다` intends, `학교라고 합니다` reports.
            reader.stem(prospective(word.text)?, word);
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
                None if ending.form == Form::Vow => {
                    let front = word.text.strip_suffix('는')?;
                    reader.stem(front.to_owned(), Word { text: front, start: word.start });
                }
                None => return None,
            }
        }
    }
    let mut predicate = reader.predicate;
    predicate.negated |= ending.form == Form::Vow && predicate.stem == "없";
    predicate.unable |= predicate.stem.ends_with("못하");
    // `그러겠습니다`; `그럴 겁니다` supposes.
    predicate.agrees |= predicate.stem == "그러" && matches!(ending.form, Form::Will | Form::Offer);
    (!predicate.verb.is_empty()).then_some(predicate)
}

/// The stem of a prospective verb form, where the word is one and no noun in ㄹ.
fn prospective(word: &str) -> Option<String> {
    const NOUN_ENDS: &[char] = &['설', '출', '굴', '발', '달', '술', '률', '율', '물', '월', '철'];
    // `저희들 생각입니다`
    let plural = word.strip_suffix('들').is_some_and(|front| {
        front.chars().count() >= 2 || front.is_empty() || matches!(front, "우리" | "저희")
    });
    if word.ends_with(NOUN_ENDS) || plural && !word.ends_with("만들") {
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

/// Words that reading a predicate needs.
#[derive(Debug)]
pub(super) struct Forms {
    /// Adverbs that stand between an object or `그렇게` and its verb.
    fillers: HashSet<String>,
    /// Verbs written as one word whose last part looks like an auxiliary (`나아가다`).
    compounds: HashSet<String>,
    /// What agrees by itself before 하겠습니다 (`그렇게`).
    agreement: HashSet<String>,
    /// Adverbs that stand between a noun and its 하다.
    light_adverbs: HashSet<String>,
    /// Nouns that are an object without a particle (`최선 다하다`).
    bare_objects: HashSet<String>,
    /// What words of time end in.
    times: Vec<String>,
}

impl Forms {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let words = |class: &str| -> HashSet<String> {
            lexicon.class(class).iter().map(|entry| entry.surface.clone()).collect()
        };
        Self {
            fillers: words("filler"),
            compounds: words("compound"),
            agreement: words("agreement"),
            light_adverbs: words("light_adverb"),
            bare_objects: words("bare_object"),
            times: words("time_end").into_iter().collect(),
        }
    }
}

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
            "않" | "아니하" => self.negation(word),
            "드리" | "올리" => self.delivery(stem, word),
            "있" if self.goes_on() => {}
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
                    self.predicate.purpose = true;
                    return self.stem(full, cut);
                }
                self.finish(stem, word);
            }
        }
    }

    /// `유념하고 있겠습니다`: goes on with the verb before, if it stands there and is not passive.
    fn goes_on(&mut self) -> bool {
        let Some(&before) = self.words.last() else { return false };
        let main = before
            .text
            .strip_suffix('고')
            .filter(|main| main.chars().count() >= 2 && !main.ends_with('되') && *main != "가지");
        let Some(main) = main else { return false };
        self.words.pop();
        self.stem(main.to_owned(), Word { text: main, start: before.start });
        true
    }

    /// `못`, `안` right before the verb.
    fn note_adverb(&mut self, adverb: &str) {
        match adverb {
            "못" => self.predicate.unable = true,
            "안" => self.predicate.negated = true,
            _ => {}
        }
    }

    /// Peels off an auxiliary that stands as a word of its own, with the infinitive before it.
    fn auxiliary(&mut self, stem: &str) -> bool {
        let Some(&before) = self.words.last() else { return false };
        let compound = format!("{}{stem}", before.text);
        if self.forms.compounds.contains(&compound) {
            self.words.pop();
            self.finish(compound, before);
            return true;
        }
        let is_auxiliary = AUXILIARIES.contains(&stem)
            && before.text.chars().count() >= 1
            && (self.forms.compounds.contains(before.text)
                || matches!(before.text, "가" | "와")
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
        let before = self.words.iter().rev().find(|before| before.start < word.start).copied();
        if let Some(before) = before {
            self.note_adverb(before.text);
        }
        self.object(word.start);
        self.predicate.verb = verb;
        self.predicate.stem = stem;
    }

    /// The main verb is a noun that stands as a word of its own before a light verb.
    fn finish_at(&mut self, noun: String, at: Word<'a>, verb: Word<'a>) {
        self.predicate.start = at.start;
        self.predicate.action = place_of(&noun, at);
        self.object(at.start);
        // The form before the ending may have changed (`할`, `해`).
        let light =
            if verb.text.starts_with(['하', '할', '해', '한']) { "하" } else { verb.text };
        self.predicate.stem = format!("{noun}{light}");
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
            let near =
                distance == 0 || distance == 1 && self.forms.fillers.contains(earlier[0].text);
            if near && self.forms.bare_objects.contains(word.text) {
                self.predicate.object = Some(word.text.to_owned());
                self.predicate.object_start = word.start;
                return;
            }
        }
    }
}
