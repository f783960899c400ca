page-event = Event
event-reports = { $count ->
    [one] What the source says
   *[other] What { $count } passages say
}
event-conflicts = What does not fit
event-people = People
event-history = What was ruled
event-codes = Codes
