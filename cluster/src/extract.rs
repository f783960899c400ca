//! One task: the files of a split read, and their readings given as rows or written to a file.

use std::{
    fs::File,
    io::{self, BufWriter, Write as _},
    sync::Arc,
};

use anyhow::{Context as _, Result};
use datafusion::arrow::array::{ArrayRef, RecordBatch, StringArray};
use entente_columns::{Encoder, ReadingFile};
use entente_model::Reading;
use serde::{Deserialize, Serialize};
use tokio::runtime::Handle;

use crate::{
    files,
    splits::{Done, Files, Split},
    store::{Found, Place},
    work::{Format, Gives},
};

/// Takes rows.
type Give<'g> = &'g mut dyn FnMut(RecordBatch) -> Result<()>;

/// Does one split; done again it gives the same rows and writes the same bytes, so that a task may be tried again.
///
/// # Errors
/// When files cannot be had or written, or nobody takes the rows. A bad document is no error.
pub(crate) fn split(split: &Split, gives: &Gives, runtime: &Handle, give: Give<'_>) -> Result<()> {
    match gives {
        Gives::Readings => rows(split, runtime, give),
        Gives::Files { output, format } => {
            let done = file(split, &Place::named(output)?, *format, runtime)?;
            let column: ArrayRef = Arc::new(StringArray::from(vec![serde_json::to_string(&done)?]));
            give(RecordBatch::try_from_iter([("done", column)])?)
        }
    }
}

/// The readings of some files, one by one.
fn read(files: &[Found], runtime: &Handle, take: files::Take<'_>) -> Result<Done> {
    let mut done = Done::default();
    for found in files {
        match runtime.block_on(async { Place::named(&found.address)?.open().await }) {
            Ok(file) => files::file(&found.origin, file, take, &mut done)?,
            // A store that does not answer fails the task, and the engine tries it again.
            Err(error) if is_out_of_reach(&error) => {
                done.refused.push((found.origin.clone(), format!("{error:#}")));
            }
            Err(error) => return Err(error),
        }
    }
    Ok(done)
}

/// The files of a split.
async fn files_of(split: &Split) -> Result<Vec<Found>> {
    let address = match &split.files {
        Files::Here(files) => return Ok(files.clone()),
        Files::Listed(address) => address,
    };
    let bytes = Place::named(address)?.read().await?.with_context(|| format!("`{address}` is gone"))?;
    Ok(serde_json::from_slice(&bytes)?)
}

/// Whether a file went away since it was listed, or is nobody's to read: trying again will not help.
fn is_out_of_reach(error: &anyhow::Error) -> bool {
    error.chain().any(|cause| {
        matches!(
            cause.downcast_ref::<object_store::Error>(),
            Some(object_store::Error::NotFound { .. } | object_store::Error::PermissionDenied { .. })
        ) || cause.downcast_ref::<io::Error>().is_some_and(|error| {
            matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::PermissionDenied)
        })
    })
}

/// Lists longer than so many files lie beside the output.
const FILES_IN_A_MESSAGE: usize = 8;

/// The split as it goes to the tasks: a long list of files is put beside the output.
///
/// # Errors
/// When it cannot be written.
pub(crate) async fn sent(split: Split, output: &Place) -> Result<Split> {
    let Files::Here(files) = &split.files else { return Ok(split) };
    if files.len() <= FILES_IN_A_MESSAGE {
        return Ok(split);
    }
    let place = output.below(&format!("_work/{:05}.json", split.number));
    place.put_bytes(serde_json::to_vec(files)?).await?;
    Ok(Split { number: split.number, files: Files::Listed(place.address().to_string()) })
}

/// Readings that are encoded together.
const ROWS: usize = 64;

fn rows(split: &Split, runtime: &Handle, give: Give<'_>) -> Result<()> {
    let (mut encoder, mut waiting) = (Encoder::new()?, Vec::with_capacity(ROWS));
    let mut take = |reading: Reading| -> Result<()> {
        waiting.push(reading);
        if waiting.len() == ROWS {
            give(encoder.encode(&waiting)?)?;
            waiting.clear();
        }
        Ok(())
    };
    read(&runtime.block_on(files_of(split))?, runtime, &mut take)?;
    if waiting.is_empty() { Ok(()) } else { give(encoder.encode(&waiting)?) }
}

/// A report that stays beside a file: what it is made of, and what the task did.
#[derive(Debug, Serialize, Deserialize)]
struct Report {
    files: Vec<Found>,
    format: Format,
    done: Done,
}

/// Where the report on a split lies.
fn report_of(output: &Place, number: usize) -> Place {
    output.below(&format!("_done/{number:05}.json"))
}

/// What the task of a split did, where it was done before with the same files.
///
/// # Errors
/// When the store does not answer.
pub(crate) async fn done_before(output: &Place, split: &Split, format: Format) -> Result<Option<Done>> {
    let Some(bytes) = report_of(output, split.number).read().await? else { return Ok(None) };
    let report: Option<Report> = serde_json::from_slice(&bytes).ok();
    let same = |report: &Report| split.files == Files::Here(report.files.clone()) && report.format == format;
    Ok(report.filter(same).map(|report| report.done))
}

fn file(split: &Split, output: &Place, format: Format, runtime: &Handle) -> Result<Done> {
    let local = tempfile::tempfile()?;
    let mut writer = Writer::new(format, local.try_clone()?)?;
    let files = runtime.block_on(files_of(split))?;
    let done = read(&files, runtime, &mut |reading| writer.write(reading))?;
    writer.close()?;
    let report = Report { files, format, done };
    runtime.block_on(async {
        output.below(&format!("{:05}.{}", split.number, format.ending())).put(local).await?;
        // Last, so that what it says is there.
        report_of(output, split.number).put_bytes(serde_json::to_vec(&report)?).await?;
        anyhow::Ok(())
    })?;
    Ok(report.done)
}

/// A file of readings.
enum Writer {
    Lines(BufWriter<File>),
    Columns(Box<ReadingFile<BufWriter<File>>>, Encoder, Vec<Reading>),
}

impl Writer {
    fn new(format: Format, file: File) -> Result<Self> {
        let file = BufWriter::with_capacity(1 << 18, file);
        Ok(match format {
            Format::Jsonl => Self::Lines(file),
            Format::Parquet => Self::Columns(Box::new(ReadingFile::new(file)?), Encoder::new()?, Vec::new()),
        })
    }

    fn write(&mut self, reading: Reading) -> Result<()> {
        match self {
            Self::Lines(file) => {
                serde_json::to_writer(&mut *file, &reading)?;
                file.write_all(b"\n")?;
            }
            Self::Columns(file, encoder, waiting) => {
                waiting.push(reading);
                if waiting.len() == ROWS {
                    file.write(&encoder.encode(waiting)?)?;
                    waiting.clear();
                }
            }
        }
        Ok(())
    }

    fn close(self) -> Result<()> {
        match self {
            Self::Lines(mut file) => file.flush()?,
            Self::Columns(mut file, mut encoder, waiting) => {
                if !waiting.is_empty() {
                    file.write(&encoder.encode(&waiting)?)?;
                }
                file.close()?.flush()?;
            }
        }
        Ok(())
    }
}
