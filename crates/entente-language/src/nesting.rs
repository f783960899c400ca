//! Brackets and quotation marks around the words of a sentence.

/// What is open where one goes through a sentence word by word.
#[derive(Debug, Default)]
pub(crate) struct Nesting {
    brackets: i32,
    quoted: bool,
}

impl Nesting {
    /// Takes in the next word; whether it stands outside of brackets and quotation marks.
    pub(crate) fn step(&mut self, word: &str) -> bool {
        match word {
            "(" | "[" | "“" | "«" | "„" => self.brackets += 1,
            ")" | "]" | "”" | "»" => self.brackets -= 1,
            "\"" => self.quoted = !self.quoted,
            _ => {}
        }
        self.brackets <= 0 && !self.quoted
    }
}
