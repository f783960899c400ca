//! Small charts as inline SVG: events over time, figures against targets.
//!
//! Colours come from the style of the page, so that they follow dark mode and print; each chart says in words what
//! it shows.

use std::collections::BTreeMap;

use entente_model::{Interval, QuantityEntry, QuantityRole, TimelineEvent};

use super::{figures::Series, outline::Family, words::Words};
use crate::escape;

/// Width of every chart in its own units.
const WIDTH: f64 = 640.0;
/// The most bars that stay apart on a telephone.
const MOST_BARS: i32 = 44;

/// Bars over years for documents that draw them themselves: how many or how much, by series.
pub(crate) struct Bars {
    pub(crate) title: String,
    /// Below the bars.
    pub(crate) labels: Vec<String>,
    /// The name of a series, the number of its colour, and its value at each label.
    pub(crate) series: Vec<(String, usize, Vec<Option<f64>>)>,
    /// Whether the series stand on each other, else beside each other.
    pub(crate) stacked: bool,
}

/// Events by family over years; `None` where fewer than two bars would stand.
pub(crate) fn density_bars(events: &[TimelineEvent], words: &Words) -> Option<Bars> {
    let density = Density::of(events)?;
    let labels = (0..density.bars).map(|bar| (density.start + bar * density.step).to_string()).collect();
    let series = (0..Family::COUNT).map(Family).filter_map(|family| {
        let mut values = vec![None; usize::try_from(density.bars).ok()?];
        for &(year, _) in density.years.iter().filter(|(_, of)| *of == family) {
            let bar = usize::try_from((year - density.start) / density.step).ok()?;
            *values.get_mut(bar)? = Some(values[bar].unwrap_or(0.0) + 1.0);
        }
        values.iter().any(Option::is_some).then(|| (words.family(family).to_owned(), family.0, values))
    });
    Some(Bars { title: each(density.step, words), labels, series: series.collect(), stacked: true })
}

/// Observations and goals of a measure by year; of several of one year the last.
pub(crate) fn figure_bars(series: &Series<'_>, words: &Words) -> Bars {
    let mut years: Vec<i32> = series.dated().map(|(_, as_of)| middle_year(as_of).floor() as i32).collect();
    years.sort_unstable();
    years.dedup();
    let values = |goals: bool| {
        let mut values = vec![None; years.len()];
        for (entry, as_of) in
            series.dated().filter(|(entry, _)| (entry.role != QuantityRole::Observed) == goals)
        {
            if let Ok(at) = years.binary_search(&(middle_year(as_of).floor() as i32)) {
                values[at] = Some(entry.value);
            }
        }
        values
    };
    let named = [("observed", 0, false), ("goal", 2, true)]
        .map(|(name, colour, goals)| (words.text(name).to_owned(), colour, values(goals)));
    Bars {
        title: words.filled("figures-chart", &[("measure", series.measure)]),
        labels: years.iter().map(ToString::to_string).collect(),
        series: named.into_iter().filter(|(_, _, values)| values.iter().any(Option::is_some)).collect(),
        stacked: false,
    }
}

/// "Events a year".
fn each(step: i32, words: &Words) -> String {
    match step {
        1 => words.text("events-a-year").to_owned(),
        _ => words.filled("events-in-years", &[("years", &step.to_string())]),
    }
}

/// Events over years, in bars of so many years.
struct Density {
    start: i32,
    step: i32,
    bars: i32,
    first: i32,
    last: i32,
    years: Vec<(i32, Family)>,
}

impl Density {
    fn of(events: &[TimelineEvent]) -> Option<Self> {
        let years: Vec<(i32, Family)> = events
            .iter()
            .filter_map(|event| Some((i32::from(event.sort?.year()), Family::of(event.kind))))
            .collect();
        let (first, last) = (years.iter().map(|year| year.0).min()?, years.iter().map(|year| year.0).max()?);
        let step = [1, 2, 5, 10, 20, 50, 100, 200, 500]
            .into_iter()
            .find(|step| (last - first) / step < MOST_BARS)?;
        let start = first.div_euclid(step) * step;
        let bars = (last - start) / step + 1;
        (bars > 1).then_some(Self { start, step, bars, first, last, years })
    }
}

