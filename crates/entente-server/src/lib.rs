//! The HTTP API and the web workplace of one dossier.
//!
//! [`app`] is a value: a router that tests call without a port. What it shows is computed in the other rooms; what it
//! needs of the world (the time of day, the reading of new sources) is handed in as a [`Desk`].

mod access;
mod api;
mod described;
mod desk;
mod fresh;
mod given;
mod guard;
mod kept;
mod live;
mod memo;
mod options;
mod pages;
mod problem;
mod query;
mod routes;
mod state;
mod view;
mod warm;

pub use access::{Access, Role};
pub use api::{app, openapi};
pub use desk::{Desk, ReadSource, Said};
pub use live::{Live, Stage};
pub use options::Options;
pub use problem::Problem;
pub use routes::coming::CalendarQuery;
pub use warm::warm;
