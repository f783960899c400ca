//! Scans: pictures of text, whose words another program recognises.
//!
//! This crate runs no programs. It is handed a [`Recogniser`] and puts what that reads together; without one scans are
//! refused with the reason.

use std::fmt::Write as _;

use entente_model::{Document, Place, Warning};

use crate::{
    Hints, Intake, IntakeError,
    intake::{Known, Shape},
};

/// A kind of scan.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Scan {
    /// A picture: PNG, JPEG, TIFF and the like.
    Picture,
    /// A PDF whose pages are pictures.
    Pdf,
}

/// Something that reads words off pictures.
pub trait Recogniser: std::fmt::Debug + Send + Sync {
    /// The pages of a scan, in order. `lang` is the language of its words, as far as it is known.
    ///
    /// # Errors
    /// Why it cannot be read, in words.
    fn pages(&self, scan: Scan, bytes: &[u8], lang: Option<&str>) -> Result<Vec<RecognisedPage>, String>;
}

/// The words of one page.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RecognisedPage {
    /// Lines with line ends between, paragraphs with a blank line between.
    pub text: String,
    /// How sure the recogniser is of them, 0 to 1; the mean over its words.
    pub confidence: f32,
}

/// Below this the words of a page are more guess than text.
const DOUBTFUL: f32 = 0.6;

impl Intake {
    /// A scan as a document; `else_refused` is the reason where there is nothing that could recognise its words.
    pub(crate) fn read_scan(
        &self,
        origin: &str,
        bytes: &[u8],
        hints: &Hints,
        scan: Scan,
        else_refused: IntakeError,
    ) -> Result<Document, IntakeError> {
        let Some(recogniser) = &self.options.recogniser else { return Err(else_refused) };
        let lang = hints.lang.as_ref().map(entente_model::Language::as_str);
        let pages = recogniser.pages(scan, bytes, lang).map_err(IntakeError::NotRecognised)?;
        let mut known = Known::default();
        let mut text = String::new();
        let mut places = Vec::new();
        let mut doubtful = String::new();
        for (number, page) in (1..).zip(&pages) {
            let words = page.text.trim();
            if words.is_empty() {
                continue;
            }
            if !text.is_empty() {
                text.push_str("\n\n");
            }
            let confidence = page.confidence.clamp(0.0, 1.0);
            places.push((text.len(), format!("page {number}"), confidence));
            text.push_str(words);
            if confidence < DOUBTFUL {
                let _ = write!(doubtful, "{}{number}", if doubtful.is_empty() { "" } else { ", " });
            }
        }
        if text.is_empty() {
            return Err(IntakeError::NotRecognised("no words were recognised on it".to_owned()));
        }
        let named: Vec<(usize, String)> = places.iter().map(|(at, name, _)| (*at, name.clone())).collect();
        known.place(&text, &named);
        for (place, (_, _, confidence)) in known.places.iter_mut().zip(&places) {
            *place = Place { confidence: Some(*confidence), ..place.clone() };
        }
        known
            .warnings
            .push(Warning::new("recognised", "the words were recognised on a scan; compare quotes with it"));
        if !doubtful.is_empty() {
            let message = format!("the words of page {doubtful} are more guess than text");
            known.warnings.push(Warning::new("recognised-badly", message));
        }
        self.finish(origin, bytes, text, known, hints, Shape::Kept)
    }
}

#[cfg(test)]
mod tests {
    use std::sync::Arc;

    use super::*;
    use crate::Options;

    #[derive(Debug)]
    struct Always(Vec<RecognisedPage>);

    impl Recogniser for Always {
        fn pages(&self, _: Scan, _: &[u8], _: Option<&str>) -> Result<Vec<RecognisedPage>, String> {
            Ok(self.0.clone())
        }
    }

    fn page(text: &str, confidence: f32) -> RecognisedPage {
        RecognisedPage { text: text.to_owned(), confidence }
    }

    #[test]
    fn the_words_of_a_scan_carry_their_confidence() {
        let pages =
            vec![page("The treaty was signed in Seoul on 7 July 1884.", 0.91), page("It was ratlfied.", 0.4)];
        let intake = Intake::new(Options { recogniser: Some(Arc::new(Always(pages))), ..Options::default() });
        let read = intake.open("scan.png", b"\x89PNG\r\n\x1a\n....", &Hints::default()).unwrap();
        let document = &read.documents[0];
        assert_eq!(document.places.len(), 2);
        assert_eq!((document.places[0].name.as_str(), document.places[0].confidence), ("page 1", Some(0.91)));
        let codes: Vec<&str> = document.warnings.iter().map(|warning| warning.code.as_str()).collect();
        assert_eq!(codes, ["recognised", "recognised-badly"]);
    }

    #[test]
    fn without_a_recogniser_a_scan_is_refused_with_a_way_out() {
        let read =
            Intake::new(Options::default()).open("scan.png", b"\x89PNG\r\n\x1a\n....", &Hints::default());
        let error = read.unwrap_err();
        assert!(error.to_string().contains("picture") && error.hint().contains("Tesseract"), "{error}");
    }
}
