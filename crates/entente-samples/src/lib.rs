//! Small files of every format that Entente reads, with texts of our own.
//!
//! The stories are made up; they are as long as a short notice and differ from each other, so that nothing is lost
//! unnoticed. Everything is the same at every run.
//!
//! ```
//! let samples = entente_samples::files(40);
//! assert_eq!(samples.len(), 40);
//! assert!(samples.iter().any(|sample| sample.name.ends_with(".docx")));
//! ```

#![allow(
    clippy::format_push_string,
    clippy::format_collect,
    clippy::case_sensitive_file_extension_comparisons,
    reason = "files for tests are put together from templates, with names of our own"
)]

mod archive;
mod feed;
mod letter;
mod office;
mod page;
mod pdf;
mod plain;
mod story;

pub use story::{Language, Story};

/// A file with what a reader must find in it.
#[derive(Debug, Clone)]
pub struct Sample {
    /// Its name, unlike that of all others.
    pub name: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
    /// The stories in it, a document each.
    pub stories: Vec<Story>,
}

/// Makes a file of some format.
type Writer = fn(&[Story]) -> Vec<u8>;

/// The formats: the ending of the name, how many stories a file holds, and the writer.
const FORMATS: [(&str, usize, Writer); 24] = [
    ("txt", 1, plain::text),
    ("md", 1, plain::markdown),
    ("rtf", 1, plain::rtf),
    ("csv", 3, plain::csv),
    ("jsonl", 3, plain::json_lines),
    ("html", 1, page::html),
    ("mhtml", 1, page::mhtml),
    ("eml", 1, letter::plain),
    ("attached.eml", 2, letter::with_attachment),
    ("mbox", 3, letter::mailbox),
    ("docx", 1, office::docx),
    ("odt", 1, office::odt),
    ("fodt", 1, office::flat),
    ("epub", 2, office::epub),
    ("pdf", 1, pdf::one_column),
    ("columns.pdf", 1, pdf::two_columns),
    ("rss", 3, feed::rss),
    ("atom", 3, feed::atom),
    ("feed.json", 3, feed::json),
    ("zip", 3, archive::zip),
    ("tar", 3, archive::tar),
    ("tar.gz", 3, archive::tar_gz),
    ("warc.gz", 3, archive::warc_gz),
    ("wacz", 3, archive::wacz),
];

/// So many files, the formats and languages in turn.
pub fn files(count: usize) -> Vec<Sample> {
    let mut next = 0;
    (0..count)
        .map(|number| {
            let (ending, holds, writer) = FORMATS[number % FORMATS.len()];
            // Each format comes in each language.
            let turn = number / FORMATS.len();
            let stories: Vec<Story> = (0..holds).map(|at| Story::new(next + at, turn + number)).collect();
            next += holds;
            Sample { name: format!("{number:04}.{ending}"), bytes: writer(&stories), stories }
        })
        .collect()
}

impl Sample {
    /// How many documents a reader finds in the file: one a story, but a book is one document.
    pub fn documents(&self) -> usize {
        if self.name.ends_with(".epub") { 1 } else { self.stories.len() }
    }
}
