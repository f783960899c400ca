//! Files to readings: what `entente extract` does, for one task.

use std::{
    fs::File,
    io::{self, BufRead, BufReader, Read as _, Seek as _},
    sync::LazyLock,
};

use anyhow::Result;
use entente_columns::Documents;
use entente_engine::{Engine, Read as Found, Refusal, one_by_one};
use entente_intake::{Hints, IntakeError, Options};
use entente_model::Reading;

use crate::splits::Done;

/// The engine of this process.
static ENGINE: LazyLock<Engine> = LazyLock::new(|| Engine::new(Options::default()));

/// Takes readings one by one.
pub(crate) type Take<'t> = &'t mut dyn FnMut(Reading) -> Result<()>;

/// Reads one file of any kind; what cannot be read is noted and does not stop the rest.
///
/// # Errors
/// What `take` returns, or that the file itself cannot be read: then the task is tried again.
pub(crate) fn file(origin: &str, mut file: File, take: Take<'_>, done: &mut Done) -> Result<()> {
    done.bytes += file.metadata().map_or(0, |data| data.len());
    let ending = origin.rsplit('.').next().unwrap_or_default().to_ascii_lowercase();
    match ending.as_str() {
        "parquet" => return table(origin, file, take, done),
        "jsonl" | "ndjson" if begins_with_an_object(&mut file)? => {
            return lines(origin, BufReader::with_capacity(1 << 17, file), take, done);
        }
        _ => {}
    }
    let whole = file.try_clone()?;
    match ENGINE.intake().parts(origin, file) {
        Ok(Some(parts)) => {
            for part in parts {
                match part {
                    Ok(part) => {
                        bytes(&part.origin, &part.bytes, &part.hints(&Hints::default()), take, done)?;
                    }
                    Err(refused) => done.refuse(&refused.origin, &refused.error.into()),
                }
            }
            Ok(())
        }
        Ok(None) => self::whole(origin, whole, take, done),
        Err(error) => {
            done.refuse(origin, &error.into());
            Ok(())
        }
    }
}

/// A file that is one source.
fn whole(origin: &str, mut file: File, take: Take<'_>, done: &mut Done) -> Result<()> {
    file.rewind()?;
    let limit = Options::default().max_bytes;
    let mut all = Vec::new();
    file.take(limit + 1).read_to_end(&mut all)?;
    if all.len() as u64 > limit {
        let bytes = all.len() as u64;
        done.refuse(origin, &IntakeError::TooLarge { bytes, limit }.into());
        return Ok(());
    }
    bytes(origin, &all, &Hints::default(), take, done)
}

/// The readings of the documents in some bytes.
///
/// # Errors
/// What `take` returns.
pub(crate) fn bytes(
    origin: &str,
    bytes: &[u8],
    hints: &Hints,
    take: Take<'_>,
    done: &mut Done,
) -> Result<()> {
    add(origin, ENGINE.read(origin, bytes, hints, &one_by_one), take, done)
}

fn add(origin: &str, read: Result<Found, Refusal>, take: Take<'_>, done: &mut Done) -> Result<()> {
    match read {
        Ok(read) => {
            for part in &read.refused {
                done.refuse(&part.origin, &part.refusal);
            }
            done.documents += read.readings.len() as u64;
            read.readings.into_iter().try_for_each(take)
        }
        Err(refusal) => {
            done.refuse(origin, &refusal);
            Ok(())
        }
    }
}

fn begins_with_an_object(file: &mut File) -> io::Result<bool> {
    let mut head = Vec::new();
    file.by_ref().take(4096).read_to_end(&mut head)?;
    file.rewind()?;
    let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
    Ok(head.trim_ascii_start().starts_with(b"{"))
}

/// Lines one by one; one that is too long is noted and skipped, so that no line is held that is not read.
fn lines(origin: &str, mut lines: impl BufRead, take: Take<'_>, done: &mut Done) -> Result<()> {
    let limit = Options::default().max_bytes;
    let mut line = Vec::new();
    for number in 1_usize.. {
        line.clear();
        let read = (&mut lines).take(limit + 1).read_until(b'\n', &mut line)? as u64;
        if read == 0 {
            break;
        }
        let name = || format!("{origin}#{number}");
        if read > limit {
            if line.last() != Some(&b'\n') {
                lines.skip_until(b'\n')?;
            }
            done.refuse(&name(), &IntakeError::TooLarge { bytes: read, limit }.into());
            continue;
        }
        let text = if number == 1 { line.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&line) } else { &line };
        if !text.trim_ascii().is_empty() {
            let one = ENGINE.read_line(origin, number, text, &Hints::default(), &one_by_one);
            add(&name(), one, take, done)?;
        }
    }
    Ok(())
}

fn table(origin: &str, file: File, take: Take<'_>, done: &mut Done) -> Result<()> {
    let rows = match Documents::open(file, &|_| None) {
        Ok(rows) => rows,
        Err(error) => {
            done.refuse_for(origin, &error);
            return Ok(());
        }
    };
    for (number, row) in (1..).zip(rows) {
        match row {
            Ok(row) => {
                let read = ENGINE.read_row(origin, number, row, &Hints::default(), &one_by_one);
                add(origin, Ok(read), take, done)?;
            }
            Err(error) => {
                done.refuse_for(&format!("{origin}#{number}"), &error);
                break;
            }
        }
    }
    Ok(())
}
