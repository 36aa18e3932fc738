//! Light verbs: 하다, 드리다, 않다 and -도록 하다, which carry the verb that stands before them.

use super::word::{Word, is_adverb, is_bare_noun, last_part, object_noun, topic_noun};
use super::{Reader, hangul};

impl<'a> Reader<'a> {
    /// `하다`: what it carries stands before it.
    pub(super) fn light_verb(&mut self, word: Word<'a>) {
        let Some(before) = self.words.last().copied() else {
            return self.finish("하".to_owned(), word);
        };
        let text = before.text.trim_end_matches(',');
        let text = text.strip_suffix('끔').filter(|text| text.ends_with('게')).unwrap_or(text);
        if let Some(front) = text.strip_suffix("도록").or_else(|| text.strip_suffix("토록")) {
            self.words.pop();
            let cut = Word { text: front, start: before.start };
            return self.purpose(front, cut, text.ends_with("토록"));
        }
        if self.forms.agreement.contains(text) {
            self.predicate.agrees = true;
            return self.finish_at("하".to_owned(), before, word);
        }
        // `했으면 하겠습니다` wishes, `주시면 하겠습니다` undertakes.
        let wishes =
            text.strip_suffix("으면").is_some_and(|front| front.ends_with(hangul::has_double_siot));
        // `의의가 있다고 하겠습니다` judges.
        let judges = ["다", "다고", "라고", "라"].iter().any(|end| text.ends_with(end));
        if text.ends_with("야") || judges || wishes {
            self.predicate.foreign = true;
            return self.finish("하".to_owned(), word);
        }
        if text.ends_with("면") || self.is_time_limit(text) {
            self.words.pop();
            return self.finish("하".to_owned(), word);
        }
        let concession = ["기는", "기도", "기야"].iter().find_map(|end| text.strip_suffix(end));
        if let Some(front) = concession.filter(|front| !front.is_empty()) {
            self.words.pop();
            return self.stem(front.to_owned(), Word { text: front, start: before.start });
        }
        if matches!(text, "없게" | "않게" | "있게" | "되게") {
            self.words.pop();
            let front = text.strip_suffix('게').expect("each of them ends so");
            return self.purpose(front, Word { text: front, start: before.start }, false);
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
        if matches!(text, "못" | "안") {
            self.note_adverb(text);
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
            && !text.contains(|c: char| c.is_ascii_alphabetic())
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
            if self.forms.agreement.contains(before.text) {
                self.predicate.agrees = true;
                return self.finish_at("하".to_owned(), before, word);
            }
            if let Some(noun) = object_noun(before.text) {
                return self.finish_at(noun.to_owned(), before, word);
            }
            let light = self.forms.light_adverbs.contains(adverb.text)
                && !self.forms.fillers.contains(before.text);
            if distance == 0 && light && is_bare_noun(before.text) {
                return self.finish_at(last_part(before.text).to_owned(), before, word);
            }
        }
        self.finish("하".to_owned(), word);
        self.predicate.start = adverb.start;
        self.predicate.stem = format!("{} 하", adverb.text);
    }

    /// `3월부터`, `연말까지`: a time rather than an object.
    fn is_time_limit(&self, word: &str) -> bool {
        ["부터", "까지"].iter().filter_map(|end| word.strip_suffix(end)).any(|front| {
            front.contains(|c: char| c.is_ascii_digit())
                || self.forms.times.iter().any(|time| front.ends_with(time.as_str()))
        })
    }

    /// `-도록 하다`: the verb before 도록.
    fn purpose(&mut self, front: &str, word: Word<'a>, drops_ha: bool) {
        self.predicate.purpose = true;
        if drops_ha {
            return self.stem(format!("{front}하"), word);
        }
        match front {
            "있" | "없" => {
                let ability = self.words.last().is_some_and(|before| before.text == "수");
                self.predicate.negated |= front == "없";
                if ability {
                    self.predicate.enabled = front == "있";
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
    pub(super) fn negation(&mut self, word: Word<'a>) {
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
    pub(super) fn delivery(&mut self, stem: String, word: Word<'a>) {
        self.predicate.given = true;
        let before: Vec<_> = self.words.iter().rev().take(3).copied().collect();
        if let Some(nearest) = before.first() {
            self.note_adverb(nearest.text);
        }
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
            let nouns = before.iter().take(2).take_while(|at| {
                is_bare_noun(at.text)
                    || at.text.ends_with("보고")
                    || self.forms.fillers.contains(at.text)
            });
            let noun = nouns.copied().find(|at| !self.forms.fillers.contains(at.text));
            if let Some(at) = noun {
                return self.finish_at(last_part(at.text).to_owned(), at, word);
            }
        }
        // Without an object 올리다 is 말씀 올리다.
        let speaks = before
            .first()
            .is_none_or(|at| topic_noun(at.text).is_some_and(|noun| !noun.ends_with(['에', '서'])));
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
}
