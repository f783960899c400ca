//! Trained models: the container file and the tables in it, read in place without a copy.

mod close;
mod container;
mod dictionary;
mod margins;
mod table;

pub(crate) use close::CloseTable;
pub(crate) use container::{Container, ContainerWriter};
pub(crate) use dictionary::Dictionary;
pub(crate) use margins::{Margin, Margins};
pub(crate) use table::{Scores, Table, TableBytes, bucket_of, fingerprint_of};

/// The most features of one decision, a power of two.
const MOST: usize = 128;

/// Keys of the features of one decision. The memory is used again from word to word.
#[derive(Debug)]
pub(crate) struct Features {
    keys: [u64; MOST],
    len: usize,
    template: u32,
}

impl Default for Features {
    fn default() -> Self {
        Self { keys: [0; MOST], len: 0, template: 0 }
    }
}

impl Features {
    /// Starts a new decision.
    #[inline]
    pub(crate) fn clear(&mut self) {
        self.len = 0;
        self.template = 0;
    }

    /// Adds a feature of up to three values; its template is its place in the order of the calls.
    #[inline]
    pub(crate) fn add(&mut self, first: u32, second: u32, third: u32) {
        self.put(self.template, first, second, third);
        self.template += 1;
    }

    /// Adds a feature of the template with this number.
    #[inline]
    pub(crate) fn put(&mut self, template: u32, first: u32, second: u32, third: u32) {
        // No decision has so many; the remainder only shows it to the compiler.
        self.keys[self.len % MOST] = crate::words::key(template, first, second, third);
        self.len += 1;
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
        let mut kept = 0;
        for at in 0..self.len.min(MOST) {
            if keep() {
                self.keys[kept] = self.keys[at];
                kept += 1;
            }
        }
        self.len = kept;
    }

    /// The keys so far.
    #[inline]
    pub(crate) fn keys(&self) -> &[u64] {
        &self.keys[..self.len.min(MOST)]
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
