//! Finds expressions: which tokens, and the values that the patterns kept.

use std::ops::Range;

use super::{
    grammar::{Bond, Make, TimeGrammar},
    lexicon::{
        BE, CLAUSE, CUE, GOVERNS, INF, JOIN, NEG, NOVERB, NUMAND, PERF, PUTOFF, RELPOST, RELPRE, SETFOR,
        Start, Symbol,
    },
    matcher::{Kept, Matcher},
    needs::Mask,
    number::{Numbers, roman},
    slot::Slots,
    token::{Gap, Kind, Lexer, Token},
};

/// An expression before its value is known.
#[derive(Debug, Clone)]
pub(super) struct Raw {
    pub(super) range: Range<usize>,
    pub(super) make: Make,
    pub(super) slots: Slots,
    /// The word of relation before or after it, by its number in the packs.
    pub(super) relation: Option<i32>,
    /// Belongs to the one before it.
    pub(super) bond: Option<Bond>,
    /// Past (-1, or -2 where the verb stands right before) or future (1, or 2 where it stands near before) as the verbs
    /// around say; 0 where they say nothing.
    pub(super) tense: i8,
    /// A date that tells which thing of its kind is meant, not when something happened: "charged in the Dec. 21, 1988,
    /// bombing".
    pub(super) attribute: bool,
    /// The number of the sentence in the text.
    pub(super) sentence: u32,
    /// The number of the paragraph in the text.
    pub(super) paragraph: u32,
}

/// The words "until" and "by" among the relations of the packs.
pub(super) const UNTIL: i32 = 2;
pub(super) const BY: i32 = 9;

/// How many words before a deadline an infinitive still tells of it.
const INFINITIVE_REACH: usize = 9;

/// Tokens are made for so many bytes at a time, so that memory does not grow with the text.
const STRETCH: usize = 1 << 16;

/// The expressions of a text, in order.
pub(super) fn find(text: &str, grammar: &TimeGrammar) -> Vec<Raw> {
    let mut found = Vec::new();
    let mut tokens = Vec::with_capacity(STRETCH / 4);
    let mut lexer = Lexer::new(text, &grammar.lexicon, grammar.writing);
    let (mut from, mut sentence, mut paragraph) = (0, 0, 0);
    while from < text.len() {
        let end = stretch_end(text, from);
        tokens.clear();
        lexer.run(from, end, &mut tokens);
        let mut scan = Scan { text, grammar, tokens: &tokens, sentence, paragraph, trail: Vec::new() };
        scan.run(&mut found);
        (sentence, paragraph) = (scan.sentence + 1, scan.paragraph);
        from = end;
    }
    found
}

/// Where to cut: after a blank line, a line, a full stop or a blank, in this order, and never inside a word or number.
fn stretch_end(text: &str, from: usize) -> usize {
    if text.len() - from <= STRETCH {
        return text.len();
    }
    let bytes = &text.as_bytes()[from..from + STRETCH];
    let half = STRETCH / 2;
    let after = |pattern: &[u8]| {
        let tail = &bytes[half..];
        (0..tail.len().saturating_sub(pattern.len()))
            .rev()
            .find(|&at| tail[at..].starts_with(pattern))
            .map(|at| half + at + pattern.len())
    };
    let cut = after(b"\n\n").or_else(|| after(b"\n")).or_else(|| after(b". ")).or_else(|| after(b" "));
    let mut end = from + cut.unwrap_or(STRETCH);
    while !text.is_char_boundary(end)
        || cut.is_none()
            && text.as_bytes()[end].is_ascii_digit()
            && end < from + 2 * STRETCH
            && end + 1 < text.len()
    {
        end += 1;
    }
    end
}

/// How many tokens behind an expression its verb is looked for where verbs come last.
const VERB_REACH: usize = 60;

/// How few words before an expression a verb of the future is surely its own ("will meet them on Monday").
const NEAR: usize = 4;
/// How many words before the sign of an infinitive a "had" governs it.
const PERFECT_REACH: usize = 3;
/// How many words before a verb what denies it may stand ("neither he nor his son could be reached").
const DENIAL_REACH: usize = 10;

