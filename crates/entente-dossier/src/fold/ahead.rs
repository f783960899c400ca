//! Blocks that are read and put together on another thread, ahead of the one that writes.
//!
//! The database has one writer, and half of the work of a fold is none of its business: reports are read and taken apart,
//! put together and made into entries. While many blocks are folded, that is done beside it, by a connection that sees the
//! record as it was before the transaction. It may: nothing but the fold of a block changes what the block is made of, and a
//! transaction folds each block once. What depends on other blocks, as coarse events do on finer ones, is left to the writer.

use std::{
    collections::HashMap,
    path::Path,
    sync::mpsc::{Receiver, SyncSender, sync_channel},
    thread::{self, Scope},
};

use rusqlite::{Connection, OpenFlags, Transaction, params};

use super::{
    Entry, Fold, Group, Rules,
    agreements::Agreements,
    events::{self, EventLine},
    faces::Seen,
    fold_groups,
    groups::gather,
    levels, load,
    people::People,
    quantities::Quantities,
    statements::Statements,
};
use crate::{
    dossier::Inner,
    report::{Class, EventBody, Stored},
};

/// Blocks that are handed over together: waking the writer for each would cost more than many of them do.
const TOGETHER: usize = 32;
/// How many times as many may wait for the writer; bounds the memory.
const AHEAD: usize = 4;
/// Memory of the reader for pages of the database; a negative number counts kilobytes.
const CACHE: &str = "PRAGMA cache_size = -16384";

/// What is left to do for a block that was folded ahead.
pub(super) type Rest<'r> = Box<dyn FnOnce(&Transaction<'_>) -> Result<(), Inner> + Send + 'r>;

/// What was found out about a block.
pub(super) enum Ready<'r> {
    /// Nothing: the writer does it all.
    No,
    /// The reports of a block of events, and what they make where no other block has a say in it.
    Events(Events),
    /// All but the writing.
    All(Rest<'r>),
}

/// Reports of a block of events.
pub(super) struct Events {
    pub seen: Vec<Seen>,
    /// Where the block has no events yet and looks at no other: how its reports are put together.
    pub groups: Option<Vec<Vec<usize>>>,
    /// The events of these groups by the reports that lead them, as long as no others are attached to them.
    pub made: HashMap<i64, Entry<EventLine>>,
}

/// A block as it is marked: class, name, and the first of its new reports where these alone made it stale.
pub(super) type Marked = (i64, String, Option<i64>);

/// What was found out about each block, in order.
#[derive(Default)]
pub(super) struct Ahead<'r> {
    receiver: Option<Receiver<Vec<Ready<'r>>>>,
    /// Those that were handed over.
    there: std::vec::IntoIter<Ready<'r>>,
}

impl<'r> Ahead<'r> {
    /// Begins with the blocks of a transaction that has begun; nobody else can write before it ends.
    pub(super) fn begin<'s>(
        scope: &'s Scope<'s, 'r>,
        path: &'r Path,
        blocks: &'r [Marked],
        rules: &'r Rules,
    ) -> Self
    where
        'r: 's,
    {
        let (sender, receiver) = sync_channel(AHEAD);
        // Where no thread is to be had, the writer finds the channel closed.
        let started = thread::Builder::new()
            .name("folder".to_owned())
            // What fails here is done by the writer, who says why.
            .spawn_scoped(scope, move || drop(read_ahead(path, blocks, rules, &sender)));
        Self { receiver: started.is_ok().then_some(receiver), there: Vec::new().into_iter() }
    }

    /// What was found out about the next block.
    pub(super) fn next(&mut self) -> Ready<'r> {
        if let Some(next) = self.there.next() {
            return next;
        }
        let Some(receiver) = &self.receiver else { return Ready::No };
        match receiver.recv() {
            Ok(some) => self.there = some.into_iter(),
            Err(_) => self.receiver = None,
        }
        self.there.next().unwrap_or(Ready::No)
    }
}

