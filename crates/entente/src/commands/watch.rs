//! `entente watch`: a dossier kept current.

use std::{
    fmt::Write as _,
    fs,
    path::{Path, PathBuf},
    str::FromStr,
    thread,
    time::{Duration, UNIX_EPOCH},
};

use clap::Args;
use entente_dossier::{Added, Dossier, NewSource, Refusal};
use entente_fetch::{Answer, Validators};
use entente_intake::Link;
use entente_model::SourceId;

use crate::{
    arguments::ReadingFlags,
    clock,
    engine::{Engine, Read, hints_as_json},
    inputs::{self, Fetched, Input},
    outcome::{Outcome, WrongUse, tell_refused},
    record::{At, print},
    watch::{State, difference},
    web::{self, Web, WebFlags},
};

/// Keep the dossier current from feeds, pages and folders
///
/// What is given once is watched from then on, until it is forgotten; without anything given, what is watched already is
/// looked at. Each finding is a line on standard output. A page that has changed becomes a new version of its source: the
/// old one stays, and the paragraphs that came and went are shown. It can be stopped at any moment and goes on from there.
#[derive(Debug, Args)]
#[command(after_long_help = "\
Examples:
  entente watch https://example.org/feed.xml inbox/
  entente watch --every 30m
  entente watch --once                      look once and end, for a timer of your own
  entente watch --forget https://example.org/feed.xml")]
pub(crate) struct Watch {
    #[command(flatten)]
    at: At,

    /// Feeds, sitemaps, pages, files and folders to watch from now on
    #[arg(value_name = "ADDRESS|PATH")]
    targets: Vec<String>,

    /// How long to wait between two looks: `90s`, `30m`, `6h`, `1d`
    #[arg(long, value_name = "TIME", default_value = "1h")]
    every: Every,

    /// Look once and end
    #[arg(long)]
    once: bool,

    /// Watch this no longer; several: repeat it
    #[arg(long, value_name = "ADDRESS|PATH")]
    forget: Vec<String>,

    #[command(flatten)]
    flags: ReadingFlags,
    #[command(flatten)]
    web: WebFlags,
}

/// A time between two looks.
#[derive(Debug, Clone, Copy)]
struct Every(Duration);

impl FromStr for Every {
    type Err = String;

    fn from_str(text: &str) -> Result<Self, Self::Err> {
        let wrong = || format!("`{text}` is no time such as 30m");
        let unit = text.chars().next_back().ok_or_else(wrong)?;
        let seconds = match unit {
            's' => 1,
            'm' => 60,
            'h' => 3600,
            'd' => 86_400,
            _ => return Err(wrong()),
        };
        let number: u64 = text[..text.len() - 1].parse().map_err(|_| wrong())?;
        let seconds = number.checked_mul(seconds).filter(|&seconds| seconds > 0).ok_or_else(wrong)?;
        Ok(Self(Duration::from_secs(seconds)))
    }
}

impl Watch {
    /// Runs the command.
    pub(crate) fn run(self) -> anyhow::Result<Outcome> {
        let dossier = self.at.open()?;
        let mut state = State::open(dossier.folder())?;
        for target in &self.forget {
            if !state.forget(target) {
                return Err(WrongUse(format!("`{target}` is not watched")).into());
            }
        }
        for target in self.targets {
            let whole = |path: &str| {
                std::path::absolute(path).map_or_else(|_| path.to_owned(), |path| path.display().to_string())
            };
            state.targets.insert(if web::is_address(&target) { target } else { whole(&target) });
        }
        state.save()?;
        if state.targets.is_empty() {
            if !self.forget.is_empty() {
                return Ok(Outcome::Done);
            }
            return Err(WrongUse("nothing is watched yet; name a feed, a page or a folder".to_owned()).into());
        }
        let max_bytes = self.flags.max_bytes();
        let flags = WebFlags { follow: true, ..self.web };
        let engine = Engine::with_packs(self.flags.hints(true), max_bytes, self.flags.packs.as_deref())?;
        let mut look = Look {
            dossier,
            state,
            web: Web::new(flags, max_bytes),
            engine,
            max_bytes,
            most: self.web.most,
            refused: 0,
        };
        loop {
            look.at_everything()?;
            if self.once {
                return Ok(if look.refused > 0 { Outcome::SomeRefused } else { Outcome::Done });
            }
            look.refused = 0;
            thread::sleep(self.every.0);
        }
    }
}

