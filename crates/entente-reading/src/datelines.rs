//! Digests: several reports in one text, each with a dateline of its own, "ASHGABAT, 9 September. …".

use entente_model::Letter as _;

use crate::lines::lines;

/// Bytes of a place in a dateline, and of the line in which its day stands.
const PLACE: usize = 48;
const HEAD: usize = 90;

/// Where the lines begin that look like reports of their own, each with the beginning of the line and where in it the day is
/// looked for: a place in capitals and a comma.
pub(crate) fn candidates(text: &str) -> impl Iterator<Item = (usize, &str, usize)> {
    lines(text).filter_map(|(bytes, line)| {
        let comma = line.get(..line.floor_char_boundary(PLACE))?.find(',')?;
        let place = &line[..comma];
        let mut letters = place.chars().filter(|letter| letter.is_letter()).peekable();
        let capitals = letters.peek().is_some() && letters.all(char::is_uppercase);
        let plain = place.chars().all(|sign| sign.is_letter() || matches!(sign, ' ' | '-' | '.' | '’'));
        let head = &line[..line.floor_char_boundary(HEAD)];
        (capitals && plain && comma > 2).then_some((bytes.start, head, comma + 1))
    })
}

#[cfg(test)]
mod tests {
    use super::candidates;

    #[test]
    fn a_place_in_capitals_begins_a_report() {
        let text = "Weekly digest\n\nNAIROBI, 9 September. The ministers met.\nLIMA, Sept. 11 (Agency) — A road opened.\n\
                    Paris, 3 May. Nothing.\n1, 2 and 3\n";
        let found: Vec<&str> = candidates(text).map(|(_, head, at)| &head[..at - 1]).collect();
        assert_eq!(found, ["NAIROBI", "LIMA"]);
    }
}
