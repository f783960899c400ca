//! A model under construction.

use crate::model::{Container, ContainerWriter};

/// The sections of a model file; training replaces some of them.
#[derive(Debug, Clone, Default)]
pub struct Model {
    sections: Vec<(String, Vec<u8>)>,
}

impl Model {
    /// The sections of a file.
    ///
    /// # Errors
    /// When the bytes are no model.
    pub fn read(bytes: &[u8]) -> Result<Self, &'static str> {
        let sections = Container::read(bytes, true)?;
        Ok(Self { sections: sections.iter().map(|(name, body)| (name.to_owned(), body.to_vec())).collect() })
    }

    /// Writes or replaces a section.
    pub(crate) fn set(&mut self, name: &str, bytes: Vec<u8>) {
        self.sections.retain(|(known, _)| known != name);
        self.sections.push((name.to_owned(), bytes));
    }

    /// The bytes of a section.
    pub(crate) fn get(&self, name: &str) -> Option<&[u8]> {
        self.sections.iter().find(|(known, _)| known == name).map(|(_, bytes)| bytes.as_slice())
    }

    /// The file.
    pub fn to_bytes(&self) -> Vec<u8> {
        let mut writer = ContainerWriter::default();
        self.sections.iter().for_each(|(name, bytes)| writer.add(name, bytes));
        writer.finish()
    }

    /// Names and lengths in bytes of the sections.
    pub fn sizes(&self) -> impl Iterator<Item = (&str, usize)> {
        self.sections.iter().map(|(name, bytes)| (name.as_str(), bytes.len()))
    }
}
