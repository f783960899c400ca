//! How sure a rule is, in steps that mean the same in every rule.

/// The arithmetic or the known fact leaves no way out.
pub(crate) const PLAIN: f64 = 0.9;
/// It follows unless the text means something unusual.
pub(crate) const LIKELY: f64 = 0.75;
/// A reader should look at it.
pub(crate) const LOOK: f64 = 0.6;
