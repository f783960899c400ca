//! The work cut up: archives and tables one by one, small files some at a time.

use anyhow::Result;
use entente_engine::Refusal;
use serde::{Deserialize, Serialize};

use crate::store::Found;

/// Small files are read together up to so many bytes.
const TOGETHER: u64 = 16 << 20;

/// The most files of a split.
const MOST_FILES: usize = 4096;

/// What one task reads.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Split {
    /// Its number, which names the file that it writes.
    pub number: usize,
    /// Its files.
    pub files: Files,
}

/// The files of a split.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Files {
    /// All of them.
    Here(Vec<Found>),
    /// The address of a list of them: the work goes to every task as a whole and must stay small.
    Listed(String),
}

/// Cuts up the files in their order; tasks of at most `together` bytes of small files, where told.
pub(crate) fn splits(files: Vec<Found>, together: Option<u64>) -> Vec<Split> {
    let together = together.unwrap_or(TOGETHER);
    let mut cut: Vec<Vec<Found>> = Vec::new();
    let mut open = 0;
    for file in files {
        match cut.last_mut() {
            Some(split) if split.len() < MOST_FILES && open + file.size <= together => {
                open += file.size.max(1);
                split.push(file);
            }
            _ => {
                open = file.size.max(1);
                cut.push(vec![file]);
            }
        }
    }
    let split = |(number, files)| Split { number, files: Files::Here(files) };
    cut.into_iter().enumerate().map(split).collect()
}

/// What a task did.
#[derive(Debug, Default, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Done {
    /// How many documents were read.
    pub documents: u64,
    /// Bytes of the files.
    pub bytes: u64,
    /// What was refused, with the reasons.
    pub refused: Vec<(String, String)>,
}

impl Done {
    /// Notes a source that was not read.
    pub(crate) fn refuse(&mut self, origin: &str, why: &Refusal) {
        self.refused.push((origin.to_owned(), why.to_string()));
    }

    /// Notes a source that was not read, with the error and its causes.
    pub(crate) fn refuse_for(&mut self, origin: &str, error: &dyn std::error::Error) {
        let mut words = error.to_string();
        let mut cause = error.source();
        while let Some(next) = cause {
            words = format!("{words}: {next}");
            cause = next.source();
        }
        self.refused.push((origin.to_owned(), words));
    }

    /// Adds what another task did.
    pub(crate) fn add(&mut self, other: Self) {
        self.documents += other.documents;
        self.bytes += other.bytes;
        self.refused.extend(other.refused);
    }

    /// Reads what a task gave.
    ///
    /// # Errors
    /// When it is no such report.
    pub(crate) fn parse(text: &str) -> Result<Self> {
        Ok(serde_json::from_str(text)?)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn small_files_go_together_and_large_ones_alone() {
        let file = |name: &str, size| Found { address: name.to_owned(), origin: name.to_owned(), size };
        let files =
            vec![file("a", 1), file("b", 2), file("c", TOGETHER), file("d", 5 * TOGETHER), file("e", 1)];
        let names = |split: Split| match split.files {
            Files::Here(files) => files.into_iter().map(|file| file.address).collect::<Vec<_>>(),
            Files::Listed(_) => Vec::new(),
        };
        let cut: Vec<Vec<String>> = splits(files, None).into_iter().map(names).collect();
        assert_eq!(cut, [vec!["a", "b"], vec!["c"], vec!["d"], vec!["e"]]);
    }
}
