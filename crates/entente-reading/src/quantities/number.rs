//! Written numbers: digits, words, and digits with words (1.7bn, 2조 3천억, двадцать пять тысяч).

use std::ops::Range;

use entente_model::Letter as _;

use super::{
    lexicon::{is_inner, skip_blanks},
    pack::{NumberForms, Numeral},
};

/// A number as a text writes it.
#[derive(Debug, Clone, PartialEq)]
pub(crate) struct Number {
    /// Where it stands, scale words included.
    pub(crate) range: Range<usize>,
    /// What it says, multiplied out.
    pub(crate) value: f64,
    /// Whether it begins with digits.
    pub(crate) digits: bool,
    /// Whether it is digits alone, without blanks, separators or scale words: a year looks so.
    pub(crate) plain: bool,
    /// Whether a scale or multiplier word is in it.
    pub(crate) scaled: bool,
}

/// A numeral of digits.
struct Literal {
    end: usize,
    value: f64,
    plain: bool,
}

/// What the signs around digits make of them.
enum Digits {
    Number(Literal),
    /// A time, date, version, address or the like, up to the given end.
    Other(usize),
}

/// The number that starts at byte `at`; otherwise where to look on.
///
/// # Errors
/// The place after what stands there, when it is no number.
pub(crate) fn number_at(text: &str, at: usize, forms: &NumberForms) -> Result<Number, usize> {
    let mut sum = Sum::default();
    let mut place = at;
    let mut end = at;
    let mut digits = false;
    let mut plain = false;
    while let Some(part) = next_part(text, place, &sum, forms) {
        match part {
            Part::Literal(Digits::Other(after)) => {
                if end == at {
                    return Err(after);
                }
                break;
            }
            Part::Literal(Digits::Number(literal)) => {
                if !sum.take_literal(literal.value) {
                    break;
                }
                digits |= end == at;
                plain = end == at && literal.plain;
                end = literal.end;
            }
            Part::Word(after, numeral) => {
                if matches!(numeral, Numeral::Joiner) {
                    place = skip_blanks(text, after);
                    if !sum.is_started() || !joins(text, place, &sum, forms) {
                        break;
                    }
                    continue;
                }
                if !sum.take(numeral) {
                    break;
                }
                plain = false;
                end = after;
            }
        }
        place = next_place(text, end);
    }
    let other = Err(if end > at { end } else { next_word(text, at) });
    match sum.total() {
        Some(value)
            if end > at
                && value.is_finite()
                && stands_out(&text[at..end], &text[end..], digits, &sum, forms) =>
        {
            Ok(Number { range: at..end, value, digits, plain, scaled: sum.scaled })
        }
        _ => other,
    }
}

/// A product as it is said: 2.05 billion is a whole number, whatever binary fractions make of it.
fn times(number: f64, factor: f64) -> f64 {
    let product = number * factor;
    let whole = product.round();
    if (product - whole).abs() <= whole.abs() * 1e-12 { whole } else { product }
}

/// Where words are written together, number words are syllables of other words too: 구조 is "structure" before it is 9조,
/// and 세대 "generation" before 세 대. They count when they are long, or stand by themselves.
fn stands_out(written: &str, rest: &str, digits: bool, sum: &Sum, forms: &NumberForms) -> bool {
    const LONG: usize = 3;
    !forms.glued || digits || if sum.scaled { written.chars().count() >= LONG } else { rest.starts_with(' ') }
}

enum Part {
    Literal(Digits),
    Word(usize, Numeral),
}

/// The part of a number at a place, if one may stand there after what was read.
fn next_part(text: &str, place: usize, sum: &Sum, forms: &NumberForms) -> Option<Part> {
    let first = text.get(place..)?.chars().next()?;
    if first.is_ascii_digit() {
        if sum.is_started() && !forms.chained {
            return None;
        }
        return Some(Part::Literal(read_digits(text, place, forms)));
    }
    if sum.just_digits
        && let Some((after, scale)) = forms.suffixes.at(text, place)
        && text[..place].ends_with(|last: char| last.is_ascii_digit())
        && ends_word(text, after)
    {
        return Some(Part::Word(after, Numeral::Scale(*scale)));
    }
    let (after, numeral) = forms.numerals.at(text, place)?;
    // A glued pack writes counters on: what follows is looked at by the units. Others end a word here.
    let word_ok = forms.glued || ends_word(text, after) || text[..after].ends_with('.');
    (word_ok || matches!(numeral, Numeral::Scale(_) | Numeral::Multiplier(_)))
        .then_some(Part::Word(after, *numeral))
}

