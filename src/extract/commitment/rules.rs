//! The rules by name, with examples.

use crate::Rule;

pub(super) const RULES: &[Rule] = &[
    Rule {
        name: "commitment/will",
        summary: "-겠습니다 of something to be done after the meeting (하겠습니다, 하도록 하겠습니다, 해 나가겠습니다).",
        finds: &[
            ("주차난 해소에 적극 나서겠습니다.", "나서겠습니다"),
            ("하천 산책로를 단계적으로 넓혀 나가겠습니다.", "넓혀 나가겠습니다"),
            ("제설 장비를 조기에 확보하도록 하겠습니다.", "확보하도록 하겠습니다"),
            ("급식 단가를 다시 검토해 보겠습니다.", "검토해 보겠습니다"),
            ("같은 민원이 되풀이되지 않도록 하겠습니다.", "되풀이되지 않도록 하겠습니다"),
            ("자세한 내역은 서면으로 답변드리겠습니다.", "답변드리겠습니다"),
            ("누구나 둑길을 걸을 수 있도록 하겠습니다.", "걸을 수 있도록 하겠습니다"),
            ("보수 공사를 6월까지 마치겠습니다.", "마치겠습니다"),
            ("주민 의견을 먼저 듣겠습니다.", "듣겠습니다"),
            ("조례 개정을 시장님께 건의드리겠습니다.", "건의드리겠습니다"),
        ],
        ignores: &[
            "지금부터 업무를 보고드리겠습니다.",
            "이상으로 보고를 마치겠습니다.",
            "위원님 말씀을 먼저 듣겠습니다.",
            "그 날짜는 기억하지 못하겠습니다.",
            "잘 알겠습니다.",
            "올해 예산은 30억 원이 되겠습니다.",
            "의사일정 제3항을 상정하겠습니다.",
            "언제 준공하시겠습니까?",
            "구청장이 책임지겠습니다라고 하였습니다.",
        ],
    },
    Rule {
        name: "commitment/agree",
        summary: "그렇게 하겠습니다 of an official, in answer to a request that reaches beyond the meeting.",
        finds: &[
            ("예, 그렇게 하겠습니다.", "그렇게 하겠습니다"),
            ("예, 그러겠습니다.", "그러겠습니다"),
        ],
        ignores: &["그렇게 생각하겠습니다."],
    },
    Rule {
        name: "commitment/said",
        summary: "-겠다는 말씀을 드립니다 of the speaker's own doing.",
        finds: &[("끝까지 책임지고 추진하겠다는 말씀을 드립니다.", "추진하겠다")],
        ignores: &[
            "빨리 끝났으면 좋겠다는 말씀을 드립니다.",
            "추진하겠다고 말씀하셨는데 진척이 없습니다.",
        ],
    },
    Rule {
        name: "commitment/offer",
        summary: "-ㄹ게요 of something to be done after the meeting.",
        finds: &[
            ("저희가 현장을 바로 고칠게요.", "고칠게요"),
            ("모종은 저희가 나눠 드릴게예.", "나눠 드릴게예"),
        ],
        ignores: &["하나만 더 질의할게요."],
    },
    Rule {
        name: "commitment/plan",
        summary: "-ㄹ 계획입니다, -ㄹ 예정입니다, -ㄹ 방침입니다, and a noun with 예정입니다.",
        finds: &[
            ("10월에 준공식을 열 계획입니다.", "열 계획입니다"),
            ("내년 봄에 개소 예정이며 인력을 늘립니다.", "개소 예정이며"),
            ("시설 개선에 최선을 다할 각오입니다.", "최선을 다할 각오입니다"),
        ],
        ignores: &[
            "다음은 하반기 추진계획입니다.",
            "조합이 공사를 시작할 예정입니다.",
            "추진할 계획이었는데 예산이 깎였습니다.",
        ],
    },
    Rule {
        name: "commitment/plan-noun",
        summary: "계획하고 있습니다, 계획을 잡고 있습니다, 예정되어 있습니다.",
        finds: &[("5월에 공모하는 것으로 계획하고 있습니다.", "공모하는 것으로 계획하고 있습니다")],
        ignores: &["계획을 세운 적이 없습니다."],
    },
    Rule {
        name: "commitment/intend",
        summary: "-려고 합니다, -고자 합니다.",
        finds: &[
            ("노후 관로를 교체하려고 합니다.", "교체하려고 합니다"),
            ("쉼터를 늘리고자 합니다.", "늘리고자 합니다"),
            ("다리를 새로 놓을라고 합니다.", "놓을라고 합니다"),
        ],
        ignores: &["한 가지만 질의하고자 합니다."],
    },
    Rule {
        name: "commitment/decided",
        summary: "-기로 하였습니다: decided and still to be done.",
        finds: &[("다음 달부터 무료로 개방하기로 하였습니다.", "개방하기로 하였습니다")],
        ignores: &["이 안건은 표결하기로 하였습니다."],
    },
    Rule {
        name: "commitment/goal",
        summary: "목표로 하고 있습니다.",
        finds: &[("연말 준공을 목표로 하고 있습니다.", "목표로 하고 있습니다")],
        ignores: &["목표를 달성하였습니다."],
    },
    Rule {
        name: "commitment/vow",
        summary: "-ㄹ 것을 약속드립니다.",
        finds: &[("반드시 개선할 것을 약속드립니다.", "개선할 것을 약속드립니다")],
        ignores: &["지난번 약속을 지키셨습니까?"],
    },
    Rule {
        name: "commitment/future",
        summary: "-ㄹ 겁니다, -ㄹ 것입니다 of the speaker's own doing.",
        finds: &[("저희가 다음 달에 공고를 낼 겁니다.", "낼 겁니다")],
        ignores: &["물가가 오를 것입니다.", "같은 사고가 다시 발생할 것입니다."],
    },
];
