//! Fonts of the system, for the letters that the built-in ones lack.

use std::{fs, path::PathBuf};

use entente_present::Fonts;

/// Where systems keep their fonts.
const FOLDERS: [&str; 6] = [
    "/usr/share/fonts",
    "/usr/local/share/fonts",
    "/System/Library/Fonts",
    "/Library/Fonts",
    "C:\\Windows\\Fonts",
    "/usr/share/texmf/fonts/opentype",
];

/// Beginnings of the names of fonts that are looked for, the best first: Latin and Cyrillic, then Korean.
const WANTED: [&str; 12] = [
    "notosans-regular",
    "notosans-bold",
    "dejavusans.",
    "dejavusans-bold.",
    "liberationsans-regular",
    "liberationsans-bold",
    "arial.",
    "arialbd.",
    "nanumgothic.",
    "nanumgothicbold.",
    "malgun.",
    "malgunbd.",
];

/// Adds fonts of the system where those that are there have no Latin, Cyrillic or Korean letters.
pub(crate) fn complete(fonts: &mut Fonts) {
    let lacks = |fonts: &Fonts| ['a', 'я', '한'].into_iter().any(|letter| !fonts.has(letter));
    if !lacks(fonts) {
        return;
    }
    let mut files: Vec<PathBuf> = Vec::new();
    let mut open: Vec<(PathBuf, usize)> = FOLDERS.iter().map(|folder| (PathBuf::from(folder), 0)).collect();
    while let Some((folder, depth)) = open.pop() {
        for entry in fs::read_dir(folder).into_iter().flatten().flatten() {
            let path = entry.path();
            match entry.file_type() {
                Ok(kind) if kind.is_dir() && depth < 5 => open.push((path, depth + 1)),
                _ => files.push(path),
            }
        }
    }
    files.sort();
    for wanted in WANTED {
        let named = |path: &&PathBuf| {
            let name = path.file_name().map(|name| name.to_string_lossy().to_lowercase()).unwrap_or_default();
            let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or_default();
            name.starts_with(wanted) && ["ttf", "otf"].iter().any(|known| ending.eq_ignore_ascii_case(known))
        };
        if let Some(path) = files.iter().find(named)
            && let Ok(file) = fs::read(path)
        {
            // One that cannot be read leaves its letters to the others.
            let _ = fonts.add(
                &path.display().to_string(),
                &file,
                wanted.contains("bold") || wanted.contains("bd"),
            );
        }
    }
}
