//! The work as a plan: a row of its input a split, each read on a thread of its own with a stack for hostile pages.
//!
//! The splits come in as rows of a table in memory, a partition each, because Ballista gives every task its part of those
//! leaves alone that it knows; of a leaf of another kind each task would do the whole work.

use std::{
    any::Any,
    fmt,
    panic::{AssertUnwindSafe, catch_unwind},
    sync::{Arc, OnceLock},
    thread,
};

use anyhow::{Result, anyhow};
use datafusion::{
    arrow::{
        array::{ArrayRef, AsArray as _, RecordBatch, StringArray},
        datatypes::{DataType, Field, Schema},
    },
    catalog::memory::MemorySourceConfig,
    common::{DataFusionError, internal_err, tree_node::TreeNodeRecursion},
    execution::{SendableRecordBatchStream, TaskContext},
    physical_expr::{EquivalenceProperties, PhysicalExpr},
    physical_plan::{
        ChildrenPropertiesMode, DisplayAs, DisplayFormatType, ExecutionPlan, Partitioning, PlanProperties,
        ReplaceChildrenOptions,
        execution_plan::{Boundedness, EmissionType},
        stream::RecordBatchReceiverStream,
    },
};
use futures::TryStreamExt as _;
use tokio::sync::{Semaphore, mpsc::Sender};

use crate::{
    extract,
    splits::Split,
    work::{Gives, Work},
};

/// Stack of a thread that reads, in bytes.
const STACK: usize = 32 << 20;

/// How many splits this process reads at once.
static AT_ONCE: OnceLock<Semaphore> = OnceLock::new();

/// Sets how many splits this process reads at once; the first word counts.
pub(crate) fn at_once(splits: usize) {
    AT_ONCE.get_or_init(|| Semaphore::new(splits.max(1)));
}

/// What is made of splits, some columns of it wanted.
#[derive(Debug)]
pub(crate) struct WorkPlan {
    gives: Gives,
    columns: Option<Vec<usize>>,
    /// Rows of one column: splits as JSON.
    splits: Arc<dyn ExecutionPlan>,
    properties: Arc<PlanProperties>,
}

impl WorkPlan {
    /// A plan for all splits of the work.
    ///
    /// # Errors
    /// When there are no such columns.
    pub(crate) fn of_work(work: &Work, columns: Option<Vec<usize>>) -> Result<Self, DataFusionError> {
        let schema = Arc::new(Schema::new(vec![Field::new("split", DataType::Utf8, false)]));
        let row = |split: &Split| -> Result<Vec<RecordBatch>, DataFusionError> {
            let text =
                serde_json::to_string(split).map_err(|error| DataFusionError::External(error.into()))?;
            let column: ArrayRef = Arc::new(StringArray::from(vec![text]));
            Ok(vec![RecordBatch::try_new(Arc::clone(&schema), vec![column])?])
        };
        let rows = work.splits.iter().map(row).collect::<Result<Vec<_>, _>>()?;
        let splits = MemorySourceConfig::try_new_exec(&rows, schema, None)?;
        Self::new(work.gives.clone(), columns, splits)
    }

    /// A plan over rows of splits.
    ///
    /// # Errors
    /// When there are no such columns.
    pub(crate) fn new(
        gives: Gives,
        columns: Option<Vec<usize>>,
        splits: Arc<dyn ExecutionPlan>,
    ) -> Result<Self, DataFusionError> {
        let schema = match &columns {
            Some(columns) => Arc::new(gives.columns().project(columns)?),
            None => gives.columns(),
        };
        let properties = PlanProperties::new(
            EquivalenceProperties::new(schema),
            Partitioning::UnknownPartitioning(splits.properties().output_partitioning().partition_count()),
            EmissionType::Incremental,
            Boundedness::Bounded,
        );
        Ok(Self { gives, columns, splits, properties: Arc::new(properties) })
    }

    /// What is made and the columns, where a plan is one of ours.
    pub(crate) fn of<'a>(
        plan: &'a (dyn ExecutionPlan + 'static),
    ) -> Option<(&'a Gives, Option<&'a [usize]>)> {
        let own: &Self = (plan as &dyn Any).downcast_ref()?;
        Some((&own.gives, own.columns.as_deref()))
    }
}

