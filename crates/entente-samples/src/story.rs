//! The made-up stories.

/// The languages of the stories.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Language {
    /// English.
    English,
    /// Russian.
    Russian,
    /// Korean.
    Korean,
}

impl Language {
    /// The code of two letters.
    pub fn code(self) -> &'static str {
        match self {
            Self::English => "en",
            Self::Russian => "ru",
            Self::Korean => "ko",
        }
    }
}

/// A short notice on a meeting that never was.
#[derive(Debug, Clone)]
pub struct Story {
    /// Its number; no two stories of a set have the same.
    pub number: usize,
    /// Its language.
    pub language: Language,
    /// Its title, with the number.
    pub title: String,
    /// The day on which it was published, `2019-03-05`.
    pub day: String,
    /// Its paragraphs, each with the number.
    pub paragraphs: Vec<String>,
}

impl Story {
    /// The story of this number, in the language whose turn it is.
    pub fn new(number: usize, turn: usize) -> Self {
        let language = [Language::English, Language::Russian, Language::Korean][turn % 3];
        let (year, month, date) = (2001 + number % 20, 1 + number % 12, 1 + number % 28);
        let share = 3 + number % 90;
        let (title, paragraphs) = match language {
            Language::English => english(number, year, share),
            Language::Russian => russian(number, year, share),
            Language::Korean => korean(number, year, share),
        };
        Self { number, language, title, day: format!("{year}-{month:02}-{date:02}"), paragraphs }
    }

    /// The paragraphs with blank lines between them.
    pub fn text(&self) -> String {
        self.paragraphs.join("\n\n")
    }

    /// A made-up address under which the story was published.
    pub fn address(&self) -> String {
        format!("https://news.example.org/{}/story-{}", self.language.code(), self.number)
    }
}

fn english(number: usize, year: usize, share: usize) -> (String, Vec<String>) {
    let title = format!("Round {number} of the harbour talks ends in Busan");
    let paragraphs = vec![
        format!(
            "Delegations of Norway and the Republic of Korea ended round {number} of their harbour talks in Busan, the port authority said in a notice to shippers."
        ),
        format!(
            "Trade between the two grew by {share} percent over the year before, and the ministers want to open berth {number} for Norwegian ships before the end of {}.",
            year + 2
        ),
        format!(
            "\u{201C}We have agreed on every point but the fees,\u{201D} the head of the Norwegian delegation told reporters after session {number}. She did not name a day for the next meeting."
        ),
        format!(
            "The agreement on fisheries was signed in {}; its annex {number} lists the ports that may be called at without notice.",
            year - 4
        ),
    ];
    (title, paragraphs)
}

fn russian(number: usize, year: usize, share: usize) -> (String, Vec<String>) {
    let title = format!("Завершён раунд {number} переговоров о портах в Пусане");
    let paragraphs = vec![
        format!(
            "Делегации Норвегии и Республики Корея завершили раунд {number} переговоров о портах в Пусане, сообщило управление порта в извещении для судовладельцев."
        ),
        format!(
            "Торговля между двумя странами выросла на {share} процентов по сравнению с прошлым годом, и министры хотят открыть причал {number} для норвежских судов до конца {} года.",
            year + 2
        ),
        format!(
            "«Мы договорились по всем вопросам, кроме сборов», — сказала журналистам глава норвежской делегации после заседания {number}. День следующей встречи она не назвала."
        ),
        format!(
            "Соглашение о рыболовстве было подписано в {} году; в приложении {number} к нему перечислены порты, в которые можно заходить без уведомления.",
            year - 4
        ),
    ];
    (title, paragraphs)
}

fn korean(number: usize, year: usize, share: usize) -> (String, Vec<String>) {
    let title = format!("부산 항만 회담 제{number}차 회의 종료");
    let paragraphs = vec![
        format!(
            "노르웨이와 대한민국 대표단이 부산에서 제{number}차 항만 회담을 마쳤다고 항만공사가 선사들에게 보낸 공지에서 밝혔다."
        ),
        format!(
            "양국 교역은 전년보다 {share}퍼센트 늘었으며, 장관들은 {}년 말까지 노르웨이 선박을 위해 제{number}부두를 열기를 바라고 있다.",
            year + 2
        ),
        format!(
            "노르웨이 대표단장은 제{number}차 회의가 끝난 뒤 기자들에게 수수료를 제외한 모든 사항에 합의했다고 말했으나 다음 회의 날짜는 밝히지 않았다."
        ),
        format!(
            "어업 협정은 {}년에 서명되었고, 그 부속서 {number}호에는 사전 통보 없이 들를 수 있는 항구가 적혀 있다.",
            year - 4
        ),
    ];
    (title, paragraphs)
}

/// Text within XML or HTML.
pub(crate) fn escaped(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;").replace('"', "&quot;")
}

/// The paragraphs as elements of this name.
pub(crate) fn elements(story: &Story, name: &str) -> String {
    story.paragraphs.iter().map(|paragraph| format!("<{name}>{}</{name}>\n", escaped(paragraph))).collect()
}
