//! Cross-examination, a bucket at a time: what changed is examined and nothing else.
//!
//! Claims are found when a source is added, and stored beside it with the buckets in which they are held against others
//! (`compared`). What a bucket yields, and what a source yields by itself, are its *findings*; findings of one id are one
//! conflict. A new source makes its buckets stale; examining a bucket makes those conflicts stale whose findings changed.
//! So the conflicts are a function of the claims that are there, as [`entente_examine::compare`] of all of them is.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap, HashSet},
    path::Path,
};

use entente_examine::{Bucket, Claim, Place};
use entente_model::{Conflict, Reading, SourceId};
use rayon::prelude::*;
use rusqlite::{OptionalExtension as _, Transaction, params};

use crate::{
    Dossier, DossierError,
    dossier::Inner,
    pack::pack,
    query::{Placed, reports_in},
    sources::unpacked_json,
};

/// The class under which stale buckets and conflicts are kept.
const CLASS: i64 = 0;
/// The name under which all claims are stale.
const ALL: &str = "";
/// What is examined in one transaction.
const AT_ONCE: usize = 1024;
/// Sources whose claims are kept unpacked while buckets are examined, unless those that are examined together need more.
const UNPACKED: usize = 8192;
/// Buckets are examined together until their claims come from so many sources.
const TOGETHER: usize = 2048;

/// The claims of one document, made ready on any thread.
#[derive(Debug)]
pub(crate) struct Claims {
    /// As they are stored.
    pub packed: Vec<u8>,
    /// Where each is held against others: its place in the list, and the place.
    places: Vec<(usize, Place)>,
    /// What does not fit together in them alone.
    findings: Vec<Conflict>,
}

impl Claims {
    pub(crate) fn of(reading: &Reading) -> Self {
        let claims = entente_examine::in_order(entente_examine::claims(reading));
        // A claim is made of text, numbers and lists: it always serialises.
        Self { packed: pack(&serde_json::to_vec(&claims).unwrap_or_default()), ..Self::seen(&claims) }
    }

    fn seen(claims: &[Claim]) -> Self {
        let places = claims.iter().enumerate();
        Self {
            packed: Vec::new(),
            places: places
                .flat_map(|(at, claim)| {
                    entente_examine::places(claim).into_iter().map(move |place| (at, place))
                })
                .collect(),
            findings: entente_examine::alone(claims),
        }
    }

    fn stored(path: &Path, packed: &[u8]) -> Result<Vec<Claim>, DossierError> {
        Ok(entente_examine::in_order(unpacked_json(path, packed)?))
    }
}

/// Writes where the claims of a document are held against others, and has all of that examined.
pub(crate) fn add(transaction: &Transaction<'_>, source: i64, claims: &Claims) -> Result<(), Inner> {
    let mut insert = transaction.prepare_cached(
        "INSERT OR IGNORE INTO compared (bucket, source, claim, mark) VALUES (?1, ?2, ?3, ?4)",
    )?;
    for (at, Place { bucket, mark }) in &claims.places {
        if insert.execute(params![bucket.number(), source, *at as i64, mark])? > 0 {
            mark_bucket(transaction, bucket.number())?;
        }
    }
    for id in put(transaction, -source, claims.findings.clone())? {
        mark_conflict(transaction, &id)?;
    }
    Ok(())
}

/// Takes out what was found with the claims of a document, which is itself about to be taken out.
pub(crate) fn forget(transaction: &Transaction<'_>, path: &Path, blob: &[u8]) -> Result<(), Inner> {
    let sources = transaction
        .prepare_cached("SELECT number, id, claims FROM sources WHERE blob = ?1")?
        .query_map([blob], |row| Ok((row.get(0)?, row.get(1)?, row.get(2)?)))?
        .collect::<Result<Vec<(i64, [u8; 32], Vec<u8>)>, _>>()?;
    let mut out = transaction
        .prepare_cached("DELETE FROM compared WHERE bucket = ?1 AND source = ?2 AND claim = ?3")?;
    for (source, id, packed) in sources {
        for (at, place) in Claims::seen(&Claims::stored(path, &packed)?).places {
            out.execute(params![place.bucket.number(), source, at as i64])?;
            mark_bucket(transaction, place.bucket.number())?;
        }
        for id in put(transaction, -source, Vec::new())? {
            mark_conflict(transaction, &id)?;
        }
        // Its reports go too: the conflicts that it has a part in are written again, whatever becomes of them.
        let told: Vec<String> = transaction
            .prepare_cached("SELECT DISTINCT conflict FROM claims WHERE source = ?1")?
            .query_map([id], |row| row.get(0))?
            .collect::<Result<_, _>>()?;
        for id in told {
            mark_conflict(transaction, &id)?;
        }
    }
    Ok(())
}

