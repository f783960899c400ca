//! What is to be done, as a table: a task a split.
//!
//! The work goes from the client to the scheduler as a table, and from there to each executor as a plan with the splits of its
//! task alone; what is in it is all that a task needs.

use std::{any::Any, sync::Arc};

use async_trait::async_trait;
use datafusion::{
    arrow::datatypes::{DataType, Field, Schema, SchemaRef},
    catalog::{Session, TableFunctionArgs, TableFunctionImpl, TableProvider},
    common::{DataFusionError, ScalarValue, plan_err},
    logical_expr::{Expr, TableType},
    physical_plan::{ExecutionPlan, empty::EmptyExec},
};
use entente_columns::reading_schema;
use serde::{Deserialize, Serialize};

use crate::{
    plan::WorkPlan,
    splits::{Split, splits},
    store::Place,
};

/// Splits, and what is made of them.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) struct Work {
    /// A task each.
    pub splits: Vec<Split>,
    /// What a task gives.
    pub gives: Gives,
}

/// What a task gives.
#[derive(Debug, Clone, PartialEq, Eq, Serialize, Deserialize)]
pub(crate) enum Gives {
    /// The readings as rows.
    Readings,
    /// A report on the file of readings that it wrote.
    Files {
        /// The address of the folder.
        output: String,
        /// The format of the files.
        format: Format,
    },
}

/// Formats of files of readings.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Serialize, Deserialize, clap::ValueEnum)]
pub(crate) enum Format {
    /// A row a document.
    Parquet,
    /// A line a document.
    Jsonl,
}

impl Format {
    /// The ending of a file's name.
    pub(crate) fn ending(self) -> &'static str {
        match self {
            Self::Parquet => "parquet",
            Self::Jsonl => "jsonl",
        }
    }
}

impl Gives {
    /// The columns of what the tasks give.
    pub(crate) fn columns(&self) -> SchemaRef {
        match self {
            Self::Readings => reading_schema(),
            Self::Files { .. } => Arc::new(Schema::new(vec![Field::new("done", DataType::Utf8, false)])),
        }
    }
}

#[async_trait]
impl TableProvider for Work {
    fn schema(&self) -> SchemaRef {
        self.gives.columns()
    }

    fn table_type(&self) -> TableType {
        TableType::Base
    }

    async fn scan(
        &self,
        _: &dyn Session,
        projection: Option<&Vec<usize>>,
        _: &[Expr],
        _: Option<usize>,
    ) -> Result<Arc<dyn ExecutionPlan>, DataFusionError> {
        let plan = WorkPlan::of_work(self, projection.cloned())?;
        // An engine wants one partition at least.
        Ok(if self.splits.is_empty() { Arc::new(EmptyExec::new(plan.schema())) } else { Arc::new(plan) })
    }
}

/// The work behind a table, where it is one of ours.
pub(crate) fn of_table<'a>(table: &'a (dyn TableProvider + 'static)) -> Option<&'a Work> {
    (table as &dyn Any).downcast_ref()
}

/// The most bytes of a list of files that goes to every task.
const MOST_BYTES: usize = 4 << 20;

/// `entente_readings('s3://archive/2021/')`: the readings of every document below an address.
#[derive(Debug)]
pub(crate) struct ReadingsOf;

impl TableFunctionImpl for ReadingsOf {
    fn call_with_args(
        &self,
        given: TableFunctionArgs<'_, '_>,
    ) -> Result<Arc<dyn TableProvider>, DataFusionError> {
        let [Expr::Literal(ScalarValue::Utf8(Some(address)), _)] = given.exprs() else {
            return plan_err!("entente_readings takes one address in quotes");
        };
        let list = async { Place::named(address)?.list().await };
        // Planning is no asynchronous matter here; the runtime has other threads for the answer of the store.
        let files = tokio::task::block_in_place(|| tokio::runtime::Handle::current().block_on(list));
        let files = files.map_err(|error| DataFusionError::External(error.into()))?;
        let splits = splits(files, None);
        let message = serde_json::to_vec(&splits).map_err(|error| DataFusionError::External(error.into()))?;
        if message.len() > MOST_BYTES {
            return plan_err!(
                "too many files below `{address}` for one question: extract them first, and ask the readings"
            );
        }
        Ok(Arc::new(Work { splits, gives: Gives::Readings }))
    }
}
