page-statements = Кто что сказал
page-statements-hint = Высказывания по ораторам, темам и времени; дословное отмечено чертой.
statements-count = { $count ->
    [one] { $count } высказывание
    [few] { $count } высказывания
   *[other] { $count } высказываний
}
statement-facets = Сузить
statement-mode = Как передано
statement-open = Контекст и решение
statement-title = { $speaker }: { $act }
facet-speaker = Кто говорит
facet-act = Что делает
facet-topic = Темы
facet-more = ещё { $count }
facet-fewer = Меньше
mode-direct = дословно
mode-reported = в пересказе
act-assert = утверждает
act-propose = предлагает
act-promise = обещает
act-warn = предупреждает
act-criticise = критикует
act-praise = хвалит
act-expect = ожидает
act-ask = спрашивает
topic-politics = политика
topic-security = безопасность
topic-nuclear = ядерное
topic-trade = торговля
topic-investment = инвестиции
topic-energy = энергетика
topic-transport = транспорт
topic-finance = финансы
topic-technology = технологии
topic-health = здоровье
topic-culture = культура
topic-education = образование
topic-tourism = туризм
topic-diaspora = диаспора
topic-history = история
topic-law = право
topic-other = другое
