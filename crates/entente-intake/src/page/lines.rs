//! Lines that are furniture wherever they stand: menus, share buttons, comment forms, breadcrumbs, markup.

use entente_model::Letter as _;

use super::{Page, Reason, edges::pieces};
use crate::furniture::{Furniture, fold};

/// The longest line that its beginning alone makes furniture, in code points.
const SHORT: usize = 80;

/// The longest notice to whoever reads the page, in code points.
const NOTICE: usize = 300;

pub(super) fn mark(page: &mut Page<'_>, furniture: &Furniture) {
    edit_marks(page, furniture);
    let mut before = "";
    for line in &mut page.lines {
        // The third item of a list is no sign of copyright.
        let third = before.starts_with("(b)") && line.trimmed.starts_with("(c)");
        before = line.trimmed;
        if third
            || line.trimmed.is_empty()
            || line.cut.is_some()
            || line.folded.is_empty() && !line.trimmed.starts_with('<')
        {
            continue;
        }
        line.cut = listed(&line.folded, line.trimmed, furniture)
            .or_else(|| is_counter(&line.folded, furniture).then_some(Reason::Comments))
            .or_else(|| is_language_menu(line.trimmed).then_some(Reason::Languages))
            .or_else(|| is_breadcrumb(line.trimmed, furniture).then_some(Reason::Breadcrumb))
            .or_else(|| is_comment_markup(line.trimmed).then_some(Reason::Markup));
    }
    pictures(page);
}

/// `History[edit]`: the mark goes, the heading stays.
fn edit_marks(page: &mut Page<'_>, furniture: &Furniture) {
    let text = page.text;
    for line in page.lines.iter_mut().filter(|line| line.trimmed.ends_with(']') && !line.folded.is_empty()) {
        // A letter may be longer in small letters: only as many bytes as the mark has are compared.
        let without = |mark: &String| {
            let (heading, end) =
                line.trimmed.split_at_checked(line.trimmed.len().checked_sub(mark.len())?)?;
            (end.to_lowercase() == *mark).then_some(heading.trim_end())
        };
        let Some(heading) = furniture.edit_marks.iter().find_map(without) else { continue };
        if heading.is_empty() {
            line.cut = Some(Reason::Menu);
            continue;
        }
        let bare = &text[line.range.clone()];
        let start = line.range.start + (bare.len() - bare.trim_start().len());
        page.stretches.push((start + heading.len()..start + line.trimmed.len(), Reason::Menu));
        line.trimmed = heading;
        line.folded = fold(heading);
    }
}

/// Rows of furniture, once the day of publication was looked for in them.
pub(super) fn mark_rows(page: &mut Page<'_>, furniture: &Furniture) {
    for line in page.lines.iter_mut().filter(|line| line.cut.is_none() && !line.folded.is_empty()) {
        line.cut =
            side_by_side(line.trimmed, furniture).or_else(|| words_side_by_side(line.trimmed, furniture));
    }
}

fn listed(folded: &str, line: &str, furniture: &Furniture) -> Option<Reason> {
    if let Some(&reason) = furniture.lines.get(folded) {
        return Some(reason);
    }
    let chars = line.chars().count();
    if chars > NOTICE {
        return None;
    }
    let bare =
        line.trim_start_matches(|char: char| !char.is_letter_or_digit() && !matches!(char, '©' | 'ⓒ' | '('));
    let lower = bare.to_lowercase();
    if let Some(reason) = furniture.notices.of(&lower) {
        return Some(reason);
    }
    if chars > SHORT {
        return None;
    }
    if let Some(reason) = furniture.starts.of(&lower) {
        return Some(reason);
    }
    let (label, value) = lower.split_once(':')?;
    let reason = furniture.labels.get(label.trim())?;
    // A value that reads on like a sentence is no credit.
    (value.split_whitespace().count() <= 8).then_some(*reason)
}

