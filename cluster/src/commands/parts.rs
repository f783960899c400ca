//! `entente-cluster scheduler` and `executor`: the parts of a cluster.

use std::{net::SocketAddr, num::NonZeroUsize, path::PathBuf, sync::Arc};

use anyhow::{Context as _, Result};
use ballista_core::config::TaskSchedulingPolicy;
use ballista_executor::executor_process::{ExecutorProcessConfig, start_executor_process};
use ballista_scheduler::{
    cluster::BallistaCluster, config::SchedulerConfig, scheduler_process::start_server,
};

use datafusion::prelude::SessionConfig;

use super::processors;
use crate::{codec, plan, session};

#[derive(clap::Args)]
pub(super) struct Scheduler {
    /// Where to listen
    #[arg(long, value_name = "ADDR", default_value = "0.0.0.0:50050")]
    bind: SocketAddr,
    /// Seconds without a sign of life after which an executor counts as gone; a busy one gives a sign every five
    #[arg(long, value_name = "SECONDS", default_value = "60", value_parser = clap::value_parser!(u64).range(10..))]
    patience: u64,
}

impl Scheduler {
    pub(super) async fn run(self) -> Result<()> {
        let config = SchedulerConfig {
            bind_host: self.bind.ip().to_string(),
            bind_port: self.bind.port(),
            scheduling_policy: TaskSchedulingPolicy::PullStaged,
            executor_timeout_seconds: self.patience,
            expire_dead_executor_interval_seconds: (self.patience / 4).max(1),
            override_config_producer: Some(Arc::new(session::config)),
            override_session_builder: Some(Arc::new(session::state)),
            override_logical_codec: Some(Arc::new(codec::Tables::default())),
            override_physical_codec: Some(Arc::new(codec::Plans::default())),
            ..SchedulerConfig::default()
        };
        let cluster = BallistaCluster::new_from_config(&config).await?;
        start_server(cluster, self.bind, Arc::new(config)).await.context("the scheduler ended")
    }
}

#[derive(clap::Args)]
pub(super) struct Executor {
    /// The scheduler's name or address
    #[arg(long, value_name = "HOST", default_value = "localhost")]
    scheduler_host: String,
    /// The scheduler's port
    #[arg(long, value_name = "PORT", default_value = "50050")]
    scheduler_port: u16,
    /// Where to listen
    #[arg(long, value_name = "ADDR", default_value = "0.0.0.0")]
    bind: String,
    /// The name under which others reach this executor
    #[arg(long, value_name = "HOST")]
    host: Option<String>,
    /// The port for results
    #[arg(long, value_name = "PORT", default_value = "50051")]
    port: u16,
    /// The port for orders
    #[arg(long, value_name = "PORT", default_value = "50052")]
    grpc_port: u16,
    /// How many tasks run at once; as many as there are processors unless told
    #[arg(long, value_name = "N")]
    jobs: Option<NonZeroUsize>,
    /// A folder for what lies between stages
    #[arg(long, value_name = "DIR")]
    work_dir: Option<PathBuf>,
}

impl Executor {
    pub(super) async fn run(self) -> Result<()> {
        let jobs = processors(self.jobs);
        plan::at_once(jobs);
        let config = ExecutorProcessConfig {
            bind_host: self.bind,
            external_host: self.host,
            port: self.port,
            grpc_port: self.grpc_port,
            scheduler_host: self.scheduler_host,
            scheduler_port: self.scheduler_port,
            scheduler_connect_timeout_seconds: 30,
            vcores: jobs,
            task_scheduling_policy: TaskSchedulingPolicy::PullStaged,
            work_dir: self.work_dir.map(|path| path.to_string_lossy().into_owned()),
            override_function_registry: Some(session::registry()),
            override_runtime_producer: Some(Arc::new(|_: &SessionConfig| session::runtime())),
            override_config_producer: Some(Arc::new(session::config)),
            override_logical_codec: Some(Arc::new(codec::Tables::default())),
            override_physical_codec: Some(Arc::new(codec::Plans::default())),
            ..ExecutorProcessConfig::default()
        };
        start_executor_process(Arc::new(config)).await.context("the executor ended")
    }
}
