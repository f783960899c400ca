//! The work on its way between client, scheduler and executors; everything else is left to Ballista's own codecs.

use std::sync::Arc;

use ballista_core::serde::{BallistaLogicalExtensionCodec, BallistaPhysicalExtensionCodec};
use datafusion::{
    arrow::datatypes::SchemaRef,
    catalog::TableProvider,
    common::{DataFusionError, TableReference, internal_err},
    datasource::file_format::FileFormatFactory,
    execution::TaskContext,
    logical_expr::{Extension, LogicalPlan},
    physical_plan::ExecutionPlan,
};
use datafusion_proto::{
    logical_plan::LogicalExtensionCodec,
    physical_plan::{PhysicalExtensionCodec, PhysicalProtoConverterExtension},
};
use serde::{Deserialize, Serialize, de::DeserializeOwned};

use crate::{
    plan::WorkPlan,
    work::{self, Gives, Work},
};

type Result<T> = std::result::Result<T, DataFusionError>;

/// What our messages begin with; no message of Protocol Buffers does.
const MARK: &[u8] = b"\xFFentente1";

/// A plan of ours, without the plan that its splits come from.
#[derive(Serialize, Deserialize)]
struct Message {
    gives: Gives,
    columns: Option<Vec<usize>>,
}

fn write(own: &impl Serialize, buffer: &mut Vec<u8>) -> Result<()> {
    buffer.extend_from_slice(MARK);
    serde_json::to_writer(buffer, own).map_err(|error| DataFusionError::External(error.into()))
}

/// Our message, where it is one.
fn read<T: DeserializeOwned>(buffer: &[u8]) -> Option<Result<T>> {
    let own = buffer.strip_prefix(MARK)?;
    Some(serde_json::from_slice(own).map_err(|error| DataFusionError::External(error.into())))
}

/// For tables.
#[derive(Debug, Default)]
pub(crate) struct Tables(BallistaLogicalExtensionCodec);

impl LogicalExtensionCodec for Tables {
    fn try_decode(&self, buffer: &[u8], inputs: &[LogicalPlan], context: &TaskContext) -> Result<Extension> {
        self.0.try_decode(buffer, inputs, context)
    }

    fn try_encode(&self, node: &Extension, buffer: &mut Vec<u8>) -> Result<()> {
        self.0.try_encode(node, buffer)
    }

    fn try_decode_table_provider(
        &self,
        buffer: &[u8],
        table: &TableReference,
        schema: SchemaRef,
        context: &TaskContext,
    ) -> Result<Arc<dyn TableProvider>> {
        match read::<Work>(buffer) {
            Some(work) => Ok(Arc::new(work?)),
            None => self.0.try_decode_table_provider(buffer, table, schema, context),
        }
    }

    fn try_encode_table_provider(
        &self,
        table: &TableReference,
        node: Arc<dyn TableProvider>,
        buffer: &mut Vec<u8>,
    ) -> Result<()> {
        match work::of_table(node.as_ref()) {
            Some(work) => write(work, buffer),
            None => self.0.try_encode_table_provider(table, node, buffer),
        }
    }

    fn try_decode_file_format(
        &self,
        buffer: &[u8],
        context: &TaskContext,
    ) -> Result<Arc<dyn FileFormatFactory>> {
        self.0.try_decode_file_format(buffer, context)
    }

    fn try_encode_file_format(&self, buffer: &mut Vec<u8>, node: Arc<dyn FileFormatFactory>) -> Result<()> {
        self.0.try_encode_file_format(buffer, node)
    }
}

/// For plans.
#[derive(Debug, Default)]
pub(crate) struct Plans(BallistaPhysicalExtensionCodec);

impl PhysicalExtensionCodec for Plans {
    fn try_decode(
        &self,
        buffer: &[u8],
        inputs: &[Arc<dyn ExecutionPlan>],
        context: &TaskContext,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<Arc<dyn ExecutionPlan>> {
        match (read(buffer), inputs) {
            (Some(message), [splits]) => {
                let Message { gives, columns } = message?;
                Ok(Arc::new(WorkPlan::new(gives, columns, Arc::clone(splits))?))
            }
            (Some(_), _) => internal_err!("splits come from one plan"),
            (None, _) => self.0.try_decode(buffer, inputs, context, converter),
        }
    }

    fn try_encode(
        &self,
        node: Arc<dyn ExecutionPlan>,
        buffer: &mut Vec<u8>,
        converter: &dyn PhysicalProtoConverterExtension,
    ) -> Result<()> {
        match WorkPlan::of(node.as_ref()) {
            Some((gives, columns)) => {
                let columns = columns.map(<[usize]>::to_vec);
                write(&Message { gives: gives.clone(), columns }, buffer)
            }
            None => self.0.try_encode(node, buffer, converter),
        }
    }
}
