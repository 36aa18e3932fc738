//! What sort of speaker a role makes of somebody.

use super::RoleClass;
use super::words::WORDS;

/// The class of `role`. In the National Assembly a `…위원장` of an agency answers for it; in a
/// local assembly he reports as a member, unless the meeting is that committee's own, or the title
/// is that of an agency's head.
pub(super) fn class(role: &str, national: bool, committee: Option<&str>) -> RoleClass {
    let squashed: String = role.chars().filter(|c| !c.is_whitespace()).collect();
    let bare = WORDS.without_acting(&squashed);
    let bare = bare.split(['(', '（']).next().unwrap_or(bare);
    if WORDS.is_chair(bare) {
        RoleClass::Chair
    } else if WORDS.is_member(bare) {
        RoleClass::Member
    } else if WORDS.is_witness(bare) {
        RoleClass::Witness
    } else if WORDS.is_expert(bare) {
        RoleClass::Expert
    } else if is_staff(bare) {
        RoleClass::Staff
    } else if let Some(committee_name) = bare.strip_suffix("위원장").or(bare.strip_suffix("委員長"))
    {
        let own = committee.is_some_and(|committee| committee.starts_with(committee_name));
        match (own, national || WORDS.is_agency_chair(bare)) {
            (true, _) => RoleClass::Chair,
            (false, true) => RoleClass::Official,
            (false, false) => RoleClass::Member,
        }
    } else if WORDS.is_role(&squashed) || WORDS.is_unit(bare) {
        RoleClass::Official
    } else {
        RoleClass::Other
    }
}

fn is_staff(role: &str) -> bool {
    WORDS.is_staff(role)
        || role.ends_with("전문위원")
        || role.starts_with("의사팀")
        || role.starts_with("의회사무")
}

#[cfg(test)]
mod tests {
    use super::*;

    fn check(role: &str, national: bool, expected: RoleClass) {
        assert_eq!(class(role, national, Some("예산결산특별위원회")), expected, "{role}");
    }

    #[test]
    fn classes() {
        check("위원장", true, RoleClass::Chair);
        check("위원장직무대리", true, RoleClass::Chair);
        check("소위원장대리", true, RoleClass::Chair);
        check("예산결산특별위원장", false, RoleClass::Chair);
        check("금융위원장", true, RoleClass::Official);
        check("의회운영위원장", false, RoleClass::Member);
        check("시민권익위원장", false, RoleClass::Official);
        check("위원", true, RoleClass::Member);
        check("상임위원", true, RoleClass::Official);
        check("수석전문위원", true, RoleClass::Staff);
        check("사무국장 직무대리", false, RoleClass::Staff);
        check("증인", true, RoleClass::Witness);
        check("참고인(한가람)대리", true, RoleClass::Expert);
        check("예산과장", false, RoleClass::Official);
        check("도로과", false, RoleClass::Official);
        check("낯선이", false, RoleClass::Other);
    }
}
