//! Why an address could not be read.

/// An address that could not be read. The message names the reason; [`FetchError::hint`] a way out.
#[derive(Debug, Clone, PartialEq, Eq, thiserror::Error)]
#[non_exhaustive]
pub enum FetchError {
    /// Not an address of the web.
    #[error("`{0}` is no address of the web")]
    Address(String),
    /// An address inside the local network.
    #[error("`{0}` leads into a private network")]
    Private(String),
    /// The host's `robots.txt` says no.
    #[error("the robots.txt of {0} asks programs to stay away from this address")]
    Robots(String),
    /// The host's `robots.txt` cannot be had, which means no until it can.
    #[error("the robots.txt of {host} cannot be read: {reason}")]
    NoRobots {
        /// The host.
        host: String,
        /// Why.
        reason: String,
    },
    /// Redirects that lead in a circle, or on and on.
    #[error("{0} redirects lead to no page")]
    Redirects(usize),
    /// An answer that is no page.
    #[error("the host answered {0}")]
    Status(u16),
    /// More bytes than allowed.
    #[error("the page is larger than {limit} bytes")]
    TooLarge {
        /// The bytes allowed.
        limit: u64,
    },
    /// No answer in time.
    #[error("the page did not come within {0} seconds")]
    TooSlow(u64),
    /// No such host, no connection, or one that broke off.
    #[error("the host cannot be reached: {0}")]
    Unreachable(String),
}

impl FetchError {
    /// What a person can do about it.
    pub fn hint(&self) -> &'static str {
        match self {
            Self::Address(_) => "an address begins with http:// or https://",
            Self::Private(_) => {
                "save the page and add the file, or allow private addresses with --allow-private"
            }
            Self::Robots(_) | Self::NoRobots { .. } => "save the page from a browser and add the file",
            Self::Redirects(_) => {
                "open it in a browser, and save the page or add the address that it leads to"
            }
            Self::Status(401 | 403 | 451) => {
                "save the page from a browser in which you may read it, and add the file"
            }
            Self::Status(404 | 410) => "look for it in a web archive, and add that address",
            Self::Status(_) | Self::TooSlow(_) | Self::Unreachable(_) => "try again later",
            Self::TooLarge { .. } => "raise the limit with --max-size",
        }
    }

    /// Whether it may pass by itself.
    pub(crate) fn passes(&self) -> bool {
        matches!(
            self,
            Self::Status(408 | 425 | 429 | 500 | 502..=504) | Self::TooSlow(_) | Self::Unreachable(_)
        )
    }
}
