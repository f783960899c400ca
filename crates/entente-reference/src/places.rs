//! Where cities lie, by the names that texts give them.

use std::collections::HashMap;

use crate::table;

/// Longitude and latitude in degrees.
type Point = (f64, f64);

/// Cities by name.
#[derive(Debug)]
pub(crate) struct Places {
    by_name: HashMap<&'static str, Point>,
    /// Names by their first letters, for those that stand in an oblique case.
    by_start: HashMap<String, Vec<(&'static str, Point)>>,
}

/// Letters that a declined name keeps of its usual form.
const START: usize = 4;
/// The most letters in which a declined name and its usual form differ at the end.
const ENDING: usize = 2;

impl Places {
    pub(crate) fn read(text: &'static str) -> (Self, Vec<usize>) {
        let (rows, wrong) = table::read(text, |fields| {
            let [lon, lat, names] = fields else { return None };
            let (lon, lat) = (lon.parse().ok()?, lat.parse().ok()?);
            let on_earth = (-180.0..=180.0).contains(&lon) && (-90.0..=90.0).contains(&lat);
            on_earth.then_some(((lon, lat), *names))
        });
        let mut places = Self { by_name: HashMap::new(), by_start: HashMap::new() };
        for (point, names) in rows {
            for name in names.split('|') {
                // The table has the larger city first.
                places.by_name.entry(name).or_insert(point);
                if !name.is_ascii() {
                    let start = name.chars().take(START).collect();
                    places.by_start.entry(start).or_default().push((name, point));
                }
            }
        }
        (places, wrong)
    }

    /// Where the city of this name lies; names in scripts whose languages decline them are found in any case, where
    /// only one city can be meant.
    pub(crate) fn find(&self, name: &str) -> Option<Point> {
        if let Some(&point) = self.by_name.get(name) {
            return Some(point);
        }
        let start: String = name.chars().take(START).collect();
        let mut found = self.by_start.get(&start)?.iter().filter(|(known, _)| differ_in_ending(name, known));
        let (_, point) = found.next()?;
        found.all(|(_, other)| other == point).then_some(*point)
    }
}

/// "Москве" and "Москва".
fn differ_in_ending(name: &str, known: &str) -> bool {
    let same = name.chars().zip(known.chars()).take_while(|(one, other)| one == other).count();
    let rest = |text: &str| text.chars().count() - same;
    same >= START && rest(name) <= ENDING && rest(known) <= ENDING
}

#[cfg(test)]
mod tests {
    use crate::Reference;

    #[test]
    fn cities_are_found_in_any_case_and_script() {
        let place = |name| Reference::embedded().place(name);
        for name in ["Москва", "Москве", "Москву", "모스크바"] {
            assert_eq!(place(name), place("Moscow"), "{name}");
        }
        assert_eq!(place("Владивостоке"), place("Vladivostok"));
        let (lon, lat) = place("Seoul").unwrap();
        assert!((126.0..128.0).contains(&lon) && (37.0..38.0).contains(&lat));
        for name in ["Россию", "Среднюю Азию", "한국", "South", "", "М"] {
            assert_eq!(place(name), None, "{name}");
        }
    }

    #[test]
    fn states_have_their_two_letters() {
        let alpha2 = |code: &str| Reference::embedded().alpha2(code.parse().unwrap());
        assert_eq!((alpha2("KOR"), alpha2("SUN"), alpha2("UNO")), (Some("KR"), None, None));
    }
}
