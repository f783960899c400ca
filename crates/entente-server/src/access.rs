//! Who may read and who may write.

use axum::http::{HeaderMap, header};
use entente_model::SourceId;
use serde::Serialize;
use utoipa::ToSchema;

/// The name of the cookie that holds a token.
pub(crate) const COOKIE: &str = "entente";

/// What somebody may do.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Serialize, ToSchema)]
#[serde(rename_all = "lowercase")]
// Its name in the description; `Role` is the office of a person there.
#[schema(as = AccessRole)]
pub enum Role {
    /// May look at everything.
    Reader,
    /// May add sources and rule as well.
    Editor,
}

/// The tokens; without any, everybody who reaches the server is an editor.
#[derive(Clone, Default)]
pub struct Access {
    editor: Option<SourceId>,
    reader: Option<SourceId>,
}

impl std::fmt::Debug for Access {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "Access {{ editor: {}, reader: {} }}", self.editor.is_some(), self.reader.is_some())
    }
}

impl Access {
    /// Tokens of the editor and of those who only read.
    pub fn new(editor: Option<&str>, reader: Option<&str>) -> Self {
        let digest = |token: &str| SourceId::of(token.trim().as_bytes());
        Self { editor: editor.map(digest), reader: reader.map(digest) }
    }

    /// Whether no token is asked for.
    pub fn is_open(&self) -> bool {
        self.editor.is_none() && self.reader.is_none()
    }

    /// What the bearer of this token may do.
    pub fn role_of(&self, token: &str) -> Option<Role> {
        // Digests are compared, so that the time it takes tells nothing about the token.
        let given = Some(SourceId::of(token.trim().as_bytes()));
        if given == self.editor {
            Some(Role::Editor)
        } else if given == self.reader {
            Some(Role::Reader)
        } else {
            None
        }
    }

    /// What whoever sends these headers may do.
    pub(crate) fn role(&self, headers: &HeaderMap) -> Option<Role> {
        if self.is_open() {
            return Some(Role::Editor);
        }
        token(headers).and_then(|token| self.role_of(token))
    }
}

fn token(headers: &HeaderMap) -> Option<&str> {
    let text = |name| headers.get(name).and_then(|value: &header::HeaderValue| value.to_str().ok());
    let bearer = text(header::AUTHORIZATION).and_then(|value| {
        let (scheme, token) = value.split_once(' ')?;
        scheme.eq_ignore_ascii_case("bearer").then_some(token)
    });
    let cookie = || {
        text(header::COOKIE)?.split(';').find_map(|pair| {
            let (name, value) = pair.trim().split_once('=')?;
            (name == COOKIE).then_some(value)
        })
    };
    bearer.or_else(cookie)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn tokens_give_roles() {
        let access = Access::new(Some("write"), Some("read"));
        assert_eq!(access.role_of("write"), Some(Role::Editor));
        assert_eq!(access.role_of("read\n"), Some(Role::Reader));
        assert_eq!(access.role_of(""), None);
        let mut headers = HeaderMap::new();
        assert_eq!(access.role(&headers), None);
        assert_eq!(Access::default().role(&headers), Some(Role::Editor));
        headers.insert(header::COOKIE, "a=b; entente=read".parse().unwrap());
        assert_eq!(access.role(&headers), Some(Role::Reader));
        headers.insert(header::AUTHORIZATION, "Bearer write".parse().unwrap());
        assert_eq!(access.role(&headers), Some(Role::Editor));
    }
}
