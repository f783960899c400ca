//! What dates an act, wherever the words of the date stand, and of what kind it is.

mod texts;

use texts::{dated, dated_on, people, read, said};

fn kinds(text: &str) -> Vec<String> {
    read(text, None)
        .events
        .iter()
        .map(|event| {
            format!("{} {}", event.when.map_or_else(String::new, |when| when.to_string()), event.kind)
        })
        .collect()
}

#[test]
fn a_date_behind_a_noun_may_be_the_predicates() {
    let before = "Peru and Kenya are old friends. Peru opened an embassy in Kenya in 1964.\n\n";
    for (sentence, expected) in [
        ("The ferry was suspended on June 2 2014 because of rough seas.", "2014-06-02"),
        ("Peru put the line on its list of projects of mutual interest in November 2013.", "2013-11"),
        ("In April 2010 the two countries, with Chile, set up a joint staff at Lima.", "2010-04"),
        ("Between 1985 and 1988 a joint commission of Peru and Kenya placed 214 markers.", "1985/1988"),
    ] {
        let text = format!("{before}{sentence}");
        assert!(
            dated(&text).iter().any(|event| event.starts_with(expected)),
            "{sentence}: {:?}",
            dated(&text)
        );
    }
    // The year of a noun, or of a plan that has a name.
    for sentence in ["Peru honours the ruling of 2013.", "Peru likes the programme for 2013 to 2016."] {
        let text = format!("{before}{sentence}");
        assert!(
            !dated(&text).iter().any(|event| event.starts_with("2013")),
            "{sentence}: {:?}",
            dated(&text)
        );
    }
}

#[test]
fn where_somebody_was_tells_a_visit() {
    for (text, expected) in [
        ("Peruvian President Ana Quispe was in Kenya in March 2019.", &["2019-03 visit occurred"][..]),
        (
            "Peruvian Foreign Minister Ana Quispe will be in Nairobi on 29 and 30 October.",
            &["2025-10-29/2025-10-30 visit planned"],
        ),
        ("President Ana Quispe of Peru is expected in Nairobi on 6 December.", &["2025-12-06 visit planned"]),
        (
            "Peruvian President Ana Quispe is due in Nairobi on 20 November for a summit.",
            &["2025-11-20 visit planned"],
        ),
        // At home, without a day, and what is no person.
        ("Peruvian President Ana Quispe was in Lima in March 2019.", &[]),
        ("The president of Peru was in power in Lima in 2019.", &[]),
    ] {
        let visits: Vec<String> =
            dated_on(text, "2025-09-18").into_iter().filter(|event| event.contains("visit")).collect();
        assert_eq!(visits, expected, "{text}");
    }
}

#[test]
fn what_changed_from_a_day_on_did_so_on_that_day() {
    for (text, expected) in [
        ("Визы между Перу и Кенией взаимно отменены с 30 сентября 2023 года.", "2023-09-30"),
        ("С 1 марта 2026 года Перу начнёт выдавать визы гражданам Кении.", "2026-03-01"),
        ("페루는 2024년 4월부터 케냐 국민의 사증을 면제하였다.", "2024-04 "),
    ] {
        let found = dated_on(text, "2025-09-18");
        assert!(found.iter().any(|event| event.starts_with(expected)), "{text}: {found:?}");
    }
    // What goes on since then.
    let lasting = "페루는 1953년부터 케냐에 대표부를 두고 있다.";
    assert!(dated_on(lasting, "2025-09-18").iter().all(|event| !event.starts_with("1953 ")));
}

#[test]
fn korean_tells_acts_before_nouns_and_timetables() {
    for (text, expected) in [
        ("코로나19로 2020년 2월 중단된 페루와 케냐 간 직항은 복구되지 않았다.", "2020-02"),
        ("페루와 케냐를 잇는 첫 항공편이 2027년에 뜬다.", "2027"),
        ("페루 정부는 1926년 청소년 35명을 케냐로 유학 보냈으나, 곧 불러들였다.", "1926"),
    ] {
        let found = dated_on(text, "2025-09-18");
        assert!(found.iter().any(|event| event.starts_with(expected)), "{text}: {found:?}");
    }
}

