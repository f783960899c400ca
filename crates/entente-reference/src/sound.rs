//! Folding of spellings that stand for one sound.

use entente_model::Letter as _;

use crate::romanise::{Romanisation, romanise};

/// A word of a name in Latin letters, with what is heard of it.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Sounded {
    /// Small letters without marks.
    pub(crate) letters: String,
    /// Spellings of one sound folded: `kh`, `h`; `y`, `i`; doubled letters.
    pub(crate) folded: String,
    /// Classes of consonants and a vowel at the start.
    pub(crate) skeleton: String,
}

impl Sounded {
    /// Whether it is one letter only.
    pub(crate) fn is_initial(&self) -> bool {
        self.letters.chars().count() == 1
    }
}

/// What is heard of a word in small Latin letters.
pub(crate) fn sounded(letters: &str) -> Sounded {
    let folded = fold_sounds(letters);
    Sounded { letters: letters.to_owned(), skeleton: skeleton(letters), folded }
}

/// Spellings of one sound, longest first.
const ONE_SOUND: &[(&str, &str)] = &[
    ("shch", "s"),
    ("tsch", "c"),
    ("sch", "s"),
    ("kh", "h"),
    ("zh", "j"),
    ("sh", "s"),
    ("ch", "c"),
    ("ts", "c"),
    ("tz", "c"),
    ("dz", "c"),
    ("dh", "d"),
    ("dj", "j"),
    ("th", "t"),
    ("ph", "f"),
    ("gh", "g"),
    ("ck", "k"),
    ("qu", "kv"),
    ("oo", "u"),
    ("ou", "u"),
    ("ee", "i"),
    ("oe", "o"),
    ("ue", "u"),
    ("iy", "i"),
    ("ij", "i"),
    ("ey", "ei"),
    ("ay", "ai"),
    ("yo", "e"),
    ("ye", "e"),
    ("x", "ks"),
    ("q", "k"),
    ("w", "v"),
    ("y", "i"),
];

fn fold_sounds(letters: &str) -> String {
    let mut folded = String::with_capacity(letters.len());
    let mut rest = letters;
    while let Some(letter) = rest.chars().next() {
        let known = ONE_SOUND.iter().find(|(spelling, _)| rest.starts_with(spelling));
        let (taken, sound) =
            known.map_or((letter.len_utf8(), None), |(spelling, sound)| (spelling.len(), Some(*sound)));
        let mut push = |letter: char| {
            if letter.is_letter_or_digit() && !folded.ends_with(letter) {
                folded.push(letter);
            }
        };
        match sound {
            Some(sound) => sound.chars().for_each(&mut push),
            None => push(letter),
        }
        rest = &rest[taken..];
    }
    folded
}

/// Consonants by class, so that scripts that part fewer of them agree; vowels count only at the start.
const CLASSES: &[(&str, &str)] = &[
    ("shch", "S"),
    ("tsch", "C"),
    ("sch", "S"),
    ("kh", "H"),
    ("zh", "C"),
    ("sh", "S"),
    ("ch", "C"),
    ("ts", "C"),
    ("tz", "C"),
    ("dz", "C"),
    ("dj", "C"),
    ("dh", "T"),
    ("th", "T"),
    ("ph", "P"),
    ("gh", "K"),
    ("ck", "K"),
    ("ng", "N"),
    ("x", "S"),
];

fn skeleton(letters: &str) -> String {
    let mut skeleton = String::new();
    let mut rest = letters;
    while let Some(letter) = rest.chars().next() {
        let known = CLASSES.iter().find(|(spelling, _)| rest.starts_with(spelling));
        let (taken, class) = match known {
            Some((spelling, class)) => (spelling.len(), class.chars().next()),
            None => (letter.len_utf8(), class(letter, skeleton.is_empty())),
        };
        if let Some(class) = class
            && !skeleton.ends_with(class)
            && (class != 'H' || skeleton.is_empty())
        {
            skeleton.push(class);
        }
        rest = &rest[taken..];
    }
    skeleton
}

