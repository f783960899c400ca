//! Where queries run: in this process, or on a Ballista cluster whose parts know our functions, tables and plans.

use std::sync::Arc;

use anyhow::Result;
use ballista::prelude::SessionContextExt as _;
use ballista_core::{extension::SessionConfigExt as _, registry::BallistaFunctionRegistry};
use datafusion::{
    common::DataFusionError,
    execution::{
        FunctionRegistry as _, SessionState, SessionStateBuilder,
        runtime_env::{RuntimeEnv, RuntimeEnvBuilder},
    },
    prelude::{SessionConfig, SessionContext},
};

use crate::{codec, functions, store::Stores, work::ReadingsOf};

/// What a part of a cluster is configured with.
pub(crate) fn config() -> SessionConfig {
    SessionConfig::new_with_ballista()
        .with_ballista_logical_extension_codec(Arc::new(codec::Tables::default()))
        .with_ballista_physical_extension_codec(Arc::new(codec::Plans::default()))
}

/// Stores that open by their addresses.
///
/// # Errors
/// When the engine refuses.
pub(crate) fn runtime() -> Result<Arc<RuntimeEnv>, DataFusionError> {
    Ok(Arc::new(RuntimeEnvBuilder::new().with_object_store_registry(Arc::new(Stores::default())).build()?))
}

/// A session with our functions in it.
///
/// # Errors
/// When the engine refuses.
pub(crate) fn state(config: SessionConfig) -> Result<SessionState, DataFusionError> {
    let mut state = SessionStateBuilder::new()
        .with_config(config)
        .with_runtime_env(runtime()?)
        .with_default_features()
        .build();
    for function in functions::all() {
        state.register_udf(function)?;
    }
    Ok(state)
}

/// A context for queries: on the cluster of a scheduler, or in this process.
///
/// # Errors
/// When the scheduler's address is none.
pub(crate) async fn context(scheduler: Option<&str>) -> Result<SessionContext> {
    let context = match scheduler {
        Some(url) => SessionContext::remote_with_state(url, state(config())?).await?,
        None => SessionContext::new_with_state(state(SessionConfig::new())?),
    };
    context.register_udtf("entente_readings", Arc::new(ReadingsOf));
    Ok(context)
}

/// The functions that executors know.
pub(crate) fn registry() -> Arc<BallistaFunctionRegistry> {
    let mut registry = BallistaFunctionRegistry::default();
    for function in functions::all() {
        registry.scalar_functions.insert(function.name().to_owned(), function);
    }
    Arc::new(registry)
}
