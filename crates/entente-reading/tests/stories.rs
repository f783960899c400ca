//! Short texts about many pairs of states: what of them is put on record, and what is not.

mod texts;

use texts::{dated, people, read, said};

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
        ("Kenya and India opened direct flights between Nairobi and Mumbai in March 1977.", "1977-03 trade"),
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
    let events = read(text, None).events;
    let told: Vec<String> =
        events.iter().filter_map(|event| Some(format!("{} {}", event.when?, event.status))).collect();
    assert_eq!(told, ["2011-05-03 occurred", "2012-05 planned"]);
    // Whether agreeing on something is a statement or an agreement is learned from readers who differ.
    assert_eq!(events[1].kind, entente_model::EventKind::Meeting);
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

#[test]
fn korean_chronicles_end_their_lines_in_nouns() {
    let text = "가나와 베냉 관계 연표\n\n1969. 3. 4. 국경 수비대 간 교전 개시\n1971. 5. 아크라에서 제2차 공동위원회 개최. 어업 협정 서명\n\
                1974. 8. 9. 마지막 경계비 설치 완료\n1980. 2. 1. 베냉 대통령, 아크라 방문\n";
    let days: Vec<String> =
        dated(text).iter().filter_map(|event| Some(event.split_once(' ')?.0.to_owned())).collect();
    assert_eq!(days, ["1969-03-04", "1971-05", "1971-05", "1974-08-09", "1980-02-01"]);
}

#[test]
fn years_counted_since_an_act_date_the_act() {
    let text = "Published 1 February 2024\n\nOn 9 February it will be thirty years since Peru and Ghana signed the treaty.";
    let reading = read(text, Some("2024-02-01"));
    let days: Vec<String> = reading.events.iter().filter_map(|event| Some(event.when?.to_string())).collect();
    assert_eq!(days, ["1994-02-09"]);
}

/// The days, kinds and states of the dated events of a text.
fn told(text: &str, published: Option<&str>) -> Vec<String> {
    let line =
        |event: &entente_model::Event| Some(format!("{} {} {}", event.when?, event.kind, event.status));
    read(text, published).events.iter().filter_map(line).collect()
}

#[test]
fn years_on_lines_of_their_own_date_what_stands_below() {
    let text = "Kenya and Peru: a chronicle\n\n1963\nPeru opened a consulate in Nairobi in March.\n\n1981\nPresident Juma Otieno \
                visited Lima.\n\n2016\nIn July Kenya and Peru signed a treaty of friendship.\n\n2023\nOn 5 December President \
                Ana Quispe visited Nairobi.\n";
    let days = ["1963-03 mission", "1981 visit", "2016-07 agreement", "2023-12-05 visit"];
    assert_eq!(told(text, Some("2024-02-01")), days.map(|day| format!("{day} occurred")));
    let text = "Гана и Перу: хроника\n\n1951\n7 июня Гана открыла посольство в Лиме.\n\n1962\nВ мае президент Перу посетил \
                Аккру.\n\n1970\nГана и Перу подписали договор о дружбе.\n";
    let days: Vec<String> = told(text, None).iter().map(|line| line.split(' ').take(1).collect()).collect();
    assert_eq!(days, ["1951-06-07", "1962-05", "1970"]);
    // A column of figures heads nothing.
    let table = "Trade\n\n2019\n35\n2020\n41\n2021\n52\n\nIn May Peru signed a treaty with Ghana.\n";
    assert_eq!(told(table, Some("2024-09-01")), ["2024-05 agreement occurred"]);
}

#[test]
fn days_on_lines_of_their_own_date_what_stands_below() {
    let text = "Дневник кризиса\n\n12 мая 1991 года\nМинистр Иванов прибыл в Баку.\n\n13 мая 1991 года\nАрмения и \
                Азербайджан подписали соглашение о прекращении огня.\n\n14 мая 1991 года\nТурция направила помощь Армении.\n";
    let days: Vec<String> = told(text, None).iter().map(|line| line.split(' ').take(1).collect()).collect();
    assert_eq!(days, ["1991-05-12", "1991-05-13", "1991-05-14"]);
}

#[test]
fn how_long_an_act_came_before_another_tells_its_day() {
    let text = "In June 1965 Ghana opened an embassy in Valletta, nine months after Malta had become independent of Britain.";
    assert_eq!(told(text, None), ["1965-06 mission occurred", "1964-09 state occurred"]);
    let text = "Two days before President Juma Otieno of Kenya arrived in Lima on 14 May 2003, Peru expelled an envoy of Ghana.";
    let days: Vec<String> = told(text, None).iter().map(|line| line.split(' ').take(1).collect()).collect();
    assert_eq!(days, ["2003-05-14", "2003-05-12"]);
}

