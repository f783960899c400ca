//! The patterns of a pack, compiled to small programs.
//!
//! A pattern is a line of items: a literal word or sign (`of`, `,`), a class (`MONTH`), a class whose value is kept
//! (`month:MONTH`), a value set (`rel=-1`), a choice `(a | b c)`, an optional item `x?`, `~` (nothing stands between the
//! two), `!~` (something stands between), `^` (start of a line), `$` (the match may end here: no letters or digits are
//! glued on), an expression `[ … ]` (without brackets the whole match is one), a look behind of so many tokens
//! `<(a | b)`, `<2(of the)`, none of them `<!(a)`, a look ahead `>(a b)`, `>!(a)`, a named part `@name`.
//! There are no loops, so that a match costs no more than the length of its pattern.

use std::collections::HashMap;

use super::{
    lexicon::{Lexicon, Sense, Symbol},
    needs::{self, RuleNeeds},
    pack::expand,
    slot::{Slot, named_value},
};

/// What one token, or one number phrase, must be.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub(super) enum Atom {
    /// A word of a class, or a literal.
    Symbol(Symbol),
    /// A plain number.
    Int,
    /// 1 to 31, of one or two digits.
    Day,
    /// 1 to 12, of one or two digits.
    MonthNumber,
    /// 1000 to 2999, of four digits.
    Year4,
    /// 1900 to 2059, of four digits.
    YearModern,
    /// Any two digits.
    Two,
    /// Three digits.
    Three,
    /// 0 to 24.
    Hour,
    /// 0 to 59, of two digits.
    Minute,
    /// Hour and minute with a point between (`8.30`).
    HourMinute,
    /// An amount in figures or words, in hundredths.
    Number,
    /// An ordinal number in figures or words.
    Ordinal,
    /// A year in words (`nineteen seventy-nine`).
    YearWords,
    /// Any word.
    Word,
    /// A word with a capital.
    Capital,
    /// A word in small letters.
    Small,
    /// Any number.
    Figure,
    /// Four digits with a decade's end (1980).
    Tens,
    /// 1 to 4, glued to a letter or not (`Q3`, `H2`).
    Fourth,
    /// A Roman number.
    Roman,
}

impl Atom {
    fn named(name: &str) -> Option<Self> {
        Some(match name {
            "INT" => Self::Int,
            "DAY" => Self::Day,
            "MON" => Self::MonthNumber,
            "Y4" => Self::Year4,
            "YM" => Self::YearModern,
            "N2" => Self::Two,
            "N3" => Self::Three,
            "HOUR" => Self::Hour,
            "MIN" => Self::Minute,
            "HM" => Self::HourMinute,
            "NUM" => Self::Number,
            "ORD" => Self::Ordinal,
            "YEARW" => Self::YearWords,
            "WORD" => Self::Word,
            "CAP" => Self::Capital,
            "SMALL" => Self::Small,
            "FIG" => Self::Figure,
            "TENS" => Self::Tens,
            "N4" => Self::Fourth,
            "ROMAN" => Self::Roman,
            _ => return None,
        })
    }
}

/// A step of a compiled pattern.
#[derive(Debug, Clone)]
pub(super) enum Op {
    Atom(Atom, Option<Slot>),
    Set(Slot, i32),
    /// Try the next step, and where it fails the other; `guard` is the grammar's set of the tokens that the first can take.
    Split {
        other: usize,
        guard: u32,
    },
    Jump(usize),
    Glued,
    Unglued,
    ParagraphStart,
    Free,
    Open,
    Close,
    /// Look so many tokens behind (0: ahead); `wanted` or not; where the program goes on.
    Look {
        behind: u8,
        wanted: bool,
        next: usize,
    },
    Match,
}

/// The guard of a branch that is not looked into beforehand.
pub(super) const UNGUARDED: u32 = u32::MAX;

/// A tree before it is laid out.
#[derive(Debug, Clone)]
pub(super) enum Node {
    Sequence(Vec<Node>),
    Choice(Vec<Node>),
    Optional(Box<Node>),
    Leaf(Op),
    Look { behind: u8, wanted: bool, inner: Box<Node> },
}

/// A pattern made ready.
pub(super) struct Compiled {
    pub(super) program: Vec<Op>,
    pub(super) needs: RuleNeeds,
    /// What must stand so many tokens before it.
    pub(super) before: Option<(u8, Vec<Atom>)>,
}

/// Reads patterns, knowing the named parts so far.
pub(super) struct Compiler<'a> {
    pub(super) lexicon: &'a mut Lexicon,
    parts: HashMap<String, Node>,
}

impl<'a> Compiler<'a> {
    pub(super) fn new(lexicon: &'a mut Lexicon) -> Self {
        Self { lexicon, parts: HashMap::new() }
    }

