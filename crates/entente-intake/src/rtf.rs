//! RTF: a stream of words, control words and groups, in the charsets that its fonts name.

use encoding_rs::Encoding;

use crate::IntakeError;

/// Groups that lie deeper in each other than this end the reading.
const DEEPEST: usize = 2_000;

/// What a file gives.
#[derive(Debug, Default)]
pub(crate) struct RtfText {
    pub(crate) text: String,
    pub(crate) title: Option<String>,
}

/// What a group changes and its end restores.
#[derive(Debug, Clone, Copy)]
struct State {
    target: Target,
    /// Characters that stand behind each `\u` for readers without Unicode.
    skip: usize,
    encoding: &'static Encoding,
}

/// Where the words go.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Target {
    Text,
    Title,
    Fonts,
    Nowhere,
}

/// Groups whose words are no text.
const HIDDEN: [&str; 30] = [
    "colortbl",
    "stylesheet",
    "listtable",
    "listoverridetable",
    "revtbl",
    "rsidtbl",
    "generator",
    "pict",
    "object",
    "header",
    "headerl",
    "headerr",
    "headerf",
    "footer",
    "footerl",
    "footerr",
    "footerf",
    "themedata",
    "colorschememapping",
    "datastore",
    "latentstyles",
    "xmlnstbl",
    "fldinst",
    "bkmkstart",
    "bkmkend",
    "nonshppict",
    "annotation",
    "atnid",
    "atnauthor",
    "filetbl",
];

struct Reader<'b> {
    bytes: &'b [u8],
    at: usize,
    stack: Vec<State>,
    state: State,
    /// Bytes of the text not yet decoded.
    pending: Vec<u8>,
    /// Characters still to be left out behind a `\u`.
    skipping: usize,
    /// The first half of a character written in two.
    surrogate: Option<u16>,
    fonts: Vec<(i32, &'static Encoding)>,
    font: i32,
    found: RtfText,
}

/// Reads a file.
///
/// # Errors
///
/// [`IntakeError::TooDeep`] for groups nested without end.
pub(crate) fn read(bytes: &[u8]) -> Result<RtfText, IntakeError> {
    let state = State { target: Target::Text, skip: 1, encoding: encoding_rs::WINDOWS_1252 };
    let mut reader = Reader {
        bytes,
        at: 0,
        stack: Vec::new(),
        state,
        pending: Vec::new(),
        skipping: 0,
        surrogate: None,
        fonts: Vec::new(),
        font: 0,
        found: RtfText::default(),
    };
    reader.run()?;
    Ok(reader.found)
}

