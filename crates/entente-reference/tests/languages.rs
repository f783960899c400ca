//! Names of states in sentences of several languages.

#![allow(clippy::unwrap_used, reason = "a test may stop at what it did not expect")]

use entente_model::Language;
use entente_reference::{NameHit, Reference};

fn hits(lang: &str, text: &str) -> Vec<NameHit> {
    Reference::embedded().mentions(text, Language::new(lang).unwrap())
}

fn found(lang: &str, text: &str) -> String {
    let hits = hits(lang, text);
    let one = |hit: &NameHit| format!("{}={}", &text[hit.range.clone()], hit.code);
    hits.iter().map(one).collect::<Vec<_>>().join(" ")
}

#[test]
fn russian_names_are_found_in_every_case() {
    for (text, expected) in [
        ("Визит в Россию и Южную Корею", "Россию=RUS Южную Корею=KOR"),
        ("Переговоры с Соединёнными Штатами Америки", "Соединёнными Штатами Америки=USA"),
        ("между Соединенными Штатами и Кубой", "Соединенными Штатами=USA Кубой=CUB"),
        ("Советский Союз и КНДР", "Советский Союз=SUN КНДР=PRK"),
        ("российско-корейские отношения", "российско=RUS корейские=KOR"),
        ("Американские компании, россияне и японцы", "Американские=USA россияне=RUS японцы=JPN"),
        ("глава МИД России", "МИД России=RUS"),
        ("в Москве, Пхеньяне и Сеуле", "Москве=RUS Пхеньяне=PRK Сеуле=KOR"),
        ("РОССИЙСКАЯ ФЕДЕРАЦИЯ", "РОССИЙСКАЯ ФЕДЕРАЦИЯ=RUS"),
        (
            "Корейской Народно-Демократической Республикой",
            "Корейской Народно-Демократической Республикой=PRK",
        ),
        ("с Таиландом и Тайванем, из Мьянмы", "Таиландом=THA Тайванем=TWN Мьянмы=MMR"),
        ("Организации Объединённых Наций", "Организации Объединённых Наций=UNO"),
        ("Вьетнамцы в Ханое", "Вьетнамцы=VNM Ханое=VNM"),
        ("Кореец встретил корейцев", "Кореец=KOR корейцев=KOR"),
        ("китайский чай, испанка", "китайский=CHN"),
    ] {
        assert_eq!(found("ru", text), expected, "{text}");
    }
}

#[test]
fn korean_names_are_found_before_particles() {
    for (text, expected) in [
        ("러시아는 한국이 개최한 올림픽에", "러시아=RUS 한국=KOR"),
        ("1990년 한・러 수교 이후", "한=KOR 러=RUS"),
        ("한·일 정상 공동기자회견", "한=KOR 일=JPN"),
        ("한,일 관계의 발전", "한=KOR 일=JPN"),
        ("한·중·일 협력", "한=KOR 중=CHN 일=JPN"),
        ("한미동맹과 남북관계", "한=KOR 미=USA 남=KOR 북=PRK"),
        ("방러 일정, 주한 러시아대사관", "러=RUS 한=KOR 러시아=RUS"),
        ("대한민국 정부와 소련의 회담", "대한민국=KOR 소련=SUN"),
        ("범인을 인도적으로 인도하다", ""),
        ("인도는 파리에서", "인도=IND 파리=FRA"),
        ("유엔총회에서 미국산 쇠고기", "유엔총회=UNO 미국=USA"),
        ("주로 그에 대한 소중한 중인", ""),
        ("UN은 EU와 G20에서", "UN=UNO EU=EUE G20=G20"),
        ("조지아주와 조지아 정부", "조지아=GEO"),
    ] {
        assert_eq!(found("ko", text), expected, "{text}");
    }
}

#[test]
fn the_first_form_of_a_name_is_its_usual_one() {
    let reference = Reference::embedded();
    for (code, lang, name, capital) in [
        ("KOR", "en", "South Korea", "Seoul"),
        ("KOR", "ru", "Южная Корея", "Сеул"),
        ("KOR", "ko", "한국", "서울"),
        ("USA", "ru", "Соединённые Штаты Америки", "Вашингтон"),
        ("RUS", "ko", "러시아", "모스크바"),
        ("FRA", "en", "France", "Paris"),
    ] {
        let (code, lang) = (code.parse().unwrap(), Language::new(lang).unwrap());
        assert_eq!(reference.name(code, lang), Some(name));
        assert_eq!(reference.capital_of(code, lang), Some(capital));
    }
}

#[test]
fn any_text_gives_hits_that_lie_in_it() {
    for text in [
        "",
        "한·",
        "·러",
        "U",
        "The",
        "Соединённые\u{a0}Штаты",
        "Ё",
        "ＵＳＡ",
        "한-러-",
        "G7",
        "\u{0301}Россия",
    ] {
        for lang in ["en", "ru", "ko"] {
            for hit in hits(lang, text) {
                assert!(
                    text.get(hit.range.clone()).is_some_and(|found| !found.is_empty()),
                    "{lang} {text:?} {hit:?}"
                );
            }
        }
    }
}
