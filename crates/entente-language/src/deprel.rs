//! The relations of a word to its head.

use std::fmt;
use std::str::FromStr;

/// A relation of Universal Dependencies (version 2), with those subtypes that matter to a reader of events.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
#[repr(u8)]
pub enum Deprel {
    /// The head of the sentence.
    Root,
    /// Nominal subject.
    Nsubj,
    /// Nominal subject of a passive.
    NsubjPass,
    /// Subject of an outer clause.
    NsubjOuter,
    /// Clause as a subject.
    Csubj,
    /// Clause as the subject of a passive.
    CsubjPass,
    /// Direct object.
    Obj,
    /// Indirect object.
    Iobj,
    /// Oblique nominal: a place, a time, a means.
    Obl,
    /// The one who acts in a passive.
    OblAgent,
    /// Oblique without a case marker, mostly a time (`obl:unmarked` too).
    OblTime,
    /// Clause as an object.
    Ccomp,
    /// Clause without a subject of its own.
    Xcomp,
    /// Adverbial clause.
    Advcl,
    /// Adverb.
    Advmod,
    /// Clause that modifies a noun.
    Acl,
    /// Relative clause.
    AclRelcl,
    /// Adjective.
    Amod,
    /// Nominal that modifies a noun.
    Nmod,
    /// Possessor.
    NmodPoss,
    /// Nominal modifier without a case marker (`nmod:unmarked`, `nmod:desc`).
    NmodTime,
    /// Number.
    Nummod,
    /// Number that governs the case of its noun.
    NummodGov,
    /// Apposition.
    Appos,
    /// Determiner.
    Det,
    /// Determiner before a determiner.
    DetPredet,
    /// Case marker, preposition.
    Case,
    /// Marker of a clause.
    Mark,
    /// Coordinating conjunction.
    Cc,
    /// Conjunct.
    Conj,
    /// Auxiliary.
    Aux,
    /// Auxiliary of a passive.
    AuxPass,
    /// Copula.
    Cop,
    /// Compound.
    Compound,
    /// Particle of a verb.
    CompoundPrt,
    /// Part of a name without a head.
    Flat,
    /// Part of a fixed expression.
    Fixed,
    /// Part of a word that was written apart.
    Goeswith,
    /// Clause beside a clause.
    Parataxis,
    /// Discourse element.
    Discourse,
    /// Address.
    Vocative,
    /// Expletive.
    Expl,
    /// Topic set before the clause.
    Dislocated,
    /// Item of a list.
    List,
    /// Left over by an ellipsis.
    Orphan,
    /// Overridden slip.
    Reparandum,
    /// Punctuation.
    Punct,
    /// Any other relation, and every word of a sentence that was not parsed.
    #[default]
    Dep,
}

/// Every relation with its name, in the order of the codes.
const NAMES: [(Deprel, &str); 48] = [
    (Deprel::Root, "root"),
    (Deprel::Nsubj, "nsubj"),
    (Deprel::NsubjPass, "nsubj:pass"),
    (Deprel::NsubjOuter, "nsubj:outer"),
    (Deprel::Csubj, "csubj"),
    (Deprel::CsubjPass, "csubj:pass"),
    (Deprel::Obj, "obj"),
    (Deprel::Iobj, "iobj"),
    (Deprel::Obl, "obl"),
    (Deprel::OblAgent, "obl:agent"),
    (Deprel::OblTime, "obl:tmod"),
    (Deprel::Ccomp, "ccomp"),
    (Deprel::Xcomp, "xcomp"),
    (Deprel::Advcl, "advcl"),
    (Deprel::Advmod, "advmod"),
    (Deprel::Acl, "acl"),
    (Deprel::AclRelcl, "acl:relcl"),
    (Deprel::Amod, "amod"),
    (Deprel::Nmod, "nmod"),
    (Deprel::NmodPoss, "nmod:poss"),
    (Deprel::NmodTime, "nmod:tmod"),
    (Deprel::Nummod, "nummod"),
    (Deprel::NummodGov, "nummod:gov"),
    (Deprel::Appos, "appos"),
    (Deprel::Det, "det"),
    (Deprel::DetPredet, "det:predet"),
    (Deprel::Case, "case"),
    (Deprel::Mark, "mark"),
    (Deprel::Cc, "cc"),
    (Deprel::Conj, "conj"),
    (Deprel::Aux, "aux"),
    (Deprel::AuxPass, "aux:pass"),
    (Deprel::Cop, "cop"),
    (Deprel::Compound, "compound"),
    (Deprel::CompoundPrt, "compound:prt"),
    (Deprel::Flat, "flat"),
    (Deprel::Fixed, "fixed"),
    (Deprel::Goeswith, "goeswith"),
    (Deprel::Parataxis, "parataxis"),
    (Deprel::Discourse, "discourse"),
    (Deprel::Vocative, "vocative"),
    (Deprel::Expl, "expl"),
    (Deprel::Dislocated, "dislocated"),
    (Deprel::List, "list"),
    (Deprel::Orphan, "orphan"),
    (Deprel::Reparandum, "reparandum"),
    (Deprel::Punct, "punct"),
    (Deprel::Dep, "dep"),
];

