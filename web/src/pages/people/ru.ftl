page-people = Лица и стороны
people-people = Лица
people-bodies = Государства и организации
people-events = События
people-count = { $count ->
    [one] { $count } лицо, чаще названные сначала.
    [few] { $count } лица, чаще названные сначала.
   *[many] { $count } лиц, чаще названные сначала.
}
people-mentions = { $count ->
    [one] назван { $count } раз
    [few] назван { $count } раза
   *[many] назван { $count } раз
}
terms-more = ещё { $count }
terms-fewer = меньше
people-sources = { $count ->
    [one] в { $count } источнике
   *[other] в { $count } источниках
}
