//! `entente conflicts`: what does not fit together.

use std::collections::{BTreeMap, HashMap};

use clap::Args;
use entente_dossier::Dossier;
use entente_model::{Conflict, ConflictKind, Evidence, PartyCode, SourceId};
use entente_present::{Column, Fit, Paint, Row, Run, Sheet, context::short_source};
use serde::Serialize;

use crate::{
    outcome::{Outcome, WrongUse},
    record::{At, ListFormat, Output, party_names, print, show_with, style},
};

/// What does not fit together: between sources, within one, or with what is known
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente conflicts
  entente conflicts --kind date,value --format md
  entente conflicts --perspective")]
pub(crate) struct Conflicts {
    #[command(flatten)]
    at: At,

    /// Only contradictions of this kind; several: any of them
    ///
    /// date, value, elapsed-time, anachronism, identity, order, status, calendar.
    #[arg(long, value_name = "KIND", value_delimiter = ',')]
    kind: Vec<ConflictKind>,

    /// Those that were settled as well
    #[arg(long)]
    all: bool,

    /// Tell which national side each claim comes from: by address, publisher or language of its source
    #[arg(long)]
    perspective: bool,

    #[command(flatten)]
    output: Output,
}

impl Conflicts {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let mut dossier = self.at.open()?;
        let mut conflicts = if self.all { dossier.all_conflicts()? } else { dossier.conflicts()? };
        conflicts.retain(|conflict| self.kind.is_empty() || self.kind.contains(&conflict.kind));
        if self.perspective {
            return by_side(&dossier, &conflicts, self.output.format);
        }
        show_with(&conflicts, self.output.format, &conflicts)
    }
}

/// A contradiction with its claims by the national side of their sources.
#[derive(Debug, Serialize)]
struct BySide<'a> {
    #[serde(flatten)]
    conflict: &'a Conflict,
    /// Claims by the code of the side; `null` where no side is known.
    sides: Vec<Side<'a>>,
}

#[derive(Debug, Serialize)]
struct Side<'a> {
    side: Option<PartyCode>,
    claims: Vec<&'a Evidence>,
}

fn by_side(dossier: &Dossier, conflicts: &[Conflict], format: ListFormat) -> anyhow::Result<Outcome> {
    let parties = dossier.parties()?;
    let sides: HashMap<SourceId, PartyCode> = dossier
        .sources()?
        .iter()
        .filter_map(|source| Some((source.id?, entente_dossier::side_of(source, &parties)?)))
        .collect();
    let all: Vec<BySide<'_>> = conflicts
        .iter()
        .map(|conflict| {
            let mut by: BTreeMap<Option<PartyCode>, Vec<&Evidence>> = BTreeMap::new();
            for claim in &conflict.claims {
                by.entry(sides.get(&claim.source_id).copied()).or_default().push(claim);
            }
            let sides = by.into_iter().rev().map(|(side, claims)| Side { side, claims }).collect();
            BySide { conflict, sides }
        })
        .collect();
    let text = match format {
        ListFormat::Table => entente_present::table(&sheet(&all), style()),
        ListFormat::Json => serde_json::to_string_pretty(&all)? + "\n",
        ListFormat::Jsonl => {
            let lines: Result<Vec<String>, _> = all.iter().map(serde_json::to_string).collect();
            lines?.into_iter().map(|line| line + "\n").collect()
        }
        _ => return Err(WrongUse("sides are shown as table, json or jsonl".to_owned()).into()),
    };
    print(&text)?;
    Ok(Outcome::Done)
}

fn sheet(all: &[BySide<'_>]) -> Sheet {
    let names = party_names();
    let side = |code: Option<PartyCode>| match code {
        Some(code) => names.get(&code).cloned().unwrap_or_else(|| code.to_string()),
        None => "No side known".to_owned(),
    };
    let rows = all
        .iter()
        .flat_map(|one| {
            let head = format!("{} ({})", one.conflict.why, one.conflict.id);
            let claims = one.sides.iter().flat_map(|of| of.claims.iter().map(|claim| (of.side, *claim)));
            claims.map(move |(code, claim)| (head.clone(), code, claim))
        })
        .map(|(head, code, claim)| Row {
            group: head,
            cells: vec![
                vec![Run::new(&side(code), Paint::Strong)],
                vec![Run::new(&format!("“{}”", claim.quote), Paint::Plain)],
                vec![Run::new(&short_source(&claim.source), Paint::Dim)],
            ],
            notes: Vec::new(),
        })
        .collect();
    Sheet {
        title: "Contradictions by side".to_owned(),
        columns: vec![
            Column { head: "Side", fit: Fit::Narrow(20) },
            Column { head: "Claim", fit: Fit::Wide },
            Column { head: "Source", fit: Fit::Narrow(28) },
        ],
        rows,
        summary: format!("{} contradictions", all.len()),
    }
}