impl Deprel {
    /// How many there are.
    pub const COUNT: usize = NAMES.len();

    /// The name in CoNLL-U, `nsubj:pass`.
    pub const fn as_str(self) -> &'static str {
        NAMES[self as usize].1
    }

    /// The name without its subtype, `nsubj`.
    pub fn universal(self) -> &'static str {
        let name = self.as_str();
        name.split(':').next().unwrap_or(name)
    }

    /// The relation of a model's class number; beyond the last, [`Deprel::Dep`].
    pub(crate) fn from_index(index: usize) -> Self {
        NAMES.get(index).map_or(Self::Dep, |(relation, _)| *relation)
    }

    /// A nominal or clausal subject, active or passive.
    pub const fn is_subject(self) -> bool {
        matches!(self, Self::Nsubj | Self::NsubjPass | Self::NsubjOuter | Self::Csubj | Self::CsubjPass)
    }

    /// A subject that suffers the act: `nsubj:pass`, `csubj:pass`.
    pub const fn is_passive_subject(self) -> bool {
        matches!(self, Self::NsubjPass | Self::CsubjPass)
    }

    /// An oblique nominal of any kind.
    pub const fn is_oblique(self) -> bool {
        matches!(self, Self::Obl | Self::OblAgent | Self::OblTime)
    }

    /// A relation whose dependent heads a clause of its own.
    pub const fn is_clause(self) -> bool {
        matches!(
            self,
            Self::Root
                | Self::Csubj
                | Self::CsubjPass
                | Self::Ccomp
                | Self::Xcomp
                | Self::Advcl
                | Self::Acl
                | Self::AclRelcl
                | Self::Parataxis
        )
    }
}

impl fmt::Display for Deprel {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl FromStr for Deprel {
    type Err = ();

    /// The relation of a name; a subtype that is not kept apart falls back on its universal relation.
    fn from_str(name: &str) -> Result<Self, ()> {
        let name = match name {
            "obl:unmarked" => "obl:tmod",
            "nmod:unmarked" | "nmod:desc" => "nmod:tmod",
            other => other,
        };
        let find = |name: &str| NAMES.iter().find(|(_, known)| *known == name).map(|(relation, _)| *relation);
        find(name).or_else(|| find(name.split(':').next()?)).ok_or(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_names_and_order_agree() {
        for (index, (relation, name)) in NAMES.into_iter().enumerate() {
            assert_eq!(relation as usize, index, "{name}");
            assert_eq!(name.parse(), Ok(relation));
            assert_eq!(Deprel::from_index(index), relation);
        }
    }

    #[test]
    fn unknown_subtypes_fall_back_on_their_relation() {
        assert_eq!("nmod:gobj".parse(), Ok(Deprel::Nmod));
        assert_eq!("obl:unmarked".parse(), Ok(Deprel::OblTime));
        assert_eq!("nonsense".parse::<Deprel>(), Err(()));
        assert_eq!(Deprel::NsubjPass.universal(), "nsubj");
    }
}
