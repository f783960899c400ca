//! Text to tokens: words looked up, numbers read, signs told apart.

use entente_model::Letter as _;

use super::lexicon::{JOSA, Lexicon};

/// What a token is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Kind {
    /// Letters.
    Word,
    /// Digits.
    Number,
    /// One sign.
    Sign,
}

/// A word, number or sign of the text.
#[derive(Debug, Clone, Copy)]
pub(super) struct Token {
    /// Bytes before it.
    pub(super) start: u32,
    /// Its end.
    pub(super) end: u32,
    /// What the lexicon knows of it; 0 for nothing.
    pub(super) entry: u32,
    /// The number, at most 9 digits; the fraction of a decimal in hundredths is in `cents`.
    pub(super) number: u32,
    pub(super) kind: Kind,
    pub(super) cents: u8,
    /// How many digits it is written with.
    pub(super) digits: u8,
    pub(super) gap: Gap,
    flags: u8,
}

/// What stands between a token and the one before.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Gap {
    None,
    Space,
    Line,
    /// A blank line, or the start of the text.
    Paragraph,
}

const CAPITAL: u8 = 1;
const DECORATED: u8 = 2;
const FRACTION: u8 = 4;

impl Token {
    /// Written with a capital.
    pub(super) fn is_capital(&self) -> bool {
        self.flags & CAPITAL != 0
    }

    /// A number that stands for itself: no amount, no part of a name.
    pub(super) fn is_plain(&self) -> bool {
        self.kind == Kind::Number && self.flags & (DECORATED | FRACTION) == 0
    }

    /// A number with a decimal point that stands for itself.
    pub(super) fn has_fraction(&self) -> bool {
        self.kind == Kind::Number && self.flags & (DECORATED | FRACTION) == FRACTION
    }

    /// A number with a fraction or thousands marked.
    pub(super) fn is_amount(&self) -> bool {
        self.flags & DECORATED != 0
    }

    fn new(kind: Kind, start: usize, end: usize, gap: Gap) -> Self {
        Self {
            start: start as u32,
            end: end as u32,
            entry: 0,
            number: 0,
            kind,
            cents: 0,
            digits: 0,
            gap,
            flags: 0,
        }
    }

    /// Where it stands.
    pub(super) fn range(&self) -> std::ops::Range<usize> {
        self.start as usize..self.end as usize
    }
}

/// How the words of a language are written.
#[derive(Debug, Clone, Copy, Default)]
pub(super) struct Writing {
    /// Words are strings of known parts without spaces (`지난해에는`).
    pub(super) cut: bool,
    /// Numbers have a decimal comma.
    pub(super) decimal_comma: bool,
    /// A number of four digits before the word for year is a year, not so many years.
    pub(super) years_first: bool,
    /// Common words have a capital only in names and at the start of a sentence.
    pub(super) capital_names: bool,
    /// Verbs stand behind what they tell of.
    pub(super) verb_last: bool,
}

/// Cuts a text into tokens.
pub(super) struct Lexer<'a> {
    text: &'a str,
    at: usize,
    lexicon: &'a Lexicon,
    writing: Writing,
    small: String,
}

impl<'a> Lexer<'a> {
    pub(super) fn new(text: &'a str, lexicon: &'a Lexicon, writing: Writing) -> Self {
        Self { text, at: 0, lexicon, writing, small: String::with_capacity(64) }
    }

    /// Fills `tokens` with those that begin before `end`.
    pub(super) fn run(&mut self, from: usize, end: usize, tokens: &mut Vec<Token>) {
        self.at = from;
        let bytes = self.text.as_bytes();
        let mut gap = if from == 0 { Gap::Paragraph } else { self.gap_before(from) };
        while self.at < end {
            let byte = bytes[self.at];
            match byte {
                b' ' | b'\t' => {
                    gap = gap.max(Gap::Space);
                    self.at += 1;
                    continue;
                }
                b'\n' | b'\r' => {
                    gap = if byte == b'\r' {
                        gap.max(Gap::Space)
                    } else if gap >= Gap::Line {
                        Gap::Paragraph
                    } else {
                        Gap::Line
                    };
                    self.at += 1;
                    continue;
                }
                b'0'..=b'9' => self.number(gap, tokens),
                b'a'..=b'z' | b'A'..=b'Z' => self.word(gap, tokens),
                0..=0x7f => self.sign(char::from(byte), 1, gap, tokens),
                _ => match self.text[self.at..].chars().next() {
                    Some(other) if other.is_letter_or_digit() => self.word(gap, tokens),
                    Some(other) if other.is_whitespace() || is_invisible(other) => {
                        gap = gap.max(Gap::Space);
                        self.at += other.len_utf8();
                        continue;
                    }
                    Some(other) => self.sign(other, other.len_utf8(), gap, tokens),
                    None => return,
                },
            }
            gap = Gap::None;
        }
    }

