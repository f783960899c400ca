//! Morphological features as a packed set.

use std::fmt;

/// Declares the features: for each an enum, its place in the bits, and a reader.
macro_rules! features {
    ($($(#[$doc:meta])* $name:ident $reader:ident $shift:literal $width:literal
        { $($(#[$value_doc:meta])* $value:ident $text:literal),+ $(,)? })+) => {
        $(
            $(#[$doc])*
            #[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
            #[repr(u8)]
            pub enum $name {
                $($(#[$value_doc])* $value),+
            }

            impl $name {
                const VALUES: &'static [Self] = &[$(Self::$value),+];
            }
        )+

        impl Feats {
            $(
                $(#[$doc])*
                pub fn $reader(self) -> Option<$name> {
                    let code = self.field($shift, $width);
                    $name::VALUES.get((code as usize).checked_sub(1)?).copied()
                }
            )+
        }

        /// Name, shift, width and values of each feature, in the alphabetical order that CoNLL-U asks for.
        const FIELDS: &[(&str, u32, u32, &[&str])] = &[
            $((stringify!($name), $shift, $width, &[$($text),+])),+
        ];
    };
}

/// The morphological features of a word: a set of at most one value a feature, in 32 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord, Default)]
pub struct Feats(u32);

features! {
    /// Animacy.
    Animacy animacy 24 2 {
        /// Animate.
        Anim "Anim",
        /// Inanimate.
        Inan "Inan",
    }
    /// Aspect.
    Aspect aspect 10 2 {
        /// Imperfective.
        Imp "Imp",
        /// Perfective.
        Perf "Perf",
    }
    /// Case.
    Case case 16 4 {
        /// Nominative.
        Nom "Nom",
        /// Genitive.
        Gen "Gen",
        /// Dative.
        Dat "Dat",
        /// Accusative.
        Acc "Acc",
        /// Instrumental.
        Ins "Ins",
        /// Locative.
        Loc "Loc",
        /// Partitive.
        Par "Par",
        /// Vocative.
        Voc "Voc",
    }
    /// Degree of comparison.
    Degree degree 22 2 {
        /// Positive.
        Pos "Pos",
        /// Comparative.
        Cmp "Cmp",
        /// Superlative.
        Sup "Sup",
    }
    /// Gender.
    Gender gender 20 2 {
        /// Masculine.
        Masc "Masc",
        /// Feminine.
        Fem "Fem",
        /// Neuter.
        Neut "Neut",
    }
    /// Mood.
    Mood mood 5 3 {
        /// Indicative.
        Ind "Ind",
        /// Imperative.
        Imp "Imp",
        /// Subjunctive.
        Sub "Sub",
        /// Conditional.
        Cnd "Cnd",
    }
    /// Grammatical number.
    Number number 12 2 {
        /// Singular.
        Sing "Sing",
        /// Plural.
        Plur "Plur",
        /// Always plural.
        Ptan "Ptan",
    }
    /// Grammatical person.
    Person person 14 2 {
        /// First.
        First "1",
        /// Second.
        Second "2",
        /// Third.
        Third "3",
    }
    /// Negation.
    Polarity polarity 26 2 {
        /// Negative.
        Neg "Neg",
        /// Affirmative.
        Pos "Pos",
    }
    /// Tense.
    Tense tense 3 2 {
        /// Past.
        Past "Past",
        /// Present.
        Pres "Pres",
        /// Future.
        Fut "Fut",
    }
    /// Short form of an adjective or participle.
    Variant variant 28 1 {
        /// Short.
        Short "Short",
    }
    /// Form of a verb.
    VerbForm verb_form 0 3 {
        /// Finite.
        Fin "Fin",
        /// Infinitive.
        Inf "Inf",
        /// Gerund.
        Ger "Ger",
        /// Participle.
        Part "Part",
        /// Converb.
        Conv "Conv",
    }
    /// Voice.
    Voice voice 8 2 {
        /// Active.
        Act "Act",
        /// Middle, reflexive.
        Mid "Mid",
        /// Passive.
        Pass "Pass",
    }
}

impl Feats {
    /// No feature at all.
    pub const NONE: Self = Self(0);

    /// How many features are kept.
    pub(crate) const COUNT: usize = FIELDS.len();

    /// How many classes a model scores: for each feature its values and its absence.
    pub(crate) const CLASSES: usize = {
        let (mut classes, mut index) = (0, 0);
        while index < FIELDS.len() {
            classes += FIELDS[index].3.len() + 1;
            index += 1;
        }
        classes
    };

    /// The class of every feature, each counted from the classes of the features before it.
    pub(crate) fn classes(self) -> [u8; Self::COUNT] {
        let mut classes = [0; Self::COUNT];
        let mut first = 0;
        for (class, (_, shift, width, values)) in classes.iter_mut().zip(FIELDS) {
            *class = first + self.field(*shift, *width) as u8;
            first += values.len() as u8 + 1;
        }
        classes
    }

    const fn field(self, shift: u32, width: u32) -> u32 {
        (self.0 >> shift) & ((1 << width) - 1)
    }

    /// The packed bits, a key for tables.
    pub const fn bits(self) -> u32 {
        self.0
    }

    /// The set of packed bits that a model file holds.
    pub(crate) const fn from_bits(bits: u32) -> Self {
        Self(bits)
    }

    /// Whether nothing is known.
    pub const fn is_empty(self) -> bool {
        self.0 == 0
    }

    /// Both sets together; they must not have different values of one feature.
    pub(crate) const fn with(self, other: Self) -> Self {
        Self(self.0 | other.0)
    }

    /// Reads `Case=Nom|Number=Sing`; features and values that are not kept are passed over.
    pub fn parse(text: &str) -> Self {
        let mut bits = 0;
        for pair in text.split('|') {
            let Some((name, value)) = pair.split_once('=') else { continue };
            let Some((_, shift, _, values)) = FIELDS.iter().find(|(known, ..)| *known == name) else {
                continue;
            };
            if let Some(code) = values.iter().position(|known| *known == value) {
                bits |= (code as u32 + 1) << shift;
            }
        }
        Self(bits)
    }
}

impl fmt::Display for Feats {
    /// As in CoNLL-U, `_` when empty.
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if self.is_empty() {
            return f.write_str("_");
        }
        let mut separator = "";
        for (name, shift, width, values) in FIELDS {
            let code = self.field(*shift, *width) as usize;
            let Some(value) = code.checked_sub(1).and_then(|code| values.get(code)) else { continue };
            write!(f, "{separator}{name}={value}")?;
            separator = "|";
        }
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back() {
        let text = "Case=Nom|Gender=Fem|Number=Sing|Person=3|Tense=Past|VerbForm=Part|Voice=Pass";
        let feats = Feats::parse(text);
        assert_eq!(feats.to_string(), text);
        assert_eq!(feats.case(), Some(Case::Nom));
        assert_eq!(feats.person(), Some(Person::Third));
        assert_eq!(feats.verb_form(), Some(VerbForm::Part));
        assert_eq!(feats.mood(), None);
    }

    #[test]
    fn features_that_are_not_kept_are_passed_over() {
        assert_eq!(Feats::parse("Foreign=Yes|Number=Plur|Case=Xyz").to_string(), "Number=Plur");
        assert_eq!(Feats::parse("_").to_string(), "_");
    }

    #[test]
    fn fields_do_not_overlap() {
        let mut taken = 0_u32;
        for (name, shift, width, values) in FIELDS {
            let mask = ((1_u32 << width) - 1) << shift;
            assert_eq!(taken & mask, 0, "{name}");
            assert!(values.len() < 1 << width, "{name}");
            taken |= mask;
        }
    }

    #[test]
    fn classes_of_different_values_differ() {
        let (one, other) =
            (Feats::parse("Case=Gen|Number=Plur").classes(), Feats::parse("Case=Dat").classes());
        assert_eq!(one.iter().zip(other).filter(|(one, other)| **one != *other).count(), 2);
        assert!(one.iter().chain(&other).all(|class| (*class as usize) < Feats::CLASSES));
    }
}
