//! Addresses of the web among the inputs.

use std::time::Duration;

use clap::Args;
use entente_fetch::{Answer, FetchError, Fetcher, Options, Page, Validators};
use entente_intake::{Link, Part};

use crate::{clock, engine::Engine, inputs::Fetched};

/// Flags of the commands that read addresses.
#[derive(Debug, Clone, Copy, Args)]
#[command(next_help_heading = "Addresses")]
pub(crate) struct WebFlags {
    /// Read the pages that a feed or a sitemap leads to
    #[arg(long)]
    pub follow: bool,

    /// At most so many pages of one feed or sitemap
    #[arg(long, value_name = "N", default_value = "1000")]
    pub most: usize,

    /// How many seconds a host is left in peace between two requests; it may ask for more
    #[arg(long, value_name = "SECONDS", default_value = "1")]
    pub pause: u64,

    /// Read addresses inside private networks, too
    #[arg(long)]
    pub allow_private: bool,
}

impl Default for WebFlags {
    fn default() -> Self {
        Self { follow: false, most: 1000, pause: 1, allow_private: false }
    }
}

/// Reads addresses.
#[derive(Debug)]
pub(crate) struct Web {
    fetcher: Fetcher,
    follow: Option<usize>,
}

impl Web {
    /// Reads addresses as the flags say.
    pub(crate) fn new(flags: WebFlags, max_bytes: u64) -> Self {
        let pause = Duration::from_secs(flags.pause);
        let options = Options { max_bytes, pause, allow_private: flags.allow_private, ..Options::default() };
        Self { fetcher: Fetcher::new(options), follow: flags.follow.then_some(flags.most) }
    }

    /// Asks for an address.
    pub(crate) fn ask(&self, address: &str, known: &Validators) -> Result<Answer, String> {
        self.fetcher.fetch(address, known).map_err(|error| in_words(&error))
    }

    /// What lies at an address, as an input.
    pub(crate) fn fetch(&self, address: &str) -> Fetched {
        match self.ask(address, &Validators::default()) {
            Ok(Answer::Page(page)) => of_page(address, page),
            Ok(Answer::Unchanged) => {
                Fetched::new(address.to_owned(), Err("the host sent no page".to_owned()))
            }
            Err(reason) => Fetched::new(address.to_owned(), Err(reason)),
        }
    }

    /// The pages to read in the place of an address: those that a feed or a sitemap leads to, or its own.
    pub(crate) fn followed(&self, address: &str, engine: &Engine) -> Followed {
        let Some(most) = self.follow else { return Followed::Itself };
        let mut sitemaps = 0;
        let fetched = self.fetch(address);
        match self.links(&fetched, engine, 0, &mut sitemaps) {
            Some(mut links) => {
                links.truncate(most);
                Followed::Pages(links)
            }
            None => Followed::Fetched(Box::new(fetched)),
        }
    }

    /// The addresses of pages in a feed or a sitemap, and in the sitemaps that one leads to.
    fn links(
        &self,
        fetched: &Fetched,
        engine: &Engine,
        depth: usize,
        sitemaps: &mut usize,
    ) -> Option<Vec<Link>> {
        const DEEPEST: usize = 2;
        const MOST_SITEMAPS: usize = 100;
        let bytes = fetched.bytes.as_ref().ok()?;
        let links = engine.intake().links(&fetched.origin, bytes, &fetched.hints(engine.hints())).ok()??;
        let mut pages = Vec::new();
        for link in links {
            if !link.is_sitemap {
                pages.push(link);
                continue;
            }
            *sitemaps += 1;
            if depth < DEEPEST && *sitemaps <= MOST_SITEMAPS {
                let inner = self.fetch(&link.address);
                pages.extend(self.links(&inner, engine, depth + 1, sitemaps).unwrap_or_default());
            }
        }
        Some(pages)
    }
}

/// What an address stands for.
pub(crate) enum Followed {
    /// What lies there, still to be asked for.
    Itself,
    /// What lies there, read already.
    Fetched(Box<Fetched>),
    /// The pages that it leads to.
    Pages(Vec<Link>),
}

/// A page as an input.
pub(crate) fn of_page(address: &str, page: Page) -> Fetched {
    let known = Part {
        origin: address.to_owned(),
        bytes: Vec::new(),
        address: Some(page.address),
        captured: Some(clock::now()),
        media_type: page.media_type,
    };
    Fetched { origin: address.to_owned(), bytes: Ok(page.bytes), known: Some(known) }
}

/// Whether something on the command line is an address.
pub(crate) fn is_address(text: &str) -> bool {
    let starts =
        |scheme: &str| text.get(..scheme.len()).is_some_and(|start| start.eq_ignore_ascii_case(scheme));
    starts("http://") || starts("https://")
}

fn in_words(error: &FetchError) -> String {
    format!("{error}; {}", error.hint())
}
