//! Tables of texts: a document a row, its columns told by their names.

use crate::{Columns, IntakeError};

/// What a row gives.
#[derive(Debug, Default, Clone)]
pub(crate) struct Row {
    pub(crate) text: String,
    pub(crate) id: Option<String>,
    pub(crate) title: Option<String>,
    pub(crate) published: Option<String>,
    pub(crate) publisher: Option<String>,
    pub(crate) lang: Option<String>,
    pub(crate) url: Option<String>,
}

/// Names that columns have where the user names none.
const USUAL: [(&str, &[&str]); 7] = [
    ("text", &["text", "body", "content", "full_text", "article"]),
    ("id", &["id", "uid", "guid", "key"]),
    ("title", &["title", "headline", "subject"]),
    ("published", &["published", "date", "published_at", "publication_date", "pubdate"]),
    ("publisher", &["publisher", "source", "outlet", "newspaper"]),
    ("lang", &["lang", "language"]),
    ("url", &["url", "link", "address"]),
];

/// The meaning of each column; what the user says about one meaning wins over the usual names of it.
fn meanings(header: &csv::StringRecord, columns: Option<&Columns>) -> Vec<Option<&'static str>> {
    let usual = |name: &str| {
        let name = name.trim().trim_start_matches('\u{FEFF}').to_lowercase();
        let (meaning, _) = USUAL.iter().find(|(_, names)| names.contains(&name.as_str()))?;
        Some(*meaning).filter(|meaning| columns.is_none_or(|columns| !columns.names(meaning)))
    };
    let meaning = |name: &str| {
        let name = name.trim_start_matches('\u{FEFF}');
        columns.and_then(|columns| columns.of(name)).or_else(|| usual(name))
    };
    header.iter().map(meaning).collect()
}

impl Row {
    /// Puts a value where it belongs; several columns of text become paragraphs.
    pub(crate) fn put(&mut self, meaning: &str, value: &str) {
        let value = value.trim();
        if value.is_empty() {
            return;
        }
        let slot = match meaning {
            "text" => {
                if !self.text.is_empty() {
                    self.text.push_str("\n\n");
                }
                self.text.push_str(value);
                return;
            }
            "id" => &mut self.id,
            "title" => &mut self.title,
            "published" => &mut self.published,
            "publisher" => &mut self.publisher,
            "lang" => &mut self.lang,
            "url" => &mut self.url,
            _ => return,
        };
        slot.get_or_insert_with(|| value.to_owned());
    }
}

/// Hands each row over with its number, from one, and its characters.
///
/// # Errors
///
/// [`IntakeError::NoTextColumn`] where no column holds text.
pub(crate) fn rows(
    text: &str,
    delimiter: u8,
    columns: Option<&Columns>,
    mut each: impl FnMut(usize, &str, Result<Row, IntakeError>) -> bool,
) -> Result<(), IntakeError> {
    let broken = |reason: String| IntakeError::Broken { format: "table", reason };
    let delimiter = if delimiter == b',' { told(text) } else { delimiter };
    let mut reader =
        csv::ReaderBuilder::new().delimiter(delimiter).flexible(true).from_reader(text.as_bytes());
    let header = reader.headers().map_err(|error| broken(error.to_string()))?.clone();
    let meanings = meanings(&header, columns);
    if !meanings.contains(&Some("text")) {
        let names: Vec<&str> = header.iter().take(20).collect();
        return Err(IntakeError::NoTextColumn(names.join(", ")));
    }
    let mut record = csv::StringRecord::new();
    let mut number = 0;
    loop {
        let start = reader.position().byte() as usize;
        number += 1;
        let read = reader.read_record(&mut record);
        let end = reader.position().byte() as usize;
        let row = match read {
            Ok(false) => return Ok(()),
            Ok(true) => {
                let mut row = Row::default();
                for (value, meaning) in record.iter().zip(&meanings) {
                    row.put(meaning.unwrap_or_default(), value);
                }
                Ok(row)
            }
            Err(error) => Err(broken(format!("row {number}: {error}"))),
        };
        if !each(number, text.get(start..end).unwrap_or_default(), row) {
            return Ok(());
        }
    }
}

/// The sign between columns: the one that stands most often in the first line.
fn told(text: &str) -> u8 {
    let first = text.lines().next().unwrap_or_default();
    let count = |sign: u8| first.bytes().filter(|&byte| byte == sign).count();
    [b',', b';', b'\t', b'|']
        .into_iter()
        .rev()
        .max_by_key(|&sign| count(sign))
        .filter(|&sign| count(sign) > 0)
        .unwrap_or(b',')
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str, columns: Option<&str>) -> Vec<Row> {
        let columns = columns.map(|columns| columns.parse().expect("columns"));
        let mut found = Vec::new();
        rows(text, b',', columns.as_ref(), |_, _, row| {
            found.push(row.expect("row"));
            true
        })
        .expect("table");
        found
    }

    #[test]
    fn columns_are_told_by_the_user_or_by_their_names() {
        let text = "\u{FEFF}date;headline;body;note\n2021-03-23;Talks;\"They met;\nand spoke.\";x\n";
        let rows = read(text, None);
        assert_eq!(rows[0].text, "They met;\nand spoke.");
        assert_eq!(rows[0].published.as_deref(), Some("2021-03-23"));
        let rows = read(text, Some("text=note,title=date"));
        assert_eq!((rows[0].text.as_str(), rows[0].title.as_deref()), ("x", Some("2021-03-23")));
    }

    #[test]
    fn a_table_without_texts_is_refused() {
        let error = rows("a,b\n1,2\n", b',', None, |_, _, _| true).expect_err("no text");
        assert_eq!(error.to_string(), "none of the table's columns holds texts: a, b");
    }
}
