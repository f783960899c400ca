//! Turtle 1.1.

use super::{
    Given,
    rdf::{self, Object},
};
use crate::PresentError;

pub(super) fn write(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    let mut text = String::new();
    for (prefix, iri) in rdf::PREFIXES {
        put!(text, "@prefix {prefix}: <{iri}> .\n");
    }
    for (iri, thing) in rdf::things(given) {
        put!(text, "\n<{}> a {}", iri_text(&iri), thing.classes.join(", "));
        for (property, objects) in &thing.properties {
            let objects: Vec<String> = objects.iter().map(object).collect();
            put!(text, " ;\n    {property} {}", objects.join(" ,\n        "));
        }
        text.push_str(" .\n");
    }
    Ok(text.into_bytes())
}

fn object(object: &Object) -> String {
    match object {
        Object::Iri(iri) => format!("<{}>", iri_text(iri)),
        Object::Term(term) => (*term).to_owned(),
        Object::Text(text, Some(lang)) => format!("{}@{lang}", literal(text)),
        Object::Text(text, None) => literal(text),
        Object::Typed(text, sort) => format!("{}^^{sort}", literal(text)),
    }
}

/// A quoted string; every control character is written by its number.
fn literal(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            c if c.is_control() => put!(out, "\\u{:04X}", c as u32),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// An IRI without the characters that may not stand in one.
fn iri_text(iri: &str) -> String {
    let mut out = String::new();
    for c in iri.chars() {
        if c <= ' ' || matches!(c, '<' | '>' | '"' | '{' | '}' | '|' | '^' | '`' | '\\') {
            put!(out, "%{:02X}", c as u32);
        } else {
            out.push(c);
        }
    }
    out
}
