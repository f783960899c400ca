//! The documents that a command line names: files, folders in name order, standard input.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
    vec,
};

/// How many folders may lie in each other; deeper ones are a loop of links or an attack.
const MAX_DEPTH: usize = 64;

/// One input as it was found, not yet read.
#[derive(Debug)]
pub(crate) enum Input {
    /// A file to read.
    File(PathBuf),
    /// Standard input, given as `-`.
    Stdin,
    /// Something that cannot be read, with the reason.
    Unreadable(PathBuf, String),
}

/// The bytes of one input, or the reason why they could not be had.
#[derive(Debug)]
pub(crate) struct Fetched {
    /// Path or address as given.
    pub origin: String,
    /// The bytes, or the reason.
    pub bytes: Result<Vec<u8>, String>,
}

impl Input {
    /// Reads the input, refusing what is larger than `max_bytes` without reading it whole.
    pub(crate) fn fetch(self, max_bytes: u64) -> Fetched {
        match self {
            Self::File(path) => Fetched {
                origin: display(&path),
                bytes: read_file(&path, max_bytes).map_err(|error| reason(&error)),
            },
            Self::Stdin => Fetched {
                origin: "-".to_owned(),
                bytes: read_bounded(io::stdin().lock(), max_bytes).map_err(|error| reason(&error)),
            },
            Self::Unreadable(path, why) => Fetched { origin: display(&path), bytes: Err(why) },
        }
    }
}

/// Walks the given paths: a folder is read recursively in name order, hidden names in it are left out.
pub(crate) fn walk(paths: Vec<PathBuf>) -> impl Iterator<Item = Input> + Send {
    Walk { open: vec![paths.into_iter()], named: true }
}

struct Walk {
    /// What is left of each folder on the way down.
    open: Vec<vec::IntoIter<PathBuf>>,
    /// Whether the top of `open` are the paths of the command line.
    named: bool,
}

impl Iterator for Walk {
    type Item = Input;

    fn next(&mut self) -> Option<Input> {
        loop {
            let depth = self.open.len();
            let Some(path) = self.open.last_mut()?.next() else {
                self.open.pop();
                continue;
            };
            self.named = depth == 1;
            match self.visit(path, depth) {
                Ok(Some(input)) => return Some(input),
                Ok(None) => {}
                Err((path, error)) => return Some(Input::Unreadable(path, reason(&error))),
            }
        }
    }
}

impl Walk {
    fn visit(&mut self, path: PathBuf, depth: usize) -> Result<Option<Input>, (PathBuf, io::Error)> {
        if self.named && path.as_os_str() == "-" {
            return Ok(Some(Input::Stdin));
        }
        let kind = match fs::metadata(&path) {
            Ok(data) => data.file_type(),
            Err(error) => return Err((path, error)),
        };
        if !kind.is_dir() {
            // A pipe or device named by hand is read; one that lies in a folder could block for ever.
            let readable = kind.is_file() || self.named;
            return Ok(Some(if readable {
                Input::File(path)
            } else {
                Input::Unreadable(path, "neither a file nor a folder".to_owned())
            }));
        }
        if !self.named && path.is_symlink() {
            // A link to a folder inside a folder may lead back up.
            return Ok(None);
        }
        if depth > MAX_DEPTH {
            return Ok(Some(Input::Unreadable(path, format!("lies more than {MAX_DEPTH} folders deep"))));
        }
        match list(&path) {
            Ok(entries) => self.open.push(entries.into_iter()),
            Err(error) => return Err((path, error)),
        }
        Ok(None)
    }
}

/// What lies in a folder, in the order of the names' bytes; hidden names left out.
fn list(folder: &Path) -> io::Result<Vec<PathBuf>> {
    let mut names = fs::read_dir(folder)?
        .map(|entry| entry.map(|entry| entry.file_name()))
        .filter(|name| !name.as_ref().is_ok_and(|name| name.as_encoded_bytes().starts_with(b".")))
        .collect::<io::Result<Vec<_>>>()?;
    names.sort_unstable();
    Ok(names.into_iter().map(|name| folder.join(name)).collect())
}

fn read_file(path: &Path, max_bytes: u64) -> io::Result<Vec<u8>> {
    let file = File::open(path)?;
    let length = file.metadata()?.len();
    if length > max_bytes {
        return Err(too_large(Some(length), max_bytes));
    }
    read_bounded(file, max_bytes)
}

/// A file may grow while it is read, and a pipe has no length beforehand: the bound holds for the bytes that come.
fn read_bounded(reader: impl io::Read, max_bytes: u64) -> io::Result<Vec<u8>> {
    let mut bytes = Vec::new();
    reader.take(max_bytes.saturating_add(1)).read_to_end(&mut bytes)?;
    if bytes.len() as u64 > max_bytes {
        return Err(too_large(None, max_bytes));
    }
    Ok(bytes)
}

fn too_large(length: Option<u64>, max_bytes: u64) -> io::Error {
    let mega = |bytes: u64| bytes.div_ceil(1_000_000);
    let size = length.map_or_else(|| "more".to_owned(), |length| format!("{} MB", mega(length)));
    io::Error::new(
        io::ErrorKind::FileTooLarge,
        format!("{size}, above the limit of {} MB (--max-size)", mega(max_bytes)),
    )
}

/// The system's words without its error number.
fn reason(error: &io::Error) -> String {
    match error.kind() {
        io::ErrorKind::NotFound => "no such file or folder".to_owned(),
        io::ErrorKind::PermissionDenied => "permission denied".to_owned(),
        _ => error.to_string(),
    }
}

/// The path as it was given; bytes that are no UTF-8 are replaced.
fn display(path: &Path) -> String {
    path.to_string_lossy().into_owned()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn names(folder: &Path) -> Vec<String> {
        walk(vec![folder.to_owned()])
            .map(|input| match input {
                Input::File(path) => display(path.strip_prefix(folder).unwrap()),
                other => format!("{other:?}"),
            })
            .collect()
    }

    #[test]
    fn a_folder_is_read_recursively_in_name_order_without_hidden_names() {
        let folder = tempfile::tempdir().unwrap();
        for name in ["b.txt", "a/2.txt", "a/1.txt", ".git/x", "c.txt", "Z.txt"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        assert_eq!(names(folder.path()), ["Z.txt", "a/1.txt", "a/2.txt", "b.txt", "c.txt"]);
    }

    #[cfg(unix)]
    #[test]
    fn a_link_back_up_is_not_followed() {
        let folder = tempfile::tempdir().unwrap();
        fs::write(folder.path().join("a.txt"), "x").unwrap();
        std::os::unix::fs::symlink(folder.path(), folder.path().join("loop")).unwrap();
        assert_eq!(names(folder.path()), ["a.txt"]);
    }

    #[test]
    fn what_is_too_large_is_refused_by_its_size() {
        let folder = tempfile::tempdir().unwrap();
        let path = folder.path().join("big.txt");
        File::create(&path).unwrap().set_len(2_500_000).unwrap();
        let refused = Input::File(path.clone()).fetch(2_000_000).bytes.unwrap_err();
        assert_eq!(refused, "3 MB, above the limit of 2 MB (--max-size)");
        assert_eq!(Input::File(path).fetch(2_500_000).bytes.unwrap().len(), 2_500_000);
        assert!(read_bounded(io::repeat(b'x'), 10).is_err());
    }
}
