//! Files on a local disk or in an object store, by their addresses.

use std::{
    env,
    fs::File,
    io::{self, Read as _, Seek as _, Write as _},
    sync::Arc,
};

use anyhow::{Context as _, Result};
use datafusion::{
    common::DataFusionError,
    execution::object_store::{DefaultObjectStoreRegistry, ObjectStoreRegistry},
};
use futures::{StreamExt as _, TryStreamExt as _};
use object_store::{ObjectStore, ObjectStoreExt as _, PutPayload, path::Path as Key};
use serde::{Deserialize, Serialize};
use url::Url;

/// A place in a store.
pub(crate) struct Place {
    store: Arc<dyn ObjectStore>,
    key: Key,
    /// As a person gave it.
    given: String,
    address: Url,
}

/// A file that was found.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Found {
    /// Its address.
    pub address: String,
    /// What it is called in readings: the place as it was given, and what follows below it.
    pub origin: String,
    /// Its bytes.
    pub size: u64,
}

/// Bytes that are sent at once.
const PART: usize = 8 << 20;

impl Place {
    /// The place that a person named: an address, or a path on this machine.
    ///
    /// # Errors
    /// When it is in no store that is known.
    pub(crate) fn named(given: &str) -> Result<Self> {
        let address = match Url::parse(given) {
            // One letter is the drive of a path.
            Ok(url) if url.scheme().len() > 1 => url,
            _ => {
                let path = std::path::absolute(given).with_context(|| format!("`{given}` is no path"))?;
                Url::from_file_path(&path).ok().with_context(|| format!("`{given}` is no path"))?
            }
        };
        let (store, key) = open(&address)?;
        Ok(Self { store, key, given: given.to_owned(), address })
    }

    /// A place below this one.
    pub(crate) fn below(&self, name: &str) -> Self {
        let mut address = self.address.clone();
        // A percent sign of a name is not one of the address.
        let written = name.replace('%', "%25");
        address.set_path(&format!("{}/{written}", self.address.path().trim_end_matches('/')));
        Self {
            store: Arc::clone(&self.store),
            key: name.split('/').fold(self.key.clone(), object_store::path::Path::join),
            given: format!("{}/{name}", self.given.trim_end_matches('/')),
            address,
        }
    }

    /// The address.
    pub(crate) fn address(&self) -> &Url {
        &self.address
    }

    /// Every file below, or the file itself, in the order in which `entente extract` walks; hidden names left out.
    ///
    /// # Errors
    /// When the store does not answer.
    pub(crate) async fn list(&self) -> Result<Vec<Found>> {
        if !self.address.path().ends_with('/')
            && let Ok(file) = self.store.head(&self.key).await
        {
            let (address, origin) = (self.address.to_string(), self.given.clone());
            return Ok(vec![Found { address, origin, size: file.size }]);
        }
        let cannot = || format!("cannot list `{}`", self.given);
        let mut files: Vec<_> = self.store.list(Some(&self.key)).try_collect().await.with_context(cannot)?;
        // Folder by folder, as a walk goes: `a/1` before `a.txt`.
        files.sort_by(|one, two| one.location.parts().cmp(two.location.parts()));
        let below = |key: &Key| -> Option<Vec<String>> {
            Some(key.prefix_match(&self.key)?.map(|part| part.as_ref().to_owned()).collect())
        };
        let found = files.iter().filter_map(|file| {
            let parts = below(&file.location)?;
            let is_hidden = parts.iter().any(|part| part.starts_with('.'));
            let place = self.below(&parts.join("/"));
            (!is_hidden).then(|| Found {
                address: place.address.to_string(),
                origin: place.given,
                size: file.size,
            })
        });
        Ok(found.collect())
    }

    /// The file, opened: a local one itself, one of an object store as a copy that goes when it is closed.
    ///
    /// # Errors
    /// When it cannot be had.
    pub(crate) async fn open(&self) -> Result<File> {
        let cannot = || format!("cannot read `{}`", self.address);
        if let Ok(path) = self.address.to_file_path() {
            return File::open(&path).with_context(cannot);
        }
        let mut copy = tempfile::tempfile()?;
        let mut bytes = self.store.get(&self.key).await.with_context(cannot)?.into_stream();
        while let Some(bytes) = bytes.next().await {
            copy.write_all(&bytes.with_context(cannot)?)?;
        }
        copy.rewind()?;
        Ok(copy)
    }

    /// A small file whole; nothing where it is not there.
    ///
    /// # Errors
    /// When the store does not answer.
    pub(crate) async fn read(&self) -> Result<Option<Vec<u8>>> {
        match self.store.get(&self.key).await {
            Ok(found) => Ok(Some(found.bytes().await?.to_vec())),
            Err(object_store::Error::NotFound { .. }) => Ok(None),
            Err(error) => Err(error).with_context(|| format!("cannot read `{}`", self.address)),
        }
    }

    /// Puts a file there, whole or not at all.
    ///
    /// # Errors
    /// When it cannot be written.
    pub(crate) async fn put(&self, mut file: File) -> Result<()> {
        let cannot = || format!("cannot write `{}`", self.address);
        file.rewind()?;
        let mut part = next_part(&mut file)?;
        if part.len() < PART {
            return self.put_bytes(part).await;
        }
        let mut upload = self.store.put_multipart(&self.key).await.with_context(cannot)?;
        while !part.is_empty() {
            upload.put_part(PutPayload::from(part)).await.with_context(cannot)?;
            part = next_part(&mut file)?;
        }
        upload.complete().await.with_context(cannot)?;
        Ok(())
    }

    /// Puts some bytes there, whole or not at all.
    ///
    /// # Errors
    /// When they cannot be written.
    pub(crate) async fn put_bytes(&self, bytes: Vec<u8>) -> Result<()> {
        let put = self.store.put(&self.key, PutPayload::from(bytes)).await;
        put.map(drop).with_context(|| format!("cannot write `{}`", self.address))
    }
}

fn next_part(file: &mut File) -> io::Result<Vec<u8>> {
    let mut part = Vec::new();
    file.take(PART as u64).read_to_end(&mut part)?;
    Ok(part)
}

/// The store of an address; keys and regions are taken from the environment under the names of their own tools.
fn open(address: &Url) -> Result<(Arc<dyn ObjectStore>, Key)> {
    let told = env::vars_os().filter_map(|(name, value)| {
        Some((name.into_string().ok()?.to_ascii_lowercase(), value.into_string().ok()?))
    });
    let (store, key) = object_store::parse_url_opts(address, told)
        .with_context(|| format!("`{address}` is in no store that is known"))?;
    Ok((store.into(), key))
}

/// Stores for queries, opened when an address in one is first met.
#[derive(Debug, Default)]
pub(crate) struct Stores(DefaultObjectStoreRegistry);

impl ObjectStoreRegistry for Stores {
    fn register_store(&self, url: &Url, store: Arc<dyn ObjectStore>) -> Option<Arc<dyn ObjectStore>> {
        self.0.register_store(url, store)
    }

    fn get_store(&self, url: &Url) -> Result<Arc<dyn ObjectStore>, DataFusionError> {
        if let Ok(known) = self.0.get_store(url) {
            return Ok(known);
        }
        let (store, _) = open(url).map_err(|error| DataFusionError::External(error.into()))?;
        self.0.register_store(url, Arc::clone(&store));
        Ok(store)
    }
}
