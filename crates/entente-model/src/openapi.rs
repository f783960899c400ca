//! How the types that are written as one word look in an `OpenAPI` document.

use utoipa::{
    PartialSchema, ToSchema,
    openapi::{
        RefOr,
        schema::{ObjectBuilder, Schema, Type},
    },
};

use crate::{Day, Interval, Language, PartyCode, SourceId};

/// A text that matches a pattern.
pub(crate) fn text(description: &str, pattern: &str) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(description))
        .pattern(Some(pattern))
        .build()
        .into()
}

/// One of a closed list of words.
pub(crate) fn one_of(description: &str, words: impl Iterator<Item = &'static str>) -> RefOr<Schema> {
    ObjectBuilder::new()
        .schema_type(Type::String)
        .description(Some(description))
        .enum_values(Some(words.collect::<Vec<_>>()))
        .build()
        .into()
}

/// Describes types by a sentence and a pattern.
macro_rules! described {
    ($($name:ident: $description:literal, $pattern:literal;)+) => {$(
        impl PartialSchema for $name {
            fn schema() -> RefOr<Schema> {
                text($description, $pattern)
            }
        }

        impl ToSchema for $name {}
    )+};
}

described! {
    Day: "A day of the Gregorian calendar, `1988-11-10`.", r"^-?\d{4}-\d{2}-\d{2}$";
    Interval: "A date or interval in EDTF (ISO 8601-2): `1988-11-10`, `1990-09`, `198X`, `1996~`, `../2019`.", r"^[-0-9X?~%./]+$";
    Language: "A language by its ISO 639 code.", r"^[a-z]{2,3}$";
    PartyCode: "A state or international body: ISO 3166-1 alpha-3, or a code of a former state or a body.", r"^[A-Z0-9]{3}$";
    SourceId: "The SHA-256 of a source's bytes.", r"^sha256:[0-9a-f]{64}$";
}