    fn gap_before(&self, at: usize) -> Gap {
        match self.text.as_bytes()[at - 1] {
            b' ' | b'\t' => Gap::Space,
            b'\n' => Gap::Line,
            _ => Gap::None,
        }
    }

    fn sign(&mut self, sign: char, len: usize, gap: Gap, tokens: &mut Vec<Token>) {
        let mut token = Token::new(Kind::Sign, self.at, self.at + len, gap);
        let mut buffer = [0; 4];
        // "25—26 июня", between figures with nothing beside it.
        let between_figures = || {
            let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
            let bytes = self.text.as_bytes();
            digit(self.at.checked_sub(1).and_then(|before| bytes.get(before)))
                && digit(bytes.get(self.at + len))
        };
        let plain: &str = match sign {
            '\u{2014}' if between_figures() => "-",
            '\u{2010}'..='\u{2013}' | '\u{2212}' | '~' | '\u{301c}' | '\u{ff5e}' | '\u{223c}' => "-",
            '\u{2014}' | '\u{2015}' => "--",
            '\u{2018}' | '\u{2019}' | '`' => "'",
            '\u{ff08}' => "(",
            '\u{ff09}' => ")",
            other => other.encode_utf8(&mut buffer),
        };
        token.entry = self.lexicon.find(plain);
        if sign == '%' {
            decorate_last(gap, tokens);
        }
        tokens.push(token);
        self.at += len;
    }

    fn number(&mut self, gap: Gap, tokens: &mut Vec<Token>) {
        let bytes = self.text.as_bytes();
        let start = self.at;
        let mut end = digits_end(bytes, start);
        let mut flags = 0;
        let digits = end - start;
        let mut number = decimal(&bytes[start..end]);
        let mut cents = 0;
        // 23 March 202113:00
        if matches!(digits, 5 | 6) && bytes.get(end) == Some(&b':') && matches!(bytes[start], b'1' | b'2') {
            end = start + 4;
            number = decimal(&bytes[start..end]);
        } else {
            let (point, group) = if self.writing.decimal_comma { (b',', b'.') } else { (b'.', b',') };
            while digits <= 3
                && bytes.get(end) == Some(&group)
                && digits_end(bytes, end + 1) == end + 4
                && !(group == b'.' && bytes.get(end + 4) == Some(&b'.'))
            {
                number = number.saturating_mul(1000).saturating_add(decimal(&bytes[end + 1..end + 4]));
                end += 4;
                flags |= DECORATED;
            }
            if bytes.get(end) == Some(&point) {
                let after = digits_end(bytes, end + 1);
                let dated = point == b'.'
                    && (bytes.get(after) == Some(&b'.')
                        && bytes.get(after + 1).is_some_and(u8::is_ascii_digit)
                        || self.writing.cut
                            && (Self::is_day(&self.text[after..], digits)
                                || is_month(number, &bytes[end + 1..after])));
                if after > end + 1 && !dated && !self.follows_point(gap, tokens) {
                    let places = &bytes[end + 1..after.min(end + 3)];
                    cents = decimal(places) as u8 * if places.len() == 1 { 10 } else { 1 };
                    end = after;
                    flags |= FRACTION;
                }
            }
        }
        if let Some(last) = tokens.last().filter(|_| gap <= Gap::Space) {
            let before = &self.text[last.range()];
            let glued_letters = gap == Gap::None && last.kind == Kind::Word && !self.writing.cut;
            let glued_point = gap == Gap::None && matches!(before, "." | ",") && tokens.len() > 1 && {
                let previous = &tokens[tokens.len() - 2];
                previous.kind == Kind::Number && previous.is_amount() && last.gap == Gap::None
            };
            if glued_letters
                || glued_point
                || matches!(before, "$" | "€" | "£" | "¥" | "₩" | "#" | "№" | "₽" | "@")
            {
                flags |= DECORATED;
            }
        }
        let mut token = Token::new(Kind::Number, start, end, gap);
        (token.number, token.cents, token.digits, token.flags) =
            (number, cents, digits.min(255) as u8, flags);
        if end - start == 4 && flags & FRACTION == 0 {
            token.digits = 4;
        }
        tokens.push(token);
        self.at = end;
    }

