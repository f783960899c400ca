//! Buckets: only claims of one bucket are held against each other, so that a new source is examined by itself and in the few
//! buckets that its claims fall into.

use sha2::{Digest as _, Sha256};

use crate::{
    Claim,
    rules::{calendar, date, elapsed_time, identity, status, value},
};

/// What claims must have in common to be held against each other, as a number of 62 bits.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bucket(i64);

/// Where a claim is held against others.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Place {
    /// The bucket.
    pub bucket: Bucket,
    /// What the claim says there: claims of one mark do not contradict each other.
    pub mark: i64,
}

/// A rule that holds claims against each other.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Held {
    Date,
    Value,
    Elapsed,
    First,
    FirstMeeting,
    Calendar,
    Status,
    Cause,
}

const ALL: [Held; 8] = [
    Held::Date,
    Held::Value,
    Held::Elapsed,
    Held::First,
    Held::FirstMeeting,
    Held::Calendar,
    Held::Status,
    Held::Cause,
];

/// Claims of a bucket that are looked at, in the order of their sources.
const MOST_CLAIMS: usize = 10_000;

impl Bucket {
    pub(crate) fn new(rule: Held, key: &str) -> Self {
        let number = digest(key.as_bytes()) << 3 | rule as i64;
        Self(number & (i64::MAX >> 1))
    }

    /// The bucket of this number.
    pub fn from_number(number: i64) -> Self {
        Self(number)
    }

    /// Its number, which is stored.
    pub fn number(self) -> i64 {
        self.0
    }

    /// Claims that are looked at at the most, in the order of their sources and then of [`Claim::order`].
    pub fn most_claims(self) -> usize {
        MOST_CLAIMS
    }

    /// Whether claims of so many different marks can contradict each other.
    pub fn is_worth_a_look(self, marks: usize) -> bool {
        marks > 1 && (self.rule() != Some(Held::Date) || marks <= date::MOST_DATES)
    }

    fn rule(self) -> Option<Held> {
        ALL.get((self.0 & 7) as usize).copied()
    }

    /// What does not fit together among these claims of the bucket, which are in order.
    pub(crate) fn compare(self, claims: &[Claim]) -> Vec<entente_model::Conflict> {
        let claims = &claims[..claims.len().min(MOST_CLAIMS)];
        let with = |mark: i64| {
            let has = move |place: &Place| place.bucket == self && place.mark == mark;
            claims.iter().filter(move |claim| places(claim).iter().any(has)).collect::<Vec<_>>()
        };
        match self.rule() {
            Some(Held::Date) => date::compare(claims),
            Some(Held::Value) => value::compare(claims),
            Some(Held::Elapsed) => elapsed_time::compare(claims),
            Some(Held::First) => identity::compare_firsts(claims),
            Some(Held::FirstMeeting) => identity::compare_meetings(claims),
            Some(Held::Calendar) => calendar::compare(&with(0), &with(1)),
            Some(Held::Status) => status::compare_held(&with(0), &with(1)),
            Some(Held::Cause) => status::compare_causes(&with(0), &with(1)),
            None => Vec::new(),
        }
    }
}

/// The buckets in which a claim is held against others, each once; none for what can only be checked by itself.
pub fn places(claim: &Claim) -> Vec<Place> {
    let mut places = Vec::new();
    date::place(claim, &mut places);
    value::place(claim, &mut places);
    elapsed_time::place(claim, &mut places);
    identity::place(claim, &mut places);
    calendar::place(claim, &mut places);
    status::place(claim, &mut places);
    places
}

/// A text as a mark.
pub(crate) fn mark(text: &str) -> i64 {
    digest(text.as_bytes())
}

fn digest(bytes: &[u8]) -> i64 {
    let digest = Sha256::digest(bytes);
    digest.iter().take(8).fold(0, |number: i64, byte| number << 8 | i64::from(*byte))
}
