//! Formats of plain characters.

use std::fmt::Write as _;

use crate::{Language, Story};

pub(crate) fn text(stories: &[Story]) -> Vec<u8> {
    let story = &stories[0];
    format!("{}\n\n{}\n\n{}\n", story.title, story.day, story.text()).into_bytes()
}

pub(crate) fn markdown(stories: &[Story]) -> Vec<u8> {
    let story = &stories[0];
    let head = format!(
        "---\ntitle: \"{}\"\ndate: {}\nlang: {}\n---\n",
        story.title,
        story.day,
        story.language.code()
    );
    format!("{head}\n# {}\n\n{}\n", story.title, story.text()).into_bytes()
}

pub(crate) fn csv(stories: &[Story]) -> Vec<u8> {
    let quoted = |text: &str| format!("\"{}\"", text.replace('"', "\"\""));
    let mut table = "id,date,headline,body\r\n".to_owned();
    for story in stories {
        let _ = write!(
            table,
            "{},{},{},{}\r\n",
            story.number,
            story.day,
            quoted(&story.title),
            quoted(&story.text())
        );
    }
    table.into_bytes()
}

pub(crate) fn json_lines(stories: &[Story]) -> Vec<u8> {
    let line = |story: &Story| {
        let id = story.number.to_string();
        serde_json::json!({"id": id, "published": story.day, "title": story.title, "text": story.text()})
            .to_string()
            + "\n"
    };
    stories.iter().map(line).collect::<String>().into_bytes()
}

/// RTF as word processors write it: Cyrillic in its own code page, Hangul as Unicode with a stand-in.
pub(crate) fn rtf(stories: &[Story]) -> Vec<u8> {
    let story = &stories[0];
    let font = if story.language == Language::Russian { "\\f1" } else { "\\f0" };
    let mut rtf = format!(
        "{{\\rtf1\\ansi\\ansicpg1252\\uc1{{\\fonttbl{{\\f0\\fcharset0 Arial;}}{{\\f1\\fcharset204 Arial Cyr;}}}}\n\
         {{\\info{{\\title {}}}}}\n{{\\stylesheet{{\\s0 Normal;}}}}\\pard{font} ",
        rtf_words(&story.title, false)
    );
    for paragraph in &story.paragraphs {
        let _ = writeln!(rtf, "{}\\par", rtf_words(paragraph, story.language == Language::Russian));
    }
    rtf.push('}');
    rtf.into_bytes()
}

fn rtf_words(text: &str, cyrillic: bool) -> String {
    let mut words = String::new();
    for char in text.chars() {
        match char {
            '\\' | '{' | '}' => words.extend(['\\', char]),
            ' '..='~' => words.push(char),
            // Windows-1251 has the Cyrillic letters in one row.
            'А'..='я' if cyrillic => {
                let _ = write!(words, "\\'{:02x}", 0xC0 + (char as u32 - 'А' as u32));
            }
            char => {
                for unit in char.encode_utf16(&mut [0; 2]) {
                    let _ = write!(words, "\\u{}?", unit.cast_signed());
                }
            }
        }
    }
    words
}
