//! Input that nobody wrote with a parser in mind: no panic, no word that misses its bytes, work within bounds.

use entente_language::{Analysis, Packs};

const TEXTS: [&str; 10] = [
    "The\u{200B}min\u{200D}ister\u{FEFF} met\u{2060} him.",
    "Cafe\u{301} M\u{308}u\u{308}ller sa\u{303}o Paulo \u{301}\u{301}\u{301}.",
    "Mосква и Kремль, Рoссия, 러시아Russia는 방문.",
    "قال الوزير إن المحادثات انتهت. שר החוץ אמר \u{202E}abc\u{202C} 1990.",
    "Great 👩‍👩‍👧‍👦🇰🇷🇷🇺 news 🎉🎉!!! 👍🏽",
    "nul\0byte \u{1}\u{7F} and \u{85} controls\0\0",
    "",
    " \n\t\u{3000}\u{A0} ",
    "ﬁnal ᾳ ǅ ß İstanbul ŉ",
    "))))((((....----''''\"\"\"\"«»«»。。。！！？？",
];

/// Words lie in the text one after another, sentences hold all of them, heads stay in their sentence, and every
/// sentence with a tree has one root.
fn holds(analysis: &Analysis, text: &str) {
    assert_eq!(analysis.source(), text);
    let mut at = 0;
    for (index, token) in analysis.tokens.iter().enumerate() {
        assert!(token.start >= at && token.end > token.start, "{text:?}");
        assert!(token.stem_end >= token.start && token.stem_end <= token.end, "{text:?}");
        assert_eq!(text.get(token.start as usize..token.end as usize), Some(analysis.text(index)));
        assert!(text.is_char_boundary(token.stem_end as usize), "{text:?}");
        at = token.end;
    }
    let mut next = 0;
    for sentence in &analysis.sentences {
        assert_eq!(sentence.tokens.start, next, "{text:?}");
        next = sentence.tokens.end;
        let heads = sentence.tokens.clone().map(|word| analysis.tokens[word as usize].head);
        assert!(heads.clone().all(|head| sentence.tokens.contains(&head)), "{text:?}");
        let roots = sentence.tokens.clone().zip(heads).filter(|(word, head)| word == head).count();
        assert!(!sentence.parsed || roots == 1, "{text:?}: {roots} roots");
    }
    assert_eq!(next as usize, analysis.tokens.len());
    for name in &analysis.names {
        assert!(
            name.start < name.end && text.get(name.start as usize..name.end as usize).is_some(),
            "{text:?}"
        );
    }
}

#[test]
fn odd_characters_are_cut_into_words_by_every_pack() {
    for pack in Packs::embedded().iter() {
        for text in TEXTS {
            holds(&pack.analyse(text), text);
        }
    }
}

#[test]
fn the_same_text_gives_the_same_analysis_whatever_came_before() {
    let text = "The ministers met in Seoul. They signed a treaty with Russia.";
    let pack = Packs::embedded().by_code("en").expect("the English pack");
    let alone = pack.analyse(text);
    let before = "Words that were seen before must not matter, signed or not.\n\n";
    let after = pack.analyse(&format!("{before}{text}"));
    let first = after.tokens.len() - alone.tokens.len();
    for (index, token) in alone.tokens.iter().enumerate() {
        let other = &after.tokens[first + index];
        assert_eq!((token.upos, token.feats, token.deprel), (other.upos, other.feats, other.deprel));
        assert_eq!(alone.lemma(index), after.lemma(first + index));
    }
}

#[test]
fn a_sentence_of_a_hundred_thousand_words_is_cut_into_bounded_ones() {
    let pack = Packs::embedded().by_code("en").expect("the English pack");
    let text = "treaty of the minister with ".repeat(20_000);
    let analysis = pack.analyse(&text);
    assert_eq!(analysis.tokens.len(), 100_000);
    // The work on a sentence grows with its length, never with that of the text.
    assert!(analysis.sentences.iter().all(|sentence| sentence.tokens.len() <= 250));
    holds(&analysis, &text);
}

#[test]
fn more_different_words_than_are_kept_change_nothing() {
    let pack = Packs::embedded().by_code("en").expect("the English pack");
    let words: Vec<String> = (0..20_000).map(|number| format!("w{number}x")).collect();
    let noise = words.join(" ");
    let analysis = pack.analyse(&noise);
    holds(&analysis, &noise);
    let last = "The ministers met in Seoul.";
    let with = pack.analyse(&format!("{noise}\n\n{last}"));
    let alone = pack.analyse(last);
    let first = with.tokens.len() - alone.tokens.len();
    for index in 0..alone.tokens.len() {
        assert_eq!(alone.tokens[index].upos, with.tokens[first + index].upos);
        assert_eq!(alone.lemma(index), with.lemma(first + index));
    }
}

#[test]
fn a_language_without_a_pack_is_named() {
    let packs = Packs::embedded();
    let text =
        "Le ministre des affaires étrangères a rencontré son homologue à Paris et ils ont signé un accord.";
    let language = packs.detect(text).expect("a language");
    assert_eq!(language.as_str(), "fr");
    assert!(packs.get(language).is_none());
}
