//! Who speaks: interviews of several layouts, communiqués, and quotations that stand beside the verb.

mod texts;

use texts::said;

/// The speakers, each as often as statements are put down to them.
fn speakers(text: &str) -> Vec<(String, usize)> {
    let mut found: Vec<(String, usize)> = Vec::new();
    for (speaker, _) in said(text) {
        match found.iter_mut().find(|(known, _)| *known == speaker) {
            Some((_, count)) => *count += 1,
            None => found.push((speaker, 1)),
        }
    }
    found
}

#[test]
fn who_answers_may_be_named_once_and_questions_need_no_mark() {
    let text = "\"We have time\"\n\nPeru's ambassador in Accra, Rosa Quispe, talks about mines and ports\n\nWhat surprised \
                you most in Ghana?\n\nRosa Quispe: I did not expect that our trade would reach 40 million dollars so soon. \
                Peru opened its embassy in Accra in 2012.\n\nThe mining agreement was called a breakthrough.\n\nAnd so it \
                was. In May 2021 our two ministries agreed on a joint mining council, and I expect it to meet in Lima next \
                year.\n\nIs there a direct flight?\n\nNo. I have proposed a visa-free regime for business people from Ghana \
                and Peru.\n\nWill President Boateng visit Lima?\n\nI hope that President Boateng will visit Lima before the \
                end of 2026.\n\nThe talk took place in Accra on 3 March.\n";
    let speakers = speakers(text);
    assert_eq!(speakers.len(), 1, "{speakers:?}");
    assert_eq!(speakers[0].0, "Rosa Quispe");
    assert!(speakers[0].1 >= 5, "{speakers:?}");
    assert!(
        said(text).iter().all(|(_, words)| !words.contains("breakthrough") && !words.contains("took place"))
    );
}

#[test]
fn signs_lead_the_questions_of_korean_interviews() {
    let text = "[대담] \"항구가 먼저입니다\"\n\n로사 키스페 주한 페루 대사\n\n▶ 한국과의 인연이 남다르다고 들었다.\n\n저는 2012년에 \
                서울에서 공부했습니다. 한국은 페루의 중요한 교역 상대라고 생각합니다.\n\n▶ 교역은 기대에 못 미친다.\n\n우리는 5년 안에 \
                교역액을 50억 달러로 늘리자고 한국에 제안했습니다.\n\n▶ 직항편은 언제 생기나.\n\n저는 내년 10월에 서울과 리마를 잇는 \
                직항편이 생길 것으로 기대합니다.\n";
    let speakers = speakers(text);
    assert_eq!(speakers.len(), 1, "{speakers:?}");
    assert!(speakers[0].0.contains("키스페"), "{speakers:?}");
    assert!(said(text).iter().all(|(_, words)| !words.contains("들었다") && !words.contains("못 미친다")));
}

#[test]
fn headings_with_signs_are_no_questions() {
    let text = "□ 한-페루 외교장관회담 결과\n\n조태열 외교부 장관은 3월 4일 서울에서 회담을 갖고 교역 확대를 제안했다.\n\n□ 경제 \
                협력\n\n양측은 광물 협력을 논의했다.\n\n□ 향후 일정\n\n다음 회의는 리마에서 열린다.\n";
    assert!(speakers(text).iter().all(|(name, _)| name != "페루"), "{:?}", speakers(text));
}

#[test]
fn what_several_say_is_put_down_to_the_first_named() {
    let text = "The External Affairs Minister of India, S. Jaishankar, and the Foreign Minister of Brazil, Mauro Vieira, met in \
                New Delhi on 27 August 2024. The Ministers reaffirmed the target of 20 billion dollars of trade by 2030. They \
                urged airlines to examine a direct service between Brazil and India.";
    let spoken = said(text);
    let who = |words: &str| {
        spoken.iter().find(|(_, said)| said.contains(words)).map(|(speaker, _)| speaker.as_str())
    };
    assert_eq!(who("reaffirmed the target"), Some("S. Jaishankar"), "{spoken:?}");
    assert_eq!(who("urged airlines"), Some("S. Jaishankar"), "{spoken:?}");
}