    /// Whether what follows two numbers with a point between makes them month and day, or year and month: `5.14.(수)`,
    /// `5.13.-16.(금)`, `2018.11월`.
    fn is_day(behind: &str, digits: usize) -> bool {
        let beyond = behind.strip_prefix('.').unwrap_or(behind);
        let weekday = || {
            let mut inner = beyond.strip_prefix('(')?.chars();
            inner.next().filter(|letter| !letter.is_ascii())?;
            inner.next().filter(|closes| *closes == ')')
        };
        let range = || {
            let end = beyond.strip_prefix(['-', '~', '∼', '～'])?;
            (beyond.len() < behind.len() && end.starts_with(|c: char| c.is_ascii_digit())).then_some(())
        };
        let month = digits == 4 && behind.starts_with(|c: char| !c.is_ascii() && c.is_letter());
        month || digits <= 2 && (weekday().is_some() || range().is_some())
    }

    /// Whether a number goes on one that ends in a point: the middle of `10.11.1988`.
    fn follows_point(&self, gap: Gap, tokens: &[Token]) -> bool {
        matches!(tokens, [.., number, point]
            if gap == Gap::None && point.gap == Gap::None && number.is_plain() && &self.text[point.range()] == ".")
    }

    fn word(&mut self, gap: Gap, tokens: &mut Vec<Token>) {
        let start = self.at;
        let bytes = self.text.as_bytes();
        let mut end = start;
        let mut ascii = true;
        while let Some(&byte) = bytes.get(end) {
            if byte.is_ascii_alphabetic() {
                end += 1;
            } else if byte < 0x80 {
                break;
            } else {
                let next = self.text[end..].chars().next().unwrap_or(' ');
                if !(next.is_letter() || next == '\u{301}') {
                    break;
                }
                ascii = false;
                end += next.len_utf8();
            }
        }
        if end == start {
            // A digit of another script.
            end += self.text[start..].chars().next().map_or(1, char::len_utf8);
        }
        let mut token = Token::new(Kind::Word, start, end, gap);
        token.flags = self.case(start, end);
        end = self.initials(start, end);
        token.end = end as u32;
        self.at = end;
        if end - start > 64 {
            tokens.push(token);
            return;
        }
        self.lower(start, end, ascii);
        token.entry = self.lexicon.find(&self.small);
        if bytes.get(end) == Some(&b'.') {
            self.small.push('.');
            let dotted = self.lexicon.find(&self.small);
            if dotted != 0 {
                token.entry = dotted;
                token.end += 1;
                self.at += 1;
            }
            self.small.pop();
        }
        if token.entry == 0 && self.writing.cut && !ascii && self.cut(start, gap, tokens) {
            return;
        }
        if token.entry == 0
            && self.writing.cut
            && gap == Gap::None
            && tokens.last().is_some_and(|last| last.kind == Kind::Number)
            && let Some((len, entry)) = self.known_start()
            && self.is_cut_at(start, len)
        {
            // 1988년생: what stands glued to a number is cut after its known part.
            tokens.push(Token { end: (start + len) as u32, entry, ..token });
            token = Token { start: (start + len) as u32, gap: Gap::None, ..token };
        }
        tokens.push(token);
    }

    /// Whether so many bytes of the word in small letters are as many of the text: `İ` is longer in small letters.
    fn is_cut_at(&self, start: usize, len: usize) -> bool {
        let end = start + len;
        self.text.is_char_boundary(end)
            && self.text[start..end].chars().flat_map(char::to_lowercase).map(char::len_utf8).sum::<usize>()
                == len
    }

    /// The longest known part that the word begins with.
    fn known_start(&self) -> Option<(usize, u32)> {
        let ends: Vec<usize> =
            self.small.char_indices().skip(1).take(self.lexicon.longest()).map(|(at, _)| at).collect();
        ends.into_iter().rev().find_map(|end| match self.lexicon.find(&self.small[..end]) {
            0 => None,
            entry => Some((end, entry)),
        })
    }

