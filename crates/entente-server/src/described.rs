//! What holds for every operation, told once: errors are problem+json, tags of versions, tokens.

use utoipa::openapi::{
    ContentBuilder, HeaderBuilder, HttpMethod, ObjectBuilder, OpenApi, Ref, RefOr, Response, ResponseBuilder,
    path::{Operation, Parameter, ParameterBuilder, ParameterIn},
    schema::Type,
    security::{ApiKey, ApiKeyValue, Http, HttpAuthScheme, SecurityRequirement, SecurityScheme},
};

use crate::access::COOKIE;

/// What is read from the record has a tag; these are not.
const LIVE: [&str; 2] = ["/api/v1/live", "/api/v1/session"];

/// Adds to each operation what all of them have in common.
pub(crate) fn complete(api: &mut OpenApi) {
    let components = api.components.get_or_insert_default();
    let bearer = SecurityScheme::Http(Http::new(HttpAuthScheme::Bearer));
    let cookie = SecurityScheme::ApiKey(ApiKey::Cookie(ApiKeyValue::new(COOKIE)));
    components.security_schemes.insert("token".to_owned(), RefOr::T(bearer));
    components.security_schemes.insert("cookie".to_owned(), RefOr::T(cookie));
    let either = || {
        let named = |name: &str| SecurityRequirement::new(name, Vec::<String>::new());
        vec![SecurityRequirement::default(), named("token"), named("cookie")]
    };
    for (path, item) in &mut api.paths.paths {
        let path = path.as_str();
        let operations = [
            (HttpMethod::Get, &mut item.get),
            (HttpMethod::Post, &mut item.post),
            (HttpMethod::Delete, &mut item.delete),
        ];
        for (method, operation) in operations {
            let Some(operation) = operation else { continue };
            let open = path == "/api/v1/session";
            if !open {
                operation.security = Some(either());
                answer(operation, "401", "A token is needed");
            }
            answer(operation, "400", "The request cannot be understood");
            answer(operation, "403", "Not under this name, from this page, or with this token");
            answer(operation, "500", "The server failed");
            if !open && path != LIVE[0] {
                answer(operation, "503", "Another program holds the dossier");
            }
            if operation.request_body.is_some() {
                if !open {
                    answer(operation, "507", "The disk is full");
                }
                answer(operation, "413", "More bytes than are taken");
                if path != "/api/v1/sources" {
                    answer(operation, "415", "The body is no JSON");
                }
            }
            if matches!(method, HttpMethod::Get) && !LIVE.contains(&path) {
                tagged(operation);
            }
            operation.responses.responses.values_mut().for_each(as_problem);
        }
    }
}

fn answer(operation: &mut Operation, status: &str, words: &str) {
    let problem = || {
        let content = ContentBuilder::new().schema(Some(Ref::from_schema_name("Problem"))).build();
        ResponseBuilder::new().description(words).content("application/json", content).build()
    };
    operation.responses.responses.entry(status.to_owned()).or_insert_with(|| RefOr::T(problem()));
}

/// A body of the schema `Problem` goes out as problem+json; every answer says in words what it is.
fn as_problem(response: &mut RefOr<Response>) {
    let RefOr::T(response) = response else { return };
    let is_problem = response.content.values().any(|content| match content {
        RefOr::T(content) => {
            matches!(&content.schema, Some(RefOr::Ref(schema)) if schema.ref_location.ends_with("/Problem"))
        }
        RefOr::Ref(_) => false,
    });
    if is_problem && let Some(content) = response.content.shift_remove("application/json") {
        response.content.insert("application/problem+json".to_owned(), content);
    }
    if response.description.is_empty() {
        (if is_problem { "Why not" } else { "Done" }).clone_into(&mut response.description);
    }
}

fn tagged(operation: &mut Operation) {
    let text = || ObjectBuilder::new().schema_type(Type::String).build();
    let parameter: Parameter = ParameterBuilder::new()
        .name("If-None-Match")
        .parameter_in(ParameterIn::Header)
        .description(Some("The `ETag` of an answer that is here already"))
        .schema(Some(text()))
        .build();
    operation.parameters.get_or_insert_default().push(RefOr::T(parameter));
    let unchanged = ResponseBuilder::new().description("Nothing changed since that `ETag`").build();
    operation.responses.responses.insert("304".to_owned(), RefOr::T(unchanged));
    if let Some(RefOr::T(response)) = operation.responses.responses.get_mut("200") {
        let tag =
            HeaderBuilder::new().schema(Some(text())).description(Some("The state of the record")).build();
        response.headers.insert("ETag".to_owned(), RefOr::T(tag));
    }
}
