page-figures = Показатели и цели
page-figures-hint = Торговля, поездки, цели: что посчитано, к чему стремились и какие слова стоят за каждым числом.
figures-measure = Что измеряется
figures-choice = { $what } · { $count }
figures-unit = Единица
figures-of = { $measure }, { $unit }
figures-role = Роль
figures-point = { $date }: { $amount }, { $role } ({ $measure })
figures-key-bound = больше, меньше или около названного
figures-key-unit = единица: { $unit }
figures-no-dates = Ни у одного из чисел нет даты; они стоят в таблице.
figures-words = Слова источника
figures-source = Источник
figures-as-of = На дату
figures-value = Число
figures-table = { $count ->
    [one] { $count } число
    [few] { $count } числа
   *[other] { $count } чисел
}, по строке на каждое
figures-more = { $count ->
    [one] и ещё { $count } источник
    [few] и ещё { $count } источника
   *[other] и ещё { $count } источников
}
role-observed = было
role-target = цель
role-planned = план
role-change = изменение
bound-exact = { $amount }
bound-about = около { $amount }
bound-over = больше { $amount }
bound-under = меньше { $amount }
bound-up-to = до { $amount }
unit-person = { $count ->
    [one] { $number } человек
    [few] { $number } человека
   *[other] { $number } человек
}
unit-year = { $count ->
    [one] { $number } год
    [few] { $number } года
   *[other] { $number } лет
}
unit-times = в { $number } раз
unitname-person = человек
unitname-percent = проценты
unitname-year = годы
unitname-times = раз
