//! Short texts about many pairs of states: what of them is put on record, and what is not.

use entente_language::Packs;
use entente_model::{Document, Reading, SourceId};
use entente_reading::Reader;

/// What a careful reader records of a text.
fn read(text: &str, published: Option<&str>) -> Reading {
    let document = Document {
        id: SourceId::of(text.as_bytes()),
        origin: "story.txt".into(),
        lang: Packs::embedded().detect(text),
        title: None,
        publisher: None,
        published: published.and_then(|day| day.parse().ok()),
        published_clock: None,
        published_by: None,
        captured: None,
        places: Vec::new(),
        text: text.into(),
        cuts: Vec::new(),
        warnings: Vec::new(),
    };
    Reader::new().read(&document)
}

/// The dated events of a text as "date kind", in order.
fn dated(text: &str) -> Vec<String> {
    let reading = read(text, None);
    let events = reading.events.iter();
    events.filter_map(|event| Some(format!("{} {}", event.when?, event.kind))).collect()
}

fn people(text: &str) -> Vec<String> {
    let reading = read(text, None);
    let people = reading.actors.iter().filter(|actor| actor.kind == entente_model::ActorKind::Person);
    people.map(|actor| actor.name.clone()).collect()
}

/// The speaker of each statement with the words.
fn said(text: &str) -> Vec<(String, String)> {
    let reading = read(text, None);
    let name = |id: &str| {
        reading
            .actors
            .iter()
            .find(|actor| actor.id.to_string() == id)
            .map_or(String::new(), |actor| actor.name.clone())
    };
    reading.statements.iter().map(|said| (name(&said.speaker.to_string()), said.quote.clone())).collect()
}

#[test]
fn a_dated_act_is_an_event_whatever_its_verb() {
    for (text, expected) in [
        (
            "In May 2018 Ghana's parliament ratified a defence agreement with the United States.",
            "2018-05 agreement",
        ),
        (
            "Egypt was the first country to recognise the independence of Indonesia, in 1947.",
            "1947 relations",
        ),
        (
            "Kenya and India opened direct flights between Nairobi and Mumbai in March 1977.",
            "1977-03 exchange",
        ),
        (
            "Between 1896 and 1901 more than 30,000 Indian labourers were brought to Kenya.",
            "1896/1901 migration",
        ),
        ("In January 2008 the government of Peru took its dispute with Chile to the court.", "2008-01 other"),
        ("Our first president, Sukarno, came to Egypt in 1955.", "1955 visit"),
        ("President James Buchanan received the envoys of Japan on 17 May 1860.", "1860-05-17 meeting"),
        ("On 7 December 1941 Japan attacked the United States.", "1941-12-07 conflict"),
        ("In 2017 Norway and Georgia abolished visas for short stays.", "2017 agreement"),
        ("In June 2021 Spain summoned the Moroccan ambassador over the border.", "2021-06 statement"),
    ] {
        assert!(dated(text).contains(&expected.to_owned()), "{text}: {:?}", dated(text));
    }
}

#[test]
fn one_sentence_may_tell_several_events() {
    assert_eq!(dated("Indira Gandhi visited Kenya in 1970 and again in 1981."), ["1970 visit", "1981 visit"]);
    let ties =
        "Diplomatic ties between Peru and Chile were broken off in 1910 and were not restored until 1928.";
    assert_eq!(dated(ties), ["1910 relations", "1928 relations"]);
}

#[test]
fn how_things_stand_is_no_event() {
    for text in [
        "India has a High Commission in Nairobi, and Kenya has one in New Delhi.",
        "Trade between Turkey and Germany, meanwhile, flourished.",
        "Around 80,000 people of Indian origin live in Kenya.",
        "Bilateral trade between Ghana and Brazil fell to $2.05 billion in 2018.",
        "If Peru and Chile were to open a pipeline, trade could double.",
    ] {
        assert!(read(text, None).events.is_empty(), "{text}: {:?}", read(text, None).events);
    }
}

#[test]
fn the_date_of_a_relative_clause_is_its_own() {
    let text = "The war between Peru and Chile, which broke out in 1879, cost Peru a province.";
    assert!(dated(text).iter().all(|event| event.starts_with("1879 conflict")), "{:?}", dated(text));
    let visit =
        "In July 2016 Narendra Modi made a visit to Kenya, during which seven agreements were signed.";
    assert_eq!(dated(visit), ["2016-07 visit", "2016-07 agreement"]);
}

#[test]
fn titles_before_a_comma_make_people() {
    assert_eq!(
        people("Chile's foreign minister, Alejandro Foxley, recalled the ambassador."),
        ["Alejandro Foxley"]
    );
    assert_eq!(people("Their first president, Sukarno, travelled to Cairo."), ["Sukarno"]);
    assert_eq!(people("Kenyan President Daniel arap Moi paid a state visit to India."), ["Daniel arap Moi"]);
    assert_eq!(people("In 2020, after Cyclone Harold, Australia sent help to Fiji."), Vec::<String>::new());
}

#[test]
fn short_names_go_back_to_the_full_ones() {
    let text = "Ms. KAMIKAWA Yoko, Minister for Foreign Affairs of Japan, met Mr. Bui Thanh Son, Minister of Foreign \
                Affairs of Viet Nam. Minister Kamikawa thanked Minister Son.";
    assert_eq!(people(text), ["KAMIKAWA Yoko", "Bui Thanh Son"]);
}

