//! The brief as a whole.

use super::{words::Words, *};
use crate::testing;

fn options() -> BriefOptions {
    let names =
        [("RUS", "Russia"), ("KOR", "South Korea"), ("SUN", "Soviet Union"), ("RUE", "Russian Empire")];
    BriefOptions {
        title: None,
        today: "2023-09-01".parse().ok(),
        names: names.iter().map(|(code, name)| (code.parse().unwrap(), (*name).to_owned())).collect(),
        made_with: "Entente 0.0.0".to_owned(),
        ..BriefOptions::default()
    }
}

fn html() -> String {
    brief(&testing::record(), &options(), BriefFormat::Html)
}

/// Values of an attribute, in order.
fn attributes<'p>(page: &'p str, name: &str) -> Vec<&'p str> {
    let start = format!(" {name}=\"");
    page.split(start.as_str()).skip(1).filter_map(|rest| rest.split('"').next()).collect()
}

#[test]
fn a_brief_in_markdown() {
    insta::assert_snapshot!(brief(&testing::record(), &options(), BriefFormat::Markdown));
}

#[test]
fn every_anchor_that_is_linked_exists_once() {
    let page = html();
    let ids = attributes(&page, "id");
    let mut once = ids.clone();
    once.sort_unstable();
    once.dedup();
    assert_eq!(once.len(), ids.len(), "an id occurs twice");
    let links: Vec<&str> =
        attributes(&page, "href").into_iter().filter_map(|link| link.strip_prefix('#')).collect();
    assert!(links.len() > 60);
    for link in &links {
        assert!(ids.contains(link), "#{link} leads nowhere");
    }
    // Back and forth: each place that cites has a way back.
    for id in
        ids.iter().filter(|id| id.starts_with('c') && id.contains('-') && id.as_bytes()[1].is_ascii_digit())
    {
        assert!(links.contains(id), "no way back to {id}");
    }
}

#[test]
fn nothing_of_a_source_is_markup() {
    let page = html();
    for forbidden in [
        "<script",
        "<img",
        "<b>",
        "<b ",
        "<u>",
        "onmouseover=alert(1)>",
        "href=\"javascript",
        "\u{202e}",
        "\u{1b}",
    ] {
        let body = page.split("<body>").nth(1).unwrap();
        assert!(!body.contains(forbidden), "{forbidden:?} came through");
    }
    assert!(page.contains("&lt;script&gt;alert(&quot;quote&quot;)&lt;/script&gt;"));
    assert!(!page.contains("http://x\""), "an address in a title became a link");
}

#[test]
fn nothing_is_fetched() {
    let page = html();
    for attribute in ["src", "srcset", "data", "action", "poster"] {
        assert!(attributes(&page, attribute).is_empty());
    }
    assert!(!page.contains("@import") && !page.contains("url("));
}

#[test]
fn what_is_planned_is_parted_by_the_day() {
    let page = html();
    let after = |heading: &str| {
        let rest = page.split(heading).nth(1).unwrap();
        rest.split("</ul>").next().unwrap().to_owned()
    };
    assert!(after("<h3>Coming</h3>").contains("nine bridges"));
    assert!(after("outcome not on record</h3>").contains("Lavrov is to visit"));
    assert!(!after("<h3>Latest</h3>").contains("nine bridges"));
}

#[test]
fn targets_stand_against_observations() {
    assert!(
        html().contains(
            "Target for 2020: 30 billion USD. Observed for 2020: about 19.6 billion USD, 65 % of it."
        )
    );
}

#[test]
fn an_empty_record_still_makes_a_page() {
    let page = brief(&Record::default(), &BriefOptions::default(), BriefFormat::Html);
    assert!(page.contains("At a glance"));
    assert!(!page.contains("Chronology"));
    let text = brief(&Record::default(), &BriefOptions::default(), BriefFormat::Markdown);
    assert!(text.starts_with("# The relationship"));
}

#[test]
fn the_same_record_gives_the_same_bytes() {
    assert_eq!(html(), html());
}

/// The options of a brief of a record that was cut out of a larger one.
fn cut(record: &Record) -> BriefOptions {
    let marked = Conflict { id: "cfelsewhere".to_owned(), ..record.conflicts[0].clone() };
    BriefOptions {
        whole: Some(Whole {
            counts: vec![
                (BriefSections::Chronology, 61_631),
                (BriefSections::Agreements, record.agreements.len()),
                (BriefSections::Sources, 100_007),
            ],
            lists: vec![(
                BriefSections::Chronology,
                "http://desk.example/timeline?from=1990&to=1995".to_owned(),
            )],
            left: [(record.events[0].id.clone(), 1_234)].into(),
            marked: vec![marked],
        }),
        ..options()
    }
}

#[test]
fn what_was_left_out_is_counted_with_the_way_to_it() {
    let mut record = testing::record();
    record.events[0].conflicts = vec!["cfelsewhere".to_owned()];
    let options = cut(&record);
    let events = record.events.len();
    let page = brief(&record, &options, BriefFormat::Html);
    let way =
        "<a class=\"address\" href=\"http://desk.example/timeline?from=1990&amp;to=1995\" target=\"_top\">";
    assert!(page.contains(&format!("{events} / 61,631 events: {way}")), "{page}");
    assert!(page.contains("/ 100,007 sources"));
    // The chart draws what is listed, and says so.
    assert!(page.contains(&format!("<figcaption>Events over time. {events} / 61,631 events.")), "{page}");
    assert!(page.contains("<dd>61,631</dd>") && page.contains("100,007 sources ·"));
    assert!(page.contains("<span class=\"dim\">+1,234</span>"));
    // What is whole says nothing, and what is not listed here is no link.
    assert!(!page.contains("agreements: <a") && !page.contains("#x-cfelsewhere"));
    let kind = Words::of("en").conflict(record.conflicts[0].kind);
    assert!(page.contains(&format!("<div class=\"note alert\">≠ {kind}</div>")));
    let text = brief(&record, &options, BriefFormat::Markdown);
    assert!(
        text.contains(&format!("{events} / 61,631 events: <http://desk.example/timeline?from=1990&to=1995>"))
    );
    assert!(text.contains(" +1,234") && text.contains("/ 100,007 sources"));
    let korean = BriefOptions { lang: "ko".to_owned(), ..options };
    assert!(brief(&record, &korean, BriefFormat::Markdown).contains(&format!("{events} / ")));
    let letters = |record: &Record, options: &BriefOptions| {
        let outline = Outline::new(record, options);
        blocks::of(&outline, true).blocks.len()
    };
    assert!(letters(&record, &korean) > letters(&record, &self::options()));
}
