page-calendar = Календарь
page-calendar-hint = Предстоящие годовщины и планы; круглые даты выделены.
calendar-reach = Охват
calendar-months = { $count ->
    [one] { $count } месяц
    [few] { $count } месяца
   *[other] { $count } месяцев
}
calendar-show = Показать
calendar-show-all = всё
calendar-show-planned = планы
calendar-show-anniversaries = годовщины
calendar-show-round = круглые даты
calendar-empty = В это время ничего не предстоит.
calendar-years = { $count ->
    [one] { $count } год назад
    [few] { $count } года назад
   *[other] { $count } лет назад
}
calendar-subscribe = В своём календаре
calendar-subscribe-hint = Программа-календарь, которой доступен этот сервер, сама обновляется по этому адресу.
calendar-address = Адрес календаря
calendar-copy = Скопировать адрес
calendar-copied = Скопировано
calendar-download = Файлом
