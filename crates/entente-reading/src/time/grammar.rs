//! A language's words and rules, compiled.

use std::collections::HashMap;

use entente_model::Language;

use super::{
    lexicon::{CARD, HALFW, Lexicon, MULT, ORDW, Start, Symbol},
    needs::{Mask, Needs},
    pack::{PackError, TimePackText, lines},
    pattern::{Atom, Compiled, Compiler, Op, firsts, next_atoms, starts},
    second::{Members, Second},
    token::Writing,
};

/// What a rule makes of the values that it kept.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Make {
    /// A date of any precision.
    Date,
    /// A number of units before or after an anchor.
    Offset,
    /// This, the last or the next unit.
    Deictic,
    /// A length of time.
    Duration,
    /// A recurring time.
    Set,
    /// Past, present or future without a date.
    Ref,
    /// A time of day.
    Time,
    /// A named day.
    Named,
    /// An anniversary, which is no expression of its own.
    Anniversary,
    /// Words that say the days of the text are by the Julian calendar; no expression.
    OldStyle,
    /// Something that looks like a time and is none.
    Nothing,
}

impl Make {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "date" => Self::Date,
            "offset" => Self::Offset,
            "deictic" => Self::Deictic,
            "duration" => Self::Duration,
            "set" => Self::Set,
            "ref" => Self::Ref,
            "time" => Self::Time,
            "named" => Self::Named,
            "anniversary" => Self::Anniversary,
            "old-style" => Self::OldStyle,
            "none" => Self::Nothing,
            _ => return None,
        })
    }
}

/// How the expressions of one rule belong together.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Bond {
    /// Two ends of a range.
    Range,
    /// Several of one kind.
    List,
    /// One day in two calendars, the Julian first.
    Calendars,
}

#[derive(Debug)]
pub(super) struct Rule {
    pub(super) make: Make,
    pub(super) bond: Bond,
    pub(super) program: Vec<Op>,
    /// What must stand so many tokens before it: the number of a guard.
    pub(super) before: Option<(u8, u32)>,
    /// The needs that tokens within its reach must meet.
    pub(super) needs: Mask,
}

/// The words and patterns of one language, compiled.
#[derive(Debug)]
pub struct TimeGrammar {
    pub(super) lexicon: Lexicon,
    pub(super) rules: Vec<Rule>,
    pub(super) writing: Writing,
    /// The rules that may begin with a number, by how many digits it has (0 for more than four).
    pub(super) number_rules: [Vec<Start>; 5],
    /// The rules that may begin with a Roman number.
    pub(super) roman_rules: Vec<Start>,
    /// What may follow the first token of a rule.
    pub(super) seconds: Vec<Second>,
    /// What the branches of the rules can take.
    pub(super) guards: Vec<Second>,
    /// The needs of rules that words meet.
    pub(super) needs: Needs,
    pub(super) dash: u32,
    pub(super) slash: u32,
}

impl TimeGrammar {
    /// The grammar of a language that comes with the program.
    pub fn embedded(language: Language) -> Option<&'static Self> {
        super::embedded::grammar(language)
    }

    /// The grammar of languages that have none of their own.
    pub fn neutral() -> Option<&'static Self> {
        super::embedded::neutral()
    }

    /// Compiles the text of a pack.
    ///
    /// # Errors
    ///
    /// The first line that cannot be used.
    pub fn from_pack(pack: &TimePackText<'_>) -> Result<Self, PackError> {
        let mut lexicon = Lexicon::new(pack)?;
        let mut writing = Writing::default();
        let (mut rules, mut needs, mut before) = (Vec::new(), Vec::new(), Vec::new());
        let mut compiler = Compiler::new(&mut lexicon);
        for (line, text) in lines(pack.rules) {
            let error = |reason| PackError { file: pack.rules_file.to_owned(), line, reason };
            let Some((kind, pattern)) = text.split_once('\t') else {
                return Err(error("wants the kind, a tab, the pattern".to_owned()));
            };
            if let Some(name) = kind.strip_prefix("def ") {
                compiler.define(name.trim(), pattern).map_err(error)?;
            } else if kind == "option" {
                option(&mut writing, pattern.trim()).map_err(error)?;
            } else {
                let (rule, compiled) = rule(kind, pattern, &mut compiler).map_err(error)?;
                rules.push(rule);
                needs.push(compiled.needs);
                before.push(compiled.before);
            }
        }
        let (needs, masks) = Needs::new(&needs, &lexicon);
        let members = Members::new(&lexicon);
        let mut guards = guard(&mut rules, &members);
        for ((rule, needs), before) in rules.iter_mut().zip(masks).zip(before) {
            rule.needs = needs;
            rule.before = before.map(|(behind, atoms)| {
                guards.push(Second::of(&atoms, &members));
                (behind, guards.len() as u32 - 1)
            });
        }
        Ok(Self::with_rules(lexicon, &members, rules, writing, guards, needs))
    }

    fn with_rules(
        mut lexicon: Lexicon,
        members: &Members,
        rules: Vec<Rule>,
        writing: Writing,
        guards: Vec<Second>,
        needs: Needs,
    ) -> Self {
        let (dash, slash) = (lexicon.find("-"), lexicon.find("/"));
        let mut by_symbol: HashMap<Symbol, Vec<Start>> = HashMap::new();
        let mut number_rules: [Vec<Start>; 5] = Default::default();
        let mut roman_rules = Vec::new();
        let mut joins = Joins::default();
        for (index, rule) in rules.iter().enumerate() {
            for place in starts(&rule.program) {
                let second = joins.keep(Second::new(&rule.program, place, members, dash));
                let start = Start { rule: index as u16, second };
                let (symbols, digits): (&[Symbol], &[usize]) = match &place.1 {
                    Atom::Symbol(symbol) => (std::slice::from_ref(symbol), &[]),
                    Atom::Day | Atom::MonthNumber | Atom::Hour | Atom::HourMinute => (&[], &[1, 2]),
                    Atom::Fourth => (&[], &[1]),
                    Atom::Two | Atom::Minute => (&[], &[2]),
                    Atom::Three => (&[], &[3]),
                    Atom::Year4 | Atom::YearModern | Atom::Tens => (&[], &[4]),
                    Atom::Int | Atom::Figure => (&[], &[0, 1, 2, 3, 4]),
                    Atom::Number => (&[CARD, MULT, HALFW], &[0, 1, 2, 3, 4]),
                    Atom::Ordinal => (&[ORDW, CARD], &[1, 2, 3, 4]),
                    Atom::YearWords => (&[CARD], &[]),
                    Atom::Roman => {
                        roman_rules.push(start);
                        (&[], &[])
                    }
                    Atom::Word | Atom::Capital | Atom::Small => (&[], &[]),
                };
                for &symbol in symbols {
                    by_symbol.entry(symbol).or_default().push(start);
                }
                for &count in digits {
                    number_rules[count].push(start);
                }
            }
        }
        for entry in &mut lexicon.entries {
            let senses = entry.senses.iter().filter_map(|sense| by_symbol.get(&sense.symbol));
            entry.rules = joins.one_a_rule(senses.flatten().copied().collect());
            let open = |start: &Start| joins.seconds[start.second as usize].is_open();
            entry.before_unknown = entry.rules.iter().copied().filter(open).collect();
        }
        let number_rules = number_rules.map(|starts| joins.one_a_rule(starts));
        let roman_rules = joins.one_a_rule(roman_rules);
        let seconds = joins.seconds;
        Self { lexicon, rules, writing, number_rules, roman_rules, seconds, guards, needs, dash, slash }
    }
}

