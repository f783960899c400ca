//! The finders: one file a kind of claim, each looking at one sentence with what stands around it.

mod acts;
mod cause;
mod elapsed;
mod identity;
mod office;
mod order;
mod presence;
mod status;
pub(crate) mod value;

use entente_model::Reading;

use crate::{Claim, page::Page};

/// Every claim of one reading, in the order of the text.
pub(crate) fn claims(reading: &Reading) -> Vec<Claim> {
    let Some(page) = Page::new(reading) else { return Vec::new() };
    let mut claims = Vec::new();
    for number in 0..page.sentences.len() {
        acts::find(&page, number, &mut claims);
        elapsed::find(&page, number, &mut claims);
        presence::find(&page, number, &mut claims);
        office::find(&page, number, &mut claims);
        order::find(&page, number, &mut claims);
        identity::find(&page, number, &mut claims);
        status::find(&page, number, &mut claims);
        cause::find(&page, number, &mut claims);
    }
    value::find(&page, &mut claims);
    claims.sort_by(Claim::order);
    claims
}
