//! Which addresses lie inside private networks, and a resolver that does not lead there.

use std::{
    io,
    net::{IpAddr, Ipv4Addr, Ipv6Addr},
};

use ureq::{
    Error,
    config::Config,
    http::Uri,
    unversioned::{
        resolver::{DefaultResolver, ResolvedSocketAddrs, Resolver},
        transport::NextTimeout,
    },
};

/// Resolves names, and refuses those that lead into a private network: what is checked is what is connected to, so that
/// a name cannot change its mind in between.
#[derive(Debug)]
pub(crate) struct Guarded {
    pub(crate) allow_private: bool,
    inner: Plain,
}

/// The usual resolver, which does not say how it is made.
struct Plain(DefaultResolver);

impl std::fmt::Debug for Plain {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("DefaultResolver")
    }
}

/// The reason of a refusal, carried through the client's own error.
#[derive(Debug, thiserror::Error)]
#[error("a private address")]
pub(crate) struct PrivateAddress;

impl PrivateAddress {
    /// Whether this is the reason of the client's error.
    pub(crate) fn is_behind(error: &io::Error) -> bool {
        error.get_ref().and_then(|inner| inner.downcast_ref::<Self>()).is_some()
    }
}

impl Guarded {
    pub(crate) fn new(allow_private: bool) -> Self {
        Self { allow_private, inner: Plain(DefaultResolver::default()) }
    }
}

impl Resolver for Guarded {
    fn resolve(
        &self,
        uri: &Uri,
        config: &Config,
        timeout: NextTimeout,
    ) -> Result<ResolvedSocketAddrs, Error> {
        let addresses = self.inner.0.resolve(uri, config, timeout)?;
        if !self.allow_private && addresses.iter().any(|address| is_private(address.ip())) {
            return Err(Error::Io(io::Error::other(PrivateAddress)));
        }
        Ok(addresses)
    }
}

/// Whether an address is one of this machine, of a local network, or of no single machine of the internet.
pub fn is_private(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => is_private_4(address),
        IpAddr::V6(address) => is_private_6(address),
    }
}

fn is_private_4(address: Ipv4Addr) -> bool {
    let [a, b, c, _] = address.octets();
    address.is_loopback()
        || address.is_private()
        || address.is_link_local()
        || address.is_multicast()
        || address.is_documentation()
        || matches!((a, b, c), (0 | 240.., ..) | (100, 64..=127, _) | (192, 0, 0) | (198, 18 | 19, _))
}

fn is_private_6(address: Ipv6Addr) -> bool {
    let parts = address.segments();
    // Addresses of the older kind in the clothes of the newer: mapped, translated, tunnelled.
    let embedded = match parts {
        [0, 0, 0, 0, 0, 0 | 0xFFFF, high, low]
        | [0x64, 0xFF9B, 0, 0, 0, 0, high, low]
        | [0x2002, high, low, ..] => Some((high, low)),
        _ => None,
    };
    let older = |(high, low): (u16, u16)| Ipv4Addr::from((u32::from(high) << 16) | u32::from(low));
    address.is_loopback()
        || address.is_unspecified()
        || address.is_multicast()
        || address.is_unique_local()
        || address.is_unicast_link_local()
        || matches!(parts, [0x2001, 0xDB8, ..] | [0x64, 0xFF9B, 1, ..] | [0xFEC0..=0xFEFF, ..])
        || embedded.is_some_and(|parts| is_private_4(older(parts)))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn private_addresses_are_told_in_all_their_clothes() {
        for address in [
            "127.0.0.1",
            "127.9.9.9",
            "10.0.0.1",
            "172.16.0.1",
            "172.31.255.255",
            "192.168.1.1",
            "169.254.169.254",
            "100.64.0.1",
            "0.0.0.0",
            "0.1.2.3",
            "224.0.0.1",
            "255.255.255.255",
            "240.0.0.1",
            "198.18.0.1",
            "::1",
            "::",
            "fc00::1",
            "fd12::1",
            "fe80::1",
            "ff02::1",
            "::ffff:127.0.0.1",
            "::ffff:10.0.0.1",
            "64:ff9b::7f00:1",
            "2002:7f00:1::",
            "::127.0.0.1",
        ] {
            assert!(is_private(address.parse().unwrap()), "{address}");
        }
        for address in
            ["8.8.8.8", "172.32.0.1", "100.128.0.1", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808"]
        {
            assert!(!is_private(address.parse().unwrap()), "{address}");
        }
    }
}
