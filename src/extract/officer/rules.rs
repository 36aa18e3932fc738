//! The rules of officers, with examples.

use crate::Rule;

/// Rules that read words; none is a single pattern.
pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "officer/label",
        summary: "A speaker label that has both a role and a name.",
        finds: &[("○위원장 한가람  회의를 시작하겠습니다.\n", "위원장 한가람")],
        ignores: &["○위원장  회의를 시작하겠습니다.\n"],
    },
    Rule {
        name: "officer/attendance",
        summary: "An entry of an attendance list; the role stands beside the name or in the heading.",
        finds: &[(
            "○의장 한가람  산회를 선포합니다.\n(11시 산회)\n○출석의원\n한가람 서보미\n",
            "서보미",
        )],
        ignores: &["○의장 한가람  출석의원을 확인하겠습니다.\n"],
    },
    Rule {
        name: "officer/name-role",
        summary: "A name directly before an office, with a word such as 전 or 신임 between at most.",
        finds: &[
            ("먼저 한도윤 기획예산과장입니다.", "한도윤 기획예산과장"),
            ("존경하는 서보영 위원님께서 말씀하셨습니다.", "서보영 위원"),
            ("정책기획과 한도윤 과장입니다.", "한도윤 과장"),
            ("한도윤 방역담당이 나왔습니다.", "한도윤 방역담당"),
            ("새로 부임한 한마음 수산과장입니다.", "한마음 수산과장"),
            ("다음은 이어진 수산과장입니다.", "이어진 수산과장"),
            ("추가을 수산과장은 교육 중입니다.", "추가을 수산과장"),
            ("한 도 윤 위원님 질의해 주십시오.", "한 도 윤 위원"),
            ("(서보영 위원 거수)", "서보영 위원"),
            ("서보영 의원안을 먼저 보겠습니다.", "서보영 의원"),
            ("박○○ 과장이 맡았습니다.", "박○○ 과장"),
            ("한도윤 전 시장 때의 일입니다.", "한도윤 전 시장"),
            ("존 리 본부장입니다.", "존 리 본부장"),
            ("안드레이 페트로프 대사를 만났습니다.", "안드레이 페트로프 대사"),
            ("이 헌 국장입니다.", "이 헌 국장"),
            ("서보영, 한가람 두 의원이 나왔습니다.", "한가람 두 의원"),
            ("한도윤 안전국장 직무대리입니다.", "한도윤 안전국장 직무대리"),
            ("한도윤 사무처장 겸 총무담당관입니다.", "한도윤 사무처장 겸 총무담당관"),
        ],
        ignores: &[
            "동료 의원 여러분!",
            "해당 과장이 답변하겠습니다.",
            "마지막 수산과장입니다.",
            "민원 담당이 답변하겠습니다.",
            "여러 위원님께서 말씀하셨습니다.",
            "이 건 과장님이 맡으셨습니다.",
            "글로벌 플랫폼 대표께서 참석하셨습니다.",
            "김 과장님이 말씀하셨습니다.",
            "김모 과장이 그랬다고 합니다.",
            "다음은 회계과입니다.",
            "질의하실 위원 계십니까?",
            "정부 위원은 나와 주십시오.",
        ],
    },
    Rule {
        name: "officer/name-organisation-role",
        summary: "A name before an organisation and its office.",
        finds: &[
            ("한도윤 안전건설위원회 위원장님께 감사드립니다.", "한도윤 안전건설위원회 위원장"),
            ("한도윤 새길닷컴 대표가 말했습니다.", "한도윤 새길닷컴 대표"),
        ],
        ignores: &[
            "안전건설위원회 위원장님께 감사드립니다.",
            "한도윤 정부에서 대통령이 한 일입니다.",
        ],
    },
    Rule {
        name: "officer/joined-names",
        summary: "All names but the last of several that share an office.",
        finds: &[
            ("서보영ㆍ한도윤 의원께서 찬성하셨습니다.", "서보영"),
            ("서보영, 한도윤 의원이 나와 계십니다.", "서보영"),
        ],
        ignores: &["선배ㆍ동료 의원 여러분!"],
    },
    Rule {
        name: "officer/fused",
        summary: "A name written together with its office.",
        finds: &[
            ("다음은 서보영의원 나오셔서 질문해 주십시오.", "서보영의원"),
            ("한도윤교수님, 말씀해 주십시오.", "한도윤교수"),
        ],
        ignores: &["고양시의원이 모였습니다."],
    },
    Rule {
        name: "officer/brackets",
        summary: "An office with the name in brackets, or a name with the office in brackets.",
        finds: &[
            ("위원장(한도윤) 사임의 건", "위원장(한도윤"),
            ("한도윤(안전국장)", "한도윤(안전국장"),
        ],
        ignores: &["위원장(직권) 상정"],
    },
    Rule {
        name: "officer/role-name",
        summary: "An office directly before a name.",
        finds: &[
            ("안전국장 한도윤입니다.", "안전국장 한도윤"),
            ("의회사무국장 직무대리 한도윤입니다.", "의회사무국장 직무대리 한도윤"),
            ("수산과장 나래은입니다.", "수산과장 나래은"),
            ("수산과장 이어진 씨가 나왔습니다.", "수산과장 이어진"),
            ("국무총리 후보자 한도윤", "국무총리 후보자 한도윤"),
            ("전 수산과장 한도윤입니다.", "수산과장 한도윤"),
        ],
        ignores: &[
            "위원장 선출의 건",
            "수산과장 이야기입니다.",
            "안전국장입니다.",
            "의원 여러분께 말씀드립니다.",
        ],
    },
    Rule {
        name: "officer/organisation-role-name",
        summary: "An organisation, its office and a name.",
        finds: &[("청람시의회 의장 한도윤입니다.", "청람시의회 의장 한도윤")],
        ignores: &["청람시의회 의장 선거를 하겠습니다."],
    },
    Rule {
        name: "officer/titled",
        summary: "A name that a clause gives a title.",
        finds: &[
            (
                "안전건설위원회 위원장을 맡게 된 한도윤입니다.",
                "안전건설위원회 위원장을 맡게 된 한도윤",
            ),
            ("수산과장에 임명된 한도윤입니다.", "수산과장에 임명된 한도윤"),
            ("안전국장에 한도윤을 임명했습니다.", "안전국장에 한도윤"),
        ],
        ignores: &["위원장을 맡게 된 것을 영광으로 생각합니다."],
    },
    Rule {
        name: "officer/vacant",
        summary: "An office that the sentence calls vacant, in whatever words.",
        finds: &[
            ("홍보담당관은 현재 공석입니다.", "홍보담당관"),
            ("수산과장 자리가 비어 있습니다.", "수산과장"),
            ("현재 공석인 수산과장은 다음 달에 뽑겠습니다.", "수산과장"),
            ("청년팀장은 아직 인사가 이루어지지 않았습니다.", "청년팀장"),
            ("과장 발령이 아직 나지 않아 공석입니다.", "과장"),
            ("소장님이 공석인 관계로 제가 나왔습니다.", "소장"),
        ],
        ignores: &[
            "홍보담당관은 현재 회의실 밖에 있습니다.",
            "위원장이 공석일 때에는 간사가 대신합니다.",
            "본부장 채용 절차를 서두르겠습니다.",
        ],
    },
];