#[test]
fn whoever_calls_a_plan_off_its_day_stays() {
    for (text, expected) in [
        (
            "Поездку в Каракас вице-премьера Юрия Борисова, намечавшуюся на конец октября, стороны отложили.",
            "2024-10 visit cancelled",
        ),
        ("Seoul put off the visit of its minister to Peru planned for May.", "2025-05 visit cancelled"),
        (
            "The visit of Peru's president to Kenya was set for April 2020 and fell victim to the virus.",
            "2020-04 visit cancelled",
        ),
        (
            "A visit to Peru by Kenya's minister, fixed for May 2020, was called off because of the pandemic.",
            "2020-05 visit cancelled",
        ),
        ("애초 2월로 잡혔던 페루 대통령의 케냐 방문은 미뤄졌다.", "2025-02 visit cancelled"),
    ] {
        assert_eq!(dated_on(text, "2024-11-27"), [expected], "{text}");
    }
}

#[test]
fn nobody_says_of_what_kind_but_the_text_goes_on() {
    let told = kinds("Peru opened its embassy in Kenya in 1963; Kenya did the same in Lima in 1965.");
    assert_eq!(told, ["1963 mission", "1965 mission"]);
    // What is agreed on is of the kind of the thing.
    let agreed = kinds("In March 1963 Peru agreed to admit 1,000 refugees from Kenya.");
    assert_eq!(agreed, ["1963-03 migration"]);
    // Of nothing that is named it is the agreeing itself.
    let open = kinds("In March 1963 Peru agreed with Kenya on that.");
    assert!(["1963-03 statement", "1963-03 agreement"].contains(&&*open[0]), "{open:?}");
}

#[test]
fn an_author_may_stand_with_an_office_on_a_line() {
    let text = "Тридцать лет доверия\nЧрезвычайный и Полномочный Посол Республики Беларусь в Кении Николай Орлов\n\nЯ тогда был \
                студентом. Наша торговля с Кенией выросла втрое. Я буду добиваться открытия рынка. Я предлагаю Кении не откладывать \
                подписание соглашения.";
    let words = said(text);
    assert!(words.len() >= 2 && words.iter().all(|(who, _)| who == "Николай Орлов"), "{words:?}");
    // Whom a letter is sent to says nothing in it.
    let letter = "Президенту Республики Беларусь Николаю Орлову\n\nЯ тогда был студентом. Наша торговля с Кенией выросла втрое. Я буду \
                  добиваться открытия рынка. Я предлагаю Кении подписать соглашение.";
    assert!(said(letter).iter().all(|(who, _)| !who.contains("Орлов")), "{:?}", said(letter));
}

#[test]
fn labels_may_stand_in_brackets() {
    let text = "정례브리핑 질의응답\n\n발표자: 박서연 외교부 대변인\n\n(질문) 이번 방문에서 서명될 문서가 있습니까?\n\n(답변) 우리는 페루의 제안을 환영하며 내년에 \
                답하겠습니다.\n\n(질문) 교역은 어떻습니까?\n\n(답변) 우리는 페루와의 교역을 두 배로 늘리겠습니다.\n";
    let words = said(text);
    assert!(words.len() >= 2 && words.iter().all(|(who, _)| who == "박서연"), "{words:?}");
}

#[test]
fn initials_belong_to_names() {
    for (text, expected) in [
        (
            "Преемник Насера А. Садат посетил Перу. В. П. Орлов был послом в Перу.",
            &["А. Садат", "В. П. Орлов"][..],
        ),
        ("Представитель Минфина Павел Кротов прибыл в Перу.", &["Павел Кротов"]),
        (
            "Интервью с министром Перу Е.М. Тулегеновым\n\nЕржан Маратович, когда Перу подпишет договор?",
            &["Ержан Маратович Тулегенов"],
        ),
    ] {
        let found = people(text);
        assert!(expected.iter().all(|name| found.contains(&(*name).to_owned())), "{text}: {found:?}");
    }
}

