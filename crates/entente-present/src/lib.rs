//! What a person or a program sees of a record: tables, pages, briefs, exports.
//!
//! Everything here is a pure function from the lines of a [`Record`](entente_model::Record) to text or bytes.
//! The crate asks for no clock, opens no file, knows no terminal: width, colour and today's date are handed in.
//! All text of documents is taken as hostile and passes through [`escape`].

/// Writes formatted text at the end of a `String`, which cannot fail.
macro_rules! put {
    ($out:expr, $($argument:tt)*) => {{
        use std::fmt::Write as _;
        let _ = write!($out, $($argument)*);
    }};
}

mod brief;
pub mod context;
pub mod escape;
mod export;
mod format;
mod lists;
mod narrow;
mod page;
mod run;
mod sheet;
mod table;
#[cfg(test)]
mod testing;
pub mod when;
pub mod width;

pub use brief::{
    BRIEF_LANGUAGES, BriefFormat, BriefOptions, BriefPlan, BriefSection, BriefSections, Fonts, Gained,
    PdfError, PlanError, UnknownSection, Whole, brief, brief_docx, brief_pdf,
};
pub use context::{Context, PartyNames};
pub use export::{ExportFormat, ExportOptions, ListFile, UnknownExport, export, export_lists};
pub use format::{Format, PresentError, UnknownFormat, list};
pub use lists::{Listed, PersonRow, Value, number};
pub use narrow::narrowed;
pub use run::{Paint, Run};
pub use sheet::{Cell, Column, Fit, Row, Sheet};
pub use table::{Style, table};