#[test]
fn a_quotation_may_be_a_sentence_beside_the_verb() {
    let text = "\"배가 없는 나라에 항구가 생기는 겁니다.\" 12일 비엔티안에서 만난 라오스 교통부의 분미 시파냐 국장은 지도를 펼치며 말했다. 철도는 \
                내년에 착공한다. 시파냐 국장은 이렇게 말했다. \"기차가 늦게 오더라도 역은 미리 지어 둬야 합니다.\"";
    let spoken = said(text);
    let quoted = |words: &str| spoken.iter().any(|(who, said)| who == "분미 시파냐" && said.contains(words));
    assert!(quoted("항구가 생기는"), "{spoken:?}");
    assert!(quoted("역은 미리"), "{spoken:?}");
}

#[test]
fn transcripts_label_who_speaks_and_who_asks() {
    let text = "Joint press conference of the Foreign Ministers of Ghana and Peru\nLima, 14 May 2024\n\nMODERATOR: Good \
                afternoon.\n\nADWOA MENSAH: Foreign Minister Luis Quispe flew in from Peru last night. We signed a protocol on \
                the policing of coastal waters today.\n\nLUIS QUISPE: I am grateful to Foreign Minister Adwoa Mensah of Ghana. \
                Our navies will begin mixed patrols in September.\n\nPETER ALDERTON (Gulf Wire): Buyers say that Peru gives \
                discounts. Is that so?\n\nLUIS QUISPE: We have given nobody a discount, and Peru will give none in 2025.\n\n\
                PETER ALDERTON: And the floor price which Ghana announced in March?\n\nADWOA MENSAH: We expect to agree on it \
                with Peru in October.\n";
    let spoken = said(text);
    let who = |words: &str| {
        spoken.iter().find(|(_, said)| said.contains(words)).map(|(speaker, _)| speaker.as_str())
    };
    assert_eq!(who("mixed patrols"), Some("Luis Quispe"), "{spoken:?}");
    assert_eq!(who("nobody a discount"), Some("Luis Quispe"), "{spoken:?}");
    assert_eq!(who("agree on it"), Some("Adwoa Mensah"), "{spoken:?}");
    assert_eq!(who("Buyers say"), None, "{spoken:?}");
}