/// Has everything examined anew.
pub(crate) fn forget_all(transaction: &Transaction<'_>) -> rusqlite::Result<()> {
    for table in ["compared", "findings", "conflicts"] {
        transaction.execute(&format!("DELETE FROM {table}"), [])?;
    }
    transaction.execute("DELETE FROM stale WHERE class = ?1", [CLASS])?;
    mark(transaction, ALL)
}

fn mark_bucket(transaction: &Transaction<'_>, bucket: i64) -> rusqlite::Result<()> {
    mark(transaction, &format!("b{bucket}"))
}

fn mark_conflict(transaction: &Transaction<'_>, id: &str) -> rusqlite::Result<()> {
    mark(transaction, &format!("c{id}"))
}

fn mark(transaction: &Transaction<'_>, name: &str) -> rusqlite::Result<()> {
    transaction
        .prepare_cached("INSERT OR IGNORE INTO stale (class, block) VALUES (?1, ?2)")?
        .execute(params![CLASS, name])
        .map(drop)
}

impl Dossier {
    /// Has what changed cross-examined.
    pub(crate) fn examine_if_stale(&mut self) -> Result<(), DossierError> {
        loop {
            let stale = "SELECT EXISTS (SELECT 1 FROM stale WHERE class = 0)";
            let left: bool =
                self.connection.query_row(stale, [], |row| row.get(0)).map_err(|error| self.failed(error))?;
            if !left {
                return Ok(());
            }
            let path = self.path.clone();
            self.write(|transaction, _| examine_some(transaction, &path))?;
        }
    }
}

fn examine_some(transaction: &Transaction<'_>, path: &Path) -> Result<(), Inner> {
    let names = transaction
        .prepare_cached("SELECT block FROM stale WHERE class = ?1 ORDER BY block LIMIT ?2")?
        .query_map(params![CLASS, AT_ONCE as i64], |row| row.get(0))?
        .collect::<Result<Vec<String>, _>>()?;
    if names.iter().any(|name| name == ALL) {
        place_all(transaction, path)?;
    }
    let buckets =
        names.iter().filter_map(|name| name.strip_prefix('b')?.parse().ok()).map(Bucket::from_number);
    examine_all(transaction, path, buckets)?;
    for id in names.iter().filter_map(|name| name.strip_prefix('c')) {
        write(transaction, id)?;
    }
    let mut done = transaction.prepare_cached("DELETE FROM stale WHERE class = ?1 AND block = ?2")?;
    for name in names {
        done.execute(params![CLASS, name])?;
    }
    Ok(())
}

/// Puts all claims of all sources into their buckets.
fn place_all(transaction: &Transaction<'_>, path: &Path) -> Result<(), Inner> {
    for table in ["compared", "findings", "conflicts"] {
        transaction.execute(&format!("DELETE FROM {table}"), [])?;
    }
    let mut last = i64::MIN;
    loop {
        let some = transaction
            .prepare_cached("SELECT number, claims FROM sources WHERE number > ?1 ORDER BY number LIMIT ?2")?
            .query_map(params![last, AT_ONCE as i64], |row| Ok((row.get(0)?, row.get(1)?)))?
            .collect::<Result<Vec<(i64, Vec<u8>)>, _>>()?;
        let Some((end, _)) = some.last() else { return Ok(()) };
        last = *end;
        let seen: Vec<Result<(i64, Claims), DossierError>> = some
            .into_par_iter()
            .map(|(source, packed)| Ok((source, Claims::seen(&Claims::stored(path, &packed)?))))
            .collect();
        for seen in seen {
            let (source, claims) = seen?;
            add(transaction, source, &claims)?;
        }
    }
}

/// Claims of sources, unpacked.
struct Unpacked<'p> {
    path: &'p Path,
    claims: HashMap<i64, Vec<Claim>>,
}

