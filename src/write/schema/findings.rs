//! What is found in documents.

use super::{
    Column, DOC_ID, Definition, SOURCE, SPAN, SPEAKER, TEXT, TO_AGENDA, TO_DOCUMENT, TO_TURN, Type,
    full, maybe,
};

/// What every finding starts with.
const HEAD: &[Column] =
    &[DOC_ID, full("number", Type::Integer, "Number of the finding in the document, from 0.")];

/// What every finding ends with.
const TAIL: &[Column] = &[
    full("rule", Type::Text, "Name of the rule that found it."),
    full("confidence", Type::Share, "How sure it is, see `docs/quality.md`."),
];

pub(super) const PAGE_REFS: Definition = Definition {
    name: "page_refs",
    description: "One row for each page reference.",
    columns: &[
        HEAD,
        SPAN,
        SOURCE,
        &[
            TEXT,
            full("first_page", Type::Integer, "First page of the first range."),
            maybe(
                "last_page",
                Type::Integer,
                "Last page of the first range; empty when it is open.",
            ),
            full("ranges", Type::Text, "All ranges (`12-14;20-20`; `35-` is open)."),
            maybe("document", Type::Text, "The document that the clause names."),
            maybe("document_inherited", Type::Text, "The document that an earlier sentence named."),
            maybe("position", Type::Text, "Where on the page."),
            maybe("subject", Type::Text, "What stands on the page."),
            full("heading", Type::Boolean, "Whether it opens the part of a report on this page."),
        ],
        SPEAKER,
        TAIL,
    ],
    key: &["doc_id", "number"],
    references: &[TO_DOCUMENT, TO_TURN, TO_AGENDA],
    indexes: &["first_page"],
};

pub(super) const OFFICERS: Definition = Definition {
    name: "officers",
    description: "One row for each mention of a name with an office, or of a vacant office.",
    columns: &[
        HEAD,
        SPAN,
        SOURCE,
        &[
            TEXT,
            maybe("name", Type::Text, "The name; empty when the office is vacant."),
            full("role", Type::Text, "The role, line breaks joined."),
            full(
                "status",
                Type::Text,
                "`present`, `left`, `appointed`, `acting`, `absent` or `vacant`.",
            ),
            full(
                "context",
                Type::Text,
                "`speaker`, `introduction`, `self_introduction`, `attendance`, `notice` or `mention`.",
            ),
        ],
        SPEAKER,
        TAIL,
    ],
    key: &["doc_id", "number"],
    references: &[TO_DOCUMENT, TO_TURN, TO_AGENDA],
    indexes: &["name"],
};

pub(super) const PEOPLE: Definition = Definition {
    name: "people",
    description: "One row for each person, and for each vacant post, of a document.",
    columns: &[&[
        DOC_ID,
        full("person", Type::Integer, "Number in the document, by first mention, from 0."),
        maybe("name", Type::Text, "The name; empty for a vacant post."),
        full("roles", Type::Text, "The roles, in order of first mention, parted by `;`."),
        full("statuses", Type::Text, "The statuses, in order of first mention, parted by `;`."),
        full("attendance", Type::Text, "`present`, `absent`, `vacant` or `mentioned`."),
        full("mentions", Type::Integer, "How often they are named."),
        full("mention_bytes", Type::Text, "Where they are named, in bytes (`12-30;95-113`)."),
    ]],
    key: &["doc_id", "person"],
    references: &[TO_DOCUMENT],
    indexes: &["name"],
};

pub(super) const COMMITMENTS: Definition = Definition {
    name: "commitments",
    description: "One row for each undertaking.",
    columns: &[
        HEAD,
        SPAN,
        SOURCE,
        &[
            TEXT,
            full("strength", Type::Text, "`firm`, `plan`, `effort` or `review`."),
            full("conditional", Type::Boolean, "Whether a condition governs it."),
            maybe("condition", Type::Text, "The condition."),
            full("negative", Type::Boolean, "Whether it undertakes that something shall not be."),
            maybe("first_page", Type::Integer, "First page that the passage is about."),
            maybe("last_page", Type::Integer, "Last page that the passage is about."),
            maybe("deadline", Type::Text, "When it is to be done, as written."),
            maybe(
                "deadline_from",
                Type::Date,
                "First day that the deadline names, seen from the sitting.",
            ),
            maybe("deadline_to", Type::Date, "Last day that it names."),
            maybe("resolve", Type::Text, "The adverb of resolve."),
            maybe("office", Type::Text, "The office responsible."),
            full("action", Type::Text, "The main verb."),
            full("clause", Type::Text, "The clause that says what is promised."),
            full("clause_start_byte", Type::Integer, "First byte of the clause."),
            full("clause_start_char", Type::Integer, "The same in characters."),
            maybe("answers", Type::Text, "The question or request that it answers."),
            maybe("answers_turn", Type::Integer, "Number of the turn that asked."),
            maybe("answers_start_byte", Type::Integer, "First byte of the question."),
            maybe("answers_start_char", Type::Integer, "The same in characters."),
        ],
        SPEAKER,
        TAIL,
    ],
    key: &["doc_id", "number"],
    references: &[TO_DOCUMENT, TO_TURN, TO_AGENDA],
    indexes: &["strength"],
};
