//! What a server is told when it starts.

use std::{net::SocketAddr, path::PathBuf};

use crate::Access;

/// What a server is told when it starts.
#[derive(Debug, Clone)]
pub struct Options {
    /// The folder of the dossier.
    pub folder: PathBuf,
    /// The address that it listens on.
    pub address: SocketAddr,
    /// Names under which browsers may ask for it beside the address itself and, on loopback, `localhost`.
    pub hosts: Vec<String>,
    /// Who may read and who may write.
    pub access: Access,
    /// Sources above this size are refused, in bytes.
    pub max_bytes: usize,
}

impl Options {
    /// A server of a dossier on loopback, open to whoever sits at the machine.
    pub fn local(folder: PathBuf, address: SocketAddr) -> Self {
        Self { folder, address, hosts: Vec::new(), access: Access::default(), max_bytes: 50_000_000 }
    }
}
