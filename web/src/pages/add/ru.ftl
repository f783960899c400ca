page-add = Добавить источники
page-add-hint = Файлы, текст или адрес. Те же байты дважды ничего не меняют; что нельзя прочесть, отклоняется с причиной.
add-published = Опубликовано
add-published-hint = только если сам источник этого не говорит
add-files = Файлы и папки
add-drop = Перетащите сюда или
add-choose = Выбрать файлы
add-folder = Выбрать папку
add-formats = Веб-страницы, PDF, Word, почта, ленты, архивы, простой текст.
add-text = Текст
add-text-title = Заголовок
add-text-words = Сам текст
add-send = Добавить текст
add-address = Адрес
add-address-label = Адрес страницы
add-address-hint = Страница читается один раз и хранится; адреса внутри частных сетей отклоняются.
add-address-wrong = Адрес начинается с http:// или https://
add-fetch = Прочесть страницу
add-progress = В пути
add-open = { $count ->
    [one] { $count } источник в пути
    [few] { $count } источника в пути
   *[other] { $count } источников в пути
}
add-done = { $count ->
    [one] { $count } источник, готово
    [few] { $count } источника, всё готово
   *[other] { $count } источников, всё готово
}
add-clear = Убрать готовое
add-stage-queued = ждёт здесь
add-stage-sending = отправляется
add-stage-waiting = ждёт очереди
add-stage-fetching = запрашивается
add-stage-reading = читается
add-stage-writing = записывается
add-stage-added = добавлен
add-stage-added-many = { $count ->
    [one] добавлен, { $count } документ
    [few] добавлен, { $count } документа
   *[other] добавлен, { $count } документов
}
add-stage-known = уже был
add-stage-refused = отклонён
add-stage-failed = не дошёл
add-refused = Отклонено: { $count }
add-refused-hint = Они не входят в запись. Чтобы добавить лучшую копию, отменять ничего не нужно.
add-reason = Причина
add-when = Когда
