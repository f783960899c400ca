//! `entente serve`: the web workplace and the HTTP API.

use std::{
    env, fs,
    net::{IpAddr, SocketAddr},
    path::PathBuf,
    sync::Arc,
};

use anyhow::Context as _;
use clap::Args;
use entente_dossier::Dossier;
use entente_engine::{Published, PublishedError};
use entente_intake::Hints;
use entente_model::{Cut, Language};
use entente_present::Fonts;
use entente_server::{Access, Desk, Options, ReadSource, Said};

use crate::{
    clock,
    engine::Engine,
    fonts,
    outcome::{Outcome, WrongUse, tell},
    record::{At, print},
    web::{Web, WebFlags},
};

/// Open the dossier in a browser: read, check, correct, brief
///
/// The address is printed to standard output; stop with Ctrl-C. The server listens on this machine alone unless another
/// address is given, and then asks for a token. The HTTP API lies under /api/v1, described by /api/v1/openapi.json.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente serve
  entente serve --addr 127.0.0.1:0                  any free port
  ENTENTE_TOKEN=... entente serve --addr 192.0.2.7:8420 --host desk.example")]
pub(crate) struct Serve {
    #[command(flatten)]
    at: At,

    /// The address to listen on
    #[arg(long, value_name = "ADDRESS:PORT", default_value = "127.0.0.1:8420")]
    addr: SocketAddr,

    /// A name under which browsers ask for the server beside its address; several: repeat it
    #[arg(long, value_name = "NAME")]
    host: Vec<String>,

    /// A file with the token of those who may write; without it `ENTENTE_TOKEN`
    #[arg(long, value_name = "FILE")]
    token_file: Option<PathBuf>,

    /// A file with the token of those who may only read; without it `ENTENTE_READ_TOKEN`
    #[arg(long, value_name = "FILE")]
    read_token_file: Option<PathBuf>,

    /// Refuse sources above this size, in MB
    #[arg(long, value_name = "MB", default_value = "50")]
    max_size: u64,

    /// A folder of language packs that add to the built-in ones or take the place of their tables
    #[arg(long, value_name = "DIR")]
    packs: Option<PathBuf>,

    /// Read addresses inside private networks, too, when somebody adds them
    #[arg(long)]
    allow_private: bool,
}

impl Serve {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let editor = token(self.token_file.as_ref(), "ENTENTE_TOKEN")?;
        let reader = token(self.read_token_file.as_ref(), "ENTENTE_READ_TOKEN")?;
        if !is_loopback(self.addr.ip()) && editor.is_none() {
            let why = format!(
                "`{}` can be reached from other machines, so a token is needed: set ENTENTE_TOKEN or give --token-file",
                self.addr
            );
            return Err(WrongUse(why).into());
        }
        let dossier = self.at.open()?;
        let folder = dossier.folder().to_owned();
        drop::<Dossier>(dossier);
        let max_bytes = self.max_size.saturating_mul(1_000_000);
        let engine = Engine::with_packs(Hints::default(), max_bytes, self.packs.as_deref())?;
        let flags = WebFlags { allow_private: self.allow_private, ..WebFlags::default() };
        let desk = Arc::new(Here { engine, web: Web::new(flags, max_bytes) });
        let access = Access::new(editor.as_deref(), reader.as_deref());
        let runtime = tokio::runtime::Builder::new_multi_thread().enable_all().build()?;
        runtime.block_on(async move {
            let listener = tokio::net::TcpListener::bind(self.addr)
                .await
                .with_context(|| format!("cannot listen on `{}`", self.addr))?;
            let address = listener.local_addr()?;
            let options = Options {
                hosts: self.host,
                access,
                max_bytes: max_bytes as usize,
                ..Options::local(folder, address)
            };
            print(&format!("http://{address}\n"))?;
            let app = entente_server::app(options, desk);
            drop(tokio::spawn(entente_server::warm(app.clone(), address.to_string(), editor)));
            axum::serve(listener, app).with_graceful_shutdown(stopped()).await.context("the server failed")
        })?;
        // Live streams to browsers that are still open end with the program.
        Ok(Outcome::Done)
    }
}

fn is_loopback(address: IpAddr) -> bool {
    match address {
        IpAddr::V4(address) => address.is_loopback(),
        IpAddr::V6(address) => {
            address.is_loopback() || address.to_ipv4_mapped().is_some_and(|address| address.is_loopback())
        }
    }
}

/// A token out of a file or the environment; an empty one is a mistake, not an open door.
fn token(file: Option<&PathBuf>, variable: &str) -> anyhow::Result<Option<String>> {
    let text = match file {
        Some(path) => {
            Some(fs::read_to_string(path).with_context(|| format!("cannot read `{}`", path.display()))?)
        }
        None => env::var(variable).ok(),
    };
    match text.map(|text| text.trim().to_owned()) {
        Some(token) if token.len() < 8 => {
            Err(WrongUse("a token has at least 8 characters".to_owned()).into())
        }
        token => Ok(token),
    }
}

/// Waits until the person or the system wants the server to stop.
async fn stopped() {
    let interrupted = async {
        if tokio::signal::ctrl_c().await.is_err() {
            std::future::pending::<()>().await;
        }
    };
    #[cfg(unix)]
    let ended = async {
        match tokio::signal::unix::signal(tokio::signal::unix::SignalKind::terminate()) {
            Ok(mut signal) => {
                signal.recv().await;
            }
            Err(_) => std::future::pending::<()>().await,
        }
    };
    #[cfg(not(unix))]
    let ended = std::future::pending::<()>();
    tokio::select! { () = interrupted => {}, () = ended => {} }
    // Open live streams would hold the server for ever; what is being written is in transactions.
    tokio::spawn(async {
        tokio::time::sleep(std::time::Duration::from_secs(2)).await;
        std::process::exit(0);
    });
}

/// This machine as the server's desk.
struct Here {
    engine: Engine,
    web: Web,
}

impl Desk for Here {
    fn now(&self) -> String {
        clock::now()
    }

    fn made_with(&self) -> String {
        concat!("Entente ", env!("CARGO_PKG_VERSION")).to_owned()
    }

    fn read(&self, origin: &str, bytes: &[u8], said: &Said) -> ReadSource {
        let published = said.published.as_deref().map(str::parse::<Published>).transpose();
        let published = published.map_err(|error: PublishedError| error.to_string())?;
        let lang = match said.lang.as_deref() {
            Some(code) => {
                Some(Language::new(code).ok_or_else(|| format!("`{code}` is no language code such as en"))?)
            }
            None => None,
        };
        let hints = Hints {
            published: published.map(|published| published.date),
            published_clock: published.and_then(|published| published.clock),
            lang,
            ..Hints::default()
        };
        self.engine.read_as_said(origin, bytes, &hints)
    }

    fn cuts(&self, origin: &str, bytes: &[u8], hints: &str) -> Vec<Cut> {
        self.engine.cuts(origin, bytes, hints)
    }

    fn fetch(&self, address: &str, _max_bytes: usize) -> Result<Vec<u8>, String> {
        self.web.fetch(address).bytes
    }

    fn fonts(&self) -> Fonts {
        let mut fonts = Fonts::embedded();
        fonts::complete(&mut fonts);
        fonts
    }

    fn note(&self, cause: &str) {
        tell(&format!("failed: {cause}\n"));
    }
}
