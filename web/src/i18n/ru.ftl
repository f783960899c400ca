### Общее для всех страниц. Слова одной страницы лежат в её папке.

skip = К тексту
menu = Разделы
sections = Разделы
group-read = Читать
group-check = Проверять
group-make = Готовить
language = Язык
theme-switch = Светлая, тёмная или как в системе
theme-auto = Авто
theme-light = Светлая
theme-dark = Тёмная
search-label = Поиск по источникам и записи
search-hint = Поиск на любом письме
reading-only = Только чтение
ruling-as = Решает { $name }
live-lost = Сервер сейчас не отвечает. Показанное могло устареть.
page-unknown = Нет такой страницы
page-unknown-hint = По адресу { $path } ничего нет.

loading = Минуту…
failed = Не получилось
try-again = Ещё раз
close = Закрыть
save = Сохранить
undo = Отменить
go-on = Дальше
note = Пояснение (почему)
nothing = ничего
nothing-here = Здесь ничего нет.
nothing-found = Ничего не найдено.
server-away = Сервер недоступен
server-away-hint = Работает ли ещё `entente serve`? Ничего не изменено.
more = Ещё
show-table = Таблицей
opens-source = открывает источник на этих словах
sources-count = { $count ->
    [one] { $count } источник
    [few] { $count } источника
   *[many] { $count } источников
}
events-count = { $count ->
    [one] { $count } событие
    [few] { $count } события
   *[many] { $count } событий
}
entries-count = { $count ->
    [one] { $count } запись
    [few] { $count } записи
   *[many] { $count } записей
}

token-label = Ключ
token-hint = Сервер запущен с ключом. Его знает тот, кто запустил сервер.
token-wrong = Это не тот ключ.
sign-in = Войти

## Отбор

filters = Отобрать
filters-count = { $count ->
    [one] { $count } условие
    [few] { $count } условия
   *[many] { $count } условий
}
filters-clear = Показать всё
filter-all = все
filter-from = С
filter-to = По
filter-date-hint = 1884, 198X, 1990-09
filter-party = Сторона
filter-party-mine = Это досье
filter-party-others = Другие
filter-kind = Вид
filter-status = Состояние
filter-source = Источник
filter-source-hint = часть имени
filter-q = Слова
filter-undated = и без даты
filter-others = и между другими
filter-rejected = и отклонённые

## Даты

date-none = без даты
date-about = около { $date }
date-perhaps = возможно, { $date }
date-since = с { $date }
date-until = до { $date }
date-range = с { $from } по { $to }
date-year = { $year } г.
date-decade = { $year }-е годы
date-century = { $roman } век
date-century-of = { $roman } века
date-decade-of = { $year }-х годов
date-month-of = { $month } { $year } г.
date-season-21-of = весны { $year } г.
date-season-22-of = лета { $year } г.
date-season-23-of = осени { $year } г.
date-season-24-of = зимы { $year } г.
date-season-33-of = I квартала { $year } г.
date-season-34-of = II квартала { $year } г.
date-season-35-of = III квартала { $year } г.
date-season-36-of = IV квартала { $year } г.
date-season-40-of = первой половины { $year } г.
date-season-41-of = второй половины { $year } г.
date-before-era = { $year } до н. э.
date-season-21 = весна { $year } г.
date-season-22 = лето { $year } г.
date-season-23 = осень { $year } г.
date-season-24 = зима { $year } г.
date-season-33 = I квартал { $year } г.
date-season-34 = II квартал { $year } г.
date-season-35 = III квартал { $year } г.
date-season-36 = IV квартал { $year } г.
date-season-40 = первая половина { $year } г.
date-season-41 = вторая половина { $year } г.
date-unreadable = Это не дата.
date-help = День 1988-11-10, месяц 1990-09, год 1884, десятилетие 198X; около: 1996~, от и до: 1990/1992.

## Слова записи

