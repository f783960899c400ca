//! Schemathesis walks through everything that `docs/openapi.json` describes, with what fits and with what does not.
//!
//! `cargo xtask test --long` installs it from `PyPI` into `target/walker` and names its Python in `ENTENTE_WALKER`;
//! without it this test says that it was skipped.

#![allow(clippy::unwrap_used, reason = "a test that cannot go on fails")]
#![allow(clippy::print_stderr, reason = "a skipped test says so")]

mod common;

use std::process::Command;

use common::{run, server::Server};

#[test]
#[ignore = "takes minutes"]
fn the_api_is_as_it_is_described() {
    let Some(python) = std::env::var_os("ENTENTE_WALKER") else {
        eprintln!(
            "skipped: the walk through the described API (ENTENTE_WALKER is not set; see `cargo xtask test`)"
        );
        return;
    };
    let folder = tempfile::tempdir().unwrap();
    let dossier = folder.path().join("dossier").to_str().unwrap().to_owned();
    assert_eq!(run(&["demo", &dossier]).code, 0);
    let server = Server::start(&dossier);
    // The live stream never ends, and no address of the web is asked for in a test.
    let walked = Command::new(&python)
        .args(["-m", "schemathesis.cli", "run"])
        .arg(format!("http://{}/api/v1/openapi.json", server.address))
        .args(["--exclude-path", "/api/v1/live", "--exclude-path", "/api/v1/sources/address"])
        .args(["--max-examples", "25", "--seed", "1", "--phases", "examples,coverage,fuzzing"])
        .args(["--checks", "all", "--exclude-checks", EXCLUDED])
        .args(["--no-color", "--request-timeout", "30"])
        .current_dir(folder.path())
        .output()
        .unwrap();
    assert!(walked.status.success(), "{}", String::from_utf8_lossy(&walked.stdout));
}

/// What does not hold by design: words of a query that mean nothing are passed over, a server on loopback asks for no
/// token, and what fits the description in form (an id, a date) may still be of no thing.
const EXCLUDED: &str = "negative_data_rejection,positive_data_acceptance,ignored_auth,unsupported_method";