#[test]
fn places_and_instruments_are_no_organisations() {
    let text = "Japan and Viet Nam spoke of the South China Sea, and of the United Nations Convention on the Law of \
                the Sea.";
    let reading = read(text, None);
    let organisations =
        reading.actors.iter().filter(|actor| actor.kind == entente_model::ActorKind::Organisation);
    assert_eq!(organisations.count(), 0);
}

#[test]
fn a_quotation_goes_on_behind_its_sentence() {
    let text = "Foreign Minister Sushma Swaraj told a news conference: \"There can be no talk of a third party. We want \
                a peaceful dialogue about trade and borders.\"";
    let said = said(text);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().all(|(speaker, _)| speaker == "Sushma Swaraj"), "{said:?}");
}

#[test]
fn a_verb_of_speech_without_content_reports_nothing() {
    assert!(
        said("In June 2016 Foreign Minister Ayla Demir recalled the Turkish ambassador from Berlin.")
            .is_empty()
    );
}

#[test]
fn answers_of_an_interview_are_their_giver_s() {
    let text = "Interview with the Ambassador of Ghana, Kofi Mensah\n\nQ: How large is trade today?\n\nA: Last year our \
                trade with Brazil came to 300 million dollars, and I expect more.\n\nQ: And energy?\n\nA: We hope to \
                build a gas terminal together with Brazilian companies by the end of the decade.\n";
    let said = said(text);
    assert_eq!(said.len(), 2, "{said:?}");
    assert!(said.iter().all(|(speaker, _)| speaker == "Kofi Mensah"), "{said:?}");
}

#[test]
fn an_amount_is_what_was_written() {
    let reading = read("Trade between Ghana and Brazil came to $2.05 billion in 2018.", None);
    assert_eq!(
        reading.quantities.iter().map(|quantity| quantity.value).collect::<Vec<_>>(),
        [2_050_000_000.0]
    );
}

#[test]
fn lines_of_a_chronicle_are_dated_by_their_beginning() {
    let text = "Poland and Vietnam\n\nJuly 1957: President Ho Chi Minh visits Warsaw.\n\nNovember 2017 – State visit of \
                the Polish President to Vietnam.\n\n1973–1975: Polish officers serve in Vietnam.\n";
    assert_eq!(dated(text)[..2], ["1957-07 visit", "2017-11 visit"]);
}

#[test]
fn what_was_called_off_stays_called_off() {
    let reading = read("On 22 August 2015 Pakistan called off talks with India.", None);
    let statuses: Vec<String> = reading.events.iter().map(|event| event.status.to_string()).collect();
    assert_eq!(statuses, ["cancelled"]);
}

#[test]
fn people_known_for_their_office_bring_their_state() {
    let reading =
        read("Prime Ministers Narendra Modi and Nawaz Sharif agreed on a meeting on 10 July 2015.", None);
    let parties: Vec<String> = reading.events[0].parties.iter().map(ToString::to_string).collect();
    assert_eq!(parties, ["IND", "PAK"]);
}

#[test]
fn a_heading_tells_nothing_by_itself() {
    let text = "Turkey summons German ambassador over vote\n\nNothing else is known of the matter so far, it seems.\n";
    assert!(read(text, None).events.is_empty());
}

#[test]
fn two_days_in_a_row_are_one_visit() {
    let text =
        "Federal Chancellor Werner Faymann of Austria paid a visit to Kazakhstan on 24 and 25 October 2012.";
    assert_eq!(dated(text), ["2012-10-24/2012-10-25 visit"]);
}

#[test]
fn what_both_sides_say_is_the_first_named_one_s() {
    let text = "Austria and Kazakhstan held talks.\n\nThe sides warned that the war in Syria threatens the security of the \
                whole region.";
    assert_eq!(said(text)[0].0, "Austria");
}

#[test]
fn a_family_name_may_be_a_city_s() {
    let text = "According to Maria Regina Soares de Lima, the change of government threatens the policy towards Africa.";
    assert_eq!(people(text), ["Maria Regina Soares de Lima"]);
}

#[test]
fn an_amount_is_dated_by_the_date_right_behind_it() {
    let text = "Trade had more than doubled since 2009, reaching 2.1 billion euros in 2011.";
    let reading = read(text, None);
    let amount =
        reading.quantities.iter().find(|quantity| quantity.unit == "EUR").expect("an amount in euros");
    assert_eq!(amount.as_of.map(|when| when.to_string()).as_deref(), Some("2011"));
}

#[test]
fn a_leader_is_known_by_the_family_name_alone() {
    let reading = read("Macron visited Algeria on 25 August 2022.", Some("2022-08-26"));
    let parties: Vec<String> = reading.events[0].parties.iter().map(ToString::to_string).collect();
    assert_eq!(parties, ["FRA", "DZA"]);
}

#[test]
fn an_office_in_a_city_is_not_that_of_the_city_s_state() {
    let text = "15 марта 2021 года в Душанбе министр обороны России Сергей Шойгу и министр обороны Таджикистана Шерали \
                Мирзо обсудили ситуацию на границе. 10 марта 2023 года в Пекине секретарь Высшего совета национальной \
                безопасности Ирана Али Шамхани и советник по национальной безопасности Саудовской Аравии Мусаид аль-Айбан \
                подписали соглашение.";
    let reading = read(text, None);
    let of = |name: &str| {
        let actor = reading.actors.iter().find(|actor| actor.name == name).expect(name);
        actor
            .roles
            .iter()
            .map(|role| (role.title.clone(), role.of.map(|of| of.to_string())))
            .collect::<Vec<_>>()
    };
    assert_eq!(of("Сергей Шойгу"), [("министр обороны России".to_owned(), Some("RUS".to_owned()))]);
    assert_eq!(
        of("Али Шамхани"),
        [("секретарь Высшего совета национальной безопасности Ирана".to_owned(), Some("IRN".to_owned()))]
    );
    assert!(!people(text).iter().any(|name| name.contains("Высшего")));
}

