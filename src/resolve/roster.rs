//! One entry for each person, and for each vacant post, of a document.

use crate::extract::{Context, Finding, Officer, Status};
use crate::{Lexicon, Span};
use rustc_hash::FxHashMap as HashMap;

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

/// Tells the people of a document apart.
#[derive(Debug)]
pub(super) struct Rosters {
    /// What roles of the assembly end in.
    assembly: Vec<String>,
    /// What roles of officials end in who are no members of it.
    office: Vec<String>,
    /// What roles of professions end in.
    profession: Vec<String>,
    /// Ranks of which one person holds one.
    posts: Vec<String>,
}

impl Rosters {
    pub(super) fn new(lexicon: &Lexicon) -> Self {
        let list =
            |class: &str| lexicon.class(class).iter().map(|entry| entry.surface.clone()).collect();
        Self {
            assembly: list("walk_assembly"),
            office: list("walk_office"),
            profession: list("walk_profession"),
            posts: list("post"),
        }
    }

    /// Gathers the people of a document from its findings, in order of first mention.
    ///
    /// A vacant post is an entry for each role. Findings of one name are one person, unless the
    /// roles are of different walks of life (a member of the assembly and an official below the
    /// minister).
    pub(super) fn roster(&self, findings: &[Finding]) -> Vec<Person> {
        let mut people: Vec<Person> = Vec::new();
        let mut by_name: HashMap<String, Vec<usize>> = HashMap::default();
        for finding in findings {
            let Finding::Officer(officer) = finding else { continue };
            let key = if officer.name.is_empty() {
                format!("/{}", squashed(&officer.role))
            } else {
                squashed(&officer.name)
            };
            let agrees = |person: &Person| {
                officer.name.is_empty()
                    || person.roles.iter().all(|known| self.agree(known, &officer.role))
            };
            let namesakes = by_name.entry(key).or_default();
            let known = namesakes.iter().copied().find(|&index| agrees(&people[index]));
            let known = known.or_else(|| {
                let index = people
                    .iter()
                    .position(|person| is_part(&person.name, &officer.name) && agrees(person))?;
                namesakes.push(index);
                Some(index)
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

    /// Whether one person can have both roles.
    fn agree(&self, one: &str, other: &str) -> bool {
        match (self.walk(one), self.walk(other)) {
            (Some(Walk::Assembly), Some(Walk::Office))
            | (Some(Walk::Office), Some(Walk::Assembly)) => false,
            _ => {
                let (Some(a), Some(b)) = (self.post(one), self.post(other)) else { return true };
                // 회계과장 and 수산과장 are two people; 과장 may be either.
                a.0 != b.0
                    || a.1.is_empty()
                    || b.1.is_empty()
                    || a.1.ends_with(b.1)
                    || b.1.ends_with(a.1)
            }
        }
    }

    fn walk(&self, role: &str) -> Option<Walk> {
        let ends = |list: &[String]| list.iter().any(|end| role.ends_with(end.as_str()));
        if ends(&self.office) {
            Some(Walk::Office)
        } else if ends(&self.profession) {
            Some(Walk::Profession)
        } else if ends(&self.assembly) {
            Some(Walk::Assembly)
        } else {
            None
        }
    }

    /// The rank of a post of which one person holds one, and its field; an organisation before
    /// the rank is none (`안전관리실 팀장`).
    fn post<'r>(&self, role: &'r str) -> Option<(&str, &'r str)> {
        let role = role.split_whitespace().next_back()?;
        self.posts.iter().find_map(|rank| Some((rank.as_str(), role.strip_suffix(rank.as_str())?)))
    }
}

impl Person {
    fn add(&mut self, officer: &Officer) {
        if officer.name.contains(' ') && is_part(&officer.name, &self.name) {
            self.name.clone_from(&officer.name);
        }
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

/// Whether one of the names is a word of the other, a foreigner's full name.
fn is_part(one: &str, other: &str) -> bool {
    let holds = |full: &str, part: &str| {
        full.contains(' ') && !part.is_empty() && full.split(' ').any(|word| word == part)
    };
    holds(one, other) || holds(other, one)
}

fn squashed(text: &str) -> String {
    text.chars().filter(|c| !c.is_whitespace()).collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Analyzer, Document};

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
            "한도윤 안전관리팀장입니다.\n한도윤 안전총괄실 팀장이 왔습니다.\n",
            &[("한도윤", &["안전관리팀장", "안전총괄실 팀장"], Attendance::Present)],
        );
        check(
            "안드레이 페트로프 대사를 만났습니다.\n마이클 리 본부장입니다.\n",
            &[
                ("안드레이 페트로프", &["대사"], Attendance::Mentioned),
                ("마이클 리", &["본부장"], Attendance::Present),
            ],
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