/// Bars of events by family over years; `None` where fewer than two bars would stand.
pub(crate) fn density(events: &[TimelineEvent], words: &Words) -> Option<String> {
    const HEIGHT: f64 = 150.0;
    const LEFT: f64 = 28.0;
    /// Room for half of the last year.
    const RIGHT: f64 = 12.0;
    const BOTTOM: f64 = 22.0;
    const TOP: f64 = 8.0;
    let Density { start, step, bars, first, last, years } = Density::of(events)?;
    let mut counts: BTreeMap<(i32, Family), usize> = BTreeMap::new();
    let mut totals: BTreeMap<i32, usize> = BTreeMap::new();
    for (year, family) in years {
        let bar = (year - start) / step;
        *counts.entry((bar, family)).or_default() += 1;
        *totals.entry(bar).or_default() += 1;
    }
    let most = totals.values().copied().max().unwrap_or(1);
    let ceiling = nice_ceiling(most as f64).max(1.0);
    let (plot_width, plot_height) = (WIDTH - LEFT, HEIGHT - BOTTOM - TOP);
    let slot = (plot_width - RIGHT) / f64::from(bars);
    let values = [first, last, most as i32].map(|value| value.to_string());
    let each = each(step, words);
    let said = [("what", each.as_str()), ("first", &values[0]), ("last", &values[1]), ("most", &values[2])];
    let mut svg = open(HEIGHT, &words.filled("chart", &said));
    for level in [0.5, 1.0] {
        let value = ceiling * level;
        if value.fract() == 0.0 {
            grid(&mut svg, LEFT, TOP + plot_height * (1.0 - level), &words.number(value));
        }
    }
    let mut heights: BTreeMap<i32, f64> = BTreeMap::new();
    for (&(bar, family), &count) in &counts {
        let below = heights.entry(bar).or_default();
        let height = count as f64 / ceiling * plot_height;
        let (x, y) = (LEFT + f64::from(bar) * slot, TOP + plot_height - *below - height);
        let years = if step == 1 {
            (start + bar).to_string()
        } else {
            format!("{}–{}", start + bar * step, start + bar * step + step - 1)
        };
        put!(
            svg,
            "<rect class=\"{}\" x=\"{:.1}\" y=\"{y:.1}\" width=\"{:.1}\" height=\"{height:.1}\"><title>{years}: {count} {}</title></rect>\n",
            family.class(),
            x + slot * 0.1,
            slot * 0.8,
            escape::xml(&words.family(family).to_lowercase()),
        );
        *below += height;
    }
    let every = (bars / 8).max(1);
    for bar in (0..bars).filter(|bar| bar % every == 0) {
        let x = LEFT + (f64::from(bar) + 0.5) * slot;
        put!(
            svg,
            "<text x=\"{x:.1}\" y=\"{:.0}\" text-anchor=\"middle\">{}</text>\n",
            HEIGHT - 6.0,
            start + bar * step
        );
    }
    base(&mut svg, LEFT, TOP + plot_height);
    svg.push_str("</svg>\n");
    Some(svg)
}

/// The families that occur, with the class of their colour.
pub(crate) fn legend<'w>(events: &[TimelineEvent], words: &'w Words) -> Vec<(String, &'w str)> {
    let mut families: Vec<Family> =
        events.iter().filter(|event| event.sort.is_some()).map(|event| Family::of(event.kind)).collect();
    families.sort();
    families.dedup();
    families.into_iter().map(|family| (family.class(), words.family(family))).collect()
}

/// Observations as a line with dots, targets and plans as hollow diamonds.
pub(crate) fn figures(series: &Series<'_>, words: &Words) -> String {
    const HEIGHT: f64 = 190.0;
    const LEFT: f64 = 118.0;
    const RIGHT: f64 = 56.0;
    const BOTTOM: f64 = 26.0;
    const TOP: f64 = 24.0;
    let points: Vec<(f64, &QuantityEntry)> =
        series.dated().map(|(entry, as_of)| (middle_year(as_of), entry)).collect();
    let values = points.iter().map(|(_, entry)| entry.value);
    let (least, most) = (values.clone().fold(0.0, f64::min), values.fold(0.0, f64::max));
    let (floor, ceiling) =
        (-nice_ceiling(-least), nice_ceiling(most).max(if least < 0.0 { 0.0 } else { 1e-9 }));
    let (first, last) = points
        .iter()
        .fold((f64::MAX, f64::MIN), |(first, last), (year, _)| (first.min(*year), last.max(*year)));
    let x = |year: f64| LEFT + (year - first) / (last - first).max(0.01) * (WIDTH - LEFT - RIGHT);
    let y = |value: f64| TOP + (ceiling - value) / (ceiling - floor) * (HEIGHT - TOP - BOTTOM);
    let what = words.filled("figures-chart", &[("measure", series.measure)]);
    let mut svg = open(HEIGHT, &format!("{what}, {}, {first:.0}–{last:.0}", series.unit));
    for level in 0..=2 {
        let value = floor + (ceiling - floor) * f64::from(level) / 2.0;
        grid(&mut svg, LEFT - 10.0, y(value), &words.number(value));
    }
    let observed = || points.iter().filter(|(_, entry)| entry.role == QuantityRole::Observed);
    let line: Vec<String> =
        observed().map(|(year, entry)| format!("{:.1},{:.1}", x(*year), y(entry.value))).collect();
    if line.len() > 1 {
        put!(svg, "<polyline class=\"line\" points=\"{}\"/>\n", line.join(" "));
    }
    for (year, entry) in &points {
        point(&mut svg, x(*year), y(entry.value), entry, words);
    }
    let mut labels = Labels::default();
    for (year, entry) in &points {
        labels.mark(x(*year), y(entry.value));
    }
    // Goals first: where there is no room for all, they are what the chart is for.
    for goals in [true, false] {
        for (year, entry) in
            points.iter().filter(|(_, entry)| (entry.role != QuantityRole::Observed) == goals)
        {
            labels.put(&mut svg, x(*year), y(entry.value), &words.number(entry.value));
        }
    }
    years(&mut svg, &points, x, HEIGHT - 6.0);
    svg.push_str("</svg>\n");
    svg
}