#[test]
fn two_who_meet_in_a_third_s_capital_are_two() {
    let parties = |text: &str| {
        let mut codes: Vec<String> =
            read(text, None).events[0].parties.iter().map(ToString::to_string).collect();
        codes.sort();
        codes
    };
    assert_eq!(parties("US and Iranian negotiators met in Vienna in May 2021."), ["IRN", "USA"]);
    assert_eq!(parties("Japanese ministers met their hosts in Vienna in May 2021."), ["AUT", "JPN"]);
}

#[test]
fn what_is_quoted_takes_no_date_from_the_day_it_was_said() {
    let text = "2018년 3월 문재인 한국 대통령은 베트남 하노이에서 \"양국 간 불행한 역사에 대해 유감의 뜻을 표한다\"고 밝혔다. \
                베트남 외교부는 2021년 4월 한국 법원의 판결에 대해 \"역사적 진실을 존중해야 한다\"고 촉구했다.";
    assert_eq!(dated(text).iter().map(|line| &line[..7]).collect::<Vec<_>>(), ["2018-03", "2021-04"]);
}

#[test]
fn a_century_in_the_name_of_a_partnership_dates_nothing() {
    let text =
        "2001년 8월 쩐 득 르엉 베트남 국가주석이 방한해 양국은 '21세기 포괄적 동반자 관계'를 선언했다.";
    assert!(dated(text).iter().all(|line| line.starts_with("2001-08")), "{:?}", dated(text));
}

#[test]
fn an_office_and_a_family_name_go_back_to_who_holds_it() {
    let text = "조현 외교부 장관은 8월 16일 뉴델리에서 수브라마냠 자이샨카르 인도 외교장관과 회담했다. 조 장관은 협상을 조속히 \
                마무리해야 한다고 강조했다. 나렌드라 모디 인도 총리는 환영했다. 모디 총리는 기대를 나타냈다.";
    assert_eq!(people(text), ["조현", "수브라마냠 자이샨카르", "나렌드라 모디"]);
    assert!(said(text).iter().any(|(speaker, quote)| speaker == "조현" && quote.contains("마무리")));
}

#[test]
fn they_are_what_was_told_before() {
    let text = "В апреле 1988 года Эр-Рияд разорвал дипломатические отношения с Ираном. Они были восстановлены в марте 1991 \
                года. В ночь на 3 января 2016 года демонстранты подожгли посольство Саудовской Аравии в Тегеране.";
    let days: Vec<String> =
        dated(text).iter().map(|line| line.split(' ').next().unwrap_or("").to_owned()).collect();
    assert_eq!(days, ["1988-04", "1991-03", "2016-01-03"]);
}

#[test]
fn plans_of_one_sentence_date_no_other() {
    let text = "Ghana and Togo signed a pact on 3 May 1963. Ghana and Togo signed a treaty on 5 June 1972. They signed a protocol \
                on 4 July 1981. Officials expect trade to double by 2027. The Togolese leader is scheduled to visit Accra in \
                November.";
    let reading = read(text, Some("2023-06-14"));
    let visit = reading.events.iter().find(|event| event.kind.to_string() == "visit").expect("a visit");
    assert_eq!(visit.when.map(|when| when.to_string()).as_deref(), Some("2023-11"));
}

#[test]
fn what_was_agreed_for_later_is_planned() {
    let text =
        "Brazil and Nigeria agreed on 3 May 2011 that a joint commission would meet in Abuja in May 2012.";
    let told: Vec<String> = read(text, None)
        .events
        .iter()
        .filter_map(|event| Some(format!("{} {} {}", event.when?, event.kind, event.status)))
        .collect();
    assert_eq!(told, ["2011-05-03 statement occurred", "2012-05 meeting planned"]);
    assert!(dated("If elected he would visit Brazil and Nigeria in 2025.").is_empty());
}

#[test]
fn a_line_of_place_and_date_is_no_event() {
    let text = "Joint Press Release on the Fifth Round of Consultations\n\nAbuja, 21-22 March 2019\n\nThe Fifth Round of the \
                Brazil-Nigeria Bilateral Consultations was held in Abuja on 21 and 22 March 2019.\n\nBoth sides noted that \
                trade rose from US$ 1.5 billion in 2016.\n";
    let reading = read(text, Some("2019-03-22"));
    let first = &reading.events[0];
    assert!(first.quote.starts_with("The Fifth Round"), "{}", first.quote);
    assert!(reading.events.iter().all(|event| !event.parties.iter().any(|party| party.to_string() == "USA")));
}

#[test]
fn two_years_are_two_visits_and_an_address_is_nobody() {
    let text =
        "Отношения Беларуси и Индии. Господин Посол, Президент Беларуси посещал Индию в 1997 и 2007 годах.";
    assert_eq!(dated(text), ["1997 visit", "2007 visit"]);
    assert!(people(text).is_empty(), "{:?}", people(text));
}

#[test]
fn a_province_is_no_person() {
    assert!(
        people("Relations of Ecuador and Peru. Peruvian forces occupy El Oro province in July 1941.")
            .is_empty()
    );
}