impl Unpacked<'_> {
    /// Unpacks those of these sources, on all processors.
    fn take(&mut self, transaction: &Transaction<'_>, sources: &BTreeSet<i64>) -> Result<(), Inner> {
        if self.claims.len() + sources.len() > UNPACKED {
            self.claims.clear();
        }
        let mut packed: Vec<(i64, Vec<u8>)> = Vec::new();
        let mut one = transaction.prepare_cached("SELECT claims FROM sources WHERE number = ?1")?;
        for source in sources.iter().filter(|source| !self.claims.contains_key(source)) {
            if let Some(claims) = one.query_row([source], |row| row.get(0)).optional()? {
                packed.push((*source, claims));
            }
        }
        let path = self.path;
        let claims =
            packed.into_par_iter().map(|(source, packed)| Ok((source, Claims::stored(path, &packed)?)));
        self.claims.extend(claims.collect::<Result<Vec<_>, DossierError>>()?);
        Ok(())
    }

    fn at(&self, (source, at): (i64, i64)) -> Option<&Claim> {
        self.claims.get(&source)?.get(at as usize)
    }
}

/// A bucket with its claims: the number of the source and the place among the claims of the source.
type Held = (Bucket, Vec<(i64, i64)>);

/// Examines buckets: what is held against each other is asked one by one, and held against each other on all processors.
fn examine_all(
    transaction: &Transaction<'_>,
    path: &Path,
    buckets: impl Iterator<Item = Bucket>,
) -> Result<(), Inner> {
    let mut unpacked = Unpacked { path, claims: HashMap::new() };
    let (mut together, mut sources): (Vec<Held>, BTreeSet<i64>) = Default::default();
    for bucket in buckets {
        let held = held(transaction, bucket)?;
        sources.extend(held.iter().map(|(source, _)| source));
        together.push((bucket, held));
        if sources.len() >= TOGETHER {
            examine(transaction, &together, &sources, &mut unpacked)?;
            together.clear();
            sources.clear();
        }
    }
    examine(transaction, &together, &sources, &mut unpacked)
}

/// The claims of a bucket that are worth a look, in the order of their sources.
fn held(transaction: &Transaction<'_>, bucket: Bucket) -> rusqlite::Result<Vec<(i64, i64)>> {
    // Counted here: the database would make a table for it.
    let marks = transaction
        .prepare_cached("SELECT mark FROM compared WHERE bucket = ?1")?
        .query_map([bucket.number()], |row| row.get(0))?
        .collect::<Result<HashSet<i64>, _>>()?;
    if !bucket.is_worth_a_look(marks.len()) {
        return Ok(Vec::new());
    }
    transaction
        .prepare_cached(
            "SELECT compared.source, claim FROM compared JOIN sources ON sources.number = compared.source
             WHERE bucket = ?1 ORDER BY sources.id, claim LIMIT ?2",
        )?
        .query_map(params![bucket.number(), bucket.most_claims() as i64], |row| {
            Ok((row.get(0)?, row.get(1)?))
        })?
        .collect()
}

/// Examines some buckets and writes in their order what they yield.
fn examine(
    transaction: &Transaction<'_>,
    together: &[Held],
    sources: &BTreeSet<i64>,
    unpacked: &mut Unpacked<'_>,
) -> Result<(), Inner> {
    unpacked.take(transaction, sources)?;
    let unpacked = &*unpacked;
    let between = |(bucket, held): &Held| {
        let claims: Vec<Claim> = held.iter().filter_map(|&place| unpacked.at(place)).cloned().collect();
        if claims.is_empty() { Vec::new() } else { entente_examine::between(*bucket, &claims) }
    };
    let findings: Vec<Vec<Conflict>> = together.par_iter().map(between).collect();
    for ((bucket, _), findings) in together.iter().zip(findings) {
        for id in put(transaction, bucket.number(), findings)? {
            mark_conflict(transaction, &id)?;
        }
    }
    Ok(())
}

/// Puts findings in the place of those that came from the same bucket or source; the ids of those that changed.
fn put(transaction: &Transaction<'_>, from: i64, findings: Vec<Conflict>) -> Result<BTreeSet<String>, Inner> {
    let mut by_id: BTreeMap<String, Vec<Conflict>> = BTreeMap::new();
    for finding in findings {
        let same = by_id.entry(finding.id.clone()).or_default();
        if !same.contains(&finding) {
            same.push(finding);
        }
    }
    let before = transaction
        .prepare_cached("SELECT conflict, body FROM findings WHERE bucket = ?1")?
        .query_map([from], |row| Ok((row.get(0)?, row.get(1)?)))?
        .collect::<Result<BTreeMap<String, String>, _>>()?;
    let now: BTreeMap<String, String> = by_id
        .into_iter()
        .map(|(id, findings)| (id, serde_json::to_string(&findings).unwrap_or_default()))
        .collect();
    let mut changed = BTreeSet::new();
    for id in before.keys().filter(|id| !now.contains_key(*id)) {
        transaction
            .prepare_cached("DELETE FROM findings WHERE bucket = ?1 AND conflict = ?2")?
            .execute(params![from, id])?;
        changed.insert(id.clone());
    }
    for (id, body) in now {
        if before.get(&id) == Some(&body) {
            continue;
        }
        transaction
            .prepare_cached("INSERT OR REPLACE INTO findings (conflict, bucket, body) VALUES (?1, ?2, ?3)")?
            .execute(params![id, from, body])?;
        changed.insert(id);
    }
    Ok(changed)
}

