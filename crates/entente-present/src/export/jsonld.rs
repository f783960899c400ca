//! JSON-LD 1.1.

use std::collections::BTreeMap;

use serde_json::{Value, json};

use super::{
    Given, pretty,
    rdf::{self, Object},
};
use crate::PresentError;

pub(super) fn write(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    let context: BTreeMap<&str, &str> = rdf::PREFIXES.iter().copied().collect();
    let graph: Vec<Value> = rdf::things(given)
        .into_iter()
        .map(|(iri, thing)| {
            let mut node = json!({ "@id": iri, "@type": thing.classes });
            for (property, objects) in &thing.properties {
                let mut values: Vec<Value> = objects.iter().map(value).collect();
                node[*property] = if values.len() == 1 { values.remove(0) } else { Value::Array(values) };
            }
            node
        })
        .collect();
    pretty(&json!({ "@context": context, "@graph": graph }))
}

fn value(object: &Object) -> Value {
    match object {
        Object::Iri(iri) => json!({ "@id": iri }),
        Object::Term(term) => json!({ "@id": term }),
        Object::Text(text, Some(lang)) => json!({ "@value": text, "@language": lang }),
        Object::Text(text, None) => json!(text),
        Object::Typed(text, sort) => json!({ "@value": text, "@type": sort }),
    }
}
