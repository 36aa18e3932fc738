//! Documents and what their structure holds.

use super::{
    Column, DOC_ID, Definition, SOURCE, SPAN, SPEAKER, TEXT, TO_AGENDA, TO_DOCUMENT, TO_SENTENCE,
    TO_TURN, Type, full, maybe,
};

pub(super) const DOCUMENTS: Definition = Definition {
    name: "documents",
    description: "One row for each document.",
    columns: &[&[
        full(
            "doc_id",
            Type::Document,
            "Id: the path as given, with `!` or `#` and the name of the part for a document inside an archive or a table.",
        ),
        full("source", Type::Text, "Path of the input, as given."),
        full("format", Type::Text, "Format of the input (`text`, `html`, `pdf` …)."),
        maybe("encoding", Type::Text, "Encoding that the input was decoded from."),
        maybe("warnings", Type::Text, "What was amiss in the input, parted by `; `."),
        full("sha256", Type::Text, "SHA-256 of the input's bytes, in hexadecimal."),
        full("source_bytes", Type::Integer, "Size of the input in bytes."),
        full("bytes", Type::Integer, "Size of the document's text in bytes of UTF-8."),
        full("chars", Type::Integer, "Size of the document's text in characters."),
        maybe("assembly", Type::Text, "The assembly, as the cover names it."),
        maybe("session", Type::Integer, "Number of the session."),
        maybe("kind", Type::Text, "Kind of session as written (`임시회`)."),
        maybe("committee", Type::Text, "The committee, or the plenary, as written."),
        maybe("sitting", Type::Integer, "Number of the sitting."),
        maybe("date", Type::Date, "Date of the sitting."),
        maybe("place", Type::Text, "Place as written."),
        full("wrapped", Type::Boolean, "Whether lines are broken at a fixed width."),
        full("turns", Type::Integer, "How many turns it has."),
        full("program_version", Type::Text, "Version of the program."),
        full("rules_version", Type::Text, "Fingerprint of the rules and the words they use."),
    ]],
    key: &["doc_id"],
    references: &[],
    indexes: &["date", "committee"],
};

pub(super) const AGENDA: Definition = Definition {
    name: "agenda",
    description: "One row for each item of an agenda.",
    columns: &[
        &[
            DOC_ID,
            full("agenda_item", Type::Integer, "Number of the item in the document, from 0."),
            full("label", Type::Text, "Its number as written (`1`, `가`)."),
        ],
        SPAN,
        &[
            full("text", Type::Text, "The title as written."),
            maybe("proposer", Type::Text, "Who brought it in, as written in brackets."),
        ],
    ],
    key: &["doc_id", "agenda_item"],
    references: &[TO_DOCUMENT],
    indexes: &[],
};

pub(super) const TURNS: Definition = Definition {
    name: "turns",
    description: "One row for each turn: a speech, or a stretch without a speaker; the spans of a document's turns tile its text.",
    columns: &[
        &[DOC_ID],
        SPEAKER,
        &[
            full("acting", Type::Boolean, "Whether the speaker acts for the holder of the role."),
            maybe(
                "act",
                Type::Text,
                "`procedure`, `report`, `question`, `answer` or `statement`; empty in a turn without a speaker that reports nothing.",
            ),
        ],
        SPAN,
        SOURCE,
        &[
            full("body_start_byte", Type::Integer, "First byte of what follows the label."),
            full("body_start_char", Type::Integer, "The same in characters."),
            full("text", Type::Text, "What follows the label, as written."),
        ],
    ],
    key: &["doc_id", "turn"],
    references: &[TO_DOCUMENT, TO_AGENDA],
    indexes: &["speaker_name"],
};

pub(super) const ATTENDANCE: Definition = Definition {
    name: "attendance",
    description: "One row for each person in a list of those who attended or were excused.",
    columns: &[
        &[
            DOC_ID,
            full("number", Type::Integer, "Number of the entry in the document, from 0."),
            full("list", Type::Integer, "Number of the list in the document, from 0."),
            full("heading", Type::Text, "Heading of the list as written."),
            full("attended", Type::Boolean, "Whether those listed were there."),
            full("name", Type::Text, "The name, without blanks that only space letters out."),
            maybe("role", Type::Text, "The role beside the name, or the one the heading gives."),
        ],
        SPAN,
        &[full("text", Type::Text, "The name as written.")],
    ],
    key: &["doc_id", "number"],
    references: &[TO_DOCUMENT],
    indexes: &["name"],
};

pub(super) const STAGE_DIRECTIONS: Definition = Definition {
    name: "stage_directions",
    description: "One row for each remark of the stenographer.",
    columns: &[
        &[
            DOC_ID,
            full("number", Type::Integer, "Number of the remark in the document, from 0."),
            full(
                "kind",
                Type::Text,
                "`opened`, `suspended`, `resumed`, `closed`, `time` or `stage_direction`.",
            ),
            maybe("turn", Type::Integer, "Number of the turn it stands in."),
        ],
        SPAN,
        &[TEXT],
    ],
    key: &["doc_id", "number"],
    references: &[TO_DOCUMENT, TO_TURN],
    indexes: &[],
};

pub(super) const SENTENCES: Definition = Definition {
    name: "sentences",
    description: "One row for each sentence of a turn, running heads and page numbers left out.",
    columns: &[
        &[
            DOC_ID,
            full("sentence", Type::Integer, "Number of the sentence in the document, from 0."),
        ],
        SPEAKER,
        SPAN,
        &[TEXT],
    ],
    key: &["doc_id", "sentence"],
    references: &[TO_DOCUMENT, TO_TURN],
    indexes: &[],
};

pub(super) const TOKENS: Definition = Definition {
    name: "tokens",
    description: "One row for each token of a sentence: a morpheme (형태소), or several that are written as one.",
    columns: &[
        &[
            DOC_ID,
            full(
                "sentence",
                Type::Integer,
                "Number of the sentence in the document, from 0, as in `sentences`.",
            ),
            full("token", Type::Integer, "Number of the token in the sentence, from 0."),
            full("turn", Type::Integer, "Number of the turn, from 0."),
        ],
        SPAN,
        &[
            TEXT,
            full(
                "surface",
                Type::Text,
                "The word that was looked up: the text with lines joined, conjoining jamo composed and invisible characters left out.",
            ),
            full(
                "tag",
                Type::Text,
                "Part-of-speech tag of mecab-ko-dic; several are joined with `+` (`XSV+EP` for `했`).",
            ),
            maybe(
                "expression",
                Type::Text,
                "What a compound or fused word is made of, as the dictionary writes it (`하/XSV/*+았/EP/*`).",
            ),
        ],
    ],
    key: &["doc_id", "sentence", "token"],
    references: &[TO_DOCUMENT, TO_TURN, TO_SENTENCE],
    indexes: &["surface"],
};

/// Inputs may fail before there is a document, so that the key is the source.
pub(super) const FAILURES: Definition = Definition {
    name: "failures",
    description: "One row for each input, or part of an input, that could not be read.",
    columns: &[FAILURE],
    key: &["source", "number"],
    references: &[],
    indexes: &[],
};

const FAILURE: &[Column] = &[
    full("source", Type::Text, "Path of the input, as given."),
    full("number", Type::Integer, "Number of the failure in the input, from 0."),
    full("kind", Type::Text, "Sort of failure (`io`, `encoding`, `format` …)."),
    full("message", Type::Text, "File, place, what was found and what was expected."),
];
