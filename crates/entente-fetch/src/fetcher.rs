//! Asking for an address.

use std::{
    collections::HashMap,
    io::Read as _,
    sync::{Mutex, PoisonError},
    thread,
    time::{Duration, Instant},
};

use ureq::{
    Agent, Body,
    http::{Response, header},
    unversioned::transport::DefaultConnector,
};
use url::Url;

use crate::{
    Answer, FetchError, Options, Page, Validators,
    network::{Guarded, PrivateAddress},
    rate::Rate,
    robots::Robots,
};

/// A host that asks for more patience than this is not asked again.
const LONGEST_WAIT: Duration = Duration::from_mins(1);

/// Reads addresses of the web; shared by all threads.
#[derive(Debug)]
pub struct Fetcher {
    agent: Agent,
    options: Options,
    rate: Rate,
    robots: Mutex<HashMap<String, Result<Robots, FetchError>>>,
}

/// A failure, and how long the host wants to be left alone.
struct Failure {
    error: FetchError,
    after: Option<Duration>,
}

impl From<FetchError> for Failure {
    fn from(error: FetchError) -> Self {
        Self { error, after: None }
    }
}

impl Fetcher {
    /// A fetcher within these bounds.
    pub fn new(options: Options) -> Self {
        let config = Agent::config_builder()
            .user_agent(options.user_agent.as_str())
            .timeout_global(Some(options.timeout))
            .max_redirects(0)
            .max_redirects_will_error(false)
            .http_status_as_error(false)
            .max_response_header_size(64 * 1024)
            // A proxy would resolve the names itself, past the check of where they lead.
            .proxy(None)
            .build();
        let agent =
            Agent::with_parts(config, DefaultConnector::default(), Guarded::new(options.allow_private));
        Self { agent, options, rate: Rate::default(), robots: Mutex::default() }
    }

    /// Reads what lies at an address; with validators, only if it has changed.
    ///
    /// # Errors
    ///
    /// A [`FetchError`] that names the reason.
    pub fn fetch(&self, address: &str, known: &Validators) -> Result<Answer, FetchError> {
        let mut wait = self.options.backoff;
        for _ in 0..self.options.retries {
            match self.follow(address, known) {
                Err(failure) if failure.error.passes() => {
                    let after = failure.after.unwrap_or(wait).max(wait);
                    if after > LONGEST_WAIT {
                        return Err(failure.error);
                    }
                    thread::sleep(after);
                    wait = wait.saturating_mul(2);
                }
                other => return other.map_err(|failure| failure.error),
            }
        }
        self.follow(address, known).map_err(|failure| failure.error)
    }

    /// Follows redirects to their end.
    fn follow(&self, address: &str, known: &Validators) -> Result<Answer, Failure> {
        let mut url = parsed(address)?;
        for _ in 0..=self.options.max_redirects {
            self.admit(&url)?;
            let asked = self.ask(&url, known)?;
            let status = asked.status().as_u16();
            match status {
                301..=303 | 307 | 308 => {
                    let target = value(&asked, header::LOCATION).ok_or(FetchError::Status(status))?;
                    url = url.join(&target).map_err(|_| FetchError::Address(target))?;
                    checked(&url)?;
                }
                304 => return Ok(Answer::Unchanged),
                200 | 203 => return self.page(&url, asked).map(Answer::Page).map_err(Failure::from),
                status => {
                    let seconds =
                        value(&asked, header::RETRY_AFTER).and_then(|after| after.trim().parse().ok());
                    return Err(Failure {
                        error: FetchError::Status(status),
                        after: seconds.map(Duration::from_secs),
                    });
                }
            }
        }
        Err(FetchError::Redirects(self.options.max_redirects + 1).into())
    }

    /// Whether the host lets programs read the address; waits for its turn.
    fn admit(&self, url: &Url) -> Result<(), FetchError> {
        let host = origin(url);
        let mut pause = self.options.pause;
        if self.options.heed_robots {
            let robots = self.robots(url, &host)?;
            pause = pause.max(robots.pause.unwrap_or_default());
            let path = &url[url::Position::BeforePath..url::Position::AfterQuery];
            if !robots.allows(path) {
                return Err(FetchError::Robots(host));
            }
        }
        self.rate.wait(&host, pause);
        Ok(())
    }

    fn robots(&self, url: &Url, host: &str) -> Result<Robots, FetchError> {
        let known = |robots: &Mutex<HashMap<_, _>>| -> Option<Result<Robots, FetchError>> {
            robots.lock().unwrap_or_else(PoisonError::into_inner).get(host).cloned()
        };
        if let Some(known) = known(&self.robots) {
            return known;
        }
        let read = self.read_robots(url, host);
        // What may pass is asked again the next time.
        if !read.as_ref().is_err_and(FetchError::passes) {
            let mut all = self.robots.lock().unwrap_or_else(PoisonError::into_inner);
            all.insert(host.to_owned(), read.clone());
        }
        read
    }

