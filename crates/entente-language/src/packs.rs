//! All packs together: those built in, and those that a user adds.

use std::fs;
use std::io;
use std::path::Path;
use std::sync::OnceLock;

use entente_model::Language;

use crate::error::PackError;
use crate::pack::{Pack, PackFiles};

/// Bytes that begin where a line of near memory does, as the blocks of a model want it.
#[repr(C, align(64))]
struct Aligned<B: ?Sized>(B);

macro_rules! model {
    ($code:literal) => {{
        static MODEL: &Aligned<[u8]> = &Aligned(*include_bytes!(concat!("../../../models/", $code, ".bin")));
        Some(&MODEL.0)
    }};
}

macro_rules! embedded {
    ($code:literal, $contractions:expr, $model:expr) => {
        PackFiles {
            model: $model,
            folder: concat!("packs/", $code),
            language: include_str!(concat!("../../../packs/", $code, "/language.toml")),
            abbreviations: include_str!(concat!("../../../packs/", $code, "/abbreviations.tsv")),
            contractions: $contractions,
        }
    };
}

const EMBEDDED: [PackFiles<'static>; 3] = [
    embedded!("en", include_str!("../../../packs/en/contractions.tsv"), model!("en")),
    embedded!("ko", "", model!("ko")),
    embedded!("ru", "", model!("ru")),
];

/// The packs of a run.
#[derive(Debug, Clone, Default)]
pub struct Packs {
    packs: Vec<Pack>,
}

impl Packs {
    /// The packs that are built in.
    ///
    /// ```
    /// let packs = entente_language::Packs::embedded();
    /// let language = packs.detect("The ministers met in Seoul.").unwrap();
    /// assert_eq!(language.as_str(), "en");
    /// ```
    ///
    /// # Panics
    /// Never: a test reads every built-in pack.
    pub fn embedded() -> &'static Self {
        static PACKS: OnceLock<Packs> = OnceLock::new();
        PACKS.get_or_init(|| {
            let packs = EMBEDDED.iter().map(Pack::read).collect::<Result<_, _>>();
            Self { packs: packs.unwrap_or_default() }
        })
    }

    /// These packs and those of a folder: `DIR/xx/language.toml` and beside it, where wanted, `abbreviations.tsv` and
    /// `contractions.tsv` and a trained `model.bin`. A language that is there already is replaced.
    ///
    /// # Errors
    /// When a file cannot be read or a line of it does not fit; the error names the file and the line.
    pub fn with_dir(&self, folder: &Path) -> Result<Self, PackError> {
        let mut packs = self.clone();
        let unreadable = |source| PackError::Read { path: folder.to_owned(), source };
        let mut entries =
            fs::read_dir(folder).map_err(unreadable)?.collect::<Result<Vec<_>, _>>().map_err(unreadable)?;
        entries.sort_by_key(fs::DirEntry::file_name);
        for entry in entries {
            let path = entry.path();
            if path.join("language.toml").is_file() {
                let mut pack = read_dir(&path)?;
                // Lists that are replaced do not take the trained model away.
                if let Some(known) = packs.get(pack.language()).filter(|_| !pack.has_model()) {
                    pack = pack.with_engine_of(known);
                }
                packs.packs.retain(|known| known.language() != pack.language());
                packs.packs.push(pack);
            }
        }
        packs.packs.sort_by_key(Pack::language);
        Ok(packs)
    }

    /// The pack of a language.
    pub fn get(&self, language: Language) -> Option<&Pack> {
        self.packs.iter().find(|pack| pack.language() == language)
    }

    /// The pack of a language by its code, `en`.
    pub fn by_code(&self, code: &str) -> Option<&Pack> {
        self.get(Language::new(code)?)
    }

    /// All packs, by code.
    pub fn iter(&self) -> impl Iterator<Item = &Pack> {
        self.packs.iter()
    }
}

fn read_dir(folder: &Path) -> Result<Pack, PackError> {
    let read = |name: &str| {
        let path = folder.join(name);
        match fs::read_to_string(&path) {
            Ok(text) => Ok(text),
            Err(error) if error.kind() == io::ErrorKind::NotFound && name != "language.toml" => {
                Ok(String::new())
            }
            Err(source) => Err(PackError::Read { path, source }),
        }
    };
    let pack = Pack::read(&PackFiles {
        folder: &folder.display().to_string(),
        language: &read("language.toml")?,
        abbreviations: &read("abbreviations.tsv")?,
        contractions: &read("contractions.tsv")?,
        model: None,
    })?;
    let path = folder.join("model.bin");
    match fs::read(&path) {
        // A model lives as long as the program.
        Ok(bytes) => pack.with_model(&path.display().to_string(), bytes.leak()),
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(pack),
        Err(source) => Err(PackError::Read { path, source }),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn models_are_small() {
        let sizes: Vec<usize> = EMBEDDED.iter().filter_map(|files| files.model).map(<[u8]>::len).collect();
        assert!(sizes.iter().all(|size| *size < 16_000_000), "{sizes:?}");
        assert!(sizes.iter().sum::<usize>() < 40_000_000, "{sizes:?}");
    }

    #[test]
    fn every_embedded_pack_reads() {
        for files in &EMBEDDED {
            let pack = Pack::read(files).expect("a good pack");
            assert!(files.folder.ends_with(pack.language().as_str()));
        }
        assert_eq!(Packs::embedded().iter().count(), EMBEDDED.len());
    }

    #[test]
    fn a_folder_adds_a_language() {
        let folder = tempfile::tempdir().expect("a folder");
        let french = folder.path().join("fr");
        fs::create_dir(&french).expect("a folder");
        fs::write(french.join("language.toml"), "code = \"fr\"\nname = \"French\"\nscript = \"latin\"\n")
            .expect("a file");
        let packs = Packs::embedded().with_dir(folder.path()).expect("packs");
        assert_eq!(packs.by_code("fr").map(Pack::name), Some("French"));
        assert_eq!(packs.iter().count(), EMBEDDED.len() + 1);
        fs::write(french.join("abbreviations.tsv"), "m\tsometimes\n").expect("a file");
        let error = Packs::embedded().with_dir(folder.path()).expect_err("a broken pack").to_string();
        assert!(
            error.ends_with("abbreviations.tsv:1: `sometimes` is neither `before` nor `anywhere`"),
            "{error}"
        );
    }
}