fn point(svg: &mut String, x: f64, y: f64, entry: &QuantityEntry, words: &Words) {
    let said = escape::xml(&words.amount(entry)).into_owned();
    let role = entry.role;
    if role == QuantityRole::Observed {
        put!(
            svg,
            "<circle class=\"dot\" cx=\"{x:.1}\" cy=\"{y:.1}\" r=\"4\"><title>{said}</title></circle>\n"
        );
    } else {
        put!(
            svg,
            "<path class=\"goal\" d=\"M{x:.1} {:.1}l6 6l-6 6l-6 -6z\"><title>{}: {said}</title></path>\n",
            y - 6.0,
            words.role(role)
        );
    }
}

/// Labels that do not stand on each other; what finds no room is left to the table below the chart.
#[derive(Default)]
struct Labels {
    /// Left, right, top, bottom of what is taken.
    taken: Vec<(f64, f64, f64, f64)>,
}

impl Labels {
    /// Units that a letter takes in the largest size that the style sets.
    const LETTER: f64 = 8.0;

    /// Keeps the place of a point.
    fn mark(&mut self, x: f64, y: f64) {
        self.taken.push((x - 5.0, x + 5.0, y - 5.0, y + 5.0));
    }

    /// Writes the text above the point, else below it, else not at all.
    fn put(&mut self, svg: &mut String, x: f64, y: f64, text: &str) {
        let half = text.chars().count() as f64 * Self::LETTER / 2.0;
        for base in [y - 9.0, y + 20.0] {
            let space = (x - half, x + half, base - 12.0, base + 2.0);
            let free = |other: &(f64, f64, f64, f64)| {
                space.0 >= other.1 || other.0 >= space.1 || space.2 >= other.3 || other.2 >= space.3
            };
            if self.taken.iter().all(free) {
                self.taken.push(space);
                put!(svg, "<text x=\"{x:.1}\" y=\"{base:.1}\" text-anchor=\"middle\">{text}</text>\n");
                return;
            }
        }
    }
}

/// Years below the axis, none over another.
fn years(svg: &mut String, points: &[(f64, &QuantityEntry)], x: impl Fn(f64) -> f64, y: f64) {
    let mut shown: Vec<i32> = points.iter().map(|(year, _)| year.floor() as i32).collect();
    shown.sort_unstable();
    shown.dedup();
    let mut free_from = f64::MIN;
    for year in shown {
        let Some((at, _)) = points.iter().find(|(point, _)| point.floor() as i32 == year) else { continue };
        let x = x(*at);
        if x >= free_from {
            put!(svg, "<text x=\"{x:.1}\" y=\"{y:.1}\" text-anchor=\"middle\">{year}</text>\n");
            free_from = x + 46.0;
        }
    }
}

fn open(height: f64, label: &str) -> String {
    let label = escape::xml(label);
    format!(
        "<svg viewBox=\"0 0 {WIDTH:.0} {height:.0}\" role=\"img\" aria-label=\"{label}\" xmlns=\"http://www.w3.org/2000/svg\">\n"
    )
}

fn grid(svg: &mut String, left: f64, y: f64, label: &str) {
    put!(
        svg,
        "<line class=\"grid\" x1=\"{left:.1}\" x2=\"{WIDTH:.0}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\
         <text x=\"{:.1}\" y=\"{:.1}\" text-anchor=\"end\">{label}</text>\n",
        left - 6.0,
        y + 4.0
    );
}

fn base(svg: &mut String, left: f64, y: f64) {
    put!(svg, "<line class=\"axis\" x1=\"{left:.1}\" x2=\"{WIDTH:.0}\" y1=\"{y:.1}\" y2=\"{y:.1}\"/>\n");
}

/// The middle of the time as a year with a fraction.
fn middle_year(when: Interval) -> f64 {
    let year = |day: entente_model::Day| {
        f64::from(day.year()) + (f64::from(day.month()) - 1.0) / 12.0 + (f64::from(day.day()) - 1.0) / 372.0
    };
    // A whole year is drawn at its own number.
    match when.single_year() {
        Some(single) if when.precision() == entente_model::Precision::Year => f64::from(single),
        _ => f64::midpoint(year(when.earliest()), year(when.latest())),
    }
}

/// The smallest of 1, 2, 4, 5, 10, 20 … that is not below the value; 0 for none.
pub(crate) fn nice_ceiling(value: f64) -> f64 {
    if value <= 0.0 || !value.is_finite() {
        return 0.0;
    }
    let scale = 10f64.powf(value.log10().floor());
    [1.0, 1.5, 2.0, 3.0, 4.0, 5.0, 6.0, 8.0, 10.0]
        .into_iter()
        .map(|step| step * scale)
        .find(|&step| step >= value * 0.999_999)
        .unwrap_or(value)
}
