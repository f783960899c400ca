//! Text recognition by the programs that a system may have: Tesseract, and `pdftoppm` for the pages of a PDF.

use std::{
    ffi::OsStr,
    fs,
    io::{Read as _, Write as _},
    path::Path,
    process::{Command, Stdio},
    sync::{Arc, LazyLock},
    thread,
    time::{Duration, Instant},
};

use entente_intake::{RecognisedPage, Recogniser, Scan};

/// How long one page may take.
const PAGE_TIME: Duration = Duration::from_mins(2);

/// More pages of a PDF than this are left out.
const MOST_PAGES: usize = 300;

/// More output of a program than this is not read.
const MOST_OUTPUT: u64 = 64_000_000;

/// The names that Tesseract gives the languages of the packs.
const LANGUAGES: [(&str, &str); 3] = [("en", "eng"), ("ru", "rus"), ("ko", "kor")];

/// Tesseract with the languages that it has.
#[derive(Debug)]
struct Tesseract {
    languages: Vec<&'static str>,
}

static FOUND: LazyLock<Option<Arc<Tesseract>>> = LazyLock::new(|| {
    let listed = run("tesseract", ["--list-langs"], &[], Duration::from_secs(10)).ok()?;
    let listed = String::from_utf8_lossy(&listed).into_owned();
    let has = |name: &str| listed.lines().any(|line| line.trim() == name);
    let languages: Vec<&str> = LANGUAGES.into_iter().map(|(_, name)| name).filter(|name| has(name)).collect();
    (!languages.is_empty()).then(|| Arc::new(Tesseract { languages }))
});

/// What recognises words, where the system has it; which languages it has is asked with the first scan.
pub(crate) fn installed() -> Option<Arc<dyn Recogniser>> {
    let path = std::env::var_os("PATH")?;
    let name = format!("tesseract{}", std::env::consts::EXE_SUFFIX);
    let found = std::env::split_paths(&path).any(|folder| folder.join(&name).is_file());
    found.then(|| Arc::new(Installed) as Arc<dyn Recogniser>)
}

/// Tesseract, not yet asked for its languages: to start it takes longer than to read a page of text.
#[derive(Debug)]
struct Installed;

impl Recogniser for Installed {
    fn pages(&self, scan: Scan, bytes: &[u8], lang: Option<&str>) -> Result<Vec<RecognisedPage>, String> {
        match FOUND.as_ref() {
            Some(found) => found.pages(scan, bytes, lang),
            None => Err("Tesseract has no data for any of the languages".to_owned()),
        }
    }
}

impl Recogniser for Tesseract {
    fn pages(&self, scan: Scan, bytes: &[u8], lang: Option<&str>) -> Result<Vec<RecognisedPage>, String> {
        let told = LANGUAGES.iter().find(|(code, _)| Some(*code) == lang).map(|(_, name)| *name);
        if let (Some(lang), None) = (lang, told.filter(|name| self.languages.contains(name))) {
            return Err(format!("Tesseract has no data for the language `{lang}`"));
        }
        let pictures = match scan {
            Scan::Picture => vec![bytes.to_owned()],
            Scan::Pdf => {
                let folder =
                    tempfile::tempdir().map_err(|error| format!("no room for its pages: {error}"))?;
                pictures(bytes, folder.path())?
            }
        };
        let mut last = None;
        let page = |picture: &Vec<u8>| match told {
            Some(name) => page(picture, name),
            None => self.page_of_some_language(picture, &mut last),
        };
        pictures.iter().map(page).collect()
    }
}

/// A page this sure in the language of the page before it is in that language.
const SURE: f32 = 0.85;

/// This much less sure than with all languages at once, a page is not in the one that its letters speak for.
const DOUBT: f32 = 0.2;

impl Tesseract {
    /// A page whose language nobody told. With the data of all languages at once words fall apart, yet the letters are
    /// mostly right: they tell which language to read the page in again.
    fn page_of_some_language(
        &self,
        picture: &[u8],
        last: &mut Option<&'static str>,
    ) -> Result<RecognisedPage, String> {
        if let [only] = self.languages[..] {
            return page(picture, only);
        }
        if let Some(name) = *last {
            let read = page(picture, name)?;
            if read.confidence >= SURE {
                return Ok(read);
            }
        }
        let mixed = page(picture, &self.languages.join("+"))?;
        let Some(name) = language_of(&mixed.text).filter(|name| self.languages.contains(name)) else {
            return Ok(mixed);
        };
        let read = page(picture, name)?;
        // Syllables by themselves come out surer than the words they make; only a page in another language after all comes
        // out much less sure.
        if read.confidence + DOUBT < mixed.confidence {
            return Ok(mixed);
        }
        *last = Some(name);
        Ok(read)
    }
}

/// The language that the letters of a page speak for, in Tesseract's name for it.
fn language_of(text: &str) -> Option<&'static str> {
    let count = |script: fn(char) -> bool| text.chars().filter(|&c| script(c)).count();
    let hangul = count(|c| ('가'..='힣').contains(&c));
    let cyrillic = count(|c| ('\u{400}'..='\u{4ff}').contains(&c));
    let latin = count(|c| c.is_ascii_alphabetic());
    // A syllable of Hangul is two or three letters of others.
    let most = [(hangul * 3, "kor"), (cyrillic, "rus"), (latin, "eng")].into_iter().max_by_key(|(n, _)| *n);
    most.filter(|(n, _)| *n > 0).map(|(_, name)| name)
}

