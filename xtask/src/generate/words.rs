//! What generated documents are made of: states, names and phrases in three languages.

/// A state: its code, its names ("of France" too where the language bends it) and its capital.
pub(super) struct State {
    pub en: [&'static str; 2],
    pub ru: [&'static str; 3],
    pub ko: [&'static str; 2],
}

const fn state(en: [&'static str; 2], ru: [&'static str; 3], ko: [&'static str; 2]) -> State {
    State { en, ru, ko }
}

/// Name and capital; in Russian the genitive between them.
pub(super) const STATES: &[State] = &[
    state(["France", "Paris"], ["Франция", "Франции", "Париж"], ["프랑스", "파리"]),
    state(["Germany", "Berlin"], ["Германия", "Германии", "Берлин"], ["독일", "베를린"]),
    state(["Japan", "Tokyo"], ["Япония", "Японии", "Токио"], ["일본", "도쿄"]),
    state(["South Korea", "Seoul"], ["Республика Корея", "Республики Корея", "Сеул"], ["한국", "서울"]),
    state(["Russia", "Moscow"], ["Россия", "России", "Москва"], ["러시아", "모스크바"]),
    state(["China", "Beijing"], ["Китай", "Китая", "Пекин"], ["중국", "베이징"]),
    state(["India", "New Delhi"], ["Индия", "Индии", "Дели"], ["인도", "뉴델리"]),
    state(["Turkey", "Ankara"], ["Турция", "Турции", "Анкара"], ["튀르키예", "앙카라"]),
    state(["Italy", "Rome"], ["Италия", "Италии", "Рим"], ["이탈리아", "로마"]),
    state(["Spain", "Madrid"], ["Испания", "Испании", "Мадрид"], ["스페인", "마드리드"]),
    state(["Poland", "Warsaw"], ["Польша", "Польши", "Варшава"], ["폴란드", "바르샤바"]),
    state(["Egypt", "Cairo"], ["Египет", "Египта", "Каир"], ["이집트", "카이로"]),
    state(["Kenya", "Nairobi"], ["Кения", "Кении", "Найроби"], ["케냐", "나이로비"]),
    state(["Brazil", "Brasilia"], ["Бразилия", "Бразилии", "Бразилиа"], ["브라질", "브라질리아"]),
    state(["Mexico", "Mexico City"], ["Мексика", "Мексики", "Мехико"], ["멕시코", "멕시코시티"]),
    state(["Vietnam", "Hanoi"], ["Вьетнам", "Вьетнама", "Ханой"], ["베트남", "하노이"]),
    state(["Indonesia", "Jakarta"], ["Индонезия", "Индонезии", "Джакарта"], ["인도네시아", "자카르타"]),
    state(["Finland", "Helsinki"], ["Финляндия", "Финляндии", "Хельсинки"], ["핀란드", "헬싱키"]),
    state(["Sweden", "Stockholm"], ["Швеция", "Швеции", "Стокгольм"], ["스웨덴", "스톡홀름"]),
    state(
        ["Argentina", "Buenos Aires"],
        ["Аргентина", "Аргентины", "Буэнос-Айрес"],
        ["아르헨티나", "부에노스아이레스"],
    ),
];

/// Given names in Latin, Cyrillic and Hangul letters.
pub(super) const GIVEN: &[[&str; 3]] = &[
    ["Anton", "Антон", "안톤"],
    ["Boris", "Борис", "보리스"],
    ["Clara", "Клара", "클라라"],
    ["Daniel", "Даниэль", "다니엘"],
    ["Elena", "Елена", "엘레나"],
    ["Felix", "Феликс", "펠릭스"],
    ["Gustav", "Густав", "구스타프"],
    ["Hanna", "Ханна", "한나"],
    ["Igor", "Игорь", "이고르"],
    ["Julia", "Юлия", "율리아"],
    ["Karim", "Карим", "카림"],
    ["Laura", "Лаура", "라우라"],
    ["Martin", "Мартин", "마르틴"],
    ["Nadia", "Надя", "나디아"],
    ["Oscar", "Оскар", "오스카르"],
    ["Pavel", "Павел", "파벨"],
    ["Rosa", "Роза", "로사"],
    ["Samuel", "Самуэль", "사무엘"],
    ["Tamara", "Тамара", "타마라"],
    ["Viktor", "Виктор", "빅토르"],
    ["Walter", "Вальтер", "발터"],
    ["Yusuf", "Юсуф", "유수프"],
    ["Zoran", "Зоран", "조란"],
    ["Amina", "Амина", "아미나"],
];

/// Beginnings of family names.
pub(super) const STEMS: &[[&str; 3]] = &[
    ["Bak", "Бак", "바크"],
    ["Dor", "Дор", "도르"],
    ["Fal", "Фал", "팔"],
    ["Gar", "Гар", "가르"],
    ["Hol", "Хол", "홀"],
    ["Kam", "Кам", "캄"],
    ["Lan", "Лан", "란"],
    ["Mar", "Мар", "마르"],
    ["Nev", "Нев", "네브"],
    ["Ost", "Ост", "오스트"],
    ["Pet", "Пет", "페트"],
    ["Rad", "Рад", "라드"],
    ["Sel", "Сел", "셀"],
    ["Tol", "Тол", "톨"],
    ["Var", "Вар", "바르"],
    ["Zim", "Зим", "짐"],
    ["Bren", "Брен", "브렌"],
    ["Kost", "Кост", "코스트"],
    ["Dresk", "Дреск", "드레스크"],
    ["Lind", "Линд", "린드"],
];

/// Ends of family names.
pub(super) const ENDS: &[[&str; 3]] = &[
    ["ov", "ов", "오프"],
    ["in", "ин", "인"],
    ["son", "сон", "손"],
    ["mann", "манн", "만"],
    ["ez", "ес", "에스"],
    ["aro", "аро", "아로"],
    ["ic", "ич", "이치"],
    ["ert", "ерт", "에르트"],
    ["ula", "ула", "울라"],
    ["eko", "еко", "에코"],
];

/// Offices.
pub(super) const OFFICES: &[[&str; 3]] = &[
    ["Foreign Minister", "министр иностранных дел", "외교부 장관"],
    ["Defence Minister", "министр обороны", "국방부 장관"],
    ["Trade Minister", "министр торговли", "통상부 장관"],
    ["Prime Minister", "премьер-министр", "총리"],
    ["Ambassador", "посол", "대사"],
    ["Deputy Foreign Minister", "заместитель министра иностранных дел", "외교부 차관"],
];

/// What is agreed on or talked about.
pub(super) const MATTERS: &[[&str; 3]] = &[
    ["fisheries", "рыболовстве", "어업"],
    ["air transport", "воздушном сообщении", "항공"],
    ["gas supplies", "поставках газа", "가스 공급"],
    ["student exchanges", "обмене студентами", "학생 교류"],
    ["visa-free travel", "безвизовых поездках", "무비자 여행"],
    ["nuclear energy", "атомной энергетике", "원자력"],
    ["border crossings", "пограничных переходах", "국경 통과"],
    ["railway construction", "строительстве железных дорог", "철도 건설"],
    ["protection of investments", "защите инвестиций", "투자 보호"],
    ["double taxation", "двойном налогообложении", "이중과세"],
    ["sea rescue", "спасении на море", "해상 구조"],
    ["climate research", "исследовании климата", "기후 연구"],
    ["cultural cooperation", "культурном сотрудничестве", "문화 협력"],
    ["military technology", "военной технике", "군사 기술"],
];

/// Sentences without a date, to give a document its length and its words.
pub(super) const FILLING: &[[&str; 3]] = &[
    [
        "Observers in both capitals spoke of a cautious but steady rapprochement.",
        "Наблюдатели в обеих столицах говорят об осторожном, но неуклонном сближении.",
        "양국 수도의 관측통들은 조심스럽지만 꾸준한 접근이라고 평가했다.",
    ],
    [
        "The details were left to a working group of experts.",
        "Подробности поручено согласовать рабочей группе экспертов.",
        "세부 사항은 전문가 실무단에 맡겨졌다.",
    ],
    [
        "Opposition papers called the result meagre, while the government praised it.",
        "Оппозиционные газеты назвали результат скудным, правительство его похвалило.",
        "야당 신문은 성과가 빈약하다고 했고 정부는 높이 평가했다.",
    ],
    [
        "Companies of both countries have long asked for simpler customs procedures.",
        "Компании обеих стран давно просят об упрощении таможенных процедур.",
        "양국 기업들은 오래전부터 통관 절차 간소화를 요구해 왔다.",
    ],
    [
        "Historians recall that the two nations had rarely been so close.",
        "Историки напоминают, что две страны редко бывали так близки.",
        "역사가들은 두 나라가 이렇게 가까웠던 적이 드물었다고 회고한다.",
    ],
    [
        "A spokesman declined to comment on the remaining differences.",
        "Представитель отказался комментировать оставшиеся разногласия.",
        "대변인은 남은 이견에 대한 언급을 거부했다.",
    ],
    [
        "The talks were held behind closed doors and lasted longer than expected.",
        "Переговоры шли за закрытыми дверями и продолжались дольше, чем ожидалось.",
        "회담은 비공개로 진행되었고 예상보다 길어졌다.",
    ],
    [
        "Local residents watched the motorcade from the embankment.",
        "Местные жители наблюдали за кортежем с набережной.",
        "주민들은 강변에서 차량 행렬을 지켜보았다.",
    ],
];
