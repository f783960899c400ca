//! W3C Web Annotations: each thing found, on the words of the text that it stands on.

use entente_model::Evidence;
use serde_json::{Value, json};

use super::{Given, pretty, vocabulary::encoded};
use crate::{PresentError, escape};

pub(super) fn write(given: &Given<'_>) -> Result<Vec<u8>, PresentError> {
    let mut page = Page { given, items: Vec::new() };
    let record = given.record;
    for event in &record.events {
        let tags = vec!["event".to_owned(), event.kind.to_string(), event.status.to_string()];
        page.all(&format!("event:{}", event.id), "classifying", tags, &event.title, &event.reports);
    }
    for person in &record.people {
        page.all(
            &format!("person:{}", person.id),
            "identifying",
            vec!["person".to_owned()],
            &person.name,
            &person.reports,
        );
    }
    for agreement in &record.agreements {
        let tags = vec!["agreement".to_owned(), agreement.kind.clone()];
        page.all(
            &format!("agreement:{}", agreement.id),
            "classifying",
            tags,
            &agreement.name,
            &agreement.reports,
        );
    }
    for quantity in &record.quantities {
        let tags = vec!["quantity".to_owned(), quantity.role.to_string()];
        let said = format!("{}: {}", quantity.measure, crate::lists::quantities::amount(quantity));
        page.all(&format!("quantity:{}", quantity.id), "classifying", tags, &said, &quantity.reports);
    }
    for statement in &record.statements {
        let mut tags = vec!["statement".to_owned(), statement.act.to_string()];
        tags.extend(statement.topics.iter().map(ToString::to_string));
        page.all(
            &format!("statement:{}", statement.id),
            "classifying",
            tags,
            &statement.speaker,
            &statement.reports,
        );
    }
    for conflict in &record.conflicts {
        let tags = vec!["conflict".to_owned(), conflict.kind.to_string()];
        page.all(&format!("conflict:{}", conflict.id), "questioning", tags, &conflict.why, &conflict.claims);
    }
    pretty(&json!({
        "@context": "http://www.w3.org/ns/anno.jsonld",
        "id": "urn:entente:annotations",
        "type": "AnnotationPage",
        "items": page.items,
    }))
}

struct Page<'a> {
    given: &'a Given<'a>,
    items: Vec<Value>,
}

impl Page<'_> {
    fn all(&mut self, id: &str, motivation: &str, tags: Vec<String>, text: &str, reports: &[Evidence]) {
        let mut bodies: Vec<Value> = vec![json!({
            "type": "TextualBody", "value": text, "format": "text/plain", "purpose": "describing",
        })];
        bodies.extend(
            tags.into_iter().map(|tag| json!({ "type": "TextualBody", "value": tag, "purpose": "tagging" })),
        );
        for (at, report) in reports.iter().enumerate() {
            let mut annotation = json!({
                "id": format!("urn:entente:annotation:{}:{}", encoded(id), at + 1),
                "type": "Annotation",
                "motivation": motivation,
                "body": bodies,
                "target": self.target(report),
            });
            if let Some(made) = &self.given.options.made {
                annotation["created"] = json!(made);
            }
            self.items.push(annotation);
        }
    }

    fn target(&self, report: &Evidence) -> Value {
        let source = escape::link(&report.source)
            .map_or_else(|| format!("urn:entente:source:{}", report.source_id.to_hex()), str::to_owned);
        let mut source = json!({ "id": source, "type": "Text" });
        if let Some(lang) = self.given.context.source(report.source_id).and_then(|entry| entry.lang) {
            source["language"] = json!(lang.as_str());
        }
        json!({
            "type": "SpecificResource",
            "source": source,
            "selector": [
                { "type": "TextQuoteSelector", "exact": report.quote },
                { "type": "TextPositionSelector", "start": report.start, "end": report.end },
            ],
        })
    }
}
