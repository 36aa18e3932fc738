//! The report of a run, as JSON.

use serde_json::{Map, Value, json};
use sokgirok::run::Report;
use sokgirok::write::schema::Table;

/// A report as a JSON object; `docs/batch.md` describes the members.
pub(super) fn report_json(report: &Report) -> String {
    let counts = &report.counts;
    let rows: Map<String, Value> = Table::ALL
        .iter()
        .map(|table| (table.name().to_owned(), counts.rows(*table).into()))
        .collect();
    let stages: Map<String, Value> = report
        .stages
        .iter()
        .map(|(stage, time)| (stage.name().to_owned(), time.as_secs_f64().into()))
        .collect();
    let value = json!({
        "finished": report.finished,
        "program_version": env!("CARGO_PKG_VERSION"),
        "rules_version": report.rules_version,
        "shard": report.shard.to_string(),
        "inputs": report.inputs,
        "reused": report.reused,
        "read": report.read,
        "read_bytes": report.read_bytes,
        "rows": rows,
        "failures": counts.failures,
        "seconds": report.elapsed.as_secs_f64(),
        "stages": stages,
    });
    format!("{value:#}\n")
}