    /// Gives a part a name for the lines that follow.
    pub(super) fn define(&mut self, name: &str, pattern: &str) -> Result<(), String> {
        let node = self.parse(pattern)?;
        match self.parts.insert(name.to_owned(), node) {
            Some(_) => Err(format!("`{name}` is defined already")),
            None => Ok(()),
        }
    }

    /// The program of a pattern, and what it cannot match without.
    pub(super) fn compile(&mut self, pattern: &str) -> Result<Compiled, String> {
        let node = self.parse(pattern)?;
        let mut program = Vec::new();
        emit(&node, &mut program);
        program.push(Op::Match);
        Ok(Compiled { program, needs: needs::of_rule(&node), before: needs::before(&node) })
    }

    fn parse(&mut self, pattern: &str) -> Result<Node, String> {
        let words = split(pattern);
        let mut at = 0;
        let node = self.choice(&words, &mut at)?;
        if at < words.len() {
            return Err(format!("`{}` closes nothing", words[at]));
        }
        Ok(node)
    }

    fn choice(&mut self, words: &[String], at: &mut usize) -> Result<Node, String> {
        let mut choices = vec![self.sequence(words, at)?];
        while words.get(*at).is_some_and(|word| word == "|") {
            *at += 1;
            choices.push(self.sequence(words, at)?);
        }
        Ok(if choices.len() == 1 { choices.remove(0) } else { Node::Choice(choices) })
    }

    fn sequence(&mut self, words: &[String], at: &mut usize) -> Result<Node, String> {
        let mut nodes = Vec::new();
        while let Some(word) = words.get(*at) {
            if word == "|" || word == ")" {
                break;
            }
            *at += 1;
            let mut node = self.item(word, words, at)?;
            if words.get(*at).is_some_and(|word| word == "?") {
                *at += 1;
                node = Node::Optional(Box::new(node));
            }
            nodes.push(node);
        }
        Ok(Node::Sequence(nodes))
    }

    fn item(&mut self, word: &str, words: &[String], at: &mut usize) -> Result<Node, String> {
        if word == "(" {
            return self.group(words, at);
        }
        if let Some((behind, wanted)) = look(word) {
            if words.get(*at).is_none_or(|word| word != "(") {
                return Err(format!("`{word}` wants a group"));
            }
            *at += 1;
            let inner = Box::new(self.group(words, at)?);
            return Ok(Node::Look { behind, wanted, inner });
        }
        let leaf = match word {
            "~" => Op::Glued,
            "!~" => Op::Unglued,
            "^" => Op::ParagraphStart,
            "$" => Op::Free,
            "[" => Op::Open,
            "]" => Op::Close,
            _ => return self.word(word),
        };
        Ok(Node::Leaf(leaf))
    }

    fn group(&mut self, words: &[String], at: &mut usize) -> Result<Node, String> {
        let inner = self.choice(words, at)?;
        if words.get(*at).is_none_or(|word| word != ")") {
            return Err("`(` is not closed".to_owned());
        }
        *at += 1;
        Ok(inner)
    }

    fn word(&mut self, word: &str) -> Result<Node, String> {
        if let Some(name) = word.strip_prefix('@').filter(|name| !name.is_empty()) {
            return self.parts.get(name).cloned().ok_or_else(|| format!("`@{name}` is not defined above"));
        }
        if let Some((name, value)) = word.split_once('=')
            && let Some(slot) = Slot::named(name)
        {
            let value = named_value(value).ok_or_else(|| format!("`{value}` is no value"))?;
            return Ok(Node::Leaf(Op::Set(slot, value)));
        }
        if let Some((name, class)) =
            word.split_once(':').filter(|(name, class)| !name.is_empty() && !class.is_empty())
        {
            let slot = Slot::named(name).ok_or_else(|| format!("`{name}` is no slot"))?;
            return Ok(Node::Leaf(Op::Atom(self.class(class)?, Some(slot))));
        }
        if is_class(word) {
            return Ok(Node::Leaf(Op::Atom(self.class(word)?, None)));
        }
        let word = word.strip_prefix('\\').unwrap_or(word);
        let forms: Vec<_> =
            expand(word).iter().map(|form| Node::Leaf(Op::Atom(self.literal(form), None))).collect();
        Ok(if let [form] = &forms[..] { form.clone() } else { Node::Choice(forms) })
    }

    fn class(&mut self, name: &str) -> Result<Atom, String> {
        if let Some(atom) = Atom::named(name) {
            return Ok(atom);
        }
        self.lexicon.class(name).map(Atom::Symbol).ok_or_else(|| format!("no word has the class `{name}`"))
    }

