//! What a host answered.

/// What came of asking for an address.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Answer {
    /// A page.
    Page(Page),
    /// The page is as it was when the validators were given.
    Unchanged,
}

/// A page as it was sent.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Page {
    /// The address at the end of all redirects.
    pub address: String,
    /// Its bytes, unpacked.
    pub bytes: Vec<u8>,
    /// `text/html; charset=euc-kr`.
    pub media_type: Option<String>,
    /// What to send along when asking again.
    pub validators: Validators,
}

/// What a host wants to see again, to tell whether a page has changed.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Validators {
    /// The `ETag` of the page.
    pub etag: Option<String>,
    /// Its `Last-Modified`.
    pub modified: Option<String>,
}
