//! Short texts about other countries and in other styles than the sample: what must be found, and what must not.

#![allow(clippy::unwrap_used, reason = "helpers of tests fail as tests do")]

use entente_intake::{Hints, Intake, Options};
use entente_model::{Language, Reading};
use entente_reading::Reader;

/// Kinds of the conflicts of texts, each `lang|published|text`.
fn kinds(texts: &[&str]) -> Vec<String> {
    let (intake, reader) = (Intake::new(Options::default()), Reader::new());
    let mut readings: Vec<Reading> = Vec::new();
    for (number, text) in texts.iter().enumerate() {
        let mut fields = text.splitn(3, '|');
        let (lang, published, text) =
            (fields.next().unwrap(), fields.next().unwrap(), fields.next().unwrap());
        let hints = Hints {
            lang: Language::new(lang),
            published: published.parse().ok(),
            clean: false,
            ..Hints::default()
        };
        let documents = intake.read(&format!("{number}.txt"), text.as_bytes(), &hints).unwrap();
        readings.extend(documents.iter().map(|document| reader.read(document)));
    }
    let found = entente_examine::examine(&readings.iter().collect::<Vec<_>>());
    found.iter().map(|conflict| format!("{}: {}", conflict.kind, conflict.why)).collect()
}

#[test]
fn contradictions_of_other_countries_are_found() {
    let cases: &[(&str, &[&str])] = &[
        (
            "date",
            &[
                "en||France and Thailand established diplomatic relations in 1856.",
                "en||Formal diplomatic relations between Thailand and France were established in 1858, the ministry says.",
            ],
        ),
        (
            "date",
            &[
                "en||Diplomatic relations between India and Mexico were established on 1 August 1950. India and Mexico established diplomatic relations in 1951.",
            ],
        ),
        (
            "date",
            &[
                "ru||Дипломатические отношения между Россией и Бразилией установлены 3 октября 1828 года.",
                "ru||Россия и Бразилия установили дипломатические отношения в 1829 году.",
            ],
        ),
        (
            "date",
            &[
                "ko||한국과 베트남은 1992년 12월 22일 수교하였다.",
                "ko||대한민국과 베트남은 1993년 12월 22일에 외교관계를 수립하였다.",
            ],
        ),
        (
            "date",
            &[
                "en||The extradition treaty between Canada and Italy was signed on 13 January 2005.",
                "en||Canada and Italy signed an extradition treaty on 13 January 2006.",
            ],
        ),
        (
            "date",
            &[
                "en||India opened its embassy in Bogota in March 1973.",
                "en||The Indian embassy in Bogotá was opened in 1972 by a small staff.",
            ],
        ),
        (
            "elapsed-time",
            &[
                "en|2015-06-01|This year marks the 60th anniversary of the treaty of 1945 between the two neighbours.",
            ],
        ),
        (
            "elapsed-time",
            &[
                "en||In 1975 Papua New Guinea became independent. Ten years later, in 1995, it opened an embassy in Tokyo.",
            ],
        ),
        ("elapsed-time", &["en||The country was under occupation for 20 years, from 1910 to 1945."]),
        (
            "elapsed-time",
            &[
                "ru|2020-02-02|В этом году исполняется 80 лет со дня установления дипломатических отношений между Россией и Мексикой. Отношения между СССР и Мексикой установлены в 1924 году. Дипломатические отношения между Россией и Мексикой были установлены в 1924 году.",
            ],
        ),
        (
            "elapsed-time",
            &["ko|2012-03-03|올해는 한국과 독일의 수교 150주년이다. 한국과 독일은 1883년 수교하였다."],
        ),
        ("elapsed-time", &["en||She was born in 1960 and at the age of 40, in 1990, she became ambassador."]),
        ("anachronism", &["en||In 1850 the Soviet Union sold grain to Prussia."]),
        ("anachronism", &["en||In March 1994 President Jacques Chirac visited Rabat."]),
        ("anachronism", &["en||Chancellor Angela Merkel visited Canberra in May 2003."]),
        (
            "anachronism",
            &["en||In 1935 the People's Republic of China and Portugal signed a trade protocol."],
        ),
        ("anachronism", &["en||In 1935 the United Nations sent observers to the border."]),
        ("anachronism", &["ru||В мае 1995 года президент Владимир Путин посетил Минск."]),
        ("anachronism", &["ko||1990년 김영삼 대통령은 도쿄를 방문했다."]),
        (
            "anachronism",
            &["en||Prime Minister Margaret Thatcher signed the agreement in Beijing in December 1993."],
        ),
        ("anachronism", &["en||President Richard Nixon visited Cairo in June 1975."]),
        ("anachronism", &["en||In 1998 Czechoslovakia and Austria agreed on a border commission."]),
        ("anachronism", &["en||In 1955 the League of Nations sent a mission to the island."]),
        ("anachronism", &["en||Queen Elizabeth II visited Lagos in 1949."]),
        ("anachronism", &["ru||Канцлер Германии Ангела Меркель посетила Москву в мае 2003 года."]),
        ("anachronism", &["ko||문재인 대통령은 2015년 9월 하노이를 방문했다."]),
        (
            "elapsed-time",
            &["en|2022-03-03|For 20 years, since 1992, our two countries have cooperated in space."],
        ),
        ("elapsed-time", &["en|2022-03-03|It was signed in 1972, forty years ago."]),
        ("elapsed-time", &["ru|2023-03-14|Договор подписан в 1972 году, 40 лет назад."]),
        ("elapsed-time", &["ko|2023-05-10|1972년 조약 체결 이후 40년이 지났다."]),
        ("order", &["en||The mission was closed in 1991 after the government fell in 1994."]),
        ("order", &["ru||До распада СССР, в 1994 году, стороны обменялись миссиями."]),
        (
            "identity",
            &[
                "en||The first ambassador of Peru to Kenya was Carlos Mendoza.",
                "en||The first ambassador of Peru to Kenya was Luis Ortega.",
            ],
        ),
        (
            "status",
            &[
                "ko||2019년 5월 예정되었던 한·베트남 경제포럼이 취소되었다.",
                "ko||2019년 5월 한·베트남 경제포럼이 하노이에서 개최되었다.",
            ],
        ),
        ("order", &["en||Before the First World War, in 1921, the two kings met twice."]),
        ("order", &["en||After the treaty of 1960, in 1955, the embassy was closed."]),
        ("order", &["ru||После Второй мировой войны, в 1943 году, стороны открыли посольства."]),
        ("order", &["ko||제2차 세계대전 이후 1942년에 대사관을 열었다."]),
        (
            "status",
            &[
                "en||The Sydney Energy Dialogue, scheduled for March 2014, was cancelled after the storm.",
                "en||In March 2014 the Sydney Energy Dialogue took place with 40 companies.",
            ],
        ),
        (
            "calendar",
            &[
                "ru||Договор о мире между Россией и Японией был подписан в Портсмуте 23 августа 1905 года.",
                "en||The peace treaty between Russia and Japan was signed at Portsmouth on 5 September 1905.",
            ],
        ),
    ];
    let missed: Vec<String> = cases
        .iter()
        .filter_map(|(kind, texts)| {
            let found = kinds(texts);
            let right = found.len() == 1 && found[0].starts_with(&format!("{kind}: "));
            (!right).then(|| format!("{kind}: {texts:?}\n    found {found:?}"))
        })
        .collect();
    assert!(missed.is_empty(), "{}", missed.join("\n"));
}

