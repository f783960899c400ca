//! When a decision is clear before all of its features are looked at.
//!
//! Features come in stages, those that tell most first. When the best class leads the second by a margin after a stage,
//! the rest is left out. The margins are part of a model: training chooses the smallest ones that hardly ever change a
//! decision on texts that the model has not learned from.

use crate::model::{Container, Cursor};

/// What a margin is for.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Margin {
    /// Parts of speech, after what the words tell one by one.
    Upos,
    /// Feature bundles, after what the word tells by itself.
    Morphology,
    /// No name, after the first stage.
    Name,
    /// Moves of the parser, after the first stage.
    Move,
    /// The same after the second stage.
    MoveLater,
    /// Relations, after the first stage.
    Relation,
    /// Moves of the parser, after the third stage.
    MoveLast,
    /// Relations, after the second stage.
    RelationLater,
    /// Ends of sentences, after the first stage.
    Sentence,
}

impl Margin {
    /// All, in the order of a model.
    pub(crate) const ALL: [Self; 9] = [
        Self::Upos,
        Self::Morphology,
        Self::Name,
        Self::Move,
        Self::MoveLater,
        Self::Relation,
        Self::MoveLast,
        Self::RelationLater,
        Self::Sentence,
    ];
}

/// The margins of a model.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) struct Margins([i16; Margin::ALL.len()]);

impl Margins {
    /// Nothing is left out.
    pub(crate) const NEVER: Self = Self([i16::MAX; Margin::ALL.len()]);
    /// The section of a model.
    pub(crate) const SECTION: &'static str = "margins";

    /// A model without the section looks at everything.
    pub(crate) fn read(model: &Container<'_>) -> Self {
        let mut margins = Self::NEVER;
        if let Some(section) = model.get(Self::SECTION) {
            let mut cursor = Cursor(section);
            for margin in &mut margins.0 {
                *margin = cursor.short().map_or(i16::MAX, u16::cast_signed);
            }
        }
        margins
    }

    /// The bytes that [`Margins::read`] reads.
    pub(crate) fn to_bytes(self) -> Vec<u8> {
        self.0.iter().flat_map(|margin| margin.to_le_bytes()).collect()
    }

    /// How far the best class must lead.
    pub(crate) const fn get(&self, margin: Margin) -> i16 {
        self.0[margin as usize]
    }

    /// The same with one margin changed.
    pub(crate) const fn with(mut self, margin: Margin, lead: i16) -> Self {
        self.0[margin as usize] = lead;
        self
    }
}
