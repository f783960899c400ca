//! Trained models: the container file and the tables in it, read in place without a copy.

mod container;
mod dictionary;
mod margins;
mod table;

pub(crate) use container::{Container, ContainerWriter};
pub(crate) use dictionary::Dictionary;
pub(crate) use margins::{Margin, Margins};
pub(crate) use table::{Scores, Table, TableBytes, bucket_of, fingerprint_of};

/// Keys of the features of one decision. The memory is used again from word to word.
#[derive(Debug, Default)]
pub(crate) struct Features {
    keys: Vec<u64>,
    template: u32,
}

impl Features {
    /// Starts a new decision.
    #[inline]
    pub(crate) fn clear(&mut self) {
        self.keys.clear();
        self.template = 0;
    }

    /// Adds a feature of up to three values; its template is its place in the order of the calls.
    #[inline]
    pub(crate) fn add(&mut self, first: u32, second: u32, third: u32) {
        self.keys.push(crate::words::key(self.template, first, second, third));
        self.template += 1;
    }

    /// Adds a feature of the template with this number.
    #[inline]
    pub(crate) fn put(&mut self, template: u32, first: u32, second: u32, third: u32) {
        self.keys.push(crate::words::key(template, first, second, third));
    }

    /// Adds a feature of the template with this number when its values are there.
    #[inline]
    pub(crate) fn put_if(&mut self, template: u32, there: bool, first: u32, second: u32, third: u32) {
        if there {
            self.put(template, first, second, third);
        }
    }

    /// Forgets the features that `keep` is false for.
    pub(crate) fn thin_out(&mut self, mut keep: impl FnMut() -> bool) {
        self.keys.retain(|_| keep());
    }

    /// The keys so far.
    pub(crate) fn keys(&self) -> &[u64] {
        &self.keys
    }
}

/// Reads little-endian numbers off the front of a section.
#[derive(Debug)]
pub(crate) struct Cursor<'m>(pub(crate) &'m [u8]);

impl<'m> Cursor<'m> {
    pub(crate) fn byte(&mut self) -> Option<u8> {
        let (first, rest) = self.0.split_first()?;
        self.0 = rest;
        Some(*first)
    }

    pub(crate) fn short(&mut self) -> Option<u16> {
        let (first, rest) = self.0.split_first_chunk::<2>()?;
        self.0 = rest;
        Some(u16::from_le_bytes(*first))
    }

    pub(crate) fn long(&mut self) -> Option<u32> {
        let (first, rest) = self.0.split_first_chunk::<4>()?;
        self.0 = rest;
        Some(u32::from_le_bytes(*first))
    }

    pub(crate) fn text(&mut self, len: usize) -> Option<&'m str> {
        let (first, rest) = self.0.split_at_checked(len)?;
        self.0 = rest;
        std::str::from_utf8(first).ok()
    }
}
