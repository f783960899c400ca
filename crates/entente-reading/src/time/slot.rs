//! The named values that a pattern hands to the engine.

macro_rules! slots {
    ($($(#[$doc:meta])* $name:ident = $text:literal),* $(,)?) => {
        /// What a value captured by a pattern means.
        #[derive(Debug, Clone, Copy, PartialEq, Eq)]
        #[repr(u8)]
        pub(super) enum Slot { $($(#[$doc])* $name),* }

        impl Slot {
            /// How many there are.
            pub(super) const COUNT: usize = [$($text),*].len();
            const ALL: [(&'static str, Self); Self::COUNT] = [$(($text, Self::$name)),*];
        }
    };
}

slots! {
    /// A year of four digits or fewer.
    Year = "year",
    /// A year of two digits.
    Yy = "yy",
    /// 1 to 12.
    Month = "month",
    /// 1 to 31.
    Day = "day",
    /// 1 (Monday) to 7.
    Weekday = "weekday",
    /// An amount, in hundredths.
    Num = "num",
    /// A second amount of another unit (`2 years and 3 months`), in hundredths.
    Num2 = "num2",
    /// A unit of time.
    Unit = "unit",
    /// The unit of the second amount.
    Unit2 = "unit2",
    /// Last (-1), this (0), next (1).
    Rel = "rel",
    /// The same for the year of a month, season or quarter.
    YearRel = "yrel",
    /// The same for the month of a day.
    MonthRel = "mrel",
    /// The same for the day of a clock time or part of day.
    DayRel = "drel",
    /// Days from the anchor: yesterday -1, tomorrow 1.
    Days = "days",
    /// Counted from the day of publication (0), the time last told (1), a time named in the same expression (2).
    Anchor = "anchor",
    /// 21 to 24, spring to winter.
    Season = "season",
    /// 1 to 4.
    Quarter = "quarter",
    /// 1 or 2.
    Half = "half",
    /// The number of a century (19th: 19).
    Century = "century",
    /// The first year of a decade, of the century where below 100.
    Decade = "decade",
    /// 0 to 24.
    Hour = "hour",
    /// 0 to 59.
    Minute = "minute",
    /// 0 to 59.
    Second = "second",
    /// Before (0) or after (1) noon.
    AmPm = "ampm",
    /// Part of day.
    DayPart = "daypart",
    /// Past (-1), present (0), future (1) without a date.
    Ref = "ref",
    /// 1 for years before Christ.
    Bc = "bc",
    /// What to add to a year of another count (Juche, Dangi).
    Era = "era",
    /// 1 where the text says about, around.
    About = "about",
    /// 1 where the text says the day is by the Julian calendar.
    Julian = "julian",
    /// 1 where it says so of the lunar calendar.
    Lunar = "lunar",
    /// Days from Easter Sunday.
    Easter = "easter",
    /// Days from Easter Sunday of the Orthodox church.
    Pascha = "pascha",
    /// Which weekday of the month (1 to 5, -1 the last).
    Nth = "nth",
    /// Days after a named day (the Friday after the fourth Thursday).
    Plus = "plus",
    /// Month of a named day.
    FixedMonth = "fm",
    /// Day of a named day.
    FixedDay = "fd",
    /// Past (-1) or future (1), as far as the words around say.
    Dir = "dir",
    /// 1 where a length of time recurs.
    Every = "every",
    /// The number of a week in the year.
    Week = "week",
    /// Which week of a month or year (1 to 5, -1 the last).
    WeekOf = "weekof",
    /// Last (-1), this (0), next (1) for the week of a weekday.
    WeekRel = "wrel",
    /// The number of an anniversary.
    Anniversary = "anniversary",
    /// 1 where it is a date only in a sentence of the future (`in five years`), else a length of time.
    Tensed = "tensed",
    /// 1 where the unit counts the time that has passed since (`a year-ago quarter`).
    Back = "back",
}

impl Slot {
    /// By its name in the packs.
    pub(super) fn named(name: &str) -> Option<Self> {
        Self::ALL.iter().find(|(text, _)| *text == name).map(|&(_, slot)| slot)
    }
}

/// The captured values.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) struct Slots([i32; Slot::COUNT]);

const NONE: i32 = i32::MIN;

/// An amount that is not said (`several`).
pub(super) const VAGUE: i32 = i32::MIN + 1;

impl Slots {
    pub(super) const fn new() -> Self {
        Self([NONE; Slot::COUNT])
    }

    pub(super) fn get(&self, slot: Slot) -> Option<i32> {
        Some(self.0[slot as usize]).filter(|&value| value != NONE)
    }

    pub(super) fn has(&self, slot: Slot) -> bool {
        self.get(slot).is_some()
    }

    pub(super) fn set(&mut self, slot: Slot, value: i32) {
        self.0[slot as usize] = value;
    }

    /// Takes what the other has and this one lacks, of the named slots.
    pub(super) fn fill(&mut self, other: &Self, slots: &[Slot]) {
        for &slot in slots {
            if !self.has(slot)
                && let Some(value) = other.get(slot)
            {
                self.set(slot, value);
            }
        }
    }
}

const NAMES: &[(&str, i32)] = &[
    ("jan", 1),
    ("feb", 2),
    ("mar", 3),
    ("apr", 4),
    ("may", 5),
    ("jun", 6),
    ("jul", 7),
    ("aug", 8),
    ("sep", 9),
    ("oct", 10),
    ("nov", 11),
    ("dec", 12),
    ("mo", 1),
    ("tu", 2),
    ("we", 3),
    ("th", 4),
    ("fr", 5),
    ("sa", 6),
    ("su", 7),
    ("spring", 21),
    ("summer", 22),
    ("autumn", 23),
    ("winter", 24),
    ("x", VAGUE),
    ("past", -1),
    ("future", 1),
    ("since", 1),
    ("until", 2),
    ("from", 3),
    ("to", 4),
    ("before", 5),
    ("after", 6),
    ("between", 7),
    ("and", 8),
];

/// Names that packs may write instead of numbers.
pub(super) fn named_value(text: &str) -> Option<i32> {
    if let Ok(number) = text.parse() {
        return Some(number);
    }
    NAMES
        .iter()
        .find(|(name, _)| *name == text)
        .map(|&(_, value)| value)
        .or_else(|| super::unit::Unit::named(text).map(|unit| unit as i32))
        .or_else(|| super::unit::DayPart::named(text).map(|part| part as i32))
}

/// Every slot.
pub(super) fn all() -> [Slot; Slot::COUNT] {
    Slot::ALL.map(|(_, slot)| slot)
}