#[test]
fn an_anniversary_is_no_second_founding() {
    let korean =
        "한국과 카자흐스탄이 2022년 1월 28일로 수교 30주년을 맞았다. 양국은 1992년 1월 28일 수교했다.";
    assert_eq!(dated(korean), ["1992-01-28 relations"]);
    let russian = "16 февраля 2018 года Россия и Эфиопия провели консультации. Стороны отметили, что в 2018 году исполняется \
                   120 лет со дня установления дипломатических отношений.";
    let founded: Vec<String> =
        dated(russian).into_iter().filter(|line| line.ends_with("relations")).collect();
    assert_eq!(founded, ["1898 relations"]);
}

#[test]
fn the_case_of_an_office_is_that_of_the_name_behind_it() {
    let text = "Премьер-министр Эфиопии получил послание Президента Российской Федерации В.В.Путина.";
    assert_eq!(people(text), ["В.В. Путин"]);
}

#[test]
fn last_year_counts_from_a_publication_known_or_not() {
    let text =
        "양국은 1993년 대사관을 열었다. 카심조마르트 토카예프 대통령은 지난해 8월 16일 한국을 방문했다.";
    let reading = read(text, None);
    assert!(reading.events.iter().all(|event| event.kind.to_string() != "visit" || event.when.is_none()));
}

#[test]
fn lines_of_a_chronicle_keep_the_dates_of_their_own() {
    let text = "Argentina and Chile: a chronology\n\n1881 – Boundary Treaty signed in Buenos Aires on 23 July.\n\nMay 1977 – A court \
                awards the islands to Chile. Argentina rejects the award in January 1978.\n\n2009 – Argentina and Chile sign the \
                Maipú Treaty (30 October).\n";
    let agreements: Vec<String> =
        dated(text).into_iter().filter(|event| event.ends_with("agreement")).collect();
    assert_eq!(agreements, ["1881-07-23 agreement", "2009-10-30 agreement"]);
    assert!(dated(text).contains(&"1978-01 statement".to_owned()), "{:?}", dated(text));
}

#[test]
fn where_a_text_was_done_is_no_event() {
    let text = "The Prime Minister of Sudan invited the Prime Minister of Egypt to visit Khartoum.\n\nDone in Cairo on 13 February 2020.";
    assert!(dated(text).is_empty(), "{:?}", dated(text));
}

#[test]
fn an_ambassador_is_of_who_sent_him() {
    let reading = read(
        "Ukraine's ambassador to Poland, Andriy Bondar, said so. Peter Mwangi, who was Kenya's ambassador to Ethiopia from \
         2008 to 2013, disagrees.",
        None,
    );
    let roles: Vec<String> = reading
        .actors
        .iter()
        .flat_map(|actor| &actor.roles)
        .map(|role| format!("{} {}", role.title, role.of.map(|of| of.to_string()).unwrap_or_default()))
        .collect();
    assert_eq!(roles, ["ambassador to Poland UKR", "ambassador to Ethiopia KEN"]);
}

#[test]
fn a_label_is_no_part_of_what_is_told() {
    let reading = read(
        "Answer: The foreign ministers of Japan and the Philippines met in Manila on 8 July 2024.",
        None,
    );
    assert!(reading.events[0].quote.starts_with("The foreign ministers"), "{:?}", reading.events[0].quote);
}

#[test]
fn whose_doing_a_place_is_is_not_the_one_acted_upon() {
    let reading = read(
        "United Nations troops withdrew from the Syrian to the Israeli-occupied sector on Monday.",
        Some("2014-09-16"),
    );
    let targets: Vec<&str> = reading
        .events
        .iter()
        .flat_map(|event| &event.participants)
        .filter(|participant| participant.role == entente_model::ParticipantRole::Target)
        .filter_map(|participant| reading.actors.iter().find(|actor| actor.id == participant.actor))
        .map(|actor| actor.name.as_str())
        .collect();
    assert_eq!(targets, ["Syria"]);
}

/// The dated events of a text that was given out on a day as "date kind status", in order.
fn dated_on(text: &str, published: &str) -> Vec<String> {
    let reading = read(text, Some(published));
    let events = reading.events.iter();
    events.filter_map(|event| Some(format!("{} {} {}", event.when?, event.kind, event.status))).collect()
}

#[test]
fn hosts_and_guests_tell_of_the_day_they_speak_on() {
    for (text, expected) in [
        (
            "President Okoro, we are delighted to welcome you to Jakarta on your first state visit. I hope that you \
             will enjoy our city.",
            &["2025-03-04 visit ongoing"][..],
        ),
        (
            "It is a great honour for me to welcome President Okoro to our country. We are old friends.",
            &["2025-03-04 visit ongoing"],
        ),
        (
            "This is Prime Minister Howard's second visit to India, and we are glad. I thank him.",
            &["2025-03-04 visit occurred"],
        ),
        (
            "At this meeting we signed ten agreements with Japan. We are glad.",
            &["2025-03-04 agreement occurred"],
        ),
        (
            "Рады приветствовать в России с официальным визитом Президента Кении Уильяма Руто. Мы ценим дружбу. Мы верим в \
             неё.",
            &["2025-03-04 visit ongoing"],
        ),
        // What is to come, what has a day of its own, and a welcome to no guest.
        ("We look forward to welcoming President Okoro to Jakarta. I am sure that we will succeed.", &[]),
        ("We welcome the decision of President Okoro to join the treaty. I hope that we can sign it.", &[]),
        (
            "I welcomed President Okoro to Jakarta in May 2019. We became friends.",
            &["2019-05 visit occurred"],
        ),
        // A report speaks of nobody's visit here and now.
        ("Indonesia hopes to welcome President Okoro to Jakarta.", &[]),
    ] {
        assert_eq!(dated_on(text, "2025-03-04"), expected, "{text}");
    }
}