/// How many words around tell a name in running text from a headline.
const TITLE_REACH: usize = 10;

struct Scan<'a> {
    text: &'a str,
    grammar: &'a TimeGrammar,
    tokens: &'a [Token],
    sentence: u32,
    paragraph: u32,
    /// What the best match so far kept.
    trail: Vec<Kept>,
}

impl<'a> Scan<'a> {
    fn run(&mut self, found: &mut Vec<Raw>) {
        let numbers = Numbers {
            tokens: self.tokens,
            lexicon: &self.grammar.lexicon,
            dash: self.grammar.dash,
            slash: self.grammar.slash,
            years_first: self.grammar.writing.years_first,
        };
        let mut matcher = Matcher {
            text: self.text,
            tokens: self.tokens,
            lexicon: &self.grammar.lexicon,
            numbers,
            guards: &self.grammar.guards,
            trail: Vec::new(),
        };
        let mut at = 0;
        let mut counted = 0;
        while at < self.tokens.len() {
            let Some((rule, end)) = self.best(&mut matcher, at) else {
                at += 1;
                continue;
            };
            self.count(counted, at);
            counted = at;
            let last = self.keep(rule, at, end, found);
            at = last.max(at + 1);
        }
        self.count(counted, self.tokens.len());
    }

    /// Counts the sentences and paragraphs that begin after one token and up to another.
    fn count(&mut self, from: usize, to: usize) {
        for at in from + 1..=to.min(self.tokens.len().saturating_sub(1)) {
            self.paragraph += u32::from(self.tokens[at].gap == Gap::Paragraph);
            self.sentence += u32::from(self.starts_sentence(at));
        }
    }

    /// The longest match at a place; of two equally long the rule that stands first.
    fn best(&mut self, matcher: &mut Matcher<'a>, at: usize) -> Option<(usize, usize)> {
        let token = &self.tokens[at];
        let starts: &[Start] = match token.kind {
            Kind::Number => {
                &self.grammar.number_rules[if token.digits > 4 { 0 } else { usize::from(token.digits) }]
            }
            _ if token.entry != 0 => {
                let entry = &self.grammar.lexicon.entries[token.entry as usize];
                let unknown =
                    self.tokens.get(at + 1).is_none_or(|next| next.kind != Kind::Number && next.entry == 0);
                if unknown { &entry.before_unknown } else { &entry.rules }
            }
            Kind::Word if token.is_capital() && !self.grammar.roman_rules.is_empty() => {
                roman(&self.text[token.range()])?;
                &self.grammar.roman_rules
            }
            _ => return None,
        };
        let mut best: Option<(usize, usize)> = None;
        let next = self.tokens.get(at + 1);
        let mut met: Option<Mask> = None;
        for &Start { rule: number, second } in starts {
            if !self.grammar.seconds[second as usize].allows(next) {
                continue;
            }
            let rule = &self.grammar.rules[usize::from(number)];
            if let Some((behind, guard)) = rule.before
                && !at
                    .checked_sub(usize::from(behind))
                    .is_some_and(|from| self.grammar.guards[guard as usize].allows(self.tokens.get(from)))
            {
                continue;
            }
            if rule.needs != 0 {
                let met = *met.get_or_insert_with(|| self.grammar.needs.met(self.tokens, at));
                if rule.needs & !met != 0 {
                    continue;
                }
            }
            if let Some(end) = matcher.run(&rule.program, at)
                && best.is_none_or(|(_, longest)| end > longest)
                && end > at
            {
                best = Some((usize::from(number), end));
                std::mem::swap(&mut matcher.trail, &mut self.trail);
            }
        }
        best
    }