/// One look after the other at what is watched.
struct Look {
    dossier: Dossier,
    state: State,
    web: Web,
    engine: Engine,
    max_bytes: u64,
    most: usize,
    refused: usize,
}

impl Look {
    fn at_everything(&mut self) -> anyhow::Result<()> {
        for target in self.state.targets.clone() {
            if web::is_address(&target) {
                self.at_address(&target)?;
            } else {
                self.at_folder(Path::new(&target))?;
            }
        }
        self.dossier.settle()?;
        Ok(())
    }

    fn at_address(&mut self, address: &str) -> anyhow::Result<()> {
        let Some((fetched, validators)) = self.ask(address)? else { return Ok(()) };
        let bytes = fetched.bytes.as_deref().unwrap_or_default();
        let links = self.engine.intake().links(address, bytes, &fetched.hints(self.engine.hints()));
        if let Ok(Some(links)) = links {
            self.follow(links)?;
            // Only once all its pages are read: a stop in between must not lose those that are left.
            self.state.note(address, |seen| seen.keep(validators));
            return self.state.save();
        }
        self.take(fetched, Some(validators), None)
    }

    /// Asks for an address; `None` where it has not changed or cannot be read.
    fn ask(&mut self, address: &str) -> anyhow::Result<Option<(Fetched, Validators)>> {
        let known = self.state.seen(address).map(crate::watch::Seen::validators).unwrap_or_default();
        match self.web.ask(address, &known) {
            Ok(Answer::Unchanged) => Ok(None),
            Ok(Answer::Page(page)) => {
                let validators = page.validators.clone();
                Ok(Some((web::of_page(address, page), validators)))
            }
            Err(reason) => {
                self.refuse(address, None, &reason)?;
                Ok(None)
            }
        }
    }

    /// Reads the pages of a feed that are new or have a new date.
    fn follow(&mut self, links: Vec<Link>) -> anyhow::Result<()> {
        for link in links.into_iter().take(self.most) {
            let dated = link.dated.as_deref();
            if link.is_sitemap {
                self.at_address(&link.address)?;
            } else if self.state.wants(&link.address, dated)
                && let Some((fetched, validators)) = self.ask(&link.address)?
            {
                self.take(fetched, Some(validators), link.dated)?;
            }
        }
        Ok(())
    }

    fn at_folder(&mut self, target: &Path) -> anyhow::Result<()> {
        let inputs: Vec<Input> = inputs::walk(vec![target.to_owned()]).collect();
        for input in inputs {
            let Input::File(path) = input else { continue };
            let name = path.display().to_string();
            let now = stamp(&path);
            if now.is_some() && self.state.seen(&name).and_then(|seen| seen.validators().modified) == now {
                continue;
            }
            self.read_file(path)?;
            self.state.note(&name, |seen| seen.keep(Validators { etag: None, modified: now }));
            self.state.save()?;
        }
        Ok(())
    }

    /// Reads a file, or every file in it where it is an archive.
    fn read_file(&mut self, path: PathBuf) -> anyhow::Result<()> {
        let parts: Vec<Fetched> = {
            let parts = inputs::unpacked(vec![path], &self.engine, None, inputs::Split::Sources);
            parts.map(|input| input.fetch(self.max_bytes, None)).collect()
        };
        parts.into_iter().try_for_each(|fetched| self.take(fetched, None, None))
    }