/// `Share on X | Print page`, `Copy link · Save`, `6 October 2025, 14:32   World   Reading time: 3 min`: half of what stands side by
/// side is furniture, and the rest is short.
fn side_by_side(line: &str, furniture: &Furniture) -> Option<Reason> {
    /// Words of a piece that no list names.
    const MOST: usize = 12;
    let pieces = pieces(line);
    if pieces.len() < 2 || pieces.iter().any(|piece| piece.split_whitespace().count() > MOST) {
        return None;
    }
    let reasons = pieces.iter().filter_map(|piece| {
        let folded = fold(piece);
        listed(&folded, piece, furniture)
            .or_else(|| furniture.edges.get(&folded).copied())
            .or_else(|| is_counter(&folded, furniture).then_some(Reason::Comments))
    });
    let reasons: Vec<Reason> = reasons.collect();
    reasons.first().copied().filter(|_| reasons.len() * 2 >= pieces.len())
}

/// `정치 경제 국제 사회 문화`, `페이스북 트위터 카카오스토리 URL복사`: words of menus and nothing else, or nearly so.
fn words_side_by_side(line: &str, furniture: &Furniture) -> Option<Reason> {
    /// Words that make such a row, and the most of them.
    const LEAST: usize = 3;
    const MOST: usize = 24;
    if line.ends_with(['.', '?', '!']) {
        return None;
    }
    let words = line.split(|c: char| c.is_whitespace() || c == '|').filter(|word| !word.is_empty());
    let words: Vec<&str> = words.take(MOST + 1).collect();
    if !(LEAST..=MOST).contains(&words.len()) {
        return None;
    }
    let (mut reason, mut others) = (None, 0);
    for word in &words {
        let folded = fold(word);
        match furniture.lines.get(&folded).or_else(|| furniture.edges.get(&folded)) {
            Some(listed) => reason = reason.or(Some(*listed)),
            None => others += 1,
        }
        if others * 4 > words.len() {
            return None;
        }
    }
    reason
}

/// `3 Comments`, `댓글 12`, `0 / 400`: numbers with the words of a counter, at least one of each, or a fraction alone.
fn is_counter(folded: &str, furniture: &Furniture) -> bool {
    let (mut numbers, mut words) = (0, 0);
    for piece in folded.split(|char: char| !char.is_letter_or_digit()).filter(|piece| !piece.is_empty()) {
        if piece.bytes().all(|byte| byte.is_ascii_digit()) {
            numbers += 1;
        } else if furniture.counters.contains(piece) {
            words += 1;
        } else {
            return false;
        }
    }
    (numbers >= 1 && words >= 1 && numbers + words <= 5)
        || (numbers == 2 && words == 0 && folded.contains(" / "))
}

/// `en-GB1 ru-RU1`, `English | Русский | 한국어`: at least two names or codes of languages and nothing else.
fn is_language_menu(line: &str) -> bool {
    const NAMES: [&str; 34] = [
        "en",
        "ru",
        "ko",
        "kr",
        "zh",
        "cn",
        "ja",
        "jp",
        "de",
        "fr",
        "es",
        "pt",
        "it",
        "ar",
        "eng",
        "rus",
        "kor",
        "english",
        "русский",
        "рус",
        "англ",
        "한국어",
        "中文",
        "日本語",
        "deutsch",
        "français",
        "español",
        "العربية",
        "português",
        "italiano",
        "korean",
        "russian",
        "국문",
        "영문",
    ];
    let mut count = 0;
    let mut coded = false;
    for word in line.split(|char: char| char.is_whitespace() || matches!(char, '|' | '/' | '•' | '·' | ','))
    {
        let word = word.trim_end_matches(|char: char| char.is_ascii_digit());
        if word.is_empty() {
            continue;
        }
        let region = is_code_with_region(word);
        if !region && !NAMES.contains(&word.to_lowercase().as_str()) {
            return false;
        }
        coded |= region;
        count += 1;
    }
    count >= 2 || coded
}

/// `en-GB`
fn is_code_with_region(word: &str) -> bool {
    let bytes = word.as_bytes();
    bytes.len() == 5
        && matches!(bytes[2], b'-' | b'_')
        && bytes[..2].iter().all(u8::is_ascii_lowercase)
        && bytes[3..].iter().all(u8::is_ascii_uppercase)
}