/// Writes the conflict of an id out of its findings, with what it is about.
fn write(transaction: &Transaction<'_>, id: &str) -> Result<(), Inner> {
    transaction.prepare_cached("DELETE FROM conflicts WHERE id = ?1")?.execute([id])?;
    let bodies = transaction
        .prepare_cached("SELECT body FROM findings WHERE conflict = ?1 ORDER BY bucket")?
        .query_map([id], |row| row.get(0))?
        .collect::<Result<Vec<String>, _>>()?;
    let mut findings: Vec<Conflict> = Vec::new();
    for body in bodies {
        let stored = |error: serde_json::Error| DossierError::Stored {
            what: "finding",
            number: 0,
            reason: error.to_string(),
        };
        findings.extend(serde_json::from_str::<Vec<Conflict>>(&body).map_err(stored)?);
    }
    let Some(conflict) = entente_examine::join(findings).pop() else { return Ok(()) };
    let body = serde_json::to_string(&conflict).unwrap_or_default();
    transaction
        .prepare_cached("INSERT INTO conflicts (id, kind, certainty, body) VALUES (?1, ?2, ?3, ?4)")?
        .execute(params![conflict.id, conflict.kind.as_str(), conflict.certainty, body])?;
    let mut claims = transaction
        .prepare_cached("INSERT INTO claims (source, start, \"end\", conflict) VALUES (?1, ?2, ?3, ?4)")?;
    let mut disputes = transaction
        .prepare_cached("INSERT OR IGNORE INTO disputes (report, conflict, entry) VALUES (?1, ?2, ?3)")?;
    let mut told: BTreeMap<SourceId, Vec<Placed>> = BTreeMap::new();
    for claim in &conflict.claims {
        claims.execute(params![claim.source_id.as_bytes(), claim.start, claim.end, conflict.id])?;
        let reports = match told.get(&claim.source_id) {
            Some(reports) => reports,
            None => told.entry(claim.source_id).or_insert(reports_in(transaction, claim.source_id)?),
        };
        for report in
            reports.iter().filter(|report| report.at.start < claim.end && claim.start < report.at.end)
        {
            disputes.execute(params![report.id, conflict.id, report.entry])?;
        }
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use std::ops::Range;

    use entente_model::{TimeExpression, TimexType};
    use proptest::prelude::*;

    use super::*;
    use crate::{
        ConflictFilter, NewSource, Place,
        testing::{Told, add, dossier, told},
    };

    /// A document with its years found.
    fn dated(origin: &str, published: &str, text: &str) -> Told {
        let mut told = told(origin, "en", published, text);
        let years = text.match_indices(|letter: char| letter.is_ascii_digit());
        let mut ends: Vec<Range<usize>> = Vec::new();
        for (at, _) in years {
            match ends.last_mut() {
                Some(last) if last.end == at => last.end = at + 1,
                _ => ends.push(at..at + 1),
            }
        }
        for range in ends.into_iter().filter(|range| range.len() == 4) {
            let quote = text[range.clone()].to_owned();
            told.0.times.push(TimeExpression {
                start: range.start as u32,
                end: range.end as u32,
                edtf: quote.parse().ok(),
                value: Some(quote.clone()),
                text: quote,
                timex_type: TimexType::Date,
                anchor: None,
            });
        }
        told
    }

    const SENTENCES: [&str; 8] = [
        "Russia and South Korea established diplomatic relations in 1990.",
        "Russia and South Korea established diplomatic relations in 1991.",
        "Russia and South Korea established diplomatic relations in 1992.",
        "In 1904 the Soviet Union and Japan began the war.",
        "Ties grew over the past 40 years since Russia and South Korea established diplomatic relations.",
        "The youth camp \"Two Shores\" on Lake Baikal, planned for 2022, was cancelled because there were no flights.",
        "In 2022 the youth camp \"Two Shores\" was held on Lake Baikal, the last of its kind.",
        "The museum opened an exhibition of maps.",
    ];

    fn document(number: usize, said: usize) -> Told {
        dated(&format!("{number}.txt"), "2023", SENTENCES[said % SENTENCES.len()])
    }

    fn by_id(mut conflicts: Vec<Conflict>) -> Vec<Conflict> {
        conflicts.sort_by(|left, right| left.id.cmp(&right.id));
        conflicts
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(24))]

        #[test]
        fn bucket_by_bucket_is_the_same_as_all_at_once(said in prop::collection::vec(0..8_usize, 1..9), looks in any::<u16>()) {
            let documents: Vec<Told> =
                said.iter().enumerate().map(|(number, &said)| document(number, said)).collect();
            let claims = documents.iter().flat_map(|told| entente_examine::claims(&told.0)).collect();
            let folder = tempfile::tempdir().unwrap();
            let mut dossier = dossier(folder.path(), &[]);
            for (number, told) in documents.iter().enumerate() {
                add(&mut dossier, told);
                if looks >> (number % 16) & 1 == 1 {
                    dossier.all_conflicts().unwrap();
                }
            }
            let found = by_id(dossier.all_conflicts().unwrap());
            prop_assert_eq!(&found, &by_id(entente_examine::compare(claims)));
            // From what is stored, as after an update of the program.
            dossier.forget_record().unwrap();
            prop_assert_eq!(&by_id(dossier.all_conflicts().unwrap()), &found);
        }
    }

    #[test]
    fn conflicts_go_with_the_reading_that_made_them() {
        let folder = tempfile::tempdir().unwrap();
        let (first, second) = (document(0, 0), document(1, 1));
        let mut dossier = dossier(folder.path(), &[&first, &second]);
        assert_eq!(dossier.all_conflicts().unwrap().len(), 1);
        // Read again by a version that finds no dates.
        let mut blind = second.0.clone();
        blind.times.clear();
        let bytes = format!("{}{}", second.0.origin, second.0.text);
        let again = NewSource::new(&second.0.origin, bytes.as_bytes(), "{}", "blind", vec![blind]);
        dossier.read_again(&again, "2026-01-02T00:00:00Z").unwrap();
        assert_eq!(dossier.all_conflicts().unwrap(), []);
        let again = NewSource::new(&second.0.origin, bytes.as_bytes(), "{}", "test", vec![second.0.clone()]);
        dossier.read_again(&again, "2026-01-03T00:00:00Z").unwrap();
        assert_eq!(dossier.all_conflicts().unwrap().len(), 1);
    }

    #[test]
    fn parts_of_the_list_follow_each_other() {
        let folder = tempfile::tempdir().unwrap();
        let documents: Vec<Told> = (0..7).map(|said| document(said, said)).collect();
        let mut dossier = dossier(folder.path(), &documents.iter().collect::<Vec<_>>());
        let all = dossier.all_conflicts().unwrap();
        assert!(all.len() > 2, "{all:?}");
        let which = ConflictFilter::default();
        let first = dossier.conflicts_part(&which, Place { most: 2, ..Place::default() }).unwrap();
        assert_eq!((first.items.as_slice(), first.count, first.more), (&all[..2], all.len(), true));
        let after = Some((all[1].id.as_str(), 2));
        let rest = dossier.conflicts_part(&which, Place { after, most: 9, ..Place::default() }).unwrap();
        assert_eq!((rest.items.as_slice(), rest.more), (&all[2..], false));
        dossier
            .decide(&all[0].id, crate::Request::Resolve("both".to_owned()), "A", None, "2026-01-02T00:00:00Z")
            .unwrap();
        let open = ConflictFilter { settled: Some(false), ..ConflictFilter::default() };
        assert_eq!(dossier.count_conflicts(&open).unwrap(), all.len() - 1);
        let settled = ConflictFilter { settled: Some(true), ..ConflictFilter::default() };
        let settled = dossier.conflicts_part(&settled, Place { most: 9, ..Place::default() }).unwrap();
        assert_eq!(settled.items, [all[0].clone()]);
        let of_one = ConflictFilter { source: Some("3.txt".to_owned()), ..ConflictFilter::default() };
        assert_eq!(dossier.count_conflicts(&of_one).unwrap(), 1);
    }
}
