//! Names become people.

use std::{collections::HashMap, rc::Rc};

use entente_model::{Interval, PartyCode, RoleEntry};
use serde::{Deserialize, Serialize};

use super::{Entry, Fold, Rules};
use crate::{
    lineage::same_line,
    report::{PersonBody, Stored, hull},
    skeleton::skeletons,
    words::fold,
};

/// A person of the record, apart from the reports and conflicts.
#[derive(Debug, Clone, PartialEq, Serialize, Deserialize)]
pub(crate) struct PersonLine {
    pub name: String,
    pub also: Vec<String>,
    pub roles: Vec<RoleEntry>,
    pub mentions: u32,
}

/// The fold of people.
pub(super) struct People;

type Report = Stored<PersonBody>;

impl Fold for People {
    type Body = PersonBody;
    type Line = PersonLine;

    /// Full names first; a family name alone joins only where one bearer of it is known.
    fn gather(reports: &[Report], rules: &Rules) -> Vec<Vec<usize>> {
        let mut known: HashMap<&str, Rc<Name>> = HashMap::new();
        let names: Vec<Rc<Name>> = reports
            .iter()
            .map(|report| {
                let name = report.body.name.as_str();
                Rc::clone(known.entry(name).or_insert_with(|| Rc::new(Name::of(name))))
            })
            .collect();
        let mut order: Vec<usize> = (0..reports.len()).collect();
        order.sort_by_key(|&at| (std::cmp::Reverse(names[at].rank()), reports[at].id));
        let mut groups = Groups { reports, names: &names, rules, all: Vec::new(), index: Index::default() };
        for at in order {
            match groups.home(at) {
                Some(group) => groups.all[group].push(at),
                None => groups.open(at),
            }
        }
        groups.all
    }

    fn entry(group: &[&Report], _rules: &Rules) -> Entry<PersonLine> {
        let name = best_name(group);
        let mut also: Vec<String> = Vec::new();
        for form in
            group.iter().flat_map(|report| std::iter::once(&report.body.name).chain(&report.body.also))
        {
            if *form != name && !also.contains(form) {
                also.push(form.clone());
            }
        }
        also.sort_unstable();
        let roles = roles(group);
        let mentions = group.iter().map(|report| report.body.mentions).sum();
        let parties = roles.iter().filter_map(|role| role.of).collect();
        Entry {
            when: None,
            kind: "person".to_owned(),
            status: String::new(),
            parties,
            weight: f64::from(mentions),
            line: PersonLine { name, also, roles, mentions },
        }
    }
}

/// Groups that a name is compared with; the bound holds for ten thousand people of one family name.
const COMPARED: usize = 64;

/// Groups under way.
struct Groups<'a> {
    reports: &'a [Report],
    names: &'a [Rc<Name>],
    rules: &'a Rules,
    all: Vec<Vec<usize>>,
    index: Index<'a>,
}

/// Groups by what may lead to them.
#[derive(Default)]
struct Index<'a> {
    by_name: HashMap<&'a str, usize>,
    by_known: HashMap<&'static str, usize>,
    by_given: HashMap<&'a str, Vec<usize>>,
    by_initial: HashMap<char, Vec<usize>>,
    full: Vec<usize>,
}

impl<'a> Groups<'a> {
    fn open(&mut self, at: usize) {
        let (number, name) = (self.all.len(), &self.names[at]);
        self.all.push(vec![at]);
        self.index.by_name.entry(&name.folded).or_insert(number);
        if let Some(known) = name.known {
            self.index.by_known.entry(known).or_insert(number);
        }
        if name.words.len() > 1 {
            self.index.full.push(number);
            self.index.by_given.entry(&name.given).or_default().push(number);
            if let Some(&initial) = name.initials.first() {
                self.index.by_initial.entry(initial).or_default().push(number);
            }
        }
    }

    /// The group that a name belongs to.
    fn home(&self, at: usize) -> Option<usize> {
        let (report, name) = (&self.reports[at], &self.names[at]);
        if self.rules.is_put_together(report.id) {
            let with = |&member: &usize| self.rules.puts_together(report.id, self.reports[member].id);
            if let Some(group) = self.all.iter().position(|group| group.iter().any(with)) {
                return Some(group);
            }
        }
        let known = name.known.and_then(|known| self.index.by_known.get(known));
        let same = known.or_else(|| self.index.by_name.get(name.folded.as_str()));
        if let Some(&group) = same.filter(|&&group| !self.keeps_apart(group, at)) {
            return Some(group);
        }
        let fits: Vec<usize> =
            self.candidates(name).into_iter().filter(|&group| self.fits(group, at)).collect();
        match fits.as_slice() {
            [] => None,
            [only] => Some(*only),
            [first, ..] if name.given.len() > 1 => Some(*first),
            // One name for several people: its own, unless one of them has the same office.
            several => several.iter().copied().find(|&group| shared_office(self.first(group), &report.body)),
        }
    }

    fn candidates(&self, name: &Name) -> Vec<usize> {
        let some = |groups: Option<&Vec<usize>>| {
            groups.into_iter().flatten().copied().take(COMPARED).collect::<Vec<_>>()
        };
        if name.words.len() <= 1 {
            return some(Some(&self.index.full));
        }
        let mut near = some(self.index.by_given.get(name.given.as_str()));
        near.extend(some(name.initials.first().and_then(|initial| self.index.by_initial.get(initial))));
        near.sort_unstable();
        near.dedup();
        near
    }

