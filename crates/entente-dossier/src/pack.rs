//! Bytes packed for storage.

use std::{cell::RefCell, io::Read as _};

use flate2::{Compress, Compression, FlushCompress, Status, read::DeflateDecoder};

thread_local! {
    /// A packer with its tables: making them takes longer than packing a text of two pages.
    static PACKER: RefCell<Compress> = RefCell::new(Compress::new(Compression::new(3), false));
}

/// Packs bytes with DEFLATE.
pub(crate) fn pack(bytes: &[u8]) -> Vec<u8> {
    PACKER.with_borrow_mut(|packer| {
        packer.reset();
        let mut packed = Vec::with_capacity(bytes.len() / 3 + 64);
        loop {
            let rest = bytes.get(packer.total_in() as usize..).unwrap_or_default();
            // Packing into memory does not fail; if it did, unpacking would say that the bytes are damaged.
            match packer.compress_vec(rest, &mut packed, FlushCompress::Finish) {
                Ok(Status::StreamEnd) | Err(_) => return packed,
                Ok(_) => packed.reserve(packed.capacity().max(64)),
            }
        }
    })
}

/// Unpacks what [`pack`] made.
///
/// # Errors
/// When the bytes are damaged.
pub(crate) fn unpack(packed: &[u8]) -> std::io::Result<Vec<u8>> {
    let mut bytes = Vec::with_capacity(packed.len() * 3);
    DeflateDecoder::new(packed).read_to_end(&mut bytes)?;
    Ok(bytes)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn what_is_packed_comes_back(bytes in proptest::collection::vec(any::<u8>(), 0..2000)) {
            prop_assert_eq!(super::unpack(&super::pack(&bytes)).unwrap(), bytes);
        }
    }

    #[test]
    fn damage_is_noticed() {
        assert!(super::unpack(b"\xff\xff\xff").is_err());
    }
}