/// "and" joins only a smaller part: "two hundred and fifty", but not "two and five".
fn joins(text: &str, place: usize, sum: &Sum, forms: &NumberForms) -> bool {
    let value = match forms.numerals.at(text, place) {
        Some((_, Numeral::Value(value))) => *value,
        _ => return false,
    };
    sum.scaled && !sum.just_digits && sum.pending == 0.0 && value < 100.0 && !sum.has_literal
}

/// Between the parts of a number stand blanks or one hyphen.
fn next_place(text: &str, end: usize) -> usize {
    let rest = &text[end..];
    if let Some(after) = rest.strip_prefix('-')
        && after.starts_with(char::is_letter)
    {
        return end + 1;
    }
    skip_blanks(text, end)
}

fn next_word(text: &str, at: usize) -> usize {
    let rest = &text[at..];
    let end = rest.char_indices().find(|&(_, letter)| !is_inner(letter)).map_or(rest.len(), |(end, _)| end);
    at + end.max(rest.chars().next().map_or(1, char::len_utf8))
}

fn ends_word(text: &str, at: usize) -> bool {
    !text[at..].starts_with(char::is_letter_or_digit)
}

/// Digits with separators of thousands and decimals.
fn read_digits(text: &str, at: usize, forms: &NumberForms) -> Digits {
    let bytes = text.as_bytes();
    let run = |from: usize| from + bytes[from..].iter().take_while(|byte| byte.is_ascii_digit()).count();
    let mut end = run(at);
    let mut digits = text[at..end].to_owned();
    let mut plain = true;
    if end - at <= 3 {
        while let Some(next) = group_after(text, end, forms) {
            digits.push_str(&text[next..next + 3]);
            end = next + 3;
            plain = false;
        }
    }
    let rest = &text[end..];
    let mut marks = rest.chars();
    let (mark, next) = (marks.next().unwrap_or(' '), marks.next().unwrap_or(' '));
    if matches!(mark, '.' | ',' | ':' | '/') && next.is_ascii_digit() {
        let fraction_end = run(end + 1);
        let after = bytes.get(fraction_end).copied().unwrap_or(b' ');
        let more = matches!(after, b'.' | b':' | b'/' | b',')
            && bytes.get(fraction_end + 1).is_some_and(u8::is_ascii_digit);
        if mark == forms.decimal || (mark == '.' && fraction_end - end - 1 <= 2 && !more) {
            if more {
                return Digits::Other(whole_run(text, end));
            }
            digits.push('.');
            digits.push_str(&text[end + 1..fraction_end]);
            end = fraction_end;
            plain = false;
        } else if mark == ',' {
            // "22,24,26": a list, of which the first is read.
            return Digits::Other(whole_run(text, end));
        } else {
            return Digits::Other(whole_run(text, end));
        }
    }
    match digits.parse::<f64>() {
        Ok(value) if digits.len() <= 18 => Digits::Number(Literal { end, value, plain }),
        _ => Digits::Other(whole_run(text, end)),
    }
}

/// The start of a group of three digits after a separator of thousands.
fn group_after(text: &str, end: usize, forms: &NumberForms) -> Option<usize> {
    let mark = text[end..].chars().next()?;
    let separates = mark == forms.group
        || matches!(mark, '\u{a0}' | '\u{202f}' | '\u{2009}')
        || (mark == ' ' && forms.spaced_groups);
    let next = end + mark.len_utf8();
    let bytes = text.as_bytes();
    // "150 000" is written so in every language; "19 300" may be a day and a number.
    let separates = separates || (mark == ' ' && bytes_are_zeros(text, next));
    let three = bytes.get(next..next + 3)?.iter().all(u8::is_ascii_digit);
    let ends = !bytes.get(next + 3).is_some_and(u8::is_ascii_digit);
    (separates && three && ends).then_some(next)
}

fn bytes_are_zeros(text: &str, at: usize) -> bool {
    text.get(at..at + 3) == Some("000")
}

/// The end of digits and the marks between them.
fn whole_run(text: &str, from: usize) -> usize {
    let rest = &text[from..];
    let end = rest
        .char_indices()
        .find(|&(_, sign)| !(sign.is_letter_or_digit() || matches!(sign, '.' | ',' | ':' | '/' | '-')))
        .map_or(rest.len(), |(end, _)| end);
    from + end.max(1).min(rest.len())
}

/// A number as it grows word by word.
#[derive(Debug, Default)]
struct Sum {
    /// What the scales have closed.
    closed: f64,
    /// What multipliers have closed within the present scale.
    section: f64,
    /// Plain words or digits since.
    pending: f64,
    started: bool,
    article: bool,
    only_part: bool,
    just_digits: bool,
    has_literal: bool,
    scaled: bool,
    last_scale: f64,
}

