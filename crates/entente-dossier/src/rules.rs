//! What the fold has to keep to: the parties, and what people ruled.

use crate::{Dossier, DossierError, fold::Rules};

impl Dossier {
    pub(crate) fn rules(&self) -> Result<Rules, DossierError> {
        Ok(Rules { parties: self.parties()?, ..Rules::default() })
    }
}
