page-map = Карта
page-map-hint = Где это было, насколько источники называют место.
map-label = Карта: { $count ->
    [one] { $count } место
    [few] { $count } места
   *[other] { $count } мест
}; то же в таблице ниже
map-place = { $place }: { $count ->
    [one] { $count } событие
    [few] { $count } события
   *[other] { $count } событий
}
map-nearer = Ближе
map-farther = Дальше
map-whole = Целиком
map-also = Также пишется: { $names }.
map-all = Все события здесь ({ $count })
map-table = Места
map-events = События
map-first = Первое
map-last = Последнее
map-unknown = Места без известных координат
map-name = Место
