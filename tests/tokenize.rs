//! What the tokenizer gives, through the public API.

use sokgirok::{Sentence, Span, Tag, Tokenizer, UserWord};

/// `text` as `surface/tags` in a row.
fn tokens(tokenizer: &Tokenizer, text: &str) -> String {
    let mut sentence = Sentence::new();
    tokenizer.worker().tokenize(text, 0, &mut sentence);
    let render = |token: &sokgirok::Token| {
        let tags: Vec<&str> = tokenizer.tags(token).map(Tag::as_str).collect();
        format!("{}/{}", token.span.slice(text), tags.join("+"))
    };
    sentence.tokens.iter().map(render).collect::<Vec<_>>().join(" ")
}

fn check(text: &str, expected: &str) {
    assert_eq!(tokens(&Tokenizer::new().unwrap(), text), expected, "{text}");
}

#[test]
fn words_are_those_of_mecab_ko() {
    check("", "");
    check(" \t ", "");
    check("아버지가 방에 들어가신다.", "아버지/NNG 가/JKS 방/NNG 에/JKB 들어가/VV 신다/EP+EF ./SF");
    check("예산을 확보하겠습니다.", "예산/NNG 을/JKO 확보/NNG 하/XSV 겠/EP 습니다/EF ./SF");
    check("677억 2,188만", "677/SN 억/NR 2/SN ,/SC 188/SN 만/NR");
    check("柳榮夏 의원", "柳/NNG 榮/NNG 夏/NNG 의원/NNG");
    check("e한눈에", "e/SL 한/XSA+ETM 눈/NNG 에/JKB");
    check("ChatBot", "ChatBot/SL");
}

#[test]
fn words_of_the_dictionary_may_hold_a_blank() {
    check("영치기 영차 했다", "영치기 영차/IC 했/VV+EP 다/EC");
    check("에듀 센터", "에듀 /NNG 센터/NNG");
    check("내셔날 ", "내셔날 /NNG");
    // The second blank is one before the next word, which pays for it.
    check("에듀  이", "에듀 /NNG 이/NR");
}

#[test]
fn spans_count_from_the_base() {
    let tokenizer = Tokenizer::new().unwrap();
    let mut sentence = Sentence::new();
    tokenizer.worker().tokenize("12쪽", 100, &mut sentence);
    let spans: Vec<Span> = sentence.tokens.iter().map(|token| token.span).collect();
    assert_eq!(spans, [Span::new(100, 102), Span::new(102, 105)]);
}

#[test]
fn features_and_expression_come_on_request() {
    let tokenizer = Tokenizer::new().unwrap();
    let mut sentence = Sentence::new();
    tokenizer.worker().tokenize("의사일정했다", 0, &mut sentence);
    let [first, second, ..] = sentence.tokens.as_slice() else { panic!("{sentence:?}") };
    assert_eq!(tokenizer.expression(first), Some("의사/NNG/*+일정/NNG/*"));
    assert_eq!(
        tokenizer.features(first, "의사일정했다"),
        "NNG,*,T,의사일정,Compound,*,*,의사/NNG/*+일정/NNG/*"
    );
    assert_eq!((second.first, second.last), (Tag::XSV, Tag::EP));
}

#[test]
fn user_words_are_found_and_office_names_stay_whole() {
    let names = ["정책기획관", "평생교육담당관", "기획조정실"];
    let words = names.map(|name| UserWord::new(name, Tag::NNG).unwrap().whole());
    let tokenizer = Tokenizer::builder().words(words).build().unwrap();
    for name in names {
        for text in [
            format!("{name}은"),
            format!("{name}에서 보고"),
            format!("안녕하십니까? {name} 김철수입니다."),
        ] {
            assert!(
                tokens(&tokenizer, &text).contains(&format!("{name}/NNG")),
                "{text}: {}",
                tokens(&tokenizer, &text)
            );
        }
    }
}

#[test]
fn short_user_words_are_refused() {
    let error = UserWord::new("과", Tag::NNG).unwrap_err();
    assert_eq!(error.kind(), sokgirok::ErrorKind::Dictionary);
    let error = UserWord::read_tsv("# 표\n메타버스\tNNG\n실\tNNG\n".as_bytes(), "a.tsv".as_ref());
    let error = error.unwrap_err().to_string();
    assert!(error.starts_with("a.tsv:3: "), "{error}");
}

#[test]
fn tokenizers_can_be_shared() {
    fn shared<T: Send + Sync + Clone>() {}
    fn sent<T: Send>() {}
    shared::<Tokenizer>();
    sent::<sokgirok::TokenizerWorker>();
}