impl DisplayAs for WorkPlan {
    fn fmt_as(&self, _: DisplayFormatType, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "Entente: {} splits", self.properties.output_partitioning().partition_count())
    }
}

impl ExecutionPlan for WorkPlan {
    fn name(&self) -> &'static str {
        "Entente"
    }

    fn properties(&self) -> &Arc<PlanProperties> {
        &self.properties
    }

    fn children(&self) -> Vec<&Arc<dyn ExecutionPlan>> {
        vec![&self.splits]
    }

    /// A split is hours of reading, not a row to be dealt out with others.
    fn benefits_from_input_partitioning(&self) -> Vec<bool> {
        vec![false]
    }

    fn apply_expressions(
        &self,
        _: &mut dyn FnMut(&Arc<dyn PhysicalExpr>) -> Result<TreeNodeRecursion, DataFusionError>,
    ) -> Result<TreeNodeRecursion, DataFusionError> {
        Ok(TreeNodeRecursion::Continue)
    }

    fn replace_children(
        self: Arc<Self>,
        mut children: Vec<Arc<dyn ExecutionPlan>>,
        _: ReplaceChildrenOptions,
    ) -> Result<Arc<dyn ExecutionPlan>, DataFusionError> {
        if let (Some(splits), true) = (children.pop(), children.is_empty()) {
            Ok(Arc::new(Self::new(self.gives.clone(), self.columns.clone(), splits)?))
        } else {
            internal_err!("splits come from one plan")
        }
    }

    fn with_new_children(
        self: Arc<Self>,
        children: Vec<Arc<dyn ExecutionPlan>>,
    ) -> Result<Arc<dyn ExecutionPlan>, DataFusionError> {
        self.replace_children(children, ReplaceChildrenOptions::new(ChildrenPropertiesMode::Recompute))
    }

    fn execute(
        &self,
        partition: usize,
        context: Arc<TaskContext>,
    ) -> Result<SendableRecordBatchStream, DataFusionError> {
        let mut splits = self.splits.execute(partition, context)?;
        let (gives, columns) = (self.gives.clone(), self.columns.clone());
        let mut stream = RecordBatchReceiverStream::builder(self.schema(), 2);
        let rows = stream.tx();
        stream.spawn(async move {
            while let Some(batch) = splits.try_next().await? {
                for split in batch.column(0).as_string::<i32>().iter().flatten() {
                    let split = serde_json::from_str(split)
                        .map_err(|error| DataFusionError::External(error.into()))?;
                    read(split, gives.clone(), columns.clone(), rows.clone()).await?;
                }
            }
            Ok(())
        });
        Ok(stream.build())
    }
}

/// Does a split on a thread of its own, when it is its turn.
async fn read(
    split: Split,
    gives: Gives,
    columns: Option<Vec<usize>>,
    rows: Rows,
) -> Result<(), DataFusionError> {
    let at_once = AT_ONCE.get_or_init(|| {
        Semaphore::new(thread::available_parallelism().map_or(1, std::num::NonZeroUsize::get))
    });
    let _place = at_once.acquire().await.map_err(|error| DataFusionError::External(error.into()))?;
    let (runtime, (told, ended)) = (tokio::runtime::Handle::current(), tokio::sync::oneshot::channel());
    thread::Builder::new().name("entente".to_owned()).stack_size(STACK).spawn(move || {
        // A thread that fails must fail its task: rows that are missing are worse than none.
        let whole = catch_unwind(AssertUnwindSafe(|| {
            let mut give = |rows_read| send(&rows, columns.as_deref(), rows_read);
            extract::split(&split, &gives, &runtime, &mut give)
        }));
        let whole = whole.unwrap_or_else(|_| Err(anyhow!("the program failed; this is a defect of it")));
        // The reader may have gone away.
        told.send(whole).ok();
    })?;
    match ended.await {
        Ok(whole) => whole.map_err(|error| DataFusionError::External(error.into())),
        Err(error) => Err(DataFusionError::External(error.into())),
    }
}

/// Where rows go.
type Rows = Sender<Result<RecordBatch, DataFusionError>>;

fn send(rows: &Rows, columns: Option<&[usize]>, batch: RecordBatch) -> Result<()> {
    let batch = match columns {
        Some(columns) => batch.project(columns)?,
        None => batch,
    };
    rows.blocking_send(Ok(batch)).map_err(|_| anyhow!("nobody wants the rows any more"))
}