/// The class of one letter; none for a vowel within a word.
fn class(letter: char, first: bool) -> Option<char> {
    Some(match letter {
        'b' | 'p' | 'v' | 'f' | 'w' => 'P',
        'd' | 't' => 'T',
        'g' | 'k' | 'q' => 'K',
        'l' | 'r' => 'L',
        'm' => 'M',
        'n' => 'N',
        's' => 'S',
        'c' | 'j' | 'z' => 'C',
        'h' => 'H',
        'a' | 'e' | 'i' | 'o' | 'u' | 'y' if first => 'A',
        letter if letter.is_ascii_digit() || (!letter.is_ascii() && letter.is_letter_or_digit()) => letter,
        _ => return None,
    })
}

/// The sound of one or two given-name syllables, coarse enough for their many spellings: `Moo-hyun`, `무현`, `Му Хён`.
///
/// `None` if the words are too long to be such syllables.
pub(crate) fn syllables(words: &[String]) -> Option<String> {
    let mut sound = String::new();
    for word in words {
        for part in parts(word) {
            sound.push_str(&syllable_sound(&part));
        }
    }
    (!sound.is_empty() && sound.chars().count() <= 9).then_some(sound)
}

/// Hangul syllable by syllable, so that finals do not move over; other scripts as a whole.
fn parts(word: &str) -> Vec<String> {
    if word.chars().all(|letter| ('가'..='힣').contains(&letter)) {
        let table = Romanisation::RevisedRomanization;
        return word.chars().map(|letter| romanise(letter.encode_utf8(&mut [0; 4]), table)).collect();
    }
    vec![romanise(&romanise(word, Romanisation::Press), Romanisation::Plain)]
}

/// Spellings of one sound within such syllables, longest first.
const SYLLABLE_SOUNDS: &[(&str, &str)] = &[
    ("yeo", "o"),
    ("eui", "i"),
    ("you", "o"),
    ("tch", "c"),
    ("chzh", "c"),
    ("dzh", "c"),
    ("kh", "h"),
    ("ch", "c"),
    ("zh", "c"),
    ("sh", "s"),
    ("ng", "n"),
    ("eo", "o"),
    ("eu", "o"),
    ("oo", "o"),
    ("ou", "o"),
    ("ee", "i"),
    ("ui", "i"),
    ("yi", "i"),
    ("ae", "e"),
    ("ai", "e"),
    ("oe", "e"),
    ("we", "e"),
    ("yo", "o"),
    ("yu", "o"),
    ("ye", "e"),
    ("ya", "a"),
    ("th", "t"),
    ("ph", "p"),
];

fn syllable_sound(letters: &str) -> String {
    let mut sound = String::new();
    let mut rest = letters;
    while let Some(letter) = rest.chars().next() {
        if let Some((spelling, folded)) =
            SYLLABLE_SOUNDS.iter().find(|(spelling, _)| rest.starts_with(spelling))
        {
            // `hye` after a consonant, `h` of aspirated consonants: kh, th, ph are one sound with k, t, p only in Latin.
            push_sound(&mut sound, folded);
            rest = &rest[spelling.len()..];
            continue;
        }
        rest = &rest[letter.len_utf8()..];
        match letter {
            'u' | 'o' | 'y' => push_sound(&mut sound, "o"),
            'g' | 'k' | 'q' => push_sound(&mut sound, "k"),
            'd' | 't' => push_sound(&mut sound, "t"),
            'b' | 'p' => push_sound(&mut sound, "p"),
            'j' | 'z' | 'c' => push_sound(&mut sound, "c"),
            'l' | 'r' => push_sound(&mut sound, "r"),
            'w' | 'v' | '\'' | '’' => {}
            letter => push_sound(&mut sound, letter.encode_utf8(&mut [0; 4])),
        }
    }
    sound
}

fn push_sound(sound: &mut String, next: &str) {
    if !sound.ends_with(next) {
        sound.push_str(next);
    }
}
