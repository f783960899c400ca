//! Markdown: its words without the marks.

use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};

use crate::office::xml::Text;

/// Marks deeper in each other, or more of them, than a person writes are taken as plain text: the parser's time may
/// grow with their product.
const MOST_BYTES: usize = 8_000_000;

/// The words of a Markdown text, a block a paragraph; `None` where it is not to be taken apart.
pub(crate) fn words(text: &str) -> Option<String> {
    if text.len() > MOST_BYTES {
        return None;
    }
    let mut words = Text::default();
    let mut hidden = 0usize;
    let mut in_row = false;
    for event in Parser::new_ext(
        text,
        Options::ENABLE_TABLES | Options::ENABLE_FOOTNOTES | Options::ENABLE_STRIKETHROUGH,
    ) {
        match event {
            Event::Start(Tag::Image { .. } | Tag::HtmlBlock) => hidden += 1,
            Event::End(TagEnd::Image | TagEnd::HtmlBlock) => hidden = hidden.saturating_sub(1),
            Event::Start(Tag::TableCell) => words.cell(std::mem::replace(&mut in_row, true)),
            Event::Start(Tag::Item) | Event::HardBreak => words.line(),
            Event::End(TagEnd::TableRow | TagEnd::TableHead) => {
                in_row = false;
                words.line();
            }
            Event::End(
                TagEnd::Paragraph
                | TagEnd::Heading(_)
                | TagEnd::BlockQuote(_)
                | TagEnd::CodeBlock
                | TagEnd::List(_)
                | TagEnd::Table
                | TagEnd::FootnoteDefinition,
            )
            | Event::Rule => words.paragraph(),
            Event::Text(piece) | Event::Code(piece) if hidden == 0 => words.push(&piece),
            Event::SoftBreak if hidden == 0 => words.push(" "),
            _ => {}
        }
    }
    Some(words.text.trim_end().to_owned())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_taken_off() {
        let text = "# Talks\n\nThe *ministers* [met](https://a.org)\nin Seoul.\n\n- one\n- two\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n![x](y.png)";
        assert_eq!(
            words(text).as_deref(),
            Some("Talks\n\nThe ministers met in Seoul.\n\none\ntwo\n\na\tb\n1\t2")
        );
    }
}
