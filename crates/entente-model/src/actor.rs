//! Who takes part: states, bodies, organisations, people, places.

use serde::{Deserialize, Serialize};

use crate::{
    PartyCode, Span,
    code::{numbered_id, vocabulary},
};

numbered_id! {
    /// An actor of one reading, `a1` and so on.
    ActorId, "a"
}

vocabulary! {
    /// What sort of actor it is.
    ActorKind, "kind of actor" {
        /// A state, past or present.
        State = "state",
        /// An international organisation of states.
        Body = "body",
        /// A ministry, company, university, party, army, medium.
        Organisation = "organisation",
        /// A human being.
        Person = "person",
        /// A city, region, building.
        Place = "place",
    }
}

/// Somebody or something that a document names.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Actor {
    /// Its id within the reading.
    pub id: ActorId,
    /// What sort of actor it is.
    pub kind: ActorKind,
    /// The best full form in the document.
    pub name: String,
    /// The party code, for states and bodies.
    pub code: Option<PartyCode>,
    /// Offices and functions that the document gives.
    pub roles: Vec<Role>,
    /// Every place where the document names it, in order.
    pub mentions: Vec<Mention>,
}

/// An office or function.
#[derive(Debug, Clone, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Role {
    /// The title as the text has it: `Foreign Minister`, `former Ambassador`.
    pub title: String,
    /// The state or body it is an office of.
    pub of: Option<PartyCode>,
}

/// One place where an actor is named.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Mention {
    /// Code points before it.
    pub start: u32,
    /// Its end, exclusive.
    pub end: u32,
    /// The words.
    pub text: String,
}

impl Mention {
    /// Where it stands.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}