/// `/ Главная / Russkiy Mir Foundation / News / …`, `Home > News > …`: steps between separators, the first of them
/// the home page, or a separator before all.
fn is_breadcrumb(line: &str, furniture: &Furniture) -> bool {
    const SEPARATORS: [char; 9] = ['/', '>', '»', '›', '→', '|', '·', '—', '–'];
    if !line.contains(SEPARATORS) {
        return false;
    }
    // Pages put blanks that do not break around their separators.
    let line = line.split_whitespace().collect::<Vec<_>>().join(" ");
    SEPARATORS.into_iter().filter(|&separator| line.contains(separator)).any(|separator| {
        let led = line.starts_with(separator);
        let spaced = format!(" {separator} ");
        let spaced = if separator == '>' && !line.contains(&spaced) { separator.to_string() } else { spaced };
        let inner = line.trim_start_matches(separator).trim();
        let steps: Vec<&str> = inner.split(spaced.as_str()).collect();
        if steps.len() < 2 || steps[..steps.len() - 1].iter().any(|step| step.split_whitespace().count() > 6)
        {
            return false;
        }
        let first = fold(steps[0]);
        let home = furniture.edges.contains_key(&first) || furniture.lines.contains_key(&first);
        // A dash stands in sentences as well.
        let least = if matches!(separator, '—' | '–') { 3 } else { 2 };
        (home && steps.len() >= least) || (led && steps.len() >= 3)
    })
}

/// `<!-- -->` and the like alone on a line.
fn is_comment_markup(line: &str) -> bool {
    line.starts_with("<!--") && line.ends_with("-->") && line.matches("-->").count() == 1
}

/// The longest caption, in bytes.
const CAPTION: usize = 600;

/// File names of pictures that a wiki export left in the text, and the brackets after their captions:
/// `Heads_of_State_1981.jpg attending the summit; 1981.]] VISITS`.
fn pictures(page: &mut Page<'_>) {
    for line in &mut page.lines {
        if line.cut.is_some() || !line.trimmed.contains('_') {
            continue;
        }
        let mut from = 0;
        while let Some((name_start, name_end)) = picture_name(line.trimmed, from) {
            let offset = line.range.start
                + (line.trimmed.as_ptr() as usize - page.text[line.range.clone()].as_ptr() as usize);
            if name_start == 0 && name_end == line.trimmed.len() {
                line.cut = Some(Reason::Media);
            } else {
                page.stretches.push((offset + name_start..offset + name_end, Reason::Media));
            }
            // The caption says something; the brackets that end it begin a new paragraph.
            let rest = &line.trimmed[name_end..line.trimmed.floor_char_boundary(name_end + CAPTION)];
            if let Some(end) = rest.find("]]").filter(|&end| !rest[..end].contains("[[")) {
                let brackets = offset + name_end + end;
                page.stretches.push((brackets..brackets + 2, Reason::Markup));
                page.breaks.push(brackets + 2);
            }
            from = name_end;
        }
    }
}

/// The next name of a picture file with an underscore in it: nobody writes one by hand in a text.
fn picture_name(line: &str, from: usize) -> Option<(usize, usize)> {
    const ENDINGS: [&str; 7] = [".jpg", ".jpeg", ".png", ".svg", ".gif", ".webp", ".tif"];
    let mut start = from;
    for word in line[from..].split_inclusive(char::is_whitespace) {
        let bare = word.trim_end();
        let lower = bare.to_ascii_lowercase();
        if ENDINGS.iter().any(|ending| lower.ends_with(ending)) && bare.contains('_') && !bare.contains("://")
        {
            return Some((start, start + bare.len()));
        }
        start += word.len();
    }
    None
}

#[cfg(test)]
mod tests {
    use super::*;

