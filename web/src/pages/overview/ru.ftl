page-overview = Обзор
overview-lead = { $events } из { $sources }, с { $from } по { $to }. Лиц: { $people }, соглашений: { $agreements }, чисел: { $figures }.
overview-empty = В досье ещё нет источников.
overview-density = События во времени
overview-density-hint = Столбик – это { $years ->
    [one] { $years } год
    [few] { $years } года
   *[many] { $years } лет
}. Выберите столбик, чтобы открыть хронологию.
overview-bar = { $period }: { $events }
overview-latest = Последнее
overview-coming = Предстоит
overview-coming-none = Ничего не намечено.
overview-turning = Самое весомое
overview-conflicts = Открытые противоречия
overview-conflicts-all = Все ({ $count })
overview-conflicts-none = Источники не противоречат друг другу.
overview-promises = Обещания и исходы
overview-overdue = Намечено на день, который прошёл
overview-failed = Отменено или отрицается
overview-targets = Цели
overview-promises-none = Обещаний в записи нет.
period = Время
total = Всего
