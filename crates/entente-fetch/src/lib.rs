//! Addresses of the web to bytes, politely and within bounds.
//!
//! A [`Fetcher`] asks a host no more often than it may, heeds its `robots.txt`, follows redirects step by step, asks only
//! for what has changed, tries again after passing failures, and never reads more than it was told to nor waits longer.
//! Addresses inside private networks are refused unless they are allowed; what counts is where a name leads, not how it
//! is written.

mod answer;
mod error;
mod fetcher;
mod network;
mod options;
mod rate;
mod robots;

pub use answer::{Answer, Page, Validators};
pub use error::FetchError;
pub use fetcher::Fetcher;
pub use network::is_private;
pub use options::Options;