#[test]
fn an_editor_asks_and_whoever_is_presented_answers() {
    let text = "\"The river is ours together\"\n\nAccra, 18 August 2022\n\nRosa Quispe has been Peru's ambassador in Ghana since \
                February 2021. She spoke to our editor, Ama Boateng, at the embassy.\n\nQ: Ambassador, where do things stand?\n\n\
                A: I am convinced that our trade will pass the mark of 40 million dollars next year.\n\nQ: And the presidents?\n\n\
                A: I expect them to sign a new protocol on health care in Lima.\n\nQ: Fish?\n\nA: I want every boat registered by \
                2024.\n";
    assert_eq!(speakers(text).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Rosa Quispe"]);
}

#[test]
fn a_korean_label_of_office_and_name_names_who_speaks() {
    let text = "가나 외교부 정례 브리핑\n2022년 8월 18일, 아크라\n\n대변인 은크와메 아툭웨: 시작하겠습니다. 두 장관은 어제 어업 협정에 서명했습니다. 우리는 이를 환영합니다.\n\n\
                기자: 교역 상황을 말씀해 주십시오.\n\n대변인: 상반기 교역은 8천만 달러로 늘었습니다. 저는 내년에 더 늘 것이라고 확신합니다.\n\n기자: 국경은 어떻습니까?\n\n\
                대변인: 국경검문소는 5월 9일 다시 열렸습니다.\n";
    assert_eq!(speakers(text).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["은크와메 아툭웨"]);
}

#[test]
fn a_speech_is_not_given_by_whom_it_greets() {
    let text = "가나 대통령 국빈만찬 연설\n2019년 9월 12일, 리마\n\n존경하는 키스페 대통령님, 로사 우르타도 국회의장님, 그리고 페루의 벗 여러분,\n\n따뜻한 환대에 감사드립니다. \
                저는 오늘 아침 이 항구에 왔습니다. 두 나라는 1961년 5월 3일 수교했습니다. 저는 교역을 2025년까지 7억 달러로 키우자고 제안합니다. 우리는 이 우정을 잊지 않을 것입니다.\n";
    assert_eq!(speakers(text).iter().map(|(name, _)| name.as_str()).collect::<Vec<_>>(), ["Ghana"]);
}

#[test]
fn an_office_between_two_names_is_that_of_the_one_before() {
    let text = "At the invitation of Anna Berg, Minister of Trade of Estonia, Maria Lopez, Minister of Trade of Peru, visited Tallinn on \
                3 May 2021.";
    let reading = texts::read(text, None);
    let titles: Vec<String> = reading
        .actors
        .iter()
        .filter(|actor| actor.kind == entente_model::ActorKind::Person)
        .map(|actor| {
            format!(
                "{}: {}",
                actor.name,
                actor.roles.iter().map(|role| role.title.as_str()).collect::<Vec<_>>().join(", ")
            )
        })
        .collect();
    assert_eq!(titles, ["Anna Berg: Minister of Trade of Estonia", "Maria Lopez: Minister of Trade of Peru"]);
}

#[test]
fn a_briefing_opens_with_its_speaker_s_own_words() {
    let text = "Брифинг официального представителя МИД Кении Питера Отиено\n\n15 мая 2023\n\nДобрый день, коллеги! Сегодня я \
                расскажу о визите. Напомню, что Кения и Перу подписали договор в марте. Мы рассчитываем, что товарооборот \
                Кении и Перу вырастет вдвое к 2030 году.\n\nВопрос (газета «Утро»): Когда откроют посольство?\n\nОтвет: Мы \
                откроем посольство Кении в Лиме в августе 2023 года.\n\nВопрос: А визы?\n\nОтвет: Соглашение о визах Кении и \
                Перу мы подпишем в июне.\n";
    let opening = texts::said(text).into_iter().find(|(_, quote)| quote.contains("товарооборот"));
    assert_eq!(opening.map(|(name, _)| name).as_deref(), Some("Питер Отиено"));
}

#[test]
fn the_record_of_a_parliament_labels_by_number_party_and_plain_name() {
    let text = "Wednesday, 8 August 2012\n\n5. ROSA KEWELA (National—Karori) to the Minister of Trade: What has been done for \
                trade with Peru?\n\nHon DESMOND MARTIN (Minister of Trade): Peru became our partner in 1962, and trade with \
                Peru has doubled since. I expect the ports of Peru to open this year.\n\nRosa Kewela: When will the ports of \
                Peru open?\n\nHon DESMOND MARTIN: The ports of Peru will open in May 2013.\n\nTE AWA LOMBARD (Labour—Epsom): \
                Does he regret it?\n\nHon DESMOND MARTIN: We regret nothing in our trade with Peru.\n";
    let names: std::collections::BTreeSet<String> =
        texts::said(text).into_iter().map(|(name, _)| name).collect();
    assert_eq!(names.into_iter().collect::<Vec<_>>(), ["DESMOND MARTIN"]);
}

#[test]
fn a_role_points_back_to_whoever_spoke_last() {
    let text = "Профессор Мария Пинту выступила в Аккре. Исследовательница отметила, что торговля Ганы и Перу выросла. Пинту \
                полагает, что торговля Ганы и Перу могла вырасти втрое. По её подсчётам, Гана продала Перу какао на 3 млн \
                долларов.";
    assert_eq!(texts::said_by(text), ["Мария Пинту"; 3]);
}

#[test]
fn what_is_attributed_is_said_by_whoever_stands_before_the_comma() {
    for (text, name) in [
        (
            "According to Ambassador Ana Quispe of Peru, trade with Kenya could double in five years.",
            "Ana Quispe",
        ),
        (
            "According to the Peruvian ambassador, Ana Quispe, trade with Kenya could double in five years.",
            "Ana Quispe",
        ),
        ("According to Kenya's finance ministry, trade with Peru fell by a third last year.", "Kenya"),
    ] {
        assert_eq!(texts::said_by(text), [name], "{text}");
    }
}

#[test]
fn a_plural_without_a_subject_is_said_by_the_house_in_which_it_was_said() {
    for (text, names) in [
        ("В МИД Кении сообщили, что стороны обсудили торговлю.", vec!["Kenya"]),
        ("Как отметили в посольстве Турции, визит состоится в мае.", vec!["Turkey"]),
        ("Турция рассчитывает на рост товарооборота до 3 млрд долларов, добавил Юксель.", vec!["Юксель"]),
        ("В Нигерии говорят, что дождь приносит удачу.", vec![]),
        ("В аэропорту Найроби сообщили, что рейс задержан.", vec![]),
    ] {
        assert_eq!(texts::said_by(text), names, "{text}");
    }
}

#[test]
fn korean_verbs_of_speech_that_another_verb_carries_on_and_nouns_of_stance_report() {
    for (text, name) in [
        ("케냐는 이 조치가 무역 협정 위반이라고 주장해 왔다.", "Kenya"),
        ("케냐 정부는 페루에 국경 시장을 공개하라고 요구하고 있다.", "Kenya"),
        ("튀르키예는 케냐에 무역 적자를 줄이자고 제안한 바 있다.", "Turkey"),
        ("베트남 측은 중국 철도 통과 문제가 먼저 풀려야 한다는 입장이다.", "Vietnam"),
        ("케냐 정부는 철도 연장이 2027년에 끝날 것으로 보고 있다.", "Kenya"),
        ("“우리는 무역을 늘릴 것이다”라고 케냐 대통령은 말했다.", "Kenya"),
        ("일본 총리는 라오스의 최빈개도국 졸업을 끝까지 돕겠다고 약속했다.", "Japan"),
    ] {
        assert_eq!(texts::said_by(text), [name], "{text}");
    }
    for text in [
        "케냐 동쪽은 산이 많아 무역 길이 없다고 말할 수 있다.",
        "페루 기자는 무역 협정이 좋지 않다고 말했다.",
    ] {
        assert!(texts::said(text).is_empty(), "{text}");
    }
}

#[test]
fn who_holds_an_office_of_a_state_is_whoever_was_named_with_it_before() {
    let text = "기시다 후미오 일본 총리는 28일 나이로비를 방문했다. 일본 총리는 케냐의 항만 건설을 끝까지 돕겠다고 약속했다.";
    assert_eq!(texts::said_by(text), ["기시다 후미오"]);
}

#[test]
fn who_speaks_is_the_name_beside_the_noun() {
    for (text, names) in [
        (
            "In 2019 Iceland's minister of culture, Lilja Alfreðsdóttir, asked Denmark to return more manuscripts.",
            vec!["Lilja Alfreðsdóttir"],
        ),
        (
            "In Bogota, Senator Paloma Valencia of the opposition Democratic Center accused Peru of whitewashing a \
             dictatorship.",
            vec!["Paloma Valencia"],
        ),
        (
            "His Ecuadorian colleague Jose Ayala Lasso warned that a treaty which fed nobody would not outlive its \
             signatories.",
            vec!["Jose Ayala Lasso"],
        ),
        ("Analysts in Nairobi say Turkey is after ports and minerals.", vec![]),
        ("Пригласили господина Мин Аун Хлайна принять участие в праздновании 80-летия Победы.", vec![]),
    ] {
        assert_eq!(texts::said_by(text), names, "{text}");
    }
}

#[test]
fn what_is_added_behind_a_comma_has_the_same_speaker() {
    let text = "Kenya's foreign minister, Amina Wanjiru, told reporters that the border would open in June, adding that \
                Somalia had agreed to joint patrols.";
    let said = said(text);
    assert!(said.iter().all(|(speaker, _)| speaker.contains("Wanjiru")), "{said:?}");
    assert!(said.iter().any(|(_, words)| words.contains("joint patrols")), "{said:?}");
}

#[test]
fn a_colon_leads_to_what_is_said() {
    let text = "President Ali Kamau was blunt: \"Kenya will not pay for the railway twice.\" Trade went on.";
    let said = said(text);
    assert_eq!(said.len(), 1, "{said:?}");
    assert!(said[0].0.contains("Kamau") && said[0].1.contains("railway"), "{said:?}");
}

#[test]
fn she_is_the_woman_named_last() {
    let text = "Foreign Minister Maria Lopez received Ambassador John Carter in Quito on 3 May 2024. She said that Ecuador \
                would reopen its consulate in Boston.";
    let said = said(text);
    assert!(
        said.iter().any(|(speaker, words)| speaker.contains("Lopez") && words.contains("consulate")),
        "{said:?}"
    );
    assert!(said.iter().all(|(speaker, _)| !speaker.contains("Carter")), "{said:?}");
}

#[test]
fn who_wrote_the_interview_down_does_not_answer_in_it() {
    let text = "«Порт важнее дороги»\n\nАвтор: Ирина Белова\n\nПосол Монголии в Японии Бат Эрдэнэ отвечает на вопросы.\n\n\
                — Что для вас главное?\n\n— Мы считаем, что Япония вложит в рудник ещё 200 миллионов долларов. Договор \
                подписали в 2015 году, и он работает. Я уверен, что поезд пойдёт в 2027 году.\n\n— Когда визит?\n\n\
                — Мы надеемся, что премьер-министр Японии приедет осенью.\n\n— А виза?\n\n— Мы отменили визы.\n";
    let said = said(text);
    assert!(said.iter().any(|(speaker, _)| speaker.contains("Эрдэнэ")), "{said:?}");
    assert!(said.iter().all(|(speaker, _)| !speaker.contains("Белова")), "{said:?}");
}

#[test]
fn bodies_known_by_name_speak() {
    for (text, name) in [
        ("Amnesty International said that both Kenya and Peru must free the men.", "Amnesty International"),
        ("The Kenya Chamber of Commerce wants the road to Peru to open in May.", "Kenya Chamber of Commerce"),
        ("According to Reuters, the trade of Kenya with Peru fell by a third last year.", "Reuters"),
        (
            "Авиакомпания «Эйр Астана» обещает открыть рейс из Кении в Перу в марте 2026 года.",
            "Авиакомпания «Эйр Астана»",
        ),
        // A side is its state.
        ("The Kenyan Side proposed that direct flights to Peru be resumed.", "Kenya"),
    ] {
        assert_eq!(texts::said_by(text), [name], "{text}");
    }
}

#[test]
fn phrases_report_as_verbs_do() {
    for text in [
        "President Otieno let it be known that the base in Kenya could not be taken for granted.",
        "President Otieno hinted in 2022 that Kenya might turn to Peru.",
        "President Otieno put the trade of Kenya with Peru at 400 million dollars.",
        "President Otieno dismissed reports that the port would be given to Peru.",
    ] {
        assert_eq!(texts::said_by(text).len(), 1, "{text}: {:?}", said(text));
    }
    for text in [
        "President Otieno put the letter from Peru on the table at noon.",
        "Сообщения о том, что Кения намерена купить завод в Перу, никто не подтвердил.",
    ] {
        assert!(said(text).is_empty(), "{text}: {:?}", said(text));
    }
}

#[test]
fn a_stand_is_a_statement_whatever_it_is_about() {
    let text = "Rosa Quispe is Peru's ambassador in Accra.\n\nQuestion: What did you learn?\n\nRosa Quispe: I would warn everyone \
                against haste. Yes, of course.\n\nQuestion: And now?\n\nRosa Quispe: We never counted the hours, and nobody \
                asked us to.\n";
    let words: Vec<String> = said(text).into_iter().map(|(_, words)| words).collect();
    assert!(words.iter().any(|words| words.contains("against haste")), "{words:?}");
    assert!(words.iter().any(|words| words.contains("counted the hours")), "{words:?}");
    assert!(!words.iter().any(|words| words.contains("of course")), "{words:?}");
}

#[test]
fn a_capital_or_ministry_in_which_it_was_said_speaks() {
    for (text, name) in [
        ("В Скопье утверждали, что Болгария нарушила договор о дружбе.", "North Macedonia"),
        ("В Минюсте Армении сообщили, что запрос из Перу изучают.", "Armenia"),
        ("중국이 병력을 늘렸다는 보도에 대해 인도 정부는 사실이 아니라고 일축했다.", "India"),
    ] {
        assert_eq!(texts::said_by(text), [name], "{text}");
    }
}

#[test]
fn who_signs_an_essay_makes_no_statements_and_who_holds_an_office_does() {
    let body = "I crossed the bridge between Kenya and Peru as a child. I have never been able to forget it.\n\nIn May 2020 Kenya \
                recognised the new council of Peru. I think that my country did well, and I say so to my students.\n";
    for line in ["By Ingrid Salo", "By Ingrid Salo, historian", "Ingrid Salo, professor of history at Lund"] {
        assert!(said(&format!("The narrow bridge\n\n{line}\n\n{body}")).is_empty(), "{line}");
    }
    for text in [
        format!("The narrow bridge\n\nBy Ingrid Salo, ambassador of Kenya to Peru\n\n{body}"),
        format!(
            "The narrow bridge\n\nBy Ingrid Salo\n\n{body}\nIngrid Salo is ambassador of Kenya to Peru.\n"
        ),
    ] {
        assert!(texts::said_by(&text).iter().any(|speaker| speaker == "Ingrid Salo"), "{:?}", said(&text));
    }
    let essay = "Эссе\n\nИрина Белова, историк-балканист\n\nЯ помню этот мост между Перу и Кенией. Я ловлю себя на том, что считаю \
                 опоры.\n\nВ мае 2020 года Кения признала новый совет Перу. Я держала в руках его письмо.\n";
    assert!(said(essay).is_empty(), "{:?}", said(essay));
}

#[test]
fn what_somebody_quoted_tells_of_a_state_is_his_own() {
    for (text, speakers) in [
        (
            "\"We have waited long enough for this,\" Peter Banda told reporters in Lima. \"Peru wants its goods to reach the \
             sea faster than they do today.\"",
            ["Peter Banda", "Peter Banda"],
        ),
        (
            "«Мы долго ждали этого дня и этой встречи, — сказал журналистам министр Пётр Банда. — Перу хочет, чтобы товары \
             шли к морю быстрее».",
            ["Пётр Банда", "Пётр Банда"],
        ),
        // What others said is theirs.
        (
            "\"We have waited long enough for this,\" Peter Banda told reporters in Lima. \"Peru promised in 2019 that its \
             goods would go by sea.\"",
            ["Peter Banda", "Peru"],
        ),
    ] {
        assert_eq!(texts::said_by(text), speakers, "{text}");
    }
}

#[test]
fn a_quotation_is_put_down_by_any_verb_beside_it() {
    for text in [
        "\"We shall pay the debt to Kenya within three years,\" smiled Prime Minister Peter Banda.",
        "\"We signed nothing of the kind with Kenya last year,\" Peter Banda shot back.",
        "«Мы вернём Кении весь долг через три года», — усмехнулся премьер Peter Banda.",
    ] {
        assert_eq!(texts::said_by(text), ["Peter Banda"], "{text}");
    }
    for text in [
        "The newspaper \"Our Day in Lima Today\" Peter Banda bought in Kenya was old.",
        "\"Peace,\" Peter Banda painted on the wall in Kenya.",
    ] {
        assert!(said(text).is_empty(), "{text}: {:?}", said(text));
    }
}

#[test]
fn russian_bodies_speak_by_their_whole_names() {
    let named = |text: &str| {
        let reading = texts::read(text, None);
        let speaker = reading.statements.first().map(|said| said.speaker);
        let actor = reading.actors.into_iter().find(|actor| Some(actor.id) == speaker);
        actor.map_or(Vec::new(), |actor| actor.mentions.into_iter().map(|mention| mention.text).collect())
    };
    for (text, name) in [
        (
            "Как пояснили в Министерстве энергетики Азербайджана, юристы не успели сверить тексты договора.",
            "Министерстве энергетики Азербайджана",
        ),
        (
            "Индонезийское Министерство обороны опровергло сообщения о покупке судов в Перу.",
            "Индонезийское Министерство обороны",
        ),
        (
            "Египетское министерство водных ресурсов предупредило, что уровень воды в Кении упадёт.",
            "Египетское министерство водных ресурсов",
        ),
    ] {
        assert!(named(text).iter().any(|mention| mention == name), "{text}: {:?}", named(text));
    }
}

/// An interview of four questions in some layout, with the questions in English.
fn laid_out(turn: impl Fn(&str, &str) -> String) -> String {
    let turns = [
        ("What are your plans for Peru?", "Kenya will open an embassy in Lima next year."),
        (
            "Some say that Peru has neglected Africa. Do you agree?",
            "I do not share the view that Peru has neglected Africa.",
        ),
        (
            "Is the fisheries agreement still good?",
            "The agreement on fisheries of 1998 has served both of us, and I hope that it will be extended.",
        ),
        (
            "When will there be flights?",
            "Our airlines have applied for the route, and the first flight to Lima is planned for June.",
        ),
    ];
    let body: Vec<String> = turns.iter().map(|(question, answer)| turn(question, answer)).collect();
    format!(
        "Old friends\n\nAmbassador Wanjiku Kamau of Kenya came to Lima in 2021. We spoke with her about Peru.\n\n{}\n",
        body.join("\n\n")
    )
}

#[test]
fn whoever_is_labelled_by_initials_or_by_nobody_s_name_is_told_apart() {
    for text in [
        laid_out(|question, answer| format!("LH: {question}\n\nWK: {answer}")),
        laid_out(|question, answer| format!("Lake Herald: {question}\n\nWanjiku Kamau: {answer}")),
        laid_out(|question, answer| format!("{question}\n\nWanjiku Kamau: {answer}")),
        laid_out(|question, answer| format!("{question}\n\n{answer}")),
    ] {
        let speakers = speakers(&text);
        assert_eq!(speakers.len(), 1, "{speakers:?} of {text}");
        assert_eq!((speakers[0].0.as_str(), speakers[0].1), ("Wanjiku Kamau", 4), "{text}");
        assert!(said(&text).iter().all(|(_, words)| !words.contains("Some say")), "{text}");
    }
}

#[test]
fn a_label_may_hold_the_name_of_who_speaks() {
    let text = "정례 브리핑\n\n대변인(속 판냐): 캄보디아 정부는 지난달 국제사법재판소에 신청서를 냈습니다.\n\n기자: 판결 해석을 구하는 이유가 \
                무엇입니까?\n\n대변인: 태국은 판결에 따라 군대를 물렸습니다. 우리가 바라는 것은 판결을 존중하라는 것입니다.\n";
    let speakers = speakers(text);
    assert!(speakers.iter().all(|(name, _)| name == "속 판냐") && !speakers.is_empty(), "{speakers:?}");
    // Who asks for a paper is no person.
    let text =
        "질문(호수일보): 판결 해석을 구하는 이유가 무엇입니까?\n\n대변인: 캄보디아는 판결을 존중합니다.\n";
    assert!(said(text).iter().all(|(name, _)| name != "호수일보"));
}

#[test]
fn a_heading_presents_a_speech_behind_a_colon_and_memories_are_said_to_nobody() {
    let body = "Dear friends,\n\nI am glad to be with you. Kenya will open an embassy in Lima next year. I want to double \
                the trade between our two countries by 2030. I do not share the view that Peru has neglected Africa.\n";
    let speech =
        format!("\"Forty minutes by air\": remarks by the Ambassador of Kenya, Ms Wanjiku Kamau\n\n{body}");
    let speakers = speakers(&speech);
    assert!(speakers.len() == 1 && speakers[0].0 == "Wanjiku Kamau", "{speakers:?}");
    let memories =
        format!("Wanjiku Kamau\n\nThirty Years with a Briefcase: Memoirs of an Ambassador\n\n{body}");
    assert!(said(&memories).is_empty(), "{:?}", said(&memories));
}

#[test]
fn a_tag_behind_the_whole_says_it_all_and_credits_say_nothing() {
    let text = "The contract between Ghana and Togo was postponed because Togo wants more time for its share of the loan, said \
                Ghanaian Transport Minister Amadou Kone. Togo declared war on 3 May. \
                (Reporting by Mariam Bakary in Accra; Editing by Paul Hartnell)\n";
    let speakers = speakers(text);
    assert!(speakers.iter().all(|(name, _)| name == "Amadou Kone") && !speakers.is_empty(), "{speakers:?}");
}
