//! What happened, is planned, or is said to have happened.

use serde::{Deserialize, Serialize};

use crate::{
    ActorId, Interval, PartyCode, Span,
    code::{numbered_id, vocabulary},
};

numbered_id! {
    /// An event of one reading, `e1` and so on.
    EventId, "e"
}

vocabulary! {
    /// What sort of event it is, by its substance.
    EventKind, "kind of event" {
        /// Diplomatic ties established, upgraded, suspended, broken, restored.
        Relations = "relations",
        /// Embassy, consulate, trade office opened or closed; envoy appointed.
        Mission = "mission",
        /// An official travels to the other side.
        Visit = "visit",
        /// Talks, summit, conference, call, interview.
        Meeting = "meeting",
        /// Treaty, protocol, communique signed, ratified, in force, ended.
        Agreement = "agreement",
        /// Speech, declaration, criticism, policy decision.
        Statement = "statement",
        /// Culture, sport, education, science, tourism.
        Exchange = "exchange",
        /// Trade, investment, energy, loans, joint projects.
        Trade = "trade",
        /// Assistance, technical help.
        Aid = "aid",
        /// Exercises, deployments, arms, defence contacts.
        Military = "military",
        /// War, attack, annexation, occupation.
        Conflict = "conflict",
        /// Sanctions, restrictions, expulsions.
        Sanction = "sanction",
        /// People moving or being moved.
        Migration = "migration",
        /// State or government founded or ended, office taken, election.
        State = "state",
        /// Anything else that a chronology would list.
        Other = "other",
    }
}

vocabulary! {
    /// How far the event has come, by the words of the clause.
    EventStatus, "event status" {
        /// It happened.
        Occurred = "occurred",
        /// It is announced or agreed for later.
        Planned = "planned",
        /// It is going on.
        Ongoing = "ongoing",
        /// It was cancelled or postponed.
        Cancelled = "cancelled",
        /// The source says that it did not happen.
        Denied = "denied",
        /// The source says that others say so.
        Alleged = "alleged",
    }
}

vocabulary! {
    /// The root types of PLOVER, the successor of CAMEO.
    PloverRoot, "PLOVER root" {
        /// Agree or promise to act together.
        Agree = "AGREE",
        /// Meet, visit, talk.
        Consult = "CONSULT",
        /// Diplomatic support, praise, recognition.
        Support = "SUPPORT",
        /// Material cooperation.
        Cooperate = "COOPERATE",
        /// Material aid.
        Aid = "AID",
        /// Concede, withdraw, ease.
        Yield = "YIELD",
        /// Ask, propose, appeal.
        Request = "REQUEST",
        /// Criticise, accuse, investigate.
        Accuse = "ACCUSE",
        /// Refuse, reject.
        Reject = "REJECT",
        /// Threaten, warn.
        Threaten = "THREATEN",
        /// Demonstrate, strike.
        Protest = "PROTEST",
        /// Restrict, expel, break off.
        Sanction = "SANCTION",
        /// Show or move force.
        Mobilize = "MOBILIZE",
        /// Arrest, seize, repress.
        Coerce = "COERCE",
        /// Attack, use force.
        Assault = "ASSAULT",
    }
}

vocabulary! {
    /// What part an actor has in an event.
    ParticipantRole, "participant role" {
        /// Who acts.
        Source = "source",
        /// Who is acted upon.
        Target = "target",
        /// Who takes part on the same footing.
        Participant = "participant",
        /// Where it happens.
        Place = "place",
        /// What or whom it is about.
        About = "about",
    }
}

/// One happening as one document tells it.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Event {
    /// Its id within the reading.
    pub id: EventId,
    /// Code points before the quote.
    pub start: u32,
    /// End of the quote, exclusive.
    pub end: u32,
    /// The clause or sentence that says it, verbatim.
    pub quote: String,
    /// When; `None` where the text does not tell.
    pub when: Option<Interval>,
    /// What sort of event.
    pub kind: EventKind,
    /// The PLOVER root, where one fits.
    pub plover: Option<PloverRoot>,
    /// The CAMEO code, as specific as the text allows.
    pub cameo: Option<String>,
    /// How far it has come.
    pub status: EventStatus,
    /// States and bodies that take part.
    pub parties: Vec<PartyCode>,
    /// Actors with their parts.
    pub participants: Vec<Participant>,
    /// Where, as the text has it.
    pub place: Option<String>,
    /// Indices into the reading's `times` that date it.
    pub times: Vec<usize>,
    /// Between 0 and 1: the share of such findings that a careful reader would sign.
    pub confidence: f64,
}

impl Event {
    /// Where its quote stands.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}

/// An actor's part in an event.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Participant {
    /// The actor, of the same reading.
    pub actor: ActorId,
    /// Its part.
    pub role: ParticipantRole,
}
