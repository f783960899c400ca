//! `entente-cluster extract`: documents to files of readings.

use std::{
    io::{self, Write as _},
    num::NonZeroUsize,
    sync::Arc,
    time::Instant,
};

use anyhow::{Result, bail, ensure};
use datafusion::{arrow::array::AsArray as _, prelude::SessionContext};
use futures::{StreamExt as _, TryStreamExt as _, stream};

use super::processors;
use crate::{
    extract::{done_before, sent},
    plan, session,
    splits::{Done, Split, splits},
    store::Place,
    work::{Format, Gives, Work},
};

/// Splits that go to the engine as one job.
const ROUND: usize = 1000;

/// How often a job is given to the cluster that broke off as a whole; single tasks are tried again by the engine itself.
const ATTEMPTS: usize = 3;

/// Requests to a store at once.
const REQUESTS: usize = 32;

#[derive(clap::Args)]
pub(super) struct Extract {
    /// What to read: a folder or file, or an address: s3://, gs://, az://, file://
    #[arg(long, value_name = "URL")]
    input: String,
    /// The folder or address that the readings go to
    #[arg(long, value_name = "URL")]
    output: String,
    /// The format of the readings
    #[arg(long, value_enum, default_value = "parquet")]
    format: Format,
    /// Run on the cluster of this scheduler: <df://host:50050>
    #[arg(long, value_name = "URL")]
    scheduler: Option<String>,
    /// How many tasks run at once in this process; as many as there are processors unless told
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// Put small files together up to so many MB a task
    #[arg(long, value_name = "MB", default_value = "16")]
    task_size: u64,
    /// Go on with an output that was broken off
    #[arg(long)]
    resume: bool,
}

impl Extract {
    pub(super) async fn run(self) -> Result<()> {
        plan::at_once(processors(self.jobs));
        let (input, output) = (Place::named(&self.input)?, Place::named(&self.output)?);
        let files = input.list().await?;
        ensure!(!files.is_empty(), "nothing to read at `{}`", self.input);
        let held = output.list().await?;
        ensure!(
            self.resume || held.is_empty(),
            "`{}` holds something already; --resume goes on with it",
            self.output
        );
        let splits = splits(files, Some(self.task_size.saturating_mul(1 << 20)));
        let context = session::context(self.scheduler.as_deref()).await?;
        let (start, mut all) = (Instant::now(), Done::default());
        let mut tasks = 0;
        for round in splits.chunks(ROUND) {
            let done = self.round(round, &output, &context).await?;
            tasks += round.len();
            for (origin, reason) in &done.refused {
                tell(&format!("refused: {origin}: {reason}"))?;
            }
            all.add(done);
            tell(&format!("{tasks} of {} tasks, {} documents", splits.len(), all.documents))?;
        }
        let (seconds, megabytes) = (start.elapsed().as_secs_f64(), all.bytes as f64 / 1e6);
        writeln!(
            io::stdout().lock(),
            "{} documents out of {megabytes:.1} MB in {seconds:.1} s, {} refused",
            all.documents,
            all.refused.len()
        )?;
        Ok(())
    }

    /// Has some splits done; those that were done before are not done again.
    async fn round(&self, splits: &[Split], output: &Place, context: &SessionContext) -> Result<Done> {
        let mut failed = None;
        for attempt in 0..ATTEMPTS {
            let known = stream::iter(splits).map(|split| done_before(output, split, self.format));
            let known: Vec<Option<Done>> = if self.resume || attempt > 0 {
                known.buffered(REQUESTS).try_collect().await?
            } else {
                vec![None; splits.len()]
            };
            let left = splits.iter().zip(&known).filter(|(_, known)| known.is_none());
            let left = stream::iter(left.map(|(split, _)| split.clone()).collect::<Vec<_>>());
            let left: Vec<Split> =
                left.map(|split| sent(split, output)).buffered(REQUESTS).try_collect().await?;
            let mut all = Done::default();
            known.into_iter().flatten().for_each(|done| all.add(done));
            if left.is_empty() {
                return Ok(all);
            }
            match self.tasks(left, output, context).await {
                Ok(done) => {
                    all.add(done);
                    return Ok(all);
                }
                Err(error) => {
                    tell(&format!("the job broke off: {error:#}"))?;
                    failed = Some(error);
                }
            }
        }
        failed.map_or_else(|| bail!("the job was not done"), Err)
    }

    /// Gives splits to the engine, and gathers what the tasks did in the order of the splits.
    async fn tasks(&self, splits: Vec<Split>, output: &Place, context: &SessionContext) -> Result<Done> {
        let expected = splits.len();
        let gives = Gives::Files { output: output.address().to_string(), format: self.format };
        let table = context.read_table(Arc::new(Work { splits, gives }))?;
        let (mut parts, mut count, mut all) = (table.execute_stream_partitioned().await?, 0, Done::default());
        let mut rows = stream::select_all(parts.drain(..));
        while let Some(batch) = rows.try_next().await? {
            for done in batch.column(0).as_string::<i32>().iter().flatten() {
                all.add(Done::parse(done)?);
                count += 1;
            }
        }
        ensure!(count == expected, "{count} of {expected} tasks gave a report");
        all.refused.sort_unstable();
        Ok(all)
    }
}

fn tell(line: &str) -> io::Result<()> {
    writeln!(io::stderr().lock(), "{line}")
}
