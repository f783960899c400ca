//! Short reports with a day of publication: what was, what goes on, what is to come, and who said so.

mod texts;

use texts::{dated, dated_on, people, read, said};

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
        ("2019년 5월 3일 페루는 칠레산 포도를 시장에서 몰아냈다.", "2019-05-03 trade"),
        ("1996년 12월 17일 반군이 리마 주재 일본대사관저를 점거했다.", "1996-12-17 conflict"),
        ("이시바 총리는 2024년 11월 정상회의 참석차 페루를 방문했다.", "2024-11 visit"),
        ("3 мая 2019 года Перу вытеснила чилийский виноград с рынка Японии.", "2019-05-03 trade"),
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
fn the_end_of_a_sentence_is_no_office() {
    for (text, offices) in [
        ("You are right. Mr Mensah and I met in Accra on 4 May 2010.", vec![]),
        ("They thanked her. Professor Mensah spoke in Accra on 4 May 2010.", vec!["Professor"]),
        ("The Rt. Hon. Dr. Kofi Mensah, Minister of Trade, spoke in Accra.", vec!["Minister of Trade"]),
    ] {
        let reading = read(text, Some("2010-05-05"));
        let titles: Vec<&str> = reading
            .actors
            .iter()
            .filter(|actor| actor.name.contains("Mensah"))
            .flat_map(|actor| actor.roles.iter().map(|role| role.title.as_str()))
            .collect();
        assert_eq!(titles, offices, "{text}");
    }
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
        ("Since 1997 Nepal has been represented in Oman by a consul.", &["1997/.. mission ongoing"][..]),
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
    assert_eq!(dated_on(text, "2024-05-02"), ["1962-06 mission occurred", "1964-04 aid occurred"]);
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

#[test]
fn answers_in_quotation_marks_are_of_whom_the_interview_presents() {
    let text = "카를로스 멘데스 주한 우루과이 대사 인터뷰\n\n— 기념일을 앞둔 소감은.\n\n\"두 나라의 인연은 1964년에 시작됐습니다.\"\n\n\
                — 경제 협력은 어디까지 왔나.\n\n\"지난해 교역액은 5억 달러로 크게 늘었습니다.\"\n\n— 앞으로의 계획은.\n\n\
                \"9월에 서울에서 우루과이 영화 전시회를 열 예정입니다.\"";
    let answers = said(text);
    assert!(answers.len() >= 2 && answers.iter().all(|(who, _)| who == "카를로스 멘데스"), "{answers:?}");
}

#[test]
fn the_author_of_an_article_is_named_by_its_byline() {
    let text = "Two banks of one river\n\nBy Helen Marsh, ambassador of Nepal to Oman\n\nI was four when Nepal opened its embassy in \
                Muscat. I have now served here for a year. In 2019 our trade with Oman passed 40 million dollars, and I hope \
                that it will double. My government will raise the matter of visas again in March. I understand those who wait.";
    let words = said(text);
    assert!(words.len() >= 2 && words.iter().all(|(who, _)| who == "Helen Marsh"), "{words:?}");
}

#[test]
fn lists_tell_what_was_signed() {
    let text = "The ministers of India and Brazil met in New Delhi today.\n\nThe following were signed at the end of the \
                meeting:\n\n(a) Memorandum of Understanding on Traditional Medicine;\n(b) Protocol on the Certification of \
                Exports.\n\nA memorandum on rare earths could not be finalised.";
    let signed: Vec<String> = read(text, Some("2024-08-27"))
        .events
        .into_iter()
        .filter(|event| event.kind == entente_model::EventKind::Agreement && event.when.is_some())
        .map(|event| event.quote)
        .collect();
    assert_eq!(
        signed,
        ["Memorandum of Understanding on Traditional Medicine", "Protocol on the Certification of Exports"]
    );
    let agreements = read(text, Some("2024-08-27")).agreements;
    assert_eq!(
        agreements.iter().filter(|one| one.signed == "2024-08-27".parse().ok()).count(),
        2,
        "{agreements:?}"
    );
}

#[test]
fn days_are_told_as_predicates_in_korean() {
    for (text, expected) in [
        ("한국과 독일이 국교를 맺은 것은 1955년 12월이다.", &["1955-12 relations occurred"][..]),
        ("페루 대통령이 한국을 방문한 것은 9월 11일이었다.", &["2025-09-11 visit occurred"]),
        (
            "양측은 1963년 1월 14일 수교 이래 쌓아 온 신뢰를 높이 평가했다.",
            &["1963-01-14 relations occurred"],
        ),
        // Of what is decided the day is ahead, of what is over no plan behind it makes one.
        ("한국과 페루는 12월 리마에서 회담을 갖기로 하였다.", &["2025-12 meeting planned"]),
        ("한국은 군함을 건조했다.", &[]),
    ] {
        assert_eq!(dated_on(text, "2025-09-18"), expected, "{text}");
    }
}

#[test]
fn speeches_take_no_year_from_elsewhere() {
    for (text, expected) in [
        (
            "Lapland's council banned Norwegian lorries in 2021. Minister Hansen of Norway warned that the road would lose its \
             subsidy.",
            &["2021 sanction occurred"][..],
        ),
        (
            "A visit by the Indian minister to Brazil, scheduled for May, was put off.",
            &["2024-05 visit cancelled"],
        ),
        ("Kenya and Peru agreed to hold a joint exercise next January.", &["2025-01 military planned"]),
    ] {
        assert_eq!(dated_on(text, "2024-08-27"), expected, "{text}");
    }
}

#[test]
fn names_in_korean_need_somebody_to_be_of() {
    for (text, expected) in [
        ("라오스 공공사업교통부의 분미 시파냐 국장은 착공을 약속했다.", &["분미 시파냐"][..]),
        ("총영사 에두아르트 차페가 한국에 왔다.", &["에두아르트 차페"]),
        ("호세 티글라오 민다나오해양대 교수가 한국에 왔다.", &["호세 티글라오"]),
        // A place before an office of places, money, and the works of a section.
        ("요코하마 총영사가 한국에 왔다.", &[]),
        ("한국은 5천만 마르크 규모의 차관을 받았다.", &[]),
        ("한국은 1단계 구간의 공사를 시작했다.", &[]),
    ] {
        assert_eq!(people(text), expected, "{text}");
    }
}

#[test]
fn what_is_called_off_was_planned() {
    for (text, expected) in [
        (
            "Встреча министров Перу и Кении, которая планировалась на конец августа в Дубае, отменена.",
            "2024-08 meeting cancelled",
        ),
        ("The ministry of Peru denied the reports on 3 May 2024.", "2024-05-03 statement occurred"),
    ] {
        assert_eq!(dated_on(text, "2024-08-27").first().map(String::as_str), Some(expected), "{text}");
    }
}

#[test]
fn each_report_of_a_digest_is_of_its_own_day() {
    let digest = "Weekly digest\n\nNAIROBI, 9 September. Kenya and Peru signed a treaty on trade.\n\nLIMA, 12 September. Peru \
                  opened an embassy in Kenya.\n";
    assert_eq!(
        dated_on(digest, "2024-09-15"),
        ["2024-09-09 agreement occurred", "2024-09-12 mission occurred"]
    );
}

#[test]
fn a_day_told_beside_what_it_follows_is_the_date() {
    for (text, expected) in [
        (
            "Three weeks later, on 5 November 2023, Kenya and Turkey signed a treaty.",
            "2023-11-05 agreement occurred",
        ),
        (
            "Кения и Турция три недели спустя, 5 мая 2023 года, подписали договор.",
            "2023-05-05 agreement occurred",
        ),
        (
            "케냐와 튀르키예는 약 7주 뒤인 5월 10일 국방협력협정에 서명하였다.",
            "2024-05-10 agreement occurred",
        ),
    ] {
        assert_eq!(dated_on(text, "2024-08-27"), [expected], "{text}");
    }
    // Two days that a conjunction joins are two.
    let both = dated_on(
        "Алжир отозвал посла из Испании 19 марта, а 8 июня приостановил договор с Испанией.",
        "2022-08-27",
    );
    assert!(both.iter().any(|event| event.starts_with("2022-03-19")), "{both:?}");
}

#[test]
fn what_is_set_for_a_month_is_to_come() {
    for (text, expected) in [
        (
            "Переговоры Кении и Турции, которые стороны наметили на ноябрь, пройдут в Анкаре.",
            "2024-11 meeting planned",
        ),
        ("Переговоры Кении и Турции прошли в ноябре в Анкаре.", "2023-11 meeting occurred"),
    ] {
        assert_eq!(dated_on(text, "2024-08-27"), [expected], "{text}");
    }
}

#[test]
fn foreign_names_stand_beside_their_offices() {
    for (text, expected) in [
        ("아흐맛 파들리 연구위원은 목표를 지키기 어렵다고 전망했다.", "아흐맛 파들리"),
        ("탄 카이셍 싱가포르 통상산업부 제2장관이 서울에 온다.", "탄 카이셍"),
        ("조약에 서명하러 온 리펑 총리는 몽골의 독립을 존중한다고 말했다.", "리펑"),
        ("В сентябре 2004 года президент Но Му Хён посетил Москву.", "Но Му Хён"),
    ] {
        assert_eq!(people(text), [expected], "{text}");
    }
    // A "but" that opens a sentence stays one.
    assert_eq!(people("Но президент Владимир Путин посетил Сеул."), ["Владимир Путин"]);
}

#[test]
fn the_official_spokesperson_is_nobody_by_name() {
    let text = "Transcript of the Briefing by the Official Spokesperson\n\nSPOKESPERSON (Ms Anjali Deshmukh): The Foreign Minister \
                of Kenya will visit India in June.\n";
    assert_eq!(people(text), ["Anjali Deshmukh"]);
}

#[test]
fn a_day_without_a_month_is_the_one_close_by() {
    for (text, expected) in [
        (
            "애초 14일로 잡혀 있던 한국과 말레이시아의 국방차관 회의는 9월 이후로 미뤄졌다.",
            "2019-06-14 meeting",
        ),
        ("말레이시아 공군은 11일 한국산 경공격기를 들여오기로 했다고 밝혔다.", "2019-06-11 "),
        ("한국과 말레이시아의 외교장관은 30일 서울에서 회담했다.", "2019-05-30 meeting"),
    ] {
        let found = dated_on(text, "2019-06-13");
        assert!(found.iter().any(|event| event.starts_with(expected)), "{text}: {found:?}");
    }
}

#[test]
fn the_next_day_is_counted_from_the_day_told_last() {
    let text = "지난 11일 한국 공군은 말레이시아 업체와 지난달 합의했다고 보도했다. 한국 국방부는 이튿날 성명을 내고 반박했다.";
    let reading = read(text, Some("2019-06-13"));
    let next = reading.times.iter().find(|time| time.text == "이튿날").and_then(|time| time.value.clone());
    assert_eq!(next.as_deref(), Some("2019-06-12"));
}