impl Reader<'_> {
    fn run(&mut self) -> Result<(), IntakeError> {
        while let Some(&byte) = self.bytes.get(self.at) {
            self.at += 1;
            match byte {
                b'{' => {
                    self.flush();
                    self.stack.push(self.state);
                    self.skipping = 0;
                    if self.stack.len() > DEEPEST {
                        return Err(IntakeError::TooDeep {
                            what: "groups of RTF",
                            depth: DEEPEST + 1,
                            limit: DEEPEST,
                        });
                    }
                }
                b'}' => {
                    self.flush();
                    self.skipping = 0;
                    match self.stack.pop() {
                        Some(state) => self.state = state,
                        None => break,
                    }
                    if self.stack.is_empty() {
                        // What stands behind the last group is no text.
                        break;
                    }
                }
                b'\\' => self.control(),
                b'\r' | b'\n' => {}
                byte => self.byte(byte),
            }
        }
        self.flush();
        Ok(())
    }

    fn byte(&mut self, byte: u8) {
        if self.skipping > 0 {
            self.skipping -= 1;
        } else if matches!(self.state.target, Target::Text | Target::Title) {
            self.pending.push(byte);
        }
    }

    /// Decodes what is pending.
    fn flush(&mut self) {
        if self.pending.is_empty() {
            return;
        }
        let (words, _) = self.state.encoding.decode_without_bom_handling(&self.pending);
        let words = words.into_owned();
        self.pending.clear();
        self.push(&words);
    }

    fn push(&mut self, words: &str) {
        self.surrogate = None;
        match self.state.target {
            Target::Text => self.found.text.push_str(words),
            Target::Title => self.found.title.get_or_insert_default().push_str(words),
            Target::Fonts | Target::Nowhere => {}
        }
    }

    fn control(&mut self) {
        let Some(&first) = self.bytes.get(self.at) else { return };
        if !first.is_ascii_alphabetic() {
            self.at += 1;
            return self.symbol(first);
        }
        let rest = &self.bytes[self.at..];
        let letters = rest.iter().take(32).take_while(|byte| byte.is_ascii_alphabetic()).count();
        let word = std::str::from_utf8(&rest[..letters]).unwrap_or_default();
        let mut end = letters;
        end += usize::from(rest.get(end) == Some(&b'-'));
        end += rest[end..].iter().take(10).take_while(|byte| byte.is_ascii_digit()).count();
        let number = std::str::from_utf8(&rest[letters..end]).ok().and_then(|digits| digits.parse().ok());
        self.at += end + usize::from(rest.get(end) == Some(&b' '));
        self.word(word, number);
    }

    fn symbol(&mut self, symbol: u8) {
        match symbol {
            b'\'' => {
                let hex = self.bytes.get(self.at..self.at + 2).and_then(|hex| std::str::from_utf8(hex).ok());
                if let Some(byte) = hex.and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                    self.at += 2;
                    self.byte(byte);
                }
            }
            b'\\' | b'{' | b'}' => self.byte(symbol),
            b'~' => self.words("\u{A0}"),
            b'_' => self.words("-"),
            b'\r' | b'\n' => self.words("\n\n"),
            // `\*` marks a group that old readers step over; those with text are named below.
            b'*' if self.state.target == Target::Text => {
                self.flush();
                let known = [b"\\shppict".as_slice(), b"\\shpinst", b"\\shptxt", b"\\nesttableprops"];
                if !known.iter().any(|word| self.bytes[self.at..].starts_with(word)) {
                    self.state.target = Target::Nowhere;
                }
            }
            _ => {}
        }
    }

    fn words(&mut self, words: &str) {
        self.flush();
        self.push(words);
    }

    fn word(&mut self, word: &str, number: Option<i32>) {
        match word {
            "par" | "sect" | "page" | "row" => self.words(if word == "row" { "\n" } else { "\n\n" }),
            "line" | "softline" => self.words("\n"),
            "tab" | "cell" | "nestcell" => self.words("\t"),
            "emdash" => self.words("—"),
            "endash" => self.words("–"),
            "lquote" => self.words("‘"),
            "rquote" => self.words("’"),
            "ldblquote" => self.words("“"),
            "rdblquote" => self.words("”"),
            "bullet" => self.words("•"),
            "emspace" | "enspace" | "qmspace" => self.words(" "),
            "u" => self.unicode(number.unwrap_or_default()),
            "uc" => {
                self.state.skip = number.and_then(|number| number.try_into().ok()).unwrap_or(1usize).min(10);
            }
            "ansicpg" => {
                self.state.encoding = of_code_page(number.unwrap_or_default()).unwrap_or(self.state.encoding);
            }
            "bin" => {
                let length = number.and_then(|number| usize::try_from(number).ok()).unwrap_or_default();
                self.at = self.at.saturating_add(length).min(self.bytes.len());
            }
            "f" => self.choose_font(number.unwrap_or_default()),
            "fcharset" if self.state.target == Target::Fonts => {
                if let Some(encoding) = of_charset(number.unwrap_or_default()) {
                    self.fonts.push((self.font, encoding));
                }
            }
            "fonttbl" => self.state.target = Target::Fonts,
            "info" => {
                self.flush();
                self.state.target = Target::Nowhere;
            }
            "title" if self.stack.len() == 3 => self.state.target = Target::Title,
            hidden if HIDDEN.contains(&hidden) => {
                self.flush();
                self.state.target = Target::Nowhere;
            }
            _ => {}
        }
    }

    fn choose_font(&mut self, font: i32) {
        if self.state.target == Target::Fonts {
            self.font = font;
            return;
        }
        self.flush();
        if let Some((_, encoding)) = self.fonts.iter().find(|(known, _)| *known == font) {
            self.state.encoding = encoding;
        }
    }

    fn unicode(&mut self, number: i32) {
        self.flush();
        let unit = number as u16;
        self.skipping = self.state.skip;
        let target = self.state.target;
        match self.surrogate.take() {
            Some(high) if (0xDC00..0xE000).contains(&unit) => {
                let char = char::decode_utf16([high, unit]).flatten().next();
                self.push(&char.map(String::from).unwrap_or_default());
            }
            _ if (0xD800..0xDC00).contains(&unit) && target != Target::Nowhere => self.surrogate = Some(unit),
            _ => {
                let char = char::from_u32(u32::from(unit)).filter(|char| !char.is_control());
                self.push(&char.map(String::from).unwrap_or_default());
            }
        }
    }
}

/// The encoding of a Windows code page.
fn of_code_page(page: i32) -> Option<&'static Encoding> {
    let label = match page {
        932 => "shift_jis".to_owned(),
        936 => "gbk".to_owned(),
        949 => "euc-kr".to_owned(),
        950 => "big5".to_owned(),
        10007 => "x-mac-cyrillic".to_owned(),
        65001 => "utf-8".to_owned(),
        866 => "ibm866".to_owned(),
        874 | 1250..=1258 => format!("windows-{page}"),
        _ => return None,
    };
    Encoding::for_label(label.as_bytes())
}

/// The encoding of a font's charset, as Windows numbers them.
fn of_charset(charset: i32) -> Option<&'static Encoding> {
    of_code_page(match charset {
        0 => 1252,
        128 => 932,
        129 => 949,
        134 => 936,
        136 => 950,
        161 => 1253,
        162 => 1254,
        163 => 1258,
        177 => 1255,
        178 => 1256,
        186 => 1257,
        204 => 1251,
        222 => 874,
        238 => 1250,
        _ => return None,
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_come_in_the_charset_of_their_font() {
        let rtf = br"{\rtf1\ansi\ansicpg1252{\fonttbl{\f0\fcharset0 Arial;}{\f1\fcharset204 Arial;}}{\info{\title Talks}{\author A}}
\f0 Caf\'e9 \f1\'cf\'f0\'e8\'e2\'e5\'f2\par \f0\u54620?\u44397?{\*\generator X;} end\line {\pict 0101}x}";
        let found = read(rtf).expect("read");
        assert_eq!(found.text, "Café Привет\n\n한국 end\nx");
        assert_eq!(found.title.as_deref(), Some("Talks"));
    }

    #[test]
    fn groups_without_end_are_refused_and_broken_ones_read() {
        assert!(read("{\\rtf1 ".repeat(100_000).as_bytes()).is_err());
        assert_eq!(read(b"{\\rtf1 open \\").expect("read").text, "open ");
        assert_eq!(read(b"{\\rtf1 a\\bin99999999 b}").expect("read").text, "a");
    }
}