/// Gives the branches of the rules their guards: one for all branches that can take the same.
fn guard(rules: &mut [Rule], members: &Members) -> Vec<Second> {
    let mut guards = Vec::new();
    let mut known: HashMap<Vec<Atom>, u32> = HashMap::new();
    for rule in rules {
        for place in 0..rule.program.len() {
            if !matches!(rule.program[place], Op::Split { .. }) {
                continue;
            }
            let Some(mut atoms) = next_atoms(&rule.program, place + 1) else { continue };
            atoms.sort_unstable();
            atoms.dedup();
            let made = *known.entry(atoms).or_insert_with_key(|atoms| {
                guards.push(Second::of(atoms, members));
                guards.len() as u32 - 1
            });
            if let Op::Split { guard, .. } = &mut rule.program[place] {
                *guard = made;
            }
        }
    }
    guards
}

/// Puts together what may follow where a word can begin a rule in more than one way.
#[derive(Default)]
struct Joins {
    seconds: Vec<Second>,
    /// Equal sets are kept once: they are looked at for every word, and should stay at hand.
    known: HashMap<Second, u32>,
}

impl Joins {
    /// Each rule once, in the order of the file.
    fn one_a_rule(&mut self, mut starts: Vec<Start>) -> Vec<Start> {
        starts.sort_unstable_by_key(|start| (start.rule, start.second));
        starts.dedup();
        let mut list: Vec<Start> = Vec::with_capacity(starts.len());
        for start in starts {
            match list.last_mut().filter(|last| last.rule == start.rule) {
                Some(last) => last.second = self.join(last.second, start.second),
                None => list.push(start),
            }
        }
        list
    }

    fn join(&mut self, one: u32, other: u32) -> u32 {
        let mut both = self.seconds[one as usize].clone();
        both.join(&self.seconds[other as usize]);
        self.keep(both)
    }

    fn keep(&mut self, second: Second) -> u32 {
        let next = self.seconds.len() as u32;
        let kept = *self.known.entry(second.clone()).or_insert(next);
        if kept == next {
            self.seconds.push(second);
        }
        kept
    }
}

fn option(writing: &mut Writing, name: &str) -> Result<(), String> {
    match name {
        "cut" => writing.cut = true,
        "decimal-comma" => writing.decimal_comma = true,
        "years-first" => writing.years_first = true,
        "capital-names" => writing.capital_names = true,
        "verb-last" => writing.verb_last = true,
        _ => {
            return Err(format!(
                "`{name}` is no option: cut, decimal-comma, years-first, capital-names, verb-last"
            ));
        }
    }
    Ok(())
}

fn rule(kind: &str, pattern: &str, compiler: &mut Compiler<'_>) -> Result<(Rule, Compiled), String> {
    let (make, bond) = match kind.split_once('/') {
        None => (kind, Bond::Range),
        Some((make, "list")) => (make, Bond::List),
        Some((make, "calendars")) => (make, Bond::Calendars),
        Some((_, other)) => return Err(format!("`{other}` is no bond: list, calendars")),
    };
    let make = Make::named(make).ok_or_else(|| format!("`{make}` is no kind of rule"))?;
    let mut compiled = compiler.compile(pattern)?;
    let program = std::mem::take(&mut compiled.program);
    let atoms = firsts(&program);
    if atoms.is_empty() || atoms.iter().any(|atom| matches!(atom, Atom::Word | Atom::Capital | Atom::Small)) {
        return Err("a pattern may not begin with just any word, or be empty".to_owned());
    }
    Ok((Rule { make, bond, program, before: None, needs: 0 }, compiled))
}
