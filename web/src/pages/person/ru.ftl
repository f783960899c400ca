page-person = Лицо
person-offices = Должности
person-offices-none = Должностей в записи нет.
person-events = События
person-met = С кем встречался
person-met-none = Больше никто в этих событиях не участвует.
person-circle = Кто участвовал в событиях вместе с { $name }
person-words = Где стоит имя