#[test]
fn a_noun_is_dated_by_what_is_said_of_it() {
    for (text, expected) in [
        (
            "Officials discussed President Boric's visit to Peru, which took place in January 2024.",
            &["2024-01 visit occurred"][..],
        ),
        (
            "The ministers discussed the visit of President Boric to Peru, scheduled for May 2025.",
            &["2025-05 visit planned"],
        ),
        (
            "Идёт подготовка к визиту Президента Чили Борича в Перу, который состоится в мае 2025 года.",
            &["2025-05 visit planned"],
        ),
        (
            "Министры обсудили переговоры Перу и Чили, которые пройдут в Лиме в июне 2025 года.",
            &["2025-06 meeting planned"],
        ),
        ("They met at the airport of Lima, which was opened in 1990.", &[]),
    ] {
        assert_eq!(dated_on(text, "2025-03-04"), expected, "{text}");
    }
}

#[test]
fn what_came_before_has_a_date_of_its_own() {
    for (text, expected) in [
        (
            "Since joining the European Union in 2004, Estonia has opened an embassy in Chile.",
            &["2004 other"][..],
        ),
        ("Kenya has practised democracy since gaining its independence in 1963.", &["1963 state"]),
        (
            "Since the establishment of diplomatic relations in 1992, Peru and Kenya have signed ten agreements.",
            &["1992 relations"],
        ),
        (
            "Before the signing of the treaty in 1904, Bolivia and Chile exchanged envoys.",
            &["1904 agreement"],
        ),
        (
            "Estonia has opened an embassy in Chile since it joined the European Union in 2004.",
            &["2004 other"],
        ),
        (
            "While visiting Peru in May 2010, President Lula met the prime minister of Japan.",
            &["2010-05 meeting"],
        ),
    ] {
        assert_eq!(dated(text), expected, "{text}");
    }
}

#[test]
fn each_side_of_a_semicolon_tells_for_itself() {
    let reading = read(
        "Relations were established in 1990; Kenya opened its embassy in Lima in 1992; Peru followed in 1995.",
        None,
    );
    let quotes: Vec<&str> = reading.events.iter().map(|event| event.quote.as_str()).collect();
    assert_eq!(
        quotes,
        [
            "Relations were established in 1990",
            "Kenya opened its embassy in Lima in 1992",
            "Peru followed in 1995"
        ]
    );
    assert_eq!(
        dated(
            "Посольство Японии в Лиме было захвачено боевиками 17 декабря 1996 года; 22 апреля 1997 года перуанский \
             спецназ освободил заложников."
        ),
        ["1996-12-17 conflict", "1997-04-22 conflict"]
    );
}

#[test]
fn a_dateline_is_no_part_of_the_news() {
    for text in [
        "CAIRO, May 5 (Agency) - President Okoro met the Egyptian minister on 3 May 2011.",
        "CAIRO — President Okoro met the Egyptian minister on 3 May 2011.",
        "CAIRO | Thu May 5, 2011 5:34 pm EDT CAIRO (Agency) - President Okoro met the Egyptian minister on 3 May 2011.",
    ] {
        let reading = read(text, Some("2011-05-05"));
        let quotes: Vec<&str> = reading.events.iter().map(|event| event.quote.as_str()).collect();
        assert_eq!(quotes, ["President Okoro met the Egyptian minister on 3 May 2011"], "{text}");
        assert_eq!(people(text), ["Okoro"], "{text}");
    }
}

#[test]
fn what_people_are_quoted_as_saying_makes_no_speech_of_a_report() {
    let text = "\"I know it,\" said Amina Bello, 26, a singer from Lagos. The studio stands near the sea. \"My friends and I \
                write songs about the regime. They gave me hope,\" she said. The building was opened last year. Musicians \
                come from all of Nigeria.";
    let said = said(text);
    assert!(
        said.iter().all(|(_, quote)| !quote.contains("studio") && !quote.contains("building")),
        "{said:?}"
    );
}

#[test]
fn women_have_names_in_russian() {
    assert_eq!(
        people(
            "Он встретился с президентом Диной Болуарте. Болуарте заявила, что Перу готова к переговорам."
        ),
        ["Дина Болуарте"]
    );
}

#[test]
fn a_dated_act_of_a_state_is_an_event_in_korean_and_russian_too() {
    for (text, expected) in [
        ("2019년 5월 3일 페루는 칠레산 포도를 시장에서 몰아냈다.", "2019-05-03 other"),
        ("1996년 12월 17일 반군이 리마 주재 일본대사관저를 점거했다.", "1996-12-17 conflict"),
        ("이시바 총리는 2024년 11월 정상회의 참석차 페루를 방문했다.", "2024-11 visit"),
        ("3 мая 2019 года Перу вытеснила чилийский виноград с рынка Японии.", "2019-05-03 other"),
    ] {
        assert_eq!(dated(text), [expected], "{text}");
    }
    for text in [
        "올해 65세인 페루 대통령은 선수들을 격려했다.",
        "2019년 페루의 인구는 3천만 명이었다.",
        "В 2019 году Перу граничила с Чили.",
    ] {
        assert_eq!(dated(text), [""; 0], "{text}");
    }
}