#[test]
fn a_history_goes_on_from_what_it_opens_with() {
    let text = "Early on 16 November 1875 a column of Egyptian soldiers went down into the gorge of the Mareb. In October 1876 \
                Egypt sent another army to Ethiopia. In the last days of December it marched to Gura. Egypt and Ethiopia \
                signed a truce on 7 March. By the treaty of 3 June 1884 Egypt left Keren to Ethiopia. An exhibition of \
                letters opened in Cairo this spring.";
    let found = dated_on(text, "2019-10-01");
    assert!(found.contains(&"1877-03-07 agreement occurred".to_owned()), "{found:?}");
    // A report that ends with old treaties does not.
    let report = "Egypt and Ethiopia signed a truce on Monday. Their treaties are those of 3 June 1884, 7 May 1902 and 2 July 1993. \
                  Egypt will open a consulate in Gondar on 7 March.";
    let found = dated_on(report, "2019-10-01");
    assert!(found.contains(&"2020-03-07 mission planned".to_owned()), "{found:?}");
}

#[test]
fn what_is_to_be_is_to_come() {
    let text = "A joint exercise of Peru and Kenya is to take place near Lima in September.";
    assert_eq!(dated_on(text, "2024-03-14"), ["2024-09 military planned"]);
    // How long something holds does not tell when it was done.
    let text = "On 3 March 2024 Peru and Kenya prolonged their treaty until 2030.";
    assert_eq!(dated_on(text, "2024-03-14"), ["2024-03-03 agreement occurred"]);
}

#[test]
fn what_binds_since_a_day_came_into_force_on_it() {
    for text in [
        "The visa agreement between Peru and Kenya has been in force since 1 May 2021.",
        "A visa-free regime between Peru and Kenya has applied since 1 May 2021.",
        "Соглашение Перу и Кении о признании дипломов действует с 1 мая 2021 года.",
    ] {
        assert_eq!(dated_on(text, "2024-03-05"), ["2021-05-01 agreement occurred"], "{text}");
    }
    assert!(dated_on("The trade agreement between Peru and Kenya is in force.", "2024-03-05").is_empty());
}

#[test]
fn korean_reports_of_an_earlier_day_keep_it() {
    let text = "페루와 케냐가 21일 리마에서 제9차 경제공동위원회를 열고 공급망 협정에 서명했다고 케냐 외교부가 22일 밝혔다.";
    let found = dated_on(text, "2024-05-22");
    assert!(found.contains(&"2024-05-21 agreement occurred".to_owned()), "{found:?}");
}

#[test]
fn what_came_after_a_day_has_the_date_told_behind_it() {
    for (text, expected) in [
        ("1990년 9월 이후 2008년 9월에는 페루 대통령이 케냐를 방문했다.", "2008-09 visit"),
        (
            "페루와 케냐가 독립한 1991년 12월 이후, 1992년 11월에 페루 대통령이 케냐를 방문했다.",
            "1992-11 visit",
        ),
        ("After 1992, the president of Peru visited Kenya in May 2004.", "2004-05 visit"),
    ] {
        assert_eq!(dated(text), [expected], "{text}");
    }
}

#[test]
fn each_of_two_acts_in_a_sentence_has_the_kind_of_its_own_words() {
    let text = "В ноябре 1992 года в Кению прилетел президент Перу, и 19 ноября 1992 года стороны подписали договор об основах \
                отношений.";
    let kinds = kinds(text);
    assert!(kinds.iter().any(|kind| kind.ends_with(" visit")), "{kinds:?}");
    assert!(kinds.iter().any(|kind| kind.ends_with(" agreement")), "{kinds:?}");
}

#[test]
fn what_was_to_come_by_a_day_that_is_over_did_not() {
    for (text, expected) in [
        ("The bridge between Peru and Kenya was due to open in July 2023.", "2023-07 trade cancelled"),
        ("Peru's president was to have visited Kenya in April 2020.", "2020-04 visit cancelled"),
        (
            "The visit of Peru's president to Kenya was set for May 2023 and had to be postponed.",
            "2023-05 visit cancelled",
        ),
        (
            "Визит президента Перу в Кению, которого ждали в феврале 2023 года, не состоялся.",
            "2023-02 visit cancelled",
        ),
        ("페루 공장은 2023년 10월 가동 예정이었으나 케냐의 사정으로 늦어졌다.", "2023-10 trade cancelled"),
    ] {
        assert!(
            dated_on(text, "2024-11-27").contains(&expected.to_owned()),
            "{text}: {:?}",
            dated_on(text, "2024-11-27")
        );
    }
}

