//! Which national side a source speaks from.

use entente_model::{Language, PartyCode, SourceEntry};
use entente_reference::Reference;

use crate::lineage::same_line;

/// The state that a source speaks from: that of its web address, else the only one that its publisher names, else the
/// only party of the dossier whose press writes in its language. `None` where none of them tells.
pub fn side_of(source: &SourceEntry, parties: &[PartyCode]) -> Option<PartyCode> {
    of_address(&source.origin)
        .or_else(|| source.publisher.as_deref().and_then(|name| of_name(name, source.lang)))
        .or_else(|| source.lang.and_then(|lang| of_language(lang, parties)))
}

/// `https://www.mid.ru/...`, `yna.co.kr/...` within an archive's name.
fn of_address(origin: &str) -> Option<PartyCode> {
    let rest = origin.split_once("://")?.1;
    let host = rest.split(['/', ':', '?', '#']).next()?;
    let end = host.rsplit('.').next()?;
    // The endings that are not those of ISO 3166-1.
    let code = match end {
        "uk" => "GB",
        other => other,
    };
    (code.len() == 2).then(|| Reference::embedded().by_alpha2(code)).flatten()
}

fn of_name(name: &str, lang: Option<Language>) -> Option<PartyCode> {
    let hits = Reference::embedded().mentions(name, lang.or_else(|| Language::new("en"))?);
    let first = hits.first()?.code;
    hits.iter().all(|hit| same_line(hit.code, first)).then_some(first)
}

fn of_language(lang: Language, parties: &[PartyCode]) -> Option<PartyCode> {
    let mut writing = parties
        .iter()
        .copied()
        .filter(|party| Reference::embedded().states_writing(lang).any(|state| same_line(state, *party)));
    let first = writing.next()?;
    writing.next().is_none().then_some(first)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn side(origin: &str, publisher: Option<&str>, lang: &str) -> Option<String> {
        let source = SourceEntry {
            id: None,
            origin: origin.to_owned(),
            title: None,
            publisher: publisher.map(str::to_owned),
            published: None,
            lang: Language::new(lang),
            added: None,
            bytes: 0,
            events: 0,
            refused: None,
        };
        let parties = ["RUS", "KOR"].map(|code| code.parse().unwrap());
        side_of(&source, &parties).map(|code| code.to_string())
    }

    #[test]
    fn address_publisher_and_language_tell_the_side() {
        assert_eq!(side("https://www.mid.ru/a", None, "en").as_deref(), Some("RUS"));
        assert_eq!(side("https://yna.co.kr/view/1", None, "ru").as_deref(), Some("KOR"));
        assert_eq!(side("https://www.gov.uk/news", None, "en").as_deref(), Some("GBR"));
        assert_eq!(side("https://a.example.com/", Some("Embassy of Japan"), "en").as_deref(), Some("JPN"));
        assert_eq!(side("a.txt", None, "ko").as_deref(), Some("KOR"));
        assert_eq!(side("a.txt", None, "ru").as_deref(), Some("RUS"));
        assert_eq!(side("a.txt", None, "en"), None);
    }
}
