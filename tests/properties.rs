//! What holds for any text.

use proptest::prelude::*;
use sokgirok::{Analysis, Analyzer, Batch, Document, Finding, Span};
use std::sync::LazyLock;

static ANALYZER: LazyLock<Analyzer> =
    LazyLock::new(|| Analyzer::new().expect("the crate's own rules compile"));

/// Pieces of transcripts, so that random texts reach the rules.
fn pieces() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("○위원장 한가람  ".to_owned()),
        Just("◯도은결 위원 ".to_owned()),
        Just("\n".to_owned()),
        Just(" ".to_owned()),
        Just("12쪽".to_owned()),
        Just("3쪽부터 6쪽까지 ".to_owned()),
        Just("보고서 ".to_owned()),
        Just("p. ".to_owned()),
        Just("제".to_owned()),
        Just("페이지".to_owned()),
        Just("정책기획관입니다. ".to_owned()),
        Just("한가람 ".to_owned()),
        Just("공석입니다.".to_owned()),
        Just("노력하겠습니다. ".to_owned()),
        Just("하도록 하겠습니다".to_owned()),
        Just("겠습니다".to_owned()),
        Just("할 계획입니다.".to_owned()),
        Just("않".to_owned()),
        Just("드리".to_owned()),
        Just("(간부 인사)".to_owned()),
        Just("출석 위원(3인)\n".to_owned()),
        Just("제432회-과학제2차(2031년3월5일) 3\n".to_owned()),
        Just("\u{0}".to_owned()),
        Just("\u{A0}".to_owned()),
        Just("\u{1112}\u{1161}\u{11AB}".to_owned()),
        Just("\r\n".to_owned()),
        any::<String>(),
        "[0-9가-힣a-z .,~-]{0,8}",
    ];
    prop::collection::vec(piece, 0..40).prop_map(|pieces| pieces.concat())
}

fn spans(finding: &Finding) -> Vec<Span> {
    let mut spans = vec![finding.span()];
    match finding {
        Finding::Page(it) => {
            spans.extend(
                [it.document, it.document_inherited, it.position, it.subject].into_iter().flatten(),
            );
        }
        Finding::Officer(it) => {
            spans.push(it.role_span);
            spans.extend(it.name_span);
        }
        Finding::Commitment(it) => {
            spans.extend([it.action, it.clause]);
            spans.extend([it.condition, it.deadline, it.resolve, it.office].into_iter().flatten());
            spans.extend(it.answers.map(|asked| asked.span));
            if let Some(due) = it.due {
                assert!(due.first <= due.last);
            }
        }
        _ => {}
    }
    spans
}

fn check(document: &Document, analysis: &Analysis) {
    let text = &document.text;
    let mut at = 0;
    for turn in &document.turns {
        assert_eq!(turn.span.start, at, "turns tile the text");
        assert!(turn.span.contains(turn.body));
        assert!(turn.label.is_none_or(|label| turn.span.contains(label)));
        at = turn.span.end;
    }
    assert_eq!(at, text.len(), "turns tile the text");
    for finding in &analysis.findings {
        for span in spans(finding) {
            assert!(span.end <= text.len(), "{finding:?}");
            assert!(
                text.is_char_boundary(span.start) && text.is_char_boundary(span.end),
                "{finding:?}"
            );
        }
        assert!(!finding.span().is_empty(), "{finding:?}");
        assert!(document.turns[finding.turn()].span.contains(finding.span()), "{finding:?}");
        assert!(sokgirok::rules().any(|rule| rule.name == finding.rule()), "{}", finding.rule());
    }
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 512, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn spans_lie_inside_and_turns_tile(text in pieces()) {
        let document = Document::parse("any", text);
        let mut worker = ANALYZER.worker();
        let first = worker.analyze(&document);
        check(&document, &first);
        // A worker that has been used gives the same answer, and so does a fresh one.
        prop_assert_eq!(&worker.analyze(&document), &first);
        prop_assert_eq!(&ANALYZER.worker().analyze(&document), &first);
    }

    #[test]
    fn threads_do_not_change_results(texts in prop::collection::vec(pieces(), 0..6)) {
        let run = |threads: usize| {
            let mut results = Vec::new();
            Batch::new(&ANALYZER)
                .threads(threads)
                .run(&texts, |text| Ok(Document::parse("any", *text)), |_, result| results.push(result.expect("it loads")))
                .expect("threads start");
            results
        };
        let sequential: Vec<_> = texts
            .iter()
            .map(|text| {
                let document = Document::parse("any", text);
                let analysis = ANALYZER.worker().analyze(&document);
                (document, analysis)
            })
            .collect();
        for threads in [1, 2, 8] {
            prop_assert_eq!(&run(threads), &sequential);
        }
    }
}

#[test]
fn extreme_texts() {
    let long_line = "도로를 정비하겠습니다. 12쪽입니다. ".repeat(40_000);
    let no_blank = "가".repeat(500_000);
    for text in [
        "",
        "\0\0\0",
        "\n\n\n",
        "\u{FEFF}",
        "겠습니다",
        "쪽",
        long_line.as_str(),
        no_blank.as_str(),
    ] {
        let document = Document::parse("extreme", text);
        check(&document, &ANALYZER.worker().analyze(&document));
    }
}

/// Every public type can cross threads.
#[test]
fn auto_traits() {
    fn holds<T: Send + Sync + std::panic::UnwindSafe>() {}
    holds::<Analyzer>();
    holds::<Analysis>();
    holds::<Document>();
    holds::<sokgirok::Error>();
    holds::<sokgirok::Lexicon>();
    fn sends<T: Send>() {}
    sends::<sokgirok::Worker>();
}
