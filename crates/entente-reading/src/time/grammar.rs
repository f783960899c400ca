//! A language's words and rules, compiled.

use entente_model::Language;

use super::{
    lexicon::{CARD, HALFW, Lexicon, MULT, ORDW, Symbol},
    pack::{PackError, TimePackText, lines},
    pattern::{Atom, Compiler, Op, firsts},
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
}

/// The words and patterns of one language, compiled.
#[derive(Debug)]
pub struct TimeGrammar {
    pub(super) lexicon: Lexicon,
    pub(super) rules: Vec<Rule>,
    pub(super) writing: Writing,
    /// The rules that may begin with a number, by how many digits it has (0 for more than four).
    pub(super) number_rules: [Vec<u16>; 5],
    /// The rules that may begin with a Roman number.
    pub(super) roman_rules: Vec<u16>,
    pub(super) dash: u32,
    pub(super) slash: u32,
}

impl TimeGrammar {
    /// The grammar of a language that comes with the program.
    pub fn embedded(language: Language) -> Option<&'static Self> {
        super::embedded::grammar(language)
    }

    /// Compiles the text of a pack.
    ///
    /// # Errors
    ///
    /// The first line that cannot be used.
    pub fn from_pack(pack: &TimePackText<'_>) -> Result<Self, PackError> {
        let mut lexicon = Lexicon::new(pack)?;
        let mut writing = Writing::default();
        let mut rules = Vec::new();
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
                rules.push(rule(kind, pattern, &mut compiler).map_err(error)?);
            }
        }
        Ok(Self::with_rules(lexicon, rules, writing))
    }

    fn with_rules(mut lexicon: Lexicon, rules: Vec<Rule>, writing: Writing) -> Self {
        let mut by_symbol: std::collections::HashMap<Symbol, Vec<u16>> = std::collections::HashMap::new();
        let mut number_rules: [Vec<u16>; 5] = Default::default();
        let mut roman_rules = Vec::new();
        for (index, rule) in rules.iter().enumerate() {
            let index = index as u16;
            for atom in firsts(&rule.program) {
                let (symbols, digits): (&[Symbol], &[usize]) = match &atom {
                    Atom::Symbol(symbol) => (std::slice::from_ref(symbol), &[]),
                    Atom::Day | Atom::MonthNumber | Atom::Hour => (&[], &[1, 2]),
                    Atom::Fourth => (&[], &[1]),
                    Atom::Two | Atom::Minute => (&[], &[2]),
                    Atom::Three => (&[], &[3]),
                    Atom::Year4 | Atom::YearModern | Atom::Tens => (&[], &[4]),
                    Atom::Int | Atom::Figure => (&[], &[0, 1, 2, 3, 4]),
                    Atom::Number => (&[CARD, MULT, HALFW], &[0, 1, 2, 3, 4]),
                    Atom::Ordinal => (&[ORDW, CARD], &[1, 2, 3, 4]),
                    Atom::YearWords => (&[CARD], &[]),
                    Atom::Roman => {
                        push(&mut roman_rules, index);
                        (&[], &[])
                    }
                    Atom::Word | Atom::Capital | Atom::Small => (&[], &[]),
                };
                for &symbol in symbols {
                    push(by_symbol.entry(symbol).or_default(), index);
                }
                for &count in digits {
                    push(&mut number_rules[count], index);
                }
            }
        }
        for entry in &mut lexicon.entries {
            let mut starts: Vec<u16> = entry
                .senses
                .iter()
                .filter_map(|sense| by_symbol.get(&sense.symbol))
                .flatten()
                .copied()
                .collect();
            starts.sort_unstable();
            starts.dedup();
            entry.rules = starts;
        }
        let (dash, slash) = (lexicon.find("-"), lexicon.find("/"));
        Self { lexicon, rules, writing, number_rules, roman_rules, dash, slash }
    }
}

fn push(list: &mut Vec<u16>, index: u16) {
    if list.last() != Some(&index) {
        list.push(index);
    }
}

fn option(writing: &mut Writing, name: &str) -> Result<(), String> {
    match name {
        "cut" => writing.cut = true,
        "decimal-comma" => writing.decimal_comma = true,
        "years-first" => writing.years_first = true,
        "capital-names" => writing.capital_names = true,
        _ => return Err(format!("`{name}` is no option: cut, decimal-comma, years-first, capital-names")),
    }
    Ok(())
}

fn rule(kind: &str, pattern: &str, compiler: &mut Compiler<'_>) -> Result<Rule, String> {
    let (make, bond) = match kind.split_once('/') {
        None => (kind, Bond::Range),
        Some((make, "list")) => (make, Bond::List),
        Some((make, "calendars")) => (make, Bond::Calendars),
        Some((_, other)) => return Err(format!("`{other}` is no bond: list, calendars")),
    };
    let make = Make::named(make).ok_or_else(|| format!("`{make}` is no kind of rule"))?;
    let program = compiler.compile(pattern)?;
    let atoms = firsts(&program);
    if atoms.is_empty() || atoms.iter().any(|atom| matches!(atom, Atom::Word | Atom::Capital | Atom::Small)) {
        return Err("a pattern may not begin with just any word, or be empty".to_owned());
    }
    Ok(Rule { make, bond, program })
}
