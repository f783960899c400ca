//! What is left of a name in every script: the classes of its consonants.
//!
//! "Lavrov", «Лавров» and "라브로프" all give `rprp`. A skeleton says that two spellings may be one name, never that
//! they are; names of few consonants say little.

use crate::words::{fold, split};

/// The skeleton of each word of a name.
pub(crate) fn skeletons(name: &str) -> Vec<String> {
    split(&fold(name)).map(skeleton).collect()
}

/// The consonants of a folded word as classes: `p` for b, p, v, f; `t` for d, t; `k` for g, k; `s` for every hiss;
/// `r` for l, r; m; n.
pub(crate) fn skeleton(word: &str) -> String {
    let letters: Vec<char> = word.chars().flat_map(spell).collect();
    let mut classes = String::new();
    let mut at = 0;
    while at < letters.len() {
        let (class, taken) = consonant(&letters[at..]);
        at += taken;
        if let Some(class) = class
            && !classes.ends_with(class)
        {
            classes.push(class);
        }
    }
    classes
}

/// A letter of any script in Latin letters that [`consonant`] knows; a syllable of Hangul is taken apart.
fn spell(letter: char) -> impl Iterator<Item = char> {
    let text: String = match letter {
        '\u{ac00}'..='\u{d7a3}' => hangul(letter),
        '\u{430}'..='\u{491}' => cyrillic(letter).to_owned(),
        _ => letter.to_string(),
    };
    text.chars().collect::<Vec<_>>().into_iter()
}

fn hangul(syllable: char) -> String {
    const INITIAL: [&str; 19] =
        ["g", "g", "n", "d", "d", "r", "m", "b", "b", "s", "s", "", "s", "s", "s", "k", "t", "p", "h"];
    // A final ㅅ, ㅈ or ㅊ is spoken as t, but writes an s of the foreign name only before a vowel; ㅇ is ng.
    const FINAL: [&str; 28] = [
        "", "g", "g", "g", "n", "n", "n", "t", "r", "r", "m", "b", "r", "r", "r", "r", "m", "b", "b", "t",
        "t", "n", "t", "t", "k", "t", "p", "h",
    ];
    let number = syllable as usize - 0xac00;
    let (initial, last) = (number / 588, number % 28);
    format!("{}a{}", INITIAL.get(initial).unwrap_or(&""), FINAL.get(last).unwrap_or(&""))
}

fn cyrillic(letter: char) -> &'static str {
    match letter {
        'б' => "b",
        'в' => "v",
        'г' | 'ґ' => "g",
        'д' => "d",
        'ж' | 'з' | 'с' | 'ц' | 'ч' | 'ш' | 'щ' => "s",
        'к' => "k",
        'л' => "l",
        'м' => "m",
        'н' => "n",
        'п' => "p",
        'р' => "r",
        'т' => "t",
        'ф' => "f",
        'х' => "h",
        _ => "a",
    }
}

/// The class of the consonant at the front (`None` for a vowel or a breath), and how many letters write it.
fn consonant(letters: &[char]) -> (Option<char>, usize) {
    const GROUPS: [(&str, Option<char>); 17] = [
        ("shch", Some('s')),
        ("tch", Some('s')),
        ("sch", Some('s')),
        ("dzh", Some('s')),
        ("ch", Some('s')),
        ("sh", Some('s')),
        ("zh", Some('s')),
        ("kh", None),
        ("gh", None),
        ("ph", Some('p')),
        ("th", Some('t')),
        ("ts", Some('s')),
        ("tz", Some('s')),
        ("dz", Some('s')),
        ("dj", Some('s')),
        ("ds", Some('s')),
        ("ng", Some('n')),
    ];
    for (group, class) in GROUPS {
        if group.chars().eq(letters.iter().copied().take(group.len())) {
            return (class, group.len());
        }
    }
    let soft = letters.get(1).is_some_and(|next| matches!(next, 'e' | 'i' | 'y'));
    let class = match letters[0] {
        'b' | 'p' | 'v' | 'f' => Some('p'),
        'd' | 't' => Some('t'),
        'c' if soft => Some('s'),
        'g' | 'k' | 'q' | 'c' => Some('k'),
        's' | 'z' | 'j' | 'x' => Some('s'),
        'l' | 'r' => Some('r'),
        'm' => Some('m'),
        'n' => Some('n'),
        _ => None,
    };
    (class, 1)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn one_name_in_three_scripts_has_one_skeleton() {
        for spellings in [
            ["Lavrov", "Лавров", "라브로프"],
            ["Gorbachev", "Горбачёв", "고르바초프"],
            ["Putin", "Путин", "푸틴"],
            ["Medvedev", "Медведев", "메드베데프"],
            ["Khrushchev", "Хрущёв", "흐루쇼프"],
            ["Yeltsin", "Ельцин", "옐친"],
            ["Shevardnadze", "Шеварднадзе", "셰바르드나제"],
        ] {
            let of = |name: &str| skeletons(name).join(" ");
            assert_eq!(of(spellings[0]), of(spellings[1]), "{spellings:?}");
            assert_eq!(of(spellings[0]), of(spellings[2]), "{spellings:?}");
        }
    }

    #[test]
    fn different_names_differ() {
        assert_ne!(skeletons("Lavrov"), skeletons("Ivanov"));
        assert_ne!(skeletons("Medvedev"), skeletons("Putin"));
    }
}