    fn reasons(text: &str) -> Vec<Option<&'static str>> {
        let furniture = Furniture::embedded();
        let mut page = Page::new(text);
        mark(&mut page, &furniture);
        mark_rows(&mut page, &furniture);
        page.lines.iter().map(|line| line.cut.map(Reason::as_str)).collect()
    }

    #[test]
    fn furniture_is_told_from_text() {
        for (line, reason) in [
            ("Select language:", Some("menu")),
            ("  • en-GB1 ru-RU1", Some("language menu")),
            ("English | Русский | 한국어", Some("language menu")),
            (" / Главная / Russkiy Mir Foundation / News / A year was opened", Some("breadcrumb")),
            ("Home > News > Visits", Some("breadcrumb")),
            ("Главная — События — Выступления и речи", Some("breadcrumb")),
            ("Мир — это главное", None),
            ("  • 댓글 0", Some("comment form")),
            ("3 Comments", Some("comment form")),
            ("0 / 400", Some("comment form")),
            ("댓글 12", Some("comment form")),
            ("40 vessels", None),
            ("Photo credit:", Some("picture")),
            ("Photo credit: A. Petrov / TASS", Some("picture")),
            ("© 2020 The Post. All rights reserved.", Some("menu")),
            ("<!-- -->", Some("markup")),
            ("Heads_of_State_Summit_1981.jpg", Some("picture")),
            ("Russian and Korean ministers met in Seoul.", None),
            ("Share of exports rose to 12%", None),
            ("Comments by the minister were short", None),
            ("The either/or of talks and war", None),
            ("Language policy in Estonia", None),
            ("Embassy of Saudi Arabia / Riyadh", None),
            ("Share on Facebook | Print page", Some("share buttons")),
            ("Was this page useful? Yes | No", Some("menu")),
            (
                "Read more: A hotel levy is frozen | The sale of the refinery enters its final stage, officials say",
                Some("menu"),
            ),
            (
                "We use cookies to see how our website is used, and to make it better for everybody who comes here.",
                Some("menu"),
            ),
            ("한빛통신 | 최신기사 정치 경제 국제 사회 문화 스포츠", Some("menu")),
            ("페이스북 트위터 카카오스토리 URL복사", Some("share buttons")),
            ("Economy and trade", None),
            (
                "Also in 1990 the two countries exchanged ambassadors, and the first of them came in May.",
                None,
            ),
            ("이 문서는 두 나라 외교장관이 서명한 공동성명이다.", None),
            ("Politics, trade, culture and sport bring the two countries together", None),
            ("Photo credit: the minister said that he had signed the treaty after long talks", None),
        ] {
            assert_eq!(reasons(line), [reason], "{line}");
        }
    }

    #[test]
    fn the_name_of_a_picture_goes_and_its_caption_stays() {
        let mut page = Page::new("Heads_of_State_1981.jpg attending a summit; 1981.]] VISITS FROM MEXICO");
        mark(&mut page, &Furniture::embedded());
        let cuts: Vec<_> = page.stretches.iter().map(|(range, _)| &page.text[range.clone()]).collect();
        assert_eq!(cuts, ["Heads_of_State_1981.jpg", "]]"]);
    }

    #[test]
    fn the_mark_for_editors_goes_and_its_heading_stays() {
        for (line, heading, mark_there) in [
            ("History[edit]", "History", "[edit]"),
            ("İstanbul[Edit]", "İstanbul", "[Edit]"),
            ("Торговля [править | править код]", "Торговля", " [править | править код]"),
            ("  역사[편집]", "역사", "[편집]"),
        ] {
            let mut page = Page::new(line);
            mark(&mut page, &Furniture::embedded());
            assert_eq!((page.lines[0].trimmed, page.lines[0].cut), (heading, None), "{line}");
            let cuts: Vec<_> = page.stretches.iter().map(|(range, _)| &page.text[range.clone()]).collect();
            assert_eq!(cuts, [mark_there], "{line}");
        }
        // A mark of a reference is none.
        let mut page = Page::new("The treaty was signed in 1950[2]");
        mark(&mut page, &Furniture::embedded());
        assert!(page.stretches.is_empty());
    }
}
