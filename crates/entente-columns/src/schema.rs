//! The columns of a reading.

use std::sync::{Arc, LazyLock};

use arrow_schema::{DataType, Field, Fields, Schema, SchemaRef};

fn text(name: &str) -> Field {
    Field::new(name, DataType::Utf8, false)
}

fn optional(name: &str) -> Field {
    Field::new(name, DataType::Utf8, true)
}

fn offset(name: &str) -> Field {
    Field::new(name, DataType::Int32, false)
}

fn list(name: &str, item: DataType) -> Field {
    Field::new(name, DataType::List(Arc::new(Field::new("element", item, false))), false)
}

fn structs(name: &str, fields: Vec<Field>) -> Field {
    list(name, DataType::Struct(fields.into()))
}

/// A list that may be missing: it came into readings later, or is left out where it is empty.
fn rare(field: Field) -> Field {
    field.with_nullable(true)
}

static SCHEMA: LazyLock<SchemaRef> = LazyLock::new(|| {
    let quote = || [offset("start"), offset("end"), text("quote")];
    let with_quote = |fields: Vec<Field>| quote().into_iter().chain(fields).collect::<Vec<_>>();
    let event = std::iter::once(text("id")).chain(with_quote(vec![
        optional("when"),
        text("kind"),
        optional("plover"),
        optional("cameo"),
        text("status"),
        list("parties", DataType::Utf8),
        structs("participants", vec![text("actor"), text("role")]),
        optional("place"),
        list("times", DataType::Int32),
        Field::new("confidence", DataType::Float64, false),
    ]));
    let fields = vec![
        text("schema"),
        text("id"),
        text("origin"),
        optional("lang"),
        optional("title"),
        optional("publisher"),
        optional("published"),
        optional("published_by"),
        optional("captured"),
        rare(structs(
            "places",
            vec![offset("at"), text("name"), Field::new("confidence", DataType::Float32, true)],
        )),
        text("text"),
        structs(
            "times",
            vec![
                offset("start"),
                offset("end"),
                text("text"),
                text("type"),
                optional("value"),
                optional("edtf"),
                optional("anchor"),
            ],
        ),
        structs(
            "actors",
            vec![
                text("id"),
                text("kind"),
                text("name"),
                optional("code"),
                structs("roles", vec![text("title"), optional("of")]),
                structs("mentions", vec![offset("start"), offset("end"), text("text")]),
            ],
        ),
        structs("events", event.collect()),
        structs(
            "quantities",
            with_quote(vec![
                Field::new("value", DataType::Float64, false),
                text("unit"),
                text("bound"),
                text("measure"),
                optional("as_of"),
                text("role"),
            ]),
        ),
        structs(
            "agreements",
            with_quote(vec![
                text("name"),
                text("kind"),
                optional("signed"),
                list("parties", DataType::Utf8),
                optional("event"),
            ]),
        ),
        structs(
            "statements",
            with_quote(vec![
                text("speaker"),
                text("mode"),
                text("act"),
                list("topics", DataType::Utf8),
                list("about", DataType::Utf8),
            ]),
        ),
        structs("warnings", vec![text("code"), text("message")]),
    ];
    Arc::new(Schema::new(fields))
});

/// The columns of readings, in the order of the public JSON; dates are EDTF, offsets code points of `text`.
pub fn reading_schema() -> SchemaRef {
    Arc::clone(&SCHEMA)
}

/// The same as the fields of one struct, for a function that gives a reading for a value.
pub fn reading_fields() -> Fields {
    SCHEMA.fields().clone()
}
