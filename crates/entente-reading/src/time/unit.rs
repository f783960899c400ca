//! Units of time and parts of the day.

macro_rules! named {
    ($(#[$doc:meta])* $type:ident { $($name:ident = $text:literal),* $(,)? }) => {
        $(#[$doc])*
        #[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
        #[repr(i32)]
        pub(super) enum $type { $($name),* }

        impl $type {
            const ALL: &'static [(&'static str, Self)] = &[$(($text, Self::$name)),*];

            /// By its name in the packs.
            pub(super) fn named(name: &str) -> Option<Self> {
                Self::ALL.iter().find(|(text, _)| *text == name).map(|&(_, value)| value)
            }

            /// By its number.
            pub(super) fn numbered(number: i32) -> Option<Self> {
                Self::ALL.get(usize::try_from(number).ok()?).map(|&(_, value)| value)
            }
        }
    };
}

named! {
    /// A unit of time, from short to long.
    Unit {
        Second = "second", Minute = "minute", Hour = "hour", Day = "day", Weekend = "weekend", Week = "week",
        Month = "month", Quarter = "quarter", Season = "season", HalfYear = "halfyear", Year = "year",
        Decade = "decade", Century = "century", Millennium = "millennium",
    }
}

named! {
    /// A part of the day.
    DayPart { Morning = "MO", Midday = "MI", Afternoon = "AF", Evening = "EV", Night = "NI", Daytime = "DT" }
}

impl DayPart {
    /// As TIMEX3 writes it.
    pub(super) fn code(self) -> &'static str {
        Self::ALL[self as usize].0
    }
}