    /// Keeps the expressions of a match; gives the token to go on from.
    fn keep(&self, rule: usize, at: usize, end: usize, found: &mut Vec<Raw>) -> usize {
        let rule = &self.grammar.rules[rule];
        let mut parts: Vec<(usize, usize, Slots)> = Vec::new();
        let mut shared = Slots::new();
        let mut open: Option<(usize, Slots)> = None;
        for kept in &self.trail {
            match *kept {
                Kept::Value(slot, value) => match &mut open {
                    Some((_, slots)) => slots.set(slot, value),
                    None => shared.set(slot, value),
                },
                Kept::Open(start) => open = Some((start, Slots::new())),
                Kept::Close(stop) => {
                    if let Some((start, slots)) = open.take() {
                        parts.push((start, stop, slots));
                    }
                }
            }
        }
        if parts.is_empty() {
            parts.push((at, end, Slots::new()));
        }
        if rule.make == Make::Nothing {
            return end;
        }
        if rule.bond == Bond::Calendars
            && let Some(part) = parts.last_mut()
        {
            part.1 = end;
        }
        let last = parts.last().map_or(end, |part| part.1);
        for (index, (start, stop, mut slots)) in parts.into_iter().enumerate() {
            if stop <= start || self.is_title(rule.make, start, stop) {
                continue;
            }
            slots.fill(&shared, &super::slot::all());
            let range = self.tokens[start].start as usize..self.tokens[stop - 1].end as usize;
            found.push(Raw {
                range,
                make: rule.make,
                slots,
                relation: self.relation(rule.make, start, stop),
                bond: (index > 0).then_some(rule.bond),
                tense: self.tense(start, stop),
                attribute: start > 0 && self.class(start - 1, JOIN).is_some(),
                sentence: self.sentence,
                paragraph: self.paragraph,
            });
        }
        last
    }

    /// `"This Week"`, `60 Minutes`: a word of time whose every word has a capital in running text is the name of something.
    fn is_title(&self, make: Make, start: usize, stop: usize) -> bool {
        if !self.grammar.writing.capital_names
            || !matches!(make, Make::Deictic | Make::Duration | Make::Offset | Make::Ref)
            || stop < start + 2
            || self.starts_sentence(start) && self.tokens[start].kind == Kind::Number
        {
            return false;
        }
        let tall = |at: usize| {
            let token = &self.tokens[at];
            let text = &self.text[token.range()];
            token.is_capital() && text.chars().nth(1).is_some_and(char::is_lowercase)
        };
        let mut words = (start..stop).filter(|&at| self.tokens[at].kind == Kind::Word).peekable();
        if words.peek().is_none() || !words.all(tall) {
            return false;
        }
        // In a headline every word has one.
        let small = |at: usize| {
            let token = &self.tokens[at];
            token.kind == Kind::Word && !token.is_capital() && token.range().len() >= 4
        };
        let near = start.saturating_sub(TITLE_REACH)..(stop + TITLE_REACH).min(self.tokens.len());
        near.into_iter().any(small)
    }

    fn class(&self, at: usize, class: Symbol) -> Option<i32> {
        let token = self.tokens.get(at)?;
        // Most words have none of the classes that the engine asks for.
        if token.entry == 0 {
            return None;
        }
        self.grammar.lexicon.value(token.entry, class, token.is_capital())
    }

    /// The word of relation before (past one word between, such as an article) or right after.
    fn relation(&self, make: Make, start: usize, stop: usize) -> Option<i32> {
        // "1년 뒤 장비 이전 협정": what came after something came before nothing, a word further on.
        let reach = if make == Make::Offset { 1 } else { 2 };
        let after = (stop..stop + reach)
            .take_while(|&at| self.tokens.get(at).is_some_and(|token| token.gap <= Gap::Line))
            .find_map(|at| self.class(at, RELPOST));
        let before = |back: usize| {
            start
                .checked_sub(back)
                .filter(|_| self.tokens[start].gap <= Gap::Line)
                .and_then(|at| self.class(at, RELPRE))
        };
        let joined = || start.checked_sub(1).and_then(|at| self.class(at, JOIN)).and_then(|_| before(2));
        let negated = || start.checked_sub(2).is_some_and(|at| self.class(at, NEG).is_some());
        after.or_else(|| before(1).filter(|relation| *relation != 2 || !negated())).or_else(joined)
    }

