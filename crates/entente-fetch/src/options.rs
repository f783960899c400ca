//! What a caller may set.

use std::time::Duration;

/// The bounds within which the web is asked.
#[derive(Debug, Clone)]
pub struct Options {
    /// What the program calls itself.
    pub user_agent: String,
    /// The largest page in bytes; 50 MB unless told.
    pub max_bytes: u64,
    /// How long one page may take, redirects apart; 60 seconds unless told.
    pub timeout: Duration,
    /// How many redirects are followed; 10 unless told.
    pub max_redirects: usize,
    /// How often a failure that may pass is tried again; 3 times unless told.
    pub retries: u32,
    /// How long to wait before the first of these tries; each wait is twice the one before. One second unless told.
    pub backoff: Duration,
    /// How long a host is left in peace between two requests; one second unless told. A host may ask for more.
    pub pause: Duration,
    /// Whether addresses inside private networks are read.
    pub allow_private: bool,
    /// Whether `robots.txt` is heeded.
    pub heed_robots: bool,
}

impl Default for Options {
    fn default() -> Self {
        Self {
            user_agent: concat!("entente/", env!("CARGO_PKG_VERSION"), " (reads documents for research)")
                .to_owned(),
            max_bytes: 50_000_000,
            timeout: Duration::from_mins(1),
            max_redirects: 10,
            retries: 3,
            backoff: Duration::from_secs(1),
            pause: Duration::from_secs(1),
            allow_private: false,
            heed_robots: true,
        }
    }
}