/// Reads a page. Its words and spaces are those of Tesseract's text; the table beside it tells how sure they are (there a
/// word of Hangul is a row a syllable).
fn page(picture: &[u8], languages: &str) -> Result<RecognisedPage, String> {
    let lost = |error: std::io::Error| format!("its words could not be read: {error}");
    let folder = tempfile::tempdir().map_err(lost)?;
    let base = folder.path().join("page");
    let arguments: [&OsStr; 6] = [
        "stdin".as_ref(),
        base.as_os_str(),
        "-l".as_ref(),
        languages.as_ref(),
        "txt".as_ref(),
        "tsv".as_ref(),
    ];
    run("tesseract", arguments, picture, PAGE_TIME)?;
    let said = |ending: &str| {
        let mut said = Vec::new();
        let file = fs::File::open(base.with_extension(ending)).map_err(lost)?;
        file.take(MOST_OUTPUT).read_to_end(&mut said).map_err(lost)?;
        Ok::<_, String>(String::from_utf8_lossy(&said).into_owned())
    };
    let text = said("txt")?.replace('\u{c}', "").trim().to_owned();
    Ok(RecognisedPage { text, confidence: confidence(&said("tsv")?) })
}

/// The pages of a PDF as pictures.
fn pictures(pdf: &[u8], folder: &Path) -> Result<Vec<Vec<u8>>, String> {
    let prefix = folder.join("page");
    let last = MOST_PAGES.to_string();
    let arguments: [&OsStr; 8] = [
        "-r".as_ref(),
        "200".as_ref(),
        "-gray".as_ref(),
        "-png".as_ref(),
        "-l".as_ref(),
        last.as_ref(),
        "-".as_ref(),
        prefix.as_os_str(),
    ];
    let time = PAGE_TIME * 5;
    run("pdftoppm", arguments, pdf, time)
        .map_err(|reason| format!("its pages could not be drawn, for which pdftoppm is needed: {reason}"))?;
    let read = || {
        let mut paths: Vec<_> =
            fs::read_dir(folder)?.map(|entry| Ok(entry?.path())).collect::<Result<_, std::io::Error>>()?;
        paths.sort();
        paths.iter().map(fs::read).collect::<Result<Vec<_>, _>>()
    };
    read().map_err(|error| format!("its pages could not be drawn: {error}"))
}

/// How sure Tesseract's table is of its words, a row each with a share in percent: the mean, 0 to 1.
fn confidence(table: &str) -> f32 {
    let (mut sum, mut count) = (0.0, 0.0);
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [level, .., sure, word] = cells.as_slice() else { continue };
        let (true, Ok(sure)) = (*level == "5", sure.parse::<f32>()) else { continue };
        if !word.trim().is_empty() && sure >= 0.0 {
            sum += sure;
            count += 1.0;
        }
    }
    if count > 0.0 { sum / count / 100.0 } else { 0.0 }
}

/// What a program says to some input, within a time.
fn run<A: AsRef<OsStr>>(
    program: &str,
    arguments: impl IntoIterator<Item = A>,
    input: &[u8],
    time: Duration,
) -> Result<Vec<u8>, String> {
    let failed = |error: std::io::Error| format!("`{program}` cannot be run: {error}");
    let mut child = Command::new(program)
        .args(arguments)
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .map_err(failed)?;
    let (stdin, stdout) = (child.stdin.take(), child.stdout.take());
    thread::scope(|scope| {
        scope.spawn(move || {
            // A program that has read enough closes its end.
            if let Some(mut stdin) = stdin {
                let _ = stdin.write_all(input);
            }
        });
        let said = scope.spawn(move || {
            let mut said = Vec::new();
            stdout.map_or(Ok(0), |stdout| stdout.take(MOST_OUTPUT).read_to_end(&mut said)).map(|_| said)
        });
        let started = Instant::now();
        let status = loop {
            match child.try_wait().map_err(failed)? {
                Some(status) => break status,
                None if started.elapsed() > time => {
                    // It may have ended in between; either way nothing of it is left.
                    let _ = child.kill();
                    let _ = child.wait();
                    return Err(format!("`{program}` took more than {} seconds", time.as_secs()));
                }
                None => thread::sleep(Duration::from_millis(20)),
            }
        };
        let said = said.join().map_err(|_| format!("`{program}` could not be heard"))?.map_err(failed)?;
        if status.success() { Ok(said) } else { Err(format!("`{program}` ended with {status}")) }
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_table_of_words_has_a_confidence() {
        let table = "level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext\n\
            1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90\tThe\n5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t70\ttreaty\n\
            5\t1\t1\t1\t2\t1\t0\t0\t9\t9\t80\tended.\n5\t1\t2\t1\t1\t1\t0\t0\t9\t9\t80\tOn\n";
        assert!((confidence(table) - 0.8).abs() < 1e-6);
        assert!(confidence("").abs() < 1e-6);
    }

    #[test]
    fn letters_tell_the_language() {
        assert_eq!(language_of("한 국 과 ЦЕН 19924"), Some("kor"));
        assert_eq!(language_of("Договор 1925 r. (Pact)"), Some("rus"));
        assert_eq!(language_of("Treaty of 1925"), Some("eng"));
        assert_eq!(language_of("1925 — 22"), None);
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let reason = run("no-such-program-of-entente", ["x"], &[], Duration::from_secs(1)).unwrap_err();
        assert!(reason.contains("no-such-program-of-entente"), "{reason}");
    }
}
