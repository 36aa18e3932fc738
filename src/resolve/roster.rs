//! One entry for each person, and for each vacant post, of a document.

use crate::extract::{Context, Finding, Officer, Status};
use crate::{Document, Span};
use std::collections::HashMap;

/// A person of a document, or a vacant post.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Person {
    /// The name; empty for a vacant post.
    pub name: String,
    /// The roles they are given, in order of first mention.
    pub roles: Vec<String>,
    /// What is said of them, in order of first mention.
    pub statuses: Vec<Status>,
    /// Whether they were at the meeting.
    pub attendance: Attendance,
    /// Where they are named, labels included.
    pub mentions: Vec<Span>,
}

/// What a document says of somebody's attendance.
#[non_exhaustive]
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Attendance {
    /// Introduced, introducing themselves, speaking, or in a list of those attending.
    Present,
    /// Said to be absent.
    Absent,
    /// The post has no holder.
    Vacant,
    /// Only spoken of.
    Mentioned,
}

/// Gathers the people of a document from its findings, in order of first mention.
///
/// A vacant post is an entry for each role. Findings of one name are one person, unless the roles
/// are of different walks of life (a member of the assembly and an official below the minister).
pub(super) fn roster(document: &Document, findings: &[Finding]) -> Vec<Person> {
    let _ = document;
    let mut people: Vec<Person> = Vec::new();
    let mut by_name: HashMap<String, Vec<usize>> = HashMap::new();
    for finding in findings {
        let Finding::Officer(officer) = finding else { continue };
        let role = squashed(&officer.role);
        let key =
            if officer.name.is_empty() { format!("/{role}") } else { squashed(&officer.name) };
        let namesakes = by_name.entry(key).or_default();
        let known = namesakes.iter().copied().find(|&index| {
            officer.name.is_empty() || people[index].roles.iter().all(|known| agree(known, &role))
        });
        let index = known.unwrap_or_else(|| {
            people.push(Person {
                name: officer.name.clone(),
                roles: Vec::new(),
                statuses: Vec::new(),
                attendance: Attendance::Mentioned,
                mentions: Vec::new(),
            });
            namesakes.push(people.len() - 1);
            people.len() - 1
        });
        people[index].add(officer);
    }
    people
}

impl Person {
    fn add(&mut self, officer: &Officer) {
        if !self.roles.iter().any(|role| squashed(role) == squashed(&officer.role)) {
            self.roles.push(officer.role.clone());
        }
        if !self.statuses.contains(&officer.status) {
            self.statuses.push(officer.status);
        }
        self.mentions.push(officer.span);
        let attendance = attendance(officer);
        if rank(attendance) > rank(self.attendance) {
            self.attendance = attendance;
        }
    }
}

/// What one mention says of attendance.
fn attendance(officer: &Officer) -> Attendance {
    match (officer.status, officer.context) {
        (Status::Vacant, _) => Attendance::Vacant,
        (Status::Absent, _) => Attendance::Absent,
        (
            _,
            Context::Speaker
            | Context::Introduction
            | Context::SelfIntroduction
            | Context::Attendance,
        ) => Attendance::Present,
        _ => Attendance::Mentioned,
    }
}

/// Who spoke was there, whatever was said of them before they came.
fn rank(attendance: Attendance) -> u8 {
    match attendance {
        Attendance::Mentioned => 0,
        Attendance::Vacant => 1,
        Attendance::Absent => 2,
        Attendance::Present => 3,
    }
}

/// A walk of life that a role belongs to, where the role alone tells.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Walk {
    Assembly,
    Office,
    Profession,
}

/// Whether one person can have both roles.
fn agree(one: &str, other: &str) -> bool {
    match (walk(one), walk(other)) {
        (Some(Walk::Assembly), Some(Walk::Office)) | (Some(Walk::Office), Some(Walk::Assembly)) => {
            false
        }
        _ => {
            let (Some(a), Some(b)) = (post(one), post(other)) else { return true };
            // 회계과장 and 수산과장 are two people; 과장 may be either.
            a.0 != b.0
                || a.1.is_empty()
                || b.1.is_empty()
                || a.1.ends_with(b.1)
                || b.1.ends_with(a.1)
        }
    }
}

fn walk(role: &str) -> Option<Walk> {
    const ASSEMBLY: [&str; 5] = ["의원", "위원장", "부위원장", "의장", "간사"];
    const OFFICE: [&str; 6] = ["과장", "팀장", "계장", "담당관", "주무관", "사무관"];
    const PROFESSION: [&str; 4] = ["교수", "변호사", "기자", "작가"];
    let ends = |list: &[&str]| list.iter().any(|end| role.ends_with(end));
    if ends(&OFFICE) {
        Some(Walk::Office)
    } else if ends(&PROFESSION) {
        Some(Walk::Profession)
    } else if ends(&ASSEMBLY) {
        Some(Walk::Assembly)
    } else {
        None
    }
}

/// The rank of a post of which one person holds one, and its field.
fn post(role: &str) -> Option<(&'static str, &str)> {
    const POSTS: [&str; 2] = ["과장", "팀장"];
    POSTS.into_iter().find_map(|rank| Some((rank, role.strip_suffix(rank)?)))
}

fn squashed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Analyzer;

    fn people(text: &str) -> Vec<(String, Vec<String>, Attendance)> {
        let document = Document::parse("t.txt", text);
        let analysis = Analyzer::new().expect("the rules are sound").worker().analyze(&document);
        let people = analysis.roster.into_iter();
        people.map(|person| (person.name, person.roles, person.attendance)).collect()
    }

    fn check(text: &str, expected: &[(&str, &[&str], Attendance)]) {
        let found = people(text);
        let found: Vec<_> = found
            .iter()
            .map(|(name, roles, attendance)| {
                (name.as_str(), roles.iter().map(String::as_str).collect::<Vec<_>>(), *attendance)
            })
            .collect();
        let expected: Vec<_> =
            expected.iter().map(|&(name, roles, at)| (name, roles.to_vec(), at)).collect();
        assert_eq!(found, expected, "{text}");
    }

    #[test]
    fn attendance_by_what_is_said() {
        check(
            "먼저 한도윤 회계과장입니다.\n서보영 수산과장은 병가로 불참하였습니다.\n안전국장은 공석입니다.\n",
            &[
                ("한도윤", &["회계과장"], Attendance::Present),
                ("서보영", &["수산과장"], Attendance::Absent),
                ("", &["안전국장"], Attendance::Vacant),
            ],
        );
        check("서보영 시장의 말이 떠오릅니다.", &[("서보영", &["시장"], Attendance::Mentioned)]);
    }

    #[test]
    fn one_person_with_two_roles_and_two_namesakes() {
        check(
            "회계과장 한도윤입니다.\n한도윤 과장님 수고하셨습니다.\n",
            &[("한도윤", &["회계과장", "과장"], Attendance::Present)],
        );
        check(
            "한도윤 의원님께서 물으셨습니다.\n한도윤 회계과장입니다.\n",
            &[
                ("한도윤", &["의원"], Attendance::Mentioned),
                ("한도윤", &["회계과장"], Attendance::Present),
            ],
        );
        check(
            "한도윤 회계과장입니다.\n한도윤 수산과장입니다.\n",
            &[
                ("한도윤", &["회계과장"], Attendance::Present),
                ("한도윤", &["수산과장"], Attendance::Present),
            ],
        );
    }
}