impl Sum {
    fn is_started(&self) -> bool {
        self.started
    }

    fn take_literal(&mut self, value: f64) -> bool {
        if self.started && (self.pending != 0.0 || !self.scaled) {
            return false;
        }
        self.pending = value;
        self.started = true;
        self.just_digits = true;
        self.has_literal = true;
        true
    }

    fn take(&mut self, numeral: Numeral) -> bool {
        let fits = match numeral {
            Numeral::Value(value) => self.add(value, false),
            Numeral::Part(value) => self.add(value, true),
            Numeral::Article if self.started => false,
            Numeral::Article => {
                self.article = true;
                true
            }
            Numeral::Multiplier(factor) => self.multiply(factor),
            Numeral::Scale(factor) => self.scale(factor),
            Numeral::Fraction(part) => self.add_fraction(part),
            Numeral::Joiner => true,
        };
        if fits {
            self.started = true;
            self.just_digits = false;
        }
        fits
    }

    /// "two hundred" takes "fifty", "fifty" takes "three", but "five" takes nothing.
    fn add(&mut self, value: f64, part: bool) -> bool {
        if self.just_digits || (self.article && !self.scaled) {
            return false;
        }
        if self.pending != 0.0 {
            let room = 10_f64.powi(value.max(1.0).log10().floor() as i32 + 1);
            if self.pending < 10.0 || self.pending % room != 0.0 {
                return false;
            }
        }
        self.only_part = part && !self.scaled && self.pending == 0.0;
        self.pending += value;
        true
    }

    /// "two and a half million", "3 million and a half".
    fn add_fraction(&mut self, part: f64) -> bool {
        let whole = self.pending >= 1.0 && self.pending.fract() == 0.0;
        if whole {
            self.pending += part;
        } else if self.pending == 0.0 && self.section == 0.0 && self.last_scale > 0.0 {
            self.closed += part * self.last_scale;
        }
        whole || (self.pending == 0.0 && self.last_scale > 0.0)
    }

    fn multiply(&mut self, factor: f64) -> bool {
        if self.section != 0.0 && self.section < factor {
            return false;
        }
        self.section += self.count() * factor;
        self.settle();
        true
    }

    fn scale(&mut self, factor: f64) -> bool {
        if self.section == 0.0 && self.pending == 0.0 && !self.article {
            return false;
        }
        if self.last_scale != 0.0 && factor >= self.last_scale {
            return false;
        }
        let before = self.section + self.pending;
        self.closed += if before == 0.0 { factor } else { times(before, factor) };
        self.section = 0.0;
        self.last_scale = factor;
        self.settle();
        true
    }

    /// What a multiplier multiplies; one where it stands alone and may.
    fn count(&self) -> f64 {
        if self.pending == 0.0 { 1.0 } else { self.pending }
    }

    fn settle(&mut self) {
        self.pending = 0.0;
        self.article = false;
        self.only_part = false;
        self.scaled = true;
    }

