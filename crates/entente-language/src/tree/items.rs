//! Enumerations: items behind a colon, with semicolons between them.

use std::ops::Range;

use crate::nesting::Nesting;
use crate::{Analysis, Deprel, Upos};

impl Analysis {
    /// Hangs the items of an enumeration side by side: "the key dates: *the opening* of the mission in 1884; *the
    /// communiqué* of 1990; and *the Treaty* of 1992". A parser that reads word by word often hangs what stands behind a
    /// semicolon on the last word before it, and then the years of all items belong to the first of them.
    pub fn line_up_items(&mut self) {
        let mut moved = false;
        for number in 0..self.sentences.len() {
            let sentence = &self.sentences[number];
            if sentence.parsed
                && let Some(items) = self.items(sentence.tokens.start as usize..sentence.tokens.end as usize)
            {
                moved |= self.line_up(&items);
            }
        }
        if moved {
            self.index_children();
        }
    }

    /// The items of a sentence behind its last colon before a semicolon, what stands in brackets or quotation marks not looked
    /// at; at least two.
    fn items(&self, tokens: Range<usize>) -> Option<Vec<Range<usize>>> {
        let (mut nesting, mut start) = (Nesting::default(), None);
        let mut items = Vec::new();
        for token in tokens.clone() {
            let word = self.text(token);
            if !nesting.step(word) {
                continue;
            }
            match word {
                ":" if items.is_empty() => start = Some(token + 1),
                ";" => {
                    items.push(start?..token);
                    start = Some(token + 1);
                }
                _ => {}
            }
        }
        items.push(start?..tokens.end);
        (items.len() > 1).then_some(items)
    }

    /// Hangs what the later items begin with on what the first one hangs on; whether anything was moved.
    fn line_up(&mut self, items: &[Range<usize>]) -> bool {
        let Some((first, later)) = items.split_first() else { return false };
        let is_word = |this: &Self, token: usize| {
            !matches!(this.tokens[token].upos, Upos::Punct | Upos::Cconj)
                && !matches!(this.tokens[token].deprel, Deprel::Punct | Deprel::Cc)
        };
        let outside = |this: &Self, token: usize, item: &Range<usize>| {
            this.head(token).is_some_and(|head| !item.contains(&head)) && is_word(this, token)
        };
        let Some(top) = first.clone().find(|&token| outside(self, token, first)) else { return false };
        let (Some(above), relation) = (self.head(top), self.tokens[top].deprel) else { return false };
        if above >= first.start {
            return false;
        }
        let mut moved = false;
        for item in later {
            for token in item.clone() {
                let inner = self.head(token).is_some_and(|head| (first.start..item.start).contains(&head));
                if inner && is_word(self, token) && !self.ancestors(above).any(|up| up == token) {
                    (self.tokens[token].head, self.tokens[token].deprel) = (above as u32, relation);
                    moved = true;
                }
            }
        }
        moved
    }
}

#[cfg(test)]
mod tests {
    use crate::{Analysis, Depth, Packs};

    /// A sentence whose words hang on those with these numbers.
    fn hung(text: &str, heads: &[(&str, &str)]) -> Analysis {
        let pack = Packs::embedded().by_code("en").expect("English");
        let mut analysis = pack.analyse_with(text, |_| Depth::Tree);
        let find = |analysis: &Analysis, word: &str| {
            (0..analysis.tokens.len())
                .find(|&token| analysis.text(token) == word)
                .expect("a word of the text")
        };
        for (word, head) in heads {
            let (word, head) = (find(&analysis, word), find(&analysis, head));
            analysis.tokens[word].head = head as u32;
        }
        analysis.index_children();
        analysis
    }

    fn head<'a>(analysis: &'a Analysis, word: &str) -> Option<&'a str> {
        let token = (0..analysis.tokens.len()).find(|&token| analysis.text(token) == word)?;
        analysis.head(token).map(|head| analysis.text(head))
    }

    #[test]
    fn items_behind_a_colon_hang_side_by_side() {
        let text =
            "He named three dates: the opening of 1884; the communiqué of 1990; and the treaty of 1992.";
        let mut analysis = hung(text, &[("opening", "dates"), ("communiqué", "1884"), ("treaty", "1990")]);
        analysis.line_up_items();
        assert_eq!(head(&analysis, "opening"), Some("dates"));
        assert_eq!(head(&analysis, "communiqué"), Some("dates"));
        assert_eq!(head(&analysis, "treaty"), Some("dates"));
    }

    #[test]
    fn semicolons_without_a_colon_before_them_part_nothing() {
        let text = "He visited Seoul in 1990; and then Tokyo in 1992.";
        let mut analysis = hung(text, &[("Tokyo", "Seoul")]);
        analysis.line_up_items();
        assert_eq!(head(&analysis, "Tokyo"), Some("Seoul"));
    }
}
