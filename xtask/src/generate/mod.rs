//! `cargo xtask generate`: documents by the thousand for benches, with one world of events behind all of them.
//!
//! A document is written from its number alone, so that the same numbers give the same bytes on every machine. Events
//! are shared: neighbours in time tell of the same visits and treaties in other words, languages and precision.

mod words;

use std::{
    fs,
    io::{BufWriter, Write as _},
    path::{Path, PathBuf},
};

use anyhow::{Context, Result};
use clap::Args;
use entente_model::Day;

use words::{ENDS, FILLING, GIVEN, MATTERS, OFFICES, STATES, STEMS, State};

/// Documents in one file.
const A_FILE: usize = 1000;
/// The size that a document is filled up to, so that the mean is about two kilobytes.
const FULL: usize = 1850;

/// How many documents, and where to.
#[derive(Args)]
pub(crate) struct Arguments {
    /// How many documents
    #[arg(long, default_value = "1000")]
    documents: usize,
    /// The number of the first
    #[arg(long, default_value = "0")]
    from: usize,
    /// How many documents the world behind them has, if not as many as are written
    #[arg(long)]
    world: Option<usize>,
    /// The folder that they are written to, as JSON Lines of 1000 documents each
    #[arg(short, long)]
    output: PathBuf,
}

/// Writes the documents.
///
/// # Errors
/// When the folder cannot be written.
#[expect(clippy::print_stdout, reason = "the count is the result")]
pub(crate) fn run(arguments: &Arguments) -> Result<()> {
    let world = arguments.world.unwrap_or(arguments.from + arguments.documents);
    let bytes = write(&arguments.output, arguments.documents, arguments.from, world)?;
    let mean = bytes / arguments.documents.max(1);
    println!("{} documents, {mean} bytes of text on average", arguments.documents);
    Ok(())
}

/// Writes so many documents, beginning at a number, of the world of `world` documents; how many bytes of text they have.
///
/// # Errors
/// When the folder cannot be written.
pub(crate) fn write(folder: &Path, documents: usize, from: usize, world: usize) -> Result<usize> {
    fs::create_dir_all(folder).with_context(|| format!("cannot make {}", folder.display()))?;
    let mut bytes = 0;
    let numbers: Vec<usize> = (from..from + documents).collect();
    for (part, chunk) in numbers.chunks(A_FILE).enumerate() {
        let path = folder.join(format!("part-{:05}.jsonl", part + from / A_FILE));
        let file = fs::File::create(&path).with_context(|| format!("cannot write {}", path.display()))?;
        let mut file = BufWriter::new(file);
        for &number in chunk {
            let document = Document::of(number as u64, world.max(1000) as u64);
            bytes += document.text.len();
            serde_json::to_writer(&mut file, &document.json())?;
            file.write_all(b"\n")?;
        }
        file.flush()?;
    }
    Ok(bytes)
}

/// Numbers from a seed, the same everywhere (`SplitMix64`).
struct Dice(u64);

impl Dice {
    fn roll(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9e37_79b9_7f4a_7c15);
        let mut mixed = self.0;
        mixed = (mixed ^ (mixed >> 30)).wrapping_mul(0xbf58_476d_1ce4_e5b9);
        mixed = (mixed ^ (mixed >> 27)).wrapping_mul(0x94d0_49bb_1331_11eb);
        mixed ^ (mixed >> 31)
    }

    fn below(&mut self, end: usize) -> usize {
        (self.roll() % end.max(1) as u64) as usize
    }

    fn of<'a, T>(&mut self, all: &'a [T]) -> &'a T {
        &all[self.below(all.len())]
    }
}

/// A person: the words of the name and the office in each language.
struct Person {
    name: [String; 3],
    office: &'static [&'static str; 3],
    state: &'static State,
}