    /// Adds what is new, or a new version of what is known.
    fn take(
        &mut self,
        fetched: Fetched,
        validators: Option<Validators>,
        dated: Option<String>,
    ) -> anyhow::Result<()> {
        let hints = fetched.hints(self.engine.hints());
        let Fetched { origin, bytes, .. } = fetched;
        let bytes = match bytes {
            Ok(bytes) => bytes,
            Err(reason) => return self.refuse(&origin, None, &reason),
        };
        let id = SourceId::of(&bytes);
        let last = self.state.seen(&origin).and_then(|seen| seen.versions.last().copied());
        let mut version = None;
        if last != Some(id) {
            let Read { readings, refused } = match self.engine.read(&origin, &bytes, &hints) {
                Ok(read) => read,
                Err(reason) => return self.refuse(&origin, Some(&bytes), &reason),
            };
            for (part, reason) in refused {
                self.refuse(&part, None, &reason)?;
            }
            let new = texts(readings.iter().map(|reading| reading.text.as_str()));
            let old = last.map(|last| self.text_of(last)).transpose()?.flatten();
            let same = old.as_ref().is_some_and(|old| *old == new);
            let title = readings.first().and_then(|reading| reading.title.clone()).unwrap_or_default();
            let events: usize = readings.iter().map(|reading| reading.events.len()).sum();
            // A page whose words are the same has not changed, whatever else on it has.
            if !same {
                let hints = hints_as_json(&hints);
                let source = NewSource::new(&origin, &bytes, &hints, self.engine.version(), readings);
                let added = self.dossier.add(&source, &clock::now())?;
                version = Some(id);
                if added != Added::Known || last.is_some() {
                    // Whether the title counts among the words of a page differs from version to version.
                    let mut changes = old.as_deref().map(|old| difference(old, &new));
                    if let Some(changes) = &mut changes {
                        changes.retain(|line| line.get(2..) != Some(&*title));
                    }
                    print(&finding(&origin, &title, events, changes))?;
                }
            }
        }
        self.state.note(&origin, |seen| {
            seen.versions.extend(version);
            seen.read = clock::now();
            seen.dated = dated.or_else(|| seen.dated.take());
            seen.keep(validators.unwrap_or_else(|| seen.validators()));
        });
        self.state.save()
    }

    /// The texts of a source that is in the dossier.
    fn text_of(&self, source: SourceId) -> anyhow::Result<Option<String>> {
        Ok(self.dossier.reading(source)?.map(|reading| reading.text))
    }

    fn refuse(&mut self, origin: &str, bytes: Option<&[u8]>, reason: &str) -> anyhow::Result<()> {
        self.refused += 1;
        tell_refused(origin, reason);
        self.dossier.refuse(&Refusal { origin, bytes, reason }, &clock::now())?;
        self.state.note(origin, crate::watch::Seen::fail);
        self.state.save()
    }
}

/// The texts of all documents of a source.
fn texts<'t>(texts: impl Iterator<Item = &'t str>) -> String {
    texts.collect::<Vec<_>>().join("\n\n")
}

/// Size and time of a file, which change when it does.
fn stamp(path: &Path) -> Option<String> {
    let data = fs::metadata(path).ok()?;
    let time = data.modified().ok()?.duration_since(UNIX_EPOCH).ok()?;
    Some(format!("{} {}.{:09}", data.len(), time.as_secs(), time.subsec_nanos()))
}

/// A finding in one line; what differs from the old version below it.
fn finding(origin: &str, title: &str, events: usize, changes: Option<Vec<String>>) -> String {
    let plain = |text: &str| text.replace(|char: char| char.is_control(), " ");
    let title = if title.is_empty() { String::new() } else { format!("  \u{201C}{}\u{201D}", plain(title)) };
    let events = if events == 1 { "1 event".to_owned() } else { format!("{events} events") };
    let word = if changes.is_some() { "changed" } else { "new" };
    let mut text = format!("{word:8} {}{title}, {events}\n", plain(origin));
    for line in changes.into_iter().flatten() {
        let _ = writeln!(text, "         {}", plain(&line));
    }
    text
}
