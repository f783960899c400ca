//! E-mails and pages saved as e-mails (MHTML).

use std::panic::{AssertUnwindSafe, catch_unwind};

use mail_parser::{Message, MessageParser, MimeHeaders as _, PartType};

use crate::IntakeError;

/// More parts than any letter has.
const MOST_PARTS: usize = 2_000;

/// What a letter gives.
#[derive(Debug, Default)]
pub(crate) struct Letter {
    pub(crate) subject: Option<String>,
    pub(crate) sender: Option<String>,
    /// The date of its head, `2021-03-23T14:05:00+09:00`.
    pub(crate) date: Option<String>,
    /// Its words, where it has a part of plain text.
    pub(crate) text: Option<String>,
    /// Its page, where it has no such part or is a saved page.
    pub(crate) page: Option<String>,
    /// The address of a saved page.
    pub(crate) address: Option<String>,
    /// What hangs on it.
    pub(crate) attachments: Vec<Attachment>,
}

/// A file that hangs on a letter.
#[derive(Debug, Default)]
pub(crate) struct Attachment {
    pub(crate) name: String,
    pub(crate) media_type: Option<String>,
    pub(crate) bytes: Vec<u8>,
}

/// Reads a letter.
///
/// # Errors
///
/// [`IntakeError::TooMuchInside`] for one of very many parts, [`IntakeError::Broken`] for what is no letter.
pub(crate) fn read(bytes: &[u8]) -> Result<Letter, IntakeError> {
    let marks = memchr::memmem::find_iter(bytes, b"\n--").take(20 * MOST_PARTS).count();
    let parts = memchr::memmem::find_iter(bytes, b"Content-T").take(20 * MOST_PARTS).count();
    if marks > MOST_PARTS && parts > 2 * MOST_PARTS {
        return Err(too_many());
    }
    // The parser has been seen to fail on damaged attachments.
    let read = catch_unwind(AssertUnwindSafe(|| {
        MessageParser::default().parse(bytes).map(|message| letter(&message))
    }));
    match read {
        Ok(Some(letter)) => letter,
        Ok(None) => Err(IntakeError::Broken { format: "e-mail", reason: "it has no head".to_owned() }),
        Err(_) => {
            Err(IntakeError::Broken { format: "e-mail", reason: "its parts cannot be told apart".to_owned() })
        }
    }
}

fn too_many() -> IntakeError {
    IntakeError::TooMuchInside(format!("an e-mail of more than {MOST_PARTS} parts"))
}

fn letter(message: &Message<'_>) -> Result<Letter, IntakeError> {
    if message.parts.len() > MOST_PARTS {
        return Err(too_many());
    }
    let owned = |text: &str| Some(text.trim().to_owned()).filter(|text| !text.is_empty());
    let sender = message.from().and_then(|from| from.first());
    let snapshot = message.header_raw("Snapshot-Content-Location").and_then(owned);
    let related = message.content_type().is_some_and(|kind| kind.subtype() == Some("related"));
    let located = message.html_bodies().next().and_then(|part| part.content_location()).and_then(owned);
    let saved = snapshot.is_some() || related && located.is_some();
    let mut found = Letter {
        subject: message.subject().and_then(owned),
        sender: sender.and_then(|sender| sender.name().or_else(|| sender.address())).and_then(owned),
        date: message.date().map(mail_parser::DateTime::to_rfc3339),
        ..Letter::default()
    };
    if saved {
        found.address = snapshot.or(located).filter(|address| address.starts_with("http"));
        found.page = message.html_bodies().find_map(page);
        return Ok(found);
    }
    let words: Vec<&str> = message.text_bodies().filter_map(words).collect();
    if words.iter().any(|words| !words.trim().is_empty()) {
        found.text = Some(words.join("\n\n"));
    } else {
        found.page = message.html_bodies().find_map(page);
    }
    found.attachments =
        message.attachments().enumerate().filter_map(|(at, part)| attachment(at, part)).collect();
    Ok(found)
}

/// The words of a part of plain text; one of HTML is none.
fn words<'m>(part: &'m mail_parser::MessagePart<'_>) -> Option<&'m str> {
    match &part.body {
        PartType::Text(text) => Some(text),
        _ => None,
    }
}

fn page(part: &mail_parser::MessagePart<'_>) -> Option<String> {
    match &part.body {
        PartType::Html(text) => Some(text.clone().into_owned()),
        _ => None,
    }
}

/// A file that may be a document; pictures within the text are none.
fn attachment(number: usize, part: &mail_parser::MessagePart<'_>) -> Option<Attachment> {
    let kind = part.content_type();
    let media = kind.map(|kind| format!("{}/{}", kind.ctype(), kind.subtype().unwrap_or_default()));
    let media = media.map(|media| media.to_lowercase());
    let never = [
        "image/",
        "video/",
        "audio/",
        "application/pgp-signature",
        "application/pkcs7-signature",
        "text/css",
    ];
    if media.as_deref().is_some_and(|media| never.iter().any(|start| media.starts_with(start))) {
        return None;
    }
    let is_message = matches!(part.body, PartType::Message(_));
    let name = part.attachment_name().map_or_else(|| format!("part {}", number + 1), str::to_owned);
    let bytes = match &part.body {
        PartType::Message(message) => message.raw_message().to_vec(),
        PartType::Multipart(_) => return None,
        _ => part.contents().to_vec(),
    };
    let media_type = if is_message { Some("message/rfc822".to_owned()) } else { media };
    Some(Attachment { name, media_type, bytes })
}