impl Person {
    /// A few are in the news every day, most hardly ever.
    fn of(dice: &mut Dice) -> Self {
        let rank = (dice.below(1 << 16) as f64 / f64::from(1 << 16)).powi(3) * 4000.0;
        let mut own = Dice(0x50_0000 + rank as u64);
        let (given, stem, end) = (own.of(GIVEN), own.of(STEMS), own.of(ENDS));
        let name = [0, 1, 2].map(|lang| format!("{} {}{}", given[lang], stem[lang], end[lang]));
        Self { name, office: own.of(OFFICES), state: own.of(STATES) }
    }

    fn titled(&self, lang: usize) -> String {
        let (office, name) = (self.office[lang], &self.name[lang]);
        match lang {
            0 => format!("{} of {} {name}", office, self.state.en[0]),
            1 => format!("{} {} {name}", office, self.state.ru[1]),
            _ => format!("{} {name} {office}", self.state.ko[0]),
        }
    }
}

/// A happening of the world.
struct Happening {
    day: Day,
    person: Person,
    host: &'static State,
    guest: Person,
    matter: &'static [&'static str; 3],
    kind: usize,
    number: usize,
}

impl Happening {
    /// Happenings follow each other from 1950 to 2024.
    fn of(number: u64, all: u64) -> Self {
        let mut dice = Dice(0x4000_0000 + number);
        let days = 27_390 * (number % all.max(1)) / all.max(1);
        let start = Day::new(1950, 1, 1).unwrap_or(Day::MIN);
        Self {
            day: start.plus_days(days as i64),
            person: Person::of(&mut dice),
            host: dice.of(STATES),
            guest: Person::of(&mut dice),
            matter: dice.of(MATTERS),
            kind: dice.below(6),
            number: 2 + dice.below(97),
        }
    }

    /// The day, its month or its year, as exact as `grain` says.
    fn when(&self, lang: usize, grain: usize) -> String {
        let (year, month, day) = (self.day.year(), self.day.month() as usize, self.day.day());
        match (lang, grain) {
            (0, 0) => format!("On {day} {} {year}", EN_MONTHS[month - 1]),
            (0, 1) => format!("In {} {year}", EN_MONTHS[month - 1]),
            (0, _) => format!("In {year}"),
            (1, 0) => format!("{day} {} {year} года", RU_MONTHS[month - 1][1]),
            (1, 1) => format!("В {} {year} года", RU_MONTHS[month - 1][0]),
            (1, _) => format!("В {year} году"),
            (_, 0) => format!("{year}년 {month}월 {day}일"),
            (_, 1) => format!("{year}년 {month}월"),
            _ => format!("{year}년"),
        }
    }

    fn told(&self, lang: usize, grain: usize, manner: usize) -> String {
        let when = self.when(lang, grain);
        let (who, other, matter) = (self.person.titled(lang), self.guest.titled(lang), self.matter[lang]);
        let number = self.number;
        let (mine, host) = (self.person.state, self.host);
        match lang {
            0 => match (self.kind, manner % 2) {
                (0, 0) => format!("{when} the {who} visited {}.", host.en[1]),
                (0, _) => format!("{when} the {who} arrived in {} on an official visit.", host.en[1]),
                (1, 0) => {
                    format!("{when} {} and {} signed an agreement on {matter}.", mine.en[0], host.en[0])
                }
                (1, _) => format!(
                    "{when} an agreement on {matter} was signed by {} and {} in {}.",
                    mine.en[0], host.en[0], host.en[1]
                ),
                (2, _) => format!("{when} the {who} met the {other} in {}.", host.en[1]),
                (3, _) => format!(
                    "{when} the {who} said that {} would increase trade in {matter} with {}.",
                    mine.en[0], host.en[0]
                ),
                (4, _) => format!(
                    "{when} trade between {} and {} reached ${number} billion.",
                    mine.en[0], host.en[0]
                ),
                _ => format!(
                    "{when} {} and {} held joint exercises with {number} ships.",
                    mine.en[0], host.en[0]
                ),
            },
            1 => match self.kind {
                0 => format!("{when} {who} прибыл с визитом в столицу {}.", host.ru[1]),
                1 => format!("{when} {} и {} подписали соглашение о {matter}.", mine.ru[0], host.ru[0]),
                2 => format!("{when} {who} провёл переговоры, участвовал {other}."),
                3 => format!("{when} {who} заявил, что торговля с другими странами вырастет."),
                4 => format!(
                    "{when} товарооборот {} и {} достиг {number} млрд долларов.",
                    mine.ru[1], host.ru[1]
                ),
                _ => format!(
                    "{when} {} и {} провели совместные учения, участвовали {number} кораблей.",
                    mine.ru[0], host.ru[0]
                ),
            },
            _ => match self.kind {
                0 => format!("{when} {who}이 {}를 방문했다.", host.ko[1]),
                1 => format!("{when} {}과 {}은 {matter} 협정에 서명했다.", mine.ko[0], host.ko[0]),
                2 => format!("{when} {who}은 {}에서 {other}과 회담했다.", host.ko[1]),
                3 => format!("{when} {who}은 {}과의 {matter} 협력을 확대하겠다고 말했다.", host.ko[0]),
                4 => format!("{when} {}과 {}의 교역액은 {number}억 달러를 기록했다.", mine.ko[0], host.ko[0]),
                _ => {
                    format!("{when} {}과 {}은 함정 {number}척으로 합동 훈련을 했다.", mine.ko[0], host.ko[0])
                }
            },
        }
    }
}

