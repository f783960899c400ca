//! States, territories and international bodies with the days on which they existed.

use entente_model::{Interval, PartyCode};

use crate::table;

/// What sort of polity it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum PolityKind {
    /// An independent state.
    State,
    /// A territory with a code of its own that is not independent.
    Territory,
    /// A member of a union that is itself a state, such as the RSFSR within the Soviet Union.
    Part,
    /// An international body.
    Body,
}

/// One period of a state, territory or body. A state that lost and regained independence has several.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Polity {
    /// Its code; several periods may share one.
    pub code: PartyCode,
    /// First to last day; `None` if open at both ends (older than 1816 and still there).
    pub span: Option<Interval>,
    /// The codes whose lasting name ("Russia", "Seoul") meant this polity in this period.
    pub lineage: Vec<PartyCode>,
    /// What it came out of.
    pub before: Vec<PartyCode>,
    /// What it went into.
    pub after: Vec<PartyCode>,
    /// Short English name.
    pub name: &'static str,
    /// Full English name; empty where it is the same.
    pub full: &'static str,
    /// What sort of polity it is.
    pub kind: PolityKind,
    /// Where the dates are from.
    pub source: &'static str,
}

impl Polity {
    /// Whether it existed on at least one day of `when`.
    pub fn existed_in(&self, when: Interval) -> bool {
        self.span.is_none_or(|span| span.overlaps(when))
    }

    /// Days of `when` on which it existed, open ends cut at the calendar's.
    pub(crate) fn days_in(&self, when: Interval) -> i64 {
        let Some(span) = self.span else {
            return when.latest().days_since(when.earliest()) + 1;
        };
        let (first, last) = (span.earliest().max(when.earliest()), span.latest().min(when.latest()));
        (last.days_since(first) + 1).max(0)
    }
}

/// Reads the table of states. The second part are the lines that cannot be read.
pub(crate) fn states(text: &'static str) -> (Vec<Polity>, Vec<usize>) {
    table::read(text, |fields| {
        let [code, from, to, lineage, before, after, name, full, kind, source] = *fields else { return None };
        Some(Polity {
            code: code.parse().ok()?,
            span: table::lifespan(from, to).ok()?,
            lineage: table::codes(lineage),
            before: table::codes(before),
            after: table::codes(after),
            name,
            full,
            kind: match kind {
                "state" => PolityKind::State,
                "territory" => PolityKind::Territory,
                "part" => PolityKind::Part,
                _ => return None,
            },
            source,
        })
    })
}

/// Reads the table of bodies. The second part are the lines that cannot be read.
pub(crate) fn bodies(text: &'static str) -> (Vec<Polity>, Vec<usize>) {
    table::read(text, |fields| {
        let [code, from, to, before, name, full, source] = *fields else { return None };
        Some(Polity {
            code: code.parse().ok()?,
            span: table::lifespan(from, to).ok()?,
            lineage: Vec::new(),
            before: table::codes(before),
            after: Vec::new(),
            name,
            full,
            kind: PolityKind::Body,
            source,
        })
    })
}
