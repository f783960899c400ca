//! Names become people.

use std::{
    collections::{BTreeMap, BTreeSet, HashMap},
    rc::Rc,
};

use entente_model::{Interval, PartyCode, Role, RoleEntry};
use serde::{Deserialize, Serialize};

use super::{
    Entry, Fold, Rules,
    join::{Head, Join, Place},
};
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
    /// How many reports name the person so.
    #[serde(default, skip_serializing_if = "BTreeMap::is_empty")]
    pub counts: BTreeMap<String, u32>,
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
        let mut counts: BTreeMap<String, u32> = BTreeMap::new();
        for report in group {
            *counts.entry(report.body.name.clone()).or_default() += 1;
        }
        let name = best_name(&counts);
        let forms = group.iter().flat_map(|report| &report.body.also).chain(counts.keys());
        let also =
            forms.filter(|form| **form != name).cloned().collect::<BTreeSet<_>>().into_iter().collect();
        let roles = roles(group);
        let mentions = group.iter().map(|report| report.body.mentions).sum();
        let parties = roles.iter().filter_map(|role| role.of).collect();
        Entry {
            when: None,
            kind: "person".to_owned(),
            status: String::new(),
            parties,
            weight: f64::from(mentions),
            lead: None,
            line: PersonLine { name, also, roles, mentions, counts },
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
fn best_name(counts: &BTreeMap<String, u32>) -> String {
    let full = |name: &str| name.split_whitespace().count().min(3) > 1 && !name.contains('.');
    let best = counts.iter().max_by(|left, right| {
        (full(left.0), left.1).cmp(&(full(right.0), right.1)).then_with(|| right.0.cmp(left.0))
    });
    best.map(|(name, _)| name.clone()).unwrap_or_default()
}

impl Join for People {
    /// Only the first of each group decides who joins it, so that a new name is held against these alone.
    fn place(new: &Report, heads: &[Head<PersonBody, PersonLine>]) -> Place {
        let mut reports: Vec<Report> = heads.iter().map(|head| head.lead.clone()).collect();
        reports.push(new.clone());
        let last = heads.len();
        let names: Vec<Rc<Name>> =
            reports.iter().map(|report| Rc::new(Name::of(&report.body.name))).collect();
        let key = |at: usize| (std::cmp::Reverse(names[at].rank()), reports[at].id);
        let mut order: Vec<usize> = (0..last).filter(|&at| key(at) < key(last)).collect();
        order.sort_by_key(|&at| key(at));
        let rules = Rules::default();
        let mut groups = Groups {
            reports: &reports,
            names: &names,
            rules: &rules,
            all: Vec::new(),
            index: Index::default(),
        };
        for &at in &order {
            groups.open(at);
        }
        if let Some(group) = groups.home(last) {
            return Place::Joins(order[group]);
        }
        // A name that is told after it might have joined it.
        let own = &names[last];
        let may_join = |form: &String| {
            let name = Name::of(form);
            name.rank() <= own.rank() && own.may_be(&name)
        };
        let lines = heads.iter().map(|head| &head.line);
        let joins = lines.flat_map(|line| std::iter::once(&line.name).chain(&line.also)).any(may_join);
        if joins { Place::Unclear } else { Place::Alone }
    }

    fn joined(new: &Report, head: &Head<PersonBody, PersonLine>) -> Option<Entry<PersonLine>> {
        let old = &head.line;
        // Written before forms were counted.
        if old.counts.is_empty() {
            return None;
        }
        let mut counts = old.counts.clone();
        *counts.entry(new.body.name.clone()).or_default() += 1;
        let name = best_name(&counts);
        let forms = old.also.iter().chain([&old.name]).chain(counts.keys()).chain(&new.body.also);
        let also =
            forms.filter(|form| **form != name).cloned().collect::<BTreeSet<_>>().into_iter().collect();
        let mut roles = old.roles.clone();
        for role in &new.body.roles {
            // Where one day is said in two ways, the order of all reports tells which of them stays.
            match same_office(&mut roles, role) {
                Some(known) => {
                    if let (Some(one), Some(other)) = (known.when, new.body.active)
                        && one != other
                        && (one.earliest() == other.earliest() || one.latest() == other.latest())
                    {
                        return None;
                    }
                    known.when = widened(known.when, new.body.active);
                    known.title = calmer(&known.title, &role.title).to_owned();
                }
                None => {
                    roles.push(RoleEntry { title: role.title.clone(), of: role.of, when: new.body.active });
                }
            }
        }
        in_order(&mut roles);
        let mentions = old.mentions + new.body.mentions;
        Some(Entry {
            when: None,
            kind: "person".to_owned(),
            status: String::new(),
            parties: roles.iter().filter_map(|role| role.of).collect(),
            weight: f64::from(mentions),
            lead: None,
            line: PersonLine { name, also, roles, mentions, counts },
        })
    }
}

/// Offices with the days on which sources show the person at work in them.
fn roles(group: &[&Report]) -> Vec<RoleEntry> {
    let mut roles: Vec<RoleEntry> = Vec::new();
    for report in group {
        for role in &report.body.roles {
            let active = report.body.active;
            match same_office(&mut roles, role) {
                Some(known) => {
                    known.when = widened(known.when, active);
                    known.title = calmer(&known.title, &role.title).to_owned();
                }
                None => roles.push(RoleEntry { title: role.title.clone(), of: role.of, when: active }),
            }
        }
    }
    in_order(&mut roles);
    roles
}

/// The office of this title, however it is capitalised.
fn same_office<'r>(roles: &'r mut [RoleEntry], role: &Role) -> Option<&'r mut RoleEntry> {
    let title = fold(&role.title);
    roles.iter_mut().find(|known| known.of == role.of && fold(&known.title) == title)
}

/// The one of two spellings that is not in capitals throughout, as in the heads of transcripts; else the first in order,
/// so that it does not matter which source came first.
fn calmer<'t>(one: &'t str, other: &'t str) -> &'t str {
    let key = |title: &'t str| (!title.contains(char::is_lowercase), title);
    key(one).min(key(other)).1
}

fn in_order(roles: &mut [RoleEntry]) {
    roles.sort_by(|left, right| {
        let start = |role: &RoleEntry| role.when.map_or(entente_model::Day::MAX, Interval::earliest);
        start(left).cmp(&start(right)).then_with(|| (&left.title, left.of).cmp(&(&right.title, right.of)))
    });
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

#[cfg(test)]
mod tests {
    use super::calmer;

    #[test]
    fn an_office_is_not_shouted() {
        assert_eq!(calmer("PRIME MINISTER", "Prime Minister"), "Prime Minister");
        assert_eq!(calmer("prime minister", "Prime Minister"), "Prime Minister");
        assert_eq!(calmer("외무장관", "외무장관"), "외무장관");
        assert_eq!(calmer("CEO", "CEO"), "CEO");
    }
}