#[test]
fn a_modal_word_with_a_day_sets_a_time() {
    assert_eq!(
        told("The council of Kenya and Uganda should finally convene in January.", Some("2021-11-05")),
        ["2022-01 meeting planned"]
    );
    let text = "Следующая встреча президентов Кении и Уганды должна пройти в Аккре в 2025 году.";
    assert_eq!(told(text, Some("2021-11-05")), ["2025 meeting planned"]);
    // Without a day it is a wish, and a day that was over dates no plan.
    assert!(told("Стороны должны встретиться в Аккре.", Some("2021-11-05")).is_empty());
}

#[test]
fn what_did_not_come_about_was_planned() {
    let text = "Поездка президента Перу в Гану, назначенная на июнь 2014 года, не состоялась.";
    assert_eq!(told(text, None), ["2014-06 visit cancelled"]);
    let text = "The visit of President Otieno of Kenya to Peru, scheduled for June 2020, never happened.";
    assert_eq!(told(text, None), ["2020-06 visit cancelled"]);
}

#[test]
fn korean_visits_under_way_and_those_before_them() {
    let text = "가나와 페루\n\n오툰바예프 차관은 2024년 6월 10일부터 가나를 방문 중이다.";
    assert_eq!(told(text, Some("2024-06-12")), ["2024-06-10/.. visit ongoing"]);
    let text = "가나와 페루\n\n페루 외교장관의 방한은 2019년 이후 5년 만에 이루어졌다.";
    assert_eq!(told(text, Some("2024-06-12")), ["2019 visit occurred"]);
}

#[test]
fn korean_names_end_where_another_word_joins_or_an_office_stands() {
    let text = "페루의 사업은 나집 라작과 세바스티안 피녜라 대통령이 2018년 5월 시작했다. 아피싯 웨차치와 총리는 반대했다. 항만의 운영 \
                책임자 나디아 엘암라니 씨는 찬성했다. 조각을 만든 사람은 베네딕토 투키다. 한 유치원은 나라를 위해 문을 열었다.";
    let names = people(text);
    for name in ["세바스티안 피녜라", "아피싯 웨차치와", "나디아 엘암라니", "베네딕토 투키"]
    {
        assert!(names.iter().any(|known| known == name), "{name} in {names:?}");
    }
    for none in ["유치원", "나라", "나집 라작과 세바스티안 피녜라"] {
        assert!(names.iter().all(|known| known != none), "{none} in {names:?}");
    }
}

#[test]
fn russian_titles_hold_where_somebody_is_from() {
    let text = "Полковник в отставке Хосе Луис Эрреро рассказал о Кубе. Профессор из Гаваны Рауль Монтеро ответил ему.";
    assert_eq!(people(text), ["Хосе Луис Эрреро", "Рауль Монтеро"]);
}

#[test]
fn what_was_accepted_and_who_is_due_is_planned() {
    let day = Some("2024-10-10");
    assert_eq!(
        told("President Otieno of Kenya accepted an invitation to visit Lima in 2026.", day),
        ["2026 visit planned"]
    );
    assert_eq!(
        told("The Foreign Minister of Kenya is due in Lima next week.", day),
        ["2024-10-14/2024-10-20 visit planned"]
    );
    let text = "Foreign Minister Ana Quispe of Peru is on a working visit to Kenya from 9 to 11 October.";
    assert_eq!(told(text, day), ["2024-10-09/2024-10-11 visit ongoing"]);
    assert_eq!(told("Глава МИД Перу в пятницу отправится в Найроби.", day), ["2024-10-11 visit planned"]);
}

#[test]
fn what_is_signed_at_the_end_of_talks_is_signed_on_their_day() {
    let text = "Стороны подписали восемь документов Кении и Перу по итогам заседания, прошедшего 30 января 2023 года в Лиме.";
    let signed: Vec<String> =
        told(text, None).into_iter().filter(|line| line.contains("agreement")).collect();
    assert_eq!(signed, ["2023-01-30 agreement occurred"]);
}

#[test]
fn whoever_only_tells_of_an_act_has_no_part_in_it() {
    let text = "Professor Sergei Orlov outlined the key dates in the history of relations between Kenya and Peru: the opening of the \
                embassy of Peru in Nairobi in 1984; the treaty of 1990 between Kenya and Peru.\n\nForeign Minister Luis Quispe \
                visited Nairobi in May 2004 and said that trade with Kenya would grow.";
    let reading = read(text, None);
    let takes_part = |name: &str, kind: entente_model::EventKind| {
        let actor = reading.actors.iter().find(|actor| actor.name == name).map(|actor| actor.id);
        let mut acts = reading.events.iter().filter(|event| event.kind == kind);
        acts.any(|event| event.participants.iter().any(|part| Some(part.actor) == actor))
    };
    assert!(reading.events.iter().any(|event| event.kind == entente_model::EventKind::Mission));
    assert!(!takes_part("Sergei Orlov", entente_model::EventKind::Mission), "{:?}", reading.events);
    assert!(takes_part("Luis Quispe", entente_model::EventKind::Visit), "{:?}", reading.events);
}