    fn starts_sentence(&self, at: usize) -> bool {
        let token = &self.tokens[at];
        if token.gap == Gap::Paragraph {
            return true;
        }
        if token.gap == Gap::None || at == 0 || self.tokens[at - 1].kind != Kind::Sign {
            return false;
        }
        let mut before = at - 1;
        let mut sign = &self.text[self.tokens[before].range()];
        while before > 0 && matches!(sign, "\"" | "'" | "”" | "’" | ")" | "»") {
            before -= 1;
            sign = &self.text[self.tokens[before].range()];
        }
        matches!(sign, "." | "!" | "?" | "。" | "…")
    }

    /// The tense of the nearest word that tells one, in the same sentence.
    fn tense(&self, start: usize, stop: usize) -> i8 {
        // "set to resume Monday", "to close on Monday"
        if let Some(at) = [2, 3].into_iter().find_map(|back| self.infinitive(start, back)) {
            // "had been scheduled to expire Friday" was to come then; "had to leave"
            let then = (1..=PERFECT_REACH)
                .any(|back| at.checked_sub(back).is_some_and(|at| self.class(at, PERF).is_some()));
            return if then { -1 } else { 1 };
        }
        // "Put off until February": until when is still to come, however the verb stands.
        let until = start.checked_sub(1).is_some_and(|at| self.class(at, RELPRE) == Some(UNTIL));
        if until && start.checked_sub(2).is_some_and(|at| self.class(at, PUTOFF).is_some()) {
            return 2;
        }
        // "A vote which the senate scheduled *for June*" is to come; one that "was set for June" was to come then.
        let set = start.checked_sub(2).filter(|&at| self.class(at, SETFOR).is_some());
        let told = |at: usize| self.cue(at).is_some_and(|told| told < 0) || self.class(at, PERF).is_some();
        if set.is_some_and(|at| !at.checked_sub(1).is_some_and(told)) {
            return 1;
        }
        // "Undertook to begin a trial at Woodlands by June": what an infinitive tells is done by then, whatever the verb before it.
        let by = start.checked_sub(1).is_some_and(|at| self.class(at, RELPRE) == Some(BY));
        if by && let Some(at) = (2..=INFINITIVE_REACH).find_map(|back| self.infinitive(start, back)) {
            let plain =
                (at + 1..start).all(|at| !self.starts_sentence(at) && self.class(at, CLAUSE).is_none());
            let then = at.checked_sub(1).is_some_and(|at| self.class(at, PERF).is_some());
            if plain && !then {
                return 1;
            }
        }
        // Where verbs come last, what stands before belongs to another one.
        if self.grammar.writing.verb_last {
            // What somebody is quoted to say has verbs of its own: "26일 기자들에게 “문이 될 것이다”라고 말했다".
            let mut quoted = false;
            let behind =
                (stop..self.tokens.len()).take(VERB_REACH).take_while(|&at| !self.starts_sentence(at));
            let mut own = behind.filter(|&at| {
                let token = &self.tokens[at];
                let sign = if token.kind == Kind::Sign { &self.text[token.range()] } else { "" };
                quoted = if matches!(sign, "“" | "«" | "「") {
                    true
                } else {
                    quoted && !matches!(sign, "”" | "»" | "」")
                };
                !quoted
            });
            if let Some(told) = own.find_map(|at| self.cue(at)) {
                return told as i8;
            }
        }
        let (reach, mut tense) = self.tense_before(start);
        for (distance, at) in (stop..self.tokens.len()).enumerate().take(30) {
            if self.starts_sentence(at) || distance >= reach {
                break;
            }
            // "planned a march on Saturday and were ready", "said on Friday that they would": another predicate.
            let other = self.class(at, NUMAND).is_some() || self.class(at, CLAUSE).is_some();
            if reach < usize::MAX && other {
                break;
            }
            if let Some(told) = self.cue(at) {
                tense = told;
                break;
            }
        }
        tense as i8
    }

