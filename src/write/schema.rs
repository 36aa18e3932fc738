//! The tables of a run: one definition for every writer and for `docs/schema.md`.

mod findings;
mod structure;

/// A table of a run's output.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Table {
    /// The documents.
    Documents,
    /// Items of the agendas.
    Agenda,
    /// Turns.
    Turns,
    /// Lists of those attending.
    Attendance,
    /// Remarks of the stenographer.
    StageDirections,
    /// Sentences; only on request.
    Sentences,
    /// Tokens; only on request.
    Tokens,
    /// Page references.
    PageRefs,
    /// Officers.
    Officers,
    /// People.
    People,
    /// Commitments.
    Commitments,
    /// Inputs and parts of inputs that could not be read.
    Failures,
}

/// What a column holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Type {
    /// Id of a document.
    Document,
    /// Text.
    Text,
    /// A whole number of 64 bits.
    Integer,
    /// A number from 0 to 1, with three decimals.
    Share,
    /// True or false.
    Boolean,
    /// A day; `YYYY-MM-DD` where the format has no type for it.
    Date,
}

/// A column of a [`Table`].
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Column {
    /// Its name.
    pub name: &'static str,
    /// What it holds.
    pub kind: Type,
    /// Whether a row may leave it empty.
    pub nullable: bool,
    /// What it means.
    pub description: &'static str,
}

/// A link from columns of one table to the key of another.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reference {
    /// The columns that point.
    pub columns: &'static [&'static str],
    /// The table pointed at; the columns are its key, in this order.
    pub table: Table,
}

/// Everything about one table.
#[derive(Debug)]
struct Definition {
    name: &'static str,
    description: &'static str,
    columns: &'static [&'static [Column]],
    key: &'static [&'static str],
    references: &'static [Reference],
    /// Columns that get an index of their own.
    indexes: &'static [&'static str],
}

impl Table {
    /// All tables, in the order in which they are written; a table stands behind those that it
    /// refers to.
    pub const ALL: [Self; 12] = [
        Self::Documents,
        Self::Agenda,
        Self::Turns,
        Self::Attendance,
        Self::StageDirections,
        Self::Sentences,
        Self::Tokens,
        Self::PageRefs,
        Self::Officers,
        Self::People,
        Self::Commitments,
        Self::Failures,
    ];

    fn definition(self) -> &'static Definition {
        match self {
            Self::Documents => &structure::DOCUMENTS,
            Self::Agenda => &structure::AGENDA,
            Self::Turns => &structure::TURNS,
            Self::Attendance => &structure::ATTENDANCE,
            Self::StageDirections => &structure::STAGE_DIRECTIONS,
            Self::Sentences => &structure::SENTENCES,
            Self::Tokens => &structure::TOKENS,
            Self::PageRefs => &findings::PAGE_REFS,
            Self::Officers => &findings::OFFICERS,
            Self::People => &findings::PEOPLE,
            Self::Commitments => &findings::COMMITMENTS,
            Self::Failures => &structure::FAILURES,
        }
    }

    /// Name of the table and of its files.
    #[must_use]
    pub fn name(self) -> &'static str {
        self.definition().name
    }

    /// What one row stands for.
    #[must_use]
    pub fn description(self) -> &'static str {
        self.definition().description
    }

    /// The columns, in order.
    pub fn columns(self) -> impl Iterator<Item = &'static Column> {
        self.definition().columns.iter().copied().flatten()
    }

    /// The columns that tell the rows apart.
    #[must_use]
    pub fn key(self) -> &'static [&'static str] {
        self.definition().key
    }

    /// Links to other tables.
    #[must_use]
    pub fn references(self) -> &'static [Reference] {
        self.definition().references
    }

    /// The columns that SQLite indexes beside the key.
    #[must_use]
    pub fn indexes(self) -> &'static [&'static str] {
        self.definition().indexes
    }

    /// Whether the table is written only on request.
    #[must_use]
    pub fn is_optional(self) -> bool {
        matches!(self, Self::Sentences | Self::Tokens)
    }

    pub(crate) fn index(self) -> usize {
        self as usize
    }
}

