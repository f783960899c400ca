page-event = Событие
event-reports = { $count ->
    [one] Что говорит { $count } место
    [few] Что говорят { $count } места
   *[many] Что говорят { $count } мест
}
event-conflicts = Что не сходится
event-people = Лица
event-history = Решения
event-codes = Коды
