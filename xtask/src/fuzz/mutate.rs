//! Changes to inputs: bits, bytes, numbers, pieces taken out, doubled, or put in from another input.

/// Words on which parsers turn.
const WORDS: [&[u8]; 24] = [
    b"\0",
    b"\xFF\xFF\xFF\xFF",
    b"\n\n",
    b"\r\n",
    b"<",
    b"</",
    b"<![CDATA[",
    b"]]>",
    b"<!--",
    b"&#x0;",
    b"&amp;",
    b"{\\",
    b"}",
    b"\\u-1?",
    b"\\bin99999 ",
    b"\"",
    b",",
    b"Content-Length: 99999999999\r\n",
    b"WARC/1.0\r\n",
    b"--b\r\n",
    b"%PDF-1.7",
    b"endobj",
    b"\xF0\x9F\x98\x80",
    b"\xED\xA0\x80",
];

/// Words on which a reader of texts turns: letters whose small form takes another room, marks without one, dates, speech.
const TEXT: [&str; 18] = [
    "İ",
    "ẞ",
    "\u{212a}",
    "\u{301}",
    "\u{200b}",
    "\n",
    "\n\n",
    ". ",
    "«",
    "” ",
    "(",
    " 12 May 2019 ",
    " в 1992 году ",
    "1990년 9월 이후 ",
    "이날 ",
    " said that ",
    ", заявил ",
    "고 밝혔다. ",
];

/// Draws changes from a number, the same at every run.
pub(super) struct Mutator {
    state: u64,
    words: Vec<&'static [u8]>,
    /// Whether every other of many changes is a word between two letters.
    letters: bool,
}

impl Mutator {
    /// Changes for the files of a format.
    pub(super) fn new(seed: u64, format: &str) -> Self {
        Self::with(seed, format, WORDS.to_vec(), false)
    }

    /// Changes for texts that are read.
    pub(super) fn of_texts(seed: u64) -> Self {
        Self::with(seed, "reading", TEXT.iter().map(|word| word.as_bytes()).collect(), true)
    }

    fn with(seed: u64, format: &str, words: Vec<&'static [u8]>, letters: bool) -> Self {
        let state = format.bytes().fold(seed ^ 0x9E37_79B9_7F4A_7C15, |state, byte| {
            (state ^ u64::from(byte)).wrapping_mul(0x0100_0000_01B3)
        });
        Self { state: state | 1, words, letters }
    }

    /// Xorshift (Marsaglia, 2003).
    fn draw(&mut self) -> u64 {
        self.state ^= self.state << 13;
        self.state ^= self.state >> 7;
        self.state ^= self.state << 17;
        self.state
    }

    fn below(&mut self, bound: usize) -> usize {
        (self.draw() % bound.max(1) as u64) as usize
    }

    /// The next input: one of the seeds with some changes.
    pub(super) fn next(&mut self, seeds: &[Vec<u8>]) -> Vec<u8> {
        let seed = self.below(seeds.len());
        let mut input = seeds.get(seed).cloned().unwrap_or_default();
        let most = if self.letters { 60 } else { 8 };
        for _ in 0..=self.below(most) {
            if self.letters && self.below(2) == 0 {
                self.put_a_word(&mut input);
            } else {
                self.change(&mut input, seeds);
            }
        }
        input.truncate(1_000_000);
        input
    }

    /// Puts a word in where a letter begins.
    fn put_a_word(&mut self, input: &mut Vec<u8>) {
        let at = self.below(input.len() + 1);
        let inside = |&byte: &u8| (0x80..0xC0).contains(&byte);
        let at = at + input[at..].iter().take_while(|byte| inside(byte)).count();
        let number = self.below(self.words.len());
        input.splice(at..at, self.words[number].iter().copied());
    }

    fn change(&mut self, input: &mut Vec<u8>, seeds: &[Vec<u8>]) {
        let at = self.below(input.len() + 1);
        let length = (self.below(64) + 1).min(input.len() - at);
        match self.below(9) {
            0 if at < input.len() => input[at] ^= 1 << self.below(8),
            1 if at < input.len() => input[at] = self.draw() as u8,
            2 => drop(input.drain(at..at + length)),
            3 => {
                let piece = input[at..at + length].to_vec();
                for _ in 0..=self.below(20) {
                    input.splice(at..at, piece.iter().copied());
                }
            }
            4 => input.truncate(at),
            5 => {
                let number = self.below(self.words.len());
                let word = self.words[number];
                input.splice(at..at, word.iter().copied());
            }
            6 => {
                let other = self.below(seeds.len());
                if let Some(other) = seeds.get(other).filter(|other| !other.is_empty()) {
                    let from = self.below(other.len());
                    let to = (from + self.below(4096)).min(other.len());
                    input.splice(at..at, other[from..to].iter().copied());
                }
            }
            7 => {
                // A number in digits becomes another.
                if let Some(digit) = input[at..].iter().position(u8::is_ascii_digit) {
                    let number =
                        [b"0".as_slice(), b"-1", b"4294967295", b"18446744073709551616", b"7"][self.below(5)];
                    input.splice(at + digit..=at + digit, number.iter().copied());
                }
            }
            _ => input[at..at + length].fill(self.below(256) as u8),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_seed_gives_the_same_inputs() {
        let seeds = vec![b"a seed of some length 12".to_vec()];
        let inputs = |seed| {
            let mut mutator = Mutator::new(seed, "txt");
            (0..50).map(|_| mutator.next(&seeds)).collect::<Vec<_>>()
        };
        assert_eq!(inputs(1), inputs(1));
        assert_ne!(inputs(1), inputs(2));
    }
}
