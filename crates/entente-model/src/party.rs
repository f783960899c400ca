//! States and international bodies by code.

use std::{fmt, str::FromStr};

use serde::{Deserialize, Deserializer, Serialize, Serializer};

/// A state or international body: three capital letters or digits.
///
/// ISO 3166-1 alpha-3 for today's states; `SUN`, `RUE`, `KRE`, `YUG` and the like for former ones; `UNO`, `EUE`,
/// `NAT`, `G20` for bodies. Which codes exist is the matter of the reference data; the type only keeps the form.
#[derive(Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct PartyCode([u8; 3]);

/// A text that is no party code.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[error("`{0}` is no party code: three capital letters or digits, such as RUS or G20")]
pub struct PartyCodeError(pub String);

impl PartyCode {
    /// The code of three ASCII letters or digits, known at compile time.
    ///
    /// # Panics
    /// When the text is not three bytes long; use [`str::parse`] for input.
    pub const fn literal(code: &str) -> Self {
        let bytes = code.as_bytes();
        assert!(bytes.len() == 3);
        Self([bytes[0], bytes[1], bytes[2]])
    }

    /// The three characters.
    pub fn as_str(&self) -> &str {
        std::str::from_utf8(&self.0).unwrap_or("???")
    }
}

impl FromStr for PartyCode {
    type Err = PartyCodeError;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let upper = text.trim().to_ascii_uppercase();
        match *upper.as_bytes() {
            [a, b, c] if [a, b, c].iter().all(u8::is_ascii_alphanumeric) => Ok(Self([a, b, c])),
            _ => Err(PartyCodeError(text.to_owned())),
        }
    }
}

impl fmt::Display for PartyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.pad(self.as_str())
    }
}

impl fmt::Debug for PartyCode {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.as_str())
    }
}

impl Serialize for PartyCode {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(self.as_str())
    }
}

impl<'de> Deserialize<'de> for PartyCode {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let text = <std::borrow::Cow<'de, str>>::deserialize(deserializer)?;
        text.parse().map_err(serde::de::Error::custom)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn codes_are_three_capitals_or_digits() {
        assert_eq!("rus".parse::<PartyCode>().unwrap().as_str(), "RUS");
        assert_eq!("G20".parse::<PartyCode>().unwrap().to_string(), "G20");
        assert!("RUSS".parse::<PartyCode>().is_err());
        assert!("К".parse::<PartyCode>().is_err());
    }
}