const EN_MONTHS: [&str; 12] = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
];
const RU_MONTHS: [[&str; 2]; 12] = [
    ["январе", "января"],
    ["феврале", "февраля"],
    ["марте", "марта"],
    ["апреле", "апреля"],
    ["мае", "мая"],
    ["июне", "июня"],
    ["июле", "июля"],
    ["августе", "августа"],
    ["сентябре", "сентября"],
    ["октябре", "октября"],
    ["ноябре", "ноября"],
    ["декабре", "декабря"],
];

struct Document {
    number: u64,
    lang: usize,
    published: Day,
    title: String,
    text: String,
}

impl Document {
    fn of(number: u64, documents: u64) -> Self {
        let mut dice = Dice(0x1000 + number);
        let lang = [0, 0, 1, 2][dice.below(4)];
        // Two happenings a document, so that each is told a few times.
        let all = documents * 2;
        let main = dice.roll() % all;
        let happening = Happening::of(main, all);
        let published = happening.day.plus_days(1 + dice.below(6) as i64);
        let lead = happening.told(lang, 0, dice.below(2));
        let title = lead.trim_end_matches('.').to_owned();
        let mut text = lead;
        while text.len() < FULL {
            text.push_str(if dice.below(4) == 0 { "\n" } else { " " });
            if dice.below(5) < 2 {
                text.push_str(dice.of(FILLING)[lang]);
                continue;
            }
            // What happened shortly before, and now and then long ago.
            let long_ago = dice.below(4) == 0;
            let back = if long_ago { dice.roll() % (main + 1) } else { 1 + dice.below(12) as u64 };
            let earlier = Happening::of(main.saturating_sub(back), all);
            let grain = [0, 0, 0, 1, 2][dice.below(5)];
            text.push_str(&earlier.told(lang, grain, dice.below(2)));
        }
        Self { number, lang, published, title, text }
    }

    fn json(&self) -> serde_json::Value {
        let lang = ["en", "ru", "ko"][self.lang];
        serde_json::json!({
            "id": format!("generated-{:07}", self.number),
            "lang": lang,
            "published": self.published.to_string(),
            "title": self.title,
            "text": self.text,
        })
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_same_number_gives_the_same_document_of_the_right_size() {
        let sizes: Vec<usize> = (0..300).map(|number| Document::of(number, 1000).text.len()).collect();
        let mean = sizes.iter().sum::<usize>() / sizes.len();
        assert!((1800..2300).contains(&mean), "{mean}");
        assert_eq!(Document::of(7, 1000).text, Document::of(7, 1000).text);
        assert_ne!(Document::of(7, 1000).text, Document::of(8, 1000).text);
    }
}