#[test]
fn what_is_to_be_done_lies_ahead() {
    for (text, expected) in [
        ("A treaty between Peru and Kenya is to be signed in December.", "2024-12 agreement planned"),
        ("Peru and Kenya are to begin joint patrols in January.", "2025-01 military planned"),
        // What is told of a treaty, and what came about.
        (
            "In May 2020 Peru and Kenya signed a treaty under which centres were to be set up.",
            "2020-05 agreement occurred",
        ),
    ] {
        assert!(
            dated_on(text, "2024-11-27").contains(&expected.to_owned()),
            "{text}: {:?}",
            dated_on(text, "2024-11-27")
        );
    }
}

#[test]
fn a_plan_is_called_off_by_the_words_that_point_back_to_it() {
    for (text, expected) in [
        (
            "The second round of talks between Kenya and Peru was to be held in Lima in February 2024, and it was put off at \
             Peru's request.",
            "2024-02 meeting cancelled",
        ),
        (
            "The summit of Kenya and Peru was planned for May 2024 but it never took place.",
            "2024-05 meeting cancelled",
        ),
        (
            "Kenya's president was to visit Lima in June 2024. The trip was cancelled at the last moment.",
            "2024-06 visit cancelled",
        ),
        (
            "Визит президента Перу в Найроби намечался на 3 марта 2024 года, но его перенесли на осень.",
            "2024-03-03 visit cancelled",
        ),
        // Something else was put off.
        (
            "The summit of Kenya and Peru is planned for May 2025, and the two ministries of sport put off their match.",
            "2025-05 meeting planned",
        ),
        (
            "В декабре 2024 года в Лиме соберётся комиссия Кении и Перу. Поездку в Найроби стороны отложили.",
            "2024-12 meeting planned",
        ),
    ] {
        let found = dated_on(text, "2024-11-27");
        assert!(found.contains(&expected.to_owned()), "{text}: {found:?}");
    }
}

#[test]
fn what_is_denied_or_only_claimed_is_told_as_such() {
    for (text, expected) in [
        ("Kenya denied that it had sold weapons to Peru in 2023.", "2023 military denied"),
        (
            "Both governments denied a report in the daily El Altiplano that the presidents of Kenya and Peru had met in secret in \
             May 2024.",
            "2024-05 meeting denied",
        ),
        (
            "Reports that Kenya had recalled its ambassador from Lima in April 2024 are untrue, the ministry said.",
            "2024-04 mission denied",
        ),
        ("Critics claim that Kenya sold weapons to Peru in 2023.", "2023 military alleged"),
        (
            "A settlement between Kenya and Peru is said to have been initialled in May 2024.",
            "2024-05 agreement alleged",
        ),
        (
            "Сообщения о том, что Кения отозвала посла из Лимы в апреле 2024 года, не соответствуют действительности.",
            "2024-04 mission denied",
        ),
        (
            "Перу назвала вымыслом утверждения, будто в июне 2023 года был подписан секретный протокол с Кенией.",
            "2023-06 agreement denied",
        ),
        (
            "Газета утверждает, что в феврале 2024 года Кения купила у Перу истребители.",
            "2024-02 military alleged",
        ),
        (
            "페루 외교부는 2024년 4월 케냐가 대사를 소환했다는 보도는 사실이 아니라고 밝혔다.",
            "2024-04 mission denied",
        ),
        (
            "케냐 대변인은 2024년 6월 페루와 비밀 협정을 체결했다는 소문을 일축했다.",
            "2024-06 agreement denied",
        ),
        // What is not denied, and what was said of something else.
        ("Kenya did not deny that it had sold weapons to Peru in 2023.", "2023 military occurred"),
        ("Kenya confirmed that it had sold weapons to Peru in 2023.", "2023 military occurred"),
        (
            "Kenya, which had signed a treaty with Peru in May 2021, denied the rumours.",
            "2021-05 agreement occurred",
        ),
    ] {
        let found = dated_on(text, "2024-11-27");
        assert!(found.contains(&expected.to_owned()), "{text}: {found:?}");
    }
}

