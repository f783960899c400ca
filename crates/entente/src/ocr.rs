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

/// What recognises words, where the system has it.
pub(crate) fn installed() -> Option<Arc<dyn Recogniser>> {
    FOUND.clone().map(|found| found as Arc<dyn Recogniser>)
}

impl Recogniser for Tesseract {
    fn pages(&self, scan: Scan, bytes: &[u8], lang: Option<&str>) -> Result<Vec<RecognisedPage>, String> {
        match scan {
            Scan::Picture => Ok(vec![self.page(bytes, lang)?]),
            Scan::Pdf => {
                let folder =
                    tempfile::tempdir().map_err(|error| format!("no room for its pages: {error}"))?;
                let pages = pictures(bytes, folder.path())?;
                pages.iter().map(|page| self.page(page, lang)).collect()
            }
        }
    }
}

impl Tesseract {
    fn page(&self, picture: &[u8], lang: Option<&str>) -> Result<RecognisedPage, String> {
        let told = LANGUAGES.iter().find(|(code, _)| Some(*code) == lang).map(|(_, name)| *name);
        if let (Some(lang), None) = (lang, told.filter(|name| self.languages.contains(name))) {
            return Err(format!("Tesseract has no data for the language `{lang}`"));
        }
        let languages = told.map_or_else(|| self.languages.join("+"), str::to_owned);
        let arguments = ["stdin", "stdout", "-l", &languages, "tsv"];
        let table = run("tesseract", arguments, picture, PAGE_TIME)?;
        Ok(words(&String::from_utf8_lossy(&table)))
    }
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

/// The words of Tesseract's table: a word a row, its place in lines and paragraphs, how sure it is in percent.
fn words(table: &str) -> RecognisedPage {
    let mut page = RecognisedPage::default();
    let mut before: Option<[&str; 3]> = None;
    let (mut sum, mut count) = (0.0, 0.0);
    for row in table.lines().skip(1) {
        let cells: Vec<&str> = row.split('\t').collect();
        let [level, _, block, paragraph, line, .., sure, word] = cells.as_slice() else { continue };
        let (true, Ok(sure)) = (*level == "5", sure.parse::<f32>()) else { continue };
        if word.trim().is_empty() || sure < 0.0 {
            continue;
        }
        page.text.push_str(match before {
            None => "",
            Some([old, ..]) if old != *block => "\n\n",
            Some([_, old, _]) if old != *paragraph => "\n\n",
            Some([.., old]) if old != *line => "\n",
            Some(_) => " ",
        });
        page.text.push_str(word.trim());
        before = Some([block, paragraph, line]);
        sum += sure;
        count += 1.0;
    }
    page.confidence = if count > 0.0 { sum / count / 100.0 } else { 0.0 };
    page
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
    fn a_table_of_words_becomes_text_with_a_confidence() {
        let table = "level\tpage\tblock\tpar\tline\tword\tleft\ttop\twidth\theight\tconf\ttext\n\
            1\t1\t0\t0\t0\t0\t0\t0\t9\t9\t-1\t\n5\t1\t1\t1\t1\t1\t0\t0\t9\t9\t90\tThe\n5\t1\t1\t1\t1\t2\t0\t0\t9\t9\t70\ttreaty\n\
            5\t1\t1\t1\t2\t1\t0\t0\t9\t9\t80\tended.\n5\t1\t2\t1\t1\t1\t0\t0\t9\t9\t80\tOn\n";
        let page = words(table);
        assert_eq!(page.text, "The treaty\nended.\n\nOn");
        assert!((page.confidence - 0.8).abs() < 1e-6);
    }

    #[test]
    fn a_program_that_is_not_there_is_named() {
        let reason = run("no-such-program-of-entente", ["x"], &[], Duration::from_secs(1)).unwrap_err();
        assert!(reason.contains("no-such-program-of-entente"), "{reason}");
    }
}
