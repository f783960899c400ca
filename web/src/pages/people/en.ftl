page-people = People and bodies
people-people = People
people-bodies = States and bodies
people-events = Events
people-count = { $count ->
    [one] { $count } person, those named most often first.
   *[other] { $count } people, those named most often first.
}
people-mentions = { $count ->
    [one] named once
   *[other] named { $count } times
}
terms-more = { $count } more
terms-fewer = fewer
people-sources = { $count ->
    [one] in one source
   *[other] in { $count } sources
}