    fn total(&self) -> Option<f64> {
        let alone = self.article || self.only_part;
        (self.started && !alone).then_some(self.closed + self.section + self.pending)
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;
    use crate::quantities::QuantityPack;

    fn value(language: &str, text: &str) -> Option<(f64, String)> {
        let pack = QuantityPack::embedded(language).unwrap().unwrap();
        number_at(text, 0, &pack.numbers).ok().map(|number| (number.value, text[number.range].to_owned()))
    }

    #[track_caller]
    fn reads(language: &str, text: &str, wanted: f64, words: &str) {
        assert_eq!(value(language, text), Some((wanted, words.to_owned())), "{text}");
    }

    #[test]
    fn english_numbers_are_read() {
        reads("en", "27 billion a year", 27e9, "27 billion");
        reads("en", "1.7bn dollars", 1.7e9, "1.7bn");
        reads("en", "10B$", 10e9, "10B");
        reads("en", "1,234,567.5 tons", 1_234_567.5, "1,234,567.5");
        reads("en", "two hundred and fifty thousand people", 250_000.0, "two hundred and fifty thousand");
        reads("en", "twenty-five years", 25.0, "twenty-five");
        reads("en", "fifteen hundred men", 1500.0, "fifteen hundred");
        reads("en", "a million people", 1e6, "a million");
        reads("en", "hundred thousand dollars", 1e5, "hundred thousand");
        reads("en", "half a million eggs", 5e5, "half a million");
        reads("en", "a dozen agreements", 12.0, "a dozen");
        reads("en", "ten contracts", 10.0, "ten");
        reads("en", "40\u{202f}000 men", 40_000.0, "40\u{202f}000");
        reads("en", "five ten", 5.0, "five");
        reads("en", "two and a half million", 2.5e6, "two and a half million");
        reads("en", "3 million and a half", 3.5e6, "3 million and a half");
    }

    #[test]
    fn russian_and_korean_numbers_are_read() {
        reads("ru", "1,7 млрд долларов", 1.7e9, "1,7 млрд");
        reads("ru", "двух миллиардов долларов", 2e9, "двух миллиардов");
        reads("ru", "двести пятьдесят тысяч", 250_000.0, "двести пятьдесят тысяч");
        reads("ru", "10 тысяч специалистов", 10_000.0, "10 тысяч");
        reads("ru", "1 500 человек", 1500.0, "1 500");
        reads("ko", "190억 달러", 19e9, "190억");
        reads("ko", "2조 3천억 원", 2.3e12, "2조 3천억");
        reads("ko", "51만 명을", 510_000.0, "51만");
        reads("ko", "29만 4천 달러", 294_000.0, "29만 4천");
        reads("ko", "이백만 명", 2e6, "이백만");
        reads("ko", "일곱 가지 문제", 7.0, "일곱");
    }

    #[test]
    fn what_only_looks_like_a_number_is_none() {
        for text in ["10:31", "192.168.1.2", "03.11.2010", "a treaty", "half of them", "22,24,26,31", "9/11"]
        {
            assert_eq!(value("en", text), None, "{text}");
        }
    }

    fn grouped(number: u64) -> String {
        let digits = number.to_string();
        let mut out = String::new();
        for (place, digit) in digits.chars().enumerate() {
            if place > 0 && (digits.len() - place).is_multiple_of(3) {
                out.push(',');
            }
            out.push(digit);
        }
        out
    }

    fn in_words(number: u64) -> String {
        const ONES: [&str; 20] = [
            "zero",
            "one",
            "two",
            "three",
            "four",
            "five",
            "six",
            "seven",
            "eight",
            "nine",
            "ten",
            "eleven",
            "twelve",
            "thirteen",
            "fourteen",
            "fifteen",
            "sixteen",
            "seventeen",
            "eighteen",
            "nineteen",
        ];
        const TENS: [&str; 10] =
            ["", "", "twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety"];
        match number {
            0..20 => ONES[number as usize].to_owned(),
            20..100 if number.is_multiple_of(10) => TENS[number as usize / 10].to_owned(),
            20..100 => format!("{}-{}", TENS[number as usize / 10], ONES[number as usize % 10]),
            100..1000 if number.is_multiple_of(100) => format!("{} hundred", ONES[number as usize / 100]),
            100..1000 => format!("{} hundred and {}", ONES[number as usize / 100], in_words(number % 100)),
            1000.. if number.is_multiple_of(1000) => format!("{} thousand", in_words(number / 1000)),
            1000.. => format!("{} thousand {}", in_words(number / 1000), in_words(number % 1000)),
        }
    }

    fn korean(number: u64) -> String {
        let mut rest = number;
        let mut out = Vec::new();
        for (scale, name) in [(1_000_000_000_000, "조"), (100_000_000, "억"), (10_000, "만")] {
            if rest >= scale {
                out.push(format!("{}{name}", rest / scale));
                rest %= scale;
            }
        }
        if rest > 0 || out.is_empty() {
            out.push(rest.to_string());
        }
        out.join(" ")
    }

    proptest! {
        #[test]
        fn grouped_digits_read_back(number in 0_u64..1_000_000_000_000) {
            let text = grouped(number);
            prop_assert_eq!(value("en", &text), Some((number as f64, text.clone())));
        }

        #[test]
        fn english_words_read_back(number in 0_u64..1_000_000) {
            let text = in_words(number);
            prop_assert_eq!(value("en", &text), Some((number as f64, text.clone())));
        }

        #[test]
        fn korean_scales_read_back(number in 0_u64..1_000_000_000_000_000) {
            let text = korean(number);
            prop_assert_eq!(value("ko", &text), Some((number as f64, text.clone())));
        }

        #[test]
        fn any_text_gives_a_range_within_it(text in "\\PC{0,40}", language in "(en|ru|ko)") {
            let pack = QuantityPack::embedded(&language).unwrap().unwrap();
            match number_at(&text, 0, &pack.numbers) {
                Ok(number) => prop_assert!(!text[number.range].is_empty()),
                Err(after) => prop_assert!(text.is_empty() || (after > 0 && text.get(after..).is_some())),
            }
        }
    }
}