impl Type {
    /// Its name in `docs/schema.md`.
    #[must_use]
    pub fn name(self) -> &'static str {
        match self {
            Self::Document | Self::Text => "text",
            Self::Integer => "integer",
            Self::Share => "share",
            Self::Boolean => "boolean",
            Self::Date => "date",
        }
    }
}

/// The tables as Markdown: what `docs/schema.md` holds between its marks.
#[must_use]
pub fn markdown() -> String {
    let mut out = String::new();
    for table in Table::ALL {
        let optional = if table.is_optional() { " (on request)" } else { "" };
        out.push_str(&format!("### {}{optional}\n\n{}\n", table.name(), table.description()));
        out.push_str(&format!("Key: {}.\n", code(table.key())));
        for reference in table.references() {
            let (from, to) = (code(reference.columns), reference.table.name());
            out.push_str(&format!("{from} refers to `{to}`.\n"));
        }
        out.push_str("\n| column | type | empty | meaning |\n|---|---|---|---|\n");
        for column in table.columns() {
            let empty = if column.nullable { "yes" } else { "" };
            let (name, kind) = (column.name, column.kind.name());
            out.push_str(&format!("| `{name}` | {kind} | {empty} | {} |\n", column.description));
        }
        out.push('\n');
    }
    out
}

fn code(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}

/// A column that every row fills.
const fn full(name: &'static str, kind: Type, description: &'static str) -> Column {
    Column { name, kind, nullable: false, description }
}

/// A column that a row may leave empty.
const fn maybe(name: &'static str, kind: Type, description: &'static str) -> Column {
    Column { name, kind, nullable: true, description }
}

const DOC_ID: Column = full("doc_id", Type::Document, "Id of the document.");

/// Where the row's text stands, twice.
const SPAN: &[Column] = &[
    full("start_byte", Type::Integer, "First byte of the text, counted in the document's UTF-8."),
    full("end_byte", Type::Integer, "One past its last byte."),
    full("start_char", Type::Integer, "The same start in characters, as Python and SQL count."),
    full("end_char", Type::Integer, "The same end in characters."),
];

/// Where the row's text stands in the file.
const SOURCE: &[Column] = &[
    maybe(
        "source_start",
        Type::Integer,
        "First byte of the file that the text was made from; empty where the format keeps no bytes.",
    ),
    maybe("source_end", Type::Integer, "One past the last byte of the file."),
    maybe(
        "source_page",
        Type::Integer,
        "Page of the file on which the text begins, from 1; empty for all but PDF.",
    ),
];

const TEXT: Column = full("text", Type::Text, "The text as written.");

/// The turn of a row, and who speaks in it.
const SPEAKER: &[Column] = &[
    full("turn", Type::Integer, "Number of the turn, from 0."),
    maybe("speaker_name", Type::Text, "Name of the speaker of the turn."),
    maybe("speaker_role", Type::Text, "Role of the speaker as the label gives it."),
    maybe(
        "role_class",
        Type::Text,
        "`chair`, `member`, `official`, `staff`, `witness`, `expert` or `other`; empty in a turn without a speaker.",
    ),
    maybe("agenda_item", Type::Integer, "Number of the item under discussion in `agenda`."),
];

const TO_DOCUMENT: Reference = Reference { columns: &["doc_id"], table: Table::Documents };
const TO_TURN: Reference = Reference { columns: &["doc_id", "turn"], table: Table::Turns };
const TO_SENTENCE: Reference =
    Reference { columns: &["doc_id", "sentence"], table: Table::Sentences };
const TO_AGENDA: Reference =
    Reference { columns: &["doc_id", "agenda_item"], table: Table::Agenda };
