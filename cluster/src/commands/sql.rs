//! `entente-cluster sql`: questions to readings.

use std::io::{self, Write as _};

use anyhow::Result;
use arrow_json::LineDelimitedWriter;
use datafusion::{arrow::util::pretty::pretty_format_batches, prelude::ParquetReadOptions};

use super::processors;
use crate::{plan, session, store::Place};

#[derive(clap::Args)]
pub(super) struct Sql {
    /// A folder or address of readings as Parquet: the table `readings`
    #[arg(long, value_name = "URL")]
    readings: Option<String>,
    /// Ask the cluster of this scheduler: <df://host:50050>
    #[arg(long, value_name = "URL")]
    scheduler: Option<String>,
    /// Print rows as JSON Lines
    #[arg(long)]
    json: bool,
    /// The question; `entente_readings('URL')` is a table of the readings of the documents below an address,
    /// `entente_read(content, origin, published, lang)` a function that reads one
    query: String,
}

impl Sql {
    pub(super) async fn run(self) -> Result<()> {
        plan::at_once(processors(None));
        let context = session::context(self.scheduler.as_deref()).await?;
        if let Some(readings) = &self.readings {
            let mut address = Place::named(readings)?.address().clone();
            if !address.path().ends_with('/') && !address.path().ends_with(".parquet") {
                address.set_path(&format!("{}/", address.path()));
            }
            context.register_parquet("readings", address.as_str(), ParquetReadOptions::default()).await?;
        }
        let rows = context.sql(&self.query).await?.collect().await?;
        let mut out = io::stdout().lock();
        if self.json {
            let mut lines = LineDelimitedWriter::new(&mut out);
            lines.write_batches(&rows.iter().collect::<Vec<_>>())?;
            lines.finish()?;
        } else {
            writeln!(out, "{}", pretty_format_batches(&rows)?)?;
        }
        Ok(())
    }
}