    fn fits(&self, group: usize, at: usize) -> bool {
        let first = self.all[group][0];
        !self.keeps_apart(group, at)
            && self.names[first].may_be(&self.names[at])
            && offices_agree(&self.reports[first].body, &self.reports[at].body)
    }

    fn keeps_apart(&self, group: usize, at: usize) -> bool {
        !self.rules.apart.is_empty()
            && self.all[group]
                .iter()
                .any(|&member| self.rules.keeps_apart(self.reports[member].id, self.reports[at].id))
    }

    fn first(&self, group: usize) -> &'a PersonBody {
        &self.reports[self.all[group][0]].body
    }
}

/// A name by its sounds.
struct Name {
    folded: String,
    /// The person known beforehand who is called so.
    known: Option<&'static str>,
    /// Skeletons of the words, the family name among them.
    words: Vec<String>,
    /// Skeleton of everything but the family name.
    given: String,
    /// First letters of the words.
    initials: Vec<char>,
}

impl Name {
    fn of(name: &str) -> Self {
        let folded = fold(name);
        let family = crate::block::of_person(name);
        let words = skeletons(name);
        let mut others = words.clone();
        if let Some(at) = others.iter().rposition(|word| *word == family) {
            others.remove(at);
        }
        let initials = folded.split_whitespace().filter_map(|word| word.chars().next()).collect();
        Self { known: crate::block::known_person(name), folded, words, given: others.concat(), initials }
    }

    /// How much a name tells: more words, then longer ones.
    fn rank(&self) -> (usize, usize) {
        (self.words.len(), self.folded.len())
    }

    /// Whether the other, shorter or equal, may be a form of this name.
    fn may_be(&self, other: &Self) -> bool {
        if self.folded == other.folded {
            return true;
        }
        if let (Some(mine), Some(theirs)) = (self.known, other.known) {
            return mine == theirs;
        }
        if other.words.len() == 1 {
            return true;
        }
        if self.given == other.given {
            return self.given.len() > 1 || self.initials == other.initials;
        }
        // "S. Lavrov" and "Sergey Viktorovich Lavrov".
        let short =
            other.folded.split_whitespace().any(|word| word.trim_end_matches('.').chars().count() == 1);
        let initial_fits = other
            .initials
            .first()
            .is_some_and(|first| self.initials.first().is_some_and(|mine| mine == first));
        (short && initial_fits)
            || (!other.given.is_empty() && other.given.len() > 1 && self.given.starts_with(&other.given))
    }
}

/// Two offices of different states exclude one person, unless a name is given in full twice.
fn offices_agree(left: &PersonBody, right: &PersonBody) -> bool {
    let states = |body: &PersonBody| body.roles.iter().filter_map(|role| role.of).collect::<Vec<PartyCode>>();
    let (mine, theirs) = (states(left), states(right));
    fold(&left.name) == fold(&right.name)
        || mine.is_empty()
        || theirs.is_empty()
        || mine.iter().any(|code| theirs.iter().any(|other| same_line(*code, *other)))
}

fn shared_office(left: &PersonBody, right: &PersonBody) -> bool {
    left.roles.iter().any(|role| {
        right.roles.iter().any(|other| fold(&role.title) == fold(&other.title) && role.of == other.of)
    })
}

/// The fullest form that most sources use.
fn best_name(group: &[&Report]) -> String {
    let mut counts: Vec<(&str, usize)> = Vec::new();
    for report in group {
        match counts.iter_mut().find(|(name, _)| *name == report.body.name) {
            Some((_, count)) => *count += 1,
            None => counts.push((&report.body.name, 1)),
        }
    }
    let full = |name: &str| name.split_whitespace().count().min(3) > 1 && !name.contains('.');
    counts
        .into_iter()
        .max_by(|left, right| {
            (full(left.0), left.1).cmp(&(full(right.0), right.1)).then_with(|| right.0.cmp(left.0))
        })
        .map(|(name, _)| name.to_owned())
        .unwrap_or_default()
}

/// Offices with the days on which sources show the person at work in them.
fn roles(group: &[&Report]) -> Vec<RoleEntry> {
    let mut roles: Vec<RoleEntry> = Vec::new();
    for report in group {
        for role in &report.body.roles {
            let active = report.body.active;
            match roles
                .iter_mut()
                .find(|known| fold(&known.title) == fold(&role.title) && known.of == role.of)
            {
                Some(known) => known.when = widened(known.when, active),
                None => roles.push(RoleEntry { title: role.title.clone(), of: role.of, when: active }),
            }
        }
    }
    roles.sort_by(|left, right| {
        let start = |role: &RoleEntry| role.when.map_or(entente_model::Day::MAX, Interval::earliest);
        start(left).cmp(&start(right)).then_with(|| (&left.title, left.of).cmp(&(&right.title, right.of)))
    });
    roles
}

fn widened(one: Option<Interval>, other: Option<Interval>) -> Option<Interval> {
    match (one, other) {
        (Some(one), Some(other)) => {
            let from = if one.earliest() <= other.earliest() { one } else { other };
            let to = if one.latest() >= other.latest() { one } else { other };
            hull(Some(from), Some(to))
        }
        (one, other) => one.or(other),
    }
}
