use super::rules::RULES;
use crate::{Analyzer, Document, Finding, Officer, Status};

fn officers(analyzer: &Analyzer, text: &str) -> Vec<(Officer, String)> {
    let document = Document::parse("t.txt", text);
    let found = analyzer.worker().analyze(&document).findings.into_iter();
    found
        .filter_map(|finding| match finding {
            Finding::Officer(officer) => {
                let text = document.slice(officer.span).to_owned();
                Some((officer, text))
            }
            _ => None,
        })
        .collect()
}

#[test]
fn examples() {
    let analyzer = Analyzer::new().expect("the rules are sound");
    let mut failures = Vec::new();
    for rule in RULES {
        for prefix in ["", "앞줄입니다.\n"] {
            for (text, wanted) in rule.finds {
                let text = format!("{prefix}{text}");
                let start = prefix.len();
                let found = officers(&analyzer, &text);
                if !found.iter().any(|(officer, got)| {
                    officer.rule == rule.name && got == wanted && officer.span.start >= start
                }) {
                    failures
                        .push(format!("{} should find {wanted} in {text:?}: {found:?}", rule.name));
                }
            }
            for text in rule.ignores {
                let text = format!("{prefix}{text}");
                let found = officers(&analyzer, &text);
                if found.iter().any(|(officer, _)| officer.rule == rule.name) {
                    failures
                        .push(format!("{} should find nothing in {text:?}: {found:?}", rule.name));
                }
            }
        }
    }
    assert!(failures.is_empty(), "{}", failures.join("\n"));
}

#[test]
fn statuses() {
    let analyzer = Analyzer::new().expect("the rules are sound");
    let check = |text: &str, expected: &[(&str, Status)]| {
        let found = officers(&analyzer, text);
        let found: Vec<_> =
            found.iter().map(|(officer, _)| (officer.name.as_str(), officer.status)).collect();
        assert_eq!(found, expected, "{text}");
    };
    check("한도윤 수산과장은 병가로 불참하였습니다.", &[("한도윤", Status::Absent)]);
    check("한도윤 수산과장이 참석하였습니다.", &[("한도윤", Status::Present)]);
    check("한도윤 수산과장 직무대리입니다.", &[("한도윤", Status::Acting)]);
    check("한도윤 수산과장은 지난달 퇴직하였습니다.", &[("한도윤", Status::Left)]);
    check("전 수산과장 한도윤입니다.", &[("한도윤", Status::Left)]);
    check("신임 수산과장 한도윤입니다.", &[("한도윤", Status::Appointed)]);
    check("3월 2일 자로 부임한 한도윤 수산과장입니다.", &[("한도윤", Status::Appointed)]);
    check(
        "위원장에 서보영 의원, 부위원장에 한도윤 의원이 선임되었습니다.",
        &[("서보영", Status::Appointed), ("한도윤", Status::Appointed)],
    );
    check(
        "서보영 실장님이 국외출장 관계로 한도윤 담당관님께서 대리출석하셨습니다.",
        &[("서보영", Status::Absent), ("한도윤", Status::Acting)],
    );
    check("서보영 위원님을 위원장으로 추천합니다.", &[("서보영", Status::Present)]);
    check("한도윤 과장은 주민들이 불참했다고 했습니다.", &[("한도윤", Status::Present)]);
    check("한도윤 전 대표가 사임했고 새 대표가 임명되었습니다.", &[("한도윤", Status::Left)]);
    check("소장님을 대신해서 한도윤 팀장이 나왔습니다.", &[("한도윤", Status::Acting)]);
    check("소장님을 대신해서\n한도윤 팀장이 나왔습니다.", &[("한도윤", Status::Acting)]);
    check("방금 전 한도윤 위원님께서 물으셨습니다.", &[("한도윤", Status::Present)]);
    check(
        "한도윤 위원장 나오셔서 불출석 증인 고발의 건을 보고해 주십시오.",
        &[("한도윤", Status::Present)],
    );
    check(
        "불출석한 증인 한도윤, 서보영을 고발합니다.",
        &[("한도윤", Status::Absent), ("서보영", Status::Absent)],
    );
}

#[test]
fn vacancies() {
    let analyzer = Analyzer::new().expect("the rules are sound");
    let roles = |text: &str| -> Vec<String> {
        officers(&analyzer, text).into_iter().map(|(officer, _)| officer.role).collect()
    };
    assert_eq!(roles("청년팀장 자리는 후임 인사가 아직 이루어지지 않았습니다."), ["청년팀장"]);
    assert_eq!(
        roles("안전국장하고 수산국장 직위가 공석이라 담당 과장들이 나왔습니다."),
        ["안전국장", "수산국장"]
    );
    assert_eq!(
        roles("공석인 2개 직위인 안전국장, 수산국장은 곧 뽑겠습니다."),
        ["안전국장", "수산국장"]
    );
}
