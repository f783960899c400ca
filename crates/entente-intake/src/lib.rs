//! Bytes to documents: format, charset, main text, title, publisher, publication date.
//!
//! ```
//! use entente_intake::{Hints, Intake, Options};
//!
//! let intake = Intake::new(Options::default());
//! let page = "Select language:\n\nTalks in Seoul\n\n3 August 2023\n\nThe ministers met in Seoul and agreed to meet again.";
//! let documents = intake.read("talks.txt", page.as_bytes(), &Hints::default())?;
//! assert_eq!(documents[0].title.as_deref(), Some("Talks in Seoul"));
//! assert_eq!(documents[0].published.map(|day| day.to_string()).as_deref(), Some("2023-08-03"));
//! assert!(!documents[0].text.contains("Select language"));
//! # Ok::<(), entente_intake::IntakeError>(())
//! ```
//!
//! Everything here is a pure function of the bytes, the hints and the options. What a text means is no business
//! of this crate; it knows only what belongs to a page and what to the text on it. The words of page furniture lie
//! in `packs/<language>/intake.toml`.

mod archive;
mod charset;
mod contents;
mod dates;
mod documents;
mod error;
mod feed;
mod format;
mod frontmatter;
mod furniture;
mod html;
mod intake;
mod jsonl;
mod language;
mod mail;
mod markdown;
mod office;
mod options;
mod page;
mod pdf;
mod published;
mod recognise;
mod rtf;
mod saved;
mod table;

pub use archive::{Part, Parts};
pub use contents::{Contents, Refused};
pub use error::{ErrorCode, IntakeError};
pub use feed::Link;
pub use furniture::{Furniture, FurnitureError};
pub use intake::Intake;
pub use options::{Columns, ColumnsError, Hints, Options};
pub use recognise::{RecognisedPage, Recogniser, Scan};
pub use saved::Pages;
