page-figures = Figures and targets
page-figures-hint = Trade, visitors, goals: what was counted, what was aimed at, and the words behind every number.
figures-measure = What is measured
figures-choice = { $what } · { $count }
figures-unit = Unit
figures-of = { $measure }, { $unit }
figures-role = Role
figures-point = { $date }: { $amount }, { $role } ({ $measure })
figures-key-bound = more or less than said, or about
figures-key-unit = in { $unit }
figures-no-dates = None of these figures has a date to draw it at; they stand in the table.
figures-words = Words of the source
figures-source = Source
figures-as-of = As of
figures-value = Figure
figures-table = { $count ->
    [one] { $count } figure
   *[other] { $count } figures
}, a row each
figures-more = { $count ->
    [one] and { $count } more source
   *[other] and { $count } more sources
}
role-observed = observed
role-target = target
role-planned = planned
role-change = change
bound-exact = { $amount }
bound-about = about { $amount }
bound-over = over { $amount }
bound-under = under { $amount }
bound-up-to = up to { $amount }
unit-person = { $count ->
    [one] { $number } person
   *[other] { $number } people
}
unit-year = { $count ->
    [one] { $number } year
   *[other] { $number } years
}
unit-times = { $number } times
unitname-person = people
unitname-percent = per cent
unitname-year = years
unitname-times = times
