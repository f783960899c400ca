//! What is in a brief and in which order: by a list of names, or by a template that a user writes.

use std::str::FromStr;

use entente_model::Interval;
use serde::Deserialize;

/// Defines the sections with their names.
macro_rules! sections {
    ($($(#[$meta:meta])* $variant:ident = $name:literal;)+) => {
        /// The sections of a brief.
        #[derive(Debug, Clone, Copy, PartialEq, Eq, Deserialize)]
        #[serde(rename_all = "kebab-case")]
        pub enum BriefSections { $($(#[$meta])* $variant),+ }

        impl BriefSections {
            /// Every section, in the usual order.
            pub const ALL: &'static [Self] = &[$(Self::$variant),+];

            /// Its name in flags and templates.
            pub const fn name(self) -> &'static str {
                match self { $(Self::$variant => $name),+ }
            }
        }
    };
}

sections! {
    /// Counts, turning points, what was last and what is coming.
    Glance = "glance";
    /// What the record gained since the last brief.
    Changes = "changes";
    /// Events in order of time.
    Chronology = "chronology";
    /// People with their offices.
    People = "people";
    /// Treaties and the like.
    Agreements = "agreements";
    /// Figures, and targets against what was observed.
    Figures = "figures";
    /// Who said what.
    Statements = "statements";
    /// What does not fit together.
    Contradictions = "contradictions";
    /// The sources with their quotes.
    Sources = "sources";
    /// Words of the user's own.
    Text = "text";
}

/// A name that is no section's.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error(
    "`{0}` is no section: glance, changes, chronology, people, agreements, figures, statements, contradictions, sources"
)]
pub struct UnknownSection(pub String);

impl FromStr for BriefSections {
    type Err = UnknownSection;

    fn from_str(name: &str) -> Result<Self, Self::Err> {
        let known = |section: &&Self| section.name() == name.trim() && **section != Self::Text;
        Self::ALL.iter().find(known).copied().ok_or_else(|| UnknownSection(name.to_owned()))
    }
}

/// A section as a user wants it.
#[derive(Debug, Clone, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BriefSection {
    /// Which.
    pub is: BriefSections,
    /// Its heading, where not the usual one.
    #[serde(default)]
    pub heading: Option<String>,
    /// Words of the user's own under the heading; an empty line parts paragraphs.
    #[serde(default)]
    pub text: Option<String>,
    /// Only so many entries, those that matter most.
    #[serde(default)]
    pub top: Option<usize>,
}

impl From<BriefSections> for BriefSection {
    fn from(is: BriefSections) -> Self {
        Self { is, heading: None, text: None, top: None }
    }
}

/// A template of a brief.
#[derive(Debug, Clone, Default, PartialEq, Eq, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct BriefPlan {
    /// The title.
    #[serde(default)]
    pub title: Option<String>,
    /// The language of what stands around the quotes.
    #[serde(default)]
    pub language: Option<String>,
    /// Only what may have been on or after this date.
    #[serde(default)]
    pub from: Option<Interval>,
    /// Only what may have been on or before this date.
    #[serde(default)]
    pub to: Option<Interval>,
    /// Only so many events, those that matter most.
    #[serde(default)]
    pub top: Option<usize>,
    /// The sections in their order.
    #[serde(default, rename = "section")]
    pub sections: Vec<BriefSection>,
}

/// A template that cannot be read; names line and reason.
#[derive(Debug, Clone, thiserror::Error)]
#[error("the template cannot be read: {0}")]
pub struct PlanError(#[from] toml::de::Error);

impl FromStr for BriefPlan {
    type Err = PlanError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        Ok(toml::from_str(text)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_template_is_read_and_a_wrong_one_names_its_line() {
        let plan: BriefPlan = "title = \"For the visit\"\nlanguage = \"ru\"\nfrom = \"1990\"\n\
             [[section]]\nis = \"text\"\nheading = \"Purpose\"\ntext = \"To prepare.\"\n\
             [[section]]\nis = \"chronology\"\ntop = 20\n"
            .parse()
            .unwrap();
        assert_eq!(plan.sections.len(), 2);
        assert_eq!((plan.sections[1].is, plan.sections[1].top), (BriefSections::Chronology, Some(20)));
        let error = "[[section]]\nis = \"weather\"".parse::<BriefPlan>().unwrap_err().to_string();
        assert!(error.contains("line 2") && error.contains("weather"), "{error}");
        assert!("text".parse::<BriefSections>().is_err());
    }
}
