//! The documents that a command line names: files, folders in name order, standard input.

use std::{
    fs::{self, File},
    io::{self, Read as _},
    path::{Path, PathBuf},
    vec,
};

use entente_intake::{Hints, Link, Pages, Part, Parts, Refused};

use crate::{
    engine::Engine,
    lines::{LineFile, Lines},
    rows::{RowFile, Rows},
    web::{self, Followed, Web},
};

/// How many folders may lie in each other; deeper ones are a loop of links or an attack.
const MAX_DEPTH: usize = 64;

/// One input as it was found, not yet read.
#[derive(Debug)]
pub(crate) enum Input {
    /// A file to read.
    File(PathBuf),
    /// Some lines of a JSON Lines file, read already.
    Lines(Box<Lines>),
    /// Some rows of a Parquet file, read already.
    Rows(Box<Rows>),
    /// A file out of an archive, read already.
    Part(Box<Part>),
    /// An address of the web.
    Address(String),
    /// A page of the web, read already.
    Page(Box<Fetched>),
    /// Standard input, given as `-`.
    Stdin,
    /// Something that cannot be read, with the reason.
    Unreadable(PathBuf, String),
    /// A part of an archive that was refused, with the reason.
    Refused(Refused),
}

/// The bytes of one input, or the reason why they could not be had.
#[derive(Debug)]
pub(crate) struct Fetched {
    /// Path or address as given.
    pub origin: String,
    /// The bytes, or the reason.
    pub bytes: Result<Vec<u8>, String>,
    /// What is known of it beside what the person who gave it said.
    pub known: Option<Part>,
}

impl Fetched {
    /// What was found under this name.
    pub(crate) fn new(origin: String, bytes: Result<Vec<u8>, String>) -> Self {
        Self { origin, bytes, known: None }
    }

    /// The hints for it.
    pub(crate) fn hints(&self, said: &Hints) -> Hints {
        self.known.as_ref().map_or_else(|| said.clone(), |part| part.hints(said))
    }
}

impl Input {
    /// How many bytes it has, as far as that is known without reading it.
    pub(crate) fn len(&self) -> u64 {
        match self {
            Self::File(path) => fs::metadata(path).map_or(0, |data| data.len()),
            Self::Lines(lines) => lines.bytes.len() as u64,
            Self::Rows(rows) => rows.bytes,
            Self::Part(part) => part.bytes.len() as u64,
            Self::Page(fetched) => fetched.bytes.as_ref().map_or(0, |bytes| bytes.len() as u64),
            Self::Address(_) | Self::Stdin | Self::Unreadable(..) | Self::Refused(_) => 0,
        }
    }

    /// Reads the input, refusing what is larger than `max_bytes` without reading it whole.
    pub(crate) fn fetch(self, max_bytes: u64, web: Option<&Web>) -> Fetched {
        match self {
            Self::File(path) => {
                Fetched::new(display(&path), read_file(&path, max_bytes).map_err(|error| reason(&error)))
            }
            Self::Lines(lines) => Fetched::new(lines.origin, Ok(lines.bytes)),
            Self::Rows(rows) => Fetched::new(rows.origin, Err("rows are read one by one".to_owned())),
            Self::Part(mut part) => {
                let bytes = std::mem::take(&mut part.bytes);
                Fetched { origin: part.origin.clone(), bytes: Ok(bytes), known: Some(*part) }
            }
            Self::Address(address) => match web {
                Some(web) => web.fetch(&address),
                None => {
                    Fetched::new(address, Err("an address of the web; `entente add` reads those".to_owned()))
                }
            },
            Self::Page(fetched) => *fetched,
            Self::Stdin => {
                let bytes = read_bounded(io::stdin().lock(), max_bytes).map_err(|error| reason(&error));
                Fetched::new("-".to_owned(), bytes)
            }
            Self::Unreadable(path, why) => Fetched::new(display(&path), Err(why)),
            Self::Refused(refused) => {
                let why = format!("{}; {}", refused.error, refused.error.hint());
                Fetched::new(refused.origin, Err(why))
            }
        }
    }
}