    /// No file means that everything may be read; one that cannot be had, that nothing may.
    fn read_robots(&self, url: &Url, host: &str) -> Result<Robots, FetchError> {
        let mut url = url.join("/robots.txt").map_err(|_| FetchError::Address(url.to_string()))?;
        for _ in 0..5 {
            self.rate.wait(host, self.options.pause);
            let answer = self.ask(&url, &Validators::default())?;
            match answer.status().as_u16() {
                200 => {
                    let page = self.page(&url, answer)?;
                    let text = String::from_utf8_lossy(&page.bytes).into_owned();
                    let name =
                        self.options.user_agent.split(['/', ' ']).next().unwrap_or_default().to_owned();
                    return Ok(Robots::read(&text, &name));
                }
                301..=303 | 307 | 308 => {
                    let Some(next) =
                        value(&answer, header::LOCATION).and_then(|target| url.join(&target).ok())
                    else {
                        return Ok(Robots::default());
                    };
                    checked(&next)?;
                    url = next;
                }
                429 | 500.. => {
                    let reason = FetchError::Status(answer.status().as_u16()).to_string();
                    return Err(FetchError::NoRobots { host: host.to_owned(), reason });
                }
                _ => return Ok(Robots::default()),
            }
        }
        Ok(Robots::closed())
    }

    fn ask(&self, url: &Url, known: &Validators) -> Result<Response<Body>, FetchError> {
        let mut request =
            self.agent.get(url.as_str()).header(header::ACCEPT, "text/html,application/xhtml+xml,*/*;q=0.8");
        if let Some(etag) = &known.etag {
            request = request.header(header::IF_NONE_MATCH, etag);
        }
        if let Some(modified) = &known.modified {
            request = request.header(header::IF_MODIFIED_SINCE, modified);
        }
        request.call().map_err(|error| self.told(url, &error))
    }

    /// Reads the body, never more than allowed and never longer.
    fn page(&self, url: &Url, answer: Response<Body>) -> Result<Page, FetchError> {
        let limit = self.options.max_bytes;
        let length = value(&answer, header::CONTENT_LENGTH).and_then(|length| length.parse::<u64>().ok());
        if length.is_some_and(|length| length > limit) {
            return Err(FetchError::TooLarge { limit });
        }
        let mut page = Page {
            address: url.to_string(),
            bytes: Vec::new(),
            media_type: value(&answer, header::CONTENT_TYPE),
            validators: Validators {
                etag: value(&answer, header::ETAG),
                modified: value(&answer, header::LAST_MODIFIED),
            },
        };
        let started = Instant::now();
        let reader = answer.into_body().into_reader();
        let read = reader.take(limit.saturating_add(1)).read_to_end(&mut page.bytes);
        read.map_err(|error| {
            // The client's own limit began before the answer did, and comes wrapped.
            let inner = error.get_ref().and_then(|inner| inner.downcast_ref::<ureq::Error>());
            let late = error.kind() == std::io::ErrorKind::TimedOut
                || matches!(inner, Some(ureq::Error::Timeout(_)))
                || started.elapsed() >= self.options.timeout;
            if late {
                FetchError::TooSlow(self.options.timeout.as_secs())
            } else {
                FetchError::Unreachable(error.to_string())
            }
        })?;
        if page.bytes.len() as u64 > limit {
            return Err(FetchError::TooLarge { limit });
        }
        Ok(page)
    }

    /// The client's error in the words of this crate.
    fn told(&self, url: &Url, error: &ureq::Error) -> FetchError {
        match error {
            ureq::Error::Io(inner) if PrivateAddress::is_behind(inner) => {
                FetchError::Private(url.to_string())
            }
            ureq::Error::Timeout(_) => FetchError::TooSlow(self.options.timeout.as_secs()),
            ureq::Error::HostNotFound => FetchError::Unreachable("no host of this name".to_owned()),
            ureq::Error::BadUri(_) => FetchError::Address(url.to_string()),
            error => FetchError::Unreachable(error.to_string()),
        }
    }
}

/// Scheme, host and port: what has a `robots.txt` and a rate of its own.
fn origin(url: &Url) -> String {
    url[..url::Position::BeforePath].to_owned()
}

fn value(answer: &Response<Body>, name: header::HeaderName) -> Option<String> {
    answer.headers().get(name).and_then(|value| value.to_str().ok()).map(str::to_owned)
}

fn parsed(address: &str) -> Result<Url, FetchError> {
    let mut url = Url::parse(address.trim()).map_err(|_| FetchError::Address(address.to_owned()))?;
    checked(&url)?;
    url.set_fragment(None);
    // Names and passwords in an address end up in lists and logs.
    if url.set_username("").is_err() || url.set_password(None).is_err() {
        return Err(FetchError::Address(address.to_owned()));
    }
    Ok(url)
}

/// Only the web, whatever a redirect says.
fn checked(url: &Url) -> Result<(), FetchError> {
    let web = matches!(url.scheme(), "http" | "https") && url.host().is_some();
    if web { Ok(()) } else { Err(FetchError::Address(url.to_string())) }
}