    fn literal(&mut self, form: &str) -> Atom {
        let symbol = self.lexicon.symbol(form);
        self.lexicon.add(form, Sense { symbol, value: 1, capital: false });
        Atom::Symbol(symbol)
    }
}

fn is_class(word: &str) -> bool {
    word.len() > 1
        && word.starts_with(|first: char| first.is_ascii_uppercase())
        && word.bytes().all(|byte| byte.is_ascii_uppercase() || byte.is_ascii_digit())
}

/// `<`, `<2`, `<!`, `<2!`, `>`, `>!`: how far to look, and whether it must be there.
fn look(word: &str) -> Option<(u8, bool)> {
    let (rest, ahead) = match word.strip_prefix('<') {
        Some(rest) => (rest, false),
        None => (word.strip_prefix('>')?, true),
    };
    let (rest, wanted) = match rest.strip_suffix('!') {
        Some(rest) => (rest, false),
        None => (rest, true),
    };
    match (rest, ahead) {
        ("", true) => Some((0, wanted)),
        ("", false) => Some((1, wanted)),
        (number, false) => number.parse().ok().map(|behind| (behind, wanted)),
        _ => None,
    }
}

/// Words, with brackets, bars and question marks apart; a backslash keeps a sign as it is.
fn split(pattern: &str) -> Vec<String> {
    let mut words = Vec::new();
    for chunk in pattern.split_whitespace() {
        let mut word = String::new();
        let mut signs = chunk.chars();
        while let Some(next) = signs.next() {
            if next == '\\' {
                word.push(next);
                word.extend(signs.next());
            } else if matches!(next, '(' | ')' | '|' | '?') {
                if !word.is_empty() {
                    words.push(std::mem::take(&mut word));
                }
                words.push(next.to_string());
            } else {
                word.push(next);
            }
        }
        if !word.is_empty() {
            words.push(word);
        }
    }
    words
}

/// Lays a tree out.
pub(super) fn emit(node: &Node, program: &mut Vec<Op>) {
    match node {
        Node::Leaf(op) => program.push(op.clone()),
        Node::Sequence(nodes) => nodes.iter().for_each(|node| emit(node, program)),
        Node::Optional(inner) => {
            let split = program.len();
            program.push(Op::Match);
            emit(inner, program);
            program[split] = Op::Split { other: program.len(), guard: UNGUARDED };
        }
        Node::Choice(choices) => {
            let mut jumps = Vec::new();
            for (index, choice) in choices.iter().enumerate() {
                let last = index + 1 == choices.len();
                let split = program.len();
                if !last {
                    program.push(Op::Match);
                }
                emit(choice, program);
                if !last {
                    jumps.push(program.len());
                    program.push(Op::Match);
                    program[split] = Op::Split { other: program.len(), guard: UNGUARDED };
                }
            }
            let end = program.len();
            for jump in jumps {
                program[jump] = Op::Jump(end);
            }
        }
        Node::Look { behind, wanted, inner } => {
            let look = program.len();
            program.push(Op::Match);
            emit(inner, program);
            program.push(Op::Match);
            program[look] = Op::Look { behind: *behind, wanted: *wanted, next: program.len() };
        }
    }
}

/// The atoms that a program may begin with.
pub(super) fn firsts(program: &[Op]) -> Vec<Atom> {
    starts(program).into_iter().map(|(_, atom)| atom).collect()
}

/// The atoms that may come next from a place; `None` where the program may end there.
pub(super) fn next_atoms(program: &[Op], place: usize) -> Option<Vec<Atom>> {
    let (atoms, ends) = reach(program, vec![place]);
    (!ends).then(|| atoms.into_iter().map(|(_, atom)| atom).collect())
}

/// The atoms that a program may begin with, and their places.
pub(super) fn starts(program: &[Op]) -> Vec<(usize, Atom)> {
    reach(program, vec![0]).0
}

/// The atoms that may follow the one at a place; `None` where the program may end there.
pub(super) fn seconds(program: &[Op], first: usize) -> Option<Vec<Atom>> {
    next_atoms(program, first + 1)
}

/// The next atoms from some places of a program, and whether it may end before one.
fn reach(program: &[Op], mut open: Vec<usize>) -> (Vec<(usize, Atom)>, bool) {
    let (mut found, mut ends) = (Vec::new(), false);
    let mut seen = vec![false; program.len()];
    while let Some(at) = open.pop() {
        if at >= program.len() || std::mem::replace(&mut seen[at], true) {
            continue;
        }
        match &program[at] {
            Op::Atom(atom, _) => found.push((at, *atom)),
            Op::Split { other, .. } => open.extend([at + 1, *other]),
            Op::Jump(to) => open.push(*to),
            Op::Look { next, .. } => open.push(*next),
            Op::Match => ends = true,
            _ => open.push(at + 1),
        }
    }
    (found, ends)
}