/// Walks the given paths as [`walk`] does; archives are unpacked as they are read, each file in them an input of its own.
/// Feeds and sitemaps of the web give the pages that they lead to where that is wanted.
pub(crate) fn unpacked<'i>(
    paths: Vec<PathBuf>,
    engine: &'i Engine,
    web: Option<&'i Web>,
    split: Split,
) -> impl Iterator<Item = Input> + Send + 'i {
    let (mut walk, mut open) = (walk(paths), None::<Parts<'i>>);
    let mut lines: Option<LineFile> = None;
    let mut rows: Option<RowFile> = None;
    let mut pages = Vec::<Link>::new().into_iter();
    std::iter::from_fn(move || {
        loop {
            match open.as_mut().and_then(Iterator::next) {
                Some(Ok(part)) => return Some(Input::Part(Box::new(part))),
                Some(Err(refused)) => return Some(Input::Refused(refused)),
                None => open = None,
            }
            match lines.as_mut().and_then(LineFile::next) {
                Some(input) => return Some(input),
                None => lines = None,
            }
            match rows.as_mut().and_then(RowFile::next) {
                Some(input) => return Some(input),
                None => rows = None,
            }
            if let Some(link) = pages.next() {
                return Some(Input::Address(link.address));
            }
            let input = walk.next()?;
            if let (Input::Address(address), Some(web)) = (&input, web) {
                match web.followed(address, engine) {
                    Followed::Itself => return Some(input),
                    Followed::Fetched(fetched) => return Some(Input::Page(fetched)),
                    Followed::Pages(links) => pages = links.into_iter(),
                }
                continue;
            }
            let Input::File(path) = &input else { return Some(input) };
            if split == Split::Lines && LineFile::is_one(path) {
                lines = LineFile::open(path, engine.max_bytes());
                if lines.is_some() {
                    continue;
                }
            }
            if split == Split::Lines && RowFile::is_one(path) {
                match RowFile::open(path, engine.hints().columns.as_ref()) {
                    Ok(file) => rows = Some(file),
                    Err(why) => return Some(Input::Unreadable(path.clone(), why)),
                }
                continue;
            }
            if !is_archive(path) {
                return Some(input);
            }
            let origin = display(path);
            match File::open(path).map(|file| engine.intake().parts(&origin, file)) {
                Ok(Ok(Some(parts))) => open = Some(parts),
                Ok(Ok(None)) | Err(_) => return Some(input),
                Ok(Err(error)) => return Some(Input::Refused(Refused { origin, error })),
            }
        }
    })
}

/// Whether files of many documents (JSON Lines, Parquet) are cut up while they are read, or are one source.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Split {
    /// One source.
    Sources,
    /// Lines: for readings alone, which are of documents.
    Lines,
}

/// Whether the name is that of an archive; what is one under another name is unpacked in memory.
fn is_archive(path: &Path) -> bool {
    const ENDINGS: [&str; 8] = ["zip", "tar", "gz", "tgz", "warc", "wacz", "mbox", "mbx"];
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
    ENDINGS.iter().any(|known| ending.eq_ignore_ascii_case(known))
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
        if let Some(address) = path.to_str().filter(|text| self.named && web::is_address(text)) {
            return Ok(Some(Input::Address(address.to_owned())));
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
    // The pictures and scripts of a page that a browser saved are no documents.
    let texts: Vec<_> = names.iter().map(|name| name.to_string_lossy()).collect();
    let pages = Pages::of(texts.iter().map(AsRef::as_ref));
    let own: Vec<bool> =
        texts.iter().map(|name| pages.own_folder(name) && folder.join(name.as_ref()).is_dir()).collect();
    drop(texts);
    let mut own = own.into_iter();
    names.retain(|_| !own.next().unwrap_or_default());
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
        for name in ["b.txt", "a/2.txt", "a/1.txt", ".git/x", "c.txt", "Z.txt", "p.html", "p_files/p.js"] {
            let path = folder.path().join(name);
            fs::create_dir_all(path.parent().unwrap()).unwrap();
            fs::write(path, "x").unwrap();
        }
        assert_eq!(names(folder.path()), ["Z.txt", "a/1.txt", "a/2.txt", "b.txt", "c.txt", "p.html"]);
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
        let refused = Input::File(path.clone()).fetch(2_000_000, None).bytes.unwrap_err();
        assert_eq!(refused, "3 MB, above the limit of 2 MB (--max-size)");
        assert_eq!(Input::File(path).fetch(2_500_000, None).bytes.unwrap().len(), 2_500_000);
        assert!(read_bounded(io::repeat(b'x'), 10).is_err());
    }
}
