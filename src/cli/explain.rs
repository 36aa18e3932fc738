//! `sokgirok explain` and `sokgirok rules`

use super::{Failure, Outcome};
use clap::Args;
use sokgirok::{Rule, rules};
use std::io::{self, BufWriter, Write};

#[derive(Args)]
pub(super) struct Arguments {
    /// Name of the rule, as a finding gives it (`page/range`).
    #[arg(value_name = "RULE")]
    rule: String,
}

pub(super) fn run(arguments: &Arguments) -> Outcome {
    let Some(rule) = rules().find(|rule| rule.name == arguments.rule) else {
        let message =
            format!("no rule is called `{}`; `sokgirok rules` lists them", arguments.rule);
        return Err(Failure::Usage(message));
    };
    explain(rule, &mut BufWriter::new(io::stdout().lock()))?;
    Ok(true)
}

pub(super) fn list() -> Outcome {
    let mut out = BufWriter::new(io::stdout().lock());
    for rule in rules() {
        writeln!(out, "{:<28} {}", rule.name, rule.summary)?;
    }
    out.flush()?;
    Ok(true)
}

fn explain(rule: &Rule, out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "{}\n{}\n", rule.name, rule.summary)?;
    writeln!(out, "finds")?;
    for (text, found) in rule.finds {
        writeln!(out, "  {text}  →  {found}")?;
    }
    writeln!(out, "\nignores")?;
    for text in rule.ignores {
        writeln!(out, "  {text}")?;
    }
    out.flush()
}