#[test]
fn what_fits_together_is_let_pass() {
    let cases: &[&[&str]] = &[
        &[
            "en||France and Thailand established diplomatic relations in 1856.",
            "en||France and Laos established diplomatic relations in 1858.",
        ],
        &[
            "en||India and Mexico established diplomatic relations in 1950. India opened its embassy in Mexico City in 1954. Mexico's embassy in New Delhi opened in 1951.",
        ],
        &[
            "en||India opened its embassy in Bogota in March 1973. Colombia opened its embassy in New Delhi in 1972. A new building of the Indian embassy in Bogota was opened in 1975.",
        ],
        &["en||The king visited Paris on 3 May 1911. King George V visited Paris on 5 May 1911."],
        &["en||Estonia and Mexico established relations in 1937 and restored diplomatic relations in 1991."],
        &[
            "en|2023-05-05|The 50th anniversary of diplomatic relations in 2015 was marked by a concert. Relations were established in 1965.",
        ],
        &["en|2023-05-05|In 2015 the two countries celebrated 50 years of diplomatic relations."],
        &["en|2023-05-05|They celebrated the 20th anniversary of the 1990 treaty with a dinner."],
        &[
            "en|2023-05-05|He had worked there for five years since 1990. It took ten years after the accident of 1986 until the area was clean.",
        ],
        &["en|2019-05-05|Nearly 30 years after the agreement of 1992, trade is small."],
        &["en||President Jacques Chirac visited Rabat in July 1995. In 1994 Chirac was mayor of Paris."],
        &[
            "en||Future President Vladimir Putin worked in Dresden in 1987. President Putin, who was born in 1952, recalled it in 2005.",
        ],
        &[
            "en||In 2009 President Barack Obama recalled the treaty that President Ronald Reagan signed in 1987.",
        ],
        &["en||In 1995, President Clinton received the medal named after President John F. Kennedy."],
        &[
            "en||In 2019 the museum opened a show about the Soviet Union. The Soviet Union in 2010s memory is a topic of a book of 2015.",
        ],
        &[
            "en||The debt of the former Yugoslavia was settled in 2005. In 1993 the states of the former Soviet Union met.",
        ],
        &[
            "en||After the war, in 1946, the consulate was opened. After 2014 imports fell, in 2016 they rose.",
        ],
        &["en||Before the summit in Hanoi in 2019, they met in Singapore in 2018."],
        &["en||In 2010, ten years before the treaty of 2020, talks began."],
        &[
            "en||Trade between Spain and Chile reached 2 billion euros in 2015.",
            "en||Trade between Spain and Chile fell to 1.5 billion euros in 2016. Trade between Spain and Peru was 3 billion euros in 2015.",
        ],
        &[
            "en||The forum planned for May 2020 was postponed because of the pandemic. It was held in May 2021.",
            "en||The forum in Lima was held in May 2021.",
        ],
        &[
            "en||The film week of March 2014 in Rome was cancelled.",
            "en||In March 2014 the food week in Rome took place.",
        ],
        &[
            "ru||В 1991 году СССР прекратил существование. В 1995 году долги бывшего СССР признала Россия. История СССР изучалась в 2005 году.",
        ],
        &[
            "ru|2015-05-05|В 2010 году отметили 65-летие Победы. 70-летие Победы отмечают в этом году. Война закончилась в 1945 году.",
        ],
        &[
            "ru||Россия и Бразилия установили отношения в 1828 году. Россия и Чили установили дипломатические отношения в 1829 году.",
        ],
        &["ko||한국과 베트남은 1992년 12월 22일 수교하였다. 한국과 중국은 1992년 8월 24일 수교하였다."],
        &[
            "ko|2022-01-01|올해는 한국과 베트남의 수교 30주년이다. 한국과 베트남은 1992년 12월 22일 수교하였다.",
        ],
        &["ko||노무현 전 대통령은 2008년 봉하마을로 돌아갔다. 1995년 김대중 전 총재는 새 당을 만들었다."],
    ];
    let flagged: Vec<String> = cases
        .iter()
        .filter_map(|texts| {
            let found = kinds(texts);
            (!found.is_empty()).then(|| format!("{texts:?}\n    found {found:?}"))
        })
        .collect();
    assert!(flagged.is_empty(), "{}", flagged.join("\n"));
}

#[test]
fn pages_that_fit_together_are_let_pass() {
    let folder = std::path::Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/fits");
    let (intake, reader) = (Intake::new(Options::default()), Reader::new());
    let mut readings: Vec<Reading> = Vec::new();
    for entry in std::fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let bytes = std::fs::read(&path).unwrap();
        let documents = intake.read(&path.to_string_lossy(), &bytes, &Hints::default()).unwrap();
        readings.extend(documents.iter().map(|document| reader.read(document)));
    }
    assert!(readings.iter().flat_map(entente_examine::claims).count() > 50, "the pages are full of claims");
    let found = entente_examine::examine(&readings.iter().collect::<Vec<_>>());
    let why: Vec<&str> = found.iter().map(|conflict| conflict.why.as_str()).collect();
    assert!(why.is_empty(), "{why:?}");
}
