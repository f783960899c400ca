//! One file a part of the API.

pub(crate) mod brief;
pub(crate) mod coming;
pub(crate) mod conflicts;
pub(crate) mod decisions;
pub(crate) mod events;
pub(crate) mod items;
pub(crate) mod lists;
pub(crate) mod live;
pub(crate) mod overview;
pub(crate) mod parties;
pub(crate) mod people;
pub(crate) mod places;
pub(crate) mod search;
pub(crate) mod session;
pub(crate) mod sources;
pub(crate) mod timeline;
pub(crate) mod upload;

pub(crate) use lists::Measured;
