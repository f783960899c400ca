//! The file that holds the parts of a model: a magic word, then sections, each with name, length and bytes.

use crate::hash::hash_bytes;

/// First bytes of a model. The last one is the version of the format and of the feature templates.
const MAGIC: &[u8; 8] = b"ENTLANG\x04";

/// Bytes before the first section, and before the bytes of each section.
const START: usize = 16;
const HEADER: usize = 16;
/// A line of near memory: sections begin at a multiple of it.
const LINE: usize = 64;

/// The sections of a model, borrowed from its bytes.
#[derive(Debug, Clone)]
pub(crate) struct Container<'m> {
    sections: Vec<(&'m str, &'m [u8])>,
}

impl<'m> Container<'m> {
    /// Splits a file into its sections. The checksum is compared when `check` asks for it: a file that a user gives is
    /// checked, one that was built in is not.
    pub(crate) fn read(bytes: &'m [u8], check: bool) -> Result<Self, &'static str> {
        let rest = bytes.strip_prefix(MAGIC).ok_or("no model of this version of the program")?;
        let (sum, mut rest) = rest.split_first_chunk::<8>().ok_or("the file was cut")?;
        if check && u64::from_le_bytes(*sum) != hash_bytes(rest) {
            return Err("the file was cut or changed");
        }
        let mut sections = Vec::new();
        while !rest.is_empty() {
            let (header, tail) = rest.split_first_chunk::<16>().ok_or("the file was cut")?;
            let name = std::str::from_utf8(&header[..12]).map_err(|_| "a section has no name")?.trim_end();
            let len = u32::from_le_bytes([header[12], header[13], header[14], header[15]]) as usize;
            let (body, tail) = tail.split_at_checked(len).ok_or("the file was cut")?;
            // What has no name fills the file up to where the next section is to begin.
            if !name.is_empty() {
                sections.push((name, body));
            }
            rest = tail;
        }
        Ok(Self { sections })
    }

    /// All sections with their names.
    pub(crate) fn iter(&self) -> impl Iterator<Item = (&'m str, &'m [u8])> + '_ {
        self.sections.iter().copied()
    }

    /// The bytes of a section.
    pub(crate) fn get(&self, name: &str) -> Option<&'m [u8]> {
        self.sections.iter().find(|(known, _)| *known == name).map(|(_, body)| *body)
    }
}

/// Writes what [`Container`] reads.
#[derive(Debug, Default)]
pub(crate) struct ContainerWriter {
    body: Vec<u8>,
}

impl ContainerWriter {
    /// Adds a section; its name has at most twelve letters. Its bytes begin at a multiple of 64 from the beginning of the file.
    pub(crate) fn add(&mut self, name: &str, bytes: &[u8]) {
        let beyond = (START + self.body.len() + HEADER) % LINE;
        if beyond != 0 {
            self.write("", &vec![0; (2 * LINE - beyond - HEADER) % LINE]);
        }
        self.write(name, bytes);
    }

    fn write(&mut self, name: &str, bytes: &[u8]) {
        let mut header = *b"            ";
        header.iter_mut().zip(name.bytes()).for_each(|(place, letter)| *place = letter);
        self.body.extend_from_slice(&header);
        self.body.extend_from_slice(&(bytes.len() as u32).to_le_bytes());
        self.body.extend_from_slice(bytes);
    }

    /// The finished file.
    pub(crate) fn finish(self) -> Vec<u8> {
        let mut file = MAGIC.to_vec();
        file.extend_from_slice(&hash_bytes(&self.body).to_le_bytes());
        file.extend_from_slice(&self.body);
        file
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_reads_back_and_damage_is_told() {
        let mut writer = ContainerWriter::default();
        writer.add("tags", b"abc");
        writer.add("names", b"");
        let mut file = writer.finish();
        let container = Container::read(&file, true).expect("a good file");
        assert_eq!(container.get("tags"), Some(&b"abc"[..]));
        assert_eq!(container.get("names"), Some(&b""[..]));
        assert_eq!(container.get("tree"), None);
        assert_eq!(container.iter().count(), 2);
        let place =
            |name: &str| container.get(name).expect("a section").as_ptr() as usize - file.as_ptr() as usize;
        assert_eq!((place("tags") % LINE, place("names") % LINE), (0, 0));
        file.pop();
        assert!(Container::read(&file, true).is_err());
        assert!(Container::read(b"something else", true).is_err());
    }
}