#[test]
fn a_communique_is_read() {
    let text = "At the invitation of the Prime Minister of the State of Kuwait, His Highness Sheikh Salem Al-Sabah, the \
                Prime Minister of Mongolia, H.E. Mr. Bat-Erdene Ganbold, paid an official visit to Kuwait from 12 to 14 \
                June 2023.\n\nThe Kuwaiti side reaffirmed its readiness to finance the second stage of the solar power \
                plant with a loan of 40 million dinars. Prime Minister Bat-Erdene thanked for it.\n\nThe sides signed the \
                following documents during the visit:\n- Agreement on the Avoidance of Double Taxation;\n- Executive \
                Programme for Cultural Cooperation for 2023-2026.";
    let reading = read(text, Some("2023-06-14"));
    let offices: Vec<String> = reading
        .actors
        .iter()
        .flat_map(|actor| actor.roles.iter().map(move |role| format!("{}: {}", actor.name, role.title)))
        .collect();
    assert_eq!(
        offices,
        [
            "Salem Al-Sabah: Prime Minister of the State of Kuwait",
            "Bat-Erdene Ganbold: Prime Minister of Mongolia",
            "Bat-Erdene Ganbold: Prime Minister",
        ]
    );
    assert!(reading.quantities.iter().any(|amount| amount.unit == "KWD"), "{:?}", reading.quantities);
    assert!(said(text).iter().any(|(speaker, _)| speaker == "Kuwait"), "{:?}", said(text));
    let late =
        reading.events.iter().filter(|event| event.when.is_some_and(|when| *when.to_string() > *"2024"));
    assert_eq!(late.count(), 0, "{:?}", reading.events);
}

#[test]
fn whoever_speaks_for_a_state_is_heard() {
    for (text, speaker) in [
        (
            "The Peruvian delegation stressed that bilateral trade with Chile must grow by the end of the decade.",
            "Peru",
        ),
        (
            "Kenyan authorities said that the border with Somalia would stay closed for security reasons.",
            "Kenya",
        ),
        (
            "The government of Peru stated that the treaty with Chile was in force and would be respected.",
            "Peru",
        ),
        ("Японская делегация подчеркнула, что торговля с Перу должна расти.", "Japan"),
        ("Правительство Кении сообщило, что граница с Сомали останется закрытой.", "Kenya"),
    ] {
        let said = said(text);
        assert_eq!(said.first().map(|(speaker, _)| speaker.as_str()), Some(speaker), "{text}");
    }
}

#[test]
fn a_history_keeps_its_own_years() {
    let text = "Relations of Serbia and Bulgaria. In the summer of 1878 Serbia gained independence. On 18 September 1885 a coup in \
                Plovdiv united Eastern Rumelia with Bulgaria. King Milan, who had signed a convention with Austria-Hungary four \
                years earlier, mobilised, and Serbia declared war on Bulgaria on 14 November. On 3 March 1886 Serbia and Bulgaria \
                signed a treaty at Bucharest. The following February Serbia sent an envoy to Sofia.";
    let reading = read(text, Some("2015-11-03"));
    let days: Vec<String> =
        reading.events.iter().filter_map(|event| event.when).map(|when| when.to_string()).collect();
    for day in ["1885-09-18", "1885-11-14", "1886-03-03", "1887-02"] {
        assert!(days.iter().any(|told| told == day), "{day}: {days:?}");
    }
}

#[test]
fn tomorrow_is_not_the_day_of_the_news() {
    let text = "Kenya and Denmark held talks today.\n\nTomorrow the ministers will visit a school.\n\nThe ministers signed a protocol on fisheries.";
    let reading = read(text, Some("2024-03-07"));
    let signed = reading.events.iter().find(|event| event.quote.contains("signed"));
    assert_eq!(
        signed.and_then(|event| event.when).map(|when| when.to_string()).as_deref(),
        Some("2024-03-07")
    );
}

#[test]
fn lists_of_visits_treaties_and_envoys_are_read_by_their_headings() {
    let english = "Brazil and Nigeria are friends.\n\nVisits\n\nFrom Brazil to Nigeria\n\n- President Dilma Rousseff (23 February 2013)\n\n\
                   From Nigeria to Brazil\n\n- President Olusegun Obasanjo (6–8 September 2005)\n\nAgreements\n\n\
                   - Agreement on Friendship, Cooperation and Trade (January 1979)\n";
    assert_eq!(dated(english), ["2013-02-23 visit", "2005-09-06/2005-09-08 visit", "1979-01 agreement"]);
    let signed: Vec<Option<String>> =
        read(english, None).agreements.iter().map(|one| one.signed.map(|day| day.to_string())).collect();
    assert_eq!(signed, [Some("1979-01".to_owned())]);
    let korean = "독일과 몽골은 우방이다.\n\n방문\n\n독일에서 몽골로\n\n- 클라우디아 로트 연방의회 부의장 (2018년 8월)\n";
    assert_eq!(dated(korean), ["2018-08 visit"]);
    let russian =
        "Украина и Канада дружат.\n\nПослы Украины в Канаде\n\n- Юрий Щербак (март 2000 — май 2003)\n";
    assert_eq!(dated(russian), ["2000-03/2003-05 mission"]);
}

