//! Names compared letter by letter, accents and hyphens aside.

use entente_model::Letter as _;

/// Small letters without accents, hyphens, points and apostrophes.
pub(crate) fn fold(name: &str) -> String {
    let mut folded = String::with_capacity(name.len());
    for c in name.chars().flat_map(char::to_lowercase) {
        match c {
            'à'..='å' | 'ā' | 'ă' | 'ą' => folded.push('a'),
            'è'..='ë' | 'ē' | 'ė' | 'ę' | 'ě' => folded.push('e'),
            'ì'..='ï' | 'ī' | 'ı' => folded.push('i'),
            'ò'..='ö' | 'ø' | 'ō' | 'ő' => folded.push('o'),
            'ù'..='ü' | 'ū' | 'ů' | 'ű' => folded.push('u'),
            'ç' | 'ć' | 'č' => folded.push('c'),
            'ñ' | 'ń' | 'ň' => folded.push('n'),
            'ś' | 'š' | 'ş' | 'ș' => folded.push('s'),
            'ź' | 'ż' | 'ž' => folded.push('z'),
            'ğ' => folded.push('g'),
            'ł' => folded.push('l'),
            'ý' | 'ÿ' => folded.push('y'),
            'ё' => folded.push('е'),
            c if c.is_letter_or_digit() => folded.push(c),
            _ => {}
        }
    }
    folded
}

/// Whether two folded words are one name in two spellings: equal, or for words of five letters and more one letter apart.
pub(crate) fn near(a: &str, b: &str) -> bool {
    a == b
        || (a.chars().next() == b.chars().next()
            && one_letter_apart(a, b)
            && a.chars().count().min(b.chars().count()) >= 5)
}

/// One letter changed, put in or left out.
fn one_letter_apart(a: &str, b: &str) -> bool {
    let same = a.bytes().zip(b.bytes()).take_while(|(x, y)| x == y).count();
    // Letters that differ may begin with the same byte.
    let same = a.floor_char_boundary(same).min(b.floor_char_boundary(same));
    let (a, b) = (&a[same..], &b[same..]);
    let without_first = |text: &str| text.chars().next().map_or(0, char::len_utf8);
    let (later_a, later_b) = (&a[without_first(a)..], &b[without_first(b)..]);
    later_a == later_b || later_a == b || a == later_b
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn spellings_a_letter_apart_are_one_name() {
        assert!(near("sergei", "sergey"));
        assert!(near("mohamed", "mohammed"));
        assert!(!near("don", "joon"));
        assert!(!near("putin", "rasputin"));
        assert!(near("estiblish", "establish"));
        assert!(near("россии", "россия") && near("россии", "россиии"));
        assert!(!near("lavrov", "lavrovsk"));
        assert_eq!(fold("François"), "francois");
        assert_eq!(fold("Jae-In"), "jaein");
    }
}
