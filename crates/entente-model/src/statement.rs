//! Who says what.

use serde::{Deserialize, Serialize};

use crate::{ActorId, PartyCode, Span, code::vocabulary};

vocabulary! {
    /// Direct or reported speech.
    Mode, "mode of speech" {
        /// The speaker's own words.
        Direct = "direct",
        /// Told by somebody else.
        Reported = "reported",
    }
}

vocabulary! {
    /// What the speaker does with the words.
    SpeechAct, "speech act" {
        /// Says that it is so.
        Assert = "assert",
        /// Suggests or offers.
        Propose = "propose",
        /// Commits to it.
        Promise = "promise",
        /// Warns of it.
        Warn = "warn",
        /// Finds fault.
        Criticise = "criticise",
        /// Welcomes or praises.
        Praise = "praise",
        /// Hopes or foresees.
        Expect = "expect",
        /// Asks or demands.
        Ask = "ask",
    }
}

vocabulary! {
    /// What a statement is about.
    Topic, "topic" {
        /// Political relations.
        Politics = "politics",
        /// Security and defence.
        Security = "security",
        /// Nuclear weapons and proliferation.
        Nuclear = "nuclear",
        /// Trade.
        Trade = "trade",
        /// Investment and projects.
        Investment = "investment",
        /// Oil, gas, power.
        Energy = "energy",
        /// Railways, shipping, aviation.
        Transport = "transport",
        /// Money, debt, banking.
        Finance = "finance",
        /// Science, technology, space.
        Technology = "technology",
        /// Health and medicine.
        Health = "health",
        /// Culture and sport.
        Culture = "culture",
        /// Education.
        Education = "education",
        /// Tourism and visas.
        Tourism = "tourism",
        /// Compatriots and migrants.
        Diaspora = "diaspora",
        /// History.
        History = "history",
        /// International organisations.
        Multilateral = "multilateral",
        /// Climate, nature, disasters.
        Environment = "environment",
        /// Law, courts, crime.
        Law = "law",
    }
}

/// Something of substance that somebody is said to say, think, want, propose, promise or warn of.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
#[cfg_attr(feature = "openapi", derive(utoipa::ToSchema))]
pub struct Statement {
    /// Code points before the quote.
    pub start: u32,
    /// End of the quote, exclusive.
    pub end: u32,
    /// The content, with the reporting verb where it is close by.
    pub quote: String,
    /// Who speaks, an actor of the same reading.
    pub speaker: ActorId,
    /// Direct or reported.
    pub mode: Mode,
    /// What the speaker does with the words.
    pub act: SpeechAct,
    /// One to three topics.
    pub topics: Vec<Topic>,
    /// States and bodies it is about.
    pub about: Vec<PartyCode>,
}

impl Statement {
    /// Where its quote stands.
    pub fn span(&self) -> Span {
        Span::new(self.start, self.end)
    }
}