#[test]
fn dates_of_korean_releases_and_records_are_read() {
    let text = "박진우 외교부 장관은 5.14.(수) 오전 칠레 외교장관과 회담을 가졌다. 칠레는 1949.5월 한국을 승인하였다. \
                파리 조약(1856. 3. 30.)은 양국 관계를 바꾸었다. 2013년 2월 칠레 대통령이 한국을 방문함.";
    let reading = read(text, Some("2025-05-14"));
    let days: Vec<String> =
        reading.events.iter().filter_map(|event| event.when).map(|when| when.to_string()).collect();
    for day in ["2025-05-14", "1949-05", "1856-03-30", "2013-02"] {
        assert!(days.iter().any(|told| told == day), "{day}: {days:?}");
    }
}

#[test]
fn speakers_are_told_by_lines_labels_and_headings() {
    let signed = "Canada and the Philippines held talks.\n\n\"We want trade that follows the rules and seas that are governed by law.\"\n\n\
                  – Catherine Desrosiers, Minister of Foreign Affairs\n";
    assert_eq!(said(signed)[0].0, "Catherine Desrosiers");
    let office = "Transcript of a briefing\n\nSPOKESPERSON (Ms Anjali Deshmukh): India extended assistance of four billion dollars to Sri Lanka.\n\n\
                  QUESTION (Reuters): Can you confirm that Sri Lanka has asked for more?\n\n\
                  SPOKESPERSON: We expect Sri Lanka to remain on the path agreed with the International Monetary Fund.\n";
    let speakers: Vec<String> = said(office).into_iter().map(|(speaker, _)| speaker).collect();
    assert_eq!(speakers, ["Anjali Deshmukh", "Anjali Deshmukh"]);
    let speech = "Embassy of Finland\n\nNews about Namibia and Finland are below.\n\nSpeech by Ambassador Kirsti Haapalainen at the reception\n\n\
                  I am glad that trade between Finland and Namibia has grown. My country will open a school in Windhoek. \
                  I believe that our friendship with Namibia is strong.\n";
    assert!(said(speech).iter().all(|(speaker, _)| speaker == "Kirsti Haapalainen"), "{:?}", said(speech));
    let behind = "Relations of Greece and Egypt. \"For Greece the cable is a lifeline,\" argues Karim Zaghloul, a former Egyptian diplomat.";
    assert_eq!(said(behind)[0].0, "Karim Zaghloul");
    let humble = "문재인 대통령: 한반도 평화를 위해 핀란드가 보여 준 헌신에 감사드립니다.\n\n니니스퇴 대통령: 핀란드는 한국과 협력을 넓히겠습니다.\n";
    assert_eq!(said(humble)[0].0, "문재인");
}

#[test]
fn names_in_korean_are_cut_where_they_end() {
    for (text, expected) in [
        ("오스만 제국의 술탄 마흐무트 2세는 러시아와 조약을 맺었다.", "마흐무트 2세"),
        ("콘스탄티노플 주재 러시아 대사는 니콜라이 이그나티예프다.", "니콜라이 이그나티예프"),
        ("이달 말 트럼프 대통령이 서울에 온다.", "트럼프"),
    ] {
        assert_eq!(people(text), [expected], "{text}");
    }
    let again = "시진핑 중국 국가주석이 브라질을 방문했다. 시 주석은 협력을 약속했다.";
    assert_eq!(people(again), ["시진핑"]);
}

#[test]
fn who_is_famous_stands_alone() {
    assert_eq!(
        people("Stalin, who had not been consulted, summoned both parties of Yugoslavia and Bulgaria."),
        ["Stalin"]
    );
    assert_eq!(people("В 1932 году Исмет-паша посетил Советский Союз."), ["Исмет-паша"]);
    assert_eq!(
        people("Чехословакия и Монголия дружат. Премьер-министр ЧСР Вильям Широкий посетил Монголию."),
        ["Вильям Широкий"]
    );
}

#[test]
fn what_was_called_off_has_the_day_it_was_planned_for() {
    for (text, expected) in [
        (
            "A visit to Oman by the Prime Minister of Nepal, pencilled in for April 2020, was called off because of the \
             pandemic.",
            &["2020-04 visit cancelled"][..],
        ),
        (
            "Визит премьер-министра Непала в Оман, намечавшийся на апрель 2020 года, не состоялся.",
            &["2020-04 visit cancelled"],
        ),
        (
            "Визит премьер-министра Непала в Оман, запланированный на апрель 2020 года, был отменён.",
            &["2020-04 visit cancelled"],
        ),
        ("2020년 가을로 잡혀 있던 네팔 총리의 방한은 연기되었다.", &["2020-23 visit cancelled"]),
        // A day that is kept to.
        (
            "The visit of the Prime Minister of Nepal to Oman took place in April 2020.",
            &["2020-04 visit occurred"],
        ),
    ] {
        assert_eq!(dated_on(text, "2024-05-02"), expected, "{text}");
    }
}

#[test]
fn what_stands_since_a_day_goes_on() {
    for (text, expected) in [
        ("Since 1997 Nepal has been represented in Oman by a consul.", &["1997/.. other ongoing"][..]),
        ("С 1 января 2021 года Непал и Оман являются членами союза.", &["2021-01-01/.. other ongoing"]),
        // How much there is of something is told by figures.
        ("Since 1997 trade between Nepal and Oman has grown by a third.", &[]),
    ] {
        assert_eq!(dated_on(text, "2024-05-02"), expected, "{text}");
    }
}

