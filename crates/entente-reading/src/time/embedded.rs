//! The grammars that come with the program.

use std::sync::OnceLock;

use entente_model::Language;

use super::{TimeGrammar, TimePackText};

macro_rules! packs {
    ($($code:literal),* $(,)?) => {
        [$(($code, TimePackText {
            words_file: concat!("packs/", $code, "/time-words.tsv"),
            words: include_str!(concat!("../../../../packs/", $code, "/time-words.tsv")),
            rules_file: concat!("packs/", $code, "/time-rules.tsv"),
            rules: include_str!(concat!("../../../../packs/", $code, "/time-rules.tsv")),
        })),*]
    };
}

static PACKS: &[(&str, TimePackText<'static>)] = &packs!["en", "ru", "ko", "de"];
static GRAMMARS: [OnceLock<Option<TimeGrammar>>; PACKS.len()] = [const { OnceLock::new() }; PACKS.len()];

/// The grammar of a language; a test makes sure that every pack compiles.
pub(super) fn grammar(language: Language) -> Option<&'static TimeGrammar> {
    let index = PACKS.iter().position(|(code, _)| *code == language.as_str())?;
    GRAMMARS[index].get_or_init(|| TimeGrammar::from_pack(&PACKS[index].1).ok()).as_ref()
}

/// The text of the packs that come with the program.
pub fn embedded_packs() -> &'static [(&'static str, TimePackText<'static>)] {
    PACKS
}
