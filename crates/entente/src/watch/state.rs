//! What a dossier watches and what was seen last: `watch.json` in its folder.

use std::{
    collections::{BTreeMap, BTreeSet},
    fs, io,
    path::{Path, PathBuf},
};

use anyhow::Context as _;
use entente_fetch::Validators;
use entente_model::SourceId;
use serde::{Deserialize, Serialize};

/// The name of the file.
const FILE: &str = "watch.json";

/// How often something that cannot be read is tried.
const MOST_TRIES: u32 = 5;

/// What is watched, and what was seen of it. Written whole at every change, so that a stop at any moment loses nothing.
#[derive(Debug, Default, Serialize, Deserialize)]
pub(crate) struct State {
    /// Addresses, files and folders.
    pub targets: BTreeSet<String>,
    /// What was seen under each address or path.
    seen: BTreeMap<String, Seen>,
    #[serde(skip)]
    file: PathBuf,
}

/// What was seen under an address or path.
#[derive(Debug, Clone, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Seen {
    /// Its versions, the latest last; each stays a source of the dossier.
    #[serde(default)]
    pub versions: Vec<SourceId>,
    /// When it was last read.
    #[serde(default)]
    pub read: String,
    /// What the host wants to see again, or the size and time of a file.
    #[serde(default)]
    etag: Option<String>,
    #[serde(default)]
    modified: Option<String>,
    /// The day that a feed gave it.
    #[serde(default)]
    pub dated: Option<String>,
    /// How often it could not be read.
    #[serde(default)]
    failed: u32,
}

impl State {
    /// What the dossier in this folder watches.
    ///
    /// # Errors
    /// When the file is there and cannot be read.
    pub(crate) fn open(folder: &Path) -> anyhow::Result<Self> {
        let file = folder.join(FILE);
        let mut state = match fs::read(&file) {
            Ok(bytes) => {
                serde_json::from_slice(&bytes).with_context(|| format!("`{}` is damaged", file.display()))?
            }
            Err(error) if error.kind() == io::ErrorKind::NotFound => Self::default(),
            Err(error) => return Err(error).with_context(|| format!("cannot read `{}`", file.display())),
        };
        state.file = file;
        Ok(state)
    }

    /// Writes what has changed.
    ///
    /// # Errors
    /// When the disk is full or the folder cannot be written.
    pub(crate) fn save(&self) -> anyhow::Result<()> {
        let beside = self.file.with_extension("json.new");
        let bytes = serde_json::to_vec_pretty(self)?;
        fs::write(&beside, bytes)
            .and_then(|()| fs::rename(&beside, &self.file))
            .with_context(|| format!("cannot write `{}`", self.file.display()))
    }

    /// What was seen under a name.
    pub(crate) fn seen(&self, name: &str) -> Option<&Seen> {
        self.seen.get(name)
    }

    /// Notes what was seen.
    pub(crate) fn note(&mut self, name: &str, change: impl FnOnce(&mut Seen)) {
        change(self.seen.entry(name.to_owned()).or_default());
    }

    /// Whether something that a feed leads to is still to be read.
    pub(crate) fn wants(&self, name: &str, dated: Option<&str>) -> bool {
        self.seen.get(name).is_none_or(|seen| {
            let failed = seen.versions.is_empty() && (1..MOST_TRIES).contains(&seen.failed);
            failed || dated.is_some() && seen.dated.as_deref() != dated
        })
    }

    /// Forgets a target and what was seen under its name; whether it was there.
    pub(crate) fn forget(&mut self, target: &str) -> bool {
        self.seen.remove(target);
        self.targets.remove(target)
    }
}

impl Seen {
    /// What to show a host again.
    pub(crate) fn validators(&self) -> Validators {
        Validators { etag: self.etag.clone(), modified: self.modified.clone() }
    }

    /// Keeps what the host wants to see again.
    pub(crate) fn keep(&mut self, validators: Validators) {
        (self.etag, self.modified) = (validators.etag, validators.modified);
        self.failed = 0;
    }

    /// Notes that it could not be read.
    pub(crate) fn fail(&mut self) {
        self.failed += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_was_seen_survives() {
        let folder = tempfile::tempdir().unwrap();
        let mut state = State::open(folder.path()).unwrap();
        state.targets.insert("https://a.org/feed".to_owned());
        state.note("https://a.org/1", |seen| {
            seen.versions.push(SourceId::of(b"x"));
            seen.dated = Some("2024-03-05".to_owned());
        });
        state.note("https://a.org/2", Seen::fail);
        state.save().unwrap();
        let state = State::open(folder.path()).unwrap();
        assert!(
            state.wants("https://a.org/1", Some("2024-03-06"))
                && !state.wants("https://a.org/1", Some("2024-03-05"))
        );
        assert!(state.wants("https://a.org/2", None) && !state.wants("https://a.org/1", None));
        assert_eq!(state.targets.len(), 1);
    }
}
