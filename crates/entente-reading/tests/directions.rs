//! Who acts upon whom: the source and the target of an act, by their places in the sentence.

mod texts;

use entente_model::{Event, Language, ParticipantRole, Reading};
use entente_reading::Reader;

fn read(reader: &Reader, text: &str) -> Reading {
    reader.read(&texts::document(text, Language::new("en"), Some("2019-03-14")))
}

/// The states of one side of an event, by the actors that have a state.
fn side(reading: &Reading, event: &Event, role: ParticipantRole) -> String {
    let of = |one: &entente_model::Participant| {
        let actor = reading.actors.iter().find(|actor| actor.id == one.actor)?;
        actor.code.or_else(|| actor.roles.iter().find_map(|role| role.of))
    };
    let mut codes: Vec<String> = event
        .participants
        .iter()
        .filter(|one| one.role == role)
        .filter_map(of)
        .map(|code| code.to_string())
        .collect();
    codes.sort_unstable();
    codes.dedup();
    codes.join("+")
}

#[test]
fn the_place_in_the_sentence_tells_who_acts_upon_whom() {
    let reader = Reader::new();
    let mut wrong = Vec::new();
    for (text, source, target) in [
        ("Peru expelled the Venezuelan ambassador on Tuesday.", "PER", "VEN"),
        ("The Venezuelan ambassador was expelled by Peru on Tuesday.", "PER", "VEN"),
        ("The Kenyan army in Somalia attacked an Ethiopian convoy on 3 March 2019.", "KEN", "ETH"),
        ("Morocco's foreign minister met his Spanish counterpart in Brussels on Monday.", "MAR", "ESP"),
        ("Turkey is expected to sell drones to Tunisia next year.", "TUR", "TUN"),
        ("India asked Nepal to withdraw its police from the border on 2 March 2019.", "IND", "NPL"),
        ("Two Thai fishermen were arrested by the Malaysian coast guard on Sunday.", "MYS", "THA"),
        ("The army of Chad crossed into Sudan in April 2010.", "TCD", "SDN"),
        ("Chile and Argentina signed a border treaty in 1984.", "ARG+CHL", ""),
        ("On 7 March 2019 Pakistan released an Indian pilot.", "PAK", "IND"),
        ("Denmark provided food aid to Yemen in 2018.", "DNK", "YEM"),
        ("Dozens of civilians were killed in Ethiopian shelling of Eritrea on 5 June 2000.", "ETH", "ERI"),
        ("Iran and Iraq agreed on Monday to reopen the crossing.", "IRN+IRQ", ""),
    ] {
        let reading = read(&reader, text);
        let told: Vec<(String, String)> = reading
            .events
            .iter()
            .map(|event| {
                (
                    side(&reading, event, ParticipantRole::Source),
                    side(&reading, event, ParticipantRole::Target),
                )
            })
            .collect();
        if !told.contains(&(source.to_owned(), target.to_owned())) {
            wrong.push(format!("{text}\n    wanted {source} > {target}, found {told:?}"));
        }
    }
    assert!(wrong.is_empty(), "{} sentences:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn the_day_on_which_something_was_said_dates_no_act() {
    let reader = Reader::new();
    let text = "Norwegian trawlers entered the zone, the Icelandic coast guard said on Friday.";
    let reading = read(&reader, text);
    let said = reading.events.iter().find(|event| event.kind == entente_model::EventKind::Statement);
    assert!(said.is_none(), "{said:?}");
}