fn read_ahead<'r>(
    path: &Path,
    blocks: &[Marked],
    rules: &'r Rules,
    sender: &SyncSender<Vec<Ready<'r>>>,
) -> Result<(), Inner> {
    let flags = OpenFlags::SQLITE_OPEN_READ_ONLY | OpenFlags::SQLITE_OPEN_NO_MUTEX;
    let connection = Connection::open_with_flags(path, flags)?;
    connection.execute_batch(CACHE)?;
    // One look at the record for all blocks.
    let snapshot = connection.unchecked_transaction()?;
    let mut some = Vec::with_capacity(TOGETHER);
    for (class, block, fresh) in blocks {
        let ready = match Class::from_number(*class) {
            None => Ready::No,
            Some(Class::Event) => events_of(&snapshot, block, *fresh, rules)?,
            Some(Class::Agreement) => whole::<Agreements>(&snapshot, Class::Agreement, block, None, rules)?,
            Some(Class::Quantity) => whole::<Quantities>(&snapshot, Class::Quantity, block, *fresh, rules)?,
            Some(Class::Statement) => whole::<Statements>(&snapshot, Class::Statement, block, *fresh, rules)?,
            Some(Class::Person) => whole::<People>(&snapshot, Class::Person, block, *fresh, rules)?,
        };
        some.push(ready);
        if some.len() == TOGETHER && sender.send(std::mem::take(&mut some)).is_err() {
            return Ok(());
        }
    }
    // The writer may have given up.
    drop(sender.send(some));
    Ok(())
}

fn has_entries(connection: &Connection, class: Class, block: &str) -> rusqlite::Result<bool> {
    connection
        .prepare_cached("SELECT EXISTS (SELECT 1 FROM entries WHERE class = ?1 AND block = ?2)")?
        .query_row(params![class as i64, block], |row| row.get(0))
}

/// A block of anything but events. Where new reports may join what is there, they are left to the writer.
fn whole<'r, F: Fold + 'r>(
    connection: &Connection,
    class: Class,
    block: &str,
    fresh: Option<i64>,
    rules: &'r Rules,
) -> Result<Ready<'r>, Inner>
where
    F::Body: Send,
    F::Line: Send,
{
    let some = has_entries(connection, class, block)?;
    if some && fresh.is_some() {
        return Ok(Ready::No);
    }
    let reports = load::<F::Body>(connection, class, block)?;
    let make = |members: Vec<usize>| {
        // Of the entries that are there most stay as they are.
        let made = (!some)
            .then(|| F::entry(&members.iter().filter_map(|&at| reports.get(at)).collect::<Vec<_>>(), rules));
        Group { members, made }
    };
    let groups: Vec<Group<F::Line>> = F::gather(&reports, rules).into_iter().map(make).collect();
    let block = block.to_owned();
    Ok(Ready::All(Box::new(move |transaction| {
        let before = super::entries_of(transaction, class, &block)?;
        fold_groups::<F>(transaction, class, &block, &reports, groups, &before, rules)
    })))
}

/// The reports of a block of events, but for those that are only written again, and where copies may join what is there.
fn events_of<'r>(
    connection: &Connection,
    block: &str,
    fresh: Option<i64>,
    rules: &Rules,
) -> Result<Ready<'r>, Inner> {
    if levels::is_again(block) || fresh.is_some() && levels::takes_copies(block) {
        return Ok(Ready::No);
    }
    let seen = levels::load(connection, "class = 1 AND block = ?1", block)?;
    let mut events = Events { seen, groups: None, made: HashMap::new() };
    if levels::is_day(block) && !has_entries(connection, Class::Event, block)? {
        events.make(connection, rules)?;
    }
    Ok(Ready::Events(events))
}

impl Events {
    /// Puts the reports of a day together that has no events yet.
    fn make(&mut self, connection: &Connection, rules: &Rules) -> Result<(), Inner> {
        let groups = gather(&self.seen, rules);
        for group in &groups {
            let ids =
                group.iter().filter_map(|&at| self.seen.get(at)).map(|seen| seen.id).take(levels::TELLING);
            let Some(lead) = ids.clone().next() else { continue };
            let reports = levels::reports_of(connection, lead, ids)?;
            let members: Vec<&Stored<EventBody>> = reports.iter().collect();
            if !members.is_empty() {
                self.made.insert(lead, events::entry(&members, rules));
            }
        }
        self.groups = Some(groups);
        Ok(())
    }
}