#[test]
fn a_korean_sentence_dates_each_of_its_parts() {
    let text = "1962년 6월 네팔은 한국에 사절단을 보냈고, 1964년 4월 한국 의사들이 네팔에 병원을 세웠다.";
    assert_eq!(dated_on(text, "2024-05-02"), ["1962-06 mission occurred", "1964-04 other occurred"]);
    // A plan ends in a noun and the copula.
    let text = "대표단은 네팔 정부에 감사패를 5월 13일 전달할 계획이다.";
    assert_eq!(dated_on(text, "2024-05-02"), ["2024-05-13 other planned"]);
    // What somebody wants to open is no day.
    assert!(dated_on("네팔과 한국은 새로운 내일을 열어 갈 것이다.", "2024-05-02").is_empty());
}

#[test]
fn a_report_tells_on_of_the_day_it_opens_with() {
    let text = "김민수 외교부 장관은 11월 11일 오후 네팔 카트만두에서 네팔 외교장관과 회담을 가졌다. 양 장관은 교역과 관광에 대해 의견을 \
                교환하였다. 양 장관은 회담을 마친 뒤 관광 협력에 관한 양해각서에 서명하였다.";
    let days: Vec<String> = dated_on(text, "2024-11-12").iter().map(|line| line[..10].to_owned()).collect();
    assert!(days.len() > 1 && days.iter().all(|day| day == "2024-11-11"), "{days:?}");
}

#[test]
fn instruments_keep_the_day_of_their_signing() {
    let signed = |text: &str| {
        let reading = read(text, Some("2024-11-12"));
        let days = reading.agreements.iter().map(|found| found.signed.map(|day| day.to_string()));
        days.collect::<Vec<_>>()
    };
    // Signed in a clause behind the name, whatever else is told of it.
    let text = "В мае 2023 года вступил в силу Договор о дружбе между Непалом и Оманом, подписанный в Маскате 22 декабря 2022 года.";
    assert_eq!(signed(text), [Some("2022-12-22".to_owned())]);
    let text = "Парламент ратифицировал Договор о дружбе между Непалом и Оманом, который министры подписали 17 января 2021 года.";
    assert_eq!(signed(text), [Some("2021-01-17".to_owned())]);
    // In force is not signed.
    assert_eq!(signed("2011년 7월 1일 한·EU 자유무역협정이 잠정 발효된 뒤 교역이 크게 늘었다."), [None]);
    assert_eq!(signed("2015년 6월에는 한국과 네팔의 사회보장협정이 발효되었다."), [None]);
    // One after the other.
    let text = "On 3 May 2021 Nepal and Oman signed a memorandum of understanding on training as well as an agreement on legal \
                assistance.";
    assert_eq!(signed(text).len(), 2);
}

#[test]
fn a_title_that_quotes_leaves_the_answers_to_their_labels() {
    let text = "Посол Анна Лебедева: «Соседей не выбирают»\n\nИнтервью посла Непала в Омане Анны Лебедевой агентству\n\n\
                Вопрос: Каким был год?\n\nОтвет: Мы перешли от добрососедства к союзу с Оманом.\n\n\
                Вопрос: Что с торговлей?\n\nОтвет: Оман купил у нас чая на 3 млн долларов, и мы этим довольны.";
    let answers = said(text);
    assert!(
        answers.iter().any(|(who, words)| who == "Анна Лебедева" && words.contains("союзу")),
        "{answers:?}"
    );
    assert!(
        answers.iter().any(|(who, words)| who == "Анна Лебедева" && words.contains("чая")),
        "{answers:?}"
    );
}

#[test]
fn two_verbs_of_speech_make_two_statements() {
    let text = "Minister Ivan Petrov replied that his government was willing to consider an annual quota, and suggested that \
                technical teams take up the matter in Muscat before the end of November.";
    let words: Vec<String> = said(text).into_iter().map(|(_, words)| words).collect();
    assert_eq!(words.len(), 2, "{words:?}");
    assert!(words[0].ends_with("quota") && words[1].starts_with("and suggested"), "{words:?}");
    // A style of address is no part of a name.
    assert_eq!(people("The Minister of Trade of Oman, H.E. Selim Haddad, met the press."), ["Selim Haddad"]);
}

#[test]
fn a_bare_day_of_a_report_is_of_its_own_month() {
    let text =
        "네팔 외교장관은 지난달 서울을 방문하였다.\n\n양국 관계는 좋다. 네팔 총리는 8일 오만을 방문하였다.";
    let days = dated_on(text, "2024-07-09");
    assert!(days.contains(&"2024-07-08 visit occurred".to_owned()), "{days:?}");
}

#[test]
fn a_large_number_goes_on_in_the_unit_told_before_it() {
    let units = |text: &str| {
        let reading = read(text, None);
        let all = reading.quantities.iter().map(|found| format!("{} {}", found.value, found.unit));
        all.collect::<Vec<_>>()
    };
    let line = "The line costs 1.6 billion euros, of which 1.3 billion comes from Oman.";
    assert_eq!(units(line), ["1600000000 EUR", "1300000000 EUR"]);
    let trade = "В 2012 году торговля достигла 137 млн долларов. К 2020 году она сжалась до 23 млн.";
    assert_eq!(units(trade), ["137000000 USD", "23000000 USD"]);
    // What has a thing beside it counts that.
    let people = "The loan is 5 million euros. Some 2 million people live there.";
    assert_eq!(units(people), ["5000000 EUR", "2000000 person"]);
}