#[test]
fn what_is_not_told_as_done_is_no_act() {
    for text in [
        "Kenya may sign a treaty with Peru.",
        "Kenya did not sign the treaty with Peru.",
        "Kenya never attacked Peru.",
        "Kenya would have attacked Peru.",
        "Кения не подписала договор с Перу.",
        "Если бы Кения подписала договор с Перу, торговля выросла бы.",
    ] {
        let reading = texts::read(text, None);
        let told: Vec<_> =
            reading.events.iter().map(|event| (event.kind, event.status, &event.quote)).collect();
        assert!(told.is_empty(), "{text}: {told:?}");
    }
}

#[test]
fn a_name_behind_an_office_in_the_nominative_stands_as_written() {
    for (text, name) in [
        ("В понедельник президент Адама Барроу прибыл в Лиму.", "Адама Барроу"),
        ("В Лиме министр Перу встретился с президентом Антанасом Сметоной.", "Антанас Сметона"),
        ("В Лиме министр Перу встретился с министром Мевлютом Чавушоглу.", "Мевлют Чавушоглу"),
        ("В Лиме министр Перу встретился с президентом Луисом Арсе.", "Луис Арсе"),
        (
            "Две страны поддерживают отношения. Вчера президент Сантьяго Пенья принял министра Тайваня.",
            "Сантьяго Пенья",
        ),
    ] {
        assert_eq!(people(text), [name], "{text}");
    }
}

#[test]
fn foreign_names_are_found_whole_in_korean() {
    for (text, name) in [
        ("나나 아쿠포아도 가나 대통령은 15일 리마를 방문했다.", "나나 아쿠포아도"),
        ("타밈 빈 하마드 알 사니 카타르 국왕은 15일 리마를 방문했다.", "타밈 빈 하마드 알 사니"),
        ("나타샤 피르츠 무사르 슬로베니아 대통령은 15일 리마를 방문했다.", "나타샤 피르츠 무사르"),
        ("아마 보아텡(Ama Boateng) 가나 외교·지역통합장관은 15일 서울을 방문했다.", "아마 보아텡"),
        ("초대 대사를 지낸 다케우치 쇼조(竹內昭三)가 지난 3일 눈을 감았다.", "다케우치 쇼조"),
    ] {
        assert_eq!(people(text), [name], "{text}");
    }
}

#[test]
fn what_is_put_off_leaves_the_story_where_it_was() {
    let text = "11 октября 2021 года мост Венгрии и Словакии праздновал юбилей. Визит министров перенесли на ноябрь. Зато мэры \
                Венгрии и Словакии подписали меморандум.";
    assert!(dated(text).iter().all(|event| !event.starts_with("2021-11 agreement")), "{:?}", dated(text));
    let text = "Kenya's ties with Somalia hit a low in January 2016, when a judge in Nairobi issued an arrest warrant over a \
                failed coup the previous September. Security has mattered to Kenya and Somalia since 11 June 2020, when \
                gunmen killed 14 Kenyan soldiers.";
    let found = dated(text);
    for day in ["2016-01 ", "2015-09 ", "2020-06-11 conflict"] {
        assert!(found.iter().any(|event| event.starts_with(day)), "{day}: {found:?}");
    }
}

#[test]
fn may_is_a_month_as_well() {
    for month in ["March", "May", "August"] {
        let text = format!("On 17 {month} 2023 Kenya ratified the treaty with Peru.");
        assert!(dated(&text).iter().any(|event| event.starts_with("2023-")), "{text}: {:?}", dated(&text));
    }
    assert!(dated("Kenya may ratify the treaty with Peru in June 2023.").is_empty());
}