kind-relations = отношения
kind-mission = представительство
kind-visit = визит
kind-meeting = встреча
kind-agreement = соглашение
kind-statement = заявление
kind-exchange = обмен
kind-trade = торговля
kind-aid = помощь
kind-military = военное
kind-conflict = конфликт
kind-sanction = санкции
kind-migration = переселение
kind-state = государство
kind-other = прочее
family-diplomacy = дипломатия
family-words = соглашения и заявления
family-economy = хозяйство
family-force = сила
family-people = люди и государство
status-occurred = состоялось
status-planned = намечено
status-ongoing = продолжается
status-cancelled = отменено
status-denied = отрицается
status-alleged = предположительно
actor-state = государство
actor-body = международная организация
actor-organisation = учреждение
actor-person = лицо
actor-place = место
said-assert = утверждает
said-propose = предлагает
said-promise = обещает
said-warn = предупреждает
said-criticise = критикует
said-praise = хвалит
said-expect = ожидает
said-ask = спрашивает
conflict-date = даты расходятся
conflict-value = числа расходятся
conflict-elapsed-time = годы не сходятся
conflict-anachronism = не из того времени
conflict-identity = двое на одном посту
conflict-order = порядок обратный
conflict-status = было и не было
conflict-calendar = два календаря
disputed = есть противоречие
field = Поле
field-when = дата
field-title = название
field-kind = вид
field-status = состояние
field-parties = стороны
field-place = место
field-name = имя
field-signed = подписано
field-value = значение
field-unit = единица
field-measure = показатель
field-as_of = на дату
field-role = роль
field-bound = граница
field-speaker = кто говорит
field-act = речевое действие
field-mode = передача речи
value = Значение

## Решения

accept = Принять
reject = Отклонить
correct = Исправить…
merge = Слить…
split = Разделить…
with-note = С пояснением…
ruling = Решение
rule = Решить…
review-of = Решение: { $title }
is-accepted = принято
is-rejected = отклонено
ruled-accept = принято
ruled-reject = отклонено
ruled-correct = исправлено
ruled-merge = слито
ruled-split = разделено
ruled-resolve = разрешено
ruled-undo = отменено
ruling-saving = Сохраняется…
ruling-saved = Сохранено
ruling-failed = Не сохранено
ruling-changed = Не сохранено: тем временем изменено
ruling-undoing = Отменяется…
ruling-undone = Отменено
ruling-left = Страница закрылась раньше ответа, и в журнале этого нет.
outcome-first = верно первое
outcome-second = верно второе
outcome-both = верно и то и другое
outcome-dismissed = противоречия нет
notices = Что сохранено
dismiss-notice = Убрать сообщение
dismiss-all = Убрать все
correct-heading = Исправить
merge-heading = Это одно и то же
merge-find-event = Найти другое событие
merge-find-person = Найти другое лицо
merge-find-agreement = Найти другое соглашение
merge-choose = Другое
split-heading = Это разное
split-which = Какой источник говорит о другом?
who-rules = Кто решает?
your-name = Ваше имя
who-rules-hint = Оно стоит под каждым вашим решением в журнале досье.
history-none = Решений ещё не было.
history-by = { $name }, { $when }
history-correct = { $field }: исправлено на «{ $value }»
history-merge = слито с { $other }
history-split = отделено от того, что в { $source }
history-orphaned = эти слова больше не находятся

## Клавиши

keys = Клавиши
keys-on = Отдельные буквы действуют
keys-everywhere = Везде
keys-review = Решения
keys-list = В этом списке
key-help = эти клавиши
key-search = поиск
key-undo = отменить последнее решение
key-theme = светлая или тёмная
key-go = перейти: { $page }
key-accept = принять
key-reject = отклонить
key-accept-note = принять с пояснением
key-reject-note = отклонить с пояснением
key-correct = исправить
key-merge = слить с другим
key-split = отделить источник
key-next = дальше
key-previous = назад
key-open = открыть