    /// The tense told before an expression, and how many words before.
    fn tense_before(&self, start: usize) -> (usize, i32) {
        let before = if self.starts_sentence(start) { 0..0 } else { 0..start };
        let mut governed = false;
        for (distance, at) in before.rev().enumerate().take(40) {
            // "Promised *that* from 1 November they will be let through": the verb behind is nearer than the one above.
            governed |= at + 1 < start && self.class(at, GOVERNS).is_some();
            if let Some(tense) = self.cue(at).filter(|_| governed) {
                return (usize::MAX, tense.signum());
            }
            if let Some(tense) = self.cue(at) {
                // "Will begin *mixed* patrols in September": an ending is outdone by a word of the future in the same clause.
                let tense = if tense < 0 && self.class(at, CUE).is_none() && self.is_governed(at) {
                    1
                } else {
                    tense
                };
                // "to be completed by", "will be held"
                let passive = at > 0 && self.class(at - 1, CUE) == Some(1);
                let tense = match tense {
                    _ if passive && self.denied(at - 1) => -1,
                    // "could be heard on Friday" may be either
                    _ if passive && (distance >= NEAR || self.could(at - 1).is_some()) => 1,
                    _ if passive => 2,
                    ..=-1 if distance <= 1 => -2,
                    1.. if distance < NEAR => 2,
                    _ => tense,
                };
                return (distance, tense);
            }
            if self.starts_sentence(at) {
                break;
            }
        }
        (usize::MAX, 0)
    }

    /// Whether a word of the future stands a few words before, with a verb between and no other clause.
    fn is_governed(&self, at: usize) -> bool {
        /// How many words before, and the fewest.
        const REACH: std::ops::RangeInclusive<usize> = 2..=4;
        let before = |back: &usize| at.checked_sub(*back);
        let plain = |at: usize| {
            self.class(at, NUMAND).is_none()
                && self.class(at, CLAUSE).is_none()
                && self.tokens[at].kind == Kind::Word
                && !self.starts_sentence(at + 1)
        };
        let mut words =
            (1..=*REACH.end()).map_while(|back| before(&back).filter(|&at| plain(at)).map(|at| (back, at)));
        words.any(|(back, at)| REACH.contains(&back) && self.class(at, CUE) == Some(1))
    }

    /// The "could" or "had" before a "be", past one word.
    fn could(&self, be: usize) -> Option<usize> {
        [1, 2].into_iter().filter_map(|back| be.checked_sub(back)).find(|&at| self.class(at, PERF).is_some())
    }

    /// "Could not be reached": what did not come about is past.
    fn denied(&self, be: usize) -> bool {
        let denies = |at: usize| self.class(at, NEG).is_some();
        self.could(be).is_some_and(|could| {
            denies(could + 1)
                || (could.saturating_sub(DENIAL_REACH)..could)
                    .rev()
                    .take_while(|&at| !self.starts_sentence(at + 1))
                    .any(denies)
        })
    }

    /// The place of the sign of an infinitive so many words before, where a verb may follow it.
    fn infinitive(&self, start: usize, back: usize) -> Option<usize> {
        let at = start.checked_sub(back)?;
        let verb = self.tokens.get(at + 1)?;
        let fits = self.class(at, INF).is_some() && verb.kind == Kind::Word && !verb.is_capital();
        // "spoke to reporters Monday"
        (fits && self.ending(at + 1, NOVERB) != Some(1)).then_some(at)
    }

    fn cue(&self, at: usize) -> Option<i32> {
        self.class(at, CUE).or_else(|| self.ending(at, CUE)).or_else(|| self.to_be_done(at))
    }

    /// "Is to take place near Kupang in September": the sign of an infinitive behind the verb of being tells of what is to come.
    fn to_be_done(&self, at: usize) -> Option<i32> {
        let be = at.checked_sub(1).is_some_and(|be| self.class(be, BE).is_some());
        (be && self.infinitive(at, 0).is_some()).then_some(1)
    }

    /// What the ending of an unknown word in small letters tells of it.
    fn ending(&self, at: usize, class: Symbol) -> Option<i32> {
        let token = &self.tokens[at];
        if token.kind != Kind::Word || token.is_capital() {
            return None;
        }
        self.grammar.lexicon.ending(&self.text[token.range()], class)
    }
}