    /// `p.m.` and `U.S.` are one word: single letters with points between.
    fn initials(&self, start: usize, end: usize) -> usize {
        if end - start > char::MAX.len_utf8() {
            return end;
        }
        let single = |from: usize| {
            self.text[from..]
                .chars()
                .next()
                .filter(|next| next.is_letter())
                .map(|next| from + next.len_utf8())
        };
        let bytes = self.text.as_bytes();
        if single(start) != Some(end) {
            return end;
        }
        let mut last = end;
        while bytes.get(last) == Some(&b'.') {
            let Some(next) = single(last + 1) else { break };
            if self.text[next..].chars().next().is_some_and(char::is_letter_or_digit) {
                break;
            }
            last = next;
        }
        last
    }

    fn case(&self, start: usize, end: usize) -> u8 {
        if self.text[start..end].chars().next().is_some_and(char::is_uppercase) { CAPITAL } else { 0 }
    }

    fn lower(&mut self, start: usize, end: usize, ascii: bool) {
        self.small.clear();
        let word = &self.text[start..end];
        if ascii {
            self.small.push_str(word);
            self.small.make_ascii_lowercase();
        } else {
            self.small.extend(word.chars().filter(|&next| next != '\u{301}').flat_map(char::to_lowercase));
        }
    }

    /// Cuts a word into known parts; false where that does not come out even.
    fn cut(&mut self, start: usize, gap: Gap, tokens: &mut Vec<Token>) -> bool {
        let word = std::mem::take(&mut self.small);
        let known = word.chars().next().is_some_and(|first| self.lexicon.may_start(first));
        let mut parts = Vec::new();
        let mut at = 0;
        let done = known
            && word.len() == self.at - start
            && self.parts(&word, 0, &mut parts)
            && parts.iter().all(|(len, _)| {
                at += len;
                self.is_cut_at(start, at)
            });
        if done {
            let mut from = start;
            for (index, &(len, entry)) in parts.iter().enumerate() {
                let mut token =
                    Token::new(Kind::Word, from, from + len, if index == 0 { gap } else { Gap::None });
                token.entry = entry;
                tokens.push(token);
                from += len;
            }
        }
        self.small = word;
        done
    }

    fn parts(&self, word: &str, depth: usize, parts: &mut Vec<(usize, u32)>) -> bool {
        if word.is_empty() {
            return true;
        }
        if depth > 5 {
            return false;
        }
        let mut ends = [0_usize; 12];
        let mut count = 0;
        for (at, next) in word.char_indices().take(ends.len().min(self.lexicon.longest())) {
            ends[count] = at + next.len_utf8();
            count += 1;
        }
        for &end in ends[..count].iter().rev() {
            let entry = self.lexicon.find(&word[..end]);
            let particle = entry != 0 && self.lexicon.value(entry, JOSA, true).is_some();
            let only_particle = particle && self.lexicon.entries[entry as usize].senses.len() == 1;
            if entry == 0
                || (only_particle && (depth == 0 || end != word.len())) && !(depth == 0 && end == word.len())
            {
                continue;
            }
            parts.push((end, entry));
            if self.parts(&word[end..], depth + 1, parts) {
                return true;
            }
            parts.pop();
        }
        false
    }
}

/// A number before a per cent sign is an amount.
fn decorate_last(gap: Gap, tokens: &mut [Token]) {
    if gap <= Gap::Space
        && let Some(last) = tokens.last_mut()
    {
        last.flags |= DECORATED;
    }
}

fn is_invisible(sign: char) -> bool {
    matches!(sign, '\u{200b}'..='\u{200f}' | '\u{feff}' | '\u{ad}' | '\u{2060}')
}

fn digits_end(bytes: &[u8], from: usize) -> usize {
    from + bytes.get(from..).map_or(0, |rest| rest.iter().take_while(|byte| byte.is_ascii_digit()).count())
}

/// The number of at most nine digits; the largest there is for more.
fn decimal(digits: &[u8]) -> u32 {
    if digits.len() > 9 {
        return u32::MAX;
    }
    digits.iter().fold(0, |number, digit| number * 10 + u32::from(digit - b'0'))
}

/// `1994.06`: whether two digits behind the point of a year are a month.
fn is_month(year: u32, digits: &[u8]) -> bool {
    (1900..2060).contains(&year) && digits.len() == 2 && (1..=12).contains(&decimal(digits))
}
